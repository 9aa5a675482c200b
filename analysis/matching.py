"""Find patterns in articles: one pass, every hit with its character offsets.

Words are split once, each kind of word is resolved once against all patterns and
remembered, and phrases are read off the neighbours. `Matcher.find` does so for one text in
plain Python; `Matcher.find_all` for many, compiled, with the same finds. The tests hold
both to a slow, obvious matcher.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis import patterns
from analysis._dictionary.vocabulary import Vocabulary
from analysis.patterns import Pattern

if TYPE_CHECKING:
    from analysis._dictionary.classes import Classes
    from analysis._dictionary.find import Finds
    from analysis._dictionary.tree import Tree
    from analysis._tokens.stream import Tokens
    from analysis._tokens.types import Types

__all__ = ["Match", "Matcher"]


class Match(NamedTuple):
    """A pattern found at characters ``[start, end)``, words `first` to `last` inclusive."""

    pattern: str
    start: int
    end: int
    first: int
    last: int


class _Tokens(NamedTuple):
    """The words of one text: their spans, and the bound each lies in (-1: none)."""

    spans: list[tuple[int, int]]
    bound: list[int]


class Matcher:
    """A set of patterns, made ready once and used on any number of texts.

    Parameters
    ----------
    texts : sequence of str
        Patterns in the language of `analysis.patterns`; equal ones count once.

    Raises
    ------
    InputError
        If a pattern cannot be read.

    Examples
    --------
    >>> matcher = Matcher(["steal* NEAR/3 model*", "free riding"])
    >>> [match.pattern for match in matcher.find("Free‑riding is stealing a model.")]
    ['free riding', 'steal* NEAR/3 model*']
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._patterns = [patterns.parse(text) for text in sorted(set(texts))]
        self.texts = tuple(pattern.text for pattern in self._patterns)
        """The patterns, sorted; their places are the numbers that `find_all` gives."""
        phrases = sorted(
            {phrase for pattern in self._patterns for phrase in (*pattern.first, *pattern.second)}
        )
        self._vocabulary = Vocabulary(word for phrase in phrases for word in phrase)
        self._single: dict[int, int] = {}
        self._pairs: dict[tuple[int, int], list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        numbers = {phrase: number for number, phrase in enumerate(phrases)}
        for phrase, number in numbers.items():
            first, *rest = (self._vocabulary.ids[word] for word in phrase)
            if rest:
                self._pairs[first, rest[0]].append((number, tuple(rest[1:])))
            else:
                self._single[first] = number
        self._tree: Tree | None = None
        self._classes: Classes | None = None
        self._begins = {first for first, _ in self._pairs}
        self._uses: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for index, pattern in enumerate(self._patterns):
            for side, choices in enumerate((pattern.first, pattern.second)):
                for phrase in choices:
                    self._uses[numbers[phrase]].append((index, side))

    def find(self, text: str, bounds: Sequence[tuple[int, int]] | None = None) -> list[Match]:
        """Find all patterns in a text.

        Of one pattern, overlapping finds are not counted twice: the leftmost and, from
        the same word, the longest counts. ``NEAR`` and ``BEFORE`` join each left side to
        the closest right side (the later of two as close) and reach from one to the other.

        Parameters
        ----------
        text : str
        bounds : sequence of (start, end), optional
            Sorted spans that do not overlap, such as sentences. A find lies within one
            of them; words outside are not looked at.

        Returns
        -------
        list of Match
            Sorted by start, end and pattern.
        """
        words = _tokenise(text, bounds)
        ids = [self._vocabulary.lookup(text[start:end]) for start, end in words.spans]
        sides: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for first, known in enumerate(ids):
            for word in known:
                if word in self._single:
                    for use in self._uses[self._single[word]]:
                        sides[use].append((first, first))
                if word in self._begins:
                    for phrase, last in self._phrases(text, words, ids, first, word):
                        for use in self._uses[phrase]:
                            sides[use].append((first, last))
        found: list[Match] = []
        for index in sorted({index for index, _ in sides}):
            pattern = self._patterns[index]
            left = _leftmost_longest(sides.get((index, 0), []), words)
            if pattern.operator:
                right = _leftmost_longest(sides.get((index, 1), []), words)
                left = _joined(pattern, left, right, words)
            found += [
                Match(pattern.text, words.spans[first][0], words.spans[last][1], first, last)
                for first, last in left
            ]
        return sorted(found, key=lambda match: (match.start, match.end, match.pattern))

    def find_all(
        self,
        tokens: "Tokens",
        types: "Types",
        low: npt.NDArray[np.int64],
        high: npt.NDArray[np.int64],
    ) -> "Finds":
        """Find all patterns in many units at once, as `find` does; needs numba to be fast.

        Parameters
        ----------
        tokens : Tokens
            Words of the texts, as ``_tokens.read(texts, types)`` gives them.
        types : Types
            The types of these words. What is learned of them is kept for the next call.
        low, high : array of int
            Unit number k is words ``[low[k], high[k])`` of one text, less than 2,097,152.

        Returns
        -------
        Finds
            Arrays: number of the unit and of the pattern (in `texts`), first and last word.

        Examples
        --------
        >>> from analysis._tokens.stream import read
        >>> from analysis._tokens.types import Types
        >>> types = Types()
        >>> tokens = read(["Free‑riding is stealing a model."], types)
        >>> matcher = Matcher(["steal* NEAR/3 model*", "free riding"])
        >>> found = matcher.find_all(tokens, types, np.array([0]), np.array([6]))
        >>> [matcher.texts[number] for number in found.pattern]
        ['free riding', 'steal* NEAR/3 model*']
        """
        from analysis._dictionary import classes, find, tree

        if self._tree is None:
            self._tree = tree.grow(self._patterns, self._vocabulary.ids)
        if self._classes is None or not self._classes.belongs_to(types):
            self._classes = classes.Classes(types, self._vocabulary)
        return find.find(tokens, low, high, self._classes, self._tree)

    def _phrases(
        self, text: str, words: _Tokens, ids: Sequence[tuple[int, ...]], first: int, word: int
    ) -> Iterator[tuple[int, int]]:
        """Yield the phrases that begin with `word` at `first`, and where each ends."""
        spans = words.spans
        if first + 1 >= len(spans) or not _adjoin(text, spans[first], spans[first + 1][0]):
            return
        for second in ids[first + 1]:
            for phrase, rest in self._pairs.get((word, second), ()):
                last = first + 1 + len(rest)
                if last < len(spans) and all(
                    wanted in ids[at] and _adjoin(text, spans[at - 1], spans[at][0])
                    for at, wanted in enumerate(rest, start=first + 2)
                ):
                    yield phrase, last


def _adjoin(text: str, before: tuple[int, int], start: int) -> bool:
    """Whether two words stand next to each other as in a phrase."""
    gap = text[before[1] : start]
    if gap == " " or gap == "-":
        return True
    if gap.startswith(".") and "." not in text[before[0] : before[1]]:
        return False  # the end of a sentence, not of an acronym
    return patterns.GAP.fullmatch(gap) is not None


def _tokenise(text: str, bounds: Sequence[tuple[int, int]] | None) -> _Tokens:
    """Split a text into words and note in which bound each lies."""
    spans = patterns.tokens(text)
    if bounds is None:
        return _Tokens(spans, [0] * len(spans))
    inside = []
    current = 0
    for start, end in spans:
        while current < len(bounds) and bounds[current][1] <= start:
            current += 1
        within = current < len(bounds) and bounds[current][0] <= start and end <= bounds[current][1]
        inside.append(current if within else -1)
    return _Tokens(spans, inside)


def _leftmost_longest(finds: list[tuple[int, int]], words: _Tokens) -> list[tuple[int, int]]:
    """Keep the finds within one bound, without overlaps: leftmost first, then longest."""
    kept: list[tuple[int, int]] = []
    for first, last in sorted(set(finds), key=lambda find: (find[0], -find[1])):
        if words.bound[first] < 0 or words.bound[first] != words.bound[last]:
            continue
        if not kept or first > kept[-1][1]:
            kept.append((first, last))
    return kept


def _joined(
    pattern: Pattern, left: list[tuple[int, int]], right: list[tuple[int, int]], words: _Tokens
) -> list[tuple[int, int]]:
    """Join each left find with its closest right find, at most `within` words away."""
    starts = [first for first, _ in right]
    joined: dict[int, int] = {}
    for first, last in left:
        candidates = []
        after = bisect_left(starts, last + 1)
        if after < len(right):
            candidates.append((right[after][0] - last, 0, first, right[after][1]))
        before = bisect_left(starts, first) - 1
        if pattern.operator == "NEAR" and before >= 0 and right[before][1] < first:
            candidates.append((first - right[before][1], 1, right[before][0], last))
        near = [
            (distance, turn, low, high)
            for distance, turn, low, high in candidates
            if distance <= pattern.within and words.bound[low] == words.bound[high]
        ]
        if near:
            _, _, low, high = min(near)
            joined[low] = min(high, joined.get(low, high))
    return sorted(joined.items())
