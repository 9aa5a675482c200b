"""Invented units whose themes are known, in one invented language or two.

    import invented_topics

    units, themes = invented_topics.make(200, themes=4, seed=1)

A unit has about 18 words. Of these 40 % are words of its theme, which no other theme has; the
others are words of all units, the frequent ones as frequent as in any language. Two languages
share no word but the names of each theme.
"""

import hashlib

import numpy as np
import pandas as pd

from analysis import topics

BACKGROUND = 2_000
OWN = 60
SYLLABLES = ["ba", "ko", "mi", "ru", "te", "vo", "sa", "li", "nu", "pe"]


def word(number, mark):
    """Write a number as a word of syllables, the kind of word as its first letters."""
    digits = [int(digit) for digit in f"{number:04d}"]
    return mark + "".join(SYLLABLES[digit] for digit in digits)


def sentence(rng, theme, language, *, topical=0.4, names=0.0):
    """Invent one unit."""
    odds = 1 / np.arange(1, BACKGROUND + 1)
    n = 6 + rng.poisson(12)
    chance = rng.random(n)
    words = [
        word(theme * 10 + rng.integers(10), "zo") if draw < names
        else word(theme * OWN + rng.integers(OWN), f"{language}t") if draw < names + topical
        else word(rng.choice(BACKGROUND, p=odds / odds.sum()), f"{language}b")
        for draw in chance
    ]  # fmt: skip
    return " ".join(words).capitalize() + "."


def make(n, *, themes, seed, languages=("xx",), topical=0.4, names=0.0, per_article=10):
    """Invent units, as `topics.units` makes them, and their themes."""
    rng = np.random.default_rng(seed)
    theme = rng.integers(themes, size=n)
    language = [languages[at] for at in rng.integers(len(languages), size=n)]
    texts = [sentence(rng, one, spoken, topical=topical, names=names)
             for one, spoken in zip(theme, language, strict=True)]  # fmt: skip
    units = pd.DataFrame({
        "unit_id": [f"d{at // per_article:04d}:{at % per_article:02d}" for at in range(n)],
        "doc_id": [f"d{at // per_article:04d}" for at in range(n)],
        "language": language,
        "text": texts,
        "short": False,
    })  # fmt: skip
    return units, theme


def fingerprint(model, refits=None):
    """Hash every table of a model."""
    tables = [model.assigned, model.topics, model.sizes, model.passages]
    tables += [] if refits is None else [refits.assigned, refits.topics]
    written = "".join(table.to_csv(index=False) for table in tables)
    return hashlib.sha256(written.encode() + model.vectors.tobytes()).hexdigest()


def main():
    """Fit what the tests fit, and print its fingerprint: for a process of its own."""
    units, _ = make(150, themes=3, seed=5)
    model = topics.fit(units, language="xx", seed=2)
    print(fingerprint(model, topics.refit(model, seeds=range(3))))


if __name__ == "__main__":
    main()
