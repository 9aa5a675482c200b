"""Nexis Uni, Nexis Advance and Lexis: one or many articles in a Word file."""

import re
from collections.abc import Iterator
from typing import Final

from analysis.readers import _dialects, _word
from analysis.readers._items import Item
from analysis.readers._nexis import error_page
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source

__all__ = ["READER"]

_SURE: Final = re.compile(r"urn(?::|%3A)contentItem|advance\.lexis\.com", re.IGNORECASE)
_COVER: Final = re.compile(
    r">\s*(?:Job Number|Taaknummer|Opdrachtnummer|Jobnummer|Auftragsnummer"
    r"|Numéro de t(?:âche|ravail))\s*:",
    re.IGNORECASE,
)
_OLD: Final = re.compile(  # an old file that somebody saved again as DOCX
    r">\s*(?:\d+ (?:of|van) \d+ DOCUMENT(?:S|EN)?|Dokument \d+ von \d+|Document \d+ de \d+)\s*<"
)
_MARKS: Final = tuple(  # two of them make a Nexis file
    re.compile(form, re.IGNORECASE)
    for form in (
        r">\s*(?:End of Document|Einde van (?:het )?document|Einde document|Ende des Dokumente?s"
        r"|Fin d[ue] document)\s*<",
        r">\s*(?:Body|Full text|Hoofdtekst|Volltext|Corps|Texte?|Tekst)\s*<",
        r">\s*(?:Length|Lengte|Länge|Longueur)\s*:",
        r">\s*(?:Load.Date|Laaddatum|Ladedatum|Date de chargement)\s*:",
        r'w:name="Bookmark_1"',
    )
)


def _recognises(source: Source) -> bool:
    """Tell whether a file is a DOCX with the marks of Nexis in its first part."""
    begin = _word.begins(source)
    if begin is None:
        return False
    if _SURE.search(begin) or _COVER.search(begin) or _OLD.search(begin):
        return True
    if sum(mark.search(begin) is not None for mark in _MARKS) >= 2:
        return True
    return len(begin) < 50_000 and error_page(re.sub(r"<[^<>]*>", " ", begin))


def _read(source: Source, options: Options) -> Iterator[Item]:
    """Yield the articles of a Nexis DOCX."""
    yield from _dialects.read(_word.paragraphs(_word.open_word(source)))


READER: Final = Reader("nexis-docx", "Nexis or Lexis, Word file", _recognises, _read)
