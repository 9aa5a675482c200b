"""Read the articles of a study, whatever the form of its files, and account for all of them.

Two tables come out: the articles, and a receipt that says of every file what it says it
holds, what was read, and what was rejected and why. Texts are kept exactly as the reader
gives them, so that offsets point into them; nothing is left out in silence.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pandas as pd

from analysis import _metadata
from analysis._exports import Made, Run, rows_of
from analysis._records import EXTRA
from analysis.contracts import SCHEMAS, InputError, TableError, conform, each_row, first_five
from analysis.readers import MOST_BYTES, decode
from analysis.readers._walk import Entry, find, names_in, open_entry
from analysis.study import Study, files

__all__ = ["decode", "n_bytes", "parts", "read", "unbalanced"]

_MOST_CHARACTERS: Final = 50_000_000  # of a part
_MOST_LINES: Final = 1_000  # of the receipt, beyond one for each article
_NO_FILE: Final = ("missing", "remark")

Say = Callable[[str, int], None]


def read(
    study: Study, *paths: Path | str, most_bytes: int = MOST_BYTES
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read all articles of a study.

    Files, folders and zips are read, told apart by their content. Metadata is joined by the
    column ``article``, which holds the name of the file, to files with one article. A
    language that neither metadata nor file gives is detected in the first 2,000 characters.

    Parameters
    ----------
    study : Study
    *paths : Path or str
        Files and folders; the study's articles if none is given.
    most_bytes : int
        Largest file that is read as a whole; tables, lists and WARC files are streamed.

    Returns
    -------
    documents : DataFrame
        The table `documents`, by file name and position, not dated yet (`date_source` is
        ``none``). `raw_metadata` holds what has no column of its own as JSON: the words of
        the date, the identity, the words stated, the query, and the row of the metadata.
        Columns more: `has_body`, `language_source` (``metadata``, ``file``, ``detected``) and
        `language_confidence` (0 to 1, higher is surer; empty unless detected). A language
        below 0.5 stays empty.
    receipt : DataFrame
        The table `receipt`: for each file the rows on its articles that were rejected or
        remarked on, and then the row of the file, where `expected` = `n_read` +
        `n_rejected`. A file rejected as a whole counts as one article rejected. A file with
        one article has its remarks in its own row. At the end: files that only list articles
        which are in files of their own (``skipped`` if the files beside them hold as many),
        rows of the metadata without a file (``missing``), and remarks on the metadata itself
        (``remark``).

    Raises
    ------
    InputError
        If no article could be read, a path is not there, or the metadata is damaged or
        names a file twice.
    TableError
        If the receipt does not balance, which is a mistake in this package.

    Examples
    --------
    >>> from analysis import study
    >>> documents, receipt = read(study.load("seeds/study.yaml"))
    >>> len(documents), receipt["status"].value_counts().to_dict()
    (5, {'read': 5})
    """
    tables = list(parts(study, *paths, most_bytes=most_bytes))
    documents = pd.concat([part for part, _ in tables], ignore_index=True)
    receipt = pd.concat([part for _, part in tables], ignore_index=True)
    if not len(documents):
        raise InputError(_nothing_read(study, paths, receipt))
    wrong = unbalanced(receipt)
    if len(wrong) or receipt["n_read"].sum() != len(documents):
        message = (f"The receipt does not balance ({first_five(wrong['source_file'])}). This is "
                   f"a mistake in framewaves; please report it.")  # fmt: skip
        raise TableError(message)
    return conform(documents, "documents"), receipt


