"""Read the HTML that Europresse (Eureka) saves today: one `<article>` for each document.

The older form, with tables, is read by `europresse_html_old`.
"""

import re
from collections.abc import Iterator
from typing import Final

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
    pieces,
)
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source, Unreadable

__all__ = ["READER"]

_ARTICLE: Final = re.compile(r"<article\b[^>]*>", re.IGNORECASE)
_MARKS: Final = re.compile(
    r"""class\s*=\s*["']?[^"'<>]{0,100}\b(?:DocPublicationName|titreArticle(?:Visu)?"""
    r"""|docOcurrContainer|rdp__articletitle)\b""",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(r"<title>\s*(?:Europresse(?:\.com)?|Eureka(?:\.cc)?)\s*</title>", re.I)
_ASIDE: Final = frozenset(("aside", "footer"))
_NEXT_SPAN: Final = "./following-sibling::span[1]"
_SHORT: Final = 200
"""Characters of a nameless block below the title that can be an author."""


def _recognises(source: Source) -> bool:
    """Look for articles with the class names of Europresse, or for its title."""
    head = source.head_text
    return bool(_ARTICLE.search(head) and _MARKS.search(head)) or bool(_TITLE.search(head))


def _read(source: Source, options: Options) -> Iterator[Item]:
    """Give the articles of a page, and how many document numbers it holds."""
    markup = source.text(options.encoding).text
    _, *articles = pieces(markup, _ARTICLE)
    if not articles:
        raise Unreadable("a page of Europresse without articles; sign in and export again")
    if claimed := _europresse.claimed(markup):
        yield Claim(claimed, "document numbers")
    for position, piece in enumerate(articles, start=1):
        yield _item(position, piece, last=position == len(articles))


def _item(position: int, piece: str, *, last: bool) -> Item:
    """Make an article of one piece of the page."""
    try:
        root = parsed(piece)
    except Unparsed as reason:
        return Rejected(position, f"{reason}; export it again")
    article = root.find(".//article")
    names = by_class(article, "DocPublicationName")
    cut = last and "</article" not in piece.lower()
    if cut and "<footer" not in piece.lower():
        return Rejected(
            position, "the file ends within this article; export it again", first_words(article)
        )
    if not names:
        return Rejected(position, "no publication name: not a press article", first_words(article))
    return _article(position, article, names[0], cut=cut)


def _article(position: int, article: Element, name: Element, *, cut: bool) -> Article | Rejected:
    """Give the marked parts of an article their places."""
    outlet, raw = _europresse.publication(_as_written(name))
    above = _europresse.head(_head_line(article))
    block, title, subtitle = _title(article)
    body = _body(article)
    text = compose(title, [*subtitle, *body])
    if not text:
        return Rejected(position, "neither title nor text", first_words(article))
    footer = " ".join(one_line(found) for found in article.iter("footer"))
    numbers = _europresse.identities(footer or one_line(article))
    remarks = {
        "no title": not title,
        "no text, only a title": not body,
        "the file ends within this article, after its text; export it again": cut,
    }
    return Article(
        position=position,
        text=text,
        title=title or None,
        outlet=outlet,
        author=_author(article, block) or None,
        section=above.section,
        date=above.date,
        identity=numbers[-1] if numbers else None,
        stated_words=above.words,
        has_body=bool(body),
        remarks=tuple(remark for remark, holds in remarks.items() if holds),
        raw=raw | above.raw | _beside(article, footer, subtitle),
    )


def _as_written(element: Element) -> str:
    """Give the text of an element with its line breaks, which part a name from a region."""
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return str(element.text_content())


def _head_line(article: Element) -> str:
    """Give the line of section, day and page."""
    heads = [line for found in by_class(article, "DocHeader") if (line := one_line(found))]
    for found in [] if heads else by_class(article, "DocTitreSousSection")[:1]:
        heads = [one_line(found), *(one_line(span) for span in found.xpath(_NEXT_SPAN))]
    return ", ".join(heads)


def _title(article: Element) -> tuple[Element | None, str, list[str]]:
    """Give the block of the title, the title, and the lines below it."""
    block = next(iter(by_class(article, "titreArticle")), None)
    named = [*by_class(article, "rdp__articletitle"), *by_class(article, "titreArticleVisu")]
    subtitles = by_class(article, "rdp__subtitle")
    title = next(
        (line for found in named if found not in subtitles and (line := one_line(found))), ""
    )
    if not title:
        title = one_line(block)
    block = named[0] if block is None and named else block
    lines = [line for found in subtitles if (line := one_line(found)) and line != title]
    return block, title, lines


def _author(article: Element, block: Element | None) -> str:
    """Give the author, which has a class, or else comes right below the title."""
    for found in by_class(article, "docAuthors"):
        if author := one_line(found):
            return author
    below = None if block is None else block.getnext()
    if below is None:
        return ""
    classes = str(below.get("class", "")).split()
    named = below.tag == "p" and "sm-margin-bottomNews" in classes
    bare = below.tag == "div" and not below.attrib and not len(below)
    line = one_line(below) if named or bare else ""
    return line if len(line) <= _SHORT else ""


def _body(article: Element) -> list[str]:
    """Give the paragraphs of the text, without its notes."""
    for name in ("docOcurrContainer", "DocText"):
        found = by_class(article, name)
        outer = [one for one in found if not any(above in found for above in one.iterancestors())]
        if body := [text for one in outer for text in paragraphs(one, without=_ASIDE)]:
            return body
    return []


def _beside(article: Element, footer: str, subtitle: list[str]) -> dict[str, object]:
    """Give what is neither title nor text: notes, copyright, subtitle."""
    notes = [line for found in article.iter("aside") if (line := one_line(found))]
    rights = re.search(r"©.*?(?=\s*[a-z]+·\d{8}·|$)", footer)
    raw: dict[str, object] = {}
    if notes:
        raw["notes"] = notes
    if rights:
        raw["copyright"] = rights[0].strip()
    if subtitle:
        raw["subtitle"] = " ".join(subtitle)
    return raw


READER: Final = Reader("europresse-html", "Europresse, HTML", _recognises, _read)
