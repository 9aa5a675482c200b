"""How well a coder finds what the gold standard holds: precision, recall and F1.

Validity is machine against gold, not coder against coder (that is reliability). `score` takes
gold spans of whole articles, so any way of splitting sentences can be scored; `validity` takes
gold codes of units that were drawn, and weights each with what it stands for.
"""

from collections.abc import Sequence

import pandas as pd

from analysis import _counts, _intervals, contracts
from analysis._gold import spans
from analysis._validity import drawn as validity_drawn
from analysis._validity import rows as validity_rows
from analysis._validity import spans as validity_spans
from analysis._validity.drawn import Purpose

__all__ = ["difference_of_error", "score", "validity"]


def score(
    hits: pd.DataFrame, gold: pd.DataFrame, documents: pd.DataFrame, *,
    level: float, seed: int, by: Sequence[str] = (), n_boot: int = 2000,
    coder: str = "dictionary",
) -> pd.DataFrame:  # fmt: skip
    """Score a coder's hits against the gold standard, frame by frame.

    A gold unit [start, end) carries a frame for the coder where a hit with status 'hit'
    lies wholly inside it, whatever the role of the passage. Articles without gold units
    are not scored.

    Parameters
    ----------
    hits, documents : DataFrame
        Contracts `hits` and `documents`.
    gold : DataFrame
        As `gold.read` returns it; `article` is the name of the file that the document was
        read from. A unit without a code (null) for a frame is not scored for it, and the notes
        count such units. Gold units of articles coded whole: scores of units that were drawn
        must be weighted (`validity`).
    level : float
        Confidence level of the intervals, such as 0.95.
    seed, n_boot : int
        Seed and number of draws of documents for the interval of macro F1.
    by : sequence of str
        Columns of `documents`, such as 'wave' or 'language'; articles with an empty value
        are left out, and the note of macro_f1 counts them.
    coder : str
        Name of the coder, repeated in the column coder.

    Returns
    -------
    DataFrame
        Contract `estimates` with the `by` columns, coder, tp, fp, fn and tn (gold units).
        measure is precision (share of the coder's units that are right), recall (share of
        gold units that were found), f1 (their harmonic mean) and, with frame null,
        macro_f1: the mean of f1 over the frames that the gold standard of the group has
        at all, the others named in the note. All are shares, higher is better, and null
        where undefined (0 of 0). Intervals: Wilson; Wilson on tp / (tp + fp + fn), mapped
        to f1; percentile bootstrap of documents for macro_f1, where a draw leaves out a
        frame of which it holds no positive unit. With few documents that one is too narrow:
        in simulations it held the true value in 79 of 100 cases with 5 documents, in 87
        with 10 and in 92 with 20. n_units are all gold units scored.

    Raises
    ------
    contracts.InputError
        If a gold article is not among the documents or stands for several, a span lies
        outside its text, or the column text differs from what stands there.
    contracts.TableError
        If a table breaks its contract, or `by` names no column.

    Examples
    --------
    >>> gold = pd.DataFrame(columns=["article", "start", "end", "conflict"])
    >>> nothing = contracts.empty("hits"), gold, contracts.empty("documents")
    >>> score(*nothing, by=["wave"], level=0.95, seed=1).columns[-6:].tolist()
    ['wave', 'tp', 'fp', 'fn', 'tn', 'coder']
    """
    names = _counts.group_columns(by, documents.columns, table="documents")
    _check(level, n_boot)
    frames = spans.frames(gold)
    hits, documents = contracts.conform(hits, "hits"), contracts.conform(documents, "documents")
    outcomes = validity_spans.outcomes(spans.located(gold, documents), hits, frames)
    outcomes = outcomes.merge(documents[["doc_id", *names]], on="doc_id")
    grouped = outcomes.dropna(subset=names) if names else outcomes
    left_out = outcomes["doc_id"].nunique() - grouped["doc_id"].nunique()
    remarks = [*validity_spans.unscored(hits, frames), *validity_spans.ungrouped(left_out, names)]
    rows = []
    for key, part in grouped.groupby(names) if names else [((), grouped)]:
        place = dict(zip(names, key, strict=True))
        macro = validity_spans.macro_f1(
            part, level=level, seed=seed, n_boot=n_boot, remarks=remarks
        )
        rows += [
            {**place, **row} for row in (*validity_spans.frame_rows(part, level=level), *macro)
        ]
    columns = [*contracts.SCHEMAS["estimates"].names, *names, *validity_spans.COUNTS]
    table = pd.DataFrame(rows, columns=columns).astype(
        dict.fromkeys(validity_spans.COUNTS, "Int64")
    )
    return contracts.conform(table.assign(coder=coder, ci_level=level), "estimates")


