"""Turn executed notebooks into HTML pages that open without a network.

A page is one file: no scripts, no fonts and no addresses outside. What differs from run
to run - times, random cell ids, progress bars - is taken out of the notebook first, so
that the same input gives the same bytes.
"""

import base64
import hashlib
import html
import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:  # they take seconds to load, and a notebook that states its provenance needs none
    from nbconvert.exporters import HTMLExporter
    from nbformat import NotebookNode

__all__ = [
    "document",
    "machine_paths",
    "normalise",
    "page",
    "style",
    "title",
    "without_places",
]

_TEMPLATES: Final = Path(__file__).parent / "templates"
_TAG: Final = re.compile(
    r"<(?P<closes>/?)(?P<name>h[1-6]|table|img)\b(?P<rest>[^>]*)>|<(?P<empty>th)>\s*</th>",
    re.IGNORECASE,
)
_CELL: Final = re.compile(r'<div (?:id="[^"]*" )?class="cell ')
_ANCHOR: Final = re.compile(r'<a class="anchor-link".*?</a>', re.DOTALL)
_TAGS: Final = re.compile(r"<[^>]+>")
_ID: Final = re.compile(r'\bid="([^"]*)"')
_PNG: Final = re.compile(r"data:image/png;base64,([\w+/]{32})")
_DPI: Final = 300
_SCREEN: Final = 130
"""Dots to the inch at which a figure is shown; print has 96."""
_LISTED: Final = 2
"""Level of the headings that a table of contents lists."""
_FEW: Final = 3
"""Headings from which a page has a table of contents."""


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


def style(*more: str) -> str:
    """Give the style sheet of every page of a report, and further ones by file name."""
    names = ("page.css", *more)
    sheets = [(_TEMPLATES / "framewaves" / name).read_text(encoding="utf-8") for name in names]
    return "\n".join(sheets)


def document(heading: str, inside: str, *, css: str, navigation: str = "", script: str = "") -> str:
    """Wrap the inside of a page into a whole HTML document.

    Parameters
    ----------
    heading : str
        Title of the window; escaped here.
    inside : str
        HTML of the main part.
    css : str
        From `style`.
    navigation : str
        HTML of the bar at the top, if there is one.
    script : str
        A few lines that the page can do without. The browser is told to run no other script and
        to load nothing but pictures.

    Examples
    --------
    >>> "<title>A &amp; B</title>" in document("A & B", "<h1>A</h1>", css="")
    True
    """
    code = f"<script>{script}</script>\n" if script else ""
    bar = f'<nav class="fw-bar" aria-label="Report">{navigation}</nav>\n' if navigation else ""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_allowed(script)}">\n'
        f"<title>{html.escape(heading)}</title>\n<style>\n{css}\n</style>\n</head>\n<body>\n"
        '<a class="fw-skip" href="#main">Skip to the content</a>\n'
        f'{bar}<main id="main" tabindex="-1">\n{inside}\n</main>\n{code}</body>\n</html>\n'
    )


