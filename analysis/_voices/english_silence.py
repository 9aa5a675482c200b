"""English words of saying that tell that nobody said anything: 'said nothing', 'no comment'."""

import re
from typing import Final

from analysis._voices import english_verbs as words
from analysis._voices.line import Line
from analysis._voices.verb import listed

__all__ = ["says_nothing", "to_whom"]

_SAYS: Final = listed("say tell add disclose reveal write state reply respond answer")
_NOTHING: Final = listed("nothing little")
_DECLINES: Final = re.compile(
    r"(?:that )?(?:\S+ ){1,4}?(?:(?:(?:would|could|will|can|did|does|was|is) not|cannot|\w+n't)"
    r"(?: be| yet)?(?: able| free| in a position| going)?(?: to)?(?: be)? (?:comment|elaborat)"
    r"|(?:had|has|have)(?: currently| at present)? no (?:\w+ )?comment"
    r"|(?:had|has|have) nothing (?:\w+ )?to (?:say|add|announce|share)"
    r"|(?:declin|refus)\w+ to comment)"
)
_STILL: Final = frozenset(("but", "although", "though", "adding", "because"))
_WRITES: Final = listed("write writes wrote written writing")
_FAR: Final = 9


def says_nothing(line: Line, at: int, lemma: str) -> bool:
    """Say whether a verb tells of silence: 'said nothing', 'said it would not comment'."""
    if lemma not in _SAYS:
        return False
    told = at + 2 if lemma == "tell" and line.kind(at + 1) == "m" else at + 1
    if line.low(told) in _NOTHING:
        return not any(low in words.FINITE for low in line.words(told + 1, told + 5))
    rest = [item.low for item in line.items[at + 1 : at + 16]]
    return _DECLINES.match(" ".join(rest)) is not None and not _STILL.intersection(rest)


def to_whom(line: Line, at: int) -> int | None:
    """Find 'written' in 'has written to lawmakers to complain', 'wrote to them demanding'.

    What somebody writes a letter for is what it says.
    """
    for place in range(at - 1, max(at - _FAR, 0), -1):
        if line.kind(place) == "p":
            return None
        if line.low(place) in _WRITES:
            return place if line.low(place + 1) == "to" and place < at - 2 else None
    return None
