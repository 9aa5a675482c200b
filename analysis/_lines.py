"""Cut the text of an article into lines and paragraphs, with what can be seen of each.

Used by `clean`: a line is a block, unless the text was wrapped at a fixed width or a
line break fell inside a sentence.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from analysis._dates import HEADER
from analysis._furniture import kind

__all__ = ["ANY_STOP", "Line", "cut", "is_prose"]

ANY_STOP: Final = re.compile(r"[.!?…,;][\"'”’»)\]\s–-]*$")
"""The end of a line with a sentence mark, closing marks behind it included."""

_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_FULL_STOP: Final = re.compile(r"[.…][\"'”’»)\]\s–-]*$")
_QUESTION: Final = re.compile(r"[!?][\"'”’»)\]\s–-]*$")
_TWO_SENTENCES: Final = re.compile(r"\w{3,}[.!?][\"'”’»)]*\s+[\"'“‘„«(]*[A-ZÀ-ÖØ-Þ\d]")
_LIST_ITEM: Final = re.compile(r"(?:[-–—*]\s+|[•·▪►▶▸‣◦⬤✓✔]\s*|\(?(?:\d{1,2}|[a-z])[.)]\s+)(?=\S)")
_RUNS_ON: Final = frozenset(
    [
        *("to", "by", "the", "of", "in", "on", "at", "for", "from", "with", "and", "or", "a", "an"),
        *("that", "as", "van", "de", "het", "een", "op", "aan", "door", "met", "voor", "en", "bij"),
        *("naar", "volgens", "te", "dat", "om", "uit"),
    ]
)


@dataclass
class Line:
    """One block while it is being labelled; an empty role means not yet."""

    start: int
    end: int
    text: str
    apart: bool
    role: str = ""
    reason: str = ""

    @cached_property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())

    @cached_property
    def short(self) -> bool:
        """Whether it reads like a headline or heading: few words and no full stop."""
        return not (self.listed or _FULL_STOP.search(self.text[-15:]) or self.words > 25)

    @cached_property
    def listed(self) -> bool:
        """Whether it is an item of a list."""
        return _LIST_ITEM.match(self.text) is not None

    @cached_property
    def furniture(self) -> str | None:
        """What kind of furniture of a web page the words alone make it."""
        return kind(self.text)

    def label(self, role: str, reason: str) -> None:
        """Give the role and the rule that gave it."""
        self.role, self.reason = role, reason


def is_prose(line: Line) -> bool:
    """Say whether a line is running text and not a headline, heading or link."""
    if not line.short:
        return True
    asks = _QUESTION.search(line.text[-15:]) and _TWO_SENTENCES.search(line.text)
    return line.words > 8 and asks is not None


def cut(text: str) -> Iterator[Line]:
    """Cut a text at its line breaks; a `date ...` header is a block of its own.

    Yields
    ------
    Line
        In order and without white space around it. Every character that is not white
        space lies in exactly one line.
    """
    header = HEADER.match(text)
    if header:
        yield Line(*header.span("header"), header["header"], True, "chrome", "date header")
    parts = list(_lines(text, header.end() if header else 0))
    width = _width(parts)
    held: Line | None = None
    for part in parts:
        if held and not part.apart and _continues(held, part, width):
            held = Line(held.start, part.end, text[held.start : part.end], held.apart)
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _lines(text: str, first: int) -> Iterator[Line]:
    """Yield the lines that hold something; `apart` if a blank line is above."""
    last = first
    for found in _LINE.finditer(text, first):
        line = found.group()
        bare = line.strip()
        if bare:
            start = found.start() + len(line) - len(line.lstrip())
            apart = last == first or len(text[last:start].splitlines()) > 1
            last = start + len(bare)
            yield Line(start, last, bare, apart)


def _width(lines: list[Line]) -> int:
    """Give the width at which a text was wrapped, 0 if every line is a paragraph."""
    longest = max((len(line.text) for line in lines), default=0)
    full = [
        after
        for line, after in itertools.pairwise(lines)
        if not after.apart and len(line.text) > 0.7 * longest
    ]
    lower = sum(line.text[0].islower() for line in full)
    return longest if 40 <= longest <= 120 and len(full) >= 4 and lower >= 0.3 * len(full) else 0


def _continues(line: Line, after: Line, width: int) -> bool:
    """Say whether a line break is inside a sentence, not between two blocks."""
    if width:
        joins = len(line.text.rpartition("\n")[2]) > 0.7 * width
    elif len(line.text) < 20 or (ANY_STOP.search(line.text[-15:]) and line.text[-1] != ","):
        joins = False
    else:
        first, second = after.text[0], after.text[1:2]
        joins = first in ",.;:)" or (first.islower() and not second.isupper())
        joins = joins or line.text.rpartition(" ")[2] in _RUNS_ON
    return joins and not (after.listed or line.furniture or after.furniture)
