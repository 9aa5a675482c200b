"""Code a corpus of any size into a folder, part by part, and count what lies there.

The chain of the notebooks - roles, units, repeats, languages, hits, codes - for a corpus that
does not fit into memory. `begin` says which parts of a corpus file are to be coded, `work` codes
one of them, and `open` gives the folder back: its tallies, and any articles of it as the
tables of the stages. The numbers are those that the stages give of the whole corpus.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd
import pyarrow as pa

from analysis import clean, codebook, coding, contracts, language, segment
from analysis._coded import corpus_file, layout, manifest, totals, wide
from analysis._coded.manifest import Manifest
from analysis._coded.opened import Coded, Part, Some, frame_of
from analysis._coded.totals import Totals
from analysis._intervals import counted
from analysis._waves import holding
from analysis.codebook import Codebook
from analysis.contracts import InputError, first_five
from analysis.study import Study

__all__ = [
    "Begun", "Coded", "Job", "Part", "Some", "Totals", "begin", "finish", "open", "part",
    "problems", "segments", "wave_remarks", "work",
]  # fmt: skip

_AGAIN: Final = "Run 'framewaves code' with this folder again: it goes on where it was."
_DATES: Final = ("wave", "date_source", "published_from", "published_to")
_STATED: Final = ("header", "metadata")


class Job(NamedTuple):
    """One part to be coded: a row group of the corpus, for the run of this hash."""

    corpus: str
    folder: str
    number: int
    run: str


@dataclass(frozen=True)
class Begun:
    """What is to be done: `jobs`, and what was done `before`; parts and articles of both."""

    jobs: tuple[Job, ...]
    before: Totals
    n_parts: int
    n_articles: int


def segments(documents: pd.DataFrame, *, languages: tuple[str, ...], unit: str) -> pd.DataFrame:
    """Split articles into units of coding, with role and language, as the notebooks do.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``, with texts.
    languages : tuple of str
        Those that a sentence may be told to be in.
    unit : str
        As in `segment.split`.

    Returns
    -------
    DataFrame
        Contract ``segments``.

    Examples
    --------
    >>> segments(contracts.empty("documents"), languages=("en",), unit="sentence").empty
    True
    """
    split = segment.split(documents, clean.blocks(documents), unit=unit)
    marked = clean.mark_repeats(split, documents)
    return language.sentences(marked, documents, languages=languages)


def part(documents: pd.DataFrame, plan: Study, book: Codebook) -> Part:
    """Code some articles as the notebooks do.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``, with texts.
    plan : Study
        Its languages are those that a sentence may be told to be in.
    book : Codebook
        Says the unit of coding and what is asked of it.

    Returns
    -------
    Part
        `documents` without their texts, `units` with a column ``code:<frame>`` for each frame
        (1, 0; null where the unit was not asked), `hits` with the `position` of their unit.
        Units sorted by `doc_id` and `position`; hits as `coding.hits` sorts them.

    Examples
    --------
    >>> from analysis import corpus, study
    >>> plan = study.load("seeds/study.yaml")
    >>> made = part(corpus.read(plan)[0], plan, codebook.load(plan.codebook))
    >>> len(made.units), made.units.columns[-1], made.documents["text"].unique().tolist()
    (181, 'code:market_impact', [''])
    """
    known = contracts.conform(documents, "documents")
    units, hits = _tables(known, plan.languages, book)
    bare = contracts.conform(known.assign(text="", raw_metadata=None), "documents")
    return Part(bare, frame_of(units), frame_of(hits))


def _tables(
    documents: pd.DataFrame, languages: tuple[str, ...], book: Codebook
) -> tuple[pa.Table, pa.Table]:
    """Chain the stages: units with their codes, and hits."""
    made = segments(documents, languages=languages, unit=book.unit)
    hits = coding.hits(documents, made, book)
    return wide.units_table(made, hits, book), wide.hits_table(hits, made)


# Coding a corpus ----------------------------------------------------------------


def begin(
    corpus: Path, plan: Study, book: Codebook, folder: Path, *, again: bool = False
) -> Begun:  # fmt: skip
    """Check corpus and folder, and say which parts are to be coded.

    Parts that were done before, by the same corpus, codebook and languages, and whose files are
    whole (size and hash), stay; files that are damaged, unfinished or of no part are removed.

    Parameters
    ----------
    corpus : Path
        As `framewaves ingest` writes it; a part is one of its row groups.
    plan, book
        The study and its codebook.
    folder : Path
        Where the codes go; made if it is not there.
    again : bool
        Code everything anew, whatever is there.

    Raises
    ------
    InputError
        If the corpus cannot be used, the folder is not one of codes, cannot be written or holds
        codes of something else.
    """
    known = corpus_file.look(corpus)
    text = manifest.book_text(plan)
    wanted = manifest.made_of(known, plan, book, text)
    _check_folder(folder)
    there = None if again else manifest.load(folder)
    if there is not None:
        manifest.differences(folder, there, wanted)
    if again:
        for number in range(len(wanted.rows)):
            layout.forget(folder, number)
    layout.save_text(folder / layout.BOOK, text)
    manifest.save(folder, wanted)
    before, jobs = Totals(), []
    for number in range(len(wanted.rows)):
        found = layout.record(folder, number, wanted.run)
        if found is not None and layout.fits(folder, found):
            before.add(found)
            continue
        layout.forget(folder, number)
        jobs.append(Job(str(corpus.resolve()), str(folder.resolve()), number, wanted.run))
    _tidy(folder, len(wanted.rows))
    return Begun(tuple(jobs), before, len(wanted.rows), wanted.n_articles)


def _check_folder(folder: Path) -> None:
    """Raise if the folder holds anything but codes."""
    try:
        names = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    except OSError as cause:
        message = f"{folder}: this is no folder that can be read ({cause.strerror})."
        raise InputError(message) from cause
    own = {*layout.KINDS, layout.DONE, layout.BOOK, layout.MANIFEST}
    strange = [name for name in names if name not in own and not name.startswith(".")]
    if strange:
        message = (f"{folder}: this folder holds other files ({first_five(strange)}). Name one "
                   f"that is empty, or is not there yet.")  # fmt: skip
        raise InputError(message)


def _tidy(folder: Path, n_parts: int) -> None:
    """Remove what was left unfinished, and files of parts that there are not."""
    for path in layout.strays(folder, n_parts):
        try:
            path.unlink(missing_ok=True)
        except OSError as cause:
            raise layout.writing(path, cause) from cause


def work(job: Job) -> dict[str, Any]:
    """Code one part and write it, whole or not at all; may be done twice.

    Returns
    -------
    dict
        The record of the part: its counts, and size and hash of its files.

    Raises
    ------
    InputError
        If the corpus cannot be read or a file cannot be written.
    """
    try:
        return _work(job)
    except OSError as cause:  # such as a disk that is full, where a library keeps its files
        message = (f"{job.corpus}: part {job.number} cannot be coded ({cause.strerror or cause}). "
                   f"What is done is kept; mend this and run the same command again.")  # fmt: skip
        raise InputError(message) from cause


def _work(job: Job) -> dict[str, Any]:
    """Code one part and write it."""
    corpus, folder = Path(job.corpus), Path(job.folder)
    made, book = _made(job.folder, job.run)
    sums, unlike = Totals(), InputError(f"{corpus}: the corpus is not the one it was.")
    if not corpus.is_file() or corpus.stat().st_size != made.corpus_bytes:
        raise unlike
    schemas = {"documents": corpus_file.schema(corpus), "hits": wide.HITS,
               "units": wide.unit_schema(book.frame_ids)}  # fmt: skip
    with layout.Writer(folder, job.number, schemas) as files:
        for table in corpus_file.batches(corpus, job.number):
            frame = contracts.conform(frame_of(table.drop_columns("raw_metadata")), "documents")
            units, hits = _tables(frame, made.languages, book)
            sums.add(totals.of_batch(table, units, hits))
            files.add(documents=_without_texts(table), units=units, hits=hits)
        if sums.articles != made.rows[job.number]:
            raise unlike
        _same_run(folder, job.run)
        return files.done(job.run, sums.written())


def finish(folder: Path) -> Coded:
    """End a run whose parts are all done: remove what killed workers left, and open the folder.

    Raises
    ------
    InputError
        As `open`; or a file cannot be removed.
    """
    opened = open(folder)
    _tidy(folder, len(opened.made_of.rows))
    return opened


@lru_cache(maxsize=4)
def _made(folder: str, run: str) -> tuple[Manifest, Codebook]:
    """Read what a run is made of, once in each process."""
    made = _same_run(Path(folder), run)
    return made, _book(Path(folder), made)


def _same_run(folder: Path, run: str) -> Manifest:
    """Raise if another run has begun in the folder since this one."""
    made = manifest.load(folder)
    if made is None or made.run != run:
        message = f"{folder}: another run has begun in this folder. Run one at a time."
        raise InputError(message)
    return made


def _without_texts(table: pa.Table) -> pa.Table:
    """Empty the columns that hold whole texts."""
    blank = {"text": pa.repeat("", table.num_rows), "raw_metadata": pa.nulls(table.num_rows,
             pa.string())}  # fmt: skip
    for name, column in blank.items():
        table = table.set_column(table.column_names.index(name), table.schema.field(name), column)
    return table


# Reading codes back -------------------------------------------------------------


def open(folder: Path) -> Coded:  # noqa: A001 - `coded.open(folder)` says what it does
    """Open a folder of codes.

    Parameters
    ----------
    folder : Path
        As `framewaves code` wrote it.

    Returns
    -------
    Coded
        Reads what is asked for, when it is asked for.

    Raises
    ------
    InputError
        If there are no codes, parts are not done yet, or files are missing or damaged (by their
        size; `begin` also looks at their hash).
    """
    made = manifest.load(folder)
    if made is None:
        message = f"{folder}: there are no codes here. Write them with 'framewaves code'."
        raise InputError(message)
    sums, undone = Totals(), []
    for number in range(len(made.rows)):
        found = layout.record(folder, number, made.run)
        if found is None or not layout.fits(folder, found, hashes=False):
            undone.append(number)
        else:
            sums.add(found)
    if undone:
        message = f"{folder}: {len(undone):,} of {len(made.rows):,} parts are not done. {_AGAIN}"
        raise InputError(message)
    return Coded(folder, _book(folder, made), sums, made)


def _book(folder: Path, made: Manifest) -> Codebook:
    """Read the codebook that is kept beside the codes."""
    book = codebook.load(folder / layout.BOOK)
    if book.reference != made.codebook:
        message = f"{folder / layout.BOOK}: this is not {made.codebook}. {_AGAIN}"
        raise InputError(message)
    return book


def problems(opened: Coded) -> list[str]:
    """Say what does not add up in a folder of codes; nothing, if all is well.

    Compared are the articles of the corpus, what was read, what was coded or not and why, and
    the rows that the files themselves say they hold.
    """
    return totals.problems(opened.folder, opened.made_of, opened.totals)


def wave_remarks(place: Path, plan: Study) -> list[str]:
    """Say where the news waves in a corpus are not those of the study.

    A corpus keeps the waves that `framewaves ingest` gave it. Nothing is changed here.

    Parameters
    ----------
    place : Path
        A corpus file, or a folder of codes.
    plan : Study

    Returns
    -------
    list of str
        One sentence each; empty if every article is in the wave that its days are in.
    """
    found: Counter[tuple[Any, ...]] = Counter()
    for table in _dates(place):
        kinds = table.group_by(list(_DATES)).aggregate([([], "count_all")]).to_pydict()
        for *kind, number in zip(*(kinds[name] for name in (*_DATES, "count_all")), strict=True):
            found[tuple(kind)] += number
    known = [wave.name for wave in plan.waves]
    strange, moved = Counter[str](), 0
    for (wave, source, start, end), number in found.items():
        if wave is not None and wave not in known:
            strange[wave] += number
        elif source in _STATED and start and end and holding(start, end, plan.waves)[0] != wave:
            moved += number
    said = [f"{counted(number, 'article')} of the corpus in the wave {wave!r}, which the study "
            f"does not have." for wave, number in sorted(strange.items())]  # fmt: skip
    if moved:
        said.append(f"{counted(moved, 'article')} of the corpus not in the wave that the study "
                    f"has on their days.")  # fmt: skip
    return said


def _dates(place: Path) -> Iterator[pa.Table]:
    """Go through days and waves of the articles of a corpus or a folder of codes."""
    if place.is_file():
        yield from corpus_file.some(place, _DATES)
        return
    made = manifest.load(place)
    for number in range(len(made.rows) if made else 0):
        for batch in layout.read(place, number, {"documents": _DATES}):
            yield batch["documents"]
