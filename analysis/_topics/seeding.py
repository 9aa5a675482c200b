"""Guide topics by words: those of the codebook, and what BERTopic does with them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analysis import patterns
from analysis._topics.tokens import stops, tokens
from analysis._topics.vectors import scaled
from analysis.codebook import ANY, Codebook, Frame
from analysis.contracts import InputError

__all__ = ["expanded", "pulled", "seeds"]

Floats = NDArray[Any]

_KEPT: Final = 0.75
"""Share of its own vector that a unit keeps; BERTopic's number."""


def seeds(book: Codebook, language: str) -> dict[str, list[str]]:
    """Give the single words of each frame's patterns; see `analysis.topics.seeds`."""
    spoken = book.spoken(language)
    return {frame.id: _words(frame, spoken, stops(language)) for frame in book.frames}


def _words(frame: Frame, spoken: str | None, stop: frozenset[str]) -> list[str]:
    """Words that alone are evidence of a frame: patterns of one word, without NEAR or BEFORE."""
    found: set[str] = set()
    for indicator in frame.indicators:
        for key in (ANY, spoken):
            for written in indicator.patterns.get(key or ANY, ()):
                parsed = patterns.parse(written)
                if not parsed.operator:
                    found |= {phrase[0].text.lower() for phrase in parsed.first if len(phrase) == 1}
    return sorted(word for word in found if word not in stop)


def expanded(
    guided: Mapping[str, Sequence[str]], words: Sequence[str]
) -> dict[str, tuple[str, ...]]:  # fmt: skip
    """Find the words of a vocabulary that seed words stand for; `*` and `?` as in patterns.

    Examples
    --------
    >>> expanded({"theft": ["steal*", "gejat"], "none": ["xyz"]}, ["model", "stealing", "steals"])
    {'theft': ('stealing', 'steals'), 'none': ()}
    """
    for frame, listed in guided.items():
        if isinstance(listed, str):
            message = f"guided: {frame!r} must have a list of words; found the text {listed!r}."
            raise InputError(message)
    known = set(words)
    return {str(frame): tuple(sorted(_meant(listed, words, known)))
            for frame, listed in guided.items()}  # fmt: skip


def _meant(listed: Iterable[str], words: Sequence[str], known: set[str]) -> set[str]:
    """Words of a vocabulary that some seed words stand for."""
    found: set[str] = set()
    for seed in listed:
        text = str(seed).lower()
        if "*" in text or "?" in text:
            rule = re.compile(re.escape(text).replace(r"\*", r".*").replace(r"\?", "."))
            found |= {word for word in words if rule.fullmatch(word)}
        else:
            found |= known & set(tokens(text))
    return found


def pulled(vectors: Floats, seed_vectors: Floats, centre: Floats) -> Floats:
    """Move units towards the seed that they are nearest to, as BERTopic does when it is guided.

    A unit that is nearer to `centre`, the mean of all units, stays where it is.
    """
    if not len(vectors):
        return vectors
    targets = np.vstack([seed_vectors, centre])
    nearest = (scaled(vectors.astype(float)) @ scaled(targets.astype(float)).T).argmax(axis=1)
    moved = vectors.copy()
    some = nearest < len(seed_vectors)
    moved[some] = vectors[some] * _KEPT + targets[nearest[some]] * (1 - _KEPT)
    return moved