def _check(level: float, n_boot: int) -> None:
    """Raise if level or number of draws is out of bounds."""
    _intervals.check_level(level)
    if n_boot < 2:
        message = f"n_boot must be at least 2, better 2000; found {n_boot}."
        raise contracts.InputError(message)


def validity(
    machine: pd.DataFrame, gold: pd.DataFrame, sample: pd.DataFrame, documents: pd.DataFrame, *,
    level: float, seed: int, seen: bool | None, purpose: Purpose, by: Sequence[str] = (),
    n_boot: int = 2000,
) -> pd.DataFrame:  # fmt: skip
    """Score the machine's codes against gold codes of drawn units, weighted by the design.

    Parameters
    ----------
    machine : DataFrame
        Contract `codings`: the codes of one coder, at least of the drawn units.
    gold : DataFrame
        Contract `codings`: the adjudicated codes of people for drawn units. A null value (could
        not decide) is left out, as is a unit without a row; the notes count both.
    sample : DataFrame
        Contract `samples`, from `sample.draw`, or `gold.as_sample` where everything was coded.
    documents : DataFrame
        Contract `documents`. Copies of one article (cluster_id) are no independent units.
    level : float
        Confidence level of the intervals, such as 0.95.
    seed, n_boot : int
        Seed and number of draws, for intervals with unequal weights and macro F1.
    seen : bool or None
        Whether those who wrote the codebook (or trained the machine) had seen the gold codes;
        None if that is not known, which every note then says.
    purpose : {'test', 'description'}
        'test' scores the units of the part 'test' and refuses codes that were seen. 'description'
        scores all parts, and every note calls it a description of fit.
    by : sequence of str
        Columns of `documents` (or `sample`), such as 'wave' and 'language'; units with an empty
        value are left out, and the note of macro_f1 counts their documents.

    Returns
    -------
    DataFrame
        Contract `estimates` with the `by` columns, sorted by group and frame, one row for each
        measure: precision (share of the units in which the machine found the frame that are
        right), recall (share of the units with the frame that it found), f1 (harmonic mean of
        these), specificity (share of the units without the frame in which it found none),
        prevalence_error (mean of machine minus gold, from -1 to 1: above 0 the machine finds too
        much), and, with frame null, macro_f1 (mean of f1 over the frames that occur in the gold
        codes). Null where undefined. Shares are of the units of the corpus that the gold units
        stand for.

        Extra columns: tp, fp, fn, tn (gold units), weighted_tp, weighted_fp, weighted_fn,
        weighted_tn (units of the corpus that they stand for), n_gold (units scored; n_units is
        the same), purpose, coder. n_clusters counts documents, copies taken as one.

    Raises
    ------
    contracts.InputError
        If the gold codes were seen or lie all in the part 'development' and the purpose is
        'test', if gold units were not drawn, or an option is out of bounds.
    contracts.TableError
        If a table breaks its contract or holds several coders.

    Notes
    -----
    A unit weighs 1 / inclusion_prob, scaled so that the scored units of each stratum add up to
    the stratum. With equal weights, intervals are Wilson's (F1: of tp / (tp + fp + fn), mapped;
    prevalence error: Bonett and Price), with the effective number of units where several lie in
    one document (jackknife, Student's t). With unequal weights they are drawn from Jeffreys
    posteriors of the shares of gold among the machine's yes and its no, with effective numbers
    of units. Macro F1 joins the intervals of the frames with their correlations. In simulations
    95 % intervals hold the truth in 92 to 99 of 100 cases (precision, recall, F1 from 10 expected
    gold positives on; ``benchmarks/validation_intervals.py``).

    References
    ----------
    Wilson (1927) doi:10.1080/01621459.1927.10502953; Korn & Graubard (1998) Survey Methodology
    24(2), 193-201; Brown, Cai & DasGupta (2001) doi:10.1214/ss/1009213286; Bonett & Price (2012)
    doi:10.3102/1076998611411915; Zou & Donner (2008) doi:10.1002/sim.3095.

    Examples
    --------
    >>> codes = pd.DataFrame({"segment_id": list("abcd"), "doc_id": list("abcd"),
    ...     "frame": "conflict", "coder": "gold", "coder_kind": "human", "codebook": "story@1",
    ...     "value": [1, 1, 0, 0]})
    >>> found = codes.assign(coder="dictionary", coder_kind="dictionary", value=[1, 0, 0, 0])
    >>> documents = pd.DataFrame({"doc_id": list("abcd"), "source_file": "a.txt",
    ...     "source_format": "text", "position_in_file": 0, "text": "Nee.", "words": 1,
    ...     "date_source": "none", "text_sha256": "0"})
    >>> sample = pd.DataFrame({"unit_id": list("abcd"), "doc_id": list("abcd"),
    ...     "unit": "document", "source_file": "a.txt", "start": 0, "end": 4, "stratum": "all",
    ...     "stratum_size": 100, "inclusion_prob": 0.04, "design": "simple", "part": "test",
    ...     "seed": 1})
    >>> table = validity(found, codes, sample, documents, level=0.95, seed=1, seen=False,
    ...                  purpose="test")
    >>> dict(zip(table["measure"][:4], table["estimate"][:4].round(2)))
    {'precision': 1.0, 'recall': 0.5, 'f1': 0.67, 'specificity': 1.0}
    """
    _check(level, n_boot)
    drawn = validity_drawn.together(machine, gold, sample, documents, by=by, seen=seen,
                                 purpose=purpose)  # fmt: skip
    rows = list(validity_rows.of_groups(drawn, by, level=level, seed=seed, n_boot=n_boot,
                                         purpose=purpose, seen=seen))  # fmt: skip
    return validity_rows.finished(rows, by)


