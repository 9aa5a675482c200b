"""What a correction for coding error is made from: groups of units, machine codes and gold codes.

Plain arrays. A group is one news wave, language, ... of one frame: all of its units with the
code of the machine (the universe), and among them those with a gold code, each with its
weight. Clusters are clusters of copies, documents or, if every unit is its own, units.
"""

import math
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from analysis import _intervals

__all__ = ["CLAIMS", "Claim", "Codes", "Floats", "Found", "Gold", "Group", "inflation", "kish"]

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]
Claim = Literal["population", "corpus"]
CLAIMS: Final = ("population", "corpus")


class Gold(NamedTuple):
    """Units with a gold code: value 0 or 1, machine code 0 or 1, weight, cluster, stratum.

    `weight` is 1 / probability of being drawn; `cluster` counts within the group.
    """

    value: Floats
    code: Codes
    weight: Floats
    cluster: Codes
    stratum: Codes

    @property
    def size(self) -> int:
        """Units with a gold code."""
        return len(self.value)

    @property
    def n_clusters(self) -> int:
        """Clusters that hold one."""
        return len(np.unique(self.cluster))

    @property
    def share(self) -> float:
        """Weighted share of ones (Hajek); nan without a unit."""
        return float(np.average(self.value, weights=self.weight)) if self.size else math.nan

    @property
    def left_out(self) -> Floats:
        """Give the part of each unit's variance that is left after sampling from finitely many."""
        return np.clip(1 - 1 / self.weight, 0, 1)

    def by_cluster(self, values: Floats) -> Floats:
        """Add values of units up by cluster; in the order of `np.unique(self.cluster)`."""
        _, codes = np.unique(self.cluster, return_inverse=True)
        return np.bincount(codes, values).astype("float64")


class Group(NamedTuple):
    """One group of one frame.

    `positive` and `units` are the units that the machine coded 1, and all units, of each
    cluster of the universe. `copies` says whether the units are documents, so that clusters
    are copies of one another. In a census every unit was given to the gold coders.
    """

    positive: Floats
    units: Floats
    n_docs: int
    gold: Gold
    census: bool
    copies: bool

    @property
    def n_units(self) -> int:
        """Units of the universe."""
        return int(self.units.sum())

    @property
    def n_clusters(self) -> int:
        """Clusters of the universe."""
        return len(self.units)

    @property
    def clustered(self) -> bool:
        """Whether a cluster holds two units."""
        return self.n_clusters < self.n_units

    @property
    def coded(self) -> float:
        """Share of units that the machine coded 1."""
        return float(self.positive.sum()) / float(self.units.sum()) if len(self.units) else math.nan

    @property
    def residuals(self) -> Floats:
        """Sum over the units of each cluster of machine code - `coded`."""
        return self.positive - self.coded * self.units

    @property
    def coded_variance(self) -> float:
        """Sampling variance of `coded`: binomial, or linearised over clusters."""
        if not self.clustered:
            return self.coded * (1 - self.coded) / self.n_units
        n = self.n_clusters
        factor = n / (n - 1) if n > 1 else 1.0
        return factor * float((self.residuals**2).sum()) / self.n_units**2


class Found(NamedTuple):
    """A corrected share of one group, and what its interval is made of.

    `kind` says what that is: 'score' (an effective `size`), 'draws' or 't' (`std_error` and
    `df`).
    """

    kind: Literal["score", "draws", "t"]
    estimate: float
    std_error: float = math.nan
    df: float = math.inf
    size: float = math.nan
    draws: Floats | None = None
    remarks: tuple[str, ...] = ()


def kish(weights: Floats) -> float:
    """Size of an unweighted sample that tells as much; 0 without a weight."""
    total = float(weights.sum())
    return total**2 / float((weights**2).sum()) if total else 0.0


def inflation(df: float, *, level: float) -> float:
    """Square of how much wider Student's interval with `df` is than the normal one.

    Examples
    --------
    >>> round(inflation(19, level=0.95), 3)
    1.14
    """
    if not 0 < df < math.inf:
        return 1.0
    tail = (1 + _intervals.check_level(level)) / 2
    return float((stats.t.ppf(tail, df) / stats.norm.ppf(tail)) ** 2)
