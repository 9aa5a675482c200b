"""Coded spans as units of coding: which segment each is, or what it is if it is none."""

import numpy as np
import pandas as pd

from analysis import contracts
from analysis._gold import spans as gold_spans
from analysis.codebook import Codebook
from analysis.contracts import InputError, TableError, first_five

__all__ = ["identified"]


def identified(
    spans: pd.DataFrame, documents: pd.DataFrame, codebook: Codebook,
    segments: pd.DataFrame | None,
) -> pd.DataFrame:  # fmt: skip
    """Spans with doc_id, segment_id, unit, role and language, in the order of the file."""
    documents = contracts.conform(documents, "documents")
    found = gold_spans.located(spans, documents)
    known = contracts.conform(
        contracts.empty("segments") if segments is None else segments, "segments"
    )
    if len(kinds := sorted(known["unit"].unique())) > 1:
        message = (f"Table segments holds units of several kinds ({first_five(kinds)}). Give "
                   f"those of one kind.")  # fmt: skip
        raise TableError(message)
    own = known.rename(columns={"role": "role_own", "language": "language_own"})
    keys = ["doc_id", "start", "end"]
    found = found.merge(own[[*keys, "segment_id", "role_own", "language_own"]], on=keys, how="left")
    languages = documents.set_index("doc_id")["language"]
    language = found["language_own"].where(
        found["segment_id"].notna(), found["doc_id"].map(languages)
    )
    role = found["role_own"].where(found["segment_id"].notna(), _roles(found, known))
    named = _named(found, known)
    kind = kinds[0] if kinds else codebook.unit
    return found.assign(segment_id=named, unit=kind, role=role, language=language)


def _named(found: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """Id of each span: that of its segment, of its column unit_id, or made of its place."""
    places = zip(found["doc_id"], found["start"], found["end"], strict=True)
    made = pd.Series([f"{doc}:span:{start}-{end}" for doc, start, end in places],
                     index=found.index, dtype="str")  # fmt: skip
    said = found["unit_id"].replace("", None) if "unit_id" in found.columns else None
    if said is not None:
        moved = said.notna() & (said != found["segment_id"]) & (
            said.isin(known["segment_id"]) | found["segment_id"].notna()
        )  # fmt: skip
        if moved.any():
            message = (f"Spans have a unit_id that is not that of the segment which lies there "
                       f"({first_five(said[moved])}). Were the articles split or cleaned in "
                       f"another way since, or is this another kind of unit?")  # fmt: skip
            raise InputError(message)
        made = said.where(said.notna(), made)
    return found["segment_id"].where(found["segment_id"].notna(), made)


def _roles(found: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """Role of each span as its file says it, or else of the segment that it lies in most."""
    said = (found["role"] if "role" in found.columns else pd.Series("", index=found.index)).fillna(
        ""
    )
    strange = sorted(set(said[found["segment_id"].isna()]) - {*contracts.ROLES, ""})
    if strange:
        message = (f"Column role holds {first_five(strange)}; roles are "
                   f"{', '.join(contracts.ROLES)}.")  # fmt: skip
        raise InputError(message)
    shared = _shared(found, known)
    best = shared.sort_values(["unit", "n", "start_own"], ascending=[True, False, True])
    nearest = best.drop_duplicates("unit").set_index("unit")["role"]
    return said.where(said != "", found["unit"].map(nearest).astype("str").fillna("body"))


def _shared(found: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Pairs of span and segment that have characters in common, with their number n."""
    own = known.rename(columns={"start": "start_own", "end": "end_own"})
    pairs = found[["unit", "doc_id", "start", "end"]].merge(
        own[["segment_id", "doc_id", "start_own", "end_own", "role"]], on="doc_id"
    )
    n = np.minimum(pairs["end"], pairs["end_own"]) - np.maximum(pairs["start"], pairs["start_own"])
    return pairs.assign(n=n)[n > 0]
