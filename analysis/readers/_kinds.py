"""Say what a file is that no reader recognises, and what to do about it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from analysis.readers._archive import listed
from analysis.readers._source import Source, Unreadable

__all__ = ["unknown"]

_KINDS: Final[Sequence[tuple[bytes, int, str, str]]] = (
    (b"%PDF", 0, "rejected", "PDF; export it again as DOCX, HTML or text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "rejected",
     "an old office file (.doc, .xls, .msg), or a protected one; save it as DOCX or XLSX"),
    (b"PAR1", 0, "rejected", "a Parquet table that is not one of articles"),
    (b"7z\xbc\xaf\x27\x1c", 0, "rejected", "7z archive; unpack it, or pack it as zip"),
    (b"Rar!\x1a\x07", 0, "rejected", "RAR archive; unpack it, or pack it as zip"),
    (b"\x1f\x8b", 0, "rejected", "gzip archive; unpack it, or pack it as zip"),
    (b"BZh", 0, "rejected", "bzip2 archive; unpack it, or pack it as zip"),
    (b"\xfd7zXZ\x00", 0, "rejected", "xz archive; unpack it, or pack it as zip"),
    (b"ustar", 257, "rejected", "tar archive; unpack it, or pack it as zip"),
    (b"SQLite format 3\x00", 0, "rejected", "a database; export its articles as CSV"),
    (b"\x89PNG", 0, "skipped", "image"),
    (b"\xff\xd8\xff", 0, "skipped", "image"),
    (b"GIF8", 0, "skipped", "image"),
    (b"II*\x00", 0, "skipped", "image"),
    (b"MM\x00*", 0, "skipped", "image"),
    (b"WEBP", 8, "skipped", "image"),
    (b"ftyp", 4, "skipped", "film, sound or image"),
    (b"RIFF", 0, "skipped", "film or sound"),
    (b"ID3", 0, "skipped", "sound"),
    (b"OggS", 0, "skipped", "film or sound"),
    (b"\x7fELF", 0, "skipped", "program"),
    (b"MZ\x90\x00", 0, "skipped", "program"),
    (b"wOFF", 0, "skipped", "font"),
)  # fmt: skip
_TABLES: Final = {".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson"}
_PACKED: Final = (  # what a zip holds that is not an archive of files
    ("word/", "a Word document in which no known form of export was recognised"),
    ("xl/", "an Excel workbook that no reader recognised; map its columns in study.yaml"),
    ("ppt/", "a PowerPoint presentation"),
    ("mimetype", "an OpenDocument file or an e-book; save it as DOCX"),
)


def unknown(source: Source) -> tuple[str, str]:
    r"""Say what a file is that no reader recognises: its status and the reason.

    Images and the like are ``skipped``, as they are no articles; what may hold articles is
    ``rejected``.

    Examples
    --------
    >>> unknown(Source.of_bytes("a.txt", b"%PDF-1.7\n"))
    ('rejected', 'PDF; export it again as DOCX, HTML or text')
    >>> unknown(Source.of_bytes("a.txt", b""))
    ('rejected', 'empty')
    """
    head = source.head
    for mark, at, status, reason in _KINDS:
        if head[at : at + len(mark)] == mark:
            return status, reason
    if head.startswith(b"PK\3\4"):
        return "rejected", _packed(source)
    shown = source.head_text.lstrip()[:200].lower()
    if shown.startswith("{\\rtf"):
        return "rejected", "RTF in which no known form of export was recognised; save it as text"
    if shown.startswith(("<!doctype html", "<html")):
        return "rejected", "a web page in which no article was recognised; save it as text"
    if shown.startswith("<?xml"):
        return "rejected", "XML of a form that is not known; export it again as DOCX or HTML"
    try:
        source.text()
    except Unreadable as cause:
        return "rejected", str(cause)
    ending = Path(source.name).suffix.lower()
    if ending in _TABLES:
        return "rejected", ("a table without columns that are known; map them in study.yaml "
                            "(reading: columns:)")  # fmt: skip
    if ending:
        return "rejected", (f"text, but the ending {ending!r} says otherwise; if it is an article, "
                            f"rename it to .txt")  # fmt: skip
    return "rejected", "of a form that is not known; save it as text"


def _packed(source: Source) -> str:
    """Say what a zip is that is not an archive of files."""
    names = [name.removeprefix(source.name + "/") for name in listed(source)]
    for begin, reason in _PACKED:
        if any(name.startswith(begin) for name in names):
            return reason
    return "damaged office document, it cannot be unpacked"
