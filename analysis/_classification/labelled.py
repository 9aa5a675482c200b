"""Read texts with labels from a table: CSV, TSV or XLSX, in the forms that people have.

Nothing is dropped: rows that cannot be used are refused with their numbers, what was guessed
(separator, encoding) is told.
"""

import csv
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from openpyxl import load_workbook

from analysis.contracts import InputError, did_you_mean, first_five
from analysis.readers import decode

__all__ = ["Labelled", "Table", "ids_of", "read", "table", "texts_of"]

Numbers = NDArray[Any]

_DELIMITERS: Final = ",;\t|"
_LONGEST_CELL: Final = 50_000_000
_MOST_UNPACKED: Final = 2_000_000_000
_YES: Final = frozenset(("1", "1.0", "true", "yes"))
_NO: Final = frozenset(("0", "0.0", "false", "no", ""))
_ROWS: Final = 10
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@dataclass(frozen=True)
class Table:
    """Cells of a table as text, by column; `lines` are rows as a spreadsheet counts them."""

    name: str
    columns: dict[str, list[str]]
    lines: list[int]
    remarks: tuple[str, ...] = ()

    def column(self, name: str, option: str) -> list[str]:
        """Cells of a column; an InputError with the nearest name if there is none."""
        if name not in self.columns:
            message = (f"{option} {name!r}: {self.name} has no such column. "
                       f"{did_you_mean(name, self.columns)}")  # fmt: skip
            raise InputError(message)
        return self.columns[name]


@dataclass(frozen=True)
class Labelled:
    """Texts with their labels.

    `targets` is texts by labels, 0 and 1; `folds` and `groups` hold what the columns say, None
    where none was named. `labels` are sorted.
    """

    name: str
    ids: list[str]
    texts: list[str]
    labels: list[str]
    targets: Numbers
    folds: list[str] | None
    groups: list[str] | None
    single: bool
    remarks: tuple[str, ...]


def read(
    path: Path, *, text: str, labels: str, single: bool, folds: str | None = None,
    group: str | None = None, id_column: str | None = None, separator: str | None = None,
    first: bool = False,
) -> Labelled:  # fmt: skip
    """Read texts and labels.

    Parameters
    ----------
    path : Path
    text : str
        Column with the text, or several with commas between, put together.
    labels : str
        Column with the labels of a text, or several 0/1 columns with commas between.
    single : bool
        Whether a text has exactly one label.
    folds, group, id_column : str, optional
        Columns.
    separator : str, optional
        What stands between labels; else told from the cells (a JSON list, `;`, `|` or `,`).
    first : bool
        With `single`, take the first of several labels.

    Raises
    ------
    contracts.InputError
        Naming file, column and rows.
    """
    found = table(path)
    texts = texts_of(found, text)
    sets, remarks = _label_sets(found, labels, single=single, separator=separator)
    if single:
        sets = _one_each(found, sets, labels, first=first)
    known = sorted({label for one in sets for label in one})
    if len(known) < (2 if single else 1):
        message = (f"{path.name}: column {labels} holds {first_five(known) or 'no label'}; "
                   f"nothing can be learned from less than {2 if single else 1}.")  # fmt: skip
        raise InputError(message)
    place = {label: number for number, label in enumerate(known)}
    targets = np.zeros((len(texts), len(known)))
    for row, one in enumerate(sets):
        targets[row, [place[label] for label in one]] = 1
    ids = ids_of(found, id_column)
    return Labelled(
        path.name, ids, texts, known, targets, _filled(found, folds, "--folds"),
        _filled(found, group, "--group"), single, (*found.remarks, *remarks),
    )  # fmt: skip


