"""The files of a folder of codes: their names, how a part is written, how it is read back.

A part is written under names of its own, given its names when it is whole, and is done when
its record is there and fits the files. So a run that was killed leaves nothing half done
that could be taken for whole.
"""

import hashlib
import json
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.contracts import InputError

__all__ = [
    "BOOK",
    "DONE",
    "KINDS",
    "MANIFEST",
    "Writer",
    "Written",
    "damaged",
    "fits",
    "forget",
    "place",
    "read",
    "record",
    "save_text",
    "strays",
    "writing",
]  # fmt: skip

KINDS: Final = ("documents", "units", "hits")
DONE: Final = "done"
MANIFEST: Final = "coded.json"
BOOK: Final = "codebook.yaml"
_UNFINISHED: Final = ".part"
_OWN: Final = re.compile(r"\d{5,}\.(?:parquet|json)|\..*\.part")
_OPTIONS: Final[Mapping[str, Any]] = {"compression": "zstd", "compression_level": 1}


def place(folder: Path, kind: str, number: int) -> Path:
    """Say where a part lies.

    Examples
    --------
    >>> place(Path("codings"), "units", 7).as_posix()
    'codings/units/00007.parquet'
    """
    ending = "json" if kind == DONE else "parquet"
    return folder / kind / f"{number:05d}.{ending}"


def _unfinished(path: Path) -> Path:
    """Give a name to work on beside a file: a job may be done twice at the same time."""
    return path.with_name(f".{path.name}.{uuid.uuid4().hex}{_UNFINISHED}")


def writing(path: Path, cause: OSError) -> InputError:
    """Say that a file cannot be written, and that what is done is kept."""
    why = cause.strerror or " ".join(str(cause).split())[:160]
    message = (f"{path}: this cannot be written ({why}). What is done is kept; mend this and run "
               f"the same command again.")  # fmt: skip
    return InputError(message)


def save_text(path: Path, text: str) -> None:
    """Write a text, whole or not at all."""
    draft = _unfinished(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as cause:
        draft.unlink(missing_ok=True)
        raise writing(path, cause) from cause


class Written(NamedTuple):
    """Size and SHA-256 of a file."""

    size: int
    sha256: str


def _seen(path: Path) -> Written:
    """Look at a file."""
    with path.open("rb") as content:
        return Written(path.stat().st_size, hashlib.file_digest(content, "sha256").hexdigest())


class Writer:
    """Writes the three files of one part, a row group for each batch of articles.

    Used with `with`; `done` gives the files their names and writes the record. Without it, or
    after an error, nothing is left.
    """

    def __init__(self, folder: Path, number: int, schemas: Mapping[str, pa.Schema]) -> None:
        self._folder = folder
        self._number = number
        self._names = {kind: place(folder, kind, number) for kind in KINDS}
        self._drafts = {kind: _unfinished(path) for kind, path in self._names.items()}
        self._schemas = schemas
        self._files: dict[str, pq.ParquetWriter] = {}

    def __enter__(self) -> "Writer":
        try:
            for kind, draft in self._drafts.items():
                draft.parent.mkdir(parents=True, exist_ok=True)
                self._files[kind] = pq.ParquetWriter(draft, self._schemas[kind], **_OPTIONS)
        except OSError as cause:
            self.__exit__()
            raise writing(self._names[kind], cause) from cause
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            try:
                file.close()
            except (OSError, pa.ArrowException):  # the first error was told
                file.is_open = False  # else it complains again when it is thrown away
        for draft in self._drafts.values():
            draft.unlink(missing_ok=True)

    def add(self, **tables: pa.Table) -> None:
        """Write one batch; a row group in each file, though it be empty."""
        for kind in KINDS:
            try:
                rows = max(tables[kind].num_rows, 1)
                self._files[kind].write_table(tables[kind], row_group_size=rows)
            except OSError as cause:
                raise writing(self._names[kind], cause) from cause

    def done(self, run: str, counts: Mapping[str, Any]) -> dict[str, Any]:
        """Close the files, give them their names, and write the record last."""
        files = {}
        for kind, path in self._names.items():
            try:
                self._files[kind].close()
                files[kind] = _seen(self._drafts[kind])._asdict()
                self._drafts[kind].replace(path)
            except OSError as cause:
                raise writing(path, cause) from cause
        made = {"part": self._number, "run": run, **counts, "files": files}
        text = json.dumps(made, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
        save_text(place(self._folder, DONE, self._number), text)
        return made


def record(folder: Path, number: int, run: str) -> dict[str, Any] | None:
    """Give the record of a part; None if there is none of this run."""
    try:
        found = json.loads(place(folder, DONE, number).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    whole = isinstance(found, dict) and found.get("run") == run and found.get("part") == number
    return found if whole and set(found.get("files", ())) == set(KINDS) else None


def fits(folder: Path, found: Mapping[str, Any], *, hashes: bool = True) -> bool:
    """Say whether the files of a part are those of its record."""
    for kind in KINDS:
        path, told = place(folder, kind, found["part"]), found["files"][kind]
        try:
            if path.stat().st_size != told["size"]:
                return False
            if hashes and _seen(path).sha256 != told["sha256"]:
                return False
        except OSError:
            return False
    return True


def forget(folder: Path, number: int) -> None:
    """Take the record of a part away, so that it is done again."""
    path = place(folder, DONE, number)
    try:
        path.unlink(missing_ok=True)
    except OSError as cause:
        raise writing(path, cause) from cause


def strays(folder: Path, n_parts: int) -> list[Path]:
    """Files left unfinished, and those of parts that there are not; no files of anyone else."""
    named = {place(folder, kind, number) for kind in (*KINDS, DONE) for number in range(n_parts)}
    found = [path for kind in (*KINDS, DONE) for path in sorted((folder / kind).glob("*"))]
    tops = [path for path in sorted(folder.glob(".*")) if path.name.endswith(_UNFINISHED)]
    return [path for path in (*tops, *found)
            if path not in named and _OWN.fullmatch(path.name) and path.is_file()]  # fmt: skip


def damaged(folder: Path, number: int) -> InputError:
    """Say that a part cannot be read."""
    message = (f"{folder}: part {number} cannot be read. Run 'framewaves code' with this folder "
               f"again: damaged parts are done again.")  # fmt: skip
    return InputError(message)


def read(
    folder: Path,
    number: int,
    columns: Mapping[str, Sequence[str] | None],
    groups: Sequence[int] | None = None,
) -> Iterator[dict[str, pa.Table]]:
    """Read one part, a batch of articles at a time.

    Parameters
    ----------
    columns : mapping
        Kind of table to the columns that are wanted; None for all. Other kinds are not read.
    groups : sequence of int, optional
        Only these batches.

    Raises
    ------
    InputError
        If a file of the part cannot be read.
    """
    files: dict[str, pq.ParquetFile] = {}
    try:
        for kind in columns:
            files[kind] = pq.ParquetFile(place(folder, kind, number), pre_buffer=False)
        least = min(file.num_row_groups for file in files.values())
        for group in range(least) if groups is None else groups:
            yield {kind: file.read_row_group(group, columns=columns[kind])
                   for kind, file in files.items()}  # fmt: skip
    except (pa.ArrowException, OSError) as cause:
        raise damaged(folder, number) from cause
    finally:
        for file in files.values():
            file.close()
