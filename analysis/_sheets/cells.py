"""What stands in the cells of a coding sheet: ids, codes, and text that a spreadsheet may hold.

A unit goes by an id of letters only, which no spreadsheet takes for a number or a date. It says
nothing of the article; its last four letters are made from the text of the unit, so that a text
that slipped to another row is found without the articles.
"""

import hashlib
import re
import unicodedata
from datetime import date, time, timedelta
from typing import Final

from analysis import _formulas

__all__ = [
    "BLANK",
    "CANNOT_TELL",
    "CHOICES",
    "code_of",
    "defused",
    "escaped",
    "fitting",
    "read_id",
    "runs",
    "sheet_id",
    "slug",
    "text_letters",
    "unescaped",
    "unit_letters",
]

CANNOT_TELL: Final = "?"
"""Looked and could not decide; the one sign for it that needs no translation."""

BLANK: Final = ""
"""Not coded."""

CHOICES: Final = ("1", "0", CANNOT_TELL)
"""What the drop-down offers."""

_ALPHABET: Final = "bcdfghjkmnpqrtvw"  # no vowels: no words, no months, no WAAR or FALSCH
_UNIT_LETTERS: Final = 12
_TEXT_LETTERS: Final = 4
_WORDS: Final = {
    "1": "1 true waar wahr vrai yes ja oui y j x =true() =waar() =1",
    "0": "0 false onwaar falsch faux no nee nein non n =false() =onwaar() =0",
    CANNOT_TELL: "?",
}
_PHRASES: Final = (
    "cannot tell", "can't tell", "don't know", "niet te zeggen", "kan niet zeggen", "weet niet",
    "unentscheidbar",
)  # fmt: skip
_CODE: Final = {word: code for code, words in _WORDS.items() for word in words.split()} | (
    dict.fromkeys(_PHRASES, CANNOT_TELL)
)
_NUMBER: Final = re.compile(r"([01])[.,]0*|([01])")
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_GUESSED: Final = 25  # characters; a longer text with a digit is no number or date


def _letters(data: str, count: int) -> str:
    """Write a hash of `data` in the letters of the ids."""
    digest = hashlib.sha256(data.encode("utf-8", "surrogatepass")).digest()
    return "".join(_ALPHABET[byte % 16] for byte in digest[:count])


def unit_letters(unit_id: str) -> str:
    """Give the first twelve letters of the id of a unit, made from its real id."""
    return _letters(unit_id, _UNIT_LETTERS)


def text_letters(text: str) -> str:
    r"""Give the last four letters of the id of a unit, made from its words.

    Line ends, blanks, quotes, dashes and letters with accents do not count, since saving in
    another form may change them. A text that is mostly in another script counts with all its
    letters.

    Examples
    --------
    >>> text_letters("“Nee”,\r\nzei hij.") == text_letters('"Nee", zei hij.')
    True
    >>> text_letters("Nee, zei hij.") == text_letters("Nee, zei zij.")
    False
    """
    text = unescaped(unescaped(text))  # not every program keeps "_x0041_" from becoming an A
    words = [letter for letter in unicodedata.normalize("NFC", text) if letter.isalnum()]
    plain = [letter for letter in words if letter.isascii()]
    return _letters("".join(plain if 2 * len(plain) >= len(words) else words), _TEXT_LETTERS)


def sheet_id(unit_id: str, text: str) -> str:
    """Give the id under which a unit stands in a coding sheet.

    Examples
    --------
    >>> sheet_id("4f2a:sentence:00003", "Prices fell.")
    'tnww-mdbw-pcjv-wfrr'
    """
    letters = unit_letters(unit_id) + text_letters(text)
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def read_id(cell: object) -> tuple[str, str] | None:
    """Take an id apart into the letters of the unit and of its text; None if it is no id.

    Examples
    --------
    >>> read_id(" TNWW-mdbw-pcjv-wfrr")
    ('tnwwmdbwpcjv', 'wfrr')
    """
    letters = re.sub(r"[\s'\u00ad\u2010-\u2015-]", "", str(cell)).casefold()
    if len(letters) != _UNIT_LETTERS + _TEXT_LETTERS or set(letters) - set(_ALPHABET):
        return None
    return letters[:_UNIT_LETTERS], letters[_UNIT_LETTERS:]


def code_of(cell: object) -> str | None:
    """Read one code as a spreadsheet in any language may have kept it.

    Returns
    -------
    str or None
        ``1``, ``0``, `CANNOT_TELL` or `BLANK`; None if the cell holds something else.

    Examples
    --------
    >>> [code_of(cell) for cell in (1.0, "0,0", " Ja ", "ONWAAR", "?", None, "2")]
    ['1', '0', '1', '0', '?', '', None]
    """
    if cell is None:
        return BLANK
    if isinstance(cell, (int, float)):
        return BLANK if cell != cell else next((c for c in ("0", "1") if int(c) == cell), None)
    if isinstance(cell, (date, time, timedelta)):
        return None
    word = " ".join(str(cell).replace("’", "'").casefold().split())
    word = word.lstrip("'") if word.strip("'") else ""
    if not word:
        return BLANK
    if number := _NUMBER.fullmatch(word):
        return number[1] or number[2]
    return CANNOT_TELL if not word.strip("?") else _CODE.get(word)


def fitting(text: str) -> tuple[str, int]:
    r"""Make a text that a workbook can hold; count the characters that had to be replaced.

    Control characters and halves of characters, which XML forbids, become U+FFFD.

    Examples
    --------
    >>> fitting("One\r\ntwo\x07")
    ('One\ntwo�', 1)
    """
    lines = re.sub(r"\r\n?", "\n", text)
    return _ILLEGAL.subn("\ufffd", lines)


def unescaped(text: str) -> str:
    r"""Write the characters that a workbook keeps as ``_x000D_``.

    Examples
    --------
    >>> unescaped("one_x000A_two")
    'one\ntwo'
    """
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def escaped(text: str) -> str:
    """Keep a text that itself has the look of ``_x000D_`` from being read as a character.

    Examples
    --------
    >>> unescaped(escaped("file_x0041_b"))
    'file_x0041_b'
    """
    return _ESCAPE.sub(r"_x005F_x\1_", text)


def runs(text: str) -> bool:
    """Say whether a spreadsheet may take a text for a formula."""
    return text.lstrip(" ").startswith(_formulas.SIGNS)


def defused(text: str) -> str:
    """Keep a spreadsheet that opens a CSV from running a text, or making it a number or date.

    Examples
    --------
    >>> defused("=1+1"), defused("3 mei 2025"), defused("Prices fell.")
    ("'=1+1", "'3 mei 2025", 'Prices fell.')
    """
    guessed = len(text) <= _GUESSED and any(letter.isdigit() for letter in text)
    return f"'{text}" if guessed or runs(text) else text


def slug(name: str) -> str:
    """Make the part of a file name that stands for a coder.

    Examples
    --------
    >>> slug("Chloë de Vries")
    'chloe-de-vries'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