def table(path: Path) -> Table:
    """Read all cells of a CSV, TSV or XLSX file as text.

    Raises
    ------
    contracts.InputError
        If it is no such table, is empty, or a row has more cells than the header.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as cause:
        message = f"{path}: the file cannot be read ({cause.strerror}). Check the path."
        raise InputError(message) from cause
    remarks: list[str] = []
    rows = _sheet_rows(path) if start == b"PK\x03\x04" else _text_rows(path, remarks)
    filled = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
    if len(filled) < 2:
        message = f"{path.name} has {'a header and ' if filled else ''}no rows."
        raise InputError(message)
    header = [cell.strip().lstrip("\ufeff") for cell in filled[0][1]]
    while header and not header[-1]:
        header.pop()
    if twice := [name for name, times in Counter(header).items() if times > 1]:
        message = f"{path.name} has more than one column {first_five(twice)}. Rename one."
        raise InputError(message)
    long = [
        line for line, cells in filled[1:] if any(cell.strip() for cell in cells[len(header) :])
    ]
    if long:
        message = (f"{path.name}: rows {first_five(long)} have more cells than the header "
                   f"({len(header)} columns). Put texts that hold the separator in "
                   f"quotes.")  # fmt: skip
        raise InputError(message)
    short = [line for line, cells in filled[1:] if len(cells) < len(header)]
    if short:
        remarks.append(f"{len(short):,} rows have fewer cells than the header "
                       f"({first_five(short)}); the missing ones are empty.")  # fmt: skip
    cells = [row + [""] * (len(header) - len(row)) for _, row in filled[1:]]
    columns = {name: [row[at] for row in cells] for at, name in enumerate(header)}
    return Table(path.name, columns, [line for line, _ in filled[1:]], tuple(remarks))


def _text_rows(path: Path, remarks: list[str]) -> list[tuple[int, list[str]]]:
    """Rows of a CSV or TSV file."""
    text, encoding, said = decode(path.read_bytes())
    if text is None:
        raise InputError(f"{path.name} cannot be read: {said}.")
    if encoding not in ("utf-8", "ascii", None) and said:
        remarks.append(f"{path.name}: {said}.")
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        first = text[: text.find("\n") + 1 or None].strip("\r\n")
        sep = first.strip('"')
        stated = len(sep) == 5 and sep.lower().startswith("sep=")  # as Excel writes it
        delimiter = sep[4] if stated else _delimiter(first)
        reader = csv.reader(_physical_lines(text), delimiter=delimiter, strict=True)
        rows, before_line = [], 0
        for cells in reader:
            rows.append((before_line + 1, cells))
            before_line = reader.line_num
    except csv.Error as cause:
        message = (f"{path.name}, line {before_line + 1}: the row cannot be read ({cause}). Is a "
                   f"quotation mark missing?")  # fmt: skip
        raise InputError(message) from cause
    finally:
        csv.field_size_limit(before)
    return rows[1:] if stated else rows


def _physical_lines(text: str) -> Iterator[str]:
    """Cut a text at its line ends without a copy of it: a table may fill half of the memory."""
    yield from (line[0] for line in _LINE.finditer(text))


def _delimiter(line: str) -> str:
    """Delimiter of a header: the most frequent outside quotes."""
    outside = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _sheet_rows(path: Path) -> list[tuple[int, list[str]]]:
    """Rows of the first sheet of a workbook; the results of formulas, never the formulas."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist()) > _MOST_UNPACKED:
                raise ValueError("it unpacks to more than 2 GB")  # noqa: TRY301
        book = load_workbook(path, read_only=True, data_only=True)
        rows = [
            (number, [_cell(value) for value in row])
            for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1)
        ]
        book.close()
    except Exception as cause:  # openpyxl raises many kinds on a damaged file
        message = f"{path.name} is not a workbook that can be read ({cause}). Save it as CSV."
        raise InputError(message) from cause
    return rows


