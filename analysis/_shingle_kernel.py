"""Make shingles in compiled code: what `_shingles` does with whole arrays, letter by letter."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis._compiled import jit

__all__ = ["fill"]

Numbers = NDArray[Any]


@jit
def _mixed(number: np.uint64, mix: tuple[np.uint64, np.uint64]) -> np.uint64:
    """Do to one number what `_shingles` does to a whole array."""
    number ^= number >> np.uint64(33)
    number *= mix[0]
    number ^= number >> np.uint64(33)
    number *= mix[1]
    return number ^ (number >> np.uint64(33))


@jit
def fill(
    points: Numbers, ends: Numbers, letters: Numbers, base: np.uint64,
    mix: tuple[np.uint64, np.uint64], nothing: np.uint32,
    hashes: Numbers, counts: Numbers, wholes: Numbers, words: Numbers,
) -> int:  # fmt: skip
    """Fill in the shingles, their counts, and what is said of the words of each text.

    Text `n` ends before `ends[n]`, with a character that is no letter; the numbers of the
    words are to be 0 at the start. The width of a shingle is 4 words.
    """
    last = len(letters) - 1
    size, at = 0, 0
    for text in range(len(ends)):
        first = size
        one = two = three = np.uint64(0)  # the words before this one, the nearest last
        word, power, length = np.uint64(0), np.uint64(1), 0
        for place in range(at, ends[text]):
            letter = letters[min(points[place], last)]
            if letter == nothing:
                continue
            if letter != 0:
                word += np.uint64(letter) * power
                power *= base
                length += 1
            elif length:
                four = _mixed(word + np.uint64(length), mix)
                number = np.uint64(words[text]) * base + np.uint64(1)
                wholes[text] += _mixed(four + _mixed(number, mix), mix)
                words[text] += 1
                if words[text] >= 4:  # `_shingles.WIDTH`
                    run = ((one * base + two) * base + three) * base + four
                    hashes[size] = np.uint32(_mixed(run, mix) >> np.uint64(32))
                    size += 1
                one, two, three = two, three, four
                word, power, length = np.uint64(0), np.uint64(1), 0
        at = ends[text]
        hashes[first:size].sort()
        kept = first
        for place in range(first, size):
            if place == first or hashes[place] != hashes[place - 1]:
                hashes[kept] = hashes[place]
                kept += 1
        counts[text] = kept - first
        size = kept
    return size
