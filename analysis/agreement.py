"""Reliability: how far coders agree who code the same units without knowing of each other.

Reliability (coder with coder) is not validity (machine with gold). Four measures stand
side by side for each frame: percent agreement, which chance alone can make high; Krippendorff's
alpha, corrected for chance; and two that are corrected in another way and do not fall with the
prevalence of a rare frame, Gwet's AC1 and Brennan and Prediger's. All are 1 for perfect
agreement; the last three are 0 where coders agree as often as by chance, and below 0 where
less often.

'Cannot tell' (a null code) is missing here and counted beside. Alpha takes units with two
codes or more; AC1 takes the prevalence from all codes.
"""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis import contracts
from analysis._agreement import disputes
from analysis._agreement import rows as agreement_rows

__all__ = ["coefficients", "confusion", "disagreements", "pairs"]

PAIR: Final = ("coder", "other_coder", "kind")
NOTHING: Final = {
    "measure": "alpha", "method": "none", "n_units": 0, "n_docs": 0, "verdict": "undefined",
    "note": "undefined: the two coded no unit in common.",
}  # fmt: skip
CELLS: Final = ("n_both", "n_first_only", "n_second_only", "n_neither", "n_cannot_tell")
DISPUTED: Final = (
    "segment_id", "doc_id", "source_file", "wave", "language", "unit", "role", "start", "end",
    "frame", "label", "text", "said", "kind", "codes", "notes", "codebook",
)  # fmt: skip


