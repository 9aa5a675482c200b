"""Agreement, coders and errors as figures, read back from their artists."""

import io
import itertools

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from test_figure import AUGUST, DUTCH, FEBRUARY, JANUARY, labelled, misplaced, texts, whole

from analysis import figure, style
from analysis.contracts import InputError

TWO = (JANUARY, FEBRUARY)
LABELS = labelled(4)
SORTS = {"ann": "human", "ben": "human", "classifier": "machine", "dictionary": "machine",
         "gold": "gold"}  # fmt: skip


@pytest.fixture(autouse=True)
def _print_style():
    with mpl.rc_context(style.paper()):
        yield
    plt.close("all")


def reliability(labels=LABELS, waves=TWO, seed=1):
    draw = np.random.default_rng(seed)
    rows = []
    for frame, wave in itertools.product(labels, waves):
        alpha = 1 - 0.4 * draw.random()
        for measure, value in (("alpha", alpha), ("ac1", min(1.0, alpha + 0.1))):
            rows.append({"measure": measure, "frame": frame, "wave": wave, "estimate": value,
                         "ci_low": value - 0.1, "ci_high": min(1.0, value + 0.1), "note": None,
                         "verdict": "firm" if measure == "alpha" else None})  # fmt: skip
    return pd.DataFrame(rows)


def undefined(table, frame="f1"):
    rows = (table["frame"] == frame) & (table["measure"] == "alpha")
    table.loc[rows, ["estimate", "ci_low", "ci_high"]] = np.nan
    table.loc[rows, "note"] = "undefined (no variation): all 40 codes are 0."
    return table


def paired(labels=LABELS, seed=1):
    draw = np.random.default_rng(seed)
    return pd.DataFrame([
        {"measure": "alpha", "frame": frame, "coder": a, "other_coder": b,
         "kind": f"{SORTS[a]}-{SORTS[b]}", "estimate": draw.random(),
         "n_units": int(draw.integers(20, 3000))}
        for a, b in itertools.combinations(SORTS, 2) for frame in labels
    ])  # fmt: skip


def erring(labels=LABELS, waves=TWO, seed=1):
    draw = np.random.default_rng(seed)
    rows = []
    for frame in labels:
        errors = dict(zip(waves, draw.normal(0, 0.05, len(waves)), strict=True))
        told = [("prevalence_error", wave, None, error) for wave, error in errors.items()]
        told += [("prevalence_error_difference", None, f"{wave} - {waves[0]}",
                  errors[wave] - errors[waves[0]]) for wave in waves[1:]]  # fmt: skip
        rows += [{"measure": measure, "frame": frame, "wave": wave, "contrast": contrast,
                  "estimate": value, "ci_low": value - 0.04, "ci_high": value + 0.04, "note": None}
                 for measure, wave, contrast, value in told]  # fmt: skip
    return pd.DataFrame(rows)


DRAWN = {
    "agreement": lambda labels: figure.agreement(reliability(labels), labels=labels, across="wave"),
    "agreement of all": lambda labels: figure.agreement(
        reliability(labels, (JANUARY,)), labels=labels
    ),
    "coders": lambda labels: figure.coders(paired(labels), labels=labels),
    "errors": lambda labels: figure.errors(erring(labels), labels=labels),
    "errors of three waves": lambda labels: figure.errors(
        erring(labels, (JANUARY, AUGUST, FEBRUARY)), labels=labels
    ),
}


def marks(ax):
    """x, marker and face of each mark, from top to bottom."""
    lines = [line for line in ax.lines if line.get_marker() not in ("None", None, "")]
    lines.sort(key=lambda line: line.get_ydata()[0])
    return [(line.get_xdata()[0], line.get_marker(), mpl.colors.to_hex(line.get_markerfacecolor()))
            for line in lines]  # fmt: skip


@pytest.mark.parametrize("kind", DRAWN)
@pytest.mark.parametrize("width", ["column", 165])
@pytest.mark.parametrize("n", [1, 4, 8])
def test_nothing_is_cut_or_overlaps(kind, width, n):
    with mpl.rc_context(style.paper(width=width)):
        wrong, found = misplaced(whole(DRAWN[kind](labelled(n, DUTCH))))
        assert wrong == []
        assert found > 5


@pytest.mark.parametrize("kind", DRAWN)
def test_nothing_overlaps_in_a_notebook_or_in_grey(kind):
    for settings in (style.screen(), style.paper(colour=False)):
        with mpl.rc_context(settings):
            assert misplaced(whole(DRAWN[kind](LABELS)))[0] == []


@pytest.mark.parametrize("kind", DRAWN)
def test_the_bytes_are_the_same_twice(kind):
    files = []
    for _ in range(2):
        target = io.BytesIO()
        whole(DRAWN[kind](LABELS)).savefig(target, format="svg", metadata={"Date": None})
        files.append(target.getvalue())
    assert files[0] == files[1]


@pytest.mark.parametrize(("function", "table"), [
    (figure.agreement, reliability(waves=(JANUARY,))), (figure.coders, paired()),
    (figure.errors, erring()),
])  # fmt: skip
def test_drawing_on_given_axes_returns_them_and_leaves_table_and_figure(function, table):
    fig, ax = plt.subplots(figsize=(120 / 25.4, 150 / 25.4))
    before = table.copy()
    assert function(table, ax=ax, labels=LABELS) is ax
    assert fig.get_size_inches() * 25.4 == pytest.approx([120, 150])
    pd.testing.assert_frame_equal(table, before)


