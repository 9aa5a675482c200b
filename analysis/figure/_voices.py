"""Figure: who speaks in the units that carry each frame, wave by wave, in small panels."""

import math
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis import style
from analysis.contracts import InputError, each_row
from analysis.figure._blocks import mark
from analysis.figure._canvas import (
    articles_text,
    canvas,
    capital,
    figure_width,
    fit_height,
    legend_rows,
    line_height,
    scaled,
    size_of,
    stroke,
    write_below,
)
from analysis.figure._table import in_order, known_frames, need, need_shares, need_unique

_ALL: Final = "any"  # not a frame: all units
_APART: Final = ("unlisted", "unattributed", "journalist")
_MOST_WAVES: Final = 4
_LEAST_PANEL: Final = 19.0  # millimetres for dots and numbers
_GAP: Final = 5.0
_KEY: Final = ["frame", "wave", "actor"]


class _Panel(NamedTuple):
    """Where the panel of a frame stands, in millimetres: its left edge, heading and rows."""

    frame: str
    left: float
    head: str
    below_head: float
    top: float
    rows: dict[str, float]
    bottom: float


class _Sizes(NamedTuple):
    """Millimetres: of a panel, of its dots, between waves, of each row and of the gap apart."""

    panel: float
    dots: float
    pitch: float
    rows: dict[str, float]
    apart: float


def voices(
    estimates: pd.DataFrame, *, ax: Axes | None = None, labels: Mapping[str, str],
    actors: Mapping[str, str], order: Sequence[str] | None = None, unit: str = "sentences",
    plain: bool = False,
) -> Axes:  # fmt: skip
    """Draw which share of the units with each frame is spoken by whom, wave by wave.

    Each frame has a panel (in a column of 89 mm two stand side by side, in 183 mm up to six), and
    in it each actor a row with a dot and an interval for each wave,
    the first with an open marker and the last with a full one. The number at the right is that
    of units in which the actor speaks. Who is no actor of the list stands below a line: others,
    speech of nobody who is named, and the journalist's own words.

    Parameters
    ----------
    estimates : DataFrame
        Contract `estimates` of the salience of `voice_tallies.tally`, a row for each frame, wave
        and actor: frame, wave, actor, estimate, ci_low, ci_high (0 to 1), n_units, n_positive,
        n_docs. The frame 'any' is all units; it is drawn in black.
    ax : Axes, optional
        A new figure is made when left out.
    labels : mapping
        Frame to its name, in the order of the codebook; with 'any', that of all units.
    actors : mapping
        Actor to its name, in the order of the rows; 'unlisted', 'unattributed' and 'journalist'
        are set apart, and come last.
    order : sequence of str, optional
        Waves from first to last, at most four; as they come in the table when left out.
    unit : str
        What is counted, in the plural.
    plain : bool
        Draw all panels in black: they are no frames, but languages or outlets, say.

    Returns
    -------
    Axes
        Both coordinates are millimetres, from the left and from the top.

    Raises
    ------
    InputError
        If the table lacks a column or has no rows, has two rows for a frame, wave and actor, a
        frame or actor without a name, more than four waves, or shares written as percent.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from analysis import figure, style
    >>> heard = pd.DataFrame({
    ...     "frame": "conflict", "wave": "May", "actor": ["mayor", "journalist"], "n_docs": 8,
    ...     "estimate": [0.25, 0.75], "ci_low": [0.1, 0.5], "ci_high": [0.5, 0.9], "n_units": 40,
    ...     "n_positive": [10, 30]})
    >>> with plt.rc_context(style.paper()):
    ...     ax = figure.voices(heard, labels={"conflict": "Conflict"},
    ...                        actors={"mayor": "Mayor", "journalist": "Journalist"})
    >>> [text.get_text() for text in ax.texts if text.get_text() not in ("0", "50", "100")][:4]
    ['Conflict', 'of 40 sentences', '10', '30']
    >>> plt.close(ax.figure)
    """
    need(estimates, "estimates", (*_KEY, "estimate", "ci_low", "ci_high", "n_units", "n_positive",
                                  "n_docs"), _KEY)  # fmt: skip
    frames = known_frames(estimates["frame"], labels, "estimates")
    names = _rows_of(estimates, actors)
    need_unique(estimates, "estimates", _KEY, "Estimate by wave and actor, with one method.")
    need_shares(estimates, "estimates", ("estimate", "ci_low", "ci_high"), 0)
    waves = _few_waves(in_order(estimates["wave"], order, "order"))
    with canvas(ax) as (ax, free):
        _clear(ax, names)
        width = size_of(ax)[0]
        heads = [labels[frame] for frame in frames]
        across, sizes = _sizes(ax, estimates, names, heads=heads, n_waves=len(waves))
        heads = [style.wrap(head, width=sizes.panel, weight="bold") for head in heads]
        totals = {frame: _totals(estimates, frame, waves, unit, sizes.panel) for frame in frames}
        panels = _place(frames, heads, totals, across, sizes)
        bottom = panels[-1].bottom + 1.2 * line_height(style.small())  # the numbers of the scale
        ax.set(xlim=(0, width), ylim=(bottom, 0))
        _name_rows(ax, panels, names)
        black = style.FrameStyle(style.INK, "o", "", "-")
        looks = style.frames([frame for frame in frames if not plain and frame != _ALL])
        for panel in panels:
            _write_head(ax, panel, totals[panel.frame])
            _draw_scale(ax, panel, sizes)
            _draw_dots(ax, panel, estimates, waves, looks.get(panel.frame, black), sizes)
        _legend(ax, estimates, waves, width)
        said = f"{capital(unit)} of each panel in which they speak (%)"
        write_below(ax, width, said, [f"Numbers at the right: {unit} in which they speak."])
        fit_height(ax, bottom, free=free)
    return ax


