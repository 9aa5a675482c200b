"""Read a text file that holds one article.

The text is kept to the character. A block of lines such as `Title: ...` at its top is read
into the fields and stays in the text, so that offsets point into the file.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from analysis.readers._cells import TAGS
from analysis.readers._items import Article, Item, Remark
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source

__all__ = ["FIELDS", "READER", "fields", "read", "recognises"]

_MOST_BYTES: Final = 50_000_000
_MARKUP: Final = re.compile(r"\s*(?:<!doctype html|<html|<\?xml|\{\\rtf|%PDF-)", re.IGNORECASE)
_OTHER_FORMS: Final = frozenset({
    "csv", "tsv", "tab", "json", "jsonl", "ndjson", "geojson", "xml", "html", "htm", "xhtml",
    "mht", "mhtml", "yaml", "yml", "docx", "doc", "odt", "rtf", "pdf", "xlsx", "xls", "xlsm",
    "ods", "pptx", "parquet", "feather", "ris", "bib", "warc", "gz", "zip", "py", "ipynb", "r",
    "rmd", "js", "css", "svg", "log", "toml", "ini", "cfg", "sql", "sh", "bat", "png", "jpg",
    "jpeg", "gif", "mp3", "mp4", "wav", "eml", "msg", "url", "webloc", "srt", "vtt", "rds", "rdata",
})  # fmt: skip
_LINE: Final = re.compile(r"(?P<label>[^\W\d_][\w \-]{0,28}?)[ \t]*:[ \t]+(?P<value>\S.*?)[ \t]*")
_MOST_LINES: Final = 20

FIELDS: Final[Mapping[str, str]] = {
    "title": "title", "headline": "title", "titel": "title", "kop": "title", "titre": "title",
    "überschrift": "title", "schlagzeile": "title",
    "date": "date", "datum": "date", "published": "date", "pubdate": "date",
    "publication date": "date", "date published": "date", "publicatiedatum": "date",
    "gepubliceerd": "date", "veröffentlicht": "date", "date de publication": "date",
    "outlet": "outlet", "source": "outlet", "publication": "outlet", "newspaper": "outlet",
    "bron": "outlet", "krant": "outlet", "medium": "outlet", "quelle": "outlet",
    "zeitung": "outlet", "journal": "outlet",
    "author": "author", "authors": "author", "byline": "author", "auteur": "author",
    "autor": "author", "verfasser": "author",
    "url": "url", "link": "url", "canonical": "url", "permalink": "url",
    "language": "language", "lang": "language", "taal": "language", "sprache": "language",
    "langue": "language",
    "section": "section", "rubriek": "section", "rubrik": "section", "ressort": "section",
    "rubrique": "section", "category": "section",
}  # fmt: skip
"""Labels, in English, Dutch, German and French, and the columns they are read into."""


def recognises(source: Source) -> bool:
    r"""Whether a file is text, and its ending does not say that it is something else.

    Examples
    --------
    >>> [recognises(Source.of_bytes("a.txt", raw)) for raw in (b"A line.", b"<html>", b"\0")]
    [True, False, False]
    """
    shown = source.head_text
    other = PurePosixPath(source.name).suffix.lower().removeprefix(".") in _OTHER_FORMS
    return bool(shown.strip()) and not other and not _MARKUP.match(shown)


def read(source: Source, options: Options) -> Iterator[Item]:
    r"""Give the one article of a text file.

    Examples
    --------
    >>> source = Source.of_bytes("a.txt", b"Title: Storm\nDate: 3 May 2025\n\nIt blew.")
    >>> article = next(read(source, Options()))
    >>> article.title, article.date, article.text[:6]
    ('Storm', '3 May 2025', 'Title:')
    """
    limited = replace(source, most_bytes=min(source.most_bytes, _MOST_BYTES))
    text = limited.text(options.encoding).text
    named, rest = fields(_block(text))
    if TAGS.search(text):
        yield Remark("holds HTML tags such as <p>, which stay in the text; if it is a page, "
                     "rename it to .html")  # fmt: skip
    yield Article(position=1, text=text, **named, raw=rest)  # type: ignore[arg-type]


def _block(text: str) -> dict[str, str]:
    """Read the lines with labels at the top of a text, down to a blank line; or nothing."""
    found: dict[str, str] = {}
    for line in text[:5_000].splitlines()[: _MOST_LINES + 1]:
        if not line.strip():
            return found if _known(found) else {}
        labelled = _LINE.fullmatch(line)
        if labelled is None or labelled["label"].casefold() in found:
            return {}
        found[labelled["label"].casefold()] = labelled["value"]
    return {}


def _known(found: Mapping[str, str]) -> bool:
    """Whether labels are those of an article: title, date or outlet is among them."""
    return any(FIELDS.get(label) in {"title", "date", "outlet"} for label in found)


def fields(found: Mapping[str, object]) -> tuple[dict[str, str], dict[str, object]]:
    """Sort labelled values into the fields of an article and the rest; empty ones are left out.

    Examples
    --------
    >>> fields({"titel": "Storm", "editie": "1"})
    ({'title': 'Storm'}, {'editie': '1'})
    """
    named: dict[str, str] = {}
    rest: dict[str, object] = {}
    for label, value in found.items():
        column = FIELDS.get(label.casefold())
        if value in ("", None, []):
            continue
        if column is None or column in named:
            rest[re.sub(r"[\s\-]+", "_", label.casefold())] = value
        else:
            named[column] = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return named, rest


READER: Final = Reader("text", "a text file with one article", recognises, read)
