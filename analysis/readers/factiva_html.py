"""Read the HTML that Factiva saves as 'Full Article/Report plus Indexing'.

Each article is a `<div class="article enArticle">` (the class gives the language) with a
table of codes and values. Pages without the codes ('Article Format') are refused with a
request to export again, article by article.
"""

import re
from collections.abc import Iterator
from typing import Final

from analysis.readers import _factiva
from analysis.readers._items import Claim, Item, Rejected
from analysis.readers._languages import TAGS
from analysis.readers._markup import (
    Element,
    Unparsed,
    first_words,
    one_line,
    paragraphs,
    parsed,
    pieces,
)
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source, Unreadable

__all__ = ["READER"]

_ARTICLE: Final = re.compile(
    r"""<div\b[^<>]{0,300}?\bclass\s*=\s*["']?article\s+(?P<language>[a-z]{2})[a-z]{0,3}Article\b""",
    re.IGNORECASE,
)
_MARKS: Final = re.compile(  # the style of a saved page alone can be longer than what is looked at
    r"""articleParagraph\s+[a-z]{2,5}articleParagraph|<title>\s*Factiva\s*</title>"""
    r"""|class\s*=\s*["']?index["']?[^<>]{0,50}>(?:<p>|<br\s*/?>|\s)*<b>\s*(?:HD|SE)\s*</b>"""
    r"""|divFactivaException""",
    re.IGNORECASE,
)
_AN_CLOSED: Final = re.compile(_factiva.CLOSING.pattern + r"\s*</")
_ROWS: Final = "./tr | ./thead/tr | ./tbody/tr"
_TABLES: Final = "descendant::table[not(ancestor::table)]"


def _recognises(source: Source) -> bool:
    """Look for the class names of Factiva, or its title."""
    head = source.head_text
    return bool(_ARTICLE.search(head) or _MARKS.search(head))


def _read(source: Source, options: Options) -> Iterator[Item]:
    """Give the articles of a page, and how many accession numbers it holds."""
    markup = source.text(options.encoding).text
    start, *articles = pieces(markup, _ARTICLE)
    if not articles:
        raise Unreadable(_says(start))
    if claimed := sum(1 for _ in _factiva.CLOSING.finditer(markup)):
        yield Claim(claimed, "accession numbers")
    position = 0
    for number, piece in enumerate(articles, start=1):
        for item in _items(piece, position + 1, last=number == len(articles)):
            position += 1
            yield item
    if "Search Summary" in articles[-1]:
        yield from _query(articles[-1])


def _items(piece: str, position: int, *, last: bool) -> Iterator[Item]:
    """Give what is in one piece of the page: an article, or several if marks are damaged."""
    try:
        root = parsed(piece)
    except Unparsed as reason:
        yield Rejected(position, f"{reason}; export it again", _words(piece))
        return
    found = list(_factiva.records(_rows(root)))
    if not found:
        yield Rejected(position, _refusal(piece), first_words(root))
    language = _language(piece)
    cut = last and not _AN_CLOSED.search(piece) and "</table" not in piece.lower()
    for number, record in enumerate(found):
        yield _factiva.article(
            position + number,
            record,
            language=language,
            cut=cut and number == len(found) - 1,
        )


def _rows(root: Element) -> Iterator[tuple[str, list[str]]]:
    """Give the codes of the article with their paragraphs."""
    for table in root.xpath(_TABLES):
        for row in table.xpath(_ROWS):
            cells = [cell for cell in row if cell.tag == "td"]
            code = "".join(cells[0].itertext()).strip() if cells else ""
            if _factiva.is_code(code) or (re.fullmatch("[A-Z]{2,3}", code) and _is_index(cells[0])):
                yield code, [text for cell in cells[1:] for text in paragraphs(cell)]


def _is_index(cell: Element) -> bool:
    """Say whether a cell is marked as one of the left column."""
    return "index" in str(cell.get("class", "")).split()


def _language(piece: str) -> str | None:
    """Give the language of the class of an article; Chinese has two scripts in it."""
    found = _ARTICLE.match(piece)
    tag = found["language"].lower() if found else ""
    return tag if tag in TAGS else None


def _refusal(piece: str) -> str:
    """Say why a piece without codes is not an article."""
    if _factiva.CLOSING.search(piece) or "articleParagraph" in piece:
        return _factiva.REQUEST
    return "neither the codes of Factiva nor an accession number; is it an error message?"


def _query(piece: str) -> Iterator[Item]:
    """Read the table 'Search Summary' below the articles."""
    try:
        root = parsed(piece)
    except Unparsed:
        return
    rows = (row.xpath("./td") for table in root.xpath(_TABLES) for row in table.xpath(_ROWS))
    pairs = ((one_line(cells[0]), one_line(cells[1])) for cells in rows if len(cells) == 2)
    if summary := _factiva.search_summary(pairs):
        yield summary


def _says(markup: str) -> str:
    """Say what a page without articles says itself."""
    said = _words(markup)
    return (
        "a page of Factiva without articles"
        + (f"; it says: '{said}'" if said else "")
        + ". Sign in again and export as 'Full Article/Report plus Indexing'"
    )


def _words(markup: str) -> str:
    """Give the first words of mark-up, also of mark-up that is not parsed."""
    try:
        return one_line(parsed(markup))[:200]
    except Unparsed:
        return " ".join(re.sub(r"<[^<>]{0,1000}>", " ", markup[:5_000]).split())[:80]


READER: Final = Reader("factiva-html", "Factiva, HTML with indexing", _recognises, _read)
