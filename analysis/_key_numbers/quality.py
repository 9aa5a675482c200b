"""Numbers of reliability, of the gold standard and of validity."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis._key_numbers import number
from analysis._key_numbers.names import Parts, camel
from analysis._key_numbers.number import Kind, Number
from analysis._key_numbers.tables import Cells, Tables
from analysis.study import Study

__all__ = ["ESTIMATES", "FIRM", "TENTATIVE", "gold", "place", "reliability", "validity"]

FIRM, TENTATIVE = 0.8, 0.667
"""Limits that are held against the lower end of the interval of alpha."""

ESTIMATES = ("estimate", "ci_low", "ci_high", "ci_level")
_VERDICTS = {"firm": "betrouwbaar", "tentative": "voorlopig", "not reliable": "onbetrouwbaar",
             "undefined": "onbepaald"}  # fmt: skip


def place(row: Any, parts: Parts) -> str | None:
    """Write of which frame, wave and language a row is, for its key; None if it is not known."""
    made = []
    for column, known in (("frame", parts.frames), ("wave", parts.waves)):
        value = getattr(row, column, None)
        if pd.notna(value):
            if str(value) not in known:
                return None
            made.append(known[str(value)])
    language = getattr(row, "language", None)
    return ".".join([*made, *([camel(str(language))] if pd.notna(language) else [])])


def _of(row: Any) -> str:
    """Write of what a row is, for a meaning."""
    named = [getattr(row, column, None) for column in ("frame", "wave", "language")]
    told = ", ".join(str(value) for value in named if pd.notna(value))
    return f" of {told}" if told else ", all frames together"


def reliability(tables: Tables, parts: Parts) -> Iterator[Number]:
    """Give coders, units and the agreement on each frame, with what alpha allows."""
    found = tables.read("reliability", ["measure", "frame", "method", "note"], ESTIMATES,
                        ["n_units", "n_docs", "n_coders"])  # fmt: skip
    if found is None or found.rows["estimate"].isna().all():
        return
    whole = found.where(measure="alpha", wave=None, language=None)
    for name, column, meaning in (
        ("coders.total", "n_coders", "People who coded units that another coded as well."),
        ("reliability.units", "n_units", "Units that two or more people coded."),
        ("reliability.articles", "n_docs", "Articles of these units."),
    ):
        if column in whole.rows and whole.rows[column].notna().any():
            yield number.count(name, int(whole.rows[column].max()), meaning,
                               f"{whole.source}, column {column}")  # fmt: skip
    yield from _how(whole)
    for name, limit in (("firm", FIRM), ("tentative", TENTATIVE)):
        made = number.coefficient(f"reliability.threshold.{name}", limit,
                                  f"Lower end of alpha's interval from which it is {name}.",
                                  "Krippendorff (2019), chapter 12")  # fmt: skip
        text = f"{limit:.3f}"[1:] if name == "tentative" else f"{limit:.2f}"[1:]
        yield made._replace(text_en=text, text_nl=f",{text[1:]}")
    for row, cells in found.each("measure", "frame", "wave", "language"):
        if (where := place(row, parts)) is None:
            continue
        key = ".".join(filter(None, ["reliability", camel(row.measure), where]))
        told = f"{str(row.measure).capitalize()}{_of(row)}."
        yield from number.estimate(key, row, "coefficient", told, cells)
        verdict = getattr(row, "verdict", None)
        if row.measure == "alpha" and verdict in _VERDICTS:
            yield number.text(f"{key}.verdict", verdict, f"What the lower end allows{_of(row)}.",
                              f"{cells.source}, column verdict", nl=_VERDICTS[verdict])  # fmt: skip


def _how(whole: Cells) -> Iterator[Number]:
    """Give level and draws of the intervals."""
    level = whole.rows["ci_level"].dropna()
    if len(level):
        yield number.level("reliability.level", level.iloc[0],
                           "Level of the intervals of agreement.",
                           f"{whole.source}, column ci_level")  # fmt: skip
    draws = [found[1] for method in whole.rows["method"].dropna()
             if (found := re.search(r"bootstrap.*\bn=(\d+)", method))]  # fmt: skip
    if draws:
        yield number.count("reliability.draws", int(draws[0]), "Draws of the bootstrap.",
                           f"{whole.source}, column method")  # fmt: skip
    bound = whole.rows["method"].fillna("").str.contains("exact binomial bound")
    if bound.any():
        yield number.count("reliability.bound", int(bound.sum()),
                           "Frames on which no codes differ.",
                           f"{whole.source}, column method")  # fmt: skip
    rough = whole.rows["note"].fillna("").str.extract(r"(\d+) \D+: the bootstrap interval is rough")
    if rough[0].notna().any():
        yield number.count("reliability.fewArticles", int(rough[0].dropna().astype(int).min()),
                           "Articles that are too few for a good bootstrap interval.",
                           f"{whole.source}, column note")  # fmt: skip


def gold(tables: Tables, plan: Study, parts: Parts) -> Iterator[Number]:
    """Give the units with gold codes, in all and per wave, and how they were drawn."""
    found = tables.read("validity", ["measure", "frame", "contrast"], ["n_units", "n_docs"])
    if found is not None and len(found.rows):
        known = found.where(contrast=None)
        waves = [("", " with a gold code", known.where(wave=None))]
        waves += [(f".wave.{parts.waves[wave.name]}", f" of {wave.name} with a gold code",
                   known.where(wave=wave.name)) for wave in plan.waves]  # fmt: skip
        for key, told, own in waves:
            if ("wave" not in known.rows and key) or own.rows["n_units"].isna().all():
                continue
            own = own._replace(rows=own.rows[own.rows["frame"].notna()])
            if len(own.rows):
                name = f"gold{key}" if key else "gold.units"
                yield number.count(name, int(own.rows["n_units"].max()), f"Units{told}.",
                                   f"{own.source or found.source}, column n_units")  # fmt: skip
                if not key:
                    yield number.count("gold.articles", int(own.rows["n_docs"].max()),
                                       "Articles with a gold code.",
                                       f"{own.source}, column n_docs")  # fmt: skip
    yield from _sample(plan)


def _sample(plan: Study) -> Iterator[Number]:
    """Give how the units were drawn, from the sample that the study names."""
    if plan.sample is None or not plan.sample.is_file():
        return
    found = Tables(plan.sample.parent).read(plan.sample.stem, ["design", "part"], [], ["seed"])
    if found is None or found.rows.empty:
        return
    design = "; ".join(sorted(found.rows["design"].dropna().unique()))
    yield number.text("sample.design", design, "How the units to be coded were drawn.",
                      f"{found.source}: column design")  # fmt: skip
    for part, meaning in (("development", "Units drawn to develop the codebook."),
                          ("test", "Units drawn to test the coding.")):  # fmt: skip
        own = found.where(part=part)
        if len(own.rows):
            yield number.count(f"sample.{part}", len(own.rows), meaning, own.source)
    seeds = found.rows["seed"].dropna() if "seed" in found.rows else pd.Series(dtype="float64")
    if len(seeds):
        made = number.count("sample.seed", int(seeds.iloc[0]), "Seed of the sample.",
                            f"{found.source}: column seed")  # fmt: skip
        yield made._replace(text_en=str(made.value), text_nl=str(made.value))


_SCORES: dict[str, tuple[str, Kind]] = {
    "precision": ("precision", "coefficient"), "recall": ("recall", "coefficient"),
    "f1": ("f1", "coefficient"), "specificity": ("specificity", "coefficient"),
    "prevalence_error": ("prevalenceError", "points"), "macro_f1": ("macroF1", "coefficient"),
}  # fmt: skip


def validity(tables: Tables, parts: Parts) -> Iterator[Number]:
    """Give how right the machine is, per frame, wave and language as far as it was saved."""
    found = tables.read("validity", ["measure", "frame", "contrast", "note"], ESTIMATES,
                        ["n_units"])  # fmt: skip
    if found is None or found.rows.empty:
        return
    for column, name, meaning in (
        ("coder", "validity.coder", "The machine that is checked."),
        ("purpose", "validity.purpose", "Whether this is a test or a description of fit."),
    ):
        if column in found.rows and found.rows[column].notna().any():
            yield number.text(name, str(found.rows[column].dropna().iloc[0]), meaning,
                              f"{found.source}: column {column}")  # fmt: skip
    known = found.where(contrast=None)
    yield from _how_level(known)
    for row, cells in known.each("measure", "frame", "wave", "language"):
        where = place(row, parts)
        if where is None or row.measure not in _SCORES:
            continue
        name, kind = _SCORES[row.measure]
        told = (
            "Mean F1" if row.measure == "macro_f1" else row.measure.replace("_", " ").capitalize()
        )
        key = ".".join(filter(None, ["validity", name, where]))
        yield from number.estimate(key, row, kind, f"{told}{_of(row)}.", cells)


def _how_level(known: Cells) -> Iterator[Number]:
    """Give the level of the intervals of validity."""
    level = known.rows["ci_level"].dropna()
    if len(level):
        yield number.level("validity.level", level.iloc[0], "Level of the intervals of validity.",
                           f"{known.source}: column ci_level")  # fmt: skip
