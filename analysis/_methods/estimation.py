"""Paragraphs on validity, correction, measures and intervals, and on software and data."""

from typing import Final

from analysis._methods import marks
from analysis._methods.coding import MANY, extremes, interval, is_census, not_run
from analysis._methods.writer import Writer

__all__ = ["measures", "openness", "validity"]

_PROGRAMS: Final = {"python": "Python", "pandas": "pandas", "numpy": "NumPy", "scipy": "SciPy",
                    "scikitLearn": "scikit-learn"}  # fmt: skip
_USUAL: Final = 0.05
"""Level of a test that readers expect."""


def validity(writer: Writer) -> list[str]:
    """Write the section on validity and correction."""
    if not writer.has("gold.units"):
        coder = writer.coder("validity.coder")
        unknown = (writer.absent("validity", "30_validation") if not_run(writer)
                   else writer.say("validity.none", coder=coder))  # fmt: skip
        return [f"{unknown} {_uncorrected(writer)}"]
    return [text for text in (_scores(writer), _correction(writer)) if text]


def _scores(writer: Writer) -> str:
    """Tell precision and recall per frame, and F1 by wave and language."""
    both = [dict(writer.per_frame(f"validity.{name}.{{}}")) for name in ("precision", "recall")]
    frames = [frame for frame in writer.parts.frames if frame in both[0] or frame in both[1]]
    coder = writer.coder("validity.coder")
    said = []
    if len(frames) > MANY and all(frame in one for one in both for frame in frames):
        said.append(_ranges(writer, *both))
    elif frames:
        told = [_score(writer, frame, both[0].get(frame), both[1].get(frame)) for frame in frames]
        said.append(writer.say("validity.scores", coder=coder,
                               list=writer.listing(told, long=True)))  # fmt: skip
    known = [name for one in both for name in one.values() if writer.has(f"{name}.ciLow")]
    if known and writer.book.unit != "document":
        said.append(writer.say("validity.clustered"))
    if writer.has("validity.macroF1"):
        ci = interval(writer, "validity.macroF1", "validity.level", "validity.macro_ci")
        said.append(writer.say("validity.macro", macro=writer.figure("validity.macroF1"), ci=ci))
    return " ".join([*said, *_by_wave(writer), _by_language(writer)]).strip()


def _score(writer: Writer, frame: str, precision: str | None, recall: str | None) -> str:
    """Tell precision and recall of one frame, or the one that is defined."""
    filled = {}
    for word, name in (("precision", precision), ("recall", recall)):
        if name is not None:
            filled[word] = writer.figure(name)
            filled[f"{word}_ci"] = interval(writer, name, "validity.level", "validity.ci")  # type: ignore[assignment]
    which = "one_score" if precision and recall else "no_recall" if precision else "no_precision"
    return writer.say(f"validity.{which}", frame=writer.frame(frame),
                      coder=writer.coder("validity.coder"), **filled)  # fmt: skip


def _ranges(writer: Writer, precision: dict[str, str], recall: dict[str, str]) -> str:
    """Tell the lowest and the highest precision and recall of many frames."""
    filled = {}
    for letter, known in (("p", precision), ("r", recall)):
        by_value = sorted((writer.value(name), frame) for frame, name in known.items())
        ordered = [frame for _, frame in by_value]
        for end, far, frame in (("low", "worst", ordered[0]), ("high", "best", ordered[-1])):
            filled[f"{letter}_{end}"] = writer.figure(known[frame])
            filled[f"{letter}_{far}"] = writer.frame(frame)  # type: ignore[assignment]
    return writer.say("validity.ranges", coder=writer.coder("validity.coder"), **filled)


def _by_wave(writer: Writer) -> list[str]:
    """Tell between which values F1 lies in each wave, and where it is undefined."""
    told, lost, alike = [], [], True
    for wave in writer.plan.waves:
        part = writer.parts.waves[wave.name]
        known = writer.per_frame(f"validity.f1.{{}}.{part}")
        if not known or len(writer.plan.waves) < 2:
            continue
        texts = {writer.printed[name].text for _, name in known}
        alike = alike and len(texts) == 1
        told.append((known, {"wave": writer.wave(wave)}))
        without = [frame for frame in writer.parts.frames if frame not in dict(known)]
        if without:
            lost.append(writer.say("validity.no_f1", frames=writer.frames(without),
                                   wave=writer.wave(wave),
                                   coder=writer.coder("validity.coder")))  # fmt: skip
    if not told:
        return []
    parts = [extremes(writer, known, "validity.wave_range", "validity.wave_same", **filled)
             for known, filled in told]  # fmt: skip
    said = [writer.say("validity.f1_same" if alike else "validity.by_wave",
                       list=writer.listing(parts))]  # fmt: skip
    bare = not any(writer.has(f"{name}.ciLow") for known, _ in told for _, name in known)
    return [*said, *lost, *([writer.say("validity.few")] if bare else [])]


