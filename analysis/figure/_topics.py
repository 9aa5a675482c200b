"""Figures of topics: their words, the frames that go with them, and their shares over time."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from numpy.typing import NDArray

from analysis import style
from analysis.contracts import InputError, first_five
from analysis.figure._canvas import (
    canvas,
    capital,
    empty_figure,
    fit_height,
    line_height,
    row_texts,
    scaled,
    size_of,
    stroke,
    text_size,
    write_below,
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
from analysis.figure._table import known_frames, need, need_shares, need_unique

_MOST_TOPICS: Final = 12  # panels that one figure can hold
_NARROWEST: Final = 32.0  # millimetres of a panel of words
_MARGIN: Final = 4.0  # millimetres beside the longest word
_ROOM: Final = 1.55  # height of a panel with numbers over its bars, in its tallest bar


def topic_frames(
    crossed: pd.DataFrame, *, ax: Axes | None = None, topics: Mapping[str, str],
    labels: Mapping[str, str], unit: str = "units", highest: float | None = None,
) -> Axes:  # fmt: skip
    """Draw which share of the units of each topic carries each frame.

    Topics are rows and frames columns; a cell shows the share in percent and the two
    numbers behind it, and darker is more. A row does not add up to 100 %: a unit may carry
    no frame, one or several.

    Parameters
    ----------
    crossed : DataFrame
        One row per topic and frame: topic, frame, n_units, n_positive, share (0 to 1).
    ax : Axes, optional
        A new figure is made when left out.
    topics : mapping
        Topic, as text, to its name, from top to bottom; '-1' is the units in no topic.
    labels : mapping
        Frame to its name, in the order of the codebook.
    unit : str
        What was counted, in the plural, such as 'sentences'.
    highest : float, optional
        Share with the darkest colour, 0 to 1; as in `heatmap`.

    Returns
    -------
    Axes
        x: a frame from `i` to `i + 1`; y: millimetres from the top.

    Raises
    ------
    InputError
        If the table lacks a column or has no rows, a topic or frame has no name, comes
        twice, or shares are written as percent.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from analysis import figure, style
    >>> crossed = pd.DataFrame({"topic": [0], "frame": "theft", "n_units": 12, "n_positive": 3,
    ...                         "share": 0.25})
    >>> with plt.rc_context(style.paper()):
    ...     ax = figure.topic_frames(crossed, topics={"0": "0: chips"}, labels={"theft": "Theft"})
    >>> [text.get_text() for text in ax.texts]
    ['25 %', '3/12']
    >>> plt.close(ax.figure)
    """
    need(crossed, "crossed", ("topic", "frame", "n_units", "n_positive", "share"),
         ("topic", "frame"))  # fmt: skip
    frames = known_frames(crossed["frame"], labels, "crossed")
    table = _named(crossed, topics, "crossed")
    need_unique(table, "crossed", ("topic", "frame"), "Choose one language.")
    need_shares(table, "crossed", ("share",), 0)
    with canvas(ax) as (ax, free):
        rows = row_texts(ax, list(topics.values()))
        heights = [max(2.5, text.count("\n") + 1.7) * line_height() for text in rows]
        tops = np.concatenate([[0.0], np.cumsum(heights)])
        bare_axes(ax, len(frames), float(tops[-1]))
        ax.set_yticks((tops[:-1] + tops[1:]) / 2, rows)
        across = size_of(ax)[0]
        width = across / len(frames)
        name_columns(ax, [labels[frame] for frame in frames], width=width, side="top")
        places = pd.DataFrame({"topic": list(topics), "top": tops[:-1], "height": heights})
        cells = _topic_cells(table, places, frames)
        form = Cells(2, width, darkest(cells["share"], highest))
        written = draw_cells(ax, cells, form)
        says = f"{capital(unit)} of the topic that carry the frame (% of its {unit})"
        explain_cells(ax, across, says, [dash_note(cells)], bar=None if written else form.highest)
        fit_height(ax, float(tops[-1]), free=free)
    return ax


def _named(table: pd.DataFrame, topics: Mapping[str, str], name: str) -> pd.DataFrame:
    """Give topics as text, after checking that each one has a name."""
    told = table.assign(topic=[str(int(topic)) for topic in table["topic"]])
    strange = sorted(set(told["topic"]) - set(topics), key=int)
    if strange or not topics:
        message = (f"Table {name} has topics without a name: {first_five(strange)}. Add them to "
                   f"topics, or leave their rows out.")  # fmt: skip
        raise InputError(message)
    return told


def _topic_cells(
    table: pd.DataFrame, places: pd.DataFrame, frames: Sequence[str]
) -> pd.DataFrame:  # fmt: skip
    """Cells from left to right and from top to bottom."""
    grid = places.merge(pd.DataFrame({"frame": frames, "x": range(len(frames))}), how="cross")
    cells = grid.merge(table[["topic", "frame", "n_units", "n_positive", "share"]], how="left")
    of = [f"{k:.0f}/{n:.0f}" for k, n in cells[["n_positive", "n_units"]].to_numpy(dtype=float)]
    return cells.assign(share=cells["share"].astype("float64"), of=of)


def topic_words(
    words: pd.DataFrame, *, figure: Figure | SubFigure | None = None, topics: Mapping[str, str],
    top: int = 8,
) -> NDArray[np.object_]:  # fmt: skip
    """Draw the first words of each topic over bars of their weight, a panel per topic.

    Parameters
    ----------
    words : DataFrame
        One language: topic, rank, word, weight (0 or more).
    figure : Figure or SubFigure, optional
        Empty; a new one is made when left out. It needs several axes, hence not `ax`.
    topics : mapping
        Topic, as text, to the heading of its panel, in order; at most twelve. A topic that
        is not named is not drawn.
    top : int
        Words of a topic at the most.

    Returns
    -------
    ndarray of Axes, one per topic
        x: weight, the same in all panels; y: words from the top.

    Raises
    ------
    InputError
        If the table lacks a column or has no rows, a named topic has no words, there are
        more than twelve, or a weight is below 0.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from analysis import figure, style
    >>> words = pd.DataFrame({"topic": 0, "rank": [0, 1], "word": ["chips", "export"],
    ...                       "weight": [0.4, 0.2]})
    >>> with plt.rc_context(style.paper()):
    ...     axes = figure.topic_words(words, topics={"0": "Topic 0"})
    >>> [text.get_text() for text in axes[0].texts]
    ['chips', 'export']
    >>> plt.close(axes[0].figure)
    """
    need(words, "words", ("topic", "rank", "word", "weight"), ("topic", "rank", "word", "weight"))
    if (words["weight"] < 0).any():
        message = "Column words.weight holds values below 0; a bar cannot show them."
        raise InputError(message)
    lists = {topic: _first(words, topic, top) for topic in _few(topics)}
    highest = max(float(part["weight"].max()) for part in lists.values()) or 1.0
    with empty_figure(figure, "topic_words") as (paper, free):
        across = style.millimetres(paper.bbox.width / paper.dpi)
        every = [word for part in lists.values() for word in part["word"]]
        columns, size = _columns(every, across, len(lists))
        grid = _grid(paper, len(lists), columns)
        for ax, (topic, part) in zip(grid, lists.items(), strict=True):
            _word_bars(ax, part, top, highest, size)
            named = topics[topic].replace(" %", "\u00a0%")
            head = style.wrap(named, width=across / columns - scaled(_MARGIN), weight="bold")
            ax.set_title(head, loc="left", weight="bold")
        paper.supxlabel("Bars: weight of the word in the topic", x=0.01, ha="left",
                        size=style.small(), color=style.MUTED)  # fmt: skip
        rows = math.ceil(len(lists) / columns)
        fit_height(grid[0], 1.25 * line_height() * top, free=free, rows=rows,
                   least=line_height(style.small()) * top)  # fmt: skip
    return grid


def _few(topics: Mapping[str, str]) -> list[str]:
    """List the topics, if one figure can hold them."""
    if not 0 < len(topics) <= _MOST_TOPICS:
        message = (f"topics names {len(topics)} topics; a figure holds 1 to {_MOST_TOPICS}. Keep "
                   f"the largest, or draw several figures.")  # fmt: skip
        raise InputError(message)
    return list(topics)


def _first(words: pd.DataFrame, topic: str, top: int) -> pd.DataFrame:
    """Give the first words of a topic."""
    part = words[words["topic"].astype("int64") == int(topic)]
    if part.empty:
        raise InputError(f"Table words has no words of topic {topic}; leave it out of topics.")
    return part.sort_values("rank", kind="stable").head(top)


def _grid(paper: Figure | SubFigure, n: int, columns: int) -> NDArray[np.object_]:
    """Make `n` panels in rows of `columns`; the rest of the last row stays empty."""
    axes = paper.subplots(math.ceil(n / columns), columns, squeeze=False)
    flat: NDArray[np.object_] = axes.ravel()
    for ax in flat[n:]:
        ax.remove()
    return flat[:n]


def _columns(words: Sequence[str], across: float, n: int) -> tuple[int, float]:
    """Choose how many panels stand side by side, and the size of the words in them."""
    found = {}
    for size in (style.small(), text_size()):
        longest = max(style.text_width(word, size=size) for word in words)
        found[size] = max(
            1, min(4, n, int(across / max(scaled(_NARROWEST), longest + scaled(_MARGIN))))
        )
    most = max(found.values())
    return most, max(size for size, columns in found.items() if columns == most)


def _word_bars(ax: Axes, part: pd.DataFrame, top: int, highest: float, size: float) -> None:
    """Draw the words of one topic, each on its bar."""
    ax.set(xlim=(0, highest), ylim=(top - 0.4, -0.6), xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    ax.patch.set_visible(False)
    ax.barh(
        range(len(part)),
        part["weight"],
        height=0.82,
        color=style.PALE,
        edgecolor=style.PALE,
        linewidth=0,
    )  # an edge of no colour is a transparent one in PDF
    ax.axvline(0, color=style.INK, linewidth=stroke(0.5))
    for place, word in enumerate(part["word"]):
        written = ax.annotate(
            word, xy=(0, place), xycoords=("axes fraction", "data"), xytext=(scaled(2), 0),
            textcoords="offset points", va="center_baseline", annotation_clip=False, size=size,
        )  # fmt: skip
        written.set_in_layout(False)


def topic_times(
    shares: pd.DataFrame, *, figure: Figure | SubFigure | None = None, topics: Mapping[str, str],
    unit: str = "units",
) -> NDArray[np.object_]:  # fmt: skip
    """Draw the share of each topic in bins of time, and over them how much there is in each.

    The first panel holds the number of units of each bin; below stands a panel per topic,
    all with the same axis. A grey field is a bin without any unit: there is no share.

    Parameters
    ----------
    shares : DataFrame
        One language: bin (from left to right as they come), topic, n_units, n_positive,
        share (0 to 1). Rows with a null bin are not drawn.
    figure : Figure or SubFigure, optional
        Empty; a new one is made when left out.
    topics : mapping
        Topic, as text, to its name, from top to bottom; at most twelve. A topic that is not
        named is not drawn.
    unit : str
        What is counted, in the plural, such as 'sentences'.

    Returns
    -------
    ndarray of Axes, one for the numbers and one per topic
        x: the place of the bin, from 0; y: number, then percent.

    Raises
    ------
    InputError
        If the table lacks a column or has no bins, a bin and topic comes twice, there are
        more than twelve topics, or shares are written as percent.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from analysis import figure, style
    >>> shares = pd.DataFrame({"bin": ["2025-01", "2025-02"], "topic": 0, "n_units": [40, 0],
    ...                        "n_positive": [10, 0], "share": [0.25, None]})
    >>> with plt.rc_context(style.paper()):
    ...     axes = figure.topic_times(shares, topics={"0": "0: chips, export"})
    >>> [text.get_text() for text in axes[1].texts]
    ['25', 'Grey field: nothing was counted there']
    >>> plt.close(axes[0].figure)
    """
    need(shares, "shares", ("bin", "topic", "n_units", "n_positive", "share"), ("topic",))
    table = shares[shares["bin"].notna()]
    need(table, "shares", ("bin",), ("bin",))
    table = table.assign(topic=[str(int(topic)) for topic in table["topic"]])
    need_unique(table, "shares", ("bin", "topic"), "Choose one language.")
    need_shares(table, "shares", ("share",), 0)
    bins = list(dict.fromkeys(table["bin"]))
    sizes = table.drop_duplicates("bin").set_index("bin")["n_units"].reindex(bins)
    chosen = _few(topics)
    top = _percent_top(table.loc[table["topic"].isin(chosen), "share"])
    with empty_figure(figure, "topic_times") as (paper, free):
        axes: NDArray[np.object_] = paper.subplots(len(chosen) + 1, 1, sharex=True)
        across = size_of(axes[0])[0]
        _panel(axes[0], sizes.to_numpy(dtype=float), float(max(sizes.max(), 1)), sizes,
               head=f"Number of {unit}", across=across, colour=style.MUTED)  # fmt: skip
        for ax, topic in zip(axes[1:], chosen, strict=True):
            part = table[table["topic"] == topic].set_index("bin").reindex(bins)
            values = 100 * part["share"].to_numpy(dtype=float)
            _panel(ax, values, top, sizes, head=topics[topic], across=across,
                   colour=style.frames(["topic"])["topic"].colour)  # fmt: skip
        _name_bins(axes[-1], bins, across)
        notes = ["Grey field: nothing was counted there"] if (sizes == 0).any() else []
        write_below(axes[-1], across, f"Panels of topics: % of all {unit} of the bin", notes)
        fit_height(axes[0], 3.2 * line_height(), free=free, rows=len(axes))
    return axes


def _percent_top(shares: pd.Series) -> float:
    """Percent at the top of the panels: the largest share, rounded up to a ten."""
    top = 100 * float(shares.max()) if shares.notna().any() else 0.0
    return max(10.0, 10.0 * math.ceil(round(top / 10, 6)))


def _panel(
    ax: Axes, values: NDArray[np.float64], top: float, sizes: pd.Series, *, head: str,
    across: float, colour: str,
) -> None:  # fmt: skip
    """Draw the bars of one panel, with their numbers where there is room."""
    n, small = len(values), style.small()
    numbers = [f"{value:,.0f}" for value in values]
    shown = max(style.text_width(text, size=small) for text in numbers) < 0.95 * across / n
    ax.set(xlim=(-0.5, n - 0.5), ylim=(0, top * (_ROOM if shown else 1)))
    ax.set_yticks([0, top], ["0", f"{top:,.0f}"])
    ax.get_yticklabels()[0].set_verticalalignment("bottom")  # or it meets the name of the first bin
    ax.patch.set_visible(False)
    ax.tick_params(axis="x", length=0)
    ax.bar(range(n), np.nan_to_num(values), width=0.8, color=colour, edgecolor=colour, linewidth=0)
    for blank in np.flatnonzero(sizes.to_numpy() == 0):
        ax.axvspan(blank - 0.4, blank + 0.4, color=style.RULE, linewidth=0, zorder=0)
    ax.set_title(
        style.wrap(head, width=across - scaled(1), weight="bold"), loc="left", weight="bold"
    )
    for place in range(n) if shown else ():
        if not math.isnan(values[place]) and sizes.iloc[place]:
            ax.annotate(numbers[place], xy=(place, values[place]), xytext=(0, scaled(1)),
                        ha="center", va="bottom", textcoords="offset points", size=small,
                        annotation_clip=False)  # fmt: skip


def _name_bins(ax: Axes, bins: Sequence[str], across: float) -> None:
    """Name the bins under the last panel, as often as there is room."""
    room = across / len(bins)
    texts = [style.wrap(name, width=max(room, scaled(12.0)) - scaled(1.5)) for name in bins]
    widest = max(style.text_width(text) for text in texts) + scaled(1.5)
    step = max(1, math.ceil(widest / room))
    ax.set_xticks(range(0, len(bins), step), texts[::step])
    ax.tick_params(axis="x", pad=0.45 * text_size())
