"""How many units: predictions agree with the reference simulation and with other formulas."""

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from analysis import sample_size
from analysis.contracts import InputError
from analysis.sample_size import Expected

SCENARIOS = {
    "S1": ((0.30, 0.85, 0.95), (0.30, 0.85, 0.85)),
    "S2": ((0.30, 0.85, 0.95), (0.40, 0.70, 0.95)),
    "S3": ((0.05, 0.70, 0.98), (0.03, 0.60, 0.96)),
    "S4": ((0.20, 0.95, 0.98), (0.25, 0.92, 0.97)),
}
"""Prevalence, sensitivity and specificity of two waves of 2,500 documents."""


def expected(prevalence, sensitivity=0.8, specificity=0.9, n_units=2500, **more):
    return Expected(prevalence=prevalence, sensitivity=sensitivity, specificity=specificity,
                    n_units=n_units, **more)  # fmt: skip


def at(table, n):
    return table[table["n_per_wave"] == n].iloc[0]


@pytest.mark.parametrize(
    ("name", "width"), [("S1", 0.174), ("S2", 0.180), ("S3", 0.091), ("S4", 0.116)]
)
def test_widths_are_those_of_the_reference_simulation(name, width):
    """Post-stratified Jeffreys intervals, 100 gold documents per wave, 2,000 runs."""
    first, second = (expected(*wave) for wave in SCENARIOS[name])
    row = at(sample_size.differences(first, second, level=0.95), 100)
    assert 2 * row["half_width"] == pytest.approx(width, abs=0.0015)
    assert row["n_both"] == 200


def test_power_is_that_of_the_reference_simulation():
    """For a true +.10 with 200 gold documents 59-66 %, for -.02 about 10-17 %."""
    powers = [
        at(
            sample_size.differences(*(expected(*wave) for wave in SCENARIOS[name]), level=0.95), 100
        )["power"]
        for name in ("S2", "S3")
    ]
    assert round(powers[0], 2) == pytest.approx(0.625, abs=0.036)
    assert powers[1] == pytest.approx(0.135, abs=0.036)


def test_width_and_power_agree_with_drawing_gold_samples():
    """A case that the reference does not hold: few, rare, a third level; 600 samples drawn."""
    waves, n, n_corpus = ((0.10, 0.75, 0.97), (0.20, 0.85, 0.93)), 60, 1000
    rng, widths, seen = np.random.default_rng(4), [], 0
    for _ in range(600):
        draws = []
        for prevalence, sensitivity, specificity in waves:
            truth = rng.random(n_corpus) < prevalence
            code = np.where(truth, rng.random(n_corpus) < sensitivity,
                            rng.random(n_corpus) > specificity)  # fmt: skip
            share, gold, said = code.mean(), truth[:n], code[:n]
            yes, no = (rng.beta(gold[said == k].sum() + 0.5, (~gold[said == k]).sum() + 0.5, 800)
                       for k in (True, False))  # fmt: skip
            mean = share * yes + (1 - share) * no
            spread = share * yes**2 + (1 - share) * no**2 - mean**2
            draws.append(mean + rng.normal(size=800) * np.sqrt(spread / n_corpus))
        low, high = np.quantile(draws[1] - draws[0], [0.05, 0.95])
        widths.append(high - low)
        seen += low > 0 or high < 0
    table = sample_size.differences(*(expected(*wave, n_units=n_corpus) for wave in waves),
                                    level=0.90, numbers=[n])  # fmt: skip
    assert 2 * at(table, n)["half_width"] == pytest.approx(np.mean(widths), rel=0.03)
    assert at(table, n)["power"] == pytest.approx(seen / 600, abs=0.06)


def test_a_machine_that_knows_nothing_is_worth_no_more_than_the_gold_alone():
    wave = expected(0.4, sensitivity=0.5001, specificity=0.5, n_units=10**6)
    error = at(sample_size.differences(wave, wave, level=0.95), 400)["std_error"]
    assert error == pytest.approx(math.sqrt(2 * 0.4 * 0.6 / 400), rel=0.01)


