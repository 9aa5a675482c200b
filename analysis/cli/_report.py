"""`framewaves report`: run the notebooks on a study."""

import argparse
import ast
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from tqdm import tqdm

from analysis import codebook, material, report, run_record, study
from analysis.cli import _shared
from analysis.contracts import InputError
from analysis.study import Study

__all__ = ["ABOUT", "EPILOG", "act", "code_first", "options", "read_settings"]

ABOUT: Final = """\
Run the notebooks through papermill. Leaves executed notebooks, HTML pages that open
without a network, tables, figures and run.json in a folder named after the study and a
hash of all that goes in. A notebook that fails leaves what it made until then, the
others still run, and the exit code is 1; input that cannot be used is told before
anything runs, with exit code 2. A corpus of more than 20,000 articles (parameter `large`)
is coded part by part first, into a folder beside it, and counted from there; a run that
was stopped goes on where it was."""
_NOTEBOOKS: Final = "notebooks"
EPILOG: Final = """\
examples:
  framewaves report
  framewaves report --study my-study
  framewaves report --only 40 --set min_units=2 --set include_inferred=False
"""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves report`."""
    _shared.study_option(parser)
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="NOTEBOOK",
        help="run only this notebook, by number or name; may be repeated",
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        dest="settings",
        help="set a notebook parameter; may be repeated; the figures of such a variant go "
        "into the run's folder",
    )
    parser.add_argument(
        "--parameters", action="store_true", help="list the notebook parameters and stop"
    )
    parser.add_argument(
        "--notebooks",
        metavar="FOLDER",
        help="folder of the notebooks (notebooks beside the study file if there are any, else "
        "notebooks)",
    )
    parser.add_argument(
        "--reports",
        default="reports",
        metavar="FOLDER",
        help="folder in which the run's folder is made (reports)",
    )
    parser.add_argument(
        "--figures",
        metavar="FOLDER",
        help=f"folder for the figures (figures for {_shared.SEEDS} without --set, else in the "
        "run's folder)",
    )


def read_settings(pairs: Sequence[str], kinds: Mapping[str, str]) -> dict[str, object]:
    """Read ``name=value`` pairs; a value is text for a `str`, else Python where it can be."""
    settings: dict[str, object] = {}
    for pair in pairs:
        name, equals, written = (part.strip() for part in pair.partition("="))
        if not equals or not name.isidentifier():
            message = f"--set {pair}: write it as NAME=VALUE, such as --set seed=7."
            raise InputError(message)
        value = _literal(written)
        settings[name] = written if kinds.get(name) == "str" and value != written[1:-1] else value
        try:
            json.dumps(settings[name], ensure_ascii=False).encode()
        except (TypeError, ValueError) as cause:
            message = (f"--set {name}: the value must be a text, a number, True or False, or a "
                       f"list of these, in characters that can be written.")  # fmt: skip
            raise InputError(message) from cause
    return settings


def _literal(written: str) -> object:
    """Read a value as Python, else give it as the text that it is."""
    try:
        return ast.literal_eval(written)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return written


def act(chosen: argparse.Namespace) -> int:
    """Run the notebooks."""
    if chosen.parameters:
        folder = Path(chosen.notebooks or _beside(Path(chosen.study)) or _NOTEBOOKS)
        listed = report.parameters(report.select(folder, chosen.only))
        print(listed.to_string(index=False, justify="left"))
        return 0
    plan, planned = _planned(chosen)
    code_first(plan, planned)
    kept = {
        "report": planned.folder / "index.html",
        "figures": planned.figures,
        "tables": planned.folder / "tables",
        "record": planned.folder / "run.json",
    }
    before = {what: _written(path) for what, path in kept.items()}
    outcomes = report.execute(planned, say=_say, bar=_shared.watched())
    for what, path in kept.items():
        if _written(path) != before[what]:
            print(f"{what:<8} {path}")
    return 1 if any(outcome.status == "failed" for outcome in outcomes) else 0


def code_first(plan: Study, planned: report.Run) -> None:
    """Code a large corpus on all cores, before the notebooks ask for its codes."""
    declared = report.parameters(planned.notebooks).set_index("parameter")["default"]
    large = planned.parameters.get("large", _literal(str(declared.get("large"))))
    if not isinstance(large, int) or not material.is_large(plan, large=large):
        return
    book = codebook.load(plan.codebook)
    with tqdm(unit=" articles", leave=False, disable=not _shared.watched()) as bar:
        for done, total in material.coding(plan, book):
            bar.total = total
            bar.update(done - bar.n)
    _say(f"{'coded':<20} {total:,} articles, part by part")


def _say(line: str) -> None:
    """Print a line at once; what an article holds must not command the terminal."""
    print(_shared.plain(line), flush=True)


def _beside(place: Path) -> Path | None:
    """Folder of notebooks that belongs to a study: beside its file, if there is one."""
    folder = (place if place.is_dir() else place.parent) / _NOTEBOOKS
    return folder if folder.is_dir() else None


def _planned(chosen: argparse.Namespace) -> tuple[Study, report.Run]:
    """Say what is run and where its results go, after checking all that can be checked."""
    plan, _ = _shared.load(chosen.study)
    source = Path(chosen.notebooks or _beside(plan.file) or _NOTEBOOKS)
    notebooks = report.select(source, chosen.only)
    settings = read_settings(chosen.settings, report.kinds(notebooks))
    report.check_parameters(notebooks, settings)
    inputs = study.hashes(plan)
    folder = Path(chosen.reports) / report.run_name(plan.title, settings, inputs)
    shared = plan.file.resolve() == Path(_shared.SEEDS).resolve() and not settings
    figures = Path(chosen.figures or ("figures" if shared else folder / "figures"))
    _shared.check_place(Path(chosen.reports), "--reports", folder=True)
    _shared.check_place(figures, "--figures", folder=True)
    run = report.Run(
        study=plan.title,
        question=plan.question or "",
        notebooks=notebooks,
        parameters=settings,
        places=run_record.places(plan.file, folder, figures),
        inputs=inputs,
        folder=folder,
        figures=figures,
        kept=run_record.kept(plan.file, plan.codebook, plan.voices),
    )
    return plan, run


def _written(path: Path) -> dict[str, int]:
    """Files at or in a place, with the time each was written, to tell what a run has made."""
    files = [path] if path.is_file() else sorted(path.glob("*"))
    return {file.name: file.stat().st_mtime_ns for file in files if file.is_file()}
