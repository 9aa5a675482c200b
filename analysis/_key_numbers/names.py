"""Name numbers: stable keys such as ``reliability.alpha.ipTheft``, and macros in letters alone."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from analysis.codebook import Codebook
from analysis.contracts import InputError
from analysis.study import Study

__all__ = ["Parts", "camel", "macro", "parts"]

_DIGITS: Final = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


class Parts(NamedTuple):
    """What stands in a key for each wave and frame."""

    waves: Mapping[str, str]
    frames: Mapping[str, str]


def camel(text: str) -> str:
    """Join the words of a name; what has no Latin letter or digit gives an empty text.

    Examples
    --------
    >>> camel("ip_theft"), camel("January 2025"), camel("Février 2025"), camel("nl-BE")
    ('ipTheft', 'january2025', 'fevrier2025', 'nlBE')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", plain)
    first = words[0][:1].lower() + words[0][1:] if words else ""
    return first + "".join(word[:1].upper() + word[1:] for word in words[1:])


def macro(name: str) -> str:
    r"""Turn a key into letters, for a LaTeX macro: digits are spelled.

    Examples
    --------
    >>> macro("articles.wave.january2025")
    'ArticlesWaveJanuaryTwoZeroTwoFive'
    """
    joined = "".join(part[:1].upper() + part[1:] for part in name.split("."))
    return re.sub(r"[0-9]", lambda digit: _DIGITS[int(digit[0])], joined)


def parts(plan: Study, book: Codebook) -> Parts:
    """Give the part of a key that stands for each wave and each frame.

    Raises
    ------
    InputError
        If two of them would get the same.
    """
    waves = _distinct([wave.name for wave in plan.waves], "wave", plan.file.name)
    return Parts(waves, _distinct(book.frame_ids, "frame", plan.codebook.name))


def _distinct(names: Iterable[str], noun: str, file: str) -> dict[str, str]:
    """Give each name its part; one without a Latin letter or digit gets its number."""
    made: dict[str, str] = {}
    by_macro: dict[str, str] = {}
    for number, name in enumerate(names, start=1):
        part = camel(name) or f"{noun}{number}"
        if (other := by_macro.setdefault(macro(part), name)) != name:
            message = (f"{file}: the {noun}s {other!r} and {name!r} would have the same name "
                       f"({part!r}) among the numbers of the paper. Rename one.")  # fmt: skip
            raise InputError(message)
        made[name] = part
    return made
