"""How a figure is written down, so that it can be drawn again from its own files.

A figure is drawn from the numbers in its CSV as they stand there, rounded. So whoever reads
the CSV has all that the picture shows, and the picture can be drawn again without the study.
"""

import datetime
import io
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis._formulas import GUARDED
from analysis.contracts import InputError

__all__ = ["columns", "decoded", "encoded", "table"]

_PLAIN: Final = (str, int, float, bool, type(None))
_APOSTROPHE: Final = "'"


def columns(data: pd.DataFrame) -> dict[str, Any]:
    """Name the kind of every column, so that a CSV can be read back as it was.

    Returns
    -------
    dict of str to str or list
        The dtype; 'str' for texts, an empty cell of which is missing, 'text' where it is an
        empty text; 'day'; a list of the categories, in order, for a categorical column.

    Examples
    --------
    >>> columns(pd.DataFrame({"outlet": ["NRC"], "n": [3]}))
    {'outlet': 'str', 'n': 'int64'}
    """
    return {str(name): _kind(data[name]) for name in data.columns}


def _kind(column: pd.Series) -> Any:
    """Kind of one column."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return [str(value) for value in column.cat.categories]
    if pd.api.types.is_datetime64_any_dtype(column):
        return "day"
    if pd.api.types.is_numeric_dtype(column):
        return str(column.dtype)
    return "text" if column.eq("").any() else "str"


def table(text: str, kinds: Mapping[str, Any]) -> pd.DataFrame:
    r"""Read a table back from its CSV.

    Examples
    --------
    >>> table("outlet,n\n'=NRC,3\n", {"outlet": "str", "n": "int64"})
      outlet  n
    0   =NRC  3
    """
    raw = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, na_filter=False)
    raw.columns = _plain_text(raw.columns.to_series())
    return pd.DataFrame({name: _read(raw[name], kinds[name]) for name in raw.columns})


def _read(column: pd.Series, kind: Any) -> pd.Series:
    """Turn the texts of a column into what they stand for."""
    filled = column.where(column.ne(""))
    if isinstance(kind, list):
        names = _plain_text(filled)
        return pd.Series(pd.Categorical(names, categories=kind), index=column.index)
    if kind == "day":
        return pd.to_datetime(filled)
    if kind == "text":
        return _plain_text(column)
    if kind == "str":
        return _plain_text(filled)
    if kind in {"bool", "boolean"}:
        return filled.map({"True": True, "False": False}).astype(kind)
    return pd.to_numeric(filled).astype(kind)


def _plain_text(column: pd.Series) -> pd.Series:
    """Take off the apostrophe that keeps a spreadsheet from running a text."""
    defused = column.str.startswith(GUARDED).fillna(value=False).astype(bool)
    return column.where(~defused, column.str.removeprefix(_APOSTROPHE))


def encoded(
    options: Mapping[str, Any], *, save: Callable[[str, pd.DataFrame], str]
) -> dict[str, Any]:
    """Write the options of a figure as JSON.

    Parameters
    ----------
    options : mapping
        Texts, numbers, days, lists and mappings of these, and tables.
    save : callable
        Takes the name of an option and its table, gives the name of the file it is kept in.

    Raises
    ------
    InputError
        If an option is something else: the figure could not be drawn again.
    """
    written = {}
    for name, value in options.items():
        if isinstance(value, pd.DataFrame):
            written[name] = {"table": save(name, value), "columns": columns(value)}
        else:
            written[name] = _written(name, value)
    return written


def _written(name: str, value: Any) -> Any:
    """One option as JSON; the order of a mapping is kept in a list of pairs."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, (pd.Timestamp, datetime.date)):
        return {"day": pd.Timestamp(value).date().isoformat()}
    if isinstance(value, Mapping):
        return {"pairs": [[_written(name, key), _written(name, own)] for key, own in value.items()]}
    if isinstance(value, (list, tuple, pd.Series, pd.Index, np.ndarray)):
        return [_written(name, one) for one in value]
    message = (f"Option {name!r} of a figure is a {type(value).__name__}, which cannot be written "
               f"down. Give texts, numbers, days, lists, mappings or tables.")  # fmt: skip
    raise InputError(message)


def decoded(written: Mapping[str, Any], *, read: Callable[[str], str]) -> dict[str, Any]:
    """Read the options of a figure back; `read` gives the text of a file by its name."""
    options = {}
    for name, value in written.items():
        if isinstance(value, dict) and "table" in value:
            options[name] = table(read(value["table"]), value["columns"])
        else:
            options[name] = _option(value)
    return options


def _option(value: Any) -> Any:
    """One option from JSON."""
    if isinstance(value, list):
        return [_option(one) for one in value]
    if isinstance(value, dict) and "pairs" in value:
        return {_option(key): _option(own) for key, own in value["pairs"]}
    if isinstance(value, dict):
        return pd.Timestamp(value["day"])
    return value
