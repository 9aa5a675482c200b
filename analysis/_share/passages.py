"""Find the words that texts have in common with articles, by runs of words.

Case, accents, punctuation and line breaks do not matter. The texts to be looked at are held as
numbers, a number for each run of words; the articles go by in parts, so that a long corpus
takes time and no room.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis import _shingles

__all__ = ["SHORT", "Article", "Piece", "Quoted", "Run", "Shared", "quoted"]

SHORT: Final = 8
"""Words in a run that hardly two people write by chance."""

_CHARACTERS: Final = 500_000  # turned into numbers at once
_BASE: Final = np.uint64(0x9E3779B97F4A7C15)
Numbers = NDArray[Any]


class Article(NamedTuple):
    """An article: how it is called in a complaint, and its text."""

    name: str
    text: str


class Piece(NamedTuple):
    """A stretch of a text, such as a line, and where it stands."""

    place: str
    text: str


class Run(NamedTuple):
    """Words in a row that stand in an article as well: where, how many, in which article."""

    group: str
    place: str
    n_words: int
    article: str
    opening: str


class Shared(NamedTuple):
    """How many words of an article stand in a group, in runs of at least `SHORT` words."""

    group: str
    article: str
    n_words: int
    of_words: int


class Quoted(NamedTuple):
    """What texts have in common with articles."""

    runs: list[Run]
    shares: list[Shared]


@dataclass
class _Windows:
    """All runs of so many words of the groups, as sorted numbers with their places."""

    width: int
    hashes: Numbers
    starts: Numbers
    found: dict[int, str] = field(default_factory=dict)

    def places(self, hashes: Numbers) -> tuple[Numbers, Numbers]:
        """Give the pairs of equal runs: place among `hashes`, and place among the own."""
        if not len(self.hashes):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        low = np.searchsorted(self.hashes, hashes, side="left")
        low[low == len(self.hashes)] = 0
        hits = np.flatnonzero(self.hashes[low] == hashes)
        high = np.searchsorted(self.hashes, hashes[hits], side="right")
        each = high - low[hits]
        first = np.repeat(low[hits] - np.cumsum(each) + each, each)
        return np.repeat(hits, each), first + np.arange(len(first))


def quoted(
    groups: Mapping[str, Sequence[Sequence[Piece]]],
    articles: Iterable[Sequence[Article]],
    *,
    limit: int,
) -> Quoted:
    """Find runs of more than `limit` words that stand in an article, and what adds up.

    Parameters
    ----------
    groups : mapping of str to sequences of Piece
        Name of a file (or a column) to its texts. Words run on from piece to piece of one
        sequence, and not from one sequence into the next.
    articles : iterable of sequences of Article
        Some articles at a time.
    limit : int
        The longest run that is no finding.

    Returns
    -------
    Quoted
        `runs` in the order of the groups, each once; `shares` of what groups and articles share
        in runs of at least `SHORT` words (`limit` + 1, if that is less).

    Examples
    --------
    >>> text = "The tram will cost more than anybody in the town had thought of."
    >>> groups = {"notes.md": [[Piece("line 1", "So: the tram will cost"),
    ...                         Piece("line 2", "more than anybody (in the town) knew.")]]}
    >>> found = quoted(groups, [[Article("a", text)]], limit=8)
    >>> [(run.place, run.n_words) for run in found.runs], found.shares[0].n_words
    ([('line 1', 10)], 10)
    """
    known = _Known.of(groups)
    widths = (limit + 1, min(SHORT, limit + 1))
    long, short = (known.windows(width) for width in widths)
    shares: list[Shared] = []
    for batch in articles:
        words, owners = _words([article.text for article in batch])
        hashes, starts = _windows(words, owners, long.width)
        theirs, mine = long.places(hashes)
        for at, there in zip(mine.tolist(), owners[starts[theirs]].tolist(), strict=True):
            long.found.setdefault(at, batch[there].name)
        shares += _shares(known, short, batch, words, owners)
    return Quoted(known.runs(long), shares)


def _shares(
    known: "_Known", short: _Windows, batch: Sequence[Article], words: Numbers, owners: Numbers
) -> list[Shared]:
    """Count the words of each article that stand in each group."""
    hashes, starts = _windows(words, owners, short.width)
    theirs, mine = short.places(hashes)
    if not len(theirs):
        return []
    places, groups = starts[theirs], known.group_of_word(short.starts[mine])
    lengths = np.bincount(owners, minlength=len(batch))
    made = []
    for group in np.unique(groups):
        covered = np.zeros(len(words), bool)
        for step in range(short.width):
            covered[places[groups == group] + step] = True
        counts = np.bincount(owners[covered], minlength=len(batch))
        made += [Shared(known.names[group], batch[at].name, int(counts[at]), int(lengths[at]))
                 for at in np.flatnonzero(counts).tolist()]  # fmt: skip
    return made


class _Known:
    """The words of the groups, one behind the other."""

    def __init__(self, names: list[str], pieces: list[Piece], runs: Numbers, of: Numbers) -> None:
        self.names, self._pieces, self._group_of_run = names, pieces, of
        self._words, self._piece = _words([piece.text for piece in pieces])
        self._run = runs[self._piece] if len(runs) else self._piece

    @classmethod
    def of(cls, groups: Mapping[str, Sequence[Sequence[Piece]]]) -> "_Known":
        """Gather the pieces of all groups."""
        pieces: list[Piece] = []
        runs: list[int] = []
        group_of_run: list[int] = []
        for number, streams in enumerate(groups.values()):
            for stream in streams:
                runs += [len(group_of_run)] * len(stream)
                pieces += stream
                group_of_run.append(number)
        return cls(list(groups), pieces, np.asarray(runs, np.int64),
                   np.asarray(group_of_run, np.int64))  # fmt: skip

    def windows(self, width: int) -> _Windows:
        """Make the runs of so many words."""
        hashes, starts = _windows(self._words, self._run, width)
        order = np.argsort(hashes, kind="stable")
        return _Windows(width, hashes[order], starts[order])

    def group_of_word(self, words: Numbers) -> Numbers:
        """Say to which group words belong."""
        groups: Numbers = self._group_of_run[self._run[words]]
        return groups

    def runs(self, windows: _Windows) -> list[Run]:
        """Join the runs that were found and overlap, in the order of the groups."""
        found = {int(windows.starts[at]): name for at, name in windows.found.items()}
        made: list[Run] = []
        before = -2
        for start in sorted(found):
            if start == before + 1 and self._run[start] == self._run[before]:
                made[-1] = made[-1]._replace(n_words=made[-1].n_words + 1)
            else:
                piece = self._pieces[self._piece[start]]
                group = self.names[int(self.group_of_word(np.asarray([start]))[0])]
                opening = " ".join(piece.text.split())[:60]
                made.append(Run(group, piece.place, windows.width, found[start], opening))
            before = start
        return made


def _words(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Give the words of texts as numbers, and to which text each belongs."""
    words, owners = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    first = size = 0
    for number, text in enumerate(texts, start=1):
        size += len(text)
        if size > _CHARACTERS or number == len(texts):
            some, of = _shingles.numbered_words(texts[first:number])
            words.append(some)
            owners.append(of + first)
            first, size = number, 0
    return np.concatenate(words), np.concatenate(owners)


def _windows(words: Numbers, owners: Numbers, width: int) -> tuple[Numbers, Numbers]:
    """Give the runs of `width` words in one owner as numbers, and where each begins."""
    n = max(len(words) - width + 1, 0)
    hashes = words[:n].copy()
    for step in range(1, width):
        hashes = hashes * _BASE + words[step : step + n]
    within = np.flatnonzero(owners[:n] == owners[width - 1 :][:n])
    return hashes[within], within
