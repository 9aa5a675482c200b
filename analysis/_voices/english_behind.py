"""Speakers behind an English word of saying: 'said Jane Doe', 'a memo from OpenAI'."""

from typing import Final

from analysis._voices import english_persons as persons
from analysis._voices import english_verbs as words
from analysis._voices.english_phrase import (
    PREPOSITIONS,
    PRONOUNS,
    light,
    possessive,
    together,
)
from analysis._voices.line import Line, Who
from analysis._voices.verb import listed

__all__ = ["FILED", "PARTICLES", "after", "agent", "behind"]
PARTICLES: Final = listed("out on in up back")
_WITH_PARTICLE: Final = listed(
    "point points pointed chime chimes chimed sum sums summed hit hits fire fires fired shoot "
    "shoots shot spell spells spelled chip chips chipped"
)
FILED: Final = listed("filed lodged submitted brought")
_ASKING: Final = listed("whether if how why what when where that who which because")


def after(line: Line, verb: int, *, anybody: bool = False) -> tuple[Who, ...]:
    """Find the speaker behind a verb: 'said Jane Doe'; with `anybody` one of any noun."""
    joined = line.low(verb) in _WITH_PARTICLE and line.low(verb + 1) in PARTICLES
    at = verb + 2 if joined else verb + 1
    at = line.on(at, lambda word: light(word) and word not in words.AUXILIARIES)
    while line.kind(at) == line.kind(at + 1) == "m" and not possessive(line, at):
        at += 1  # 'Republican' and 'Senator Josh Malloy'
    if line.low(at).startswith(("this ", "our ")):
        return ()  # the paper itself
    if line.kind(at) == "m":
        if possessive(line, at):
            return _of_owned(line, at)
        return together(line, at)
    if line.kind(at) == "w" and line.low(at) in PRONOUNS:
        return (Who("pronoun", line.items[at].start, line.items[at].end),)
    return _phrase_after(line, at, anybody=anybody)


def _of_owned(line: Line, at: int) -> tuple[Who, ...]:
    """Read 'OpenAI's memo' or 'OpenAI's chief lawyer' behind a word."""
    end = line.on(at + 1, lambda word: word not in PREPOSITIONS and word not in words.FINITE)
    nouns = line.words(at + 1, end)
    item = line.items[at]
    if nouns and (set(nouns) & (words.DOCUMENTS | words.SAYINGS)):
        return (Who("document", item.start, item.end, item.mention),)
    last = line.items[max(end - 1, at)]
    return (Who("phrase", item.start, last.end, item.mention),)


def _phrase_after(line: Line, at: int, *, anybody: bool = False) -> tuple[Who, ...]:
    """Take the noun phrase that begins here, up to a sign, a verb or a preposition."""
    end = at
    while end < len(line.items) and end - at < 7:
        low = line.low(end)
        if line.kind(end) != "w" or low in PREPOSITIONS | words.FINITE | _ASKING:
            break
        if end > at and (low in words.VERBS or _written(line, end)):
            break
        end += 1
    if end == at:
        return ()
    noun = line.low(end - 1)
    text = noun in words.DOCUMENTS or noun in words.SAYINGS
    if text:
        return (behind(line, end - 1),)
    if line.kind(end) == "m" and end - at <= 3:
        return together(line, end)
    known = anybody and line.low(at) in ("one", "a", "an", "another", "his", "her")
    if not (known and noun not in persons.NO_SPEAKERS) and not persons.looks_personal(noun):
        return ()
    return (Who("phrase", line.items[at].start, line.items[end - 1].end),)


def _written(line: Line, at: int) -> bool:
    """Say whether a participle follows a text: 'a complaint filed in court'."""
    return line.low(at).endswith("ed") and line.low(at - 1) in words.DOCUMENTS


def behind(line: Line, noun: int) -> Who:
    """Find the author named behind a text: 'a report by X', 'documents seen by X' has none."""
    at = noun + 1
    for place in range(at, min(at + 9, len(line.items))):
        if line.kind(place) == "p" and line.low(place) != ",":
            break
        by = line.low(place - 1) in ("by", "from") or line.words(place - 2, place) == [
            "behalf",
            "of",
        ]
        if line.kind(place) == "w" and by and (who := _phrase_after(line, place)):
            return Who("author", who[0].start, who[0].end, who[0].mention)
        if line.kind(place) != "m":
            continue
        before = line.words(at, place)
        if not by and (
            set(before) & FILED
            or ("in" in before and words.KINDRED.get(line.low(noun)) == "lawsuit")
        ):  # 'a complaint in Delaware'
            break
        if set(before) & {"seen", "reviewed", "viewed", "obtained", "cited", "reported", "to"}:
            break
        if set(before) & {"by", "from", "of", "in", "released", "published", "sent", "which"}:
            item = line.items[place]
            return Who("document", item.start, item.end, item.mention)
        break
    return Who("document", line.items[noun].start, line.items[noun].end)


def agent(line: Line, verb: int) -> tuple[Who, ...]:
    """Find who does what is said in the passive: 'described by OpenAI'."""
    for at in range(verb + 1, min(verb + 14, len(line.items))):
        if line.kind(at) == "p" or line.low(at) in ("that", "who", "which", "and"):
            return ()
        if line.low(at) == "by":
            return after(line, at)
        if line.low(at) in words.VERBS and at > verb + 6:
            return ()
    return ()
