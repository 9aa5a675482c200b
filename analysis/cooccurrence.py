"""How often two frames occur together: in one article, or in one coded unit.

The share is taken of the documents or units with either frame (Jaccard), so it does not
grow with the number of articles in which neither frame occurs. The counts behind it are
additive (`counts`), so that a large corpus can be counted in pieces (`estimated`).
"""

import itertools
import math
from collections.abc import Sequence
from typing import Final, Literal

import pandas as pd

from analysis import _counts, _estimates, _intervals, contracts

__all__ = ["counts", "estimated", "pairs"]

Unit = Literal["document", "segment"]

NUMBERS: Final = ("n_units", "n_positive", "n_positive_b", "n_both")
PAIR: Final = (
    "measure", "method", "estimate", "std_error", "ci_low", "ci_high", "ci_level", "n_units",
    "n_docs", "n_clusters", "n_both", "n_either", "phi", "note",
)  # fmt: skip


def pairs(
    codings: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame, *,
    level: float, unit: Unit = "document", by: Sequence[str] = (),
    roles: Sequence[str] = contracts.COUNTED_ROLES,
) -> pd.DataFrame:  # fmt: skip
    """Estimate how often two frames occur together, where either occurs (Jaccard).

    Parameters
    ----------
    codings, segments, documents, by, roles
        As in `measure.tally`.
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
        are clusters. Where a group holds copies, their clusters are the sample, as in
        `measure.prevalence` and `measure.salience`. The estimate is null where neither frame
        occurs, and phi where a frame is in all units or in none.

    Raises
    ------
    contracts.TableError
        As in `measure.tally`, or an unknown `unit`.

    Examples
    --------
    >>> nothing = [contracts.empty(name) for name in ("codings", "segments", "documents")]
    >>> pairs(*nothing, level=0.95).columns[-4:].tolist()
    ['frame_b', 'n_both', 'n_either', 'phi']
    """
    counted = counts(codings, segments, documents, unit=unit, by=by, roles=roles)
    return estimated(counted, documents, level=level, unit=unit, by=by)


def counts(
    codings: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame, *,
    unit: Unit = "document", by: Sequence[str] = (),
    roles: Sequence[str] = contracts.COUNTED_ROLES,
) -> pd.DataFrame:  # fmt: skip
    """Count for each document and pair of frames how often they occur, alone and together.

    Parameters
    ----------
    codings, segments, documents, by, unit, roles
        As in `pairs`.

    Returns
    -------
    DataFrame
        A row for each document x `by` x pair: doc_id, the `by` columns, frame, frame_b, n_units
        (documents or segments coded for both), n_positive, n_positive_b and n_both (of these, with
        the first, the second, both). Additive: the counts of parts of a corpus, put together, are
        those of the whole.

    Raises
    ------
    contracts.TableError
        As `pairs` does.

    Examples
    --------
    >>> nothing = [contracts.empty(name) for name in ("codings", "segments", "documents")]
    >>> counts(*nothing).columns.tolist()
    ['doc_id', 'frame', 'frame_b', 'n_units', 'n_positive', 'n_positive_b', 'n_both']
    """
    if unit not in ("document", "segment"):
        message = f"unit must be 'document' or 'segment'; found {unit!r}."
        raise contracts.TableError(message)
    units = _counts.counted_units(codings, segments, documents, by=by, roles=roles)
    own = ["doc_id", *by]
    keys = [*own, "segment_id"] if unit == "segment" else own
    wide = units.pivot_table("value", keys, "frame", aggfunc="max").reset_index()
    columns = [*own, "frame", "frame_b", *NUMBERS]
    rows = [pd.DataFrame(columns=columns)]
    for a, b in itertools.combinations(sorted(units["frame"].unique()), 2):
        both = wide.dropna(subset=[a, b])
        with_a, with_b = both[a] > 0, both[b] > 0
        coded = both[own].assign(n_units=1, n_positive=with_a, n_positive_b=with_b,
                                 n_both=with_a & with_b)  # fmt: skip
        sums = coded.groupby(own, as_index=False).sum()
        rows.append(sums.assign(frame=a, frame_b=b)[columns])
    table = pd.concat(rows if len(rows) == 1 else rows[1:], ignore_index=True)
    return table.astype({**dict.fromkeys(NUMBERS, "int64"), "frame": "str", "frame_b": "str"})


