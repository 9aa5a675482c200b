"""When there is too little for a topic model, and the words that say so."""

from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis._topics.clusters import CLUSTERS, REDUCERS
from analysis._topics.units import base
from analysis.contracts import InputError, TableError, did_you_mean, first_five

__all__ = ["LEAST_UNITS", "check_options", "check_units", "languages", "too_few", "too_little"]

LEAST_UNITS: Final = 50
"""Units of a language below which no model is made."""

_NEEDED: Final = ("unit_id", "doc_id", "language", "text")


def check_options(
    *, cluster: str, reduce: str, n_topics: object, most: object, seed: object
) -> None:  # fmt: skip
    """Refuse options that cannot be meant."""
    for name, value, known in (("cluster", cluster, CLUSTERS), ("reduce", reduce, REDUCERS)):
        if value not in known:
            message = f"{name} is {value!r}. {did_you_mean(str(value), known)}"
            raise InputError(message)
    for name, number, least in (("n_topics", n_topics, 1), ("most", most, LEAST_UNITS),
                                ("seed", seed, 0)):  # fmt: skip
        if name == "n_topics" and number is None:
            continue
        if isinstance(number, bool) or not isinstance(number, (int, np.integer)) or number < least:
            message = f"{name} must be a whole number from {least}; found {number!r}."
            raise InputError(message)
    if cluster == "hdbscan" and n_topics is not None:
        message = ("HDBSCAN finds the number of topics itself: leave n_topics at None, or take "
                   "cluster='kmeans'.")  # fmt: skip
        raise InputError(message)


def check_units(units: pd.DataFrame) -> None:
    """Refuse a table that is not one of units, or that has a unit twice."""
    absent = [name for name in _NEEDED if name not in units.columns]
    if absent:
        message = f"Table units lacks {first_five(absent)}; make it with topics.units."
        raise TableError(message)
    twice = units.loc[units["unit_id"].duplicated(), "unit_id"]
    if len(twice):
        message = f"Units are there twice: {first_five(twice)}. Were parts put together twice?"
        raise TableError(message)


def languages(units: pd.DataFrame, *, tfidf: bool) -> tuple[str, ...]:
    """Give the base languages of units; several of them need a multilingual model.

    Raises
    ------
    contracts.InputError
        If vectors of words are asked for in several languages.
    """
    found = tuple(sorted({str(tag) for tag in _bases(units["language"]) if tag is not None}))
    if tfidf and len(found) > 1:
        message = (
            f"Units are in {', '.join(found)}. Vectors of words (embeddings='tfidf') of several "
            f"languages find the language and nothing else: make one model for each "
            f"(language={found[0]!r}), or give a multilingual embedding model."
        )
        raise InputError(message)
    return found


def _bases(tags: pd.Series) -> Iterable[str | None]:
    """Give the base languages that stand in a column."""
    return (base(tag) for tag in tags.unique())


def too_few(n_units: int, language: str | None) -> str:
    """Say that there are too few units, if so.

    Examples
    --------
    >>> too_few(12, "nl")
    'No topic model: 12 units in nl can be used, and a model needs 50 at least.'
    """
    where = f" in {language}" if language else ""
    be = "unit" if n_units == 1 else "units"
    return "" if n_units >= LEAST_UNITS else (
        f"No topic model: {n_units:,} {be}{where} can be used, and a model needs {LEAST_UNITS} "
        f"at least."
    )  # fmt: skip


def too_little(vectors: NDArray[np.float32], n_words: int, n_topics: int | None) -> str:
    """Say that units cannot be told apart, if so."""
    if n_words < 2:
        some = "no word is" if n_words == 0 else "a single word is"
        return f"No topic model: apart from stop words {some} in two units or more."
    distinct = len(np.unique(vectors.round(5), axis=0))
    if distinct < 2:
        return "No topic model: all units say the same words, so there is nothing to tell apart."
    if n_topics == 1:
        return "No topic model: one topic would be all units; ask for two or more."
    if n_topics is not None and n_topics > distinct:
        return (f"No topic model: {n_topics:,} topics were asked for, and there are {distinct:,} "
                f"different units.")  # fmt: skip
    return ""
