"""Whose speech a Dutch word of saying reports: its subject, agent or the name behind it."""

from typing import Final

from analysis._voices import dutch_persons as persons
from analysis._voices import dutch_phrases as phrase
from analysis._voices import dutch_verbs as words
from analysis._voices.line import Line, Who
from analysis._voices.verb import listed
from analysis._voices.vocabulary import FUNCTION

__all__ = ["after", "agent", "owner", "subject"]


_NOBODY_NAMED: Final = listed(
    "niets alles iets niemand iedereen iemand men velen sommigen weinigen enkelen anderen u "
    "ik wij we jij je jullie mijn onze ons"
)
_ABSTRACT: Final = (
    "ing", "ingen", "heid", "heden", "atie", "aties", "teit", "isme", "lijk", "ig", "end", "iek",
    "ie", "weg", "gewijs", "cijfers", "zoek", "eren", "elen",
)  # fmt: skip
_LONGEST: Final = 3
_BEFORE_THOSE: Final = listed("tegen met bij voor door over aan volgens naar")
_ADVERBS: Final = listed(
    "desgevraagd kortom zelf samen intern extern achteraf vooraf ooit nochtans evenwel wellicht "
    "misschien mogelijk blijkbaar kennelijk uiteraard vanzelfsprekend natuurlijk gelukkig helaas "
    "spijtig jammer opvallend opmerkelijk ironisch tenslotte tevens evenzeer evengoed alvast "
    "beiden allebei sindsdien ondertussen publiekelijk onlangs recentelijk tezelfdertijd "
    "tegelijkertijd anoniem onomwonden openlijk terecht eigenlijk diezelfde eerst alsnog"
)


_OF_IT: Final = listed(
    "blijkt bleek klinkt klonk luidt luidde heet gaat ging lijkt toont toonde vraagt vroeg houdt "
    "hield is was blijft bleef komt kwam valt viel doet deed spreekt sprak heeft had verbaast "
    "staat stond maakt maakte geeft gaf"
)


def subject(line: Line, verb: int) -> tuple[Who, ...]:
    """Find the subject of a finite verb, by the order of a Dutch clause."""
    many = line.low(verb).endswith("en")
    return tuple(_numbered(line, one, many=many) for one in _subject(line, verb))


def _numbered(line: Line, who: Who, *, many: bool) -> Who:
    """Tell 'ze' of one woman from 'ze' of more, by the verb."""
    if who.end - who.start > _LONGEST:
        return who
    for item in line.items:
        if item.start == who.start and item.low in ("ze", "zij"):
            return who._replace(how="they" if many else "she")
        if item.start == who.start and item.low == "hij":
            return who._replace(how="he")
    return who


def _subject(line: Line, verb: int) -> tuple[Who, ...]:
    if line.low(verb - 2) == "dan" and line.low(verb - 1) in ("het", "hij", "ze", "zij"):
        return ()  # 'meer dan het toegeeft'
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
        if kind == "q" and place == verb - 1 and (
            place == 0 or line.kind(place - 1) == "p" or not _within_relative(line, place)
        ):  # fmt: skip
            return verb, ""
        if kind == "p" and low in (";", ":", "•", "|"):
            return place + 1, ""
        if kind == "w" and low in words.SUBORDINATORS and _opens(line, place):
            return place + 1, low
        if kind == "p" and low in (",", "–", "—") and place == verb - 1:
            return _by_comma(line, place, verb)
    return 0, ""


def _within_relative(line: Line, quoted: int) -> bool:
    """Say whether a quotation stands in a relative clause: 'X, die het "hype" noemt'."""
    return any(line.low(place) in ("die", "dat", "wie") and line.low(place - 1) == ","
               for place in range(max(quoted - 4, 0), quoted))  # fmt: skip


def _by_comma(line: Line, comma: int, verb: int) -> tuple[int, str]:
    """Tell ', zegt X' and 'Als ..., zegt X' from 'X, directeur van Y, zegt'."""
    aside = before_aside(line, comma)
    known = bool(aside) and aside[0].mention is not None
    if aside and aside[0].start <= line.items[1].start and (known or line.kind(verb + 1) != "m"):
        return 0, ""
    if line.kind(verb + 1) == "m" or line.low(verb + 1) in phrase.PRONOUNS:
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
            if low == "die" and before in _BEFORE_THOSE:
                return False
            return line.kind(place - 1) in ("w", "m") and before not in ("en", "maar", "van")
        return low == "of" and line.kind(place - 1) == "w" and line.kind(place + 1) != "w"
    return place > 0 or low not in ("toen", "nu")


