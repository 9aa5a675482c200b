"""Files in the shapes of Nexis and Lexis exports, with invented text.

`Piece` is an article; `docx`, `rtf` (since 2019), `lexis_txt` and `lexis_rtf` (until about
2019) put pieces into a file. What is not asked for is left out, as in real files.
"""

import io
import textwrap
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

NBSP = "\u00a0"

# Menu language to the words of the file: cover, labels, body, end mark, mark of old files.
WORDS = {
    "en": {
        "date_and_time": "Date and Time", "job_number": "Job Number", "documents": "Documents",
        "client_matter": "Client/Matter", "search_terms": "Search Terms",
        "search_type": "Search Type", "narrowed_by": "Narrowed by", "section": "Section",
        "length": "Length", "words": "words", "byline": "Byline", "dateline": "Dateline",
        "highlight": "Highlight", "load_date": "Load-Date", "language": "Language",
        "graphic": "Graphic", "publication_type": "Publication-Type", "body": "Body",
        "end": "End of Document", "mark": "{} of {} DOCUMENTS", "request": "Download Request",
        "terms": "Terms",
    },
    "nl": {
        "date_and_time": "Datum en tijd", "job_number": "Taaknummer", "documents": "Documenten",
        "client_matter": "Cliënt/zaak", "search_terms": "Zoektermen",
        "search_type": "Zoektype", "narrowed_by": "Verfijnd door", "section": "Rubriek",
        "length": "Lengte", "words": "woorden", "byline": "Auteur", "dateline": "Datumregel",
        "highlight": "Samenvatting", "load_date": "Laaddatum", "language": "Taal",
        "graphic": "Grafiek", "publication_type": "Publicatietype", "body": "Tekst",
        "end": "Einde van document", "mark": "{} van {} DOCUMENTEN", "request": "Printopdracht",
        "terms": "Zoektermen",
    },
    "de": {
        "date_and_time": "Datum und Uhrzeit", "job_number": "Auftragsnummer",
        "documents": "Dokumente", "client_matter": "Mandant/Angelegenheit",
        "search_terms": "Suchbegriffe", "search_type": "Suchart",
        "narrowed_by": "Eingegrenzt durch", "section": "Rubrik", "length": "Länge",
        "words": "Wörter", "byline": "Autor", "dateline": "Ortsmarke",
        "highlight": "Zusammenfassung", "load_date": "Ladedatum", "language": "Sprache",
        "graphic": "Grafik", "publication_type": "Publikationstyp", "body": "Volltext",
        "end": "Ende des Dokuments", "mark": "Dokument {} von {}", "request": "Druckauftrag",
        "terms": "Suchbegriffe",
    },
    "fr": {
        "date_and_time": "Date et heure", "job_number": "Numéro de tâche",
        "documents": "Documents", "client_matter": "Client/dossier",
        "search_terms": "Termes de recherche", "search_type": "Type de recherche",
        "narrowed_by": "Affiné par", "section": "Rubrique", "length": "Longueur",
        "words": "mots", "byline": "Auteur", "dateline": "Lieu", "highlight": "Résumé",
        "load_date": "Date de chargement", "language": "Langue", "graphic": "Illustration",
        "publication_type": "Type de publication", "body": "Corps", "end": "Fin du document",
        "mark": "Document {} de {}", "request": "Demande d'impression", "terms": "Termes",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """One article; `urn` puts a link at the title, `end=False` leaves the end mark out."""

    title: str = "Ministers agree on an invented plan"
    paragraphs: Sequence[str] = ("The plan was agreed on Monday.", "Nobody had expected it.")
    source: str = "The Invented Gazette"
    date: str = "July 1, 2019 Monday 9:20 AM GMT"
    edition: str | None = None
    copyright: str | None = "Copyright 2019 Invented Newspapers All Rights Reserved"
    section: str | None = "POLITICS; Version:28"
    length: int | None = 10
    byline: str | None = None
    dateline: str | None = None
    highlight: str | None = None
    load_date: str | None = "July 2, 2019"
    language: str | None = None
    graphic: str | None = None
    publication_type: str | None = None
    classification: Sequence[str] = ()
    urn: str | None = None
    body: bool = True
    end: bool = True
    table: Sequence[Sequence[str]] = ()
    box: str | None = None
    error: str | None = None


ERROR = "We are sorry but this document could not be delivered. Please try again later."


# Nexis since 2019: Word and RTF ----------------------------------------------------


@dataclass(frozen=True)
class Par:
    """A paragraph on its way into a file; `|` in `text` parts runs of which the second is bold."""

    text: str
    bookmark: str | None = None
    link: str | None = None
    section: bool = False
    label: bool = False


def cover(pieces, language="en", *, count=None, terms="invented AND plan", listed=True, url=None):
    """The cover page, as paragraphs; `listed=False` leaves the contents list out."""
    word = WORDS[language]
    yield Par("")
    yield Par(f"{word['date_and_time']}: Friday, 5. July 2019 09:31:00 CEST")
    yield Par(f"{word['job_number']}: 12345678")
    yield Par(f"{word['documents']} ({len(pieces) if count is None else count})")
    for number, piece in enumerate(pieces if listed else (), start=1):
        link = None if piece.urn is None else address(piece.urn, "idtype=PID&context=1516831")
        yield Par(f"{number}. {piece.title}", link=link)
        yield Par(f"{word['client_matter']}: -None-")
        yield Par(f"{word['search_terms']}: {terms}")
        yield Par(f"{word['search_type']}: Natural Language ")
        yield Par(f"{word['narrowed_by']}: ")
        yield Par("")
        yield Par("")
    yield Par("", section=True)


def address(urn, rest="collection=news&context=1516831"):
    return f"https://advance.lexis.com/api/document?id=urn:contentItem:{urn}&{rest}"


def article(piece, number, language="en", *, bookmarks=True, nbsp=True, linked=True):
    """One article, as paragraphs."""
    word, gap = WORDS[language], NBSP if nbsp else " "

    def labelled(key, value, start=""):
        return [] if value is None else [Par(f"{start}{word[key]}:{gap}{value}", label=True)]

    mark = f"Bookmark_{number}" if bookmarks else None
    if piece.error is not None:
        yield Par(piece.error, bookmark=mark)
        yield Par(f"\n{word['end']}", section=True)
        return
    link = address(piece.urn) if piece.urn and linked else None
    yield Par(piece.title, bookmark=mark, link=link)
    yield from (Par(text) for text in (piece.source, piece.date, piece.edition) if text)
    yield from [Par(f"\n{piece.copyright}")] if piece.copyright else []
    yield from labelled("section", piece.section)
    length = None if piece.length is None else f"{piece.length} {word['words']}"
    yield from labelled("length", length)
    for key in ("byline", "dateline", "highlight"):
        yield from labelled(key, getattr(piece, key))
    if piece.body:
        name = "Body" if number == 1 else f"Body_{number - 2}"
        yield Par(word["body"], bookmark=name if bookmarks else None, label=True)
    yield Par("")
    for text in piece.paragraphs:
        yield Par(text)
        yield Par("")
    yield from labelled("graphic", piece.graphic)
    yield from labelled("load_date", piece.load_date, "\n")
    if piece.classification:
        yield Par("Classification", label=True)
        yield from (Par(text.replace(": ", f":{gap}", 1)) for text in piece.classification)
    if piece.end:
        yield Par(f"\n{word['end']}", section=True)


def pars(pieces, language="en", *, with_cover=True, count=None, terms="invented AND plan",
         listed=True, bookmarks=True, nbsp=True, linked=True):  # fmt: skip
    """All paragraphs of a file."""
    if with_cover:
        yield from cover(pieces, language, count=count, terms=terms, listed=listed)
    for number, piece in enumerate(pieces, start=1):
        yield from article(piece, number, language, bookmarks=bookmarks, nbsp=nbsp, linked=linked)


def docx(pieces: Sequence[Piece], language="en", *, sections=True, articles=True, **how) -> bytes:
    """A Word file of pieces; without `articles` the list of them alone."""
    links: list[str] = []
    whole = pars(pieces, language, **how) if articles else cover(pieces, language, **how)
    parts = [_word(par, links, sections=sections) for par in whole]
    extra = {piece.title: piece for piece in pieces if piece.table or piece.box}
    if extra:
        ((_, piece),) = extra.items()
        first = escape(piece.paragraphs[0])
        at = next(n for n, part in enumerate(parts) if first in part)
        parts.insert(at + 1, _table(piece.table) + _box(piece.box))
    return word_file("".join(parts), links)


def word_file(body: str, links: Sequence[str] = (), core: str | None = None) -> bytes:
    """A DOCX around the XML of a body, without anything of the machine it was made on."""
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/hyperlink" Target="{escape(link)}" '
        'TargetMode="External"/>'
        for number, link in enumerate(links, start=1)
    )
    properties = (
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/'
        'relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    )
    files = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-'
        'package.core-properties+xml"/></Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_RELS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f"{properties if core else ''}</Relationships>",
        "word/document.xml": f'{_XML}<w:document xmlns:w="{_W}" xmlns:r="{_OFFICE}" '
        f'xmlns:mc="{_MC}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        "word/_rels/document.xml.rels": f'{_XML}<Relationships xmlns="{_RELS}">{relations}'
        "</Relationships>",
    }
    if core:
        files["docProps/core.xml"] = (
            f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
            'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>'
        )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content,
                             zipfile.ZIP_DEFLATED)  # fmt: skip
    return made.getvalue()


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def run(text, *, bold=False):
    """A run; line breaks and tabs become elements."""
    inner = "".join(
        {"\n": "<w:br/>", "\t": "<w:tab/>"}.get(part)
        or f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in _cut(text)
    )
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{inner}</w:r>"


