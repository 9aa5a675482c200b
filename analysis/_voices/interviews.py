"""The person who is interviewed, to whom quotations without a tag belong."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from analysis._voices.speakers import Speaker

__all__ = ["answered", "dashed"]

_PERSONS: Final = frozenset(("person", "role", "phrase"))
_QUESTIONS: Final = 2
_ANSWERS: Final = 3
"""Questions of the article and quotations of one person that make it an interview."""
_MOST: Final = 0.6


def answered(
    text: str, reads: Sequence[Any], owners: dict[int, tuple[Speaker, int]]
) -> dict[int, tuple[Speaker, int]]:
    """Give the quotations of an interview without a speaker to the one who is interviewed.

    `owners` are the speakers of quotations, by their start, with the unit that names them.
    """
    asks = [_asks(text, read) for read in reads]
    heard = Counter(who.key for who, _ in owners.values() if who.kind in _PERSONS and who.name)
    if sum(asks) < _QUESTIONS or not heard:
        return owners
    key, often = heard.most_common(1)[0]
    pairs = zip(asks, reads[1:], strict=False)
    answers = sum(before and bool(read.quoted) and read.quoted[0].start <= read.unit.start + 1
                  and not read.named for before, read in pairs)  # fmt: skip
    few = often < _ANSWERS and answers < _QUESTIONS
    if few or often < _MOST * len(owners):
        return owners
    host = next(who for who, _ in owners.values() if who.key == key)
    found = dict(owners)
    for at, read in enumerate(reads):
        unit = read.unit
        for one in read.quoted:
            first = one.start <= unit.start + 1
            whole = first and one.end >= unit.end - 2 and not read.named
            if whole and unit.role != "pullquote":
                found.setdefault(one.start, (host, at))
    return found


def _asks(text: str, read: Any) -> bool:
    """Say whether a unit is a question outside quotation marks."""
    asked = text[read.unit.start : read.unit.end].rstrip().endswith("?")
    return asked and not read.quoted and read.unit.role in ("body", "heading", "lead")


def dashed(text: str, reads: Sequence[Any]) -> None:
    """Give answers behind a dash, which follow questions, to the one who is interviewed."""
    begun = [at for at in range(1, len(reads)) if _asks(text, reads[at - 1])
             and text[reads[at].unit.start] in "–—-"]  # fmt: skip
    spoke = Counter(
        (voice.speaker, voice.actor)
        for read in reads
        for voice in read.voices
        if voice.speaker is not None and read.unit.role not in ("headline", "heading")
    )
    if len(begun) < _QUESTIONS or not spoke:
        return
    speaker, actor = spoke.most_common(1)[0][0]
    model = next(voice for read in reads for voice in read.voices if voice.speaker == speaker)
    for first in begun:
        for read in reads[first:]:
            if read.paragraph != reads[first].paragraph:
                break
            if not read.voices:
                place = (read.unit.start, read.unit.end)
                read.voices = [model._replace(actor=actor, form="continued", status="speaks",
                                              mention=None, cue=place)]  # fmt: skip
