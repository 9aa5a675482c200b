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
    RARE,
    SIGNS,
    WORD,
)

__all__ = ["ADJOINS", "CLAUSE_ENDS", "find_words", "hash_words", "number_words"]

Ints = npt.NDArray[np.int64]
Places = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.uint8]

ADJOINS: Final = 1
"""The word stands next to the one before it, as in a phrase."""

CLAUSE_ENDS: Final = 2
"""A clause ends between the word before it and this one."""

_BASE: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX: Final = np.uint64(0xFF51AFD7ED558CCD)
_OTHER: Final = np.uint32(2654435761)
_SHIFT: Final = np.uint64(32)
_ZERO: Final = np.uint64(0)
_ONE: Final = np.uint64(1)
_LOW_HALF: Final = np.uint64(0xFFFFFFFF)


@jit
def find_words(
    codes: Codes, texts: Ints, inside: Kinds, between: Kinds,
    first: Places, last: Places, hashes: Hashes, more: Places, flags: Flags,
) -> int:  # fmt: skip
    """Find the words of all texts: `[first, last)`, a hash of 96 bits, and what is before each.

    Gives the number of words; the five arrays must have room for all, and one more.
    """
    n = 0
    for text in range(len(texts) - 1):
        begin, end = texts[text], texts[text + 1]
        low = n
        n, rare = _runs(codes, begin, end, inside, first, last, hashes, low)
        if rare:
            n = _words(codes, begin, end, inside, first, last, hashes, low)
        else:
            n = _acronyms(codes, inside, first, last, hashes, low, n)
        for at in range(low, n):
            hashes[at], more[at] = _mixed(codes, first[at], last[at], hashes[at])
            flags[at] = 0
            if at > low:
                start, stop = last[at - 1], first[at]
                if stop - start == 1 and codes[start] == 32:
                    flags[at] = ADJOINS
                else:
                    dotted = start - first[at - 1] > 2 and codes[first[at - 1] + 1] == 46
                    flags[at] = _gap(codes, start, stop, dotted, between)
    return n


@jit
def _runs(
    codes: Codes, begin: int, end: int, inside: Kinds,
    first: Places, last: Places, hashes: Hashes, low: int,
) -> tuple[int, bool]:  # fmt: skip
    """Find the runs of letters and digits of a text, without a branch at each character.

    Gives the number of words, and whether there are signs for which this is not enough.
    """
    n = done = np.uint64(low)  # without a sign, an index needs no check
    code = was = _ZERO
    kinds = np.uint8(0)
    for at in range(np.uint64(begin), np.uint64(end)):
        one = codes[at]
        kind = inside[one]
        is_word = np.uint64(kind) & _ONE
        kinds |= kind
        first[n], last[done], hashes[done] = at, at, code
        n += is_word & (was ^ _ONE)
        done += was & (is_word ^ _ONE)
        code = (code + np.uint64(one)) * _BASE if is_word else _ZERO
        was = is_word
    if was:
        last[done], hashes[done] = end, code
    return np.int64(n), np.int64(kinds) & RARE > 0  # type: ignore[return-value] # numbers of the compiler


@jit
def _acronyms(
    codes: Codes, inside: Kinds, first: Places, last: Places, hashes: Hashes, low: int, n: int
) -> int:
    """Join single letters with stops between them to one word; gives the number of words."""
    made, at = low, low
    while at < n:
        start, stop, code = first[at], last[at], hashes[at]
        if stop - start == 1 and inside[codes[start]] & LETTER:
            while (
                at + 1 < n and first[at + 1] == stop + 1 and codes[stop] == 46
                and last[at + 1] == stop + 2 and inside[codes[stop + 1]] & LETTER
            ):  # fmt: skip
                at += 1
                stop += 2
            if stop - start > 1:
                code = _hash(codes, start, stop)
        first[made], last[made], hashes[made] = start, stop, code
        made += 1
        at += 1
    return made


