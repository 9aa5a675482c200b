"""The figures of topics, read back from their artists."""

import io

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from test_figure import DUTCH, FEBRUARY, JANUARY, cells, labelled, misplaced, texts, whole

from analysis import figure, style
from analysis.contracts import InputError

WORDS = ["deepseek", "openai", "chips", "export", "beurskoers", "nvidia", "model",
         "distillatie", "auteursrecht", "onderzoek", "verantwoordelijkheidsvraagstukken",
         "waarschuwing", "commissie", "congres", "memo", "gebruikers", "privacy"]  # fmt: skip
LABELS = labelled(4)


@pytest.fixture(autouse=True)
def _print_style():
    with mpl.rc_context(style.paper()):
        yield
    plt.close("all")


def worded(n, top=10):
    """Words of n topics."""
    draw = np.random.default_rng(1)
    return pd.DataFrame([
        {"topic": topic, "rank": rank, "word": word, "weight": 0.5 / (rank + topic)}
        for topic in range(n)
        for rank, word in enumerate(draw.permutation(WORDS)[:top].tolist(), start=1)
    ])  # fmt: skip


def named(n, *, outliers=False):
    rest = {"-1": "in no topic"} if outliers else {}
    return {str(n): f"{n}: {', '.join(WORDS[n : n + 3])}" for n in range(n)} | rest


def crossed(topics, frames):
    draw = np.random.default_rng(1)
    return pd.DataFrame([
        {"topic": int(topic), "frame": frame, "n_units": n, "n_positive": k, "share": k / n}
        for topic in topics for frame in frames
        for n in [int(draw.integers(3, 900))] for k in [int(draw.integers(0, n))]
    ])  # fmt: skip


def timed(n, bins):
    draw = np.random.default_rng(1)
    rows = []
    for place, name in enumerate(bins):
        units = 0 if place % 5 == 3 else int(draw.integers(1, 200))
        for topic in range(n):
            k = int(draw.integers(0, units + 1)) // 2
            rows.append({"bin": name, "topic": topic, "n_units": units, "n_positive": k,
                         "share": k / units if units else np.nan})  # fmt: skip
    return pd.DataFrame(rows)


MONTHS = [f"{2024 + at // 12}-{at % 12 + 1:02}" for at in range(60)]


@pytest.mark.parametrize("width", ["column", "page"])
@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize(
    ("n", "n_frames", "bins"),
    [(1, 1, 1), (4, 4, 14), (8, 8, 60), (11, 4, 2)],
)
def test_nothing_is_cut_or_overlaps(width, colour, n, n_frames, bins):
    frames = labelled(n_frames, DUTCH)
    times = [JANUARY, FEBRUARY] if bins == 2 else MONTHS[:bins]
    with mpl.rc_context(style.paper(width=width, colour=colour)):
        drawn = [
            figure.topic_words(worded(n), topics={key: f"Topic {key} (1,234 sentences, 34 %)"
                                                  for key in named(n)}),
            figure.topic_frames(crossed(named(n, outliers=True), frames), labels=frames,
                                topics=named(n, outliers=True), unit="sentences"),
            figure.topic_times(timed(n, times), topics=named(n), unit="sentences"),
        ]  # fmt: skip
        assert [misplaced(whole(axes))[0] for axes in drawn] == [[], [], []]
        widths = {round(whole(axes).get_figwidth() * 25.4) for axes in drawn}
        assert widths == {round(style.WIDTHS[width])}


def test_in_a_notebook_nothing_overlaps_either():
    with mpl.rc_context(style.screen()):
        for axes in (
            figure.topic_words(worded(5), topics=named(5)),
            figure.topic_frames(crossed(named(5), LABELS), topics=named(5), labels=LABELS),
            figure.topic_times(timed(5, MONTHS[:9]), topics=named(5)),
        ):
            assert misplaced(whole(axes))[0] == []


def test_a_cell_holds_the_share_of_the_topic_and_what_is_not_there_is_a_dash():
    table = crossed(["0", "1"], ["f0", "f1"]).iloc[:3]
    ax = figure.topic_frames(table, topics=named(2), labels=labelled(2), unit="sentences")
    assert cells(ax).tolist() == table["share"].tolist()
    shown = texts(ax)
    assert "–" in shown
    assert f"{table['n_positive'].iloc[0]}/{table['n_units'].iloc[0]}" in shown
    assert "Sentences of the topic that carry the frame (% of its sentences)" in " ".join(shown)