def coefficients(
    codings: pd.DataFrame, documents: pd.DataFrame, *, values: Sequence[int], measurement: str,
    level: float, seed: int, by: Sequence[str] = (), n_boot: int = 2000,
    bootstrap: str = "documents", coders: Sequence[str] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Estimate the agreement of all coders together, frame by frame.

    Parameters
    ----------
    codings : DataFrame
        Contract `codings`.
    documents : DataFrame
        Contract `documents`; with `cluster_id`, clusters of copies are drawn whole.
    values : sequence of int
        All values of the codebook, ascending, used or not: (0, 1) for presence.
    measurement : str
        Level of measurement, from the codebook: 'nominal', 'ordinal', 'interval' or 'ratio'.
    level, seed, n_boot
        Confidence level, seed and number of draws of the bootstrap.
    by : sequence of str
        Columns of `documents`, such as 'wave' and 'language', or of the codings: 'round' shows
        whether agreement drifts. Rows with an empty value are left out, which a note tells.
    bootstrap : str
        What is drawn: 'documents' (or clusters of copies), since sentences of one document are
        not independent; 'units' for comparison with other programs.
    coders : sequence of str, optional
        Whom to compare. Default: all human coders but 'gold', which is made of their codes.

    Returns
    -------
    DataFrame
        Contract `estimates` with the `by` columns. measure is 'percent agreement' (pairs of
        codes, each unit weighing the same), 'alpha', 'ac1' or 'brennan-prediger', and, with
        frame null, 'masi alpha': alpha of the sets of frames that coders gave the units.
        n_units are units with two codes or more, n_docs and n_clusters what holds them.
        Further: n_coders; n_codes (on those units); n_single (units with one code);
        n_cannot_tell; n_missing (units that one coder coded and another did not, counted for
        each coder); prevalence (share of codes 1 among n_codes); verdict of alpha by the lower
        end of its interval: 'firm' from .80, 'tentative' from .667, 'not reliable' below,
        'undefined' without an interval; null for the other measures. An estimate without
        variation is null, and the note begins with 'undefined'.

    Raises
    ------
    contracts.InputError
        If there are fewer than two coders, or an option is impossible.
    contracts.TableError
        If a table breaks its contract, a value is not in `values`, or `by` names no column.

    Notes
    -----
    Percentile intervals are too narrow with few documents. In simulations with 5 to 25
    sentences per document (benchmarks/reliability.py) the 95 % interval of alpha held the true
    value in 73-83 of 100 cases with 5 documents, 85-88 with 10, 87-89 with 15, 89-92 with 20,
    90-92 with 30, 92 with 50 and 92-94 with 100; below 30 the note says so, and below 4 there
    is no interval. Drawing sentences instead held it in 68-80, however many there were.
    Where no codes differ, the interval comes from the exact binomial bound for the share of
    units that disagree.

    References
    ----------
    Krippendorff, K. (2019). Content analysis (4th ed.), chapter 12.
    doi:10.4135/9781071878781
    Hayes, A. F. & Krippendorff, K. (2007). Answering the call for a standard reliability
    measure for coding data. doi:10.1080/19312450709336664

    Examples
    --------
    >>> codings = pd.DataFrame({"segment_id": list("aabbcc"), "doc_id": list("aabbcc"),
    ...     "frame": "conflict", "coder": ["ann", "ben"] * 3, "coder_kind": "human",
    ...     "value": [1, 1, 0, 0, 1, 0], "codebook": "demo@1"})
    >>> documents = pd.DataFrame({"doc_id": list("abc"), "source_file": "x.txt",
    ...     "source_format": "txt", "position_in_file": 1, "text": "?", "date_source": "none",
    ...     "words": 1, "text_sha256": ""})
    >>> found = coefficients(codings, documents, values=(0, 1), measurement="nominal",
    ...                      level=0.95, seed=1, n_boot=100)
    >>> found.set_index("measure")["estimate"].round(2).to_dict()
    {'percent agreement': 0.67, 'alpha': 0.44, 'ac1': 0.33, 'brennan-prediger': 0.33}
    """
    chosen = agreement_rows.options(
        values=values, measurement=measurement, level=level, seed=seed, n_boot=n_boot,
        bootstrap=bootstrap,
    )  # fmt: skip
    codes = disputes.coded_by(contracts.conform(codings, "codings"), coders, least=2)
    every = contracts.conform(documents, "documents")
    rows, names = _estimated(codes, every, by, chosen)
    return agreement_rows.table(rows, names)


def _estimated(
    codes: pd.DataFrame, documents: pd.DataFrame, by: Sequence[str],
    chosen: agreement_rows.Options,
) -> tuple[list[dict[str, Any]], list[str]]:  # fmt: skip
    """Rows of all groups, and the names of the grouping columns."""
    found, names = agreement_rows.placed(codes, documents, by)
    inside = found.dropna(subset=names) if names else found
    remarks = []
    if left_out := found["segment_id"].nunique() - inside["segment_id"].nunique():
        remarks = [f"{left_out:,} coded units without {' or '.join(names)} left out."]
    rows = []
    for key, part in inside.groupby(names) if names else [((), inside)]:
        books = part["codebook"].nunique()
        more = [f"Codes of {books} versions of the codebook."] if books > 1 else []
        place = dict(zip(names, key, strict=True))
        found_here = agreement_rows.of_group(part, chosen, remarks=[*remarks, *more])
        rows += [{**place, **row} for row in found_here]
    return rows, names


def pairs(
    codings: pd.DataFrame, documents: pd.DataFrame, *, values: Sequence[int], measurement: str,
    level: float, seed: int, by: Sequence[str] = (), n_boot: int = 2000,
    bootstrap: str = "documents",
) -> pd.DataFrame:  # fmt: skip
    """Estimate the agreement of every coder with every other one, people and machines.

    Only units that both were asked to code count, so a machine that coded everything is
    compared on the units of the human coder.

    Parameters
    ----------
    codings, documents, values, measurement, level, seed, by, n_boot, bootstrap
        As in `coefficients`.

    Returns
    -------
    DataFrame
        As of `coefficients`, with coder and other_coder (in alphabetical order, people before
        machines before 'gold') and kind: 'human-human' is reliability; 'human-machine' and
        'machine-machine' say whether coders are interchangeable; 'machine-gold' is validity
        and 'human-gold' tells how often a coder was overruled.

    Examples
    --------
    >>> pairs(contracts.empty("codings"), contracts.empty("documents"), values=(0, 1),
    ...       measurement="nominal", level=0.95, seed=1).columns[-10:-7].tolist()
    ['coder', 'other_coder', 'kind']
    """
    chosen = agreement_rows.options(
        values=values, measurement=measurement, level=level, seed=seed, n_boot=n_boot,
        bootstrap=bootstrap,
    )  # fmt: skip
    codes = contracts.conform(codings, "codings")
    every = contracts.conform(documents, "documents")
    rows: list[dict[str, Any]] = []
    names = list(by)
    for pair, both in _by_pair(codes):
        found, names = _estimated(both, every, by, chosen)
        rows += [{**row, **pair} for row in found or [NOTHING]]
    return agreement_rows.table(rows, names, PAIR)


def _by_pair(codings: pd.DataFrame) -> list[tuple[dict[str, str], pd.DataFrame]]:
    """Codings of every two coders on the units that both were asked to code."""
    sorts = _sorts(codings)
    found = []
    for first, second in itertools.combinations(sorts, 2):
        kind = f"{sorts[first]}-{sorts[second]}"
        here, there = (codings[codings["coder"] == name] for name in (first, second))
        keys = ["segment_id", "frame"]
        shared = here[keys].merge(there[keys], on=keys)
        both = [part.merge(shared, on=keys) for part in (here, there)]
        named = {"coder": first, "other_coder": second, "kind": kind}
        found.append((named, pd.concat(both, ignore_index=True)))
    return found


def _sorts(codings: pd.DataFrame) -> dict[str, str]:
    """Whether each coder is human, a machine or gold: people first, gold last."""
    seen = codings[["coder", "coder_kind"]].drop_duplicates()
    sort = {row.coder: "human" if row.coder_kind == "human" else "machine"
            for row in contracts.each_row(seen)}  # fmt: skip
    sort.update({disputes.GOLD: "gold"} if disputes.GOLD in sort else {})
    order = ("human", "machine", "gold")
    return dict(sorted(sort.items(), key=lambda item: (order.index(item[1]), item[0])))


def confusion(codings: pd.DataFrame, frame: str) -> pd.DataFrame:
    """Count how the codes 0 and 1 of every two coders fall together.

    Parameters
    ----------
    codings : DataFrame
        Contract `codings`.
    frame : str
        A frame of the codings.

    Returns
    -------
    DataFrame
        coder, other_coder and kind as in `pairs`; n_both (1 and 1), n_first_only (1 and 0),
        n_second_only (0 and 1), n_neither (0 and 0), n_cannot_tell (one of them null).

    Raises
    ------
    contracts.InputError
        If no code is about the frame.

    Examples
    --------
    >>> codings = pd.DataFrame({"segment_id": list("aabb"), "doc_id": "d", "frame": "conflict",
    ...     "coder": ["ann", "ben"] * 2, "coder_kind": "human", "value": [1, 1, 0, 1],
    ...     "codebook": "demo@1"})
    >>> confusion(codings, "conflict").iloc[0, 3:].tolist()
    [1, 0, 1, 0, 0]
    """
    codes = contracts.conform(codings, "codings")
    known = codes["frame"].unique()
    if frame not in known:
        message = f"No code is about {frame!r}. {contracts.did_you_mean(frame, known)}"
        raise contracts.InputError(message)
    rows = []
    for pair, both in _by_pair(codes[codes["frame"] == frame]):
        wide = both.set_index(["segment_id", "coder"])["value"].unstack()  # noqa: PD010
        wide = wide.reindex(columns=[pair["coder"], pair["other_coder"]])
        decided = wide.dropna().to_numpy(int) > 0
        first, second = decided[:, 0], decided[:, 1]
        cells = (first & second, first & ~second, ~first & second, ~first & ~second)
        numbers = [*(int(cell.sum()) for cell in cells), len(wide) - len(decided)]
        rows.append({**pair, **dict(zip(CELLS, numbers, strict=True))})
    return pd.DataFrame(rows, columns=[*PAIR, *CELLS]).astype(dict.fromkeys(CELLS, "int64"))


def disagreements(
    codings: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame, *,
    labels: Mapping[str, str], coders: Sequence[str] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """List every unit and frame on which coders differ, or one of them could not decide.

    Parameters
    ----------
    codings, segments, documents : DataFrame
        The contracts of these names. A column `note` of the codings is carried along.
    labels : mapping
        Frame id to the name to show.
    coders : sequence of str, optional
        As in `coefficients`. Name the gold standard and a machine to see the machine's errors.

    Returns
    -------
    DataFrame
        A row for each unit and frame, sorted by document, place and frame: segment_id, doc_id,
        source_file, wave, language, unit, role, start, end, frame, label, text (of the unit),
        said ('ann 1 · ben 0'), kind ('codes differ' or 'cannot tell'), codes and notes
        (JSON: coder to code or remark), codebook (all versions). For `adjudication.sheet`.

    Raises
    ------
    contracts.InputError
        If there are fewer than two coders.
    contracts.TableError
        If a coded segment is unknown.

    Examples
    --------
    >>> units = [contracts.empty(name) for name in ("segments", "documents")]
    >>> disagreements(contracts.empty("codings"), *units, labels={}, coders=["ann", "ben"])
    Traceback (most recent call last):
    analysis.contracts.InputError: There are no codes of 'ann'. There are no codes at all.
    """
    codes = disputes.coded_by(contracts.conform(codings, "codings"), coders, least=2)
    table = _with_text(disputes.found(codes), segments, documents)
    table["label"] = table["frame"].map(lambda frame: labels.get(frame, frame)).astype("str")
    order = ["source_file", "doc_id", "start", "end", "frame"]
    return table.sort_values(order, ignore_index=True)[list(DISPUTED)]


def _with_text(
    found: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame
) -> pd.DataFrame:  # fmt: skip
    """Add place and text of the units."""
    units = contracts.conform(segments, "segments")
    lost = found.loc[~found["segment_id"].isin(units["segment_id"]), "segment_id"]
    if len(lost):
        message = (f"Table codings has codes of {lost.nunique():,} units that are no segments "
                   f"({contracts.first_five(lost.unique())}). Were articles or the unit of "
                   f"coding changed after they were coded?")  # fmt: skip
        raise contracts.TableError(message)
    texts = contracts.conform(documents, "documents")
    texts = texts[["doc_id", "source_file", "wave", "language", "text"]]
    every = units.drop(columns="language").merge(texts, on="doc_id")
    table = found.merge(every, on="segment_id", how="left")
    table["text"] = [row.text[row.start : row.end] for row in contracts.each_row(table)]
    return table.astype({"text": "str"})
