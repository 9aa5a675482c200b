"""The voices of one article: what each of its units reports, and who said it.

First each unit is read by itself: its cues, and to whom its quotations belong. Then the units
are gone through in order, and those without a cue of their own may go on with the speaker before.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from analysis._voices import bylines, dutch, english, triggers
from analysis._voices.line import Found, line_of
from analysis._voices.mentions import Mention, mentions
from analysis._voices.quotations import Quotation, quotations
from analysis._voices.speakers import Speaker, Speakers
from analysis.actors import Actors

__all__ = ["Unit", "Voice", "voices"]

_MEDIA: Final = "media"
_FINDERS: Final = {"en": english.found, "nl": dutch.found}
_APART: Final = frozenset(("headline", "heading", "pullquote"))


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
class _Read:
    """What a unit says by itself."""

    unit: Unit
    paragraph: int
    quoted: list[Quotation]
    cues: list[tuple[Found, list[Speaker]]] = field(default_factory=list)
    persons: list[Speaker] = field(default_factory=list)
    refers_back: bool = False
    voices: list[Voice] = field(default_factory=list)

    @property
    def named(self) -> list[tuple[Found, Speaker]]:
        """Cues with a speaker, one by one."""
        return [(cue, who) for cue, listed in self.cues for who in listed
                if cue.sense in ("speaks", "passes") and who.kind != "nobody"]  # fmt: skip


def voices(text: str, units: Sequence[Unit], language: str, actors: Actors) -> list[list[Voice]]:
    """Find the voices of each unit of an article.

    Parameters
    ----------
    text : str
        The whole article.
    units : sequence of Unit
        In order of their place, without overlap.
    language : str
        Of the article; units in none of the languages that are known are read in it.
    actors : Actors

    Returns
    -------
    list of lists of Voice
        One list for each unit; empty for the journalist's own words.
    """
    if not units:
        return []
    numbers = _paragraphs(text, units)
    spans: list[list[tuple[int, int]]] = [[] for _ in range(numbers[-1] + 1)]
    for unit, number in zip(units, numbers, strict=True):
        spans[number].append((unit.start, unit.end))
    quoted = quotations(text, spans)
    every = mentions(text, [(unit.start, unit.end) for unit in units], language, actors)
    speakers = Speakers(text, _outside(every, quoted), language, actors)
    reads = _read_all(text, units, numbers, quoted, every, speakers, language)
    owners = _owners(reads)
    for at in range(len(reads)):
        reads[at].voices = _voices_of(text, reads, at, owners)
    return [read.voices for read in reads]


def _outside(every: Sequence[Mention], quoted: Sequence[Quotation]) -> list[Mention]:
    """Leave out who is mentioned within quotations: a pronoun outside means nobody of them."""
    kept, at = [], 0
    for one in every:
        while at < len(quoted) and quoted[at].end <= one.start:
            at += 1
        if at == len(quoted) or one.start < quoted[at].start:
            kept.append(one)
    return kept


def _paragraphs(text: str, units: Sequence[Unit]) -> list[int]:
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
            or (before.role != unit.role and {before.role, unit.role} & _APART)
        )
        numbers.append(numbers[-1] + bool(apart))
    return numbers


def _read_all(
    text: str,
    units: Sequence[Unit],
    numbers: Sequence[int],
    quoted: Sequence[Quotation],
    every: Sequence[Mention],
    speakers: Speakers,
    language: str,
) -> list[_Read]:
    """Read each unit by itself, going through mentions and quotations once."""
    reads = []
    first_mention = first_quoted = 0
    for unit, number in zip(units, numbers, strict=True):
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
        read = _Read(unit, number, list(quoted[first_quoted:last_quoted]))
        _read(text, read, own, speakers, language)
        reads.append(read)
    return reads


def _read(
    text: str, read: _Read, own: Sequence[Mention], speakers: Speakers, language: str
) -> None:
    """Find the cues of a unit and who its speakers are."""
    unit = read.unit
    spoken = unit.language if unit.language in _FINDERS else language
    slice_ = text[unit.start : unit.end]
    telling = spoken in _FINDERS and triggers.any_in(slice_, spoken)
    read.persons = [speakers.of_mention(one) for one in own
                    if one.kind in ("person", "role", "pronoun")]  # fmt: skip
    if not telling and not read.quoted and unit.role not in _APART:
        speakers.next_unit()
        return
    line = line_of(text, (unit.start, unit.end), unit.role, own, read.quoted)
    found = _FINDERS[spoken](line) if telling else []
    found += bylines.found(text, line, found)
    read.refers_back = triggers.refers_back(slice_)
    speakers.next_unit()
    for cue in found:
        listed = [speakers.of(who, spoken) for who in cue.who]
        read.cues.append((cue, [who for who in listed if who is not None]))
    _keep_named(read)


def _keep_named(read: _Read) -> None:
    """Leave out speech of nobody in a unit where somebody speaks."""
    if read.named:
        read.cues = [(cue, listed) for cue, listed in read.cues
                     if any(who.kind != "nobody" for who in listed)]  # fmt: skip


def _owners(reads: Sequence[_Read]) -> dict[int, tuple[Speaker, int]]:
    """Give each quotation, by its start, its speaker and the unit that names them."""
    owners: dict[int, tuple[Speaker, int]] = {}
    for at, read in enumerate(reads):
        named = [(cue, who) for cue, who in read.named if cue.sense == "speaks"]
        if not named:
            continue
        for quotation in read.quoted:
            _, nearest = min(
                named,
                key=lambda pair: (
                    max(quotation.start - pair[0].end, pair[0].start - quotation.end),
                    pair[0].start,
                ),
            )
            owners.setdefault(quotation.start, (nearest, at))
    return owners


def _voices_of(
    text: str, reads: Sequence[_Read], at: int, owners: Mapping[int, tuple[Speaker, int]]
) -> list[Voice]:
    """Give the voices of a unit; those before it are known."""
    read = reads[at]
    found = [_voice(text, read, cue, who) for cue, who in read.named]
    if not found:
        return _without_cue(text, reads, at, owners)
    before = _still_open(reads, at, owners)
    if before is not None and before.key not in {_key(voice) for voice in found}:
        quotation = read.quoted[0]
        found.insert(0, _continued(before, (max(quotation.start, read.unit.start),
                                            min(quotation.end, read.unit.end))))  # fmt: skip
    if read.refers_back and all(voice.actor == _MEDIA for voice in found):
        back = _before(reads, at, same_paragraph=False)
        found += [_continued(who, found[0].cue) for who in back if who.actor != _MEDIA]
    return _relayed(_once(found), read)


def _still_open(
    reads: Sequence[_Read], at: int, owners: Mapping[int, tuple[Speaker, int]]
) -> Speaker | None:
    """Give whose quotation of an earlier unit still runs in this one."""
    read = reads[at]
    if not read.quoted or read.quoted[0].start >= read.unit.start:
        return None
    owner = owners.get(read.quoted[0].start)
    return owner[0] if owner is not None else None


def _voice(text: str, read: _Read, cue: Found, who: Speaker) -> Voice:
    """Make a voice of a cue and its speaker."""
    spoken = any(triggers.is_utterance(text, one, read.unit) for one in read.quoted)
    form = "direct" if spoken else "reported"
    if read.unit.role == "pullquote":
        form = "pullquote"
    status = "relays" if cue.sense == "passes" else "speaks"
    place = (who.start, who.end) if read.unit.start <= who.start < read.unit.end else None
    return Voice(who.name, who.actor, form, status, place, (cue.start, cue.end))


def _key(voice: Voice) -> str:
    """Say by what a speaker is known."""
    return (voice.speaker or "").casefold()


def _once(found: Sequence[Voice]) -> list[Voice]:
    """Keep each speaker once: where it speaks before where it relays."""
    kept: dict[str, Voice] = {}
    for voice in sorted(found, key=lambda one: one.status == "relays"):
        kept.setdefault(_key(voice), voice)
    return sorted(kept.values(), key=lambda one: one.cue)


def _relayed(found: list[Voice], read: _Read) -> list[Voice]:
    """Mark a medium that passes on what another says in the unit."""
    others = [voice for voice in found if voice.actor != _MEDIA and voice.status == "speaks"]
    outer = [voice for voice in found if voice.actor == _MEDIA or voice.status == "relays"]
    status = "relays" if others else "speaks"
    return [voice._replace(status=status) if voice in outer else voice for voice in found]


def _without_cue(
    text: str, reads: Sequence[_Read], at: int, owners: Mapping[int, tuple[Speaker, int]]
) -> list[Voice]:
    """Give the voices of a unit that names no speaker of its own."""
    read = reads[at]
    if read.quoted and (found := _quoted(text, reads, at, owners)):
        return found
    sense = {cue.sense: cue for cue, _ in read.cues}
    cue = sense.get("vague") or sense.get("told") or sense.get("perhaps") or sense.get("speaks")
    if cue is None:
        return _goes_on(text, reads, at)
    place = (cue.start, cue.end)
    if before := _before(reads, at, same_paragraph=True):
        return [_continued(who, place) for who in before]
    if cue.sense == "perhaps" or read.unit.role in _APART:
        return []
    return [Voice(None, None, "hearsay", "speaks", None, place)]


def _goes_on(text: str, reads: Sequence[_Read], at: int) -> list[Voice]:
    """Let a sentence in free indirect speech go on with the speaker before."""
    read = reads[at]
    cue = triggers.goes_on(text, read.unit)
    if cue is None:
        return []
    return [_continued(who, cue) for who in _before(reads, at, same_paragraph=True)]


def _continued(who: Speaker, cue: tuple[int, int]) -> Voice:
    """Make a voice that goes on with a speaker who was named before."""
    return Voice(who.name, who.actor, "continued", "speaks", None, cue)


def _before(reads: Sequence[_Read], at: int, *, same_paragraph: bool) -> list[Speaker]:
    """Give who speaks in the unit before, if the paragraph is the same."""
    if at == 0:
        return []
    last = reads[at - 1]
    if same_paragraph and last.paragraph != reads[at].paragraph:
        return []
    if last.unit.role in _APART:
        return []
    return [Speaker(voice.speaker, voice.actor, "named", 0, 0) for voice in last.voices
            if voice.status == "speaks" and voice.form != "hearsay"]  # fmt: skip


def _quoted(
    text: str, reads: Sequence[_Read], at: int, owners: Mapping[int, tuple[Speaker, int]]
) -> list[Voice]:
    """Give the speaker of a quotation in a unit without a cue; empty if it is no speech."""
    read = reads[at]
    first = max(read.quoted, key=lambda one: min(one.end, read.unit.end)
                - max(one.start, read.unit.start))  # fmt: skip
    cue = (max(first.start, read.unit.start), min(first.end, read.unit.end))
    inside = first.start < read.unit.start
    if (first.start in owners and (inside or owners[first.start][1] != at)) or (
        not inside and first.start in owners
    ):
        who, named_at = owners[first.start]
        return [_continued(who, cue) if named_at < at else _direct(who, cue, read)]
    spoken = inside or triggers.is_utterance(text, first, read.unit)
    before = _before(reads, at, same_paragraph=not first.goes_on)
    if not spoken:
        long = triggers.is_long(text, first)
        return [_continued(who, cue) for who in before] if long else []
    if read.unit.role in _APART:
        return _headed(text, reads, at, owners, first, cue)
    if before:
        return [_continued(who, cue) for who in before[-1:]]
    return _around(reads, at, owners, cue)


def _direct(who: Speaker, cue: tuple[int, int], read: _Read) -> Voice:
    """Make a direct voice of a speaker who is named in another unit."""
    form = "pullquote" if read.unit.role == "pullquote" else "direct"
    return Voice(who.name, who.actor, form, "speaks", None, cue)


def _around(
    reads: Sequence[_Read],
    at: int,
    owners: Mapping[int, tuple[Speaker, int]],
    cue: tuple[int, int],
) -> list[Voice]:
    """Look for the speaker of a quotation behind it, then before it."""
    read = reads[at]
    for later in range(at + 1, min(at + 6, len(reads))):
        other = reads[later]
        if other.paragraph != read.paragraph or not other.quoted:
            break
        if other.quoted[0].start in owners and other.quoted[0].start <= other.unit.start:
            return [_direct(owners[other.quoted[0].start][0], cue, read)]
    if at and reads[at - 1].paragraph == read.paragraph:
        persons = [one for one in reads[at - 1].persons if one.name]
        if persons:
            return [_direct(persons[0], cue, read)]
    if at and reads[at - 1].paragraph == read.paragraph - 1:
        before = _before(reads, at, same_paragraph=False)
        if before:
            return [_continued(who, cue) for who in before[-1:]]
    return [Voice(None, None, "hearsay", "speaks", None, cue)]


def _headed(
    text: str,
    reads: Sequence[_Read],
    at: int,
    owners: Mapping[int, tuple[Speaker, int]],
    quotation: Quotation,
    cue: tuple[int, int],
) -> list[Voice]:
    """Find who says in the article what a headline quotes."""
    said = triggers.folded(text[quotation.begins : quotation.closes])
    for read in reads:
        if read.unit.role in _APART:
            continue
        for other in read.quoted:
            if other.start in owners and said in triggers.folded(text[other.begins : other.closes]):
                return [_direct(owners[other.start][0], cue, reads[at])]
    form = "pullquote" if reads[at].unit.role == "pullquote" else "hearsay"
    return [Voice(None, None, form, "speaks", None, cue)]