def _cell(value: object) -> str:
    """Write a cell of a workbook as text; 3.0 as 3."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _names(found: Table, named: str) -> list[str]:
    """Columns that an option names: one, or several with commas between."""
    if named in found.columns or "," not in named:
        return [named]
    return [name.strip() for name in named.split(",") if name.strip()]


def texts_of(found: Table, named: str) -> list[str]:
    """Give the texts, from one column or several; rows without any are refused."""
    columns = [found.column(name, "--text") for name in _names(found, named)]
    texts = ["\n\n".join(part for part in parts if part.strip())
             for parts in zip(*columns, strict=True)]  # fmt: skip
    _refuse(found, [not text for text in texts], f"column {named}: no text",
            "Fill in the text or leave the row out.")  # fmt: skip
    return texts


def _label_sets(
    found: Table, named: str, *, single: bool, separator: str | None
) -> tuple[list[list[str]], list[str]]:
    """Give the labels of each row, once each, and what was guessed."""
    names = _names(found, named)
    if len(names) > 1:
        return _from_columns(found, names), []
    cells = [cell.strip() for cell in found.column(names[0], "--labels")]
    if any(cells) and all(cell.startswith("[") for cell in cells if cell):
        return _from_json(found, cells, named), ["labels are read as JSON lists."]
    chosen = separator or _separator(cells, single=single)
    remarks = [] if separator or not chosen else [f"labels are separated by {chosen!r}."]
    split = [cell.split(chosen) if chosen else [cell] for cell in cells]
    bare = sum(not cell for cell in cells)
    if bare and not single:
        remarks.append(f"{bare:,} rows have an empty cell in {named}: they count as no label.")
    return [_once(parts) for parts in split], remarks


def _once(parts: Sequence[str]) -> list[str]:
    """Labels without blanks around them, each once."""
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _separator(cells: Sequence[str], *, single: bool) -> str | None:
    """Tell what separates labels; a comma only if the parts also stand alone."""
    for mark in (";", "|"):
        if any(mark in cell for cell in cells):
            return mark
    joined = {cell for cell in cells if "," in cell}
    if single or not joined:
        return None
    alone = {cell for cell in cells if cell and "," not in cell}
    parts = {part.strip() for cell in joined for part in cell.split(",") if part.strip()}
    return "," if 2 * len(parts & alone) >= len(parts) or len(parts) < len(joined) else None


def _from_columns(found: Table, names: Sequence[str]) -> list[list[str]]:
    """Labels from columns of 0 and 1, by their names."""
    sets: list[list[str]] = [[] for _ in found.lines]
    for name in names:
        cells = [cell.strip().lower() for cell in found.column(name, "--labels")]
        strange = [cell not in _YES and cell not in _NO for cell in cells]
        _refuse(found, strange, f"column {name}: neither 0 nor 1", "Correct the cells.")
        for row, cell in enumerate(cells):
            if cell in _YES:
                sets[row].append(name)
    return sets


def _from_json(found: Table, cells: Sequence[str], named: str) -> list[list[str]]:
    """Labels from JSON lists; lists as Python writes them too."""
    sets, wrong = [], []
    for cell in cells:
        try:
            parts = json.loads(cell or "[]")
        except json.JSONDecodeError:
            try:
                parts = json.loads(cell.replace("'", '"'))
            except json.JSONDecodeError:
                parts = None
        fine = isinstance(parts, list) and all(isinstance(part, str | int) for part in parts)
        wrong.append(not fine)
        sets.append(_once([str(part) for part in parts]) if fine and parts else [])
    _refuse(found, wrong, f"column {named}: no JSON list of labels", 'Write ["one", "two"].')
    return sets


def _one_each(
    found: Table, sets: list[list[str]], named: str, *, first: bool
) -> list[list[str]]:  # fmt: skip
    """Make sure that every row has exactly one label."""
    _refuse(found, [not one for one in sets], f"column {named}: no label",
            "With --single every text has one label.")  # fmt: skip
    if not first:
        _refuse(found, [len(one) > 1 for one in sets], f"column {named}: several labels",
                "With --single every text has one. Name the column with the main label, leave "
                "--single out, or give --first to take the first of each (if their order "
                "means something).")  # fmt: skip
    return [one[:1] for one in sets]


def ids_of(found: Table, named: str | None) -> list[str]:
    """Name the rows: a column, or the row as a spreadsheet counts it."""
    if named is None:
        return [f"row {line}" for line in found.lines]
    ids = [cell.strip() for cell in found.column(named, "--id")]
    times = Counter(ids)
    _refuse(found, [not one or times[one] > 1 for one in ids],
            f"column {named}: empty or there more than once", "Give every row an id.")  # fmt: skip
    return ids


def _filled(found: Table, named: str | None, option: str) -> list[str] | None:
    """Cells of an optional column that may not be empty."""
    if named is None:
        return None
    cells = [cell.strip() for cell in found.column(named, option)]
    _refuse(found, [not cell for cell in cells], f"column {named}: empty", "Fill the cells.")
    return cells


def _refuse(found: Table, wrong: Sequence[bool], what: str, remedy: str) -> None:
    """Raise with the first rows if any is wrong."""
    rows = list(_lines(found.lines, wrong))
    if rows:
        more = f" and {len(rows) - _ROWS:,} more" if len(rows) > _ROWS else ""
        shown = ", ".join(map(str, rows[:_ROWS]))
        raise InputError(f"{found.name}, {what} in rows {shown}{more}. {remedy}")


def _lines(lines: Sequence[int], wrong: Sequence[bool]) -> Iterator[int]:
    """Row numbers of the rows that are wrong."""
    yield from (line for line, bad in zip(lines, wrong, strict=True) if bad)
