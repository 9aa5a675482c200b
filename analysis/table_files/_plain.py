"""Write a table for a paper as Markdown and as CSV."""

import pandas as pd

from analysis import export, wording
from analysis.table_files._form import PaperTable
from analysis.table_files._symbols import is_symbol

__all__ = ["csv", "markdown"]

_SIDES = {"l": "left", "r": "right"}


def markdown(table: PaperTable) -> str:
    """Write the table as Markdown, number and title above, note below.

    Heads above heads stand before the head they belong to, sections in rows of their own.
    """
    heads = [f"*{head}*" if is_symbol(head) else wording.safe(head) for head in table.full_heads]
    rows: list[list[str]] = []
    for section, part in table.blocks():
        if section:
            rows.append([f"*{wording.safe(section)}*", *[""] * (len(heads) - 1)])
        rows += [[wording.safe(cell) for cell in row] for row in part]
    body = pd.DataFrame(rows, columns=range(len(heads)), dtype="object").to_markdown(
        index=False, headers=heads, disable_numparse=True,
        colalign=[_SIDES[side] for side in table.align] if rows else None,
    )  # fmt: skip
    above = f"**{table.label}**\n\n*{wording.safe(table.title)}*"
    note = f"\n\n*{table.note_word}* {wording.safe(table.note)}" if table.note else ""
    return f"{above}\n\n{body}{note}\n"


def csv(table: PaperTable) -> str:
    """Write the cells as CSV by the rules of `export.table_text`; sections are a first column."""
    sections = [section for section, rows in table.blocks() for _ in rows]
    frame = table.frame.set_axis(pd.Index(table.full_heads, dtype="object"), axis=1)
    if table.sections:
        frame.insert(0, table.part_word, sections, allow_duplicates=True)
    return export.table_text(frame)
