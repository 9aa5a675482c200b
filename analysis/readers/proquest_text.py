"""Read the text that ProQuest saves as 'Text only'.

A line of 60 underscores parts the documents. The first block of a document is its title,
without a label; the others are `Key: value`, and the text runs on until the next key.
`_proquest` tells a key from a sentence that looks like one.
"""

import re
from collections.abc import Iterator
from typing import Final

from analysis.readers import _proquest
from analysis.readers._items import Article, Claim, Item, Provenance, Rejected, Remark, compose
from analysis.readers._languages import language_tag
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source, Unreadable

__all__ = ["READER"]

_BETWEEN: Final = re.compile(r"^[ \t]*_{60}[ \t]*$", re.MULTILINE)
_DOCUMENT: Final = re.compile(r"\s*Document \d+ of (?P<count>\d{1,6})[ \t]*\n")
_COVER: Final = re.compile(r"Report Information from ProQuest|Table of contents", re.IGNORECASE)
_LISTED: Final = re.compile(r"^[ \t]*\d+\.[ \t]+\S", re.MULTILINE)
_CLOSING: Final = re.compile(
    r"ProQuest LLC|Contact us at|Terms and Conditions|\ABibliography\b|\ACitation style",
    re.IGNORECASE,
)
_MARKS: Final = re.compile(
    r"^(?:Report Information from ProQuest|ProQuest document ID:)|^Database: .*ProQuest"
    r"|^Document URL: \S*proquest\.com",
    re.MULTILINE,
)
_NUMBERS: Final = re.compile(r"^ProQuest document ID:", re.MULTILINE)
_MISSING: Final = re.compile(r"(?:not|none) available\.?", re.IGNORECASE)
_OWN: Final = (
    "publication title", "author", "section", "document url", "proquest document id",
    "publication date", "full text",
)  # fmt: skip
_RENAMED: Final = {"last updated": "update_date"}


def _recognises(source: Source) -> bool:
    """Look for the line of underscores and the keys that only ProQuest writes."""
    head = source.head_text.replace("\r\n", "\n")
    if not _BETWEEN.search(head):
        return False
    return bool(_MARKS.search(head)) or _proquest.sure_keys(head) > 2


def _read(source: Source, options: Options) -> Iterator[Item]:
    """Give the documents of a file, and how many it says it holds."""
    text = source.text(options.encoding).text
    chunks = _BETWEEN.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    has_keys = [_proquest.has_keys(chunk) for chunk in chunks]
    if True not in has_keys:
        raise Unreadable("no document with the fields of ProQuest; export it again as 'Text only'")
    start = has_keys.index(True)
    if not any(_COVER.search(chunk) for chunk in chunks[:start]):
        start = 0
    yield from _cover([chunk.strip() for chunk in chunks[:start] if chunk.strip()])
    yield from _claims(chunks, text)
    position = 0
    for number, chunk in enumerate(chunks[start:], start=start):
        if has_keys[number] or not _closes(chunk.strip()):
            position += 1
            yield _document(position, chunk, last=number == len(chunks) - 1)
    if has_keys[-1]:
        yield Remark("the lines that close an export of ProQuest are missing; is the file whole?")


def _closes(words: str) -> bool:
    """Say whether words are the lines that close a file, or the start of them, or none."""
    return bool(_CLOSING.search(words)) or "contact us at".startswith(words.casefold())


def _cover(chunks: list[str]) -> Iterator[Item]:
    """Give what stands before the first document."""
    contents = [chunk for chunk in chunks if _LISTED.search(chunk)]
    if contents:
        yield Claim(sum(len(_LISTED.findall(chunk)) for chunk in contents), "table of contents")
    lines = [line.strip() for chunk in chunks if chunk not in contents
             for line in chunk.split("\n") if line.strip()]  # fmt: skip
    if lines:
        yield Provenance(facts={"cover": " | ".join(lines)})


def _claims(chunks: list[str], text: str) -> Iterator[Item]:
    """Give the numbers that the documents state."""
    counts = [int(found["count"]) for chunk in chunks if (found := _DOCUMENT.match(chunk))]
    if counts:
        yield Claim(max(counts), "'Document 1 of ...'")
    if numbers := len(_NUMBERS.findall(text)):
        yield Claim(numbers, "ProQuest document IDs")


def _document(position: int, chunk: str, *, last: bool) -> Item:
    """Make an article of one document; `last` if nothing comes after it in the file."""
    numbered = _DOCUMENT.match(chunk)
    record = _proquest.record(chunk[numbered.end() :] if numbered else chunk)
    cut = last and not record.value("proquest document id")
    if not record.fields or (cut and record.ends_in_text):
        reason = (
            "the file ends within this document; export it again"
            if last
            else "none of the fields of ProQuest"
        )
        return Rejected(position, reason, " ".join(chunk.split())[:80])
    return _article(position, record, cut=cut)


def _article(position: int, record: _proquest.Record, *, cut: bool) -> Article | Rejected:
    """Give the fields of a document their places."""
    body = [text for text in record.fields.get("full text", []) if text]
    if len(body) == 1 and _MISSING.fullmatch(body[0]):
        body = []
    abstract = [text for text in record.fields.get("abstract", [])
                if text and not _MISSING.fullmatch(text)]  # fmt: skip
    text = compose(record.title, body or abstract)
    if not text:
        return Rejected(position, "neither title nor text", " ".join(record.fields))
    words = record.value("word count") or ""
    return Article(
        position=position,
        text=text,
        title=record.title,
        outlet=record.value("publication title"),
        author=record.value("author"),
        section=record.value("section"),
        url=record.value("document url"),
        language=language_tag(record.value("language of publication")),
        date=record.value("publication date") or record.value("publication year"),
        identity=record.value("proquest document id"),
        stated_words=int(words) if re.fullmatch(r"[0-9]{1,9}", words) else None,
        has_body=bool(body),
        remarks=_remarks(has_body=bool(body), has_abstract=bool(abstract), cut=cut),
        raw=_raw(record),
    )


def _remarks(*, has_body: bool, has_abstract: bool, cut: bool) -> tuple[str, ...]:
    """Say what is odd about a document."""
    odd = {
        "no full text in the export, only title and abstract": not has_body and has_abstract,
        "no full text in the export, only a title": not has_body and not has_abstract,
        "the file ends within this document, after its text; export it again": cut,
    }
    return tuple(remark for remark, holds in odd.items() if holds)


def _raw(record: _proquest.Record) -> dict[str, object]:
    """Give the fields that have no column of their own; a title only if it differs."""
    fields = {
        _RENAMED.get(key) or re.sub(r"[^a-z]+", "_", key): "\n\n".join(values)
        for key, values in record.fields.items()
        if key not in _OWN and "".join(values) and (key, values) != ("title", [record.title])
    }
    return fields | ({"unlabelled": record.unlabelled} if record.unlabelled else {})


READER: Final = Reader("proquest-txt", "ProQuest, text", _recognises, _read)
