"""Turn what annotators marked into codes of units, and account for all that was not used."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd

from analysis._annotations.anchor import Lost
from analysis._annotations.annotated import Annotation, Annotations, Mark, Note
from analysis._annotations.labels import Labels
from analysis._annotations.tasks import PASSAGES, key
from analysis._annotations.units import Known, Target, Unit, filled
from analysis.codebook import Codebook
from analysis.contracts import InputError, conform, first_five

__all__ = ["LEAST", "codes"]

LEAST: Final = 10
"""Characters (blanks not counted) of a passage in a unit that are enough for its code."""

_EXTRA: Final = ("coder", "unit_id", "quote")
_LATER: Final = "the same coder annotated this text again later; the later one is used"
_NOT_KNOWN: Final = (
    "the same coder annotated this text twice, differently, and it is not known which is the later"
)


class _Read(NamedTuple):
    """The codes of one annotation, and what there is to tell of them."""

    cells: dict[tuple[str, str], int | None]  # unit_id, frame
    notes: list[Note]


class _Refused(Exception):  # noqa: N818 - never leaves this module
    """An annotation that cannot be used; the reason in plain words."""


def codes(
    files: Iterable[Annotations], units: pd.DataFrame, documents: pd.DataFrame, book: Codebook, *,
    source_format: str, renamed: Mapping[str, str] | None, empty_is_none: bool,
) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Make the table of codings and the receipt; see `annotation.from_label_studio`."""
    known = Known(units, documents)
    reader = _Reader(known, book, Labels(book, renamed), empty_is_none=empty_is_none)
    read = list(files)
    passed_over = _passed_over(read, known)
    rows: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    for number, part in enumerate(read):
        own = {place: why for (file, place), why in passed_over.items() if file == number}
        found, notes = _of_file(part, own, reader)
        for annotation, made in found:
            rows += _rows(made, annotation, known, book)
        n_read = len(found)
        lines += _lines(part, notes, n_read, len(part.found) - n_read, source_format)
    table = _codings(rows, book)
    lines += _missing(table, known, read, source_format)
    columns = ["source_file", "position_in_file", "status", "reason", "source_format", "expected",
               "n_read", "n_rejected", *_EXTRA]  # fmt: skip
    receipt = conform(pd.DataFrame(lines, columns=columns), "receipt")
    return table, receipt.astype(dict.fromkeys(_EXTRA, "str"))


def _of_file(
    part: Annotations, passed_over: Mapping[int, str], reader: "_Reader"
) -> tuple[list[tuple[Annotation, _Read]], list[Note]]:
    """Give the codes of the annotations of one file that can be used, and all there is to tell."""
    found: list[tuple[Annotation, _Read]] = []
    notes, told = list(part.notes), Counter[str]()
    for number, annotation in enumerate(part.found):
        unit = filled(annotation.facts.get("unit"))
        if number in passed_over:
            why = passed_over[number]
            notes.append(Note(annotation.place, "rejected", why, annotation.coder, unit))
            continue
        try:
            made = reader.read(annotation, told)
        except _Refused as cause:
            notes.append(Note(annotation.place, "rejected", str(cause), annotation.coder, unit))
        else:
            found.append((annotation, made))
            notes += made.notes
    notes += [Note(None, "remark", said.format(n=n)) for said, n in sorted(told.items())]
    return found, notes


def _passed_over(files: Sequence[Annotations], known: Known) -> dict[tuple[int, int], str]:
    """Choose one annotation of each coder and text, the latest if it is known which that is.

    Gives file and number of all others, and why they are not used.
    """
    groups: defaultdict[tuple[str, str], list[tuple[int, int, Annotation]]] = defaultdict(list)
    for file, part in enumerate(files):
        for number, annotation in enumerate(part.found):
            target = known.find(annotation)[0]
            if target is not None:
                place = target.doc_id if target.is_article else target.units[0].unit_id
                groups[annotation.coder, place].append((file, number, annotation))
    passed_over: dict[tuple[int, int], str] = {}
    for every in groups.values():
        *earlier, last = sorted(every, key=lambda one: _moment(one[2]))
        ties = [one for *_, one in earlier if _moment(one) == _moment(last[2])]
        if any(set(one.marks) != set(last[2].marks) for one in ties):
            passed_over |= {(file, number): _NOT_KNOWN for file, number, _ in every}
        else:
            passed_over |= {(file, number): _LATER for file, number, _ in earlier}
    return passed_over


def _moment(annotation: Annotation) -> tuple[int, str, int]:
    """Order the annotations of one coder: by round, then time, then number."""
    return (_round(annotation.facts), *annotation.order)


def _round(facts: Mapping[str, Any]) -> int:
    """Round that a task was made for; 1 if it does not say."""
    try:
        return max(1, min(int(facts.get("round") or 1), 1_000_000))
    except (TypeError, ValueError, OverflowError):
        return 1


