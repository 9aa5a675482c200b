"""Table: agreement of the people who coded, by frame."""

from typing import Any, Final

import pandas as pd

from analysis._paper_tables import words
from analysis._paper_tables.build import Column, framed
from analysis._paper_tables.numbers import count, interval, percent, score
from analysis._paper_tables.results import NotMadeError, Results
from analysis._paper_tables.rows import level, pick
from analysis._paper_tables.ways import methods
from analysis.contracts import each_row
from analysis.table_files import PaperTable

__all__ = ["make"]

_NEEDED: Final = ("measure", "frame", "method", "estimate", "ci_low", "ci_high", "ci_level",
                  "n_units", "n_docs", "n_coders", "prevalence")  # fmt: skip
_NONE: Final = "There is no agreement to report: fewer than two people coded the same units."


def make(results: Results, number: str) -> PaperTable:
    """Give alpha and AC1 with intervals, percent agreement, prevalence and units by frame."""
    table = results.read("reliability", _NEEDED)
    table = table[[*_NEEDED, *(name for name in ("wave", "language") if name in table)]]
    whole = table[table.reindex(columns=["wave", "language"]).isna().all(axis=1)]
    if whole.empty:
        raise NotMadeError(_NONE)
    tongue = results.language
    frames = [*results.labels, *({None} if whole["frame"].isna().any() else ())]
    names = [words.said("masi", tongue) if frame is None else results.labels[frame]
             for frame in frames]  # fmt: skip
    alpha = [pick(whole, frame, "masi alpha" if frame is None else "alpha") for frame in frames]
    ac1 = [pick(whole, frame, "ac1") for frame in frames]
    agreed = [pick(whole, frame, "percent agreement") for frame in frames]
    ci, est = words.said("ci", tongue, level(whole)), words.said("estimate", tongue)
    frame, align = framed([
        Column(words.said("frame", tongue), names, side="l"),
        Column("n", [count(_of(row, "n_units"), tongue) for row in alpha]),
        Column(words.said("prevalence", tongue),
               [percent(_of(row, "prevalence"), tongue) for row in alpha]),
        Column(words.said("agreement", tongue),
               [percent(_of(row, "estimate"), tongue) for row in agreed]),
        *(column for key, rows in (("alpha", alpha), ("ac1", ac1)) for column in (
            Column(est, [score(_of(row, "estimate"), tongue) for row in rows],
                   words.said(key, tongue)),
            Column(ci, [interval(row, tongue) for row in rows], words.said(key, tongue),
                   optional=True))),
    ])  # fmt: skip
    return PaperTable("table-reliability", number, words.said("reliability", tongue),
                      _note(results, whole), frame, align, language=tongue)  # fmt: skip


def _of(row: Any, name: str) -> Any:
    """Give a value of a row, missing where there is no row."""
    return None if row is None else getattr(row, name)


def _note(results: Results, whole: pd.DataFrame) -> str:
    """Say who coded what, how intervals were made, and where alpha is not defined."""
    tongue = results.language
    coders = sorted({int(n) for n in whole["n_coders"].dropna()})
    who = "–".join(count(n, tongue) for n in dict.fromkeys([*coders[:1], *coders[-1:]]))
    noun = words.unit(results.book.unit, tongue)
    articles = words.counted(int(whole["n_docs"].max()), "article", tongue)
    how = methods(whole.loc[whole["ci_low"].notna(), "method"], tongue)
    parts = [
        words.sides((
            f"n = {noun} that at least two people coded (coders: {who}), in {articles}. "
            f"Prevalence: share of these codes that say the frame is present. Level of "
            f"measurement: {results.book.level}.",
            f"n = {noun} die minstens twee mensen codeerden (codeurs: {who}), in {articles}. "
            f"Prevalentie: aandeel van deze codes dat het frame aanwezig noemt. Meetniveau: "
            f"{results.book.level}.",
        ), tongue),
        words.sides((f"CI = confidence interval ({how}).",
                     f"BI = betrouwbaarheidsinterval ({how})."), tongue) if how else "",
        _undefined(results, whole),
        words.sides((
            "By custom, α of .80 or more is reliable and α from .667 to .80 allows tentative "
            "conclusions.",
            "Gebruikelijk: α van ,80 of meer is betrouwbaar; α van ,667 tot ,80 laat voorlopige "
            "conclusies toe."), tongue),
        words.sides((f"Codebook: {results.book.reference}.",
                     f"Codeboek: {results.book.reference}."), tongue),
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


def _undefined(results: Results, whole: pd.DataFrame) -> str:
    """Name the frames for which alpha is not defined, since all codes are alike."""
    rows = whole[(whole["measure"] == "alpha") & whole["estimate"].isna()]
    tongue = results.language
    names = [results.labels[row.frame] for row in each_row(rows) if row.frame in results.labels]
    if not names:
        return ""
    named = words.listing(names, tongue)
    return words.sides((f"α is not defined where all codes are alike ({named}).",
                        f"α is niet gedefinieerd waar alle codes gelijk zijn ({named})."),
                       tongue)  # fmt: skip