def parts(
    study: Study,
    *paths: Path | str,
    rows: int = 2_000,
    most_bytes: int = MOST_BYTES,
    say: Say | None = None,
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Read the articles of a study in parts, in bounded memory.

    The parts, put together, are what `read` returns, whatever their size; unlike `read` it
    raises nothing if no article was read.

    Parameters
    ----------
    study : Study
    *paths : Path or str
        As in `read`.
    rows : int
        Articles in a part, about; fewer if they are long.
    most_bytes : int
        As in `read`.
    say : callable, optional
        Is called with the name of a file and the number of its bytes that were read since
        the last call; they add up to `n_bytes`.

    Yields
    ------
    documents, receipt : DataFrame
        Either may be without rows; there is one part at least.

    Examples
    --------
    >>> from analysis import study
    >>> [len(documents) for documents, _ in parts(study.load("seeds/study.yaml"), rows=2)]
    [2, 2, 1]
    """
    run = Run.of(study, _metadata.load(study.metadata) if study.metadata else None)
    entries = _entries(study, paths)
    if run.metadata is not None:
        run.metadata.join(names_in(entries))
    batch, first = _Batch(), True
    for made in itertools.chain(_rows(entries, run, most_bytes, say), run.the_end()):
        batch.add(made)
        if batch.is_full(rows):
            yield batch.tables()
            batch, first = _Batch(), False
    if first or batch.has_any():
        yield batch.tables()


def n_bytes(study: Study, *paths: Path | str) -> int:
    """Count the bytes of the files that `read` and `parts` would look at.

    Examples
    --------
    >>> from analysis import study
    >>> n_bytes(study.load("seeds/study.yaml")) > 10_000
    True
    """
    return sum(entry.n_bytes or 0 for entry in _entries(study, paths))


def unbalanced(receipt: pd.DataFrame) -> pd.DataFrame:
    """Give the files of a receipt where `expected` is not `n_read` + `n_rejected`.

    Examples
    --------
    >>> counts = {"expected": [3, 2], "n_read": [2, 2], "n_rejected": [1, 1]}
    >>> names = {"source_file": ["a.docx", "b.docx"], "status": "read"}
    >>> unbalanced(pd.DataFrame({**names, **counts}))["source_file"].tolist()
    ['b.docx']
    """
    table = conform(receipt, "receipt")
    counts = table[["expected", "n_read", "n_rejected"]].fillna(0)
    wrong = counts["expected"] != counts["n_read"] + counts["n_rejected"]
    return table[wrong & table["position_in_file"].isna()].reset_index(drop=True)


def _entries(study: Study, paths: tuple[Path | str, ...]) -> list[Entry]:
    """Find the files; those of the study itself are not articles."""
    chosen = [Path(path) for path in paths] or [study.articles]
    return find(chosen, apart=files(study).values())


def _nothing_read(study: Study, paths: tuple[Path | str, ...], receipt: pd.DataFrame) -> str:
    """Error text for a folder without any article."""
    articles = study.articles
    place = f"{articles.parent.name}/{articles.name}".lstrip("/")
    name = ", ".join(Path(path).name for path in paths) or place
    expected = (
        "Expected are articles as text ('.txt') or Markdown, tables, or exports of databases."
    )
    found = receipt[receipt["position_in_file"].isna() & ~receipt["status"].isin(_NO_FILE)]
    if not len(found):
        return f"The folder {name!r} is empty. {expected}"
    told = first_five(f"{file.source_file} ({file.status}: {file.reason})"
                      for file in each_row(found))  # fmt: skip
    return f"No article could be read from {name!r}; found {len(found):,}: {told}. {expected}"


# In parts -------------------------------------------------------------------------


@dataclass
class _Batch:
    """The rows of one part."""

    documents: list[dict[str, Any]] = field(default_factory=list)
    receipt: list[dict[str, Any]] = field(default_factory=list)
    characters: int = 0

    def add(self, made: Made) -> None:
        """Take a row."""
        if made.document is not None:
            self.documents.append(made.document)
            self.characters += len(made.document["text"])
        if made.receipt is not None:
            self.receipt.append(made.receipt)

    def is_full(self, rows: int) -> bool:
        """Whether the part is large enough."""
        full = len(self.documents) >= rows or len(self.receipt) >= rows + _MOST_LINES
        return full or self.characters >= _MOST_CHARACTERS

    def has_any(self) -> bool:
        """Whether there are rows."""
        return bool(self.documents or self.receipt)

    def tables(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Make the two tables."""
        names = [*SCHEMAS["documents"].names, *EXTRA]
        documents = conform(pd.DataFrame(self.documents, columns=names), "documents")
        receipt = pd.DataFrame(self.receipt, columns=SCHEMAS["receipt"].names)
        return documents.astype(dict(EXTRA)), conform(receipt, "receipt")


def _rows(entries: list[Entry], run: Run, most_bytes: int, say: Say | None) -> Iterator[Made]:
    """Go through all files, and tell how far it is."""
    for entry in entries:
        meter = _Meter(entry.name, entry.n_bytes or 0, say)
        tell = meter.reached if say else None
        for found in open_entry(entry, most_bytes=most_bytes, tell=tell):
            for made in rows_of(found, run):
                yield made
                meter.tell()
        meter.finish()


@dataclass
class _Meter:
    """How far a file was read, told in steps.

    A look through the whole file, to learn its encoding, is no progress: what counts is the
    place from which an article was made.
    """

    name: str
    n_bytes: int
    say: Say | None
    done: int = 0
    told: int = 0

    def reached(self, place: int) -> None:
        """Note the place in the file; it may lie before the last one."""
        self.done = min(self.n_bytes, place)

    def tell(self) -> None:
        """Tell what is new, in steps worth telling."""
        if self.say and self.done - self.told > 100_000:
            self.say(self.name, self.done - self.told)
            self.told = self.done

    def finish(self) -> None:
        """Tell the rest."""
        if self.say:
            self.say(self.name, self.n_bytes - self.told)
