"""Take the columns that hold texts of articles out of result tables."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from analysis._share import passages, reading
from analysis._share.left_out import LeftOut
from analysis._share.passages import Article

__all__ = ["NAMED", "drop", "quoting"]

NAMED: Final = frozenset(
    ("text", "matched", "evidence", "sentence", "passage", "quote", "quotation", "context",
     "before", "after", "left", "right")
)  # fmt: skip
"""Columns that hold words of articles by what they are for."""

_WHY_NAMED: Final = "words of articles"


def quoting(
    tables: Mapping[str, Path], articles: Iterable[Sequence[Article]], *, limit: int
) -> dict[str, dict[str, str]]:
    """Say which columns of tables hold texts of articles, and why that is said.

    A column does if it is one of `NAMED`; if words in a row, more than `limit` of them, stand in
    an article as well, whether in one cell or from cell to cell; or if it quotes more than
    `limit` words of one article in all.

    Parameters
    ----------
    tables : mapping of str to Path
        Name of a table to its file, CSV or Parquet.
    articles : iterable of sequences of Article
    limit : int

    Returns
    -------
    dict of str to dict of str to str
        Name of a table to its columns, each with the reason.
    """
    found: dict[str, dict[str, str]] = {}
    groups: dict[str, list[reading.Stream]] = {}
    for name, path in tables.items():
        names = _header(path)
        found[name] = {column: _WHY_NAMED for column in names if column in NAMED}
        for column, stream in _columns(name, path).items():
            if column not in found[name]:
                groups[f"{name}\0{column}"] = [stream]
    seen = passages.quoted(groups, articles, limit=limit)
    for run in seen.runs:
        name, _, column = run.group.partition("\0")
        found[name][column] = f"quotes more than {limit} words in a row"
    for share in seen.shares:
        name, _, column = share.group.partition("\0")
        if share.n_words > limit and column not in found[name]:
            found[name][column] = f"quotes more than {limit} words of one article in all"
    return {name: columns for name, columns in found.items() if columns}


def _header(path: Path) -> list[str]:
    """Names of the columns of a table."""
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        return list(pq.read_schema(path).names)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return next(csv.reader(lines), [])


def _columns(name: str, path: Path) -> dict[str, reading.Stream]:
    """Columns with several words in a cell."""
    if path.suffix != ".parquet":
        return reading.cells(path.read_text(encoding="utf-8-sig"))
    found = {}
    for stream in reading.streams(name, path.read_bytes()):
        if stream and ", column " in stream[0].place:
            found[stream[0].place.partition(", column ")[2]] = stream
    return found


def drop(name: str, path: Path, columns: Mapping[str, str]) -> tuple[bytes, list[LeftOut]]:
    """Give a table without some columns, and a line for each of them.

    Parameters
    ----------
    name : str
        Of the table, for the receipt.
    path : Path
    columns : mapping of str to str
        Name of a column to the reason why it is left out.

    Returns
    -------
    bytes
        The other columns as they are.
    list of LeftOut
        `number` are the cells that hold something.
    """
    if not columns:
        return path.read_bytes(), []
    if path.suffix == ".parquet":
        return _without_parquet(name, path, columns)
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    header = rows[0]
    kept = [at for at, column in enumerate(header) if column not in columns]
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerows([row[at] for at in kept if at < len(row)] for row in rows)
    told = [
        LeftOut(name, f"column {column}", columns[column],
                sum(at < len(row) and row[at] != "" for row in rows[1:]))
        for at, column in enumerate(header) if column in columns
    ]  # fmt: skip
    return made.getvalue().encode(), told


def _without_parquet(
    name: str, path: Path, columns: Mapping[str, str]
) -> tuple[bytes, list[LeftOut]]:
    """Do what `drop` does with a Parquet file."""
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    told = [LeftOut(name, f"column {column}", why, len(table) - table[column].null_count)
            for column, why in columns.items()]  # fmt: skip
    made = io.BytesIO()
    bare = table.drop_columns(list(columns)).replace_schema_metadata(None)
    pq.write_table(bare, made, compression="zstd")
    return made.getvalue(), told
