"""False alarms of keyness: tests that count words against tests that count articles.

Two news waves are drawn from one source, so that every word that is called different is a
false alarm. Articles differ in their words: each has a mix of its own around that of the source,
the more so the lower the concentration of the Dirichlet distribution (none: every word is drawn
alike). Shown is the share of frequent words with p < .05 and, for the adjusted p, the share of
comparisons with any word. Invented numbers only; run from the project root (half a minute):

    python benchmarks/keyness_false_alarms.py [runs]
"""

import sys

import numpy as np
import pandas as pd

from analysis import keyness

SEED = 20260213
WORDS, TERMS, LEAST = 300, 2_000, 10
SIZES = (8, 15, 50)
CONCENTRATIONS = (None, 2000, 500, 150)


def main() -> None:
    """Print a line for each size and concentration."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    print(f"{runs} comparisons of two waves of one source; articles of {WORDS} words, terms used")
    print(f"{LEAST} times or more; % of terms with p < .05, any: % of comparisons with a hit\n")
    names = ("words: G2", "words: z", "articles", "any, BH", "any, Holm")
    print(f"{'articles a wave':>16}{'concentration':>15}" + "".join(f"{n:>12}" for n in names))
    for size in SIZES:
        for concentration in CONCENTRATIONS:
            rng = np.random.default_rng(SEED)
            found = [alarms(drawn(rng, size, concentration)) for _ in range(runs)]
            cells = 100 * np.mean(found, axis=0)
            told = "none" if concentration is None else f"{concentration:,}"
            print(f"{size:>16}{told:>15}" + "".join(f"{cell:>12.1f}" for cell in cells))


def drawn(
    rng: np.random.Generator, size: int, concentration: int | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw two waves of articles from one source: counts and documents."""
    shares = 1 / np.arange(1, TERMS + 1)
    shares = shares / shares.sum()
    mixes = (
        np.tile(shares, (2 * size, 1))
        if concentration is None
        else rng.dirichlet(concentration * shares, 2 * size)
    )
    uses = np.array([rng.multinomial(WORDS, mix) for mix in mixes])
    rows, terms = np.nonzero(uses)
    ids = np.array([f"d{number:04}" for number in range(2 * size)])
    counts = pd.DataFrame({
        "doc_id": pd.Categorical.from_codes(rows, ids), "language": "en",
        "term": pd.Categorical.from_codes(terms, [f"w{number:04}" for number in range(TERMS)]),
        "n": uses[rows, terms],
    })  # fmt: skip
    waves = ["May" if number < size else "June" for number in range(2 * size)]
    return counts, pd.DataFrame({"doc_id": ids, "language": "en", "wave": waves})


def alarms(material: tuple[pd.DataFrame, pd.DataFrame]) -> list[float]:
    """Share of terms, or whether any term, that each test calls different."""
    options = {"across": "wave", "target": "June", "reference": "May", "level": 0.95, "seed": 1,
               "least": LEAST}  # fmt: skip
    found = keyness.compare(*material, **options)
    holm = keyness.compare(*material, **options, adjust="holm")
    return [
        float((found["g2"].abs() > 3.841).mean()), float((found["z"].abs() > 1.960).mean()),
        float((found["p_value"] < 0.05).mean()), float((found["p_adjusted"] < 0.05).any()),
        float((holm["p_adjusted"] < 0.05).any()),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
