"""Checks of the tables that are drawn, told in a researcher's words."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from analysis.contracts import InputError, did_you_mean, first_five


def need(table: pd.DataFrame, name: str, columns: Sequence[str], filled: Sequence[str]) -> None:
    """Raise if `table` lacks a column or a row, or has a hole in a column that must be filled."""
    if absent := [column for column in columns if column not in table.columns]:
        message = (f"Table {name} lacks {first_five(absent)}; it has "
                   f"{', '.join(map(str, table.columns)) or 'no columns'}.")  # fmt: skip
        raise InputError(message)
    if table.empty:
        message = (f"Table {name} has no rows, so there is nothing to draw. "
                   f"Was it filtered too far, or did no article have a counted unit?")  # fmt: skip
        raise InputError(message)
    for column in filled:
        if (holes := int(table[column].isna().sum())) > 0:
            message = (f"Column {name}.{column} has {holes:,} empty values. "
                       f"Fill them or leave the rows out before drawing.")  # fmt: skip
            raise InputError(message)


def known_frames(values: pd.Series, labels: Mapping[str, str], name: str) -> list[str]:
    """Frames in the order of `labels`, after checking that each one in the table has a label."""
    strange = sorted(set(values.dropna()) - set(labels))
    if strange or not labels:
        hint = did_you_mean(strange[0], labels) if strange and labels else "labels is empty."
        message = (f"Table {name} has frames without a label: {first_five(strange)}. {hint} "
                   f"Add them to labels, or leave their rows out.")  # fmt: skip
        raise InputError(message)
    return list(labels)


def need_unique(table: pd.DataFrame, name: str, key: Sequence[str], remedy: str) -> None:
    """Raise if two rows want the same place in the figure."""
    twice = table[table.duplicated(list(key))]
    if len(twice):
        seen = first_five(" / ".join(map(str, row)) for row in twice[list(key)].to_numpy())
        message = f"Table {name} has more than one row for {seen}. {remedy}"
        raise InputError(message)


def in_order(values: Iterable[str], given: Sequence[str] | None, what: str) -> list[str]:
    """Return `given`, checked to hold all `values`, or else `values` as they come first."""
    found = list(dict.fromkeys(values))
    if given is None:
        return found
    if missing := [value for value in found if value not in given]:
        known = did_you_mean(str(missing[0]), map(str, given))
        message = (f"{what} does not hold {first_five(missing)}, which the table has. "
                   f"{known} Name all of them.")  # fmt: skip
        raise InputError(message)
    return list(dict.fromkeys(given))


def need_shares(table: pd.DataFrame, name: str, columns: Sequence[str], low: float) -> None:
    """Raise if a share is not written as a number up to 1."""
    for column in columns:
        wrong = table.loc[(table[column] < low - 1e-9) | (table[column] > 1 + 1e-9), column]
        if len(wrong):
            message = (f"Column {name}.{column} holds {first_five(wrong)}; shares are written "
                       f"{low:g} to 1 (0.31, not 31); the figure makes percent.")  # fmt: skip
            raise InputError(message)
