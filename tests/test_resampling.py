"""Exchange and bootstrap: against scipy, against enumeration, and the same on every run."""

import numpy as np
import pytest
from scipy import stats

from analysis import _intervals, _resampling


@pytest.mark.parametrize(
    ("n_a", "n_b", "p"),
    [(2, 3, 0.10), (3, 3, 0.10), (3, 4, 0.0286), (4, 4, 0.0286), (3, 5, 0.0179), (2, 7, 0.0278),
     (2, 8, 0.0222), (5, 5, 0.0079), (5, 6, 0.0022)],
)  # fmt: skip
def test_smallest_p_is_that_of_the_table_of_tiny_samples(n_a, n_b, p):
    """Statistics notes, table 4.2 (|difference| ordering); 5 v 6 is 1/462."""
    assert _resampling.smallest_p(n_a, n_b) == pytest.approx(p, abs=5e-5)
    assert _resampling.smallest_p(n_b, n_a) == _resampling.smallest_p(n_a, n_b)
    assert _intervals.fisher_p(n_a, n_a, 0, n_b) == pytest.approx(_resampling.smallest_p(n_a, n_b))


@pytest.mark.parametrize(("n_a", "n_b"), [(2, 3), (3, 3), (3, 4), (4, 4), (2, 7)])
def test_permutation_reaches_the_smallest_p_and_not_less(n_a, n_b):
    other = np.arange(n_a + n_b) >= n_a
    p, how = _resampling.permutation_p(
        other * 10, np.full(n_a + n_b, 10), other, n_permutations=99, seed=1
    )
    assert how == "exact"
    assert p == pytest.approx(_resampling.smallest_p(n_a, n_b))


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
    p, how = _resampling.permutation_p(
        [*first, *second], np.full(11, 20), np.arange(11) >= 5, n_permutations=99, seed=1
    )
    assert how == "exact"
    assert p == pytest.approx(expected.pvalue)


def test_drawn_permutations_come_near_the_exact_p_and_repeat(monkeypatch):
    rng = np.random.default_rng(4)
    units = rng.integers(5, 25, size=13)
    positive, other = rng.binomial(units, 0.3), np.arange(13) >= 6
    exact, how = _resampling.permutation_p(positive, units, other, n_permutations=9, seed=1)
    monkeypatch.setattr(_resampling, "MAX_EXACT", 10)
    drawn = [_resampling.permutation_p(positive, units, other, n_permutations=19_999, seed=seed)
             for seed in (1, 1, 2)]  # fmt: skip
    assert how == "exact"
    assert drawn[0][1] == "n=19999"
    assert drawn[0] == drawn[1] != drawn[2]
    assert drawn[0][0] == pytest.approx(exact, abs=0.015)


def test_drawn_permutation_p_is_never_zero(monkeypatch):
    monkeypatch.setattr(_resampling, "MAX_EXACT", 0)
    other = np.arange(40) >= 20
    p, _ = _resampling.permutation_p(other * 9, np.full(40, 9), other, n_permutations=99, seed=1)
    assert p == 1 / 100


def test_resampling_does_not_depend_on_the_memory_bound(monkeypatch):
    sums = np.random.default_rng(2).integers(0, 9, size=(7, 3))
    other = np.arange(7) >= 3
    whole = _resampling.bootstrap_sums(sums, n_boot=50, seed=6)
    monkeypatch.setattr(_resampling, "MAX_EXACT", 0)
    p = _resampling.permutation_p(sums[:, 0], sums[:, 1] + 9, other, n_permutations=50, seed=6)
    monkeypatch.setattr(_resampling, "CELLS", 20)
    assert (_resampling.bootstrap_sums(sums, n_boot=50, seed=6) == whole).all()
    assert p == _resampling.permutation_p(
        sums[:, 0], sums[:, 1] + 9, other, n_permutations=50, seed=6
    )


