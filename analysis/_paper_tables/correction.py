"""Estimates corrected for coding error: the recommended one of each, and how it is told."""

from typing import Final

import pandas as pd

from analysis._paper_tables import words
from analysis._paper_tables.numbers import count
from analysis._paper_tables.results import NotMadeError, Results
from analysis._paper_tables.rows import span
from analysis._paper_tables.ways import methods

__all__ = ["about", "best", "none_given"]

_NEEDED: Final = ("measure", "frame", "contrast", "wave", "method", "estimate", "ci_low", "ci_high",
                  "ci_level", "n_gold", "p_value", "p_adjusted", "recommended")  # fmt: skip
_RAW: Final = "naive"


def best(results: Results, *, differences: bool) -> pd.DataFrame:
    """Give the recommended corrected rows, of shares or of differences; empty without gold."""
    try:
        table = results.read("corrected", _NEEDED)
    except NotMadeError:
        return pd.DataFrame(columns=list(_NEEDED))
    chosen = table["recommended"].eq(True) | table["recommended"].astype("str").eq("True")
    is_change = table["contrast"].notna()
    kept = chosen & table["method"].ne(_RAW) & (is_change if differences else ~is_change)
    return table[kept & table["estimate"].notna() & table["measure"].eq("salience")]


def about(results: Results, shown: pd.DataFrame) -> str:
    """Say how estimates were corrected, and with how many gold codes."""
    tongue = results.language
    how, sizes = methods(shown["method"], tongue), span(shown["n_gold"])
    codes = "" if sizes is None else "–".join(count(size, tongue) for size in dict.fromkeys(sizes))
    per = words.sides(("frame and wave", "frame en golf") if shown["wave"].notna().any()
                      else ("frame and difference", "frame en verschil"), tongue)  # fmt: skip
    gold = f"n = {codes} per {per}; {how}"
    return words.sides((
        f"Corrected: salience corrected for coding error with gold codes ({gold}).",
        f"Gecorrigeerd: saillantie gecorrigeerd voor codeerfouten met gouden codes ({gold}).",
    ), tongue)  # fmt: skip


def none_given(language: str) -> str:
    """Say that estimates are not corrected."""
    return words.sides((
        "Not corrected for coding error: there are no gold codes to do so.",
        "Niet gecorrigeerd voor codeerfouten: daarvoor zijn er geen gouden codes.",
    ), language)  # fmt: skip
