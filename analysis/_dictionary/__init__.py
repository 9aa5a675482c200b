"""A dictionary as arrays: patterns found in words that are numbers, and hits judged."""

from analysis._dictionary.classes import Classes
from analysis._dictionary.find import Finds, find
from analysis._dictionary.tree import ANYTHING, Tree, grow

__all__ = ["ANYTHING", "Classes", "Finds", "Tree", "find", "grow"]
