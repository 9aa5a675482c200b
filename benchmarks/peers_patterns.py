"""What engines get and give in the comparison: texts, patterns in several spellings, counts."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

Frames = Sequence[Sequence[str]]
Counts = Counter[Any]


class Texts(NamedTuple):
    """Texts and the language of each."""

    texts: list[str]
    languages: list[str]


class Ready(NamedTuple):
    """An engine with its patterns made ready."""

    search: Callable[[Texts], Any]
    counts: Callable[[Texts], Counts] | None


class Engine(NamedTuple):
    """An engine: what it can, and why it may count otherwise."""

    name: str
    make: Callable[[Frames], Ready]
    package: str
    offsets: str = "yes"
    wildcards: bool = True
    bare: bool = False
    by_frame: bool = False
    why: str = ""


def flat(frames: Frames) -> list[str]:
    """All patterns, each once, in order."""
    return list(dict.fromkeys(pattern for patterns in frames for pattern in patterns))


def _words(pattern: str) -> str:
    """Write a pattern as a regular expression; between words any blanks or hyphens."""
    words = (re.escape(word).replace(r"\*", r"\w*") for word in pattern.split())
    return r"[\s-]+".join(words)


def expression(pattern: str) -> str:
    """Write a pattern with the edges of words."""
    return rf"\b{_words(pattern)}\b"


def alternation(patterns: Iterable[str], edge: str = r"\b") -> str:
    """All patterns as one expression, the longest first."""
    ordered = sorted(patterns, key=lambda pattern: (-len(pattern), pattern))
    return f"{edge}(?:{'|'.join(map(_words, ordered))}){edge}"


def literal(pattern: str) -> tuple[str, bool, bool]:
    """Part of a pattern without `*`, and whether it is open to the left and to the right."""
    bare = pattern.strip("*")
    if "*" in bare:
        message = f"{pattern!r} has a '*' inside, which an engine for literals cannot look for."
        raise ValueError(message)
    return bare.lower(), pattern.startswith("*"), pattern.endswith("*")


class Named:
    """Tells which pattern a text that an alternation found belongs to: the longest that fits."""

    def __init__(self, patterns: Sequence[str]) -> None:
        ordered = sorted(patterns, key=lambda pattern: (-len(pattern), pattern))
        self._known = [(p, re.compile(expression(p), re.IGNORECASE)) for p in ordered]
        self._seen: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """Give the pattern, or the text itself if none fits."""
        if text not in self._seen:
            fits = (pattern for pattern, shape in self._known if shape.fullmatch(text))
            self._seen[text] = next(fits, text)
        return self._seen[text]
