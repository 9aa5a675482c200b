"""The parts of a study that say how files are read and when articles are copies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from analysis._study_source import StudySource

__all__ = ["Copies", "Reading", "copies", "reading"]

_COLUMNS: Final = (
    "text", "title", "date", "outlet", "author", "section", "url", "language", "identity", "words",
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """How the files of articles are to be read.

    `columns` maps what an article has (`text`, `title`, `date`, `outlet`, ...) to the column
    of the researcher's tables that holds it. `encoding` replaces the guess, where the files
    are text. `mojibake` says what is done with accents that were garbled before the files
    were made: ``keep`` them (and remark on it) or ``repair`` them.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    mojibake: str = "keep"


@dataclass(frozen=True)
class Copies:
    """When two articles count as copies of one.

    `similarity` is the least share of runs of four words that they have in common, from 0.5 to
    1; `within_days` the most days that may lie between them (see `duplicates.Clusterer`).
    """

    similarity: float
    within_days: int


def reading(source: StudySource, content: Mapping[str, Any]) -> Reading:
    """How files are read, checked; all of it may be left out."""
    part = content.get("reading")
    if part is None:
        return Reading()
    source.only_keys(part, ("columns", "encoding", "mojibake"), "reading")
    return Reading(
        columns=_columns(source, part),
        encoding=_encoding(source, part),
        mojibake=source.choice(part, "mojibake", ("keep", "repair"), "reading"),
    )


def _columns(source: StudySource, part: Mapping[str, Any]) -> dict[str, str]:
    """Names of the columns of the researcher's tables, each used once."""
    named = part.get("columns") or {}
    source.only_keys(named, _COLUMNS, "reading", "columns")
    columns: dict[str, str] = {}
    for key in named:
        column = source.need(named, key, "reading", "columns")
        if column in columns.values():
            other = next(name for name, value in columns.items() if value == column)
            message = f"the column {column!r} is named for {other!r} and for {key!r}; keep one."
            source.fail(message, "reading", "columns", key)
        columns[key] = column
    return columns


def _encoding(source: StudySource, part: Mapping[str, Any]) -> str | None:
    """Give the encoding of the text files, checked to be one that Python knows."""
    name = source.text(part, "encoding", "reading")
    if name is not None:
        try:
            "a".encode(name)
        except (LookupError, ValueError):
            message = f"the encoding {name!r} is not known; write one such as utf-8 or cp1252."
            source.fail(message, "reading", "encoding")
    return name


def copies(source: StudySource, content: Mapping[str, Any]) -> Copies | None:
    """When articles are copies of each other; None if the study does not say."""
    part = content.get("copies")
    if part is None:
        return None
    source.only_keys(part, ("similarity", "within_days"), "copies")
    days = source.number(part, "within_days", "copies", least=0, most=36_500)
    if days != int(days):
        source.fail(f"'within_days' must be a whole number; found {days}.", "copies", "within_days")
    similarity = source.number(part, "similarity", "copies", least=0.5, most=1)
    return Copies(similarity=float(similarity), within_days=int(days))
