"""Turn executed notebooks into HTML pages that open without a network.

A page is one file: no scripts, no fonts and no addresses outside. What differs from run
to run - times, random cell ids, progress bars - is taken out of the notebook first, so
that the same input gives the same bytes.
"""

import html
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:  # they take seconds to load, and a notebook that states its provenance needs none
    from nbconvert.exporters import HTMLExporter
    from nbformat import NotebookNode

__all__ = [
    "FigureCard",
    "NotebookCard",
    "index",
    "machine_paths",
    "normalise",
    "page",
    "title",
    "without_places",
]

_TEMPLATES: Final = Path(__file__).parent / "templates"


class NotebookCard(NamedTuple):
    """What the index says of a notebook."""

    name: str
    title: str
    question: str
    status: str
    cause: str


class FigureCard(NamedTuple):
    """What the index says of a figure; `files` are addresses relative to the index."""

    name: str
    caption: str
    alt: str
    files: Sequence[str]


def normalise(
    notebook: "NotebookNode", *, places: Mapping[str, str] | None = None
) -> "NotebookNode":
    """Copy an executed notebook without all that differs from run to run.

    Taken out: papermill's and the kernel's times, the random ids of cells, progress
    bars and warnings on the error stream, empty streams, memory addresses in the text
    form of objects. Outputs and execution counts stay.

    Parameters
    ----------
    notebook : NotebookNode
        Left untouched.
    places : mapping of str to str, optional
        Paths of this machine, and what is written instead of them (see `without_places`)
        in the cell of the injected parameters and in all outputs.
    """
    import nbformat

    hidden = places or {}
    clean = nbformat.from_dict(notebook)
    clean.metadata = nbformat.from_dict(
        {key: value for key, value in clean.metadata.items() if key in {"kernelspec"}}
    )
    for number, cell in enumerate(clean.cells):
        cell["id"] = f"cell-{number:03d}"
        cell["metadata"] = nbformat.from_dict(
            {key: value for key, value in cell.metadata.items() if key in {"tags", "alt"}}
        )
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["source"] = without_places(cell.source, hidden)
        if cell.cell_type == "code":
            kept = (_steady(output) for output in cell.outputs if not _passing(output))
            cell["outputs"] = [nbformat.from_dict(_hide(output, hidden)) for output in kept]
    return nbformat.NotebookNode(clean)


def machine_paths(given: Iterable[str]) -> dict[str, str]:
    """Give the paths that no artefact should hold, with what is written instead.

    Parameters
    ----------
    given : iterable of str
        Texts that may be absolute paths; others are passed over.

    Returns
    -------
    dict of str to str
        Each absolute path to its path from the working folder, or to its name if it lies
        elsewhere; the folders of these, the working folder, the environment of Python
        and the home folder are left off.
    """
    here, home = Path.cwd(), Path.home()
    hidden = {f"{home}{os.sep}": "~/", f"{here}{os.sep}": "", f"{sys.prefix}{os.sep}": ""}
    for path in (Path(text) for text in given if Path(text).is_absolute()):
        inside = path.is_relative_to(here)
        hidden.setdefault(f"{path.parent}{os.sep}", "")
        hidden[str(path)] = path.relative_to(here).as_posix() if inside else path.name
    long = {path: name for path, name in hidden.items() if len(Path(path).parts) > 1}
    return long | {path.replace("\\", "\\\\"): name for path, name in long.items()}


def without_places(text: str, places: Mapping[str, str]) -> str:
    r"""Write names instead of paths of the machine; a longer path goes before a shorter one.

    A path counts where it begins, not inside an address or another path.

    Examples
    --------
    >>> without_places("a = '/home/me/x/s.yaml'", {"/home/me/x/": "", "/home/me/": "~/"})
    "a = 's.yaml'"
    """
    if not places:
        return text
    paths = "|".join(re.escape(path) for path in sorted(places, key=len, reverse=True))
    found = re.compile(rf"(?:(?<=[\[;]\d\dm)|(?<=[\[;]\dm)|(?<![\w.:/-]))(?:{paths})")
    return found.sub(lambda match: places[match.group()], text)


def _hide(content: Any, places: Mapping[str, str]) -> Any:
    """Write names instead of paths in all texts of an output; pictures stay."""
    if isinstance(content, str):
        return without_places(content, places)
    if isinstance(content, list):
        return [_hide(part, places) for part in content]
    if isinstance(content, dict):
        return {key: part if str(key).startswith("image/p") else _hide(part, places)
                for key, part in content.items()}  # fmt: skip
    return content


def _passing(output: "NotebookNode") -> bool:
    """Whether an output is only progress, which no reader of the page needs."""
    return bool(output.output_type == "stream" and output.name == "stderr")


def _steady(output: "NotebookNode") -> "NotebookNode":
    """Take memory addresses out of the text form of objects."""
    if "data" in output and "text/plain" in output.data:
        output.data["text/plain"] = re.sub(r" at 0x[0-9a-f]+", "", output.data["text/plain"])
    return output