def test_a_machine_without_errors_leaves_the_corpus_as_the_only_sample():
    wave = expected(0.4, sensitivity=1.0, specificity=1.0, n_units=500)
    error = sample_size.differences(wave, wave, level=0.95)["std_error"].iloc[-1]
    assert error == pytest.approx(math.sqrt(2 * 0.4 * 0.6 / 500), rel=0.01)


@given(
    st.floats(0.01, 0.9), st.floats(0.55, 1.0), st.floats(0.55, 1.0), st.integers(50, 4000),
    st.floats(0.02, 0.3),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_more_units_never_tell_less_and_the_marked_row_is_the_first(p, se, sp, size, wish):
    first, second = expected(p, se, sp, size), expected(min(1.0, p + 0.1), se, sp, size)
    table = sample_size.differences(first, second, level=0.95, half_width=wish, power=0.8)
    assert (np.diff(table["half_width"]) <= 1e-12).all()
    assert (np.diff(table["power"]) >= -1e-12).all()
    for mark, good in (("for_width", table["half_width"] <= wish),
                       ("for_power", table["power"] >= 0.8)):  # fmt: skip
        assert table[mark].sum() <= 1
        assert table[mark].any() == good.any()
        assert not good.any() or table[mark].idxmax() == good.idxmax()


def test_the_answer_is_the_smallest_number():
    first, second = (expected(*wave) for wave in SCENARIOS["S2"])
    table = sample_size.differences(first, second, level=0.95, half_width=0.1, power=0.9)
    for mark in ("for_width", "for_power"):
        n = int(table.loc[table[mark], "n_per_wave"].iloc[0])
        before = at(sample_size.differences(first, second, level=0.95, numbers=[n - 1]), n - 1)
        assert before["half_width"] > 0.1 or before["power"] < 0.9


def test_a_small_corpus_cannot_be_made_up_for_by_coding_all_of_it():
    first, second = expected(0.4, n_units=2), expected(0.6, n_units=3)
    table = sample_size.differences(first, second, level=0.95, half_width=0.1, power=0.8)
    assert not table["for_width"].any()
    assert not table["for_power"].any()
    assert table["n_per_wave"].tolist() == [3]
    assert table["n_both"].tolist() == [5]


def test_sentences_of_one_article_count_for_less():
    """Kish: 1 + (m - 1) icc, m sentences of each article in the sample."""
    together = sample_size.together_of([20] * 50)
    wave = expected(0.3, n_units=1000, together=together)
    table = sample_size.differences(wave, wave, level=0.95, icc=0.2, numbers=[500])
    assert at(table, 1000)["design_effect"] == pytest.approx(1 + 19 * 0.2)
    mean_beside = 499 * 19 / 999
    assert at(table, 500)["design_effect"] == pytest.approx(1 + mean_beside * 0.2)
    alone = at(sample_size.differences(wave, wave, level=0.95, numbers=[500]), 500)
    assert at(table, 500)["std_error"] > math.sqrt(1 + mean_beside * 0.2) * alone["std_error"]
    assert sample_size.together_of([3, 1]) == pytest.approx(0.5)  # 3 of 6 pairs
    assert sample_size.together_of([]) == 0


@given(st.floats(0.02, 0.9), st.floats(0.55, 1.0), st.floats(0.6, 0.999))
@settings(max_examples=60, deadline=None)
def test_what_the_machine_finds_and_two_rates_give_the_prevalence_back(p, se, sp):
    known = expected(p, se, sp)
    for rates in ({"specificity": sp}, {"precision": known.precision}):
        found = Expected.of_codes(machine_share=known.machine_share, n_units=9, sensitivity=se,
                                  **rates)  # fmt: skip
        assert found.prevalence == pytest.approx(p)
        assert found.specificity == pytest.approx(sp)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: expected(1.2), "prevalence must be a share from 0 to 1; found 1.2"),
        (lambda: expected(0.3, 0.4, 0.5), "a machine that guesses does as well"),
        (lambda: expected(0.3, n_units=0), "n_units must be a whole number from 1"),
        (lambda: Expected.of_codes(machine_share=0.03, n_units=9, sensitivity=0.8,
                                   specificity=0.9), "for a rare frame the precision instead"),
        (lambda: Expected.of_codes(machine_share=0.3, n_units=9, sensitivity=0.8),
         "either specificity or precision"),
        (lambda: sample_size.differences(expected(0.3), expected(0.3), level=0.95, half_width=2),
         "half_width must lie between 0 and 1"),
        (lambda: sample_size.differences(expected(0.3), expected(0.3), level=95), "0.95"),
        (lambda: sample_size.differences(expected(0.95), expected(0.3), level=0.95, power=0.8,
                                         difference=0.1), "a difference of +0.1 cannot be"),
        (lambda: sample_size.reliability(alpha=1.0, prevalence=0.3, level=0.95),
         "alpha must lie between 0 and 1"),
        (lambda: sample_size.validity(recall=0.8, prevalence=0, half_width=0.1, level=0.95),
         "prevalence must lie above 0"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(make, words):
    with pytest.raises(InputError, match=re.escape(words)):
        make()


# ---------------------------------------------------------------- reliability and validity


@pytest.mark.parametrize(("alpha", "least", "prevalence"), [(0.85, 0.667, 0.3), (0.9, 0.8, 0.1)])
def test_units_for_alpha_follow_the_goodness_of_fit_formula(alpha, least, prevalence):
    """Donner & Rotondi 2010: chi-square over the sum of squared gaps, in closed form."""
    spread = prevalence * (1 - prevalence)

    def cells(kappa):
        return np.array([(1 - prevalence) ** 2 + kappa * spread, 2 * spread * (1 - kappa),
                         prevalence**2 + kappa * spread])  # fmt: skip

    gaps = ((cells(alpha) - cells(least)) ** 2 / cells(least)).sum()
    needed = math.ceil(stats.chi2.ppf(0.95, 1) / gaps)
    table = sample_size.reliability(alpha=alpha, prevalence=prevalence, level=0.95,
                                    thresholds=[least])  # fmt: skip
    assert table.loc[table["answer_for"] == least, "n_units"].tolist() == [needed]


def test_the_lower_end_of_alpha_is_near_that_of_a_bootstrap():
    """Two coders, 200 units; the percentile bootstrap of units, 200 samples."""
    n, kappa, prevalence = 200, 0.85, 0.3
    spread = prevalence * (1 - prevalence)
    shares = [(1 - prevalence) ** 2 + kappa * spread, 2 * spread * (1 - kappa),
              prevalence**2 + kappa * spread]  # fmt: skip
    rng, lows = np.random.default_rng(6), []
    for counts in rng.multinomial(n, shares, size=200):
        again = rng.multinomial(n, counts / n, size=400)
        p = (again[:, 1] / 2 + again[:, 2]) / n
        expected_by_chance = 2 * p * (1 - p) * (2 * n) / (2 * n - 1)
        lows.append(np.quantile(1 - again[:, 1] / n / expected_by_chance, 0.025))
    table = sample_size.reliability(alpha=kappa, prevalence=prevalence, level=0.95, numbers=[n])
    predicted = table.loc[table["n_units"] == n, "ci_low"].iloc[0]
    assert predicted == pytest.approx(np.mean(lows), abs=0.02)


def test_no_number_of_units_lifts_alpha_above_itself():
    table = sample_size.reliability(alpha=0.75, prevalence=0.3, level=0.95)
    assert table["answer_for"].dropna().tolist() == [0.667]
    assert (table["ci_low"] < 0.75).all()


def test_recall_takes_so_many_gold_positives():
    table = sample_size.validity(recall=0.8, prevalence=0.05, half_width=0.1, level=0.95)
    row = table[table["answer"]].iloc[0]

    def half(n):
        low, high = proportion_confint(0.8 * n, n, method="wilson")
        return (high - low) / 2

    assert half(row["n_positive"]) <= 0.1 < half(row["n_positive"] - 1)
    assert row["half_width"] == pytest.approx(half(row["n_positive"]))
    assert row["n_units"] == row["n_positive"] * 20
