"""Take names out of what documents, pictures and PDFs say of themselves."""

import io
import re
import struct
import zipfile
from pathlib import PurePosixPath
from typing import Final

from analysis._share import packing
from analysis._share.blind import Names

__all__ = ["cleaned"]

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_TEXTS: Final = (b"tEXt", b"zTXt", b"iTXt", b"eXIf")
_PERSON: Final = re.compile(
    r"(<(dc:creator|cp:lastModifiedBy|Manager|Company|dc:contributor)[^>]*>)[^<]*(</\2>)"
)


def cleaned(name: str, content: bytes, names: Names) -> bytes:
    """Give a file without the names in its metadata; as it was if there are none.

    Parameters
    ----------
    name : str
        Of the file; its ending says what form it has.
    content : bytes
    names : Names

    Examples
    --------
    >>> cleaned("a.txt", b"by Ann", Names(parts=("ann",)))
    b'by Ann'
    """
    ending = PurePosixPath(name).suffix.lower()
    if ending in {".docx", ".xlsx"}:
        return _office(content)
    if ending == ".png":
        return _png(content, names)
    return _pdf(content, names) if ending == ".pdf" else content


def _office(content: bytes) -> bytes:
    """Blank who made and changed a document."""
    made = io.BytesIO()
    changed = False
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            inside = old.read(info)
            if info.filename.startswith("docProps/"):
                text = inside.decode("utf-8", "replace")
                fresh = _PERSON.sub(r"\1\3", text)
                changed |= fresh != text
                inside = fresh.encode() if fresh != text else inside
            new.writestr(packing.member(info.filename), inside)
    return made.getvalue() if changed else content


def _png(content: bytes, names: Names) -> bytes:
    """Take texts with a name out of a picture."""
    if not content.startswith(_PNG):
        return content
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(content):
        (size,) = struct.unpack(">I", content[at : at + 4])
        kind, chunk = content[at + 4 : at + 8], content[at : at + 12 + size]
        plain = chunk[8:-4].decode("utf-8", "replace")
        hidden = kind in _TEXTS and (names.found(plain) or plain.startswith(("Author", "Artist")))
        if not hidden:
            kept.append(chunk)
        at += 12 + size
    return b"".join(kept)


def _pdf(content: bytes, names: Names) -> bytes:
    """Take properties with a name out of a PDF."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    try:
        known = dict(PdfReader(io.BytesIO(content)).metadata or {})
        if "/Author" not in known and not any(names.found(str(one)) for one in known.values()):
            return content
        writer = PdfWriter(clone_from=io.BytesIO(content))
        kept = {key: str(value) for key, value in known.items()
                if key not in {"/Author", "/Producer"} and not names.found(str(value))}  # fmt: skip
        writer.metadata = None
        writer.add_metadata(kept)
        if "/Metadata" in writer.root_object:
            del writer.root_object["/Metadata"]
        made = io.BytesIO()
        writer.write(made)
    except (PyPdfError, OSError, ValueError, KeyError):
        return content  # the scan says what is wrong with it
    return made.getvalue()
