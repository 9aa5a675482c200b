"""Run the notebooks through papermill and leave a report that can be handed on.

A run is a folder: executed notebooks, HTML pages with an index, tables, and `run.json`
with the parameters, versions, hashes of what went in, and durations. Its name comes from
the study and from those hashes, so that the same input lands in the same folder.
"""

import hashlib
import json
import os
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import pandas as pd

import analysis
from analysis import pages, run_record, wording
from analysis.contracts import InputError, did_you_mean

__all__ = [
    "Outcome",
    "Run",
    "check_parameters",
    "execute",
    "kinds",
    "parameters",
    "provenance",
    "run_name",
    "select",
    "versions",
]

_PACKAGES: Final = ("bertopic", "matplotlib", "nltk", "numpy", "pandas", "papermill", "scipy")
_TYPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "str": str,
    "int": int,
    "float": (int, float),
    "bool": bool,
    "list[str]": list,
}
_EXAMPLES: Final = {
    "str": "nl",
    "int": "7",
    "float": "0.95",
    "bool": "True",
    "list[str]": "\"['a', 'b']\"",
}
Parameters = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How one notebook ended: ``passed`` or ``failed`` with the cause in one line."""

    name: str
    status: str
    seconds: float
    cause: str = ""


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a report is made from and where it goes; paths as the user gave them.

    `parameters` are set by the user and must be known to a notebook; `places` - the study
    file and the folders - are passed to the notebooks that declare them. `kept` are files to
    copy into the folder `inputs` of the run, by the name that they get there; `study_told` is
    how artefacts name the study file (by default from the working folder).
    """

    study: str
    question: str
    notebooks: Sequence[Path]
    parameters: Parameters
    inputs: Mapping[str, str]
    folder: Path
    figures: Path
    places: Parameters = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=lambda: versions())
    kept: Mapping[str, Path] = field(default_factory=dict)
    study_told: str = ""


def versions() -> dict[str, str]:
    """Versions of Python, of this kit and of the packages that make the numbers."""
    installed = {name: metadata.version(name) for name in _PACKAGES if _is_installed(name)}
    return {"python": platform.python_version(), "framewaves": analysis.__version__, **installed}


def _is_installed(name: str) -> bool:
    """Whether a distribution is there; optional ones may not be."""
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def select(folder: Path, only: Sequence[str] = ()) -> list[Path]:
    """List the notebooks of a folder in order, or those named by number or name.

    Raises
    ------
    InputError
        If the folder holds no notebook, or a name fits none.
    """
    found = sorted(path for path in folder.glob("*.ipynb") if not path.name.startswith("."))
    if not found:
        message = f"{folder}: no notebooks here. Name their folder with --notebooks."
        raise InputError(message)
    chosen = []
    for name in only:
        fits = [path for path in found if name in {path.stem, path.name, path.stem.split("_")[0]}]
        if not fits:
            known = [path.stem for path in found]
            message = f"--only {name}: there is no such notebook. {did_you_mean(name, known)}"
            raise InputError(message)
        chosen += fits
    return sorted(set(chosen)) if only else found


def check_parameters(notebooks: Sequence[Path], parameters: Parameters) -> dict[Path, Parameters]:
    """Share the parameters out to the notebooks that declare them, before any is run.

    Parameters
    ----------
    notebooks : sequence of Path
    parameters : mapping of str to object

    Returns
    -------
    dict of Path to mapping
        For each notebook the parameters that its `parameters` cell declares.

    Raises
    ------
    InputError
        If a name is declared by none of the notebooks (with a did-you-mean), a value
        has the wrong type, or a notebook has no cell tagged `parameters`.
    """
    return _shared_out({path: _declared(path) for path in notebooks}, parameters)


def _shared_out(
    declared: Mapping[Path, Mapping[str, str]], parameters: Parameters
) -> dict[Path, Parameters]:
    """Check parameters against what the notebooks declare, and give each its own."""
    known = {name: kind for kinds in declared.values() for name, kind in kinds.items()}
    for name, value in parameters.items():
        if name not in known:
            message = f"Unknown parameter {name!r}. {did_you_mean(name, known)}"
            raise InputError(message)
        wanted = _TYPES.get(known[name])
        if wanted and (
            not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool)
        ):
            written = f"--set {name}={_EXAMPLES[known[name]]}"
            message = (f"Parameter {name!r} must be {known[name]}; got {value!r}. "
                       f"Write it as {written}.")  # fmt: skip
            raise InputError(message)
    return {
        path: {name: value for name, value in parameters.items() if name in kinds}
        for path, kinds in declared.items()
    }


def kinds(notebooks: Sequence[Path]) -> dict[str, str]:
    """Give the names and types of the parameters that the notebooks declare.

    Raises
    ------
    InputError
        If a file is no notebook or has no cell tagged `parameters`.
    """
    return {name: kind for path in notebooks for name, kind in _declared(path).items()}


def _declared(path: Path) -> dict[str, str]:
    """Names and types in the cell tagged `parameters`."""
    return {name: str(entry["inferred_type_name"]) for name, entry in _inspect(path).items()}


