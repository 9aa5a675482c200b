"""Which column of a table holds the text, the title, the day: told from the names.

A mapping in the study wins. Without one, the names that researchers and databases give in
English, Dutch, German and French are recognised. What a column is taken for is said.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from analysis.contracts import did_you_mean
from analysis.readers._source import Options, Unreadable

__all__ = ["FIELDS", "Columns", "known_fields", "match", "names_files", "plain"]

_NAMES: Final[Mapping[str, str]] = {  # the surer name first
    "text": "text|full text|fulltext|article text|body text|main text|maintext|body|article body|"
    "articlebody|content|plain text|story text|tekst|artikeltekst|volledige tekst|inhoud|volltext|"
    "artikeltext|inhalt|texte|texte integral|texte complet|contenu|corps",
    "title": "title|headline|heading|article title|titel|kop|koptekst|uberschrift|schlagzeile|"
    "titre",
    "date": "publication date|date publication|publish date|published date|date published|"
    "datepublished|date publish|publication day|pub date|pubdate|published at|publishedat|"
    "published on|publicatiedatum|datum publicatie|datum van publicatie|erscheinungsdatum|"
    "veroffentlichungsdatum|veroffentlicht am|erschienen am|date de publication|date de parution|"
    "date|datum|dag|published|publication time|gepubliceerd|veroffentlicht|publie le",
    "outlet": "outlet|newspaper|newspaper name|media name|medium|outlet name|source name|"
    "publication name|publication|krant|krantentitel|bron|nieuwsbron|zeitung|quelle|medium name|"
    "publikation|journal|source|source domain|domain|sitename|site name|publisher|media|domein",
    "url": "url|link|article url|web url|permalink|href|uri|webadres|webadresse|lien",
    "author": "author|authors|byline|author name|journalist|auteur|auteurs|autor|autoren|verfasser|"
    "creator|written by",
    "section": "section|section name|rubriek|sectie|katern|ressort|rubrik|rubrique|desk|category",
    "language": "language|lang|language code|taal|sprache|langue",
    "words": "words|word count|wordcount|n words|number of words|woorden|aantal woorden|worter|"
    "wortzahl|anzahl worter|mots|nombre de mots",
    "identity": "accession number|accession no|urn|article id|doc id|document id|identity|"
    "identifier|artikelnummer|stories id|guid|uuid|id|uid",
}  # fmt: skip
_DAYS: Final[Mapping[str, str]] = {  # days that are not the day of publication
    "load_date": "load date|loaded on",
    "update_date": "update date|updated|updated at|updated on|last updated|date modified|modified|"
    "datemodified|date modify|last modified|bijgewerkt|laatst bijgewerkt|gewijzigd|aktualisiert|"
    "letzte anderung|mis a jour|date de mise a jour",
    "crawl_date": "crawl date|crawled at|date crawled|date download|downloaded|downloaded at|"
    "retrieved|retrieved on|retrieved at|scraped at|fetched at|access date",
    "seen_date": "seendate|seen date|first seen",
    "indexed_date": "indexed date|indexed at|date indexed",
}  # fmt: skip
_OF_FILES: Final = (
    "article", "artikel", "file", "filename", "file name", "bestand", "bestandsnaam", "datei",
    "dateiname", "fichier",
)  # fmt: skip
_FILE_NAME: Final = re.compile(r"[^\n\r<>|]{1,250}\.\w{1,5}")
_LONG: Final = 200
"""Characters: a column of cells shorter than this does not hold articles."""

FIELDS: Final = tuple(_NAMES)
"""What a column of a table can be taken for."""

_RANKED: Final = {field: names.split("|") for field, names in _NAMES.items()}
_DAY_OF: Final = {name: day for day, names in _DAYS.items() for name in names.split("|")}


class Columns(NamedTuple):
    """The columns of a table: where each field stands, and under which key the rest goes.

    `of` gives the place of a field in the header; `keys` the key in `Article.raw` of each
    column, None where the column is a field; `remarks` say what was taken for what.
    """

    of: Mapping[str, int]
    keys: tuple[str | None, ...]
    remarks: tuple[str, ...] = ()


def plain(name: str) -> str:
    """Write a column name without case, accents and marks.

    Examples
    --------
    >>> plain(" Veröffentlichungs_Datum "), plain("source.name"), plain("datePublished")
    ('veroffentlichungs datum', 'source name', 'datepublished')
    """
    bare = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(re.split(r"[^\w]+|_", bare.strip("\ufeff"))).strip()


def known_fields(header: Iterable[str]) -> set[str]:
    """Name the fields that a header has a recognised name for.

    Examples
    --------
    >>> sorted(known_fields(["Titel", "Volltext", "Krant", "x"]))
    ['outlet', 'text', 'title']
    """
    names = {plain(name) for name in header}
    return {field for field, ranked in _RANKED.items() if names & set(ranked)}


def names_files(header: Sequence[str], sample: Iterable[Sequence[object]]) -> bool:
    """Tell whether a table describes articles that are files of their own.

    It has a column such as ``article`` with short cells, and none with texts.

    Examples
    --------
    >>> names_files(["article", "outlet"], [["a.txt", "The Bulletin"]])
    True
    """
    if "text" in known_fields(header):
        return False
    rows = list(sample)
    for place, name in enumerate(header):
        if plain(name) in _OF_FILES:
            cells = [str(row[place]) for row in rows if place < len(row) and row[place]]
            return all(_FILE_NAME.fullmatch(cell) or len(cell) < _LONG for cell in cells)
    return False


def match(
    header: Sequence[str], options: Options, sample: Iterable[Sequence[object]] = ()
) -> Columns:
    """Tell what each column of a table is.

    Parameters
    ----------
    header : sequence of str
        Names as the table gives them; a name may be empty or stand twice.
    options : Options
        ``options.columns`` wins over the names.
    sample : iterable of rows, optional
        First rows; a column ``article`` holds texts if its cells are long.

    Returns
    -------
    Columns

    Raises
    ------
    Unreadable
        If a mapped column is not there, or neither text nor title can be told.

    Examples
    --------
    >>> columns = match(["Kop", "Datum", "n"], Options())
    >>> columns.of, columns.keys
    ({'title': 0, 'date': 1}, (None, None, 'n'))
    """
    names = [name.strip().strip("\ufeff") for name in header]
    mapped = _mapped(names, options.columns)
    known, remarks = _recognised(names, mapped)
    of = mapped | known
    if "text" not in of and (place := _long_articles(names, list(sample), of)) is not None:
        of["text"] = place
    if not {"text", "title"} & set(of):
        shown = ", ".join(repr(name) for name in names if name)
        message = ("which column holds the text? Write in study.yaml under reading, columns: "
                   f"'text: ...'; the table has {shown or 'no column names'}")  # fmt: skip
        raise Unreadable(message)
    if told := _told(names, of, mapped):
        remarks = [told, *remarks]
    if "text" not in of:
        remarks.append("the table has no column of texts: titles are read alone")
    return Columns(of, _keys(names, set(of.values())), tuple(remarks))


def _mapped(names: Sequence[str], mapping: Mapping[str, str]) -> dict[str, int]:
    """Places of the columns that the study names."""
    places = {}
    for wanted, column in mapping.items():
        field = "identity" if wanted == "id" else wanted
        if field not in FIELDS:
            message = f"reading.columns names the field {wanted!r}. {did_you_mean(wanted, FIELDS)}"
            raise Unreadable(message)
        if column.strip() not in names:
            there = ", ".join(repr(name) for name in names if name)
            near = did_you_mean(column, [name for name in names if name])
            hint = near if near.startswith("Did") else ""
            message = f"it has no column {column!r} for the {field}; it has {there}. {hint}".strip()
            raise Unreadable(message)
        places[field] = names.index(column.strip())
    return places


def _recognised(
    names: Sequence[str], mapped: Mapping[str, int]
) -> tuple[dict[str, int], list[str]]:
    """Places of the columns whose names are known, and what is left aside for them."""
    bare = [plain(name) for name in names]
    places: dict[str, int] = {}
    remarks = []
    for field in FIELDS:
        if field in mapped:
            continue
        found = [bare.index(name) for name in _RANKED[field] if name in bare]
        found = [place for place in found if place not in mapped.values()]
        if found:
            places[field] = found[0]
        if len(found) > 1 and field in {"text", "title", "date"}:
            aside = ", ".join(repr(names[place]) for place in found[1:])
            remarks.append(f"the {field} is taken from {names[found[0]]!r}, not from {aside}")
    return places, remarks


def _long_articles(
    names: Sequence[str], rows: Sequence[Sequence[object]], of: Mapping[str, int]
) -> int | None:
    """Place of a column ``article`` that holds texts and not names of files."""
    for place, name in enumerate(names):
        if plain(name) in {"article", "artikel"} and place not in of.values():
            cells = [len(str(row[place])) for row in rows if place < len(row) and row[place]]
            if cells and sorted(cells)[len(cells) // 2] >= _LONG:
                return place
    return None


def _told(names: Sequence[str], of: Mapping[str, int], mapped: Mapping[str, int]) -> str:
    """Say which columns were taken for what, where the name and the field differ."""
    pairs = [f"{field} from {names[place]!r}" for field, place in of.items()
             if field not in mapped and plain(names[place]) != field]  # fmt: skip
    return f"columns told by their names: {', '.join(pairs)}" if pairs else ""


def _keys(names: Sequence[str], used: set[int]) -> tuple[str | None, ...]:
    """Key in `raw` of each column that is not a field: its own name, made different."""
    keys: list[str | None] = []
    for place, name in enumerate(names):
        key = _DAY_OF.get(plain(name)) or name or f"column_{place + 1}"
        key = "date_column" if key == "date" else key  # "date" is the day of publication
        times = 2
        while key in keys:
            stem = key.removesuffix(f"_{times - 1}")
            key, times = f"{stem}_{times}", times + 1
        keys.append(None if place in used else key)
    return tuple(keys)
