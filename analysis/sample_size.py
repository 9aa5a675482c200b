"""How many units people must code, answered before anyone codes.

For the corrected difference between two news waves (how wide will its interval be, with what
chance is a true change seen), for the reliability of the coders and for the validity of the
machine. What is not known yet - prevalence, the machine's errors - is assumed and said so.
"""

import math
from collections.abc import Iterable
from typing import Final

import pandas as pd

from analysis import _intervals
from analysis._sampling import sizes
from analysis._sampling.sizes import Expected, check_share, together_of
from analysis.contracts import InputError

__all__ = ["Expected", "differences", "reliability", "together_of", "validity"]

GRID: Final = (25, 50, 75, 100, 150, 200, 300, 400, 600, 800, 1200, 1600, 2400, 3200, 5000, 10_000)
"""Numbers of units that the tables show."""


def differences(
    first: Expected, second: Expected, *, level: float, icc: float = 0.0,
    half_width: float | None = None, power: float | None = None,
    difference: float | None = None, numbers: Iterable[int] = GRID,
) -> pd.DataFrame:  # fmt: skip
    """Say what so many gold units per wave tell about the difference between two waves.

    The difference is corrected for the machine's errors by post-stratification, wave by wave, and
    the gold units are drawn at random in each wave. It is about the source that the corpus comes
    from, so that part of the uncertainty stays when every unit is coded.

    Parameters
    ----------
    first, second : Expected
        The two waves.
    level : float
        Confidence level, such as 0.95.
    icc : float
        Intraclass correlation of units in a document; 0 where the unit is the document.
    half_width : float, optional
        Marks the smallest number at which the interval reaches this far to each side.
    power : float, optional
        Marks the smallest number with this chance of an interval that leaves out 0.
    difference : float, optional
        The true difference that `power` is about, second minus first; what `first` and `second`
        say if it is not given. Then the prevalence in `second` is that of `first` plus it.
    numbers : iterable of int
        Numbers per wave to show, beside the answers.

    Returns
    -------
    DataFrame
        n_per_wave; n_both (units coded in both: a wave with fewer units is coded whole);
        std_error, half_width (half of the interval's expected width), power (null where the true
        difference is 0), design_effect (the larger of the two waves), for_width and for_power
        (true in the row that is the answer). Shares, not per cent. Sorted by n_per_wave; the last
        row is all of the larger wave. Where no row is marked, coding everything is not enough.

    Raises
    ------
    contracts.InputError
        If an option is out of bounds.

    References
    ----------
    See `sizes.gold_variance`; Kish, L. (1965). Survey Sampling, section 5.4. Wiley (the
    design effect 1 + (m - 1) icc).

    Examples
    --------
    >>> first = Expected(prevalence=0.3, sensitivity=0.85, specificity=0.95, n_units=2500)
    >>> second = Expected(prevalence=0.4, sensitivity=0.7, specificity=0.95, n_units=2500)
    >>> table = differences(first, second, level=0.95, power=0.8, numbers=[100, 200])
    >>> table[["n_per_wave", "half_width", "power", "for_power"]].round(2).head(3)
       n_per_wave  half_width  power  for_power
    0         100        0.09   0.59      False
    1         171        0.07   0.80       True
    2         200        0.07   0.85      False
    """
    _check_wishes(half_width, power, icc)
    gap = second.prevalence - first.prevalence if difference is None else difference
    if difference is not None:
        second = _shifted(first, second, difference)
    most = max(first.n_units, second.n_units)

    def std_error(n: int) -> float:
        return math.sqrt(sum(_variance(wave, n, icc) for wave in (first, second)))

    z = sizes.z_value(level)
    wide = (None if half_width is None else sizes.first_at_least(
        lambda n: z * std_error(n) <= half_width, most=most))  # fmt: skip
    seen = (None if power is None or not gap else sizes.first_at_least(
        lambda n: sizes.normal_power(gap, std_error(n), level=level) >= power, most=most
    ))  # fmt: skip
    shown = {n for n in numbers if 1 <= n < most} | {most} | {n for n in (wide, seen) if n}
    rows = []
    for n in sorted(shown):
        error = std_error(n)
        rows.append({
            "n_per_wave": n, "n_both": min(n, first.n_units) + min(n, second.n_units),
            "std_error": error, "half_width": z * error,
            "power": sizes.normal_power(gap, error, level=level) if gap else math.nan,
            "design_effect": max(wave.design_effect(icc, min(n, wave.n_units))
                                 for wave in (first, second)),
            "for_width": n == wide, "for_power": n == seen,
        })  # fmt: skip
    return pd.DataFrame(rows)


def _check_wishes(half_width: float | None, power: float | None, icc: float) -> None:
    """Raise if what is wished for cannot be."""
    check_share("icc", icc)
    for name, value in (("half_width", half_width), ("power", power)):
        if value is not None and not 0 < value < 1:
            raise InputError(f"{name} must lie between 0 and 1, such as 0.1; found {value!r}.")


def _shifted(first: Expected, second: Expected, difference: float) -> Expected:
    """Move the prevalence of the second wave to that of the first plus the difference."""
    prevalence = first.prevalence + difference
    if not 0 <= prevalence <= 1:
        message = (f"With a prevalence of {first.prevalence:.2f} in the first wave a difference "
                   f"of {difference:+g} cannot be. Give a smaller one.")  # fmt: skip
        raise InputError(message)
    return Expected(prevalence=prevalence, sensitivity=second.sensitivity,
                    specificity=second.specificity, n_units=second.n_units,
                    together=second.together)  # fmt: skip


