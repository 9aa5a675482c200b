"""Design-based supervised learning (DSL): gold codes predicted, and the prediction corrected.

g is the probability of a gold 1 given what is known of a unit: machine code, score, news
wave, language, size of the outlet. It is fitted to gold codes of other clusters than the
unit's own (five folds). Then Y* = g + (drawn / probability) (Y - g) has the mean of Y whatever
g is, and the share of a group is the mean of Y* over its universe.
"""

import math
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from scipy import special

from analysis._correction.groups import Claim, Codes, Floats, Found

__all__ = ["N_FOLDS", "N_SPLITS", "Units", "dsl", "fitted", "predicted", "scaled"]

N_FOLDS: Final = 5
N_SPLITS: Final = 5
PENALTY: Final = 1.0
CHUNK: Final = 200_000


class Units(NamedTuple):
    """Every unit of a frame, for all groups at once.

    code and score (from `scaled`, or None) are those of the machine. cluster (0, 1, ..., a
    cluster lies in one group) and doc are codes; `home` is the group of each cluster.
    `n` tells how many units of the document each row stands for: one, or all with its code that
    are not looked at one by one. `gold` holds the places of the gold units,
    `value` and `weight` their codes and weights. `known` has a row of features for each
    document, and `crossed` tells which of them make the machine err differently (waves).
    """

    code: Floats
    score: Floats | None
    cluster: Codes
    home: Codes
    doc: Codes
    n: Floats
    gold: Codes
    value: Floats
    weight: Floats
    known: Floats
    crossed: np.ndarray[tuple[int], np.dtype[np.bool_]]


def features(units: Units, rows: Codes) -> Floats:
    """Give the features of some units, a row each."""
    code = units.code[rows, None]
    known = units.known[units.doc[rows]]
    columns = [code, known, code * known[:, units.crossed]]
    if units.score is not None:
        score = units.score[rows, None]
        columns += [score, score * known[:, units.crossed]]
    return np.hstack(columns)


def scaled(score: Floats) -> Floats | None:
    """Bring scores to the scale of log odds where they are probabilities; None without any.

    A unit without a score gets a middling one, .5 or 0.
    """
    known = score[~np.isnan(score)]
    if not len(known):
        return None
    if known.min() < 0 or known.max() > 1:
        return np.nan_to_num(score, nan=0.0)
    return np.asarray(special.logit(np.clip(np.nan_to_num(score, nan=0.5), 0.001, 0.999)), float)


class Fit(NamedTuple):
    """A logistic regression: middle and spread of each feature, intercept and slopes."""

    middle: Floats
    spread: Floats
    slopes: Floats


def fitted(x: Floats, y: Floats) -> Fit:
    """Fit a logistic regression with a ridge penalty on standardised features.

    The intercept has no penalty. Newton's method.
    """
    middle, spread = x.mean(axis=0), x.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    z = np.column_stack([np.ones(len(x)), (x - middle) / spread])
    penalty = np.full(z.shape[1], PENALTY)
    penalty[0] = 1e-6
    slopes = np.zeros(z.shape[1])
    for _ in range(50):
        p = special.expit(z @ slopes)
        gradient = z.T @ (y - p) - penalty * slopes
        bent = (z * np.maximum(p * (1 - p), 1e-6)[:, None]).T @ z + np.diag(penalty)
        step = np.linalg.solve(bent, gradient)
        slopes = slopes + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-8:
            break
    return Fit(middle, spread, slopes)


def predicted(fit: Fit, x: Floats) -> Floats:
    """Give the probability of a 1."""
    scaled = fit.slopes[1:] / fit.spread
    return np.asarray(special.expit(fit.slopes[0] + (x - fit.middle) @ scaled), float)


def dsl(
    units: Units, *, n_groups: int, claim: Claim, seed: int | list[int], n_splits: int = N_SPLITS
) -> list[Found]:
    """Estimate the share of every group; the median over several ways to make the folds.

    References
    ----------
    Egami, N., Hinck, M., Stewart, B. M. & Wei, H. (2023). Using imperfect surrogates for
    downstream inference: design-based supervised learning for social science applications
    of large language models. NeurIPS 36. arXiv:2306.04746
    """
    rng = np.random.default_rng(seed)
    runs = [_split(units, n_groups, claim=claim, rng=rng) for _ in range(n_splits)]
    means, variances = (np.array([run[place] for run in runs]) for place in (0, 1))
    middle = np.median(means, axis=0)
    spread = np.median(variances + (means - middle) ** 2, axis=0)
    counts = _gold_clusters(units, n_groups)
    return [
        Found("t", float(share), math.sqrt(variance), float(n - 1))
        for share, variance, n in zip(middle, spread, counts, strict=True)
    ]


def _gold_clusters(units: Units, n_groups: int) -> Codes:
    """Clusters with a gold code in each group."""
    home = units.home[np.unique(units.cluster[units.gold])]
    return np.bincount(home, minlength=n_groups).astype(np.intp)


def _split(
    units: Units, n_groups: int, *, claim: Claim, rng: np.random.Generator
) -> tuple[Floats, Floats]:  # fmt: skip
    """Shares of all groups, and their variances, with one way to make the folds."""
    guessed = _cross_fitted(units, _folds(units, rng))
    error = units.weight * (units.value - guessed[units.gold])
    guessed[units.gold] += error
    n_clusters, home = len(units.home), units.home
    size = np.bincount(units.cluster, units.n, n_clusters)
    sums = np.bincount(units.cluster, guessed * units.n, n_clusters)
    total = np.bincount(home, size, n_groups)
    share = np.bincount(home, sums, n_groups) / np.where(total > 0, total, np.nan)
    if claim == "corpus":
        left = np.sqrt(np.clip(1 - 1 / units.weight, 0, 1))
        moved = np.bincount(units.cluster[units.gold], left * error, n_clusters).astype(float)
    else:
        moved = sums - share[home] * size
    n = np.bincount(home[size > 0], minlength=n_groups)
    factor = n / np.maximum(n - 1, 1)
    return share, factor * np.bincount(home, moved**2, n_groups) / np.maximum(total, 1) ** 2


def _folds(units: Units, rng: np.random.Generator) -> Codes:
    """Fold of each cluster; clusters with gold codes are spread evenly."""
    folds = rng.integers(0, N_FOLDS, len(units.home))
    with_gold = np.unique(units.cluster[units.gold])
    folds[with_gold] = rng.permutation(len(with_gold)) % N_FOLDS
    return folds


def _cross_fitted(units: Units, folds: Codes) -> Floats:
    """Predict each unit from gold codes outside its fold."""
    gold = features(units, units.gold)
    fold_of_gold = folds[units.cluster[units.gold]]
    fold = folds[units.cluster]
    guessed = np.empty(len(units.code))
    for number in range(N_FOLDS):
        train = fold_of_gold != number
        fit = fitted(gold[train], units.value[train])
        for rows in _chunks(np.flatnonzero(fold == number)):
            guessed[rows] = predicted(fit, features(units, rows))
    return guessed


def _chunks(rows: Codes) -> Iterator[Codes]:
    """Cut places into parts that bound the memory of the features."""
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
