"""Comparing groups of documents: what is sampled in each, and what so many allow to say.

Private: `compare` and `composition` share these, since stages do not import each other.
The unit of the sample is a document, or where there are copies a cluster of them within its
group: a cluster that lies in both groups is a unit in each.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import _counts, _intervals, _resampling, contracts

__all__ = [
    "DESCRIPTION", "Measure", "Side", "check_groups", "check_measure", "clusters",
    "compared_with", "few", "finished", "none_of", "said", "shares", "side", "spread", "with_test",
]  # fmt: skip

MEASURES: Final = ("prevalence", "salience")
DESCRIPTION: Final = "description only"
NUMBERS: Final = {
    f"{name}_{side}": "float64" if name == "share" else "int64"
    for name in ("share", "n_docs", "n_units", "n_positive")
    for side in ("other", "reference")
}

Measure = Literal["prevalence", "salience"]
Floats = NDArray[np.float64]


class Side(NamedTuple):
    """One group: what was counted in each cluster of copies, and over all."""

    positive: Floats
    total: Floats
    n_docs: int
    n_units: int

    @property
    def n_clusters(self) -> int:
        """Units of the sample."""
        return len(self.total)

    @property
    def copies(self) -> bool:
        """Whether a cluster holds two documents."""
        return self.n_clusters < self.n_docs

    @property
    def share(self) -> float:
        """Sum over sum; nan without a document."""
        return float(self.positive.sum()) / float(self.total.sum()) if len(self.total) else math.nan


def check_measure(measure: str) -> None:
    """Raise if a measure is none that can be compared."""
    if measure not in MEASURES:
        known = contracts.did_you_mean(str(measure), MEASURES)
        message = f"measure {measure!r} cannot be compared. {known}"
        raise contracts.InputError(message)


def check_groups(
    counts: pd.DataFrame, *, across: str, reference: str, expected: Sequence[str]
) -> None:
    """Raise if there is no reference, nothing to compare it with, or a document in both."""
    groups = sorted({*counts[across].unique(), *(expected if len(counts) else ())})
    if groups and reference not in groups:
        known = contracts.did_you_mean(str(reference), map(str, groups))
        message = f"No counted document has {reference!r} in tallies.{across}. {known}"
        raise contracts.TableError(message)
    if len(groups) == 1 and not expected:
        message = (f"Column tallies.{across} holds {reference!r} alone for the counted documents; "
                   f"there is nothing to compare it with.")  # fmt: skip
        raise contracts.TableError(message)
    pairs = counts[["doc_id", across]].drop_duplicates()
    if (twice := pairs["doc_id"].duplicated()).any():
        ids = contracts.first_five(pairs.loc[twice, "doc_id"])
        message = (f"Documents lie in more than one group of {across} ({ids}); only groups of "
                   f"different documents can be compared, such as waves.")  # fmt: skip
        raise contracts.TableError(message)


def compared_with(reference: str, found: Iterable[str], groups: Sequence[str]) -> list[str]:
    """List the groups to compare with the reference: those given in their order, then others."""
    return [name for name in dict.fromkeys([*groups, *sorted(set(found))]) if name != reference]


def clusters(
    counts: pd.DataFrame, by: Sequence[str], *, measure: Measure, min_units: int
) -> pd.DataFrame:  # fmt: skip
    """Give what is sampled: cluster_id, `by`, frame, positive, total, n_docs, n_units.

    Parameters
    ----------
    counts : DataFrame
        From `_counts.per_document`.
    by : sequence of str
        Columns that tell the groups apart.
    measure : {'prevalence', 'salience'}
        Whether `positive` of `total` are documents or units.
    min_units : int
        Used for 'prevalence' only.
    """
    if measure == "prevalence":
        counts = counts.assign(positive=_counts.carries(counts, min_units), total=1)
    else:
        counts = counts.assign(positive=counts["n_positive"], total=counts["n_units"])
    return _counts.per_cluster(counts.drop(columns="n_positive"), by)


def side(part: pd.DataFrame) -> Side:
    """Make one group of rows of `clusters`."""
    return Side(
        part["positive"].to_numpy(float), part["total"].to_numpy(float),
        int(part["n_docs"].sum()), int(part["n_units"].sum()),
    )  # fmt: skip


def shares(first: Side, second: Side) -> dict[str, Any]:
    """Columns of a difference: the shares of both groups, and what they were counted from."""
    return {
        "estimate": second.share - first.share,
        "n_docs": first.n_docs + second.n_docs, "n_units": first.n_units + second.n_units,
        **_numbers("other", second), **_numbers("reference", first),
    }  # fmt: skip


def _numbers(name: str, group: Side) -> dict[str, Any]:
    """Columns of one group."""
    return {
        f"share_{name}": group.share, f"n_docs_{name}": group.n_docs,
        f"n_units_{name}": group.n_units, f"n_positive_{name}": int(group.positive.sum()),
    }  # fmt: skip


def few(first: Side, second: Side) -> bool:
    """Whether a group has too few units of the sample for a test."""
    return min(first.n_clusters, second.n_clusters) < _intervals.MIN_DOCUMENTS


def said(
    first: Side, second: Side, *, names: tuple[str, str], smallest: float | None = None
) -> dict[str, Any]:  # fmt: skip
    """Columns of a difference that is description only, with what so few documents allow.

    Parameters
    ----------
    first, second : Side
    names : tuple of str
        Of the two groups.
    smallest : float, optional
        Smallest p that could be reached, where it is not that of the two groups as they are.
    """
    if not (first.n_docs and second.n_docs):
        pairs = zip(names, (first, second), strict=True)
        empty = [name for name, group in pairs if not group.n_docs]
        return {"method": DESCRIPTION, "note": none_of(empty)}
    if smallest is None:
        smallest = _resampling.smallest_p(first.n_clusters, second.n_clusters)
    limit = (f"Even the most extreme outcome would have {_intervals.p_text(smallest)}."
             if smallest > 0.05 else
             f"The most extreme outcome would have {_intervals.p_text(smallest)}.")  # fmt: skip
    sizes = f"{first.n_docs:,} and {_intervals.counted(second.n_docs, 'document')}"
    if first.copies or second.copies:
        sizes += f" in {first.n_clusters:,} and {second.n_clusters:,} clusters of copies"
    found = {"method": DESCRIPTION, "note": f"{sizes}: description only. {limit}"}
    return found | _n_clusters(first, second)


def none_of(names: Sequence[str]) -> str:
    """Say which groups have no document."""
    return f"No document was coded for this frame in {contracts.first_five(names)}."


def _n_clusters(first: Side, second: Side) -> dict[str, Any]:
    """Give n_clusters of both groups where copies make them fewer than the documents."""
    copies = first.copies or second.copies
    return {"n_clusters": first.n_clusters + second.n_clusters} if copies else {}


def with_test(
    first: Side, second: Side, *, measure: Measure, level: float, seed: int, n_permutations: int
) -> dict[str, Any]:
    """Columns of a difference between two groups that are large enough for a test."""
    copies = first.copies or second.copies
    if measure == "prevalence" and not copies:
        k1, k2 = int(first.positive.sum()), int(second.positive.sum())
        low, high = _intervals.newcombe(k2, second.n_docs, k1, first.n_docs, level=level)
        p = _intervals.fisher_p(k1, first.n_docs, k2, second.n_docs)
        return {"method": "newcombe; fisher exact", "ci_low": low, "ci_high": high, "p_value": p}
    p, how = _exchanged(first, second, copies=copies, seed=seed, n_permutations=n_permutations)
    if measure == "prevalence":
        sizes = [
            _intervals.effective_size(group.positive, group.total) for group in (first, second)
        ]
        low, high = _intervals.newcombe(
            second.share * sizes[1], sizes[1], first.share * sizes[0], sizes[0], level=level
        )
        method = f"newcombe, clusters of copies; {how}"
        return {"method": method, "ci_low": low, "ci_high": high, "p_value": p,
                **_n_clusters(first, second)}  # fmt: skip
    fits = [_intervals.ratio(group.positive, group.total) for group in (first, second)]
    error = math.hypot(fits[0].std_error, fits[1].std_error)
    n_clusters = first.n_clusters + second.n_clusters
    low, high = _intervals.t_interval(
        fits[1].share - fits[0].share, error, df=n_clusters - 2, level=level, low=-1.0, high=1.0
    )
    noun = "clusters of copies" if copies else "documents as clusters"
    return {
        "method": f"ratio, t, {noun}; {how}", "std_error": error or math.nan, "ci_low": low,
        "ci_high": high, "p_value": p, "n_clusters": n_clusters,
        "note": spread(fits[0].std_error, fits[1].std_error, copies=copies),
    }  # fmt: skip


def _exchanged(
    first: Side, second: Side, *, copies: bool, seed: int, n_permutations: int
) -> tuple[float, str]:  # fmt: skip
    """Test by exchanging whole units of the sample; the p-value, and how it was found."""
    p, how = _resampling.permutation_p(
        np.concatenate([first.positive, second.positive]),
        np.concatenate([first.total, second.total]),
        np.arange(first.n_clusters + second.n_clusters) >= first.n_clusters,
        n_permutations=n_permutations, seed=seed,
    )  # fmt: skip
    return p, f"{'cluster' if copies else 'document'} permutation, {how}"


def spread(first: float, second: float, *, copies: bool) -> str | None:
    """Say where the documents of a group show no spread, which the interval rests on."""
    if first and second:
        return None
    noun = "clusters of copies" if copies else "documents"
    if first or second:
        return (f"In one group all {noun} have the same share: the interval rests on the "
                f"spread in the other alone.")  # fmt: skip
    return f"In each group all {noun} have the same share: their spread is unknown, so no interval."


def finished(
    rows: Sequence[dict[str, Any]], *, by: Sequence[str], measure: str, extra: Sequence[str] = ()
) -> pd.DataFrame:  # fmt: skip
    """Make the table of differences of its rows, with p-values adjusted over all of them.

    Contrasts stay in the order in which they first come in the rows.
    """
    names = contracts.SCHEMAS["estimates"].names
    numbers = NUMBERS | dict.fromkeys(extra, "int64")
    columns = list(dict.fromkeys([*by, *names, *numbers]))
    table = pd.DataFrame(rows, columns=columns).assign(measure=measure).astype(numbers)
    table = table.assign(p_adjusted=_intervals.holm(table["p_value"].astype("float64")))
    ranked = table.assign(_place=pd.factorize(table["contrast"])[0])
    ordered = ranked.sort_values([*by, "_place", "frame"]).drop(columns="_place")
    return contracts.conform(ordered, "estimates")
