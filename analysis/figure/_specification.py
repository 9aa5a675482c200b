"""Figure of robustness: the difference between two waves under every specification."""

import math
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from analysis import style, wording
from analysis.contracts import InputError, first_five
from analysis.figure._blocks import draw_scale, least_limit, mark, values_of, write_inside
from analysis.figure._canvas import (
    capital,
    empty_figure,
    fit_height,
    legend_rows,
    line_height,
    scaled,
    size_of,
    span_of,
    stroke,
    text_size,
    thin_out,
    write_across,
)
from analysis.figure._table import known_frames, need, need_shares, need_unique

_ROOMY: Final = 22.0  # millimetres of a panel, from which the marks are large
_NARROWEST: Final = 9.5  # millimetres of a panel
_LAST: Final = "Several choices"
_DENSE: Final = 30  # specifications from which the text is small
_MARKERS: Final = {1: ">", -1: "<", 0: "o"}
# Blue and orange of Paul Tol's 'sunset' scheme: no frame has them, and in grey print one is
# twice as light as the other.
_COLOURS: Final = {1: "#364B9A", -1: "#F67E4B", 0: style.MUTED}
_GREYS: Final = {1: "#000000", -1: "#8C8C8C", 0: style.MUTED}


class _Row(NamedTuple):
    """A specification: its number, its text, and its middle in millimetres from the top."""

    number: int
    text: str
    y: float
    height: float


class _Stack(NamedTuple):
    """All rows, the kinds of choice over them, and the height of it all."""

    rows: list[_Row]
    heads: list[tuple[float, str]]
    spans: list[tuple[float, float]]
    total: float
    size: float


def specification(
    table: pd.DataFrame, *, figure: Figure | SubFigure | None = None,
    labels: Mapping[str, str], verdicts: pd.DataFrame | None = None,
) -> NDArray[np.object_]:  # fmt: skip
    """Draw the difference between two waves under every specification, frame by frame.

    The main specification stands on top, on a grey band; under it those that choose
    otherwise, by the kind of choice. A dashed line marks the main difference, a full line
    zero. A triangle points to the wave that has more of the frame; it is open where there is
    no interval.

    Parameters
    ----------
    table : DataFrame
        From `specification.gather`, one contrast: number, specification, kind, main, frame,
        contrast, estimate, ci_low, ci_high (-1 to 1), sign.
    figure : Figure or SubFigure, optional
        Empty; a new one is made when left out. It needs several axes, hence not `ax`.
    labels : mapping
        Frame to its name, in the order of the codebook.
    verdicts : DataFrame, optional
        From `specification.verdict`: frame, contrast, verdict, written under each name.

    Returns
    -------
    ndarray of Axes, shape (frames,)
        x: percentage points; y: millimetres from the top. Frames that do not fit beside each
        other stand below, with the rows named again.

    Raises
    ------
    InputError
        If the table lacks a column or has no rows, holds several contrasts, two rows for a
        frame and specification, no main specification, a frame without a label or shares
        written as percent, or if the figure is too narrow.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from analysis import figure, style
    >>> table = pd.DataFrame({
    ...     "number": [1, 2], "specification": ["main specification", "coder classifier"],
    ...     "kind": ["Main", "Coder"], "main": [True, False], "frame": "conflict",
    ...     "contrast": "June - May", "estimate": [0.07, -0.01], "ci_low": [0.02, -0.06],
    ...     "ci_high": [0.12, 0.04], "sign": [1, -1]})
    >>> with plt.rc_context(style.paper()):
    ...     (ax,) = figure.specification(table, labels={"conflict": "Conflict"})
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['main specification', 'coder classifier']
    >>> plt.close(ax.figure)
    """
    contrast = _check(table, labels)
    with empty_figure(figure, "specification") as (canvas, free):
        across = style.millimetres(canvas.bbox.width / canvas.dpi)
        stack = _stacked(table, across)
        axes = _panels(canvas, stack, len(labels), across)
        named = axes.shape[0]
        limit = least_limit(table)
        every = axes.ravel()[: len(labels)]
        for place, ax in enumerate(every):
            ax.set_ylim(stack.total, 0)
            draw_scale(ax, [-limit / 2, 0, limit / 2], stack.spans, strong=0, write=_write_tick)
            ax.set_xlim(-limit, limit)
            _name_rows(ax, stack, first=place % axes.shape[1] == 0)
        roomy = stack.size == text_size() and size_of(every[0])[0] > scaled(_ROOMY)
        for ax, frame in zip(every, labels, strict=True):
            _draw_frame(ax, table[table["frame"] == frame], stack, size=1.0 if roomy else 0.7)
        _key(canvas, contrast, across, table)
        _write_texts(axes, labels, stack, _verdicts(verdicts, contrast), table)
        fit_height(axes[0, 0], stack.total, free=free, rows=named)
    return every


