"""How evenly a word is spread over the articles: range, DP, Juilland's D, Carroll's D2.

Articles are the parts of the corpus, and they are of unequal size: each measure below takes
their sizes into account. Counts of groups of articles are concatenated; the measures do not add
up, so make them last, of all counts together.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis.contracts import InputError, TableError, first_five

__all__ = ["MEASURES", "in_own_language", "measures", "positions"]

MEASURES: Final = ("n_with", "share_with", "dp", "dp_norm", "juilland_d", "carroll_d2", "kld")
"""What `measures` tells of each term, beside its counts."""

_PARTS: Final = ["doc_id", "language"]
_KEYS: Final = ["language", "term"]
_LEAST: Final = 4  # articles below which a measure of spread says little


def in_own_language(table: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Keep the words that are in the language of their article.

    An English quotation would else make a Dutch article a small part of the English corpus.

    Parameters
    ----------
    table : DataFrame
        From `words.read` or `words.counts`.
    documents : DataFrame
        doc_id and language; an article without a language keeps all its words.

    Returns
    -------
    DataFrame

    Examples
    --------
    >>> table = pd.DataFrame({"doc_id": "a", "language": ["nl", "en"], "term": ["rel", "deal"]})
    >>> documents = pd.DataFrame({"doc_id": ["a"], "language": ["nl"]})
    >>> in_own_language(table, documents)["term"].tolist()
    ['rel']
    """
    spoken = dict(zip(documents["doc_id"], documents["language"], strict=True))
    own = table["doc_id"].astype("str").map(spoken)
    same = own.isna() | (own == table["language"].astype("str"))
    return table[same.to_numpy(dtype=bool)].reset_index(drop=True)


def measures(
    counts: pd.DataFrame, *, terms: Sequence[str] | None = None, least: int = 1
) -> pd.DataFrame:
    """Measure how evenly each term is spread over the articles of a language.

    Parameters
    ----------
    counts : DataFrame
        From `words.counts`, of all articles: doc_id, language, term (null: words that are no
        term, which count for the size of an article), n. Groups are added up.
    terms : sequence of str, optional
        Terms that are measured; all when left out. One that never occurs has no row.
    least : int
        Terms that occur less often are left out.

    Returns
    -------
    DataFrame
        By language, then the most frequent term first:

        - language, term, n (how often), n_docs (articles in this language, the parts);
        - n_with (articles with the term: its range) and share_with (of all articles);
        - dp: Gries' deviation of proportions, half the sum of the differences between an
          article's share of the term and its share of all words; 0 is as even as can be, and
          the most is 1 minus the share of the smallest article; dp_norm: divided by that;
        - juilland_d: 1 minus the variation coefficient of the rates in the articles (n /
          n_words, standard deviation with n) over the root of (articles - 1); 1 is even;
        - carroll_d2: entropy of these rates, divided by that of equal ones; 1 is even;
        - kld: Kullback-Leibler divergence in bits of the shares of the term from the shares of
          all words; 0 is even, no upper limit;
        - note: why a measure is empty (one article), or that the articles are few.

    Raises
    ------
    contracts.TableError
        If the table lacks columns.

    References
    ----------
    Gries (2008) doi:10.1075/ijcl.13.4.02gri; Lijffijt & Gries (2012)
    doi:10.1075/ijcl.17.1.08lij; Gries (2020) doi:10.1007/978-3-030-46216-1_5; Carroll (1970)
    doi:10.1002/j.2333-8504.1970.tb00778.x

    Examples
    --------
    >>> counts = pd.DataFrame({"doc_id": list("aab"), "language": "en",
    ...                        "term": ["deal", None, "ban"], "n": [2, 2, 1]})
    >>> measures(counts)[["term", "n", "n_with", "dp"]].round(3).values.tolist()
    [['deal', 2, 1, 0.2], ['ban', 1, 1, 0.8]]
    """
    _check(counts, "counts", (*_PARTS, "term", "n"))
    known = counts[[*_PARTS, "term", "n"]].astype(
        {"doc_id": "str", "language": "str", "term": "str"}
    )
    sizes = known.groupby(_PARTS)["n"].sum().rename("n_words").reset_index()
    corpus = sizes.groupby("language", as_index=False).agg(
        words=("n_words", "sum"), n_docs=("doc_id", "size"), smallest=("n_words", "min")
    )
    asked = known["term"].notna() if terms is None else known["term"].isin(list(terms))
    rows = known[asked].groupby([*_PARTS, "term"], as_index=False)["n"].sum()
    rows = rows.merge(sizes, on=_PARTS).merge(corpus, on="language")
    totals = rows.groupby(_KEYS)["n"].transform("sum")
    made = _of_each_term(rows[totals >= least], totals[totals >= least])
    ordered = made.sort_values(["language", "n", "term"], ascending=[True, False, True])
    return ordered.reset_index(drop=True)


