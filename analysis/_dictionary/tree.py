"""The phrases of many patterns as one tree of words, in arrays."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis._dictionary.vocabulary import ANYTHING
from analysis.patterns import Pattern, Word

__all__ = ["Tree", "grow"]

OPERATORS = {"": 0, "NEAR": 1, "BEFORE": 2}

Ints = npt.NDArray[np.int64]


class Tree(NamedTuple):
    """Phrases by their words; pattern words and patterns are numbers.

    `root` gives the node of a first word (-1: no phrase begins with it). `slots` and `nodes`
    are a hash table of the further words: key ``node << 32 | word``. `inner` is whether a node
    has any, `blind` the node that any word leads to (-1: none). What ends at a node stands in
    ``ends[ends_at[node]:ends_at[node + 1]]``: twice the number of the pattern, and one more for
    its right side. `operator` and `within` belong to the patterns.
    """

    root: Ints
    slots: Ints
    nodes: Ints
    inner: npt.NDArray[np.bool_]
    blind: Ints
    ends_at: Ints
    ends: Ints
    operator: Ints
    within: Ints


def grow(patterns: Sequence[Pattern], words: Mapping[Word, int]) -> Tree:
    """Make the tree of the phrases of some patterns."""
    root = np.full(len(words), -1, dtype=np.int64)
    children: dict[tuple[int, int], int] = {}
    ends: list[set[int]] = []
    for number, pattern in enumerate(patterns):
        for side, choices in enumerate((pattern.first, pattern.second)):
            for phrase in choices:
                first, *rest = (-1 if word in ANYTHING else words[word] for word in phrase)
                if root[first] < 0:
                    root[first] = len(ends)
                    ends.append(set())
                node = int(root[first])
                for word in rest:
                    if (node, word) not in children:
                        children[node, word] = len(ends)
                        ends.append(set())
                    node = children[node, word]
                ends[node].add(2 * number + side)
    inner, blind = np.zeros(len(ends), dtype=np.bool_), np.full(len(ends), -1, dtype=np.int64)
    inner[[node for node, _ in children]] = True
    for node, word in [key for key in children if key[1] < 0]:
        blind[node] = children.pop((node, word))
    slots, nodes = _table(children)
    sizes = [len(found) for found in ends]
    return Tree(
        root, slots, nodes, inner, blind,
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        np.array([end for found in ends for end in sorted(found)], dtype=np.int64),
        np.array([OPERATORS[pattern.operator] for pattern in patterns], dtype=np.int64),
        np.array([pattern.within for pattern in patterns], dtype=np.int64),
    )  # fmt: skip


def _table(children: Mapping[tuple[int, int], int]) -> tuple[Ints, Ints]:
    """Make the open hash table of further words; it is at most half full."""
    size = 1 << (2 * len(children) + 1).bit_length()
    slots, nodes = np.full(size, -1, dtype=np.int64), np.zeros(size, dtype=np.int64)
    for (node, word), child in children.items():
        key = node << 32 | word
        slot = place(key, size - 1)
        while slots[slot] >= 0:
            slot = (slot + 1) & (size - 1)
        slots[slot], nodes[slot] = key, child
    return slots, nodes


def place(key: int, mask: int) -> int:
    """Give the first slot of a key; `find` counts the same."""
    return (key ^ (key >> 29) ^ (key >> 15)) & mask
