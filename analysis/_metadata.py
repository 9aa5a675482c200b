"""The table of metadata beside the articles, `metadata.csv`: one row for each file.

It is joined by the name of the file. What is wrong in it is told before anything is read.
"""

import csv
import difflib
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from analysis.contracts import InputError, did_you_mean, first_five
from analysis.readers import decode
from analysis.readers._languages import language_tag

__all__ = ["COLUMNS", "Metadata", "Row", "load", "tag"]

COLUMNS: Final = ("outlet", "url", "language", "title", "author", "section")
"""Columns of the metadata that become columns of the table `documents`."""

_USED: Final = ("article", *COLUMNS, "date", "date_precision")
_ALIASES: Final = {  # what Dutch and German colleagues call a column
    "artikel": "article", "bestand": "article", "datei": "article", "file": "article",
    "datum": "date", "taal": "language", "sprache": "language", "titel": "title",
    "auteur": "author", "autor": "author", "krant": "outlet", "zeitung": "outlet",
    "medium": "outlet", "bron": "outlet", "quelle": "outlet", "source": "outlet",
    "rubriek": "section", "rubrik": "section", "ressort": "section", "link": "url",
}  # fmt: skip
_THREE_LETTERS: Final = {  # ISO 639-2, both the native and the English-based codes
    "ara": "ar", "ces": "cs", "cze": "cs", "dan": "da", "deu": "de", "ger": "de", "ell": "el",
    "gre": "el", "eng": "en", "spa": "es", "fas": "fa", "per": "fa", "fin": "fi", "fra": "fr",
    "fre": "fr", "heb": "he", "hin": "hi", "hun": "hu", "ind": "id", "ita": "it", "jpn": "ja",
    "kor": "ko", "nld": "nl", "dut": "nl", "nor": "no", "pol": "pl", "por": "pt", "ron": "ro",
    "rum": "ro", "rus": "ru", "swe": "sv", "tur": "tr", "ukr": "uk", "vie": "vi", "zho": "zh",
    "chi": "zh",
}  # fmt: skip
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Row(NamedTuple):
    """A row of the metadata: its line in the file and its cells by column."""

    line: int
    cells: Mapping[str, str]


@dataclass
class Metadata:
    """The rows of the metadata by article, and what there is to say of the file.

    `join` hands the rows out; `row` gives that of a file; `missing` the rows that no file
    was found for.
    """

    name: str = ""
    rows: Mapping[str, Row] = field(default_factory=dict)
    remarks: Sequence[str] = ()
    n_bytes: int = 0
    encoding: str | None = None
    _joined: dict[str, Row] = field(default_factory=dict)
    _left: dict[str, Row] = field(default_factory=dict)

    def join(self, names: Iterable[str]) -> None:
        """Give each row to the file that it names, by its full name or its last part.

        Raises
        ------
        InputError
            If a row could be meant for several files, or two rows for one.
        """
        named = {name: name for name in names}
        short = Counter(PurePosixPath(name).name for name in named)
        named |= {last: name for name in named if short[last := PurePosixPath(name).name] == 1}
        for article, row in self.rows.items():
            if article not in named and short[article] > 1:
                message = (f"{self.name}, line {row.line}: {article!r} is the name of "
                           f"{short[article]} files. Write the folder too.")  # fmt: skip
                raise InputError(message)
            target = named.get(article)
            if target in self._joined:
                message = (f"{self.name}, lines {self._joined[target].line} and {row.line} "
                           f"name the same file.")  # fmt: skip
                raise InputError(message)
            if target is None:
                self._left[article] = row
            else:
                self._joined[target] = row

    def row(self, name: str) -> Row | None:
        """Row of a file, if it has one."""
        return self._joined.get(name) or self._left.get(name)

    def seen(self, name: str) -> None:
        """Note that there is such a file, whether it was read or not."""
        for key in (name, PurePosixPath(name).name):
            self._left.pop(key, None)

    def missing(self) -> Iterator[tuple[str, int]]:
        """Names, with their lines, for which there was no file."""
        yield from ((article, row.line) for article, row in sorted(self._left.items()))


