"""Noun phrases of a Dutch line: where they begin and end, and whether they can speak."""

from typing import Final

from analysis._voices import dutch_persons as persons
from analysis._voices import dutch_verbs as words
from analysis._voices.line import Line, Who
from analysis._voices.verb import listed

__all__ = [
    "ALSO",
    "DETERMINERS",
    "JOINS",
    "LIGHT_WORDS",
    "PREPOSITIONS",
    "PRONOUNS",
    "begin",
    "behind",
    "heads",
    "led",
    "light",
    "phrase_from",
    "phrase_until",
    "possessive",
    "together",
    "with_owner",
]  # fmt: skip

PREPOSITIONS: Final = listed(
    "van bij aan in uit op voor met door over tegen naar onder binnen buiten tussen om tot "
    "namens volgens achter na sinds zonder per via rond rondom vanuit tijdens wegens ondanks "
    "naast boven richting jegens omtrent inzake dankzij vanwege te tegenover behalve gezien "
    "ingevolge conform langs gedurende sedert middels tijdens"
)
LIGHT_WORDS: Final = listed(
    "ook nu al later eerder nog eens toen dan wel zelf zelfs maar echter daarom daarbij daarmee "
    "verder opnieuw vandaag gisteren morgen maandag dinsdag woensdag donderdag vrijdag zaterdag "
    "zondag altijd vaak soms onlangs recent steeds weer juist vooral alleen inmiddels "
    "ondertussen bovendien daarnaast intussen overigens namelijk immers er zich hem haar hen "
    "hierover daarover daarop vervolgens onomwonden stellig nadrukkelijk openlijk formeel "
    "officieel direct meteen duidelijk uitdrukkelijk publiekelijk tegelijk tegelijkertijd dus "
    "toch terecht onterecht ditmaal voorts gewoon erbij eraan ervan ervoor erop daar hier "
    "vanochtend vanmiddag vanavond gisteravond destijds nooit ronduit zo niettemin wederom "
    "anderzijds enerzijds graag terug lachend allemaal beiden allebei vorige week "
    "maand jaar deze vorig afgelopen fijntjes droogjes gevraagd desgevraagd ten slotte tenslotte "
)
PRONOUNS: Final = listed("hij zij ze")
JOINS: Final = listed("en maar of want dus")
ALSO: Final = listed("ook zelfs alleen vooral maar en want dus toch juist of zo aldus")
DETERMINERS: Final = listed(
    "een één de het enkele verschillende diverse meerdere sommige veel vele twee drie vier vijf "
    "zes zeven acht negen tien andere beide alle deze die zijn haar hun onze geen voormalige "
    "vooraanstaande oud-"
)


_OUR_OWN: Final = listed("mijn onze ons")
_GENERAL: Final = listed("mijn onze ons we wij ik je jij u men jullie")
_SOME: Final = listed("een één eentje twee drie vier enkelen sommigen velen geen")
_ALSO_NOUNS: Final = listed("meld raad uit eisen")
_WITHOUT_ARTICLE: Final = (
    "justitie", "politie", "critici", "kenners", "experts", "ingewijden", "insiders", "analisten",
    "deskundigen", "betrokkenen", "beleggers", "wetenschappers", "onderzoekers", "juristen",
)  # fmt: skip
_STOPS: Final = PREPOSITIONS | words.AUXILIARIES | JOINS | words.SUBORDINATORS
_BOUNDS: Final = PREPOSITIONS | JOINS | words.AUXILIARIES | ALSO
"""Words that no noun phrase goes over to the left."""


def light(word: str) -> bool:
    """Say whether a word may stand between a verb and its subject."""
    return word in LIGHT_WORDS


def possessive(line: Line, at: int) -> bool:
    """Say whether a mention owns what follows: 'OpenAI's memo'."""
    return line.items[at].low.endswith("'s") or line.low(at + 1) in ("'s", "'")


def together(line: Line, at: int) -> tuple[Who, ...]:
    """Give a mention and those joined with it: 'OpenAI en Microsoft'."""
    first = last = at
    while line.low(first - 1) in ("en", "&") and line.kind(first - 2) == "m":
        if line.low(first - 3) in ("met", "over", "tegen", "aan", "tussen"):
            break  # 'gaat over handel met X en Y zegt'
        first -= 2
        while line.low(first - 1) == "," and line.kind(first - 2) == "m":
            first -= 2
    while line.low(last + 1) in ("en", "&") and line.kind(last + 2) == "m":
        if line.low(last + 3) in words.VERBS or possessive(line, last + 2):
            break
        last += 2
    found = [line.items[place] for place in range(first, last + 1) if line.kind(place) == "m"]
    return tuple(item.who() for item in found)


def heads(line: Line, at: int) -> int:
    """Climb from a mention to the one it belongs to: 'onderzoekers van de VUB' to the first."""
    if line.kind(at - 1) == "m" and " van " in line.low(at - 1):
        return at - 1  # 'topman Karel Vos van chipmaker' and 'ASML'
    if (
        line.low(at - 1) == "of"
        and line.kind(at - 2) == "m"
        and (line.low(at - 3) in ("van", "bij") or " van " in line.low(at - 2))
    ):
        at -= 2  # 'van Bits of Freedom'
    while line.low(at - 1) in ("van", "bij", "aan", "uit", "binnen", "voor", "in", "namens"):
        if line.kind(at - 2) == "m" and not possessive(line, at - 2):
            at -= 2
        else:
            break
    near = line.kind(at - 1) == "w" and line.low(at - 2) in ("van", "bij", "aan", "uit", "voor")
    if near and line.kind(at - 3) == "m" and not possessive(line, at - 3):
        return at - 3
    return at


