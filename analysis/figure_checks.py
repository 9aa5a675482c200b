"""Check a figure as it is drawn, and the files that were made from it.

What a journal asks is measured on the result, not on the settings: where each text falls and
how large it is, and what is really in the written file.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from analysis._figure_checks import drawn, eps, pdf, raster, svg
from analysis._figure_checks import labels as _labels
from analysis._figure_checks.asked import Asked, Row
from analysis.contracts import InputError, first_five

__all__ = ["file", "labels"]

_READERS: Final[Mapping[str, Callable[[Path, Asked], list[Row]]]] = {
    ".pdf": pdf.check,
    ".svg": svg.check,
    ".eps": eps.check,
    ".png": raster.check,
    ".tif": raster.check,
    ".tiff": raster.check,
}
_SHRINKS: Final = 0.7  # matplotlib sets raised and lowered signs at this part of the size


def labels(
    figure: Figure,
    *,
    smallest: float | None,
    largest: float | None,
    smallest_script: float | None = None,
) -> pd.DataFrame:
    """Check that each text of a figure can be read, and that nothing leaves the page.

    Parameters
    ----------
    figure : Figure
        Drawn; it is laid out once more, at its own resolution, and nothing is painted.
    smallest, largest : float or None
        Sizes in points between which texts must be; None for no limit.
    smallest_script : float, optional
        Size in points down to which raised and lowered signs of formulas may go. When left
        out, 0.7 of `smallest`, the part at which matplotlib sets them.

    Returns
    -------
    DataFrame
        check, what, wanted, found (str) and passed (bool): a row for each check that holds, and
        a row for each text, pair of texts or shape that fails. Texts are cut if more than a
        third of a point of them falls off the page or behind the edge of their axes, and
        overlap if their boxes lie in each other by more than that.

    Examples
    --------
    >>> paper = Figure(figsize=(2, 1), dpi=100)
    >>> _ = paper.text(0.95, 0.5, "A long label")
    >>> found = labels(paper, smallest=7, largest=12)
    >>> found.loc[~found["passed"], ["check", "what"]].values.tolist()
    [['texts lie on the page', '‘A long label’']]
    """
    script = _SHRINKS * smallest if smallest_script is None and smallest else smallest_script
    return _labels.findings(
        drawn.drawing(figure), smallest=smallest, largest=largest, smallest_script=script
    )


def file(
    path: Path | str,
    *,
    width_mm: float,
    height_mm: float | None = None,
    dpi: float = 300,
    transparency: bool = False,
    fonts: Sequence[str] = (),
    smallest: float | None = None,
    largest: float | None = None,
) -> pd.DataFrame:
    """Check a written figure against what a journal asks of the file.

    Parameters
    ----------
    path : Path or str
        A PDF, SVG, EPS, PNG or TIFF.
    width_mm, height_mm : float
        Size of the page in millimetres; None for any height. A side may differ by 0.1 mm or
        by one pixel.
    dpi : float
        Dots per inch of a PNG or TIFF, and the least of pictures inside the other formats.
    transparency : bool
        Whether the journal takes it.
    fonts : sequence of str
        Typefaces of which one must be used, such as 'Arial'; empty for any.
    smallest, largest : float, optional
        Sizes in points between which letters must come out; PNG and TIFF have no letters.

    Returns
    -------
    DataFrame
        file, check, wanted, found, note (str) and passed (bool), a row for each thing that was
        looked at. A file that is absent, damaged or of another format than its ending gives one
        row that failed, and says so.

    Raises
    ------
    InputError
        If the ending is none of a figure.

    Examples
    --------
    >>> found = file("absent.pdf", width_mm=89)
    >>> found[["file", "check", "found", "passed"]].values.tolist()
    [['absent.pdf', 'can be read', 'no such file', False]]
    """
    place = Path(path)
    if place.suffix.lower() not in _READERS:
        message = (f"{place.name} cannot be checked: its ending is none of "
                   f"{first_five(_READERS)}.")  # fmt: skip
        raise InputError(message)
    asked = Asked(width_mm=width_mm, height_mm=height_mm, dpi=dpi, transparency=transparency,
                  fonts=tuple(fonts), smallest=smallest, largest=largest)  # fmt: skip
    rows = pd.DataFrame(_read(place, asked), columns=list(Row._fields))
    rows.insert(0, "file", place.name)
    return rows


def _read(place: Path, asked: Asked) -> list[Row]:
    """Look at a file, or say why that was not possible."""
    kind = place.suffix.lower().strip(".").upper()
    if not place.is_file():
        return [Row("can be read", f"a {kind}", "no such file", False)]
    try:
        return _READERS[place.suffix.lower()](place, asked)
    except Exception as problem:  # what a damaged file makes a reader raise has no end
        note = f"the file is damaged, or no {kind}: {problem}".strip()
        return [Row("can be read", f"a {kind}", "cannot be read", False, note)]
