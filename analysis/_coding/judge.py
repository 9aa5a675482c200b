"""Compiled: judge each find of a unit, which may be negated or excluded."""

from typing import Final

import numpy as np
import numpy.typing as npt

from analysis._compiled import jit
from analysis._tokens.kernel import CLAUSE_ENDS

__all__ = ["EXCLUDED", "HIT", "NEGATED", "judge"]

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.uint8]

HIT: Final = 0
NEGATED: Final = 1
EXCLUDED: Final = 2

_MATCH: Final = 1
_UNIT: Final = 2


@jit
def judge(
    unit: Ints, pattern: Ints, first: Ints, last: Ints, flags: Flags,
    uses_at: Ints, uses: Ints, negator: Ints, spares: Flags, outside: Ints,
    scopes: npt.NDArray[np.uint8], negatable: Flags, between: npt.NDArray[np.bool_],
    before: int, after: int, listed: Ints,
    find: Ints, use: Ints, status: Flags, because: Ints,
) -> int:  # fmt: skip
    """Judge each use of each find; gives their number.

    `uses` are numbers of indicators; `negator` and `outside` number the patterns that negate
    and that exclude (-1: no such). ``scopes[outside, indicator]`` says how far a pattern
    excludes: 1 what it overlaps, 2 its unit. `listed` has room for all finds of a unit, twice.
    """
    n, begin = 0, 0
    half = len(listed) // 2
    while begin < len(unit):
        end = begin
        n_negators, n_outside = 0, 0
        while end < len(unit) and unit[end] == unit[begin]:
            if outside[pattern[end]] >= 0:
                listed[half + n_outside] = end
                n_outside += 1
            end += 1
        for at in range(begin, end):
            if negator[pattern[at]] >= 0 and not _spared(
                at, begin, end, pattern, first, last, spares
            ):
                listed[n_negators] = at
                n_negators += 1
        for at in range(begin, end):
            for place in range(uses_at[pattern[at]], uses_at[pattern[at] + 1]):
                indicator = uses[place]
                find[n], use[n], status[n], because[n] = at, place, HIT, -1
                for number in range(n_outside):
                    other = listed[half + number]
                    scope = scopes[outside[pattern[other]], indicator]
                    if scope == _UNIT or (
                        scope == _MATCH and first[other] <= last[at] and first[at] <= last[other]
                    ):
                        status[n], because[n] = EXCLUDED, pattern[other]
                        break
                if status[n] == HIT and negatable[indicator]:
                    for number in range(n_negators):
                        other = listed[number]
                        if _negates(other, at, pattern, first, last, flags, negator, between,
                                    before, after):  # fmt: skip
                            status[n], because[n] = NEGATED, pattern[other]
                            break
                n += 1
        begin = end
    return n


@jit
def _spared(
    at: int, begin: int, end: int, pattern: Ints, first: Ints, last: Ints, spares: Flags
) -> bool:
    """Whether a negation word is part of 'not only' and the like."""
    for other in range(begin, end):
        if spares[pattern[other]] and first[other] <= first[at] <= last[other]:
            return True
    return False


@jit
def _negates(
    negation: int, at: int, pattern: Ints, first: Ints, last: Ints, flags: Flags,
    negator: Ints, between: npt.NDArray[np.bool_], before: int, after: int,
) -> bool:  # fmt: skip
    """Whether a negation word negates a find: near it in one clause, or between its sides."""
    if first[at] < first[negation] and last[negation] < last[at]:
        return bool(between[negator[pattern[negation]], pattern[at]])
    if 0 < first[at] - last[negation] <= before:
        return _in_one_clause(flags, last[negation], first[at])
    if 0 < first[negation] - last[at] <= after:
        return _in_one_clause(flags, last[at], first[negation])
    return False


@jit
def _in_one_clause(flags: Flags, begin: int, end: int) -> bool:
    """Whether no clause ends between two words."""
    for word in range(begin + 1, end + 1):
        if flags[word] & CLAUSE_ENDS:
            return False
    return True
