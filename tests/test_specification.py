"""Specifications: every choice is listed once, and the verdict follows its stated rule."""

import itertools

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import compare, contracts, specification

MAIN = {"coder": "dictionary", "min_units": 1, "measure": "prevalence"}


def change(estimate, low=None, high=None, *, frame="theft", measure="prevalence"):
    """One difference; without ends, one without an interval."""
    return pd.DataFrame({
        "measure": measure, "frame": [frame], "contrast": "June - May", "method": "newcombe",
        "estimate": estimate, "ci_low": low, "ci_high": high, "ci_level": 0.95, "n_units": 90,
        "n_docs": 40,
    }).astype({"estimate": "float64", "ci_low": "float64", "ci_high": "float64"})  # fmt: skip


def judged(main, *others, within=0.05):
    """Verdict on a main difference and others, each by a coder of its own."""
    found = [({"coder": "dictionary"}, main)]
    found += [({"coder": f"c{n}"}, other) for n, other in enumerate(others, start=1)]
    table = specification.gather(found, main={"coder": "dictionary"})
    return specification.verdict(table, within=within).iloc[0]


def test_choices_one_at_a_time_change_one_thing_each():
    listed = specification.choices(MAIN, {"coder": ["ann", "ben"], "min_units": [2]}, crossed=False)
    assert listed[0] == MAIN
    assert [sum(one[kind] != MAIN[kind] for kind in MAIN) for one in listed] == [0, 1, 1, 1]


@given(st.integers(0, 3), st.integers(0, 3))
@settings(max_examples=20, deadline=None)
def test_crossed_choices_are_all_combinations_each_once(n_coders, n_units):
    others = {"coder": [f"c{n}" for n in range(n_coders)], "min_units": list(range(2, 2 + n_units))}
    listed = specification.choices(MAIN, others, crossed=True)
    assert len(listed) == (1 + n_coders) * (1 + n_units)
    assert len({tuple(one.values()) for one in listed}) == len(listed)
    assert listed[0] == MAIN


def test_a_choice_that_main_does_not_make_is_refused():
    with pytest.raises(contracts.InputError, match=r"main has not: 'codr'. Did you mean 'coder'"):
        specification.choices(MAIN, {"codr": ["ann"]}, crossed=True)
    with pytest.raises(contracts.InputError, match="main names no choice"):
        specification.choices({}, {}, crossed=True)


def test_specifications_are_named_by_what_they_choose_otherwise():
    main = {"coder": "dictionary", "min_units": 1, "measure": "prevalence",
            "counting": "visibility", "inferred": True, "unit": "sentence",
            "correction": "post-stratified", "rule": "a"}  # fmt: skip
    others = {"coder": ["classifier"], "min_units": [2], "measure": ["salience"],
              "counting": ["content"], "inferred": [False], "unit": ["paragraph"],
              "correction": ["naive"], "rule": ["b"]}  # fmt: skip
    listed = specification.choices(main, others, crossed=False)
    listed.append({**main, "coder": "classifier", "min_units": 2, "inferred": False})
    found = [(one, change(0.1, 0.0, 0.2, measure=one["measure"])) for one in listed]
    table = specification.gather(found, main=main)
    assert dict(zip(table["specification"], table["kind"], strict=True)) == {
        "main specification": "Main", "coder classifier": "Coder",
        "at least 2 units": "Threshold", "share of units": "Measure",
        "one article per cluster of copies": "Copies", "stated dates only": "Dates",
        "coded by paragraph": "Unit of coding", "not corrected": "Correction", "rule: b": "Rule",
        "classifier, 2+ units, stated dates only": "Several choices",
    }  # fmt: skip
    assert table["main"].tolist() == [True] + [False] * 9


