"""Readers of Parquet: a table of the researcher, and a documents table written before.

Both are streamed, some rows at a time. A documents table (`corpus`) gives back the articles
as they were: text and fields unchanged, and where they came from in `Article.origin`.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.contracts import SCHEMAS
from analysis.readers._cells import article, with_file_remarks, words_of
from analysis.readers._columns import match, names_files
from analysis.readers._items import Article, Item, Rejected, Remark
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source, Unreadable

__all__ = ["CORPUS", "READER", "read", "read_corpus", "recognises", "recognises_corpus"]

_MAGIC: Final = b"PAR1"
_BATCH: Final = 500
_DOCUMENTS: Final = frozenset(SCHEMAS["documents"].names)
_FIELDS: Final = ("title", "outlet", "author", "section", "url", "language")
_DAMAGE: Final = (pa.ArrowException, OSError, ValueError, NotImplementedError)


@contextmanager
def _opened(source: Source) -> Iterator[pq.ParquetFile]:
    """Open a Parquet file, or say that it is damaged."""
    with source.opened() as stream:
        try:
            file = pq.ParquetFile(stream)
        except _DAMAGE as cause:
            raise Unreadable("damaged or unfinished Parquet file; write it again") from cause
        with file:
            yield file


def _names(source: Source) -> list[str]:
    """Names of the columns; empty if the file cannot be opened."""
    try:
        with _opened(source) as file:
            return list(file.schema_arrow.names)
    except (Unreadable, *_DAMAGE):
        return []


def recognises(source: Source) -> bool:
    """Tell whether a file is Parquet, and no table about articles in other files."""
    return source.head.startswith(_MAGIC) and not names_files(_names(source), ())


def recognises_corpus(source: Source) -> bool:
    """Tell whether a file is a documents table, such as `framewaves ingest` writes."""
    return source.head.startswith(_MAGIC) and set(_names(source)) >= _DOCUMENTS


def read(source: Source, options: Options) -> Iterator[Item]:
    """Read the articles of a table of the researcher."""
    with _opened(source) as file:
        first = next(_rows(file), {})
        columns = match(file.schema_arrow.names, options, [list(first.values())])
        yield from map(Remark, columns.remarks)
        found = (article(number, list(row.values()), columns, f"row {number:,}")
                 for number, row in enumerate(_rows(file), start=1))  # fmt: skip
        yield from with_file_remarks(found)


def read_corpus(source: Source, options: Options) -> Iterator[Item]:
    """Read the articles of a documents table, with what is known of their origin."""
    with _opened(source) as file:
        for number, row in enumerate(_rows(file), start=1):
            yield _as_it_was(number, row)


def _rows(file: pq.ParquetFile) -> Iterator[dict[str, Any]]:
    """Go through the rows, some at a time."""
    try:
        for batch in file.iter_batches(batch_size=_BATCH):
            columns = [column.to_pylist() for column in batch.columns]
            for cells in zip(*columns, strict=True):
                yield dict(zip(batch.schema.names, cells, strict=True))
    except _DAMAGE as cause:
        raise Unreadable("damaged Parquet file: it cannot be read to its end") from cause


def _as_it_was(number: int, row: Mapping[str, Any]) -> Article | Rejected:
    """Make an article of a row of a documents table."""
    text = row["text"]
    if not isinstance(text, str) or not text.strip():
        return Rejected(number, f"row {number:,}: no text", words_of(row["title"])[:80])
    raw = _raw(row["raw_metadata"])
    date, identity, stated = (raw.pop(name, None) for name in ("date", "identity", "stated_words"))
    has_body = row.get("has_body")
    fields = {name: None if row[name] is None else words_of(row[name]) for name in _FIELDS}
    return Article(
        position=number,
        text=text,
        title=fields["title"],
        outlet=fields["outlet"],
        author=fields["author"],
        section=fields["section"],
        url=fields["url"],
        language=fields["language"],
        date=None if date is None else words_of(date),
        identity=None if identity is None else words_of(identity),
        stated_words=stated if isinstance(stated, int) else None,
        has_body=True if has_body is None else bool(has_body),
        raw=raw,
        origin={name: value for name, value in row.items()
                if name not in {"text", *_FIELDS} and value is not None},
    )  # fmt: skip


def _raw(written: object) -> dict[str, Any]:
    """Read `raw_metadata`."""
    try:
        raw = json.loads(written) if isinstance(written, str) else {}
    except json.JSONDecodeError:
        return {"raw_metadata": written}
    return raw if isinstance(raw, dict) else {"raw_metadata": raw}


CORPUS: Final = Reader("corpus", "documents table of framewaves", recognises_corpus, read_corpus)
READER: Final = Reader("parquet", "table (Parquet)", recognises, read)
