"""`framewaves score`: compare the codebook with human codes."""

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from analysis import _intervals, coding, corpus, dating, gold, tables, validation
from analysis import coded as coded_stages
from analysis.cli import _shared
from analysis.codebook import Codebook
from analysis.contracts import InputError
from analysis.study import Study

__all__ = ["ABOUT", "EPILOG", "act", "coded", "notes", "options"]

ABOUT: Final = """\
Apply the codebook to the articles of a study and compare with human codes. A gold unit
carries a frame where a counted hit lies inside its span, so it does not matter how
sentences are split. Per frame, and over all frames (macro F1), for all articles, per wave
and per language, with intervals. Where the study names a sample that was drawn, the codes are
of drawn units: every score is weighted by the design, and the error in the share of each frame
and its difference between the waves are printed too."""
EPILOG: Final = """\
examples:
  framewaves score --study seeds/study.yaml --gold seeds/coding/gold.csv --json scores.json
"""


class Coded(NamedTuple):
    """A study read, dated, segmented and searched."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    hits: pd.DataFrame


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves score`."""
    _shared.study_option(parser)
    parser.add_argument(
        "--gold",
        required=True,
        metavar="CSV",
        help="human codes: article, start, end, and a 0/1 column per frame",
    )
    parser.add_argument("--json", metavar="FILE", help="also write the scores as JSON records")
    parser.add_argument("--level", type=float, default=0.95, help="confidence level (0.95)")
    parser.add_argument("--seed", type=int, default=2025, help="seed of the bootstrap (2025)")


def coded(plan: Study, book: Codebook) -> Coded:
    """Take a study from files to hits."""
    found, _ = corpus.read(plan)
    documents = dating.date(found, plan)
    segments = coded_stages.segments(documents, languages=plan.languages, unit=book.unit)
    return Coded(documents, segments, coding.hits(documents, segments, book))


def act(chosen: argparse.Namespace) -> int:
    """Score the codebook against gold."""
    _intervals.check_level(chosen.level)
    if chosen.seed < 0:
        message = f"--seed must be a whole number from 0; found {chosen.seed}."
        raise InputError(message)
    target = None if chosen.json is None else Path(chosen.json)
    if target is not None:
        _shared.check_place(target, "--json", folder=False)
    plan, book = _shared.load(chosen.study)
    if plan.sample is not None:
        return _weighted(plan, book, chosen, target)
    spans = gold.read(chosen.gold, book.frame_ids)
    found = coded(plan, book)
    parts: dict[tuple[str, ...], pd.DataFrame] = {
        by: validation.score(
            found.hits, spans, found.documents, by=by, level=chosen.level, seed=chosen.seed
        )
        for by in ((), ("wave",), ("language",))
    }
    if target is not None:
        _shared.write_records(pd.concat(parts.values(), ignore_index=True), target, "scores")
    for by, part in parts.items():
        print(_shown(part, by, book) + "\n")
    told = [*notes(parts), *_not_asked(found.segments, book), *_without_sample(spans)]
    for note in dict.fromkeys(told):
        print(f"Note: {note}")
    print(f"{_macro(parts[()])}, {len(spans):,} gold units, codebook {book.reference}")
    return 0


def _weighted(plan: Study, book: Codebook, chosen: argparse.Namespace, target: Path | None) -> int:
    """Score a sample that was drawn: unweighted, its recall would mean nothing."""
    from analysis.cli import _weighted as weighted  # it takes the study from here

    parts, differences = weighted.scored(plan, book, chosen)
    if target is not None:
        rows = [part for part in (*parts.values(), differences) if len(part)]
        _shared.write_records(pd.concat(rows, ignore_index=True), target, "scores")
    for line in weighted.lines(parts, differences, book):
        print(line)
    return 0


def _shown(part: pd.DataFrame, by: Sequence[str], book: Codebook) -> str:
    """Write the scores of one grouping under a heading, or say that there are none."""
    if not by:
        title = "All articles"
    elif part.empty:
        return f"Per {by[0]}: no scored article has a {by[0]}."
    else:
        title = f"Per {by[0]}"
    table = tables.scores(part, labels=book.labels("en"), by=by)
    return f"{title}\n{table.to_string(index=False)}"


def notes(parts: Mapping[tuple[str, ...], pd.DataFrame]) -> Iterator[str]:
    """Give the notes of the first table; of the others, how many articles are left out."""
    for by, part in parts.items():
        for note in part["note"].dropna():
            sentences = re.split(r"(?<=\.) ", note) if by else [note]
            yield from (one for one in sentences if not by or one.endswith(" left out."))


def _not_asked(segments: pd.DataFrame, book: Codebook) -> Iterator[str]:
    """Remark on articles in a language that the codebook lacks: no frame can be found there."""
    left = coding.not_asked(segments, book)
    if len(left):
        languages = ", ".join(sorted(left["language"].fillna("not known").unique()))
        yield (f"not asked, since the codebook lacks the language ({languages}): "
               f"{int(left['n_units'].sum()):,} units in {len(left):,} articles.")  # fmt: skip


def _without_sample(spans: pd.DataFrame) -> Iterator[str]:
    """Remark on gold codes of drawn units whose sample is not known here."""
    if "part" in spans:
        yield ("the gold codes are of units that were drawn (column part), and the study names no "
               "sample: scores are not weighted, so they are not those of the corpus. Write "
               "'sample: FILE' in the study.")  # fmt: skip


def _macro(part: pd.DataFrame) -> str:
    """Write macro F1 and over how many frames it is the mean."""
    estimate = part.loc[part["measure"] == "macro_f1", "estimate"].iloc[0]
    f1 = part[part["measure"] == "f1"]
    n_frames = int((f1["tp"] + f1["fn"] > 0).sum())
    shown = "undefined" if pd.isna(estimate) else f"{estimate:.3f}"
    return f"macro F1 {shown} over {n_frames} frames"
