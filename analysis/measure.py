"""Codings to tallies, and tallies to the measures of framing, each with an interval.

`tally` counts coded units for each document and frame. A tally is additive: tallies of
parts of a corpus add up to the tally of the whole (`combine`), and every estimate is made
from tallies alone, so a large corpus can be counted in pieces.

Five measures, all shares between 0 and 1. With k of n:

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
co-occurrence  documents or units with both frames    documents or units with either
=============  =====================================  ==================================

A unit may carry several frames, so shares need not sum to 1. Documents are the sampling
unit: intervals for shares of documents are Wilson's, those for shares of units take
documents as clusters.
"""

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import Final, Literal

import pandas as pd

from analysis import _counts, _intervals, contracts

__all__ = [
    "combine", "cooccurrence", "dominance", "prevalence", "prominence", "salience",
    "tally", "uncounted",
]  # fmt: skip

PROMINENT: Final = ("headline", "lead")
RATIO: Final = "ratio, t, documents as clusters"
PAIR: Final = (
    "measure", "method", "estimate", "std_error", "ci_low", "ci_high", "ci_level", "n_units",
    "n_docs", "n_clusters", "n_both", "n_either", "phi", "note",
)  # fmt: skip
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
        with at least one counted unit, zeros included (n_positive 0). Which documents are
        absent, and which lack a `by` value, `uncounted` tells.

    Raises
    ------
    contracts.TableError
        More than one coder, units of several kinds, values other than 0 and 1, codings of
        unknown segments, or an unknown name in `by` or `roles`.

    Examples
    --------
    >>> nothing = [contracts.empty(name) for name in ("codings", "segments", "documents")]
    >>> tally(*nothing, by=["wave"]).columns.tolist()
    ['doc_id', 'frame', 'n_units', 'n_positive', 'weight', 'wave']
    """
    units = _counts.counted_units(codings, segments, documents, by=by, roles=roles)
    keys = ["doc_id", *by, "frame"]
    values = units.groupby(keys, dropna=False, as_index=False)["value"]
    counts = values.agg(n_units="size", n_positive="sum").assign(weight=1.0)
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
        If the tallies differ in their columns, or a document in its weight.

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
    weights = whole.groupby("doc_id")["weight"]
    if (differs := weights.min() != weights.max()).any():
        ids = contracts.first_five(differs.index[differs])
        message = f"Column tallies.weight differs between the parts of one document ({ids})."
        raise contracts.TableError(message)
    sums = whole.groupby(keys, dropna=False, as_index=False).agg(
        n_units=("n_units", "sum"), n_positive=("n_positive", "sum"), weight=("weight", "first")
    )
    return contracts.conform(sums[columns], "tallies")


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
    carries = _counts.carries(counts, min_units)
    return _of_documents(
        _sums(counts.assign(n_docs=1, n_positive=carries), by), measure="prevalence", level=level
    )


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
    counts = whole[keys].merge(shown, on=keys, how="left").fillna({"n_units": 0, "n_positive": 0})
    inside, carries = counts["n_units"] > 0, counts["n_positive"] > 0
    rows = _sums(counts.assign(n_docs=inside, n_positive=carries, left_out=~inside), by)
    remarks = [f"{_intervals.documents_text(n)} without a coded headline or lead left out."
               if n else "" for n in rows.pop("left_out")]  # fmt: skip
    return _of_documents(rows, measure="prominence", level=level, remarks=remarks)


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
    rows = _sums(counts.assign(n_docs=1, n_positive=alone, tied=n_top > 1, bare=n_top == 0), by)
    remarks = [f"No dominant frame: {tied} with a tie, {bare} without any frame."
               if tied or bare else ""
               for tied, bare in zip(rows.pop("tied"), rows.pop("bare"), strict=True)]  # fmt: skip
    return _of_documents(rows, measure="dominance", level=level, remarks=remarks)


def salience(tallies: pd.DataFrame, *, level: float, by: Sequence[str] = ()) -> pd.DataFrame:
    """Estimate the share of coded units that carry the frame.

    The share is taken over all units of a group, so a long document weighs more than a
    short one. The interval takes documents as clusters of units: linearised standard
    error of a ratio, Student's t with n_docs - 1 degrees of freedom, cut at 0 and 1.

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
    counts, keys = _counts.per_document(tallies, by), [*by, "frame"]
    rows = _sums(counts.assign(n_docs=1), by)
    found = {key: _intervals.ratio(part["n_positive"], part["n_units"])
             for key, part in counts.groupby(keys)}  # fmt: skip
    none = _intervals.ratio([], [])
    fits = [found.get(key, none) for key in rows[keys].itertuples(index=False, name=None)]
    shares = pd.DataFrame([_of_ratio(fit, level=level) for fit in fits], index=rows.index)
    notes = _notes(rows["n_docs"], [_ratio_remark(fit) for fit in fits])
    table = rows.assign(measure="salience", method=RATIO, ci_level=level, note=notes)
    return contracts.conform(table.join(shares), "estimates")


