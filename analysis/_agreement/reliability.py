"""Coefficients of intercoder reliability, on counts of units x values.

Plain arrays in, plain numbers out; `agreement` brings the tables. A row of counts says how
many coders gave a unit each of the values; a coder who did not code the unit, or could not
decide, is in no count. What is undefined is nan, never a made-up 0 or 1.

All coefficients are made from sums over units (`unit_sums`, `of_sums`), so a bootstrap draws
documents and adds up their sums, and rows of counts that are alike are summed once.
"""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis import contracts

__all__ = [
    "LEVELS", "MEASURES", "Coefficient", "Scale", "alpha", "coefficient", "conger", "counts_of",
    "grouped", "measures", "of_sums", "scale", "unit_sums",
]  # fmt: skip

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEVELS: Final = ("nominal", "ordinal", "interval", "ratio")
MEASURES: Final = ("percent agreement", "alpha", "ac1", "brennan-prediger")
_WIDEST_KEY: Final = 62
"""Bits of a whole number that can stand for a row of counts."""


class Coefficient(NamedTuple):
    """A coefficient of all units, with the standard error for independent units."""

    estimate: float
    std_error: float
    n_units: int


class Scale(NamedTuple):
    """The values that a code can take, and how far apart they are.

    `distances` are the squared ones of alpha, values x values; None where they depend on how
    often each value occurs (ordinal).
    """

    n_values: int
    distances: Floats | None


def scale(values: Sequence[float], *, measurement: str) -> Scale:
    """Say how far apart the values of a codebook are, for alpha.

    Parameters
    ----------
    values : sequence of float
        All values that the codebook knows, in ascending order, used or not.
    measurement : str
        Level of measurement: 'nominal', 'ordinal', 'interval' or 'ratio'.

    Raises
    ------
    contracts.InputError
        If the level is unknown, the values are not at least 2 ascending ones, or values of a
        ratio scale are below 0.

    Examples
    --------
    >>> scale([0, 1, 3], measurement="interval").distances.tolist()
    [[0.0, 1.0, 9.0], [1.0, 0.0, 4.0], [9.0, 4.0, 0.0]]
    """
    if measurement not in LEVELS:
        known = contracts.did_you_mean(measurement, LEVELS)
        message = f"There is no level of measurement {measurement!r}. {known}"
        raise contracts.InputError(message)
    points = np.asarray(values, float)
    if len(points) < 2 or not (np.diff(points) > 0).all():
        message = (f"values must be all values of the codebook, at least 2, ascending, such as "
                   f"(0, 1); found {tuple(values)!r}.")  # fmt: skip
        raise contracts.InputError(message)
    gap = points[:, None] - points
    if measurement == "ordinal":
        return Scale(len(points), None)
    if measurement == "nominal":
        return Scale(len(points), (gap != 0).astype(float))
    if measurement == "ratio":
        if points[0] < 0:
            message = f"A ratio scale begins at 0; values holds {values[0]!r}."
            raise contracts.InputError(message)
        total = points[:, None] + points
        gap = gap / np.where(total > 0, total, 1)
    return Scale(len(points), gap**2)


def counts_of(ratings: ArrayLike, values: Sequence[float]) -> Ints:
    """Count how many coders gave each unit each value.

    Parameters
    ----------
    ratings : array_like, shape (coders, units)
        Codes; nan where there is none.
    values : sequence of float
        All values of the codebook, in ascending order.

    Returns
    -------
    ndarray, shape (units, values)

    Raises
    ------
    contracts.InputError
        If a code is none of the values.
    """
    codes, points = np.asarray(ratings, float), np.asarray(values, float)
    given = ~np.isnan(codes)
    if (strange := given & ~np.isin(codes, points)).any():
        found = contracts.first_five(np.unique(codes[strange]).tolist())
        message = f"Codes {found} are none of the values {tuple(values)!r}."
        raise contracts.InputError(message)
    unit = np.broadcast_to(np.arange(codes.shape[1]), codes.shape)[given]
    cells = unit * len(points) + np.searchsorted(points, codes[given])
    return np.bincount(cells, minlength=codes.shape[1] * len(points)).reshape(-1, len(points))


def grouped(counts: ArrayLike) -> tuple[Ints, Ints]:
    """Bring rows of counts that are alike together: the distinct rows, and which each unit has.

    Examples
    --------
    >>> rows, which = grouped([[2, 0], [1, 1], [2, 0]])
    >>> rows.tolist(), which.tolist()
    ([[1, 1], [2, 0]], [1, 0, 1])
    """
    table = np.asarray(counts)
    base = int(table.max(initial=0)) + 1
    if table.shape[1] * math.log2(base) >= _WIDEST_KEY:
        rows, which = np.unique(table, axis=0, return_inverse=True)
        return rows.astype(np.int64), which.ravel()
    key = np.zeros(len(table), np.int64)
    for column in table.T:  # one column at a time: a product would copy the table
        key = key * base + column
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    return table[first].astype(np.int64), which


