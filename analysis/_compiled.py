"""Compile a function to machine code where numba is installed; only then is it used.

A compiled kernel is a second way to the same table, never the only one: the stage has a plain
one beside it, and the tests hold the two together. So numba stays optional (the extra `fast`),
and small input never waits for it.
"""

import os
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, Final, TypeVar

from analysis.contracts import InputError

__all__ = ["LEAST_CHARACTERS", "SWITCH", "jit", "need", "worth"]

Function = TypeVar("Function", bound=Callable[..., Any])

SWITCH: Final = "FRAMEWAVES_COMPILED"
"""Environment variable: ``0`` never compiles, ``1`` always, anything else where it pays."""

LEAST_CHARACTERS: Final = 5_000_000
"""Characters of text from which loading the compiled kernels pays: a second, and the very first
time, when they are made, about twenty."""

_PORTION: Final = 200_000  # characters; smaller calls do not add up to that
_met = [0]


def jit(function: Function) -> Function:
    """Compile a function when it is first called; without numba it is left as it is.

    The machine code is kept beside the source, or in the user's cache folder, so that it is
    made once. Division by zero gives infinity, and an index outside of an array is not caught.
    """
    if find_spec("numba") is None:
        return function
    import numba

    compiled: Any = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return compiled  # type: ignore[no-any-return]


def worth(n_characters: int) -> bool:
    """Say whether the compiled way is taken for so much text, or for the next part of so much.

    Examples
    --------
    >>> worth(0)
    False
    """
    wanted = os.environ.get(SWITCH)
    if wanted == "0" or find_spec("numba") is None:
        return False
    if n_characters >= _PORTION:
        _met[0] += n_characters
    return wanted == "1" or (n_characters >= _PORTION and _met[0] >= LEAST_CHARACTERS)


def need(what: str) -> None:
    """Raise if numba is not installed, for what has no plain way.

    Raises
    ------
    InputError
        Naming what needs it, and how to install it.
    """
    if find_spec("numba") is None:
        message = f"{what} needs numba. Install it with: pip install 'framewaves[fast]'"
        raise InputError(message)
