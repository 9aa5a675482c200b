"""Which words set two groups of articles apart: waves, outlets, languages, or a frame.

A ranking of words describes the articles that were counted. It is no test: words come in
articles, and an article repeats itself, so a token-level p-value finds differences where there
are none. Each term therefore has its raw counts, the number of articles that use it, scores and
sizes of effect, and a p-value only from a test with articles as the sample.
"""

from collections.abc import Sequence
from typing import Any, Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import _intervals
from analysis._keyness import contrasts, counting, measures, sample
from analysis._keyness.contrasts import Contrast
from analysis.contracts import InputError, TableError, did_you_mean, first_five

__all__ = ["REST", "WITHOUT", "by_frame", "compare", "sizes"]

REST: Final = contrasts.REST
"""Name of a reference that is all articles but those of the target."""

WITHOUT: Final = contrasts.WITHOUT
"""Name of the reference of a frame, in the same articles."""

_SIDES: Final = ("target", "reference")
_ADJUST: Final = ("bh", "holm")
_PRIORS: Final = ("background", "uniform")
_KEYS: Final = ["doc_id", "language", "frame", "carries", "term"]
_NAMES: Final = ("language", "across", "target", "reference", "contrast")


def _two(kind: str, *names: str) -> dict[str, str]:
    """Give columns of both sides with their type."""
    return {f"{name}_{side}": kind for name in names for side in _SIDES}


_SIZES: Final = {**dict.fromkeys(_NAMES, "str"), **_two("int64", "n_docs", "n_sample", "words"),
                 **dict.fromkeys(("n_terms", "n_pairs", "words_left_out"), "int64")}  # fmt: skip
_COLUMNS: Final = {
    **dict.fromkeys((*_NAMES, "term"), "str"),
    **_two("int64", "n", "words"), **_two("float64", "per_10k"),
    **_two("int64", "n_docs_with", "n_docs", "n_sample"),
    **dict.fromkeys(("g2", "chi2", "z", "log_ratio", "ci_low", "ci_high", "ci_level",
                     "percent_difference", "p_value", "p_adjusted"), "float64"),
    "method": "str", "note": "str",
}  # fmt: skip

Floats = NDArray[np.float64]