def unit_sums(rows: ArrayLike, on: Scale) -> Floats:
    """Quantities of each unit whose sums over units give the coefficients.

    Parameters
    ----------
    rows : array_like, shape (R, V)
        Counts of units.
    on : Scale

    Returns
    -------
    ndarray, shape (R, K)
        1 where two coders or more coded the unit; 1 where any did; share of its pairs of
        codes that agree; V shares of its codes; V counts of its codes if it is a pair or
        more; and its disagreement (V x V coincidences where distances are not fixed).
    """
    c = np.asarray(rows, float)
    m = c.sum(axis=1)
    paired, coded = m >= 2, m >= 1
    agree = np.where(paired, (c * (c - 1)).sum(axis=1) / np.maximum(m * (m - 1), 1), 0)
    shares = c / np.maximum(m, 1)[:, None]
    per_pair = np.where(paired, 1 / np.maximum(m - 1, 1), 0)
    if on.distances is None:
        both = c[:, :, None] * c[:, None, :] - c[:, :, None] * np.eye(on.n_values)
        apart = (both * per_pair[:, None, None]).reshape(len(c), -1)
    else:
        apart = (((c @ on.distances) * c).sum(axis=1) * per_pair)[:, None]
    flags = np.column_stack([paired, coded, agree])
    return np.hstack([flags, shares, c * paired[:, None], apart])


def of_sums(sums: ArrayLike, on: Scale) -> dict[str, Floats]:
    """Turn sums of `unit_sums` into coefficients.

    Parameters
    ----------
    sums : array_like, shape (B, K)
        Each row the sums of one set of units, such as one draw of a bootstrap.
    on : Scale

    Returns
    -------
    dict
        Each of `MEASURES`, an array of B numbers; nan where undefined. Percent agreement is
        a share of pairs, between 0 and 1, each unit weighing the same.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of
    Pennsylvania. https://repository.upenn.edu/asc_papers/43
    Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of
    high agreement. doi:10.1348/000711006X126600
    Brennan, R. L. & Prediger, D. J. (1981). Coefficient kappa: some uses, misuses, and
    alternatives. doi:10.1177/001316448104100307
    """
    table, v = np.asarray(sums, float), on.n_values
    paired, coded, agree = table[:, 0], table[:, 1], table[:, 2]
    observed = agree / np.where(paired > 0, paired, np.nan)
    shares = table[:, 3 : 3 + v] / np.where(coded > 0, coded, np.nan)[:, None]
    by_ac1 = (shares * (1 - shares)).sum(axis=1) / (v - 1)
    return {
        "percent agreement": observed,
        "alpha": _alpha(table[:, 3 + v : 3 + 2 * v], table[:, 3 + 2 * v :], on),
        "ac1": (observed - by_ac1) / (1 - by_ac1),
        "brennan-prediger": (observed - 1 / v) / (1 - 1 / v),
    }


def _alpha(totals: Floats, apart: Floats, on: Scale) -> Floats:
    """Alpha of each row: totals of the values in paired units, and their disagreement."""
    n = totals.sum(axis=1)
    if on.distances is None:
        middle = np.cumsum(totals, axis=1) - totals / 2
        between = (middle[:, :, None] - middle[:, None, :]) ** 2
        seen = (apart * between.reshape(apart.shape)).sum(axis=1)
        by_chance = np.einsum("bi,bij,bj->b", totals, between, totals)
    else:
        seen = apart[:, 0]
        by_chance = ((totals @ on.distances) * totals).sum(axis=1)
    varies = by_chance > 0
    result: Floats = 1 - (n - 1) * seen / np.where(varies, by_chance, np.nan)
    return result


def measures(counts: ArrayLike, on: Scale) -> dict[str, float]:
    """All of `MEASURES` over all units."""
    rows, which = grouped(counts)
    times = np.bincount(which, minlength=len(rows)).astype(float)
    found = of_sums((times @ unit_sums(rows, on))[None], on)
    return {name: float(value[0]) for name, value in found.items()}


def alpha(counts: ArrayLike, *, values: Sequence[float], measurement: str) -> float:
    """Krippendorff's alpha: 1 is perfect agreement, 0 that of chance, below 0 worse than that.

    Returns
    -------
    float
        nan where no unit has two codes, and where all codes are the same: nothing varies,
        so nothing can be told apart.

    Examples
    --------
    >>> pairs = counts_of([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]], [0, 1])
    >>> round(alpha(pairs, values=[0, 1], measurement="nominal"), 3)
    0.095
    """
    return measures(counts, scale(values, measurement=measurement))["alpha"]


