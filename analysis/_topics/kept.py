"""Keep an array in a file by the name of its content, so that it is computed once."""

import contextlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.contracts import InputError

__all__ = ["array"]


def array(folder: Path | None, name: str, make: Callable[[], NDArray[Any]]) -> NDArray[Any]:
    """Read the array `name` from the folder, or make it and keep it there.

    The file holds numbers alone, never a pickle, and is put in place whole or not at all.

    Raises
    ------
    contracts.InputError
        If the file is damaged or the folder cannot be written.
    """
    if folder is None:
        return make()
    path = Path(folder) / f"{name}.npz"
    if path.exists():
        return _read(path)
    made = make()
    _write(path, made)
    return made


def _read(path: Path) -> NDArray[Any]:
    """Read what was kept; a damaged file is told, not used."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            found: NDArray[Any] = stored["values"]
        if found.ndim != 2 or found.dtype != np.float32 or not np.isfinite(found).all():
            raise ValueError("it does not hold what was kept")  # noqa: TRY301
    except Exception as cause:
        message = (f"The kept vectors {path} cannot be read ({cause or type(cause).__name__}). "
                   f"Remove the file; it will be made anew.")  # fmt: skip
        raise InputError(message) from cause
    return found


def _write(path: Path, values: NDArray[Any]) -> None:
    """Write beside the place and move there: a reader never sees half a file."""
    target = io.BytesIO()
    np.savez(target, values=values)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(target.getvalue())
        beside.replace(path)
    except OSError as cause:
        with contextlib.suppress(OSError):
            beside.unlink()
        message = f"Vectors cannot be kept in {path.parent} ({cause.strerror})."
        raise InputError(message) from cause
