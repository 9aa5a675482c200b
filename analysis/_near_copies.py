"""Find which articles are near-copies of which, in numbers alone.

Candidates come from MinHash signatures (the library rensa) cut into bands; each pair of
candidates is then compared exactly before it is joined. Nothing here depends on the
order of the articles or on chance beyond the seed.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any, Final, NamedTuple

import numpy as np
import rensa
from numpy.typing import NDArray

from analysis._shingles import shared

__all__ = ["Articles", "Joined", "join"]

LEAST: Final = 20
"""Shingles below which an article is a copy of identical texts only."""

LEAST_PART: Final = 60
"""Shingles that the shorter of two must have for its being a part of the longer to count."""

LEAST_RATIO: Final = 0.3
"""The shorter of two must have this share of the longer's shingles, for the same."""

FURNITURE: Final = 10
"""A shingle in so many different texts of one outlet says nothing of copying."""

NOT_ALL: Final = 0.9
"""Unless it is so much of an article: then the texts are versions of one article."""

_MISSED: Final = 0.01  # chance that a pair which just counts is never compared
_CHUNK: Final = 1_000  # articles whose signatures are made at once
_AT_ONCE: Final = 10_000_000  # shingles of one outlet that are sorted at once
_KEYS: Final = 64_000_000  # keys held at once
_NEIGHBOURS: Final = 500  # in a crowded bucket an article meets the next so many
_MANY: Final = 4_000_000  # pairs held before repeats are dropped

Numbers = NDArray[Any]


@dataclass(frozen=True)
class Articles:
    """What is compared, one place per article; `starts` and `counts` point into `hashes`.

    `rank` is the order in which articles may lead, 0 first; `first` and `last` are days
    as numbers; `outlet` is a number, -1 for none; `wholes` and `words` are as in
    `_shingles.Shingles`.
    """

    hashes: Numbers
    starts: Numbers
    counts: Numbers
    wholes: Numbers
    words: Numbers
    rank: Numbers
    first: Numbers
    last: Numbers
    outlet: Numbers


class Joined(NamedTuple):
    """For each article: the place of its lead, its similarity to it, and the Jaccard index."""

    lead: Numbers
    similarity: Numbers
    jaccard: Numbers


def join(articles: Articles, *, similarity: float, within_days: int, seed: int) -> Joined:
    """Give every article its lead: itself, or an article it is a near-copy of.

    In order of `rank` an article becomes a lead unless an earlier lead is near enough in
    words and days; the others go to the lead they are most similar to.
    """
    size = len(articles.rank)
    twin_of = _twins(articles)
    sets = _Sets(articles)
    found = Joined(np.arange(size), np.ones(size), np.ones(size))
    alone = np.flatnonzero((twin_of == np.arange(size)) & (articles.words > 0))
    pairs = _candidates(articles, sets, alone, similarity, within_days, seed)
    _settle(articles, sets, pairs, similarity, found)
    return Joined(*(column[twin_of] for column in found))


def _twins(articles: Articles) -> Numbers:
    """Place of the first article with the same words and the same days; without words itself."""
    order = np.lexsort((articles.rank, articles.last, articles.first, articles.words,
                        articles.wholes))  # fmt: skip
    same = np.zeros(len(order), bool)
    same[1:] = articles.words[order[1:]] > 0
    for column in (articles.wholes, articles.words, articles.first, articles.last):
        same[1:] &= np.diff(column[order]) == 0
    groups = np.cumsum(~same) - 1
    twin_of = np.empty(len(order), np.int64)
    twin_of[order] = order[~same][groups] if len(order) else order
    return twin_of


# What counts ----------------------------------------------------------------------