def test_bars_are_as_long_as_the_weights_in_all_panels_alike():
    words = worded(3)
    axes = figure.topic_words(words, topics=named(2), top=4)
    assert len(axes) == 2
    for topic, ax in enumerate(axes):
        own = words[words["topic"] == topic].head(4)
        assert [bar.get_width() for bar in ax.patches] == own["weight"].tolist()
        assert [text.get_text() for text in ax.texts] == own["word"].tolist()
    assert len({ax.get_xlim() for ax in axes}) == 1


def test_over_time_the_first_panel_counts_and_an_empty_bin_is_no_zero():
    table = timed(2, MONTHS[:5])
    axes = figure.topic_times(table, topics=named(2))
    heights = [bar.get_height() for bar in axes[0].patches[:5]]
    assert heights == table.drop_duplicates("bin")["n_units"].tolist()
    own = table[table["topic"] == 1]["share"].fillna(0) * 100
    assert [bar.get_height() for bar in axes[2].patches[:5]] == pytest.approx(own.tolist())
    assert len(axes[1].patches) == 6  # five bars, and a field where nothing was counted
    assert "Grey field: nothing was counted there" in texts(whole(axes))
    assert len({ax.get_ylim() for ax in axes[1:]}) == 1


def test_articles_of_no_bin_are_not_drawn():
    table = pd.concat([timed(1, MONTHS[:2]), timed(1, [None])])
    assert len(figure.topic_times(table, topics=named(1))[0].patches) == 2
    with pytest.raises(InputError, match="has no rows, so there is nothing to draw"):
        figure.topic_times(timed(1, [None]), topics=named(1))


def test_tables_are_left_as_they_are_and_the_same_bytes_come_twice():
    table = crossed(named(3), LABELS)
    before = table.copy()
    files = []
    for _ in range(2):
        target = io.BytesIO()
        ax = figure.topic_frames(table, topics=named(3), labels=LABELS)
        whole(ax).savefig(target, format="svg", metadata={"Date": None})
        files.append(target.getvalue())
    assert files[0] == files[1]
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize(
    ("draw", "match"),
    [
        (lambda: figure.topic_words(worded(13), topics=named(13)), "names 13 topics; a figure"),
        (lambda: figure.topic_words(worded(1), topics={}), "names 0 topics"),
        (lambda: figure.topic_words(worded(1), topics=named(2)), "no words of topic 1"),
        (lambda: figure.topic_words(worded(1).assign(weight=-1), topics=named(1)), "below 0"),
        (lambda: figure.topic_frames(crossed(named(2), LABELS), topics=named(1), labels=LABELS),
         "topics without a name: '1'"),
        (lambda: figure.topic_frames(crossed(named(1), LABELS), topics=named(1),
                                     labels=labelled(2)),
         "frames without a label: 'f2', 'f3'"),
        (lambda: figure.topic_frames(crossed(named(1), LABELS).assign(share=31), labels=LABELS,
                                     topics=named(1)), "shares are written 0 to 1"),
        (lambda: figure.topic_times(pd.concat([timed(1, MONTHS[:1])] * 2), topics=named(1)),
         "more than one row for .* Choose one language"),
        (lambda: figure.topic_times(timed(1, MONTHS[:1]).drop(columns="bin"), topics=named(1)),
         "lacks 'bin'"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_told(draw, match):
    with pytest.raises(InputError, match=match):
        draw()


def test_a_figure_for_several_axes_stands_beside_others():
    fig = plt.figure(figsize=(183 / 25.4, 110 / 25.4))
    left, right = fig.subfigures(1, 2)
    figure.topic_words(worded(4), topics={key: f"Topic {key}" for key in named(4)}, figure=left)
    figure.topic_times(timed(3, MONTHS[:4]), topics=named(3), figure=right)
    assert misplaced(fig)[0] == []
    with pytest.raises(InputError, match="needs an empty figure"):
        figure.topic_words(worded(1), topics=named(1), figure=left)
