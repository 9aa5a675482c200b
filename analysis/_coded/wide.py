"""Units of coding with a column for each frame, instead of a row for each unit and frame.

The wide table holds what `segments` and `codings` hold in a small part of the space, and
gives both back. Hits are kept by the position of their unit.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis import contracts
from analysis.codebook import Codebook

__all__ = [
    "CODE", "HITS", "Codes", "codes_of", "codings", "hits", "hits_table", "segments", "unit_schema",
    "units_table",
]  # fmt: skip

CODE: Final = "code:"
"""How the column of a frame begins."""
CODER: Final = "dictionary"

Codes = npt.NDArray[np.int8]
"""Units x frames: 1, 0, or -1 where the unit was not asked."""

_WORD: Final = pa.dictionary(pa.int32(), pa.string())
_INT: Final = pa.int32()

HITS: Final = pa.schema(
    [("doc_id", _WORD), ("position", _INT), ("frame", _WORD), ("indicator", _WORD),
     ("pattern", _WORD), ("start", _INT), ("end", _INT), ("matched", _WORD), ("status", _WORD),
     ("because", _WORD)]
)  # fmt: skip
"""Columns of the hits: `position` is that of the unit in its article."""


def unit_schema(frames: Sequence[str]) -> pa.Schema:
    """Columns of the units, with one for each frame.

    Examples
    --------
    >>> unit_schema(["costs"]).names[-1]
    'code:costs'
    """
    return pa.schema(
        [("doc_id", _WORD), ("position", _INT), ("start", _INT), ("end", _INT), ("role", _WORD),
         ("language", _WORD), ("language_source", _WORD),
         *((f"{CODE}{frame}", pa.int8()) for frame in frames)]
    )  # fmt: skip


def units_table(segments: pd.DataFrame, hits: pd.DataFrame, book: Codebook) -> pa.Table:
    """Put units and their codes into the wide table.

    A code is 1 where the unit has a counted hit of the frame, else 0, and null where the unit
    was not asked, since the codebook lacks its language: the rule of `coding.codings`.
    """
    schema = unit_schema(book.frame_ids)
    columns = {name: _arrow(segments[name], schema.field(name).type)
               for name in schema.names[:7]}  # fmt: skip
    asked = _asked(columns["language"], book)
    codes = _codes(segments, hits, book)
    for number, frame in enumerate(book.frame_ids):
        columns[f"{CODE}{frame}"] = pa.array(codes[:, number], pa.int8(), mask=~asked)
    return pa.table(columns, schema=schema)


def _arrow(column: pd.Series, kind: pa.DataType) -> pa.Array:
    """Give a column of pandas in a type of Arrow."""
    if not pa.types.is_dictionary(kind):
        return pa.array(column.to_numpy(), kind)
    found = pa.array(column, from_pandas=True)
    whole = found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
    if isinstance(whole, pa.ChunkedArray):  # without a row there is no chunk
        whole = pa.array([], pa.string())
    return whole.dictionary_encode().cast(kind)


def _asked(languages: pa.Array, book: Codebook) -> npt.NDArray[np.bool_]:
    """Whether the codebook has the language of each unit."""
    spoken = [tag is not None and book.spoken(tag) is not None
              for tag in languages.dictionary.to_pylist()]  # fmt: skip
    places = languages.indices.fill_null(len(spoken)).to_numpy()
    found: npt.NDArray[np.bool_] = np.array([*spoken, False])[places]
    return found


def _codes(segments: pd.DataFrame, hits: pd.DataFrame, book: Codebook) -> Codes:
    """Say 1 where a unit has a counted hit of a frame, 0 elsewhere."""
    codes = np.zeros((len(segments), len(book.frame_ids)), dtype=np.int8)
    counted = hits[hits["status"] == "hit"]
    if len(counted):
        units = _places(counted["segment_id"], segments["segment_id"])
        codes[units, _places(counted["frame"], pd.Series(book.frame_ids, dtype="str"))] = 1
    return codes


def _places(values: pd.Series, known: pd.Series) -> npt.NDArray[np.int64]:
    """Row of `known` that each value has."""
    found = pc.index_in(_strings(values), value_set=_strings(known))
    if found.null_count:
        lost = values[np.asarray(found.is_null())]
        message = (f"Table hits speaks of {contracts.first_five(lost.unique())}, which is not "
                   f"there. Were the hits found in these units with this codebook?")  # fmt: skip
        raise contracts.TableError(message)
    places: npt.NDArray[np.int64] = np.asarray(found, dtype=np.int64)
    return places


def _strings(column: pd.Series) -> Any:
    """Give a column of texts in Arrow."""
    return pa.array(column, from_pandas=True).cast(pa.string())


def hits_table(hits: pd.DataFrame, segments: pd.DataFrame) -> pa.Table:
    """Put hits into the table that is kept, with the position of the unit for its id."""
    position = segments["position"].to_numpy()
    placed = position[_places(hits["segment_id"], segments["segment_id"])]
    columns = {name: pa.array(placed, _INT) if name == "position"
               else _arrow(hits[name], HITS.field(name).type) for name in HITS.names}  # fmt: skip
    return pa.table(columns, schema=HITS)


def codes_of(units: pa.Table, frames: Sequence[str]) -> Codes:
    """Give the codes of units as one array.

    Examples
    --------
    >>> codes_of(pa.table({"code:costs": pa.array([1, 0, None], pa.int8())}), ["costs"]).tolist()
    [[1], [0], [-1]]
    """
    columns = [units[f"{CODE}{frame}"].combine_chunks().fill_null(-1) for frame in frames]
    found: Codes = np.column_stack([np.asarray(column, dtype=np.int8) for column in columns])
    return found


def _ids(table: pa.Table, unit: str) -> pa.Array:
    """Write the `segment_id` of units or hits."""
    numbers = pc.utf8_lpad(table["position"].cast(pa.string()), width=5, padding="0")
    return pc.binary_join_element_wise(table["doc_id"].cast(pa.string()), unit, numbers, ":")


def _plain(table: pa.Table) -> pa.Table:
    """Spell words out that are kept as numbers of a list."""
    fields = [pa.field(field.name, pa.string()) if pa.types.is_dictionary(field.type) else field
              for field in table.schema]  # fmt: skip
    return table.cast(pa.schema(fields))


def segments(units: pa.Table, unit: str) -> pd.DataFrame:
    """Give the units as the contract ``segments``, with `language_source`."""
    columns = [name for name in units.column_names if not name.startswith(CODE)]
    table = _plain(units.select(columns)).to_pandas()
    return contracts.conform(
        table.assign(segment_id=_ids(units, unit).to_pandas(), unit=unit).astype({"unit": "str"}),
        "segments",
    )


def hits(found: pa.Table, unit: str) -> pd.DataFrame:
    """Give the hits as the contract ``hits``, with `because`."""
    table = _plain(found.drop_columns("position")).to_pandas()
    return contracts.conform(table.assign(segment_id=_ids(found, unit).to_pandas()), "hits")


def codings(units: pa.Table, unit: str, frames: Sequence[str], reference: str) -> pd.DataFrame:
    """Give the codes as the contract ``codings``: a row for each unit that was asked, and frame."""
    codes = codes_of(units, frames)
    rows, places = np.nonzero(codes >= 0)
    table = pd.DataFrame(
        {
            "segment_id": _ids(units, unit).to_pandas().to_numpy()[rows],
            "doc_id": units["doc_id"].cast(pa.string()).to_pandas().to_numpy()[rows],
            "frame": np.array(frames, dtype=object)[places],
            "coder": CODER,
            "coder_kind": "dictionary",
            "value": codes[rows, places].astype("int64"),
            "codebook": reference,
        }
    )
    ordered = table.sort_values(["doc_id", "segment_id"], kind="stable", ignore_index=True)
    return contracts.conform(ordered, "codings")
