"""Reader of RIS, the form in which Zotero and databases hand over references.

A file is cut into its records before rispy reads them, so that a damaged record spoils
itself alone. References rarely hold texts: title and abstract are read.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from analysis.readers._items import Article, Claim, Item, Rejected, Remark, compose
from analysis.readers._languages import language_tag
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source

__all__ = ["READER", "read", "recognises"]

_START: Final = re.compile(r"TY {1,2}- ?")
_END: Final = re.compile(r"ER {1,2}-")
_TAG: Final = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?= |$)")
_TITLE: Final = ("title", "primary_title", "short_title")
_OUTLET: Final = ("secondary_title", "journal_name", "alternate_title3", "alternate_title2")
_DATE: Final = ("date", "publication_year", "year")
_ABSTRACT: Final = ("abstract", "notes_abstract")
_IDENTITY: Final = ("accession_number", "id", "doi")
_KNOWN: Final = ("type_of_reference", *_TITLE[:2], *_ABSTRACT, "authors", "first_authors",
                 "urls", "language", "section")  # fmt: skip


class _Record(NamedTuple):
    """Lines of one record, where it begins, and whether it has an end."""

    line: int
    lines: list[str]
    ended: bool


def recognises(source: Source) -> bool:
    r"""Tell whether the first line that is not empty begins a record.

    Examples
    --------
    >>> recognises(Source.of_bytes("a.txt", b"\r\nTY  - NEWS\r\nTI  - Tides\r\nER  - \r\n"))
    True
    """
    return _START.match(source.head_text.lstrip("\ufeff \t\r\n")) is not None


def read(source: Source, options: Options) -> Iterator[Item]:
    """Read the records of a file."""
    content = source.text(options.encoding)
    records = list(_records(content.text.lstrip("\ufeff").splitlines()))
    ends = sum(bool(_END.match(line)) for line in content.text.splitlines())
    yield Claim(len(records), "records begun (TY)")
    yield Claim(ends, "records ended (ER)")
    yield Remark("references: titles and abstracts are read, not the articles")
    for position, record in enumerate(records, start=1):
        yield _article(position, record)


def _records(lines: list[str]) -> Iterator[_Record]:
    """Cut a file into its records; a record ends at `ER`, or where the next begins."""
    begun: _Record | None = None
    for number, line in enumerate(lines, start=1):
        if _START.match(line):
            if begun is not None:
                yield begun
            begun = _Record(number, [line], ended=False)
        elif begun is not None and _END.match(line):
            yield begun._replace(ended=True)
            begun = None
        elif begun is not None:
            begun.lines.append(line)
    if begun is not None:
        yield begun


def _article(position: int, record: _Record) -> Article | Rejected:
    """Make an article of a record."""
    values = _parsed(record)
    title = _first(values, _TITLE)
    abstract = [value for name in _ABSTRACT if (value := _words(values.get(name)))]
    if title is None and not abstract:
        quote = " ".join(" ".join(record.lines).split())[:80]
        return Rejected(position, f"line {record.line:,}: a record without a title", quote)
    remarks = () if record.ended else (
        f"line {record.line:,}: the record has no end (ER); it may be cut off",)  # fmt: skip
    language = _words(values.get("language"))
    raw = {name: value for name, value in values.items() if name not in _KNOWN[1:] and value}
    outlet, date = _named(values, raw, _OUTLET), _named(values, raw, _DATE)
    if language and language_tag(language):
        raw["language_as_written"] = language
    return Article(
        position=position,
        text=compose(title, dict.fromkeys(abstract)),
        title=title,
        outlet=outlet,
        author="; ".join(values.get("authors") or values.get("first_authors") or []) or None,
        section=_words(values.get("section")),
        url=_url(values, raw),
        language=language_tag(language) or language,
        date=None if date is None else date.rstrip("/ "),
        identity=_named(values, raw, _IDENTITY),
        has_body=False,
        remarks=remarks,
        raw=raw,
    )


def _parsed(record: _Record) -> dict[str, Any]:
    """Give the fields of a record under the names of rispy."""
    import rispy

    parser = rispy.RisParser(delimiter_tags_mapping={}, enforce_list_tags=False)
    one_space = re.match(r"TY -", record.lines[0]) is not None
    lines = [_TAG.sub(r"\1  -", line) if one_space else line for line in record.lines]
    try:
        found = parser.parse_lines(iter([*lines, "ER  - "]))
    except (KeyError, TypeError, AttributeError, ValueError):  # what rispy trips over
        return {}
    values: dict[str, Any] = dict(found[0]) if found else {}
    unknown = values.pop("unknown_tag", {})
    values |= {(tag or "without_tag").lower(): list(value) for tag, value in unknown.items()}
    return {name: value for name, value in values.items() if value}


def _words(value: Any) -> str | None:
    """Write a value, or the values, of a field."""
    words = "; ".join(value) if isinstance(value, list) else value
    return (words or "").strip() or None


def _first(values: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """Give the first of some fields that is filled."""
    return next((words for name in names if (words := _words(values.get(name)))), None)


def _named(values: Mapping[str, Any], raw: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """Give the first of some fields that is filled, and take it from the rest."""
    name = next((name for name in names if _words(values.get(name))), None)
    if name is None:
        return None
    raw.pop(name, None)
    return _words(values[name])


def _url(values: Mapping[str, Any], raw: dict[str, Any]) -> str | None:
    """Give the first link; all of them are kept if there are more."""
    urls = values.get("urls") or []
    if len(urls) > 1:
        raw["urls"] = list(urls)
    return urls[0] if urls else None


READER: Final = Reader("ris", "references (RIS)", recognises, read)
