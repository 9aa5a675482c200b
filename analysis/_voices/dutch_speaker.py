"""Whose speech a Dutch word of saying reports: its subject, agent or the name behind it."""

from typing import Final

from analysis._voices import dutch_persons as persons
from analysis._voices import dutch_verbs as words
from analysis._voices.line import Item, Line, Who
from analysis._voices.verb import listed

__all__ = ["NOBODY", "after", "agent", "behind", "owner", "subject", "together"]

PREPOSITIONS: Final = listed(
    "van bij aan in uit op voor met door over tegen naar onder binnen buiten tussen om tot "
    "namens volgens achter na sinds zonder per via rond rondom vanuit tijdens wegens ondanks "
    "naast boven richting jegens omtrent inzake dankzij vanwege te"
)
_LIGHT_WORDS: Final = listed(
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
_PRONOUNS: Final = listed("hij zij ze")
_JOINS: Final = listed("en maar of want dus")
_ALSO: Final = listed("ook zelfs alleen vooral maar en want dus toch juist of zo aldus")
_DETERMINERS: Final = listed(
    "een de het enkele verschillende diverse meerdere sommige veel vele twee drie vier vijf zes "
    "zeven acht negen tien andere beide alle deze die zijn haar hun onze geen voormalige "
    "vooraanstaande oud-"
)


_STOPS: Final = PREPOSITIONS | words.AUXILIARIES | _JOINS | words.SUBORDINATORS


def light(word: str) -> bool:
    """Say whether a word may stand between a verb and its subject."""
    return word in _LIGHT_WORDS


def possessive(line: Line, at: int) -> bool:
    """Say whether a mention owns what follows: 'OpenAI's memo'."""
    return line.items[at].low.endswith("'s") or line.low(at + 1) in ("'s", "'")


def of_mention(item: Item) -> Who:
    """Take a mention as the speaker."""
    return Who("mention", item.start, item.end, item.mention)


def NOBODY(line: Line) -> Who:  # noqa: N802 - reads as a constant
    """Say that no speaker is named."""
    return Who("nobody", line.start, line.start)


def together(line: Line, at: int) -> tuple[Who, ...]:
    """Give a mention and those joined with it: 'OpenAI en Microsoft'."""
    first = last = at
    while line.low(first - 1) in ("en", "of", "&") and line.kind(first - 2) == "m":
        first -= 2
        while line.low(first - 1) == "," and line.kind(first - 2) == "m":
            first -= 2
    while line.low(last + 1) in ("en", "of", "&") and line.kind(last + 2) == "m":
        if line.low(last + 3) in words.VERBS or possessive(line, last + 2):
            break
        last += 2
    found = [line.items[place] for place in range(first, last + 1) if line.kind(place) == "m"]
    return tuple(of_mention(item) for item in found)


def heads(line: Line, at: int) -> int:
    """Climb from a mention to the one it belongs to: 'onderzoekers van de VUB' to the first."""
    if line.kind(at - 1) == "m" and " van " in line.low(at - 1):
        return at - 1  # 'topman Karel Vos van chipmaker' and 'ASML'
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
    place = line.back(at - 1, lambda word: word in _DETERMINERS)
    return line.kind(place) == "w" and line.low(place) in PREPOSITIONS


def subject(line: Line, verb: int) -> tuple[Who, ...]:
    """Find the subject of a finite verb, by the order of a Dutch clause."""
    first, opener = _clause(line, verb)
    before = verb - 1
    if opener in words.SUBORDINATORS:
        return _in_subordinate(line, first, verb)
    if before < 0 or line.kind(before) == "q" or before < first:
        return after(line, verb) or _carried_on(line, first, verb)
    if line.low(before) == "," and line.kind(before - 1) == "q":
        return after(line, verb)
    left = _on_left(line, first, verb)
    if left:
        return left
    return after(line, verb) or before_aside(line, before)


def _clause(line: Line, verb: int) -> tuple[int, str]:
    """Find where the clause of a verb begins, and the word that opens it."""
    for place in range(verb - 1, -1, -1):
        low, kind = line.low(place), line.kind(place)
        if kind == "q" and place == verb - 1:
            return verb, ""
        if kind == "p" and low in (";", ":", "•", "|"):
            return place + 1, ""
        if kind == "w" and low in words.SUBORDINATORS and _opens(line, place):
            return place + 1, low
        if kind == "p" and low in (",", "–", "—") and place == verb - 1:
            return _by_comma(line, place, verb)
    return 0, ""


def _by_comma(line: Line, comma: int, verb: int) -> tuple[int, str]:
    """Tell ', zegt X' and 'Als ..., zegt X' from 'X, directeur van Y, zegt'."""
    aside = before_aside(line, comma)
    if aside and aside[0].start <= line.items[1].start:
        return 0, ""
    if line.kind(verb + 1) == "m" or line.low(verb + 1) in _PRONOUNS:
        return verb, ""
    return (0, "") if aside else (verb, "")


def _opens(line: Line, place: int) -> bool:
    """Say whether a word that may open a subordinate clause does."""
    low = line.low(place)
    if low in ("dat", "die", "wat", "als", "of", "nu", "waar", "toen", "hoe", "welke"):
        before = line.low(place - 1)
        if place == 0:
            return low not in ("dat", "die", "toen", "nu", "of")
        if before == ",":
            return True
        if low in ("dat", "die", "wat"):
            return line.kind(place - 1) in ("w", "m") and before not in ("en", "maar", "van")
        return low == "of" and line.kind(place - 1) == "w" and line.kind(place + 1) != "w"
    return place > 0 or low not in ("toen", "nu")


def _in_subordinate(line: Line, first: int, verb: int) -> tuple[Who, ...]:
    """Find the subject behind a subordinator; of a relative clause, what it belongs to."""
    opener = line.low(first - 1)
    for place in range(first, verb):
        if line.kind(place) == "m" and not led(line, place) and not possessive(line, place):
            if opener in ("die", "wie") and place > first:
                break
            if opener in ("die",) and line.kind(verb - 1) != "m":
                break
            return together(line, place)
        if place == first and line.low(place) in _PRONOUNS | {"het"}:
            own = line.items[place]
            if line.low(place) == "het" and (place + 1 < verb or opener in ("die", "dat")):
                continue
            return (Who("pronoun", own.start, own.end),)
        if line.low(place) == "," and opener in ("die", "dat"):
            break
    if opener in ("die", "dat", "wie"):
        before = first - 2 if line.low(first - 2) != "," else first - 3
        if line.kind(before) == "m":
            top = heads(line, before)
            return () if opener == "dat" and line.low(first - 2) != "," else together(line, top)
        if opener == "dat" and line.low(first - 2) != ",":
            return _phrase_from(line, first)
        return _phrase_until(line, before)
    return _phrase_from(line, first)


def _on_left(line: Line, first: int, verb: int) -> tuple[Who, ...]:
    """Take what stands before the finite verb as subject, if a subject may stand so."""
    at = line.back(
        verb - 1,
        lambda word: (
            word
            in {
                "zelf",
                "ook",
                "zelfs",
                "zich",
                "er",
                "nu",
                "heeft",
                "hebben",
                "had",
                "hadden",
                "dan",
            }
        ),
    )
    if at < first:
        return ()
    low, kind = line.low(at), line.kind(at)
    if kind == "w" and low in _PRONOUNS:
        return (Who("pronoun", line.items[at].start, line.items[at].end),)
    if kind == "w" and low in ("en", "maar"):
        return _carried_on(line, first, at)
    if kind == "m":
        top = heads(line, at)
        if possessive(line, at):
            return ()
        if not led(line, top):
            return together(line, top)
        place = line.back(top - 1, lambda word: word in _DETERMINERS)
        return _with_owner(line, place, top)
    if kind == "p" and low in (",", ")", "–", "—"):
        return before_aside(line, at)
    return _phrase_until(line, at) if kind == "w" else ()


def _with_owner(line: Line, preposition: int, at: int) -> tuple[Who, ...]:
    """Read 'een memo van OpenAI' and 'een advocaat van OpenAI' before a verb."""
    noun = line.low(preposition - 1)
    item = line.items[at]
    if line.low(preposition) not in ("van", "bij", "uit", "door", "binnen", "aan"):
        return ()
    first = _begin(line, preposition - 1)
    if line.low(first - 1) in PREPOSITIONS:
        return ()
    if noun in ("een", "één"):
        return (Who("phrase", line.items[preposition - 1].start, item.end, item.mention),)
    if noun in words.DOCUMENTS or noun in words.SAYINGS:
        return (Who("document", item.start, item.end, item.mention),)
    if line.kind(preposition - 1) != "w" or not persons.looks_personal(noun):
        return ()
    return (Who("phrase", line.items[first].start, item.end, item.mention),)


def _begin(line: Line, at: int) -> int:
    """Go left from a noun to where its phrase begins, four words at most."""
    first = at
    for place in range(at, max(at - 5, -1), -1):
        stop = PREPOSITIONS | _JOINS | words.AUXILIARIES | _ALSO
        if line.kind(place) != "w" or line.low(place) in stop:
            break
        first = place
        if line.low(place) in _DETERMINERS:
            break
    return first


def _phrase_until(line: Line, at: int) -> tuple[Who, ...]:
    """Take the words that end here as the speaker, if they look like persons."""
    noun = line.low(at)
    if noun.endswith(("-jarige", "-jarigen")):
        return (Who("pronoun", line.items[_begin(line, at)].start, line.items[at].end),)
    item = line.items[at] if 0 <= at < len(line.items) else None
    if item is None or item.kind != "w":
        return ()
    if noun in words.DOCUMENTS or noun in words.SAYINGS:
        before = at - 1
        if line.kind(before) == "m" and possessive(line, before):
            owned = line.items[before]
            return (Who("document", owned.start, owned.end, owned.mention),)
        first = _begin(line, at)
        return (
            () if line.low(first - 1) in PREPOSITIONS else (Who("document", item.start, item.end),)
        )
    if not persons.looks_personal(noun):
        return ()
    first = _begin(line, at)
    if line.low(first - 1) in PREPOSITIONS or noun in _LIGHT_WORDS:
        return ()
    return (Who("phrase", line.items[first].start, item.end),)


def _phrase_from(line: Line, at: int) -> tuple[Who, ...]:
    """Take the words that begin here as the speaker, up to a sign, verb or preposition."""
    end = at
    while end < len(line.items) and end - at < 7:
        low = line.low(end)
        if line.kind(end) != "w" or low in _STOPS:
            break
        if end > at and low in words.VERBS:
            break
        end += 1
    if end == at:
        return ()
    noun = line.low(end - 1)
    if noun in words.DOCUMENTS or noun in words.SAYINGS:
        return (behind(line, end - 1),)
    if line.kind(end) == "m" and end - at <= 3:
        return together(line, end)
    if not persons.looks_personal(noun):
        return ()
    return (Who("phrase", line.items[at].start, line.items[end - 1].end),)


def before_aside(line: Line, at: int) -> tuple[Who, ...]:
    """Step over what stands between commas: 'Zhang, hoogleraar recht, zegt'."""
    best = -1
    opened = {")": "(", "–": "–", "—": "—"}.get(line.low(at), ",")
    if line.kind(at - 1) == "m" and "," in line.items[at - 1].low and not led(line, at - 1):
        return together(line, at - 1)
    for place in range(at - 1, -1, -1):
        if line.kind(place) == "q" or line.low(place) in (";", ":"):
            break
        if line.kind(place) != "m" or possessive(line, place):
            continue
        if line.low(place + 1) in (opened, "die", "dat", "wie", "wiens") or "," in line.low(place):
            top = heads(line, place)
            if led(line, top):
                continue
            best = top
            if top == 0 or line.low(top - 1) in _ALSO | words.SUBORDINATORS:
                break
    return together(line, best) if best >= 0 else ()


def _carried_on(line: Line, first: int, before: int) -> tuple[Who, ...]:
    """Find the subject of the clause before: 'X stelt ... en benadrukt'."""
    for at in line.places("m"):
        if at >= before:
            break
        if not led(line, at) and not possessive(line, at):
            return together(line, at)
    return ()


def after(line: Line, verb: int) -> tuple[Who, ...]:
    """Find the speaker behind a word: 'zei dinsdag de minister', 'volgens X'."""
    at = line.on(verb + 1, lambda word: light(word) and word not in _PRONOUNS)
    if line.kind(at) == "m":
        if possessive(line, at):
            return _of_owned(line, at)
        return together(line, at)
    if line.kind(at) == "w" and line.low(at) in _PRONOUNS:
        return (Who("pronoun", line.items[at].start, line.items[at].end),)
    if line.kind(at) == "w" and line.low(at) in ("hem", "haar", "hen"):
        return (Who("pronoun", line.items[at].start, line.items[at].end),)
    return _phrase_from(line, at) or _past_time(line, at)


def _past_time(line: Line, at: int) -> tuple[Who, ...]:
    """Step over a short phrase of time or place: 'zei in een interview de minister'."""
    if line.low(at) not in ("in", "op", "tegen", "tijdens", "aan", "bij", "na"):
        return ()
    for place in range(at + 1, min(at + 5, len(line.items))):
        if line.kind(place) == "m" and line.low(place - 1) not in PREPOSITIONS | _DETERMINERS:
            return together(line, place)
        if line.kind(place) in "pq" or line.low(place) in words.SUBORDINATORS:
            break
    return ()


def _of_owned(line: Line, at: int) -> tuple[Who, ...]:
    """Read 'OpenAI's memo' behind a word."""
    item = line.items[at]
    end = line.on(at + 1, lambda word: word not in PREPOSITIONS | words.AUXILIARIES)
    if set(line.words(at + 1, end)) & (words.DOCUMENTS | words.SAYINGS):
        return (Who("document", item.start, item.end, item.mention),)
    return (Who("phrase", item.start, line.items[max(end - 1, at)].end, item.mention),)


def behind(line: Line, noun: int) -> Who:
    """Find the author named behind a text: 'een rapport van X'."""
    for place in range(noun + 1, min(noun + 9, len(line.items))):
        if line.kind(place) == "p" and line.low(place) != ",":
            break
        if line.kind(place) != "m":
            continue
        before = set(line.words(noun + 1, place))
        if before & {"ingezien", "gezien", "bemachtigd", "aan", "over"}:
            break
        if before & {"van", "door", "uit", "in", "bij", "dat", "die"}:
            item = line.items[place]
            return Who("document", item.start, item.end, item.mention)
        break
    return Who("document", line.items[noun].start, line.items[noun].end)


def agent(line: Line, verb: int, first: int) -> tuple[Who, ...]:
    """Find who does what is said in the passive: 'wordt door X beschuldigd van'."""
    for at in range(first, min(verb + 10, len(line.items))):
        if line.low(at) == "door" and line.low(at + 1) != "te":
            return after(line, at)
        if at > verb and (line.kind(at) == "p" or line.low(at) in words.SUBORDINATORS):
            break
    return ()


def owner(line: Line, noun: int) -> tuple[Who, ...]:
    """Find whose saying a noun names: 'OpenAI's claim', 'de bewering van X', 'door X'."""
    before = line.back(noun - 1, lambda word: word not in PREPOSITIONS | words.AUXILIARIES)
    if line.kind(before) == "m" and possessive(line, before) and before >= noun - 4:
        return (of_mention(line.items[before]),)
    if line.low(noun + 1) in ("van", "door", "uit", "vanuit"):
        follows = after(line, noun + 1)
        return tuple(one for one in follows if one.mention is not None)
    return ()
