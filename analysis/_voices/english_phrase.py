"""English noun phrases: which words belong to one, and whether persons or texts are meant."""

from typing import Final

from analysis._voices import english_persons as persons
from analysis._voices import english_verbs as words
from analysis._voices.line import Line, Who
from analysis._voices.verb import listed

__all__ = [
    "DETERMINERS",
    "JOINS",
    "PREPOSITIONS",
    "PRONOUNS",
    "begin",
    "document",
    "heads",
    "is_personal",
    "led",
    "light",
    "owner",
    "phrase",
    "plurals",
    "possessive",
    "together",
    "verb_follows",
]

PREPOSITIONS: Final = listed(
    "of at for from in on by with to within inside near behind into over about against under "
    "among amid between across during after before through via than like despite including "
    "without towards toward upon since until around per outside"
)
_LIGHT_WORDS: Final = listed(
    "also now later already previously repeatedly even once then still just first again long "
    "publicly since only never not n't so far both all too further here itself himself herself "
    "themselves reportedly allegedly today yesterday tomorrow monday tuesday wednesday thursday "
    "friday saturday sunday recently earlier formally openly privately simply always often "
    "sometimes instead however meanwhile therefore has have had did do does is are was were be "
    "been being will would can could may might should must to jointly thus soon wednesday's "
    "who's flatly quickly rightly wrongly famously explicitly ever either each on record "
    "alike"
)
JOINS: Final = listed("and but or then yet")
_CONJUNCTIONS: Final = listed("as while when because if although though whereas once whether")
DETERMINERS: Final = listed(
    "a an the one some many several most two three four five six few other another both various "
    "no former senior top leading each any every his her their its our my these those "
    "critics"
)
PRONOUNS: Final = listed("he she they it")


_PARENTS: Final = ("mum-of-", "mom-of-", "mother-of-", "dad-of-", "father-of-")
_OWN: Final = listed("its their his her")
_ENDS: Final = PREPOSITIONS | JOINS | _CONJUNCTIONS | words.FINITE
"""Words that no noun phrase goes over."""


def light(word: str) -> bool:
    """Say whether a word may stand between a subject and its verb."""
    return word in _LIGHT_WORDS or (word.endswith("ly") and len(word) > 4)


def possessive(line: Line, at: int) -> bool:
    """Say whether a mention is the owner of what follows: 'OpenAI's memo'."""
    item = line.items[at]
    return item.low.endswith(("'s", "s'")) or line.low(at + 1) in ("'s", "'")


def together(line: Line, at: int) -> tuple[Who, ...]:
    """Give a mention and those that are joined with it: 'OpenAI and Microsoft'."""
    first = last = at
    while line.low(first - 1) in ("and", "or", "&") and line.kind(first - 2) == "m":
        first -= 2
        while line.low(first - 1) == "," and line.kind(first - 2) == "m":
            first -= 2
    while line.low(last + 1) in ("and", "or", "&") and line.kind(last + 2) == "m":
        if verb_follows(line, last + 3) or possessive(line, last + 2):
            break
        last += 2
    if line.low(first - 1) == "of" and line.low(first + 1) == "," and last > first:
        first += 2  # 'Two of the companies, X and Y,'
    found = [line.items[place] for place in range(first, last + 1) if line.kind(place) == "m"]
    return (*plurals(line, first), *(item.who() for item in found))


def plurals(line: Line, first: int) -> tuple[Who, ...]:
    """Take words before a list of speakers that belong to it: 'Authors, newspapers and X'."""
    listed_too: list[Who] = []
    while line.low(first - 1) in (",", "and") and line.kind(first - 2) == "w":
        item = line.items[first - 2]
        whole = first == 2 or line.low(first - 3) in (",", "and")
        if not whole or not item.low.endswith("s") or not persons.looks_personal(item.low):
            break
        listed_too.insert(0, Who("phrase", item.start, item.end))
        first -= 2
    joined = first == 0 or not listed_too
    return tuple(listed_too) if joined else ()


def verb_follows(line: Line, at: int) -> bool:
    """Say whether a finite verb stands right here, so that a new clause has begun."""
    return line.low(at) in words.FINITE or line.low(at) in words.VERBS


