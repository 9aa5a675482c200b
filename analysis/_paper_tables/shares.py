"""Table: prevalence and salience of the frames by news wave, raw and corrected."""

from typing import Any, Final

import pandas as pd

from analysis._paper_tables import words
from analysis._paper_tables.build import Column, framed
from analysis._paper_tables.correction import about, best, none_given
from analysis._paper_tables.numbers import count, interval, percent
from analysis._paper_tables.results import NotMadeError, Results
from analysis._paper_tables.rows import level, pick, span
from analysis._paper_tables.ways import methods
from analysis.table_files import PaperTable

__all__ = ["make"]

_NEEDED: Final = ("measure", "frame", "contrast", "wave", "method", "estimate", "ci_low", "ci_high",
                  "ci_level", "n_units", "n_docs", "n_positive")  # fmt: skip
_MEASURES: Final = ("prevalence", "salience")


def make(results: Results, number: str) -> PaperTable:
    """Give counts, shares and intervals by wave and frame, and corrected shares beside them."""
    table = results.read("estimates", _NEEDED)
    table = table[table["contrast"].isna() & table["measure"].isin(_MEASURES)]
    table = table[table["wave"].isin(results.waves)]
    if table.empty:
        message = "No article of a news wave was coded, so there is no share."
        raise NotMadeError(message)
    shown = best(results, differences=False)
    rows: list[tuple[str, str]] = []
    sections: list[tuple[int, str]] = []
    for wave in results.waves:
        own = table[table["wave"] == wave]
        if len(own):
            sections.append((len(rows), _section(results, wave, own)))
            rows += [(wave, frame) for frame in results.labels]
    frame, align = framed(_columns(results, table, shown, rows))
    return PaperTable("table-shares", number, words.said("shares", results.language),
                      _note(results, table, shown), frame, align, tuple(sections),
                      language=results.language)  # fmt: skip


def _section(results: Results, wave: str, own: pd.DataFrame) -> str:
    """Name a wave with its numbers of articles and units."""
    tongue = results.language
    articles, units = span(own["n_docs"]), span(own["n_units"])
    sizes = [words.counted(size[1], noun, tongue) for size, noun in
             ((articles, "article"), (units, results.book.unit)) if size]  # fmt: skip
    return f"{results.wave_label(wave)} (n = {', '.join(dict.fromkeys(sizes))})"


def _columns(
    results: Results, table: pd.DataFrame, shown: pd.DataFrame, rows: list[tuple[str, str]]
) -> list[Column]:  # fmt: skip
    """Make the columns: count, share and interval for each measure."""
    tongue = results.language
    ci, nouns = words.said("ci", tongue, level(table)), {
        "prevalence": words.unit("article", tongue),
        "salience": words.unit(results.book.unit, tongue)}  # fmt: skip
    columns = [Column(words.said("frame", tongue), [results.labels[frame] for _, frame in rows],
                      side="l")]  # fmt: skip
    for measure in _MEASURES:
        found = [pick(table[table["wave"] == wave], frame, measure) for wave, frame in rows]
        head = words.said(f"{measure}_of", tongue, nouns[measure])
        columns += _three(found, head, ci, results, "n_positive")
    gold = [_of(shown, wave, frame) for wave, frame in rows]
    return [*columns, *_three(gold, words.said("salience_corrected", tongue), ci, results)]


def _three(
    found: list[Any], head: str, ci: str, results: Results, counted: str = ""
) -> list[Column]:  # fmt: skip
    """Make the columns of one measure."""
    tongue = results.language
    shares = Column(words.said("share", tongue),
                    [percent(None if row is None else row.estimate, tongue) for row in found],
                    head, optional=not counted)  # fmt: skip
    ranges = Column(ci, [interval(row, tongue, percent) for row in found], head, optional=True)
    counts = [count(getattr(row, counted), tongue) if row is not None else count(None, tongue)
              for row in found] if counted else []  # fmt: skip
    return [*([Column("n", counts, head)] if counted else []), shares, ranges]


def _of(shown: pd.DataFrame, wave: str, frame: str) -> Any:
    """Give the corrected row of a wave and frame, or None."""
    return pick(shown[shown["wave"] == wave], frame, "salience") if len(shown) else None


def _note(results: Results, table: pd.DataFrame, shown: pd.DataFrame) -> str:
    """Say what the shares are shares of, who coded, and how intervals were made."""
    tongue, book = results.language, results.book
    noun = words.unit(book.unit, tongue)
    how = methods(table.loc[table["ci_low"].notna(), "method"], tongue)
    least = "" if results.min_units is None else words.sides((
        f" (at least {words.counted(results.min_units, book.unit, tongue)})",
        f" (minstens {words.counted(results.min_units, book.unit, tongue)})"), tongue)  # fmt: skip
    parts = [
        words.sides((
            f"Prevalence: share of all articles of the wave in which the frame is present{least}. "
            f"Salience: share of all coded {noun} of the wave that carry it. A unit can carry "
            f"several frames, so shares need not add up to 100%. n = articles or {noun} with the "
            f"frame. Coder: dictionary, codebook {book.reference}.",
            f"Prevalentie: aandeel van alle artikelen van de golf waarin het frame aanwezig "
            f"is{least}. Saillantie: aandeel van alle gecodeerde {noun} van de golf die het "
            f"dragen. Een eenheid kan meer frames dragen; aandelen tellen niet op tot 100%. "
            f"n = artikelen of {noun} met het frame. Codeur: woordenboek, codeboek "
            f"{book.reference}.",
        ), tongue),
        about(results, shown) if len(shown) else none_given(tongue),
        words.sides((f"CI = confidence interval ({how}).",
                     f"BI = betrouwbaarheidsinterval ({how})."), tongue) if how else "",
        words.few(table["n_docs"], tongue),
        words.no_number(tongue),
    ]  # fmt: skip
    return " ".join(part for part in parts if part)
