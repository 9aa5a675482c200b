"""The words that tell one article or news wave from the others, without any topic model."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from analysis import contracts
from analysis._topics.checking import need, typed
from analysis._topics.tokens import chosen, tokens

__all__ = ["telling"]


def telling(
    units: pd.DataFrame, documents: pd.DataFrame, *, by: str, stop: bool | Iterable[str] = True,
    top: int = 10, least: int = 2,
) -> pd.DataFrame:  # fmt: skip
    """Find the words that are frequent in one group of articles and rare in the others.

    The weight is TF-IDF with groups as texts: the share of the word in the words of the
    group, times ln(G / g) for a word that is in g of G groups. A word of all groups tells
    nothing and is left out. A group alone has its most frequent words.

    Parameters
    ----------
    units : DataFrame
        language, doc_id, text. Languages are kept apart.
    documents : DataFrame
        doc_id and the column `by`; the articles with the same value are a group, those without
        one are in none.
    by : str
        Column such as 'wave', or 'doc_id' for each article by itself.
    stop : bool or iterable of str
        Leave out the stop words of the language, none, or these.
    top, least : int
        Words of each group at the most, and how often a word must be there.

    Returns
    -------
    DataFrame
        language, group, rank (from 1), word, n (times in the group), n_words (words of the
        group, stop words left out), n_groups, weight; numbers and single letters are no
        words.

    Examples
    --------
    >>> units = pd.DataFrame({"language": "en", "doc_id": ["a", "b"],
    ...                       "text": ["Chips and chips and tax.", "Tax and the tax."]})
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "wave": ["A", "B"]})
    >>> found = telling(units, articles, by="wave")
    >>> found[["group", "word", "n"]].to_numpy().tolist()
    [['A', 'chips', 2]]
    """
    need(units, "units", ("language", "doc_id", "text"))
    need(documents, "documents", ("doc_id", by))
    groups = pd.Series(documents[by].to_numpy(), index=documents["doc_id"].to_numpy())
    if top < 1 or least < 1:
        message = f"top and least are numbers from 1 on; found {top!r} and {least!r}."
        raise contracts.InputError(message)
    rows: list[dict[str, object]] = []
    for language, part in units.groupby("language", sort=True):
        ignored = chosen(stop, [str(language)])
        counts: dict[str, Counter[str]] = {}
        named = part["doc_id"].map(groups)
        for group, text in zip(named, part["text"], strict=True):
            if pd.notna(group):
                counts.setdefault(str(group), Counter()).update(tokens(text, ignored))
        spread = Counter(word for own in counts.values() for word in own)
        for group in sorted(counts):
            rows += _of_group(counts[group], spread, len(counts), top, least,
                              {"language": language, "group": group})  # fmt: skip
    return typed(rows, language="str", group="str", rank="int64", word="str", n="int64",
                 n_words="int64", n_groups="int64", weight="float64")  # fmt: skip


def _of_group(
    own: Counter[str], spread: Counter[str], n_groups: int, top: int, least: int,
    about: Mapping[str, object],
) -> list[dict[str, object]]:  # fmt: skip
    """Weigh the words of one group, and give the first."""
    total = sum(own.values())
    weights = {
        word: n / total * (math.log(n_groups / spread[word]) if n_groups > 1 else 1.0)
        for word, n in own.items()
        if n >= least and (spread[word] < n_groups or n_groups == 1)
    }
    first = sorted(weights, key=lambda word: (-weights[word], word))[:top]
    return [
        {**about, "rank": rank, "word": word, "n": own[word], "n_words": total,
         "n_groups": n_groups, "weight": weights[word]}
        for rank, word in enumerate(first, start=1)
    ]  # fmt: skip
