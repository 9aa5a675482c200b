"""The parts of a study that say how files are read, what copies are, and whose work it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from analysis._study_source import StudySource
from analysis.contracts import did_you_mean

__all__ = [
    "LICENCES",
    "Author",
    "Copies",
    "Paper",
    "Reading",
    "authors",
    "copies",
    "licence",
    "paper",
    "reading",
]

_COLUMNS: Final = (
    "text", "title", "date", "outlet", "author", "section", "url", "language", "identity", "words",
)  # fmt: skip
LICENCES: Final = (
    "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC-BY-ND-4.0",
    "CC-BY-NC-ND-4.0", "ODbL-1.0", "ODC-By-1.0", "PDDL-1.0", "MIT", "Apache-2.0", "BSD-3-Clause",
    "GPL-3.0-or-later", "AGPL-3.0-or-later", "EUPL-1.2",
)  # fmt: skip
"""Licences of what is shared, by their names in the SPDX list."""

_ORCID: Final = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")


@dataclass(frozen=True)
class Author:
    """Who wrote the study: a name, and if given the ORCID (without address) and affiliation."""

    name: str
    orcid: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True)
class Paper:
    """The paper of a study: its title, an address (a DOI if there is one), the day it came out."""

    title: str | None = None
    reference: str | None = None
    date: str | None = None


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


# Whose work it is -----------------------------------------------------------------


def authors(source: StudySource, content: Mapping[str, Any]) -> tuple[Author, ...]:
    """Give the authors in their order, checked; none if the study does not say."""
    listed = source.listed(content, "authors")
    found = tuple(_author(source, part, number) for number, part in enumerate(listed))
    source.distinct("author", [author.name for author in found], "authors")
    return found


def _author(source: StudySource, part: Any, number: int) -> Author:
    """Read one author."""
    where = ("authors", number)
    source.only_keys(part, ("name", "orcid", "affiliation"), *where)
    name = source.need(part, "name", *where)
    written = source.text(part, "orcid", *where)
    found = _ORCID.fullmatch(written or "")
    if written and (found is None or not _adds_up(found[1])):
        message = (f"{written!r} is not an ORCID: four groups of four, such as "
                   f"0000-0002-1825-0097; the last sign checks the others.")  # fmt: skip
        source.fail(message, *where, "orcid")
    return Author(name, found and found[1], source.text(part, "affiliation", *where))


def _adds_up(orcid: str) -> bool:
    """Whether the last sign of an ORCID fits the others (ISO 7064, 11-2)."""
    digits = orcid.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]


def paper(source: StudySource, content: Mapping[str, Any]) -> Paper | None:
    """Give the paper, checked; None if the study does not say."""
    part = content.get("paper")
    if part is None:
        return None
    source.only_keys(part, ("title", "reference", "date"), "paper")
    day = source.day(part, "date", "paper").isoformat() if part.get("date") else None
    reference = source.text(part, "reference", "paper")
    if reference and not re.fullmatch(r"https?://[^\s/]+/\S*", reference):
        message = (f"'reference' must be an address, such as https://doi.org/10.1177/...; found "
                   f"{reference!r}.")  # fmt: skip
        source.fail(message, "paper", "reference")
    return Paper(source.text(part, "title", "paper"), reference, day)


def licence(source: StudySource, content: Mapping[str, Any]) -> str | None:
    """Give the licence of what is shared, checked; None if the study does not say."""
    written = source.text(content, "licence")
    known = {name.casefold(): name for name in LICENCES}
    if written is not None and written.casefold() not in known:
        message = f"the licence {written!r} is not known. {did_you_mean(written, LICENCES)}"
        source.fail(message, "licence")
    return None if written is None else known[written.casefold()]
