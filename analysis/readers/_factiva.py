"""What the two-letter codes of a Factiva export mean, in HTML and in RTF alike.

With indexing, Factiva shows an article as rows of a code and a value, from the section or
headline (SE, HD) to the accession number (AN). Both readers bring their file into such
rows; here rows become articles.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from analysis.readers._items import Article, Provenance, Rejected, compose
from analysis.readers._languages import language_tag

__all__ = ["CLOSING", "REQUEST", "Record", "article", "is_code", "may_follow",
           "records", "search_summary"]  # fmt: skip

REQUEST: Final = (
    "exported without indexing, so source, date and text cannot be told apart; "
    "export again from Factiva as 'Full Article/Report plus Indexing'"
)
"""What to do with an export in 'Article Format'."""

CLOSING: Final = re.compile(
    r"\b(?:Document|Dokument|Documento|Документ|文書|文件|文档)(?:\s|&nbsp;)+"
    r"(?P<number>[A-Za-z0-9]{3,12}\d{8}[a-z0-9]{6,14})(?![A-Za-z0-9])"
)
"""The last line of an article, with its accession number."""

_HEAD: Final = {
    "CLM": "column", "SE": "section", "HD": "title", "BY": "author", "CR": "credit",
    "WC": "words", "PD": "date", "ET": "time", "SN": "outlet", "SC": "source_code",
    "NGC": "group_codes", "GC": "group_code", "ED": "edition", "PG": "page", "VOL": "volume",
    "LA": "language_name", "CY": "copyright", "DLN": "dateline",
}  # fmt: skip
_BODY: Final = {"LP": "lead", "TD": "text"}
_TAIL: Final = {
    "ART": "caption", "CT": "contact", "RF": "reference", "CX": "correction",
    "CO": "companies", "IN": "industries", "NS": "subjects", "RE": "regions",
    "IPC": "provider_codes", "IPD": "provider_descriptors", "RST": "source_restrictor",
    "PUB": "publisher", "AN": "identity",
}  # fmt: skip
_MEANING: Final = _HEAD | _BODY | _TAIL
_FIRST: Final = frozenset(("SE", "HD"))
_ONCE: Final = frozenset(("WC", "PD", "SN"))
_LISTS: Final = frozenset(("CO", "IN", "NS", "RE", "IPC", "IPD", "NGC"))
_OWN: Final = frozenset(("SE", "HD", "BY", "WC", "PD", "ET", "SN", "LP", "TD", "AN"))
_CLOCK: Final = re.compile(
    r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:GMT|UTC|[A-Z]{3,4}))?"
)
_NUMBER: Final = re.compile(r"\d[\d.,'’\s]{0,12}")
_SUMMARY: Final = (
    "Text", "Date", "Source", "Author", "Company", "Subject", "Industry", "Region", "Language",
    "News Filters", "Results Found", "Timestamp",
)  # fmt: skip
_QUOTED: Final = 80  # characters of a quote

Record = Mapping[str, list[str]]
"""The paragraphs of each code of one article."""


def is_code(words: str) -> bool:
    """Say whether words are a code of Factiva.

    Examples
    --------
    >>> is_code("HD"), is_code("EU")
    (True, False)
    """
    return words in _MEANING


def may_follow(code: str, seen: Collection[str]) -> bool:
    """Say whether a code can come next in an article, after the codes seen.

    What describes the article comes first, then its text, then the indexing.

    Examples
    --------
    >>> may_follow("TD", {"HD", "LP"}), may_follow("HD", {"HD", "LP"}), may_follow("HD", {"AN"})
    (True, False, True)
    """
    if not seen or "AN" in seen:
        return code in _HEAD
    if code in seen or code not in _MEANING:
        return False
    started = not _HEAD.keys() >= set(seen)
    ending = not (_HEAD | _BODY).keys() >= set(seen)
    return (code in _HEAD and not started) or (code in _BODY and not ending) or code in _TAIL


def records(rows: Iterable[tuple[str, list[str]]]) -> Iterator[Record]:
    """Put rows together to articles.

    An article ends with its accession number, or where the headline of another begins.

    Examples
    --------
    >>> rows = [("HD", ["One"]), ("AN", ["Document X"]), ("HD", ["Two"]), ("HD", ["Three"])]
    >>> [record["HD"] for record in records(rows)]
    [['One'], ['Two'], ['Three']]
    """
    record: dict[str, list[str]] = {}
    for code, values in rows:
        begins = (code in _FIRST and "HD" in record) or (code in _ONCE and code in record)
        if begins or "AN" in record:
            yield record
            record = {}
        record.setdefault(code, []).extend(values)
    if record:
        yield record


def article(
    position: int, record: Record, *, language: str | None = None, cut: bool = False
) -> Article | Rejected:
    """Make an article of its codes.

    Parameters
    ----------
    position : int
        Its place in the file.
    record : Record
    language : str, optional
        Tag of the language, if the mark-up gives it; else it is taken from `LA`.
    cut : bool
        Whether the file ends within this article.

    Returns
    -------
    Article or Rejected
        Rejected if there is neither headline nor text, or if the file ends before the end
        of the text.
    """
    title = " ".join(_line(record, "HD").split()) or None
    body = [*record.get("LP", []), *record.get("TD", [])]
    text = compose(title, body)
    if not text:
        return Rejected(position, "neither headline nor text", _quote(record))
    if cut and not record.keys() & _TAIL.keys():
        reason = "the file ends within this article; export it again"
        return Rejected(position, reason, text[:_QUOTED])
    date, time = _moment(_line(record, "PD"), _line(record, "ET"))
    raw = {_MEANING.get(code, code.lower()): _raw(code, values)
           for code, values in record.items() if code not in _OWN and values}  # fmt: skip
    return Article(
        position=position,
        text=text,
        title=title,
        outlet=_line(record, "SN") or None,
        author=_line(record, "BY") or None,
        section=_line(record, "SE") or None,
        language=language or language_tag(_line(record, "LA")),
        date=date,
        identity=None if cut else _identity(record),
        stated_words=_count(_line(record, "WC")),
        has_body=bool(body),
        remarks=_remarks(record, has_body=bool(body), cut=cut),
        raw=raw | ({"time": time} if time else {}),
    )


def search_summary(pairs: Iterable[tuple[str, str]]) -> Provenance | None:
    """Read the table 'Search Summary' of an export; None if the rows are not of it.

    Examples
    --------
    >>> search_summary([("Text", "flood and dike"), ("Date", "Last year")]).query
    'flood and dike'
    """
    facts = {label.rstrip(":"): value for label, value in pairs
             if label.rstrip(":") in _SUMMARY and value}  # fmt: skip
    if not facts:
        return None
    return Provenance(query=facts.get("Text"), facts=facts)


def _line(record: Record, code: str) -> str:
    """Give the value of a code on one line; empty if it is not there."""
    return " ".join(value.strip() for value in record.get(code, []) if value.strip())


def _raw(code: str, values: list[str]) -> str | list[str]:
    """Give a value for the metadata: a list where Factiva writes one."""
    if code in _LISTS:
        parts = (part.strip() for value in values for part in value.split("|"))
        return [part for part in parts if part]
    return "\n".join(values)


def _moment(date: str, time: str) -> tuple[str | None, str | None]:
    """Give the words of the date with the time of day, and a time that does not fit."""
    if date and _CLOCK.fullmatch(time):
        return f"{date} {time}", None
    return date or None, time or None


def _identity(record: Record) -> str | None:
    """Give the accession number without the word before it."""
    words = _line(record, "AN")
    if found := CLOSING.search(words):
        return found["number"]
    return words.split()[-1] if words else None


def _count(words: str) -> int | None:
    """Read `1,295 words`, `1.295 Wörter` or `1 295 mots`."""
    found = _NUMBER.search(words)
    return int(re.sub(r"\D", "", found[0])) if found else None


def _remarks(record: Record, *, has_body: bool, cut: bool) -> tuple[str, ...]:
    """Say what is odd about an article."""
    odd = {
        "no headline": not _line(record, "HD"),
        "no text, only a headline": not has_body,
        "the file ends within this article, after its text; export it again": cut,
        "no accession number": not cut and not _line(record, "AN"),
    }
    return tuple(remark for remark, holds in odd.items() if holds)


def _quote(record: Record) -> str:
    """Give the first words of a record."""
    return " ".join(" ".join(values) for values in record.values())[:_QUOTED].strip()
