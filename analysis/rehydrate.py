"""Join an archive of `framewaves share` with a reader's own articles, and run it again."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from analysis import report, run_record, study
from analysis._share import comparing, copies, restoring, unpacking
from analysis._share.comparing import Compared
from analysis._share.copies import Own
from analysis.contracts import InputError, each_row
from analysis.study import Study
from analysis.wording import counted

__all__ = ["Rehydrated", "missing_lines", "rehydrate", "run"]

_SHOWN: Final = 20
CORPUS: Final = "corpus.parquet"


@dataclass(frozen=True)
class Rehydrated:
    """A study made from an archive and a reader's articles.

    `by_file` tells whether all files were found byte for byte; `missing` has a row for each
    article that was not found (doc_id, outlet, published_from, title, source_file, and whether
    its words were found with other blanks); `rows_out` counts rows of coders' files that were
    taken out with them; `changed` names files of the study that are not as they were in the run.
    """

    plan: Study
    record: Any
    n_articles: int
    by_file: bool
    missing: pd.DataFrame
    rows_out: int
    changed: tuple[str, ...]

    def said(self) -> str:
        """Say in a sentence what was found."""
        found = self.n_articles - len(self.missing)
        how = "by file, byte for byte" if self.by_file else "article by article, by their texts"
        return f"found {found:,} of {counted(self.n_articles, 'article')} ({how})"


def rehydrate(
    archive: Path,
    articles: Path,
    out: Path,
    *,
    anyway: bool = False,
    say: Callable[[str, int], None] | None = None,
) -> Rehydrated:
    """Write a study from an archive and a reader's own copy of the articles.

    Files are found by their SHA-256, whatever their names and folders. If one is not there, the
    reader's exports are read, and articles are found by the SHA-256 of their texts; they are then
    written as one corpus, with the ids and dates of the archive.

    Parameters
    ----------
    archive : Path
        That `framewaves share` made.
    articles : Path
        Folder (or file) with the reader's articles.
    out : Path
        Folder of the study; it must not be there, or be empty.
    anyway : bool
        Go on with the articles that are there if some are missing; rows of coders' files that
        are of missing ones are taken out.
    say : callable, optional
        Is told the name of a file and the number of bytes read since the last call.

    Returns
    -------
    Rehydrated

    Raises
    ------
    InputError
        If the archive is damaged, changed or hostile; if `out` holds something; if articles are
        missing (all of them, or any without `anyway`).
    """
    if not articles.exists():
        raise InputError(f"--articles {articles}: there is no such folder or file.")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise InputError(f"--out {out}: there is something already. Name a new folder.")
    with tempfile.TemporaryDirectory(prefix="framewaves-") as place:
        unpacked = Path(place)
        unpacking.unpack(archive, unpacked)
        record = run_record.read(unpacked)
        documents = restoring.read_table(unpacked / "data", "documents")
        plan = study.load(unpacked / "study", articles_needed=False)
        own, by_file = _found(unpacked, documents, plan, articles, say)
        missing = _missing(documents, own, by_file=by_file)
        _refuse(missing, len(documents), anyway=anyway)
        with _whole_or_not(out):
            made, rows_out = _written(unpacked, out, documents, own, missing, by_file=by_file)
        changes = run_record.of_inputs(record, study.hashes(made)) if by_file else []
        changed = tuple(one.name for one in changes)
        return Rehydrated(made, record, len(documents), by_file, missing, rows_out, changed)


@contextmanager
def _whole_or_not(out: Path) -> Iterator[None]:
    """Take a folder away again that was not there, or empty, if it cannot be made whole."""
    try:
        yield
    except BaseException:
        shutil.rmtree(out, ignore_errors=True)
        raise


def _found(
    unpacked: Path, documents: pd.DataFrame, plan: Study, articles: Path,
    say: Callable[[str, int], None] | None,
) -> tuple[Own, bool]:  # fmt: skip
    """Look for files first; if one that gave articles is not there, for texts."""
    listed = restoring.read_table(unpacked / "data", "files")
    files = copies.files(listed, articles)
    needed = set(listed.loc[listed["n_articles"] != "0", "name"])
    if needed <= set(files):
        return Own(files=files), True
    return copies.texts(documents, plan, articles, say=say), False


def _missing(documents: pd.DataFrame, own: Own, *, by_file: bool) -> pd.DataFrame:
    """List the articles that were not found."""
    hashes = documents["text_sha256"]
    gone = documents[~hashes.isin(list(own.rows))] if not by_file else documents.head(0)
    columns = ["doc_id", "outlet", "published_from", "title", "source_file"]
    other = gone["text_sha256"].isin(list(own.nearly))
    return gone[columns].assign(other_blanks=other).reset_index(drop=True)


def missing_lines(missing: pd.DataFrame) -> list[str]:
    """Describe articles that were not found, so that they can be looked for.

    Examples
    --------
    >>> row = {"doc_id": "0a", "outlet": "The Gazette", "published_from": "2031-05-01",
    ...        "title": "", "source_file": "a.docx", "other_blanks": True}
    >>> missing_lines(pd.DataFrame([row]))
    ['  The Gazette, 2031-05-01, 0a (its words are there, with other blanks)']
    """
    lines = []
    for row in each_row(missing.head(_SHOWN)):
        title = f"'{row.title}'" if row.title else ""
        parts = [row.outlet or row.source_file, row.published_from, title, row.doc_id]
        blanks = " (its words are there, with other blanks)" if row.other_blanks else ""
        lines.append("  " + ", ".join(filter(None, parts)) + blanks)
    if len(missing) > _SHOWN:
        more = len(missing) - _SHOWN
        lines.append(f"  and {more:,} more; data/documents.csv of the archive lists all articles")
    return lines


def _refuse(missing: pd.DataFrame, total: int, *, anyway: bool) -> None:
    """Raise if articles are missing and nobody wants to go on without them."""
    if missing.empty or (anyway and len(missing) < total):
        return
    found = total - len(missing)
    lines = [f"Found {found:,} of {counted(total, 'article')}. Not found:"]
    lines += missing_lines(missing)
    if missing["other_blanks"].any():
        lines.append("Articles with other blanks come from another form of export: offsets do not "
                     "fit them. Get them in the form that data/documents.csv names "
                     "(source_format).")  # fmt: skip
    lines.append("Put them into the folder that --articles names."
                 + (" With --anyway the others are used; tables will then differ."
                    if found else ""))  # fmt: skip
    raise InputError("\n".join(lines))


def _written(
    unpacked: Path, out: Path, documents: pd.DataFrame, own: Own, missing: pd.DataFrame, *,
    by_file: bool,
) -> tuple[Study, int]:  # fmt: skip
    """Write the study; give it, and the rows that were taken out of coders' files."""
    named = study.load(unpacked / "study", articles_needed=False).articles
    inside = named.resolve().is_relative_to((unpacked / "study").resolve())
    file = inside and named.suffix == ".parquet"  # the articles of the run were a corpus
    place = None if inside and (by_file or file) else ("articles" if by_file else CORPUS)
    plan = restoring.study_files(unpacked, out, articles=place)
    if by_file:
        restoring.copy_files(plan, own.files)
    else:
        restoring.write_corpus(documents, own, plan)
    receipt = unpacked / "tables" / "receipt.csv"
    if plan.articles.is_file() and receipt.is_file():
        beside = plan.articles.with_name(f"{plan.articles.stem}.receipt.csv")
        beside.write_bytes(receipt.read_bytes())
    texts, hashes = restoring.read_texts(plan, restoring.pointed_to(out, plan))
    _check(documents, hashes, missing)
    gone = {*missing["doc_id"], *missing["source_file"]}
    rows_out = restoring.fill(out, plan, texts, gone - _kept(documents, missing))
    return study.load(out), rows_out