def test_the_main_specification_comes_first_wherever_it_was_given():
    table = specification.gather(
        [({"coder": "ann"}, change(0.1, 0.0, 0.2)), ({"coder": "ben"}, change(0.2, 0.1, 0.3))],
        main={"coder": "ben"},
    )
    assert table["coder"].tolist() == ["ben", "ann"]
    assert table["number"].tolist() == [1, 2]


def test_sign_and_shown_follow_the_interval():
    numbers = [(0.1, 0.02, 0.2), (0.1, -0.02, 0.2), (-0.1, -0.2, -0.01), (0.0, -0.1, 0.1),
               (0.1, None, None), (None, None, None)]  # fmt: skip
    found = [({"coder": f"c{n}"}, change(*one)) for n, one in enumerate(numbers)]
    table = specification.gather(found, main={"coder": "c0"})
    assert table["sign"].tolist() == [1, 1, -1, 0, 1, pd.NA]
    assert table["shown"].tolist() == [True, False, True, False, pd.NA, pd.NA]


UP, WIDE = (0.10, 0.04, 0.16), (0.08, -0.02, 0.18)


@pytest.mark.parametrize(("main", "others", "verdict", "reason"), [
    (UP, [(0.08, 0.02, 0.14)], "robust", ""),
    (UP, [(-0.02, -0.1, 0.06)], "not robust", "the sign changes under coder c1"),
    (UP, [(0.0, -0.1, 0.1)], "not robust", "the difference vanishes under coder c1"),
    (UP, [WIDE], "direction only", "the difference is not shown under coder c1"),
    (UP, [(0.16, 0.1, 0.2)], "size varies", "by more than 5 points under coder c1"),
    (UP, [(0.08, None, None)], "direction only", "the difference is not shown under coder c1"),
    (WIDE, [WIDE], "not shown", "no specification shows a difference"),
    (WIDE, [(-0.02, -0.1, 0.06), (0.0, -0.1, 0.1)], "not shown",
     "no specification shows a difference"),
    (WIDE, [UP], "not robust", "a difference is shown only under coder c1"),
    ((0.1, None, None), [UP], "description only", "the main specification has no interval"),
    ((0.1, None, None), [(-0.1, None, None)], "not robust", "the sign changes under coder c1"),
    ((0.0, -0.1, 0.1), [UP], "not robust", "there is a difference under coder c1"),
    ((0.0, -0.1, 0.1), [(0.0, -0.2, 0.2)], "not shown", "no specification shows a difference"),
    ((None, None, None), [UP], "undefined", ""),
    (UP, [(None, None, None)], "robust", ""),
    (UP, [(-0.1, -0.2, -0.02)] * 5, "not robust",
     "the sign changes under coder c1 / coder c2 / coder c3 and 2 more"),
])  # fmt: skip
def test_the_verdict_follows_the_rule(main, others, verdict, reason):
    row = judged(change(*main), *(change(*other) for other in others))
    assert (row["verdict"], row["reason"]) == (verdict, reason)


def test_the_verdict_counts_what_it_says():
    row = judged(change(*UP), change(-0.1, -0.2, -0.02), change(*WIDE), change(None))
    assert row[["n", "n_same", "n_shown", "n_against", "n_undefined"]].tolist() == [3, 2, 1, 1, 1]
    assert row[["estimate", "smallest", "largest"]].tolist() == pytest.approx([0.1, -0.1, 0.1])


def test_sizes_of_another_measure_are_not_compared_but_signs_are():
    def verdict_of(other):
        table = specification.gather(
            [({"measure": "prevalence"}, change(*UP)),
             ({"measure": "salience"}, other.assign(measure="salience"))],
            main={"measure": "prevalence"},
        )  # fmt: skip
        return specification.verdict(table, within=0.01)["verdict"].tolist()

    assert verdict_of(change(0.9, 0.8, 0.95)) == ["robust"]
    assert verdict_of(change(-0.01, -0.02, 0.01)) == ["not robust"]


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=6), st.floats(0.001, 1))
@settings(max_examples=40, deadline=None)
def test_robust_never_hides_a_changed_sign(numbers, within):
    row = judged(*(change(one, one - 0.01, one + 0.01) for one in numbers), within=within)
    if row["verdict"] in ("robust", "size varies", "direction only", "description only"):
        assert all(one * numbers[0] > 0 for one in numbers)
    if row["verdict"] == "robust":
        assert max(abs(one - numbers[0]) for one in numbers) <= within + 1e-9