def heads(line: Line, at: int) -> int:
    """Climb from a mention to the one it belongs to: 'researchers at Stanford' to the first."""
    owner = at - 2 if line.low(at - 1) == "'s" else at - 1
    if line.kind(owner) == "m" and " for " in line.low(owner):
        return owner  # 'a spokeswoman for Britain' and 's data regulator
    while line.low(at - 1) in ("of", "at", "for", "from", "with", "within", "inside", "in"):
        before = at - 2
        if line.kind(before) == "m" and not possessive(line, before):
            at = before
        else:
            break
    near = line.kind(at - 1) == "w" and line.low(at - 2) in ("of", "at", "for", "from", "with")
    if near and line.kind(at - 3) == "m" and not possessive(line, at - 3):
        return at - 3
    return at


def led(line: Line, at: int) -> bool:
    """Say whether a mention stands behind a preposition, and is no subject."""
    place = line.back(at - 1, lambda word: word in DETERMINERS)
    return line.kind(place) == "w" and line.low(place) in PREPOSITIONS


def is_personal(line: Line, who: Who) -> bool:
    """Say whether words that are no mention can only mean persons."""
    said = [item.low for item in line.items if who.start <= item.start < who.end]
    return bool(persons.PERSONS.intersection(said))


def phrase(line: Line, at: int) -> tuple[Who, ...]:
    """Take words that are no mention as the speaker, if they look like persons."""
    noun = line.low(at)
    item = line.items[at]
    alone = line.kind(at - 1) != "w" or line.low(at - 1) in JOINS or light(line.low(at - 1))
    if noun in ("some", "many", "most", "few", "several", "others") and alone:
        return (line.nobody(),)  # groups without a role are nobody named
    if noun.endswith(("-year-old", "-year-olds")) or noun.startswith(_PARENTS):
        return (Who("pronoun", line.items[begin(line, at)].start, item.end),)
    if noun in words.DOCUMENTS or noun in words.SAYINGS:
        return (document(line, at),)
    if noun in ("use", "service") and line.low(at - 1) == "of" and line.low(at - 2) == "terms":
        return (document(line, at - 2),)
    first = begin(line, at)
    owned = first < at and line.low(first - 1) in PREPOSITIONS
    if owned or not persons.looks_personal(noun):
        return _headed(line, at)
    if line.low(first - 1) == "'s" and line.kind(first - 2) == "m":
        first -= 2  # 'OpenAI's critics'
    return (Who("phrase", line.items[first].start, item.end),)


def _headed(line: Line, at: int) -> tuple[Who, ...]:
    """Climb from a noun behind a preposition to persons: 'the builders of large models'."""
    preposition = line.back(at, lambda word: word not in PREPOSITIONS | words.FINITE | JOINS)
    noun = line.low(preposition - 1)
    inner = line.low(preposition) in ("of", "at", "for", "in", "from", "with", "behind", "on")
    if not inner or line.kind(preposition - 1) != "w" or not persons.looks_personal(noun):
        return ()
    first = begin(line, preposition - 1)
    if line.low(first - 1) in PREPOSITIONS:
        return ()
    return (Who("phrase", line.items[first].start, line.items[at].end),)


def begin(line: Line, at: int) -> int:
    """Go left from a noun to where its phrase begins, four words at most."""
    return line.phrase_begin(at, stops=_ENDS, determiners=DETERMINERS)


def document(line: Line, at: int) -> Who:
    """Take a text as the speaker: its owner if one is named before it."""
    before = line.back(at - 1, lambda word: word not in PREPOSITIONS | words.FINITE - {"'s"})
    item = line.items[at]
    if line.kind(before) == "m" and possessive(line, before):
        owned = line.items[before]
        return Who("document", owned.start, owned.end, owned.mention)
    if line.low(at - 1) in ("'s",) and line.kind(at - 2) == "m":
        owned = line.items[at - 2]
        return Who("document", owned.start, owned.end, owned.mention)
    for place in range(at - 1, max(at - 5, -1), -1):
        if line.kind(place) == "w" and line.low(place) in _OWN and line.low(place - 1) not in (
            "of", "with", "by", "from"
        ):  # fmt: skip
            return Who("owned", line.items[place].start, line.items[place].end)
    return Who("document", item.start, item.end)


def owner(line: Line, noun: int) -> tuple[Who, ...]:
    """Find whose saying a noun names: 'OpenAI's claim'."""
    who = document(line, noun)
    return (who._replace(how="mention"),) if who.mention is not None else ()
