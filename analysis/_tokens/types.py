"""The different words of a corpus, each with a number that stays."""

import itertools
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from analysis._codepoints import Codes
from analysis._tokens.kernel import Hashes, Places, number_words

__all__ = ["Types"]

Made = TypeVar("Made")

_FIRST_TYPES: Final = 1 << 16
_FIRST_ARENA: Final = 1 << 20


class Types:
    """Words as they are written, numbered in the order in which they were met.

    Examples
    --------
    >>> from analysis import _tokens
    >>> types = Types()
    >>> _tokens.read(["No, no and no."], types).types.tolist()
    [0, 1, 2, 1]
    >>> types.words(0)
    ['No', 'no', 'and']
    """

    def __init__(self) -> None:
        self._slots = np.full(4 * _FIRST_TYPES, -1, dtype=np.int64)
        self._hashes = np.zeros(_FIRST_TYPES, dtype=np.uint64)
        self._starts = np.zeros(_FIRST_TYPES + 1, dtype=np.int64)
        self._arena = np.zeros(_FIRST_ARENA, dtype=np.uint32)
        self._n = 0
        self._about: dict[object, tuple[int, Any]] = {}

    def __len__(self) -> int:
        return self._n

    @property
    def n_characters(self) -> int:
        """Characters in all types together."""
        return int(self._starts[self._n])

    def number(
        self, codes: Codes, first: Places, last: Places, hashes: Hashes
    ) -> npt.NDArray[np.uint32]:
        """Give the number of the type of each word ``codes[first:last]``."""
        made = np.empty(len(first), dtype=np.uint32)
        done = 0
        while done < len(made):
            done, self._n = number_words(
                codes, first, last, hashes, done, made,
                self._slots, self._hashes, self._starts, self._arena, self._n,
            )  # fmt: skip
            if done < len(made):
                self._grow(int(last[done]) - int(first[done]))
        return made

    def words(self, begin: int) -> Sequence[str]:
        """Give the words of the types from number `begin` on."""
        low, high = int(self._starts[begin]), int(self._starts[self._n])
        text = self._arena[low:high].tobytes().decode("utf-32-le", errors="surrogatepass")
        places = (self._starts[begin : self._n + 1] - low).tolist()
        return [text[start:end] for start, end in itertools.pairwise(places)]

    def about(
        self, make: Callable[[Sequence[str]], Made], begin: int, *, least: int
    ) -> Made | None:
        """Make something of the words from `begin` on; what is made of all is kept.

        None if there are fewer words than `least`.
        """
        if self._n - begin < least:
            return None
        if begin:
            return make(self.words(begin))
        known = self._about.get(make)
        if known is None or known[0] != self._n:
            known = self._about[make] = (self._n, make(self.words(0)))
        made: Made = known[1]
        return made

    def _grow(self, size: int) -> None:
        """Make room for twice as many types, and for a word of so many characters."""
        if self._starts[self._n] + size > len(self._arena):
            room = max(2 * len(self._arena), int(self._starts[self._n]) + size)
            self._arena = np.concatenate(
                [self._arena, np.zeros(room - len(self._arena), dtype=np.uint32)]
            )
        if self._n + 1 < len(self._starts) - 1 and 2 * self._n < len(self._slots):
            return
        more = len(self._hashes)
        self._hashes = np.concatenate([self._hashes, np.zeros(more, dtype=np.uint64)])
        self._starts = np.concatenate([self._starts, np.zeros(more, dtype=np.int64)])
        self._slots = _filled(self._hashes[: self._n], 4 * len(self._hashes))


def _filled(hashes: Hashes, size: int) -> npt.NDArray[np.int64]:
    """Make a larger table of slots with the same types in it."""
    slots = np.full(size, -1, dtype=np.int64)
    waiting = np.arange(len(hashes), dtype=np.int64)
    slot = (hashes & np.uint64(size - 1)).astype(np.int64)
    while len(waiting):
        free = slots[slot] < 0
        slots[slot[free]] = waiting[free]  # of several for one slot, the last stays
        left = slots[slot] != waiting
        waiting, slot = waiting[left], (slot[left] + 1) & (size - 1)
    return slots
