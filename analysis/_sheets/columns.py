"""Find the columns of a coding sheet by their headers, wherever they stand."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from analysis._sheets.files import Table
from analysis._sheets.words import column_of
from analysis.codebook import Codebook

__all__ = ["Columns", "columns", "frames_by_name"]

_BRACKETED: Final = re.compile(r"\[\s*(\w+)\s*\]\s*\Z")


@dataclass(frozen=True)
class Columns:
    """Where what stands: fixed columns and frames by their place from 0.

    `former` are frames that the codebook has no more, `twice` names that head two columns,
    `absent` frames of the codebook without a column, `added` headers that nobody knows.
    """

    fixed: dict[str, int] = field(default_factory=dict)
    frames: dict[str, int] = field(default_factory=dict)
    former: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    def cell(self, row: list[object], name: str) -> object:
        """Give the cell of a fixed column; None if there is no such column."""
        return row[self.fixed[name]] if name in self.fixed else None


def columns(table: Table, book: Codebook) -> Columns:
    """Find the columns of a table.

    A frame is told by its id in brackets at the end of the header, by its id alone, or by its
    label in any language. An id that the codebook does not have is a frame of a former
    codebook if the sheet was made with another version.
    """
    found = Columns()
    named = frames_by_name(book)
    for at, header in enumerate(table.header):
        plain = " ".join(header.casefold().split())
        bracketed = _BRACKETED.search(header)
        frame = named.get(bracketed[1].casefold() if bracketed else plain)
        fixed = column_of(header)
        if frame is None and bracketed and _is_former(bracketed[1], table, book):
            frame = bracketed[1]
            found.former.append(frame)
        if fixed is not None:
            _place(found, found.fixed, fixed, at)
        elif frame is not None:
            _place(found, found.frames, frame, at)
        elif plain:
            found.added.append(header)
    found.absent.extend(frame for frame in book.frame_ids if frame not in found.frames)
    return found


def frames_by_name(book: Codebook) -> dict[str, str]:
    """Map what may head the column of a frame to its id; a label of two frames is left out."""
    named: dict[str, set[str]] = defaultdict(set)
    for frame in book.frames:
        for label in frame.label.values():
            named[" ".join(label.casefold().split())].add(frame.id)
    clear = {label: min(ids) for label, ids in named.items() if len(ids) == 1}
    return clear | {frame.casefold(): frame for frame in book.frame_ids}


def _is_former(name: str, table: Table, book: Codebook) -> bool:
    """Say whether an unknown id is a frame of the codebook that the sheet was made with."""
    if "frames" in table.facts:
        return name in table.facts["frames"].split()
    at = [number for number, header in enumerate(table.header) if column_of(header) == "codebook"]
    stated = {str(row[at[0]]).strip() for _, row in table.rows if row[at[0]]} if at else set()
    return bool(stated - {book.reference})


def _place(found: Columns, where: dict[str, int], name: str, at: int) -> None:
    """Note where a column stands; the first of two counts, and both are told."""
    if name in where:
        found.twice.append(name)
    else:
        where[name] = at
