"""Figures in other sizes than those of the paper style: narrow, wide, large text, long names."""

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from test_figure import (
    AUGUST,
    DUTCH,
    EVENTS,
    FEBRUARY,
    JANUARY,
    LABELS,
    UNDATED,
    changed,
    estimated,
    five_articles,
    labelled,
    many_articles,
    paired,
    per_day,
    texts,
    whole,
)
from test_figure_agreement import erring, reliability
from test_figure_agreement import paired as coder_pairs
from test_figure_corrected import corrections
from test_figure_dispersion import positions
from test_figure_keyness import scored
from test_figure_specification import gathered
from test_figure_topics import MONTHS, crossed, named, timed, worded
from test_figure_voices import ACTORS, make

from analysis import figure, figure_checks, style
from analysis.contracts import InputError

FOUR, EIGHT = labelled(4, DUTCH), labelled(8, DUTCH)
TWO, THREE = (JANUARY, FEBRUARY), (JANUARY, AUGUST, FEBRUARY)
PAPERS = ("Noordhollands Dagblad, editie Kennemerland", "Het Financieele Dagblad", "nrc.nl",
          "The Washington Post", "Reformatorisch Dagblad")  # fmt: skip


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


def failing(axes):
    """Checks of texts that a figure does not pass."""
    found = figure_checks.labels(whole(axes), smallest=None, largest=None)
    return found.loc[~found["passed"], ["check", "what", "found"]].values.tolist()


def said(axes):
    """All that is written in a figure."""
    return " ".join(texts(whole(axes)))


def long_outlets():
    table = five_articles()
    names = dict(zip(dict.fromkeys(table["outlet"]), PAPERS, strict=True))
    return table.assign(outlet=table["outlet"].map(names))


DRAWN = {
    "agreement": lambda names, waves: figure.agreement(
        reliability(names, waves), labels=names, across="wave"),
    "coders": lambda names, waves: figure.coders(coder_pairs(names), labels=names),
    "cooccurrence": lambda names, waves: figure.cooccurrence(paired(tuple(names)), labels=names),
    "corrected": lambda names, waves: figure.corrected(corrections(names, waves), labels=names),
    "difference": lambda names, waves: figure.difference(
        changed(tuple(names), waves), labels=names),
    "dispersion": lambda names, waves: figure.dispersion(
        positions(9, tuple(f"term{number}" for number in range(len(names))))),
    "errors": lambda names, waves: figure.errors(erring(names, waves), labels=names),
    "heatmap": lambda names, waves: figure.heatmap(
        many_articles(12, tuple(names), waves), labels=names),
    "intervals": lambda names, waves: figure.intervals(
        estimated(tuple(names), waves), labels=names),
    "keyness": lambda names, waves: figure.keyness(
        pd.concat([scored(6, target=name) for name in list(names.values())[:4]]), top=3),
    "specification": lambda names, waves: figure.specification(gathered(names), labels=names),
    "timeline": lambda names, waves: figure.timeline(
        per_day(tuple(names), waves), labels=names, events=EVENTS, undated=UNDATED),
    "topic_frames": lambda names, waves: figure.topic_frames(
        crossed(named(4), list(names)), topics=named(4), labels=names),
    "topic_times": lambda names, waves: figure.topic_times(
        timed(4, MONTHS[:14]), topics=named(4)),
    "topic_words": lambda names, waves: figure.topic_words(worded(4), topics=named(4)),
    "voices": lambda names, waves: figure.voices(
        make(tuple(names), waves=waves), labels=names, actors=ACTORS),
}  # fmt: skip


def test_each_function_is_drawn_here():
    assert set(DRAWN) == set(figure.__all__)


@pytest.mark.parametrize("kind", DRAWN)
@pytest.mark.parametrize(("width", "size", "line"), [(89, 9, 0.5), (310, 14, 1), (780, 28, 2)])
def test_larger_text_neither_overlaps_nor_is_cut(kind, width, size, line):
    with mpl.rc_context(style.paper(width=width, size=size, line=line)):
        assert failing(DRAWN[kind](FOUR, TWO)) == []


@pytest.mark.parametrize("kind", DRAWN)
def test_long_names_of_eight_frames_and_three_waves_fit_a_page(kind):
    with mpl.rc_context(style.paper(width=160, size=8, small=8, colour=False)):
        assert failing(DRAWN[kind](EIGHT, THREE)) == []


@pytest.mark.parametrize("kind", sorted(set(DRAWN) - {"coders", "timeline"}))
def test_four_frames_fit_the_narrowest_column_of_a_journal(kind):
    with mpl.rc_context(style.paper(width=57)):
        assert failing(DRAWN[kind](FOUR, TWO)) == []


# What gives way where there is little room


def test_distances_and_lines_keep_in_proportion_to_the_text():
    for width, size, line in ((89, 7, 0.5), (356, 28, 2)):
        with mpl.rc_context(style.paper(width=width, size=size, line=line)):
            ax = figure.intervals(estimated(), labels=LABELS)
            ax.figure.draw_without_rendering()
            found = (ax.yaxis.get_tick_params()["pad"], ax.lines[0].get_linewidth(),
                     ax.figure.get_figheight())  # fmt: skip
            assert [value / size for value in found[:2]] == pytest.approx([5 / 7, 0.4 / 7])
            assert found[2] / width == pytest.approx(0.0206, rel=0.1)