def _in_subordinate(line: Line, first: int, verb: int) -> tuple[Who, ...]:
    """Find the subject behind a subordinator; of a relative clause, what it belongs to."""
    opener = line.low(first - 1)
    for place in range(first, verb):
        if (
            line.kind(place) == "m"
            and (place == first or not phrase.led(line, place))
            and not phrase.possessive(line, place)
        ):
            if opener in ("die", "wie") and place > first:
                break
            if opener in ("die",) and line.kind(verb - 1) != "m":
                break
            return phrase.together(line, place)
        if place == first and line.low(place) == "het" and opener in ("dan", "als"):
            return ()
        if place == first and line.low(place) in phrase.PRONOUNS | {"het"}:
            own = line.items[place]
            if line.low(place) == "het" and (place + 1 < verb or opener in ("die", "dat")):
                continue
            return (Who("pronoun", own.start, own.end),)
        if line.low(place) == "," and opener in ("die", "dat"):
            break
    if opener in ("die", "dat", "wie"):
        before = first - 2 if line.low(first - 2) != "," else first - 3
        if line.kind(before) == "m":
            top = phrase.heads(line, before)
            return (
                () if opener == "dat" and line.low(first - 2) != "," else phrase.together(line, top)
            )
        if opener == "dat" and line.low(first - 2) != ",":
            return phrase.phrase_from(line, first)
        return phrase.phrase_until(line, before)
    return phrase.phrase_from(line, first)


def _adverb(low: str) -> bool:
    """Say whether a word with a capital is no name: 'Desgevraagd zegt X'."""
    return phrase.light(low) or low in _ADVERBS or low.startswith(("daar", "hier", "waar"))


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
    if kind == "w" and low in phrase.PRONOUNS:
        return (Who("pronoun", line.items[at].start, line.items[at].end),)
    if kind == "w" and low in ("en", "maar"):
        return _carried_on(line, first, at)
    if at == 0 and low == "het" and line.low(verb) not in _OF_IT:
        return (Who("this", line.items[at].start, line.items[at].end),)
    if kind == "w" and at == 0 and low in ("die", "deze", "diezelfde"):
        return (Who("latest", line.items[at].start, line.items[at].end),)
    if kind == "m" and at == 0 and _adverb(low):
        return ()
    if kind == "m":
        top = phrase.heads(line, at)
        if phrase.possessive(line, at):
            return ()
        if not phrase.led(line, top):
            return phrase.together(line, top)
        place = line.back(top - 1, lambda word: word in phrase.DETERMINERS)
        return phrase.with_owner(line, place, top)
    if kind == "p" and low in (",", ")", "–", "—"):
        return before_aside(line, at)
    if kind == "w" and at == 0 and at == verb - 1 and _may_be_name(low):
        item = line.items[at]
        return (Who("phrase", item.start, item.end),)
    return phrase.phrase_until(line, at) if kind == "w" else ()


def _may_be_name(low: str) -> bool:
    """Say whether the first word of a sentence may be a name that no list holds."""
    common = low in FUNCTION or low in words.AUXILIARIES or low in persons.NO_SPEAKERS
    return not (
        common or _adverb(low) or low in words.SAYINGS or words.is_document(low)
        or low in words.SUBORDINATORS or low in phrase.PREPOSITIONS or low in _NOBODY_NAMED
        or low.endswith(_ABSTRACT)
    )  # fmt: skip


