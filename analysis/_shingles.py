"""Turn texts into sets of word shingles, held as numbers in a few flat arrays.

A shingle is a run of `WIDTH` words. Case, accents, punctuation and line breaks do not
matter. Each shingle is kept as a 32-bit number, about a kilobyte for an article of 250 words;
two articles of 500 words share a shingle by chance less than once in 10,000 pairs. Many texts
are gone through by compiled code (`_shingle_kernel`) where there is numba, with equal numbers.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis._compiled import worth

__all__ = ["WIDTH", "Shingles", "numbered_words", "shared", "shingles"]

WIDTH: Final = 4
"""Words in a shingle: measured on invented agency copy, see `benchmarks/README.md`."""

_CHARACTERS: Final = 500_000  # texts are turned into numbers in pieces of about this size
_BASE: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX: Final = (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53))
_NOTHING: Final = np.uint64(0xFFFFFFFF)  # what a character counts as that is passed over
_PLANE: Final = 0x10000
_PAYS: Final = 10  # of so many characters one counts when it is asked whether compiling pays

Numbers = NDArray[Any]


class Shingles(NamedTuple):
    """The shingles of some texts.

    `hashes` holds those of one text behind those of another, each sorted and without
    repeats; `counts` says how many belong to each text. `wholes` is one number per text,
    equal if all its words are equal and in the same order; `words` counts its words.
    """

    hashes: Numbers
    counts: Numbers
    wholes: Numbers
    words: Numbers


def shingles(texts: Sequence[str], *, before: int = 0) -> Shingles:
    r"""Make the shingles of each text.

    Parameters
    ----------
    texts : sequence of str
        Any texts, empty ones too.
    before : int
        Characters of the texts that came before these: of many, compiled code is used.

    Returns
    -------
    Shingles
        `hashes` is uint32, `wholes` uint64, the others int64. The same text gives the
        same numbers on every machine and in any company.

    Examples
    --------
    >>> made = shingles(["One, two three four five!", "ONE two\nthree four: five", ""])
    >>> made.counts.tolist(), made.words.tolist(), bool(made.wholes[0] == made.wholes[1])
    ([2, 2, 0], [5, 5, 0], True)
    """
    parts, first, size = [], 0, 0
    fast = worth((before + sum(map(len, texts))) // _PAYS)
    made = _compiled_shingles if fast else _shingles
    for number, text in enumerate(texts):
        size += len(text)
        if size > _CHARACTERS:
            parts.append(made(texts[first : number + 1]))
            first, size = number + 1, 0
    parts.append(made(texts[first:]))
    return Shingles(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def shared(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Find what two sorted sets share: its places in the one and in the other.

    Examples
    --------
    >>> places = shared(np.array([1, 4, 9]), np.array([2, 4, 9, 12]))
    >>> [place.tolist() for place in places]
    [[1, 2], [1, 2]]
    """
    if len(one) > len(other):
        in_other, in_one = shared(other, one)
        return in_one, in_other
    places = np.searchsorted(other, one)
    places[places == len(other)] = 0
    found = np.flatnonzero(other[places] == one) if len(one) else places
    return found, places[found]


def _shingles(texts: Sequence[str]) -> Shingles:
    """Make the shingles of a few texts at once."""
    words, owners = numbered_words(texts)
    each = np.bincount(owners, minlength=len(texts))
    ends = np.cumsum(each)
    hashes = words[: max(len(words) - WIDTH + 1, 0)].copy()
    for step in range(1, WIDTH):
        hashes = hashes * _BASE + words[step : step + len(hashes)]
    last = owners[WIDTH - 1 :]
    within = owners[: len(hashes)] == last[: len(hashes)]  # no shingle runs into the next text
    keys = owners[: len(hashes)][within].astype(np.uint64) << np.uint64(32)
    keys = _distinct(keys | (_mixed(hashes[within]) >> np.uint64(32)))
    counts = np.bincount((keys >> np.uint64(32)).astype(np.int64), minlength=len(texts))
    small = (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    return Shingles(small, counts, _wholes(words, owners, ends - each, len(texts)), each)


def _compiled_shingles(texts: Sequence[str]) -> Shingles:
    """Do what `_shingles` does, in one go over the letters."""
    from analysis import _shingle_kernel  # only now, since it loads numba

    ends = np.cumsum(np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts)))
    counts, words = np.zeros((2, len(texts)), np.int64)
    wholes = np.zeros(len(texts), np.uint64)
    points = _points(texts)
    hashes = np.empty(len(points), np.uint32)
    constants = _BASE, _MIX, np.uint32(_NOTHING)
    size = _shingle_kernel.fill(
        points, ends, _small_letters(), *constants, hashes, counts, wholes, words
    )
    return Shingles(hashes[:size].copy(), counts, wholes, words)


