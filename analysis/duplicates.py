"""Find near-copies among articles, across days and outlets, and keep them as clusters.

Agency copy is printed by many outlets, cut, with another headline, or with a paragraph
more. Nothing is deleted: every article gets the cluster it belongs to and its role in
it. *Visibility* counts every article; *content* counts one of each cluster (`content`).
"""

import itertools
from array import array
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import _near_copies, _shingles, contracts
from analysis.contracts import InputError, TableError, first_five
from analysis.study import Study

__all__ = [
    "SEED",
    "Clusterer",
    "cluster",
    "clusters",
    "content",
    "counted",
    "join",
    "mark",
    "planned",
]

SEED: Final = 2025
"""Seed of the search where a study plans it: two runs look at the same candidates."""

_COPY: Final = 0.95  # Jaccard index from which a copy is not called edited
_LONG_AGO, _FAR_OFF = -(2**30), 2**30  # days that stand for an end that is not known
_MADE: Final = ("cluster_id", "cluster_role", "cluster_similarity")


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

    Raises
    ------
    InputError
        If an option is out of bounds.

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

    def __init__(self, *, similarity: float, within_days: int, seed: int) -> None:
        self._options: Mapping[str, Any] = _checked(similarity, within_days, seed)
        self._ids: list[str] = []
        self._outlets: dict[str, int] = {}
        self._hashes = array("I")
        self._columns: list[NDArray[Any]] = []

    def add(self, documents: pd.DataFrame) -> None:
        """Take in a part of the articles: contract ``documents``, dated."""
        known = contracts.conform(documents, "documents")
        made = _shingles.shingles(known["text"].tolist())
        first = _days(known["published_from"], _LONG_AGO)
        last = _days(known["published_to"], _FAR_OFF)
        outlets = [
            -1 if pd.isna(outlet) else self._outlets.setdefault(outlet, len(self._outlets))
            for outlet in known["outlet"].tolist()
        ]
        self._ids.extend(known["doc_id"].tolist())
        self._hashes.frombytes(made.hashes.tobytes())
        wholes = made.wholes.view(np.int64)
        self._columns.append(
            np.array([made.counts, wholes, made.words, first, last, outlets, known["words"]])
        )

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
        ids = np.array(self._ids, dtype=object)
        _check_once(self._ids)
        columns = np.concatenate([np.empty((7, 0), np.int64), *self._columns], axis=1)
        self._columns = [columns]
        counts, wholes, words, first, last, outlet, length = columns
        rank = np.empty(len(ids), np.int64)
        rank[np.lexsort((ids.astype(str), -length, _unknown_last(first)))] = np.arange(len(ids))
        articles = _near_copies.Articles(
            hashes=np.frombuffer(self._hashes, np.uint32), starts=np.cumsum(counts) - counts,
            counts=counts, wholes=wholes, words=words, rank=rank, first=first, last=last,
            outlet=outlet,
        )  # fmt: skip
        found = _near_copies.join(articles, **self._options)
        role = np.where(found.jaccard >= _COPY, "copy", "edited")
        role[found.lead == np.arange(len(ids))] = "lead"
        table = pd.DataFrame(
            {
                "doc_id": pd.Series(self._ids, dtype="str"),
                "cluster_id": pd.Series(ids[found.lead], dtype="str"),
                "cluster_role": pd.Series(role, dtype="str"),
                "cluster_similarity": found.similarity,
            }
        )
        return table if as_added else table.sort_values("doc_id", ignore_index=True)


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


def _check_once(ids: list[str]) -> None:
    """Raise if an article was added twice."""
    column = pd.Series(ids, dtype="str")
    if (twice := column.duplicated()).any():
        message = (
            f"{int(twice.sum()):,} articles were added twice "
            f"({first_five(column[twice].unique())}). Add each part of the corpus once."
        )
        raise TableError(message)


def planned(study: Study) -> Clusterer | None:
    """Make the Clusterer that a study asks for; None if it does not say what copies are.

    Examples
    --------
    >>> from analysis import study
    >>> planned(study.load("seeds/study.yaml")) is None
    False
    """
    if study.copies is None:
        return None
    return Clusterer(
        similarity=study.copies.similarity, within_days=study.copies.within_days, seed=SEED
    )


