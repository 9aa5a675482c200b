"""The first page of a report: what was asked and found, and where all of it lies.

It is written from the run's folder alone: `run.json`, the tables, the files beside each figure
and the paper's files. A run that made only some of these has a page without the others.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from analysis import pages, wording
from analysis._landing import blocks, facts, files, gallery, headline, paper, prose, provenance
from analysis._landing.blocks import Column, safe
from analysis._landing.files import Figure

__all__ = ["SCRIPT", "Notebook", "headline_notebook", "page"]

_NAMED: Final = {
    "finding": "Finding",
    "facts": "In numbers",
    "notebooks": "Notebooks",
    "figures": "Figures",
    "tables": "Tables",
    "paper": "For the paper",
    "reading": "Reading",
    "provenance": "Provenance",
}
SCRIPT: Final = """\
if (navigator.clipboard) for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
    button.textContent = "Copied";
  });
}
"""
"""Shows the buttons that copy a text; without scripts a click on the text selects it."""


class Notebook(NamedTuple):
    """A notebook of the run; `page` is the address of its page, or '' if it has none.

    The title is plain text, the question Markdown.
    """

    name: str
    title: str
    question: str
    status: str
    cause: str
    page: str


class _Run(NamedTuple):
    """All that the sections are written from."""

    folder: Path
    record: Mapping[str, Any]
    notebooks: Sequence[Notebook]
    made: Mapping[str, str]
    figures: Sequence[Figure]
    others: int
    codebook: str

    @property
    def titles(self) -> dict[str, str]:
        """Notebook to its title."""
        return {one.name: one.title for one in self.notebooks}


def page(
    folder: Path,
    *,
    record: Mapping[str, Any],
    notebooks: Sequence[Notebook],
    figures: Path,
    limits: str = "",
) -> str:
    """Write the first page of a report.

    Parameters
    ----------
    folder : Path
        Of the run.
    record : mapping
        Its `run.json`, as `run_record.read` gives it.
    notebooks : sequence of Notebook
        In the order in which they are shown.
    figures : Path
        Where the figures lie.
    limits : str
        What can and cannot be claimed, as Markdown.

    Returns
    -------
    str
        A whole HTML document; addresses in it are relative to the folder.
    """
    run = _gathered(folder, record, notebooks, figures)
    first = files.headline(run.figures)
    parts = {
        "finding": headline.section(first, limits) if first else "",
        "facts": _facts(run),
        "notebooks": _notebooks(run),
        "figures": gallery.section(run.figures, run.titles, first=first, others=run.others),
        "tables": _tables(run),
        "paper": paper.section(folder),
        "reading": provenance.reading(folder),
        "provenance": provenance.section(folder.name, record, run.codebook),
    }
    jumps = blocks.list_of(
        blocks.link(f"#{key}", _NAMED[key]) for key, part in parts.items() if part
    )
    inside = (
        f'<div class="fw-landing">\n{_head(run)}'
        f'<nav class="fw-jump" aria-label="Parts of this page">{jumps}</nav>\n'
        f"{_failed(run)}{_stale(run)}{''.join(parts.values())}</div>"
    )
    css = pages.style("landing.css")
    return pages.document(f"{record['study']} – report", inside, css=css, script=SCRIPT)


def headline_notebook(folder: Path, record: Mapping[str, Any], figures: Path) -> str:
    """Name the notebook that drew the headline figure; empty if there is no figure."""
    run = _gathered(folder, record, (), figures)
    first = files.headline(run.figures)
    return first.notebook if first else ""


def _gathered(
    folder: Path, record: Mapping[str, Any], notebooks: Sequence[Notebook], drawn: Path
) -> _Run:
    """Read what lies in the folder."""
    made = files.outputs(record)
    there = files.figures(folder, drawn, made)
    own = [one for one in there if one.notebook]
    book = facts.codebook(folder, record["inputs"], [one.codebook for one in own])
    return _Run(folder, record, notebooks, made, own, len(there) - len(own), book)


def _head(run: _Run) -> str:
    """Write title and question."""
    asked = run.record["question"]
    question = f'<p class="fw-question">{safe(asked)}</p>\n' if asked else ""
    return (
        f'<header class="fw-head">\n<p class="fw-kicker">Framing report</p>\n'
        f"<h1>{safe(run.record['study'])}</h1>\n{question}</header>\n"
    )


def _failed(run: _Run) -> str:
    """Name the notebooks that failed, with the cause."""
    failed = [one for one in run.notebooks if one.status == "failed"]
    if not failed:
        return ""
    lines = blocks.list_of(f"{_linked(one)}: {safe(one.cause)}" for one in failed)
    told = "<p>What they would have made is missing here, or from an earlier run.</p>"
    return _alert("failed", f"{wording.counted(len(failed), 'notebook')} failed", told + lines)


def _stale(run: _Run) -> str:
    """Name the figures whose numbers were coded with another codebook."""
    old = [one for one in run.figures
           if run.codebook and one.codebook and one.codebook != run.codebook]  # fmt: skip
    if not old:
        return ""
    lines = blocks.list_of(
        f"{safe(one.name)}, coded with <code>{safe(one.codebook)}</code>" for one in old
    )
    told = (f"<p>This run was coded with <code>{safe(run.codebook)}</code>. Run "
            "<code>framewaves report</code> anew before you use them.</p>")  # fmt: skip
    are = "is" if len(old) == 1 else "are"
    heading = f"{wording.counted(len(old), 'figure')} {are} from another version of the codebook"
    return _alert("stale", heading, told + lines, kind=" fw-old")


def _alert(key: str, heading: str, inside: str, *, kind: str = "") -> str:
    """Write what a reader must know before all else."""
    return (
        f'<div class="fw-alert{kind}" role="group" aria-labelledby="{key}">'
        f'<h2 id="{key}">{heading}</h2>{inside}</div>\n'
    )


def _linked(one: Notebook) -> str:
    """Write the title of a notebook, with a link where it has a page."""
    return blocks.link(one.page, one.title) if one.page else safe(one.title)


def _facts(run: _Run) -> str:
    """Write the key facts of the study."""
    found = facts.facts(run.folder, run.codebook)
    return blocks.section("facts", "The study in numbers", blocks.fact_list(found)) if found else ""


def _notebooks(run: _Run) -> str:
    """Write the notebooks with their questions, and the way to the evidence."""
    cards = "".join(_notebook(one) for one in run.notebooks)
    inside = f'<ol class="fw-notebooks">\n{cards}</ol>\n' if cards else "<p>None was run.</p>\n"
    if (run.folder / "evidence.html").is_file():
        way = blocks.link("evidence.html", "Look the evidence up")
        inside += (f'<p class="fw-call">{way}: choose frame, wave, voice and outlet, and read the '
                   "sentences in their articles.</p>\n")  # fmt: skip
    return blocks.section("notebooks", "Notebooks", inside)


def _notebook(one: Notebook) -> str:
    """Write one notebook as a card."""
    failed = one.status == "failed"
    status = f"Failed: {safe(one.cause)}" if failed else safe(one.status.capitalize())
    asked = f"<p>{prose.shown(one.question)}</p>" if one.question else ""
    number = one.name.partition("_")[0]
    return (
        f'<li class="{"fw-failed" if failed else "fw-fine"}"><h3>{_linked(one)}</h3>{asked}'
        f'<p class="fw-status">Notebook {safe(number)} · {status}</p></li>\n'
    )


def _tables(run: _Run) -> str:
    """Write the result tables with their sizes, by notebook where that is known."""
    found = files.tables(run.folder, run.made)
    if not found:
        return ""
    rest, titles = "Further tables", run.titles
    groups: dict[str, list[list[str]]] = {}
    for one in sorted(found, key=lambda one: (one.notebook not in titles, one.notebook, one.name)):
        shape = [f"{n:,}" if n is not None else "cannot be read" for n in (one.rows, one.columns)]
        row = [blocks.link(one.href, one.name), safe(one.what), *shape, safe(one.size)]
        groups.setdefault(titles.get(one.notebook, rest), []).append(row)
    if list(groups) == [rest]:
        groups = {"": groups[rest]}
    columns = [Column("File"), Column("What it holds"),
               *(Column(name, is_number=True) for name in ("Rows", "Columns", "Size"))]  # fmt: skip
    table = blocks.table("Result tables", columns, list(groups.items()))
    return blocks.section("tables", "Tables", table)
