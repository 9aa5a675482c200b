"""Find who speaks in each unit of coding: quoted, reported, or going on with a report.

What is found are words that show speech ('said', 'volgens', quotation marks) and the name or
role that they belong to. Rules for English and Dutch stand in `analysis/_voices`.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

import pandas as pd

from analysis import contracts
from analysis._voices.article import Unit, Voice, voices
from analysis.actors import Actors
from analysis.contracts import COUNTED_ROLES, TableError, first_five

__all__ = ["ASKED_ROLES", "find"]

ASKED_ROLES: Final = (*COUNTED_ROLES, "pullquote")
"""Roles of the units that are asked who speaks."""

_COLUMNS: Final = tuple(contracts.SCHEMAS["voices"].names)


def find(
    documents: pd.DataFrame, segments: pd.DataFrame, actors: Actors, *, media: str = "media"
) -> pd.DataFrame:
    """Find the speakers of each unit.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``; `text` and `language` are read.
    segments : DataFrame
        Contract ``segments``; those in one of `ASKED_ROLES` are asked, and none may overlap.
    actors : Actors
        Who may speak, from `actors.load`.
    media : str
        Key of the type whose members pass on what others say. If the list has no such type,
        nobody is taken for a medium, and all whom a unit names speak.

    Returns
    -------
    DataFrame
        Contract ``voices``, sorted by `segment_id` and `position`: one row for each speaker
        of a unit. `form` is ``direct`` (within quotation marks), ``reported``, ``continued``
        (the unit goes on with the speaker before; `mention` is then empty and `cue` is what
        shows it: a word, or the part of the unit within the quotation), ``pullquote`` or
        ``hearsay`` (nobody is named: no `speaker`, no `actor`). A medium that passes on what
        another says in the same unit `relays`; all others `speaks`. A unit without a row is in
        the journalist's own words. Offsets are characters `[start, end)` of the article.

    Raises
    ------
    TableError
        If units belong to no document, or overlap.

    Examples
    --------
    >>> from analysis import actors
    >>> said = "Altman said the model was copied."
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": [said], "language": ["en"]})
    >>> segments = pd.DataFrame({"segment_id": ["a:0"], "doc_id": ["a"], "unit": ["sentence"],
    ...     "position": [0], "start": [0], "end": [33], "role": ["body"], "language": ["en"]})
    >>> found = find(documents, segments, actors.load("seeds/voices.yaml"))
    >>> found[["form", "mention", "cue"]].values.tolist()
    [['reported', 'Altman', 'said']]
    """
    asked = segments.loc[segments["role"].isin(ASKED_ROLES)]
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    languages = dict(zip(documents["doc_id"], _tags(documents), strict=True))
    _check(asked, texts)
    asked = asked.sort_values(["doc_id", "start"], kind="stable")
    rows: list[tuple[object, ...]] = []
    for doc_id, units in groupby(contracts.each_row(asked), key=lambda unit: unit.doc_id):
        rows += _rows(str(doc_id), texts[doc_id], list(units), languages[doc_id], actors, media)
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    table = table.sort_values(["segment_id", "position"], ignore_index=True)
    return contracts.conform(table, "voices")


def _tags(documents: pd.DataFrame) -> Iterator[str]:
    """Give the base of each document's language; empty where it is not known."""
    if "language" not in documents:
        return iter([""] * len(documents))
    return (_base(tag) for tag in documents["language"])


def _base(tag: Any) -> str:
    """Give the language of a tag: ``nl`` of ``nl-BE``."""
    return tag.split("-")[0].lower() if isinstance(tag, str) else ""


def _check(asked: pd.DataFrame, texts: dict[str, str]) -> None:
    """Raise if a unit has no article, or if units overlap."""
    strange = asked.loc[~asked["doc_id"].isin(list(texts)), "doc_id"]
    if len(strange):
        message = f"Units belong to documents that are not there: {first_five(strange.unique())}."
        raise TableError(message)
    ordered = asked.sort_values(["doc_id", "start"], kind="stable")
    same = ordered["doc_id"].eq(ordered["doc_id"].shift())
    wrong = ordered.loc[same & (ordered["start"] < ordered["end"].shift()), "segment_id"]
    if len(wrong):
        message = (
            f"Units overlap ({first_five(wrong)}), so that a speaker would count twice; "
            f"ask one kind of unit at a time."
        )
        raise TableError(message)


def _rows(
    doc_id: str, text: str, asked: Sequence[Any], language: str, actors: Actors, media: str
) -> Iterator[tuple[object, ...]]:
    """Make the rows of one article."""
    units = [Unit(one.start, one.end, one.role, _base(one.language)) for one in asked]
    spoken = voices(text, units, language, actors, media=media)
    for one, found in zip(asked, spoken, strict=True):
        for position, voice in enumerate(found):
            yield _row(doc_id, text, one.segment_id, position, voice)


def _row(
    doc_id: str, text: str, segment_id: str, position: int, voice: Voice
) -> tuple[object, ...]:
    """Make one row, in the order of the contract."""
    start, end = voice.mention or (None, None)
    mention = None if voice.mention is None else text[start:end]
    return (
        segment_id, doc_id, position, voice.speaker, voice.actor, voice.form, voice.status,
        mention, start, end, text[voice.cue[0] : voice.cue[1]], *voice.cue,
    )  # fmt: skip
