"""Find the units of an article that say again what was said before.

Words are compared folded: case, punctuation, quotation marks and spaces make no difference.
"""

import itertools
import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import _compiled
from analysis._codepoints import joined
from analysis._layout import portions

__all__ = ["QUOTED", "folded", "said_before"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

QUOTED: Final = re.compile(
    r"(?:“(?P<a>[^“”]{8,})”|‘(?P<b>[^‘]{8,})’|„(?P<c>[^„”“]{8,})[”“]|«(?P<d>[^«»]{8,})»"
    r"|\"(?P<e>[^\"]{8,})\"|'(?P<f>(?:[^']|(?<=\w)'(?=\w)){8,})')(?P<rest>.*)"
)
"""A line that begins with a quotation; `rest` is what follows it."""
_OPENING: Final = "“‘„«\"'"
_WORD: Final = re.compile(r"\w+")
_SILENT: Final = ("chrome", "pullquote")
"""Roles that neither repeat nor are repeated."""
_RUNNING: Final = ("lead", "body")


def folded(text: str) -> str:
    """Fold case, punctuation, quotation marks and spaces: only the words are left.

    Examples
    --------
    >>> folded("“De  ÉÉN”, zei ﬁrma’s")
    'de één zei firma s'
    """
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def said_before(
    texts: Sequence[str], owner: Ints, spans: tuple[Ints, Ints], roles: pd.Series, min_words: int
) -> tuple[Bools, Bools]:
    """Find the repeats and the pull quotes among the units of many articles.

    Parameters
    ----------
    texts : sequence of str
        The articles.
    owner : array
        For each unit the place of its article in `texts`.
    spans : tuple of arrays
        Start and end of each unit in its article.
    roles : Series
        The role of each unit.
    min_words : int
        A unit of fewer words is neither.

    Returns
    -------
    repeats, pull_quotes : arrays of bool
        In the order of the units.
    """
    order = _in_order(owner, *spans)
    first = np.searchsorted(owner[order], np.arange(len(texts) + 1))
    units = Units(texts, spans[0][order], spans[1][order], first)
    silent, headings, running = (
        roles.isin(named).to_numpy(dtype=bool)[order] for named in (_SILENT, ("heading",), _RUNNING)
    )
    quoted = _pull_quotes(units, headings, running, min_words)
    silent |= quoted
    found = np.zeros(len(order), dtype=np.bool_)
    compiled = _compiled.worth(sum(map(len, texts)))
    for own in portions(texts):
        part, rows = units.part(own)
        found[rows] = (_by_kernel if compiled else _plainly)(part, silent[rows], min_words)
    repeats, pull_quotes = np.zeros((2, len(order)), dtype=np.bool_)
    repeats[order], pull_quotes[order] = found, quoted
    return repeats, pull_quotes


def _in_order(owner: Ints, start: Ints, end: Ints) -> Ints:
    """Order units by article and place in the text; most often they are."""
    later = (owner[1:] > owner[:-1]) | ((owner[1:] == owner[:-1]) & (start[1:] > start[:-1]))
    return np.arange(len(owner)) if later.all() else np.lexsort((end, start, owner))


class Units(NamedTuple):
    """Units of many articles, in the order of the text; `first` as in `_layout.words`."""

    texts: Sequence[str]
    start: Ints
    end: Ints
    first: Ints

    def of(self, at: int) -> list[str]:
        """Give the texts of the units of one article."""
        own = slice(self.first[at], self.first[at + 1])
        spans = zip(self.start[own].tolist(), self.end[own].tolist(), strict=True)
        return [self.texts[at][start:end] for start, end in spans]

    def part(self, own: slice) -> tuple["Units", slice]:
        """Give the units of some articles, and their places among all."""
        first = self.first[own.start : own.stop + 1]
        rows = slice(first[0], first[-1])
        made = Units(self.texts[own], self.start[rows], self.end[rows], first - first[0])
        return made, rows


def _pull_quotes(units: Units, headings: Bools, runs: Bools, min_words: int) -> Bools:
    """Mark headings that are one quotation whose words are in the running text too."""
    made = np.zeros(len(headings), dtype=np.bool_)
    places = np.flatnonzero(headings)
    owners = np.searchsorted(units.first, places, side="right") - 1
    spans = zip(units.start[places].tolist(), units.end[places].tolist(), strict=True)
    last, said, loose, strict = -1, [""], "", ""
    for unit, at, (start, end) in zip(places.tolist(), owners.tolist(), spans, strict=True):
        text = units.texts[at][start:end]
        found = QUOTED.fullmatch(text) if text[:1] in _OPENING else None
        if not found or found["rest"]:
            continue
        words = folded(text)
        if words.count(" ") + 1 < min_words:
            continue
        if at != last:
            own = runs[units.first[at] : units.first[at + 1]].tolist()
            said = list(itertools.compress(units.of(at), own))
            # folded at once is cheaper, and finds too much rather than too little
            last, loose, strict = at, folded("\n".join(said)), ""
        if words in loose:
            strict = strict or f" {' '.join(map(folded, said))} "
            made[unit] = f" {words} " in strict
    return made


def _repeats(texts: list[str], silent: list[bool], min_words: int) -> list[bool]:
    """Say of each unit of one article whether its words are or lie within an earlier unit."""
    made: list[bool] = []
    earlier = "\n"
    for text, quiet in zip(texts, silent, strict=True):
        words = "" if quiet else folded(text)
        made.append(not quiet and words.count(" ") + 1 >= min_words and f" {words} " in earlier)
        if not quiet:
            earlier += f" {words} \n"
    return made


def _plainly(units: Units, silent: Bools, min_words: int) -> Bools:
    """Do as `_repeats` for all articles."""
    made: list[bool] = []
    for at in range(len(units.texts)):
        own = slice(units.first[at], units.first[at + 1])
        made += _repeats(units.of(at), silent[own].tolist(), min_words)
    return np.array(made, dtype=np.bool_)


def _by_kernel(units: Units, silent: Bools, min_words: int) -> Bools:
    """Do as `_repeats` for all articles, with code points."""
    from analysis._layout import words  # not before it is needed: it loads numba

    codes, starts = joined(units.texts)
    size = np.diff(units.first)
    shift, stop = np.repeat(starts[:-1], size), np.repeat(starts[1:], size)
    begin, end = np.minimum(units.start + shift, stop), np.minimum(units.end + shift, stop)
    table = words.folds()
    strange = np.flatnonzero(words.strange(codes, table, begin, end, silent))
    known = len(codes)
    if len(strange):
        owners = np.searchsorted(units.first, strange, side="right") - 1
        spans = zip(owners, units.start[strange], units.end[strange], strict=True)
        more, places = joined([folded(units.texts[at][one:last]) for at, one, last in spans])
        codes = np.concatenate([codes, more])
        begin[strange], end[strange] = known + places[:-1], known + places[1:]
    least = min(min_words, len(codes) + 2)
    found: Bools = words.within(codes, known, table, begin, end, silent, units.first, least)
    return found
