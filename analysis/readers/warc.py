"""Reader of WARC files, as web archives and crawlers write them: each page an article.

Records are read one at a time. Requests, metadata and revisits are no articles; responses
that are no pages, or no successes, are counted in a remark.
"""

import contextlib
import gzip
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, Final

from analysis.readers._items import Article, Item, Rejected, Remark
from analysis.readers._page import MOST_PAGE, looks_like_a_page, page_article
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source

__all__ = ["READER", "read", "recognises"]

_PLAIN: Final = b"WARC/"
_GZIP: Final = b"\x1f\x8b"
_HTML: Final = ("text/html", "application/xhtml+xml")
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_CHUNK: Final = 1 << 16


def recognises(source: Source) -> bool:
    """Tell whether a file, or what it unpacks to, begins with a WARC record."""
    if source.head.startswith(_GZIP):
        try:
            return zlib.decompressobj(31).decompress(source.head, 64).startswith(_PLAIN)
        except zlib.error:
            return False
    return source.head.startswith(_PLAIN)


def read(source: Source, options: Options) -> Iterator[Item]:
    """Read the articles of the pages in a WARC file."""
    aside: Counter[str] = Counter()
    position, was_cut = 0, False
    with source.opened() as stream:
        tracked = _Tracked(stream, packed=source.head.startswith(_GZIP))
        for record in _records(tracked):
            item = _item(record, position + 1, aside)
            was_cut = _is_cut(record)
            if was_cut:
                reason = f"the file is cut off or damaged within this record ({_uri(record)})"
                item = Rejected(position + 1, reason)
            if item is not None:
                position += 1
                yield item
        if tracked.damage and not was_cut:
            yield Rejected(position + 1, f"{tracked.damage}: what came behind is lost")
    if aside:
        counts = ", ".join(f"{count:,} {kind}" for kind, count in sorted(aside.items()))
        yield Remark(f"records that are no articles: {counts}")


class _Tracked(io.RawIOBase):
    """A stream, unpacked if need be, that ends where it is damaged and tells so."""

    def __init__(self, stream: BinaryIO, *, packed: bool) -> None:
        self._stream: Any = gzip.GzipFile(fileobj=stream) if packed else stream
        self.damage = ""

    def read(self, size: int = -1) -> bytes:
        """Read bytes; none behind the damage."""
        if self.damage:
            return b""
        try:
            data: bytes = self._stream.read1(size)  # what comes before damage is not lost
        except EOFError:
            self.damage = "the file is cut off"
            return b""
        except (OSError, zlib.error):
            self.damage = "the file is damaged"
            return b""
        return data


def _records(stream: _Tracked) -> Iterator[Any]:
    """Go through the records of warcio; end, and note it, where there are no more records."""
    from warcio.archiveiterator import WARCIterator
    from warcio.exceptions import ArchiveLoadFailed

    records = iter(WARCIterator(stream))
    while True:
        try:
            with contextlib.redirect_stderr(io.StringIO()):  # warcio warns there
                record = next(records, None)
        except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, TypeError):
            stream.damage = stream.damage or "the file is damaged"
            return
        if record is None:
            return
        yield record


def _uri(record: Any) -> str:
    """Address of the page of a record."""
    return (record.rec_headers.get_header("WARC-Target-URI") or "no address").strip("<>")


def _is_cut(record: Any) -> bool:
    """Read a record to its end, and tell whether it ends too soon."""
    try:
        while record.raw_stream.read(_CHUNK):
            pass
    except (OSError, EOFError, ValueError):
        return True
    return getattr(record.raw_stream, "limit", 0) > 0


def _item(record: Any, position: int, aside: Counter[str]) -> Article | Rejected | None:
    """Make an article of a record; None if it is none, counted if it could have been one."""
    if record.rec_type not in {"response", "resource"}:
        if record.rec_type == "conversion":
            aside["texts taken from pages (conversion)"] += 1
        return None
    headers = record.http_headers
    status = headers.get_statuscode() if headers else "200"
    if status != "200":
        aside[f"with status {status}"] += 1
        return None
    written = (headers.get_header("Content-Type") if headers else record.content_type) or ""
    kind, _, rest = written.partition(";")
    kind = kind.strip().lower()
    content = None if kind and kind not in _HTML else _content(record)
    if content is None or not (kind or looks_like_a_page(content[:8192].decode("latin-1"))):
        aside[kind or "without a type"] += 1
        return None
    return _page(record, content, position, rest)


def _content(record: Any) -> bytes | None:
    """Read the page of a record, and a little more than a page may have."""
    try:
        content: bytes = record.content_stream().read(MOST_PAGE + 1)
    except Exception:  # what a broken packing raises differs with the packing
        return b""
    return content


def _page(record: Any, content: bytes, position: int, rest: str) -> Article | Rejected:
    """Make an article of a page, with what the crawler noted."""
    from warcio.bufferedreaders import BufferedReader

    packing = (record.http_headers and record.http_headers.get_header("Content-Encoding")) or ""
    known = {"", "identity", *BufferedReader.get_supported_decompressors()}
    if packing.strip().lower() not in known:
        return Rejected(position, f"packed as {packing!r}, which is not read ({_uri(record)})")
    charset = _CHARSET.search(rest)
    raw = {"crawl_date": record.rec_headers.get_header("WARC-Date")}
    made = page_article(
        content,
        position,
        url=_uri(record),
        charset=charset.group(1) if charset else None,
        identity=record.rec_headers.get_header("WARC-Record-ID"),
        raw={name: value for name, value in raw.items() if value},
    )
    if isinstance(made, Article) and record.rec_headers.get_header("WARC-Truncated"):
        return replace(made, remarks=(*made.remarks, "the crawler did not take the whole page"))
    return made


READER: Final = Reader("warc", "web archive (WARC)", recognises, read)
