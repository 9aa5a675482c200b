"""The chart of all specifications, read back from its artists."""

import io

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from test_figure import DUTCH, FEBRUARY, JANUARY, labelled, misplaced, texts, whole

from analysis import figure, specification, style
from analysis.contracts import InputError

MAIN = {"coder": "dictionary", "min_units": 1, "measure": "prevalence", "counting": "visibility",
        "inferred": True}  # fmt: skip
OTHERS = {"coder": ["classifier", "ann"], "min_units": [2, 3], "measure": ["salience"],
          "counting": ["content"], "inferred": [False]}  # fmt: skip
LABELS = labelled(4)


@pytest.fixture(autouse=True)
def _print_style():
    with mpl.rc_context(style.paper(width=165)):
        yield
    plt.close("all")


def gathered(labels=LABELS, *, crossed=False, most=None, seed=1):
    """Differences under many specifications, invented."""
    draw, frames = np.random.default_rng(seed), list(labels)
    base = draw.normal(0.05, 0.12, len(frames))
    found = []
    for made in specification.choices(MAIN, OTHERS, crossed=crossed)[:most]:
        gap = np.clip(base + draw.normal(0, 0.06, len(frames)), -0.9, 0.9)
        found.append((made, pd.DataFrame({
            "measure": made["measure"], "frame": frames, "contrast": f"{FEBRUARY} - {JANUARY}",
            "method": "m", "estimate": gap, "ci_low": gap - 0.08, "ci_high": gap + 0.08,
            "ci_level": 0.95, "n_units": 900, "n_docs": 80})))  # fmt: skip
    return specification.gather(found, main=MAIN)


def marks(ax):
    """x, marker and face of each mark, from top to bottom."""
    lines = [line for line in ax.lines if line.get_marker() not in ("None", None, "")]
    lines.sort(key=lambda line: line.get_ydata()[0])
    return [(line.get_xdata()[0], line.get_marker(), mpl.colors.to_hex(line.get_markerfacecolor()))
            for line in lines]  # fmt: skip


@pytest.mark.parametrize(("width", "n", "crossed", "most"), [
    ("column", 1, False, None), ("column", 4, False, None), ("column", 8, False, None),
    (165, 4, False, 2), (165, 8, False, None), ("page", 8, True, 60), (165, 1, True, 60),
])  # fmt: skip
def test_nothing_is_cut_or_overlaps(width, n, crossed, most):
    labels = labelled(n, DUTCH)
    table = gathered(labels, crossed=crossed, most=most)
    with mpl.rc_context(style.paper(width=width)):
        axes = figure.specification(table, labels=labels,
                                    verdicts=specification.verdict(table, within=0.05))  # fmt: skip
        assert len(axes) == n
        wrong, found = misplaced(whole(axes))
        assert wrong == []
        assert found > 8


def test_nothing_overlaps_in_a_notebook_or_in_grey():
    for settings in (style.screen(), style.paper(width=165, colour=False)):
        with mpl.rc_context(settings):
            assert misplaced(whole(figure.specification(gathered(), labels=LABELS)))[0] == []


def test_sixty_specifications_of_eight_frames_fit_a_long_page():
    labels = labelled(8, DUTCH)
    table = gathered(labels, crossed=True, most=60)
    with mpl.rc_context(style.paper(width="page")):
        fig = whole(figure.specification(table, labels=labels))
        assert fig.get_figheight() * 25.4 < 280


def test_the_main_specification_is_on_top_in_bold_and_each_difference_has_its_row():
    table = gathered()
    axes = figure.specification(table, labels=LABELS)
    names = [label.get_text() for label in axes[0].get_yticklabels()]
    assert names[0] == "main specification"
    assert axes[0].get_yticklabels()[0].get_fontweight() == "bold"
    for ax, frame in zip(axes, LABELS, strict=True):
        rows = table[table["frame"] == frame].set_index("specification")["estimate"]
        expected = [100 * rows[" ".join(name.split())] for name in names]
        assert [mark[0] for mark in marks(ax)] == pytest.approx(expected)


def test_direction_is_told_by_marker_and_colour_and_a_missing_interval_by_an_open_mark():
    table = gathered(labelled(1)).assign(
        estimate=[0.1, -0.1, 0.0, 0.2, 0.2, 0.2, np.nan, 0.1], sign=[1, -1, 0, 1, 1, 1, pd.NA, 1]
    )
    table[["ci_low", "ci_high"]] = np.add.outer(table["estimate"].to_numpy(), [-0.01, 0.01])
    table.loc[3, "ci_low"] = np.nan
    (ax,) = figure.specification(table, labels=labelled(1))
    drawn = marks(ax)
    assert [mark[1] for mark in drawn] == [">", "<", "o", ">", ">", ">", ">"]
    assert drawn[3][2] == "#ffffff"
    assert len({drawn[0][2], drawn[1][2], "#ffffff"}) == 3
    said = " ".join(texts(ax.figure))
    assert "Open mark: no interval" in said
    assert "–: nothing to estimate from" in said
    assert f"more in {FEBRUARY}" in said
    assert f"more in {JANUARY}" in said


def test_kinds_of_choice_stand_over_their_rows_and_several_choices_last():
    ax = figure.specification(gathered(crossed=True, most=20), labels=LABELS)[0]
    kinds = [text for text in texts(ax) if text in {"Copies", "Dates", "Measure", "Several choices",
                                                    "Threshold"}]  # fmt: skip
    assert kinds[-1] == "Several choices"
    assert set(kinds) >= {"Copies", "Dates"}


def test_verdicts_stand_under_the_names_of_the_frames():
    table = gathered()
    verdicts = specification.verdict(table, within=0.05)
    axes = figure.specification(table, labels=LABELS, verdicts=verdicts)
    for ax, (frame, name) in zip(axes, LABELS.items(), strict=True):
        row = verdicts[verdicts["frame"] == frame].iloc[0]
        assert {name, row["verdict"]} <= set(texts(ax))


def test_the_table_stays_untouched_and_the_bytes_are_the_same_twice():
    table, files = gathered(), []
    before = table.copy()
    for _ in range(2):
        target = io.BytesIO()
        fig = whole(figure.specification(table, labels=LABELS))
        fig.savefig(target, format="pdf", metadata={"CreationDate": None})
        files.append(target.getvalue())
    assert files[0] == files[1]
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize(("table", "says"), [
    (gathered().head(0), "has no rows"),
    (gathered().drop(columns="kind"), "lacks 'kind'"),
    (pd.concat([gathered(), gathered().head(1)]), "more than one row"),
    (gathered().assign(main=False), "needs one main specification"),
    (pd.concat([gathered(), gathered().assign(contrast="x - y")]), "several contrasts"),
    (gathered().assign(estimate=20.0), "0.31, not 31"),
])  # fmt: skip
def test_tables_that_cannot_be_drawn_are_told_in_plain_words(table, says):
    with pytest.raises(InputError, match=says):
        figure.specification(table, labels=LABELS)


def test_a_figure_too_narrow_for_its_names_says_so():
    table = gathered().replace({"coder classifier": "coder " + "x" * 60})
    with (
        mpl.rc_context(style.paper(width=60)),
        pytest.raises(InputError, match="for the frames on a figure of 60 mm"),
    ):
        figure.specification(table, labels=LABELS)
