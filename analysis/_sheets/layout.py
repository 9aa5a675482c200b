"""Lay out what one coder gets: a row for each unit, or several for a long text."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import pandas as pd

from analysis._sheets import cells
from analysis.codebook import Codebook
from analysis.contracts import COUNTED_ROLES, InputError, TableError, each_row, first_five

__all__ = ["CONTEXT_WIDTH", "MOST_LINES", "TEXT_WIDTH", "Row", "Sheet", "contexts", "height",
           "pieces", "rows", "texts"]  # fmt: skip

TEXT_WIDTH: Final = 62
"""Width of the text column, in characters."""

CONTEXT_WIDTH: Final = 26
"""Width of the columns before and after it."""

MOST_LINES: Final = 24
"""Lines of text in one row; a spreadsheet shows at most 27, and scrolls row by row."""

_MOST_CHARACTERS: Final = 8_000  # in a cell; Excel holds 32,767
_MOST_CONTEXT: Final = 400
_BREAKS: Final = (re.compile(r"\n\s*\n\s*"), re.compile(r"\n"), re.compile(r"[.!?][\"”’)]*\s+"),
                  re.compile(r"\s+"))  # fmt: skip


class Row(NamedTuple):
    """A row of the sheet; only the last row of a unit has cells for codes."""

    unit: str
    text: str
    before: str = ""
    after: str = ""
    part: int = 1
    parts: int = 1

    @property
    def is_coded(self) -> bool:
        """Say whether the codes of the unit stand in this row."""
        return self.part == self.parts


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """All that is written into one coder's file."""

    coder: str
    coding_round: int
    book: Codebook
    language: str
    seed: str
    rows: tuple[Row, ...]

    @property
    def has_parts(self) -> bool:
        """Say whether a text stands in several rows."""
        return any(row.parts > 1 for row in self.rows)

    @property
    def has_context(self) -> bool:
        """Say whether there are sentences around the units to show."""
        return any(row.before or row.after for row in self.rows)

    @property
    def n_units(self) -> int:
        """Count the units."""
        return sum(row.is_coded for row in self.rows)


def texts(samples: pd.DataFrame, documents: pd.DataFrame) -> dict[str, str]:
    """Give the text of each unit, the exact slice of its article.

    Raises
    ------
    TableError
        If an article is not there, or a unit ends behind its text.
    """
    text_of = dict(zip(documents["doc_id"], documents["text"], strict=True))
    wrong = [
        row.unit_id
        for row in each_row(samples)
        if row.doc_id not in text_of or row.end > len(text_of[row.doc_id])
    ]
    if wrong:
        message = (
            f"The articles of {len(wrong):,} sampled units are not in the table documents, or are "
            f"shorter than they were ({first_five(wrong)}). Give the articles that the sample was "
            f"drawn from, or draw it again."
        )
        raise TableError(message)
    return {row.unit_id: text_of[row.doc_id][row.start : row.end] for row in each_row(samples)}


def contexts(
    samples: pd.DataFrame, documents: pd.DataFrame, segments: pd.DataFrame, *, context: int
) -> dict[str, tuple[str, str]]:
    """Give what stands before and after each unit: `context` units of the same kind.

    Furniture of the page and what is said twice are left out. Documents have no context.

    Raises
    ------
    InputError
        If a sampled unit is not in `segments`.
    """
    wanted = samples[samples["unit"] != "document"]
    if context == 0 or wanted.empty:
        return {}
    text_of = dict(zip(documents["doc_id"], documents["text"], strict=True))
    sampled, found = set(wanted["unit_id"]), {}
    around = segments[
        segments["doc_id"].isin(wanted["doc_id"].unique()) & segments["unit"].isin(wanted["unit"])
    ]
    around = around[around["role"].isin(COUNTED_ROLES) | around["segment_id"].isin(sampled)]
    around = around.sort_values(["doc_id", "unit", "position"])
    for (doc_id, _), units in around.groupby(["doc_id", "unit"], sort=False):
        text = text_of[str(doc_id)]
        spans = list(zip(units["start"], units["end"], strict=True))
        for number, unit_id in enumerate(units["segment_id"]):
            if unit_id in sampled:
                before = [text[one:two] for one, two in spans[max(0, number - context) : number]]
                after = [text[one:two] for one, two in spans[number + 1 : number + 1 + context]]
                found[unit_id] = (_last(" ".join(before)), _first(" ".join(after)))
    if absent := sorted(sampled - set(found)):
        message = (
            f"{len(absent):,} sampled units are not in the table segments ({first_five(absent)}). "
            f"Give the segments that the sample was drawn from, or context=0."
        )
        raise InputError(message)
    return found


def _last(text: str) -> str:
    """Keep the end of a long text: what stands next to the unit."""
    return text if len(text) <= _MOST_CONTEXT else "… " + text[-_MOST_CONTEXT:].lstrip()


def _first(text: str) -> str:
    """Keep the beginning of a long text."""
    return text if len(text) <= _MOST_CONTEXT else text[:_MOST_CONTEXT].rstrip() + " …"


def height(text: str, width: float) -> int:
    r"""Count the lines that a text takes in a column, rather one too many than too few.

    Examples
    --------
    >>> height("one two\nthree", 10), height("x" * 100, 10)
    (2, 10)
    """
    room = max(1.0, width)
    return sum(max(1, math.ceil(len(line) / room)) for line in text.split("\n"))


def pieces(text: str) -> list[str]:
    """Cut a text that no row can show; together the pieces are the text.

    Cut at a blank line where there is one in reach, else at a line end, at the end of a
    sentence, at a blank, or anywhere.

    Examples
    --------
    >>> text = "One. " * 1000
    >>> [len(piece) for piece in pieces(text)], "".join(pieces(text)) == text
    ([1485, 1485, 1485, 545], True)
    """
    found = []
    while height(text, TEXT_WIDTH) > MOST_LINES:
        end = _reach(text)
        cut = next(filter(None, (_cut(text, end, mark) for mark in _BREAKS)), end)
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text]


def _reach(text: str) -> int:
    """Find how many characters fit into one row."""
    low, high = 1, min(len(text), _MOST_CHARACTERS)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (middle, high) if height(text[:middle], TEXT_WIDTH) <= MOST_LINES else (low, middle - 1)
        )
    return low


def _cut(text: str, end: int, mark: re.Pattern[str]) -> int:
    """Find the last break in the second half of what fits; 0 if there is none."""
    cuts = [found.end() for found in mark.finditer(text, 0, end) if found.end() < len(text)]
    return cuts[-1] if cuts and cuts[-1] > end // 2 else 0


def rows(
    units: Sequence[str],
    text_of: Mapping[str, str],
    context_of: Mapping[str, tuple[str, str]],
) -> Iterator[Row]:
    """Make the rows of one coder, in the order of `units`."""
    for unit_id in units:
        unit = cells.sheet_id(unit_id, text_of[unit_id])
        parts = pieces(text_of[unit_id])
        before, after = context_of.get(unit_id, ("", ""))
        for number, text in enumerate(parts, start=1):
            yield Row(
                unit=unit,
                text=text,
                before=before if number == 1 else "",
                after=after if number == len(parts) else "",
                part=number,
                parts=len(parts),
            )
