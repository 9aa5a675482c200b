"""The paragraphs of an RTF file, by striprtf.

striprtf gives text alone. Bookmarks, links, section ends and centring tell where an
article begins, so they are put into the RTF as signs that come out with the text.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from striprtf.striprtf import rtf_to_text

from analysis.readers._paragraph import Paragraph
from analysis.readers._source import Source, Unreadable

__all__ = ["converted", "is_rtf", "paragraphs"]

# Noncharacters of Unicode: no text can hold them.
_BREAK, _SECTION, _CENTRED, _PLAIN = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_LINK, _BOOKMARK, _END = "\ufdd4", "\ufdd5", "\ufdd6"
_FIELD: Final = re.compile(r"\{\\\*\\fldinst\b(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")
_URL: Final = re.compile(r'HYPERLINK\s+(?:\\\w+\s+)*"([^"{}]*)"')
_BOOKMARKS: Final = re.compile(r"\{\\\*\\bkmkstart\s+([^{}\\]*)\}")
_CODES: Final = (
    (re.compile(r"(?<!\\)\\line(?![a-z])[ ]?"), _BREAK),
    (re.compile(r"(?<!\\)\\sect(?![a-z])[ ]?"), f"{_SECTION}\\\\par "),
    (re.compile(r"(?<!\\)\\page(?![a-z])[ ]?"), r"\\par "),
    (re.compile(r"(?<!\\)\\qc(?![a-z])[ ]?"), _CENTRED),
    (re.compile(r"(?<!\\)\\(?:pard|ql|qj|qr)(?![a-z])[ ]?"), _PLAIN),
)
_convert: Final[Any] = rtf_to_text  # it carries no types
_SIGNS: Final = re.compile(f"[{_BREAK}-{_END}]")
_NAMED: Final = re.compile(f"([{_LINK}{_BOOKMARK}])([^{_LINK}{_BOOKMARK}{_END}]*){_END}")


def is_rtf(source: Source) -> bool:
    r"""Tell whether a file is RTF, whatever its ending; old Lexis `.doc` files are.

    Examples
    --------
    >>> is_rtf(Source.of_bytes("a.doc", b"{\\rtf1 One.}"))
    True
    """
    return source.head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{\\rtf")


def paragraphs(rtf: str) -> list[Paragraph]:
    r"""Give the paragraphs of RTF; raise `Unreadable` if striprtf cannot convert it.

    Examples
    --------
    >>> paragraphs(r"{\rtf1 {\*\bkmkstart B_1}\pard\qc A title\line of two\par}")[0][:2]
    ('A title\nof two', ('B_1',))
    """
    signed = _BOOKMARKS.sub(lambda found: f"{_BOOKMARK}{found[1]}{_END}", _SIGNS.sub("", rtf))
    signed = _FIELD.sub(_link, signed)
    for code, sign in _CODES:
        signed = code.sub(sign, signed)
    return list(_read(converted(signed)))


def converted(rtf: str) -> str:
    r"""Give the text of RTF as striprtf does; raise `Unreadable` if it cannot.

    Two things are mended. striprtf's search for links can take minutes on a small file made
    for it, and can double text: a space keeps it away. Characters beyond U+FFFF come as two
    halves, which cannot be written to a file: they are joined.

    Examples
    --------
    >>> converted(r"{\rtf1 Caf\'e9 \u-10179?\u-8704?\par}")
    'Café 😀\n'
    """
    try:
        text: str = _convert(rtf.replace("\\fldinst{", "\\fldinst {"), errors="replace")
    except (ValueError, TypeError, LookupError, OverflowError) as cause:
        raise Unreadable(
            "damaged RTF: a control word in it cannot be read; "
            "export it again, or save it as DOCX in Word"
        ) from cause
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _link(found: re.Match[str]) -> str:
    """Put a sign with the address in the place of a link field; leave other fields."""
    url = _URL.search(found[0])
    return f"{_LINK}{url[1]}{_END}" if url else found[0]


def _read(text: str) -> Iterator[Paragraph]:
    """Take the signs out of the text again."""
    centred = False
    for line in text.removesuffix("\n").split("\n"):
        named: dict[str, list[str]] = {_LINK: [], _BOOKMARK: []}
        for sign, name in _NAMED.findall(line):
            named[sign].append(name)
        rest = _NAMED.sub("", line)
        begins = None
        for char in rest:  # the last word on centring before the text counts
            if char in (_CENTRED, _PLAIN):
                begins = char == _CENTRED
            elif not char.isspace():
                break
        centred = centred if begins is None else begins
        yield Paragraph(
            _SIGNS.sub("", rest.replace(_BREAK, "\n")),
            tuple(named[_BOOKMARK]),
            tuple(named[_LINK]),
            _SECTION in rest,
            centred,
        )
