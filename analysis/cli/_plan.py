"""`framewaves plan`: how many units must be coded, before anyone codes."""

import argparse
import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd

from analysis import _intervals, _resampling, codebook, sample_size
from analysis._sampling import strata
from analysis.cli import _sample, _shared
from analysis.contracts import UNITS, InputError
from analysis.sample_size import Expected
from analysis.wording import counted, percent

__all__ = ["ABOUT", "EPILOG", "act", "options"]

ABOUT: Final = """\
Say how many units people must code so that the corrected difference between two news waves has
an interval of a wished width, or a true change of some size is seen with a wished chance; how
many two coders must both code for reliability, and how many must carry the frame to know the
machine's recall. From the study's own articles and machine codes, or from plain numbers."""
EPILOG: Final = """\
examples:
  framewaves plan --study my-study --width 0.1
  framewaves plan --study my-study --unit sentence --power 0.8 --difference 0.05 --json plan.json
  framewaves plan --prevalence 0.3 0.4 --size 2500 --sensitivity 0.85 0.7 --specificity 0.95
Two numbers are for the first and the second wave, one is for both. Shares, not per cent.
"""
_ENDLESS: Final = 1_000_000
_WIDTH: Final = 96
_RATE: Final = 0.8


class _Wave(NamedTuple):
    """What is known of one wave: its name, units and articles, and the machine's finds."""

    name: str
    n_units: int
    n_docs: int
    together: float
    shares: Mapping[str, float]


