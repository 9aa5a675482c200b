"""Lists of articles without their texts, as media databases give them: titles and links."""

from collections.abc import Iterator, Mapping

from analysis.readers._columns import Columns
from analysis.readers._delimited import form_of
from analysis.readers._items import Item, Remark
from analysis.readers._source import HEAD_BYTES, Options, Source
from analysis.readers.csv_table import articles, opened

__all__ = ["header_of", "read_list"]


def header_of(source: Source) -> set[str]:
    r"""Give the column names of a delimited table; empty if it is none.

    Examples
    --------
    >>> sorted(header_of(Source.of_bytes("a.csv", b"url,title\nx,Tides\n")))
    ['title', 'url']
    """
    form = form_of(source.head_text, cut=source.n_bytes > HEAD_BYTES)
    return set() if form is None else {name.strip().lower() for name in form.header}


def read_list(
    source: Source, options: Options, fields: Mapping[str, str], days: Mapping[str, str], said: str
) -> Iterator[Item]:
    """Read a list whose columns are known.

    Parameters
    ----------
    source : Source
    options : Options
        Its mapping of columns is for other tables, and not used.
    fields : mapping of str to str
        Name of a column to the field it is.
    days : mapping of str to str
        Name of a column to the day it gives, which is not that of publication.
    said : str
        Remark on the file.
    """
    form, parts = opened(source, options)
    names = [name.strip().lower() for name in form.header]
    of = {field: names.index(name) for name, field in fields.items() if name in names}
    keys = tuple(None if name in fields else days.get(name, name) or f"column_{place}"
                 for place, name in enumerate(names, start=1))  # fmt: skip
    yield Remark(said)
    yield from articles(parts, Columns(of, keys))
