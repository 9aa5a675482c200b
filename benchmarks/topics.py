"""What the tests of topics can see: planted topics, text without any, and two languages mixed.

Every sentence is invented. Words of a topic are drawn from its own list with a given
probability and else from a list that all sentences share, so that it is known how many topics
there are and which sentence is on which.

    python benchmarks/topics.py [--sentences 600] [--topics 6] [--seed 1]

prints, for topics that are more or less clear and for none at all: the median adjusted Rand
index over ten seeds, agreement with what was planted, and mean NPMI; then what a model finds
that is given two languages at once.
"""

import argparse
import warnings
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis import topic_quality, topics

CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
LENGTH, OWN, SHARED = 14, 40, 400
"""Words of a sentence, of the list of a topic, and of the list that all share."""


def words(n: int, draw: np.random.Generator, ending: str = "") -> list[str]:
    """Make words that nobody uses."""
    found: dict[str, None] = {}
    while len(found) < n:
        letters = [str(draw.choice(list(pool))) for pool in (CONSONANTS, VOWELS) * 3]
        found["".join(letters) + ending] = None
    return list(found)


def corpus(
    n: int, n_topics: int, share: float, seed: int, *, language: str = "en", ending: str = ""
) -> pd.DataFrame:
    """Make sentences, six to an article, with `share` of their words from the list of a topic."""
    draw = np.random.default_rng([seed, len(ending)])
    known = words(n_topics * OWN + SHARED, draw, ending)
    own = [known[at * OWN : (at + 1) * OWN] for at in range(n_topics)]
    shared = known[n_topics * OWN :]
    frequency = 1 / np.arange(1, SHARED + 1)
    planted = draw.integers(n_topics, size=n)
    texts = []
    for topic in planted:
        from_topic = draw.random(LENGTH) < share
        common = draw.choice(shared, LENGTH, p=frequency / frequency.sum())
        texts.append(" ".join(np.where(from_topic, draw.choice(own[topic], LENGTH), common)))
    ids = [f"{language}{at:05}" for at in range(n)]
    return pd.DataFrame({
        "unit_id": ids, "doc_id": [f"{language}{at // 6:05}" for at in range(n)],
        "language": language, "text": texts, "n_words": LENGTH, "short": False,
        "planted": planted,
    })  # fmt: skip


def measured(units: pd.DataFrame, *, n_topics: int | None, seed: int) -> dict[str, float]:
    """Fit, make again with ten other seeds, and measure."""
    from sklearn.metrics import adjusted_rand_score

    model = topics.fit(units, language="en", n_topics=n_topics, seed=seed)
    again = topics.refit(model, seeds=range(seed + 1, seed + 11))
    found = topic_quality.stability(
        again.assigned.assign(language="en"), again.topics, reference=model.topics
    )
    coherence = topic_quality.npmi(model.topics, units)
    joined = model.assigned.merge(units[["unit_id", "planted"]], on="unit_id")
    back = found.topics["share"] >= 0.8
    return {
        "topics": model.n_topics,
        "ARI between seeds": found.summary["ari"].iloc[0],
        "ARI with the truth": adjusted_rand_score(joined["planted"], joined["topic"]),
        "topics that come back": float(back.mean()),
        "mean NPMI": coherence.loc[coherence["topic"].isna(), "npmi"].iloc[0],
    }


def clear_and_unclear(n: int, n_topics: int, seed: int, shares: Sequence[float]) -> pd.DataFrame:
    """Measure corpora whose topics are clearer and clearer; the first has none."""
    rows = []
    for share in shares:
        units = corpus(n, n_topics, share, seed)
        if not share:
            units = units.assign(planted=0)
        row = measured(units, n_topics=n_topics, seed=seed)
        rows.append({"words from the topic": f"{share:.0%}", **row})
    return pd.DataFrame(rows)


def mixed(n: int, n_topics: int, seed: int) -> pd.DataFrame:
    """Give one model two languages that share no word but have the same topics."""
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    english = corpus(n // 2, n_topics, 0.5, seed)
    dutch = corpus(n // 2, n_topics, 0.5, seed, language="nl", ending="en")
    both = pd.concat([english, dutch], ignore_index=True)
    rows = []
    for wanted in (2, n_topics):
        model = topics.fit(both.assign(language="en"), language="en", n_topics=wanted, seed=seed)
        joined = model.assigned[["unit_id", "topic"]].merge(
            both[["unit_id", "language", "planted"]], on="unit_id"
        )
        pure = joined.groupby("topic")["language"].agg(lambda own: own.value_counts().max())
        rows.append({
            "topics asked for": wanted,
            "sentences in a topic of their language": pure.sum() / len(joined),
            "AMI with language": adjusted_mutual_info_score(joined["language"], joined["topic"]),
            "ARI with the planted topic": adjusted_rand_score(joined["planted"], joined["topic"]),
        })  # fmt: skip
    return pd.DataFrame(rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Measure what tests of topics can see.")
    parser.add_argument("--sentences", type=int, default=600)
    parser.add_argument("--topics", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    shares = (0.0, 0.1, 0.2, 0.3, 0.5)
    table = clear_and_unclear(given.sentences, given.topics, given.seed, shares)
    print(table.round(2).to_string(index=False))
    print()
    print(mixed(given.sentences, given.topics, given.seed).round(2).to_string(index=False))


if __name__ == "__main__":
    main()
