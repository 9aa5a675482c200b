"""The paragraphs of a Word file (DOCX), with nothing lost: tables, lists, text boxes.

python-docx opens the file; its paragraph objects are left aside, since they know neither
text boxes nor bookmarks and are slow on files of a hundred articles.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from analysis.readers._archive import check_office
from analysis.readers._paragraph import Paragraph
from analysis.readers._source import Source, Unreadable

__all__ = ["begins", "open_word", "paragraphs"]

_MAIN: Final = "word/document.xml"
_LOOK: Final = 300_000  # bytes of the main part that are looked at to tell the form of a file
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXTS: Final = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_GONE: Final = frozenset(  # deleted text, doubles of text boxes, and what is not text
    (f"{_W}del", f"{_W}moveFrom", _FALLBACK, f"{_W}pPr", f"{_W}rPr")
)
_HYPERLINK: Final = re.compile(r'HYPERLINK\s+"([^"]+)"')


def begins(source: Source) -> str | None:
    """Give the first part of the main document of a DOCX, as XML; None if it is not one.

    Examples
    --------
    >>> begins(Source.of_bytes("a.docx", b"PK but no zip")) is None
    True
    """
    if not source.head.startswith(b"PK"):
        return None
    try:
        with (
            source.opened() as stream,
            zipfile.ZipFile(stream) as archive,
            archive.open(_MAIN) as part,
        ):
            return part.read(_LOOK).decode("utf-8", "replace")
    except Exception:  # whatever is wrong with it, it is not recognised
        return None


def open_word(source: Source) -> Document:
    """Open a DOCX after the checks for hostile files; raise `Unreadable` if it is damaged."""
    check_office(source)
    try:
        return docx.Document(io.BytesIO(source.content()))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError,
            etree.XMLSyntaxError) as cause:  # fmt: skip
        raise Unreadable("damaged Word file; open it in Word and save it again") from cause


def paragraphs(document: Document) -> list[Paragraph]:
    """Give the paragraphs of the body, in order; a row of a table is one paragraph.

    Deleted text of tracked changes is left out, and inserted text is in. The paragraphs
    of a text box follow the paragraph that holds the box.
    """
    links = {key: rel.target_ref for key, rel in document.part.rels.items() if rel.is_external}
    pending: list[str] = []
    return list(_blocks(document.element.body, links, pending))


def _blocks(parent: Any, links: dict[str, str], pending: list[str]) -> Iterator[Paragraph]:
    """Go through what stands below an element; bookmarks between paragraphs are handed on."""
    for child in parent:
        tag = child.tag
        if tag == f"{_W}p":
            yield from _one(child, links, pending)
        elif tag == f"{_W}tbl":
            yield from (_row(row, links) for row in child.iter(f"{_W}tr") if _outer(row, child))
        elif tag == f"{_W}bookmarkStart":
            pending.append(child.get(f"{_W}name", ""))
        elif tag not in _GONE and len(child):
            yield from _blocks(child, links, pending)


def _outer(row: Any, table: Any) -> bool:
    """Tell whether a row belongs to this table and not to one within it."""
    return next(row.iterancestors(f"{_W}tbl")) is table


def _row(row: Any, links: dict[str, str]) -> Paragraph:
    """Put the cells of a row side by side."""
    cells = []
    found: list[str] = []
    for cell in row.iter(f"{_W}tc"):
        if next(cell.iterancestors(f"{_W}tr")) is row:
            inner = list(_blocks(cell, links, []))
            cells.append(" ".join(" ".join(part.text.split()) for part in inner).strip())
            found += [link for part in inner for link in part.links]
    return Paragraph(" | ".join(cells) if any(cells) else "", links=tuple(found))


def _one(element: Any, links: dict[str, str], pending: list[str]) -> Iterator[Paragraph]:
    """Read a paragraph, and after it the paragraphs of text boxes within it."""
    texts: list[str] = []
    bookmarks, found, boxes = list(pending), list[str](), list[Any]()
    pending.clear()
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        tag = child.tag
        if tag == f"{_W}t":
            texts.append(child.text or "")
        elif tag in _TEXTS:
            texts.append(_TEXTS[tag])
        elif tag == f"{_W}bookmarkStart":
            bookmarks.append(child.get(f"{_W}name", ""))
        elif tag == f"{_W}instrText":
            found += _HYPERLINK.findall(child.text or "")
        elif tag == f"{_W}txbxContent":
            boxes.append(child)
        elif tag not in _GONE:
            if tag == f"{_W}hyperlink" and child.get(_ID) in links:
                found.append(links[child.get(_ID)])
            stack.append(iter(child))
    yield Paragraph("".join(texts), tuple(bookmarks), tuple(found), *_set(element))
    for box in boxes:
        yield from _blocks(box, links, [])


def _set(element: Any) -> tuple[bool, bool, str]:
    """Tell whether a section ends, whether it is centred, and the name of the style."""
    properties = element.find(f"{_W}pPr")
    if properties is None:
        return False, False, ""
    centred, style = properties.find(f"{_W}jc"), properties.find(f"{_W}pStyle")
    return (
        properties.find(f"{_W}sectPr") is not None,
        centred is not None and centred.get(f"{_W}val") == "center",
        "" if style is None else style.get(f"{_W}val", ""),
    )
