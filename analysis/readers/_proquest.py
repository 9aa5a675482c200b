"""The fields of one ProQuest document, and what is a field and what a sentence.

Blank lines part the blocks of a document, and a block `Key: value` is a field if the key
is one of ProQuest's. A paragraph of an article can look the same (`Location: Utrecht.`).
So after `Full text:` such a block ends the text only if its key is not used elsewhere in
the document, and if it is a key that no writer uses or nothing but fields follows it.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

__all__ = ["Record", "has_keys", "record", "sure_keys"]

_SURE_KEYS: Final = (  # no writer begins a paragraph with these
    "Publication title", "Publication year", "Publication date", "Publication subject",
    "Publication info", "Publication type", "Publication frequency", "Full text",
    "Document URL", "Document type", "Document feature", "ProQuest document ID",
    "Place of publication", "Country of publication", "Language of publication",
    "Identifier / keyword", "Source type", "Last updated", "ISSN", "e-ISSN", "ISBN", "DOI",
    "Company / organization", "Number of pages", "First page", "Start page", "End page",
    "Copyright notice", "Word count", "Accession number", "Source attribution",
    "Online publication date", "Business indexing term",
)  # fmt: skip
_OTHER_KEYS: Final = (  # a sentence of an article can begin so
    "Title", "Alternate title", "Author", "Section", "Abstract", "Links", "Copyright",
    "Publisher", "Location", "Subject", "Database", "People", "Person", "Company", "Pages",
    "Page", "Volume", "Issue", "Edition", "Dateline", "Column", "Credit", "Classification",
    "Product name", "Summary", "Source", "Correspondence author",
)  # fmt: skip
_SURE: Final = frozenset(key.casefold() for key in _SURE_KEYS)
_SEVERAL_BLOCKS: Final = frozenset(("abstract", "summary", "links", "copyright"))
_KEY: Final = re.compile(
    rf"(?P<key>{'|'.join(sorted(map(re.escape, _SURE_KEYS + _OTHER_KEYS), key=len)[::-1])})"
    r":(?=\s|$)\s*",
    re.IGNORECASE,
)
_SURE_LINE: Final = re.compile(
    rf"\n(?=(?:{'|'.join(map(re.escape, _SURE_KEYS))}):(?:\s|$))", re.IGNORECASE
)
_BLANK: Final = re.compile(r"\n(?:[ \t]*\n)+")
_TEXT: Final = "full text"


class Record(NamedTuple):
    """A document: its title, and the blocks of each key (in lower case)."""

    title: str | None
    fields: Mapping[str, list[str]]
    unlabelled: list[str]
    ends_in_text: bool

    def value(self, key: str) -> str | None:
        """Give a field on one line; None if it is missing or empty."""
        return " ".join(" ".join(self.fields.get(key, [])).split()) or None


def sure_keys(text: str) -> int:
    r"""Count the different keys of ProQuest that no writer uses.

    Examples
    --------
    >>> sure_keys("A title\n\nISSN: 1\n\nAuthor: A\n\nLast updated: 2024-01-01")
    2
    """
    return len({key for block in _blocks(text) if (key := _key(block)) in _SURE})


def has_keys(text: str) -> bool:
    """Say whether any block below the first is a field."""
    return any(_key(block) for block in _blocks(text)[1:])


def record(text: str) -> Record:
    r"""Read the fields of one document.

    Examples
    --------
    >>> found = record("A title\n\nFull text: One.\n\nNote: two.\n\nISSN: 1234-5678")
    >>> found.title, found.fields
    ('A title', {'full text': ['One.', 'Note: two.'], 'issn': ['1234-5678']})
    """
    blocks = _blocks(text)
    title, blocks = _titled(blocks)
    keys = [_key(block) for block in blocks]
    start = keys.index(_TEXT) if _TEXT in keys else len(blocks)
    end = _end(keys, start)
    fields: dict[str, list[str]] = {}
    unlabelled: list[str] = []
    _fill(fields, unlabelled, _lines(blocks[:start]))
    if start < len(blocks):
        fields[_TEXT] = [_KEY.sub("", blocks[start], count=1), *blocks[start + 1 : end]]
    _fill(fields, unlabelled, _lines(blocks[end:]))
    return Record(title, fields, unlabelled, ends_in_text=start < len(blocks) == end)


def _blocks(text: str) -> list[str]:
    """Cut a document at its blank lines."""
    return [block.strip() for block in _BLANK.split(text) if block.strip()]


def _key(block: str) -> str:
    """Give the key of a block in lower case; empty if it has none."""
    found = _KEY.match(block)
    return found["key"].casefold() if found else ""


def _titled(blocks: list[str]) -> tuple[str | None, list[str]]:
    """Take the title off: the first block, unless a field `Title` shows that it is missing."""
    named = [_KEY.sub("", block, count=1) for block in blocks[1:] if _key(block) == "title"]
    if not blocks:
        return None, []
    first = " ".join(blocks[0].split())
    if _key(blocks[0]) and named and first not in (" ".join(name.split()) for name in named):
        return " ".join(named[0].split()) or None, blocks
    return first, blocks[1:]


def _end(keys: list[str], start: int) -> int:
    """Find the block before which the text ends that begins at `start`."""
    before, last = set(keys[: start + 1]), {key: at for at, key in enumerate(keys)}
    for at in range(start + 1, len(keys)):
        key = keys[at]
        if key and key not in before and last[key] == at and _only_fields(keys[at:]):
            return at
    return len(keys)


def _only_fields(keys: list[str]) -> bool:
    """Say whether there are only fields up to a key that no writer uses, or to the end."""
    held = ""
    for key in keys:
        if key in _SURE:
            return True
        if not key and held not in _SEVERAL_BLOCKS:
            return False
        held = key or held
    return True


def _lines(blocks: list[str]) -> list[str]:
    """Cut blocks of several fields, one on a line."""
    return [part for block in blocks for part in _SURE_LINE.split(block)]


def _fill(fields: dict[str, list[str]], unlabelled: list[str], blocks: list[str]) -> None:
    """Put blocks under their keys; one without a key, or with one seen, goes on above."""
    last = unlabelled
    for block in blocks:
        key = _key(block)
        if key and key not in fields:
            last = fields[key] = []
            block = _KEY.sub("", block, count=1)
        if block:
            last.append(block)
