"""Mark numbers, names and gaps in a text, and write it as Markdown, LaTeX or plain text.

A text is put together with marks in it, so that a number can become a macro in LaTeX and its
digits in Markdown. Marks are letters of the private use area, which are taken out of names.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from analysis import wording
from analysis._key_numbers import latex
from analysis._key_numbers.names import macro

__all__ = ["Printed", "gap", "gaps", "latex_text", "markdown", "name", "number", "words"]

_NUMBER, _WORDS, _NAME, _GAP, _UNGAP, _END = map(chr, range(0xE000, 0xE006))
_ANY: Final = re.compile(f"[{_NUMBER}-{_END}]")
_MARKED: Final = re.compile(f"([{_NUMBER}{_WORDS}{_NAME}])([^{_END}]*){_END}")
_GAPS: Final = re.compile(f"{_GAP}([^{_UNGAP}]*){_UNGAP}")
_ITALIC: Final = re.compile(r"\*([^*]+)\*")


class Printed(NamedTuple):
    """A number as it is printed, and in words where it is a small count."""

    text: str
    words: str


def number(key: str) -> str:
    """Mark the place of a number."""
    return f"{_NUMBER}{key}{_END}"


def words(key: str) -> str:
    """Mark the place of a count that is written in words where it is small."""
    return f"{_WORDS}{key}{_END}"


def name(text: str) -> str:
    """Mark a name or another text that is not ours, on one line."""
    return f"{_NAME}{_ANY.sub('', ' '.join(text.split()))}{_END}"


def gap(text: str) -> str:
    """Mark what the author has to add."""
    return f"{_GAP}{text}{_UNGAP}"


def gaps(text: str, numbers: Mapping[str, Printed]) -> list[str]:
    """List what the author has to add, in plain text."""
    return [_plain(found, numbers) for found in _GAPS.findall(text)]


def _plain(text: str, numbers: Mapping[str, Printed]) -> str:
    """Write a text without any markup."""
    return _written(text, numbers, own=str, theirs=str)


def markdown(text: str, numbers: Mapping[str, Printed]) -> str:
    """Write a text as Markdown; names are escaped, gaps stand in brackets."""
    return _bracketed(_written(text, numbers, own=str, theirs=wording.safe))


def latex_text(text: str, begin: str) -> str:
    r"""Write a text for LaTeX, with macros in the place of numbers.

    Parameters
    ----------
    begin : str
        How the macros begin: 'fw' or 'fwnl'.
    """
    made, place = [], 0
    for found in _MARKED.finditer(text):
        made.append(_own(text[place : found.start()]))
        kind, key = found.groups()
        in_words = "InWords" if kind == _WORDS else ""
        made.append(latex.escaped(key) if kind == _NAME
                    else f"\\{begin}{macro(key)}{in_words}{{}}")  # fmt: skip
        place = found.end()
    return _bracketed("".join([*made, _own(text[place:])]))


def _own(piece: str) -> str:
    """Write a piece of our own text for LaTeX; spaces at its ends and gaps stay."""
    parts = re.split(f"([ {_GAP}{_UNGAP}]+)", piece)
    kept = [part if place % 2 else latex.escaped(part) for place, part in enumerate(parts)]
    return _ITALIC.sub(r"\\textit{\1}", "".join(kept))


def _written(
    text: str, numbers: Mapping[str, Printed], *, own: Callable[[str], str],
    theirs: Callable[[str], str],
) -> str:  # fmt: skip
    """Write numbers as printed."""

    def put(found: re.Match[str]) -> str:
        kind, key = found.groups()
        if kind == _NAME:
            return theirs(key)
        return theirs(numbers[key].words if kind == _WORDS else numbers[key].text)

    return own(_MARKED.sub(put, text))


def _bracketed(text: str) -> str:
    """Put gaps in brackets."""
    return text.replace(_GAP, "[").replace(_UNGAP, "]")
