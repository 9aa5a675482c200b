"""Find a reader's own copies of the articles of an archive: by file, else article by article."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import _study_files, corpus
from analysis._share.data import of_text
from analysis.contracts import each_row
from analysis.study import Study

__all__ = ["Own", "files", "texts"]


@dataclass
class Own:
    """What was found of a reader's articles.

    `files` maps the name of a file of the archive to the reader's file with the same bytes;
    `rows` maps the hash of a text to the article as the reader's exports have it. `nearly` are
    hashes of texts of which the words were found, with other blanks and line breaks.
    """

    files: dict[str, Path] = field(default_factory=dict)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    nearly: set[str] = field(default_factory=set)


def files(listed: pd.DataFrame, folder: Path) -> dict[str, Path]:
    """Find files by their SHA-256, whatever they are called and however deep they lie.

    Parameters
    ----------
    listed : DataFrame
        Columns name, sha256 and n_bytes.
    folder : Path
        With the reader's files; or one file.

    Returns
    -------
    dict of str to Path
    """
    sizes = set(listed["n_bytes"].astype("int64"))
    wanted = set(listed["sha256"])
    there: dict[str, Path] = {}
    for path in sorted(_study_files.below(folder)):
        try:
            fits = path.stat().st_size in sizes
        except OSError:
            continue
        if fits and (sha256 := _study_files.digest(path)) in wanted:
            there.setdefault(sha256, path)
    return {row.name: there[row.sha256] for row in each_row(listed) if row.sha256 in there}


def texts(
    documents: pd.DataFrame,
    plan: Study,
    folder: Path,
    *,
    say: Callable[[str, int], None] | None = None,
) -> Own:
    """Find articles by the SHA-256 of their texts, after reading the reader's exports.

    Parameters
    ----------
    documents : DataFrame
        Of the archive: text_sha256 and words_sha256.
    plan : Study
        Says how files are read.
    folder : Path
    say : callable, optional
        As in `corpus.parts`.

    Returns
    -------
    Own
        With `rows` and `nearly`.
    """
    wanted = set(documents["text_sha256"])
    by_words = dict(zip(documents["words_sha256"], documents["text_sha256"], strict=True))
    found = Own()
    reading = replace(plan, articles=folder, metadata=None)
    for part, _ in corpus.parts(reading, folder, say=say):
        for row in _records(part):
            if row["text_sha256"] in wanted:
                found.rows.setdefault(str(row["text_sha256"]), row)
            else:
                words = of_text(str(row["text"]))[1]
                if words in by_words:
                    found.nearly.add(by_words[words])
    found.nearly -= set(found.rows)
    return found


def _records(table: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Rows as mappings; what is not known is None."""
    plain = table.astype("object").where(table.notna(), None)
    names = [str(name) for name in plain.columns]
    yield from (dict(zip(names, row, strict=True)) for row in plain.itertuples(index=False))
