"""Figure 1: article by frame."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import pandas as pd
from matplotlib.axes import Axes

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
    write_beside,
    write_head,
)
from analysis.figure._cells import (
    Cells,
    bare_axes,
    darkest,
    dash_note,
    draw_cells,
    explain_cells,
    name_columns,
)
from analysis.figure._table import in_order, known_frames, need, need_unique

_TALLEST: Final = 140.0  # millimetres of rows: with heads and notes a printed page
_MOST_WRITTEN: Final = 40  # articles that get a line of text each
_LONG: Final = 0.6  # of the width of the figure: names that leave too little for the cells


class _Rows(NamedTuple):
    """How the rows of the heatmap are set: height in millimetres, and lines of text."""

    height: float
    lines: int


def heatmap(
    shares: pd.DataFrame, *, ax: Axes | None = None, labels: Mapping[str, str],
    order: Sequence[str] | None = None, waves: Sequence[str] | None = None,
    unit: str = "units", highest: float | None = None,
) -> Axes:  # fmt: skip
    """Draw how much of each article carries each frame, articles grouped by wave.

    A cell shows the share in percent and, where there is room, units with the frame and
    units counted; darker is more. Above 40 articles the rows carry no text: articles of an
    outlet stand together, outlets with few articles in one group, and a colour bar gives
    the scale.

    Parameters
    ----------
    shares : DataFrame
        One row per article and frame: doc_id, outlet, date_label (as it should be read),
        wave (empty: in no wave), wave_inferred (bool), frame, n_units (counted units of
        the article), n_positive (those that carry the frame). With a column n_docs, as
        `article_rows.rows` makes it, a row stands for so many articles.
    ax : Axes, optional
        A new figure is made when left out.
    labels : mapping
        Frame to its name, in the order of the codebook.
    order : sequence of str, optional
        All doc_ids from top to bottom, within their wave; as in the table when left out.
    waves : sequence of str, optional
        From top to bottom; as they come first in the table when left out.
    unit : str
        What was counted, in the plural, such as 'sentences'.
    highest : float, optional
        Share with the darkest colour, 0 to 1. When left out, the largest share rounded up
        to a tenth; set it where two figures are to be compared.

    Returns
    -------
    Axes
        x: a frame from `i` to `i + 1`; y: millimetres from the top. A cell without counted
        units holds a dash.

    Raises
    ------
    InputError
        If the table lacks a column or has no rows, a frame has no label, an article has
        two rows for a frame or is described in two ways, or counts do not fit.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from analysis import figure, style
    >>> shares = pd.DataFrame({
    ...     "doc_id": ["a"], "outlet": ["paper.nl"], "date_label": ["3 May 2025"], "wave": ["May"],
    ...     "wave_inferred": [False], "frame": ["conflict"], "n_units": [20], "n_positive": [5]})
    >>> with plt.rc_context(style.paper(width="column")):
    ...     ax = figure.heatmap(shares, labels={"conflict": "Conflict"}, unit="sentences")
    >>> [text.get_text() for text in ax.texts]
    ['paper.nl', '3 May 2025', 'May', '1 article', '25 %', '5/20']
    >>> plt.close(ax.figure)
    """
    frames = _known_heatmap(shares, labels)
    articles, names = _articles(shares, order, waves)
    with canvas(ax) as (ax, free):
        articles = articles.assign(text=_row_names(ax, articles))
        rows = _row_form(ax, articles, len(frames), free=free)
        if rows.lines == 0 and order is None:
            articles = _by_outlet(articles, rows.height)
        articles, heads, total = _stacked(articles, rows, names)
        bare_axes(ax, len(frames), total)
        _name_articles(ax, articles, rows)
        across = _head_waves(ax, articles, heads, dense=rows.lines == 0)
        width = across / len(frames)
        name_columns(ax, [labels[frame] for frame in frames], width=width, side="top")
        form = Cells(rows.lines, width, darkest(shares["n_positive"] / shares["n_units"], highest))
        cells = _article_cells(shares, articles, frames)
        written = draw_cells(ax, cells, form)
        inferred = articles["wave_inferred"].any() and rows.lines > 0
        notes = [
            "† Wave inferred from dated events in the text" if inferred else "",
            dash_note(cells),
        ]
        whose = "outlet" if "n_docs" in shares else "article"
        says = f"{capital(unit)} that carry the frame (% of the {whose}’s counted {unit})"
        explain_cells(ax, across, says, notes, bar=None if written else form.highest)
        spare = len(articles) * (rows.height - _row_heights()[rows.lines])
        fit_height(ax, total, free=free, least=total - max(0.0, spare))
    return ax


def _known_heatmap(shares: pd.DataFrame, labels: Mapping[str, str]) -> list[str]:
    """Frames of the heatmap, after checking its table."""
    columns = ("doc_id", "outlet", "date_label", "wave", "wave_inferred", "frame", "n_units",
               "n_positive")  # fmt: skip
    need(shares, "shares", columns, ("doc_id", "frame", "wave_inferred", "n_units", "n_positive"))
    frames = known_frames(shares["frame"], labels, "shares")
    need_unique(shares, "shares", ("doc_id", "frame"), "Add up the tallies of an article first.")
    wrong = shares[(shares["n_positive"] > shares["n_units"]) | (shares["n_positive"] < 0)]
    if len(wrong):
        message = (f"Table shares has articles with n_positive below 0 or above n_units "
                   f"({first_five(wrong['doc_id'])}). Is it the table of tallies?")  # fmt: skip
        raise InputError(message)
    return frames


def _articles(
    shares: pd.DataFrame, order: Sequence[str] | None, waves: Sequence[str] | None
) -> tuple[pd.DataFrame, list[str]]:  # fmt: skip
    """One row per article, by wave and then as `order` says; and the waves in their order."""
    about = ["doc_id", "outlet", "date_label", "wave", "wave_inferred"]
    known = shares if "n_docs" in shares else shares.assign(n_docs=1)
    articles = known[[*about, "n_docs"]].drop_duplicates(ignore_index=True)
    need_unique(articles, "shares", ("doc_id",), "An article has one outlet, date and wave.")
    blank = {"outlet": "no outlet", "date_label": "no date", "wave": wording.NO_WAVE}
    articles = articles.astype(dict.fromkeys(blank, "object")).fillna(blank)
    ids = in_order(articles["doc_id"], order, "order")
    inside = articles.loc[articles["wave"] != wording.NO_WAVE, "wave"]
    names = in_order(inside, waves, "waves")
    if len(inside) < len(articles):
        names = [*names, wording.NO_WAVE]
    places = {"wave": names, "doc_id": ids}
    ranked = articles.sort_values(["wave", "doc_id"], key=lambda column: column.map(
        {value: at for at, value in enumerate(places[str(column.name)])}
    ))  # fmt: skip
    return ranked.reset_index(drop=True), names


def _row_form(ax: Axes, articles: pd.DataFrame, n_frames: int, *, free: bool) -> _Rows:
    """Choose how high the rows are and how many lines of text they have."""
    across, tall = size_of(ax)
    least, one, two = _row_heights()
    small = style.small()
    label = max(map(style.text_width, articles["text"])) + scaled(4)
    label += max(style.text_width(text, size=small) for text in articles["date_label"])
    cell = style.text_width("100 %") + style.text_width("99/99", size=small) + scaled(3.5)
    wide = label + n_frames * cell <= across
    n = len(articles)
    if not free:
        around = (5 + articles["wave"].nunique() * 1.75) * line_height()
        height = max(least, (tall - around) / n)
        lines = 0 if height < 0.85 * one else 2 if height >= 0.95 * two and not wide else 1
        return _Rows(height, lines)
    stacked = label > _LONG * figure_width(ax)  # names and dates beside each other
    if n > _MOST_WRITTEN:
        return _Rows(min(0.75 * one, _TALLEST / n), 0)
    high = n * two > 0.75 * _TALLEST and not stacked
    return _Rows(one, 1) if wide or high else _Rows(two, 2)


def _row_names(ax: Axes, articles: pd.DataFrame) -> list[str]:
    """Break the names of outlets, with a dagger where the wave is inferred."""
    names = articles["outlet"].where(~articles["wave_inferred"], articles["outlet"] + "\u00a0†")
    broken = (style.wrap(name, width=_room(ax)) for name in names)
    return [text.replace("\u00a0†", " †") for text in broken]


def _room(ax: Axes) -> float:
    """Millimetres for the name of an outlet."""
    return max(0.3 * figure_width(ax), scaled(24.0))


def _row_heights() -> tuple[float, float, float]:
    """Millimetres that a row takes without text, with one line, and with two."""
    return 0.2, line_height() * 1.45, line_height() * 2.15


def _by_outlet(articles: pd.DataFrame, height: float) -> pd.DataFrame:
    """Put articles of an outlet together, and outlets too small for a label in one group."""
    size = articles.groupby(["wave", "outlet"])["doc_id"].transform("size")
    minor = size * height < line_height() * 1.1
    alone = articles["outlet"].where(minor).groupby(articles["wave"]).transform("nunique") == 1
    some = (~minor).groupby(articles["wave"]).transform("any")
    rest = some.map({True: "other outlets", False: "various outlets"})
    group = articles["outlet"].mask(minor & ~alone, rest)
    wave = pd.Categorical(articles["wave"], articles["wave"].unique(), ordered=True)
    ranked = articles.assign(outlet=group, wave_rank=wave.codes, minor=minor, size=-size)
    ranked = ranked.sort_values(["wave_rank", "minor", "size", "outlet"], kind="stable")
    return ranked[articles.columns].reset_index(drop=True)


def _stacked(
    articles: pd.DataFrame, rows: _Rows, waves: Sequence[str]
) -> tuple[pd.DataFrame, dict[str, float], float]:  # fmt: skip
    """Give each article its top and height in millimetres.

    Also return where the rows of each wave begin, and the height of all.
    """
    tops: list[float] = []
    heights: list[float] = []
    heads: dict[str, float] = {}
    y = 0.0
    for wave in waves:
        y += head_height() if heads else 1.35 * line_height()
        heads[wave] = y
        for text in articles.loc[articles["wave"] == wave, "text"]:
            tops.append(y)
            more = text.count("\n") * 0.95 * line_height() if rows.lines else 0.0
            heights.append(rows.height + more)
            y += heights[-1]
    return articles.assign(top=tops, height=heights), heads, y


def _head_waves(
    ax: Axes, articles: pd.DataFrame, heads: Mapping[str, float], *, dense: bool
) -> float:  # fmt: skip
    """Write name and number of articles over the rows of each wave; return the axes' width."""
    across = size_of(ax)[0]
    for wave, y in heads.items():
        part = articles[articles["wave"] == wave]
        inferred = int(part["wave_inferred"].sum())
        some = f", {inferred:,} inferred" if dense and inferred else ""
        n_docs = int(part["n_docs"].sum())
        count = f"{wording.counted(n_docs, 'article')}{some}" if n_docs else "no articles"
        write_head(ax, y, capital(wave) if wave == wording.NO_WAVE else wave, count, across=across)
    return across


