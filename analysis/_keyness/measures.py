"""The formulas of keyness: plain counts in, plain numbers out, term by term.

Throughout, a term is used `a` times among `n_a` words of the target and `b` times among `n_b`
words of the reference. A score above 0 is more of it in the target. `docs/lexis.md` says what
each can tell and where it comes from.
"""

from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.contracts import InputError, did_you_mean

__all__ = [
    "CORRECTIONS",
    "ZERO",
    "chi2",
    "g2",
    "g2_two_terms",
    "log_odds_z",
    "log_ratio",
    "odds_ratio",
    "per_10k",
    "percent_difference",
    "pmi",
    "table",
]  # fmt: skip

Floats = NDArray[np.float64]
Correction = Literal["none", "yates", "williams"]

CORRECTIONS: Final = ("none", "yates", "williams")

ZERO: Final = 0.5
"""What stands in for a count of 0 in the log ratio, as Hardie has it."""


def table(a: ArrayLike, b: ArrayLike, n_a: ArrayLike, n_b: ArrayLike) -> tuple[Floats, Floats]:
    """Give the four cells of each term, and what is expected in them.

    Returns
    -------
    observed, expected : ndarray, shape (4, ...)
        Term in target, term in reference, other words of the target, other words of the
        reference.

    Examples
    --------
    >>> observed, expected = table(3, 7, 10, 9)
    >>> observed.tolist(), expected.round(2).tolist()
    ([3.0, 7.0, 7.0, 2.0], [5.26, 4.74, 4.74, 4.26])
    """
    a, b, n_a, n_b = np.broadcast_arrays(*(np.asarray(x, float) for x in (a, b, n_a, n_b)))
    observed = np.stack([a, b, n_a - a, n_b - b])
    with np.errstate(invalid="ignore", divide="ignore"):
        share = (a + b) / (n_a + n_b)
    expected = np.stack([n_a * share, n_b * share, n_a * (1 - share), n_b * (1 - share)])
    return observed, expected


def _corrected(observed: Floats, expected: Floats) -> Floats:
    """Move each cell half a word towards what is expected, and not beyond (Yates)."""
    gap = observed - expected
    moved: Floats = expected + np.sign(gap) * np.maximum(np.abs(gap) - 0.5, 0)
    return moved


def _check(correction: str) -> None:
    """Raise if there is no such correction."""
    if correction not in CORRECTIONS:
        known = did_you_mean(str(correction), CORRECTIONS)
        message = f"There is no correction {correction!r}. {known}"
        raise InputError(message)


def g2(
    a: ArrayLike, b: ArrayLike, n_a: ArrayLike, n_b: ArrayLike, *, correction: str = "none"
) -> Floats:
    """Signed log likelihood ratio over all four cells of the table.

    ``2 * sum(O * ln(O / E))``, with the sign of ``a`` less what is expected; nan where a cell
    column is empty. 'williams' divides by q = 1 + (N/R1 + N/R2 - 1)(N/C1 + N/C2 - 1) / (6 N).

    References
    ----------
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    Computational Linguistics 19(1), 61-74. Williams (1976) doi:10.1093/biomet/63.1.33

    Examples
    --------
    >>> g2(110, 111, 110 + 2442, 111 + 29114).round(2).item()
    270.72
    """
    _check(correction)
    observed, expected = table(a, b, n_a, n_b)
    cells = _corrected(observed, expected) if correction == "yates" else observed
    with np.errstate(invalid="ignore", divide="ignore"):
        terms = np.where(cells > 0, cells * np.log(cells / expected), 0.0)
        score = np.maximum(2 * terms.sum(axis=0), 0)
        if correction == "williams":
            rows = observed[0] + observed[1], observed[2] + observed[3]
            columns = observed[0] + observed[2], observed[1] + observed[3]
            n = rows[0] + rows[1]
            q = (n / rows[0] + n / rows[1] - 1) * (n / columns[0] + n / columns[1] - 1)
            score = score / (1 + q / (6 * n))
    return _signed(score, observed, expected)


def g2_two_terms(a: ArrayLike, b: ArrayLike, n_a: ArrayLike, n_b: ArrayLike) -> Floats:
    """Signed log likelihood ratio over the two cells of the term alone, as Rayson & Garside.

    Not used by the stage: it lies below `g2` in small corpora.

    References
    ----------
    Rayson, P. & Garside, R. (2000). Comparing corpora using frequency profiling.
    doi:10.3115/1117729.1117730

    Examples
    --------
    >>> g2_two_terms(120, 60, 1e5, 1e5).round(3).item(), g2(120, 60, 1e5, 1e5).round(3).item()
    (20.388, 20.406)
    """
    observed, expected = table(a, b, n_a, n_b)
    with np.errstate(invalid="ignore", divide="ignore"):
        terms = np.where(observed > 0, observed * np.log(observed / expected), 0.0)[:2]
    return _signed(np.maximum(2 * terms.sum(axis=0), 0), observed, expected)


