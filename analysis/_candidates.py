"""Find the pairs of articles that are worth comparing, in bounded memory.

Candidates come from MinHash signatures (the library rensa) cut into bands. Two articles meet
where their keys of a band are equal; the keys lie on disk and are sorted a band at a time.
"""

import math
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Final

import numpy as np
import rensa

from analysis._shingle_sets import Articles, Sets
from analysis._spill import Numbers, Shelves, Spill, once

__all__ = ["LEAST", "LEAST_RATIO", "candidates"]

LEAST: Final = 20
"""Shingles below which an article is a copy of identical texts only."""

LEAST_RATIO: Final = 0.3
"""The shorter of two must have this share of the longer's shingles, for the same."""

_MISSED: Final = 0.01  # chance that a pair which just counts is never compared
_CHUNK: Final = 1_000  # articles whose signatures are turned into numbers at once
_NEIGHBOURS: Final = 500  # in a crowded bucket an article meets the next so many
_MANY: Final = 2_000_000  # pairs held before they are put away
_SHELVES: Final = 256  # for pairs, by the rank of the earlier article

_LOW: Final = np.uint64(0xFFFFFFFF)
_HALF: Final = np.uint64(32)


def candidates(
    articles: Articles, sets: Sets, places: Numbers, similarity: float, within_days: int, seed: int
) -> Generator[tuple[int, Numbers], None, None]:
    """Give places worth comparing: one, and those of later rank, all in order of rank."""
    by_rank = np.argsort(articles.rank[places])
    ordered = places[by_rank]
    long = sets.sizes[ordered] >= LEAST
    with _Pairs(len(articles.rank), articles.folder) as pairs:
        for one, other in _meetings(articles.wholes[ordered]):
            pairs.add(*_near(articles, ordered[one], ordered[other], within_days))
        ordered = ordered[long]
        for column in _keys(sets, ordered, _bands(similarity), seed, articles.folder):
            for one, other in _meetings(column):
                pairs.add(*_near(articles, ordered[one], ordered[other], within_days))
        place = np.empty(len(articles.rank), np.int64)
        place[articles.rank] = np.arange(len(place))
        for rank, others in pairs.listed():
            yield int(place[rank]), place[others]


# Keys -----------------------------------------------------------------------------


def _bands(similarity: float) -> int:
    """How many bands of two find a pair that just counts in 99 of 100 cases.

    Such a pair is an article and a part of it: the chance of meeting in one band is the
    square of their Jaccard index (Leskovec, Rajaraman and Ullman 2020, section 3.4).
    """
    shared = similarity * LEAST_RATIO
    jaccard = shared / (1 + LEAST_RATIO - shared)
    return math.ceil(math.log(_MISSED) / math.log1p(-(jaccard**2)))


def _keys(
    sets: Sets, ordered: Numbers, bands: int, seed: int, folder: Path | None
) -> Iterator[Numbers]:
    """Give the keys of the articles band by band.

    The articles are gone through once, as they lie in the file.
    """
    as_stored = np.argsort(ordered)
    back = np.argsort(as_stored)
    size = len(ordered)
    with Spill(np.uint32, folder) as keys:
        done = 0
        for some in _signatures(sets, ordered[as_stored], bands, seed):
            for band, column in enumerate(some):
                keys.write(band * size + done, column)
            done += some.shape[1]
        for band in range(bands if size else 0):
            yield keys.read(band * size, size)[back]


def _signatures(sets: Sets, places: Numbers, bands: int, seed: int) -> Iterator[Numbers]:
    """Give the keys of some articles at a time: a row for a band, of two slots of a signature."""
    for batch in sets.batches(places):
        columns = []
        for first in range(0, len(batch.places), _CHUNK):
            ends = batch.ends[first : first + _CHUNK + 1]
            hashes = batch.hashes[ends[0] : ends[-1]].astype(np.uint64)
            matrix = rensa.RMinHash.digest_matrix_from_flat_token_hashes(
                hashes, (ends - ends[0]).astype(np.uint64), 2 * bands, seed
            )
            slots = np.array(matrix.to_rows(), np.uint32)
            columns.append(slots[:, ::2] * np.uint32(0x9E3779B1) + slots[:, 1::2])
        yield np.concatenate(columns).T


# Pairs ----------------------------------------------------------------------------


def _meetings(keys: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Pairs of positions whose keys are equal, the earlier position first."""
    if keys.dtype == np.uint32:  # sorting numbers is faster than sorting their places
        both = keys.astype(np.uint64) << _HALF | np.arange(len(keys), dtype=np.uint64)
        both.sort()
        order, ordered = (both & _LOW).astype(np.int64), (both >> _HALF).astype(np.uint32)
    else:
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
    here = np.flatnonzero(ordered[1:] == ordered[:-1])
    for step in range(1, _NEIGHBOURS + 1):
        if not len(here):
            return
        yield order[here], order[here + step]
        here = here[here + step + 1 < len(keys)]
        here = here[ordered[here] == ordered[here + step + 1]]


def _near(
    articles: Articles, one: Numbers, other: Numbers, within_days: int
) -> tuple[Numbers, Numbers]:
    """Keep the pairs that may lie within so many days, as ranks."""
    start = np.maximum(articles.first[one], articles.first[other]).astype(np.int64)
    near = start - np.minimum(articles.last[one], articles.last[other]) <= within_days
    return articles.rank[one[near]], articles.rank[other[near]]


class _Pairs:
    """Pairs of ranks, each once however often it was added."""

    def __init__(self, size: int, folder: Path | None) -> None:
        self._edges = np.linspace(0, size, _SHELVES, endpoint=False).astype(np.uint64)[1:]
        self._shelves = Shelves(np.uint64, folder)
        self._parts: list[Numbers] = []
        self._held = 0

    def __enter__(self) -> "_Pairs":
        return self

    def __exit__(self, *cause: object) -> None:
        self._shelves.__exit__(*cause)

    def add(self, earlier: Numbers, later: Numbers) -> None:
        """Take in pairs of ranks."""
        self._parts.append(earlier.astype(np.uint64) << _HALF | later.astype(np.uint64))
        self._held += len(earlier)
        if self._held > _MANY:
            self._put_away()

    def listed(self) -> Iterator[tuple[int, Numbers]]:
        """Give each earlier rank with the later ones, in order."""
        self._put_away()
        for _, pairs in self._shelves.sorted(distinct=True):
            earlier, later = pairs >> _HALF, (pairs & _LOW).astype(np.int64)
            edges = np.flatnonzero(np.diff(earlier)) + 1
            for first, last in zip([0, *edges], [*edges, len(pairs)], strict=True):
                yield int(earlier[first]), later[first:last]

    def _put_away(self) -> None:
        """Write what is held to the shelves."""
        pairs = np.concatenate([np.empty(0, np.uint64), *self._parts])
        self._parts, self._held = [], 0
        pairs.sort()
        pairs = once(pairs)
        cuts = np.searchsorted(pairs, self._edges << _HALF)
        for number, some in enumerate(np.split(pairs, cuts)):
            self._shelves.put(number, some)
        self._shelves.tidy()
