"""Cues of speech in an English sentence, and whose speech they report."""

from typing import Final

from analysis._voices import english_around as around
from analysis._voices import english_nouns as nouns
from analysis._voices import english_silence as silence
from analysis._voices import english_speaker as speaker
from analysis._voices import english_verbs as words
from analysis._voices.line import Found, Line, Who
from analysis._voices.verb import listed

__all__ = ["found"]

_NOUNS_TOO: Final = listed(
    "claim claims report reports note notes comment comments post posts question questions "
    "promise promises demand demands request requests state states fear fears view views "
    "answer answers estimate estimates forecast forecasts project projects signal signals "
    "show shows point points label labels brand brands attack attacks challenge challenges "
    "doubt doubts worry worries hope hopes guess judge judges rule rules reply replies blame "
    "praise mock fret call calls alert alerts caution comment tweet tweets hint hints "
    "share shares detail details object objects flag flags counter counters reason reasons "
    "champion tip protest protests support back describe document documents title joke jokes "
    "highlight highlights outline outlines concern concerns quip quips read reads bet bets find "
    "muse contest cry dream lead leads mean means feel charge charges matter pledge vow "
    "request submit hold holds teach project understanding saying finding findings writing "
    "hit hits boast relay convey counsel admit dispute disputes rail remark remarks term terms"
)

_TOLD: Final = listed("puts put tell tells believed ask")
_AS_SAYING: Final = listed("saying telling warning arguing stating claiming writing insisting")
_BODIES: Final = listed("reviewed seen obtained viewed cited quoted verified published")

_NEEDS_PERSON: Final = listed(
    "suggest show indicate confirm mean imply lead establish demonstrate reveal hint point "
    "underscore underline highlight signal find determine discover raise illustrate admit "
    "stress express hold rule question challenge"
)

_FINDS: Final = listed("find determine discover confirm admit stress rule establish")

_NOT_BY_IT: Final = listed(
    "point show indicate mean suggest highlight underscore underline reflect signal lead confirm "
    "imply demonstrate establish reveal raise illustrate"
)


def found(line: Line) -> list[Found]:
    """Find the cues of a sentence, from left to right."""
    cues: list[Found] = []
    for at, item in enumerate(line.items):
        if item.kind != "w":
            continue
        if (
            line.low(at - 1) == "as"
            and item.low in _AS_SAYING
            and (quoted := nouns.quoted_as(line, at))
        ):
            cues += quoted
        elif (cue := _at(line, at)) is not None:
            cues.append(cue)
    return _without_twins(line, cues) + _authors(line)


def _authors(line: Line) -> list[Found]:
    """Find whose texts a sentence mentions, without giving their words."""
    found = []
    for at, item in enumerate(line.items):
        if item.kind != "w" or item.low not in words.WRITTEN:
            continue
        if who := speaker.authored(line, at):
            found.append(line.cue(at, at, who, "wrote"))
        if (who and speaker.sends(line, at)) or (
            at <= 3
            and line.low(0) in ("the", "its", "their", "his", "her", "a", "an")
            and all(one.kind == "w" for one in line.items[:at])
        ):
            text = (Who("document", item.start, item.end),)
            found.append(line.cue(at, at, text, "about"))
    return found


def _without_twins(line: Line, cues: list[Found]) -> list[Found]:
    """Leave out speech of nobody where somebody speaks."""
    named = [cue for cue in cues if cue.sense == "speaks"]
    return [cue for cue in cues if cue.sense != "vague" or not named]


def _at(line: Line, at: int) -> Found | None:
    """Read the cue that a word may be."""
    low = line.low(at)
    if low in _TOLD and (cue := nouns.told(line, at)):
        return cue
    if low in words.VERBS and (cue := _verb(line, at)):
        return cue
    if low in words.STATES and (cue := nouns.state(line, at)):
        return cue
    if low in words.LIGHT and (cue := nouns.light_verb(line, at)):
        return cue
    if low in ("according", "per", "citing", "in", "for"):
        return nouns.prepositional(line, at)
    if low in words.IDIOMS and (cue := nouns.idiom(line, at)):
        return cue
    if low in words.SAYINGS or low in ("talk", "speculation", "rumours", "rumors", "reports"):
        return nouns.noun(line, at)
    if low in words.RUMOURS:
        return nouns.rumour(line, at)
    if low in _BODIES:
        return nouns.passed_on(line, at)
    if low in words.HEARSAY:
        return line.cue(at, at, (line.nobody(),), "vague")
    return None


def _verb(line: Line, at: int) -> Found | None:
    """Read a verb of saying with its auxiliaries."""
    verb = words.VERBS[line.low(at)]
    low = line.low(at)
    if line.low(at + 1) == "-" or (line.low(at - 1) == "-" and line.kind(at - 2) == "w"):
        return None
    left = line.back(at - 1, lambda word: word in words.AUXILIARIES or around.adverb(word))
    before = line.words(left + 1, at)
    if low in _NOUNS_TOO and around.is_noun(line, at, left, before):
        return None
    if wrote := silence.to_whom(line, at) if _for_letter(line, at, verb.lemma) else None:
        who = speaker.subject(line, around.begins(line, wrote))
        return line.cue(at, at, who, lemma=verb.lemma) if who else None
    if around.silent(line, at, left, before, verb.lemma):
        return None
    if silence.says_nothing(line, at, verb.lemma):
        return None
    if "gerund" in verb.forms and low.endswith("ing"):
        return _gerund(line, at, left, before)
    if "participle" in verb.forms and set(before) & words.BE:
        return _passive(line, at, left)
    if "participle" in verb.forms and (who := _reduced(line, at)):
        return line.cue(at, at, who, lemma=verb.lemma)
    if verb.forms <= {"participle"} and not set(before) & words.HAVE:
        return None
    return _active(line, at)


