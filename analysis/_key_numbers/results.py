"""Numbers of the results: shares per frame and wave, differences, and both corrected."""

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from analysis._key_numbers import number
from analysis._key_numbers.names import Parts, camel
from analysis._key_numbers.number import Number
from analysis._key_numbers.quality import ESTIMATES, place
from analysis._key_numbers.tables import Cells, Tables
from analysis.study import Study

__all__ = ["corrected", "estimates", "versions"]

_SHARES = ("prevalence", "salience", "prominence", "dominance")
_P = ("p_value", "p_adjusted")


def _other(contrast: object, plan: Study) -> str | None:
    """Name the wave that is compared with the reference wave."""
    named = {f"{wave.name} - {plan.reference_wave}": wave.name for wave in plan.waves}
    return named.get(str(contrast))


def estimates(tables: Tables, plan: Study, parts: Parts) -> Iterator[Number]:
    """Give prevalence, salience, prominence and dominance, and the differences, as counted."""
    found = tables.read("estimates", ["measure", "frame", "contrast", "method", "note"], ESTIMATES,
                        ["n_positive", *_P])  # fmt: skip
    if found is None or found.rows.empty:
        return
    known = Cells(found.rows[found.rows["measure"].isin(_SHARES)], found.source)
    yield from _level_of(known)
    yield from _methods(known)
    for row, cells in known.where(contrast=None).each("measure", "frame", "wave"):
        if where := place(row, parts):
            key = f"{row.measure}.{where}"
            told = f"{row.measure.capitalize()} of {row.frame}, {getattr(row, 'wave', None)}."
            yield from number.estimate(key, row, "share", told, cells)
            if pd.notna(getattr(row, "n_positive", None)):
                noun = "Units" if row.measure == "salience" else "Articles"
                yield number.count(f"{key}.positive", int(row.n_positive),
                                   f"{noun} that count for {told[0].lower()}{told[1:]}",
                                   f"{cells.source}, column n_positive")  # fmt: skip
    yield from _differences(known, plan, parts)
    yield from _smallest_p(known)


def _differences(
    known: Cells, plan: Study, parts: Parts, begin: str = ""
) -> Iterator[Number]:  # fmt: skip
    """Give the differences from the reference wave, in percentage points.

    Keys begin with `begin`, or with 'difference' and the measure.
    """
    rows = known._replace(rows=known.rows[known.rows["contrast"].notna()])
    for row, cells in rows.each("measure", "frame", "contrast", "method"):
        other = _other(row.contrast, plan)
        if other is None or pd.isna(row.frame) or row.frame not in parts.frames:
            continue
        first = begin or f"difference.{row.measure}"
        key = f"{first}.{parts.frames[row.frame]}.{parts.waves[other]}"
        told = f"{row.measure.capitalize()} of {row.frame}: {row.contrast}, percentage points."
        yield from number.estimate(key, row, "points", told, cells)


def _level_of(known: Cells) -> Iterator[Number]:
    """Give the level of the intervals."""
    level = known.rows["ci_level"].dropna()
    if len(level):
        yield number.level("level", level.iloc[0], "Level of the intervals.",
                           f"{known.source}: column ci_level")  # fmt: skip


def _methods(known: Cells) -> Iterator[Number]:
    """Give how shares and differences were estimated, as the table says it."""
    for measure in ("prevalence", "salience"):
        own = known.where(measure=measure)
        for name, rows in (("shares", own.where(contrast=None).rows),
                           ("differences", own.rows[own.rows["contrast"].notna()])):  # fmt: skip
            if len(methods := sorted(rows["method"].dropna().unique())):
                yield number.text(f"method.{measure}.{name}", "; ".join(methods),
                                  f"How the {name} of {measure} were estimated.",
                                  f"{own.source}, column method")  # fmt: skip
                drawn = re.search(r"permutation, n=(\d+)", "; ".join(methods))
                if drawn:
                    yield number.count(f"permutations.{measure}", int(drawn[1]),
                                       "Allocations drawn for the test of the difference.",
                                       f"{own.source}, column method")  # fmt: skip


def _smallest_p(known: Cells) -> Iterator[Number]:
    """Give the smallest p that an exact test could reach, where the table had to say it."""
    notes = known.rows.loc[known.rows["contrast"].notna(), "note"].dropna()
    told = notes.str.extract(r"most extreme outcome would have p = (\.\d+|1)\b")[0].dropna()
    if len(told):
        en = min(told, key=float)
        yield Number("difference.smallestP", float(en), en, en.replace(".", ","),
                     "Smallest p-value that an exact test of so few articles could reach.",
                     f"{known.source}: column note")  # fmt: skip


def corrected(tables: Tables, plan: Study, parts: Parts) -> Iterator[Number]:
    """Give the shares and differences beside each other: raw, and corrected for coding error."""
    found = tables.read(
        "corrected", ["measure", "frame", "contrast", "method", "recommended", "gate"], ESTIMATES,
        [*_P, "n_gold", "n_gold_positive"],
    )  # fmt: skip
    if found is None or found.rows.empty:
        return
    best = Cells(found.rows[found.rows["recommended"].eq("True")
                            & found.rows["method"].ne("naive")], found.source)  # fmt: skip
    if len(best.rows):
        yield number.text("correction.method", "; ".join(sorted(best.rows["method"].unique())),
                          "How shares are corrected for coding error.",
                          f"{found.source}: recommended=True, column method")  # fmt: skip
        gates = "; ".join(sorted(found.rows["gate"].dropna().unique()))
        if gates:
            yield number.text("correction.gates", gates,
                              "Why other methods of correction are not given.",
                              f"{found.source}: column gate")  # fmt: skip
    if "coder" in found.rows and found.rows["coder"].notna().any():
        yield number.text("correction.coder", str(found.rows["coder"].dropna().iloc[0]),
                          "The machine whose codes are corrected.",
                          f"{found.source}: column coder")  # fmt: skip
    for begin, own in (("raw", found.where(method="naive")), ("corrected", best)):
        told = "Not corrected" if begin == "raw" else "Corrected"
        for row, cells in own.where(contrast=None).each("measure", "frame", "wave", "method"):
            if where := place(row, parts):
                yield from number.estimate(f"{begin}.{where}", row, "share",
                                           f"{told} {row.measure} of {row.frame}, {row.wave}.",
                                           cells)  # fmt: skip
                if begin == "corrected" and pd.notna(getattr(row, "n_gold_positive", None)):
                    yield number.count(f"gold.positive.{where}", int(row.n_gold_positive),
                                       f"Gold units with {row.frame}, {row.wave}.",
                                       f"{cells.source}, column n_gold_positive")  # fmt: skip
        yield from _differences(own, plan, parts, f"{begin}.difference")


def versions(known: Mapping[str, str]) -> Iterator[Number]:
    """Give the versions of the software."""
    for name, version in sorted(known.items()):
        yield number.text(f"version.{camel(name)}", str(version), f"Version of {name}.",
                          "versions of the run")  # fmt: skip
