"""Axes, their size in millimetres, and the texts around them."""

import itertools
import math
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from numpy.typing import NDArray

from analysis import style, wording
from analysis.contracts import InputError

_LINE: Final = 1.22  # height of a line of text, in its size
_TYPE: Final = 7.0  # points of the text for which distances are given in this package
_STROKE: Final = 0.5  # points of the axes for which widths of lines are given


@contextmanager
def canvas(ax: Axes | None) -> Iterator[tuple[Axes, bool]]:
    """Give axes to draw on, and say whether their figure may take the height it needs.

    A figure made here is closed again if drawing fails. The axes get no background: it
    would be the one thing in a file with a transparent edge.
    """
    if ax is not None:
        ax.patch.set_visible(False)
        yield ax, False
        return
    with new_figure() as (figure, free):
        new = figure.subplots()
        new.patch.set_visible(False)
        yield new, free


@contextmanager
def new_figure() -> Iterator[tuple[Figure, bool]]:
    """Give a new figure in the width of the style, and say whether its height is free."""
    free = style.height_is_free()
    across, tall = mpl.rcParams["figure.figsize"]
    # Start tall: margins must never eat the axes before the height is known.
    high = max(200.0, scaled(200.0)) * style.MILLIMETRE
    figure = plt.figure(figsize=(across, high if free else tall))
    try:
        yield figure, free
    except InputError:
        plt.close(figure)
        raise


@contextmanager
def empty_figure(
    figure: Figure | SubFigure | None, kind: str
) -> Iterator[tuple[Figure | SubFigure, bool]]:
    """Give a figure for several axes, and say whether it may take the height that it needs."""
    if figure is None:
        with new_figure() as new:
            yield new
        return
    if figure.axes:
        message = f"{kind} needs an empty figure; pass a SubFigure to put it beside others."
        raise InputError(message)
    yield figure, False


def size_of(ax: Axes) -> tuple[float, float]:
    """Width and height of the axes in millimetres, as the layout makes them now."""
    figure = ax.get_figure(root=True)
    if figure is None:
        message = "This ax belongs to no figure; take one from matplotlib.pyplot.subplots()."
        raise InputError(message)
    _lay_out(figure)
    box = ax.get_window_extent()
    return style.millimetres(box.width / figure.dpi), style.millimetres(box.height / figure.dpi)


def figure_width(ax: Axes) -> float:
    """Width in millimetres of the whole figure."""
    figure = ax.get_figure(root=True)
    return (
        style.millimetres(figure.get_figwidth()) if figure is not None else style.WIDTHS["column"]
    )


def _lay_out(figure: Figure) -> None:
    """Let matplotlib place the axes, or say that the texts leave no room for them."""
    layout = figure.get_layout_engine()
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message=".*collapsed to zero", category=UserWarning)
        try:
            if layout is not None:
                layout.execute(figure)
        except UserWarning as cause:
            message = (f"The texts leave no room on a figure of "
                       f"{style.millimetres(figure.get_figwidth()):.0f} x "
                       f"{style.millimetres(figure.get_figheight()):.0f} mm. Make it wider or "
                       f"higher, or shorten the names.")  # fmt: skip
            raise InputError(message) from cause


def widths_of(row: Sequence[Axes] | NDArray[np.object_]) -> list[float]:
    """Widths of axes side by side in millimetres."""
    scale = size_of(row[0])[0] / row[0].get_window_extent().width
    return [ax.get_window_extent().width * scale for ax in row]


def fit_height(ax: Axes, wanted: float, *, free: bool, rows: float = 1, least: float = 0.0) -> None:
    """Make each of `rows` of axes `wanted` millimetres high, or see that it has enough.

    Axes below each other need not be equally high: `rows` is how many times the height of
    this one they take together. A height that the caller chose is kept, if it leaves `least`
    millimetres, or nearly what is wanted, for the rows.
    """
    figure = ax.get_figure(root=True)
    if free and isinstance(figure, Figure):
        lacking = rows * (wanted - size_of(ax)[1])
        figure.set_figheight(figure.get_figheight() + lacking * style.MILLIMETRE)
        return
    lacking = rows * (0.85 * (least or wanted) - size_of(ax)[1])
    if lacking > 0:
        message = (f"The figure is {math.ceil(lacking)} mm too low for its rows of text. Make it "
                   f"higher, or leave height out of style.paper().")  # fmt: skip
        raise InputError(message)


