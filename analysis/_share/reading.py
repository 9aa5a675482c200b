"""Read the texts in a file, whatever its form: lines, cells, strings, pages, metadata.

A text is given in more than one way where its form can hide words: JSON has escapes, a table
has its sentences one below the other, markup stands in the middle of a word.
"""

import codecs
import contextlib
import csv
import html
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

import yaml

from analysis._share.passages import Piece
from analysis.contracts import InputError
from analysis.readers._archive import members
from analysis.readers._source import Source

__all__ = ["Stream", "cells", "streams"]

Stream = Sequence[Piece]

_INLINE: Final = re.compile(
    r"</?(?:a|abbr|b|code|em|i|mark|small|span|strong|sub|sup|tspan|u)(?:\s[^<>]*)?>", re.IGNORECASE
)
_TAG: Final = re.compile(r"<[^<>]*>")
_PARAGRAPH: Final = re.compile(r"</(?:w:p|a:p|si|is)>|<w:(?:br|tab)[ /][^<>]*>")
_COMMAND: Final = re.compile(r"\\[a-zA-Z]+\*?|\\.")
_PRINTABLE: Final = re.compile(rb"[\x20-\x7e\xa0-\xff]{6,}")
_WORDS: Final = re.compile(r"[^\W\d_]{2,}[\W_]+[^\W\d_]{2,}")
_MARKUP: Final = {".html", ".htm", ".svg", ".xml", ".md", ".rels"}
_JSON: Final = {".json", ".ipynb", ".jsonld"}
_YAML: Final = {".yaml", ".yml", ".cff"}
_TABLES: Final = {".csv", ".tsv"}
_ZIPS: Final = {".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".npz"}
_PICTURES: Final = {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif"}
_DEEPEST: Final = 3


def streams(name: str, content: bytes, *, depth: int = 0) -> Iterator[Stream]:
    r"""Give the texts of a file, each as pieces that follow one another.

    Parameters
    ----------
    name : str
        Of the file; its ending says what form it has.
    content : bytes
    depth : int
        How many archives the file lies in.

    Yields
    ------
    sequence of Piece
        The same words may come in more than one of them.

    Raises
    ------
    InputError
        If a file cannot be looked into: damaged, or an archive in too many archives.

    Examples
    --------
    >>> given = list(streams("a.json", b'{"caption": "One\\u0021 two"}'))
    >>> given[0][0].text, given[1]
    ('{"caption": "One\\u0021 two"}', [Piece(place='caption', text='One! two')])
    """
    ending = PurePosixPath(name).suffix.lower()
    if ending in _ZIPS:
        yield from _members(name, content, depth)
    elif ending == ".parquet":
        yield from _parquet(name, content)
    elif ending == ".pdf":
        yield from _pdf(name, content)
    elif ending in _PICTURES:
        yield from _picture(name, content)
    else:
        text = _decoded(content)
        if text is None:
            for given in (content, content.replace(b"\0", b"")):  # the latter for two-byte letters
                found = [run.decode("latin-1") for run in _PRINTABLE.findall(given)]
                yield [Piece("bytes", run) for run in found]
        else:
            try:
                yield from _plain(ending, text)
            except InputError as cause:
                raise InputError(f"{name}: {cause}") from cause


def _decoded(content: bytes) -> str | None:
    """Text of a file, UTF-8, UTF-16 with its mark, or Windows-1252; None if it is none."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode("utf-16")
    if b"\0" in content[:4096]:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace") if b"\0" not in content else None


def _plain(ending: str, text: str) -> Iterator[Stream]:
    """Texts of a file that is text."""
    yield _lines(text)
    if ending in _TABLES:
        yield from cells(text).values()
    elif ending in _JSON:
        yield from _strings(ending, text)
    elif ending in _YAML:
        yield from _scalars(text)
    elif ending == ".tex":
        yield _lines(_COMMAND.sub(" ", text))
    if ending in _MARKUP:
        yield _lines(_without_tags(text))


def _lines(text: str) -> Stream:
    """Lines with their numbers."""
    return [Piece(f"line {number}", line) for number, line in enumerate(text.split("\n"), start=1)]


def _without_tags(text: str) -> str:
    """Take tags out of markup; the lines stay where they are."""
    bare = _TAG.sub(lambda tag: " " + "\n" * tag[0].count("\n"), _INLINE.sub("", text))
    return html.unescape(bare)


def cells(text: str) -> dict[str, Stream]:
    r"""Give the columns of a table that hold several words in a cell, each from top to bottom.

    Examples
    --------
    >>> list(cells("n,said,by\n1,No tram.,Ann\n2,No tram.,Bo\n"))
    ['said']
    """
    separator = max(",;\t", key=text.split("\n", 1)[0].count)
    csv.field_size_limit(100_000_000)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        header = next(rows, [])
        found: dict[str, list[Piece]] = {}
        for number, row in enumerate(rows, start=2):
            for at, cell in enumerate(row):
                if _WORDS.search(cell):
                    column = header[at] if at < len(header) else f"{at + 1}"
                    pieces = found.setdefault(column, [])
                    if not pieces or pieces[-1].text != cell:
                        pieces.append(Piece(f"row {number}, column {column}", cell))
    except csv.Error as cause:
        raise InputError(f"the table is damaged ({cause}). Write it again.") from cause
    return dict(found)


def _strings(ending: str, text: str) -> Iterator[Stream]:
    """Strings of JSON without their escapes; cells of a notebook as wholes."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return
    if ending == ".ipynb" and isinstance(content, dict):
        for number, cell in enumerate(content.get("cells", []), start=1):
            source = cell.get("source", "") if isinstance(cell, dict) else ""
            whole = "".join(source) if isinstance(source, list) else str(source)
            yield [Piece(f"cell {number}", whole)]
            yield [Piece(f"cell {number}", _without_tags(whole))]
    yield list(_walked(content, ""))


def _walked(content: Any, place: str) -> Iterator[Piece]:
    """Go through all strings of a JSON value, names of keys included."""
    if isinstance(content, str):
        yield Piece(place or "text", content)
    elif isinstance(content, Mapping):
        for key, value in content.items():
            if _WORDS.search(str(key)):
                yield Piece(place or "text", str(key))
            yield from _walked(value, f"{place}.{key}".lstrip("."))
    elif isinstance(content, list):
        for number, value in enumerate(content, start=1):
            yield from _walked(value, f"{place}[{number}]")


def _scalars(text: str) -> Iterator[Stream]:
    """Texts of a YAML file as they are meant, not as they are folded and quoted."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return
    yield list(_nodes(root))


def _nodes(node: yaml.Node | None) -> Iterator[Piece]:
    """Go through the scalars of a YAML node."""
    if isinstance(node, yaml.ScalarNode):
        yield Piece(f"line {node.start_mark.line + 1}", str(node.value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _nodes(item)
    elif isinstance(node, yaml.MappingNode):
        for _, item in node.value:
            yield from _nodes(item)


# Binary forms ---------------------------------------------------------------------


def _members(name: str, content: bytes, depth: int) -> Iterator[Stream]:
    """Texts of the files in an archive or an office document."""
    if depth >= _DEEPEST:
        raise InputError(f"{name}: an archive in {depth} archives; unpack it")
    for member in members(Source.of_bytes(name, content)):
        if member.source is None:
            raise InputError(f"{member.name}: {member.reason}")
        inner = member.name.removeprefix(f"{name}/")
        with member.source.opened() as stream:
            inside = stream.read()
        if PurePosixPath(inner).suffix.lower() in {".xml", ".rels"}:
            text = _PARAGRAPH.sub("\n", _decoded(inside) or "")
            found: Iterator[Stream] = iter([_lines(html.unescape(_TAG.sub("", text)))])
        else:
            found = streams(inner, inside, depth=depth + 1)
        for one in found:
            yield [Piece(f"{inner}, {piece.place}", piece.text) for piece in one]


def _parquet(name: str, content: bytes) -> Iterator[Stream]:
    """Columns with several words in a cell, from top to bottom, and side by side."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(io.BytesIO(content))
    except (pa.ArrowException, OSError, ValueError) as cause:
        raise InputError(f"{name}: a damaged Parquet file") from cause
    columns: dict[str, list[str | None]] = {}
    for field, column in zip(table.schema, table.columns, strict=True):
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            values = column.to_pylist()
            if any(value and _WORDS.search(value) for value in dict.fromkeys(values)):
                columns[field.name] = values
    for key, values in columns.items():
        yield [Piece(f"row {number}, column {key}", value)
               for number, value in enumerate(values, start=1) if value]  # fmt: skip
    rows = zip(*columns.values(), strict=True)
    yield [Piece(f"row {number}", " ".join(filter(None, row)))
           for number, row in enumerate(rows, start=1)]  # fmt: skip
    stated = (table.schema.metadata or {}).values()
    yield [Piece("metadata", value.decode("utf-8", "replace")) for value in stated]


def _pdf(name: str, content: bytes) -> Iterator[Stream]:
    """Words of the pages, and what the file says of itself."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        pages = [page.extract_text() for page in reader.pages]
        about: dict[str, str] = {}
        for key, value in (reader.metadata or {}).items():
            about[str(key)] = str(value)
        packet = reader.root_object.get("/Metadata")
        xmp = packet.get_object().get_data() if packet is not None else b""
    except (PyPdfError, OSError, ValueError, KeyError, TypeError) as cause:
        raise InputError(f"{name}: a PDF that cannot be read ({type(cause).__name__})") from cause
    yield [Piece(f"page {number}", text) for number, text in enumerate(pages, start=1)]
    yield [Piece(f"property {key.lstrip('/')}", value) for key, value in about.items()]
    yield [Piece("property Metadata", _without_tags(xmp.decode("utf-8", "replace")))]


def _picture(name: str, content: bytes) -> Iterator[Stream]:
    """Texts that a picture carries: its title, its description."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content)) as picture:
            stated: dict[str, Any] = {str(key): value for key, value in picture.info.items()}
            for key, value in picture.getexif().items():
                stated[f"tag {key}"] = value
    except (OSError, ValueError, SyntaxError) as cause:
        raise InputError(f"{name}: a picture that cannot be read") from cause
    yield [Piece(f"property {key}", value if isinstance(value, str) else
                 value.decode("latin-1")) for key, value in stated.items()
           if isinstance(value, (str, bytes))]  # fmt: skip
