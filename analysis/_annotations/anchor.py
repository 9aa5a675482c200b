"""Find again, in the article, a passage that an annotation tool gives by its offsets.

Offsets of annotation tools are not to be trusted: some count UTF-16 units, some drop the
carriage returns, some count in a text that they changed. The words of the passage are: what is
kept is the place where they stand. A passage that stands in several places as near to the
stated one as each other, or in none, is given up with the reason.
"""

import re
from bisect import bisect_right
from functools import cached_property
from typing import Final, NamedTuple

__all__ = ["Anchor", "Lost", "Passages", "alike"]

_ODD: Final = re.compile(r"\s{2,}|[^\S ]|[‘’‚‛`´“”„‟«»‹›–—‑…\u00ad\u200b-\u200d\u2060\ufeff]")
_PLAIN: Final = {"…": "...", **dict.fromkeys("‘’‚‛`´‹›", "'"), **dict.fromkeys("“”„‟«»", '"'),
                 **dict.fromkeys("–—‑", "-"),
                 **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")}  # fmt: skip
_ASTRAL: Final = re.compile(r"[\U00010000-\U0010ffff]")
_MOST_PLACES: Final = 1_000


class Anchor(NamedTuple):
    """A passage at characters ``[start, end)`` of the text; `how` it was found."""

    start: int
    end: int
    how: str


class Lost(NamedTuple):
    """A passage that was not found again; the reason in plain words."""

    reason: str


class Passages:
    r"""A text in which passages are looked for.

    Parameters
    ----------
    text : str
        Of the article or of the unit.

    Examples
    --------
    >>> place = Passages("One sea.\nTwo seas.\n“Sea”, he said.")
    >>> place.find("seas", 13, 17)
    Anchor(start=13, end=17, how='as stated')
    >>> place.find("seas", 14, 18).how, place.find('"Sea"', 21, 26).start
    ('by its words', 19)
    >>> place.find("lake", 0, 4)
    Lost(reason="the words 'lake' are not in the text")
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def find(
        self, quote: str | None, start: int | None, end: int | None, shown: str | None = None
    ) -> Anchor | Lost:
        """Find a passage.

        Parameters
        ----------
        quote : str or None
            Its words as the tool wrote them; without them they are read off `shown`.
        start, end : int or None
            Its stated offsets in `shown`.
        shown : str or None
            The text as the tool has it; this text if it is not known.

        Returns
        -------
        Anchor or Lost
            The first of these that holds: the words stand at the stated offsets; they do if
            these count UTF-16 units; they stand once in the text; they stand at least twice as
            near to the stated offset as anywhere else; the same with blanks, quotation marks
            and dashes made alike.
        """
        whole = self.text if shown is None else shown
        if quote is None:
            read = _read_off(whole, start, end)
            if isinstance(read, Lost):
                return read
            quote, start, end = read
        if not quote.strip():
            return Lost("the passage is blank")
        exact = self._at_stated(quote, start, whole)
        if exact is not None:
            return exact
        hint = None if start is None else self._place_of(whole, start)
        return self._nearest(quote, hint)

    def _at_stated(self, quote: str, start: int | None, shown: str) -> Anchor | Lost | None:
        """Look at the stated place, counted in characters and in UTF-16 units."""
        if start is None or start < 0:
            return None
        places = {self._place_of(shown, start): "as stated"}
        if _ASTRAL.search(shown, 0, start):
            at = self._place_of(shown, _characters(shown, start))
            places.setdefault(at, "offsets counted in UTF-16")
        found = [Anchor(at, at + len(quote), how) for at, how in places.items()
                 if self.text.startswith(quote, at)]  # fmt: skip
        if len(found) > 1:
            return Lost(f"the words {_short(quote)} stand at two places that the offset can mean")
        return found[0] if found else None

    def _nearest(self, quote: str, hint: int | None) -> Anchor | Lost:
        """Look for the words anywhere, first as they are and then with signs made alike."""
        found = _occurrences(self.text, quote)
        if found:
            chosen = _chosen(found, hint)
            if chosen is not None:
                return Anchor(chosen, chosen + len(quote), "by its words")
            return Lost(_ambiguous(quote, found))
        folded, _ = self._folded
        plain = _fold(quote)[0].strip()
        found = _occurrences(folded, plain) if plain else []
        if not found:
            return Lost(f"the words {_short(quote)} are not in the text")
        chosen = _chosen(found, None if hint is None else self._to_folded(hint))
        if chosen is None:
            return Lost(_ambiguous(quote, found))
        first, last = self._to_text(chosen), self._to_text(chosen + len(plain) - 1)
        return Anchor(first, last + 1, "by its words, other blanks or marks")

    def _place_of(self, shown: str, start: int) -> int:
        """Carry an offset of the text as shown over to this text, if the two are alike."""
        start = min(max(start, 0), len(shown))
        if shown == self.text:
            return start
        folded, steps = _fold(shown)
        if folded.strip() != self._folded[0].strip():
            return start
        margin = _blank(folded) - _blank(self._folded[0])
        return self._to_text(max(0, _map(start, steps) - margin))

    @cached_property
    def _folded(self) -> tuple[str, list[tuple[int, int]]]:
        """The text with blanks and marks made alike, and where its parts come from."""
        return _fold(self.text)

    def _to_folded(self, place: int) -> int:
        """Carry an offset of the text over to the folded text."""
        return _map(place, self._folded[1])

    def _to_text(self, place: int) -> int:
        """Carry an offset of the folded text over to the text."""
        return _map(place, self._back)

    @cached_property
    def _back(self) -> list[tuple[int, int]]:
        """Where the parts of the text stand, by their place in the folded text."""
        return [(there, here) for here, there in self._folded[1]]


def _read_off(shown: str, start: int | None, end: int | None) -> Lost | tuple[str, int, int]:
    """Read the words off the text, where the tool gives offsets alone."""
    if start is None or end is None or not 0 <= start < end:
        return Lost("neither words nor usable offsets are given")
    if not _ASTRAL.search(shown, 0, end):
        if end > len(shown):
            return Lost(f"offset {end:,} lies behind the text, which has {len(shown):,} characters")
        return shown[start:end], start, end
    readings = [(start, end), (_characters(shown, start), _characters(shown, end))]
    whole = [(one, two) for one, two in dict.fromkeys(readings) if _is_whole(shown, one, two)]
    if len(whole) != 1:
        return Lost("an emoji before it: the offsets can be counted in two ways, and no words "
                    "are given")  # fmt: skip
    one, two = whole[0]
    return shown[one:two], one, two


def _is_whole(text: str, start: int, end: int) -> bool:
    """Say whether a passage begins and ends at the edges of words."""
    if end > len(text) or start >= end or text[start].isspace() or text[end - 1].isspace():
        return False
    begins = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    return begins and (end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum()))


def _characters(text: str, units: int) -> int:
    """Turn an offset in UTF-16 units into one in characters."""
    raw = text[:units].encode("utf-16-le", "surrogatepass")
    return len(raw[: 2 * units].decode("utf-16-le", "ignore"))


def _occurrences(text: str, quote: str) -> list[int]:
    """Find all places of a quotation, as many as are worth comparing."""
    found: list[int] = []
    at = text.find(quote)
    while at >= 0 and len(found) < _MOST_PLACES:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _chosen(found: list[int], hint: int | None) -> int | None:
    """Choose the only place, or the one that is at least twice as near as any other."""
    if len(found) == 1:
        return found[0]
    if hint is None or len(found) == _MOST_PLACES:
        return None
    ordered = sorted(found, key=lambda at: abs(at - hint))
    nearest, next_one = abs(ordered[0] - hint), abs(ordered[1] - hint)
    return ordered[0] if nearest < next_one and 2 * nearest <= next_one else None


def _ambiguous(quote: str, found: list[int]) -> str:
    """Say that words stand in several places."""
    number = f"{len(found):,}" if len(found) < _MOST_PLACES else f"{_MOST_PLACES:,} or more"
    return f"the words {_short(quote)} stand in {number} places, none much nearer than the others"


def _short(quote: str) -> str:
    """Write the words for people, the first of them if they are many."""
    plain = " ".join(quote.split())
    return repr(plain if len(plain) <= 50 else f"{plain[:49]}…")


def _blank(text: str) -> int:
    """Count the blanks that a text begins with."""
    return len(text) - len(text.lstrip())


def _fold(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Make blanks, quotation marks and dashes alike; give (offset, offset in the result) steps."""
    parts, steps, at, length = [], [(0, 0)], 0, 0
    for odd in _ODD.finditer(text):
        sign = _PLAIN.get(odd[0], " ")
        parts += [text[at : odd.start()], sign]
        length += odd.start() - at + len(sign)
        at = odd.end()
        steps.append((at, length))
    parts.append(text[at:])
    return "".join(parts), steps


def _map(place: int, steps: list[tuple[int, int]]) -> int:
    """Carry an offset over: as far behind the last step as before, and before the next one."""
    number = bisect_right(steps, place, key=lambda step: step[0]) - 1
    here, there = steps[number]
    moved = there + place - here
    return min(moved, max(there, steps[number + 1][1] - 1)) if number + 1 < len(steps) else moved


def alike(text: str) -> str:
    r"""Give a text with blanks, quotation marks and dashes made alike, to compare it.

    Examples
    --------
    >>> alike("“Sea”  said\r\n he") == alike('"Sea" said he ')
    True
    """
    return _fold(text)[0].strip()
