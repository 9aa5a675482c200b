"""A sample as a CSV file: written in one fixed form, read back with every cell checked.

Private to `sample`. The file may go through a spreadsheet on the way: separators, decimal
commas, order of rows and empty columns do not matter; lost rows and changed names do.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from analysis import contracts
from analysis._sampling import strata
from analysis.contracts import InputError, did_you_mean

__all__ = ["read", "write"]

_SCHEMA: Final = contracts.SCHEMAS["samples"]
_NEEDED: Final = [field.name for field in _SCHEMA if not field.nullable]
_WHOLE: Final = ("start", "end", "stratum_size", "seed", "stratum_drawn")
_FORMULA: Final = re.compile(r"'*[=+\-@\t＝＋－＠]")
_STRIPPED: Final = ("unit_id", "doc_id", "unit", "design", "part", "inclusion_prob", *_WHOLE)
_EXACT: Final = 1e-9


def write(samples: pd.DataFrame, path: Path | str) -> Path:
    """Write a sample as CSV: UTF-8, commas, a header, sorted by unit_id.

    A text that a spreadsheet would run as a formula gets an apostrophe in front, which `read`
    takes away. The same sample gives the same bytes.

    Parameters
    ----------
    samples : DataFrame
        Contract `samples`; other columns are written behind.
    path : Path or str
        Folders are made. A file that is there is not written over, since codes may hang on it.

    Returns
    -------
    Path

    Raises
    ------
    contracts.InputError
        If the file exists or cannot be written.
    """
    target = Path(path)
    table = contracts.conform(samples, "samples").sort_values("unit_id", ignore_index=True)
    for column in table.columns:
        if not pd.api.types.is_numeric_dtype(table[column]):
            table[column] = table[column].astype("object").map(_defused, na_action="ignore")
    content = table.to_csv(index=False, lineterminator="\n")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="") as file:
            file.write(content)
    except FileExistsError as cause:
        message = (f"{target.name} is there already and is not written over: codes may hang on "
                   f"it. Write to another folder, or move the old sample away.")  # fmt: skip
        raise InputError(message) from cause
    except OSError as cause:
        message = f"Sample {target.name} cannot be written ({cause.strerror}). Check its path."
        raise InputError(message) from cause
    return target


def _defused(value: object) -> str:
    """Keep a spreadsheet from running a text as a formula; `_armed` undoes it."""
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _armed(text: str) -> str:
    """Take away the apostrophe that `_defused` put in front."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def read(path: Path | str) -> pd.DataFrame:
    """Read a sample that `write` wrote, also after a spreadsheet saved it.

    Parameters
    ----------
    path : Path or str
        CSV in UTF-8 with commas, semicolons or tabs; decimal points or commas; rows in any order;
        blank rows, and columns without a name, are skipped; other columns are carried as text.

    Returns
    -------
    DataFrame
        Contract `samples`, sorted by unit_id.

    Raises
    ------
    contracts.InputError
        Naming row (as a spreadsheet numbers them), column, value and remedy: what is no table of
        a sample, a cell that cannot be, a unit that comes twice, rows of a stratum that are gone
        or came to it, names that the spreadsheet changed (such as 'Jan-25' for 'January 2025').
    """
    file = Path(path)
    sheet = _sheet(file)
    _check_columns(list(sheet.columns), file.name)
    table = pd.DataFrame(index=sheet.index)
    for column in sheet.columns:
        table[column] = _parsed(sheet[column], file.name)
    twice = table["unit_id"].duplicated()
    _refuse(twice, table["unit_id"], file.name, "stands in a row before; leave one of them")
    _check_cells(table, file.name)
    _check_strata(table, file.name)
    _check_names(table, file.name)
    return contracts.conform(table.sort_values("unit_id", ignore_index=True), "samples")


