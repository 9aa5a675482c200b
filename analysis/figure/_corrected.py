"""The headline figure: what the coder says of the waves, and what is left once corrected."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from analysis import style, wording
from analysis.contracts import InputError, first_five
from analysis.figure._blocks import (
    Rows,
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
    capital,
    empty_figure,
    fit_height,
    legend_rows,
    line_height,
    room_below,
    scaled,
    size_of,
    span_of,
    thin_out,
    widths_of,
    write_across,
    write_below,
)
from analysis.figure._table import in_order, known_frames, need, need_shares, need_unique

RAW: Final = "naive"
"""Method of an estimate that takes the coder's codes as they are."""

GOLD_ONLY: Final = "gold only"
"""Method of an estimate that does not use the coder at all."""

_ABREAST: Final = 120.0  # millimetres: a wider figure has its panels side by side
_SAYS: Final = {
    "prevalence": "Articles that carry the frame (% of articles)",
    "salience": "{Unit} that carry the frame (% of counted {unit})",
}


class _Sides(NamedTuple):
    """Rows of the table: the raw ones, and the corrected ones."""

    raw: pd.DataFrame
    best: pd.DataFrame

    @property
    def both(self) -> pd.DataFrame:
        """All rows."""
        return pd.concat([self.raw, self.best])


def corrected(
    estimates: pd.DataFrame, *, figure: Figure | SubFigure | None = None,
    labels: Mapping[str, str], waves: Sequence[str] | None = None, unit: str = "units",
    axis_label: str | None = None,
) -> NDArray[np.object_]:  # fmt: skip
    """Draw raw and corrected shares for each frame and wave, and how much they differ.

    In each row the upper, open grey mark is the share as the coder gives it; the lower mark,
    in the colour of the frame, is the one corrected with gold codes. Beside it (below it on
    a narrow figure) stands the difference of each wave from the reference wave, raw and
    corrected, around a line at zero. A line is an interval. A corrected mark is open where
    it has none, and the reason stands once under the axes.

    Parameters
    ----------
    estimates : DataFrame
        Contract `estimates`, one measure: shares (contrast null, with a column wave) and
        differences ('other - reference', first minus second) below each other. Rows with
        method 'naive' are the raw ones, the others with `recommended` true the corrected
        ones; other rows are left out. Columns measure, frame, wave, contrast, method,
        recommended, estimate, ci_low, ci_high (shares, not percent), note; with n_gold, the
        numbers of gold units are told.
    figure : Figure or SubFigure, optional
        Empty; a new one is made when left out. It needs two axes, hence not `ax`.
    labels : mapping
        Frame to its name, in the order of the codebook.
    waves : sequence of str, optional
        From top to bottom; as they come in the table when left out.
    unit : str
        What salience and gold count, in the plural, such as 'sentences'.
    axis_label : str, optional
        What the percentages are; known for prevalence and salience.

    Returns
    -------
    ndarray of Axes, shape (1,) or (2,)
        Shares (x: percent, from 0), then differences if the table has any (x: percentage
        points); y: millimetres from the top.

    Raises
    ------
    InputError
        If the table lacks a column or has no rows, mixes measures, has two raw or two
        recommended rows for a frame and wave, differences from several references, a frame
        without a label, or shares written as percent.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from analysis import figure, style
    >>> shares = pd.DataFrame({
    ...     "measure": "prevalence", "frame": "conflict", "wave": ["May", "May", "June", "June"],
    ...     "contrast": None, "method": ["naive", "post-stratified"] * 2, "note": None,
    ...     "recommended": [False, True] * 2, "estimate": [0.25, 0.28, 0.32, 0.29],
    ...     "ci_low": [0.21, 0.20, 0.28, 0.21], "ci_high": [0.29, 0.37, 0.36, 0.38]})
    >>> change = shares.head(2).assign(wave=None, contrast="June - May", estimate=[0.07, 0.01],
    ...                                ci_low=[0.02, -0.05], ci_high=[0.12, 0.08])
    >>> with plt.rc_context(style.paper()):
    ...     panels = figure.corrected(pd.concat([shares, change]), labels={"conflict": "Conflict"})
    >>> [text.get_text() for text in panels[1].texts][:2]
    ['+7 → +1', 'raw → corrected']
    >>> plt.close(panels[0].figure)
    """
    _check(estimates, labels)
    shares = _sides(estimates[estimates["contrast"].isna()], ("frame", "wave"))
    changes = _sides(estimates[estimates["contrast"].notna()], ("frame", "contrast"))
    names = in_order(shares.both["wave"], waves, "waves")
    pairs = _pairs(changes.both["contrast"], names)
    with empty_figure(figure, "corrected") as (canvas, free):
        across = style.millimetres(canvas.bbox.width / canvas.dpi)
        abreast = across >= scaled(_ABREAST)
        axes = _panels(canvas, abreast=abreast, n_panels=2 if pairs else 1)
        rows = [set_rows(axes[0], labels, names, pitch=_pitch())]
        _draw_shares(axes[0], rows[0], shares, labels)
        if pairs:
            rows.append(_other_rows(axes, rows[0], labels, list(pairs.values()), abreast=abreast))
            _draw_changes(axes[1], rows[1], changes, labels, pairs)
        _key(canvas, across, alone=_alone(shares))
        counted = "articles" if estimates["measure"].iloc[0] == "prevalence" else unit
        says = [axis_label or _share_label(estimates, unit), _change_label(pairs)]
        _finish(axes, rows, says, _notes(shares, changes, names, counted))
        total = rows[0].total if abreast else sum(block.total for block in rows)
        fit_height(axes[0], rows[0].total, free=free, rows=total / rows[0].total)
    return axes


