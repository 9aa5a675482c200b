"""Whether a sentence can hold speech at all, and what the words of a quotation show."""

import re
from typing import Any, Final

from analysis._voices import dutch_verbs, english_verbs
from analysis._voices.quotations import Quotation
from analysis._voices.verb import listed

__all__ = [
    "adds",
    "any_in",
    "folded",
    "goes_on",
    "is_claim",
    "is_long",
    "is_utterance",
    "may_answer",
    "one_clause",
    "refers_back",
    "says_how",
]

_WORD: Final = re.compile(r"[^\W\d_]+")
_OTHERS: Final = {
    "en": listed("according per citing words view opinion eyes reviewed seen obtained viewed "
                    "cited quoted verified speculation rumours rumors reports talk tell believed"),
    "nl": listed("volgens aldus luidens blijkens dixit verluidt zeggen woorden ogen monde "
                    "gerucht geruchten men ingezien bemachtigd geciteerd gezien aangehaald zou "
                    "zouden gepubliceerd blijkt bleek speculatie speculaties"),
}  # fmt: skip
_TRIGGERS: Final = {
    "en": frozenset(english_verbs.VERBS) | english_verbs.LIGHT | english_verbs.SAYINGS
    | english_verbs.HEARSAY | english_verbs.STATES | frozenset(english_verbs.IDIOMS)
    | english_verbs.WRITTEN | english_verbs.RUMOURS | _OTHERS["en"],
    "nl": frozenset(dutch_verbs.VERBS) | dutch_verbs.LIGHT | dutch_verbs.SAYINGS
    | dutch_verbs.HEARSAY | dutch_verbs.STATES | _OTHERS["nl"],
}  # fmt: skip
_BACK: Final = re.compile(
    r"(?:Dat|Dit|Zo|Een en ander) (?:blijkt|bleek|schrijft|schreef|meldt|meldde|melden|zegt|zei"
    r"|staat|stond|bericht|vertelt|vertelde|heeft)\b"
    r"|(?:That|This)(?: is|'s|’s| was)? (?:according to|reported|what)\b"
)
_UTTERED: Final = listed(
    "is are was were be have has had do does did will would can could should must may might "
    "i'm it's we're don't can't isn't won't need want know think going make take goes "
    "ben bent zijn waren heb hebt heeft hebben hadden wordt worden kan kunnen moet moeten wil "
    "willen zal zullen zou gaat gaan doet doen mag denk denken weet weten krijgt maakt komt "
    "laat staat blijft geeft vind i we you they he she ik wij we je jij hij zij ze jullie"
)
_DID: Final = listed(
    "hid stole lied knew broke took sold bought made paid lost cut hit put ran kept left misled "
    "told wrote spent has had is are was were will must should cannot could"
)
_ANSWER: Final = re.compile(r"[A-Z][\w.’' -]{0,40}: ")
_FOR_WHOM: Final = re.compile(r"For [A-Z][^,]{1,40}, ")
_THAT: Final = re.compile(r"\W+(?:\w+\W+){0,3}?(?:that|dat)\b")
_WHO: Final = re.compile(r"(?:\w+ ){1,5}(?:who|that) ")
_PARTED: Final = re.compile(r"[,;:–—()“”\"]|\b(?:and|but|while|en|maar|terwijl)\b")
_HOW: Final = re.compile(
    r"(?:That|This|Those|Thus|So|Zo|Dat|Aldus)\b(?:,? (?:at least|in short))?"
    r"(?:,? (?:is|was|are|were|zijn"
    r"|waren))? ?(?:how|what|the (?:view|words|verdict|opinion|message|conclusion)|says|said|spoke"
    r"|vindt|zegt|verwoordt|omschrijft|luidt|de (?:woorden|mening|conclusie))\b"
)
_ALSO: Final = re.compile(r"\b(?:also|further|too|ook|eveneens|tevens)\b")
_AGAIN: Final = re.compile(
    r"Dit om\b|Dit omdat\b|This because\b|"
    r"(?:It|They|He|She|This|That|The (?:move|practice|technique|company|firm|memo)|Such|Doing so) "
    r"(?:also |further )?would\b(?! not (?:say|comment|elaborate|be drawn|discuss|give|name))|"
    r"(?:It is|It['’]s) the \w+(?: \w+)? that (?:does|is|was|did|has|do|are|were)(?:n['’]t| not)\.|"
    r"(?:Basically|Namely|In short|In other words),? that (?!is\b|was\b|means\b)|"
    r"(?:In addition|Moreover|Furthermore|Besides), .{1,60}\bwould\b"
)