def chi2(
    a: ArrayLike, b: ArrayLike, n_a: ArrayLike, n_b: ArrayLike, *, correction: str = "none"
) -> Floats:
    """Signed chi-squared of Pearson over the four cells; 'williams' leaves it as it is.

    Examples
    --------
    >>> chi2(3, 7, 10, 9).round(4).item(), chi2(3, 7, 10, 9, correction="yates").round(4).item()
    (-4.3372, -2.6324)
    """
    _check(correction)
    observed, expected = table(a, b, n_a, n_b)
    cells = _corrected(observed, expected) if correction == "yates" else observed
    with np.errstate(invalid="ignore", divide="ignore"):
        score = ((cells - expected) ** 2 / expected).sum(axis=0)
    return _signed(score, observed, expected)


def _signed(score: Floats, observed: Floats, expected: Floats) -> Floats:
    """Give a score the side on which there is more than expected."""
    signed: Floats = np.where(observed[0] < expected[0], -score, score)
    return signed


def log_odds_z(
    a: ArrayLike, b: ArrayLike, n_a: ArrayLike, n_b: ArrayLike,
    *, prior: ArrayLike, prior_total: float,
) -> Floats:  # fmt: skip
    """Weighted log-odds of the two groups with a Dirichlet prior, in standard deviations.

    With y + alpha for each count, the difference of the log-odds of the term in the two groups
    over the square root of 1 / (a + alpha) + 1 / (b + alpha).

    Parameters
    ----------
    a, b, n_a, n_b : array_like
        Counts and totals.
    prior : array_like
        Pseudo-words alpha of each term; above 0.
    prior_total : float
        Pseudo-words over all terms, also those that are not asked for.

    References
    ----------
    Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin' words: Lexical feature
    selection and evaluation for identifying the content of political conflict. Political
    Analysis 16(4), 372-403. doi:10.1093/pan/mpn018

    Examples
    --------
    >>> log_odds_z(6, 2, 17, 12, prior=1, prior_total=8).round(3).item()
    1.145
    """
    a, b, n_a, n_b, alpha = (np.asarray(x, float) for x in (a, b, n_a, n_b, prior))
    first, second = a + alpha, b + alpha
    with np.errstate(invalid="ignore", divide="ignore"):
        delta = np.log(first / (n_a + prior_total - first))
        delta = delta - np.log(second / (n_b + prior_total - second))
        scored: Floats = delta / np.sqrt(1 / first + 1 / second)
    return scored


def per_10k(a: ArrayLike, n_a: ArrayLike) -> Floats:
    """Frequency in 10,000 words; nan without a word.

    Examples
    --------
    >>> per_10k(3, 2_000).item()
    15.0
    """
    n = np.asarray(n_a, float)
    return 1e4 * np.asarray(a, float) / np.where(n > 0, n, np.nan)


def log_ratio(a: ArrayLike, b: ArrayLike, n_a: ArrayLike, n_b: ArrayLike) -> Floats:
    """Binary logarithm of the ratio of the frequencies: 1 is twice as often, 2 four times.

    A count of 0 is taken as half a word, so that a term of one side alone has a number.

    References
    ----------
    Hardie, A. (2014). Log Ratio: an informal introduction. CASS, Lancaster University.

    Examples
    --------
    >>> log_ratio([40, 5, 5], [10, 5, 0], 1000, 1000).round(2).tolist()
    [2.0, 0.0, 3.32]
    """
    a, b = np.asarray(a, float), np.asarray(b, float)
    first = np.where(a > 0, a, ZERO) / _known(n_a)
    second = np.where(b > 0, b, ZERO) / _known(n_b)
    return np.asarray(np.log2(first / second))


def percent_difference(a: ArrayLike, b: ArrayLike, n_a: ArrayLike, n_b: ArrayLike) -> Floats:
    """Percent by which the target's frequency is above the reference's; nan where that is 0.

    References
    ----------
    Gabrielatos, C. (2018). Keyness analysis: Nature, metrics and techniques. In C. Taylor & A.
    Marchi (eds), Corpus Approaches to Discourse. doi:10.4324/9781315179346

    Examples
    --------
    >>> percent_difference([40, 5], [10, 0], 1000, 1000).tolist()
    [300.0, nan]
    """
    b = np.asarray(b, float)
    second = np.where(b > 0, b, np.nan) / _known(n_b)
    return np.asarray(100 * (np.asarray(a, float) / _known(n_a) / second - 1))


def odds_ratio(a: ArrayLike, b: ArrayLike, n_a: ArrayLike, n_b: ArrayLike) -> Floats:
    """Odds of the term in the target over those in the reference; nan where undefined.

    Examples
    --------
    >>> odds_ratio(3, 7, 10, 9).round(4).item()
    0.1224
    """
    o, _ = table(a, b, n_a, n_b)
    below = o[1] * o[2]
    return np.asarray(o[0] * o[3] / np.where(below > 0, below, np.nan))


def pmi(a: ArrayLike, b: ArrayLike, n_a: ArrayLike, n_b: ArrayLike) -> Floats:
    """Pointwise mutual information of term and target (natural logarithm); nan where a is 0.

    Examples
    --------
    >>> pmi(3, 2, 17, 12).round(4).item()
    0.0233
    """
    observed, expected = table(a, b, n_a, n_b)
    return np.asarray(np.log(np.where(observed[0] > 0, observed[0], np.nan) / expected[0]))


def _known(n: ArrayLike) -> Floats:
    """Give totals, nan for none."""
    total = np.asarray(n, float)
    return np.where(total > 0, total, np.nan)
