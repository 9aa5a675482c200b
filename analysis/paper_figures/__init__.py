"""Draw the figures of a run again as a journal asks for them, and check every file.

A figure is drawn from its own files (`export.recipe`), at the width of the journal for its kind.
Where texts would overlap or be cut, the journal's next width is tried, and never smaller text.
Each figure leaves the formats that the journal takes, its numbers as CSV, caption and alt text,
and a JSON file that says what was checked::

    checks = paper_figures.redraw("figures", journal="sage", folder="paper/sage")
    paper_figures.overview(checks)
"""

from analysis.paper_figures._findings import COLUMNS
from analysis.paper_figures._redraw import redraw
from analysis.paper_figures._selection import names
from analysis.paper_figures._summary import overview, sentence

__all__ = ["COLUMNS", "names", "overview", "redraw", "sentence"]
