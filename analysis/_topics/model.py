"""What a topic model gives: tables of topics, units and passages, and how it was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis._topics.words import Counts

__all__ = ["ALL", "Model", "empty"]

ALL: Final = "all"
"""In the column `language`: units of several languages in one model."""

_COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "assigned": {"unit_id": "str", "doc_id": "str", "language": "str", "topic": "int64",
                 "probability": "float64", "centrality": "float64", "drawn": "bool"},
    "topics": {"language": "str", "topic": "int64", "rank": "int64", "word": "str",
               "weight": "float64"},
    "sizes": {"language": "str", "topic": "int64", "n_units": "int64", "n_docs": "int64",
              "share": "float64"},
    "passages": {"language": "str", "topic": "int64", "rank": "int64", "unit_id": "str",
                 "doc_id": "str", "centrality": "float64"},
}  # fmt: skip


def empty(name: str) -> pd.DataFrame:
    """Give a table of a model without rows."""
    return pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in _COLUMNS[name].items()})


@dataclass(frozen=True, kw_only=True, eq=False)
class Model:
    """A topic model of one language, or of several with a multilingual embedding model.

    Topics are numbered by size from 0; -1 are outliers. A model that could not be made has a
    `reason`, and its tables have no rows.

    Attributes
    ----------
    language : str or None
        Base language of the units; 'all' for several.
    assigned : DataFrame
        Every unit, sorted by unit_id: unit_id, doc_id, language (of the unit), topic, probability
        (HDBSCAN's strength of membership, 0 to 1; null with k-means), centrality (cosine with the
        centre of its topic, -1 to 1; null for outliers), drawn (whether it shaped the model).
    topics : DataFrame
        language, topic, rank (from 1), word, weight (c-TF-IDF); no rows for outliers.
    sizes : DataFrame
        language, topic (-1 first), n_units, n_docs, share (of all units, outliers too).
    passages : DataFrame
        language, topic, rank (from 1), unit_id, doc_id, centrality: the most central units, every
        article once before one comes twice.
    vectors : ndarray
        float32, a row for each row of `assigned`; zeros for a unit without a known word.
    order : ndarray
        The place that each row has when units are sorted by their text, as the model took them.
    settings : dict
        All that the result depends on besides the units, for provenance.
    said : str
        What went into the model and what did not, in a sentence or two.
    reason : str
        Why there is no model; empty if there is one.
    counts : Counts
        Words of the units that shaped the model, by their text: `matrix` (units by words) and
        `words`.
    boosted : tuple of str
        Seed words that weigh more.
    """

    language: str | None
    assigned: pd.DataFrame
    topics: pd.DataFrame
    sizes: pd.DataFrame
    passages: pd.DataFrame
    vectors: NDArray[np.float32]
    order: NDArray[np.int64]
    settings: Mapping[str, Any]
    said: str
    reason: str
    counts: Counts
    boosted: tuple[str, ...]

    @property
    def n_topics(self) -> int:
        """Topics, outliers not among them."""
        return int((self.sizes["topic"] >= 0).sum())
