"""English speech without a verb of saying: 'according to', 'the claim by X', 'voiced concern'."""

from typing import Final

from analysis._voices import english_around as around
from analysis._voices import english_speaker as speaker
from analysis._voices import english_verbs as words
from analysis._voices.line import Found, Line, Who
from analysis._voices.verb import listed

__all__ = [
    "idiom",
    "light_verb",
    "noun",
    "passed_on",
    "prepositional",
    "quoted_as",
    "rumour",
    "state",
    "told",
]

_PLAIN_NOUNS: Final = listed(
    "the a an this that these those its his her their our my your any some no such of new same "
    "another each every other own false main public latest first further more recent for on"
)

_PUBLISHED: Final = listed("filed issued released shared published posted lodged delivered offered")
_ABOUT: Final = listed("that about over to : saying")
_HELD: Final = listed("concern fear view argument position contention worry belief")

_LOOSE_SAYING: Final = listed(
    "accusation accusations allegation allegations claims speculation rumours rumors suspicions "
    "suspicion fears concerns reports complaints criticism"
)


_CRITICAL: Final = listed("critical dismissive blunt cautious disappointed sure certain")


_BACK: Final = listed("at against on with that saying ; : , .")
_FOLLOWED: Final = {
    "make": listed("that for against how to in :"), "take": listed("at with to of"),
    "push": _BACK, "hit": _BACK, "fire": _BACK, "shoot": _BACK, "lash": _BACK,
}  # fmt: skip
"""What must follow, so that 'pushed back the launch' and 'made a clear profit' are no speech."""


def idiom(line: Line, at: int) -> Found | None:
    """Read a verb that speaks with another word: 'struck a defiant note', 'hit back at'."""
    base, reach, others = words.IDIOMS[line.low(at)]
    if line.low(at - 1) in _PLAIN_NOUNS or line.low(at + 1) == "-":
        return None
    last = next((place for place in range(at + 1, min(at + 1 + reach, len(line.items)))
                 if line.low(place) in others or line.kind(place) == "q"
                 or line.low(place) in (",", ";", ":")), None)  # fmt: skip
    if last is None or line.low(last) not in others:
        return None
    if base in _FOLLOWED and line.low(last) != "for" and line.low(last + 1) not in _FOLLOWED[base]:
        return None
    left = line.back(at - 1, lambda word: word in words.AUXILIARIES or around.adverb(word))
    before = line.words(left + 1, at)
    low = line.low(at)
    denied = base == "rule" and {"not", "n't", "doesn't", "didn't", "don't"} & set(before)
    if set(before) & words.BE or (base == "rule") > bool(denied) or (
        not denied and around.silent(line, at, left, before, base)
    ):  # fmt: skip
        return None
    if low.endswith("ing"):
        who = speaker.main(line, at) if line.low(left) == "," else ()
    else:
        who = tuple(one for one in speaker.subject(line, at) if _someone(line, one, base))
    return line.cue(at, last, who, lemma=base) if who else None


_BY_THINGS: Final = listed("put raise make estimate")


def _someone(line: Line, who: Who, base: str) -> bool:
    """Say whether a subject can be meant to speak."""
    if who.how in ("document", "author"):
        return base in _BY_THINGS
    if base in ("credit", "attribute", "blame"):
        return who.mention is not None
    if base in ("have", "raise", "compare", "rule"):
        return who.mention is not None and who.mention.kind in ("person", "role", "pronoun")
    return True


_QUOTES: Final = listed("quoted quotes quote quoting cited cites cite")


def quoted_as(line: Line, at: int) -> list[Found]:
    """Read 'the paper quoted X as saying' and 'X was quoted as saying'."""
    verb = next((place for place in range(at - 2, max(at - 16, -1), -1)
                 if line.low(place) in _QUOTES), None)  # fmt: skip
    if verb is None:
        return []
    left = line.back(verb - 1, lambda word: word in words.AUXILIARIES or around.adverb(word))
    if set(line.words(left + 1, verb)) & words.BE or verb == at - 2:
        who = speaker.subject(line, verb)
        found = [line.cue(verb, at, who, lemma="say")] if who else []
        by = speaker.agent(line, verb) if line.low(verb + 1) == "by" else ()
        return found + ([line.cue(verb, verb, by, "passes")] if by else [])
    who = speaker.after(line, verb)
    if not who:
        return []
    outer = speaker.subject(line, verb)
    relayed = [line.cue(verb, verb, outer, "passes", "quote")] if outer else []
    return [*relayed, line.cue(at - 1, at, who, lemma="say")]


