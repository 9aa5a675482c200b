"""Tables of what a topic model found: units, sizes and passages."""

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis._topics.model import empty
from analysis._topics.vectors import scaled

__all__ = ["PASSAGES", "assigned", "passages", "sizes"]

PASSAGES: Final = 10
"""Passages that are listed of each topic."""


def assigned(
    units: pd.DataFrame, topics: NDArray[np.int64], strength: NDArray[Any],
    vectors: NDArray[Any], drawn: NDArray[np.bool_],
) -> pd.DataFrame:  # fmt: skip
    """List the units with their topics."""
    table = units[["unit_id", "doc_id", "language"]].assign(
        topic=topics, probability=strength, drawn=drawn,
        centrality=_centrality(topics, vectors, drawn),
    )  # fmt: skip
    types = empty("assigned").dtypes.to_dict()
    return table[list(types)].astype(types)


def _centrality(
    topics: NDArray[np.int64], vectors: NDArray[Any], drawn: NDArray[np.bool_]
) -> NDArray[Any]:  # fmt: skip
    """Cosine of each unit with the mean of the units that shaped its topic; nan of outliers."""
    found = np.full(len(topics), np.nan)
    for topic in np.unique(topics[topics >= 0]):
        own = topics == topic
        centre = scaled(vectors[own & drawn].mean(axis=0, keepdims=True).astype(float))
        found[own] = (scaled(vectors[own].astype(float)) @ centre.T).ravel()
    return found.round(6)


def sizes(assigned: pd.DataFrame, language: str | None) -> pd.DataFrame:
    """Count units and articles of each topic, outliers too."""
    groups = assigned.groupby("topic", sort=True)
    table = groups.agg(n_units=("unit_id", "size"), n_docs=("doc_id", "nunique")).reset_index()
    table = table.assign(language=language, share=table["n_units"] / max(1, len(assigned)))
    types = empty("sizes").dtypes.to_dict()
    return table[list(types)].astype(types)


def passages(assigned: pd.DataFrame, texts: pd.Series, language: str | None) -> pd.DataFrame:
    """List the most central units of each topic; none twice, and each article once at first."""
    own = assigned.assign(text=texts.to_numpy())[assigned["topic"].to_numpy() >= 0]
    own = own.sort_values(["topic", "centrality", "unit_id"], ascending=[True, False, True])
    own = own.drop_duplicates(["topic", "text"])  # a copy shows nothing new
    own = own.assign(turn=own.groupby(["topic", "doc_id"]).cumcount())
    own = own.sort_values(["topic", "turn", "centrality", "unit_id"],
                          ascending=[True, True, False, True])  # fmt: skip
    own = own.assign(rank=own.groupby("topic").cumcount() + 1, language=language)
    types = empty("passages").dtypes.to_dict()
    return own.loc[own["rank"] <= PASSAGES, list(types)].reset_index(drop=True).astype(types)
