"""Dutch speech without a verb of saying: 'volgens', 'de bewering van X', 'uit kritiek'."""

from typing import Final

from analysis._voices import dutch_around as around
from analysis._voices import dutch_speaker as speaker
from analysis._voices import dutch_verbs as words
from analysis._voices.line import Found, Line, Who
from analysis._voices.verb import listed

__all__ = [
    "light_verb",
    "noun",
    "passed_on",
    "prepositional",
    "set_phrase",
    "shown",
    "state",
    "would",
]

_LOOSE_SAYING: Final = listed(
    "beschuldiging beschuldigingen aantijging aantijgingen beweringen geruchten gerucht "
    "vermoedens vermoeden verdenking vrees speculatie speculaties kritiek berichten klachten "
    "verwijt verwijten"
)


def light_verb(line: Line, at: int) -> Found | None:
    """Read a verb that speaks with a noun: 'uit kritiek', 'heeft zorgen over'."""
    first, last = around.clause_ends(line, at)
    low = line.low(at)
    noun = next((place for place in range(at + 1, min(at + 8, last))
                 if line.low(place) in words.SAYINGS), None)  # fmt: skip
    if noun is None or any(line.kind(place) in "pq" for place in range(at + 1, noun)):
        return None
    if low == "uit" and line.kind(at - 1) not in ("m", "p", ""):
        return None
    between = set(line.words(at + 1, noun))
    if between & words.NEGATIONS or between & speaker.PREPOSITIONS:
        return None
    common = low in ("heeft", "hebben", "had", "hadden", "maakt", "maakte", "maken", "geeft", "gaf",
                     "gaven", "geven", "doet", "deed", "doen")  # fmt: skip
    if common and line.low(noun) not in ("kritiek", "zorgen", "twijfels", "bezwaren", "bezwaar",
                                         "klacht", "oproep", "uitspraak", "uitspraken", "hoop",
                                         "belofte", "toezegging", "verwijten"):  # fmt: skip
        return None
    if low in words.VERBS and around.modal_before(line, at, first):
        return None
    who = tuple(one for one in speaker.subject(line, at) if one.how != "phrase")
    return line.cue(at, noun, who, lemma=low) if who else None


def prepositional(line: Line, at: int) -> Found | None:
    """Read 'volgens X', 'aldus X', 'aldus in een rapport'."""
    if line.low(at + 1) in ("plan", "planning", "schema", "mij", "afspraak", "de-wet"):
        return None
    who = speaker.after(line, at)
    if not who and line.low(at) == "volgens" and line.low(at + 1) in ("sommigen", "velen"):
        return line.cue(at, at + 1, (speaker.NOBODY(line),), "vague")
    return line.cue(at, at, who, lemma="volgens") if who else None


def set_phrase(line: Line, at: int) -> Found | None:
    """Read 'naar verluidt', 'naar eigen zeggen', 'in de woorden van X', 'bij monde van X'."""
    nobody = (speaker.NOBODY(line),)
    three = tuple(line.low(at + step) for step in range(4))
    match three:
        case ("naar", "verluidt" | "verluid" | "men", *_):
            return line.cue(at, at + 1, nobody, "vague")
        case ("naar", "eigen", "zeggen", *_):
            who = _of_clause(line, at)
            return line.cue(at, at + 2, who, lemma="volgens") if who else None
        case ("in" | "naar", "de" | "het", "woorden" | "ogen" | "mening" | "oordeel", "van"):
            who = speaker.after(line, at + 3)
            return line.cue(at, at + 3, who, lemma="volgens") if who else None
        case (
            "in" | "naar" | "volgens",
            "zijn" | "haar" | "hun",
            "ogen" | "mening" | "oordeel",
            *_,
        ):
            own = line.items[at + 1]
            return line.cue(at, at + 2, (Who("pronoun", own.start, own.end),), lemma="volgens")
        case ("bij", "monde", "van", *_):
            who = speaker.after(line, at + 2)
            return line.cue(at, at + 2, who, lemma="volgens") if who else None
        case ("het", "gerucht", "gaat", *_) | ("het", "heet", "dat", *_):
            return line.cue(at, at + 1, nobody, "vague")
        case ("men", "zegt" | "beweert" | "vreest" | "vermoedt" | "fluistert", *_):
            return line.cue(at, at + 1, nobody, "vague")
        case ("er", "gaan" | "gingen" | "circuleren" | "doen", "geruchten", *_):
            return line.cue(at + 1, at + 2, nobody, "vague")
    return None


