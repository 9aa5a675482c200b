"""Read a corpus of any size into one Parquet file, part by part, with its receipt.

Chains the stages: articles are read and dated as they come, written down, and joined with
their clusters of copies in a second pass over what was written. At no time is the whole
corpus in memory.
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis import corpus, dating, duplicates, export
from analysis.contracts import SCHEMAS, InputError, conform, each_row, empty
from analysis.study import Study
from analysis.wording import counted

__all__ = ["Ingested", "ingest", "receipt_path"]

Say = Callable[[str, int], None]

_KINDS: Final[Mapping[str, pa.DataType]] = {
    "i": pa.int64(), "f": pa.float64(), "b": pa.bool_(), "M": pa.timestamp("s"),
}  # fmt: skip


@dataclass
class Ingested:
    """What was read: the receipt, and counts of articles.

    `waves` counts articles by wave (None: in no wave), `languages` by language (None: not
    known); `n_undated` are the articles without any date, `n_clusters` the stories of which
    there are copies and `n_copies` the articles beyond the first of each; both are None if
    copies were not looked for.
    """

    receipt: pd.DataFrame
    n_articles: int = 0
    n_words: int = 0
    n_undated: int = 0
    waves: Counter[str | None] = field(default_factory=Counter)
    languages: Counter[str | None] = field(default_factory=Counter)
    n_clusters: int | None = None
    n_copies: int | None = None


def receipt_path(target: Path) -> Path:
    """Say where the receipt of a corpus goes: beside it.

    Examples
    --------
    >>> receipt_path(Path("my-study/corpus.parquet")).as_posix()
    'my-study/corpus.receipt.csv'
    """
    return target.with_name(f"{target.stem}.receipt.csv")


def ingest(
    plan: Study,
    paths: Sequence[Path],
    target: Path,
    *,
    say: Say | None = None,
    then: Callable[[str], None] | None = None,
) -> Ingested:
    """Read, date and cluster articles, and write them to one file and their receipt beside it.

    Parameters
    ----------
    plan : Study
        Copies are looked for if it says when articles are copies.
    paths : sequence of Path
        Files and folders to read; none for the articles of the study.
    target : Path
        The Parquet file to be written, contract ``documents``; one that is there is replaced
        when all is done, and not before. If no article was read, nothing is written.
    say : callable, optional
        Is told the name of a file and the number of bytes read since the last call.
    then : callable, optional
        Is told in words what is being done once all is read.

    Returns
    -------
    Ingested

    Raises
    ------
    InputError
        If the input cannot be used as it is, or nothing can be written there.
    """
    with _unfinished(target) as (dated, joined, told), contextlib.ExitStack() as kept:
        clusterer = duplicates.planned(plan, folder=target.parent)
        if clusterer is not None:
            kept.enter_context(clusterer)
        done = _read(plan, paths, dated, clusterer, say)
        if not done.n_articles:
            return done
        told.write_text(export.table_text(done.receipt), encoding="utf-8", newline="")
        if clusterer is not None:
            _join(dated, joined, clusterer, done, then or _silent)
        told.replace(receipt_path(target))
        (dated if clusterer is None else joined).replace(target)
    return done


@contextlib.contextmanager
def _unfinished(target: Path) -> Iterator[tuple[Path, Path, Path]]:
    """Give names of files to work on beside the target, and remove what is left of them."""
    names = tuple(target.with_name(f".{target.name}.{part}.part") for part in (1, 2, 3))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield names[0], names[1], names[2]
    except OSError as cause:
        message = f"--out {target}: the corpus cannot be written ({cause.strerror})."
        raise InputError(message) from cause
    finally:
        for name in names:
            name.unlink(missing_ok=True)


def _read(
    plan: Study,
    paths: Sequence[Path],
    target: Path,
    clusterer: "duplicates.Clusterer | None",
    say: Say | None,
) -> Ingested:
    """Read and date the articles part by part, writing a row group for each."""
    receipts: list[pd.DataFrame] = []
    done = Ingested(pd.DataFrame())
    with _Writer(target) as writer:
        for found, receipt in corpus.parts(plan, *paths, say=say):
            receipts.append(receipt)
            if found.empty:
                continue
            documents = dating.date(found, plan)
            if clusterer is not None:
                clusterer.add(documents)
            writer.add(documents)
            _count(documents, done)
    done.receipt = conform(pd.concat(receipts or [empty("receipt")], ignore_index=True), "receipt")
    return done


def _count(documents: pd.DataFrame, done: Ingested) -> None:
    """Add the articles of one part to the counts."""
    done.n_articles += len(documents)
    done.n_words += int(documents["words"].sum())
    done.n_undated += int(documents["published_from"].isna().sum())
    for row in each_row(documents[["wave", "language"]]):
        done.waves[None if pd.isna(row.wave) else row.wave] += 1
        done.languages[None if pd.isna(row.language) else row.language] += 1


def _join(
    dated: Path,
    target: Path,
    clusterer: "duplicates.Clusterer",
    done: Ingested,
    then: Callable[[str], None],
) -> None:
    """Write the dated articles again, with their clusters."""
    then(f"looking for copies among {counted(done.n_articles, 'article')}")
    found = clusterer.found()
    done.n_copies, done.n_clusters = len(found.copies), found.n_clusters
    then("writing the corpus")
    first = 0
    with pq.ParquetFile(dated) as source, _Writer(target) as writer:
        for number in range(source.num_row_groups):
            part = conform(source.read_row_group(number).to_pandas(), "documents")
            writer.add(duplicates.join(part, found.table(first, first + len(part))))
            first += len(part)


def _silent(_: str) -> None:
    """Tell nobody."""


class _Writer:
    """Writes parts of the documents table to one Parquet file, a row group for each."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: pq.ParquetWriter | None = None
        self._schema: pa.Schema = SCHEMAS["documents"]

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, part: pd.DataFrame) -> None:
        """Write one part; the first decides which further columns there are."""
        if self._file is None:
            self._schema = _schema(part)
            self._file = pq.ParquetWriter(self._path, self._schema, compression="zstd")
        table = pa.Table.from_pandas(part, schema=self._schema, preserve_index=False)
        self._file.write_table(table.replace_schema_metadata(None))


def _schema(part: pd.DataFrame) -> pa.Schema:
    """Columns of the contract, then the further ones of a part by their kind."""
    schema = SCHEMAS["documents"]
    for name in part.columns:
        if name not in schema.names:
            kind = getattr(part[name].dtype, "kind", "O")
            schema = schema.append(pa.field(str(name), _KINDS.get(kind, pa.string())))
    return schema