def test_bootstrap_draws_as_many_documents_as_there_are():
    sums = np.column_stack([np.ones(6), [0, 1, 2, 3, 4, 5]])
    draws = _resampling.bootstrap_sums(sums, n_boot=4000, seed=3)
    assert (draws[:, 0] == 6).all()
    # a bootstrap sum has mean 15 and variance 6 * var(0..5)
    assert draws[:, 1].mean() == pytest.approx(15, abs=0.3)
    assert draws[:, 1].var() == pytest.approx(6 * np.var(range(6)), rel=0.1)
    assert np.isnan(_resampling.bootstrap_sums(np.empty((0, 2)), n_boot=3, seed=1)).all()


def some_clusters(seed, n, *, strata=1):
    """Counts of n units, some of them with documents in several strata, in two groups."""
    rng = np.random.default_rng(seed)
    rows = []
    for unit in range(n):
        for stratum in rng.permutation(strata)[: rng.integers(1, strata + 1)]:
            m = int(rng.integers(1, 4))
            rows.append((int(rng.binomial(m, 0.4)), m, unit, int(stratum), unit % 2))
    y, m, unit, stratum, other = np.array(rows).T
    return {"positive": y, "total": m, "in_other": other > 0, "unit": unit, "stratum": stratum}


def with_weights(cells, weights):
    return cells | {"weights": np.array(weights)}


def test_with_one_stratum_the_stratified_test_is_the_plain_one():
    cells = some_clusters(1, 30)
    plain = {name: cells[name] for name in ("positive", "total", "in_other")}
    for n in (20, 30):
        few = {name: column[:n] for name, column in cells.items()}
        short = {name: column[:n] for name, column in plain.items()}
        expected = _resampling.permutation_p(**short, n_permutations=999, seed=3)
        assert _resampling.permutation_p(**few, n_permutations=999, seed=3) == expected


def test_exchange_within_strata_equals_enumeration_by_hand():
    """Two strata of 2 v 2 units: 6 x 6 allocations, weighted .25 and .75."""
    y = np.array([1, 0, 1, 0, 0, 1, 1, 1])
    other = np.array([0, 0, 1, 1] * 2) > 0
    strata = np.repeat([0, 1], 4)
    weights = np.array([0.25, 0.75])
    seen = []
    for first in range(16):
        for second in range(16):
            chosen = np.array(
                [first >> i & 1 for i in range(4)] + [second >> i & 1 for i in range(4)]
            )
            if chosen[:4].sum() == chosen[4:].sum() == 2:
                parts = [(y[strata == s], chosen[strata == s] > 0) for s in (0, 1)]
                gaps = [part[inside].mean() - part[~inside].mean() for part, inside in parts]
                seen.append(abs(weights @ gaps))
    observed = abs(weights @ [0.5 - 0.5, 1 - 0.5])
    p, how = _resampling.permutation_p(
        y, np.ones(8), other, unit=np.arange(8), stratum=strata, weights=weights,
        n_permutations=9, seed=1,
    )  # fmt: skip
    assert how == "exact"
    assert len(seen) == 36
    assert p == pytest.approx(np.mean(np.array(seen) >= observed - 1e-12))


@pytest.mark.parametrize("bound", ["MAX_EXACT", "MAX_SHUFFLED", "MAX_DRAWN"])
def test_each_way_of_drawing_comes_near_the_exact_p(monkeypatch, bound):
    cells = with_weights(some_clusters(7, 18, strata=2), [0.4, 0.6])
    exact, how = _resampling.permutation_p(**cells, n_permutations=9, seed=1)
    assert how == "exact"
    monkeypatch.setattr(_resampling, "MAX_EXACT", 0)
    if bound != "MAX_EXACT":
        monkeypatch.setattr(_resampling, "MAX_SHUFFLED", 0)
    if bound == "MAX_DRAWN":
        monkeypatch.setattr(_resampling, "MAX_DRAWN", 0)
    p, how = _resampling.permutation_p(**cells, n_permutations=19_999, seed=2)
    assert how == ("normal approximation" if bound == "MAX_DRAWN" else "n=19999")
    assert p == pytest.approx(exact, abs=0.06 if bound == "MAX_DRAWN" else 0.015)


