"""`framewaves diff`: say which printed numbers differ between two runs, and why."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pandas as pd

from analysis import run_differences, run_record
from analysis.cli import _shared
from analysis.contracts import InputError
from analysis.wording import counted

__all__ = ["ABOUT", "EPILOG", "act", "options"]

ABOUT: Final = """\
Compare two runs of `framewaves report`: which printed numbers moved, which rows are new or
gone, whose interval now includes 0, which captions changed; and why: files that were added or
changed, entries of the codebook and of the study, parameters, versions, the code of notebooks.
Reads the two folders only; nothing is run and nothing is written."""
EPILOG: Final = """\
examples:
  framewaves diff reports/my-study-1a2b3c4d reports/my-study-5e6f7a8b
  framewaves diff reports/my-study-1a2b3c4d reports/my-study-5e6f7a8b --json moved.json
Exit code 0: nothing moved; 1: something did; 2: one of the two is no folder of a run.
"""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves diff`."""
    parser.add_argument("first", metavar="RUN_A", help="folder of the one run")
    parser.add_argument("second", metavar="RUN_B", help="folder of the other run")
    parser.add_argument(
        "--most", type=int, default=20, metavar="N", help="estimates to name, at the most (20)"
    )
    parser.add_argument(
        "--json", metavar="FILE", help="also write every difference, as JSON records"
    )


def act(chosen: argparse.Namespace) -> int:
    """Compare two runs and say what differs."""
    if chosen.most < 1:
        raise InputError(f"--most must be a whole number from 1; found {chosen.most}.")
    if chosen.json:
        _shared.check_place(Path(chosen.json), "--json", folder=False)
    folders = [run_record.folder_of(name) for name in (chosen.first, chosen.second)]
    table = run_differences.compare(*folders)
    for line in _lines(table, run_differences.labels(*folders), chosen.most):
        print(_shared.plain(line))
    if chosen.json:
        _shared.write_records(table, Path(chosen.json), "differences")
    return 1 if len(table) else 0


def _lines(table: pd.DataFrame, labels: dict[str, str], most: int) -> Iterator[str]:
    """Write the differences: why, what moved, the rest."""
    causes = list(run_differences.why(table))
    outcomes = table[~table["what"].isin([*run_differences.CAUSES, "edited"])]
    if outcomes.empty:
        yield "Nothing moved: all tables, captions and key numbers are the same."
    if len(outcomes) and not causes:
        yield (
            "Input, parameters, versions and the code of the notebooks are the same, so a run is "
            "not repeatable, or was interrupted. `framewaves verify` looks into one of them."
        )
    if causes:
        yield "What differs in what went in"
        yield from (f"  {line}" for line in causes)
    said, more = run_differences.moved(table, labels, most=most)
    if said:
        yield "What moved, the largest change first"
        yield from (f"  {line}" for line in said)
        if more:
            yield f"  and {counted(more, 'more estimate')}; --most names more of them"
    others = list(run_differences.rest(table))
    if others:
        yield "All that differs, by table"
        yield from (f"  {line}" for line in others)
