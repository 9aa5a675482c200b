"""What the checks of figures come to: a table and a sentence."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import wording
from analysis.paper_figures._findings import TYPEFACE, WIDTH

__all__ = ["overview", "sentence"]


def overview(checks: pd.DataFrame) -> pd.DataFrame:
    """Give one row for each figure.

    Parameters
    ----------
    checks : DataFrame
        From `redraw`.

    Returns
    -------
    DataFrame
        `figure`, `width` (as taken), `formats`, `checks` (how many), `failed` (how many), and
        `what` (what failed, or else what is worth knowing; empty if nothing is).

    Examples
    --------
    >>> from analysis.paper_figures import COLUMNS
    >>> overview(pd.DataFrame([["40-2", "", "width", "a width", "89 mm (column)", True, ""],
    ...     ["40-2", "Figure_1.pdf", "page", "89.0 mm", "89.0 mm", True, ""]],
    ...     columns=list(COLUMNS))).values.tolist()
    [['40-2', '89 mm (column)', 'pdf', 2, 0, '']]
    """
    columns = ["figure", "width", "formats", "checks", "failed", "what"]
    rows = [_summed(str(name), part) for name, part in checks.groupby("figure", sort=False)]
    return pd.DataFrame(rows, columns=columns)


def _summed(name: str, part: pd.DataFrame) -> dict[str, Any]:
    """Sum up the checks of one figure."""
    failed = part[~part["passed"]]
    width = part.loc[part["check"].eq(WIDTH) & part["file"].eq("")]
    files = [file for file in dict.fromkeys(part["file"]) if file]
    told = [_failure(one) for one in failed.to_dict("records")] or list(filter(None, width["note"]))
    return {
        "figure": name,
        "width": "".join(width["found"]),
        "formats": ", ".join(Path(file).suffix.removeprefix(".") for file in files),
        "checks": len(part),
        "failed": len(failed),
        "what": "; ".join(dict.fromkeys(told)),
    }


def _failure(one: Mapping[Any, Any]) -> str:
    """Say what failed: the file, the check, what was found, and of what."""
    about = f" ({one['note']})" if one["note"] else ""
    where = f"{Path(one['file']).suffix.removeprefix('.')}: " if one["file"] else ""
    return f"{where}{one['check']}: {one['found']}, wanted {one['wanted']}{about}"


def sentence(checks: pd.DataFrame) -> str:
    """Say in words how many figures pass, which fail, and what is worth knowing.

    Parameters
    ----------
    checks : DataFrame
        From `redraw`.

    Returns
    -------
    str

    Examples
    --------
    >>> from analysis.paper_figures import COLUMNS
    >>> sentence(pd.DataFrame([["40-2", "", "width", "a width", "89 mm", True, ""]],
    ...                       columns=list(COLUMNS)))
    '1 figure passes all its checks (1).'
    """
    whole = overview(checks)
    bad = whole.loc[whole["failed"].gt(0), "figure"].tolist()
    good = len(whole) - len(bad)
    pass_ = "passes all its checks" if good == 1 else "pass all their checks"
    said = [f"{wording.counted(good, 'figure')} {pass_} ({len(checks):,})."]
    if bad:
        said.append(f"{wording.counted(len(bad), 'figure')} failed one or more: {', '.join(bad)}.")
    strange = checks[checks["check"].eq(TYPEFACE) & checks["note"].ne("")]
    if len(strange):
        row = strange.iloc[0]
        said.append(f"The typeface is {row['found']}, which the journal does not name; it names "
                    f"{row['wanted']}.")  # fmt: skip
    return " ".join(said)
