"""Which figures of a folder are meant."""

from collections.abc import Sequence
from pathlib import Path

from analysis import wording
from analysis.contracts import InputError, did_you_mean

__all__ = ["names", "selected"]


def names(source: Path | str) -> tuple[str, ...]:
    """Names of the figures in a folder, in the order of their numbers.

    Raises
    ------
    InputError
        If there are none.
    """
    folder = Path(source)
    found = sorted((file.stem for file in folder.glob("*.json")), key=wording.number_order)
    if not found:
        message = (f"{folder}: here are no figures to draw again (no .json file). Run `framewaves "
                   f"report` first, or name the folder of the figures.")  # fmt: skip
        raise InputError(message)
    return tuple(found)


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
