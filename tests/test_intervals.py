"""Formulas against published values and other packages.

"Newcombe 1998a/b" are the tables of Statistics in Medicine 17: 857-872 and 873-890, as
recomputed in the project's notes on statistics with scipy and statsmodels.
"""

import math

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analysis import _intervals, contracts


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_wilson_reproduces_newcombe_1998a(k, n, low, high):
    found = _intervals.wilson(k, n, level=0.95)
    assert [float(end) for end in found] == pytest.approx([low, high], abs=5e-5)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 400), st.data(), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_wilson_equals_statsmodels(n, data, level):
    k = data.draw(st.integers(0, n))
    expected = proportion_confint(k, n, alpha=1 - level, method="wilson")
    found = [float(end) for end in _intervals.wilson(k, n, level=level)]
    assert found == pytest.approx(list(expected), abs=1e-12)
    assert 0 <= found[0] <= k / n <= found[1] <= 1


def test_wilson_takes_arrays_and_is_undefined_without_trials():
    low, high = _intervals.wilson([0, 81, 3], [0, 263, 3], level=0.95)
    assert np.isnan([low[0], high[0]]).all()
    assert low[1] == pytest.approx(0.2553, abs=5e-5)
    assert high[2] == 1


@pytest.mark.parametrize("level", [95, 1, 0, -0.1])
def test_level_must_be_a_share(level):
    with pytest.raises(contracts.InputError, match=r"between 0 and 1, such as 0\.95; found"):
        _intervals.wilson(1, 2, level=level)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090),
     ((6, 7), (2, 7), 0.0582, 0.8062), ((5, 56), (0, 29), -0.0381, 0.1926),
     ((0, 10), (0, 20), -0.1611, 0.2775), ((10, 10), (0, 20), 0.6791, 1),
     ((10, 10), (0, 10), 0.6075, 1)],
)  # fmt: skip
def test_newcombe_reproduces_newcombe_1998b(first, second, low, high):
    found = _intervals.newcombe(*first, *second, level=0.95)
    assert found == pytest.approx((low, high), abs=5e-5)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 90), st.integers(1, 90), st.data())
def test_newcombe_equals_statsmodels(n1, n2, data):
    k1, k2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    expected = confint_proportions_2indep(k1, n1, k2, n2, method="newcomb", compare="diff")
    found = _intervals.newcombe(k1, n1, k2, n2, level=0.95)
    assert found == pytest.approx(tuple(expected), abs=1e-10)
    assert _intervals.newcombe(k2, n2, k1, n1, level=0.95) == pytest.approx((-found[1], -found[0]))


def test_newcombe_of_two_against_three_excludes_0_though_no_exact_test_can_reject():
    """Statistics notes, 4.2: the reason why no such interval is printed."""
    found = _intervals.newcombe(2, 2, 0, 3, level=0.95)
    assert found == pytest.approx((0.135, 1), abs=5e-4)
    assert _intervals.fisher_p(2, 2, 0, 3) == pytest.approx(0.1)


def test_newcombe_is_undefined_without_documents():
    assert np.isnan(_intervals.newcombe(0, 0, 1, 3, level=0.95)).all()


def test_ratio_equals_cluster_robust_regression_of_statsmodels():
    """OLS on a constant with a cluster-robust covariance and t(D - 1) is the same estimator."""
    rng = np.random.default_rng(5)
    units = rng.integers(3, 30, size=9)
    positive = rng.binomial(units, rng.beta(2, 5, size=9))
    codes = np.concatenate([np.arange(m) < y for y, m in zip(positive, units, strict=True)])
    fit = sm.OLS(codes.astype(float), np.ones(len(codes))).fit(
        cov_type="cluster", cov_kwds={"groups": np.repeat(np.arange(9), units)}, use_t=True
    )
    share, std_error, n = _intervals.ratio(positive, units)
    assert (share, std_error, n) == pytest.approx((fit.params[0], fit.bse[0], 9), rel=1e-9)
    ends = _intervals.t_interval(share, std_error, df=n - 1, level=0.95, low=0, high=1)
    assert ends == pytest.approx(tuple(fit.conf_int()[0]), rel=1e-9)


