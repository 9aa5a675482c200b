"""Say where two states of a file first differ, for a reader."""

import itertools
import json
from pathlib import Path
from typing import Any, Final

from analysis._run_record import rows
from analysis._run_record.plain import quoted

__all__ = ["first_difference"]

_TEXTS: Final = frozenset((".json", ".html", ".md", ".tex", ".svg", ".txt"))
_LONGEST: Final = 60
_BEFORE: Final = 20
_FORM: Final = "only in its form"


def first_difference(before: Path, after: Path) -> str:
    r"""Say where two files first differ; for what is no text, how large they are.

    Parameters
    ----------
    before, after : Path
        Two states of one file.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> one, two = folder / "1.csv", folder / "2.csv"
    >>> _ = one.write_text("frame,n\na,1\n"), two.write_text("frame,n\na,2\n")
    >>> first_difference(one, two)
    "row 1, column 'n': '1' then, '2' now"
    """
    try:
        if before.suffix in {".csv", ".parquet"}:
            tables = (rows.read(path) for path in (before, after))
            return _of_rows(*([list(one.columns), *one.to_numpy().tolist()] for one in tables))
        if before.suffix == ".ipynb":
            return _of_cells(before, after)
        if before.suffix in _TEXTS:
            return _of_lines(before, after)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "one of the two cannot be read"
    sizes = (path.stat().st_size for path in (before, after))
    return "{:,} bytes then, {:,} bytes now".format(*sizes)


def _of_rows(before: list[list[str]], after: list[list[str]]) -> str:
    """Compare two tables with their heads: columns, then cells, then the number of rows."""
    (old_head, *old), (new_head, *new) = before or [[]], after or [[]]
    if old_head != new_head:
        return f"columns: {_cut(', '.join(old_head))} then, {_cut(', '.join(new_head))} now"
    for at, (was, now) in enumerate(zip(old, new, strict=False), start=1):
        for name, one, other in zip(old_head, was, now, strict=False):
            if one != other:
                return f"row {at:,}, column {name!r}: {_cut(one)} then, {_cut(other)} now"
    return _of_number(len(old), len(new), "rows")


def _of_number(old: int, new: int, noun: str) -> str:
    """Say how many parts there were, all those of both sides being equal."""
    return f"{old:,} {noun} then, {new:,} {noun} now" if old != new else _FORM


def _of_cells(before: Path, after: Path) -> str:
    """Compare two executed notebooks, cell by cell: what was run, then what it gave."""
    old, new = (json.loads(path.read_text(encoding="utf-8"))["cells"] for path in (before, after))
    for at, (was, now) in enumerate(zip(old, new, strict=False), start=1):
        if was == now:
            continue
        kind = "code" if was["cell_type"] == "code" else "text"
        if was["source"] != now["source"]:
            return f"cell {at}: the {kind} is another one"
        return f"cell {at}: " + _of_texts(*(_shown(cell) for cell in (was, now)))
    return _of_number(len(old), len(new), "cells")


def _shown(cell: dict[str, Any]) -> list[str]:
    """Write the outputs of a cell as lines."""
    return json.dumps(cell.get("outputs", []), ensure_ascii=False, indent=0).split("\n")


def _of_lines(before: Path, after: Path) -> str:
    """Compare two files of text."""
    return _of_texts(*(path.read_text(encoding="utf-8").split("\n") for path in (before, after)))


def _of_texts(before: list[str], after: list[str]) -> str:
    """Compare two texts, line by line, from where the lines differ."""
    for at, (was, now) in enumerate(itertools.zip_longest(before, after, fillvalue=""), start=1):
        if was != now:
            same = sum(
                1
                for _ in itertools.takewhile(
                    lambda pair: pair[0] == pair[1], zip(was, now, strict=False)
                )
            )
            start = max(same - _BEFORE, 0)
            return f"line {at:,}: {_cut(was[start:])} then, {_cut(now[start:])} now"
    return _FORM


def _cut(text: str) -> str:
    """Quote a text, cut where it is long."""
    return quoted(text, _LONGEST)
