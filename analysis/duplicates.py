"""Find near-copies among articles, across days and outlets, and keep them as clusters.

Agency copy is printed by many outlets, cut, with another headline, or with a paragraph
more. Nothing is deleted: every article gets the cluster it belongs to and its role in
it. *Visibility* counts every article; *content* counts one of each cluster (`content`).
"""

import itertools
from pathlib import Path
from typing import Final

import pandas as pd

from analysis import contracts
from analysis._clusterer import Clusterer, Found
from analysis.contracts import InputError, TableError, first_five
from analysis.study import Study

__all__ = [
    "SEED",
    "Clusterer",
    "Found",
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

_MADE: Final = ("cluster_id", "cluster_role", "cluster_similarity")


def planned(study: Study, *, folder: Path | None = None) -> Clusterer | None:
    """Make the Clusterer that a study asks for; None if it does not say what copies are.

    Parameters
    ----------
    study : Study
    folder : Path, optional
        See `Clusterer`.

    Examples
    --------
    >>> from analysis import study
    >>> planned(study.load("seeds/study.yaml")) is None
    False
    """
    if study.copies is None:
        return None
    return Clusterer(
        similarity=study.copies.similarity,
        within_days=study.copies.within_days,
        seed=SEED,
        folder=folder,
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
