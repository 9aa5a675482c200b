"""The words of many texts at once, as numbers: where each stands, and which word it is.

The same words that `patterns.tokens` finds, in arrays. Each different word as it is written is
a type with a number, so that a codebook is compared with the types and not with the words.
"""

from analysis._tokens.stream import Tokens, read
from analysis._tokens.types import Types

__all__ = ["Tokens", "Types", "read"]
