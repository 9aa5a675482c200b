"""The post-stratified estimate: gold shares within the machine's yes and no, and Jeffreys draws.

With W_k the share of the universe that the machine coded k, and theta_k the share of gold
ones among its units, the corrected share is W_0 theta_0 + W_1 theta_1 (double sampling,
Tenenbein 1970). The interval comes from draws theta_k ~ Beta(y + 1/2, n - y + 1/2), where y
and n are counts, or with weights or clusters effective counts. A claim about the population
that the corpus stands for adds the chance of W_1 itself.
"""

import math
from typing import NamedTuple

import numpy as np

from analysis import _intervals
from analysis._correction.groups import Claim, Codes, Floats, Found, Group, inflation, kish

__all__ = ["Cells", "cells", "design_effect", "jeffreys", "post_stratified", "wald_error"]


class Cells(NamedTuple):
    """The two cells of a group, machine code 0 and 1; in a census they are one.

    `share` is the weighted share of gold ones, nan without a unit; `size` is Kish's effective
    number of gold units, `n` the plain one; `weight` is the share of the universe. `of_unit`
    tells which cell each gold unit is in.
    """

    share: Floats
    size: Floats
    n: Floats
    weight: Floats
    of_unit: Codes

    @property
    def filled(self) -> Floats:
        """Shares, that of the other cell standing in for a cell without a unit."""
        return np.where(self.n > 0, self.share, self.share[::-1])

    @property
    def estimate(self) -> float:
        """Post-stratified share."""
        return float((self.weight * self.filled).sum())


def cells(group: Group) -> Cells:
    """Sort the gold units of a group by the code of the machine; a census is one cell."""
    gold = group.gold
    of_unit = np.zeros(gold.size, np.intp) if group.census else gold.code
    weight = np.array([1.0, 0.0] if group.census else [1 - group.coded, group.coded])
    parts = [gold.weight[of_unit == k] for k in (0, 1)]
    shares = [
        float(np.average(gold.value[of_unit == k], weights=part)) if len(part) else math.nan
        for k, part in enumerate(parts)
    ]
    return Cells(np.array(shares), np.array([kish(part) for part in parts]),
                 np.array([len(part) for part in parts], float), weight, of_unit)  # fmt: skip


def _contributions(group: Group, found: Cells) -> Floats:
    """Give what each gold unit adds to the error of the estimate, to first order."""
    totals = np.bincount(found.of_unit, group.gold.weight, 2)
    scale = found.weight[found.of_unit] / totals[found.of_unit]
    return scale * group.gold.weight * (group.gold.value - found.filled[found.of_unit])


def wald_error(group: Group) -> float:
    """Give the standard error of the delta method, the chance of the corpus in it; no clusters.

    Zero where a cell has no variation, which is why intervals do not rest on it.
    """
    found = cells(group)
    theta, n = found.filled, np.maximum(found.n - 1, 1)
    within = float((found.weight**2 * theta * (1 - theta) / n).sum())
    return math.sqrt(within + (theta[1] - theta[0]) ** 2 * group.coded_variance)


def design_effect(group: Group, found: Cells) -> float:
    """How many times larger the variance is than that of Kish's sizes; at least 1.

    Weights that go along with the codes and, where units are clustered, the linearised
    variance over clusters, which also holds what the gold units of a cluster share with
    the machine's codes of it. Without variation it is 1 (`_sizes` sees to that).
    """
    size = np.where(found.size > 0, found.size, np.inf)
    theta = found.filled
    plain = float((found.weight**2 * theta * (1 - theta) / size).sum())
    if plain < _intervals.TINY:
        return 1.0
    each = _contributions(group, found)
    if not group.clustered:
        return max(1.0, float((each**2).sum()) / plain)
    sums = group.gold.by_cluster(each)
    with_machine = group.residuals[np.unique(group.gold.cluster)] / group.n_units
    gap = 0.0 if group.census else theta[1] - theta[0]
    n = len(sums)
    spread = n / (n - 1) * float((sums**2 + 2 * gap * sums * with_machine).sum()) if n > 1 else 0.0
    return max(1.0, spread / plain)


