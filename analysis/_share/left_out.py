"""The receipt of what an archive does not hold, and why."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import pandas as pd

__all__ = ["COLUMNS", "LeftOut", "table"]

COLUMNS: Final = ("file", "what", "why", "number")


class LeftOut(NamedTuple):
    """Something that was left out: of which file, what, why, and how many of it."""

    file: str
    what: str
    why: str
    number: int = 1


def table(rows: Iterable[LeftOut]) -> pd.DataFrame:
    """Make the receipt, by file.

    Examples
    --------
    >>> table([LeftOut("hits.csv", "column matched", "words of articles", 3)])["number"].tolist()
    [3]
    """
    made = pd.DataFrame(sorted(set(rows)), columns=list(COLUMNS))
    return made.astype({"file": "str", "what": "str", "why": "str", "number": "int64"})
