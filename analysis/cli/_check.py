"""`framewaves check`: say what is missing or odd in a study before a long run."""

import argparse
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from analysis import checkup
from analysis.checkup import Checkup, Finding
from analysis.cli import _shared
from analysis.contracts import InputError
from analysis.wording import counted

__all__ = ["ABOUT", "EPILOG", "act", "options"]

ABOUT: Final = """\
Read a study, its codebook and its articles, and say in plain words what is missing or
odd: what must be mended, since the run would stop or have nothing to say, and what one
should know, such as a run or figures that were made before the codebook was edited. Each with
its remedy. Nothing is written."""
EPILOG: Final = """\
examples:
  framewaves check my-study
  framewaves check my-study --most 200
Exit code 0: ready; 1: something must be mended; 2: there is no study to be read.
"""
_WIDTH: Final = 96


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves check`."""
    parser.add_argument(
        "study",
        nargs="?",
        default=_shared.SEEDS,
        metavar="STUDY",
        help=f"study file, or the folder with it ({_shared.SEEDS})",
    )
    parser.add_argument(
        "--most",
        type=int,
        metavar="N",
        help="look at about the first N files only, to be quick",
    )


def act(chosen: argparse.Namespace) -> int:
    """Look the study over and print what was found."""
    if chosen.most is not None and chosen.most < 1:
        raise InputError(f"--most must be a whole number from 1; found {chosen.most}.")
    _shared.need_seeds(chosen.study)
    place = Path(chosen.study)
    with _shared.bytes_bar(checkup.n_bytes(place)) as say:
        found = checkup.examine(
            place,
            most=chosen.most,
            say=say,
            reports=Path("reports"),
            figures=Path("figures") if chosen.study == _shared.SEEDS else None,
        )
    for line in _lines(found):
        print(_shared.plain(line))
    return 1 if found.n_mend else 0


def _lines(found: Checkup) -> Iterator[str]:
    """Write a checkup: the facts, what to mend, what to know, and the last word."""
    yield found.title
    yield from (f"  {fact}" for fact in found.facts)
    mend = [finding for finding in found.findings if finding.must]
    know = [finding for finding in found.findings if not finding.must]
    for heading, listed in (("To mend", mend), ("To know", know)):
        if listed:
            yield ""
            yield heading
        for finding in listed:
            yield from _shown(finding)
    yield ""
    known = f"{len(know):,} to know"
    if mend:
        yield f"{counted(len(mend), 'thing')} to mend, {known}"
    else:
        yield f"ready, {known}" if know else "ready"


def _shown(finding: Finding) -> list[str]:
    """Write one finding, and its remedy below it."""
    lines = textwrap.wrap(
        f"[{finding.topic}] {_shared.plain(finding.text)}",
        _WIDTH,
        initial_indent="  ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    if finding.remedy:
        lines += textwrap.wrap(
            finding.remedy, _WIDTH, initial_indent="    -> ", subsequent_indent="       "
        )
    return lines
