"""The page of a workbook that is coded: its columns, rows, drop-downs and colours."""

from typing import Any, NamedTuple

from analysis._sheets import cells, styles
from analysis._sheets.layout import CONTEXT_WIDTH, TEXT_WIDTH, Row, Sheet, height
from analysis._sheets.words import words

__all__ = ["fill"]

_MOST_POINTS = 409.0
_HIDDEN = ("coder", "round", "codebook")


class _Column(NamedTuple):
    """A column of the sheet: what it is, its header, width and style."""

    kind: str
    header: str
    width: float
    style: str


def _columns(sheet: Sheet) -> list[_Column]:
    """Choose the columns of the sheet from left to right; the last three are hidden."""
    said = words(sheet.language)

    def fixed(kind: str, width: float, style: str) -> _Column:
        return _Column(kind, said[kind], width, style)

    labels = sheet.book.labels(sheet.language)
    return [
        fixed("unit", 11, "fw_unit"),
        *([fixed("part", 8, "fw_unit")] if sheet.has_parts else []),
        *([fixed("before", CONTEXT_WIDTH, "fw_context")] if sheet.has_context else []),
        fixed("text", TEXT_WIDTH, "fw_text"),
        *([fixed("after", CONTEXT_WIDTH, "fw_context")] if sheet.has_context else []),
        *(_Column(f"code:{name}", f"{labels[name]}\n[{name}]",
                  max(12.0, *(len(word) + 3.0 for word in [*labels[name].split(), name])),
                  "fw_code")
          for name in sheet.book.frame_ids),
        fixed("note", 26, "fw_note"),
        fixed("coder", 10, "fw_unit"), fixed("round", 6, "fw_unit"),
        fixed("codebook", 20, "fw_unit"),
    ]  # fmt: skip


def fill(page: Any, sheet: Sheet) -> int:
    """Fill the page that is coded; gives the number of replaced characters."""
    columns = _columns(sheet)
    for number, column in enumerate(columns, start=1):
        styles.put(page.cell(1, number), column.header, "fw_header")
        letter = page.cell(1, number).column_letter
        page.column_dimensions[letter].width = column.width
        page.column_dimensions[letter].hidden = column.kind in _HIDDEN
    page.row_dimensions[1].height = 46
    replaced = 0
    for number, row in enumerate(sheet.rows, start=2):
        replaced += _row(page, number, row, columns, sheet)
    _furnish(page, sheet, columns)
    return replaced


def _row(page: Any, number: int, row: Row, columns: list[_Column], sheet: Sheet) -> int:
    """Write one row; gives the number of replaced characters."""
    said = words(sheet.language)
    content = {
        "unit": row.unit,
        "part": f"{row.part} {said['of']} {row.parts}" if row.parts > 1 else "",
        "before": row.before, "text": row.text, "after": row.after,
        "coder": sheet.coder, "round": str(sheet.coding_round),
        "codebook": sheet.book.reference,
    }  # fmt: skip
    replaced = 0
    for at, column in enumerate(columns, start=1):
        closed = not row.is_coded and column.kind.startswith("code:")
        text, count = cells.fitting(content.get(column.kind, ""))
        replaced += count
        styles.put(page.cell(number, at), text, "fw_closed" if closed else column.style)
    lines = max(
        height(row.text, TEXT_WIDTH) * styles.POINTS,
        *(
            height(text, CONTEXT_WIDTH * 1.1) * styles.POINTS * 0.9
            for text in (row.before, row.after)
        ),
        2 * styles.POINTS,
    )
    page.row_dimensions[number].height = round(min(_MOST_POINTS, lines + 6), 1)
    return replaced


def _furnish(page: Any, sheet: Sheet, columns: list[_Column]) -> None:
    """Add what makes the page pleasant: frozen header, filter, drop-downs, colours, print."""
    last = max(2, len(sheet.rows) + 1)
    letters = [page.cell(1, number).column_letter for number in range(1, len(columns) + 1)]
    codes = [letter for letter, column in zip(letters, columns, strict=True)
             if column.kind.startswith("code:")]  # fmt: skip
    shown = [letter for letter, column in zip(letters, columns, strict=True)
             if column.kind not in _HIDDEN]  # fmt: skip
    page.freeze_panes = "B2"
    page.auto_filter.ref = f"A1:{shown[-1]}{last}"
    page.sheet_view.showGridLines = False
    page.sheet_view.zoomScale = 100
    styles.protect(page)
    _offer(page, f"{codes[0]}2:{codes[-1]}{last}", words(sheet.language))
    _explain(page, sheet, codes)
    _colour(page, codes, last)
    styles.print_wide(page)
    page.print_title_rows = "1:1"
    page.print_area = f"A1:{shown[-1]}{last}"


def _offer(page: Any, cells_of: str, said: dict[str, str]) -> None:
    """Put the drop-down with the codes into cells, and refuse anything else."""
    from openpyxl.worksheet.datavalidation import DataValidation

    offered = DataValidation(
        type="list", formula1=f'"{",".join(cells.CHOICES)}"', allow_blank=True, sqref=cells_of
    )
    offered.showErrorMessage, offered.errorStyle = True, "stop"
    offered.errorTitle, offered.error = said["error_title"], said["error"]
    page.add_data_validation(offered)


def _explain(page: Any, sheet: Sheet, codes: list[str]) -> None:
    """Show what a frame is in short when its header is clicked."""
    from openpyxl.worksheet.datavalidation import DataValidation

    labels = sheet.book.labels(sheet.language)
    for letter, frame in zip(codes, sheet.book.frames, strict=True):
        shown = DataValidation(sqref=f"{letter}1", allow_blank=True)
        shown.showInputMessage = True
        shown.promptTitle, shown.prompt = labels[frame.id][:32], frame.short[:255]
        page.add_data_validation(shown)


def _colour(page: Any, codes: list[str], last: int) -> None:
    """Colour the codes as they are given, and the id of a unit that is done."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    first = f"{codes[0]}2"
    for code, colour in styles.CODE_COLOURS.items():
        page.conditional_formatting.add(
            f"{codes[0]}2:{codes[-1]}{last}",
            FormulaRule(formula=[f'{first}&""="{code}"'], fill=PatternFill(bgColor=colour)),
        )
    done = f"COUNTBLANK(${codes[0]}2:${codes[-1]}2)=0"
    page.conditional_formatting.add(
        f"A2:A{last}", FormulaRule(formula=[done], fill=PatternFill(bgColor=styles.DONE))
    )
