"""Shares and differences of a frame, corrected for the errors of the machine that coded it.

A machine (dictionary, classifier) codes every unit, with errors, and errs otherwise in each
news wave. People code a sample of units that was drawn with known probabilities (the gold
codes). Five estimates are given beside each other:

===============  ==========================================================================
method           what it is
===============  ==========================================================================
naive            share of units that the machine coded 1; not corrected
gold only        weighted share of gold ones; the machine is not used; Wilson and Newcombe
post-stratified  the default: gold shares within the machine's yes and no, weighted by how
                 often it said yes and no; interval from Jeffreys draws
ppi++            gold share, moved by what the machine says of the others; normal theory
dsl              gold codes predicted from machine code, score, wave, language and outlet,
                 and the prediction corrected by design; normal theory
===============  ==========================================================================

The error is estimated in each group by itself, never pooled over waves: where the machine errs
differently, a pooled correction is worse than none. `ppi++` and `dsl` are given from 10 gold
positives, 10 gold negatives and 5 disagreements with the machine in each group.

Gold codes are taken to be right. Errors of the people who made them stay in the estimate, and
their drift between waves looks like change.
"""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from analysis import _intervals, contracts
from analysis._correction import gates
from analysis._correction import material as correction_material
from analysis._correction import rows as correction_rows
from analysis._correction.groups import CLAIMS, Claim

__all__ = ["METHODS", "N_DRAWS", "differences", "shares"]

METHODS: Final = gates.METHODS
"""All methods, in the order of the rows."""

N_DRAWS: Final = 10_000
"""Draws for the interval of the post-stratified estimate."""


