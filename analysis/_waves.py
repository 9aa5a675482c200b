"""Put an interval of days into a news wave, and show the waves as a table."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import pandas as pd

from analysis.study import Study, Wave

__all__ = ["MONTH_DAYS", "holding", "overview"]

MONTH_DAYS: Final = 31
"""An interval that is longer, and not inside a wave, is too wide to be sure of it."""


def holding(
    start: dt.date, end: dt.date, waves: Sequence[Wave]
) -> tuple[str | None, tuple[str, ...]]:  # fmt: skip
    """Give the wave of an interval; or None, and why.

    Examples
    --------
    >>> may = Wave("May", dt.date(2031, 5, 1), dt.date(2031, 5, 31))
    >>> holding(dt.date(2031, 5, 2), dt.date(2031, 5, 2), [may])
    ('May', ())
    >>> holding(dt.date(2031, 6, 2), dt.date(2031, 6, 2), [may])
    (None, ('outside every wave',))
    """
    touched = [wave for wave in waves if start <= wave.end and end >= wave.start]
    if not touched:
        return None, ("outside every wave",)
    if len(touched) > 1:
        return None, (f"could be in {' or '.join(wave.name for wave in touched)}",)
    wave = touched[0]
    if (end - start).days >= MONTH_DAYS and not (wave.start <= start and end <= wave.end):
        return None, (f"too wide an interval to be sure of {wave.name}",)
    return wave.name, ()


def overview(documents: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Make a row for each wave, and one for the articles in none; see `dating.waves`."""
    rows = [
        {
            "wave": wave.name,
            "label": wave.label or wave.name,
            "start": wave.start,
            "end": wave.end,
            "n_days": (wave.end - wave.start).days + 1,
            "timezone": study.timezone,
            "query": wave.query,
            "sources": "; ".join(wave.sources) or None,
            "retrieved_on": wave.retrieved_on,
            **_counts(documents[documents["wave"].eq(wave.name).fillna(False)]),
        }
        for wave in study.waves
    ]
    known = documents["wave"].isin([wave.name for wave in study.waves])
    rows.append({"wave": None, **_counts(documents[~known])})
    n_all = len(documents)
    table = pd.DataFrame(rows).assign(n_all=n_all)
    table["share"] = table["n_docs"] / n_all if n_all else float("nan")
    texts = ("wave", "label", "timezone", "query", "sources", "languages")
    days = ("start", "end", "retrieved_on")
    types = {**dict.fromkeys(texts, "str"), **dict.fromkeys(days, "datetime64[s]")}
    return table.astype({**types, "n_days": "Int64", "share": "float64"})[list(_COLUMNS)]


_COLUMNS: Final = (
    "wave", "label", "start", "end", "n_days", "timezone", "query", "sources", "retrieved_on",
    "n_docs", "n_all", "share", "n_inferred", "n_to_the_day", "n_outlets", "n_without_outlet",
    "languages",
)  # fmt: skip


def _counts(documents: pd.DataFrame) -> dict[str, object]:
    """Count articles, those with an inferred wave, outlets and languages of one wave."""
    languages = documents["language"].fillna("unknown").value_counts()
    ordered = sorted(languages.items(), key=lambda pair: (-pair[1], str(pair[0])))
    to_the_day = documents["published_from"] == documents["published_to"]
    return {
        "n_docs": len(documents),
        "n_inferred": int(documents["wave_source"].eq("event").fillna(False).sum()),
        "n_to_the_day": int(to_the_day.sum()),
        "n_outlets": int(documents["outlet"].nunique()),
        "n_without_outlet": int(documents["outlet"].isna().sum()),
        "languages": ", ".join(f"{language} {count:,}" for language, count in ordered) or None,
    }