def load(path: Path) -> Metadata:
    """Read and check a table of metadata.

    Raises
    ------
    InputError
        If it cannot be read, has no column `article`, names an article twice or holds a
        language that is not known.
    """
    where = f"{path.parent.name}/{path.name}".lstrip("/")
    try:
        raw = path.read_bytes()
    except OSError as cause:
        raise InputError(f"{where} cannot be opened ({cause.strerror}).") from cause
    text, encoding, reason = decode(raw)
    if text is None:
        raise InputError(f"{where} cannot be read: {reason}.")
    header, rows = _table(text, where)
    if "article" not in header:
        alias = next((name for name in header if _ALIASES.get(name) == "article"), "article")
        message = (f"{where} has no column 'article' with the names of the files. "
                   f"{did_you_mean(alias, header)}")  # fmt: skip
        raise InputError(message)
    by_article = _by_article(rows, where)
    for row in by_article.values():
        _check_language(row, where)
    said = [reason] if encoding not in ("utf-8", None) and "byte order" not in reason else []
    remarks = [*said, *_unused(header)]
    return Metadata(path.name, by_article, remarks, len(raw), encoding)


def tag(written: str | None) -> str | None:
    """Write a language as a tag: a tag, a code of three letters, or the name of a language.

    Examples
    --------
    >>> tag("NL_be"), tag("ENGLISH"), tag("Nederlands"), tag("ger"), tag("Klingon") is None
    ('nl-BE', 'en', 'nl', 'de', True)
    """
    words = (written or "").strip().replace("_", "-")
    if not _TAG.fullmatch(words):
        return language_tag(words)
    first, *rest = words.split("-")
    code = _THREE_LETTERS.get(first.lower(), first.lower())
    return "-".join([code, *(part.upper() if len(part) == 2 else part for part in rest)])


def _check_language(row: Row, where: str) -> None:
    """Raise if the language of a row is not one."""
    written = row.cells.get("language", "").strip()
    if written and tag(written) is None:
        message = (f"{where}, line {row.line}: language {written!r} is not a language tag; "
                   f"write en, nl, de, nl-BE ... or leave it empty.")  # fmt: skip
        raise InputError(message)


def _unused(header: Sequence[str]) -> Iterator[str]:
    """Remark on columns that are not used, but look like one that is and is not there."""
    absent = [name for name in _USED if name not in header]
    for name in header:
        near = difflib.get_close_matches(name, absent, n=1, cutoff=0.75)
        meant = _ALIASES.get(name) or next(iter(near), None)
        if name not in _USED and meant in absent:
            yield f"the column {name!r} is not used; did you mean {meant!r}?"


def _by_article(rows: Iterable[Row], where: str) -> dict[str, Row]:
    """Sort the rows by the article that they name; raise if none or one that came before."""
    by_article: dict[str, Row] = {}
    for row in rows:
        article = unicodedata.normalize("NFC", row.cells["article"].strip()).replace("\\", "/")
        if not article:
            raise InputError(f"{where}, line {row.line}: the column 'article' is empty.")
        if article in by_article:
            message = (f"{where}, line {row.line}: {article!r} is there twice, first in line "
                       f"{by_article[article].line}. Keep one of the rows.")  # fmt: skip
            raise InputError(message)
        by_article[article] = row
    return by_article


def _table(text: str, where: str) -> tuple[list[str], list[Row]]:
    """Split a table whose separator is a comma, a semicolon or a tab."""
    first = text.lstrip().splitlines()[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    header: list[str] = []
    rows = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip().lower() for cell in cells]
                continue
            if len(cells) != len(header):
                message = (f"{where}, line {reader.line_num}: {len(cells)} cells, but the first "
                           f"line names {len(header)} columns. Is a quote or a {separator!r} "
                           f"missing?")  # fmt: skip
                raise InputError(message)
            rows.append(Row(reader.line_num, dict(zip(header, cells, strict=True))))
    except csv.Error as cause:
        raise InputError(f"{where}, line {reader.line_num}: {cause}.") from cause
    if twice := [name for name, times in Counter(header).items() if times > 1]:
        raise InputError(f"{where} has the column {first_five(twice)} more than once.")
    return header, rows