def _check(estimates: pd.DataFrame, labels: Mapping[str, str]) -> None:
    """Raise if the table is not whole."""
    columns = ("measure", "frame", "wave", "contrast", "method", "recommended", "estimate",
               "ci_low", "ci_high", "note")  # fmt: skip
    need(estimates, "estimates", columns, ("measure", "frame", "method", "recommended"))
    known_frames(estimates["frame"], labels, "estimates")
    if len(measures := sorted(estimates["measure"].unique())) > 1:
        message = (f"Table estimates mixes {first_five(measures)}. Draw one at a time: "
                   f"estimates[estimates['measure'] == {measures[0]!r}].")  # fmt: skip
        raise InputError(message)
    apart = estimates["contrast"].notna()
    if (~apart).sum() == 0:
        message = (
            "Table estimates holds differences only. Put the shares of each wave (from "
            "correct.shares) and the differences (from correct.differences) below each other."
        )
        raise InputError(message)
    need(estimates[~apart], "estimates", columns, ("wave",))
    need_shares(estimates[~apart], "estimates", ("estimate", "ci_low", "ci_high"), 0)
    need_shares(estimates[apart], "estimates", ("estimate", "ci_low", "ci_high"), -1)


def _sides(table: pd.DataFrame, key: Sequence[str]) -> _Sides:
    """Split rows into raw and corrected ones, each once per frame and wave."""
    raw = table["method"] == RAW
    best = table["recommended"].astype("bool") & ~raw
    for part, what in ((raw, "raw"), (best, "recommended")):
        need_unique(table[part], f"estimates ({what} rows)", key, "Choose one grouping and unit.")
    return _Sides(table[raw], table[best])


def _pairs(contrasts: pd.Series, waves: Sequence[str]) -> dict[str, str]:
    """Contrast to the wave that is compared, in the order of the waves."""
    known = {f"{other} - {reference}": (other, reference)
             for other in waves for reference in waves if other != reference}  # fmt: skip
    there = set(contrasts)
    if strange := sorted(there - set(known)):
        message = (f"Column estimates.contrast holds {first_five(strange)}; it is written "
                   f"'other - reference', with waves such as {first_five(waves)}.")  # fmt: skip
        raise InputError(message)
    if len({known[contrast][1] for contrast in there}) > 1:
        message = (f"Differences from several references ({first_five(sorted(there))}) do not fit "
                   f"one figure; keep those from one reference wave.")  # fmt: skip
        raise InputError(message)
    return {contrast: other for contrast, (other, _) in known.items() if contrast in there}


