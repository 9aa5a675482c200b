"""Readers of the files that researchers have: one module for each form of file.

A reader is a module-level `Reader`: a name, a test on the first bytes, and a generator of
items (`Article`, `Rejected`, `Claim`, `Provenance`, `Remark`). `READERS` lists them in the
order in which they are asked; the first that recognises a file reads it.
docs/adding-a-reader.md shows how to write one.
"""

from analysis.readers import (
    csv_table,
    docx_text,
    europresse_html,
    europresse_html_old,
    factiva_html,
    factiva_rtf,
    gdelt,
    jsonl_table,
    lexis_rtf,
    lexis_text,
    markdown,
    media_cloud,
    nexis_docx,
    parquet_table,
    plain_text,
    proquest_text,
    ris,
    rtf_text,
    warc,
    web_page,
    xlsx_table,
)
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

READERS: tuple[Reader, ...] = (
    # forms of one database, before the forms that any program writes
    factiva_html.READER,
    europresse_html.READER,
    europresse_html_old.READER,
    nexis_docx.READER,
    factiva_rtf.READER,
    lexis_rtf.READER,
    proquest_text.READER,  # before lexis_text: its cover counts documents in the same words
    lexis_text.READER,
    warc.READER,
    ris.READER,
    parquet_table.CORPUS,
    media_cloud.READER,
    gdelt.READER,
    docx_text.READER,
    rtf_text.READER,
    parquet_table.READER,
    xlsx_table.READER,
    web_page.READER,
    jsonl_table.READER,
    csv_table.READER,
    markdown.READER,
    plain_text.READER,  # last: it takes any text
)


def recognise(source: Source) -> Reader | None:
    """Give the reader of a file, by its content; None if there is none.

    Examples
    --------
    >>> recognise(Source.of_bytes("a.bin", bytes(range(256)))) is None
    True
    """
    return next((reader for reader in READERS if reader.recognises(source)), None)
