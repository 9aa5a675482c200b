"""Write a study from an archive and a reader's own articles, so that its notebooks run on it."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis import _formulas, corpus, dating, duplicates, study
from analysis._records import EXTRA
from analysis._share import pointers, study_text
from analysis._share.copies import Own
from analysis._share.data import DATES
from analysis._share.unpacking import safe
from analysis.contracts import SCHEMAS, InputError, conform, each_row, first_five
from analysis.study import Study

__all__ = ["copy_files", "fill", "pointed_to", "read_table", "read_texts", "study_files",
           "write_corpus"]  # fmt: skip

_ARROW: Final = {"bool": pa.bool_(), "str": pa.string(), "float64": pa.float64()}
_ARCHIVED: Final = ("doc_id", "source_file", "source_format", "position_in_file", "outlet",
                    "language", "language_source", "language_confidence", "has_body")  # fmt: skip
_OWNERS: Final = ("article", "source_file", "doc_id", "unit_id")


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """Read a table of an archive, all cells as text, as it was before it was made safe to open.

    Raises
    ------
    InputError
        If it is not there or damaged.
    """
    path = folder / f"{name}.csv"
    try:
        if not path.exists():
            table = pq.read_table(folder / f"{name}.parquet").to_pandas().astype("str")
        else:
            table = pd.read_csv(path, dtype="str", keep_default_na=False)
    except (OSError, ValueError, pa.ArrowException) as cause:
        message = f"data/{name} of the archive is not there or damaged. Download it again."
        raise InputError(message) from cause
    return pd.DataFrame({name: table[name].map(_formulas.plain) for name in table.columns})


# The articles ---------------------------------------------------------------------


def copy_files(plan: Study, found: Mapping[str, Path]) -> None:
    """Copy the reader's files to where the study has them, under the names of the archive.

    Raises
    ------
    InputError
        If a name leads out of the study.
    """
    strange = [name for name in found if not safe(name)]
    if strange:
        raise InputError(f"The archive names files that cannot be: {first_five(strange)}.")
    single = len(found) == 1 and plan.articles.name in found and plan.articles.suffix != ""
    for name, path in found.items():
        target = plan.articles if single else plan.articles / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def write_corpus(documents: pd.DataFrame, own: Own, plan: Study) -> int:
    """Write the articles that were found as a corpus, with the ids and dates of the archive.

    Parameters
    ----------
    documents : DataFrame
        Of the archive, all cells as text.
    own : Own
    plan : Study
        Its `articles` is the file to be written.

    Returns
    -------
    int
        Articles written.
    """
    rows = [_row(row, own.rows[row["text_sha256"]]) for row in documents.to_dict("records")
            if row["text_sha256"] in own.rows]  # fmt: skip
    names = [*SCHEMAS["documents"].names, *EXTRA]
    table = conform(pd.DataFrame(rows, columns=names), "documents").astype(dict(EXTRA))
    whole = duplicates.mark(dating.date(table, plan), plan)
    schema = SCHEMAS["documents"]
    for name, kind in EXTRA.items():
        schema = schema.append(pa.field(name, _ARROW[kind]))
    plan.articles.parent.mkdir(parents=True, exist_ok=True)
    made = pa.Table.from_pandas(whole[schema.names], schema=schema, preserve_index=False)
    pq.write_table(made.replace_schema_metadata(None), plan.articles, compression="zstd")
    return len(whole)


def _row(archived: Mapping[Any, str], own: Mapping[str, Any]) -> dict[str, Any]:
    """Join what the archive says of an article with the reader's text."""
    said = {str(name): value or None for name, value in archived.items()}
    made = {**own, **{name: said.get(name) for name in _ARCHIVED}}
    made |= {name: said[name] or own.get(name) for name in ("title", "url") if name in said}
    made["position_in_file"] = int(said["position_in_file"] or 1)
    made["has_body"] = said["has_body"] != "False"
    confidence = said["language_confidence"]
    made["language_confidence"] = float(confidence) if confidence else float("nan")
    made |= {"date_source": "none", "raw_metadata": _raw(own, said["dates_written"])}
    return made


