"""Read a CSV file of coded spans: the cells, and what is wrong with them."""

import csv
import difflib
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from analysis import contracts

__all__ = ["BESIDE", "SPAN", "frame_columns", "read", "sheet"]

SPAN: Final = ("article", "start", "end")
BESIDE: Final = ("role", "text", "unit_id", "part", "decided_by", "note")
"""Columns that may stand beside the codes and are no frames."""

CODES: Final = ("0", "1", "")


def read(path: Path, frames: Sequence[str]) -> pd.DataFrame:
    """Read and check a file of coded spans, as `gold.read` describes it."""
    name, cells = path.name, sheet(path)
    check_shape(cells, name)
    coded = frame_columns(cells, frames, name)
    for column in coded:
        wrong = ~cells[column].isin(CODES)
        _refuse(wrong, cells[column], name, column, "must hold 0, 1 or nothing")
    if (cells[coded] == "").all(axis=None):
        message = (f"Gold file {name} holds no code: all cells of {contracts.first_five(coded)} "
                   f"are empty. Write 1 where a frame is present, 0 where it is not.")  # fmt: skip
        raise contracts.InputError(message)
    _refuse(cells["article"] == "", cells["article"], name, "article", "must name a file")
    for column in ("start", "end"):
        whole = cells[column].map(lambda text: bool(re.fullmatch(r"[0-9]{1,15}", text)))
        _refuse(~whole, cells[column], name, column, "must hold whole numbers from 0")
    spans = cells.astype(dict.fromkeys(["start", "end"], "int64"))
    _refuse(spans["end"] <= spans["start"], spans["end"], name, "end", "must be larger than start")
    place = [*SPAN, "unit_id"] if "unit_id" in spans.columns else list(SPAN)
    twice = spans.duplicated(place)  # a file may hold several articles; unit_id tells which
    _refuse(twice, spans["article"], name, "article", "has units that come twice (same span)")
    for column in coded:
        spans[column] = spans[column].map({"0": 0, "1": 1, "": pd.NA}).astype("Int64")
    kept = [column for column in BESIDE if column in spans.columns]
    return spans[[*SPAN, *coded, *kept]].reset_index(drop=True)


def sheet(path: Path) -> pd.DataFrame:
    """Read all cells of a CSV file as text, without blanks around them; index: row number."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        separator = max(",;\t", key=text.split("\n", 1)[0].count)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except OSError as cause:
        message = f"Gold file {path.name} cannot be read ({cause.strerror}). Check its path."
        raise contracts.InputError(message) from cause
    except (UnicodeDecodeError, csv.Error) as cause:
        message = (f"Gold file {path.name} is not a CSV file in UTF-8 ({cause}). Save it as "
                   f"'CSV UTF-8' from the spreadsheet.")  # fmt: skip
        raise contracts.InputError(message) from cause
    header = [cell.strip() for cell in rows[0]] if rows else []
    filled = {number: [cell.strip() for cell in row]
              for number, row in enumerate(rows[1:], start=2) if any(row)}  # fmt: skip
    if len(set(header)) < len(header):
        twice = sorted({column for column in header if header.count(column) > 1})
        message = f"Gold file {path.name} has more than one column {contracts.first_five(twice)}."
        raise contracts.InputError(message)
    for number, row in filled.items():
        if len(row) != len(header):
            message = (f"Gold file {path.name}: row {number} has {len(row)} cells, the header has "
                       f"{len(header)}. Put texts that hold the separator in quotes.")  # fmt: skip
            raise contracts.InputError(message)
    return pd.DataFrame.from_dict(filled, orient="index", columns=header, dtype="str")


def check_shape(cells: pd.DataFrame, name: str) -> None:
    """Raise if the sheet lacks the columns of a span file, or has no units."""
    if absent := [column for column in SPAN if column not in cells.columns]:
        found = contracts.first_five(cells.columns) or "none"
        message = (f"Gold file {name} lacks the columns {contracts.first_five(absent)}; it has "
                   f"{found}. A gold standard has article, start, end and a column for each "
                   f"frame.")  # fmt: skip
        raise contracts.InputError(message)
    if cells.empty:
        message = f"Gold file {name} has a header and no units."
        raise contracts.InputError(message)


def frame_columns(cells: pd.DataFrame, frames: Sequence[str], name: str) -> list[str]:
    """Columns that are frames; raise if one looks like a frame that the codebook lacks."""
    for column in cells.columns:
        if column in frames and column in (*SPAN, *BESIDE):
            message = (f"Gold file {name}: column {column!r} is a frame of the codebook and also "
                       f"the name of a column beside the codes. Rename the frame.")  # fmt: skip
            raise contracts.InputError(message)
        known = column in (*SPAN, *BESIDE, *frames)
        if not known and _looks_like_frame(cells[column], frames):
            hint = contracts.did_you_mean(column, frames)
            message = (f"Gold file {name}: column {column!r} looks like codes, but the codebook "
                       f"has no such frame. {hint} Rename or remove the column.")  # fmt: skip
            raise contracts.InputError(message)
    coded = [column for column in cells.columns if column in frames]
    if not coded:
        message = (f"Gold file {name} has no column for any frame of the codebook "
                   f"({contracts.first_five(frames)}).")  # fmt: skip
        raise contracts.InputError(message)
    return coded


def _looks_like_frame(cells: pd.Series, frames: Sequence[str]) -> bool:
    """Whether a column is nearly called as a frame, or holds 0 and 1 where it holds anything."""
    filled = cells[cells != ""]
    near = difflib.get_close_matches(str(cells.name).lower(), frames, n=1, cutoff=0.8)
    return bool(near) or (len(filled) > 0 and bool(filled.isin(["0", "1"]).all()))


def _refuse(wrong: pd.Series, values: pd.Series, name: str, column: str, rule: str) -> None:
    """Raise if any cell breaks a rule, with the first five rows."""
    if wrong.any():
        cells = ((row, repr(cell)) for row, cell in values[wrong].head(5).items())
        rows = ", ".join(f"row {row}: {cell if len(cell) <= 60 else cell[:57] + '...'}"
                         for row, cell in cells)  # fmt: skip
        more = f" and {int(wrong.sum()) - 5:,} more" if wrong.sum() > 5 else ""
        message = f"Gold file {name}: column {column} {rule}; found in {rows}{more}."
        raise contracts.InputError(message)