def difference_of_error(
    machine: pd.DataFrame, gold: pd.DataFrame, sample: pd.DataFrame, documents: pd.DataFrame, *,
    across: str, reference: str, level: float, seed: int, seen: bool | None, purpose: Purpose,
    by: Sequence[str] = (), n_boot: int = 2000,
) -> pd.DataFrame:  # fmt: skip
    """Estimate how much more the machine errs in other groups than in the reference group.

    The difference of the prevalence errors of two news waves *is* the bias of the difference
    between the waves that is taken from the machine's codes alone.

    Parameters
    ----------
    machine, gold, sample, documents, level, seed, seen, purpose, n_boot
        As in `validity`.
    across : str
        Column that tells the groups apart, such as 'wave'.
    reference : str
        Its value to compare with; each other value is compared with it.
    by : sequence of str
        Compare within each of these groups, such as 'language'.

    Returns
    -------
    DataFrame
        Contract `estimates` with the `by` columns, measure 'prevalence_error_difference' and
        contrast 'other - reference'. estimate is from -2 to 2: above 0, the uncorrected
        difference 'other - reference' is too high by so much. Extra columns: error_other and
        error_reference (prevalence errors), n_gold and n_docs of each side, purpose, coder. The
        interval joins those of the two errors; below 4 against 4 documents (or clusters of
        copies) it is null. There is no p-value: an error that is not shown to differ is not
        shown to be equal, and with 60 gold positives in each wave a difference in recall of .85
        against .70 is seen in half of the cases.

    Raises
    ------
    contracts.InputError
        As `validity` does.
    contracts.TableError
        If `reference` is no value of `across`, or there is nothing to compare it with.

    References
    ----------
    Zou & Donner (2008) doi:10.1002/sim.3095.

    Examples
    --------
    >>> codes = pd.DataFrame({"segment_id": list("abcd"), "doc_id": list("abcd"),
    ...     "frame": "conflict", "coder": "gold", "coder_kind": "human", "codebook": "story@1",
    ...     "value": [1, 0, 0, 0]})
    >>> found = codes.assign(coder="dictionary", coder_kind="dictionary", value=[1, 0, 1, 0])
    >>> documents = pd.DataFrame({"doc_id": list("abcd"), "source_file": "a.txt",
    ...     "source_format": "text", "position_in_file": 0, "text": "Nee.", "words": 1,
    ...     "date_source": "none", "text_sha256": "0", "wave": ["May", "May", "June", "June"]})
    >>> sample = pd.DataFrame({"unit_id": list("abcd"), "doc_id": list("abcd"),
    ...     "unit": "document", "source_file": "a.txt", "start": 0, "end": 4, "stratum": "all",
    ...     "stratum_size": 100, "inclusion_prob": 0.04, "design": "simple", "part": "test",
    ...     "seed": 1})
    >>> row = difference_of_error(found, codes, sample, documents, across="wave", reference="May",
    ...                           level=0.95, seed=1, seen=False, purpose="test").loc[0]
    >>> row["contrast"], float(row["estimate"]), row["note"]
    ('June - May', 0.5, '2 and 2 documents: description only.')
    """
    names = [across, *_counts.group_columns(by, {*by} - {across}, table="by beside across")]
    table = validity(machine, gold, sample, documents, level=level, seed=seed, seen=seen,
                     purpose=purpose, by=names, n_boot=n_boot)  # fmt: skip
    groups = sorted(table[across].unique())
    if len(groups) < 2 or reference not in groups:
        known = contracts.did_you_mean(str(reference), map(str, groups))
        found = contracts.first_five(groups) or "none"
        message = (f"No difference from {reference!r} can be taken: the scored units have these "
                   f"values of {across}: {found}. {known}")  # fmt: skip
        raise contracts.TableError(message)
    rows = list(validity_rows.differences(table, across=across, reference=reference, by=by))
    return validity_rows.finished_differences(rows, by)