def _raw(own: Mapping[str, Any], dates: str | None) -> str | None:
    """Give the reader's further fields, with the days as the archive has them."""
    known = own.get("raw_metadata")
    raw = json.loads(known) if isinstance(known, str) else {}
    kept = {name: value for name, value in raw.items() if name not in DATES}
    kept |= json.loads(dates) if dates else {}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else None


def read_texts(plan: Study, wanted: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Read the articles of the study that was written.

    Returns
    -------
    dict of str to str
        doc_id to text, of those wanted.
    dict of str to str
        doc_id to text_sha256, of all.
    """
    texts: dict[str, str] = {}
    hashes: dict[str, str] = {}
    for part, _ in corpus.parts(plan):
        for row in each_row(part):
            hashes[row.doc_id] = row.text_sha256
            if row.doc_id in wanted:
                texts[row.doc_id] = row.text
    return texts, hashes


# The files of the study -----------------------------------------------------------


def study_files(unpacked: Path, out: Path, *, articles: str | None) -> Study:
    """Copy study and notebooks out of an archive.

    Parameters
    ----------
    unpacked, out : Path
        The archive, and the folder of the study, which is made.
    articles : str, optional
        Where the articles will be, in place of what the study says.

    Returns
    -------
    Study
        As it is read from there.
    """
    shutil.copytree(unpacked / "study", out, dirs_exist_ok=True)
    if (unpacked / "notebooks").is_dir():
        shutil.copytree(unpacked / "notebooks", out / "notebooks", dirs_exist_ok=True)
    file = out / "study.yaml"
    if articles is not None:
        text = study_text.with_key(file.read_text(encoding="utf-8"), "articles", articles)
        file.write_text(text, encoding="utf-8")
    return study.load(file, articles_needed=False)


def fill(out: Path, plan: Study, texts: Mapping[str, str], missing: Iterable[str]) -> int:
    """Put the texts back into the files of coders; rows of missing articles are taken out.

    Parameters
    ----------
    out : Path
        Folder of the study.
    plan : Study
    texts : mapping of str to str
        doc_id to text.
    missing : iterable of str
        doc_id and source_file of articles that were not found.

    Returns
    -------
    int
        Rows taken out.
    """
    gone, taken = set(missing), 0
    for path in _coders_files(out, plan):
        content, _ = pointers.filled(path.name, path.read_bytes(), texts)
        if gone and path.suffix.lower() != ".xlsx" and path != plan.metadata:
            content, number = _without(content, gone)
            taken += number
        path.write_bytes(content)
    return taken


def _coders_files(out: Path, plan: Study) -> list[Path]:
    """Files of the study with cells of texts."""
    apart = {"notebooks", "articles", plan.articles.name, f"{plan.articles.stem}.receipt.csv"}
    return [path for path in sorted(out.rglob("*"))
            if path.suffix.lower() in pointers.SUFFIXES and path.is_file()
            and path.relative_to(out).parts[0] not in apart]  # fmt: skip


def pointed_to(out: Path, plan: Study) -> set[str]:
    """Name the articles that pointers in the files of coders lead to."""
    found: set[str] = set()
    for path in _coders_files(out, plan):
        found |= pointers.articles(path.name, path.read_bytes())
    return found


def _without(content: bytes, gone: set[str]) -> tuple[bytes, int]:
    """Take the rows of some articles out of a table."""
    text = content.decode("utf-8-sig")
    separator = max(",;\t", key=text.split("\n", 1)[0].count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    owners = [at for at, name in enumerate(rows[0] if rows else []) if name in _OWNERS]
    kept = [row for number, row in enumerate(rows)
            if not number or not any(at < len(row) and _owner(row[at]) & gone
                                     for at in owners)]  # fmt: skip
    if len(kept) == len(rows):
        return content, 0
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=separator, lineterminator="\n").writerows(kept)
    return made.getvalue().encode(), len(rows) - len(kept)


def _owner(cell: str) -> set[str]:
    """Give the names by which a cell can mean an article."""
    return {cell, re.split(r":(?:sentence|paragraph|document)\b", cell)[0]}
