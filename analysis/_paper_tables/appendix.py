"""Table: the codebook as an appendix - frames, indicators, examples of patterns."""

from typing import Final

from analysis._paper_tables import words
from analysis._paper_tables.build import Column, framed
from analysis._paper_tables.numbers import DASH, count
from analysis._paper_tables.results import NotMadeError, Results
from analysis.codebook import ANY, Indicator
from analysis.table_files import PaperTable

__all__ = ["make"]

_MOST, _LEAST = 4, 2
"""Patterns that are shown as examples, if there are as many."""

_SHORT: Final = 40
"""Letters of a pattern up to which it is a good example."""


def make(results: Results, number: str) -> PaperTable:
    """Give each frame with its definition, and its indicators with examples of patterns."""
    book, tongue = results.book, results.language
    indicators = list(book.indicators())
    if not indicators:
        message = "The codebook has no indicators."
        raise NotMadeError(message)
    sections: list[tuple[int, str]] = []
    at = 0
    for one in book.frames:
        definition = " ".join(one.definition.split())
        sections.append((at, f"{results.labels[one.id]}. {definition}"))
        at += len(one.indicators)
    keys = [*book.languages, ANY]
    frame, align = framed([
        Column(words.said("indicator", tongue), [one.question for _, one in indicators], side="l"),
        *(Column(_head(key, tongue), [_examples(one, key, tongue) for _, one in indicators],
                 side="l", optional=True) for key in keys),
    ])  # fmt: skip
    return PaperTable("table-codebook", number, words.said("codebook", tongue), _note(results),
                      frame, align, tuple(sections), language=tongue)  # fmt: skip


def _head(key: str, language: str) -> str:
    """Name the language of a column of patterns."""
    return words.said("any", language) if key == ANY else words.language_name(key, language)


def _examples(indicator: Indicator, key: str, language: str) -> str:
    """List patterns of a language, the first short ones; say how many more there are."""
    patterns = indicator.patterns.get(key, ())
    if not patterns:
        return DASH
    shown = [pattern for pattern in patterns if len(pattern) <= _SHORT][:_MOST]
    rest = sorted((pattern for pattern in patterns if pattern not in shown), key=len)
    shown += rest[: max(0, _LEAST - len(shown))]
    more = len(patterns) - len(shown)
    told = f"; {words.said('more', language, count(more, language))}" if more else ""
    return f"{'; '.join(shown)}{told}"


def _note(results: Results) -> str:
    """Say which codebook it is, and how patterns are read."""
    book, tongue = results.book, results.language
    noun = words.unit(book.unit, tongue)
    negated = any(one.counts_negated for _, one in book.indicators())
    parts = [
        words.sides((
            f"Codebook {book.name}, version {book.version}, hash {book.digest}; the patterns are "
            f"examples, the whole codebook is a file of the study. Unit of coding: {noun}. A frame "
            f"is present in a unit if one of its indicators is answered yes.",
            f"Codeboek {book.name}, versie {book.version}, hash {book.digest}; de patronen zijn "
            f"voorbeelden, het hele codeboek is een bestand van de studie. Codeereenheid: {noun}. "
            f"Een frame is in een eenheid aanwezig als een van de indicatoren met ja wordt "
            f"beantwoord.",
        ), tongue),
        words.sides((
            "Patterns: * any letters, ? one letter, (a|b) one or the other, A NEAR/6 B at most six "
            "words apart, A BEFORE/6 B in this order, = capitals count.",
            "Patronen: * willekeurige letters, ? één letter, (a|b) het een of het ander, "
            "A NEAR/6 B hoogstens zes woorden uiteen, A BEFORE/6 B in deze volgorde, "
            "= hoofdletters tellen."), tongue),
        words.sides(("Mentions that are denied count for some indicators.",
                     "Bij sommige indicatoren tellen ontkende vermeldingen mee."), tongue)
        if negated else "",
    ]  # fmt: skip
    return " ".join(part for part in parts if part)