def test_the_normal_approximation_is_close_in_a_large_corpus(monkeypatch):
    rng = np.random.default_rng(5)
    m = rng.integers(5, 40, size=1500)
    y, other = rng.binomial(m, rng.beta(1, 6, size=1500)), np.arange(1500) >= 700
    drawn, how = _resampling.permutation_p(y, m, other, n_permutations=9_999, seed=1)
    assert how == "n=9999"
    monkeypatch.setattr(_resampling, "MAX_SHUFFLED", 0)
    monkeypatch.setattr(_resampling, "MAX_DRAWN", 0)
    p, _ = _resampling.permutation_p(y, m, other, n_permutations=9_999, seed=1)
    assert p == pytest.approx(drawn, abs=0.015)


def some_documents(n, seed=5):
    rng = np.random.default_rng(seed)
    m = rng.integers(5, 40, size=n)
    return rng.binomial(m, rng.beta(1, 6, size=n)), m, np.arange(n) >= n // 3


def test_in_a_large_corpus_where_no_document_weighs_much_nothing_is_drawn(monkeypatch):
    y, m, other = some_documents(3_000)
    p, how = _resampling.permutation_p(y, m, other, n_permutations=9_999, seed=1)
    assert how == "normal approximation"
    monkeypatch.setattr(_resampling, "LARGEST", 0.0)
    drawn, how = _resampling.permutation_p(y, m, other, n_permutations=9_999, seed=1)
    assert how == "n=9999"
    assert p == pytest.approx(drawn, abs=0.015)


def test_a_document_that_outweighs_the_others_is_drawn():
    y, m, other = some_documents(3_000)
    y[0], m[0] = 2_000, 2_000
    p, how = _resampling.permutation_p(y, m, other, n_permutations=9_999, seed=1)
    assert how == "n=9999"
    _, again = _resampling.permutation_p(y, m, other, n_permutations=500, seed=1)
    assert again == "n=500"  # cheap enough to draw anyway
    assert 0 < p <= 1


@pytest.mark.parametrize("factor", [1, 0.5])
def test_kinds_are_the_distinct_rows_in_their_order(factor):
    rng = np.random.default_rng(3)
    counts = rng.integers(0, 5, size=(200, 2)) * factor
    block = _resampling._Block(np.zeros(1, np.intp), counts[:, :1], counts[:, 1:], 70)
    expected, sizes = np.unique(counts, axis=0, return_counts=True)
    kinds, found = _resampling._kinds(block)
    np.testing.assert_array_equal(kinds, expected)
    np.testing.assert_array_equal(found, sizes)


def test_many_documents_are_bootstrapped_by_the_same_lottery(monkeypatch):
    sums = np.column_stack([np.ones(50), np.arange(50)])
    monkeypatch.setattr(_resampling, "MAX_SHUFFLED", 0)
    draws = _resampling.bootstrap_sums(sums, n_boot=4_000, seed=3)
    assert (draws[:, 0] == 50).all()
    assert draws[:, 1].mean() == pytest.approx(50 * 24.5, rel=0.01)
    assert draws[:, 1].var() == pytest.approx(50 * np.var(range(50)), rel=0.1)
    monkeypatch.setattr(_resampling, "CELLS", 120)
    assert (_resampling.bootstrap_sums(sums, n_boot=4_000, seed=3) == draws).all()


def test_a_unit_is_exchanged_with_units_in_the_same_strata_only():
    """Two stories over both outlets, one in each wave; the others are alone in their outlet."""
    unit, stratum = np.array([0, 0, 1, 1, 2, 3]), np.array([0, 1, 0, 1, 0, 1])
    other = np.array([0, 0, 1, 1, 0, 1]) > 0
    assert _resampling.block_sizes(other, unit, stratum) == ([1, 0, 1], [0, 1, 1])
    p, how = _resampling.permutation_p(
        [0, 0, 2, 1, 1, 1], [1, 1, 2, 1, 1, 1], other, unit=unit, stratum=stratum,
        weights=[0.5, 0.5], n_permutations=9, seed=1,
    )  # fmt: skip
    assert (p, how) == (1.0, "exact")  # only the two stories can change places
