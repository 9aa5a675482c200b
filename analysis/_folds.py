"""Parts of a page that open on a click, and a table of articles that leads to them."""

import html
from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from analysis import wording

__all__ = ["above", "by_wave", "fold", "matrix"]


def above(said: str) -> str:
    """Write a sentence above what is shown, if there is one."""
    return f"<p>{html.escape(said)}</p>" if said else ""


def fold(address: str, heading: str, inside: str) -> str:
    """Write a part that opens on a click.

    The address is that of the inside: a browser that goes there opens all folds around it.
    """
    return (
        f"<details><summary>{html.escape(heading)}</summary>"
        f'<div id="{html.escape(address, quote=True)}">{inside}</div></details>'
    )


def by_wave(documents: pd.DataFrame) -> dict[str, list[str]]:
    """Give the articles of each wave, in order."""
    waves = dict(zip(documents["doc_id"], documents["wave"], strict=True))
    gathered: dict[str, list[str]] = defaultdict(list)
    for doc_id in wording.in_order(documents):
        gathered[wording.wave_name(waves[doc_id])].append(doc_id)
    return gathered


def matrix(
    documents: pd.DataFrame, names: Mapping[str, str],
    counts: Mapping[tuple[str, str], tuple[int, int]], *, prefix: str, most: int,
) -> tuple[str, str]:  # fmt: skip
    """Write articles by columns; a cell is 'positive/units' and leads to the fold behind it.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``.
    names : mapping of str to str
        Column to its name.
    counts : mapping
        doc_id and column to positive units and all units.
    prefix : str
        What the addresses of the folds begin with: '<prefix>-<column>-<doc_id>'.
    most : int
        Articles shown of a wave at the most.

    Returns
    -------
    table, rest : str
        HTML; `rest` says how many articles are not shown.
    """
    titles, waves = wording.article_labels(documents), by_wave(documents)
    head = "".join(
        f'<th scope="col"><a href="#{html.escape(f"{prefix}-{key}", quote=True)}">'
        f"{html.escape(name)}</a></th>" for key, name in names.items()
    )  # fmt: skip
    rows = "".join(
        f'<tr><td>{html.escape(wave)}</td><th scope="row">{html.escape(titles[doc_id])}</th>'
        + "".join(_cell(f"{prefix}-{key}-{doc_id}", *counts.get((doc_id, key), (0, 0)))
                  for key in names) + "</tr>"
        for wave, ids in waves.items() for doc_id in ids[:most]
    )  # fmt: skip
    table = (
        '<table><thead><tr><th scope="col">Wave</th><th scope="col">Article</th>'
        f"{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    left = sum(max(len(ids) - most, 0) for ids in waves.values())
    return table, wording.not_shown(left, "articles")


def _cell(address: str, positive: int, units: int) -> str:
    """Write one cell: how many units, and the way to them."""
    text = f"{positive}/{units}"
    link = f'<a href="#{html.escape(address, quote=True)}">{text}</a>' if positive else text
    return f"<td>{link}</td>"
