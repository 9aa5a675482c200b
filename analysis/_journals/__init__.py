"""How a preset of a journal is read from its file, and each value in it checked."""

from analysis._journals.preset import Preset, Source
from analysis._journals.reading import read

__all__ = ["Preset", "Source", "read"]
