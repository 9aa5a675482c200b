"""Say in plain sentences what differs between two runs: why, what moved most, and the rest."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis import wording
from analysis._run_record.documents import THERE
from analysis._run_record.plain import quoted
from analysis._run_record.rows import parts
from analysis.contracts import each_row

__all__ = ["moved", "rest", "why"]

_COEFFICIENTS: Final = ("alpha", "ac1", "brennan-prediger", "masi alpha", "f1", "macro_f1")
_SAID: Final = ("measure", "frame", "contrast", "method", "wave", "language", "frame_b")
_LONGEST: Final = 70
_MOST: Final = 12
Labels = Mapping[str, str]


def why(table: pd.DataFrame) -> Iterator[str]:
    """Say what went in otherwise, a line each.

    Parameters
    ----------
    table : DataFrame
        As `run_differences.compare` gives it.
    """
    rows = {what: list(each_row(part)) for what, part in table.groupby("what", sort=False)}
    yield from (f"{row.key} {_how(row)}" for row in rows.get("input", []))
    entries = [_entry(row) for row in rows.get("entry", [])]
    yield from entries[:_MOST]
    if len(entries) > _MOST:
        yield f"  and {len(entries) - _MOST:,} more entries"
    for row in rows.get("parameter", []):
        yield f"parameter {row.key}: {row.before or 'not set'} -> {row.after or 'not set'}"
    for row in rows.get("version", []):
        yield f"version of {row.key}: {row.before or 'none'} -> {row.after or 'none'}"
    for row in rows.get("notebook", []):
        where = f" ({row.column})" if row.column else ""
        only = {"added": "is in the second run only", "removed": "is in the first run only"}
        yield f"notebook {row.key} {only.get(_how(row), f'has other code{where}')}"
    for row in rows.get("ending", []):
        yield f"notebook {row.key}: {row.before} -> {row.after}"
    for row in rows.get("edited", []):
        yield f"{row.table} of {row.key} is not as its run left it: changed by hand, or removed"


def _how(row: Any) -> str:
    """Say whether something is added, removed or changed."""
    return "changed" if row.before and row.after else "added" if row.after else "removed"


def _entry(row: Any) -> str:
    """Say what changed at one place of a codebook or study."""
    how = _how(row)
    if THERE in (row.before, row.after):
        return f"  {row.table}: {row.key}: {how}"
    if how == "changed":
        return f"  {row.table}: {row.key}: {_short(row.before)} -> {_short(row.after)}"
    return f"  {row.table}: {row.key}: {how} {_short(row.before or row.after)}"


def _short(text: str) -> str:
    """Quote a text, cut where it is long."""
    return quoted(text, _LONGEST)


def moved(table: pd.DataFrame, labels: Labels, *, most: int) -> tuple[list[str], int]:
    """Say which printed estimates moved, the largest changes first.

    Parameters
    ----------
    table : DataFrame
        As `run_differences.compare` gives it.
    labels : mapping of str to str
        Names of the frames.
    most : int
        Sentences to write, at the most.

    Returns
    -------
    list of str, int
        The sentences: first where an interval came to include 0 or ceased to, then estimates
        by the size of the change. How many more there are; the same estimate in several tables
        counts once, and one that is printed as before does not count.
    """
    told = table[table["what"].isin(["number", "verdict"])]
    unclear = _unclear(told)
    zero = [f"{_about(row, labels, unclear)}: the interval {row.before} -> {row.after}"
            for row in each_row(told[told["what"] == "verdict"])]  # fmt: skip
    estimates = told[(told["what"] == "number") & (told["column"] == "estimate")]
    order = estimates["change"].abs().fillna(float("inf"))
    largest = estimates.assign(order=order).sort_values("order", ascending=False, kind="stable")
    said = []
    for row in each_row(largest):
        before, after = (_printed(value, parts(row.key)) for value in (row.before, row.after))
        if before != after:
            said.append(f"{_about(row, labels, unclear)}: {before} -> {after}")
    every = list(dict.fromkeys([*zero, *said]))
    return every[:most], max(len(every) - most, 0)


def _unclear(table: pd.DataFrame) -> set[tuple[str, str]]:
    """Give tables and keys that need the name of their method to be told apart."""
    seen: dict[tuple[str, str], set[str]] = {}
    for row in each_row(table[["table", "key"]].drop_duplicates()):
        of = parts(row.key)
        others = str({name: value for name, value in of.items() if name != "method"})
        seen.setdefault((row.table, others), set()).add(row.key)
    return {(name, key) for (name, _), keys in seen.items() if len(keys) > 1 for key in keys}


def _about(row: Any, labels: Labels, unclear: Container[tuple[str, str]]) -> str:
    """Say what an estimate is of, as in 'salience of IP theft in January 2025'."""
    of = parts(row.key)
    frame = labels.get(of.get("frame", ""), of.get("frame", ""))
    text = of.get("measure", row.table).replace("_", " ") + (f" of {frame}" if frame else "")
    if "frame_b" in of:
        text += f" with {labels.get(of['frame_b'], of['frame_b'])}"
    if "wave" in of:
        text += f" in {of['wave']}"
    if "language" in of:
        text += f", {wording.language_name(of['language'])}"
    if "contrast" in of:
        text += f", {of['contrast']}"
    others = [f"{name.replace('_', ' ')} {value}" for name, value in of.items()
              if name not in _SAID]  # fmt: skip
    others += [of["method"]] if "method" in of and (row.table, row.key) in unclear else []
    return f"{text} ({', '.join(others)})" if others else text


def _printed(value: str, of: Mapping[str, str]) -> str:
    """Write an estimate as the notebooks print it."""
    if not value:
        return "none"
    try:
        number = float(value)
    except ValueError:
        return value
    if of.get("measure") == "rate":
        return (
            f"{wording.rate(abs(number))} a day"
            if number >= 0
            else f"−{wording.rate(-number)} a day"
        )
    if of.get("measure") in _COEFFICIENTS:
        return wording.coefficient(number)
    if "contrast" in of or "error" in of.get("measure", ""):
        return f"{wording.points(number)} points"
    return wording.percent(number) if 0 <= number <= 1 else f"{number:.4g}"


def rest(table: pd.DataFrame) -> Iterator[str]:
    """Count what else differs, a line for each table, and name captions and key numbers."""
    for name, part in table[table["table"] != ""].groupby("table", sort=True):
        counts = part["what"].value_counts()
        said = [
            wording.counted(int(counts[what]), noun)
            for what, noun in (
                ("number", "number"), ("text", "text"), ("new row", "new row"),
                ("gone row", "lost row"), ("new column", "new column"),
                ("gone column", "lost column"),
            )
            if what in counts
        ]  # fmt: skip
        if said:
            yield f"{name}: {', '.join(said)}"
    for what in ("new table", "gone table", "new figure", "gone figure"):
        if names := table.loc[table["what"] == what, "table"].tolist():
            yield f"{wording.counted(len(names), what)}: {_names(names)}"
    for row in each_row(table[table["what"] == "key number"].head(_MOST)):
        yield f"key number {row.key}: {row.before or 'none'} -> {row.after or 'none'}"
    captions = table.loc[table["what"] == "caption", "table"].tolist()
    if captions:
        yield f"captions of {wording.counted(len(captions), 'figure')}: {_names(captions)}"


def _names(names: Sequence[str]) -> str:
    """List names, the first of many."""
    more = len(names) - _MOST
    return ", ".join(names[:_MOST]) + (f" and {more:,} more" if more > 0 else "")