def _cut(text):
    part = ""
    for char in text:
        if char in "\n\t":
            yield from [part] if part else []
            yield char
            part = ""
        else:
            part += char
    if part:
        yield part


def _runs(par):
    """Runs of a paragraph: a label is bold; every search term (here: `plan`) is a bold run."""
    if par.label and ":" in par.text:
        head, _, rest = par.text.partition(":")
        return run(f"{head}:", bold=True) + run(rest)
    pieces = par.text.split("plan")
    return "".join(
        (run("plan", bold=True) if index else "") + (run(piece) if piece else "")
        for index, piece in enumerate(pieces)
    )


def _word(par, links, *, sections):
    inner = _runs(par)
    if par.link:
        links.append(par.link)
        inner = f'<w:hyperlink r:id="rId{len(links)}">{inner}</w:hyperlink>'
    if par.bookmark:
        inner = (f'<w:bookmarkStart w:id="0" w:name="{par.bookmark}"/>{inner}'
                 '<w:bookmarkEnd w:id="0"/>')  # fmt: skip
    ends = "<w:sectPr/>" if par.section and sections else ""
    style = '<w:pStyle w:val="Normal"/>'
    return f"<w:p><w:pPr>{style}{ends}</w:pPr>{inner}</w:p>"


def _table(rows):
    def cell(text):
        return f"<w:tc><w:p>{run(text)}</w:p></w:tc>"

    inner = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl>{inner}</w:tbl>" if rows else ""


