"""Deal units to coders, and put each coder's units in an order without neighbours."""

import hashlib
import heapq
import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence

import numpy as np

__all__ = ["deal", "generator", "spread"]


def generator(seed: int, *names: object) -> np.random.Generator:
    """Make a random generator for one thing, so that others do not change its draws."""
    digest = hashlib.sha256("\x1f".join(map(str, names)).encode()).digest()
    return np.random.default_rng([seed, int.from_bytes(digest[:8], "big")])


def deal(
    cells: Mapping[Hashable, Sequence[str]],
    eligible: Callable[[Hashable], Sequence[str]],
    *,
    overlap: float,
    together: int | None,
    seed: int,
) -> dict[str, list[str]]:
    """Deal the units of each cell to coders.

    In each cell a share `overlap` goes to `together` coders (all of them if None), at least
    one unit where the cell has two coders; the others go to one coder each. Whoever has the
    fewest of the cell, and then the fewest of all, is next; ties are drawn.

    Returns
    -------
    dict
        Coder to units. The loads of coders who may code everything differ by at most one
        for the shared and for the other units each.
    """
    total: Counter[str] = Counter()
    dealt: dict[str, list[str]] = defaultdict(list)
    for cell, units in cells.items():
        coders, rng = eligible(cell), generator(seed, "cell", cell)
        shuffled = [units[number] for number in rng.permutation(len(units))]
        several = len(coders) if together is None else min(together, len(coders))
        shared = _shared(len(units), overlap) if len(coders) > 1 else 0
        for group, times in ((shuffled[:shared], several), (shuffled[shared:], 1)):
            here: Counter[str] = Counter()
            for unit in group:
                draw = dict(zip(coders, rng.random(len(coders)), strict=True))
                ranks = {name: (here[name], total[name], draw[name]) for name in coders}
                for coder in sorted(coders, key=ranks.__getitem__)[:times]:
                    here[coder] += 1
                    total[coder] += 1
                    dealt[coder].append(unit)
    return dict(dealt)


def _shared(count: int, overlap: float) -> int:
    """Count the units of a cell that several coders get: at least one if any are wished."""
    return min(count, max(1, round(overlap * count))) if overlap > 0 else 0


def spread(
    units: Sequence[str], apart: Sequence[Mapping[str, Hashable]], rng: np.random.Generator
) -> list[str]:
    """Shuffle units so that as few as possible stand beside one of the same group.

    Parameters
    ----------
    units : sequence of str
    apart : sequence of mappings
        Unit to its group, the widest grouping first (clusters of copies, then articles): the
        first that can be kept apart altogether is, else the last as far as it can be.
    rng : numpy Generator

    Returns
    -------
    list of str
    """
    shuffled = [units[number] for number in rng.permutation(len(units))]
    placed = shuffled
    for group in apart:
        placed = _spread(shuffled, group)
        if all(group[one] != group[two] for one, two in itertools.pairwise(placed)):
            break
    return placed


def _spread(shuffled: list[str], group: Mapping[str, Hashable]) -> list[str]:
    """Go through shuffled units; one that would stand beside its own waits for its turn.

    A group that would not fit between the others any more goes first.
    """
    left = Counter(group[unit] for unit in shuffled)
    heap = [(-count, number, name) for number, (name, count) in enumerate(left.items())]
    heapq.heapify(heap)
    queue = dict.fromkeys(shuffled)
    by_group: dict[Hashable, dict[str, None]] = defaultdict(dict)
    for unit in shuffled:
        by_group[group[unit]][unit] = None
    placed: list[str] = []
    last: Hashable = None
    for remaining in range(len(shuffled), 0, -1):
        top = _largest(heap, left)
        if left[top] > remaining // 2 and (top != last or not placed):
            unit = next(iter(by_group[top]))
        else:
            free = (unit for unit in queue if not placed or group[unit] != last)
            unit = next(free, None) or next(iter(queue))
        last = group[unit]
        left[last] -= 1
        del queue[unit], by_group[last][unit]
        placed.append(unit)
    return placed


def _largest(heap: list[tuple[int, int, Hashable]], left: Counter[Hashable]) -> Hashable:
    """Give the group of which most is left; counts in the heap that are old are renewed."""
    while -heap[0][0] != left[heap[0][2]]:
        _, number, name = heap[0]
        heapq.heapreplace(heap, (-left[name], number, name))
    return heap[0][2]
