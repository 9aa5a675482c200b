"""Tests and intervals that take documents, not words, as the sample.

The words of one article resemble each other, so a test that takes each word as drawn anew finds
differences that are not there. Here each document (or cluster of copies) gives one number for
each term: how often it uses the term, in relation to its length.
"""

import itertools
import math
from collections.abc import Callable
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats

from analysis import _intervals
from analysis._keyness.groups import Side

__all__ = ["FEW_PAIRS", "SMALL", "Tested", "benjamini_hochberg", "log_ratio_interval", "tested"]

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

FEW_PAIRS: Final = 6
"""Below this number of pairs, no exact test can go below p = .05."""

SMALL: Final = 20
"""Units of the smaller side below which documents are exchanged; from here on, Welch's t."""

_MOST_EXCHANGED: Final = 400  # units of both sides; more take Welch's t in any case
_MAX_EXACT: Final = 20_000
_DRAWS: Final = 9_999
_CELLS: Final = 4_000_000
_TIE: Final = 1e-12


class Tested(NamedTuple):
    """p of each term (nan: none), and how they were found ('' where nothing was tested)."""

    p: Floats
    method: str
    direction: Floats


def tested(target: Side, reference: Side, terms: Ints, *, paired: bool, seed: int) -> Tested:
    """Test each of these terms with documents as the sample.

    Parameters
    ----------
    target, reference : Side
        With `paired`, the same units in the same order on both sides.
    terms : array of int
        Columns of the sides.
    paired : bool
        Whether a unit has words on both sides, as an article has sentences with a frame and
        without; those that have not are left out.
    seed : int
        Of the exchanges that are drawn.

    Returns
    -------
    Tested
        `direction` is the difference of the mean frequencies.
    """
    nothing = np.full(len(terms), np.nan)
    if paired:
        both = (target.words > 0) & (reference.words > 0)
        gaps = sparse.csc_array(_shares(target, both) - _shares(reference, both))[:, terms]
        n = int(both.sum())
        mean = _mean(gaps)
        if n < FEW_PAIRS:
            return Tested(nothing, "", mean if n else nothing)
        if n < SMALL:
            return Tested(*_flipped(gaps.toarray(), seed), mean)
        return Tested(_student(mean, _variance(gaps, mean), n), "t of pairs", mean)
    first, second = (_shares(one, one.words > 0)[:, terms] for one in (target, reference))
    sizes = first.shape[0], second.shape[0]
    if not min(sizes):
        return Tested(nothing, "", nothing)
    means = _mean(first), _mean(second)
    gap = means[0] - means[1]
    if min(sizes) < _intervals.MIN_DOCUMENTS:
        return Tested(nothing, "", gap)
    if min(sizes) < SMALL and sum(sizes) <= _MOST_EXCHANGED:
        return Tested(*_exchanged(sparse.vstack([first, second]).toarray(), sizes[0], seed), gap)
    spreads = [
        _variance(x, mean) / n for x, mean, n in zip((first, second), means, sizes, strict=True)
    ]
    return Tested(_welch(gap, spreads[0], spreads[1], sizes), "Welch's t", gap)


def _shares(group: Side, rows: NDArray[np.bool_]) -> Any:
    """Divide the counts of some units by their words."""
    words = group.words[rows]
    return sparse.csr_array(sparse.diags_array(1 / words) @ group.counts[np.flatnonzero(rows)])


def _mean(shares: Any) -> Floats:
    """Average the units, zeros among them."""
    total = np.asarray(shares.sum(axis=0), float).ravel()
    return np.asarray(total / max(shares.shape[0], 1))


def _variance(shares: Any, mean: Floats) -> Floats:
    """Variance of the units around their mean, with n - 1."""
    n = shares.shape[0]
    squares = np.asarray(shares.multiply(shares).sum(axis=0), float).ravel()
    spread = np.maximum(squares - n * mean**2, 0) / max(n - 1, 1)
    return np.asarray(np.where(spread > _TIE * squares, spread, 0.0))