def _by_language(writer: Writer) -> str:
    """Tell between which values F1 lies in each language, where the run saved it."""
    parts = []
    for tag in writer.book.languages:
        if known := writer.per_frame(f"validity.f1.{{}}.{writer.camel(tag)}"):
            parts.append(extremes(writer, known, "validity.language_range",
                                  "validity.language_same",
                                  language=writer.tongue(tag)))  # fmt: skip
    return writer.say("validity.by_language", list=writer.listing(parts)) if parts else ""


def _uncorrected(writer: Writer) -> str:
    """Say that nothing is corrected, and what that means for a difference."""
    which = "uncorrected" if len(writer.plan.waves) > 1 else "uncorrected_one"
    return writer.say(f"validity.{which}", coder=writer.coder("validity.coder"))


def _correction(writer: Writer) -> str:
    """Say how shares are corrected for misclassification, as the table has it."""
    methods = str(writer.value("correction.method") or "").split("; ")
    coder = writer.coder("correction.coder")
    if is_census(writer):
        return writer.say("validity.census", coder=coder)
    if "post-stratified" in methods:
        said = [writer.say("validity.post_stratified", coder=coder)]
        if any(name.startswith("corrected.") and name.endswith(".ciLow")
               for name in writer.printed):  # fmt: skip
            said.append(writer.say("validity.jeffreys"))
        if "gold sample too small" in str(writer.value("correction.gates") or ""):
            said.append(writer.say("validity.too_small"))
        return " ".join(said)
    if "gold only" in methods:
        return writer.say("validity.gold_only", coder=coder)
    return _uncorrected(writer)


# Measures -------------------------------------------------------------------------


def measures(writer: Writer) -> list[str]:
    """Write the section on measures, intervals and tests."""
    return [_defined(writer), f"{_intervals(writer)} {_compared(writer)}".strip()]


def _made(writer: Writer, measure: str) -> bool:
    """Whether the run estimated a measure."""
    return any(name.startswith(f"{measure}.") for name in writer.printed)


def _defined(writer: Writer) -> str:
    """Say what each measure is a share of."""
    of_units = writer.book.unit != "document"
    said = []
    if of_units:
        said.append(writer.say("measures.present", n=writer.count("minUnits"))
                    if writer.has("minUnits") else writer.gap("present"))  # fmt: skip
    for name in ("prevalence", "salience", "prominence", "dominance"):
        if _made(writer, name) and (of_units or name == "prevalence"):
            said.append(writer.say(f"measures.{name}"))
    if len(writer.book.frames) > 1:
        said.append(writer.say("measures.add_up"))
    return " ".join(said)


def _copied(writer: Writer) -> bool:
    """Whether clusters of copies are the units of the sample."""
    methods = [str(writer.value(name)) for name in writer.printed if name.startswith("method.")]
    return any("clusters of copies" in method for method in methods)


def _clusters(writer: Writer) -> str:
    """Name what is sampled."""
    return writer.say(f"measures.clusters_{'copies' if _copied(writer) else 'articles'}")


def _intervals(writer: Writer) -> str:
    """Say what the sampling unit is, and which intervals there are."""
    of_units = writer.book.unit != "document"
    sampled = "clusters" if _copied(writer) else "articles" if of_units else "documents"
    said = [writer.say(f"measures.sampling_{sampled}")]
    kinds = [kind for kind, name, wanted in (("wilson", "prevalence", True),
                                             ("ratio", "salience", of_units))
             if wanted and _made(writer, name)]  # fmt: skip
    if kinds and writer.has("level"):
        said.append(writer.say(f"measures.{'_and_'.join(kinds)}", level=writer.figure("level"),
                               clusters=_clusters(writer)))  # fmt: skip
    return " ".join(said)


