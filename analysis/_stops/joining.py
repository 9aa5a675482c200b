"""Compiled: sentences from the stops that end one."""

import numpy as np
import numpy.typing as npt

from analysis._codepoints import WORDLIKE
from analysis._compiled import jit
from analysis._stops.deciding import ENDS
from analysis._stops.places import Signs
from analysis._stops.plain import SHORT

__all__ = ["join"]

Ints = npt.NDArray[np.int64]


@jit
def join(
    signs: Signs, pieces: Ints, stops: Ints, verdict: npt.NDArray[np.int8]
) -> tuple[Ints, Ints, Ints]:
    """Give block, start and end of each sentence; what says nothing alone is joined to another."""
    most = len(pieces) + len(stops)
    of, start, end = np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.int64)
    n, stop = 0, 0
    for number in range(len(pieces)):
        kept, speaks = 0, False
        begin = pieces[number, 1]
        while begin >= 0:
            while stop < len(stops) and stops[stop, 0] == number and verdict[stop] != ENDS:
                stop += 1
            finish, follows = pieces[number, 2], np.int64(-1)
            if stop < len(stops) and stops[stop, 0] == number:
                finish, follows = stops[stop, 3], stops[stop, 4]
                stop += 1
            joins = kept > 0 and finish - begin < SHORT and not _stands(signs, begin, finish)
            if joins or (kept == 1 and not speaks):
                end[n - 1] = finish
            else:
                of[n], start[n], end[n] = pieces[number, 0], begin, finish
                n += 1
                kept += 1
            if kept == 1 and not speaks:
                speaks = _speaks(signs, begin, finish)
            begin = follows
    return of[:n], start[:n], end[:n]


@jit
def _stands(signs: Signs, start: int, end: int) -> bool:
    """Say whether a short piece can be a sentence of its own, as `rules.stands`."""
    return _speaks(signs, start, end) and not _agency(signs, start, end)


@jit
def _speaks(signs: Signs, start: int, end: int) -> bool:
    """Say whether there is a letter or a digit."""
    codes, kinds = signs
    while start < end and not kinds[codes[start]] & WORDLIKE:
        start += 1
    return start < end


@jit
def _agency(signs: Signs, start: int, end: int) -> bool:
    """Say whether this is the name of a press agency in brackets: one word or two."""
    codes = signs[0]
    if codes[start] != 40:
        return False
    place = _name(signs, start + 1, end)
    if place == start + 1:
        return False
    if place < end and codes[place] == 32:
        second = _name(signs, place + 1, end)
        if second == place + 1:
            return False
        place = second
    if place >= end or codes[place] != 41:
        return False
    place += 1
    return place == end or (place == end - 1 and codes[place] == 46)


@jit
def _name(signs: Signs, at: int, end: int) -> int:
    """Give where a word with a capital ends, with dots, `&`, `/` and `-` in it."""
    codes, kinds = signs
    if at >= end or not 65 <= codes[at] <= 90:
        return at
    while at < end and (
        kinds[codes[at]] & WORDLIKE
        or codes[at] == 95 or codes[at] == 46 or codes[at] == 38
        or codes[at] == 47 or codes[at] == 45
    ):  # fmt: skip
        at += 1
    return at
