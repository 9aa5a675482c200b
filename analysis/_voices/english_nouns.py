"""English speech without a verb of saying: 'according to', 'the claim by X', 'voiced concern'."""

from typing import Final

from analysis._voices import english_around as around
from analysis._voices import english_speaker as speaker
from analysis._voices import english_verbs as words
from analysis._voices.line import Found, Line, Who
from analysis._voices.verb import listed

__all__ = ["light_verb", "noun", "passed_on", "prepositional", "state"]

_PLAIN_NOUNS: Final = listed(
    "the a an this that these those its his her their our my your any some no such of new same "
    "another each every other own false main public latest first further more recent for on"
)

_LOOSE_SAYING: Final = listed(
    "accusation accusations allegation allegations claims speculation rumours rumors suspicions "
    "suspicion fears concerns reports complaints criticism"
)


def light_verb(line: Line, at: int) -> Found | None:
    """Read a verb that speaks with a noun: 'voiced concern', 'levelled allegations'."""
    noun = next(
        (place for place in range(at + 1, min(at + 6, len(line.items)))
         if line.low(place) in words.LIGHT_NOUNS),
        None,
    )  # fmt: skip
    left = line.back(at - 1, lambda word: word in words.AUXILIARIES or around.adverb(word))
    before = line.words(left + 1, at)
    low = line.low(at)
    if around.silent(line, at, left, before, low) or line.low(at - 1) in _PLAIN_NOUNS:
        return None
    if set(before) & words.BE and not low.endswith("ing"):
        return _raised(line, at, left)
    if noun is None or any(line.kind(place) in "pmq" for place in range(at + 1, noun)):
        return None
    if low in ("have", "has", "had", "make", "makes", "made", "give", "gives", "gave"):
        if line.low(noun) not in ("concerns", "doubts", "claims", "claim", "allegations",
                                  "accusations", "statement", "fears", "promise", "objections",
                                  "accusation", "allegation", "assurances"):  # fmt: skip
            return None
        if line.kind(left) != "m" or line.low(noun + 1) in (",", "."):
            return None
    if low.startswith("rais") and not _raises(line, left, noun):
        return None
    who = tuple(one for one in speaker.subject(line, at) if one.how != "phrase")
    if low.endswith("ing") and not set(before) & words.BE:
        who = speaker.main(line, at)
    return line.cue(at, noun, who, lemma=low) if who else None


def _raises(line: Line, left: int, noun: int) -> bool:
    """Tell persons who raise concerns from things that do."""
    mention = line.items[left].mention if line.kind(left) == "m" else None
    if mention is None:
        return line.low(left) in ("he", "she", "they")
    return mention.kind in ("person", "role", "pronoun") or line.low(noun + 1) in (
        "about", "over", "with", "that", "regarding"
    )  # fmt: skip


def _raised(line: Line, at: int, left: int) -> Found | None:
    """Read 'concerns were raised': by whom, or by nobody named."""
    if line.low(left) not in words.SAYINGS:
        return None
    who = speaker.agent(line, at)
    if who:
        return line.cue(left, at, who)
    return line.cue(left, at, (speaker.NOBODY(line),), "vague")


def prepositional(line: Line, at: int) -> Found | None:
    """Read 'according to X', 'in the words of X', 'citing X'."""
    low = line.low(at)
    if low == "according":
        if line.low(at + 1) != "to" or line.low(at + 2) in ("plan", "schedule"):
            return None
        who = speaker.after(line, at + 1)
        return line.cue(at, at + 1, who, lemma="according") if who else None
    if low == "per":
        who = speaker.after(line, at)
        edge = at == 0 or line.low(at - 1) in (",", "(", "as")
        return line.cue(at, at, who, lemma="according") if who and edge and _named(who) else None
    if low == "citing":
        who = speaker.after(line, at)
        return line.cue(at, at, who, lemma="citing") if who else None
    if low == "for":
        return None
    return _in_words(line, at)