def test_each_frame_and_contrast_is_judged_by_itself():
    places = itertools.product(("theft", "money"), ("B - A", "C - A"))
    parts = [change(0.1, 0.05, 0.15, frame=frame).assign(contrast=name) for frame, name in places]
    one = pd.concat(parts)
    other = one.assign(estimate=[-0.1, 0.1, 0.1, 0.1], ci_low=-0.2, ci_high=[-0.01, 0.2, 0.2, 0.2])
    table = specification.gather([({"coder": "a"}, one), ({"coder": "b"}, other)],
                                 main={"coder": "a"})  # fmt: skip
    found = specification.verdict(table, within=0.05).set_index(["frame", "contrast"])["verdict"]
    assert found["theft", "B - A"] == "not robust"
    assert (found.drop(("theft", "B - A")) == "direction only").all()


def test_input_stays_untouched_and_what_compare_makes_fits():
    tallies = pd.DataFrame({
        "doc_id": [f"d{n}" for n in range(16)], "frame": "theft", "n_units": 10, "weight": 1.0,
        "n_positive": [0, 1, 0, 2, 0, 0, 1, 0, 3, 2, 4, 1, 2, 0, 3, 5],
        "wave": ["May"] * 8 + ["June"] * 8,
    })  # fmt: skip
    found = []
    for least in (1, 2):
        table = compare.difference(tallies, across="wave", reference="May", level=0.95, seed=1,
                                   measure="prevalence", min_units=least)  # fmt: skip
        found.append(({"min_units": least}, table))
    before = found[0][1].copy()
    row = specification.verdict(specification.gather(found, main={"min_units": 1}), within=0.2)
    pd.testing.assert_frame_equal(found[0][1], before)
    assert row["n"].tolist() == [2]
    assert row["estimate"].iloc[0] == before["estimate"].iloc[0]


@pytest.mark.parametrize(("found", "main", "says"), [
    ([], {"coder": "a"}, "There is no specification"),
    ([({"coder": "a"}, change(*UP)), ({"coder": "a"}, change(*UP))], {"coder": "a"},
     "come twice"),
    ([({"coder": "b"}, change(*UP))], {"coder": "a"}, "is not among the 1 given"),
    ([({"coder": "a", "rule": "x"}, change(*UP))], {"coder": "a"}, "different kinds of choice"),
])  # fmt: skip
def test_specifications_that_do_not_fit_each_other_are_refused(found, main, says):
    with pytest.raises(contracts.InputError, match=says):
        specification.gather(found, main=main)


@pytest.mark.parametrize(("table", "says"), [
    (change(*UP).assign(contrast=None), "without a contrast"),
    (pd.concat([change(*UP)] * 2), r"several rows for 'theft'.*recommended"),
    (change(*UP, measure="salience"), "holds 'salience'"),
])  # fmt: skip
def test_tables_that_are_no_differences_are_refused(table, says):
    with pytest.raises(contracts.TableError, match=says):
        specification.gather([({"measure": "prevalence"}, table)], main={"measure": "prevalence"})


def test_a_limit_that_is_no_share_and_a_strange_table_are_refused():
    table = specification.gather([({"coder": "a"}, change(*UP))], main={"coder": "a"})
    with pytest.raises(contracts.InputError, match="within=5 is not a share"):
        specification.verdict(table, within=5)
    with pytest.raises(contracts.TableError, match=r"lacks 'main'.*specification.gather"):
        specification.verdict(table.drop(columns="main"), within=0.1)
