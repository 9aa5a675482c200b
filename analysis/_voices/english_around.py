"""What stands around an English verb of saying: whether it is speech at all."""

from typing import Final

from analysis._voices import english_persons as persons
from analysis._voices import english_speaker as speaker
from analysis._voices import english_verbs as words
from analysis._voices.line import Line, Who
from analysis._voices.verb import listed

__all__ = [
    "adverb",
    "asked",
    "begins",
    "body",
    "complete",
    "inverts",
    "is_noun",
    "says_content",
    "silent",
    "thing",
]

_PLAIN_NOUNS: Final = listed(
    "the a an this that these those its his her their our my your any some no such of new same "
    "another each every other own false main public latest first further more recent for on"
)

_OBJECT_FIRST: Final = listed("this that these those it its the a an any his her their")

_NO_OBJECT: Final = words.FINITE | listed(
    "linger remain persist grow grew mount mounted swirl abound arise arose over about remained "
    "lingered persisted multiply emerge emerged continue continued deepen"
)

_QUESTION_FIRST: Final = listed(
    "what why how when where who which is are was were do does did has have can could will would "
    "should whose isn't aren't wasn't weren't don't doesn't didn't hasn't haven't can't couldn't "
    "won't wouldn't shouldn't hadn't had"
)

_CONTINUES: Final = listed(
    "on continued continues began begins moved rushed quick appeared appears seemed seems "
    "happened hastened took used keen"
)

_LEADS: Final = _CONTINUES | words.AUXILIARIES | listed("go goes went gone")

_REFUSES: Final = listed(
    "declined declines refused refuses failed fails unwilling unable reluctant yet stopped wants "
    "wanted hopes able going plans planned set expected likely"
)

_BANS: Final = listed("ban bar outlaw restrict curb block keep see stop prevent tighten end halt")
_ASKED: Final = listed("where what who when which if to")
_ASKS_NOTHING: Final = listed("about by to of in at on not")

_IF: Final = listed("if whether unless should suppose")

_WITH_QUOTE: Final = listed("find lead hold read")
"""Verbs that a quotation makes speech only if it stands right beside them."""
_FOUND: Final = listed("evidence signs traces proof no little indications")
_NAMING: Final = listed("call dub label brand term deem")

_SEEN: Final = (["a"], ["an"], ["no"], ["little"], ["room"])

_EARNS: Final = listed(
    "profit profits loss losses revenue revenues earnings sales results growth rise fall increase "
    "drop decline income turnover quarterly"
)

_SAYS: Final = listed(
    "say argue claim contend write explain note observe add reckon insist believe think suggest "
    "predict complain quip joke conclude recall"
)

_TAKES_AS: Final = listed(
    "describe characterise characterize portray view see regard consider depict cite treat "
    "paint cast frame"
)


def adverb(word: str) -> bool:
    """Say whether a word may stand between an auxiliary and its verb."""
    return speaker.light(word)


def is_noun(line: Line, at: int, left: int, before: list[str]) -> bool:
    """Say whether a word that may be a noun is one here."""
    if before and before[-1] in words.AUXILIARIES:
        return False
    if line.low(at - 1) in _PLAIN_NOUNS or line.low(at - 1) in ("'s", "'"):
        return True
    if line.kind(left) == "m" and speaker.possessive(line, left):
        return True
    if line.low(left) in ("but", "and", "as", "while") and line.low(left - 1) == ",":
        follows = line.low(at + 1)
        if line.kind(at + 1) == "w" and follows not in _OBJECT_FIRST and follows in _NO_OBJECT:
            return True  # ', but questions linger'
    if line.kind(left) == "w" and line.low(left) not in ("he", "she", "they", "it", "who", "and",
                                                         "but", "which", "that"):  # fmt: skip
        noun = line.low(left)
        if line.low(at + 1) in ("for", "that") and persons.looks_personal(noun):
            return False  # 'the chamber hopes for'
        if line.low(at + 1) in _OBJECT_FIRST and line.low(at - 1) not in _PLAIN_NOUNS:
            return False  # 'the airline disputes this'
        return not noun.endswith("s") or noun in words.VERBS or noun.endswith("ous")
    return line.low(at + 1) in ("of", "from", "by", "'s", "'") and line.kind(left) != "m"


def silent(line: Line, at: int, left: int, before: list[str], lemma: str) -> bool:
    """Say whether somebody did, could or may not say it, so that there is no speech."""
    beside = line.quotation_beside(at, reach=12)
    negated = set(before) & words.NEGATIONS or any(word.endswith("n't") for word in before)
    if negated and lemma not in words.BELIEFS:
        return True
    if line.low(left) in ("nobody", "no-one", "none", "neither", "nor"):
        return True
    if (before and before[-1] == "to") or "to" in before[-2:]:
        return not _goes_on(line, left, before)
    modal = set(before) & {"will", "would", "could", "can", "may", "might", "should", "must",
                           "shall", "cannot", "'ll"}  # fmt: skip
    if modal and not beside:
        return "only" not in before  # 'would only say that'
    return not beside and asked(line, at)