def _student(mean: Floats, variance: Floats, n: int) -> Floats:
    """Two-sided p of a mean of 0; nan where all are the same."""
    with np.errstate(invalid="ignore", divide="ignore"):
        t = np.abs(mean) / np.sqrt(np.where(variance > 0, variance / n, np.nan))
    return np.asarray(2 * stats.t.sf(t, n - 1))


def _welch(gap: Floats, first: Floats, second: Floats, sizes: tuple[int, int]) -> Floats:
    """Two-sided p of equal means, from the squared standard errors; nan where both are 0."""
    both = np.where(first + second > 0, first + second, np.nan)
    df = both**2 / (first**2 / (sizes[0] - 1) + second**2 / (sizes[1] - 1))
    return np.asarray(2 * stats.t.sf(np.abs(gap) / np.sqrt(both), df))


def _exchanged(shares: Floats, n_first: int, seed: int) -> tuple[Floats, str]:
    """Two-sided p by exchanging whole units between two groups of this size."""
    n = len(shares)
    exact = math.comb(n, n_first) <= _MAX_EXACT
    weights = 1 / n_first + 1 / (n - n_first)
    rest = shares.sum(axis=0) / (n - n_first)

    def gaps(chosen: Floats) -> Floats:
        """Difference of the means for each choice of the first group."""
        found: Floats = np.abs(weights * (chosen @ shares) - rest)
        return found

    choices = _allocations(n, n_first, seed, exact=exact)
    return _beyond(
        gaps, choices, shares.shape[1], exact=exact
    ), f"documents exchanged, {_how(exact)}"


def _flipped(gaps: Floats, seed: int) -> tuple[Floats, str]:
    """Two-sided p by exchanging the two sides of whole units."""
    n = len(gaps)
    exact = 2**n <= _MAX_EXACT

    def sums(signs: Floats) -> Floats:
        """Sum of the differences for each choice of signs."""
        found: Floats = np.abs(signs @ gaps)
        return found

    choices = _signs(n, seed, exact=exact)
    return _beyond(sums, choices, gaps.shape[1], exact=exact), f"sides exchanged, {_how(exact)}"


def _how(exact: bool) -> str:
    """Say how many exchanges there were."""
    return "exact" if exact else f"n={_DRAWS:,}"


def _allocations(n: int, size: int, seed: int, *, exact: bool) -> Floats:
    """List choices of `size` of `n` units, all or drawn; the first is that of the first units."""
    first = np.concatenate([np.ones(size), np.zeros(n - size)])[None]
    if exact:
        chosen = np.array(list(itertools.combinations(range(n), size)), dtype=np.intp)
    else:
        places = np.random.default_rng(seed).random((_DRAWS, n))
        chosen = places.argpartition(size - 1, axis=1)[:, :size]
    rows = np.zeros((len(chosen), n))
    np.put_along_axis(rows, chosen, 1.0, axis=1)
    return rows if exact else np.concatenate([first, rows])


def _signs(n: int, seed: int, *, exact: bool) -> Floats:
    """List signs of `n` units, all or drawn; the first are those that were observed."""
    first = np.ones((1, n))
    if exact:
        return np.array(list(itertools.product((1.0, -1.0), repeat=n))).reshape(-1, n)
    drawn = np.random.default_rng(seed).integers(0, 2, size=(_DRAWS, n)) * 2.0 - 1.0
    return np.concatenate([first, drawn])


