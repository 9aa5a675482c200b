"""Checks and types of the tables of topics."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis import contracts

__all__ = ["OUTLIERS", "need", "typed"]

OUTLIERS: Final = -1
"""The topic of units that are in no topic."""


def need(table: pd.DataFrame, name: str, columns: Sequence[str]) -> None:
    """Raise if a table of topics lacks a column.

    Raises
    ------
    contracts.TableError
    """
    if absent := [column for column in columns if column not in table.columns]:
        has = ", ".join(map(str, table.columns)) or "no columns"
        hint = (
            " Give it the language of its model, as in model.assigned.assign(language=...)."
            if absent == ["language"]
            else ""
        )
        message = f"Table {name} lacks {contracts.first_five(absent)}; it has {has}.{hint}"
        raise contracts.TableError(message)


def typed(rows: Sequence[Mapping[str, object]], **kinds: str) -> pd.DataFrame:
    """Make a table with these columns and types, also of no rows."""
    table = pd.DataFrame(list(rows), columns=[*kinds])
    wanted: Any = kinds  # pandas takes the name of any type
    return table.astype(wanted)
