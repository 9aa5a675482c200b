"""The different words of a corpus, each with a number that stays."""

import itertools
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from analysis._codepoints import Codes, joined
from analysis._tokens.kernel import Hashes, Places, hash_words, number_words

__all__ = ["Types"]

Made = TypeVar("Made")

_FIRST_TYPES: Final = 1 << 16
_FIRST_ARENA: Final = 1 << 20


class Types:
    """Words as they are written, numbered in the order in which they were met.

    Examples
    --------
    >>> from analysis._tokens.stream import read
    >>> types = Types()
    >>> read(["No, no and no."], types).types.tolist()
    [0, 1, 2, 1]
    >>> types.words(0)
    ['No', 'no', 'and']
    """

    def __init__(self) -> None:
        self._slots = np.zeros(8 * _FIRST_TYPES, dtype=np.uint64)
        self._starts = np.zeros(_FIRST_TYPES + 1, dtype=np.int64)
        self._arena = np.zeros(_FIRST_ARENA, dtype=np.uint32)
        self._n = 0
        self._about: dict[object, tuple[tuple[int, int], Any]] = {}

    @classmethod
    def of(cls, words: Sequence[str]) -> "Types":
        """Make types of words that have their numbers already.

        Examples
        --------
        >>> Types.of(["No", "no"]).words(1)
        ['no']
        """
        made = cls()
        codes, starts = joined(words)
        hashes, more = np.empty(len(words), dtype=np.uint64), np.empty(len(words), dtype=np.uint32)
        places = starts.astype(np.uint32)
        hash_words(codes, places[:-1], places[1:], hashes, more)
        made.number(codes, places[:-1], places[1:], hashes, more)
        return made

    def __len__(self) -> int:
        return self._n

    @property
    def n_characters(self) -> int:
        """Characters in all types together."""
        return int(self._starts[self._n])

    def number(
        self, codes: Codes, first: Places, last: Places, hashes: Hashes, more: Places
    ) -> npt.NDArray[np.uint32]:
        """Give the number of the type of each word ``codes[first:last]``."""
        made = np.empty(len(first), dtype=np.uint32)
        done = 0
        while done < len(made):
            done, self._n = number_words(
                codes, first, last, hashes, more, done, made,
                self._slots, self._starts, self._arena, self._n,
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
        """Make something of the words from `begin` on; the last that was made is kept.

        None if there are fewer words than `least`.
        """
        if self._n - begin < least:
            return None
        known = self._about.get(make)
        if known is None or known[0] != (begin, self._n):
            known = self._about[make] = ((begin, self._n), make(self.words(begin)))
        made: Made = known[1]
        return made

    def _grow(self, size: int) -> None:
        """Make room for twice as many types, and for a word of so many characters."""
        if self._starts[self._n] + size > len(self._arena):
            room = max(2 * len(self._arena), int(self._starts[self._n]) + size)
            self._arena = np.concatenate(
                [self._arena, np.zeros(room - len(self._arena), dtype=np.uint32)]
            )
        if self._n + 1 < len(self._starts) and 4 * self._n < len(self._slots):
            return
        longer = np.zeros(2 * len(self._starts) - 1, dtype=np.int64)
        longer[: len(self._starts)] = self._starts
        self._starts, self._slots = longer, _doubled(self._slots)


def _doubled(slots: Hashes) -> Hashes:
    """Make a table of twice as many slots with the same types in it."""
    taken = slots.reshape(-1, 2)[slots[1::2] > 0]
    made = np.zeros((len(slots), 2), dtype=np.uint64)
    waiting = np.arange(len(taken))
    slot = (taken[:, 0] & np.uint64(len(made) - 1)).astype(np.int64)
    while len(waiting):
        free = made[slot, 1] == 0
        made[slot[free]] = taken[waiting[free]]  # of several for one slot, the last stays
        left = (made[slot] != taken[waiting]).any(axis=1)
        waiting, slot = waiting[left], (slot[left] + 1) & (len(made) - 1)
    return made.reshape(-1)