def by_frame(tokens: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """Count the terms of units that carry each frame, and of those that do not.

    Parameters
    ----------
    tokens : DataFrame
        From `words.read`, of the units that were coded.
    codings : DataFrame
        Contract `codings`, of one coder. Units without a decided code are not counted for that
        frame.

    Returns
    -------
    DataFrame
        doc_id, language, frame, carries (bool), term, n; additive, as `words.counts`.

    Raises
    ------
    TableError
        If there are several coders.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "segment_id": ["s", "s", "t"], "language": "en",
    ...                        "term": ["theft", "model", "model"]})
    >>> codings = pd.DataFrame({"segment_id": ["s", "t"], "doc_id": "a", "frame": "theft",
    ...                         "coder": "dictionary", "value": [1, 0]})
    >>> by_frame(tokens, codings)[["carries", "term", "n"]].to_numpy().tolist()
    [[False, 'model', 1], [True, 'model', 1], [True, 'theft', 1]]
    """
    if len(coders := sorted(codings["coder"].unique())) > 1:
        message = (f"Table codings holds {len(coders)} coders ({first_five(coders)}), whose codes "
                   f"would be added up. Choose one.")  # fmt: skip
        raise TableError(message)
    codes, segments = counting.coded(tokens["segment_id"])
    terms = tokens[["doc_id", "language", "term"]]
    parts = [_with_frame(terms.iloc[:0], "", np.zeros(0, bool))]
    for frame, own in codings.dropna(subset="value").groupby("frame", sort=True):
        place = pd.Index(own["segment_id"]).get_indexer(segments.astype("str"))
        carries = np.append(own["value"].to_numpy(float) == 1, False)[place]
        there = (place >= 0)[codes]
        parts.append(_with_frame(terms[there], str(frame), carries[codes[there]]))
    return counting.stacked(parts).sort_values(_KEYS, ignore_index=True)


def _with_frame(terms: pd.DataFrame, frame: str, carries: NDArray[np.bool_]) -> pd.DataFrame:
    """Count the terms of one frame."""
    named = pd.Categorical.from_codes(np.zeros(len(terms), np.int8), pd.Index([frame], dtype="str"))
    return counting.counted(terms.assign(frame=named, carries=carries), _KEYS[:-1])


def compare(
    counts: pd.DataFrame, documents: pd.DataFrame, *, across: str,
    target: str | Sequence[str] | None = None, reference: str | None = None,
    level: float, seed: int, least: int = 5,
    prior: Literal["background", "uniform"] = "background", prior_size: float = 500.0,
    correction: Literal["none", "yates", "williams"] = "none",
    adjust: Literal["bh", "holm"] = "bh",
) -> pd.DataFrame:  # fmt: skip
    """Score each term by how much more the target uses it than the reference.

    Parameters
    ----------
    counts : DataFrame
        From `words.counts`; from `by_frame` with ``across="frame"``.
    documents : DataFrame
        doc_id, language, the column `across`, and cluster_id where copies were looked for.
    across : str
        Column of documents, such as 'wave' or 'outlet'; or 'language', or 'frame'.
    target, reference : str, optional
        Values of `across`. Without a target (or with several), each value in turn; without a
        reference, all other articles. A frame is compared with the sentences that do not
        carry it, within the same articles.
    level : float
        Of the interval of the log ratio.
    seed : int
        Of exchanges that are drawn.
    least : int
        Uses in both groups together from which a term is compared.
    prior : {'background', 'uniform'}
        Of `z`: as all counted articles of the language use the terms, or evenly.
    prior_size : float
        Pseudo-words of the prior over all terms. The more, the more is asked of rare terms.
    correction : {'none', 'yates', 'williams'}
        Of `g2` and `chi2`.
    adjust : {'bh', 'holm'}
        How p-values are adjusted for the number of terms tested in a contrast: the rate of
        false discoveries (Benjamini & Hochberg), or that of a single one (Holm).

    Returns
    -------
    DataFrame
        A row for each language, contrast and term, sorted by `z` within them, the target's
        first. language, across, target, reference, contrast ('target - reference'), term;
        n, words (running words, stop words among them), per_10k, n_docs_with, n_docs and
        n_sample (documents, or clusters of copies), each for `_target` and `_reference`; g2 and
        chi2 (four cells, signed), z (weighted log-odds), log_ratio with ci_low, ci_high and
        ci_level (documents as the sample; null where a count is 0, in whose place the ratio
        takes half a word), percent_difference (null where the reference is 0), p_value,
        p_adjusted, method, note. Below 4 against 4 documents (6 articles for frames) p and
        interval are null, and the note says so. Words in another language than that of their
        article are left out; `sizes` counts them.

    Raises
    ------
    InputError
        If an option is none that there is, or `target` and `reference` do not go together.
    TableError
        If a column is absent, or a document of the counts.

    Examples
    --------
    >>> counts = pd.DataFrame({"doc_id": ["a", "a", "b", "b"], "language": "en",
    ...     "term": ["theft", None, "theft", None], "n": [8, 92, 2, 98]})
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "language": "en",
    ...                           "wave": ["June", "May"]})
    >>> row = compare(counts, documents, across="wave", target="June", reference="May",
    ...               level=0.95, seed=1).loc[0]
    >>> row["contrast"], row["term"], f"{row['g2']:.2f}", f"{row['log_ratio']:+.1f}"
    ('June - May', 'theft', '4.04', '+2.0')
    >>> row["note"]
    '1 against 1 document: description only.'
    """
    _check(level=level, least=least, prior=prior, prior_size=prior_size, adjust=adjust)
    rows = [
        _scored(contrast, across=across, level=level, seed=seed, least=least, prior=prior,
                prior_size=prior_size, correction=correction, adjust=adjust)
        for contrast in contrasts.contrasts(counts, documents, across, target, reference)
    ]  # fmt: skip
    whole = pd.concat([_typed(pd.DataFrame(columns=list(_COLUMNS))), *rows], ignore_index=True)
    return _typed(whole)


def sizes(
    counts: pd.DataFrame, documents: pd.DataFrame, *, across: str,
    target: str | Sequence[str] | None = None, reference: str | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Say how much there is to compare on each side, also where there is nothing.

    Parameters
    ----------
    counts, documents, across, target, reference
        As of `compare`.

    Returns
    -------
    DataFrame
        A row for each language and contrast: language, across, target, reference, contrast;
        n_docs, n_sample (documents, or clusters of copies) and words, each for `_target` and
        `_reference`; n_terms (different terms on either side), n_pairs (articles with both
        sides; frames only), and words_left_out (of this language, in articles of another).

    Examples
    --------
    >>> counts = pd.DataFrame({"doc_id": ["a", "b"], "language": "en", "term": "model", "n": 8})
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "language": "en", "wave": "May"})
    >>> sizes(counts, documents, across="wave", target="June", reference="May")[
    ...     ["n_docs_target", "n_docs_reference"]].to_numpy().tolist()
    [[0, 2]]
    """
    rows, out = [], contrasts.left_out(counts, documents)
    for one in contrasts.contrasts(counts, documents, across, target, reference):
        used = (one.sides[0].uses + one.sides[1].uses) > 0
        both = ((one.sides[0].words > 0) & (one.sides[1].words > 0)).sum() if one.paired else 0
        foreign = sum(out.get(tag, 0) for tag in one.language.split(", "))
        rows.append({**_named(one, across), **_of_sides(one), "n_terms": int(used.sum()),
                     "n_pairs": int(both), "words_left_out": foreign})  # fmt: skip
    return _typed(pd.DataFrame(rows, columns=list(_SIZES)))


def _check(*, level: float, least: int, prior: str, prior_size: float, adjust: str) -> None:
    """Raise if an option is none that there is."""
    _intervals.check_level(level)
    for name, value, options in (("prior", prior, _PRIORS), ("adjust", adjust, _ADJUST)):
        if value not in options:
            message = f"There is no {name} {value!r}. {did_you_mean(str(value), options)}"
            raise InputError(message)
    if isinstance(least, bool) or not isinstance(least, int) or least < 1:
        message = f"least must be a whole number from 1 on; got {least!r}."
        raise InputError(message)
    if not 0 < prior_size < float("inf"):
        message = f"prior_size must be above 0 pseudo-words; got {prior_size!r}."
        raise InputError(message)


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    """Give the columns of a table their types."""
    kinds: dict[Any, Any] = {**_SIZES, **_COLUMNS}
    return table.astype({name: kinds[name] for name in table.columns})


def _named(one: Contrast, across: str) -> dict[str, Any]:
    """Columns that name a contrast."""
    named = (one.language, across, one.target, one.reference, f"{one.target} - {one.reference}")
    return dict(zip(_NAMES, named, strict=True))


def _of_sides(one: Contrast) -> dict[str, Any]:
    """Columns that say how large the sides are."""
    pairs = list(zip(_SIDES, one.sides, strict=True))
    return {
        **{f"n_docs_{name}": group.n_docs for name, group in pairs},
        **{f"n_sample_{name}": group.n for name, group in pairs},
        **{f"words_{name}": int(group.total) for name, group in pairs},
    }


def _scored(
    one: Contrast, *, across: str, level: float, seed: int, least: int, prior: str,
    prior_size: float, correction: str, adjust: str,
) -> pd.DataFrame:  # fmt: skip
    """Score the terms of one contrast."""
    uses = [group.uses for group in one.sides]
    terms = np.flatnonzero(uses[0] + uses[1] >= least)
    if not all(group.n_docs for group in one.sides):
        terms = terms[:0]
    a, b = uses[0][terms], uses[1][terms]
    totals = one.sides[0].total, one.sides[1].total
    alpha = _prior(one, prior, prior_size)[terms]
    found = sample.tested(*one.sides, terms, paired=one.paired, seed=seed)
    low, high = sample.log_ratio_interval(*one.sides, terms, paired=one.paired, level=level)
    ratio = measures.log_ratio(a, b, *totals)
    adjusted = (_intervals.holm if adjust == "holm" else sample.benjamini_hochberg)(found.p)
    against = (found.direction * ratio < 0) & ~np.isnan(found.p)
    table = pd.DataFrame({
        **_named(one, across), "term": [one.terms[at] for at in terms.tolist()],
        "n_target": a, "n_reference": b, **_of_sides(one),
        "per_10k_target": measures.per_10k(a, totals[0]),
        "per_10k_reference": measures.per_10k(b, totals[1]),
        "n_docs_with_target": one.sides[0].in_documents[terms],
        "n_docs_with_reference": one.sides[1].in_documents[terms],
        "g2": measures.g2(a, b, *totals, correction=correction),
        "chi2": measures.chi2(a, b, *totals, correction=correction),
        "z": measures.log_odds_z(a, b, *totals, prior=alpha, prior_total=prior_size),
        "log_ratio": ratio, "ci_low": low, "ci_high": high, "ci_level": level,
        "percent_difference": measures.percent_difference(a, b, *totals),
        "p_value": found.p, "p_adjusted": adjusted, "method": _method(found.method, adjust),
        "note": _notes(one, against),
    })[list(_COLUMNS)]  # fmt: skip
    return _typed(table.sort_values(["z", "term"], ascending=[False, True], ignore_index=True))


def _prior(one: Contrast, prior: str, size: float) -> NDArray[np.float64]:
    """Spread the pseudo-words over the terms."""
    if prior == "uniform":
        return np.full(len(one.terms), size / max(len(one.terms), 1))
    return size * one.background / max(one.background_total, 1.0)


def _method(test: str, adjust: str) -> str:
    """Say how p was found and adjusted."""
    how = {"bh": "Benjamini & Hochberg", "holm": "Holm"}[adjust]
    return f"{test}; {how}" if test else "description only"


def _notes(one: Contrast, against: NDArray[np.bool_]) -> list[str]:
    """Say of each term what its numbers cannot tell."""
    notes = [one.note, _few(one)]
    turned = "The mean of the articles points the other way."
    return [" ".join(filter(None, [*notes, turned if other else ""])) for other in against]


def _few(one: Contrast) -> str:
    """Say that there are too few articles for a test."""
    first, second = one.sides
    if one.paired:
        n = int(((first.words > 0) & (second.words > 0)).sum())
        if n >= sample.FEW_PAIRS:
            return ""
        return f"{_intervals.counted(n, 'article')} with both kinds of sentences: description only."
    if min(first.n, second.n) >= _intervals.MIN_DOCUMENTS:
        return ""
    said = f"{first.n_docs:,} against {_intervals.counted(second.n_docs, 'document')}"
    if (first.n, second.n) != (first.n_docs, second.n_docs):
        said += f" in {first.n:,} and {second.n:,} clusters of copies"
    return f"{said}: description only."
