"""Table: differences between the news waves, raw and corrected."""

from typing import Any, Final

import pandas as pd

from analysis._paper_tables import words
from analysis._paper_tables.build import Column, framed
from analysis._paper_tables.correction import about, best, none_given
from analysis._paper_tables.numbers import count, interval, p_value, percent, points
from analysis._paper_tables.results import NotMadeError, Results
from analysis._paper_tables.rows import level, pick
from analysis._paper_tables.ways import methods, tests
from analysis.table_files import PaperTable

__all__ = ["make"]

_NEEDED: Final = (
    "measure", "frame", "contrast", "method", "estimate", "ci_low", "ci_high", "ci_level",
    "p_value", "p_adjusted", "share_other", "share_reference", "n_docs_other", "n_docs_reference",
    "n_units_other", "n_units_reference",
)  # fmt: skip
_MEASURES: Final = ("salience", "prevalence")


def make(results: Results, number: str) -> PaperTable:
    """Give the shares of two waves, their difference with interval and p, and the corrected one."""
    if len(results.waves) < 2:
        message = f"The study has one news wave, {results.waves[0]!r}: nothing to compare it with."
        raise NotMadeError(message)
    table = results.read("estimates", _NEEDED)
    table = table[table["measure"].isin(_MEASURES) & table["contrast"].isin(results.contrasts())]
    if table["estimate"].notna().sum() == 0:
        message = "No two news waves hold coded articles, so there is no difference."
        raise NotMadeError(message)
    shown = best(results, differences=True)
    rows: list[tuple[str, str, str]] = []
    sections: list[tuple[int, str]] = []
    for measure in _MEASURES:
        for contrast in results.contrasts():
            own = table[(table["measure"] == measure) & (table["contrast"] == contrast)]
            if len(own):
                sections.append((len(rows), _section(results, measure, contrast, own)))
                rows += [(measure, contrast, frame) for frame in results.labels]
    frame, align = framed(_columns(results, table, shown, rows))
    return PaperTable("table-differences", number, words.said("differences", results.language),
                      _note(results, table, shown), frame, align, tuple(sections),
                      language=results.language)  # fmt: skip


def _section(results: Results, measure: str, contrast: str, own: pd.DataFrame) -> str:
    """Name a measure and a pair of waves with their sizes."""
    tongue, sides = results.language, results.contrasts()[contrast]
    noun = "article" if measure == "prevalence" else results.book.unit
    names = " − ".join(results.wave_label(wave) for wave in sides)
    both = f" {words.said('and', tongue)} "
    sizes = [_sizes(own, "n_docs", "article", both, tongue)]
    if measure == "salience" and results.book.unit != "document":
        sizes.append(_sizes(own, "n_units", results.book.unit, both, tongue))
    return (f"{words.said(f'{measure}_of', tongue, words.unit(noun, tongue))}, {names} "
            f"(n = {'; '.join(sizes)})")  # fmt: skip


def _sizes(own: pd.DataFrame, name: str, noun: str, both: str, language: str) -> str:
    """Write the sizes of both waves: '3 and 2 articles'."""
    first, second = (own[f"{name}_{side}"].max() for side in ("other", "reference"))
    return f"{count(first, language)}{both}{words.counted(second, noun, language)}"


def _columns(
    results: Results, table: pd.DataFrame, shown: pd.DataFrame, rows: list[tuple[str, str, str]]
) -> list[Column]:  # fmt: skip
    """Make the columns: the two shares, the difference, the corrected difference."""
    tongue, pairs = results.language, results.contrasts()
    found = [_of(table, *row) for row in rows]
    corrected = [_of(shown, *row) for row in rows]
    if len(pairs) == 1:
        other, reference = (results.wave_label(wave) for wave in next(iter(pairs.values())))
    else:
        other, reference = words.said("other", tongue), words.said("reference", tongue)
    share = words.said("share_in", tongue)
    return [
        Column(words.said("frame", tongue), [results.labels[frame] for *_, frame in rows],
               side="l"),
        Column(reference, [percent(_value(row, "share_reference"), tongue) for row in found],
               share),
        Column(other, [percent(_value(row, "share_other"), tongue) for row in found], share),
        *_change(found, words.said("raw", tongue), table, tongue),
        *_change(corrected, words.said("corrected", tongue), table, tongue, optional=True),
    ]  # fmt: skip


