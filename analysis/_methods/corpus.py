"""Paragraphs on the corpus: collection, news waves, dates and copies."""

from analysis._methods.writer import Put, Writer
from analysis.study import Wave

__all__ = ["counting", "paragraphs"]


def paragraphs(writer: Writer) -> list[str]:
    """Write the section on the corpus."""
    made = [_collected(writer), _waves(writer), _dates(writer), _copies(writer)]
    return [text for text in made if text]


def _collected(writer: Writer) -> str:
    """Say what the corpus holds and how it was collected."""
    if not writer.has("articles.total"):
        return f"{_retrieved(writer)} {writer.absent('corpus', '10_corpus')}"
    said = [_total(writer)]
    if writer.some("articles.rejected"):
        said.append(writer.say("corpus.rejected", expected=writer.count("articles.expected"),
                               rejected=writer.count("articles.rejected")))  # fmt: skip
    return " ".join([*said, _retrieved(writer)])


def _total(writer: Writer) -> str:
    """Say how many articles, outlets, words and languages there are."""
    if not writer.some("articles.total"):
        return writer.say("corpus.empty")
    n, words = writer.count("articles.total"), writer.figure("articles.words")
    languages = _languages(writer)
    if not writer.has("outlets.total"):
        return writer.say("corpus.total_no_outlets", n=n, words=words, languages=languages)
    return writer.say("corpus.total", n=n, outlets=writer.count("outlets.total"), words=words,
                      languages=languages)  # fmt: skip


def _languages(writer: Writer) -> str:
    """Say in which languages the articles are, the most frequent first."""
    begin = "articles.language."
    tags = {name.removeprefix(begin): int(writer.value(name))
            for name in sorted(writer.printed) if name.startswith(begin)}  # fmt: skip
    if not tags:
        return writer.say("corpus.language_unknown")
    if len(tags) == 1 and sum(tags.values()) == writer.value("articles.total"):
        several = "one" if writer.value("articles.total") == 1 else "all"
        return writer.say(f"corpus.language_{several}", language=writer.tongue(next(iter(tags))))
    ordered = sorted(tags, key=lambda tag: (-tags[tag], tag))
    return writer.listing([
        writer.say("corpus.language_some", n=writer.count(f"{begin}{tag}"),
                   language=writer.tongue(tag)) for tag in ordered
    ])  # fmt: skip


def _retrieved(writer: Writer) -> str:
    """Say how the articles were found, as far as the study says, and what is lacking."""
    plan = writer.plan
    known = [any((wave.query, wave.sources, wave.retrieved_on)) for wave in plan.waves]
    covers = (writer.say("corpus.on_covers", query=writer.figure("query.onCovers"))
              if writer.has("query.onCovers") else "")  # fmt: skip
    if not any(known):
        return " ".join(filter(None, [covers, writer.gap("collection")]))
    said = [_of_wave(writer, wave, covers=bool(covers)) for wave in plan.waves]
    return " ".join(filter(None, [*said, covers]))


def _of_wave(writer: Writer, wave: Wave, *, covers: bool) -> str:
    """Say how the articles of one wave were found."""
    key, name = f"wave.{writer.parts.waves[wave.name]}", writer.wave(wave)
    there = {"from": ("sources", bool(wave.sources)), "on": ("retrieved", bool(wave.retrieved_on)),
             "query": ("query", bool(wave.query))}  # fmt: skip
    filled: dict[str, Put | str | float] = {"wave": name}
    lacking = []
    for part, (end, known) in there.items():
        word = {"from": "sources", "on": "day", "query": "query"}[part]
        filled[part] = (writer.say(f"corpus.{part}", **{word: writer.figure(f"{key}.{end}")})
                        if known else "")  # fmt: skip
        if not known and not (part == "query" and covers):
            lacking.append(writer.gap(end, wave=name))
    said = [writer.say("corpus.retrieved", **filled)] if any(k for _, k in there.values()) else []
    return " ".join([*said, *lacking])


