"""Differences between waves: against other packages, and silent where documents are few."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from analysis import _intervals, compare, contracts, sentences, specification, validity_tables

MEASURES = ("prevalence", "salience")


def make_tallies(waves, frame="conflict", **columns):
    """Tallies from {wave: [(positive, units), ...]}, one pair for each document."""
    rows = [{"doc_id": f"{wave}-{i:03}", "frame": frame, "n_units": units,
             "n_positive": positive, "weight": 1.0, "wave": wave}
            for wave, counts in waves.items()
            for i, (positive, units) in enumerate(counts)]  # fmt: skip
    return contracts.conform(pd.DataFrame(rows).assign(**columns), "tallies")


def present(k, n):
    """Counts of n documents, k of which carry the frame."""
    return [(1, 5)] * k + [(0, 5)] * (n - k)


def compared(tallies, measure, **options):
    known = {"across": "wave", "reference": "May", "level": 0.95, "seed": 1}
    return compare.difference(tallies, measure=measure, **(known | options))


def some_counts(seed, n):
    rng = np.random.default_rng(seed)
    units = rng.integers(4, 20, size=n)
    return list(
        zip(rng.binomial(units, rng.beta(2, 4, size=n)).tolist(), units.tolist(), strict=True)
    )


@pytest.mark.parametrize(
    ("reference", "other", "low", "high"),
    [((48, 80), (56, 70), 0.0524, 0.3339), ((0, 29), (5, 56), -0.0381, 0.1926),
     ((0, 20), (10, 10), 0.6791, 1)],
)  # fmt: skip
def test_prevalence_difference_reproduces_newcombe_1998b(reference, other, low, high):
    tallies = make_tallies({"May": present(*reference), "June": present(*other)})
    row = compared(tallies, "prevalence").loc[0]
    assert row["contrast"] == "June - May"
    assert row["estimate"] == pytest.approx(other[0] / other[1] - reference[0] / reference[1])
    assert [row["ci_low"], row["ci_high"]] == pytest.approx([low, high], abs=5e-5)
    assert (row["share_other"], row["n_docs_other"]) == (other[0] / other[1], other[1])
    assert row["n_docs"] == reference[1] + other[1]


def test_prevalence_difference_uses_fisher():
    """The lady tasting tea: 4 of 4 against 0 of 4 has p = 1 / 35."""
    tallies = make_tallies({"May": present(0, 4), "June": present(4, 4)})
    row = compared(tallies, "prevalence").loc[0]
    assert row["p_value"] == pytest.approx(0.0285714, abs=5e-8)
    assert row["p_value"] == pytest.approx(compare.minimum_p(4, 4))


def test_min_units_decides_what_counts_as_presence():
    tallies = make_tallies({"May": [(1, 5), (2, 5), (0, 5), (3, 5)], "June": [(2, 5)] * 4})
    assert compared(tallies, "prevalence").loc[0, "estimate"] == pytest.approx(0.25)
    assert compared(tallies, "prevalence", min_units=2).loc[0, "estimate"] == pytest.approx(0.5)


@settings(max_examples=25, deadline=None)
@given(st.integers(4, 40), st.integers(4, 40), st.data())
def test_prevalence_difference_equals_statsmodels_and_scipy(n1, n2, data):
    k1, k2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    row = compared(make_tallies({"May": present(k1, n1), "June": present(k2, n2)}), "prevalence")
    expected = confint_proportions_2indep(k2, n2, k1, n1, method="newcomb", compare="diff")
    assert row.loc[0, ["ci_low", "ci_high"]].tolist() == pytest.approx(list(expected), abs=1e-10)
    p = stats.fisher_exact([[k1, n1 - k1], [k2, n2 - k2]]).pvalue
    assert row.loc[0, "p_value"] == pytest.approx(p)


def test_salience_difference_of_equal_documents_is_the_t_interval_of_their_means():
    """With documents of one length and groups of one size: scipy's two-sample t interval."""
    first, second = [2, 5, 3, 8, 4, 4], [6, 9, 5, 7, 9, 3]
    tallies = make_tallies({"May": [(y, 20) for y in first], "June": [(y, 20) for y in second]})
    row = compared(tallies, "salience").loc[0]
    test = stats.ttest_ind(np.array(second) / 20, np.array(first) / 20)
    assert row["estimate"] == pytest.approx(np.mean(second) / 20 - np.mean(first) / 20)
    expected = test.confidence_interval(0.95)
    assert [row["ci_low"], row["ci_high"]] == pytest.approx([expected.low, expected.high])
    exact = stats.permutation_test(
        (np.array(first), np.array(second)), lambda a, b: abs(a.mean() - b.mean()),
        alternative="greater", n_resamples=np.inf,
    )  # fmt: skip
    assert row["p_value"] == pytest.approx(exact.pvalue)
    assert row["method"].endswith("document permutation, exact")


