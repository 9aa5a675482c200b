"""`framewaves score` for a study with a drawn sample: scores weighted by the design."""

import argparse
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pandas as pd

from analysis import gold, sample, tables, validation
from analysis._validity.drawn import Purpose
from analysis.cli import _sample
from analysis.codebook import Codebook
from analysis.contracts import InputError, each_row
from analysis.study import Study

__all__ = ["lines", "scored"]

GROUPS: Final[tuple[tuple[str, ...], ...]] = ((), ("wave",), ("language",), ("wave", "language"))
ERROR: Final = "Prevalence error: share of the machine minus share of gold, in points"
BIAS: Final = "Difference of the prevalence error: bias of an uncorrected difference of the waves"


def scored(
    plan: Study, book: Codebook, chosen: argparse.Namespace
) -> tuple[dict[tuple[str, ...], pd.DataFrame], pd.DataFrame]:  # fmt: skip
    """Score the gold codes of a drawn sample.

    Returns
    -------
    dict
        Grouping columns to the table of `validation.validity`.
    DataFrame
        Differences of the prevalence error between the waves; empty where there is one wave.
    """
    if plan.sample is None:
        raise InputError("The study names no sample. Write 'sample: FILE' in it.")
    drawn = sample.read(plan.sample)
    found = _sample.coded(plan, book, str(drawn["unit"].iloc[0]))
    sample.check(drawn, found.segments)
    spans = gold.read(chosen.gold, book.frame_ids)
    codes = gold.codings(spans, found.documents, coder="gold", codebook=book,
                         segments=found.segments)  # fmt: skip
    purpose: Purpose = "description" if plan.gold_seen else "test"
    given = found.codings, codes, drawn, found.documents
    options: dict[str, Any] = {"level": chosen.level, "seed": chosen.seed, "seen": plan.gold_seen,
                               "purpose": purpose}  # fmt: skip
    parts = {by: validation.validity(*given, by=by, **options) for by in GROUPS}
    waves = set(parts[("wave",)]["wave"])
    reference = plan.reference_wave
    if len(waves) < 2 or reference not in waves:
        return parts, pd.DataFrame()
    return parts, validation.difference_of_error(
        *given, across="wave", reference=reference, **options
    )


def lines(
    parts: dict[tuple[str, ...], pd.DataFrame], differences: pd.DataFrame, book: Codebook
) -> Iterator[str]:  # fmt: skip
    """Write the scores for reading."""
    labels = book.labels("en")
    for by, part in parts.items():
        if part.empty:
            yield f"Per {' and '.join(by)}: no scored unit has one.\n"
            continue
        yield f"Per {' and '.join(by)}" if by else "All drawn units, weighted by the design"
        yield tables.scores(part, labels=labels, by=by).to_string(index=False)
        errors = part[part["measure"] == "prevalence_error"]
        yield f"\n{ERROR}"
        yield _errors(errors, labels, [*by]).to_string(index=False) + "\n"
    if len(differences):
        yield BIAS
        yield _errors(differences, labels, ["contrast"]).to_string(index=False) + "\n"
    yield from dict.fromkeys(f"Note: {note}" for part in (parts[()], differences)
                             for note in _notes(part, labels))  # fmt: skip
    yield _last(parts[()])


def _notes(part: pd.DataFrame, labels: dict[str, str]) -> Iterator[str]:
    """Give the notes, each after the frame that it is about."""
    for row in each_row(part):
        if isinstance(row.note, str):
            frame = labels.get(row.frame, row.frame) if pd.notna(row.frame) else "Macro F1"
            yield f"{frame}: {row.note}"


def _errors(rows: pd.DataFrame, labels: dict[str, str], columns: Sequence[str]) -> pd.DataFrame:
    """Write errors in percentage points; frames in the order of their labels."""
    place = {frame: number for number, frame in enumerate(labels)}
    last = rows["frame"].map(place).fillna(len(place))
    ordered = rows.assign(_place=last).sort_values([*columns, "_place"], kind="stable")
    listed = [
        {**{name: getattr(row, name) for name in columns},
         "frame": labels.get(row.frame, row.frame),
         "error": "undefined" if pd.isna(row.estimate) else _points(row.estimate),
         "interval": "" if pd.isna(row.ci_low)
         else f"{_points(row.ci_low)} to {_points(row.ci_high)}"}
        for row in each_row(ordered)
    ]  # fmt: skip
    return pd.DataFrame(listed)


def _points(share: float) -> str:
    """Write a share in points, without a sign where it rounds to 0."""
    return f"{100 * share:+.1f}" if abs(share) >= 0.0005 else "0.0"


def _last(part: pd.DataFrame) -> str:
    """Write macro F1 and what it rests on."""
    row = part[part["measure"] == "macro_f1"].iloc[0]
    shown = "undefined" if pd.isna(row["estimate"]) else f"{row['estimate']:.3f}"
    return (f"macro F1 {shown}, weighted, {row['n_units']:,} drawn units in {row['n_docs']:,} "
            f"documents, {row['purpose']}")  # fmt: skip
