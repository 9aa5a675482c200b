"""Topic models of sentences or paragraphs, as exploration: topics are not frames.

`units` makes what is modelled, `fit` a model of one language with BERTopic, `seeds` gives words
of the codebook to guide it, and `refit` shows what other seeds find. `docs/topics.md` says what
was measured and what cannot be said.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import contracts
from analysis._classification import embeddings as models
from analysis._topics import fitting, guards, refitting, seeding
from analysis._topics import units as unit_making
from analysis._topics.fitting import Options
from analysis._topics.guards import LEAST_UNITS
from analysis._topics.model import ALL, Model
from analysis._topics.refitting import Refits
from analysis.codebook import Codebook
from analysis.contracts import TableError

__all__ = [
    "ALL",
    "LEAST_UNITS",
    "Model",
    "Refits",
    "fit",
    "left_out",
    "refit",
    "seeds",
    "units",
]


def units(
    documents: pd.DataFrame, segments: pd.DataFrame, codings: pd.DataFrame, *,
    unit: str = "sentence", roles: Sequence[str] = contracts.COUNTED_ROLES,
    least_words: int | None = None,
) -> pd.DataFrame:  # fmt: skip
    r"""Make the units of a topic model: sentences, or paragraphs put together from them.

    A paragraph is a run of sentences that count, without a blank line between them, in an article
    without blank lines without a new line; a headline or heading is one by itself.

    Parameters
    ----------
    documents, segments, codings : DataFrame
        Contracts; segments are sentences, and codings of one coder, or none.
    unit : {'sentence', 'paragraph'}
    roles : sequence of str
        Roles of the sentences that count.
    least_words : int, optional
        Fewer words make a unit too short for a model: 5 in a sentence, 15 in a paragraph, unless
        given.

    Returns
    -------
    DataFrame
        Sorted by unit_id. unit_id (the segment_id, or 'doc_id:p00012'), doc_id, language (of a
        paragraph: that of most of its text), position in the article, start and end in its text,
        text, n_words, short (whether it has too few words; `fit` leaves these out), and
        'code:<frame>' for each coded frame: 1 if a sentence of it carries the frame, 0 if none of
        those that were decided does, null if none was.

    Raises
    ------
    contracts.InputError
        If `unit` or `least_words` cannot be, or segments are paragraphs where sentences are
        wanted.
    contracts.TableError
        If documents are not there, or codes are of several coders.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["One. Two.\n\nThree."]})
    >>> segments = pd.DataFrame({
    ...     "segment_id": ["a:0", "a:1", "a:2"], "doc_id": "a", "unit": "sentence", "role": "body",
    ...     "position": [0, 1, 2], "start": [0, 5, 11], "end": [4, 9, 17], "language": "en"})
    >>> made = units(documents, segments, contracts.empty("codings"), unit="paragraph")
    >>> made[["unit_id", "text", "n_words", "short"]].values.tolist()
    [['a:p00000', 'One. Two.', 2, True], ['a:p00001', 'Three.', 1, True]]
    """
    return unit_making.made(
        documents, segments, codings, unit=unit, roles=roles, least_words=least_words
    )


def left_out(units: pd.DataFrame) -> pd.DataFrame:
    """Count the units that are too short for a model, by language.

    Parameters
    ----------
    units : DataFrame
        As `units` makes them; counts of parts add up.

    Returns
    -------
    DataFrame
        language (null: not known), n_units, n_short.

    Raises
    ------
    contracts.TableError
        If the table is not one of units.

    Examples
    --------
    >>> left_out(pd.DataFrame({"language": ["nl", "nl-BE"], "short": [True, False]}))
      language  n_units  n_short
    0       nl        2        1
    """
    if not {"language", "short"} <= set(units.columns):
        message = "Table units lacks 'language' or 'short'; make it with topics.units."
        raise TableError(message)
    table = pd.DataFrame({
        "language": units["language"].map(unit_making.base).astype("str"),
        "short": units["short"].astype("int64"),
    })  # fmt: skip
    groups = table.groupby("language", dropna=False, sort=True)["short"]
    found = groups.agg(n_units="size", n_short="sum").reset_index()
    return found.astype({"n_units": "int64", "n_short": "int64"})


def seeds(book: Codebook, language: str) -> dict[str, list[str]]:
    """Give seed words of each frame, to guide a model by the codebook.

    Those are patterns of one word, of the language and of all languages, since they are evidence
    without any other word; phrases, NEAR and BEFORE are left aside. `*` and `?` stay: `fit` puts
    the words of the articles in their place.

    Parameters
    ----------
    book : Codebook
    language : str

    Returns
    -------
    dict of str to list of str
        Each frame, in the order of the codebook; some may have no words.

    Examples
    --------
    >>> from analysis import codebook
    >>> words = seeds(codebook.load("seeds/codebook.yaml"), "nl")
    >>> list(words), "gejat*" in words["ip_theft"]
    (['ip_theft', 'hypocrisy', 'national_security', 'market_impact'], True)
    """
    return seeding.seeds(book, language)


def fit(
    units: pd.DataFrame, *, language: str | None, embeddings: str | models.Embedder = "tfidf",
    cluster: str = "kmeans", n_topics: int | None = None, reduce: str = "pca",
    stop: bool | Iterable[str] = True, guided: Mapping[str, Sequence[str]] | None = None,
    most: int = 20_000, seed: int, folder: Path | str | None = None,
) -> Model:  # fmt: skip
    """Fit a topic model with BERTopic.

    The same units give the same topics, in whatever order they come, with one set of library
    versions on one kind of computer. Nothing is taken from the network.

    Parameters
    ----------
    units : DataFrame
        As `units` makes them; those that are too short are left out.
    language : str or None
        Units of this language are modelled, those of its varieties too. None: all units, which
        asks for a multilingual model if they are in several languages.
    embeddings : str or Embedder
        'tfidf': words, weighed and taken to 100 dimensions (singular values). Else a model of
        sentence-transformers: a folder, or a name that was downloaded before.
    cluster : {'kmeans', 'hdbscan'}
        k-means gives each unit a topic; HDBSCAN leaves out units that lie alone (topic -1).
    n_topics : int, optional
        Of k-means. Without, that of the best silhouette of some numbers up to 30, with 15 units
        a topic at least; `said` tells what it was. HDBSCAN finds its own.
    reduce : {'pca', 'umap', 'none'}
        How vectors get the few dimensions in which clusters are sought. 'umap' needs the extra.
    stop : bool or iterable of str
        Leave out the stop words of the language, none, or these.
    guided : mapping of str to sequence of str, optional
        Frame to seed words, as `seeds` gives them: units near them are pulled together, and these
        words weigh more in the lists. A topic that comes of it is still no frame.
    most : int
        With more units, so many are drawn to make the topics, and the others are given to these
        afterwards: to the nearest centre, or with HDBSCAN to the density they lie in.
    seed : int
        Of the draw, of k-means and of UMAP.
    folder : Path or str, optional
        Where vectors are kept, so that they are made once.

    Returns
    -------
    Model
        With fewer than `LEAST_UNITS` units, or units that cannot be told apart, a model without
        topics whose `reason` says why.

    Raises
    ------
    contracts.InputError
        If an option cannot be, units are in several languages and `embeddings` is 'tfidf', an
        extra is not installed, an embedding model is not here, or a kept file is damaged.
    contracts.TableError
        If the table is not one of units, or has a unit twice.

    Examples
    --------
    >>> tram = [f"The tram needs rails and money for stop {n}" for n in "abcdefghij"] * 3
    >>> fair = [f"Children sang songs at the fair with choir {n}" for n in "abcdefghij"] * 3
    >>> made = pd.DataFrame({"text": tram + fair, "language": "en", "doc_id": "d"})
    >>> made["unit_id"] = [f"d:{n:02d}" for n in range(60)]
    >>> model = fit(made, language="en", seed=1)
    >>> model.sizes[["topic", "n_units"]].values.tolist()
    [[0, 30], [1, 30]]
    >>> model.topics.groupby("topic")["word"].apply(sorted).tolist()
    [['children', 'choir', 'fair', 'sang', 'songs'], ['money', 'needs', 'rails', 'stop', 'tram']]
    """
    guards.check_options(cluster=cluster, reduce=reduce, n_topics=n_topics, most=most, seed=seed)
    place = Path(folder) if folder is not None else None
    opened: models.Embedder | None
    if isinstance(embeddings, str):
        opened = None if embeddings == "tfidf" else models.load(embeddings)
    else:
        opened = embeddings
    embedder = None if opened is None else _Sentences(opened, place)
    options = Options(
        language, embedder, cluster, n_topics, reduce, stop, guided, most, seed, place
    )  # fmt: skip
    return fitting.fitted(units, options)


class _Sentences:
    """A model of sentence embeddings with its cache."""

    def __init__(self, embedder: models.Embedder, folder: Path | None) -> None:
        self._embedder, self._folder = embedder, folder
        self.name, self.digest = embedder.name, embedder.digest

    def __call__(self, texts: Sequence[str]) -> NDArray[Any]:
        """Embed texts, each of length 1."""
        return np.asarray(models.embed(texts, self._embedder, self._folder), np.float32)


def refit(model: Model, *, seeds: Sequence[int]) -> Refits:
    """Make the topics of a model again with other seeds, to see whether they stay.

    Vectors and the number of topics are those of the model; k-means (and UMAP) begin anew. With
    HDBSCAN no seed changes anything, so each draws 90 % of the units to find the topics in. Only
    units that shaped the model take part.

    Parameters
    ----------
    model : Model
    seeds : sequence of int
        Different ones; ten or more say something. The model's own gives its own topics again,
        with k-means.

    Returns
    -------
    Refits
        Without rows if the model has no topics.

    Raises
    ------
    contracts.InputError
        If seeds are not different whole numbers from 0.

    Examples
    --------
    >>> made = pd.DataFrame({"unit_id": ["a"], "doc_id": "a", "language": "en", "text": "Too few"})
    >>> refit(fit(made, language="en", seed=1), seeds=range(10)).assigned.columns.tolist()
    ['seed', 'unit_id', 'topic']
    """
    return refitting.refitted(model, seeds)