def test_ratio_of_equal_documents_is_the_mean_with_its_standard_error():
    shares = np.array([0.1, 0.4, 0.2, 0.6])
    fit = _intervals.ratio(shares * 10, np.full(4, 10))
    assert fit.share == pytest.approx(shares.mean())
    assert fit.std_error == pytest.approx(stats.sem(shares))


def test_ratio_says_what_it_cannot_know():
    assert math.isnan(_intervals.ratio([], []).share)
    assert _intervals.ratio([2], [5]).share == 0.4
    assert math.isnan(_intervals.ratio([2], [5]).std_error)
    # 1/3 and 2/6 and 10/30 agree, though not to the last bit
    assert _intervals.ratio([1, 2, 10], [3, 6, 30]).std_error == 0


def test_t_interval_stays_in_range_and_never_has_width_zero():
    assert _intervals.t_interval(0.5, 0.4, df=1, level=0.95, low=0, high=1) == (0, 1)
    assert np.isnan(_intervals.t_interval(0.5, 0.0, df=9, level=0.95, low=0, high=1)).all()
    assert np.isnan(_intervals.t_interval(0.5, math.nan, df=9, level=0.95, low=0, high=1)).all()


def test_f1_interval_is_wilson_on_the_jaccard_scale():
    """A share of 8 of 12 maps to F1 = 0.8; the ends map by the same rule."""
    low, high = _intervals.f1_wilson(8, 4, level=0.95)
    ends = stats.binomtest(8, 12).proportion_ci(method="wilson")
    assert (low, high) == pytest.approx(
        (2 * ends.low / (1 + ends.low), 2 * ends.high / (1 + ends.high))
    )
    assert low < 0.8 < high
    assert np.isnan(_intervals.f1_wilson(0, 0, level=0.95)).all()


def test_f1_interval_covers_at_prevalence_one_in_ten():
    """Statistics notes, section 2: 95.5 % in simulation at prevalence .10, n = 500, F1 .68."""
    rng = np.random.default_rng(1)
    tp, fp, fn = rng.multinomial(500, [0.07, 0.035, 0.03, 0.865], size=2000)[:, :3].T
    truth = 2 * 0.07 / (2 * 0.07 + 0.035 + 0.03)
    low, high = _intervals.f1_wilson(tp, fp + fn, level=0.95)
    assert 0.935 < ((low <= truth) & (truth <= high)).mean() < 0.967


def test_holm_reproduces_the_worked_example_and_statsmodels():
    found = _intervals.holm([0.01, 0.04, 0.03, 0.005])
    assert found == pytest.approx([0.03, 0.06, 0.06, 0.02])
    p = np.random.default_rng(3).random(12) ** 3
    assert _intervals.holm(p) == pytest.approx(multipletests(p, method="holm")[1])


def test_holm_does_not_count_missing_tests():
    found = _intervals.holm([math.nan, 0.02, math.nan, 0.01])
    assert np.isnan(found[[0, 2]]).all()
    assert found[[1, 3]] == pytest.approx([0.02, 0.02])
    assert _intervals.holm([]).shape == (0,)


def test_fisher_reproduces_the_lady_tasting_tea():
    assert _intervals.fisher_p(4, 4, 0, 4) == pytest.approx(0.0285714, abs=5e-8)
    assert _intervals.fisher_p(3, 4, 1, 4) == pytest.approx(0.4857143, abs=5e-8)


@pytest.mark.parametrize(
    ("n_a", "n_b", "p"),
    [(2, 3, 0.10), (3, 3, 0.10), (3, 4, 0.0286), (4, 4, 0.0286), (3, 5, 0.0179), (2, 7, 0.0278),
     (2, 8, 0.0222), (5, 5, 0.0079), (5, 6, 0.0022)],
)  # fmt: skip
def test_smallest_p_is_that_of_the_table_of_tiny_samples(n_a, n_b, p):
    """Statistics notes, table 4.2 (|difference| ordering); 5 v 6 is 1/462."""
    assert _intervals.smallest_p(n_a, n_b) == pytest.approx(p, abs=5e-5)
    assert _intervals.smallest_p(n_b, n_a) == _intervals.smallest_p(n_a, n_b)
    assert _intervals.fisher_p(n_a, n_a, 0, n_b) == pytest.approx(_intervals.smallest_p(n_a, n_b))