def _waves(writer: Writer) -> str:
    """Say which news waves there are, and what lies outside."""
    listed = []
    for wave in writer.plan.waves:
        key = writer.parts.waves[wave.name]
        dated = {"wave": writer.wave(wave), "period": writer.figure(f"wave.{key}.period")}
        if writer.has(f"articles.wave.{key}"):
            n = writer.count(f"articles.wave.{key}")
            listed.append(writer.say("corpus.one_wave", **dated, n=n))
        else:
            listed.append(writer.say("corpus.one_wave_dates", **dated))
    n_waves = len(listed)
    which = "wave" if n_waves == 1 else "waves"
    said = [writer.say(f"corpus.{which}", n=writer.count("waves.total"),
                       waves=writer.listing(listed, long=n_waves > 2)),
            writer.gap("waves", waves=n_waves)]  # fmt: skip
    if writer.some("articles.noWave"):
        said.append(writer.say("corpus.outside", n=writer.count("articles.noWave"),
                               waves=n_waves))  # fmt: skip
    return " ".join(said)


def _dates(writer: Writer) -> str:
    """Say how the articles were dated."""
    if not writer.some("articles.total"):
        return ""
    n, inferred = writer.value("articles.total"), writer.value("articles.inferred")
    if inferred == n:
        said = [
            writer.say(
                "corpus.inferred_all",
                n=writer.count("articles.total"),
                events=writer.count("events.total"),
            )
        ]
        return " ".join([*said, _entered(writer)])
    day = writer.value("articles.toTheDay")
    which = "dated_all" if day == n else "dated" if day else "dated_none"
    end = "_none" if which == "dated_none" else ""
    rest = (writer.say(f"corpus.dated_rest{end}", n=writer.count("articles.toAnInterval"))
            if writer.some("articles.toAnInterval") else "")  # fmt: skip
    said = [writer.say(f"corpus.{which}", day=writer.count("articles.toTheDay"), rest=rest,
                       n=writer.count("articles.total"))]  # fmt: skip
    if inferred:
        said.append(writer.say(
            "corpus.inferred", inferred=writer.count("articles.inferred"),
            n=writer.count("articles.total"), share=writer.figure("articles.inferredShare"),
            events=writer.count("events.total"),
        ))  # fmt: skip
        said.append(_entered(writer))
    return " ".join(filter(None, said))


def _entered(writer: Writer) -> str:
    """Say whether articles with an inferred wave enter the estimates."""
    if not writer.has("articles.counted.inferred"):
        return ""
    way = "in" if writer.some("articles.counted.inferred") else "out"
    return writer.say(f"corpus.inferred_{way}", inferred=writer.count("articles.inferred"))


def _copies(writer: Writer) -> str:
    """Say when articles are copies, how many there are, and how they count."""
    if writer.plan.copies is None:
        return writer.say("corpus.copies_not_sought")
    days = writer.count("copies.withinDays")
    rule = "copies" if writer.plan.copies.within_days else "copies_same_day"
    said = [writer.say(f"corpus.{rule}", similarity=writer.figure("copies.similarity"), days=days)]
    known = "copies.total" if writer.has("copies.total") else "copies.leftOut"
    if not writer.has(known):
        return said[0]
    if not writer.some(known):
        none = "copies_none" if known == "copies.total" else "copies_none_in_wave"
        return " ".join([*said, writer.say(f"corpus.{none}")])
    n = writer.count(known)
    if known == "copies.total":
        said.append(writer.say("corpus.copies_found", n=n, articles=writer.count("articles.total"),
                               clusters=writer.count("copies.clusters")))  # fmt: skip
    else:
        said.append(writer.say("corpus.copies_in_wave", n=n))
    return " ".join([*said, writer.say(f"corpus.{counting(writer)}")])


def counting(writer: Writer) -> str:
    """Whether every copy counts: as recorded, else from the number of articles that count."""
    recorded = writer.value("counting")
    if recorded in ("visibility", "content"):
        return str(recorded)
    waves = sum(writer.value(name) for _, name in writer.per_wave("articles.wave.{}"))
    counted, fewer = writer.value("articles.counted") or 0, writer.value("copies.leftOut") or 0
    return "content" if fewer and counted + fewer == waves else "visibility"
