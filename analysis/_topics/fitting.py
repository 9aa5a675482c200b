"""Fit a topic model: choose units, make vectors, let BERTopic find topics, write the tables."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from analysis._topics import account, engine, guards, modelled, seeding, tokens, vectors, words
from analysis._topics.clusters import Clusters, Density, KMeans, Reducer
from analysis._topics.model import ALL, Model, empty
from analysis._topics.units import base
from analysis._topics.words import Counts

__all__ = ["Embedder", "Options", "fitted"]

Floats = NDArray[Any]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Guide = Mapping[str, tuple[str, ...]]


class Embedder(Protocol):
    """Something that turns texts into vectors of length 1."""

    name: str
    digest: str

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Embed texts: shape (texts, dimensions)."""


class Options(NamedTuple):
    """Options of a model, as in `analysis.topics.fit`."""

    language: str | None
    embedder: Embedder | None
    cluster: str
    n_topics: int | None
    reduce: str
    stop: Any
    guided: Mapping[str, Sequence[str]] | None
    most: int
    seed: int
    folder: Path | None


class _Space(NamedTuple):
    """Vectors and words of all units, and what turns seed words into vectors."""

    vectors: Floats
    counts: Counts
    embed: Callable[[Sequence[str]], Floats]


class _Case(NamedTuple):
    """What one fit is about: units sorted by text, and those drawn to shape the model."""

    units: pd.DataFrame
    drawn: Mask
    n_short: int
    language: str | None
    stop: frozenset[str]
    options: Options


def fitted(units: pd.DataFrame, options: Options) -> Model:
    """Fit a model; see `analysis.topics.fit`."""
    guards.check_units(units)
    own = _own(units, options.language)
    used = own[~own["short"].astype(bool)] if "short" in own.columns else own
    # By text: neither the order of the articles nor the names of their files change a topic.
    used = used.sort_values(["text", "unit_id"], ignore_index=True)
    spoken = guards.languages(used, tfidf=options.embedder is None)
    language = base(options.language) or (spoken[0] if len(spoken) == 1 else ALL)
    drawn = _drawn(len(used), options.most, options.seed)
    stop = tokens.chosen(options.stop, spoken)
    case = _Case(used, drawn, len(own) - len(used), language, stop, options)
    with threadpool_limits(1):  # sums in one order: the same numbers however many threads
        return _fit(case)


def _own(units: pd.DataFrame, language: str | None) -> pd.DataFrame:
    """Units of a language, in all its varieties."""
    if language is None:
        return units
    tags = {tag for tag in units["language"].unique() if base(tag) == base(language)}
    return units[units["language"].isin(tags)]


def _drawn(n: int, most: int, seed: int) -> Mask:
    """Draw the units that shape the model; all if they are not more than `most`."""
    chosen = np.zeros(n, bool)
    rows = np.random.default_rng(seed).choice(n, most, replace=False) if n > most else slice(None)
    chosen[rows] = True
    return chosen


def _fit(case: _Case) -> Model:
    """Fit, or say why not."""
    if reason := guards.too_few(int(case.drawn.sum()), case.language):
        return _without(case, reason)
    space = _space(case)
    known = np.linalg.norm(space.vectors, axis=1) > 0
    shaping = known & case.drawn
    reason = guards.too_little(space.vectors[shaping], len(space.counts.words),
                               case.options.n_topics)  # fmt: skip
    reason = reason or guards.too_few(int(shaping.sum()), case.language)
    return _without(case, reason) if reason else _with(case, space, known)


def _space(case: _Case) -> _Space:
    """Turn units into vectors, with words learned from the units that were drawn."""
    said = [tokens.tokens(text, case.stop) for text in case.units["text"]]
    shaping = [said[at] for at in np.flatnonzero(case.drawn)]
    embedder = case.options.embedder
    if embedder is None:
        learned = vectors.latent(shaping, case.options.folder)
        made = learned.vectors(said)
        return _Space(made, words.counted(said, learned.words),
                      lambda texts: learned.vectors([text.split() for text in texts]))  # fmt: skip
    made = np.asarray(embedder(case.units["text"].tolist()), np.float32)
    return _Space(made, words.counted(said, vectors.vocabulary(shaping)[0]), embedder)