def _for_letter(line: Line, at: int, lemma: str) -> bool:
    """Say whether a verb may tell what a letter says: 'to complain about', 'demanding that'."""
    kinds = words.VERBS[line.low(at)].kinds
    if line.low(at).endswith("ing"):
        return True
    return line.low(at - 1) == "to" and around.complete(line, at, lemma, kinds)


def _gerund(line: Line, at: int, left: int, before: list[str]) -> Found | None:
    """Read 'is warning', and 'accusing it of' that goes with the subject of the sentence."""
    verb = words.VERBS[line.low(at)]
    if set(before) & words.BE and line.kind(left) in ("m", "w", "p"):
        return _active(line, at)
    if line.kind(left) == "m" and line.low(left - 1) == "with":
        if not around.complete(line, at, verb.lemma, verb.kinds):
            return None
        return line.cue(at, at, speaker.together(line, left), lemma=verb.lemma)
    led = line.low(left) in (",", "–", "—", "by", "while", "after", "before") or at == 0
    if not led and line.kind(left) != "q":
        return None
    if not around.complete(line, at, verb.lemma, verb.kinds):
        return None
    who = speaker.main(line, at)
    return line.cue(at, at, who, lemma=verb.lemma) if who else None


def _passive(line: Line, at: int, left: int) -> Found | None:
    """Read 'was accused by X of', 'is said to'."""
    verb = words.VERBS[line.low(at)]
    if verb.lemma == "report" and line.low(left) not in ("it", "as"):
        return None  # who brought the news is not what it says
    who = speaker.agent(line, at)
    if who:
        return line.cue(at, at, who, lemma=verb.lemma)
    low = line.low(at)
    follows = line.low(at + 1)
    if low == "quoted" and follows == "as" and line.low(at + 2) in words.VERBS:
        return None  # its 'saying' is read
    if low in words.VAGUE_PASSIVES and (
        follows in ("to", "that")
        or (follows == "of" and low in ("accused", "suspected"))
        or line.low(left) in ("it", "there")
    ):
        return line.cue(at, at, (line.nobody(),), "vague", verb.lemma)
    return None


def _reduced(line: Line, at: int) -> tuple[Who, ...]:
    """Read 'described by OpenAI as', 'as noted by X' without an auxiliary."""
    near = line.words(at + 1, at + 4)
    if line.low(at) == "reported" and "as" not in line.words(at - 3, at):
        return ()  # who brought the news is not what it says
    return speaker.agent(line, at) if "by" in near else ()


def _active(line: Line, at: int) -> Found | None:
    """Read an active verb: its subject on the left, or behind it."""
    verb = words.VERBS[line.low(at)]
    if not around.complete(line, at, verb.lemma, verb.kinds):
        text = speaker.subject(line, at) if "clause" in verb.kinds else ()
        if line.low(at) == "finds" and text and not around.body(text[0]):
            return line.cue(at, at, text, lemma="find")  # 'finds the method sound'
        written = bool(text) and text[0].how == "document" and text[0].mention is not None
        return line.cue(at, at, text, lemma=verb.lemma) if written else None
    who: tuple[Who, ...] = ()
    inverted = verb.lemma in words.INVERTS and around.inverts(line, at)
    if inverted:
        who = speaker.after(line, at, anybody="q" in (line.kind(at - 1), line.kind(at - 2)))
    if not who:
        who = speaker.subject(line, around.begins(line, at))
        meant = speaker.carried(line, who)
        if meant != who:
            return line.cue(at, at, meant, lemma=verb.lemma)
    that = line.low(at + 1) == "that" and verb.lemma not in _NEEDS_PERSON
    if not who and (that or verb.lemma in words.STRONG):
        who = speaker.anyone(line, at)
    if line.low(at + 1) == "that" and verb.lemma in _FINDS:
        pass
    elif verb.lemma in _NEEDS_PERSON or "speech" not in verb.kinds:
        who = tuple(one for one in who if one.how != "phrase" or verb.lemma not in _NEEDS_PERSON
                    or speaker.is_personal(line, one))  # fmt: skip
    if verb.lemma in _NOT_BY_IT:
        who = tuple(one for one in who if not around.thing(line, one, at))
    if verb.lemma == "recall" and not around.says_content(line, at):
        who = tuple(one for one in who if not around.body(one))
    if not who:
        return None
    if line.low(at) == "called" and line.low(who[0].start) == "a":
        return None
    sense = "vague" if all(one.how == "nobody" for one in who) else "speaks"
    return line.cue(at, at, who, sense, verb.lemma)
