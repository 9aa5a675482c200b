"""Readers of the files that researchers have: one module for each form of file.

A reader is a module-level `Reader`: a name, a test on the first bytes, and a generator of
items (`Article`, `Rejected`, `Claim`, `Provenance`, `Remark`). `READERS` lists them in the
order in which they are asked; the first that recognises a file reads it.
docs/adding-a-reader.md shows how to write one.
"""

from analysis.readers._decode import decode
from analysis.readers._items import Article, Claim, Item, Provenance, Rejected, Remark, compose
from analysis.readers._reader import Reader
from analysis.readers._source import MOST_BYTES, Options, Source, Unreadable

__all__ = [
    "MOST_BYTES",
    "READERS",
    "Article",
    "Claim",
    "Item",
    "Options",
    "Provenance",
    "Reader",
    "Rejected",
    "Remark",
    "Source",
    "Unreadable",
    "compose",
    "decode",
    "recognise",
]

READERS: tuple[Reader, ...] = ()


def recognise(source: Source) -> Reader | None:
    """Give the reader of a file, by its content; None if there is none.

    Examples
    --------
    >>> recognise(Source.of_bytes("a.bin", bytes(range(256)))) is None
    True
    """
    return next((reader for reader in READERS if reader.recognises(source)), None)
