"""Lexis and Nexis as RTF: old files (also with the ending `.doc`) and those since 2019."""

import re
from collections.abc import Iterator
from typing import Final

from analysis.readers import _dialects, _rtf
from analysis.readers._items import Item, Remark
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source, Unreadable

__all__ = ["READER"]

_LOOK: Final = 1_000_000  # bytes: fonts and a picture may stand before the first word
_SURE: Final = re.compile(rb"urn(?::|%3A)contentItem|advance\.lexis\.com", re.IGNORECASE)


def _recognises(source: Source) -> bool:
    """Tell whether a file is RTF with the marks of Lexis or Nexis in its first part."""
    if not _rtf.is_rtf(source):
        return False
    try:
        with source.opened() as stream:
            begin = stream.read(_LOOK)
        if _SURE.search(begin):
            return True
        return any(  # the head is mostly enough, and quickly converted
            _dialects.marked(_rtf.paragraphs(begin[:look].decode("cp1252", "replace")))
            for look in (len(source.head), _LOOK)
        )
    except (Unreadable, OSError):
        return False


def _read(source: Source, options: Options) -> Iterator[Item]:
    """Yield the articles of a Lexis or Nexis RTF file."""
    rtf = source.text(options.encoding).text
    paragraphs = _rtf.paragraphs(rtf)
    if any("\ufffd" in part.text for part in paragraphs):
        yield Remark("some characters could not be decoded and were replaced by \ufffd")
    yield from _dialects.read(paragraphs)


READER: Final = Reader("lexis-rtf", "Lexis or Nexis, RTF (also .doc)", _recognises, _read)
