"""Tallies and pairs of frames straight from the wide table, a batch of articles at a time.

The same numbers as `measure.tally` gives of the long tables; an article lies whole in its batch,
so that batches put together are the tally of all.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis import contracts
from analysis._coded import wide
from analysis._counts import group_columns

__all__ = [
    "ROLE", "Asked", "added", "asked", "empty_sums", "ordered", "pairs", "sums", "tallies",
    "tally_schema",
]  # fmt: skip

Numbers = npt.NDArray[np.int64]

ROLE: Final = "role"
_NOT_BY: Final = frozenset(("text", "raw_metadata", *contracts.SCHEMAS["tallies"].names))


@dataclass(frozen=True)
class Asked:
    """What is counted: the frames, the columns to count by, and the roles of units that count."""

    frames: tuple[str, ...]
    by: tuple[str, ...]
    roles: tuple[str, ...]


def asked(frames: Sequence[str], by: Sequence[str], roles: Sequence[str],
          columns: Iterable[str]) -> Asked:  # fmt: skip
    """Check by what is counted, and which roles count.

    Raises
    ------
    contracts.TableError
        If a name in `by` is no column of the documents and not 'role', or a role is unknown.
    """
    names = group_columns(by, {*columns, ROLE} - _NOT_BY, table="the coded documents")
    chosen = [roles] if isinstance(roles, str) else list(roles)
    for role in chosen:
        if role not in contracts.ROLES:
            message = f"There is no role {role!r}. {contracts.did_you_mean(role, contracts.ROLES)}"
            raise contracts.TableError(message)
    return Asked(tuple(frames), tuple(names), tuple(chosen))


def tally_schema(what: Asked, documents: pa.Schema) -> pa.Schema:
    """Columns of the tallies: the contract's, then those that were counted by."""
    further = [pa.field(name, pa.string()) if name == ROLE else documents.field(name)
               for name in what.by]  # fmt: skip
    fields = [pa.field(field.name, field.type) for field in contracts.SCHEMAS["tallies"]]
    return pa.schema([*fields, *(pa.field(field.name, field.type) for field in further)])


