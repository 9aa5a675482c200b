"""The news waves as a reader sees them: their days, their outlets, their articles per day."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis import wording

__all__ = ["outlets", "rates", "waves"]


def waves(table: pd.DataFrame) -> pd.DataFrame:
    """Write the waves for reading; columns in which nothing is known are left out.

    Parameters
    ----------
    table : DataFrame
        From `dating.waves`.

    Returns
    -------
    DataFrame
        wave, days, articles ('2 of 5'), inferred, dated to the day, outlets, languages, query,
        sources, retrieved on, time zone.
    """
    days = [_span(row) for row in table.to_dict("records")]
    shown = pd.DataFrame(
        {
            "wave": table["wave"].fillna(wording.NO_WAVE),
            "days": days,
            "articles": [f"{row['n_docs']:,} of {row['n_all']:,}" for row in _records(table)],
            "inferred": table["n_inferred"],
            "dated to the day": table["n_to_the_day"],
            "outlets": table["n_outlets"],
            "languages": table["languages"],
            "query": table["query"],
            "sources": table["sources"],
            "retrieved on": table["retrieved_on"],
            "time zone": table["timezone"],
        }
    )
    unknown = [name for name in ("query", "sources", "retrieved on", "time zone")
               if shown[name].isna().all()]  # fmt: skip
    return shown.drop(columns=unknown).reset_index(drop=True)


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table as mappings."""
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def _span(row: Mapping[Any, Any]) -> str:
    """Write the days of a wave and their number."""
    if pd.isna(row["start"]):
        return ""
    return f"{row['start']:%Y-%m-%d} to {row['end']:%Y-%m-%d} ({row['n_days']:,} days)"


def outlets(table: pd.DataFrame, *, order: Sequence[str] = ()) -> pd.DataFrame:
    """Write a row for each outlet with its articles in each wave; those in all waves first.

    Parameters
    ----------
    table : DataFrame
        From `composition.outlets`.
    order : sequence of str
        News waves in the order of the columns.

    Returns
    -------
    DataFrame
        outlet, a column for each wave, and 'in every wave'.
    """
    named = table.assign(outlet=table["outlet"].fillna("(no outlet)"))
    waves_shown = [*order, *sorted(set(named["wave"]) - set(order))]
    wide = named.pivot_table(
        "n_docs", ["in_all", "outlet"], "wave", aggfunc="sum", fill_value=0
    ).reindex(columns=waves_shown, fill_value=0)
    wide = wide.assign(total=wide.sum(axis=1)).reset_index()
    ordered = wide.sort_values(["in_all", "total", "outlet"], ascending=[False, False, True])
    shown = {"outlet": ordered["outlet"], **{str(name): ordered[name] for name in waves_shown},
             "in every wave": ordered["in_all"].map({True: "yes", False: "no"})}  # fmt: skip
    return pd.DataFrame(shown).reset_index(drop=True)


def rates(
    table: pd.DataFrame, *, labels: Mapping[str, str], order: Sequence[str] = ()
) -> pd.DataFrame:
    """Write articles per day for reading, with count and days.

    Parameters
    ----------
    table : DataFrame
        From `timeline.rates`.
    labels : mapping of str to str
        Frame to its name; the order of the rows within a wave, after the row of all articles.
    order : sequence of str
        News waves in the order of the rows.
    """
    places = {name: number for number, name in enumerate(order)}
    frames = {name: number for number, name in enumerate(labels)}
    ranked = table.assign(
        _wave=table["wave"].map(places), _frame=table["frame"].map(frames).fillna(-1)
    ).sort_values(["_wave", "_frame"], kind="stable")
    rows = _records(ranked)
    shown = {
        "wave": ranked["wave"],
        "frame": ranked["frame"].map(lambda frame: labels.get(frame, frame)).fillna("all articles"),
        "per day": [f"{row['estimate']:.2g}" for row in rows],
        "interval": [_range(row) for row in rows],
        "articles": ranked["n_docs"],
        "days": ranked["n_days"],
        "note": ranked["note"].fillna(""),
    }
    return pd.DataFrame(shown).reset_index(drop=True)


def _range(row: Mapping[str, Any]) -> str:
    """Write the interval of a rate, empty if it has none."""
    if pd.isna(row["ci_low"]):
        return ""
    return f"{row['ci_low']:.2g} to {row['ci_high']:.2g}"
