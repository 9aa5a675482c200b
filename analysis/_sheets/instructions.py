"""What a coder is told: the steps, the codes, and every frame as the codebook defines it."""

import textwrap
from collections.abc import Iterator
from typing import Final, NamedTuple

from analysis._sheets.layout import Sheet
from analysis._sheets.words import words
from analysis.codebook import Frame

__all__ = ["Line", "as_text", "lines"]

_WIDTH: Final = 90


class Line(NamedTuple):
    """A line of the instructions; `kind` says how it is shown.

    `title`, `lead` (below the title), `head` (a section), `step`, `value` (a code and its
    meaning), `frame` (its label, what it is in short, its id), `field` (a name and a text; the
    name only before the first of several), `columns` (heads of the examples), `example` (text,
    code, why), `reference` and `gap`.
    """

    kind: str
    name: str = ""
    text: str = ""
    code: str = ""
    why: str = ""


def lines(sheet: Sheet, *, form: str, for_coder: bool = True) -> Iterator[Line]:
    """Make the instructions of one sheet; those for all coders name none."""
    said = words(sheet.language)
    yield Line("title", text=said["title"])
    if for_coder:
        units = said["count_of"].format(count=sheet.n_units)
        told = said["for"].format(coder=sheet.coder, round=sheet.coding_round, units=units)
        yield Line("lead", text=told)
    yield Line("reference", said["reference"], sheet.book.reference)
    for number, step in enumerate(_steps(sheet, form, said), start=1):
        yield Line("step", f"{number}.", step)
    yield Line("head", text=said["values"])
    for code in ("1", "0", "?"):
        yield Line("value", code, said[f"value_{code}"])
    yield Line("head", text=said["frames"])
    labels = sheet.book.labels(sheet.language)
    for frame in sheet.book.frames:
        yield from _frame(frame, labels[frame.id], said)


def _steps(sheet: Sheet, form: str, said: dict[str, str]) -> Iterator[str]:
    """Give the steps that hold for this sheet."""
    yield said["step_read"]
    if sheet.has_context:
        yield said["step_context"]
    if sheet.has_parts:
        yield said["step_parts"]
    yield said["step_alone"]
    yield said["step_note"]
    yield said["step_save"].format(form=said[f"form_{form}"])
    if form == "csv":
        yield said["step_quote"]


def _frame(frame: Frame, label: str, said: dict[str, str]) -> Iterator[Line]:
    """Give all that the codebook says of a frame."""
    yield Line("gap")
    yield Line("frame", label, frame.short, frame.id)
    yield Line("field", said["definition"], frame.definition)
    listed = {
        "include": frame.include,
        "exclude": frame.exclude,
        "questions": tuple(indicator.question for indicator in frame.indicators),
    }
    for name, items in listed.items():
        for number, item in enumerate(items):
            yield Line("field", "" if number else said[name], f"• {item}")
    if frame.examples:
        yield Line("columns", said["examples"], said["example"], said["code"], said["why"])
    for example in frame.examples:
        yield Line("example", "", example.text, str(example.value), example.why)


def as_text(told: Iterator[Line]) -> str:
    """Write the instructions as plain text, which every computer opens."""
    return "\n".join(part for line in told for part in _plain(line)) + "\n"


def _plain(line: Line) -> Iterator[str]:
    """Write one line of the instructions, with blank lines before sections."""
    if line.kind in ("title", "head"):
        yield from ([] if line.kind == "title" else [""])
        yield from (line.text.upper(), "=" * len(line.text))
    elif line.kind == "frame":
        title = f"{line.name} [{line.code}]"
        yield from (title, "-" * len(title), *textwrap.wrap(line.text, _WIDTH))
    elif line.kind == "columns":
        yield f"{line.name}:"
    elif line.kind == "example":
        why = f" ({line.why})" if line.why else ""
        yield from _hanging(f"  {line.code}  ", f"{line.text}{why}")
    elif line.kind == "gap":
        yield ""
    elif line.text.startswith("• "):
        yield from ([f"{line.name}:"] if line.name else [])
        yield from _hanging("  • ", line.text.removeprefix("• "))
    else:
        colon = ":" if line.name and line.kind != "step" else ""
        yield from _hanging(f"{line.name}{colon} " if line.name else "", line.text)


def _hanging(start: str, text: str) -> list[str]:
    """Wrap a text so that all lines but the first stand in from the margin."""
    return textwrap.wrap(
        text, _WIDTH, initial_indent=start, subsequent_indent=" " * min(len(start), 5)
    )
