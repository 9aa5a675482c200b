"""Cells with numbers: shared by the heatmap and the co-occurrence matrix."""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.collections import PatchCollection
from matplotlib.colors import Normalize
from matplotlib.patches import Rectangle

from analysis import style, wording
from analysis.contracts import InputError, each_row
from analysis.figure._canvas import line_height, scaled, size_of, stroke, text_size, write_below


def bare_axes(ax: Axes, width: float, height: float) -> None:
    """Prepare for a table-like figure: columns of width 1, millimetres from the top."""
    ax.set(xlim=(0, width), ylim=(height, 0), yticks=[])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def name_columns(ax: Axes, names: Sequence[str], *, width: float, side: str) -> None:
    """Name the columns; smaller, or turned by a quarter, where a word is wider than its column."""
    size, room = text_size(), width - scaled(0.8)
    if any(style.text_width(style.wrap(name, width=room)) > room for name in names):
        size = style.small()
    texts = [style.wrap(name, width=room, size=size) for name in names]
    turned = any(style.text_width(text, size=size) > room for text in texts)
    if turned and width < line_height():
        message = (f"{len(names)} columns have {max(0.0, width):.0f} mm each, which is too narrow "
                   f"for their names. Take a wider style, or shorter names of rows.")  # fmt: skip
        raise InputError(message)
    if turned:
        size, texts = text_size(), _turned(names, most=max(1, int(width / line_height())))
    ax.set_xticks(
        np.arange(len(names)) + 0.5,
        _even(texts, side),
        size=size,
        rotation=90 if turned else 0,
        multialignment={"top": "left", "bottom": "right"}[side] if turned else "center",
    )
    ax.tick_params(axis="x", top=False, bottom=False, labeltop=side == "top",
                   labelbottom=side == "bottom", length=0)  # fmt: skip


def _turned(names: Sequence[str], *, most: int) -> list[str]:
    """Break names into at most `most` lines each, as short as that allows."""
    for room in (20, 28, 40):
        texts = [style.wrap(name, width=scaled(room)) for name in names]
        if max(text.count("\n") for text in texts) < most:
            return texts
    return [style.wrap(name, width=math.inf) for name in names]


def _even(texts: Sequence[str], side: str) -> list[str]:
    """Give all texts as many lines, so that their base lines agree."""
    most = max(text.count("\n") for text in texts)
    blank = ["\n" * (most - text.count("\n")) for text in texts]
    return [fill + text if side == "top" else text + fill
            for text, fill in zip(texts, blank, strict=True)]  # fmt: skip


class Cells(NamedTuple):
    """How the cells of a matrix are drawn.

    `lines` is the number of lines of text in a cell, `width` its width in millimetres.
    """

    lines: int
    width: float
    highest: float


def draw_cells(ax: Axes, cells: pd.DataFrame, form: Cells) -> bool:
    """Draw and write cells with columns x, top, height, share, of; say if text found room."""
    norm = Normalize(0, form.highest)
    known = cells["share"].notna()
    filled = boxes_of(cells[known], cmap=mpl.rcParams["image.cmap"], norm=norm)
    filled.set_array(cells.loc[known, "share"].to_numpy(dtype=float))
    ax.add_collection(filled, autolim=False)
    ax.add_collection(boxes_of(cells[~known], facecolors="white"), autolim=False)
    written = _write_cells(ax, cells, form, norm)
    if not written:  # a dash, as where there is text
        for x, top, height in cells.loc[~known, ["x", "top", "height"]].to_numpy(dtype=float):
            ax.plot(
                [x + 0.4, x + 0.6], [top + height / 2] * 2, color=style.MUTED, linewidth=stroke(0.6)
            )
    return written


def boxes_of(cells: pd.DataFrame, **look: Any) -> PatchCollection:
    """Outlines of cells."""
    corners = cells[["x", "top", "height"]].to_numpy(dtype=float)
    boxes = [Rectangle((x, top), 1, height) for x, top, height in corners]
    return PatchCollection(boxes, linewidths=stroke(0.4), edgecolors=style.RULE, **look)