def _compared(writer: Writer) -> str:
    """Say how waves are compared, and what cannot be claimed."""
    waves = writer.plan.waves
    if len(waves) < 2:
        return " ".join([writer.say("measures.one_wave"), _languages(writer)]).strip()
    said = [writer.say("measures.reference", wave=writer.figure("waves.reference"))]
    methods = {name: str(writer.value(f"method.{name}.differences") or "")
               for name in ("prevalence", "salience")}  # fmt: skip
    tested = [name for name, method in methods.items() if method not in ("", "description only")]
    if not tested:
        said.append(_few(writer))
    if "prevalence" in tested:
        used = [test for test, name in (("fisher", "fisher"), ("exchange", "permutation"))
                if name in methods["prevalence"]]  # fmt: skip
        said.append(writer.say("measures.newcombe",
                               test=writer.say(f"measures.{'_or_'.join(used)}")))  # fmt: skip
    if "salience" in tested and writer.book.unit != "document":
        said.append(writer.say("measures.permutation", clusters=_clusters(writer),
                               drawn=_drawn(writer, methods["salience"])))  # fmt: skip
    if tested:
        said.append(writer.say(f"measures.{'holm_many' if _comparisons(writer) > 1 else 'holm'}"))
        if any("description only" in methods[name] for name in tested):
            said.append(writer.say("measures.some_few"))
    return " ".join([*said, _languages(writer)]).strip()


def _drawn(writer: Writer, method: str) -> str:
    """Say how many allocations a permutation test looked at, for every way that was used."""
    ways = []
    if "permutation, exact" in method:
        ways.append(writer.say("measures.drawn_all"))
    if writer.has("permutations.salience"):
        ways.append(writer.say("measures.drawn", n=writer.figure("permutations.salience")))
    if "normal approximation" in method:
        ways.append(writer.say("measures.drawn_normal"))
    return f"; {writer.say('measures.drawn_or').join(ways)}" if ways else ""


def _comparisons(writer: Writer) -> int:
    """Count the waves that were tested against the reference; Holm takes all tests together."""
    ends = {f".{part}.pAdjusted" for part in writer.parts.waves.values()}
    return sum(any(name.startswith("difference.") and name.endswith(end)
                   for name in writer.printed) for end in ends)  # fmt: skip


def _few(writer: Writer) -> str:
    """Say what so few articles do not allow."""
    names = writer.per_wave("articles.counted.wave.{}")
    if (writer.value("difference.smallestP") or 0) <= _USUAL or not names:
        return writer.say("measures.few_plain")
    which = "few" if len(writer.plan.waves) == 2 else "few_more"
    sizes = [writer.say("coding.in_wave", n=writer.count(name), wave=writer.wave(wave))
             for wave, name in names]  # fmt: skip
    return writer.say(f"measures.{which}", sizes=writer.listing(sizes),
                      p=writer.figure("difference.smallestP"))  # fmt: skip


def _languages(writer: Writer) -> str:
    """Say that the patterns of two languages are two instruments."""
    spoken = [tag for tag in writer.book.languages
              if writer.some(f"articles.language.{writer.camel(tag)}")]  # fmt: skip
    if len(spoken) < 2:
        return ""
    return writer.say("measures.languages",
                      languages=writer.listing([writer.tongue(tag) for tag in spoken]))  # fmt: skip


# Software and data ----------------------------------------------------------------


def openness(writer: Writer) -> list[str]:
    """Write the section on software and data."""
    return [" ".join([_software(writer), *_data(writer)])]


def _software(writer: Writer) -> str:
    """Name the programs with their versions."""
    if not writer.has("version.framewaves"):
        return writer.say("open.no_version")
    programs = [f"{program} {marks.number(name)}" for key, program in _PROGRAMS.items()
                if writer.has(name := f"version.{key}")]  # fmt: skip
    others = (writer.say("open.others", programs=writer.listing(programs))
              if programs else "")  # fmt: skip
    said = [writer.say("open.software", version=writer.figure("version.framewaves"), others=others)]
    if writer.has("seed"):
        said.append(writer.say("open.reproducible", seed=writer.figure("seed")))
    return " ".join(said)


def _data(writer: Writer) -> list[str]:
    """Say what of the data can be had."""
    licence = getattr(writer.plan, "licence", None)
    under = writer.say("open.licence", licence=marks.name(str(licence))) if licence else ""
    return [writer.say("open.data", licence=under), writer.gap("data")]