def test_salience_p_does_not_take_sentences_for_documents():
    """One long document of its own kind must not look like a hundred observations."""
    may = [(0, 5), (1, 5), (0, 5), (0, 5), (1, 5)]
    tallies = make_tallies({"May": may, "June": [(90, 100), *may]})
    row = compared(tallies, "salience").loc[0]
    assert row["estimate"] > 0.6
    assert stats.fisher_exact([[2, 23], [92, 33]]).pvalue < 1e-6
    assert row["p_value"] > 0.4
    assert row["ci_low"] < 0.3


@pytest.mark.parametrize("measure", MEASURES)
def test_below_four_documents_nothing_is_tested(measure):
    tallies = make_tallies({"May": [(0, 9), (0, 7)], "June": [(4, 9), (3, 9), (6, 11)]})
    row = compared(tallies, measure).loc[0]
    assert row[["p_value", "p_adjusted", "ci_low", "ci_high", "std_error"]].isna().all()
    assert row["estimate"] > 0
    assert row["note"] == (
        "2 and 3 documents: description only. Even the most extreme outcome would have p = .10."
    )


@pytest.mark.parametrize(
    ("n_may", "n_june", "said"),
    [(1, 1, "Even the most extreme outcome would have p = 1."),
     (3, 3, "Even the most extreme outcome would have p = .10."),
     (3, 4, "The most extreme outcome would have p = .029."),
     (9, 3, "The most extreme outcome would have p = .005."),
     (3, 60, "The most extreme outcome would have p < .001.")],
)  # fmt: skip
def test_the_smallest_p_is_named(n_may, n_june, said):
    tallies = make_tallies({"May": present(0, n_may), "June": present(n_june, n_june)})
    note = compared(tallies, "prevalence").loc[0, "note"]
    noun = "document" if n_june == 1 else "documents"
    assert note == f"{n_may} and {n_june} {noun}: description only. {said}"


@pytest.mark.parametrize("measure", MEASURES)
def test_four_against_four_is_tested(measure):
    tallies = make_tallies({"May": some_counts(1, 4), "June": some_counts(2, 4)})
    row = compared(tallies, measure).loc[0]
    assert row[["p_value", "p_adjusted", "ci_low", "ci_high"]].notna().all()


@pytest.mark.parametrize("measure", MEASURES)
def test_turning_reference_and_other_turns_the_sign(measure):
    tallies = make_tallies({"May": some_counts(3, 6), "June": some_counts(4, 5)})
    there = compared(tallies, measure).loc[0]
    back = compared(tallies, measure, reference="June").loc[0]
    assert back["contrast"] == "May - June"
    assert [back["estimate"], back["ci_low"], back["ci_high"]] == pytest.approx(
        [-there["estimate"], -there["ci_high"], -there["ci_low"]]
    )
    assert back["p_value"] == pytest.approx(there["p_value"])


