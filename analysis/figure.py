"""The figures: a table of numbers in, Axes out.

Each function draws the numbers of its table and estimates nothing, saves nothing and
remembers nothing. Colours, type and width are those of the style that the caller applies
(`analysis.style`); without `ax` a new figure is made, as wide as the style says and as
tall as its rows need.

`labels` names the frames of the codebook, in its order, as a reader should see them.
Pass the same mapping to every figure: the place of a frame in it gives its colour and its
marker, and a frame without a row is shown as 'no data' rather than left out.
"""

import math
import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.collections import PatchCollection, PolyCollection
from matplotlib.colors import Normalize
from matplotlib.figure import Figure, SubFigure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from numpy.typing import NDArray

from analysis import style, wording
from analysis.contracts import InputError, did_you_mean, each_row, first_five

__all__ = ["cooccurrence", "difference", "heatmap", "intervals", "timeline"]

_TALLEST: Final = 150.0  # millimetres of rows: with heads and notes a printed page
_MOST_WRITTEN: Final = 40  # articles that get a line of text each
_MOST_GROUPS: Final = 5  # fills from white to full that can be told apart
_NARROWEST: Final = 14.0  # millimetres of a panel of the timeline
_LINE: Final = 1.22  # height of a line of text, in its size
_STEPS: Final = (1, 2, 3, 7, 14, 28, 56, 91, 182, 364, 728, 1820)  # days between date labels
_EVEN: Final = {"s": 0.9, "D": 0.83, "^": 1.08, "v": 1.08, "P": 1.1, "X": 1.1, "p": 1.1}
_SAYS: Final = {
    "prevalence": "Articles that carry the frame (% of articles)",
    "salience": "{Unit} that carry the frame (% of counted {unit})",
    "prominence": "Articles with the frame in headline or lead (% of articles)",
    "dominance": "Articles that the frame dominates (% of articles)",
}
_EPOCH: Final = pd.Timestamp("1970-01-01")


# The table


def _need(table: pd.DataFrame, name: str, columns: Sequence[str], filled: Sequence[str]) -> None:
    """Raise if `table` lacks a column or a row, or has a hole in a column that must be filled."""
    if absent := [column for column in columns if column not in table.columns]:
        message = (f"Table {name} lacks {first_five(absent)}; it has "
                   f"{', '.join(map(str, table.columns)) or 'no columns'}.")  # fmt: skip
        raise InputError(message)
    if table.empty:
        message = (f"Table {name} has no rows, so there is nothing to draw. "
                   f"Was it filtered too far, or did no article have a counted unit?")  # fmt: skip
        raise InputError(message)
    for column in filled:
        if (holes := int(table[column].isna().sum())) > 0:
            message = (f"Column {name}.{column} has {holes:,} empty values. "
                       f"Fill them or leave the rows out before drawing.")  # fmt: skip
            raise InputError(message)


def _known_frames(values: pd.Series, labels: Mapping[str, str], name: str) -> list[str]:
    """Frames in the order of `labels`, after checking that each one in the table has a label."""
    strange = sorted(set(values.dropna()) - set(labels))
    if strange or not labels:
        hint = did_you_mean(strange[0], labels) if strange and labels else "labels is empty."
        message = (f"Table {name} has frames without a label: {first_five(strange)}. {hint} "
                   f"Add them to labels, or leave their rows out.")  # fmt: skip
        raise InputError(message)
    return list(labels)


def _once(table: pd.DataFrame, name: str, key: Sequence[str], remedy: str) -> None:
    """Raise if two rows want the same place in the figure."""
    twice = table[table.duplicated(list(key))]
    if len(twice):
        seen = first_five(" / ".join(map(str, row)) for row in twice[list(key)].to_numpy())
        message = f"Table {name} has more than one row for {seen}. {remedy}"
        raise InputError(message)


def _ordered(values: Iterable[str], given: Sequence[str] | None, what: str) -> list[str]:
    """Return `given`, checked to hold all `values`, or else `values` as they come first."""
    found = list(dict.fromkeys(values))
    if given is None:
        return found
    if missing := [value for value in found if value not in given]:
        known = did_you_mean(str(missing[0]), map(str, given))
        message = (f"{what} does not hold {first_five(missing)}, which the table has. "
                   f"{known} Name all of them.")  # fmt: skip
        raise InputError(message)
    return list(dict.fromkeys(given))


def _within(table: pd.DataFrame, name: str, columns: Sequence[str], low: float) -> None:
    """Raise if a share is not written as a number up to 1."""
    for column in columns:
        wrong = table.loc[(table[column] < low - 1e-9) | (table[column] > 1 + 1e-9), column]
        if len(wrong):
            message = (f"Column {name}.{column} holds {first_five(wrong)}; shares are written "
                       f"{low:g} to 1 (0.31, not 31); the figure makes percent.")  # fmt: skip
            raise InputError(message)


# The canvas


def _canvas(ax: Axes | None) -> tuple[Axes, bool]:
    """Axes to draw on, and whether its figure may take the height that the rows need.

    The axes get no background: it would be the one thing in a file with a transparent edge.
    """
    if ax is not None:
        ax.patch.set_visible(False)
        return ax, False
    free = style.height_is_free()
    across, tall = mpl.rcParams["figure.figsize"]
    # Start tall: margins must never eat the axes before its height is known.
    _, new = plt.subplots(figsize=(across, 200 * style.MILLIMETRE if free else tall))
    new.patch.set_visible(False)
    return new, free


def _size(ax: Axes) -> tuple[float, float]:
    """Width and height of the axes in millimetres, as the layout makes them now."""
    figure = ax.get_figure(root=True)
    if figure is None:
        message = "This ax belongs to no figure; take one from matplotlib.pyplot.subplots()."
        raise InputError(message)
    _lay_out(figure)
    box = ax.get_window_extent()
    return style.millimetres(box.width / figure.dpi), style.millimetres(box.height / figure.dpi)


def _lay_out(figure: Figure) -> None:
    """Let matplotlib place the axes, or say that the texts leave no room for them."""
    layout = figure.get_layout_engine()
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message=".*collapsed to zero", category=UserWarning)
        try:
            if layout is not None:
                layout.execute(figure)
        except UserWarning as cause:
            message = (f"The texts leave no room on a figure of "
                       f"{style.millimetres(figure.get_figwidth()):.0f} x "
                       f"{style.millimetres(figure.get_figheight()):.0f} mm. Make it wider or "
                       f"higher, or shorten the names.")  # fmt: skip
            raise InputError(message) from cause


def _widths(row: Sequence[Axes]) -> list[float]:
    """Widths of axes side by side in millimetres."""
    scale = _size(row[0])[0] / row[0].get_window_extent().width
    return [ax.get_window_extent().width * scale for ax in row]


def _fit_height(ax: Axes, wanted: float, *, free: bool, rows: int = 1, least: float = 0.0) -> None:
    """Make each of `rows` of axes `wanted` millimetres high, or see that it has enough.

    A height that the caller chose is kept, if it leaves `least` millimetres, or nearly what
    is wanted, for the rows.
    """
    figure = ax.get_figure(root=True)
    if free and isinstance(figure, Figure):
        lacking = rows * (wanted - _size(ax)[1])
        figure.set_figheight(figure.get_figheight() + lacking * style.MILLIMETRE)
        return
    lacking = rows * (0.85 * (least or wanted) - _size(ax)[1])
    if lacking > 0:
        message = (f"The figure is {math.ceil(lacking)} mm too low for its rows of text. Make it "
                   f"higher, or leave height out of style.paper().")  # fmt: skip
        raise InputError(message)


