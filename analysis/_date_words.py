"""Read one written date: an interval of days, or the reason why it is not taken.

Days are read in any of the known languages at once; only the order of day and month in a
date of three numbers depends on the language of the article.
"""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from analysis._months import MONTH, WEEKDAY, ZONE, month, offset

__all__ = [
    "AMBIGUOUS",
    "BEGIN",
    "CLOCK",
    "Days",
    "Found",
    "Reading",
    "Refused",
    "month_of",
    "read",
    "year",
]

AMBIGUOUS: Final = "day and month cannot be told apart"
"""Why a date such as 02/03/2025 is not taken in an article that may be American."""

_NOT_DAY_FIRST: Final = frozenset(["en", "fil", "tl"])
_MIXED_REGIONS: Final = frozenset(["CA", "PH", "PR", "US"])
_DAY_FIRST_ENGLISH: Final = frozenset(["AU", "GB", "IE", "IN", "NZ", "ZA"])

BEGIN: Final = rf"(?:{WEEKDAY}[.,]?\s*)?(?:(?:le|den|dem|am|the|on|op|il|el)\s+)?"
"""Expression of what may stand before a date: a weekday, an article."""

_AT: Final = r"(?:at|om|um|à|alle|a\s+las|-|–)"
CLOCK: Final = (
    rf"\s*,?\s*(?:{_AT}\s*)?(?P<hour>\d\d?)[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?(?:\s*(?:uur|uhr|u|h)\b)?"
)
"""Expression of a time of day behind a date."""

_TIME: Final = (
    r"[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:UTC|GMT|Z)(?!\w)| ?[+-]\d\d(?::?\d\d)?(?!\d))?"
)
_DAY: Final = r"(?P<d>\d\d?)(?:st|nd|rd|th|er|ste|de|e|[.ºª°])?"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<y>\d{{4}})-(?P<m>\d\d?)-(?P<d>\d\d?)(?P<time>{_TIME})?(?![\d-])",
        r"(?P<y>\d{4})-(?P<m>\d\d?)(?![\d-])",
        r"(?P<y>\d{4})/(?P<m>\d\d?)/(?P<d>\d\d?)(?:/(?!\w))?(?![\d/])",
        rf"{_DAY}\s+(?:of\s+|de\s+|d['’])?{MONTH}[.,]?\s+(?:del?\s+)?(?P<y>\d{{4}})(?!\d)",
        rf"(?P<d>\d\d?)(?P<sep>[-/.]){MONTH}(?P=sep)(?P<y>\d{{4}})(?!\d)",
        rf"{MONTH}\.?\s+(?P<d>\d\d?)(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<y>\d{{4}})(?!\d)",
        rf"{MONTH}[.,]?\s+(?:del?\s+)?(?P<y>\d{{4}})(?!\d)",
        r"(?P<one>\d\d?)(?P<sep>\.\s?|[-/])(?P<two>\d\d?)(?P=sep)(?P<y>\d{4})(?!\d)",
    )
)
# Only where a date is known to stand: in running text these would be numbers of any kind.
_BARE_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
        r"(?P<compact>T?(?:[01]\d|2[0-3])[0-5]\d[0-5]\dZ?)?(?!\d)",
        r"(?P<y>\d{4})/(?P<m>\d\d?)/(?P<d>\d\d?)/[^/]*$",
        r"(?P<y>\d{4})/(?P<m>\d\d?)/{0,2}(?![\d/])",
        r"(?P<y>[12]\d{3})/{0,3}(?=\s*$)",
        r"(?P<m>\d\d?)[-/.](?P<y>\d{4})(?!\d)",
        rf"(?P<y>\d{{4}})\s+{MONTH}\.?\s+(?P<d>\d\d?)(?!\d)",
        rf"(?P<y>\d{{4}})\s+{MONTH}\.?(?!\w)",
        rf"{MONTH}\s+(?P<d>\d\d?)\s+(?P<inner>\d\d:\d\d:\d\d(?:\s+{ZONE})?)\s+(?P<y>\d{{4}})(?!\d)",
    )
)
_SHORT_YEAR: Final = re.compile(
    rf"(?:\d\d?\s?([-/.])\s?\d\d?\s?\1\s?|\d\d?\.?[\s-]*{MONTH}[.,]?[\s-]*"
    rf"|{MONTH.replace('<name>', '<other>')}\.?\s+\d\d?,?\s+)['’]?\d\d(?![\d.:/-])",
    re.IGNORECASE,
)
_MOMENT: Final = re.compile(
    rf"(?:\s*,?\s*{WEEKDAY})?{CLOCK}\s*\(?(?P<zone>{ZONE})\)?", re.IGNORECASE
)
_INNER: Final = re.compile(rf"{CLOCK}\s*(?P<zone>{ZONE})", re.IGNORECASE)


class Days(NamedTuple):
    """A date that was found: its words and its interval of days; `remark` as evidence."""

    words: str
    start: dt.date
    end: dt.date
    remark: str = ""


class Refused(NamedTuple):
    """Words that look like a date, and why they are not taken as one."""

    words: str
    problem: str


Reading = Days | Refused


class Found(NamedTuple):
    """A date that was found in a text, and where it ends there."""

    reading: Reading
    end: int


