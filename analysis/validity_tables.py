"""Tables of reliability, validity, correction and robustness as a reader sees them.

For display; the full numbers stay in the stages' tables.
"""

import html
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis import wording
from analysis.contracts import each_row

__all__ = ["corrected", "disagreements", "reliability", "validity", "verdicts"]

_MEASURES: Final = {
    "percent agreement": "agreement", "alpha": "alpha", "ac1": "AC1",
    "brennan-prediger": "Brennan–Prediger", "masi alpha": "MASI alpha",
}  # fmt: skip
_SCORES: Final = {
    "precision": "precision", "recall": "recall", "f1": "F1", "specificity": "specificity",
    "prevalence_error": "prevalence error", "macro_f1": "mean F1",
}  # fmt: skip
_CSS: Final = """
.fw-disputes p{margin:.2em 0 .7em;max-width:46em;overflow-wrap:break-word}
.fw-disputes .fw-said{color:#595959;font-size:.88em;margin:0}
.fw-disputes mark{padding:0 .1em}
"""


def reliability(
    table: pd.DataFrame, *, labels: Mapping[str, str], by: Sequence[str] = ()
) -> pd.DataFrame:
    """Write agreement for reading: a row per group and frame, the measures side by side.

    Parameters
    ----------
    table : DataFrame
        From `agreement.coefficients`, or from `agreement.pairs` with `by` naming coder and
        other_coder.
    labels : mapping of str to str
        Frame to its name; the order of the rows. The row of all frames together comes last.
    by : sequence of str
        Columns that tell the groups apart.

    Returns
    -------
    DataFrame
        The `by` columns, frame, the measures with their intervals, verdict, units, coders,
        prevalence (share of codes 1), cannot tell, note.
    """
    rows = []
    for key, part in _groups(table, by, labels):
        found = {row.measure: row for row in each_row(part)}
        first = found.get("alpha", next(iter(found.values())))
        rows.append({
            **key, **{name: _coefficient(found.get(measure)) for measure, name in
                      _MEASURES.items() if (table["measure"] == measure).any()},
            "verdict": _text(first, "verdict"), "units": _number(first, "n_units"),
            "coders": _number(first, "n_coders"),
            "prevalence": _percent(first, "prevalence"),
            "cannot tell": _number(first, "n_cannot_tell"), "note": _text(first, "note"),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _groups(
    table: pd.DataFrame, by: Sequence[str], labels: Mapping[str, str]
) -> list[tuple[dict[str, Any], pd.DataFrame]]:
    """Give the rows of each group and frame, frames in the order of the labels."""
    names = [*labels, *(frame for frame in table["frame"].dropna().unique() if frame not in labels)]
    keys = table[list(by)].drop_duplicates() if by else pd.DataFrame(index=[0])
    found = []
    for key in keys.to_dict("records"):
        part = table
        for name, value in key.items():
            part = part[part[str(name)] == value]
        for frame in [*names, None]:
            rows = part[part["frame"].isna() if frame is None else part["frame"] == frame]
            if len(rows):
                named = "all frames" if frame is None else labels.get(frame, frame)
                about = {**{str(name): value for name, value in key.items()}, "frame": named}
                found.append((about, rows))
    return found


def _coefficient(row: Any) -> str:
    """Write a coefficient with its interval; why there is none."""
    if row is None:
        return "–"
    if pd.isna(row.estimate):
        note = _text(row, "note")
        return note.split(":")[0].rstrip(".") if note.startswith("undefined") else "undefined"
    text = wording.coefficient(row.estimate)
    if pd.isna(row.ci_low) or pd.isna(row.ci_high):
        return text
    low, high = wording.coefficient(row.ci_low), wording.coefficient(row.ci_high)
    return f"{text} ({low} to {high})"


def _text(row: Any, name: str) -> str:
    """Give the text of a column, empty where it is absent."""
    value = getattr(row, name, None)
    return "" if value is None or pd.isna(value) else str(value)


def _percent(row: Any, name: str) -> str:
    """Write the share of a column, empty where it is absent."""
    value = getattr(row, name, None)
    return "" if value is None or pd.isna(value) else wording.percent(value)


def _number(row: Any, name: str) -> str:
    """Write the number of a column, empty where it is absent."""
    value = getattr(row, name, None)
    return "" if value is None or pd.isna(value) else f"{int(value):,}"


def validity(
    table: pd.DataFrame, *, labels: Mapping[str, str], by: Sequence[str] = (),
    differences: pd.DataFrame | None = None, order: Sequence[str] = (),
) -> pd.DataFrame:  # fmt: skip
    """Write scores against gold for reading: a row per frame and measure, groups side by side.

    Parameters
    ----------
    table : DataFrame
        From `validation.validity`.
    labels : mapping of str to str
        Frame to its name; the order of the rows.
    by : sequence of str
        Columns whose values together make the columns, such as wave and language.
    differences : DataFrame, optional
        From `validation.difference_of_error`, by the columns of `by` after the first, if any;
        one more column for each contrast, in the rows of the prevalence error.
    order : sequence of str
        News waves from left to right.

    Returns
    -------
    DataFrame
        frame, measure, a column for each group ('all' without `by`) with its number of gold
        units in its name, then the differences. Prevalence errors are in percentage points.
    """
    sides = _side_names(table, by, order)
    framed = {name: part for name, part in sides.items() if len(part)}
    rows = []
    for frame in [*labels, None]:
        for measure, name in _SCORES.items():
            cells = {side: _score_cell(_pick(part, frame, measure), measure)
                     for side, part in framed.items()}  # fmt: skip
            if not any(cells.values()):
                continue
            last = _contrast_cells(differences, frame, by) if measure == "prevalence_error" else {}
            frame_name = "mean over frames" if frame is None else labels[frame]
            rows.append({"frame": frame_name, "measure": name, **cells, **last})
    return pd.DataFrame(rows).fillna("")


def _side_names(
    table: pd.DataFrame, by: Sequence[str], order: Sequence[str]
) -> dict[str, pd.DataFrame]:
    """Give the rows of each group under its name and number of gold units."""
    if not by:
        return {_with_size("all", table): table}
    keys = table[list(by)].drop_duplicates()
    places = {wave: place for place, wave in enumerate(order)}
    keys = keys.assign(_place=keys[by[0]].map(places).fillna(len(places)))
    keys = keys.sort_values(["_place", *by]).drop(columns="_place")
    sides = {}
    for key in keys.to_dict("records"):
        part = table
        for name, value in key.items():
            part = part[part[str(name)] == value]
        sides[_with_size(", ".join(map(str, key.values())), part)] = part
    return sides


def _with_size(name: str, part: pd.DataFrame) -> str:
    """Add the number of gold units to the name of a group."""
    most = part["n_units"].max()
    return f"{name} ({wording.counted(int(most), 'gold unit')})" if pd.notna(most) else name


def _pick(part: pd.DataFrame, frame: str | None, measure: str) -> Any:
    """Give the row of a frame and measure, or None."""
    same = part["frame"].isna() if frame is None else part["frame"] == frame
    rows = part[same & (part["measure"] == measure)]
    return next(each_row(rows), None)


def _score_cell(row: Any, measure: str) -> str:
    """Write a score, or a prevalence error in percentage points, with its interval."""
    if row is None:
        return ""
    return _points_cell(row) if measure.startswith("prevalence") else _coefficient(row)


def _points_cell(row: Any) -> str:
    """Write a difference in percentage points with its interval."""
    if pd.isna(row.estimate):
        return "undefined"
    if pd.isna(row.ci_low) or pd.isna(row.ci_high):
        return f"{wording.points(row.estimate)} (no interval)"
    ends = f"{wording.points(row.ci_low)} to {wording.points(row.ci_high)}"
    return f"{wording.points(row.estimate)} ({ends})"


def _contrast_cells(
    differences: pd.DataFrame | None, frame: str | None, by: Sequence[str]
) -> dict[str, str]:
    """Write the difference of the error for each contrast, and group within which it is taken."""
    if differences is None or frame is None:
        return {}
    rows = differences[differences["frame"] == frame]
    within = [name for name in by[1:] if name in rows]
    return {
        ", ".join([row.contrast.replace(" - ", " − "), *(str(getattr(row, n)) for n in within)]):
            _points_cell(row)
        for row in each_row(rows)
    }  # fmt: skip


def corrected(
    table: pd.DataFrame, *, labels: Mapping[str, str], order: Sequence[str] = ()
) -> pd.DataFrame:
    """Write raw and corrected estimates side by side, one column for each method.

    Parameters
    ----------
    table : DataFrame
        From `correct.shares` or `correct.differences`, or both below each other.
    labels : mapping of str to str
        Frame to its name; the order of the rows.
    order : sequence of str
        News waves in the order of the rows.

    Returns
    -------
    DataFrame
        measure, frame, wave and contrast (where there are any), a column for each method
        (naive is called raw; a dash and the reason where a method is not given), gold codes,
        disagreements (machine and gold differ), shown (the recommended method), note.
    """
    methods = list(dict.fromkeys(table["method"]))
    keys = [name for name in ("contrast", "wave", "language") if name in table
            and table[name].notna().any()]  # fmt: skip
    rows = []
    ranked = _ranked(table, labels, order)
    for key, part in ranked.groupby(["measure", "frame", *keys], dropna=False, sort=False):
        place: dict[str, Any] = dict(zip(["measure", "frame", *keys], key, strict=True))
        of = {row.method: row for row in each_row(part)}
        best = next((row for row in of.values() if row.recommended), None)
        shown = best if best is not None else next(iter(of.values()))
        rows.append({
            **{name: "" if pd.isna(value) else value for name, value in place.items()},
            "frame": labels.get(str(place["frame"]), str(place["frame"])),
            **{"raw" if method == "naive" else method: _estimate(of.get(method))
               for method in methods},
            "gold codes": _number(shown, "n_gold"),
            "disagreements": _number(shown, "n_disagreements"),
            "shown": best.method if best is not None else "none", "note": _text(shown, "note"),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _ranked(table: pd.DataFrame, labels: Mapping[str, str], order: Sequence[str]) -> pd.DataFrame:
    """Sort estimates: shares before differences, by wave and frame in the order given."""
    waves = table["wave"] if "wave" in table else pd.Series(None, index=table.index, dtype="object")
    known = {"_frame": (table["frame"], labels), "_wave": (waves, order)}
    places = {name: column.map({one: place for place, one in enumerate(names)})
              for name, (column, names) in known.items()}  # fmt: skip
    apart = table["contrast"].fillna("")
    ranked = table.assign(_contrast=apart, **places)
    return ranked.sort_values(["measure", "_contrast", "_wave", "_frame"], kind="stable")


def _estimate(row: Any) -> str:
    """Write a share or difference with its interval, or why it is not given."""
    if row is None:
        return ""
    if pd.isna(row.estimate):
        gate = _text(row, "gate")
        return f"– ({gate})" if gate else "–"
    write = wording.points if pd.notna(row.contrast) else wording.percent
    if pd.isna(row.ci_low) or pd.isna(row.ci_high):
        return f"{write(row.estimate)} (no interval)"
    return f"{write(row.estimate)} ({write(row.ci_low)} to {write(row.ci_high)})"


def verdicts(table: pd.DataFrame, *, labels: Mapping[str, str]) -> pd.DataFrame:
    """Write for each frame whether the difference holds under every specification.

    Parameters
    ----------
    table : DataFrame
        From `specification.verdict`.
    labels : mapping of str to str
        Frame to its name; the order of the rows.

    Returns
    -------
    DataFrame
        contrast, frame, main specification (with interval), same sign ('9 of 10'), shown, shown
        against, from, to (percentage points), undefined, verdict, because.
    """
    place = {frame: number for number, frame in enumerate(labels)}
    contrasts = pd.factorize(table["contrast"])[0]
    ranked = table.assign(_contrast=contrasts, _place=table["frame"].map(place))
    ranked = ranked.sort_values(["_contrast", "_place"])
    return pd.DataFrame(
        [
            {
                "contrast": row.contrast,
                "frame": labels.get(row.frame, row.frame),
                "main specification": _points_cell(row),
                "same sign": f"{row.n_same:,} of {row.n:,}",
                "shown": row.n_shown,
                "shown against": row.n_against,
                "from": wording.points(row.smallest),
                "to": wording.points(row.largest),
                "undefined": row.n_undefined,
                "verdict": row.verdict,
                "because": row.reason,
            }
            for row in each_row(ranked)
        ]
    )


def disagreements(
    table: pd.DataFrame, *, labels: Mapping[str, str], hits: pd.DataFrame | None = None,
    most: int = 40,
) -> wording.Html:  # fmt: skip
    """Show the units on which coders differ, with their text and what each one coded.

    Parameters
    ----------
    table : DataFrame
        From `agreement.disagreements`.
    labels : mapping of str to str
        Frame to its name.
    hits : DataFrame, optional
        Contract ``hits``: what the machine found of the frame in the unit is marked.
    most : int
        Units shown at the most; how many are left out is said.

    Returns
    -------
    Html
        Everything from the articles and the coders is escaped.
    """
    if table.empty:
        return wording.Html("<p>No disagreements.</p>", "No disagreements.")
    shown = table.head(most)
    parts, plain = [], []
    for row in each_row(shown):
        label = labels.get(row.frame, row.frame)
        about = f"{label} · {row.said} · {row.kind} · {row.source_file} [{row.start}:{row.end})"
        marked = _marked(row.text, _spans(hits, row))
        parts.append(f"<p class='fw-said'>{html.escape(about)}</p><p>{marked}</p>")
        plain.append(f"{about}\n{row.text}")
    more = wording.not_shown(len(table) - len(shown), "disagreements")
    markup = f"<style>{_CSS}</style><div class='fw-disputes'>{''.join(parts)}</div>{more}"
    return wording.Html(markup, "\n\n".join(plain))


def _spans(hits: pd.DataFrame | None, row: Any) -> list[tuple[int, int]]:
    """Give what the machine found of the frame in the unit, from the start of the unit."""
    if hits is None:
        return []
    inside = hits[(hits["doc_id"] == row.doc_id) & (hits["frame"] == row.frame)
                  & (hits["status"] == "hit") & (hits["start"] >= row.start)
                  & (hits["end"] <= row.end)]  # fmt: skip
    places = inside[["start", "end"]].drop_duplicates().sort_values(["start", "end"])
    return [(int(hit.start) - row.start, int(hit.end) - row.start) for hit in each_row(places)]


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Escape a text, and mark the spans in it; those that overlap become one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    pieces, at = [], 0
    for start, end in joined:
        pieces += [html.escape(text[at:start]), f"<mark>{html.escape(text[start:end])}</mark>"]
        at = end
    return "".join([*pieces, html.escape(text[at:])])
