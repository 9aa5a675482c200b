"""Whether another seed finds the same topics: agreement of assignments and of words."""

import itertools
import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["adjusted_rand", "jaccard", "lists", "matched", "mean_match", "of_two"]

Floats = NDArray[np.float64]


def adjusted_rand(first: Sequence[int], second: Sequence[int]) -> float:
    """Agreement of two groupings of the same units, corrected for chance.

    1 if they are the same under other names, about 0 if they agree as by chance.

    Returns
    -------
    float
        nan without a unit.

    References
    ----------
    Hubert, L. & Arabie, P. (1985). Comparing partitions. Journal of Classification 2,
    193-218.

    Examples
    --------
    >>> round(adjusted_rand([0, 0, 1, 2], [0, 0, 1, 1]), 7)
    0.5714286
    """
    if not len(first):
        return math.nan
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(first, second))


def jaccard(first: Sequence[Sequence[str]], second: Sequence[Sequence[str]]) -> Floats:
    """Share of words that two topics have in common, of the words of either, for all pairs.

    Examples
    --------
    >>> jaccard([["tax", "budget", "vote"]], [["tax", "budget", "war"], ["war"]]).tolist()
    [[0.5, 0.0]]
    """
    sets = [set(words) for words in first], [set(words) for words in second]
    shares = np.zeros((len(first), len(second)))
    for row, column in itertools.product(range(len(first)), range(len(second))):
        one, other = sets[0][row], sets[1][column]
        shares[row, column] = len(one & other) / max(1, len(one | other))
    return shares


def matched(shares: Floats) -> Floats:
    """Give for each row its value in the matching with the largest sum; 0 without a partner.

    Each topic has at most one partner (`scipy.optimize.linear_sum_assignment`).

    Examples
    --------
    >>> matched(np.array([[0.9, 0.8], [0.8, 0.1]])).tolist()
    [0.8, 0.8]
    """
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(shares, maximize=True)
    found = np.zeros(len(shares))
    found[rows] = shares[rows, columns]
    return found


def mean_match(shares: Floats) -> float:
    """Mean over the matched topics; those of the longer list without a partner count as 0."""
    longest = max(shares.shape)
    return float(matched(shares).sum()) / longest if longest else math.nan


def of_two(first: pd.DataFrame, second: pd.DataFrame) -> dict[str, float]:
    """Compare the assignments (unit_id, topic) of two seeds.

    Returns
    -------
    dict
        n_units that both have; ari over all of them, those in no topic as one group; n_both
        in a topic in both, and ari_both over these.
    """
    joined = first[["unit_id", "topic"]].merge(
        second[["unit_id", "topic"]], on="unit_id", suffixes=("_a", "_b")
    )
    inside = joined[(joined["topic_a"] >= 0) & (joined["topic_b"] >= 0)]
    return {
        "n_units": len(joined),
        "ari": adjusted_rand(joined["topic_a"].tolist(), joined["topic_b"].tolist()),
        "n_both": len(inside),
        "ari_both": adjusted_rand(inside["topic_a"].tolist(), inside["topic_b"].tolist()),
    }


def lists(words: pd.DataFrame) -> Mapping[int, list[str]]:
    """Give the words of each topic, outliers left out."""
    found: dict[int, list[str]] = {}
    for topic, word in words[["topic", "word"]].itertuples(index=False):
        if topic >= 0:
            found.setdefault(int(topic), []).append(word)
    return dict(sorted(found.items()))
