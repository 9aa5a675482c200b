"""Counts of a coded corpus that must add up: what was read, coded, not asked and found."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis._coded import layout, wide
from analysis._coded.manifest import Manifest

__all__ = ["Totals", "of_batch", "problems"]


@dataclass
class Totals:
    """Counts of articles, units and hits; they are additive.

    `not_asked` are articles of whose units none is in a language of the codebook, by the language
    of the article (``unknown`` where it has none); `without_text` articles without a unit;
    `units_not_asked` units that were not asked; `hits` counts them by status.
    """

    articles: int = 0
    coded: int = 0
    without_text: int = 0
    units: int = 0
    units_not_asked: int = 0
    characters: int = 0
    not_asked: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)

    def add(self, counts: Mapping[str, Any]) -> None:
        """Add the counts of a batch or part."""
        for name in ("articles", "coded", "without_text", "units", "units_not_asked", "characters"):
            setattr(self, name, getattr(self, name) + counts[name])
        self.not_asked.update(counts["not_asked"])
        self.hits.update(counts["hits"])

    def written(self) -> dict[str, Any]:
        """Give the counts as they stand in the record of a part."""
        return {**vars(self), "not_asked": dict(sorted(self.not_asked.items())),
                "hits": dict(sorted(self.hits.items()))}  # fmt: skip


def of_batch(documents: pa.Table, units: pa.Table, hits: pa.Table) -> dict[str, Any]:
    """Count the articles, units and hits of a batch; `documents` with their texts."""
    codes = wide.codes_of(units, [name.removeprefix(wide.CODE) for name in units.column_names
                                  if name.startswith(wide.CODE)])  # fmt: skip
    asked = codes[:, 0] >= 0
    ids = units["doc_id"].combine_chunks()
    with_units = pc.unique(ids.cast(pa.string()))
    coded = pc.unique(ids.filter(pa.array(asked)).cast(pa.string()))
    has_units = pc.is_in(documents["doc_id"], value_set=with_units)
    is_coded = pc.is_in(documents["doc_id"], value_set=coded)
    left = documents["language"].filter(pc.and_not(has_units, is_coded)).fill_null("unknown")
    return {
        "articles": documents.num_rows,
        "coded": pc.sum(is_coded).as_py() or 0,
        "without_text": documents.num_rows - (pc.sum(has_units).as_py() or 0),
        "units": units.num_rows,
        "units_not_asked": int(np.count_nonzero(~asked)),
        "characters": pc.sum(pc.utf8_length(documents["text"])).as_py() or 0,
        "not_asked": _by_word(left),
        "hits": _by_word(hits["status"]),
    }


def _by_word(words: pa.ChunkedArray) -> Counter[str]:
    """Count the values of a column."""
    found = words.value_counts()
    names = found.field("values").cast(pa.string()).to_pylist()
    return Counter(dict(zip(names, found.field("counts").to_pylist(), strict=True)))


def problems(folder: Path, manifest: Manifest, totals: Totals) -> list[str]:
    """Say what does not add up: among the counts, with the corpus, and with the files.

    The numbers of rows in the files are told by the files themselves.
    """
    numbers = range(len(manifest.rows))
    rows = {kind: sum(pq.read_metadata(layout.place(folder, kind, number)).num_rows
                      for number in numbers) for kind in layout.KINDS}  # fmt: skip
    parts = totals.coded + totals.not_asked.total() + totals.without_text
    pairs = {
        "articles in the corpus and articles read": (manifest.n_articles, totals.articles),
        "articles read and their kinds": (totals.articles, parts),
        "articles read and articles written": (totals.articles, rows["documents"]),
        "units and units written": (totals.units, rows["units"]),
        "hits and hits written": (totals.hits.total(), rows["hits"]),
    }
    return [f"{what}: {one:,} and {other:,}"
            for what, (one, other) in pairs.items() if one != other]  # fmt: skip
