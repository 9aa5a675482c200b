"""Scores of gold spans in articles that were coded whole: counts, and a row for each measure."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import _intervals, _resampling

__all__ = ["COUNTS", "frame_rows", "macro_f1", "outcomes", "ungrouped", "unscored"]

COUNTS: Final = ["tp", "fp", "fn", "tn"]
FEW: Final = 20
"""Below this number of documents a percentile bootstrap tends to be too narrow."""


def outcomes(units: pd.DataFrame, hits: pd.DataFrame, frames: Sequence[str]) -> pd.DataFrame:
    """Count by article and frame how the gold units came out.

    Returns
    -------
    DataFrame
        doc_id, frame, tp, fp, fn, tn (units with a gold code for the frame), n_empty (units
        without), n_any (units with a code for any frame).
    """
    counted = hits.loc[hits["status"] == "hit", ["doc_id", "frame", "start", "end"]]
    near = units[["unit", "doc_id", "start", "end"]].merge(
        counted, on="doc_id", suffixes=("", "_hit")
    )
    inside = (near["start_hit"] >= near["start"]) & (near["end_hit"] <= near["end"])
    found = near[inside]
    parts = []
    for frame in frames:
        known = units[frame].notna()
        truth = units[frame].eq(1).fillna(False).astype(bool)
        coded = units["unit"].isin(found.loc[found["frame"] == frame, "unit"])
        parts.append(pd.DataFrame({
            "doc_id": units["doc_id"], "frame": frame, "tp": truth & coded,
            "fp": known & ~truth & coded, "fn": truth & ~coded, "tn": known & ~truth & ~coded,
            "n_empty": ~known, "n_any": units[list(frames)].notna().any(axis=1),
        }))  # fmt: skip
    if not parts:
        return pd.DataFrame(columns=["doc_id", "frame", *COUNTS, "n_empty", "n_any"])
    every = pd.concat(parts, ignore_index=True)
    return every.groupby(["doc_id", "frame"], as_index=False)[[*COUNTS, "n_empty", "n_any"]].sum()


def unscored(hits: pd.DataFrame, frames: Sequence[str]) -> list[str]:
    """Remark on frames that the coder finds and the gold standard does not have."""
    extra = sorted(set(hits["frame"]) - set(frames))
    return [f"Not in the gold standard, so not scored: {', '.join(extra)}."] if extra else []


def ungrouped(n_docs: int, names: Sequence[str]) -> list[str]:
    """Remark on articles without a value of a grouping column."""
    said = f"{_intervals.counted(n_docs, 'document')} without {' or '.join(names)} left out."
    return [said] if n_docs else []


def frame_rows(part: pd.DataFrame, *, level: float) -> Iterator[dict[str, object]]:
    """Precision, recall and F1 of every frame in one group of articles."""
    for frame, docs in part.groupby("frame"):
        tp, fp, fn, tn = (int(n) for n in docs[COUNTS].sum())
        n_docs, n_units = int((docs[COUNTS].sum(axis=1) > 0).sum()), tp + fp + fn + tn
        shared = {"frame": frame, "n_docs": n_docs, "n_units": n_units,
                  "tp": tp, "fp": fp, "fn": fn, "tn": tn}  # fmt: skip
        f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else math.nan
        for measure, estimate, (low, high), method in (
            (
                "precision",
                _share(tp, tp + fp),
                _intervals.wilson(tp, tp + fp, level=level),
                "wilson",
            ),
            ("recall", _share(tp, tp + fn), _intervals.wilson(tp, tp + fn, level=level), "wilson"),
            ("f1", f1, _intervals.f1_wilson(tp, fp + fn, level=level), "wilson on jaccard, mapped"),
        ):
            said = [
                _undefined(measure, tp=tp, fp=fp, fn=fn) or _clustered(n_units, n_docs),
                _empty(int(docs["n_empty"].sum())),
            ]
            yield {**shared, "measure": measure, "method": method, "estimate": estimate,
                   "ci_low": float(low), "ci_high": float(high),
                   "note": " ".join(filter(None, said)) or None}  # fmt: skip


def _share(k: int, n: int) -> float:
    """Divide k by n; nan where n is 0."""
    return k / n if n else math.nan


def _undefined(measure: str, *, tp: int, fp: int, fn: int) -> str:
    """Say why a measure is undefined or cannot be above 0; empty if neither holds."""
    if measure == "precision" and not tp + fp:
        return "The coder found no unit with this frame: precision is undefined."
    if measure == "recall" and not tp + fn:
        return "No gold unit carries this frame: recall is undefined."
    if measure == "f1" and not tp + fn:
        end = "F1 is 0." if fp else "F1 is undefined."
        return f"No gold unit carries this frame: {end} Left out of macro F1."
    return ""


def _clustered(n_units: int, n_docs: int) -> str:
    """Say that the interval takes units to be independent, where several share an article."""
    if n_units == n_docs:
        return ""
    return (
        f"Interval as for independent units; they lie in {_intervals.counted(n_docs, 'document')}."
    )


def _empty(n_units: int) -> str:
    """Say how many gold units have no code for a frame."""
    units = _intervals.counted(n_units, "gold unit")
    return f"{units} without a code for this frame not scored." if n_units else ""


def macro_f1(
    part: pd.DataFrame, *, level: float, seed: int, n_boot: int, remarks: Sequence[str]
) -> Iterator[dict[str, object]]:  # fmt: skip
    """Mean F1 over the frames that occur in the gold standard of one group of articles."""
    if not len(part):
        return
    wide = part.pivot_table(["tp", "fp", "fn"], "doc_id", "frame", aggfunc="sum").sort_index()
    sums = np.hstack([wide[name].to_numpy(float) for name in ("tp", "fp", "fn")])
    estimate = float(_mean_f1(sums.sum(axis=0, keepdims=True))[0])
    draws = _mean_f1(_resampling.bootstrap_sums(sums, n_boot=n_boot, seed=seed))
    draws = draws[~np.isnan(draws)]
    varies = len(wide) > 1 and len(draws) > 1 and bool(np.ptp(draws) > _intervals.TINY)
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2]) if varies else [math.nan] * 2
    absent = [str(frame) for frame in wide["tp"].columns
              if not wide["tp"][frame].sum() + wide["fn"][frame].sum()]  # fmt: skip
    yield {
        "measure": "macro_f1", "method": f"document bootstrap, percentile, n={n_boot}",
        "estimate": estimate, "std_error": float(draws.std(ddof=1)) if varies else math.nan,
        "ci_low": float(low), "ci_high": float(high), "n_docs": len(wide), "n_clusters": len(wide),
        "n_units": int(part.loc[part["frame"] == part["frame"].iloc[0], "n_any"].sum()),
        "note": _macro_note(absent, len(wide), varies=varies, remarks=remarks),
    }  # fmt: skip


def _mean_f1(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean F1 by row of sums (tp, fp, fn; each for all frames), over frames with positives."""
    tp, fp, fn = np.split(sums, 3, axis=1)
    occurs = tp + fn > 0
    f1 = 2 * tp / np.where(occurs, 2 * tp + fp + fn, 1)
    n = occurs.sum(axis=1)
    means: NDArray[np.float64] = (f1 * occurs).sum(axis=1) / np.where(n > 0, n, np.nan)
    return means


def _macro_note(
    absent: Sequence[str], n_docs: int, *, varies: bool, remarks: Sequence[str]
) -> str | None:  # fmt: skip
    """Say what macro F1 leaves out, and how far its interval can be trusted."""
    said = [f"Left out, no gold unit carries it: {', '.join(absent)}."] if absent else []
    documents = _intervals.counted(n_docs, "document")
    if not varies:
        said.append(f"{documents}: no interval, since nothing varies between documents.")
    elif n_docs < FEW:
        said.append(f"{documents}: the bootstrap interval is rough, probably too narrow.")
    return " ".join([*said, *remarks]) or None
