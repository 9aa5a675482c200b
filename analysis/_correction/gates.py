"""When a method of correction is given, and the reason where it is not."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from analysis import _intervals, contracts
from analysis._correction.groups import Group

__all__ = [
    "CENSUS", "METHODS", "NO_GOLD", "SEEN", "TOO_SMALL", "Gate", "checked_methods", "few", "gate",
]  # fmt: skip

METHODS: Final = ("naive", "gold only", "post-stratified", "ppi++", "dsl")

TOO_SMALL: Final = "gold sample too small"
NO_GOLD: Final = "no gold codes"
SEEN: Final = "gold codes seen"
CENSUS: Final = "census"

NEEDED: Final = {"positives": 10, "negatives": 10, "disagreements": 5}
"""Found in simulations (1,500 runs in each of 50 cells): below these, intervals of PPI++ that
should cover 95 % covered as few as 75 %; above them 93.7 to 95.7 %."""


class Gate(NamedTuple):
    """Why a method is not given: a reason in a few words, and a sentence."""

    reason: str
    sentence: str


def checked_methods(methods: Sequence[str]) -> list[str]:
    """Give the methods in their usual order, or say which one there is not."""
    names = [methods] if isinstance(methods, str) else list(methods)
    for name in names:
        if name not in METHODS:
            known = contracts.did_you_mean(str(name), METHODS)
            message = f"There is no correction {name!r}. {known}"
            raise contracts.InputError(message)
    if not names:
        message = f"methods is empty; choose from {', '.join(METHODS)}."
        raise contracts.InputError(message)
    return [name for name in METHODS if name in names]


def gate(
    method: str, groups: Sequence[Group], names: Sequence[str], *, seen: bool | None
) -> Gate | None:  # fmt: skip
    """Say why a method is not given for these groups (one, or the two of a difference)."""
    if method == "naive":
        return None
    if without := [name for name, group in zip(names, groups, strict=True) if not group.gold.size]:
        where = f" in {contracts.first_five(without)}" if any(without) else ""
        return Gate(NO_GOLD, f"{NO_GOLD}{where}.")
    if method == "gold only":
        return None
    census = all(group.census for group in groups)
    if seen and not census:
        return Gate(SEEN, f"{SEEN}: those who wrote the codebook had seen these gold codes, so the "
                    f"machine errs less on them than elsewhere. 'gold only' does not use "
                    f"the machine.")  # fmt: skip
    if method == "post-stratified":
        return None
    if census:
        return Gate(CENSUS, f"{CENSUS}: every unit has a gold code, so nothing is to be predicted.")
    short = [
        text for name, group in zip(names, groups, strict=True) if (text := _short(group, name))
    ]
    return Gate(TOO_SMALL, f"{TOO_SMALL}: {'; '.join(short)}.") if short else None


def _short(group: Group, name: str) -> str:
    """Say what one group has too little of; empty if nothing.

    Clusters that hold such a unit are counted: ten positive sentences of one article are one.
    """
    gold = group.gold
    found = {
        "positives": gold.value == 1, "negatives": gold.value == 0,
        "disagreements": gold.value != gold.code,
    }  # fmt: skip
    noun = "clusters" if group.clustered else "units"
    lacking = []
    for what, where in found.items():
        n = len(np.unique(gold.cluster[where]))
        if n < NEEDED[what]:
            lacking.append(f"{n} of {NEEDED[what]} {noun} with {what}")
    return f"{name!r} has {' and '.join(lacking)}" if lacking and name else " and ".join(lacking)


def few(groups: Sequence[Group]) -> bool:
    """Whether a group has too few clusters with gold codes for an interval."""
    return min(group.gold.n_clusters for group in groups) < _intervals.MIN_DOCUMENTS
