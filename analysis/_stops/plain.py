"""The sentences of one text, by the rules alone."""

from collections.abc import Iterable, Iterator
from typing import Final

from analysis._stops.rules import BREAK, LETTER, STOP, ends, stands

__all__ = ["SHORT", "sentences"]

SHORT: Final = 30
"""Characters from which a piece is a sentence of its own, whatever is in it."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Give `[start, end)` of each sentence in order."""
    spans: list[tuple[int, int]] = []
    for first, last in _pieces(text):
        spans.extend(_joined(text, _cut(text, first, last)))
    return spans


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut at blank lines and at bullets, where every sentence ends."""
    size = len(text.rstrip())
    first = len(text) - len(text.lstrip())
    if "\n" in text:
        for gap in BREAK.finditer(text, first, size):
            yield first, first + len(text[first : gap.start()].rstrip())
            first = gap.end()
    if size > first:
        yield first, size


def _cut(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut one piece at the stops that end a sentence."""
    start, letter = first, -1
    for stop in STOP.finditer(text, first, last):
        if stop.lastindex == 2:
            yield start, stop.end(1)
            start = stop.end()
            continue
        if letter < start:
            found = LETTER.search(text, start, last)
            letter = found.start() if found else last
        if ends(text, start, letter, stop):
            yield start, stop.end(3)
            start = stop.end()
    yield start, last


def _joined(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join pieces that say nothing alone: signs without letters, the agency's name at the end."""
    kept: list[tuple[int, int]] = []
    speaks = False  # the first of them has a letter
    for start, end in spans:
        if kept and end - start < SHORT and not stands(text, start, end):
            kept[-1] = (kept[-1][0], end)
        elif len(kept) == 1 and not speaks:
            kept[0] = (kept[0][0], end)
        else:
            kept.append((start, end))
        if len(kept) == 1 and not speaks:
            speaks = LETTER.search(text, start, end) is not None
    return kept