def _sheet(file: Path) -> pd.DataFrame:
    """Read all cells as text without blanks around them; index: row number."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
        separator = max(",;\t", key=text.split("\n", 1)[0].count)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except OSError as cause:
        message = f"Sample {file.name} cannot be read ({cause.strerror}). Check its path."
        raise InputError(message) from cause
    except (UnicodeDecodeError, csv.Error) as cause:
        message = (f"Sample {file.name} is not a CSV file in UTF-8 ({cause}). Take the file that "
                   f"'framewaves sample' wrote, or save it as 'CSV UTF-8'.")  # fmt: skip
        raise InputError(message) from cause
    header = [cell.strip() for cell in rows[0]] if rows else []
    named = [at for at, cell in enumerate(header) if cell]
    filled = {}
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < len(header) or any(cell.strip() for cell in row[len(header) :]):
            message = (f"Sample {file.name}: row {number} has {len(row)} cells, the header has "
                       f"{len(header)}. Put texts that hold the separator in quotes.")  # fmt: skip
            raise InputError(message)
        filled[number] = [row[at] for at in named]
    if not filled:
        message = f"Sample {file.name} has no rows. Draw one with 'framewaves sample'."
        raise InputError(message)
    names = [header[at] for at in named]
    if len(set(names)) < len(names):
        twice = sorted({name for name in names if names.count(name) > 1})
        message = f"Sample {file.name} has more than one column {contracts.first_five(twice)}."
        raise InputError(message)
    return pd.DataFrame.from_dict(filled, orient="index", columns=names, dtype="str")


def _check_columns(names: Sequence[str], file: str) -> None:
    """Raise if a column that a sample must have is not there."""
    absent = [name for name in _NEEDED if name not in names]
    if absent:
        hint = did_you_mean(absent[0], names) if names else ""
        message = (f"Sample {file} lacks the columns {contracts.first_five(absent)}. {hint} Take "
                   f"the file that 'framewaves sample' wrote, with all its columns.")  # fmt: skip
        raise InputError(message)


def _parsed(cells: pd.Series, file: str) -> pd.Series:
    """Turn the cells of one column into numbers or texts; empty ones into null."""
    column = str(cells.name)
    if column in _STRIPPED:
        cells = cells.str.strip()
    empty = cells.str.strip() == ""
    if column in _NEEDED:
        _refuse(empty, cells, file, "is empty; restore what 'framewaves sample' wrote")
    if column in _WHOLE:
        strange = ~cells.str.fullmatch(r"[0-9]{1,18}")
        _refuse(strange, cells, file, "must be a whole number")
        return cells.astype("int64")
    if column == "inclusion_prob":
        points = cells.str.replace(",", ".", regex=False)
        strange = ~points.str.fullmatch(r"[0-9]*\.?[0-9]+([eE][+-]?[0-9]{1,3})?")
        _refuse(strange, cells, file, "must be a number above 0 and up to 1")
        return points.astype("float64")
    return cells.map(_armed).where(~empty, None)


def _check_cells(table: pd.DataFrame, file: str) -> None:
    """Raise if a value cannot be, each by itself."""
    share = table["inclusion_prob"]
    _refuse(~((share > 0) & (share <= 1 + _EXACT)), share, file,
            "must be a number above 0 and up to 1")  # fmt: skip
    for (owner, column), allowed in contracts.ALLOWED.items():
        if owner == "samples":
            strange = ~table[column].isin(allowed)
            _refuse(strange, table[column], file, f"must be {' or '.join(allowed)}")
    _refuse(table["end"] <= table["start"], table["end"], file, "must be larger than start")
    for column in ("unit", "seed", "design"):
        other = table[column] != table[column].iloc[0]
        _refuse(other, table[column], file,
                f"differs from the first row ({table[column].iloc[0]!r}); a sample has one. Do not "
                f"join samples: draw one larger sample with the same seed")  # fmt: skip


def _check_strata(table: pd.DataFrame, file: str) -> None:
    """Raise if the rows of a stratum do not belong together, or some are gone."""
    by_stratum = table.groupby("stratum")
    size = by_stratum["stratum_size"].transform("first")
    _refuse(table["stratum_size"] != size, table["stratum_size"], file,
            "differs within one stratum; restore what 'framewaves sample' wrote")  # fmt: skip
    first = table.groupby(["stratum", "part"])["inclusion_prob"].transform("first")
    _refuse((table["inclusion_prob"] - first).abs() > _EXACT, table["inclusion_prob"], file,
            "differs within one stratum and part; restore what was written")  # fmt: skip
    present = by_stratum["unit_id"].transform("size")
    _refuse(present > size, table["stratum_size"], file, "is less than the rows of its stratum")
    if "stratum_drawn" not in table.columns:
        return
    _refuse(present != table["stratum_drawn"], table["stratum_drawn"], file,
            "is not the number of rows of its stratum: rows were taken out or put in, which "
            "makes it a hand-picked sample. Restore the file, and code 'cannot tell' where a "
            "unit cannot be coded")  # fmt: skip


def _check_names(table: pd.DataFrame, file: str) -> None:
    """Raise if a spreadsheet changed the names that the strata are made of."""
    if not {"drawn_by", "machine_class"} <= set(table.columns):
        return
    for column in table["drawn_by"].fillna("").iloc[0].split(strata.SEPARATOR):
        if column and column not in table.columns:
            message = f"Sample {file} lacks the column {column!r} that its strata are made of."
            raise InputError(message)
    names = [name for name in str(table["drawn_by"].fillna("").iloc[0]).split(strata.SEPARATOR)
             if name]  # fmt: skip
    for name in [*names, "machine_class"]:
        _refuse(table[name].isna(), table[name], file, "is empty; restore what was written")
    rows = table[[*names, "machine_class"]].to_numpy(dtype=object)
    made = pd.Series([strata.name([str(cell) for cell in row]) for row in rows],
                     index=table.index)  # fmt: skip
    wrong = made != table["stratum"]
    if wrong.any():
        row = table.index[wrong][0]
        message = (f"Sample {file}: row {row}, column stratum is {table['stratum'][row]!r}, but "
                   f"{', '.join([*names, 'machine_class'])} say {made[row]!r}. Did a spreadsheet "
                   f"change a name, such as a date? Restore what was written.")  # fmt: skip
        raise InputError(message)


def _refuse(wrong: pd.Series, values: pd.Series, file: str, rule: str) -> None:
    """Raise if any cell breaks a rule, with the first five rows."""
    if wrong.any():
        shown = ", ".join(_cells(values[wrong].head(5).items()))
        more = f" and {int(wrong.sum()) - 5:,} more" if wrong.sum() > 5 else ""
        message = f"Sample {file}: column {values.name} {rule}; found in {shown}{more}."
        raise InputError(message)


def _cells(items: Iterable[tuple[object, object]]) -> Iterable[str]:
    """Write cells with their rows, long ones cut."""
    for row, cell in items:
        shown = repr(cell)
        yield f"row {row}: {shown if len(shown) <= 60 else shown[:57] + '...'}"
