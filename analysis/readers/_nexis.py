"""The words that Nexis and Lexis put around an article, in the languages of their menus.

All lists are closed: a line of an article that only looks like a label (`Por cierto: ...`)
stays text. A Dutch or German menu gives a mix with English, so every list holds them all.
"""

import re
from typing import Final, NamedTuple
from urllib.parse import unquote

from analysis.readers._day_words import (
    MONTHS,
    SEASONS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    one_of_words,
)

__all__ = [
    "BODY",
    "CLASSES",
    "CLASSIFICATION",
    "COLUMNS",
    "END",
    "HEADER",
    "TAIL",
    "Label",
    "begins_with_date",
    "error_page",
    "is_copyright",
    "is_date",
    "label",
    "one_of",
    "page",
    "placed",
    "stated_words",
    "urn",
]

END: Final = frozenset(
    (
        "end of document", "einde van document", "einde van het document", "einde document",
        "ende des dokuments", "ende des dokumentes", "fin du document", "fin de document",
    )
)  # fmt: skip
BODY: Final = frozenset(
    (
        "body", "text", "full text", "tekst", "hoofdtekst", "volledige tekst", "volltext",
        "haupttext", "textkörper", "corps", "corps du texte", "texte", "texte intégral",
    )
)  # fmt: skip
CLASSIFICATION: Final = frozenset(("classification", "classificatie", "klassifikation",
                                   "klassifizierung"))  # fmt: skip

_LABELS: Final = {
    "section": "section, sectie, rubriek, katern, rubrik, ressort, sektion, rubrique",
    "length": "length, lengte, länge, laenge, longueur",
    "byline": "byline, author, auteur, auteurs, door, autor, verfasser, signature",
    "dateline": "dateline, datumregel, datumsregel, datumszeile, ortsmarke, lieu",
    "highlight": "highlight, samenvatting, zusammenfassung, résumé, chapeau",
    "load_date": "load-date, load date, laaddatum, laad-datum, ladedatum, date de chargement, "
    "date-chargement",
    "update_date": "update, update-date, bijgewerkt, aktualisiert, mise à jour",
    "language": "language, taal, sprache, langue, idioma, lingua",
    "publication_type": "publication-type, publication type, publicatietype, type publicatie, "
    "soort publicatie, publikationstyp, publikationsart, type de publication, type-publication",
    "graphic": "graphic, grafik, grafiek, afbeelding, graphique, illustration",
    "source": "source, bron, quelle",
    "date": "date, datum, publication date, publication-date, publicatiedatum, "
    "erscheinungsdatum, date de publication",
    "edition": "edition, editie, ausgabe, édition",
    "page": "page, pages, pagina, seite, seiten",
    "copyright": "copyright",
    "url": "url, link",
    "type": "type, document-type, document type",
    "series": "series, serie, série",
    "correction": "correction, correctie, korrektur, rectificatif",
    "correction_date": "correction-date, correction date",
    "notes": "notes",
    "journal_code": "journal-code, journal code, zeitungs-code, zeitungscode",
    "subject": "subject, onderwerp, onderwerpen, thema, themen, sujet, sujets",
    "industry": "industry, bedrijfstak, branche, industrie, secteur",
    "geographic": "geographic, geografie, geographie, géographie, country, city, state",
    "company": "company, bedrijf, firma, unternehmen, société",
    "organization": "organization, organisatie, organisation",
    "person": "person, persoon, personne",
    "ticker": "ticker",
    "publisher": "publisher, uitgever, verlag, éditeur",
    "issn": "issn",
    "keywords": "keywords, trefwoorden, schlagwörter, mots-clés",
}
_KEYS: Final = {name: key for key, names in _LABELS.items() for name in re.split(r",\s*", names)}
HEADER: Final = frozenset(
    (
        "section", "length", "byline", "dateline", "highlight", "source", "date", "edition",
        "page", "copyright", "url", "type", "series", "correction", "correction_date",
        "load_date", "language", "publication_type", "publisher", "issn", "update_date",
        "journal_code",
    )
)  # fmt: skip
"""Labels that stand before the text."""
TAIL: Final = frozenset(_LABELS) - {"section", "length", "byline", "highlight", "source", "date"}
"""Labels that stand behind the text."""
CLASSES: Final = frozenset(
    (
        "language", "publication_type", "journal_code", "subject", "industry", "geographic",
        "company", "organization", "person", "ticker", "keywords",
    )
)  # fmt: skip
"""Labels that begin a block `Classification`."""
COLUMNS: Final = {
    "byline": "author", "section": "section", "language": "language", "source": "outlet",
    "url": "url",
}  # fmt: skip
"""Labels that have a column of their own."""

