"""Write files into a zip without times and users: the same files and zlib give the same bytes."""

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

__all__ = ["CHECKSUMS", "checksums", "digest", "member", "pack"]

CHECKSUMS: Final = "checksums.sha256"
_FIXED: Final = (1980, 1, 1, 0, 0, 0)
_CHUNK: Final = 1 << 20


def digest(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def checksums(files: Mapping[str, Path]) -> str:
    """Write the checksums of files, as the program `sha256sum -c` reads them."""
    return "".join(f"{digest(path)}  {name}\n" for name, path in sorted(files.items()))


def member(name: str, *, rights: int = 0o644) -> zipfile.ZipInfo:
    """Describe a member of a zip without what differs from day to day and system to system."""
    info = zipfile.ZipInfo(name, _FIXED)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = rights << 16
    return info


def pack(files: Mapping[str, Path], target: Path) -> None:
    """Write files into a zip: sorted, with fixed days and rights.

    Parameters
    ----------
    files : mapping of str to Path
        Name in the archive to the file.
    target : Path
        Replaced if it is there.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in sorted(files.items()):
            info = member(name, rights=0o100644)
            info.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(info, "w") as inside:
                while chunk := source.read(_CHUNK):
                    inside.write(chunk)
