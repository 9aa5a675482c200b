"""Reader of JSON: one article in each line (JSONL), in each object of an array, or a file.

Lines and objects are read one at a time. Each tells by its own keys what it holds; what is
nested goes to `raw` as JSON. A line that is no JSON is refused and reading goes on.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from typing import Any, Final, NamedTuple

from analysis.contracts import did_you_mean
from analysis.readers._cells import article, with_file_remarks
from analysis.readers._columns import Columns, known_fields, match
from analysis.readers._items import Item, Rejected, Remark
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source, Unreadable
from analysis.readers._streamed import (
    MOST_CHARACTERS,
    Encoding,
    Lines,
    TooLong,
    encoding_of,
    streamed,
)

__all__ = ["READER", "Found", "objects", "read", "recognises"]

_START: Final = re.compile(r"\s*(?:\[\s*)?\{\s*(?:\"|\})")
_NESTED: Final = " (object)"
_CHUNK: Final = 1 << 16
_SAMPLED: Final = 200
_SHOWN: Final = 8


class Found(NamedTuple):
    """An object and where it begins, or the reason why there is none."""

    where: str
    value: Mapping[str, Any] | None
    reason: str = ""
    quote: str = ""


def recognises(source: Source) -> bool:
    """Tell whether a file begins with a JSON object, or an array of them.

    Examples
    --------
    >>> recognises(Source.of_bytes("a.txt", b'{"title": "Tides", "text": "They rise."}'))
    True
    >>> recognises(Source.of_bytes("a.txt", b"{curly} beginnings of a text"))
    False
    """
    head = source.head_text.lstrip("\ufeff")
    if not _START.match(head):
        return False
    if "\n" not in head.strip() or len(source.head) < source.n_bytes:
        return True
    return any(found.value is not None for found in islice(_one_by_one(iter([head])), 3))


def read(source: Source, options: Options) -> Iterator[Item]:
    """Read the articles of a JSON file."""
    encoding = encoding_of(source, options)
    if encoding.remark:
        yield Remark(encoding.remark)
    yield from with_file_remarks(_articles(objects(source, encoding), options))


def _articles(found: Iterator[Found], options: Options) -> Iterator[Item]:
    """Make the articles of the objects."""
    first = _first(found)
    _check_mapping(first, options)
    layouts: dict[tuple[str, ...], Columns | None] = {}
    told = None
    for position, one in enumerate(chain(first, found), start=1):
        if one.value is None:
            yield Rejected(position, one.reason, one.quote)
            continue
        flat = _flat(one.value)
        names = tuple(flat)
        if names not in layouts:
            layouts = layouts if len(layouts) < _SAMPLED else {}
            layouts[names] = _layout(flat, options)
            columns = layouts[names]
            if columns is not None and told is None:
                told = columns.remarks
                yield from map(Remark, told)
        columns = layouts[names]
        if columns is None:
            reason = f"{one.where}: neither a text nor a title{_remedy(flat)}"
            yield Rejected(position, reason, one.quote)
        else:
            yield article(position, list(flat.values()), columns, one.where)


def _remedy(flat: Mapping[str, Any]) -> str:
    """Name the keys of an object that hold words, to be mapped."""
    keys = [repr(key) for key, value in flat.items() if isinstance(value, str)]
    shown = ", ".join(keys[:_SHOWN])
    return f"; map one in study.yaml under reading, columns; it has {shown}" if keys else ""


def _first(found: Iterator[Found]) -> list[Found]:
    """Take the first objects, fewer if they are long."""
    first, size = [], 0
    for one in islice(found, _SAMPLED):
        first.append(one)
        size += sum(len(part) for part in (one.value or {}).values() if isinstance(part, str))
        if size > MOST_CHARACTERS:
            break
    return first


def _check_mapping(first: list[Found], options: Options) -> None:
    """Raise if a mapped key is in none of the first objects, or nothing tells the text."""
    keys = dict.fromkeys(key for one in first if one.value for key in _flat(one.value))
    if not keys:
        return
    absent = [name for name in options.columns.values() if name not in keys]
    if absent:
        message = f"no object has the key {absent[0]!r}. {did_you_mean(absent[0], keys)}"
        raise Unreadable(message)
    if all(_layout(_flat(one.value), options) is None for one in first if one.value):
        match(list(keys), options)


def _layout(flat: Mapping[str, Any], options: Options) -> Columns | None:
    """Tell what the keys of an object are; None if they tell neither text nor title."""
    mapping = {field: key for field, key in options.columns.items() if key in flat}
    aside = {key for key, value in flat.items() if isinstance(value, Mapping)}
    aside -= set(mapping.values())
    header = [f"{key}{_NESTED}" if key in aside else key for key in flat]
    try:
        columns = match(header, replace(options, columns=mapping), [list(flat.values())])
    except Unreadable:
        return None
    nested = tuple(f"{key}." for key, value in flat.items() if isinstance(value, Mapping))
    keys = tuple(None if key is None or key.startswith(nested) else key.removesuffix(_NESTED)
                 for key in columns.keys)  # fmt: skip
    return columns._replace(keys=keys)


def _flat(value: Mapping[str, Any]) -> dict[str, Any]:
    """Add the parts of nested objects as ``source.name``, to be mapped or recognised."""
    parts = {f"{key}.{inner}": part for key, nested in value.items() if isinstance(nested, Mapping)
             for inner, part in nested.items()}  # fmt: skip
    return {**parts, **value}


# The objects ----------------------------------------------------------------------


def objects(source: Source, encoding: Encoding) -> Iterator[Found]:
    """Go through the objects of a file: by line if its first line is one, else one by one.

    An object that holds nothing but a list of objects, such as ``{"articles": [...]}``,
    gives its objects.
    """
    head = source.head.decode(encoding.name, "replace").lstrip("\ufeff \t\r\n")
    first, newline, _ = head.partition("\n")
    by_line = isinstance(_loaded(first), Mapping) or (not newline and first.startswith("{"))
    with streamed(source, encoding, newline="\n") as lines:
        found = _by_line(lines) if by_line else _one_by_one(_pieces(lines))
        for one in found:
            yield from _unwrapped(one)


def _unwrapped(found: Found) -> Iterator[Found]:
    """Give the objects of a list that is all that an object is about."""
    value = found.value or {}
    lists = [part for part in value.values() if isinstance(part, list) and part
             and all(isinstance(inner, Mapping) for inner in part)]  # fmt: skip
    if len(lists) != 1 or known_fields(_flat(value)) & {"text", "title"}:
        yield found
        return
    for number, inner in enumerate(lists[0], start=1):
        yield Found(f"{found.where}, object {number:,}", inner, quote=str(inner)[:80])


def _loaded(text: str) -> Any:
    """Read JSON; the reason if it is none."""
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except json.JSONDecodeError as cause:
        return f"{cause.msg}, character {cause.pos + 1:,}"
    except RecursionError:
        return "nested too deeply"
    except ValueError:
        return "a number too long to be read"


def _by_line(lines: Lines) -> Iterator[Found]:
    """Read one object in each line; empty lines do not count."""
    while True:
        try:
            line = next(lines)
        except StopIteration:
            return
        except TooLong as cause:
            yield Found(f"line {cause.line:,}", None, f"{cause}; not read", cause.first)
            continue
        if not line.strip():
            continue
        where = f"line {lines.number:,}"
        value = _loaded(line.strip())
        if isinstance(value, Mapping):
            yield Found(where, value, quote=line.strip()[:80])
        else:
            why = f"no JSON ({value})" if isinstance(value, str) else "no JSON object"
            yield Found(where, None, f"{where}: {why}", line.strip()[:80])


def _pieces(lines: Lines) -> Iterator[str]:
    """Read on in pieces."""
    while piece := lines.piece(_CHUNK):
        yield piece


def _one_by_one(pieces: Iterator[str]) -> Iterator[Found]:
    """Read the objects of an array, or one after the other, from text that comes in pieces."""
    decoder = json.JSONDecoder(parse_constant=lambda _: None)
    waiting, number, in_array = "", 0, False
    while True:
        waiting = waiting.lstrip(" \t\r\n,\ufeff")
        if waiting.startswith("[") and not in_array and not number:
            waiting, in_array = waiting[1:], True
            continue
        if not waiting and (waiting := next(pieces, "")):
            continue
        if not waiting or (in_array and waiting.startswith("]")):
            return
        where, value, end = f"object {number + 1:,}", None, 0
        try:
            value, end = decoder.raw_decode(waiting)
        except (ValueError, RecursionError):
            if len(waiting) <= MOST_CHARACTERS and (more := _more(pieces, len(waiting))):
                waiting += more
                continue
        number += 1
        quote = waiting[:80].strip()
        if not isinstance(value, Mapping):
            yield Found(where, None, _why(where, waiting, end), quote)
            if not end:
                return
        else:
            yield Found(where, value, quote=quote)
        waiting = waiting[end:]


def _more(pieces: Iterator[str], size: int) -> str:
    """Read at least as much again, so that a long object is not read too often."""
    parts: list[str] = []
    while sum(map(len, parts)) < size and (piece := next(pieces, "")):
        parts.append(piece)
    return "".join(parts)


def _why(where: str, text: str, end: int) -> str:
    """Say why there is no object."""
    if end:
        return f"{where}: no JSON object"
    if len(text) > MOST_CHARACTERS:
        return f"{where}: longer than {MOST_CHARACTERS:,} characters; not read, nor what follows"
    return f"{where}: no JSON ({_loaded(text)}); what stands behind it is not read"


READER: Final = Reader("jsonl", "table (JSON, one object in each line or an array)",
                       recognises, read)  # fmt: skip
