"""Read texts into words that are numbers."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis._codepoints import joined
from analysis._tokens.kernel import find_words
from analysis._tokens.marks import between, inside
from analysis._tokens.types import Types

__all__ = ["Tokens", "read"]

Column = npt.NDArray[Any]
_AT_ONCE: Final = 100_000  # characters; what fits a processor's cache is read twice as fast
_PLACES: Final = np.zeros(0, dtype=np.uint32)
_NONE: Final = (_PLACES, _PLACES, _PLACES, np.zeros(0, dtype=np.uint8))


class Tokens(NamedTuple):
    """The words of texts that were put behind each other.

    Each word is ``[first, last)`` of the whole, its type a number; `flags` says what is before
    it (`kernel.ADJOINS`, `kernel.CLAUSE_ENDS`). `texts` says where each text starts, and at the
    end the length of all.
    """

    first: npt.NDArray[np.uint32]
    last: npt.NDArray[np.uint32]
    types: npt.NDArray[np.uint32]
    flags: npt.NDArray[np.uint8]
    texts: npt.NDArray[np.int64]


def read(texts: Sequence[str], types: Types) -> Tokens:
    """Find the words of texts, less than four billion characters, and number their types.

    Examples
    --------
    >>> tokens = read(["The U.S. start-up's R1"], Types())
    >>> list(zip(tokens.first.tolist(), tokens.last.tolist()))
    [(0, 3), (4, 7), (9, 14), (15, 17), (18, 19), (20, 22)]
    """
    parts, done = [], 0
    sizes = np.cumsum([len(text) for text in texts])
    while done < len(texts):
        before = int(sizes[done - 1]) if done else 0
        upto = max(done + 1, int(np.searchsorted(sizes, before + _AT_ONCE)))
        parts.append(_read(texts[done:upto], types, before))
        done = upto
    parts.append(_NONE)
    first, last, made, flags = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Tokens(first, last, made, flags, np.concatenate([[0], sizes]).astype(np.int64))


def _read(texts: Sequence[str], types: Types, before: int) -> tuple[Column, Column, Column, Column]:
    """Read some texts, with so many characters before them."""
    codes, starts = joined(texts)
    most = len(codes) // 2 + len(texts) + 1
    first, last = np.empty(most, dtype=np.uint32), np.empty(most, dtype=np.uint32)
    hashes, flags = np.empty(most, dtype=np.uint64), np.empty(most, dtype=np.uint8)
    more = np.empty(most, dtype=np.uint32)
    n = find_words(codes, starts, inside(), between(), first, last, hashes, more, flags)
    made = types.number(codes, first[:n], last[:n], hashes[:n], more[:n])
    shift = np.uint32(before)
    return first[:n] + shift, last[:n] + shift, made, flags[:n].copy()
