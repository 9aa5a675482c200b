"""Read the HTML that Europresse (Eureka) saved in its old form, with tables.

Nothing encloses an article: it goes from the name of the publication to the certificate, a
table with the document number; its text stands bare behind the title.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from analysis.readers import _europresse
from analysis.readers._items import Article, Claim, Item, Rejected, compose
from analysis.readers._markup import (
    Element,
    Unparsed,
    by_class,
    first_words,
    one_line,
    paragraphs,
    parsed,
)
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source, Unreadable

__all__ = ["READER"]

_MARK: Final = re.compile(
    r"""<span\b[^<>]{0,100}?\bclass\s*=\s*["']?(?P<mark>DocPublicationName|TitreArticleVisu)\b""",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"<article\b", re.IGNORECASE)
_TEXT, _END = "\ufdd0", "\ufdd1"  # Unicode keeps them free
_RULE: Final = re.compile(r"\n{2,}")


class _Piece(NamedTuple):
    """The mark-up of one article, and whether a publication is named above it."""

    markup: str
    named: bool
    titled: bool


def _recognises(source: Source) -> bool:
    """Look for the class names of Europresse without an `<article>`."""
    return bool(_MARK.search(source.head_text)) and not _ARTICLE.search(source.head_text)


def _read(source: Source, options: Options) -> Iterator[Item]:
    """Give the articles of a page, and how many document numbers it holds."""
    markup = source.text(options.encoding).text
    found = _pieces(markup)
    if not found:
        raise Unreadable("a page of Europresse without articles; sign in and export again")
    if claimed := _europresse.claimed(markup):
        yield Claim(claimed, "document numbers")
    for position, piece in enumerate(found, start=1):
        yield _item(position, piece, last=position == len(found))


def _pieces(markup: str) -> list[_Piece]:
    """Cut a page where a publication is named, or at a title that has no name above it."""
    starts: list[tuple[int, bool, bool]] = []
    for found in _MARK.finditer(markup):
        title = found["mark"].lower() != "docpublicationname"
        if title and starts and not starts[-1][2]:
            starts[-1] = (*starts[-1][:2], True)
        elif title or not starts or starts[-1][2]:  # a second name above a title is ignored
            starts.append((found.start(), not title, title))
    ends = [start for start, _, _ in starts[1:]] + [len(markup)]
    return [
        _Piece(markup[start:end], named, titled)
        for (start, named, titled), end in zip(starts, ends, strict=False)
    ]


def _item(position: int, piece: _Piece, *, last: bool) -> Item:
    """Make an article of one piece of the page."""
    try:
        root = parsed(piece.markup)
    except Unparsed as reason:
        return Rejected(position, f"{reason}; export it again")
    numbers = _europresse.identities(root.text_content())
    if last and not numbers and "</html" not in piece.markup.lower():
        return Rejected(
            position, "the file ends within this article; export it again", first_words(root)
        )
    if not piece.named:
        return Rejected(position, "no publication name: not a press article", first_words(root))
    if not piece.titled:
        return Rejected(position, "a publication name without an article", first_words(root))
    return _article(position, root, numbers)


def _article(position: int, root: Element, numbers: list[str]) -> Article | Rejected:
    """Give the marked parts of an article their places; changes the tree."""
    outlet, raw = _europresse.publication(by_class(root, "DocPublicationName")[0].text_content())
    headline = by_class(root, "TitreArticleVisu")[0]
    above = _europresse.head(" ".join(one_line(part) for part in _heads(root, headline)))
    title = one_line(headline)
    author = " ".join(one_line(found) for found in by_class(root, "docAuthors"))
    body = _body(root)
    if body and body[-1].startswith("©"):
        raw["copyright"] = body.pop()
    text = compose(title, body)
    if not text:
        return Rejected(position, "neither title nor text", outlet or "")
    remarks = {
        "no title": not title,
        "no text, only a title": not body,
        "no document number": not numbers,
    }
    return Article(
        position=position,
        text=text,
        title=title or None,
        outlet=outlet,
        author=author or None,
        section=above.section,
        date=above.date,
        identity=numbers[-1] if numbers else None,
        stated_words=above.words,
        has_body=bool(body),
        remarks=tuple(remark for remark, holds in remarks.items() if holds),
        raw=raw | above.raw,
    )


def _heads(root: Element, headline: Element) -> list[Element]:
    """Give the parts of the head line; those behind the title are of an item without a name."""
    places = {element: place for place, element in enumerate(root.iter())}
    return [part for part in by_class(root, "DocHeader") if places[part] < places[headline]]


def _body(root: Element) -> list[str]:
    """Give the paragraphs between the title and the certificate."""
    for table in root.xpath("descendant::table"):
        if _europresse.identities(table.text_content()):
            table.addprevious(_mark(root, _END))
            table.drop_tree()
    for part in by_class(root, "docAuthors"):
        part.drop_tree()
    title = by_class(root, "TitreArticleVisu")[0]
    title.tail = _TEXT + (title.tail or "")
    shown = "\n\n".join(paragraphs(root)).partition(_TEXT)[2].partition(_END)[0]
    return [part.strip() for part in _RULE.split(shown) if part.strip()]


def _mark(root: Element, text: str) -> Element:
    """Make an element that holds a mark."""
    element = root.makeelement("p")
    element.text = text
    return element


READER: Final = Reader("europresse-html-old", "Europresse, old HTML", _recognises, _read)