def _check(table: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Contrast of the table, after checking that it is whole."""
    columns = ("number", "specification", "kind", "main", "frame", "contrast", "estimate",
               "ci_low", "ci_high", "sign")  # fmt: skip
    filled = ("number", "specification", "kind", "main", "frame", "contrast")
    need(table, "specifications", columns, filled)
    known_frames(table["frame"], labels, "specifications")
    if len(several := sorted(table["contrast"].unique())) > 1:
        message = (f"Table specifications holds several contrasts ({first_five(several)}). Draw "
                   f"one at a time: table[table['contrast'] == {several[0]!r}].")  # fmt: skip
        raise InputError(message)
    need_unique(table, "specifications", ("frame", "number"), "Make it with specification.gather.")
    need_shares(table, "specifications", ("estimate", "ci_low", "ci_high"), -1)
    if len(table.loc[table["main"].astype("bool"), "number"].unique()) != 1:
        message = "Table specifications needs one main specification (column main true)."
        raise InputError(message)
    return str(several[0])


def _stacked(table: pd.DataFrame, across: float) -> _Stack:
    """Set the main specification on top, and the others by the kind of choice."""
    columns = ["number", "specification", "kind", "main"]
    each = table[columns].drop_duplicates("number").sort_values("number")
    size = text_size() if len(each) <= _DENSE else style.small()
    room = min(0.4 * across, max(style.text_width(text, size=size, weight="bold")
                                 for text in each["specification"]))  # fmt: skip
    each = each.assign(text=[style.wrap(text, width=room, size=size)
                             for text in each["specification"]])  # fmt: skip
    ranked = pd.concat([each[each["main"]], each[~each["main"].astype("bool")]])
    stack = _Stack([], [], [], 0.0, size)
    y = 0.0
    kinds = sorted(dict.fromkeys(ranked["kind"]), key=lambda kind: kind == _LAST)
    for kind in kinds:
        part = ranked[ranked["kind"] == kind]
        if stack.rows:
            y += 1.75 * line_height(size)
            stack.heads.append((y, str(kind)))
        top = y
        for number, text in zip(part["number"], part["text"], strict=True):
            height = (text.count("\n") + 1.18) * line_height(size)
            stack.rows.append(_Row(int(number), text, y + height / 2, height))
            y += height
        stack.spans.append((top, y))
    return stack._replace(total=y)


def _panels(
    figure: Figure | SubFigure, stack: _Stack, n_frames: int, across: float
) -> NDArray[np.object_]:  # fmt: skip
    """Make a panel for each frame, in as many rows of panels as the width asks for."""
    texts = max(style.text_width(row.text, size=stack.size, weight="bold") for row in stack.rows)
    room = across - texts - scaled(5)
    fit = max(0, min(n_frames, int(room // scaled(_NARROWEST + 2))))
    if not fit:
        message = (f"Names of {texts:.0f} mm leave {max(0.0, room):.0f} mm for the frames on a "
                   f"figure of {across:.0f} mm. Take a wider style, or shorter names of "
                   f"coders.")  # fmt: skip
        raise InputError(message)
    bands = math.ceil(n_frames / fit)
    fit = math.ceil(n_frames / bands)  # even bands
    axes = figure.subplots(bands, fit, squeeze=False)
    for ax in axes.ravel():
        ax.patch.set_visible(False)
    for ax in axes.ravel()[n_frames:]:
        ax.set_axis_off()
    return np.asarray(axes, dtype=object)


def _write_tick(x: float) -> str:
    """Write a difference on an axis; zero is the full line."""
    return wording.points(x / 100) if x else ""


def _draw_frame(ax: Axes, part: pd.DataFrame, stack: _Stack, *, size: float) -> None:
    """Draw the differences of one frame, over the band and the line of the main one."""
    looks = _COLOURS if style.in_colour() else _GREYS
    first = stack.rows[0]
    ends = first.y - first.height / 2, first.y + first.height / 2
    ax.axhspan(*ends, color=style.tint(style.INK, 0.08), linewidth=0, zorder=-1)
    main = values_of(part[part["main"].astype("bool")])[0]
    if not math.isnan(main):
        for top, bottom in stack.spans[1:]:
            ax.plot([main, main], [top, bottom], color=style.MUTED, linewidth=stroke(0.5),
                    linestyle=(0, (4, 3)), zorder=1)  # fmt: skip
    for row in stack.rows:
        found = part[part["number"] == row.number]
        values = values_of(found)
        if math.isnan(values[0]):
            write_inside(ax, "–", row.y, left=True)
            continue
        sign = int(found["sign"].iloc[0])
        closed = not math.isnan(values[1] + values[2])
        mark(ax, values, row.y, colour=looks[sign], marker=_MARKERS[sign],
             face=looks[sign] if closed else "white", size=size, line=0.9)  # fmt: skip


def _name_rows(ax: Axes, stack: _Stack, *, first: bool) -> None:
    """Name the specifications left of the first panel of a band."""
    ax.spines["left"].set_visible(False)
    ax.set_yticks([row.y for row in stack.rows], [row.text if first else "" for row in stack.rows])
    ax.tick_params(axis="y", length=0, pad=scaled(5), labelsize=stack.size)
    ax.get_yticklabels()[0].set_fontweight("bold")


def _key(
    figure: Figure | SubFigure, contrast: str, across: float, table: pd.DataFrame
) -> None:  # fmt: skip
    """Explain the marks above the panels."""
    looks = _COLOURS if style.in_colour() else _GREYS
    other, _, reference = contrast.partition(" - ")
    texts = {1: f"more in {other}", -1: f"more in {reference or 'the reference'}",
             0: "no difference"}  # fmt: skip
    there = [sign for sign in (1, -1, 0) if (table["sign"] == sign).any()]
    handles = [Line2D([], [], linestyle="none", marker=_MARKERS[sign], color=looks[sign])
               for sign in there]  # fmt: skip
    if not there:
        return
    named, columns = legend_rows([texts[sign] for sign in there], across - scaled(1))
    figure.legend(
        handles, named, loc="outside upper left", ncols=columns, borderpad=0.2
    )  # or the marks touch the edge


def _verdicts(verdicts: pd.DataFrame | None, contrast: str) -> dict[str, str]:
    """Verdict of each frame."""
    if verdicts is None:
        return {}
    need(verdicts, "verdicts", ("frame", "contrast", "verdict"), ("frame", "verdict"))
    rows = verdicts[verdicts["contrast"] == contrast]
    return dict(zip(rows["frame"], rows["verdict"], strict=True))


def _write_texts(
    axes: NDArray[np.object_], labels: Mapping[str, str], stack: _Stack,
    verdicts: Mapping[str, str], table: pd.DataFrame,
) -> None:  # fmt: skip
    """Write the names of frames over the panels, the kinds of choice, and the axis label."""
    points = 72 * style.MILLIMETRE
    _write_label(axes, table)
    across = size_of(axes[0, 0])[0]
    for ax in axes.ravel()[: len(labels)]:
        thin_out(ax, across)
    words = max(style.text_width(style.wrap(name, width=across, weight="bold"), weight="bold")
                for name in labels.values())  # fmt: skip
    for ax, (frame, name) in zip(axes.ravel(), labels.items(), strict=False):
        _head(ax, name, verdicts.get(frame, ""), across, turned=words > across)
    for ax in axes[:, 0]:
        for top, kind in stack.heads:
            edge = style.text_width(kind, size=stack.size) + scaled(1.6)
            ax.annotate(kind, xy=(0, top), xycoords=("axes fraction", "data"), ha="left",
                        xytext=(-edge * points, scaled(0.9) * points), textcoords="offset points",
                        size=stack.size, color=style.MUTED, annotation_clip=False)  # fmt: skip


def _head(ax: Axes, name: str, said: str, across: float, *, turned: bool) -> None:
    """Write the name of a frame and the verdict on it over a panel, or upright where narrow."""
    small, points = style.small(), 72 * style.MILLIMETRE
    room = scaled(30.0) if turned else across
    head = style.wrap(name, width=room, weight="bold")
    verdict = style.wrap(said, width=room, size=small)
    tall = (head.count("\n") + 1) * line_height(), (verdict.count("\n") + 1) * line_height(small)
    look: dict[str, Any] = {"rotation": 90, "rotation_mode": "default"} if turned else {}
    first = 0.0 if turned else (tall[1] + scaled(0.3) if said else 0.0)
    second = tall[0] + scaled(0.3) if turned else 0.0
    bold: dict[str, Any] = {"weight": "bold"}
    muted: dict[str, Any] = {"size": small, "color": style.MUTED}
    for text, shift, more in (
        (head, first, bold), (verdict, second, muted)
    ):  # fmt: skip
        place = (shift * points, points) if turned else (0.0, (scaled(1) + shift) * points)
        ax.annotate(text, xy=(0, 1), xycoords="axes fraction", xytext=place, ha="left",
                    textcoords="offset points", va="bottom", annotation_clip=False,
                    **look, **more)  # fmt: skip


def _write_label(axes: NDArray[np.object_], table: pd.DataFrame) -> None:
    """Write the axis label and notes under the last panels; they may be wider than one."""
    size_of(axes[-1, 0])  # lays the panels out
    width = span_of(axes[0])
    contrast = str(table["contrast"].iloc[0])
    other, _, reference = contrast.partition(" - ")
    says = f"Difference: {other} minus {reference}" if reference else capital(contrast)
    label = style.wrap(f"{says} (percentage points)", width=width)
    write_across(axes[-1, 0], label, _notes(table), width)


def _notes(table: pd.DataFrame) -> list[str]:
    """Say what lines, open marks and dashes are, as far as the figure has them."""
    empty = table["estimate"].isna()
    bare = ~empty & table[["ci_low", "ci_high"]].isna().any(axis=1)
    said = ["Dashed line: the difference in the main specification"]
    said += ["Open mark: no interval"] if bare.any() else []
    said += ["–: nothing to estimate from"] if empty.any() else []
    return ["; ".join(said)]
