"""Figures of reliability: agreement per frame, and of every coder with every other."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis import style, wording
from analysis.contracts import InputError, did_you_mean, each_row, first_five
from analysis.figure._blocks import (
    Rows,
    draw_scale,
    mark,
    set_rows,
    values_of,
    write_column,
    write_heads,
    write_inside,
)
from analysis.figure._canvas import (
    canvas,
    figure_width,
    fit_height,
    head_height,
    line_height,
    size_of,
    write_below,
    write_head,
)
from analysis.figure._cells import Cells, bare_axes, boxes_of, explain_cells, name_columns
from analysis.figure._cells import write_in_cell as write_cell
from analysis.figure._table import in_order, known_frames, need, need_unique

THRESHOLDS: Final = (0.667, 0.80)
"""Krippendorff's: tentative from the first, firm from the second."""

_MEASURES: Final = {
    "alpha": "Krippendorff’s alpha", "ac1": "Gwet’s AC1", "brennan-prediger": "Brennan–Prediger",
    "percent agreement": "Percent agreement",
}  # fmt: skip
_KINDS: Final = {
    "human-human": "People with people", "human-machine": "People with machines",
    "machine-machine": "Machines with machines", "human-gold": "People with gold",
    "machine-gold": "Machines with gold",
}  # fmt: skip
_ALL: Final = "all"
_ABREAST: Final = 120.0  # millimetres of a figure, from which verdicts stand beside numbers


def agreement(
    estimates: pd.DataFrame, *, ax: Axes | None = None, labels: Mapping[str, str],
    across: str | None = None, order: Sequence[str] | None = None,
    measure: str = "alpha", beside: str | None = "ac1",
) -> Axes:  # fmt: skip
    """Draw how far coders agree on each frame, against the thresholds .667 and .80.

    The upper mark, in the colour of the frame, is `measure`; the lower, open grey one is
    `beside`. A line is the interval: its lower end is what the thresholds apply to. An open
    upper mark has no interval. Where a measure is undefined, that is written.

    Parameters
    ----------
    estimates : DataFrame
        From `agreement.coefficients`: measure, frame, estimate, ci_low, ci_high, note, the
        column `across` if given, and verdict, which is written beside the number if there.
        Rows without a frame are left out.
    ax : Axes, optional
        A new figure is made when left out.
    labels : mapping
        Frame to its name, in the order of the codebook.
    across : str, optional
        Column whose values make rows under each frame, such as 'wave' or 'language'.
    order : sequence of str, optional
        Values of `across` from top to bottom; as they come in the table when left out.
    measure, beside : str
        'alpha', 'ac1', 'brennan-prediger' or 'percent agreement'; `beside` may be None.

    Returns
    -------
    Axes
        x: agreement, up to 1; y: millimetres from the top.

    Raises
    ------
    InputError
        If the table lacks a column or has no rows, has no row of `measure`, two rows for a
        frame and group, or a frame without a label.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from analysis import figure, style
    >>> found = pd.DataFrame({"measure": ["alpha", "ac1"], "frame": "conflict", "note": None,
    ...     "estimate": [0.85, 0.92], "ci_low": [0.7, 0.86], "ci_high": [0.95, 0.97]})
    >>> with plt.rc_context(style.paper()):
    ...     ax = figure.agreement(found, labels={"conflict": "Conflict"})
    >>> [text.get_text() for text in ax.texts]
    ['.85', '.667', '.80']
    >>> plt.close(ax.figure)
    """
    columns = ("measure", "frame", "estimate", "ci_low", "ci_high", "note",
               *((across,) if across else ()))  # fmt: skip
    need(estimates, "estimates", columns, ("measure", *((across,) if across else ())))
    table = estimates[estimates["frame"].notna()].assign(
        _group=estimates[across] if across else _ALL
    )
    known_frames(table["frame"], labels, "estimates")
    upper = _of_measure(table, measure)
    lower = table[table["measure"] == beside]
    groups = in_order(upper["_group"], order, "order")
    for part in (upper, lower):
        need_unique(part, "estimates", ("frame", "_group"), "Choose one grouping, or give across.")
    with canvas(ax) as (ax, free):
        rows = set_rows(ax, labels, groups, pitch=(1.45 if len(lower) else 1.1) * line_height())
        draw_scale(ax, _ticks(table), rows.spans, write=lambda x: f"{x:g}".replace("-", "−"))
        _draw_rows(ax, rows, upper, lower, labels)
        wide = figure_width(ax) >= _ABREAST
        written = {y: _written(upper, frame, group, said=wide)
                   for (frame, group), y in rows.centres.items()}  # fmt: skip
        write_column(ax, {y: text for y, text in written.items() if text})
        _thresholds(ax, rows)
        width = size_of(ax)[0]
        write_heads(ax, rows, across=width)
        _key(ax, measure, beside if len(lower) else None, width)
        bare = upper["ci_low"].isna() & upper["estimate"].notna()
        note = "Open upper mark: no interval (too few articles)" if bare.any() else ""
        write_below(ax, width, f"Agreement ({_scale(measure)})", [note])
        fit_height(ax, rows.total, free=free)
    return ax