def before_aside(line: Line, at: int) -> tuple[Who, ...]:
    """Step over what stands between commas: 'Zhang, hoogleraar recht, zegt'."""
    best = -1
    opened = {")": "(", "–": "–", "—": "—"}.get(line.low(at), ",")
    if line.kind(at - 1) == "m" and "," in line.items[at - 1].low and not phrase.led(line, at - 1):
        return phrase.together(line, at - 1)
    for place in range(at - 1, -1, -1):
        if line.kind(place) == "q" or line.low(place) in (";", ":"):
            break
        if line.kind(place) != "m" or phrase.possessive(line, place):
            continue
        if line.low(place + 1) in (opened, "die", "dat", "wie", "wiens") or "," in line.low(place):
            top = phrase.heads(line, place)
            if phrase.led(line, top):
                continue
            best = top
            if top == 0 or line.low(top - 1) in phrase.ALSO | words.SUBORDINATORS:
                break
    if best >= 0 and line.low(best + 1) == "," and _renamed(line, best):
        return phrase.together(line, best + 2)
    return phrase.together(line, best) if best >= 0 else ()


def _renamed(line: Line, at: int) -> bool:
    """Say whether a name follows between commas: 'de maker, het Utrechtse Lumina, zegt'."""
    first, named = line.items[at].mention, line.items[at + 2 : at + 3]
    if first is None or not named or named[0].mention is None or line.low(at + 3) != ",":
        return False
    return first.kind in ("role", "definite") and named[0].mention.kind in (
        "organisation",
        "person",
    )


def _carried_on(line: Line, first: int, before: int) -> tuple[Who, ...]:
    """Find the subject of the clause before: 'X stelt ... en benadrukt'."""
    for at in line.places("m"):
        if at >= before:
            break
        if not phrase.led(line, at) and not phrase.possessive(line, at):
            return phrase.together(line, at)
    return ()


def after(line: Line, verb: int) -> tuple[Who, ...]:
    """Find the speaker behind a word: 'zei dinsdag de minister', 'volgens X'."""
    at = line.on(verb + 1, lambda word: phrase.light(word) and word not in phrase.PRONOUNS)
    if line.kind(at) == "m":
        if phrase.possessive(line, at):
            return _of_owned(line, at)
        return phrase.together(line, at)
    if line.kind(at) == "w" and line.low(at) in phrase.PRONOUNS:
        return (Who("pronoun", line.items[at].start, line.items[at].end),)
    if line.low(at) == "het" and at == verb + 1 and _stands_alone(line, at + 1):
        return (Who("it", line.items[at].start, line.items[at].end),)
    if line.kind(at) == "w" and line.low(at) in ("hem", "haar", "hen"):
        return (Who("pronoun", line.items[at].start, line.items[at].end),)
    return phrase.phrase_from(line, at) or _past_time(line, at)


def _stands_alone(line: Line, at: int) -> bool:
    """Say whether 'het' before a place is a pronoun: 'benadrukt het dat'."""
    low = line.low(at)
    return (
        line.kind(at) in ("p", "q", "") or low in ("dat", "in", "op", "via", "tegenover", "daarin")
        or phrase.light(low)
    )  # fmt: skip


def _past_time(line: Line, at: int) -> tuple[Who, ...]:
    """Step over a short phrase of time or place: 'zei in een interview de minister'."""
    if line.low(at) not in ("in", "op", "tegen", "tijdens", "aan", "bij", "na"):
        return ()
    for place in range(at + 1, min(at + 5, len(line.items))):
        if (
            line.kind(place) == "m"
            and line.low(place - 1) not in phrase.PREPOSITIONS | phrase.DETERMINERS
        ):
            return phrase.together(line, place)
        if line.kind(place) in "pq" or line.low(place) in words.SUBORDINATORS:
            break
    return ()


def _of_owned(line: Line, at: int) -> tuple[Who, ...]:
    """Read 'OpenAI's memo' behind a word."""
    item = line.items[at]
    end = line.on(at + 1, lambda word: word not in phrase.PREPOSITIONS | words.AUXILIARIES)
    if set(line.words(at + 1, end)) & (words.DOCUMENTS | words.SAYINGS):
        return (Who("document", item.start, item.end, item.mention),)
    return (Who("phrase", item.start, line.items[max(end - 1, at)].end, item.mention),)


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
    before = line.back(noun - 1, lambda word: word not in phrase.PREPOSITIONS | words.AUXILIARIES)
    if line.kind(before) == "m" and phrase.possessive(line, before) and before >= noun - 4:
        return (line.items[before].who(),)
    if line.low(noun + 1) in ("van", "door", "uit", "vanuit"):
        follows = after(line, noun + 1)
        return tuple(one for one in follows if one.mention is not None)
    return ()
