"""Words that set two groups apart, as bars on both sides of zero with the counts beside them."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

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
    size_of,
    text_size,
    write_below,
)
from analysis.figure._table import need, need_unique

_MOST: Final = 30
_SIGNS: Final = ("■", "□")  # target, reference
_COLUMNS: Final = "□ ■ Uses of the term, and in brackets the articles that use it"
_WIDE: Final = 120.0  # millimetres from which the counts are written as large as the terms
_BAR: Final = 0.62  # height of a bar, in that of its row
_PITCH: Final = 1.18  # height of a row, in that of a line
_SPACE: Final = 1.8  # millimetres before a column
_COLUMN_SIDES: Final = ("reference", "target")
_COUNTS: Final = ("n", "n_docs_with", "n_docs")
_NEEDED: Final = (
    "language", "target", "reference", "term", "p_adjusted", "ci_level",
    *(f"{name}_{side}" for name in _COUNTS for side in ("target", "reference")),
)  # fmt: skip


class _Block(NamedTuple):
    """The terms of one contrast from top to bottom, and where they stand."""

    rows: pd.DataFrame
    head: str
    legend: str
    top: float
    centres: Sequence[float]

    @property
    def bottom(self) -> float:
        """End of the last row."""
        return self.top + _PITCH * line_height() * len(self.rows)


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
        x: the score; y: millimetres from the top.

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
    with canvas(ax) as (ax, free):
        blocks = _blocks(ax, table, top, score, names or {})
        left = _name_terms(ax, blocks)
        _bars(ax, blocks, score)
        right = _columns(ax, blocks)
        _write_heads(ax, blocks, left)
        across = size_of(ax)[0] + right
        write_below(ax, across, SCORES[score], [_COLUMNS, _tested(table)])
        fit_height(ax, blocks[-1].bottom, free=free)
    return ax


def _blocks(
    ax: Axes, table: pd.DataFrame, top: int, score: str, names: Mapping[str, str]
) -> list[_Block]:  # fmt: skip
    """Choose the terms of each contrast and give each its place."""
    if isinstance(top, bool) or not isinstance(top, int) or top < 1:
        message = f"top is a number of terms on each side, from 1 on; got {top!r}."
        raise InputError(message)
    blocks: list[_Block] = []
    pitch, y, keys = _PITCH * line_height(), 0.0, ["language", "target", "reference"]
    chosen = {key: _chosen(rows, top, score) for key, rows in table.groupby(keys, sort=False)}
    right = sum(_widths(ax, list(chosen.values()))) + 2 * _SPACE
    for (language, *sides), rows in chosen.items():
        plain = language_name if ", " in str(language) else str
        called = [names.get(str(side), plain(str(side))) for side in sides]
        legend = _legend(ax, rows, called, right)
        y += 1.6 * line_height() + (legend.count("\n") + 1) * line_height(style.small()) + 0.8
        centres = [y + pitch * (place + 0.5) for place in range(len(rows))]
        blocks.append(_Block(rows, language_name(str(language)), legend, y, centres))
        y = blocks[-1].bottom
    if (n := sum(len(block.rows) for block in blocks)) > _MOST:
        message = (f"{n} terms do not fit on a figure; at most {_MOST} do. Take a lower top, or "
                   f"one language and contrast at a time.")  # fmt: skip
        raise InputError(message)
    return blocks


def _chosen(rows: pd.DataFrame, top: int, score: str) -> pd.DataFrame:
    """Take the terms with the highest scores above 0 and the lowest below."""
    ordered = rows.sort_values([score, "term"], ascending=[False, True])
    above, below = ordered[ordered[score] > 0], ordered[ordered[score] <= 0]
    return pd.concat([above.head(top), below.tail(top)])


def _legend(ax: Axes, rows: pd.DataFrame, sides: Sequence[str], right: float) -> str:
    """Write which bars are which group, and how many articles it has.

    The last line ends before the columns, which are `right` millimetres wide.
    """
    room, first, small = figure_width(ax) - 3, rows.iloc[0], style.small()
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


def _size(ax: Axes) -> float:
    """Size of the counts in points."""
    return style.small() if figure_width(ax) < _WIDE else text_size()


def _counts(rows: pd.DataFrame, side: str) -> list[str]:
    """Write how often each term is used on a side, and in how many articles."""
    pairs = zip(rows[f"n_{side}"], rows[f"n_docs_with_{side}"], strict=True)
    return [f"{int(n):,} ({int(docs):,})" for n, docs in pairs]


def _widths(ax: Axes, parts: Sequence[pd.DataFrame]) -> list[float]:
    """Measure the columns of counts."""
    return [max(style.text_width(text, size=_size(ax)) for rows in parts
                for text in _counts(rows, side)) for side in _COLUMN_SIDES]  # fmt: skip


def _name_terms(ax: Axes, blocks: Sequence[_Block]) -> float:
    """Write the terms to the left of the axes, bold if a test bears them out; give the width."""
    room = 0.28 * figure_width(ax)
    places = [y for block in blocks for y in block.centres]
    rows = pd.concat([block.rows for block in blocks])
    texts = [_cut(str(term), room) for term in rows["term"]]
    ax.set_ylim(blocks[-1].bottom, 0)
    ax.set_yticks(places, texts)
    ax.tick_params(axis="y", length=0, pad=5)
    ax.spines["left"].set_visible(False)
    passes = rows["p_adjusted"] < 1 - rows["ci_level"]
    for label, bold in zip(ax.get_yticklabels(), passes, strict=True):
        label.set_fontweight("bold" if bold else "normal")
    return max(style.text_width(text, weight="bold") for text in texts) + 1.8


def _cut(term: str, room: float) -> str:
    """Shorten a term that is longer than its room, such as a web address."""
    if style.text_width(term, weight="bold") <= room:
        return term
    size = len(term)
    while size > 1 and style.text_width(f"{term[:size]}…", weight="bold") > room:
        size -= 1
    return f"{term[:size]}…"


def _bars(ax: Axes, blocks: Sequence[_Block], score: str) -> None:
    """Draw the bars of all blocks on one scale."""
    values = np.concatenate([block.rows[score].to_numpy(float) for block in blocks])
    step = _step(float(np.abs(values).max(initial=0)))
    spans = [(block.top, block.bottom) for block in blocks]
    draw_scale(ax, [step * at for at in (-2, -1, 0, 1, 2)], spans, write=_written, strong=0.0)
    height = _BAR * _PITCH * line_height()
    places = [y for block in blocks for y in block.centres]
    faces = [style.tint(style.INK, 0.85 if value > 0 else 0.18) for value in values]
    ax.barh(places, values, height=height, color=faces, edgecolor=style.INK, linewidth=0.4,
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


def _columns(ax: Axes, blocks: Sequence[_Block]) -> float:
    """Write for each side uses and articles of each term; give the width of both columns."""
    points, at, small = 72 * style.MILLIMETRE, 0.0, style.small()
    widths = _widths(ax, [block.rows for block in blocks])
    for sign, side, width in zip(_SIGNS[::-1], _COLUMN_SIDES, widths, strict=True):
        at += _SPACE + width
        for block in blocks:
            _beside(ax, sign, block.top, at * points, va="bottom", size=small, rise=1.5)
            for y, text in zip(block.centres, _counts(block.rows, side), strict=True):
                _beside(ax, text, y, at * points, va="center_baseline", size=_size(ax))
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
        above = lines * line_height(small) + 1.2
        for text, rise, look in (
            (block.legend, 0.8, {"size": small}),
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