def mark(documents: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Find the near-copies as the study says; see `cluster`.

    Returns
    -------
    DataFrame
        As of `cluster`; the documents as they are if the study does not say what copies are.

    Examples
    --------
    >>> from analysis import corpus, study
    >>> plan = study.load("seeds/study.yaml")
    >>> sorted(set(mark(corpus.read(plan)[0], plan)["cluster_role"]))
    ['lead']
    """
    clusterer = planned(study)
    if clusterer is None:
        return contracts.conform(documents, "documents")
    clusterer.add(documents)
    return join(documents, clusterer.clusters())


def cluster(
    documents: pd.DataFrame, *, similarity: float, within_days: int, seed: int
) -> pd.DataFrame:
    """Find the near-copies among articles that are all at hand; see `Clusterer`.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``, dated.
    similarity, within_days, seed
        See `Clusterer`.

    Returns
    -------
    DataFrame
        The documents in their order, with `cluster_id` and `cluster_role` filled and the
        extra column `cluster_similarity`. Equal to `Clusterer` over any parts of them.

    Examples
    --------
    >>> from analysis import corpus, study
    >>> documents, _ = corpus.read(study.load("seeds/study.yaml"))
    >>> made = cluster(documents, similarity=0.7, within_days=7, seed=1)
    >>> bool((made["cluster_id"] == made["doc_id"]).all())
    True
    """
    clusterer = Clusterer(similarity=similarity, within_days=within_days, seed=seed)
    clusterer.add(documents)
    return join(documents, clusterer.clusters())


def join(documents: pd.DataFrame, clusters: pd.DataFrame) -> pd.DataFrame:
    """Write the clusters into a part of the documents.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``; a part of what was clustered.
    clusters : DataFrame
        From `Clusterer.clusters`.

    Returns
    -------
    DataFrame
        The documents in their order with `cluster_id`, `cluster_role` and
        `cluster_similarity`; what stood there before is replaced.

    Raises
    ------
    TableError
        If an article was not among those that were clustered.
    """
    known = contracts.conform(documents, "documents")
    found = clusters.set_index("doc_id")[list(_MADE)].reindex(known["doc_id"])
    if (lost := found["cluster_id"].isna().to_numpy()).any():
        message = (
            f"{int(lost.sum()):,} articles are in no cluster "
            f"({first_five(known.loc[lost, 'doc_id'])}). Add every part to the Clusterer "
            f"before you join."
        )
        raise TableError(message)
    columns = {name: found[name].to_numpy() for name in _MADE}
    return contracts.conform(known.assign(**columns), "documents")


def content(documents: pd.DataFrame) -> pd.DataFrame:
    """Keep one article of each cluster and wave: what was said, not how often it was printed.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``, clustered. An article without a `cluster_id` stands for itself.

    Returns
    -------
    DataFrame
        The documents in their order: of each cluster and wave the lead, or where the lead
        lies in another wave the first of those in this wave, in the order in which
        articles may lead (see `Clusterer`). Articles in no wave count as one wave more.

    Examples
    --------
    >>> from analysis import corpus, study
    >>> documents, _ = corpus.read(study.load("seeds/study.yaml"))
    >>> len(content(cluster(documents, similarity=0.7, within_days=7, seed=1)))
    5
    """
    known = contracts.conform(documents, "documents")
    order = pd.DataFrame(
        {
            "lead": known["cluster_role"].ne("lead"),
            "day": known["published_from"],
            "words": -known["words"],
            "doc_id": known["doc_id"],
            "cluster": known["cluster_id"].fillna("=" + known["doc_id"]),
            "wave": known["wave"],
        }
    ).sort_values(["lead", "day", "words", "doc_id"])
    first = order.drop_duplicates(["cluster", "wave"]).index
    return known.loc[first.sort_values()].reset_index(drop=True)


def counted(documents: pd.DataFrame, *, counting: str) -> pd.DataFrame:
    """Give the documents that count: every copy, or one of each cluster and wave.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``.
    counting : {'visibility', 'content'}

    Raises
    ------
    InputError
        If `counting` is neither.

    Examples
    --------
    >>> len(counted(contracts.empty("documents"), counting="content"))
    0
    """
    if counting not in ("visibility", "content"):
        message = (f"counting is 'visibility' (every copy) or 'content' (one article per cluster "
                   f"of copies); found {counting!r}.")  # fmt: skip
        raise InputError(message)
    return content(documents) if counting == "content" else documents


def clusters(documents: pd.DataFrame) -> pd.DataFrame:
    """List the clusters that have copies, the largest first.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``, clustered by `cluster` or `join`.

    Returns
    -------
    DataFrame
        `cluster_id`, `n_docs`, `n_copy` and `n_edited` (articles with these roles), `n_outlets`
        (known ones), `outlets` (their names, joined by "; "), `first_day` and `last_day`
        (of what is known), `lowest_similarity` to the lead, and `title` of the lead.
        Sorted by `n_docs`, then `cluster_id`.

    Raises
    ------
    TableError
        If the documents are not clustered.
    """
    known = contracts.conform(documents, "documents")
    if "cluster_similarity" not in known or (len(known) and known["cluster_id"].isna().all()):
        message = "Table documents has no clusters yet; run duplicates.cluster on it first."
        raise TableError(message)
    copied = known[known["cluster_id"].duplicated(keep=False) & known["cluster_id"].notna()]
    rows = [_row(str(name), part) for name, part in copied.groupby("cluster_id", sort=True)]
    columns = {"cluster_id": "str", "n_docs": "int64", "n_copy": "int64", "n_edited": "int64",
               "n_outlets": "int64", "outlets": "str", "first_day": "datetime64[s]",
               "last_day": "datetime64[s]", "lowest_similarity": "float64",
               "title": "str"}  # fmt: skip
    table = pd.DataFrame(rows, columns=list(columns)).astype(columns)
    return table.sort_values(["n_docs", "cluster_id"], ascending=[False, True], ignore_index=True)


def _row(name: str, part: pd.DataFrame) -> tuple[object, ...]:
    """Sum up one cluster."""
    outlets = sorted(part["outlet"].dropna().unique())
    titles = itertools.chain(part.loc[part["doc_id"] == name, "title"], [None])
    return (
        name, len(part), int((part["cluster_role"] == "copy").sum()),
        int((part["cluster_role"] == "edited").sum()), len(outlets), "; ".join(outlets),
        part["published_from"].min(), part[["published_from", "published_to"]].max().max(),
        part["cluster_similarity"].min(), next(titles),
    )  # fmt: skip
