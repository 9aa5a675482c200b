"""Write numbers as journals print them (APA 7), in English and in Dutch.

A number that cannot exceed 1 has no zero before its point; all numbers of a column have the
same number of decimals; Dutch has a comma where English has a point.
"""

from typing import Any, Final

import pandas as pd

__all__ = ["DASH", "count", "interval", "p_value", "percent", "points", "score"]

DASH: Final = "–"
"""What stands where there is no number."""

_DUTCH: Final = str.maketrans(".,", ",.")


def score(value: Any, language: str) -> str:
    """Write a coefficient or score with two decimals.

    Examples
    --------
    >>> score(0.938, "en"), score(-0.05, "en"), score(1.0, "nl"), score(None, "en")
    ('.94', '−.05', '1,00', '–')
    """
    return DASH if pd.isna(value) else _bare(f"{value:.2f}", language)


def percent(share: Any, language: str) -> str:
    """Write a share as a percentage with one decimal, without the sign.

    Examples
    --------
    >>> percent(0.447, "en"), percent(1.0, "nl"), percent(float("nan"), "en")
    ('44.7', '100,0', '–')
    """
    return DASH if pd.isna(share) else _signed(f"{100 * share:.1f}", language)


def points(difference: Any, language: str) -> str:
    """Write a difference of shares in percentage points with one decimal.

    Examples
    --------
    >>> points(-0.085, "en"), points(0.166, "nl"), points(-1e-9, "en")
    ('−8.5', '16,6', '0.0')
    """
    return percent(difference, language)


def count(number: Any, language: str) -> str:
    """Write a whole number, thousands apart.

    Examples
    --------
    >>> count(1649, "en"), count(1649.0, "nl"), count(None, "en")
    ('1,649', '1.649', '–')
    """
    return DASH if pd.isna(number) else _local(f"{int(number):,}", language)


def interval(row: Any, language: str, write: Any = score) -> str:
    """Write the interval of an estimate in brackets.

    Parameters
    ----------
    row : object
        With `ci_low` and `ci_high`.
    language : str
    write : callable
        How its ends are written: `score`, `percent` or `points`.

    Examples
    --------
    >>> from types import SimpleNamespace as Row
    >>> interval(Row(ci_low=0.91, ci_high=1.0), "en"), interval(Row(ci_low=0.91, ci_high=1), "nl")
    ('[.91, 1.00]', '[,91; 1,00]')
    """
    if row is None or pd.isna(row.ci_low) or pd.isna(row.ci_high):
        return DASH
    between = "; " if language == "nl" else ", "
    return f"[{write(row.ci_low, language)}{between}{write(row.ci_high, language)}]"


def p_value(p: Any, language: str) -> str:
    """Write a p value with three decimals; none is 0 or, where it is rounded, 1.

    Examples
    --------
    >>> p_value(0.0312, "en"), p_value(0.00001, "en"), p_value(1.0, "nl"), p_value(0.999, "en")
    ('.031', '< .001', '> ,999', '.999')
    """
    if pd.isna(p):
        return DASH
    text = f"{p:.3f}"
    if text == "1.000":
        return f"> {_bare('0.999', language)}"
    return f"< {_bare('0.001', language)}" if p < 0.001 else _bare(text, language)


def _bare(text: str, language: str) -> str:
    """Take the zero before the point away."""
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    return _signed(sign + digits.removeprefix("0"), language)


def _signed(text: str, language: str) -> str:
    """Write a minus as a minus, and none before nothing."""
    nothing = not text.strip("-0.")
    return _local(text.removeprefix("-") if nothing else text.replace("-", "−"), language)


def _local(text: str, language: str) -> str:
    """Exchange points and commas for Dutch."""
    return text.translate(_DUTCH) if language == "nl" else text