@pytest.mark.parametrize("measure", MEASURES)
def test_holm_adjusts_over_all_tests_of_the_table(measure):
    frames = pd.concat(
        [make_tallies({"May": some_counts(i, 6),
                       "June": [(y + i, n + i) for y, n in some_counts(9, 6)]}, frame=frame)
         for i, frame in enumerate(["a", "b", "c", "d"], start=1)]
    )  # fmt: skip
    # a fifth frame was coded in too few documents to be tested: it must not count
    few = make_tallies({"May": [(0, 3)], "June": [(1, 3)]}, frame="e")
    table = compared(pd.concat([frames, few]), measure)
    tested = table["p_value"].notna()
    assert tested.tolist() == [True] * 4 + [False]
    expected = multipletests(table.loc[tested, "p_value"], method="holm")[1]
    assert table.loc[tested, "p_adjusted"].tolist() == pytest.approx(expected.tolist())
    assert table["p_adjusted"].isna().tolist() == [False] * 4 + [True]


def test_each_other_group_is_compared_with_the_reference():
    tallies = make_tallies({w: some_counts(i, 5) for i, w in enumerate(["May", "June", "July"])})
    assert compared(tallies, "prevalence")["contrast"].tolist() == ["July - May", "June - May"]


def test_groups_are_compared_within_by():
    english = make_tallies({"May": present(1, 5), "June": present(4, 5)}, language="en")
    dutch = make_tallies({"May": present(3, 4), "June": present(1, 4)}, language="nl")
    both = pd.concat([english, dutch.assign(doc_id="nl" + dutch["doc_id"])])
    table = compared(both, "prevalence", by=["language"])
    assert table["language"].tolist() == ["en", "nl"]
    assert table["estimate"].tolist() == pytest.approx([0.6, -0.5])
    with pytest.raises(contracts.TableError, match=r"write by=\['language'\]"):
        compared(both, "prevalence", by="language")


def test_a_frame_that_was_not_coded_in_one_wave_has_no_difference():
    tallies = make_tallies({"May": present(1, 5), "June": present(4, 5)})
    extra = make_tallies({"June": present(2, 5)}, frame="economy")
    row = compared(pd.concat([tallies, extra]), "prevalence").loc[1]
    assert pd.isna(row["estimate"])
    assert row["share_other"] == 0.4
    assert row["note"] == "No document was coded for this frame in 'May'."


def test_no_spread_is_said_and_gives_no_interval_of_width_zero():
    flat = make_tallies({"May": [(0, 5)] * 5, "June": [(1, 5)] * 4})
    row = compared(flat, "salience").loc[0]
    assert row[["std_error", "ci_low", "ci_high"]].isna().all()
    assert row["p_value"] == pytest.approx(1 / 126)
    assert "no interval" in row["note"]
    half = make_tallies({"May": [(0, 5)] * 5, "June": some_counts(1, 5)})
    row = compared(half, "salience").loc[0]
    assert row["ci_low"] < row["estimate"] < row["ci_high"]
    assert "spread in the other alone" in row["note"]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(MEASURES))
def test_order_law_and_fixed_seed(seed, measure):
    tallies = make_tallies({"May": some_counts(seed, 10), "June": some_counts(seed + 1, 11)})
    kept = tallies.copy(deep=True)
    expected = compared(tallies, measure, n_permutations=99)
    shuffled = tallies.sample(frac=1, random_state=seed)
    assert_frame_equal(compared(shuffled, measure, n_permutations=99), expected)
    assert_frame_equal(tallies, kept)


@pytest.mark.parametrize("measure", MEASURES)
def test_contrasts_come_in_the_order_of_the_groups_also_in_the_sentences(measure):
    tallies = pd.concat(
        make_tallies({"Plan": present(1, 4), "Opening": present(2, 4), "Verdict": present(3, 4)},
                     frame=frame) for frame in ("conflict", "theft")
    )  # fmt: skip
    expected = ["Verdict - Plan", "Opening - Plan", "After - Plan"]
    order = ["Plan", "Verdict", "Opening", "After"]
    table = compared(tallies, measure, reference="Plan", groups=order)
    assert table["contrast"].tolist() == [name for name in expected for _ in range(2)]
    assert table["frame"].tolist() == ["conflict", "theft"] * 3
    labels = {"conflict": "Conflict", "theft": "Theft"}
    said = sentences.difference(table, labels=labels, noun="article")
    places = [str(said).index(name) for name in expected]
    assert places == sorted(places)
    ways = specification.gather([({"coder": "a"}, table)], main={"coder": "a"})
    verdicts = specification.verdict(ways, within=0.05)
    shown = validity_tables.verdicts(verdicts, labels=labels)
    for made in (ways, verdicts, shown):
        assert list(dict.fromkeys(made["contrast"])) == expected
    by_name = compared(tallies, measure, reference="Plan")
    assert by_name["contrast"].unique().tolist() == ["Opening - Plan", "Verdict - Plan"]


