"""Old LexisNexis text files, until about 2019: `3 of 10 DOCUMENTS` and lines of 80 columns."""

import re
from collections.abc import Iterator
from typing import Final

from analysis.readers import _lexis_articles, _nexis_articles
from analysis.readers._items import Item
from analysis.readers._lexis_cover import MARK, blocks
from analysis.readers._nexis import BODY, END, label, one_of, stated_words
from analysis.readers._paragraph import Paragraph
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source

__all__ = ["READER"]


def _recognises(source: Source) -> bool:
    """Tell whether a text has the marks of Lexis, or is one article with its labels."""
    text = source.head_text
    if not text or text.lstrip().startswith(("{\\rtf", "<")):
        return False
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = plain.split("\n")
    marked = any(
        MARK.fullmatch(line) and not "".join(lines[max(index - 1, 0) : index]).strip()
        for index, line in enumerate(lines[:-1])
        if len(line) < 120 and not lines[index + 1].strip()
    )
    return marked or _lexis_articles.single(plain) or _new(plain)


def _read(source: Source, options: Options) -> Iterator[Item]:
    """Yield the articles of an old Lexis text file."""
    text = source.text(options.encoding).text
    if _new(text):
        lines = re.split(r"\r\n|\r|\n", text)
        yield from _nexis_articles.read([Paragraph(line) for line in lines])
    else:
        yield from _lexis_articles.read(blocks(text))


def _new(text: str) -> bool:
    """Tell whether a text was made from a Nexis file of the new form, one line a paragraph."""
    texts = [line for line in re.split(r"\r\n|\r|\n", text) if len(line) < 200]
    lengths = (found for line in texts if (found := label(line)) and found.key == "length")
    return any(one_of(line, END) for line in texts) and (
        any(one_of(line, BODY) for line in texts) or any(stated_words(x.value) for x in lengths)
    )


READER: Final = Reader("lexis-txt", "LexisNexis, text file until about 2019", _recognises, _read)
