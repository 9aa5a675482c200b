"""The tables of a paper, made from the result tables of a run.

Corpus, reliability, validation, shares of the frames, differences between the news waves, and
the codebook as an appendix, in the form of APA 7 and in English or Dutch. Nothing is estimated
here: every number stands in a result table. `analysis.table_files` writes them as Word, LaTeX,
Markdown, HTML and CSV.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pandas as pd

from analysis._paper_tables import appendix, corpus, differences, reliability, shares, validation
from analysis._paper_tables.results import NotMadeError, Results, open_results
from analysis.codebook import Codebook
from analysis.study import Study
from analysis.table_files import PaperTable

__all__ = ["NAMES", "make"]

_MAKERS: Final[dict[str, Callable[[Results, str], PaperTable]]] = {
    "table-corpus": corpus.make,
    "table-reliability": reliability.make,
    "table-validation": validation.make,
    "table-shares": shares.make,
    "table-differences": differences.make,
    "table-codebook": appendix.make,
}

NAMES: Final = tuple(_MAKERS)
"""Names of the tables, in their order; they are also the names of their files."""

_APPENDIX: Final = "table-codebook"


def make(
    tables_folder: Path | str, *, plan: Study, book: Codebook, label_language: str = "en"
) -> tuple[list[PaperTable], pd.DataFrame]:
    """Make every table of a paper that the results of a run allow.

    Parameters
    ----------
    tables_folder : Path or str
        Folder `tables` of a run.
    plan : Study
    book : Codebook
    label_language : str
        Language of the names of frames, and of titles, heads and notes where it is ``en`` or
        ``nl``; these are English for another language.

    Returns
    -------
    tables : list of PaperTable
        Numbered in order: Table 1, 2 ...; the codebook is Table A1.
    not_made : DataFrame
        table (one of `NAMES`) and reason, for those that cannot be made.

    Raises
    ------
    InputError
        If there is no such folder, or the codebook has no labels in the language.
    TableError
        If a result table lacks a column.
    """
    results = open_results(tables_folder, plan=plan, book=book, label_language=label_language)
    made: list[PaperTable] = []
    left: list[dict[str, str]] = []
    for name, maker in _MAKERS.items():
        try:
            made.append(maker(results, "A1" if name == _APPENDIX else str(len(made) + 1)))
        except NotMadeError as reason:
            left.append({"table": name, "reason": str(reason)})
    return made, pd.DataFrame(left, columns=["table", "reason"], dtype="str")