class _Frame(NamedTuple):
    """The answers for one frame and one pair of waves."""

    frame: str
    first: str
    second: str
    expected: tuple[Expected, Expected] | None
    problem: str
    width: pd.DataFrame
    power: pd.DataFrame
    reliability: pd.DataFrame
    validity: pd.DataFrame


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves plan`."""

    def add(name: str, what: str, **more: Any) -> None:
        parser.add_argument(name, help=what, **{"type": float, "metavar": "SHARE", **more})

    add("--study", "study file, or the folder with it (none: plain numbers)", type=str,
        metavar="FILE")  # fmt: skip
    add("--unit", "what is coded (document)", type=str, default="document", choices=UNITS,
        metavar="UNIT")  # fmt: skip
    add("--width", "how far the interval may reach to each side (0.1)", default=0.1)
    add("--power", "wished chance to see a true change (0.8)", default=0.8)
    add("--difference", "size of that true change (0.1)", default=0.1)
    add("--prevalence", "share of units with the frame, without --study", nargs="+")
    add("--size", "units in each wave of the corpus, without --study", nargs="+", type=int,
        metavar="N")  # fmt: skip
    add("--per-article", "units of each article, without --study (1)", default=1, type=int,
        metavar="N")  # fmt: skip
    add("--sensitivity", "share of units with the frame that the machine finds (0.8)", nargs="+",
        default=[_RATE])  # fmt: skip
    add("--specificity", "share of units without it in which the machine finds none (0.9 "
        "without --study)", nargs="+")  # fmt: skip
    add("--precision", "share of the machine's finds that are right, in place of --specificity "
        "(0.8 with --study)", nargs="+")  # fmt: skip
    add("--icc", "likeness of units in one article, if smaller than an article (0.1)", default=0.1)
    add("--alpha", "agreement that is expected of the coders (0.85)", default=0.85)
    add("--level", "confidence level (0.95)", default=0.95)
    add("--json", "also write all tables as JSON", type=Path, metavar="FILE")


def act(chosen: argparse.Namespace) -> int:
    """Work out the plan and print it."""
    _intervals.check_level(chosen.level)
    if not 0 < abs(chosen.difference) < 1:
        raise InputError(f"--difference must lie between 0 and 1; found {chosen.difference:g}.")
    if chosen.json is not None:
        _shared.check_place(chosen.json, "--json", folder=False)
    if chosen.specificity and chosen.precision:
        raise InputError("Give --specificity or --precision, not both: one follows from the other.")
    waves, first = _of_study(chosen) if chosen.study else (_of_numbers(chosen), 0)
    others = [number for number in range(len(waves)) if number != first]
    frames = [_frame(frame, waves[first], waves[other], chosen) for other in others
              for frame in waves[first].shares]  # fmt: skip
    if chosen.json is not None:
        _shared.write_json(_records(frames, waves, chosen), chosen.json, "plan")
    for line in [*_assumed(waves, chosen), *_answers(frames, waves, chosen),
                 *_limits(waves, first, chosen)]:  # fmt: skip
        print(_shared.plain(line))
    return 0


def _pair(values: Sequence[float] | None, option: str) -> tuple[float, float] | None:
    """Give the values for the first and the second wave."""
    if values is None:
        return None
    if len(values) > 2:
        raise InputError(f"{option} takes one number for both waves, or two; found {len(values)}.")
    return values[0], values[-1]


def _of_numbers(chosen: argparse.Namespace) -> list[_Wave]:
    """Two waves from plain numbers; `shares` holds the prevalence."""
    prevalence, size = _pair(chosen.prevalence, "--prevalence"), _pair(chosen.size, "--size")
    if prevalence is None or size is None:
        message = ("Name a study with --study, or give --prevalence (share of units with the "
                   "frame) and --size (units in each wave).")  # fmt: skip
        raise InputError(message)
    if chosen.per_article < 1 or min(size) < 1:
        raise InputError("--size and --per-article must be whole numbers from 1.")
    return [
        _Wave(name, int(n), int(n) // chosen.per_article or 1,
              sample_size.together_of([chosen.per_article] * (int(n) // chosen.per_article or 1)),
              {"the frame": share})
        for name, n, share in zip(("first wave", "second wave"), size, prevalence, strict=True)
    ]  # fmt: skip


def _of_study(chosen: argparse.Namespace) -> tuple[list[_Wave], int]:
    """Give the waves of a study with the shares of machine-positive units, and the reference."""
    if chosen.prevalence or chosen.size:
        raise InputError("With --study, --prevalence and --size come from its articles; leave "
                         "them out.")  # fmt: skip
    plan = _shared.load_study(chosen.study)
    book = codebook.load(plan.codebook)
    found = _sample.coded(plan, book, chosen.unit)
    units = strata.universe(found.segments, found.codings, found.documents, by=["wave"],
                             by_code=False).units  # fmt: skip
    codes = found.codings.merge(units[["unit_id", "wave"]], left_on="segment_id",
                                right_on="unit_id")  # fmt: skip
    waves = []
    for wave in plan.waves:
        inside, coded = units[units["wave"] == wave.name], codes[codes["wave"] == wave.name]
        if inside.empty:
            message = (f"No {chosen.unit} of the study lies in the wave {wave.name!r}, so there "
                       f"is nothing to plan for. Check the dates of the articles.")  # fmt: skip
            raise InputError(message)
        shares = coded.groupby("frame")["value"].mean()
        sizes = inside.groupby("doc_id").size()
        waves.append(_Wave(wave.name, len(inside), len(sizes), sample_size.together_of(sizes),
                           {frame: float(shares[frame]) for frame in book.frame_ids}))  # fmt: skip
    if len(waves) < 2:
        raise InputError("The study has one wave; a difference needs two.")
    return waves, [wave.name for wave in waves].index(plan.reference_wave)


def _frame(frame: str, first: _Wave, second: _Wave, chosen: argparse.Namespace) -> _Frame:
    """Work out all answers for one frame and one pair of waves."""
    none = pd.DataFrame()
    if {first.shares[frame], second.shares[frame]} & {0.0, 1.0}:
        problem = ("in one wave the machine says yes to no unit, or to all, so its codes cannot "
                   "tell what to expect; people must code some first.")  # fmt: skip
        return _Frame(frame, first.name, second.name, None, problem, none, none, none, none)
    try:
        pair = (_expected(first, frame, 0, chosen), _expected(second, frame, 1, chosen))
        low = min(wave.prevalence for wave in pair)
        icc = _icc(chosen)
        gap = abs(chosen.difference)
        gap = gap if pair[0].prevalence + gap <= 1 else -gap
        width = sample_size.differences(*pair, level=chosen.level, icc=icc,
                                        half_width=chosen.width)  # fmt: skip
        power = sample_size.differences(*pair, level=chosen.level, icc=icc, power=chosen.power,
                                        difference=gap)  # fmt: skip
        agreed = sample_size.reliability(alpha=chosen.alpha, prevalence=low, level=chosen.level)
        valid = sample_size.validity(recall=min(wave.sensitivity for wave in pair), prevalence=low,
                                     half_width=0.1, level=chosen.level)  # fmt: skip
    except InputError as problem:
        return _Frame(frame, first.name, second.name, None, str(problem), none, none, none, none)
    return _Frame(frame, first.name, second.name, pair, "", width, power, agreed, valid)


def _expected(wave: _Wave, frame: str, number: int, chosen: argparse.Namespace) -> Expected:
    """Make what is expected of a frame in a wave."""
    rates = {name: (_pair(getattr(chosen, name), f"--{name}") or (None, None))[number]
             for name in ("sensitivity", "specificity", "precision")}  # fmt: skip
    sensitivity = _RATE if rates["sensitivity"] is None else rates["sensitivity"]
    specificity, precision = rates["specificity"], rates["precision"]
    if chosen.study:
        if specificity is None and precision is None:
            precision = _RATE
        return Expected.of_codes(
            machine_share=wave.shares[frame], n_units=wave.n_units, sensitivity=sensitivity,
            specificity=specificity, precision=precision, together=wave.together,
        )  # fmt: skip
    prevalence = wave.shares[frame]
    if precision is not None:
        found = prevalence * sensitivity / precision if precision else 0.0
        return Expected.of_codes(machine_share=found, n_units=wave.n_units, together=wave.together,
                                 sensitivity=sensitivity, precision=precision)  # fmt: skip
    return Expected(prevalence=prevalence, sensitivity=sensitivity, n_units=wave.n_units,
                    specificity=0.9 if specificity is None else specificity,
                    together=wave.together)  # fmt: skip


def _icc(chosen: argparse.Namespace) -> float:
    """Likeness of units in an article; 0 where the unit is the article."""
    return 0.0 if chosen.unit == "document" else float(chosen.icc)


def _assumed(waves: Sequence[_Wave], chosen: argparse.Namespace) -> Iterator[str]:
    """Write out what the plan is about and what it takes for granted."""
    level = percent(chosen.level)
    yield from _wrapped(
        f"How many {chosen.unit}s must people code to compare news waves, corrected for the "
        f"machine's errors?", "")  # fmt: skip
    for wave in waves:
        inside = ("" if chosen.unit == "document"
                  else f" in {counted(wave.n_docs, 'article')}")  # fmt: skip
        yield f"  {wave.name}: {counted(wave.n_units, chosen.unit)}{inside}"
    yield "Assumed (a first round of coding will show what is so)"
    yield from _wrapped(f"- the machine's rates: {_rates(chosen)}")
    yield from _wrapped(f"- units to code are drawn at random in each wave; intervals of {level}")
    if chosen.unit != "document":
        yield from _wrapped(
            f"- {chosen.unit}s of one article are alike (intraclass correlation {chosen.icc:g}, "
            f"--icc), so that {_effects(waves, chosen.icc)}")  # fmt: skip
    yield from _wrapped(f"- the coders agree with alpha {chosen.alpha:g} (--alpha)")
    yield ""


def _rates(chosen: argparse.Namespace) -> str:
    """Write the machine's rates, and where prevalence comes from."""
    shown = {"sensitivity": chosen.sensitivity, "specificity": chosen.specificity,
             "precision": chosen.precision}  # fmt: skip
    if not (chosen.specificity or chosen.precision):
        shown["precision" if chosen.study else "specificity"] = [_RATE if chosen.study else 0.9]
    listed = ", ".join(
        f"{name} " + " and then ".join(f"{value:g}" for value in values)
        for name, values in shown.items() if values
    )  # fmt: skip
    return listed + ("; the prevalence follows from the machine's own codes" * bool(chosen.study))


def _effects(waves: Sequence[_Wave], icc: float) -> str:
    """Say what so many units of each wave are worth."""
    listed = []
    for wave in waves:
        n = min(200, wave.n_units)
        worth = n / (1 + icc * (n - 1) * wave.together)
        listed.append(f"{n:,} of {wave.name} tell as much as {worth:.0f} unlike ones")
    return ", ".join(listed)


def _answers(
    frames: Sequence[_Frame], waves: Sequence[_Wave], chosen: argparse.Namespace
) -> Iterator[str]:  # fmt: skip
    """Write the tables of answers, one for each pair of waves, and what the columns mean."""
    few = _few(waves)
    for pair in dict.fromkeys((one.first, one.second) for one in frames):
        part = [one for one in frames if (one.first, one.second) == pair]
        yield f"{pair[1]} against {pair[0]}"
        rows = [_row(one, chosen, few=few) for one in part if one.expected]
        if rows:
            yield from (f"  {line}" for line in pd.DataFrame(rows).to_string(
                index=False).splitlines())  # fmt: skip
        for problem in dict.fromkeys(one.problem for one in part if one.problem):
            names = ", ".join(one.frame for one in part if one.problem == problem)
            yield from _wrapped(f"{names}: {problem}")
        yield ""
    if not any(one.expected for one in frames):
        return
    size = abs(chosen.difference)
    yield from _wrapped(
        f"(a) {chosen.unit}s to code in each wave for an interval of the difference that reaches "
        f"{chosen.width:g} to each side; (b) for a chance of {percent(chosen.power)} to see a true "
        f"difference of {size:g}; (c) {chosen.unit}s that two coders must both code for alpha's "
        f"lower end above .667 and, firm, above .80; (d) {chosen.unit}s to draw in each wave for "
        f"recall to within 10 points. 'all are too few': coding the whole corpus does not reach "
        f"it. These count test {chosen.unit}s; what is set apart for development comes on top.",
        "")  # fmt: skip


def _row(one: _Frame, chosen: argparse.Namespace, *, few: bool) -> dict[str, str]:
    """Write the answers for one frame."""
    pair = one.expected or ()
    agreed = one.reliability.dropna(subset="answer_for").set_index("answer_for")["n_units"]
    return {
        "frame": one.frame,
        "machine yes": " / ".join(percent(wave.machine_share) for wave in pair),
        "prevalence": " / ".join(percent(wave.prevalence) for wave in pair),
        "(a) width": _answer(one.width, "for_width", few=few),
        "(b) power": _answer(one.power, "for_power", few=few),
        "(c) both coders": " / ".join(
            f"{agreed[value]:,}" if value in agreed else "never" for value in (0.667, 0.8)),
        "(d) recall": f"{one.validity.loc[one.validity['answer'], 'n_units'].iloc[0]:,}",
    }  # fmt: skip


def _answer(table: pd.DataFrame, column: str, *, few: bool) -> str:
    """Write the number that a table marks as the answer."""
    marked = table.loc[table[column], "n_per_wave"]
    if few:
        return "too few articles"
    return f"{marked.iloc[0]:,}" if len(marked) else "all are too few"


def _few(waves: Sequence[_Wave]) -> bool:
    """Whether a wave has too few articles for any statement on a difference."""
    return min(wave.n_docs for wave in waves) < _intervals.MIN_DOCUMENTS


def _limits(waves: Sequence[_Wave], first: int, chosen: argparse.Namespace) -> Iterator[str]:
    """Say what no number of coded units can make up for."""
    if not _few(waves):
        return
    yield ""
    sizes = ", ".join(f"{counted(wave.n_docs, 'article')} of {wave.name}" for wave in waves)
    pairs = [(waves[first].n_docs, wave.n_docs) for number, wave in enumerate(waves)
             if number != first]  # fmt: skip
    smallest = "; ".join(
        f"with {a} against {b}, an exact two-sided test cannot go below p = "
        f"{_resampling.smallest_p(a, b):.2f}" for a, b in pairs)  # fmt: skip
    yield from _wrapped(
        f"The corpus has {sizes}. No number of coded {chosen.unit}s can make up for that: what a "
        f"difference between waves is compared over are articles, and below "
        f"{_intervals.MIN_DOCUMENTS} in a wave no interval or p-value of it is given ({smallest}). "
        f"Collect more articles. Until then people's codes show how reliable the codebook is and "
        f"how well the machine does in these articles, no more.", "")  # fmt: skip
    larger = _needed(chosen)
    yield from _wrapped(
        f"To give an idea: in a large corpus, for a frame in 30 % of {chosen.unit}s, "
        f"sensitivity .8 and specificity .9, an interval of ±{chosen.width:g} takes about "
        f"{larger:,} {chosen.unit}s per wave.", "")  # fmt: skip


def _needed(chosen: argparse.Namespace) -> int:
    """Units per wave for the wished width in a corpus without end."""
    wave = Expected(prevalence=0.3, sensitivity=0.8, specificity=0.9, n_units=_ENDLESS)
    table = sample_size.differences(wave, wave, level=chosen.level, half_width=chosen.width)
    return int(table.loc[table["for_width"], "n_per_wave"].iloc[0])


def _wrapped(text: str, indent: str = "  ") -> list[str]:
    """Break a sentence into lines."""
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent + (
        "  " if text.startswith("- ") else ""), break_on_hyphens=False)  # fmt: skip


def _records(
    frames: Sequence[_Frame], waves: Sequence[_Wave], chosen: argparse.Namespace
) -> dict[str, Any]:
    """Give everything that the plan rests on and says, for JSON."""
    given = ("unit", "width", "power", "difference", "icc", "alpha", "level")
    return {
        "options": {name: getattr(chosen, name) for name in given},
        "waves": [{"wave": wave.name, "n_units": wave.n_units, "n_docs": wave.n_docs,
                   "together": wave.together} for wave in waves],
        "too_few_articles": _few(waves),
        "frames": [
            {"frame": one.frame, "reference": one.first, "wave": one.second,
             "problem": one.problem or None,
             "expected": [
                 {"prevalence": wave.prevalence, "sensitivity": wave.sensitivity,
                  "specificity": wave.specificity, "precision": wave.precision,
                  "machine_share": wave.machine_share} for wave in one.expected or ()],
             **{name: json.loads(getattr(one, name).to_json(orient="records"))
                for name in ("width", "power", "reliability", "validity")}}
            for one in frames],
    }  # fmt: skip
