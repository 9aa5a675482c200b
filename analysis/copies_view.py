"""Show two copies of an article with what differs marked.

The output is plain HTML without scripts; article text is escaped. What only one of the
two has is underlined or struck through, so that colour is not needed to read it.
"""

import html
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from textwrap import shorten
from typing import Any, Final, NamedTuple

import pandas as pd

from analysis import wording
from analysis.contracts import InputError, each_row, first_five
from analysis.wording import Html, counted

__all__ = ["clusters", "compare", "largest"]

_SENTENCE: Final = re.compile(r"\S.*?(?:[.!?…][\"'”’»)\]]*(?=\s|\Z)|(?=\s*\n)|\Z)\s*", re.DOTALL)
_WORD: Final = re.compile(r"\S+\s*")
_BLANK: Final = re.compile(r"\n{3,}")
_LIKE: Final = 0.4  # share of words in common from which two passages are shown word by word
_TITLE: Final = 90  # letters of a first line that stands for a title
_MOST: Final = 4_000_000  # products of lengths beyond which that takes too long
_CSS: Final = """
.fw-diff{font-size:.95em;line-height:1.7}
.fw-diff table{border-collapse:collapse;color:inherit;margin:0 0 .8em}
.fw-diff td,.fw-diff th{padding:.2em 1.2em .2em 0;text-align:left;vertical-align:top}
.fw-diff thead th{border-bottom:1px solid #8888}
.fw-diff .fw-text{white-space:pre-wrap;max-width:46rem;border-left:3px solid #8884;
 padding-left:.9em;overflow-wrap:anywhere}
.fw-diff del,.fw-diff ins{color:#111;padding:.05em .1em .2em;border-radius:2px}
.fw-diff del{background:#f3cfc6;text-decoration:line-through}
.fw-diff ins{background:#c9e3f2;text-decoration:underline;text-decoration-thickness:2px;
 text-underline-offset:2px}
"""


class _Piece(NamedTuple):
    """A stretch of text, and who has it: ``both``, ``del`` (the first) or ``ins``."""

    kind: str
    text: str


def compare(documents: pd.DataFrame, doc_id_a: str, doc_id_b: str) -> Html:
    r"""Show two articles as one text in which the differences are marked.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``; with clusters, role and similarity are shown too.
    doc_id_a, doc_id_b : str
        Two of its articles. What only the first has is struck through, what only the second has
        is underlined. Differences in white space are not shown; a passage that moved
        is marked at both places.

    Returns
    -------
    Html
        A table of the two (title, outlet and day, words, role, similarity to their lead),
        how many words they share, and the text.

    Raises
    ------
    InputError
        If there is no such article, or both are the same.

    Examples
    --------
    >>> two = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Old head\n\nNews.", "News."],
    ...     "title": None, "outlet": ["Daily", "Herald"], "source_file": "x",
    ...     "published_from": pd.NaT, "published_to": pd.NaT})
    >>> compare(two, "a", "b")
    Daily, undated and Herald, undated: 1 word in both, 2 only in the first, 0 only in the second
    """
    first, second = (_article(documents, doc_id) for doc_id in (doc_id_a, doc_id_b))
    if doc_id_a == doc_id_b:
        raise InputError(f"Both articles are {doc_id_a!r}; name two different ones.")
    pieces = list(_pieces(_tidy(first.text), _tidy(second.text)))
    n_words = {
        kind: sum(len(piece.text.split()) for piece in pieces if piece.kind == kind)
        for kind in ("both", "del", "ins")
    }
    names = wording.article_labels(documents[documents["doc_id"].isin([doc_id_a, doc_id_b])])
    said = (
        f"{counted(n_words['both'], 'word')} in both, {n_words['del']:,} only in the first, "
        f"{n_words['ins']:,} only in the second"
    )
    text = "".join(_marked(piece) for piece in pieces)
    markup = (
        f'<style>{_CSS}</style><div class="fw-diff">{_head(first, second, names)}'
        f"<p>{said}. <del>Struck through</del>: only in the first; <ins>underlined</ins>: only in "
        f'the second.</p><div class="fw-text">{text}</div></div>'
    )
    return Html(markup, f"{names[doc_id_a]} and {names[doc_id_b]}: {said}")


def largest(documents: pd.DataFrame) -> Html:
    """Show the cluster with the most articles: its lead against its least similar copy.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``, clustered.

    Returns
    -------
    Html
        As `compare`; a sentence if there are no copies or the articles are not clustered.
        Of clusters of the same size the first by `cluster_id` is shown.

    Examples
    --------
    >>> largest(pd.DataFrame({"doc_id": ["a"], "cluster_id": ["a"]}))
    No article has a copy among the others.
    """
    if documents["cluster_id"].isna().all():
        return _sentence("Copies were not looked for.")
    sizes = documents.groupby("cluster_id", sort=True)["doc_id"].transform("size")
    copied = documents[sizes.eq(sizes.max()) & sizes.gt(1)]
    if copied.empty:
        return _sentence("No article has a copy among the others.")
    members = copied[copied["cluster_id"].eq(copied["cluster_id"].min())]
    ordered = members.sort_values(["cluster_similarity", "doc_id"])
    ordered = ordered.assign(lead=ordered["doc_id"].eq(ordered["cluster_id"]))
    ordered = ordered.sort_values("lead", ascending=False, kind="stable")
    return compare(documents, *ordered["doc_id"].head(2).tolist())


