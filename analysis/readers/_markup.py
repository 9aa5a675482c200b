"""HTML of an export to plain paragraphs: nothing in it runs, nothing is looked up.

An export is cut into its articles before it is parsed, so that a damaged or hostile one
spoils itself and not its neighbours. lxml keeps its limits on depth and size: where it
gives up, `parsed` raises, because it would otherwise leave out text without a word.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final, TypeAlias

import lxml.etree
import lxml.html

__all__ = [
    "Element",
    "Unparsed",
    "by_class",
    "first_words",
    "one_line",
    "paragraphs",
    "parsed",
    "pieces",
]

Element: TypeAlias = Any
"""An element of lxml, which has no types."""

_SKIPPED: Final = frozenset(("script", "style", "noscript", "template", "iframe", "object", "head"))
_BLOCKS: Final = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
_SPACES: Final = dict.fromkeys(map(ord, "\t\r\n\f\v"), " ")  # not the writer's no-break space
_SEVERAL: Final = re.compile(r" {2,}")
_PARTED: Final = re.compile(r"\n{2,}")
_WITH_CLASS: Final = lxml.etree.XPath(
    "descendant-or-self::*[contains(concat(' ', normalize-space(@class), ' '), $wanted)]"
)


class Unparsed(Exception):  # noqa: N818 - a reason, not a mistake in the program
    """The mark-up is not read; the text says why."""


def parsed(markup: str) -> Element:
    """Parse HTML; raise `Unparsed` where the parser left something out.

    Examples
    --------
    >>> parsed("<p>One <b>word</b>").text_content()
    'One word'
    >>> parsed("<i>" * 5_000)
    Traceback (most recent call last):
    analysis.readers._markup.Unparsed: its mark-up is nested too deeply or is too large
    """
    parser = lxml.html.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(markup, parser=parser)
    except (lxml.etree.ParserError, ValueError) as cause:
        raise Unparsed("it holds no mark-up that can be read") from cause
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise Unparsed("its mark-up is nested too deeply or is too large")
    return root


def pieces(markup: str, start: re.Pattern[str]) -> list[str]:
    """Cut mark-up where a pattern begins; the first piece is what comes before.

    Examples
    --------
    >>> pieces("head<a>one<a>two", re.compile("<a>"))
    ['head', '<a>one', '<a>two']
    """
    places = [0, *(found.start() for found in start.finditer(markup)), len(markup)]
    return [markup[at:end] for at, end in pairwise(places)]


def by_class(element: Element, name: str) -> list[Element]:
    """Find the elements below (or at) an element that have a class, in their order."""
    return list(_WITH_CLASS(element, wanted=f" {name} "))


def paragraphs(element: Element, without: frozenset[str] = frozenset()) -> list[str]:
    r"""Give the paragraphs of an element as a browser shows them.

    Parameters
    ----------
    element : Element
    without : set of str
        Tags to leave out, next to scripts and styles.

    Returns
    -------
    list of str
        White space is collapsed; a `<br>` is a new line, two of them a new paragraph.

    Examples
    --------
    >>> paragraphs(parsed("<p>One <mark>hit</mark>.<br>Line.</p>Two<script>no()</script>"))
    ['One hit.\nLine.', 'Two']
    """
    shown = "".join(_shown(element, without))
    if "  " in shown:
        shown = _SEVERAL.sub(" ", shown)
    shown = "\n".join(line.strip(" ") for line in shown.split("\n"))
    return [block for part in _PARTED.split(shown) if (block := part.strip("\n")).strip()]


def first_words(element: Element) -> str:
    """Give the first words of an element, to quote it."""
    return one_line(element)[:80]


def one_line(element: Element | None) -> str:
    """Give the text of an element on one line; empty if there is no element."""
    return "" if element is None else " ".join(" ".join(paragraphs(element)).split())


def _shown(element: Element, without: frozenset[str]) -> Iterator[str]:
    """Give the text below an element piece by piece, with line breaks around blocks."""
    walk = lxml.etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        block = node.tag in _BLOCKS
        if event == "start":
            if node.tag in _SKIPPED or node.tag in without:
                walk.skip_subtree()
                continue
            if block:
                yield "\n\n"
            elif node.tag == "br":
                yield "\n"
            if node.text:
                yield node.text if node.tag == "pre" else node.text.translate(_SPACES)
        else:
            if block:
                yield "\n\n"
            if node.tail and node is not element:
                yield node.tail.translate(_SPACES)
