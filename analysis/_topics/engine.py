"""Let BERTopic do the fit, with our vectors, dimensions, clusters and counts in its hands."""

import logging
import warnings
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis._topics import words
from analysis._topics.clusters import Clusters, Reducer
from analysis._topics.words import Counts
from analysis.contracts import InputError

__all__ = ["Found", "bertopic"]

Floats = NDArray[Any]
Ints = NDArray[np.int64]


class Found(NamedTuple):
    """What BERTopic found.

    `labels` are the topics of the units, in our numbers; `topics` those of the rows of `weights`
    (c-TF-IDF, sparse, a column for each word); `ours` maps a cluster to its topic; `vectors` are
    those of the units after seed words pulled some of them.
    """

    labels: Ints
    topics: list[int]
    weights: Any
    ours: dict[int, int]
    vectors: Floats


def bertopic(
    vectors: Floats, counts: Counts, guide: Sequence[Sequence[str]],
    embed: Callable[[Sequence[str]], Floats], reducer: Reducer, clusters: Clusters,
) -> Found:  # fmt: skip
    """Fit a BERTopic model.

    Parameters
    ----------
    vectors : ndarray
        Of the units; left untouched.
    counts : Counts
        Words of the same units.
    guide : sequence of sequences of str
        Seed words of each topic to be looked for; none for a model that is not guided.
    embed : callable
        Turns texts into vectors, for the seed words.
    reducer, clusters
        Fresh objects; they are fitted here.

    Returns
    -------
    Found

    Raises
    ------
    contracts.InputError
        If BERTopic is not installed.
    """
    from sklearn.feature_extraction.text import CountVectorizer

    moved = vectors.copy()  # BERTopic moves them in place when it is guided
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # when imported, it silences warnings of everybody for good
        plain, weigher = _opened()
        model = plain(
            language=None, top_n_words=words.SHOWN,
            embedding_model=_backend(embed) if guide else None,
            umap_model=reducer, hdbscan_model=clusters, ctfidf_model=weigher(**words.WEIGHING),
            vectorizer_model=CountVectorizer(analyzer=str.split, vocabulary=list(counts.words)),
            seed_topic_list=[list(each) for each in guide] or None,
        )  # fmt: skip
        logging.getLogger("BERTopic").setLevel("ERROR")  # it sets this itself when made
        model.fit(words.written(counts), embeddings=moved)
    theirs = np.array(model.topics_, np.int64)
    labels = words.numbered(theirs)
    ours = dict(zip(theirs.tolist(), labels.tolist(), strict=True))
    by_cluster = dict(zip(clusters.labels_.tolist(), labels.tolist(), strict=True)) | {-1: -1}
    return Found(labels, [ours[name] for name in sorted(ours)], model.c_tf_idf_, by_cluster, moved)


def _opened() -> tuple[Any, Any]:
    """Import BERTopic, which takes seconds."""
    try:
        from bertopic import BERTopic
        from bertopic.vectorizers import ClassTfidfTransformer
    except ImportError as cause:
        message = f"Topics need the extra: pip install 'framewaves[topics]' ({cause})."
        raise InputError(message) from cause
    return BERTopic, ClassTfidfTransformer


def _backend(embed: Callable[[Sequence[str]], Floats]) -> Any:
    """Give BERTopic what turns seed words into vectors."""
    from bertopic.backend import BaseEmbedder

    class Backend(BaseEmbedder):  # type: ignore[misc]
        """Vectors of texts, by our own means."""

        def embed(self, documents: Sequence[str], verbose: bool = False) -> Floats:
            """Embed texts."""
            return embed(documents)

    return Backend()