def shares(
    machine: pd.DataFrame, gold: pd.DataFrame, sample: pd.DataFrame | None,
    documents: pd.DataFrame, *, by: Sequence[str], level: float, seed: int,
    methods: Sequence[str] = METHODS, n_draws: int = N_DRAWS, claim: Claim = "population",
    seen: bool | None = None, rest: pd.DataFrame | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Estimate the share of units that carry each frame, in each group.

    Parameters
    ----------
    machine : DataFrame
        Contract `codings`: the codes of one machine coder for all units (the universe), value
        0 or 1, and score where it has one. Its frames are estimated.
    gold : DataFrame
        Contract `codings`: the adjudicated codes of people for the sampled units. Null
        ('cannot tell') is counted in the note and taken to be missing at random among units
        with the same machine code; so are sampled units without a row.
    sample : DataFrame or None
        Contract `samples`, as `sample.draw` made it; units of the part 'test' are used. None
        only if every unit has a gold code.
    documents : DataFrame
        Contract `documents`: the columns of `by`, and the clusters of copies.
    by : sequence of str
        Columns of the documents that make the groups, such as 'wave' and 'language'.
    level : float
        Confidence level of the intervals, such as 0.95.
    seed : int
        Seed of the draws, and of the folds of 'dsl'.
    methods : sequence of str
        Some of `METHODS`.
    n_draws : int
        Draws for the post-stratified interval; 1,000 or more.
    claim : {'population', 'corpus'}
        What the interval is about. 'population': the coverage that these documents are taken
        to be a sample of. 'corpus': these documents and no others, so that the error is that
        of the gold sample alone, and nil if every unit has a gold code. 'naive' keeps the
        interval that is usual for it.
    seen : bool, optional
        Whether those who wrote the codebook (or trained the machine) had seen the gold codes.
        If so, the machine errs less on these units than on others, and only 'gold only' is
        given, unless every unit has a gold code.
    rest : DataFrame, optional
        Contract `tallies`: the machine's codes in further documents of the universe, counted. No
        drawn unit lies in one. So a large corpus need not be in memory; scores are then not
        used.

    Returns
    -------
    DataFrame
        Contract `estimates` with the `by` columns: a row for each group x frame x method.
        measure is 'prevalence' if the units are documents, else 'salience'; estimate is a
        share from 0 to 1, higher means more of the frame. std_error is that of the
        estimate (for post-stratified the standard deviation of the draws, whose median is in
        the column median); n_units and n_docs are those of the universe, n_clusters those
        that hold gold units (naive: all). Extra columns: n_gold, n_gold_positive,
        n_gold_negative, n_disagreements (gold and machine differ), gate (why a method is not
        given: its estimate is null, and the note says more), recommended (the row to show),
        coder (the machine's name), claim. Below 4 clusters there is no interval.

    Raises
    ------
    contracts.InputError
        If the gold units are no probability sample: no sample and no census, units that were
        not drawn, units of the part 'development' only.
    contracts.TableError
        If a table breaks its contract, holds several coders, or lacks codes of the machine.

    References
    ----------
    Tenenbein (1970) doi:10.1080/01621459.1970.10481170; Egami et al. (2023)
    arXiv:2306.04746; Angelopoulos, Duchi & Zrnic (2023) arXiv:2311.01453; TeBlunthuis,
    Hase & Chan (2024) doi:10.1080/19312458.2023.2293713

    Examples
    --------
    >>> def codes(values, coder, kind):
    ...     return pd.DataFrame({"segment_id": ids, "doc_id": ids, "frame": "conflict",
    ...         "coder": coder, "coder_kind": kind, "value": values, "codebook": "b"})
    >>> ids = [f"d{number}" for number in range(8)]
    >>> documents = contracts.empty("documents").reindex(range(8)).assign(
    ...     doc_id=ids, source_file=ids, source_format="txt", position_in_file=0, text="x",
    ...     date_source="none", words=1, text_sha256="x", wave="May")
    >>> machine = codes([1, 1, 1, 1, 0, 0, 0, 0], "dictionary", "dictionary")
    >>> gold = codes([1, 1, 0, 0, 0, 0, 0, 0], "gold", "human")
    >>> found = shares(machine, gold, None, documents, by=["wave"], level=0.95, seed=1)
    >>> dict(zip(found["method"], found["estimate"]))["post-stratified"]
    0.25
    """
    options = _options(methods, level, seed, n_draws, claim, seen)
    names = _names(by)
    material = correction_material.assemble(
        machine, gold, sample, documents, keys=names, crossed=names, seen=seen, rest=rest
    )
    rows: list[dict[str, Any]] = []
    for frame in material.frames:
        found = correction_rows.found_in(frame, material.keys, options)
        for place, (key, group) in enumerate(zip(material.keys, frame.groups, strict=True)):
            of_group = [
                correction_rows.share(group, found.get((place, method)), method, frame.remarks,
                                       options)
                for method in options.methods
            ]  # fmt: skip
            shared = _shared(material, frame.name, options) | dict(zip(names, key, strict=True))
            rows += [shared | row for row in correction_rows.recommended(of_group)]
    return correction_rows.finished(rows, by=names, sides=False)


def differences(
    machine: pd.DataFrame, gold: pd.DataFrame, sample: pd.DataFrame | None,
    documents: pd.DataFrame, *, across: str, reference: str, by: Sequence[str] = (),
    groups: Sequence[str] = (), level: float, seed: int, methods: Sequence[str] = METHODS,
    n_draws: int = N_DRAWS, claim: Claim = "population", seen: bool | None = None,
    rest: pd.DataFrame | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Estimate how much more of each frame other groups have than the reference group.

    Parameters
    ----------
    machine, gold, sample, documents : DataFrame
        As in `shares`.
    across : str
        Column of the documents that tells the groups apart, such as 'wave'.
    reference : str
        Its value to compare with; each other value is compared with it.
    by : sequence of str
        Compare within each of these groups, such as 'language'.
    groups : sequence of str
        Groups that are to be compared even if no document is in them. Contrasts come in
        this order, and else by name.
    level, seed, methods, n_draws, claim, seen, rest
        As in `shares`.

    Returns
    -------
    DataFrame
        As from `shares`, with `contrast` 'other - reference'. estimate is a difference of
        shares, from -1 to 1; above 0 there is more in the other group. Counts are of both
        groups together; share, n_docs, n_units and n_gold also for each, in the
        columns `_other` and `_reference`. p_value belongs to the interval of its row (from
        draws never below 2 / (n_draws + 1)); none for 'naive', which would test the
        machine's codes. p_adjusted is Holm's, over the p-values of one method. Below 4 against
        4 clusters with gold units interval and p are null, and the note states the smallest
        exact p that could be reached.

    Raises
    ------
    contracts.InputError
        As in `shares`, and if a group of `across` has no gold unit at all.
    contracts.TableError
        As in `shares`, and if `reference` is no value of `across` or there is nothing to
        compare it with.

    References
    ----------
    As in `shares`; Newcombe (1998)
    doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I; Holm (1979)
    Scandinavian Journal of Statistics 6(2), 65-70

    Examples
    --------
    >>> nothing = contracts.empty("codings")
    >>> found = differences(nothing, nothing, None, contracts.empty("documents"), across="wave",
    ...                     reference="May", level=0.95, seed=1)
    >>> len(found), "share_other" in found.columns
    (0, True)
    """
    options = _options(methods, level, seed, n_draws, claim, seen)
    names = _names(by)
    material = correction_material.assemble(
        machine, gold, sample, documents, keys=[*names, across], crossed=[across, *names],
        seen=seen, rest=rest,
    )  # fmt: skip
    others = _others(material, across, reference, groups)
    places = {key: place for place, key in enumerate(material.keys)}
    within = list(dict.fromkeys(key[:-1] for key in material.keys))
    rows: list[dict[str, Any]] = []
    for frame in material.frames:
        found = correction_rows.found_in(frame, material.keys, options)
        for key in within:
            for other in others:
                pair = [places.get((*key, name), -1) for name in (other, reference)]
                shared = _shared(material, frame.name, options)
                shared |= dict(zip(names, key, strict=True))
                shared |= {"contrast": f"{other} - {reference}"}
                of_pair = _pair(frame, found, pair, (other, reference), options)
                rows += [shared | row for row in correction_rows.recommended(of_pair)]
    return correction_rows.finished(rows, by=names, sides=True)


def _options(
    methods: Sequence[str], level: float, seed: int, n_draws: int, claim: Claim, seen: bool | None
) -> correction_rows.Options:
    """Check what the researcher chose."""
    _intervals.check_level(level)
    if claim not in CLAIMS:
        message = f"There is no claim {claim!r}. {contracts.did_you_mean(str(claim), CLAIMS)}"
        raise contracts.InputError(message)
    if n_draws < 1000:
        message = f"n_draws must be at least 1,000, better {N_DRAWS:,}; found {n_draws}."
        raise contracts.InputError(message)
    chosen = gates.checked_methods(methods)
    return correction_rows.Options(chosen, level, seed, n_draws, claim, seen)


def _names(by: Sequence[str]) -> list[str]:
    """Give the columns of the groups as a list; a wrong one is told when they are looked up."""
    if isinstance(by, str):
        message = f"by is a list of column names; write by=[{by!r}]."
        raise contracts.TableError(message)
    return list(by)


def _shared(
    material: correction_material.Material, frame: str, options: correction_rows.Options
) -> dict[str, Any]:
    """Columns that are the same in all rows of a frame."""
    return {"measure": material.measure, "frame": frame, "coder": material.coder,
            "claim": options.claim, "ci_level": options.level}  # fmt: skip


def _pair(
    frame: correction_material.Frame, found: dict[tuple[int, str], Any], pair: Sequence[int],
    names: tuple[str, str], options: correction_rows.Options,
) -> list[dict[str, Any]]:  # fmt: skip
    """Rows of one difference, one for each method."""
    first, second = (frame.groups[place] if place >= 0 else None for place in pair)
    return [
        correction_rows.difference(
            (first, second), (found.get((pair[0], method)), found.get((pair[1], method))), names,
            method, frame.remarks, options,
        )
        for method in options.methods
    ]  # fmt: skip


def _others(
    material: correction_material.Material, across: str, reference: str, groups: Sequence[str]
) -> list[str]:
    """Give the groups to compare with the reference; raise if one cannot be."""
    n_gold: dict[str, int] = {}
    for frame in material.frames:
        for key, group in zip(material.keys, frame.groups, strict=True):
            if group is not None:
                n_gold[key[-1]] = n_gold.get(key[-1], 0) + group.gold.size
    every = list(dict.fromkeys([*(groups if n_gold else ()), *sorted(n_gold)]))
    if every and reference not in every:
        known = contracts.did_you_mean(str(reference), map(str, every))
        message = f"No coded document has {reference!r} in documents.{across}. {known}"
        raise contracts.TableError(message)
    if len(every) == 1 and not groups:
        message = (f"Column documents.{across} holds {reference!r} alone for the coded documents; "
                   f"there is nothing to compare it with.")  # fmt: skip
        raise contracts.TableError(message)
    if without := [name for name in sorted(n_gold) if not n_gold[name]]:
        message = (f"No unit of {across} {contracts.first_five(without)} has a gold code, so how "
                   f"the machine errs there is unknown; it may err otherwise than in the other "
                   f"groups. Have units of each drawn and coded.")  # fmt: skip
        raise contracts.InputError(message)
    return [name for name in every if name != reference]
