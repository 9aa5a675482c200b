"""Reader of Excel workbooks (XLSX): one article in each row of one sheet.

The first sheet with column names that are recognised, or that the study maps, is read;
which one is said, and the others are named. Formulas count as their last values.
"""

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO, Final, NamedTuple

from analysis.readers._archive import check_office
from analysis.readers._cells import article, with_file_remarks, words_of
from analysis.readers._columns import Columns, known_fields, match, names_files
from analysis.readers._items import Item, Remark
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source, Unreadable

__all__ = ["READER", "read", "recognises"]

_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK: Final = "xl/workbook.xml"
_HIDDEN_ROW: Final = re.compile(rb'<(?:\w+:)?row [^>]{0,2000}?\bhidden="(?:1|true)"')
_HEADER_WITHIN: Final = 20
_SAMPLED: Final = 50
_BATCH: Final = 500

_Cells = Sequence[Any]


class _Sheet(NamedTuple):
    """The sheet that is read: openpyxl's own, the row of its header, and its columns."""

    sheet: Any
    header_row: int
    columns: Columns


def recognises(source: Source) -> bool:
    """Tell whether a file is a workbook; an old one (XLS) is told too, to be refused clearly."""
    if source.head.startswith(_OLD_OFFICE):
        return source.name.lower().endswith((".xls", ".xlsx", ".xlsm"))
    if not source.head.startswith(_ZIP):
        return False
    try:
        with source.opened() as stream, zipfile.ZipFile(stream) as archive:
            return _WORKBOOK in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def read(source: Source, options: Options) -> Iterator[Item]:
    """Read the articles of a workbook."""
    if source.head.startswith(_OLD_OFFICE):
        raise Unreadable("an old Excel file, or one with a password; save it as XLSX without one")
    check_office(source)
    with source.opened() as stream:
        workbook = _open(stream)
        try:
            chosen, remarks = _choose(workbook, options)
            yield from map(Remark, remarks)
            if hidden := _hidden_rows(source, chosen.sheet):
                yield Remark(f"{hidden:,} rows are hidden in Excel; they are read")
            yield from with_file_remarks(_articles(chosen))
        finally:
            workbook.close()


def _open(stream: BinaryIO) -> Any:
    """Open a workbook without its formulas."""
    import openpyxl  # slow to import, and needed by few

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and extensions, which are not read
            return openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except Exception as cause:  # openpyxl raises what its parser meets
        raise Unreadable("damaged workbook; open it in Excel and save it again") from cause


def _choose(workbook: Any, options: Options) -> tuple[_Sheet, list[str]]:
    """Find the first sheet with a header, and say which it is."""
    sheets = list(workbook.worksheets)
    if not sheets:
        raise Unreadable("a workbook without sheets")
    reasons: list[str] = []
    for sheet in sheets:
        chosen = _headed(sheet, options, reasons)
        if chosen is None:
            continue
        others = [repr(other.title) for other in sheets if other is not sheet]
        remarks = [f"sheet {sheet.title!r} is read, its header in row {chosen.header_row}"]
        if others:
            remarks.append(f"sheets not read: {', '.join(others)}")
        if sheet.sheet_state != "visible":
            remarks.append(f"sheet {sheet.title!r} is hidden in Excel")
        return chosen, [*remarks, *chosen.columns.remarks]
    raise Unreadable(reasons[0] if reasons else "no sheet holds a table")


def _headed(sheet: Any, options: Options, reasons: list[str]) -> _Sheet | None:
    """Find the header of a sheet: its first row with names for a text or a title."""
    first = [[words_of(cell).strip() for cell in row]
             for row in islice(_rows(sheet), _HEADER_WITHIN + _SAMPLED)]  # fmt: skip
    wanted = set(options.columns.values())
    for number, header in enumerate(first[:_HEADER_WITHIN], start=1):
        sample = first[number:]
        if not (known_fields(header) & {"text", "title"} or wanted & set(header)):
            continue
        if names_files(header, sample):
            reasons.append("it describes articles in other files and holds no texts")
            continue
        while header and not header[-1]:
            header.pop()
        return _Sheet(sheet, number, match(header, options, sample))
    fullest = max(first[:_HEADER_WITHIN], key=lambda row: sum(map(bool, row)), default=[])
    try:
        match(fullest, options, ())
    except Unreadable as cause:
        reasons.append(str(cause))
    return None


def _rows(sheet: Any) -> Iterator[_Cells]:
    """Go through the rows of a sheet; openpyxl's warnings on odd cells are not for us."""
    sheet.reset_dimensions()  # the extent that a file states may be wrong
    rows = sheet.iter_rows(values_only=True)
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                batch = list(islice(rows, _BATCH))
        except Exception as cause:
            raise Unreadable(f"sheet {sheet.title!r} is damaged") from cause
        if not batch:
            return
        yield from batch


def _articles(chosen: _Sheet) -> Iterator[Item]:
    """Make the articles of the rows below the header."""
    position, width = 0, len(chosen.columns.keys)
    for number, cells in enumerate(_rows(chosen.sheet), start=1):
        if number <= chosen.header_row or not any(words_of(cell).strip() for cell in cells):
            continue
        position += 1
        beyond = [cell for cell in cells[width:] if words_of(cell).strip()]
        remark = f"{len(beyond)} cells beyond the last column name are not kept" if beyond else ""
        row = [*map(_unescaped, cells[:width]), *[None] * (width - len(cells))]
        yield article(position, row, chosen.columns, f"row {number:,}", remark)


def _unescaped(value: object) -> object:
    """Write the characters that Excel keeps as ``_x000D_``."""
    if isinstance(value, str) and "_x" in value:
        return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), value)
    return value


def _hidden_rows(source: Source, sheet: Any) -> int:
    """Count the hidden rows of a sheet in its XML; openpyxl does not tell when it streams."""
    path = getattr(sheet, "_worksheet_path", None)
    if path is None:
        return 0
    total, rest = 0, b""
    with source.opened() as stream, zipfile.ZipFile(stream) as archive, archive.open(path) as xml:
        while chunk := xml.read(1 << 20):
            rest += chunk
            end = rest.rfind(b">") + 1
            total, rest = total + len(_HIDDEN_ROW.findall(rest[:end])), rest[end:][-4096:]
    return total


READER: Final = Reader("xlsx", "table (Excel)", recognises, read)
