"""Show a concordance as a page: keywords in one column, what stands around them beside.

The output is plain HTML without scripts; article text is escaped. A frame shows by its name
as well as by its colour. On a narrow screen a line is read like a sentence.
"""

import html
import math
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analysis import style, wording
from analysis._language_names import language_name
from analysis.contracts import InputError, each_row, first_five
from analysis.wording import Html, counted

__all__ = ["kwic", "together"]

_NEEDED: Final = ("doc_id", "segment_id", "language", "left", "keyword", "right", "frames")
_CSS: Final = """
.fw-kwic{font-size:.92em;line-height:1.5}
.fw-kwic table{border-collapse:collapse;width:100%;color:inherit}
.fw-kwic caption{text-align:left;padding:.2em 0 .5em;font-size:.95em}
.fw-kwic td,.fw-kwic th{padding:.3em .35em;border-bottom:1px solid #8884;vertical-align:baseline}
.fw-kwic thead th{font-weight:650;font-size:.85em;border-bottom:1px solid #8888}
.fw-kwic .fw-l{text-align:right;width:37%}
.fw-kwic .fw-k{text-align:center;font-weight:700;white-space:nowrap}
.fw-kwic .fw-r{text-align:left;width:37%}
.fw-kwic .fw-a{text-align:left;font-size:.82em;line-height:1.4;min-width:9em}
.fw-kwic .fw-f{display:inline-block;color:#111;padding:0 .35em;margin:.15em .3em 0 0;
 border-radius:2px;font-weight:600}
.fw-kwic q{quotes:none}
@media (max-width:48rem){
.fw-kwic table,.fw-kwic tbody,.fw-kwic tr,.fw-kwic caption{display:block}
.fw-kwic thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.fw-kwic tr{padding:.55em 0;border-bottom:1px solid #8884}
.fw-kwic td,.fw-kwic th{border:0;padding:0}
.fw-kwic .fw-l,.fw-kwic .fw-k,.fw-kwic .fw-r{display:inline;white-space:normal;width:auto}
.fw-kwic .fw-a{display:block;padding-top:.15em}
}
"""


