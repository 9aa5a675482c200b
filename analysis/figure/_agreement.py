"""Figure of reliability: agreement per frame."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis import style, wording
from analysis.contracts import InputError, did_you_mean
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
    legend_rows,
    line_height,
    scaled,
    size_of,
    stroke,
    thin_out,
    write_below,
)
from analysis.figure._table import in_order, known_frames, need, need_unique

THRESHOLDS: Final = (0.667, 0.80)
"""Krippendorff's: tentative from the first, firm from the second."""

MEASURES: Final = {
    "alpha": "Krippendorff’s alpha", "ac1": "Gwet’s AC1", "brennan-prediger": "Brennan–Prediger",
    "percent agreement": "Percent agreement",
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
    upper = of_measure(table, measure)
    lower = table[table["measure"] == beside]
    groups = in_order(upper["_group"], order, "order")
    for part in (upper, lower):
        need_unique(part, "estimates", ("frame", "_group"), "Choose one grouping, or give across.")
    with canvas(ax) as (ax, free):
        rows = set_rows(ax, labels, groups, pitch=(1.45 if len(lower) else 1.1) * line_height())
        draw_scale(ax, _ticks(table), rows.spans, write=lambda x: f"{x:g}".replace("-", "−"))
        _draw_rows(ax, rows, upper, lower, labels)
        wide = figure_width(ax) >= scaled(_ABREAST)
        written = {y: _written(upper, frame, group, said=wide)
                   for (frame, group), y in rows.centres.items()}  # fmt: skip
        write_column(ax, {y: text for y, text in written.items() if text})
        width = size_of(ax)[0]
        _thresholds(ax, rows, width)
        thin_out(ax, width)
        write_heads(ax, rows, across=width)
        _key(ax, measure, beside if len(lower) else None, width)
        bare = upper["ci_low"].isna() & upper["estimate"].notna()
        note = "Open upper mark: no interval (too few articles)" if bare.any() else ""
        write_below(ax, width, f"Agreement ({scale_of(measure)})", [note])
        fit_height(ax, rows.total, free=free)
    return ax


def scale_of(measure: str) -> str:
    """Say what the ends of the scale are."""
    low = "no codes agree" if measure == "percent agreement" else "as by chance"
    return f"1: perfect; 0: {low}"


def of_measure(table: pd.DataFrame, measure: str) -> pd.DataFrame:
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


def _thresholds(ax: Axes, rows: Rows, width: float) -> None:
    """Draw the lines of the thresholds, and name them above the rows."""
    small = style.small()
    low, high = ax.get_xlim()
    apart = width * (THRESHOLDS[1] - THRESHOLDS[0]) / (high - low)
    sides = ("center", "center") if apart > style.text_width(".667", size=small) else (
        "right", "left"
    )  # fmt: skip
    for place, x in enumerate(THRESHOLDS):
        for span in rows.spans:
            ax.plot([x, x], span, color=style.INK, linewidth=stroke(0.5), zorder=1, clip_on=False,
                    linestyle=((0, (1.5, 1.5)), (0, (4, 2)))[place])  # fmt: skip
        ax.annotate(f"{x:.3f}"[1:] if place == 0 else f"{x:.2f}"[1:], xy=(x, 1), ha=sides[place],
                    xycoords=ax.get_xaxis_transform(), xytext=(0, scaled(1.5)), va="bottom",
                    textcoords="offset points", size=small,
                    annotation_clip=False)  # fmt: skip


def _key(ax: Axes, measure: str, beside: str | None, width: float) -> None:
    """Explain the two marks above the axes."""
    size, line = mpl.rcParams["lines.markersize"], mpl.rcParams["lines.linewidth"]
    handles = [Line2D([], [], color=style.INK, marker="o", linewidth=1.3 * line)]
    texts = [MEASURES.get(measure, measure)]
    if beside:
        handles.append(Line2D([], [], color=style.MUTED, marker="o", markerfacecolor="white",
                              markersize=0.8 * size, linewidth=0.7 * line))  # fmt: skip
        texts.append(MEASURES.get(beside, beside))
    texts, columns = legend_rows(texts, width, handle=2.0)
    points = 72 * style.MILLIMETRE
    ax.legend(handles, texts, loc="lower left", bbox_to_anchor=(0, 1.0),
              borderaxespad=(1.2 * line_height(style.small()) * points) / mpl.rcParams["font.size"],
              ncols=columns, handlelength=2.0)  # fmt: skip
