"""Read `run.json`, which may come from anywhere: whole, or with what is wrong with it."""

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Final

from analysis.contracts import InputError, first_five

__all__ = ["FILE", "FORMAT", "folder_of", "is_entry", "is_inside", "outputs", "read"]

FILE: Final = "run.json"
FORMAT: Final = 2
_AGAIN: Final = "Make the run again with 'framewaves report'."
_TEXTS: Final = ("study", "question", "study_file", "notebook_folder", "figures_folder")
_MAPPINGS: Final = ("parameters", "versions", "inputs")


def folder_of(named: Path | str) -> Path:
    """Find the folder of a run that a user named, by itself or by its record.

    Raises
    ------
    InputError
        If there is none; the runs in the folder, if any, are listed.
    """
    path = Path(named)
    folder = path.parent if path.name == FILE else path
    if (folder / FILE).is_file():
        return folder
    if not folder.is_dir():
        raise InputError(f"{path}: there is no such folder. Name the folder of a run.")
    runs = sorted(one.parent.as_posix() for one in folder.glob(f"*/{FILE}"))
    if runs:
        raise InputError(f"{path}: this holds several runs. Name one: {first_five(runs)}.")
    raise InputError(_none_here(folder))


def _none_here(folder: Path) -> str:
    """Say that a folder is no folder of a run."""
    return (f"{folder}: there is no {FILE} here, so this is not the folder of a run. Name one "
            f"such as reports/my-study-1a2b3c4d.")  # fmt: skip


def read(folder: Path) -> Mapping[str, Any]:
    """Read and check the record of a run.

    Parameters
    ----------
    folder : Path
        The folder of the run.

    Returns
    -------
    mapping
        As in `docs/reruns.md`: `format`, `study`, `question`, `study_file`, `notebook_folder`,
        `figures_folder`, `parameters`, `versions`, `inputs` and `notebooks`.

    Raises
    ------
    InputError
        If there is no record, it is damaged, older than format 2 or newer than this version
        knows, or the name of an output leads out of the run.
    """
    file = folder / FILE
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as cause:
        raise InputError(_none_here(folder)) from cause
    except (OSError, ValueError, RecursionError) as cause:
        raise InputError(f"{file}: the record is damaged. {_AGAIN}") from cause
    if not isinstance(content, dict):
        raise InputError(f"{file}: the record is damaged. {_AGAIN}")
    _check_format(file, content.get("format"))
    _check_parts(file, content)
    for entry in content["notebooks"]:
        _check_entry(file, entry)
    return content


def _check_format(file: Path, found: object) -> None:
    """Raise unless the record has the form that this version writes."""
    if isinstance(found, int) and found > FORMAT:
        message = (f"{file}: a newer framewaves has written this record (format {found}; this "
                   f"one knows {FORMAT}). Update framewaves.")  # fmt: skip
        raise InputError(message)
    if found != FORMAT:
        message = (f"{file}: an older framewaves has written this record, without the hashes of "
                   f"what the run made. {_AGAIN}")  # fmt: skip
        raise InputError(message)


def _check_parts(file: Path, content: Mapping[str, Any]) -> None:
    """Raise if a part of the record is absent or of another kind."""
    wrong = [name for name in _TEXTS if not isinstance(content.get(name), str)]
    wrong += [name for name in _MAPPINGS if not isinstance(content.get(name), dict)]
    wrong += [name for name in ("versions", "inputs")
              if name not in wrong and not _is_text(content[name])]  # fmt: skip
    if not isinstance(content.get("notebooks"), list):
        wrong.append("notebooks")
    if wrong:
        raise InputError(f"{file}: the record is damaged at {first_five(wrong)}. {_AGAIN}")


def _is_text(content: Mapping[str, Any]) -> bool:
    """Whether a mapping holds texts alone."""
    return all(isinstance(value, str) for value in content.values())


def _check_entry(file: Path, entry: Any) -> None:
    """Raise if what is said of a notebook cannot be used."""
    if not is_entry(entry):
        raise InputError(f"{file}: the record is damaged at 'notebooks'. {_AGAIN}")
    strange = [name for name in entry["outputs"] if not is_inside(name)]
    if strange:
        message = (f"{file}: the outputs {first_five(strange)} lie outside of the run. Do not "
                   f"use this record: no run writes such names.")  # fmt: skip
        raise InputError(message)


def is_entry(entry: Any) -> bool:
    """Whether something is what a record says of a notebook."""
    return (
        isinstance(entry, dict)
        and all(isinstance(entry.get(name), str) for name in ("name", "cause", "source"))
        and is_inside(entry["name"])
        and entry.get("status") in {"passed", "failed"}
        and isinstance(entry.get("seconds"), (int, float))
        and isinstance(entry.get("outputs"), dict)
        and _is_text(entry["outputs"])
    )


def is_inside(name: str) -> bool:
    """Whether a name stays inside of a folder, on every system, and is not the folder itself.

    Examples
    --------
    >>> [is_inside(name) for name in ("tables/a.csv", "../a", "/a", "C:a", ".", "")]
    [True, False, False, False, False, False]
    """
    paths = (PurePosixPath(name), PureWindowsPath(name))
    return (
        bool(paths[0].parts)
        and "\0" not in name
        and not any(path.anchor or path.drive or ".." in path.parts for path in paths)
    )


def outputs(record: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Give each output of a run with the notebook that made it and its SHA-256.

    Examples
    --------
    >>> outputs({"notebooks": [{"name": "40_x", "outputs": {"tables/a.csv": "0f"}}]})
    {'tables/a.csv': ('40_x', '0f')}
    """
    return {
        name: (entry["name"], sha256)
        for entry in record["notebooks"]
        for name, sha256 in entry["outputs"].items()
    }
