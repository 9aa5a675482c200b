"""The file of the adjudicator: written as a workbook or CSV, and read back as a table of cells.

A row is one frame of one unit. The id in the first column is made from unit, frame and text,
so a row whose text slipped is found. The same rows give the same bytes.
"""

import csv
import io
import json
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis import contracts
from analysis._sheets import cells, files, styles
from analysis._sheets.layout import height
from analysis._sheets.workbooks import without_times

__all__ = ["FIXED", "FORMS", "OPEN", "blind", "cells_of", "named", "row_id", "shown", "write"]

FORMS: Final = ("xlsx", "csv")
OPEN: Final = ("decision", "reason")
"""Columns for the adjudicator to fill in."""

MOST: Final = 30_000
"""Characters of a text that are shown; a cell of a workbook holds 32,767."""

FIXED: Final = ("id", "frame", "text", *OPEN, "unit_id", "frame_id", "codes_id")
_WIDTHS: Final = {"id": 11, "frame": 20, "text": 70, "remarks": 34, "decision": 11, "reason": 40,
                  "earlier decision": 30, "status": 20}  # fmt: skip
_STYLES: Final = {"id": "fw_unit", "text": "fw_text", "decision": "fw_code", "reason": "fw_note",
                  "earlier decision": "fw_context", "remarks": "fw_context"}  # fmt: skip
_HIDDEN: Final = ("unit_id", "frame_id", "codes_id")
_MOST_POINTS: Final = 409.0
_MARK: Final = "\ufeff"  # tells Excel that it is UTF-8


def row_id(unit_id: str, frame: str, text: str) -> str:
    """Give the id of a row; `text` as `shown` gives it."""
    return cells.sheet_id(f"{unit_id}\n{frame}", text)


def shown(text: str) -> str:
    """Give as much of a text as a cell can hold."""
    fitted = cells.fitting(text)[0].strip()
    return fitted if len(fitted) <= MOST else f"{fitted[:MOST]} … (the text is longer)"


def blind(row: Any, seed: int) -> dict[str, str]:
    """Show codes and remarks by letter, in an order drawn for this row."""
    codes, notes = json.loads(row.codes), json.loads(row.notes)
    key = zlib.crc32(f"{row.segment_id}\n{row.frame}".encode())
    names = np.random.default_rng([seed, key]).permutation(sorted(codes)).tolist()
    shown, remarks = {}, []
    for place, name in enumerate(names):
        letter = _letter(place)
        code = codes[name]
        shown[f"code {letter}"] = cells.CANNOT_TELL if code is None else str(code)
        remarks += [f"{letter}: {notes[name]}"] if name in notes else []
    return {**shown, "remarks": "\n".join(remarks)}


