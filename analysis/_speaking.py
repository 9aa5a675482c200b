"""What is known of a unit when it is shown: its voices with their types, and its frames."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from analysis.contracts import each_row

__all__ = ["JOURNALIST", "UNATTRIBUTED", "UNLISTED", "actor", "actors", "frames", "voices"]

UNLISTED: Final = "unlisted"
"""A speaker of no type of the list."""

UNATTRIBUTED: Final = "unattributed"
"""Speech of nobody named."""

JOURNALIST: Final = "journalist"
"""Nobody speaks."""


def voices(table: pd.DataFrame) -> dict[str, list[Any]]:
    """Gather the voices of each unit, in order."""
    gathered: dict[str, list[Any]] = defaultdict(list)
    for row in each_row(table.sort_values(["segment_id", "position"])):
        gathered[row.segment_id].append(row)
    return gathered


def frames(codings: pd.DataFrame) -> dict[str, list[str]]:
    """Gather the frames that each unit carries, each once."""
    gathered: dict[str, list[str]] = defaultdict(list)
    carried = codings[codings["value"].eq(1).fillna(False)]
    carried = carried.drop_duplicates(["segment_id", "frame"])
    for row in each_row(carried.sort_values(["segment_id", "frame"])):
        gathered[row.segment_id].append(row.frame)
    return gathered


def actor(row: Any) -> str:
    """Type of a speaker, or of those apart that it belongs to."""
    if not pd.isna(row.actor):
        return str(row.actor)
    return UNATTRIBUTED if pd.isna(row.speaker) else UNLISTED


def actors(rows: Sequence[Any]) -> list[str]:
    """Types of those who speak in a unit, each once, as `voice_tallies` counts them.

    Examples
    --------
    >>> actors([])
    ['journalist']
    """
    if not rows:
        return [JOURNALIST]
    speaking = [actor(row) for row in rows if row.status == "speaks"]
    return list(dict.fromkeys(speaking)) or [UNATTRIBUTED]
