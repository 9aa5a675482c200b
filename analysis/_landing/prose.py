r"""Write the sentences of a run as HTML: paragraphs, bold words, and lists of findings.

The sentences are Markdown that the kit wrote itself, with names from articles made harmless in
it (`wording.safe`). Only what the kit uses is read here; all else is text and is escaped.
"""

import html
import re
from typing import Final, NamedTuple

__all__ = ["Finding", "finding", "paragraphs", "parted", "plain", "shown"]

_MARK: Final = re.compile(
    r"\\(?P<escaped>[\\`*_\[\]#|~])|\*\*(?P<bold>.+?)\*\*|(?<!\w)\*(?P<slanted>[^*\s][^*]*?)\*(?!\w)"
    r"|`(?P<code>[^`]+)`"
)
_VALUE: Final = re.compile(r"\s(?=(?:raw |corrected )?[+−-]?\d|undefined)")
_DIFFERENCE: Final = "percentage point"


class Finding(NamedTuple):
    """A paragraph that lists one value per frame: what it is of, the values, what is said then.

    `items` are pairs of name and value; `common` is what was said of every one of them. A
    paragraph that lists nothing has its text in `rest` and no items.
    """

    lead: str
    items: tuple[tuple[str, str], ...]
    common: str
    rest: str


def shown(text: str) -> str:
    r"""Write a line of Markdown as HTML.

    Examples
    --------
    >>> shown(r"**Up** in *nrc\.nl* & <b>: `a<b`, 2 \* 2")
    '<strong>Up</strong> in <em>nrc\\.nl</em> &amp; &lt;b&gt;: <code>a&lt;b</code>, 2 * 2'
    """
    parts, end = [], 0
    for found in _MARK.finditer(text):
        parts.append(_text(text[end : found.start()]))
        kind = str(found.lastgroup)
        inside = found[kind]
        parts.append({
            "escaped": html.escape(inside),
            "bold": f"<strong>{shown(inside)}</strong>",
            "slanted": f"<em>{shown(inside)}</em>",
            "code": f"<code>{html.escape(inside)}</code>",
        }[kind])  # fmt: skip
        end = found.end()
    return "".join([*parts, _text(text[end:])])


def _text(text: str) -> str:
    """Escape a text that may hold entities already."""
    return html.escape(html.unescape(text))


def plain(text: str) -> str:
    """Take the marks out of a line of Markdown.

    Examples
    --------
    >>> plain("**Up** &amp; *away*")
    'Up & away'
    """
    return html.unescape(re.sub(r"<[^>]+>", "", shown(text)))


def paragraphs(text: str) -> list[str]:
    r"""Part a text at its empty lines; a heading becomes a bold line.

    Examples
    --------
    >>> paragraphs("# One\n\ntwo\nlines")
    ['**One**', 'two lines']
    """
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))
    return [re.sub(r"^#+\s+(.+)$", r"**\1**", part) for part in parts if part]


def parted(said: str) -> tuple[list[str], list[str]]:
    r"""Find the paragraphs to open with - those on differences, else the first - and the others.

    Examples
    --------
    >>> first, others = parted("**May**: A 5 %.\n\nIn percentage points: A +3; B −1. Few.")
    >>> first, others
    (['In percentage points: A +3; B −1. Few.'], ['**May**: A 5 %.'])
    """
    parts = paragraphs(said)
    first = [part for part in parts if _DIFFERENCE in part] or parts[:1]
    return first, [part for part in parts if part not in first]


def finding(paragraph: str) -> Finding:
    """Read a paragraph whose first sentence lists values, or give it back as it is.

    Examples
    --------
    >>> found = finding("In percentage points: A +3; B −1. Few.")
    >>> found.lead, found.items, found.rest
    ('In percentage points', (('A', '+3'), ('B', '−1')), 'Few.')
    """
    sentence, _, rest = paragraph.partition(". ")
    lead, _, listed = sentence.removesuffix(".").partition(": ")
    pairs = [_pair(item) for item in listed.split("; ")]
    if len(pairs) < 2 or not all(value for _, value in pairs):
        return Finding("", (), "", paragraph)
    values, common = _without_common([value for _, value in pairs])
    names = [name for name, _ in pairs]
    return Finding(lead, tuple(zip(names, values, strict=True)), common, rest)


def _pair(item: str) -> tuple[str, str]:
    """Part 'IP theft +17' into name and value."""
    found = _VALUE.search(item)
    return (item[: found.start()], item[found.end() :]) if found else (item, "")


def _without_common(values: list[str]) -> tuple[list[str], str]:
    """Take off what is said of every value alike, after a colon."""
    ends = {value.partition(": ")[2] for value in values}
    if len(ends) > 1 or ends == {""}:
        return values, ""
    return [value.partition(": ")[0] for value in values], ends.pop()