def _variance(wave: Expected, n: int, icc: float) -> float:
    """Give the expected variance of the corrected share of one wave."""
    coded = min(n, wave.n_units)
    error = sizes.gold_variance(wave.prevalence, wave.sensitivity, wave.specificity,
                                       n=coded, n_corpus=wave.n_units)  # fmt: skip
    within = error.within * wave.design_effect(icc, coded)
    return within + error.between * wave.design_effect(icc, wave.n_units)


def reliability(
    *, alpha: float, prevalence: float, level: float, thresholds: Iterable[float] = (0.667, 0.8),
    numbers: Iterable[int] = GRID,
) -> pd.DataFrame:  # fmt: skip
    """Say how many units two coders must both code for alpha to be firm.

    Parameters
    ----------
    alpha : float
        Agreement that is expected, on a frame that is present or absent.
    prevalence : float
        Share of units that carry the frame: rare frames need more.
    level : float
        Confidence level of the two-sided interval.
    thresholds : iterable of float
        What its lower end has to reach (.667 tentative, .80 firm: Krippendorff).
    numbers : iterable of int
        Numbers of units to show, beside the answers.

    Returns
    -------
    DataFrame
        n_units, n_positive (units with the frame to be expected), ci_low (lower end, if alpha
        comes out as expected: the chance of that or more is about one half), answer_for (the
        threshold that this number is the smallest for, null elsewhere). A threshold that is not
        below `alpha` has no row: no number of units leads there.

    Raises
    ------
    contracts.InputError
        If alpha or prevalence is not strictly between 0 and 1.

    References
    ----------
    Donner & Rotondi (2010), doi:10.2202/1557-4679.1275, and Donner & Eliasziw (1992),
    doi:10.1002/sim.4780111109; alpha equals their coefficient but for n / (n - 1/2).

    Examples
    --------
    >>> table = reliability(alpha=0.85, prevalence=0.3, level=0.95, numbers=[100])
    >>> table.round({"n_positive": 0, "ci_low": 3})
       n_units  n_positive  ci_low  answer_for
    0       76        23.0   0.668       0.667
    1      100        30.0   0.697         NaN
    2      658       197.0   0.800       0.800
    """
    for name, value in (("alpha", alpha), ("prevalence", prevalence)):
        if not 0 < value < 1:
            raise InputError(f"{name} must lie between 0 and 1; found {value!r}.")

    def low(n: int) -> float:
        return sizes.kappa_lower(alpha, prevalence, n=n, level=level)

    answers: dict[int, float] = {}
    for threshold in sorted(thresholds):
        n = None if threshold >= alpha else sizes.first_at_least(
            lambda n, wanted=threshold: low(n) >= wanted)  # type: ignore[misc]  # fmt: skip
        if n is not None:
            answers[n] = threshold
    rows = [
        {"n_units": n, "n_positive": n * prevalence, "ci_low": low(n),
         "answer_for": answers.get(n, math.nan)}
        for n in sorted({*numbers, *answers})
    ]  # fmt: skip
    return pd.DataFrame(rows)


def validity(
    *, recall: float, prevalence: float, half_width: float, level: float,
    numbers: Iterable[int] = (10, 20, 30, 50, 75, 100, 150, 200, 300, 400),
) -> pd.DataFrame:  # fmt: skip
    """Say how many gold positives show the machine's recall to within some width.

    Parameters
    ----------
    recall : float
        What is expected.
    prevalence : float
        Share of units that carry the frame, from which the number of units follows.
    half_width : float
        Marks the smallest number whose Wilson interval reaches this far to each side, on average.
    level : float
        Confidence level.
    numbers : iterable of int
        Numbers of gold positives to show, beside the answer.

    Returns
    -------
    DataFrame
        n_positive (units that carry the frame), n_units (units drawn at random among which so
        many are to be expected), half_width (half of the expected width of the interval), answer.

    Raises
    ------
    contracts.InputError
        If a share is out of bounds.

    References
    ----------
    Wilson, E. B. (1927). JASA 22(158). doi:10.1080/01621459.1927.10502953

    Examples
    --------
    >>> validity(recall=0.8, prevalence=0.2, half_width=0.1, level=0.95, numbers=[50]).round(3)
       n_positive  n_units  half_width  answer
    0          50      250       0.109   False
    1          60      300       0.100    True
    """
    check_share("recall", recall)
    _check_wishes(half_width, None, 0.0)
    if not 0 < prevalence <= 1:
        raise InputError(f"prevalence must lie above 0 and up to 1; found {prevalence!r}.")

    def reach(n: int) -> float:
        low, high = _intervals.wilson(n * recall, n, level=level)
        return float(high - low) / 2

    answer = sizes.first_at_least(lambda n: reach(n) <= half_width)
    rows = [
        {"n_positive": n, "n_units": math.ceil(n / prevalence - 1e-9), "half_width": reach(n),
         "answer": n == answer}
        for n in sorted({*numbers, *([answer] if answer else [])})
    ]  # fmt: skip
    return pd.DataFrame(rows)
