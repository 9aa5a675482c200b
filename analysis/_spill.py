"""Numbers by the million in a file instead of in memory: added at the end, read from anywhere.

The file has no name where the system can do without (elsewhere it goes when it is closed), so
that nothing is left of it however the program ends.
"""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

import numpy as np
from numpy.typing import DTypeLike, NDArray

__all__ = ["Numbers", "Shelves", "Spill", "once"]

Numbers = NDArray[Any]

_AGAIN: Final = 2  # shelves are tidied up when they hold so many times what was left last time
_LEAST: Final = 4_000_000  # and so many numbers


class Spill:
    """Numbers of one kind, one behind the other.

    Parameters
    ----------
    dtype : numpy dtype
    folder : Path, optional
        Where the file is made; without it the numbers stay in memory.

    Examples
    --------
    >>> with Spill("uint32", None) as spill:
    ...     spill.add(np.array([3, 1, 4, 1, 5]))
    ...     spill.write(1, np.array([9]))
    ...     len(spill), spill.read(0, 3).tolist(), spill.gather([3, 0], [2, 1]).tolist()
    (5, [3, 9, 4], [1, 5, 3])
    """

    def __init__(self, dtype: DTypeLike, folder: Path | None) -> None:
        self._dtype = np.dtype(dtype)
        self._size = 0
        self._file: BinaryIO = io.BytesIO()
        if folder is not None:
            # closed by `close`, since it outlives this function
            file = tempfile.TemporaryFile(dir=folder, prefix=".framewaves-")  # noqa: SIM115
            self._file = cast(BinaryIO, file)

    def __enter__(self) -> "Spill":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return self._size

    def close(self) -> None:
        """Give the numbers up, and the room they took."""
        self._file.close()

    def add(self, numbers: Numbers) -> None:
        """Write numbers behind the last one."""
        self.write(self._size, numbers)

    def write(self, start: int, numbers: Numbers) -> None:
        """Write numbers from a place on, over what stood there."""
        self._file.seek(start * self._dtype.itemsize)
        self._file.write(np.ascontiguousarray(numbers, self._dtype).data)
        self._size = max(self._size, start + len(numbers))

    def read(self, start: int, count: int) -> Numbers:
        """Read so many numbers from a place on, into an array of their own."""
        numbers = np.empty(count, self._dtype)
        self._fill(start, numbers)
        return numbers

    def gather(self, starts: Numbers | list[int], counts: Numbers | list[int]) -> Numbers:
        """Read several stretches one behind the other; neighbours are read in one go."""
        first, size = np.asarray(starts, np.int64), np.asarray(counts, np.int64)
        edges = np.concatenate([[0], np.cumsum(size)])
        new = np.flatnonzero(first[1:] != first[:-1] + size[:-1]) + 1
        begins = np.concatenate([[0], new]) if len(first) else new
        ends = np.concatenate([new, [len(first)]]) if len(first) else new
        numbers = np.empty(edges[-1], self._dtype)
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            self._fill(int(first[begin]), numbers[edges[begin] : edges[end]])
        return numbers

    def _fill(self, start: int, numbers: Numbers) -> None:
        """Read into an array."""
        self._file.seek(start * self._dtype.itemsize)
        into = numbers.view(np.uint8).data
        while len(into):  # a large read may come in pieces
            done = self._file.readinto(into)  # type: ignore[attr-defined] # both kinds have it
            if not done:
                message = f"a temporary file ends before number {start + len(numbers):,}"
                raise OSError(0, message)
            into = into[done:]


class Shelves:
    """Sets of numbers, each on a numbered shelf, that grow in any order and in one file.

    Examples
    --------
    >>> with Shelves("uint64", None) as shelves:
    ...     shelves.put(2, np.array([5, 7]))
    ...     shelves.put(0, np.array([1]))
    ...     shelves.put(2, np.array([7, 6]))
    ...     [(number, found.tolist()) for number, found in shelves.sorted(distinct=True)]
    [(0, [1]), (2, [5, 6, 7])]
    """

    def __init__(self, dtype: DTypeLike, folder: Path | None) -> None:
        self._kind, self._folder = dtype, folder
        self._spill = Spill(dtype, folder)
        self._places: dict[int, list[tuple[int, int]]] = {}
        self._left = _LEAST

    def __enter__(self) -> "Shelves":
        return self

    def __exit__(self, *_: object) -> None:
        self._spill.close()

    def put(self, number: int, numbers: Numbers) -> None:
        """Add numbers to a shelf."""
        if len(numbers):
            self._places.setdefault(number, []).append((len(self._spill), len(numbers)))
            self._spill.add(numbers)

    def sorted(self, *, distinct: bool) -> Iterator[tuple[int, Numbers]]:
        """Give the shelves that hold anything, in order, each with its numbers in order."""
        for number in sorted(self._places):
            starts, counts = zip(*self._places[number], strict=True)
            numbers = self._spill.gather(list(starts), list(counts))
            numbers.sort()
            yield number, once(numbers) if distinct else numbers

    def tidy(self) -> None:
        """Drop repeats, where there may be so many that they take much room."""
        if len(self._spill) < _AGAIN * self._left:
            return
        fresh = Shelves(self._kind, self._folder)
        for number, numbers in self.sorted(distinct=True):
            fresh.put(number, numbers)
        self._spill.close()
        self._spill, self._places = fresh._spill, fresh._places
        self._left = max(_LEAST, len(self._spill))


def once(ordered: Numbers) -> Numbers:
    """Drop repeats of numbers in order.

    Examples
    --------
    >>> once(np.array([1, 1, 4, 9, 9])).tolist()
    [1, 4, 9]
    """
    kept: Numbers = ordered[np.diff(ordered, prepend=~ordered[:1]) != 0]
    return kept