def kwic(
    lines: pd.DataFrame, documents: pd.DataFrame, *, labels: Mapping[str, str], most: int = 40,
    width: int = 45, found: int | None = None, address: str = "#article-{doc_id}", said: str = "",
) -> Html:  # fmt: skip
    """Show lines of a concordance, with the frames of each sentence and the way to its article.

    Parameters
    ----------
    lines : DataFrame
        From `concordance.lines` or `concordance.arrange`, in the order in which they are shown.
    documents : DataFrame
        Contract `documents`: names the articles.
    labels : mapping of str to str
        Frame to its name, in the order of the codebook.
    most : int
        Lines shown at the most.
    width : int
        Letters shown on each side at the most, cut between words.
    found : int, optional
        How many lines there are altogether, where `lines` are some of them.
    address : str
        Where an article is shown in full: ``{doc_id}`` and ``{segment_id}`` are filled in. Empty:
        no links. As it stands, the folds of `evidence.articles` on the same page.
    said : str
        What there is to say of the lines; written above them.

    Returns
    -------
    Html
        A table that says how many lines of how many it shows.

    Raises
    ------
    contracts.InputError
        If `lines` lacks a column, or has an article that is not in `documents` or a frame
        without a label.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "outlet": ["Daily"], "source_file": ["a.txt"],
    ...     "published_from": pd.to_datetime(["2031-05-03"]),
    ...     "published_to": pd.to_datetime(["2031-05-03"])})
    >>> lines = pd.DataFrame({"doc_id": ["a"], "segment_id": ["a:0"], "language": ["en"],
    ...     "left": ["They "], "keyword": ["copied"], "right": [" it."], "frames": [""]})
    >>> kwic(lines, documents, labels={"theft": "Theft"})
    1 line of 1
    """
    _check(lines, documents, labels)
    total = max(len(lines) if found is None else found, len(lines))
    shown = lines.head(most)
    if shown.empty:
        empty = f"<p>{html.escape(said)}</p>" if said else ""
        plain = "No line to show."
        return Html(f'<div class="fw-kwic">{empty}<p>{plain}</p></div>', plain)
    plain = f"{counted(len(shown), 'line')} of {total:,}"
    above = f"{html.escape(said)} " if said else ""
    every = f"{counted(total, 'line')}." if len(shown) == total else f"{plain} shown."
    names = wording.article_labels(documents[documents["doc_id"].isin(shown["doc_id"])])
    marks = _marks(labels)
    rows = "".join(_row(row, names[row.doc_id], marks, address, width) for row in each_row(shown))
    head = "".join(
        f'<th scope="col" class="fw-{kind}">{name}</th>'
        for kind, name in (("l", "before"), ("k", "keyword"), ("r", "behind"), ("a", "article"))
    )
    table = (
        f'<table role="table"><caption>{above}{every}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )
    return Html(f'<style>{_CSS}</style><div class="fw-kwic">{table}</div>', plain)


def _check(lines: pd.DataFrame, documents: pd.DataFrame, labels: Mapping[str, str]) -> None:
    """Raise if the tables do not belong together."""
    if absent := [name for name in _NEEDED if name not in lines.columns]:
        message = f"Table lines lacks {first_five(absent)}. Is it from concordance.lines?"
        raise InputError(message)
    if strange := sorted(set(lines["doc_id"]) - set(documents["doc_id"])):
        message = (
            f"Table lines has articles that documents does not have: {first_five(strange)}. "
            f"Give the documents that the lines were found in."
        )
        raise InputError(message)
    frames = {frame for text in lines["frames"].dropna() for frame in text.split()}
    if unnamed := sorted(frames - set(labels)):
        message = f"Frames without a label: {first_five(unnamed)}. Add them to labels."
        raise InputError(message)


def _marks(labels: Mapping[str, str]) -> dict[str, str]:
    """Write the mark of each frame, in the colours of the charts."""
    looks = style.frames(tuple(labels), colour=True)
    return {
        frame: f'<span class="fw-f" style="background:{style.tint_code(looks[frame].colour, 0.22)};'
        f'border-bottom:3px solid {looks[frame].colour}">{html.escape(label)}</span>'
        for frame, label in labels.items()
    }


def _row(row: Any, name: str, marks: Mapping[str, str], address: str, width: int) -> str:
    """Write one line."""
    link = address.format(doc_id=row.doc_id, segment_id=row.segment_id)
    about = html.escape(name)
    if link:
        about = f'<a href="{html.escape(link, quote=True)}">{about}</a>'
    coded = isinstance(row.frames, str) and not _missing(row.frames)
    carried = set(row.frames.split()) if coded else set()
    tags = "".join(mark for frame, mark in marks.items() if frame in carried)
    spoken = (
        f' lang="{html.escape(row.language, quote=True)}"' if not _missing(row.language) else ""
    )
    cells = "".join(
        f'<td role="cell" class="fw-{kind}"{spoken}>{html.escape(text)}</td>'
        for kind, text in (
            ("l", _end(row.left, width)),
            ("k", row.keyword),
            ("r", _begin(row.right, width)),
        )
    )
    where = f'<td role="cell" class="fw-a">{about}{"<br>" if tags else ""}{tags}</td>'
    return f'<tr role="row">{cells}{where}</tr>'


def _begin(text: str, width: int) -> str:
    """Keep the first letters of a text, cut between words."""
    if len(text) <= width or text[width].isspace():
        return text[:width]
    return text[: max(text[:width].rfind(" "), 0)]


def _end(text: str, width: int) -> str:
    """Keep the last letters of a text, cut between words."""
    first = len(text) - width
    if first <= 0 or text[first - 1].isspace():
        return text[max(first, 0) :]
    return text[text.find(" ", first) + 1 :] if " " in text[first:] else ""


def together(parts: Mapping[str, Any]) -> Html:
    """Show things below each other, each under the name of its language.

    Parameters
    ----------
    parts : mapping of str to object
        Tag of the language, and what else there is to say behind a comma, to what a notebook can
        show: tables, figures, `Html`.

    Examples
    --------
    >>> together({"en": Html("<p>1</p>", "1"), "nl, again": Html("<p>2</p>", "2")})
    English: 1
    Dutch, again: 2
    """
    if not parts:
        return Html("<p>Nothing to show.</p>", "Nothing to show.")
    named = {_heading(name): part for name, part in parts.items()}
    markup = "".join(
        f"<h3>{html.escape(name)}</h3>{part._repr_html_()}" for name, part in named.items()
    )
    return Html(markup, "\n".join(f"{name}: {part!r}" for name, part in named.items()))


def _heading(name: str) -> str:
    """Write the name of a language for its tag."""
    tag, comma, rest = name.partition(",")
    return f"{language_name(tag)}{comma}{rest}"


def _missing(value: object) -> bool:
    """Say whether a text is missing."""
    return value is None or (isinstance(value, float) and math.isnan(value))
