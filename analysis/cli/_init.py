"""`framewaves init`: begin a study of one's own."""

import argparse
import shlex
import shutil
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Final

import analysis
from analysis.cli import _shared
from analysis.contracts import InputError

__all__ = ["ABOUT", "EPILOG", "act", "begin", "options"]

ABOUT: Final = """\
Make a folder with a small study that runs at once: study.yaml, a commented codebook, two
invented articles with their metadata, the notebooks, and a README that says what to
change. Asks nothing and overwrites nothing."""
EPILOG: Final = """\
examples:
  framewaves init my-study
"""
_NOTEBOOKS: Final = "notebooks"


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves init`."""
    parser.add_argument("folder", metavar="FOLDER", help="folder to be made, new or empty")


def act(chosen: argparse.Namespace) -> int:
    """Begin a study and say what can be done with it."""
    folder = Path(chosen.folder)
    shown = folder.as_posix()
    for name in begin(folder, notebooks=_project() / _NOTEBOOKS):
        print(f"made  {shown}/{name}")
    quoted = shlex.quote(shown)
    print(f"\nIt runs as it is:\n  framewaves check {quoted}\n  framewaves report --study {quoted}")
    print(f"Then change it; {shown}/README.md says what.")
    return 0


def begin(folder: Path, *, notebooks: Path) -> list[str]:
    """Write the starter study into a folder that is new or empty.

    Parameters
    ----------
    folder : Path
    notebooks : Path
        Folder of the notebooks to copy.

    Returns
    -------
    list of str
        What now lies in the folder: files and folders, sorted.

    Raises
    ------
    InputError
        If the folder holds something, cannot be written, or there are no notebooks.
    """
    _shared.check_place(folder, "init", folder=True)
    if folder.exists() and any(folder.iterdir()):
        message = (f"{folder}: this folder is not empty, and nothing is overwritten. Name a new "
                   f"one, such as my-study.")  # fmt: skip
        raise InputError(message)
    found = sorted(
        path
        for pattern in ("*.ipynb", "lab/*.ipynb")
        for path in notebooks.glob(pattern)
        if not path.name.startswith(".")
    )
    if not found:
        message = (f"init: the notebooks are not in {notebooks.name!r} beside the package. "
                   f"Install framewaves from its project folder (make setup), or copy the "
                   f"folder 'notebooks' of the project there.")  # fmt: skip
        raise InputError(message)
    try:
        _write(folder, {path: path.relative_to(notebooks) for path in found})
    except (OSError, shutil.Error) as cause:
        message = f"init {folder}: the folder cannot be written ({_why(cause)})."
        raise InputError(message) from cause
    return sorted(f"{path.name}/" if path.is_dir() else path.name for path in folder.iterdir())


def _write(folder: Path, notebooks: Mapping[Path, Path]) -> None:
    """Copy the starter study and the notebooks."""
    with resources.as_file(resources.files(analysis) / "templates/framewaves/study") as starter:
        shutil.copytree(starter, folder, dirs_exist_ok=True)
    for (
        path,
        name,
    ) in notebooks.items():  # opened by hand they shall show this study, not the shipped one
        text = path.read_text(encoding="utf-8").replace(_shared.SEEDS, "study.yaml")
        target = folder / _NOTEBOOKS / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def _why(cause: Exception) -> str:
    """Say why a file cannot be written; a copy of several files tells of each."""
    return getattr(cause, "strerror", None) or str(cause.args[0])


def _project() -> Path:
    """Folder in which the package lies: the project's."""
    return Path(analysis.__file__).resolve().parents[1]