@jit
def _words(
    codes: Codes, begin: int, end: int, inside: Kinds,
    first: Places, last: Places, hashes: Hashes, n: int,
) -> int:  # fmt: skip
    """Find the words of a text with accents of their own, joiners or modifier apostrophes."""
    at = begin
    while at < end:
        kind = inside[codes[at]]
        stop = at
        if kind & LETTER and at + 2 < end and codes[at + 1] == 46:
            stop = _acronym(codes, begin, at, end, inside)
        if stop == at and kind & WORD:
            stop = at + 1
            while stop < end and inside[codes[stop]] & (WORD | INSIDE):
                stop += 1
        if stop > at:
            first[n], last[n], hashes[n] = at, stop, _hash(codes, at, stop)
            n += 1
        at = max(stop, at + 1)
    return n


@jit
def _hash(codes: Codes, start: int, stop: int) -> np.uint64:
    """Give the hash of a word, before it is mixed."""
    code = np.uint64(0)
    for place in range(start, stop):
        code = (code + np.uint64(codes[place])) * _BASE
    return code


@jit
def _mixed(codes: Codes, start: int, stop: int, code: np.uint64) -> tuple[np.uint64, np.uint32]:
    """Mix a hash, so that its last bits can be used, and give 32 bits more of the word."""
    code = (code ^ (code >> _SHIFT)) * _MIX
    ends = np.uint32(codes[start]) * _OTHER ^ np.uint32(codes[stop - 1])
    return code ^ (code >> _SHIFT), ends * _OTHER + np.uint32(stop - start)


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
def _gap(codes: Codes, start: int, end: int, dotted: bool, between: Kinds) -> int:
    """Describe what stands between two words."""
    flag = ADJOINS if _adjoins(codes, start, end, dotted, between) else 0
    return flag | CLAUSE_ENDS if _ends_clause(codes, start, end, between) else flag


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
def hash_words(
    codes: Codes, first: Places, last: Places, hashes: Hashes, more: Places
) -> None:  # fmt: skip
    """Give the hash of each word ``codes[first:last]``, as `find_words` does."""
    for at in range(len(first)):
        code = _hash(codes, first[at], last[at])
        hashes[at], more[at] = _mixed(codes, first[at], last[at], code)


@jit
def number_words(
    codes: Codes, first: Places, last: Places, hashes: Hashes, more: Places, begin: int,
    types: Places, slots: Hashes, starts: Ints, arena: Codes, n_types: int,
) -> tuple[int, int]:  # fmt: skip
    """Give each word from `begin` on the number of its type; new types get the next ones.

    `slots` is an open hash table with two numbers for each type: its hash, and the rest of its
    hash before its number and one more (0: free). `arena` holds the code points of each type
    from `starts[type]` on. Two words are of one type if all 96 bits of their hashes are equal.
    Stops where a table is full; gives the number of words done and of types.
    """
    mask = np.uint64(len(slots) // 2 - 1)
    for at in range(begin, len(types)):
        code = hashes[at]
        slot = 2 * np.int64(code & mask)
        rest = np.uint64(more[at]) << np.uint64(32)
        while True:
            known = slots[slot + 1]
            if known == 0:
                size = np.int64(last[at]) - np.int64(first[at])
                room = starts[n_types] + size <= len(arena)
                if n_types + 1 >= len(starts) or 4 * n_types >= len(slots) or not room:
                    return at, n_types
                slots[slot], slots[slot + 1] = code, rest | np.uint64(n_types + 1)
                begin_type = starts[n_types]
                for place in range(size):
                    arena[begin_type + place] = codes[first[at] + place]
                starts[n_types + 1] = begin_type + size
                types[at] = n_types
                n_types += 1
                break
            if slots[slot] == code and known >> np.uint64(32) == np.uint64(more[at]):
                types[at] = np.uint32(known & _LOW_HALF) - np.uint32(1)
                break
            slot += 2
            if slot == len(slots):
                slot = 0  # type: ignore[assignment] # as above
    return len(types), n_types
