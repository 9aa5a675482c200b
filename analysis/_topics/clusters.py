"""Group vectors: fewer dimensions first, then k-means or HDBSCAN; the objects BERTopic takes."""

import warnings
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from analysis._topics.vectors import scaled
from analysis.contracts import InputError

__all__ = [
    "CLUSTERS",
    "REDUCERS",
    "Clusters",
    "Density",
    "KMeans",
    "Reducer",
    "numbers_tried",
    "smallest",
]

Floats = NDArray[Any]
Ints = NDArray[np.int64]

REDUCERS: Final = ("pca", "umap", "none")
CLUSTERS: Final = ("kmeans", "hdbscan")
_DIMENSIONS: Final = {"kmeans": 30, "hdbscan": 10}
_STARTS: Final = 4
_TRIED: Final = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30)
_UNITS_A_TOPIC: Final = 15
_LOOKED_AT: Final = 4_000


def numbers_tried(n_units: int, least: int = 2) -> tuple[int, ...]:
    """Numbers of topics that are tried: up to 30, with 15 units a topic, and not below `least`.

    Examples
    --------
    >>> numbers_tried(60), numbers_tried(100, least=4), numbers_tried(20_000)[-1]
    ((2, 3, 4), (4, 5, 6), 30)
    """
    most = max(n_units // _UNITS_A_TOPIC, 2)
    return tuple(n for n in _TRIED if least <= n <= most) or (min(least, n_units - 1),)


class Reducer:
    """Fewer dimensions; has `fit`, `fit_transform` and `transform` as BERTopic asks."""

    def __init__(self, kind: str, cluster: str, seed: int) -> None:
        self.kind, self.cluster, self.seed = kind, cluster, seed
        self._model: Any = None

    def fit(self, vectors: Floats, y: object = None) -> Self:
        """Learn the dimensions."""
        self.fit_transform(vectors, y)
        return self

    def fit_transform(self, vectors: Floats, y: object = None) -> Floats:
        """Learn the dimensions and give the vectors in them."""
        wanted = min(_DIMENSIONS[self.cluster], *vectors.shape)
        if self.kind == "none":
            return vectors
        if self.kind == "umap":
            self._model = _umap(wanted, len(vectors), self.seed)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # n_jobs is 1 with a seed: wanted here
                found: Floats = self._model.fit_transform(vectors)
            return found
        from sklearn.decomposition import PCA

        self._model = PCA(wanted, svd_solver="full" if vectors.shape[1] > len(vectors) else
                          "covariance_eigh").fit(vectors)  # fmt: skip
        return self.transform(vectors)

    def transform(self, vectors: Floats) -> Floats:
        """Give further vectors in the same dimensions."""
        if self._model is None:
            return vectors
        found: Floats = self._model.transform(vectors)
        return scaled(found) if self.kind == "pca" else found


def _umap(wanted: int, n: int, seed: int) -> Any:
    """Make a UMAP model, or say what it needs."""
    try:
        from umap import UMAP
    except ImportError as cause:
        message = (f"reduce='umap' needs the extra: pip install 'framewaves[umap]' ({cause}). "
                   f"Without it take reduce='pca'.")  # fmt: skip
        raise InputError(message) from cause
    return UMAP(n_neighbors=min(15, n - 1), n_components=min(wanted, 5), min_dist=0.0,
                metric="cosine", random_state=seed, n_jobs=1)  # fmt: skip


class KMeans:
    """k-means as BERTopic takes it: `fit`, `predict` and `labels_`.

    Without a number of topics it takes that of the best silhouette; `silhouettes_` has those of
    all that were tried.
    """

    def __init__(self, n_topics: int | None, seed: int, least: int = 2) -> None:
        self.n_topics, self.seed, self.least = n_topics, seed, least
        self.labels_: Ints = np.zeros(0, np.int64)
        self.silhouettes_: dict[int, float] = {}
        self._model: Any = None

    def fit(self, vectors: Floats, y: object = None) -> Self:
        """Find the clusters."""
        exact = np.asarray(vectors, np.float64)
        if self.n_topics is None:
            self.silhouettes_ = _silhouettes(exact, self.seed, self.least)
            self.n_topics = max(self.silhouettes_, key=lambda n: (self.silhouettes_[n], -n))
        self._model = _k_means(exact, self.n_topics, self.seed)
        self.labels_ = self._model.labels_.astype(np.int64)
        return self

    @property
    def strengths_(self) -> Floats:
        """Strength of membership: k-means has none."""
        return np.full(len(self.labels_), np.nan)

    def predict(self, vectors: Floats) -> tuple[Ints, Floats]:
        """Cluster with the nearest centre, and no strength."""
        found = self._model.predict(np.asarray(vectors, np.float64)).astype(np.int64)
        return found, np.full(len(found), np.nan)


def _k_means(vectors: Floats, n_topics: int, seed: int) -> Any:
    """Fit k-means, the best of some starts."""
    from sklearn.cluster import KMeans as Plain
    from sklearn.exceptions import ConvergenceWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # fewer points than clusters
        return Plain(n_topics, n_init=_STARTS, random_state=seed).fit(vectors)


def _silhouettes(vectors: Floats, seed: int, least: int) -> dict[int, float]:
    """Mean silhouette (-1 to 1) of each number of topics, on 4,000 units at the most."""
    from sklearn.metrics import silhouette_score

    rows: Any = slice(None)
    if len(vectors) > _LOOKED_AT:
        rows = np.sort(np.random.default_rng(seed).choice(len(vectors), _LOOKED_AT, replace=False))
    some = vectors[rows]
    found = {}
    for n_topics in numbers_tried(len(some), least):
        labels = _k_means(some, n_topics, seed).labels_
        told_apart = 1 < len(set(labels)) < len(some)
        found[n_topics] = round(float(silhouette_score(some, labels)), 6) if told_apart else -1.0
    return found


class Density:
    """HDBSCAN as BERTopic takes it, with sizes that fit the number of units; -1 is no cluster."""

    def __init__(self) -> None:
        self.labels_: Ints = np.zeros(0, np.int64)
        self.strengths_: Floats = np.zeros(0)
        self._model: Any = None

    def fit(self, vectors: Floats, y: object = None) -> Self:
        """Find the clusters."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from hdbscan import HDBSCAN

            least = smallest(len(vectors))
            self._model = HDBSCAN(
                min_cluster_size=least, min_samples=min(5, least), core_dist_n_jobs=1,
                prediction_data=True, approx_min_span_tree=False,
            ).fit(np.asarray(vectors, np.float64))  # fmt: skip
        self.labels_ = self._model.labels_.astype(np.int64)
        self.strengths_ = np.nan_to_num(self._model.probabilities_)
        return self

    def predict(self, vectors: Floats) -> tuple[Ints, Floats]:
        """Cluster in whose density a vector lies, -1 in none, and how strongly."""
        if self.labels_.max(initial=-1) < 0:
            return np.full(len(vectors), -1, np.int64), np.zeros(len(vectors))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from hdbscan import approximate_predict

            labels, strengths = approximate_predict(self._model, np.asarray(vectors, np.float64))
        return np.asarray(labels, np.int64), np.asarray(strengths, np.float64)


Clusters = KMeans | Density


def smallest(n_units: int) -> int:
    """Units that a cluster of HDBSCAN has at least: 1 %, from 5 to 100.

    Examples
    --------
    >>> smallest(60), smallest(2_000), smallest(50_000)
    (5, 20, 100)
    """
    return int(np.clip(n_units // 100, 5, 100))
