"""Estimators of a corrected share: the reference fixture, other packages, and laws."""

import importlib.util
import math
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from analysis import _intervals
from analysis._correction import draws, dsl, gates, intervals, plain, ppi
from analysis._correction.groups import Gold, Group, inflation

FIXTURE = ((24, 1, 1), (6, 1, 0), (8, 0, 1), (62, 0, 0))
"""Gold counts (value, machine code); beside them 2,400 units, 800 of which the machine coded 1."""


def make_group(gold, ones, others, *, weight=None, cluster=None, stratum=None, sizes=None,
               census=False, copies=True):  # fmt: skip
    """A group from gold pairs (value, code) and how many more units are coded 1 and 0.

    Gold unit number i lies in cluster `cluster[i]`; every other unit is its own cluster.
    """
    value, code = np.array(gold, float).reshape(-1, 2).T
    cluster = np.arange(len(value)) if cluster is None else np.asarray(cluster)
    n = cluster.max() + 1
    positive = np.concatenate([np.bincount(cluster, code, n), np.ones(ones), np.zeros(others)])
    units = np.concatenate([np.bincount(cluster, minlength=n), np.ones(ones + others)])
    if weight is None:
        weight = np.full(len(value), units.sum() / len(value))
    stratum = np.zeros(len(value), int) if stratum is None else np.asarray(stratum)
    drawn = Gold(value, code.astype(int), np.asarray(weight, float), cluster, stratum)
    return Group(positive, units.astype(float), len(units), drawn, census, copies)


def fixture():
    pairs = [(value, code) for n, value, code in FIXTURE for _ in range(n)]
    return make_group(pairs, 800, 1600)


def drawn(group, *, claim="population", n_draws=4000, seed=1, level=0.95):
    rng = np.random.default_rng(seed)
    return draws.post_stratified(group, claim=claim, n_draws=n_draws, level=level, rng=rng)


def ends(found, level=0.95):
    return intervals.of_share(found, level)


def width(found):
    low, high = ends(found)
    return high - low


