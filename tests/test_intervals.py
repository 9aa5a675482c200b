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


def test_copies_that_are_all_alike_tell_as_much_as_one_each():
    """Kish: n_eff = sum(m)^2 / sum(m^2), which for clusters of one size is their number."""
    assert _intervals.effective_size([3, 0, 3, 0, 0], [3] * 5) == pytest.approx(5)
    assert _intervals.effective_size([0, 0], [4, 1]) == pytest.approx(25 / 17)
    # with shares that differ less than chance would have it, still not more than Kish
    assert _intervals.effective_size([1, 1, 1], [2, 2, 2]) == pytest.approx(3)
    assert _intervals.effective_size([], []) == 0


sizes = st.lists(st.integers(1, 6), min_size=1, max_size=30)


@settings(max_examples=200, deadline=None)
@given(sizes, st.data())
def test_the_effective_size_never_exceeds_the_number_of_clusters(m, data):
    k = [data.draw(st.integers(0, size)) for size in m]
    found = _intervals.effective_size(k, m)
    assert 0 < found <= len(m) + 1e-9
    assert found <= sum(m) ** 2 / sum(size**2 for size in m) + 1e-9


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 1), min_size=1, max_size=40))
def test_without_copies_the_effective_size_is_the_number_of_documents(k):
    assert _intervals.effective_size(k, [1] * len(k)) == pytest.approx(len(k))


def test_the_design_effect_is_that_of_a_cluster_robust_regression():
    """OLS on a constant, cluster-robust variance over p (1 - p) / n: statsmodels."""
    m = np.array([6, 6, *[1] * 40])  # two stories that were printed often carry the frame
    k = np.array([6, 6, *[1] * 4, *[0] * 36])
    codes = np.concatenate([np.arange(n) < y for y, n in zip(k, m, strict=True)]).astype(float)
    fit = sm.OLS(codes, np.ones(len(codes))).fit(
        cov_type="cluster",
        cov_kwds={"groups": np.repeat(np.arange(42), m), "use_correction": False},
    )
    p, n = codes.mean(), len(codes)
    deff = fit.bse[0] ** 2 / (p * (1 - p) / n)
    assert n / deff < n**2 / (m**2).sum()
    assert _intervals.effective_size(k, m) == pytest.approx(n / deff)
