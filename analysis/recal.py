"""Write codes for ReCal, so that a reviewer can check our reliability with another program.

ReCal takes a file for each variable: a column for each coder, a row for each unit, numbers
only, no header. ReCal2 and ReCal3 (nominal data, two or three and more coders) allow no gaps;
ReCal OIR (any level of measurement) takes ``#`` where a code is missing.
"""

import re
from pathlib import Path
from typing import Final

import pandas as pd

from analysis.contracts import InputError, conform, did_you_mean, first_five

__all__ = ["write"]

MISSING: Final = "#"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write(
    codings: pd.DataFrame, *, frame: str, folder: Path | str, gaps: bool = False
) -> pd.DataFrame:
    """Write the codes of one frame for ReCal, and beside them a key.

    Parameters
    ----------
    codings : DataFrame
        Contract `codings`: the coders to be compared, two at least. Rows of other frames are not
        used; the gold standard is no coder of its own, leave it out.
    frame : str
        A frame of the codings.
    folder : Path or str
        Where the files go; made if it is not there.
    gaps : bool
        False: only units in which every coder decided, for ReCal2 and ReCal3. True: units in which
        two coders at least decided, with ``#`` for the others, for ReCal OIR.

    Returns
    -------
    DataFrame
        A row for each file: file (name), frame, what ('codes' or 'key'), n_units (rows),
        n_coders, n_left_out (units with a row of this frame that are not in the file) and n_gaps
        (``#`` written). A code that is null ('cannot tell') is missing, as is one not there.

    Raises
    ------
    InputError
        If the frame is not there, there are fewer than two coders, or no unit remains.

    Notes
    -----
    ``recal_FRAME.csv`` has a column for each coder in alphabetical order and a row for each unit,
    sorted by its id. ``recal_FRAME_key.csv`` names the coders (kind 'column') and the units (kind
    'row') by their number from 1. ReCal: Freelon (2010), International Journal of Internet
    Science 5(1), 20-33; Freelon (2013), the same journal 8(1), 10-16.

    Examples
    --------
    >>> import tempfile
    >>> rows = [("u1", "anna", 1), ("u1", "bea", 1), ("u2", "anna", 0), ("u2", "bea", None)]
    >>> codings = pd.DataFrame(rows, columns=["segment_id", "coder", "value"]).assign(
    ...     doc_id="a", frame="costs", coder_kind="human", codebook="tram@1")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     made = write(codings, frame="costs", folder=folder, gaps=False)
    ...     print((Path(folder) / "recal_costs.csv").read_text(), end="")
    1,1
    >>> made[["what", "n_units", "n_left_out"]].to_dict("records")[0]
    {'what': 'codes', 'n_units': 1, 'n_left_out': 1}
    """
    wide = _wide(conform(codings, "codings"), frame)
    kept = wide[wide.notna().sum(axis=1) >= (2 if gaps else wide.shape[1])]
    if kept.empty:
        more = "" if gaps else " With gaps=True units are kept that two of them decided."
        message = f"No unit of frame {frame!r} was decided by all coders.{more}"
        raise InputError(message)
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    name = f"recal_{re.sub(r'[^A-Za-z0-9_-]', '_', frame)}"
    _save(place / f"{name}.csv", _codes(kept))
    _save(place / f"{name}_key.csv", _key(kept))
    files = {"file": [f"{name}.csv", f"{name}_key.csv"], "what": ["codes", "key"]}
    counts = {"n_units": len(kept), "n_coders": kept.shape[1], "n_left_out": len(wide) - len(kept)}
    made = pd.DataFrame(files).assign(frame=frame, **counts, n_gaps=int(kept.isna().sum().sum()))
    return made[["file", "frame", "what", *counts, "n_gaps"]]


def _wide(table: pd.DataFrame, frame: str) -> pd.DataFrame:
    """Codes of one frame, units by coders, after checking that there is something to compare."""
    if frame not in set(table["frame"]):
        message = f"No coder coded {frame!r}. {did_you_mean(frame, set(table['frame']))}"
        raise InputError(message)
    chosen = table[table["frame"] == frame]
    wide = chosen.pivot(index="segment_id", columns="coder", values="value")  # noqa: PD010
    if wide.shape[1] < 2:
        message = f"ReCal compares two coders at least; frame {frame!r} has {first_five(wide)}."
        raise InputError(message)
    return wide.sort_index(axis=0).sort_index(axis=1)


def _codes(kept: pd.DataFrame) -> list[str]:
    """Write a line for each unit."""
    columns = [kept[coder].tolist() for coder in kept.columns]
    return [",".join(MISSING if pd.isna(cell) else str(cell) for cell in row)
            for row in zip(*columns, strict=True)]  # fmt: skip


def _key(kept: pd.DataFrame) -> list[str]:
    """Write which coder is which column, and which unit is which row."""
    lines = ["kind,number,name"]
    for kind, names in (("column", kept.columns), ("row", kept.index)):
        lines += [f"{kind},{number},{_cell(name)}" for number, name in enumerate(names, start=1)]
    return lines


def _cell(text: object) -> str:
    """Write a name as a cell of a table, so that no spreadsheet runs it as a formula."""
    plain = str(text)
    safe = f"'{plain}" if plain.startswith(_FORMULA) else plain
    return '"' + safe.replace('"', '""') + '"' if re.search(r'[",\r\n]', safe) else safe


def _save(path: Path, lines: list[str]) -> None:
    """Write the lines of a file, the same on every system."""
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())
