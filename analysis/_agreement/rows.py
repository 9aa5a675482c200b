"""From codings to units x values, and from those to rows of reliability."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import _counts, _intervals, contracts
from analysis._agreement import draws, masi, reliability
from analysis._agreement.draws import FEW, Interval, Sampled
from analysis._agreement.reliability import Scale

__all__ = [
    "COUNTS", "MASI", "Options", "of_group", "options", "placed", "table",
]  # fmt: skip

MASI: Final = "masi alpha"
FIRM: Final = 0.80
TENTATIVE: Final = 0.667
COUNTS: Final = (
    "n_coders", "n_codes", "n_single", "n_cannot_tell", "n_missing", "prevalence", "verdict",
)  # fmt: skip
WITH: Final = ("documents", "units")


class Options(NamedTuple):
    """How the intervals are made."""

    values: tuple[int, ...]
    measurement: str
    scale: Scale
    level: float
    seed: int
    n_boot: int
    bootstrap: str


class _Counted(NamedTuple):
    """Codes of one group and frame, as counts of units x values.

    `cluster` is what each unit is drawn with; `tally` are the columns that count.
    """

    counts: NDArray[np.int64]
    cluster: NDArray[np.intp]
    tally: dict[str, Any]


def options(
    *, values: Sequence[int], measurement: str, level: float, seed: int, n_boot: int, bootstrap: str
) -> Options:  # fmt: skip
    """Check the options that the measures share."""
    _intervals.check_level(level)
    if bootstrap not in WITH:
        message = f"bootstrap is {bootstrap!r}; draw 'documents' or 'units'."
        raise contracts.InputError(message)
    if n_boot < 2:
        message = f"n_boot must be at least 2, better 2000; found {n_boot}."
        raise contracts.InputError(message)
    on = reliability.scale(values, measurement=measurement)
    return Options(tuple(values), measurement, on, level, seed, n_boot, bootstrap)


def placed(
    codings: pd.DataFrame, documents: pd.DataFrame, by: Sequence[str]
) -> tuple[pd.DataFrame, list[str]]:
    """Codings with the `by` columns and cluster of their document, and those columns.

    Raises
    ------
    contracts.TableError
        If a document is unknown, or `by` names neither a column of `documents` nor one of the
        codings' own, such as 'round'.
    """
    own = {*codings.columns} - {*contracts.SCHEMAS["codings"].names} | {"round"}
    names = _counts.group_columns(by, own | set(documents.columns), table="documents or codings")
    at = pd.Index(documents["doc_id"]).get_indexer(pd.Index(codings["doc_id"]))
    if (lost := at < 0).any():
        ids = contracts.first_five(codings.loc[lost, "doc_id"].unique())
        message = (f"Table codings has {int(lost.sum()):,} rows whose doc_id is unknown ({ids}). "
                   f"Do both tables come from the same run?")  # fmt: skip
        raise contracts.TableError(message)
    of_document = [name for name in names if name in documents.columns]
    clusters = _counts.clusters(documents)
    found = documents[of_document].assign(_cluster=clusters).iloc[at].reset_index(drop=True)
    kept = codings[[name for name in codings.columns if name not in of_document]]
    return pd.concat([kept.reset_index(drop=True), found], axis=1), names


def _values(part: pd.DataFrame, chosen: Options) -> None:
    """Raise if a code is none of the values of the codebook."""
    given = part["value"].dropna()
    if (strange := ~given.isin(chosen.values)).any():
        found = contracts.first_five(sorted(given[strange].unique().tolist()))
        message = (f"Column codings.value holds {found}; the codebook knows "
                   f"{', '.join(map(str, chosen.values))}.")  # fmt: skip
        raise contracts.TableError(message)


def of_group(
    part: pd.DataFrame, chosen: Options, *, remarks: Sequence[str]
) -> list[dict[str, Any]]:
    """Rows of every frame of one group of codings, and of all frames together."""
    _values(part, chosen)
    rows: list[dict[str, Any]] = []
    for frame, codes in part.groupby("frame"):
        counted = _counted(codes, _places(codes["value"], chosen.values), chosen)
        rows += _rows(counted, chosen.scale, chosen, frame=str(frame), remarks=())
    several = len(part["frame"].unique()) > 1 and set(chosen.values) == {0, 1}
    return [*rows, *(_of_sets(part, chosen, remarks) if several else ())]


def _places(values: pd.Series, known: Sequence[int]) -> NDArray[np.intp]:
    """Place of each value among the known ones; -1 where it is null."""
    none = min(known) - 1
    return pd.Index(known).get_indexer(pd.Index(values.fillna(none).astype("int64")))


def _counted(
    codes: pd.DataFrame, place: NDArray[np.intp], chosen: Options, *, n_values: int | None = None
) -> _Counted:  # fmt: skip
    """Count the codes of one frame: a row of `codes` for each unit and coder."""
    width = n_values or len(chosen.values)
    unit, ids = pd.factorize(codes["segment_id"], sort=True)
    given = place >= 0
    cells = np.bincount(unit[given] * width + place[given], minlength=len(ids) * width)
    counts = cells.reshape(len(ids), width)
    own = codes["segment_id"] if chosen.bootstrap == "units" else codes["_cluster"]
    cluster = np.zeros(len(ids), np.intp)
    cluster[unit] = pd.factorize(own, sort=True)[0]
    per_unit = counts.sum(axis=1)
    n_coders = codes["coder"].nunique()
    paired = per_unit >= 2
    in_pairs = paired[unit]
    tally = {
        "n_coders": n_coders, "n_codes": int(per_unit[paired].sum()),
        "n_single": int((per_unit == 1).sum()), "n_cannot_tell": int((~given).sum()),
        "n_missing": n_coders * len(ids) - len(codes), "n_units": int(paired.sum()),
        "n_docs": int(codes.loc[in_pairs, "doc_id"].nunique()),
    }  # fmt: skip
    return _Counted(counts, cluster, tally)


def _rows(
    counted: _Counted, on: Scale, chosen: Options, *, frame: str, remarks: Sequence[str]
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Make a row for each measure of one frame."""
    sampled = draws.sampled(counted.counts, counted.cluster, on)
    found = draws.intervals(sampled, on, level=chosen.level, n_boot=chosen.n_boot, seed=chosen.seed)
    drawn = _drawn(sampled, counted, chosen)
    totals = counted.counts[counted.counts.sum(axis=1) >= 2].sum(axis=0)
    ones = dict(zip(chosen.values, totals.tolist(), strict=True)).get(1)
    share = ones / totals.sum() if ones is not None and totals.sum() else np.nan
    for measure in reliability.MEASURES:
        seen = found[measure]
        why = _undefined(seen, totals, chosen.values)
        head = f"{chosen.measurement}, " if measure == "alpha" else ""
        yield {
            **counted.tally, "frame": frame,
            **_estimate(seen, sampled, chosen, head=head, drawn=drawn),
            "measure": measure, "prevalence": share,
            "verdict": _verdict(seen) if measure == "alpha" else None,
            "note": _note(seen, sampled, drawn, [why, *remarks]),
        }  # fmt: skip