class _Reader:
    """Reads annotations with one codebook."""

    def __init__(
        self, known: Known, book: Codebook, labels: Labels, *, empty_is_none: bool
    ) -> None:
        self._known, self._book, self._labels = known, book, labels
        self._empty_is_none = empty_is_none

    def read(self, annotation: Annotation, told: Counter[str]) -> _Read:
        """Give the codes of one annotation."""
        target, how = self._known.find(annotation)
        if target is None:
            raise _Refused(how)
        self._tell(annotation, how, told)
        if not annotation.marks:
            said = annotation.facts.get("form") == PASSAGES and annotation.finished
            if not (said or self._empty_is_none):
                raise _Refused("nothing is marked: not coded yet, or no frame? If all texts were "
                               "coded, read with empty_is_none=True")  # fmt: skip
        asked = self._asked(annotation)
        if target.is_article:
            return self._article(annotation, target, asked)
        return self._unit(annotation, target.units[0], asked)

    def _tell(self, annotation: Annotation, how: str, told: Counter[str]) -> None:
        """Count what is the same for many annotations."""
        if how == "text":
            told["{n:,} annotations without the id of a unit, found by their text"] += 1
        elif how == "words":
            told["{n:,} annotations of another text than that of the article: their passages are "
                 "looked for by their words"] += 1  # fmt: skip
        made_with = filled(annotation.facts.get("codebook"))
        if made_with is None:
            said = "{n:,} annotations do not say with which version of the codebook they were made"
            told[said] += 1
        elif made_with != self._book.reference:
            now = self._book.reference
            told[f"{{n:,}} annotations were made with {_braces(made_with[:80])}; the codebook is "
                 f"now {_braces(now)}"] += 1  # fmt: skip
        if (precoded := filled(annotation.facts.get("precoded"))) is not None:
            told[f"{{n:,}} annotations were pre-coded by {_braces(precoded[:40])}: they correct "
                 f"it, and are not independent of it"] += 1  # fmt: skip

    def _asked(self, annotation: Annotation) -> list[str]:
        """Frames that the annotator could choose from, and that the codebook still has."""
        offered = filled(annotation.facts.get("offered"))
        given = set(offered.split()) if offered else set(self._book.frame_ids)
        return [frame for frame in self._book.frame_ids if frame in given]

    def _unit(self, annotation: Annotation, unit: Unit, asked: Sequence[str]) -> _Read:
        """Codes of one unit."""
        present, doubts, nothing = self._marked(annotation.marks)
        if nothing and present:
            raise _Refused(f"'none' is marked, and {first_five(sorted(present))} too")
        notes = []
        values: dict[tuple[str, str], int | None] = {}
        for frame in asked:
            if frame in present and frame in doubts:
                reason = f"frame {frame!r} is marked both as there and as not to be told: no code"
                notes.append(
                    Note(annotation.place, "remark", reason, annotation.coder, unit.unit_id)
                )
            elif frame in doubts or (None in doubts and frame not in present):
                values[unit.unit_id, frame] = None
            else:
                values[unit.unit_id, frame] = int(frame in present)
        return _Read(values, notes)

    def _marked(self, marks: Iterable[Mark]) -> tuple[set[str], set[str | None], bool]:
        """Frames that are there, frames not to be told (None: all), and whether 'none' is said."""
        present: set[str] = set()
        doubts: set[str | None] = set()
        nothing = False
        for mark in marks:
            said = self._labels.meaning(mark.label)
            if said.kind == "unknown":
                raise _Refused(self._labels.unknown(mark.label))
            if said.kind == "doubt" or (mark.kind == "doubt" and said.kind == "frame"):
                doubts.add(said.frame)
            elif said.frame is not None:
                present.add(said.frame)
            else:
                nothing = nothing or mark.kind != "doubt"
        return present, doubts, nothing

    def _article(self, annotation: Annotation, target: Target, asked: Sequence[str]) -> _Read:
        """Codes of all units of an article, from the passages that were marked in it."""
        self._marked(annotation.marks)  # refuses unknown labels before anything is coded
        notes: list[Note] = []
        lost: set[str] = set()
        cells: dict[tuple[str, str], int | None] = {
            (unit.unit_id, frame): 0 for unit in target.units for frame in asked
        }
        for mark in annotation.marks:
            said = self._labels.meaning(mark.label)
            if said.kind == "none":
                continue
            about = list(asked) if said.frame is None else [said.frame]
            inside, reason = self._inside(annotation, mark, target)
            if reason:
                notes.append(Note(annotation.place, "remark", reason, annotation.coder,
                                  key(target.doc_id), mark.quote))  # fmt: skip
            if inside is None:
                lost.update(about)
                continue
            doubt = said.kind == "doubt" or mark.kind == "doubt"
            for cell in ((unit.unit_id, frame) for unit in inside for frame in about):
                if cell in cells and not (doubt and cells[cell] == 1):
                    cells[cell] = None if doubt else 1
        kept = {cell: value for cell, value in cells.items() if value != 0 or cell[1] not in lost}
        return _Read(kept, notes)

    def _inside(
        self, annotation: Annotation, mark: Mark, target: Target
    ) -> tuple[list[Unit] | None, str]:
        """Units that a passage counts for (None: it is lost), and what there is to tell."""
        name = f"passage {mark.label[:60]!r}"
        if mark.kind != "passage":
            return None, (f"label {mark.label[:60]!r} is on the whole article, not on a passage; "
                          f"this coder gets no 0 for its frame in this article")  # fmt: skip
        passages = self._known.passages(target.doc_id)
        found = passages.find(mark.quote, mark.start, mark.end, annotation.shown)
        if isinstance(found, Lost):
            return None, (f"{name} not found again: {found.reason}; this coder gets no 0 for its "
                          f"frame in this article")  # fmt: skip
        inside = [unit for unit in target.units
                  if _counts(passages.text, unit, found.start, found.end)]  # fmt: skip
        said = [] if found.how == "as stated" else [f"found {found.how}"]
        if not inside:
            said.append("it lies in none of the units given")
        elif len(inside) > 1:
            said.append(f"it counts in {len(inside)} units")
        return inside, f"{name}: {', '.join(said)}" if said else ""


