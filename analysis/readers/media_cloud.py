"""Reader of the lists of Media Cloud: title, link, outlet and day, without texts."""

from collections.abc import Iterator
from typing import Final

from analysis.readers._columns import known_fields
from analysis.readers._items import Item
from analysis.readers._lists import header_of, read_list
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source

__all__ = ["READER", "read", "recognises"]

_NEEDED: Final = {"indexed_date", "media_name", "publish_date", "title", "url"}
_FIELDS: Final = {"id": "identity", "language": "language", "media_name": "outlet",
                  "publish_date": "date", "title": "title", "url": "url"}  # fmt: skip
_DAYS: Final = {"indexed_date": "indexed_date"}
_SAID: Final = ("a list of Media Cloud, which gives no texts: titles are read alone. The texts "
                "have to be fetched from the links")  # fmt: skip


def recognises(source: Source) -> bool:
    """Tell whether a table has the columns of Media Cloud, and none of texts."""
    header = header_of(source)
    return header >= _NEEDED and "text" not in known_fields(header)


def read(source: Source, options: Options) -> Iterator[Item]:
    """Read the list; `indexed_date` is when Media Cloud took the article up."""
    yield from read_list(source, options, _FIELDS, _DAYS, _SAID)


READER: Final = Reader("media-cloud", "list of Media Cloud", recognises, read)
