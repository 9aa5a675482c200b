"""Read dates as articles and their metadata write them, in English and Dutch.

A reading is an interval of days with the words it rests on, or words that look like a date
with the reason why they are not taken as one.
"""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

__all__ = ["HEADER", "Days", "Reading", "Refused", "given", "header"]

HEADER: Final = re.compile(
    r"\s*(?P<header>date\s+(?P<date>\d{4}(?:-\d\d?(?:-\d\d?"
    r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?UTC| ?GMT|Z|[+-]\d\d:?\d\d)?)?)?)?))(?=\s|$)"
)
"""A line `date 2026-02-13` (or a month, a year, a time) before the first words of a text."""

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb", "maart march mrt mar",
            "april apr", "mei may", "juni june jun", "juli july jul",
            "augustus august aug", "september sept sep", "oktober october okt oct",
            "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH: Final = rf"(?P<name>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b"
_WEEKDAY: Final = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|(?:mon|tue|wed|thu|fri|sat|sun|ma|di|wo|do|vr|za|zo)\b\.?)"
)
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)"
        r"(?P<time>[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?UTC| ?GMT|Z|[+-]\d\d:?\d\d)?)?(?![\d-])",
        r"(?P<y>\d{4})-(?P<m>\d\d?)(?![\d-])",
        r"(?P<y>\d{4})/(?P<m>\d\d?)/(?P<d>\d\d?)(?![\d/])",
        rf"(?P<d>\d\d?)(?:st|nd|rd|th|e|\.)?\s+{_MONTH}[.,]?\s+(?P<y>\d{{4}})(?!\d)",
        rf"{_MONTH}\.?\s+(?P<d>\d\d?)(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<y>\d{{4}})(?!\d)",
        rf"{_MONTH}[.,]?\s+(?P<y>\d{{4}})(?!\d)",
        r"(?P<one>\d\d?)(?P<sep>[-/.])(?P<two>\d\d?)(?P=sep)(?P<y>\d{4})(?!\d)",
    )
)
_LABEL: Final = re.compile(
    r"\s*(?:date(?: published| posted| of publication)?|(?:publication|publish) date"
    r"|(?:first |originally )?published(?: on)?|posted(?: on)?|datum|publicatiedatum"
    r"|gepubliceerd(?: op)?|geplaatst(?: op)?|calendar_today)\s*[:|]?\s*"
    rf"(?:{_WEEKDAY},?\s*)?",
    re.IGNORECASE,
)
_UPDATED: Final = re.compile(
    r"\s*(?:(?:last |laatst |voor het laatst )?(?:updated?|modified|edited|bijgewerkt|gewijzigd"
    r"|aangepast|ge[uü]pdatet)|laatste (?:update|wijziging))(?: on| op)?\s*[:|]?\s*"
    rf"(?:{_WEEKDAY},?\s*)?",
    re.IGNORECASE,
)
_NAMED: Final = (
    r"(?-i:[A-ZÀ-ÖØ-Þ][\w.’'-]*(?: (?:[A-ZÀ-ÖØ-Þ][\w.’'-]*|van|de|den|der|ten|ter|en|and|&))"
)
_BEFORE: Final = re.compile(
    rf"\s*(?:(?:by|door):?\s+{_NAMED}{{0,6}}?),?\s+|{_NAMED}{{1,6}}?),\s+)?"
    rf"(?:{_WEEKDAY},?\s*)?(?=\d|{_MONTH})",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"(?:\s*,?\s*{_WEEKDAY})?(?:\s*,?\s*(?:at|om|-|–)?\s*\d\d?[:.]\d\d(?::\d\d)?\s*"
    r"(?:[ap]\.?m\.?|uur|u)?\s*(?:\(?[A-Z]{2,4}\)?)?)?[\s.]*"
    # other furniture on the same line, or glued to the date
    r"(?:\W*\b(?:(?:last|laatste?) (?:update|wijziging|bijgewerkt|modified)|updated?\b|bijgewerkt"
    r"|leestijd|read(?:ing)? time|\d+ min\b).*|\W*\s(?:by|door):? "
    rf"{_NAMED}{{0,6}})\s*|(?<=\d)(?-i:[A-Z]).*)?",
    re.IGNORECASE,
)
_DIVIDER: Final = re.compile(r"[|·•]|\s[–—/-]\s|\s{3,}")
_SENTENCE: Final = re.compile(r"(?:\S+\s+){7}.*(?<![ap]\.m)[.!?]\W*", re.IGNORECASE)
_HEADER_LINES: Final = 10
_SHORT_LINE: Final = 120  # characters; a longer line is running text


class Days(NamedTuple):
    """A date that was found: its words and its interval of days."""

    words: str
    start: dt.date
    end: dt.date


class Refused(NamedTuple):
    """Words that look like a date, and why they are not taken as one."""

    words: str
    problem: str


Reading = Days | Refused


def header(text: str, language: str | None, timezone: str | None) -> Reading | None:
    """Find the date in the first lines: behind a label, or alone on its line."""
    if literal := HEADER.match(text):
        return _literal(literal, language, timezone)
    pieces = _pieces(text)
    for piece in pieces:
        found = _behind(_LABEL, piece, language, timezone)
        if found:
            return found
    for piece in pieces:
        begin = _end(_BEFORE, piece)
        found = _read(piece, begin, language, timezone)
        if found is None or not _AFTER.fullmatch(piece, begin + len(found.words)):
            continue
        if isinstance(found, Refused) or found.start == found.end:
            return found  # and not a month: alone on its line it may be a heading
    updates = (_behind(_UPDATED, piece, language, timezone) for piece in pieces)
    update = next((found for found in updates if found), None)
    return update and Refused(update.words, "it is the day of an update, not of publication")


