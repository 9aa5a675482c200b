"""The places that a run gives to its notebooks, and what artefacts say instead of them.

The folder of the run is left off and a path of the machine is a name, so that the same run
elsewhere has the same bytes.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analysis import pages
from analysis._run_record.layout import FIGURES, told

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["hidden", "placeless", "places", "told_places"]

_PARTS: Final = (FIGURES, "tables", "paper", "cache")


def places(study_file: Path, folder: Path, figures: Path) -> dict[str, str]:
    """Give the places that notebooks may ask for as parameters.

    Parameters
    ----------
    study_file, folder, figures : Path
        The study; the folder of the run; where its figures go.

    Examples
    --------
    >>> places(Path("s.yaml"), Path("reports/x"), Path("figures"))["tables_folder"]
    'reports/x/tables'
    """
    inside = {f"{part}_folder": (folder / part).as_posix() for part in _PARTS}
    return {
        **inside,
        "study_file": study_file.as_posix(),
        "figures_folder": figures.as_posix(),
        "site_folder": folder.as_posix(),
    }


def told_places(given: Mapping[str, object], study_told: str) -> dict[str, str]:
    """Give what artefacts say of the places that the notebooks were given.

    Examples
    --------
    >>> told_places({"tables_folder": "reports/x/tables", "study_file": "s/s.yaml"}, "")
    {'tables_folder': 'tables', 'study_file': 's/s.yaml'}
    """
    study_file = str(given.get("study_file", ""))
    said = {f"{part}_folder": part for part in _PARTS}
    said |= {
        "site_folder": ".",
        "study_file": study_told or (study_file and told(Path(study_file))),
    }
    return {name: said.get(name, str(value)) for name, value in given.items()}


def hidden(
    given: Mapping[str, object], others: Iterable[object], folder: Path, figures: Path,
    study_told: str
) -> dict[str, str]:  # fmt: skip
    """Give paths of the machine and of the run, with what artefacts say instead of them.

    Parameters
    ----------
    given : mapping
        The places of the notebooks.
    others : iterable
        Values of parameters, which may be paths as well.
    folder, figures : Path
        Of the run, and with its figures.
    study_told : str
        How the study file is named; by default from the working folder.

    Returns
    -------
    dict of str to str
        For `pages.without_places`. A path of one part, such as `figures`, may be any word and
        stays.
    """
    texts = (text for text in (*given.values(), *others, str(folder)) if isinstance(text, str))
    found = pages.machine_paths(texts)
    for path, name in ((folder, ""), (figures, FIGURES)):
        for text in {path.as_posix(), str(path), path.absolute().as_posix(), str(path.absolute())}:
            if len(Path(text).parts) > 1:
                found[text] = name or "."
                found |= {f"{text}{mark}": f"{name}/" if name else "" for mark in {"/", os.sep}}
    said = told_places(given, study_told)
    return found | {
        str(text): said[name] for name, text in given.items() if len(Path(str(text)).parts) > 1
    }


def placeless(notebook: "NotebookNode", said: Mapping[str, str]) -> None:
    """Write names instead of places into the cell of the injected parameters."""
    for cell in notebook.cells:
        if "injected-parameters" not in cell.metadata.get("tags", []):
            continue
        lines = str(cell.source).split("\n")
        for number, line in enumerate(lines):
            name = re.match(r"(\w+) = ", line)
            if name and name[1] in said:
                lines[number] = f"{name[1]} = {json.dumps(said[name[1]], ensure_ascii=False)}"
        cell["source"] = "\n".join(lines)