def read(
    text: str, at: int, language: str | None, timezone: str | None, *, bare: bool = False
) -> Found | None:
    """Read the date that begins at a place in a text.

    Parameters
    ----------
    text : str
    at : int
        Where the date begins.
    language : str or None
        Tag of the article's language; it decides 02/03/2025.
    timezone : str or None
        Name of the study's zone, to which a time with a known zone is turned.
    bare : bool
        Whether all of the text is known to be a date, so that 20260213 can be one.

    Examples
    --------
    >>> read("5. Maerz 2020, 10.30 Uhr", 0, "de", None).reading.start
    datetime.date(2020, 3, 5)
    >>> read("02/03/2025", 0, "en", None).reading.problem
    'day and month cannot be told apart'
    """
    for form in (*_FORMS, *(_BARE_FORMS if bare else ())):
        if found := form.match(text, at):
            return Found(_reading(found, text, language, timezone), found.end())
    if bare and (found := _SHORT_YEAR.match(text, at)):
        return Found(Refused(found[0], "its year has two digits"), found.end())
    return None


def _reading(
    found: re.Match[str], text: str, language: str | None, timezone: str | None
) -> Reading:
    """Make the interval of days of a form that was found."""
    words, parts = found[0], {name: value for name, value in found.groupdict().items() if value}
    if "one" in parts:
        day = _numeric(words, parts, language)
    elif "name" not in parts and "m" not in parts:
        return year(words, int(parts["y"]))
    else:
        number = month(parts["name"]) if "name" in parts else int(parts["m"])
        if "d" not in parts:
            return month_of(words, int(parts["y"]), number)
        if clock := parts.get("time") or parts.get("compact"):
            return _moment(words, parts, clock, timezone)
        day = _day(words, int(parts["y"]), number, int(parts["d"]))
    if timezone is None or isinstance(day, Refused):
        return day
    inner = parts.get("inner")
    clock_found = _INNER.match(inner) if inner else _MOMENT.match(text, found.end())
    return _turned(day, clock_found, timezone) if clock_found else day


def _numeric(words: str, parts: Mapping[str, str], language: str | None) -> Reading:
    """Read 13-02-2026: the language says what comes first, or there is only one way."""
    one, two, number = int(parts["one"]), int(parts["two"]), int(parts["y"])
    order = "day" if parts["sep"].startswith(".") else _order(language)
    if one <= 12 and two <= 12 and one != two and order is None:
        return Refused(words, AMBIGUOUS)
    day_first = one > 12 or (two <= 12 and order != "month")
    return _day(words, number, two, one) if day_first else _day(words, number, one, two)


def _order(language: str | None) -> str | None:
    """Say what comes first in a date of numbers, `day` or `month`; None if it is not known."""
    base, _, rest = (language or "").lower().partition("-")
    region = rest.rpartition("-")[2].upper()
    if base == "en" and region == "US":
        return "month"
    if base == "en" and region in _DAY_FIRST_ENGLISH:
        return "day"
    known = base and base not in _NOT_DAY_FIRST and region not in _MIXED_REGIONS
    return "day" if known else None


def _day(words: str, number: int, month_number: int, day: int) -> Reading:
    """Make the interval of one day."""
    try:
        found = dt.date(number, month_number, day)
    except ValueError:
        return Refused(words, "there is no such day")
    return Days(words, found, found)


def month_of(words: str, number: int, month_number: int) -> Reading:
    """Make the interval of one month."""
    try:
        first = dt.date(number, month_number, 1)
    except ValueError:
        return Refused(words, "there is no such month")
    return Days(words, first, first.replace(day=calendar.monthrange(number, month_number)[1]))


def year(words: str, number: int) -> Days:
    """Make the interval of one year, from 1 to 9999."""
    return Days(words, dt.date(number, 1, 1), dt.date(number, 12, 31))


def _moment(words: str, parts: Mapping[str, str], clock: str, timezone: str | None) -> Reading:
    """Make the day of a time; one with an offset is turned to the study's time zone."""
    written = re.sub(r"\s?(?:UTC|GMT)$", "Z", clock.upper().lstrip("T ")).replace(" ", "")
    try:
        day = dt.date(*(int(parts[name]) for name in ("y", "m", "d")))
        moment = dt.datetime.fromisoformat(f"{day.isoformat()}T{written}")
        return _in_zone(Days(words, day, day), moment, timezone)
    except (ValueError, OverflowError):
        return Refused(words, "there is no such time")


def _turned(day: Days, clock: re.Match[str], timezone: str) -> Days:
    """Turn a day with a time and a zone to the study's time zone; as it is if it cannot be."""
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    try:
        zone = dt.timezone(dt.timedelta(minutes=offset(clock["zone"])))
        time = dt.time(hour, int(clock["minute"]), int(clock["second"] or 0), tzinfo=zone)
        return _in_zone(day, dt.datetime.combine(day.start, time), timezone)
    except (ValueError, OverflowError):
        return day


def _in_zone(day: Days, moment: dt.datetime, timezone: str | None) -> Days:
    """Give the day of a moment in the study's time zone, and say so if it is another."""
    if timezone is None or moment.tzinfo is None:
        return day
    there = moment.astimezone(ZoneInfo(timezone)).date()
    if there == day.start:
        return day
    return Days(day.words, there, there, f"which is {there} in {timezone}")
