"""Formulas that the estimating stages share: intervals and exact tests.

Plain numbers and arrays in, plain numbers and arrays out. Where a quantity is undefined
the answer is nan, never a made-up 0 or 1. Documents are what was sampled, so documents are
what is counted; sentences lie clustered in them, and documents in clusters of copies.
"""

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis import contracts

__all__ = [
    "MIN_DOCUMENTS",
    "TINY",
    "Ratio",
    "check_level",
    "counted",
    "effective_size",
    "f1_wilson",
    "fisher_p",
    "holm",
    "newcombe",
    "p_text",
    "ratio",
    "t_interval",
    "wilson",
    "wilson_at",
]

Floats = NDArray[np.float64]

MIN_DOCUMENTS: Final = 4
"""Below this number on either side, a comparison is description only."""

TINY: Final = 1e-12
"""Differences below this come from rounding."""


def check_level(level: float) -> float:
    """Return a confidence level as it is, or say that it is not one.

    Raises
    ------
    contracts.InputError
        If `level` is not between 0 and 1.
    """
    if not 0 < level < 1:
        message = f"level must lie between 0 and 1, such as 0.95; found {level!r}."
        raise contracts.InputError(message)
    return level


def wilson(k: ArrayLike, n: ArrayLike, *, level: float) -> tuple[Floats, Floats]:
    """Score interval of a proportion k / n; nan where n is 0.

    Parameters
    ----------
    k, n : array_like
        Successes and trials, broadcast against each other.
    level : float
        Confidence level, such as 0.95.

    Returns
    -------
    low, high : ndarray

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
    inference. JASA 22(158). doi:10.1080/01621459.1927.10502953

    Examples
    --------
    >>> low, high = wilson(81, 263, level=0.95)
    >>> round(float(low), 4), round(float(high), 4)
    (0.2553, 0.3662)
    """
    from scipy import stats  # half a second, which those who only count need not wait for

    return wilson_at(k, n, z=float(stats.norm.ppf((1 + check_level(level)) / 2)))


def wilson_at(k: ArrayLike, n: ArrayLike, *, z: float) -> tuple[Floats, Floats]:
    """Score interval of `wilson` at a quantile of the normal distribution, such as 1.96."""
    k, n = np.broadcast_arrays(np.asarray(k, float), np.asarray(n, float))
    trials = np.where(n > 0, n, np.nan)
    share = k / trials
    centre = share + z**2 / (2 * trials)
    spread = z * np.sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2))
    scale = 1 + z**2 / trials
    low = np.where((k == 0) & (n > 0), 0.0, (centre - spread) / scale)
    high = np.where((k == n) & (n > 0), 1.0, (centre + spread) / scale)
    return low, high


def newcombe(
    k1: float, n1: float, k2: float, n2: float, *, level: float
) -> tuple[float, float]:  # fmt: skip
    """Hybrid score interval of the difference k1 / n1 - k2 / n2; sizes may be effective ones.

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent
    proportions. Statistics in Medicine 17(8).
    doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I

    Examples
    --------
    >>> low, high = newcombe(56, 70, 48, 80, level=0.95)
    >>> round(low, 4), round(high, 4)
    (0.0524, 0.3339)
    """
    if not (n1 and n2):
        return math.nan, math.nan
    low, high = wilson([k1, k2], [n1, n2], level=level)
    first, second = k1 / n1, k2 / n2
    below = math.hypot(first - low[0], high[1] - second)
    above = math.hypot(high[0] - first, second - low[1])
    return max(-1.0, first - second - below), min(1.0, first - second + above)


def f1_wilson(tp: ArrayLike, errors: ArrayLike, *, level: float) -> tuple[Floats, Floats]:
    """Interval of F1: Wilson on J = tp / (tp + errors), mapped by F1 = 2J / (1 + J).

    Parameters
    ----------
    tp, errors : array_like
        True positives, and false positives plus false negatives.
    level : float
        Confidence level.

    Returns
    -------
    low, high : ndarray
        nan where there is neither a true positive nor an error.

    Examples
    --------
    >>> low, high = f1_wilson(8, 4, level=0.95)
    >>> round(float(low), 3), round(float(high), 3)
    (0.562, 0.926)
    """
    low, high = wilson(tp, np.add(tp, errors), level=level)
    return 2 * low / (1 + low), 2 * high / (1 + high)


