"""`framewaves agree`: how far the coders of a study agree, frame by frame."""

import argparse
import html
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from analysis import (
    _intervals,
    agreement,
    coders,
    contracts,
    duplicates,
    validity_sentences,
    validity_tables,
)
from analysis.cli import _score, _shared
from analysis.codebook import Codebook
from analysis.contracts import InputError
from analysis.wording import counted

__all__ = ["ABOUT", "EPILOG", "VALUES", "Read", "act", "options", "read", "shared_options", "who"]

ABOUT: Final = """\
Compare the coders of a study with each other: percent agreement, Krippendorff's alpha, Gwet's
AC1 and Brennan-Prediger per frame, with intervals that draw whole articles, and what the lower
end of alpha's interval allows. Do this before adjudication."""
EPILOG: Final = """\
examples:
  framewaves agree --study my-study
  framewaves agree --study my-study --by wave,language --json agreement.json
"""
VALUES: Final = (0, 1)
"""Codes of presence: the frame is absent or present."""
LEAST: Final = 2
"""Coders without whom there is nothing to agree."""
_STARTS: Final = re.compile(r"^[0-9][0-9.,]*")
"""The number that a note begins with."""


class Read(NamedTuple):
    """What the commands about coders work on: codes of people, their units, and the articles."""

    codings: pd.DataFrame
    units: pd.DataFrame
    documents: pd.DataFrame
    sample: pd.DataFrame | None
    receipt: pd.DataFrame
    book: Codebook


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves agree`."""
    shared_options(parser)
    parser.add_argument(
        "--by", default="", metavar="COLUMNS", help="apart for these, such as wave,language"
    )
    parser.add_argument("--json", metavar="FILE", help="also write the measures as JSON records")
    parser.add_argument("--level", type=float, default=0.95, help="confidence level (0.95)")


def shared_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say whose codes are read."""
    _shared.study_option(parser)
    parser.add_argument(
        "--coding", metavar="FOLDER", help="folder with the coders' files (the study's 'coding')"
    )
    parser.add_argument("--seed", type=int, default=2025, help="seed of what is drawn (2025)")


def read(chosen: argparse.Namespace) -> Read:
    """Read the study and the codes of its people."""
    if chosen.seed < 0:
        message = f"--seed must be a whole number from 0; found {chosen.seed}."
        raise InputError(message)
    plan, book = _shared.load(chosen.study)
    if chosen.coding is not None:
        plan = replace(plan, coding=Path(chosen.coding))
    if plan.coding is None:
        message = (f"The study {chosen.study} names no folder of coders' files. Write 'coding: "
                   f"FOLDER' in it, or name one with --coding.")  # fmt: skip
        raise InputError(message)
    if not plan.coding.is_dir():
        message = f"--coding {plan.coding}: there is no such folder."
        raise InputError(message)
    found = _score.coded(plan, book)
    documents = duplicates.mark(found.documents, plan)
    codes = coders.read(plan, book, documents, found.segments)
    return Read(codes.human, codes.units, documents, codes.sample, codes.receipt, book)


def act(chosen: argparse.Namespace) -> int:
    """Print the agreement of the coders."""
    _intervals.check_level(chosen.level)
    target = None if chosen.json is None else Path(chosen.json)
    if target is not None:
        _shared.check_place(target, "--json", folder=False)
    by = [name.strip() for name in chosen.by.split(",") if name.strip()]
    found = read(chosen)
    if found.codings["coder"].nunique() < LEAST:
        listed = "".join(f"\n  {line}" for line in who(found))
        message = (f"Agreement needs the codes of two people or more. In the folder:"
                   f"{listed or ' nothing.'}")  # fmt: skip
        raise InputError(message)
    table = agreement.coefficients(
        found.codings, found.documents, values=VALUES, measurement=found.book.level, by=by,
        level=chosen.level, seed=chosen.seed,
    )  # fmt: skip
    if target is not None:
        _shared.write_records(table, target, "measures")
    labels = found.book.labels("en")
    print("\n".join(_shared.plain(line) for line in who(found)) + "\n")
    shown = validity_tables.reliability(table, labels=labels, by=by).drop(columns="note")
    print(shown.to_string(index=False) + "\n")
    for note in _notes(table, by):
        print(f"Note: {note}")
    print(_said(table, labels, by))
    return 0


def who(found: Read) -> list[str]:
    """Say whose codes are compared, and what was not read."""
    lines = []
    for row in contracts.each_row(found.receipt):
        reason = f"; {row.reason}" if isinstance(row.reason, str) and row.reason else ""
        if row.status != "read":
            lines.append(f"{row.file}: not read{reason}")
            continue
        counts = {"without 0 or 1": row.n_empty} if pd.isna(row.n_undecided) else {
            "cannot tell": row.n_undecided, "empty": row.n_empty}  # fmt: skip
        cells = "".join(f", {n:,} {what}" for what, n in counts.items() if pd.notna(n) and n)
        lines.append(f"{row.coder}: {counted(int(row.n_units), 'unit')} in {row.file}, "
                     f"{int(row.n_codes):,} codes{cells}{reason}")  # fmt: skip
    return lines


def _notes(table: pd.DataFrame, by: Sequence[str]) -> list[str]:
    """Give the notes of alpha and of the row of all frames.

    Notes that differ in their numbers only are said once, with the lowest and highest number.
    """
    shown = table[table["measure"].isin(["alpha", "masi alpha"]) & table["note"].notna()]
    about: dict[str, list[tuple[str, str]]] = {}
    for row in shown.to_dict("records"):
        place = [str(row[name]) for name in by]
        frame = "all frames together" if pd.isna(row["frame"]) else str(row["frame"])
        for note in re.split(r"(?<=\.) (?=[A-Z0-9])", str(row["note"])):
            where = ", ".join([*place, frame])
            about.setdefault(_STARTS.sub("", note, count=1), []).append((note, where))
    return [f"{_once([note for note, _ in rows])} ({'; '.join(where for _, where in rows)})"
            for rows in about.values()]  # fmt: skip


def _once(notes: Sequence[str]) -> str:
    """Write notes that are alike but for the number they begin with as one."""
    numbers = sorted({found.group() for note in notes if (found := _STARTS.match(note))},
                     key=lambda text: float(text.replace(",", "")))  # fmt: skip
    if len(numbers) < 2:
        return notes[0]
    return _STARTS.sub(f"{numbers[0]} to {numbers[-1]}", notes[0], count=1)


def _said(table: pd.DataFrame, labels: dict[str, str], by: Sequence[str]) -> str:
    """Write the verdict for people: the sentence of the report, without its marks."""
    shown, across = table, None
    if by:
        across = ", ".join(by)
        names = table[list(by)].astype("str").agg(", ".join, axis=1)
        shown = table.assign(**{across: names})
    sentence = validity_sentences.reliability(shown, labels=labels, across=across)
    return html.unescape(re.sub(r"\*\*|\\", "", str(sentence)))
