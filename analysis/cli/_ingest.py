"""`framewaves ingest`: read exports of any size into one corpus file, with a receipt."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tqdm import tqdm

from analysis import corpus, ingest, receipts
from analysis.cli import _shared
from analysis.contracts import InputError
from analysis.study import Study
from analysis.wording import counted

__all__ = ["ABOUT", "EPILOG", "act", "options"]

ABOUT: Final = """\
Read files, folders and zips - told apart by their content, not by their ending - into one
corpus file, and print a receipt: what each file says it holds, what was read, what was
rejected and why. Articles are dated, placed in the news waves, and copies are joined to
clusters, a part at a time, so that the corpus may be larger than the memory. The receipt
also goes to a CSV file beside the corpus. The same input gives the same bytes."""
EPILOG: Final = """\
examples:
  framewaves ingest Downloads/Files.ZIP --study my-study --out my-study/corpus.parquet
  framewaves ingest --study my-study --out corpus.parquet     (the study's own articles)
Then write 'articles: corpus.parquet' in study.yaml. Exit code 0 if articles were read, even
if some were rejected; 2 if there was nothing to read.
"""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves ingest`."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        type=Path,
        help="file, folder or zip to read; may be repeated (the articles of the study)",
    )
    _shared.study_option(parser)
    parser.add_argument(
        "--out",
        required=True,
        metavar="FILE",
        type=Path,
        help="the corpus to be written, a file that ends in .parquet",
    )


def act(chosen: argparse.Namespace) -> int:
    """Read, write, and print the receipt."""
    plan = _shared.load_study(chosen.study, articles_needed=not chosen.paths)
    _check_paths(chosen.paths)
    _check_target(chosen.out, chosen.paths or [plan.articles])
    with _shared.bytes_bar(corpus.n_bytes(plan, *chosen.paths)) as say:
        done = ingest.ingest(plan, chosen.paths, chosen.out, say=say, then=_tell)
    for line in [*receipts.lines(done.receipt), *_counts(done, plan)]:
        print(_shared.plain(line))
    if not done.n_articles:
        message = "no article was read, so nothing was written; the receipt above says why."
        raise InputError(message)
    for what, path in (("corpus", chosen.out), ("receipt", ingest.receipt_path(chosen.out))):
        print(_shared.plain(f"{what:<8} {path.as_posix()}"))
    return 0


def _tell(what: str) -> None:
    """Say what is being done once all is read, if a person watches."""
    if _shared.watched():
        tqdm.write(f"{what} ...", file=sys.stderr)


def _check_paths(paths: list[Path]) -> None:
    """Raise if a path leads nowhere."""
    for path in paths:
        try:
            there = path.exists()
        except OSError:
            there = False
        if not there:
            message = f"{path}: there is no such file or folder. Check the path."
            raise InputError(_shared.plain(message))


def _check_target(target: Path, sources: list[Path]) -> None:
    """Raise if the corpus cannot be written there, or would be read by the next run."""
    _shared.check_place(target, "--out", folder=False)
    if target.suffix.lower() != ".parquet":
        message = f"--out {target}: the corpus is a Parquet file; let its name end in .parquet."
        raise InputError(message)
    for source in sources:
        here, there = target.resolve(), source.resolve()
        if here == there or (source.is_dir() and here.is_relative_to(there)):
            message = (f"--out {target}: this lies in what is read ({source}), and the next run "
                       f"would read it as articles. Write it elsewhere.")  # fmt: skip
            raise InputError(message)


def _counts(done: ingest.Ingested, plan: Study) -> Iterator[str]:
    """Say what the articles are: their waves, languages and copies."""
    if not done.n_articles:
        return
    waves = [f"{done.waves[wave.name]:,} {wave.name}" for wave in plan.waves]
    yield (f"by news wave: {', '.join(waves)}, {done.waves[None]:,} in none; "
           f"{done.n_undated:,} without any date")  # fmt: skip
    yield f"by language: {', '.join(_listed(done.languages))}"
    if done.n_copies is None or done.n_clusters is None:
        yield "copies: not looked for (study.yaml has no 'copies:')"
    elif not done.n_copies:
        yield "copies: none found"
    else:
        yield (f"copies: {counted(done.n_copies, 'article')} in "
               f"{counted(done.n_clusters, 'cluster')}; kept, and counted both ways")  # fmt: skip


def _listed(counts: Counter[str | None]) -> Iterator[str]:
    """Write counts by name, the largest first, the unknown last."""
    known = sorted((-number, name) for name, number in counts.items() if name is not None)
    yield from (f"{-number:,} {name}" for number, name in known)
    if counts[None]:
        yield f"{counts[None]:,} not known"
