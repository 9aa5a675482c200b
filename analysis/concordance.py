"""Find words and phrases in their sentences: keyword in context, with the codes of the sentence.

Every keyword is the exact stretch ``[start, end)`` of the article, and so is what stands left
and right of it. Articles that can hold a hit are found by number, all at once; within each of
them nltk's `ConcordanceIndex` finds the words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

import numpy as np
import pandas as pd
from nltk.text import ConcordanceIndex

from analysis import patterns
from analysis._keyness import queries
from analysis.contracts import InputError, TableError, did_you_mean, first_five

__all__ = ["COLUMNS", "arrange", "lines"]

COLUMNS: Final = (
    "doc_id", "segment_id", "language", "wave", "outlet", "left", "keyword", "right", "start",
    "end", "left_start", "right_end", "query", "l1", "r1", "frames",
)  # fmt: skip
"""Columns of a concordance, in their order."""

_NEEDED: Final = ("doc_id", "segment_id", "language", "position", "start", "end", "word", "term")
_ORDERS: Final = ("text", "left", "right", "random")
_NEAR: Final = 4  # words beside the keyword by which lines are sorted


class _Hit(NamedTuple):
    """A place that satisfies a query: rows of the tokens from `first` to `last`."""

    first: int
    last: int
    query: str


def lines(
    tokens: pd.DataFrame, documents: pd.DataFrame, segments: pd.DataFrame,
    codings: pd.DataFrame, *, query: str | Sequence[str], width: int = 45,
    on: Literal["word", "term"] = "word", context: Literal["sentence", "paragraph"] = "sentence",
    language: str | None = None,
) -> pd.DataFrame:  # fmt: skip
    """List every place of a word or phrase with what stands around it.

    Parameters
    ----------
    tokens : DataFrame
        From `words.read`.
    documents, segments, codings : DataFrame
        Contracts of those names, of the same articles; the codings of one coder, or none.
    query : str or sequence of str
        Words and phrases, written as in the codebook: ``steal*``, ``organi?e``, ``trade
        secret*``, ``(stole|took) data``, ``=US``. A phrase is found within one unit. Where two
        queries meet in one place the longer one counts, once.
    width : int
        Letters of the article shown on each side at the most, cut between words.
    on : {'word', 'term'}
        Look among the words as they are written, or among the terms (lemmas or stems): a query
        is then also met by every word that shares a term with a word that meets it.
    context : {'sentence', 'paragraph'}
        How far the context reaches: to the ends of the unit, or on into the units before and
        after it on the same line of the article.
    language : str, optional
        Only units of this language.

    Returns
    -------
    DataFrame
        One row per hit, by doc_id and start: doc_id, segment_id, language, wave and outlet
        (of the article), left, keyword, right (exact slices of the article), start, end,
        left_start, right_end (offsets: left is ``[left_start:start]``), query (the one that was
        met), l1 and r1 (the next word on each side within the unit, small letters; empty at
        its ends), frames (keys of the frames that the unit carries, in alphabetical order,
        with a space between; empty: none; null: not coded).

    Raises
    ------
    contracts.InputError
        If a query cannot be read or holds NEAR or BEFORE, or an option is none.
    contracts.TableError
        If a table lacks columns, tokens or codings do not belong to these articles, or there
        are codings of several coders.

    Examples
    --------
    >>> from analysis import contracts, words
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["They copied our models."],
    ...     "language": ["en"], "wave": ["May"], "outlet": [None]})
    >>> segments = pd.DataFrame({"segment_id": ["a:0"], "doc_id": "a", "unit": "sentence",
    ...     "position": 0, "start": 0, "end": 23, "role": "body", "language": "en"})
    >>> tokens = words.read(documents, segments, form="lemma", stop="library")
    >>> found = lines(tokens, documents, segments, contracts.empty("codings"), query="copy",
    ...               on="term")
    >>> found[["left", "keyword", "right", "r1"]].values.tolist()
    [['They ', 'copied', ' our models.', 'our']]
    """
    _check(tokens, codings, width=width, on=on, context=context)
    used = tokens if language is None else tokens[tokens["language"] == language]
    used = _in_order(used)
    phrases = queries.phrases(used, [query] if isinstance(query, str) else list(query), on)
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    hits = list(_hits(used, phrases, texts))
    found = _placed(used, hits)
    _check_known(found, documents, segments)
    made = _in_context(found, segments, texts, width=width, whole_line=context == "paragraph")
    about = documents.set_index("doc_id")[["wave", "outlet"]]
    for name in ("wave", "outlet"):
        made[name] = made["doc_id"].map(about[name]).astype("str")
    made["frames"] = _frames(made["segment_id"], codings)
    return made[list(COLUMNS)]


def arrange(
    found: pd.DataFrame, *, order: Literal["text", "left", "right", "random"] = "text",
    most: int | None = None, seed: int = 0,
) -> pd.DataFrame:  # fmt: skip
    """Sort lines for reading, and keep some of them.

    Parameters
    ----------
    found : DataFrame
        From `lines`.
    order : {'text', 'left', 'right', 'random'}
        By article and place; by the words before or behind the keyword, the nearest first;
        or a random choice of `most` lines, by article and place.
    most : int, optional
        Lines that are kept at the most.
    seed : int
        Of the random choice; the same lines are drawn however the articles are shuffled.

    Returns
    -------
    DataFrame

    Raises
    ------
    contracts.InputError
        If the order is none.

    Examples
    --------
    >>> found = pd.DataFrame({"doc_id": ["a", "a"], "start": [3, 9], "left": ["to ", "we "],
    ...                       "right": [" models", " data"]})
    >>> arrange(found, order="right")["right"].tolist()
    [' data', ' models']
    """
    if order not in _ORDERS:
        message = f"order={order!r} is no order of lines. {did_you_mean(str(order), _ORDERS)}"
        raise InputError(message)
    placed = found.sort_values(["doc_id", "start"], kind="stable", ignore_index=True)
    if order == "random":
        if most is None or most >= len(placed):
            return placed
        drawn = np.random.default_rng(seed).choice(len(placed), size=max(most, 0), replace=False)
        return placed.iloc[np.sort(drawn)].reset_index(drop=True)
    if order != "text":
        side = placed[order]
        keys = [_nearest(str(text), backwards=order == "left") for text in side]
        placed = placed.iloc[sorted(range(len(placed)), key=keys.__getitem__)]
    return (placed if most is None else placed.head(most)).reset_index(drop=True)


def _nearest(text: str, *, backwards: bool) -> tuple[str, ...]:
    """Give the words nearest to the keyword, the nearest first."""
    spans = patterns.tokens(text)
    near = spans[::-1][:_NEAR] if backwards else spans[:_NEAR]
    return tuple(patterns.fold(text[start:end]) for start, end in near)


def _check(
    tokens: pd.DataFrame, codings: pd.DataFrame, *, width: int, on: str, context: str
) -> None:
    """Raise if an option is none, or a table is not the right one."""
    for name, value, known in (
        ("on", on, ("word", "term")),
        ("context", context, ("sentence", "paragraph")),
    ):
        if value not in known:
            message = f"{name}={value!r} is not known. {did_you_mean(str(value), known)}"
            raise InputError(message)
    if width < 0:
        message = f"width={width} is no number of letters; give 0 or more."
        raise InputError(message)
    if absent := [name for name in _NEEDED if name not in tokens.columns]:
        message = f"Table tokens lacks {first_five(absent)}. Is it what words.read returned?"
        raise TableError(message)
    if len(coders := sorted(codings["coder"].dropna().unique())) > 1:
        message = (
            f"Table codings has codes of {first_five(coders)}. Keep one coder: "
            f"codings[codings['coder'] == {coders[0]!r}]."
        )
        raise TableError(message)


def _check_known(found: pd.DataFrame, documents: pd.DataFrame, segments: pd.DataFrame) -> None:
    """Raise if a hit is in no article or unit of the tables."""
    for name, table in (("doc_id", documents), ("segment_id", segments)):
        if strange := sorted(set(found[name]) - set(table[name])):
            message = (
                f"Column tokens.{name} holds {first_five(strange)}, which the other tables do "
                f"not have. Give the documents and segments that the tokens were read from."
            )
            raise TableError(message)


def _numbers(column: pd.Series) -> Any:
    """Give equal values the same number, in the order of the values."""
    return column.astype("category").cat.codes.to_numpy()


def _in_order(tokens: pd.DataFrame) -> pd.DataFrame:
    """Sort by article and place, unless `words.read` did."""
    ids = tokens["doc_id"].astype("category")
    articles, places = np.diff(_numbers(ids).astype("int64")), np.diff(tokens["position"])
    rising = (articles > 0) | ((articles == 0) & (places > 0))
    if ids.cat.categories.is_monotonic_increasing and rising.all():
        return tokens
    return tokens.sort_values(["doc_id", "position"], kind="stable", ignore_index=True)


def _hits(
    tokens: pd.DataFrame, phrases: Sequence[queries.Phrase], texts: Mapping[str, str]
) -> Iterator[_Hit]:
    """Find the places, article by article, in articles that hold every word of a phrase."""
    codes = _numbers(tokens["word"])
    articles, units = (pd.factorize(_numbers(tokens[name]))[0] for name in ("doc_id", "segment_id"))
    edges = np.flatnonzero(np.r_[True, np.diff(articles) != 0, True])
    holding: dict[int, list[queries.Phrase]] = {}
    for phrase in phrases:
        there = [np.unique(articles[np.isin(codes, list(step))]) for step in phrase.steps]
        for article in _in_all(there):
            holding.setdefault(int(article), []).append(phrase)
    for article, own in sorted(holding.items()):
        low, high = int(edges[article]), int(edges[article + 1])
        index = ConcordanceIndex(codes[low:high].tolist())
        found = [
            _Hit(low + at, low + at + len(phrase.steps) - 1, phrase.query)
            for phrase in own
            for at in _places(index, phrase.steps)
        ]
        one_unit = [hit for hit in found if units[hit.first] == units[hit.last]]
        yield from _longest(hit for hit in one_unit if _same_case(hit, own, tokens, texts))


def _in_all(sets: Sequence[Any]) -> Any:
    """Give what all arrays hold, sorted."""
    first, *rest = sets
    for other in rest:
        first = np.intersect1d(first, other, assume_unique=True)
    return first


def _places(index: ConcordanceIndex, steps: Sequence[frozenset[int]]) -> list[int]:
    """Say where the words of a phrase follow each other, as nltk finds a phrase."""
    here = set(index.tokens())
    starts: set[int] | None = None
    for number, step in enumerate(steps):
        offsets = {at - number for word in step & here for at in index.offsets(word)}
        starts = offsets if starts is None else starts & offsets
    return sorted(starts or ())


def _same_case(
    hit: _Hit, phrases: Sequence[queries.Phrase], tokens: pd.DataFrame, texts: Mapping[str, str]
) -> bool:
    """Say whether words that were asked for in their own case stand in it."""
    length = hit.last - hit.first + 1
    asked = [p.exact for p in phrases if p.query == hit.query and len(p.steps) == length]
    if not any(any(exact) for exact in asked):
        return True
    rows = tokens.iloc[hit.first : hit.last + 1]
    text = texts.get(str(rows["doc_id"].iloc[0]), "")
    spans = zip(rows["start"], rows["end"], strict=True)
    written = [queries.GENITIVE.sub("", text[start:end]).replace(".", "") for start, end in spans]
    return any(
        all(rule is None or rule.fullmatch(word) for rule, word in zip(exact, written, strict=True))
        for exact in asked
    )


def _longest(hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """Keep the first hit of those that overlap, and of these the longest."""
    after = -1
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last, hit.query)):
        if hit.first > after:
            after = hit.last
            yield hit


def _placed(tokens: pd.DataFrame, hits: Sequence[_Hit]) -> pd.DataFrame:
    """Make the table of hits with their offsets and neighbours."""
    first = np.array([hit.first for hit in hits], dtype=int)
    last = np.array([hit.last for hit in hits], dtype=int)
    start = tokens.iloc[first]
    made = pd.DataFrame(
        {name: start[name].astype("str").to_numpy()
         for name in ("doc_id", "segment_id", "language")}
    ).astype("str")  # fmt: skip
    made["start"] = start["start"].to_numpy(dtype="int64")
    made["end"] = tokens["end"].to_numpy(dtype="int64")[last]
    made["query"] = pd.Series([hit.query for hit in hits], dtype="str")
    made["l1"] = _neighbour(tokens, first, first - 1)
    made["r1"] = _neighbour(tokens, last, last + 1)
    return made


def _neighbour(tokens: pd.DataFrame, own: Any, next_to: Any) -> pd.Series:
    """Give the word of another row if it is in the same unit."""
    if not len(own):
        return pd.Series(dtype="str")
    there = (next_to >= 0) & (next_to < len(tokens))
    rows = np.where(there, next_to, own)
    units = _numbers(tokens["segment_id"])
    same = there & (units[rows] == units[own])
    return pd.Series(np.where(same, tokens["word"].iloc[rows].astype("str"), ""), dtype="str")


def _in_context(
    found: pd.DataFrame, segments: pd.DataFrame, texts: Mapping[str, str], *,
    width: int, whole_line: bool,
) -> pd.DataFrame:  # fmt: skip
    """Cut out what stands left and right of each keyword."""
    own = segments[segments["segment_id"].isin(found["segment_id"])]
    bounds = dict(zip(own["segment_id"], zip(own["start"], own["end"], strict=True), strict=True))
    names = ("left_start", "left", "keyword", "right", "right_end")
    cut: dict[str, list[Any]] = {name: [] for name in names}
    columns = (found[name] for name in ("doc_id", "segment_id", "start", "end"))
    for doc_id, segment_id, start, end in zip(*columns, strict=True):
        text, (low, high) = texts[doc_id], bounds[segment_id]
        if whole_line:
            low, high = _line(text, low, high)
        left, right = _cut(text, start, end, low, high, width)
        cut["left_start"].append(left)
        cut["left"].append(text[left:start])
        cut["keyword"].append(text[start:end])
        cut["right"].append(text[end:right])
        cut["right_end"].append(right)
    kinds = {name: "int64" if "_" in name else "str" for name in cut}
    return found.assign(
        **{name: pd.Series(values, dtype=kinds[name], index=found.index)
           for name, values in cut.items()}
    )  # fmt: skip


def _line(text: str, low: int, high: int) -> tuple[int, int]:
    """Widen a unit to the whole line of the article that it stands in."""
    end = text.find("\n", high)
    return text.rfind("\n", 0, low) + 1, len(text) if end < 0 else end


def _cut(text: str, start: int, end: int, low: int, high: int, width: int) -> tuple[int, int]:
    """Choose where the context begins and ends: within bounds, and between words."""
    left, right = max(low, start - width), min(high, end + width)
    if left > low and not text[left - 1].isspace():
        blank = re.search(r"\s", text[left:start])
        left = left + blank.end() if blank else start
    if right < high and not text[right].isspace():
        blanks = [found.start() for found in re.finditer(r"\s", text[end:right])]
        right = end + blanks[-1] if blanks else end
    return left, right


def _frames(units: pd.Series, codings: pd.DataFrame) -> pd.Series:
    """Name the frames that each unit carries; null where it was not coded."""
    own = codings[codings["segment_id"].isin(units)]
    carried = own[own["value"].eq(1).fillna(False).astype("bool")].sort_values("frame")
    named: dict[str, str] = dict.fromkeys(own["segment_id"], "")
    for unit, frame in zip(carried["segment_id"], carried["frame"], strict=True):
        named[unit] = f"{named[unit]} {frame}".lstrip()
    return pd.Series([named.get(unit) for unit in units], index=units.index, dtype="str")
