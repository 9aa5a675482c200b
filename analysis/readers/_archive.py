"""Open zip files that may be hostile: what is unpacked is counted, and nothing is trusted.

Members are unpacked one at a time into a temporary file without a name. Sizes are those of
the bytes that come out, not those that the archive states.
"""

import io
import re
import stat
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, Final, NamedTuple, cast

from analysis.readers._source import Source, Unreadable

__all__ = [
    "LIMITS",
    "Budget",
    "Limits",
    "Member",
    "check_office",
    "is_archive",
    "listed",
    "members",
    "shown",
]

_CHUNK: Final = 1_000_000
_IN_MEMORY: Final = 32_000_000
_MARKUP: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML_ENCODING: Final = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_PLAIN_ENCODING: Final = re.compile(
    rb"utf-?8|utf-?16([lb]e)?|(us-)?ascii|iso-8859-\d+|windows-125\d"
)
_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HARMFUL: Final = re.compile(  # control characters, line ends, and what turns the direction
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError,
    RuntimeError, UnicodeError, OverflowError,
)  # fmt: skip


class Limits(NamedTuple):
    """What an archive may hold: members, bytes unpacked, and bytes out per byte in.

    The ratio is looked at beyond `free` bytes, since a short file may repeat itself.
    """

    members: int = 100_000
    total: int = 4_000_000_000
    ratio: int = 200
    free: int = 10_000_000


LIMITS: Final = Limits()
_OFFICE: Final = Limits(members=10_000, total=1_000_000_000)


class Member(NamedTuple):
    """A file in an archive: its full name, and its content or the reason why not."""

    name: str
    source: Source | None
    reason: str = ""
    n_bytes: int | None = None


@dataclass
class Budget:
    """Bytes that one archive, with all archives in it, may still unpack to."""

    limits: Limits
    packed: int
    used: int = 0

    def spend(self, n_bytes: int) -> None:
        """Count bytes that came out; raise `Unreadable` if they are too many."""
        self.used += n_bytes
        if self.used > self.limits.total:
            message = f"unpacks to more than {self.limits.total / 1e9:g} GB; unpack it by hand"
            raise Unreadable(message)
        self.weigh(self.used, self.packed)

    def weigh(self, out: int, packed: int) -> None:
        """Raise `Unreadable` if the bytes that come out are too many for those that went in."""
        if out > self.limits.free and out > self.limits.ratio * max(packed, 1):
            message = (f"looks like a zip bomb: unpacks to more than {self.limits.ratio} times "
                       f"its size")  # fmt: skip
            raise Unreadable(message)


# Office documents -----------------------------------------------------------------


def check_office(source: Source, limits: Limits = _OFFICE) -> None:
    """Raise `Unreadable` if a DOCX or XLSX is damaged, a zip bomb, or holds XML entities.

    To be called before the document is given to a library that parses its XML.

    Examples
    --------
    >>> check_office(Source.of_bytes("a.docx", b"PK"))
    Traceback (most recent call last):
    ...
    analysis.readers._source.Unreadable: damaged office document, it cannot be unpacked
    """
    budget = Budget(limits, source.n_bytes)
    try:
        with source.opened() as stream, _directory(stream, limits) as archive:
            infos = archive.infolist()
            if any(info.flag_bits & 1 for info in infos):
                raise Unreadable("protected with a password; save it without one")
            for info in infos:
                _check_part(archive, info, budget)
    except _DAMAGE as cause:
        raise Unreadable("damaged office document, it cannot be unpacked") from cause


def _check_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> None:
    """Unpack one part without keeping it, and look for entities if it is XML."""
    tail, looks_like_xml = b"", info.filename.lower().endswith((".xml", ".rels", ".vml"))
    for number, chunk in enumerate(_chunks(archive, info, budget)):
        if number == 0:
            looks_like_xml |= _is_xml(chunk)
            if looks_like_xml:
                _check_encoding(chunk)
        if looks_like_xml:
            seen = tail + chunk.replace(b"\0", b"")  # so that UTF-16 is seen too
            if _MARKUP.search(seen):
                raise Unreadable("holds XML entities, which office programs never write")
            tail = seen[-64:]


def _is_xml(chunk: bytes) -> bool:
    """Whether bytes begin as XML."""
    return chunk.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _check_encoding(chunk: bytes) -> None:
    """Raise if XML is in an encoding in which entities could hide from a search."""
    declared = _XML_ENCODING.search(chunk[:400].replace(b"\0", b""))
    if declared and not _PLAIN_ENCODING.fullmatch(declared[1].strip().lower()):
        raise Unreadable("holds XML in an encoding that office programs never write")
    begins_plain = chunk.lstrip(b" \t\r\n").startswith((b"<", b"\0<", *_BOMS))
    if chunk.strip() and not begins_plain:
        raise Unreadable("holds XML in an encoding that office programs never write")


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Iterator[bytes]:
    """Unpack a member piece by piece, within the budget."""
    out, packed = 0, min(info.compress_size, budget.packed)
    with archive.open(info) as content:
        while chunk := content.read(_CHUNK):
            out += len(chunk)
            budget.weigh(out, packed)
            budget.spend(len(chunk))
            yield chunk


# Archives of files ----------------------------------------------------------------


def is_archive(source: Source) -> bool:
    r"""Whether a file is a zip of files, and not an office document or an e-book.

    Examples
    --------
    >>> is_archive(Source.of_bytes("a.zip", b"PK\5\6" + bytes(18)))
    True
    """
    if not source.head.startswith((b"PK\3\4", b"PK\5\6")):
        return False
    try:
        with source.opened() as stream, _directory(stream, LIMITS) as archive:
            names = set(archive.namelist())
    except (*_DAMAGE, Unreadable):
        return b"[Content_Types].xml" not in source.head  # `members` says what is wrong
    return not names & {"[Content_Types].xml", "mimetype", "Index/Document.iwa"}


