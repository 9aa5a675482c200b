"""The captions of a run's figures, of which the run keeps a copy.

The figures of the shipped study lie in one folder for all runs, so that the next run writes
over them.
"""

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from analysis._run_record.layout import FIGURES, resolve
from analysis._run_record.plain import parsed
from analysis._run_record.reading import outputs

__all__ = ["keep", "read"]

_FILE: Final = "inputs/captions.json"


def keep(folder: Path, record: Mapping[str, Any]) -> None:
    """Write the captions of the figures of a run into its folder.

    Parameters
    ----------
    folder : Path
        Of the run, which has just been made.
    record : mapping
        Of the run.
    """
    text = json.dumps(_of_figures(folder, record), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / _FILE).parent.mkdir(exist_ok=True)
    (folder / _FILE).write_text(text + "\n", encoding="utf-8")


def read(folder: Path, record: Mapping[str, Any]) -> dict[str, str]:
    """Give the caption of each figure of a run: as it was kept, else as it is now."""
    kept = parsed(folder / _FILE)
    if isinstance(kept, dict):
        return {name: text for name, text in kept.items() if isinstance(text, str)}
    return _of_figures(folder, record)


def _of_figures(folder: Path, record: Mapping[str, Any]) -> dict[str, str]:
    """Read the captions beside the figures; other JSON is no figure."""
    found = {}
    for name in outputs(record):
        path = PurePosixPath(name)
        if path.suffix == ".json" and str(path.parent) == FIGURES:
            described = parsed(resolve(folder, record, name))
            caption = described.get("caption") if isinstance(described, dict) else None
            if isinstance(caption, str):
                found[path.stem] = caption
    return found