def line_height(size: float | None = None) -> float:
    """Height in millimetres of a line of text of `size` points, or of normal text."""
    return (text_size() if size is None else size) * _LINE / 72 / style.MILLIMETRE


def text_size() -> float:
    """Size in points of normal text in the style that is applied."""
    return float(mpl.rcParams["font.size"])


def scaled(length: float) -> float:
    """Give a distance beside text of 7 points in the size of the style that is applied."""
    return length * text_size() / _TYPE


def stroke(points: float) -> float:
    """Give the width of a line beside axes of 0.5 points in the style that is applied."""
    return points * float(mpl.rcParams["axes.linewidth"]) / _STROKE


def capital(text: str) -> str:
    """Begin with a capital, and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def write_below(ax: Axes, width: float, label: str, notes: Sequence[str] = ()) -> None:
    """Write the axis label, and notes under it, no wider than `width` millimetres.

    They may go on under what stands on the right of the axes, if these are the last on a row.
    """
    width = max(width, room_below(ax))
    ax.xaxis.set_label_position("bottom")
    ax.set_xlabel(style.wrap(label, width=width), loc="left")
    small = style.small()
    if lines := "\n".join(style.wrap(note, width=width, size=small) for note in notes if note):
        ax.annotate(
            lines, xy=(0, 0), xycoords=("axes fraction", ax.xaxis.label), xytext=(0, -scaled(2.5)),
            textcoords="offset points", ha="left", va="top", size=small, color=style.MUTED,
            annotation_clip=False,
        )  # fmt: skip


def room_below(ax: Axes) -> float:
    """Millimetres from the left of the axes to the edge of the figure, or to the next axes."""
    box = ax.get_window_extent()
    last = all(other is ax or other.get_window_extent().x0 < box.x1 for other in ax.figure.axes)
    wide = style.millimetres(box.width / ax.figure.dpi)
    return wide + max(0.0, _margins(ax)[1]) if last else wide


def write_across(
    ax: Axes, label: str, notes: Sequence[str], span: float, *, lines: int = 1
) -> None:  # fmt: skip
    """Write a broken axis label, and notes under it that run on under the next axes.

    The notes are `span` millimetres wide, and begin under so many `lines` of labels.
    """
    small, points = style.small(), 72 * style.MILLIMETRE
    said = "\n".join(style.wrap(note, width=span, size=small) for note in notes if note)
    above = max(lines, label.count("\n") + 1)
    # Empty lines keep the room free: the layout must not take wide texts for a wide panel.
    below = said.count("\n") + 1 if said else 0
    ax.set_xlabel("\n".join([" "] * (above + below)))
    plain: dict[str, Any] = {}
    for text, drop, look in (
        (label, 0.0, plain),
        (said, above * line_height() + scaled(0.4), {"size": small, "color": style.MUTED}),
    ):
        written = ax.annotate(
            text, xy=(0, 1), xycoords=("axes fraction", ax.xaxis.label), va="top", ha="left",
            xytext=(0, -drop * points), textcoords="offset points", annotation_clip=False, **look,
        )  # fmt: skip
        written.set_in_layout(False)


def span_of(row: Sequence[Axes] | NDArray[np.object_]) -> float:
    """Millimetres from the left of the first of axes side by side to the right of the last."""
    first, last = row[0].get_window_extent(), row[-1].get_window_extent()
    return style.millimetres((last.x1 - first.x0) / row[0].figure.dpi)


def write_beside(ax: Axes, text: str, y: float, *, shift: float = 0.0, rise: float = 0.0,
            **look: Any) -> None:  # fmt: skip
    """Write to the left of the axes at height `y`; `shift` and `rise` in millimetres."""
    shift += scaled(1.2)
    points = 72 * style.MILLIMETRE
    ax.annotate(
        text, xy=(0, y), xycoords=("axes fraction", "data"), ha="right", va="center_baseline",
        xytext=(-shift * points, rise * points), textcoords="offset points",
        annotation_clip=False, **look,
    )  # fmt: skip


def write_head(ax: Axes, y: float, name: str, rest: str = "", *, across: float) -> None:
    """Write a heading over rows that begin at `y`, from the left of axes `across` wide.

    One that is wider goes on to the right of them, and begins over the names of the rows if
    there is not enough room.
    """
    small, points = style.small(), 72 * style.MILLIMETRE
    wide = style.text_width(name, weight="bold") + scaled(1.4)
    total = wide + style.text_width(rest, size=small)
    left, right = _margins(ax)
    start = max(min(0.0, across + right - total), -left) if total > across else 0.0
    several = "\n" in name
    for text, shift, look in (
        (name, start, {"weight": "bold"}),
        (rest, start + wide, {"size": small, "color": style.MUTED}),
    ):
        written = ax.annotate(
            text, xy=(0, y), xycoords=ax.get_yaxis_transform(), ha="left",
            va="bottom" if several else "baseline", textcoords="offset points",
            xytext=(shift * points, scaled(0.3 if several else 0.9) * points),
            annotation_clip=False, **look,
        )  # fmt: skip
        written.set_in_layout(False)  # or a long heading would make the axes narrower


def _margins(ax: Axes) -> tuple[float, float]:
    """Millimetres of the figure on the left and on the right of the axes, but for an edge."""
    box, page = ax.get_window_extent(), ax.figure.bbox
    per_inch = ax.figure.dpi * style.MILLIMETRE
    edge = scaled(0.5)
    return (box.x0 - page.x0) / per_inch - edge, (page.x1 - box.x1) / per_inch - edge


def thin_out(ax: Axes, width: float) -> None:
    """Leave out labels of the x axis, evenly from the last on, until they do not meet.

    `width` is that of the axes in millimetres.
    """
    texts = [label.get_text() for label in ax.get_xticklabels()]
    low, high = ax.get_xlim()
    places = [width * (tick - low) / (high - low) for tick in ax.get_xticks()]
    wide = [style.text_width(text) for text in texts]
    for step in range(1, len(texts)):
        if (len(texts) - 1) % step and step < len(texts) - 1 and len(texts) % 2:
            continue  # an odd number of labels keeps both ends
        kept = sorted(range(len(texts) - 1, -1, -step))
        gaps = (
            places[b] - places[a] - (wide[a] + wide[b]) / 2 for a, b in itertools.pairwise(kept)
        )
        if all(gap >= scaled(1.0) for gap in gaps):
            break
    else:
        return
    if step > 1:
        ax.set_xticks(ax.get_xticks(),
                      [text if at in kept else "" for at, text in enumerate(texts)])  # fmt: skip


def legend_rows(texts: Sequence[str], room: float, *, handle: float = 1.0) -> tuple[list[str], int]:
    """Give the texts of a legend and its number of columns: beside each other, or below.

    `room` is in millimetres, `handle` the length of a handle in the size of the text.
    """
    pads = handle + mpl.rcParams["legend.handletextpad"] + mpl.rcParams["legend.columnspacing"]
    around = pads * text_size() / 72 / style.MILLIMETRE
    if sum(style.text_width(text) + around for text in texts) <= room:
        return list(texts), len(texts)
    return [style.wrap(text, width=room - around) for text in texts], 1


def head_height() -> float:
    """Millimetres above a group of rows, for its heading."""
    return 1.75 * line_height()


def row_texts(ax: Axes, names: Sequence[str]) -> list[str]:
    """Break names to stand left of the axes."""
    return [style.wrap(name, width=min(0.3 * figure_width(ax), scaled(45))) for name in names]


def articles_text(counts: pd.Series) -> str:
    """Write a number of articles, or its range where it differs between frames."""
    numbers = sorted({int(n) for n in counts.dropna()})
    if not numbers or numbers == [0]:
        return "no articles"
    few = f"{numbers[0]:,}–" if len(numbers) > 1 else ""
    return few + wording.counted(numbers[-1], "article")
