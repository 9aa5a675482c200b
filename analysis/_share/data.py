"""What is known of the articles without their texts: tables of articles, units and codes."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis import _study_files, contracts, export, material
from analysis._share.left_out import LeftOut
from analysis._share.passages import Article
from analysis.codebook import Codebook
from analysis.contracts import each_row
from analysis.study import Study

__all__ = ["DATES", "DOCUMENTS", "FILES", "Shared", "files", "of_text", "write"]

DOCUMENTS: Final = (
    "doc_id", "source_file", "source_format", "position_in_file", "text_sha256", "words_sha256",
    "characters", "words", "has_body", "outlet", "title", "url", "language", "language_source",
    "language_confidence", "published_from", "published_to", "date_source", "dates_written",
    "wave", "wave_source", "cluster_id", "cluster_role",
)  # fmt: skip
"""Columns of the table of articles, in order."""

FILES: Final = ("name", "sha256", "n_bytes", "n_articles")

DATES: Final = (
    "date", "date_precision", "load_date", "update_date", "crawl_date", "seen_date",
    "indexed_date",
)  # fmt: skip
"""What of `raw_metadata` says when an article came out."""

_TABLES: Final = ("segments", "hits", "codings")


class Shared:
    """The material of a study, and the articles in it as they are named in complaints."""

    def __init__(self, plan: Study, book: Codebook) -> None:
        self.plan, self.book = plan, book
        self.whole = material.read(plan, book)
        self.documents = _with_raw(self.whole.documents, plan)

    def articles(self) -> Iterator[Sequence[Article]]:
        """Go through the articles with their texts, some at a time."""
        for part in self.whole.each(self.whole.documents):
            yield [Article(f"{row.doc_id} ({row.source_file})", row.text)
                   for row in each_row(part.documents)]  # fmt: skip

    def near(self, doc_ids: set[str]) -> tuple[dict[str, str], pd.DataFrame]:
        """Texts of some articles by their doc_id, and their units."""
        documents = self.whole.documents
        some = documents[documents["doc_id"].isin(doc_ids)]
        shown = self.whole.shown(some, seed=0, most=len(some))
        texts = dict(zip(shown.documents["doc_id"], shown.documents["text"], strict=True))
        return texts, shown.segments


def _with_raw(documents: pd.DataFrame, plan: Study) -> pd.DataFrame:
    """Give articles of a large corpus what only its file says: its codes leave that out."""
    if documents["raw_metadata"].notna().any() or not plan.articles.is_file():
        return documents
    try:
        known = set(pq.read_schema(plan.articles).names)
        names = [name for name in ("raw_metadata", "has_body", "language_source",
                                   "language_confidence") if name in known]  # fmt: skip
        said = pq.read_table(plan.articles, columns=["doc_id", *names]).to_pandas()
    except (pa.ArrowException, OSError, ValueError):
        return documents
    there = [name for name in names if name in documents.columns]
    return documents.drop(columns=there).merge(said, on="doc_id", how="left")


# Articles -------------------------------------------------------------------------


def write(shared: Shared, folder: Path, *, limit: int) -> list[LeftOut]:
    """Write the tables of articles, units and codes, without texts.

    Parameters
    ----------
    shared : Shared
    folder : Path
        Made if absent: `documents`, `files`, `segments`, `hits`, `codings`, `tallies`, and what
        there is of `human_codings`, `gold` and `samples`, each CSV or (of more than 200,000 rows)
        Parquet.
    limit : int
        Words up to which a title is shared.

    Returns
    -------
    list of LeftOut
    """
    whole = shared.whole
    documents, told = _documents(shared, limit)
    export.save_table(documents, "documents", folder=folder)
    export.save_table(files(shared.plan, documents), "files", folder=folder)
    told += _units(shared, folder)
    by = [name for name in ("wave", "language") if whole.documents[name].notna().any()]
    export.save_table(whole.tallies(whole.documents, by=by), "tallies", folder=folder)
    codes = whole.codes()
    for name, table in (("human_codings", codes.human), ("gold", codes.gold),
                        ("samples", codes.sample)):  # fmt: skip
        if table is not None and len(table):
            export.save_table(table, name, folder=folder)
    return told


def _documents(shared: Shared, limit: int) -> tuple[pd.DataFrame, list[LeftOut]]:
    """Make the table of articles."""
    table = shared.documents.copy()
    texts = {row.doc_id: of_text(row.text) for part in shared.whole.each(shared.whole.documents)
             for row in each_row(part.documents)}  # fmt: skip
    table["characters"] = [texts[doc_id][0] for doc_id in table["doc_id"]]
    table["words_sha256"] = [texts[doc_id][1] for doc_id in table["doc_id"]]
    raw = table["raw_metadata"].tolist()
    table["dates_written"] = pd.Series([_dates(said) for said in raw], dtype="str",
                                       index=table.index)  # fmt: skip
    has_body = table["has_body"] if "has_body" in table else pd.Series(True, index=table.index)
    table["has_body"] = has_body.fillna(True).astype(bool)
    long = table["title"].fillna("").map(lambda title: len(title.split()) > limit)
    whole = ~table["has_body"]
    table["title"] = table["title"].where(~(long | whole))
    told = [
        LeftOut("data/documents", f"column {column}", why, int(table[column].notna().sum()))
        for column, why in (("text", "under the copyright of its publisher"),
                            ("author", "names of people; the reader's own copy has them"),
                            ("section", "not needed; the reader's own copy has it"),
                            ("raw_metadata", "can hold summaries; its dates are shared"),
                            ("date_evidence", "quotes articles; made again from them"))
    ]  # fmt: skip
    for mask, why in ((long, f"more than {limit} words"), (whole, "all that there is of a text")):
        if n := int(mask.sum()):
            told.append(LeftOut("data/documents", "titles", why, n))
    for name in DOCUMENTS:
        if name not in table:
            table[name] = None
    return table[list(DOCUMENTS)], told


def of_text(text: str) -> tuple[int, str]:
    r"""Give the length of a text, and a hash of its words that white space does not change.

    Examples
    --------
    >>> of_text("No tram.")[1] == of_text("No\n\n tram.")[1]
    True
    """
    words = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
    return len(text), words


def _dates(said: object) -> str | None:
    """Give what an article says of its dates as JSON; None if it says nothing."""
    try:
        raw = json.loads(said) if isinstance(said, str) else {}
    except ValueError:
        raw = {}
    kept = {name: raw[name] for name in DATES if isinstance(raw, dict) and raw.get(name)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else None


def files(plan: Study, documents: pd.DataFrame) -> pd.DataFrame:
    """List the files of the articles with their hashes, and how many articles each gave.

    Parameters
    ----------
    plan : Study
    documents : DataFrame
        With `source_file`.

    Returns
    -------
    DataFrame
        Columns `FILES`, by name. The file of a corpus gave all articles, an archive those of
        the files in it.
    """
    place = plan.articles
    folder = place if place.is_dir() else place.parent
    given = documents["source_file"].value_counts()
    rows = []
    for path in sorted(_study_files.below(place)):
        name = _study_files.safe_name(path, folder)
        inside = given[given.index.str.startswith(f"{name}/")].sum()
        number = int(given.get(name, 0) + inside) if place.is_dir() else len(documents)
        rows.append((name, _study_files.digest(path), path.stat().st_size, number))
    return pd.DataFrame(sorted(rows), columns=list(FILES))


# Units and codes ------------------------------------------------------------------


def _units(shared: Shared, folder: Path) -> list[LeftOut]:
    """Write the tables of units and codes; those of a large corpus part by part."""
    told = 0
    writers: dict[str, pq.ParquetWriter] = {}
    kept: dict[str, list[pd.DataFrame]] = {name: [] for name in _TABLES}
    large = shared.whole.source.in_parts
    for part in shared.whole.each(shared.whole.documents):
        for name in _TABLES:
            table = getattr(part, name)
            if name == "hits":
                told += len(table)
                table = table.drop(columns="matched")
            if large:
                _append(writers, name, table, folder)
            else:
                kept[name].append(table)
    for writer in writers.values():
        writer.close()
    for name, tables in kept.items():
        if not large:
            own = tables or [contracts.empty(name)]
            export.save_table(pd.concat(own, ignore_index=True), name, folder=folder)
    return [LeftOut("data/hits", "column matched", "words of articles; offsets say where", told)]


def _append(
    writers: dict[str, pq.ParquetWriter], name: str, table: pd.DataFrame, folder: Path
) -> None:
    """Write a part of a table as a row group of its own."""
    wanted = [field for field in contracts.SCHEMAS[name] if field.name in table.columns]
    schema = pa.schema(wanted)
    if name not in writers:
        folder.mkdir(parents=True, exist_ok=True)
        writers[name] = pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd")
    made = pa.Table.from_pandas(table[schema.names], schema=schema, preserve_index=False)
    writers[name].write_table(made.replace_schema_metadata(None))
