"""An article from a web page: trafilatura finds title and text, the page tells its days.

Used for saved pages and for the pages in WARC files. What is no article - an error page, a
wall of cookies, a page without text - is refused; what only looks short is remarked on.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

from analysis.readers._items import Article, Rejected, compose
from analysis.readers._markup import Unparsed, parsed
from analysis.readers._page_facts import Facts, facts_of, without_code

__all__ = ["MOST_PAGE", "looks_like_a_page", "page_article"]

MOST_PAGE: Final = 20_000_000
"""Bytes of the largest page that is read."""

_START: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,3000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LATIN: Final = {"iso-8859-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252",
                 "us-ascii": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252"}  # fmt: skip
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAVED: Final = re.compile(r"saved from url=\(\d+\)\s*(\S{4,2000})|"
                           r"Page saved with SingleFile\s+url:\s*(\S{4,2000})")  # fmt: skip
_SAVED_DAY: Final = re.compile(r"saved date:\s*([^\n<>]{6,80})")

_ERROR: Final = re.compile(
    r"(?:error\s*)?(?:40[0134]|410|429|50[0234])(?:\s*(?:error|not found|forbidden|unauthorized|"
    r"gone|bad gateway|service unavailable|page not found))?|(?:the )?page (?:was )?not found|"
    r"not found|pagina niet gevonden|deze pagina bestaat niet|seite nicht gefunden|"
    r"page (?:introuvable|non trouvée)|access denied|toegang geweigerd|zugriff verweigert|"
    r"accès refusé|forbidden|bad gateway|service (?:temporarily )?unavailable|just a moment\.*|"
    r"attention required!?|are you a robot\??|are you human\??|captcha|error|oops!?",
    re.IGNORECASE,
)
_COOKIES: Final = re.compile(
    r"cookies?|cookie ?wall|cookie (?:consent|settings|notice)|(?:\w+ ){0,3}privacy gate|"
    r"cookie-?instellingen|cookie-?einstellungen|before you continue|voordat je verdergaat|"
    r"gérer les cookies|we (?:value|respect|care about) your privacy|"
    r"wij (?:waarderen|respecteren) (?:je|jouw|uw) privacy|"
    r"wir (?:schätzen|respektieren) ihre privatsphäre|le respect de votre vie privée[\w ,]{0,40}",
    re.IGNORECASE,
)
_PAY: Final = re.compile(
    r"subscribe to (?:continue|read|keep)|already a subscriber|to continue reading|"
    r"lees verder (?:met|voor)|word abonnee|exclusief voor abonnees|al abonnee\?|"
    r"jetzt weiterlesen|für abonnenten|bereits abonnent|réservé aux abonnés|déjà abonné",
    re.IGNORECASE,
)
_SHORT: Final = 150
_VERY_SHORT: Final = 50
_NOTHING: Final = 5
_PARTS: Final = re.compile(r"\s+[|–—·:-]\s+|\s*\|\s*")


class _Extract(NamedTuple):
    """What trafilatura found on a page."""

    found: Any
    paragraphs: list[str]


def looks_like_a_page(head: str) -> bool:
    """Tell whether a text begins as a web page.

    Examples
    --------
    >>> looks_like_a_page("<!-- saved --><!DOCTYPE html><html>"), looks_like_a_page("<p> is a tag")
    (True, False)
    """
    return _START.match(head.lstrip("\ufeff")) is not None


def page_article(
    content: bytes,
    position: int,
    *,
    url: str | None = None,
    charset: str | None = None,
    identity: str | None = None,
    raw: Mapping[str, object] | None = None,
) -> Article | Rejected:
    """Make an article of a web page.

    Parameters
    ----------
    content : bytes
    position : int
    url : str, optional
        Where the page was fetched; else what the page says.
    charset : str, optional
        Encoding that the server stated.
    identity : str, optional
    raw : mapping, optional
        More for `Article.raw`, such as ``crawl_date``.

    Returns
    -------
    Article or Rejected
        `date` only where the page states the day of publication; a day found otherwise is
        ``page_date`` in `raw`.
    """
    if len(content) > MOST_PAGE:
        return Rejected(position, _at(f"a page of more than {MOST_PAGE // 10**6} MB", url))
    text, odd = _decoded(content, charset)
    head = text[:8192]
    saved = _SAVED.search(head)
    address = url or (saved and (saved.group(1) or saved.group(2))) or None
    try:
        root = parsed(_CONTROL.sub("", _DECLARATION.sub("", text, count=1)))
    except Unparsed as cause:
        return Rejected(position, _at(str(cause), url))
    facts = facts_of(root)
    without_code(root)
    page_title = " ".join((root.findtext(".//title") or "").split())
    extract = _extract(root, address)
    refused = _refused(page_title, extract)
    if refused is not None or extract is None:
        return Rejected(position, _at(refused or "no article text found", url), page_title[:80])
    more: dict[str, object] = dict(raw or {})
    if day := _SAVED_DAY.search(head) if saved else None:
        more.setdefault("crawl_date", day.group(1).strip())
    article = _article(position, extract, facts, address, more)
    remarks = [*([odd] if odd else []), *_remarks(extract, facts, article)]
    return replace(article, identity=identity, remarks=tuple(remarks))


def _at(reason: str, url: str | None) -> str:
    """Write a reason, with the address where it is needed to find the page."""
    return f"{reason} ({url})" if url else reason


def _decoded(content: bytes, charset: str | None) -> tuple[str, str]:
    """Decode a page, as it or its server states, and say what did not fit."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, "replace"), ""
    declared = _CHARSET.search(content[:4096])
    stated = charset or (declared.group(1).decode("ascii") if declared else "")
    stated = _LATIN.get(stated.lower(), stated.lower())
    if not stated.startswith(("iso-2022", "utf-16", "utf-7", "hz")):  # these look like ASCII
        try:
            return content.decode("utf-8"), ""
        except UnicodeDecodeError:
            pass
    name = stated or "cp1252"
    for name in (stated or "cp1252", "cp1252"):
        try:
            return content.decode(name), "" if stated else "read as Windows-1252; check the accents"
        except (UnicodeDecodeError, LookupError):
            continue
    shown = content.decode("utf-8", "replace")
    return shown, "its encoding is not known; what cannot be read is shown as \ufffd"


