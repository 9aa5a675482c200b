"""Figure 5: frames together."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import style
from analysis.contracts import InputError, each_row
from analysis.figure._canvas import (
    canvas,
    capital,
    fit_height,
    line_height,
    row_texts,
    size_of,
    text_size,
)
from analysis.figure._cells import (
    Cells,
    bare_axes,
    boxes_of,
    darkest,
    dash_note,
    draw_cells,
    explain_cells,
    name_columns,
    write_in_cell,
)
from analysis.figure._table import known_frames, need, need_shares, need_unique


def cooccurrence(
    pairs: pd.DataFrame, *, ax: Axes | None = None, labels: Mapping[str, str],
    unit: str = "units", highest: float | None = None,
) -> Axes:  # fmt: skip
    """Draw how often two frames occur together, as the lower half of a matrix.

    A cell shows the Jaccard index in percent (units with both frames, of the units with
    either) and the two numbers behind it; darker is more. On the diagonal, if given, stands
    the number of units with the frame.

    Parameters
    ----------
    pairs : DataFrame
        One row per pair: frame, frame_b, n_both, n_either, estimate (0 to 1). A row with
        the same frame twice gives the diagonal (n_both).
    ax : Axes, optional
        A new figure is made when left out.
    labels : mapping
        Frame to its name, in the order of the codebook.
    unit : str
        What was counted, in the plural, such as 'sentences'.
    highest : float, optional
        Value with the darkest colour, 0 to 1; as in `heatmap`.

    Returns
    -------
    Axes
        x: a frame from `i` to `i + 1`; y: millimetres from the top.

    Raises
    ------
    InputError
        If the table lacks a column or has no rows, a frame has no label, a pair comes
        twice, there is only one frame, or the index is written as percent.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from analysis import figure, style
    >>> pairs = pd.DataFrame({"frame": ["conflict"], "frame_b": ["morality"], "n_both": [3],
    ...                       "n_either": [12], "estimate": [0.25]})
    >>> with plt.rc_context(style.paper()):
    ...     ax = figure.cooccurrence(pairs, labels={"conflict": "Conflict", "morality": "Morality"})
    >>> [text.get_text() for text in ax.texts]
    ['25 %', '3/12']
    >>> plt.close(ax.figure)
    """
    frames = _known_pairs(pairs, labels)
    skipped = 0 if (pairs["frame"] == pairs["frame_b"]).any() else 1
    with canvas(ax) as (ax, free):
        names = [labels[frame] for frame in frames]
        rows = row_texts(ax, names[skipped:])
        lines = max(row.count("\n") + 1 for row in rows)
        height = max(2.5, lines + 0.6) * line_height()
        cells, own = _pair_cells(pairs, frames, height=height)
        total = (len(frames) - skipped) * height
        bare_axes(ax, len(frames) - skipped, total)
        ax.set_yticks((np.arange(len(rows)) + 0.5) * height, rows)
        across = size_of(ax)[0]
        width = across / (len(frames) - skipped)
        name_columns(ax, names[: len(names) - skipped], width=width, side="bottom")
        form = Cells(2, width, darkest(cells["share"], highest))
        written = draw_cells(ax, cells, form)
        _write_own(ax, own, width=width)
        says = f"{capital(unit)} with both frames (% of {unit} with either)"
        notes = [f"Diagonal: {unit} that carry the frame" if len(own) else "", dash_note(cells)]
        explain_cells(ax, across, says, notes, bar=None if written else form.highest)
        fit_height(ax, total, free=free)
    return ax


def _known_pairs(pairs: pd.DataFrame, labels: Mapping[str, str]) -> list[str]:
    """Frames of the matrix, after checking its table."""
    columns = ("frame", "frame_b", "n_both", "n_either", "estimate")
    need(pairs, "pairs", columns, ("frame", "frame_b", "n_both"))
    frames = known_frames(pd.concat([pairs["frame"], pairs["frame_b"]]), labels, "pairs")
    if len(frames) == 1:
        message = "One frame makes no pair; give labels of at least two frames."
        raise InputError(message)
    ends = pd.DataFrame(np.sort(pairs[["frame", "frame_b"]].to_numpy(dtype=str), axis=1),
                        columns=["frame", "frame_b"])  # fmt: skip
    need_unique(ends, "pairs", ("frame", "frame_b"), "Choose one wave and one unit.")
    need_shares(pairs, "pairs", ("estimate",), 0)
    return frames


def _pair_cells(
    pairs: pd.DataFrame, frames: Sequence[str], *, height: float
) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Cells below the diagonal, and those on it (none if the table has none)."""
    place = {frame: at for at, frame in enumerate(frames)}
    ends = [sorted((place[a], place[b]))
            for a, b in zip(pairs["frame"], pairs["frame_b"], strict=True)]  # fmt: skip
    known = pairs[["n_both", "n_either", "estimate"]].reset_index(drop=True)
    known = known.assign(x=[x for x, _ in ends], row=[row for _, row in ends])
    own = known[known["x"] == known["row"]]
    first = 0 if len(own) else 1
    grid = pd.DataFrame([(x, row) for row in range(len(frames)) for x in range(row)],
                        columns=["x", "row"])  # fmt: skip
    cells = grid.merge(known, how="left")
    of = [f"{both:.0f}/{either:.0f}"
          for both, either in cells[["n_both", "n_either"]].to_numpy(dtype=float)]  # fmt: skip
    cells = cells.assign(share=cells["estimate"].astype("float64"), of=of, height=height)
    return cells.assign(top=(cells["row"] - first) * height), own.assign(
        top=own["row"] * height, height=height
    )


def _write_own(ax: Axes, own: pd.DataFrame, *, width: float) -> None:
    """Write the number of units of each frame on the diagonal, with 'n =' if it has room."""
    ax.add_collection(boxes_of(own, facecolors="white"), autolim=False)
    texts, size = [f"n = {n:.0f}" for n in own["n_both"]], text_size()
    if max(map(style.text_width, texts), default=0.0) > width - 1.2:
        texts, size = [text.removeprefix("n = ") for text in texts], style.small()
    for cell, text in zip(each_row(own), texts, strict=True):
        write_in_cell(ax, text, cell, size=size, color=style.MUTED)
