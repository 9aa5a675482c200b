"""Make the topics of a model again with other seeds, from the vectors that it has."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from analysis._topics import words
from analysis._topics.clusters import Density, KMeans, Reducer
from analysis._topics.model import Model
from analysis.contracts import InputError

__all__ = ["SHARE", "Refits", "refitted"]

Floats = NDArray[Any]
Ints = NDArray[np.int64]

SHARE: Final = 0.9
"""Share of the units that shape each HDBSCAN: with all of them no seed would change anything."""

_ASSIGNED: Final = {"seed": "int64", "unit_id": "str", "topic": "int64"}
_TOPICS: Final = {"language": "str", "seed": "int64", "topic": "int64", "rank": "int64",
                  "word": "str", "weight": "float64"}  # fmt: skip


class Refits(NamedTuple):
    """What each seed found.

    assigned: seed, unit_id, topic (-1: outlier), of the units that shaped the model. topics:
    language, seed, topic, rank (from 1), word, weight. `said` tells what varied between seeds.
    """

    assigned: pd.DataFrame
    topics: pd.DataFrame
    said: str


def refitted(model: Model, seeds: Sequence[int]) -> Refits:
    """Make the topics again; see `analysis.topics.refit`."""
    _check(seeds)
    by_text = np.argsort(model.order)
    vectors, units = model.vectors[by_text], model.assigned.iloc[by_text]
    shaping = units["drawn"].to_numpy(bool) & (
        np.linalg.norm(vectors, axis=1) > 0 if len(vectors) else np.zeros(0, bool)
    )
    names = units.loc[shaping, "unit_id"].to_numpy()
    assigned, topics = [_table({}, _ASSIGNED)], [_table({}, _TOPICS)]
    if shaping.any():
        with threadpool_limits(1):
            again = _Again(model, vectors[shaping])
            for seed in tqdm(seeds, desc="seeds", leave=False, disable=None):
                labels = again.labels(int(seed))
                found = words.ranked(*words.weights(model.counts, labels, model.boosted),
                                     model.counts.words)  # fmt: skip
                rows = {"seed": int(seed), "unit_id": names, "topic": labels}
                assigned.append(_table(rows, _ASSIGNED))
                topics.append(found.assign(seed=int(seed), language=model.language)[list(_TOPICS)])
    every = pd.concat(assigned, ignore_index=True).astype(_ASSIGNED)
    return Refits(every.sort_values(["seed", "unit_id"], kind="stable", ignore_index=True),
                  pd.concat(topics, ignore_index=True).astype(_TOPICS), _said(model))  # fmt: skip


class _Again:
    """Vectors in few dimensions, made once where no seed changes them."""

    def __init__(self, model: Model, vectors: Floats) -> None:
        self._vectors, self._settings = vectors, model.settings
        self._few = None if self._settings["reduce"] == "umap" else self._reduced(0)

    def _reduced(self, seed: int) -> Floats:
        """Take the vectors into few dimensions."""
        reducer = Reducer(self._settings["reduce"], self._settings["cluster"], seed)
        found: Floats = np.nan_to_num(reducer.fit_transform(self._vectors))
        return found

    def labels(self, seed: int) -> Ints:
        """Find the topics with a seed."""
        few = self._few if self._few is not None else self._reduced(seed)
        if self._settings["cluster"] == "kmeans":
            return words.numbered(KMeans(self._settings["n_clusters"], seed).fit(few).labels_)
        n = len(few)
        labels = np.full(n, -1, np.int64)
        own = np.sort(np.random.default_rng(seed).choice(n, round(SHARE * n), replace=False))
        rest = np.setdiff1d(np.arange(n), own)
        clusters = Density().fit(few[own])
        labels[own], labels[rest] = clusters.labels_, clusters.predict(few[rest])[0]
        return words.numbered(labels)


def _table(rows: dict[str, Any], types: dict[str, str]) -> pd.DataFrame:
    """Make a table with these types."""
    return pd.DataFrame({name: rows.get(name, []) for name in types}).astype(types)


def _check(seeds: Sequence[int]) -> None:
    """Refuse seeds that are none, or that come twice."""
    whole = all(isinstance(seed, (int, np.integer)) and seed >= 0 for seed in seeds)
    if not whole or len(set(seeds)) < len(seeds) or not len(seeds):
        message = f"seeds must be different whole numbers from 0; found {list(seeds)!r}."
        raise InputError(message)


def _said(model: Model) -> str:
    """Say what varies between the seeds."""
    if model.settings.get("cluster") == "hdbscan":
        return (f"Each seed draws {SHARE:.0%} of the units, finds the topics in them, and gives "
                f"the other units to these.")  # fmt: skip
    return "Each seed begins k-means at other places; the units are the same."