def _box(text):
    """A text box as Word writes it: once for new programs and once for old ones."""
    inner = f"<w:txbxContent><w:p>{run(text or '')}</w:p></w:txbxContent>"
    return (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{inner}</mc:Choice>"
        f"<mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        if text
        else ""
    )


def rtf(pieces: Sequence[Piece], language="en", **how) -> bytes:
    """Nexis since 2019 as RTF."""
    return rtf_file("".join(_rich(par) for par in pars(pieces, language, **how)))


def rtf_file(inner: str) -> bytes:
    head = (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Times New Roman;}}"
            r"{\info{\author Nobody}}")  # fmt: skip
    return f"{head}\n{inner}}}".encode("ascii")


def rich(text):
    """Text with all that is not plain ASCII escaped."""
    signs = {"\\": r"\\", "{": r"\{", "}": r"\}", "\n": "\\line ", NBSP: r"\~", "\t": "\\tab "}
    return "".join(
        signs.get(char)
        or (char if char.isascii() else "".join(f"\\u{unit}?" for unit in _units(char)))
        for char in text
    )


def _units(char):
    raw = char.encode("utf-16-le")
    units = (int.from_bytes(raw[at : at + 2], "little") for at in range(0, len(raw), 2))
    return [unit - 0x10000 if unit > 0x7FFF else unit for unit in units]


