"""Tell the two forms of Lexis and Nexis apart, whatever the kind of file they come in."""

from collections.abc import Iterator, Sequence
from typing import Final

from analysis.readers import _lexis_articles, _nexis_articles
from analysis.readers._items import Item
from analysis.readers._lexis_cover import MARK, Block, blocks
from analysis.readers._nexis import BODY, END, error_page, label, one_of
from analysis.readers._nexis_cover import cover
from analysis.readers._paragraph import Paragraph

__all__ = ["marked", "read"]

_WRAPPED: Final = 100  # characters; longer lines are not wrapped by hand


def marked(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether paragraphs have two marks of Nexis, or one of old Lexis.

    Examples
    --------
    >>> marked([Paragraph("A report"), Paragraph("End of Document")])
    False
    """
    texts = [part for part in paragraphs if part.text.strip()]
    if cover(texts).end or _old(texts):
        return True
    keys = {found.key for part in texts if (found := label(part.text))}
    signs = (
        any(one_of(part.text, END) for part in texts),
        any(one_of(part.text, BODY) for part in texts[1:]),
        "length" in keys,
        "load_date" in keys,
    )
    return sum(signs) >= 2 or error_page("\n".join(part.text for part in texts[:20]))


def read(paragraphs: Sequence[Paragraph]) -> Iterator[Item]:
    """Yield the items of a file in the one form or the other."""
    if _old(paragraphs):
        yield from _lexis_articles.read(_blocks(paragraphs))
    else:
        yield from _nexis_articles.read(paragraphs)


def _old(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether the articles have the form that Lexis had until about 2019."""
    if any(one_of(part.text, END) for part in paragraphs):
        return False
    return any(MARK.fullmatch(part.text) for part in paragraphs) or _lexis_articles.single(
        "\n".join(part.text for part in paragraphs)
    )


def _blocks(paragraphs: Sequence[Paragraph]) -> list[Block]:
    """Make blocks: at blank lines if the lines are wrapped, else one of each paragraph."""
    texts = [part for part in paragraphs if part.text.strip()]
    n_blank = len(paragraphs) - len(texts)
    longest = max((len(part.text) for part in texts), default=0)
    if longest <= _WRAPPED and n_blank * 4 > len(texts):
        placed = (("    " if part.centred else "") + part.text.strip() for part in paragraphs)
        return blocks("\n".join(placed))
    return [
        Block(tuple(line for line in part.text.split("\n") if line.strip()), part.centred)
        for part in texts
    ]
