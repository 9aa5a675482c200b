"""Reader of the lists of GDELT (DOC 2.0): title, link and when it was first seen, no texts."""

from collections.abc import Iterator
from typing import Final

from analysis.readers._columns import known_fields
from analysis.readers._items import Item
from analysis.readers._lists import header_of, read_list
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source

__all__ = ["READER", "read", "recognises"]

_NEEDED: Final = {"domain", "seendate", "title", "url"}
_FIELDS: Final = {"domain": "outlet", "language": "language", "title": "title", "url": "url"}
_DAYS: Final = {"seendate": "seen_date"}
_SAID: Final = ("a list of GDELT, which gives no texts and no days of publication: titles are "
                "read alone, and the day on which GDELT first saw an article is not taken for "
                "its date")  # fmt: skip


def recognises(source: Source) -> bool:
    """Tell whether a table has the columns of GDELT, and none of texts."""
    header = header_of(source)
    return header >= _NEEDED and "text" not in known_fields(header)


def read(source: Source, options: Options) -> Iterator[Item]:
    """Read the list; articles have no date."""
    yield from read_list(source, options, _FIELDS, _DAYS, _SAID)


READER: Final = Reader("gdelt", "list of GDELT", recognises, read)