def members(
    source: Source, *, limits: Limits = LIMITS, within: Budget | None = None
) -> Iterator[Member]:
    """Go through the files in an archive, by name, and through archives in it one level down.

    A member can be read until the next one is asked for. What cannot be unpacked comes with
    the reason; what is wrong with the archive as a whole comes under the archive's own name.

    Parameters
    ----------
    source : Source
        A zip.
    limits : Limits
    within : Budget, optional
        Of the archive that this archive is in.

    Yields
    ------
    Member
    """
    budget = within or Budget(limits, source.n_bytes)
    try:
        with source.opened() as stream, _directory(stream, limits) as archive:
            for info in sorted(archive.infolist(), key=_name):
                if not info.filename.endswith("/"):  # is_dir fails on a name without letters
                    yield from _member(archive, info, source, budget, nested=within is not None)
    except Unreadable as cause:
        yield Member(source.name, None, str(cause), source.n_bytes)
    except _DAMAGE:
        yield Member(
            source.name,
            None,
            "damaged archive, cannot be unpacked; download it again",
            source.n_bytes,
        )


def listed(source: Source) -> list[str]:
    """Give the full names of the files in an archive; none if it cannot be opened."""
    try:
        with source.opened() as stream, _directory(stream, LIMITS) as archive:
            return [f"{source.name}/{_name(one)}" for one in archive.infolist()
                    if not one.filename.endswith("/")]  # fmt: skip
    except (*_DAMAGE, Unreadable):
        return []


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source, budget: Budget, *, nested: bool
) -> Iterator[Member]:
    """Give one member, or the members of the archive that it is."""
    name = f"{source.name}/{_name(info)}"
    if refused := _refused(info):
        yield Member(name, None, refused)
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
        try:
            for chunk in _chunks(archive, info, budget):
                spool.write(chunk)
        except Unreadable as cause:
            if budget.used > budget.limits.total:
                raise  # the whole archive is too large, not this member
            yield Member(name, None, str(cause))
            return
        except _DAMAGE:
            yield Member(name, None, "damaged, cannot be unpacked")
            return
        found = _spooled(name, spool, source.most_bytes)
        if not is_archive(found):
            yield Member(name, found, "", found.n_bytes)
        elif nested:
            reason = "an archive in an archive in an archive; unpack it by hand"
            yield Member(name, None, reason, found.n_bytes)
        else:
            yield from members(found, limits=budget.limits, within=budget)


def _spooled(name: str, spool: IO[bytes], most_bytes: int) -> Source:
    """Make a source of a temporary file; each opening reads it from its start."""
    n_bytes = spool.tell()
    return Source(name, n_bytes, lambda: cast("BinaryIO", io.BufferedReader(_View(spool, n_bytes))),
                  most_bytes)  # fmt: skip


class _View(io.RawIOBase):
    """A reader of a temporary file with a place of its own; closing it leaves the file open."""

    def __init__(self, spool: IO[bytes], n_bytes: int) -> None:
        self._spool, self._n_bytes, self._at = spool, n_bytes, 0

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def seekable(self) -> bool:
        """Whether the place can be changed."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._n_bytes}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        """Where it is."""
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer from the place where it is."""
        self._spool.seek(self._at)
        found = self._spool.read(len(buffer))
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)


def _directory(stream: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    """Open an archive, unless it lists more members than it may."""
    stream.seek(0, io.SEEK_END)
    stream.seek(max(0, stream.tell() - 66_000))
    tail = stream.read()
    end = tail.rfind(b"PK\5\6")
    n_members = int.from_bytes(tail[end + 10 : end + 12], "little") if end >= 0 else 0
    large = tail.rfind(b"PK\6\6")  # more than 65,534 members: the record of ZIP64
    if n_members == 0xFFFF and large >= 0:
        n_members = int.from_bytes(tail[large + 32 : large + 40], "little")
    size = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    if n_members > limits.members or 0xFFFFFFFF > size > 1_000 * limits.members:
        raise Unreadable(f"holds more than {limits.members:,} files; unpack it by hand")
    stream.seek(0)
    archive = zipfile.ZipFile(stream)
    if len(archive.infolist()) > limits.members:
        archive.close()
        raise Unreadable(f"holds more than {limits.members:,} files; unpack it by hand")
    return archive


def _name(info: zipfile.ZipInfo) -> str:
    """Name of a member as it was meant, with `/` between folders."""
    name = info.filename
    if not info.flag_bits & 0x800:  # some programs write UTF-8 and do not say so
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    return shown(unicodedata.normalize("NFC", name).replace("\\", "/"))


def shown(name: str) -> str:
    r"""Write a name so that it stays on its line: control characters become escapes.

    Examples
    --------
    >>> shown("red \x1b[31m.txt"), shown("Één 😀.txt")
    ('red \\x1b[31m.txt', 'Één 😀.txt')
    """
    return _HARMFUL.sub(lambda found: repr(found[0])[1:-1], name)


def _refused(info: zipfile.ZipInfo) -> str:
    """Say why a member is not unpacked, whatever it holds; empty if it may be."""
    name = _name(info)
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "its name leads out of the archive (it begins at the root of a disk)"
    if ".." in name.split("/"):
        return "its name leads out of the archive ('..')"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link in an archive, not followed"
    if info.flag_bits & 1:
        return "protected with a password; unpack it by hand"
    return ""
