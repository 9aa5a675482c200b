"""The shingles of each article that count in a comparison, read from where they are kept.

Shingles that fill the pages of an outlet say nothing of copying and are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from analysis._spill import Numbers, Shelves, Spill, once

__all__ = ["FURNITURE", "NOT_ALL", "Articles", "Batch", "Sets"]

FURNITURE: Final = 10
"""A shingle in so many different texts of one outlet says nothing of copying."""

NOT_ALL: Final = 0.9
"""Unless it is so much of an article: then the texts are versions of one article."""

_AT_ONCE: Final = 4_000_000  # shingles of one outlet that are sorted at once
_BATCH: Final = 250_000  # shingles that are read at once


@dataclass(frozen=True)
class Articles:
    """What is compared, one place per article; `counts` says how the `hashes` are shared out.

    `rank` is the order in which articles may lead, 0 first; `first` and `last` are days
    as numbers; `outlet` is a number, -1 for none; `wholes` and `words` are as in
    `_shingles.Shingles`. What does not fit in memory goes to files in `folder`.
    """

    hashes: Spill
    counts: Numbers
    wholes: Numbers
    words: Numbers
    rank: Numbers
    first: Numbers
    last: Numbers
    outlet: Numbers
    folder: Path | None = None


class Batch(NamedTuple):
    """Shingles of some articles, one set behind the other; set `n` lies in `ends[n : n + 2]`."""

    places: Numbers
    hashes: Numbers
    ends: Numbers

    def sums(self, flags: Numbers) -> Numbers:
        """Count what is true in each set."""
        counted = np.concatenate([[0], np.cumsum(flags)])
        sums: Numbers = counted[self.ends[1:]] - counted[self.ends[:-1]]
        return sums


class Sets:
    """The shingles of each article that count; `sizes` says how many."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._starts = np.cumsum(articles.counts, dtype=np.int64) - articles.counts
        self._furniture: dict[int, Numbers] = {}  # by outlet, sorted
        self._has_some = np.zeros(len(articles.counts), bool)
        self.sizes: Numbers = articles.counts.copy()
        order = np.argsort(articles.outlet, kind="stable")
        order = order[articles.outlet[order] >= 0]
        edges = np.flatnonzero(np.diff(articles.outlet[order])) + 1
        for members in np.split(order, edges):
            self._drop_furniture(members)

    def whole(self, place: int) -> Numbers:
        """Give all shingles of the article at a place, sorted."""
        return self._articles.hashes.read(
            int(self._starts[place]), int(self._articles.counts[place])
        )

    def counted(self, place: int, whole: Numbers) -> Numbers:
        """Say of each shingle of the article at a place whether it counts."""
        if not self._has_some[place]:
            return np.ones(len(whole), bool)
        return ~_among(whole, self._furniture[int(self._articles.outlet[place])])

    def batches(self, places: Numbers) -> Iterator[Batch]:
        """Give the shingles that count, of the articles at some places, some articles at a time."""
        for batch in self._wholes(places):
            some = np.flatnonzero(self._has_some[batch.places])
            if not len(some):
                yield batch
                continue
            counts = np.ones(len(batch.hashes), bool)
            for number in some:
                first, last = batch.ends[number : number + 2]
                counts[first:last] = self.counted(batch.places[number], batch.hashes[first:last])
            ends = np.concatenate([[0], np.cumsum(batch.sums(counts))])
            yield Batch(batch.places, batch.hashes[counts], ends)

    def _wholes(self, places: Numbers) -> Iterator[Batch]:
        """Give all shingles of the articles at some places, some articles at a time."""
        counts = self._articles.counts[places]
        ends = np.cumsum(counts, dtype=np.int64)
        first = 0
        while first < len(places):
            begin = ends[first] - counts[first]
            last = max(int(np.searchsorted(ends, begin + _BATCH, side="right")), first + 1)
            some = places[first:last]
            yield Batch(
                some,
                self._articles.hashes.gather(self._starts[some], counts[first:last]),
                np.concatenate([[0], ends[first:last] - begin]),
            )
            first = last

    def _drop_furniture(self, members: Numbers) -> None:
        """Leave out the shingles that too many different texts of one outlet have."""
        _, different = np.unique(self._articles.wholes[members], return_index=True)
        if len(different) < FURNITURE:
            return
        common = self._frequent(members[different])
        if not len(common):
            return
        self._furniture[int(self._articles.outlet[members[0]])] = common
        for batch in self._wholes(members):
            usual = batch.sums(_among(batch.hashes, common))
            some = usual < NOT_ALL * self._articles.counts[batch.places]
            self._has_some[batch.places[some]] = usual[some] > 0
            self.sizes[batch.places[some]] -= usual[some]

    def _frequent(self, members: Numbers) -> Numbers:
        """Shingles that at least `FURNITURE` members have, sorted; a range of them at a time."""
        ranges = int(self._articles.counts[members].sum()) // _AT_ONCE + 1
        edges = np.array([(number << 32) // ranges for number in range(1, ranges)], np.uint32)
        parts = []
        with Shelves(np.uint32, self._articles.folder if ranges > 1 else None) as shelves:
            for batch in self._wholes(np.sort(members)):
                batch.hashes.sort()
                cuts = np.searchsorted(batch.hashes, edges)
                for number, some in enumerate(np.split(batch.hashes, cuts)):
                    shelves.put(number, some)
            for _, every in shelves.sorted(distinct=False):
                later = every[FURNITURE - 1 :]
                parts.append(once(later[later == every[: len(later)]]))
        return np.concatenate(parts) if parts else np.empty(0, np.uint32)


def _among(some: Numbers, others: Numbers) -> Numbers:
    """Say of each number whether it is among others, which are sorted and not none."""
    places = np.searchsorted(others, some)
    places[places == len(others)] = 0
    among: Numbers = others[places] == some
    return among
