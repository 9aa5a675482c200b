"""Choose, from gold codes, the units and frames that a classifier learns from."""

from typing import Final

import pandas as pd

from analysis import _counts, contracts
from analysis._classification.model import UNKNOWN
from analysis.codebook import Codebook
from analysis.contracts import InputError, TableError, first_five

__all__ = ["MIN_POSITIVES", "base", "chosen", "clusters", "enough", "texts"]

MIN_POSITIVES: Final = 5
"""A frame with fewer units that carry it, or that do not, is not learned."""


def chosen(
    gold: pd.DataFrame, segments: pd.DataFrame, samples: pd.DataFrame | None, book: Codebook, *,
    part: str | None, coder: str,
) -> pd.DataFrame:  # fmt: skip
    """Take the codes that are learned from."""
    rows = contracts.conform(gold, "codings")
    rows = rows[(rows["coder"] == coder) & rows["frame"].isin(book.frame_ids)]
    if samples is not None and part is not None:
        if part not in ("development", "test"):
            message = f"part must be 'development', 'test' or None; found {part!r}."
            raise InputError(message)
        drawn = contracts.conform(samples, "samples")
        rows = rows[rows["segment_id"].isin(drawn.loc[drawn["part"] == part, "unit_id"])]
    if rows.empty:
        message = (f"There are no codes of {coder!r} for the frames of {book.name}"
                   f"{'' if samples is None or part is None else f' in part {part}'}.")  # fmt: skip
        raise InputError(message)
    other = rows.loc[rows["codebook"] != book.reference, "codebook"].unique()
    if len(other):
        message = (f"Codes were made with {first_five(other)}, not with {book.reference}. Check "
                   f"that they still hold, and give them the codebook's reference.")  # fmt: skip
        raise InputError(message)
    strange = rows.loc[~rows["segment_id"].isin(segments["segment_id"]), "segment_id"].unique()
    if len(strange):
        message = (f"Coded units are not among the segments: {first_five(strange)}. Give the "
                   f"segments that were coded.")  # fmt: skip
        raise TableError(message)
    return rows


def enough(codes: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Frames that can be learned, and a remark on the others."""
    yes, no = (codes == 1).sum(), (codes == 0).sum()
    fine = (yes >= MIN_POSITIVES) & (no >= MIN_POSITIVES)
    frames = [str(frame) for frame in codes.columns[fine.to_numpy()]]
    left = [f"{frame} ({yes[frame]} with, {no[frame]} without)" for frame in codes.columns[~fine]]
    if not frames:
        message = (f"No frame has {MIN_POSITIVES} coded units with it and as many without: "
                   f"{', '.join(left)}. Code more units.")  # fmt: skip
        raise InputError(message)
    told = f"not asked, with fewer than {MIN_POSITIVES} units: {', '.join(left)}."
    return frames, [told] if left else []


def texts(units: pd.DataFrame, documents: pd.DataFrame) -> list[str]:
    """Text of each unit."""
    text_of = dict(zip(documents["doc_id"], documents["text"], strict=True))
    strange = units.loc[~units["doc_id"].isin(list(text_of)), "doc_id"].unique()
    if len(strange):
        message = f"Units belong to documents that are not there: {first_five(strange)}."
        raise TableError(message)
    return [text_of[row.doc_id][row.start : row.end] for row in contracts.each_row(units)]


def clusters(units: pd.DataFrame, documents: pd.DataFrame) -> list[str]:
    """Cluster of copies, or the document, of each unit."""
    cluster = _counts.clusters_of(documents, units["doc_id"])
    return [str(name) for name in cluster.where(cluster.notna(), units["doc_id"])]


def base(tag: object) -> str:
    """Give the base language of a tag; 'unknown' without one."""
    return UNKNOWN if pd.isna(tag) else str(tag).lower().split("-")[0]  # type: ignore[call-overload]