def scenarios():
    """The module of the benchmark that holds the pooled correction."""
    path = Path(__file__).parents[1] / "benchmarks" / "validity_scenarios.py"
    spec = importlib.util.spec_from_file_location("validity_scenarios", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_post_stratified_reproduces_the_reference_fixture():
    """Values computed apart with numpy and checked against ppi-python 0.2.3 (its own ddof)."""
    assert drawn(fixture()).estimate == pytest.approx(0.3084706, abs=5e-8)
    assert draws.wald_error(fixture()) == pytest.approx(0.0352606, abs=5e-8)


def test_jeffreys_draws_reproduce_the_reference_fixture():
    """To what its own draws allow (20 million give .2435, .3097, .3781).

    The reference holds the universe fixed; the chance of the corpus itself widens it.
    """
    found = draws.cells(fixture())
    rng = np.random.default_rng(1)
    theta = draws.jeffreys(found, found.size, n_draws=2_000_000, rng=rng)
    low, middle, high = np.quantile(theta @ found.weight, [0.025, 0.5, 0.975])
    assert (low, middle, high) == pytest.approx((0.2435, 0.3097, 0.3782), abs=2e-4)
    with_noise = ends(drawn(fixture(), n_draws=500_000))
    assert with_noise == pytest.approx((0.2427, 0.3793), abs=3e-4)


def test_ppi_reproduces_the_reference_fixture():
    one = ppi.ppi(fixture(), claim="population", lam=1.0)
    assert (one.estimate, one.std_error) == pytest.approx((0.3133333, 0.0387651), abs=5e-8)
    assert ppi.power(fixture()) == pytest.approx(0.6286, abs=5e-5)
    best = ppi.ppi(fixture(), claim="population")
    assert (best.estimate, best.std_error) == pytest.approx((0.3083815, 0.0346073), abs=5e-8)


def test_the_others_reproduce_the_reference_fixture():
    group = fixture()
    gold = plain.gold_only(group, claim="population", level=0.95)
    naive = plain.naive(group, level=0.95)
    assert (gold.estimate, naive.estimate) == pytest.approx((0.3, 0.3328))
    assert gold.size == pytest.approx(100)
    assert ends(gold) == pytest.approx(
        [float(end) for end in _intervals.wilson(30, 100, level=0.95)]
    )
    assert (group.gold.value - group.gold.code).mean() == pytest.approx(-0.02)
    pooled = scenarios().rogan_gladen(0.3328, 24 / 30, 62 / 70)
    assert pooled == pytest.approx(0.3186667, abs=5e-8)


def clustered(seed, n_clusters=15, size=6):
    """Weighted gold units in clusters, and more units apart."""
    rng = np.random.default_rng(seed)
    cluster = np.repeat(np.arange(n_clusters), size)
    share = rng.beta(1, 2, n_clusters)[cluster]
    value = rng.random(len(cluster)) < share
    code = np.where(value, rng.random(len(cluster)) < 0.8, rng.random(len(cluster)) < 0.1)
    weight = rng.uniform(3, 20, n_clusters)[cluster]
    pairs = np.column_stack([value, code])
    return make_group(pairs, 200, 500, weight=weight, cluster=cluster, copies=False)


@pytest.mark.parametrize("seed", range(4))
def test_weighted_clustered_gold_share_is_that_of_statsmodels(seed):
    """WLS on a constant, cluster-robust."""
    group = clustered(seed)
    gold = group.gold
    fit = sm.WLS(gold.value, np.ones(gold.size), weights=gold.weight).fit(
        cov_type="cluster", cov_kwds={"groups": gold.cluster}
    )
    found = ppi.ppi(group, claim="population", lam=0.0)
    assert found.estimate == pytest.approx(fit.params[0])
    assert found.std_error == pytest.approx(fit.bse[0])
    alone = plain.gold_only(group, claim="population", level=0.95)
    assert alone.estimate == pytest.approx(fit.params[0])
    size = fit.params[0] * (1 - fit.params[0]) / fit.bse[0] ** 2
    most = gold.weight.sum() ** 2 / (gold.weight**2).sum()
    assert alone.size * inflation(14, level=0.95) == pytest.approx(min(size, most))


def test_ppi_of_a_complete_stratified_universe_moves_by_what_the_machine_says_elsewhere():
    """By hand: two strata by code, weights 2 and 10."""
    pairs = [(1, 1)] * 8 + [(0, 1)] * 2 + [(1, 0)] * 1 + [(0, 0)] * 9
    group = make_group(pairs, 10, 90, weight=[2] * 10 + [10] * 10, stratum=[1] * 10 + [0] * 10)
    post = drawn(group)
    assert post.estimate == pytest.approx((20 * 0.8 + 100 * 0.1) / 120)
    assert group.gold.share == pytest.approx((20 * 0.8 + 100 * 0.1) / 120)
    whole = ppi.ppi(group, claim="population")
    assert whole.estimate == pytest.approx(post.estimate)


def test_logistic_regression_is_that_of_scikit_learn():
    rng = np.random.default_rng(3)
    x = rng.normal(size=(150, 4)) * [1, 5, 0.2, 1] + [0, 3, 0, 0]
    y = (rng.random(150) < 1 / (1 + np.exp(-x[:, 0] - 0.3 * x[:, 1]))).astype(float)
    fit = dsl.fitted(x, y)
    z = (x - x.mean(axis=0)) / x.std(axis=0)
    peer = LogisticRegression(C=1 / dsl.PENALTY, tol=1e-10, max_iter=1000).fit(z, y)
    assert dsl.predicted(fit, x) == pytest.approx(peer.predict_proba(z)[:, 1], abs=1e-5)


def test_scores_that_are_probabilities_come_on_the_scale_of_log_odds():
    assert dsl.scaled(np.array([np.nan, np.nan])) is None
    assert dsl.scaled(np.array([0.5, np.nan, 1.0])) == pytest.approx([0, 0, math.log(999)])
    assert dsl.scaled(np.array([-3.0, np.nan, 2.0])).tolist() == [-3, 0, 2]


pairs_of = st.lists(
    st.tuples(st.sampled_from([0, 1]), st.sampled_from([0, 1])), min_size=8, max_size=60
)


@settings(max_examples=40, deadline=None)
@given(pairs_of, st.integers(20, 400), st.integers(20, 400))
def test_naming_present_absent_and_absent_present_turns_every_estimate_round(pairs, ones, others):
    group = make_group(pairs, ones, others)
    turned = make_group([(1 - value, 1 - code) for value, code in pairs], others, ones)
    for method in (
        drawn,
        lambda one: plain.naive(one, level=0.95),
        lambda one: plain.gold_only(one, claim="population", level=0.95),
        lambda one: ppi.ppi(one, claim="population"),
    ):
        first, second = method(group), method(turned)
        assert second.estimate == pytest.approx(1 - first.estimate)
        low, high = ends(first)
        assert ends(second) == pytest.approx((1 - high, 1 - low), abs=0.03)


@settings(max_examples=40, deadline=None)
@given(pairs_of, st.integers(2, 4))
def test_copies_of_every_unit_in_clusters_do_not_narrow_the_interval(pairs, times):
    group = make_group(pairs, 100, 200)
    copied = [pair for pair in pairs for _ in range(times)]
    cluster = np.repeat(np.arange(len(pairs)), times)
    weight = np.full(len(copied), 300 / len(pairs))
    units = make_group(copied, 0, 0, weight=weight, cluster=cluster)
    rest = np.repeat([[times, times]], 100, axis=0), np.repeat([[0, times]], 200, axis=0)
    more = np.concatenate(rest)
    several = units._replace(
        positive=np.concatenate([units.positive, more[:, 0]]),
        units=np.concatenate([units.units, more[:, 1]]).astype(float),
    )
    for method in (
        drawn,
        lambda one: plain.naive(one, level=0.95),
        lambda one: plain.gold_only(one, claim="population", level=0.95),
        lambda one: ppi.ppi(one, claim="population", lam=0.5 * (1 - one.gold.size / one.n_units)),
    ):
        first, second = method(group), method(several)
        assert second.estimate == pytest.approx(first.estimate)
        assert width(second) >= 0.94 * width(first)  # the draws differ by chance


def test_sentences_of_alike_documents_count_as_the_documents():
    """Ten documents, all of whose ten sentences are coded alike: ten units, not a hundred."""
    values = np.repeat([1, 0, 0, 1, 0, 0, 0, 1, 0, 0], 10)
    together = make_group(np.column_stack([values, values]), 300, 600, copies=False,
                          cluster=np.repeat(np.arange(10), 10))  # fmt: skip
    apart = make_group(np.column_stack([values, values]), 300, 600)
    assert width(plain.gold_only(together, claim="population", level=0.95)) > 2.5 * width(
        plain.gold_only(apart, claim="population", level=0.95)
    )


def test_a_perfect_machine_is_left_as_it_is_and_needs_little_gold():
    group = make_group([(1, 1)] * 900 + [(0, 0)] * 2100, 2700, 6300)
    found = drawn(group)
    naive = plain.naive(group, level=0.95)
    assert found.estimate == pytest.approx(naive.estimate) == pytest.approx(0.3)
    assert width(found) == pytest.approx(width(naive), rel=0.15)
    assert ppi.ppi(group, claim="population").estimate == pytest.approx(0.3)


def test_a_useless_machine_leaves_what_the_gold_codes_say():
    pairs = [(1, 1)] * 30 + [(0, 1)] * 70 + [(1, 0)] * 30 + [(0, 0)] * 70
    group = make_group(pairs, 2000, 2000)
    gold = plain.gold_only(group, claim="population", level=0.95)
    found = drawn(group)
    assert found.estimate == pytest.approx(gold.estimate)
    assert width(found) == pytest.approx(width(gold), rel=0.06)
    assert ppi.power(group) == pytest.approx(0)


def test_design_effect_of_alike_copies_is_their_number():
    pairs = [(1, 1)] * 12 + [(0, 1)] * 8 + [(1, 0)] * 5 + [(0, 0)] * 25
    single = make_group(pairs, 100, 100)
    assert draws.design_effect(single, draws.cells(single)) == 1
    triple = make_group([pair for pair in pairs for _ in range(3)], 100, 100,
                        cluster=np.repeat(np.arange(50), 3))  # fmt: skip
    found = draws.cells(triple)
    own = draws.design_effect(triple, found)
    cross = own - 3 * 50 / 49  # what documents and machine share: none within a cell
    assert cross == pytest.approx(0, abs=1e-9)


def test_unequal_weights_widen_the_interval():
    pairs = [(1, 1), (0, 1), (1, 0), (0, 0)] * 10
    alike = make_group(pairs, 50, 50, weight=[10] * 40)
    heavy = make_group(pairs, 50, 50, weight=([19] * 4 + [1] * 4) * 5)
    assert width(drawn(heavy)) > 1.2 * width(drawn(alike))


def test_a_cell_without_gold_units_is_told_and_leaves_its_share_open():
    group = make_group([(0, 0)] * 40 + [(1, 0)] * 10, 300, 600)
    found = drawn(group)
    assert found.estimate == pytest.approx(0.2)
    assert "No gold unit that the machine coded 1 (31.6% of the units)" in found.remarks[0]
    assert ends(found)[1] > 0.4


def test_a_census_has_no_error_about_the_corpus_and_that_of_its_documents_beyond_it():
    pairs = [(1, 1)] * 20 + [(0, 1)] * 10 + [(1, 0)] * 10 + [(0, 0)] * 60
    group = make_group(pairs, 0, 0, census=True)
    here = drawn(group, claim="corpus")
    assert ends(here) == pytest.approx((0.3, 0.3))
    alone = plain.gold_only(group, claim="corpus", level=0.95)
    assert ends(alone) == pytest.approx((0.3, 0.3))
    beyond = drawn(group, claim="population", n_draws=100_000)
    assert beyond.estimate == pytest.approx(0.3)
    low, high = (float(end) for end in _intervals.wilson(30, 100, level=0.95))
    assert ends(beyond) == pytest.approx((low, high), abs=0.005)


def test_the_corpus_claim_needs_the_less_error_the_more_units_are_coded():
    pairs = [(1, 1)] * 20 + [(0, 1)] * 10 + [(1, 0)] * 10 + [(0, 0)] * 60
    few, most = make_group(pairs, 2700, 6300), make_group(pairs, 3, 7)
    for method in (
        drawn,
        lambda one, claim: plain.gold_only(one, claim=claim, level=0.95),
        lambda one, claim: ppi.ppi(one, claim=claim),
    ):
        ratio = [
            width(method(group, claim="corpus")) / width(method(group, claim="population"))
            for group in (few, most)
        ]
        assert 0.9 < ratio[0] <= 1.02
        assert ratio[1] < 0.45


@pytest.mark.parametrize(
    ("pairs", "reason"),
    [
        ([(1, 1)] * 8 + [(1, 0)] * 2 + [(0, 1)] * 3 + [(0, 0)] * 7, None),
        ([(1, 1)] * 7 + [(1, 0)] * 2 + [(0, 1)] * 3 + [(0, 0)] * 7, "9 of 10 units with positives"),
        ([(1, 1)] * 8 + [(1, 0)] * 2 + [(0, 1)] * 3 + [(0, 0)] * 6, "9 of 10 units with negatives"),
        ([(1, 1)] * 9 + [(1, 0)] * 1 + [(0, 1)] * 3 + [(0, 0)] * 7,
         "4 of 5 units with disagreements"),
    ],
)  # fmt: skip
def test_the_gate_opens_at_ten_positives_ten_negatives_and_five_disagreements(pairs, reason):
    enough = make_group([(1, 1)] * 20 + [(1, 0)] * 20 + [(0, 0)] * 20, 50, 50)
    found = gates.gate("dsl", [enough, make_group(pairs, 50, 50)], ["May", "June"], seen=False)
    if reason is None:
        assert found is None
    else:
        assert found.sentence == f"gold sample too small: 'June' has {reason}."


def test_the_gate_counts_documents_not_their_sentences():
    pairs = [(1, 1)] * 40 + [(0, 1)] * 40 + [(0, 0)] * 40
    group = make_group(pairs, 50, 50, cluster=np.arange(120) % 8, copies=False)
    sentence = gates.gate("ppi++", [group], [""], seen=False).sentence
    assert "8 of 10 clusters with positives" in sentence


def test_newcombes_p_is_where_its_interval_begins_to_hold_zero():
    first = plain.gold_only(
        make_group([(1, 1)] * 56 + [(0, 0)] * 14, 9, 9), claim="population", level=0.95
    )
    second = plain.gold_only(
        make_group([(1, 1)] * 48 + [(0, 0)] * 32, 9, 9), claim="population", level=0.95
    )
    low, high, p = intervals.of_difference(first, second, 0.95)
    assert (low, high) == pytest.approx((0.0524, 0.3339), abs=5e-5)  # Newcombe (1998b)
    assert intervals.of_difference(first, second, 1 - p)[0] == pytest.approx(0, abs=1e-9)


def test_degrees_of_freedom_of_a_difference_are_welchs():
    rng = np.random.default_rng(2)
    groups = [make_group(rng.integers(0, 2, (n, 2)), 400, 400) for n in (12, 30)]
    first, second = (ppi.ppi(one, claim="population", lam=0.0) for one in groups)
    low, high, p = intervals.of_difference(first, second, 0.95)
    peer = sm.stats.CompareMeans.from_data(groups[0].gold.value, groups[1].gold.value)
    assert (low, high) == pytest.approx(peer.tconfint_diff(usevar="unequal"))
    assert p == pytest.approx(peer.ttest_ind(usevar="unequal")[1])
