"""Write tables for papers as a Word document, with tables that can be edited.

Made by python-docx. What its model document brings along and tells of programs and days is
taken out, and the parts are packed without times.
"""

import io
import zipfile
from collections.abc import Sequence
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from analysis.table_files import _widths
from analysis.table_files._form import PaperTable
from analysis.table_files._symbols import is_symbol

__all__ = ["document"]

_TYPEFACE: Final = "Times New Roman"
_LANGUAGES: Final = {"en": "en-GB", "nl": "nl-NL"}
_MARGIN, _LONG, _SHORT = Cm(2.54), Cm(29.7), Cm(21.0)
_STYLES: Final = {
    "Table Number": {"bold": True, "after": 0, "keep": True},
    "Table Title": {"italic": True, "after": 6, "keep": True},
    "Table Text": {"size": _widths.SIZE, "after": 0},
    "Table Note": {"size": _widths.SIZE, "before": 4, "after": 12},
}
_KEPT: Final = ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Caption", *_STYLES)
_UNUSED: Final = ("customXml", "numbering", "stylesWithEffects", "webSettings", "thumbnail")
_THICK, _THIN = 12, 4  # eighths of a point
_FIRST: Final = "[Content_Types].xml"
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


def document(tables: Sequence[PaperTable]) -> bytes:
    """Write tables below each other, each new page with the orientation that it needs."""
    made = docx.Document()
    _prepare(made, tables[0].language)
    turned: bool | None = None
    for table in tables:
        layout = _widths.layout(table)
        _page(made, landscape=layout.landscape, before=turned)
        turned = layout.landscape
        _add(made, table, layout)
    return _packed(made)


def _prepare(made: Any, language: str) -> None:
    """Set language and styles, and take out what tells of programs, persons and days."""
    for style in list(made.styles):
        if style.name not in _KEPT:
            style.delete()
    normal = made.styles["Normal"]
    _typeface(normal, 12)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1
    caption = made.styles["Caption"]
    _typeface(caption, 12)
    caption.font.bold = caption.font.italic = False
    caption.font.color.rgb = RGBColor(0, 0, 0)
    for name, look in _STYLES.items():
        _style(made, name, look)
    tag = _LANGUAGES[language]
    for found in made.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), tag)
    for found in made.settings.element.iter(qn("w:themeFontLang")):
        found.set(qn("w:val"), tag)
    _without_traces(made)
    for part in (made.part, made.part.package):
        for key, relation in list(part.rels.items()):
            if any(name in relation.reltype for name in (*_UNUSED, "extended-properties")):
                del part.rels[key]
    for found in list(made.core_properties._element):
        made.core_properties._element.remove(found)


def _without_traces(made: Any) -> None:
    """Take out the ids by which Word tells sessions of editing apart."""
    for root in (made.element, made.styles.element, made.settings.element):
        traces = root.iter(*(qn(f"w:{name}") for name in ("rsid", "rsids", "savePreviewPicture")))
        for found in list(traces):
            found.getparent().remove(found)
        for element in root.iter():
            for key in [key for key in element.attrib if "}rsid" in str(key)]:
                del element.attrib[key]


def _typeface(style: Any, size: float) -> None:
    """Set the typeface of a style, for all scripts."""
    style.font.name, style.font.size = _TYPEFACE, Pt(size)
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _TYPEFACE)


def _style(made: Any, name: str, look: dict[str, Any]) -> None:
    """Add a style for paragraphs; those above a table are captions."""
    style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = made.styles["Caption" if look.get("keep") else "Normal"]
    style.font.bold, style.font.italic = look.get("bold", False), look.get("italic", False)
    style.font.size = Pt(look.get("size", 12))
    style.quick_style = True
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(look.get("before", 0)), Pt(look.get("after", 0))
    form.keep_with_next = look.get("keep", False)


def _page(made: Any, *, landscape: bool, before: bool | None) -> None:
    """Go to a new page for a next table, in the orientation that it needs."""
    if before is not None and before == landscape:
        made.paragraphs[-1].paragraph_format.space_after = Pt(0)
        made.add_page_break()
        return
    section = made.sections[0] if before is None else made.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN


def _add(made: Any, table: PaperTable, layout: _widths.Layout) -> None:
    """Add one table with number, title and note."""
    made.add_paragraph(table.label, style="Table Number")
    made.add_paragraph(table.title, style="Table Title")
    heads = 2 if table.groups else 1
    blocks = table.blocks()
    count = heads + len(table.frame) + sum(bool(section) for section, _ in blocks)
    grid = made.add_table(rows=count, cols=len(table.heads))
    _properties(grid, table, layout)
    lines = [list(row.cells) for row in grid.rows]
    _fill_heads(table, lines)
    at = heads
    after = 2.0 if any(layout.wraps) else 0.0
    for section, rows in blocks:
        if section:
            _section(lines[at], section)
            at += 1
        for row in rows:
            for place, text in enumerate(row):
                _write(lines[at][place], text, side=table.align[place], after=after,
                       before=2.0 if at == heads else 0.0)  # fmt: skip
            at += 1
    for number, row in enumerate(grid.rows):
        _row_properties(row, is_head=number < heads)
    _rules(table, lines, heads)
    if table.note:
        note = made.add_paragraph(style="Table Note")
        note.add_run(table.note_word).italic = True
        note.add_run(f" {table.note}")


