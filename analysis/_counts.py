"""What the stages count from: coded units that count, and counts per document.

Private: `measure`, `timeline`, `compare` and `validation` share these, since stages do not import
each other.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import contracts

__all__ = [
    "among", "carries", "clusters", "clusters_of", "counted_units", "group_columns", "per_cluster",
    "per_document",
]  # fmt: skip

OWN: Final = contracts.SCHEMAS["tallies"].names


def among(ids: pd.Series, known: pd.Series) -> NDArray[np.bool_]:
    """Say which ids are among others; `Series.isin` takes four times as long on strings.

    Examples
    --------
    >>> among(pd.Series(["a", "b"]), pd.Series(["b", "b", "c"])).tolist()
    [False, True]
    """
    codes, own = pd.factorize(ids)
    found: NDArray[np.bool_] = pd.Index(known.unique()).get_indexer(pd.Index(own)) >= 0
    return np.append(found, False)[codes]  # -1 is an empty id


def group_columns(by: Sequence[str], known: Iterable[str], *, table: str) -> list[str]:
    """Check names of grouping columns against the columns that there are.

    Raises
    ------
    contracts.TableError
        If a name is unknown or comes twice, or `by` is one string.
    """
    if isinstance(by, str):
        message = f"by is a list of column names; write by=[{by!r}]."
        raise contracts.TableError(message)
    names, options = list(by), sorted(known)
    for name in names:
        if name not in options:
            message = f"There is no column {name!r} to group by in {table}. "
            raise contracts.TableError(message + contracts.did_you_mean(name, options))
    if len(set(names)) < len(names):
        message = f"by names a column twice: {contracts.first_five(names)}."
        raise contracts.TableError(message)
    return names


def per_document(tallies: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Add tallies up to a row for each document x `by` x frame.

    Rows with an empty `by` value belong to no group and are left out
    (`measure.uncounted` lists them).

    Returns
    -------
    DataFrame
        doc_id, the `by` columns, frame, n_units (at least 1), n_positive, cluster_id (the
        document itself where no copies were looked for); sorted.

    Raises
    ------
    contracts.TableError
        If counts are impossible, weights ask for an estimate that is not made here, or a
        document lies in two clusters.
    """
    counts = contracts.conform(tallies, "tallies")
    own = contracts.SCHEMAS["tallies"].names
    names = group_columns(by, [c for c in counts.columns if c not in own], table="tallies")
    _check_counts(counts)
    clusters = _clusters(counts)
    for name in names:
        counts = counts[counts[name].notna()]
    keys = ["doc_id", *names, "frame"]
    if counts.duplicated(keys).any():
        counts = counts.groupby(keys, as_index=False)[["n_units", "n_positive"]].sum()
    counts = counts.loc[counts["n_units"] > 0, [*keys, "n_units", "n_positive"]]
    counts = counts.sort_values(keys, ignore_index=True)
    return counts.assign(cluster_id=counts["doc_id"].map(clusters) if len(clusters)
                         else counts["doc_id"])  # fmt: skip


def _clusters(counts: pd.DataFrame) -> pd.Series:
    """Cluster of each document, by doc_id; empty where every document is a cluster of its own."""
    known = counts["cluster_id"].notna()
    if not (known & (counts["cluster_id"] != counts["doc_id"])).any():
        return pd.Series(dtype="str")
    pairs = counts[["doc_id", "cluster_id"]].drop_duplicates()
    if (twice := pairs["doc_id"].duplicated()).any():
        ids = contracts.first_five(pairs.loc[twice, "doc_id"].unique())
        message = (f"Column tallies.cluster_id differs between the rows of one document ({ids}). "
                   f"Tally all of them from documents that are clustered once.")  # fmt: skip
        raise contracts.TableError(message)
    clusters = pairs.set_index("doc_id")["cluster_id"]
    return clusters.where(clusters.notna(), clusters.index.to_series())


