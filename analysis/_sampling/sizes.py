"""Formulas behind `sample_size`: what a gold sample of so many units can be expected to tell.

Private to `sample_size` and its command. Plain numbers in, plain numbers out.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from scipy import stats

from analysis import _intervals
from analysis.contracts import InputError

__all__ = [
    "Error", "Expected", "check_share", "first_at_least", "gold_variance", "kappa_lower",
    "normal_power", "together_of", "z_value",
]  # fmt: skip

_ENOUGH: Final = 10_000_000
"""Above this number of units nothing is looked for."""


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What is expected of one frame in one wave before people code.

    Parameters
    ----------
    prevalence : float
        Share of units that carry the frame.
    sensitivity, specificity : float
        Share of units with the frame in which the machine sees it (recall), and share of units
        without it in which it sees none.
    n_units : int
        Units of the wave in the corpus.
    together : float
        Chance that two units drawn at random lie in the same document (`together_of`); 0 where
        the unit is the document.

    Raises
    ------
    InputError
        If a share is not between 0 and 1, the machine is no better than chance (sensitivity +
        specificity up to 1), or there is no unit.

    Examples
    --------
    >>> wave = Expected(prevalence=0.3, sensitivity=0.8, specificity=0.9, n_units=2500)
    >>> round(wave.machine_share, 2), round(wave.precision, 3)
    (0.31, 0.774)
    """

    prevalence: float
    sensitivity: float
    specificity: float
    n_units: int
    together: float = 0.0

    def __post_init__(self) -> None:
        for name in ("prevalence", "sensitivity", "specificity", "together"):
            check_share(name, getattr(self, name))
        if self.sensitivity + self.specificity <= 1:
            message = (f"sensitivity {self.sensitivity:g} and specificity {self.specificity:g} add "
                       f"up to 1 or less: a machine that guesses does as well.")  # fmt: skip
            raise InputError(message)
        if self.n_units < 1:
            raise InputError(f"n_units must be a whole number from 1; found {self.n_units!r}.")

    @property
    def machine_share(self) -> float:
        """Share of units in which the machine sees the frame."""
        false = (1 - self.prevalence) * (1 - self.specificity)
        return self.prevalence * self.sensitivity + false

    @property
    def precision(self) -> float:
        """Share of the machine's finds that are right; nan where it finds none."""
        found = self.machine_share
        return self.prevalence * self.sensitivity / found if found else math.nan

    def design_effect(self, icc: float, n: int) -> float:
        """Factor by which units that lie together in documents widen the variance of n of them."""
        return 1 + icc * (n - 1) * self.together

    @classmethod
    def of_codes(
        cls, *, machine_share: float, n_units: int, sensitivity: float,
        specificity: float | None = None, precision: float | None = None, together: float = 0.0,
    ) -> "Expected":  # fmt: skip
        """Make what is expected from the codes of the machine, which are known.

        Prevalence follows from the share of machine-positive units and two of the machine's
        rates: sensitivity with precision, or with specificity.

        Raises
        ------
        InputError
            If not exactly one of `specificity` and `precision` is given, or no prevalence fits
            the share and the rates.

        Examples
        --------
        >>> found = Expected.of_codes(
        ...     machine_share=0.1, n_units=500, sensitivity=0.8, precision=0.8)
        >>> round(found.prevalence, 3), round(found.specificity, 3)
        (0.1, 0.978)
        """
        if (specificity is None) == (precision is None):
            raise InputError("Give either specificity or precision, not both and not none.")
        check_share("machine_share", machine_share)
        check_share("sensitivity", sensitivity)
        if specificity is None:
            specificity, prevalence = _by_precision(machine_share, sensitivity, precision or 0.0)
        else:
            check_share("specificity", specificity)
            gain = sensitivity + specificity - 1
            prevalence = (machine_share + specificity - 1) / gain if gain > 0 else math.nan
        if not 0 <= prevalence <= 1 or not 0 <= specificity <= 1:
            rates = (f"precision {precision:g}" if precision is not None
                     else f"specificity {specificity:g}")  # fmt: skip
            message = (f"With sensitivity {sensitivity:g} and {rates} the machine cannot say yes "
                       f"to {machine_share:.1%} of the units. Give rates that fit; for a rare "
                       f"frame the precision instead of the specificity.")  # fmt: skip
            raise InputError(message)
        return cls(prevalence=prevalence, sensitivity=sensitivity, specificity=specificity,
                   n_units=n_units, together=together)  # fmt: skip


def _by_precision(share: float, sensitivity: float, precision: float) -> tuple[float, float]:
    """Specificity and prevalence that follow from a share of machine-positive units."""
    check_share("precision", precision)
    prevalence = share * precision / sensitivity if sensitivity else math.nan
    false = share * (1 - precision)
    return (1 - false / (1 - prevalence) if prevalence < 1 else math.nan), prevalence


def check_share(name: str, value: float) -> None:
    """Raise unless a value is a share."""
    if not 0 <= value <= 1:
        raise InputError(f"{name} must be a share from 0 to 1; found {value!r}.")


def together_of(units_per_document: Iterable[int]) -> float:
    """Chance that two different units drawn at random lie in the same document.

    Parameters
    ----------
    units_per_document : iterable of int
        Number of units of each document.

    Examples
    --------
    >>> round(together_of([20] * 100), 4), together_of([1, 1, 1])
    (0.0095, 0.0)
    """
    sizes = np.array(list(units_per_document), float)
    total = float(sizes.sum())
    return float((sizes * (sizes - 1)).sum()) / (total * (total - 1)) if total > 1 else 0.0


