"""Rows of a table of validity: the scores of each group and frame, and what their notes say."""

import math
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis import _intervals, contracts
from analysis._validity import drawn as validity_drawn
from analysis._validity import scores as validity_scores
from analysis._validity.drawn import Drawn
from analysis._validity.scores import Score, Units

__all__ = ["differences", "finished", "finished_differences", "of_groups"]

COUNTS: Final = ("tp", "fp", "fn", "tn")
FEW: Final = 10
"""Below this number of units with the frame, intervals were not found to hold what they promise."""

FEW_CLUSTERS: Final = 10

WHOLE: Final = ("n_gold", *COUNTS)
SIDES: Final = tuple(f"{name}_{side}" for name in ("n_gold", "n_docs")
                     for side in ("other", "reference"))  # fmt: skip

FIT: Final = "Description of fit, not a test of validity."
UNSAID: Final = ("The study does not say whether those who wrote the codebook had seen these "
                 "codes; if they had, this is no test.")  # fmt: skip


def of_groups(
    drawn: Drawn, names: Sequence[str], *, level: float, seed: int, n_boot: int,
    purpose: validity_drawn.Purpose, seen: bool | None,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Give the rows of every group: five scores for each frame, and macro F1."""
    said = [FIT] if purpose == "description" else [UNSAID] if seen is None else []
    rows = drawn.rows
    grouped = rows.dropna(subset=list(names)) if names else rows
    lost = rows["doc_id"].nunique() - grouped["doc_id"].nunique()
    ungrouped = [f"{_intervals.counted(lost, 'document')} without {' or '.join(names)} left out."]
    remarks = [*(ungrouped if lost else []), *_not_scored(drawn)]
    for key, part in grouped.groupby(list(names)) if names else [((), grouped)]:
        if not part["used"].any():
            continue
        place = dict(zip(names, key, strict=True))
        for row in _group(part, said, remarks, level=level, seed=seed, n_boot=n_boot):
            yield {**place, **row, "ci_level": level, "purpose": purpose, "coder": drawn.coder}


def _not_scored(drawn: Drawn) -> Iterator[str]:
    """Remark on what has codes of one side only: frames of the machine, units of gold."""
    if drawn.unscored:
        yield f"Not in the gold standard, so not scored: {', '.join(drawn.unscored)}."
    if drawn.n_outside:
        units = _intervals.counted(drawn.n_outside, "gold unit")
        yield f"{units} outside of the census (roles that do not count) not scored."


def _group(
    part: pd.DataFrame, said: Sequence[str], remarks: Sequence[str], *,
    level: float, seed: int, n_boot: int,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Score the frames of one group."""
    part = part.assign(
        cluster=pd.factorize(part["cluster"], sort=True)[0],
        stratum=pd.factorize(part["stratum"], sort=True)[0],
    )
    occurring: list[Units] = []
    f1: list[Score] = []
    absent = []
    for frame, rows in part.groupby("frame", sort=True):
        units = _units(rows)
        found = validity_scores.scores(units, level=level, seed=seed, n_draws=n_boot)
        shared = {"frame": frame, **_numbers(rows, units)}
        notes = [*said, *_left_out(rows)]
        for measure, score in found.items():
            yield {**shared, "measure": measure, **_columns(score),
                   "note": " ".join([*notes, *_remarks(measure, units)]) or None}  # fmt: skip
        if units.gold.any():
            occurring.append(units)
            f1.append(found["f1"])
        else:
            absent.append(str(frame))
    yield _macro(part, occurring, f1, absent, [*said, *remarks], seed=seed, n_boot=n_boot)


def _units(rows: pd.DataFrame) -> Units:
    """Make arrays of the scored units of one frame."""
    scored = rows[rows["weight"] > 0]
    return Units(
        scored["machine"].to_numpy(bool), scored["gold"].to_numpy(bool),
        scored["weight"].to_numpy(float), scored["stratum"].to_numpy(np.intp),
        scored["cluster"].to_numpy(np.intp),
    )  # fmt: skip


def _numbers(rows: pd.DataFrame, units: Units) -> dict[str, Any]:
    """Count what the scores of one frame rest on."""
    n, weighted = (validity_scores.cells(units, weighted=yes) for yes in (False, True))
    return {
        "n_units": len(units.gold), "n_gold": len(units.gold),
        "n_docs": rows.loc[rows["weight"] > 0, "doc_id"].nunique(),
        "n_clusters": len(np.unique(units.cluster)),
        **{name: int(count) for name, count in zip(COUNTS, n, strict=True)},
        **{f"weighted_{name}": float(count) for name, count in zip(COUNTS, weighted, strict=True)},
    }  # fmt: skip


def _columns(score: Score) -> dict[str, Any]:
    """Columns of an estimate."""
    return {"estimate": score.estimate, "std_error": score.std_error, "ci_low": score.low,
            "ci_high": score.high, "method": score.method}  # fmt: skip


def _left_out(rows: pd.DataFrame) -> Iterator[str]:
    """Say which drawn units are not scored, and which strata have none that is."""
    used = rows[rows["used"]]
    gold, machine = used["gold"].isna(), used["machine"].isna()
    silent = gold & used["gold_row"].isna()
    kinds = {"not coded": silent, "gold undecided (cannot tell, or an empty cell)": gold & ~silent,
             "without a machine code": ~gold & machine}  # fmt: skip
    counts = [f"{int(which.sum()):,} {name}" for name, which in kinds.items() if which.any()]
    if counts:
        yield f"Left out of {len(used):,} drawn units: {', '.join(counts)}."
    empty = rows.groupby("stratum").agg(weight=("weight", "sum"), size=("stratum_size", "first"))
    empty = empty[empty["weight"] == 0]
    if len(empty):
        n = int(empty["size"].sum())
        yield f"Nothing is said of strata without a scored unit ({len(empty):,}, {n:,} units)."


def _remarks(measure: str, units: Units) -> Iterator[str]:
    """Say why a score is undefined, or rests on little."""
    n_gold, n_machine = int(units.gold.sum()), int(units.machine.sum())
    if not len(units.gold):
        yield "No drawn unit has a code of both for this frame."
    elif measure == "precision" and not n_machine:
        yield "The machine found this frame in no gold unit: precision is undefined."
    elif measure in ("recall", "f1") and not n_gold:
        end = "F1 is 0." if n_machine else "F1 is undefined."
        yield ("No gold unit carries this frame: "
               + ("recall is undefined." if measure == "recall" else end))  # fmt: skip
    elif measure == "precision" and n_machine < FEW:
        yield f"The machine found this frame in {n_machine} gold units only: a first indication."
    elif measure != "specificity" and measure != "precision" and n_gold < FEW:
        yield f"{_intervals.counted(n_gold, 'gold unit')} with this frame: a first indication."
    n_clusters = len(np.unique(units.cluster))
    if units.clustered and n_clusters < _intervals.MIN_DOCUMENTS:
        yield f"{_intervals.counted(n_clusters, 'document')}: description only, no interval."
    elif n_clusters < min(FEW_CLUSTERS, len(units.gold)):
        yield f"The units lie in {_intervals.counted(n_clusters, 'document')}, copies taken as one."


def _macro(
    part: pd.DataFrame, units: Sequence[Units], f1: Sequence[Score], absent: Sequence[str],
    said: Sequence[str], *, seed: int, n_boot: int,
) -> dict[str, Any]:  # fmt: skip
    """Mean F1 over the frames that occur in the gold codes of a group."""
    scored = part[part["weight"] > 0]
    score = (
        validity_scores.macro_f1(units, f1, seed=seed, n_boot=n_boot)
        if units
        else Score(math.nan, math.nan, math.nan, math.nan, validity_scores.NONE)
    )
    left = [f"Left out, no gold unit carries it: {', '.join(absent)}."] if absent else []
    return {
        "measure": "macro_f1", **_columns(score), "n_units": scored["unit_id"].nunique(),
        "n_gold": scored["unit_id"].nunique(), "n_docs": scored["doc_id"].nunique(),
        "n_clusters": scored["cluster"].nunique(), "note": " ".join([*said, *left]) or None,
    }  # fmt: skip


def finished(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> pd.DataFrame:
    """Make the table of the scores."""
    weighted = [f"weighted_{name}" for name in COUNTS]
    own = contracts.SCHEMAS["estimates"].names
    columns = [*own, *names, *WHOLE, *weighted, "purpose", "coder"]
    table = pd.DataFrame(rows, columns=list(dict.fromkeys(columns)))
    types = dict.fromkeys(WHOLE, "Int64") | dict.fromkeys(weighted, "float64")
    return contracts.conform(table.astype(types), "estimates")


def finished_differences(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> pd.DataFrame:
    """Make the table of the differences of errors."""
    own = contracts.SCHEMAS["estimates"].names
    columns = [*own, *names, "error_other", "error_reference", *SIDES, "purpose", "coder"]
    table = pd.DataFrame(rows, columns=list(dict.fromkeys(columns)))
    table = table.assign(measure="prevalence_error_difference").astype(
        dict.fromkeys(SIDES, "Int64") | dict.fromkeys(["error_other", "error_reference"], "float64")
    )
    ordered = table.sort_values([*names, "contrast", "frame"])
    return contracts.conform(ordered, "estimates")


def differences(
    table: pd.DataFrame, *, across: str, reference: str, by: Sequence[str]
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Compare the prevalence errors of a table of validity between groups."""
    errors = table[table["measure"] == "prevalence_error"]
    for key, part in errors.groupby([*by, "frame"], sort=True):
        place = dict(zip([*by, "frame"], key, strict=True))
        sides = {row[across]: row for _, row in part.iterrows()}
        first = sides.get(reference)
        for other in sorted(set(sides) - {reference}):
            if first is not None:
                yield {**place, "contrast": f"{other} - {reference}",
                       **_difference(sides[other], first)}  # fmt: skip


def _difference(other: Any, first: Any) -> dict[str, Any]:
    """Columns of the difference of two prevalence errors."""
    scores = (Score(row["estimate"], math.nan, row["ci_low"], row["ci_high"], "")
              for row in (other, first))  # fmt: skip
    found = validity_scores.difference(*scores)
    few = min(other["n_clusters"], first["n_clusters"]) < _intervals.MIN_DOCUMENTS
    if few:
        found = Score(found.estimate, math.nan, math.nan, math.nan, "description only")
    return {
        **_columns(found), "n_units": other["n_units"] + first["n_units"],
        "n_docs": other["n_docs"] + first["n_docs"], "ci_level": first["ci_level"],
        "n_clusters": other["n_clusters"] + first["n_clusters"],
        "error_other": other["estimate"], "error_reference": first["estimate"],
        **{f"{name}_{side}": row[name] for name in ("n_gold", "n_docs")
           for side, row in (("other", other), ("reference", first))},
        "note": " ".join([*_shared(other, first), _verdict(found, other, first, few=few)]),
        "purpose": first["purpose"], "coder": first["coder"],
    }  # fmt: skip


def _shared(other: Any, first: Any) -> Iterator[str]:
    """Repeat what the notes of both sides begin with, since it decides what may be claimed."""
    for said in (FIT, UNSAID):
        if any(isinstance(row["note"], str) and said in row["note"] for row in (other, first)):
            yield said


def _verdict(found: Score, other: Any, first: Any, *, few: bool) -> str:
    """Say what a difference of errors shows, and what it does not."""
    if few:
        return (f"{first['n_docs']:,} and {_intervals.counted(other['n_docs'], 'document')}: "
                f"description only.")  # fmt: skip
    if math.isnan(found.low):
        return "No interval: one of the errors has none."
    if found.low <= 0 <= found.high:
        return ("The interval holds 0; that does not show that the errors are equal. Correct each "
                "group on its own.")  # fmt: skip
    return "The errors differ: an uncorrected difference of the groups is off by this much."
