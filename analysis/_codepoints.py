"""Texts as one array of code points, and what kind of character each code point is.

A position in the array, less the start of its text, is the offset in the Python string, so
that a kernel and the plain way speak of the same places.
"""

import re
import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = [
    "DIGIT", "LETTER", "LOWER", "SPACE", "UPPER", "WORDLIKE", "Codes", "Kinds", "joined", "kinds",
]  # fmt: skip

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]

WORDLIKE: Final = 1
r"""``[^\W_]``: letters and digits as the expressions of `re` see them."""
LETTER: Final = 2
r"""``[^\W\d_]``"""
DIGIT: Final = 4
r"""``\d``"""
SPACE: Final = 8
r"""``\s``, which is what `str.strip` takes off"""
UPPER: Final = 16
"""`str.isupper` of the character alone"""
LOWER: Final = 32
"""`str.islower` of the character alone"""

_TESTS: Final = {WORDLIKE: r"[^\W_]", LETTER: r"[^\W\d_]", DIGIT: r"\d", SPACE: r"\s"}


def joined(texts: Sequence[str]) -> tuple[Codes, npt.NDArray[np.int64]]:
    """Put texts behind each other.

    Returns
    -------
    codes : array of uint32
        The code points of all texts.
    starts : array of int64
        Where each text starts, and at the end the length of all.

    Examples
    --------
    >>> codes, starts = joined(["één", "", "a"])
    >>> codes.tolist(), starts.tolist()
    ([233, 233, 110, 97], [0, 3, 3, 4])
    """
    starts = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum([len(text) for text in texts], out=starts[1:])
    written = "".join(texts).encode("utf-32-le", errors="surrogatepass")
    return np.frombuffer(written, dtype="<u4"), starts


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """Give the table of kinds: for each code point the sum of what it is.

    Examples
    --------
    >>> int(kinds()[ord("é")]) == WORDLIKE + LETTER + LOWER
    True
    """
    table = np.zeros(sys.maxunicode + 1, dtype=np.uint8)
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    for bit, shape in _TESTS.items():
        for found in re.finditer(f"(?:{shape})+", every):
            table[found.start() : found.end()] |= bit
    for bit, says in ((UPPER, str.isupper), (LOWER, str.islower)):
        table[[at for at, char in enumerate(every) if says(char)]] |= bit
    table.setflags(write=False)
    return table
