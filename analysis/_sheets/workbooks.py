"""Write a coding sheet as a workbook: what to code, the instructions, and a hidden page of facts.

Cells with text are locked, cells for codes and notes are not; the protection has no password.
The same sheet gives the same bytes: the workbook holds no times.
"""

import io
import re
import zipfile
from typing import Any, Final

from analysis._sheets import instructions, styles
from analysis._sheets import page as sheet_page
from analysis._sheets.layout import Sheet, height
from analysis._sheets.words import words

__all__ = ["FORM", "META", "without_times", "workbook"]

FORM: Final = "framewaves coding sheet 1"
"""Name and version of the form, for who reads the file later."""

META: Final = "meta"
"""Name of the hidden page of facts."""

_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_TIME: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_WIDTHS: Final = {"A": 18, "B": 74, "C": 9, "D": 46}
_STYLES: Final = {  # kind of line: styles of its cells
    "title": ("fw_title",),
    "lead": ("fw_plain",),
    "head": ("fw_head",),
    "reference": ("fw_name", "fw_plain"),
    "step": ("fw_name", "fw_plain"),
    "value": ("fw_value", "fw_meaning"),
    "field": ("fw_name", "fw_plain"),
    "frame": ("fw_frame",) * 4,
    "columns": ("fw_name", "fw_columns", "fw_columns", "fw_columns"),
    "example": ("fw_name", "fw_cell", "fw_value", "fw_cell"),
    "gap": ("fw_plain", "fw_plain"),
}
_POINTS: Final = {
    "title": 32.0,
    "head": 36.0,
    "lead": 20.0,
    "value": 20.0,
    "columns": 20.0,
    "gap": 12.0,
}


def workbook(sheet: Sheet) -> tuple[bytes, int]:
    """Write one coder's sheet.

    Returns
    -------
    (bytes, int)
        The file, and the number of characters that a workbook cannot hold and that were
        replaced by U+FFFD.
    """
    import openpyxl  # slow to import, and needed by few

    book = openpyxl.Workbook()
    styles.name_styles(book)
    page = book.active
    page.title = words(sheet.language)["coding"]
    replaced = sheet_page.fill(page, sheet)
    _instructions(book.create_sheet(words(sheet.language)["instructions"]), sheet)
    _meta(book.create_sheet(META), sheet)
    book.properties.creator = "framewaves"
    book.properties.title = f"{FORM}: {sheet.coder}"
    target = io.BytesIO()
    book.save(target)
    return without_times(target.getvalue()), replaced


def without_times(content: bytes) -> bytes:
    """Write the parts of a workbook anew, with one fixed time in all places."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _TIME.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            new.writestr(info, part)
    return target.getvalue()


def _instructions(page: Any, sheet: Sheet) -> None:
    """Fill the page with the instructions; a line without examples takes all the width."""
    for letter, width in _WIDTHS.items():
        page.column_dimensions[letter].width = width
    for number, line in enumerate(instructions.lines(sheet, form="xlsx"), start=1):
        shown = _shown(line)
        for column, style in enumerate(_STYLES[line.kind], start=1):
            is_code = line.kind in ("value", "example") and shown[column - 1] in ("0", "1", "?")
            named = f"fw_code_{shown[column - 1]}" if is_code else style
            styles.put(page.cell(number, column), shown[column - 1], named)
        merged = {1: 1, 2: 2, 4: 0}[len(_STYLES[line.kind])]
        if merged:
            page.merge_cells(start_row=number, end_row=number, start_column=merged, end_column=4)
        page.row_dimensions[number].height = _POINTS.get(line.kind) or _tall(shown, merged)
    page.sheet_view.showGridLines = False
    styles.protect(page)
    styles.print_wide(page)


def _shown(line: instructions.Line) -> tuple[str, str, str, str]:
    """Give the texts of the four cells of a line."""
    if line.kind in ("title", "lead", "head"):
        return line.text, "", "", ""
    if line.kind == "frame":
        return line.name, line.text, "", f"[{line.code}]"
    return line.name, line.text, line.code, line.why


def _tall(shown: tuple[str, ...], merged: int) -> float:
    """Give the height of a line that shows all of it."""
    widths = list(_WIDTHS.values())
    if merged:
        widths[merged - 1] = sum(widths[merged - 1 :])
    counts = [height(text, width * 1.05) for text, width in zip(shown, widths, strict=True)]
    return min(409.0, max(counts) * styles.POINTS + 6.0)


def _meta(page: Any, sheet: Sheet) -> None:
    """Write what the reader checks: who, which round, which codebook, which sample."""
    facts = {
        "form": FORM, "coder": sheet.coder, "round": str(sheet.coding_round),
        "codebook": sheet.book.reference, "frames": " ".join(sheet.book.frame_ids),
        "sample_seed": sheet.seed, "units": str(sheet.n_units), "language": sheet.language,
    }  # fmt: skip
    for number, (name, value) in enumerate(facts.items(), start=1):
        styles.put(page.cell(number, 1), name, "fw_cell")
        styles.put(page.cell(number, 2), value, "fw_cell")
    page.sheet_state = "hidden"
    styles.protect(page)
