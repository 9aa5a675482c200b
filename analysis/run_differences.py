"""Which numbers differ between two runs, and what differs in what went into them.

Compared are the tables of the runs, the captions of their figures and their key numbers; the
causes are read from the records and from the copies of the codebook and the study that each
run keeps. Nothing is run.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

import pandas as pd

from analysis import codebook
from analysis._run_record import captions, changes, content, documents, layout, reading, rows
from analysis._run_record.plain import parsed
from analysis._run_record.rows import Difference
from analysis._run_record.sentences import moved, rest, why
from analysis.contracts import InputError

__all__ = ["CAUSES", "COLUMNS", "compare", "labels", "moved", "rest", "why"]

COLUMNS: Final = Difference._fields
CAUSES: Final = ("input", "entry", "parameter", "version", "notebook", "ending")
"""Values of `what` that say why; `edited` does too, the others say what moved."""

_NUMBERS: Final = "paper/numbers.json"
_MOST_CELLS: Final = 5


def compare(before: Path, after: Path) -> pd.DataFrame:
    """Compare two runs, by the files in their folders.

    Parameters
    ----------
    before, after : Path
        Folders of runs.

    Returns
    -------
    DataFrame
        A row for each difference: `what`, `table`, `key`, `column`, `before`, `after` and
        `change` (after minus before; missing for what is no number). `what` is one of `CAUSES`
        (an input, an entry of the codebook or of the study, a parameter, a version, a
        notebook's code, how a notebook ended), or `number`, `text`, `new row`, `gone row`,
        `new column`, `gone column`, `new table`, `gone table`, `verdict` (an interval that
        now includes 0 or no longer does), `key number`, `caption`, or `edited` (a file that was
        changed by hand after its run; compared as it is now).

    Raises
    ------
    InputError
        If one of them is no folder of a run, or its record or a table cannot be read.
    """
    records = (reading.read(before), reading.read(after))
    sides = ((before, records[0]), (after, records[1]))
    found = [
        *_causes(sides),
        *_edited(sides),
        *_tables(sides),
        *_key_numbers(sides),
        *_captions(sides),
    ]
    table = pd.DataFrame(found, columns=list(COLUMNS))
    texts = dict.fromkeys(COLUMNS[:-1], "str")
    return table.astype({**texts, "change": "float64"})


def labels(*folders: Path) -> dict[str, str]:
    """Give the English names of the frames, as the runs' own codebooks have them.

    Parameters
    ----------
    *folders : Path
        Of runs; the last one that names a frame counts.

    Returns
    -------
    dict of str to str
        Without the frames of a run that kept no codebook.
    """
    named: dict[str, str] = {}
    for folder in folders:
        try:
            named |= codebook.load(folder / "inputs" / "codebook.yaml").labels("en")
        except InputError:
            continue
    return named


_Sides = tuple[tuple[Path, Mapping[str, Any]], tuple[Path, Mapping[str, Any]]]


def _causes(sides: _Sides) -> Iterator[Difference]:
    """Give what went in otherwise."""
    (before, old), (after, new) = sides
    for kind, part in (("input", "inputs"), ("parameter", "parameters"), ("version", "versions")):
        for change in changes.of_mapping(kind, old[part], new[part]):
            yield _cause(change)
    for name in documents.KEPT:
        files = [folder / "inputs" / name for folder in (before, after)]
        for place, was, now in documents.changed(*files):
            yield Difference("entry", name, place, "", was, now)
    notebooks = [{entry["name"]: entry for entry in record["notebooks"]} for record in (old, new)]
    kits = [{one["name"]: one.get("kit", "") for one in side.values()} for side in notebooks]
    others = [name for name in kits[0] if kits[0][name] != kits[1].get(name, kits[0][name])]
    if others:
        yield Difference(
            "version", "", "framewaves itself", "", *(side[others[0]][:12] for side in kits)
        )
    for kind, part in (("notebook", "source"), ("ending", "status")):
        values = [{name: one[part] for name, one in side.items()} for side in notebooks]
        for change in changes.of_mapping(kind, *values):
            if kind == "notebook" or change.how == "changed":
                yield _cause(change, column=_cells(change.name, before, after))


def _cause(change: changes.Change, column: str = "") -> Difference:
    """Write a change of what went in as a row."""
    return Difference(change.kind, "", change.name, column, change.before, change.after)


def _cells(name: str, before: Path, after: Path) -> str:
    """Name the cells of code that differ between two executed notebooks, as 'cells 3, 5'."""
    try:
        old, new = (
            [source for kind, source in content.cells(folder / "notebooks" / f"{name}.ipynb")
             if kind == "code"] for folder in (before, after)
        )  # fmt: skip
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return ""
    numbers = [
        str(at + 1) for at in range(max(len(old), len(new))) if old[at : at + 1] != new[at : at + 1]
    ]
    return f"code cells {', '.join(numbers)}" if 0 < len(numbers) <= _MOST_CELLS else ""


def _edited(sides: _Sides) -> Iterator[Difference]:
    """Give the tables and key numbers that are not as their run left them."""
    for folder, record in sides:
        for name, (_, sha256) in reading.outputs(record).items():
            compared = name.startswith("tables/") or name == _NUMBERS
            if compared and content.digest(layout.resolve(folder, record, name)) != sha256:
                yield Difference("edited", name, folder.name, "", "", "")


def _tables(sides: _Sides) -> Iterator[Difference]:
    """Compare the tables that both runs have, and name the others."""
    (before, old), (after, new) = sides
    files = [_named_tables(record) for record in (old, new)]
    for name in sorted({*files[0], *files[1]}):
        if name not in files[1]:
            yield Difference("gone table", name, "", "", "", "")
        elif name not in files[0]:
            yield Difference("new table", name, "", "", "", "")
        else:
            was, now = before / files[0][name], after / files[1][name]
            if was.is_file() and now.is_file() and content.digest(was) != content.digest(now):
                tables = rows.read(was), rows.read(now)
                found = rows.of_tables(name, *tables)
                yield from found
                yield from _verdicts(name, *tables)


def _named_tables(record: Mapping[str, Any]) -> dict[str, str]:
    """Give the result tables of a run: name without ending to name in the record."""
    names = (PurePosixPath(name) for name in reading.outputs(record))
    return {
        name.stem: str(name)
        for name in names
        if str(name.parent) == "tables" and name.suffix in {".csv", ".parquet"}
    }


def _verdicts(name: str, before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Difference]:
    """Give the differences between groups whose interval came to include 0, or ceased to."""
    if not all({"contrast", "ci_low", "ci_high"} <= {*table.columns} for table in (before, after)):
        return
    shared = [column for column in before.columns if column in after.columns]
    key = rows.key_columns(before[shared], after[shared])
    if not key:
        return
    old, new = (rows.by_key(table[table["contrast"] != ""], key) for table in (before, after))
    for at in old.index[old.index.isin(new.index)]:
        was, now = (_zero(side.loc[at]) for side in (old, new))
        if was and now and was != now:
            yield Difference("verdict", name, rows.told(old.loc[at], key), "interval", was, now)


def _zero(row: pd.Series) -> str:
    """Say whether an interval includes 0; nothing where there is none."""
    if not row["ci_low"] or not row["ci_high"]:
        return ""
    return "includes 0" if float(row["ci_low"]) <= 0 <= float(row["ci_high"]) else "excludes 0"


def _key_numbers(sides: _Sides) -> Iterator[Difference]:
    """Compare the numbers that the text of the paper takes."""
    old, new = (_printed(layout.resolve(folder, record, _NUMBERS)) for folder, record in sides)
    for name in [*old, *(name for name in new if name not in old)]:
        was, now = old.get(name, ""), new.get(name, "")
        if was != now:
            yield Difference("key number", "numbers", name, "", was, now)


def _printed(path: Path) -> dict[str, str]:
    """Read each key number as it is printed; empty if a run has none."""
    found = parsed(path)
    entries = found.items() if isinstance(found, dict) else ()
    return {
        name: str(one.get("text", one.get("value", "")))
        for name, one in entries
        if isinstance(one, dict)
    }


def _captions(sides: _Sides) -> Iterator[Difference]:
    """Compare the captions of figures; name the figures that are new or gone."""
    old, new = (captions.read(folder, record) for folder, record in sides)
    for name in sorted({*old, *new}):
        was, now = old.get(name, ""), new.get(name, "")
        if was != now:
            what = "caption" if was and now else "new figure" if now else "gone figure"
            yield Difference(what, name, "", "caption", was, now)
