"""Run a report again from its record, and compare all that it made, byte for byte.

`drift` says what is no longer as it was when the run was made, `planned` makes the run that
repeats it in another folder, and `compared` holds what the two left against each other. What
may differ by right - seconds, and where the folders lie - is in none of the files compared.
"""

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from analysis import report, run_record, study
from analysis._run_record.first_difference import first_difference
from analysis.contracts import InputError, did_you_mean
from analysis.run_record import Change
from analysis.study import Study

__all__ = ["COLUMNS", "by_notebook", "compared", "drift", "left_over", "notebooks", "on_disk",
           "planned"]  # fmt: skip

COLUMNS: Final = ("notebook", "output", "verdict", "note")
_OF_ONE: Final = ("notebook", "kit")
_GONE: Final = "the file of then is not there any more, or was changed"
_ENDING: Final = "(how it ended)"


def notebooks(record: Mapping[str, Any], only: Sequence[str] = ()) -> list[str]:
    """Name the notebooks of a run that are to run again: all, or those that `only` names.

    Raises
    ------
    InputError
        If a name fits no notebook of the run.

    Examples
    --------
    >>> notebooks({"notebooks": [{"name": "10_a"}, {"name": "20_b"}]}, ["20"])
    ['20_b']
    """
    every = [str(entry["name"]) for entry in record["notebooks"]]
    for name in only:
        if not any(_fits(name, one) for one in every):
            message = f"--only {name}: this run has no such notebook. {did_you_mean(name, every)}"
            raise InputError(message)
    return [one for one in every if not only or any(_fits(name, one) for name in only)]


def _fits(name: str, notebook: str) -> bool:
    """Whether a notebook is meant, by its name or its number."""
    return name in {notebook, f"{notebook}.ipynb", notebook.split("_")[0]}


def drift(record: Mapping[str, Any], plan: Study, folder: Path) -> list[Change]:
    """List what is not as it was when the run was made.

    Parameters
    ----------
    record : mapping
        Of the run.
    plan : Study
        The study as it is now.
    folder : Path
        Of the notebooks.

    Returns
    -------
    list of Change
        Of the kinds `input`, `notebook`, `version` and `kit`; empty if a second run must give the
        same bytes.
    """
    return [
        *run_record.of_inputs(record, study.hashes(plan)),
        *run_record.of_notebooks(record, folder),
        *run_record.of_mapping("version", record["versions"], report.versions()),
        *run_record.of_kit(record),
    ]


def by_notebook(record: Mapping[str, Any], changes: Sequence[Change]) -> dict[str, list[str]]:
    """List the outputs that are stale after changes, by notebook.

    An input or a version may touch everything; the code of a notebook, or of the kit that it ran
    with, touches what it made.

    Examples
    --------
    >>> record = {"notebooks": [{"name": "1", "outputs": {"tables/a.csv": ""}}]}
    >>> by_notebook(record, [Change("notebook", "1", "0", "1")])
    {'1': ['tables/a.csv']}
    """
    changed = {change.name for change in changes if change.kind in _OF_ONE}
    every = any(change.kind not in _OF_ONE for change in changes)
    return {
        entry["name"]: sorted(entry["outputs"])
        for entry in record["notebooks"]
        if every or entry["name"] in changed
    }


def planned(
    folder: Path, record: Mapping[str, Any], plan: Study, *, source: Path, into: Path,
    only: Sequence[str] = ()
) -> report.Run:  # fmt: skip
    """Make the run that repeats another one; nothing is run yet.

    Parameters
    ----------
    folder : Path
        Of the run.
    record : mapping
        As `run_record.read` gives it.
    plan : Study
    source : Path
        Folder of the notebooks; those that are no longer there are left out.
    into : Path
        Folder to run in, with nothing in it. The figures lie from the run as they did.
    only : sequence of str
        Run these notebooks only; what the others made is copied from the run.

    Returns
    -------
    report.Run
    """
    names = notebooks(record, only)
    figures = run_record.folder_of_figures(folder, record)
    there = into / "1" / "2" / "3" / folder.absolute().name
    away = Path(os.path.relpath(figures.absolute(), folder.absolute()))
    if away.parts.count("..") > 3 or away.is_absolute():
        away = Path("..", "figures")
    beside = Path(os.path.normpath(there / away))
    inputs = study.hashes(plan)
    if len(names) < len(record["notebooks"]):
        _copy(folder, record, there, beside, names, inputs)
    return report.Run(
        study=record["study"],
        question=record["question"],
        notebooks=[path for name in names if (path := source / f"{name}.ipynb").is_file()],
        parameters=record["parameters"],
        inputs=inputs,
        folder=there,
        figures=beside,
        places=run_record.places(plan.file, there, beside),
        kept=run_record.kept(plan.file, plan.codebook, plan.voices),
        study_told=record["study_file"],
    )