def _fill_heads(table: PaperTable, lines: list[list[Any]]) -> None:
    """Write one or two rows of heads."""
    at = 0
    for group, span in table.groups:
        if group:
            cell = lines[0][at].merge(lines[0][at + span - 1]) if span > 1 else lines[0][at]
            _write(cell, group, side="c", keep=True)
            _underline(cell)
            _vertical(cell)
        at += span
    for place, head in enumerate(table.heads):
        cell = lines[1 if table.groups else 0][place]
        _write(cell, head, side=table.align[place], keep=True, italic=is_symbol(head))
        _vertical(cell)


def _section(cells: list[Any], text: str) -> None:
    """Write a heading across the table; it stays with its first row."""
    _write(cells[0].merge(cells[-1]), text, side="l", keep=True, italic=True, before=4)


def _write(
    cell: Any, text: str, *, side: str, keep: bool = False, italic: bool = False,
    before: float = 0, after: float = 0,
) -> None:  # fmt: skip
    """Write one cell."""
    for extra in cell.paragraphs[1:]:  # merged cells bring theirs along
        extra._element.getparent().remove(extra._element)
    paragraph = cell.paragraphs[0]
    paragraph.style = "Table Text"
    if side != "l":
        paragraph.alignment = (WD_ALIGN_PARAGRAPH.RIGHT if side == "r"
                               else WD_ALIGN_PARAGRAPH.CENTER)  # fmt: skip
    if keep:
        paragraph.paragraph_format.keep_with_next = True
    if before:
        paragraph.paragraph_format.space_before = Pt(before)
    if after:
        paragraph.paragraph_format.space_after = Pt(after)
    run = paragraph.add_run(text)
    if italic:
        run.italic = True


def _element(name: str, **values: object) -> Any:
    """Make an element of WordprocessingML."""
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def _properties(grid: Any, table: PaperTable, layout: _widths.Layout) -> None:
    """Set widths, white, what is a head, and the title for readers who hear the table."""
    twips = [round(width / 2.54 * 1440) for width in layout.widths]
    found = grid._tbl.tblPr
    for child in list(found):
        found.remove(child)
    white = _element("w:tblCellMar")
    half = round(_widths.GAP / 2 / 2.54 * 1440)
    for edge in ("left", "right"):
        white.append(_element(f"w:{edge}", w=half, type="dxa"))
    for child in (
        _element("w:tblW", w=sum(twips), type="dxa"),
        _element("w:tblLayout", type="fixed"),
        white,
        _element("w:tblLook", val="06A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0,
                 noHBand=1, noVBand=1),
        _element("w:tblCaption", val=f"{table.label}. {table.title}"),
        _element("w:tblDescription", val=table.note),
    ):  # fmt: skip
        found.append(child)
    for column, width in zip(grid._tbl.tblGrid.gridCol_lst, twips, strict=True):
        column.set(qn("w:w"), str(width))
    for row in grid._tbl.tr_lst:
        for cell, wide in zip(row.tc_lst, layout.widths, strict=True):
            cell.width = Cm(wide)


def _row_properties(row: Any, *, is_head: bool) -> None:
    """Keep a row on one page, and repeat heads on every page."""
    found = row._tr.get_or_add_trPr()
    found.append(_element("w:cantSplit"))
    if is_head:
        found.append(_element("w:tblHeader"))


def _rules(table: PaperTable, lines: list[list[Any]], heads: int) -> None:
    """Draw the three rules of the table."""
    for cell in lines[0]:
        _border(cell, "top", _THICK)
    for cell in lines[heads - 1]:
        _border(cell, "bottom", _THIN if len(lines) > heads else _THICK)
    if len(lines) > heads:
        for cell in lines[-1]:
            _border(cell, "bottom", _THICK)


def _border(cell: Any, edge: str, size: int) -> None:
    """Draw one edge of a cell; edges stand in the order that the format asks for."""
    found = cell._tc.get_or_add_tcPr()
    borders = found.find(qn("w:tcBorders"))
    if borders is None:
        borders = _element("w:tcBorders")
        later = found.find(qn("w:vAlign"))
        found.append(borders) if later is None else later.addprevious(borders)
    for old in borders.findall(qn(f"w:{edge}")):
        borders.remove(old)
    line = _element(f"w:{edge}", val="single", sz=size, space=0, color="000000")
    borders.insert(0, line) if edge == "top" else borders.append(line)


def _underline(cell: Any) -> None:
    """Rule off a head that spans columns; drawn in its text, so that two rules do not meet."""
    found = cell.paragraphs[0]._p.get_or_add_pPr()
    rule = _element("w:pBdr")
    rule.append(_element("w:bottom", val="single", sz=_THIN, space=1, color="000000"))
    later = next((child for child in found if child.tag in (qn("w:spacing"), qn("w:jc"))), None)
    found.append(rule) if later is None else later.addprevious(rule)


def _vertical(cell: Any) -> None:
    """Put a head at the foot of its cell."""
    cell._tc.get_or_add_tcPr().append(_element("w:vAlign", val="bottom"))


def _packed(made: Any) -> bytes:
    """Pack the document again, sorted, without times; not pressed, or zlib decides the bytes."""
    written, packed = io.BytesIO(), io.BytesIO()
    made.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda part: (part != _FIRST, part)):
            info = zipfile.ZipInfo(name, date_time=_NO_TIME)
            info.create_system = 0
            target.writestr(info, source.read(name))
    return packed.getvalue()
