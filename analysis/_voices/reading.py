"""Read the units of an article one by one: their cues, quotations and who is named in them."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from analysis._voices import bylines, dutch, english, triggers
from analysis._voices.line import Found, line_of
from analysis._voices.mentions import Mention
from analysis._voices.quotations import Quotation
from analysis._voices.speakers import Speaker, Speakers

__all__ = ["APART", "Read", "Unit", "Voice", "outside", "paragraphs", "read_all"]

_FINDERS: Final = {"en": english.found, "nl": dutch.found}
_LONG: Final = 2000
"""Characters above which a unit is read in stretches."""
APART: Final = frozenset(("headline", "heading", "pullquote"))
"""Roles of units that stand apart from the sentences around them."""


class Unit(NamedTuple):
    """A unit of coding: where it stands, its role and its language."""

    start: int
    end: int
    role: str
    language: str


class Voice(NamedTuple):
    """One speaker of a unit, as a row of the table `voices`."""

    speaker: str | None
    actor: str | None
    form: str
    status: str
    mention: tuple[int, int] | None
    cue: tuple[int, int]


@dataclass
class Read:
    """What a unit says by itself."""

    unit: Unit
    paragraph: int
    quoted: list[Quotation]
    media: str
    cues: list[tuple[Found, list[Speaker]]] = field(default_factory=list)
    persons: list[Speaker] = field(default_factory=list)
    refers_back: bool = False
    answers: bool = False
    voices: list[Voice] = field(default_factory=list)

    @property
    def named(self) -> list[tuple[Found, Speaker]]:
        """Cues with a speaker, one by one."""
        return [(cue, who) for cue, listed in self.cues for who in listed
                if cue.sense in ("speaks", "passes") and who.kind != "nobody"]  # fmt: skip


def outside(every: Sequence[Mention], quoted: Sequence[Quotation]) -> list[Mention]:
    """Leave out who is mentioned within quotations: a pronoun outside means nobody of them."""
    kept, at = [], 0
    for one in every:
        while at < len(quoted) and quoted[at].end <= one.start:
            at += 1
        if at == len(quoted) or one.start < quoted[at].start:
            kept.append(one)
    return kept


def paragraphs(text: str, units: Sequence[Unit]) -> list[int]:
    """Give each unit the number of its paragraph.

    A line break ends a paragraph, unless the lines of the article are broken by their length.
    """
    wrapped = any("\n" in text[unit.start : unit.end] for unit in units)
    numbers = [0]
    for before, unit in itertools.pairwise(units):
        between = text[before.end : unit.start]
        apart = (
            between.count("\n") > 1
            or ("\n" in between and not wrapped)
            or len(between) > 3 + between.count(" ")
            or (before.role != unit.role and {before.role, unit.role} & APART)
        )
        numbers.append(numbers[-1] + bool(apart))
    return numbers


def read_all(
    text: str,
    reads: Sequence[Read],
    quoted: Sequence[Quotation],
    every: Sequence[Mention],
    speakers: Speakers,
    language: str,
) -> None:
    """Read each unit by itself, going through mentions and quotations once."""
    first_mention = first_quoted = 0
    for read in reads:
        unit = read.unit
        while first_mention < len(every) and every[first_mention].start < unit.start:
            first_mention += 1
        last_mention = first_mention
        while last_mention < len(every) and every[last_mention].start < unit.end:
            last_mention += 1
        while first_quoted < len(quoted) and quoted[first_quoted].end <= unit.start:
            first_quoted += 1
        last_quoted = first_quoted
        while last_quoted < len(quoted) and quoted[last_quoted].start < unit.end:
            last_quoted += 1
        own = every[first_mention:last_mention]
        read.quoted = list(quoted[first_quoted:last_quoted])
        _read(text, read, own, speakers, language)
    for read in reads:
        read.cues = [(cue, [speakers.known(who) for who in listed]) for cue, listed in read.cues]
        _keep_named(read)


def _read(text: str, read: Read, own: Sequence[Mention], speakers: Speakers, language: str) -> None:
    """Find the cues of a unit and who its speakers are."""
    unit = read.unit
    spoken = unit.language if unit.language in _FINDERS else language
    slice_ = text[unit.start : unit.end]
    finder = _FINDERS.get(spoken)
    telling = finder is not None and triggers.any_in(slice_, spoken)
    read.persons = [speakers.of_mention(one) for one in own
                    if one.kind in ("person", "role", "pronoun")]  # fmt: skip
    asked = triggers.may_answer(slice_)
    if not telling and not read.quoted and not asked and unit.role not in APART:
        speakers.next_unit(unit.start)
        return
    found = []
    for span in _stretches(text, unit, own):
        line = line_of(text, span, unit.role, own, _within(read.quoted, span))
        cues = finder(line) if finder and (telling or unit.role in APART) else []
        found += cues + bylines.found(text, line, cues)
    read.refers_back = triggers.refers_back(slice_)
    speakers.next_unit(unit.start)
    for cue in found:
        if cue.sense == "wrote":
            speakers.wrote(text[cue.start : cue.end], cue.who[0], spoken)
            continue
        if cue.sense == "about":
            speakers.about(text[cue.start : cue.end])
            continue
        read.answers = read.answers or cue.lemma == "answer"
        listed = []
        for who in cue.who:
            meant = speakers.of(who, spoken)
            listed += [] if meant is None else speakers.both(who, meant)
        read.cues.append((cue, listed))


def _stretches(text: str, unit: Unit, own: Sequence[Mention]) -> list[tuple[int, int]]:
    """Cut a unit that is much longer than a sentence, so that it is not read all too slowly."""
    spans, start = [], unit.start
    held = [(one.start, one.end) for one in own] if unit.end - start > _LONG else []
    while unit.end - start > _LONG:
        cut = text.rfind(" ", start + _LONG // 2, start + _LONG)
        cut = next((first for first, last in held if first < cut < last), cut)
        if cut <= start:
            break
        spans.append((start, cut))
        start = cut
    return [*spans, (start, unit.end)]


def _within(quoted: Sequence[Quotation], span: tuple[int, int]) -> list[Quotation]:
    """Give the quotations that touch a stretch."""
    first = bisect_right([one.end for one in quoted], span[0])
    last = bisect_left([one.start for one in quoted], span[1])
    return list(quoted[first:last])


def _keep_named(read: Read) -> None:
    """Leave out speech of nobody in a unit where somebody speaks."""
    if read.named:
        read.cues = [(cue, listed) for cue, listed in read.cues
                     if any(who.kind != "nobody" for who in listed)]  # fmt: skip
