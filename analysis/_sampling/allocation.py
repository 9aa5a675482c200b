"""How many units of a sample go to each stratum.

Private to `sample` and its command. Units are given out one at a time, each to the stratum
whose claim is the greatest, so a larger sample holds at least as many of every stratum.
"""

import heapq
import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.contracts import InputError, did_you_mean, first_five

__all__ = ["RULES", "numbers", "rule_named"]

Ints = NDArray[np.int_]


class _Rule(NamedTuple):
    """A rule of allocation.

    `by_group`: the same number for every wave first. `power`: a stratum's claim is its size to
    this power. `least`: units that every stratum gets before any gets more, where n allows.
    """

    by_group: bool
    power: float
    least: int


# 0.75 and 5 were chosen in a simulation: see the notes of `sample.draw`.
RULES: Final = {
    "balanced": _Rule(by_group=True, power=0.75, least=5),
    "proportional": _Rule(by_group=False, power=1.0, least=2),
    "equal": _Rule(by_group=False, power=0.0, least=5),
    "simple": _Rule(by_group=True, power=1.0, least=2),
}


def rule_named(allocation: str) -> _Rule:
    """Look up a rule of allocation, or list those that there are."""
    if allocation not in RULES:
        message = f"There is no allocation {allocation!r}. {did_you_mean(allocation, RULES)}"
        raise InputError(message)
    return RULES[allocation]


def numbers(
    sizes: ArrayLike, groups: ArrayLike, names: Sequence[str], *, n: int, allocation: str
) -> Ints:
    """Share `n` units out over strata.

    Parameters
    ----------
    sizes, groups : array_like of int, shape (H,)
        Units in each stratum, and the number (0, 1, ...) of the wave it lies in.
    names : sequence of str
        Names of the strata, for the error.
    n : int
        All units are taken where there are no more.
    allocation : str
        A key of `RULES`.

    Returns
    -------
    ndarray of int, shape (H,)
        At least 1 and at most the size of the stratum; the sum is `n`, or all units. No entry
        is smaller for a larger `n`.

    Raises
    ------
    InputError
        If `n` is smaller than the number of strata.

    References
    ----------
    Wright, T. (2012). The equivalence of Neyman optimum allocation for sampling and equal
    proportions for apportioning the U.S. House of Representatives. The American Statistician
    66(4), 217-224. doi:10.1080/00031305.2012.733679 (the priorities). Bankier, M. D. (1988).
    Power allocations: determining sample sizes for subnational areas. The American Statistician
    42(3), 174-177. doi:10.1080/00031305.1988.10475556 (claims by a power of the size).

    Examples
    --------
    >>> numbers([900, 100, 400], [0, 0, 1], ["a", "b", "c"], n=100, allocation="balanced").tolist()
    [42, 8, 50]
    """
    rule, size = rule_named(allocation), np.asarray(sizes, int)
    claims, group = size**rule.power, np.asarray(groups, int)
    if n < len(size):
        got = _shares(size, claims, _floors(size, rule.least), n)
        _cannot_cover([name for name, k in zip(names, got, strict=True) if not k], n, len(size))
    if not rule.by_group:
        return _shares(size, claims, _floors(size, rule.least), n)
    floors = _floors(size, rule.least)
    wholes = np.array([np.bincount(group, row) for row in (size, *floors)], int)
    per_group = _shares(wholes[0], np.ones(wholes.shape[1]), wholes[1:], n)
    given = np.zeros(len(size), int)
    for number, part in enumerate(per_group):
        inside = group == number
        given[inside] = _shares(size[inside], claims[inside], floors[:, inside], int(part))
    return given


def _cannot_cover(names: Sequence[str], n: int, n_strata: int) -> None:
    """Raise: a stratum of which no unit is drawn could not be estimated."""
    message = (f"{n:,} units cannot cover the {n_strata:,} strata: nothing would be drawn from "
               f"{first_five(names)}. Draw at least {n_strata:,} units (better {5 * n_strata:,}), "
               f"or stratify by fewer columns.")  # fmt: skip
    raise InputError(message)


def _floors(size: Ints, least: int) -> Ints:
    """Numbers to be reached in turn: 1 of every stratum, then 2, ..., then `least`."""
    return np.minimum(size[None, :], np.arange(1, least + 1)[:, None])


def _shares(size: Ints, claims: NDArray[np.float64], floors: Ints, n: int) -> Ints:
    """Give out `n` units one at a time: first what lacks its floor, then the greatest claim.

    Beyond the floors, the next unit goes where claim / sqrt(k (k + 1)) is greatest, k being what
    the stratum has: that is the best allocation to whole units where the claim is size times
    standard deviation.
    """
    given = np.zeros(len(size), int)
    if n >= size.sum():
        return size.copy()
    heap = [(0, -float(claim), at) for at, claim in enumerate(claims) if size[at]]
    heapq.heapify(heap)
    for _ in range(n):
        _, _, at = heapq.heappop(heap)
        given[at] += 1
        k = int(given[at])
        if k < size[at]:
            reached = int((floors[:, at] <= k).sum())
            heapq.heappush(heap, (reached, -float(claims[at]) / math.sqrt(k * (k + 1)), at))
    return given
