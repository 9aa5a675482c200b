"""Figure 4: articles per day."""

from collections.abc import Mapping, Sequence
from typing import Final

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure, SubFigure
from matplotlib.patches import Patch
from numpy.typing import NDArray

from analysis import style, wording
from analysis.contracts import InputError, first_five
from analysis.figure._canvas import (
    articles_text,
    empty_figure,
    fit_height,
    legend_rows,
    line_height,
    scaled,
    stroke,
    text_size,
    widths_of,
)
from analysis.figure._table import in_order, known_frames, need, need_unique

_NARROWEST: Final = 14.0  # millimetres of a panel of the timeline
_STEPS: Final = (1, 2, 3, 7, 14, 28, 56, 91, 182, 364, 728, 1820)  # days between date labels
_EPOCH: Final = pd.Timestamp("1970-01-01")


def timeline(
    daily: pd.DataFrame, *, figure: Figure | SubFigure | None = None, labels: Mapping[str, str],
    undated: pd.DataFrame | None = None, events: pd.DataFrame | None = None,
    waves: Sequence[str] | None = None,
) -> NDArray[np.object_]:  # fmt: skip
    """Draw for each day how many articles appeared and how many carry each frame.

    Waves stand side by side on a broken time axis, frames from top to bottom, all with
    the same y axis. Grey is all articles of the day coded for the frame; colour, those that
    carry it. A day without a bar had no articles.

    Parameters
    ----------
    daily : DataFrame
        One row per wave, day and frame, zeros included: wave, day, frame, n_docs,
        n_positive.
    figure : Figure or SubFigure, optional
        Empty; a new one is made when left out. It needs several axes, hence not `ax`.
    labels : mapping
        Frame to its name, in the order of the codebook.
    undated : DataFrame, optional
        Articles that have no single day: doc_id, wave. Their number is written over each
        wave.
    events : DataFrame, optional
        date, name: marked with a line in the wave that has that day, else not.
    waves : sequence of str, optional
        From left to right; by their first day when left out.

    Returns
    -------
    ndarray of Axes, shape (frames, waves)
        x: matplotlib dates; y: articles.

    Raises
    ------
    InputError
        If a table lacks a column or `daily` has no rows, a frame has no label, a day comes
        twice or is absent between others, more articles carry a frame than there are, or
        the panels would be too narrow to read.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from analysis import figure, style
    >>> daily = pd.DataFrame({
    ...     "wave": "May", "day": pd.to_datetime(["2025-05-01", "2025-05-02"]),
    ...     "frame": "conflict", "n_docs": [3, 0], "n_positive": [1, 0]})
    >>> with plt.rc_context(style.paper()):
    ...     axes = figure.timeline(daily, labels={"conflict": "Conflict"})
    >>> grey, coloured = axes[0, 0].collections
    >>> [int(bar.vertices[:, 1].max()) for bar in (*grey.get_paths(), *coloured.get_paths())]
    [3, 0, 1, 0]
    >>> plt.close(axes[0, 0].figure)
    """
    _check_daily(daily, labels)
    days = daily.assign(day=pd.to_datetime(daily["day"]))
    names = in_order(days.sort_values("day", kind="stable")["wave"], waves, "waves")
    if unknown := [name for name in names if name not in set(days["wave"])]:
        message = f"Table daily has no days of {first_five(unknown)}; leave them out of waves."
        raise InputError(message)
    spans = [_span(days[days["wave"] == name]) for name in names]
    with empty_figure(figure, "timeline") as (canvas, free):
        axes = _panels(canvas, days, labels, dict(zip(names, spans, strict=True)))
        _day_key(canvas)
        heads = _names_above(labels, len(spans), canvas)
        base = _name_frames(axes, labels, above=heads)
        room, widths = base, widths_of(axes[0])
        for column, (span, width) in enumerate(zip(spans, widths, strict=True)):
            _day_axis(axes[-1, column], span, width)
            room = max(room, _mark_events(axes[:, column], events, span, width, base))
        for ax, name, width in zip(axes[0], names, widths, strict=True):
            _head_panel(ax, name, _dated_text(days, undated, name), room, width)
        fit_height(axes[0, 0], 2.6 * line_height(), free=free, rows=len(labels))
    return axes