def _change(
    found: list[Any], head: str, table: pd.DataFrame, language: str, *, optional: bool = False
) -> list[Column]:  # fmt: skip
    """Make the columns of a difference."""
    above = f"{words.said('difference', language)}: {head.lower()}"
    ci = words.said("ci", language, level(table))
    return [
        Column(words.said("points", language),
               [points(_value(row, "estimate"), language) for row in found], above,
               optional=optional),
        Column(ci, [interval(row, language, points) for row in found], above, optional=True),
        Column("p", [p_value(_p(row), language) for row in found], above, optional=True),
    ]  # fmt: skip


def _of(table: pd.DataFrame, measure: str, contrast: str, frame: str) -> Any:
    """Give the row of a measure, contrast and frame, or None."""
    return pick(table[table["contrast"] == contrast], frame, measure) if len(table) else None


def _value(row: Any, name: str) -> Any:
    """Give a value of a row, missing where there is no row."""
    return None if row is None else getattr(row, name)


def _p(row: Any) -> Any:
    """Give the p value, the adjusted one where there is one."""
    adjusted = _value(row, "p_adjusted")
    return _value(row, "p_value") if pd.isna(adjusted) else adjusted


def _note(results: Results, table: pd.DataFrame, shown: pd.DataFrame) -> str:
    """Say what is subtracted from what, who coded, and what is not claimed."""
    tongue, book = results.language, results.book
    tested = table["ci_low"].notna() | table["p_value"].notna()
    how = methods(table.loc[table["ci_low"].notna(), "method"], tongue)
    parts = [
        words.sides((
            f"Differences in percentage points (pp): the share of the other wave minus that of "
            f"the reference wave, {results.wave_label(results.plan.reference_wave)}. Coder: "
            f"dictionary, codebook {book.reference}.",
            f"Verschillen in procentpunten (pp): het aandeel van de andere golf min dat van de "
            f"referentiegolf, {results.wave_label(results.plan.reference_wave)}. Codeur: "
            f"woordenboek, codeboek {book.reference}.",
        ), tongue),
        about(results, shown) if len(shown) else none_given(tongue),
        words.sides((f"CI = confidence interval ({how}).",
                     f"BI = betrouwbaarheidsinterval ({how})."), tongue) if how else "",
        _tested(table, shown, tongue),
        "" if tested.any() else words.sides((
            "No intervals and p values: with so few articles the differences are a description "
            "of these articles only.",
            "Geen intervallen en p-waarden: met zo weinig artikelen beschrijven de verschillen "
            "alleen deze artikelen."), tongue),
        words.no_number(tongue) if tested.any() else "",
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


def _tested(table: pd.DataFrame, shown: pd.DataFrame, language: str) -> str:
    """Say with which tests p was found, and for how many tests it is adjusted (`compare`)."""
    how = tests(table.loc[table["p_value"].notna(), "method"], language)
    if how and shown["p_value"].notna().any():
        how += words.sides((" (raw)", " (ruw)"), language)
    adjusted = table[table["p_adjusted"].notna()]
    several = len(set(adjusted["contrast"])) > 1
    family = "" if adjusted.empty else words.sides((
        f"adjusted for the number of frames{' and comparisons' if several else ''} (Holm)",
        f"gecorrigeerd voor het aantal frames{' en vergelijkingen' if several else ''} (Holm)",
    ), language)  # fmt: skip
    said = "; ".join(filter(None, [how, family]))
    return f"p: {said}." if said else ""