def _of_sets(
    part: pd.DataFrame, chosen: Options, remarks: Sequence[str]
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Make the row of alpha for the sets of frames that coders gave the units."""
    codes, place, sets = _sets(part)
    counted = _counted(codes, place, chosen, n_values=max(len(sets), 1))
    untold = len(part.loc[part["value"].isna(), ["segment_id", "coder"]].drop_duplicates())
    missing = counted.tally["n_missing"] + counted.tally["n_cannot_tell"] - untold
    on = masi.scale(sets or [frozenset()])
    sampled = draws.sampled(counted.counts, counted.cluster, on)
    seen = draws.intervals(sampled, on, level=chosen.level, n_boot=chosen.n_boot, seed=chosen.seed)[
        "alpha"
    ]
    drawn = _drawn(sampled, counted, chosen)
    totals = counted.counts[counted.counts.sum(axis=1) >= 2].sum(axis=0)
    named = [" + ".join(sorted(one)) or "without any frame" for one in sets]
    why = _undefined(seen, totals, named)
    yield {
        **counted.tally, "frame": None, "n_cannot_tell": untold, "n_missing": missing,
        **_estimate(seen, sampled, chosen, head="masi, ", drawn=drawn),
        "measure": MASI, "prevalence": np.nan, "verdict": None,
        "note": _note(seen, sampled, drawn, [why, *remarks]),
    }  # fmt: skip


def _sets(
    part: pd.DataFrame,
) -> tuple[pd.DataFrame, NDArray[np.intp], list[frozenset[str]]]:
    """Find the sets of frames by unit and coder: rows, the place of each one's set, and sets.

    A coder who could not decide on a frame, or was not asked, has no set of that unit (-1).
    """
    frames = sorted(part["frame"].unique())
    wide = part.set_index(["segment_id", "coder", "frame"])["value"].unstack()  # noqa: PD010
    matrix = wide[frames].astype("Float64").to_numpy(float, na_value=np.nan)
    whole = ~np.isnan(matrix).any(axis=1)
    rows, which = reliability.grouped((matrix[whole] > 0).astype(np.int64))
    place = np.full(len(wide), -1, np.intp)
    place[whole] = which
    sets = [frozenset(f for f, has in zip(frames, row, strict=True) if has) for row in rows]
    keys = wide.index.to_frame(index=False)
    units = part.drop_duplicates("segment_id")[["segment_id", "doc_id", "_cluster"]]
    return keys.merge(units, on="segment_id", how="left"), place, sets


def _estimate(
    seen: Interval, sampled: Sampled, chosen: Options, *, head: str, drawn: str
) -> dict[str, Any]:  # fmt: skip
    """Columns of the contract that come from one interval."""
    made = f"{drawn} bootstrap, percentile, n={chosen.n_boot}"
    return {
        "estimate": seen.estimate, "std_error": seen.std_error, "ci_low": seen.low,
        "ci_high": seen.high, "ci_level": chosen.level, "n_clusters": sampled.n_clusters,
        "method": head + ("exact binomial bound" if seen.exact else made),
    }  # fmt: skip


def _undefined(seen: Interval, totals: NDArray[np.int64], names: Sequence[object]) -> str:
    """Say why an estimate is undefined; empty if it is not."""
    if not np.isnan(seen.estimate):
        return ""
    used = np.flatnonzero(totals)
    if not len(used):
        return "undefined: no unit has codes of two coders."
    n = int(totals.sum())
    return f"undefined (no variation): all {n:,} codes are {names[int(used[0])]}."


def _drawn(sampled: Sampled, counted: _Counted, chosen: Options) -> str:
    """Name what is drawn."""
    if chosen.bootstrap == "units":
        return "unit"
    return "copy cluster" if sampled.n_clusters < counted.tally["n_docs"] else "document"


def _note(seen: Interval, sampled: Sampled, drawn: str, remarks: Iterable[str]) -> str | None:
    """Say what the interval cannot show, then the remarks; None if there is nothing to say."""
    n = _intervals.counted(sampled.n_clusters, drawn)
    said = []
    if not np.isnan(seen.estimate):
        if sampled.n_clusters < _intervals.MIN_DOCUMENTS:
            said.append(f"{n}: description only, no interval.")
        elif seen.exact:
            said.append("No codes differ: the lower end takes units as independent.")
        elif np.isnan(seen.low):
            said.append("All draws are alike: no interval.")
        elif sampled.n_clusters < FEW:
            said.append(f"{n}: the bootstrap interval is rough, probably too narrow.")
        if seen.spare:
            share = f"{100 * seen.spare:.1f} %" if seen.spare >= 0.0005 else "Under 0.1 %"
            said.append(f"{share} of the draws had no variation and are left out.")
    return " ".join([*said, *(remark for remark in remarks if remark)]) or None


def _verdict(seen: Interval) -> str:
    """Say what the lower end of alpha's interval allows."""
    if np.isnan(seen.low):
        return "undefined"
    if seen.low >= FIRM:
        return "firm"
    return "tentative" if seen.low >= TENTATIVE else "not reliable"


def table(
    rows: Sequence[Mapping[str, Any]], names: Sequence[str], more: Sequence[str] = ()
) -> pd.DataFrame:  # fmt: skip
    """Bring rows into the contract `estimates`."""
    columns = [*contracts.SCHEMAS["estimates"].names, *names, *more, *COUNTS]
    found = pd.DataFrame(list(rows), columns=columns)
    whole = dict.fromkeys((name for name in COUNTS if name.startswith("n_")), "Int64")
    return contracts.conform(found.astype({**whole, "prevalence": "float64"}), "estimates")