def effective_size(positive: ArrayLike, documents: ArrayLike) -> float:
    """Size of a sample of independent documents that tells as much as these clusters do.

    With k of m documents of each cluster carrying a frame, n = sum(m) and p = sum(k) / n, it
    is n / deff, where deff is the linearised variance of the ratio over clusters, relative
    to that of n independent documents: sum((k - p m)^2) / (n p (1 - p)). It never exceeds
    sum(m)^2 / sum(m^2) (Kish), the size if copies were all alike, and so never the number
    of clusters; that size also stands in where all clusters have the same share.

    Parameters
    ----------
    positive, documents : array_like, shape (C,)
        Documents with the frame, and all documents, of each cluster.

    Returns
    -------
    float
        From 1 to the number of clusters; 0 without a document.

    References
    ----------
    Kish, L. (1965). Survey Sampling. Wiley. Korn, E. L. & Graubard,
    B. I. (1998). Confidence intervals for proportions with small expected number of positive
    counts estimated from survey data. Survey Methodology 24(2), 193-201.

    Examples
    --------
    >>> effective_size([1, 0, 1, 0], [1, 1, 1, 1])
    4.0
    >>> effective_size([2, 0, 2, 0], [2, 2, 2, 2])
    4.0
    >>> effective_size([3, 0, 1], [3, 1, 1]) < 3
    True
    """
    k, m = np.asarray(positive, float), np.asarray(documents, float)
    n = float(m.sum())
    if not n:
        return 0.0
    alike, share = n**2 / float((m**2).sum()), float(k.sum()) / n
    spread = float(((k - share * m) ** 2).sum())
    return min(alike, n**2 * share * (1 - share) / spread) if spread > TINY else alike


class Ratio(NamedTuple):
    """A share of units, and its standard error with documents as clusters."""

    share: float
    std_error: float
    n_clusters: int


def ratio(positive: ArrayLike, units: ArrayLike) -> Ratio:
    """Estimate sum(positive) / sum(units), one entry for each document.

    The standard error is the linearised one of a ratio with documents as clusters. It is
    nan with fewer than two documents, and exactly 0 where all have the same share.

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques (3rd ed.), section 6.3. Wiley.

    Examples
    --------
    >>> ratio([1, 3], [4, 4])
    Ratio(share=0.5, std_error=0.25, n_clusters=2)
    """
    y, m = np.asarray(positive, float), np.asarray(units, float)
    total, n = float(m.sum()), len(m)
    if not total:
        return Ratio(math.nan, math.nan, n)
    share = float(y.sum()) / total
    if n < 2:
        return Ratio(share, math.nan, n)
    std_error = math.sqrt(n / (n - 1) * float(((y - share * m) ** 2).sum())) / total
    return Ratio(share, std_error if std_error > TINY else 0.0, n)


def t_interval(
    estimate: float, std_error: float, *, df: int, level: float, low: float, high: float
) -> tuple[float, float]:  # fmt: skip
    """Student interval, cut at the range [low, high]; nan where the error is 0 or unknown."""
    if not std_error > 0 or df < 1:
        return math.nan, math.nan
    from scipy import stats

    reach = float(stats.t.ppf((1 + check_level(level)) / 2, df)) * std_error
    return max(low, estimate - reach), min(high, estimate + reach)


def holm(p_values: ArrayLike) -> Floats:
    """Adjust p-values for their number; nan stays nan and is not counted.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure.
    Scandinavian Journal of Statistics 6(2), 65-70.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03, 0.005]).round(2).tolist()
    [0.03, 0.06, 0.06, 0.02]
    """
    p = np.asarray(p_values, float)
    adjusted = np.full(p.shape, np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    steps = p[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(steps)) if len(order) else steps
    return adjusted


def fisher_p(k1: int, n1: int, k2: int, n2: int) -> float:
    """Two-sided exact p of Fisher for k1 of n1 against k2 of n2."""
    from scipy import stats

    return float(stats.fisher_exact([[k1, n1 - k1], [k2, n2 - k2]])[1])


def p_text(p: float) -> str:
    """Write a p-value for a sentence, with its sign.

    Examples
    --------
    >>> p_text(0.1), p_text(1 / 35), p_text(0.00001), p_text(1.0)
    ('p = .10', 'p = .029', 'p < .001', 'p = 1')
    """
    if p < 0.001:
        return "p < .001"
    digits = f"{p:.2f}" if p >= 0.0995 else f"{p:.3f}"
    return "p = 1" if digits == "1.00" else f"p = {digits.removeprefix('0')}"


def counted(number: int, noun: str) -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> counted(1, "article"), counted(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