def _few_waves(waves: list[str]) -> list[str]:
    """Return the waves, if a reader can tell them apart by the fill of a marker."""
    if len(waves) > _MOST_WAVES:
        message = (f"Column estimates.wave has {len(waves)} values; {_MOST_WAVES} can be told "
                   f"apart side by side. Keep some, or draw several figures.")  # fmt: skip
        raise InputError(message)
    return waves


def _rows_of(estimates: pd.DataFrame, actors: Mapping[str, str]) -> dict[str, str]:
    """Names of the actors, those set apart last, after checking that each one has a name."""
    in_order(estimates["actor"], list(actors), "actors")
    listed = {actor: name for actor, name in actors.items() if actor not in _APART}
    return listed | {actor: actors[actor] for actor in _APART if actor in actors}


def _clear(ax: Axes, names: Mapping[str, str]) -> None:
    """Leave of the axes only the names of rows, so that the room beside them is known."""
    texts = [_row_name(ax, name) for name in names.values()]
    ax.set_yticks(range(len(texts)), texts)
    ax.set_xticks([])
    ax.tick_params(axis="y", length=0, pad=scaled(5))
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)


def _row_name(ax: Axes, name: str) -> str:
    """Break the name of an actor to stand left of the axes."""
    return style.wrap(name, width=min(0.27 * figure_width(ax), scaled(42)))


