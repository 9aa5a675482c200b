"""Whether gold codes are a census: whether every unit that counts has one.

A unit has a code of its own, or all its characters lie in coded spans: people and machine may
split sentences in different places.
"""

import re

import pandas as pd

from analysis import contracts
from analysis.contracts import InputError, TableError, first_five

__all__ = ["cover", "refuse_unless_census"]

_WORD = re.compile(r"\S")


def cover(
    codings: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame,
    units: pd.DataFrame | None,
) -> pd.DataFrame:  # fmt: skip
    """Count by document and frame what is coded, as `gold.covers` describes it."""
    coded = contracts.conform(codings, "codings")
    own = contracts.conform(segments, "segments")
    if len(coders := sorted(coded["coder"].unique())) > 1:
        message = f"Table codings holds {len(coders)} coders ({first_five(coders)}). Choose one."
        raise TableError(message)
    known = _known(own, units)
    lost = coded.loc[~coded["segment_id"].isin(known["segment_id"]), "segment_id"].unique()
    if len(lost):
        message = (f"Table codings has {len(lost):,} units that are neither segments nor units of "
                   f"the gold file ({first_five(lost)}). Give the tables they were made "
                   f"with.")  # fmt: skip
        raise TableError(message)
    texts = contracts.conform(documents, "documents").set_index("doc_id")["text"]
    counted = own[own["role"].isin(contracts.COUNTED_ROLES)]
    rows = [_of_frame(str(frame), part, counted, known, texts)
            for frame, part in coded.groupby("frame", sort=True)]  # fmt: skip
    if not rows:
        rows = [counted.head(0).assign(frame="", n_coded=False, n_null=False)]
    sums = pd.concat(rows).groupby(["doc_id", "frame"], as_index=False).agg(
        n_units=("segment_id", "size"), n_coded=("n_coded", "sum"), n_null=("n_null", "sum")
    )  # fmt: skip
    return sums.assign(covered=sums["n_coded"] == sums["n_units"])


def _known(own: pd.DataFrame, units: pd.DataFrame | None) -> pd.DataFrame:
    """All units that codes can be of."""
    if units is None:
        return own
    both = pd.concat([own, contracts.conform(units, "segments")], ignore_index=True)
    return both.drop_duplicates("segment_id")


def _of_frame(
    frame: str, part: pd.DataFrame, counted: pd.DataFrame, known: pd.DataFrame, texts: pd.Series
) -> pd.DataFrame:
    """Mark the counted units that are coded for one frame (n_coded), and those without value."""
    spans = known[known["segment_id"].isin(part["segment_id"])]
    inside = counted["segment_id"].isin(part["segment_id"]).to_numpy(bool, copy=True)
    if not spans["segment_id"].isin(counted["segment_id"]).all():
        places = pd.Series(range(len(counted)), index=counted.index)
        for doc_id, units in counted[~inside].groupby("doc_id"):
            here = spans[spans["doc_id"] == doc_id]
            inside[places[units.index]] = _filled(units, here, str(texts[doc_id]))
    null = part.loc[part["value"].isna(), "segment_id"]
    return counted.assign(
        frame=frame, n_coded=inside, n_null=counted["segment_id"].isin(null)
    )  # fmt: skip


def _filled(units: pd.DataFrame, spans: pd.DataFrame, text: str) -> list[bool]:
    """Whether all characters of each unit but blanks lie in one of the spans."""
    rest = list(text)
    for start, end in zip(spans["start"], spans["end"], strict=True):
        rest[start:end] = " " * (end - start)
    left = "".join(rest)
    return [not _WORD.search(left, start, end)
            for start, end in zip(units["start"], units["end"], strict=True)]  # fmt: skip


def refuse_unless_census(table: pd.DataFrame) -> None:
    """Raise, with the reason, if not every unit that counts has a code for every frame."""
    if table.empty:
        message = ("There is no gold code of a unit that counts, so there is nothing to make a "
                   "sample of. Give gold codes of these articles.")  # fmt: skip
        raise InputError(message)
    open_ = table[~table["covered"]]
    if len(open_):
        n, coded = int(table["n_units"].sum()), int(table["n_coded"].sum())
        n_docs, ids = open_["doc_id"].nunique(), first_five(open_["doc_id"].unique())
        message = (f"These gold codes are no census: {n - coded:,} of {n:,} codes are missing "
                   f"(every counted unit of every document, for each frame), in {n_docs:,} "
                   f"documents ({ids}). Units that were hand-picked, not drawn, have no known "
                   f"probability, so what they show cannot be carried to the rest. Have the rest "
                   f"coded, or draw a sample ('framewaves sample') and have it "
                   f"coded.")  # fmt: skip
        raise InputError(message)
