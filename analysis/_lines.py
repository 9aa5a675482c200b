"""Cut the text of an article into lines and paragraphs, with what can be seen of each.

Used by `clean`: a line is a block, unless the text was wrapped at a fixed width or a
line break fell inside a sentence. Where it pays, a compiled kernel cuts many texts at once
and sees most of the signs; texts and lines that it is not sure of go the plain way.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from analysis import _compiled
from analysis._dates import HEADER
from analysis._furniture import LONGEST, kind
from analysis._layout import portions
from analysis._layout.signs import ASKS, CREDIT, DOUBT, ENDS, LISTED, MANY, STOPPED

__all__ = ["RUNS_ON", "Line", "articles", "cut"]

_ANY_STOP: Final = re.compile(r"[.!?…,;][\"'”’»)\]\s–-]*$")
_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_FULL_STOP: Final = re.compile(r"[.…][\"'”’»)\]\s–-]*$")
_QUESTION: Final = re.compile(r"[!?][\"'”’»)\]\s–-]*$")
_TWO_SENTENCES: Final = re.compile(r"\w{3,}[.!?][\"'”’»)]*\s+[\"'“‘„«(]*[A-ZÀ-ÖØ-Þ\d]")
_LIST_ITEM: Final = re.compile(r"(?:[-–—*]\s+|[•·▪►▶▸‣◦⬤✓✔]\s*|\(?(?:\d{1,2}|[a-z])[.)]\s+)(?=\S)")
_CREDITED: Final = re.compile(
    r"[.!?][\"”’]?\s+\W?(?:©.{0,80}|.{0,40}(?:Getty Images|Shutterstock|Unsplash)|Reuters|AP Photo"
    r"|AP|AFP|ANP|EPA|Bloomberg|Belga)[)\s]*$|\s(?:©\s?\w[^.!?]{1,60}|[/|(–—-] ?Getty Images\)?)$"
)
RUNS_ON: Final = frozenset(
    [
        *("to", "by", "the", "of", "in", "on", "at", "for", "from", "with", "and", "or", "a", "an"),
        *("that", "as", "van", "de", "het", "een", "op", "aan", "door", "met", "voor", "en", "bij"),
        *("naar", "volgens", "te", "dat", "om", "uit"),
    ]
)
"""Words with which no sentence ends."""
_A_HEADING: Final = 25  # words; a longer line is running text
_TWO: Final = 8  # words; a question or call of more may be two sentences
_REMEMBERED: Final = 16_384  # different short lines; buttons and bylines come back

_kind: Final = lru_cache(_REMEMBERED)(kind)


class Line:
    """One block while it is being labelled; an empty role means not yet.

    Attributes
    ----------
    start, end : int
        Offsets in the text.
    text : str
        The line itself.
    words : int
        Number of words.
    listed : bool
        Whether it is an item of a list.
    ends : bool
        Whether it ends with a sentence mark, closing marks behind it included.
    prose : bool
        Whether it is running text and not a headline, heading or link.
    credit : bool
        Whether it ends with the name of a photographer or agency.
    furniture : str or None
        What kind of furniture of a web page the words alone make it.
    """

    role = reason = ""
    credit = False
    furniture: str | None = None

    def __init__(
        self, start: int, end: int, text: str, words: int, listed: bool, ends: bool, prose: bool
    ) -> None:
        self.start, self.end, self.text, self.words = start, end, text, words
        self.listed, self.ends, self.prose = listed, ends, prose

    def label(self, role: str, reason: str) -> None:
        """Give the role and the rule that gave it."""
        self.role, self.reason = role, reason


_SIGNS: Final = [
    (signs & LISTED != 0, signs & ENDS != 0, signs & (LISTED | STOPPED | MANY) != 0)
    for signs in range(256)
]
"""For each sum of signs: whether the line is listed, ends, and is prose (or may be a question)."""


def articles(texts: Sequence[str]) -> Iterator[list[Line]]:
    """Cut many texts at their line breaks.

    Yields
    ------
    list of Line
        For each text, as `cut` gives them.
    """
    if not _compiled.worth(sum(map(len, texts))):
        yield from map(cut, texts)
        return
    for own in portions(texts):
        yield from _by_kernel(texts[own])


def _by_kernel(texts: Sequence[str]) -> Iterator[list[Line]]:
    """Do as `cut` for each text, with code points."""
    from analysis._layout import cutting  # not before it is needed: it loads numba

    headers = [HEADER.match(text) for text in texts]
    made = cutting.cut(texts, [found.end() if found else 0 for found in headers], LONGEST, RUNS_ON)
    signs = np.where(made.words > _A_HEADING, made.signs | MANY, made.signs)
    columns = [column.tolist() for column in (made.begin, made.end, made.words, signs)]
    first = made.first.tolist()
    for at, (text, header) in enumerate(zip(texts, headers, strict=True)):
        if made.hard[at]:
            yield cut(text)
            continue
        own = slice(first[at], first[at + 1])
        lines = list(map(_seen, itertools.repeat(text), *(column[own] for column in columns)))
        yield [_header(header), *lines] if header else lines


def _seen(text: str, start: int, end: int, words: int, signs: int) -> Line:
    """Make a line of what the kernel saw, and look where it was in doubt."""
    own = text[start:end]
    line = Line(start, end, own, words, *_SIGNS[signs])
    if signs & (ASKS | CREDIT | DOUBT):
        if signs & ASKS and words > _TWO and not line.prose:
            line.prose = _TWO_SENTENCES.search(own) is not None
        if signs & CREDIT:
            line.credit = _CREDITED.search(own[-120:]) is not None
        if signs & DOUBT:
            line.furniture = _kind(own)
    return line


def cut(text: str) -> list[Line]:
    """Cut a text at its line breaks; a `date ...` header is a block of its own.

    Returns
    -------
    list of Line
        In order and without white space around it. Every character that is not white
        space lies in exactly one line.
    """
    header = HEADER.match(text)
    lines = [_header(header)] if header else []
    return lines + [_looked_at(text, start, end) for start, end in _spans(text, header)]


def _header(found: re.Match[str]) -> Line:
    """Make a block of a `date ...` header."""
    line = _looked_at(found.string, *found.span("header"))
    line.label("chrome", "date header")
    return line


def _looked_at(text: str, start: int, end: int) -> Line:
    """Make a line and see its signs."""
    own, tail = text[start:end], text[max(start, end - 15) : end]
    words, listed = len(own.split()), _LIST_ITEM.match(own) is not None
    stops = _FULL_STOP.search(tail) is not None
    prose = listed or stops or words > _A_HEADING
    if not prose and words > _TWO and _QUESTION.search(tail):
        prose = _TWO_SENTENCES.search(own) is not None
    ends = stops or _ANY_STOP.search(tail) is not None
    line = Line(start, end, own, words, listed, ends, prose)
    line.credit = _CREDITED.search(own[-120:]) is not None
    line.furniture = _furniture(text, start, end)
    return line


def _furniture(text: str, start: int, end: int) -> str | None:
    """Say what kind of furniture a line is."""
    return _kind(text[start:end]) if end - start <= LONGEST else None


def _spans(text: str, header: re.Match[str] | None) -> list[tuple[int, int]]:
    """Put the lines together that a line break within a sentence, or a width, cut apart."""
    parts = list(_lines(text, header.end() if header else 0))
    width = _width(text, parts)
    spans: list[tuple[int, int]] = []
    for start, end, apart in parts:
        if spans and not apart and _continues(text, spans[-1], (start, end), width):
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
    return spans


def _lines(text: str, first: int) -> Iterator[tuple[int, int, bool]]:
    """Yield start and end of the lines that hold something, and if a blank line is above."""
    last = first
    for found in _LINE.finditer(text, first):
        line = found.group()
        bare = line.strip()
        if bare:
            start = found.start() + len(line) - len(line.lstrip())
            apart = last == first or len(text[last:start].splitlines()) > 1
            last = start + len(bare)
            yield start, last, apart


def _width(text: str, lines: list[tuple[int, int, bool]]) -> int:
    """Give the width at which a text was wrapped, 0 if every line is a paragraph."""
    longest = max((end - start for start, end, _ in lines), default=0)
    full = [
        after
        for (start, end, _), (after, _, apart) in itertools.pairwise(lines)
        if not apart and end - start > 0.7 * longest
    ]
    lower = sum(text[start].islower() for start in full)
    return longest if 40 <= longest <= 120 and len(full) >= 4 and lower >= 0.3 * len(full) else 0


def _continues(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    """Say whether a line break is inside a sentence, not between two blocks."""
    start, end = line
    if width:
        joins = end - max(start, text.rfind("\n", start, end) + 1) > 0.7 * width
    elif end - start < 20 or (
        _ANY_STOP.search(text[max(start, end - 15) : end]) and text[end - 1] != ","
    ):
        joins = False
    else:
        first, second = text[after[0]], text[after[0] + 1 : min(after[0] + 2, after[1])]
        joins = first in ",.;:)" or (first.islower() and not second.isupper())
        joins = joins or text[max(start, text.rfind(" ", start, end) + 1) : end] in RUNS_ON
    if not joins or _LIST_ITEM.match(text, *after):
        return False
    return not (_furniture(text, *line) or _furniture(text, *after))
