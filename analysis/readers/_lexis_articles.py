"""The articles of an old Lexis export, until about 2019, from its lines.

`3 of 10 DOCUMENTS` begins an article; outlet and date are centred; the headline and the
labels in capitals follow it, `LENGTH` the last; `LOAD-DATE`, `LANGUAGE` and the like end it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from analysis.readers._items import Article, Item, Rejected, compose
from analysis.readers._lexis_cover import CAPITALS, Block, divide, key
from analysis.readers._nexis import (
    TAIL,
    begins_with_date,
    error_page,
    is_copyright,
    is_date,
    label,
    placed,
)
from analysis.readers._source import Unreadable

__all__ = ["read", "single"]

_BYLINE: Final = re.compile(r"(?:VON|DOOR|PAR|BY) (?=\S)(?!.*:)(.+)", re.DOTALL)
_EDITION: Final = re.compile(r"\b(?:edition|editie|ausgabe|auflage|édition)\b", re.IGNORECASE)
_QUOTE: Final = 80


@dataclass
class Draft:
    """An article while it is read."""

    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read(parts: Sequence[Block]) -> Iterator[Item]:
    r"""Yield what an old Lexis file holds; raise `Unreadable` if there is no article in it.

    Examples
    --------
    >>> lines = ["1 of 1 DOCUMENTS", "The Paper", "July 1, 2010 Thursday", "A title",
    ...          "LENGTH: 1 words", "One.", "LANGUAGE: ENGLISH"]
    >>> [item for item in read([Block((line,), True) for line in lines])][-1].text
    'A title\n\nOne.'
    """
    found = divide(parts)
    if found.provenance.query or found.provenance.facts:
        yield found.provenance
    yield from found.claims
    if not any(found.pieces):
        raise Unreadable("no article in it; is it an export of Lexis?")
    ended = [_tail(piece) < len(piece) for piece in found.pieces]
    for position, piece in enumerate(found.pieces, start=1):
        last = position == len(ended)
        cut_off = last and not ended[-1] and (any(ended) or not found.marked)
        yield _item(piece, position, cut_off=cut_off)


def single(text: str) -> bool:
    r"""Tell whether a text is one Lexis article without a mark at its begin.

    Examples
    --------
    >>> single("A title\n\nLENGTH: 355 words\n\nOne.\n\nLOAD-DATE: July 1, 2010\n")
    True
    """
    length = re.search(r"^(?:LENGTH|LENGTE|LÄNGE|LAENGE|LONGUEUR): +\d", text, re.MULTILINE)
    tail = re.search(
        r"^(?:LOAD-DATE|LANGUAGE|SPRACHE|LANGUE|TAAL|PUBLICATION-TYPE|UPDATE): +\S",
        text,
        re.MULTILINE,
    )
    return bool(length and tail)


# One article -----------------------------------------------------------------------


def _item(blocks: Sequence[Block], position: int, *, cut_off: bool) -> Article | Rejected:
    """Read one article, or say why it cannot be read."""
    text = "\n".join(block.text for block in blocks)
    quote = " ".join(text.split())[:_QUOTE]
    if not blocks:
        return Rejected(position, "nothing between two marks of articles")
    if error_page(text):
        reason = "the database put an error message in the place of the article"
        return Rejected(position, reason, quote)
    draft = Draft()
    at = _top(blocks, draft)
    end = _tail(blocks)
    for block in blocks[end:]:
        _take(block, draft.fields)
    length = next((n for n in range(at, end) if key(blocks[n]) == "length"), None)
    if length is None:
        _without_length(blocks[at:end], draft)
    else:
        _head(blocks[at : length + 1], draft)
        _body(blocks[length + 1 : end], draft)
    if draft.title is None and not draft.body:
        return Rejected(position, "neither a headline nor a text in it", quote)
    if cut_off:
        draft.remarks.append("ends without 'LOAD-DATE' or 'LANGUAGE'; it may be cut off")
    return _article(draft, position)


def _top(blocks: Sequence[Block], draft: Draft) -> int:
    """Read outlet, date and edition; give the place of the block behind them."""
    at = 0
    while at < len(blocks) and all(is_copyright(line) for line in blocks[at].lines):
        draft.fields.setdefault("copyright", blocks[at].text)
        at += 1
    if at < len(blocks) and not key(blocks[at]) and not is_date(blocks[at].lines[0]):
        names = [line.strip() for line in blocks[at].lines if not is_copyright(line)]
        rights = [line.strip() for line in blocks[at].lines if is_copyright(line)]
        if rights:
            draft.fields.setdefault("copyright", " ".join(rights))
        draft.outlet = " ".join(names)
        at += 1
    near = range(at, min(at + 2, len(blocks)))
    day = next((n for n in near if begins_with_date(blocks[n].lines[0])), None)
    if day is None or (not blocks[day].centred and (blocks[0].centred or day > at)):
        return at
    draft.date = blocks[day].lines[0].strip()
    after = _behind_editions(blocks, day)
    editions = [block.text for block in (*blocks[at:day], *blocks[day + 1 : after])]
    editions += [line.strip() for line in blocks[day].lines[1:]]
    if editions:
        draft.fields["edition"] = "; ".join(editions)
    return after


def _behind_editions(blocks: Sequence[Block], day: int) -> int:
    """Go past the editions below the date: centred like it, or named so."""
    at = day + 1
    while at + 1 < len(blocks) and not (key(blocks[at]) or key(blocks[at + 1])):
        named = bool(_EDITION.search(blocks[at].text)) and len(blocks[at].text) < 40
        if not (blocks[at].centred if blocks[day].centred else named):
            break
        at += 1
    return at


def _head(blocks: Sequence[Block], draft: Draft) -> None:
    """Read the headline and the labels down to the length."""
    titles: list[str] = []
    for index, block in enumerate(blocks):
        byline = _BYLINE.fullmatch(block.text)
        if index and key(block):
            _take(block, draft.fields)
        elif byline and titles:
            draft.fields.setdefault("byline", byline[1])
        else:
            titles.append(block.text)
    if key(blocks[0]):
        _take(blocks[0], draft.fields)
        titles = titles[1:] if titles and titles[0] == blocks[0].text else titles
    draft.title = titles[0] if titles else None
    if titles[1:]:
        draft.fields["subtitle"] = "\n".join(titles[1:])


def _without_length(blocks: Sequence[Block], draft: Draft) -> None:
    """Read an item without a length: most of them are pictures with a caption."""
    texts = [block for block in blocks if not key(block)]
    for block in blocks:
        _take(block, draft.fields)
    draft.title = texts[0].text if texts else None
    draft.body = [block.text for block in texts[1:]]
    if draft.body:
        draft.remarks.append("no line 'LENGTH'; the text is what stands behind the headline")


def _body(blocks: Sequence[Block], draft: Draft) -> None:
    """Read the text; labels between the length and the text, and captions, are no part of it."""
    begin = 0
    while begin < len(blocks) and key(blocks[begin]) in ("dateline", "highlight", "byline"):
        _take(blocks[begin], draft.fields)
        begin += 1
    graphics = [n for n in range(begin, len(blocks)) if key(blocks[n]) == "graphic"]
    end = graphics[-1] if graphics else len(blocks)
    if graphics:
        texts = [block.text for block in blocks[end:]]
        found = label(texts[0])
        draft.fields["graphic"] = "\n".join([found.value if found else texts[0], *texts[1:]])
    draft.body = [block.text for block in blocks[begin:end]]


def _tail(blocks: Sequence[Block]) -> int:
    """Find the first of the labelled blocks that end an article."""
    end = len(blocks)
    while end and (key(blocks[end - 1]) in TAIL or _rights(blocks[end - 1])):
        end -= 1
    return end


def _rights(block: Block) -> bool:
    """Tell whether a block is the copyright that ends an article."""
    firm = block.centred or bool(re.search(r"\d{4}|reserved|rechte|voorbehouden", block.text))
    return is_copyright(block.lines[0]) and len(block.text) < 300 and firm


def _take(block: Block, fields: dict[str, str]) -> None:
    """Put a labelled block into fields; a block may hold several labels."""
    current = ""
    for line in block.lines:
        found = label(line) if CAPITALS.match(line) else None
        if found:
            current = found.key if found.key not in fields else ""
            if current:
                fields[current] = found.value
        elif current:
            fields[current] = f"{fields[current]} {line.strip()}".strip()
        elif is_copyright(line):
            current = "copyright" if "copyright" not in fields else ""
            if current:
                fields[current] = line.strip()


def _article(draft: Draft, position: int) -> Article:
    """Put an article together."""
    fields = dict(draft.fields)
    raw: dict[str, object] = {}
    if not draft.body:
        draft.remarks.append("no text, only a headline and labels")
        raw |= {"graphic": True} if "graphic" in fields or "length" not in fields else {}
    if captions := fields.pop("graphic", ""):
        raw["graphic_captions"] = captions.split("\n")
    words, columns = placed(fields)
    return Article(
        position=position,
        text=compose(draft.title, draft.body),
        title=draft.title,
        outlet=draft.outlet or columns["outlet"],
        author=columns["author"],
        section=columns["section"],
        url=columns["url"],
        language=columns["language"],
        date=draft.date or fields.pop("date", None),
        stated_words=words,
        has_body=bool(draft.body),
        remarks=tuple(draft.remarks),
        raw={**{key: value for key, value in fields.items() if value}, **raw},
    )
