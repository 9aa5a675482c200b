"""Where words occur in their articles: a tick for each occurrence, or a strip for many articles."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.patches import Rectangle

from analysis import style, wording
from analysis.contracts import InputError, each_row, first_five
from analysis.figure._canvas import (
    canvas,
    capital,
    figure_width,
    fit_height,
    head_height,
    line_height,
    scaled,
    size_of,
    stroke,
    write_below,
    write_beside,
    write_head,
)
from analysis.figure._cells import bare_axes, name_columns
from analysis.figure._table import in_order, need

_MOST_TERMS: Final = 8
_MOST_ROWS: Final = 60
_AIRY: Final = 24  # rows up to which there is air between them
_WIDE: Final = 120.0  # millimetres from which a date stands beside its outlet
_GAP: Final = 0.06  # between columns, in their width
_NEEDED: Final = ("doc_id", "outlet", "date_label", "wave", "term", "place")


def dispersion(
    positions: pd.DataFrame, *, ax: Axes | None = None, terms: Sequence[str] | None = None,
    waves: Sequence[str] | None = None, axis_label: str | None = None,
) -> Axes:  # fmt: skip
    """Draw where in each article each term occurs, articles grouped by wave.

    A row is an article and a column a term; from left to right a cell goes from the first word
    of the article to the last, with a tick at each occurrence. With a column n_docs a row
    stands for so many articles: a cell is then cut into tenths of the article, darker where the
    term occurs more often per article.

    Parameters
    ----------
    positions : DataFrame
        doc_id, outlet, date_label (as it should be read), wave (empty: in no wave), term,
        place (0 to 1); a row with an empty term for each article without the terms. With
        n_docs, as `lexis_tables.dispersion_rows` makes it, place is the middle of a tenth and
        `per_article` the mean number of occurrences in it.
    ax : Axes, optional
        A new figure is made when left out.
    terms : sequence of str, optional
        From left to right; as they come first in the table when left out. At most eight.
    waves : sequence of str, optional
        From top to bottom; as they come first in the table when left out.
    axis_label : str, optional
        What a cell shows, in place of the usual words.

    Returns
    -------
    Axes
        x: term number `i` from `i` to `i + 1`; y: millimetres from the top.

    Raises
    ------
    InputError
        If the table lacks a column or has no rows, holds no term, more terms or rows than can
        be shown, or a place outside 0 to 1.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from analysis import figure, style
    >>> positions = pd.DataFrame({
    ...     "doc_id": "a", "outlet": "Daily", "date_label": "3 May 2031", "wave": "May",
    ...     "term": ["deal", "deal"], "place": [0.1, 0.8]})
    >>> with plt.rc_context(style.paper()):
    ...     ax = figure.dispersion(positions)
    >>> [text.get_text() for text in ax.texts][:4]
    ['Daily', '3 May 2031', 'May', '1 article']
    >>> plt.close(ax.figure)
    """
    names = _terms(positions, terms)
    rows, order = _rows(positions, waves)
    pooled = "n_docs" in positions
    with canvas(ax) as (ax, free):
        texts, height = _texts(ax, rows)
        rows, heads, total = _stacked(rows, order, height)
        bare_axes(ax, len(names), total)
        _name_rows(ax, rows, texts, height)
        across = size_of(ax)[0]
        for wave, y in heads.items():
            own = rows[rows["wave"] == wave]
            n_docs = int(own["n_docs"].sum()) if pooled else len(own)
            head = capital(wave) if wave == wording.NO_WAVE else wave
            write_head(ax, y, head, wording.counted(n_docs, "article"), across=across)
        name_columns(ax, names, width=across / len(names), side="top")
        _lines(ax, rows, len(names), height)
        draw = _strips if pooled else _ticks
        draw(ax, positions, rows, names, height)
        write_below(ax, across, axis_label or _says(positions, pooled=pooled))
        fit_height(ax, total, free=free)
    return ax


def _terms(positions: pd.DataFrame, terms: Sequence[str] | None) -> list[str]:
    """Give the terms from left to right, after checking the table."""
    need(positions, "positions", _NEEDED, ("doc_id",))
    found = positions["term"].dropna()
    places = positions.loc[positions["term"].notna(), "place"]
    if (wrong := places[~places.between(0, 1)]).size:
        message = (f"Column positions.place holds {first_five(wrong)}; a place is between 0 (the "
                   f"first word of the article) and 1 (the last).")  # fmt: skip
        raise InputError(message)
    names = in_order(found, terms, "terms")
    if not names:
        message = "Table positions holds no term, so there is nothing to draw. Name other terms."
        raise InputError(message)
    if len(names) > _MOST_TERMS:
        message = (f"{len(names)} terms are too many side by side; {_MOST_TERMS} have room. Keep "
                   f"some, or draw several figures.")  # fmt: skip
        raise InputError(message)
    return names


def _rows(
    positions: pd.DataFrame, waves: Sequence[str] | None
) -> tuple[pd.DataFrame, list[str]]:  # fmt: skip
    """Give one row per article, by wave; and the waves in their order."""
    about = [
        "doc_id",
        "outlet",
        "date_label",
        "wave",
        *(["n_docs"] if "n_docs" in positions else []),
    ]
    rows = positions[about].drop_duplicates("doc_id", ignore_index=True)
    blank = {"outlet": "no outlet", "date_label": "no date", "wave": wording.NO_WAVE}
    rows = rows.astype(dict.fromkeys(blank, "object")).fillna(blank)
    if len(rows) > _MOST_ROWS:
        message = (f"{len(rows):,} rows are too many for one figure; {_MOST_ROWS} have room. "
                   f"lexis_tables.dispersion_rows puts outlets in place of articles.")  # fmt: skip
        raise InputError(message)
    inside = rows.loc[rows["wave"] != wording.NO_WAVE, "wave"]
    order = in_order(inside, waves, "waves")
    if len(inside) < len(rows):
        order = [*order, wording.NO_WAVE]
    place = {wave: number for number, wave in enumerate(order)}
    return rows.iloc[np.argsort(rows["wave"].map(place), kind="stable")], order


def _stacked(
    rows: pd.DataFrame, order: Sequence[str], height: float
) -> tuple[pd.DataFrame, dict[str, float], float]:  # fmt: skip
    """Give each row its top in millimetres, each wave its head, and the height of all."""
    heads: dict[str, float] = {}
    tops: list[float] = []
    y = 0.0
    for wave in order:
        n = int((rows["wave"] == wave).sum())
        if not n:
            continue
        y += head_height() if heads else 1.35 * line_height()
        heads[wave] = y
        tops += [y + height * number for number in range(n)]
        y += height * n
    return rows.assign(top=tops).reset_index(drop=True), heads, y


def _texts(ax: Axes, rows: pd.DataFrame) -> tuple[list[str], float]:
    """Break the names of rows, and say how high a row is."""
    across = figure_width(ax)
    below = across < scaled(_WIDE)
    texts = [style.wrap(name, width=max(0.26 * across, scaled(24.0))) for name in rows["outlet"]]
    lines = max(text.count("\n") + 1 for text in texts) + below
    air = 0.5 if len(rows) <= _AIRY else 0.15
    return texts, (air + 0.95 * lines) * line_height()


def _name_rows(ax: Axes, rows: pd.DataFrame, texts: Sequence[str], height: float) -> None:
    """Write outlet and date beside each row, the date below where there is little room."""
    small, below = style.small(), figure_width(ax) < scaled(_WIDE)
    dates = (
        0.0
        if below
        else scaled(2) + max(style.text_width(t, size=small) for t in rows["date_label"])
    )
    for text, row in zip(texts, each_row(rows), strict=True):
        y, many = row.top + height / 2, text.count("\n") + 1
        up = 0.5 * line_height() if below else 0.0
        write_beside(ax, text, y, shift=dates, rise=up)
        drop = -0.55 * many * line_height() if below else 0.0
        write_beside(ax, row.date_label, y, rise=drop, size=small, color=style.MUTED)


def _lines(ax: Axes, rows: pd.DataFrame, n_terms: int, height: float) -> None:
    """Draw the line that stands for an article in each column."""
    middle = rows["top"].to_numpy(dtype=float) + height / 2
    segments = [[(x + _GAP, y), (x + 1 - _GAP, y)] for y in middle for x in range(n_terms)]
    ax.add_collection(
        LineCollection(segments, colors=style.RULE, linewidths=stroke(0.6), zorder=1), autolim=False
    )


def _x(place: pd.Series, column: pd.Series) -> pd.Series:
    """Give the x of a place in the article, within the column of its term."""
    return column + _GAP + (1 - 2 * _GAP) * place


def _ticks(
    ax: Axes, positions: pd.DataFrame, rows: pd.DataFrame, names: Sequence[str], height: float
) -> None:  # fmt: skip
    """Draw a tick at each occurrence, in the colour of its term."""
    top = rows.set_index("doc_id")["top"]
    looks = style.frames(names)
    for number, name in enumerate(names):
        own = positions[positions["term"] == name]
        x = _x(own["place"], pd.Series(number, index=own.index)).to_numpy(dtype=float)
        y = own["doc_id"].map(top).to_numpy(dtype=float) + height / 2
        reach = min(0.36 * height, 0.55 * line_height())
        segments = [[(a, b - reach), (a, b + reach)] for a, b in zip(x, y, strict=True)]
        ax.add_collection(
            LineCollection(segments, colors=looks[name].colour, linewidths=stroke(0.8), zorder=2,
                           capstyle="butt"),
            autolim=False,
        )  # fmt: skip


def _strips(
    ax: Axes, positions: pd.DataFrame, rows: pd.DataFrame, names: Sequence[str], height: float
) -> None:  # fmt: skip
    """Draw tenths of the article, darker where a term occurs more often; each term by itself."""
    top = rows.set_index("doc_id")["top"]
    looks = style.frames(names)
    for number, name in enumerate(names):
        own = positions[(positions["term"] == name) & (positions["per_article"] > 0)]
        if own.empty:
            continue
        strength = 0.12 + 0.88 * own["per_article"] / own["per_article"].max()
        left = _x(own["place"] - 0.05, pd.Series(number, index=own.index))
        boxes = [
            Rectangle((x, y + 0.14 * height), 0.1 * (1 - 2 * _GAP), 0.72 * height)
            for x, y in zip(left, own["doc_id"].map(top), strict=True)
        ]
        faces = [style.tint(looks[name].colour, value) for value in strength]
        ax.add_collection(PatchCollection(boxes, facecolors=faces, linewidths=0, zorder=2),
                          autolim=False)  # fmt: skip


def _says(positions: pd.DataFrame, *, pooled: bool) -> str:
    """Say what a cell shows."""
    if not pooled:
        return "Each cell: an article from its first word to its last; a tick is an occurrence"
    own = positions[positions["term"].notna()]
    most = own.groupby("term")["per_article"].max()
    darkest = ", ".join(f"{term} {wording.rate(most[term])}" for term in sorted(most.index))
    return (f"Each cell: tenths of the article, first to last; darker is more often. Darkest, in "
            f"occurrences per article and tenth: {darkest}")  # fmt: skip