def any_in(sentence: str, language: str) -> bool:
    """Say whether a sentence holds a word that may show speech."""
    if not _TRIGGERS[language].isdisjoint(_WORD.findall(sentence.lower())):
        return True
    return language == "en" and _FOR_WHOM.match(sentence) is not None


def refers_back(sentence: str) -> bool:
    """Say whether a sentence tells whence the one before comes: 'Dat meldt Reuters.'."""
    return _BACK.match(sentence) is not None


def may_answer(sentence: str) -> bool:
    """Say whether a sentence may be an answer of an interview: 'Altman: We did not.'."""
    return _ANSWER.match(sentence) is not None


def one_clause(text: str, speaker: int, start: int, end: int) -> bool:
    """Say whether what stands at `end` is within what the cue that ends at `start` reports."""
    between = text[start:end]
    if _WHO.match(text, end) and ":" in between:
        between = between.replace(":", " that", 1)  # 'X fears the worst: a bank that says'
        between = between[between.index(" that") :]
    if not between.strip():
        return True  # 'said China opposed it'
    if between.startswith(",") and text[max(speaker - 2, 0) : speaker] == ", ":
        return _PARTED.search(between[1:]) is None  # an aside: ', she said,'
    return _THAT.match(between) is not None and _PARTED.search(between) is None


def says_how(text: str, unit: Any) -> bool:
    """Say whether a sentence tells who said the quotation before: 'That is how X puts it.'."""
    return _HOW.match(text, unit.start, unit.end) is not None


def adds(text: str, unit: Any) -> bool:
    """Say whether a sentence adds to what was told: 'concerns were also raised'."""
    return _ALSO.search(text, unit.start, unit.end) is not None


def goes_on(text: str, unit: Any) -> tuple[int, int] | None:
    """Find the words by which a sentence goes on with what somebody told: 'It would also'."""
    match = _AGAIN.match(text[unit.start : unit.end])
    if match is None:
        return None
    return unit.end - len(text[unit.start : unit.end]), unit.start + match.end()


def is_long(text: str, quotation: Quotation) -> bool:
    """Say whether a quotation is more than a term in scare quotes."""
    return len(_WORD.findall(text[quotation.begins : quotation.closes])) >= 5


def is_utterance(text: str, quotation: Quotation, unit: Any) -> bool:
    """Say whether a quotation reads like something said, not like a term or a title."""
    begins, closes = max(quotation.begins, unit.start), min(quotation.closes, unit.end)
    words = [word.lower() for word in _WORD.findall(text[begins:closes])]
    if quotation.start < unit.start or quotation.end > unit.end:
        return len(words) > 0
    verbal = bool(_UTTERED.intersection(words))
    ended = text[closes - 1 : closes] in (".", "!", "?", ",", "…")
    whole = quotation.end - quotation.start >= 0.8 * (unit.end - unit.start)
    starts = text[begins : begins + 1].isupper()
    if len(words) < 3:
        return ended and len(words) > 0 and starts
    return (starts and (ended or verbal)) or (whole and verbal) or (verbal and len(words) >= 6)


def is_claim(text: str, quotation: Quotation) -> bool:
    """Say whether a headline's quotation is a whole predicate: 'Bank 'hid losses for years''."""
    words = _WORD.findall(text[quotation.begins : quotation.closes])
    first = words[0].lower() if words else ""
    told = first.endswith("ed") or first in _DID
    return len(words) >= 2 and told and not text[: quotation.begins - 1].endswith(("so-called ",))


def folded(words: str) -> str:
    """Take a quotation by its letters alone, so that it is known again."""
    return "".join(_WORD.findall(words.lower()))
