"""doccano: its labels, its texts to be coded, and its exports, one line for each text."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from analysis._annotations.annotated import Annotation, Annotations, Mark, Note, records, text_of
from analysis._annotations.labels import names, words
from analysis.codebook import Codebook

__all__ = ["annotations", "choices", "labels", "line"]

_FACTS: Final = ("unit", "codebook", "offered", "round", "form", "precoded")
_LISTS: Final = ("label", "labels", "entities", "cats", "annotations")
_COLOURS: Final = ("#332288", "#117733", "#882255", "#44AA99", "#AA4499", "#999933", "#88CCEE",
                   "#CC6677", "#DDCC77")  # fmt: skip
_GREY: Final = "#777777"
_SHARED: Final = ("all", "unknown")


# Out ------------------------------------------------------------------------------


def choices(codes: Mapping[str, int | None], book: Codebook, language: str) -> list[str]:
    """Write codes of a unit as labels."""
    name = names(book, language)
    made = [name[frame] for frame, value in codes.items() if value == 1]
    made += [_doubt(name[frame], language) for frame, value in codes.items() if value is None]
    return made or [words(language)["none"]]


def _doubt(name: str, language: str) -> str:
    """Write the label for 'cannot tell', of one frame."""
    return f"{words(language)['doubt']}: {name}"


def labels(book: Codebook, *, language: str, passages: bool) -> list[dict[str, Any]]:
    """List the labels as doccano imports them."""
    every = list(names(book, language).values())
    colours = [_COLOURS[number % len(_COLOURS)] for number in range(len(every))]
    last = [] if passages else [words(language)["none"]]
    last += [_doubt(name, language) for name in every]
    return [
        {"text": text, "suffix_key": str(number) if number <= 9 else None,
         "background_color": colour, "text_color": "#ffffff"}
        for number, (text, colour) in enumerate(
            [*zip(every, colours, strict=True), *((text, _GREY) for text in last)], start=1)
    ]  # fmt: skip


def line(text: str, facts: Mapping[str, Any], label: list[Any]) -> Any:
    """Write one text to be coded."""
    return {"text": text, **facts, "label": label}


# In -------------------------------------------------------------------------------


class _Reading(NamedTuple):
    """What is the same for all lines of a file."""

    coder: str
    coders: Mapping[Any, str]


def annotations(path: Path, coders: Mapping[Any, str]) -> Annotations:
    """Read an export: JSONL or JSON, with one annotator or with a name in each line."""
    found: list[Annotation] = []
    notes: list[Note] = []
    stem = path.stem
    reading = _Reading(coders.get(stem, stem), coders)
    unnamed = 0
    for record in records(path):
        if record.value is None:
            notes.append(Note(record.place, "rejected", record.reason))
            continue
        made = list(_of_line(record.place, record.value, reading))
        found += made
        unnamed += any(one.coder == stem for one in made)
    if unnamed and stem in _SHARED:
        reason = (f"{unnamed:,} texts of a project that all annotators share: doccano does not say "
                  f"who coded what; taken as one coder {stem!r}")  # fmt: skip
        notes.append(Note(None, "remark", reason))
    return Annotations(path, found, notes)


def _of_line(place: int, value: Mapping[str, Any], reading: _Reading) -> Iterator[Annotation]:
    """Give the annotations of one text, one for each annotator."""
    by_coder: defaultdict[str, list[Mark]] = defaultdict(list)
    own = next((value[key] for key in ("username", "user", "annotator") if value.get(key)), None)
    default = _coder(own, reading) if own is not None else reading.coder
    for name in _LISTS:
        for item in _items(value.get(name)):
            user = item.get("user") if isinstance(item, Mapping) else None
            by_coder[default if user is None else _coder(user, reading)] += _marks(item)
    approver = "annotation_approver"
    finished = bool(value[approver]) if approver in value else None
    remarks = _comments(value.get("Comments", value.get("comments")))
    facts = _facts(value)
    shown = text_of(value.get("text")) or text_of(value.get("data"))
    for coder, marks in (by_coder or {default: []}).items():
        yield Annotation(place, coder, tuple(marks), facts, shown, finished,
                         "; ".join(remarks) or None, order=("", place))  # fmt: skip


def _comments(said: object) -> list[str]:
    """Give the comments on a text; who made them is not exported."""
    every = said if isinstance(said, list) else [said]
    texts = (text_of(one.get("text") if isinstance(one, Mapping) else one) for one in every)
    return [text for text in texts if text]


def _facts(value: Mapping[str, Any]) -> dict[str, Any]:
    """Give what was written into the text's line; some versions keep it under meta."""
    meta = value.get("meta", value.get("metadata"))
    if isinstance(meta, str):
        try:
            meta = json.loads(meta)
        except (ValueError, RecursionError):
            meta = None
    every = {**(meta if isinstance(meta, Mapping) else {}), **value}
    return {name: every[name] for name in _FACTS if name in every}


def _items(value: object) -> list[Any]:
    """Give the items of a list; labels joined by # are several."""
    if isinstance(value, str):
        return [part for part in value.split("#") if part.strip()]
    return value if isinstance(value, list) else []


def _marks(item: object) -> Iterator[Mark]:
    """Give the label of one item: a name, ``[start, end, name]``, or an object."""
    if isinstance(item, Mapping):
        start, end = (next((item[key] for key in keys if key in item), None)
                      for keys in (("start_offset", "start"), ("end_offset", "end")))  # fmt: skip
        label, quote, spot = item.get("label"), item.get("text"), start is not None
    elif isinstance(item, list) and len(item) >= 3:
        start, end, label, *rest = item
        quote, spot = (rest[0] if rest else None), True
    else:
        start, end, label, quote, spot = None, None, item, None, False
    if not isinstance(label, str | int) or isinstance(label, bool):
        label = "not a label"
    name = text_of(str(label)[:1_000]) or ""
    if name.strip():
        yield (Mark("passage", name, _whole(start), _whole(end), text_of(quote)) if spot
               else Mark("choice", name))  # fmt: skip


def _whole(value: object) -> int | None:
    """Give a whole number; None if it is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _coder(given: object, reading: _Reading) -> str:
    """Name an annotator: as `coders` says, else by name or number."""
    if not isinstance(given, str | int) or isinstance(given, bool):
        return reading.coder
    for key in (given, str(given)):
        if key in reading.coders:
            return reading.coders[key]
    return text_of(given[:80]) or "" if isinstance(given, str) else f"annotator {str(given)[:40]}"