def test_drawn_permutations_are_named_in_the_method():
    tallies = make_tallies({"May": some_counts(1, 10), "June": some_counts(2, 11)})
    row = compared(tallies, "salience", n_permutations=499).loc[0]
    assert row["method"].endswith("document permutation, n=499")
    assert row["p_value"] * 500 == pytest.approx(round(row["p_value"] * 500))


def test_documents_without_a_wave_are_in_no_group():
    tallies = make_tallies({"May": present(1, 5), "June": present(4, 5)})
    lost = make_tallies({"x": present(9, 9)}).assign(wave=None)
    assert_frame_equal(
        compared(pd.concat([tallies, lost]), "prevalence"), compared(tallies, "prevalence")
    )


@pytest.mark.parametrize("measure", MEASURES)
def test_empty_tallies_give_an_empty_table(measure):
    tallies = make_tallies({"May": present(1, 5), "June": present(4, 5)})
    nothing = compared(tallies.head(0), measure)
    assert nothing.empty
    assert list(nothing.columns) == list(compared(tallies, measure).columns)


def test_errors_name_the_remedy():
    tallies = make_tallies({"May": present(1, 5), "June": present(4, 5)})
    with pytest.raises(contracts.TableError, match=r"has 'Mai' in tallies.wave\. .*'May'"):
        compared(tallies, "prevalence", reference="Mai")
    with pytest.raises(contracts.InputError, match=r"'saliency' cannot .* Did you mean 'salience'"):
        compared(tallies, "saliency")
    with pytest.raises(contracts.TableError, match=r"holds 'May' alone"):
        compared(tallies[tallies["wave"] == "May"], "prevalence")
    with pytest.raises(contracts.TableError, match=r"no column 'waves'.* Did you mean 'wave'"):
        compared(tallies, "prevalence", across="waves")
    with pytest.raises(contracts.InputError, match=r"such as 0\.95; found 95"):
        compared(tallies, "prevalence", level=95)
    twice = pd.concat([tallies, tallies.assign(wave="July")])
    with pytest.raises(contracts.TableError, match=r"more than one group of wave \('June-000'"):
        compared(twice, "prevalence")


def test_an_expected_group_without_documents_gives_null_rows_with_the_reason():
    tallies = pd.DataFrame({"doc_id": list("abcde"), "frame": "conflict", "n_units": 10,
                            "n_positive": 1, "weight": 1.0, "wave": "June"})  # fmt: skip
    for measure in ("prevalence", "salience"):
        table = compare.difference(tallies, across="wave", reference="May", measure=measure,
                                   level=0.95, seed=1, groups=["May", "June"])  # fmt: skip
        assert table["contrast"].tolist() == ["June - May"]
        assert table["estimate"].isna().all()
        assert table["note"].tolist() == ["No document was coded for this frame in 'May'."]


def copied(waves, **columns):
    """Tallies from {wave: [(positive, units, cluster), ...]}."""
    pairs = {wave: [row[:2] for row in rows] for wave, rows in waves.items()}
    clusters = [row[2] for rows in waves.values() for row in rows]
    return make_tallies(pairs, cluster_id=clusters, **columns)


STORIES = {
    "May": [(1, 5, "a"), (1, 5, "a"), (0, 5, "b"), (1, 5, "c"), (0, 5, "d"), (0, 5, "e")],
    "June": [(1, 5, "f"), (1, 5, "f"), (1, 5, "f"), (1, 5, "g"), (0, 5, "h"), (1, 5, "a")],
}


