"""What only the rest of an article tells: who says what a headline or the sentence before says.

'Dat blijkt uit een memo van X' gives the sentence before it to X.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

__all__ = ["complete"]

_GIVES: Final = re.compile(
    r"(?:Dat|Dit|Een en ander) (?:blijkt|bleek|schrijft|schreef|schrijven|meldt|meldde|melden"
    r"|zegt|zei|zeggen|zeiden|staat|stond|stelt|stelde|stellen|bevestigt|bevestigde|bevestigen"
    r"|vertelt|vertelde|vertellen|verklaart|verklaarde|liet|laat|laten|maakt|maakte|maken"
    r"|concludeert|concluderen|beweert|beweren|bericht|berichtte|onthult|onthulde|heeft|hebben"
    r"|kondigde|kondigt|leert|leerde|eist|eiste|eisen|eisten|wil|wilde|willen|hoopt|hopen|vreest|vrezen"
    r"|belooft|beloofde|verwacht|verwachten|voorspelt|voorspelde|adviseert|bepleit)\b"
)
_APART: Final = frozenset(("headline", "heading", "pullquote"))
_NEAR: Final = 80
_LATELY: Final = 8
"""Units before a letter in which its author may speak."""
_FEW: Final = 2
"""Spaces in the words of a heading that are enough to know them again."""
_LETTER: Final = re.compile(
    r"\b(?:brief|memo|notitie|nota|klacht|mails?) (?:aan |die |dat |, )?.{0,60}\b(?:in handen|inzag"
    r"|inzagen|inzien|inkijken|bezit|ingezien|bemachtigde|bemachtigd)\b|\b(?:memo|brief), in handen"
)
_ANSWERED: Final = re.compile(
    r"(?:Niet|Wel|Zeker niet|Zeker wel|Toch niet) (?:van|volgens) ([A-Z][\w .&-]+)\."
)
_BACK: Final = 4
"""Units before a quotation in which the only one it can be of may stand."""
_MARKS: Final = frozenset("\"'“„‘«”’")
_CLAUSE: Final = re.compile(
    r"(?:En )?[Dd]at (?:[A-Z][\w-]*|de|het|een|er|hij|ze|zij|zijn|haar|hun|die|deze) "
    r"[^,:;?\"“”‘]{9,}\."
)
_WOULD: Final = re.compile(
    r"(?:(?:Ook|Verder|Daarnaast|Bovendien|Daarbij|Tevens|Bijvoorbeeld|Zo)|(?:Ze|Zij|Hij|Het|Die|Dat|Dit)"
    r"|(?:De|Het|Die|Dat) \w+) zou(?:den)?\b"
)
_ANEW: Final = re.compile(r"\b(?:dat|of|hoe|waarom) |[\"“‘:?]")


def complete(text: str, reads: Sequence[Any]) -> None:
    """Give the units of an article the voices that others of its units show."""
    for at in range(len(reads)):
        _handed(text, reads, at)
    for at in reversed(range(len(reads) - 1)):
        if given := _given(text, reads, at):
            _carry(reads[at], given)
    for at in range(1, len(reads)):
        if before := _told_on(text, reads, at) or _untagged(text, reads, at):
            _carry(reads[at], before)
    known = {voice.speaker: voice for read in reads for voice in read.voices
             if voice.speaker is not None and read.unit.role not in _APART}  # fmt: skip
    for at, read in enumerate(reads):
        if by := _briefly(text, reads, at, known):
            read.voices = by
        if read.unit.role in ("headline", "heading"):
            read.voices = _said_below(text, read, reads)
        if read.unit.role == "pullquote":
            read.voices = [_signed(text, read.unit, voice, known) for voice in read.voices]


def _carry(read: Any, voices: Sequence[Any]) -> None:
    """Let a unit go on with the voices of another."""
    place = (read.unit.start, read.unit.end)
    kept = {voice.speaker: voice for voice in voices}
    read.voices = [voice._replace(form="continued", status="speaks", mention=None, cue=place)
                   for voice in kept.values()]  # fmt: skip


def _fragment(text: str, read: Any) -> bool:
    """Say whether a unit is only what is told: 'Dat DeepSeek de antwoorden kopieert.'."""
    return _CLAUSE.fullmatch(text, read.unit.start, read.unit.end) is not None


def _spoke(read: Any) -> list[Any]:
    """Give the voices of a unit whose speaker is named."""
    return [voice for voice in read.voices
            if voice.status == "speaks" and voice.speaker is not None]  # fmt: skip


def _told_on(text: str, reads: Sequence[Any], at: int) -> list[Any]:
    """Give who tells 'Ook zouden zij ...', or a clause alone, if a report stands before it."""
    read = reads[at]
    if read.quoted or read.unit.role in _APART or _spoke(read):
        return []
    if _fragment(text, read):
        backs = [at - 1]
    elif read.voices and _WOULD.match(text, read.unit.start, read.unit.end):
        backs = [at - 1, at - 2]
    else:
        return []
    for back in backs:
        if back < 0 or reads[back].paragraph != read.paragraph:
            break
        if spoke := _spoke(reads[back]):
            return spoke if all(voice.form != "direct" for voice in spoke) else []
        if reads[back].voices:
            break
    return []


def _handed(text: str, reads: Sequence[Any], at: int) -> None:
    """Give a letter that a medium got hold of to who spoke last, if nobody is named with it."""
    read = reads[at]
    mine = [voice for voice in read.voices if voice.actor != read.media or voice.speaker is None]
    if mine or not read.voices or read.unit.language != "nl" or read.unit.role in _APART:
        return
    if not _LETTER.search(text, read.unit.start, read.unit.end) or read.quoted:
        return
    spoke = [voice for back in reads[max(at - _LATELY, 0) : at] for voice in _spoke(back)
             if voice.actor != read.media]  # fmt: skip
    if not spoke:
        return
    author = spoke[-1]._replace(form="reported", mention=None, cue=read.voices[0].cue)
    medium = {voice.speaker for voice in read.voices}
    read.voices = [author, *(voice._replace(status="relays") for voice in read.voices)]
    for later in reads[at + 1 :]:
        own = [voice.form for voice in later.voices if voice.speaker in medium]
        if later.paragraph != read.paragraph or own != ["continued"] or len(later.voices) > 1:
            break
        _carry(later, [author])


def _briefly(text: str, reads: Sequence[Any], at: int, known: dict[str, Any]) -> list[Any]:
    """Give the voice of a short answer: 'Mag dat? Niet volgens X.'."""
    unit = reads[at].unit
    if reads[at].voices or not at or text[reads[at - 1].unit.end - 1] != "?":
        return []
    match = _ANSWERED.fullmatch(text, unit.start, unit.end)
    voice = known.get(match.group(1)) if match else None
    if voice is None:
        return []
    place = (unit.start, unit.end)
    return [voice._replace(form="reported", status="speaks", mention=None, cue=place)]


def _said_below(text: str, read: Any, reads: Sequence[Any]) -> list[Any]:
    """Give a quotation of a heading to who says the same without marks in the article."""
    voices: list[Any] = read.voices
    named = [voice for voice in voices if voice.speaker is not None]
    if named or not read.quoted or read.unit.language != "nl":
        return voices
    first = read.quoted[0]
    words = text[first.begins : first.closes].strip(" .,!?")
    if words.count(" ") < _FEW:
        return voices
    for other in reads:
        spoke = _spoke(other)
        told = other.unit.role not in _APART and len(spoke) == 1
        if told and words in text[other.unit.start : other.unit.end]:
            place = (first.start, first.end)
            return [spoke[0]._replace(form="direct", mention=None, cue=place)]
    return voices


def _untagged(text: str, reads: Sequence[Any], at: int) -> list[Any]:
    """Give who says a quotation without a tag: the only one its paragraph is about."""
    read = reads[at]
    nobodys = [voice.form for voice in read.voices] == ["hearsay"] and read.quoted
    if not nobodys or read.unit.role in _APART or read.unit.language != "nl":
        return []
    whole = text[read.unit.start] in _MARKS or read.quoted[0].start < read.unit.start
    if not whole:
        return []
    spoke: list[Any] = []
    persons: dict[str, Any] = {}
    for back in range(at - 1, max(at - _BACK, -1), -1):
        if reads[back].paragraph != read.paragraph:
            break
        spoke = spoke or _spoke(reads[back])
        persons |= {one.name: one for one in reads[back].persons
                    if one.name and one.kind == "person"}  # fmt: skip
    if len(spoke) == 1:
        return spoke
    if spoke or len(persons) != 1:
        return []
    one = next(iter(persons.values()))
    return [read.voices[0]._replace(speaker=one.name, actor=one.actor)]


def _signed(text: str, unit: Any, voice: Any, known: dict[str, Any]) -> Any:
    """Give a pull quote without a speaker the one whose name stands on the line below."""
    if voice.speaker is not None:
        return voice
    line = text[unit.end : unit.end + _NEAR].strip().split("\n")[0]
    named = [one for name, one in known.items() if line.startswith(name)]
    return voice._replace(speaker=named[0].speaker, actor=named[0].actor) if named else voice


def _given(text: str, reads: Sequence[Any], at: int) -> list[Any]:
    """Give the voices of the next unit, if it says who told what this one tells."""
    if reads[at].quoted or any(voice.speaker is not None for voice in reads[at].voices):
        return []
    unit, after = reads[at].unit, reads[at + 1].unit
    if _fragment(text, reads[at]) and reads[at].paragraph == reads[at + 1].paragraph:
        goes_on = [voice for voice in reads[at + 1].voices if voice.form == "continued"]
        if goes_on:
            return goes_on
    if {unit.role, after.role} - {"body", "lead"} or text[unit.end - 1] == "?":
        return []
    match = _GIVES.match(text, after.start, after.end)
    if match is None or _ANEW.search(text, match.end(), after.end):
        return []
    gave = [voice for voice in reads[at + 1].voices
            if voice.status == "speaks" and voice.speaker is not None
            and voice.form == "reported"]  # fmt: skip
    first = [voice for voice in gave if voice.cue[0] <= match.end()]
    return first or gave  # not whom a clause behind it reports
