"""The cover page of a Nexis export: how many articles it announces, and the query."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from analysis.readers._items import Claim, Provenance
from analysis.readers._nexis import BODY, END, one_of, urn
from analysis.readers._paragraph import Paragraph

__all__ = ["BOOKMARK", "Cover", "Entry", "cover"]

BOOKMARK: Final = re.compile(r"Bookmark_\d+")
"""Name of the bookmark at the title of an article."""

_LABELS: Final = {
    name: key
    for key, names in {
        "date_and_time": "date and time, datum en tijd, datum und uhrzeit, datum und zeit, "
        "date et heure",
        "job_number": "job number, taaknummer, opdrachtnummer, jobnummer, auftragsnummer, "
        "numéro de tâche, numéro de travail",
        "client_matter": "client/matter, cliënt/zaak, klant/zaak, client/zaak, "
        "mandant/angelegenheit, client/dossier",
        "search_terms": "search terms, zoektermen, suchbegriffe, termes de recherche",
        "search_type": "search type, zoektype, type zoekopdracht, suchart, suchtyp, "
        "type de recherche",
        "narrowed_by": "narrowed by, verfijnd door, beperkt door, eingegrenzt durch, "
        "eingeschränkt durch, affiné par, limité par",
        "user_name": "user name, gebruikersnaam, benutzername, nom d'utilisateur",
    }.items()
    for name in re.split(r",\s*", names)
}
_LABEL: Final = re.compile(r"\s*([^\W\d_][\w'/ -]{3,30}?)[ \u00a0]?:\s*(.*)", re.DOTALL)
_COUNT: Final = re.compile(
    r"\s*(?:documents?|documenten|dokumente?|documentos|documenti)\s*\(\s*(\d{1,9})\s*\)\s*",
    re.IGNORECASE,
)
_ENTRY: Final = re.compile(r"\s*(\d{1,9})\.\s+(\S.*)", re.DOTALL)
_FIRST: Final = 12  # paragraphs with text among which a cover shows itself


class Entry(NamedTuple):
    """A line of the contents list: the title, and the link behind it."""

    title: str
    link: str | None


class Cover(NamedTuple):
    """A cover page, which ends before paragraph `end` (0: there is none)."""

    end: int
    claims: tuple[Claim, ...] = ()
    entries: tuple[Entry, ...] = ()
    provenance: Provenance | None = None


def cover(paragraphs: Sequence[Paragraph]) -> Cover:
    """Read the cover page at the begin of a file.

    Examples
    --------
    >>> lines = ["Job Number: 7", "Documents (1)", "1. A title", "Search Terms: apple", "A title"]
    >>> found = cover([Paragraph(line) for line in lines])
    >>> found.end, found.claims[0], found.provenance.query
    (4, Claim(expected=1, by='cover'), 'apple')
    """
    if not _shows(paragraphs):
        return Cover(0)
    last, entries = _entries(paragraphs)
    end = _end(paragraphs, last, entries)
    counts = [found for part in paragraphs[:end] if (found := _COUNT.fullmatch(part.text))]
    claims = [Claim(int(counts[0][1]), "cover")] if counts else []
    if entries:
        claims.append(Claim(len(entries), "contents list"))
    return Cover(end, tuple(claims), tuple(entries), _provenance(paragraphs[:end]))


def _label(text: str) -> tuple[str, str] | None:
    """Take a line of the cover apart."""
    found = _LABEL.match(text)
    key = _LABELS.get(found[1].strip().lower()) if found else None
    return (key, found[2].strip()) if found and key else None


def _starts(paragraph: Paragraph) -> bool:
    """Tell whether an article begins with a paragraph, by its bookmark."""
    return any(BOOKMARK.fullmatch(name) for name in paragraph.bookmarks)


def _shows(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether the first lines are those of a cover: two signs at least."""
    first: list[Paragraph] = []
    for part in paragraphs:
        if _starts(part) or len(first) == _FIRST:
            break
        if part.text.strip():
            first.append(part)
    keys = {found[0] for part in first if (found := _label(part.text))}
    return len(keys) + any(_COUNT.fullmatch(part.text) for part in first) >= 2


def _entries(paragraphs: Sequence[Paragraph]) -> tuple[int, list[Entry]]:
    """Read the contents list, and give the place of its last entry.

    Entries are numbered from 1 without a gap; where Word numbers them by itself, the
    links to documents stand for them.
    """
    last, entries, linked = -1, list[Entry](), list[tuple[int, Entry]]()
    for index, part in enumerate(paragraphs):
        if _starts(part) or one_of(part.text, BODY) or one_of(part.text, END):
            break
        link = next((link for link in part.links if urn(link)), None)
        found = _ENTRY.fullmatch(part.text)
        if found and int(found[1]) == len(entries) + 1:
            last = index
            entries.append(Entry(" ".join(found[2].split()), link))
        elif link and not entries:
            linked.append((index, Entry(" ".join(part.text.split()), link)))
    if not entries and linked and any(_starts(part) for part in paragraphs):
        return linked[-1][0], [entry for _, entry in linked]
    return last, entries


def _end(paragraphs: Sequence[Paragraph], last: int, entries: Sequence[Entry]) -> int:
    """Find the first paragraph behind the cover, by the surest sign that the file has."""
    for index, part in enumerate(paragraphs):
        if _starts(part):
            return index
    near = range(last + 1, min(last + 60, len(paragraphs)))
    if entries:
        for index in near:
            if " ".join(paragraphs[index].text.split()) == entries[0].title:
                return index
    for index in near:
        if one_of(paragraphs[index].text, BODY):
            break
        if paragraphs[index].ends_section:
            return index + 1
    return next((index for index in near if not _of_cover(paragraphs[index].text)), last + 1)


def _of_cover(text: str) -> bool:
    """Tell whether a line can stand on the cover behind the contents list."""
    plain = not text.strip() or " | " in text or "LexisNexis" in text
    return plain or _label(text) is not None or _COUNT.fullmatch(text) is not None


def _provenance(paragraphs: Sequence[Paragraph]) -> Provenance:
    """Collect the query and the other facts; the name of the user is left out."""
    facts: dict[str, list[str]] = {}
    current: str | None = None
    for part in paragraphs:
        text = part.text.strip()
        if found := _label(text):
            current, text = found
        elif not text or _ENTRY.fullmatch(text) or _COUNT.fullmatch(text) or "LexisNexis" in text:
            current = None
        if current and current != "user_name" and text and text != "-None-":
            values = facts.setdefault(current, [])
            if text not in values:
                values.append(text)
    joined = {key: "\n".join(values) for key, values in facts.items()}
    return Provenance(joined.pop("search_terms", None), joined)
