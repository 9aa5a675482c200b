"""Which figures of a folder are meant."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.contracts import InputError, did_you_mean

__all__ = ["described", "names", "selected"]


def names(source: Path | str) -> tuple[str, ...]:
    """Names of the figures in a folder, in the order of their numbers.

    Raises
    ------
    InputError
        If there are none.
    """
    folder = Path(source)
    found = sorted((file.stem for file in folder.glob("*.json")), key=_in_order)
    if not found:
        message = (f"{folder}: here are no figures to draw again (no .json file). Run `framewaves "
                   f"report` first, or name the folder of the figures.")  # fmt: skip
        raise InputError(message)
    return tuple(found)


def _in_order(name: str) -> list[tuple[bool, int, str]]:
    """Let 40-10 come after 40-2."""
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part)
            for part in re.split(r"(\d+)", name) if part]  # fmt: skip


def selected(source: Path | str, only: Sequence[str]) -> list[Path]:
    """Give the files that describe the figures that are asked for, each once."""
    folder, there = Path(source), names(source)
    chosen: dict[str, None] = {} if only else dict.fromkeys(there)
    for wanted in only:
        fitting = [name for name in there if name == wanted or name.startswith(f"{wanted}-")]
        if not fitting:
            message = f"{folder}: no figure is called {wanted!r}. {did_you_mean(wanted, there)}"
            raise InputError(message)
        chosen |= dict.fromkeys(fitting)
    return [folder / f"{name}.json" for name in chosen]


def described(file: Path) -> Mapping[str, Any]:
    """Read a JSON file that describes a figure; nothing if it cannot be read."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
