"""Figure of validity: by how much a coder over- or understates a frame in each wave."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import style, wording
from analysis.contracts import InputError
from analysis.figure._blocks import (
    draw_scale,
    least_limit,
    mark,
    reasons,
    set_rows,
    values_of,
    write_column,
    write_heads,
    write_inside,
)
from analysis.figure._canvas import (
    canvas,
    fit_height,
    line_height,
    size_of,
    thin_out,
    write_below,
)
from analysis.figure._table import in_order, known_frames, need, need_shares, need_unique

MEASURES: Final = ("prevalence_error", "prevalence_error_difference")
"""The error of a wave, and the difference between the errors of two waves."""


def errors(
    estimates: pd.DataFrame, *, ax: Axes | None = None, labels: Mapping[str, str],
    waves: Sequence[str] | None = None,
) -> Axes:  # fmt: skip
    """Draw the prevalence error of a coder in each wave, and how much it differs.

    Right of zero the coder finds the frame too often, left of it too seldom. The last row of
    a frame, with the strong mark, is the difference between the errors of two waves: by so
    much is the raw difference between these waves wrong.

    Parameters
    ----------
    estimates : DataFrame
        From `validation.validity` by wave and `validation.difference_of_error` across waves,
        below each other: measure ('prevalence_error' and 'prevalence_error_difference' are
        drawn), frame, wave, contrast, estimate, ci_low, ci_high (shares, not percent), note.
    ax : Axes, optional
        A new figure is made when left out.
    labels : mapping
        Frame to its name, in the order of the codebook.
    waves : sequence of str, optional
        From top to bottom; as they come in the table when left out.

    Returns
    -------
    Axes
        x: percentage points; y: millimetres from the top.

    Raises
    ------
    InputError
        If the table lacks a column or has no prevalence error, has two rows for a frame and
        wave, a frame without a label, or shares written as percent.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from analysis import figure, style
    >>> found = pd.DataFrame({"frame": "conflict", "note": None,
    ...     "measure": ["prevalence_error"] * 2 + ["prevalence_error_difference"],
    ...     "wave": ["May", "June", None], "contrast": [None, None, "June - May"],
    ...     "estimate": [-0.02, 0.05, 0.07], "ci_low": [-0.06, 0.01, 0.01],
    ...     "ci_high": [0.02, 0.09, 0.13]})
    >>> with plt.rc_context(style.paper()):
    ...     ax = figure.errors(found, labels={"conflict": "Conflict"})
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['May', 'June', 'June − May']
    >>> plt.close(ax.figure)
    """
    table = _checked(estimates, labels)
    own, apart = table[table["contrast"].isna()], table[table["contrast"].notna()]
    names = in_order(own["wave"], waves, "waves")
    contrasts = {name: name.replace(" - ", " − ") for name in in_order(apart["contrast"], None, "")}
    with canvas(ax) as (ax, free):
        groups = [*names, *contrasts.values()]
        rows = set_rows(ax, labels, groups, pitch=1.1 * line_height())
        limit = least_limit(table)
        ticks = list(np.linspace(-limit, limit, 5))
        draw_scale(ax, ticks, rows.spans, write=lambda x: wording.points(x / 100), strong=0)
        written = {}
        back = {said: name for name, said in contrasts.items()}
        for (frame, group), y in rows.centres.items():
            strong = group in back
            values = (values_of(apart, frame=frame, contrast=back[group]) if strong
                      else values_of(own, frame=frame, wave=group))  # fmt: skip
            _draw(ax, values, y, style.frames(labels)[frame], strong=strong)
            if not np.isnan(values[0]):
                written[y] = wording.points(values[0] / 100)
        write_column(ax, written)
        width = size_of(ax)[0]
        thin_out(ax, width)
        write_heads(ax, rows, across=width)
        says = "Prevalence error: coder minus gold (percentage points)"
        notes = ["Strong mark: the bias of the raw difference" if contrasts else "",
                 *reasons(table, "Mark without a line")]  # fmt: skip
        write_below(ax, width, says, notes)
        fit_height(ax, rows.total, free=free)
    return ax


def _checked(estimates: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Rows of the prevalence error, after checking that they are whole."""
    columns = ("measure", "frame", "wave", "contrast", "estimate", "ci_low", "ci_high", "note")
    need(estimates, "estimates", columns, ("measure",))
    table = estimates[estimates["measure"].isin(MEASURES) & estimates["frame"].notna()]
    if table.empty:
        message = "Table estimates holds no prevalence error; give what validation made."
        raise InputError(message)
    known_frames(table["frame"], labels, "estimates")
    keys = ("frame", "wave", "contrast")
    need_unique(table, "estimates", keys, "Choose one coder and one grouping.")
    need(table[table["contrast"].isna()], "estimates", columns, ("wave",))
    own = table[table["contrast"].isna()]
    need_shares(own, "estimates", ("estimate", "ci_low", "ci_high"), -1)
    return table


def _draw(
    ax: Axes, values: tuple[float, float, float], y: float, look: style.FrameStyle, *, strong: bool
) -> None:  # fmt: skip
    """Draw the error of a wave as an open grey mark, the difference in the frame's colour."""
    if np.isnan(values[0]):
        write_inside(ax, "no data", y, left=True)
    elif strong:
        mark(ax, values, y, colour=look.colour, marker=look.marker, face=look.colour, line=1.3)
    else:
        mark(ax, values, y, colour=style.MUTED, marker="o", face="white", size=0.8, line=0.7)
