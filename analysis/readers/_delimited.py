"""Rows of a CSV or TSV file, streamed, whatever its delimiter and however damaged.

The delimiter is told from the rows themselves, outside quotes. A row that cannot be read
does not take the rows behind it along: after a quote that is never closed, reading goes on
at the next line that begins a proper row.
"""

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, takewhile
from typing import Final, NamedTuple

from analysis.readers._columns import known_fields
from analysis.readers._source import Source
from analysis.readers._streamed import MOST_CHARACTERS, Encoding, Lines, TooLong

__all__ = ["Bad", "Form", "Row", "form_of", "head_of", "rows"]

_DELIMITERS: Final = ",;\t|"
_MARKUP: Final = ("<", "{", "[", "%PDF")
_SAMPLED: Final = 50
_AHEAD: Final = 200
_FIRST_LINE: Final = re.compile(r"[^\r\n]*\S[^\r\n]*")
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')
_STARTS: Final = 1_000
"""Lines after a damaged row at which a proper row is looked for."""


class Form(NamedTuple):
    """How a table is written: its delimiter, its header, and its first rows."""

    delimiter: str
    header: list[str]
    sample: list[list[str]]
    share: float
    """Share of the first rows with as many cells as the header."""


class Row(NamedTuple):
    """A row, the line it begins in, and what is odd in it (may be empty)."""

    line: int
    cells: list[str]
    remark: str = ""


class Bad(NamedTuple):
    """A row that cannot be read: the line it begins in, why, and its first characters."""

    line: int
    reason: str
    quote: str


def head_of(source: Source, encoding: Encoding) -> str:
    """Give the first bytes of a file as text in a known encoding."""
    return source.head.decode(encoding.name, "replace").lstrip("\ufeff")


def form_of(head: str, *, cut: bool) -> Form | None:
    r"""Tell how a table is written; None if it is no table of two columns or more.

    Parameters
    ----------
    head : str
        The beginning of the file.
    cut : bool
        Whether the file is longer; the last row is then left out.

    Examples
    --------
    >>> form_of("Titel;Tekst\nEb;Zij komt, zij gaat.\n", cut=False).delimiter
    ';'
    """
    return _form_of(head, cut)


@lru_cache(maxsize=2)
def _form_of(head: str, cut: bool) -> Form | None:
    """Tell it once for the readers that ask one after the other."""
    if head.lstrip().startswith(_MARKUP) or not head.strip():
        return None
    stated = _stated(head)
    first = _FIRST_LINE.search(head)
    one_column = first is not None and not stated and '"' not in first[0]
    possible = [one for one in stated or _DELIMITERS
                if first is None or not one_column or one in first[0]]  # fmt: skip
    forms = [_form(head, delimiter, cut=cut) for delimiter in possible]
    fitting = [form for form in forms if form is not None]
    return max(fitting, key=_fit) if fitting else None


def _fit(form: Form) -> tuple[bool, float, int]:
    """Order of preference of two ways to read a table."""
    return bool(known_fields(form.header)), round(form.share, 1), len(form.header)


def _stated(head: str) -> str:
    """Delimiter that a first line ``sep=;`` states, as Excel writes it; else empty."""
    first = head.lstrip().split("\n", 1)[0].strip().strip('"')
    return first[4:] if first[:4].lower() == "sep=" and len(first) == 5 else ""


def _form(head: str, delimiter: str, *, cut: bool) -> Form | None:
    """Read the head with one delimiter."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    try:
        found = list(islice(filter(_filled, reader), _SAMPLED + 2))
    except csv.Error:
        return None
    if found and _is_stated(found[0]):
        found = found[1:]
    if cut and 1 < len(found) < _SAMPLED:
        found = found[:-1]
    if not found or len(header := _header(found[0])) < 2:
        return None
    right = sum(_width(row, len(header)) is not None for row in found[1:])
    return Form(delimiter, header, found[1:], right / max(1, len(found) - 1))


def _filled(cells: Sequence[str]) -> bool:
    """Tell whether a row holds anything."""
    return any(cell.strip() for cell in cells)


def _is_stated(cells: Sequence[str]) -> bool:
    """Tell whether a row is a line ``sep=;``, which its delimiter cuts in two."""
    return cells[0].strip().lower().startswith("sep=") and not _filled(cells[1:])


def _header(cells: Sequence[str]) -> list[str]:
    """Give the names of the columns; empty ones at the end are no columns."""
    names = [cell.strip().strip("\ufeff") for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _width(cells: list[str], width: int) -> list[str] | None:
    """Give a row as many cells as the header; None if it has others."""
    return cells[:width] if len(cells) >= width and not _filled(cells[width:]) else None


# The rows -------------------------------------------------------------------------


def rows(lines: Lines, form: Form) -> Iterator[Row | Bad]:
    """Go through the rows behind the header; empty rows are left out.

    Cells keep their line ends. A row has the number of cells of the header, else it is
    `Bad`.
    """
    if csv.field_size_limit() < 2 * MOST_CHARACTERS:  # lines are counted here, not there
        csv.field_size_limit(2 * MOST_CHARACTERS)
    feed = _Feed(lines)
    reader = csv.reader(feed, delimiter=form.delimiter, strict=True)
    header_seen = False
    while True:
        feed.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except TooLong as cause:
            yield _skipped(feed, cause, form)
            continue
        except csv.Error as cause:
            mended = _mended(feed, str(cause), form)
            if header_seen:
                yield mended
            header_seen = True
            continue
        if header_seen and _filled(cells):
            yield _row(feed.first, cells, form)
        elif _filled(cells):
            header_seen = not _is_stated(cells)


def _row(line: int, cells: list[str], form: Form, remark: str = "") -> Row | Bad:
    """Give a row if it has as many cells as the header."""
    width = len(form.header)
    fitting = _width(cells, width)
    if fitting is not None:
        return Row(line, fitting, remark)
    hint = remark or f"is a quote or a {form.delimiter!r} missing, or one too many?"
    reason = f"line {line:,}: {len(cells)} cells, but the header names {width} columns; {hint}"
    return Bad(line, reason, " ".join(" ".join(cells).split())[:80])


class _Feed(Iterator[str]):
    """Lines for the csv module, with those of the row under way kept to be read again."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._waiting: deque[tuple[int, str] | TooLong] = deque()
        self.taken: list[tuple[int, str]] = []
        self._size = 0

    def begin(self) -> None:
        """Forget the row before."""
        self.taken, self._size = [], 0

    @property
    def first(self) -> int:
        """Line in which the row under way begins."""
        return self.taken[0][0] if self.taken else self._lines.number

    def __next__(self) -> str:
        """Give the next line; raise `TooLong` where it or the row under way is too long."""
        found = self._waiting.popleft() if self._waiting else self._fresh()
        if isinstance(found, TooLong):
            raise found
        self.taken.append(found)
        self._size += len(found[1])
        if self._size > MOST_CHARACTERS:
            raise TooLong(self.first, self.taken[0][1][:80], None)
        return found[1]

    def _fresh(self) -> tuple[int, str]:
        """Read a line from the file, with its number."""
        line = next(self._lines)
        return self._lines.number, line

    def back(self, start: int) -> None:
        """Put the lines of the row under way back, from the line `start` of it on."""
        self._waiting.extendleft(reversed(self.taken[start:]))
        self.begin()

    def ahead(self, most: int) -> list[str]:
        """Look at the lines that follow, without taking them."""
        while len(self._waiting) < most:
            try:
                self._waiting.append(self._fresh())
            except StopIteration:
                break
            except TooLong as cause:  # kept, to be told in its turn
                self._waiting.append(cause)
                break
        shown = takewhile(lambda found: not isinstance(found, TooLong), self._waiting)
        return [found[1] for found in islice(shown, most) if not isinstance(found, TooLong)]


