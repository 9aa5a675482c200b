"""Tables as a reader sees them: names for ids, percentages for shares, dates in words.

For display and for the figures' rows; the full numbers stay in the stages' tables.
"""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis import wording
from analysis._intervals import p_text
from analysis.codebook import Codebook
from analysis.contracts import COUNTED_ROLES, each_row

__all__ = [
    "article_shares",
    "articles",
    "estimates",
    "indicators",
    "languages",
    "left_out",
    "scores",
    "show",
    "side_by_side",
]


_GROUPS: Final = ("contrast", "wave", "language", "outlet", "role")
_DAY: Final = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_P_VALUE: Final = re.compile(r"\bp (=|&lt;) (?=\.?\d)")
_CSS: Final = """
.fw-table{border-collapse:collapse;font-size:.88em;margin:.4em 0}
.fw-table th,.fw-table td{padding:.3em 1em .3em 0;text-align:left;vertical-align:top;
 border-bottom:1px solid #8884;font-weight:400;max-width:34em;overflow-wrap:break-word}
.fw-table th{font-weight:650;border-bottom:2px solid #8888;vertical-align:bottom}
.fw-table .fw-number{text-align:right;font-variant-numeric:tabular-nums}
.fw-table .fw-day,.fw-table .fw-short{white-space:nowrap}
.fw-table .fw-long{min-width:22em}
"""
_SHORT: Final = 24
"""Letters of a column whose cells stay on one line."""
_LONG: Final = 40
"""Letters from which a column is given room, so that its rows do not become towers."""


def show(table: pd.DataFrame, *, most: int = 40, said: str = "") -> wording.Html:
    """Show a table in a notebook in full text, without index, escaped.

    Parameters
    ----------
    table : DataFrame
    most : int
        Rows shown at the most; how many are left out is said.
    said : str
        What there is to say of the table; written below it.

    Returns
    -------
    Html
        Empty cells for missing values; 'Nothing to list.' for a table without rows.
    """
    below = f"<p>{html.escape(said)}</p>" if said else ""
    if table.empty:
        return wording.Html(f"<p>Nothing to list.</p>{below}", "Nothing to list.")
    rows = table.head(most)
    kinds = [_kind(rows.iloc[:, place]) for place in range(len(rows.columns))]
    head = "".join(
        f'<th scope="col"{kind}>{html.escape(str(name))}</th>'
        for name, kind in zip(rows.columns, kinds, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{kind}>{_markup(_cell(value))}</td>"
            for value, kind in zip(row, kinds, strict=True)
        )
        + "</tr>"
        for row in rows.itertuples(index=False, name=None)
    )
    more = wording.not_shown(len(table) - len(rows), "rows")
    markup = (
        f"<style>{_CSS}</style><table class='fw-table'><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>{more}{below}"
    )
    return wording.Html(markup, rows.to_string(index=False))


def _kind(column: pd.Series) -> str:
    """Say how the cells of a column are laid out, as an attribute."""
    if pd.api.types.is_numeric_dtype(column):
        return ' class="fw-number"'
    longest = max(len(_cell(value)) for value in column)
    if longest <= _SHORT:
        return ' class="fw-short"'
    return ' class="fw-long"' if longest > _LONG else ""


def _cell(value: Any) -> str:
    """Write one cell."""
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return (
        f"{value:.4g}"
        if isinstance(value, float)
        else f"{value:,}"
        if isinstance(value, int)
        else str(value)
    )


def _markup(text: str) -> str:
    """Escape a cell, and keep a day, a percentage and a p-value on one line."""
    whole = html.escape(text).replace(" %", "&nbsp;%")
    whole = _P_VALUE.sub(r"p&nbsp;\1&nbsp;", whole)
    return _DAY.sub(lambda found: f'<span class="fw-day">{found[0]}</span>', whole)


def articles(documents: pd.DataFrame) -> pd.DataFrame:
    """List the articles with outlet, language, date, wave and the evidence for the date.

    Their place in the file is there if a file has several, and titles if any is known.
    """
    ordered = documents.set_index("doc_id").loc[wording.in_order(documents)].reset_index()
    several = ordered["source_file"].duplicated().any()
    return pd.DataFrame(
        {
            "file": ordered["source_file"],
            **({"article": ordered["position_in_file"]} if several else {}),
            **({"title": ordered["title"]} if ordered["title"].notna().any() else {}),
            "outlet": ordered["outlet"],
            "language": ordered["language"],
            "words": ordered["words"],
            "date": ordered["doc_id"].map(wording.date_labels(documents)),
            "wave": ordered["wave"].map(wording.wave_name, na_action=None),
            "wave from": ordered["wave_source"],
            "evidence": ordered["date_evidence"],
        }
    )


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
            "outlet": wording.outlets(documents),
            "date_label": documents["doc_id"].map(wording.date_labels(documents)),
            "wave": documents["wave"],
            "wave_inferred": documents["wave_source"].eq("event").fillna(False).astype("bool"),
            "published_from": documents["published_from"],
        }
    )
    joined = tallies[["doc_id", "frame", "n_units", "n_positive"]].merge(known, on="doc_id")
    ordered = joined.sort_values(["published_from", "outlet", "doc_id", "frame"], kind="stable")
    columns = ["doc_id", "outlet", "date_label", "wave", "wave_inferred", "frame", "n_units",
               "n_positive"]  # fmt: skip
    return ordered[columns].reset_index(drop=True)


