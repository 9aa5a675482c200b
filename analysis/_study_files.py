"""The files of a study by name and by hash: names that tell nothing of the machine."""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

__all__ = ["below", "digest", "name_within", "safe_name"]


def safe_name(path: Path, folder: Path) -> str:
    r"""Name of a file in its folder, the same on every system and fit to be written.

    Bytes that are not UTF-8 are shown as ``\xff``, accents are composed (NFC).

    Examples
    --------
    >>> safe_name(Path("articles", "sub", "a.txt"), Path("articles"))
    'sub/a.txt'
    """
    raw = os.fsencode(path.relative_to(folder).as_posix())
    return unicodedata.normalize("NFC", raw.decode("utf-8", "backslashreplace"))


def name_within(path: Path, folder: Path, elsewhere: str) -> str:
    """Name of a file relative to a folder, or the other name if it does not lie below it.

    Examples
    --------
    >>> name_within(Path("seeds/articles/a.txt"), Path("seeds"), "articles a.txt")
    'articles/a.txt'
    >>> name_within(Path("other/a.txt"), Path("seeds"), "articles a.txt")
    'articles a.txt'
    """
    top, file = (Path(os.path.abspath(place)) for place in (folder, path))  # noqa: PTH100 - links stay
    name = safe_name(file, top) if file.is_relative_to(top) else elsewhere
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def below(place: Path) -> Iterator[Path]:
    """Regular files below a folder, and those of which nothing can be known; or the file itself."""
    if not place.is_dir():
        yield place
    for parent, _, names in os.walk(place):
        for name in names:
            path = Path(parent, name)
            try:
                regular = stat.S_ISREG(path.stat().st_mode)
            except OSError:
                regular = True
            if regular:
                yield path


def digest(path: Path) -> str:
    """SHA-256 of a file, read in pieces; ``unreadable`` if it cannot be read.

    Examples
    --------
    >>> digest(Path("no-such-file"))
    'unreadable'
    """
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return "unreadable"
