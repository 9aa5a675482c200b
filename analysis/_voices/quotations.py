"""Quotations of an article: stretches between quotation marks, of any kind.

Marks differ by country and by keyboard, closers are forgotten, and an apostrophe looks like a
closing mark. So each mark is judged by what stands beside it, a paragraph at a time: outside a
quotation only a mark that can open opens, inside only one of the same family closes.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

__all__ = ["Quotation", "quotations"]

_DOUBLE: Final = '“”„‟"″'
_SINGLE: Final = "‘’‚‛'`´"
_ANGLE: Final = "«»‹›"
_MARK: Final = re.compile(rf"''|``|[{_DOUBLE}{_SINGLE}{_ANGLE}]")
_OPENING: Final = frozenset("“„‘‚")
_BEFORE: Final = frozenset("([{-–—/:|>•*")
_AFTER: Final = frozenset(".,;:!?)]}-–—/…|<")
# Dutch 's avonds, 't, 'n, zo'n; English 'em, '90s: letters left out at the start of a word.
_CLIPPED: Final = re.compile(
    r"[’'‘](?:s|t|n|k|m|r|ns|em|tis|twas|cause|til|till|cos|round)\b(?![’'])|[’'‘]\d\d(?:s|er)?\b"
    r"(?![’'])|[’']n[’'](?=\s)",
    re.IGNORECASE,
)


class Quotation(NamedTuple):
    """Characters ``[start, end)`` of an article, the marks included.

    `begins` and `closes` say where the words between the marks lie; `goes_on` says that the
    quotation of the paragraph before was still open.
    """

    start: int
    end: int
    begins: int
    closes: int
    goes_on: bool


class _Mark(NamedTuple):
    """A quotation mark: where, of which family, and what it can do there."""

    start: int
    end: int
    family: str
    opens: bool
    closes: bool


def quotations(text: str, paragraphs: Sequence[Sequence[tuple[int, int]]]) -> list[Quotation]:
    """Find the quotations of an article.

    Parameters
    ----------
    text : str
    paragraphs : sequence of sequences of (int, int)
        Paragraphs in order, each as its sentences ``[start, end)``.

    Returns
    -------
    list of Quotation
        From left to right, outermost ones alone; none reaches over the end of a paragraph.

    Examples
    --------
    >>> said = "‘Het is Jans idee’, zegt hij. 's Avonds niet."
    >>> [said[found.start : found.end] for found in quotations(said, [[(0, 45)]])]
    ['‘Het is Jans idee’']
    """
    found: list[Quotation] = []
    left_open = ""
    for number, sentences in enumerate(paragraphs):
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else None
        own, left_open = _paragraph(text, sentences, left_open, following)
        found += own
    return found


def _paragraph(
    text: str,
    sentences: Sequence[tuple[int, int]],
    left_open: str,
    following: tuple[int, int] | None,
) -> tuple[list[Quotation], str]:
    """Find the quotations of a paragraph, and the family that is still open at its end."""
    found: list[Quotation] = []
    first, last = sentences[0][0], sentences[-1][1]
    marks = _marks(text, first, last)
    opened: _Mark | None = None
    for number, mark in enumerate(marks):
        if opened is None:
            if mark.opens or (mark.start == first and mark.family):
                opened = mark
        elif mark.family != opened.family:
            continue
        elif mark.closes and not _possessive(text, marks, number):
            goes_on = bool(left_open) and opened.start == first
            found.append(Quotation(opened.start, mark.end, opened.end, mark.start, goes_on))
            opened = None
        elif mark.opens and mark.start != opened.end:  # the closer of the one before is missing
            found += _unclosed(opened, sentences, first, left_open, mark.start)
            opened = mark
    if opened is None:
        return found, ""
    again = following is not None and _opens_again(text, following, opened.family)
    if again or (opened.family == "double" and text[opened.start] in "“„"):
        if last > opened.end:
            goes_on = bool(left_open) and opened.start == first
            found.append(Quotation(opened.start, last, opened.end, last, goes_on))
        return found, opened.family if again else ""
    return found + _unclosed(opened, sentences, first, left_open), ""


def _unclosed(
    opened: _Mark,
    sentences: Sequence[tuple[int, int]],
    first: int,
    left_open: str,
    limit: int | None = None,
) -> list[Quotation]:
    """End a quotation without a closer with its sentence; a lone single mark is none."""
    if opened.family == "single":
        return []
    end = next((end for start, end in sentences if start <= opened.start < end), opened.end)
    end = end if limit is None else min(end, limit)
    if end <= opened.end:
        return []
    goes_on = bool(left_open) and opened.start == first
    return [Quotation(opened.start, end, opened.end, end, goes_on)]


def _opens_again(text: str, following: tuple[int, int], family: str) -> bool:
    """Say whether the next paragraph begins with a mark of the family."""
    marks = _marks(text, following[0], min(following[0] + 2, following[1]))
    return bool(marks) and marks[0].start == following[0] and marks[0].family == family


def _marks(text: str, first: int, last: int) -> list[_Mark]:
    """List the quotation marks of a stretch of text; apostrophes are left out."""
    found = []
    for match in _MARK.finditer(text, first, last):
        start, end = match.span()
        sign = match.group()
        before = text[start - 1] if start > first else " "
        after = text[end] if end < last else " "
        family = _family(sign)
        if family == "single" and (
            (before.isalnum() and after.isalnum())
            or (not before.isalnum() and _CLIPPED.match(text, start))
        ):
            continue
        free_before = before.isspace() or before in _BEFORE or _MARK.match(before) is not None
        free_after = after.isspace() or after in _AFTER or _MARK.match(after) is not None
        if family == "angle":  # French marks stand apart from their words
            found.append(_Mark(start, end, family, free_before, (free_after and not free_before)
                               or (sign in "»›" and free_after)))  # fmt: skip
            continue
        opens = (sign in _OPENING or free_before) and not after.isspace()
        closes = (sign not in "‘‚„" and not before.isspace()) or (free_after and not free_before)
        if sign in "“" and not (free_after and not free_before):
            closes = False
        found.append(_Mark(start, end, family, opens and not (closes and not free_before), closes))
    return found


def _family(sign: str) -> str:
    """Tell the families of marks apart: a mark closes only one of its own."""
    if sign in ("''", "``") or sign in _DOUBLE:
        return "double"
    return "single" if sign in _SINGLE else "angle"


def _possessive(text: str, marks: list[_Mark], number: int) -> bool:
    """Say whether a mark that could close is the apostrophe of 'the lawmakers' concerns'."""
    mark = marks[number]
    if mark.family != "single" or text[mark.start - 1] not in "sxz":
        return False
    if not re.match(r"\s[a-z]", text[mark.end : mark.end + 2]):
        return False
    later = next((other for other in marks[number + 1 :] if other.family == "single"), None)
    return later is not None and later.closes and not later.opens
