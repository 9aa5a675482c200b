"""Corrected shares and differences as rows of a table: intervals, p-values and notes."""

import math
import zlib
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from analysis import _intervals, _resampling, contracts
from analysis._correction import draws, dsl, gates, intervals, plain, ppi
from analysis._correction.groups import Claim, Found, Group
from analysis._correction.material import Frame

__all__ = ["Options", "difference", "finished", "found_in", "recommended", "share"]

COUNTS: Final = ("n_gold", "n_gold_positive", "n_gold_negative", "n_disagreements")
SIDES: Final = ("share", "n_docs", "n_units", "n_gold")


class Options(NamedTuple):
    """What the researcher chose."""

    methods: Sequence[str]
    level: float
    seed: int
    n_draws: int
    claim: Claim
    seen: bool | None


def found_in(frame: Frame, keys: Sequence[tuple[Any, ...]], options: Options) -> dict[
    tuple[int, str], Found
]:  # fmt: skip
    """Estimate every group of a frame with every method that its gold codes allow, by place."""
    results: dict[tuple[int, str], Found] = {}
    for place, group in enumerate(frame.groups):
        for method in options.methods:
            if group is None or gates.gate(method, [group], [""], seen=options.seen):
                continue
            if method != "dsl":
                seed = _seed(options.seed, frame.name, keys[place])
                results[place, method] = _one(method, group, options, seed)
            elif (place, method) not in results:
                results |= _dsl(frame, options)
    return results


def _one(method: str, group: Group, options: Options, seed: list[int]) -> Found:
    """Estimate one group with one method."""
    if method == "naive":
        return plain.naive(group, level=options.level)
    if method == "gold only":
        return plain.gold_only(group, claim=options.claim, level=options.level)
    if method == "ppi++":
        return ppi.ppi(group, claim=options.claim)
    return draws.post_stratified(
        group, claim=options.claim, n_draws=options.n_draws, level=options.level,
        rng=np.random.default_rng(seed),
    )  # fmt: skip


def _dsl(frame: Frame, options: Options) -> dict[tuple[int, str], Found]:
    """Estimate all groups at once, since they share what is learned from the gold codes."""
    shares = dsl.dsl(
        frame.units, n_groups=len(frame.groups), claim=options.claim,
        seed=_seed(options.seed, frame.name, ()),
    )  # fmt: skip
    return {(place, "dsl"): found for place, found in enumerate(shares)}


def _seed(seed: int, frame: str, key: tuple[Any, ...]) -> list[int]:
    """Seed of a group of its own, whichever other groups and frames there are."""
    return [seed, zlib.crc32("\x1f".join([frame, *map(str, key)]).encode())]


def share(
    group: Group | None, found: Found | None, method: str, remarks: Sequence[str],
    options: Options,
) -> dict[str, Any]:  # fmt: skip
    """Columns of the share of one group by one method."""
    if group is None:
        return {"method": method, "gate": "no units", "note": "No unit was coded."}
    row = {"method": method, **_counts([group], method)}
    if found is None:
        return row | _refused(method, [group], [""], options)
    row |= {"estimate": found.estimate, **intervals.median(found.draws)}
    if (n := _clusters(group, method)) < _intervals.MIN_DOCUMENTS:
        small = f"{_number(n, group, method)}: description only."
        return row | {"note": _text([small], _said(method, remarks, [found], group.census))}
    low, high = intervals.of_share(found, options.level)
    ends, widened = intervals.holding(found.estimate, low, high)
    notes = [*_small(method, [group], [""], options), *widened]
    said = _said(method, remarks, [found], group.census)
    return row | ends | {"std_error": found.std_error, "note": _text(notes, said)}


def difference(
    groups: tuple[Group | None, Group | None], found: tuple[Found | None, Found | None],
    names: tuple[str, str], method: str, remarks: Sequence[str], options: Options,
) -> dict[str, Any]:  # fmt: skip
    """Columns of the difference other - reference by one method; both are given that way round."""
    other, reference = groups
    if other is None or reference is None:
        absent = [name for name, group in zip(names, groups, strict=True) if group is None]
        note = f"No unit was coded for this frame in {contracts.first_five(absent)}."
        return {"method": method, "gate": "no units", "note": note}
    pair = [other, reference]
    reason = gates.gate(method, pair, names, seen=options.seen)
    first, second = (None, None) if reason else found
    row = {"method": method, **_counts(pair, method), **_sides(pair, (first, second))}
    if first is None or second is None:
        return row | _refused(method, pair, names, options)
    estimate = first.estimate - second.estimate
    row |= {
        "estimate": estimate,
        **intervals.median(intervals.gap(first, second)),
    }
    census = all(group.census for group in pair)
    said = _said(method, remarks, [first, second], census)
    sizes = [_clusters(group, method) for group in pair]
    if min(sizes) < _intervals.MIN_DOCUMENTS:
        return row | {"note": _text([_description(pair, method)], said)}
    low, high, p = intervals.of_difference(first, second, options.level)
    ends, widened = intervals.holding(estimate, low, high)
    error = math.hypot(first.std_error, second.std_error)
    notes = [*_small(method, pair, names, options), *widened]
    return row | ends | {"std_error": error, "p_value": math.nan if widened or method == "naive"
                         else p, "note": _text(notes, said)}  # fmt: skip


