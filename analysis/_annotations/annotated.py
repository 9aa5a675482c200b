"""What annotators marked, whatever the tool: the form that all tools are read into."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from analysis.contracts import InputError

__all__ = ["Annotation", "Annotations", "Mark", "Note", "Record", "paths", "records", "text_of"]

MOST_BYTES: Final = 2_000_000_000
_ENDINGS: Final = (".json", ".jsonl", ".json1", ".ndjson")


class Mark(NamedTuple):
    """One label that an annotator gave: to a whole text, or to a passage of it.

    `kind` is ``frame``, ``doubt`` (cannot tell), or ``passage``. A passage has offsets into
    the text as the tool showed it, its words, or both.
    """

    kind: str
    label: str
    start: int | None = None
    end: int | None = None
    quote: str | None = None


class Annotation(NamedTuple):
    """All that one annotator marked in one text.

    `facts` are what was written into the task when it was made: unit, codebook, offered, round,
    form (``choices`` or ``passages``), precoded. `finished` says that an annotation without
    marks means 'nothing is there'; where the tool cannot tell, it is None. `order` sorts the
    annotations of one annotator in time.
    """

    place: int
    coder: str
    marks: tuple[Mark, ...]
    facts: Mapping[str, Any]
    shown: str | None
    finished: bool | None = None
    note: str | None = None
    order: tuple[str, int] = ("", 0)


class Note(NamedTuple):
    """Something to tell of a file: `status` is one of those of the table receipt."""

    place: int | None
    status: str
    reason: str
    coder: str | None = None
    unit: str | None = None
    quote: str | None = None


class Annotations(NamedTuple):
    """What one file holds."""

    file: Path
    found: list[Annotation]
    notes: list[Note]


class Record(NamedTuple):
    """An object of a JSON file with its number, or the reason why it cannot be used."""

    place: int
    value: Mapping[str, Any] | None
    reason: str = ""


def text_of(value: object) -> str | None:
    r"""Give a text that any file can hold; None if the value is none.

    Examples
    --------
    >>> text_of("a"), text_of(3), text_of("half \ud83d")
    ('a', None, 'half ?')
    """
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else None


def paths(path: Path | str | Sequence[Path | str]) -> list[Path]:
    """List the files to read: those named, and the JSON files in the folders named.

    Raises
    ------
    InputError
        If there is none, one is not there, or two have the same name.
    """
    named = [Path(path)] if isinstance(path, Path | str) else [Path(one) for one in path]
    found: list[Path] = []
    for one in named:
        if one.is_dir():
            inside = [file for file in one.iterdir() if file.suffix.lower() in _ENDINGS]
            found += sorted(inside)
        elif one.is_file():
            found.append(one)
        else:
            message = f"There is no file {one.name!r}. Check its path."
            raise InputError(message)
    if not found:
        message = "No file with annotations is named, or the folder holds no .json or .jsonl file."
        raise InputError(message)
    names = [file.name for file in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        message = f"Two files have the name {twice[0]!r}. Rename one: codes are listed by file."
        raise InputError(message)
    return found


def records(path: Path) -> Iterator[Record]:
    """Go through the objects of a JSON file: an array, one object, or one in each line.

    A line that is no JSON is told and passed over; an array that is damaged is refused.

    Raises
    ------
    InputError
        Naming file, line and remedy.
    """
    text = _decoded(path)
    start = text.lstrip()[:1]
    if not start:
        return
    if start != "{":
        yield from _numbered(_whole(text, path))
        return
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        yield from _by_line(text, path)
    else:
        lists = [whole[key] for key in ("tasks", "results") if isinstance(whole.get(key), list)]
        yield from _numbered(lists[0] if lists and "data" not in whole else [whole])


def _decoded(path: Path) -> str:
    """Read a file as text."""
    if path.stat().st_size > MOST_BYTES:
        message = f"{path.name} is larger than 2 GB. Export it in parts."
        raise InputError(message)
    raw = path.read_bytes()
    if raw.startswith(b"PK\x03\x04"):
        message = f"{path.name} is a zip. Unpack it, and give the folder with the files in it."
        raise InputError(message)
    try:
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as cause:
        message = (f"{path.name} is not text in UTF-8 (byte {cause.start:,}). Export it from the "
                   f"annotation tool again, and do not save it with another program.")  # fmt: skip
        raise InputError(message) from cause


def _whole(text: str, path: Path) -> object:
    """Read JSON, or say where it is damaged."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as cause:
        where = f"line {cause.lineno:,}, character {cause.colno:,}: {cause.msg}"
    except (ValueError, RecursionError) as cause:
        where = "a number of thousands of digits" if isinstance(cause, ValueError) else "too deep"
    message = (f"{path.name} is not JSON that can be read ({where}). Was the download cut off, or "
               f"the file edited? Export it from the annotation tool again.")  # fmt: skip
    raise InputError(message)


def _numbered(values: object) -> Iterator[Record]:
    """Give the objects of an array their numbers, from 1."""
    for place, value in enumerate(values if isinstance(values, list) else [values], start=1):
        if isinstance(value, Mapping):
            yield Record(place, value)
        else:
            yield Record(place, None, f"not an object but {type(value).__name__}")


def _by_line(text: str, path: Path) -> Iterator[Record]:
    """Read one object in each line; a file of which no line is one is refused whole."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1)
             if line.strip()]  # fmt: skip
    found = [_line(number, line) for number, line in lines]
    if all(record.value is None for record in found):
        _whole(text, path)
    yield from found


def _line(number: int, line: str) -> Record:
    """Read the object of one line."""
    try:
        value = json.loads(line)
    except json.JSONDecodeError as cause:
        return Record(number, None, f"not JSON (character {cause.colno:,}: {cause.msg})")
    except (ValueError, RecursionError):
        return Record(number, None, "not JSON that can be read")
    if not isinstance(value, Mapping):
        return Record(number, None, f"not an object but {type(value).__name__}")
    return Record(number, value)
