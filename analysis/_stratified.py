"""Shares and differences over strata with fixed weights, such as outlets.

Plain numbers and arrays in, plain numbers out, as in `_intervals`. The unit of the sample
is a cluster of copies within its group; it may have documents in several strata, since an
agency's story is printed by many outlets.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from analysis import _intervals

__all__ = ["Cells", "Ratio", "inflation", "newcombe", "ratio", "shares"]

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]


class Cells(NamedTuple):
    """Counts of two groups, a row for each unit of the sample and stratum that it is in.

    positive and total are counts; unit (0, 1, ..., a unit lies in one group) and stratum (0,
    1, ..., each in both groups) are codes; other says whether the unit is in the second
    group; weights, one for each stratum, sum to 1.
    """

    positive: Floats
    total: Floats
    unit: Codes
    stratum: Codes
    other: NDArray[np.bool_]
    weights: Floats

    def sums(self, counts: Floats, *, other: bool) -> Floats:
        """Add counts of one group up by stratum."""
        rows = self.other == other
        added = np.bincount(self.stratum[rows], counts[rows], len(self.weights))
        return added.astype("float64")

    def by_unit(self, values: Floats, *, other: bool) -> Floats:
        """Add values of one group up by unit of the sample."""
        _, codes = np.unique(self.unit[self.other == other], return_inverse=True)
        added = np.bincount(codes, values[self.other == other])
        return added.astype("float64")


def shares(cells: Cells, *, other: bool) -> Floats:
    """Share of each stratum in one group: sum over sum."""
    return cells.sums(cells.positive, other=other) / cells.sums(cells.total, other=other)


def newcombe(
    first: ArrayLike, n_first: ArrayLike, second: ArrayLike, n_second: ArrayLike,
    weights: ArrayLike, *, level: float,
) -> tuple[float, float]:  # fmt: skip
    """Hybrid score interval of a weighted sum of differences of shares, first - second.

    With one stratum it is Newcombe's interval.

    Parameters
    ----------
    first, n_first, second, n_second : array_like, shape (S,)
        Share and (effective) size of the two groups in each stratum; sizes above 0.
    weights : array_like, shape (S,)
        Weights of the strata; they sum to 1.
    level : float
        Confidence level.

    References
    ----------
    Yan, X. & Su, X. G. (2010). Stratified Wilson and Newcombe confidence intervals for
    multiple binomial proportions. Statistics in Biopharmaceutical Research 2(3), 329-335.
    doi:10.1198/sbr.2009.0049

    Examples
    --------
    >>> low, high = newcombe([0.8], [70], [0.6], [80], [1], level=0.95)
    >>> round(low, 4), round(high, 4)
    (0.0524, 0.3339)
    """
    w = np.asarray(weights, float)
    p1, n1, p2, n2 = (np.asarray(a, float) for a in (first, n_first, second, n_second))
    low1, high1, scale1 = _stratified_wilson(p1, n1, w, level=level)
    low2, high2, scale2 = _stratified_wilson(p2, n2, w, level=level)
    gap, z = float((w * (p1 - p2)).sum()), float(stats.norm.ppf((1 + level) / 2))
    below = z * math.sqrt(scale1 * low1 * (1 - low1) + scale2 * high2 * (1 - high2))
    above = z * math.sqrt(scale1 * high1 * (1 - high1) + scale2 * low2 * (1 - low2))
    return max(-1.0, gap - below), min(1.0, gap + above)


def _stratified_wilson(
    p: Floats, n: Floats, w: Floats, *, level: float
) -> tuple[float, float, float]:  # fmt: skip
    """Give the ends of the stratified Wilson interval, and the sum of w^2 / n.

    Where strata with most of the weight are all 0 or all 1, their variance is unknown
    rather than 0; then all strata are taken to be alike in it.
    """
    z = float(stats.norm.ppf((1 + _intervals.check_level(level)) / 2))
    v = p * (1 - p) / n
    if w[v > 0].sum() < 0.5:
        v = 1 / n
    q = z * math.sqrt(float((w**2 * v).sum())) / float((w * np.sqrt(v)).sum())
    low, high = _intervals.wilson_at(p * n, n, z=q)
    ends = np.clip([(w * low).sum(), (w * high).sum()], 0, 1)
    return float(ends[0]), float(ends[1]), float((w**2 / n).sum())


def inflation(cells: Cells, *, other: bool) -> float:
    """How many times larger the variance of a standardised share of documents is for copies.

    The linearised variance over clusters, relative to that of independent documents; at
    least what it would be if the copies of an article were all alike (for one stratum, n
    over `_intervals.effective_size`).

    Parameters
    ----------
    cells : Cells
        Counts of documents.
    other : bool
        Which group.

    Examples
    --------
    >>> one = np.zeros(4, int)
    >>> positive, total = np.array([2.0, 0, 2, 0]), np.full(4, 2.0)
    >>> cells = Cells(positive, total, np.arange(4), one, one > 0, np.ones(1))
    >>> inflation(cells, other=False)
    2.0
    """
    n, p = cells.sums(cells.total, other=other), shares(cells, other=other)
    w, codes = cells.weights, cells.stratum
    independent = float((w**2 / n).sum())
    alike = float((cells.by_unit((w / n)[codes] * cells.total, other=other) ** 2).sum())
    residuals = (w / n)[codes] * (cells.positive - p[codes] * cells.total)
    spread = float((cells.by_unit(residuals, other=other) ** 2).sum())
    expected = float((w**2 * p * (1 - p) / n).sum())
    return max(alike / independent, spread / expected if expected > _intervals.TINY else 0.0)


class Ratio(NamedTuple):
    """A weighted sum of strata's shares of units, its standard error and degrees of freedom."""

    share: float
    std_error: float
    df: int


def ratio(cells: Cells, *, other: bool) -> Ratio:
    """Estimate the weighted sum of the strata's ratios in one group, clusters as the sample.

    A stratum with a single cluster shows no spread of its own. All such strata are taken
    together, and their shares compared with the mean of their shares; one alone is compared
    with the share of all strata. Degrees of freedom: clusters beyond one for each stratum,
    and not more than all clusters less one.

    Parameters
    ----------
    cells : Cells
        Counts of coded units.
    other : bool
        Which group.

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques (3rd ed.), sections 5A.12 (strata taken together)
    and 6.10 (separate ratio estimate). Wiley.

    Examples
    --------
    >>> one = np.zeros(2, int)
    >>> ratio(Cells(np.array([1.0, 3]), np.full(2, 4.0), np.arange(2), one, one > 0, np.ones(1)),
    ...       other=False)
    Ratio(share=0.5, std_error=0.25, df=1)
    """
    w, codes, p = cells.weights, cells.stratum, shares(cells, other=other)
    share = float((w * p).sum())
    sizes = cells.sums(np.ones(len(codes)), other=other)
    single = sizes == 1
    alone = int(single.sum())
    centre = float((w * p)[single].sum() / w[single].sum()) if alone > 1 else share
    centres = np.where(single, centre, p)
    scale = np.where(single, alone / (alone - 1) if alone > 1 else 1.0,
                     sizes / np.where(single, 1, sizes - 1))  # fmt: skip
    factor = w * np.sqrt(scale) / cells.sums(cells.total, other=other)
    residuals = factor[codes] * (cells.positive - centres[codes] * cells.total)
    by_unit = cells.by_unit(residuals, other=other)
    error = math.sqrt(float((by_unit**2).sum()))
    df = min(int((sizes[~single] - 1).sum()) + max(0, alone - 1), len(by_unit) - 1)
    return Ratio(share, error if error > _intervals.TINY else 0.0, df)