def test_copies_give_newcombe_with_effective_sizes_and_exchange_whole_clusters():
    """By hand: the shares are 3/6 and 5/6, in 5 and 4 clusters of (2,1,1,1,1) and (3,1,1,1)."""
    row = compared(copied(STORIES), "prevalence").loc[0]
    assert row["estimate"] == pytest.approx(5 / 6 - 3 / 6)
    assert (row["n_docs"], row["n_clusters"]) == (12, 9)
    assert row["method"] == "newcombe, clusters of copies; cluster permutation, exact"
    sizes = [_intervals.effective_size([2, 0, 1, 0, 0], [2, 1, 1, 1, 1]),
             _intervals.effective_size([3, 1, 0, 1], [3, 1, 1, 1])]  # fmt: skip
    expected = _intervals.newcombe(5 / 6 * sizes[1], sizes[1], sizes[0] / 2, sizes[0], level=0.95)
    assert [row["ci_low"], row["ci_high"]] == pytest.approx(expected)
    y, m = np.array([2, 0, 1, 0, 0, 3, 1, 0, 1]), np.array([2, 1, 1, 1, 1, 3, 1, 1, 1])
    gaps = []
    for chosen in itertools.combinations(range(9), 4):
        inside = np.isin(np.arange(9), chosen)
        gaps.append(abs(y[inside].sum() / m[inside].sum() - y[~inside].sum() / m[~inside].sum()))
    assert row["p_value"] == pytest.approx(np.mean(np.array(gaps) >= 1 / 3 - 1e-12))


def test_salience_differences_take_clusters_as_units():
    row = compared(copied(STORIES), "salience").loc[0]
    merged = make_tallies({"May": [(2, 10), (0, 5), (1, 5), (0, 5), (0, 5)],
                           "June": [(3, 15), (1, 5), (0, 5), (1, 5)]})  # fmt: skip
    expected = compared(merged, "salience").loc[0]
    ends = ["estimate", "std_error", "ci_low", "ci_high", "p_value", "n_clusters", "n_units"]
    assert row[ends].tolist() == expected[ends].tolist()
    assert row["method"] == "ratio, t, clusters of copies; cluster permutation, exact"


@pytest.mark.parametrize("measure", MEASURES)
def test_four_copies_of_one_story_are_no_four_documents(measure):
    waves = {"May": [(0, 5, "a")] * 4, "June": [(1, 5, name) for name in "bcde"]}
    row = compared(copied(waves), measure).loc[0]
    assert row[["p_value", "ci_low", "ci_high"]].isna().all()
    assert row["note"] == (
        "4 and 4 documents in 1 and 4 clusters of copies: description only. "
        "Even the most extreme outcome would have p = .20."
    )


@pytest.mark.parametrize("measure", MEASURES)
def test_clusters_without_copies_in_a_wave_change_nothing(measure):
    tallies = make_tallies({"May": some_counts(1, 6), "June": some_counts(2, 7)})
    expected = compared(tallies, measure)
    alone = tallies.assign(cluster_id=tallies["doc_id"])
    assert_frame_equal(compared(alone, measure), expected)
    # a story that runs once in each wave is a unit in both
    both = tallies.assign(cluster_id=["s" if i in (5, 6) else str(i) for i in range(13)])
    assert compared(both, measure)["ci_low"].tolist() == pytest.approx(expected["ci_low"].tolist())
    assert compared(both, measure)["method"].tolist() == expected["method"].tolist()


def test_a_difference_carries_counts_and_denominators_of_both_sides():
    tallies = make_tallies({"May": [(1, 5), (2, 5), (0, 5), (3, 5)], "June": [(2, 9)] * 4})
    sides = ["n_positive_other", "n_docs_other", "n_units_other",
             "n_positive_reference", "n_docs_reference", "n_units_reference"]  # fmt: skip
    assert compared(tallies, "prevalence").loc[0, sides].tolist() == [4, 4, 36, 3, 4, 20]
    assert compared(tallies, "salience").loc[0, sides].tolist() == [8, 4, 36, 6, 4, 20]
    row = compared(tallies, "salience").loc[0]
    assert row["share_other"] == row["n_positive_other"] / row["n_units_other"]
