"""Axes, their size in millimetres, and the texts around them."""

import math
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from analysis import style, wording
from analysis.contracts import InputError

_LINE: Final = 1.22  # height of a line of text, in its size


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
    figure = plt.figure(figsize=(across, 200 * style.MILLIMETRE if free else tall))
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


def widths_of(row: Sequence[Axes]) -> list[float]:
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


def capital(text: str) -> str:
    """Begin with a capital, and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def write_below(ax: Axes, width: float, label: str, notes: Sequence[str] = ()) -> None:
    """Write the axis label, and notes under it, no wider than `width` millimetres."""
    ax.xaxis.set_label_position("bottom")
    ax.set_xlabel(style.wrap(label, width=width), loc="left")
    small = style.small()
    if lines := "\n".join(style.wrap(note, width=width, size=small) for note in notes if note):
        ax.annotate(
            lines, xy=(0, 0), xycoords=("axes fraction", ax.xaxis.label), xytext=(0, -2.5),
            textcoords="offset points", ha="left", va="top", size=small, color=style.MUTED,
            annotation_clip=False,
        )  # fmt: skip


def write_beside(ax: Axes, text: str, y: float, *, shift: float = 0.0, rise: float = 0.0,
            **look: Any) -> None:  # fmt: skip
    """Write to the left of the axes at height `y`; `shift` and `rise` in millimetres."""
    points = 72 * style.MILLIMETRE
    ax.annotate(
        text, xy=(0, y), xycoords=("axes fraction", "data"), ha="right", va="center_baseline",
        xytext=(-(1.2 + shift) * points, rise * points), textcoords="offset points",
        annotation_clip=False, **look,
    )  # fmt: skip


def write_head(ax: Axes, y: float, name: str, rest: str = "", *, across: float) -> None:
    """Write a heading over rows that begin at `y`, from the left of axes `across` wide.

    One that is wider ends at their right instead, and begins over the names of the rows.
    """
    small, points = style.small(), 72 * style.MILLIMETRE
    wide = style.text_width(name, weight="bold") + 1.4
    total = wide + style.text_width(rest, size=small)
    edge, start = (0, 0.0) if total <= across else (1, -total)
    several = "\n" in name
    for text, right, look in (
        (name, start, {"weight": "bold"}),
        (rest, start + wide, {"size": small, "color": style.MUTED}),
    ):
        ax.annotate(text, xy=(edge, y), xycoords=ax.get_yaxis_transform(), ha="left",
                    va="bottom" if several else "baseline", textcoords="offset points",
                    xytext=(right * points, (0.3 if several else 0.9) * points),
                    annotation_clip=False, **look)  # fmt: skip


def head_height() -> float:
    """Millimetres above a group of rows, for its heading."""
    return 1.75 * line_height()


def row_texts(ax: Axes, names: Sequence[str]) -> list[str]:
    """Break names to stand left of the axes."""
    return [style.wrap(name, width=min(0.3 * figure_width(ax), 45)) for name in names]


def articles_text(counts: pd.Series) -> str:
    """Write a number of articles, or its range where it differs between frames."""
    numbers = sorted({int(n) for n in counts.dropna()})
    if not numbers or numbers == [0]:
        return "no articles"
    few = f"{numbers[0]:,}–" if len(numbers) > 1 else ""
    return few + wording.counted(numbers[-1], "article")
