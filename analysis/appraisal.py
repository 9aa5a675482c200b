"""What the codes of a study are worth: the tables of notebook 30, and the headline of 40.

Each function asks the stage that estimates, with the options that follow from the study, and
gives that stage's empty table where the study has nothing to appraise: no coders, no gold codes,
or gold codes of which nobody knows how they were chosen. So a notebook runs for every study, and
says what is lacking.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from analysis import agreement, contracts, correct, validation
from analysis.codebook import Codebook
from analysis.coders import Codes

__all__ = [
    "agreements", "coder_pairs", "corrected", "disagreements", "errors", "is_sampled", "scores",
]  # fmt: skip

PRESENCE: Final = (0, 1)
"""Values of a code: the frame is absent or present."""

COUNTS: Final = ("n_coders", "n_codes", "n_cannot_tell", "n_missing", "prevalence")
"""Columns of agreement beside the contract, which its empty tables have as well."""


def is_sampled(codes: Codes) -> bool:
    """Whether there are gold codes of units that are known to be a sample or a census."""
    return codes.sample is not None and len(codes.gold) > 0


def agreements(
    codes: Codes, documents: pd.DataFrame, book: Codebook, *, level: float, seed: int,
    by: Sequence[str] = (),
) -> pd.DataFrame:  # fmt: skip
    """Measure the agreement of the people who coded; empty with fewer than two of them.

    Returns
    -------
    DataFrame
        As `agreement.coefficients`.
    """
    if codes.human["coder"].nunique() < 2:
        return _nothing(*by, *COUNTS, "verdict")
    return agreement.coefficients(
        codes.human, documents, values=PRESENCE, measurement=book.level, level=level, seed=seed,
        by=by,
    )  # fmt: skip


def _nothing(*columns: str) -> pd.DataFrame:
    """Give an empty table of estimates with further columns."""
    return contracts.empty("estimates").assign(**{name: pd.Series(dtype="str") for name in columns})


def disagreements(
    codes: Codes, documents: pd.DataFrame, *, labels: Mapping[str, str]
) -> pd.DataFrame:
    """List where the people who coded differ; empty with fewer than two of them.

    Returns
    -------
    DataFrame
        As `agreement.disagreements`.
    """
    if len(codes.human["coder"].unique()) < 2:
        return pd.DataFrame(columns=list(agreement.DISPUTED))
    return agreement.disagreements(codes.human, codes.units, documents, labels=labels)


def coder_pairs(
    codings: Sequence[pd.DataFrame], documents: pd.DataFrame, book: Codebook, *, level: float,
    seed: int,
) -> pd.DataFrame:  # fmt: skip
    """Measure the agreement of every coder with every other, machines and gold among them.

    Parameters
    ----------
    codings : sequence of DataFrame
        Contract `codings`. Units that only machines coded are left out, so that machines are
        compared on what people have read, too; without people there is no row.

    Returns
    -------
    DataFrame
        As `agreement.pairs`.
    """
    every = pd.concat(codings, ignore_index=True)
    read = every.loc[every["coder_kind"] == "human", "segment_id"]
    every = every[every["segment_id"].isin(read)]
    if every["coder"].nunique() < 2:
        return _nothing("coder", "other_coder", "kind", *COUNTS)
    return agreement.pairs(every, documents, values=PRESENCE, measurement=book.level, level=level,
                           seed=seed)  # fmt: skip


def scores(
    machine: pd.DataFrame, codes: Codes, documents: pd.DataFrame, *, level: float, seed: int,
    by: Sequence[str] = (),
) -> pd.DataFrame:  # fmt: skip
    """Score a machine against the gold codes; empty without a sample.

    It is a test if there are units that were kept for it, and a description of fit where the
    gold codes were seen while the machine was made: every note then says so.

    Returns
    -------
    DataFrame
        As `validation.validity`.
    """
    drawn = codes.sample if codes.sample is not None else contracts.empty("samples")
    gold = codes.gold if is_sampled(codes) else codes.gold.head(0)
    test = drawn.loc[drawn["part"] == "test", "unit_id"]
    kept = bool(gold["segment_id"].isin(test).any()) and codes.seen is not True
    return validation.validity(
        machine, gold, drawn, documents, level=level, seed=seed, seen=codes.seen, by=by,
        purpose="test" if kept else "description",
    )  # fmt: skip


def errors(
    machine: pd.DataFrame, codes: Codes, documents: pd.DataFrame, *, reference: str,
    level: float, seed: int,
) -> pd.DataFrame:  # fmt: skip
    """Estimate the difference of the prevalence error from the reference wave.

    Returns
    -------
    DataFrame
        As `validation.difference_of_error`; empty without a sample, or with gold codes in
        one wave only.
    """
    found = scores(machine, codes, documents, level=level, seed=seed, by=["wave"])
    if codes.sample is None or found["wave"].nunique() < 2:
        return found.head(0)
    purpose = str(found["purpose"].iloc[0])
    return validation.difference_of_error(
        machine, codes.gold, codes.sample, documents, across="wave", reference=reference,
        level=level, seed=seed, seen=codes.seen,
        purpose="test" if purpose == "test" else "description",
    )  # fmt: skip


def corrected(
    machine: pd.DataFrame, codes: Codes, documents: pd.DataFrame, *, waves: Sequence[str],
    reference: str, level: float, seed: int, by: Sequence[str] = (),
    rest: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Estimate raw and corrected shares per wave, and their differences from a reference.

    Parameters
    ----------
    rest : DataFrame, optional
        Contract `tallies` of the machine's codes in the articles that `machine` does not hold.

    Returns
    -------
    shares, differences : DataFrame
        As `correct.shares` and `correct.differences`; empty without a sample, the second also
        where gold codes lie in one wave only.
    """
    known = is_sampled(codes)
    made = machine if known else machine.head(0)
    given = codes.gold if known else codes.gold.head(0)
    others = rest if known else None
    drawn = codes.sample
    if drawn is not None and (drawn["design"] == "census").all():
        drawn = None  # every unit has a gold code: there is nothing to weigh, seen or not
    shares = correct.shares(made, given, drawn, documents, by=[*by, "wave"], level=level,
                            seed=seed, seen=codes.seen, rest=others)  # fmt: skip
    coded = set(documents.loc[documents["doc_id"].isin(given["doc_id"]), "wave"].dropna())
    both = known and set(waves) <= coded and len(waves) > 1
    differences = correct.differences(
        made if both else made.head(0), given if both else given.head(0), drawn, documents,
        across="wave", reference=reference, by=by, groups=waves if both else (), level=level,
        seed=seed, seen=codes.seen, rest=others if both else None,
    )  # fmt: skip
    return shares, differences