def _copy(
    folder: Path, record: Mapping[str, Any], into: Path, figures: Path, names: Sequence[str],
    inputs: Mapping[str, str]
) -> None:  # fmt: skip
    """Copy what the other notebooks made, which those that run may read."""
    for name, (maker, _) in run_record.outputs(record).items():
        found = run_record.resolve(folder, record, name)
        if maker not in names and found.is_file():
            top, _, rest = name.partition("/")
            target = figures / rest if top == "figures" else into / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(found, target)
    # Each page links to all others, so that the record of these is needed, too.
    run_record.write(into, {**record, "inputs": inputs, "versions": report.versions()})


def compared(
    folder: Path, record: Mapping[str, Any], again: Path, names: Sequence[str]
) -> pd.DataFrame:
    """Hold what two runs made against each other, by content.

    Parameters
    ----------
    folder, again : Path
        Of the run, and of the run that repeats it.
    record : mapping
        Of the run.
    names : sequence of str
        Notebooks to compare.

    Returns
    -------
    DataFrame
        A row for each output, sorted: `notebook`, `output`, `verdict` (`equal`, `differs`,
        `missing`: not made this time, `new`: not made then) and `note`, the first difference
        where it can be told. How a notebook ended is an output of its own.
    """
    second = run_record.read(again)
    old, new = (
        {name: made for name, made in run_record.outputs(one).items() if made[0] in names}
        for one in (record, second)
    )
    rows = []
    for name in sorted({*old, *new}):
        was, now = old.get(name), new.get(name)
        if was is None and now is not None:
            rows.append((now[0], name, "new", ""))
        elif was is not None and now is None:
            rows.append((was[0], name, "missing", ""))
        elif was is not None and now is not None:
            sides = ((folder, record), (again, second))
            note = "" if was[1] == now[1] else _note(name, was[1], *sides)
            rows.append((was[0], name, "differs" if note else "equal", note))
    return pd.DataFrame([*_endings(record, second, names), *rows], columns=list(COLUMNS))


def _note(
    name: str, sha256: str, before: tuple[Path, Mapping[str, Any]],
    after: tuple[Path, Mapping[str, Any]]
) -> str:  # fmt: skip
    """Say where an output first differs, if the file of then is as it was."""
    then, now = (run_record.resolve(*side, name) for side in (before, after))
    return first_difference(then, now) if run_record.digest(then) == sha256 else _GONE


def _endings(
    record: Mapping[str, Any], second: Mapping[str, Any], names: Sequence[str]
) -> list[tuple[str, str, str, str]]:
    """Compare how the notebooks ended, in the order of the record."""
    now = {entry["name"]: entry for entry in second["notebooks"]}
    rows = []
    for entry in record["notebooks"]:
        name = entry["name"]
        if name not in names:
            continue
        if name not in now:
            rows.append((name, _ENDING, "missing", "there is no such notebook any more"))
            continue
        ends = [f"{one['status']} {one['cause']}".strip() for one in (entry, now[name])]
        note = "" if ends[0] == ends[1] else f"then {ends[0]}; now {ends[1]}"
        rows.append((name, _ENDING, "differs" if note else "equal", note))
    return rows


def on_disk(folder: Path, record: Mapping[str, Any]) -> dict[str, str]:
    """List the files of a run that are not as it left them: `edited` since, or `gone`."""
    found = {}
    for name, (_, sha256) in sorted(run_record.outputs(record).items()):
        path = run_record.resolve(folder, record, name)
        if run_record.digest(path) != sha256:
            found[name] = "edited" if path.exists() else "gone"
    return found


def left_over(folder: Path, record: Mapping[str, Any]) -> list[str]:
    """List tables and figures beside those of a run that no notebook of it has made."""
    listed = run_record.listing(folder, run_record.folder_of_figures(folder, record))
    made = run_record.outputs(record)
    return [name for name in listed
            if name.startswith(("tables/", "figures/")) and name not in made]  # fmt: skip