def led(line: Line, at: int) -> bool:
    """Say whether a mention stands behind a preposition, and is no subject."""
    place = line.back(at - 1, lambda word: word in DETERMINERS)
    return line.kind(place) == "w" and line.low(place) in PREPOSITIONS


def with_owner(line: Line, preposition: int, at: int) -> tuple[Who, ...]:
    """Read 'een memo van OpenAI' and 'een advocaat van OpenAI' before a verb."""
    noun = line.low(preposition - 1)
    item = line.items[at]
    place = line.low(preposition) in ("in", "op", "te", "tegen", "rond", "achter")
    if line.low(preposition) not in ("van", "bij", "uit", "door", "binnen", "aan") and not (
        place and line.kind(preposition - 1) == "w" and persons.looks_personal(noun)
    ):
        return ()
    first = begin(line, preposition - 1)
    if line.low(first - 1) in PREPOSITIONS:
        return ()
    if noun in ("een", "één"):
        return (Who("phrase", line.items[preposition - 1].start, item.end, item.mention),)
    if words.is_document(noun) or noun in words.SAYINGS:
        return (Who("document", item.start, item.end, item.mention),)
    if line.kind(preposition - 1) != "w" or not persons.looks_personal(noun):
        return ()
    return (Who("phrase", line.items[first].start, item.end, item.mention),)


def begin(line: Line, at: int) -> int:
    """Go left from a noun to where its phrase begins, four words at most."""
    return line.phrase_begin(at, stops=_BOUNDS, determiners=DETERMINERS)


def phrase_until(line: Line, at: int) -> tuple[Who, ...]:
    """Take the words that end here as the speaker, if they look like persons."""
    noun = line.low(at)
    if noun.endswith(("-jarige", "-jarigen")):
        return (Who("pronoun", line.items[begin(line, at)].start, line.items[at].end),)
    item = line.items[at] if 0 <= at < len(line.items) else None
    if item is None or item.kind != "w":
        return ()
    if words.is_document(noun) or noun in words.SAYINGS:
        before = at - 1
        if line.kind(before) == "m" and possessive(line, before):
            owned = line.items[before]
            return (Who("document", owned.start, owned.end, owned.mention),)
        first = begin(line, at)
        return (
            () if line.low(first - 1) in PREPOSITIONS else (Who("document", item.start, item.end),)
        )
    if not persons.looks_personal(noun):
        return ()
    first = begin(line, at)
    if line.low(first) in _OUR_OWN or (
        line.kind(first - 1) == "w" and line.low(first - 1) in _OUR_OWN
    ):
        return ()
    if line.low(first - 1) in PREPOSITIONS or noun in LIGHT_WORDS:
        return ()
    return (Who("phrase", line.items[first].start, item.end),)


def phrase_from(line: Line, at: int) -> tuple[Who, ...]:
    """Take the words that begin here as the speaker, up to a sign, verb or preposition."""
    if line.low(at) in _GENERAL:
        return ()
    if line.low(at) in _SOME and line.low(at + 1) == "van":
        return _some_of(line, at)
    end = at
    while end < len(line.items) and end - at < 7:
        low = line.low(end)
        if line.kind(end) != "w" or low in _STOPS:
            break
        if end > at and low in words.VERBS and low not in _ALSO_NOUNS:
            break
        end += 1
    if end == at:
        return ()
    noun = line.low(end - 1)
    if words.is_document(noun) or noun in words.SAYINGS:
        return (behind(line, end - 1),)
    if line.kind(end) == "m" and end - at <= 3:
        return together(line, end)
    if not persons.looks_personal(noun) and line.low(at) in DETERMINERS:
        end = next((place + 1 for place in range(end - 2, at, -1)
                    if persons.looks_personal(line.low(place))), end)  # fmt: skip
    if not persons.looks_personal(line.low(end - 1)):
        item = line.items[at]
        bare = item.low.endswith(_WITHOUT_ARTICLE) or (
            line.low(at - 1) == "volgens" and persons.looks_personal(item.low)
        )  # 'volgens justitie jarenlang te veel'
        return (Who("phrase", item.start, item.end),) if bare else ()
    return (Who("phrase", line.items[at].start, line.items[end - 1].end),)


def _some_of(line: Line, at: int) -> tuple[Who, ...]:
    """Read 'een van hen' and 'twee van de telers'."""
    end = at + 2
    if line.low(end) in DETERMINERS and line.kind(end + 1) in ("w", "m"):
        end += 1
    if line.kind(end) not in ("w", "m"):
        return ()
    return (Who("phrase", line.items[at].start, line.items[end].end),)


def behind(line: Line, noun: int) -> Who:
    """Find the author named behind a text: 'een rapport van X'."""
    for place in range(noun + 1, min(noun + 9, len(line.items))):
        if line.kind(place) == "p" and line.low(place) != ",":
            break
        if line.kind(place) != "m":
            continue
        before = set(line.words(noun + 1, place))
        if before & {
            "ingezien",
            "gezien",
            "bemachtigd",
            "aan",
            "over",
            "handen",
            "bezit",
            "inzage",
        }:
            break
        if before & {"van", "door", "uit", "in", "bij", "dat", "die"}:
            item = line.items[place]
            return Who("document", item.start, item.end, item.mention)
        break
    return Who("document", line.items[noun].start, line.items[noun].end)