def coefficient(counts: ArrayLike, which: str) -> Coefficient:
    """One nominal coefficient with the standard error of Gwet, which takes units as independent.

    Parameters
    ----------
    counts : array_like, shape (units, values)
        A column for every value of the codebook, used or not.
    which : str
        'percent agreement', 'ac1', 'brennan-prediger', 'fleiss' (for two coders: Scott's pi)
        or 'alpha' (nominal). Units with one code enter the shares by which chance is
        reckoned, save in alpha.

    References
    ----------
    Gwet, K. L. (2014). Handbook of inter-rater reliability (4th ed.). Advanced Analytics.

    Examples
    --------
    >>> coefficient([[2, 0], [0, 2], [1, 1], [0, 2]], "ac1").estimate.__round__(4)
    0.5294
    """
    c, n_values = np.asarray(counts, float), np.shape(counts)[1]
    if which == "alpha":
        return _nominal_alpha(c[c.sum(axis=1) >= 2])
    c = c[c.sum(axis=1) >= 1]
    m = c.sum(axis=1)
    shares = c / m[:, None]
    overall = shares.mean(axis=0) if len(c) else np.full(n_values, np.nan)
    chance = {
        "percent agreement": np.zeros(len(c)),
        "ac1": shares @ (1 - overall) / (n_values - 1),
        "brennan-prediger": np.full(len(c), 1 / n_values),
        "fleiss": shares @ overall,
    }
    if which not in chance:
        message = f"There is no coefficient {which!r}. {contracts.did_you_mean(which, chance)}"
        raise contracts.InputError(message)
    agree = unit_sums(c, Scale(n_values, np.zeros((n_values, n_values))))[:, 2]
    fixed = which in ("percent agreement", "brennan-prediger")
    return _linear(agree, m >= 2, chance[which], slope=0 if fixed else 2)


def _linear(
    agree: Floats, paired: NDArray[np.bool_], chance: Floats, *, slope: float
) -> Coefficient:  # fmt: skip
    """Coefficient and standard error from each unit's agreement and chance agreement.

    `slope` is the derivative of overall chance agreement by the unit's own: 2 where it is a
    product of two shares, 0 where it does not depend on the codes.
    """
    n, n_paired = len(agree), int(paired.sum())
    by_chance = float(chance.mean()) if n else math.nan
    if not n_paired or math.isclose(by_chance, 1):
        return Coefficient(math.nan, math.nan, n_paired)
    estimate = float((agree[paired].mean() - by_chance) / (1 - by_chance))
    own = n / n_paired * np.where(paired, agree - by_chance, 0)
    linear = (own - slope * (1 - estimate) * (chance - by_chance)) / (1 - by_chance)
    return Coefficient(estimate, _error(linear, estimate), n_paired)


def _error(linear: Floats, estimate: float) -> float:
    """Find the standard error of a mean of linear components."""
    n = len(linear)
    return math.sqrt(float(((linear - estimate) ** 2).sum()) / (n * (n - 1))) if n > 1 else math.nan


def _nominal_alpha(c: Floats) -> Coefficient:
    """Nominal alpha with its linearised standard error (without the small-sample term)."""
    if not len(c):
        return Coefficient(math.nan, math.nan, 0)
    m = c.sum(axis=1)
    mean = m.mean()
    agree = (c * (c - 1)).sum(axis=1) / (mean * (m - 1))
    shares = (c / mean).mean(axis=0)
    chance, observed, longer = float((shares**2).sum()), float(agree.mean()), (m - mean) / mean
    if math.isclose(chance, 1):
        return Coefficient(math.nan, math.nan, len(c))
    large = (observed - chance) / (1 - chance)
    own = agree - observed * longer - chance
    by_chance = c @ shares / mean - chance * longer - chance
    linear = (own - 2 * (1 - large) * by_chance) / (1 - chance)
    small = observed + (1 - observed) / float(m.sum())
    return Coefficient((small - chance) / (1 - chance), _error(linear, large), len(c))


def conger(ratings: ArrayLike, values: Sequence[float]) -> Coefficient:
    """Conger's kappa, for two coders Cohen's: chance from the coders' own shares of each value.

    Parameters
    ----------
    ratings : array_like, shape (coders, units)
        Codes; nan where there is none.
    values : sequence of float
        All values of the codebook.

    References
    ----------
    Conger, A. J. (1980). Integration and generalization of kappas for multiple raters.
    doi:10.1037/0033-2909.88.2.322

    Examples
    --------
    >>> conger([[0, 0, 1, 1], [0, 1, 1, 1]], [0, 1]).estimate
    0.5
    """
    codes = np.asarray(ratings, float)
    codes = codes[:, ~np.isnan(codes).all(axis=0)]
    chose = (codes[:, :, None] == np.asarray(values, float)).astype(float)
    given = (~np.isnan(codes)).astype(float)
    n, n_coders = codes.shape[1], len(codes)
    each = given.sum(axis=1)
    own = chose.sum(axis=1) / np.maximum(each, 1)[:, None]
    others = own.sum(axis=0) - own
    pairs = n_coders * (n_coders - 1)
    by_chance = float((own * others).sum()) / pairs
    moved = chose - given[:, :, None] * own[:, None, :]
    change = (n / np.maximum(each, 1))[:, None, None] * moved * others[:, None, :]
    counts = chose.sum(axis=0)
    agree = unit_sums(counts, Scale(len(values), np.zeros((len(values),) * 2)))[:, 2]
    return _linear(
        agree, counts.sum(axis=1) >= 2, by_chance + change.sum(axis=(0, 2)) / pairs, slope=2
    )