def _extract(root: Any, url: str | None) -> _Extract | None:
    """Let trafilatura find title, text and the like; None if it finds no text."""
    import trafilatura  # slow to import, and needed by few

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    options: dict[str, Any] = {"with_metadata": True, "include_comments": False,
                               "date_extraction_params": dates}  # fmt: skip
    try:
        found: Any = trafilatura.bare_extraction(root, url=url, **options)
    except Exception:  # whatever a page makes its libraries trip over
        return None
    if found is None or not (found.text or "").strip():
        return None
    paragraphs = [line.strip() for line in found.text.split("\n") if line.strip()]
    if found.title and paragraphs and paragraphs[0] == found.title.strip():
        paragraphs = paragraphs[1:]
    return _Extract(found, paragraphs)


def _n_words(paragraphs: list[str]) -> int:
    """Count the words of a text."""
    return len(re.findall(r"\w+", " ".join(paragraphs)))


def _refused(page_title: str, extract: _Extract | None) -> str | None:
    """Say why a page is no article; None if it may be one."""
    n_words = _n_words(extract.paragraphs) if extract else 0
    headings = [page_title, (extract and extract.found.title) or ""]
    parts = [
        part.strip(" .!") for heading in headings for part in [heading, *_PARTS.split(heading)]
    ]
    if n_words < _SHORT:
        for part in filter(None, parts):
            if _ERROR.fullmatch(part):
                return f"an error page: {part!r}"
            if _COOKIES.fullmatch(part):
                return f"a wall of cookies before the article: {part!r}"
    return "no article text found" if n_words < _NOTHING else None


def _article(
    position: int, extract: _Extract, facts: Facts, url: str | None, raw: dict[str, object]
) -> Article:
    """Put the article together."""
    found = extract.found
    title = (found.title or "").strip() or None
    if url and found.url and found.url != url:
        raw["canonical_url"] = found.url
    if facts.modified:
        raw["update_date"] = facts.modified
    if facts.published is None and found.date:
        raw["page_date"] = found.date
    if found.description:
        raw["description"] = found.description
    for name in ("categories", "tags"):
        if listed := [str(part) for part in getattr(found, name) or []]:
            raw[name] = listed
    return Article(
        position=position,
        text=compose(title, extract.paragraphs),
        title=title,
        outlet=found.sitename or found.hostname or None,
        author=found.author or None,
        url=url or found.url or None,
        language=(facts.language or "").replace("_", "-") or None,
        date=facts.published,
        raw=raw,
    )


def _remarks(extract: _Extract, facts: Facts, article: Article) -> Iterator[str]:
    """Say what a researcher should look at."""
    n_words = _n_words(extract.paragraphs)
    text = " ".join(extract.paragraphs)
    if "page_date" in article.raw:
        yield (f"the page does not state its day of publication; it carries the day "
               f"{article.raw['page_date']}, which may be another one")  # fmt: skip
    if not facts.is_free:
        yield f"the page says that it is not free to read: its {n_words:,} words may be cut off"
    elif n_words < 2 * _SHORT and _PAY.search(text):
        yield f"{n_words:,} words that ask for a subscription: probably cut off"
    elif n_words < _SHORT and len(re.findall(r"\bcookies?\b", text, re.IGNORECASE)) >= 3:
        yield f"{n_words:,} words that speak of cookies: perhaps not the article"
    elif n_words < _VERY_SHORT:
        yield f"only {n_words:,} words found on the page"
