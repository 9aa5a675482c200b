"""The news waves as a reader sees them: their days, their outlets, their articles per day."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis import wording

__all__ = ["outlets", "outside", "rates", "waves"]


def waves(table: pd.DataFrame) -> pd.DataFrame:
    """Write the waves for reading; columns in which nothing is known are left out.

    Parameters
    ----------
    table : DataFrame
        From `dating.waves`.

    Returns
    -------
    DataFrame
        wave, days (with their number and the time zone), articles ('2 of 5'), inferred, dated
        to the day, outlets, languages, and how they were collected: query, sources, day.
    """
    rows = _records(table)
    shown = pd.DataFrame(
        {
            "wave": table["wave"].fillna(wording.NO_WAVE),
            "days": [_span(row) for row in rows],
            "articles": [f"{row['n_docs']:,} of {row['n_all']:,}" for row in rows],
            "inferred": table["n_inferred"],
            "dated to the day": table["n_to_the_day"],
            "outlets": table["n_outlets"],
            "languages": table["languages"].fillna(""),
            "collected": [_collected(row) for row in rows],
        }
    )
    unknown = [] if shown["collected"].any() else ["collected"]
    return shown.drop(columns=unknown).reset_index(drop=True)


def _collected(row: Mapping[str, Any]) -> str:
    """Write how the articles of a wave were collected, as far as the study says."""
    parts = {"query": row["query"], "in": row["sources"], "on": row["retrieved_on"]}
    known = {name: value for name, value in parts.items() if pd.notna(value)}
    return "; ".join(
        f"{name} {value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else f"{name} {value}"
        for name, value in known.items()
    )


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table as mappings."""
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def _span(row: Mapping[str, Any]) -> str:
    """Write the days of a wave, their number, and the time zone they begin and end in."""
    if pd.isna(row["start"]):
        return ""
    zone = "" if pd.isna(row["timezone"]) else f", {row['timezone']}"
    number = wording.counted(row["n_days"], "day")
    return f"{row['start']:%Y-%m-%d} to {row['end']:%Y-%m-%d} ({number}{zone})"


def outside(table: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Write which articles deserve a second look for their date, and why.

    Parameters
    ----------
    table : DataFrame
        From `dating.outside`.
    documents : DataFrame
        Contract ``documents``; their articles.

    Returns
    -------
    DataFrame
        file, article (its place in the file, if a file has several), outlet, date, wave,
        reason; in the order of `table`.
    """
    known = documents.set_index("doc_id").loc[table["doc_id"]].reset_index()
    several = documents["source_file"].duplicated().any()
    return pd.DataFrame(
        {
            "file": known["source_file"],
            **({"article": known["position_in_file"]} if several else {}),
            "outlet": known["outlet"],
            "date": known["doc_id"].map(wording.date_labels(known)),
            "wave": known["wave"].map(wording.wave_name, na_action=None),
            "reason": table["reason"].reset_index(drop=True),
        }
    )


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
        "per day": [wording.rate(row["estimate"]) for row in rows],
        "interval": [_range(row) for row in rows],
        "articles": ranked["n_docs"],
        "days": ranked["n_days"],
        "note": ranked["note"].fillna(""),
    }
    return pd.DataFrame(shown).reset_index(drop=True)


def _range(row: Mapping[str, Any]) -> str:
    """Write the interval of a rate, or a dash where there is none."""
    if pd.isna(row["ci_low"]):
        return "–"
    return f"{wording.rate(row['ci_low'])} to {wording.rate(row['ci_high'])}"
