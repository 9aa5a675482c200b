"""What the kernels know of characters and words, as arrays."""

from collections.abc import Collection
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from analysis import _abbreviations as words
from analysis._codepoints import kinds
from analysis._stops import rules

__all__ = [
    "BRAND_END", "BULLET", "CAPITAL", "CLIPPED", "CLOSING", "ITEM", "LONGEST", "MAYBE", "MONEY",
    "MONTH", "NEVER", "NUMBER", "OPEN", "PLACE", "QUOTE", "SHUT", "SLOTS", "STARTER", "STOP",
    "SURNAME", "WEEKDAY", "characters", "lists",
]  # fmt: skip

STOP: Final = 64
SHUT: Final = 128
OPEN: Final = 256
QUOTE: Final = 512
BULLET: Final = 1024
MONEY: Final = 2048
ITEM: Final = 4096
BRAND_END: Final = 8192
"""The last letter of a name written with an exclamation mark."""

CAPITAL: Final = 1
WEEKDAY: Final = 2
MONTH: Final = 4
PLACE: Final = 8
STARTER: Final = 16
SURNAME: Final = 32
CLIPPED: Final = 64
NEVER: Final = 128
NUMBER: Final = 256
MAYBE: Final = 512
CLOSING: Final = 1024


LONGEST: Final = 14
"""Letters of the longest word in the lists."""
SLOTS: Final = 2048
"""Rows of the table of words, a power of two."""


@lru_cache(maxsize=1)
def characters() -> npt.NDArray[np.uint16]:
    """Give the table of `_codepoints.kinds` with what the rules see in each character added.

    Examples
    --------
    >>> int(characters()[ord("-")]) == OPEN + BULLET + ITEM
    True
    """
    table = kinds().astype(np.uint16)
    last = {name[-1] for name in words.BRANDS}
    for flag, signs in (
        (STOP, rules.STOPS), (SHUT, rules.SHUTTING), (OPEN, rules.OPENING), (QUOTE, rules.QUOTES),
        (BULLET, rules.BULLETS), (MONEY, rules.MONEY), (ITEM, rules.ITEMS),
        (BRAND_END, last | {letter.upper() for letter in last}),
    ):  # fmt: skip
        table[[ord(sign) for sign in sorted(signs)]] |= flag
    table.setflags(write=False)
    return table


@lru_cache(maxsize=1)
def lists() -> npt.NDArray[np.int32]:
    """Give the abbreviations and other words of the rules as a table to look them up in.

    A row holds the number of letters (0: no word), the sum of what the word is, and its letters.

    Examples
    --------
    >>> table = lists()
    >>> int(table[:, 0].max()) == LONGEST
    True
    """
    flags: dict[str, int] = {}
    for flag, listed in _LISTS:
        for word in listed:
            flags[word] = flags.get(word, 0) | flag
    table = np.zeros((SLOTS, LONGEST + 2), dtype=np.int32)
    for word in sorted(flags):
        slot = _code(word) & (SLOTS - 1)
        while table[slot, 0]:
            slot = (slot + 1) & (SLOTS - 1)
        table[slot, : len(word) + 2] = [len(word), flags[word], *map(ord, word)]
    table.setflags(write=False)
    return table


_LISTS: Final[tuple[tuple[int, Collection[str]], ...]] = (
    (CAPITAL, words.CAPITAL),
    (WEEKDAY, words.WEEKDAYS),
    (MONTH, words.MONTHS),
    (PLACE, words.PLACES),
    (STARTER, words.STARTERS),
    (SURNAME, rules.SURNAME_PARTS),
    (CLIPPED, rules.CLIPPED),
    (NEVER, words.NEVER),
    (NUMBER, words.NUMBER),
    (MAYBE, words.MAYBE),
    (CLOSING, words.CLOSING),
)


def _code(word: str) -> int:
    """Give the number that the kernel makes of a word."""
    code = 0
    for letter in word:
        code = (code * 31 + ord(letter)) & 0xFFFFFFFF
    return code
