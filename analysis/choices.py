"""The difference between the waves under every choice that could have been made otherwise.

Who coded, what is measured, how many units make a frame present, whether copies count, whether
inferred dates do: each is a defensible choice, and a claim that hangs on one of them should say
so. `under_each` chains the stages once for every specification.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pandas as pd

from analysis import _counts, compare, contracts, dating, duplicates, specification
from analysis.contracts import InputError

__all__ = ["complete", "under_each"]

MEASURES: Final = ("salience", "prevalence")
COUNTING: Final = ("visibility", "content")


def complete(tallies: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Give the coders who coded every unit that counts: only they can be put in each other's place.

    Parameters
    ----------
    tallies : mapping of str to DataFrame
        Coder to contract `tallies` of the same articles, the machine that was asked for every
        unit first.

    Returns
    -------
    dict of str to DataFrame
        The first, and of the others those who decided of as many units for each of their frames.

    Examples
    --------
    >>> machine = pd.DataFrame({"doc_id": ["a"], "frame": "conflict", "n_units": 4,
    ...                         "n_positive": 1, "weight": 1.0})
    >>> list(complete({"dictionary": machine, "anna": machine, "ben": machine.assign(n_units=3)}))
    ['dictionary', 'anna']
    """
    found: dict[str, pd.DataFrame] = {}
    for name, table in tallies.items():
        sizes = table.groupby("frame")["n_units"].sum()
        first = next(iter(found.values()), table)
        asked = first.groupby("frame")["n_units"].sum().max()
        if not found or (len(sizes) and sizes.min() >= asked):
            found[name] = table
    return found


def under_each(
    tallies: Mapping[str, pd.DataFrame], documents: pd.DataFrame, *,
    main: Mapping[str, specification.Choice], min_units: Sequence[int], reference: str,
    waves: Sequence[str], level: float, seed: int, crossed: bool,
) -> pd.DataFrame:  # fmt: skip
    """Estimate the difference from the reference wave under every specification.

    Parameters
    ----------
    tallies : mapping of str to DataFrame
        Coders by name to contract `tallies` by 'wave', as `complete` gives them.
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
    if main["coder"] not in tallies:
        message = (f"The coder {main['coder']!r} of the main specification has not coded every "
                   f"unit. {contracts.did_you_mean(str(main['coder']), tallies)}")  # fmt: skip
        raise InputError(message)
    others = {"coder": list(tallies), "measure": MEASURES, "min_units": min_units,
              "counting": COUNTING, "inferred": (True, False)}  # fmt: skip
    listed = _specifications(main, others, crossed=crossed)
    found = [
        (made, _difference(tallies, documents, made, reference=reference, waves=waves, level=level,
                           seed=seed))
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
    tallies: Mapping[str, pd.DataFrame], documents: pd.DataFrame,
    made: Mapping[str, specification.Choice], *, reference: str, waves: Sequence[str],
    level: float, seed: int,
) -> pd.DataFrame:  # fmt: skip
    """Differences under one specification."""
    dated = dating.in_waves(documents, include_inferred=bool(made["inferred"]))
    own = tallies[str(made["coder"])]
    coded = dated[_counts.among(dated["doc_id"], own["doc_id"])]
    kept = duplicates.counted(coded, counting=str(made["counting"]))
    return compare.difference(
        own[_counts.among(own["doc_id"], kept["doc_id"])], across="wave", reference=reference,
        level=level, seed=seed, groups=waves,
        measure="prevalence" if made["measure"] == "prevalence" else "salience",
        min_units=int(made["min_units"]),
    )  # fmt: skip
