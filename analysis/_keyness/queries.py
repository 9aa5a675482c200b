"""What is asked for: words and phrases of a query, and the types of words that meet them.

A query is written as a pattern of the codebook (`patterns.parse`); it is compared with words as
`words.read` splits them, in which *open-source* and *AI-model* are one word.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import pandas as pd

from analysis import patterns
from analysis.contracts import InputError

__all__ = ["GENITIVE", "Phrase", "phrases"]

_BETWEEN: Final = r"\W"  # what joins the parts of one word: hyphen, apostrophe, ampersand
GENITIVE: Final = re.compile(r"(?<=\w)['’]s\b", re.IGNORECASE)  # no part of a word there
"""The ending of a genitive, which `words.read` leaves off."""


class Phrase(NamedTuple):
    """One way to satisfy a query: for each word the numbers of the types that meet it.

    `exact` holds a rule for each word that was asked for in capitals or small letters.
    """

    query: str
    steps: tuple[frozenset[int], ...]
    exact: tuple[re.Pattern[str] | None, ...]


def phrases(tokens: pd.DataFrame, queries: Sequence[str], on: str) -> list[Phrase]:
    """Read the queries, and find the types that meet each of their words."""
    types = pd.Index(tokens["word"].astype("category").cat.categories.astype("str"))
    folded = [patterns.fold(word) for word in types]
    shared = _same_term(tokens, types) if on == "term" else None
    known: dict[patterns.Phrase, frozenset[int]] = {}
    made = []
    for text in queries:
        pattern = patterns.parse(GENITIVE.sub("", text))
        if pattern.operator:
            message = (
                f"Query {text!r}: a concordance looks for words and phrases, not for words at a "
                f"distance. Leave {pattern.operator} out."
            )
            raise InputError(message)
        for phrase in pattern.first:
            for groups in _groupings(phrase):
                for group in groups:
                    if group not in known:
                        known[group] = _matching(group, folded, shared)
                steps = tuple(known[group] for group in groups)
                exact = tuple(_in_case(group) for group in groups)
                made.append(Phrase(text, steps, exact))
    return made


def _groupings(phrase: patterns.Phrase) -> Iterator[list[patterns.Phrase]]:
    """Give all ways to write a phrase: 'open source' is also one word, 'open-source'."""
    for cuts in itertools.product((False, True), repeat=len(phrase) - 1):
        edges = [0, *(at for at, cut in enumerate(cuts, start=1) if cut), len(phrase)]
        yield [phrase[low:high] for low, high in itertools.pairwise(edges)]


def _same_term(tokens: pd.DataFrame, types: pd.Index) -> Mapping[str, Sequence[int]]:
    """Give the numbers of all types that have a term, by the term."""
    pairs = tokens[["word", "term"]].dropna().drop_duplicates().astype("str")
    numbers = pairs["word"].map({word: number for number, word in enumerate(types)})
    gathered = numbers.groupby(pairs["term"]).agg(list)
    return dict(zip(gathered.index.astype("str"), gathered, strict=True))


def _matching(
    group: patterns.Phrase, folded: Sequence[str], shared: Mapping[str, Sequence[int]] | None
) -> frozenset[int]:
    """Give the numbers of the types that meet one word of a query."""
    rule = re.compile(_BETWEEN.join(_wild(patterns.fold(word.text)) for word in group))
    own = {number for number, text in enumerate(folded) if rule.fullmatch(text)}
    for term, numbers in (shared or {}).items():
        if not own.isdisjoint(numbers) or rule.fullmatch(term):
            own.update(numbers)
    return frozenset(own)


def _in_case(group: patterns.Phrase) -> re.Pattern[str] | None:
    """Make a rule of a word in which capitals count, or nothing where they do not."""
    if not any(word.exact_case for word in group):
        return None
    return re.compile(_BETWEEN.join(
        _wild(word.text) if word.exact_case else f"(?i:{_wild(word.text)})" for word in group
    ))  # fmt: skip


def _wild(word: str) -> str:
    """Write a word with wildcards as a rule; stops inside an acronym fall away."""
    signs = {"*": r".*", "?": r"\w", ".": ""}
    return "".join(signs.get(char, re.escape(char)) for char in word)