def _allowed(script: str) -> str:
    """Say what the browser may do on a page: show it; run no script but the one given.

    An article, or a cell of a notebook, may hold what looks like a script.
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    run = f"'sha256-{digest}'" if script else "'none'"
    return (
        f"default-src 'none'; script-src {run}; style-src 'unsafe-inline'; "
        "img-src 'self' file: data:; base-uri 'none'; form-action 'none'"
    )


def page(notebook: "NotebookNode", *, study: str, others: Mapping[str, str], file: str = "") -> str:
    """Write a notebook as one HTML page.

    There is one heading of the first level and no level is left out, so that a screen reader
    can go through the page; a wide table scrolls in a part of its own, which a keyboard reaches.

    Parameters
    ----------
    notebook : NotebookNode
        Executed and normalised.
    study : str
        Title of the study, for the way back to the index.
    others : mapping of str to str
        File name of each notebook's page to its title, in order, for the links between them.
    file : str
        File name of this page; if empty it is found by its title.
    """
    inside, _ = _exporter().from_notebook_node(notebook)
    named = title(notebook)[0]
    own = file or next((key for key, name in others.items() if name == named), "")
    heading = named or others.get(own) or Path(own).stem or "Notebook"
    first, rest = _parted(inside, heading)
    outline = _Outline()
    first, rest = outline.tidied(first), outline.tidied(rest)
    body = (
        f'<div class="fw-page">\n<div class="fw-first">\n{first}</div>\n{outline.contents()}'
        f'<div class="fw-cells">\n{rest}\n{_neighbours(own, others)}</div>\n</div>'
    )
    bar = _bar(study, own, others)
    return document(f"{heading} – {study}", body, css=style("notebook.css"), navigation=bar)


def _parted(inside: str, heading: str) -> tuple[str, str]:
    """Part the cells into the first, which says what is asked, and the others."""
    starts = [found.start() for found in _CELL.finditer(inside)]
    end = starts[1] if len(starts) > 1 else len(inside)
    if "<h1" in inside[:end]:
        return inside[:end], inside[end:]
    return f"<h1>{html.escape(heading)}</h1>\n", inside


def _bar(study: str, own: str, others: Mapping[str, str]) -> str:
    """Write the links at the top of a page: to the report, and to the other notebooks."""
    links = "".join(
        f'<li><a href="{html.escape(file)}"'
        + (' aria-current="page"' if file == own else "")
        + f">{html.escape(name)}</a></li>"
        for file, name in others.items()
    )
    menu = (
        f"<details class='fw-menu'><summary>Notebooks</summary><ul>{links}</ul></details>"
        if links
        else ""
    )
    return f'<a class="fw-home" href="../index.html">{html.escape(study)}</a>{menu}'


def _neighbours(own: str, others: Mapping[str, str]) -> str:
    """Write links to the notebook before and after."""
    files = list(others)
    place = files.index(own) if own in files else -1
    near = [("Before", place - 1, "prev"), ("Next", place + 1, "next")] if place >= 0 else []
    links = "".join(
        f'<a rel="{rel}" href="{html.escape(files[number])}"><span>{word}</span> '
        f"{html.escape(others[files[number]])}</a>"
        for word, number, rel in near
        if 0 <= number < len(files)
    )
    return (
        f'<nav class="fw-near" aria-label="Notebooks before and after">{links}</nav>\n'
        if links
        else ""
    )


class _Outline:
    """Headings, tables and pictures of a page, put in order as they pass."""

    def __init__(self) -> None:
        self._level, self._tables, self._heading = 0, 0, ""
        self._open: list[int] = []
        self._keys: set[str] = set()
        self._listed: dict[str, str] = {}

    def tidied(self, markup: str) -> str:
        """Mend the levels of headings, name the tables, and give figures their size."""
        parts, end = [], 0
        for found in _TAG.finditer(markup):
            parts += [markup[end : found.start()], self._written(found, markup)]
            end = found.end()
        return "".join([*parts, markup[end:]])

    def contents(self) -> str:
        """List the headings of the second level, for a page that has several."""
        if len(self._listed) < _FEW:
            return ""
        items = "".join(
            f'<li><a href="#{html.escape(key)}">{name}</a></li>'
            for key, name in self._listed.items()
        )
        return (
            '<nav class="fw-toc" aria-labelledby="contents">'
            f'<h2 id="contents">On this page</h2><ol>{items}</ol></nav>\n'
        )

    def _written(self, found: re.Match[str], markup: str) -> str:
        """Write one tag anew."""
        name, closes = (found["name"] or found["empty"]).lower(), bool(found["closes"])
        if name == "img":
            return f"{found[0][:-1].rstrip(' /')}{_printed_size(found, markup)}>"
        if name == "table":
            return "</table></div>" if closes else self._table(found, markup)
        if name == "th":
            return "<td></td>"
        if closes:
            return f"</h{self._open.pop() if self._open else name[1]}>"
        return self._head(found, markup)

    def _head(self, found: re.Match[str], markup: str) -> str:
        """Open a heading, at the level that it may have, and list it."""
        asked = int(found["name"][1])
        level = 1 if not self._level else min(max(asked, 2), self._level + 1)
        self._level = level
        self._open.append(level)
        end = markup.find("</h", found.end())
        words = _TAGS.sub("", _ANCHOR.sub("", markup[found.end() : end])).strip()
        self._heading = html.unescape(words)
        return f"<h{level}{self._keyed(found['rest'], words, listed=level == _LISTED)}>"

    def _keyed(self, rest: str, words: str, *, listed: bool) -> str:
        """List a heading under its address; an address that is there already is taken off."""
        key = _ID.search(rest)
        if not key:
            return rest
        if key[1] in self._keys:
            return _ID.sub("", rest).rstrip()
        self._keys.add(key[1])
        if listed:
            self._listed[html.unescape(key[1])] = words
        return rest

    def _table(self, found: re.Match[str], markup: str) -> str:
        """Open a table in a part that scrolls, under a name of its own."""
        self._tables += 1
        under = f": {self._heading}" if self._heading else ""
        said = html.escape(f"Table {self._tables}{under}", quote=True)
        named = markup[found.end() :].lstrip().startswith("<caption")
        caption = "" if named else f'<caption class="fw-hidden">{said}</caption>'
        return (f'<div class="fw-scroll" role="group" tabindex="0" aria-label="{said}">'
                f"{found[0]}{caption}")  # fmt: skip


def _printed_size(found: re.Match[str], markup: str) -> str:
    """Give a figure the width at which its words are as large as those around it.

    The width is read from the PNG itself, which has 300 dots to the inch.
    """
    inside = _PNG.search(found["rest"])
    if not inside or "fw-figure" not in markup[max(0, found.start() - 120) : found.start()]:
        return ""
    dots = int.from_bytes(base64.b64decode(inside[1])[16:20], "big")
    return f' width="{round(dots * _SCREEN / _DPI)}"'
