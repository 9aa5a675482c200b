"""How wide the columns of a table must be, and whether it fits a page that stands upright.

Measured by what the letters of a typeface with serifs need on average; exact enough to share
out a page, since columns of numbers get a little more than they need.
"""

import re
from dataclasses import dataclass
from typing import Final

from analysis.table_files._form import PaperTable

__all__ = [
    "GAP",
    "LANDSCAPE",
    "PORTRAIT",
    "SIZE",
    "Layout",
    "broken",
    "height",
    "layout",
    "natural",
]

PORTRAIT: Final = 15.9
"""Centimetres between the margins of an A4 page, 2.54 on each side."""

LANDSCAPE: Final = 24.6
"""The same page turned."""

SIZE: Final = 10
"""Points of the text in a table."""

GAP: Final = 0.26
"""Centimetres of white in every column."""

_SLACK: Final = 0.1
"""Centimetres more than measured, so that no number is broken."""

_EM: Final = SIZE * 2.54 / 72
_NARROW, _WIDE = frozenset("iljtfrI.,;:'|!()[] "), frozenset("mwMWABCDEGHKNOQRUVXYZ%@—&")
_LEAST, _MOST = 2.2, 3.2  # centimetres; no column of text is made to be wider by one long word
_LATIN: Final = "\u2e80"  # letters from here on, such as Chinese ones, are as wide as high
_BREAKS: Final = re.compile(r"[\s|/-]")


@dataclass(frozen=True)
class Layout:
    """Widths of the columns in centimetres, which of them break lines, and the page.

    `fixed` are the columns with another width than their cells need.
    """

    widths: tuple[float, ...]
    wraps: tuple[bool, ...]
    fixed: tuple[bool, ...]
    landscape: bool


def natural(text: str) -> float:
    """Centimetres that a text takes on one line.

    Examples
    --------
    >>> natural("will") < natural("wide")
    True
    """
    return _EM * sum(
        0.3 if letter in _NARROW else 0.76 if letter in _WIDE else 0.5 if letter < _LATIN else 1.0
        for letter in text
    )


def layout(table: PaperTable) -> Layout:
    """Share the page out: numbers get what they need, texts what is left.

    A narrow table is widened in its first column, so that its sections stay on one line.
    """
    need = [_need(table, place) for place in range(len(table.heads))]
    least = [min(width, _least(table, place)) for place, width in enumerate(need)]
    landscape = sum(least) > PORTRAIT
    room = LANDSCAPE if landscape else PORTRAIT
    pulls = [_typical(table, place) ** 0.5 for place in range(len(need))]
    widths = _shared(need, least, pulls, room)
    across = max((natural(text) + GAP + _SLACK for _, text in table.sections), default=0.0)
    widths[0] += max(0.0, min(across, room) - sum(widths))
    return Layout(
        tuple(round(width, 2) for width in widths),
        tuple(width < full - 1e-9 for width, full in zip(widths, need, strict=True)),
        tuple(abs(width - full) > 1e-9 for width, full in zip(widths, need, strict=True)),
        landscape,
    )  # fmt: skip


def height(table: PaperTable, layout: Layout) -> int:
    """Lines that the rows, sections and note of a table take, about."""
    rows = [
        max(len(broken(cell, width - GAP)) for cell, width in zip(row, layout.widths, strict=True))
        for row in table.rows
    ]
    across = [*(text for _, text in table.sections), table.note]
    return sum(rows) + sum(len(broken(text, sum(layout.widths))) for text in across)


def _typical(table: PaperTable, place: int) -> float:
    """Centimetres of a cell on average; one very long cell makes no column wide."""
    cells = table.frame.iloc[:, place]
    return sum(map(natural, cells)) / max(1, len(cells))


def _need(table: PaperTable, place: int) -> float:
    """Centimetres that a column takes if no cell is broken; heads are broken between words."""
    cells = [natural(cell) for cell in table.frame.iloc[:, place]]
    words = [natural(word) for word in table.heads[place].split(" ")]
    return max([*cells, *words, _over(table, place)]) + GAP + _SLACK


def _over(table: PaperTable, place: int) -> float:
    """Share of a column in the longest word of the head above it."""
    at = 0
    for group, span in table.groups:
        if at <= place < at + span:
            return max(natural(word) for word in group.split(" ")) / span if group else 0.0
        at += span
    return 0.0


def _least(table: PaperTable, place: int) -> float:
    """Centimetres below which a column cannot be read."""
    if table.align[place] == "r":
        return _need(table, place)
    words = (word for cell in table.frame.iloc[:, place] for word in _BREAKS.split(cell))
    return min(max(_LEAST, max(map(natural, words), default=0.0) + GAP + _SLACK), _MOST)


def _shared(
    need: list[float], least: list[float], pulls: list[float], room: float
) -> list[float]:  # fmt: skip
    """Give each column what it needs, or its least and a share of what is left by its pull."""
    if sum(need) <= room:
        return list(need)
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    widths = list(least)
    for _ in need:  # a column that has what it needs leaves the rest to the others
        open_ = [place for place, width in enumerate(widths) if width < need[place] - 1e-9]
        left = room - sum(widths)
        if left < 1e-9 or not open_:
            break
        whole = sum(pulls[place] for place in open_)
        for place in open_:
            widths[place] = min(need[place], widths[place] + left * pulls[place] / whole)
    return widths


def broken(text: str, width: float) -> list[str]:
    """Break a text between words into lines no wider than `width` centimetres, where it can.

    Examples
    --------
    >>> broken("Prevalence error", 1.9)
    ['Prevalence', 'error']
    """
    lines: list[str] = []
    for word in text.split(" "):
        if lines and natural(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines
