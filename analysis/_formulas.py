"""Texts that a spreadsheet would run as formulas: made harmless, and read back as they were."""

from typing import Final

__all__ = ["GUARDED", "SIGNS", "defused", "plain"]

SIGNS: Final = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet may run; the wide signs of East Asian text as well."""

GUARDED: Final = tuple(f"'{sign}" for sign in SIGNS)
"""How such a cell begins once it is harmless."""


def defused(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run.

    Examples
    --------
    >>> defused("=1+1"), defused("'s nachts")
    ("'=1+1", "'s nachts")
    """
    return f"'{text}" if text.startswith(SIGNS) else text


def plain(text: str) -> str:
    """Take away the apostrophe of `defused`, and no other.

    Examples
    --------
    >>> plain("'=1+1"), plain("'s nachts, stil")
    ('=1+1', "'s nachts, stil")
    """
    return text[1:] if text.startswith(GUARDED) else text
