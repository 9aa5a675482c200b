"""Shares on disk: written once, then read without a copy."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa

from analysis._recoding.shares import Share
from analysis._tokens.types import Types

__all__ = ["Shelf"]

_DONE: Final = "done.txt"
_KINDS: Final = ("documents", "units", "words")
_TYPES: Final = "types"


class Shelf:
    """A folder with the words of a corpus.

    `made_of` says what the words are of; a folder of something else, or one that was not
    finished, counts as empty.
    """

    def __init__(self, folder: Path, made_of: str) -> None:
        self._folder = folder
        self._made_of = made_of

    def is_whole(self) -> bool:
        """Whether all words are there."""
        note = self._folder / _DONE
        return note.is_file() and note.read_text(encoding="utf-8").split("\n")[0] == self._made_of

    def fill(self, shares: Iterable[Share], types: Types) -> None:
        """Write all shares, and at the end the types, which grow with them."""
        if self._folder.exists():
            shutil.rmtree(self._folder)
        self._folder.mkdir(parents=True)
        number = -1
        for number, share in enumerate(shares):
            for kind, table in zip(_KINDS, share, strict=True):
                _write(table, self._path(number, kind))
        _write(pa.table({"word": pa.array(types.words(0), pa.string())}), self._path(0, _TYPES))
        note = self._folder / _DONE
        note.write_text(f"{self._made_of}\n{number + 1}\n", encoding="utf-8")

    def shares(self) -> Iterator[Share]:
        """Read the shares."""
        count = int((self._folder / _DONE).read_text(encoding="utf-8").split("\n")[1])
        for number in range(count):
            yield Share(*(_read(self._path(number, kind)) for kind in _KINDS))

    def types(self) -> Types:
        """Read the types."""
        return Types.of(_read(self._path(0, _TYPES))["word"].to_pylist())

    def _path(self, number: int, kind: str) -> Path:
        """Say where a table lies."""
        return self._folder / f"{number:05d}-{kind}.arrow"


def _write(table: pa.Table, path: Path) -> None:
    """Write a table as one batch, so that it can be read without a copy."""
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table.combine_chunks())


def _read(path: Path) -> pa.Table:
    """Map a table into memory."""
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()
