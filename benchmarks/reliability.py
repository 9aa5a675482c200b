"""Coverage of intervals of Krippendorff's alpha, and what a million units cost.

Coders err at random on invented units. *unit bootstrap*: the package's interval, each unit a
document of its own; *pair bootstrap*: that of Hayes and Krippendorff, which takes the pairs of
codes of a unit as independent; *Gwet*: linearised standard error, t. Second table: 5 to 25
sentences per document, prevalence and error rate vary between documents (intraclass
correlation .1): *documents* drawn, as the package does, against *sentences* drawn.
Invented numbers only; run from the project root (about two minutes with 400 runs):

    python benchmarks/reliability.py [runs]
"""

import sys
import time
import tracemalloc

import numpy as np
from scipy import stats

from analysis._agreement import draws, reliability

SEED = 20260214
DRAWS = 1000
SCALE = reliability.scale((0, 1), measurement="nominal")
UNITS = [  # prevalence, coder accuracy, units, coders
    (0.5, 0.90, 30, 2), (0.5, 0.90, 100, 2), (0.2, 0.90, 50, 2), (0.2, 0.90, 200, 2),
    (0.1, 0.95, 200, 2), (0.05, 0.95, 200, 2), (0.5, 0.90, 50, 3), (0.2, 0.90, 50, 3),
    (0.2, 0.90, 200, 3),
]  # fmt: skip
DOCUMENTS = [  # prevalence, accuracy, documents
    (prevalence, accuracy, n) for n in (5, 10, 15, 20, 30, 50, 100)
    for prevalence, accuracy in ((0.3, 0.95), (0.1, 0.97))
]  # fmt: skip


def main() -> None:
    """Print the tables."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    print(f"{runs} runs; coverage of 95 % intervals of alpha in %\n")
    print("prevalence accuracy units coders  alpha   unit bootstrap  pair bootstrap  Gwet")
    for setting in UNITS:
        cells = coverage_of_units(*setting, runs=runs)
        prevalence, accuracy, n, coders = setting
        print(f"{prevalence:10} {accuracy:8} {n:5} {coders:6} {cells[0]:6.3f} "
              f"{cells[1]:16.1f} {cells[2]:15.1f} {cells[3]:5.1f}")  # fmt: skip
    print("\nprevalence accuracy documents  alpha  documents drawn  sentences drawn")
    for setting in DOCUMENTS:
        cells = coverage_of_documents(*setting, runs=runs)
        print(f"{setting[0]:10} {setting[1]:8} {setting[2]:9} {cells[0]:6.3f} "
              f"{cells[1]:16.1f} {cells[2]:16.1f}")  # fmt: skip
    print("\n" + cost(1_000_000, 8))


def coded(
    chance: np.random.Generator, share: np.ndarray | float, error: np.ndarray | float, n: int,
    coders: int,
) -> np.ndarray:  # fmt: skip
    """Count the codes of n units, coded with errors."""
    truth = chance.random(n) < share
    ones = sum((truth ^ (chance.random(n) < error)).astype(int) for _ in range(coders))
    return np.column_stack([coders - ones, ones])


def in_documents(
    chance: np.random.Generator, prevalence: float, accuracy: float, n: int
) -> tuple[np.ndarray, np.ndarray]:
    """Count the codes of the sentences of n documents; name the document of each."""
    document = np.repeat(np.arange(n), chance.integers(5, 26, n))
    share = chance.beta(9 * prevalence, 9 * (1 - prevalence), n)[document]
    error = chance.beta(9 * (1 - accuracy), 9 * accuracy, n)[document]
    return coded(chance, share, error, len(document), 2), document


def interval(counts: np.ndarray, clusters: np.ndarray, seed: int) -> tuple[float, float]:
    """Interval of alpha as the package makes it."""
    found = draws.sampled(counts, clusters, SCALE)
    made = draws.intervals(found, SCALE, level=0.95, n_boot=DRAWS, seed=seed)["alpha"]
    return made.low, made.high


def coverage_of_units(
    prevalence: float, accuracy: float, n: int, coders: int, *, runs: int
) -> tuple[float, float, float, float]:
    """Find the true alpha, and how often each interval holds it."""
    chance = np.random.default_rng(SEED)
    many = coded(chance, prevalence, 1 - accuracy, 2_000_000, coders)
    truth = reliability.measures(many, SCALE)["alpha"]
    inside = []
    for run in range(runs):
        counts = coded(chance, prevalence, 1 - accuracy, n, coders)
        pairs = draws.pair_draws(counts, SCALE, n_boot=DRAWS, seed=run)
        found = reliability.coefficient(counts, "alpha")
        half = stats.t.ppf(0.975, n - 1) * found.std_error
        ends = [interval(counts, np.arange(n), run), np.quantile(pairs, [0.025, 0.975]),
                (found.estimate - half, min(1.0, found.estimate + half))]  # fmt: skip
        inside.append([low <= truth <= high for low, high in ends])
    return truth, *(100 * np.mean(inside, axis=0))


def coverage_of_documents(
    prevalence: float, accuracy: float, n: int, *, runs: int
) -> tuple[float, float, float]:
    """Find the true alpha, and how often the intervals hold it."""
    chance = np.random.default_rng(SEED)
    truth = reliability.measures(in_documents(chance, prevalence, accuracy, 50_000)[0], SCALE)
    inside = []
    for run in range(runs):
        counts, document = in_documents(chance, prevalence, accuracy, n)
        ends = [interval(counts, document, run), interval(counts, np.arange(len(counts)), run)]
        inside.append([low <= truth["alpha"] <= high for low, high in ends])
    return truth["alpha"], *(100 * np.mean(inside, axis=0))


def cost(n: int, values: int) -> str:
    """Time and memory of alpha and its interval for n units."""
    chance = np.random.default_rng(SEED)
    counts = np.zeros((n, values), np.int64)
    for _ in range(2):
        np.add.at(counts, (np.arange(n), chance.integers(0, values, n)), 1)
    on = reliability.scale(range(values), measurement="nominal")
    tracemalloc.start()
    begun = time.perf_counter()
    reliability.measures(counts, on)
    alone = time.perf_counter() - begun
    peak = tracemalloc.get_traced_memory()[1]
    found = draws.sampled(counts, np.arange(n), on)
    draws.intervals(found, on, level=0.95, n_boot=DRAWS, seed=1)
    whole, most = time.perf_counter() - begun, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return (f"{n:,} units, {values} values: alpha {alone:.1f} s, peak {peak / 1e6:.0f} MB beside "
            f"the counts; with interval {whole:.1f} s, {most / 1e6:.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main()