def _rich(par):
    inner = "{\\b plan}".join(rich(piece) for piece in par.text.split("plan"))
    if par.link:
        inner = (f'{{\\field{{\\*\\fldinst{{HYPERLINK "{par.link}"}}}}'
                 f"{{\\fldrslt{{\\ul {inner}}}}}}}")  # fmt: skip
    if par.bookmark:
        inner = f"{{\\*\\bkmkstart {par.bookmark}}}{inner}{{\\*\\bkmkend {par.bookmark}}}"
    end = "\\sect\\sectd\n" if par.section else ""
    return f"\\pard {inner}\\par\n{end}"


# Lexis until about 2019: text and RTF ----------------------------------------------


def _old(pieces, language, *, count, request, marked):
    """Lines of an old file, each with its place: `centre`, `left`, `text` or blank."""
    word = WORDS[language]
    if request:
        yield "left", f"{word['request']}: Selected Items: {request}"
        yield "left", "Time Of Request: Monday, January 18, 2010  10:00:00 EST"
        yield "left", "Send To:"
        yield "", ""
        yield "left", f"{word['terms']}: (invented AND plan)"
        yield "left", "Source: Invented Papers"
        yield "left", "Project ID: None"
        yield "", ""
    for number, piece in enumerate(pieces, start=1):
        if marked:
            yield "centre", word["mark"].format(number, count or len(pieces))
            yield "", ""
        yield from _old_article(piece, word)


def _old_article(piece, word):
    def labelled(key, value):
        if value is not None:
            yield "text", f"{word[key].upper()}: {value}"
            yield "", ""

    if piece.error is not None:
        yield from (("text", piece.error), ("", ""))
        return
    yield from (("centre", piece.source), ("", ""), ("centre", piece.date))
    yield from [("centre", piece.edition)] if piece.edition else []
    yield from (("", ""), ("text", piece.title), ("", ""))
    yield from labelled("byline", piece.byline)
    yield from labelled("section", piece.section)
    yield from labelled("length", piece.length and f"{piece.length} {word['words']}")
    yield from labelled("dateline", piece.dateline)
    for text in piece.paragraphs:
        yield from (("text", text), ("", ""))
    load = "load-date" if word["load_date"] == "Load-Date" else word["load_date"]
    if piece.load_date:
        yield from (("text", f"{load.upper()}: {piece.load_date}"), ("", ""))
    for key in ("language", "graphic", "publication_type"):
        yield from labelled(key, getattr(piece, key))
    yield from [("", ""), ("centre", piece.copyright), ("", "")] if piece.copyright else []


def lexis_txt(pieces, language="en", *, count=None, request=None, marked=True, width=78,
              encoding="utf-8-sig", newline="\r\n") -> bytes:  # fmt: skip
    """An old text file: BOM, CRLF, lines of `width` columns."""
    lines = []
    for place, text in _old(pieces, language, count=count, request=request, marked=marked):
        if place == "centre":
            lines.append(f"{text:^{width}}".rstrip() if len(text) < width - 6 else f"   {text}")
        else:
            lines += textwrap.wrap(text, width, break_long_words=False,
                                   break_on_hyphens=False) or [""]  # fmt: skip
    return (newline.join(lines) + newline).encode(encoding)


def lexis_rtf(pieces, language="en", *, count=None, request=None, blanks=True) -> bytes:
    """An old RTF (or `.doc`) file: a paragraph for each paragraph, not wrapped."""
    parts = []
    for place, text in _old(pieces, language, count=count, request=request, marked=True):
        if text or blanks:
            align = "\\qc" if place == "centre" else ""
            parts.append(f"\\pard{align} {rich(text)}\\par\n")
    return rtf_file("".join(parts))