def shown(line: Line, at: int) -> Found | None:
    """Read 'uit een studie van X blijkt dat' and 'blijkt uit cijfers van X'."""
    for place in range(max(at - 14, 0), min(at + 10, len(line.items))):
        if line.low(place) in words.DOCUMENTS and "uit" in line.words(place - 4, place):
            who = speaker.behind(line, place)
            if who.mention is not None and line.low(place + 1) in ("van", "door"):
                return line.cue(at, at, (who,), lemma="blijken")
    return None


def _of_clause(line: Line, at: int) -> tuple[Who, ...]:
    """Find the subject of the clause in which 'naar eigen zeggen' stands."""
    mentioned = list(line.places("m"))
    before = [place for place in mentioned if place < at]
    for place in (*before, *mentioned):
        if not speaker.led(line, place):
            return speaker.together(line, place)
    pronoun = next((item for item in line.items if item.low in ("hij", "zij", "ze")), None)
    return (Who("pronoun", pronoun.start, pronoun.end),) if pronoun else ()


def noun(line: Line, at: int) -> Found | None:
    """Read 'de bewering van X dat', 'OpenAI's claim dat', 'beschuldigingen dat'."""
    near = set(line.words(at - 3, at))
    who = speaker.owner(line, at)
    if who and who[0].mention is not None and who[0].mention.kind in ("role", "definite"):
        some = line.low(at + 2) in ("een", "het") or line.low(at + 2).startswith(("een ", "het "))
        who = () if some else who  # 'van een bedrijf dat': not what is told
    if who and set(line.words(0, at)) & {"is", "luidt", "was"} and line.low(0) in ("dat", "dit"):
        return line.cue(at, at, who, lemma="bewering")
    told = set(line.words(at + 1, at + 12)) & {"dat"} or line.low(at + 1) == "door"
    if who and told and not near & words.NEGATIONS:
        return line.cue(at, at, who, lemma="bewering")
    if (
        line.low(at) in _LOOSE_SAYING
        and line.low(at + 1) in ("dat", "als")
        and (not near & words.NEGATIONS)
    ):
        return line.cue(at, at, (speaker.NOBODY(line),), "vague")
    return None


def passed_on(line: Line, at: int) -> Found | None:
    """Read 'ingezien door Reuters': the medium that shows what another wrote."""
    first, _ = around.clause_ends(line, at)
    who = speaker.agent(line, at, first)
    return line.cue(at, at, who, "passes") if who else None


def would(line: Line, at: int) -> Found | None:
    """Read 'zou ... gestolen hebben': what is told, without a word of who tells it."""
    rest: list[str] = []
    for place in range(at + 1, len(line.items)):
        if line.kind(place) == "p" and line.low(place) in (";", ".", ":"):
            break
        if line.low(place) in ("dat", "waarom", "hoe", "als") and rest:
            break
        if line.kind(place) == "w":
            rest.append(line.low(place))
    if set(rest[:2]) & {"kunnen", "moeten", "mogen", "willen", "graag"}:
        return None
    if set(rest) & {"kunnen", "moeten", "mogen", "willen"} - {"gekund"}:
        return None
    if {"als", "indien", "wanneer"} & {line.low(0)}:
        return None
    sense = "told" if set(rest) & {"hebben", "zijn", "worden"} and _participle(rest) else "perhaps"
    return line.cue(at, at, (speaker.NOBODY(line),), sense)


def _participle(rest: list[str]) -> bool:
    """Say whether a past participle stands among the words."""
    return any(
        (word.startswith(("ge", "be", "ver", "ont", "her", "aange", "uitge", "over", "opge",
                          "onder", "afge", "inge", "mis", "toege", "weer"))
         or "ge" in word[2:5])
        and word.endswith(("d", "t", "en")) and len(word) > 5
        for word in rest
    )  # fmt: skip


def state(line: Line, at: int) -> Found | None:
    """Read 'is bang dat', 'is ervan overtuigd dat', 'is van mening dat'."""
    if line.low(at + 1) not in ("dat", "over", ",") or line.low(at + 2) == "maar":
        return None
    if line.low(at + 1) == "," and line.low(at + 2) != "dat":
        return None
    first, _ = around.clause_ends(line, at)
    helper = next(
        (place for place in range(at - 1, first - 1, -1)
         if line.low(place) in ("is", "zijn", "was", "waren")), None
    )  # fmt: skip
    if helper is None or at - helper > 5:
        return None
    who = speaker.subject(line, helper)
    return line.cue(at, at, who, lemma="menen") if who else None
