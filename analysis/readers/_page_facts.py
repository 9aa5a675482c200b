"""What a web page says of itself: the days it was published and changed, and if it is free.

Only a day that the page calls the day of publication counts as that: in its metadata
(Open Graph, Dublin Core and the like), in its JSON-LD, or in a marked element.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from analysis.readers._markup import Element

__all__ = ["Facts", "facts_of", "without_code"]

_PUBLISHED: Final = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "dc.date.issued", "dcterms.issued", "dc.terms.issued", "parsely-pub-date", "sailthru.date",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "publication-date", "published_at", "published_time", "cxenseparse:recs:publishtime",
    "article.published",
)  # fmt: skip
_MODIFIED: Final = (
    "article:modified_time", "og:updated_time", "article:modified", "datemodified",
    "dcterms.modified", "dc.date.modified", "last-modified", "article.updated",
)  # fmt: skip
_OF_ARTICLES: Final = re.compile(r"article|posting|report|advertorial|review", re.IGNORECASE)
_TIME_CLASS: Final = re.compile(r"publish|pubdate|entry-date|post-date|date-posted", re.IGNORECASE)
_CODE: Final = re.compile(r"<(script|style|noscript|template)\b.*?(?:</\1\s*>|$)",
                          re.IGNORECASE | re.DOTALL)  # fmt: skip


class Facts(NamedTuple):
    """Words of the days of publication and of change, language, and whether it is free."""

    published: str | None = None
    modified: str | None = None
    language: str | None = None
    is_free: bool = True


def facts_of(root: Element) -> Facts:
    """Collect what a page says of itself.

    Examples
    --------
    >>> from analysis.readers._markup import parsed
    >>> facts_of(parsed('<meta property="article:published_time" content="2025-01-28">')).published
    '2025-01-28'
    """
    stated = _stated(root)
    linked = _linked(root)
    free = str(linked.get("isAccessibleForFree", True)).strip().lower() not in {"false", "no"}
    return Facts(
        published=_first(stated, _PUBLISHED) or _word(linked.get("datePublished")) or _time(root),
        modified=_first(stated, _MODIFIED) or _word(linked.get("dateModified")),
        language=_word(root.get("lang")) or _word(stated.get("og:locale")),
        is_free=free,
    )


def without_code(root: Element) -> None:
    """Take out of a page what could bring code into its text: in place.

    Some pages keep their text as HTML within JSON-LD, with scripts in it.
    """
    for element in list(root.iter("template", "style", "svg")):
        element.drop_tree()
    for script in _json_scripts(root):
        content = _loaded(script.text)
        script.text = None if content is None else json.dumps(_cleaned(content))


def _cleaned(value: Any) -> Any:
    """Take scripts out of every text of a JSON value."""
    if isinstance(value, str):
        bare = html.unescape(value) if "&lt;" in value else value
        return _CODE.sub(" ", bare) if _CODE.search(bare) else value
    if isinstance(value, list):
        return [_cleaned(part) for part in value]
    if isinstance(value, Mapping):
        return {key: _cleaned(part) for key, part in value.items()}
    return value


def _word(value: Any) -> str | None:
    """Give a text without the space around it, None if it is empty or no text."""
    return (value.strip() or None) if isinstance(value, str) else None


def _first(stated: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    """Give the first of some names that the metadata states."""
    return next((stated[name] for name in names if name in stated), None)


def _stated(root: Element) -> dict[str, str]:
    """Metadata of the page, by name in lower case; the first of a name counts."""
    stated: dict[str, str] = {}
    for element in root.iter("meta", "span", "time", "div", "p"):
        names = ("itemprop",) if element.tag != "meta" else ("property", "name", "itemprop")
        content = _word(element.get("content")) or _word(element.get("datetime"))
        if content is None:
            continue
        for attribute in names:
            if name := _word(element.get(attribute)):
                stated.setdefault(name.lower(), content)
    return stated


def _time(root: Element) -> str | None:
    """Day in an element that is marked as the time of publication."""
    for element in root.iter("time"):
        marked = element.get("pubdate") is not None or _TIME_CLASS.search(element.get("class", ""))
        day = _word(element.get("datetime"))
        if marked and day:
            return day
    return None


def _json_scripts(root: Element) -> list[Element]:
    """Scripts of the page that hold JSON-LD."""
    return [script for script in root.iter("script")
            if "ld+json" in (script.get("type") or "").lower()]  # fmt: skip


def _loaded(text: str | None) -> Any:
    """Read JSON; None if it is none."""
    try:
        return json.loads(text or "")
    except (ValueError, RecursionError):
        return None


def _linked(root: Element) -> Mapping[str, Any]:
    """First JSON-LD object that is about an article, else the first that is about the page."""
    found = [part for script in _json_scripts(root) for part in _objects(_loaded(script.text))]
    of_articles = [part for part in found if _OF_ARTICLES.search(str(part.get("@type", "")))]
    pages = [part for part in found if "webpage" in str(part.get("@type", "")).lower()]
    return next(iter([*of_articles, *pages]), {})


def _objects(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Objects of JSON-LD: one, a list of them, or those of its graph or main entity."""
    if depth > 5:
        return
    if isinstance(value, list):
        for part in value:
            yield from _objects(part, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for key in ("@graph", "mainEntity"):
            yield from _objects(value.get(key), depth + 1)
