"""The lines of an old Lexis file: its cover page, and where its articles begin."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from analysis.readers._items import Claim, Provenance
from analysis.readers._nexis import Label, label

__all__ = ["CAPITALS", "MARK", "Block", "Divided", "blocks", "divide", "key"]

MARK: Final = re.compile(
    r"\s*(?:FOCUS - )?(?:(\d{1,9}) (?:of|van) (\d{1,9}) (?:DOCUMENTS?|DOCUMENTEN)"
    r"|(?:Dokument|Document) (\d{1,9}) (?:von|de|van|of|sur) (\d{1,9})"
    r"|(\d{1,9}) (?:von|de|sur) (\d{1,9}) (?:DOKUMENTEN?|DOCUMENTS?|DOCUMENTOS))\s*"
)
"""A line that begins an article, with its number and how many there are."""

_COVER: Final = {
    name: key
    for key, names in {
        "download_request": "download request, print request, email request, printopdracht, "
        "downloadopdracht, druckauftrag, download-anfrage, demande de téléchargement, "
        "demande d'impression",
        "time_of_request": "time of request, tijdstip van opdracht, datum en tijd, "
        "zeitpunkt der anfrage, uhrzeit, date de la demande",
        "send_to": "send to, verzenden aan, senden an, envoyer à",
        "terms": "terms, zoektermen, suchbegriffe, termes",
        "source": "source, bron, quelle",
        "project_id": "project id, project-id, projekt-id, id projet, projekt id",
        "number_of_lines": "number of lines, aantal regels, anzahl zeilen, nombre de lignes",
        "job_number": "job number, taaknummer, jobnummer, auftragsnummer",
    }.items()
    for name in re.split(r",\s*", names)
}
_COVER_LABEL: Final = re.compile(r"\s*([^\W\d_][\w' -]{3,30}?) ?:\s*(.*)", re.DOTALL)
_ITEMS: Final = re.compile(r"(\d{1,9})(?:\s*-\s*(\d{1,9}))?")
CAPITALS: Final = re.compile(r"\s*([A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ' -]+) ?:")
_CENTRED: Final = re.compile(r"\s{3,}\S")
_OWN: Final = frozenset(
    ("length", "section", "byline", "load_date", "update_date", "language", "publication_type")
)
"""Labels that begin a block although no blank line stands before them."""


class Block(NamedTuple):
    """Lines without a blank line between them, and whether the first is centred."""

    lines: tuple[str, ...]
    centred: bool = False

    @property
    def text(self) -> str:
        """The lines joined, as they were before they were wrapped."""
        return " ".join(line.strip() for line in self.lines)


def blocks(text: str) -> list[Block]:
    r"""Divide a text at its blank lines.

    Examples
    --------
    >>> [block.text for block in blocks("     The Paper\n\nA headline\nof two lines\n")]
    ['The Paper', 'A headline of two lines']
    """
    found: list[list[str]] = [[]]
    for line in re.split(r"\r\n|\r|\n", text.replace("\f", "\n")):
        if not line.strip():
            found.append([])
            continue
        if found[-1] and line.split(":")[0].isupper():
            named = label(line)
            if named and named.key in _OWN:
                found.append([])
        found[-1].append(line.rstrip())
    return [Block(tuple(lines), bool(_CENTRED.match(lines[0]))) for lines in found if lines]


def _labelled(block: Block) -> Label | None:
    """Take a block with a label in capitals apart."""
    return label(block.text) if CAPITALS.match(block.lines[0]) else None


def key(block: Block) -> str | None:
    """Give the key of a block with a label in capitals."""
    found = _labelled(block)
    return found.key if found else None


# Where articles begin ---------------------------------------------------------------


class Divided(NamedTuple):
    """A file in parts: its cover, what it claims to hold, and the blocks of each article."""

    provenance: Provenance
    claims: tuple[Claim, ...]
    pieces: tuple[Sequence[Block], ...]
    marked: bool


def divide(parts: Sequence[Block]) -> Divided:
    """Divide the blocks of a file into the cover and articles.

    Examples
    --------
    >>> found = divide([Block(("1 of 2 DOCUMENTS",)), Block(("A title",))])
    >>> found.claims[-1], found.pieces
    (Claim(expected=2, by="'of N DOCUMENTS'"), ([Block(lines=('A title',), centred=False)],))
    """
    marks = _marks(parts)
    front = _front(parts, marks)
    provenance, requested = _cover(parts[:front])
    claims = _claims([_numbers(parts[index]) for index in marks], requested)
    return Divided(provenance, tuple(claims), tuple(_pieces(parts, marks, front)), bool(marks))


def _marks(parts: Sequence[Block]) -> list[int]:
    """Find the blocks that begin an article.

    Where the first is centred they all are; the headline of an article is not.
    """
    found = [
        index
        for index, block in enumerate(parts)
        if len(block.lines) == 1 and MARK.fullmatch(block.lines[0])
    ]
    centred = bool(found) and parts[found[0]].centred
    return [index for index in found if parts[index].centred or not centred]


def _numbers(block: Block) -> tuple[int, int]:
    """Read the number of an article and how many there are."""
    found = MARK.fullmatch(block.lines[0])
    one, two = [int(group) for group in (found.groups() if found else ()) if group]
    return one, two


def _front(parts: Sequence[Block], marks: Sequence[int]) -> int:
    """Find the end of the cover: the first mark, unless an article stands before it."""
    before = parts[: marks[0]] if marks else parts
    length = next((n for n, block in enumerate(before) if key(block) == "length"), None)
    if length is None:
        return len(before) if marks else 0
    labels = [n for n, block in enumerate(before[:length]) if _cover_label(block.lines[0])]
    return max(labels, default=-1) + 1


def _pieces(parts: Sequence[Block], marks: Sequence[int], front: int) -> list[Sequence[Block]]:
    """Divide the blocks into articles; what stands between cover and first mark is one."""
    first = [] if marks and front == marks[0] else [front]
    starts = [*first, *(index + 1 for index in marks)]
    ends = [*marks[1 - len(first) :], len(parts)] if marks else [len(parts)]
    return [parts[begin:end] for begin, end in zip(starts, ends, strict=True)]


def _cover_label(line: str) -> tuple[str, str] | None:
    """Take a line of the cover apart."""
    found = _COVER_LABEL.match(line)
    name = _COVER.get(found[1].strip().lower()) if found else None
    return (name, found[2].strip()) if found and name and not line.isupper() else None


def _cover(parts: Sequence[Block]) -> tuple[Provenance, int | None]:
    """Read the cover: its facts, and how many articles were asked for.

    The address of the reader (`Send To`) is left out.
    """
    facts: dict[str, str] = {}
    current = ""
    for block in parts:
        for line in block.lines:
            if found := _cover_label(line):
                current, facts[found[0]] = found
            elif current:
                facts[current] = f"{facts[current]} {line.strip()}".strip()
        current = "" if current != "terms" else current
    items = _items(facts.get("download_request", ""))
    query = facts.pop("terms", None) or None
    kept = {name: value for name, value in facts.items() if value not in ("", "None")}
    kept.pop("send_to", None)
    return Provenance(query, kept), items


def _items(request: str) -> int | None:
    """Count the articles of a request such as `Selected Items: 1-10, 15`."""
    ranges = _ITEMS.findall(request.split(":", 1)[-1])
    return sum(max(int(last or first) - int(first) + 1, 0) for first, last in ranges) or None


def _claims(numbers: Sequence[tuple[int, int]], requested: int | None) -> Iterator[Claim]:
    """Say how many articles the cover and the marks announce.

    `of 500` may count all that the search found; where the cover says how many were asked
    for, it is left aside.
    """
    if requested:
        yield Claim(requested, "cover")
    if numbers:
        first, last = min(one for one, _ in numbers), max(one for one, _ in numbers)
        yield Claim(max(last - first + 1, len(numbers)), "numbers of the articles")
        totals = {total for _, total in numbers}
        restarts = any(two[0] <= one[0] for one, two in pairwise(numbers))
        if not requested and first == 1 and len(totals) == 1 and not restarts:
            yield Claim(totals.pop(), "'of N DOCUMENTS'")