def title(notebook: "NotebookNode") -> tuple[str, str]:
    """Read the title (first heading) and the question (next paragraph) of a notebook."""
    first = next((cell.source for cell in notebook.cells if cell.cell_type == "markdown"), "")
    parts = [part.strip() for part in re.split(r"\n\s*\n", first.strip())]
    heading = parts[0].lstrip("# ").strip() if parts else ""
    return heading, " ".join(parts[1].split()) if len(parts) > 1 else ""


def _exporter() -> "HTMLExporter":
    """Make an exporter for the inside of a page: cells only, code folded away."""
    from nbconvert.exporters import HTMLExporter
    from traitlets.config import Config

    settings = Config()
    settings.HTMLExporter.extra_template_basedirs = [str(_TEMPLATES)]
    settings.HTMLExporter.template_name = "framewaves"
    settings.HTMLExporter.embed_images = True
    return HTMLExporter(config=settings)


def _style() -> str:
    """Give the style sheet of every page, with colours for code."""
    from pygments.formatters import HtmlFormatter

    code = HtmlFormatter(style="friendly").get_style_defs(".highlight")
    sheet = (_TEMPLATES / "framewaves" / "page.css").read_text(encoding="utf-8")
    return f"{sheet}\n/* code */\n{code}"


def _document(heading: str, body: str, navigation: str) -> str:
    """Wrap the inside of a page into a whole HTML document."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(heading)}</title>\n<style>\n{_style()}\n</style>\n</head>\n<body>\n"
        f'<nav aria-label="Report">{navigation}</nav>\n<main>\n{body}\n</main>\n</body>\n</html>\n'
    )


def page(notebook: "NotebookNode", *, study: str, others: Mapping[str, str]) -> str:
    """Write a notebook as one HTML page.

    Parameters
    ----------
    notebook : NotebookNode
        Executed and normalised.
    study : str
        Title of the study, for the way back to the index.
    others : mapping of str to str
        File name of each notebook's page to its title, for the links at the top.
    """
    inside, _ = _exporter().from_notebook_node(notebook)
    heading, _ = title(notebook)
    links = [
        f'<a href="{html.escape(file)}"'
        + (' aria-current="page"' if name == heading else "")
        + f">{html.escape(name)}</a>"
        for file, name in others.items()
    ]
    back = f'<a class="fw-home" href="../index.html">{html.escape(study)}</a>'
    return _document(f"{heading} – {study}", inside, " ".join([back, *links]))


def index(
    *,
    study: str,
    question: str,
    notebooks: Sequence[NotebookCard],
    figures: Sequence[FigureCard],
    provenance: Mapping[str, Any],
    evidence: str = "",
) -> str:
    """Write the first page of a report.

    Parameters
    ----------
    study, question : str
        Title and question of the study.
    notebooks, figures : sequence
        In the order in which they are shown.
    provenance : mapping
        Names to values, shown as a table at the end.
    evidence : str
        Address of the evidence browser, if the report has one.
    """
    browser = (
        f'<p><a href="{html.escape(evidence)}">Look the evidence up</a>: choose frame, wave, voice '
        "and outlet, and read the sentences in their articles.</p>\n"
    )
    rows = "\n".join(_notebook_row(card) for card in notebooks)
    gallery = "\n".join(_figure(card) for card in figures)
    facts = "\n".join(
        f"<tr><th scope='row'>{html.escape(str(name))}</th><td>{html.escape(str(value))}</td></tr>"
        for name, value in provenance.items()
    )
    body = (
        f"<h1>{html.escape(study)}</h1>\n<p class='fw-question'>{html.escape(question)}</p>\n"
        f"{browser if evidence else ''}"
        f"<h2>Notebooks</h2>\n<table class='fw-list'><thead><tr><th scope='col'>Notebook</th>"
        f"<th scope='col'>Question</th><th scope='col'>Result</th></tr></thead>"
        f"<tbody>\n{rows}\n</tbody></table>\n"
        f"<h2>Figures</h2>\n<div class='fw-gallery'>\n{gallery}\n</div>\n"
        f"<h2>Provenance</h2>\n<table class='fw-list'><tbody>\n{facts}\n</tbody></table>"
    )
    return _document(study, body, f'<span class="fw-home">{html.escape(study)}</span>')


def _notebook_row(card: NotebookCard) -> str:
    """Write one notebook as a row of the index."""
    result = html.escape(card.status) + (f": {html.escape(card.cause)}" if card.cause else "")
    return (
        f'<tr class="fw-{html.escape(card.status)}"><th scope="row">'
        f'<a href="pages/{html.escape(card.name)}.html">{html.escape(card.title)}</a></th>'
        f"<td>{html.escape(card.question)}</td><td>{result}</td></tr>"
    )


def _figure(card: FigureCard) -> str:
    """Write one figure of the index, with links to its files."""
    picture = next((file for file in card.files if file.endswith(".png")), "")
    links = " ".join(
        f'<a href="{html.escape(file)}">{html.escape(Path(file).suffix[1:])}</a>'
        for file in card.files
    )
    return (
        f'<figure id="figure-{html.escape(card.name)}">'
        f'<img src="{html.escape(picture)}" alt="{html.escape(card.alt, quote=True)}">'
        f'<figcaption>{html.escape(card.caption)} <span class="fw-files">{links}</span>'
        f"</figcaption></figure>"
    )
