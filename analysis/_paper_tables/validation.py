"""Table: the machine against the gold standard, by frame and, where it was done, by wave."""

from typing import Any, Final

import pandas as pd

from analysis._paper_tables import words
from analysis._paper_tables.build import Column, framed
from analysis._paper_tables.numbers import count, interval, points, score
from analysis._paper_tables.results import NotMadeError, Results
from analysis._paper_tables.rows import level, pick, span
from analysis._paper_tables.ways import methods
from analysis.table_files import PaperTable

__all__ = ["make"]

_NEEDED: Final = ("measure", "frame", "contrast", "wave", "method", "estimate", "ci_low", "ci_high",
                  "ci_level", "n_units", "n_docs", "tp", "fn", "purpose", "coder")  # fmt: skip
_SCORES: Final = ("precision", "recall", "f1")
_NONE: Final = ("No machine was compared with gold codes: the study has none, or the sample in "
                "which they were drawn is not known.")  # fmt: skip


def make(results: Results, number: str) -> PaperTable:
    """Give precision, recall, F1 and the error of prevalence with intervals by frame."""
    table = results.read("validity", _NEEDED)
    of_languages = table.reindex(columns=["language"])["language"].notna()
    table = table[table["contrast"].isna() & ~of_languages]
    if table["estimate"].notna().sum() == 0:
        raise NotMadeError(_NONE)
    parts: dict[str | None, pd.DataFrame] = {None: table[table["wave"].isna()]}
    waves = {wave: table[table["wave"] == wave] for wave in results.waves}
    if len(results.waves) > 1:
        parts |= {wave: own for wave, own in waves.items() if len(own)}
    rows: list[tuple[pd.DataFrame, str | None]] = []
    sections: list[tuple[int, str]] = []
    for wave, own in parts.items():
        if own.empty:
            continue
        sections.append((len(rows), _section(results, wave, own)))
        rows += [(own, frame) for frame in results.labels]
        if own["measure"].eq("macro_f1").any():
            rows.append((own, None))
    frame, align = framed(_columns(results, table, rows))
    return PaperTable(
        "table-validation", number, words.said("validation", results.language),
        _note(results, table), frame, align,
        tuple(sections) if len(sections) > 1 else (), language=results.language,
    )  # fmt: skip


def _section(results: Results, wave: str | None, own: pd.DataFrame) -> str:
    """Name a part of the table with its number of gold units."""
    tongue = results.language
    name = words.said("all_waves", tongue) if wave is None else results.wave_label(wave)
    return f"{name} (n = {_gold(results, own)})"


def _gold(results: Results, own: pd.DataFrame) -> str:
    """Write with how many gold units a part was scored; they can differ by frame."""
    tongue, sizes = results.language, span(own["n_units"])
    if sizes is None:
        return words.counted(0, results.book.unit, tongue)
    if sizes[0] == sizes[1]:
        return words.counted(sizes[0], results.book.unit, tongue)
    ends = "–".join(count(size, tongue) for size in sizes)
    return f"{ends} {words.unit(results.book.unit, tongue)}"


def _columns(
    results: Results, table: pd.DataFrame, rows: list[tuple[pd.DataFrame, str | None]]
) -> list[Column]:  # fmt: skip
    """Make the columns: a score and its interval below one head."""
    tongue = results.language
    ci, est = words.said("ci", tongue, level(table)), words.said("score", tongue)
    names = [words.said("mean", tongue) if frame is None else results.labels[frame]
             for _, frame in rows]  # fmt: skip
    columns = [Column(words.said("frame", tongue), names, side="l"),
               Column("n", [_positives(results, own, frame) for own, frame in rows])]  # fmt: skip
    for measure in _SCORES:
        found = [pick(own, frame, "macro_f1" if frame is None and measure == "f1" else measure)
                 for own, frame in rows]  # fmt: skip
        head = words.said(measure, tongue)
        columns += [
            Column(est, [score(_estimate(row), tongue) for row in found], head),
            Column(ci, [interval(row, tongue) for row in found], head, optional=True),
        ]
    errors = [pick(own, frame, "prevalence_error") for own, frame in rows]
    head = words.said("error", tongue)
    return [
        *columns,
        Column(words.said("points", tongue), [points(_estimate(row), tongue) for row in errors],
               head),
        Column(ci, [interval(row, tongue, points) for row in errors], head, optional=True),
    ]  # fmt: skip


def _estimate(row: Any) -> Any:
    """Give the estimate of a row, missing where there is no row."""
    return None if row is None else row.estimate


def _positives(results: Results, own: pd.DataFrame, frame: str | None) -> str:
    """Count the gold units that carry the frame."""
    row = None if frame is None else pick(own, frame, "recall")
    return count(None if row is None else row.tp + row.fn, results.language)


def _note(results: Results, table: pd.DataFrame) -> str:
    """Say what was compared with what, and whether it is a test."""
    tongue, whole = results.language, table[table["wave"].isna()]
    coder = words.listing(sorted(table["coder"].dropna().unique()), tongue)
    articles = words.counted(int(table["n_docs"].max()), "article", tongue)
    gold = _gold(results, whole if len(whole) else table)
    noun = words.unit(results.book.unit, tongue)
    how = methods(table.loc[table["ci_low"].notna(), "method"], tongue)
    parts = [
        words.sides((
            f"Gold standard: {gold} in {articles}, coded by people; n = {noun} of them that carry "
            f"the frame. Prevalence error: share found by the machine minus share in the gold "
            f"standard, in percentage points (pp). Coder: {coder}, codebook "
            f"{results.book.reference}.",
            f"Gouden standaard: {gold} in {articles}, door mensen gecodeerd; n = {noun} daarvan "
            f"die het frame dragen. Prevalentiefout: aandeel volgens de machine min aandeel in de "
            f"gouden standaard, in procentpunten (pp). Codeur: {coder}, codeboek "
            f"{results.book.reference}.",
        ), tongue),
        words.sides((f"CI = confidence interval ({how}).",
                     f"BI = betrouwbaarheidsinterval ({how})."), tongue) if how else "",
        _purpose(results, table),
        words.no_number(tongue),
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


def _purpose(results: Results, table: pd.DataFrame) -> str:
    """Say that scores on seen codes are no test."""
    if not table["purpose"].eq("description").any():
        return ""
    if results.plan.gold_seen:
        return words.sides((
            "Those who wrote the codebook had seen these gold codes: the scores describe how well "
            "the machine fits them and are no test of validity.",
            "Wie het codeboek schreef, had deze gouden codes gezien: de scores beschrijven hoe "
            "goed de machine erop past en zijn geen toets van validiteit.",
        ), results.language)  # fmt: skip
    return words.sides((
        "The scores describe how well the machine fits these codes; they are no test on codes "
        "that were kept apart.",
        "De scores beschrijven hoe goed de machine op deze codes past; ze zijn geen toets op "
        "codes die apart zijn gehouden."), results.language)  # fmt: skip
