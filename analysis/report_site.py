"""The pages of a report: one for each notebook, and the first page over all.

Written from a run's folder alone - `run.json`, the executed notebooks, tables and figures - so
that they can be made again at any time, and the same folder gives the same bytes.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from analysis import landing, pages
from analysis._landing import prose
from analysis._run_record.reading import read
from analysis.contracts import InputError

if TYPE_CHECKING:  # it takes seconds to load
    from nbformat import NotebookNode

__all__ = ["write"]

_LIMITS: Final = "What can and cannot be claimed"
"""Heading of a notebook under which it says so."""


def write(folder: Path, *, figures: Path) -> None:
    """Write `pages/*.html` from `notebooks/*.ipynb`, and `index.html` over all.

    A run with only some notebooks, with failed ones, without figures or tables has pages as well;
    pages of notebooks that are no longer in the run are removed.

    Parameters
    ----------
    folder : Path
        Of the run.
    figures : Path
        Where its figures lie.

    Raises
    ------
    InputError
        If `run.json` is absent, damaged or of an older version, or an executed notebook is
        damaged.
    """
    record = read(folder)
    names = [entry["name"] for entry in record["notebooks"]]
    made = {name: notebook for name in names if (notebook := _executed(folder, name)) is not None}
    _write_pages(folder, record["study"], made)
    cards = [_card(entry, made.get(entry["name"])) for entry in record["notebooks"]]
    limits = _limits(folder, record, figures, made)
    text = landing.page(folder, record=record, notebooks=cards, figures=figures, limits=limits)
    (folder / "index.html").write_text(text, encoding="utf-8", newline="\n")


def _executed(folder: Path, name: str) -> "NotebookNode | None":
    """Read an executed notebook; nothing if the run left none."""
    import nbformat

    path = folder / "notebooks" / f"{name}.ipynb"
    if not path.is_file():
        return None
    try:
        return nbformat.NotebookNode(nbformat.read(path, as_version=4))
    except Exception as cause:  # whatever a damaged file makes of its reader
        message = f"{path} cannot be read as a notebook. Run `framewaves report` anew."
        raise InputError(message) from cause


def _write_pages(folder: Path, study: str, notebooks: Mapping[str, "NotebookNode"]) -> None:
    """Write the pages of the notebooks, each with links to the others."""
    target = folder / "pages"
    target.mkdir(parents=True, exist_ok=True)
    titles = {
        f"{name}.html": pages.title(notebook)[0] or name for name, notebook in notebooks.items()
    }
    for name, notebook in notebooks.items():
        file = f"{name}.html"
        text = pages.page(notebook, study=study, others=titles, file=file)
        (target / file).write_text(text, encoding="utf-8", newline="\n")
    for old in target.glob("*.html"):
        if old.name not in titles:
            old.unlink()


def _card(entry: Mapping[str, Any], notebook: "NotebookNode | None") -> landing.Notebook:
    """Say of a notebook what the first page shows."""
    name = entry["name"]
    heading, question = pages.title(notebook) if notebook is not None else ("", "")
    return landing.Notebook(
        name,
        prose.plain(heading) or name,
        question,
        entry["status"],
        entry["cause"],
        f"pages/{name}.html" if notebook is not None else "",
    )


def _limits(
    folder: Path, record: Mapping[str, Any], drawn: Path, notebooks: Mapping[str, "NotebookNode"]
) -> str:
    """Find what may not be concluded, first in the notebook that drew the headline."""
    own = landing.headline_notebook(folder, record, drawn)
    order = sorted(notebooks, key=lambda name: (name != own, name))
    said = (_section(notebooks[name], _LIMITS) for name in order)
    return next((text for text in said if text), "")


def _section(notebook: "NotebookNode", heading: str) -> str:
    """Give the sentences that a notebook printed under a heading, as Markdown."""
    said, inside = [], False
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.lstrip().startswith("#"):
            inside = cell.source.lstrip().splitlines()[0].lstrip("# ").strip() == heading
        elif cell.cell_type == "code" and inside:
            shown = (output.get("data", {}).get("text/markdown", "") for output in cell.outputs)
            said += [text for text in shown if text]
    return "\n\n".join(said)