def _inspect(path: Path) -> dict[str, Any]:
    """Read the cell tagged `parameters`: names to type, default and meaning."""
    import nbformat
    import papermill

    try:
        cells = nbformat.read(path, as_version=4).cells
        tagged = any("parameters" in cell.metadata.get("tags", []) for cell in cells)
        found = dict(papermill.inspect_notebook(str(path))) if tagged else None
    except Exception as cause:  # whatever a damaged file makes of its readers
        why = getattr(cause, "strerror", None) or "it is damaged, or not a notebook at all"
        message = f"{path.name} cannot be read as a notebook: {why}. Mend or remove it."
        raise InputError(message) from cause
    if found is None:
        message = f"{path.name}: no cell is tagged 'parameters'. Tag the one that sets them."
        raise InputError(message)
    return found


def parameters(notebooks: Sequence[Path]) -> pd.DataFrame:
    """List the parameters of notebooks, as their `parameters` cells declare them.

    Returns
    -------
    DataFrame
        Columns `parameter`, `type`, `default`, `meaning` and `notebooks`, by name.
    """
    rows: dict[str, dict[str, str]] = {}
    for path in notebooks:
        for name, entry in _inspect(path).items():
            known = rows.setdefault(
                name,
                {
                    "parameter": name,
                    "type": str(entry["inferred_type_name"]),
                    "default": str(entry["default"]),
                    "meaning": str(entry["help"]),
                    "notebooks": "",
                },
            )
            known["notebooks"] = f"{known['notebooks']} {path.stem.split('_')[0]}".strip()
    return pd.DataFrame([rows[name] for name in sorted(rows)])


def execute(run: Run, *, say: Callable[[str], None] = print, bar: bool = False) -> list[Outcome]:
    """Run the notebooks, one after the other, and write `run.json` and the pages.

    Each notebook has a kernel of its own. One that fails leaves what it made until then; the
    others still run.

    Parameters
    ----------
    run : Run
    say : callable
        Takes one line per notebook.
    bar : bool
        Whether to show a progress bar over the cells; for a terminal.

    Returns
    -------
    list of Outcome
        One per notebook, in order.
    """
    declared = {path: _declared(path) for path in run.notebooks}
    shared = _shared_out(declared, run.parameters)
    for path, known in declared.items():
        own = {name: value for name, value in run.places.items() if name in known}
        shared[path] = {**own, **shared[path]}
    for part in ("notebooks", "pages"):
        (run.folder / part).mkdir(parents=True, exist_ok=True)
    _keep_inputs(run)
    kit = run_record.kit_hash()
    code = {
        path.stem: {"source": run_record.source_hash(path), "kit": kit} for path in run.notebooks
    }
    outcomes = []
    makers: dict[str, str] = {}  # of each file the notebook that wrote it last
    before = run_record.listing(run.folder, run.figures)
    for path in run.notebooks:
        outcome = _execute_one(path, shared[path], run=run, bar=bar)
        result = f"{outcome.status} in {outcome.seconds:.1f} s"
        say(f"{path.stem:<20} {result}{': ' + outcome.cause if outcome.cause else ''}")
        outcomes.append(outcome)
        after = run_record.listing(run.folder, run.figures)
        makers |= dict.fromkeys(run_record.written(before, after), path.stem)
        before = after
    entries = [_entry(run, outcome, code[outcome.name], makers) for outcome in outcomes]
    _record(run, entries)
    return outcomes


def _record(run: Run, entries: list[dict[str, Any]]) -> None:
    """Write the record, the pages that are made from it, and the hashes of these."""
    record = _told(run, entries)
    entries += run_record.earlier(run.folder, record)
    entries.sort(key=lambda entry: str(entry["name"]))
    for entry in entries:
        entry["outputs"].pop(_page_of(entry), None)
    run_record.write(run.folder, record)
    run_record.keep_captions(run.folder, record)
    _write_pages(run)
    for entry in entries:
        if (run.folder / _page_of(entry)).exists():
            entry["outputs"] |= run_record.hashed([_page_of(entry)], run.folder, run.figures)
    run_record.write(run.folder, record)


def _page_of(entry: Mapping[str, Any]) -> str:
    """Name of the page of a notebook."""
    return f"pages/{entry['name']}.html"


def _entry(
    run: Run, outcome: Outcome, code: Mapping[str, str], makers: Mapping[str, str]
) -> dict[str, Any]:
    """Say how a notebook ended and what it made, each file with its SHA-256."""
    names = [name for name, maker in makers.items() if maker == outcome.name]
    executed = f"notebooks/{outcome.name}.ipynb"
    names += [executed] if (run.folder / executed).exists() else []
    return {
        "name": outcome.name,
        "status": outcome.status,
        "cause": outcome.cause,
        "seconds": round(outcome.seconds, 2),
        **code,
        "outputs": run_record.hashed(names, run.folder, run.figures),
    }