def _line(size: float) -> float:
    """Height in millimetres of a line of text of `size` points."""
    return size * _LINE / 72 / style.MILLIMETRE


def _normal() -> float:
    """Size in points of normal text in the style that is applied."""
    return float(mpl.rcParams["font.size"])


def _below(ax: Axes, width: float, label: str, notes: Sequence[str] = ()) -> None:
    """Write the axis label, and notes under it, no wider than `width` millimetres."""
    ax.xaxis.set_label_position("bottom")
    ax.set_xlabel(style.wrap(label, width=width), loc="left")
    small = style.small()
    if lines := "\n".join(style.wrap(note, width=width, size=small) for note in notes if note):
        ax.annotate(
            lines, xy=(0, 0), xycoords=("axes fraction", ax.xaxis.label), xytext=(0, -2.5),
            textcoords="offset points", ha="left", va="top", size=small, color=style.MUTED,
            annotation_clip=False,
        )  # fmt: skip


def _beside(ax: Axes, text: str, y: float, *, shift: float = 0.0, rise: float = 0.0,
            **look: Any) -> None:  # fmt: skip
    """Write to the left of the axes at height `y`; `shift` and `rise` in millimetres."""
    points = 72 * style.MILLIMETRE
    ax.annotate(
        text, xy=(0, y), xycoords=("axes fraction", "data"), ha="right", va="center_baseline",
        xytext=(-(1.2 + shift) * points, rise * points), textcoords="offset points",
        annotation_clip=False, **look,
    )  # fmt: skip


def _bare(ax: Axes, width: float, height: float) -> None:
    """Prepare for a table-like figure: columns of width 1, millimetres from the top."""
    ax.set(xlim=(0, width), ylim=(height, 0), yticks=[])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)


def _heads(ax: Axes, names: Sequence[str], *, width: float, side: str) -> None:
    """Name the columns; smaller, or turned by a quarter, where a word is wider than its column."""
    size, room = _normal(), width - 0.8
    if any(style.text_width(style.wrap(name, width=room)) > room for name in names):
        size = style.small()
    texts = [style.wrap(name, width=room, size=size) for name in names]
    turned = any(style.text_width(text, size=size) > room for text in texts)
    if turned:
        size, texts = _normal(), _turned(names, most=max(1, int(width / _line(_normal()))))
    ax.set_xticks(
        np.arange(len(names)) + 0.5,
        _even(texts, side),
        size=size,
        rotation=90 if turned else 0,
        multialignment={"top": "left", "bottom": "right"}[side] if turned else "center",
    )
    ax.tick_params(axis="x", top=False, bottom=False, labeltop=side == "top",
                   labelbottom=side == "bottom", length=0)  # fmt: skip


def _turned(names: Sequence[str], *, most: int) -> list[str]:
    """Break names into at most `most` lines each, as short as that allows."""
    for room in (20, 28, 40):
        texts = [style.wrap(name, width=room) for name in names]
        if max(text.count("\n") for text in texts) < most:
            return texts
    return [style.wrap(name, width=math.inf) for name in names]


def _even(texts: Sequence[str], side: str) -> list[str]:
    """Give all texts as many lines, so that their base lines agree."""
    most = max(text.count("\n") for text in texts)
    blank = ["\n" * (most - text.count("\n")) for text in texts]
    return [fill + text if side == "top" else text + fill
            for text, fill in zip(texts, blank, strict=True)]  # fmt: skip


# Cells: shared by the heatmap and the co-occurrence matrix


class _Cells(NamedTuple):
    """How the cells of a matrix are drawn.

    `lines` is the number of lines of text in a cell, `width` its width in millimetres.
    """

    lines: int
    width: float
    highest: float


def _draw_cells(ax: Axes, cells: pd.DataFrame, form: _Cells) -> bool:
    """Draw and write cells with columns x, top, height, share, of; say if text found room."""
    norm = Normalize(0, form.highest)
    known = cells["share"].notna()
    filled = _boxes(cells[known], cmap=mpl.rcParams["image.cmap"], norm=norm)
    filled.set_array(cells.loc[known, "share"].to_numpy(dtype=float))
    ax.add_collection(filled, autolim=False)
    ax.add_collection(_boxes(cells[~known], facecolors="white"), autolim=False)
    written = _write_cells(ax, cells, form, norm)
    if not written:  # a dash, as where there is text
        for x, top, height in cells.loc[~known, ["x", "top", "height"]].to_numpy(dtype=float):
            ax.plot([x + 0.4, x + 0.6], [top + height / 2] * 2, color=style.MUTED, linewidth=0.6)
    return written


def _boxes(cells: pd.DataFrame, **look: Any) -> PatchCollection:
    """Outlines of cells."""
    corners = cells[["x", "top", "height"]].to_numpy(dtype=float)
    boxes = [Rectangle((x, top), 1, height) for x, top, height in corners]
    return PatchCollection(boxes, linewidths=0.4, edgecolors=style.RULE, **look)


def _write_cells(ax: Axes, cells: pd.DataFrame, form: _Cells, norm: Normalize) -> bool:
    """Write share and counts into the cells, as much of it as all cells have room for."""
    shares = ["–" if math.isnan(share) else wording.percent(share) for share in cells["share"]]
    counts = ["" if math.isnan(share) else str(of)
              for share, of in zip(cells["share"], cells["of"], strict=True)]  # fmt: skip
    room, size, small = form.width - 1.2, _normal(), style.small()
    if max(style.text_width(text) for text in shares) > room:
        shares, size = [text.removesuffix(" %") for text in shares], small
    wide = max(style.text_width(text, size=size) for text in shares)
    if form.lines == 0 or wide > room:
        return False
    extra = max(style.text_width(text, size=small) for text in counts)
    counted = (wide + 1.2 + extra if form.lines == 1 else max(wide, extra)) <= room
    colours = mpl.colormaps[mpl.rcParams["image.cmap"]]
    for cell, share, count in zip(each_row(cells), shares, counts, strict=True):
        if math.isnan(cell.share):
            _in_cell(ax, "–", cell, color=style.MUTED)
            continue
        ink = style.ink_on(colours(norm(cell.share)))
        if not counted:
            _in_cell(ax, share, cell, size=size, color=ink)
        elif form.lines == 1:
            edge = wide - (wide + 1.2 + extra) / 2
            _in_cell(ax, share, cell, right=edge, ha="right", size=size, color=ink)
            _in_cell(ax, count, cell, right=edge + 1.2, ha="left", size=small, color=ink)
        else:
            _in_cell(ax, share, cell, up=0.47 * _line(size), size=size, color=ink)
            _in_cell(ax, count, cell, up=-0.53 * _line(size), size=small, color=ink)
    return True


def _in_cell(ax: Axes, text: str, cell: Any, *, right: float = 0.0, up: float = 0.0,
             ha: str = "center", **look: Any) -> None:  # fmt: skip
    """Write in the middle of a cell, shifted by millimetres to the right and up."""
    ax.annotate(
        text, xy=(cell.x + 0.5, cell.top + cell.height / 2), ha=ha, va="center_baseline",
        xytext=(right * 72 * style.MILLIMETRE, up * 72 * style.MILLIMETRE),
        textcoords="offset points", **look,
    )  # fmt: skip