@pytest.mark.parametrize(("across", "kept"), [
    (60, ["−20", "−10", "0", "+10", "+20"]), (40, ["−20", "0", "+20"]),
])  # fmt: skip
def test_numbers_of_a_scale_that_would_meet_are_left_out_evenly(across, kept):
    table = changed().assign(estimate=0.1, ci_low=0.05, ci_high=0.2)
    with mpl.rc_context(style.paper(width=across)):
        ax = figure.difference(table, labels=LABELS)
    assert [text for text in (one.get_text() for one in ax.get_xticklabels()) if text] == kept
    assert len(ax.get_xticks()) == 5


def test_a_narrow_figure_says_below_each_other_which_side_is_which_wave():
    with mpl.rc_context(style.paper(width=57)):
        ax = figure.difference(changed(), labels=LABELS)
    left, right = (text for text in ax.texts if "more in" in text.get_text())
    assert left.get_text() == f"← more in {JANUARY}"
    assert right.get_text() == f"more in {FEBRUARY} →"
    assert left.xyann[1] > right.xyann[1]


def test_counts_that_do_not_fit_a_cell_stand_beside_the_names_of_the_coders():
    table = coder_pairs(EIGHT)
    with mpl.rc_context(style.paper(width=89, size=8)):
        ax = figure.coders(table, labels=EIGHT)
    own = table[(table["coder"] == "ann") & (table["other_coder"] == "ben")]["n_units"]
    name = " ".join(ax.get_yticklabels()[0].get_text().split())
    assert name == f"ann – ben {own.min():,}–{own.max():,} units"
    assert "beside the names" in said(ax)
    assert failing(ax) == []


def test_cells_too_narrow_for_a_coefficient_are_an_error_not_a_muddle():
    with (
        mpl.rc_context(style.paper(width=57)),
        pytest.raises(InputError, match=r"too narrow for a coefficient\. Take a wider style"),
    ):
        figure.coders(coder_pairs(EIGHT), labels=EIGHT)


@pytest.mark.parametrize("width", [57, 89, 183])
def test_long_names_of_outlets_are_broken_and_leave_room_for_the_cells(width):
    with mpl.rc_context(style.paper(width=width)):
        ax = figure.heatmap(long_outlets(), labels=LABELS)
    assert failing(ax) == []
    assert ax.get_position().width > 0.4
    assert all(name in said(ax) for name in PAPERS)


def test_contrasts_stand_in_two_columns_of_a_wide_figure_on_one_scale():
    table = pd.concat([scored(6, target=name) for name in ("Theft", "Safety", "Money")])
    for width, columns in (("column", 1), ("page", 2)):
        with mpl.rc_context(style.paper(width=width)):
            fig = figure.keyness(table, top=3).figure
        assert len(fig.axes) == columns
        assert len({ax.get_xlim() for ax in fig.axes}) == 1
        terms = [label for ax in fig.axes for label in ax.get_yticklabels()]
        assert len(terms) == 18
        assert sum("more in" in text for text in texts(fig)) == 3


def test_many_terms_below_each_other_are_small():
    with mpl.rc_context(style.paper(width="page")):
        ax = figure.keyness(scored(28), top=14)
    assert {label.get_fontsize() for label in ax.get_yticklabels()} == {6.0}
    assert failing(ax) == []


def test_notes_under_two_panels_go_on_under_the_second():
    why = "Two documents can be alike by chance, and an interval would be narrow with them."
    table = corrections().assign(ci_low=float("nan"), ci_high=float("nan"), note=why)
    table = table.drop(columns=["n_docs_reference", "n_docs_other"])
    with mpl.rc_context(style.paper(width="page")):
        left, right = figure.corrected(table, labels=labelled(4))
    note = next(text for text in left.texts if "Open lower mark" in text.get_text())
    left.figure.draw_without_rendering()
    assert note.get_window_extent().x1 > right.get_window_extent().x0
    assert failing(left) == []


@pytest.mark.parametrize("width", [57, 89])
def test_a_legend_too_long_for_one_line_is_broken(width):
    with mpl.rc_context(style.paper(width=width)):
        axes = figure.corrected(corrections(), labels=labelled(4))
    legend = whole(axes).legends[0]
    assert " ".join(legend.get_texts()[1].get_text().split()).endswith("in the frame’s colour)")
    assert failing(axes) == []


def test_no_bar_has_a_transparent_edge():
    axes = [*figure.topic_words(worded(2), topics=named(2)),
            *figure.topic_times(timed(2, MONTHS[:5]), topics=named(2))]  # fmt: skip
    edges = [bar.get_edgecolor()[3] for ax in axes for bar in ax.patches]
    assert edges
    assert set(edges) == {1.0}


@pytest.mark.parametrize("events", [None, EVENTS])
def test_names_over_the_panels_keep_clear_of_waves_and_events(events):
    with mpl.rc_context(style.paper(width=75)):
        axes = figure.timeline(per_day(tuple(EIGHT), THREE), labels=EIGHT, events=events)
    assert {ax.get_ylabel() for ax in axes[:, 0]} == {""}
    assert failing(axes) == []
