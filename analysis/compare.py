"""Differences between groups of documents, above all between two news waves.

The estimate is always *other minus reference*: above 0, the frame is more common in the
other group. Documents are compared, never sentences: a test over sentences would call
change where there is none (in simulations in 20 to 46 of 100 cases, instead of 5).
"""

import math
from collections.abc import Sequence
from typing import Final, Literal

import numpy as np
import pandas as pd

from analysis import _counts, _intervals, contracts

__all__ = ["difference", "minimum_p"]

MEASURES: Final = ("prevalence", "salience")
DESCRIPTION: Final = "description only"
SHARES: Final = ("share_other", "share_reference")
SIZES: Final = ("n_docs_other", "n_docs_reference")
COLUMNS: Final = (*contracts.SCHEMAS["estimates"].names, *SHARES, *SIZES)


def minimum_p(n_a: int, n_b: int) -> float:
    """Smallest two-sided exact p that `n_a` against `n_b` documents can reach.

    Whatever the articles say, no exact test of these groups can go below it: with five
    articles, 2 against 3, it is 0.1.

    Parameters
    ----------
    n_a, n_b : int
        Documents in the two groups.

    Returns
    -------
    float
        1 / C(n_a + n_b, n_a), and twice that for groups of equal size, with allocations
        ordered by the size of the difference.

    Examples
    --------
    >>> minimum_p(2, 3)
    0.1
    >>> round(minimum_p(4, 4), 4)
    0.0286
    """
    return _intervals.smallest_p(n_a, n_b)


def difference(
    tallies: pd.DataFrame, *, across: str, reference: str,
    measure: Literal["prevalence", "salience"], level: float, seed: int, min_units: int = 1,
    by: Sequence[str] = (), groups: Sequence[str] = (), n_permutations: int = 9_999,
) -> pd.DataFrame:  # fmt: skip
    """Estimate how much more of a frame other groups have than the reference group.

    Parameters
    ----------
    tallies : DataFrame
        Contract `tallies`, counted by `across` and `by`.
    across : str
        Column that tells the groups apart, such as 'wave'.
    reference : str
        Its value to compare with; each other value is compared with it.
    measure : {'prevalence', 'salience'}
        'prevalence': share of documents with at least `min_units` units that carry the
        frame; Newcombe's interval, Fisher's exact p. 'salience': share of units that carry
        it, documents as clusters; t interval with D1 + D2 - 2 degrees of freedom, p from
        exchanging whole documents between the groups (all allocations up to 20,000, else
        `n_permutations` drawn with `seed`, p = (b + 1) / (m + 1)).
    level : float
        Confidence level of the intervals, such as 0.95.
    seed : int
        Seed of the permutations; used for 'salience' only.
    min_units : int
        Used for 'prevalence' only.
    by : sequence of str
        Compare within each of these groups, such as 'language'.
    groups : sequence of str
        Groups that are to be compared even if no document is in them, such as all news
        waves of the study: their rows are null, and the note says why. With the reference
        alone the result is empty.
    n_permutations : int
        See `measure`.

    Returns
    -------
    DataFrame
        Contract `estimates` with the `by` columns and `contrast` 'other - reference'.
        estimate is a difference of shares, from -1 to 1; above 0 there is more in the
        other group. n_docs and n_units are of both groups together; extra columns:
        share_other, share_reference, n_docs_other, n_docs_reference. p_adjusted is Holm's,
        over all p-values of the table. Below 4 against 4 documents p_value and interval
        are null, and the note states the smallest p that could be reached. Rows with an
        empty `across` or `by` are in no group.

    Raises
    ------
    contracts.TableError
        If `reference` is no value of `across`, there is nothing to compare it with, or a
        document is in both groups.
    contracts.InputError
        If `measure` or `level` is none.

    References
    ----------
    Newcombe (1998) doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I;
    Holm (1979) Scandinavian Journal of Statistics 6(2), 65-70; Ernst (2004) Permutation
    methods: a basis for exact inference, doi:10.1214/088342304000000396

    Examples
    --------
    >>> tallies = pd.DataFrame({"doc_id": list("abcde"), "frame": "conflict", "n_units": 10,
    ...                         "n_positive": [0, 0, 1, 2, 0], "weight": 1.0,
    ...                         "wave": ["May", "May", "June", "June", "June"]})
    >>> row = difference(tallies, across="wave", reference="May", measure="prevalence",
    ...                  level=0.95, seed=1).loc[0]
    >>> row["contrast"], f"{row['estimate']:+.3f}"
    ('June - May', '+0.667')
    >>> row["note"]
    '2 and 3 documents: description only. Even the most extreme outcome would have p = .10.'
    """
    if measure not in MEASURES:
        known = contracts.did_you_mean(str(measure), MEASURES)
        message = f"measure {measure!r} cannot be compared. {known}"
        raise contracts.InputError(message)
    _intervals.check_level(level)
    by = _counts.group_columns(by, set(tallies.columns) - {across}, table="tallies")
    counts = _counts.per_document(tallies, [across, *by])
    _check_groups(counts, across=across, reference=reference, expected=groups)
    others = sorted({*counts[across], *groups} - {reference})
    rows = []
    for key, part in counts.groupby([*by, "frame"]):
        first = part[part[across] == reference]
        place = {**dict(zip([*by, "frame"], key, strict=True)), "ci_level": level}
        for other in others:
            second = part[part[across] == other]
            shares = _shares(first, second, measure=measure, min_units=min_units)
            found = _said(first, second, reference=reference, other=other) or _tested(
                first, second, measure=measure, min_units=min_units, level=level, seed=seed,
                n_permutations=n_permutations,
            )  # fmt: skip
            rows.append({**place, "contrast": f"{other} - {reference}", **shares, **found})
    table = pd.DataFrame(rows, columns=list(dict.fromkeys([*by, *COLUMNS]))).assign(measure=measure)
    table = table.astype(dict.fromkeys(SHARES, "float64")).astype(dict.fromkeys(SIZES, "int64"))
    table = table.assign(p_adjusted=_intervals.holm(table["p_value"].astype("float64")))
    return contracts.conform(table.sort_values([*by, "contrast", "frame"]), "estimates")


