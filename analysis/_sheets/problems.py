"""What can be wrong with a coder's file, in words that say what to do."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final, NamedTuple

from analysis.contracts import InputError

__all__ = ["Problem", "refused", "told"]

_KINDS: Final = {
    "column": ("columns are wrong", "Put the headers back as they were handed out."),
    "codebook": (
        "rows do not say with which codebook of this study they were made",
        "Fill the column 'codebook' with the reference that stands in the instructions, such as "
        "{reference}.",
    ),
    "coder": (
        "rows do not say for sure whose they are",
        "Write the coder's name in the column 'coder' as it was when the sheets were made.",
    ),
    "round": ("rounds are no whole number", "Write 1, 2, ... in the column 'round'."),
    "no_id": (
        "rows have codes but no id of a unit",
        "Copy the ids back from the sheet as it was handed out, or empty these rows.",
    ),
    "id": (
        "ids are not those of a coding sheet; a spreadsheet may have changed them",
        "Copy them back from the sheet as it was handed out.",
    ),
    "unknown": (
        "units are not in this sample",
        "Give the sample that the sheets were made from.",
    ),
    "not_theirs": (
        "units were not given to this coder",
        "Is it the file of somebody else, or of another sample?",
    ),
    "frame": ("frames are not in the codebook", "Use the ids of the codebook."),
    "value": ("cells hold no code", "Write 1, 0 or ?, or leave them empty."),
    "text": (
        "texts are not those that belong to their ids; rows may have slipped",
        "Copy text and id back from the sheet as it was handed out. If only a word of the text "
        "was changed, empty that cell.",
    ),
    "article": (
        "units have another text in the articles than when the sheet was made",
        "Give the articles and the sample that the sheets were made from.",
    ),
    "twice": (
        "units are coded twice with different codes",
        "Decide which code holds and empty the other.",
    ),
    "rounds": (
        "units were coded by the same coder in several rounds",
        "Read one round at a time: coding_round=1.",
    ),
}


class Problem(NamedTuple):
    """Something wrong at one place of one file; `where` names row, column and value."""

    file: str
    kind: str
    where: str


def told(problems: Iterable[Problem], reference: str) -> list[str]:
    """Say for each file and kind how often, the first five places, and the remedy.

    Examples
    --------
    >>> told([Problem("anna.xlsx", "value", "row 7, column 'theft': 'maybe'")], "toy@1")[0]
    "anna.xlsx: 1 cells hold no code: row 7, column 'theft': 'maybe'. Write 1, 0 or ?, or ..."
    """
    order = list(_KINDS)
    ordered = sorted(problems, key=lambda item: (item.file, order.index(item.kind)))
    said = []
    for (file, kind), group in groupby(ordered, key=lambda item: (item.file, item.kind)):
        places = list(dict.fromkeys(item.where for item in group))
        more = f"; and {len(places) - 5:,} more" if len(places) > 5 else ""
        what, remedy = _KINDS[kind]
        said.append(
            f"{file}: {len(places):,} {what}: {'; '.join(places[:5])}{more}. "
            f"{remedy.format(reference=reference)}"
        )
    return said


def refused(problems: Iterable[Problem], reference: str) -> InputError:
    """Make the error that tells all that is wrong."""
    return InputError("\n".join(told(problems, reference)))