@pytest.mark.parametrize(("n_a", "n_b"), [(2, 3), (3, 3), (3, 4), (4, 4), (2, 7)])
def test_permutation_reaches_the_smallest_p_and_not_less(n_a, n_b):
    other = np.arange(n_a + n_b) >= n_a
    p, exact = _intervals.permutation_p(
        other * 10, np.full(n_a + n_b, 10), other, n_permutations=99, seed=1
    )
    assert exact
    assert p == pytest.approx(_intervals.smallest_p(n_a, n_b))


def test_exact_permutation_equals_scipy():
    """With documents of equal length the statistic is the difference of mean shares."""
    rng = np.random.default_rng(8)
    first, second = rng.integers(0, 11, size=5), rng.integers(2, 14, size=6)
    expected = stats.permutation_test(
        (first, second),
        lambda a, b: abs(a.mean() - b.mean()),
        alternative="greater",
        n_resamples=np.inf,
    )
    p, exact = _intervals.permutation_p(
        [*first, *second], np.full(11, 20), np.arange(11) >= 5, n_permutations=99, seed=1
    )
    assert exact
    assert p == pytest.approx(expected.pvalue)


def test_drawn_permutations_come_near_the_exact_p_and_repeat(monkeypatch):
    rng = np.random.default_rng(4)
    units = rng.integers(5, 25, size=13)
    positive, other = rng.binomial(units, 0.3), np.arange(13) >= 6
    exact, enumerated = _intervals.permutation_p(positive, units, other, n_permutations=9, seed=1)
    monkeypatch.setattr(_intervals, "MAX_EXACT", 10)
    drawn = [_intervals.permutation_p(positive, units, other, n_permutations=19_999, seed=seed)
             for seed in (1, 1, 2)]  # fmt: skip
    assert enumerated
    assert not drawn[0][1]
    assert drawn[0] == drawn[1] != drawn[2]
    assert drawn[0][0] == pytest.approx(exact, abs=0.015)


def test_drawn_permutation_p_is_never_zero(monkeypatch):
    monkeypatch.setattr(_intervals, "MAX_EXACT", 0)
    other = np.arange(40) >= 20
    p, _ = _intervals.permutation_p(other * 9, np.full(40, 9), other, n_permutations=99, seed=1)
    assert p == 1 / 100


def test_resampling_does_not_depend_on_the_memory_bound(monkeypatch):
    sums = np.random.default_rng(2).integers(0, 9, size=(7, 3))
    other = np.arange(7) >= 3
    whole = _intervals.bootstrap_sums(sums, n_boot=50, seed=6)
    monkeypatch.setattr(_intervals, "MAX_EXACT", 0)
    p = _intervals.permutation_p(sums[:, 0], sums[:, 1] + 9, other, n_permutations=50, seed=6)
    monkeypatch.setattr(_intervals, "CELLS", 20)
    assert (_intervals.bootstrap_sums(sums, n_boot=50, seed=6) == whole).all()
    assert p == _intervals.permutation_p(
        sums[:, 0], sums[:, 1] + 9, other, n_permutations=50, seed=6
    )


def test_bootstrap_draws_as_many_documents_as_there_are():
    sums = np.column_stack([np.ones(6), [0, 1, 2, 3, 4, 5]])
    draws = _intervals.bootstrap_sums(sums, n_boot=4000, seed=3)
    assert (draws[:, 0] == 6).all()
    # a bootstrap sum has mean 15 and variance 6 * var(0..5)
    assert draws[:, 1].mean() == pytest.approx(15, abs=0.3)
    assert draws[:, 1].var() == pytest.approx(6 * np.var(range(6)), rel=0.1)
    assert np.isnan(_intervals.bootstrap_sums(np.empty((0, 2)), n_boot=3, seed=1)).all()
