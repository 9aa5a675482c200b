"""Read a Markdown file with front matter: one article with labelled fields above it.

Front matter is a block between two lines `---`; the article is what follows, to the
character. A Markdown file without it is plain text.
"""

import re
from collections.abc import Iterator
from typing import Final

import yaml

from analysis.readers._items import Article, Item, Rejected, Remark
from analysis.readers._reader import Reader
from analysis.readers._source import Options, Source
from analysis.readers.plain_text import fields

__all__ = ["READER", "read", "recognises"]

_FRONT: Final = re.compile(
    r"---[ \t]*\r?\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_LINE: Final = re.compile(r"(?P<label>[^\W\d_][\w \-]*?)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*")
_MOST_CHARACTERS: Final = 60_000


def recognises(source: Source) -> bool:
    r"""Whether a file begins with front matter.

    Examples
    --------
    >>> recognises(Source.of_bytes("a.md", b"---\ntitle: Storm\n---\nIt blew."))
    True
    >>> recognises(Source.of_bytes("a.md", b"---\nA line between rules.\n---\n"))
    False
    """
    front = _FRONT.match(source.head_text)
    return front is not None and _values(front["fields"])[0] is not None


def read(source: Source, options: Options) -> Iterator[Item]:
    r"""Give the one article of a Markdown file.

    Examples
    --------
    >>> source = Source.of_bytes("a.md", b"---\ntitle: Storm\ntags: [a, b]\n---\nIt blew.")
    >>> article = next(read(source, Options()))
    >>> article.text, article.title, article.raw
    ('It blew.', 'Storm', {'tags': ['a', 'b']})
    """
    text = source.text(options.encoding).text
    front = _FRONT.match(text)
    values, remark = _values(front["fields"]) if front else ({}, "")
    if remark:
        yield Remark(remark)
    named, rest = fields(values or {})
    body = text[front.end() :] if front else text
    if body.strip():
        yield Article(position=1, text=body, **named, raw=rest)  # type: ignore[arg-type]
    elif "title" in named:
        remarks = ("no text below the front matter",)
        yield Article(position=1, text=named["title"], has_body=False, remarks=remarks,
                      **named, raw=rest)  # type: ignore[arg-type]  # fmt: skip
    else:
        yield Rejected(1, "no text and no title")


def _values(front: str) -> tuple[dict[str, object] | None, str]:
    """Read front matter, as YAML or else line by line; with a remark if it is the latter."""
    if len(front) > _MOST_CHARACTERS:
        return None, ""
    try:
        if not any(isinstance(one, yaml.AliasEvent) for one in yaml.parse(front)):
            found = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts alone
            if isinstance(found, dict) and found:
                return {str(label): _simple(value) for label, value in found.items()}, ""
            return None, ""
    except (yaml.YAMLError, RecursionError, ValueError):
        pass
    return _by_line(front)


def _by_line(front: str) -> tuple[dict[str, object] | None, str]:
    """Read `label: value` lines that are not YAML, such as a title with a colon in it."""
    found: dict[str, object] = {}
    for line in front.splitlines():
        labelled = _LINE.fullmatch(line)
        if labelled and labelled["label"].strip():
            found[labelled["label"]] = (labelled["value"] or "").strip().strip("\"'")
        elif line.strip() and not line.startswith((" ", "\t", "-", "#")):
            return None, ""
    return (found or None), "the front matter is not YAML; read line by line"


def _simple(value: object) -> object:
    """Keep texts and lists of texts; write what is nested as one text."""
    if isinstance(value, list):
        return [item if isinstance(item, str) else str(item) for item in value]
    return value if isinstance(value, str) else str(value)


READER: Final = Reader("markdown", "Markdown with front matter", recognises, read)
