"""Turn an article, as a reader gives it, into a row of the table `documents`."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

from analysis import _language, _metadata, _mojibake
from analysis.readers import Article, Options

__all__ = ["EXTRA", "Record", "body_words", "record", "writable"]

EXTRA: Final[Mapping[str, str]] = {
    "has_body": "bool",
    "language_source": "str",
    "language_confidence": "float64",
}
"""Columns behind those of the contract, with their types in pandas."""

_FIELDS: Final = ("title", "outlet", "author", "section", "url")
_ORIGIN: Final = (
    "source_file", "source_format", "position_in_file", "doc_id", "language_source",
    "language_confidence",
)  # fmt: skip
_MOST_SHOWN: Final = 60


class Record(NamedTuple):
    """A row of `documents`, and what a researcher should know of it.

    `date` are the words of the date, whoever gave them; `identity` is that of the article.
    """

    row: dict[str, Any]
    date: str | None
    identity: str | None
    remarks: tuple[str, ...]


def record(
    article: Article,
    source_file: str,
    source_format: str,
    options: Options,
    *,
    given: _metadata.Row | None = None,
    query: str | None = None,
) -> Record:
    """Make the row of one article.

    Parameters
    ----------
    article : Article
        As read.
    source_file, source_format : str
    options : Options
        Of the study: its languages, and what to do with garbled accents.
    given : Row, optional
        Of the metadata: where a cell is filled it counts, and not what the file says.
    query : str, optional
        How the file was made, from its cover.

    Returns
    -------
    Record
    """
    article, remarks = _readable(article, options)
    cells = {name: cell.strip() for name, cell in given.cells.items()} if given else {}
    raw = _raw(article, given, query)
    filled = {name: cells.get(name) or getattr(article, name) or None for name in _FIELDS}
    text = article.text
    position = article.position
    row: dict[str, Any] = {
        "doc_id": _doc_id(source_file, source_format, position, text),
        "source_file": source_file,
        "source_format": source_format,
        "position_in_file": position,
        "text": text,
        "date_source": "none",
        "words": len(re.findall(r"\w+", text)),
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        **filled,
        "has_body": article.has_body,
        "raw_metadata": _as_json(raw),
    }
    row |= _with_language(article, cells.get("language"), text, options.languages)
    row |= {name: value for name, value in article.origin.items() if name in _ORIGIN}
    differing = _differing(article, cells)
    said = (*article.remarks, *remarks, *differing)
    return Record(row, cells.get("date") or article.date, article.identity, said)


def _doc_id(source_file: str, source_format: str, position: int, text: str) -> str:
    """Hash what an article is: where it was found, and its text."""
    place = "" if source_format == "text" and position == 1 else f"{position}\0"
    return hashlib.sha256(f"{source_file}\0{place}{text}".encode()).hexdigest()[:12]


def _raw(article: Article, given: _metadata.Row | None, query: str | None) -> dict[str, object]:
    """Gather all that has no column of its own; cells of the metadata count first."""
    stated = {"date": article.date, "identity": article.identity,
              "stated_words": article.stated_words, "query": query}  # fmt: skip
    raw = {**article.raw, **{name: value for name, value in stated.items() if value is not None}}
    if article.language and _metadata.tag(article.language) is None:
        raw.setdefault("language", article.language)  # its words are nowhere else
    for name, cell in (given.cells if given else {}).items():
        if cell.strip() or name not in raw:
            raw[name] = cell
    return raw


def _as_json(raw: Mapping[str, object]) -> str | None:
    """Write a mapping as JSON; None if it is empty."""
    if not raw:
        return None
    return writable(json.dumps(raw, sort_keys=True, ensure_ascii=False, default=str))


def _with_language(
    article: Article, cell: str | None, text: str, languages: tuple[str, ...]
) -> dict[str, Any]:
    """Language of an article: of the metadata, else as the file states it, else detected."""
    nothing = float("nan")
    for source, written in (("metadata", cell), ("file", article.language)):
        if (stated := _metadata.tag(written)) is not None:
            return {"language": stated, "language_source": source, "language_confidence": nothing}
    language, confidence = _language.classify(text, languages)
    return {"language": language, "language_source": language and "detected",
            "language_confidence": confidence}  # fmt: skip


def _differing(article: Article, cells: Mapping[str, str]) -> list[str]:
    """Remark on what the metadata says otherwise than the file."""
    said = []
    for name in (*_FIELDS, "date", "language"):
        own, cell = getattr(article, name), cells.get(name)
        if own and cell and own.strip() != cell and not _same_language(name, own, cell):
            said.append(f"{name} {cell[:_MOST_SHOWN]!r} of the metadata is used, not "
                        f"{own.strip()[:_MOST_SHOWN]!r} of the file")  # fmt: skip
    return said


def _same_language(name: str, one: str, other: str) -> bool:
    """Whether two ways to write a language mean the same."""
    return name == "language" and _metadata.tag(one) == _metadata.tag(other)


def _readable(article: Article, options: Options) -> tuple[Article, list[str]]:
    """Give an article that can be written, with its accents repaired if that is asked for."""
    remarks = []
    fields = ("text", *_FIELDS, "date", "identity")
    texts = {name: value for name in fields if (value := getattr(article, name)) is not None}
    if broken := [name for name, value in texts.items() if writable(value) != value]:
        texts |= {name: writable(texts[name]) for name in broken}
        remarks.append("half characters (lone surrogates) replaced by \ufffd")
    if options.mojibake == "repair":
        repaired = {name: _mojibake.repair(texts[name]) for name in texts}
        remarks += [said for name, (_, said) in repaired.items() if said and name == "text"]
        texts = {name: text for name, (text, _) in repaired.items()}
    elif said := _mojibake.remark(article.text):
        remarks.append(said)
    return replace(article, **texts), remarks


def writable(text: str) -> str:
    r"""Replace what no encoding can write: halves of characters that are written as two.

    Examples
    --------
    >>> writable("a\ud83d"), writable("\ud83d\ude00") == "\N{GRINNING FACE}"
    ('a\ufffd', True)
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def body_words(text: str, title: str | None) -> tuple[int, int]:
    r"""Count the words of a text in the way that gives least and the way that gives most.

    Least: what stands between blanks, without the title. Most: what has no sign in it, so
    that `l'été` is two, with the title. A database may count either way.

    Examples
    --------
    >>> body_words("Un titre\n\nC'est l'été.", "Un titre")
    (2, 6)
    """
    body = text.removeprefix(title.strip()) if title else text
    least = sum(re.search(r"\w", token) is not None for token in body.split())
    return least, len(re.findall(r"\w+", text))
