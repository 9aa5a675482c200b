"""The words of a corpus kept as numbers, so that another codebook can be asked of them at once."""

from analysis._recoding.shares import Share, of_tables
from analysis._recoding.shelf import Shelf

__all__ = ["Share", "Shelf", "of_tables"]
