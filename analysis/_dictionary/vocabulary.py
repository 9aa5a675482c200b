"""Which pattern words a word of a text is: one by one, or for very many words at once."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis import patterns
from analysis.patterns import Word

__all__ = ["ANYTHING", "Folded", "Vocabulary"]

Ints = npt.NDArray[np.int64]

_MOST_REMEMBERED: Final = 500_000
_FEW: Final = 2_000  # words that are tried one by one
ANYTHING: Final = (Word("*"), Word("*", exact_case=True))
"""Pattern words that match every word."""


class Vocabulary:
    """The words of patterns, with numbers; each kind of word is looked up once."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._plain: dict[tuple[str, bool], int] = {}
        self._by_prefix: dict[str, list[tuple[int, bool, re.Pattern[str]]]] = defaultdict(list)
        self.ids: dict[Word, int] = {word: number for number, word in enumerate(sorted(set(words)))}
        for word, number in self.ids.items():
            if not word.is_wild:
                self._plain[word.text, word.exact_case] = number
                continue
            self._by_prefix[_prefix(word)].append((number, word.exact_case, _shape(word)))
        self._lengths = sorted({len(prefix) for prefix in self._by_prefix})
        self._anything = {self.ids[word] for word in ANYTHING if word in self.ids}
        self._remembered: dict[str, tuple[int, ...]] = {}

    def lookup_some(self, raw: str) -> tuple[int, ...]:
        """As `lookup`, without those that match any word."""
        return tuple(number for number in self.lookup(raw) if number not in self._anything)

    def lookup(self, raw: str) -> tuple[int, ...]:
        """Numbers of the pattern words that the word `raw` matches."""
        known = self._remembered.get(raw)
        if known is None:
            if len(self._remembered) > _MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[raw] = self._resolve(raw)
        return known

    def _resolve(self, raw: str) -> tuple[int, ...]:
        """Match one kind of word against all pattern words."""
        keys = {False: patterns.fold(raw), True: patterns.fold(raw, exact_case=True)}
        found = {
            self._plain[key, exact] for exact, key in keys.items() if (key, exact) in self._plain
        }
        for exact, key in keys.items():
            for length in self._lengths:
                for number, wants_case, shape in self._by_prefix.get(key[:length], ()):
                    if wants_case == exact and shape.fullmatch(key):
                        found.add(number)
        return tuple(sorted(found))

    def all(self, words: "Folded") -> tuple[Ints, Ints]:
        """Match many words against all pattern words, but those that match any word.

        Returns
        -------
        place, number : array of int64
            Places of the words that match a pattern word, and its number; by place and number.
        """
        places, numbers = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for word, number in self.ids.items():
            if word not in ANYTHING:
                found = words.like(word)
                places.append(found)
                numbers.append(np.full(len(found), number))
        place, number_of = np.concatenate(places), np.concatenate(numbers)
        order = np.lexsort((number_of, place))
        return place[order], number_of[order]


class Folded:
    """Many words, folded with and without their case, in an order in which they are found.

    Examples
    --------
    >>> Folded(["Steals", "model", "STEAL", "Stealth"]).like(Word("steal*")).tolist()
    [0, 2, 3]
    """

    def __init__(self, raws: Sequence[str]) -> None:
        self._raws = raws
        self._of: dict[bool, _Sorted] = {}

    def like(self, word: Word) -> Ints:
        """Places of the words that a pattern word matches, ascending."""
        known = self._of.get(word.exact_case)
        if known is None:
            folded = _all_folded(self._raws, exact_case=word.exact_case)
            known = self._of[word.exact_case] = _Sorted(folded)
        if not word.is_wild:
            return known.between(word.text, word.text)
        prefix = _prefix(word)
        if word.text == prefix + "*":
            return known.between(prefix, prefix + _LAST)
        return known.fitting(prefix, word)


_LAST: Final = "\U0010ffff"


class _Sorted:
    """Different folded words in order, and the places at which each stood."""

    def __init__(self, folded: Sequence[str]) -> None:
        self._places = _order(folded)
        self._words = [folded[place] for place in self._places.tolist()]
        self._text: str | None = None
        self._starts = np.zeros(0, dtype=np.int64)

    def between(self, low: str, high: str) -> Ints:
        """Places of the words from one to the other, and those that begin with the other."""
        first = bisect_left(self._words, low)
        last = bisect_left(self._words, high + "\0" if low == high else high)
        return np.sort(self._places[first:last])

    def fitting(self, prefix: str, word: Word) -> Ints:
        """Places of the words of one shape."""
        first = bisect_left(self._words, prefix)
        last = bisect_left(self._words, prefix + _LAST) if prefix else len(self._words)
        shape = _shape(word)
        if last - first < _FEW:
            numbers = [at for at in range(first, last) if shape.fullmatch(self._words[at])]
        else:
            near = self._holding(max(re.split(r"[*?]", word.text), key=len), first, last)
            numbers = [at for at in near if shape.fullmatch(self._words[at])]
        return np.sort(self._places[numbers])

    def _holding(self, part: str, first: int, last: int) -> list[int]:
        """Numbers of the words that hold a text, found in all words put behind each other."""
        if not part:
            return list(range(first, last))
        if self._text is None:
            self._text = "\n".join(self._words)
            sizes = [len(word) + 1 for word in self._words]
            self._starts = np.cumsum([0, *sizes[:-1]]).astype(np.int64)
        found = [hit.start() for hit in re.finditer(re.escape(part), self._text)]
        numbers = np.unique(np.searchsorted(self._starts, found, side="right") - 1)
        return [at for at in numbers.tolist() if first <= at < last]


def _order(words: Sequence[str]) -> Ints:
    """Give the order of words by their code points."""
    try:  # Arrow compares bytes of UTF-8, which have the same order
        found = pc.sort_indices(pa.array(words, pa.large_string()))
    except UnicodeEncodeError:  # half of a surrogate pair
        return np.array(sorted(range(len(words)), key=words.__getitem__), dtype=np.int64)
    return np.asarray(found.to_numpy(), dtype=np.int64)


def _all_folded(raws: Sequence[str], *, exact_case: bool) -> list[str]:
    """Fold words as `patterns.fold` does; those of ASCII all at once."""
    made = list(raws)
    if not exact_case:
        made = "\n".join(raws).lower().split("\n") if raws else []
    for at, raw in enumerate(raws):
        if not raw.isascii():
            made[at] = patterns.fold(raw, exact_case=exact_case)
    return made


def _prefix(word: Word) -> str:
    """Give the letters before the first wildcard."""
    return re.split(r"[*?]", word.text, maxsplit=1)[0]


def _shape(word: Word) -> re.Pattern[str]:
    """Give the expression for a word with wildcards."""
    shape = "".join({"*": ".*", "?": "."}.get(char, re.escape(char)) for char in word.text)
    return re.compile(shape, re.DOTALL)
