"""Read a file that a coder sent back into plain rows, whatever program saved it.

Nothing is understood here: cells are as the file holds them, with the number of their row.
"""

import csv
import io
import warnings
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from analysis._sheets.cells import unescaped
from analysis._sheets.words import column_of
from analysis._sheets.workbooks import META
from analysis.contracts import InputError
from analysis.readers._archive import check_office
from analysis.readers._source import Source, Unreadable

__all__ = ["NotASheet", "Table", "found", "table"]

_HEADER_WITHIN: Final = 20
_WORKBOOKS: Final = (".xlsx", ".xlsm")
_DELIMITED: Final = (".csv", ".tsv", ".tab", ".txt")
_OTHERS: Final = (".ods", ".xls", ".numbers", ".xlsb")


class NotASheet(Exception):  # noqa: N818 - a reason, not a mistake in the program
    """The file is no coding sheet; the text says what it lacks."""


class Table(NamedTuple):
    """A file as rows: header, numbered rows below it, and the facts of the hidden page."""

    name: str
    form: str
    header: list[str]
    rows: list[tuple[int, list[object]]]
    facts: dict[str, str]
    remarks: list[str]

    @property
    def is_long(self) -> bool:
        """Say whether each row holds one code, with its frame in the column `variable`."""
        return {"variable", "value"} <= {column_of(name) for name in self.header}

    @property
    def is_filled(self) -> bool:
        """Say whether a cell holds something that was not there when the sheet was made."""
        made = {"unit", "part", "before", "text", "after", "coder", "round", "codebook"}
        free = [at for at, name in enumerate(self.header) if column_of(name) not in made]
        return any(
            row[at] is not None and str(row[at]).strip() for _, row in self.rows for at in free
        )


def found(paths: Iterable[Path | str] | Path | str) -> list[tuple[str, Path]]:
    """List the files to read by name: those given, and those in the folders given.

    Raises
    ------
    InputError
        If a path does not exist.
    """
    listed: dict[str, Path] = {}
    for path in [paths] if isinstance(paths, (str, Path)) else paths:
        here = Path(path)
        if not here.exists():
            message = f"{here} does not exist. Give the coders' files, or the folder they are in."
            raise InputError(message)
        inside = sorted(here.rglob("*")) if here.is_dir() else [here]
        for file in inside:
            name = file.relative_to(here).as_posix() if here.is_dir() else file.name
            known = _WORKBOOKS + _DELIMITED + _OTHERS
            hidden = any(part.startswith((".", "~$")) for part in Path(name).parts)
            if file.is_file() and not hidden and (file == here or file.suffix.lower() in known):
                listed[_free(name, file, listed)] = file
    return sorted(listed.items())


def _free(name: str, file: Path, taken: dict[str, Path]) -> str:
    """Give a name for a file that no other file has."""
    if name not in taken or taken[name] == file:
        return name
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"


def table(name: str, path: Path) -> Table:
    """Read one file.

    Raises
    ------
    NotASheet
        If it has no header with the ids of units.
    InputError
        If it cannot be read at all.
    """
    ending = path.suffix.lower()
    if ending in _OTHERS:
        message = f"{name} is a {ending} file. Open it and save it as XLSX."
        raise InputError(message)
    content = path.read_bytes()
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        message = f"{name} is an old workbook or has a password. Save it as XLSX without one."
        raise InputError(message)
    is_workbook = content.startswith(b"PK\x03\x04")
    return _workbook(name, content) if is_workbook else _delimited(name, content)


def _workbook(name: str, content: bytes) -> Table:
    """Read the first page of a workbook that has a header, and its facts."""
    import openpyxl  # slow to import, and needed by few

    try:
        check_office(Source.of_bytes(name, content))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and extensions, which are not read
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            pages = {page.title: _page(page) for page in book.worksheets}
            book.close()
    except Unreadable as cause:
        message = f"{name} cannot be read: {cause}."
        raise InputError(message) from cause
    except Exception as cause:  # openpyxl raises what its parser meets
        message = f"{name} is a damaged workbook. Open it, save it as XLSX, and read it again."
        raise InputError(message) from cause
    facts = {
        str(row[0]): unescaped(str(row[1]))
        for row in pages.get(META, [])
        if len(row) > 1 and row[0] is not None and row[1] is not None
    }
    for title, rows in pages.items():
        at = _header(rows)
        if at is not None and title != META:
            return _made(name, "xlsx", rows, at, facts, [])
    raise NotASheet(f"no page of {name} has a column 'unit' beside others")


def _page(page: Any) -> list[list[object]]:
    """Read the cells of a page as they are; a formula is not calculated."""
    page.reset_dimensions()  # the extent that a file states may be wrong
    return [
        [unescaped(cell) if isinstance(cell, str) else cell for cell in row]
        for row in page.iter_rows(values_only=True)
    ]


def _header(rows: Iterable[list[object]]) -> int | None:
    """Find the row that names the columns."""
    for number, row in enumerate(islice(rows, _HEADER_WITHIN)):
        named = {column_of(cell) for cell in row if cell is not None}
        bracketed = any(isinstance(cell, str) and cell.strip().endswith("]") for cell in row)
        if "unit" in named and (named & {"text", "value", "coder", "note"} or bracketed):
            return number
    return None


def _made(
    name: str, form: str, rows: list[list[object]], at: int, facts: dict[str, str],
    remarks: list[str],
) -> Table:  # fmt: skip
    """Make the table from all rows, the header standing at `at`."""
    header = ["" if cell is None else str(cell) for cell in rows[at]]
    wide = len(header)
    below = [
        (number, [*row, *[None] * (wide - len(row))])
        for number, row in enumerate(rows[at + 1 :], start=at + 2)
    ]
    return Table(name, form, header, below, facts, remarks)


def _delimited(name: str, content: bytes) -> Table:
    """Read a table with semicolons, commas or tabs in any of the usual encodings."""
    text, remarks = _decoded(name, content)
    read = {}
    for mark in (";", ",", "\t"):
        try:
            head = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 20))
        except csv.Error:
            continue
        cells: list[list[object]] = [list(row) for row in head]
        if (at := _header(cells)) is not None:
            read[mark] = (len(head[at]), at)
    if not read:
        raise NotASheet(f"no line of {name} names a column 'unit' beside others")
    mark = max(read, key=lambda sign: read[sign])
    try:
        rows: list[list[object]] = [
            list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        ]
    except csv.Error as cause:
        message = f"{name} is a damaged table ({cause}). Save it again as CSV UTF-8 or XLSX."
        raise InputError(message) from cause
    return _made(name, "csv", rows, read[mark][1], {}, remarks)


def _decoded(name: str, content: bytes) -> tuple[str, list[str]]:
    """Decode a table, and say so if its encoding can have lost characters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), ["read as Windows-1252; save as CSV UTF-8 next time"]
    except UnicodeDecodeError as cause:
        message = f"{name} is in no encoding that is known. Save it as CSV UTF-8 or XLSX."
        raise InputError(message) from cause
