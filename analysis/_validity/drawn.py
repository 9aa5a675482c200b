"""Drawn units with their gold code and the machine's: what may be compared, and with what weight.

Private to `validation`. Refuses gold that cannot test anything, and keeps every drawn unit in the
table, so that what is left out can be counted.
"""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

import numpy as np
import pandas as pd

from analysis import _counts, contracts
from analysis.contracts import InputError, TableError, did_you_mean, first_five

__all__ = ["PURPOSES", "Drawn", "Purpose", "together"]

Purpose = Literal["test", "description"]
PURPOSES: Final = ("test", "description")


class Drawn(NamedTuple):
    """Drawn units and what is to be said of all of them.

    `rows` has a row for each drawn unit and gold frame, sorted: unit_id, doc_id, frame, the
    grouping columns, stratum, stratum_size, cluster, used (is of the part that is scored), gold
    and machine (0, 1 or null), gold_row and machine_row (true or null), and weight: units it stands
    for, 0 where it is not scored. `coder` is the machine's name, `unscored` are its frames that
    the gold codes lack, `n_outside` counts gold units that a census leaves out (roles that do not
    count).
    """

    rows: pd.DataFrame
    coder: str
    unscored: list[str]
    n_outside: int


def together(
    machine: pd.DataFrame, gold: pd.DataFrame, sample: pd.DataFrame, documents: pd.DataFrame, *,
    by: Sequence[str], seen: bool | None, purpose: Purpose,
) -> Drawn:  # fmt: skip
    """Bring the codes of drawn units together.

    Parameters
    ----------
    machine, gold, sample, documents, seen, purpose
        As in `validation.validity`.
    by : sequence of str
        Columns of `documents`, or else of `sample`.
    """
    coded, golden = _codes(machine, "machine"), _codes(gold, "gold")
    drawn, known = _sample(sample), contracts.conform(documents, "documents")
    names = _counts.group_columns(
        by, {*known.columns, *drawn.columns}, table="documents or the sample"
    )
    _refuse(golden, drawn, seen=seen, purpose=purpose)
    frames = sorted(golden["frame"].unique())
    asked = sorted(coded["frame"].unique())
    if lost := [frame for frame in frames if frame not in asked]:
        message = (f"The gold codes have frames that the machine did not code: "
                   f"{first_five(lost)}. {did_you_mean(lost[0], asked)}")  # fmt: skip
        raise TableError(message)
    if len(drawn) and not drawn["unit_id"].isin(coded["segment_id"]).any():
        message = (f"Table machine has no code of any drawn unit (such as "
                   f"{first_five(drawn['unit_id'][:1])}). Give its codes of units of the kind that "
                   f"was drawn ({first_five(drawn['unit'].unique())}).")  # fmt: skip
        raise TableError(message)
    units = _placed(drawn, known, names)
    units["used"] = (units["part"] == "test") | (purpose == "description")
    grid = units.merge(pd.DataFrame({"frame": pd.Series(frames, dtype="str")}), how="cross")
    rows = _joined(_joined(grid, golden, "gold"), coded, "machine")
    rows = rows.sort_values(["frame", "unit_id"], ignore_index=True)
    coder = str(coded["coder"].iloc[0]) if len(coded) else ""
    unscored = [frame for frame in asked if frame not in frames]
    outside = golden.loc[~golden["segment_id"].isin(drawn["unit_id"]), "segment_id"].nunique()
    return Drawn(rows.assign(weight=_weights(rows)), coder, unscored, outside)