_LABEL: Final = re.compile(r"\s*([^\W\d_][\w' -]{1,30}?)[ \u00a0]?:(\s|$)\s*(.*)", re.DOTALL)


class Label(NamedTuple):
    """A labelled line: its key, its value, and whether U+00A0 stands behind the colon."""

    key: str
    value: str
    firm: bool
    words: str


def label(text: str) -> Label | None:
    r"""Take a labelled line apart; None if its first word is not on the list.

    Examples
    --------
    >>> label("Length:\u00a0692 words")
    Label(key='length', value='692 words', firm=True, words='Length')
    >>> label("Por cierto: the plan is off.") is None
    True
    """
    found = _LABEL.match(text)
    if not found or (key := _KEYS.get(found[1].strip().lower())) is None:
        return None
    return Label(key, found[3].strip(), found[2] == "\u00a0", found[1].strip())


def one_of(text: str, words: frozenset[str]) -> bool:
    r"""Tell whether a line is one of some words and nothing else.

    Examples
    --------
    >>> one_of("\nEnd of Document", END), one_of("Body language matters", BODY)
    (True, False)
    """
    return len(text) < 40 and " ".join(text.split()).lower() in words


def stated_words(value: str | None) -> int | None:
    """Read the number in a length: `1,234 words`, `1.234 Wörter`, `952 woorden`.

    Examples
    --------
    >>> stated_words("1.234 Wörter"), stated_words("none")
    (1234, None)
    """
    found = re.match(r"\s*(\d{1,3}(?:[.,\s\u00a0\u202f]\d{3}){1,3}|\d{1,9})(?!\d)", value or "")
    return int(re.sub(r"\D", "", found[1])) if found else None


def placed(fields: dict[str, str]) -> tuple[int | None, dict[str, str | None]]:
    """Take length, page and the columns of the documents table out of the labelled fields.

    Examples
    --------
    >>> rest = {"length": "12 words", "section": "NEWS; Pg. 3"}
    >>> placed(rest)[0], rest
    (12, {'page': '3'})
    """
    words = stated_words(fields.get("length"))
    if words is not None:
        del fields["length"]
    if number := page(fields.get("section")):
        fields.setdefault("page", number)
    return words, {name: fields.pop(key, "") or None for key, name in COLUMNS.items()}


def urn(link: str) -> str | None:
    """Give the number of a document out of a link to it.

    Examples
    --------
    >>> urn("https://advance.lexis.com/api/document?id=urn:contentItem:5A-B1&idtype=PID")
    'urn:contentItem:5A-B1'
    """
    found = re.search(r"urn:contentItem:[\w-]+", unquote(link), re.IGNORECASE)
    return found[0] if found else None


def page(section: str | None) -> str | None:
    """Give the page that stands behind a section: `NEWS; Pg. 12`, `Economie; Blz. 28, 29`.

    Examples
    --------
    >>> page("Economie; Blz. 28, 29"), page("POLITICS; Version:28")
    ('28, 29', None)
    """
    form = r"(?:^|;)\s*(?:pg|pgs|page|pages|blz|pag|pagina|p|s|seite)\b\.?\s*:?\s*(\w?\d[^;]*)"
    found = re.search(form, section or "", re.IGNORECASE)
    return found[1].strip() if found else None


