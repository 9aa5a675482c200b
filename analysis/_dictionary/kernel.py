"""Compiled: find the patterns in the words of each unit."""

from typing import Final

import numpy as np
import numpy.typing as npt

from analysis._compiled import jit
from analysis._tokens.kernel import ADJOINS

__all__ = ["MOST_WORDS", "find_patterns"]

Ints = npt.NDArray[np.int64]

MOST_WORDS: Final = 1 << 21
"""A unit with more words is left to the plain way."""

_LOW: Final = MOST_WORDS - 1
_NEAR: Final = 1


@jit
def find_patterns(
    types: npt.NDArray[np.uint32], flags: npt.NDArray[np.uint8], low: Ints, high: Ints,
    of_type: npt.NDArray[np.int32], words_at: Ints, words: Ints,
    root: Ints, slots: Ints, nodes: Ints, inner: npt.NDArray[np.bool_], blind: Ints,
    ends_at: Ints, ends: Ints, operator: Ints, within: Ints, seen: Ints,
    room: Ints, units: Ints, found: Ints, places: Ints, begin_unit: int,
) -> tuple[int, int]:  # fmt: skip
    """Find the patterns in the units ``[low, high)`` of the words, from a unit on.

    Gives the number of units done and of finds: the number of the unit, the pattern, and
    ``first << 21 | last`` counted from the first word of the unit; by unit, first, last and
    pattern. Stops before a unit for which `room` (five lists of equal length) or the arrays of
    the finds are too short. `seen` is zeros, two for each pattern.
    """
    size = len(room) // 5
    waiting, phrases, spans = room[:size], room[size : 2 * size], room[2 * size : 3 * size]
    events, kept = room[3 * size : 4 * size], room[4 * size :]
    n = 0
    for unit in range(begin_unit, len(low)):
        n_phrases = _phrases(
            types, flags, low[unit], high[unit], of_type, words_at, words, root, slots, nodes,
            inner, blind, ends_at, waiting, phrases, spans,
        )  # fmt: skip
        if n_phrases == 0:
            continue
        n_events = 0
        if n_phrases > 0:
            for at in range(n_phrases):
                for place in range(ends_at[phrases[at]], ends_at[phrases[at] + 1]):
                    seen[ends[place]] = unit + 1
            for at in range(n_phrases):
                for place in range(ends_at[phrases[at]], ends_at[phrases[at] + 1]):
                    end = ends[place]  # of A NEAR B, only where both were seen in the unit
                    if operator[end >> 1] == 0 or seen[end ^ 1] == unit + 1:
                        if n_events < size:
                            events[n_events] = end << 42 | spans[at]
                        n_events += 1
        if n_phrases < 0 or n_events > size or n + n_events > len(units):
            return unit, n
        if n_events > 0:
            _sort(events, n_events)
            n_kept = _patterns(events, n_events, kept, operator, within)
            _sort(kept, n_kept)
            for at in range(n_kept):
                units[n], found[n], places[n] = unit, kept[at] & _LOW, kept[at] >> 21
                n += 1
    return len(low), n


@jit
def _phrases(
    types: npt.NDArray[np.uint32], flags: npt.NDArray[np.uint8], low: int, high: int,
    of_type: npt.NDArray[np.int32], words_at: Ints, words: Ints,
    root: Ints, slots: Ints, nodes: Ints, inner: npt.NDArray[np.bool_], blind: Ints,
    ends_at: Ints, waiting: Ints, phrases: Ints, spans: Ints,
) -> int:  # fmt: skip
    """Find the phrases that begin and end in one unit; -1 if a list is too short for them."""
    n, most = 0, len(phrases) - 1
    for at in range(low, high):
        kind = of_type[types[at]]
        if kind == 0:
            continue
        n_waiting = 0
        for place in range(words_at[kind], words_at[kind + 1]):
            node = root[words[place]]
            if node < 0:
                continue
            if n_waiting >= most or n >= most:
                return -1
            if ends_at[node] < ends_at[node + 1]:
                phrases[n], spans[n] = node, (at - low) << 21 | (_LOW - (at - low))
                n += 1
            if inner[node]:
                waiting[n_waiting] = node << 22 | (at - low)
                n_waiting += 1
        while n_waiting > 0:
            n_waiting -= 1
            node = waiting[n_waiting] >> 22
            after = low + (waiting[n_waiting] & _LOW) + 1
            if after >= high or flags[after] & ADJOINS == 0:
                continue
            kind = of_type[types[after]]
            for place in range(words_at[kind] - 1, words_at[kind + 1]):
                child = blind[node]  # what any word leads to
                if place >= words_at[kind]:
                    child = _child(node, words[place], slots, nodes)
                if child < 0:
                    continue
                if n_waiting >= most or n >= most:
                    return -1
                if ends_at[child] < ends_at[child + 1]:
                    phrases[n], spans[n] = child, (at - low) << 21 | (_LOW - (after - low))
                    n += 1
                if inner[child]:
                    waiting[n_waiting] = child << 22 | (after - low)
                    n_waiting += 1
    return n


