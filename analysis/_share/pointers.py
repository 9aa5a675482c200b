r"""Replace texts in files of coders by where they stand in the articles, and put them back.

A cell that is a stretch of an article becomes a pointer, ``[[doc_id start-end]]``; with the
article at hand the cell is again what it was. So the codes can be shared without the sentences
that they are of. A ``~`` in the pointer: with single blanks for all white space.
"""

import bisect
import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

from analysis._share import packing
from analysis.contracts import InputError
from analysis.readers._archive import check_office
from analysis.readers._source import Source, Unreadable

__all__ = ["SUFFIXES", "Slices", "articles", "filled", "pointed"]

SUFFIXES: Final = (".csv", ".tsv", ".xlsx")
"""Files of coders in which texts are found."""

_POINTER: Final = re.compile(r"('?)\[\[([0-9a-f]{12}) (\d+)-(\d+)( ~)?\]\]")
_FEWEST: Final = 4  # words of a cell that is looked for wherever it may stand
_STRINGS: Final = re.compile(r"xl/(sharedStrings|worksheets/[^/]+)\.xml")


@dataclass
class Slices:
    """Stretches of articles by their words.

    `texts` maps a doc_id to the text of the article. `add` makes units known, so that short
    ones are found as well.
    """

    texts: Mapping[str, str]
    _known: dict[str, str] = field(default_factory=dict)
    _whole: str = ""
    _starts: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Put all texts behind one another, so that one search goes through them."""
        at, parts = 0, []
        for doc_id, text in self.texts.items():
            self._starts.append((at, doc_id))
            parts.append(text)
            at += len(text) + 1
        self._whole = "\0".join(parts)

    def add(self, units: Iterable[tuple[str, int, int]]) -> None:
        """Make units known: doc_id, start and end of each."""
        for doc_id, start, end in units:
            text = self.texts[doc_id][start:end]
            self._known.setdefault(text, f"[[{doc_id} {start}-{end}]]")
            self._known.setdefault(" ".join(text.split()), f"[[{doc_id} {start}-{end} ~]]")

    def pointer(self, cell: str) -> str | None:
        """Give the pointer to a cell; None if it is no stretch of an article.

        Examples
        --------
        >>> Slices({"0123456789ab": "No. The tram will come."}).pointer("The tram will come.")
        '[[0123456789ab 4-23]]'
        """
        guard = "'" if cell.startswith("'") else ""  # keeps a spreadsheet from running it
        for before, text in (("", cell), (guard, cell[1:])) if guard else (("", cell),):
            found = self._known.get(text) or self._searched(text)
            if found is not None:
                return before + found
        return None

    def _searched(self, text: str) -> str | None:
        """Look for words wherever they may stand."""
        if len(text.split()) < _FEWEST or "\0" in text:
            return None
        at = self._whole.find(text)
        if at < 0:
            return None
        first, doc_id = self._starts[bisect.bisect_right(self._starts, (at, "\U0010ffff")) - 1]
        return f"[[{doc_id} {at - first}-{at - first + len(text)}]]"


def pointed(name: str, content: bytes, slices: Slices) -> tuple[bytes, int]:
    """Replace the texts in a file of a coder by pointers.

    Parameters
    ----------
    name : str
        Of the file, one of `SUFFIXES`.
    content : bytes
    slices : Slices

    Returns
    -------
    bytes
        The file; as it was if it holds no stretch of an article.
    int
        Cells that were replaced.

    Raises
    ------
    InputError
        If the file is damaged.
    """
    count = 0

    def change(cell: str) -> str:
        nonlocal count
        found = slices.pointer(cell)
        count += found is not None
        return cell if found is None else found

    made = _changed(name, content, change)
    return (made, count) if count else (content, 0)


def filled(name: str, content: bytes, texts: Mapping[str, str]) -> tuple[bytes, int]:
    r"""Put the texts back; a pointer to an article that is not there stays.

    Returns
    -------
    bytes
    int
        Pointers that stayed.

    Examples
    --------
    >>> filled("a.csv", b"text,frame\n[[0123456789ab 0-3]],1\n", {"0123456789ab": "No. Yes."})
    (b'text,frame\nNo.,1\n', 0)
    """
    left = seen = 0

    def change(cell: str) -> str:
        nonlocal left, seen
        found = _POINTER.fullmatch(cell)
        if found is None:
            return cell
        seen += 1
        text = texts.get(found[2])
        if text is None or int(found[4]) > len(text):
            left += 1
            return cell
        words = text[int(found[3]) : int(found[4])]
        return found[1] + (" ".join(words.split()) if found[5] else words)

    made = _changed(name, content, change)
    return (made, left) if seen else (content, left)


def articles(name: str, content: bytes) -> set[str]:
    r"""Name the articles that the pointers in a file lead to.

    Examples
    --------
    >>> articles("a.csv", b"text,frame\n[[0123456789ab 0-3]],1\n")
    {'0123456789ab'}
    """
    found: set[str] = set()

    def look(cell: str) -> str:
        if seen := _POINTER.fullmatch(cell):
            found.add(seen[2])
        return cell

    _changed(name, content, look)
    return found


def _changed(name: str, content: bytes, change: Callable[[str], str]) -> bytes:
    """Write a table or a workbook with its cells changed."""
    if PurePosixPath(name).suffix.lower() == ".xlsx":
        return _workbook(name, content, change)
    try:
        text = content.decode("utf-8-sig")
        separator = max(",;\t", key=text.split("\n", 1)[0].count)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except (UnicodeDecodeError, csv.Error) as cause:
        message = f"{name} is not a CSV file in UTF-8 ({cause}). Save it as 'CSV UTF-8'."
        raise InputError(message) from cause
    ending = "\r\n" if "\r\n" in text.split("\n", 1)[0] + "\n" else "\n"
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=separator, lineterminator=ending)
    writer.writerows([change(cell) for cell in row] for row in rows)
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    return mark + made.getvalue().encode()


def _workbook(name: str, content: bytes, change: Callable[[str], str]) -> bytes:
    """Change the texts of a workbook, and nothing else in it."""
    try:
        check_office(Source.of_bytes(name, content))
    except Unreadable as cause:
        raise InputError(f"{name}: {cause}.") from cause
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            inside = old.read(info)
            if _STRINGS.fullmatch(info.filename):
                inside = _strings(name, inside, change)
            new.writestr(packing.member(info.filename), inside)
    return made.getvalue()


def _strings(name: str, content: bytes, change: Callable[[str], str]) -> bytes:
    """Change the strings of one part of a workbook: shared ones, or those in cells."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as cause:
        message = f"{name} is a damaged workbook. Open it, save it again, and use that."
        raise InputError(message) from cause
    space = "{" + (etree.QName(root).namespace or "") + "}"
    for item in [*root.iter(f"{space}si"), *root.iter(f"{space}is")]:
        parts: list[Any] = list(item.iter(f"{space}t"))
        text = "".join(part.text or "" for part in parts)
        fresh = change(text)
        if parts and fresh != text:
            parts[0].text = fresh
            for part in parts[1:]:
                part.text = ""
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made
