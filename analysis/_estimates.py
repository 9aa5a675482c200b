"""Estimates from counts: shares of documents, shares of units, and what their notes say.

Private: `measure` and `cooccurrence` share these, since stages do not import each other.
What is sampled is a document, or where there are copies a cluster of them: within each
group, the copies of one article are one unit of the sample.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import pandas as pd

from analysis import _counts, _intervals, contracts

__all__ = [
    "COPIES",
    "note",
    "notes",
    "of_documents",
    "of_ratio",
    "of_units",
    "ratio_method",
    "remark_of",
    "sums",
]

COPIES: Final = "clusters of copies"


def ratio_method(*, copies: bool) -> str:
    """Name the interval of a share of units."""
    return f"ratio, t, {COPIES if copies else 'documents as clusters'}"


def sums(counts: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Add the counts of documents up by group and frame; no frame is missing in a group.

    Returns
    -------
    DataFrame
        The `by` columns, frame, and the sums of the other columns as whole numbers; sorted.
    """
    keys = [*by, "frame"]
    frames = counts[["frame"]].drop_duplicates()
    grid = counts[list(by)].drop_duplicates().merge(frames, how="cross") if by else frames
    numbers = [name for name in counts.columns if name not in ("doc_id", "cluster_id", *keys)]
    added = counts.groupby(keys, as_index=False)[numbers].sum()
    rows = grid.merge(added, on=keys, how="left").sort_values(keys, ignore_index=True)
    return rows.assign(**rows[numbers].fillna(0).astype("int64"))


def of_documents(
    rows: pd.DataFrame, counts: pd.DataFrame, by: Sequence[str], *,
    measure: str, level: float, remarks: Sequence[str] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Turn documents with the frame, of all documents, into estimates with Wilson intervals.

    Parameters
    ----------
    rows : DataFrame
        From `sums`: n_positive of n_docs documents.
    counts : DataFrame
        What `rows` are the sums of: a row for each document, with n_docs 1, or 0 where the
        document does not enter.
    by, measure, level
        As in `measure.prevalence`.
    remarks : sequence of str, optional
        What else the note of each row says.

    Returns
    -------
    DataFrame
        Contract `estimates`. Where a group holds copies, n_clusters is filled and Wilson's
        interval takes the effective size of the sample (`_intervals.effective_size`).
    """
    keys = [*by, "frame"]
    clusters = _counts.per_cluster(counts[counts["n_docs"] > 0], by)
    samples = _samples(clusters, keys)
    k, n = rows["n_positive"], rows["n_docs"]
    places = list(rows[keys].itertuples(index=False, name=None))
    n_clusters = np.array([len(samples[key]) if key in samples else 0 for key in places], int)
    copies = n_clusters < n.to_numpy()
    sizes = n.to_numpy(float)
    for place in np.flatnonzero(copies):
        sample = samples[places[place]]
        sizes[place] = _intervals.effective_size(sample["n_positive"], sample["n_docs"])
    share = k / n.where(n > 0)
    low, high = _intervals.wilson(np.where(copies, share * sizes, k), sizes, level=level)
    table = rows.assign(
        measure=measure, method=np.where(copies, f"wilson, {COPIES}", "wilson"),
        estimate=share, ci_low=low, ci_high=high, ci_level=level,
        n_clusters=pd.Series(n_clusters, dtype="Int64").where(copies),
        note=notes(n, n_clusters, remarks or [""] * len(rows)),
    )  # fmt: skip
    return contracts.conform(table, "estimates")


def of_units(
    counts: pd.DataFrame, by: Sequence[str], *, measure: str, level: float
) -> pd.DataFrame:
    """Turn units with the frame, of all units, into estimates with documents as clusters.

    Parameters
    ----------
    counts : DataFrame
        From `_counts.per_document`.
    by, measure, level
        As in `measure.salience`.

    Returns
    -------
    DataFrame
        Contract `estimates`; where a group holds copies, clusters of copies take the place
        of documents.
    """
    counted, keys = counts.assign(n_docs=1), [*by, "frame"]
    rows, samples = sums(counted, by), _samples(_counts.per_cluster(counted, by), keys)
    none = counted.head(0)
    found = [samples.get(key, none) for key in rows[keys].itertuples(index=False, name=None)]
    fits = [_intervals.ratio(sample["n_positive"], sample["n_units"]) for sample in found]
    copies = [fit.n_clusters < n for fit, n in zip(fits, rows["n_docs"], strict=True)]
    shares = pd.DataFrame([of_ratio(fit, level=level) for fit in fits], index=rows.index)
    remarks = [remark_of(fit, copies=some) for fit, some in zip(fits, copies, strict=True)]
    said = notes(rows["n_docs"], [fit.n_clusters for fit in fits], remarks)
    methods = pd.Series([ratio_method(copies=some) for some in copies], dtype="str")
    table = rows.assign(measure=measure, method=methods, ci_level=level, note=said)
    return contracts.conform(table.join(shares), "estimates")


def _samples(clusters: pd.DataFrame, keys: list[str]) -> dict[tuple[object, ...], pd.DataFrame]:
    """Give the clusters of each group and frame."""
    return dict(iter(clusters.groupby(keys)))


def of_ratio(fit: _intervals.Ratio, *, level: float) -> dict[str, float]:
    """Columns of an estimate from a ratio over clusters."""
    low, high = _intervals.t_interval(
        fit.share, fit.std_error, df=fit.n_clusters - 1, level=level, low=0.0, high=1.0
    )
    error = fit.std_error or math.nan
    return {"estimate": fit.share, "std_error": error, "ci_low": low, "ci_high": high,
            "n_clusters": fit.n_clusters}  # fmt: skip


def remark_of(fit: _intervals.Ratio, *, copies: bool) -> str:
    """Say why a ratio has no interval, if it has none."""
    noun = COPIES if copies else "documents"
    if fit.n_clusters == 1:
        return f"An interval needs at least 2 {noun}."
    if fit.std_error == 0:
        return f"All {noun} have the same share: their spread is unknown, so no interval."
    if fit.n_clusters == 2:
        return f"Two {noun} can be alike by chance, and the interval narrow with them."
    return ""


def notes(n_docs: Iterable[int], n_clusters: Iterable[int], remarks: Iterable[str]) -> pd.Series:
    """Write the notes of several rows."""
    rows = zip(n_docs, n_clusters, remarks, strict=True)
    return pd.Series([note(n, clusters, remark) for n, clusters, remark in rows], dtype="str")


def note(n_docs: int, n_clusters: int, remark: str) -> str | None:
    """Say what so few documents allow, then the remark; None if there is nothing to say."""
    if n_docs == 0:
        return f"No document to estimate from. {remark}".strip()
    if n_clusters < _intervals.MIN_DOCUMENTS:
        named = _intervals.counted(n_docs, "document")
        if n_clusters < n_docs:
            noun = COPIES if n_clusters > 1 else "cluster of copies"
            named = f"{named} in {n_clusters} {noun}"
        return f"{named}: description only. {remark}".strip()
    return remark or None
