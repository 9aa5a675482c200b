"""Find the files below the paths that a researcher gives, and look into archives.

Nothing is left out in silence: what is not read comes with the reason.
"""

import io
import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from analysis._study_files import safe_name
from analysis.contracts import InputError
from analysis.readers._archive import LIMITS, Limits, is_archive, listed, members, shown
from analysis.readers._source import MOST_BYTES, Source

__all__ = ["Entry", "Found", "find", "names_in", "open_entry"]

_SYSTEM_FILES: Final = {"thumbs.db", "desktop.ini", "icon\r"}
_ABOUT: Final = {"readme", "license", "licence"}
_UNFINISHED: Final = (".crdownload", ".part", ".partial", ".download")
_COMPANIONS: Final = re.compile(  # what browsers call the folder of a page saved 'complete'
    r"(.+)(?:_files|_bestanden|-Dateien|_fichiers|_archivos|_file|\.files)", re.IGNORECASE
)
_PAGES: Final = (".html", ".htm", ".xhtml")


class Entry(NamedTuple):
    """A file on disk that was found: its name for the receipt, and why it is not read, if so."""

    name: str
    path: Path
    status: str = "found"
    reason: str = ""
    n_bytes: int | None = None


class Found(NamedTuple):
    """A file, on disk or in an archive, that can be read, or the reason why not."""

    name: str
    source: Source | None
    status: str = "found"
    reason: str = ""
    n_bytes: int | None = None


# Files on disk --------------------------------------------------------------------


def find(paths: Iterable[Path], *, apart: Iterable[Path] = ()) -> list[Entry]:
    """Find all files at or below some paths, by name.

    Parameters
    ----------
    paths : iterable of Path
        Files and folders. A name in a folder is relative to it; the name of a file is its
        own. Where two paths hold the same name, the name of the folder is put before it.
    apart : iterable of Path
        Files of the study itself, such as its metadata, which are skipped.

    Returns
    -------
    list of Entry

    Raises
    ------
    InputError
        If a path is not there or cannot be opened.
    """
    own = {os.path.abspath(path) for path in apart}  # noqa: PTH100 - links stay
    groups: list[tuple[Path, list[Entry]]] = []
    seen: set[str] = set()
    for path in paths:
        fresh = []
        for entry in _below(path):
            place = os.path.abspath(entry.path)  # noqa: PTH100
            if place not in seen:
                fresh.append(_apart(entry) if place in own else entry)
            seen.add(place)
        groups.append((path, fresh))
    return sorted(_named_apart(groups), key=lambda entry: entry.name)


def _apart(entry: Entry) -> Entry:
    """Skip a file of the study itself."""
    return entry._replace(status="skipped", reason="a file of the study itself, not an article")


def _named_apart(groups: Sequence[tuple[Path, list[Entry]]]) -> Iterator[Entry]:
    """Put the folder before names that are there under two of the paths."""
    times = Counter(name for _, entries in groups for name in {entry.name for entry in entries})
    for path, entries in groups:
        folder = path if path.is_dir() else path.parent
        for entry in entries:
            twice = times[entry.name] > 1
            prefix = safe_name(folder.resolve(), folder.resolve().parent) if twice else ""
            yield entry._replace(name=f"{prefix}/{entry.name}") if prefix else entry


def _below(path: Path) -> Iterator[Entry]:
    """Find the files at or below one path."""
    if path.is_dir():
        yield from _folder(path)
    elif os.path.lexists(path):
        yield _file(path, path.parent)
    else:
        raise InputError(f"There is no file or folder {path.name!r}. Is the path written right?")


def _folder(folder: Path) -> Iterator[Entry]:
    """Find the files below a folder, and what is not looked into."""
    unreadable: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=unreadable.append):
        for name in sorted(folders):
            path = Path(parent, name)
            if kind := _not_looked_into(path, files):
                folders.remove(name)
                yield Entry(_name(path, folder), path, "skipped", f"{kind}, not looked into")
        for name in files:
            yield _file(Path(parent, name), folder)
    for error in unreadable:
        path = Path(error.filename)
        if path == folder or not path.is_dir():
            raise InputError(f"The folder {folder.name!r} with the articles cannot be opened.")
        yield Entry(_name(path, folder), path, "rejected", "folder cannot be opened")


def _not_looked_into(path: Path, beside: Sequence[str]) -> str:
    """Say why a folder is left aside; empty if it is looked into."""
    if path.is_symlink():
        return "link to a folder"
    if path.name.startswith("."):
        return "hidden folder"
    page = _page_of(path.name, beside)
    return f"pictures and scripts of the saved page {shown(page)!r}" if page else ""


def _page_of(folder: str, beside: Collection[str]) -> str:
    """Give the saved web page that a folder belongs to, among the files beside it; or nothing."""
    found = _COMPANIONS.fullmatch(folder)
    pages = (f"{found[1]}{ending}" for ending in _PAGES) if found else ()
    return next((page for page in pages if page in beside), "")


def _name(path: Path, folder: Path) -> str:
    """Name of a file for the receipt, relative to a folder."""
    return shown(safe_name(path, folder))


