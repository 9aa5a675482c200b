"""`framewaves code`: code a corpus of any size into a folder, on all cores, to be gone on with."""

import argparse
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, Protocol

from tqdm import tqdm

from analysis import codebook, coded, partition
from analysis.cli import _shared
from analysis.wording import counted

__all__ = ["ABOUT", "EPILOG", "act", "options"]

ABOUT: Final = """\
Code a corpus file, part by part (a part is a row group of the file), on all cores or on a
cluster, in memory that does not grow with the corpus. The folder gets the units of each
article with their codes, the hits, and what the articles are; the texts stay in the corpus.
A run that was stopped, however it was, goes on where it was: parts that are whole are kept,
all others are done again. At the end the counts must add up."""
EPILOG: Final = """\
examples:
  framewaves code corpus.parquet --study my-study --out my-study/codings
  framewaves code corpus.parquet --study my-study --out codings --engine dask --workers 4
  framewaves tally my-study/codings --by wave,language --out my-study/tallies.parquet
Exit code 0 if all articles are accounted for, 1 if the counts do not add up, 2 if the input
cannot be used.
"""


class _Told(Protocol):
    """Is told of each part that is done."""

    def __call__(self, record: Mapping[str, Any]) -> None: ...


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves code`."""
    parser.add_argument(
        "corpus", metavar="CORPUS", type=Path, help="a corpus that 'framewaves ingest' wrote"
    )
    _shared.study_option(parser)
    parser.add_argument(
        "--out", required=True, metavar="FOLDER", type=Path, help="the folder for the codes"
    )
    parser.add_argument(
        "--again", action="store_true", help="code everything anew, and replace what is there"
    )
    parser.add_argument(
        "--engine",
        choices=partition.ENGINES,
        default=partition.ENGINES[0],
        help="processes on this computer, or workers of a Dask cluster (local)",
    )
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="address or file of a Dask scheduler"
    )
    parser.add_argument(
        "--workers", type=int, metavar="N", help="how many processes (one for each core)"
    )


def act(chosen: argparse.Namespace) -> int:
    """Check, code the parts that are not done, and print the counts."""
    plan = _shared.load_study(chosen.study, articles_needed=False)
    book = codebook.load(plan.codebook)
    _shared.check_place(chosen.out, "--out", folder=True)
    begun = coded.begin(chosen.corpus, plan, book, chosen.out, again=chosen.again)
    _warn(coded.wave_remarks(chosen.corpus, plan))
    done = partition.run(
        coded.work, begun.jobs, engine=chosen.engine, workers=chosen.workers,
        scheduler=chosen.scheduler, say=_say,
    )  # fmt: skip
    with closing(done), _bar(begun) as tell:
        for _, record in done:
            tell(record)
    opened = coded.finish(chosen.out)
    for line in _counts(opened.totals, begun, book.unit):
        print(_shared.plain(line))
    print(_shared.plain(f"{'codes':<8} {chosen.out.as_posix()}"))
    return _balance(coded.problems(opened))


def _warn(remarks: list[str]) -> None:
    """Say that the waves of the corpus are not those of the study."""
    for remark in remarks:
        print(_shared.plain(f"framewaves: {remark}"), file=sys.stderr)
    if remarks:
        print("framewaves: the corpus keeps the waves it was read with; run 'framewaves ingest' "
              "again if the waves of the study changed.", file=sys.stderr)  # fmt: skip


def _say(sentence: str) -> None:
    """Say something on the way, above the bar if there is one."""
    tqdm.write(_shared.plain(f"framewaves: {sentence}"), file=sys.stderr)


@contextmanager
def _bar(begun: coded.Begun) -> Iterator[_Told]:
    """Show articles, megabytes of text a second and the time left, if a person watches."""
    start, characters = time.monotonic(), 0
    with tqdm(total=begun.n_articles, initial=begun.before.articles, unit=" articles",
              leave=False, disable=not _shared.watched()) as bar:  # fmt: skip

        def told(record: Mapping[str, Any]) -> None:
            nonlocal characters
            characters += record["characters"]
            rate = characters / 1e6 / max(time.monotonic() - start, 1e-9)
            bar.set_postfix_str(f"{rate:,.1f} MB/s", refresh=False)
            bar.update(record["articles"])

        yield told


def _counts(totals: coded.Totals, begun: coded.Begun, unit: str) -> Iterator[str]:
    """Say what became of articles, units, hits and parts."""
    lost = totals.not_asked
    yield (f"{counted(totals.articles, 'article')} read = {totals.coded:,} coded + "
           f"{lost.total():,} not asked + {totals.without_text:,} without text")  # fmt: skip
    if lost:
        named = ", ".join(f"{number:,} {name}" for name, number in sorted(lost.items()))
        yield f"not asked, since the codebook lacks their language: {named}"
    asked = totals.units - totals.units_not_asked
    yield (f"{counted(totals.units, unit)} = {asked:,} coded + "
           f"{totals.units_not_asked:,} not asked")  # fmt: skip
    hits = totals.hits
    yield (f"{counted(hits.total(), 'hit')} = {hits['hit']:,} counted + {hits['negated']:,} "
           f"negated + {hits['excluded']:,} excluded")  # fmt: skip
    now = len(begun.jobs)
    yield f"{counted(begun.n_parts, 'part')} = {now:,} done now + {begun.n_parts - now:,} before"


def _balance(problems: list[str]) -> int:
    """Say what does not add up; give the exit code."""
    for problem in problems:
        print(_shared.plain(f"framewaves: this does not add up: {problem}"), file=sys.stderr)
    if problems:
        print("framewaves: this is a mistake in framewaves or in the files; run it with --again, "
              "and report it if it stays.", file=sys.stderr)  # fmt: skip
    return 1 if problems else 0
