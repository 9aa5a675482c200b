"""Coverage of 95 % intervals of precision, recall, F1, specificity and prevalence error.

Gold units of invented corpora, drawn in four ways: at random, half by half by machine code, from
strata of the rarest of four machine frames (as `sample.draw` does it), and whole documents of
several sentences; and the difference of the prevalence error between two news waves. The truth is
that of the source the corpus was drawn from. Invented numbers only; run from the project root
(400 runs: two minutes):

    python benchmarks/validation_intervals.py [runs]
"""

import sys
from collections.abc import Callable

import numpy as np

from analysis._validity import scores
from analysis._validity.scores import MEASURES, Cells, Units

SEED = 20260213
CORPUS = 2_500
LEVEL = 0.95
DRAWS = 2_000

Maker = Callable[[np.random.Generator], Units]

FRAMES = {"prevalence": (0.4, 0.2, 0.1, 0.03), "sensitivity": (0.85, 0.8, 0.75, 0.7),
          "specificity": (0.9, 0.95, 0.96, 0.98)}  # fmt: skip


def main() -> None:
    """Print the tables."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    print(f"{runs} runs; 95 % intervals: % that hold the truth (mean width)\n")
    print(f"{'design, prevalence/sensitivity/specificity':60}{'gold +':>7}"
          + "".join(f"{name.replace('prevalence_', ''):>15}" for name in MEASURES))  # fmt: skip
    for name, (make, truth) in SCENARIOS.items():
        print(f"{name:60}{row(make, truth, runs)}", flush=True)
    print("\ndifference of the prevalence error between two waves, 100 gold units each")
    for name, waves in DIFFERENCES.items():
        print(f"{name:60}{differences(waves, runs)}", flush=True)
    print("\nmacro F1 of the four frames")
    for name, make_all in MACRO.items():
        print(f"{name:60}{macro(make_all, runs)}", flush=True)


def shares(p: float, sensitivity: float, specificity: float) -> np.ndarray:
    """Shares of true and false positives, false and true negatives."""
    return np.array([p * sensitivity, (1 - p) * (1 - specificity), p * (1 - sensitivity),
                     (1 - p) * specificity])  # fmt: skip


def truth_of(kinds: np.ndarray) -> dict[str, float]:
    """Compute the true value of every measure."""
    return {name: float(scores.values(name, Cells(*kinds))) for name in MEASURES}


def units(kinds: np.ndarray, weight: np.ndarray, stratum: np.ndarray, cluster: np.ndarray) -> Units:
    """Gold units from their kinds: 0 tp, 1 fp, 2 fn, 3 tn."""
    _, codes = np.unique(cluster, return_inverse=True)
    _, strata = np.unique(stratum, return_inverse=True)
    return Units(kinds < 2, kinds % 2 == 0, weight, strata, codes)


def simple(p: float, sensitivity: float, specificity: float, n: int) -> Maker:
    """Draw at random."""
    chances = shares(p, sensitivity, specificity)

    def make(rng: np.random.Generator) -> Units:
        kinds = rng.choice(4, size=n, p=chances)
        return units(kinds, np.full(n, CORPUS / n), np.zeros(n, int), np.arange(n))

    return make


def taken(
    rng: np.random.Generator, strata: np.ndarray, n: int
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Places of the units drawn, as many from each stratum, and their weights."""
    places, weights = [], []
    names = np.unique(strata)
    for name in names:
        inside = np.flatnonzero(strata == name)
        size = min(len(inside), n // len(names))
        places.append(rng.choice(inside, size, replace=False))
        weights.append(np.full(size, len(inside) / size))
    return np.concatenate(places), np.concatenate(weights)


def by_code(p: float, sensitivity: float, specificity: float, n: int) -> Maker:
    """Draw as many where the machine found the frame as where it did not."""
    chances = shares(p, sensitivity, specificity)

    def make(rng: np.random.Generator) -> Units:
        kinds = rng.choice(4, size=CORPUS, p=chances)
        places, weight = taken(rng, kinds >= 2, n)
        return units(kinds[places], weight, kinds[places] >= 2, places)

    return make


def spread(rng: np.random.Generator, mean: float, icc: float, n: int) -> np.ndarray:
    """Shares of documents around a mean, with this correlation within documents."""
    if not icc:
        return np.full(n, mean)
    scale = 1 / icc - 1
    return rng.beta(mean * scale, (1 - mean) * scale, n)


def sentences(
    p: float, sensitivity: float, specificity: float, n_docs: int, length: int,
    icc: tuple[float, float], n: int = 0,
) -> Maker:  # fmt: skip
    """Draw whole documents; with `n`, so many sentences half by half by machine code."""

    def make(rng: np.random.Generator) -> Units:
        lengths = rng.integers(length // 2, 3 * length // 2 + 1, n_docs)
        doc = np.repeat(np.arange(n_docs), lengths)
        gold = rng.random(len(doc)) < spread(rng, p, icc[0], n_docs)[doc]
        found = spread(rng, sensitivity, icc[1], n_docs)[doc]
        wrong = spread(rng, 1 - specificity, icc[1], n_docs)[doc]
        machine = rng.random(len(doc)) < np.where(gold, found, wrong)
        kinds = np.where(machine, 0, 2) + ~gold
        if not n:
            return units(kinds, np.full(len(doc), 10.0), np.zeros(len(doc), int), doc)
        places, weight = taken(rng, ~machine, n)
        return units(kinds[places], weight, ~machine[places], doc[places])

    return make


def four(n: int, n_docs: int = 0, length: int = 20) -> Callable[[np.random.Generator], list[Units]]:
    """Draw from strata of the rarest of four frames, or whole documents; units for each frame."""

    def make(rng: np.random.Generator) -> list[Units]:
        size = n_docs * length or CORPUS
        doc = np.repeat(np.arange(n_docs), length) if n_docs else np.arange(size)
        documents = n_docs or size
        icc = 0.1 if n_docs else 0.0
        gold = np.stack([rng.random(size) < spread(rng, p, icc, documents)[doc]
                         for p in FRAMES["prevalence"]])  # fmt: skip
        hit = np.array(FRAMES["sensitivity"])[:, None]
        wrong = 1 - np.array(FRAMES["specificity"])[:, None]
        machine = rng.random(gold.shape) < np.where(gold, hit, wrong)
        kinds = np.where(machine, 0, 2) + ~gold
        if n_docs:
            weight, zeros = np.full(size, 10.0), np.zeros(size, int)
            return [units(row, weight, zeros, doc) for row in kinds]
        stratum = np.full(size, 4)
        for frame in np.argsort(-machine.sum(axis=1)):  # the rarest is written last
            stratum[machine[frame]] = frame
        places, weight = taken(rng, stratum, n)
        return [units(row[places], weight, stratum[places], places) for row in kinds]

    return make


def one_of_four(frame: int, n: int) -> Maker:
    """Units of one of the four frames."""
    make = four(n)
    return lambda rng: make(rng)[frame]


def row(make: Maker, truth: dict[str, float], runs: int) -> str:
    """Coverage and mean width of every measure."""
    held = {name: np.zeros(2) for name in MEASURES}
    defined = dict.fromkeys(MEASURES, 0)
    positives = 0.0
    for run in range(runs):
        drawn = make(np.random.default_rng([SEED, run]))
        positives += float(drawn.gold.sum())
        found = scores.scores(drawn, level=LEVEL, seed=run, n_draws=DRAWS)
        for name in MEASURES:
            low, high = found[name].low, found[name].high
            if not np.isnan(low):
                held[name] += low <= truth[name] <= high, high - low
                defined[name] += 1
    cells = (f"{100 * held[name][0] / defined[name]:.1f} ({held[name][1] / defined[name]:.3f})"
             for name in MEASURES)  # fmt: skip
    return f"{positives / runs:7.1f}" + "".join(f"{cell:>15}" for cell in cells)


def differences(waves: tuple[tuple[float, ...], tuple[float, ...]], runs: int) -> str:
    """Coverage, mean width, and how often the interval excludes 0."""
    truths = [truth_of(shares(*wave))["prevalence_error"] for wave in waves]
    results = {}
    for kind, maker in (("random", simple), ("by code", by_code)):
        makers = [maker(*wave, 100) for wave in waves]
        held = np.zeros(3)
        for run in range(runs):
            rng = np.random.default_rng([SEED, run])
            sides = [scores.scores(make(rng), level=LEVEL, seed=run + 7919 * place,
                                      n_draws=DRAWS)["prevalence_error"]
                     for place, make in enumerate(makers)]  # fmt: skip
            found = scores.difference(sides[1], sides[0])
            inside = found.low <= truths[1] - truths[0] <= found.high
            held += inside, found.high - found.low, not found.low <= 0 <= found.high
        results[kind] = held / runs
    return "".join(f"{kind}: {100 * a:.1f} ({b:.3f}), excludes 0 in {100 * c:.0f} %   "
                   for kind, (a, b, c) in results.items())  # fmt: skip


def macro(make: Callable[[np.random.Generator], list[Units]], runs: int) -> str:
    """Coverage and mean width for macro F1."""
    truths = [truth_of(shares(*frame))["f1"] for frame in zip(*FRAMES.values(), strict=True)]
    held = np.zeros(3)
    for run in range(runs):
        drawn = make(np.random.default_rng([SEED, run]))
        f1 = [scores.scores(one, level=LEVEL, seed=run, n_draws=DRAWS)["f1"] for one in drawn]
        found = scores.macro_f1(drawn, f1, seed=run, n_boot=DRAWS)
        if not np.isnan(found.low):
            held += found.low <= np.mean(truths) <= found.high, found.high - found.low, 1
    return f"{100 * held[0] / held[2]:.1f} ({held[1] / held[2]:.3f})"


def _named(design: str, kinds: tuple[float, ...]) -> str:
    """Name of a scenario."""
    return f"{design}, {kinds[0]:g}/{kinds[1]:g}/{kinds[2]:g}"


SCENARIOS: dict[str, tuple[Maker, dict[str, float]]] = {}
for _n, _kinds in (
    (200, (0.3, 0.8, 0.92)), (200, (0.1, 0.7, 0.95)), (200, (0.05, 0.7, 0.98)),
    (100, (0.1, 0.7, 0.95)), (500, (0.05, 0.6, 0.96)),
):  # fmt: skip
    SCENARIOS[_named(f"{_n} at random", _kinds)] = simple(*_kinds, _n), truth_of(shares(*_kinds))
for _n, _kinds in (
    (200, (0.3, 0.8, 0.92)), (200, (0.1, 0.7, 0.95)), (200, (0.05, 0.6, 0.96)),
    (400, (0.05, 0.7, 0.98)), (200, (0.05, 0.9, 0.98)), (100, (0.2, 0.85, 0.85)),
):  # fmt: skip
    SCENARIOS[_named(f"{_n} half by machine code", _kinds)] = (
        by_code(*_kinds, _n), truth_of(shares(*_kinds)))  # fmt: skip
for _frame, _kinds in enumerate(zip(*FRAMES.values(), strict=True)):
    SCENARIOS[_named("200 by rarest of 4 frames", _kinds)] = (
        one_of_four(_frame, 200), truth_of(shares(*_kinds)))  # fmt: skip
for _docs, _length, _icc, _kinds in (
    (100, 5, (0.2, 0.1), (0.1, 0.7, 0.95)), (40, 10, (0.2, 0.1), (0.05, 0.7, 0.96)),
    (20, 10, (0.2, 0.1), (0.1, 0.7, 0.95)), (20, 10, (0.0, 0.0), (0.2, 0.8, 0.92)),
    (20, 10, (0.1, 0.05), (0.2, 0.95, 0.99)), (10, 25, (0.2, 0.1), (0.2, 0.8, 0.92)),
    (5, 35, (0.1, 0.05), (0.2, 0.95, 0.98)),
):  # fmt: skip
    SCENARIOS[_named(f"{_docs} documents of {_length}, icc {_icc[0]:g}/{_icc[1]:g}", _kinds)] = (
        sentences(*_kinds, _docs, _length, _icc), truth_of(shares(*_kinds)))  # fmt: skip
for _n, _docs, _kinds in ((200, 250, (0.1, 0.7, 0.95)), (300, 40, (0.1, 0.7, 0.95))):
    SCENARIOS[_named(f"{_n} of {_docs} documents by code, icc .2/.1", _kinds)] = (
        sentences(*_kinds, _docs, CORPUS // _docs, (0.2, 0.1), _n),
        truth_of(shares(*_kinds)),
    )

DIFFERENCES = {
    "no error differs: .30 .80 .92 / .30 .80 .92": ((0.3, 0.8, 0.92), (0.3, 0.8, 0.92)),
    "S1: .30 .85 .95 / .30 .85 .85": ((0.3, 0.85, 0.95), (0.3, 0.85, 0.85)),
    "S2: .30 .85 .95 / .40 .70 .95": ((0.3, 0.85, 0.95), (0.4, 0.7, 0.95)),
    "S3: .05 .70 .98 / .03 .60 .96": ((0.05, 0.7, 0.98), (0.03, 0.6, 0.96)),
}
MACRO = {"200 by rarest of 4 frames": four(200), "20 documents of 20, icc .1": four(0, 20),
         "40 documents of 20, icc .1": four(0, 40)}  # fmt: skip


if __name__ == "__main__":
    main()
