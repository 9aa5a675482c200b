"""Cues of speech in a Dutch sentence, and whose speech they report."""

from typing import Final

from analysis._voices import dutch_around as around
from analysis._voices import dutch_beside as beside
from analysis._voices import dutch_nouns as nouns
from analysis._voices import dutch_persons as persons
from analysis._voices import dutch_speaker as speaker
from analysis._voices import dutch_verbs as words
from analysis._voices.dutch_expressions import BY_LEMMA
from analysis._voices.line import Found, Line, Who
from analysis._voices.verb import Verb, listed

__all__ = ["found"]

_NOUNS_TOO: Final = listed("claim claims eis eisen roep denken zorgen post posten tweet bericht "
                              "berichten vermoeden vermoedens meld klacht acht oordeel verwijt "
                              "schrijven mening antwoord antwoorden raad stel maan zegt-en wijs "
                              "beloften vrees schat schatten ramen raam verhaal verhalen "
                              "hoop zeg grap grappen spot uit prijzen prijs")  # fmt: skip

_ARTICLES: Final = listed(
    "de het een die dit deze zijn haar hun ons onze elke ieder geen van aan met in op veel"
)

_BEFORE_ADJECTIVE: Final = listed("de het een deze zijn haar hun")

_NEEDS_PERSON: Final = listed(
    "suggereren impliceren bevestigen onderstrepen tonen wijzen aangeven constateren stellen "
    "signaleren vaststellen bewijzen vragen hopen achten onthullen herinneren uitsluiten "
    "weerleggen insinueren zien waarderen aantonen dreigen"
)

_LOOSE_SAYING: Final = listed(
    "beschuldiging beschuldigingen aantijging aantijgingen beweringen geruchten gerucht "
    "vermoedens vermoeden verdenking vrees speculatie speculaties kritiek berichten klachten "
    "verwijt verwijten bezorgdheid ongerustheid angst scepsis"
)

_OF_NOBODY: Final = {"van"}

_SOUNDS: Final = listed("klinkt klonk luidt luidde")

_ALSO_PREPOSITIONS: Final = listed("aan op uit in voor bij tegen naar")

_NO_OBJECT: Final = {
    "oproepen": listed("vraag vragen herinnering herinneringen beeld beelden weerstand verzet "
                          "associaties emoties discussie twijfels twijfel"),
    "aangeven": listed("toon richting grens"),
    "uithalen": listed("voordeel winst"),
    "vaststellen": listed("regels prijs"),
}  # fmt: skip


def found(line: Line) -> list[Found]:
    """Find the cues of a sentence, from left to right."""
    cues: list[Found] = []
    there = frozenset(item.low for item in line.items if item.kind == "w")
    for at, item in enumerate(line.items):
        if item.kind == "w" and (cue := _at(line, at, there)) is not None:
            cues.append(cue)
    if not any(cue.sense == "speaks" for cue in cues):
        cues += beside.unlisted(line)
    cues = beside.last_word(line, cues)
    named = [cue for cue in cues if cue.sense == "speaks"]
    return [cue for cue in cues if cue.sense != "vague" or not named]


def _at(line: Line, at: int, there: frozenset[str]) -> Found | None:
    """Read the cue that a word may be; `there` are the words of the sentence."""
    low = line.low(at)
    for verb in words.VERBS.get(low, ()):
        if verb.with_ and verb.with_.isdisjoint(there):
            continue
        if cue := _verb(line, at, verb):
            return cue
    if low in words.STATES and (cue := nouns.state(line, at)):
        return cue
    if low in words.LIGHT and (cue := nouns.light_verb(line, at) or beside.told(line, at)):
        return cue
    if low in ("volgens", "aldus", "luidens", "blijkens", "dixit"):
        return nouns.prepositional(line, at)
    brings = low in ("komt", "kwam") and line.words(at + 1, at + 3) == ["naar", "voren"]
    if low in ("blijkt", "bleek") or brings:
        return nouns.shown(line, at)
    if low in ("naar", "in", "bij", "het", "men", "er", "als", "voor", "bron"):
        return nouns.set_phrase(line, at)
    if low in words.SAYINGS or low in _LOOSE_SAYING:
        return nouns.noun(line, at)
    if low in ("ingezien", "bemachtigd", "geciteerd", "gezien", "aangehaald", "gepubliceerd"):
        return nouns.passed_on(line, at)
    if low in ("inkijken", "inzien", "bezit", "handen", "inzage", "beschikt"):
        return nouns.held(line, at)
    if low in words.HEARSAY:
        return line.cue(at, at, (line.nobody(),), "vague")
    if low in ("zou", "zouden"):
        return nouns.would(line, at)
    return None


