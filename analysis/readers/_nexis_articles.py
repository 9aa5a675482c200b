"""The articles of a Nexis export since 2019, from the paragraphs of a Word or RTF file.

An article begins at its bookmark, or behind the end mark of the article before it. Its
first line is the title, whatever it says; the outlet and the date follow it. Labels are
known before the line `Body` and behind the text, nowhere else.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from analysis.readers._items import Article, Claim, Item, Rejected, compose
from analysis.readers._nexis import (
    BODY,
    CLASSES,
    CLASSIFICATION,
    END,
    HEADER,
    TAIL,
    Label,
    begins_with_date,
    error_page,
    is_copyright,
    is_date,
    label,
    one_of,
    placed,
    stated_words,
    urn,
)
from analysis.readers._nexis_cover import BOOKMARK, Entry, cover
from analysis.readers._paragraph import Paragraph
from analysis.readers._source import Unreadable

__all__ = ["read"]

_QUOTE: Final = 80
_CAPTIONS: Final = 20  # paragraphs that may stand below a heading `Graphic`


class Habits(NamedTuple):
    """How this file writes its marks, so that the same words in an article stay text.

    `firm`: U+00A0 behind the colon of labels. `broken`: a line break before the end mark.
    `marked`: a bookmark at the line `Body`.
    """

    firm: bool
    broken: bool
    marked: bool


class Header(NamedTuple):
    """What stands above the text of an article."""

    title: str
    outlet: str | None
    date: str | None
    fields: dict[str, str]


class Rest(NamedTuple):
    """The text of an article and what stands below it."""

    body: list[str]
    fields: dict[str, str]
    raw: dict[str, object]
    remarks: list[str]


def read(paragraphs: Sequence[Paragraph]) -> Iterator[Item]:
    r"""Yield what a Nexis file holds; raise `Unreadable` if there is no article in it.

    Examples
    --------
    >>> lines = ["A title", "The Paper", "July 1, 2019 Monday", "Body", "One.", "End of Document"]
    >>> [item for item in read([Paragraph(line) for line in lines])][-1].text
    'A title\n\nOne.'
    """
    front = cover(paragraphs)
    rest = paragraphs[front.end :]
    habits = _habits(rest)
    pieces = _pieces(rest, habits)
    if not pieces and not front.claims:
        raise Unreadable("no article in it; is it an export of Nexis?")
    if front.provenance is not None:
        yield front.provenance
    if not pieces and front.entries:  # the list that comes with articles in files of their own
        yield Claim(max(claim.expected for claim in front.claims), "list", elsewhere=True)
        return
    yield from front.claims
    yield from _marks(rest, pieces, habits)
    links = _links(pieces, front.entries)
    for position, (piece, link) in enumerate(zip(pieces, links, strict=True), start=1):
        yield _item(piece, position, link, habits)


# Where articles begin and end ------------------------------------------------------


def _habits(paragraphs: Sequence[Paragraph]) -> Habits:
    """Look how the file writes its marks."""
    labels = [found for part in paragraphs if (found := label(part.text))]
    return Habits(
        firm=any(found.firm for found in labels),
        broken=any(part.text.startswith("\n") and one_of(part.text, END) for part in paragraphs),
        marked=any(_bookmarked(part) and one_of(part.text, BODY) for part in paragraphs),
    )


def _bookmarked(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph has the bookmark of the begin of a text."""
    return any(name == "Body" or name.startswith("Body_") for name in paragraph.bookmarks)


def _is_end(paragraph: Paragraph, habits: Habits) -> bool:
    """Tell whether a paragraph is an end mark in the manner of the file."""
    return one_of(paragraph.text, END) and (not habits.broken or paragraph.text.startswith("\n"))


def _is_body(paragraph: Paragraph, habits: Habits) -> bool:
    """Tell whether a paragraph is the line `Body` in the manner of the file."""
    return one_of(paragraph.text, BODY) and (not habits.marked or _bookmarked(paragraph))


def _pieces(paragraphs: Sequence[Paragraph], habits: Habits) -> list[list[Paragraph]]:
    """Divide the paragraphs into articles; paragraphs without text are left out."""
    starts = [
        index
        for index, part in enumerate(paragraphs)
        if any(BOOKMARK.fullmatch(name) for name in part.bookmarks)
    ]
    cuts = {0, len(paragraphs), *starts}
    for index, part in enumerate(paragraphs):
        if not _is_end(part, habits):
            continue
        place = bisect_right(starts, index)
        until = starts[place] if place < len(starts) else len(paragraphs)
        if habits.broken or not starts or _like_article(paragraphs[index + 1 : until], habits):
            cuts.add(index + 1)
    pieces = []
    for begin, end in pairwise(sorted(cuts)):
        piece = [part for part in paragraphs[begin:end] if part.text.strip()]
        pieces += _apart(piece, habits) if piece else []
    return pieces