def _file(path: Path, folder: Path) -> Entry:
    """Look at one file without opening it."""
    name = _name(path, folder)
    if kind := _not_an_article(path.name):
        return Entry(name, path, "skipped", kind)
    try:
        status = path.stat()
    except OSError as cause:
        return Entry(name, path, "rejected", f"cannot be opened ({cause.strerror})")
    if not stat.S_ISREG(status.st_mode):
        return Entry(name, path, "skipped", "not a regular file")
    if path.name.lower().endswith(_UNFINISHED):
        return Entry(name, path, "rejected", _NOT_ALL, status.st_size)
    return Entry(name, path, n_bytes=status.st_size)


_NOT_ALL: Final = "an unfinished download; download it again"


def _not_an_article(name: str) -> str:
    """Say why a file with such a name is never an article; empty if it may be one."""
    if name.startswith(".") and name.endswith(".icloud"):
        return "a file that is in iCloud only; open its folder in Finder and download it"
    if name.startswith("~$"):
        return "lock file of an office program"
    if name.startswith("."):
        return "hidden file"
    if Path(name).stem.lower() in _ABOUT:
        return "about the files, not an article"
    return "file of the operating system" if name.lower() in _SYSTEM_FILES else ""


# Their content --------------------------------------------------------------------


def open_entry(
    entry: Entry,
    *,
    most_bytes: int = MOST_BYTES,
    limits: Limits = LIMITS,
    tell: Callable[[int], None] | None = None,
) -> Iterator[Found]:
    """Give a file, or the files in it if it is an archive.

    Parameters
    ----------
    entry : Entry
    most_bytes : int
        Largest file that a reader may take as a whole.
    limits : Limits
        Of archives.
    tell : callable, optional
        Is called with the place in the file whenever something was read from disk; it goes
        back when a file is read anew.

    Yields
    ------
    Found
        A source can be read until the next one is asked for.
    """
    if entry.status != "found":
        yield Found(entry.name, None, entry.status, entry.reason, entry.n_bytes)
        return
    source = Source(entry.name, entry.n_bytes or 0, _opener(entry.path, tell), most_bytes)
    try:
        archive = is_archive(source)
    except OSError as cause:
        reason = f"cannot be opened ({cause.strerror})"
        yield Found(entry.name, None, "rejected", reason, entry.n_bytes)
        return
    if not archive:
        yield Found(entry.name, source, n_bytes=entry.n_bytes)
        return
    yield from _members(source, limits)


def _members(source: Source, limits: Limits) -> Iterator[Found]:
    """Give the files in an archive, with a line for the archive if it holds none."""
    empty, names = True, cache(lambda: frozenset(listed(source)))
    for member in members(source, limits=limits):
        empty = False
        parts = member.name.removeprefix(source.name + "/").split("/")
        hidden = next((kind for part in parts if (kind := _not_an_article(part))), "")
        if "__MACOSX" in parts:
            hidden = "file of the operating system"
        elif page := _page_above(parts, names, source.name):
            hidden = f"belongs to the saved page {page!r}"
        if hidden and ".." not in parts:
            yield Found(member.name, None, "skipped", hidden, member.n_bytes)
        elif member.source is None:
            yield Found(member.name, None, "rejected", member.reason, member.n_bytes)
        else:
            yield Found(member.name, member.source, n_bytes=member.n_bytes)
    if empty:
        yield Found(source.name, None, "skipped", "archive without files", source.n_bytes)


def _page_above(parts: Sequence[str], names: Callable[[], Collection[str]], archive: str) -> str:
    """Give the saved page that one of the folders of a member belongs to; or nothing."""
    for depth, folder in enumerate(parts[:-1]):
        if _COMPANIONS.fullmatch(folder):
            above = "/".join([archive, *parts[:depth], ""])
            beside = {name.removeprefix(above) for name in names() if name.startswith(above)}
            if page := _page_of(folder, beside):
                return page
    return ""


def names_in(entries: Iterable[Entry]) -> Iterator[str]:
    """Give the names of all files that may be read, those in archives too."""
    for entry in entries:
        if entry.status != "found":
            continue
        source = Source(entry.name, entry.n_bytes or 0, _opener(entry.path, None))
        try:
            archive = is_archive(source)
        except OSError:
            archive = False
        yield from listed(source) if archive else [entry.name]


def _opener(path: Path, tell: Callable[[int], None] | None) -> Callable[[], BinaryIO]:
    """Make the function that opens a file, and tells how far it is read."""
    if tell is None:
        return lambda: path.open("rb")
    return lambda: io.BufferedReader(_Metered(path, tell), 262_144)


class _Metered(io.FileIO):
    """A file that tells how far it was read."""

    def __init__(self, path: Path, tell: Callable[[int], None]) -> None:
        super().__init__(path, "rb")
        self._tell = tell

    def readinto(self, buffer: Any) -> int:
        """Read into a buffer, and tell."""
        n_bytes = super().readinto(buffer) or 0
        self._tell(self.tell())
        return n_bytes

    def readall(self) -> bytes:
        """Read the rest, and tell."""
        content = super().readall() or b""
        self._tell(self.tell())
        return content
