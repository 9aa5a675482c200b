"""The difference between the waves under every choice that could have been made otherwise.

Who coded, what is measured, how many units make a frame present, whether copies count, whether
inferred dates do: each is a defensible choice, and a claim that hangs on one of them should say
so. `under_each` chains the stages once for every specification.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pandas as pd

from analysis import compare, contracts, dating, duplicates, measure, specification
from analysis.contracts import InputError

__all__ = ["complete", "under_each"]

MEASURES: Final = ("salience", "prevalence")
COUNTING: Final = ("visibility", "content")


def complete(
    codings: Sequence[pd.DataFrame], segments: pd.DataFrame, documents: pd.DataFrame
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """Give the coders who coded every unit that counts: only they can be put in each other's place.

    Parameters
    ----------
    codings : sequence of DataFrame
        Contract `codings`, of any coders; codes of the first come first.
    segments, documents : DataFrame
        All units, and the articles that must be coded whole.

    Returns
    -------
    dict of str to DataFrame
        Name of the coder to the codes of units that count, of these articles.
    """
    own = segments[segments["doc_id"].isin(documents["doc_id"])]
    needed = set(own.loc[own["role"].isin(contracts.COUNTED_ROLES), "segment_id"])
    found: dict[str, pd.DataFrame] = {}
    for table in codings:
        for name, part in table.groupby("coder", sort=True):
            known = part[part["segment_id"].isin(needed)]
            sizes = known.dropna(subset=["value"]).groupby("frame")["segment_id"].nunique()
            asked = needed if len(found) == 0 else _asked(found)
            if len(sizes) and sizes.min() >= len(asked):
                found[str(name)] = known.reset_index(drop=True)
    return found


def _asked(found: Mapping[str, pd.DataFrame]) -> set[str]:
    """Units that the first coder was asked about: another cannot be asked for more."""
    return set(next(iter(found.values()))["segment_id"])


def under_each(
    codings: Mapping[str, pd.DataFrame], segments: pd.DataFrame, documents: pd.DataFrame, *,
    main: Mapping[str, specification.Choice], min_units: Sequence[int], reference: str,
    waves: Sequence[str], level: float, seed: int, crossed: bool,
) -> pd.DataFrame:  # fmt: skip
    """Estimate the difference from the reference wave under every specification.

    Parameters
    ----------
    codings : mapping of str to DataFrame
        Coders by name, as `complete` gives them.
    segments : DataFrame
        Their units.
    documents : DataFrame
        Contract `documents` with waves, those that are only inferred among them.
    main : mapping
        The main specification: coder, measure, min_units, counting and inferred (whether
        articles with an inferred wave count).
    min_units : sequence of int
        Numbers of units that make a frame present, for the prevalence.
    reference, waves, level, seed
        As in `compare.difference`.
    crossed : bool
        Whether choices are combined with each other; else one is changed at a time.

    Returns
    -------
    DataFrame
        As `specification.gather` makes it; empty with a single wave.

    Raises
    ------
    InputError
        If the coder of the main specification is none of the coders.
    """
    if main["coder"] not in codings:
        message = (f"The coder {main['coder']!r} of the main specification has not coded every "
                   f"unit. {contracts.did_you_mean(str(main['coder']), codings)}")  # fmt: skip
        raise InputError(message)
    others = {"coder": list(codings), "measure": MEASURES, "min_units": min_units,
              "counting": COUNTING, "inferred": (True, False)}  # fmt: skip
    listed = _specifications(main, others, crossed=crossed)
    found = [
        (made, _difference(codings, segments, documents, made, reference=reference, waves=waves,
                           level=level, seed=seed))
        for made in listed
    ]  # fmt: skip
    return specification.gather(found, main=main)


def _specifications(
    main: Mapping[str, specification.Choice],
    others: Mapping[str, Sequence[specification.Choice]],
    *,
    crossed: bool,
) -> Iterator[dict[str, specification.Choice]]:
    """List the specifications that differ: `min_units` is of use for the prevalence alone."""
    made = specification.choices(main, others, crossed=crossed)
    if not crossed and main["measure"] == "salience":
        made += [{**main, "measure": "prevalence", "min_units": number}
                 for number in others["min_units"] if number != main["min_units"]]  # fmt: skip
    for one in made:
        if one["measure"] == "prevalence" or one["min_units"] == main["min_units"]:
            yield one


def _difference(
    codings: Mapping[str, pd.DataFrame], segments: pd.DataFrame, documents: pd.DataFrame,
    made: Mapping[str, specification.Choice], *, reference: str, waves: Sequence[str],
    level: float, seed: int,
) -> pd.DataFrame:  # fmt: skip
    """Differences under one specification."""
    dated = dating.in_waves(documents, include_inferred=bool(made["inferred"]))
    codes = codings[str(made["coder"])]
    codes = codes[codes["doc_id"].isin(dated["doc_id"])]
    tallies = measure.tally(codes, segments[segments["doc_id"].isin(dated["doc_id"])], dated,
                            by=["wave"])  # fmt: skip
    coded = dated[dated["doc_id"].isin(tallies["doc_id"])]
    kept = duplicates.counted(coded, counting=str(made["counting"]))
    tallies = tallies[tallies["doc_id"].isin(kept["doc_id"])]
    return compare.difference(
        tallies, across="wave", reference=reference, level=level, seed=seed, groups=waves,
        measure="prevalence" if made["measure"] == "prevalence" else "salience",
        min_units=int(made["min_units"]),
    )  # fmt: skip
