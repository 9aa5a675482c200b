"""What stands around an English verb of saying: whether it is speech at all."""

from typing import Final

from analysis._voices import english_speaker as speaker
from analysis._voices import english_verbs as words
from analysis._voices.line import Line, Who
from analysis._voices.verb import listed

__all__ = ["adverb", "asked", "complete", "inverts", "is_noun", "silent", "thing"]

_PLAIN_NOUNS: Final = listed(
    "the a an this that these those its his her their our my your any some no such of new same "
    "another each every other own false main public latest first further more recent for on"
)

_QUESTION_FIRST: Final = listed(
    "what why how when where who which is are was were do does did has have can could will would "
    "should whose"
)

_CONTINUES: Final = listed(
    "on continued continues began begins moved rushed quick appeared appears seemed seems "
    "happened hastened took used keen"
)

_REFUSES: Final = listed(
    "declined declines refused refuses failed fails unwilling unable reluctant yet stopped wants "
    "wanted hopes able going plans planned set expected likely"
)

_IF: Final = listed("if whether unless should suppose")

_NAMING: Final = listed("call dub label brand term deem")

_TAKES_AS: Final = listed(
    "describe characterise characterize portray view see regard consider depict cite treat"
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
    if line.kind(left) == "w" and line.low(left) not in ("he", "she", "they", "it", "who", "and",
                                                         "but", "which", "that"):  # fmt: skip
        noun = line.low(left)
        return not noun.endswith("s") or noun in words.VERBS or noun.endswith("ous")
    return line.low(at + 1) in ("of", "from", "by", "'s", "'") and line.kind(left) != "m"


def silent(line: Line, at: int, left: int, before: list[str], lemma: str) -> bool:
    """Say whether somebody did, could or may not say it, so that there is no speech."""
    beside = _quotation_beside(line, at)
    negated = set(before) & words.NEGATIONS or any(word.endswith("n't") for word in before)
    if negated and lemma not in words.BELIEFS:
        return True
    if line.low(left) in ("nobody", "no-one", "none", "neither"):
        return True
    if (before and before[-1] == "to") or "to" in before[-2:]:
        return not _goes_on(line, left, before)
    modal = set(before) & {"will", "would", "could", "can", "may", "might", "should", "must",
                           "shall", "cannot", "'ll"}  # fmt: skip
    if modal and not beside:
        return True
    return not beside and asked(line, at)


def _goes_on(line: Line, left: int, before: list[str]) -> bool:
    """Say whether 'to say' is speech here: 'went on to say', 'is said to believe' is not."""
    if set(before) & (_REFUSES | {"not", "never"}) or line.low(left) in _REFUSES:
        return False
    spot = len(before) - 1 - before[::-1].index("to")
    lead = before[spot - 1] if spot > 0 else line.low(left)
    return lead in _CONTINUES


def asked(line: Line, at: int) -> bool:
    """Say whether the verb is in a question or a condition of the journalist's own."""
    first = line.low(0) if line.kind(0) == "w" else ""
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
    it = kind == "pronoun" and said in ("it", "they")
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
    place = line.on(at + 1, lambda word: speaker.light(word))
    if line.kind(place) != "m":
        return False
    behind = line.low(place + 1)
    ends = line.kind(place + 1) in ("p", "") or behind in speaker.PREPOSITIONS | {"who", "and"}
    return ends and not speaker.before_aside(line, at - 1)


def _quotation_beside(line: Line, at: int) -> bool:
    """Say whether a quotation stands beside the verb, or with its speaker between."""
    for place in range(at + 1, min(at + 12, len(line.items))):
        if line.kind(place) == "q":
            return True
        if line.low(place) in (";", "."):
            break
    for place in range(at - 1, max(at - 7, -1), -1):
        if line.kind(place) == "q":
            return True
        if line.low(place) in (";", ".", ":"):
            break
    return False


def complete(line: Line, at: int, lemma: str, kinds: frozenset[str]) -> bool:
    """Say whether what stands around the verb makes it speech."""
    beside = _quotation_beside(line, at)
    if beside and kinds & {"quote", "clause", "speech"}:
        return True
    if "speech" in kinds:
        return lemma != "predict" or True
    if lemma == "point" and line.low(at + 1) in ("to", "out"):
        return True
    if "clause" in kinds and (_clause_follows(line, at) or _aside(line, at)):
        return True
    if lemma in words.PLAIN_OBJECT and line.kind(at + 1) in ("m", "w", "q"):
        return not line.low(at).endswith("ing") and line.low(at + 1) not in ("to", "by", "of")
    if "object" not in kinds:
        return False
    following = [line.low(place) for place in range(at + 1, min(at + 14, len(line.items)))]
    if lemma == "see" and following[:1] in (["a"], ["an"], ["no"], ["little"]):
        left = line.back(at - 1, adverb)
        mention = line.items[left].mention if line.kind(left) == "m" else None
        return mention is not None and mention.kind in ("person", "role")
    if lemma == "see" and "differently" in following[:3]:
        return True
    if lemma in _TAKES_AS:
        return beside or "as" in following[1:]
    if lemma in _NAMING:
        return beside or _names(line, at)
    if lemma in ("question", "challenge", "cite"):
        return beside or following[:1] == ["whether"]
    return line.kind(at + 1) in ("m", "w") and following[:1] not in ([","], ["by"], ["to"])


def _names(line: Line, at: int) -> bool:
    """Say whether 'call' calls something something, or calls for or on."""
    follows, kind = line.low(at + 1), line.kind(at + 1)
    if follows in ("off", "up", "in", "back", "by", "it", "a") and follows != "it":
        return False
    return kind in ("m", "q") or follows in (
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


def _aside(line: Line, at: int) -> bool:
    """Say whether the verb closes an aside with its speaker: ', OpenAI notes,'."""
    ends = line.kind(at + 1) in ("p", "", "q") and line.low(at + 1) != "-"
    left = line.back(at - 1, adverb)
    apart = line.low(left - 1) in (",", "–", "—", "as") or line.kind(left - 1) == "q"
    if line.kind(left) == "m" and apart and not ends:
        ends = "," in [line.low(place) for place in range(at + 1, at + 8)]
    return (ends and apart) or inverts(line, at)