def _verb(line: Line, at: int, verb: Verb) -> Found | None:
    """Read a verb of saying in one of its meanings."""
    low = line.low(at)
    if line.low(at + 1) == "-" or (line.low(at - 1) == "-" and line.kind(at - 2) == "w"):
        return None
    relative = line.low(at - 1) == "die" and line.kind(at - 2) in ("m", "w", "p")
    owned = line.low(at - 1) in _ARTICLES or line.low(at - 1) == "'s"
    owned = owned or (line.kind(at - 1) == "w" and line.low(at - 1).endswith("e")
                      and line.low(at - 2) in _BEFORE_ADJECTIVE)  # fmt: skip
    if low in _NOUNS_TOO and owned and not relative:
        return None
    if low in _NOUNS_TOO and line.low(at + 1) in ("van", "over", "uit", "in"):
        return None
    if line.low(at + 1) in ("we", "wij", "ik", "jullie"):
        return None  # 'noemen we een spieker'
    if line.low(at - 1) == "eigen" or (low in _SOUNDS and line.low(at + 1) == "het"):
        return None
    first, last = around.clause_ends(line, at)
    part = _part(line, at, verb, last, first)
    if verb.with_ and part is None:
        return None
    if verb.lemma in BY_LEMMA and not around.whole(line, at, verb, first, last):
        return None
    if around.silent(line, at, verb, first, last):
        return None
    if verb.forms == {"participle"} or (
        "participle" in verb.forms and _auxiliary(line, at, first, last) is not None
    ):
        return _perfect(line, at, verb, first, last)
    finite = at
    stays = [
        place for place in range(first, at) if line.low(place) in ("blijft", "bleef", "bleven")
    ]
    if "infinitive" in verb.forms and stays:
        finite = stays[-1]  # 'blijft volhouden dat'
    helped = _auxiliary(line, at, first, at) if low == "laten" else None
    if helped is not None and line.low(helped) in words.HAVE:
        who = _speaking(line, speaker.subject(line, helped), verb)  # 'heeft laten weten'
        return line.cue(at, at, who, lemma=verb.lemma) if who else None
    if "infinitive" in verb.forms and (
        line.low(at - 1) == "te" or around.modal_before(line, at, first)
    ):
        modal = around.admits(line, at, verb, first)
        if modal is None:
            return None
        finite = modal
    if not around.complete(line, at, verb, part):
        return None
    who = _speaking(line, speaker.subject(line, finite), verb)
    last = part if low in ("laat", "liet", "laten", "lieten") and part and part > at else at
    return line.cue(at, last, who, lemma=verb.lemma) if who else None


def _speaking(line: Line, who: tuple[Who, ...], verb: Verb) -> tuple[Who, ...]:
    """Leave out words that are no mention where things may be the subject as well."""
    if verb.lemma.split()[0] in _NEEDS_PERSON:
        return tuple(one for one in who if one.how != "phrase" or _personal(line, one))
    return who


def _personal(line: Line, who: Who) -> bool:
    """Say whether words that are no mention are of persons."""
    return any(item.kind == "w" and persons.looks_personal(item.low)
               for item in line.items if who.start <= item.start < who.end)  # fmt: skip


def _part(line: Line, at: int, verb: Verb, last: int, first: int) -> int | None:
    """Find the separated part of a verb in its clause: 'merkt ... op'."""
    for place in range(at + 1, last):
        if line.low(place) in _NO_OBJECT.get(verb.lemma, ()):
            return None
        if line.low(place) in verb.with_:
            follows = line.kind(place + 1)
            particle = verb.lemma.startswith(line.low(place))
            if (
                particle
                and line.low(place) in _ALSO_PREPOSITIONS
                and "te" not in line.words(place, place + 14)
                and follows in ("w", "m")
                and line.low(place + 1)
                not in (
                    words.SUBORDINATORS
                    | {"aan", "in", "bij", "tegen", "om", "over", "en", "tot", "te"}
                )
            ):
                continue  # a preposition: 'geeft ... aan de regering'
            return place
    if verb.with_ and not verb.lemma.startswith(tuple(verb.with_)):
        for place in range(max(first, at - 8), at):
            if line.low(place) in verb.with_ - {"op", "van", "voor", "aan", "uit", "dat"}:
                return place
    return None


def _auxiliary(line: Line, at: int, first: int, last: int) -> int | None:
    """Find the auxiliary of a participle."""
    places = [*range(at - 1, first - 1, -1), *range(at + 1, min(at + 3, last))]
    near = [place for place in places if line.low(place) in words.HAVE | words.BE]
    if near and line.low(near[0]) == "zijn" and near[0] < at - 1:  # 'heeft zijn beklag gedaan'
        near = [place for place in near if line.low(place) != "zijn"] or near
    return near[0] if near else None


def _perfect(line: Line, at: int, verb: Verb, first: int, last: int) -> Found | None:
    """Read 'heeft gezegd', 'wordt door X beschuldigd', 'zoals opgemerkt door X'."""
    who = speaker.agent(line, at, first)
    if who:
        return line.cue(at, at, who, lemma=verb.lemma)
    helper = _auxiliary(line, at, first, last)
    if helper is None:
        return None
    if line.low(helper) in words.HAVE:
        if not around.complete(line, at, verb, at) or (
            line.low(helper) == "hebben" and (around.modal_before(line, helper, first))
        ):
            return None
        who = _speaking(line, speaker.subject(line, helper), verb)
        return line.cue(at, at, who, lemma=verb.lemma) if who else None
    if (who := beside.place(line)) and (
        "object" in verb.kinds or around.complete(line, at, verb, at)
    ):
        return line.cue(at, at, who, lemma=verb.lemma)
    low = line.low(at)
    if low in words.VAGUE_PASSIVES and set(line.words(first, last)) & {
        "er",
        "ervan",
        "daarvan",
        "van",
        "algemeen",
    } - (_OF_NOBODY if low in ("gefluisterd", "gespeculeerd") else set()):
        return line.cue(at, at, (line.nobody(),), "vague", verb.lemma)
    return None
