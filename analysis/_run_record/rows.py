"""Compare two states of a table: numbers that moved, texts that changed, rows new and gone."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from analysis.contracts import InputError

__all__ = ["Difference", "by_key", "key_columns", "of_tables", "parts", "read", "told"]

KEPT: Final = ("measure", "frame", "contrast", "method", "wave", "language", "outlet", "actor",
               "coder", "topic")  # fmt: skip
"""Columns that say what an estimate is of; they stay in its key though it is unique without."""

_REMARKS: Final = ("note", "verdict", "gate", "recommended", "evidence")
_BREAK: Final = "\x1f"
_BAR: Final = " | "


class Difference(NamedTuple):
    """One difference between two runs; `change` is after minus before, missing for texts."""

    what: str
    table: str
    key: str
    column: str
    before: str
    after: str
    change: float = np.nan


def read(path: Path) -> pd.DataFrame:
    """Read a result table, CSV or Parquet, as the texts that stand in it; empty cells are ''.

    Raises
    ------
    InputError
        If the file cannot be read as a table.
    """
    try:
        if path.suffix == ".csv":
            return pd.read_csv(path, dtype="str", keep_default_na=False, na_filter=False)
        table = pd.read_parquet(path)
    except pd.errors.EmptyDataError:
        return pd.DataFrame()
    except (OSError, ValueError, pd.errors.ParserError) as cause:
        message = f"{path.name}: this table of a run cannot be read. Make the run again."
        raise InputError(message) from cause
    return pd.DataFrame({name: _texts(table[name]) for name in table.columns}, dtype="str")


def _texts(column: pd.Series) -> pd.Series:
    """Write the values of a column as they would stand in a CSV file."""
    if pd.api.types.is_float_dtype(column):
        written = column.map(lambda value: f"{value:.6g}")
    elif pd.api.types.is_datetime64_any_dtype(column):
        written = column.dt.strftime("%Y-%m-%d")
    else:
        written = column.astype("str")
    return written.astype("str").where(column.notna(), "")


def of_tables(name: str, before: pd.DataFrame, after: pd.DataFrame) -> list[Difference]:
    """Compare two states of a table, row by row with the same key.

    Parameters
    ----------
    name : str
        Of the table.
    before, after : DataFrame
        As `read` gives them.

    Returns
    -------
    list of Difference
        `what` is `number`, `text`, `new row`, `gone row`, `new column` or `gone column`.

    Examples
    --------
    >>> old = pd.DataFrame({"frame": ["a", "b"], "n": ["1", "2"]})
    >>> new = pd.DataFrame({"frame": ["a", "c"], "n": ["3", "2"]})
    >>> [(one.what, one.key, one.before, one.after) for one in of_tables("t", old, new)][:2]
    [('number', 'frame: a', '1', '3'), ('gone row', 'frame: b', '', '')]
    """
    shared = [column for column in before.columns if column in after.columns]
    found = [Difference("gone column", name, "", column, "", "")
             for column in before.columns if column not in shared]  # fmt: skip
    found += [Difference("new column", name, "", column, "", "")
              for column in after.columns if column not in shared]  # fmt: skip
    key = key_columns(before[shared], after[shared])
    if not key:
        return found + list(_whole_rows(name, before[shared], after[shared]))
    old, new = (by_key(table, key) for table in (before, after))
    common = old.index[old.index.isin(new.index)]
    values = [column for column in shared if column not in key]
    found += _moved(name, old.loc[common], new.loc[common], key, values)
    found += _rows("gone row", name, old.loc[~old.index.isin(new.index)], key)
    found += _rows("new row", name, new.loc[~new.index.isin(old.index)], key)
    return found


def key_columns(before: pd.DataFrame, after: pd.DataFrame) -> list[str]:
    """Decide which columns say what a row is about: unique in both tables, as few as needed.

    From the left, columns of text are taken up to the first number, then the first whole number,
    the other texts and the other whole numbers, until all rows are told apart; a column that
    follows from those before it (the outlet from the article) is passed over, and so are
    remarks. What is not taken is compared as a value.

    Returns
    -------
    list of str
        Empty if rows cannot be told apart.

    Examples
    --------
    >>> table = pd.DataFrame({"word": list("aab"), "rank": list("121"), "weight": list("987")})
    >>> key_columns(table, table)
    ['word', 'rank']
    """
    sides = (before, after)
    kinds = {column: _kind([side[column] for side in sides]) for column in before.columns}
    estimates = {"measure", "estimate"} <= {*before.columns}
    key = [column for column in KEPT if estimates and column in before.columns]
    every = [len(side) for side in sides]
    for column in _candidates(kinds, estimates=estimates):
        if _told_apart(sides, key) == every:
            break
        if column not in key and _told_apart(sides, [*key, column]) != _told_apart(sides, key):
            key.append(column)
    found = _told_apart(sides, key) == every
    return [column for column in before.columns if column in key] if found else []


def _candidates(kinds: Mapping[str, str], *, estimates: bool) -> list[str]:
    """Order the columns that may be part of a key; numbers stand last in estimates."""
    texts = [name for name, kind in kinds.items() if kind == "text" and name not in _REMARKS]
    whole = [name for name, kind in kinds.items() if kind == "whole"]
    if estimates or not whole:
        return [*texts, *whole]
    columns = list(kinds)
    left = [name for name in texts if columns.index(name) < columns.index(whole[0])]
    return [*left, whole[0], *(name for name in texts if name not in left), *whole[1:]]


def _told_apart(sides: Sequence[pd.DataFrame], key: Sequence[str]) -> list[int]:
    """Count the rows that a key tells apart, in each table."""
    if not key:
        return [min(len(side), 1) for side in sides]
    return [len(side) - int(side.duplicated(list(key)).sum()) for side in sides]


def _kind(columns: Sequence[pd.Series]) -> str:
    """Say whether columns hold text, whole numbers or numbers."""
    filled = pd.concat(columns, ignore_index=True)
    filled = filled[filled != ""]
    numbers = pd.to_numeric(filled, errors="coerce")
    if filled.empty or numbers.isna().any():
        return "text"
    return "whole" if filled.str.fullmatch(r"-?\d+").all() else "number"


def by_key(table: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """Give the rows of a table with their key, as one text, for an index."""
    parts = [table[column].astype("str") for column in key]
    joined = [_BREAK.join(row) for row in zip(*parts, strict=True)]
    return table.set_index(pd.Index(joined, dtype="str"))


def _moved(
    name: str, old: pd.DataFrame, new: pd.DataFrame, key: Sequence[str], values: Sequence[str]
) -> Iterator[Difference]:
    """Give the cells of common rows that differ, row by row."""
    differs = pd.DataFrame({column: old[column] != new[column] for column in values})
    for at in np.flatnonzero(differs.any(axis=1)):
        about = told(old.iloc[at], key)
        for column in values:
            if not differs[column].iloc[at]:
                continue
            before, after = str(old[column].iloc[at]), str(new[column].iloc[at])
            change = _number(after) - _number(before)
            yield Difference(
                "text" if np.isnan(change) and not _is_number(before, after) else "number",
                name, about, column, before, after, change,
            )  # fmt: skip


def _number(text: str) -> float:
    """Read a number; nan if it is none."""
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _is_number(*texts: str) -> bool:
    """Whether one of two values is a number and the other a number or absent."""
    return all(not text or not np.isnan(_number(text)) for text in texts)


def told(row: pd.Series, key: Sequence[str]) -> str:
    """Say what a row is about; columns without a value are left out (see `parts`).

    Examples
    --------
    >>> told(pd.Series({"frame": "a", "wave": "", "n": "2"}), ["frame", "wave", "n"])
    'frame: a | n: 2'
    """
    pairs = ((column, str(row[column])) for column in key if row[column] != "")
    return _BAR.join(f"{column}: {value.replace(_BAR, ' ')}" for column, value in pairs)


def parts(key: str) -> dict[str, str]:
    """Read what `told` wrote: columns and values.

    Examples
    --------
    >>> parts("frame: a | n: 2")
    {'frame': 'a', 'n': '2'}
    """
    pairs = (part.partition(": ") for part in key.split(_BAR) if part)
    return {column: value for column, _, value in pairs}


def _rows(what: str, name: str, table: pd.DataFrame, key: Sequence[str]) -> Iterator[Difference]:
    """Give rows that are on one side only, each with its estimate if it has one."""
    for _, row in table.iterrows():
        value = str(row["estimate"]) if "estimate" in table.columns else ""
        sides = (value, "") if what == "gone row" else ("", value)
        yield Difference(what, name, told(row, key), "estimate" if value else "", *sides)


def _whole_rows(name: str, before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Difference]:
    """Give rows that are on one side only, where nothing but the whole row tells them apart."""
    columns = list(before.columns)
    if not columns:
        return
    old, new = (table.value_counts(sort=False, dropna=False) for table in (before, after))
    change = new.sub(old, fill_value=0).astype(int).sort_index()
    for values, number in change[change != 0].items():
        about = told(pd.Series(dict(zip(columns, values, strict=True))), columns)  # type: ignore[call-overload]
        for _ in range(abs(number)):
            yield Difference("new row" if number > 0 else "gone row", name, about, "", "", "")
