"""Coefficients of reliability: published values, other packages, and laws.

Published values: Krippendorff (2011), "Computing Krippendorff's alpha-reliability" (R1 and the
two examples with two coders); Gwet's R package irrCAC (README) for raw4raters, six raters
(data of Fleiss 1971) and three abstractors; the docstring of `krippendorff` for three coders.
"""

import math
import tracemalloc

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics import agreement as nltk_agreement
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

from analysis import contracts
from analysis._agreement import draws as agreement_draws
from analysis._agreement import masi, reliability

LEVELS = ("nominal", "ordinal", "interval", "ratio")
_ = np.nan
R1 = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
FOUR_RATERS = [[*R1[0]], [*R1[1][:11], _], [*R1[2][:11], 3], [*R1[3]]]
THREE = [
    [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
    [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
    [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
]
SIX_RATERS = [
    [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0],
    [2, 0, 4, 0, 0], [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6],
    [1, 0, 0, 5, 0], [1, 1, 0, 4, 0], [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1],
]  # fmt: skip
ABSTRACTORS = np.array([[13, 0, 0], [0, 20, 7], [0, 4, 56]])


def alpha(ratings, values, level):
    counts = reliability.counts_of(ratings, values)
    return reliability.alpha(counts, values=values, measurement=level)


def pair_of(table):
    """Codes of two coders from their contingency table."""
    cells = [(a, b) for a in range(len(table)) for b in range(len(table))
             for _ in range(table[a][b])]  # fmt: skip
    return np.array(cells, float).T


@pytest.mark.parametrize(
    ("level", "printed"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_alpha_of_krippendorffs_four_observers(level, printed):
    assert round(alpha(R1, [1, 2, 3, 4, 5], level), 3) == printed


def test_alpha_of_two_observers_and_of_three_coders():
    binary = [[int(code) for code in line] for line in ("0100000010", "1110010000")]
    letters = [["abcde".index(code) for code in line] for line in ("aabbdcccedda", "babbbccceddd")]
    assert round(alpha(binary, [0, 1], "nominal"), 3) == 0.095
    assert round(alpha(letters, range(5), "nominal"), 3) == 0.692
    assert round(alpha(THREE, [1, 2, 3, 4], "nominal"), 3) == 0.691
    assert round(alpha(THREE, [1, 2, 3, 4], "interval"), 3) == 0.811


@pytest.mark.parametrize(
    ("which", "estimate", "error"),
    [
        ("percent agreement", 0.81818, 0.12561),
        ("ac1", 0.77544, 0.14295),
        ("brennan-prediger", 0.77273, 0.14472),
        ("fleiss", 0.76117, 0.15302),
        ("alpha", 0.74342, 0.14548),
    ],
)
def test_gwets_four_raters(which, estimate, error):
    found = reliability.coefficient(reliability.counts_of(FOUR_RATERS, range(1, 6)), which)
    assert found == (pytest.approx(estimate, abs=5e-6), pytest.approx(error, abs=5e-6), 11)


def test_conger_of_gwets_four_raters():
    found = reliability.conger(FOUR_RATERS, range(1, 6))
    assert found[:2] == (pytest.approx(0.76282, abs=5e-6), pytest.approx(0.14917, abs=5e-6))


def test_ac1_takes_single_codes_into_the_shares_and_alpha_does_not():
    """The two data differ in who gave the only code of unit 12: 3 in both, so nothing changes;
    without it AC1 does change."""
    values = range(1, 6)
    whole, moved = (reliability.counts_of(data, values) for data in (R1, FOUR_RATERS))
    without = whole[:11]
    assert reliability.coefficient(whole, "ac1") == reliability.coefficient(moved, "ac1")
    assert reliability.coefficient(whole, "ac1")[0] != pytest.approx(
        reliability.coefficient(without, "ac1")[0], abs=1e-4
    )
    assert reliability.coefficient(whole, "alpha") == reliability.coefficient(without, "alpha")


@pytest.mark.parametrize(
    ("which", "estimate", "error"),
    [
        ("ac1", 0.4448007, 0.0841876),
        ("brennan-prediger", 0.4388889, 0.0831214),
        ("fleiss", 0.4139265, 0.0811929),
    ],
)
def test_six_raters_of_fleiss(which, estimate, error):
    found = reliability.coefficient(SIX_RATERS, which)
    assert found == (pytest.approx(estimate, abs=6e-8), pytest.approx(error, abs=6e-8), 15)


def test_alpha_of_six_raters():
    """irrCAC prints .0824323 as the error: its function for this kind of data, unlike the one for
    raw codes, takes the chance term once where the derivative has it twice."""
    found = reliability.coefficient(SIX_RATERS, "alpha")
    assert found.estimate == pytest.approx(0.4204384, abs=6e-8)
    assert found.std_error == pytest.approx(reliability.coefficient(SIX_RATERS, "fleiss").std_error)


@pytest.mark.parametrize(
    ("which", "estimate", "error"),
    [
        ("ac1", 0.8493305, 0.0432175),
        ("brennan-prediger", 0.835, 0.0469335),
        ("fleiss", 0.7962397, 0.0590547),
        ("alpha", 0.7972585, 0.0590547),
        ("percent agreement", 0.89, 0.0312890),
    ],
)
def test_three_abstractors(which, estimate, error):
    """For tables irrCAC divides the variance by n, not by n - 1 as for raw codes: n is 100."""
    counts = reliability.counts_of(pair_of(ABSTRACTORS), [0, 1, 2])
    found = reliability.coefficient(counts, which)
    assert found.estimate == pytest.approx(estimate, abs=6e-8)
    assert found.std_error * math.sqrt(0.99) == pytest.approx(error, abs=6e-8)


def test_kappa_is_that_of_gwet_statsmodels_and_scikit_learn():
    first, second = pair_of(ABSTRACTORS)
    found = reliability.conger([first, second], [0, 1, 2])
    assert found.estimate == pytest.approx(0.7964094, abs=6e-8)
    assert found.std_error * math.sqrt(0.99) == pytest.approx(0.0589107, abs=6e-8)
    assert found.std_error * math.sqrt(0.99) == pytest.approx(cohens_kappa(ABSTRACTORS).std_kappa)
    assert found.estimate == pytest.approx(cohens_kappa(ABSTRACTORS).kappa)
    assert found.estimate == pytest.approx(cohen_kappa_score(first, second))


def test_fleiss_and_brennan_prediger_are_those_of_statsmodels():
    for which, method in (("fleiss", "fleiss"), ("brennan-prediger", "randolph")):
        expected = fleiss_kappa(np.array(SIX_RATERS), method=method)
        assert reliability.coefficient(SIX_RATERS, which).estimate == pytest.approx(expected)


def test_masi_of_passonneau():
    assert masi.distance({1, 2}, {1, 2, 3, 4}) == pytest.approx(0.6667, abs=5e-5)
    assert masi.distance({1, 2}, {2, 3}) == pytest.approx(0.8889, abs=5e-5)
    assert masi.distance({1, 2}, {1}) == pytest.approx(0.6667, abs=5e-5)
    assert masi.distance({1}, {2}) == 1
    assert masi.distance(set(), set()) == 0
    assert masi.distance(set(), {1}) == 1


def test_alpha_of_sets():
    sets = [frozenset({1, 2}), frozenset({1}), frozenset(), frozenset({3})]
    counts = [[1, 1, 0, 0], [0, 0, 2, 0], [0, 0, 0, 2]]
    found = reliability.measures(counts, masi.scale(sets))["alpha"]
    assert found == pytest.approx(0.7368421, abs=5e-8)


def test_alpha_of_sets_is_that_of_nltk_where_none_is_empty():
    chance = np.random.default_rng(3)
    sets = [frozenset({1}), frozenset({2}), frozenset({1, 2}), frozenset({2, 3}),
            frozenset({1, 2, 3})]  # fmt: skip
    codes = chance.integers(0, len(sets), (3, 40))
    codes[1:] = np.where(chance.random((2, 40)) < 0.6, codes[0], codes[1:])
    counts = reliability.counts_of(codes, range(len(sets)))
    task = nltk_agreement.AnnotationTask(
        [(str(c), str(u), sets[codes[c, u]]) for c in range(3) for u in range(40)],
        distance=masi.distance,
    )
    found = reliability.measures(counts, masi.scale(sets))["alpha"]
    assert found == pytest.approx(task.alpha())


def ratings_of(n_coders, n_units, n_values):
    code = st.one_of(st.just(np.nan), st.integers(0, n_values - 1).map(float))
    return st.lists(
        st.lists(code, min_size=n_units, max_size=n_units), min_size=n_coders, max_size=n_coders
    )


@settings(max_examples=60, deadline=None)
@given(
    data=st.data(), n_coders=st.integers(2, 5), n_units=st.integers(2, 15),
    level=st.sampled_from(LEVELS),
)  # fmt: skip
def test_alpha_is_that_of_krippendorff_the_package(data, n_coders, n_units, level):
    codes = np.array(data.draw(ratings_of(n_coders, n_units, 4)))
    paired = (~np.isnan(codes)).sum(axis=0) >= 2
    given_codes = codes[:, paired][~np.isnan(codes[:, paired])]
    found = alpha(codes, range(4), level)
    if len(np.unique(given_codes)) < 2:
        assert np.isnan(found)
        return
    expected = krippendorff.alpha(
        codes, value_domain=[0, 1, 2, 3], level_of_measurement=level, dtype=np.float64
    )
    assert found == pytest.approx(expected, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(data=st.data(), level=st.sampled_from(LEVELS))
def test_order_of_coders_and_units_changes_nothing(data, level):
    codes = np.array(data.draw(ratings_of(3, 8, 3)))
    chance = np.random.default_rng(data.draw(st.integers(0, 99)))
    mixed = codes[chance.permutation(3)][:, chance.permutation(8)]
    scale = reliability.scale(range(3), measurement=level)
    first, second = (reliability.measures(reliability.counts_of(c, range(3)), scale)
                     for c in (codes, mixed))  # fmt: skip
    assert first == pytest.approx(second, nan_ok=True)


@settings(max_examples=40, deadline=None)
@given(data=st.data(), value=st.integers(0, 2), level=st.sampled_from(LEVELS))
def test_a_unit_with_one_code_does_not_move_alpha(data, value, level):
    codes = np.array(data.draw(ratings_of(3, 6, 3)))
    alone = np.column_stack([codes, [value, np.nan, np.nan]])
    assert alpha(codes, range(3), level) == pytest.approx(
        alpha(alone, range(3), level), nan_ok=True
    )


def test_alpha_is_that_of_nltk_with_missing_codes():
    codes = np.array(R1)
    task = nltk_agreement.AnnotationTask(
        [(str(c), str(u), codes[c, u]) for c in range(4) for u in range(12)
         if not np.isnan(codes[c, u])]
    )  # fmt: skip
    assert alpha(R1, range(1, 6), "nominal") == pytest.approx(task.alpha())


def test_nothing_varies_so_alpha_is_undefined():
    same = [[0, 0, 0], [0, 0, 0]]
    assert np.isnan(alpha(same, [0, 1], "nominal"))
    assert np.isnan(reliability.coefficient([[2, 0], [2, 0]], "fleiss").estimate)
    assert reliability.coefficient([[2, 0], [2, 0]], "ac1").estimate == 1


def test_one_disagreement_in_nearly_constant_data_gives_alpha_0():
    codes = np.zeros((2, 10))
    codes[0, 3] = 1
    assert alpha(codes, [0, 1], "nominal") == pytest.approx(0)
    found = reliability.coefficient(reliability.counts_of(codes, [0, 1]), "ac1")
    assert found.estimate > 0.85


def test_a_missing_code_is_no_value():
    with_holes = [[1, 1, 0, 0, _], [1, 1, 0, 0, 1]]
    assert alpha(with_holes, [0, 1], "nominal") == 1


def test_values_of_the_codebook_count_not_those_seen():
    """Two values used of four known: agreement by chance is 1/4 for Brennan and Prediger."""
    two = reliability.coefficient([[2, 0], [0, 2], [1, 1]], "brennan-prediger").estimate
    four = reliability.coefficient([[2, 0, 0, 0], [0, 2, 0, 0], [1, 1, 0, 0]],
                                    "brennan-prediger").estimate  # fmt: skip
    assert two == pytest.approx((2 / 3 - 1 / 2) / (1 / 2))
    assert four == pytest.approx((2 / 3 - 1 / 4) / (3 / 4))


@pytest.mark.parametrize(
    ("values", "level", "said"),
    [
        ([0, 1], "nominel", "Did you mean 'nominal'"),
        ([1, 0], "nominal", "ascending"),
        ([0], "nominal", "at least 2"),
        ([-1, 1], "ratio", "begins at 0"),
    ],
)
def test_impossible_scales_are_refused(values, level, said):
    with pytest.raises(contracts.InputError, match=said):
        reliability.scale(values, measurement=level)


def test_an_unknown_code_is_refused():
    with pytest.raises(contracts.InputError, match=r"Codes 7.0 are none of the values"):
        reliability.counts_of([[0, 7], [0, 1]], [0, 1])


def test_unit_bootstrap_of_krippendorffs_data():
    """icr (R) prints mean .73, SD .146 and .417 to 1.00; own 200,000 draws .725, .145, .415."""
    scale = reliability.scale(range(1, 6), measurement="nominal")
    counts = reliability.counts_of(R1, range(1, 6))
    drawn = agreement_draws.sampled(counts[:11], range(11), scale)
    found = agreement_draws.intervals(drawn, scale, level=0.95, n_boot=20_000, seed=1)["alpha"]
    assert found.std_error == pytest.approx(0.145, abs=0.003)
    assert found.low == pytest.approx(0.415, abs=0.02)
    assert found.high == pytest.approx(1.0, abs=0.005)


def test_pairs_drawn_as_hayes_and_krippendorff_do_are_too_sure():
    """Their bootstrap draws the pairs of codes, not the units: for R1 SD .074 and .572 to .850
    against .145 and .415 to 1.00 (it covers 85 % with three coders)."""
    draws = agreement_draws.pair_draws(
        reliability.counts_of(R1, range(1, 6)),
        reliability.scale(range(1, 6), measurement="nominal"), n_boot=50_000, seed=1,
    )  # fmt: skip
    assert draws.mean() == pytest.approx(0.720, abs=0.002)
    assert draws.std() == pytest.approx(0.074, abs=0.004)
    assert np.quantile(draws, [0.025, 0.975]) == pytest.approx([0.572, 0.850], abs=0.015)


@pytest.mark.parametrize("n_coders", [2, 5])
def test_what_is_drawn_does_not_depend_on_order_or_on_grouping(n_coders, monkeypatch):
    chance = np.random.default_rng(8)
    codes = (chance.random((n_coders, 300)) < 0.3).astype(float)
    clusters = chance.integers(0, 40, 300)
    scale = reliability.scale([0, 1], measurement="nominal")
    counts = reliability.counts_of(codes, [0, 1])
    order = chance.permutation(300)
    found = agreement_draws.sampled(counts, clusters, scale)
    mixed = agreement_draws.sampled(counts[order], clusters[order], scale)
    assert found.n_clusters == mixed.n_clusters == len(np.unique(clusters))
    assert (found.sums == mixed.sums).all()
    assert (found.times == mixed.times).all()
    monkeypatch.setattr(agreement_draws, "MANY_KINDS", 0)
    by_document = agreement_draws.sampled(counts, clusters, scale)
    assert by_document.times @ by_document.sums == pytest.approx(found.times @ found.sums)
    assert len(by_document.sums) == 40


def test_a_million_units_need_little_memory():
    """`krippendorff` peaks at 1.65 GB for these; here the counts themselves take 64 MB."""
    chance = np.random.default_rng(1)
    codes = chance.integers(0, 8, (2, 1_000_000)).astype(np.int64)
    counts = np.zeros((1_000_000, 8), np.int64)
    np.add.at(counts, (np.arange(1_000_000), codes[0]), 1)
    np.add.at(counts, (np.arange(1_000_000), codes[1]), 1)
    tracemalloc.start()
    found = reliability.alpha(counts, values=range(8), measurement="nominal")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == pytest.approx(0, abs=0.01)
    assert peak < 120e6


def test_rows_too_wide_for_a_key_are_grouped_all_the_same():
    counts = np.array([[1000] + [0] * 9, [0] * 9 + [1000], [1000] + [0] * 9])
    rows, which = reliability.grouped(counts)
    assert (rows[which] == counts).all()
    assert len(rows) == 2
