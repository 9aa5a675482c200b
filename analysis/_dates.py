"""Find the dates of an article: in its first lines, and in its metadata.

A reading is an interval of days with the words it rests on, or words that look like a date
with the reason why they are not taken as one. English, Dutch, German, French, Spanish and
Italian are read in one run. The day of publication is told from the days on which an article
was updated, stored, fetched, first seen or indexed.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from analysis._date_words import (
    AMBIGUOUS,
    BEGIN,
    CLOCK,
    Days,
    Reading,
    Refused,
    month_of,
    read,
    year,
)
from analysis._months import MONTH, WEEKDAY, ZONE

__all__ = [
    "AMBIGUOUS",
    "HEADER",
    "OTHER_DAYS",
    "Days",
    "Other",
    "Reading",
    "Refused",
    "given",
    "header",
    "others",
]

HEADER: Final = re.compile(
    r"\s*(?P<header>date\s+(?P<date>\d{4}(?:-\d\d?(?:-\d\d?"
    r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?UTC| ?GMT|Z|[+-]\d\d:?\d\d)?)?)?)?))(?=\s|$)"
)
"""A line `date 2026-02-13` (or a month, a year, a time) before the first words of a text."""

OTHER_DAYS: Final = {
    "load_date": "stored", "update_date": "updated", "crawl_date": "fetched",
    "seen_date": "first seen", "indexed_date": "indexed",
}  # fmt: skip
"""Days in the metadata that are not those of publication, and what happened on them."""

_LABEL: Final = re.compile(
    r"\s*(?:date(?: published| posted| of publication)?|(?:publication|publish) date"
    r"|(?:first |originally )?published(?: on)?|posted(?: on)?|datum|publicatiedatum"
    r"|gepubliceerd(?: op)?|geplaatst(?: op)?|calendar_today"
    r"|erscheinungsdatum|(?:ver(?:ö|o\u0308)ffentlicht|erschienen|publiziert)(?: am)?"
    r"|date de (?:publication|parution)|(?:publi(?:é|e\u0301)e?|paru|mis en ligne)(?: le)?"
    r"|fecha(?: de publicaci(?:ó|o\u0301)n)?|publicado(?: el)?|data di pubblicazione"
    rf"|pubblicato(?: il)?)\s*[:|]?\s*{BEGIN}",
    re.IGNORECASE,
)
_UPDATED: Final = re.compile(
    r"\s*(?:(?:last |laatst |voor het laatst |zuletzt |derni(?:è|e\u0300)re )?"
    r"(?:updated?|modified|edited|bijgewerkt|gewijzigd|aangepast|ge[uü]pdatet|aktualisiert"
    r"|ge(?:ä|a\u0308)ndert|modifi(?:é|e\u0301)e?|mise? (?:à|a\u0300) jour|actualizado|aggiornato)"
    r"|laatste (?:update|wijziging)|letzte (?:aktualisierung|(?:ä|a\u0308)nderung)"
    r"|ultimo aggiornamento)(?: on| op| am| le| el| il)?"
    rf"\s*[:|]?\s*{BEGIN}",
    re.IGNORECASE,
)
_NAMED: Final = (
    r"(?-i:[A-ZÀ-ÖØ-Þ][\w.’'-]*(?: (?:[A-ZÀ-ÖØ-Þ][\w.’'-]*|van|de|den|der|ten|ter|en|and|&))"
)
_BEFORE: Final = re.compile(
    rf"\s*(?:(?:by|door|von|par):?\s+{_NAMED}{{0,6}}?),?\s+|{_NAMED}{{1,6}}?),\s+)?"
    rf"{BEGIN}(?=\d|{MONTH})",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"(?:\s*,?\s*{WEEKDAY})?(?:{CLOCK}\s*(?:\(?(?:{ZONE}|[A-Z]{{2,4}})\)?)?(?:\s*\([A-Z]{{2,4}}\))?)?[\s.]*"
    # other furniture on the same line, or glued to the date
    r"(?:\W*\b(?:(?:last|laatste?) (?:update|wijziging|bijgewerkt|modified)|updated?\b|bijgewerkt"
    r"|leestijd|read(?:ing)? time|\d+ min\b).*|\W*\s(?:by|door):? "
    rf"{_NAMED}{{0,6}})\s*|(?<=\d)(?-i:[A-Z]).*)?",
    re.IGNORECASE,
)
_BEGIN: Final = re.compile(BEGIN, re.IGNORECASE)
_DIVIDER: Final = re.compile(r"[|·•]|\s[–—/-]\s|\s{3,}")
_SENTENCE: Final = re.compile(r"(?:\S+\s+){7}.*(?<![ap]\.m)[.!?]\W*", re.IGNORECASE)
_YEAR: Final = re.compile(r"\d{4}")  # without one there is no date
_HEADER_LINES: Final = 10
_SHORT_LINE: Final = 120  # characters; a longer line is running text
_REMEMBERED: Final = 65_536  # different dates of one run


class Other(NamedTuple):
    """A day that is not that of publication: its key in the metadata, and how it reads."""

    key: str
    reading: Reading


def header(
    text: str, language: str | None, timezone: str | None, *, skip: str | None = None
) -> Reading | None:
    """Find the date in the first lines: behind a label, or alone on its line.

    A line that is `skip`, such as the title, is passed over.
    """
    if literal := HEADER.match(text):
        return _literal(literal, language, timezone)
    pieces = _pieces(text, skip)
    for piece in pieces:
        found = _behind(_LABEL, piece, language, timezone)
        if found:
            return found
    for piece in pieces:
        alone = read(piece, _end(_BEFORE, piece), language, timezone)
        if alone is None or not _AFTER.fullmatch(piece, alone.end):
            continue
        reading = alone.reading
        if isinstance(reading, Refused) or not _is_month(reading):
            return reading  # and not a month: alone on its line it may be a heading
    updates = (_behind(_UPDATED, piece, language, timezone) for piece in pieces)
    update = next((found for found in updates if found), None)
    return update and Refused(update.words, "it is the day of an update, not of publication")


def _is_month(reading: Days) -> bool:
    """Whether a reading is longer than a day."""
    return reading.start != reading.end


def _literal(literal: re.Match[str], language: str | None, timezone: str | None) -> Reading | None:
    """Read the line `date 2026-02-13` above a text; the article may follow on the line."""
    if len(literal["date"]) == 4:
        return year(literal["header"], int(literal["date"]))
    found = read(literal["date"], 0, language, timezone)
    return found and found.reading._replace(words=literal["header"])


def _pieces(text: str, skip: str | None) -> list[str]:
    """Cut the first lines at their dividers; running text stays whole."""
    if not _YEAR.search(text, 0, 5_000):
        return []
    unwanted = skip and " ".join(skip.split())
    lines = [line for line in text[:5_000].splitlines() if line.strip()][:_HEADER_LINES]
    pieces: list[str] = []
    for line in lines:
        if _YEAR.search(line) is None or (unwanted and " ".join(line.split()) == unwanted):
            continue
        whole = len(line) > _SHORT_LINE or _SENTENCE.fullmatch(line)
        pieces += [line] if whole else _DIVIDER.split(line)
    return pieces


def _behind(
    label: re.Pattern[str], piece: str, language: str | None, timezone: str | None
) -> Reading | None:
    """Read the date behind a label, if no sentence goes on behind it."""
    start = _end(label, piece)
    found = read(piece, start, language, timezone) if start else None
    if found is None or not _AFTER.fullmatch(piece, found.end):
        return None
    return found.reading._replace(words=piece[: found.end].strip())


def given(
    cells: Mapping[str, object], language: str | None, timezone: str | None
) -> Reading | None:
    """Read the date and its precision in the metadata: `date` and `date_precision`."""
    words = str(cells.get("date") or "").strip()
    precision = str(cells.get("date_precision") or "day").strip().lower()
    if not words:
        return None
    if precision not in {"day", "month", "year"}:
        return Refused(words, f"its precision {precision!r} is none of day, month, year")
    found = _written(words, language, timezone)
    if isinstance(found, Refused) or precision == "day":
        return found
    if precision == "year":
        return year(words, found.start.year)
    return month_of(words, found.start.year, found.start.month)


def others(cells: Mapping[str, object], language: str | None, timezone: str | None) -> list[Other]:
    """Read the days in the metadata that are not those of publication."""
    words = {key: str(cells[key] or "").strip() for key in OTHER_DAYS if key in cells}
    return [Other(key, _written(word, language, timezone)) for key, word in words.items() if word]


@lru_cache(maxsize=_REMEMBERED)
def _written(words: str, language: str | None, timezone: str | None) -> Reading:
    """Read words that are known to be a date."""
    begin = _end(_BEGIN, words)
    found = read(words, begin, language, timezone, bare=True)
    if found is None or not _AFTER.fullmatch(words, found.end):
        return Refused(words, "it is not a date such as 2025-01-29 or 2025-01")
    return found.reading._replace(words=words)


def _end(expression: re.Pattern[str], text: str) -> int:
    """Where an expression ends that matches at the start of a text."""
    found = expression.match(text)
    return found.end() if found else 0