class Error(NamedTuple):
    """Expected variances of a corrected share in one wave, for units independent of each other.

    `within` comes from the gold sample, `between` from the corpus being a sample of its source.
    """

    within: float
    between: float


def z_value(level: float) -> float:
    """Quantile of the normal distribution for a two-sided interval."""
    return float(stats.norm.ppf((1 + _intervals.check_level(level)) / 2))


def gold_variance(
    prevalence: float, sensitivity: float, specificity: float, *, n: int, n_corpus: int
) -> Error:
    """Compute the expected variance of the post-stratified share (Jeffreys) from n gold units.

    The gold units are drawn at random in the wave, so the number with machine code k is binomial
    (n, W_k). In each, the share of gold positives has a Beta(y + 1/2, n - y + 1/2) posterior,
    whose variance is averaged over what y can be, and then over the binomial.

    References
    ----------
    Tenenbein, A. (1970). A double sampling scheme for estimating from binomial data with
    misclassifications. JASA 65(331), 1350-1361. doi:10.1080/01621459.1970.10481170

    Examples
    --------
    >>> made = gold_variance(0.3, 0.85, 0.95, n=100, n_corpus=2500)
    >>> round(made.within, 6), round(made.between, 7)
    (0.000755, 5.48e-05)
    """
    yes = prevalence * sensitivity + (1 - prevalence) * (1 - specificity)
    within, squares = 0.0, 0.0
    for weight, hits in (
        (yes, prevalence * sensitivity),
        (1 - yes, prevalence * (1 - sensitivity)),
    ):
        if weight <= 0:
            continue
        theta = hits / weight
        squares += weight * theta**2
        within += weight**2 * _beta_variance(theta, weight, n)
    return Error(within, max(0.0, squares - prevalence**2) / n_corpus)


def _beta_variance(theta: float, weight: float, n: int) -> float:
    """Average the variance of a Jeffreys posterior over the numbers k and y that can come up."""
    middle, spread = n * weight, 12 * math.sqrt(n * weight * (1 - weight)) + 20
    k = np.arange(max(0, math.floor(middle - spread)), min(n, math.ceil(middle + spread)) + 1)
    chance = stats.binom.pmf(k, n, weight)
    mean = k * theta
    products = mean * k - (mean * (1 - theta) + mean**2) + k / 2 + 0.25
    return float((chance * products / ((k + 1.0) ** 2 * (k + 2.0))).sum() / chance.sum())


def normal_power(difference: float, std_error: float, *, level: float) -> float:
    """Chance that a normal interval leaves out 0 where the true difference is `difference`.

    Examples
    --------
    >>> round(normal_power(0.10, 0.0459, level=0.95), 2)
    0.59
    """
    if not std_error > 0:
        return 1.0 if difference else 1 - level
    z, shift = z_value(level), abs(difference) / std_error
    return float(stats.norm.cdf(shift - z) + stats.norm.cdf(-shift - z))


def kappa_lower(kappa: float, prevalence: float, *, n: int, level: float) -> float:
    """Lower end of the interval of a binary agreement coefficient that n units lead to.

    Two coders who agree beyond chance by `kappa` (Scott's pi, and alpha but for its correction
    for small samples) give expected counts of two, one or no positive code. The lower end is the
    smallest coefficient that a goodness-of-fit test on those counts does not reject.

    References
    ----------
    Donner, A., & Eliasziw, M. (1992). A goodness-of-fit approach to inference procedures for the
    kappa statistic. Statistics in Medicine 11(11), 1511-1519. doi:10.1002/sim.4780111109.
    Donner, A., & Rotondi, M. A. (2010). Sample size requirements for interval estimation of the
    kappa statistic for interobserver agreement studies with a binary outcome and multiple
    raters. International Journal of Biostatistics 6(1). doi:10.2202/1557-4679.1275

    Examples
    --------
    >>> round(kappa_lower(0.85, 0.3, n=100, level=0.95), 3)
    0.697
    """
    limit = float(stats.chi2.ppf(_intervals.check_level(level), 1)) / n
    expected = _pair_shares(kappa, prevalence)
    low, high = -min(prevalence, 1 - prevalence) / max(prevalence, 1 - prevalence), kappa
    for _ in range(60):
        middle = (low + high) / 2
        under = _pair_shares(middle, prevalence)
        distance = float(((expected - under) ** 2 / np.maximum(under, 1e-300)).sum())
        low, high = (middle, high) if distance > limit else (low, middle)
    return high


def _pair_shares(kappa: float, prevalence: float) -> _intervals.Floats:
    """Shares of units with no, one and two positive codes of two coders."""
    spread = prevalence * (1 - prevalence)
    return np.array(
        [(1 - prevalence) ** 2 + kappa * spread, 2 * spread * (1 - kappa),
         prevalence**2 + kappa * spread]
    )  # fmt: skip


def first_at_least(
    reached: Callable[[int], bool], *, most: int | None = None
) -> int | None:  # fmt: skip
    """Smallest number from 1 on for which `reached` holds, if it holds for all larger ones.

    None where it does not hold at `most`.

    Examples
    --------
    >>> first_at_least(lambda n: n * n > 50), first_at_least(lambda n: n > 9, most=5)
    (8, None)
    """
    top = _ENOUGH if most is None else most
    high = 1
    while high < top and not reached(high):
        high = min(2 * high, top)
    if not reached(high):
        return None
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high
