"""Compare groups whose mix of outlets differs: the same outlets, or the same mix of them.

Another set of outlets in a second news wave changes a share of articles though no outlet has
changed its coverage. Two comparisons keep that out: over the outlets that are in every
wave (`same_outlets`), and with the outlets weighted alike in both (`standardised`).
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import _comparison, _counts, _intervals, _resampling, _stratified, contracts

__all__ = ["outlets", "same_outlets", "standardised"]

EXTRA: Final = ("n_strata", "n_strata_left_out", "n_docs_left_out")


class _Mix(NamedTuple):
    """Two groups over the strata that are in both."""

    first: _comparison.Side
    second: _comparison.Side
    cells: _stratified.Cells
    n_left_out: int
    n_docs_one_sided: int

    @property
    def n_strata(self) -> int:
        """Strata that are in both groups."""
        return len(self.cells.weights)

    @property
    def copies(self) -> bool:
        """Whether a cluster holds two documents of a group."""
        return self.first.copies or self.second.copies


def outlets(
    documents: pd.DataFrame, *, across: str = "wave", strata: str = "outlet",
    groups: Sequence[str] = (),
) -> pd.DataFrame:  # fmt: skip
    """List which outlets are in which wave, and with how many documents.

    Parameters
    ----------
    documents : DataFrame
        Contract `documents`.
    across, strata : str
        Columns of the documents: the groups, and what they are composed of.
    groups : sequence of str
        Groups that are listed even if no document is in them.

    Returns
    -------
    DataFrame
        A row for each outlet and wave, zeros included: `strata` (null: documents without
        one), `across`, n_docs, n_clusters (clusters of copies), in_all (whether the outlet is
        in every wave; never for null). Sorted, null last. Documents without a wave are in
        none and do not count.

    Raises
    ------
    contracts.TableError
        If the documents have no such columns.

    Examples
    --------
    >>> outlets(contracts.empty("documents")).columns.tolist()
    ['outlet', 'wave', 'n_docs', 'n_clusters', 'in_all']
    """
    known = contracts.conform(documents, "documents")
    _counts.group_columns([across, strata], known.columns, table="documents")
    placed = known[known[across].notna()]
    known = placed.assign(cluster=_counts.clusters(placed))
    found = known.groupby([strata, across], dropna=False, as_index=False)
    counts = found.agg(n_docs=("doc_id", "size"), n_clusters=("cluster", "nunique"))
    names = pd.DataFrame({across: sorted({*placed[across].unique(), *groups})}).astype(
        {across: "str"}
    )
    grid = counts[[strata]].drop_duplicates().merge(names, how="cross")
    rows = grid.merge(counts, on=[strata, across], how="left")
    rows = rows.fillna({"n_docs": 0, "n_clusters": 0})
    rows = rows.astype({"n_docs": "int64", "n_clusters": "int64"})
    fewest = rows.groupby(strata, dropna=False)["n_docs"].transform("min")
    rows = rows.assign(in_all=(fewest > 0) & rows[strata].notna())
    return rows.sort_values([strata, across], ignore_index=True)


def same_outlets(
    tallies: pd.DataFrame, *, across: str = "wave", strata: str = "outlet",
    groups: Sequence[str] = (),
) -> pd.DataFrame:  # fmt: skip
    """Keep the tallies of outlets that have counted documents in every wave.

    `compare.difference` of the result compares the waves over these outlets alone. Their
    shares of the articles may still differ between waves; `standardised` sees to that.

    Parameters
    ----------
    tallies : DataFrame
        Contract `tallies`, counted by `across` and `strata`.
    across, strata, groups
        As in `outlets`; with `groups` an outlet must be in all of these.

    Returns
    -------
    DataFrame
        The rows of these outlets and waves, in their order; none if no outlet is in every
        wave. Documents without an outlet or a wave are left out (`outlets` counts them).

    Raises
    ------
    contracts.TableError
        If the tallies were not counted by these columns.

    Examples
    --------
    >>> tallies = pd.DataFrame({"doc_id": list("abc"), "frame": "conflict", "n_units": 5,
    ...                         "n_positive": 1, "weight": 1.0, "wave": ["May", "June", "June"],
    ...                         "outlet": ["x", "x", "y"]})
    >>> same_outlets(tallies)["doc_id"].tolist()
    ['a', 'b']
    """
    counts = contracts.conform(tallies, "tallies")
    own = contracts.SCHEMAS["tallies"].names
    _counts.group_columns([across, strata], set(counts.columns) - {*own}, table="tallies")
    counts = counts[counts[across].notna() & counts[strata].notna()]
    there = counts.loc[counts["n_units"] > 0, [strata, across]].drop_duplicates()
    n_groups = len({*there[across].unique(), *groups})
    seen = there[strata].value_counts()
    kept = counts[strata].isin(seen.index[seen == n_groups])
    return counts[kept].reset_index(drop=True)


def standardised(
    tallies: pd.DataFrame, *, across: str, reference: str, measure: _comparison.Measure,
    level: float, seed: int, strata: str = "outlet", min_units: int = 1,
    by: Sequence[str] = (), groups: Sequence[str] = (), n_permutations: int = 9_999,
) -> pd.DataFrame:  # fmt: skip
    """Estimate how much more of a frame other groups have, outlets weighted alike in both.

    The share of each group is the sum of its outlets' shares, weighted by the share of the
    outlet in the documents of both groups together (direct standardisation). Only outlets
    with documents in both groups enter, so one that is in a single wave cannot move the
    difference.

    Parameters
    ----------
    tallies : DataFrame
        Contract `tallies`, counted by `across`, `strata` and `by`.
    across, reference, level, seed, min_units, by, groups, n_permutations
        As in `compare.difference`.
    measure : {'prevalence', 'salience'}
        'prevalence': stratified Newcombe interval; 'salience': sum of the outlets' ratios,
        t with as many degrees of freedom as clusters beyond one per outlet and group. p from
        exchanging whole documents (or clusters of copies) between the groups, within
        outlets. With a single outlet the result is that of `compare.difference`.
    strata : str
        What is weighted alike; a document lies in one.

    Returns
    -------
    DataFrame
        As of `compare.difference`; share_other and share_reference are standardised, the
        counts are those of the outlets that enter. Further columns: n_strata (outlets that
        enter), n_strata_left_out (in one group only) and n_docs_left_out (documents of those,
        and documents without an outlet). The note states the weights and what is left out.
        Below 4 against 4 documents (or clusters) that enter, description only.

    Raises
    ------
    contracts.TableError, contracts.InputError
        As in `compare.difference`, or a document lies in two outlets.

    References
    ----------
    Yan, X. & Su, X. G. (2010). Stratified Wilson and Newcombe confidence intervals for
    multiple binomial proportions. Statistics in Biopharmaceutical Research 2(3), 329-335.
    doi:10.1198/sbr.2009.0049

    Examples
    --------
    >>> tallies = pd.DataFrame({"doc_id": list("abcdef"), "frame": "conflict", "n_units": 5,
    ...                         "n_positive": [0, 1, 0, 1, 1, 1], "weight": 1.0,
    ...                         "wave": ["May"] * 3 + ["June"] * 3,
    ...                         "outlet": ["x", "y", "x", "x", "y", "z"]})
    >>> row = standardised(tallies, across="wave", reference="May", measure="prevalence",
    ...                    level=0.95, seed=1).loc[0]
    >>> f"{row['estimate']:+.2f}", int(row["n_strata"]), int(row["n_docs_left_out"])
    ('+0.60', 2, 1)
    """
    _comparison.check_measure(measure)
    _intervals.check_level(level)
    by = _counts.group_columns(by, set(tallies.columns) - {across, strata}, table="tallies")
    counts = _counts.per_document(tallies, [across, *by])
    _comparison.check_groups(counts, across=across, reference=reference, expected=groups)
    known = _counts.per_document(tallies, [across, strata, *by])
    _check_strata(known, strata)
    sampled = _comparison.clusters(
        known, [across, strata, *by], measure=measure, min_units=min_units
    )
    place = [*by, "frame"]
    samples = dict(iter(sampled.groupby(place)))
    options = {"measure": measure, "level": level, "seed": seed, "n_permutations": n_permutations}
    others = _comparison.compared_with(reference, counts[across], groups)
    rows: list[dict[str, Any]] = []
    for key, whole in counts.groupby(place):
        part = samples.get(key, sampled.head(0))
        for other in others:
            names = (reference, other)
            sizes = tuple(int((whole[across] == name).sum()) for name in names)
            mix = _mix(part[part[across].isin(names)], across=across, strata=strata, other=other)
            row = _row(mix, names=names, sizes=sizes, strata=strata, options=options)
            rows.append({**dict(zip(place, key, strict=True)), "ci_level": level, **row})
    return _comparison.finished(rows, by=by, measure=measure, extra=EXTRA)


def _row(
    mix: _Mix, *, names: tuple[str, str], sizes: tuple[int, ...], strata: str,
    options: Mapping[str, Any],
) -> dict[str, Any]:  # fmt: skip
    """Columns of one standardised difference."""
    found = _said(mix, names=names, sizes=sizes, strata=strata)
    found = found or _tested(mix, strata=strata, **options)
    notes = [_weights(mix, strata), _left_out(mix, sum(sizes), strata), found.get("note")]
    return {
        "contrast": f"{names[1]} - {names[0]}", **_shares(mix), **found,
        "n_strata": mix.n_strata, "n_strata_left_out": mix.n_left_out,
        "n_docs_left_out": sum(sizes) - mix.first.n_docs - mix.second.n_docs,
        "note": " ".join(filter(None, notes)),
    }  # fmt: skip


def _check_strata(known: pd.DataFrame, strata: str) -> None:
    """Raise if a document lies in two strata."""
    pairs = known[["doc_id", strata]].drop_duplicates()
    if (twice := pairs["doc_id"].duplicated()).any():
        ids = contracts.first_five(pairs.loc[twice, "doc_id"])
        message = (f"Documents lie in more than one {strata} ({ids}); only what a document has "
                   f"one of can be weighted, such as its outlet.")  # fmt: skip
        raise contracts.TableError(message)


def _mix(pair: pd.DataFrame, *, across: str, strata: str, other: str) -> _Mix:
    """Keep the strata that are in both groups, and weight them by their documents."""
    codes, names = pd.factorize(pair[strata], sort=True)
    in_other = (pair[across] == other).to_numpy(bool)
    n_docs = pair["n_docs"].to_numpy(float)
    sizes = [np.bincount(codes[rows], n_docs[rows], len(names)) for rows in (~in_other, in_other)]
    common = (sizes[0] > 0) & (sizes[1] > 0)
    kept = common[codes]
    rows, both = pair[kept], (sizes[0] + sizes[1])[common]
    cells = _stratified.Cells(
        positive=rows["positive"].to_numpy(float), total=rows["total"].to_numpy(float),
        unit=rows.groupby([across, "cluster_id"]).ngroup().to_numpy().astype(np.intp),
        stratum=(np.cumsum(common) - 1)[codes[kept]], other=in_other[kept],
        weights=both / both.sum(),
    )  # fmt: skip
    first, second = (_side(rows[cells.other == group]) for group in (False, True))
    return _Mix(first, second, cells, int((~common).sum()), int(n_docs[~kept].sum()))


def _side(rows: pd.DataFrame) -> _comparison.Side:
    """Make one group, over its strata, with a unit of the sample for each cluster."""
    numbers = ["positive", "total", "n_docs", "n_units"]
    return _comparison.side(rows.groupby("cluster_id")[numbers].sum())


def _shares(mix: _Mix) -> dict[str, Any]:
    """Columns of the standardised difference and of what it was counted from."""
    columns = _comparison.shares(mix.first, mix.second)
    if mix.n_strata > 1:
        low, high = (
            float((mix.cells.weights * _stratified.shares(mix.cells, other=other)).sum())
            for other in (False, True)
        )
        columns |= {"estimate": high - low, "share_other": high, "share_reference": low}
    return columns


def _said(
    mix: _Mix, *, names: tuple[str, str], sizes: tuple[int, ...], strata: str
) -> dict[str, Any]:  # fmt: skip
    """Say what so few documents allow; empty where there are enough for a test."""
    if not mix.n_strata:
        empty = [name for name, size in zip(names, sizes, strict=True) if not size]
        pair = " and ".join(map(repr, names))
        note = _comparison.none_of(empty) if empty else f"No {strata} has documents in both {pair}."
        return {"method": _comparison.DESCRIPTION, "note": note}
    if not _comparison.few(mix.first, mix.second):
        return {}
    return _comparison.said(mix.first, mix.second, names=names, smallest=_smallest(mix))


def _smallest(mix: _Mix) -> float:
    """Smallest p that exchanging documents within strata can reach."""
    cells = mix.cells
    sizes = _resampling.block_sizes(cells.other, cells.unit, cells.stratum)
    return _resampling.smallest_p(*sizes)


def _weights(mix: _Mix, strata: str) -> str:
    """Say what the weights are."""
    if not mix.n_strata:
        return ""
    named = _intervals.counted(mix.n_strata, strata)
    return f"Weighted by the share of each {strata} in the documents of both, over {named} in both."


def _left_out(mix: _Mix, n_docs: int, strata: str) -> str:
    """Say what is left out, if anything."""
    bare = n_docs - mix.first.n_docs - mix.second.n_docs - mix.n_docs_one_sided
    parts = []
    if mix.n_left_out:
        documents = _intervals.counted(mix.n_docs_one_sided, "document")
        strata_text = _intervals.counted(mix.n_left_out, strata)
        parts.append(f"{strata_text} in one of them only ({documents})")
    if bare:
        parts.append(f"{_intervals.counted(bare, 'document')} without {strata}")
    return f"Left out: {' and '.join(parts)}." if parts else ""


def _tested(
    mix: _Mix, *, measure: _comparison.Measure, strata: str, level: float, seed: int,
    n_permutations: int,
) -> dict[str, Any]:  # fmt: skip
    """Interval and p-value of the standardised difference."""
    first, second = mix.first, mix.second
    if mix.n_strata == 1:
        return _comparison.with_test(
            first, second, measure=measure, level=level, seed=seed, n_permutations=n_permutations
        )
    cells = mix.cells
    p, drawn = _resampling.permutation_p(
        cells.positive, cells.total, cells.other, unit=cells.unit, stratum=cells.stratum,
        weights=cells.weights, n_permutations=n_permutations, seed=seed,
    )  # fmt: skip
    how = f"{'cluster' if mix.copies else 'document'} permutation within {strata}s, {drawn}"
    found = (_newcombe if measure == "prevalence" else _ratio)(mix, level=level)
    notes = [found.get("note"), _limit(mix, strata)]
    return {**found, "method": f"{found['method']}; {how}", "p_value": p,
            "note": " ".join(filter(None, notes))}  # fmt: skip


def _limit(mix: _Mix, strata: str) -> str:
    """Say where no outcome within the strata could have a small p."""
    smallest = _smallest(mix)
    text = _intervals.p_text(smallest)
    return f"Within {strata}s no outcome could go below {text}." if smallest > 0.05 else ""


def _newcombe(mix: _Mix, *, level: float) -> dict[str, Any]:
    """Interval of a standardised difference of prevalence."""
    shares = [_stratified.shares(mix.cells, other=other) for other in (True, False)]
    sizes = [_sizes(mix, other=other) for other in (True, False)]
    low, high = _stratified.newcombe(
        shares[0], sizes[0], shares[1], sizes[1], mix.cells.weights, level=level
    )
    if not mix.copies:
        return {"method": "stratified newcombe", "ci_low": low, "ci_high": high}
    n_clusters = mix.first.n_clusters + mix.second.n_clusters
    return {"method": "stratified newcombe, clusters of copies", "ci_low": low, "ci_high": high,
            "n_clusters": n_clusters}  # fmt: skip


def _sizes(mix: _Mix, *, other: bool) -> NDArray[np.float64]:
    """Effective number of documents of one group in each stratum."""
    sizes = mix.cells.sums(mix.cells.total, other=other)
    return sizes / _stratified.inflation(mix.cells, other=other) if mix.copies else sizes


def _ratio(mix: _Mix, *, level: float) -> dict[str, Any]:
    """Interval of a standardised difference of salience."""
    first, second = (_stratified.ratio(mix.cells, other=other) for other in (False, True))
    error = math.hypot(first.std_error, second.std_error)
    low, high = _intervals.t_interval(
        second.share - first.share, error, df=first.df + second.df, level=level, low=-1.0, high=1.0
    )
    noun = "clusters of copies" if mix.copies else "documents as clusters"
    return {
        "method": f"stratified ratio, t, {noun}", "std_error": error or math.nan, "ci_low": low,
        "ci_high": high, "n_clusters": mix.first.n_clusters + mix.second.n_clusters,
        "note": _comparison.spread(first.std_error, second.std_error, copies=mix.copies),
    }  # fmt: skip
