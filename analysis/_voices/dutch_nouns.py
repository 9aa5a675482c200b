"""Dutch speech without a verb of saying: 'volgens', 'de bewering van X', 'uit kritiek'."""

from typing import Final

from analysis._voices import dutch_around as around
from analysis._voices import dutch_persons as persons
from analysis._voices import dutch_phrases as phrase
from analysis._voices import dutch_speaker as speaker
from analysis._voices import dutch_verbs as words
from analysis._voices.line import Found, Line, Who
from analysis._voices.verb import listed

__all__ = [
    "author",
    "held",
    "light_verb",
    "noun",
    "passed_on",
    "prepositional",
    "set_phrase",
    "shown",
    "state",
    "would",
]

_TALKS: Final = listed("gesprekken gesprek interviews getuigenissen navraag verklaringen rondvraag")
_SPLIT: Final = listed("mee over op van tegen voor bij om")
_BY: Final = listed("van door bij aan die dat waarin")
_WHENCE: Final = listed("uit dat volgens in")
_ARE: Final = listed("is zijn was waren blijft bleef blijven toont")
_AHEAD: Final = listed("ervan hierover daarover daarvan erover daarmee ermee ertegen daarvoor")

_LOOSE_SAYING: Final = listed(
    "beschuldiging beschuldigingen aantijging aantijgingen beweringen geruchten gerucht "
    "vermoedens vermoeden verdenking vrees speculatie speculaties kritiek berichten klachten "
    "verwijt verwijten bezorgdheid ongerustheid angst scepsis"
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
    if between & words.NEGATIONS or between & phrase.PREPOSITIONS:
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
    following = line.low(at + 1)
    if following in ("plan", "planning", "schema", "mij", "ons", "afspraak"):
        return None
    if following in ("hem", "haar", "hen", "zijn", "hun") and not _owns(line, at + 1):
        own = line.items[at + 1]
        how = {"hem": "he", "zijn": "he", "haar": "she"}.get(following, "they")
        return line.cue(at, at, (Who(how, own.start, own.end),), lemma="volgens")
    who = speaker.after(line, at)
    if not who and line.low(at) == "volgens" and line.low(at + 1) in ("sommigen", "velen"):
        return line.cue(at, at + 1, (line.nobody(),), "vague")
    return line.cue(at, at, who, lemma="volgens") if who else None


def _owns(line: Line, at: int) -> bool:
    """Say whether 'haar' owns what follows: 'volgens haar advocaat', not 'volgens haar is'."""
    low = line.low(at)
    follows = line.low(at + 1)
    if line.kind(at) == "m" or low in ("hem", "hen"):
        return False
    return (
        line.kind(at + 1) == "w"
        and follows not in words.AUXILIARIES | phrase.PREPOSITIONS | words.NEGATIONS
        and follows not in words.VERBS
        and not phrase.light(follows)
        and persons.looks_personal(follows)
    ) or follows in words.DOCUMENTS | words.SAYINGS


def set_phrase(line: Line, at: int) -> Found | None:
    """Read 'naar verluidt', 'naar eigen zeggen', 'in de woorden van X', 'bij monde van X'."""
    nobody = (line.nobody(),)
    three = tuple(line.low(at + step) for step in range(4))
    match three:
        case ("naar", "verluidt" | "verluid" | "men", *_):
            return line.cue(at, at + 1, nobody, "vague")
        case ("naar", "verwachting", after, *_) if after != "van":
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
        case ("als", "het", "aan", *_) if "ligt" in line.words(at + 3, at + 9):
            who = speaker.after(line, at + 2)
            return line.cue(at, at + 2, who, lemma="volgens") if who else None
        case ("voor", *_) if (
            line.kind(at + 1) == "m"
            and set(line.words(at - 4, at + 5)) & {"is", "staat", "was", "stond"}
            and set(line.words(at + 2, at + 7))
            & {"vast", "duidelijk", "zeker", "klaar", "helder", "zonneklaar"}
        ):
            who = speaker.after(line, at)
            return line.cue(at, at, who, lemma="volgens") if who else None
        case ("bij", "monde", "van", *_):
            who = speaker.after(line, at + 2)
            return line.cue(at, at + 2, who, lemma="volgens") if who else None
        case ("het", "gerucht" | "verhaal", "gaat", *_) | ("het", "heet", "dat", *_):
            return line.cue(at, at + 1, nobody, "vague")
        case ("men", "zegt" | "beweert" | "vreest" | "vermoedt" | "fluistert", *_):
            return line.cue(at, at + 1, nobody, "vague")
        case ("er", "gaan" | "gingen" | "circuleren" | "doen", "geruchten", *_):
            return line.cue(at + 1, at + 2, nobody, "vague")
    return None


def shown(line: Line, at: int) -> Found | None:
    """Read 'uit een studie van X blijkt dat' and 'blijkt uit cijfers van X'."""
    for place in range(at + 1, min(at + 6, len(line.items))):
        if line.low(place) in _TALKS and line.low(place + 1) in ("met", "van", "bij", "onder"):
            told_by = speaker.after(line, place + 1)
            return line.cue(at, at, told_by, lemma="blijken") if told_by else None
    for place in range(max(at - 14, 0), min(at + 10, len(line.items))):
        if words.is_document(line.low(place)) and "uit" in line.words(place - 4, place):
            who = author(line, place)
            named = who.mention is not None and (
                line.low(place + 1) in _BY or line.items[place].start > who.start
            )
            if named or (who.mention is None and words.is_letter(line.low(place))):
                return line.cue(at, at, (who,), lemma="blijken")
    return None


def author(line: Line, place: int) -> Who:
    """Find who wrote a text: 'X's memo', 'een rapport van X'."""
    before = line.back(place - 1, lambda word: word not in phrase.PREPOSITIONS)
    if line.kind(before) == "m" and phrase.possessive(line, before):
        owner = line.items[before]
        return Who("document", owner.start, owner.end, owner.mention)
    return phrase.behind(line, place)


def _of_clause(line: Line, at: int) -> tuple[Who, ...]:
    """Find the subject of the clause in which 'naar eigen zeggen' stands."""
    mentioned = list(line.places("m"))
    before = [place for place in mentioned if place < at]
    for place in (*before, *mentioned):
        if line.low(place) in ("hij", "zij", "ze"):
            break
        if not phrase.led(line, place):
            return phrase.together(line, place)
    pronoun = next((item for item in line.items if item.low in ("hij", "zij", "ze")), None)
    how = "he" if pronoun is not None and pronoun.low == "hij" else "she"
    return (Who(how, pronoun.start, pronoun.end),) if pronoun else ()


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
        and (
            line.low(at + 1) in ("dat", "als")
            or (
                "dat" in line.words(at + 2, at + 4)
                and line.low(at + 1) in ("leeft", "bestaat", "heerst", "groeit", "is", "klinkt")
            )
        )
        and not near & words.NEGATIONS
    ):
        return line.cue(at, at, (line.nobody(),), "vague")
    return None