@jit
def _child(node: int, word: int, slots: Ints, nodes: Ints) -> int:
    """Give the node behind a further word, -1 if there is none."""
    key = node << 32 | word
    mask = len(slots) - 1
    slot = (key ^ (key >> 29) ^ (key >> 15)) & mask
    while slots[slot] >= 0:
        if slots[slot] == key:
            return nodes[slot]  # type: ignore[no-any-return] # an int to the compiler
        slot = (slot + 1) & mask
    return -1


@jit
def _sort(keys: Ints, size: int) -> None:
    """Sort the first keys; most units have few."""
    if size > 32:
        keys[:size] = np.sort(keys[:size])
        return
    for at in range(1, size):
        key = keys[at]
        before = at - 1
        while before >= 0 and keys[before] > key:
            keys[before + 1] = keys[before]
            before -= 1
        keys[before + 1] = key


@jit
def _patterns(events: Ints, size: int, kept: Ints, operator: Ints, within: Ints) -> int:
    """Turn the phrases found in a unit into patterns: no overlaps of one, NEAR joined.

    `events` come by pattern, side, first word and the longest first; `kept` gets
    ``first << 42 | last << 21 | pattern``.
    """
    n = 0
    at = 0
    while at < size:
        pattern = events[at] >> 43
        left, n_left = at, 0
        at, n_left = _apart(events, at, size)
        if operator[pattern] == 0:
            for place in range(left, left + n_left):
                key = events[place]
                last = _LOW - (key & _LOW)
                kept[n] = ((key >> 21) & _LOW) << 42 | last << 21 | pattern
                n += 1
            continue
        side = (events[left] >> 42) & 1
        if side == 1 or at == size or events[at] >> 42 != 2 * pattern + 1:
            continue
        right = at
        at, n_right = _apart(events, at, size)
        n = _join(events, left, n_left, right, n_right, kept, n, pattern,
                  operator[pattern] == _NEAR, within[pattern])  # fmt: skip
    return n


@jit
def _apart(events: Ints, begin: int, size: int) -> tuple[int, int]:
    """Keep of one side of a pattern the leftmost and longest finds, at the same place.

    Gives where the next side begins and how many were kept.
    """
    side = events[begin] >> 42
    n, reached = 0, -1
    at = begin
    while at < size and events[at] >> 42 == side:
        key = events[at]
        if (key >> 21) & _LOW > reached:
            reached = _LOW - (key & _LOW)
            events[begin + n] = key
            n += 1
        at += 1
    return at, n


@jit
def _join(
    events: Ints, left: int, n_left: int, right: int, n_right: int, kept: Ints, n: int,
    pattern: int, either_way: bool, within: int,
) -> int:  # fmt: skip
    """Join each left find with its closest right find; of the same start the shortest stays."""
    begin = n
    after = 0
    for place in range(left, left + n_left):
        first = (events[place] >> 21) & _LOW
        last = _LOW - (events[place] & _LOW)
        while after < n_right and (events[right + after] >> 21) & _LOW <= last:
            after += 1
        before = after - 1  # the last right find that starts before this one
        while before >= 0 and (events[right + before] >> 21) & _LOW >= first:
            before -= 1
        best, start, end = within + 1, 0, 0
        if after < n_right:
            key = events[right + after]
            distance = ((key >> 21) & _LOW) - last
            if distance < best:
                best, start, end = distance, first, _LOW - (key & _LOW)
        if either_way and before >= 0:
            key = events[right + before]
            ends = _LOW - (key & _LOW)
            if ends < first and first - ends < best:
                best, start, end = first - ends, (key >> 21) & _LOW, last
        if best <= within:
            n = _keep(kept, begin, n, start, end, pattern)
    return n


@jit
def _keep(kept: Ints, begin: int, n: int, start: int, end: int, pattern: int) -> int:
    """Keep a joined find; one with the same start only if it is shorter."""
    for at in range(n - 1, begin - 1, -1):
        if kept[at] >> 42 == start:
            if (kept[at] >> 21) & _LOW > end:
                kept[at] = start << 42 | end << 21 | pattern
            return n
    kept[n] = start << 42 | end << 21 | pattern
    return n + 1
