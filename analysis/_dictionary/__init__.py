"""A dictionary as arrays: patterns found in words that are numbers."""

from analysis._dictionary.classes import Classes
from analysis._dictionary.find import Finds, find
from analysis._dictionary.tree import Tree, grow
from analysis._dictionary.vocabulary import Vocabulary

__all__ = ["Classes", "Finds", "Tree", "Vocabulary", "find", "grow"]
