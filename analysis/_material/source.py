"""What `material` asks of either of its sources, and what it does with their counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

import pandas as pd

from analysis import _counts, contracts

__all__ = ["Source", "Tables", "Units", "tallied"]


class Tables(NamedTuple):
    """Some articles in full: with their texts, units, hits and codes, all in their contracts."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    hits: pd.DataFrame
    codings: pd.DataFrame


class Units(NamedTuple):
    """Counts of all units: by role, by language (as `language.summary`), and coded or not.

    `coverage` holds what `sentences.coverage` says.
    """

    roles: Mapping[str, int]
    languages: pd.DataFrame
    coverage: Mapping[str, int]


class Source(Protocol):
    """Where articles and codes are: all tables in memory, or a folder of codes."""

    documents: pd.DataFrame
    """All articles, dated, with their clusters; in a folder of codes without their texts."""
    receipt: pd.DataFrame
    in_parts: bool

    def units(self) -> Units:
        """Count the units."""

    def found(self) -> pd.DataFrame:
        """Count what each pattern found, as `pattern_tables.found`."""

    def base(self, *, roles: bool) -> pd.DataFrame:
        """Give tallies of all articles, by role if asked for."""

    def pair_counts(self) -> Iterator[pd.DataFrame]:
        """Count units with two frames, as `cooccurrence.counts`; each pair is in one table."""

    def classified(self) -> pd.DataFrame:
        """Give tallies of all articles by the classifier of the study."""

    def some(self, doc_ids: Iterable[str]) -> Tables:
        """Give these articles in full."""

    def each(self) -> Iterator[Tables]:
        """Go through all articles in full, some at a time."""

    def saved(self) -> dict[str, pd.DataFrame]:
        """Give the tables that are to be saved: the codes, or where they lie."""


def tallied(base: pd.DataFrame, documents: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Give the tallies of some articles by columns of theirs; equal to `measure.tally`.

    Parameters
    ----------
    base : DataFrame
        Contract `tallies` of these articles and others; by role if `by` has it.
    documents : DataFrame
        The articles that count: their columns, and their clusters.
    by : sequence of str
        Columns of the documents, or 'role'.
    """
    known = {*documents.columns, "role"} - {*contracts.SCHEMAS["tallies"].names}
    names = _counts.group_columns(by, known, table="documents or segments")
    own = [name for name in names if name != "role"]
    table = base[base["doc_id"].isin(documents["doc_id"])]
    table = table.drop(columns="cluster_id").merge(
        documents[["doc_id", "cluster_id", *own]], on="doc_id"
    )
    ordered = table.sort_values(["doc_id", *names, "frame"])
    columns = [*contracts.SCHEMAS["tallies"].names, *names]
    return contracts.conform(ordered[columns], "tallies")
