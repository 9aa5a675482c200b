"""What a codebook asks of texts in one language, made ready once."""

import weakref
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import matching
from analysis.codebook import ANY, Codebook, Exclusion, Indicator, Negation

if TYPE_CHECKING:
    from analysis._tokens.types import Types

__all__ = ["FIELDS", "Dictionary", "Ready", "Use", "ready", "spoken"]

FIELDS: Final = (
    "segment_id", "doc_id", "frame", "indicator", "pattern", "start", "end", "matched", "status",
    "because",
)  # fmt: skip
"""Columns of the hits."""

_MOST_TYPES: Final = 400_000


class Use(NamedTuple):
    """One place where the codebook uses a pattern."""

    frame: str
    indicator: Indicator
    exclusions: tuple[Exclusion, ...]


@dataclass(frozen=True)
class Dictionary:
    """Patterns of one language and of every language, and what each is used for."""

    matcher: matching.Matcher
    texts: tuple[str, ...]
    uses: dict[str, list[Use]]
    negators: frozenset[str]
    negation: Negation


class Names(NamedTuple):
    """What the numbers of the compiled way stand for, the dictionaries one behind the other.

    Uses by pattern, with their place in the order of frame, indicator and pattern; patterns,
    and at the end none. `first_use` and `first_pattern` say where each dictionary begins.
    """

    frame: Any
    indicator: Any
    pattern: Any
    rank: npt.NDArray[np.int64]
    patterns: Any
    first_use: npt.NDArray[np.int64]
    first_pattern: npt.NDArray[np.int64]


class Ready:
    """The dictionaries of a codebook by language, and the words that were met with them."""

    def __init__(self, book: Codebook) -> None:
        self.dictionaries = {language: _dictionary(book, language) for language in book.languages}
        self.names = _names(list(self.dictionaries.values()))
        self._types: Types | None = None

    @property
    def types(self) -> "Types":
        """Types of words, kept from call to call; new ones where there are too many."""
        from analysis._tokens.types import Types

        if self._types is None or len(self._types) > _MOST_TYPES:
            self._types = Types()
        return self._types


def _names(dictionaries: Sequence[Dictionary]) -> Names:
    """Name uses and patterns."""
    each = [
        [
            (use.frame, use.indicator.id, text)
            for text in one.texts
            for use in one.uses.get(text, ())
        ]
        for one in dictionaries
    ]
    uses = [use for found in each for use in found]
    patterns = [text for one in dictionaries for text in one.texts]
    place = {use: number for number, use in enumerate(sorted(set(uses)))}
    frame, indicator, pattern = (
        pd.array([use[at] for use in uses], dtype="str") for at in range(3)
    )
    return Names(
        frame,
        indicator,
        pattern,
        np.array([place[use] for use in uses], dtype=np.int64),
        pd.array([*patterns, ""], dtype="str"),
        np.cumsum([0, *(len(found) for found in each)], dtype=np.int64),
        np.cumsum([0, *(len(one.texts) for one in dictionaries)], dtype=np.int64),
    )


_READY: Final[dict[int, tuple[weakref.ref[Codebook], Ready]]] = {}


def ready(book: Codebook) -> Ready:
    """Make a codebook ready, once, as it takes its time."""
    key = id(book)
    known = _READY.get(key)
    if known is None or known[0]() is not book:
        gone = weakref.ref(book, lambda _: _READY.pop(key, None) and None)
        known = _READY[key] = (gone, Ready(book))
    return known[1]


def _dictionary(book: Codebook, language: str) -> Dictionary:
    """Gather the patterns of one language and of every language."""
    uses: dict[str, list[Use]] = defaultdict(list)
    wanted: set[str] = set()
    for frame, indicator in book.indicators():
        exclusions = tuple(
            item for key in (language, ANY) for item in indicator.exclude.get(key, ())
        )
        wanted.update(item.pattern for item in exclusions)
        asked = (text for key in (language, ANY) for text in indicator.patterns.get(key, ()))
        for pattern in dict.fromkeys(asked):  # a pattern may stand under both
            uses[pattern].append(Use(frame.id, indicator, exclusions))
    negation = book.negation.get(language, Negation())
    wanted.update(uses, negation.words, negation.but_not)
    texts = tuple(sorted(wanted))
    return Dictionary(
        matching.Matcher(texts), texts, dict(uses), frozenset(negation.words), negation
    )


def spoken(segments: pd.DataFrame, book: Codebook) -> pd.Series:
    """Language of the codebook that each unit is coded in; null where there is none."""
    tags = {tag: book.spoken(tag) for tag in segments["language"].dropna().unique()}
    return segments["language"].map(tags).astype("str")