def _literal(literal: re.Match[str], language: str | None, timezone: str | None) -> Reading | None:
    """Read the line `date 2026-02-13` above a text; the article may follow on the line."""
    if len(literal["date"]) == 4:
        return _year(literal["header"], int(literal["date"]))
    found = _read(literal["date"], 0, language, timezone)
    return found and found._replace(words=literal["header"])


def _pieces(text: str) -> list[str]:
    """Cut the first lines at their dividers; running text stays whole."""
    lines = [line for line in text[:5_000].splitlines() if line.strip()][:_HEADER_LINES]
    whole = (len(line) > _SHORT_LINE or _SENTENCE.fullmatch(line) for line in lines)
    parts = ([line] if one else _DIVIDER.split(line)
             for line, one in zip(lines, whole, strict=True))  # fmt: skip
    return [piece for line in parts for piece in line]


def _behind(
    label: re.Pattern[str], piece: str, language: str | None, timezone: str | None
) -> Reading | None:
    """Read the date behind a label, if no sentence goes on behind it."""
    start = _end(label, piece)
    found = _read(piece, start, language, timezone) if start else None
    if found is None or not _AFTER.fullmatch(piece, start + len(found.words)):
        return None
    return found._replace(words=piece[: start + len(found.words)].strip())


def given(
    cells: Mapping[str, object], language: str | None, timezone: str | None
) -> Reading | None:
    """Read the columns `date` and `date_precision` of the metadata."""
    words = str(cells.get("date") or "").strip()
    precision = str(cells.get("date_precision") or "day").strip().lower()
    if not words:
        return None
    if precision not in {"day", "month", "year"}:
        return Refused(words, f"its precision {precision!r} is none of day, month, year")
    if re.fullmatch(r"[12]\d{3}", words):
        return _year(words, int(words))
    found = _read(words, 0, language, timezone)
    if found is None or not _AFTER.fullmatch(words, len(found.words)):
        return Refused(words, "it is not a date such as 2025-01-29 or 2025-01")
    if isinstance(found, Refused) or precision == "day":
        return found
    if precision == "year":
        return _year(words, found.start.year)
    return _month(words, found.start.year, found.start.month)


def _read(text: str, at: int, language: str | None, timezone: str | None) -> Reading | None:
    """Read the date that begins at a place in a text."""
    for form in _FORMS:
        if found := form.match(text, at):
            parts = {name: value for name, value in found.groupdict().items() if value}
            if "one" in parts:
                return _numeric(found[0], parts, language)
            month = _MONTHS[parts["name"].lower()] if "name" in parts else int(parts["m"])
            if "d" not in parts:
                return _month(found[0], int(parts["y"]), month)
            if "time" in parts:
                return _moment(found[0], timezone)
            return _day(found[0], int(parts["y"]), month, int(parts["d"]))
    return None


def _numeric(words: str, parts: Mapping[str, str], language: str | None) -> Reading:
    """Read 13-02-2026: the day comes first, unless the article may be American."""
    one, two, year = int(parts["one"]), int(parts["two"]), int(parts["y"])
    if language is None or language.split("-")[0] == "en":
        if one <= 12 and two <= 12 and one != two:
            return Refused(words, "day and month cannot be told apart")
        if two > 12:
            one, two = two, one
    return _day(words, year, two, one)


def _day(words: str, year: int, month: int, day: int) -> Reading:
    """Make the interval of one day."""
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return Refused(words, "there is no such day")
    return Days(words, found, found)


def _month(words: str, year: int, month: int) -> Reading:
    """Make the interval of one month."""
    try:
        first = dt.date(year, month, 1)
    except ValueError:
        return Refused(words, "there is no such month")
    return Days(words, first, first.replace(day=calendar.monthrange(year, month)[1]))


def _year(words: str, year: int) -> Days:
    """Make the interval of one year."""
    return Days(words, dt.date(year, 1, 1), dt.date(year, 12, 31))


def _moment(words: str, timezone: str | None) -> Reading:
    """Make the day of a time; one with an offset is turned to the study's time zone."""
    try:
        moment = dt.datetime.fromisoformat(_iso(words))
        if timezone is not None and moment.tzinfo is not None:
            moment = moment.astimezone(ZoneInfo(timezone))
    except (ValueError, OverflowError):
        return Refused(words, "there is no such time")
    return Days(words, moment.date(), moment.date())


def _iso(words: str) -> str:
    """Write a time as the standard has it: two digits, and `Z` for UTC."""
    day, clock = re.split(r"[T ]", words.upper(), maxsplit=1)
    year, month, number = (int(part) for part in day.split("-"))
    return f"{year:04}-{month:02}-{number:02}T" + re.sub(r"\s?(?:UTC|GMT)$", "Z", clock)


def _end(expression: re.Pattern[str], text: str) -> int:
    """Where an expression ends that matches at the start of a text."""
    found = expression.match(text)
    return found.end() if found else 0
