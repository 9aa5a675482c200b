"""Any other Word file: one article, with its first paragraph or heading as the title."""

import re
from collections.abc import Iterator
from typing import Final

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from analysis.readers import _word
from analysis.readers._items import Article, Item, Rejected, compose
from analysis.readers._nexis import error_page
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source, Unreadable

__all__ = ["READER"]

_TITLE: Final = re.compile(r"(?:title|titel|titre|heading1|kop1|berschrift1|titre1)", re.IGNORECASE)
_FACTS: Final = ("title", "creator", "subject", "keywords", "description", "language", "category",
                 "created", "modified")  # fmt: skip


def _recognises(source: Source) -> bool:
    """Tell whether a file is a DOCX of any kind; ask the Nexis reader first."""
    return _word.begins(source) is not None


def _read(source: Source, options: Options) -> Iterator[Item]:
    """Yield the one article of a DOCX; its properties go to `raw`."""
    document = _word.open_word(source)
    parts = [part for part in _word.paragraphs(document) if part.text.strip()]
    if not parts:
        raise Unreadable("no text in it; are its pages pictures?")
    text = "\n".join(part.text for part in parts)
    if error_page(text):
        yield Rejected(1, "an error message in the place of an article", text[:80].strip())
        return
    at = next((n for n, part in enumerate(parts) if _TITLE.fullmatch(part.style)), 0)
    title = " ".join(parts[at].text.split())
    body = [part.text for n, part in enumerate(parts) if n != at]
    remarks = () if body else ("one paragraph only, which was taken as the title",)
    facts = _facts(document)
    yield Article(
        position=1,
        text=compose(title, body),
        title=title,
        author=facts.pop("creator", None),
        has_body=bool(body),
        remarks=remarks,
        raw=facts,
    )


def _facts(document: Document) -> dict[str, str]:
    """Read the properties of the file, as they are written in it."""
    package = document.part.package
    for rel in package.rels.values():
        if rel.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES and not rel.is_external:
            found = ((etree.QName(child).localname, (child.text or "").strip())
                     for child in etree.fromstring(rel.target_part.blob)
                     if isinstance(child.tag, str))  # fmt: skip
            return {f"file_{key}" if key in ("created", "modified", "title") else key: value
                    for key, value in found if value and key in _FACTS}  # fmt: skip
    return {}


READER: Final = Reader("docx", "Word file, one article", _recognises, _read)