def _counts(text: str, unit: Unit, start: int, end: int) -> bool:
    """Say whether a passage counts for a unit."""
    shared = _size(text, max(start, unit.start), min(end, unit.end))
    if not shared:
        return False
    smaller = min(_size(text, unit.start, unit.end), _size(text, start, end))
    return shared >= LEAST or 2 * shared >= smaller


def _size(text: str, start: int, end: int) -> int:
    """Count the characters that are no blanks."""
    return sum(len(word) for word in text[start:end].split()) if end > start else 0


def _rows(
    found: _Read, annotation: Annotation, known: Known, book: Codebook
) -> Iterator[dict[str, Any]]:
    """Give the rows of codings of one annotation."""
    made_with = filled(annotation.facts.get("codebook")) or f"{book.name}@not stated"
    for (unit_id, frame), value in found.cells.items():
        yield {"segment_id": unit_id, "doc_id": known.doc_of[unit_id], "frame": frame,
               "coder": annotation.coder, "coder_kind": "human", "value": value,
               "codebook": made_with, "round": _round(annotation.facts),
               "note": annotation.note}  # fmt: skip


def _codings(rows: list[dict[str, Any]], book: Codebook) -> pd.DataFrame:
    """Make the table, in a fixed order, each unit coded once by each coder."""
    names = ["segment_id", "doc_id", "frame", "coder", "coder_kind", "value", "codebook", "round",
             "note"]  # fmt: skip
    order = {frame: number for number, frame in enumerate(book.frame_ids)}
    table = pd.DataFrame(rows, columns=names)
    if (twice := table.duplicated(["segment_id", "frame", "coder"])).any():
        message = (f"The same units were coded by {first_five(table.loc[twice, 'coder'].unique())} "
                   f"both as texts of their own and within their articles "
                   f"({first_five(table.loc[twice, 'segment_id'].unique())}). Read the two kinds "
                   f"of tasks one after the other, and decide which counts.")  # fmt: skip
        raise InputError(message)
    table = table.assign(rank=table["frame"].map(order)).sort_values(
        ["coder", "doc_id", "segment_id", "rank"], kind="stable", ignore_index=True
    )
    return conform(table.drop(columns="rank"), "codings").astype({"note": "str"})


def _lines(
    part: Annotations, notes: list[Note], n_read: int, n_rejected: int, source_format: str
) -> Iterator[dict[str, Any]]:
    """Give the lines of the receipt of one file: notes in order, then the file."""
    name = part.file.name
    for note in sorted(notes, key=lambda one: (one.place is None, one.place or 0)):
        yield {"source_file": name, "position_in_file": note.place, "status": note.status,
               "reason": note.reason, "source_format": source_format, "coder": note.coder,
               "unit_id": note.unit, "quote": note.quote}  # fmt: skip
    counts = {"expected": n_read + n_rejected, "n_read": n_read, "n_rejected": n_rejected}
    yield {"source_file": name, "status": "read", "source_format": source_format, **counts}


def _missing(
    table: pd.DataFrame, known: Known, files: Sequence[Annotations], source_format: str
) -> Iterator[dict[str, Any]]:
    """Tell of units that nobody coded."""
    left = sorted(set(known.doc_of) - set(table["segment_id"]))
    if left:
        name = files[0].file.name if len(files) == 1 else f"{len(files):,} files together"
        reason = f"{len(left):,} of {len(known.doc_of):,} units have no code: {first_five(left)}"
        yield {"source_file": name, "status": "missing", "reason": reason,
               "source_format": source_format}  # fmt: skip


def _braces(text: str) -> str:
    """Keep the braces of a foreign text from being filled in."""
    return text.replace("{", "{{").replace("}", "}}")
