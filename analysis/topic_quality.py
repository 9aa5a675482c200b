"""What may be said of topics: stable, coherent, more than articles, and met by which frames.

Topics are not frames. A topic says what a passage is about, a frame how it presents the
issue, and the same topic may carry any frame. These functions measure what a topic model
found; none of them can say that a topic means something, which takes reading its words
and passages.

Every table has a column `language`: the topics of two languages come from two models and
are never compared. In `topic`, -1 is the units that the model put in no topic. They are
shown everywhere and stay in every denominator.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from analysis import _counts, contracts
from analysis._topics import agreement, coherence
from analysis._topics.checking import OUTLIERS, need, typed
from analysis._topics.coherence import Window
from analysis._topics.counting import BINS, crossed, over_time, tallies
from analysis._topics.telling import telling
from analysis._topics.tokens import tokens

__all__ = [
    "BINS", "LEAST_SEEDS", "OUTLIERS", "Stability", "crossed", "intruders", "npmi", "over_time",
    "spread", "stability", "tallies", "telling", "tells_articles_apart",
]  # fmt: skip

LEAST_SEEDS: Final = 10
"""Seeds below which stability is a hint only."""

SAME: Final = 0.5
"""Jaccard index of the first words from which two topics count as the same."""


class Stability(NamedTuple):
    """How alike the topics of several seeds are; see `stability`."""

    summary: pd.DataFrame
    topics: pd.DataFrame
    pairs: pd.DataFrame


def npmi(
    words: pd.DataFrame, units: pd.DataFrame, *, window: Window = "unit", top: int = 10
) -> pd.DataFrame:
    """Measure how often the first words of each topic stand together in the units.

    Parameters
    ----------
    words : DataFrame
        language, topic, rank, word.
    units : DataFrame
        language and text.
    window : 'unit' or int
        Words are together if they are in one unit, or within so many running words of it.
        State it: the values of different windows cannot be compared.
    top : int
        Words of each topic that enter.

    Returns
    -------
    DataFrame
        language, topic (null: mean over the topics of the language), npmi (mean over the
        pairs of words, from -1 to 1; null without a pair), n_pairs, n_unseen (words that do not
        occur as such in the texts and are skipped), n_windows, window, top. Outliers have no row.

    Raises
    ------
    contracts.TableError
        If a column is absent.
    contracts.InputError
        If `window` or `top` is none.

    References
    ----------
    Lau, J. H., Newman, D. & Baldwin, T. (2014). Machine reading tea leaves. EACL, 530-539.

    Examples
    --------
    >>> words = pd.DataFrame({"language": "en", "topic": 0, "rank": [0, 1],
    ...                       "word": ["tax", "budget"]})
    >>> units = pd.DataFrame({"language": "en", "text": ["Tax and budget.", "Tax", "War"]})
    >>> npmi(words, units)[["topic", "npmi", "n_pairs"]].round(2).to_numpy().tolist()
    [[0, 0.37, 1], [<NA>, 0.37, 1]]
    """
    window = coherence.check_window(window)
    need(words, "words", ("language", "topic", "rank", "word"))
    need(units, "units", ("language", "text"))
    chosen = coherence.first_words(words[words["topic"] != OUTLIERS], top)
    rows: list[dict[str, Any]] = []
    for language, part in chosen.groupby("language", sort=True):
        texts = units.loc[units["language"] == language, "text"]
        together = coherence.counted(map(tokens, texts), part["word"], window=window)
        about = {"language": language, "n_windows": together.n, "window": str(window), "top": top}
        own: list[dict[str, Any]] = []
        for topic, group in part.groupby("topic", sort=True):
            value, n_pairs, n_unseen = coherence.coherence(group["word"].tolist(), together)
            own.append({**about, "topic": topic, "npmi": value, "n_pairs": n_pairs,
                        "n_unseen": n_unseen})  # fmt: skip
        known = [row["npmi"] for row in own if not math.isnan(row["npmi"])]
        mean = math.fsum(known) / len(known) if known else math.nan
        totals = {name: sum(row[name] for row in own) for name in ("n_pairs", "n_unseen")}
        rows += [*own, {**about, **totals, "topic": None, "npmi": mean}]
    return typed(rows, language="str", topic="Int64", npmi="float64", n_pairs="int64",
                  n_unseen="int64", n_windows="int64", window="str", top="int64")  # fmt: skip


def stability(
    assignments: pd.DataFrame, words: pd.DataFrame, *, reference: pd.DataFrame | None = None,
    top: int = 10,
) -> Stability:  # fmt: skip
    """Compare the topics that different seeds find in the same units.

    Parameters
    ----------
    assignments : DataFrame
        language, seed, unit_id, topic: each unit once for each seed.
    words : DataFrame
        language, seed, topic, rank, word.
    reference : DataFrame, optional
        Words of the model that is told of, topic by topic: language, topic, rank, word. When
        left out, the topics of the smallest seed against those of the others.
    top : int
        Words of each topic that are compared.

    Returns
    -------
    Stability
        `summary`, a row per language: n_seeds, n_pairs, n_units, and the median, lowest and
        highest over all pairs of seeds of `ari` (adjusted Rand index of the assignments,
        outliers as one group), `ari_both` (units in a topic in both alone) and `jaccard`
        (words in common of matched topics, those without a partner 0).
        `topics`, a row per topic of the reference: n_seeds, n_same (seeds with a match of at
        least .5), share, jaccard (median of the matches).
        `pairs`, a row per pair of seeds, with all of these.

    Raises
    ------
    contracts.TableError
        If a column is absent or a unit comes twice.
    contracts.InputError
        If there are fewer than two seeds.

    Examples
    --------
    >>> found = pd.DataFrame({"language": "en", "seed": [1, 1, 2, 2], "unit_id": ["a", "b"] * 2,
    ...                       "topic": [0, 1, 1, 0]})
    >>> words = pd.DataFrame({"language": "en", "seed": [1, 1, 2, 2], "topic": [0, 1, 1, 0],
    ...                       "rank": 0, "word": ["tax", "war", "tax", "army"]})
    >>> stability(found, words).summary[["n_seeds", "ari", "jaccard"]].to_numpy().tolist()
    [[2.0, 1.0, 0.5]]
    """
    need(assignments, "assignments", ("language", "seed", "unit_id", "topic"))
    need(words, "words", ("language", "seed", "topic", "rank", "word"))
    if (twice := assignments.duplicated(["language", "seed", "unit_id"])).any():
        ids = contracts.first_five(assignments.loc[twice, "unit_id"])
        message = f"Table assignments has units twice for one seed ({ids}); keep one row of each."
        raise contracts.TableError(message)
    chosen = coherence.first_words(words, top)
    pairs: list[dict[str, object]] = []
    topics: list[dict[str, object]] = []
    for language, part in assignments.groupby("language", sort=True):
        seeds = _seeds(part)
        units = dict(iter(part.groupby("seed")))
        own = chosen[chosen["language"] == language]
        named = {seed: agreement.lists(own[own["seed"] == seed]) for seed in seeds}
        for one, other in itertools.combinations(seeds, 2):
            shares = agreement.jaccard([*named[one].values()], [*named[other].values()])
            pairs.append({"language": language, "seed_a": one, "seed_b": other,
                          **agreement.of_two(units[one], units[other]),
                          "jaccard": agreement.mean_match(shares)})  # fmt: skip
        if reference is None:
            first = named.pop(seeds[0])
        else:
            known = reference[reference["language"] == language]
            first = agreement.lists(coherence.first_words(known.drop(columns="seed",
                                    errors="ignore"), top))  # fmt: skip
        topics += [{"language": language, **row} for row in _told(first, list(named.values()))]
    table = typed(pairs, language="str", seed_a="int64", seed_b="int64", n_units="int64",
                  ari="float64", n_both="int64", ari_both="float64", jaccard="float64")  # fmt: skip
    told = typed(topics, language="str", topic="int64", n_seeds="int64", n_same="int64",
                 share="float64", jaccard="float64")  # fmt: skip
    return Stability(_summary(table), told, table)


def _seeds(part: pd.DataFrame) -> list[int]:
    """List the seeds of a language, if they are two at least."""
    seeds = sorted(int(seed) for seed in part["seed"].unique())
    if len(seeds) < 2:
        message = f"Stability takes at least 2 seeds, better {LEAST_SEEDS}; found {seeds}."
        raise contracts.InputError(message)
    return seeds


def _told(
    first: Mapping[int, list[str]], others: Sequence[Mapping[int, list[str]]]
) -> list[dict[str, object]]:
    """Say for each topic in how many of the others it has a match."""
    lists = [*first.values()]
    matches = [agreement.matched(agreement.jaccard(lists, [*other.values()])) for other in others]
    rows: list[dict[str, object]] = []
    for place, topic in enumerate(first):
        found = np.array([match[place] for match in matches])
        n_same = int((found >= SAME).sum())
        rows.append({"topic": topic, "n_seeds": len(found), "n_same": n_same,
                     "share": n_same / len(found), "jaccard": float(np.median(found))})  # fmt: skip
    return rows


def _summary(pairs: pd.DataFrame) -> pd.DataFrame:
    """Median and range over the pairs of seeds, by language."""
    rows = []
    for language, part in pairs.groupby("language", sort=True):
        row: dict[str, object] = {
            "language": language,
            "n_seeds": len({*part["seed_a"], *part["seed_b"]}),
            "n_pairs": len(part),
            "n_units": int(part["n_units"].max()),
        }
        for name in ("ari", "ari_both", "jaccard"):
            row |= {name: part[name].median(), f"{name}_low": part[name].min(),
                    f"{name}_high": part[name].max()}  # fmt: skip
        rows.append(row)
    kinds = {f"{name}{end}": "float64" for name in ("ari", "ari_both", "jaccard")
             for end in ("", "_low", "_high")}  # fmt: skip
    return typed(rows, language="str", n_seeds="int64", n_pairs="int64", n_units="int64", **kinds)


def spread(assigned: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Say over how many articles each topic is spread, and how much of it is in one.

    Parameters
    ----------
    assigned : DataFrame
        language, doc_id, unit_id, topic.
    documents : DataFrame
        Contract `documents`.

    Returns
    -------
    DataFrame
        language, topic, n_units, share (of all units of the language), n_docs, n_clusters
        (copies of one article are one), top_doc (the article, or first copy, with most of
        it), top_share (how much of the topic that article and its copies have), top_base (how
        much of all units of the language they have).

    Examples
    --------
    >>> assigned = pd.DataFrame({"language": "en", "doc_id": ["a", "a", "b"], "topic": 0,
    ...                          "unit_id": ["a1", "a2", "b1"]})
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "cluster_id": None})
    >>> spread(assigned, articles)[["n_docs", "top_doc", "top_share"]].round(2).to_numpy().tolist()
    [[2, 'a', 0.67]]
    """
    joined = _joined(assigned, documents)
    totals = joined["language"].value_counts().to_dict()
    owned = joined.groupby(["language", "cluster"]).size().to_dict()
    rows: list[dict[str, object]] = []
    for (language, topic), part in joined.groupby(["language", "topic"], sort=True):
        sizes = part.groupby("cluster")["doc_id"].agg(["size", "min"])
        top = sizes.sort_values(["size", "min"], ascending=[False, True]).iloc[0]
        rows.append({"language": language, "topic": topic, "n_units": len(part),
                     "share": len(part) / totals[language], "n_docs": part["doc_id"].nunique(),
                     "n_clusters": len(sizes), "top_doc": top["min"],
                     "top_share": top["size"] / len(part),
                     "top_base": owned[language, top.name] / totals[language]})  # fmt: skip
    return typed(rows, language="str", topic="int64", n_units="int64", share="float64",
                 n_docs="int64", n_clusters="int64", top_doc="str",
                 top_share="float64", top_base="float64")  # fmt: skip


