"""Text read line by line, with bounded memory: encoding, numbers of lines, lines too long."""

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from analysis.readers._source import Options, Source, Unreadable

__all__ = ["MOST_CHARACTERS", "Encoding", "Lines", "TooLong", "encoding_of", "streamed"]

MOST_CHARACTERS: Final = 10_000_000
"""Longest line, and longest row of a table, that is read; more is no article."""

_CHUNK: Final = 1 << 20
_AS_WINDOWS: Final = "framewaves-as-windows-1252"
_BAD: Final = re.compile("[\udc80-\udcff]")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_BOMS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip


class Encoding(NamedTuple):
    """An encoding, what is done with bytes that do not fit, and a remark (may be empty)."""

    name: str
    errors: str = "strict"
    remark: str = ""


class TooLong(Exception):  # noqa: N818 - a reason, not a mistake in the program
    """A line, or a row, of more than `MOST_CHARACTERS`.

    `quotes` is the number of ``"`` in the line, None where no line but the row is too long.
    """

    def __init__(self, line: int, first: str, quotes: int | None = None) -> None:
        super().__init__(f"line {line:,} is longer than {MOST_CHARACTERS:,} characters")
        self.line, self.first, self.quotes = line, first, quotes


def encoding_of(source: Source, options: Options) -> Encoding:
    r"""Tell the encoding of a whole file, in one pass over its bytes.

    A byte order mark, else UTF-8, else Windows-1252. A few bytes that are not UTF-8 in a
    file that else is do not make it Windows-1252: they alone are read so, and remarked on.

    Raises
    ------
    Unreadable
        If the file is binary, or its encoding cannot be told.

    Examples
    --------
    >>> encoding_of(Source.of_bytes("a.csv", b"caf\xe9"), Options()).name
    'cp1252'
    """
    if options.encoding is not None:
        return Encoding(_named(options.encoding))
    if not source.head.strip():
        raise Unreadable("empty" if not source.n_bytes else "holds nothing but white space")
    for mark, name in _BOMS:
        if source.head.startswith(mark):
            if name == "utf-8-sig":
                return _mixed(name, _utf8(source)[1])
            return Encoding(name, "replace", _damage(source, name))
    if _is_utf8(source):
        return Encoding("utf-8")
    good, bad = _utf8(source)
    if bad * 10 <= good:
        return _mixed("utf-8", bad)
    _check_windows(source)
    return Encoding("cp1252", "strict", "read as Windows-1252; check the accents")


def _mixed(name: str, bad: int) -> Encoding:
    """Read a file that is UTF-8 but for some bytes, such as tables of two programs in one."""
    if not bad:
        return Encoding(name)
    are = "byte is" if bad == 1 else "bytes are"
    remark = f"{bad:,} {are} not UTF-8 like the rest, and read as Windows-1252; check the accents"
    return Encoding(name, _AS_WINDOWS, remark)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Decode bytes that are not UTF-8 as Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_AS_WINDOWS, _as_windows)


def _named(name: str) -> str:
    """Check the encoding that the study names; a byte order mark is taken off."""
    try:
        found = codecs.lookup(name).name
    except LookupError as cause:
        raise Unreadable(f"the encoding {name!r} of the study is not known") from cause
    return "utf-8-sig" if found == "utf-8" else found


def _chunks(source: Source) -> Iterator[bytes]:
    """Go through the bytes of a file."""
    with source.opened() as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _without_zeros(source: Source) -> Iterator[bytes]:
    """Go through the bytes of a file that should be text; raise if it is not."""
    for chunk in _chunks(source):
        if b"\x00" in chunk:
            raise Unreadable("binary file, or UTF-16 without a byte order mark")
        yield chunk


def _damage(source: Source, name: str) -> str:
    """Say whether some bytes do not fit the byte order mark."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        for chunk in _chunks(source):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return f"some bytes are not {name.upper()} as the file begins; shown as \ufffd"
    return ""


def _is_utf8(source: Source) -> bool:
    """Tell whether a file is UTF-8 from its first to its last byte."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        for chunk in _without_zeros(source):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _utf8(source: Source) -> tuple[int, int]:
    """Count the characters beyond ASCII that are UTF-8, and the bytes that are not."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = 0
    for chunk in _without_zeros(source):
        text = decoder.decode(chunk)
        if not text.isascii():
            wrong = len(_BAD.findall(text))
            good, bad = good + len(_NOT_ASCII.findall(text)) - wrong, bad + wrong
    if decoder.getstate()[0] and not bad:
        return good * 10, 1  # the file is cut off within its last character
    return good, bad


def _check_windows(source: Source) -> None:
    """Raise unless a file that is not UTF-8 can be Windows-1252."""
    decoder = codecs.getincrementaldecoder("cp1252")("strict")
    total = strange = 0
    try:
        for chunk in _chunks(source):
            text = decoder.decode(chunk)
            total, strange = total + len(text), strange + len(_NOT_ASCII.findall(text))
    except UnicodeDecodeError as cause:
        message = "binary file, or an encoding that is not known; save it as UTF-8"
        raise Unreadable(message) from cause
    if strange > 0.5 * total:
        raise Unreadable("encoding not known; save it as UTF-8")


@contextmanager
def streamed(source: Source, encoding: Encoding, newline: str = "") -> Iterator["Lines"]:
    """Open a source as numbered lines."""
    with source.opened() as stream:
        text = io.TextIOWrapper(stream, encoding.name, encoding.errors, newline)
        yield Lines(text)


class Lines(Iterator[str]):
    """Lines of a text with their line ends; raises `TooLong` and goes on after that line."""

    def __init__(self, text: io.TextIOBase, most: int = MOST_CHARACTERS) -> None:
        self._text, self._most = text, most
        self.number = 0

    def __next__(self) -> str:
        """Give the next line."""
        line = self._read()
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > self._most and not line.endswith(("\n", "\r")):
            quotes, rest = line.count('"'), line
            while rest and not rest.endswith(("\n", "\r")):
                rest = self._read()
                quotes += rest.count('"')
            raise TooLong(self.number, line[:80], quotes)
        return line

    def piece(self, size: int) -> str:
        """Read on without regard to lines; empty at the end."""
        return self._read(size, by_line=False)

    def _read(self, size: int | None = None, *, by_line: bool = True) -> str:
        """Read a line, at most as long as one may be, or some characters."""
        try:
            return self._text.readline(self._most + 1) if by_line else self._text.read(size)
        except UnicodeDecodeError as cause:
            message = f"not text in the encoding {cause.encoding!r} after line {self.number:,}"
            raise Unreadable(message) from cause
