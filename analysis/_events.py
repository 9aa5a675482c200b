"""Find the dated events that an article mentions, and the words that show each.

A cue is looked for within one line of the article. Most lines cannot hold any: they are told
by plain search for pieces of the cues, and only the others are cut into words.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from analysis import patterns
from analysis.matching import Matcher
from analysis.study import ANY, Event, cue_parts

__all__ = ["Find", "Mention", "finder"]

# Signs that stay what they are, one by one, when words are folded. A text with any other sign
# (accents written apart, ligatures, soft hyphens, other scripts) is cut into words at once.
_SIMPLE: Final = re.compile(
    "[\x00-\x7f\xa0-\xa9\xab\xac\xae-\xb1\xb4\xb6\xb7\xbb\xbf-\xff"
    "\u0100-\u012f\u0134-\u013e\u0141-\u0148\u014a-\u017e‐-―‘-•…‹›€]*"
)


class _Piece(NamedTuple):
    """A piece of a word: in small letters, or as it stands where capitals count."""

    text: str
    exact_case: bool

    def covers(self, other: "_Piece") -> bool:
        """Whether a text that holds the other piece holds this one."""
        return self.exact_case == other.exact_case and self.text in other.text


_Pieces = tuple[_Piece, ...]
"""Pieces of words, one of which must be there."""


class Mention(NamedTuple):
    """An event that an article mentions, and the words that show it."""

    event: Event
    quote: str

    def __str__(self) -> str:
        return f"{self.event.name} ({self.event.date}): {self.quote}"


Find = Callable[[str, str | None], list[Mention]]
"""Finds the events in a text of a language (None: any), by date."""


class _Cue(NamedTuple):
    """A cue of the event with number `event`: its patterns, and numbers of their needs."""

    event: int
    parts: tuple[str, ...]
    needs: tuple[int, ...]


def finder(events: Sequence[Event]) -> Find:
    """Make the function that finds the events an article mentions.

    Examples
    --------
    >>> import datetime as dt
    >>> find = finder([Event("launch", dt.date(2031, 5, 1), {"any": ("Zebra launch*",)})])
    >>> [str(mention) for mention in find("Zebra launched it.", "en")]
    ["launch (2031-05-01): 'Zebra launched'"]
    """
    in_order = sorted(events, key=lambda event: (event.date, event.name))
    cues_of: dict[str | None, list[_Cue]] = {}
    sieve = _Sieve()
    matcher = Matcher(sorted({part for event in events for cues in event.cues.values()
                              for cue in cues for part in cue_parts(cue)}))  # fmt: skip

    def find(text: str, language: str | None) -> list[Mention]:
        if language not in cues_of:
            cues_of[language] = _cues(in_order, language, sieve)
        open_cues = sieve.possible(cues_of[language], text)
        quotes: dict[int, str] = {}
        for line in text.splitlines(keepends=True) if open_cues else ():
            if here := sieve.possible(open_cues, line):
                _add_quotes(quotes, matcher, here, line)
                open_cues = [cue for cue in open_cues if cue.event not in quotes]
        return [Mention(in_order[number], quotes[number]) for number in sorted(quotes)]

    return find


def _add_quotes(
    quotes: dict[int, str], matcher: Matcher, cues: Iterable[_Cue], line: str
) -> None:  # fmt: skip
    """Quote the words of a line that show events, by the first cue that holds for each."""
    spans: dict[str, tuple[int, int]] = {}
    for match in matcher.find(line):
        spans.setdefault(match.pattern, (match.start, match.end))
    for cue in cues:
        if cue.event not in quotes and all(part in spans for part in cue.parts):
            places = sorted({spans[part] for part in cue.parts})
            quotes[cue.event] = " … ".join(f"'{line[start:end]}'" for start, end in places)


def _cues(events: Sequence[Event], language: str | None, sieve: "_Sieve") -> list[_Cue]:
    """Cues that count in a language; all of them if it is not known."""
    wanted = {ANY, language, (language or "").split("-")[0]}
    return [_Cue(number, cue_parts(cue), sieve.numbers(cue_parts(cue)))
            for number, event in enumerate(events) for key, cues in event.cues.items()
            if language is None or key in wanted for cue in cues]  # fmt: skip


def _needs(parts: Iterable[str]) -> tuple[_Pieces, ...]:
    """Say what a line must hold for a cue to be there; what is rare comes first."""
    needs = set()
    for part in parts:
        pattern = patterns.parse(part)
        for side in (pattern.first, pattern.second):
            needs |= {_least(words) for words in _places(side)}
    kept = (pieces for pieces in needs if pieces and all(piece.text for piece in pieces))
    return tuple(sorted(kept, key=lambda pieces: (len(pieces), -len(pieces[0].text), pieces)))


def _places(side: Sequence[patterns.Phrase]) -> list[list[patterns.Word]]:
    """Words of one side of a pattern by their place from the start, and from the end."""
    least = min((len(phrase) for phrase in side), default=0)
    places = {*range(least), *range(-least, 0)}
    return [[phrase[place] for phrase in side] for place in sorted(places)]


def _least(words: Iterable[patterns.Word]) -> _Pieces:
    """Longest pieces without a wildcard of words that stand for each other."""
    pieces = {_piece(word) for word in words}
    return tuple(sorted(
        one for one in pieces
        if not any(other != one and other.covers(one) for other in pieces)
    ))  # fmt: skip


def _piece(word: patterns.Word) -> _Piece:
    """Longest piece of a word without a wildcard."""
    return _Piece(max(re.split(r"[*?]", word.text), key=len), word.exact_case)


class _Sieve:
    """Tells which cues may be in a text, by plain search for the pieces that they need."""

    def __init__(self) -> None:
        self._numbers: dict[_Pieces, int] = {}
        self._needs: list[_Pieces] = []

    def numbers(self, parts: Iterable[str]) -> tuple[int, ...]:
        """Give the numbers of what a cue needs, for `_Cue.needs`."""
        found = tuple(self._numbers.setdefault(need, len(self._numbers)) for need in _needs(parts))
        self._needs = list(self._numbers)
        return found

    def possible(self, cues: Sequence[_Cue], text: str) -> Sequence[_Cue]:
        """Keep the cues that may be in a text; all of them if that cannot be told."""
        if not cues or _SIMPLE.fullmatch(text) is None:
            return cues
        folded = text.casefold()
        known: list[bool | None] = [None] * len(self._needs)
        kept = []
        for cue in cues:
            for number in cue.needs:
                held = known[number]
                if held is None:
                    held = known[number] = _holds(text, folded, self._needs[number])
                if not held:
                    break
            else:
                kept.append(cue)
        return kept


def _holds(text: str, folded: str, need: _Pieces) -> bool:
    """Whether one of some pieces is in a text."""
    for piece, exact_case in need:  # noqa: SIM110 - `any` takes twice the time
        if piece in (text if exact_case else folded):
            return True
    return False