def _explain_cells(
    ax: Axes, width: float, says: str, notes: Sequence[str], *, bar: float | None
) -> None:  # fmt: skip
    """Say under a matrix what a cell is; where cells have no numbers, with a colour bar to `bar`."""
    figure = ax.get_figure()
    if bar is None or figure is None:
        _below(ax, width, says, notes)
        return
    source = ScalarMappable(Normalize(0, 100 * bar), mpl.rcParams["image.cmap"])
    scale = figure.colorbar(source, ax=ax, location="bottom", shrink=0.6, anchor=(0, 0),
                            aspect=0.6 * width / 1.8, pad=2.0 / _size(ax)[1])  # fmt: skip
    scale.outline.set_linewidth(0.4)
    scale.ax.patch.set_visible(False)
    lines = [style.wrap(line, width=width) for line in (says, *notes) if line]
    scale.set_label("\n".join(lines), loc="left")


def _dash_note(cells: pd.DataFrame) -> str:
    """Say what a dash is, if there is one."""
    return "–  no data" if cells["share"].isna().any() else ""


def _highest(shares: pd.Series, given: float | None) -> float:
    """Share with the darkest colour: `given`, or the largest one rounded up to a tenth."""
    if given is not None:
        if not 0 < given <= 1:
            message = f"highest={given!r} is not a share; give a number above 0, up to 1."
            raise InputError(message)
        return given
    top = shares.max()
    return 1.0 if math.isnan(top) or top == 0 else math.ceil(round(top * 10, 6)) / 10


