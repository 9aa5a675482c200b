"""The corpus as `framewaves ingest` writes it: one Parquet file, read a batch at a time."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.contracts import SCHEMAS, InputError, TableError, first_five

__all__ = [
    "MOST_CHARACTERS",
    "MOST_ROWS",
    "Corpus",
    "batches",
    "columns",
    "look",
    "schema",
    "some",
    "texts",
]

MOST_ROWS: Final = 2_000
"""Articles that are in memory at a time, at the most."""
MOST_CHARACTERS: Final = 8_000_000
"""Characters of text after which a batch is closed, though it has fewer articles."""

_PIECES: Final = 4  # in which a batch is read, so that it is not much larger than it may be
_BUFFER: Final = 1 << 20
_REMEDY: Final = "Write the corpus with 'framewaves ingest'."
_DAMAGE: Final = (pa.ArrowException, OSError)


class Corpus(NamedTuple):
    """What a corpus file is: its articles by row group, its columns, its size and hash."""

    rows: tuple[int, ...]
    schema: pa.Schema
    size: int
    sha256: str


def look(path: Path) -> Corpus:
    """Check a corpus file, and say what it holds.

    Raises
    ------
    InputError
        If it is not there, no Parquet file, damaged, lacks columns of the contract, or holds an
        article twice.
    """
    with _opened(path) as file:
        metadata, schema = file.metadata, file.schema_arrow
        rows = tuple(metadata.row_group(number).num_rows for number in range(file.num_row_groups))
        made = columns(schema, path)
        _each_once(path, file)
    try:
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        return Corpus(rows, made, path.stat().st_size, digest)
    except OSError as cause:
        raise _unreadable(path, cause) from cause


def _opened(path: Path) -> pq.ParquetFile:
    """Open the file so that it is read piece by piece, however large its row groups are."""
    if not path.is_file():
        message = f"{path}: there is no such file. Name the corpus, a Parquet file. {_REMEDY}"
        raise InputError(message)
    try:
        with path.open("rb") as content:
            is_parquet = content.read(4) == b"PAR1"
        if is_parquet:
            return pq.ParquetFile(path, pre_buffer=False, buffer_size=_BUFFER)
    except _DAMAGE as cause:
        raise _unreadable(path, cause) from cause
    message = f"{path}: this is no Parquet file. {_REMEDY}"
    raise InputError(message)


def _unreadable(path: Path, cause: Exception) -> InputError:
    """Say that the file cannot be read, and why in one line."""
    why = " ".join(str(getattr(cause, "strerror", None) or cause).split())[:160]
    return InputError(f"{path}: the corpus is damaged or cannot be read ({why}). {_REMEDY}")


def schema(path: Path) -> pa.Schema:
    """Give the columns of the documents of a corpus file; see `columns`."""
    with _opened(path) as file:
        return columns(file.schema_arrow, path)


def columns(schema: pa.Schema, path: Path) -> pa.Schema:
    """Give the columns of the documents of a corpus: the contract's, then its own.

    Raises
    ------
    InputError
        If a column that may not be null is absent, or one comes twice.
    """
    contract = SCHEMAS["documents"]
    absent = [field.name for field in contract
              if not field.nullable and field.name not in schema.names]  # fmt: skip
    if absent:
        message = f"{path}: the corpus lacks the columns {first_five(absent)}. {_REMEDY}"
        raise InputError(message)
    if len(set(schema.names)) < len(schema.names):
        twice = sorted({name for name in schema.names if schema.names.count(name) > 1})
        message = f"{path}: columns come twice ({first_five(twice)}). {_REMEDY}"
        raise InputError(message)
    further = [pa.field(field.name, _plain(field.type)) for field in schema
               if field.name not in contract.names]  # fmt: skip
    return pa.schema([*(pa.field(field.name, field.type) for field in contract), *further])


def _plain(kind: pa.DataType) -> pa.DataType:
    """Type of a further column: words that are kept as numbers of a list are spelled out."""
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _each_once(path: Path, file: pq.ParquetFile) -> None:
    """Raise if a `doc_id` is missing or comes twice; 8 bytes of memory for each article."""
    hashes = []
    try:
        for batch in file.iter_batches(batch_size=100_000, columns=["doc_id"]):
            ids = batch.column(0).cast(pa.string())
            if ids.null_count:
                message = f"{path}: {ids.null_count:,} articles have no doc_id. {_REMEDY}"
                raise InputError(message)
            hashes.append(pd.util.hash_array(ids.to_numpy(zero_copy_only=False), categorize=False))
        every = np.sort(np.concatenate(hashes)) if hashes else np.zeros(0)
        if (twice := every[1:][every[1:] == every[:-1]]).size:
            _check_twice(path, file, twice)
    except _DAMAGE as cause:
        raise _unreadable(path, cause) from cause


def _check_twice(path: Path, file: pq.ParquetFile, suspected: np.ndarray) -> None:
    """Raise if ids with the same hash are the same."""
    seen: set[str] = set()
    twice: list[str] = []
    for batch in file.iter_batches(batch_size=100_000, columns=["doc_id"]):
        ids = batch.column(0).cast(pa.string()).to_numpy(zero_copy_only=False)
        for name in ids[np.isin(pd.util.hash_array(ids, categorize=False), suspected)]:
            (twice.append if name in seen else seen.add)(str(name))
    if twice:
        message = (f"{path}: {len(twice):,} articles come a second time ({first_five(twice)}), and "
                   f"would be counted twice. {_REMEDY}")  # fmt: skip
        raise InputError(message)


def batches(path: Path, group: int) -> Iterator[pa.Table]:
    """Read one row group, some articles at a time, in the columns of the contract.

    An article without text has the empty text. Memory depends on the largest batch, not on the
    size of the row group.

    Raises
    ------
    InputError
        If the file cannot be read.
    TableError
        If a column is of another kind than the contract asks.
    """
    with _opened(path) as file:
        if group >= file.num_row_groups:
            message = f"{path}: the corpus is not the one it was. Run the command again."
            raise InputError(message)
        made = columns(file.schema_arrow, path)
        waiting: list[pa.Table] = []
        n_rows = n_characters = 0
        try:
            for batch in file.iter_batches(_rows_at_once(file, group), row_groups=[group]):
                table = _conform(pa.Table.from_batches([batch]), made, path)
                waiting.append(table)
                n_rows += table.num_rows
                n_characters += table["text"].nbytes
                if n_rows >= MOST_ROWS or n_characters >= MOST_CHARACTERS:
                    yield pa.concat_tables(waiting)
                    waiting, n_rows, n_characters = [], 0, 0
        except _DAMAGE as cause:
            raise _unreadable(path, cause) from cause
    if waiting:
        yield pa.concat_tables(waiting)


def some(path: Path, names: Sequence[str]) -> Iterator[pa.Table]:
    """Read some columns of all articles; a column that is not there is empty.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    with _opened(path) as file:
        there = [name for name in names if name in file.schema_arrow.names]
        made = pa.schema([SCHEMAS["documents"].field(name) for name in names])
        try:
            for batch in file.iter_batches(100_000, columns=there):
                yield _conform(pa.Table.from_batches([batch]), made, path)
        except _DAMAGE as cause:
            raise _unreadable(path, cause) from cause