def told(line: Line, at: int) -> Found | None:
    """Read 'as Camargo puts it', 'to hear Altman tell it', 'if the minister is to be believed'."""
    if line.low(at) == "ask":
        asked = line.words(at - 2, at) == ["if", "you"]
        who = speaker.after(line, at) if asked else ()
        return line.cue(at, at, who, lemma="say") if who else None
    if line.low(at) == "believed":
        left = line.back(at - 1, lambda word: word in words.AUXILIARIES)
        if line.words(at - 2, at) != ["to", "be"] or "if" not in line.words(0, left):
            return None
        who = speaker.subject(line, left + 1)
    else:
        who = speaker.subject(line, at) if line.low(at + 1) == "it" else ()
        led = (
            "as" in line.words(at - 8, at)
            or "hear" in line.words(at - 8, at)
            or (
                line.kind(at - 1) == "m"
                and line.low(at + 2) not in ("in", "on", "to", "at", "into")
            )
        )
        if not led:
            return None
    return line.cue(at, at, who, lemma="say") if who else None


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
    between = line.words(at + 1, noun)
    if set(between) & words.NEGATIONS or any(word.endswith("ed") for word in between[:-1]):
        return None  # 'has never addressed the accusation'
    if low in ("have", "has", "had", "make", "makes", "made", "give", "gives", "gave"):
        if line.low(noun) not in ("concerns", "doubts", "claims", "claim", "allegations",
                                  "accusations", "statement", "fears", "promise", "objections",
                                  "accusation", "allegation", "assurances"):  # fmt: skip
            return None
        if line.kind(left) != "m" or line.low(noun + 1) in (",", "."):
            return None
    if low.startswith(("file", "lodge")) and line.low(noun + 1) not in _ABOUT:
        return None  # a deed
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
    if line.low(left) not in words.SAYINGS or line.low(at) in _PUBLISHED:
        return None
    who = speaker.agent(line, at)
    if who:
        return line.cue(left, at, who)
    return line.cue(left, at, (line.nobody(),), "vague")


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
        if not who or (who[0].how == "document" and who[0].mention is None):
            who = speaker.main(line, at)  # 'sold the stock, citing liabilities'
        return line.cue(at, at, who, lemma="citing") if who else None
    if low == "for":
        return _for_whom(line, at)
    return _in_words(line, at)


def _for_whom(line: Line, at: int) -> Found | None:
    """Read 'For Camargo, the memo is a plea': how somebody sees it."""
    mention = line.items[1].mention if at == 0 and line.kind(1) == "m" else None
    if mention is None or mention.kind != "person" or line.low(2) != ",":
        return None
    told = set(line.words(3, 14)) & {"is", "was", "are", "were"}
    return line.cue(at, at, (line.items[1].who(),), lemma="believe") if told else None


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
            return line.cue(at, place, (owned.who(),), lemma="according")
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
        return line.cue(at, at, (line.nobody(),), "vague")
    if (
        line.low(at) == "talk"
        and line.words(at - 2, at)[:1] == ["there"]
        and follows in ("that", "of")
    ):
        return line.cue(at, at, (line.nobody(),), "vague")
    loose = line.low(at) in ("speculation", "rumours", "rumors") and not negated
    if loose and (line.low(at - 1) in ("is", "are", "was", "were") or follows == "that"):
        return line.cue(at, at, (line.nobody(),), "vague")
    return None


def rumour(line: Line, at: int) -> Found | None:
    """Read 'rumour has it', 'word is that', 'if you believe the chatter'."""
    low = line.low(at)
    has_it = (line.low(at + 1), line.low(at + 2)) == ("has", "it")
    after = at + 4 if line.words(at + 1, at + 4) == ["on", "the", "street"] else at + 1
    word_is = at <= 1 and line.words(after, after + 2) == ["is", "that"]
    before = line.words(at - 5, at)
    believed = low != "word" and "if" in before and "believe" in before
    if not has_it and not believed and not (word_is and low in ("word", "rumour", "rumor")):
        return None
    return line.cue(at, at, (line.nobody(),), "vague")


def _owned_speaks(line: Line, at: int) -> bool:
    """Say whether a saying that somebody owns is told: 'X's claim that', 'X's concern lies in'."""
    place = at + 1
    if line.low(place) in ("that", "of", ":", "about"):
        return line.low(place) != "of" or line.low(place + 1).endswith("ing")
    if line.low(place) in ("lies", "centres", "centers"):
        return True
    if line.low(place) not in ("is", "was", "were", "are"):
        return False
    after = line.low(line.on(place + 1, lambda word: speaker.light(word) and word != "not"))
    told = after in ("that", "simple", "clear", "straightforward", ":", "whether", "how")
    return told or (line.low(at) in _HELD and after in ("the", "a", "an", "about", "less", "more"))


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
    remains = line.low(left) in ("remains", "remain", "remained", "seems", "sounds", "sounded")
    if not remains and not set(before) & words.BE:
        return None
    who = speaker.subject(line, left if remains else left + 1)
    if line.low(at) in _CRITICAL and (not who or around.thing(line, who[0], at)):
        return None
    return line.cue(at, at, who, lemma="believe") if who else None