def _panels(
    figure: Figure | SubFigure, days: pd.DataFrame, labels: Mapping[str, str],
    spans: Mapping[str, tuple[int, int]],
) -> NDArray[np.object_]:  # fmt: skip
    """Make the panels of frames by waves, with their bars and the axis of counts."""
    _need_room(labels, len(spans), figure)
    lengths = [last - first + 1 for first, last in spans.values()]
    axes = figure.subplots(
        len(labels), len(spans), sharex="col", sharey=True, squeeze=False,
        width_ratios=[max(length, 0.5 * max(lengths)) for length in lengths],
    )  # fmt: skip
    for column, (name, span) in enumerate(spans.items()):
        for row, (frame, look) in enumerate(style.frames(labels).items()):
            part = days[(days["wave"] == name) & (days["frame"] == frame)]
            _bars(axes[row, column], part, look.colour, span)
    _count_axis(axes, int(days["n_docs"].max()))
    return axes


def _check_daily(daily: pd.DataFrame, labels: Mapping[str, str]) -> None:
    """Raise if the table of days is not whole."""
    columns = ("wave", "day", "frame", "n_docs", "n_positive")
    need(daily, "daily", columns, columns)
    known_frames(daily["frame"], labels, "daily")
    need_unique(daily, "daily", ("wave", "day", "frame"), "Add up the articles of a day first.")
    wrong = daily[(daily["n_positive"] > daily["n_docs"]) | (daily["n_positive"] < 0)]
    if len(wrong):
        seen = first_five(wrong["day"].astype(str))
        message = (f"Table daily has days with n_positive below 0 or above n_docs ({seen}). "
                   f"Are the columns swapped?")  # fmt: skip
        raise InputError(message)
    for (wave, frame), part in daily.groupby(["wave", "frame"]):
        first, last = _span(daily[daily["wave"] == wave])
        if (absent := last - first + 1 - len(part)) > 0:
            message = (f"Table daily lacks {absent:,} days of wave {wave!r} for frame {frame!r}. "
                       f"Write a day without articles as a row with zeros.")  # fmt: skip
            raise InputError(message)


def _need_room(labels: Mapping[str, str], n_waves: int, figure: Figure | SubFigure) -> None:
    """Raise if names leave too little width for panels that can be read."""
    across = style.millimetres(figure.bbox.width / figure.dpi)
    panel = _panel_width(across, 0.0, n_waves)
    if panel < scaled(_NARROWEST):
        message = (f"{n_waves} waves leave {max(0, panel):.0f} mm for each wave on a figure of "
                   f"{across:.0f} mm. Take a wider style, or fewer waves.")  # fmt: skip
        raise InputError(message)


def _panel_width(across: float, names: float, n_waves: int) -> float:
    """Millimetres of each of the panels beside names so wide."""
    return (across - names - scaled(12)) / n_waves - scaled(2)


def _names_above(labels: Mapping[str, str], n_waves: int, figure: Figure | SubFigure) -> bool:
    """Whether names beside the panels would make these too narrow to read."""
    across = style.millimetres(figure.bbox.width / figure.dpi)
    names = max(style.text_width(text) for text in _row_names(labels, across))
    return _panel_width(across, names, n_waves) < scaled(_NARROWEST)


def _row_names(labels: Mapping[str, str], across: float) -> list[str]:
    """Break names of frames to stand left of panels, on a figure `across` millimetres wide."""
    room = min(0.24 * across, scaled(40))
    return [style.wrap(name, width=room) for name in labels.values()]