def _named(who: tuple[Who, ...]) -> bool:
    """Say whether mentions speak, no other words."""
    return all(one.mention is not None for one in who)


def _in_words(line: Line, at: int) -> Found | None:
    """Read 'in the words of X', 'in X's view', 'in his opinion'."""
    nouns = ("words", "view", "opinion", "eyes", "telling", "estimation", "assessment", "reading")
    if line.low(at + 1) == "the" and line.low(at + 2) in nouns and line.low(at + 3) == "of":
        who = speaker.after(line, at + 3)
        return line.cue(at, at + 3, who, lemma="according") if who else None
    if line.low(at + 1) in ("his", "her", "their") and line.low(at + 2) in nouns:
        own = line.items[at + 1]
        return line.cue(at, at + 2, (Who("pronoun", own.start, own.end),), lemma="according")
    for place in range(at + 2, min(at + 5, len(line.items))):
        if line.low(place) in nouns and line.kind(at + 1) == "m":
            owned = line.items[at + 1]
            return line.cue(at, place, (speaker.of_mention(owned),), lemma="according")
    return None


def noun(line: Line, at: int) -> Found | None:
    """Read 'the accusation by X', 'X's claim that', 'allegations that'."""
    follows = line.low(at + 1)
    if follows in ("by", "from") and line.low(at) not in ("call", "calls", "charge", "charges"):
        who = speaker.after(line, at + 1)
        if who and _named(who) and not around.asked(line, at):
            return line.cue(at, at + 1, who, lemma="claim")
    who = speaker.owner(line, at)
    if who and _owned_speaks(line, at) and not around.asked(line, at):
        return line.cue(at, at, who, lemma="claim")
    if line.kind(at + 1) == "m" and line.low(at + 2) in ("makes", "made"):
        return line.cue(at, at, speaker.together(line, at + 1), lemma="claim")
    if follows == "of" and set(line.words(at - 4, at)) & {"is", "was"} and line.kind(at + 2) == "m":
        return line.cue(at, at + 1, speaker.together(line, at + 2), lemma="claim")
    negated = set(line.words(at - 3, at)) & {"no", "any", "without", "denied", "denies"}
    if line.low(at) in _LOOSE_SAYING and follows == "that" and not negated:
        return line.cue(at, at, (speaker.NOBODY(line),), "vague")
    loose = line.low(at) in ("speculation", "rumours", "rumors") and not negated
    if loose and (line.low(at - 1) in ("is", "are", "was", "were") or follows == "that"):
        return line.cue(at, at, (speaker.NOBODY(line),), "vague")
    return None


def _owned_speaks(line: Line, at: int) -> bool:
    """Say whether a saying that somebody owns is told: 'X's claim that', 'X's concern lies in'."""
    place = at + 1
    if line.low(place) in ("that", "of", ":", "about"):
        return line.low(place) != "of" or line.low(place + 1).endswith("ing")
    return line.low(place) in ("is", "was", "lies", "centres", "centers", "were", "are") and (
        line.low(at) in ("concern", "fear", "view", "argument", "position", "claim", "complaint",
                         "contention", "worry", "belief", "accusation")
    )  # fmt: skip


def passed_on(line: Line, at: int) -> Found | None:
    """Read 'documents seen by Reuters': the medium that shows what another wrote."""
    by = next((at + step for step in (1, 2) if line.low(at + step) == "by"), None)
    if by is None:
        return None
    who = speaker.after(line, by)
    return line.cue(at, by, who, "passes") if who else None


def state(line: Line, at: int) -> Found | None:
    """Read 'is convinced that', 'is worried about'."""
    if line.low(at + 1) not in ("that", "about", "over", "of"):
        return None
    left = line.back(at - 1, lambda word: word in words.AUXILIARIES or around.adverb(word))
    before = line.words(left + 1, at)
    if not set(before) & words.BE:
        return None
    who = speaker.subject(line, left + 1)
    return line.cue(at, at, who, lemma="believe") if who else None
