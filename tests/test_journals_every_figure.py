"""Every figure of the shipped study, drawn for every journal, passes every check.

The checks of the drawing (texts apart and whole, their sizes, height, lines) and of a PDF are
made for every figure and journal. The other formats of a journal, above all its large pictures,
are written for one figure in thirteen, other ones for each journal.
"""

import dataclasses
import json
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

import pytest

from analysis import journals, paper_figures

FIGURES = Path(__file__).resolve().parents[1] / "figures"
ONE_IN = 13

GROUPS = {}
for _manifest in sorted(FIGURES.glob("*.json")):
    GROUPS.setdefault(json.loads(_manifest.read_text())["function"], []).append(_manifest.stem)
NAMES = sorted(name for names in GROUPS.values() for name in names)


def failed(folder, journal, names, **options):
    """Draw figures for a journal, and give the checks that failed."""
    checks = paper_figures.redraw(FIGURES, journal=journal, folder=folder, only=names, **options)
    assert set(checks["figure"]) == set(names)
    assert checks.loc[checks["file"] != "", "file"].nunique() == len(names) * len(journal.formats)
    wrong = checks[~checks["passed"]]
    return wrong[["figure", "file", "check", "wanted", "found", "note"]].values.tolist()


def test_all_figures_of_the_study_are_there():
    assert len(NAMES) >= 26
    assert len(GROUPS) >= 16, "each function of analysis.figure draws at least one"


@pytest.mark.parametrize("function", sorted(GROUPS))
@pytest.mark.parametrize("key", journals.known())
def test_every_figure_passes_every_check_of_every_journal(key, function, tmp_path):
    journal = dataclasses.replace(journals.load(key), formats=("pdf",))
    assert failed(tmp_path, journal, GROUPS[function]) == []


@pytest.mark.parametrize("key", journals.known())
def test_all_formats_of_a_journal_pass(key, tmp_path):
    first = journals.known().index(key)
    assert failed(tmp_path, journals.load(key), NAMES[first::ONE_IN]) == []


@pytest.mark.parametrize("function", ["corrected", "heatmap", "timeline", "voices"])
@pytest.mark.parametrize("key", ["nature", "taylor-francis"])
def test_figures_in_grey_pass_with_and_without_hatches(key, function, tmp_path):
    journal = dataclasses.replace(journals.load(key), formats=("pdf",))
    assert failed(tmp_path, journal, GROUPS[function][:1], colour=False) == []
