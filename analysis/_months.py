"""Names of months, weekdays and time zones, from our own tables.

The system's locale is never asked: the same words are the same day on every computer. One
table serves all languages, since no name stands for two months, and exports mix languages.
English, Dutch, German, French, Spanish and Italian are known.
"""

import re
import unicodedata
from typing import Final

__all__ = ["MONTH", "WEEKDAY", "ZONE", "month", "offset"]

_NAMES: Final = (
    "januari january januar janvier enero gennaio jänner jaenner jan jän janv ene gen",
    "februari february februar février febrero febbraio feber feb febr févr fév",
    "maart march märz maerz mars marzo mrt mar mrz",
    "april avril abril aprile apr avr abr",
    "mei may mai mayo maggio mag",
    "juni june juin junio giugno jun giu",
    "juli july juillet julio luglio jul juil lug",
    "augustus august août agosto aug ago",
    "september septembre septiembre setiembre settembre sept sep set sett",
    "oktober october octobre octubre ottobre okt oct ott",
    "november novembre noviembre nov",
    "december dezember décembre diciembre dicembre dec dez déc dic",
)


def _plain(name: str) -> str:
    """Fold a name: small letters without accents."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()


def _either(name: str) -> str:
    """Write a name as an expression: an accent may be one with its letter, apart, or absent."""
    return "".join(
        letter if letter.isascii()
        else f"(?:{letter}|{unicodedata.normalize('NFD', letter)[0]}[\u0300-\u036f]?)"
        for letter in name
    )  # fmt: skip


_MONTHS: Final = {
    _plain(name): number for number, names in enumerate(_NAMES, start=1) for name in names.split()
}
MONTH: Final = (
    r"(?P<name>"
    + "|".join(_either(name) for name in sorted(" ".join(_NAMES).split(), key=len, reverse=True))
    + r")\b"
)
"""Expression of a month's name, in the group `name`; to be used ignoring case."""

WEEKDAY: Final = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
    r"|lunes|martes|mi(?:é|e\u0301?)rcoles|jueves|viernes|s(?:á|a\u0301?)bado|domingo"
    r"|(?:luned|marted|mercoled|gioved|venerd)(?:ì|i\u0300?)|sabato|domenica"
    r"|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|ma|di|wo|do|vr|za|zo|mo|mi|fr|sa|so"
    r"|lun|mer|jeu|ven|sam|dim|mi(?:é|e\u0301?)|jue|vie|s(?:á|a\u0301?)b|dom|gio)\b\.?"
    # `mar.` is Tuesday before `14 mars`, and March before `14, 2006`
    r"|mar\b\.?(?=,?\s+\d\d?(?:er|[.º])?\s+[^\W\d]))"
)
"""Expression of a weekday, whole or short; to be used ignoring case."""

# Names with two meanings (BST, CST, IST) are not here: a time with one keeps its day.
_HOURS: Final = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2,
    "MESZ": 2, "EET": 2, "EEST": 3, "EDT": -4, "EST": -5, "CDT": -5, "MDT": -6, "MST": -7,
    "PDT": -7, "PST": -8,
}  # fmt: skip
ZONE: Final = (
    rf"(?:(?:{'|'.join(sorted(_HOURS, key=len, reverse=True))})(?![^\W\d_])"
    r"(?:[+-]\d\d?(?::?\d\d)?)?|[+-]\d\d(?::?\d\d)?)"
)
"""Expression of a time zone whose distance from UTC is known."""


def month(name: str) -> int:
    """Give the number of a month by its name, in any of the languages.

    Examples
    --------
    >>> month("Maerz"), month("Août"), month("juil"), month("okt")
    (3, 8, 7, 10)
    """
    return _MONTHS[_plain(name)]


def offset(zone: str) -> int:
    """Give the minutes that a zone is ahead of UTC.

    Examples
    --------
    >>> offset("CEST"), offset("-0500"), offset("GMT+5:30")
    (120, -300, 330)
    """
    name, sign, distance = re.fullmatch(r"([^\W\d_]*)([+-]?)(.*)", zone.upper()).groups()  # type: ignore[union-attr] # matches any zone
    digits = distance.replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    ahead = 60 * int(hours or 0) + int(minutes)
    return 60 * _HOURS.get(name, 0) + (-ahead if sign == "-" else ahead)
