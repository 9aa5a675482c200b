"""Stratified shares: a published interval, and the plain one where there is one stratum."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import _intervals, _stratified

TERN = (
    (9, 8, 6, 3), (5, 2, 5, 2), (7, 6, 8, 3), (4, 4, 12, 6), (7, 5, 4, 3), (8, 5, 5, 3),
)  # fmt: skip
"""n and k of two groups in six strata: the R package tern's test of prop_diff_strat_nc, which its
authors checked against SAS PROC FREQ (set.seed(1); Mantel-Haenszel weights)."""


def test_stratified_newcombe_reproduces_r_tern_and_sas():
    n1, k1, n2, k2 = np.array(TERN, float).T
    weights = n1 * n2 / (n1 + n2)
    weights /= weights.sum()
    found = _stratified.newcombe(k1 / n1, n1, k2 / n2, n2, weights, level=0.95)
    assert (weights * (k1 / n1 - k2 / n2)).sum() == pytest.approx(0.25390590, abs=5e-9)
    assert found == pytest.approx((0.03467969, 0.44544132), abs=5e-9)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 60), st.integers(1, 60), st.data(), st.sampled_from([0.8, 0.95]))
def test_with_one_stratum_it_is_newcombes_interval(n1, n2, data, level):
    k1, k2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    found = _stratified.newcombe([k1 / n1], [n1], [k2 / n2], [n2], [1.0], level=level)
    assert found == pytest.approx(_intervals.newcombe(k1, n1, k2, n2, level=level), abs=1e-9)


def test_outlets_with_one_article_each_do_not_make_the_interval_narrow():
    """Without it the interval of 24 outlets with one article and one with two covers 91 %."""
    rng = np.random.default_rng(1)
    n = np.array([1] * 24 + [2])
    inside = 0
    for _ in range(800):
        shares = [rng.binomial(n, 0.3) / n for _ in range(2)]
        low, high = _stratified.newcombe(shares[0], n, shares[1], n, n / n.sum(), level=0.95)
        inside += low <= 0 <= high
    assert 0.93 < inside / 800 < 0.98


def cells(rows, weights):
    """Cells from (positive, total, unit, stratum), all of the first group."""
    y, m, unit, stratum = (np.array(column) for column in zip(*rows, strict=True))
    return _stratified.Cells(
        y.astype(float), m.astype(float), unit, stratum, unit < 0, np.array(weights)
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3)), min_size=1, max_size=20))
def test_with_one_stratum_the_inflation_is_that_of_the_effective_size(pairs):
    rows = [(min(k, m), m, unit, 0) for unit, (k, m) in enumerate(pairs)]
    n, table = sum(m for _, m in pairs), cells(rows, [1.0])
    expected = n / _intervals.effective_size(table.positive, table.total)
    assert _stratified.inflation(table, other=False) == pytest.approx(expected)


def test_an_agency_story_in_many_outlets_is_one_unit():
    """Ten stories that five outlets all print tell as much as ten articles, not fifty."""
    found = [0, 1] * 5
    rows = [(found[unit], 1, unit, outlet) for unit in range(10) for outlet in range(5)]
    assert _stratified.inflation(cells(rows, [0.2] * 5), other=False) == pytest.approx(5)
    alone = [(y, 1, row, outlet) for row, (y, _, _, outlet) in enumerate(rows)]
    assert _stratified.inflation(cells(alone, [0.2] * 5), other=False) == pytest.approx(1)
    fit = _stratified.ratio(cells(rows, [0.2] * 5), other=False)
    assert fit.std_error == pytest.approx(_intervals.ratio(found, [1] * 10).std_error)
    assert fit.df == 9


def test_the_ratio_of_strata_adds_their_variances():
    first, second = [(1, 4), (3, 4), (2, 6)], [(0, 5), (4, 5)]
    rows = [(y, m, i, int(i > 2)) for i, (y, m) in enumerate(first + second)]
    fits = [_intervals.ratio(*zip(*part, strict=True)) for part in (first, second)]
    found = _stratified.ratio(cells(rows, [0.7, 0.3]), other=False)
    assert found.share == pytest.approx(0.7 * fits[0].share + 0.3 * fits[1].share)
    assert found.std_error == pytest.approx(
        math.hypot(0.7 * fits[0].std_error, 0.3 * fits[1].std_error)
    )
    assert found.df == 3


def test_outlets_with_one_article_are_taken_together():
    """Three shares .2, .4, .9, weighted alike: the spread of their mean, 2 degrees of freedom."""
    found = _stratified.ratio(
        cells([(2, 10, 0, 0), (4, 10, 1, 1), (9, 10, 2, 2)], [1 / 3] * 3), other=False
    )
    expected = _intervals.ratio([2, 4, 9], [10, 10, 10])
    assert found[:2] == pytest.approx(expected[:2])
    assert found.df == 2
    alone = _stratified.ratio(
        cells([(1, 10, 0, 0), (5, 10, 1, 0), (9, 10, 2, 1)], [0.5, 0.5]), other=False
    )
    assert alone.std_error > 0.5 * _intervals.ratio([1, 5], [10, 10]).std_error
    assert alone.df == 1
