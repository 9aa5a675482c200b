"""Make the units that topics are made of: sentences, or paragraphs put together from them."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from analysis import contracts
from analysis.contracts import InputError, TableError, first_five
from analysis.patterns import TOKEN

__all__ = ["CODE", "COLUMNS", "KINDS", "LEAST_WORDS", "base", "made"]

KINDS: Final = ("sentence", "paragraph")
LEAST_WORDS: Final = {"sentence": 5, "paragraph": 15}
"""Words that a unit must have: with fewer it says too little to be told apart."""

CODE: Final = "code:"
"""Beginning of the name of the column with the codes of a frame."""

COLUMNS: Final = ("unit_id", "doc_id", "language", "position", "start", "end", "text", "n_words",
                  "short")  # fmt: skip
_BLANK: Final = re.compile(r"\n[^\S\n]*\n")
_APART: Final = ("headline", "heading")


def base(tag: object) -> str | None:
    """Give the base language of a tag, none without one.

    Examples
    --------
    >>> base("nl-BE"), base(None)
    ('nl', None)
    """
    return None if tag is None or pd.isna(tag) else str(tag).lower().split("-")[0]  # type: ignore[call-overload]


def made(
    documents: pd.DataFrame, segments: pd.DataFrame, codings: pd.DataFrame, *, unit: str,
    roles: Sequence[str], least_words: int | None,
) -> pd.DataFrame:  # fmt: skip
    """Make the units; see `analysis.topics.units`."""
    least = _least(unit, least_words)
    known = contracts.conform(segments, "segments")
    _check_kind(known, unit)
    known = known.sort_values(["doc_id", "start", "segment_id"], ignore_index=True)
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    _check_texts(known, texts)
    counted = known["role"].isin(roles).to_numpy()
    group = _paragraphs(known, counted, texts) if unit == "paragraph" else np.cumsum(counted) - 1
    own = known[counted].reset_index(drop=True)
    table = _gathered(own.assign(group=group[counted]), unit)
    table["text"] = [texts[doc_id][start:end] for doc_id, start, end in
                     zip(table["doc_id"], table["start"], table["end"], strict=True)]  # fmt: skip
    table["text"] = table["text"].astype("str")
    table["n_words"] = pd.Series([len(TOKEN.findall(text)) for text in table["text"]],
                                 dtype="int64")  # fmt: skip
    table["short"] = table["n_words"] < least
    codes = _codes(codings, own["segment_id"], group[counted])
    joined = table.join(codes, on="group")[[*COLUMNS, *codes.columns]]
    return joined.sort_values("unit_id", ignore_index=True)


def _least(unit: str, least_words: int | None) -> int:
    """Check the kind of unit, and give the words that one must have."""
    if unit not in KINDS:
        message = f"unit must be {' or '.join(map(repr, KINDS))}; found {unit!r}."
        raise InputError(message)
    if least_words is None:
        return LEAST_WORDS[unit]
    if isinstance(least_words, bool) or not isinstance(least_words, int) or least_words < 1:
        message = f"least_words must be a whole number from 1; found {least_words!r}."
        raise InputError(message)
    return least_words


def _check_kind(segments: pd.DataFrame, unit: str) -> None:
    """Refuse units that were split in another way."""
    other = segments.loc[~segments["unit"].isin(["sentence", unit]), "unit"].unique()
    if len(other):
        message = (f"Topics of {unit}s cannot be made of segments that are {first_five(other)}; "
                   f"split the articles into sentences.")  # fmt: skip
        raise InputError(message)


def _check_texts(segments: pd.DataFrame, texts: dict[str, str]) -> None:
    """Refuse units of documents that are not there, or that end behind their text."""
    ends = segments.groupby("doc_id", sort=True)["end"].max()
    strange = [doc_id for doc_id in ends.index if doc_id not in texts]
    if strange:
        message = f"Units belong to documents that are not there: {first_five(strange)}."
        raise TableError(message)
    behind = [doc_id for doc_id, end in ends.items() if end > len(texts[str(doc_id)])]
    if behind:
        message = (f"Units end behind the text of their document: {first_five(behind)}. Did the "
                   f"articles change after they were split?")  # fmt: skip
        raise TableError(message)


def _paragraphs(
    segments: pd.DataFrame, counted: np.ndarray, texts: dict[str, str]
) -> np.ndarray:  # fmt: skip
    """Give each sentence the number of its paragraph.

    A new one begins at a blank line, around headings and where something does not count.
    In an article without any blank line every line is a paragraph.
    """
    numbers = np.zeros(len(segments), np.int64)
    number, before, breaks = -1, None, _BLANK
    for at, row in enumerate(contracts.each_row(segments)):
        text = texts[row.doc_id]
        if before is None or before.doc_id != row.doc_id:
            breaks = _BLANK if _BLANK.search(text) else re.compile("\n")
            apart = True
        else:
            apart = (
                not counted[at - 1]
                or (row.role != before.role and (row.role in _APART or before.role in _APART))
                or breaks.search(text, before.end, row.start) is not None
                or row.unit == "paragraph"
            )  # fmt: skip
        number += bool(apart or number < 0)
        numbers[at] = number
        before = row
    return numbers


def _gathered(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Put the sentences of each group together."""
    groups = rows.groupby("group", sort=True)
    table = groups.agg(
        unit_id=("segment_id", "first"), doc_id=("doc_id", "first"), language=("language", "first"),
        position=("position", "first"), start=("start", "min"), end=("end", "max"),
    ).reset_index()  # fmt: skip
    if unit == "paragraph" and len(table):
        table["position"] = table.groupby("doc_id").cumcount().astype("int64")
        table["unit_id"] = [f"{doc_id}:p{position:05d}" for doc_id, position in
                            zip(table["doc_id"], table["position"], strict=True)]  # fmt: skip
        table["language"] = table["group"].map(_spoken(rows))
    return table.astype({"unit_id": "str", "doc_id": "str", "language": "str"})


def _spoken(rows: pd.DataFrame) -> pd.Series:
    """Language of most characters of each group; of a tie the first in the alphabet."""
    sized = rows.assign(size=rows["end"] - rows["start"]).dropna(subset=["language"])
    sums = sized.groupby(["group", "language"], sort=True)["size"].sum().reset_index()
    ordered = sums.sort_values(["group", "size", "language"], ascending=[True, False, True])
    return ordered.drop_duplicates("group").set_index("group")["language"]


def _codes(codings: pd.DataFrame, ids: pd.Series, group: np.ndarray) -> pd.DataFrame:
    """Codes of each group: 1 if a sentence carries the frame, else 0 if one was decided."""
    known = contracts.conform(codings, "codings")
    coders = sorted(known["coder"].unique())
    if len(coders) > 1:
        message = (f"Codes are of several coders ({first_five(coders)}); give those of one: "
                   f"codings[codings['coder'] == {coders[0]!r}].")  # fmt: skip
        raise TableError(message)
    frames = sorted(known["frame"].unique())
    place = pd.Series(group, index=ids.to_numpy())
    rows = known[["segment_id", "frame", "value"]].assign(group=known["segment_id"].map(place))
    rows = rows.dropna(subset=["group"]).astype({"group": "int64"})
    found = rows.pivot_table(index="group", columns="frame", values="value", aggfunc="max")
    wide = found.reindex(columns=frames).astype("Int64")
    wide.columns = pd.Index([f"{CODE}{frame}" for frame in frames], dtype="str")
    return wide
