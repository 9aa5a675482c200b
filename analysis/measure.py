"""Codings to tallies, and tallies to the measures of framing, each with an interval.

`tally` counts coded units for each document and frame. A tally is additive: tallies of
parts of a corpus add up to the tally of the whole (`combine`), and every estimate is made
from tallies alone, so a large corpus can be counted in pieces.

Four measures, all shares between 0 and 1 (a fifth, of pairs of frames, is in
`cooccurrence`). With k of n:

=============  =====================================  ==================================
measure        k                                      n
=============  =====================================  ==================================
prevalence     documents with at least `min_units`    documents coded for the frame
               units that carry the frame
salience       units that carry the frame             coded units
prominence     documents whose headline or lead       documents with a coded headline or
               carries the frame                      lead
dominance      documents in which no other frame is   documents coded for the frame
               carried by as many units
=============  =====================================  ==================================

A unit may carry several frames, so shares need not sum to 1. Documents are the sampling
unit: intervals for shares of documents are Wilson's, those for shares of units take
documents as clusters. Copies of one article are no independent documents: with the
`cluster_id` of the documents in the tallies, the clusters of copies of each group are the
sample, though every copy counts in the share (visibility). To count one article per cluster
(content), tally such documents alone.
"""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from analysis import _counts, _estimates, _intervals, contracts

__all__ = [
    "combine", "dominance", "prevalence", "prominence", "salience", "tally", "uncounted",
]  # fmt: skip

PROMINENT: Final = ("headline", "lead")
OWN: Final = contracts.SCHEMAS["tallies"].names


def tally(
    codings: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame, *,
    by: Sequence[str] = (), roles: Sequence[str] = contracts.COUNTED_ROLES,
) -> pd.DataFrame:  # fmt: skip
    """Count coded units, and units that carry the frame, in each document.

    Parameters
    ----------
    codings : DataFrame
        Codings of one coder, value 0 or 1. A null value (could not decide) is no unit.
    segments, documents : DataFrame
        Where the coded units lie, and what the articles are.
    by : sequence of str
        Columns of `documents` ('wave', 'outlet', 'language') or else of `segments` ('role').
    roles : sequence of str
        Roles of segments that count; furniture and repeated passages do not.

    Returns
    -------
    DataFrame
        Contract `tallies` with the `by` columns: a row for each document x `by` x frame
        with at least one counted unit, zeros included (n_positive 0). cluster_id is that of
        the document, null where copies were not looked for. Which documents are absent, and
        which lack a `by` value, `uncounted` tells.

    Raises
    ------
    contracts.TableError
        More than one coder, units of several kinds, values other than 0 and 1, codings of
        unknown segments, or an unknown name in `by` or `roles`.

    Examples
    --------
    >>> nothing = [contracts.empty(name) for name in ("codings", "segments", "documents")]
    >>> tally(*nothing, by=["wave"]).columns.tolist()
    ['doc_id', 'frame', 'n_units', 'n_positive', 'weight', 'cluster_id', 'wave']
    """
    units = _counts.counted_units(codings, segments, documents, by=by, roles=roles)
    keys = ["doc_id", *by, "frame"]
    values = units.groupby(keys, dropna=False, as_index=False)["value"]
    counts = values.agg(n_units="size", n_positive="sum").assign(weight=1.0)
    counts = counts.assign(cluster_id=_counts.clusters_of(documents, counts["doc_id"]))
    return contracts.conform(counts.sort_values(keys), "tallies")


def combine(*tallies: pd.DataFrame) -> pd.DataFrame:
    """Merge tallies of parts of a corpus into the tally of the whole.

    Parameters
    ----------
    *tallies : DataFrame
        Tallies with the same `by` columns; a document may be cut across parts.

    Returns
    -------
    DataFrame
        Contract `tallies`.

    Raises
    ------
    contracts.TableError
        If the tallies differ in their columns, or a document in its weight or cluster.

    Examples
    --------
    >>> part = pd.DataFrame({"doc_id": ["a"], "frame": "conflict", "n_units": 4,
    ...                      "n_positive": 1, "weight": 1.0})
    >>> combine(part, part)[["doc_id", "n_units", "n_positive"]].to_numpy().tolist()
    [['a', 8, 2]]
    """
    parts = [contracts.conform(part, "tallies") for part in tallies] or [contracts.empty("tallies")]
    columns = list(parts[0].columns)
    for part in parts:
        if set(part.columns) != set(columns):
            odd = contracts.first_five(sorted(set(part.columns) ^ set(columns)))
            message = (f"Tallies to combine must have the same columns; {odd} is not in all "
                       f"of them. Tally each part with the same by.")  # fmt: skip
            raise contracts.TableError(message)
    whole = pd.concat(parts, ignore_index=True)
    keys = ["doc_id", *_by_columns(whole), "frame"]
    of_document = whole[["doc_id", "weight", "cluster_id"]].drop_duplicates()
    for name in ("weight", "cluster_id"):
        values = of_document[["doc_id", name]].drop_duplicates()
        if (twice := values["doc_id"].duplicated()).any():
            ids = contracts.first_five(sorted(values.loc[twice, "doc_id"].unique()))
            message = f"Column tallies.{name} differs between the parts of one document ({ids})."
            raise contracts.TableError(message)
    numbers = ["n_units", "n_positive"]
    sums = whole.groupby(keys, dropna=False, as_index=False)[numbers].sum()
    return contracts.conform(sums.merge(of_document, on="doc_id")[columns], "tallies")