def _check_groups(
    counts: pd.DataFrame, *, across: str, reference: str, expected: Sequence[str]
) -> None:
    """Raise if there is no reference, nothing to compare it with, or a document in both."""
    groups = sorted({*counts[across], *(expected if len(counts) else ())})
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


def _shares(
    first: pd.DataFrame, second: pd.DataFrame, *, measure: str, min_units: int
) -> dict[str, object]:  # fmt: skip
    """Shares of both groups, their difference, and what they were counted from."""
    low, high = (_share(part, measure=measure, min_units=min_units) for part in (first, second))
    return {
        "estimate": high - low, "share_other": high, "share_reference": low,
        "n_docs": len(first) + len(second), "n_docs_other": len(second),
        "n_docs_reference": len(first),
        "n_units": int(first["n_units"].sum() + second["n_units"].sum()),
    }  # fmt: skip


def _share(part: pd.DataFrame, *, measure: str, min_units: int) -> float:
    """Prevalence or salience of one group; nan without a document."""
    if measure == "salience":
        return _intervals.ratio(part["n_positive"], part["n_units"]).share
    return float(_counts.carries(part, min_units).mean()) if len(part) else math.nan


def _said(
    first: pd.DataFrame, second: pd.DataFrame, *, reference: str, other: str
) -> dict[str, object]:  # fmt: skip
    """Say what so few documents allow; empty where there are enough for a test."""
    n_first, n_second = len(first), len(second)
    if min(n_first, n_second) >= _intervals.MIN_DOCUMENTS:
        return {}
    if not (n_first and n_second):
        empty = [name for name, n in ((reference, n_first), (other, n_second)) if not n]
        note = f"No document was coded for this frame in {contracts.first_five(empty)}."
        return {"method": DESCRIPTION, "note": note}
    smallest = minimum_p(n_first, n_second)
    limit = (f"Even the most extreme outcome would have {_intervals.p_text(smallest)}."
             if smallest > 0.05 else
             f"The most extreme outcome would have {_intervals.p_text(smallest)}.")  # fmt: skip
    note = f"{n_first:,} and {_intervals.documents_text(n_second)}: description only. {limit}"
    return {"method": DESCRIPTION, "note": note}


def _tested(
    first: pd.DataFrame, second: pd.DataFrame, *,
    measure: str, min_units: int, level: float, seed: int, n_permutations: int,
) -> dict[str, object]:  # fmt: skip
    """Interval and p-value of the difference of two groups of at least four documents."""
    if measure == "salience":
        return _tested_units(first, second, level=level, seed=seed, n_permutations=n_permutations)
    k1, k2 = (int(_counts.carries(part, min_units).sum()) for part in (first, second))
    n1, n2 = len(first), len(second)
    low, high = _intervals.newcombe(k2, n2, k1, n1, level=level)
    p = _intervals.fisher_p(k1, n1, k2, n2)
    return {"method": "newcombe; fisher exact", "ci_low": low, "ci_high": high, "p_value": p}


def _tested_units(
    first: pd.DataFrame, second: pd.DataFrame, *, level: float, seed: int, n_permutations: int
) -> dict[str, object]:  # fmt: skip
    """Interval and p-value of the difference in salience, documents as clusters."""
    fits = [_intervals.ratio(part["n_positive"], part["n_units"]) for part in (first, second)]
    error = math.hypot(fits[0].std_error, fits[1].std_error)
    low, high = _intervals.t_interval(
        fits[1].share - fits[0].share, error, df=len(first) + len(second) - 2,
        level=level, low=-1.0, high=1.0,
    )  # fmt: skip
    both = pd.concat([first, second])
    p, exact = _intervals.permutation_p(
        both["n_positive"], both["n_units"], np.arange(len(both)) >= len(first),
        n_permutations=n_permutations, seed=seed,
    )  # fmt: skip
    drawn = "exact" if exact else f"n={n_permutations}"
    return {
        "method": f"ratio, t, documents as clusters; document permutation, {drawn}",
        "std_error": error or math.nan, "ci_low": low, "ci_high": high, "p_value": p,
        "n_clusters": len(both), "note": _spread(fits[0].std_error, fits[1].std_error),
    }  # fmt: skip


def _spread(first: float, second: float) -> str | None:
    """Say where the documents of a group show no spread, which the interval rests on."""
    if first and second:
        return None
    if first or second:
        return (
            "In one group all documents have the same share: the interval rests on the "
            "spread in the other alone."
        )
    return (
        "In each group all documents have the same share: their spread is unknown, so no interval."
    )