@dataclass(frozen=True)
class _Groups:
    """The groups of a batch - its articles, or its articles by role - in their order.

    `of_unit` is the group of each unit, `counts` whether it counts for each frame.
    """

    documents: pa.Table
    n_roles: int
    of_unit: Numbers
    counts: npt.NDArray[np.bool_]
    codes: wide.Codes

    @property
    def size(self) -> int:
        """How many groups there can be."""
        return int(self.documents.num_rows) * self.n_roles

    def count(self, chosen: npt.NDArray[np.bool_]) -> Numbers:
        """Count chosen units in each group."""
        found: Numbers = np.bincount(self.of_unit[chosen], minlength=self.size)
        return found

    def column(self, name: str, groups: Numbers) -> Any:
        """Give a column of these groups: the role, or one of the documents."""
        if name == ROLE and self.n_roles > 1:
            names = pa.array(sorted(contracts.ROLES))
            return names.take(pa.array(groups % self.n_roles))
        return self.documents[name].take(pa.array(groups // self.n_roles))


def _groups(documents: pa.Table, units: pa.Table, what: Asked) -> _Groups:
    """Put the units of a batch into groups, ordered by `doc_id` and role."""
    ordered = documents.take(pc.sort_indices(documents["doc_id"]))
    ids = units["doc_id"].combine_chunks()
    known = ordered["doc_id"].cast(pa.string())
    of_word = pc.index_in(ids.dictionary, value_set=known).fill_null(-1)
    places = np.asarray(of_word, dtype=np.int64)[np.asarray(ids.indices)]
    if (places < 0).any():
        lost = pc.unique(ids.filter(pa.array(places < 0)).cast(pa.string())).to_pylist()
        named = contracts.first_five(lost)
        message = f"Units belong to documents that are not there ({named}). Code again: --again."
        raise contracts.TableError(message)
    roles = units["role"].combine_chunks()
    words = roles.dictionary.to_pylist()
    indices = np.asarray(roles.indices)
    counted = np.array([word in what.roles for word in words], dtype=bool)[indices]
    codes = wide.codes_of(units, what.frames)
    n_roles = 1
    if ROLE in what.by:
        n_roles = len(contracts.ROLES)
        rank = {name: number for number, name in enumerate(sorted(contracts.ROLES))}
        places = places * n_roles + np.array([rank[word] for word in words], dtype=int)[indices]
    return _Groups(ordered, n_roles, places, (codes >= 0) & counted[:, None], codes)


def tallies(documents: pa.Table, units: pa.Table, what: Asked) -> pa.Table:
    """Count the units of a batch of articles: contract `tallies`, sorted.

    Parameters
    ----------
    documents : pyarrow Table
        `doc_id`, `cluster_id` and the columns to count by.
    units : pyarrow Table
        Their units: `doc_id`, `role` and a column for each frame.
    """
    groups = _groups(documents, units, what)
    order = sorted(range(len(what.frames)), key=what.frames.__getitem__)
    shape = (groups.size, len(order))
    n_units, n_positive = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for at, frame in enumerate(order):
        counts = groups.counts[:, frame]
        n_units[:, at] = groups.count(counts)
        n_positive[:, at] = groups.count(counts & (groups.codes[:, frame] == 1))
    rows, frames = np.nonzero(n_units)
    names = pa.array([what.frames[at] for at in order], pa.string())
    columns = {
        "doc_id": groups.column("doc_id", rows),
        "frame": names.take(pa.array(frames)),
        "n_units": n_units[rows, frames],
        "n_positive": n_positive[rows, frames],
        "weight": np.ones(len(rows)),
        "cluster_id": groups.column("cluster_id", rows),
        **{name: groups.column(name, rows) for name in what.by},
    }
    return pa.table(columns, schema=tally_schema(what, documents.schema))


def pairs(documents: pa.Table, units: pa.Table, what: Asked) -> pd.DataFrame:
    """Count the units of a batch that carry two frames.

    Returns
    -------
    DataFrame
        A row for each article x `by` x pair of frames (in alphabetic order) with units that were
        coded for both: doc_id, cluster_id, `by`..., frame, frame_b, n_units (coded for both),
        n_positive (of them with `frame`), n_positive_b (with `frame_b`), n_both.
    """
    groups = _groups(documents, units, what)
    carried = groups.counts & (groups.codes == 1)
    order = sorted(range(len(what.frames)), key=what.frames.__getitem__)
    found = [_pair(groups, carried, what, a, b) for a, b in itertools.combinations(order, 2)]
    names = ["doc_id", "cluster_id", *what.by, "frame", "frame_b", "n_units", "n_positive",
             "n_positive_b", "n_both"]  # fmt: skip
    if not found:
        return pd.DataFrame(columns=names)
    table: pd.DataFrame = pa.concat_tables(found).select(names).to_pandas(date_as_object=False)
    return table


def _pair(groups: _Groups, carried: npt.NDArray[np.bool_], what: Asked, a: int, b: int) -> pa.Table:
    """Count one pair of frames."""
    both = groups.counts[:, a] & groups.counts[:, b]
    n_units = groups.count(both)
    rows = np.flatnonzero(n_units)
    numbers = {
        "n_units": n_units,
        "n_positive": groups.count(both & carried[:, a]),
        "n_positive_b": groups.count(both & carried[:, b]),
        "n_both": groups.count(carried[:, a] & carried[:, b]),
    }
    return pa.table(
        {
            **{name: groups.column(name, rows) for name in ("doc_id", "cluster_id", *what.by)},
            "frame": pa.repeat(pa.scalar(what.frames[a]), len(rows)),
            "frame_b": pa.repeat(pa.scalar(what.frames[b]), len(rows)),
            **{name: counted[rows] for name, counted in numbers.items()},
        }
    )


_SUMS: Final = (
    "n_docs", "n_docs_a", "n_docs_b", "n_docs_both", "n_docs_either", "n_units", "n_units_a",
    "n_units_b", "n_units_both", "n_units_either",
)  # fmt: skip


def empty_sums(what: Asked) -> pd.DataFrame:
    """Give the table of `sums` without a row."""
    texts = {name: pd.Series(dtype="str") for name in ("frame", "frame_b")}
    return pd.DataFrame({**{name: pd.Series(dtype="object") for name in what.by}, **texts,
                         **{name: pd.Series(dtype="int64") for name in _SUMS}})  # fmt: skip


def sums(found: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Add pairs of articles up: articles and units with both frames, and with either."""
    a, b = found["n_positive"] > 0, found["n_positive_b"] > 0
    units = {"n_units": found["n_units"], "n_units_a": found["n_positive"],
             "n_units_b": found["n_positive_b"], "n_units_both": found["n_both"]}  # fmt: skip
    each = found[list(keys)].assign(
        n_docs=1, n_docs_a=a, n_docs_b=b, n_docs_both=a & b, n_docs_either=a | b, **units,
        n_units_either=found["n_positive"] + found["n_positive_b"] - found["n_both"],
    )  # fmt: skip
    numbers = each.astype(dict.fromkeys(_SUMS, "int64"))
    return numbers.groupby(list(keys), dropna=False, as_index=False)[list(_SUMS)].sum()


def added(one: pd.DataFrame, other: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Add two tables of `sums`."""
    if one.empty:
        return other
    whole = pd.concat([one, other], ignore_index=True)
    return whole.groupby(list(keys), dropna=False, as_index=False)[list(_SUMS)].sum()


def ordered(table: pa.Table) -> pa.Table:
    """Sort tallies by `doc_id`; the rows of an article stand together and keep their order."""
    if table.num_rows < 2:
        return table
    ids = table["doc_id"].combine_chunks()
    first = np.ones(len(ids), dtype=bool)
    first[1:] = np.asarray(pc.not_equal(ids[1:], ids[:-1]))
    starts = np.flatnonzero(first)
    sizes = np.diff(np.append(starts, len(ids)))
    order = np.asarray(pc.sort_indices(ids.take(pa.array(starts))), dtype=np.int64)
    begins, lengths = starts[order], sizes[order]
    shift = np.repeat(begins - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    return table.take(pa.array(shift + np.arange(len(ids))))
