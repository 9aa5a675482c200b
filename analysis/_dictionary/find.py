"""Find patterns in units of texts whose words are numbers."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis._dictionary.classes import Classes
from analysis._dictionary.kernel import find_patterns
from analysis._dictionary.tree import Tree
from analysis._tokens.stream import Tokens

__all__ = ["Finds", "find"]

Ints = npt.NDArray[np.int64]


class Finds(NamedTuple):
    """Patterns found: the number of the unit and of the pattern, and the words of the tokens.

    `first` and `last` are numbers of words, `last` included. Sorted by unit, first word, last
    word and pattern.
    """

    unit: Ints
    pattern: Ints
    first: Ints
    last: Ints


def find(tokens: Tokens, low: Ints, high: Ints, classes: Classes, tree: Tree) -> Finds:
    """Find the patterns of a tree in the units ``[low, high)`` of the words."""
    classes.update()
    seen = np.zeros(2 * len(tree.operator), dtype=np.int64)
    room, most = 1024, max(1024, int(tokens.types.size) // 8)
    parts: list[Ints] = []
    done = 0
    while done < len(low):
        made = np.empty((3, most), dtype=np.int64)
        before = done
        done, n = find_patterns(
            tokens.types, tokens.flags, low, high, classes.of_type, classes.words_at,
            classes.words, *tree, seen, np.empty(5 * room, dtype=np.int64),
            made[0], made[1], made[2], done,
        )  # fmt: skip
        parts.append(made[:, :n])
        if done == before:  # not even one unit fitted
            room, most = 4 * room, 4 * most
    unit, pattern, places = np.concatenate([np.zeros((3, 0), dtype=np.int64), *parts], axis=1)
    base = low[unit]
    return Finds(unit, pattern, base + (places >> 21), base + (places & ((1 << 21) - 1)))