def _goes_on(line: Line, left: int, before: list[str]) -> bool:
    """Say whether 'to say' is speech here: 'went on to say', 'is said to believe' is not."""
    if set(before) & (_REFUSES | {"not", "never"}) or line.low(left) in _REFUSES:
        return False
    spot = len(before) - 1 - before[::-1].index("to")
    lead = before[spot - 1] if spot > 0 else line.low(left)
    return lead in _CONTINUES


def begins(line: Line, at: int) -> int:
    """Step left from a verb to the first of its words: 'were quick' of 'were quick to say'."""
    if line.low(at - 1) != "to" or line.low(at - 2) not in _CONTINUES:
        return at
    return line.back(at - 2, lambda word: word in _LEADS) + 1


def asked(line: Line, at: int) -> bool:
    """Say whether the verb is in a question or a condition of the journalist's own."""
    first = line.low(0).partition(" ")[0]  # a name may begin with it: "Didn't Norvane"
    if line.items[-1].low == "?" and first in _QUESTION_FIRST:
        return True
    for place in range(at - 1, max(at - 7, -1), -1):
        if line.kind(place) == "p" and line.low(place) in (",", ";", ":"):
            return False
        if line.low(place) in _IF:
            return True
        if line.low(place) in ("that", "who", "which"):
            return False
    return False


def thing(line: Line, who: Who, at: int) -> bool:
    """Say whether 'it', or an organisation that only shows something, is meant."""
    kind = who.mention.kind if who.mention is not None else who.how
    said = next((item.low for item in line.items if item.start == who.start), "")
    it = kind == "pronoun" and said in ("it", "they") and not (
        said == "they" and line.low(at + 1) == "to"
    )  # fmt: skip
    return it or (line.low(at) in ("point", "points", "pointed") and line.low(at + 1) == "to"
                  and kind not in ("person", "role", "pronoun"))  # fmt: skip


def inverts(line: Line, at: int) -> bool:
    """Say whether the speaker stands behind the verb."""
    before, kind = line.low(at - 1), line.kind(at - 1)
    if kind == "q" or (before in (",", "–", "—", "-") and line.kind(at - 2) == "q"):
        return True
    if at == 0 and line.low(0) in ("asked", "told", "pressed", "quoted"):
        return False
    if at == 0 or before == "so" or (before == "as" and line.kind(at + 1) == "m"):
        return True
    if before != ",":
        return False
    place = line.on(at + 1, lambda word: speaker.light(word) or word in ("out", "in"))
    if line.kind(place) != "m":
        return False
    behind = line.low(place + 1)
    ends = line.kind(place + 1) in ("p", "") or behind in speaker.PREPOSITIONS | {"who", "and"}
    last = all(item.kind == "p" for item in line.items[place + 1 :])
    if last and words.VERBS[line.low(at)].lemma in _SAYS:
        return True
    return ends and not speaker.before_aside(line, at - 1)


def complete(line: Line, at: int, lemma: str, kinds: frozenset[str]) -> bool:
    """Say whether what stands around the verb makes it speech."""
    beside = line.quotation_beside(at, reach=12)
    if lemma in _WITH_QUOTE:
        near = "q" in (line.kind(at + 1), line.kind(at + 2), line.kind(at - 1))
        beside = beside and (near or line.low(at + 1) in _FOUND)
    if beside and kinds & {"quote", "clause", "speech"}:
        return True
    if lemma == "continue" and line.low(at - 2) == "," and line.low(at + 1) == ",":
        return line.kind(at - 1) == "m"
    if lemma in ("agree", "disagree", "concur"):
        return line.low(at + 1) in ("with", "that", "about", "on", ":") or _aside(line, at)
    if lemma in ("alert", "inform", "notify", "apprise"):
        return bool({"of", "that", "about", "to", "how"} & set(line.words(at + 1, at + 9)))
    if "speech" in kinds:
        return True
    if lemma == "ask":
        return _asks(line, at)
    if lemma == "hope" and line.low(at + 1) == "for":
        return True
    if lemma == "maintain" and "innocence" in line.words(at + 1, at + 5):
        return True
    if lemma == "point" and line.low(at + 1) in ("to", "out"):
        return True
    if "clause" in kinds and (_clause_follows(line, at) or _aside(line, at)):
        return True
    if lemma in words.PLAIN_OBJECT and line.kind(at + 1) in ("m", "w", "q"):
        counts = lemma == "report" and _EARNS.intersection(line.words(at + 1, at + 7))
        plain = line.low(at + 1) not in ("to", "by", "of", "on", "from", "for", "in", "that")
        return plain and not counts and not line.low(at).endswith("ing")
    if "object" not in kinds:
        return False
    following = [line.low(place) for place in range(at + 1, min(at + 14, len(line.items)))]
    if lemma == "want":
        wanted = line.kind(at + 1) in ("m", "w") and following[:1] not in (["to"], ["by"], ["for"])
        wanted = wanted or (following[:1] == ["to"] and _demands(line, at))
        return wanted and line.low(at - 1) not in ("who", "that", "which", "you", "what")
    if lemma == "see" and (line.low(at) == "sees" or following[:1] in _SEEN):
        left = line.back(at - 1, adverb)
        mention = line.items[left].mention if line.kind(left) == "m" else None
        who = mention is not None and mention.kind in ("person", "role")
        return who or line.low(left) in ("he", "she")
    if lemma == "see" and "differently" in following[:3]:
        return True
    if lemma in _TAKES_AS:
        return beside or "as" in following[1:]
    if lemma in _NAMING:
        return beside or _names(line, at)
    if lemma in ("question", "challenge", "cite"):
        return beside or following[:1] == ["whether"]
    return line.kind(at + 1) in ("m", "w") and following[:1] not in ([","], ["by"], ["to"])