def _day_numbers(days: pd.Series) -> NDArray[np.int64]:
    """Days since 1970-01-01, which is how matplotlib counts them."""
    return np.asarray((pd.to_datetime(days) - _EPOCH) // pd.Timedelta(days=1), dtype=np.int64)


def _span(part: pd.DataFrame) -> tuple[int, int]:
    """First and last day as matplotlib dates."""
    days = _day_numbers(part["day"])
    return int(days.min()), int(days.max())


def _bars(ax: Axes, part: pd.DataFrame, colour: str, span: tuple[int, int]) -> None:
    """Draw the bars of one wave and frame, over a base line that spans the wave."""
    ax.set_xlim(span[0] - 0.8, span[1] + 0.8)
    ax.patch.set_visible(False)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="both", length=0)
    if part.empty:
        ax.text(0.5, 0.5, "no data", transform=ax.transAxes, ha="center", va="center",
                size=style.small(), color=style.MUTED)  # fmt: skip
        return
    days = _day_numbers(part["day"])
    for counts, tone in ((part["n_docs"], style.PALE), (part["n_positive"], colour)):
        corners = [[(day - 0.4, 0), (day - 0.4, n), (day + 0.4, n), (day + 0.4, 0)]
                   for day, n in zip(days, counts, strict=True)]  # fmt: skip
        ax.add_collection(PolyCollection(corners, facecolor=tone, linewidth=0), autolim=False)


def _count_axis(axes: NDArray[np.object_], most: int) -> None:
    """Set the y axis of articles, shared by all panels."""
    top = max(most, 1)
    size = next(step for step in (1, 2, 5, *(10**k * n for k in range(1, 7) for n in (1, 2, 5)))
                if top / step <= 2.5)  # fmt: skip
    axes[0, 0].set(ylim=(0, 1.08 * top), yticks=range(0, top + 1, size))
    for ax in axes[:, 0]:
        ax.spines["left"].set_visible(True)
        ax.tick_params(axis="y", length=mpl.rcParams["ytick.major.size"])
    for ax in axes[:, 1:].ravel().tolist():
        ax.tick_params(axis="y", length=0, labelleft=False)


def _name_frames(
    axes: NDArray[np.object_], labels: Mapping[str, str], *, above: bool
) -> float:  # fmt: skip
    """Name the rows of panels on their left, or over them where there is no room.

    Return the millimetres that the name takes above the first row.
    """
    figure = axes[0, 0].get_figure()
    across = style.millimetres(figure.bbox.width / figure.dpi)
    if not above:
        for ax, name in zip(axes[:, 0], _row_names(labels, across), strict=True):
            ax.set_ylabel(name, rotation=0, ha="right", va="center")
        return 0.0
    for ax, name in zip(axes[:, 0], labels.values(), strict=True):
        text = style.wrap(name, width=across - scaled(10))
        written = ax.annotate(text, xy=(0, 1), xycoords="axes fraction", xytext=(0, scaled(1)),
                              textcoords="offset points", ha="left", va="bottom",
                              zorder=4, annotation_clip=False,  # over the lines of events
                              bbox={"facecolor": "white", "linewidth": 0, "pad": 0})  # fmt: skip
        written.set_in_layout(False)  # it is wider than the panel
        ax.set_title("\n" * text.count("\n") + " ", pad=scaled(1))  # keeps its room free
    first = style.wrap(next(iter(labels.values())), width=across - scaled(10))
    return (first.count("\n") + 1) * line_height() + scaled(0.4)


def _day_axis(ax: Axes, span: tuple[int, int], width: float) -> None:
    """Label days under a panel, as often as there is room, and the year once."""
    first, last = span
    room = style.text_width("28 Feb") + scaled(2.0)
    per_day = width / (last - first + 1.6)
    step = next((step for step in _STEPS if step * per_day >= room), _STEPS[-1])
    ticks = range(first, last + 1, step)
    days = [_EPOCH + pd.Timedelta(days=tick) for tick in ticks]
    ax.set_xticks(ticks, [wording.day(day, year=False) for day in days])
    tick, size = mpl.rcParams["xtick.major.size"], text_size()
    ax.tick_params(
        axis="x", length=tick, pad=max(0.45 * size, 0.62 * size - tick)
    )  # clear of the 0
    years = dict.fromkeys((_EPOCH + pd.Timedelta(days=day)).year for day in span)
    ax.set_xlabel("–".join(map(str, years)), loc="left")


