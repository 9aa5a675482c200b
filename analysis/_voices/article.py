"""The voices of one article: what each of its units reports, and who said it.

First each unit is read by itself (see `reading`). Then the units are gone through in order, and
those without a cue of their own may go on with the speaker before.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from analysis._voices import afterwards, interviews, triggers
from analysis._voices.line import Found
from analysis._voices.mentions import mentions
from analysis._voices.quotations import Quotation, quotations
from analysis._voices.reading import APART, Read, Unit, Voice, outside, paragraphs, read_all
from analysis._voices.speakers import Speaker, Speakers
from analysis.actors import Actors

__all__ = ["Unit", "Voice", "voices"]

_REPORTS: Final = frozenset(("report", "berichten", "melden"))
_WRITES: Final = frozenset(("write", "schrijven"))
_NEAR: Final = 12


def voices(
    text: str, units: Sequence[Unit], language: str, actors: Actors, *, media: str = "media"
) -> list[list[Voice]]:
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
    media : str
        Key of the type whose members pass on what others say.

    Returns
    -------
    list of lists of Voice
        One list for each unit; empty for the journalist's own words.
    """
    if not units:
        return []
    numbers = paragraphs(text, units)
    spans: list[list[tuple[int, int]]] = [[] for _ in range(numbers[-1] + 1)]
    for unit, number in zip(units, numbers, strict=True):
        spans[number].append((unit.start, unit.end))
    quoted = quotations(text, spans)
    every = mentions(text, [(unit.start, unit.end) for unit in units], language, actors)
    speakers = Speakers(text, outside(every, quoted), language, actors)
    reads = [Read(unit, number, [], media) for unit, number in zip(units, numbers, strict=True)]
    read_all(text, reads, quoted, every, speakers, language)
    owners = interviews.answered(text, reads, _owners(reads))
    for at in range(len(reads)):
        reads[at].voices = _voices_of(text, reads, at, owners)
    afterwards.complete(text, reads)
    interviews.dashed(text, reads)
    return [read.voices for read in reads]


def _owners(reads: Sequence[Read]) -> dict[int, tuple[Speaker, int]]:
    """Give each quotation, by its start, its speaker and the unit that names them."""
    owners: dict[int, tuple[Speaker, int]] = {}
    for at, read in enumerate(reads):
        named = [(cue, who) for cue, who in read.named if cue.sense == "speaks"]
        if not named:
            continue
        named.sort(key=lambda pair: pair[0].start)
        starts = [cue.start for cue, _ in named]
        for quotation in read.quoted:
            at_cue = bisect_left(starts, quotation.start)
            _, nearest = min(
                named[max(at_cue - _NEAR, 0) : at_cue + _NEAR],
                key=lambda pair: (
                    max(quotation.start - pair[0].end, pair[0].start - quotation.end),
                    pair[0].start,
                ),
            )
            owners.setdefault(quotation.start, (nearest, at))
    return owners


def _voices_of(
    text: str, reads: Sequence[Read], at: int, owners: Mapping[int, tuple[Speaker, int]]
) -> list[Voice]:
    """Give the voices of a unit; those before it are known."""
    read = reads[at]
    spoken = any(triggers.is_utterance(text, one, read.unit) for one in read.quoted)
    found = [_voice(read, cue, who, spoken=spoken) for cue, who in _outermost(text, read)]
    if not found:
        return _without_cue(text, reads, at, owners)
    before = _still_open(reads, at, owners)
    if before is not None and before.key not in {_key(voice) for voice in found}:
        quotation = read.quoted[0]
        found.insert(0, _continued(before, (max(quotation.start, read.unit.start),
                                            min(quotation.end, read.unit.end))))  # fmt: skip
    if read.refers_back and all(voice.actor == read.media for voice in found):
        back = _before(reads, at, same_paragraph=False)
        found += [_continued(who, found[0].cue) for who in back if who.actor != read.media]
    return _relayed(_once(found), read)


def _outermost(text: str, read: Read) -> list[tuple[Found, Speaker]]:
    """Leave out what a speaker says of others: 'Altman said that experts agree' is Altman's."""
    kept: list[tuple[Found, Speaker]] = []
    for cue, who in sorted(read.named, key=lambda pair: pair[0].at):
        first = min(who.start if read.unit.start <= who.start else cue.start, cue.start)
        inside = any(
            outer.sense == "speaks" and by.actor != read.media and not _may_relay(outer, by)
            and outer.end < first
            and by.start < outer.start and by.key != who.key
            and triggers.one_clause(text, by.start, outer.end, first)
            for outer, by in kept[-_NEAR:]
        )  # fmt: skip
        if not inside or cue.sense != "speaks":
            kept.append((cue, who))
    return kept


def _may_relay(cue: Found, who: Speaker) -> bool:
    """Say whether this may be a medium that the list does not know."""
    body = who.kind == "organisation"
    return body and (cue.lemma in _REPORTS or (who.actor is None and cue.lemma in _WRITES))


def _still_open(
    reads: Sequence[Read], at: int, owners: Mapping[int, tuple[Speaker, int]]
) -> Speaker | None:
    """Give whose quotation of an earlier unit still runs in this one."""
    read = reads[at]
    if not read.quoted or read.quoted[0].start >= read.unit.start:
        return None
    owner = owners.get(read.quoted[0].start)
    return owner[0] if owner is not None else None


def _voice(read: Read, cue: Found, who: Speaker, *, spoken: bool) -> Voice:
    """Make a voice of a cue and its speaker."""
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


