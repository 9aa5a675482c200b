"""Code the units of the articles with the codebook: hits with evidence, then codes.

`hits` says where which pattern was found and whether it counts; `codings` says for
every unit and frame 1 or 0. No row means that the unit was not asked: its language is
not one of the codebook's.
"""

import itertools
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import _compiled, contracts
from analysis._coding.asked import FIELDS, ready, spoken
from analysis._coding.plain import rows_of_one
from analysis.codebook import Codebook
from analysis.contracts import TableError, first_five

__all__ = ["codings", "hits", "not_asked"]

CODER: Final = "dictionary"
_AT_ONCE: Final = 50_000_000  # characters that are searched at a time


def hits(documents: pd.DataFrame, segments: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """Find the patterns of the codebook in the units of coding.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``; `text` is searched.
    segments : DataFrame
        Contract ``segments``; units of one kind that do not overlap. A hit lies within
        one unit. `language` chooses the patterns.
    book : Codebook

    Returns
    -------
    DataFrame
        Contract ``hits``: offsets `[start, end)` into the article, and a status: ``hit``
        counts, ``negated`` stands near a negation, ``excluded`` in an excluding context.
        The extra column `because` names the pattern that negated or excluded it.

    Raises
    ------
    TableError
        If a unit belongs to no document or units overlap.
    """
    documents = documents[["doc_id", "text"]].sort_values("doc_id", ignore_index=True)
    number = pd.Index(documents["doc_id"]).get_indexer(pd.Index(segments["doc_id"]))
    if (number < 0).any():
        strange = segments.loc[number < 0, "doc_id"]
        message = f"Units belong to documents that are not there: {first_five(strange.unique())}."
        raise TableError(message)
    asked = segments[["segment_id", "doc_id", "start", "end"]].assign(
        document=number, language=spoken(segments, book)
    )
    asked = asked[asked["language"].notna()]
    asked = asked.sort_values(["document", "language", "start"], ignore_index=True)
    _check_apart(asked)
    made = None
    sizes = documents["text"].str.len()
    if _compiled.worth(int(sizes.sum())):
        made = _compiled_way(documents, asked, np.asarray(sizes, dtype=np.int64), book)
    rows = _plain_way(documents, asked, book) if made is None else made
    own = {name: asked[name].array.take(rows["row"]) for name in ("segment_id", "doc_id")}
    table = contracts.conform(rows.drop(columns="row").assign(**own), "hits")
    return table.assign(because=table["because"].astype("str"))


def _compiled_way(
    documents: pd.DataFrame, asked: pd.DataFrame, sizes: npt.NDArray[np.int64], book: Codebook
) -> pd.DataFrame | None:
    """Search as many articles at a time as fit; None where a unit is too long for it."""
    from analysis._coding.many import rows_of_many

    group = np.cumsum(sizes) // _AT_ONCE
    parts = []
    for number in np.unique(group):
        first, last = np.searchsorted(group, [number, number + 1])
        low, high = np.searchsorted(asked["document"], [first, last])
        own = asked.iloc[low:high]
        found = rows_of_many(
            documents.iloc[first:last],
            own.assign(document=own["document"] - first),
            ready(book),
        )
        if found is None:
            return None
        parts.append(found.assign(row=found["row"] + low))
    none = pd.DataFrame(columns=["row", *FIELDS[2:]])
    return pd.concat(parts or [none], ignore_index=True).astype({"row": "int64"})


def _plain_way(documents: pd.DataFrame, asked: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """Search the units of one article and language after the other."""
    by_language = ready(book).dictionaries
    texts = documents["text"].tolist()
    rows: list[tuple[object, ...]] = []
    columns = (asked[name].tolist() for name in ("document", "language", "start", "end"))
    units = enumerate(zip(*columns, strict=True))
    for (document, language), group in itertools.groupby(units, key=lambda unit: unit[1][:2]):
        places = [(row, (start, end)) for row, (_, _, start, end) in group]
        bounds = [bound for _, bound in places]
        for unit, found in rows_of_one(texts[document], bounds, by_language[language]):
            rows.append((document, places[unit][0], *found))
    names = ["document", "row", *FIELDS[2:]]
    order = ["document", "start", "end", "frame", "indicator", "pattern"]
    table = pd.DataFrame(rows, columns=names).sort_values(order, ignore_index=True)
    return table.drop(columns="document").astype({"row": "int64"})


def _check_apart(asked: pd.DataFrame) -> None:
    """Raise if units overlap, since a hit would then be counted in two."""
    before = asked.shift()
    same = (asked["document"] == before["document"]) & (asked["language"] == before["language"])
    wrong = asked[same & (asked["start"] < before["end"])]
    if len(wrong):
        first = wrong.iloc[0]
        message = (
            f"Units of document {first['doc_id']!r} overlap at character {first['start']}; code "
            f"one kind of unit at a time."
        )
        raise TableError(message)


def codings(hits: pd.DataFrame, segments: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """Turn hits into a code for every unit and frame, zeros written out.

    Parameters
    ----------
    hits : DataFrame
        Contract ``hits``; only the status ``hit`` counts.
    segments : DataFrame
        Contract ``segments``: the units that were searched.
    book : Codebook

    Returns
    -------
    DataFrame
        Contract ``codings``: `value` 1 where the unit has at least one counted hit of
        the frame, else 0; `score` is empty (a dictionary has no confidence). Units in a
        language that the codebook lacks have no row; `not_asked` lists them.
    """
    asked = segments.loc[spoken(segments, book).notna(), ["segment_id", "doc_id"]]
    frames = pd.DataFrame({"frame": pd.Series(book.frame_ids, dtype="str")})
    every = asked.merge(frames, how="cross")
    counted = hits.loc[hits["status"] == "hit", ["segment_id", "frame"]].drop_duplicates()
    joined = every.merge(counted, on=["segment_id", "frame"], how="left", indicator=True)
    coded = every.assign(
        coder=CODER,
        coder_kind="dictionary",
        value=(joined["_merge"] == "both").astype("int64").to_numpy(),
        codebook=book.reference,
    )
    return contracts.conform(
        coded.sort_values(["doc_id", "segment_id"], kind="stable", ignore_index=True), "codings"
    )


def not_asked(segments: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """List the documents whose language the codebook lacks, so that none is lost unseen.

    Returns
    -------
    DataFrame
        Columns `doc_id`, `language` and `n_units`, sorted by `doc_id`.
    """
    left = segments[spoken(segments, book).isna()]
    counted = left.groupby(["doc_id", "language"], dropna=False, sort=True).size()
    return counted.rename("n_units").reset_index()