def _with(case: _Case, space: _Space, known: Mask) -> Model:
    """Fit with the units that can be used; the other drawn ones are outliers."""
    options, shaping = case.options, known & case.drawn
    guide = seeding.expanded(options.guided or {}, space.counts.words)
    heard = [each for each in guide.values() if each]
    reducer = Reducer(options.reduce, options.cluster, options.seed)
    clusters: Clusters = Density() if options.cluster == "hdbscan" else KMeans(
        options.n_topics, options.seed, max(2, len(heard))
    )  # fmt: skip
    counts = Counts(space.counts.matrix[np.flatnonzero(shaping)], space.counts.words)
    found = engine.bertopic(
        space.vectors[shaping], counts, heard, space.embed, reducer, clusters
    )  # fmt: skip
    every = space.vectors.copy()
    every[shaping] = found.vectors
    topics = np.full(len(every), -1, np.int64)
    strength = np.full(len(every), np.nan)
    topics[shaping], strength[shaping] = found.labels, clusters.strengths_
    if (rest := known & ~case.drawn).any():
        centre = space.vectors[shaping].mean(axis=0)
        every[rest] = _guided(every[rest], heard, space, centre)
        clustered, strength[rest] = clusters.predict(reducer.transform(every[rest]))
        topics[rest] = [found.ours.get(cluster, -1) for cluster in clustered.tolist()]
    listed = words.ranked(found.topics, found.weights, counts.words)
    return _written(case, _Result(topics, strength, every, listed, counts, guide, clusters, known))


def _guided(
    vectors: Floats, heard: Sequence[Sequence[str]], space: _Space, centre: Floats
) -> Floats:
    """Pull units that BERTopic did not see as it pulled the others."""
    if not heard:
        return vectors
    return seeding.pulled(vectors, space.embed([" ".join(each) for each in heard]), centre)


class _Result(NamedTuple):
    """What a fit found."""

    topics: Ints
    strength: Floats
    vectors: Floats
    listed: pd.DataFrame
    counts: Counts
    guide: Guide
    clusters: Clusters
    known: Mask


def _written(case: _Case, result: _Result) -> Model:
    """Write the tables of a model."""
    assigned = modelled.assigned(case.units, result.topics, result.strength, result.vectors,
                                 case.drawn)  # fmt: skip
    listed = result.listed.assign(language=case.language)[list(empty("topics").columns)]
    order = np.argsort(case.units["unit_id"].to_numpy(), kind="stable")
    none = "" if (result.topics >= 0).any() else account.NO_GROUP
    return Model(
        language=case.language,
        assigned=assigned.iloc[order].reset_index(drop=True),
        topics=listed.astype({"language": "str"}),
        sizes=modelled.sizes(assigned, case.language),
        passages=modelled.passages(assigned, case.units["text"], case.language),
        vectors=result.vectors[order],
        order=order,
        settings=_settings(case) | _chosen(result),
        said=account.said(
            len(case.units), case.language, n_short=case.n_short,
            n_wordless=int((~result.known).sum()), n_drawn=int(case.drawn.sum()),
            seed=case.options.seed, silhouettes=getattr(result.clusters, "silhouettes_", {}),
            guide=result.guide,
        ),
        reason=none,
        counts=result.counts,
        boosted=tuple(sorted({word for each in result.guide.values() for word in each})),
    )  # fmt: skip


def _without(case: _Case, reason: str) -> Model:
    """Give a model without topics, and why."""
    return Model(
        language=case.language,
        assigned=empty("assigned"),
        topics=empty("topics"),
        sizes=empty("sizes"),
        passages=empty("passages"),
        vectors=np.zeros((0, 0), np.float32),
        order=np.zeros(0, np.int64),
        settings=_settings(case) | {"n_topics_made": 0},
        said=account.said(len(case.units), case.language, n_short=case.n_short),
        reason=reason,
        counts=Counts(None, ()),
        boosted=(),
    )


def _settings(case: _Case) -> dict[str, Any]:
    """Gather what the result depends on besides the units."""
    options = case.options
    model = options.embedder
    return {
        "language": case.language,
        "embeddings": "tfidf" if model is None else f"{model.name} ({model.digest})",
        "reduce": options.reduce,
        "cluster": options.cluster,
        "n_topics": options.n_topics,
        "stop_words": len(case.stop),
        "guided": options.guided is not None,
        "most": options.most,
        "seed": options.seed,
    }


def _chosen(result: _Result) -> dict[str, Any]:
    """Gather what the fit chose itself."""
    made = int(result.topics.max(initial=-1)) + 1
    clusters = getattr(result.clusters, "n_topics", None)
    return {"n_topics_made": made, "n_clusters": clusters}
