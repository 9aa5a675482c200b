"""Pieces of HTML that the sections of the first page are made of; every text is escaped here."""

import html
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis._landing import prose
from analysis._landing.facts import Fact
from analysis._landing.files import Figure

__all__ = [
    "Column",
    "copied",
    "downloads",
    "fact_list",
    "fold",
    "link",
    "list_of",
    "opening",
    "picture",
    "safe",
    "section",
    "table",
    "text",
]


class Column(NamedTuple):
    """A column of a table: its head, and whether it holds numbers."""

    name: str
    is_number: bool = False


def safe(text: object) -> str:
    """Escape a text for HTML, also inside quotes."""
    return html.escape(str(text), quote=True)


def link(href: str, name: str, *, said: str = "") -> str:
    """Write a link; `said` is its name for who hears it, and begins with what is seen.

    Examples
    --------
    >>> link("a.pdf", "PDF", said="PDF of figure 1")
    '<a href="a.pdf" aria-label="PDF of figure 1">PDF</a>'
    """
    heard = f' aria-label="{safe(said)}"' if said else ""
    return f'<a href="{safe(href)}"{heard}>{safe(name)}</a>'


def section(key: str, heading: str, inside: str) -> str:
    """Write a part of the page under its heading."""
    return (
        f'<section id="{key}" aria-labelledby="{key}-head">\n'
        f'<h2 id="{key}-head">{safe(heading)}</h2>\n{inside}\n</section>\n'
    )


def text(markdown: str, *, kind: str = "") -> str:
    """Write sentences as paragraphs."""
    look = f' class="{kind}"' if kind else ""
    return "".join(f"<p{look}>{prose.shown(part)}</p>\n" for part in prose.paragraphs(markdown))


def list_of(items: Iterable[str], *, kind: str = "") -> str:
    """Write a list of pieces of HTML."""
    look = f' class="{kind}"' if kind else ""
    return f"<ul{look}>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>\n"


def fold(summary: str, inside: str, *, kind: str = "fw-more", is_open: bool = False) -> str:
    """Write a part that opens on a click; the summary is HTML."""
    opened = " open" if is_open else ""
    return f'<details class="{kind}"{opened}><summary>{summary}</summary>\n{inside}</details>\n'


def fact_list(facts: Sequence[Fact]) -> str:
    """Write facts as a list of names and values."""
    rows = "".join(
        f"<div><dt>{safe(one.name)}</dt><dd><strong>{safe(one.value)}</strong>{safe(one.more)}</dd></div>\n"
        for one in facts
    )
    return f'<dl class="fw-facts">\n{rows}</dl>\n'


def table(
    caption: str, columns: Sequence[Column], groups: Sequence[tuple[str, Sequence[Sequence[str]]]],
    *, kind: str = "fw-list",
) -> str:  # fmt: skip
    """Write a table whose cells are HTML, in a part of its own that scrolls.

    Parameters
    ----------
    caption : str
        What the table holds; not seen, but heard.
    columns : sequence of Column
    groups : sequence of (str, rows)
        Name of a group of rows, or '', and its rows. The first cell of a row names it.
    """
    head = "".join(f'<th scope="col"{_kind(column)}>{safe(column.name)}</th>' for column in columns)
    bodies = "".join(_group(name, rows, columns) for name, rows in groups)
    return (
        f'<div class="fw-scroll" role="group" tabindex="0" aria-label="{safe(caption)}">'
        f'<table class="{kind}"><caption class="fw-hidden">{safe(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead>\n{bodies}</table></div>\n"
    )


def _kind(column: Column) -> str:
    """Lay a column out by what it holds."""
    return ' class="fw-number"' if column.is_number else ""


def _group(name: str, rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> str:
    """Write the rows of one group."""
    wide = f'<tr><th scope="rowgroup" colspan="{len(columns)}">{safe(name)}</th></tr>\n'
    body = "".join(_row(row, columns) for row in rows)
    return f"<tbody>{wide if name else ''}{body}</tbody>\n"


def _row(row: Sequence[str], columns: Sequence[Column]) -> str:
    """Write one row, which its first cell names."""
    first, *rest = row
    cells = "".join(
        f"<td{_kind(column)}>{cell}</td>" for cell, column in zip(rest, columns[1:], strict=True)
    )
    return f'<tr><th scope="row">{first}</th>{cells}</tr>\n'


def opening(caption: str) -> str:
    """Give the first sentence of a caption, without its point.

    Examples
    --------
    >>> opening("Share of sentences. 5 articles.")
    'Share of sentences'
    """
    return caption.partition(". ")[0].removesuffix(".")


def picture(figure: Figure, *, lazy: bool = False) -> str:
    """Write the picture of a figure with its description; a click opens it in full size."""
    if not figure.picture:
        return ""
    wait = ' loading="lazy"' if lazy else ""
    large = dict(figure.files).get("SVG", figure.picture)
    heard = f'<span class="fw-hidden">Open figure {safe(figure.name)} in full size: </span>'
    image = f'<img src="{safe(figure.picture)}" alt="{safe(figure.alt)}"{wait}>'
    return f'<a class="fw-open" href="{safe(large)}">{heard}{image}</a>'


def downloads(figure: Figure) -> str:
    """Write links to the files of a figure, each named in full for who hears it."""
    return list_of(
        (link(href, name, said=f"{name} of figure {figure.name}") for name, href in figure.files),
        kind="fw-links",
    )


def copied(key: str, inside: str) -> str:
    """Write a text that one click selects, with a button that copies it where scripts run."""
    return (
        f'<div class="fw-whole" id="{key}">{inside}</div>\n'
        f'<p><button type="button" data-copy="{key}" hidden>Copy the text</button></p>\n'
    )
