"""Tables as a reader sees them: names for ids, percentages for shares, dates in words.

For display and for the figures' rows; the full numbers stay in the stages' tables.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import wording
from analysis.codebook import Codebook
from analysis.contracts import COUNTED_ROLES

__all__ = [
    "article_shares",
    "articles",
    "estimates",
    "events",
    "frames",
    "indicators",
    "left_out",
]


def articles(documents: pd.DataFrame) -> pd.DataFrame:
    """List the articles with outlet, language, date, wave and the evidence for the date."""
    dates = wording.date_labels(documents)
    shown = pd.DataFrame(
        {
            "file": documents["source_file"],
            "outlet": documents["outlet"],
            "language": documents["language"],
            "words": documents["words"],
            "date": documents["doc_id"].map(dates),
            "wave": documents["wave"].map(wording.wave_name, na_action=None),
            "wave from": documents["wave_source"],
            "evidence": documents["date_evidence"],
        }
    )
    return shown.sort_values(["wave", "file"], ignore_index=True)


def article_shares(tallies: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Join tallies with what a figure writes beside each article.

    Returns
    -------
    DataFrame
        doc_id, outlet, date_label, wave, wave_inferred, frame, n_units, n_positive; in
        order of wave, date and outlet.
    """
    known = pd.DataFrame(
        {
            "doc_id": documents["doc_id"],
            "outlet": documents["outlet"].where(
                documents["outlet"].notna(), documents["source_file"]
            ),
            "date_label": documents["doc_id"].map(wording.date_labels(documents)),
            "wave": documents["wave"],
            "wave_inferred": documents["wave_source"].eq("event").fillna(False).astype("bool"),
            "published_from": documents["published_from"],
        }
    )
    joined = tallies[["doc_id", "frame", "n_units", "n_positive"]].merge(known, on="doc_id")
    ordered = joined.sort_values(["published_from", "outlet", "doc_id", "frame"], kind="stable")
    columns = [
        "doc_id",
        "outlet",
        "date_label",
        "wave",
        "wave_inferred",
        "frame",
        "n_units",
        "n_positive",
    ]
    return ordered[columns].reset_index(drop=True)


def estimates(table: pd.DataFrame, *, labels: Mapping[str, str]) -> pd.DataFrame:
    """Write estimates for reading: percentages, interval, denominators, note.

    Parameters
    ----------
    table : DataFrame
        Contract ``estimates``; columns that say which group a row is about are kept.
    labels : mapping of str to str
        Frame to its name.
    """
    by = [
        name
        for name in ("contrast", "wave", "language", "outlet", "role")
        if name in table and table[name].notna().any()
    ]
    rows = table.to_dict("records")
    points = table["contrast"].notna().any()
    shown = {
        "measure": table["measure"],
        "frame": table["frame"].map(lambda frame: labels.get(frame, frame)).fillna("all frames"),
        **{name: table[name] for name in by},
        "estimate": [
            _points(row["estimate"]) if points else wording.percent(row["estimate"]) for row in rows
        ],
        "interval": [_range(row, points=bool(points)) for row in rows],
        "articles": table["n_docs"],
        "units": table["n_units"],
        "method": table["method"],
        "note": table["note"].fillna(""),
    }
    return pd.DataFrame(shown).reset_index(drop=True)


def _points(difference: Any) -> str:
    """Write a difference of shares in percentage points."""
    return "undefined" if pd.isna(difference) else f"{100 * difference:+.0f}".replace("-", "−")


def _range(row: Any, *, points: bool) -> str:
    """Write an interval, or a dash where there is none."""
    if pd.isna(row["ci_low"]):
        return "–"
    write = _points if points else wording.percent
    return f"{write(row['ci_low'])} to {write(row['ci_high'])}"


def indicators(hits: pd.DataFrame, *, labels: Mapping[str, str]) -> pd.DataFrame:
    """Audit the codebook: what each pattern found, in how many articles, and what was set aside.

    Returns
    -------
    DataFrame
        One row per frame, indicator and pattern with counted hits, articles, hits set
        aside, and the share of the frame's coded units that this pattern decides alone.
    """
    counted = hits[hits["status"] == "hit"]
    keys = ["frame", "indicator", "pattern"]
    per_unit = counted.drop_duplicates(["segment_id", "frame", "pattern"])
    sole = ~per_unit.duplicated(["segment_id", "frame"], keep=False)
    grouped = hits.groupby(keys, sort=True)
    shown = pd.DataFrame(
        {
            "hits": counted.groupby(keys).size(),
            "articles": counted.groupby(keys)["doc_id"].nunique(),
            "set aside": grouped["status"].agg(lambda kinds: int((kinds != "hit").sum())),
            "decides alone": per_unit[sole].groupby(keys).size(),
        }
    )
    units = counted.drop_duplicates(["segment_id", "frame"]).groupby("frame").size()
    table = shown.fillna(0).astype("int64").reset_index()
    alone = table["decides alone"] / table["frame"].map(units)
    table["decides alone"] = [wording.percent(share) if share > 0 else "" for share in alone]
    table["frame"] = table["frame"].map(lambda frame: labels.get(frame, frame))
    return table.sort_values(
        ["frame", "hits", "pattern"], ascending=[True, False, True], ignore_index=True
    )


def events(names: Mapping[str, Any]) -> pd.DataFrame:
    """Make the table of dated events that a timeline marks: columns `name` and `date`."""
    table = pd.DataFrame({"name": list(names), "date": pd.to_datetime(list(names.values()))})
    return table.sort_values("date", ignore_index=True)


def frames(book: Codebook, *, language: str) -> pd.DataFrame:
    """List the frames of a codebook with definition, indicators and number of patterns."""
    labels = book.labels(language)
    rows = [
        {
            "frame": labels[frame.id],
            "definition": frame.definition,
            "indicators": "; ".join(indicator.question for indicator in frame.indicators),
            **{
                f"patterns {key}": sum(
                    len(indicator.patterns.get(key, ())) for indicator in frame.indicators
                )
                for key in (*book.languages, "any")
            },
        }
        for frame in book.frames
    ]
    return pd.DataFrame(rows)


def left_out(segments: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """List the units that do not count, with their text, so that one can look them over."""
    aside = segments[~segments["role"].isin(COUNTED_ROLES)]
    known = documents[["doc_id", "source_file", "text"]]
    joined = aside.merge(known, on="doc_id").sort_values(["source_file", "start"])
    texts = [
        text[start:end]
        for text, start, end in zip(joined["text"], joined["start"], joined["end"], strict=True)
    ]
    return joined[["source_file", "role"]].assign(text=texts).reset_index(drop=True)