def _name_articles(ax: Axes, articles: pd.DataFrame, rows: _Rows) -> None:
    """Write outlet and date beside each row, or the outlet beside each group of rows."""
    if rows.lines == 0:
        _name_groups(ax, articles, rows)
        return
    small = style.small()
    dates = max(style.text_width(text, size=small) for text in articles["date_label"])
    stacked = rows.lines == 2
    for row in each_row(articles):
        y, more = row.top + row.height / 2, row.text.count("\n")
        up, down = (0.47, 0.53 + 0.5 * more) if stacked else (0.0, 0.0)
        shift = 0.0 if stacked else dates + scaled(2)
        write_beside(ax, row.text, y, shift=shift, rise=up * line_height())
        write_beside(ax, row.date_label, y, rise=-down * line_height(), size=small,
                     color=style.MUTED)  # fmt: skip


def _name_groups(ax: Axes, articles: pd.DataFrame, rows: _Rows) -> None:
    """Mark each run of rows of an outlet with a line, and name it where there is room."""
    changed = (articles[["wave", "outlet"]] != articles[["wave", "outlet"]].shift()).any(axis=1)
    for _, run in articles.groupby(changed.cumsum()):
        top, n = float(run["top"].iloc[0]), len(run)
        bottom = top + n * rows.height
        ax.plot([-0.008, -0.008], [top + 0.3, bottom - 0.3], color=style.INK, linewidth=stroke(0.6),
                transform=ax.get_yaxis_transform(), clip_on=False,
                solid_capstyle="butt")  # fmt: skip
        if bottom - top >= 0.8 * line_height():
            name = f"{run['outlet'].iloc[0]} ({n})"
            broken = style.wrap(name, width=_room(ax))
            fits = bottom - top >= (broken.count("\n") + 0.8) * line_height()
            write_beside(ax, broken if fits else name, (top + bottom) / 2, shift=scaled(0.6))


def _article_cells(
    shares: pd.DataFrame, articles: pd.DataFrame, frames: Sequence[str]
) -> pd.DataFrame:  # fmt: skip
    """Cells of the heatmap from left to right and from top to bottom."""
    grid = articles[["doc_id", "top", "height"]].merge(
        pd.DataFrame({"frame": frames, "x": range(len(frames))}), how="cross"
    )
    cells = grid.merge(shares[["doc_id", "frame", "n_units", "n_positive"]], how="left")
    share = cells["n_positive"].astype("float64") / cells["n_units"].astype("float64")
    of = [f"{k:.0f}/{n:.0f}" for k, n in cells[["n_positive", "n_units"]].to_numpy(dtype=float)]
    return cells.assign(share=share, of=of)
