"""What the numbers that test topics mean in words. The bounds are conventions, stated here."""

import math
from typing import Final

__all__ = ["FIRM", "WEAK", "by_articles", "by_seeds", "by_words", "in_short"]

FIRM: Final = 0.8
"""Adjusted Rand index between seeds from which topics are said to hold."""

WEAK: Final = 0.4
"""Adjusted Rand index below which they are said to depend on the seed."""

_APART: Final = 0.5  # adjusted mutual information from which topics merely are the articles
_PARTLY: Final = 0.2
_CHANCE: Final = 0.05  # mean NPMI below which words are said to meet as by chance


def in_short(ari: float) -> str:
    """Say in a few words how far topics depend on the seed.

    Examples
    --------
    >>> in_short(0.9), in_short(0.1)
    ('they hardly depend on the seed', 'they depend on the seed')
    """
    if math.isnan(ari):
        return "whether they depend on the seed is not known"
    if ari >= FIRM:
        return "they hardly depend on the seed"
    return f"they depend on the seed{' in part' if ari >= WEAK else ''}"


def by_seeds(ari: float) -> str:
    """Say what an adjusted Rand index between seeds means for a report.

    Examples
    --------
    >>> by_seeds(0.5)
    'The topics depend on the seed in part: report only those that come back.'
    """
    if math.isnan(ari):
        return "Nothing can be compared."
    if ari >= FIRM:
        return (
            "The topics hardly depend on the seed. That alone is no sign of meaning: text without "
            "any topic can be cut in the same way with every seed."
        )
    if ari >= WEAK:
        return "The topics depend on the seed in part: report only those that come back."
    return (
        "**The topics depend on the seed**: another seed puts the same passages together in "
        "another way. Do not report them; use them to find passages to read."
    )


def by_words(npmi: float) -> str:
    """Say what a mean NPMI at or near 0 means; nothing of a higher one.

    Examples
    --------
    >>> by_words(-0.1)
    'Their words stand together hardly more often than by chance.'
    >>> by_words(0.3)
    ''
    """
    if npmi < _CHANCE:
        return "Their words stand together hardly more often than by chance."
    return ""


def by_articles(ami: float) -> str:
    """Say what adjusted mutual information of topics with articles means.

    Examples
    --------
    >>> by_articles(0.3)
    'In part the topics tell the articles apart.'
    """
    if ami >= _APART:
        return "To a large part the topics merely tell the articles apart."
    if ami >= _PARTLY:
        return "In part the topics tell the articles apart."
    return "The topics run through several articles."
