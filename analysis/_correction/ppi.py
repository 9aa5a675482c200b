"""Prediction-powered estimates (PPI, PPI++) of a share, with weights and clusters.

The gold share is moved by how far the machine's share among the gold units is from its
share in the universe: p = y - lam * (f_gold - f_universe). Every unit counts once in the
variance, in the gold sample or beside it, and clusters are added up before they are squared.
"""

import math

import numpy as np

from analysis._correction.groups import Claim, Found, Group

__all__ = ["power", "ppi"]


def power(group: Group) -> float:
    """Weight of the machine's codes that makes the variance least (PPI++), from 0 to 1.

    cov(Y, F) / (var(F) (1 + n / m)), with n gold units and m others; the variance over both,
    the covariance weighted. 0 where the machine's codes do not vary.
    """
    gold, n, total = group.gold, group.gold.size, group.n_units
    variance = group.coded * (1 - group.coded) * total / max(total - 1, 1)
    if n < 2 or variance == 0 or n >= total:
        return 0.0
    moved = gold.code - np.average(gold.code, weights=gold.weight)
    covariance = float(np.average(moved * (gold.value - gold.share), weights=gold.weight))
    return float(np.clip(covariance * n / (n - 1) / variance * (1 - n / total), 0, 1))


def ppi(group: Group, *, claim: Claim, lam: float | None = None) -> Found:
    """Prediction-powered share, with the `lam` of `power` unless another is given.

    References
    ----------
    Angelopoulos, A. N. et al. (2023). Prediction-powered inference. Science 382, 669-674.
    doi:10.1126/science.adi6000. Angelopoulos, A. N., Duchi, J. C. & Zrnic, T. (2023).
    PPI++: efficient prediction-powered inference. arXiv:2311.01453
    """
    gold, n, total = group.gold, group.gold.size, group.n_units
    weight = power(group) if lam is None else lam
    if n < total:  # from units without a gold code to the universe
        weight /= 1 - n / total
    rectified = gold.value - weight * gold.code
    shift = float(np.average(rectified, weights=gold.weight))
    each = gold.weight / gold.weight.sum() * (rectified - shift)
    if claim == "corpus":
        sums = gold.by_cluster(each * np.sqrt(gold.left_out))
        variance = _variance(sums)
    else:
        inside = np.unique(gold.cluster)
        machine = weight * group.residuals / total
        apart = np.delete(machine, inside)
        variance = _variance(gold.by_cluster(each) + machine[inside]) + _variance(apart)
    return Found("t", shift + weight * group.coded, math.sqrt(variance), gold.n_clusters - 1.0)


def _variance(sums: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """Variance of a sum over clusters."""
    n = len(sums)
    return float(((sums - sums.mean()) ** 2).sum()) * n / (n - 1) if n > 1 else 0.0
