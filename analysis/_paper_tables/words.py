"""The words of tables for papers in English and Dutch: titles, heads, notes.

English titles are in title case, as APA asks; Dutch has none.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import pandas as pd

from analysis import wording
from analysis._intervals import MIN_DOCUMENTS
from analysis._paper_tables.numbers import count

__all__ = [
    "counted", "day", "few", "language_name", "listing", "no_number", "said", "sides",
    "unit",
]  # fmt: skip

_NOUNS: Final = {
    "en": {"article": ("article", "articles"), "sentence": ("sentence", "sentences"),
           "paragraph": ("paragraph", "paragraphs"), "document": ("article", "articles"),
           "coder": ("coder", "coders")},
    "nl": {"article": ("artikel", "artikelen"), "sentence": ("zin", "zinnen"),
           "paragraph": ("alinea", "alinea’s"), "document": ("artikel", "artikelen"),
           "coder": ("codeur", "codeurs")},
}  # fmt: skip
_MONTHS: Final = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "nl": ("jan.", "feb.", "mrt.", "apr.", "mei", "juni", "juli", "aug.", "sep.", "okt.", "nov.",
           "dec."),
}  # fmt: skip
_DUTCH_LANGUAGES: Final = {"en": "Engels", "nl": "Nederlands", "de": "Duits", "fr": "Frans"}
_TEXTS: Final = {
    "corpus": ("Articles by News Wave and Language", "Artikelen per nieuwsgolf en taal"),
    "reliability": ("Intercoder Reliability by Frame",
                    "Intercodeursbetrouwbaarheid per frame"),
    "validation": ("Agreement of the Machine With the Gold Standard by Frame",
                   "Overeenstemming van de machine met de gouden standaard per frame"),
    "shares": ("Prevalence and Salience of the Frames by News Wave",
               "Prevalentie en saillantie van de frames per nieuwsgolf"),
    "differences": ("Differences Between the News Waves by Frame",
                    "Verschillen tussen de nieuwsgolven per frame"),
    "codebook": ("Codebook: Frames, Indicators, and Examples of Patterns",
                 "Codeboek: frames, indicatoren en voorbeelden van patronen"),
    "frame": ("Frame", "Frame"), "wave": ("News wave", "Nieuwsgolf"),
    "language": ("Language", "Taal"), "articles": ("Articles", "Artikelen"),
    "outlets": ("Outlets", "Media"), "words": ("Words", "Woorden"),
    "different": ("Different articles", "Verschillende artikelen"),
    "all_waves": ("All news waves", "Alle nieuwsgolven"),
    "all_articles": ("All articles", "Alle artikelen"),
    "all_languages": ("All languages", "Alle talen"), "no_wave": ("In no wave", "In geen golf"),
    "total": ("Total", "Totaal"), "estimate": ("Est.", "Waarde"), "score": ("Score", "Score"),
    "ci": ("{0}% CI", "{0}%-BI"), "share": ("%", "%"), "points": ("pp", "pp"),
    "prevalence": ("Prevalence (%)", "Prevalentie (%)"),
    "agreement": ("Agreement (%)", "Overeenstemming (%)"),
    "alpha": ("Krippendorff’s α", "Krippendorffs α"), "ac1": ("Gwet’s AC1", "Gwets AC1"),
    "masi": ("All frames together (MASI α)", "Alle frames samen (MASI-α)"),
    "gold_with": ("Gold", "Goud"), "precision": ("Precision", "Precisie"),
    "recall": ("Recall", "Recall"), "f1": ("F1", "F1"),
    "error": ("Prevalence error", "Prevalentiefout"),
    "mean": ("Mean over frames", "Gemiddelde over frames"),
    "raw": ("Raw", "Ruw"), "corrected": ("Corrected", "Gecorrigeerd"),
    "prevalence_of": ("Prevalence: {0}", "Prevalentie: {0}"),
    "salience_of": ("Salience: {0}", "Saillantie: {0}"),
    "salience_corrected": ("Salience, corrected", "Saillantie, gecorrigeerd"),
    "other": ("Other wave", "Andere golf"), "reference": ("Reference wave", "Referentiegolf"),
    "share_in": ("Share (%)", "Aandeel (%)"),
    "difference": ("Difference", "Verschil"),
    "indicator": ("Indicator", "Indicator"), "any": ("Any language", "Elke taal"),
    "more": ("and {0} more", "en nog {0}"), "none": ("none", "geen"),
    "and": ("and", "en"), "to": ("to", "tot en met"),
}  # fmt: skip


def said(key: str, language: str, *values: object) -> str:
    """Give a text in a language, its places filled.

    Examples
    --------
    >>> said("ci", "nl", 95)
    '95%-BI'
    """
    return sides(_TEXTS[key], language).format(*values)


def sides(texts: tuple[str, str], language: str) -> str:
    """Give the English or the Dutch one of two texts."""
    return texts[language == "nl"]


def counted(number: Any, noun: str, language: str) -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> counted(1, "sentence", "nl"), counted(1649, "article", "en")
    ('1 zin', '1,649 articles')
    """
    one, more = _NOUNS[language][noun]
    return f"{count(number, language)} {one if number == 1 else more}"


def unit(noun: str, language: str) -> str:
    """Name the units of coding, in the plural.

    Examples
    --------
    >>> unit("paragraph", "nl")
    'alinea’s'
    """
    return _NOUNS[language][noun][1]


def day(one: date, language: str) -> str:
    """Write a day.

    Examples
    --------
    >>> day(date(2026, 2, 13), "en"), day(date(2026, 2, 13), "nl")
    ('13 Feb 2026', '13 feb. 2026')
    """
    return f"{one.day} {_MONTHS[language][one.month - 1]} {one.year}"


def language_name(tag: Any, language: str) -> str:
    """Name a language; as `wording.language_name`, in Dutch as well."""
    if language == "en":
        return wording.language_name(tag)
    if pd.isna(tag):
        return "Taal niet bekend"
    name = _DUTCH_LANGUAGES.get(str(tag).split("-")[0], str(tag))
    return f"{name} ({tag})" if "-" in str(tag) and name != str(tag) else name


def listing(names: Iterable[str], language: str) -> str:
    """Join names as in a sentence.

    Examples
    --------
    >>> listing(["a", "b", "c"], "nl")
    'a, b en c'
    """
    parts = list(names)
    last = [", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts
    return f" {said('and', language)} ".join(last)


def no_number(language: str) -> str:
    """Say what a dash means."""
    return sides((
        "A dash: not given (no such codes, no variation, or too few articles for an interval).",
        "Een streepje: niet te geven (geen zulke codes, geen variatie, of te weinig artikelen "
        "voor een interval).",
    ), language)  # fmt: skip


def few(n_docs: pd.Series, language: str) -> str:
    """Warn where a wave has so few articles that nothing beyond them can be claimed."""
    if n_docs.empty or int(n_docs.min()) >= MIN_DOCUMENTS:
        return ""
    return sides((
        f"Fewer than {MIN_DOCUMENTS} articles in a news wave: a description of these articles.",
        f"Minder dan {MIN_DOCUMENTS} artikelen in een nieuwsgolf: een beschrijving van deze "
        f"artikelen.",
    ), language)  # fmt: skip