# Agreement


def test_alpha_stands_over_ac1_with_its_number_and_the_thresholds():
    table = reliability(waves=(JANUARY,))
    ax = figure.agreement(table, labels=LABELS)
    values = table.set_index(["frame", "measure"])["estimate"]
    expected = [values[frame, measure] for frame in LABELS for measure in ("alpha", "ac1")]
    assert [mark[0] for mark in marks(ax)] == pytest.approx(expected)
    assert {".667", ".80"} <= set(texts(ax))
    dashed = [line.get_xdata()[0] for line in ax.lines if line.get_linestyle() == "--"]
    assert set(dashed) == {0.667, 0.80}
    assert f"{values['f0', 'alpha']:.2f}"[1:] in texts(ax)


def test_a_wide_figure_tells_the_verdict_too():
    with mpl.rc_context(style.paper(width=165)):
        said = texts(figure.agreement(reliability(waves=(JANUARY,)), labels=LABELS))
    assert sum(text.endswith(" firm") for text in said) == 4


def test_undefined_is_written_and_never_drawn_as_a_number():
    ax = figure.agreement(undefined(reliability(waves=(JANUARY,))), labels=LABELS)
    assert "undefined (no variation)" in texts(ax)
    assert len(marks(ax)) == 7
    assert misplaced(ax.figure)[0] == []


def test_agreement_below_chance_widens_the_axis_and_is_not_cut():
    table = reliability(waves=(JANUARY,))
    table.loc[0, ["estimate", "ci_low", "ci_high"]] = [-0.3, -0.5, 0.1]
    assert figure.agreement(table, labels=LABELS).get_xlim() == (-0.6, 1.0)
    assert figure.agreement(reliability(), labels=LABELS, across="wave").get_xlim() == (0.0, 1.0)


def test_an_alpha_without_an_interval_is_an_open_mark():
    table = reliability(waves=(JANUARY,))
    table.loc[table["frame"] == "f0", ["ci_low", "ci_high"]] = np.nan
    ax = figure.agreement(table, labels=LABELS, beside=None)
    assert [mark[2] == "#ffffff" for mark in marks(ax)] == [True, False, False, False]
    assert any("Open upper mark: no interval" in text for text in texts(ax))


def test_several_groups_without_saying_which_are_refused():
    with pytest.raises(InputError, match=r"more than one row.*or give across"):
        figure.agreement(reliability(), labels=LABELS)
    with pytest.raises(InputError, match=r"no 'kappa'"):
        figure.agreement(reliability(), labels=LABELS, measure="kappa")


# Coders


def test_every_coder_meets_every_other_in_a_row_of_its_own():
    ax = figure.coders(paired(), labels=LABELS)
    rows = [" ".join(label.get_text().split()) for label in ax.get_yticklabels()]
    assert len(rows) == 10
    assert rows[0] == "ann – ben"
    heads = [text for text in texts(ax) if " with " in text]
    assert heads == ["People with people", "People with machines", "Machines with machines",
                     "People with gold", "Machines with gold"]  # fmt: skip


def test_a_cell_holds_the_coefficient_and_the_units_undefined_and_missing_are_told():
    table = paired()
    table.loc[0, ["estimate", "n_units"]] = [0.854, 1234]
    table.loc[1, "estimate"] = np.nan
    ax = figure.coders(table.drop(index=2), labels=LABELS)
    said = texts(ax)
    assert {".85", "1,234", "–"} <= set(said)
    assert said.count("undefined") == 1
    assert any("undefined: no variation" in text for text in said)


def test_a_strange_kind_of_pair_is_told_with_the_nearest_one():
    with pytest.raises(InputError, match=r"'human-humn'. Did you mean 'human-human'"):
        figure.coders(paired().replace({"human-human": "human-humn"}), labels=LABELS)


# Errors


def test_errors_of_waves_and_their_difference_stand_below_each_other():
    table = erring()
    ax = figure.errors(table, labels=LABELS)
    rows = [" ".join(label.get_text().split()) for label in ax.get_yticklabels()]
    assert rows[:3] == [JANUARY, FEBRUARY, f"{FEBRUARY} − {JANUARY}"]
    first = table[table["frame"] == "f0"]["estimate"]
    assert [mark[0] for mark in marks(ax)][:3] == pytest.approx(list(100 * first))
    assert [mark[2] == "#ffffff" for mark in marks(ax)][:3] == [True, True, False]
    assert "Strong mark: the bias of the raw difference" in " ".join(texts(ax))


def test_errors_of_one_wave_need_no_difference():
    ax = figure.errors(erring(waves=(JANUARY,)), labels=LABELS)
    assert len(marks(ax)) == 4
    assert not [text for text in texts(ax) if "bias" in text]


@pytest.mark.parametrize(("table", "says"), [
    (erring().assign(measure="recall"), "no prevalence error"),
    (erring().drop(columns="contrast"), "lacks 'contrast'"),
    (pd.concat([erring(), erring()]), "more than one row"),
    (erring().assign(estimate=4.0), "0.31, not 31"),
])  # fmt: skip
def test_tables_without_errors_are_told_in_plain_words(table, says):
    with pytest.raises(InputError, match=says):
        figure.errors(table, labels=LABELS)