# 1. Article by frame


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
        the article), n_positive (those that carry the frame).
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
    >>> shares = pd.DataFrame({
    ...     "doc_id": ["a"], "outlet": ["paper.nl"], "date_label": ["3 May 2025"], "wave": ["May"],
    ...     "wave_inferred": [False], "frame": ["conflict"], "n_units": [20], "n_positive": [5]})
    >>> with mpl.rc_context(style.paper(width="column")):
    ...     ax = heatmap(shares, labels={"conflict": "Conflict"}, unit="sentences")
    >>> [text.get_text() for text in ax.texts]
    ['paper.nl', '3 May 2025', 'May', '1 article', '25 %', '5/20']
    >>> plt.close(ax.figure)
    """
    frames = _known_heatmap(shares, labels)
    articles = _articles(shares, order, waves)
    ax, free = _canvas(ax)
    rows = _row_form(ax, articles, len(frames), free=free)
    if rows.lines == 0 and order is None:
        articles = _by_outlet(articles, rows.height)
    articles, heads, total = _stacked(articles, rows)
    _bare(ax, len(frames), total)
    _name_articles(ax, articles, rows)
    across = _size(ax)[0]
    for wave, y in heads.items():
        part = articles[articles["wave"] == wave]
        _head_wave(ax, part, (0.0, y), across=across, dense=rows.lines == 0)
    width = across / len(frames)
    _heads(ax, [labels[frame] for frame in frames], width=width, side="top")
    form = _Cells(rows.lines, width, _highest(shares["n_positive"] / shares["n_units"], highest))
    cells = _article_cells(shares, articles, frames, rows.height)
    written = _draw_cells(ax, cells, form)
    inferred = articles["wave_inferred"].any() and rows.lines > 0
    notes = ["† Wave inferred from dated events in the text" if inferred else "", _dash_note(cells)]
    says = f"{unit.capitalize()} that carry the frame (% of the article’s counted {unit})"
    _explain_cells(ax, across, says, notes, bar=None if written else form.highest)
    spare = len(articles) * (rows.height - _row_heights()[rows.lines])
    _fit_height(ax, total, free=free, least=total - max(0.0, spare))
    return ax


def _known_heatmap(shares: pd.DataFrame, labels: Mapping[str, str]) -> list[str]:
    """Frames of the heatmap, after checking its table."""
    columns = ("doc_id", "outlet", "date_label", "wave", "wave_inferred", "frame", "n_units",
               "n_positive")  # fmt: skip
    _need(shares, "shares", columns, ("doc_id", "frame", "wave_inferred", "n_units", "n_positive"))
    frames = _known_frames(shares["frame"], labels, "shares")
    _once(shares, "shares", ("doc_id", "frame"), "Add up the tallies of an article first.")
    wrong = shares[(shares["n_positive"] > shares["n_units"]) | (shares["n_positive"] < 0)]
    if len(wrong):
        message = (f"Table shares has articles with n_positive below 0 or above n_units "
                   f"({first_five(wrong['doc_id'])}). Is it the table of tallies?")  # fmt: skip
        raise InputError(message)
    return frames


def _articles(
    shares: pd.DataFrame, order: Sequence[str] | None, waves: Sequence[str] | None
) -> pd.DataFrame:  # fmt: skip
    """One row per article, from top to bottom: by wave, then as `order` says."""
    about = ["doc_id", "outlet", "date_label", "wave", "wave_inferred"]
    articles = shares[about].drop_duplicates(ignore_index=True)
    _once(articles, "shares", ("doc_id",), "An article has one outlet, date and wave.")
    blank = {"outlet": "no outlet", "date_label": "no date", "wave": wording.NO_WAVE}
    articles = articles.astype(dict.fromkeys(blank, "object")).fillna(blank)
    ids = _ordered(articles["doc_id"], order, "order")
    names = _ordered(
        articles["wave"], [*waves, wording.NO_WAVE] if waves is not None else None, "waves"
    )
    if waves is None and wording.NO_WAVE in names:
        names.append(names.pop(names.index(wording.NO_WAVE)))
    places = {"wave": names, "doc_id": ids}
    ranked = articles.sort_values(["wave", "doc_id"], key=lambda column: column.map(
        {value: at for at, value in enumerate(places[str(column.name)])}
    ))  # fmt: skip
    return ranked.reset_index(drop=True)


def _row_form(ax: Axes, articles: pd.DataFrame, n_frames: int, *, free: bool) -> _Rows:
    """Choose how high the rows are and how many lines of text they have."""
    across, tall = _size(ax)
    least, one, two = _row_heights()
    small = style.small()
    label = max(map(style.text_width, articles["outlet"])) + 4
    label += max(style.text_width(text, size=small) for text in articles["date_label"])
    cell = style.text_width("100 %") + style.text_width("99/99", size=small) + 3.5
    wide = label + n_frames * cell <= across
    n = len(articles)
    if not free:
        around = (5 + articles["wave"].nunique() * 1.75) * _line(_normal())
        height = max(least, (tall - around) / n)
        lines = 0 if height < 0.85 * one else 2 if height >= 0.95 * two and not wide else 1
        return _Rows(height, lines)
    if n > _MOST_WRITTEN:
        return _Rows(min(0.75 * one, _TALLEST / n), 0)
    return _Rows(one, 1) if wide or n * two > 0.75 * _TALLEST else _Rows(two, 2)


def _row_heights() -> tuple[float, float, float]:
    """Millimetres that a row takes without text, with one line, and with two."""
    return 0.2, _line(_normal()) * 1.45, _line(_normal()) * 2.15


def _head_height() -> float:
    """Millimetres above the articles of a wave, for its name."""
    return 1.75 * _line(_normal())


def _by_outlet(articles: pd.DataFrame, height: float) -> pd.DataFrame:
    """Put articles of an outlet together, and outlets too small for a label in one group."""
    size = articles.groupby(["wave", "outlet"])["doc_id"].transform("size")
    minor = size * height < _line(_normal()) * 1.1
    alone = articles["outlet"].where(minor).groupby(articles["wave"]).transform("nunique") == 1
    some = (~minor).groupby(articles["wave"]).transform("any")
    rest = some.map({True: "other outlets", False: "various outlets"})
    group = articles["outlet"].mask(minor & ~alone, rest)
    wave = pd.Categorical(articles["wave"], articles["wave"].unique(), ordered=True)
    ranked = articles.assign(outlet=group, wave_rank=wave.codes, minor=minor, size=-size)
    ranked = ranked.sort_values(["wave_rank", "minor", "size", "outlet"], kind="stable")
    return ranked[articles.columns].reset_index(drop=True)


def _stacked(
    articles: pd.DataFrame, rows: _Rows
) -> tuple[pd.DataFrame, dict[str, float], float]:  # fmt: skip
    """Give each article its top in millimetres.

    Also return where the rows of each wave begin, and the height of all.
    """
    tops: list[float] = []
    heads: dict[str, float] = {}
    y = 0.0
    for wave in articles["wave"]:
        if wave not in heads:
            y += _head_height() if heads else 1.35 * _line(_normal())
            heads[wave] = y
        tops.append(y)
        y += rows.height
    return articles.assign(top=tops), heads, y


def _head_wave(
    ax: Axes, articles: pd.DataFrame, base: tuple[float, float], *, across: float, dense: bool
) -> None:  # fmt: skip
    """Write the name of a wave and its number of articles over its rows."""
    wave = str(articles["wave"].iloc[0])
    wave = wave.capitalize() if wave == wording.NO_WAVE else wave
    n, inferred = len(articles), int(articles["wave_inferred"].sum())
    some = f", {inferred:,} inferred" if dense and inferred else ""
    count = f"{wording.counted(n, 'article')}{some}"
    wide = style.text_width(wave, weight="bold") + 1.4
    needed = wide + style.text_width(count, size=style.small())
    start = min(0.0, across - needed)  # a long name begins over the outlets
    points = 72 * style.MILLIMETRE
    for text, right, look in (
        (wave, start, {"weight": "bold"}),
        (count, start + wide, {"size": style.small(), "color": style.MUTED}),
    ):
        ax.annotate(text, xy=base, xytext=(right * points, 0.9 * points), ha="left",
                    va="baseline", textcoords="offset points", annotation_clip=False,
                    **look)  # fmt: skip


def _name_articles(ax: Axes, articles: pd.DataFrame, rows: _Rows) -> None:
    """Write outlet and date beside each row, or the outlet beside each group of rows."""
    if rows.lines == 0:
        _name_groups(ax, articles, rows)
        return
    small = style.small()
    dates = max(style.text_width(text, size=small) for text in articles["date_label"])
    drop = 0.5 * _line(_normal()) if rows.lines == 2 else 0.0
    for row in each_row(articles):
        y = row.top + rows.height / 2
        name = f"{row.outlet} †" if row.wave_inferred else row.outlet
        _beside(ax, name, y, shift=0 if drop else dates + 2, rise=drop * 0.94)
        _beside(ax, row.date_label, y, rise=-drop * 1.06, size=small, color=style.MUTED)


def _name_groups(ax: Axes, articles: pd.DataFrame, rows: _Rows) -> None:
    """Mark each run of rows of an outlet with a line, and name it where there is room."""
    changed = (articles[["wave", "outlet"]] != articles[["wave", "outlet"]].shift()).any(axis=1)
    for _, run in articles.groupby(changed.cumsum()):
        top, n = float(run["top"].iloc[0]), len(run)
        bottom = top + n * rows.height
        ax.plot([-0.008, -0.008], [top + 0.3, bottom - 0.3], color=style.INK, linewidth=0.6,
                transform=ax.get_yaxis_transform(), clip_on=False,
                solid_capstyle="butt")  # fmt: skip
        if bottom - top >= 0.8 * _line(_normal()):
            _beside(ax, f"{run['outlet'].iloc[0]} ({n})", (top + bottom) / 2, shift=0.6)


def _article_cells(
    shares: pd.DataFrame, articles: pd.DataFrame, frames: Sequence[str], height: float
) -> pd.DataFrame:  # fmt: skip
    """Cells of the heatmap from left to right and from top to bottom."""
    grid = articles[["doc_id", "top"]].merge(
        pd.DataFrame({"frame": frames, "x": range(len(frames))}), how="cross"
    )
    cells = grid.merge(shares[["doc_id", "frame", "n_units", "n_positive"]], how="left")
    units = cells["n_units"].astype("float64")
    share = cells["n_positive"].astype("float64") / units.where(units > 0)
    of = [f"{k:.0f}/{n:.0f}" for k, n in cells[["n_positive", "n_units"]].to_numpy(dtype=float)]
    return cells.assign(share=share, of=of, height=height)


# 2. Intervals, 3. differences: dots on rows of frames


def intervals(
    estimates: pd.DataFrame, *, across: str = "wave", ax: Axes | None = None,
    labels: Mapping[str, str], order: Sequence[str] | None = None, unit: str = "units",
    axis_label: str | None = None,
) -> Axes:  # fmt: skip
    """Draw an estimate and its interval for each frame and wave.

    Frames stand from top to bottom; within a frame the waves, the first with an open
    marker and the last with a full one, so that they read in grey. A line is the
    confidence interval; a dot alone has none; 'no data' stands where nothing was estimated.

    Parameters
    ----------
    estimates : DataFrame
        Contract `estimates`, one measure, one row per frame and value of `across`: measure,
        frame, estimate, ci_low, ci_high (0 to 1), n_docs, and the column `across`.
    across : str
        Column whose values are compared side by side; at most five values.
    ax : Axes, optional
        A new figure is made when left out.
    labels : mapping
        Frame to its name, in the order of the codebook.
    order : sequence of str, optional
        Values of `across` from first to last; as they come in the table when left out.
    unit : str
        What salience counts, in the plural, such as 'sentences'.
    axis_label : str, optional
        What the percentages are; known for prevalence, salience, prominence and dominance.

    Returns
    -------
    Axes
        x: percent, 0 to 100; y: millimetres from the top.

    Raises
    ------
    InputError
        If the table lacks a column or has no rows, mixes measures, has two rows for a
        frame and wave, a frame without a label, or shares written as percent.

    Examples
    --------
    >>> prevalence = pd.DataFrame({
    ...     "measure": "prevalence", "frame": "conflict", "wave": ["May", "June"], "n_docs": [8, 9],
    ...     "estimate": [0.25, 0.44], "ci_low": [0.07, 0.19], "ci_high": [0.59, 0.73]})
    >>> with mpl.rc_context(style.paper()):
    ...     ax = intervals(prevalence, labels={"conflict": "Conflict"})
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['May (8 articles)', 'June (9 articles)']
    >>> plt.close(ax.figure)
    """
    columns = ("measure", "frame", across, "estimate", "ci_low", "ci_high", "n_docs")
    _need(estimates, "estimates", columns, ("measure", "frame", across))
    frames = _known_frames(estimates["frame"], labels, "estimates")
    measure = _one_measure(estimates)
    _once(estimates, "estimates", ("frame", across), "Choose one method and one grouping.")
    _within(estimates, "estimates", ("estimate", "ci_low", "ci_high"), 0)
    groups = _few_groups(_ordered(estimates[across], order, "order"), across)
    ax, free = _canvas(ax)
    gap = 0.95 * _line(_normal())
    total = _name_rows(ax, [labels[frame] for frame in frames], inner=gap * (len(groups) - 1))
    _percent_axis(ax)
    looks = style.frames(frames)
    for frame, y in zip(frames, ax.get_yticks(), strict=True):
        for place, group in enumerate(groups):
            row = estimates[(estimates["frame"] == frame) & (estimates[across] == group)]
            height = float(y) + (place - (len(groups) - 1) / 2) * gap
            face = style.tint(looks[frame].colour, _fill(place, groups))
            _dot(ax, row, height, looks[frame], face)
    width = _size(ax)[0]
    _group_legend(ax, estimates, across, groups, width)
    says = _SAYS.get(measure, f"{measure.capitalize()} (%)")
    _below(ax, width, axis_label or says.format(unit=unit, Unit=unit.capitalize()))
    _fit_height(ax, total, free=free)
    return ax


def _one_measure(estimates: pd.DataFrame) -> str:
    """Name of the measure, if there is only one."""
    if len(measures := sorted(estimates["measure"].unique())) > 1:
        message = (f"Table estimates mixes {first_five(measures)}. Draw one at a time: "
                   f"estimates[estimates['measure'] == {measures[0]!r}].")  # fmt: skip
        raise InputError(message)
    return str(measures[0])


def _few_groups(groups: list[str], across: str) -> list[str]:
    """Return `groups`, if a reader can tell them apart by the fill of a marker."""
    if len(groups) > _MOST_GROUPS:
        message = (f"Column estimates.{across} has {len(groups)} values; {_MOST_GROUPS} can be "
                   f"told apart side by side. Keep some, or draw several figures.")  # fmt: skip
        raise InputError(message)
    return groups


def _fill(place: int, groups: Sequence[str]) -> float:
    """Strength of the fill: none for the first group, full for the last or only one."""
    return place / (len(groups) - 1) if len(groups) > 1 else 1.0


def _name_rows(ax: Axes, names: Sequence[str], *, inner: float, top: float = 0.0) -> float:
    """Name rows of frames on the y axis, in millimetres from the top; return their height.

    `inner` is the height that the marks of a row take, `top` the room above the first.
    """
    figure = ax.get_figure(root=True)
    room = 0.3 * style.millimetres(figure.get_figwidth()) if figure is not None else 30.0
    texts = [style.wrap(name, width=min(room, 45)) for name in names]
    y, centres = top, []
    for text in texts:
        height = max(inner, text.count("\n") * _line(_normal())) + 1.9 * _line(_normal())
        centres.append(y + height / 2)
        y += height
    ax.set_ylim(y, 0)
    ax.set_yticks(centres, texts)
    ax.tick_params(axis="y", length=0, pad=5)  # room for half a marker at 0
    ax.spines["left"].set_visible(False)
    return y


def _percent_axis(ax: Axes) -> None:
    """Draw the x axis from 0 to 100 percent with light lines of reference."""
    ax.set(xlim=(0, 100), xticks=range(0, 101, 25))
    for x in range(0, 101, 25):
        ax.axvline(x, color=style.RULE, linewidth=0.4, zorder=0, clip_on=False)


def _dot(
    ax: Axes, row: pd.DataFrame, y: float, look: style.FrameStyle, face: Any
) -> None:  # fmt: skip
    """Draw the estimate of a row, and its interval where both ends are known."""
    values = 100 * row[["estimate", "ci_low", "ci_high"]].to_numpy(dtype=float)
    if not len(values) or math.isnan(values[0, 0]):
        ax.annotate("no data", xy=(0, y), xycoords=("axes fraction", "data"), xytext=(2, 0),
                    textcoords="offset points", ha="left", va="center_baseline",
                    size=style.small(), color=style.MUTED)  # fmt: skip
        return
    estimate, low, high = values[0]
    if not math.isnan(low + high):
        ax.plot([low, high], [y, y], color=look.colour, solid_capstyle="butt", zorder=2,
                clip_on=False)  # fmt: skip
    ax.plot([estimate], [y], linestyle="none", marker=look.marker, markerfacecolor=face,
            markersize=mpl.rcParams["lines.markersize"] * _EVEN.get(look.marker, 1.0),
            markeredgecolor=look.colour, zorder=3, clip_on=False)  # fmt: skip


def _articles_text(counts: pd.Series) -> str:
    """Write a number of articles, or its range where it differs between frames."""
    numbers = sorted({int(n) for n in counts.dropna()})
    if not numbers or numbers == [0]:
        return "no articles"
    few = f"{numbers[0]:,}–" if len(numbers) > 1 else ""
    return few + wording.counted(numbers[-1], "article")


def _group_legend(
    ax: Axes, estimates: pd.DataFrame, across: str, groups: Sequence[str], width: float
) -> None:  # fmt: skip
    """Explain above the axes which fill is which group, and how many articles it has."""
    texts = [f"{group} ({_articles_text(estimates.loc[estimates[across] == group, 'n_docs'])})"
             for group in groups]  # fmt: skip
    handles = [Line2D([], [], linestyle="none", marker="o", markeredgecolor=style.INK,
                      markerfacecolor=style.tint(style.INK, _fill(place, groups)))
               for place in range(len(groups))]  # fmt: skip
    needed = sum(style.text_width(text) for text in texts) + 7 * len(texts)
    columns = len(texts) if needed <= width else 1
    ax.legend(handles, texts, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=columns,
              borderaxespad=0.4)  # fmt: skip


def difference(
    estimates: pd.DataFrame, *, ax: Axes | None = None, labels: Mapping[str, str],
    axis_label: str = "Difference (percentage points)",
) -> Axes:  # fmt: skip
    """Draw differences between waves in percentage points around a line at zero.

    Right of zero the frame is more common in the wave that `contrast` names first. A full
    marker has an interval; an open one has none, and the reason stands once under the axes:
    from how many articles, or else the note of the table.

    Parameters
    ----------
    estimates : DataFrame
        Contract `estimates`, one measure, one row per frame and contrast: measure, frame,
        contrast ('February 2026 - January 2025', first minus second), estimate, ci_low,
        ci_high (-1 to 1), note. With n_docs_reference and n_docs_other, these are told.
    ax : Axes, optional
        A new figure is made when left out.
    labels : mapping
        Frame to its name, in the order of the codebook.
    axis_label : str
        What the percentage points are.

    Returns
    -------
    Axes
        x: percentage points; y: millimetres from the top, contrasts in blocks.

    Raises
    ------
    InputError
        If the table lacks a column or has no rows, mixes measures, has two rows for a
        frame and contrast, a frame without a label, or shares written as percent.

    Examples
    --------
    >>> changes = pd.DataFrame({
    ...     "measure": "prevalence", "frame": ["conflict"], "contrast": "June - May", "note": None,
    ...     "estimate": 0.19, "ci_low": -0.24, "ci_high": 0.55})
    >>> with mpl.rc_context(style.paper()):
    ...     ax = difference(changes, labels={"conflict": "Conflict"})
    >>> [text.get_text() for text in ax.texts]
    ['← more in May', 'more in June →', '+19']
    >>> plt.close(ax.figure)
    """
    columns = ("measure", "frame", "contrast", "estimate", "ci_low", "ci_high", "note")
    _need(estimates, "estimates", columns, ("measure", "frame", "contrast"))
    frames = _known_frames(estimates["frame"], labels, "estimates")
    _one_measure(estimates)
    _once(estimates, "estimates", ("frame", "contrast"), "Choose one method and one grouping.")
    _within(estimates, "estimates", ("estimate", "ci_low", "ci_high"), -1)
    ax, free = _canvas(ax)
    contrasts = _ordered(estimates["contrast"], None, "contrast")
    spans = _blocks(ax, contrasts, [labels[frame] for frame in frames])
    _signed_axis(ax, estimates, spans)
    looks = style.frames(frames)
    pairs = [(contrast, frame) for contrast in contrasts for frame in frames]
    for (contrast, frame), y in zip(pairs, ax.get_yticks(), strict=True):
        row = estimates[(estimates["frame"] == frame) & (estimates["contrast"] == contrast)]
        closed = row[["ci_low", "ci_high"]].notna().all(axis=None) if len(row) else False
        _dot(ax, row, float(y), looks[frame], looks[frame].colour if closed else "white")
        _write_value(ax, row, float(y))
    _below(ax, _size(ax)[0], axis_label, _open_notes(estimates))
    _fit_height(ax, spans[-1][1], free=free)
    return ax


def _sides(contrast: str) -> tuple[str, str] | None:
    """Split 'first - second' into its sides, or None if it is not written so."""
    for sign in (" - ", " − ", " – "):
        if contrast.count(sign) == 1:
            first, second = contrast.split(sign)
            return first.strip(), second.strip()
    return None


def _blocks(
    ax: Axes, contrasts: Sequence[str], names: Sequence[str]
) -> list[tuple[float, float]]:  # fmt: skip
    """Set the rows of frames, one block per contrast; return top and bottom of each block.

    One contrast is told by the words left and right above the axes; of several, each gets
    its own heading.
    """
    if len(contrasts) == 1 and (sides := _sides(contrasts[0])) is not None:
        _point_to(ax, *sides)
        return [(0.0, _name_rows(ax, names, inner=0))]
    spans: list[tuple[float, float]] = []
    centres: list[float] = []
    texts: list[str] = []
    for contrast in contrasts:
        top = (spans[-1][1] if spans else 0.0) + _head_height()
        spans.append((top, _name_rows(ax, names, inner=0, top=top)))
        ax.annotate(" − ".join(_sides(contrast) or (contrast,)), xy=(0, top - 0.6), ha="left",
                    xycoords=ax.get_yaxis_transform(), va="baseline", weight="bold",
                    annotation_clip=False)  # fmt: skip
        centres += [float(tick) for tick in ax.get_yticks()]
        texts += [text.get_text() for text in ax.get_yticklabels()]
    ax.set_yticks(centres, texts)
    return spans


def _point_to(ax: Axes, first: str, second: str) -> None:
    """Say above the axes which side means more in which wave: right is the first one."""
    small = style.small()
    room = 0.49 * _size(ax)[0] - style.text_width("← ", size=small)
    right = style.wrap(f"more in {first}", width=room, size=small)
    left = style.wrap(f"more in {second}", width=room, size=small)
    for text, x, align in ((f"← {left}", 0.0, "left"), (f"{right} →", 1.0, "right")):
        ax.annotate(text, xy=(x, 1), xycoords="axes fraction", xytext=(0, 2), size=small,
                    textcoords="offset points", ha=align, va="bottom",
                    annotation_clip=False)  # fmt: skip


def _signed_axis(
    ax: Axes, estimates: pd.DataFrame, spans: Sequence[tuple[float, float]]
) -> None:  # fmt: skip
    """Draw an x axis in percentage points, even on both sides of a line at zero."""
    values = 100 * estimates[["estimate", "ci_low", "ci_high"]].abs().to_numpy(dtype=float)
    top = np.nanmax(values) if np.isfinite(values).any() else 100
    limit = next(limit for limit in (10, 20, 40, 60, 80, 100) if limit >= top - 1e-6)
    ticks = np.linspace(-limit, limit, 5)
    ax.set(xlim=(-limit, limit))
    ax.set_xticks(ticks, [_signed(tick) for tick in ticks])
    for x in ticks:
        for span in spans:
            ax.plot([x, x], span, color=style.RULE if x else style.INK, clip_on=False, zorder=0,
                    linewidth=0.4 if x else 0.5, solid_capstyle="butt")  # fmt: skip


def _signed(value: float) -> str:
    """Write a number with its sign, and zero without."""
    rounded = round(value)
    return "0" if rounded == 0 else f"{rounded:+d}".replace("-", "−")


def _write_value(ax: Axes, row: pd.DataFrame, y: float) -> None:
    """Write the difference to the right of the axes."""
    if len(row) and not math.isnan(value := 100 * float(row["estimate"].iloc[0])):
        ax.annotate(_signed(value), xy=(1, y), xycoords=("axes fraction", "data"), xytext=(20, 0),
                    textcoords="offset points", ha="right", va="center_baseline",
                    annotation_clip=False)  # fmt: skip


def _open_notes(estimates: pd.DataFrame) -> list[str]:
    """Say once why markers are open: the numbers of articles, else the notes of the table."""
    missing = estimates[["ci_low", "ci_high"]].isna().any(axis=1)
    rows = estimates[estimates["estimate"].notna() & missing]
    sizes = ["n_docs_reference", "n_docs_other"]
    if rows.empty:
        return []
    if set(sizes) <= set(rows.columns):
        pairs = rows[sizes].drop_duplicates().itertuples(index=False)
        told = [f"{a:,} against {wording.counted(b, 'article')}" for a, b in pairs]
        return [f"Open marker: no interval ({'; '.join(told)})"]
    return [f"Open marker: {note}" for note in rows["note"].dropna().unique()] or [
        "Open marker: no interval"
    ]


# 4. Articles per day


def timeline(
    daily: pd.DataFrame, *, figure: Figure | SubFigure | None = None, labels: Mapping[str, str],
    undated: pd.DataFrame | None = None, events: pd.DataFrame | None = None,
    waves: Sequence[str] | None = None,
) -> NDArray[np.object_]:  # fmt: skip
    """Draw for each day how many articles appeared and how many carry each frame.

    Waves stand side by side on a broken time axis, frames from top to bottom, all with
    the same y axis. Grey is all articles of the day coded for the frame; colour, those that
    carry it. A day without a bar had no articles.

    Parameters
    ----------
    daily : DataFrame
        One row per wave, day and frame, zeros included: wave, day, frame, n_docs,
        n_positive.
    figure : Figure or SubFigure, optional
        Empty; a new one is made when left out. It needs several axes, hence not `ax`.
    labels : mapping
        Frame to its name, in the order of the codebook.
    undated : DataFrame, optional
        Articles that have no single day: doc_id, wave. Their number is written over each
        wave.
    events : DataFrame, optional
        date, name: marked with a line in the wave that has that day, else not.
    waves : sequence of str, optional
        From left to right; by their first day when left out.

    Returns
    -------
    ndarray of Axes, shape (frames, waves)
        x: matplotlib dates; y: articles.

    Raises
    ------
    InputError
        If a table lacks a column or `daily` has no rows, a frame has no label, a day comes
        twice or is absent between others, more articles carry a frame than there are, or
        the panels would be too narrow to read.

    Examples
    --------
    >>> daily = pd.DataFrame({
    ...     "wave": "May", "day": pd.to_datetime(["2025-05-01", "2025-05-02"]),
    ...     "frame": "conflict", "n_docs": [3, 0], "n_positive": [1, 0]})
    >>> with mpl.rc_context(style.paper()):
    ...     axes = timeline(daily, labels={"conflict": "Conflict"})
    >>> grey, coloured = axes[0, 0].collections
    >>> [int(bar.vertices[:, 1].max()) for bar in (*grey.get_paths(), *coloured.get_paths())]
    [3, 0, 1, 0]
    >>> plt.close(axes[0, 0].figure)
    """
    frames = _known_daily(daily, labels)
    days = daily.assign(day=pd.to_datetime(daily["day"]))
    names = _ordered(days.sort_values("day", kind="stable")["wave"], waves, "waves")
    figure, free = _empty_figure(figure)
    spans = [_span(days[days["wave"] == name]) for name in names]
    longest = max(last - first + 1 for first, last in spans)
    _need_room(labels, len(names), figure)
    axes = figure.subplots(
        len(frames), len(names), sharex="col", sharey=True, squeeze=False,
        width_ratios=[max(last - first + 1, 0.5 * longest) for first, last in spans],
    )  # fmt: skip
    for column, (name, span) in enumerate(zip(names, spans, strict=True)):
        for row, (frame, look) in enumerate(style.frames(frames).items()):
            part = days[(days["wave"] == name) & (days["frame"] == frame)]
            _bars(axes[row, column], part, look.colour, span)
    _count_axis(axes, labels, int(days["n_docs"].max()))
    _day_key(figure)
    room = 0.0
    widths = _widths(axes[0])
    for column, (span, width) in enumerate(zip(spans, widths, strict=True)):
        _day_axis(axes[-1, column], span, width)
        room = max(room, _mark_events(axes[:, column], events, span, width))
    for ax, name, width in zip(axes[0], names, widths, strict=True):
        _head_panel(ax, name, _dated_text(days, undated, name), room, width)
    _fit_height(axes[0, 0], 2.6 * _line(_normal()), free=free, rows=len(frames))
    return axes


def _known_daily(daily: pd.DataFrame, labels: Mapping[str, str]) -> list[str]:
    """Frames of the timeline, after checking its table."""
    columns = ("wave", "day", "frame", "n_docs", "n_positive")
    _need(daily, "daily", columns, columns)
    frames = _known_frames(daily["frame"], labels, "daily")
    _once(daily, "daily", ("wave", "day", "frame"), "Add up the articles of a day first.")
    wrong = daily[(daily["n_positive"] > daily["n_docs"]) | (daily["n_positive"] < 0)]
    if len(wrong):
        seen = first_five(wrong["day"].astype(str))
        message = (f"Table daily has days with n_positive below 0 or above n_docs ({seen}). "
                   f"Are the columns swapped?")  # fmt: skip
        raise InputError(message)
    for (wave, frame), part in daily.groupby(["wave", "frame"]):
        first, last = _span(daily[daily["wave"] == wave])
        if (absent := last - first + 1 - len(part)) > 0:
            message = (f"Table daily lacks {absent:,} days of wave {wave!r} for frame {frame!r}. "
                       f"Write a day without articles as a row with zeros.")  # fmt: skip
            raise InputError(message)
    return frames


def _empty_figure(figure: Figure | SubFigure | None) -> tuple[Figure | SubFigure, bool]:
    """Figure to draw on, and whether it may take the height that the rows need."""
    if figure is not None:
        if figure.axes:
            message = "timeline needs an empty figure; pass a SubFigure to put it beside others."
            raise InputError(message)
        return figure, False
    free = style.height_is_free()
    across, tall = mpl.rcParams["figure.figsize"]
    return plt.figure(figsize=(across, 200 * style.MILLIMETRE if free else tall)), free


def _need_room(labels: Mapping[str, str], n_waves: int, figure: Figure | SubFigure) -> None:
    """Raise if names leave too little width for panels that can be read."""
    across = style.millimetres(figure.bbox.width / figure.dpi)
    names = max(style.text_width(text) for text in _row_names(labels, across))
    panel = (across - names - 12) / n_waves - 2
    if panel < _NARROWEST:
        message = (f"{n_waves} waves and names of {names:.0f} mm leave {max(0, panel):.0f} mm for "
                   f"each wave on a figure of {across:.0f} mm. Take a wider style, fewer waves, "
                   f"or mark where names may break with soft hyphens.")  # fmt: skip
        raise InputError(message)


def _row_names(labels: Mapping[str, str], across: float) -> list[str]:
    """Break names of frames to stand left of panels, on a figure `across` millimetres wide."""
    return [style.wrap(name, width=min(0.24 * across, 40)) for name in labels.values()]


def _day_numbers(days: pd.Series) -> NDArray[np.int64]:
    """Days since 1970-01-01, which is how matplotlib counts them."""
    return np.asarray((pd.to_datetime(days) - _EPOCH) // pd.Timedelta(days=1), dtype=np.int64)


def _span(part: pd.DataFrame) -> tuple[int, int]:
    """First and last day as matplotlib dates."""
    days = _day_numbers(part["day"])
    return int(days.min()), int(days.max())


def _bars(ax: Axes, part: pd.DataFrame, colour: str, span: tuple[int, int]) -> None:
    """Draw the bars of one wave and frame, over a base line that spans the wave."""
    ax.set_xlim(span[0] - 0.8, span[1] + 0.8)
    ax.patch.set_visible(False)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="both", length=0)
    if part.empty:
        ax.text(0.5, 0.5, "no data", transform=ax.transAxes, ha="center", va="center",
                size=style.small(), color=style.MUTED)  # fmt: skip
        return
    days = _day_numbers(part["day"])
    for counts, tone in ((part["n_docs"], style.PALE), (part["n_positive"], colour)):
        corners = [[(day - 0.4, 0), (day - 0.4, n), (day + 0.4, n), (day + 0.4, 0)]
                   for day, n in zip(days, counts, strict=True)]  # fmt: skip
        ax.add_collection(PolyCollection(corners, facecolor=tone, linewidth=0), autolim=False)


def _count_axis(axes: NDArray[np.object_], labels: Mapping[str, str], most: int) -> None:
    """Set the y axis of articles, shared by all panels, and name the rows."""
    top = max(most, 1)
    size = next(step for step in (1, 2, 5, *(10**k * n for k in range(1, 7) for n in (1, 2, 5)))
                if top / step <= 2.5)  # fmt: skip
    axes[0, 0].set(ylim=(0, 1.08 * top), yticks=range(0, top + 1, size))
    figure = axes[0, 0].get_figure()
    names = _row_names(labels, style.millimetres(figure.bbox.width / figure.dpi))
    for ax, name in zip(axes[:, 0], names, strict=True):
        ax.spines["left"].set_visible(True)
        ax.tick_params(axis="y", length=mpl.rcParams["ytick.major.size"])
        ax.set_ylabel(name, rotation=0, ha="right", va="center")
    for ax in axes[:, 1:].ravel().tolist():
        ax.tick_params(axis="y", length=0, labelleft=False)


def _day_axis(ax: Axes, span: tuple[int, int], width: float) -> None:
    """Label days under a panel, as often as there is room, and the year once."""
    first, last = span
    need = style.text_width("28 Feb") + 2.0
    per_day = width / (last - first + 1.6)
    step = next((step for step in _STEPS if step * per_day >= need), _STEPS[-1])
    ticks = range(first, last + 1, step)
    days = [_EPOCH + pd.Timedelta(days=tick) for tick in ticks]
    ax.set_xticks(ticks, [wording.day(day, year=False) for day in days])
    ax.tick_params(axis="x", length=mpl.rcParams["xtick.major.size"], pad=0.45 * _normal())
    years = dict.fromkeys((_EPOCH + pd.Timedelta(days=day)).year for day in span)
    ax.set_xlabel("–".join(map(str, years)), loc="left")


def _dated_text(days: pd.DataFrame, undated: pd.DataFrame | None, wave: str) -> str:
    """Say how many articles of a wave are drawn, and how many have no single day."""
    part = days[days["wave"] == wave]
    drawn = _articles_text(part.groupby("frame")["n_docs"].sum())
    if undated is None or undated.empty:
        return drawn
    _need(undated, "undated", ("doc_id", "wave"), ())
    n = undated.loc[undated["wave"] == wave, "doc_id"].nunique()
    return f"{drawn} with a single day, {n:,} without" if n else drawn


def _head_panel(ax: Axes, wave: str, text: str, room: float, width: float) -> None:
    """Write the name of a wave and its articles over its panels, `room` millimetres up."""
    points, small = 72 * style.MILLIMETRE, style.small()
    width -= 1.0  # labels of days may still make the panel a little narrower
    below = style.wrap(text, width=width, size=small)
    ax.annotate(below, xy=(0, 1), xycoords="axes fraction", xytext=(0, (room + 1) * points),
                textcoords="offset points", ha="left", va="bottom", size=small,
                color=style.MUTED)  # fmt: skip
    rise = room + 1.3 + (below.count("\n") + 1) * _line(small)
    ax.annotate(style.wrap(wave, width=width, weight="bold"), xy=(0, 1), xycoords="axes fraction",
                xytext=(0, rise * points), textcoords="offset points", ha="left", va="bottom",
                weight="bold")  # fmt: skip


def _mark_events(
    axes: NDArray[np.object_], events: pd.DataFrame | None, span: tuple[int, int], width: float
) -> float:  # fmt: skip
    """Mark events with lines through a column of panels; return the millimetres above it."""
    if events is None or events.empty:
        return 0.0
    _need(events, "events", ("date", "name"), ("date", "name"))
    small, points = style.small(), 72 * style.MILLIMETRE
    level = 0.8
    dated = events.assign(x=_day_numbers(events["date"]))
    inside = dated[dated["x"].between(*span)].sort_values(["x", "name"], ascending=False)
    for x, name in inside[["x", "name"]].itertuples(index=False):
        place = (x - span[0] + 0.8) / (span[1] - span[0] + 1.6)
        onward = place < 0.6  # else there is more room on the left of the line
        text = style.wrap(str(name), width=width * max(place, 1 - place), size=small)
        axes[0].annotate(
            text, xy=(x, 1), xycoords=axes[0].get_xaxis_transform(), size=small,
            xytext=(0, level * points), textcoords="offset points", va="bottom",
            ha="left" if onward else "right", multialignment="left" if onward else "right",
            bbox={"facecolor": "white", "edgecolor": "white", "linewidth": 0, "pad": 0.5},
            arrowprops={"arrowstyle": "-", "relpos": (0, 0) if onward else (1, 0), "shrinkA": 0,
                        "shrinkB": 0, "color": style.MUTED, "linewidth": 0.5},
        )  # fmt: skip
        for ax in axes:
            ax.axvline(x, color=style.MUTED, linewidth=0.5, zorder=0)
        level += (text.count("\n") + 1) * _line(small) + 0.4
    return level if len(inside) else 0.0


def _day_key(figure: Figure | SubFigure) -> None:
    """Explain grey and colour under the panels, and name the y axis."""
    figure.supylabel("Articles per day")
    handles = [Patch(color=style.PALE), Patch(color=style.MUTED)]
    coloured = " (in its colour)" if style.in_colour() else ""
    texts = ["all articles", f"articles that carry the frame{coloured}"]
    needed = sum(map(style.text_width, texts)) + 14
    room = style.millimetres(figure.bbox.width / figure.dpi)
    figure.legend(handles, texts, loc="outside lower right", ncols=2 if needed < room else 1)


# 5. Frames together


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
        twice, or the index is written as percent.

    Examples
    --------
    >>> pairs = pd.DataFrame({"frame": ["conflict"], "frame_b": ["morality"], "n_both": [3],
    ...                       "n_either": [12], "estimate": [0.25]})
    >>> with mpl.rc_context(style.paper()):
    ...     ax = cooccurrence(pairs, labels={"conflict": "Conflict", "morality": "Morality"})
    >>> [text.get_text() for text in ax.texts]
    ['25 %', '3/12']
    >>> plt.close(ax.figure)
    """
    frames = _known_pairs(pairs, labels)
    height = 2.5 * _line(_normal())
    cells, own = _pair_cells(pairs, frames, height=height)
    ax, free = _canvas(ax)
    skipped = 0 if len(own) else 1
    names = [labels[frame] for frame in frames]
    total = (len(frames) - skipped) * height
    _bare(ax, len(frames) - skipped, total)
    _name_pairs(ax, names[skipped:], height)
    across = _size(ax)[0]
    width = across / (len(frames) - skipped)
    _heads(ax, names[: len(names) - skipped], width=width, side="bottom")
    form = _Cells(2, width, _highest(cells["share"], highest))
    written = _draw_cells(ax, cells, form)
    _write_own(ax, own, width=width)
    says = f"{unit.capitalize()} with both frames (% of {unit} with either)"
    notes = [f"Diagonal: {unit} that carry the frame" if len(own) else "", _dash_note(cells)]
    _explain_cells(ax, across, says, notes, bar=None if written else form.highest)
    _fit_height(ax, total, free=free)
    return ax


