"""Find which articles are near-copies of which, in numbers alone.

Candidates come from MinHash signatures; each pair of candidates is then compared exactly
before it is joined. Nothing here depends on the order of the articles or on chance beyond the
seed. The shingles are never all in memory: see `_shingle_sets`.
"""

from collections.abc import Iterable
from contextlib import closing
from typing import Final, NamedTuple

import numpy as np

from analysis._candidates import LEAST, LEAST_RATIO, candidates
from analysis._shingle_sets import Articles, Sets
from analysis._shingles import shared
from analysis._spill import Numbers

__all__ = ["LEAST", "LEAST_PART", "Articles", "Joined", "join"]

LEAST_PART: Final = 60
"""Shingles that the shorter of two must have for its being a part of the longer to count."""


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
    sets = Sets(articles)
    found = Joined(np.arange(size), np.ones(size), np.ones(size))
    alone = np.flatnonzero((twin_of == np.arange(size)) & (articles.words > 0))
    with closing(candidates(articles, sets, alone, similarity, within_days, seed)) as pairs:
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


# Comparison -----------------------------------------------------------------------


def _settle(
    articles: Articles,
    sets: Sets,
    pairs: Iterable[tuple[int, Numbers]],
    similarity: float,
    found: Joined,
) -> None:
    """Go through the candidates in order of rank: leads first, then their nearest copies."""
    led = np.zeros(len(articles.rank), bool)
    for lead, others in pairs:
        if led[lead]:
            continue
        for other in others.tolist():
            alike, jaccard = _similarity(articles, sets, lead, other)
            if alike >= similarity and not (led[other] and found.similarity[other] >= alike):
                led[other] = True
                found.lead[other] = lead
                found.similarity[other], found.jaccard[other] = alike, jaccard


def _similarity(articles: Articles, sets: Sets, one: int, other: int) -> tuple[float, float]:
    """Similarity of two articles, and their Jaccard index.

    The similarity is the Jaccard index, or the share of the shorter that is in the longer
    where neither is too short for that.
    """
    if articles.wholes[one] == articles.wholes[other] and articles.words[one]:
        return 1.0, 1.0
    whole, another = sets.whole(one), sets.whole(other)
    in_one, in_other = shared(whole, another)
    counted = sets.counted(one, whole)[in_one]
    too = sets.counted(other, another)[in_other]
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
