"""A table as it is printed, checked and cleaned when it is made."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import pandas as pd

from analysis.contracts import TableError, did_you_mean, first_five
from analysis.table_files import _html

__all__ = ["WORDS", "PaperTable"]

WORDS: Final = {"en": ("Table", "Note.", "Part"), "nl": ("Tabel", "Noot.", "Deel")}
"""What a table, its note and a section of it are called."""

_NAME: Final = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_NUMBER: Final = re.compile(r"[A-Za-z]?[0-9]{1,3}")
_DROPPED: Final = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # turn the direction of reading
    "\u00ad"  # a place to break a word, which Word prints as a hyphen
    "\ufffe\uffff"  # no letters; no XML file may hold them
)


@dataclass(frozen=True)
class PaperTable:
    """A table for a paper: every cell a text as it is printed.

    Attributes
    ----------
    name : str
        File name without ending: small letters, digits, `-` and `_`.
    number : str
        As in 'Table 1' or 'Table A1'.
    title : str
        Without a full stop.
    note : str
        What stands below, without the word 'Note.'; may be empty.
    frame : DataFrame
        Texts. Its columns are the heads; two levels of them (group, head) give heads above
        heads, an empty group none. The index is not printed.
    align : str
        One letter for each column: l (text) or r (numbers, which have the same number of
        decimals, so that these stand below each other).
    sections : tuple of (int, str)
        Before which row a heading across the whole table stands, and its text.
    stub : int
        How many columns, from the left, say what a row is about.
    language : {'en', 'nl'}
        Language of title, heads and note.

    Raises
    ------
    TableError
        If cells are no texts, or a part does not fit the frame.

    Examples
    --------
    >>> frame = pd.DataFrame({"Frame": ["Costs"], "Share": [".31"]})
    >>> PaperTable("shares", "1", "Shares of the Frames", "Invented.", frame, "lr")
    Table 1. Shares of the Frames (1 row)
    """

    name: str
    number: str
    title: str
    note: str
    frame: pd.DataFrame
    align: str
    sections: tuple[tuple[int, str], ...] = ()
    stub: int = 1
    language: str = "en"

    def __post_init__(self) -> None:
        """Check the parts against each other, and clean every text."""
        _check(self)
        columns = self.frame.columns
        heads = [[_clean(part) for part in _parts(head)] for head in columns]
        cells = self.frame.map(_clean).reset_index(drop=True)
        cells.columns = (pd.MultiIndex.from_tuples([tuple(head) for head in heads])
                         if columns.nlevels == 2 else pd.Index([head[0] for head in heads],
                                                               dtype="object"))  # fmt: skip
        cleaned = {"title": _clean(self.title), "note": _clean(self.note), "frame": cells,
                   "sections": tuple((at, _clean(text)) for at, text in self.sections)}  # fmt: skip
        for name, value in cleaned.items():
            object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        """Give number, title and size."""
        rows = f"{len(self.frame):,} row{'s' if len(self.frame) != 1 else ''}"
        return f"{self.label}. {self.title} ({rows})"

    def _repr_html_(self) -> str:
        """Give the table as a notebook shows it."""
        return _html.text(self)

    @property
    def label(self) -> str:
        """What the table is called, such as 'Table 1'."""
        return f"{WORDS[self.language][0]} {self.number}"

    @property
    def note_word(self) -> str:
        """With what the note begins."""
        return WORDS[self.language][1]

    @property
    def part_word(self) -> str:
        """Head of the column of sections, where these are a column."""
        return WORDS[self.language][2]

    @property
    def heads(self) -> tuple[str, ...]:
        """Head of each column, without the head above it."""
        return tuple(_parts(head)[-1] for head in self.frame.columns)

    @property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """Heads above heads with the number of columns they span; none if all are empty."""
        above = [_parts(head)[0] if self.frame.columns.nlevels == 2 else ""
                 for head in self.frame.columns]  # fmt: skip
        spans = [(text, len(list(same))) for text, same in groupby(above)]
        return tuple(spans) if any(text for text, _ in spans) else ()

    @property
    def full_heads(self) -> tuple[str, ...]:
        """Heads on one line: 'Precision: 95% CI'."""
        above = [text for text, span in self.groups for _ in range(span)] or [""] * len(self.heads)
        return tuple(f"{group}: {head}" if group and head else group or head
                     for group, head in zip(above, self.heads, strict=True))  # fmt: skip

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Cells, row by row."""
        return [tuple(row) for row in self.frame.itertuples(index=False, name=None)]

    def blocks(self) -> list[tuple[str, list[tuple[str, ...]]]]:
        """Rows under their section; the section is empty for rows before the first one."""
        starts = [at for at, _ in self.sections]
        named = list(self.sections) if starts[:1] == [0] else [(0, ""), *self.sections]
        ends = [at for at, _ in named[1:]] + [len(self.frame)]
        rows = self.rows
        return [(text, rows[at:end]) for (at, text), end in zip(named, ends, strict=True)]


def _parts(head: object) -> tuple[str, ...]:
    """Levels of the name of a column."""
    return tuple(map(str, head)) if isinstance(head, tuple) else (str(head),)


def _clean(text: str) -> str:
    """Put a text on one line, without letters that no file may hold or that turn the line."""
    plain = unicodedata.normalize("NFC", " ".join(re.split(r"[^\S\u00a0\u202f\u2009]+", text)))
    return "".join(
        letter for letter in plain.strip()
        if unicodedata.category(letter) not in ("Cc", "Cs") and letter not in _DROPPED
    )  # fmt: skip


def _check(table: PaperTable) -> None:
    """Raise if a part of the table does not fit the others."""
    wrong = _wrong(table)
    if wrong:
        message = f"Paper table {table.name!r}: {wrong}"
        raise TableError(message)


def _wrong(table: PaperTable) -> str:
    """Say what does not fit, and what to do; empty if all does."""
    width, places = table.frame.shape[1], [at for at, _ in table.sections]
    if not _NAME.fullmatch(table.name):
        return "use small letters, digits, '-' and '_' only in the name."
    if not _NUMBER.fullmatch(table.number):
        return f"number={table.number!r} is none; write '1' or 'A1'."
    if table.language not in WORDS:
        return f"language={table.language!r} is not known. {did_you_mean(table.language, WORDS)}"
    if not table.title.strip():
        return "it needs a title."
    if not width or table.frame.columns.nlevels > 2:
        return "the frame needs columns, with one or two levels of heads."
    if len(table.align) != width or set(table.align) - set("lr"):
        return f"align={table.align!r} must be {width} letters l or r, one for each column."
    if not 1 <= table.stub <= width:
        return f"stub={table.stub} must be from 1 to {width}."
    if places != sorted(set(places)) or any(not 0 <= at <= len(table.frame) for at in places):
        return f"sections begin at rows {places}; give rows of the frame, in order, each once."
    other = [value for row in table.frame.itertuples(index=False, name=None) for value in row
             if not isinstance(value, str)]  # fmt: skip
    return f"cells must be texts; found {first_five(map(repr, other))}." if other else ""
