"""Count terms; counts of parts add up to those of the whole.

Columns of strings are kept as categories, so that millions of rows are whole numbers.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import union_categoricals

from analysis.contracts import TableError, first_five

__all__ = ["added", "coded", "counted", "stacked"]

Ints = NDArray[np.int64]

_LARGEST: Final = 2**62


def coded(column: pd.Series) -> tuple[Ints, pd.Index]:
    """Give the values of a column, sorted, and which of them each row has; -1 is none.

    Examples
    --------
    >>> codes, values = coded(pd.Series(["b", None, "a"], dtype="str"))
    >>> codes.tolist(), values.tolist()
    ([1, -1, 0], ['a', 'b'])
    """
    if not isinstance(column.dtype, pd.CategoricalDtype):
        codes, values = pd.factorize(column, sort=True)
        return codes.astype(np.int64), pd.Index(values)
    own, named = column.cat.codes.to_numpy(np.int64), column.cat.categories
    used = np.bincount(own + 1, minlength=len(named) + 1)[1:] > 0
    values = named[used]
    order = np.argsort(values.to_numpy(object), kind="stable")
    place = np.full(len(named) + 1, -1, dtype=np.int64)  # the last is that of none
    place[np.flatnonzero(used)[order]] = np.arange(len(values))
    return place[own], values[order]


def counted(tokens: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Count rows by `keys` and term, null terms among them; sorted, with column `n`."""
    return _summed(tokens, [*keys, "term"], None)


def added(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Add counts of parts up to counts of the whole."""
    if not parts:
        message = "There are no counts to combine; count at least one part."
        raise TableError(message)
    columns = list(parts[0].columns)
    for part in parts:
        if set(part.columns) != set(columns):
            odd = first_five(sorted(set(part.columns) ^ set(columns)))
            message = f"Counts to combine must have the same columns; {odd} is not in all of them."
            raise TableError(message)
    whole = stacked(parts)
    return _summed(whole, [name for name in columns if name != "n"], whole["n"].to_numpy(np.int64))


def stacked(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put tables with the same columns behind each other; categories stay categories."""
    return pd.DataFrame(
        {name: _joined([part[name] for part in parts]) for name in parts[0].columns}
    )


def _joined(columns: list[Any]) -> Any:
    """Put columns behind each other."""
    if not all(isinstance(column.dtype, pd.CategoricalDtype) for column in columns):
        plain = [column.astype("str") if isinstance(column.dtype, pd.CategoricalDtype) else column
                 for column in columns]  # fmt: skip
        return pd.concat(plain, ignore_index=True)
    return union_categoricals([column.cat.rename_categories(column.cat.categories.astype("str"))
                               for column in columns])  # fmt: skip


def _summed(table: pd.DataFrame, keys: Sequence[str], n: Ints | None) -> pd.DataFrame:
    """Add `n` (1 for each row) up by these columns; sorted, with none last."""
    columns = [coded(table[name]) for name in keys]
    key = np.zeros(len(table), dtype=np.int64)
    size = 1
    for codes, values in columns:
        width = len(values) + 1
        if size * width > _LARGEST:
            _, key = np.unique(key, return_inverse=True)
            size = int(key.max(initial=0)) + 1
        key = key * width + np.where(codes < 0, width - 1, codes)
        size *= width
    _, first, group = np.unique(key, return_index=True, return_inverse=True)
    sums = np.bincount(group, n, len(first)).astype(np.int64)
    found = {
        name: _taken(table[name], codes[first], values)
        for name, (codes, values) in zip(keys, columns, strict=True)
    }
    return pd.DataFrame({**found, "n": sums})


def _taken(column: pd.Series, codes: Ints, values: pd.Index) -> Any:
    """Give rows of a column, with its categories in order where it has some."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return pd.Categorical.from_codes(codes, values)
    kind: Any = column.dtype
    return pd.array(pd.Series(values).reindex(codes), dtype=kind)