def recommended(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Mark the row to show: the default, or the gold codes alone where it is not given."""
    given = [row["method"] for row in rows if "gate" not in row]
    shown = [name for name in ("post-stratified", "gold only") if name in given][:1]
    return [row | {"recommended": row["method"] in shown} for row in rows]


def _counts(groups: Sequence[Group], method: str) -> dict[str, int]:
    """Give what the groups hold, added up."""
    values = [group.gold.value for group in groups]
    return {
        "n_units": sum(group.n_units for group in groups),
        "n_docs": sum(group.n_docs for group in groups),
        "n_clusters": sum(_clusters(group, method) for group in groups),
        "n_gold": sum(group.gold.size for group in groups),
        "n_gold_positive": int(sum((value == 1).sum() for value in values)),
        "n_gold_negative": int(sum((value == 0).sum() for value in values)),
        "n_disagreements": int(sum((g.gold.value != g.gold.code).sum() for g in groups)),
    }


def _sides(pair: Sequence[Group], found: Sequence[Found | None]) -> dict[str, Any]:
    """Give shares and sizes of the two groups of a difference."""
    row: dict[str, Any] = {}
    for side, group, one in zip(("other", "reference"), pair, found, strict=True):
        row |= {
            f"share_{side}": math.nan if one is None else one.estimate,
            f"n_docs_{side}": group.n_docs, f"n_units_{side}": group.n_units,
            f"n_gold_{side}": group.gold.size,
        }  # fmt: skip
    return row


def _clusters(group: Group, method: str) -> int:
    """Clusters that the estimate rests on: of the universe, or those with gold codes."""
    return group.n_clusters if method == "naive" else group.gold.n_clusters


def _refused(
    method: str, groups: Sequence[Group], names: Sequence[str], options: Options
) -> dict[str, Any]:  # fmt: skip
    """Columns of a method that is not given."""
    reason = gates.gate(method, groups, names, seen=options.seen)
    if reason is None:
        return {}
    return {"gate": reason.reason, "note": reason.sentence}


def _small(
    method: str, groups: Sequence[Group], names: Sequence[str], options: Options
) -> list[str]:
    """Say in the default's note that the gold sample allows no other method."""
    if method != "post-stratified":
        return []
    reason = gates.gate("ppi++", groups, names, seen=options.seen)
    if reason is None or reason.reason != gates.TOO_SMALL:
        return []
    return [reason.sentence]


def _said(
    method: str, remarks: Sequence[str], found: Sequence[Found], census: bool
) -> list[str]:  # fmt: skip
    """Remarks on a row: not corrected, or what the gold codes leave out."""
    if method == "naive":
        return ["Not corrected for coding error: the machine's codes as they are."]
    own = [remark for one in found for remark in one.remarks]
    of_census = ["The share of the gold codes themselves."] if census else []
    return [*of_census, *dict.fromkeys(own), *remarks]


def _text(*parts: Sequence[str]) -> str | None:
    """Join remarks; None without any."""
    return " ".join(dict.fromkeys(text for part in parts for text in part)) or None


def _number(n: int, group: Group, method: str) -> str:
    """Write how many clusters there are."""
    gold = "" if method == "naive" else "gold "
    return _intervals.counted(n, f"{gold}{_noun(group)}")


def _noun(group: Group) -> str:
    """Name the clusters."""
    return "cluster of copies" if group.copies and group.clustered else "document"


def _description(pair: Sequence[Group], method: str) -> str:
    """Say what so few documents allow; written as in `compare.difference`."""
    a, b = (_clusters(group, method) for group in reversed(pair))
    smallest = _resampling.smallest_p(a, b)
    p = _intervals.p_text(smallest)
    limit = (f"Even the most extreme outcome would have {p}." if smallest > 0.05
             else f"The most extreme outcome would have {p}.")  # fmt: skip
    return f"{a:,} and {_number(b, pair[0], method)}: description only. {limit}"


def finished(rows: Sequence[dict[str, Any]], *, by: Sequence[str], sides: bool) -> pd.DataFrame:
    """Make the table of its rows, in the order of the methods, with adjusted p-values."""
    whole = [*COUNTS, *(f"{name}_{side}" for name in SIDES[1:] for side in ("other", "reference")
                        if sides)]  # fmt: skip
    real = ["median", *(f"share_{side}" for side in ("other", "reference") if sides)]
    names = contracts.SCHEMAS["estimates"].names
    columns = [*by, *names, *real, *whole, "gate", "recommended", "coder", "claim"]
    table = pd.DataFrame(rows, columns=list(dict.fromkeys(columns)))
    table = table.assign(**{name: table[name].astype("float64") for name in real})
    table = table.assign(**{name: table[name].fillna(0).astype("int64") for name in whole},
                         n_units=table["n_units"].fillna(0), n_docs=table["n_docs"].fillna(0),
                         gate=table["gate"].astype("str"))  # fmt: skip
    table = table.assign(p_adjusted=_holm(table), recommended=table["recommended"].eq(True))
    order = {name: place for place, name in enumerate(gates.METHODS)}
    keys = [*by, "_place", "frame"] if sides else [*by, "frame"]
    places = pd.factorize(table["contrast"])[0]  # contrasts stay in the order of the groups
    ranked = table.assign(_place=places, _order=table["method"].map(order))
    sorted_ = ranked.sort_values([*keys, "_order"]).drop(columns=["_place", "_order"])
    return contracts.conform(sorted_, "estimates")


def _holm(table: pd.DataFrame) -> pd.Series:
    """Adjust the p-values of each method for their number."""
    p = table["p_value"].astype("float64")
    adjusted = pd.Series(np.nan, index=table.index)
    for rows in table.groupby("method").groups.values():
        adjusted.loc[rows] = _intervals.holm(p.loc[rows])
    return adjusted
