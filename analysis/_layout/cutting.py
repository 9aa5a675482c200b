"""Cut texts into lines and see the signs of each, in one pass over the code points.

What the kernel says of a line is exactly what the expressions of `analysis._lines` say; where
it cannot know (`DOUBT` of a line, `hard` of a text) the plain way is asked.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis._codepoints import DIGIT, LOWER, SPACE, UPPER, WORDLIKE, joined, kinds
from analysis._compiled import jit
from analysis._layout.beginnings import (
    FACTOR,
    NEVER_ALONE,
    ODD,
    STEM,
    TRY,
    WITH,
    WORD,
    marks,
    number,
)
from analysis._layout.signs import APART, ASKS, CREDIT, DOUBT, ENDS, LISTED, STOPPED

__all__ = ["Cut", "cut"]

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint32]
Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.uint64]

_BULLETS: Final = np.array([ord(sign) for sign in "•·▪►▶▸‣◦⬤✓✔"], dtype=np.uint32)
_FOLDED: Final = np.array([0x130, 0x131, 0x17F, 0x212A, 0xFB05, 0xFB06], dtype=np.uint32)
"""Letters beyond ASCII that `re.IGNORECASE` takes for one of ASCII."""
_PHOTO: Final = np.uint64(number("photo"))
_NAMES: Final = np.array(
    [number(end) for end in ("es", "ck", "sh", "rs", "to", "AP", "FP", "NP", "PA", "rg", "ga")],
    dtype=np.uint64,
)
_PICTURES: Final = np.array(
    [number(end) for end in ("ges", "ock", "ash", "els", "oto", "ers", "afp", "anp", "epa")],
    dtype=np.uint64,
)
_TO_SMALL: Final = np.uint64(32)
_TAIL: Final = 15


class Cut(NamedTuple):
    """The lines of many texts.

    `begin` and `end` are offsets in their text, `signs` the sum of the signs, `words` the
    number of words; the lines of text `i` are `first[i]` to `first[i + 1]`. `hard` marks texts
    that may be wrapped or broken within sentences, for the plain way.
    """

    begin: Ints
    end: Ints
    words: Ints
    signs: Bytes
    first: Ints
    hard: npt.NDArray[np.bool_]


def cut(texts: Sequence[str], froms: Sequence[int], longest: int, runs_on: frozenset[str]) -> Cut:
    """Cut each text from an offset on.

    Parameters
    ----------
    texts : sequence of str
    froms : sequence of int
        Where the first line of each text begins, behind its header.
    longest : int
        A line of more characters is never furniture.
    runs_on : set of str
        Words in small letters that do not end a sentence.
    """
    codes, starts = joined(texts)
    numbers, values = marks()
    on = np.array(sorted(number(word) for word in runs_on), dtype=np.uint64)
    begin, end, words, flags, first = _lines(
        codes, starts, np.array(froms, dtype=np.int64), kinds()
    )
    _look(codes, begin, end, flags, kinds(), numbers, values, longest)
    hard = _hard(codes, begin, end, flags, first, kinds(), on)
    shift = np.repeat(starts[:-1], np.diff(first))
    return Cut(begin - shift, end - shift, words, flags, first, hard)


@jit
def _breaks(code: int) -> bool:
    """Say whether a code point ends a line."""
    if code < 0x85:
        return code < 31 and (10 <= code <= 13 or code >= 28)
    return code in (0x85, 0x2028, 0x2029)


@jit
def _closes(code: int) -> bool:
    """Say whether a code point closes a sentence behind its stop; white space is told before."""
    return code in (0x22, 0x27, 0x201D, 0x2019, 0xBB, 0x29, 0x5D, 0x2013, 0x2D)


@jit
def _in(wanted: Any, values: npt.NDArray[Any]) -> bool:
    """Say whether a number is in a short list; both of one type."""
    for value in values:  # noqa: SIM110 - a generator is slow in a kernel
        if value == wanted:
            return True
    return False


@jit
def _lines(
    codes: Codes, starts: Ints, froms: Ints, kinds: Bytes
) -> tuple[Ints, Ints, Ints, Bytes, Ints]:
    """Find the lines that hold something, without the white space around them, and their words."""
    most = len(starts) - 1
    for code in codes:
        most += 1 if _breaks(code) else 0
    begin, end = np.empty(most, dtype=np.int64), np.empty(most, dtype=np.int64)
    words, flags = np.zeros(most, dtype=np.int64), np.zeros(most, dtype=np.uint8)
    first = np.zeros(len(starts), dtype=np.int64)
    count = 0
    for text in range(len(starts) - 1):
        at, stop = starts[text] + froms[text], starts[text + 1]
        last, gaps, above = at, 0, True
        while at < stop:
            code = codes[at]
            if kinds[code] & SPACE:  # the gap: how many lines it has
                if _breaks(code):
                    joins = code == 10 and at > last and codes[at - 1] == 13
                    gaps += 0 if joins else 1
                at += 1
                continue
            if not above and gaps and not _breaks(codes[at - 1]):
                gaps += 1
            begin[count] = at
            final = at
            while at < stop:
                code = codes[at]
                if (code < 33 or code > 127) and kinds[code] & SPACE:
                    if _breaks(code):
                        break
                    at += 1
                    continue
                words[count] += 1
                at += 1
                while at < stop and (32 < codes[at] < 128 or not kinds[codes[at]] & SPACE):
                    at += 1
                final = at - 1
            end[count] = final + 1
            if above or gaps > 1:
                flags[count] = APART
            count += 1
            at = last = final + 1
            gaps, above = 0, False
        first[text + 1] = count
    return begin[:count], end[:count], words[:count], flags[:count], first


@jit
def _look(
    codes: Codes, begin: Ints, end: Ints, flags: Bytes, kinds: Bytes, numbers: Numbers,
    values: Bytes, longest: int,
) -> None:  # fmt: skip
    """Set the signs of each line."""
    for line in range(len(begin)):
        start, stop = begin[line], end[line]
        made = flags[line] | _last_signs(codes, start, stop, kinds)
        if _is_item(codes, start, stop, kinds):
            made |= LISTED
        if stop - start <= longest and _doubtful(codes, start, stop, kinds, numbers, values):
            made |= DOUBT
        flags[line] = made


@jit
def _last_signs(codes: Codes, start: int, stop: int, kinds: Bytes) -> int:
    """Read the end of a line: its sentence mark, the name of an agency."""
    made = 0
    at = stop - 1
    while at >= start and (_closes(codes[at]) or kinds[codes[at]] & SPACE):
        at -= 1
    if at >= max(start, stop - _TAIL):
        mark = codes[at]
        if mark in (0x2E, 0x2026):
            made |= STOPPED | ENDS
        elif mark in (0x21, 0x3F):
            made |= ASKS | ENDS
        elif mark in (0x2C, 0x3B):
            made |= ENDS
    at = stop - 1
    while at > start and (codes[at] == 0x29 or kinds[codes[at]] & SPACE):
        at -= 1
    if at > start and _in(np.uint64(codes[at - 1]) * FACTOR + np.uint64(codes[at]), _NAMES):
        return made | CREDIT
    for at in range(max(start, stop - 120), stop):
        if codes[at] == 0xA9:
            return made | CREDIT
    return made


@jit
def _is_item(codes: Codes, start: int, stop: int, kinds: Bytes) -> bool:
    """Say whether a line begins like the item of a list."""
    code = codes[start]
    if _in(np.uint32(code), _BULLETS):
        return stop - start > 1
    if code in (0x2D, 0x2013, 0x2014, 0x2A):
        return stop - start > 1 and kinds[codes[start + 1]] & SPACE != 0
    at = start + 1 if code == 0x28 else start
    if at < stop and 97 <= codes[at] <= 122:
        at += 1
    else:
        digits = at
        while at < stop and at - digits < 2 and kinds[codes[at]] & DIGIT:
            at += 1
        if at == digits:
            return False
    return at + 1 < stop and codes[at] in (0x2E, 0x29) and kinds[codes[at + 1]] & SPACE != 0


@jit
def _spell(spelled: np.uint64, code: int) -> np.uint64:
    """Add a letter to the number of a word, small."""
    letter = np.uint64(code)
    if 65 <= code <= 90:
        letter += _TO_SMALL
    return spelled * FACTOR + letter


@jit
def _mark(wanted: np.uint64, numbers: Numbers, values: Bytes) -> int:
    """Look a word up in the table of words."""
    last = len(numbers) - 1
    at = np.int64(wanted & np.uint64(last))
    while values[at]:
        if numbers[at] == wanted:
            return int(values[at])
        at = (at + 1) & last
    return 0


@jit
def _doubtful(
    codes: Codes, start: int, stop: int, kinds: Bytes, numbers: Numbers, values: Bytes
) -> bool:
    """Say whether a line may be furniture."""
    counted, inside, bars = 0, False, 0  # words from the first letter or digit on
    seen, length, small = 0, 0, True  # `seen`: 0 no letter yet, 1 in the first word, 2 behind it
    spelled, before = np.uint64(0), np.uint32(0)  # `before`: the last sign but white space
    weak, beside, tried, odd = False, False, False, False
    for at in range(start, stop):
        code = codes[at]
        kind = kinds[code]
        if kind & SPACE:
            inside = False
        elif not inside:
            inside = True
            counted += 1 if seen else 0
        if kind & WORDLIKE or code == 95:
            if code > 127 and (seen < 2 or _in(code, _FOLDED)):
                return True
            if seen == 0:
                if kind & DIGIT or code == 95:
                    return True
                seen, counted = 1, 1
            after = codes[at + 1] if at + 1 < stop else np.uint32(0)
            if code == 95:
                odd = True
            elif kind & DIGIT:
                odd = odd or _timed(after, codes[at + 2] if at + 2 < stop else after, before)
            spelled = _spell(spelled, code)
            length += 1
            odd = odd or (length == 5 and spelled == _PHOTO)
            if seen == 1 and length <= 24:
                small = small and code >= 97
                mark = _mark(spelled, numbers, values)
                alone = not 97 <= after <= 122 and (small or not 65 <= after <= 90)
                if mark & STEM or (mark & WORD and alone):
                    return True
                if mark & NEVER_ALONE and alone:
                    if 65 <= code <= 90:
                        return True
                    weak = True
            before = code
            if at + 1 < stop:
                continue
        if length:
            mark = _mark(spelled, numbers, values)
            tried = tried or mark & TRY != 0
            odd = odd or mark & ODD != 0
            beside = beside or mark & WITH != 0
            seen, length = 2, 0
            spelled = np.uint64(0)
        if code == 0xA9:
            return True
        bars += 1 if code == 0x7C else 0
        odd = odd or code > 0xFFFF or code in (0x3E, 0xBB, 0x203A)
        odd = odd or (seen == 0 and code in (0x23, 0x40))
        before = before if kind & SPACE else code
    if seen == 0 or tried or (weak and beside):
        return True
    if counted >= 4 and _is_sentence(codes, start, stop):
        return False
    return odd or bars > 2 or _pictured(codes, start, stop, counted == 1, kinds)


@jit
def _timed(after: Any, second: Any, before: Any) -> bool:
    """Say whether a digit may be part of a time, or of a count of views."""
    if before in (0x59, 0x79):  # visibility 11
        return True
    if after in (0x54, 0x74):  # 2026-02-12T10
        return True
    return after in (0x2E, 0x3A, 0x48, 0x68) and (48 <= second <= 57 or second > 127)


@jit
def _is_sentence(codes: Codes, start: int, stop: int) -> bool:
    """Say whether a line ends in a full stop, as the rules for furniture see it."""
    at = stop - 1
    while at > start and codes[at] in (0x22, 0x27, 0x201D, 0x2019, 0xBB, 0x29, 0x5D):
        at -= 1
    return codes[at] in (0x2E, 0x2026)


@jit
def _pictured(codes: Codes, start: int, stop: int, alone: bool, kinds: Bytes) -> bool:
    """Say whether a line may end in a date, the name of an agency of pictures or of a file."""
    at = stop - 1
    while at > start and not kinds[codes[at]] & WORDLIKE:
        at -= 1
    if kinds[codes[at]] & DIGIT or (alone and codes[at] in (0x67, 0x70, 0x66, 0x47, 0x50, 0x46)):
        return True
    spelled = np.uint64(0)
    at = stop - 1 if codes[stop - 1] == 0x29 else stop
    for place in range(max(start, at - 3), at):
        spelled = _spell(spelled, codes[place])
    return _in(spelled, _PICTURES)


@jit
def _hard(
    codes: Codes, begin: Ints, end: Ints, flags: Bytes, first: Ints, kinds: Bytes, on: Numbers
) -> npt.NDArray[np.bool_]:
    """Mark the texts that may be wrapped at a width, or broken within a sentence."""
    found = np.zeros(len(first) - 1, dtype=np.bool_)
    for text in range(len(first) - 1):
        longest = 0
        for line in range(first[text], first[text + 1]):
            longest = max(longest, end[line] - begin[line])
        full, lower = 0, 0
        for line in range(first[text], first[text + 1] - 1):
            size = end[line] - begin[line]
            after = line + 1
            if flags[after] & APART:
                continue
            if size > 0.7 * longest:
                full += 1
                lower += 1 if kinds[codes[begin[after]]] & LOWER else 0
            if size < 20 or (flags[line] & ENDS and codes[end[line] - 1] != 0x2C):
                continue
            one = codes[begin[after]]
            two = codes[begin[after] + 1] if end[after] - begin[after] > 1 else np.uint32(0)
            if one in (0x2C, 0x2E, 0x3B, 0x3A, 0x29) or (
                kinds[one] & LOWER and not kinds[two] & UPPER
            ):
                found[text] = True
            spelled, at = np.uint64(0), end[line] - 1
            while at >= begin[line] and codes[at] != 0x20 and end[line] - at <= 12:
                at -= 1
            for letter in range(at + 1, end[line]):
                spelled = spelled * FACTOR + np.uint64(codes[letter])
            if _in(spelled, on):
                found[text] = True
        if 40 <= longest <= 120 and full >= 4 and lower >= 0.3 * full:
            found[text] = True
    return found