_NAME: Final = one_of_words(MONTHS, SHORT_MONTHS, SEASONS)
_WEEKDAY: Final = one_of_words(WEEKDAYS, SHORT_WEEKDAYS)
_DAY: Final = rf"(?:(?:{_WEEKDAY})\b\.?,?\s+)?"
_BEGIN: Final = re.compile(
    rf"{_DAY}(?:"
    rf"(?:{_NAME})\b\.?,?\s+(?:\d\d?(?:st|nd|rd|th)?\s*(?:-\s*\d\d?\s*)?,?\s+)?\d{{4}}"
    rf"|\d\d?(?:st|nd|rd|th|er|e)?\.?\s+(?:de\s+)?(?:{_NAME})\b\.?,?\s+(?:de\s+)?\d{{4}}"
    r"|\d{4}-\d\d?-\d\d?|\d\d?[./-]\d\d?[./-]\d{4}|\d{4}[./]\d\d?[./]\d\d?"
    r")(?!\w)",
    re.IGNORECASE,
)
_REST: Final = re.compile(
    rf"(?:[\s,.|–-]|(?:{_WEEKDAY})\b"
    r"|\d\d?[:.h]\d\d(?::\d\d)?|\d\d?(?=\s?[ap]\.?m)|(?:[ap]\.?m|uur|uhr|om|um|at|à)\b"
    r"|(?-i:[A-Z]{2,5})(?:[+-]\d\d?(?::\d\d)?)?(?!\w))*+",
    re.IGNORECASE,
)


def begins_with_date(line: str) -> bool:
    """Tell whether a line begins with a date, in whatever language of the lists.

    Examples
    --------
    >>> begins_with_date("1. Juli 2019 Montag, Frühausgabe")
    True
    >>> begins_with_date("Dividend in 2000 um 4,5 Prozent")
    False
    """
    return _BEGIN.match(line.strip()) is not None


def is_date(line: str) -> bool:
    """Tell whether a line is a date and nothing but weekday, clock and time zone beside it.

    Examples
    --------
    >>> is_date("July 1, 2019 Monday 9:20 AM GMT"), is_date("4 oktober 2017 woensdag")
    (True, True)
    >>> is_date("12 March 2021 was a day to remember")
    False
    """
    line = line.strip()
    begin = _BEGIN.match(line)
    return begin is not None and _REST.fullmatch(line, begin.end()) is not None


_RIGHTS: Final = re.compile(
    r"\s*(?:copyright\b|©|\(c\)\s*(?:copyright|\d{4})|all rights reserved|alle rechten voorbehouden"
    r"|alle rechte vorbehalten|tous droits réservés)",
    re.IGNORECASE,
)
_SORRY: Final = re.compile(
    r"\s*(?:we(?: are|'re|’re)? (?:sorry|regret)|(?:onze )?excuses|het spijt ons|helaas"
    r"|es tut uns leid|wir bedauern|leider|nous sommes désolés|nous regrettons)\b",
    re.IGNORECASE,
)
_FAILED: Final = re.compile(
    r"\b(?:document|article|artikel|dokument)\w*\b.*"
    r"\b(?:deliver\w*|display\w*|retriev\w*|unavailable|not available|error"
    r"|geleverd|weergegeven|beschikbaar|angezeigt|geliefert|verfügbar|abgerufen"
    r"|affich\w+|livr\w+|disponible)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_copyright(line: str) -> bool:
    r"""Tell whether a line states a copyright.

    Examples
    --------
    >>> is_copyright("\nCopyright 2010 An Invented Paper All Rights Reserved")
    True
    """
    return _RIGHTS.match(line) is not None


def error_page(text: str) -> bool:
    """Tell whether a text is a message that the database put in the place of an article.

    Examples
    --------
    >>> error_page("We are sorry but this document could not be delivered.")
    True
    >>> error_page("We are sorry, say the ministers, who leave on Friday.")
    False
    """
    return len(text) < 600 and bool(_SORRY.match(text)) and bool(_FAILED.search(text))
