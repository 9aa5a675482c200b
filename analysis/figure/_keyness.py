"""Words that set two groups apart, as bars on both sides of zero with the counts beside them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import style, wording
from analysis._keyness.names import SCORES
from analysis._language_names import language_name
from analysis.contracts import InputError, did_you_mean
from analysis.figure._blocks import draw_scale
from analysis.figure._canvas import (
    canvas,
    figure_width,
    fit_height,
    line_height,
    new_figure,
    scaled,
    span_of,
    stroke,
    text_size,
    thin_out,
    widths_of,
    write_across,
    write_below,
)
from analysis.figure._table import need, need_unique

_MOST: Final = 30
_SIGNS: Final = ("■", "□")  # target, reference
_COLUMNS: Final = "□ ■ Uses of the term, and in brackets the articles that use it"
_WIDE: Final = 120.0  # millimetres from which the counts are written as large as the terms
_TWO_COLUMNS: Final = 150.0  # millimetres from which contrasts stand in two columns
_BAR: Final = 0.62  # height of a bar, in that of its row
_DENSE: Final = 20  # terms below each other from which they are small
_PITCH: Final = 1.1  # height of a row, in that of a line
_SPACE: Final = 1.8  # millimetres before a column
_COLUMN_SIDES: Final = ("reference", "target")
_COUNTS: Final = ("n", "n_docs_with", "n_docs")
_NEEDED: Final = (
    "language", "target", "reference", "term", "p_adjusted", "ci_level",
    *(f"{name}_{side}" for name in _COUNTS for side in ("target", "reference")),
)  # fmt: skip


class _Block(NamedTuple):
    """The terms of one contrast from top to bottom, where they stand, and their points."""

    rows: pd.DataFrame
    head: str
    legend: str
    top: float
    centres: Sequence[float]
    size: float

    @property
    def bottom(self) -> float:
        """End of the last row."""
        return self.top + _PITCH * line_height(self.size) * len(self.rows)


def keyness(
    table: pd.DataFrame, *, ax: Axes | None = None, top: int = 10, score: str = "z",
    names: Mapping[str, str] | None = None,
) -> Axes:  # fmt: skip
    """Draw the highest and the lowest scores of terms, with raw counts beside the bars.

    A bar to the right, dark, is more in the target; one to the left, light, more in the
    reference. Beside it stand, for each side, how often the term is used and in how many
    articles. Several languages or contrasts are blocks below each other: their ranks are apart.

    Parameters
    ----------
    table : DataFrame
        From `keyness.compare`: language, target, reference, term, the score, p_adjusted,
        ci_level; n, n_docs_with and n_docs, each for `_target` and `_reference`.
    ax : Axes, optional
        A new figure is made when left out.
    top : int
        Terms on each side of each block; 30 at the most in all.
    score : {'z', 'g2', 'chi2', 'log_ratio'}
        What is drawn, and what the terms are chosen by.
    names : mapping, optional
        How targets and references are called, such as the labels of frames.

    Returns
    -------
    Axes
        x: the score; y: millimetres from the top. Several contrasts stand in two columns on a
        wide figure; these are the axes of the first then.

    Raises
    ------
    InputError
        If the table lacks a column or has no rows, a term comes twice in a contrast, there is
        no such score, or there are more terms than fit.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from analysis import figure, style
    >>> table = pd.DataFrame({
    ...     "language": "en", "target": "June", "reference": "May", "term": ["theft", "chip"],
    ...     "z": [2.1, -1.3], "p_adjusted": [0.01, 0.6], "ci_level": 0.95,
    ...     "n_target": [8, 1], "n_reference": [1, 5], "n_docs_with_target": [4, 1],
    ...     "n_docs_with_reference": [1, 3], "n_docs_target": 9, "n_docs_reference": 7})
    >>> with plt.rc_context(style.paper()):
    ...     ax = figure.keyness(table)
    >>> [text.get_text() for text in ax.get_yticklabels()]
    ['theft', 'chip']
    >>> plt.close(ax.figure)
    """
    if score not in SCORES:
        message = f"There is no score {score!r}. {did_you_mean(str(score), SCORES)}"
        raise InputError(message)
    need(table, "keyness", (*_NEEDED, score), ("language", "target", "reference", "term", score))
    key = ("language", "target", "reference", "term")
    need_unique(table, "keyness", key, "Choose one comparison.")
    chosen = _chosen_of(table, top, score)
    with _axes_for(ax, len(chosen)) as (axes, free):
        room = figure_width(axes[0]) / len(axes)
        parts = _halves(chosen, len(axes))
        size = _size_of_terms(parts)
        halves = [_blocks(part, room, names or {}, size) for part in parts]
        limits = _limits(chosen, score)
        total = max(blocks[-1].bottom for blocks in halves)
        for one, blocks in zip(axes, halves, strict=True):
            left = _name_terms(one, blocks, room, total)
            _bars(one, blocks, score, limits)
            right = _columns(one, blocks, room)
            _write_heads(one, blocks, left)
        widths = widths_of(axes)
        for one, width in zip(axes, widths, strict=True):
            thin_out(one, width)
            one.set_xlabel(SCORES[score], loc="left")
        notes = [_COLUMNS, _tested(table)]
        if len(axes) == 1:
            write_below(axes[0], widths[0] + right, SCORES[score], notes)
        else:
            write_across(axes[0], SCORES[score], notes, span_of(axes) + right)
        fit_height(axes[0], total, free=free)
    return axes[0]


@contextmanager
def _axes_for(ax: Axes | None, n_blocks: int) -> Iterator[tuple[list[Axes], bool]]:
    """Give the axes to draw on: two beside each other where the figure has room for them."""
    across = style.millimetres(mpl.rcParams["figure.figsize"][0])
    if ax is not None or n_blocks == 1 or across < scaled(_TWO_COLUMNS):
        with canvas(ax) as (one, free):
            yield [one], free
        return
    with new_figure() as (figure, free):
        if (layout := figure.get_layout_engine()) is not None:
            layout.set(wspace=0.05)  # type: ignore[call-arg]
        axes = list(figure.subplots(1, 2))
        for one in axes:
            one.patch.set_visible(False)
        yield axes, free


def _chosen_of(
    table: pd.DataFrame, top: int, score: str
) -> dict[tuple[Any, ...], pd.DataFrame]:  # fmt: skip
    """Choose the terms of each language and contrast."""
    if isinstance(top, bool) or not isinstance(top, int) or top < 1:
        message = f"top is a number of terms on each side, from 1 on; got {top!r}."
        raise InputError(message)
    groups = table.groupby(["language", "target", "reference"], sort=False)
    chosen = {tuple(key): _chosen(rows, top, score) for key, rows in groups}
    if (n := sum(map(len, chosen.values()))) > _MOST:
        message = (f"{n} terms do not fit on a figure; at most {_MOST} do. Take a lower top, or "
                   f"one language and contrast at a time.")  # fmt: skip
        raise InputError(message)
    return chosen


def _halves(
    chosen: Mapping[tuple[Any, ...], pd.DataFrame], columns: int
) -> list[dict[tuple[Any, ...], pd.DataFrame]]:  # fmt: skip
    """Share the contrasts out over the columns, from the top of the first on."""
    each, size = list(chosen.items()), math.ceil(len(chosen) / columns)
    return [dict(each[first : first + size]) for first in range(0, len(each), size)]


def _blocks(
    chosen: Mapping[tuple[Any, ...], pd.DataFrame], room: float, names: Mapping[str, str],
    size: float,
) -> list[_Block]:  # fmt: skip
    """Give the terms of each contrast their place in a column `room` millimetres wide."""
    blocks: list[_Block] = []
    pitch, y = _PITCH * line_height(size), 0.0
    right = sum(_widths(_size(room, size), list(chosen.values()))) + 2 * scaled(_SPACE)
    for (language, *sides), rows in chosen.items():
        plain = language_name if ", " in str(language) else str
        called = [names.get(str(side), plain(str(side))) for side in sides]
        legend = _legend(room, rows, called, right)
        y += 1.6 * line_height() + (legend.count("\n") + 1) * line_height(style.small())
        y += scaled(0.8)
        centres = [y + pitch * (place + 0.5) for place in range(len(rows))]
        blocks.append(_Block(rows, language_name(str(language)), legend, y, centres, size))
        y = blocks[-1].bottom
    return blocks


def _chosen(rows: pd.DataFrame, top: int, score: str) -> pd.DataFrame:
    """Take the terms with the highest scores above 0 and the lowest below."""
    ordered = rows.sort_values([score, "term"], ascending=[False, True])
    above, below = ordered[ordered[score] > 0], ordered[ordered[score] <= 0]
    return pd.concat([above.head(top), below.tail(top)])


def _legend(across: float, rows: pd.DataFrame, sides: Sequence[str], right: float) -> str:
    """Write which bars are which group, and how many articles it has.

    The last line ends before the columns, which are `right` millimetres wide.
    """
    room, first, small = across - scaled(3), rows.iloc[0], style.small()
    texts = [
        f"{sign} more in {name} ({wording.counted(int(first[f'n_docs_{side}']), 'article')})"
        for sign, side, name in zip(_SIGNS, ("target", "reference"), sides, strict=True)
    ]
    one = "    ".join(texts)
    if style.text_width(one, size=small) <= room - right:
        return one
    legend = "\n".join(style.wrap(text, width=room, size=small) for text in texts)
    last = legend.rpartition("\n")[2]
    return legend if style.text_width(last, size=small) <= room - right else f"{legend}\n "


def _size_of_terms(columns: Sequence[Mapping[tuple[Any, ...], pd.DataFrame]]) -> float:
    """Points of the terms: fewer where many stand below each other."""
    most = max(sum(map(len, chosen.values())) for chosen in columns)
    return style.small() if most > _DENSE else text_size()


def _size(across: float, terms: float) -> float:
    """Points of the counts in a column so wide, beside terms of so many points."""
    return style.small() if across < scaled(_WIDE) else terms


def _counts(rows: pd.DataFrame, side: str) -> list[str]:
    """Write how often each term is used on a side, and in how many articles."""
    pairs = zip(rows[f"n_{side}"], rows[f"n_docs_with_{side}"], strict=True)
    return [f"{int(n):,} ({int(docs):,})" for n, docs in pairs]


def _widths(size: float, parts: Sequence[pd.DataFrame]) -> list[float]:
    """Measure the columns of counts."""
    return [max(style.text_width(text, size=size) for rows in parts
                for text in _counts(rows, side)) for side in _COLUMN_SIDES]  # fmt: skip


def _name_terms(ax: Axes, blocks: Sequence[_Block], across: float, total: float) -> float:
    """Write the terms to the left of the axes, bold if a test bears them out; give the width."""
    room = 0.28 * across
    places = [y for block in blocks for y in block.centres]
    rows = pd.concat([block.rows for block in blocks])
    texts = [_cut(str(term), room) for term in rows["term"]]
    ax.set_ylim(total, 0)
    ax.set_yticks(places, texts)
    ax.tick_params(axis="y", length=0, pad=scaled(5), labelsize=blocks[0].size)
    ax.spines["left"].set_visible(False)
    passes = rows["p_adjusted"] < 1 - rows["ci_level"]
    for label, bold in zip(ax.get_yticklabels(), passes, strict=True):
        label.set_fontweight("bold" if bold else "normal")
    return max(style.text_width(text, weight="bold") for text in texts) + scaled(1.8)


def _cut(term: str, room: float) -> str:
    """Shorten a term that is longer than its room, such as a web address."""
    if style.text_width(term, weight="bold") <= room:
        return term
    size = len(term)
    while size > 1 and style.text_width(f"{term[:size]}…", weight="bold") > room:
        size -= 1
    return f"{term[:size]}…"


def _limits(chosen: Mapping[tuple[Any, ...], pd.DataFrame], score: str) -> list[float]:
    """Give the marks of the scale that all blocks share."""
    values = np.concatenate([rows[score].to_numpy(float) for rows in chosen.values()])
    step = _step(float(np.abs(values).max(initial=0)))
    return [step * at for at in (-2, -1, 0, 1, 2)]


def _bars(ax: Axes, blocks: Sequence[_Block], score: str, limits: Sequence[float]) -> None:
    """Draw the bars of the blocks of a column."""
    values = np.concatenate([block.rows[score].to_numpy(float) for block in blocks])
    spans = [(block.top, block.bottom) for block in blocks]
    draw_scale(ax, limits, spans, write=_written, strong=0.0)
    height = _BAR * _PITCH * line_height(blocks[0].size)
    places = [y for block in blocks for y in block.centres]
    faces = [style.tint(style.INK, 0.85 if value > 0 else 0.18) for value in values]
    ax.barh(places, values, height=height, color=faces, edgecolor=style.INK, linewidth=stroke(0.4),
            zorder=2)  # fmt: skip


def _step(most: float) -> float:
    """Round half of the scale up to 1, 2 or 5 times a power of ten."""
    if not most > 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(most / 2))
    return next(power * m for m in (1, 2, 2.5, 5, 10) if 2 * power * m >= most * (1 - 1e-9))


def _written(value: float) -> str:
    """Write a number with a true minus."""
    return f"{value:,.6g}".replace("-", "−")


def _columns(ax: Axes, blocks: Sequence[_Block], across: float) -> float:
    """Write for each side uses and articles of each term; give the width of both columns."""
    points, at, small = 72 * style.MILLIMETRE, 0.0, style.small()
    size = _size(across, blocks[0].size)
    widths = _widths(size, [block.rows for block in blocks])
    for sign, side, width in zip(_SIGNS[::-1], _COLUMN_SIDES, widths, strict=True):
        at += scaled(_SPACE) + width
        for block in blocks:
            _beside(ax, sign, block.top, at * points, va="bottom", size=small, rise=scaled(0.8))
            for y, text in zip(block.centres, _counts(block.rows, side), strict=True):
                _beside(ax, text, y, at * points, va="center_baseline", size=size)
    return at


def _beside(ax: Axes, text: str, y: float, right: float, *, rise: float = 0.0, **look: Any) -> None:
    """Write to the right of the axes, ending `right` points from them."""
    ax.annotate(text, xy=(1, y), xycoords=("axes fraction", "data"), xytext=(right, rise),
                textcoords="offset points", ha="right", annotation_clip=False, **look)  # fmt: skip


def _write_heads(ax: Axes, blocks: Sequence[_Block], left: float) -> None:
    """Write over each block its language, and which bars are which group."""
    points, small = 72 * style.MILLIMETRE, style.small()
    for block in blocks:
        lines = block.legend.count("\n") + 1
        above = lines * line_height(small) + scaled(1.2)
        for text, rise, look in (
            (block.legend, scaled(0.8) / points, {"size": small}),
            (block.head, above, {"weight": "bold"}),
        ):
            ax.annotate(text, xy=(0, block.top), xycoords=("axes fraction", "data"), ha="left",
                        xytext=(-left * points, rise * points), textcoords="offset points",
                        va="bottom", annotation_clip=False, **look)  # fmt: skip


def _tested(table: pd.DataFrame) -> str:
    """Say what bold means, or that nothing was tested."""
    if table["p_adjusted"].isna().all():
        return "No term was tested: too few articles. The ranking describes these articles."
    return f"Bold: adjusted p below {1 - table['ci_level'].iloc[0]:.2g}, articles as the sample"
