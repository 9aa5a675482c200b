"""Hits of many articles at once, compiled."""

import weakref
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis._coding.asked import Dictionary, Ready, Use
from analysis._coding.judge import judge
from analysis._coding.plain import between_sides
from analysis._dictionary.kernel import MOST_WORDS
from analysis._tokens.stream import Tokens, read
from analysis._tokens.types import Types

__all__ = ["Units", "judged", "rows_of_many"]

Ints = npt.NDArray[np.int64]

_STATUSES: Final = pd.array(["hit", "negated", "excluded"], dtype="str")
_SCOPES: Final = {"match": 1, "unit": 2}


class Units(NamedTuple):
    """Units to search, by their place in the table: the words ``[low, high)`` of each."""

    row: Ints
    low: Ints
    high: Ints


class Asked(NamedTuple):
    """What the judge needs of a dictionary; see `judge`."""

    uses: list[tuple[int, Use]]
    uses_at: Ints
    of_use: Ints
    negator: Ints
    spares: npt.NDArray[np.uint8]
    outside: Ints
    scopes: npt.NDArray[np.uint8]
    negatable: npt.NDArray[np.uint8]
    between: npt.NDArray[np.bool_]


class Judged(NamedTuple):
    """Hits as numbers: row of the unit, use in the dictionary, words, status, pattern why not."""

    row: Ints
    use: Ints
    first: Ints
    last: Ints
    status: npt.NDArray[np.uint8]
    because: Ints


_ASKED: Final[weakref.WeakKeyDictionary[Any, Asked]] = weakref.WeakKeyDictionary()


def asked(ready: Dictionary) -> Asked:
    """Give what the judge needs of a dictionary; made once."""
    known = _ASKED.get(ready.matcher)
    if known is None:
        known = _ASKED[ready.matcher] = _made(ready)
    return known


def _made(ready: Dictionary) -> Asked:
    """Turn a dictionary into arrays."""
    texts = ready.texts
    number = {text: at for at, text in enumerate(texts)}
    uses = [(number[text], use) for text in texts for use in ready.uses.get(text, ())]
    indicators = list({(use.frame, use.indicator.id): use for _, use in uses}.values())
    place = {(use.frame, use.indicator.id): at for at, use in enumerate(indicators)}
    outside, negator = np.full((2, len(texts)), -1, dtype=np.int64)
    excluding = sorted({item.pattern for use in indicators for item in use.exclusions})
    outside[[number[text] for text in excluding]] = range(len(excluding))
    scopes = np.zeros((len(excluding), len(indicators)), dtype=np.uint8)
    for at, use in enumerate(indicators):
        for item in use.exclusions:
            scopes[outside[number[item.pattern]], at] = _SCOPES[item.scope]
    negators = sorted(ready.negators)
    negator[[number[text] for text in negators]] = range(len(negators))
    spares = np.zeros(len(texts), dtype=np.uint8)
    spares[[number[text] for text in ready.negation.but_not]] = 1
    between = np.array(
        [[between_sides(one, text) for text in texts] for one in negators], dtype=np.bool_
    ).reshape(len(negators), len(texts))
    sizes = np.bincount([at for at, _ in uses], minlength=len(texts))
    return Asked(
        uses,
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        np.array([place[use.frame, use.indicator.id] for _, use in uses], dtype=np.int64),
        negator, spares, outside, scopes,
        np.array([not use.indicator.counts_negated for use in indicators], dtype=np.uint8),
        between,
    )  # fmt: skip


def judged(tokens: Tokens, known: Types, units: Units, ready: Dictionary) -> Judged:
    """Find and judge the patterns of a dictionary in units, sorted by row of the unit."""
    finds = ready.matcher.find_all(tokens, known, units.low, units.high)
    made = asked(ready)
    most = int((made.uses_at[finds.pattern + 1] - made.uses_at[finds.pattern]).sum())
    find, use, because = np.empty((3, most), dtype=np.int64)
    status = np.empty(most, dtype=np.uint8)
    in_unit = int(np.bincount(finds.unit).max()) if len(finds.unit) else 0
    judge(
        *finds, tokens.flags, made.uses_at, made.of_use, made.negator, made.spares, made.outside,
        made.scopes, made.negatable, made.between, ready.negation.before, ready.negation.after,
        np.empty(2 * in_unit, dtype=np.int64), find, use, status, because,
    )  # fmt: skip
    row = units.row[finds.unit[find]]
    return Judged(row, use, finds.first[find], finds.last[find], status, because)


def places(tokens: Tokens, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Give the words ``[low, high)`` that lie within ``[start, end)`` of all texts together."""
    low = np.searchsorted(tokens.first, start).astype(np.int64)
    high = np.searchsorted(tokens.last, end, side="right").astype(np.int64)
    return low, np.maximum(low, high)


def rows_of_many(
    documents: pd.DataFrame, units: pd.DataFrame, book: Ready
) -> pd.DataFrame | None:  # fmt: skip
    """Give the hits in units, columns `row` (of the unit) and as of `FIELDS` without the ids.

    `units` have the columns document (its row), start, end and language. Sorted by document,
    start, end, frame, indicator and pattern. None if a unit is longer than can be taken.
    """
    texts = documents["text"].tolist()
    known = book.types
    tokens = read(texts, known)
    document = units["document"].to_numpy(dtype=np.int64)
    base = tokens.texts[document]
    start, end = (base + units[name].to_numpy(dtype=np.int64) for name in ("start", "end"))
    low, high = places(tokens, start, end)
    if len(low) and (high - low).max() >= MOST_WORDS:
        return None
    parts = [_none()]
    for number, (language, dictionary) in enumerate(book.dictionaries.items()):
        row = np.flatnonzero((units["language"] == language).to_numpy())
        found = judged(tokens, known, Units(row, low[row], high[row]), dictionary)
        parts.append((np.full(len(found.row), number), *found))
    return _named(parts, tokens, base, document, texts, book)


def _none() -> tuple[Any, ...]:
    """Give no hits."""
    empty = np.zeros(0, dtype=np.int64)
    return empty, *Judged(empty, empty, empty, empty, empty.astype(np.uint8), empty)


def _named(
    parts: list[tuple[Any, ...]], tokens: Tokens, base: Ints, document: Ints,
    texts: list[str], book: Ready,
) -> pd.DataFrame:  # fmt: skip
    """Turn hits that are numbers into a table, sorted."""
    language, row, use, first, last, status, because = (
        np.concatenate(column) for column in zip(*parts, strict=True)
    )
    names = book.names
    use = use + names.first_use[language]
    begin = tokens.first[first].astype(np.int64) - base[row]
    end = tokens.last[last].astype(np.int64) - base[row]
    order = np.lexsort((names.rank[use], end, begin, document[row]))
    row, use, begin, end = row[order], use[order], begin[order], end[order]
    number = np.where(because < 0, -1, because + names.first_pattern[language])[order]
    spans = zip(document[row].tolist(), begin.tolist(), end.tolist(), strict=True)
    return pd.DataFrame(
        {
            "row": row,
            "frame": names.frame.take(use),
            "indicator": names.indicator.take(use),
            "pattern": names.pattern.take(use),
            "start": begin,
            "end": end,
            "matched": pd.array([texts[at][low:high] for at, low, high in spans], dtype="str"),
            "status": _STATUSES.take(status[order]),
            "because": names.patterns.take(number),
        }
    )
