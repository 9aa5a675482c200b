"""How a coding sheet looks, and how text is put into its cells."""

from typing import Any, Final

from analysis._sheets import cells

__all__ = ["CODE_COLOURS", "DONE", "POINTS", "name_styles", "print_wide", "protect", "put"]

POINTS: Final = 14.2
"""Height of a line of text, in points."""

CODE_COLOURS: Final = {"1": "BFE3D0", "0": "E4E7EB", "?": "FFD8A8"}
"""Colours of the codes; the sign itself says the same."""

DONE: Final = "BFE3D0"
"""Colour of the id of a unit that has all its codes."""

_INK: Final = "243B53"
_PALE: Final = "F3F5F7"
_LINE: Final = "C9D1D9"
_WHITE: Final = "FFFFFF"
_OPEN: Final = "FFFBE8"  # cells that may be written in


def name_styles(book: Any) -> None:
    """Name the styles once; cells refer to them."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

    def style(
        name: str, colour: str, fill: str, *, size: float = 10.5, bold: bool = False,
        italic: bool = False, middle: bool = False, locked: bool = True, lined: bool = True,
        level: str = "top",
    ) -> None:  # fmt: skip
        side = Side(style="thin", color=_LINE) if lined else Side()
        made = NamedStyle(name)
        made.font = Font("Arial", size, bold=bold, italic=italic, color=colour)
        made.fill = PatternFill("solid", fgColor=fill)
        made.border = Border(top=side, bottom=side, left=side, right=side)
        made.alignment = Alignment(
            horizontal="center" if middle else "left",
            vertical="center" if middle else level,
            wrap_text=True,
            indent=0 if middle else 1,
        )
        made.protection = Protection(locked=locked)
        made.number_format = "General" if locked or middle else "@"
        book.add_named_style(made)

    book._named_styles["Normal"].font = book._fonts[0] = Font("Arial", 11)  # widths go by it
    style("fw_header", _WHITE, _INK, size=10, bold=True, middle=True)
    style("fw_unit", "7B8794", _WHITE, size=8)
    style("fw_context", "66727F", _PALE, size=9.5, italic=True)
    style("fw_text", "000000", _WHITE, size=11)
    style("fw_code", "000000", _OPEN, size=12, bold=True, middle=True, locked=False)
    style("fw_closed", "7B8794", _PALE, middle=True)
    style("fw_note", "000000", _OPEN, locked=False)
    style("fw_title", _INK, _WHITE, size=18, bold=True, lined=False)
    style("fw_head", _INK, _WHITE, size=13, bold=True, lined=False, level="bottom")
    style("fw_frame", _WHITE, _INK, size=11.5, bold=True, lined=False, level="center")
    style("fw_plain", "000000", _WHITE, lined=False)
    style("fw_name", "52606D", _WHITE, bold=True, lined=False)
    style("fw_cell", "000000", _WHITE)
    style("fw_value", "000000", _WHITE, bold=True, middle=True)
    style("fw_columns", _INK, _PALE, bold=True, level="center")
    style("fw_meaning", "000000", _WHITE, lined=False, level="center")
    for code, fill in CODE_COLOURS.items():
        style(f"fw_code_{code}", "000000", fill, size=12, bold=True, middle=True)


def put(cell: Any, text: str, style: str) -> None:
    """Write a text that is never taken for a formula, a number or an error."""
    cell.style = style
    if text:
        cell.value = cells.escaped(text)
        cell.data_type = "s"
        if cells.runs(text):
            cell.quotePrefix = True


def protect(page: Any) -> None:
    """Lock the page without a password; filters, widths, heights and colours stay free."""
    page.protection.sheet = True
    for free in ("autoFilter", "sort", "formatCells", "formatColumns", "formatRows"):
        setattr(page.protection, free, False)


def print_wide(page: Any) -> None:
    """Print landscape on A4, as wide as the paper, with small margins and page numbers."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.6
    page.page_margins.header = page.page_margins.footer = 0.3
    page.oddFooter.right.text = "&P / &N"
