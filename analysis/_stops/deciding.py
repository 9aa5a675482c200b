"""Compiled: decide which stops end a sentence, all but the doubtful ones.

Each function says what the rule of the same name in `rules` says, or `DOUBT`. A doubtful stop
leaves open where the next sentence starts: then `low` is the first place where it can, `high`
the last, and what depends on it is in doubt again; `letter` is the first letter or digit from
`high` on, if there is one before the stop.

The functions that call each other stand in one file: the machine code is kept by file.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from analysis._codepoints import DIGIT, LETTER, LOWER, SPACE, UPPER, WORDLIKE
from analysis._compiled import jit
from analysis._stops.places import Signs, mixed
from analysis._stops.tables import (
    BRAND_END,
    BULLET,
    CAPITAL,
    CLIPPED,
    CLOSING,
    LONGEST,
    MAYBE,
    MONEY,
    MONTH,
    NEVER,
    NUMBER,
    OPEN,
    PLACE,
    QUOTE,
    SLOTS,
    STARTER,
    STOP,
    SURNAME,
    WEEKDAY,
)

__all__ = ["DOUBT", "ENDS", "GOES_ON", "decide"]

Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.int32]

GOES_ON: Final = 0
ENDS: Final = 1
DOUBT: Final = 2

_LATIN: Final = 0x250
"""Below it, a letter that is upper or lower case is one for `str.isalpha` too."""
_DOTTED_I: Final = 0x130
"""Its lower case is two characters."""


@jit
def decide(signs: Signs, words: Words, pieces: Ints, stops: Ints) -> npt.NDArray[np.int8]:
    """Give for each stop that `places.propose` found `ENDS`, `GOES_ON` or `DOUBT`."""
    codes, kinds = signs
    verdict = np.empty(len(stops), np.int8)
    low, high, letter, last = 0, 0, 0, -1
    for number in range(len(stops)):
        piece, at, end, shut, after = stops[number]
        first, size = pieces[piece, 1], pieces[piece, 3]
        if piece != last:
            low, high, letter, last = first, first, first, piece
        letter = max(letter, high)
        while letter < at and not kinds[codes[letter]] & WORDLIKE:
            letter += 1
        says = _ends(signs, words, first, low, high, letter, at, end, shut, after, size)
        verdict[number] = says
        if says != GOES_ON:
            high = after
            low = high if says == ENDS else low
    return verdict


@jit
def _ends(
    signs: Signs, words: Words, first: int, low: int, high: int, letter: int,
    at: int, end: int, shut: int, after: int, size: int,
) -> int:  # fmt: skip
    """Decide about a stop as `rules.ends`."""
    codes, kinds = signs
    if at == high:
        return GOES_ON if low == high else DOUBT
    before = codes[at - 1]
    if before == 40 or before == 91 or before == 123:
        return GOES_ON
    word, close, begins = _begin(signs, words, after, size)
    if not begins or (word == close and kinds[codes[after]] & STOP):
        return GOES_ON
    if after == shut:
        return DOUBT  # the space was forgotten, or it is an address
    if kinds[before] & SPACE:
        if letter < at:
            return ENDS
        return GOES_ON if low == high else DOUBT
    if end == at + 1 and codes[at] == 46:
        return _full_stop_ends(signs, words, first, low, high, letter, at, word, close, size)
    if end == at + 1 and codes[at] == 33 and shut == end:
        return DOUBT if kinds[before] & BRAND_END else ENDS
    if shut > end and (codes[end - 1] == 33 or codes[end - 1] == 63):
        return DOUBT if 65 <= codes[after] <= 90 else ENDS  # “No!” Smith said
    return ENDS


@jit
def _begin(signs: Signs, words: Words, at: int, size: int) -> tuple[int, int, bool]:
    """Give the first word behind a stop and whether it, if any, can begin a sentence."""
    codes, kinds = signs
    if kinds[codes[at]] & BULLET:
        while at < size and kinds[codes[at]] & BULLET:
            at += 1
        while at < size and kinds[codes[at]] & SPACE:
            at += 1
    quote = 0
    while at < size and kinds[codes[at]] & QUOTE:
        quote = codes[at]
        at += 1
    while at < size and kinds[codes[at]] & MONEY:
        at += 1
    word = at
    if at < size and codes[at] == 0x2026:
        at += 1
    elif at + 1 < size and codes[at] == 46 and codes[at + 1] == 46:
        while at < size and codes[at] == 46:
            at += 1
    dots = at > word
    word = close = at
    if at >= size or not kinds[codes[at]] & WORDLIKE:
        return word, close, True
    while at < size:
        code = codes[at]
        if kinds[code] & WORDLIKE or code == 95:
            close = at + 1
        elif code != 0x2019 and code != 39 and code != 45:
            break
        at += 1
    if not kinds[codes[word]] & LOWER or dots:
        return word, close, True
    if quote == 39 or quote == 0x2019 or quote == 0x2018 or quote == 96:
        alone = close == word + 1 or codes[word + 1] == 45
        if alone and _look_up(words, codes, word, word + 1, False) & CLIPPED:
            return word, close, True
    return word, close, mixed(signs, word, close)


@jit
def _full_stop_ends(
    signs: Signs, words: Words, first: int, low: int, high: int, letter: int,
    at: int, word: int, close: int, size: int,
) -> int:  # fmt: skip
    """Decide about a single full stop from the word before and the word after it."""
    codes, kinds = signs
    initial = close == word + 1 and kinds[codes[word]] & UPPER != 0
    initial = initial and close < size and codes[close] == 46
    before = kinds[codes[at - 1]]
    listed = before & (WORDLIKE | UPPER) != 0 or codes[at - 1] == 0xB0
    if not listed and not initial:
        return ENDS  # no list holds a word that ends so
    left, sure = _left(signs, low, high, at)
    if not sure:
        return DOUBT
    dotted, strange, capitals, digits, plain = _count(signs, left, at)
    size_left = at - left
    if size_left > 7 and not dotted:
        return ENDS
    if not listed:
        return GOES_ON
    if strange:
        return DOUBT
    if letter >= left and _enumerator(signs, left, at):
        return GOES_ON if low == high else DOUBT
    flags = _look_up(words, codes, left, at, False)
    if flags & CAPITAL:
        return GOES_ON
    if flags & WEEKDAY and _look_up(words, codes, word, close, False) & MONTH:
        return GOES_ON
    if size_left > 1 and capitals == size_left:
        return ENDS
    if initial:
        return GOES_ON
    if digits == size_left:
        return DOUBT if close > word and kinds[codes[word]] & DIGIT else ENDS
    small = _look_up(words, codes, left, at, True)
    if dotted:
        if small & (NEVER | CLOSING):
            return GOES_ON if small & NEVER else ENDS
        if plain:
            return ENDS
        if not _dotted(signs, left, at):
            return DOUBT
        return _letter_ends(signs, words, small, 0, word, close)
    if size_left == 1 and capitals == 1:
        return _letter_ends(signs, words, small, codes[left], word, close)
    if codes[at - 1] == 76 or codes[at - 1] == 108:  # et al.
        small |= _et_al(signs, first, at)
    return _abbreviation_ends(signs, words, small, left, at, word, close)


@jit
def _left(signs: Signs, low: int, high: int, at: int) -> tuple[int, bool]:
    """Give where the word before a stop begins, and whether no other start could change that."""
    codes, kinds = signs
    least = max(high, at - 30)
    left = at
    while left > least and not kinds[codes[left - 1]] & SPACE:
        left -= 1
    sure = low == high or left > high or high <= at - 30 or kinds[codes[high - 1]] & SPACE != 0
    while left < at and kinds[codes[left]] & OPEN:
        left += 1
    return left, sure


@jit
def _count(signs: Signs, left: int, at: int) -> tuple[bool, bool, int, int, bool]:
    """Look at the word before a stop.

    Is there a dot in it, a letter of which too little is known; how many capitals and digits;
    is it digits and signs alone.
    """
    codes, kinds = signs
    dotted, strange, capitals, digits, letters = False, False, 0, 0, 0
    for place in range(left, at):
        code = codes[place]
        kind = kinds[code]
        dotted |= code == 46
        capitals += kind & UPPER != 0
        letters += kind & LETTER != 0
        digits += 48 <= code <= 57
        if code >= 128 and kind & (WORDLIKE | UPPER | LOWER):
            strange |= code >= _LATIN or code == _DOTTED_I
            strange |= kind & LETTER == 0 or kind & (UPPER | LOWER) == 0
    return dotted, strange, capitals, digits, letters == 0


@jit
def _enumerator(signs: Signs, left: int, at: int) -> bool:
    """Say whether a word is a number, a letter or a roman number before an item of a list."""
    codes = signs[0]
    size = at - left
    if size == 0 or size > 4:
        return False
    digits, romans = 0, 0
    for place in range(left, at):
        code = codes[place]
        digits += 48 <= code <= 57
        romans += code == 105 or code == 118 or code == 120
    if romans == size or (digits == size and size <= 3):
        return True
    return size == 1 and (65 <= codes[left] <= 90 or 97 <= codes[left] <= 122)


@jit
def _dotted(signs: Signs, left: int, at: int) -> bool:
    """Say whether a word is letters with dots between them: `U.S`, `A.-B`, `Ph.D`."""
    codes, kinds = signs
    place, parts, names, letters = left, 0, True, True
    while place < at:
        size, hyphen = 0, parts > 0 and codes[place] == 45
        place += hyphen
        start = place
        while place < at and kinds[codes[place]] & LETTER:
            names &= 97 <= codes[place] <= 122 if size else 65 <= codes[place] <= 90
            place += 1
            size += 1
        parts += 1
        names &= not hyphen and place > start and size <= (2 if parts == 1 else 3)
        letters &= size == 1
        if size == 0 or (place < at and codes[place] != 46) or place == at - 1:
            return False
        place += 1
    return (letters and 2 <= parts <= 6) or (names and parts > 1)


@jit
def _et_al(signs: Signs, first: int, at: int) -> int:
    """Give what `et al` is in the lists: it may end a sentence."""
    codes = signs[0]
    if at - 5 < first or codes[at - 3] != 32 or codes[at - 2] | 32 != 97:
        return 0
    return MAYBE if codes[at - 5] | 32 == 101 and codes[at - 4] | 32 == 116 else 0


@jit
def _abbreviation_ends(
    signs: Signs, words: Words, small: int, left: int, at: int, word: int, close: int
) -> int:
    """Decide about a word without dots in it from the lists of abbreviations."""
    codes = signs[0]
    if small & NEVER:
        return GOES_ON
    if small & CLOSING:
        return ENDS
    if small & NUMBER:
        return GOES_ON if _numeral(signs, word, close) else ENDS
    part = at
    while part > left and codes[part - 1] != 45:
        part -= 1
    if small & MAYBE or _look_up(words, codes, part, at, False) & PLACE:
        return ENDS if _look_up(words, codes, word, close, False) & STARTER else GOES_ON
    return ENDS


@jit
def _numeral(signs: Signs, word: int, close: int) -> bool:
    """Say whether a word is a number: digits, roman, or one capital."""
    codes, kinds = signs
    if word == close:
        return False
    if kinds[codes[word]] & DIGIT:
        return True
    if close == word + 1:
        return bool(66 <= codes[word] <= 90 and codes[word] != 73)
    for place in range(word, close):
        code = codes[place]
        if code != 73 and code != 86 and code != 88 and code != 76 and code != 67:
            return False
    return True


@jit
def _letter_ends(signs: Signs, words: Words, small: int, letter: int, word: int, close: int) -> int:
    """Decide about one capital: `J. Smit` goes on, `plan B. De rest` does not."""
    codes, kinds = signs
    if small & CLOSING:
        return ENDS
    if small & NEVER:
        return GOES_ON
    if letter == 73:
        return DOUBT
    if word == close:
        return GOES_ON
    part = word
    while part < close and (kinds[codes[part]] & WORDLIKE or codes[part] == 95):
        part += 1
    if _look_up(words, codes, word, part, False) & SURNAME and not small & MAYBE:
        return DOUBT
    code = codes[word]
    if code >= 128 and (code >= _LATIN or kinds[code] & (UPPER | LOWER) == 0):
        return DOUBT
    if _look_up(words, codes, word, close, False) & STARTER:
        return ENDS
    return ENDS if 48 <= code <= 57 and not small & MAYBE else GOES_ON


@jit
def _look_up(words: Words, codes: npt.NDArray[np.uint32], at: int, end: int, lowered: bool) -> int:
    """Give what a word is in the lists, as it stands or with A to Z in lower case."""
    size = end - at
    if size == 0 or size > LONGEST:
        return 0
    key = 0
    for place in range(at, end):
        code = codes[place]
        key = (key * 31 + code + (lowered and 65 <= code <= 90) * 32) & 0xFFFFFFFF
    slot = key & (SLOTS - 1)
    while words[slot, 0]:
        same = 0
        while same < size == words[slot, 0]:
            code = codes[at + same]
            if words[slot, same + 2] != code + (lowered and 65 <= code <= 90) * 32:
                break
            same += 1
        if same == size:
            return int(words[slot, 1])
        slot = (slot + 1) & (SLOTS - 1)
    return 0
