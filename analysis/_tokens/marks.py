"""What a character is to the words of a text, and to what stands between them."""

import re
from functools import lru_cache
from typing import Final

import numpy as np

from analysis import patterns
from analysis._codepoints import LETTER as IS_LETTER
from analysis._codepoints import WORDLIKE, Kinds, kinds

__all__ = ["between", "inside"]

WORD: Final = 1  # goes on a word: a letter or digit, but no modifier apostrophe
LETTER: Final = 2
ALNUM: Final = 4
INSIDE: Final = 8  # an accent or joiner that belongs to the word it stands in
RARE: Final = 16  # one of these, or a modifier apostrophe

LOOSE: Final = 1  # any number of these may stand between the words of a phrase
DASHES: Final = 2  # one of these may, with up to two spaces behind it
HYPHENS: Final = 4  # one of these may, with a space before it
SIGNS: Final = 8  # one of these may, with a space on either side
BLANK: Final = 16
CLAUSE: Final = 32  # ends a clause
DASHED: Final = 64  # ends a clause with a space on either side


@lru_cache(maxsize=1)
def inside() -> Kinds:
    """Give the table for what is in words.

    Examples
    --------
    >>> inside()[[ord("é"), 0x0301]].tolist() == [WORD + LETTER + ALNUM, INSIDE + RARE]
    True
    """
    known = kinds()
    table = np.zeros(len(known), dtype=np.uint8)
    table[(known & WORDLIKE) > 0] |= WORD | ALNUM
    apostrophes = [ord(char) for char in "ʼʹ"]
    table[apostrophes] &= 0xFF ^ WORD
    table[apostrophes] |= RARE
    table[(known & IS_LETTER) > 0] |= LETTER
    table[_those(f"[{patterns.INSIDE}]")] |= INSIDE | RARE
    table.setflags(write=False)
    return table


@lru_cache(maxsize=1)
def between() -> Kinds:
    """Give the table for what is between words.

    Examples
    --------
    >>> between()[[ord(" "), ord("-")]].tolist() == [LOOSE + BLANK, DASHES + HYPHENS + DASHED]
    True
    """
    table = np.zeros(len(kinds()), dtype=np.uint8)
    for bit, shape in (
        (LOOSE, patterns.LOOSE), (DASHES, patterns.DASHES), (HYPHENS, patterns.HYPHENS),
        (SIGNS, "[&/]"), (BLANK, r"\s"), (CLAUSE, "[,;:!?()—]"), (DASHED, "[-–—]"),
    ):  # fmt: skip
        table[_those(shape)] |= bit
    table.setflags(write=False)
    return table


def _those(shape: str) -> list[int]:
    """Give the code points that an expression for one character matches."""
    every = "".join(map(chr, range(len(kinds()))))
    return [found.start() for found in re.finditer(shape, every)]
