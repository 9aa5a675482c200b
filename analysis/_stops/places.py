"""Compiled: find the places in many blocks where a sentence may end.

What is proposed is what `rules.BREAK` and `rules.STOP` match, to the character.
"""

import numpy as np
import numpy.typing as npt

from analysis._codepoints import DIGIT, SPACE
from analysis._compiled import jit
from analysis._stops.tables import ITEM, SHUT, STOP

__all__ = ["Signs", "mixed", "propose"]

Ints = npt.NDArray[np.int64]
Signs = tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint16]]
"""Texts as code points, and what is known of every code point.

A plain tuple: a class would be named in the machine code that is kept, and missed when it moves.
"""


@jit
def propose(signs: Signs, begins: Ints, finishes: Ints) -> tuple[Ints, Ints]:
    """Give the pieces of the blocks `[begin, finish)` and the stops in them.

    Returns
    -------
    pieces : rows of block, first, last, end of the block without white space
    stops : rows of piece, place, end, end of the marks that close, start of what follows
    """
    codes, kinds = signs
    n_stops, lines = _count(codes, begins, finishes)
    pieces = np.empty((len(begins) + lines.sum(), 4), np.int64)
    stops = np.empty((n_stops, 5), np.int64)
    n, m = 0, 0
    for number in range(len(begins)):
        begin, size = begins[number], finishes[number]
        while size > begin and kinds[codes[size - 1]] & SPACE:
            size -= 1
        while begin < size and kinds[codes[begin]] & SPACE:
            begin += 1
        while begin < size:
            at = begin
            last, begin = _gap(signs, at, size) if lines[number] else (size, size)
            pieces[n, 0], pieces[n, 1], pieces[n, 2], pieces[n, 3] = number, at, last, size
            while at < last:
                code = codes[at]
                if code != 46 and code != 33 and code != 63 and code != 0x2026:
                    at += 1
                    continue
                end, shut, after = _stop(signs, at, last)
                if after > 0:
                    stops[m, 0], stops[m, 1], stops[m, 2] = n, at, end
                    stops[m, 3], stops[m, 4] = shut, after
                    m += 1
                at = max(end, after)
            n += 1
    return pieces[:n], stops[:m]


@jit
def _count(codes: npt.NDArray[np.uint32], begins: Ints, finishes: Ints) -> tuple[int, Ints]:
    """Count the characters that stop a sentence, in all, and the line breaks of each block."""
    n_stops, lines = 0, np.zeros(len(begins), np.int64)
    for number in range(len(begins)):
        for code in codes[begins[number] : finishes[number]]:
            if code == 33 or code == 46 or code == 63 or code == 0x2026:
                n_stops += 1
        n_lines = 0
        for code in codes[begins[number] : finishes[number]]:  # quicker than both in one loop
            if code == 10:
                n_lines += 1
        lines[number] = n_lines
    return n_stops, lines


@jit
def _gap(signs: Signs, at: int, size: int) -> tuple[int, int]:
    """Give where the piece from `at` ends and where the next one begins, as `rules.BREAK`."""
    codes, kinds = signs
    while at < size:
        if codes[at] != 10:
            at += 1
            continue
        end, lines = at + 1, 1
        while kinds[codes[end]] & SPACE:
            lines += codes[end] == 10
            end += 1
        item = kinds[codes[end]] & ITEM != 0 and end + 1 < size
        if lines > 1 or (item and kinds[codes[end + 1]] & SPACE):
            while kinds[codes[at - 1]] & SPACE:
                at -= 1
            return at, end
        at = end
    return size, size


@jit
def _stop(signs: Signs, at: int, last: int) -> tuple[int, int, int]:
    """Match `rules.STOP`: end of the stop, end of what closes, what follows; that is 0 if none."""
    codes, kinds = signs
    end = at + 1
    while end < last and kinds[codes[end]] & STOP:
        end += 1
    shut = end
    while shut < last and (
        kinds[codes[shut]] & SHUT
        or (codes[shut] == 0x201C and (shut + 1 == last or kinds[codes[shut + 1]] & SPACE))
    ):
        shut += 1
    while shut < last and codes[shut] == 91:  # [1]
        number = shut + 1
        while number < last and number < shut + 4 and kinds[codes[number]] & DIGIT:
            number += 1
        if number == shut + 1 or number >= last or codes[number] != 93:
            break
        shut = number + 1
    after = shut
    while after < last and kinds[codes[after]] & SPACE:
        after += 1
    if after >= last:
        return end, shut, 0
    if after > shut:
        small = 97 <= codes[after] <= 122 and not mixed(signs, after, last)
        return end, shut, 0 if small else after
    opens = codes[shut]
    capital = shut + (
        opens == 34 or opens == 0x201C or opens == 0x2018 or opens == 0x201E or opens == 40
    )
    if capital + 1 < last and 65 <= codes[capital] <= 90:
        letter = codes[capital + 1]
        if 97 <= letter <= 122 or letter == 0x2019 or letter == 39 or letter == 32:
            return end, shut, shut
    return end, shut, 0


@jit
def mixed(signs: Signs, at: int, last: int) -> bool:
    """Say whether a name with small letters first begins here: `iPhone`, `mRNA`, `o3`."""
    codes, kinds = signs
    if not 97 <= codes[at] <= 122 or at + 1 >= last:
        return False
    if 65 <= codes[at + 1] <= 90 or kinds[codes[at + 1]] & DIGIT:
        return True
    return 97 <= codes[at + 1] <= 122 and at + 2 < last and 65 <= codes[at + 2] <= 90
