"""Which pattern words each kind of word of the texts is, found out once for each."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from analysis._tokens import Types

__all__ = ["Classes"]


class Classes:
    """Classes of types that match the same pattern words; class 0 matches none.

    The words of a class stand in ``words[words_at[c]:words_at[c + 1]]``.
    """

    def __init__(self, types: Types, lookup: Callable[[str], tuple[int, ...]]) -> None:
        self._types = types
        self._lookup = lookup
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
        if self._known == len(self._types):
            return
        lookup, numbers = self._lookup, self._numbers
        before = len(numbers)
        new = [
            numbers.setdefault(lookup(word), len(numbers))
            for word in self._types.words(self._known)
        ]
        self._known = len(self._types)
        if self._known > len(self.of_type):
            room = np.zeros(2 * self._known, dtype=np.int32)
            room[: len(self.of_type)] = self.of_type
            self.of_type = room
        self.of_type[self._known - len(new) : self._known] = new
        if len(numbers) > before:
            sizes = [len(words) for words in numbers]
            self.words_at = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
            self.words = np.array(
                [word for words in numbers for word in words], dtype=np.int64
            )  # fmt: skip
