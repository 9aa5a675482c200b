"""A coded corpus, opened: its articles, tallies and pairs, read a batch at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis import contracts
from analysis._coded import counts, layout, wide
from analysis._coded.manifest import Manifest
from analysis._coded.totals import Totals
from analysis.codebook import Codebook
from analysis.contracts import COUNTED_ROLES, InputError, first_five

__all__ = ["Coded", "Part", "Some", "frame_of"]


class Part(NamedTuple):
    """Some articles and their codes.

    `documents` are contract ``documents`` with an empty text; `units` have a row for each unit
    (`doc_id`, `position`, `start`, `end`, `role`, `language`, `language_source`) and a column
    ``code:<frame>`` for each frame (1, 0; null where the unit was not asked); `hits` have the
    `position` of the unit for its `segment_id`.
    """

    documents: pd.DataFrame
    units: pd.DataFrame
    hits: pd.DataFrame


class Some(NamedTuple):
    """Some articles as the tables of the stages, sorted by `doc_id`.

    The contracts of these names; `documents` without their texts, `segments` with
    `language_source`, `hits` with `because`.
    """

    documents: pd.DataFrame
    segments: pd.DataFrame
    hits: pd.DataFrame
    codings: pd.DataFrame


def frame_of(table: pa.Table) -> pd.DataFrame:
    """Give a table of Arrow in pandas: words spelled out, days and codes that can be empty."""
    plain = table.cast(
        pa.schema([pa.field(field.name, field.type.value_type)
                   if pa.types.is_dictionary(field.type) else field for field in table.schema])
    )  # fmt: skip
    frame: pd.DataFrame = plain.to_pandas(date_as_object=False)
    kinds = {pa.int8(): "Int8", pa.date32(): "datetime64[s]"}
    return frame.astype({field.name: kinds[field.type] for field in table.schema
                         if field.type in kinds})  # fmt: skip


@dataclass(frozen=True)
class Coded:
    """A folder of codes, as `coded.open` gives it.

    `book` is the codebook it was coded with, `totals` are counts of articles, units and hits.
    Everything is read when it is asked for; only what a method returns is in memory.
    """

    folder: Path
    book: Codebook
    totals: Totals
    made_of: Manifest

    @property
    def frames(self) -> tuple[str, ...]:
        """Frames that were coded, in the order of the codebook."""
        return self.made_of.frames

    @cached_property
    def schema(self) -> pa.Schema:
        """Columns of the documents, as kept."""
        if not self.made_of.rows:
            return contracts.SCHEMAS["documents"]
        try:
            return pq.read_schema(layout.place(self.folder, "documents", 0))
        except (pa.ArrowException, OSError) as cause:
            raise layout.damaged(self.folder, 0) from cause

    def _batches(self, **columns: Sequence[str] | None) -> Iterator[dict[str, pa.Table]]:
        """Read all parts in their order, a batch at a time."""
        for number in range(len(self.made_of.rows)):
            yield from layout.read(self.folder, number, columns)

    def parts(self) -> Iterator[Part]:
        """Go through articles and codes, about 2,000 articles at a time."""
        for batch in self._batches(documents=None, units=None, hits=None):
            yield Part(*(frame_of(batch[kind]) for kind in layout.KINDS))

    def documents(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Give the articles without their texts, in the order of the corpus.

        Parameters
        ----------
        columns : sequence of str, optional
            Only these; contract ``documents`` and the corpus' own columns unless given. Name
            what you need where there are many articles.
        """
        strange = sorted(set(columns or ()) - set(self.schema.names))
        if strange:
            message = f"The documents have no column {first_five(strange)}. "
            known = contracts.did_you_mean(strange[0], self.schema.names)
            raise contracts.TableError(message + known)
        found = [batch["documents"] for batch in self._batches(documents=columns)]
        wanted = self.schema if columns is None else pa.schema(
            [self.schema.field(name) for name in columns])  # fmt: skip
        frame = frame_of(pa.concat_tables([wanted.empty_table(), *found]))
        return frame if columns is not None else contracts.conform(frame, "documents")

    def tally_batches(
        self, *, by: Sequence[str] = (), roles: Sequence[str] = COUNTED_ROLES
    ) -> Iterator[pa.Table]:
        """Count a batch of articles at a time, in the order of the corpus.

        Yields
        ------
        pyarrow Table
            Contract `tallies` with the `by` columns: tables that, put together, are `tallies`.
        """
        what = counts.asked(self.frames, by, roles, self.schema.names)
        yield counts.tally_schema(what, self.schema).empty_table()
        for batch in self._counted(what):
            yield counts.tallies(batch["documents"], batch["units"], what)

    def _counted(self, what: counts.Asked) -> Iterator[dict[str, pa.Table]]:
        """Read the columns that counting needs."""
        own = [name for name in what.by if name != counts.ROLE]
        codes = [f"{wide.CODE}{frame}" for frame in what.frames]
        return self._batches(documents=["doc_id", "cluster_id", *own],
                             units=["doc_id", "role", *codes])  # fmt: skip

    def units(self) -> pd.DataFrame:
        """Count the units by role: `role`, `n_units`, and `n_asked` of them, sorted by role."""
        code = f"{wide.CODE}{self.frames[0]}"
        whole = pd.DataFrame({"n_units": pd.Series(dtype="int64"), "n_asked": 0}, index=[])
        for batch in self._batches(units=["role", code]):
            units = frame_of(batch["units"])
            found = units.groupby("role")[code].agg(n_units="size", n_asked="count")
            whole = whole.add(found, fill_value=0)
        return whole.astype("int64").sort_index().rename_axis("role").reset_index()

    def tallies(
        self, *, by: Sequence[str] = (), roles: Sequence[str] = COUNTED_ROLES
    ) -> pd.DataFrame:
        """Count coded units, and units that carry the frame, in each article.

        Parameters
        ----------
        by : sequence of str
            Columns of the documents, or 'role'.
        roles : sequence of str
            Roles of units that count.

        Returns
        -------
        DataFrame
            What `measure.tally` gives of these articles.

        Raises
        ------
        TableError
            If a name in `by` or `roles` is unknown.
        """
        found = pa.concat_tables(self.tally_batches(by=by, roles=roles))
        return contracts.conform(frame_of(counts.ordered(found)), "tallies")

    def pairs(
        self, *, by: Sequence[str] = (), roles: Sequence[str] = COUNTED_ROLES
    ) -> pd.DataFrame:
        """Count articles and units that carry two frames, or either of them.

        Parameters
        ----------
        by, roles
            As in `tallies`.

        Returns
        -------
        DataFrame
            A row for each `by` x pair of frames, in alphabetic order: frame, frame_b; n_docs (coded
            for both), n_docs_a and n_docs_b (that carry one), n_docs_both, n_docs_either;
            and n_units, n_units_a, n_units_b, n_units_both, n_units_either, the same of units.
        """
        what = counts.asked(self.frames, by, roles, self.schema.names)
        keys = [*what.by, "frame", "frame_b"]
        whole = counts.empty_sums(what)
        for batch in self._counted(what):
            part = counts.pairs(batch["documents"], batch["units"], what)
            whole = counts.added(whole, counts.sums(part, keys), keys)
        return whole.sort_values(keys, ignore_index=True)

    def both(self, *, by: Sequence[str] = (), roles: Sequence[str] = COUNTED_ROLES) -> pd.DataFrame:
        """Count units that carry two frames in each article that has one.

        With the tallies, all that intervals for pairs need: units with either frame of a
        pair are ``n_positive`` of both frames less ``n_both``.

        Returns
        -------
        DataFrame
            doc_id, cluster_id, `by`..., frame, frame_b, n_both (1 or more), in the order of the
            corpus.
        """
        what = counts.asked(self.frames, by, roles, self.schema.names)
        names = ["doc_id", "cluster_id", *what.by, "frame", "frame_b", "n_both"]
        found = []
        for batch in self._counted(what):
            part = counts.pairs(batch["documents"], batch["units"], what)
            found.append(part.loc[part["n_both"] > 0, names])
        return pd.concat(found or [pd.DataFrame(columns=names)], ignore_index=True)

    def some(self, doc_ids: Iterable[str]) -> Some:
        """Give the tables of some articles, such as a sample to be shown as evidence.

        Parameters
        ----------
        doc_ids : iterable of str
            Which articles; their order does not matter.

        Returns
        -------
        Some
            `documents`, `segments`, `hits` and `codings`, equal to those of the stages.

        Raises
        ------
        InputError
            If an article is not there.
        """
        wanted = pa.array(sorted(set(doc_ids)), pa.string())
        found: dict[str, list[pa.Table]] = {kind: [] for kind in layout.KINDS}
        for number, groups in self._holding(wanted).items():
            for batch in layout.read(self.folder, number, dict.fromkeys(layout.KINDS), groups):
                for kind, table in batch.items():
                    ids = table["doc_id"].cast(pa.string())
                    found[kind].append(table.filter(pc.is_in(ids, value_set=wanted)))
        documents = pa.concat_tables([self.schema.empty_table(), *found["documents"]])
        if documents.num_rows < len(wanted):
            lost = sorted(set(wanted.to_pylist()) - set(documents["doc_id"].to_pylist()))
            message = f"{self.folder}: there is no article {first_five(lost)} among the codes."
            raise InputError(message)
        return self._some(documents, found["units"], found["hits"])

    def _some(self, documents: pa.Table, units: list[pa.Table], hits: list[pa.Table]) -> Some:
        """Turn what was read into the tables of the stages."""
        asked = pa.concat_tables([wide.unit_schema(self.frames).empty_table(), *units])
        told = pa.concat_tables([wide.HITS.empty_table(), *hits])
        unit = self.made_of.unit
        segments, evidence = wide.segments(asked, unit), wide.hits(told, unit)
        keys = ["doc_id", "start", "end", "frame", "indicator", "pattern"]
        return Some(
            contracts.conform(frame_of(documents), "documents").sort_values(
                "doc_id", ignore_index=True),
            segments.sort_values(["doc_id", "position"], ignore_index=True),
            evidence.sort_values(keys, ignore_index=True),
            wide.codings(asked, unit, self.frames, self.made_of.codebook),
        )  # fmt: skip

    def _holding(self, doc_ids: pa.Array) -> dict[int, list[int]]:
        """Which parts, and which batches of them, hold these articles; or hold one alike."""
        hashes, places = self._index
        asked = _hashes(doc_ids)
        first = np.searchsorted(hashes, asked, side="left")
        last = np.searchsorted(hashes, asked, side="right")
        found = {int(place) for a, b in zip(first, last, strict=True) for place in places[a:b]}
        parts: dict[int, list[int]] = {}
        for number, group in sorted(divmod(place, _GROUPS) for place in found):
            parts.setdefault(number, []).append(group)
        return parts

    @cached_property
    def _index(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
        """Hashes of all ids in order, and where each article is: 16 bytes an article."""
        hashes, places = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int64)]
        for number in range(len(self.made_of.rows)):
            for group, batch in enumerate(layout.read(self.folder, number, _ID)):
                found = _hashes(batch["documents"]["doc_id"])
                hashes.append(found)
                places.append(np.full(len(found), number * _GROUPS + group, dtype=np.int64))
        every = np.concatenate(hashes)
        order = np.argsort(every, kind="stable")
        return every[order], np.concatenate(places)[order]


_ID = {"documents": ["doc_id"]}
_GROUPS = 1 << 32


def _hashes(doc_ids: pa.Array | pa.ChunkedArray) -> npt.NDArray[np.uint64]:
    """Give a number for each id."""
    names = doc_ids.to_numpy(zero_copy_only=False) if isinstance(doc_ids, pa.Array) else (
        doc_ids.to_numpy())  # fmt: skip
    found: npt.NDArray[np.uint64] = pd.util.hash_array(names.astype(object), categorize=False)
    return found
