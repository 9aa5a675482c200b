"""Put columns together into a table; leave out those in which nothing stands."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis._paper_tables.numbers import DASH

__all__ = ["Column", "framed"]


@dataclass(frozen=True)
class Column:
    """A column as it is printed.

    `group` is the head above its head, `side` is l or r; an `optional` column is left out if
    every cell is empty or a dash.
    """

    head: str
    cells: Sequence[str]
    group: str = ""
    side: str = "r"
    optional: bool = False


def framed(columns: Sequence[Column]) -> tuple[pd.DataFrame, str]:
    """Give the frame and the alignment of a paper table.

    Examples
    --------
    >>> framed([Column("Frame", ["Costs"], side="l"), Column("p", [DASH], optional=True)])
    (   Frame
    0  Costs, 'l')
    """
    shown = [one for one in columns
             if not one.optional or any(cell not in ("", DASH) for cell in one.cells)]  # fmt: skip
    frame = pd.DataFrame({place: list(one.cells) for place, one in enumerate(shown)}, dtype="str")
    heads = [(one.group, one.head) for one in shown]
    frame.columns = (pd.MultiIndex.from_tuples(heads) if any(one.group for one in shown)
                     else pd.Index([head for _, head in heads], dtype="object"))  # fmt: skip
    return frame, "".join(one.side for one in shown)
