"""What a correction for coding error refuses: codes and samples from which it would be wrong."""

from typing import Final

import pandas as pd

from analysis import _counts, contracts

__all__ = [
    "all_drawn",
    "all_machine_coded",
    "counted_rest",
    "drawn_sample",
    "from_probability_sample",
    "gold_codes",
    "machine_codes",
    "not_the_sample_alone",
]  # fmt: skip

DRAW: Final = "Draw the units with sample.draw and give its table, or code every unit."


def machine_codes(machine: pd.DataFrame) -> pd.DataFrame:
    """Return the codes of one machine coder, each 0 or 1."""
    codes = contracts.conform(machine, "codings")
    _one_coder(codes, "machine", "Correct them one by one.")
    _counts.check_binary(codes, "machine")
    if (holes := codes["value"].isna()).any():
        ids = contracts.first_five(codes.loc[holes, "segment_id"])
        message = (f"Column machine.value is empty for {int(holes.sum()):,} units ({ids}). The "
                   f"share of units that the machine coded 1 must be known: code them, or leave "
                   f"them out of the universe (and out of the sample).")  # fmt: skip
        raise contracts.TableError(message)
    return codes


def counted_rest(
    rest: pd.DataFrame | None, machine: pd.DataFrame, sample: pd.DataFrame | None
) -> pd.DataFrame:
    """Return the tallies of the documents that are only counted; none of them is in `machine`."""
    if rest is None or rest.empty:
        return contracts.empty("tallies")
    others = contracts.conform(rest, "tallies")
    if sample is None:
        message = (f"The units of the gold codes were not drawn at random with known "
                   f"probabilities, as far as can be told: there is no table of the sample, and "
                   f"they are no census ({others['doc_id'].nunique():,} documents have none). "
                   f"{DRAW}")  # fmt: skip
        raise contracts.InputError(message)
    twice = others.loc[others["doc_id"].isin(machine["doc_id"]), "doc_id"].unique()
    if len(twice):
        message = (f"Documents {contracts.first_five(twice)} are in both machine and rest. Count "
                   f"only those whose units are not given.")  # fmt: skip
        raise contracts.TableError(message)
    return others


def gold_codes(gold: pd.DataFrame) -> pd.DataFrame:
    """Return the adjudicated codes of people: 0, 1 or null (could not decide)."""
    codes = contracts.conform(gold, "codings")
    _one_coder(codes, "gold", "Adjudicate them first, and give the codes of coder 'gold'.")
    _counts.check_binary(codes, "gold")
    kinds = codes.loc[codes["coder_kind"] != "human", "coder_kind"].unique()
    if len(kinds):
        message = (f"Table gold holds codes of coder_kind {contracts.first_five(kinds)}; only "
                   f"people's codes can tell where a machine errs.")  # fmt: skip
        raise contracts.TableError(message)
    return codes


def _one_coder(codes: pd.DataFrame, name: str, remedy: str) -> None:
    """Raise if a table holds several coders."""
    if len(coders := sorted(codes["coder"].unique())) > 1:
        message = (f"Table {name} holds {len(coders)} coders ({contracts.first_five(coders)}). "
                   f"{remedy}")  # fmt: skip
        raise contracts.TableError(message)


def drawn_sample(sample: pd.DataFrame) -> pd.DataFrame:
    """Return a sample of one unit with probabilities above 0 and up to 1."""
    if "inclusion_prob" not in sample.columns or sample["inclusion_prob"].isna().any():
        holes = sample.get("inclusion_prob", pd.Series(index=sample.index, dtype=float)).isna()
        ids = contracts.first_five(sample.loc[holes, "unit_id"]) if "unit_id" in sample else ""
        message = (f"Column samples.inclusion_prob is empty for {int(holes.sum()):,} units "
                   f"({ids}). "
                   f"Without the probability that a unit was drawn, its code cannot be "
                   f"weighted. {DRAW}")  # fmt: skip
        raise contracts.TableError(message)
    drawn = contracts.conform(sample, "samples")
    wrong = (drawn["inclusion_prob"] <= 0) | (drawn["inclusion_prob"] > 1)
    if wrong.any():
        ids = contracts.first_five(drawn.loc[wrong, "unit_id"])
        message = (f"Column samples.inclusion_prob must be above 0 and up to 1; it is not for "
                   f"{int(wrong.sum()):,} units ({ids}).")  # fmt: skip
        raise contracts.TableError(message)
    if len(units := sorted(drawn["unit"].unique())) > 1:
        message = (f"Table samples holds units of several kinds ({contracts.first_five(units)}). "
                   f"Correct one kind at a time.")  # fmt: skip
        raise contracts.TableError(message)
    return drawn


def from_probability_sample(gold: pd.DataFrame, sample: pd.DataFrame) -> None:
    """Raise if gold units were not drawn, or all of them to develop the codebook."""
    outside = gold.loc[~gold["segment_id"].isin(sample["unit_id"]), "segment_id"].unique()
    if len(outside):
        message = (f"{len(outside):,} gold units are not in the sample "
                   f"({contracts.first_five(outside)}). Units that were chosen, not drawn, have no "
                   f"known probability, so their codes cannot be weighted. "
                   f"Leave them out.")  # fmt: skip
        raise contracts.InputError(message)
    test = sample.loc[sample["part"] == "test", "unit_id"]
    if len(gold) and not gold["segment_id"].isin(test).any():
        n = gold["segment_id"].nunique()
        message = (f"All {n:,} gold units are of the part 'development', on which codebook and "
                   f"machine were made: there the machine errs less than elsewhere. Have the "
                   f"{len(test):,} units of the part 'test' coded.")  # fmt: skip
        raise contracts.InputError(message)


def all_drawn(gold: pd.DataFrame, machine: pd.DataFrame) -> None:
    """Raise if there is no sample and the gold codes are no census."""
    asked = machine[machine["frame"].isin(gold["frame"])]
    known = pd.MultiIndex.from_frame(gold[["segment_id", "frame"]])
    missing = ~pd.MultiIndex.from_frame(asked[["segment_id", "frame"]]).isin(known)
    if missing.any():
        n, total = int((~missing).sum()), len(asked)
        message = (f"The units of the gold codes were not drawn at random with known "
                   f"probabilities, as far as can be told: there is no table of the sample, and "
                   f"they are no census ({n:,} of {total:,} codes). Hand-picked units make a "
                   f"correction wrong: in simulations, with gold chosen among clear cases, 95 % "
                   f"intervals held the truth in 45 of 100. {DRAW}")  # fmt: skip
        raise contracts.InputError(message)


def all_machine_coded(lost: pd.Index) -> None:
    """Raise if units of the sample have no code of the machine at all."""
    if len(lost):
        message = (f"The machine has no code for {len(lost):,} units of the sample "
                   f"({contracts.first_five(lost)}). Give its codes of all units, from the same "
                   f"articles and with the same unit.")  # fmt: skip
        raise contracts.TableError(message)


def not_the_sample_alone(sample: pd.DataFrame, n_units: int) -> None:
    """Raise if the machine's codes are of the sampled units only."""
    if n_units == len(sample) and (sample["inclusion_prob"] < 1).all():
        message = (f"Table machine holds the {n_units:,} units of the sample alone. It must hold "
                   f"the machine's codes of all units that the sample was drawn "
                   f"from.")  # fmt: skip
        raise contracts.InputError(message)