def tells_articles_apart(assigned: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Measure how far the topics merely tell the articles, or the outlets, apart.

    Parameters
    ----------
    assigned, documents : DataFrame
        As in `spread`.

    Returns
    -------
    DataFrame
        A row for each language and each of 'article' (copies of one article are one) and
        'outlet' in `of`: n_units in a topic (outliers are left out), n_topics, n_groups
        (articles or outlets), ami (adjusted mutual information: 0 if topics lie across
        articles as by chance, 1 if each topic is one article; null with fewer than two
        topics or groups).

    References
    ----------
    Vinh, N. X., Epps, J. & Bailey, J. (2010). Information theoretic measures for
    clusterings comparison. JMLR 11, 2837-2854.

    Examples
    --------
    >>> assigned = pd.DataFrame({"language": "en", "doc_id": list("aabb"), "topic": [0, 0, 1, 1],
    ...                          "unit_id": ["a1", "a2", "b1", "b2"]})
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "cluster_id": None, "outlet": "Daily"})
    >>> tells_articles_apart(assigned, articles)[["of", "n_groups", "ami"]].to_numpy().tolist()
    [['article', 2, 1.0], ['outlet', 1, nan]]
    """
    from sklearn.metrics import adjusted_mutual_info_score

    need(documents, "documents", ("outlet",))
    outlets = documents.set_index("doc_id")["outlet"]
    joined = _joined(assigned, documents)
    joined = joined.assign(outlet=joined["doc_id"].map(outlets))
    rows = []
    for language, part in joined[joined["topic"] != OUTLIERS].groupby("language", sort=True):
        for of, column in (("article", "cluster"), ("outlet", "outlet")):
            own = part[part[column].notna()]
            sizes = own["topic"].nunique(), own[column].nunique()
            ami = (
                float(adjusted_mutual_info_score(own["topic"], own[column]))
                if min(sizes) > 1
                else math.nan
            )
            rows.append({"language": language, "of": of, "n_units": len(own),
                         "n_topics": sizes[0], "n_groups": sizes[1], "ami": ami})  # fmt: skip
    return typed(rows, language="str", of="str", n_units="int64", n_topics="int64",
                 n_groups="int64", ami="float64")  # fmt: skip


def _joined(assigned: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Give each unit the cluster of copies of its article, or the article itself."""
    need(assigned, "assigned", ("language", "doc_id", "unit_id", "topic"))
    need(documents, "documents", ("doc_id", "cluster_id"))
    own = pd.Series(_counts.clusters(documents).to_numpy(), index=documents["doc_id"])
    return assigned.assign(cluster=assigned["doc_id"].map(own))


