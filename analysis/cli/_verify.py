"""`framewaves verify`: run a report again and compare every file with what its record says."""

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, Final

import pandas as pd

from analysis import codebook, report, rerun, run_record
from analysis.cli import _report, _shared
from analysis.contracts import InputError, each_row
from analysis.study import Study
from analysis.wording import counted

__all__ = ["ABOUT", "EPILOG", "act", "options"]

ABOUT: Final = """\
Run a report again, in fresh kernels and in a folder of its own, and compare every table,
figure, page and executed notebook with the hashes in its run.json. First it says what has
changed since the run (input, code of notebooks, versions): then its outputs are stale, and
nothing is run unless you ask with --anyway. It also names files that were edited by hand, and
figures of another state of the codebook. The run itself stays as it is. It runs the notebooks
that the record names: read them first if the run is not your own."""
EPILOG: Final = """\
examples:
  framewaves verify reports/my-study-1a2b3c4d
  framewaves verify reports/my-study-1a2b3c4d --only 40
  framewaves verify reports/my-study-1a2b3c4d --anyway --keep again
Exit code 0: all is equal; 1: something differs or is stale; 2: it cannot be verified.
"""
_MOST: Final = 15


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves verify`."""
    parser.add_argument("run", metavar="RUN", help="folder of a run, such as reports/my-study-1a2b")
    parser.add_argument(
        "--study",
        metavar="FILE",
        help="study file, or the folder with it (the one that the record names)",
    )
    parser.add_argument(
        "--notebooks",
        metavar="FOLDER",
        help="folder of the notebooks (the one that the record names)",
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="NOTEBOOK",
        help="run only this notebook again, by number or name; may be repeated",
    )
    parser.add_argument(
        "--anyway", action="store_true", help="run again though something has changed since"
    )
    parser.add_argument(
        "--keep", metavar="FOLDER", help="run in this folder, new or empty, and leave it there"
    )


def act(chosen: argparse.Namespace) -> int:
    """Verify a run."""
    folder = run_record.folder_of(chosen.run)
    record = run_record.read(folder)
    names = rerun.notebooks(record, chosen.only)
    plan = _shared.load_study(chosen.study or str(_place(folder, record, "study_file", "--study")))
    named = chosen.notebooks or _place(folder, record, "notebook_folder", "--notebooks")
    changes = rerun.drift(record, plan, Path(named))
    bad = _tell(_before(folder, record, plan, changes, len(names)))
    if changes and not chosen.anyway:
        return 1
    with _room(chosen.keep) as into:
        run = rerun.planned(folder, record, plan, source=Path(named), into=into, only=chosen.only)
        _report.code_first(plan, run)
        report.execute(run, say=_say, bar=_shared.watched())
        found = rerun.compared(folder, record, run.folder, names)
        if chosen.keep:
            _say(f"kept      {run.folder}")
    bad += _tell(_after(found))
    return 1 if bad or changes else 0


def _place(folder: Path, record: Mapping[str, Any], what: str, option: str) -> Path:
    """Find a file or folder that a record names, from here or from above the run."""
    named = str(record[what])
    places = [Path(named), *(above / named for above in folder.absolute().parents)]
    found = next((place for place in places if named and place.exists()), None)
    if found is None:
        message = (f"{folder}: the run was made from {named!r}, which is not here. Name it with "
                   f"{option}.")  # fmt: skip
        raise InputError(message)
    return found


def _say(line: str) -> None:
    """Print a line at once; what a file holds must not command the terminal."""
    print(_shared.plain(line), flush=True)


def _tell(lines: Iterator[tuple[bool, str]]) -> int:
    """Print lines as they come; gives the number of those that tell of something bad."""
    count = 0
    for bad, line in lines:
        _say(line)
        count += bad
    return count


def _before(
    folder: Path, record: Mapping[str, Any], plan: Study, changes: Sequence[run_record.Change],
    n_notebooks: int
) -> Iterator[tuple[bool, str]]:  # fmt: skip
    """Say what can be said before anything is run."""
    yield False, f"{folder}: {record['study']}, {counted(n_notebooks, 'notebook')}"
    if changes:
        yield from _stale(record, changes)
    edited = rerun.on_disk(folder, record)
    for how, what in (("edited", "not as this run left it"), ("gone", "no longer there")):
        names = [name for name, found in edited.items() if found == how]
        if len(names) > _MOST:
            yield True, f"{how:<9} {len(names):,} files are {what}: {_grouped(names)}"
        else:
            yield from ((True, f"{how:<9} {name} is {what}") for name in names)
    figures = run_record.folder_of_figures(folder, record)
    old = run_record.stale_figures(figures, codebook.load(plan.codebook).reference)
    if old and not changes:
        yield True, f"stale     figures of another state of the codebook: {_listed(list(old))}"
    others = rerun.left_over(folder, record)
    if others:
        yield False, f"beside    files that no notebook of this run wrote: {_listed(others)}"


def _stale(
    record: Mapping[str, Any], changes: Sequence[run_record.Change]
) -> Iterator[tuple[bool, str]]:
    """Say what changed since the run, and which outputs are stale with it."""
    yield True, f"Since the run: {run_record.named(changes)}. These outputs are stale:"
    for notebook, outputs in rerun.by_notebook(record, changes).items():
        yield False, f"  {notebook:<20} {_grouped(outputs) or '(left nothing)'}"
    yield (
        False,
        (
            "`framewaves report` makes them anew, and `framewaves diff` tells what moved. To run "
            "this one again as things are now: `framewaves verify --anyway`."
        ),
    )


def _grouped(outputs: Sequence[str]) -> str:
    """Name tables and figures once, without their endings; count the rest."""
    kinds: dict[str, list[str]] = {}
    for name in outputs:
        path = PurePosixPath(name)
        kind = path.parts[0] if path.parts[0] in ("tables", "figures", "paper") else "pages"
        kinds.setdefault(kind, []).append(path.name.split(".")[0])
    return "; ".join(
        f"{kind} {', '.join(dict.fromkeys(kinds[kind]))}"
        for kind in ("figures", "tables", "paper", "pages")
        if kind in kinds
    )


def _listed(names: Sequence[str]) -> str:
    """List names, the first of many."""
    more = len(names) - _MOST
    return ", ".join(names[:_MOST]) + (f" and {more:,} more" if more > 0 else "")


@contextmanager
def _room(keep: str | None) -> Iterator[Path]:
    """Give an empty folder to run in; it goes again, unless it is to be kept."""
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="framewaves-", ignore_cleanup_errors=True) as made:
            yield Path(made)
        return
    folder = Path(keep)
    _shared.check_place(folder, "--keep", folder=True)
    if folder.exists() and any(folder.iterdir()):
        raise InputError(f"--keep {folder}: this folder is not empty. Name a new one.")
    folder.mkdir(parents=True, exist_ok=True)
    yield folder


def _after(found: pd.DataFrame) -> Iterator[tuple[bool, str]]:
    """Say what is not equal, file by file, and count the verdicts."""
    for row in each_row(found[found["verdict"] != "equal"]):
        what = row.notebook if row.output.startswith("(") else row.output
        yield True, f"{row.verdict:<9} {what}{f': {row.note}' if row.note else ''}"
    counts = found["verdict"].value_counts()
    said = [f"{int(counts[one]):,} {one}" for one in ("equal", "differs", "missing", "new")
            if one in counts]  # fmt: skip
    yield False, f"{counted(len(found), 'output')} compared: {', '.join(said) or 'none'}"
