"""The words that Europresse puts above an article, in both forms of its HTML.

The head line is a list in varying order: section, day, page, length, time. The day is
looked for by the form of its words, since nothing else marks it.
"""

import re
from typing import Final, NamedTuple

from analysis.readers._day_words import MONTHS, WEEKDAYS, one_of_words

__all__ = ["IDENTITY", "Head", "claimed", "head", "identities", "publication"]

_MONTHS: Final = one_of_words(MONTHS)
_WEEKDAYS: Final = one_of_words(WEEKDAYS)
_DATE: Final = re.compile(
    rf"(?<!\w)(?:(?:{_WEEKDAYS}),?\s+)?"
    rf"(?:\d{{1,2}}(?:er|st|nd|rd|th|\.)?\s+(?:de\s+)?(?:{_MONTHS})\s+(?:de\s+)?\d{{4}}"
    rf"|(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|(?:{_MONTHS})\s+\d{{4}}|\d{{4}}-\d\d-\d\d)(?!\w)",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"[-,–]?\s*(?P<time>\d{1,2}(?::|\s?h\s?)\d\d(?::\d\d)?(?:\s*(?:UTC|GMT))?(?:\s*[+-]\d\d:?\d\d)?)"
    r"(?!\w)"
)
_WORDS: Final = re.compile(r"(?P<count>\d{1,3}(?:[\s.,]?\d{3})*|\d+)\s+(?:mots|words)\b", re.I)
_PAGE: Final = re.compile(r"(?<!\w)pp?\.\s*(?P<page>[^\s,]+(?:-[^\s,]+)?)")
_ISSUE: Final = re.compile(r"(?:^|,|\s)\s*(?P<issue>n[o°º]\.?\s*\d.*)$", re.IGNORECASE)
_APART: Final = re.compile(r"\s*\n\s*|\s{3,}")
_SCRIPT: Final = re.compile(r"<script\b", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_EDGES: Final = " ,;-–\t\r\n\xa0"

IDENTITY: Final = re.compile(r"(?<![\w·])[a-z]{2,12}·\d{8}·[\w-]+(?:·[\w.-]*\w)?")
"""A document number: `news·20060315·LM·0q1503_1256056`."""


class Head(NamedTuple):
    """What the head line says; None where it says nothing."""

    date: str | None
    section: str | None
    raw: dict[str, object]
    words: int | None


def head(line: str) -> Head:
    """Read the line of section, day, page and length.

    Examples
    --------
    >>> found = head("Communication, mardi 14 mars 2006 355 mots, p. 16")
    >>> found.date, found.section, found.raw, found.words
    ('mardi 14 mars 2006', 'Communication', {'page': '16'}, 355)
    """
    rest = " ".join(line.split())
    found = {}
    for name, form in (("date", _DATE), ("time", _TIME), ("words", _WORDS), ("page", _PAGE)):
        if match := form.search(rest):
            found[name] = match[0 if name == "date" else match.re.groups]
            rest = rest[: match.start()] + "," + rest[match.end() :]
    parts = [part.strip(_EDGES) for part in rest.split(",")]
    words = re.sub(r"\D", "", found.pop("words", ""))
    date = found.pop("date", None)
    return Head(
        date=date,
        section=", ".join(part for part in parts if part) or None,
        raw=dict(found),
        words=int(words) if words else None,
    )


def publication(text: str) -> tuple[str | None, dict[str, object]]:
    r"""Part the name of a publication from its issue and region.

    Examples
    --------
    >>> publication("Le Monde, no. 5968\n        Bordeaux")
    ('Le Monde', {'issue': 'no. 5968', 'edition': 'Bordeaux'})
    """
    raw: dict[str, object] = {}
    names = []
    for part in _APART.split(text.strip()):
        if issue := _ISSUE.search(part):
            raw.setdefault("issue", issue["issue"].strip(_EDGES))
        if name := (part[: issue.start()] if issue else part).strip(_EDGES):
            names.append(name)
    if names[1:]:
        raw["edition"] = ", ".join(names[1:])
    return (names[0] if names else None), raw


def identities(text: str) -> list[str]:
    """Find the document numbers of a text, each once.

    Examples
    --------
    >>> identities("© 2006 news·20060315·LM·0q1503_1256056. Tous droits")
    ['news·20060315·LM·0q1503_1256056']
    """
    return list(dict.fromkeys(IDENTITY.findall(text)))


def claimed(markup: str) -> int:
    """Count the different document numbers that a page shows, without its scripts.

    Examples
    --------
    >>> claimed("<p>news·20060315·LM·0q1</p><script>'news·20060316·LM·0q2'</script>")
    1
    """
    first, *scripts = _SCRIPT.split(markup)
    shown = [first, *(script.partition("</script")[2] for script in scripts)]
    return len(identities(_TAG.sub(" ", " ".join(shown))))
