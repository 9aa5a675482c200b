"""`framewaves sample`: draw the units that people code, and write their coding sheets."""

import argparse
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from analysis import clean, coding, duplicates, presence, sample, segment, sheets
from analysis._sampling import allocation
from analysis.cli import _score, _shared
from analysis.codebook import Codebook
from analysis.contracts import UNITS, InputError, first_five
from analysis.study import Study
from analysis.wording import counted

__all__ = ["ABOUT", "EPILOG", "Coded", "act", "coded", "options"]

ABOUT: Final = """\
Draw a probability sample of the study's units and write one coding sheet for each coder.
Units are drawn from every stratum of news wave, language and machine code, so that rare frames
are in it and every unit of the corpus has a known chance. A share is set apart for development
(tuning the codebook or training a classifier); the rest is for testing. 'framewaves plan' says
how many units are needed."""
EPILOG: Final = """\
examples:
  framewaves sample --study my-study --units 400 --unit sentence --coders anna,bram \\
      --overlap 0.2 --development 0.3 --out my-study/coding
With the same --seed a larger --units keeps the units of the smaller sample. Nothing is ever
written over: --out must hold no tables yet.
"""


class Coded(NamedTuple):
    """A study read, dated, searched for copies, split into the units to draw, and coded.

    `codings` has the machine's codes at the ids of `segments`.
    """

    documents: pd.DataFrame
    segments: pd.DataFrame
    codings: pd.DataFrame


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves sample`."""
    _shared.study_option(parser)
    add = parser.add_argument
    add("--units", type=int, required=True, metavar="N", help="number of units to draw")
    add("--unit", required=True, choices=UNITS, help="what is drawn and coded")
    add("--coders", required=True, metavar="NAMES", help="names of the coders, with commas")
    add("--overlap", type=float, required=True, metavar="SHARE",
        help="share of the units that every coder codes, for reliability (0 to 1)")  # fmt: skip
    add("--development", type=float, required=True, metavar="SHARE",
        help="share of articles set apart for tuning (0 to 0.9; 0: nothing is tuned)")  # fmt: skip
    add("--out", type=Path, required=True, metavar="FOLDER",
        help="folder for sample.csv and the sheets; made if absent")  # fmt: skip
    add("--allocation", default="balanced", choices=sorted(allocation.RULES),
        help="how units are shared out over the strata (balanced)")  # fmt: skip
    add("--by", default="wave,language", metavar="COLUMNS",
        help="columns to stratify by, with commas (wave,language)")  # fmt: skip
    add("--form", default="xlsx", choices=sheets.FORMS, help="kind of coding sheet (xlsx)")
    add("--seed", type=int, default=2025, help="seed of the draw (2025)")


def act(chosen: argparse.Namespace) -> int:
    """Draw, write, and say what was drawn and what to do next."""
    coders = _coders(chosen.coders, chosen.overlap)
    by = [name.strip() for name in chosen.by.split(",") if name.strip()]
    _check_folder(chosen.out)
    plan, book = _shared.load(chosen.study)
    found = coded(plan, book, chosen.unit)
    tables = found.segments, found.codings, found.documents
    drawn = sample.draw(*tables, n=chosen.units, by=by, development=chosen.development,
                        seed=chosen.seed, allocation=chosen.allocation)  # fmt: skip
    left = sample.left_out(*tables, by=by)
    assigned = sheets.assign(drawn, coders=coders, overlap=chosen.overlap, seed=chosen.seed)
    with _new_files(chosen.out) as place:
        sheets.write(drawn, assigned, found.documents, found.segments, book,
                     folder=place, form=chosen.form)  # fmt: skip
        sample.write(drawn, place / "sample.csv")
        files = sorted(path.name for path in place.iterdir())
    for line in [*_told(drawn, left, chosen), *_shared_out(assigned, coders), "",
                 *_next(chosen.out, files, plan)]:  # fmt: skip
        print(_shared.plain(line))
    return 0


def coded(plan: Study, book: Codebook, unit: str) -> Coded:
    """Take a study from files to the machine's code of every unit that can be drawn."""
    if unit not in (book.unit, "document"):
        message = (f"--unit {unit}: the codebook {book.name} is applied to {book.unit}s. Draw "
                   f"these, or documents; or write 'unit: {unit}' in the codebook.")  # fmt: skip
        raise InputError(message)
    found = _score.coded(plan, book)
    documents = duplicates.mark(found.documents, plan)
    codings = coding.codings(found.hits, found.segments, book)
    if unit == book.unit:
        return Coded(documents, found.segments, codings)
    _, lifted = presence.of_documents(codings, found.segments, documents, min_units=1)
    wholes = segment.split(documents, clean.blocks(documents), unit="document")
    return Coded(documents, wholes, lifted)


def _coders(text: str, overlap: float) -> list[str]:
    """Names of the coders, checked."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names or len(set(names)) < len(names):
        message = f"--coders {text}: name each coder once, with commas, such as anna,bram."
        raise InputError(message)
    if not 0 <= overlap <= 1:
        raise InputError(f"--overlap must be a share from 0 to 1; found {overlap:g}.")
    if overlap and len(names) < 2:
        message = (f"--overlap {overlap:g} asks for units that several coders code, but --coders "
                   f"names one. Name two, or write --overlap 0.")  # fmt: skip
        raise InputError(message)
    return names


def _check_folder(folder: Path) -> None:
    """Raise if the folder cannot be written to, or holds tables already."""
    _shared.check_place(folder, "--out", folder=True)
    there = [] if not folder.exists() else sorted(
        path.name for path in folder.iterdir() if path.suffix.lower() in (".csv", ".xlsx")
    )  # fmt: skip
    if there:
        message = (f"--out {folder}: this folder holds tables already ({first_five(there)}), and "
                   f"codes may be in them. Name a new folder.")  # fmt: skip
        raise InputError(message)


@contextmanager
def _new_files(folder: Path) -> Iterator[Path]:
    """Give a place to write files in, and bring them into the folder when all are complete."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=".sample-", dir=folder))
    except OSError as cause:
        message = f"--out {folder}: nothing can be written there ({cause.strerror})."
        raise InputError(message) from cause
    try:
        yield place
        for path in sorted(place.iterdir()):
            path.rename(folder / path.name)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _told(drawn: pd.DataFrame, left: pd.DataFrame, chosen: argparse.Namespace) -> Iterator[str]:
    """Say what was drawn, from which strata."""
    by_stratum = sample.design(drawn)
    n_universe, unit = int(by_stratum["stratum_size"].sum()), chosen.unit
    machine = drawn["machine"].iloc[0]
    yield f"corpus   {counted(n_universe, unit)} that can be drawn, coded by {machine}"
    if len(left):
        reasons = left["reason"].value_counts().sort_index()
        listed = ", ".join(f"{number:,} {reason}" for reason, number in reasons.items())
        yield f"left out {counted(len(left), unit)}: {listed}"
    n = {part: int((drawn["part"] == part).sum()) for part in ("development", "test")}
    yield (f"drawn    {counted(len(drawn), unit)} ({chosen.allocation}, seed {chosen.seed}): "
           f"{n['development']:,} development, {n['test']:,} test")  # fmt: skip
    if len(drawn) < chosen.units:
        yield (f"         {chosen.units:,} were asked for; the corpus has no more, so all are "
               f"taken (a census)")  # fmt: skip
    yield ""
    shown = by_stratum[["stratum", "stratum_size", "n_drawn", "n_development", "n_test", "share"]]
    shown = shown.assign(share=shown["share"].map("{:.1%}".format)).rename(
        columns={"stratum_size": "in corpus", "n_drawn": "drawn", "n_development": "development",
                 "n_test": "test", "share": "chance"})  # fmt: skip
    yield from shown.to_string(index=False).splitlines()
    yield ""
    for part, column in (("development", "n_development"), ("test", "n_test")):
        bare = by_stratum.loc[by_stratum[column] == 0, "stratum"]
        if len(bare) and n[part]:
            yield (f"Note: no unit came to {part} in {first_five(bare)}, since articles stay "
                   f"whole and there are few. What is estimated from {part} does not see these "
                   f"strata; with --development 0 all units are for testing.")  # fmt: skip


def _shared_out(assigned: pd.DataFrame, coders: Sequence[str]) -> Iterator[str]:
    """Say who codes how many units."""
    per_unit = assigned.groupby("unit_id")["coder"].nunique()
    several = int((per_unit > 1).sum())
    each = ", ".join(f"{name} {(assigned['coder'] == name).sum():,}" for name in coders)
    yield f"coders   {each}; {several:,} by more than one of them, for reliability"


def _next(folder: Path, files: Sequence[str], plan: Study) -> Iterator[str]:
    """Say what was written and what to do with it."""
    for name in files:
        yield f"written  {(folder / name).as_posix()}"
    yield ""
    yield "Next"
    yield "  1. Give each coder the sheet with their name, and no other. They code alone."
    here, home = folder.resolve(), plan.file.parent.resolve()
    place = here.relative_to(home) if here.is_relative_to(home) else here
    yield f"  2. Keep sample.csv as it is, and write in {plan.file.name}:"
    yield f"       sample: {(place / 'sample.csv').as_posix()}"
    yield f"       coding: {place.as_posix()}"
    yield "  3. Look at development units while you mend the codebook; never at test units."
    yield "  4. When the sheets are back: reliability first, then agree on one code for each unit."