def _sizes(
    ax: Axes,
    estimates: pd.DataFrame,
    names: Mapping[str, str],
    *,
    heads: Sequence[str],
    n_waves: int,
) -> tuple[int, _Sizes]:
    """Choose how many panels stand side by side, and how large everything is."""
    width, small = size_of(ax)[0], style.small()
    gap, least = scaled(_GAP), max(scaled(_LEAST_PANEL), _longest_word(heads))
    most = max(1, min(len(heads), int((width + gap) // (least + gap))))
    across = math.ceil(len(heads) / math.ceil(len(heads) / most))
    panel = (width - (across - 1) * gap) / across
    known = estimates["n_positive"].dropna().astype("int64")
    numbers = max([style.text_width(f"{n:,}", size=small) for n in known], default=0.0)
    pitch = 0.92 * line_height(small)
    rows = {
        actor: max(n_waves * pitch, (_row_name(ax, name).count("\n") + 1) * line_height())
        + scaled(0.9)
        for actor, name in names.items()
    }
    return across, _Sizes(panel, panel - numbers - scaled(2.2), pitch, rows, scaled(1.6))


def _longest_word(heads: Sequence[str]) -> float:
    """Millimetres of the longest part of a heading that stays whole."""
    parts = (style.wrap(head, width=0, weight="bold") for head in heads)
    return max(style.text_width(part, weight="bold") for part in parts)


def _totals(
    estimates: pd.DataFrame, frame: str, waves: Sequence[str], unit: str, width: float
) -> str:
    """Say of how many units in each wave the shares of a panel are."""
    own = estimates[estimates["frame"] == frame].groupby("wave")["n_units"].max()
    numbers = [f"{int(own.get(wave, 0)):,}" for wave in waves]
    return style.wrap(f"of {'; '.join(numbers)} {unit}", width=width, size=style.small())


def _place(
    frames: Sequence[str], heads: Sequence[str], totals: Mapping[str, str], across: int,
    sizes: _Sizes,
) -> list[_Panel]:  # fmt: skip
    """Set the panels in rows of so many, from top to bottom."""
    panels: list[_Panel] = []
    top, small = 0.0, line_height(style.small())
    for first in range(0, len(frames), across):
        row = range(first, min(first + across, len(frames)))
        below_head = top + max((heads[i].count("\n") + 1) * line_height() for i in row)
        top = (
            below_head + max((totals[frames[i]].count("\n") + 1) * small for i in row) + scaled(0.8)
        )
        y = top
        centres: dict[str, float] = {}
        for actor, height in sizes.rows.items():
            starts = actor in _APART and not set(centres) & set(_APART) and centres
            y += sizes.apart if starts else 0.0
            centres[actor] = y + height / 2
            y += height
        for place, i in enumerate(row):
            left = place * (sizes.panel + scaled(_GAP))
            panels.append(_Panel(frames[i], left, heads[i], below_head, top, centres, y))
        top = y + 2.2 * small  # the numbers of the scale, and air
    return panels


def _name_rows(ax: Axes, panels: Sequence[_Panel], names: Mapping[str, str]) -> None:
    """Name the rows beside every first panel."""
    places = [(y, actor) for panel in panels if panel.left == 0 for actor, y in panel.rows.items()]
    ax.set_yticks([y for y, _ in places], [_row_name(ax, names[actor]) for _, actor in places])


def _draw_scale(ax: Axes, panel: _Panel, sizes: _Sizes) -> None:
    """Draw light lines of reference, their numbers, and the line above who is set apart."""
    for share in (0, 50, 100):
        x = panel.left + share / 100 * sizes.dots
        ax.plot([x, x], [panel.top, panel.bottom], color=style.RULE, zorder=0,
                linewidth=stroke(0.4), clip_on=False)  # fmt: skip
        ax.annotate(f"{share}", xy=(x, panel.bottom), xytext=(0, -scaled(1.5)),
                    ha="center", va="top", textcoords="offset points", size=style.small(),
                    color=style.MUTED, annotation_clip=False)  # fmt: skip
    apart = [y - sizes.rows[actor] / 2 for actor, y in panel.rows.items() if actor in _APART]
    if apart and len(apart) < len(panel.rows):
        y = min(apart) - sizes.apart / 2
        ax.plot([panel.left, panel.left + sizes.panel], [y, y], color=style.MUTED,
                linewidth=stroke(0.4), zorder=0, clip_on=False)  # fmt: skip


def _write_head(ax: Axes, panel: _Panel, total: str) -> None:
    """Write above a panel which frame it is, and of how many units."""
    small = {"size": style.small(), "color": style.MUTED}
    for text, side, look in ((panel.head, "bottom", {"weight": "bold"}), (total, "top", small)):
        ax.annotate(text, xy=(panel.left, panel.below_head), ha="left", va=side,
                    annotation_clip=False, **look)  # fmt: skip


def _draw_dots(
    ax: Axes, panel: _Panel, estimates: pd.DataFrame, waves: Sequence[str],
    look: style.FrameStyle, sizes: _Sizes,
) -> None:  # fmt: skip
    """Draw for each actor and wave the dot, its interval and the number of units."""
    own = estimates[(estimates["frame"] == panel.frame) & estimates["estimate"].notna()]
    known = {(row.actor, row.wave): row for row in each_row(own)}
    if not known:
        ax.annotate("no data", xy=(panel.left, next(iter(panel.rows.values()))), ha="left",
                    xytext=(scaled(3), 0), textcoords="offset points", va="center_baseline",
                    size=style.small(), color=style.MUTED, annotation_clip=False)  # fmt: skip
    for actor, centre in panel.rows.items():
        for place, wave in enumerate(waves):
            if (row := known.get((actor, wave))) is None:
                continue
            y = centre + (place - (len(waves) - 1) / 2) * sizes.pitch
            dot, low, high = (panel.left + float(share) * sizes.dots
                              for share in (row.estimate, row.ci_low, row.ci_high))  # fmt: skip
            mark(ax, (dot, low, high), y, colour=look.colour, marker=look.marker, size=0.85,
                 face=style.tint(look.colour, _fill(place, waves)))  # fmt: skip
            ax.annotate(f"{int(row.n_positive):,}", xy=(panel.left + sizes.panel, y), ha="right",
                        va="center_baseline", size=style.small(), annotation_clip=False,
                        color=style.INK if row.n_positive else style.MUTED)  # fmt: skip


def _fill(place: int, waves: Sequence[str]) -> float:
    """Strength of the fill: none for the first wave, full for the last or only one."""
    return place / (len(waves) - 1) if len(waves) > 1 else 1.0


def _legend(ax: Axes, estimates: pd.DataFrame, waves: Sequence[str], width: float) -> None:
    """Explain above the panels which fill is which wave, and how many articles it has."""
    known = estimates[estimates["n_docs"] > 0]
    counts = {wave: known.loc[known["wave"] == wave, "n_docs"] for wave in waves}
    texts = [f"{wave} ({articles_text(counts[wave])})" for wave in waves]
    handles = [Line2D([], [], linestyle="none", marker="o", markeredgecolor=style.INK,
                      markerfacecolor=style.tint(style.INK, _fill(place, waves)))
               for place in range(len(waves))]  # fmt: skip
    texts, columns = legend_rows(texts, width)
    ax.legend(handles, texts, loc="lower left", ncols=columns, bbox_to_anchor=(0, 1.0),
              borderaxespad=0.6)  # fmt: skip
