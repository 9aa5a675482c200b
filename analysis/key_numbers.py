"""The numbers that a paper prints, by name, so that none is typed by hand.

They are read from the result tables of a run, printed as APA and the Dutch language want them,
and saved as `numbers.json` and as LaTeX macros. What a study does not have - gold codes, a second
wave - has no number: there is no zero in its place.
"""

import json
import operator
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Final

import pandas as pd

from analysis._key_numbers import coding, corpus, latex, printed, quality, results
from analysis._key_numbers.names import macro, parts
from analysis._key_numbers.number import Number
from analysis._key_numbers.tables import Tables
from analysis.codebook import Codebook
from analysis.contracts import InputError, TableError, each_row, first_five
from analysis.study import Study

__all__ = ["COLUMNS", "collect", "write"]

COLUMNS: Final = ("name", "value", "text_en", "text_nl", "meaning", "source")
"""Columns of the table of numbers."""

_HEAD: Final = r"""% Numbers of the study, written by framewaves. Do not edit: run the report again.
% Put \input{numbers} before \begin{document}; then write, say, \fwArticlesTotal{} articles.
% \fwX{} is English, \fwnlX{} Dutch; counts have \fwXInWords{} ("five"), for use in a sentence.
"""


def collect(
    tables_folder: Path | str, *, plan: Study, book: Codebook, versions: Mapping[str, str]
) -> pd.DataFrame:
    """Read the numbers of a paper from the result tables of a run.

    Parameters
    ----------
    tables_folder : Path or str
        `reports/<run>/tables`. A table that is not there gives no numbers.
    plan : Study
    book : Codebook
    versions : mapping of str to str
        Name of a program to its version, as `report.versions`.

    Returns
    -------
    DataFrame
        A row for each number, sorted by name: name (a stable key such as
        'validity.recall.ipTheft.january2025'), value (number or text; shares and differences of
        shares from 0 to 1), text_en and text_nl (as printed), meaning (a sentence), source (file
        and row). What is undefined or absent has no row.

    Raises
    ------
    InputError
        If there is no such folder, a table cannot be read, or two waves, frames or numbers
        would get the same name.
    TableError
        If a table lacks a column or holds something else than numbers.

    Examples
    --------
    >>> import tempfile
    >>> from analysis import codebook, study
    >>> plan = study.load("seeds/study.yaml")
    >>> with tempfile.TemporaryDirectory() as folder:  # a run that saved nothing
    ...     numbers = collect(folder, plan=plan, book=codebook.load(plan.codebook), versions={})
    >>> numbers.set_index("name").loc["wave.january2025.start", ["text_en", "text_nl"]].tolist()
    ['20 January 2025', '20 januari 2025']
    >>> "reliability.alpha.ipTheft" in set(numbers["name"])
    False
    """
    tables, named = Tables(tables_folder), parts(plan, book)
    found = chain(
        corpus.waves(plan, named),
        corpus.receipt(tables),
        corpus.articles(tables, plan, named),
        corpus.outlets(tables, plan, named),
        corpus.copies(tables, plan),
        coding.codebook(plan, book, named),
        coding.units(tables, plan, named),
        coding.hits(tables),
        coding.parameters(tables),
        quality.reliability(tables, named),
        quality.gold(tables, plan, named),
        quality.validity(tables, named),
        results.estimates(tables, plan, named),
        results.corrected(tables, plan, named),
        results.versions(versions),
    )
    rows: list[Number] = sorted(found, key=operator.attrgetter("name"))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    _check_names(table)
    return table.astype({name: "str" for name in COLUMNS if name != "value"} | {"value": "object"})


def _check_names(numbers: pd.DataFrame) -> None:
    """Raise if two numbers would have the same macro."""
    macros = numbers["name"].map(macro)
    if (twice := macros.duplicated(keep=False)).any():
        message = (f"Numbers of the paper would have the same name "
                   f"({first_five(numbers.loc[twice, 'name'])}). Rename a frame in the codebook or "
                   f"a wave in study.yaml.")  # fmt: skip
        raise InputError(message)


def write(numbers: pd.DataFrame, folder: Path | str) -> list[Path]:
    r"""Write the numbers as JSON and as LaTeX macros; the same numbers give the same bytes.

    Parameters
    ----------
    numbers : DataFrame
        From `collect`.
    folder : Path or str
        Made if absent.

    Returns
    -------
    list of Path
        `numbers.json`: name to value, text (English), tekst (Dutch), meaning and source.
        `numbers.tex`: for each number the macros ``\fwName`` (English) and ``\fwnlName`` (Dutch),
        and for counts ``\fwNameInWords`` and ``\fwnlNameInWords``. Names are the keys with a
        capital for each part and digits spelled: ``articles.wave.may2025`` becomes
        ``\fwArticlesWaveMayTwoZeroTwoFive``. They need no package; for names in other scripts
        than Latin the paper needs LuaLaTeX or XeLaTeX.

    Raises
    ------
    TableError
        If a column is absent.
    InputError
        If two numbers have the same name.
    """
    if absent := [name for name in COLUMNS if name not in numbers]:
        message = f"The table of numbers lacks {first_five(absent)}; take that of `collect`."
        raise TableError(message)
    _check_names(numbers)
    known = [Number(*(getattr(row, name) for name in COLUMNS))
             for row in each_row(numbers.sort_values("name"))]  # fmt: skip
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    content = {
        one.name: {"value": one.value, "text": one.text_en, "tekst": one.text_nl,
                   "meaning": one.meaning, "source": one.source} for one in known
    }  # fmt: skip
    made = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    texts = {"numbers.json": f"{made}\n", "numbers.tex": _HEAD + "".join(_macros(known))}
    for name, text in texts.items():
        (place / name).write_text(text, encoding="utf-8", newline="")
    return [place / name for name in texts]


def _macros(numbers: list[Number]) -> Iterator[str]:
    """Write the macros of each number, under what it means."""
    for one in numbers:
        name = macro(one.name)
        yield f"\n% {one.name}: {' '.join(one.meaning.split())}\n"
        texts = {"fw": one.text_en, "fwnl": one.text_nl}
        for begin, text in texts.items():
            yield f"\\newcommand{{\\{begin}{name}}}{{{latex.escaped(text)}}}\n"
        if isinstance(one.value, int):
            for begin, language in zip(texts, printed.LANGUAGES, strict=True):
                words = latex.escaped(printed.in_words(one.value, language))
                yield f"\\newcommand{{\\{begin}{name}InWords}}{{{words}}}\n"