def _scale(measure: str) -> str:
    """Say what the ends of the scale are."""
    low = "no codes agree" if measure == "percent agreement" else "as by chance"
    return f"1: perfect; 0: {low}"


def _of_measure(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Rows of one measure, or say which ones there are."""
    rows = table[table["measure"] == measure]
    if rows.empty:
        known = sorted(table["measure"].unique())
        message = f"Table estimates has no {measure!r}. {did_you_mean(measure, known)}"
        raise InputError(message)
    return rows


def _ticks(table: pd.DataFrame) -> list[float]:
    """Give the marks of the axis: up to 1, from 0 or from below it."""
    least = float(np.nanmin([0.0, *table[["estimate", "ci_low"]].to_numpy(dtype=float).ravel()]))
    step = 0.2 if least > -0.6 else 0.5
    first = math.floor(round(max(least, -1.0) / step, 9))
    return [round(step * place, 9) for place in range(first, round(1 / step) + 1)]


def _draw_rows(
    ax: Axes, rows: Rows, upper: pd.DataFrame, lower: pd.DataFrame, labels: Mapping[str, str]
) -> None:  # fmt: skip
    """Draw the measure, and the other one a little lower."""
    looks = style.frames(labels)
    shift = 0.3 * line_height() if len(lower) else 0.0
    for (frame, group), y in rows.centres.items():
        look, where = looks[frame], {"frame": frame, "_group": group}
        first, second = (
            tuple(value / 100 for value in values_of(part, **where)) for part in (upper, lower)
        )
        closed = not math.isnan(first[1] + first[2])
        mark(ax, _three(first), y - shift, colour=look.colour, marker=look.marker,
             face=look.colour if closed else "white", line=1.3)  # fmt: skip
        mark(ax, _three(second), y + shift, colour=style.MUTED, marker="o", face="white",
             size=0.8, line=0.7)  # fmt: skip
        if math.isnan(first[0]):
            far = math.isnan(second[0]) or second[0] > float(np.mean(ax.get_xlim()))
            write_inside(ax, _why(upper, frame, group), y - shift / 2, left=far)


def _three(values: tuple[float, ...]) -> tuple[float, float, float]:
    """Give estimate, low and high."""
    return values[0], values[1], values[2]


def _why(table: pd.DataFrame, frame: str, group: str) -> str:
    """Say briefly why there is no number."""
    rows = table[(table["frame"] == frame) & (table["_group"] == group)]
    note = str(rows["note"].iloc[0]) if len(rows) and pd.notna(rows["note"].iloc[0]) else ""
    if not note.startswith("undefined"):
        return "no data"
    return note.split(":")[0].rstrip(".")


def _written(table: pd.DataFrame, frame: str, group: str, *, said: bool) -> str:
    """Write the number, and what it allows where the table says so and it is to be said."""
    rows = table[(table["frame"] == frame) & (table["_group"] == group)]
    if rows.empty or math.isnan(value := float(rows["estimate"].iloc[0])):
        return ""
    verdict = rows["verdict"].iloc[0] if said and "verdict" in rows else None
    ends = rows[["ci_low", "ci_high"]].notna().all(axis=None)
    return wording.coefficient(value) + (f" {verdict}" if pd.notna(verdict) and ends else "")


def _thresholds(ax: Axes, rows: Rows) -> None:
    """Draw the lines of the thresholds, and name them above the rows."""
    for place, x in enumerate(THRESHOLDS):
        for span in rows.spans:
            ax.plot([x, x], span, color=style.INK, linewidth=0.5, zorder=1, clip_on=False,
                    linestyle=((0, (1.5, 1.5)), (0, (4, 2)))[place])  # fmt: skip
        ax.annotate(f"{x:.3f}"[1:] if place == 0 else f"{x:.2f}"[1:], xy=(x, 1), ha="center",
                    xycoords=ax.get_xaxis_transform(), xytext=(0, 1.5), va="bottom",
                    textcoords="offset points", size=style.small(),
                    annotation_clip=False)  # fmt: skip


def _key(ax: Axes, measure: str, beside: str | None, width: float) -> None:
    """Explain the two marks above the axes."""
    size, line = mpl.rcParams["lines.markersize"], mpl.rcParams["lines.linewidth"]
    handles = [Line2D([], [], color=style.INK, marker="o", linewidth=1.3 * line)]
    texts = [_MEASURES.get(measure, measure)]
    if beside:
        handles.append(Line2D([], [], color=style.MUTED, marker="o", markerfacecolor="white",
                              markersize=0.8 * size, linewidth=0.7 * line))  # fmt: skip
        texts.append(_MEASURES.get(beside, beside))
    needed = sum(map(style.text_width, texts)) + 10 * len(texts)
    points = 72 * style.MILLIMETRE
    ax.legend(handles, texts, loc="lower left", bbox_to_anchor=(0, 1.0),
              borderaxespad=(1.2 * line_height(style.small()) * points) / mpl.rcParams["font.size"],
              ncols=len(texts) if needed <= width else 1, handlelength=2.0)  # fmt: skip


def coders(
    pairs: pd.DataFrame, *, ax: Axes | None = None, labels: Mapping[str, str],
    measure: str = "alpha",
) -> Axes:  # fmt: skip
    """Draw the agreement of every coder with every other: pairs as rows, frames as columns.

    Darker is more agreement. A cell holds the coefficient, and under it the units that both
    coded; 'undefined' where codes do not vary, a dash where the two share no unit.

    Parameters
    ----------
    pairs : DataFrame
        From `agreement.pairs`, without groups: measure, frame, coder, other_coder, kind,
        estimate, n_units.
    ax : Axes, optional
        A new figure is made when left out.
    labels : mapping
        Frame to its name, in the order of the codebook.
    measure : str
        'alpha', 'ac1', 'brennan-prediger' or 'percent agreement'.

    Returns
    -------
    Axes
        x: a frame from `i` to `i + 1`; y: millimetres from the top.

    Raises
    ------
    InputError
        If the table lacks a column or has no rows, has no row of `measure`, two rows for a
        pair and frame, or a frame without a label.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from analysis import figure, style
    >>> found = pd.DataFrame({"measure": "alpha", "frame": ["conflict"], "coder": "ann",
    ...     "other_coder": "ben", "kind": "human-human", "estimate": 0.85, "n_units": 60})
    >>> with plt.rc_context(style.paper()):
    ...     ax = figure.coders(found, labels={"conflict": "Conflict"})
    >>> [text.get_text() for text in ax.texts if text.get_text()]
    ['People with people', '.85', '60']
    >>> plt.close(ax.figure)
    """
    columns = ("measure", "frame", "coder", "other_coder", "kind", "estimate", "n_units")
    need(pairs, "pairs", columns, ("measure", "coder", "other_coder", "kind"))
    framed = pairs[pairs["frame"].notna() & (pairs["n_units"] > 0)]
    known_frames(framed["frame"], labels, "pairs")
    rows = _of_measure(framed, measure)
    need_unique(rows, "pairs", ("frame", "coder", "other_coder"), "Leave out by in pairs().")
    with canvas(ax) as (ax, free):
        height = 2.4 * line_height()
        placed, heads, total = _pair_rows(ax, pairs, height)
        bare_axes(ax, len(labels), total)
        ax.set_yticks(placed["top"] + height / 2, placed["text"])
        across = size_of(ax)[0]
        name_columns(ax, list(labels.values()), width=across / len(labels), side="bottom")
        across = size_of(ax)[0]
        for y, head in heads:
            write_head(ax, y, head, across=across)
        form = Cells(2, across / len(labels), 1.0)
        notes = _write_pairs(ax, _pair_cells(rows, placed, list(labels), height), form)
        says = f"{_MEASURES.get(measure, measure)} ({_scale(measure)}), and the units"
        explain_cells(ax, across, f"{says} that both coded", notes, bar=None)
        fit_height(ax, total, free=free)
    return ax


def _pair_rows(
    ax: Axes, pairs: pd.DataFrame, height: float
) -> tuple[pd.DataFrame, list[tuple[float, str]], float]:  # fmt: skip
    """Set a row for each pair, people first, under the kind of pair."""
    each = pairs[["coder", "other_coder", "kind"]].drop_duplicates(ignore_index=True)
    if strange := sorted(set(each["kind"]) - set(_KINDS)):
        message = (
            f"Column pairs.kind holds {first_five(strange)}; {did_you_mean(strange[0], _KINDS)}"
        )
        raise InputError(message)
    room, y = min(0.34 * figure_width(ax), 50), 0.0
    parts: list[pd.DataFrame] = []
    heads: list[tuple[float, str]] = []
    for kind, name in _KINDS.items():
        part = each[each["kind"] == kind]
        if part.empty:
            continue
        y += head_height() if heads else 1.35 * line_height()
        heads.append((y, name))
        texts = [style.wrap(f"{a} – {b}", width=room)
                 for a, b in zip(part["coder"], part["other_coder"], strict=True)]  # fmt: skip
        parts.append(part.assign(top=[y + height * n for n in range(len(part))], text=texts))
        y += height * len(part)
    return pd.concat(parts, ignore_index=True), heads, y


def _pair_cells(
    rows: pd.DataFrame, placed: pd.DataFrame, frames: Sequence[str], height: float
) -> pd.DataFrame:  # fmt: skip
    """Cells from left to right and from top to bottom."""
    grid = placed[["coder", "other_coder", "top"]].merge(
        pd.DataFrame({"frame": frames, "x": range(len(frames))}), how="cross"
    )
    known = rows[["coder", "other_coder", "frame", "estimate", "n_units"]]
    cells = grid.merge(known, how="left", on=["coder", "other_coder", "frame"])
    return cells.assign(height=height)


def _write_pairs(ax: Axes, cells: pd.DataFrame, form: Cells) -> list[str]:
    """Fill and write the cells; return what there is to explain."""
    shares = cells["estimate"].astype("float64")
    fills = mpl.colormaps[mpl.rcParams["image.cmap"]]
    # from white at 0 to a middle tone at 1, so that black text stays easy to read on most
    faces: list[Any] = ["white" if math.isnan(x) else fills(0.7 * max(x, 0.0)) for x in shares]
    ax.add_collection(boxes_of(cells, facecolors=faces), autolim=False)
    small, size = style.small(), mpl.rcParams["font.size"]
    word = "undefined" if style.text_width("undefined", size=small) < form.width - 1 else "undef."
    for cell, share, face in zip(each_row(cells), shares, faces, strict=True):
        if pd.isna(cell.n_units):
            write_cell(ax, "–", cell, color=style.MUTED)
            continue
        ink = style.ink_on(face)
        text, first = (word, small) if math.isnan(share) else (wording.coefficient(share), size)
        write_cell(ax, text, cell, up=0.47 * line_height(first), size=first,
                   color=style.MUTED if math.isnan(share) else ink)  # fmt: skip
        write_cell(ax, f"{int(cell.n_units):,}", cell, up=-0.53 * line_height(size), size=small,
                   color=style.MUTED if math.isnan(share) else ink)  # fmt: skip
    said = []
    if (shares.isna() & cells["n_units"].notna()).any():
        said.append(f"{word}: no variation in the codes")
    if cells["n_units"].isna().any():
        said.append("–: no unit that both coded")
    return said
