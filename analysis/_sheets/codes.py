"""Put the codes of all files together: one row for each coder, unit and frame, and a receipt."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pandas as pd

from analysis import contracts
from analysis._sheets.problems import Problem, told
from analysis._sheets.reading import Mark, Reading

__all__ = ["RECEIPT", "codings", "kept", "receipt"]

RECEIPT: Final = {
    "file": "str", "form": "str", "coder": "str", "round": "Int64", "codebook": "str",
    "status": "str", "n_rows": "int64", "n_units": "int64", "n_coded": "int64",
    "n_cannot_tell": "int64", "n_blank": "int64", "n_rejected": "int64", "n_repeated": "int64",
    "n_absent": "Int64", "reason": "str",
}  # fmt: skip
"""Columns of the receipt and their types."""


def kept(
    readings: Sequence[Reading], coding_round: int | None
) -> tuple[list[Mark], list[Problem], Counter[str]]:
    """Choose the marks that count, one for each coder, unit and frame.

    Returns
    -------
    (list of Mark, list of Problem, Counter)
        The marks; what contradicts itself, none of which is among the marks; and for each file
        how many marks said again what was said already.
    """
    found: dict[tuple[str, str, str], list[Mark]] = defaultdict(list)
    for reading in readings:
        for mark in reading.marks:
            if coding_round in (None, mark.maker.coding_round):
                found[mark.maker.coder, mark.unit_id, mark.frame].append(mark)
    chosen, problems, again = [], [], Counter[str]()
    for marks in found.values():
        first = marks[0]
        if trouble := next((_trouble(first, mark) for mark in marks[1:] if mark != first), None):
            problems.append(trouble)
        else:
            chosen.append(first)
            again.update(mark.file for mark in marks[1:])
    return chosen, problems, again


def _trouble(first: Mark, mark: Mark) -> Problem | None:
    """Say how two marks of one coder, unit and frame contradict each other, if they do."""
    places = f"rows {first.row} and {mark.row}"
    if first.file != mark.file:
        places = f"row {mark.row}, and row {first.row} of {first.file}"
    if first.maker.coding_round != mark.maker.coding_round:
        rounds = sorted((first.maker.coding_round, mark.maker.coding_round))
        return Problem(mark.file, "rounds", f"{places}, rounds {rounds[0]} and {rounds[1]}")
    if first.code != mark.code:
        codes = f"{first.code!r} and {mark.code!r}"
        return Problem(mark.file, "twice", f"{places}, column {mark.frame!r}: {codes}")
    return None


def codings(marks: Iterable[Mark], doc_of: Mapping[str, str]) -> pd.DataFrame:
    """Make the table of codes, sorted by unit, frame and coder."""
    rows = [
        {
            "segment_id": mark.unit_id, "doc_id": doc_of[mark.unit_id], "frame": mark.frame,
            "coder": mark.maker.coder, "coder_kind": "human",
            "value": None if mark.code == "?" else int(mark.code), "score": None,
            "codebook": mark.maker.codebook, "round": mark.maker.coding_round,
            "note": mark.note or None, "evidence": mark.evidence or None,
            "coded_at": mark.coded_at or None, "source_file": mark.file,
        }
        for mark in marks
    ]  # fmt: skip
    if not rows:
        further = dict.fromkeys(("note", "evidence", "coded_at", "source_file"), "")
        return contracts.empty("codings").assign(**further).astype(dict.fromkeys(further, "str"))
    table = pd.DataFrame(rows).sort_values(["segment_id", "frame", "coder"], ignore_index=True)
    for name in ("note", "evidence", "coded_at", "source_file"):
        table[name] = table[name].astype("str")
    return contracts.conform(table, "codings")


def receipt(
    readings: Sequence[Reading],
    skipped: Mapping[str, str],
    *,
    problems: Sequence[Problem],
    again: Mapping[str, int],
    given: Mapping[str, frozenset[str]] | None,
    coding_round: int | None,
    reference: str,
) -> pd.DataFrame:
    """Make the receipt: a row for each file and maker, in the order of the file names."""
    rows: list[dict[str, object]] = [
        {"file": name, "status": "skipped", "reason": reason} for name, reason in skipped.items()
    ]
    for reading in readings:
        here = [problem for problem in problems if problem.file == reading.name]
        rows.extend(_rows(reading, here, given, coding_round, reference))
        rows[-1]["n_repeated"] = again.get(reading.name, 0)
    table = pd.DataFrame(rows, columns=list(RECEIPT))
    counts = [name for name, kind in RECEIPT.items() if kind == "int64"]
    table[counts] = table[counts].fillna(0)
    return table.astype(RECEIPT).sort_values(["file", "coder", "round"], ignore_index=True)


def _rows(
    reading: Reading, problems: Sequence[Problem], given: Mapping[str, frozenset[str]] | None,
    coding_round: int | None, reference: str,
) -> list[dict[str, object]]:  # fmt: skip
    """Make the rows of one file; what is wrong with it stands in the last of them."""
    rows: list[dict[str, object]] = []
    for maker in sorted(reading.rows):
        asked = coding_round in (None, maker.coding_round)
        marks = Counter(mark.code for mark in reading.marks if mark.maker == maker)
        seen = reading.seen[maker]
        rows.append({
            "file": reading.name, "form": reading.form, "coder": maker.coder,
            "round": maker.coding_round, "codebook": maker.codebook,
            "status": "read" if asked else "skipped", "n_rows": reading.rows[maker],
            "n_units": len(seen), "n_coded": marks["0"] + marks["1"],
            "n_cannot_tell": marks["?"], "n_blank": reading.blank[maker],
            "n_absent": None if given is None else len(given[maker.coder] - seen),
            "reason": "" if asked else "another round than the one asked for",
        })  # fmt: skip
    if not rows:
        rows.append({"file": reading.name, "form": reading.form, "status": "read", "reason": ""})
    said = [str(rows[-1]["reason"]), *reading.remarks, *told(problems, reference)]
    rows[-1]["reason"] = "; ".join(filter(None, said)) or None
    rows[-1]["n_rejected"] = len(problems)
    return rows
