"""What every reader module offers."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from analysis.readers._items import Item
from analysis.readers._source import Options, Source

__all__ = ["Reader"]


class Reader(NamedTuple):
    """A form of file that can be read.

    `format` is written to `documents.source_format`; `label` names the form for people;
    `recognises` looks at the first bytes of a source, cheaply and without raising; `read`
    yields the items of the file and raises `Unreadable` where it cannot go on.
    """

    format: str
    label: str
    recognises: Callable[[Source], bool]
    read: Callable[[Source, Options], Iterator[Item]]