def _kept(documents: pd.DataFrame, missing: pd.DataFrame) -> set[str]:
    """Files of which some articles are there: their name does not tell which row is missing."""
    there = documents[~documents["doc_id"].isin(missing["doc_id"])]
    return set(there["source_file"])


def _check(documents: pd.DataFrame, hashes: dict[str, str], missing: pd.DataFrame) -> None:
    """Raise unless the articles that were found are read as they were for the archive."""
    wanted = documents[~documents["doc_id"].isin(missing["doc_id"])]
    other = [row.doc_id for row in each_row(wanted) if hashes.get(row.doc_id) != row.text_sha256]
    if other:
        message = (f"{counted(len(other), 'article')} are not read as they were when the archive "
                   f"was made, so that offsets would not fit. Install the version of framewaves "
                   f"that environment/versions.json in the archive names.")  # fmt: skip
        raise InputError(message)


def run(
    made: Rehydrated, out: Path, *, say: Callable[[str], None] = print, bar: bool = False
) -> Compared:
    """Run the notebooks of a rehydrated study, and compare what they make.

    Parameters
    ----------
    made : Rehydrated
    out : Path
        Folder of the study; the run goes into its `reports`.
    say, bar
        As in `report.execute`.

    Returns
    -------
    Compared
    """
    plan, record = made.plan, made.record
    names = [f"{entry['name']}.ipynb" for entry in record["notebooks"]]
    inputs = study.hashes(plan)
    folder = out / "reports" / report.run_name(plan.title, record["parameters"], inputs)
    figures = folder / "figures"
    planned = report.Run(
        study=plan.title,
        question=plan.question or "",
        notebooks=[path for name in names if (path := out / "notebooks" / name).is_file()],
        parameters=record["parameters"],
        places=run_record.places(plan.file, folder, figures),
        inputs=inputs,
        folder=folder,
        figures=figures,
        kept=run_record.kept(plan.file, plan.codebook, plan.voices),
    )
    report.execute(planned, say=say, bar=bar)
    return comparing.compared(record, run_record.read(folder))
