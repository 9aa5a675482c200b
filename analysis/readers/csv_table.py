"""Reader of CSV and TSV: one article in each row, columns told by their names or mapped."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final

from analysis.readers._cells import article, with_file_remarks
from analysis.readers._columns import Columns, known_fields, match, names_files
from analysis.readers._delimited import Bad, Form, Row, form_of, head_of, rows
from analysis.readers._items import Item, Rejected, Remark
from analysis.readers._reader import Reader
from analysis.readers._source import HEAD_BYTES, Options, Source, Unreadable
from analysis.readers._streamed import Encoding, encoding_of, streamed

__all__ = ["READER", "articles", "opened", "read", "recognises"]

_ENDINGS: Final = (".csv", ".tsv", ".tab")
_LONGEST_NAME: Final = 60


def recognises(source: Source) -> bool:
    r"""Tell whether a file is a table of articles.

    A table that only describes articles in other files, with a column such as ``article``
    and no texts, is not.

    Examples
    --------
    >>> recognises(Source.of_bytes("a.txt", b"title;text\nTides;They rise.\n"))
    True
    >>> recognises(Source.of_bytes("a.csv", b"article,outlet\na.txt,The Bulletin\n"))
    False
    """
    head = source.head_text
    named = source.name.lower().endswith(_ENDINGS)
    form = form_of(head, cut=source.n_bytes > HEAD_BYTES) or (_single(head) if named else None)
    if form is None:
        return False
    if names_files(form.header, form.sample):
        return False
    return named or _looks_like_a_table(form)


def _looks_like_a_table(form: Form) -> bool:
    """Tell a table from prose with commas, whatever the file is called."""
    names = [name for name in form.header if name]
    if any(len(name) > _LONGEST_NAME or "\n" in name for name in names):
        return False
    with suppress(Unreadable):
        if len(match(form.header, Options(), form.sample).of) >= 2:
            return form.share >= 0.5
    short = len(names) == len(set(names)) == len(form.header) >= 3
    return short and len(form.sample) >= 3 and form.share >= 0.9


def _single(head: str) -> Form | None:
    """Read a table of one column, whose name says what it holds."""
    name, _, rest = head.partition("\n")
    if known_fields([name]) & {"text", "title"} and rest.strip():
        return Form(",", [name.strip()], [], 1.0)
    return None


def opened(source: Source, options: Options) -> tuple[Form, Iterator[Remark | Row | Bad]]:
    """Give the form of a delimited table, and its rows with remarks on the file.

    Raises
    ------
    Unreadable
        If it is binary, of an unknown encoding, or no table.
    """
    encoding = encoding_of(source, options)
    head = head_of(source, encoding)
    form = form_of(head, cut=source.n_bytes > HEAD_BYTES) or _single(head)
    if form is None:
        raise Unreadable("no table: the first line does not name two columns or more")
    return form, _parts(source, encoding, form)


def _parts(source: Source, encoding: Encoding, form: Form) -> Iterator[Remark | Row | Bad]:
    """Go through the rows of a table, behind what is to be said of its encoding."""
    if encoding.remark:
        yield Remark(encoding.remark)
    with streamed(source, encoding) as lines:
        yield from rows(lines, form)


def read(source: Source, options: Options) -> Iterator[Item]:
    """Read the articles of a table."""
    form, parts = opened(source, options)
    columns = match(form.header, options, form.sample)
    yield from map(Remark, columns.remarks)
    yield from with_file_remarks(articles(parts, columns))


def articles(parts: Iterable[Remark | Row | Bad], columns: Columns) -> Iterator[Item]:
    """Make the articles of the rows of a table."""
    position = 0
    for part in parts:
        if isinstance(part, Remark):
            yield part
            continue
        position += 1
        if isinstance(part, Bad):
            yield Rejected(position, part.reason, part.quote)
        else:
            yield article(position, part.cells, columns, f"line {part.line:,}", part.remark)


READER: Final = Reader("csv", "table (CSV or TSV)", recognises, read)