def _sizes(group: Group, found: Cells, *, level: float) -> Floats:
    """Effective number of gold units in each cell."""
    if not group.clustered:
        return found.size / design_effect(group, found)
    gold = group.gold
    alike = np.array([
        kish(np.bincount(gold.cluster[found.of_unit == k],
                         gold.weight[found.of_unit == k]).astype(float))
        for k in (0, 1)
    ])  # fmt: skip
    same = (found.filled * (1 - found.filled) < _intervals.TINY).all()
    sizes = found.size / design_effect(group, found)
    bounded = np.minimum(sizes, alike) if group.copies or same else sizes
    return bounded / inflation(gold.n_clusters - 1, level=level)


def jeffreys(
    found: Cells, sizes: Floats, *, n_draws: int, rng: np.random.Generator
) -> Floats:  # fmt: skip
    """Draw the shares of both cells, a row for each draw."""
    ones = sizes * np.nan_to_num(found.share)
    return np.asarray(rng.beta(ones + 0.5, sizes - ones + 0.5, (n_draws, 2)), float)


def post_stratified(
    group: Group, *, claim: Claim, n_draws: int, level: float, rng: np.random.Generator
) -> Found:
    """Estimate the share of a group, with draws for its interval.

    Parameters
    ----------
    group : Group
        With at least one gold unit.
    claim : {'population', 'corpus'}
        Whether the sampling error of the corpus itself is in the draws. For 'corpus' the
        gold units have none, so that a census leaves nothing open.
    n_draws, level, rng
        Number of draws; level of the interval, for the t factor of few clusters; their chance.

    References
    ----------
    Tenenbein, A. (1970). A double sampling scheme for estimating from binomial data with
    misclassifications. JASA 65(331), 1350-1361. doi:10.1080/01621459.1970.10481170
    """
    found, gold = cells(group), group.gold
    sizes = _sizes(group, found, level=level)
    theta = jeffreys(found, sizes, n_draws=n_draws, rng=rng)
    if claim == "corpus":
        theta = _of_corpus(group, found, theta, rng)
        coded = np.full(n_draws, found.weight[1])
    else:
        coded = _coded(group, found, n_draws=n_draws, level=level, rng=rng)
    draws = theta[:, 0] + (theta[:, 1] - theta[:, 0]) * coded
    df = gold.n_clusters - 1.0 if group.clustered else math.inf
    return Found("draws", found.estimate, float(draws.std(ddof=1)), df, float(sizes.sum()), draws,
                 _remarks(found, group))  # fmt: skip


def _coded(
    group: Group, found: Cells, *, n_draws: int, level: float, rng: np.random.Generator
) -> Floats:
    """Draw the share that the machine codes 1, as another corpus might have had it."""
    noise = rng.standard_normal(n_draws)
    if group.census:
        return np.zeros(n_draws)
    factor = inflation(group.n_clusters - 1, level=level) if group.clustered else 1.0
    spread = math.sqrt(group.coded_variance * factor)
    drawn: Floats = np.clip(found.weight[1] + spread * noise, 0, 1)
    return drawn


def _of_corpus(group: Group, found: Cells, theta: Floats, rng: np.random.Generator) -> Floats:
    """Turn draws of shares in the population into shares in the corpus itself.

    The part of the cell that has gold codes is known; the rest is drawn from the population.
    """
    noise = rng.standard_normal(theta.shape)
    gold = group.gold
    weights = [gold.weight[found.of_unit == k] for k in (0, 1)]
    open_ = np.array([
        float((w**2 * np.clip(1 - 1 / w, 0, 1)).sum() / (w**2).sum()) if len(w) else 1.0
        for w in weights
    ])  # fmt: skip
    n = np.maximum(found.weight * group.n_units / design_effect(group, found), 1)
    rest = theta + np.sqrt(theta * (1 - theta) / (n * np.maximum(open_, _intervals.TINY))) * noise
    whole: Floats = np.clip((1 - open_) * found.filled + open_ * np.clip(rest, 0, 1), 0, 1)
    return whole


def _remarks(found: Cells, group: Group) -> tuple[str, ...]:
    """Say which cell has no gold unit."""
    names = [k for k in (0, 1) if not found.n[k] and found.weight[k] > 0]
    if not names:
        return ()
    return (
        f"No gold unit that the machine coded {names[0]} ({found.weight[names[0]]:.1%} of the "
        f"units): the estimate takes them to be like the others, the interval takes any share of "
        f"them for possible.",
    )
