"""`framewaves figures`: draw the figures of a run for a journal."""

import argparse
import textwrap
from pathlib import Path
from typing import Final

import pandas as pd

from analysis import journals, paper_figures, run_record
from analysis.cli import _shared
from analysis.contracts import InputError
from analysis.journals import Journal

__all__ = ["ABOUT", "EPILOG", "act", "options"]

ABOUT: Final = """\
Draw the figures of a report again as a journal asks for them: exact width, sizes of text,
formats, resolution. Every file is checked after it is written. Where texts do not fit, the
journal's next width is taken, never smaller text. Beside each figure: its numbers (CSV),
caption, alt text, and a JSON file that says what was checked. The exit code is 1 if a check
failed. Rules are in analysis/templates/journals, each with its source; check them against the
page of your journal before you submit."""
EPILOG: Final = """\
examples:
  framewaves figures --list
  framewaves figures --journal sage
  framewaves figures --journal "Political Communication" --grey
  framewaves figures --journal ica --run reports/my-study-1a2b3c4d --only 40-2 --only 50-1
  framewaves figures --journal my-journal.yaml --figures my-study/figures --out paper
"""
_FIGURES: Final = "figures"
_REPORTS: Final = "reports"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves figures`."""
    parser.add_argument(
        "--journal", metavar="NAME", help="a preset, the name of a journal, or a YAML file of yours"
    )
    parser.add_argument("--list", action="store_true", help="list the presets with their sources")
    parser.add_argument("--run", metavar="FOLDER", help="folder of the run whose figures are meant")
    parser.add_argument(
        "--figures", metavar="FOLDER", help=f"folder of the figures ({_FIGURES}, without --run)"
    )
    parser.add_argument(
        "--study",
        metavar="FILE",
        help="study file, or the folder with it: figures that are not of its codebook are named "
        f"(that of the run; {_shared.SEEDS})",
    )
    parser.add_argument("--out", metavar="FOLDER", help="folder to write to (told at the end)")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="FIGURE",
        help="draw only this figure, by number or name; may be repeated, and numbers them in "
        "this order",
    )
    parser.add_argument("--grey", action="store_true", help="without colour")
    fonts = parser.add_mutually_exclusive_group()
    fonts.add_argument("--font", metavar="NAME", help=f"a typeface ({journals.FONT})")
    fonts.add_argument(
        "--journal-font",
        action="store_true",
        help="the first typeface on the journal's list that this machine has, or one alike; "
        "files then differ between machines",
    )


def act(chosen: argparse.Namespace) -> int:
    """Draw the figures, or list the presets."""
    if chosen.list:
        _list()
        return 0
    journal = _journal(chosen.journal)
    source = _source(chosen)
    target = _target(chosen, journal)
    _shared.check_place(target, "--out", folder=True)
    codebook = _codebook(chosen)  # a study that cannot be read is told before anything is drawn
    checks = paper_figures.redraw(
        source,
        journal=journal,
        folder=target,
        only=chosen.only,
        colour=False if chosen.grey else None,
        font=_font(chosen, journal),
        bar=_shared.watched(),
    )
    _tell(checks, journal)
    if codebook:
        _tell_stale(run_record.stale_figures(source, codebook), set(checks["figure"]), codebook)
    print(f"figures  {target}")
    return 0 if checks["passed"].all() else 1


def _list() -> None:
    """Print the presets, what they ask, and where that was read."""
    for key in journals.known():
        journal = journals.load(key)
        widths = ", ".join(f"{name} {width:g}" for name, width in journal.widths.items())
        print(f"{key:<15} {journal.title}: {journal.certainty}")
        print(f"  widths in mm: {widths}; at most {journal.max_height:g} high")
        print(f"  text: {journal.smallest:g} to {journal.largest:g} points; "
              f"{', '.join(journal.formats)}; {journal.dpi} dots per inch")  # fmt: skip
        if journal.venues:
            print(_wrapped("also: ", ", ".join(journal.venues)))
        if journal.doubts():
            print(_wrapped("not confirmed: ", ", ".join(journal.doubts())))
        for source in journal.sources:
            print(f"  {source.checked}  {source.url}")


def _wrapped(head: str, text: str) -> str:
    """Break a line for a terminal."""
    return textwrap.fill(head + text, 90, initial_indent="  ", subsequent_indent="    ",
                         break_on_hyphens=False)  # fmt: skip


def _journal(named: str | None) -> Journal:
    """Give the preset that is asked for."""
    if named is None:
        message = (f"Name a journal with --journal: {', '.join(journals.known())}, or a YAML file "
                   f"of yours. `framewaves figures --list` says what they ask.")  # fmt: skip
        raise InputError(message)
    return journals.load(named)


def _source(chosen: argparse.Namespace) -> Path:
    """Find the folder of the figures."""
    if chosen.run and chosen.figures:
        message = "--run and --figures both name the figures; give one of them."
        raise InputError(message)
    if chosen.run:
        folder = run_record.folder_of(chosen.run)
        return run_record.folder_of_figures(folder, run_record.read(folder))
    return Path(chosen.figures or _FIGURES)


def _target(chosen: argparse.Namespace, journal: Journal) -> Path:
    """Choose the folder to write to: that of the run if there is one."""
    if chosen.out:
        return Path(chosen.out)
    if chosen.run:
        return run_record.folder_of(chosen.run) / "paper" / _FIGURES / journal.key
    return Path(_REPORTS) / f"{_FIGURES}-{journal.key}"


def _font(chosen: argparse.Namespace, journal: Journal) -> str | None:
    """Choose the typeface; None for that of every machine."""
    if not chosen.journal_font:
        return str(chosen.font) if chosen.font else None
    found = journal.installed()
    if found is None:
        wished = ", ".join((*journal.fonts, *journal.stand_ins)) or "none"
        message = (
            f"--journal-font: of the typefaces that {journal.title} names, none is "
            f"installed here ({wished}). Install one, or name one with --font."
        )
        raise InputError(message)
    return found


def _codebook(chosen: argparse.Namespace) -> str:
    """Give the reference of the present codebook, empty where no study is known."""
    named = chosen.study
    if named is None and chosen.run:
        folder = run_record.folder_of(chosen.run)
        named = str(run_record.read(folder)["study_file"])
    elif named is None and not chosen.figures:
        named = _shared.SEEDS
    if named is None or (chosen.study is None and not Path(named).exists()):
        return ""
    return _shared.load(named)[1].reference


def _tell(checks: pd.DataFrame, journal: Journal) -> None:
    """Print a line for each figure, and what it comes to."""
    for one in paper_figures.overview(checks).to_dict("records"):
        number = one["checks"] - one["failed"]
        verdict = f"{number} of {one['checks']} checks passed"
        line = (
            f"{one['figure']:<32} {one['width'] or 'not drawn':<20} {one['formats']:<16} {verdict}"
        )
        print(_shared.plain(line))
        if one["what"]:
            print(_shared.plain(f"  {one['what']}"))
    print(_shared.plain(f"{journal.title}: {paper_figures.sentence(checks)}"))
    if journal.doubts():
        print(f"not confirmed by the journal: {', '.join(journal.doubts())}")


def _tell_stale(made: dict[str, str], drawn: set[str], codebook: str) -> None:
    """Name figures of an earlier state of the codebook."""
    old = {name: reference for name, reference in made.items() if name in drawn}
    if old:
        print(_shared.plain(f"the codebook is now {codebook}; run `framewaves report` again, "
                            f"since these figures are older:"))  # fmt: skip
    for name, reference in old.items():
        print(_shared.plain(f"  {name:<32} {reference}"))
