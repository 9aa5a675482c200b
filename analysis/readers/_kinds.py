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
     "an old office file, or one with a password; save it as DOCX or XLSX without one"),
    (b"PAR1", 0, "rejected", "a Parquet table that is not one of articles"),
    (b"7z\xbc\xaf\x27\x1c", 0, "rejected", "7z archive; unpack it, or pack it as zip"),
    (b"Rar!\x1a\x07", 0, "rejected", "RAR archive; unpack it, or pack it as zip"),
    (b"\x1f\x8b", 0, "rejected", "gzip archive; unpack it, or pack it as zip"),
    (b"BZh", 0, "rejected", "bzip2 archive; unpack it, or pack it as zip"),
    (b"\xfd7zXZ\x00", 0, "rejected", "xz archive; unpack it, or pack it as zip"),
    (b"ustar", 257, "rejected", "tar archive; unpack it, or pack it as zip"),
    (b"SQLite format 3\x00", 0, "rejected", "a database; export its articles as CSV"),
    (b"bplist00", 0, "rejected",
     "an Apple file such as a web archive of Safari; save the page as page source (HTML)"),
    (b"$FL2", 0, "rejected", "a data file of SPSS; export it as CSV or XLSX"),
    (b"<stata_dta>", 0, "rejected", "a data file of Stata; export it as CSV or XLSX"),
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
_ENDINGS: Final = {  # what the name tells, where the content tells little
    ".msg": ("rejected", "an e-mail of Outlook; save the article, or what is attached to the "
             "mail, as a file of its own"),
    ".eml": ("rejected", "an e-mail; save the article, or what is attached to the mail, as a "
             "file of its own"),
    ".doc": ("rejected", "an old Word file, or one with a password; open it in Word and save it "
             "as DOCX without one"),
    ".rds": ("rejected", "a data file of R; write it as CSV or Parquet"),
    ".rdata": ("rejected", "a data file of R; write it as CSV or Parquet"),
    ".url": ("rejected", "a link to a page and not the page; save the page itself as HTML"),
    ".webloc": ("rejected", "a link to a page and not the page; save the page itself as HTML"),
    ".bib": ("rejected", "references (BibTeX); export them as RIS"),
    ".srt": ("rejected", "subtitles with times; save the words alone as .txt"),
    ".vtt": ("rejected", "subtitles with times; save the words alone as .txt"),
    ".js": ("skipped", "script of a web page"),
    ".css": ("skipped", "style of a web page"),
    ".svg": ("skipped", "image"),
}  # fmt: skip
_BINARY: Final = (b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
_BINARY_ENDINGS: Final = {".msg", ".doc", ".rds", ".rdata"}
_PACKED: Final = (  # what a zip holds that is not an archive of files
    ("word/", "a Word document in which no known form of export was recognised; save it as text"),
    ("xl/workbook.bin", "a binary Excel workbook (XLSB); save it as XLSX"),
    ("xl/", "an Excel workbook that no reader recognised; map its columns in study.yaml"),
    ("ppt/", "a PowerPoint presentation; save its words as text"),
    ("Index/Document.iwa", "a file of Pages or Numbers; export it as Word or Excel"),
    ("mimetype", "an OpenDocument file or an e-book; save it as DOCX, or a table as XLSX"),
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
    ending = Path(source.name).suffix.lower()
    if ending in _ENDINGS and head.startswith(_BINARY) == (ending in _BINARY_ENDINGS):
        return _ENDINGS[ending]
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