def _sums(counts: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Add the counts of documents up by group and frame; no frame is missing in a group."""
    keys = [*by, "frame"]
    frames = counts[["frame"]].drop_duplicates()
    grid = counts[list(by)].drop_duplicates().merge(frames, how="cross") if by else frames
    numbers = [column for column in counts.columns if column not in ("doc_id", *keys)]
    sums = counts.groupby(keys, as_index=False)[numbers].sum()
    rows = grid.merge(sums, on=keys, how="left").sort_values(keys, ignore_index=True)
    return rows.assign(**rows[numbers].fillna(0).astype("int64"))


def _of_documents(
    rows: pd.DataFrame, *, measure: str, level: float, remarks: Sequence[str] | None = None
) -> pd.DataFrame:  # fmt: skip
    """Turn documents with the frame, of all documents, into estimates with Wilson intervals."""
    k, n = rows["n_positive"], rows["n_docs"]
    low, high = _intervals.wilson(k, n, level=level)
    table = rows.assign(
        measure=measure, method="wilson", estimate=k / n.where(n > 0), ci_low=low, ci_high=high,
        ci_level=level, note=_notes(n, remarks or [""] * len(rows)),
    )  # fmt: skip
    return contracts.conform(table, "estimates")


def _of_ratio(fit: _intervals.Ratio, *, level: float) -> dict[str, float]:
    """Columns of an estimate from a ratio with documents as clusters."""
    low, high = _intervals.t_interval(
        fit.share, fit.std_error, df=fit.n_clusters - 1, level=level, low=0.0, high=1.0
    )
    error = fit.std_error or math.nan
    return {"estimate": fit.share, "std_error": error, "ci_low": low, "ci_high": high,
            "n_clusters": fit.n_clusters}  # fmt: skip


def _ratio_remark(fit: _intervals.Ratio) -> str:
    """Say why a ratio has no interval, if it has none."""
    if fit.n_clusters == 1:
        return "An interval needs at least 2 documents."
    if fit.std_error == 0:
        return "All documents have the same share: their spread is unknown, so no interval."
    if fit.n_clusters == 2:
        return "Two documents can be alike by chance, and the interval narrow with them."
    return ""


def _notes(n_docs: Iterable[int], remarks: Iterable[str]) -> pd.Series:
    """Write the notes of several rows."""
    said = [_note(n, remark) for n, remark in zip(n_docs, remarks, strict=True)]
    return pd.Series(said, dtype="str")


def _note(n_docs: int, remark: str) -> str | None:
    """Say what so few documents allow, then the remark; None if there is nothing to say."""
    if n_docs == 0:
        return f"No document to estimate from. {remark}".strip()
    if n_docs < _intervals.MIN_DOCUMENTS:
        return f"{_intervals.documents_text(n_docs)}: description only. {remark}".strip()
    return remark or None


def cooccurrence(
    codings: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame, *,
    level: float, unit: Literal["document", "segment"] = "document", by: Sequence[str] = (),
    roles: Sequence[str] = contracts.COUNTED_ROLES,
) -> pd.DataFrame:  # fmt: skip
    """Estimate how often two frames occur together, where either occurs (Jaccard).

    Parameters
    ----------
    codings, segments, documents, by, roles
        As in `tally`.
    level : float
        Confidence level of the intervals.
    unit : {'document', 'segment'}
        Whether together means in one document or in one coded unit.

    Returns
    -------
    DataFrame
        Contract `estimates` with the `by` columns, frame_b (pairs in alphabetic order),
        n_both, n_either, and phi, the correlation of the two codes: above 0 the frames
        seek each other, below 0 they avoid each other. n_units are the documents or
        segments coded for both. Wilson intervals for documents; for segments, documents
        are clusters. The estimate is null where neither frame occurs, and phi where a
        frame is in all units or in none.

    Raises
    ------
    contracts.TableError
        As in `tally`, or an unknown `unit`.

    Examples
    --------
    >>> nothing = [contracts.empty(name) for name in ("codings", "segments", "documents")]
    >>> cooccurrence(*nothing, level=0.95).columns[-4:].tolist()
    ['frame_b', 'n_both', 'n_either', 'phi']
    """
    if unit not in ("document", "segment"):
        message = f"unit must be 'document' or 'segment'; found {unit!r}."
        raise contracts.TableError(message)
    units = _counts.counted_units(codings, segments, documents, by=by, roles=roles)
    keys = ["doc_id", *by, "segment_id"] if unit == "segment" else ["doc_id", *by]
    wide = units.pivot_table("value", keys, "frame", aggfunc="max").reset_index()
    names = [*by, "frame", "frame_b"]
    rows = []
    for a, b in itertools.combinations(sorted(units["frame"].unique()), 2):
        pair = wide.assign(frame=a, frame_b=b, a=wide[a], b=wide[b]).dropna(subset=["a", "b"])
        rows += [{**dict(zip(names, key, strict=True)), **_pair(part, unit=unit, level=level)}
                 for key, part in pair.groupby(names)]  # fmt: skip
    columns = [*names, *(name for name in PAIR if name not in names)]
    table = pd.DataFrame(rows, columns=columns).sort_values(names)
    whole = {"frame_b": "str", "n_both": "int64", "n_either": "int64", "phi": "float64"}
    return contracts.conform(table.astype(whole), "estimates")


def _pair(coded: pd.DataFrame, *, unit: str, level: float) -> dict[str, object]:
    """Estimate one pair of frames from rows doc_id, a, b (0 or 1)."""
    a, b = coded["a"] > 0, coded["b"] > 0
    sums = pd.DataFrame({"both": a & b, "either": a | b}).groupby(coded["doc_id"]).sum()
    n_both, n_either = (int(n) for n in sums.sum())
    seen = sums[sums["either"] > 0]
    fit, phi = _intervals.ratio(seen["both"], seen["either"]), _phi(a, b)
    shares, remarks = _of_ratio(fit, level=level), [_ratio_remark(fit)]
    if unit == "document":
        low, high = _intervals.wilson(n_both, n_either, level=level)
        shares = {"estimate": fit.share, "ci_low": float(low), "ci_high": float(high)}
        remarks = []
    remarks += [] if n_either else ["Neither frame occurs."]
    remarks += ["phi is undefined: a frame is in all units or in none."] if math.isnan(phi) else []
    return {
        "measure": "cooccurrence", "method": "wilson" if unit == "document" else RATIO, **shares,
        "ci_level": level, "n_units": len(coded), "n_docs": len(sums), "n_both": n_both,
        "n_either": n_either, "phi": phi, "note": _note(len(sums), " ".join(filter(None, remarks))),
    }  # fmt: skip


def _phi(a: pd.Series, b: pd.Series) -> float:
    """Correlation of two yes/no codes; nan where one of them does not vary."""
    n, n_a, n_b, both = len(a), int(a.sum()), int(b.sum()), int((a & b).sum())
    spread = n_a * (n - n_a) * n_b * (n - n_b)
    return (n * both - n_a * n_b) / math.sqrt(spread) if spread else math.nan
