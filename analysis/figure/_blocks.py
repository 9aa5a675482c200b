"""Rows of groups in blocks of frames, and the marks that stand on them."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import style, wording
from analysis.figure._canvas import (
    figure_width,
    head_height,
    line_height,
    row_texts,
    scaled,
    stroke,
    write_head,
)

EVEN: Final = {
    "s": 0.9,
    "D": 0.83,
    "^": 1.08,
    "v": 1.08,
    ">": 1.08,
    "<": 1.08,
    "P": 1.1,
    "X": 1.1,
    "p": 1.1,
}
"""What makes markers look as large as a circle."""

_LIMITS: Final = (0.04, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0)


class Rows(NamedTuple):
    """Where rows stand, in millimetres from the top.

    `centres` gives the row of each frame and group, `spans` the rows of each frame from top
    to bottom, and `heads` the names of frames over them (none where a frame is one row, and
    its name stands beside it).
    """

    centres: dict[tuple[str, str], float]
    spans: list[tuple[float, float]]
    heads: list[tuple[float, str]]
    total: float


def set_rows(
    ax: Axes, frames: Mapping[str, str], groups: Sequence[str], *, pitch: float
) -> Rows:  # fmt: skip
    """Set rows of `groups` under a heading for each frame, or one row for each frame alone."""
    rows = _alone(ax, frames, groups[0], pitch) if len(groups) == 1 else _headed(
        ax, frames, groups, pitch
    )  # fmt: skip
    texts = (
        row_texts(ax, list(frames.values()))
        if len(groups) == 1
        else [style.wrap(group, width=0.25 * figure_width(ax)) for _, group in rows.centres]
    )
    ax.set_ylim(rows.total, 0)
    ax.set_yticks(list(rows.centres.values()), texts)
    ax.tick_params(axis="y", length=0, pad=scaled(5))
    ax.spines["left"].set_visible(False)
    return rows


def _alone(ax: Axes, frames: Mapping[str, str], group: str, pitch: float) -> Rows:
    """Set one row for each frame."""
    y, centres = 0.0, {}
    for frame, text in zip(frames, row_texts(ax, list(frames.values())), strict=True):
        height = max(pitch, (text.count("\n") + 1) * line_height()) + 0.9 * line_height()
        centres[frame, group] = y + height / 2
        y += height
    return Rows(centres, [(0.0, y)], [], y)


def _headed(ax: Axes, frames: Mapping[str, str], groups: Sequence[str], pitch: float) -> Rows:
    """Set a heading for each frame, and under it a row for each group."""
    room = figure_width(ax) - scaled(3)
    lines = [style.wrap(group, width=0.25 * figure_width(ax)).count("\n") + 1 for group in groups]
    y, rows = 0.0, Rows({}, [], [], 0.0)
    for place, (frame, name) in enumerate(frames.items()):
        head = style.wrap(name, width=room, weight="bold")
        above = head_height() if place else 1.35 * line_height()
        top = y + above + head.count("\n") * line_height()
        rows.heads.append((top, head))
        y = top
        for group, n_lines in zip(groups, lines, strict=True):
            height = max(pitch, (n_lines + 0.15) * line_height())
            rows.centres[frame, group] = y + height / 2
            y += height
        rows.spans.append((top, y))
    return rows._replace(total=y)


def write_heads(ax: Axes, rows: Rows, *, across: float) -> None:
    """Write the names of frames over their rows, on axes `across` millimetres wide."""
    for top, head in rows.heads:
        write_head(ax, top, head, across=across)


def mark(
    ax: Axes, values: tuple[float, float, float], y: float, *, colour: str, marker: str,
    face: Any, size: float = 1.0, line: float = 1.0,
) -> None:  # fmt: skip
    """Draw an estimate, and its interval where both ends are known; nothing where it is nan."""
    estimate, low, high = values
    if math.isnan(estimate):
        return
    if not math.isnan(low + high):
        ax.plot([low, high], [y, y], color=colour, solid_capstyle="butt", zorder=2,
                linewidth=line * mpl.rcParams["lines.linewidth"], clip_on=False)  # fmt: skip
    ax.plot([estimate], [y], linestyle="none", marker=marker, markerfacecolor=face,
            markersize=size * mpl.rcParams["lines.markersize"] * EVEN.get(marker, 1.0),
            markeredgecolor=colour, zorder=3, clip_on=False)  # fmt: skip


def values_of(table: pd.DataFrame, **where: str) -> tuple[float, float, float]:
    """Estimate and interval of the one row with these values, in percent; nan without one."""
    rows = table
    for column, value in where.items():
        rows = rows[rows[column] == value]
    if rows.empty:
        return math.nan, math.nan, math.nan
    estimate, low, high = rows[["estimate", "ci_low", "ci_high"]].to_numpy(dtype=float)[0]
    return 100 * estimate, 100 * low, 100 * high


def least_limit(table: pd.DataFrame) -> float:
    """Round number, in percent, that no estimate or interval of the table exceeds."""
    values = table[["estimate", "ci_low", "ci_high"]].abs().to_numpy(dtype=float)
    top = np.nanmax(values) if np.isfinite(values).any() else 1.0
    return 100 * next((limit for limit in _LIMITS if limit >= top - 1e-9), 1.0)


def draw_scale(
    ax: Axes, ticks: Sequence[float], spans: Sequence[tuple[float, float]], *,
    write: Callable[[float], str], strong: float | None = None,
) -> None:  # fmt: skip
    """Draw light lines of reference through the rows, one of them `strong`, and label them."""
    ax.set_xlim(ticks[0], ticks[-1])
    ax.set_xticks(ticks, [write(tick) for tick in ticks])
    for x in ticks:
        main = strong is not None and abs(x - strong) < 1e-9
        for span in spans:
            ax.plot([x, x], span, color=style.INK if main else style.RULE, clip_on=False, zorder=0,
                    linewidth=stroke(0.5 if main else 0.4), solid_capstyle="butt")  # fmt: skip


def write_inside(ax: Axes, text: str, y: float, *, left: bool) -> None:
    """Write at the left or right end of a row, inside the axes."""
    ax.annotate(
        text, xy=(0 if left else 1, y), xycoords=("axes fraction", "data"),
        xytext=(scaled(2 if left else -2), 0), textcoords="offset points", va="center_baseline",
        ha="left" if left else "right", size=style.small(), color=style.MUTED,
    )  # fmt: skip


def write_column(ax: Axes, texts: Mapping[float, str], *, head: str = "") -> float:
    """Write texts to the right of the axes, in a column; return its width in millimetres."""
    small, points = style.small(), 72 * style.MILLIMETRE
    wide = max([style.text_width(text) for text in texts.values()], default=0.0)
    wide = max(wide, style.text_width(head, size=small))
    gap = scaled(2.5)
    right = (gap + wide) * points
    for y, text in texts.items():
        ax.annotate(text, xy=(1, y), xycoords=("axes fraction", "data"), xytext=(right, 0),
                    textcoords="offset points", ha="right", va="center_baseline",
                    annotation_clip=False)  # fmt: skip
    if head:
        ax.annotate(head, xy=(1, 1), xycoords="axes fraction", xytext=(right, scaled(2)),
                    size=small, textcoords="offset points", ha="right", va="bottom",
                    color=style.MUTED, annotation_clip=False)  # fmt: skip
    return gap + wide


def reasons(table: pd.DataFrame, what: str) -> list[str]:
    """Say once why marks are open: they have no interval, and the table says why."""
    missing = table[["ci_low", "ci_high"]].isna().any(axis=1) & table["estimate"].notna()
    rows = table[missing]
    if rows.empty:
        return []
    sizes = ["n_docs_reference", "n_docs_other"]
    if set(sizes) <= set(rows.columns) and rows[sizes].notna().all(axis=None):
        pairs = rows[sizes].astype("int64").drop_duplicates().itertuples(index=False)
        told = [f"{a:,} against {wording.counted(b, 'article')}" for a, b in pairs]
        return [f"{what}: no interval ({'; '.join(told)})"]
    notes = list(rows["note"].dropna().unique()) if "note" in rows else []
    more = f" ({len(notes) - 2:,} more reasons: see the table)" if len(notes) > 2 else ""
    return [f"{what}: no interval. {' '.join(notes[:2])}{more}".strip()]