def _mended(feed: _Feed, cause: str, form: Form) -> Row | Bad:
    """Read a row with a quote that stands wrong, or go on at the next proper row."""
    first, opening = feed.taken[0]
    plain = _unquoted(opening, form)
    if (start := _again(feed, form)) is not None:
        feed.back(start)
        bare = start == 1 and plain is not None
        return Row(first, plain, _BARE) if bare and plain else _unclosed(first, opening)
    if "unexpected end" in cause:
        return _unclosed(first, opening, "; is the file cut off?")
    if len(feed.taken) == 1 and plain is not None:
        return Row(first, plain, _BARE)
    feed.back(0)
    try:
        cells = next(csv.reader(feed, delimiter=form.delimiter))
    except TooLong as long:
        return _skipped(feed, long, form)
    return _row(first, cells, form, "a quote within a cell is not doubled")


_BARE: Final = "a quote opens a cell and does not close it; the row is read as it stands"


def _unquoted(line: str, form: Form) -> list[str] | None:
    """Read a line with tabs as programs write it that put no cells in quotes; or nothing."""
    if form.delimiter != "\t":
        return None
    cells = _width(line.rstrip("\r\n").split("\t"), len(form.header))
    return cells and [cell[1:-1].replace('""', '"') if _QUOTED.fullmatch(cell) else cell
                      for cell in cells]  # fmt: skip


def _skipped(feed: _Feed, cause: TooLong, form: Form) -> Bad:
    """Skip a row that is too long, or that an unclosed quote makes too long."""
    first, opening = feed.taken[0] if feed.taken else (cause.line, cause.first)
    if cause.quotes is None and (start := _again(feed, form)) is not None:
        feed.back(start)
        return _unclosed(first, opening)
    quotes = sum(line.count('"') for _, line in feed.taken) + (cause.quotes or 0)
    if quotes % 2 and not _proper(feed.ahead(_AHEAD), form):
        _drain(feed, quotes)
    reason = f"line {first:,}: a row of more than {MOST_CHARACTERS:,} characters; not read"
    return Bad(first, reason, opening.strip()[:80])


def _unclosed(line: int, opening: str, more: str = "") -> Bad:
    """Refuse a row whose quote is never closed."""
    reason = f"line {line:,}: a quote that opens there is never closed{more}"
    return Bad(line, reason, opening.strip()[:80])


def _drain(feed: _Feed, quotes: int) -> None:
    """Read on to the line in which the quotes of a row are closed."""
    while quotes % 2:
        feed.begin()
        try:
            quotes += next(feed).count('"')
        except TooLong as cause:
            quotes += cause.quotes or 0
        except StopIteration:
            return


def _again(feed: _Feed, form: Form) -> int | None:
    """Find the line, after the first of a damaged row, from which two proper rows follow."""
    taken = [line for _, line in feed.taken]
    following = feed.ahead(_AHEAD) if len(taken) > 1 else []
    for start in range(1, min(len(taken), _STARTS)):
        if _proper(taken[start : start + _AHEAD] + following, form):
            return start
    return None


def _proper(lines: Iterable[str], form: Form) -> bool:
    """Tell whether lines begin with two proper rows, or with one and nothing else."""
    reader = csv.reader(iter(lines), delimiter=form.delimiter, strict=True)
    try:
        found = list(islice(filter(_filled, reader), 2))
    except csv.Error:
        return False
    return bool(found) and all(_width(row, len(form.header)) is not None for row in found)
