"""Paragraphs on the codebook, the automated coding, and the coding by hand."""

from analysis._methods.writer import Writer
from analysis.codebook import ANY

__all__ = ["by_hand", "by_machine"]

MANY = 4
"""Frames up to which each is told with its numbers; of more, the lowest and the highest."""


def by_machine(writer: Writer) -> list[str]:
    """Write the section on units, codebook and dictionary."""
    return [_units(writer), _codebook(writer), _dictionary(writer)]


def _units(writer: Writer) -> str:
    """Say what is coded, and how much of it there is."""
    said = [writer.say("coding.unit")]
    if writer.has("units.total"):
        counted = "counted_documents" if writer.book.unit == "document" else "counted"
        waves = writer.in_waves("coding.in_wave", writer.per_wave("units.wave.{}"))
        said.append(writer.say(f"coding.{counted}", n=writer.count("units.total"), waves=waves,
                               articles=writer.count("articles.counted")))  # fmt: skip
    else:
        said.append(writer.absent("units", "40_framing_waves"))
    return " ".join(said)


def _codebook(writer: Writer) -> str:
    """Say what the codebook defines, and with how many indicators and patterns."""
    patterns = [
        writer.say("coding.patterns", n=writer.figure(name), language=writer.tongue(tag))
        for tag in writer.book.languages
        if writer.has(name := f"codebook.patterns.{writer.camel(tag)}")
    ]
    if writer.has(f"codebook.patterns.{ANY}"):
        patterns.append(writer.say("coding.patterns_any",
                                   n=writer.figure(f"codebook.patterns.{ANY}")))  # fmt: skip
    codebook = "codebook" if len(writer.book.frames) > 1 else "codebook_one"
    said = [
        writer.say(f"coding.{codebook}", name=writer.figure("codebook.name"),
                   version=writer.figure("codebook.version"), n=writer.count("codebook.frames"),
                   frames=writer.frames(writer.book.frame_ids),
                   indicators=writer.count("codebook.indicators"),
                   patterns=writer.listing(patterns)),
        writer.say("coding.several"), writer.gap("frames"),
    ]  # fmt: skip
    return " ".join(said if len(writer.book.frames) > 1 else [said[0], said[2]])


def _dictionary(writer: Writer) -> str:
    """Say how the dictionary codes, and what it found."""
    said = [writer.say("coding.dictionary")]
    denied, every = (int(writer.value(f"codebook.indicators{end}")) for end in
                     (".countNegated", ""))  # fmt: skip
    which = "all" if not denied else "none" if denied == every else "some"
    if writer.book.negation:
        said.append(writer.say(f"coding.negated_{which}",
                               n=writer.count("codebook.indicators.countNegated"),
                               indicators=writer.count("codebook.indicators")))  # fmt: skip
    said.append(_hits(writer))
    if writer.value("validity.coder") == "classifier":
        said += [writer.say("coding.classifier"), writer.gap("classifier")]
    return " ".join(filter(None, said))


def _hits(writer: Writer) -> str:
    """Say how many matches count and how many were set aside."""
    if not writer.has("hits.total"):
        return writer.absent("hits", "20_coding")
    n = writer.count("hits.total")
    if not writer.some("hits.setAside"):
        return writer.say("coding.hits", n=n)
    if not writer.has("hits.negated", "hits.excluded"):
        return writer.say("coding.hits_aside", n=n, aside=writer.count("hits.setAside"))
    kinds = [kind for kind in ("negated", "excluded") if writer.some(f"hits.{kind}")]
    which = "both" if len(kinds) == 2 else kinds[0] if kinds else "aside"
    return writer.say(f"coding.hits_{which}", n=n, aside=writer.count("hits.setAside"),
                      negated=writer.count("hits.negated"),
                      excluded=writer.count("hits.excluded"))  # fmt: skip


# People ---------------------------------------------------------------------------


def by_hand(writer: Writer) -> list[str]:
    """Write the section on coders, reliability and the gold standard."""
    reliable, gold = writer.has("coders.total"), writer.has("gold.units")
    if not_run(writer):
        return [writer.absent("human", "30_validation")]
    if not reliable and not gold:
        return [writer.say("human.none")]
    made = [_reliability(writer) if reliable else writer.say("human.no_reliability")]
    return [*made, _gold(writer, reliable=reliable)] if gold else made


def not_run(writer: Writer) -> bool:
    """Whether the study names codes of people, of which the run has no number."""
    named = writer.plan.gold is not None or writer.plan.coding is not None
    return named and not writer.has("coders.total") and not writer.has("gold.units")


def _reliability(writer: Writer) -> str:
    """Say who coded what, how far they agree, and what that allows."""
    which = "coders_documents" if writer.book.unit == "document" else "coders"
    said = [writer.say(f"human.{which}", coders=writer.count("coders.total"),
                       n=writer.count("reliability.units"),
                       articles=writer.count("reliability.articles"))]  # fmt: skip
    if (writer.has("units.total")
            and writer.value("reliability.units") > writer.value("units.total")):  # fmt: skip
        said.append(writer.say("human.passages"))
    said += [writer.gap("coders"), _alpha(writer)]
    known = dict(writer.per_frame("reliability.alpha.{}"))
    if lost := [frame for frame in writer.parts.frames if frame not in known]:
        said.append(writer.say("human.undefined", frames=writer.frames(lost)))
    said += [_verdict(writer), *_intervals(writer), _ac1(writer)]
    return " ".join(filter(None, said))


