"""Write numbers as a paper prints them, in English and in Dutch.

English has a point before decimals and a comma between thousands, Dutch the other way round.
What cannot exceed 1, such as alpha, has no zero in front (APA).
"""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from analysis import wording

__all__ = ["LANGUAGES", "coefficient", "day", "dutch", "in_words", "listing", "percent", "period",
           "points", "probability", "wave_name", "whole"]  # fmt: skip

LANGUAGES: Final = ("en", "nl")

_MONTHS: Final = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December"),
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
           "september", "oktober", "november", "december"),
}  # fmt: skip
_WORDS: Final = {
    "en": ("0", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    "nl": ("0", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"),
}
_SWAPPED: Final = str.maketrans(".,", ",.")
_MONTH_AND_YEAR: Final = re.compile(r"(\w+) (\d{4})")


def dutch(text: str) -> str:
    """Write an English number the Dutch way.

    Examples
    --------
    >>> dutch("1,234.5"), dutch(".85")
    ('1.234,5', ',85')
    """
    return text.translate(_SWAPPED)


def whole(number: int) -> str:
    """Write a count.

    Examples
    --------
    >>> whole(12345)
    '12,345'
    """
    return f"{number:,}"


def in_words(number: int, language: str) -> str:
    """Write a count for prose: up to nine in words, as a noun follows it.

    Examples
    --------
    >>> in_words(2, "en"), in_words(1, "nl"), in_words(1200, "nl"), in_words(0, "en")
    ('two', 'één', '1.200', '0')
    """
    if 0 <= number < len(_WORDS[language]):
        return _WORDS[language][number]
    return whole(number) if language == "en" else dutch(whole(number))


def percent(share: float) -> str:
    """Write a share as a percentage with one decimal; none and all without.

    Examples
    --------
    >>> percent(0.4470588), percent(0.0), percent(1.0), percent(0.0001), percent(0.9999)
    ('44.7%', '0%', '100%', '< 0.1%', '> 99.9%')
    """
    if share in (0, 1):
        return f"{100 * share:.0f}%"
    text = f"{100 * share:.1f}%"
    return {"0.0%": "< 0.1%", "100.0%": "> 99.9%"}.get(text, text)


def points(difference: float) -> str:
    """Write a difference of shares in percentage points, with its sign.

    Examples
    --------
    >>> points(0.166571), points(-0.0853659), points(0.0), points(-0.0001)
    ('+16.7', '−8.5', '0', '−0.0')
    """
    if not difference:
        return "0"
    return f"{100 * difference:+.1f}".replace("-", "−")


def coefficient(value: float) -> str:
    """Write a coefficient with two decimals.

    Examples
    --------
    >>> coefficient(0.9387), coefficient(1.0), coefficient(-0.05)
    ('.94', '1.00', '−.05')
    """
    return wording.coefficient(value)


def probability(value: float) -> str:
    """Write a p-value: two decimals, three where two would say too little (below .10, near 1).

    Examples
    --------
    >>> probability(0.0286), probability(0.1), probability(0.00001)
    ('.029', '.10', '< .001')
    >>> probability(0.994), probability(0.997), probability(1.0)
    ('.99', '.997', '> .999')
    """
    if value < 0.001:
        return "< .001"
    if value >= 0.9995:
        return "> .999"
    text = f"{value:.2f}" if 0.0995 <= value < 0.995 else f"{value:.3f}"
    return text.removeprefix("0")


def day(day: dt.date, language: str) -> str:
    """Write a day.

    Examples
    --------
    >>> day(dt.date(2025, 1, 20), "en"), day(dt.date(2025, 1, 20), "nl")
    ('20 January 2025', '20 januari 2025')
    """
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def period(first: dt.date, last: dt.date, language: str) -> str:
    """Write the first and the last day of a period; the year once if it is the same.

    Examples
    --------
    >>> period(dt.date(2025, 1, 20), dt.date(2025, 2, 28), "nl")
    '20 januari tot en met 28 februari 2025'
    >>> period(dt.date(2024, 12, 20), dt.date(2025, 2, 28), "en")
    '20 December 2024 to 28 February 2025'
    """
    begin = day(first, language)
    if first.year == last.year and first != last:
        begin = begin.removesuffix(f" {first.year}")
    to = {"en": "to", "nl": "tot en met"}[language]
    return begin if first == last else f"{begin} {to} {day(last, language)}"


def listing(names: Sequence[str], language: str) -> str:
    """Join names that are not ours, each on one line.

    Examples
    --------
    >>> listing(["LexisNexis", "Factiva"], "nl")
    'LexisNexis en Factiva'
    """
    parts = [" ".join(name.split()) for name in names]
    last = {"en": " and ", "nl": " en "}[language]
    return last.join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def wave_name(name: str, language: str) -> str:
    """Write the name of a wave; a month and a year in the language of the text.

    Examples
    --------
    >>> wave_name("January 2025", "nl"), wave_name("mei 2026", "en"), wave_name("Debate", "nl")
    ('januari 2025', 'May 2026', 'Debate')
    """
    found = _MONTH_AND_YEAR.fullmatch(name)
    for months in _MONTHS.values() if found else ():
        if found and found[1] in months:
            return f"{_MONTHS[language][months.index(found[1])]} {found[2]}"
    return name
