"""The texts that an annotation tool shows: one for each unit, or one for each article."""

import hashlib
from typing import Any, Final, NamedTuple

import pandas as pd

from analysis.codebook import Codebook
from analysis.contracts import COUNTED_ROLES, InputError, TableError, each_row, first_five

__all__ = ["CHOICES", "PASSAGES", "Task", "check_units", "facts", "key", "one_coder", "tasks"]

CHOICES: Final = "choices"
PASSAGES: Final = "passages"
AROUND: Final = ("before", "after")


class Task(NamedTuple):
    """A text to be coded.

    `key` stands for it in the tool; `start` is where the text begins in its article; `unit_id`
    is None where the text is an article in which passages are to be marked. `around` is what
    stands before and after it, where that is shown.
    """

    key: str
    doc_id: str
    unit_id: str | None
    start: int
    text: str
    around: tuple[str, str] | None = None


def key(identity: str) -> str:
    """Make an id that says nothing about where a text comes from or stands.

    Examples
    --------
    >>> key("a:sentence:00003")
    't96bf65c53545a106'
    """
    return "t" + hashlib.sha256(identity.encode()).hexdigest()[:16]


def check_units(units: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Give the units as unit_id, doc_id, unit, start, end, text, sorted.

    Raises
    ------
    TableError
        If columns lack, ids come twice, or units do not fit the articles.
    """
    named = units.rename(columns={"segment_id": "unit_id"}) if "unit_id" not in units else units
    columns = ["unit_id", "doc_id", "unit", "start", "end"]
    if absent := [column for column in columns if column not in named.columns]:
        message = (f"Table units lacks {first_five(absent)}. Give a table of samples (what "
                   f"sample.draw returns) or of segments.")  # fmt: skip
        raise TableError(message)
    table = named[columns].sort_values(["doc_id", "start", "unit_id"], ignore_index=True)
    if (twice := table["unit_id"].duplicated()).any():
        message = f"Table units holds units twice ({first_five(table.loc[twice, 'unit_id'])})."
        raise TableError(message)
    text_of = dict(zip(documents["doc_id"], documents["text"], strict=True))
    wrong = [row.unit_id for row in each_row(table)
             if row.doc_id not in text_of or row.end > len(text_of[row.doc_id])]  # fmt: skip
    if wrong:
        message = (f"The articles of {len(wrong):,} units are not in the table documents, or are "
                   f"shorter than they were ({first_five(wrong)}). Give the articles that the "
                   f"units were drawn from.")  # fmt: skip
        raise TableError(message)
    texts = [text_of[row.doc_id][row.start : row.end] for row in each_row(table)]
    return table.assign(text=pd.Series(texts, dtype="object"))


def tasks(
    units: pd.DataFrame, documents: pd.DataFrame, *, passages: bool, seed: int,
    segments: pd.DataFrame | None = None,
) -> list[Task]:  # fmt: skip
    """Make the tasks, in an order that depends on the seed and mixes waves and articles."""
    table = check_units(units, documents)
    if passages:
        wanted = set(table["doc_id"])
        shown = documents.loc[documents["doc_id"].isin(list(wanted)), ["doc_id", "text"]]
        made = [Task(key(row.doc_id), row.doc_id, None, 0, row.text) for row in each_row(shown)]
    else:
        around = _around(table, documents, segments) if segments is not None else {}
        made = [Task(key(row.unit_id), row.doc_id, row.unit_id, row.start, row.text,
                     around.get(row.unit_id))
                for row in each_row(table)]  # fmt: skip
    return sorted(made, key=lambda task: hashlib.sha256(f"{seed}\0{task.key}".encode()).digest())


def _around(
    table: pd.DataFrame, documents: pd.DataFrame, segments: pd.DataFrame
) -> dict[str, tuple[str, str]]:
    """Give the unit before and the unit after each unit; furniture is passed over."""
    if absent := sorted(set(table["unit_id"]) - set(segments["segment_id"])):
        message = (f"{len(absent):,} units are not in the table segments ({first_five(absent)}). "
                   f"Give the segments that they were drawn from.")  # fmt: skip
        raise InputError(message)
    wanted, found = set(table["unit_id"]), {}
    text_of = dict(zip(documents["doc_id"], documents["text"], strict=True))
    kept = segments["role"].isin(COUNTED_ROLES) | segments["segment_id"].isin(list(wanted))
    for doc_id, units in segments[kept].sort_values("start").groupby("doc_id", sort=False):
        rows = list(each_row(units))
        said = ["", *(text_of[str(doc_id)][row.start : row.end] for row in rows), ""]
        for number, row in enumerate(rows):
            if row.segment_id in wanted:
                found[row.segment_id] = (said[number], said[number + 2])
    return found


def facts(
    task: Task, book: Codebook, *, passages: bool, coding_round: int, precoded: str | None
) -> dict[str, Any]:
    """Write down what reading back needs: nothing on wave, outlet or article."""
    made: dict[str, Any] = {
        "unit": task.key,
        "codebook": book.reference,
        "offered": " ".join(book.frame_ids),
        "round": coding_round,
        "form": PASSAGES if passages else CHOICES,
    }
    around = {} if task.around is None else dict(zip(AROUND, task.around, strict=True))
    return made | around | ({"precoded": precoded} if precoded else {})


def one_coder(codings: pd.DataFrame) -> str:
    """Name of the only coder of a table of codings.

    Raises
    ------
    InputError
        If there are several, or none.
    """
    coders = sorted(codings["coder"].unique())
    if len(coders) != 1:
        message = (f"Texts can be pre-coded with the codes of one coder; the table has "
                   f"{first_five(coders) or 'none'}. Choose one.")  # fmt: skip
        raise InputError(message)
    return str(coders[0])