def clusters(table: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Write the clusters of copies for reading, each by its lead.

    Parameters
    ----------
    table : DataFrame
        From `duplicates.clusters`.
    documents : DataFrame
        Contract ``documents``, clustered.

    Returns
    -------
    DataFrame
        title (of the lead; its first line if it has none), articles, copies and edited
        (beside the lead), days, outlets (of known names; left out if there are none), and the
        lowest similarity to the lead.
    """
    leads = documents[documents["doc_id"].isin(table["cluster_id"])]
    titles = {row.doc_id: _title(row) for row in each_row(leads)}
    shown = pd.DataFrame(
        {
            "title": [titles.get(name, "not known") for name in table["cluster_id"]],
            "articles": table["n_docs"],
            "copies": table["n_copy"],
            "edited": table["n_edited"],
            "days": [_span(row.first_day, row.last_day) for row in each_row(table)],
            "outlets": table["outlets"],
            "lowest similarity": table["lowest_similarity"].map("{:.2f}".format),
        }
    )
    unknown = [] if shown["outlets"].ne("").any() else ["outlets"]
    return shown.drop(columns=unknown).reset_index(drop=True)


def _span(first: Any, last: Any) -> str:
    """Write the days from the first to the last, as far as they are known."""
    known = [f"{day:%Y-%m-%d}" for day in (first, last) if pd.notna(day)]
    return " to ".join(dict.fromkeys(known)) or "undated"


def _sentence(text: str) -> Html:
    """Show a plain sentence."""
    return Html(f"<p>{html.escape(text)}</p>", text)


def _article(documents: pd.DataFrame, doc_id: str) -> Any:
    """Row of one article."""
    found = documents[documents["doc_id"].eq(doc_id)]
    if found.empty:
        message = (
            f"There is no article {doc_id!r}; there are {first_five(sorted(documents['doc_id']))}."
        )
        raise InputError(message)
    return next(each_row(found))


def _head(first: Any, second: Any, names: dict[str, str]) -> str:
    """Write the table above the text."""
    rows = [
        ("Title", *(_title(article) for article in (first, second))),
        ("Appeared", names[first.doc_id], names[second.doc_id]),
        ("Words", *(f"{len(article.text.split()):,}" for article in (first, second))),
        ("In its cluster", *(_place(article) for article in (first, second))),
    ]
    body = "".join(
        f'<tr><th scope="row">{name}</th>'
        + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
        + "</tr>"
        for name, *cells in rows
    )
    head = '<tr><td></td><th scope="col">First</th><th scope="col">Second</th></tr>'
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _title(article: Any) -> str:
    """Write the title of an article, or the first line of its text if it has none."""
    if not pd.isna(article.title):
        return str(article.title)
    return shorten(article.text.strip().partition("\n")[0], _TITLE, placeholder=" …") or "not known"


def _place(article: Any) -> str:
    """Write the role of an article and its similarity to its lead."""
    role, alike = (
        getattr(article, "cluster_role", None),
        getattr(article, "cluster_similarity", None),
    )
    if role is None or pd.isna(role):
        return "not clustered"
    if role == "lead" or alike is None or pd.isna(alike):
        return str(role)
    return f"{role}, similarity {alike:.2f} to its lead"


def _tidy(text: str) -> str:
    """Leave one space between words and one blank line between paragraphs."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return _BLANK.sub("\n\n", "\n".join(lines).strip())


def _pieces(one: str, other: str) -> Iterator[_Piece]:
    """Compare two texts, sentences first and words where sentences differ."""
    firsts, seconds = _SENTENCE.findall(one), _SENTENCE.findall(other)
    plain = [[" ".join(sentence.split()) for sentence in part] for part in (firsts, seconds)]
    matcher = SequenceMatcher(None, plain[0], plain[1], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield _both(firsts[a:b], seconds[c:d])
        else:
            yield from _words("".join(firsts[a:b]), "".join(seconds[c:d]))


def _both(firsts: list[str], seconds: list[str]) -> _Piece:
    """Join what both have; white space behind it is kept if either has it."""
    text = "".join(seconds)
    if text == text.rstrip():
        text += firsts[-1][len(firsts[-1].rstrip()) :]
    return _Piece("both", text)


def _words(one: str, other: str) -> Iterator[_Piece]:
    """Compare two passages word by word, or show both whole if they have little in common."""
    firsts, seconds = _WORD.findall(one), _WORD.findall(other)
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    if len(firsts) * len(seconds) > _MOST or matcher.ratio() < _LIKE:
        yield from (_Piece(kind, text) for kind, text in (("del", one), ("ins", other)) if text)
        return
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield _both(firsts[a:b], seconds[c:d])
            continue
        if b > a:
            yield _Piece("del", "".join(firsts[a:b]))
        if d > c:
            yield _Piece("ins", "".join(seconds[c:d]))


def _marked(piece: _Piece) -> str:
    """Escape a stretch of text and mark it; white space around it is left unmarked."""
    text = html.escape(piece.text)
    if piece.kind == "both":
        return text
    bare = text.strip()
    if not bare:
        return text if piece.kind == "ins" else ""
    before, after = text[: text.index(bare)], text[text.index(bare) + len(bare) :]
    return f"{before}<{piece.kind}>{bare}</{piece.kind}>{after}"
