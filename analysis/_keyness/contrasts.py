"""Which groups are compared: by a column of the articles, by language, or by a frame."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis._keyness.counting import coded
from analysis._keyness.groups import Side, own_language, side, texts
from analysis._keyness.stop_words import stop_words
from analysis.contracts import InputError, TableError, did_you_mean, first_five

__all__ = ["REST", "WITHOUT", "Contrast", "contrasts", "left_out"]

REST: Final = "all others"
WITHOUT: Final = "sentences without it"

Floats = NDArray[np.float64]
Targets = str | Sequence[str] | None


class Contrast(NamedTuple):
    """Two groups that are compared, and the counts that a prior is made of."""

    language: str
    target: str
    reference: str
    terms: Sequence[str]
    sides: tuple[Side, Side]
    background: Floats
    background_total: float
    paired: bool = False
    note: str = ""


def contrasts(
    counts: pd.DataFrame, documents: pd.DataFrame, across: str, target: Targets,
    reference: str | None,
) -> Iterator[Contrast]:  # fmt: skip
    """Give each language and pair of groups, also where a group has no article."""
    counts = _checked(counts, documents, across)
    if target is not None and reference is not None and reference in _listed(target):
        message = f"target and reference are both {reference!r}; name two groups."
        raise InputError(message)
    if across == "frame":
        return _of_frames(counts, documents, target, reference)
    if across == "language":
        return _of_languages(counts, documents, target, reference)
    return _of_column(counts, documents, across, target, reference)


def _checked(counts: pd.DataFrame, documents: pd.DataFrame, across: str) -> pd.DataFrame:
    """Give the counts that are in the language of their article, or say what is wrong."""
    frames = ["frame", "carries"] if across == "frame" else []
    _need(counts, "counts", ["doc_id", "language", "term", "n", *frames])
    _need(documents, "documents", ["doc_id", "language", *([] if frames else [across])])
    if (twice := documents["doc_id"].duplicated()).any():
        named = first_five(documents.loc[twice, "doc_id"].unique())
        message = f"Table documents has several rows for one doc_id ({named})."
        raise TableError(message)
    ids = coded(counts["doc_id"])[1]
    if len(lost := ids[~ids.isin(documents["doc_id"])]):
        message = (f"Table counts has {len(lost):,} doc_id that documents lacks "
                   f"({first_five(sorted(lost))}). Keep the counts of these documents alone, or "
                   f"give all documents.")  # fmt: skip
        raise TableError(message)
    return counts[own_language(counts, documents)] if len(counts) else counts


def left_out(counts: pd.DataFrame, documents: pd.DataFrame) -> dict[str, int]:
    """Count the words of each language that stand in articles of another."""
    foreign = counts[~own_language(counts, documents)] if len(counts) else counts
    if "frame" in foreign.columns:  # each frame counts the same words
        foreign = foreign[coded(foreign["frame"])[0] == 0]
    sums = foreign.groupby(foreign["language"].astype("str"))["n"].sum()
    return {str(tag): int(n) for tag, n in sums.items()}


def _need(table: pd.DataFrame, name: str, columns: Sequence[str]) -> None:
    """Raise if a column is absent."""
    for column in columns:
        if column not in table.columns:
            known = did_you_mean(str(column), map(str, table.columns))
            message = f"Table {name} has no column {column!r}. {known}"
            raise TableError(message)


def _listed(target: Targets, otherwise: Sequence[str] = ()) -> list[str]:
    """Give the targets as a list."""
    if target is None:
        return list(otherwise)
    return [target] if isinstance(target, str) else list(target)


def _of_column(
    counts: pd.DataFrame, documents: pd.DataFrame, across: str, target: Targets,
    reference: str | None,
) -> Iterator[Contrast]:  # fmt: skip
    """Compare groups of articles, within each language."""
    values = documents.set_index("doc_id")[across]
    for language in coded(counts["language"])[1]:
        found = texts(counts[counts["language"] == language], documents)
        own = values.reindex(list(found.ids))
        there, group = own.notna().to_numpy(bool), own.astype("str").to_numpy(object)
        for one in _listed(target, sorted({*group[there]} - {reference})):
            inside = there & (group == one)
            rest = there & (~inside if reference is None else group == reference)
            yield Contrast(language, one, REST if reference is None else reference, found.terms,
                           (side(found, inside), side(found, rest)), found.total,
                           float(found.words.sum()))  # fmt: skip


def _of_frames(
    counts: pd.DataFrame, documents: pd.DataFrame, target: Targets, reference: str | None
) -> Iterator[Contrast]:  # fmt: skip
    """Compare the sentences with a frame with those without it in the same articles."""
    if reference is not None:
        message = (f"A frame is compared with the {WITHOUT}; leave reference out "
                   f"(found {reference!r}).")  # fmt: skip
        raise InputError(message)
    targets = _listed(target, coded(counts["frame"])[1].tolist())
    for language in coded(counts["language"])[1]:
        own = counts[counts["language"] == language]
        for frame in targets:
            rows = own[own["frame"] == frame]
            terms = coded(rows["term"])[1].tolist()
            halves = [texts(rows[rows["carries"] == carries], documents, terms)
                      for carries in (True, False)]  # fmt: skip
            units = sorted({*halves[0].clusters, *halves[1].clusters})
            sides = [side(half, np.ones(len(half.ids), bool), units) for half in halves]
            yield Contrast(language, frame, WITHOUT, terms, (sides[0], sides[1]),
                           halves[0].total + halves[1].total,
                           sides[0].total + sides[1].total, paired=True)  # fmt: skip


def _of_languages(
    counts: pd.DataFrame, documents: pd.DataFrame, target: Targets, reference: str | None
) -> Iterator[Contrast]:  # fmt: skip
    """Compare the words that two languages share: names and loan words."""
    known = coded(counts["language"])[1].tolist()
    if reference is None:
        if len(known) > 2 or isinstance(target, str):
            message = (f"Two languages are compared, never one with all others; give a reference "
                       f"from {', '.join(known) or 'those of the counts'}.")  # fmt: skip
            raise InputError(message)
        reference = known[0] if known else ""
    for one in _listed(target, [tag for tag in known if tag != reference]):
        parts = [counts[counts["language"] == tag] for tag in (one, reference)]
        shared = {*coded(parts[0]["term"])[1]} & {*coded(parts[1]["term"])[1]}
        terms = sorted(shared - stop_words(one) - stop_words(reference))
        halves = [texts(part, documents, terms) for part in parts]
        sides = [side(half, np.ones(len(half.ids), bool)) for half in halves]
        yield Contrast(
            f"{one}, {reference}", one, reference, terms, (sides[0], sides[1]),
            halves[0].total + halves[1].total, sides[0].total + sides[1].total,
            note=f"Words that both {one} and {reference} use, so mostly names and loan words.",
        )  # fmt: skip
