"""Differences between groups of documents, above all between two news waves.

The estimate is always *other minus reference*: above 0, the frame is more common in the
other group. Documents are compared, never sentences: a test over sentences would call
change where there is none (in simulations in 20 to 46 of 100 cases, instead of 5). So
would one over copies of the same articles (20 of 100), so clusters of copies are compared.
"""

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from analysis import _comparison, _counts, _intervals, _resampling

__all__ = ["difference", "minimum_p"]


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
    return _resampling.smallest_p(n_a, n_b)


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
        `n_permutations` drawn with `seed`, p = (b + 1) / (m + 1); in a large corpus a normal
        approximation, which `method` says). Where a group holds
        copies, clusters of copies take the place of documents: effective sizes in
        Newcombe's interval, and p from exchanging whole clusters for both measures.
    level : float
        Confidence level of the intervals, such as 0.95.
    seed : int
        Seed of the permutations; used for 'salience', and where there are copies.
    min_units : int
        Used for 'prevalence' only.
    by : sequence of str
        Compare within each of these groups, such as 'language'.
    groups : sequence of str
        Groups that are to be compared even if no document is in them, such as all news
        waves of the study: their rows are null, and the note says why. With the reference
        alone the result is empty. Contrasts come in this order, and else by name.
    n_permutations : int
        See `measure`.

    Returns
    -------
    DataFrame
        Contract `estimates` with the `by` columns and `contrast` 'other - reference'.
        estimate is a difference of shares, from -1 to 1; above 0 there is more in the
        other group. n_docs and n_units are of both groups together; extra columns, each for
        `_other` and `_reference`: share, n_docs, n_units, and n_positive (documents, for
        salience units, with the frame). n_clusters are those of both groups where there
        are copies; a cluster that lies in both counts in each, as a unit of its own.
        p_adjusted is Holm's, over all p-values of the table. Below 4 against 4 documents
        (or clusters) p_value and interval are null, and the note states the smallest p that
        could be reached. Rows with an empty `across` or `by` are in no group.

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
    _comparison.check_measure(measure)
    _intervals.check_level(level)
    by = _counts.group_columns(by, set(tallies.columns) - {across}, table="tallies")
    counts = _counts.per_document(tallies, [across, *by])
    _comparison.check_groups(counts, across=across, reference=reference, expected=groups)
    others = _comparison.compared_with(reference, counts[across], groups)
    sampled = _comparison.clusters(counts, [across, *by], measure=measure, min_units=min_units)
    rows = []
    for key, part in sampled.groupby([*by, "frame"]):
        first = _comparison.side(part[part[across] == reference])
        place = {**dict(zip([*by, "frame"], key, strict=True)), "ci_level": level}
        for other in others:
            second = _comparison.side(part[part[across] == other])
            found = (
                _comparison.said(first, second, names=(reference, other))
                if _comparison.few(first, second)
                else _comparison.with_test(first, second, measure=measure, level=level, seed=seed,
                                        n_permutations=n_permutations)
            )  # fmt: skip
            shares = _comparison.shares(first, second)
            rows.append({**place, "contrast": f"{other} - {reference}", **shares, **found})
    return _comparison.finished(rows, by=by, measure=measure)
