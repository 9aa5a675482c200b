"""What a journal asks of a figure, as it stands in the file of its preset."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["CERTAINTY", "FORMATS", "Preset", "Source"]

FORMATS: Final = ("pdf", "svg", "eps", "tiff", "png")
"""Formats that a figure can be written in."""

CERTAINTY: Final = ("confirmed", "secondary", "not published", "own choice")
"""Read on a page of the journal itself; in quotations by others; nowhere; not a journal."""


@dataclass(frozen=True)
class Source:
    """Where a rule was read, and on which day (ISO)."""

    url: str
    checked: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Preset:
    """What a journal asks of a figure.

    `widths` and `max_height` are millimetres, `body`, `second`, `smallest`, `largest`, `line`
    (of axes), `least_line` and `most_line` points, `dpi` dots per inch of formats made of
    pixels. `fonts` are those that the journal names, `stand_ins` such as look alike. `colour`,
    `hatch`, `gridlines` and `transparency` tell what a figure may have. `unconfirmed` are the
    keys whose values the journal does not give, or not where it was read.
    """

    key: str
    title: str
    venues: tuple[str, ...]
    certainty: str
    widths: Mapping[str, float]
    max_height: float
    fonts: tuple[str, ...]
    stand_ins: tuple[str, ...]
    body: float
    second: float
    smallest: float
    largest: float
    line: float
    least_line: float
    most_line: float
    dpi: int
    formats: tuple[str, ...]
    colour: bool
    hatch: bool
    gridlines: bool
    transparency: bool
    file_name: str
    unconfirmed: tuple[str, ...]
    rules: tuple[str, ...]
    sources: tuple[Source, ...]
