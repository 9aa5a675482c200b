"""Find words as a reader sees them: with the hyphens and apostrophes inside them."""

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from analysis import patterns
from analysis._codepoints import DIGIT, LETTER, WORDLIKE, Codes, kinds

__all__ = ["find"]

Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

_WORD: Final = 1  # a letter or digit, or an accent or joiner written apart
_LETTER: Final = 2
_DIGIT: Final = 4
_JOINS: Final = 8  # joins what stands on both sides to one word
_INSIDE: Final = 16  # belongs to the word it stands in, and begins none
_STOP: Final = 32  # a full stop
_POINT: Final = 64  # full stop or comma: within a number

_HYPHENS: Final = "-‐‑"
_APOSTROPHES: Final = "'’‘ʼʹ′＇"


@lru_cache(maxsize=1)
def _table() -> npt.NDArray[np.uint8]:
    """Say of each code point what it is to a word."""
    known = kinds()
    table = np.zeros(len(known), np.uint8)
    for bit, kind in ((_WORD, WORDLIKE), (_LETTER, LETTER), (_DIGIT, DIGIT)):
        table[(known & kind) > 0] |= bit
    joining = [ord(char) for char in f"{_HYPHENS}{_APOSTROPHES}&"]
    table[joining] = _JOINS
    inside = [at for first, last in _inside() for at in range(first, last + 1)]
    table[inside] |= _WORD | _INSIDE
    table[ord(".")] |= _STOP
    table[[ord("."), ord(",")]] |= _POINT
    table.setflags(write=False)
    return table


def _inside() -> list[tuple[int, int]]:
    """List the ranges of `patterns.INSIDE`."""
    chars, ranges, at = patterns.INSIDE, [], 0
    while at < len(chars):
        wide = chars[at + 1 : at + 2] == "-"
        ranges.append((ord(chars[at]), ord(chars[at + 2] if wide else chars[at])))
        at += 3 if wide else 1
    return ranges


def find(codes: Codes) -> tuple[Ints, Ints]:
    """Find the words in a text of code points.

    A word is a run of letters and digits. A hyphen, apostrophe or ampersand between two of
    them joins (open-source, don't, AT&T); so does a stop or comma between two digits (2.5),
    and a stop between single letters (U.S., without the last stop).

    Returns
    -------
    first, last : array of int64
        ``codes[first:last]`` of each word.

    Examples
    --------
    >>> text = "The U.S. open-source GPT-4.5, ‘don’t’ (R1)"
    >>> codes = np.frombuffer(text.encode("utf-32-le"), "<u4")
    >>> [text[a:b] for a, b in zip(*find(codes))]
    ['The', 'U.S', 'open-source', 'GPT-4.5', 'don’t', 'R1']
    """
    kind = np.zeros(len(codes) + 4, np.uint8)  # two more at each end, which are nothing
    kind[2:-2] = _table()[codes]
    here, before, after = kind[2:-2], kind[1:-3], kind[3:-1]
    word = (here & _WORD) > 0
    joined = ((here & _JOINS) > 0) & ((before & after & _WORD) > 0)
    joined |= ((here & _POINT) > 0) & ((before & after & _DIGIT) > 0)
    joined |= (
        ((here & _STOP) > 0) & ((before & after & _LETTER) > 0)
        & ((kind[:-4] & _WORD) == 0) & ((kind[4:] & _WORD) == 0)
    )  # fmt: skip
    edges = np.diff(np.concatenate([[False], word | joined, [False]]).astype(np.int8))
    first, last = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return _trimmed(first, last, (here & _INSIDE) > 0)


def _trimmed(first: Ints, last: Ints, inside: Flags) -> tuple[Ints, Ints]:
    """Begin no word with a mark that only goes on a word."""
    for row in np.flatnonzero(inside[first]):
        while first[row] < last[row] and inside[first[row]]:
            first[row] += 1
    some = first < last
    return first[some], last[some]
