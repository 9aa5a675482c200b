"""Write a coding sheet as a table with semicolons, for who has no program for workbooks."""

import csv
import io
from typing import Final

from analysis._sheets import cells
from analysis._sheets.layout import Sheet
from analysis._sheets.words import words

__all__ = ["table"]

_MARK: Final = "\ufeff"  # tells Excel that it is UTF-8


def table(sheet: Sheet) -> tuple[bytes, int]:
    """Write one coder's sheet.

    Returns
    -------
    (bytes, int)
        The file, and the number of control characters that were replaced by U+FFFD.
    """
    said, labels = words(sheet.language), sheet.book.labels(sheet.language)
    context = ("before", "after") if sheet.has_context else ("", "")
    first = ["unit", *(["part"] if sheet.has_parts else []), context[0], "text", context[1]]
    names = [name for name in first if name]
    frames = [f"{labels[name]} [{name}]" for name in sheet.book.frame_ids]
    target, replaced = io.StringIO(newline=""), 0
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    last = ("note", "coder", "round", "codebook")
    writer.writerow([*(said[name] for name in names), *frames, *(said[name] for name in last)])
    for row in sheet.rows:
        content = {
            "unit": row.unit,
            "part": f"{row.part} {said['of']} {row.parts}" if row.parts > 1 else "",
            "before": row.before, "text": row.text, "after": row.after,
        }  # fmt: skip
        written = []
        for name in names:
            text, count = cells.fitting(content[name])
            replaced += count
            written.append(cells.defused(text) if name in ("before", "text", "after") else text)
        facts = ["", sheet.coder, str(sheet.coding_round), sheet.book.reference]
        writer.writerow([*written, *[""] * len(frames), *facts])
    return (_MARK + target.getvalue()).encode("utf-8"), replaced