def _like_article(paragraphs: Sequence[Paragraph], habits: Habits) -> bool:
    """Tell whether paragraphs behind an end mark are one more article, or empty."""
    texts = [part for part in paragraphs if part.text.strip()]
    return not texts or any(
        _is_body(part, habits) or _fits(label(part.text), habits, HEADER) for part in texts[1:]
    )


def _apart(piece: list[Paragraph], habits: Habits) -> list[list[Paragraph]]:
    """Part articles that grew together because the end mark between them is missing.

    Outlet and title stand above the date of the later article, and its length below.
    """
    cuts = [0]
    bodies = [index for index, part in enumerate(piece) if _is_body(part, habits)]
    for first, second in pairwise(bodies):
        between = range(first + 3, second)
        lengths = [index for index in between if _is_length(piece[index], habits)]
        days = [index for index in between if is_date(piece[index].text)]
        if lengths and days and days[-1] < lengths[-1]:
            cuts.append(days[-1] - 2)
    return [piece[begin:end] for begin, end in pairwise([*cuts, len(piece)])]


def _is_length(paragraph: Paragraph, habits: Habits) -> bool:
    """Tell whether a paragraph is the labelled line with the length."""
    found = label(paragraph.text)
    return found is not None and found.key == "length" and _fits(found, habits, HEADER)


def _marks(
    paragraphs: Sequence[Paragraph], pieces: Sequence[Sequence[Paragraph]], habits: Habits
) -> Iterator[Claim]:
    """Count the marks of the file, as claims of how many articles it holds."""
    if habits.marked:
        yield Claim(sum(_is_body(part, habits) for part in paragraphs), "lines 'Body'")
    else:
        n_bodies = sum(any(_is_body(part, habits) for part in piece[1:]) for piece in pieces)
        yield Claim(n_bodies, "lines 'Body'")
    n_ends = sum(_is_end(piece[-1], habits) for piece in pieces)
    yield Claim(n_ends, "lines 'End of Document'")


def _links(pieces: Sequence[Sequence[Paragraph]], entries: Sequence[Entry]) -> list[str | None]:
    """Give the link to each article: at its title, else from the contents list.

    The list is used in its order if it is as long as the file, else by title where no two
    entries have the same title.
    """
    titles = Counter(entry.title for entry in entries)
    named = {entry.title: entry.link for entry in entries}
    links = []
    for index, piece in enumerate(pieces):
        link = next((link for part in piece[:2] for link in part.links if urn(link)), None)
        title = " ".join(piece[0].text.split())
        if link is None and len(entries) == len(pieces):
            link = entries[index].link
        elif link is None and titles[title] == 1:
            link = named[title]
        links.append(link)
    return links


# One article -----------------------------------------------------------------------


def _fits(found: Label | None, habits: Habits, keys: frozenset[str]) -> bool:
    """Tell whether a label is one, at this place and in the manner of the file."""
    if found is None or found.key not in keys:
        return False
    if found.firm or not habits.firm:
        return True
    if found.key == "length":
        return stated_words(found.value) is not None
    return found.key in ("load_date", "update_date", "date") and begins_with_date(found.value)


def _item(
    piece: list[Paragraph], position: int, link: str | None, habits: Habits
) -> Article | Rejected:
    """Read one article, or say why it cannot be read."""
    quote = " ".join(" ".join(part.text for part in piece[:3]).split())[:_QUOTE]
    remarks = []
    if _is_end(piece[-1], habits):
        piece = piece[:-1]
    else:
        remarks.append("ends without 'End of Document'; it may be cut off")
    text = "\n".join(part.text for part in piece)
    if error_page(text):
        return Rejected(position, _FAILED, quote)
    begin = next((n for n in range(1, len(piece)) if _is_body(piece[n], habits)), None)
    if begin is None:
        after = _behind_labels(piece, habits)
        if after is None:
            return Rejected(position, _UNTOLD, quote)
        remarks.append("no line 'Body'; the text is what stands behind the labelled lines")
        header, rest = _header(piece[:after], habits), _rest(piece[after:], habits)
    else:
        header, rest = _header(piece[:begin], habits), _rest(piece[begin + 1 :], habits)
    if error_page("\n".join(rest.body)):
        return Rejected(position, _FAILED, quote)
    return _article(position, header, rest, link, remarks)


_FAILED: Final = "the database put an error message in the place of the article; download it again"
_UNTOLD: Final = "no line 'Body' or 'Text', so it cannot be told where the article's text begins"