def _alpha(writer: Writer) -> str:
    """Tell alpha of each frame with its interval; of many frames the lowest and the highest."""
    known = writer.per_frame("reliability.alpha.{}")
    if len(known) > MANY:
        return extremes(writer, known, "human.alpha_range", "human.alpha_same",
                        n=writer.count("codebook.frames"))  # fmt: skip
    told = [writer.say("human.one_alpha", alpha=writer.figure(name), frame=writer.frame(frame),
                       ci=interval(writer, name, "reliability.level", "human.ci"))
            for frame, name in known]  # fmt: skip
    return writer.say("human.alpha", list=writer.listing(told, long=True)) if told else ""


def interval(writer: Writer, name: str, level: str, key: str) -> str:
    """Write the interval of a number behind it; nothing where there is none."""
    low, high = f"{name}.ciLow", f"{name}.ciHigh"
    if not writer.has(low, high, level):
        return ""
    return writer.say(key, level=writer.figure(level), low=writer.figure(low),
                      high=writer.figure(high))  # fmt: skip


def extremes(
    writer: Writer, known: list[tuple[str, str]], key: str, same: str, **filled: object
) -> str:
    """Tell the lowest and the highest of several numbers, with their frames."""
    ordered = sorted(known, key=lambda one: (writer.value(one[1]), one[0]))
    (worst, low), (best, high) = ordered[0], ordered[-1]
    ends: dict[str, object] = {"low": writer.figure(low), **filled}
    if writer.printed[low].text == writer.printed[high].text:
        return writer.say(same, **ends)  # type: ignore[arg-type]
    ends |= {"high": writer.figure(high), "worst": writer.frame(worst), "best": writer.frame(best)}
    return writer.say(key, **ends)  # type: ignore[arg-type]


def _verdict(writer: Writer) -> str:
    """Sort the frames by what the lower end of alpha's interval allows."""
    sorts: dict[str, list[str]] = {"firm": [], "tentative": [], "not_reliable": [],
                                   "no_interval": []}  # fmt: skip
    limits = [writer.value(f"reliability.threshold.{name}") for name in ("firm", "tentative")]
    for frame, name in writer.per_frame("reliability.alpha.{}"):
        low = writer.value(f"{name}.ciLow")
        sort = ("no_interval" if low is None else "firm" if low >= limits[0]
                else "tentative" if low >= limits[1] else "not_reliable")  # fmt: skip
        sorts[sort].append(frame)
    told = [writer.say(f"human.{sort}", frames=writer.frames(frames),
                       limit=writer.figure("reliability.threshold.firm"),
                       tentative=writer.figure("reliability.threshold.tentative"))
            for sort, frames in sorts.items() if frames]  # fmt: skip
    if not told or not any(sorts[sort] for sort in ("firm", "tentative", "not_reliable")):
        return ""
    return writer.say("human.verdict", verdicts=writer.clauses(told))


def _intervals(writer: Writer) -> list[str]:
    """Say where the intervals of alpha come from, and how good they are."""
    said = []
    if writer.has("reliability.draws"):
        said.append(writer.say("human.bootstrap", n=writer.count("reliability.draws")))
    if writer.has("reliability.bound"):
        said.append(writer.say("human.bound"))
    if writer.has("reliability.fewArticles"):
        said.append(writer.say("human.narrow", n=writer.count("reliability.fewArticles")))
    return said


def _ac1(writer: Writer) -> str:
    """Tell AC1 beside alpha."""
    known = writer.per_frame("reliability.ac1.{}")
    return extremes(writer, known, "human.ac1", "human.ac1_same") if known else ""


def _gold(writer: Writer, *, reliable: bool) -> str:
    """Say of which units the gold standard is, how they were chosen, and who had seen it."""
    waves = writer.in_waves("coding.in_wave", writer.per_wave("gold.wave.{}"))
    said = [writer.say(f"human.{'gold' if reliable else 'gold_only'}",
                       n=writer.count("gold.units"), waves=waves),
            writer.gap("settled" if reliable else "gold_by"), _drawn(writer)]  # fmt: skip
    seen = writer.plan.gold_seen
    coder = writer.coder("validity.coder")
    said.append(writer.gap("seen") if seen is None
                else writer.say(f"human.{'seen' if seen else 'unseen'}", coder=coder))  # fmt: skip
    return " ".join(said)


def _drawn(writer: Writer) -> str:
    """Say how the units of the gold standard were chosen."""
    design = writer.value("sample.design")
    if design in ("simple", "stratified"):
        return writer.say(f"human.{design}")
    if design == "census" or is_census(writer):
        return writer.say("human.census")
    return writer.gap("drawn")


def is_census(writer: Writer) -> bool:
    """Whether every unit that counts has a gold code."""
    return "census" in str(writer.value("correction.gates") or "").split("; ")
