"""Figure of reliability: agreement of every coder with every other."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes

from analysis import style, wording
from analysis.contracts import InputError, did_you_mean, each_row, first_five
from analysis.figure._agreement import MEASURES, of_measure, scale_of
from analysis.figure._canvas import (
    canvas,
    figure_width,
    fit_height,
    head_height,
    line_height,
    scaled,
    size_of,
    write_head,
)
from analysis.figure._cells import Cells, bare_axes, boxes_of, explain_cells, name_columns
from analysis.figure._cells import write_in_cell as write_cell
from analysis.figure._table import known_frames, need, need_unique

_KINDS: Final = {
    "human-human": "People with people", "human-machine": "People with machines",
    "machine-machine": "Machines with machines", "human-gold": "People with gold",
    "machine-gold": "Machines with gold",
}  # fmt: skip


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
    rows = of_measure(framed, measure)
    need_unique(rows, "pairs", ("frame", "coder", "other_coder"), "Leave out by in pairs().")
    with canvas(ax) as (ax, free):
        placed, heads, total = _pair_rows(ax, pairs)
        across = _name_pairs(ax, placed, total, len(labels))
        if apart := not _counts_fit(rows, across / len(labels)):
            placed, heads, total = _pair_rows(ax, pairs, rows)
            across = _name_pairs(ax, placed, total, len(labels))
        name_columns(ax, list(labels.values()), width=across / len(labels), side="bottom")
        across = size_of(ax)[0]
        for y, head in heads:
            write_head(ax, y, head, across=across)
        form = Cells(2, across / len(labels), 1.0)
        cells = _pair_cells(rows, placed, list(labels))
        notes = _write_pairs(ax, cells, form, counts=not apart)
        where = ", beside the names, " if apart else ", and "
        says = f"{MEASURES.get(measure, measure)} ({scale_of(measure)}){where}the units"
        explain_cells(ax, across, f"{says} that both coded", notes, bar=None)
        fit_height(ax, total, free=free)
    return ax


def _name_pairs(ax: Axes, placed: pd.DataFrame, total: float, n_frames: int) -> float:
    """Name the rows, and give the millimetres that are left for the cells."""
    bare_axes(ax, n_frames, total)
    ax.set_yticks(placed["top"] + placed["height"] / 2, placed["text"])
    across = size_of(ax)[0]
    if style.text_width("1.00", size=style.small()) > across / n_frames - scaled(0.6):
        message = (f"Cells of {across / n_frames:.0f} mm are too narrow for a coefficient. Take a "
                   f"wider style, fewer frames, or shorter names of coders.")  # fmt: skip
        raise InputError(message)
    return across


def _counts_fit(rows: pd.DataFrame, width: float) -> bool:
    """Tell whether the numbers of units have room in cells so wide."""
    texts = (f"{int(n):,}" for n in rows["n_units"])
    return max(style.text_width(text, size=style.small()) for text in texts) <= width - scaled(0.8)


def _units_text(rows: pd.DataFrame, coder: str, other: str) -> str:
    """Write how many units two coders share, or the range where it differs between frames."""
    own = rows[(rows["coder"] == coder) & (rows["other_coder"] == other)]
    numbers = sorted({int(n) for n in own["n_units"]})
    if not numbers:
        return ""
    few = f"{numbers[0]:,}–" if len(numbers) > 1 else ""
    return f"\n{few}{wording.counted(numbers[-1], 'unit')}"


def _pair_rows(
    ax: Axes, pairs: pd.DataFrame, counted: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, list[tuple[float, str]], float]:  # fmt: skip
    """Set a row for each pair, people first, under the kind of pair.

    With `counted`, the numbers of units stand under the names.
    """
    each = pairs[["coder", "other_coder", "kind"]].drop_duplicates(ignore_index=True)
    if strange := sorted(set(each["kind"]) - set(_KINDS)):
        message = (
            f"Column pairs.kind holds {first_five(strange)}; {did_you_mean(strange[0], _KINDS)}"
        )
        raise InputError(message)
    room, y = min(0.34 * figure_width(ax), scaled(50)), 0.0
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
        if counted is not None:
            sizes = [_units_text(counted, a, b)
                     for a, b in zip(part["coder"], part["other_coder"], strict=True)]  # fmt: skip
            texts = [text + size for text, size in zip(texts, sizes, strict=True)]
        heights = [max(2.4, text.count("\n") + 1.3) * line_height() for text in texts]
        tops = [y + sum(heights[:n]) for n in range(len(heights))]
        parts.append(part.assign(top=tops, height=heights, text=texts))
        y += sum(heights)
    return pd.concat(parts, ignore_index=True), heads, y


def _pair_cells(
    rows: pd.DataFrame, placed: pd.DataFrame, frames: Sequence[str]
) -> pd.DataFrame:  # fmt: skip
    """Cells from left to right and from top to bottom."""
    grid = placed[["coder", "other_coder", "top", "height"]].merge(
        pd.DataFrame({"frame": frames, "x": range(len(frames))}), how="cross"
    )
    known = rows[["coder", "other_coder", "frame", "estimate", "n_units"]]
    return grid.merge(known, how="left", on=["coder", "other_coder", "frame"])


def _write_pairs(ax: Axes, cells: pd.DataFrame, form: Cells, *, counts: bool) -> list[str]:
    """Fill and write the cells; return what there is to explain."""
    shares = cells["estimate"].astype("float64")
    fills = mpl.colormaps[mpl.rcParams["image.cmap"]]
    # from white at 0 to a middle tone at 1, so that black text stays easy to read on most
    faces: list[Any] = ["white" if math.isnan(x) else fills(0.7 * max(x, 0.0)) for x in shares]
    ax.add_collection(boxes_of(cells, facecolors=faces), autolim=False)
    small, size = style.small(), mpl.rcParams["font.size"]
    room = form.width - scaled(0.6)
    words = [word for word in ("undefined", "undef.") if style.text_width(word, size=small) < room]
    word = words[0] if words else "×"
    size = size if style.text_width("1.00", size=size) <= room else small
    for cell, share, face in zip(each_row(cells), shares, faces, strict=True):
        if pd.isna(cell.n_units):
            write_cell(ax, "–", cell, color=style.MUTED)
            continue
        ink = style.ink_on(face)
        text, first = (word, small) if math.isnan(share) else (wording.coefficient(share), size)
        up = 0.47 * line_height(first) if counts else 0.0
        write_cell(ax, text, cell, up=up, size=first,
                   color=style.MUTED if math.isnan(share) else ink)  # fmt: skip
        if not counts:
            continue
        write_cell(ax, f"{int(cell.n_units):,}", cell, up=-0.53 * line_height(size), size=small,
                   color=style.MUTED if math.isnan(share) else ink)  # fmt: skip
    said = []
    if (shares.isna() & cells["n_units"].notna()).any():
        said.append(f"{word}: no variation in the codes")
    if cells["n_units"].isna().any():
        said.append("–: no unit that both coded")
    return said