def _beyond(
    statistic: Callable[[Floats], Floats], choices: Floats, n_terms: int, *, exact: bool
) -> Floats:
    """Share of the choices whose statistic is as large as that of the first, which counts."""
    observed = statistic(choices[:1])[0]
    count, step = np.zeros(n_terms), max(1, _CELLS // max(n_terms, 1))
    for at in range(0, len(choices), step):
        count += (statistic(choices[at : at + step]) >= observed - _TIE).sum(axis=0)
    return np.asarray(count / len(choices))


def log_ratio_interval(
    target: Side, reference: Side, terms: Ints, *, paired: bool, level: float
) -> tuple[Floats, Floats]:  # fmt: skip
    """Interval of the log ratio with documents as clusters of words.

    The linearised variance of the logarithm of a ratio of two frequencies, each a ratio of sums
    over documents; t with as many degrees of freedom as there are units, less two (pairs: less
    one). nan where a count is 0, where a side has too few units, or all units are alike.
    """
    sides = (target, reference)
    if paired:
        both = (target.words > 0) & (reference.words > 0)
        sizes, df, few = (int(both.sum()),) * 2, int(both.sum()) - 1, FEW_PAIRS
    else:
        sizes, few = (target.n, reference.n), _intervals.MIN_DOCUMENTS
        df = sum(sizes) - 2
    nothing = np.full(len(terms), np.nan)
    if min(sizes) < few:
        return nothing, nothing
    uses, rates = zip(*(_rate(one, terms) for one in sides), strict=True)
    variance = sum(_relative_variance(*one) for one in zip(sides, uses, rates, strict=True))
    if paired:
        variance = variance - 2 * _relative_covariance(sides, uses, rates)
    variance = np.where(variance > _TIE, variance, np.nan)
    centre = np.log2(rates[0] / rates[1])
    reach = stats.t.ppf((1 + level) / 2, df) * np.sqrt(variance) / math.log(2)
    return centre - reach, centre + reach


def _rate(group: Side, terms: Ints) -> tuple[Any, Floats]:
    """Give the counts of some terms, and their share of all words; nan for none."""
    uses = sparse.csc_array(group.counts)[:, terms]
    total = np.asarray(uses.sum(axis=0), float).ravel()
    return uses, np.where(total > 0, total, np.nan) / group.total


def _relative_variance(group: Side, uses: Any, rate: Floats) -> Floats:
    """Linearised variance of a share of words over its square."""
    m, n = group.words, group.n
    squares = np.asarray(uses.multiply(uses).sum(axis=0), float).ravel()
    residual = squares - 2 * rate * (m @ uses) + rate**2 * float(m @ m)
    return np.asarray(n / (n - 1) * np.maximum(residual, 0) / (rate * group.total) ** 2)


def _relative_covariance(
    sides: tuple[Side, Side], uses: tuple[Any, ...], rates: tuple[Floats, ...]
) -> Floats:  # fmt: skip
    """Linearised covariance of two shares of words over their product."""
    (first, second), n = sides, int(((sides[0].words > 0) | (sides[1].words > 0)).sum())
    crossed = np.asarray(uses[0].multiply(uses[1]).sum(axis=0), float).ravel()
    crossed = crossed - rates[1] * (second.words @ uses[0]) - rates[0] * (first.words @ uses[1])
    crossed = crossed + rates[0] * rates[1] * float(first.words @ second.words)
    below = rates[0] * first.total * rates[1] * second.total
    return np.asarray(n / (n - 1) * crossed / below)


def benjamini_hochberg(p_values: Floats) -> Floats:
    """Adjust p-values for the rate of false discoveries; nan stays nan and is not counted.

    References
    ----------
    Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the
    Royal Statistical Society B 57(1), 289-300. doi:10.1111/j.2517-6161.1995.tb02031.x

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03, np.nan])).round(2).tolist()
    [0.03, 0.04, 0.04, nan]
    """
    p = np.asarray(p_values, float)
    adjusted = np.full(p.shape, np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    steps = p[order] * len(order) / np.arange(1, len(order) + 1)
    adjusted[order] = np.minimum.accumulate(steps[::-1])[::-1]
    return np.asarray(np.minimum(adjusted, 1.0))
