"""Compiled: find the words of texts, and the number of each kind of word."""

from typing import Final

import numpy as np
import numpy.typing as npt

from analysis._codepoints import Codes, Kinds
from analysis._compiled import jit
from analysis._tokens.marks import (
    ALNUM,
    BLANK,
    CLAUSE,
    DASHED,
    DASHES,
    HYPHENS,
    INSIDE,
    LETTER,
    LOOSE,
    SIGNS,
    WORD,
)

__all__ = ["ADJOINS", "CLAUSE_ENDS", "find_words", "number_words"]

Ints = npt.NDArray[np.int64]
Places = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.uint8]

ADJOINS: Final = 1
"""The word stands next to the one before it, as in a phrase."""

CLAUSE_ENDS: Final = 2
"""A clause ends between the word before it and this one."""

_SEED: Final = np.uint64(14695981039346656037)
_PRIME: Final = np.uint64(1099511628211)
_SHIFT: Final = np.uint64(29)


@jit
def find_words(
    codes: Codes, texts: Ints, inside: Kinds, between: Kinds,
    first: Places, last: Places, hashes: Hashes, flags: Flags,
) -> int:  # fmt: skip
    """Find the words of all texts: `[first, last)`, a hash, and what is before each.

    Gives the number of words; the four arrays must have room for all.
    """
    n = 0
    for text in range(len(texts) - 1):
        at, end = texts[text], texts[text + 1]
        begin, before, dotted = at, at, False
        fresh = True
        while at < end:
            one = codes[at]
            kind = inside[one]
            if kind & (WORD | LETTER) == 0:
                at += 1
                continue
            stop = at
            if kind & LETTER and at + 2 < end and codes[at + 1] == 46:
                stop = _acronym(codes, begin, at, end, inside)
            acronym = stop > at
            code = _SEED
            if acronym:
                for place in range(at, stop):
                    code = (code ^ np.uint64(codes[place])) * _PRIME
            elif kind & WORD:
                while True:
                    code = (code ^ np.uint64(one)) * _PRIME
                    stop += 1
                    if stop == end:
                        break
                    one = codes[stop]
                    if inside[one] & (WORD | INSIDE) == 0:
                        break
            else:
                at += 1
                continue
            flag = 0
            if not fresh:
                if _adjoins(codes, before, at, dotted, between):
                    flag |= ADJOINS
                if _ends_clause(codes, before, at, between):
                    flag |= CLAUSE_ENDS
            first[n], last[n], hashes[n], flags[n] = at, stop, code ^ (code >> _SHIFT), flag
            n += 1
            fresh, before, dotted, at = False, stop, acronym, stop
    return n


@jit
def _acronym(codes: Codes, begin: int, at: int, end: int, inside: Kinds) -> int:
    """Give the end of an acronym with stops that begins here; if none does, where it begins."""
    if at > begin and inside[codes[at - 1]] & ALNUM:
        return at
    stop = at
    while stop + 2 < end and codes[stop + 1] == 46 and inside[codes[stop + 2]] & LETTER:
        stop += 2
    if stop > at and stop + 1 < end and inside[codes[stop + 1]] & ALNUM:
        stop -= 2
    return stop + 1 if stop > at else at


@jit
def _adjoins(codes: Codes, start: int, end: int, dotted: bool, between: Kinds) -> bool:
    """Whether what is between two words may stand within a phrase; see `patterns.GAP`."""
    size = end - start
    if size == 0:
        return True
    one = codes[start]
    if size == 1 and (one == 32 or one == 45):
        return True
    if one == 46:
        return dotted and (size == 1 or (size == 2 and between[codes[start + 1]] & BLANK > 0))
    loose = True
    for at in range(start, end):
        if between[codes[at]] & LOOSE == 0:
            loose = False
            break
    if loose:
        return True
    if between[one] & DASHES and size <= 3:
        return (size < 2 or between[codes[start + 1]] & BLANK > 0) and (
            size < 3 or between[codes[start + 2]] & BLANK > 0
        )
    blank = 1 if between[one] & BLANK else 0
    if size == blank:
        return False
    sign = between[codes[start + blank]]
    if sign & HYPHENS and size == blank + 1:
        return True
    return sign & SIGNS > 0 and (
        size == blank + 1
        or (size == blank + 2 and between[codes[start + blank + 1]] & BLANK > 0)
    )  # fmt: skip


@jit
def _ends_clause(codes: Codes, start: int, end: int, between: Kinds) -> bool:
    """Whether a clause ends between two words."""
    for at in range(start, end):
        kind = between[codes[at]]
        if kind & CLAUSE:
            return True
        if kind & DASHED and start < at < end - 1 and (
            between[codes[at - 1]] & BLANK and between[codes[at + 1]] & BLANK
        ):  # fmt: skip
            return True
    return False


@jit
def number_words(
    codes: Codes, first: Places, last: Places, hashes: Hashes, begin: int, types: Places,
    slots: Ints, of_type: Hashes, starts: Ints, arena: Codes, n_types: int,
) -> tuple[int, int]:  # fmt: skip
    """Give each word from `begin` on the number of its type; new types get the next ones.

    `slots` is an open hash table of type numbers (-1: free), `of_type` the hash of each type,
    and `arena` its code points from `starts[type]` on, by which equal hashes are told apart.
    Stops where a table is full; gives the number of words done and of types.
    """
    mask = len(slots) - 1
    for at in range(begin, len(types)):
        code = hashes[at]
        size = np.int64(last[at]) - np.int64(first[at])
        slot = np.int64(code & np.uint64(mask))
        while True:
            known = slots[slot]
            if known < 0:
                room = starts[n_types] + size <= len(arena)
                if n_types + 1 >= len(starts) or 2 * n_types >= len(slots) or not room:
                    return at, n_types
                slots[slot], of_type[n_types] = n_types, code
                begin_type = starts[n_types]
                for place in range(size):
                    arena[begin_type + place] = codes[first[at] + place]
                starts[n_types + 1] = begin_type + size
                types[at] = n_types
                n_types += 1
                break
            if of_type[known] == code and starts[known + 1] - starts[known] == size:
                same = True
                for place in range(size):
                    if arena[starts[known] + place] != codes[first[at] + place]:
                        same = False
                        break
                if same:
                    types[at] = known
                    break
            slot = (slot + 1) & mask
    return len(types), n_types