def _dated_text(days: pd.DataFrame, undated: pd.DataFrame | None, wave: str) -> str:
    """Say how many articles of a wave are drawn, and how many have no single day."""
    part = days[days["wave"] == wave]
    drawn = articles_text(part.groupby("frame")["n_docs"].sum())
    if undated is None or undated.empty:
        return drawn
    need(undated, "undated", ("doc_id", "wave"), ())
    n = undated.loc[undated["wave"] == wave, "doc_id"].nunique()
    return f"{drawn} with a single day, {n:,} without" if n else drawn


def _head_panel(ax: Axes, wave: str, text: str, room: float, width: float) -> None:
    """Write the name of a wave and its articles over its panels, `room` millimetres up."""
    points, small = 72 * style.MILLIMETRE, style.small()
    width -= scaled(1.0)  # labels of days may still make the panel a little narrower
    below = style.wrap(text, width=width, size=small)
    ax.annotate(below, xy=(0, 1), xycoords="axes fraction", xytext=(0, (room + scaled(1)) * points),
                textcoords="offset points", ha="left", va="bottom", size=small,
                color=style.MUTED)  # fmt: skip
    rise = room + scaled(1.3) + (below.count("\n") + 1) * line_height(small)
    ax.annotate(style.wrap(wave, width=width, weight="bold"), xy=(0, 1), xycoords="axes fraction",
                xytext=(0, rise * points), textcoords="offset points", ha="left", va="bottom",
                weight="bold")  # fmt: skip


def _mark_events(
    axes: NDArray[np.object_], events: pd.DataFrame | None, span: tuple[int, int], width: float,
    base: float,
) -> float:  # fmt: skip
    """Mark events with lines through a column of panels; return the millimetres above it."""
    if events is None or events.empty:
        return 0.0
    need(events, "events", ("date", "name"), ("date", "name"))
    small, points = style.small(), 72 * style.MILLIMETRE
    level = base + scaled(0.8)
    dated = events.assign(x=_day_numbers(events["date"]))
    inside = dated[dated["x"].between(*span)].sort_values(["x", "name"], ascending=False)
    for x, name in inside[["x", "name"]].itertuples(index=False):
        place = (x - span[0] + 0.8) / (span[1] - span[0] + 1.6)
        onward = place < 0.6  # else there is more room on the left of the line
        text = style.wrap(str(name), width=width * max(place, 1 - place), size=small)
        axes[0].annotate(
            text, xy=(x, 1), xycoords=axes[0].get_xaxis_transform(), size=small,
            xytext=(0, level * points), textcoords="offset points", va="bottom",
            ha="left" if onward else "right", multialignment="left" if onward else "right",
            bbox={"facecolor": "white", "edgecolor": "white", "linewidth": 0, "pad": 0.5},
            arrowprops={"arrowstyle": "-", "relpos": (0, 0) if onward else (1, 0), "shrinkA": 0,
                        "shrinkB": 0, "color": style.MUTED, "linewidth": stroke(0.5)},
        )  # fmt: skip
        for ax in axes:
            ax.axvline(x, color=style.MUTED, linewidth=stroke(0.5), zorder=0)
        level += (text.count("\n") + 1) * line_height(small) + scaled(0.4)
    return level if len(inside) else base


def _day_key(figure: Figure | SubFigure) -> None:
    """Explain grey and colour under the panels, and name the y axis."""
    figure.supylabel("Articles per day")
    handles = [Patch(color=style.PALE), Patch(color=style.MUTED)]
    coloured = " (in its colour)" if style.in_colour() else ""
    texts = ["all articles", f"articles that carry the frame{coloured}"]
    room = style.millimetres(figure.bbox.width / figure.dpi) - scaled(1)
    texts, columns = legend_rows(texts, room)
    figure.legend(handles, texts, loc="outside lower right", ncols=columns, borderpad=0.2)