def _codes(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Check the codes of one coder, each 0, 1 or null; gold must be a person's."""
    codes = contracts.conform(table, "codings")
    if len(coders := sorted(codes["coder"].unique())) > 1:
        remedy = "Choose coder 'gold', the adjudicated codes." if name == "gold" else "Choose one."
        message = f"Table {name} holds {len(coders)} coders ({first_five(coders)}). {remedy}"
        raise TableError(message)
    kinds = codes.loc[codes["coder_kind"] != "human", "coder_kind"].unique()
    if name == "gold" and len(kinds):
        message = (f"Table gold holds codes of coder_kind {first_five(kinds)}; only people's codes "
                   f"can tell where a machine errs.")  # fmt: skip
        raise TableError(message)
    _counts.check_binary(codes, name)
    return codes


def _sample(sample: pd.DataFrame) -> pd.DataFrame:
    """Check the probabilities of a sample."""
    drawn = contracts.conform(sample, "samples")
    wrong = ~drawn["inclusion_prob"].between(0, 1, inclusive="right")
    if wrong.any():
        message = (f"Column samples.inclusion_prob must be above 0 and up to 1; it is not for "
                   f"{int(wrong.sum()):,} units ({first_five(drawn.loc[wrong, 'unit_id'])}). Take "
                   f"the file that 'framewaves sample' wrote.")  # fmt: skip
        raise TableError(message)
    return drawn


def _refuse(
    gold: pd.DataFrame, drawn: pd.DataFrame, *, seen: bool | None, purpose: Purpose
) -> None:  # fmt: skip
    """Raise if these gold codes cannot serve the purpose."""
    if purpose not in PURPOSES:
        message = f"There is no purpose {purpose!r}. {did_you_mean(str(purpose), PURPOSES)}"
        raise InputError(message)
    remedy = ("Draw new units ('framewaves sample') and have them coded, or ask for a description "
              "of the fit: purpose='description'.")  # fmt: skip
    if purpose == "test" and seen:
        message = (f"Those who wrote the codebook had seen these gold codes (seen=True): they show "
                   f"how well the codebook was fitted to them, not how it does on other articles. "
                   f"{remedy}")  # fmt: skip
        raise InputError(message)
    outside = gold.loc[~gold["segment_id"].isin(drawn["unit_id"]), "segment_id"].unique()
    if len(outside) and not (drawn["design"] == "census").all():
        message = (f"{len(outside):,} gold units are not in the sample ({first_five(outside)}). "
                   f"Units that were hand-picked, not drawn, have no known probability, so their "
                   f"codes cannot be weighted. Leave them out.")  # fmt: skip
        raise InputError(message)
    test = drawn.loc[drawn["part"] == "test", "unit_id"]
    if purpose == "test" and not gold["segment_id"].isin(test).any():
        message = (f"No unit of the part 'test' has a gold code (of 'development': "
                   f"{gold['segment_id'].nunique():,}). The coder was tuned on 'development', so "
                   f"there it errs less than elsewhere. {remedy}")  # fmt: skip
        raise InputError(message)


def _placed(drawn: pd.DataFrame, documents: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Drawn units with grouping columns and cluster, as the documents tell them now."""
    lost = drawn.loc[~drawn["doc_id"].isin(documents["doc_id"]), "doc_id"].unique()
    if len(lost):
        message = (f"The sample has units of {len(lost):,} articles that are not among the "
                   f"documents ({first_five(lost)}). Were articles changed or taken away since it "
                   f"was drawn?")  # fmt: skip
        raise TableError(message)
    own = [name for name in names if name in documents.columns]
    others = [name for name in names if name not in own]
    clusters = documents.assign(cluster=_counts.clusters(documents))[["doc_id", "cluster"]]
    units = drawn[["unit_id", "doc_id", "stratum", "stratum_size", "inclusion_prob", "part"]]
    units = units.assign(**{name: drawn[name] for name in others if name not in units})
    values = documents[["doc_id", *[name for name in own if name != "doc_id"]]]
    clashing = [name for name in values.columns if name in units.columns and name != "doc_id"]
    return units.drop(columns=clashing).merge(clusters, on="doc_id").merge(values, on="doc_id")


def _joined(grid: pd.DataFrame, codes: pd.DataFrame, name: str) -> pd.DataFrame:
    """Add a coder's value, and whether there is a row at all."""
    values = codes[["segment_id", "frame", "value"]].rename(
        columns={"segment_id": "unit_id", "value": name}
    )
    return grid.merge(values.assign(**{f"{name}_row": True}), on=["unit_id", "frame"], how="left")


def _weights(rows: pd.DataFrame) -> pd.Series:
    """Units that each scored row stands for: 1 / inclusion_prob, so that a stratum adds up.

    The units of a stratum that are scored stand for the whole stratum: what was not coded, and
    the chance in splitting off the development part, is made up for by its other units.
    """
    scored = rows["used"] & rows["gold"].notna() & rows["machine"].notna()
    inverse = (1 / rows["inclusion_prob"]).where(scored, 0.0)
    keys = [rows["frame"], rows["stratum"]]
    count = scored.groupby(keys).transform("sum")
    part = [*keys, rows["part"]]
    n_part, whole = scored.groupby(part).transform("sum"), inverse.groupby(part).transform("sum")
    size = rows["stratum_size"] * n_part / count.where(count > 0)
    return pd.Series(np.where(scored, inverse / whole.where(whole > 0) * size, 0.0), rows.index)