def estimates(
    table: pd.DataFrame, *, labels: Mapping[str, str], order: Sequence[str] = ()
) -> pd.DataFrame:
    """Write estimates for reading: percentages, interval, counts, denominators, note.

    'with frame' is the number of articles (for salience, units) that carry it; 'clusters' are
    there where copies make them fewer than the articles.

    Parameters
    ----------
    table : DataFrame
        Contract ``estimates``; columns that say which group a row is about are kept.
    labels : mapping of str to str
        Frame to its name; the order of the rows.
    order : sequence of str
        News waves in the order of the rows.
    """
    table = _ordered(table, labels=labels, order=order)
    rows = table.to_dict("records")
    points = table["contrast"].notna().any()
    counts = {
        name: table[column]
        for name, column in (("with frame", "n_positive"), ("clusters", "n_clusters"))
        if column in table and table[column].notna().any()
    }
    if "clusters" in counts and not (table["n_clusters"] < table["n_docs"]).any():
        del counts["clusters"]
    shown = {
        **_named(table, labels=labels),
        "estimate": [
            wording.points(row["estimate"]) if points else wording.percent(row["estimate"])
            for row in rows
        ],
        "interval": [_range(row, points=bool(points)) for row in rows],
        **counts,
        "articles": table["n_docs"],
        "units": table["n_units"],
        "method": table["method"],
        "note": table["note"].fillna(""),
    }
    return pd.DataFrame(shown).reset_index(drop=True)


def _ordered(
    table: pd.DataFrame, *, labels: Mapping[str, str], order: Sequence[str]
) -> pd.DataFrame:
    """Sort estimates by measure, wave and frame, the last two in the order given."""
    known = [(name, names) for name, names in (("wave", order), ("frame", labels)) if name in table]
    places = {f"_{name}": table[name].map({one: place for place, one in enumerate(names)})
              for name, names in known}  # fmt: skip
    return table.assign(**places).sort_values(["measure", *places], kind="stable")


def _named(table: pd.DataFrame, *, labels: Mapping[str, str]) -> dict[str, pd.Series]:
    """Columns that say what each estimate is about."""
    by = [name for name in _GROUPS if name in table and table[name].notna().any()]
    frames = table["frame"].map(lambda frame: labels.get(frame, frame)).fillna("all frames")
    return {"measure": table["measure"], "frame": frames, **{name: table[name] for name in by}}


def side_by_side(
    named: Mapping[str, pd.DataFrame], *, labels: Mapping[str, str], order: Sequence[str] = ()
) -> pd.DataFrame:
    """Write estimates counted by different rules, such as with and without copies, side by side.

    Parameters
    ----------
    named : mapping of str to DataFrame
        Name of the rule to its ``estimates``, of the same measures, frames and groups.
    labels, order
        As in `estimates`.

    Returns
    -------
    DataFrame
        measure, frame and groups; then for each rule a column with estimate, interval, p
        (Holm) of a difference, what was counted of how many and, where there are copies, the
        clusters that are the sample: '50 % (20 % to 80 %; 3 of 6 articles, 4 clusters)'. A
        dash where a rule has no such row or nothing to estimate from.
    """
    sides: dict[str, pd.DataFrame] = {}
    for name, table in named.items():
        rows = _ordered(table, labels=labels, order=order)
        cells = [_in_one_cell(row) for row in rows.to_dict("records")]
        sides[name] = pd.DataFrame({**_named(rows, labels=labels), name: cells})
    keys = [key for key in ("measure", "frame", *_GROUPS)
            if any(key in side for side in sides.values())]  # fmt: skip
    if not any(map(len, sides.values())):
        return pd.DataFrame(columns=["measure", "frame"])
    joined = pd.concat([side[side.columns[:-1]] for side in sides.values() if len(side)])
    joined = joined.drop_duplicates()
    for name, side in sides.items():
        known = side if len(side) else joined.assign(**{name: "–"})
        joined = joined.merge(known[[*keys, name]], on=keys, how="left").fillna({name: "–"})
    return joined.reset_index(drop=True)