def per_cluster(counts: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Add counts of documents up to a row for each cluster of copies x `by` x frame.

    A cluster that lies in several groups, such as two news waves, has a row in each.

    Parameters
    ----------
    counts : DataFrame
        From `per_document`, with other columns of numbers.
    by : sequence of str
        The columns that tell the groups apart.

    Returns
    -------
    DataFrame
        cluster_id, the `by` columns, frame, n_docs, and the sums of the numbers. Where no
        cluster has two documents, the rows are those of `counts`, in their order.
    """
    counted = counts if "n_docs" in counts else counts.assign(n_docs=1)
    if (counted["cluster_id"] == counted["doc_id"]).all():
        return counted.drop(columns="doc_id")
    keys = [*by, "frame", "cluster_id"]
    numbers = [name for name in counted.columns if name not in ("doc_id", *keys)]
    return counted.groupby(keys, as_index=False)[numbers].sum()


def clusters(documents: pd.DataFrame) -> pd.Series:
    """Name the cluster of each document; the document itself where none was looked for."""
    known = documents["cluster_id"]
    return known.where(known.notna(), documents["doc_id"])


def clusters_of(documents: pd.DataFrame, doc_ids: pd.Series) -> pd.Series:
    """Look up the cluster of each of these documents; null where none was looked for."""
    known = contracts.conform(documents, "documents").set_index("doc_id")["cluster_id"]
    return doc_ids.map(known).astype("str")


def _check_counts(counts: pd.DataFrame) -> None:
    """Raise on impossible counts and on weights that would go unused."""
    wrong = (counts["n_positive"] < 0) | (counts["n_positive"] > counts["n_units"])
    if wrong.any():
        message = (f"Table tallies has rows with more positive units than units "
                   f"({contracts.first_five(counts.loc[wrong, 'doc_id'])}).")  # fmt: skip
        raise contracts.TableError(message)
    weighted = (counts["weight"] - 1).abs() > 1e-12
    if weighted.any():
        message = (f"Column tallies.weight is not 1 for {int(weighted.sum()):,} rows "
                   f"({contracts.first_five(counts.loc[weighted, 'doc_id'])}). These estimates "
                   f"take every document to count once; estimate unweighted tallies.")  # fmt: skip
        raise contracts.TableError(message)


def carries(counts: pd.DataFrame, min_units: int) -> pd.Series:
    """Whether each document carries the frame: at least `min_units` positive units."""
    if isinstance(min_units, bool) or not isinstance(min_units, int) or min_units < 1:
        message = f"min_units must be a whole number from 1 on; got {min_units!r}."
        raise contracts.InputError(message)
    return counts["n_positive"] >= min_units


def counted_units(
    codings: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame, *,
    by: Sequence[str], roles: Sequence[str],
) -> pd.DataFrame:  # fmt: skip
    """Rows doc_id, segment_id, `by`..., frame, value: one for each decided code that counts."""
    codings = contracts.conform(codings, "codings")
    segments = contracts.conform(segments, "segments")
    documents = contracts.conform(documents, "documents")
    known = {*documents.columns, *segments.columns} - {*OWN, "segment_id", "value"}
    names = group_columns(by, known, table="documents or segments")
    owners = _places(segments, documents, "doc_id", "segments")
    places = _check_codings(codings, segments)
    counts = segments["role"].isin(_known_roles(roles)).to_numpy(bool)
    decided = codings["value"].notna().to_numpy(bool)
    rows = np.flatnonzero(decided & counts[places])
    units = codings[["segment_id", "frame", "value"]].take(rows).reset_index(drop=True)
    columns = {"value": units["value"].astype("int64")}
    for name in dict.fromkeys(["doc_id", *sorted(names, key=documents.columns.__contains__)]):
        of_document = name in documents.columns and name != "doc_id"
        table, at = (documents, owners[places[rows]]) if of_document else (segments, places[rows])
        columns[name] = table[name].take(at).reset_index(drop=True)
    return units.assign(**columns)


def _known_roles(roles: Sequence[str]) -> list[str]:
    """Return `roles` as a list, or say which one is not a role of a segment."""
    names = [roles] if isinstance(roles, str) else list(roles)
    for name in names:
        if name not in contracts.ROLES:
            message = f"There is no role {name!r}. {contracts.did_you_mean(name, contracts.ROLES)}"
            raise contracts.TableError(message)
    return names


def check_binary(codes: pd.DataFrame, name: str) -> None:
    """Raise if a value of the table `name` is not 0, 1 or null."""
    strange = codes.loc[~codes["value"].isin([0, 1]) & codes["value"].notna(), "value"]
    if len(strange):
        message = (f"Column {name}.value holds {contracts.first_five(strange.unique().tolist())}; "
                   f"a frame is absent (0) or present (1).")  # fmt: skip
        raise contracts.TableError(message)


def _check_codings(codings: pd.DataFrame, segments: pd.DataFrame) -> NDArray[np.intp]:
    """Raise where counting would mix coders or units; else give the segment of each coding."""
    if len(coders := sorted(codings["coder"].unique())) > 1:
        message = (f"Table codings holds {len(coders)} coders ({contracts.first_five(coders)}), "
                   f"whose codes would be added up. Choose one, or tally one by one.")  # fmt: skip
        raise contracts.TableError(message)
    check_binary(codings, "codings")
    places = _places(codings, segments, "segment_id", "codings")
    seen = np.zeros(len(segments), bool)
    seen[places] = True
    coded = sorted(segments.loc[seen, "unit"].unique())
    if len(coded) > 1:
        message = (f"The coded segments are of several units ({contracts.first_five(coded)}), so "
                   f"the same words would count twice. Choose one unit.")  # fmt: skip
        raise contracts.TableError(message)
    return places


def _places(child: pd.DataFrame, parent: pd.DataFrame, key: str, name: str) -> NDArray[np.intp]:
    """Position in `parent` of each row of `child`, or say which rows have none."""
    codes, own = pd.factorize(child[key])  # isin is slow on strings, and each comes many times
    places: NDArray[np.intp] = pd.Index(parent[key]).get_indexer(pd.Index(own))[codes]
    if (lost := places < 0).any():
        ids = contracts.first_five(child.loc[lost, key].unique())
        message = (f"Table {name} has {int(lost.sum()):,} rows whose {key} is unknown ({ids}). "
                   f"Do both tables come from the same run?")  # fmt: skip
        raise contracts.TableError(message)
    return places
