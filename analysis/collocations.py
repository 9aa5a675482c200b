"""Which words stand near each other more often than chance would have it.

nltk scores: its collocation finders and association measures, and logDice. What they are
given is counted here, by number, as `BigramCollocationFinder.from_words` counts: a pair is a
word and one of the `window - 1` words behind it, in one unit. The finder divides the count of
a pair by the number of places it could have, so that a wide window does not make every pair
look strong. Stop words keep their place but are in no pair, as with nltk's word filter.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from nltk.collocations import BigramCollocationFinder, TrigramCollocationFinder
from nltk.metrics import BigramAssocMeasures, TrigramAssocMeasures
from nltk.probability import FreqDist

from analysis.contracts import InputError, TableError, did_you_mean, first_five

__all__ = ["MEASURES", "TRIPLE_MEASURES", "combine", "counts", "log_dice", "scores", "triples"]

TRIPLE_MEASURES: Final = (
    "likelihood_ratio", "pmi", "student_t", "chi_sq", "mi_like", "poisson_stirling", "jaccard",
)  # fmt: skip
"""Measures of three words, by their names in nltk."""

MEASURES: Final = (*TRIPLE_MEASURES, "phi_sq", "dice", "log_dice")
"""Measures of two words: `log_dice` (Rychlý 2008), and others by their names in nltk."""

_UNSIGNED: Final = {"likelihood_ratio", "chi_sq", "phi_sq"}
_COUNTED: Final = ("first", "second", "n", "n_docs", "places")
_NO_TERM: Final = ""  # counts as words of the text, and is in no pair
_NEEDED: Final = ("doc_id", "segment_id", "language", "position", "term")

Ints = npt.NDArray[np.int64]


def log_dice(n_both: float, n_each: tuple[float, float], n_words: float = 0.0) -> float:
    """Score a pair by logDice, ``14 + log2(2 n / (n_first + n_second))``.

    It has the arguments of nltk's measures, does not depend on the size of the corpus, and is
    14 where two words only occur together. One point less is half as strong.

    Parameters
    ----------
    n_both : float
        How often the two occur together.
    n_each : tuple of float
        How often each of them occurs.
    n_words : float
        Not used.

    References
    ----------
    Rychlý (2008) A lexicographer-friendly association score, RASLAN 2008, 6-9.

    Examples
    --------
    >>> log_dice(20, (20, 20)), round(log_dice(20, (42, 20)), 5)
    (14.0, 13.36773)
    """
    return 14 + math.log2(2 * n_both / sum(n_each))


def counts(
    tokens: pd.DataFrame, *, window: int, node: str | Sequence[str] | None = None,
    by: Sequence[str] = (),
) -> pd.DataFrame:  # fmt: skip
    """Count words, and pairs of words near each other in a unit.

    Parameters
    ----------
    tokens : DataFrame
        From `words.read`, with columns `by`; words are its terms.
    window : int
        2: the next word; 5: one of the next four.
    node : str or sequence of str, optional
        Terms of which the neighbours are counted; only pairs with one of them, on either
        side of it. All pairs when left out.
    by : sequence of str
        Columns that tell groups apart, such as 'wave'.

    Returns
    -------
    DataFrame
        language, the `by` columns, first, second, n, n_docs (articles with it), places (where
        the second word could stand: `window` - 1, and twice that around a node). Pairs are in
        the order of the text; with `node`, first is the node and second stands on either side.
        Rows without `second` count the word itself; without both, words that are no term.
        Tables of articles that do not overlap are added up by `combine`.

    Raises
    ------
    contracts.InputError
        If the window is too small.
    contracts.TableError
        If the tokens lack a column.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "segment_id": "a:0", "language": "en",
    ...                        "position": range(3), "term": ["steal", None, "data"]})
    >>> counts(tokens, window=3)[["first", "second", "n"]].fillna("-").values.tolist()
    [['data', '-', 1], ['steal', 'data', 1], ['steal', '-', 1], ['-', '-', 1]]
    """
    rows, terms = _ordered(tokens, by, window)
    code, unit = (rows[name].to_numpy(np.int64) for name in ("code", "unit"))
    sides = [_pairs(code, unit, step) for step in range(1, window)]
    places = window - 1
    if node is not None:
        asked = np.isin(terms, [node] if isinstance(node, str) else list(node))
        both = [*sides, *((other, one) for one, other in sides)]
        sides = [(one[asked[code[one]]], other[asked[code[one]]]) for one, other in both]
        places = 2 * places
    single = np.arange(len(rows))
    first = np.concatenate([single, *(one for one, _ in sides)])
    second = np.concatenate([np.full(len(rows), -1), *(code[other] for _, other in sides)])
    known = rows.iloc[first][["group", "doc"]].assign(first=code[first], second=second)
    return _named(_summed(known), rows, terms, by).assign(places=places)


def _pairs(code: Ints, unit: Ints, step: int) -> tuple[Ints, Ints]:
    """Give the rows of two terms that stand `step` words apart in a unit."""
    one = np.arange(max(len(code) - step, 0))
    there = (unit[one] == unit[one + step]) & (code[one] >= 0) & (code[one + step] >= 0)
    return one[there], one[there] + step


def _ordered(
    tokens: pd.DataFrame, by: Sequence[str], window: int
) -> tuple[pd.DataFrame, npt.NDArray[Any]]:
    """Give terms, units, articles and groups of the tokens a number, in the order of the text."""
    if window < 2:
        message = f"window={window}: a pair needs a window of 2 words or more."
        raise InputError(message)
    if absent := [name for name in (*_NEEDED, *by) if name not in tokens.columns]:
        message = (f"Table tokens lacks {first_five(absent)}; it has "
                   f"{', '.join(map(str, tokens.columns)) or 'no columns'}.")  # fmt: skip
        raise TableError(message)
    ordered = tokens.sort_values(["doc_id", "position"], kind="stable", ignore_index=True)
    code, terms = pd.factorize(ordered["term"], sort=True)
    keys = ordered[["language", *by]].astype("str")
    group = keys.groupby(["language", *by], dropna=False, sort=True).ngroup()
    rows = pd.DataFrame({
        "code": code, "unit": pd.factorize(ordered["segment_id"])[0],
        "doc": pd.factorize(ordered["doc_id"])[0], "group": group.to_numpy(np.int64),
    })  # fmt: skip
    return pd.concat([rows, keys], axis=1), np.asarray(terms, dtype=object)


def _summed(rows: pd.DataFrame) -> pd.DataFrame:
    """Count rows that are alike but for the article, `n`, and their articles, `n_docs`."""
    keys = [name for name in rows.columns if name != "doc"]
    each = rows.value_counts(sort=False).rename("n").reset_index()
    grouped = each.groupby(keys)["n"]
    return pd.DataFrame({"n": grouped.sum(), "n_docs": grouped.size()}).reset_index()


def _named(
    summed: pd.DataFrame, rows: pd.DataFrame, terms: npt.NDArray[Any], by: Sequence[str]
) -> pd.DataFrame:
    """Give numbers their names again, and sort."""
    labels = np.array([*terms, None], dtype=object)
    keys = rows.drop_duplicates("group").set_index("group")[["language", *by]]
    made = keys.reindex(summed["group"]).reset_index(drop=True)
    for name in ("first", "second"):
        made[name] = pd.Series(labels[summed[name].to_numpy(np.int64)], dtype="str")
    made["n"] = summed["n"].to_numpy(np.int64)
    made["n_docs"] = summed["n_docs"].to_numpy(np.int64)
    return made.sort_values(["language", *by, "first", "second"], ignore_index=True)


def combine(*parts: pd.DataFrame) -> pd.DataFrame:
    """Add counts of articles that do not overlap up to those of all of them.

    Parameters
    ----------
    *parts : DataFrame
        From `counts`, with the same options.

    Examples
    --------
    >>> part = pd.DataFrame({"language": ["en"], "first": "steal", "second": "data", "n": 1,
    ...                      "n_docs": 1})
    >>> combine(part, part)[["n", "n_docs"]].values.tolist()
    [[2, 2]]
    """
    table = pd.concat(parts, ignore_index=True)
    keys = [name for name in table.columns if name not in ("n", "n_docs")]
    summed = table.groupby(keys, dropna=False, as_index=False)[["n", "n_docs"]].sum()
    return summed[table.columns]


def scores(
    counted: pd.DataFrame, *,
    measures: Sequence[str] = ("log_dice", "likelihood_ratio", "pmi"), least: int = 5,
    least_docs: int = 1, above_chance: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """Score pairs of words, within each language and group.

    Parameters
    ----------
    counted : DataFrame
        From `counts`, of all articles.
    measures : sequence of str
        Of `MEASURES`; the table is sorted by the first.
    least : int
        Pairs that occur less often are left out.
    least_docs : int
        Pairs that occur in fewer articles are left out.
    above_chance : bool
        Leave out pairs that do not occur more often than expected.

    Returns
    -------
    DataFrame
        language, groups, first, second, n (pairs), n_docs, n_first and n_second (how often
        each word occurs), n_words (all words of the group), expected (pairs there would be if
        words stood at random), and a column per measure. `likelihood_ratio`, `chi_sq` and
        `phi_sq` are negative where a pair is rarer than expected; a score that the counts do
        not allow (a small text in which a word follows itself) is null. `log_dice` takes each
        occurrence once, so that it never passes 14. Sorted within a language and group by the
        first measure, highest first, then by n, first and second.

    Raises
    ------
    contracts.InputError
        If a measure is none.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "segment_id": list("xxyyz"), "language": "en",
    ...     "position": range(5), "term": ["steal", "data", "steal", "data", "model"]})
    >>> counted = counts(tokens, window=2)
    >>> scores(counted, least=2)[["first", "second", "n", "log_dice"]].values.tolist()
    [['steal', 'data', 2, 14.0]]
    """
    _check_measures(measures, MEASURES)
    groups = [name for name in counted.columns if name not in _COUNTED]
    single, pairs = counted[counted["second"].isna()], counted[counted["second"].notna()]
    pairs = pairs[(pairs["n"] >= least) & (pairs["n_docs"] >= least_docs)]
    made = [_scored(pairs.iloc[:0], single.iloc[:0], measures)]
    for key, part in pairs.groupby(groups, dropna=False, sort=True):
        made.append(_scored(part, _group(single, groups, key), measures))
    joined = pd.concat(made[1:] or made, ignore_index=True)
    ranks = [*groups, measures[0], "n", "first", "second"]
    rising = [*(True for _ in groups), False, False, True, True]
    if above_chance:
        joined = joined[joined["n"] > joined["expected"]]
    columns = [*groups, "first", "second", "n", "n_docs", "n_first", "n_second", "n_words",
               "expected", *measures]  # fmt: skip
    ordered = joined.sort_values(ranks, ascending=rising, na_position="last", ignore_index=True)
    return ordered[columns]


def _group(table: pd.DataFrame, groups: Sequence[str], key: tuple[Any, ...]) -> pd.DataFrame:
    """Give the rows of a group."""
    there = np.ones(len(table), dtype=bool)
    for name, value in zip(groups, key, strict=True):
        there &= (table[name].isna() if pd.isna(value) else table[name] == value).to_numpy(bool)
    return table[there]


def _scored(
    pairs: pd.DataFrame, single: pd.DataFrame, measures: Sequence[str]
) -> pd.DataFrame:  # fmt: skip
    """Score the pairs of a group; `single` counts its words."""
    words = FreqDist(dict(zip(single["first"].fillna(_NO_TERM), single["n"].tolist(), strict=True)))
    keys = list(zip(pairs["first"], pairs["second"], strict=True))
    places = int(pairs["places"].iloc[0]) if len(pairs) else 1
    finder = BigramCollocationFinder(
        words, FreqDist(dict(zip(keys, pairs["n"].tolist(), strict=True))), window_size=places + 1
    )
    once = BigramCollocationFinder(words, FreqDist({
        (one, other): min(n, words[one], words[other])
        for (one, other), n in finder.ngram_fd.items()
    }))  # fmt: skip
    n_first, n_second = (pairs[name].map(words).astype("int64") for name in ("first", "second"))
    expected = n_first * n_second * places / max(finder.N, 1)
    made = pairs.assign(
        n_first=n_first, n_second=n_second, n_words=finder.N, expected=expected.astype("float64")
    )
    rarer = (made["n"] < made["expected"]).to_numpy(bool)
    for name in measures:
        own = once if name == "log_dice" else finder
        rule = log_dice if name == "log_dice" else getattr(BigramAssocMeasures, name)
        values = np.array([_safe(own, rule, key) for key in keys], dtype=float)
        made[name] = np.where(rarer, -values, values) if name in _UNSIGNED else values
    return made


def _safe(
    finder: BigramCollocationFinder | TrigramCollocationFinder, rule: Callable[..., float],
    key: tuple[str, ...],
) -> float:  # fmt: skip
    """Let nltk score, or give nothing where the counts leave no table of words to score."""
    try:
        score = finder.score_ngram(rule, *key)
    except (ValueError, ZeroDivisionError):  # a negative or empty cell
        return math.nan
    return math.nan if score is None else float(score)


def _check_measures(measures: Sequence[str], known: Sequence[str]) -> None:
    """Raise if there is no such measure, or none at all."""
    if isinstance(measures, str) or not measures:
        message = f"measures={measures!r}: give a list with one or more of {', '.join(known)}."
        raise InputError(message)
    for name in measures:
        if name not in known:
            message = f"There is no measure {name!r} of words. {did_you_mean(str(name), known)}"
            raise InputError(message)


def triples(
    tokens: pd.DataFrame, *, measures: Sequence[str] = ("likelihood_ratio", "pmi"),
    least: int = 5, by: Sequence[str] = (),
) -> pd.DataFrame:  # fmt: skip
    """Score three words in a row, within each language and group.

    Parameters
    ----------
    tokens, by
        As in `counts`; of all articles, since triples are not added up.
    measures, least
        As in `scores`; of `TRIPLE_MEASURES`.

    Returns
    -------
    DataFrame
        language, groups, first, second, third, n, n_docs, n_words, and a column per measure,
        as nltk's `TrigramCollocationFinder` gives it; sorted as in `scores`.

    Raises
    ------
    contracts.InputError
        If a measure is none.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "segment_id": list("xxxyyy"), "language": "en",
    ...     "position": range(6), "term": ["white", "house", "memo"] * 2})
    >>> triples(tokens, least=2)[["first", "second", "third", "n"]].values.tolist()
    [['white', 'house', 'memo', 2]]
    """
    _check_measures(measures, TRIPLE_MEASURES)
    rows, terms = _ordered(tokens, by, 3)
    keys = rows.drop_duplicates("group").set_index("group")[["language", *by]]
    columns = ["language", *by, "first", "second", "third", "n", "n_docs", "n_words", *measures]
    made = []
    for number, part in rows.groupby("group", sort=True):
        found = _of_three(part, terms, measures, least)
        named = {str(name): value for name, value in keys.loc[[number]].iloc[0].items()}
        made.append(found.assign(**named)[columns])
    joined = pd.concat(made, ignore_index=True) if made else pd.DataFrame(columns=columns)
    ranks = ["language", *by, measures[0], "n", "first", "second", "third"]
    rising = [True, *(True for _ in by), False, False, True, True, True]
    return joined.sort_values(ranks, ascending=rising, na_position="last", ignore_index=True)


def _of_three(
    rows: pd.DataFrame, terms: npt.NDArray[Any], measures: Sequence[str], least: int
) -> pd.DataFrame:
    """Find and score the triples of a group."""
    code, unit = (rows[name].to_numpy(np.int64) for name in ("code", "unit"))
    one, two = _pairs(code, unit, 1)
    wide = _pairs(code, unit, 2)
    start, end = (side[code[wide[0] + 1] >= 0] for side in wide)
    each = pd.DataFrame({"first": code[start], "second": code[start + 1], "third": code[end],
                         "doc": rows["doc"].to_numpy(np.int64)[start]})  # fmt: skip
    found = _summed(each)
    found = found[found["n"] >= least].reset_index(drop=True)
    labels = np.array([*terms, _NO_TERM], dtype=object)
    for name in ("first", "second", "third"):
        found[name] = pd.Series(labels[found[name].to_numpy(np.int64)], dtype="str")
    keys = list(zip(found["first"], found["second"], found["third"], strict=True))
    finder = TrigramCollocationFinder(
        FreqDist(labels[code].tolist()),
        _frequent(labels[code[one]], labels[code[two]], least),
        _frequent(labels[code[wide[0]]], labels[code[wide[1]]], least),
        FreqDist(dict(zip(keys, found["n"].tolist(), strict=True))),
    )
    made = found.assign(n_words=finder.N)
    for name in measures:
        rule = getattr(TrigramAssocMeasures, name)
        made[name] = np.array([_safe(finder, rule, key) for key in keys], dtype=float)
    return made


def _frequent(one: npt.NDArray[Any], other: npt.NDArray[Any], least: int) -> FreqDist:
    """Count pairs, and leave those out that are rarer than any triple that is kept."""
    counted = pd.DataFrame({"one": one, "other": other}).value_counts(sort=False)
    kept = counted[counted >= least]
    return FreqDist(dict(zip(kept.index, kept.tolist(), strict=True)))
