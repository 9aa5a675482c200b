"""Put counts on two sides: a target and what it is compared with.

A `Side` holds the units of the sample (documents, or clusters of copies within the side) in
rows and the terms in columns.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis._keyness.counting import coded
from analysis._keyness.stop_words import primary

__all__ = ["Side", "Texts", "own_language", "side", "texts"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Texts(NamedTuple):
    """Documents of one language: their ids and clusters, the terms, the counts, and all words."""

    ids: Sequence[str]
    clusters: Sequence[str]
    terms: Sequence[str]
    counts: Any  # scipy's sparse array, documents x terms
    words: Floats

    @property
    def total(self) -> Floats:
        """Count each term over all documents."""
        return np.asarray(self.counts.sum(axis=0), float).ravel()


class Side(NamedTuple):
    """One group: counts by unit of the sample and term, and what describes the group."""

    counts: Any  # scipy's sparse array, units of the sample x terms
    words: Floats
    in_documents: Ints
    n_docs: int

    @property
    def n(self) -> int:
        """Units of the sample: documents, or clusters of copies, with a word."""
        return int((self.words > 0).sum())

    @property
    def total(self) -> float:
        """Running words."""
        return float(self.words.sum())

    @property
    def uses(self) -> Floats:
        """Count each term over the group."""
        return np.asarray(self.counts.sum(axis=0), float).ravel()


def own_language(counts: pd.DataFrame, documents: pd.DataFrame) -> NDArray[np.bool_]:
    """Say which counts are in the language of their document; all are where it has none."""
    docs, ids = coded(counts["doc_id"])
    tags, languages = coded(counts["language"])
    own = documents.set_index("doc_id")["language"].reindex(ids).to_numpy(object)
    spoken = [primary(tag) if isinstance(tag, str) else "" for tag in own]
    known = {tag: at for at, tag in enumerate(dict.fromkeys(["", *spoken]))}
    said = np.array([known.get(primary(tag), -1) for tag in [*map(str, languages), ""]], np.int64)
    of_document = np.array([known[tag] for tag in [*spoken, ""]], np.int64)[docs]
    return np.asarray((of_document == 0) | (of_document == said[tags]))


def texts(
    counts: pd.DataFrame, documents: pd.DataFrame, terms: Sequence[str] | None = None
) -> Texts:
    """Set counts of one language out as a table of documents by terms.

    Parameters
    ----------
    counts : DataFrame
        doc_id, term, n; a null term counts words that are no term.
    documents : DataFrame
        doc_id and, where copies were looked for, cluster_id.
    terms : sequence of str, optional
        Columns; the terms of the counts, sorted, unless given.
    """
    from scipy import sparse

    rows, ids = coded(counts["doc_id"])
    words = np.bincount(rows, counts["n"], len(ids)).astype(float)
    codes, own = coded(counts["term"])
    named = list(own) if terms is None else list(terms)
    place = np.append(pd.Index(named, dtype="str").get_indexer(pd.Index(own, dtype="str")), -1)
    columns = place[codes]
    there = columns >= 0
    table = sparse.csr_array(
        (counts["n"].to_numpy(float)[there], (rows[there], columns[there])),
        shape=(len(ids), len(named)),
    )
    table.sum_duplicates()
    clusters = pd.Series(ids, dtype="str")
    if "cluster_id" in documents.columns:
        marked = documents.set_index("doc_id")["cluster_id"].reindex(ids).reset_index(drop=True)
        clusters = marked.where(marked.notna(), clusters)
    return Texts(list(ids), clusters.tolist(), named, table, words)


def side(found: Texts, rows: NDArray[np.bool_], units: Sequence[str] | None = None) -> Side:
    """Take some documents as a group, copies of one article added up to one unit.

    Parameters
    ----------
    found : Texts
    rows : array of bool
        Which of its documents.
    units : sequence of str, optional
        Clusters in the order in which they are to stand, also those without a document here.
    """
    from scipy import sparse

    at = np.flatnonzero(rows)
    clusters = np.array(found.clusters, dtype=object)[at]
    order = sorted(set(clusters)) if units is None else list(units)
    place = pd.Index(order, dtype="str").get_indexer(pd.Index(clusters, dtype="str"))
    chosen = found.counts[at]
    adding = sparse.csr_array((np.ones(len(at)), (place, np.arange(len(at)))),
                              shape=(len(order), len(at)))  # fmt: skip
    return Side(
        sparse.csr_array(adding @ chosen),
        np.bincount(place, found.words[at], len(order)).astype(float),
        np.bincount(chosen.indices, minlength=len(found.terms)).astype(np.int64),
        int((found.words[at] > 0).sum()),
    )
