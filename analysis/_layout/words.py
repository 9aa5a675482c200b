"""Find the units of an article whose words lie within an earlier unit.

The kernel numbers the folded words, looks up the first few words of each unit among all words
before it, and compares letter by letter where the numbers agree. Units with a letter that does
not fold to one letter, or that may join with the one before it, come folded by the plain way.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from analysis._compiled import jit

__all__ = ["folds", "strange", "within"]

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint32]
Bools = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.uint64]

_GAP: Final = np.uint32(32)
_STRANGE: Final = np.uint32(0xFFFFFFFF)
_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)
_SHIFT: Final = np.uint64(29)
_WORD: Final = re.compile(r"\w")
_EMOJI: Final = range(0x1F000, 0x1FC00)
_JAMO: Final = range(0x1100, 0x1200)


@lru_cache(maxsize=1)
def folds() -> Codes:
    """Give for each code point the letter it folds to, a gap, or that it is strange.

    Examples
    --------
    >>> [chr(folds()[ord(char)]) for char in "AÉ²…"], bool(folds()[ord("ß")] == folds()[0x301])
    (['a', 'é', '2', ' '], True)
    """
    table = np.full(0x110000, _STRANGE, dtype=np.uint32)
    for code in (*range(0xD800), *range(0xE000, 0x10000), *_EMOJI):
        normal = unicodedata.normalize("NFKC", chr(code))
        if any(ord(char) in _JAMO or unicodedata.category(char)[0] == "M" for char in normal):
            continue  # it may join with the letter before it
        folded = normal.casefold()
        if not _WORD.search(folded):
            table[code] = _GAP
        elif len(folded) == 1:
            table[code] = ord(folded)
    table.setflags(write=False)
    return table


@jit
def strange(codes: Codes, table: Codes, begin: Ints, end: Ints, skip: Bools) -> Bools:
    """Mark the units that the plain way must fold."""
    found = np.zeros(len(begin), dtype=np.bool_)
    for unit in range(len(begin)):
        if not skip[unit]:
            for at in range(begin[unit], end[unit]):
                if codes[at] > 127 and table[codes[at]] == _STRANGE:
                    found[unit] = True
                    break
    return found


@jit
def within(
    codes: Codes, known: int, table: Codes, begin: Ints, end: Ints, skip: Bools, first: Ints,
    least: int,
) -> Bools:  # fmt: skip
    """Mark the units whose words lie within an earlier unit of the same article.

    Parameters
    ----------
    codes : array
        Code points; from `known` on they are folded, with one space between words.
    table : array
        From `folds`.
    begin, end : arrays
        The units, article by article and in the order of the text.
    skip : array
        Units that neither repeat nor are repeated.
    first : array
        The first unit of each article, and at the end the number of units.
    least : int
        Units of fewer words do not repeat.
    """
    most_words, most_units = 1, 1
    for article in range(len(first) - 1):
        size = 0
        for unit in range(first[article], first[article + 1]):
            size += (end[unit] - begin[unit]) // 2 + 1
        most_words = max(most_words, size)
        most_units = max(most_units, first[article + 1] - first[article])
    numbers, places = np.empty(most_words, dtype=np.uint64), np.empty(most_words, dtype=np.int64)
    sizes = np.empty(most_words, dtype=np.int64)
    slots = 64
    while slots < 2 * most_units:
        slots *= 2
    heads, owner = np.empty(slots, dtype=np.int64), np.full(slots, -1, dtype=np.int64)
    keys = np.empty(slots, dtype=np.uint64)
    follows = np.empty(most_units, dtype=np.int64)
    stops = np.empty(most_units + 1, dtype=np.int64)
    found = np.zeros(len(begin), dtype=np.bool_)
    power = np.uint64(1)
    for _ in range(least - 1):
        power *= _FACTOR
    for article in range(len(first) - 1):
        base, count = first[article], first[article + 1] - first[article]
        stops[0] = 0
        for unit in range(count):
            stops[unit + 1] = stops[unit]
            if not skip[base + unit]:
                stops[unit + 1] = _split(
                    codes, known, table, begin[base + unit], end[base + unit],
                    numbers, places, sizes, stops[unit],
                )  # fmt: skip
        for unit in range(count):  # the first words of each unit
            if stops[unit + 1] - stops[unit] >= least:
                key = _beginning(numbers, stops[unit], least)
                slot = _slot(keys, owner, key, article)
                follows[unit] = heads[slot] if owner[slot] == article else -1
                keys[slot], owner[slot], heads[slot] = key, article, unit
        for unit in range(count):  # and every place where they come back
            if stops[unit + 1] - stops[unit] < least:
                continue
            key = _beginning(numbers, stops[unit], least)
            for at in range(stops[unit], stops[unit + 1] - least + 1):
                if at > stops[unit]:
                    key -= numbers[at - 1] * power
                    key = key * _FACTOR + numbers[at + least - 1]
                slot = _slot(keys, owner, key, article)
                if owner[slot] != article:
                    continue
                before, later = -1, heads[slot]
                while later > unit:  # they stand in the order of the text, the last first
                    size = stops[later + 1] - stops[later]
                    if size <= stops[unit + 1] - at and _same(
                        codes, known, table, numbers, places, sizes, at, stops[later], size
                    ):
                        found[base + later] = True
                        if before < 0:
                            heads[slot] = follows[later]
                        else:
                            follows[before] = follows[later]
                    else:
                        before = later
                    later = follows[later]
    return found


@jit
def _split(
    codes: Codes, known: int, table: Codes, begin: int, end: int,
    numbers: Numbers, places: Ints, sizes: Ints, count: int,
) -> int:  # fmt: skip
    """Give each word of a unit a number; a unit without a word has one, which is empty."""
    start, at, ready = count, begin, begin >= known
    while at < end:
        letter = codes[at] if ready else table[codes[at]]
        if letter == _GAP:
            at += 1
            continue
        places[count], number = at, np.uint64(1)
        while letter != _GAP:
            number = (number ^ np.uint64(letter)) * _FACTOR
            at += 1
            if at == end:
                break
            letter = codes[at] if ready else table[codes[at]]
        numbers[count], sizes[count] = number ^ (number >> _SHIFT), at - places[count]
        count += 1
    if count == start:
        numbers[count], places[count], sizes[count] = np.uint64(0), begin, 0
        count += 1
    return count


@jit
def _beginning(numbers: Numbers, start: int, least: int) -> Any:
    """Give the first words of a unit one number."""
    key = np.uint64(0)
    for at in range(start, start + least):
        key = key * _FACTOR + numbers[at]
    return key


@jit
def _slot(keys: Numbers, owner: Ints, key: Any, article: int) -> Any:
    """Find the place of a key in the table, or the free one where it belongs."""
    last = len(keys) - 1
    slot = np.int64(key >> np.uint64(40)) & last
    while owner[slot] == article and keys[slot] != key:
        slot = (slot + 1) & last
    return slot


@jit
def _same(
    codes: Codes, known: int, table: Codes, numbers: Numbers, places: Ints, sizes: Ints,
    one: int, two: int, size: int,
) -> bool:  # fmt: skip
    """Say whether two runs of words are the same, letter by letter."""
    for word in range(size):
        if numbers[one + word] != numbers[two + word] or sizes[one + word] != sizes[two + word]:
            return False
    for word in range(size):
        for letter in range(sizes[one + word]):
            left, right = places[one + word] + letter, places[two + word] + letter
            here = codes[left] if left >= known else table[codes[left]]
            if here != (codes[right] if right >= known else table[codes[right]]):
                return False
    return True
