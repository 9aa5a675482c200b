"""The fixed words of the coding sheets, in English and Dutch.

Column names are read in both languages, whatever the sheet was made in.
"""

from typing import Final

__all__ = ["column_of", "spoken", "words"]

_ENGLISH: Final = {
    "unit": "unit",
    "part": "part",
    "before": "before",
    "text": "text",
    "after": "after",
    "note": "note",
    "coder": "coder",
    "round": "round",
    "codebook": "codebook",
    "of": "of",
    "coding": "Coding",
    "instructions": "Instructions",
    "title": "How to code",
    "for": "Coding sheet of {coder}, round {round}: {units} to code",
    "count_of": "{count} units",
    "step_read": (
        "Read the text and give every frame a code of its own. A text can carry several frames, "
        "or none."
    ),
    "step_context": (
        "Code the column 'text' only. The columns 'before' and 'after' are there to understand it."
    ),
    "step_parts": (
        "A long text stands in several rows (part 1 of 3, 2 of 3, 3 of 3). Its codes go in the "
        "last of them, where the cells are light."
    ),
    "step_alone": (
        "Code alone, in the order given, and do not look up where a text comes from. Do not guess "
        "what another coder would say."
    ),
    "step_note": "Write doubts in the column 'note'. An empty cell means: not coded yet.",
    "step_save": (
        "You may filter, widen columns and take breaks. Leave the column 'unit' as it is: it is "
        "how your codes find their texts. Save as {form}."
    ),
    "form_xlsx": "an Excel workbook (.xlsx)",
    "form_csv": "CSV UTF-8, where your program asks",
    "step_quote": (
        "A ' in front of a text keeps the spreadsheet from calculating with it; it is not part "
        "of the text."
    ),
    "values": "The codes",
    "value_1": "yes: the text carries the frame",
    "value_0": "no: the text does not carry the frame",
    "value_?": "cannot tell: you have looked, and the text leaves it open. Not for: no time.",
    "frames": "The frames",
    "definition": "Definition",
    "include": "Counts",
    "exclude": "Does not count",
    "questions": "Ask yourself",
    "examples": "Examples",
    "example": "text",
    "code": "code",
    "why": "why",
    "error_title": "No code",
    "error": "Write 1 (yes), 0 (no) or ? (cannot tell), or leave the cell empty.",
    "reference": "Codebook",
}

_DUTCH: Final = {
    "unit": "eenheid",
    "part": "deel",
    "before": "ervoor",
    "text": "tekst",
    "after": "erna",
    "note": "opmerking",
    "coder": "codeur",
    "round": "ronde",
    "codebook": "codeboek",
    "of": "van",
    "coding": "Coderen",
    "instructions": "Instructie",
    "title": "Zo codeert u",
    "for": "Codeerblad van {coder}, ronde {round}: {units} te coderen",
    "count_of": "{count} eenheden",
    "step_read": (
        "Lees de tekst en geef elk frame een eigen code. Een tekst kan meer dan één frame "
        "bevatten, of geen enkel."
    ),
    "step_context": (
        "Codeer alleen de kolom 'tekst'. De kolommen 'ervoor' en 'erna' dienen om die te begrijpen."
    ),
    "step_parts": (
        "Een lange tekst staat in meer rijen (deel 1 van 3, 2 van 3, 3 van 3). De codes komen "
        "in de laatste daarvan, waar de cellen licht zijn."
    ),
    "step_alone": (
        "Codeer alleen, in de gegeven volgorde, en zoek niet op waar een tekst vandaan komt. Raad "
        "niet wat een ander zou coderen."
    ),
    "step_note": (
        "Schrijf twijfels in de kolom 'opmerking'. Een lege cel betekent: nog niet gecodeerd."
    ),
    "step_save": (
        "U mag filteren, kolommen verbreden en pauzes nemen. Laat de kolom 'eenheid' zoals die is: "
        "daarmee vinden uw codes hun tekst terug. Bewaar als {form}."
    ),
    "form_xlsx": "Excel-werkmap (.xlsx)",
    "form_csv": "CSV UTF-8, als uw programma ernaar vraagt",
    "step_quote": (
        "Een ' voor een tekst zorgt dat het rekenblad er niet mee rekent; het hoort niet bij de "
        "tekst."
    ),
    "values": "De codes",
    "value_1": "ja: de tekst bevat het frame",
    "value_0": "nee: de tekst bevat het frame niet",
    "value_?": "niet te zeggen: u hebt gekeken en de tekst laat het open. Niet voor: geen tijd.",
    "frames": "De frames",
    "definition": "Definitie",
    "include": "Telt mee",
    "exclude": "Telt niet mee",
    "questions": "Vraag uzelf af",
    "examples": "Voorbeelden",
    "example": "tekst",
    "code": "code",
    "why": "waarom",
    "error_title": "Geen code",
    "error": "Schrijf 1 (ja), 0 (nee) of ? (niet te zeggen), of laat de cel leeg.",
    "reference": "Codeboek",
}

_BY_LANGUAGE: Final = {"en": _ENGLISH, "nl": _DUTCH}
_COLUMNS: Final = (
    "unit", "part", "before", "text", "after", "note", "coder", "round", "codebook",
)  # fmt: skip
_FURTHER: Final = {  # columns of the long form
    "unit_id": "unit", "variable": "variable", "value": "value", "evidence": "evidence",
    "coded_at": "coded_at",
}  # fmt: skip
_COLUMN_OF: Final = _FURTHER | {
    table[name]: name for table in _BY_LANGUAGE.values() for name in _COLUMNS
}


def spoken(language: str) -> str:
    """Give the language of the fixed words: Dutch for Dutch, English for all others."""
    base = language.lower().split("-")[0]
    return base if base in _BY_LANGUAGE else "en"


def words(language: str) -> dict[str, str]:
    """Give the fixed words in a language.

    Examples
    --------
    >>> words("nl-BE")["note"], words("fr")["note"]
    ('opmerking', 'note')
    """
    return _BY_LANGUAGE[spoken(language)]


def column_of(header: object) -> str | None:
    """Tell which column a header names, in any case and with any blanks; None if none.

    Examples
    --------
    >>> column_of("  EENHEID "), column_of("remarks")
    ('unit', None)
    """
    return _COLUMN_OF.get(" ".join(str(header).casefold().split()))