def _told(run: Run, entries: list[dict[str, Any]]) -> dict[str, Any]:
    """Say what went into a run, and where it lies."""
    study_file = str(run.places.get("study_file", ""))
    inside = run.figures.absolute() == (run.folder / "figures").absolute()
    return {
        "study": run.study,
        "question": run.question,
        "study_file": run.study_told or (run_record.told(Path(study_file)) if study_file else ""),
        "notebook_folder": run_record.told(run.notebooks[0].parent) if run.notebooks else "",
        "figures_folder": "" if inside else run_record.told(run.figures, run.folder),
        "parameters": _shown(run),
        "versions": dict(run.versions),
        "inputs": dict(run.inputs),
        "notebooks": entries,
    }


def _keep_inputs(run: Run) -> None:
    """Keep a copy of the codebook and the like, so that a later run can say what changed."""
    for name, path in sorted(run.kept.items()):
        (run.folder / "inputs").mkdir(exist_ok=True)
        (run.folder / "inputs" / name).write_bytes(path.read_bytes())


def _hidden(run: Run) -> dict[str, str]:
    """Paths that no artefact should hold, and what it says instead of them."""
    given, others = run.places, run.parameters.values()
    return run_record.hidden(given, others, run.folder, run.figures, run.study_told)


def _execute_one(path: Path, parameters: Parameters, *, run: Run, bar: bool) -> Outcome:
    """Run one notebook and leave its normalised copy, whole or partial."""
    import nbformat
    import papermill
    from papermill.exceptions import PapermillException

    started, cause, hidden = time.perf_counter(), "", _hidden(run)
    target = run.folder / "notebooks" / path.name
    draft = target.with_name(f".{path.stem}.part.ipynb")  # holds paths until it is normalised
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")  # this environment's kernel comes first
    try:
        papermill.execute_notebook(
            str(path),
            str(draft),
            parameters=dict(parameters),
            kernel_name="python3",
            progress_bar={"desc": path.stem, "leave": False} if bar else False,
            extra_arguments=["--IPKernelApp.log_level=CRITICAL"],
        )
    except (PapermillException, OSError, RuntimeError) as failure:
        cause = pages.without_places(_one_line(failure), hidden)
    except BaseException:  # stopped from the keyboard
        draft.unlink(missing_ok=True)
        raise
    target.unlink(missing_ok=True)
    if draft.exists():
        made = nbformat.read(draft, as_version=4)
        run_record.placeless(made, run_record.told_places(run.places, run.study_told))
        nbformat.write(pages.normalise(made, places=hidden), target)
        draft.unlink()
    return Outcome(
        name=path.stem,
        status="failed" if cause else "passed",
        seconds=time.perf_counter() - started,
        cause=cause,
    )


def _one_line(failure: BaseException) -> str:
    """Say what went wrong in one line."""
    name, value = (
        getattr(failure, "ename", type(failure).__name__),
        getattr(failure, "evalue", str(failure)),
    )
    first = next((line for line in str(value).splitlines() if line.strip()), "no message")
    return first if name in {"InputError", "TableError"} else f"{name}: {first}"


def _write_pages(run: Run) -> None:
    """Write the pages and the index from the record and the files alone."""
    from analysis import report_site  # the notebooks, which state their provenance, need none

    report_site.write(run.folder, figures=run.figures)


def _shown(run: Run) -> dict[str, object]:
    """Parameters of the run, without paths of this machine."""
    hidden = _hidden(run)
    return {
        name: pages.without_places(value, hidden) if isinstance(value, str) else value
        for name, value in run.parameters.items()
    }


def run_name(study: str, parameters: Parameters, inputs: Mapping[str, str]) -> str:
    """Name a run after its study and a hash of all that goes in.

    Examples
    --------
    >>> run_name("Two waves!", {}, {})
    'two-waves-dee36ace'
    """
    slug = wording.slug(wording.slug(study)[:40]) or "study"
    content = json.dumps([dict(parameters), dict(inputs)], sort_keys=True, default=str)
    return f"{slug}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"


def provenance(
    files: Mapping[str, Path | str], documents: pd.DataFrame, **parameters: object
) -> pd.DataFrame:
    """List what a notebook's numbers come from: versions, parameters, hashes of the input.

    Parameters
    ----------
    files : mapping of str to Path or str
        Name of an input to its file; the first 12 characters of its SHA-256 are shown.
    documents : DataFrame
        Contract ``documents``; one hash stands for the texts of all articles.
    **parameters : object
        The parameters of the notebook.

    Returns
    -------
    DataFrame
        Columns `what`, `name` and `value`; no times and no paths.
    """
    texts = "".join(sorted(documents["text_sha256"])).encode()
    rows = [("version", name, value) for name, value in versions().items()]
    rows += [("parameter", name, str(value)) for name, value in sorted(parameters.items())]
    rows += [
        ("input", name, hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12])
        for name, path in sorted(files.items())
    ]
    rows += [("input", f"{len(documents):,} articles", hashlib.sha256(texts).hexdigest()[:12])]
    return pd.DataFrame(rows, columns=["what", "name", "value"])
