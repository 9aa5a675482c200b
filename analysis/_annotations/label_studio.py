"""Label Studio: its labelling configuration, its tasks, and its exports (JSON and JSON-MIN)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from analysis._annotations.annotated import Annotation, Annotations, Mark, Note, records, text_of
from analysis._annotations.labels import CANNOT_TELL, FRAMES, NONE, names, words
from analysis.codebook import Codebook

__all__ = ["annotations", "choices", "config", "marked", "task"]

PASSAGES: Final = "passages"
_NOTE: Final = "note"
_FACTS: Final = ("unit", "codebook", "offered", "round", "form", "precoded")
_NOT_USED: Final = {"drafts": "drafts, not submitted", "predictions": "predictions, no annotations"}


# Out ------------------------------------------------------------------------------


def config(book: Codebook, *, language: str, passages: bool, context: bool) -> str:
    """Write the labelling configuration as XML."""
    said, labels = words(language), names(book, language)
    view = ET.Element("View")
    ET.SubElement(view, "Header", value=said["passages" if passages else "frames"])
    if passages:
        group = ET.SubElement(view, "Labels", name=PASSAGES, toName="text")
        _options(group, "Label", book, labels)
        ET.SubElement(group, "Label", value=said["doubt"], alias=CANNOT_TELL)
    if context:
        _shown(view, "before", said["before"])
    ET.SubElement(view, "Text", name="text", value="$text")
    if context:
        _shown(view, "after", said["after"])
    if not passages:
        group = ET.SubElement(view, "Choices", name=FRAMES, toName="text", choice="multiple")
        _options(group, "Choice", book, labels)
        ET.SubElement(group, "Choice", value=said["none"], alias=NONE)
        ET.SubElement(view, "Header", value=said["doubts"], size="5")
        group = ET.SubElement(view, "Choices", name=CANNOT_TELL, toName="text", choice="multiple")
        _options(group, "Choice", book, labels)
    ET.SubElement(view, "TextArea", name=_NOTE, toName="text", placeholder=said["note"], rows="2")
    ET.indent(view)
    return ET.tostring(view, encoding="unicode") + "\n"


def _options(group: ET.Element, tag: str, book: Codebook, labels: Mapping[str, str]) -> None:
    """Add an option for each frame; exports hold its id, whatever the label."""
    for frame in book.frames:
        ET.SubElement(group, tag, value=_literal(labels[frame.id]), alias=frame.id,
                      hint=_literal(frame.short))  # fmt: skip


def _shown(view: ET.Element, name: str, title: str) -> None:
    """Add a text that is to be read and not coded."""
    ET.SubElement(view, "Header", value=title, size="6")
    ET.SubElement(view, "Text", name=name, value=f"${name}")


def _literal(text: str) -> str:
    """Keep a text that begins with a dollar from being taken for a field of the task."""
    return f" {text}" if text.startswith("$") else text


def task(text: str, facts: Mapping[str, Any], result: list[dict[str, Any]] | None) -> Any:
    """Write one task; `result` is the pre-coding."""
    made: dict[str, Any] = {"data": {"text": text, **facts}}
    if result is not None:
        made["predictions"] = [{"model_version": facts["precoded"], "result": result}]
    return made


def choices(values: Mapping[str, int | None]) -> list[dict[str, Any]]:
    """Write codes of a unit as chosen options."""
    present = [frame for frame, value in values.items() if value == 1]
    doubts = [frame for frame, value in values.items() if value is None]
    made = [_result(FRAMES, "choices", {"choices": present or [NONE]})]
    return made + ([_result(CANNOT_TELL, "choices", {"choices": doubts})] if doubts else [])


def marked(passages: Iterable[tuple[int, int, str, str]]) -> list[dict[str, Any]]:
    """Write passages (start, end, text, frame) as labels."""
    return [{"id": f"p{number}", **_result(PASSAGES, "labels", {"start": start, "end": end,
             "text": text, "labels": [frame]})}
            for number, (start, end, text, frame) in enumerate(passages)]  # fmt: skip


def _result(name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    """Write one item of a result."""
    return {"from_name": name, "to_name": "text", "type": kind, "value": value}


# In -------------------------------------------------------------------------------


def annotations(path: Path, coders: Mapping[Any, str]) -> Annotations:
    """Read an export."""
    found: list[Annotation] = []
    notes: list[Note] = []
    counted: Counter[str] = Counter()
    for record in records(path):
        if record.value is None:
            notes.append(Note(record.place, "rejected", record.reason))
            continue
        for item in _of_task(record.place, record.value, coders, counted):
            if isinstance(item, Annotation):
                found.append(item)
            else:
                notes.append(item)
    notes += [Note(None, "skipped", f"{said}: {n:,}") for said, n in sorted(counted.items())]
    return Annotations(path, found, notes)


def _of_task(
    place: int, value: Mapping[str, Any], coders: Mapping[Any, str], counted: Counter[str]
) -> Iterator[Annotation | Note]:
    """Give the annotations of one task."""
    listed = next((value[key] for key in ("annotations", "completions") if key in value), None)
    data = value.get("data")
    if listed is None and not isinstance(data, Mapping) and {"annotator", "lead_time"} & set(value):
        yield _short(place, value, coders)
        return
    data = data if isinstance(data, Mapping) else {}
    meta = value.get("meta")
    every = {**(meta if isinstance(meta, Mapping) else {}), **data}
    for name, said in _NOT_USED.items():
        if isinstance(value.get(name), list) and value[name]:
            counted[said] += len(value[name])
    if not listed:
        counted["tasks without an annotation"] += 1
    for one in listed if isinstance(listed, list) else []:
        if not isinstance(one, Mapping) or not isinstance(one.get("result", []), list):
            yield Note(place, "rejected", "an annotation that is not of Label Studio's form")
            continue
        coder = _coder(one.get("completed_by"), coders)
        if one.get("was_cancelled") is True:
            yield Note(place, "skipped", "the annotator skipped this text", coder,
                       text_of(every.get("unit")))  # fmt: skip
            continue
        yield _annotation(place, coder, one, every)


def _annotation(
    place: int, coder: str, one: Mapping[str, Any], data: Mapping[str, Any]
) -> Annotation:
    """Read one annotation of the full export."""
    marks: list[Mark] = []
    remarks: list[str] = []
    for item in one.get("result", []):
        value = item.get("value") if isinstance(item, Mapping) else None
        if isinstance(value, Mapping):
            marks += _marks(str(item.get("from_name")), value)
            if "text" in value and item.get("type") == "textarea":
                remarks += _texts(value["text"])
    return _made(place, coder, marks, remarks, one, data)


def _short(place: int, value: Mapping[str, Any], coders: Mapping[Any, str]) -> Annotation:
    """Read one annotation of the short export, whose answers stand under their questions."""
    marks: list[Mark] = []
    for name, answer in value.items():
        if isinstance(answer, Mapping):
            marks += _marks(name, answer)
        elif isinstance(answer, list):
            marks += [mark for part in answer if isinstance(part, Mapping)
                      for mark in _marks(name, part)]  # fmt: skip
        if name in (FRAMES, CANNOT_TELL):
            marks += [Mark(_kind(name), label) for label in _texts(answer)]
    coder = _coder(value.get("annotator"), coders)
    return _made(place, coder, marks, _texts(value.get(_NOTE)), value, value)


def _made(
    place: int, coder: str, marks: list[Mark], remarks: list[str],
    one: Mapping[str, Any], data: Mapping[str, Any],
) -> Annotation:  # fmt: skip
    """Put an annotation together."""
    moment = text_of(one.get("updated_at")) or text_of(one.get("created_at")) or ""
    number = _whole(one.get("annotation_id", one.get("id"))) or 0
    facts = {name: data[name] for name in _FACTS if name in data}
    return Annotation(place, coder, tuple(marks), facts, text_of(data.get("text")), finished=True,
                      note="; ".join(remarks) or None, order=(moment, number))  # fmt: skip


def _marks(name: str, value: Mapping[str, Any]) -> Iterator[Mark]:
    """Give the labels of one answer: options of the whole text, or labels of a passage."""
    lists = [value[key] for key in value if key == "choices" or key.endswith("labels")]
    labels = [label for listed in lists for label in _texts(listed)]
    spot = value.get("globalOffsets")
    start, end = (_whole((spot if isinstance(spot, Mapping) else value).get(key))
                  for key in ("start", "end"))  # fmt: skip
    quote = text_of(value.get("text"))
    if not {"start", "end", "startOffset"} & set(value):
        yield from (Mark(_kind(name), label) for label in labels)
    else:
        yield from (Mark("passage", label, start, end, quote) for label in labels)


def _kind(name: str) -> str:
    """Tell the answer to 'cannot tell' from that to 'which frames'."""
    return "doubt" if name == CANNOT_TELL else "choice"


def _texts(value: object) -> list[str]:
    """Give the texts of a list, or the only one."""
    every = value if isinstance(value, list) else [value]
    return [text for one in every if (text := text_of(one)) and text.strip()]


def _whole(value: object) -> int | None:
    """Give a whole number; None if it is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _coder(given: object, coders: Mapping[Any, str]) -> str:
    """Name an annotator: as `coders` says, by number or address, else by the number."""
    keys = [given.get(key) for key in ("id", "email")] if isinstance(given, Mapping) else [given]
    known = [key for key in keys if isinstance(key, int | str) and key != ""]
    for one in known:
        for key in (one, str(one)):
            if key in coders:
                return coders[key]
    return f"annotator {text_of(str(known[0])[:80])}" if known else "annotator not named"
