"""The signs of a line that a rule asks for, each one bit of a sum."""

from typing import Final

__all__ = ["APART", "ASKS", "CREDIT", "DOUBT", "ENDS", "LISTED", "MANY", "STOPPED"]

APART: Final = 1
"""A blank line is above."""
LISTED: Final = 2
"""Begins like the item of a list."""
STOPPED: Final = 4
"""Ends in a full stop, closing marks behind it included."""
ASKS: Final = 8
"""Ends in a question or exclamation mark."""
ENDS: Final = 16
"""Ends in any mark of a sentence."""
DOUBT: Final = 32
"""May be furniture; without it the line is none."""
CREDIT: Final = 64
"""May end in the name of an agency; without it the line does not."""
MANY: Final = 128
"""Has more words than a heading; left to the caller."""
