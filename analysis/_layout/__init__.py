"""Compiled ways of `clean`: cut lines and see their signs, find what is said twice.

Each kernel here has a plain way beside it (`analysis._lines`, `analysis._repeats`) that gives
the same to the last character; the tests hold the two together.
"""

from collections.abc import Iterator, Sequence
from typing import Final

__all__ = ["portions"]

_PORTION: Final = 2_000_000  # characters; their code points stay in the cache of the processor


def portions(texts: Sequence[str]) -> Iterator[slice]:
    """Go through texts in portions that are worked on at once; a text is never cut.

    Examples
    --------
    >>> list(portions(["a", "b"])), list(portions([]))
    ([slice(0, 2, None)], [])
    """
    first, size = 0, 0
    for at, text in enumerate(texts, 1):
        size += len(text)
        if size >= _PORTION or at == len(texts):
            yield slice(first, at)
            first, size = at, 0