def _pitch() -> float:
    """Height of a row with a raw and a corrected mark."""
    return 1.45 * line_height()


def _panels(
    figure: Figure | SubFigure, *, abreast: bool, n_panels: int
) -> NDArray[np.object_]:  # fmt: skip
    """Make the axes: side by side, or one over the other."""
    ratios = [1.25, 1] if abreast and n_panels == 2 else None
    rows, columns = (1, n_panels) if abreast else (n_panels, 1)
    axes = figure.subplots(rows, columns, squeeze=False, width_ratios=ratios).ravel()
    for ax in axes:
        ax.patch.set_visible(False)
    return np.asarray(axes, dtype=object)


def _other_rows(
    axes: NDArray[np.object_], rows: Rows, labels: Mapping[str, str], waves: Sequence[str], *,
    abreast: bool,
) -> Rows:  # fmt: skip
    """Give the panel of differences the rows of the shares beside it, or rows of its own."""
    if abreast:
        axes[1].set(ylim=axes[0].get_ylim(), yticks=[])
        axes[1].spines["left"].set_visible(False)
        return rows
    own = set_rows(axes[1], labels, waves, pitch=_pitch())
    axes[0].get_gridspec().set_height_ratios([rows.total, own.total])
    return own


def _draw_shares(ax: Axes, rows: Rows, shares: _Sides, labels: Mapping[str, str]) -> None:
    """Draw the shares of each frame and wave."""
    limit = least_limit(shares.both)
    draw_scale(ax, list(np.linspace(0, limit, 5)), rows.spans, write=_percent_tick)
    for (frame, wave), y in rows.centres.items():
        _draw_pair(ax, shares, y, frame, labels, wave=wave)


def _draw_changes(
    ax: Axes, rows: Rows, changes: _Sides, labels: Mapping[str, str], pairs: Mapping[str, str]
) -> None:  # fmt: skip
    """Draw the differences of each frame from the reference wave, and write them."""
    limit = least_limit(changes.both)
    ticks = list(np.linspace(-limit, limit, 5))
    draw_scale(ax, ticks, rows.spans, write=lambda x: wording.points(x / 100), strong=0)
    written = {}
    for contrast, wave in pairs.items():
        for frame in labels:
            y = rows.centres[frame, wave]
            _draw_pair(ax, changes, y, frame, labels, contrast=contrast)
            found = [values_of(side, frame=frame, contrast=contrast)[0] for side in changes]
            written[y] = " → ".join("–" if np.isnan(x) else wording.points(x / 100) for x in found)
    write_column(ax, written, head="raw → gold" if _alone(changes) else "raw → corrected")
    for (_, wave), y in rows.centres.items():
        if wave not in pairs.values():
            write_inside(ax, "reference", y, left=True)


def _draw_pair(
    ax: Axes, sides: _Sides, y: float, frame: str, labels: Mapping[str, str], **place: str
) -> None:  # fmt: skip
    """Draw the raw mark, and a little lower the corrected one."""
    look, shift = style.frames(labels)[frame], 0.3 * line_height()
    raw, best = (values_of(side, frame=frame, **place) for side in sides)
    mark(ax, raw, y - shift, colour=style.MUTED, marker="o", face="white", size=0.8, line=0.7)
    closed = not np.isnan(best[1] + best[2])
    mark(ax, best, y + shift, colour=look.colour, marker=look.marker, line=1.3,
         face=look.colour if closed else "white")  # fmt: skip
    if np.isnan(best[0]):
        low, high = ax.get_xlim()
        free_left = np.isnan(raw[0]) or raw[0] > (low + high) / 2
        text = "no data" if np.isnan(raw[0]) else "not corrected"
        write_inside(ax, text, y + shift / 2, left=bool(free_left))


def _percent_tick(x: float) -> str:
    """Write a percentage on an axis."""
    return f"{x:g}"


