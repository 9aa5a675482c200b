"""Reader of saved web pages: HTML, and the single file (MHTML) that browsers save."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from analysis.readers._items import Article, Item, Rejected
from analysis.readers._page import MOST_PAGE, looks_like_a_page, page_article
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source, Unreadable

__all__ = ["READER", "read", "recognises"]

_MHTML: Final = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?"
                           rb"Content-Type:\s*multipart/related", re.IGNORECASE)  # fmt: skip
_REMEDY: Final = "open the page in a browser and save it again, or take it out"
_ENDINGS: Final = (".html", ".htm", ".xhtml")
_TAG: Final = re.compile(r"\ufeff?\s*<[a-z][a-z0-9]{0,10}[\s/>]", re.IGNORECASE)  # a part of a page


def recognises(source: Source) -> bool:
    """Tell whether a file is a web page.

    Examples
    --------
    >>> recognises(Source.of_bytes("a.txt", b"<!doctype html><title>Tides</title>"))
    True
    """
    head = source.head_text[:8192]
    if looks_like_a_page(head) or _MHTML.match(source.head[:8192]):
        return True
    return source.name.lower().endswith(_ENDINGS) and _TAG.match(head) is not None


def read(source: Source, options: Options) -> Iterator[Item]:
    """Read the one article of a page."""
    if source.n_bytes > 5 * MOST_PAGE:
        raise Unreadable(f"a page of more than {5 * MOST_PAGE // 10**6} MB; save it without images")
    content = source.content()
    if _MHTML.match(source.head[:8192]):
        made = _of_mhtml(content)
    else:
        made = page_article(content, 1, charset=options.encoding)
    if isinstance(made, Rejected):
        made = replace(made, reason=f"{made.reason}; {_REMEDY}")
    yield made


def _of_mhtml(content: bytes) -> Article | Rejected:
    """Read the page within a single file, the first part that is HTML."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            url = message.get("Snapshot-Content-Location") or part.get("Content-Location")
            raw = {"crawl_date": str(message["Date"])} if message["Date"] else {}
            return page_article(payload if isinstance(payload, bytes) else b"", 1,
                                url=None if url is None else str(url),
                                charset=part.get_content_charset(), raw=raw)  # fmt: skip
    raise Unreadable("a saved page without HTML in it")


READER: Final = Reader("web-page", "saved web page", recognises, read)