def _distinct(keys: Numbers) -> Numbers:
    """Sort numbers and drop repeats: `numpy.unique` takes forty times as long."""
    keys.sort()
    distinct: Numbers = keys[np.diff(keys, prepend=~keys[:1]) != 0]
    return distinct


def _wholes(words: Numbers, owners: Numbers, starts: Numbers, size: int) -> Numbers:
    """Make one number of all words of each text, in their order."""
    places = (np.arange(len(words)) - starts[owners]).astype(np.uint64)
    whole = np.zeros(size, np.uint64)
    np.add.at(whole, owners, _mixed(words + _mixed(places * _BASE + np.uint64(1))))
    return whole


def numbered_words(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Make a number of each word, and say which text it belongs to.

    A word's number is a polynomial in its letters. With powers that run on over all the
    texts, the sums up to every letter give all words at once; dividing by the power at
    which a word starts makes it the same everywhere.
    """
    letters = _letters()[np.minimum(_points(texts), _PLANE - 1)]
    points = letters[letters != _NOTHING]
    lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    kept = np.concatenate([[0], np.cumsum(letters != _NOTHING)])[np.cumsum(lengths)]
    is_letter = points != 0
    edges = np.flatnonzero(np.diff(is_letter, prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    up, down = _powers(len(points) + 1)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(points * up[: len(points)])])
    hashes = (sums[ends] - sums[starts]) * down[starts]
    owners = np.searchsorted(kept, starts, side="right")
    return _mixed(hashes + (ends - starts).astype(np.uint64)), owners


def _points(texts: Sequence[str]) -> Numbers:
    """Give the characters of all texts as numbers, a line break behind each text."""
    joined = "\n".join(texts) + "\n"
    return np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)


@lru_cache(maxsize=1)
def _letters() -> Numbers:
    """Say what each character counts as: its letter without case, 0 for none, or nothing at all.

    Marks that combine, soft hyphens and invisible characters are passed over; an
    apostrophe is passed over too, so that curly and straight ones are alike.
    """
    table = np.zeros(_PLANE, np.uint64)
    for point in range(_PLANE - 1):
        character = chr(point)
        kind = unicodedata.category(character)
        if kind[0] in "LN":
            plain = unicodedata.normalize("NFKD", character)[0].casefold()
            table[point] = ord(plain[0])
        elif kind in ("Mn", "Me", "Cf") or character in "'’‘`´":
            table[point] = _NOTHING
    table[_PLANE - 1] = 0  # everything beyond the basic plane: emoji, rare scripts
    return table


@lru_cache(maxsize=1)
def _small_letters() -> Numbers:
    """Give the table of letters in half the room, which the processor keeps at hand."""
    return _letters().astype(np.uint32)


@lru_cache(maxsize=1)
def _powers(size: int) -> tuple[Numbers, Numbers]:
    """Powers of an odd number modulo 2**64, and of its inverse."""
    inverse = np.uint64(pow(int(_BASE), -1, 2**64))
    return _running(_BASE, size), _running(inverse, size)


def _running(base: np.uint64, size: int) -> Numbers:
    """Powers of `base` from 0 on."""
    steps = np.full(size, base, np.uint64)
    steps[0] = 1
    return np.cumprod(steps)


def _mixed(numbers: Numbers) -> Numbers:
    """Spread numbers evenly over 64 bits; different ones stay different."""
    mixed = numbers ^ (numbers >> np.uint64(33))
    for factor in _MIX:
        mixed = mixed * factor
        mixed ^= mixed >> np.uint64(33)
    spread: Numbers = mixed
    return spread
