"""How far apart two sets of labels are, where a unit may carry several frames.

MASI: 1 - J * M, with J the Jaccard overlap, and M 1 for equal sets, 2/3 where one holds the
other, 1/3 where they share some, 0 where they share none. Two empty sets are equal.
"""

from collections.abc import Sequence, Set
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis._agreement import reliability

__all__ = ["distance", "scale"]

HOLDS: Final = 2 / 3
SHARES: Final = 1 / 3


def distance(first: Set[object], second: Set[object]) -> float:
    """Distance between two sets of labels: 0 where equal, 1 where nothing is shared.

    References
    ----------
    Passonneau, R. (2006). Measuring agreement on set-valued items (MASI) for semantic and
    pragmatic annotation. LREC 2006.

    Examples
    --------
    >>> distance({1, 2}, {1, 2, 3, 4}).__round__(4), distance(set(), set())
    (0.6667, 0.0)
    """
    if first == second:
        return 0.0
    shared = len(first & second)
    if not shared:
        return 1.0
    weight = HOLDS if first <= second or second <= first else SHARES
    return 1 - weight * shared / len(first | second)


def scale(sets: Sequence[Set[object]]) -> reliability.Scale:
    """Make the scale of alpha on which these distinct sets lie; distances are not squared."""
    apart: NDArray[np.float64] = np.array([[distance(a, b) for b in sets] for a in sets], float)
    return reliability.Scale(len(sets), apart.reshape(len(sets), len(sets)))