def _letter(place: int) -> str:
    """Give A, B, ... Z, A1, B1, ..."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place % 26] + (str(place // 26) if place > 25 else "")


def named(row: Any) -> dict[str, str]:
    """Show codes and remarks with the names of who made them."""
    notes = json.loads(row.notes)
    remarks = "\n".join(f"{name}: {note}" for name, note in notes.items())
    return {"codes": row.said, "remarks": remarks}


def write(rows: Sequence[Mapping[str, str]], columns: Sequence[str], path: Path, form: str) -> None:
    """Write the rows; an InputError if the place cannot be written to."""
    content = _workbook(rows, columns) if form == "xlsx" else _table(rows, columns)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as cause:
        message = (f"{path}: the sheet cannot be written ({cause.strerror}). Close it in other "
                   f"programs, or name another file.")  # fmt: skip
        raise contracts.InputError(message) from cause


def _workbook(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    """Make a workbook with a locked text and a drop-down for decisions."""
    import openpyxl  # slow to import, and needed by few
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    styles.name_styles(book)
    page = book.active
    page.title = "Adjudication"
    for number, name in enumerate(columns, start=1):
        styles.put(page.cell(1, number), name, "fw_header")
        letter = page.cell(1, number).column_letter
        page.column_dimensions[letter].width = _WIDTHS.get(name, 11)
        page.column_dimensions[letter].hidden = name in _HIDDEN
    for line, row in enumerate(rows, start=2):
        for number, name in enumerate(columns, start=1):
            style = _STYLES.get(name, "fw_cell")
            styles.put(page.cell(line, number), cells.fitting(row.get(name, ""))[0], style)
        page.row_dimensions[line].height = _tall(row)
    offered = DataValidation("list", formula1=f'"{",".join(cells.CHOICES)}"', allow_blank=True)
    letter = page.cell(1, list(columns).index("decision") + 1).column_letter
    offered.add(f"{letter}2:{letter}{max(len(rows) + 1, 2)}")
    offered.error, offered.errorTitle = "1 (present), 0 (absent) or ? (cannot tell)", "Decision"
    page.add_data_validation(offered)
    page.freeze_panes, page.auto_filter.ref = "D2", page.dimensions
    styles.protect(page)
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    book.properties.creator = "framewaves"
    target = io.BytesIO()
    book.save(target)
    return without_times(target.getvalue())


def _tall(row: Mapping[str, str]) -> float:
    """Give the height of a row that shows its text, as far as a spreadsheet can."""
    wide = [height(row.get(name, ""), width) for name, width in _WIDTHS.items()]
    return min(_MOST_POINTS, max(wide) * styles.POINTS + 4)


def _table(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    """Make a CSV with semicolons, as Dutch and German spreadsheets open it."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    free = {"text", "remarks", "reason", "earlier decision"}
    for row in rows:
        texts = {name: cells.fitting(row.get(name, ""))[0] for name in columns}
        writer.writerow([cells.defused(texts[n]) if n in free else texts[n] for n in columns])
    return (_MARK + target.getvalue()).encode("utf-8")


def cells_of(path: Path) -> pd.DataFrame:
    """Read the cells of a sheet as text; the index is the row as the spreadsheet numbers it.

    Rows without any content and columns without a name are left out.

    Raises
    ------
    contracts.InputError
        If the file cannot be read or lacks a column of the sheet.
    """
    try:
        found = files.table(path.name, path)
    except OSError as cause:
        message = f"Sheet {path.name} cannot be read ({cause.strerror}). Check its path."
        raise contracts.InputError(message) from cause
    except files.NotASheet as cause:
        message = (f"{path.name} is no sheet of an adjudicator. Name the file that `framewaves "
                   f"adjudicate` wrote.")  # fmt: skip
        raise contracts.InputError(message) from cause
    header = [" ".join(name.casefold().split()) for name in found.header]
    _check_header(header, path.name)
    clean = _plain if found.form == "csv" else _text
    lines = ((number, [clean(cell) for cell in line]) for number, line in found.rows)
    rows = {number: line[: len(header)] for number, line in lines if any(line)}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=header, dtype="str")
    return table[[name for name in header if name]]


def _check_header(header: list[str], name: str) -> None:
    """Raise if a column of the sheet is absent or comes twice."""
    absent = [column for column in FIXED if column not in header]
    twice = sorted({one for one in header if one and header.count(one) > 1})
    if absent or twice:
        what = f"lacks the columns {contracts.first_five(absent)}" if absent else (
            f"has more than one column {contracts.first_five(twice)}")  # fmt: skip
        message = f"Sheet {name} {what}. Keep the columns as they were written."
        raise contracts.InputError(message)


def _plain(cell: object) -> str:
    """Give a cell of a CSV without the mark that kept a spreadsheet from calculating with it."""
    text = _text(cell)
    return text[1:] if text[:1] == "'" and cells.defused(text[1:]) == text else text


def _text(cell: object) -> str:
    """Give what stands in a cell as text; a whole number without its decimal."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cells.unescaped(str(cell)).strip()
