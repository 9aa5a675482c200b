"""Which pattern words each kind of word of the texts is, found out once for each."""

import itertools
from typing import Final

import numpy as np
import numpy.typing as npt

from analysis._dictionary.vocabulary import Folded, Vocabulary
from analysis._tokens.types import Types

__all__ = ["Classes"]

_AT_ONCE: Final = 300  # new types from which sorting them pays


class Classes:
    """Classes of types that match the same pattern words; class 0 matches none.

    The words of a class stand in ``words[words_at[c]:words_at[c + 1]]``.
    """

    def __init__(self, types: Types, vocabulary: Vocabulary) -> None:
        self._types = types
        self._vocabulary = vocabulary
        self._numbers: dict[tuple[int, ...], int] = {(): 0}
        self._known = 0
        self.of_type = np.zeros(0, dtype=np.int32)
        self.words_at = np.zeros(2, dtype=np.int64)
        self.words: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)

    def belongs_to(self, types: Types) -> bool:
        """Whether these are classes of those types."""
        return self._types is types

    def update(self) -> None:
        """Look up the types that came since the last time."""
        first, last = self._known, len(self._types)
        if first == last:
            return
        if last > len(self.of_type):
            room = np.zeros(2 * last, dtype=np.int32)
            room[: len(self.of_type)] = self.of_type
            self.of_type = room
        before = len(self._numbers)
        self._classify(first, last)
        self._known = last
        if len(self._numbers) > before:
            sizes = [len(words) for words in self._numbers]
            self.words_at = np.cumsum([0, *sizes], dtype=np.int64)
            listed = itertools.chain.from_iterable(self._numbers)
            self.words = np.fromiter(listed, dtype=np.int64)

    def _classify(self, first: int, last: int) -> None:
        """Set the class of new types."""
        numbers = self._numbers
        folded = self._types.about(Folded, first, least=_AT_ONCE)
        if folded is None:
            for at, raw in enumerate(self._types.words(first), start=first):
                words = self._vocabulary.lookup_some(raw)
                self.of_type[at] = numbers.setdefault(words, len(numbers))
            return
        place, number = self._vocabulary.all(folded)
        starts = np.flatnonzero(np.diff(place, prepend=-1))
        ends = [*starts[1:].tolist(), len(place)]
        words_of = number.tolist()
        self.of_type[first + place[starts]] = (
            [
                numbers.setdefault(tuple(words_of[start:end]), len(numbers))
                for start, end in zip(starts.tolist(), ends, strict=True)
            ]
            if len(starts)
            else []
        )
