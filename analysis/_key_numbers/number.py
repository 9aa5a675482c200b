"""One number of a paper: its name, value, printed forms, meaning and source."""

import datetime as dt
import math
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import pandas as pd

from analysis._key_numbers import printed
from analysis._key_numbers.tables import Cells

__all__ = ["Kind", "Number", "coefficient", "count", "day", "estimate", "level", "one", "text"]

Kind = Literal["share", "coefficient", "points"]


class Number(NamedTuple):
    """A number, or a short text, that a paper prints."""

    name: str
    value: int | float | str
    text_en: str
    text_nl: str
    meaning: str
    source: str


def count(name: str, value: int, meaning: str, source: str) -> Number:
    """Make a count.

    Examples
    --------
    >>> count("articles.total", 1200, "Articles.", "articles.csv").text_nl
    '1.200'
    """
    text = printed.whole(int(value))
    return Number(name, int(value), text, printed.dutch(text), meaning, source)


def text(name: str, value: str, meaning: str, source: str, *, nl: str | None = None) -> Number:
    """Make a text, which is the same in Dutch unless `nl` is given."""
    plain = " ".join(value.split())
    return Number(name, plain, plain, plain if nl is None else nl, meaning, source)


def day(name: str, value: dt.date, meaning: str, source: str) -> Number:
    """Make a day; its value is written year-month-day."""
    en, nl = (printed.day(value, language) for language in printed.LANGUAGES)
    return Number(name, f"{value:%Y-%m-%d}", en, nl, meaning, source)


def one(name: str, value: float, kind: Kind, meaning: str, source: str) -> Number:
    """Make a share, a coefficient or a difference of shares.

    Examples
    --------
    >>> one("alpha", 0.851, "coefficient", "Agreement.", "reliability.csv")[2:4]
    ('.85', ',85')
    """
    write = {"share": printed.percent, "coefficient": printed.coefficient,
             "points": printed.points}[kind]  # fmt: skip
    en = write(float(value))
    return Number(name, float(value), en, printed.dutch(en), meaning, source)


def level(name: str, value: float, meaning: str, source: str) -> Number:
    """Make a share that somebody chose, such as 95%: with the decimals that it has.

    Examples
    --------
    >>> level("level", 0.95, "Level.", "study")[2:4], level("level", 0.999, "Level.", "study")[3]
    (('95%', '95%'), '99,9%')
    """
    en = f"{100 * value:.10g}%"
    return Number(name, float(value), en, printed.dutch(en), meaning, source)


def coefficient(name: str, value: float, meaning: str, source: str) -> Number:
    """Make a coefficient."""
    return one(name, value, "coefficient", meaning, source)


def estimate(name: str, row: Any, kind: Kind, meaning: str, cells: Cells) -> Iterator[Number]:
    """Give an estimate with its interval and p-values; what is null is not there.

    Parameters
    ----------
    name : str
        Key of the estimate; the others end in ciLow, ciHigh, p and pAdjusted.
    row : named tuple
        Of a table with the columns of the contract ``estimates``.
    kind : str
        How it is printed.
    meaning : str
        One sentence, with its full stop.
    cells : Cells
        Where the row was read.
    """
    if pd.isna(row.estimate):
        return
    yield one(name, row.estimate, kind, meaning, cells.source)
    about = meaning.removesuffix(".")
    if _known(row, "ci_low") and _known(row, "ci_high"):
        level = printed.percent(row.ci_level)
        for end, value, word in (("ciLow", row.ci_low, "Lower"), ("ciHigh", row.ci_high, "Upper")):
            told = f"{word} end of the {level} interval: {about}."
            yield one(f"{name}.{end}", value, kind, told, f"{cells.source}, column {_COLUMNS[end]}")
    for end, label in (("p", "p-value"), ("pAdjusted", "p-value adjusted after Holm")):
        if _known(row, column := _COLUMNS[end]):
            value = float(getattr(row, column))
            en = printed.probability(value)
            yield Number(f"{name}.{end}", value, en, printed.dutch(en), f"{label}: {about}.",
                         f"{cells.source}, column {column}")  # fmt: skip


_COLUMNS = {"ciLow": "ci_low", "ciHigh": "ci_high", "p": "p_value", "pAdjusted": "p_adjusted"}


def _known(row: Any, column: str) -> bool:
    """Whether a row has a number in a column."""
    return not math.isnan(float(getattr(row, column, math.nan)))
