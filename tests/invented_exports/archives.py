"""Zip files, sound and hostile, made in memory."""

import io
import stat
import zipfile
from collections.abc import Mapping

CONTENT_TYPES = b'<?xml version="1.0" encoding="UTF-8"?><Types/>'
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>'


def zipped(members: Mapping[str, bytes | str], links: tuple[str, ...] = ()) -> bytes:
    """A zip of members; those in `links` are marked as symbolic links."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2025, 1, 2, 3, 4, 6))
            info.compress_type = zipfile.ZIP_DEFLATED
            kind = stat.S_IFLNK if name in links else stat.S_IFREG
            info.external_attr = (kind | 0o644) << 16
            archive.writestr(info, content)
    return packed.getvalue()


def bomb(n_bytes: int = 30_000_000) -> bytes:
    """A small zip that unpacks to a large text."""
    return zipped({"bomb.txt": b"a" * n_bytes})


def locked(members: Mapping[str, bytes | str]) -> bytes:
    """A zip whose members say that they are protected with a password."""
    packed = bytearray(zipped(members))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = packed.find(mark)
        while place >= 0:
            packed[place + at] |= 1
            place = packed.find(mark, place + 4)
    return bytes(packed)


def understated(n_bytes: int = 30_000_000) -> bytes:
    """A bomb whose directory says that it unpacks to ten bytes."""
    packed = bytearray(bomb(n_bytes))
    for mark, at in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        place = packed.find(mark)
        packed[place + at : place + at + 4] = (10).to_bytes(4, "little")
    return bytes(packed)


def office(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip that is an office document by its parts."""
    return zipped({"[Content_Types].xml": CONTENT_TYPES, **parts})
