"""Where the numbers come from: what was read, versions, inputs; how to rerun and to cite."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd

from analysis import receipts, wording
from analysis._landing import blocks, facts
from analysis._landing.blocks import Column, safe
from analysis._landing.facts import Fact

__all__ = ["reading", "section"]

_MOST: Final = 50
"""Rows of the receipt that are shown at the most."""


def reading(folder: Path) -> str:
    """Write what was read, rejected and skipped; empty if the run has no receipt.

    Parameters
    ----------
    folder : Path
        Of the run.
    """
    table = facts.receipt(folder)
    if table is None:
        return ""
    try:
        sums, listed = receipts.totals(table), receipts.files(table)
        trouble = receipts.problems(table)
    except ValueError:  # no longer what the notebook wrote
        told = "<p>The receipt, tables/receipt.csv, cannot be read.</p>\n"
        return blocks.section("reading", "What was read", told)
    outcomes = ", ".join(f"{sums[f'files_{one}']:,} {one}" for one in ("rejected", "skipped"))
    found = [
        Fact("Files", f"{sums['files_read']:,} read", outcomes),
        Fact("Articles expected", f"{sums['expected']:,}"),
        Fact("Articles read", f"{sums['read']:,}"),
        Fact("Articles rejected", f"{sums['rejected']:,}"),
    ]
    inside = blocks.fact_list(found)
    inside += _frame("Rejected articles and remarks", trouble, is_open=True)
    return blocks.section("reading", "What was read", inside + _frame("File by file", listed))


def _frame(caption: str, table: pd.DataFrame, *, is_open: bool = False) -> str:
    """Write a table for reading in a fold; nothing if it has no rows."""
    if table.empty:
        return ""
    rows = [
        ["" if pd.isna(value) else safe(value) for value in row]
        for row in table.head(_MOST).itertuples(index=False, name=None)
    ]
    columns = [Column(str(name)) for name in table.columns]
    inside = blocks.table(caption, columns, [("", rows)])
    inside += wording.not_shown(len(table) - len(rows), "rows")
    return blocks.fold(f"{safe(caption)} ({len(table):,})", inside, is_open=is_open)


def section(name: str, record: Mapping[str, Any], codebook: str) -> str:
    """Write where the numbers come from, how to run it again, and how to cite it.

    Parameters
    ----------
    name : str
        Of the run.
    record : mapping
        Its `run.json`.
    codebook : str
        Reference of its codebook, if known.
    """
    versions, chosen = record["versions"], record["parameters"]
    told = "; ".join(f"{key} = {value}" for key, value in chosen.items())
    stated = f"{len(chosen):,} set" if chosen else "as the notebooks have them"
    hashes = {key: str(value)[:12] for key, value in record["inputs"].items()}
    parts = [
        blocks.fact_list([Fact("Run", name), Fact("Parameters", stated, told)]),
        _pairs("Software", ("Package", "Version"), versions),
        _pairs("Input files", ("File", "SHA-256, first 12 characters"), hashes),
        f"<p>{blocks.link('run.json', 'run.json')} holds all of this for a machine.</p>\n",
        _again(name),
        _cited(name, record, codebook),
    ]
    return blocks.section("provenance", "Provenance", "".join(parts))


def _again(name: str) -> str:
    """Write how to make the run again."""
    return (
        "<h3>Run it again</h3>\n<p>This runs the notebooks again in fresh kernels, and compares "
        "every table and figure with those here:</p>\n"
        f'<pre class="fw-command"><code>framewaves verify reports/{safe(name)}</code></pre>\n'
    )


def _cited(name: str, record: Mapping[str, Any], codebook: str) -> str:
    """Write how to cite the run."""
    kit = f"framewaves {record['versions'].get('framewaves', '')}".strip()
    book = f" Codebook: {codebook}." if codebook else ""
    text = f"{record['study']}. Framing report, run {name}, made with {kit}.{book}"
    return f"<h3>Cite it</h3>\n{blocks.copied('cite', f'<p>{safe(text)}</p>')}"


def _pairs(caption: str, names: tuple[str, str], rows: Mapping[str, str]) -> str:
    """Write names and values in a fold."""
    if not rows:
        return ""
    cells = [
        [safe(key), f'<span class="fw-hash">{safe(value)}</span>'] for key, value in rows.items()
    ]
    columns = [Column(name) for name in names]
    table = blocks.table(caption, columns, [("", cells)], kind="fw-list fw-narrow")
    return blocks.fold(f"{safe(caption)} ({len(rows):,})", table)