def texts(path: Path, doc_ids: Iterable[str]) -> dict[str, str]:
    """Read the texts of some articles, from the row groups that hold one; the ids come first.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    wanted = pa.array(sorted(set(doc_ids)), pa.string())
    found: dict[str, str] = {}
    with _opened(path) as file:
        try:
            for group in range(file.num_row_groups):
                known = file.read_row_group(group, columns=["doc_id"])["doc_id"]
                if not pc.any(pc.is_in(known.cast(pa.string()), value_set=wanted)).as_py():
                    continue
                names = ["doc_id", "text"]
                for batch in file.iter_batches(MOST_ROWS, row_groups=[group], columns=names):
                    ids = batch["doc_id"].cast(pa.string())
                    own = batch.filter(pc.is_in(ids, value_set=wanted)).to_pydict()
                    found.update((name, text or "") for name, text in
                                 zip(own["doc_id"], own["text"], strict=True))  # fmt: skip
        except _DAMAGE as cause:
            raise _unreadable(path, cause) from cause
    return found


def _rows_at_once(file: pq.ParquetFile, group: int) -> int:
    """How many rows to read at a time, from the size of the row group."""
    metadata = file.metadata.row_group(group)
    per_row = metadata.total_byte_size / max(metadata.num_rows, 1)
    return max(1, min(MOST_ROWS, int(MOST_CHARACTERS / _PIECES / max(per_row, 1))))


def _conform(table: pa.Table, schema: pa.Schema, path: Path) -> pa.Table:
    """Give a batch the columns and kinds of the documents."""
    made = []
    for field in schema:
        if field.name not in table.column_names:
            made.append(pa.nulls(table.num_rows, field.type))
            continue
        try:
            made.append(table[field.name].cast(field.type))
        except pa.ArrowException as cause:
            message = (f"{path}: column {field.name!r} is {table[field.name].type}, and not "
                       f"{field.type}. {_REMEDY}")  # fmt: skip
            raise TableError(message) from cause
    found = pa.table(made, schema=schema)
    if "text" not in schema.names:
        return found
    at = found.column_names.index("text")
    return found.set_column(at, "text", found["text"].fill_null(""))
