"""Figures 2 and 3: estimates and differences as dots on rows of frames."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis import style, wording
from analysis.contracts import InputError, first_five
from analysis.figure._blocks import write_column
from analysis.figure._canvas import (
    articles_text,
    canvas,
    capital,
    figure_width,
    fit_height,
    head_height,
    legend_rows,
    line_height,
    row_texts,
    scaled,
    size_of,
    stroke,
    thin_out,
    write_below,
    write_head,
)
from analysis.figure._table import in_order, known_frames, need, need_shares, need_unique

_MOST_GROUPS: Final = 5  # fills from white to full that can be told apart
_EVEN: Final = {"s": 0.9, "D": 0.83, "^": 1.08, "v": 1.08, "P": 1.1, "X": 1.1, "p": 1.1}
_SAYS: Final = {
    "prevalence": "Articles that carry the frame (% of articles)",
    "salience": "{Unit} that carry the frame (% of counted {unit})",
    "prominence": "Articles with the frame in headline or lead (% of articles)",
    "dominance": "Articles that the frame dominates (% of articles)",
}


def intervals(
    estimates: pd.DataFrame, *, across: str = "wave", ax: Axes | None = None,
    labels: Mapping[str, str], order: Sequence[str] | None = None, unit: str = "units",
    axis_label: str | None = None,
) -> Axes:  # fmt: skip
    """Draw an estimate and its interval for each frame and wave.

    Frames stand from top to bottom; within a frame the waves, the first with an open
    marker and the last with a full one, so that they read in grey. A line is the
    confidence interval; a dot alone has none; 'no data' stands where nothing was estimated.

    Parameters
    ----------
    estimates : DataFrame
        Contract `estimates`, one measure, one row per frame and value of `across`: measure,
        frame, estimate, ci_low, ci_high (0 to 1), n_docs, and the column `across`.
    across : str
        Column whose values are compared side by side; at most five values.
    ax : Axes, optional
        A new figure is made when left out.
    labels : mapping
        Frame to its name, in the order of the codebook.
    order : sequence of str, optional
        Values of `across` from first to last; as they come in the table when left out.
    unit : str
        What salience counts, in the plural, such as 'sentences'.
    axis_label : str, optional
        What the percentages are; known for prevalence, salience, prominence and dominance.

    Returns
    -------
    Axes
        x: percent, 0 to 100; y: millimetres from the top.

    Raises
    ------
    InputError
        If the table lacks a column or has no rows, mixes measures, has two rows for a
        frame and wave, a frame without a label, or shares written as percent.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from analysis import figure, style
    >>> prevalence = pd.DataFrame({
    ...     "measure": "prevalence", "frame": "conflict", "wave": ["May", "June"], "n_docs": [8, 9],
    ...     "estimate": [0.25, 0.44], "ci_low": [0.07, 0.19], "ci_high": [0.59, 0.73]})
    >>> with plt.rc_context(style.paper()):
    ...     ax = figure.intervals(prevalence, labels={"conflict": "Conflict"})
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['May (8 articles)', 'June (9 articles)']
    >>> plt.close(ax.figure)
    """
    columns = ("measure", "frame", across, "estimate", "ci_low", "ci_high", "n_docs")
    need(estimates, "estimates", columns, ("measure", "frame", across))
    frames = known_frames(estimates["frame"], labels, "estimates")
    measure = _one_measure(estimates)
    need_unique(estimates, "estimates", ("frame", across), "Choose one method and grouping.")
    need_shares(estimates, "estimates", ("estimate", "ci_low", "ci_high"), 0)
    groups = _few_groups(in_order(estimates[across], order, "order"), across)
    with canvas(ax) as (ax, free):
        gap = 0.95 * line_height()
        total = _name_rows(ax, [labels[frame] for frame in frames], inner=gap * (len(groups) - 1))
        _percent_axis(ax)
        looks = style.frames(frames)
        for frame, y in zip(frames, ax.get_yticks(), strict=True):
            for place, group in enumerate(groups):
                row = estimates[(estimates["frame"] == frame) & (estimates[across] == group)]
                height = float(y) + (place - (len(groups) - 1) / 2) * gap
                face = style.tint(looks[frame].colour, _fill(place, groups))
                _dot(ax, row, height, looks[frame], face)
        width = size_of(ax)[0]
        _group_legend(ax, estimates, across, groups, width)
        says = _SAYS.get(measure, f"{capital(measure)} (%)")
        thin_out(ax, width)
        write_below(ax, width, axis_label or says.format(unit=unit, Unit=capital(unit)))
        fit_height(ax, total, free=free)
    return ax


def _one_measure(estimates: pd.DataFrame) -> str:
    """Name of the measure, if there is only one."""
    if len(measures := sorted(estimates["measure"].unique())) > 1:
        message = (f"Table estimates mixes {first_five(measures)}. Draw one at a time: "
                   f"estimates[estimates['measure'] == {measures[0]!r}].")  # fmt: skip
        raise InputError(message)
    return str(measures[0])


def _few_groups(groups: list[str], across: str) -> list[str]:
    """Return `groups`, if a reader can tell them apart by the fill of a marker."""
    if len(groups) > _MOST_GROUPS:
        message = (f"Column estimates.{across} has {len(groups)} values; {_MOST_GROUPS} can be "
                   f"told apart side by side. Keep some, or draw several figures.")  # fmt: skip
        raise InputError(message)
    return groups


def _fill(place: int, groups: Sequence[str]) -> float:
    """Strength of the fill: none for the first group, full for the last or only one."""
    return place / (len(groups) - 1) if len(groups) > 1 else 1.0


def _name_rows(ax: Axes, names: Sequence[str], inner: float, *, top: float = 0.0) -> float:
    """Name rows of frames on the y axis, in millimetres from the top; return their height.

    `inner` is the height that the marks of a row take, `top` the room above the first.
    """
    texts = row_texts(ax, names)
    y, centres = top, []
    for text in texts:
        height = max(inner, text.count("\n") * line_height()) + 1.9 * line_height()
        centres.append(y + height / 2)
        y += height
    ax.set_ylim(y, 0)
    ax.set_yticks(centres, texts)
    ax.tick_params(axis="y", length=0, pad=scaled(5))  # room for half a marker at 0
    ax.spines["left"].set_visible(False)
    return y


def _percent_axis(ax: Axes) -> None:
    """Draw the x axis from 0 to 100 percent with light lines of reference."""
    ax.set(xlim=(0, 100), xticks=range(0, 101, 25))
    for x in range(0, 101, 25):
        ax.axvline(x, color=style.RULE, linewidth=stroke(0.4), zorder=0, clip_on=False)


def _dot(
    ax: Axes, row: pd.DataFrame, y: float, look: style.FrameStyle, face: Any
) -> None:  # fmt: skip
    """Draw the estimate of a row, and its interval where both ends are known."""
    values = 100 * row[["estimate", "ci_low", "ci_high"]].to_numpy(dtype=float)
    if not len(values) or math.isnan(values[0, 0]):
        ax.annotate("no data", xy=(0, y), xycoords=("axes fraction", "data"), xytext=(scaled(2), 0),
                    textcoords="offset points", ha="left", va="center_baseline",
                    size=style.small(), color=style.MUTED)  # fmt: skip
        return
    estimate, low, high = values[0]
    if not math.isnan(low + high):
        ax.plot([low, high], [y, y], color=look.colour, solid_capstyle="butt", zorder=2,
                clip_on=False)  # fmt: skip
    ax.plot([estimate], [y], linestyle="none", marker=look.marker, markerfacecolor=face,
            markersize=mpl.rcParams["lines.markersize"] * _EVEN.get(look.marker, 1.0),
            markeredgecolor=look.colour, zorder=3, clip_on=False)  # fmt: skip


def _group_legend(
    ax: Axes, estimates: pd.DataFrame, across: str, groups: Sequence[str], width: float
) -> None:  # fmt: skip
    """Explain above the axes which fill is which group, and how many articles it has."""
    texts = [f"{group} ({articles_text(estimates.loc[estimates[across] == group, 'n_docs'])})"
             for group in groups]  # fmt: skip
    handles = [Line2D([], [], linestyle="none", marker="o", markeredgecolor=style.INK,
                      markerfacecolor=style.tint(style.INK, _fill(place, groups)))
               for place in range(len(groups))]  # fmt: skip
    texts, columns = legend_rows(texts, width)
    ax.legend(handles, texts, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=columns,
              borderaxespad=0.4)  # fmt: skip


def difference(
    estimates: pd.DataFrame, *, ax: Axes | None = None, labels: Mapping[str, str],
    axis_label: str = "Difference (percentage points)",
) -> Axes:  # fmt: skip
    """Draw differences between waves in percentage points around a line at zero.

    Right of zero the frame is more common in the wave that `contrast` names first. A full
    marker has an interval; an open one has none, and the reason stands once under the axes:
    from how many articles, or else the note of the table.

    Parameters
    ----------
    estimates : DataFrame
        Contract `estimates`, one measure, one row per frame and contrast: measure, frame,
        contrast ('February 2026 - January 2025', first minus second), estimate, ci_low,
        ci_high (-1 to 1), note. With n_docs_reference and n_docs_other, these are told.
    ax : Axes, optional
        A new figure is made when left out.
    labels : mapping
        Frame to its name, in the order of the codebook.
    axis_label : str
        What the percentage points are.

    Returns
    -------
    Axes
        x: percentage points; y: millimetres from the top, contrasts in blocks.

    Raises
    ------
    InputError
        If the table lacks a column or has no rows, mixes measures, has two rows for a
        frame and contrast, a frame without a label, or shares written as percent.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from analysis import figure, style
    >>> changes = pd.DataFrame({
    ...     "measure": "prevalence", "frame": ["conflict"], "contrast": "June - May", "note": None,
    ...     "estimate": 0.19, "ci_low": -0.24, "ci_high": 0.55})
    >>> with plt.rc_context(style.paper()):
    ...     ax = figure.difference(changes, labels={"conflict": "Conflict"})
    >>> [text.get_text() for text in ax.texts]
    ['+19', '← more in May', 'more in June →']
    >>> plt.close(ax.figure)
    """
    columns = ("measure", "frame", "contrast", "estimate", "ci_low", "ci_high", "note")
    need(estimates, "estimates", columns, ("measure", "frame", "contrast"))
    frames = known_frames(estimates["frame"], labels, "estimates")
    _one_measure(estimates)
    need_unique(estimates, "estimates", ("frame", "contrast"), "Choose one method and grouping.")
    need_shares(estimates, "estimates", ("estimate", "ci_low", "ci_high"), -1)
    with canvas(ax) as (ax, free):
        contrasts = in_order(estimates["contrast"], None, "contrast")
        sides = _sides(contrasts[0]) if len(contrasts) == 1 else None
        names = [labels[frame] for frame in frames]
        spans = (
            _blocks(ax, contrasts, names) if sides is None else [(0.0, _name_rows(ax, names, 0))]
        )
        _signed_axis(ax, estimates, spans)
        looks = style.frames(frames)
        pairs = [(contrast, frame) for contrast in contrasts for frame in frames]
        values: dict[float, str] = {}
        for (contrast, frame), y in zip(pairs, ax.get_yticks(), strict=True):
            row = estimates[(estimates["frame"] == frame) & (estimates["contrast"] == contrast)]
            closed = row[["ci_low", "ci_high"]].notna().all(axis=None) if len(row) else False
            _dot(ax, row, float(y), looks[frame], looks[frame].colour if closed else "white")
            values[float(y)] = _value(row)
        write_column(ax, {y: text for y, text in values.items() if text})
        width = size_of(ax)[0]
        thin_out(ax, width)
        if sides is not None:
            _point_to(ax, *sides, width=width)
        write_below(ax, width, axis_label, _open_notes(estimates))
        fit_height(ax, spans[-1][1], free=free)
    return ax


def _sides(contrast: str) -> tuple[str, str] | None:
    """Split 'first - second' into its sides, or None if it is not written so."""
    for sign in (" - ", " − ", " – "):
        if contrast.count(sign) == 1:
            first, second = contrast.split(sign)
            return first.strip(), second.strip()
    return None


def _blocks(
    ax: Axes, contrasts: Sequence[str], names: Sequence[str]
) -> list[tuple[float, float]]:  # fmt: skip
    """Set the rows of frames in a block per contrast, with its name; return their spans."""
    spans: list[tuple[float, float]] = []
    centres: list[float] = []
    texts: list[str] = []
    room = figure_width(ax) - scaled(3)
    heads = [" − ".join(_sides(contrast) or (contrast,)) for contrast in contrasts]
    heads = [style.wrap(head, width=room, weight="bold") for head in heads]
    for head in heads:
        top = (spans[-1][1] if spans else 0.0) + head_height()
        top += head.count("\n") * line_height()
        spans.append((top, _name_rows(ax, names, 0, top=top)))
        centres += [float(tick) for tick in ax.get_yticks()]
        texts += [text.get_text() for text in ax.get_yticklabels()]
    ax.set_yticks(centres, texts)
    across = size_of(ax)[0] - scaled(8)  # the values stand on the right
    for head, (top, _) in zip(heads, spans, strict=True):
        write_head(ax, top, head, across=across)
    return spans


def _point_to(ax: Axes, first: str, second: str, *, width: float) -> None:
    """Say above the axes which side means more in which wave: right is the first one.

    Texts that have no room beside each other stand below each other.
    """
    small, points = style.small(), 72 * style.MILLIMETRE
    room = 0.49 * width - style.text_width("← ", size=small)
    right, left = (
        style.wrap(f"more in {name}", width=room, size=small) for name in (first, second)
    )
    rise = 0.0
    if max(style.text_width(text, size=small) for text in (left, right)) > room or (
        max(left.count("\n"), right.count("\n")) > 1
    ):
        room = figure_width(ax) - scaled(3) - style.text_width("← ", size=small)
        right, left = (style.wrap(f"more in {name}", width=room, size=small)
                       for name in (first, second))  # fmt: skip
        rise = (right.count("\n") + 1) * line_height(small)
    for text, side, up in ((f"← {left}", "left", rise), (f"{right} →", "right", 0.0)):
        inside = side == "left" and style.text_width(text, size=small) <= width
        ax.annotate(text, xy=(0 if inside else 1, 1), xycoords="axes fraction", size=small,
                    xytext=(0, scaled(2) + up * points), textcoords="offset points",
                    ha="left" if inside else "right", va="bottom",
                    annotation_clip=False)  # fmt: skip


def _signed_axis(
    ax: Axes, estimates: pd.DataFrame, spans: Sequence[tuple[float, float]]
) -> None:  # fmt: skip
    """Draw an x axis in percentage points, even on both sides of a line at zero."""
    values = 100 * estimates[["estimate", "ci_low", "ci_high"]].abs().to_numpy(dtype=float)
    top = np.nanmax(values) if np.isfinite(values).any() else 100
    limit = next(limit for limit in (10, 20, 40, 60, 80, 100) if limit >= top - 1e-6)
    ticks = np.linspace(-limit, limit, 5)
    ax.set(xlim=(-limit, limit))
    ax.set_xticks(ticks, [_signed(tick) for tick in ticks])
    for x in ticks:
        for span in spans:
            ax.plot([x, x], span, color=style.RULE if x else style.INK, clip_on=False, zorder=0,
                    linewidth=stroke(0.4 if x else 0.5), solid_capstyle="butt")  # fmt: skip


def _signed(value: float) -> str:
    """Write a number with its sign, and zero without."""
    rounded = round(value)
    return "0" if rounded == 0 else f"{rounded:+d}".replace("-", "−")


def _value(row: pd.DataFrame) -> str:
    """Write the difference of a row, or nothing where there is none."""
    known = len(row) and not math.isnan(float(row["estimate"].iloc[0]))
    return _signed(100 * float(row["estimate"].iloc[0])) if known else ""


def _open_notes(estimates: pd.DataFrame) -> list[str]:
    """Say once why markers are open: the numbers of articles, else the notes of the table."""
    missing = estimates[["ci_low", "ci_high"]].isna().any(axis=1)
    rows = estimates[estimates["estimate"].notna() & missing]
    sizes = ["n_docs_reference", "n_docs_other"]
    if rows.empty:
        return []
    copies = "n_clusters" in rows and (rows["n_clusters"] < rows["n_docs"]).any()  # see the note
    if set(sizes) <= set(rows.columns) and not copies:
        pairs = rows[sizes].drop_duplicates().itertuples(index=False)
        told = [f"{a:,} against {wording.counted(b, 'article')}" for a, b in pairs]
        return [f"Open marker: no interval ({'; '.join(told)})"]
    return [f"Open marker: {note}" for note in rows["note"].dropna().unique()] or [
        "Open marker: no interval"
    ]
