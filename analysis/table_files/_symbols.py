"""Heads of columns that are symbols of statistics, which are printed in italics."""

from typing import Final

__all__ = ["is_symbol"]

_SYMBOLS: Final = frozenset({"n", "N", "p"})


def is_symbol(head: str) -> bool:
    """Say whether a head is a symbol; Greek letters stay upright.

    Examples
    --------
    >>> is_symbol("n"), is_symbol("Precision")
    (True, False)
    """
    return head in _SYMBOLS