def _demands(line: Line, at: int) -> bool:
    """Say whether politicians want to ban something: a demand, not what they are about to do."""
    left = line.back(at - 1, adverb)
    mention = line.items[left].mention if line.kind(left) == "m" else None
    several = line.low(at) == "want" and mention is not None and mention.kind == "role"
    return several and line.low(at + 2) in _BANS


def _asks(line: Line, at: int) -> bool:
    """Say whether a question or a demand is told: 'asked it where', 'asked for a hearing'."""
    if _aside(line, at) or _clause_follows(line, at):
        return True
    near = [line.low(place) for place in range(at + 1, min(at + 7, len(line.items)))]
    if near[:1] == ["for"]:
        return "comment" not in near and "help" not in near
    if line.kind(at + 1) not in ("m", "w") or near[0] in _ASKS_NOTHING:
        return False
    first = near.index(",") if "," in near else len(near)
    return bool(_ASKED.intersection(near[:first])) and "comment" not in near


def _names(line: Line, at: int) -> bool:
    """Say whether 'call' calls something something, or calls for or on."""
    follows, kind = line.low(at + 1), line.kind(at + 1)
    if follows in ("off", "up", "in", "back", "by", "it", "a") and follows != "it":
        return False
    if kind == "m":  # 'called his mother on Sunday' gives nobody a name
        after = line.low(at + 2)
        return line.kind(at + 2) in ("w", "m", "q") and after not in speaker.PREPOSITIONS
    return kind == "q" or follows in (
        "for", "on", "upon", "it", "the", "this", "that", "these", "them", "him", "its", "their"
    )  # fmt: skip


def _clause_follows(line: Line, at: int) -> bool:
    """Say whether 'that', a question word, a colon or a clause follows."""
    finite = False
    for place in range(at + 1, min(at + 16, len(line.items))):
        low, kind = line.low(place), line.kind(place)
        if place <= at + 7 and low in ("that", "how", "whether", "why", ":"):
            return True
        if kind == "p" and low in (",", ";", ".", "(", "–", "—"):
            break
        if low in ("which", "who", "and", "but", "as", "to") and not finite:
            if low == "to" and place == at + 1:
                continue
            break
        if low in words.FINITE - {"'s", "'re"}:
            finite = place > at + 1
    return finite


def says_content(line: Line, at: int) -> bool:
    """Say whether a clause or 'as' follows a verb, not a thing alone."""
    return _clause_follows(line, at) or "as" in line.words(at + 1, at + 14)


def body(who: Who) -> bool:
    """Say whether no person is meant: 'Toyota recalls a million cars'."""
    kind = who.mention.kind if who.mention is not None else who.how
    return kind in ("organisation", "definite")


def _aside(line: Line, at: int) -> bool:
    """Say whether the verb closes an aside with its speaker: ', OpenAI notes,'."""
    ends = line.kind(at + 1) in ("p", "", "q") and line.low(at + 1) != "-"
    left = line.back(at - 1, adverb)
    apart = line.low(left - 1) in (",", "–", "—", "as") or line.kind(left - 1) == "q"
    if line.kind(left) == "w" and line.low(left - 1) in (
        "the",
        "its",
        "their",
        "one",
        "his",
        "her",
    ):
        apart = line.low(left - 2) in (",", "–", "—", "as") or line.kind(left - 2) == "q"
    if line.kind(left) == "m" and apart and not ends:
        ends = "," in [line.low(place) for place in range(at + 1, at + 8)]
    return (ends and apart) or inverts(line, at)
