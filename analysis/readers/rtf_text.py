"""Any other RTF file: one article, with its first paragraph as the title."""

from collections.abc import Iterator
from typing import Final

from analysis.readers import _rtf
from analysis.readers._items import Article, Item, Rejected, compose
from analysis.readers._nexis import error_page
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source, Unreadable

__all__ = ["READER"]


def _recognises(source: Source) -> bool:
    """Tell whether a file is RTF of any kind; ask the readers of databases first."""
    return _rtf.is_rtf(source)


def _read(source: Source, options: Options) -> Iterator[Item]:
    """Yield the one article of an RTF file."""
    rtf = source.text(options.encoding).text
    texts = [part.text for part in _rtf.paragraphs(rtf) if part.text.strip()]
    if not texts:
        raise Unreadable("no text in it; are its pages pictures?")
    if error_page("\n".join(texts)):
        yield Rejected(1, "an error message in the place of an article", texts[0][:80])
        return
    title, body = " ".join(texts[0].split()), texts[1:]
    yield Article(
        position=1,
        text=compose(title, body),
        title=title,
        has_body=bool(body),
        remarks=() if body else ("one paragraph only, which was taken as the title",),
    )


READER: Final = Reader("rtf", "RTF file, one article", _recognises, _read)
