"""The files for the paper: tables, figures of a journal, methods text and numbers."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from analysis import export, journals, wording
from analysis._landing import blocks, files
from analysis._landing.blocks import Column, safe

__all__ = ["section"]

_FORMATS: Final = {
    "docx": "Word", "tex": "LaTeX", "md": "Markdown", "html": "HTML", "csv": "CSV",
    "caption.txt": "Caption", "alt.txt": "Alt text",
}  # fmt: skip
_HEAD: Final = re.compile(r"\*\*(.+?)\*\*\s+\*(.+?)\*\s")
_TOGETHER: Final = {"tables": "All tables", "example": "A document that shows all tables"}


def section(folder: Path) -> str:
    """Write the part of the page on the paper; empty if no notebook made files for it.

    Parameters
    ----------
    folder : Path
        Of the run; the files lie in `paper`.
    """
    own = folder / "paper"
    inside = (
        _methods(own, folder) + _numbers(own, folder) + _tables(own, folder) + _figures(own, folder)
    )
    return blocks.section("paper", "For the paper", inside) if inside else ""


def _links(paths: Sequence[Path], folder: Path, of: str) -> str:
    """Link files by their format, each named in full for who hears it."""
    endings = [path.name.partition(".")[2] for path in paths]
    names = [_FORMATS.get(ending, ending.split(".")[-1].upper()) for ending in endings]
    links = (
        blocks.link(files.address(path, folder), name, said=f"{name} of {of}")
        for path, name in zip(paths, names, strict=True)
    )
    return blocks.list_of(links, kind="fw-links")


def _methods(own: Path, folder: Path) -> str:
    """Write the methods text of each language, folded, ready to be copied."""
    made = ""
    for path in sorted(own.glob("methods.*.md")):
        tag = path.name.split(".")[1]
        name = f"Methods text, {wording.language_name(tag)}"
        told = blocks.text(path.read_text(encoding="utf-8", errors="replace"))
        text = blocks.copied(f"methods-{safe(tag)}", f'<div lang="{safe(tag)}">{told}</div>')
        beside = _links([path, *sorted(own.glob(f"methods.{tag}.tex"))], folder, name)
        made += blocks.fold(safe(name), text + beside, kind="fw-text")
    return f"<h3>Methods text</h3>\n{made}" if made else ""


def _numbers(own: Path, folder: Path) -> str:
    """Link the numbers of the prose, for a machine and for LaTeX."""
    paths = [path for path in (own / "numbers.json", own / "numbers.tex") if path.is_file()]
    if not paths:
        return ""
    links = (blocks.link(files.address(path, folder), path.name) for path in paths)
    told = "<p>Every number of the text, so that none is typed by hand.</p>\n"
    return f"<h3>Numbers of the text</h3>\n{told}{blocks.list_of(links, kind='fw-links')}"


def _tables(own: Path, folder: Path) -> str:
    """Link the tables for the paper, in each format."""
    gathered = files.by_name(own / "tables")
    titled = {name: _TOGETHER.get(name) or _title(own / "tables" / f"{name}.md", name)
              for name in gathered}  # fmt: skip
    rows = [
        [safe(titled[name]), _links(gathered[name], folder, titled[name])]
        for name in sorted(gathered, key=lambda name: (name in _TOGETHER, titled[name]))
    ]
    return f"<h3>Tables</h3>\n{_listed('Tables for the paper', rows)}" if rows else ""


def _title(file: Path, name: str) -> str:
    """Give number and title of a table, from the head of its Markdown; else its name as words."""
    head = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    found = _HEAD.match(head)
    return f"{found[1]}. {found[2]}" if found else _plain(name)


def _figures(own: Path, folder: Path) -> str:
    """Link the figures drawn again for a journal, folded."""
    made = ""
    for place in sorted(path for path in (own / "figures").glob("*") if path.is_dir()):
        name = _journal(place.name)
        rows = [
            [safe(_drawn(place, figure)), _links(paths, folder, f"{_plain(figure)} for {name}")]
            for figure, paths in files.by_name(place).items()
        ]
        if rows:
            said = f"Figures for {name}"
            made += blocks.fold(
                f"{safe(said)} ({len(rows):,})", _listed(said, rows), kind="fw-text"
            )
    return f"<h3>Figures in the form of a journal</h3>\n{made}" if made else ""


def _drawn(place: Path, figure: str) -> str:
    """Name a figure for a journal, with the one that it was drawn from."""
    told = export.described(place / f"{figure}.json").get("name", "")
    return f"{_plain(figure)}: {told}" if isinstance(told, str) and told else _plain(figure)


def _listed(caption: str, rows: Sequence[Sequence[str]]) -> str:
    """Write names and their files as a table."""
    columns = [Column("Name"), Column("Files")]
    return blocks.table(caption, columns, [("", rows)], kind="fw-list fw-narrow")


def _plain(name: str) -> str:
    """Write the name of a file as words."""
    return name.replace("-", " ").replace("_", " ").capitalize()


def _journal(key: str) -> str:
    """Name a journal as its preset does, or as its folder is called."""
    return journals.load(key).title if key in journals.known() else key
