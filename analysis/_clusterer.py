"""Take in articles part by part, and say which of them are near-copies of which.

What is kept of an article is one row of numbers, its id, and its runs of words as numbers; the
last go to a file where there is a folder for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from analysis import _near_copies, _shingles, contracts
from analysis._spill import Spill
from analysis.contracts import InputError, TableError, first_five

__all__ = ["Clusterer", "Found"]

_COPY: Final = 0.95  # Jaccard index from which a copy is not called edited
_LONG_AGO, _FAR_OFF = -(2**30), 2**30  # days that stand for an end that is not known
_COLUMNS: Final[Mapping[str, type[np.integer[Any]]]] = {
    "counts": np.int32, "wholes": np.int64, "words": np.int32, "first": np.int32,
    "last": np.int32, "outlet": np.int32, "length": np.int32,
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """The clusters of articles, in the order in which these were added to a `Clusterer`.

    Articles are rows by their number: `lead` is the row of the lead, `similarity` and
    `jaccard` are those to the lead.
    """

    ids: pa.LargeStringArray
    lead: NDArray[Any]
    similarity: NDArray[Any]
    jaccard: NDArray[Any]

    @property
    def copies(self) -> NDArray[Any]:
        """Rows of the articles that are not the lead of their cluster."""
        return np.flatnonzero(self.lead != np.arange(len(self.lead)))

    @property
    def n_clusters(self) -> int:
        """Clusters of more than one article."""
        return len(np.unique(self.lead[self.copies]))

    def table(self, start: int = 0, stop: int | None = None) -> pd.DataFrame:
        """Give the clusters of some rows as a table; see `Clusterer.clusters`.

        Examples
        --------
        >>> Clusterer(similarity=0.7, within_days=7, seed=1).found().table().columns.tolist()
        ['doc_id', 'cluster_id', 'cluster_role', 'cluster_similarity']
        """
        some = slice(start, stop)
        lead = self.lead[some]
        role = np.where(self.jaccard[some] >= _COPY, "copy", "edited").astype(object)
        role[lead == np.arange(start, start + len(lead))] = "lead"
        names = self.ids.take(pa.array(lead)).to_numpy(zero_copy_only=False)
        return pd.DataFrame(
            {
                "doc_id": pd.Series(self.ids[some].to_numpy(zero_copy_only=False), dtype="str"),
                "cluster_id": pd.Series(names, dtype="str"),
                "cluster_role": pd.Series(role, dtype="str"),
                "cluster_similarity": self.similarity[some],
            }
        )


class Clusterer:
    """Cluster articles that come in parts; their texts are not kept.

    Two articles are near-copies if their similarity reaches `similarity` and their dates
    come within `within_days` of each other.

    The similarity is the share of runs of four words that both have, of all those that
    either has (the Jaccard index of word shingles, Broder 1997,
    https://doi.org/10.1109/SEQUEN.1997.666900); case, accents and punctuation do not matter.
    Where the shorter has at least 60 such runs and 30 % of those of the longer, it is the
    share of the shorter that is in the longer, so that cutting from the bottom or adding
    paragraphs does not hide a copy. Articles with fewer than 20 runs are near-copies of
    articles with the same words only. Runs that 10 or more different texts of one
    outlet have (cookie texts, "read also", the frame of a daily market report) are left
    out of comparisons, unless they make up nine tenths of an article. Nothing is left out of
    articles whose outlet is not known.

    In order of the first possible day of publication, then length in words (the longest first),
    then `doc_id`, each article becomes a lead, unless it is a near-copy of an earlier
    lead. It then belongs to the lead it is most similar to. So every member is a
    near-copy of its lead, and no chain of small changes joins articles that differ.

    Candidates are found by MinHash: of pairs that just reach the similarity, one in 100 may
    be missed; of near-identical ones none in practice. What is found is compared exactly.

    Parameters
    ----------
    similarity : float
        From 0.5 to 1. There is no default: it decides what a copy is.
    within_days : int
        0 joins articles of one day only. An article without a date is compared with all.
    seed : int
        Seed of the signatures, from 0.
    folder : Path, optional
        Where the runs of words are kept meanwhile, in files without a name (about 4 bytes
        for each word); in memory if none is given. In memory remain about 100 bytes for
        each article. `close`, or a ``with`` block, gives the room back.

    Raises
    ------
    InputError
        If an option is out of bounds.
    OSError
        If nothing can be written in the folder.

    Examples
    --------
    >>> from analysis import corpus, study
    >>> documents, _ = corpus.read(study.load("seeds/study.yaml"))
    >>> clusterer = Clusterer(similarity=0.7, within_days=7, seed=1)
    >>> clusterer.add(documents.head(2))
    >>> clusterer.add(documents.tail(3))
    >>> clusterer.clusters()["cluster_role"].tolist()
    ['lead', 'lead', 'lead', 'lead', 'lead']
    """

    def __init__(
        self, *, similarity: float, within_days: int, seed: int, folder: Path | None = None
    ) -> None:
        self._options: Mapping[str, Any] = _checked(similarity, within_days, seed)
        self._folder = folder
        self._ids: list[pa.LargeStringArray] = [pa.array([], pa.large_string())]
        self._outlets: dict[str, int] = {}
        self._characters = 0
        self._hashes = Spill(np.uint32, folder)
        self._columns = [tuple(np.empty(0, kind) for kind in _COLUMNS.values())]

    def __enter__(self) -> "Clusterer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back the room that was taken; nothing can be added or found any more."""
        self._hashes.close()

    def add(self, documents: pd.DataFrame) -> None:
        """Take in a part of the articles: contract ``documents``, dated."""
        known = contracts.conform(documents, "documents")
        texts = known["text"].tolist()
        made = _shingles.shingles(texts, before=self._characters)
        self._characters += sum(map(len, texts))
        outlets = [
            -1 if pd.isna(outlet) else self._outlets.setdefault(outlet, len(self._outlets))
            for outlet in known["outlet"].tolist()
        ]
        columns = {
            "counts": made.counts, "wholes": made.wholes.view(np.int64), "words": made.words,
            "first": _days(known["published_from"], _LONG_AGO),
            "last": _days(known["published_to"], _FAR_OFF),
            "outlet": outlets, "length": known["words"],
        }  # fmt: skip
        self._hashes.add(made.hashes)
        self._ids.append(pa.array(known["doc_id"].tolist(), pa.large_string()))
        self._columns.append(tuple(np.asarray(columns[n], k) for n, k in _COLUMNS.items()))

    def clusters(self, *, as_added: bool = False) -> pd.DataFrame:
        """Cluster what was added so far.

        Parameters
        ----------
        as_added : bool
            Give the rows in the order in which the articles were added.

        Returns
        -------
        DataFrame
            One row per article, sorted by `doc_id`: `doc_id`; `cluster_id`, the `doc_id` of
            the lead; `cluster_role`: ``lead``, ``copy`` (at least 95 % of all runs of
            words of the two are in both) or ``edited``; `cluster_similarity` to the
            lead, 1 for the lead itself. An article without copies leads a cluster of one.

        Raises
        ------
        TableError
            If a `doc_id` was added twice.
        """
        table = self.found().table()
        return table if as_added else table.sort_values("doc_id", ignore_index=True)

    def found(self) -> Found:
        """Cluster what was added so far, without a table of it all; see `clusters`."""
        ids = pa.concat_arrays(self._ids)
        parts = (np.concatenate(column) for column in zip(*self._columns, strict=True))
        columns = dict(zip(_COLUMNS, parts, strict=True))
        first, length = columns["first"], columns.pop("length")
        rank = np.empty(len(ids), np.int64)
        rank[np.lexsort((_alphabetic(ids), -length, _unknown_last(first)))] = np.arange(len(ids))
        articles = _near_copies.Articles(
            hashes=self._hashes, rank=rank, folder=self._folder, **columns
        )
        return Found(ids, *_near_copies.join(articles, **self._options))


def _checked(similarity: float, within_days: int, seed: int) -> dict[str, Any]:
    """Options of the clustering, if they are within their bounds."""
    if not 0.5 <= similarity <= 1:
        message = (
            f"similarity is {similarity!r}; it must lie from 0.5 to 1. Below 0.5, reports that "
            f"share their quotations only would count as copies."
        )
        raise InputError(message)
    for name, value in (("within_days", within_days), ("seed", seed)):
        if not isinstance(value, int | np.integer) or isinstance(value, bool) or value < 0:
            raise InputError(f"{name} is {value!r}; it must be a whole number from 0 on.")
    return {"similarity": float(similarity), "within_days": int(within_days), "seed": int(seed)}


def _days(column: pd.Series, unknown: int) -> NDArray[Any]:
    """Days as numbers, `unknown` where there is none."""
    days = column.to_numpy("datetime64[D]").astype(np.int64)
    return np.where(column.isna().to_numpy(), unknown, days)


def _unknown_last(first: NDArray[Any]) -> NDArray[Any]:
    """First days with the unknown ones behind all others, since they are to lead last."""
    return np.where(first == _LONG_AGO, _FAR_OFF, first)


def _alphabetic(ids: pa.LargeStringArray) -> NDArray[Any]:
    """Place of each id among all in the order of their letters, if each is there once."""
    order = pc.sort_indices(ids)
    ordered = ids.take(order)
    twice = pc.equal(ordered[1:], ordered[:-1])
    if n_twice := pc.sum(twice).as_py():
        names = pd.Series(ordered[1:].filter(twice).to_pylist()).unique()
        message = (
            f"{n_twice:,} articles were added twice "
            f"({first_five(names)}). Add each part of the corpus once."
        )
        raise TableError(message)
    places = np.empty(len(ids), np.int64)
    places[order.to_numpy()] = np.arange(len(ids))
    return places
