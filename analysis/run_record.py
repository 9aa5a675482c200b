"""The record of a run, `run.json`: what went in, what came out, each by its SHA-256.

It is the manifest from which a run is made again (`rerun`), compared with another
(`run_differences`) and packed (`share`). Two runs of the same input differ in it by the
seconds alone.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from analysis._run_record.captions import keep as keep_captions
from analysis._run_record.changes import (
    Change,
    named,
    of_inputs,
    of_kit,
    of_mapping,
    of_notebooks,
    stale_figures,
)
from analysis._run_record.content import digest, kit_hash, source_hash
from analysis._run_record.layout import (
    FIGURES,
    Stamp,
    folder_of_figures,
    kept,
    listing,
    resolve,
    told,
    written,
)
from analysis._run_record.places import hidden, placeless, places, told_places
from analysis._run_record.reading import FILE, FORMAT, folder_of, outputs, read
from analysis.contracts import InputError

__all__ = [
    "FILE",
    "FORMAT",
    "Change",
    "Stamp",
    "digest",
    "earlier",
    "folder_of",
    "folder_of_figures",
    "hashed",
    "hidden",
    "keep_captions",
    "kept",
    "kit_hash",
    "listing",
    "named",
    "of_inputs",
    "of_kit",
    "of_mapping",
    "of_notebooks",
    "outputs",
    "placeless",
    "places",
    "read",
    "resolve",
    "source_hash",
    "stale_figures",
    "told",
    "told_places",
    "write",
    "written",
]

_SAME: Final = ("inputs", "parameters", "versions")


def write(folder: Path, record: Mapping[str, Any]) -> Path:
    """Write the record of a run at one stroke: whole or not at all.

    Parameters
    ----------
    folder : Path
        Of the run; made if absent.
    record : mapping
        As `read` gives it; the number of the format is added.

    Returns
    -------
    Path
    """
    folder.mkdir(parents=True, exist_ok=True)
    content = {**record, "format": FORMAT}
    text = _json(content)
    part = folder / f"{FILE}.part"
    try:
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(folder / FILE)
    finally:
        part.unlink(missing_ok=True)
    return folder / FILE


def hashed(names: Iterable[str], folder: Path, figures: Path) -> dict[str, str]:
    """Give the SHA-256 of files of a run by their names in the record, sorted.

    Parameters
    ----------
    names : iterable of str
        Such as `tables/hits.csv`, or `figures/a.pdf` wherever the figures lie.
    folder, figures : Path
        Of the run, and with its figures.

    Returns
    -------
    dict of str to str
    """
    found = {}
    for name in sorted(names):
        top, _, rest = name.partition("/")
        found[name] = digest(figures / rest if top == FIGURES else folder / name)
    return found


def earlier(folder: Path, record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give what an earlier run in a folder recorded of notebooks that did not run again.

    Parameters
    ----------
    folder : Path
    record : mapping
        Of the run that goes on there.

    Returns
    -------
    list of dict
        What the earlier record says of each notebook, without the outputs that `record` has
        now; none if its inputs, versions or parameters are others, or if it is damaged.
    """
    try:
        found = read(folder)
    except InputError:
        return []
    if any(found[name] != json.loads(_json(record[name])) for name in _SAME):
        return []
    again = {entry["name"] for entry in record["notebooks"]}
    mine = outputs(record)
    return [
        {
            **entry,
            "outputs": {name: sha for name, sha in entry["outputs"].items() if name not in mine},
        }
        for entry in found["notebooks"]
        if entry["name"] not in again
    ]


def _json(content: object) -> str:
    """Write JSON in one fixed form."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, default=str)
