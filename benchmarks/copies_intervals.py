"""Coverage of 95 % intervals where articles are copies of one another, and false alarms of tests.

Two news waves without any true difference. Each story carries the frame or not; some stories
are printed several times. *As articles* takes every copy for an article of its own; *as
clusters* is what the package does when the documents have a `cluster_id`. Invented numbers
only; run from the project root (about three minutes):

    python benchmarks/copies_intervals.py [runs]
"""

import sys

import numpy as np
import pandas as pd

from analysis import compare, composition, measure

SEED = 20260213
OPTIONS = {"across": "wave", "reference": "A", "level": 0.95, "seed": 1, "n_permutations": 299}

SYNDICATED = [1] * 50 + [4] * 10
SCENARIOS = {
    # name: prints of each story in wave A and in wave B, prevalence, share of edited copies
    "60 stories, 10 run 4 times": (SYNDICATED, SYNDICATED, 0.3, 0.0),
    "the same, rare frame (.05)": (SYNDICATED, SYNDICATED, 0.05, 0.0),
    "the same, half of the copies edited": (SYNDICATED, SYNDICATED, 0.3, 0.5),
    "copies in one wave only": ([1] * 60, SYNDICATED, 0.3, 0.0),
    "12 stories, 3 run 4 times": ([1] * 9 + [4] * 3, [1] * 9 + [4] * 3, 0.3, 0.0),
    "60 stories, 1 runs 30 times": ([1] * 59 + [30], [1] * 59 + [30], 0.3, 0.0),
    "60 stories, no copies": ([1] * 60, [1] * 60, 0.3, 0.0),
}


def main() -> None:
    """Print both tables."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    print(f"{runs} runs; 95 % intervals and 5 % tests; % (mean width)\n")
    print(f"{'one wave / two waves':46}{'share':>24}{'difference':>24}{'false alarms':>16}")
    for name, scenario in SCENARIOS.items():
        rng = np.random.default_rng(SEED)
        show(name, [plain(rng, *scenario) for _ in range(runs)])
    print(f"\n{'standardised by outlet':46}{'':24}{'difference':>24}{'false alarms':>16}")
    for name, mixed in (("same mix of outlets", False), ("other mix in wave B", True)):
        rng = np.random.default_rng(SEED)
        show(name, [by_outlet(rng, mixed=mixed) for _ in range(runs)])


def show(name: str, found: list[dict[str, float]]) -> None:
    """Print a line for articles and one for clusters."""
    table = pd.DataFrame(found)
    for kind in ("articles", "clusters"):
        cells = [cell(table, f"{kind} {what}") for what in ("share", "difference")]
        alarms = f"{100 * table[f'{kind} alarm'].mean():.1f}"
        print(f"{name + ', ' + kind:46.46}{cells[0]:>24}{cells[1]:>24}{alarms:>16}")


def cell(table: pd.DataFrame, name: str) -> str:
    """Coverage and mean width."""
    if name not in table:
        return ""
    return f"{100 * table[name].mean():.1f} ({table[f'{name} width'].mean():.3f})"


def tallies(rows: list[tuple[str, str, str, int]]) -> pd.DataFrame:
    """Tallies from rows cluster, wave, outlet, whether the article carries the frame."""
    table = pd.DataFrame(rows, columns=["cluster_id", "wave", "outlet", "n_positive"])
    ids = [f"d{place:05}" for place in range(len(table))]
    return table.assign(doc_id=ids, frame="frame", n_units=10, weight=1.0)


def plain(
    rng: np.random.Generator, first: list[int], second: list[int], p: float, edited: float
) -> dict[str, float]:
    """One run without outlets."""
    rows = []
    for wave, prints in (("A", first), ("B", second)):
        for story, n in enumerate(prints):
            code = int(rng.random() < p)
            for number in range(n):
                changed = number > 0 and rng.random() < edited
                value = int(rng.random() < p) if changed else code
                rows.append((f"{wave}{story}", wave, "o", value))
    found = {}
    for kind, table in kinds(rows).items():
        share = measure.prevalence(table, level=0.95, by=["wave"]).iloc[-1]
        found |= inside(f"{kind} share", share, p)
        row = compare.difference(table, measure="prevalence", **OPTIONS).iloc[0]
        found |= inside(f"{kind} difference", row, 0.0)
        found[f"{kind} alarm"] = row["p_value"] < 0.05
    return found


def by_outlet(rng: np.random.Generator, *, mixed: bool) -> dict[str, float]:
    """One run with five outlets of different frequency, and ten stories that four of them run."""
    outlets, p = np.arange(5), np.array([0.1, 0.2, 0.3, 0.4, 0.5])
    rows = []
    for wave in "AB":
        chances = np.array([5, 4, 3, 2, 1] if mixed and wave == "B" else [1, 2, 3, 4, 5]) / 15
        for story, outlet in enumerate(rng.choice(outlets, size=50, p=chances)):
            rows.append((f"{wave}{story}", wave, f"o{outlet}", int(rng.random() < p[outlet])))
        for story in range(10):
            luck = rng.random()  # an outlet prints the story with or without the frame
            for outlet in rng.choice(outlets, size=4, replace=False):
                rows.append((f"{wave}agency{story}", wave, f"o{outlet}", int(luck < p[outlet])))
    found = {}
    for kind, table in kinds(rows).items():
        row = composition.standardised(table, measure="prevalence", **OPTIONS).iloc[0]
        found |= inside(f"{kind} difference", row, 0.0)
        found[f"{kind} alarm"] = row["p_value"] < 0.05
    return found


def kinds(rows: list[tuple[str, str, str, int]]) -> dict[str, pd.DataFrame]:
    """Tallies with and without the clusters of copies."""
    table = tallies(rows)
    return {"articles": table.assign(cluster_id=None), "clusters": table}


def inside(name: str, row: pd.Series, truth: float) -> dict[str, float]:
    """Whether an interval holds the truth, and its width."""
    return {
        name: row["ci_low"] <= truth <= row["ci_high"],
        f"{name} width": row["ci_high"] - row["ci_low"],
    }


if __name__ == "__main__":
    main()