def intruders(words: pd.DataFrame, *, seed: int, top: int = 5) -> pd.DataFrame:
    """Make a word intrusion test: the first words of each topic and one that does not belong.

    If readers who do not know the topics find the intruder no more often than one word in
    `top` + 1 by guessing, the topic has no meaning that people see, whatever its coherence.

    Parameters
    ----------
    words : DataFrame
        language, topic, rank, word.
    seed : int
        Of the choice of intruders and of the order of words and topics.
    top : int
        Words of the topic that are shown.

    Returns
    -------
    DataFrame
        language, item (from 1), words (joined with ' · ', in random order), intruder, topic.
        An intruder is among the first words of another topic and not among the listed words
        of this one; a language with fewer than two topics has no rows.

    References
    ----------
    Chang, J. et al. (2009). Reading tea leaves: how humans interpret topic models.
    NeurIPS 22.

    Examples
    --------
    >>> words = pd.DataFrame({"language": "en", "topic": [0, 0, 1, 1], "rank": [0, 1, 0, 1],
    ...                       "word": ["tax", "budget", "war", "army"]})
    >>> test = intruders(words, seed=1, top=2)
    >>> [set(row.words.split(" · ")) > {row.intruder} for row in test.itertuples()]
    [True, True]
    """
    need(words, "words", ("language", "topic", "rank", "word"))
    known = words[words["topic"] != OUTLIERS].sort_values(["language", "topic", "rank"])
    rows = []
    for place, (language, part) in enumerate(known.groupby("language", sort=True)):
        draw = np.random.default_rng([seed, place])
        lists = {topic: group["word"].tolist() for topic, group in part.groupby("topic")}
        items = []
        for topic, own in lists.items():
            others = [word for other, found in lists.items() if other != topic
                      for word in found[:top] if word not in own]  # fmt: skip
            if not others:
                continue
            intruder = others[int(draw.integers(len(others)))]
            shown = draw.permutation([*own[:top], intruder]).tolist()
            items.append({"language": language, "words": " · ".join(shown),
                          "intruder": intruder, "topic": topic})  # fmt: skip
        order = draw.permutation(len(items))
        rows += [{**items[at], "item": number} for number, at in enumerate(order, start=1)]
    return typed(rows, language="str", item="int64", words="str", intruder="str", topic="int64")
