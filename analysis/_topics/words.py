"""Words of topics: c-TF-IDF of clusters, as BERTopic weighs them, from counts made once."""

import itertools
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["SHOWN", "WEIGHING", "Counts", "counted", "numbered", "ranked", "weights", "written"]

Ints = NDArray[np.int64]

SHOWN: Final = 10
"""Words that are kept of each topic."""

WEIGHING: Final = {"reduce_frequent_words": True}
"""Options of BERTopic's c-TF-IDF: the root of a word's share in a topic. Without it, the words of
the whole story stand first in every topic."""


class Counts(NamedTuple):
    """How often each word is in each unit: a sparse matrix, and the words of its columns."""

    matrix: Any
    words: tuple[str, ...]


def counted(units: Sequence[Sequence[str]], words: Sequence[str]) -> Counts:
    """Count these words in units."""
    from sklearn.feature_extraction.text import CountVectorizer

    if not words:
        return Counts(None, ())
    counter = CountVectorizer(analyzer=list, vocabulary=list(words))
    return Counts(counter.transform(units).tocsr(), tuple(words))


def written(counts: Counts) -> list[str]:
    """Write the counted words of each unit as a text, sorted."""
    names, matrix = counts.words, counts.matrix
    return [
        " ".join(
            names[column]
            for column, n in zip(matrix.indices[low:high], matrix.data[low:high], strict=True)
            for _ in range(n)
        )
        for low, high in itertools.pairwise(matrix.indptr.tolist())
    ]


def numbered(labels: Ints) -> Ints:
    """Rank clusters by size, the largest 0; of a tie the one with the earliest unit; -1 stays.

    Examples
    --------
    >>> numbered(np.array([7, 3, -1, 3, 5, 5])).tolist()
    [2, 0, -1, 0, 1, 1]
    """
    names, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    ranked_names = [int(names[at]) for at in order if names[at] >= 0]
    number = {name: rank for rank, name in enumerate(ranked_names)} | {-1: -1}
    return np.array([number[int(label)] for label in labels], np.int64)


def weights(counts: Counts, labels: Ints, boosted: Iterable[str] = ()) -> tuple[list[int], Any]:
    """Weigh the words of each cluster, -1 among them, with BERTopic's own formula.

    Words in `boosted` (seed words) weigh 1.2 times as much, as in BERTopic.
    """
    import scipy.sparse as sp
    from bertopic.vectorizers import ClassTfidfTransformer

    names = sorted(set(labels.tolist()))
    place = {name: row for row, name in enumerate(names)}
    rows = np.array([place[int(label)] for label in labels])
    chooser = sp.csr_matrix((np.ones(len(rows)), (rows, np.arange(len(rows)))),
                            shape=(len(names), len(rows)))  # fmt: skip
    sums = (chooser @ counts.matrix).tocsr().astype(np.int64)
    known = set(boosted)
    multiplier = np.array([1.2 if word in known else 1 for word in counts.words])
    model = ClassTfidfTransformer(**WEIGHING).fit(sums, multiplier=multiplier if known else None)
    return names, model.transform(sums)


def ranked(
    names: Sequence[int], matrix: Any, words: Sequence[str], most: int = SHOWN
) -> pd.DataFrame:  # fmt: skip
    """List the heaviest words of each topic: topic, rank from 1, word, weight; of a tie by name."""
    written = np.array(words, object)
    parts = []
    for row, name in enumerate(names):
        if name < 0:
            continue
        line = matrix.getrow(row)
        columns, values = line.indices[line.data > 0], line.data[line.data > 0]
        best = np.lexsort((written[columns].astype(str), -values.round(12)))[:most]
        parts.append(pd.DataFrame({
            "topic": name, "rank": np.arange(1, len(best) + 1), "word": written[columns[best]],
            "weight": values[best],
        }))  # fmt: skip
    return pd.concat(parts, ignore_index=True).astype(_TYPES) if parts else empty()


_TYPES: Final = {"topic": "int64", "rank": "int64", "word": "str", "weight": "float64"}


def empty() -> pd.DataFrame:
    """Give the table without a topic."""
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _TYPES.items()})
