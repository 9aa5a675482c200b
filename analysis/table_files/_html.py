"""Write a table for a paper as a piece of HTML that needs nothing beside it."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from analysis.table_files._symbols import is_symbol

if TYPE_CHECKING:
    from analysis.table_files._form import PaperTable

__all__ = ["text"]

# Lines have the colour of the text, so that it can be read on light and on dark pages.
_CSS: Final = """
.fw-paper{overflow-x:auto;margin:1em 0}
.fw-paper table{border-collapse:collapse;border-top:1.5px solid;border-bottom:1.5px solid;
 font-size:.92em;font-variant-numeric:tabular-nums;margin:0}
.fw-paper caption{caption-side:top;text-align:left;padding:0 0 .4em;color:inherit}
.fw-paper caption b,.fw-paper caption i{display:block}
.fw-paper th,.fw-paper td{padding:.25em .6em;vertical-align:top;text-align:left;border:0;
 font-weight:400;overflow-wrap:break-word;background:none;color:inherit}
.fw-paper .fw-r{text-align:right;white-space:nowrap}
.fw-paper thead th{vertical-align:bottom;overflow-wrap:normal}
.fw-paper thead tr:last-child th,.fw-paper thead th[rowspan]{border-bottom:1px solid}
.fw-paper thead .fw-over{text-align:center;border-bottom:1px solid}
.fw-paper .fw-part{font-style:italic;padding-top:.6em}
.fw-paper p{font-size:.88em;margin:.4em 0 0;max-width:60em}
"""


def text(table: PaperTable) -> str:
    """Write the table with its style, number, title and note.

    Every head says for which rows or columns it stands, for readers who hear the table.
    """
    name = html.escape(f"{table.label}. {table.title}", quote=True)
    note = f"<p><i>{table.note_word}</i> {html.escape(table.note)}</p>" if table.note else ""
    return (
        f"<style>{_CSS}</style>"
        f'<div class="fw-paper" id="{table.name}" lang="{table.language}" role="region" '
        f'aria-label="{name}" tabindex="0"><table>'
        f"<caption><b>{html.escape(table.label)}</b> <i>{html.escape(table.title)}</i></caption>"
        f"<thead>{_head(table)}</thead>{_body(table)}</table>{note}</div>"
    )


def _head(table: PaperTable) -> str:
    """Write one or two rows of heads; a column without a head above reaches over both."""
    tall = ' rowspan="2"' if table.groups else ""
    above, below, at = [], [], 0
    for group, span in table.groups or (("", len(table.heads)),):
        own = "".join(_column_head(table, place, "" if group else tall)
                      for place in range(at, at + span))  # fmt: skip
        if group:
            above.append(f'<th scope="colgroup" colspan="{span}" class="fw-over">'
                         f"{html.escape(group)}</th>")  # fmt: skip
            below.append(own)
        else:
            above.append(own)
        at += span
    return "".join(f"<tr>{''.join(row)}</tr>" for row in (above, below) if row)


def _column_head(table: PaperTable, place: int, tall: str) -> str:
    """Write the head of one column."""
    head = html.escape(table.heads[place])
    head = f"<i>{head}</i>" if is_symbol(table.heads[place]) else head
    return f'<th scope="col"{tall}{_kind(table, place)}>{head}</th>'


def _body(table: PaperTable) -> str:
    """Write the rows, those of each section in a body of their own."""
    bodies = []
    for section, rows in table.blocks():
        if not rows and not section:
            continue
        over = (f'<tr><th scope="rowgroup" colspan="{len(table.heads)}" class="fw-part">'
                f"{html.escape(section)}</th></tr>" if section else "")  # fmt: skip
        bodies.append(f"<tbody>{over}{''.join(_row(table, row) for row in rows)}</tbody>")
    return "".join(bodies)


def _row(table: PaperTable, row: tuple[str, ...]) -> str:
    """Write one row; its first cells are heads."""
    cells = []
    for place, cell in enumerate(row):
        tag, scope = ("th", ' scope="row"') if place < table.stub else ("td", "")
        cells.append(f"<{tag}{scope}{_kind(table, place)}>{html.escape(cell)}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"


def _kind(table: PaperTable, place: int) -> str:
    """Mark a column of numbers."""
    return ' class="fw-r"' if table.align[place] == "r" else ""
