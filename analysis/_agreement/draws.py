"""Intervals of reliability coefficients, by drawing documents or clusters of copies."""

import math
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis import _intervals, contracts
from analysis._agreement import reliability
from analysis._agreement.reliability import Scale

__all__ = ["FEW", "Interval", "Sampled", "intervals", "pair_draws", "sampled"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEW: Final = 30
"""Below this number of documents a 95 % percentile interval covers less than 90 %."""

CELLS: Final = 4_000_000
"""Most cells of a matrix of draws held in memory at a time (32 MB)."""

MANY_KINDS: Final = 64
"""With more kinds of units than this, documents are not grouped by how many they have of each."""


class Sampled(NamedTuple):
    """Sums of what is drawn: distinct rows of sums, and how many documents have each.

    `n_clusters` of them hold a unit with two codes.
    """

    sums: Floats
    times: Ints
    n_clusters: int


class Interval(NamedTuple):
    """An estimate with its interval; nan where there is none. `spare` draws were undefined."""

    estimate: float
    std_error: float
    low: float
    high: float
    exact: bool
    spare: float


def sampled(counts: ArrayLike, clusters: ArrayLike, on: Scale) -> Sampled:
    """Bring units to what is drawn.

    Parameters
    ----------
    counts : array_like, shape (units, values)
    clusters : array_like of int, shape (units,)
        What each unit is drawn with: its document, its cluster of copies, or itself.
    on : Scale

    Returns
    -------
    Sampled
        The same whatever the order of units and documents.
    """
    rows, which = reliability.grouped(counts)
    own = reliability.unit_sums(rows, on)
    cluster = np.unique(np.asarray(clusters), return_inverse=True)[1].ravel()
    n = int(cluster.max(initial=-1)) + 1
    if len(rows) <= MANY_KINDS:
        held = np.bincount(cluster * len(rows) + which, minlength=n * len(rows))
        kinds, of_kind = reliability.grouped(held.reshape(n, len(rows)))
        sums, times = kinds @ own, np.bincount(of_kind, minlength=len(kinds))
    else:
        columns = [np.bincount(cluster, own[which, at], minlength=n) for at in range(own.shape[1])]
        sums, times = np.column_stack(columns), np.ones(n, np.int64)
        sums = sums[np.lexsort(sums.T)]
    return Sampled(sums, times, int(times[sums[:, 0] > 0].sum()))


def intervals(
    found: Sampled, on: Scale, *, level: float, n_boot: int, seed: int
) -> dict[str, Interval]:
    """Every measure of `reliability.of_sums` with a percentile interval.

    Where no pair of codes differs, all draws are alike and say nothing of what was not seen:
    the lower end then comes from the exact binomial bound for the share of units that
    disagree, units taken as independent. Draws in which a measure is undefined are left out.
    With fewer than `_intervals.MIN_DOCUMENTS` documents there is no interval.
    """
    total = (found.times @ found.sums)[None]
    estimates = reliability.of_sums(total, on)
    enough = found.n_clusters >= _intervals.MIN_DOCUMENTS
    if enough:
        drawn = np.concatenate(list(_draws(found, n_boot=n_boot, seed=seed)))
    else:
        drawn = np.empty((0, found.sums.shape[1]))
    draws = reliability.of_sums(drawn, on)
    n_units = float(total[0, 0])
    seen = estimates["percent agreement"][0]
    worst = 1 - ((1 - level) / 2) ** (1 / n_units) if n_units else math.nan
    perfect = abs(seen - 1) < _intervals.TINY and enough
    if not perfect:
        return {name: _percentile(float(value[0]), draws[name], level=level)
                for name, value in estimates.items()}  # fmt: skip
    return {name: _bounded(float(value[0]), worst, chance)
            for (name, value), chance in zip(estimates.items(), _by_chance(total, on).values(),
                                             strict=True)}  # fmt: skip


def _draws(found: Sampled, *, n_boot: int, seed: int) -> Iterator[Floats]:
    """Draw as many documents as there are, again and again, and add up their sums."""
    rng, n = np.random.default_rng(seed), int(found.times.sum())
    chances = found.times / n
    step = max(1, CELLS // len(chances))
    for done in range(0, n_boot, step):
        yield rng.multinomial(n, chances, size=min(step, n_boot - done)) @ found.sums


def _percentile(estimate: float, draws: Floats, *, level: float) -> Interval:
    """Percentile interval of the draws in which the measure is defined."""
    kept = draws[~np.isnan(draws)]
    spare = 1 - len(kept) / len(draws) if len(draws) else 0.0
    if math.isnan(estimate) or len(kept) < 2 or float(np.ptp(kept)) < _intervals.TINY:
        return Interval(estimate, math.nan, math.nan, math.nan, exact=False, spare=0.0)
    low, high = np.quantile(kept, [(1 - level) / 2, (1 + level) / 2])
    error = float(kept.std(ddof=1))
    return Interval(estimate, error, float(low), float(high), exact=False, spare=spare)


def _by_chance(total: Floats, on: Scale) -> Mapping[str, float]:
    """Fall of each measure when the share of pairs that disagree rises from 0 to 1.

    For alpha, codes that would differ are taken to lie as far apart as different codes do by
    chance, so the distances cancel.
    """
    v = on.n_values
    shares = total[0, 3 : 3 + v] / max(total[0, 1], 1)
    by_ac1 = float((shares * (1 - shares)).sum()) / max(v - 1, 1)
    totals = total[0, 3 + v : 3 + 2 * v]
    n = totals.sum()
    differ = 1 - float((totals * (totals - 1)).sum()) / max(n * (n - 1), 1)
    return {"percent agreement": 1.0, "alpha": 1 / differ if differ else math.nan,
            "ac1": 1 / (1 - by_ac1), "brennan-prediger": v / max(v - 1, 1)}  # fmt: skip


def _bounded(estimate: float, worst: float, fall: float) -> Interval:
    """Interval where nothing disagrees: what a share `worst` of units that do would make of it."""
    if math.isnan(estimate):
        return Interval(estimate, math.nan, math.nan, math.nan, exact=False, spare=0.0)
    return Interval(estimate, math.nan, estimate - worst * fall, estimate, exact=True, spare=0.0)


def pair_draws(counts: ArrayLike, on: Scale, *, n_boot: int, seed: int) -> Floats:
    """Draws of alpha by the pair bootstrap of Hayes and Krippendorff, for comparison only.

    Pairs of codes are drawn as if they were independent, which they are not where a unit has
    three codes or more: its intervals are too narrow then, however many units there are.
    Distances must be fixed (not ordinal).

    References
    ----------
    Hayes, A. F. & Krippendorff, K. (2007). Answering the call for a standard reliability
    measure for coding data. doi:10.1080/19312450709336664
    """
    if on.distances is None:
        message = "The pair bootstrap is for nominal, interval and ratio values, not ordinal ones."
        raise contracts.InputError(message)
    rows, which = reliability.grouped(counts)
    times = np.bincount(which, minlength=len(rows))
    c = rows[rows.sum(axis=1) >= 2].astype(float)
    weight = times[rows.sum(axis=1) >= 2].astype(float)
    both = np.einsum("u,ui,uj->ij", weight, c, c) - np.diag(weight @ c)
    totals = weight @ c
    n = totals.sum()
    by_chance = float(totals @ on.distances @ totals) / (n * (n - 1))
    n_pairs = int(both.sum() / 2)
    drawn = np.random.default_rng(seed).multinomial(n_pairs, both.ravel() / both.sum(), size=n_boot)
    result: Floats = 1 - drawn @ on.distances.ravel() / n_pairs / by_chance
    return result