def _known_pairs(pairs: pd.DataFrame, labels: Mapping[str, str]) -> list[str]:
    """Frames of the matrix, after checking its table."""
    columns = ("frame", "frame_b", "n_both", "n_either", "estimate")
    _need(pairs, "pairs", columns, ("frame", "frame_b", "n_both"))
    frames = _known_frames(pd.concat([pairs["frame"], pairs["frame_b"]]), labels, "pairs")
    if len(frames) == 1 and not (pairs["frame"] == pairs["frame_b"]).any():
        message = "One frame makes no pair; give labels of at least two frames."
        raise InputError(message)
    ends = pd.DataFrame(np.sort(pairs[["frame", "frame_b"]].to_numpy(dtype=str), axis=1),
                        columns=["frame", "frame_b"])  # fmt: skip
    _once(ends, "pairs", ("frame", "frame_b"), "Choose one wave and one unit.")
    _within(pairs, "pairs", ("estimate",), 0)
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


def _name_pairs(ax: Axes, names: Sequence[str], height: float) -> None:
    """Name the rows of the matrix on the y axis."""
    figure = ax.get_figure(root=True)
    room = 0.3 * style.millimetres(figure.get_figwidth()) if figure is not None else 30.0
    texts = [style.wrap(name, width=min(room, 45)) for name in names]
    ax.set_yticks((np.arange(len(names)) + 0.5) * height, texts)


def _write_own(ax: Axes, own: pd.DataFrame, *, width: float) -> None:
    """Write the number of units of each frame on the diagonal, with 'n =' if it has room."""
    ax.add_collection(_boxes(own, facecolors="white"), autolim=False)
    texts, size = [f"n = {n:.0f}" for n in own["n_both"]], _normal()
    if max(map(style.text_width, texts), default=0.0) > width - 1.2:
        texts, size = [text.removeprefix("n = ") for text in texts], style.small()
    for cell, text in zip(each_row(own), texts, strict=True):
        _in_cell(ax, text, cell, size=size, color=style.MUTED)
