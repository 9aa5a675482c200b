"""Shares without correction, and from the gold codes alone: score intervals, effective sizes."""

import math

import numpy as np

from analysis import _intervals
from analysis._correction.groups import Claim, Found, Group, inflation, kish

__all__ = ["gold_only", "naive"]


def naive(group: Group, *, level: float) -> Found:
    """Share of units that the machine coded 1, as if its codes were right.

    The interval is Wilson's; where units are clustered, with the effective size of a ratio
    over clusters.
    """
    share, size = group.coded, float(group.n_units)
    if group.clustered:
        alike = kish(group.units)
        bound = alike if group.copies else size
        variance = group.coded_variance
        size = min(bound, share * (1 - share) / variance) if variance > _intervals.TINY else alike
        size /= inflation(group.n_clusters - 1, level=level)
    return Found("score", share, _binomial(share, size), size=size)


def gold_only(group: Group, *, claim: Claim, level: float) -> Found:
    """Weighted share of gold ones (Hajek), without the codes of the machine.

    The interval is Wilson's with an effective size, p (1 - p) / variance. Where every unit is
    its own cluster, the variance is that of sampling within strata (`_of_strata`); else it is
    linearised over clusters, strata left out of account, which can only make it larger.
    """
    gold = group.gold
    if group.clustered or len(np.unique(gold.stratum)) == 1:
        size = _of_clusters(group, claim=claim)
    else:
        size = _of_strata(group, claim=claim)
    if group.clustered:
        size /= inflation(gold.n_clusters - 1, level=level)
    return Found("score", gold.share, _binomial(gold.share, size), gold.n_clusters - 1.0, size)


def _binomial(share: float, size: float) -> float:
    """Give the standard error of a share; 0 from a complete count."""
    return math.sqrt(max(share * (1 - share), 0.0) / size) if size > 0 else math.nan


def _of_clusters(group: Group, *, claim: Claim) -> float:
    """Effective size over clusters, at most the number of units (of clusters for copies)."""
    gold, share = group.gold, group.gold.share
    alike = kish(gold.by_cluster(gold.weight))
    most = alike if group.copies else kish(gold.weight)
    left = gold.left_out if claim == "corpus" else np.ones(gold.size)
    squares = gold.weight**2
    finite = float((squares * left).sum() / squares.sum())
    if finite <= 0:
        return math.inf
    each = gold.weight / gold.weight.sum() * (gold.value - share)
    variance = float((gold.by_cluster(each) ** 2).sum())
    if group.clustered and gold.n_clusters > 1:
        variance *= gold.n_clusters / (gold.n_clusters - 1)
    size = share * (1 - share) / variance if variance > _intervals.TINY**2 else alike
    return min(most, size) / finite


def _of_strata(group: Group, *, claim: Claim) -> float:
    """Effective size of units drawn within strata.

    The variance within each takes half a one and half a zero for granted, so that a stratum
    without variation does not pass for known. That of the corpus itself between strata
    is added, unless the claim is about the corpus.
    """
    gold = group.gold
    _, codes = np.unique(gold.stratum, return_inverse=True)
    total, squares = np.bincount(codes, gold.weight), np.bincount(codes, gold.weight**2)
    n, weight = total**2 / squares, total / total.sum()
    ones = np.bincount(codes, gold.weight * gold.value) / total * n
    share = (ones + 0.5) / (n + 1)
    middle = float((weight * share).sum())
    within = weight**2 * share * (1 - share) / n
    if claim == "corpus":
        left = np.bincount(codes, gold.weight**2 * gold.left_out) / squares
        variance = float((within * left).sum())
    else:
        between = float((weight * (share - middle) ** 2).sum())
        variance = float(within.sum()) + between / group.n_units
    return middle * (1 - middle) / variance if variance > 0 else math.inf
