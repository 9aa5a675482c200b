"""Intervals and p-values of corrected shares and of their differences, each found in one way."""

import math
from typing import Any

import numpy as np
from scipy import optimize, stats

from analysis import _intervals
from analysis._correction.groups import Found

__all__ = ["gap", "holding", "median", "of_difference", "of_share"]


def median(draws: Any) -> dict[str, float]:
    """Give the median of draws, if there are any."""
    return {} if draws is None else {"median": float(np.median(draws))}


def holding(estimate: float, low: float, high: float) -> tuple[dict[str, float], list[str]]:
    """Widen an interval to hold the estimate, and say so."""
    slack = _intervals.TINY
    ends = {"ci_low": min(low, estimate), "ci_high": max(high, estimate)}
    if low - slack <= estimate <= high + slack or math.isnan(low):
        return ends, []
    return ends, ["Tiny gold sample: the interval was widened to hold the estimate, so it has no "
                  "p-value."]  # fmt: skip


def of_share(found: Found, level: float) -> tuple[float, float]:
    """Interval of a share."""
    if found.kind == "draws" and found.draws is not None:
        low, high = np.quantile(found.draws, [(1 - level) / 2, (1 + level) / 2])
        return float(low), float(high)
    if found.kind == "t":
        reach = _quantile(found.df, level) * found.std_error
        return max(0.0, found.estimate - reach), min(1.0, found.estimate + reach)
    if math.isinf(found.size):
        return found.estimate, found.estimate
    ends = _intervals.wilson(found.estimate * found.size, found.size, level=level)
    return float(ends[0]), float(ends[1])


def _quantile(df: float, level: float) -> float:
    """Quantile of Student's distribution."""
    return float(stats.t.ppf((1 + level) / 2, df))


def gap(first: Found, second: Found) -> Any:
    """Draws of a difference; None for other methods."""
    if first.draws is None or second.draws is None:
        return None
    return first.draws - second.draws


def of_difference(
    first: Found, second: Found, level: float
) -> tuple[float, float, float]:  # fmt: skip
    """Interval and p-value of first - second, found in the same way.

    Draws are taken as they are: those of each group are wide enough for its own clusters. With
    degrees of freedom of both together, 20 whole documents in each wave with a rare frame
    covered 93.1 % instead of 93.7 % in 3,000 runs; with 10 the draws cover 97 %.
    """
    draws = gap(first, second)
    if draws is not None:
        low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])
        below = min(int((draws <= 0).sum()), int((draws >= 0).sum()))
        return float(low), float(high), min(1.0, 2 * (below + 1) / (len(draws) + 1))
    if first.kind == "t":
        return _student(first, second, level)
    low, high = _newcombe(first, second, level)
    return low, high, _newcombe_p(first, second)


def _welch(first: Found, second: Found) -> float:
    """Degrees of freedom of a difference."""
    variances = [found.std_error**2 for found in (first, second)]
    parts = sum(v**2 / found.df for v, found in zip(variances, (first, second), strict=True))
    return sum(variances) ** 2 / parts if parts else math.inf


def _student(first: Found, second: Found, level: float) -> tuple[float, float, float]:
    """Welch's interval and p."""
    gap = first.estimate - second.estimate
    error = math.hypot(first.std_error, second.std_error)
    if error == 0:
        return gap, gap, math.nan
    reach = _quantile(_welch(first, second), level) * error
    p = float(2 * stats.t.sf(abs(gap) / error, _welch(first, second)))
    return max(-1.0, gap - reach), min(1.0, gap + reach), p


def _newcombe(first: Found, second: Found, level: float) -> tuple[float, float]:
    """Newcombe's interval at effective sizes; a complete count has no error."""
    sizes = [min(found.size, 1e15) for found in (first, second)]
    return _intervals.newcombe(
        first.estimate * sizes[0], sizes[0], second.estimate * sizes[1], sizes[1], level=level
    )


def _newcombe_p(first: Found, second: Found) -> float:
    """Level at which Newcombe's interval begins to hold 0, as a p-value."""
    gap = first.estimate - second.estimate
    if abs(gap) < _intervals.TINY:
        return 1.0
    if not (math.isfinite(first.size) and math.isfinite(second.size)):
        return math.nan

    def nearest(z: float) -> float:
        """End of the interval that is nearest to 0."""
        low, high = _newcombe(first, second, 2 * float(stats.norm.cdf(z)) - 1)
        return low if gap > 0 else high

    reach = 8.0  # beyond it the level cannot be told from 1
    if nearest(reach) * gap > 0:
        return float(2 * stats.norm.sf(reach))
    return float(2 * stats.norm.sf(optimize.brentq(nearest, 1e-6, reach)))