def _relayed(found: list[Voice], read: Read) -> list[Voice]:
    """Mark a medium that passes on what another says in the unit."""
    others = [voice for voice in found if voice.actor != read.media and voice.status == "speaks"]
    outer = [voice for voice in found if voice.actor == read.media or voice.status == "relays"]
    status = "relays" if others else "speaks"
    return [voice._replace(status=status) if voice in outer else voice for voice in found]


def _without_cue(
    text: str, reads: Sequence[Read], at: int, owners: Mapping[int, tuple[Speaker, int]]
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
    before = _before(reads, at, same_paragraph=cue.lemma != "zullen")
    if before and (cue.sense != "vague" or triggers.adds(text, read.unit)):
        return [_continued(who, place) for who in before]
    if cue.sense == "perhaps" or read.unit.role in APART:
        return []
    return [Voice(None, None, "hearsay", "speaks", None, place)]


def _goes_on(text: str, reads: Sequence[Read], at: int) -> list[Voice]:
    """Let free indirect speech, or an answer of an interview, go on with the speaker before."""
    read = reads[at]
    cue = triggers.goes_on(text, read.unit)
    if at and reads[at - 1].answers and reads[at - 1].paragraph == read.paragraph:
        read.answers = text[read.unit.end - 1] != "?"
        cue = (read.unit.start, read.unit.end) if read.answers else None
    if cue is None:
        return []
    return [_continued(who, cue) for who in _before(reads, at, same_paragraph=True)]


def _continued(who: Speaker, cue: tuple[int, int]) -> Voice:
    """Make a voice that goes on with a speaker who was named before."""
    return Voice(who.name, who.actor, "continued", "speaks", None, cue)


def _before(reads: Sequence[Read], at: int, *, same_paragraph: bool) -> list[Speaker]:
    """Give who speaks in the unit before, if the paragraph is the same."""
    if at == 0:
        return []
    last = reads[at - 1]
    if same_paragraph and last.paragraph != reads[at].paragraph:
        return []
    if last.unit.role in APART:
        return []
    return [Speaker(voice.speaker, voice.actor, "named", 0, 0) for voice in last.voices
            if voice.status == "speaks" and voice.form != "hearsay"]  # fmt: skip


def _quoted(
    text: str, reads: Sequence[Read], at: int, owners: Mapping[int, tuple[Speaker, int]]
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
    spoken = spoken or (read.unit.role == "headline" and triggers.is_claim(text, first))
    before = _before(reads, at, same_paragraph=not first.goes_on)
    if not spoken:
        long = triggers.is_long(text, first)
        return [_continued(who, cue) for who in before] if long else []
    if read.unit.role in APART:
        return _headed(text, reads, at, owners, first, cue)
    if before:
        return [_continued(who, cue) for who in before[-1:]]
    return _around(text, reads, at, owners, cue)


def _direct(who: Speaker, cue: tuple[int, int], read: Read) -> Voice:
    """Make a direct voice of a speaker who is named in another unit."""
    form = "pullquote" if read.unit.role == "pullquote" else "direct"
    return Voice(who.name, who.actor, form, "speaks", None, cue)


def _around(
    text: str,
    reads: Sequence[Read],
    at: int,
    owners: Mapping[int, tuple[Speaker, int]],
    cue: tuple[int, int],
) -> list[Voice]:
    """Look for the speaker of a quotation behind it, then before it."""
    read = reads[at]
    for later in range(at + 1, min(at + 6, len(reads))):
        other = reads[later]
        if not other.quoted or (other.paragraph != read.paragraph and not other.quoted[0].goes_on):
            break
        if other.quoted[0].start in owners and other.quoted[0].start <= other.unit.start:
            return [_direct(owners[other.quoted[0].start][0], cue, read)]
    after = reads[at + 1] if at + 1 < len(reads) else None
    if after is not None and after.named and triggers.says_how(text, after.unit):
        return [_direct(after.named[0][1], cue, read)]
    if at > 1 and text[reads[at - 1].unit.end - 1] == "?" and not reads[at - 1].quoted:
        asked = [voice for back in reads[max(at - 4, 0) : at - 1] for voice in back.voices
                 if voice.form in ("direct", "continued")]  # fmt: skip
        if asked:  # an answer of an interview
            last = asked[-1]
            return [_continued(Speaker(last.speaker, last.actor, "named", 0, 0), cue)]
    if at and reads[at - 1].paragraph == read.paragraph:
        persons = [one for one in reads[at - 1].persons if one.name]
        if persons:
            return [_direct(persons[0], cue, read)]
    if at and reads[at - 1].paragraph == read.paragraph - 1:
        before = _before(reads, at, same_paragraph=False)
        if before:
            return [_continued(who, cue) for who in before[-1:]]
    for back in reversed(reads[max(at - 3, 0) : at]):
        named = [voice for voice in back.voices if voice.speaker is not None]
        if back.paragraph != read.paragraph or len(named) > 1:
            break
        if named and named[0].actor != read.media:
            who = Speaker(named[0].speaker, named[0].actor, "named", 0, 0)
            return [_continued(who, cue)]
    return [Voice(None, None, "hearsay", "speaks", None, cue)]


def _headed(
    text: str,
    reads: Sequence[Read],
    at: int,
    owners: Mapping[int, tuple[Speaker, int]],
    quotation: Quotation,
    cue: tuple[int, int],
) -> list[Voice]:
    """Find who says in the article what a headline quotes."""
    said = triggers.folded(text[quotation.begins : quotation.closes])
    for read in reads:
        if read.unit.role in APART:
            continue
        for other in read.quoted:
            if other.start in owners and said in triggers.folded(text[other.begins : other.closes]):
                return [_direct(owners[other.start][0], cue, reads[at])]
    form = "pullquote" if reads[at].unit.role == "pullquote" else "hearsay"
    return [Voice(None, None, form, "speaks", None, cue)]
