"""How much weighted, stratified and clustered units tell: the size of a simple sample as good.

Plain arrays in, plain numbers out, as in `_intervals`.
"""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from analysis import _intervals

__all__ = ["effective_size", "jackknife"]

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]


def effective_size(
    top: ArrayLike, bottom: ArrayLike, *, weight: Floats, stratum: Codes, cluster: Codes,
    level: float, like: ArrayLike,
) -> float:  # fmt: skip
    """Count the independent units that would tell as much about top / bottom as these do.

    The binomial variance over the jackknife variance, with Student's t in place of the normal
    quantile (Korn and Graubard). It is at most Kish's size for the weights. Where all units of
    the share have the same value no variance can be seen, and units of one cluster are taken to
    be as alike in it as they are in `like`.

    Parameters
    ----------
    top, bottom : array_like, shape (n,)
        Numerator (0 and 1, or -1) and denominator (0 and 1) of the share, for each unit.
    weight : ndarray
        Units that each stands for.
    stratum, cluster : ndarray of int
        Codes 0, 1, ... of the design, and of documents or copies; some may be absent.
    level : float
        Confidence level, which decides how much larger t is.
    like : array_like of bool
        Another value of all units, such as that of gold.

    Returns
    -------
    float
        0 without a unit in the denominator; nan where all units lie in one cluster.

    References
    ----------
    Korn, E. L. & Graubard, B. I. (1998). Confidence intervals for proportions with small
    expected number of positive counts estimated from survey data. Survey Methodology 24(2),
    193-201. Kish, L. (1965). Survey Sampling. Wiley.

    Examples
    --------
    >>> gold, every, one = np.arange(40) % 2 == 0, np.ones(40), np.zeros(40, int)
    >>> apart = {"weight": every, "stratum": one, "level": 0.95, "like": gold}
    >>> round(effective_size(gold, every, cluster=np.arange(40), **apart), 1)
    36.6
    >>> round(effective_size(gold, every, cluster=np.arange(40) // 20 * 2 + np.arange(40) % 2,
    ...                      **apart), 1)
    1.1
    """
    ones, inside = np.asarray(top, float), np.asarray(bottom, float)
    y, x = ones * weight, inside * weight
    total, n_clusters = float(x.sum()), len(np.unique(cluster))
    if not total:
        return 0.0
    if n_clusters < 2:
        return math.nan
    most = total**2 / float((x**2).sum())
    binomial = float((y * ones).sum() / total - (y.sum() / total) ** 2)
    spread = jackknife(y, x, stratum, cluster)
    if binomial > _intervals.TINY and spread > 0:
        size = min(most, binomial / spread)
    else:
        shared = _alike(np.asarray(like, float), weight, stratum, cluster)
        size = most / (1 + (_mean_size(inside, cluster) - 1) * shared)
    df = max(1, n_clusters - (len(np.unique(stratum)) if _nested(stratum, cluster) else 1))
    tail = (1 + level) / 2
    return size * float(stats.norm.ppf(tail) / stats.t.ppf(tail, df)) ** 2


def _mean_size(inside: Floats, cluster: Codes) -> float:
    """Size of the cluster in which a unit lies, on average over the units."""
    sizes = np.bincount(cluster, inside)
    return float((sizes**2).sum() / sizes.sum())


def _alike(value: Floats, weight: Floats, stratum: Codes, cluster: Codes) -> float:
    """How alike units of one cluster are, from 0 to 1, by the design effect of a share."""
    total, size = float(weight.sum()), _mean_size(np.ones(len(value)), cluster)
    share = float((value * weight).sum()) / total
    spread = jackknife(value * weight, weight, stratum, cluster)
    if size <= 1 or not share * (1 - share) > _intervals.TINY or not spread > 0:
        return 1.0
    independent = share * (1 - share) * float((weight**2).sum()) / total**2
    return min(1.0, max(0.0, (spread / independent - 1) / (size - 1)))


def _nested(stratum: Codes, cluster: Codes) -> bool:
    """Whether no cluster lies in two strata."""
    pairs = np.unique(np.stack([cluster, stratum]), axis=1)
    return bool(pairs.shape[1] == len(np.unique(cluster)))


def jackknife(y: Floats, x: Floats, stratum: Codes, cluster: Codes) -> float:
    """Variance of sum(y) / sum(x) over clusters; nan where one cluster holds all of x.

    A cluster is left out in turn, and the others of its strata are weighted up for it; a
    stratum of one cluster is left empty.

    References
    ----------
    Wolter, K. M. (2007). Introduction to Variance Estimation (2nd ed.), chapter 4. Springer.
    """
    n_strata, n_clusters = int(stratum.max()) + 1, int(cluster.max()) + 1
    place = cluster * n_strata + stratum
    tops, bottoms, present = (
        np.bincount(place, part, n_clusters * n_strata).astype(float).reshape(n_clusters, n_strata)
        for part in (y, x, np.ones(len(y)))
    )
    here = present > 0
    sizes = here.sum(axis=0)
    refill = np.where(sizes > 1, sizes / np.maximum(sizes - 1, 1), 1.0)

    def without(table: Floats) -> Floats:
        whole = table.sum(axis=0)
        change = np.where(here, (whole - table) * refill - whole, 0.0)
        left: Floats = whole.sum() + change.sum(axis=1)
        return left

    bottom = without(bottoms)
    if (bottom <= _intervals.TINY).any():
        return math.nan
    lone = np.where(sizes > 1, 1 - 1 / np.maximum(sizes, 1), 1.0)
    factor = (here * lone).sum(axis=1) / np.maximum(here.sum(axis=1), 1)
    return float((factor * (without(tops) / bottom - y.sum() / x.sum()) ** 2).sum())
