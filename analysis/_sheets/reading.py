"""Understand the rows of one file: who coded which unit with which codebook, and how.

Nothing is mended. What cannot be understood becomes a `Problem`, and whoever calls decides
whether to stop or to list it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from analysis._sheets import cells
from analysis._sheets.columns import Columns, columns, frames_by_name
from analysis._sheets.files import Table
from analysis._sheets.problems import Problem
from analysis.codebook import Codebook

__all__ = ["Asked", "Maker", "Mark", "Reading", "read"]

_NAMED: Final = re.compile(r"coding_(.+?)(?:_round\d+)?(?:[ _(-]+(?:\d+|copy|kopie)\)?)?\.\w+")


class Maker(NamedTuple):
    """Who made a row, in which round, with which codebook."""

    coder: str
    coding_round: int
    codebook: str


class Mark(NamedTuple):
    """One code in one cell: ``1``, ``0`` or ``?``."""

    file: str
    row: int
    maker: Maker
    unit_id: str
    frame: str
    code: str
    note: str
    evidence: str
    coded_at: str


@dataclass(frozen=True)
class Asked:
    """What is known before a file is read: the units, the codebook, and who got what.

    `units` maps the letters of a sheet to `unit_id`; `letters` a `unit_id` to the letters of
    its text where the text is known; `given` a coder to his or her units, if known.
    """

    book: Codebook
    units: Mapping[str, str]
    letters: Mapping[str, str]
    given: Mapping[str, frozenset[str]] | None


@dataclass
class Reading:
    """What a file holds: its marks, its problems, and counts for the receipt."""

    name: str
    form: str
    marks: list[Mark] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    rows: Counter[Maker] = field(default_factory=Counter)
    seen: dict[Maker, set[str]] = field(default_factory=lambda: defaultdict(set))
    blank: Counter[Maker] = field(default_factory=Counter)

    def wrong(self, kind: str, where: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.name, kind, where))


@dataclass
class _Unit:
    """The rows of one unit in a sheet, put together."""

    row: int
    letters: str
    parts: dict[int, str] = field(default_factory=dict)
    n_parts: int = 1
    codes: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read(table: Table, asked: Asked) -> Reading:
    """Understand one file."""
    reading = Reading(table.name, "long" if table.is_long else table.form)
    reading.remarks.extend(table.remarks)
    found = columns(table, asked.book)
    _check_columns(found, table, asked, reading)
    if table.is_long:
        _long(table, found, asked, reading)
    else:
        _wide(table, found, asked, reading)
    _remark_versions(reading, asked.book)
    named = _by_file_name(table.name, asked)
    for coder in sorted({maker.coder for maker in reading.rows} - {named}) if named else []:
        reading.wrong("coder", f"the file is named for {named!r} and holds rows of {coder!r}")
    return reading


def _check_columns(found: Columns, table: Table, asked: Asked, reading: Reading) -> None:
    """Note columns that are doubled or absent, and remark those added or of former frames."""
    for name in found.twice:
        reading.wrong("column", f"two columns are {name!r}")
    if table.is_long:
        return
    if found.absent and found.former == [] and not _is_former(table, found, asked.book):
        for name in found.absent:
            reading.wrong("column", f"none is headed [{name}]")
    elif found.absent:
        reading.remarks.append(f"frames not in this sheet: {', '.join(found.absent)}")
    if found.former:
        reading.remarks.append(
            f"frames that the codebook has no more, kept: {', '.join(found.former)}"
        )
    if found.added:
        reading.remarks.append(f"columns not read: {', '.join(map(repr, found.added[:5]))}")


def _is_former(table: Table, found: Columns, book: Codebook) -> bool:
    """Say whether every row states another version of the codebook than the present one."""
    stated = {_text(found.cell(row, "codebook")) for _, row in table.rows} - {""}
    stated = stated or {table.facts.get("codebook", "")} - {""}
    return bool(stated) and book.reference not in stated


def _remark_versions(reading: Reading, book: Codebook) -> None:
    """Say which codes were made with another version of the codebook."""
    others = sorted({maker.codebook for maker in reading.rows} - {book.reference})
    if others:
        reading.remarks.append(
            f"made with {', '.join(others)}, not with {book.reference}; kept as they are"
        )


def _text(cell: object) -> str:
    """Give the text of a cell, empty for an empty one."""
    return "" if cell is None else str(cell).strip()


def _maker(number: int, row: list[object], found: Columns, table: Table, asked: Asked,
           reading: Reading) -> Maker | None:  # fmt: skip
    """Tell who made a row; None, and a problem, if that is not sure."""
    book = asked.book
    stated, meta = _text(found.cell(row, "coder")), table.facts.get("coder", "")
    coder = stated or meta or _by_file_name(table.name, asked)
    if not coder:
        reading.wrong("coder", f"row {number}: no coder")
        return None
    if meta and stated and stated != meta:
        reading.wrong("coder", f"row {number}: {stated!r} in the sheet of {meta!r}")
        return None
    if asked.given is not None and coder not in asked.given:
        reading.wrong("coder", f"row {number}: {coder!r} got no units")
        return None
    reference = _text(found.cell(row, "codebook")) or table.facts.get("codebook", "")
    if not reference and table.is_long:
        reference = book.reference
        if (told := "codebook not stated; taken as the present one") not in reading.remarks:
            reading.remarks.append(told)
    if reference.partition("@")[0] != book.name:
        reading.wrong("codebook", f"row {number}: {reference!r}" if reference else f"row {number}")
        return None
    written = _text(found.cell(row, "round")) or table.facts.get("round", "") or "1"
    number_of = re.fullmatch(r"(\d{1,4})(?:[.,]0*)?", written)
    if number_of is None or int(number_of[1]) < 1:
        reading.wrong("round", f"row {number}: {written!r}")
        return None
    return Maker(coder, int(number_of[1]), reference)


def _by_file_name(name: str, asked: Asked) -> str:
    """Tell the coder from the file name, if it is one of those who got units."""
    named = _NAMED.fullmatch(name.rpartition("/")[2])
    known = [] if named is None else [
        coder for coder in asked.given or () if cells.slug(coder) == named[1]
    ]  # fmt: skip
    return known[0] if known else ""


def _unit(number: int, cell: object, maker: Maker, asked: Asked, reading: Reading,
          *, plain: bool) -> tuple[str, str] | None:  # fmt: skip
    """Tell which unit an id stands for, and the letters of its text; else note a problem."""
    where = f"row {number}: {_text(cell)!r}"
    taken = cells.read_id(cell)
    if taken is None and plain and _text(cell) in asked.letters:
        unit_id, letters = _text(cell), ""
    elif taken is None:
        reading.wrong("id", where)
        return None
    elif taken[0] not in asked.units:
        reading.wrong("unknown", where)
        return None
    else:
        unit_id, letters = asked.units[taken[0]], taken[1]
    known = asked.letters[unit_id]
    if letters and known and letters != known:
        reading.wrong("article", where)
        return None
    if asked.given is not None and unit_id not in asked.given[maker.coder]:
        reading.wrong("not_theirs", where)
        return None
    return unit_id, letters


def _wide(table: Table, found: Columns, asked: Asked, reading: Reading) -> None:
    """Read a sheet with a column for each frame."""
    units: dict[tuple[Maker, str], _Unit] = {}
    for number, row in table.rows:
        codes = {name: cells.code_of(row[at]) for name, at in found.frames.items()}
        id_cell = found.cell(row, "unit")
        if not _text(id_cell):
            if any(code != cells.BLANK for code in codes.values()):
                reading.wrong("no_id", f"row {number}")
            continue
        maker = _maker(number, row, found, table, asked, reading)
        known = maker and _unit(number, id_cell, maker, asked, reading, plain=False)
        if maker is None or not known:
            continue
        reading.rows[maker] += 1
        unit = units.setdefault((maker, known[0]), _Unit(number, known[1]))
        _gather(number, row, found, codes, unit, reading)
    for (maker, unit_id), unit in units.items():
        reading.seen[maker].add(unit_id)
        if _text_fits(unit, reading):
            _marks(maker, unit_id, unit, found, reading)
    _remark_texts(units, reading)


def _gather(number: int, row: list[object], found: Columns, codes: Mapping[str, str | None],
            unit: _Unit, reading: Reading) -> None:  # fmt: skip
    """Add one row to its unit."""
    part = [int(digits) for digits in re.findall(r"\d{1,5}", _text(found.cell(row, "part")))]
    text = _text(found.cell(row, "text"))
    if text:
        at, unit.n_parts = (part[0], part[-1]) if part else (1, 1)
        if cells.text_letters(unit.parts.setdefault(at, text)) != cells.text_letters(text):
            reading.wrong("text", f"row {number}: {text[:40]!r}")
    note = cells.fitting(_text(found.cell(row, "note")))[0]
    if note and note not in unit.notes:
        unit.notes.append(note)
    for name, code in codes.items():
        if code is None:
            shown = _text(row[found.frames[name]])[:40]
            reading.wrong("value", f"row {number}, column {name!r}: {shown!r}")
        elif code != cells.BLANK:
            unit.codes.setdefault(name, []).append((code, number))


def _text_fits(unit: _Unit, reading: Reading) -> bool:
    """Say whether the text is that of the id, as far as there is a text."""
    whole = "".join(text for _, text in sorted(unit.parts.items()))
    complete = len(unit.parts) == unit.n_parts
    if whole and complete and cells.text_letters(whole) != unit.letters:
        reading.wrong("text", f"row {unit.row}: {whole[:40]!r}")
        return False
    return True


def _remark_texts(units: Mapping[tuple[Maker, str], _Unit], reading: Reading) -> None:
    """Say how many rows had no text to compare, and which notes have no code to stand by."""
    bare = sum(len(unit.parts) < unit.n_parts for unit in units.values())
    if bare:
        reading.remarks.append(f"{bare:,} units without all of their text; it is not compared")
    lonely = [unit for unit in units.values() if unit.notes and not unit.codes]
    if lonely:
        said = "; ".join(f"row {unit.row}: {unit.notes[0][:80]}" for unit in lonely[:5])
        reading.remarks.append(f"{len(lonely):,} notes at units without a code ({said})")


def _marks(maker: Maker, unit_id: str, unit: _Unit, found: Columns, reading: Reading) -> None:
    """Make a mark of each code of a unit, and count the cells left blank."""
    note = " / ".join(unit.notes)
    reading.blank[maker] += len(found.frames) - len(unit.codes)
    reading.marks.extend(
        Mark(reading.name, number, maker, unit_id, frame, code, note, "", "")
        for frame, given in unit.codes.items()
        for code, number in given
    )


def _long(table: Table, found: Columns, asked: Asked, reading: Reading) -> None:
    """Read a table with a row for each code."""
    for number, row in table.rows:
        if not any(_text(cell) for cell in row):
            continue
        maker = _maker(number, row, found, table, asked, reading)
        known = maker and _unit(number, found.cell(row, "unit"), maker, asked, reading, plain=True)
        if maker is None or not known:
            continue
        reading.rows[maker] += 1
        reading.seen[maker].add(known[0])
        reading.marks.extend(_long_mark(number, row, found, maker, known[0], asked, reading))


def _long_mark(number: int, row: list[object], found: Columns, maker: Maker, unit_id: str,
               asked: Asked, reading: Reading) -> Iterator[Mark]:  # fmt: skip
    """Make the mark of one row of the long form; none if it is blank or wrong."""
    written, code = _text(found.cell(row, "variable")), cells.code_of(found.cell(row, "value"))
    frame = frames_by_name(asked.book).get(" ".join(written.casefold().split()), written)
    if not frame or (frame not in asked.book.frame_ids and maker.codebook == asked.book.reference):
        reading.wrong("frame", f"row {number}: {frame!r}")
    elif code is None:
        shown = _text(found.cell(row, "value"))[:40]
        reading.wrong("value", f"row {number}, column 'value': {shown!r}")
    elif code == cells.BLANK:
        reading.blank[maker] += 1
    else:
        kept = (cells.fitting(_text(found.cell(row, name)))[0]
                for name in ("note", "evidence", "coded_at"))  # fmt: skip
        yield Mark(reading.name, number, maker, unit_id, frame, code, *kept)