def _of_each_term(rows: pd.DataFrame, totals: pd.Series) -> pd.DataFrame:
    """Add up over the articles that hold a term; those that do not have a known part in it."""
    expected = (rows["n_words"] / rows["words"]).to_numpy(dtype=float)
    observed = (rows["n"] / totals).to_numpy(dtype=float)
    rate = (rows["n"] / rows["n_words"]).to_numpy(dtype=float)
    pieces = rows[_KEYS].assign(
        n=rows["n"], off=np.abs(observed - expected), covered=expected, rate=rate,
        squared=rate**2, plain=rate * np.log2(rate), kld=observed * np.log2(observed / expected),
    )  # fmt: skip
    grouped = pieces.groupby(_KEYS, sort=True)
    sums = grouped.sum()
    about = rows.groupby(_KEYS, sort=True)[["n_docs", "words", "smallest"]].first()
    n_docs = about["n_docs"].to_numpy(dtype=float)
    several = n_docs > 1
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = sums["rate"].to_numpy() / n_docs
        variance = np.maximum(sums["squared"].to_numpy() / n_docs - mean**2, 0.0)
        entropy = np.log2(sums["rate"]) - sums["plain"] / sums["rate"]
        dp = 0.5 * (sums["off"] + 1 - sums["covered"]).clip(lower=0.0)
        most = 1 - (about["smallest"] / about["words"]).to_numpy(dtype=float)
        made = pd.DataFrame(
            {
                "n": sums["n"].astype("int64"),
                "n_docs": about["n_docs"].astype("int64"),
                "n_with": grouped.size().astype("int64"),
                "share_with": grouped.size() / n_docs,
                "dp": np.where(several, dp, np.nan),
                "dp_norm": np.where(several, np.minimum(dp / most, 1.0), np.nan),
                "juilland_d": np.where(
                    several, _within(1 - np.sqrt(variance) / mean / np.sqrt(n_docs - 1)), np.nan
                ),
                "carroll_d2": np.where(several, _within(entropy / np.log2(n_docs)), np.nan),
                "kld": np.where(several, sums["kld"].clip(lower=0.0), np.nan),
                "note": [_note(int(n)) for n in n_docs],
            },
            index=sums.index,
        )
    return made.reset_index().astype({"note": "str"})


def _within(values: Any) -> Any:
    """Keep what can only leave 0 to 1 by rounding inside."""
    return np.clip(np.asarray(values, dtype=float), 0.0, 1.0)


def _note(n_docs: int) -> str:
    """Say what so many articles allow."""
    if n_docs == 1:
        return "One article: spread over articles is not defined."
    if n_docs < _LEAST:
        return f"{n_docs} articles: too few to tell an even spread from chance."
    return ""


def positions(tokens: pd.DataFrame, *, terms: Sequence[str]) -> pd.DataFrame:
    """Say where in its article each term occurs.

    Parameters
    ----------
    tokens : DataFrame
        From `words.read`.
    terms : sequence of str
        Terms to be placed.

    Returns
    -------
    DataFrame
        doc_id, language, term, place, n_words; one row per occurrence. `place` is between 0
        (the first word) and 1 (the last): the middle of the word, counted in the words of the
        article in this language. Each article has a row with empty term and place first, so
        that one without any of the terms is seen.

    Raises
    ------
    contracts.InputError
        If a term is named twice.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "language": "en", "position": [0, 1],
    ...                        "term": ["deal", None]})
    >>> positions(tokens, terms=["deal"])["place"].tolist()
    [nan, 0.25]
    """
    _check(tokens, "tokens", ("doc_id", "language", "position", "term"))
    if twice := sorted({term for term in terms if list(terms).count(term) > 1}):
        message = f"Terms named twice: {first_five(twice)}. Name each term once."
        raise InputError(message)
    placed = tokens.sort_values(["doc_id", "position"], kind="stable")
    placed = placed[["doc_id", "language", "term"]].astype("str")
    article = placed.groupby(["doc_id", "language"], dropna=False, sort=False)
    n_words = article["doc_id"].transform("size").astype("int64")
    place = (article.cumcount() + 0.5) / n_words
    all_words = placed.assign(place=place.astype("float64"), n_words=n_words)
    own = all_words[all_words["term"].isin(list(terms))]
    each = all_words.drop_duplicates(["doc_id", "language"])
    each = each.assign(term=None, place=np.nan).astype({"term": "str"})
    made = pd.concat([each, own], ignore_index=True)
    return made.sort_values(["doc_id", "language", "place"], na_position="first", ignore_index=True)


def _check(table: pd.DataFrame, name: str, columns: Sequence[str]) -> None:
    """Raise if the table lacks a column."""
    if absent := [column for column in columns if column not in table.columns]:
        message = (
            f"Table {name} lacks {first_five(absent)}; it has "
            f"{', '.join(map(str, table.columns)) or 'no columns'}."
        )
        raise TableError(message)
