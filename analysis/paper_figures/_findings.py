"""Check a figure as it is drawn, and the files that were written of it."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from PIL import Image

from analysis import _figure_formats, figure_checks, style
from analysis._figure_checks.drawn import drawing
from analysis.journals import Journal

__all__ = ["COLUMNS", "TYPEFACE", "WIDTH", "checked", "findings", "gridlines", "row"]

COLUMNS: Final = ("figure", "file", "check", "wanted", "found", "passed", "note")
"""Columns of a table of checks; `file` is empty where the drawing itself is checked."""

WIDTH: Final = "width"
TYPEFACE: Final = "typeface"
_PREVIEW_DPI: Final = 60


def row(
    check: str, wanted: str, found: str, *, passed: bool, note: str = "", file: str = ""
) -> dict[str, Any]:
    """One row of a table of checks, without the name of its figure."""
    return {"file": file, "check": check, "wanted": wanted, "found": found,
            "passed": bool(passed), "note": note}  # fmt: skip


def findings(figure: Figure, journal: Journal, *, colour: bool, font: str) -> list[dict[str, Any]]:
    """Check a drawn figure against what the journal asks of it."""
    texts = figure_checks.labels(figure, smallest=journal.smallest, largest=journal.largest)
    rows = [
        row(one["check"], one["wanted"], one["found"], passed=one["passed"], note=one["what"])
        for one in texts.to_dict("records")
    ]
    rows += [_height(journal, figure), _lines(journal, figure), _typeface(journal, font)]
    if not journal.gridlines:
        number = len(gridlines(figure))
        rows.append(row("gridlines", "none", f"{number}", passed=not number))
    return rows if colour else [*rows, _grey(figure)]


def _height(journal: Journal, figure: Figure) -> dict[str, Any]:
    """Check that a figure is no higher than the page."""
    high = figure.get_figheight() / style.MILLIMETRE
    fits = high <= journal.max_height + 0.05
    note = "" if fits else "draw fewer rows, or split the figure"
    wanted = f"at most {journal.max_height:g} mm"
    return row("height", wanted, f"{high:.1f} mm", passed=fits, note=note)


def gridlines(figure: Figure) -> list[Line2D]:
    """Find the light upright lines at the numbers of a scale."""
    return [
        line
        for line in figure.findobj(Line2D)
        if isinstance(line, Line2D)
        and line.get_color() == style.RULE
        and len(set(np.ravel(line.get_xdata()))) == 1
    ]


def _lines(journal: Journal, figure: Figure) -> dict[str, Any]:
    """Check that no line is thinner or thicker than the journal allows."""
    content = drawing(figure)
    strokes = [shape.thick / content.point for shape in content.shapes if shape.thick > 0]
    least, most = min(strokes, default=journal.line), max(strokes, default=journal.line)
    limits = [f"at least {journal.least_line:g} pt" if journal.least_line else "",
              f"at most {journal.most_line:g} pt" if journal.most_line < 100 else ""]  # fmt: skip
    passed = journal.least_line - 0.01 <= least and most <= journal.most_line + 0.01
    return row("lines", ", ".join(filter(None, limits)) or "any", f"{least:.2g} to {most:.2g} pt",
                passed=passed)  # fmt: skip


def _typeface(journal: Journal, font: str) -> dict[str, Any]:
    """Say which typeface was taken; one that the journal does not name is told, not failed."""
    named = journal.fonts
    wanted = " or ".join(named) or "any"
    stranger = bool(named) and font not in named
    note = "not on the journal's list; --font takes another one" if stranger else ""
    return row(TYPEFACE, wanted, font, passed=True, note=note)


def _grey(figure: Figure) -> dict[str, Any]:
    """Check that a figure that shall be grey has no colour anywhere."""
    png = _figure_formats.rendered(figure, "png", name="", alt="", dpi=_PREVIEW_DPI)
    with Image.open(io.BytesIO(png)) as picture:
        pixels = np.asarray(picture.convert("RGB"), dtype=int)
    coloured = int((np.ptp(pixels, axis=-1) > 2).sum())
    found = f"{coloured} coloured pixels" if coloured else "grey"
    return row("grey", "no colour", found, passed=not coloured)


def checked(
    files: Iterable[Path], journal: Journal, *, wide: float, high: float, font: str
) -> list[dict[str, Any]]:
    """Check the files of a figure as they lie on the disk."""
    rows = []
    for file in files:
        found = figure_checks.file(
            file, width_mm=wide, height_mm=high, dpi=journal.dpi,
            transparency=journal.transparency, fonts=(font,), smallest=journal.smallest,
            largest=journal.largest,
        )  # fmt: skip
        rows += [
            row(one["check"], one["wanted"], one["found"], passed=one["passed"],
                note=one["note"], file=file.name)
            for one in found.to_dict("records")
        ]  # fmt: skip
    return rows
