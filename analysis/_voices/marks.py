"""The words of a unit, and which of them name somebody of the list or say what they are."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from analysis._voices import vocabulary as words
from analysis.actors import Known

__all__ = [
    "Mark",
    "Token",
    "Unit",
    "bare",
    "camel",
    "compact",
    "genitive",
    "is_name",
    "is_occupation",
    "read",
]

_TOKEN: Final = re.compile(
    r"(?:[^\W\d_a-z]\.){2,}|[^\W\d_a-z]\.(?=\s?[^\W\d_a-z])"  # U.S., the J. of J. Smith
    r"|[^\W_]+(?:[-’'&./‑][^\W_]+)*|[^\w\s]"
)
_GENITIVE: Final = re.compile(r"(?<=[^\W_])(?:['’]s|['’])$")
_QUOTES: Final = frozenset("'’")
_ENDINGS: Final = frozenset(("'s", "’s", "’", "'", "."))
_MEMBER: Final = frozenset(("'er", "’er", "'ers", "’ers"))
_OCCUPATIONS: Final = (
    "ster", "ist", "eur", "loog", "kundige", "vrouw", "lid", "arts", "rechter", "leider", "houder",
    "bewoner", "schrijver", "maker", "werker", "speler", "trainer", "zanger", "acteur", "actrice",
    "teler", "ondernemer", "eigenaar", "uitbater", "resident", "student", "voerder", "nurse",
    "farmer",
)  # fmt: skip
_NOT_KEY: Final = re.compile(r"[\W_]+")
LOWER, UPPER, MARK = 0, 1, 2
_SHORT: Final = 5  # words: fewer may all have a capital by accident
_LITTLE: Final = 3  # letters of a word that has none in a headline either


class Token(NamedTuple):
    """A word or a mark of a unit; `low` is the word in lower case, `sort` what it looks like."""

    start: int
    end: int
    text: str
    low: str
    sort: int


class Mark(NamedTuple):
    """Words `first` to `last` are of the list: a name or a role, of a type or of none.

    `prefix` is what a compound begins with ('Nvidia' in 'Nvidia-topman'); `speaks` tells a
    role that takes the type of whom it is named with.
    """

    first: int
    last: int
    what: str
    actor: str | None
    speaks: bool = False
    prefix: str = ""


class Unit(NamedTuple):
    """The words of one unit, and the names and roles of the list by their first word.

    `hints` are words that begin with a listed name and name a thing ('Nvidia-aandeel');
    `titled` tells a unit in which nearly every word has a capital.
    """

    tokens: list[Token]
    names: dict[int, Mark]
    roles: dict[int, Mark]
    hints: dict[int, Mark]
    titled: bool


def bare(text: str) -> str:
    """Take the genitive ending from a name.

    Examples
    --------
    >>> bare("Altman’s"), bare("Sacks'"), bare("DeepSeek")
    ('Altman', 'Sacks', 'DeepSeek')
    """
    return _GENITIVE.sub("", text) if text[-2:-1] in _QUOTES or text[-1:] in _QUOTES else text


@lru_cache(maxsize=65_536)
def compact(name: str) -> str:
    """Letters and digits of a name alone, by which two spellings of it are told to be one.

    Examples
    --------
    >>> compact("Van Herpe") == compact("Vanherpe")
    True
    """
    return _NOT_KEY.sub("", name).casefold()


@lru_cache(maxsize=65_536)
def _look(text: str) -> tuple[str, int]:
    """Lower case of a word, and whether it holds a capital, none, or is no word."""
    if not text[0].isalnum():
        return text, MARK
    return text.lower(), UPPER if text != text.lower() else LOWER


def read(text: str, spans: Sequence[tuple[int, int]], known: Iterable[Known]) -> list[Unit]:
    """Split units into words and mark what the list knows."""
    units = [_unit(text, span) for span in spans]
    starts = [start for start, _ in spans]
    for one in known:
        unit = units[bisect_right(starts, one.start) - 1]
        mark = _mark(unit.tokens, one, text)
        if mark is None:
            continue
        marks = {"role": unit.roles, "hint": unit.hints}.get(mark.what, unit.names)
        old = marks.get(mark.first)
        if old is None or old.last < mark.last:
            marks[mark.first] = mark
        elif old.last == mark.last and old.what == "role":
            marks[mark.first] = old._replace(
                actor=old.actor or mark.actor, speaks=old.speaks or mark.speaks
            )
    return units


def _unit(text: str, span: tuple[int, int]) -> Unit:
    """Split one unit into words."""
    tokens = []
    for found in _TOKEN.finditer(text, *span):
        raw = found[0]
        low, sort = _look(raw)
        tokens.append(Token(found.start(), found.end(), raw, low, sort))
    return Unit(tokens, {}, {}, {}, _titled(tokens))


def _titled(tokens: Sequence[Token]) -> bool:
    """Whether nearly every word has a capital, as in a headline, so that capitals tell nothing."""
    said = [token for token in tokens if token.sort != MARK]
    if len(said) < _SHORT:
        signs = {token.text for token in tokens if token.sort == MARK}
        return (
            bool(said) and signs.isdisjoint(",.!?") and all(token.sort == UPPER for token in said)
        )
    if tokens[-1].text == ".":
        return False
    long = [token for token in said if token.end - token.start > _LITTLE]
    small = sum(token.sort == LOWER for token in long)
    return len(long) > _LITTLE and small <= len(long) / 4


def _mark(tokens: Sequence[Token], known: Known, text: str) -> Mark | None:
    """Words that something of the list covers; None if it is only a part of another word."""
    first = bisect_right(tokens, known.start, key=lambda token: token.start) - 1
    last = first
    while last + 1 < len(tokens) and tokens[last + 1].start < known.end:
        last += 1
    what = "role" if known.what in {"role", "speaks_for"} else known.what
    prefix = text[tokens[first].start : known.start]
    rest = text[known.end : tokens[last].end]
    if rest in _MEMBER and known.actor is not None and not prefix:
        return Mark(first, last, "role", known.actor)  # "VVD'er"
    if rest and rest not in _ENDINGS:
        thing = what == "organisation" and first == last and not prefix
        return (
            Mark(first, last, "hint", known.actor, prefix=text[known.start : known.end])
            if thing
            else None
        )
    if prefix and (what != "role" or not prefix.endswith(("-", "‑")) or prefix == "open-"):
        return None
    return Mark(first, last, what, known.actor, known.what == "speaks_for", prefix[:-1])


def is_name(token: Token) -> bool:
    """Whether a word may be part of a name by its look."""
    low = bare(token.low)
    if token.sort != UPPER or low in words.INITIAL or low in words.FUNCTION or low in words.TITLES:
        return False
    if any(char.isdigit() for char in token.text) or low.startswith(("r-", "d-")):
        return False
    tail = bare(token.text).replace("‑", "-").rpartition("-")[2]
    return not ("-" in token.text and tail.islower())


def genitive(token: Token) -> bool:
    """Whether a word ends in a genitive."""
    return bare(token.text) != token.text


def camel(name: str) -> bool:
    """Whether a word has capitals where no person's name has them: ING, OpenMind, xAI."""
    rest = name[1:]
    if not any(char.isupper() for char in rest) or "-" in name or "." in name:
        return False
    return not name.startswith(("Mc", "Mac", "De", "Van", "La", "Le", "O’", "O'", "D’", "D'"))


def is_occupation(low: str) -> bool:
    """Whether a word ends as those do that say what somebody is: 'buurtbewoonster', 'pianist'."""
    return low.endswith(_OCCUPATIONS)