def _write_cells(ax: Axes, cells: pd.DataFrame, form: Cells, norm: Normalize) -> bool:
    """Write share and counts into the cells, as much of it as all cells have room for."""
    shares = ["–" if math.isnan(share) else wording.percent(share) for share in cells["share"]]
    counts = ["" if math.isnan(share) else str(of)
              for share, of in zip(cells["share"], cells["of"], strict=True)]  # fmt: skip
    apart, size, small = scaled(1.2), text_size(), style.small()
    room = form.width - apart
    if max(style.text_width(text) for text in shares) > room:
        shares, size = [text.removesuffix(" %") for text in shares], small
    wide = max(style.text_width(text, size=size) for text in shares)
    if form.lines == 0 or wide > room:
        return False
    extra = max(style.text_width(text, size=small) for text in counts)
    counted = (wide + apart + extra if form.lines == 1 else max(wide, extra)) <= room
    colours = mpl.colormaps[mpl.rcParams["image.cmap"]]
    for cell, share, count in zip(each_row(cells), shares, counts, strict=True):
        if math.isnan(cell.share):
            write_in_cell(ax, "–", cell, color=style.MUTED)
            continue
        ink = style.ink_on(colours(norm(cell.share)))
        if not counted:
            write_in_cell(ax, share, cell, size=size, color=ink)
        elif form.lines == 1:
            edge = wide - (wide + apart + extra) / 2
            write_in_cell(ax, share, cell, right=edge, ha="right", size=size, color=ink)
            write_in_cell(ax, count, cell, right=edge + apart, ha="left", size=small, color=ink)
        else:
            write_in_cell(ax, share, cell, up=0.47 * line_height(size), size=size, color=ink)
            write_in_cell(ax, count, cell, up=-0.53 * line_height(size), size=small, color=ink)
    return True


def write_in_cell(ax: Axes, text: str, cell: Any, *, right: float = 0.0, up: float = 0.0,
             ha: str = "center", **look: Any) -> None:  # fmt: skip
    """Write in the middle of a cell, shifted by millimetres to the right and up."""
    written = ax.annotate(
        text, xy=(cell.x + 0.5, cell.top + cell.height / 2), ha=ha, va="center_baseline",
        xytext=(right * 72 * style.MILLIMETRE, up * 72 * style.MILLIMETRE),
        textcoords="offset points", **look,
    )  # fmt: skip
    written.set_in_layout(False)  # it lies inside the axes; the layout is twice as fast


def explain_cells(
    ax: Axes, width: float, says: str, notes: Sequence[str], *, bar: float | None
) -> None:  # fmt: skip
    """Say under a matrix what a cell is; without numbers in the cells, with a bar up to `bar`."""
    figure = ax.get_figure()
    if bar is None or figure is None:
        write_below(ax, width, says, notes)
        return
    source = ScalarMappable(Normalize(0, 100 * bar), mpl.rcParams["image.cmap"])
    scale = figure.colorbar(source, ax=ax, location="bottom", shrink=0.6, anchor=(0, 0),
                            aspect=0.6 * width / scaled(1.8),
                            pad=scaled(2.0) / size_of(ax)[1])  # fmt: skip
    scale.outline.set_linewidth(stroke(0.4))
    scale.ax.patch.set_visible(False)
    lines = [style.wrap(line, width=width) for line in (says, *notes) if line]
    scale.set_label("\n".join(lines), loc="left")


def dash_note(cells: pd.DataFrame) -> str:
    """Say what a dash is, if there is one."""
    return "–  no data" if cells["share"].isna().any() else ""


def darkest(shares: pd.Series, given: float | None) -> float:
    """Share with the darkest colour: `given`, or the largest one rounded up to a tenth."""
    if given is not None:
        if not 0 < given <= 1:
            message = f"highest={given!r} is not a share; give a number above 0, up to 1."
            raise InputError(message)
        return given
    top = shares.max()
    return 1.0 if math.isnan(top) or top == 0 else math.ceil(round(top * 10, 6)) / 10
