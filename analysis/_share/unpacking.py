"""Open an archive that may be hostile, and check that it is as it was made."""

import re
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from analysis._run_record.reading import is_inside
from analysis._share.packing import CHECKSUMS, digest
from analysis.contracts import InputError, first_five
from analysis.readers._archive import members
from analysis.readers._source import Source, Unreadable

__all__ = ["safe", "unpack"]

_NEEDED: Final = ("run.json", "study/study.yaml", CHECKSUMS)
_AGAIN: Final = "Download the archive again, from where its authors put it."


def safe(name: str) -> bool:
    r"""Whether a name stays inside of a folder, on every system.

    Examples
    --------
    >>> [safe(name) for name in ("study/a.csv", "../a", "/a", "C:\\a", "a\\..\\..\\b", "")]
    [True, False, False, False, False, False]
    """
    return is_inside(name) and not re.search(r"[\x00-\x1f\\]", name)


def unpack(archive: Path, folder: Path) -> None:
    """Unpack an archive that `framewaves share` made, and check it against its checksums.

    Parameters
    ----------
    archive : Path
    folder : Path
        Made; nothing must be in it.

    Raises
    ------
    InputError
        If the file is no such archive, is damaged or changed, unpacks to far more than its
        size, or holds a link or a name that leads out of it.
    """
    source = _source(archive)
    wrong = [f"{one.name.removeprefix(source.name + '/')} ({one.reason})"
             for one in members(source) if one.source is None]  # fmt: skip
    if wrong:
        raise InputError(f"{archive.name} cannot be unpacked: {first_five(wrong)}. {_AGAIN}")
    try:
        with zipfile.ZipFile(archive) as content:
            names = [info.filename for info in content.infolist()
                     if not info.filename.endswith("/")]  # fmt: skip
            _check_names(archive.name, names)
            for name in names:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with content.open(name) as member, target.open("wb") as made:
                    shutil.copyfileobj(member, made)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as cause:
        raise InputError(f"{archive.name} is damaged. {_AGAIN}") from cause
    _check_sums(archive.name, folder, names)


def _source(archive: Path) -> Source:
    """Open the file."""
    try:
        n_bytes = archive.stat().st_size
        whole = zipfile.is_zipfile(archive)
    except OSError as cause:
        raise InputError(f"{archive}: cannot be opened ({cause.strerror}).") from cause
    except Unreadable as cause:
        raise InputError(f"{archive}: {cause}.") from cause
    if not whole:
        message = f"{archive.name} is no zip. Name an archive that 'framewaves share' made."
        raise InputError(message)
    return Source(archive.name, n_bytes, lambda: archive.open("rb"))


def _check_names(name: str, names: Iterable[str]) -> None:
    """Raise unless all names are plain, each is there once, and it is such an archive."""
    listed = list(names)
    strange = [one for one in listed if not safe(one)]
    folded = [one.casefold() for one in listed]
    plain = set(folded)
    strange += [one for one in listed if folded.count(one.casefold()) > 1] if (
        len(plain) < len(folded)) else []  # fmt: skip
    # A file cannot be the folder of another one.
    strange += [one for one in listed
                if any(str(above) in plain for above in PurePosixPath(one.casefold()).parents)
                and one not in strange]  # fmt: skip
    if strange:
        message = f"{name} holds names that cannot be used: {first_five(strange)}. {_AGAIN}"
        raise InputError(message)
    absent = [one for one in _NEEDED if one not in listed]
    if absent:
        message = (f"{name} lacks {first_five(absent)}, so it is no archive that 'framewaves "
                   f"share' made. Name one.")  # fmt: skip
        raise InputError(message)


def _check_sums(name: str, folder: Path, names: Iterable[str]) -> None:
    """Raise unless every file is as its checksum says, and has one."""
    sums: dict[str, str] = {}
    for line in (folder / CHECKSUMS).read_text(encoding="utf-8", errors="replace").splitlines():
        sha256, _, file = line.partition("  ")
        sums[file] = sha256
    there = set(names) - {CHECKSUMS}
    wrong = sorted(there ^ set(sums))
    wrong += [file for file in sorted(there & set(sums)) if digest(folder / file) != sums[file]]
    if wrong:
        message = f"{name} was changed or damaged since it was made: {first_five(wrong)}. {_AGAIN}"
        raise InputError(message)
