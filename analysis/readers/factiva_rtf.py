"""Read the RTF that Factiva saves as 'Full Article/Report plus Indexing'.

striprtf turns RTF to text. It writes the end of a table cell as `|`, which Factiva also
writes within a cell, and drops the difference between the breaks; so cells, rows and
pages are marked by characters of no meaning before it sees the file.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from analysis.readers import _factiva
from analysis.readers._items import Claim, Item, Rejected, Remark
from analysis.readers._reader import Reader
from analysis.readers._rtf import converted, is_rtf
from analysis.readers._source import Options, Source, Unreadable

__all__ = ["READER"]

_CELL, _ROW, _PAGE, _LINE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"  # Unicode keeps them free
_MARKED: Final = {"cell": _CELL, "row": _ROW, "page": _PAGE, "sect": _PAGE, "line": _LINE}
_CONTROL: Final = re.compile(r"\\(?:([a-z]+)(-?\d+)?( ?)|[^a-z])|\f", re.IGNORECASE)
_PLAIN: Final = re.compile(r"\\[a-z]+-?\d* ?|[{}\r\n]+", re.IGNORECASE)
_HEAD_CODES: Final = ("HD", "WC", "PD", "SN", "SC", "LA", "AN")
_CODE_LINE: Final = re.compile(r"(?P<code>[A-Z]{2,3})(?:\t+| {2,}|$)(?P<value>.*)")
_FEW: Final = 30
"""Words outside the articles that need not be mentioned: a copyright, a heading."""


class _Outside(NamedTuple):
    """What stands beside the articles: rows without a code, and other text."""

    pairs: list[tuple[str, str]]
    texts: list[str]


def _recognises(source: Source) -> bool:
    """Look for RTF with an accession number of Factiva or several of its codes."""
    if not is_rtf(source):
        return False
    words = _PLAIN.sub("\n", source.head_text)
    codes = {line.strip() for line in words.split("\n")}
    return bool(_factiva.CLOSING.search(words)) or len(codes & set(_HEAD_CODES)) > 3


def _read(source: Source, options: Options) -> Iterator[Item]:
    """Give the articles of a file, and how many accession numbers it holds."""
    raw = source.text(options.encoding).text
    text = _text(raw)
    if "\ufffd" in text:
        yield Remark("some characters could not be decoded; they are shown as \ufffd")
    if claimed := max(len(_factiva.CLOSING.findall(raw)), len(_factiva.CLOSING.findall(text))):
        yield Claim(claimed, "accession numbers")
    tabled = _CELL in text
    rows, outside = _rows(text) if tabled else (list(_lines(text)), _Outside([], []))
    found = list(_factiva.records(rows))
    if not any("HD" in record and (tabled or record.keys() & {"LP", "AN"}) for record in found):
        yield from _unindexed(text)
        return
    cut = not _ended(raw, text, found[-1])
    for position, record in enumerate(found, start=1):
        yield _factiva.article(position, record, cut=cut and position == len(found))
    yield from _beside(outside)


def _text(raw: str) -> str:
    """Turn RTF to text, with marks for cells, rows and pages."""
    return converted(_CONTROL.sub(_mark, raw))


def _mark(found: re.Match[str]) -> str:
    """Replace a control word that parts the text by a mark; take the addresses out of links."""
    if found[0] == "\f":
        return "{" + _PAGE + "}"
    word = (found[1] or "").lower()
    if word == "fldinst":  # striprtf would write the address into the text of the article
        return "\\datafield" + (found[2] or "") + found[3]
    return "{" + _MARKED[word] + "}" if word in _MARKED else found[0]


def _rows(text: str) -> tuple[list[tuple[str, list[str]]], _Outside]:
    """Give the rows of the tables by their codes, and what stands beside them.

    A row without a code belongs to the value above it: a table within an article.
    """
    rows: list[tuple[str, list[str]]] = []
    outside = _Outside([], [])
    for line in re.split(f"[{_ROW}{_PAGE}]", text):
        first, *cells = line.split(_CELL)
        if not cells:
            outside.texts.extend(_paragraphs(first))
            continue
        *before, code = _paragraphs(first) or [""]
        if _factiva.is_code(code):
            outside.texts.extend(before)
            rows.append((code, [text for cell in cells for text in _paragraphs(cell)]))
        elif rows and rows[-1][0] != "AN":
            filled = [cell for cell in map(_paragraphs, (first, *cells)) if cell]
            joined = [" | ".join(" ".join(cell) for cell in filled)] if filled else []
            rows[-1][1].extend(filled[0] if len(filled) == 1 else joined)
        else:
            outside.pairs.append((code, " ".join(_paragraphs(cells[0]))))
    return rows, outside


def _paragraphs(cell: str) -> list[str]:
    """Give the paragraphs of a cell."""
    parts = (part.replace(_LINE, "\n").strip() for part in cell.split("\n"))
    return [part for part in parts if part]


def _lines(text: str) -> Iterator[tuple[str, list[str]]]:
    """Give the rows of a file whose codes stand at the start of lines, without a table.

    Within the text of an article only what can follow it counts as a code, so that a line
    `HD` in it stays text.
    """
    code, seen, fresh = "", set[str](), True
    for line in re.split(f"(?<=[\n{_PAGE}])", text.replace(_LINE, "\n")):
        words = line.strip(f"\n\t {_PAGE}")
        found = _CODE_LINE.fullmatch(words)
        first = fresh and found is not None and found["code"] in ("SE", "HD")
        if found and (first or _factiva.may_follow(found["code"], seen)):
            code = found["code"]
            seen = {code} if first or "AN" in seen else seen | {code}
            yield code, [found["value"].strip()] if found["value"].strip() else []
        elif code and words:
            yield code, [words]
        fresh = _PAGE in line or (fresh and not words)


def _ended(raw: str, text: str, last: _factiva.Record) -> bool:
    """Say whether the file ends as RTF does, or at least behind a whole last article."""
    return raw.rstrip("\0 \r\n\t").endswith("}") or (
        "AN" in last and text.rstrip(f" \n{_PAGE}").endswith(_ROW)
    )


def _beside(outside: _Outside) -> Iterator[Item]:
    """Give the query of the file, and say what was not read as part of an article."""
    if summary := _factiva.search_summary(outside.pairs):
        yield summary
    words = " ".join(outside.texts).split()
    if len(words) > _FEW:
        said = " ".join(words)[:80]
        yield Remark(f"{len(words)} words outside the tables are in no article: '{said} ...'")


def _unindexed(text: str) -> Iterator[Item]:
    """Refuse the articles of an export without codes, one by one."""
    position = 0
    for page in text.split(_PAGE):
        start = 0
        for closing in _factiva.CLOSING.finditer(page):
            position += 1
            yield Rejected(position, _factiva.REQUEST, _quote(page[start : closing.end()]))
            start = closing.end()
        if len(page[start:].split()) > _FEW:  # and not only the copyright of Factiva
            position += 1
            yield Rejected(position, _factiva.REQUEST, _quote(page[start:]))
    if not position:
        raise Unreadable("holds no article of Factiva that can be told; " + _factiva.REQUEST)


def _quote(text: str) -> str:
    """Give the first words of a text."""
    return " ".join(text.split())[:80]


READER: Final = Reader("factiva-rtf", "Factiva, RTF with indexing", _recognises, _read)
