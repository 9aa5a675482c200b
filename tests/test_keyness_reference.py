"""Keyness against published values and those of other programs."""

import numpy as np
import pytest
from scipy import stats

from analysis._keyness import measures, sample

TARGET = np.array([3, 2, 6, 1, 1, 1, 1, 2])  # a to h of "aaabbccccccdefghh"
REFERENCE = np.array([2, 1, 2, 4, 1, 1, 0, 1])  # of "aabccddddefh"
TOTALS = 17, 12

POST_WAR, PRE_WAR = 43_002, 108_539
"""Words of the inaugural speeches that quanteda.textstats compares in its documentation."""


@pytest.mark.parametrize(
    ("both", "first", "second", "neither", "published"),
    [
        (110, 2442, 111, 29114, 270.72),
        (29, 13, 123, 31612, 263.90),
        (31, 23, 139, 31584, 256.84),
        (10, 0, 3, 31764, 167.23),
    ],
)
def test_g2_of_dunning_1993(both, first, second, neither, published):
    score = measures.g2(both, second, both + first, second + neither)
    assert round(float(score), 2) == published


@pytest.mark.parametrize(
    ("term", "a", "b", "published"),
    [
        ("we", 1048, 779, 764.4484),
        ("us", 289, 216, 207.5181),
        ("americans", 76, 7, 163.1532),
        ("of", 1514, 5666, -197.0883),
        ("the", 2089, 8094, -331.9907),
    ],
)
def test_signed_chi2_as_quanteda_publishes_it(term, a, b, published):
    assert float(measures.chi2(a, b, POST_WAR, PRE_WAR)) == pytest.approx(published, abs=1e-4)


@pytest.mark.parametrize(
    ("a", "b", "value"), [(1048, 779, 676.3496), (76, 7, 148.2092), (2089, 8094, -352.755)]
)
def test_signed_uncorrected_g2_of_the_same_speeches(a, b, value):
    assert float(measures.g2(a, b, POST_WAR, PRE_WAR)) == pytest.approx(value, abs=1e-3)


def test_toy_of_quanteda_has_its_order_and_values():
    score = measures.g2(TARGET, REFERENCE, *TOTALS)
    expected = [0.0048, 0.0912, 1.2742, -3.7794, -0.0649, -0.0649, 1.0933, 0.0912]
    assert score.round(4).tolist() == expected
    order = sorted(zip(-score.round(10), "abcdefgh", strict=True))
    assert [term for _, term in order] == list("cgbhaefd")
    assert float(measures.pmi(3, 2, *TOTALS)) == pytest.approx(0.0232569, abs=5e-8)


def test_two_by_two_toy():
    cells = (3, 7, 10, 9)  # [[3, 7], [7, 2]]
    assert float(measures.chi2(*cells)) == pytest.approx(-4.3371605, abs=5e-8)
    assert float(measures.chi2(*cells, correction="yates")) == pytest.approx(-2.6324383, abs=5e-8)
    assert float(measures.g2(*cells)) == pytest.approx(-4.5349393, abs=5e-8)
    assert float(measures.g2(*cells, correction="williams")) == pytest.approx(-4.2008334, abs=5e-8)
    assert float(measures.odds_ratio(*cells)) == pytest.approx(0.1224490, abs=5e-8)
    observed, _ = measures.table(*cells)
    square = observed.reshape(2, 2).astype(int)
    assert stats.fisher_exact(square)[1] == pytest.approx(0.0697786, abs=2e-7)
    conditional = stats.contingency.odds_ratio(square, kind="conditional").statistic
    assert conditional == pytest.approx(0.1395419, abs=5e-8)


@pytest.mark.parametrize("correction", ["none", "yates"])
def test_scipy_finds_the_same_in_each_table(correction):
    rng = np.random.default_rng(3)
    for _ in range(50):
        a, b = rng.integers(1, 60, 2)
        n_a, n_b = a + rng.integers(1, 400), b + rng.integers(1, 400)
        square = measures.table(a, b, n_a, n_b)[0].reshape(2, 2)
        for ours, theirs in ((measures.chi2, "pearson"), (measures.g2, "log-likelihood")):
            found = stats.chi2_contingency(square, correction=correction == "yates", lambda_=theirs)
            score = abs(float(ours(a, b, n_a, n_b, correction=correction)))
            assert score == pytest.approx(found.statistic, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("prior", "expected"),
    [
        (np.ones(8), [0.1000, 0.2243, 1.1450, -1.6061, -0.2451, -0.2451, 0.4100, 0.2243]),
        (np.full(8, 0.01), [0.0761, 0.3113, 1.2280, -1.8572, -0.2649, -0.2649, 0.4308, 0.3113]),
        (
            10 * (TARGET + REFERENCE) / 29,
            [0.0576, 0.2397, 0.9723, -1.5520, -0.2023, -0.2023, 0.6242, 0.2397],
        ),
    ],
    ids=["one each", "a hundredth each", "ten as in both"],
)
def test_weighted_log_odds_with_three_priors(prior, expected):
    z = measures.log_odds_z(TARGET, REFERENCE, *TOTALS, prior=prior, prior_total=float(prior.sum()))
    assert z.round(4).tolist() == expected


def test_two_terms_and_four_terms_differ():
    assert float(measures.g2_two_terms(3, 2, *TOTALS)) == pytest.approx(0.0039, abs=5e-5)
    assert float(measures.g2_two_terms(120, 60, 1e5, 1e5)) == pytest.approx(20.388, abs=5e-4)
    assert float(measures.g2(120, 60, 1e5, 1e5)) == pytest.approx(20.406, abs=5e-4)


def test_benjamini_and_hochberg_as_scipy_has_them():
    p = np.random.default_rng(1).random(200) ** 3
    expected = stats.false_discovery_control(p)
    assert np.allclose(sample.benjamini_hochberg(p), expected)