class _Sets:
    """The shingles of each article that count: not those that fill the pages of its outlet."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
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
        start = self._articles.starts[place]
        whole: Numbers = self._articles.hashes[start : start + self._articles.counts[place]]
        return whole

    def counted(self, place: int) -> Numbers:
        """Say of each shingle of the article at a place whether it counts."""
        whole = self.whole(place)
        if not self._has_some[place]:
            return np.ones(len(whole), bool)
        return ~_among(whole, self._furniture[int(self._articles.outlet[place])])

    def __getitem__(self, place: int) -> Numbers:
        """Shingles of the article at a place that count, sorted."""
        whole = self.whole(place)
        some: Numbers = whole[self.counted(place)] if self._has_some[place] else whole
        return some

    def _drop_furniture(self, members: Numbers) -> None:
        """Leave out the shingles that too many different texts of one outlet have."""
        _, different = np.unique(self._articles.wholes[members], return_index=True)
        if len(different) < FURNITURE:
            return
        common = _frequent([self.whole(member) for member in members[different]])
        self._furniture[int(self._articles.outlet[members[0]])] = common
        for member in members if len(common) else ():
            usual = _among(self.whole(member), common).sum()
            if usual < NOT_ALL * self._articles.counts[member]:
                self._has_some[member] = usual > 0
                self.sizes[member] -= usual


def _among(some: Numbers, others: Numbers) -> Numbers:
    """Say of each number whether it is among others, which are sorted and not none."""
    places = np.searchsorted(others, some)
    places[places == len(others)] = 0
    among: Numbers = others[places] == some
    return among


def _frequent(sets: list[Numbers]) -> Numbers:
    """Shingles that are in at least `FURNITURE` of the sets, sorted; a range of them at a time."""
    ranges = sum(map(len, sets)) // _AT_ONCE + 1
    edges = [(1 << 32) * number // ranges for number in range(ranges + 1)]
    parts = []
    for low, high in pairwise(edges):
        some = sets if ranges == 1 else [_between(one, low, high) for one in sets]
        every = np.concatenate(some)
        every.sort()
        later = every[FURNITURE - 1 :]
        parts.append(later[later == every[: len(later)]])
    return _distinct(parts)


def _between(ordered: Numbers, low: int, high: int) -> Numbers:
    """Give the numbers from `low` up to, and not with, `high`."""
    first, last = np.searchsorted(ordered, [low, high])
    between: Numbers = ordered[first:last]
    return between


# Candidates -----------------------------------------------------------------------


def _bands(similarity: float) -> int:
    """How many bands of two find a pair that just counts in 99 of 100 cases.

    Such a pair is an article and a part of it: the chance of meeting in one band is the
    square of their Jaccard index (Leskovec, Rajaraman and Ullman 2020, section 3.4).
    """
    shared = similarity * LEAST_RATIO
    jaccard = shared / (1 + LEAST_RATIO - shared)
    return math.ceil(math.log(_MISSED) / math.log1p(-(jaccard**2)))


def _candidates(
    articles: Articles, sets: _Sets, places: Numbers, similarity: float, within_days: int, seed: int
) -> dict[int, Numbers]:
    """Pairs worth comparing: place to the places of later rank, in order of rank."""
    places = places[np.argsort(articles.rank[places])]
    long = places[sets.sizes[places] >= LEAST]
    held, parts = 0, []
    keys = ((long, column) for column in _keys(sets, long, _bands(similarity), seed))
    for ordered, column in chain([(places, articles.wholes[places])], keys):
        for one, other in _meetings(column):
            near = _near(articles, ordered[one], ordered[other], within_days)
            ranks = articles.rank[ordered[one[near]]], articles.rank[ordered[other[near]]]
            parts.append(ranks[0].astype(np.uint64) << np.uint64(32) | ranks[1].astype(np.uint64))
            held += len(parts[-1])
        if held > _MANY:
            parts = [_distinct(parts)]
            held = len(parts[0])
    return _listed(articles, _distinct(parts))


def _keys(sets: _Sets, places: Numbers, bands: int, seed: int) -> Iterator[Numbers]:
    """Give the keys of the articles band by band; many articles are gone through again."""
    passes = math.ceil(bands * len(places) / _KEYS) or 1
    step = math.ceil(bands / passes)
    for first in range(0, bands, step):
        yield from map(np.copy, _band_keys(sets, places, bands, seed, first, step))


def _band_keys(
    sets: _Sets, places: Numbers, bands: int, seed: int, first: int, step: int
) -> Numbers:
    """Signatures of the articles, two slots to a band: some bands of all, by articles."""
    last = min(first + step, bands)
    keys = np.empty((last - first, len(places)), np.uint32)
    for start in range(0, len(places), _CHUNK):
        some = places[start : start + _CHUNK]
        ends = np.concatenate([[0], np.cumsum(sets.sizes[some])]).astype(np.uint64)
        tokens = np.concatenate([sets[place] for place in some]).astype(np.uint64)
        matrix = rensa.RMinHash.digest_matrix_from_flat_token_hashes(tokens, ends, 2 * bands, seed)
        slots = np.array(matrix.to_rows(), np.uint32)[:, 2 * first : 2 * last]
        mixed = slots[:, ::2] * np.uint32(0x9E3779B1) + slots[:, 1::2]
        keys[:, start : start + len(some)] = mixed.T
    return keys


def _meetings(keys: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Pairs of positions whose keys are equal, the earlier position first."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    here = np.arange(len(keys) - 1)
    for step in range(1, _NEIGHBOURS + 1):
        here = here[here + step < len(keys)]
        here = here[ordered[here] == ordered[here + step]]
        if not len(here):
            return
        yield order[here], order[here + step]


def _near(articles: Articles, one: Numbers, other: Numbers, within_days: int) -> Numbers:
    """Say of each pair whether it may lie within so many days."""
    start = np.maximum(articles.first[one], articles.first[other])
    near: Numbers = start - np.minimum(articles.last[one], articles.last[other]) <= within_days
    return near


def _distinct(parts: list[Numbers]) -> Numbers:
    """Join arrays of numbers, sort them and drop repeats."""
    joined = np.concatenate(parts) if parts else np.empty(0, np.uint64)
    joined.sort()
    distinct: Numbers = joined[np.diff(joined, prepend=~joined[:1]) != 0]
    return distinct


def _listed(articles: Articles, pairs: Numbers) -> dict[int, Numbers]:
    """Gather pairs of ranks as place to later places, in order of rank."""
    place = np.argsort(articles.rank)
    earlier = place[(pairs >> np.uint64(32)).astype(np.int64)]
    later = place[(pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)]
    edges = np.flatnonzero(np.diff(earlier)) + 1
    starts = np.concatenate([[0], edges]) if len(earlier) else edges
    groups = np.split(later, edges)
    return {int(earlier[start]): group for start, group in zip(starts, groups, strict=False)}


# Comparison -----------------------------------------------------------------------


def _settle(
    articles: Articles, sets: _Sets, pairs: dict[int, Numbers], similarity: float, found: Joined
) -> None:
    """Go through the candidates in order of rank: leads first, then their nearest copies."""
    led = np.zeros(len(articles.rank), bool)
    for lead, others in pairs.items():
        if led[lead]:
            continue
        for other in others:
            alike, jaccard = _similarity(articles, sets, lead, other)
            if alike >= similarity and not (led[other] and found.similarity[other] >= alike):
                led[other] = True
                found.lead[other] = lead
                found.similarity[other], found.jaccard[other] = alike, jaccard


def _similarity(articles: Articles, sets: _Sets, one: int, other: int) -> tuple[float, float]:
    """Similarity of two articles, and their Jaccard index.

    The similarity is the Jaccard index, or the share of the shorter that is in the longer
    where neither is too short for that.
    """
    if articles.wholes[one] == articles.wholes[other] and articles.words[one]:
        return 1.0, 1.0
    in_one, in_other = shared(sets.whole(one), sets.whole(other))
    counted, too = sets.counted(one)[in_one], sets.counted(other)[in_other]
    both = int((counted & too).sum())
    least, most = sorted(  # what is furniture in one of the two counts in neither
        (int(sets.sizes[one] - counted.sum()) + both, int(sets.sizes[other] - too.sum()) + both)
    )
    if least < LEAST:
        return 0.0, 0.0
    jaccard = both / (least + most - both)
    if least < LEAST_PART or least < LEAST_RATIO * most:
        return jaccard, jaccard
    return both / least, jaccard