def _alone(sides: _Sides) -> bool:
    """Whether all that is shown beside the raw numbers comes from the gold codes alone."""
    return set(sides.best["method"]) == {GOLD_ONLY}


def _key(figure: Figure | SubFigure, across: float, *, alone: bool) -> None:
    """Explain the two marks above the panels."""
    size = mpl.rcParams["lines.markersize"]
    handles = [
        Line2D([], [], color=style.MUTED, marker="o", markerfacecolor="white",
               markersize=0.8 * size, linewidth=0.7 * mpl.rcParams["lines.linewidth"]),
        Line2D([], [], color=style.INK, marker="o", markerfacecolor=style.INK,
               linewidth=1.3 * mpl.rcParams["lines.linewidth"]),
    ]  # fmt: skip
    coloured = ", in the frame’s colour" if style.in_colour() else ""
    what = "gold codes alone" if alone else "corrected with gold codes"
    texts = ["raw: as coded (upper)", f"{what} (lower{coloured})"]
    texts, columns = legend_rows(texts, across - scaled(1), handle=2.0)
    figure.legend(
        handles, texts, loc="outside upper left", ncols=columns, handlelength=2.0, borderpad=0.2
    )  # or the marks touch the edge


def _notes(
    shares: _Sides, changes: _Sides, waves: Sequence[str], unit: str
) -> list[str]:  # fmt: skip
    """Say how many gold units there are, and why marks are open."""
    gold = _gold_note(shares.best, waves, unit) if "n_gold" in shares.best else []
    what = "Open lower mark"
    return [*gold, *dict.fromkeys([*reasons(shares.best, what), *reasons(changes.best, what)])]


def _gold_note(best: pd.DataFrame, waves: Sequence[str], unit: str) -> list[str]:
    """Say how many gold units the corrected shares of each wave rest on."""
    counts = {wave: best.loc[best["wave"] == wave, "n_gold"].dropna() for wave in waves}
    if not any(map(len, counts.values())):
        return []
    spans = {
        wave: "–".join(f"{int(n):,}" for n in sorted({column.min(), column.max()})) or "none"
        for wave, column in counts.items()
    }
    if len(waves) > 1 and len(set(spans.values())) == 1:
        return [f"Gold codes: {spans[waves[0]]} {unit} in each wave"]
    return [f"Gold codes of {unit}: " + ", ".join(f"{n} in {wave}" for wave, n in spans.items())]


def _share_label(estimates: pd.DataFrame, unit: str) -> str:
    """Name the axis of shares."""
    measure = str(estimates["measure"].iloc[0])
    says = _SAYS.get(measure, f"{capital(measure)} (%)")
    return says.format(unit=unit, Unit=capital(unit))


def _change_label(pairs: Mapping[str, str]) -> str:
    """Name the axis of differences."""
    if not pairs:
        return ""
    contrast, other = next(iter(pairs.items()))
    reference = contrast.removeprefix(f"{other} - ")
    if len(pairs) > 1:
        return f"Difference from {reference} (percentage points)"
    return f"Difference: {other} minus {reference} (percentage points)"


def _finish(
    axes: NDArray[np.object_], rows: Sequence[Rows], says: Sequence[str], notes: Sequence[str]
) -> None:  # fmt: skip
    """Write headings, labels of axes, and notes under the last panel of the first column."""
    places = list(zip(axes, rows, says, strict=False))
    abreast = axes[0].get_gridspec().ncols > 1
    widths = [size_of(axes[0])[0], *widths_of(axes)[1:]]
    for place, (ax, block, label) in enumerate(places):
        thin_out(ax, widths[place])
        if abreast and not place:
            write_heads(ax, block, across=widths[0])
            right = max(widths[1], room_below(axes[1]))
            lines = style.wrap(says[1], width=right).count("\n") + 1
            label = style.wrap(label, width=widths[0])
            write_across(ax, label, notes, span_of(axes), lines=lines)
            continue
        if not abreast:
            write_heads(ax, block, across=widths[place])
        last = place == len(places) - 1 and not abreast
        write_below(ax, widths[place], label, notes if last else ())