def _in_one_cell(row: Any) -> str:
    """Write an estimate with its interval, p-value, counts and clusters."""
    if pd.isna(row["estimate"]):
        return "–"
    is_change, n_docs = pd.notna(row["contrast"]), row["n_docs"]
    counts = wording.counted(n_docs, "article")
    if row["measure"] == "salience" and not is_change:
        counts = f"{row['n_units']:,} in {counts}"
    if "n_positive" in row:
        counts = f"{row['n_positive']:,} of {counts}"
    if pd.notna(row["n_clusters"]) and row["n_clusters"] < n_docs:
        counts = f"{counts}, {wording.counted(row['n_clusters'], 'cluster')}"
    interval = _range(row, points=bool(is_change)) if pd.notna(row["ci_low"]) else "no interval"
    p = f"; {p_text(row['p_adjusted'])}" if pd.notna(row["p_adjusted"]) else ""
    write = wording.points if is_change else wording.percent
    return f"{write(row['estimate'])} ({interval}{p}; {counts})"


def _range(row: Any, *, points: bool) -> str:
    """Write an interval, or a dash where there is none."""
    if pd.isna(row["ci_low"]):
        return "–"
    write = wording.points if points else wording.percent
    return f"{write(row['ci_low'])} to {write(row['ci_high'])}"


def indicators(book: Codebook, *, language: str) -> pd.DataFrame:
    """List the indicators of a codebook: the question, and how many patterns answer it."""
    labels = book.labels(language)
    rows = [
        {
            "frame": labels[frame.id],
            "indicator": indicator.id,
            "question": indicator.question,
            **{
                f"patterns {key}": len(indicator.patterns.get(key, ()))
                for key in (*book.languages, "any")
            },
        }
        for frame, indicator in book.indicators()
    ]
    return pd.DataFrame(rows)


def languages(table: pd.DataFrame) -> pd.DataFrame:
    """Write the languages of the sentences for reading, from `language.summary`."""
    return pd.DataFrame(
        {
            "language": table["language"].fillna("not known"),
            "articles": table["n_docs"],
            "sentences": table["n_units"],
            "share": table["share"].map(wording.percent),
            "told by function words": table["n_by_words"],
            "told by the detector": table["n_detected"],
        }
    )


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


def scores(
    table: pd.DataFrame, *, labels: Mapping[str, str], by: Sequence[str] = ()
) -> pd.DataFrame:
    """Write scores against gold for reading: one row per group and frame.

    Parameters
    ----------
    table : DataFrame
        From `validation.score`, with the counts tp, fp and fn.
    labels : mapping of str to str
        Frame to its name, in the order of the rows.
    by : sequence of str
        The columns that tell the groups apart.

    Returns
    -------
    DataFrame
        The `by` columns, frame, precision, recall and F1 with their intervals, gold (units
        with the frame), found (units with it by the coder) and both; the last row of a
        group is the mean of F1 over the frames.
    """
    place = {frame: number for number, frame in enumerate(labels)}
    rows = []
    for key, part in table.groupby([*by, "frame"], dropna=False, sort=False):
        *group, frame = list(key)
        frame = part["frame"].iloc[0]
        shown = {
            row.measure: f"{_score(row.estimate)} {_score_range(row)}".strip()
            for row in each_row(part)
        }
        one = part.iloc[0]
        named = str(frame) if pd.notna(frame) else ""
        rows.append(
            {
                **dict(zip(by, group, strict=True)),
                "place": place.get(named, len(place)),
                "frame": labels.get(named, named) or "mean over frames",
                "precision": shown.get("precision", ""),
                "recall": shown.get("recall", ""),
                "F1": shown.get("f1", shown.get("macro_f1", "")),
                "gold": f"{one['tp'] + one['fn']:.0f}" if named else "",
                "found": f"{one['tp'] + one['fp']:.0f}" if named else "",
                "both": f"{one['tp']:.0f}" if named else "",
            }
        )
    columns = [*by, "place", "frame", "precision", "recall", "F1", "gold", "found", "both"]
    made = pd.DataFrame(rows, columns=columns).sort_values([*by, "place"], ignore_index=True)
    return made.drop(columns="place")


def _score(score: Any) -> str:
    """Write a score between 0 and 1."""
    return "undefined" if pd.isna(score) else f"{score:.2f}"


def _score_range(row: Any) -> str:
    """Write the interval of a score, or nothing."""
    return "" if pd.isna(row.ci_low) else f"({row.ci_low:.2f}-{row.ci_high:.2f})"
