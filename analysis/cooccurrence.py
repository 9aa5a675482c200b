"""How often two frames occur together: in one article, or in one coded unit.

The share is taken of the documents or units with either frame (Jaccard), so it does not
grow with the number of articles in which neither frame occurs.
"""

import itertools
import math
from collections.abc import Sequence
from typing import Final, Literal

import pandas as pd

from analysis import _counts, _estimates, _intervals, contracts

__all__ = ["pairs"]

PAIR: Final = (
    "measure", "method", "estimate", "std_error", "ci_low", "ci_high", "ci_level", "n_units",
    "n_docs", "n_clusters", "n_both", "n_either", "phi", "note",
)  # fmt: skip


def pairs(
    codings: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame, *,
    level: float, unit: Literal["document", "segment"] = "document", by: Sequence[str] = (),
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
    if unit not in ("document", "segment"):
        message = f"unit must be 'document' or 'segment'; found {unit!r}."
        raise contracts.TableError(message)
    units = _counts.counted_units(codings, segments, documents, by=by, roles=roles)
    keys = ["doc_id", *by, "segment_id"] if unit == "segment" else ["doc_id", *by]
    wide = units.pivot_table("value", keys, "frame", aggfunc="max").reset_index()
    clusters = _counts.clusters_of(documents, wide["doc_id"])
    wide = wide.assign(cluster_id=clusters.where(clusters.notna(), wide["doc_id"]))
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
    """Estimate one pair of frames from rows doc_id, cluster_id, a, b (0 or 1)."""
    a, b = coded["a"] > 0, coded["b"] > 0
    counts = pd.DataFrame({"both": a & b, "either": a | b}).groupby(coded["cluster_id"]).sum()
    n_both, n_either = (int(n) for n in counts.sum())
    n_docs, seen = coded["doc_id"].nunique(), counts[counts["either"] > 0]
    copies = len(seen) < coded.loc[a | b, "doc_id"].nunique()
    fit, phi = _intervals.ratio(seen["both"], seen["either"]), _phi(a, b)
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
        "n_units": len(coded), "n_docs": n_docs, "n_both": n_both, "n_either": n_either,
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


def _phi(a: pd.Series, b: pd.Series) -> float:
    """Correlation of two yes/no codes; nan where one of them does not vary."""
    n, n_a, n_b, both = len(a), int(a.sum()), int(b.sum()), int((a & b).sum())
    spread = n_a * (n - n_a) * n_b * (n - n_b)
    return (n * both - n_a * n_b) / math.sqrt(spread) if spread else math.nan
