"""Some articles as words that are numbers, with their units."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from analysis._coding.many import Units, places
from analysis._tokens.stream import Tokens, read
from analysis._tokens.types import Types
from analysis.contracts import TableError, first_five

__all__ = ["Share", "of_tables"]

Ints = npt.NDArray[np.int64]

UNITS = pa.schema(
    [("document", pa.int32()), ("position", pa.int32()), ("start", pa.int32()), ("end", pa.int32()),
     ("low", pa.int64()), ("high", pa.int64()), ("role", pa.string()), ("language", pa.string())]
)  # fmt: skip
WORDS = pa.schema(
    [("types", pa.uint32()), ("flags", pa.uint8()), ("first", pa.uint32()), ("last", pa.uint32())]
)
DOCUMENTS = pa.schema([("doc_id", pa.string()), ("base", pa.int64())])


class Share(NamedTuple):
    """Words and units of some articles, as tables of Arrow.

    `words` say the type of each word, what is before it, and where it stands in all texts of the
    share; `documents` the id of each article and where its text begins; `units` the row of the
    article, the position and start in it, the words ``[low, high)``, role and language.
    """

    documents: pa.Table
    units: pa.Table
    words: pa.Table

    def tokens(self) -> Tokens:
        """Give the words; nothing is copied."""
        first, last, types, flags = (
            self.words[name].combine_chunks().to_numpy(zero_copy_only=False)
            for name in ("first", "last", "types", "flags")
        )
        return Tokens(first, last, types, flags, self.base())

    def base(self) -> Ints:
        """Say where the text of each article begins."""
        return self.column("documents", "base")

    def column(self, table: str, name: str) -> Ints:
        """Give a column of whole numbers."""
        found = getattr(self, table)[name].combine_chunks()
        return np.asarray(found.to_numpy(zero_copy_only=False), dtype=np.int64)

    def spoken(self, languages: Sequence[str | None], tags: Sequence[str]) -> dict[str, Units]:
        """Give the units of each language of a codebook.

        `tags` are the languages of the units, `languages` the codebook's language for each.
        """
        tag = self.units["language"].combine_chunks().dictionary_encode()
        number = tag.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        known = dict(zip(tags, languages, strict=True))
        own = np.array([*(known[name] or "" for name in tag.dictionary.to_pylist()), ""])
        of_unit = own[number]
        low, high = self.column("units", "low"), self.column("units", "high")
        found = {}
        for language in sorted(set(own.tolist()) - {""}):
            row = np.flatnonzero(of_unit == language)
            found[language] = Units(row, low[row], high[row])
        return found


def of_tables(documents: pd.DataFrame, units: pd.DataFrame, types: Types) -> Share:
    """Turn articles and their units into words that are numbers.

    Parameters
    ----------
    documents : DataFrame
        Columns doc_id and text.
    units : DataFrame
        Columns doc_id, position, start, end, role and language.
    types : Types
        Gets the words that it does not have yet.
    """
    tokens = read(documents["text"].tolist(), types)
    document = pd.Index(documents["doc_id"]).get_indexer(pd.Index(units["doc_id"]))
    if (document < 0).any():
        strange = first_five(units.loc[document < 0, "doc_id"].unique())
        message = f"Units belong to documents that are not there: {strange}."
        raise TableError(message)
    start, end = (units[name].to_numpy(dtype=np.int64) for name in ("start", "end"))
    base = tokens.texts[:-1]
    low, high = places(tokens, base[document] + start, base[document] + end)
    own = {name: units[name] for name in ("position", "role", "language")}
    made = {**own, "document": document, "start": start, "end": end, "low": low, "high": high}
    words = {"types": tokens.types, "flags": tokens.flags, "first": tokens.first,
             "last": tokens.last}  # fmt: skip
    return Share(
        pa.table({"doc_id": documents["doc_id"], "base": base}).cast(DOCUMENTS),
        pa.Table.from_pandas(pd.DataFrame(made)[UNITS.names], preserve_index=False).cast(UNITS),
        pa.table(words).cast(WORDS),
    )
