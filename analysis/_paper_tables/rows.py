"""Find rows in tables of estimates, and what they have in common."""

from typing import Any

import pandas as pd

from analysis.contracts import each_row

__all__ = ["level", "pick", "span"]


def pick(table: pd.DataFrame, frame: str | None, measure: str) -> Any:
    """Give the row of a frame (None: the row of all frames) and measure; None if there is none."""
    same = table["frame"].isna() if frame is None else table["frame"] == frame
    return next(each_row(table[same & (table["measure"] == measure)]), None)


def level(table: pd.DataFrame) -> str:
    """Give the level of the intervals in per cent, 95 where none is named.

    Examples
    --------
    >>> level(pd.DataFrame({"ci_level": [0.9, None]}))
    '90'
    """
    known = table["ci_level"].dropna()
    return f"{100 * float(known.iloc[0]):g}" if len(known) else "95"


def span(values: pd.Series) -> tuple[int, int] | None:
    """Give the smallest and largest of whole numbers, None where there are none.

    Examples
    --------
    >>> span(pd.Series([85, 82])), span(pd.Series([], dtype="float64"))
    ((82, 85), None)
    """
    known = values.dropna()
    return (int(known.min()), int(known.max())) if len(known) else None