def _behind_labels(piece: Sequence[Paragraph], habits: Habits) -> int | None:
    """Find the text of an article without `Body`: behind the length and labels after it."""
    found = [n for n in range(1, len(piece)) if _is_length(piece[n], habits)]
    if not found:
        return None
    after = found[0] + 1
    while after < len(piece) and _fits(label(piece[after].text), habits, HEADER - {"load_date"}):
        after += 1
    return after


def _header(lines: Sequence[Paragraph], habits: Habits) -> Header:
    """Read title, outlet, date, edition and the labelled lines.

    The title is the first line, so a title that is a date stays a title.
    """
    plain: list[str] = []
    fields: dict[str, str] = {}
    current = ""
    for index, part in enumerate(lines):
        text = part.text.strip()
        found = label(text) if index else None
        if found and found.key not in fields and _fits(found, habits, HEADER):
            current, fields[found.key] = found.key, found.value
        elif index > 1 and "copyright" not in fields and is_copyright(text):
            current, fields["copyright"] = "copyright", text
        elif not current or (current == "copyright" and is_date(text)):
            plain.append(text)
        else:
            fields[current] = f"{fields[current]}\n{text}".strip()
    at = _date_at(plain)
    outlet = plain[1] if len(plain) > 1 and at != 1 else fields.pop("source", None)
    date = plain[at] if at is not None else fields.pop("date", None)
    others = [text for index, text in enumerate(plain) if index > 1 and index != at]
    if others:
        fields["edition"] = "; ".join([*others, *filter(None, [fields.get("edition")])])
    return Header(" ".join(plain[0].split()), outlet, date, fields)


def _date_at(plain: Sequence[str]) -> int | None:
    """Find the date: below the outlet; directly below the title if there is no outlet."""
    if len(plain) > 2 and begins_with_date(plain[2]):
        return 2
    later = [index for index in range(3, len(plain)) if is_date(plain[index])]
    if later:
        return later[0]
    return 1 if len(plain) > 1 and is_date(plain[1]) else None


def _rest(lines: Sequence[Paragraph], habits: Habits) -> Rest:
    """Part the text of an article from what stands below it."""
    texts = [part.text.strip() for part in lines]
    raw: dict[str, object] = {}
    fields: dict[str, str] = {}
    remarks: list[str] = []
    cut = _classification(texts, habits)
    if cut < len(texts):
        raw["classification"] = texts[cut + 1 :]
        _take(texts[cut + 1 :], fields)
    behind = cut
    while behind and _fits(label(texts[behind - 1]), habits, TAIL):
        behind -= 1
    _take(texts[behind:cut], fields)
    graphics = [n for n in range(behind) if texts[n].lower() in ("graphic", "graphics")]
    if graphics and behind - graphics[-1] <= _CAPTIONS + 1:
        raw["graphic_captions"] = texts[graphics[-1] + 1 : behind]
        behind = graphics[-1]
        remarks.append("what stands below the heading 'Graphic' is not part of the text")
    return Rest(texts[:behind], fields, raw, remarks)


def _classification(texts: Sequence[str], habits: Habits) -> int:
    """Find the last heading `Classification` that has a line of subjects or the like below it."""
    for index in range(len(texts) - 2, -1, -1):
        if one_of(texts[index], CLASSIFICATION) and _fits(label(texts[index + 1]), habits, CLASSES):
            return index
    return len(texts)


def _take(texts: Sequence[str], fields: dict[str, str]) -> None:
    """Put labelled lines into fields; the first of a name counts."""
    for text in texts:
        if found := label(text):
            fields.setdefault(found.key, found.value)


def _article(
    position: int, header: Header, rest: Rest, link: str | None, remarks: list[str]
) -> Article:
    """Put an article together."""
    fields = {**rest.fields, **header.fields}
    raw: dict[str, object] = dict(rest.raw)
    if not rest.body:
        remarks = [*remarks, "no text below the line 'Body'"]
        raw |= {"graphic": True} if "graphic" in fields or "graphic_captions" in raw else {}
    if "graphic" in fields:
        raw.setdefault("graphic_captions", [fields.pop("graphic")])
    words, columns = placed(fields)
    return Article(
        position=position,
        text=compose(header.title, rest.body),
        title=header.title,
        outlet=header.outlet or columns["outlet"],
        author=columns["author"],
        section=columns["section"],
        url=columns["url"] or link,
        language=columns["language"],
        date=header.date,
        identity=urn(link) if link else None,
        stated_words=words,
        has_body=bool(rest.body),
        remarks=(*remarks, *rest.remarks),
        raw={**{key: value for key, value in fields.items() if value}, **raw},
    )