def estimated(
    counted: pd.DataFrame, documents: pd.DataFrame, *, level: float, unit: Unit = "document",
    by: Sequence[str] = (),
) -> pd.DataFrame:  # fmt: skip
    """Estimate from counts how often two frames occur together.

    Parameters
    ----------
    counted : DataFrame
        From `counts`.
    documents : DataFrame
        Contract `documents`: their clusters of copies.
    level, unit, by
        As in `pairs`; `unit` and `by` as the counts were made.

    Returns
    -------
    DataFrame
        As of `pairs`.

    Examples
    --------
    >>> nothing = [contracts.empty(name) for name in ("codings", "segments", "documents")]
    >>> len(estimated(counts(*nothing), nothing[2], level=0.95))
    0
    """
    clusters = _counts.clusters_of(documents, counted["doc_id"])
    known = counted.assign(cluster_id=clusters.where(clusters.notna(), counted["doc_id"]))
    names = [*by, "frame", "frame_b"]
    rows = [{**dict(zip(names, key, strict=True)), **_pair(part, unit=unit, level=level)}
            for key, part in known.groupby(names)]  # fmt: skip
    columns = [*names, *(name for name in PAIR if name not in names)]
    table = pd.DataFrame(rows, columns=columns).sort_values(names)
    whole = {"frame_b": "str", "n_both": "int64", "n_either": "int64", "phi": "float64"}
    return contracts.conform(table.astype(whole), "estimates")


def _pair(coded: pd.DataFrame, *, unit: str, level: float) -> dict[str, object]:
    """Estimate one pair of frames from the counts of each document."""
    either = coded["n_positive"] + coded["n_positive_b"] - coded["n_both"]
    coded = coded.assign(n_either=either)
    counts = coded[["n_both", "n_either"]].groupby(coded["cluster_id"]).sum()
    counts.columns = ["both", "either"]
    n_units, n_a, n_b, n_both, n_either = (int(n) for n in coded[[*NUMBERS, "n_either"]].sum())
    n_docs, seen = coded["doc_id"].nunique(), counts[counts["either"] > 0]
    copies = len(seen) < coded.loc[coded["n_either"] > 0, "doc_id"].nunique()
    fit, phi = _intervals.ratio(seen["both"], seen["either"]), _phi(n_units, n_a, n_b, n_both)
    if unit == "document":
        method, shares = _of_documents(seen, fit, copies=copies, level=level)
        remarks = [""]
    else:
        method, shares = (
            _estimates.ratio_method(copies=copies),
            _estimates.of_ratio(fit, level=level),
        )
        remarks = [_estimates.remark_of(fit, copies=copies)]
    remarks += [] if n_either else ["Neither frame occurs."]
    remarks += ["phi is undefined: a frame is in all units or in none."] if math.isnan(phi) else []
    note = _estimates.note(n_docs, len(counts), " ".join(filter(None, remarks)))
    return {
        "measure": "cooccurrence", "method": method, **shares, "ci_level": level,
        "n_units": n_units, "n_docs": n_docs, "n_both": n_both, "n_either": n_either,
        "phi": phi, "note": note,
    }  # fmt: skip


def _of_documents(
    seen: pd.DataFrame, fit: _intervals.Ratio, *, copies: bool, level: float
) -> tuple[str, dict[str, float]]:  # fmt: skip
    """Give method and columns of a share of documents, from clusters with either frame."""
    k, n = float(seen["both"].sum()), float(seen["either"].sum())
    if copies:
        n = _intervals.effective_size(seen["both"], seen["either"])
        k = fit.share * n
    low, high = _intervals.wilson(k, n, level=level)
    shares = {"estimate": fit.share, "ci_low": float(low), "ci_high": float(high)}
    if copies:
        return f"wilson, {_estimates.COPIES}", {**shares, "n_clusters": fit.n_clusters}
    return "wilson", shares


def _phi(n: int, n_a: int, n_b: int, both: int) -> float:
    """Correlation of two yes/no codes; nan where one of them does not vary."""
    spread = n_a * (n - n_a) * n_b * (n - n_b)
    return (n * both - n_a * n_b) / math.sqrt(spread) if spread else math.nan
