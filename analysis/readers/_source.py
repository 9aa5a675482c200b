"""A file as a reader sees it: its name, its first bytes, and ways to get at the rest.

A source is a file on disk or a member of a zip; a reader need not know which. Content is
looked at before the name: an ending can lie.
"""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from analysis.readers._decode import MARK_REMOVED, decode

__all__ = ["HEAD_BYTES", "MOST_BYTES", "Options", "Source", "Unreadable"]

HEAD_BYTES: Final = 65_536
"""Bytes that a reader may look at to recognise its format."""

MOST_BYTES: Final = 200_000_000
"""Largest file that is read as a whole; tables, lists and WARC files are streamed."""

_LAST_CHARACTER: Final = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{0,3}\Z")


class Unreadable(Exception):  # noqa: N818 - a reason, not a mistake in the program
    """The file cannot be read on; the text says why, in a researcher's words."""


@dataclass(frozen=True)
class Options:
    """What the study says of reading.

    `columns` maps a column of the documents table (title, text, outlet, date, ...) to the
    name that a table of the researcher gives it. `languages` are the study's, as tags.
    `mojibake` is ``keep`` (remark on it) or ``repair``. `encoding` replaces the guess.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    mojibake: str = "keep"
    encoding: str | None = None


class Text(NamedTuple):
    """Decoded content, its encoding, and a remark on the decoding (may be empty)."""

    text: str
    encoding: str
    remark: str


@dataclass(frozen=True)
class Source:
    """A file to be read.

    Parameters
    ----------
    name : str
        Name for the receipt, with `/` between folders, archive and member.
    n_bytes : int
    opened : callable
        Opens the content from its start, as a seekable binary stream; the reader closes it.
    """

    name: str
    n_bytes: int
    opened: Callable[[], BinaryIO]
    most_bytes: int = MOST_BYTES

    @classmethod
    def of_bytes(cls, name: str, content: bytes) -> "Source":
        """Make a source of bytes in memory.

        Examples
        --------
        >>> Source.of_bytes("a.txt", b"One line.").text().text
        'One line.'
        """
        return cls(name, len(content), lambda: io.BytesIO(content))

    @classmethod
    def of_path(cls, name: str, path: Path) -> "Source":
        """Make a source of a file on disk."""
        return cls(name, path.stat().st_size, lambda: path.open("rb"))

    @cached_property
    def head(self) -> bytes:
        """First bytes of the content, at most `HEAD_BYTES`."""
        with self.opened() as stream:
            return stream.read(HEAD_BYTES)

    @cached_property
    def head_text(self) -> str:
        """First bytes as text, with what cannot be decoded replaced; empty for a binary file."""
        text, _, _ = decode(_whole_characters(self.head))
        if text is not None:
            return text
        for encoding in ("utf-8-sig", "cp1252"):  # the head may be cut within a character
            shown = self.head.decode(encoding, "replace")
            if "\x00" not in shown and shown.count("\ufffd") < 0.01 * len(shown) + 2:
                return shown
        return ""

    def content(self) -> bytes:
        """Give the whole content; raise `Unreadable` if it is too large to be read at once."""
        if self.n_bytes > self.most_bytes:
            message = f"larger than {self.most_bytes // 1_000_000:,} MB; split it"
            raise Unreadable(message)
        with self.opened() as stream:
            return stream.read()

    def text(self, encoding: str | None = None) -> Text:
        """Give the whole content as text; raise `Unreadable` if it is not text.

        What there is to say of the decoding goes to the receipt; a reader need not say it.
        """
        raw = self.content()
        if encoding is not None:
            try:
                return Text(raw.decode(encoding), encoding, "")
            except (UnicodeDecodeError, LookupError) as cause:
                raise Unreadable(f"not text in the encoding {encoding!r} of the study") from cause
        text, found, reason = decode(raw)
        if text is None or found is None:
            raise Unreadable(reason)
        return Text(text, found, "" if reason == MARK_REMOVED else reason)


def _whole_characters(head: bytes) -> bytes:
    """Take off the last character of a head that may be cut within it, if it is UTF-8."""
    if len(head) < HEAD_BYTES or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head
    return _LAST_CHARACTER.sub(b"", head)