def _by_columns(tallies: pd.DataFrame) -> list[str]:
    """Columns of tallies that say what they were counted by."""
    return [column for column in tallies.columns if column not in OWN]


def uncounted(tallies: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """List the documents that an estimate from these tallies would not contain, and why.

    Returns
    -------
    DataFrame
        doc_id, frame (null: all frames), reason. A document whose `by` value is empty, for
        instance without a wave, is left out of groupings by that column, and only there.

    Examples
    --------
    >>> uncounted(contracts.empty("tallies"), contracts.empty("documents")).columns.tolist()
    ['doc_id', 'frame', 'reason']
    """
    tallies = contracts.conform(tallies, "tallies")
    ids = contracts.conform(documents, "documents")["doc_id"]
    absent = pd.DataFrame({"doc_id": ids[~ids.isin(tallies["doc_id"])]})
    found = [absent.assign(frame=None, reason="no unit that counts has a code")]
    counted = tallies[["doc_id", "frame"]].drop_duplicates()
    grid = (
        counted[["doc_id"]].drop_duplicates().merge(counted[["frame"]].drop_duplicates(), "cross")
    )
    marked = grid.merge(counted, how="left", indicator="seen")
    lacking = marked.loc[marked["seen"] == "left_only", ["doc_id", "frame"]]
    found.append(lacking.assign(reason="no unit that counts has a code for this frame"))
    for name in _by_columns(tallies):
        holes = tallies.loc[tallies[name].isna(), ["doc_id"]].drop_duplicates()
        found.append(holes.assign(frame=None, reason=f"{name} is empty"))
    rows = pd.concat([part.astype("str") for part in found], ignore_index=True)
    return rows.sort_values(["doc_id", "reason", "frame"], ignore_index=True)


def prevalence(
    tallies: pd.DataFrame, *, level: float, min_units: int = 1, by: Sequence[str] = ()
) -> pd.DataFrame:  # fmt: skip
    """Estimate the share of documents with at least `min_units` units that carry the frame.

    Parameters
    ----------
    tallies : DataFrame
        Contract `tallies`.
    level : float
        Confidence level of the intervals, such as 0.95.
    min_units : int
        State it in the caption. A document with fewer coded units counts as without.
    by : sequence of str
        Columns of `tallies`; rows with an empty value belong to no group.

    Returns
    -------
    DataFrame
        Contract `estimates` with the `by` columns and n_positive (documents with the
        frame). Wilson intervals for n_docs documents drawn independently; no std_error.
        Where a group holds copies, n_clusters tells the clusters, and the interval is
        Wilson's for the effective number of documents, which is at most n_clusters.
        Every frame appears in every group; without a document the estimate is null.

    Examples
    --------
    >>> tallies = pd.DataFrame({"doc_id": list("abcd"), "frame": "conflict", "n_units": 5,
    ...                         "n_positive": [2, 1, 0, 0], "weight": 1.0})
    >>> prevalence(tallies, level=0.95)[["estimate", "ci_low", "ci_high"]].round(2)
       estimate  ci_low  ci_high
    0       0.5    0.15     0.85
    """
    counts = _counts.per_document(tallies, by)
    counts = counts.assign(n_docs=1, n_positive=_counts.carries(counts, min_units))
    rows = _estimates.sums(counts, by)
    return _estimates.of_documents(rows, counts, by, measure="prevalence", level=level)


def prominence(
    tallies: pd.DataFrame, *, level: float, by: Sequence[str] = ()
) -> pd.DataFrame:  # fmt: skip
    """Estimate the share of documents whose headline or lead carries the frame.

    Documents with neither a coded headline nor a coded lead cannot show prominence: they
    are left out of the denominator, and the note counts them.

    Parameters
    ----------
    tallies : DataFrame
        Contract `tallies`, counted by 'role' (and other columns if you like).
    level, by
        As in `prevalence`.

    Returns
    -------
    DataFrame
        As of `prevalence`; n_units are headline and lead units.

    Examples
    --------
    >>> tallies = pd.DataFrame({"doc_id": ["a", "a", "b"], "role": ["lead", "body", "headline"],
    ...                         "frame": "conflict", "n_units": 5, "n_positive": [0, 3, 1],
    ...                         "weight": 1.0})
    >>> prominence(tallies, level=0.95)["estimate"].tolist()
    [0.5]
    """
    if "role" not in tallies.columns:
        message = "Table tallies has no column role; count with tally(..., by=[..., 'role'])."
        raise contracts.TableError(message)
    keys = ["doc_id", *by, "frame"]
    whole = _counts.per_document(tallies, by)
    shown = _counts.per_document(tallies[tallies["role"].isin(PROMINENT)], by)
    counts = whole[[*keys, "cluster_id"]].merge(
        shown.drop(columns="cluster_id"), on=keys, how="left"
    )
    counts = counts.fillna({"n_units": 0, "n_positive": 0})
    inside, carries = counts["n_units"] > 0, counts["n_positive"] > 0
    counts = counts.assign(n_docs=inside, n_positive=carries, left_out=~inside)
    rows = _estimates.sums(counts, by)
    remarks = [f"{_intervals.counted(n, 'document')} without a coded headline or lead left out."
               if n else "" for n in rows.pop("left_out")]  # fmt: skip
    return _estimates.of_documents(
        rows, counts, by, measure="prominence", level=level, remarks=remarks
    )


def dominance(tallies: pd.DataFrame, *, level: float, by: Sequence[str] = ()) -> pd.DataFrame:
    """Estimate the share of documents in which the frame is the dominant one.

    The dominant frame is carried by more units than any other. A document in which two
    frames tie at the top, or no frame occurs, has none and stays in the denominator; the
    note counts both kinds.

    Parameters
    ----------
    tallies, level, by
        As in `prevalence`.

    Returns
    -------
    DataFrame
        As of `prevalence`; n_positive are the documents that the frame dominates.

    Examples
    --------
    >>> tallies = pd.DataFrame({"doc_id": ["a", "a", "b", "b"], "frame": ["x", "y", "x", "y"],
    ...                         "n_units": 5, "n_positive": [3, 1, 2, 2], "weight": 1.0})
    >>> dominance(tallies, level=0.95)["estimate"].tolist()
    [0.5, 0.0]
    """
    counts = _counts.per_document(tallies, by)
    document = [counts[name] for name in ("doc_id", *by)]
    most = counts["n_positive"].groupby(document).transform("max")
    top = (counts["n_positive"] == most) & (most > 0)
    n_top = top.groupby(document).transform("sum")
    alone = top & (n_top == 1)
    counts = counts.assign(n_docs=1, n_positive=alone, tied=n_top > 1, bare=n_top == 0)
    rows = _estimates.sums(counts, by)
    remarks = [f"No dominant frame: {tied} with a tie, {bare} without any frame."
               if tied or bare else ""
               for tied, bare in zip(rows.pop("tied"), rows.pop("bare"), strict=True)]  # fmt: skip
    return _estimates.of_documents(
        rows, counts, by, measure="dominance", level=level, remarks=remarks
    )


def salience(tallies: pd.DataFrame, *, level: float, by: Sequence[str] = ()) -> pd.DataFrame:
    """Estimate the share of coded units that carry the frame.

    The share is taken over all units of a group, so a long document weighs more than a
    short one. The interval takes documents, or clusters of copies where a group holds some,
    as clusters of units: linearised standard error of a ratio, Student's t with
    n_clusters - 1 degrees of freedom, cut at 0 and 1.

    Parameters
    ----------
    tallies, level, by
        As in `prevalence`.

    Returns
    -------
    DataFrame
        Contract `estimates` with the `by` columns and n_positive (units with the frame).
        std_error and interval are null with one document and where all documents have the
        same share, which the note says.

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques (3rd ed.), section 6.3. Wiley.

    Examples
    --------
    >>> tallies = pd.DataFrame({"doc_id": list("abcd"), "frame": "conflict", "n_units": 5,
    ...                         "n_positive": [2, 1, 0, 0], "weight": 1.0})
    >>> salience(tallies, level=0.95)[["estimate", "ci_low", "ci_high"]].round(2)
       estimate  ci_low  ci_high
    0      0.15     0.0     0.45
    """
    counts = _counts.per_document(tallies, by)
    return _estimates.of_units(counts, by, measure="salience", level=level)