def passed_on(line: Line, at: int) -> Found | None:
    """Read 'ingezien door Reuters': the medium that shows what another wrote."""
    first, _ = around.clause_ends(line, at)
    who = speaker.agent(line, at, first)
    return line.cue(at, at, who, "passes") if who else held(line, at)


def held(line: Line, at: int) -> Found | None:
    """Read 'een brief die X kon inkijken' and 'een brief in handen van X'."""
    if not any(words.is_document(word) for word in line.words(at - 9, at)):
        return None
    low = line.low(at)
    opens = next((place for place in range(max(at - 6, 0), at) if line.low(place) in ("die", "dat")
                  and line.kind(place + 1) == "m"), -1)  # fmt: skip
    if low == "handen" and opens > 0 and line.low(at - 1) == "in":
        return line.cue(at, at, speaker.after(line, opens), "passes")
    if low in ("bezit", "handen", "inzage") and "van" in (line.low(at + 1), line.low(at + 2)):
        who = speaker.after(line, at + 1 if line.low(at + 1) == "van" else at + 2)
    elif low in ("bezit", "handen", "inzage", "beschikt") and line.low(0) not in _WHENCE:
        who = ()
    else:
        helped = line.low(at - 1) in words.MODALS | words.HAVE
        who = speaker.subject(line, at - 1 if helped else at)
    who = tuple(one for one in who if one.mention is not None)
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
    return line.cue(at, at, (line.nobody(),), sense, "zullen")


def _participle(rest: list[str]) -> bool:
    """Say whether a past participle stands beside its auxiliary."""
    places = [at for at, word in enumerate(rest) if word in ("hebben", "zijn", "worden")]
    beside = [rest[place] for at in places for place in (at - 1, at + 1) if 0 <= place < len(rest)]
    return any(
        word.endswith(("d", "t", "en", "aan", "ien")) and len(word) > 4
        and word not in words.AUXILIARIES for word in beside
    )  # fmt: skip


def state(line: Line, at: int) -> Found | None:
    """Read 'is bang dat', 'is ervan overtuigd dat', 'is van mening dat'."""
    told = words.STATES_TELL[line.low(at)] | _AHEAD
    first, _ = around.clause_ends(line, at)
    before = [place for place in range(at - 1, max(first, at - 6) - 1, -1)
              if line.low(place) in _ARE]  # fmt: skip
    behind = line.low(at + 1) in _ARE
    if not before and not behind:
        return None
    helper = before[0] if before else at + 1
    after = helper + 1 if helper > at else at + 1
    if line.low(after) == "," and line.low(after + 1) == "dat":
        after += 1
    split = line.low(after) in _SPLIT and {"daar", "hier", "er"} & set(line.words(helper + 1, at))
    plain = bool(split) or (
        line.low(after) == ":" and line.low(at) in ("duidelijk", "formeel", "stellig")
    )
    if line.low(at) == "overtuigd" and "niet" in line.words(helper + 1, at):
        plain = True
    if line.low(at) in ("eens", "oneens") and "mee" in line.words(helper + 1, at):
        plain = True
    if line.low(after) not in told and told.isdisjoint(line.words(helper + 1, at)) and not plain:
        return None
    if line.low(after + 1) == "maar":
        return None
    who = tuple(one for one in speaker.subject(line, helper) if one.how != "it")
    return line.cue(at, at, who, lemma="menen") if who else None
