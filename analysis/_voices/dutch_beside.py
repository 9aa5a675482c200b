"""Dutch speech in other words: 'klinkt het bij X', 'dat staat in een brief', 'er heerst vrees'."""

from collections.abc import Sequence
from typing import Any, Final

from analysis._voices import dutch_nouns as nouns
from analysis._voices import dutch_persons as persons
from analysis._voices import dutch_phrases as phrase
from analysis._voices import dutch_speaker as speaker
from analysis._voices import dutch_verbs as words
from analysis._voices.line import Found, Line, Who
from analysis._voices.verb import listed

__all__ = ["last_word", "place", "told", "unlisted"]

_MOODS: Final = listed(
    "twijfel twijfels vrees hoop zorg zorgen bezorgdheid ongerustheid scepsis kritiek vermoeden "
    "vermoedens speculatie geruchten angst overtuiging verdenking onvrede waardering lof begrip "
    "wantrouwen verontwaardiging ergernis ongenoegen"
)
_CONTENT: Final = listed("of dat over op voor bij om")
_SOUND: Final = listed("klinkt klonk luidt heet heette")
_STIR: Final = listed("verbaast verbaasde verwondert stoort bevreemdt verontrust")
_THERE: Final = listed("staat stond staan")
_ARGUED: Final = words.SAYINGS | listed(
    "boodschap verweer devies conclusie motto teneur bezorgdheid vraag raad eis"
)
_OBJECTS: Final = {"hem": "he", "haar": "she", "hen": "they", "hun": "they"}
_AFTER_OBJECT: Final = listed("dat niet wel op ook vooral zeer erg hoe")
_OFFICES: Final = listed(
    "kabinet ministerie redactie departement stadhuis partijbureau secretariaat hoofdkantoor"
)
_BECOME: Final = listed("wordt worden werd werden")
_MEDIA: Final = "media"
_CIRCLES: Final = ("kringen", "kring", "wereld", "sector")


def told(line: Line, at: int) -> Found | None:
    """Read the words that tell speech without a verb of saying."""
    low = line.low(at)
    if low in _SOUND and line.low(at + 1) == "het":
        return _sounds(line, at)
    if low in _SOUND and line.low(at + 1) in ("zijn", "haar", "hun", "de", "het"):
        return _argued(line, at)
    if low in _THERE:
        return _stands(line, at)
    if low in ("lezen", "horen", "vernemen"):
        return _readable(line, at) if line.low(at - 1) == "te" else None
    if low in ("leert", "leerde"):
        return _learnt(line, at)
    if low in _STIR or low in ("valt", "viel"):
        return _stirs(line, at)
    if low == "deren":
        return _leaves_cold(line, at)
    if low == "betreft":
        own = line.items[at - 1]
        for_one = line.low(at - 2) == "wat" and own.low in ("hem", "haar")
        who = (Who(_OBJECTS.get(own.low, ""), own.start, own.end),)
        return line.cue(at, at, who, lemma="vinden") if for_one else None
    return _mood(line, at)


def _sounds(line: Line, at: int) -> Found | None:
    """Read 'klinkt het bij X' and, of nobody named, 'klinkt het'."""
    place = line.on(at + 2, lambda word: phrase.light(word) or word in ("unisono", "unaniem"))
    if line.low(place) in ("bij", "binnen", "uit", "vanuit", "in", "aan") and (
        who := speaker.after(line, place)
    ):
        return line.cue(at, at + 1, who, lemma="klinken")
    if line.low(place) == "op" and (line.low(place + 1).split(" ")[0] in phrase.DETERMINERS):
        who = phrase.phrase_from(line, place + 1) or speaker.after(line, place)
        who = tuple(one for one in who if one.mention is None or _office(line, one))
        return line.cue(at, at + 1, who, lemma="klinken") if who else None
    if (
        line.low(place) == "dat"
        and line.low(0) in ("bij", "binnen")
        and (who := speaker.after(line, 0))
    ):
        return line.cue(at, at + 1, who, lemma="klinken")
    apart = line.low(at - 1) in (",", "zo") or line.kind(at - 1) == "q" or at == 0
    ends = place >= len(line.items) or line.kind(place) in ("p", "q") or line.low(place) == "in"
    if line.low(place) == "dat" and line.low(at) in ("heet", "heette"):
        return line.cue(at, at + 1, (line.nobody(),), "vague")
    if apart and ends:
        return line.cue(at, at + 1, (line.nobody(),), "told")
    return None


def _argued(line: Line, at: int) -> Found | None:
    """Read 'luidt zijn argument' and 'luidt de boodschap van X'."""
    noun = next((place for place in range(at + 2, at + 5) if line.low(place) in _ARGUED), None)
    if noun is None:
        return None
    how = {"zijn": "he", "haar": "she", "hun": "they"}.get(line.low(at + 1))
    own = line.items[at + 1]
    if how is not None:
        return line.cue(at, at, (Who(how, own.start, own.end),), lemma="luiden")
    if line.low(noun + 1) in ("van", "bij", "in", "uit") and (who := speaker.after(line, noun + 1)):
        return line.cue(at, at, who, lemma="luiden")
    return line.cue(at, noun, (line.nobody(),), "told")


def _stands(line: Line, at: int) -> Found | None:
    """Read 'dat staat in een brief van X' and 'in de brief staat dat'."""
    if line.low(at - 1) == "zo" and line.low(at + 1) in ("er", "daar", "daarin", "erin"):
        return line.cue(at, at + 1, (line.nobody(),), "told")
    for place in range(max(at - 6, 0), min(at + 8, len(line.items))):
        noun = line.low(place)
        if not words.is_letter(noun) and not noun.endswith("voorwaarden"):
            continue
        inside = "in" in line.words(place - 4, place)
        content = line.low(0) in ("dat", "dit", "zo") or "dat" in line.words(at + 1, at + 4)
        if inside and (content or line.low(at + 1) == "te"):
            return line.cue(at, at, (nouns.author(line, place),), lemma="staan")
    return None


def _readable(line: Line, at: int) -> Found | None:
    """Read 'zo valt er te lezen in de memo' and 'is te horen bij X'."""
    if not set(line.words(at - 6, at)) & {"is", "valt", "viel", "was", "staat", "stond"}:
        return None
    if "niet" in line.words(at - 4, at) or "niets" in line.words(at - 4, at):
        return None
    for place in range(max(at - 10, 0), min(at + 8, len(line.items))):
        if words.is_document(line.low(place)) and "in" in line.words(place - 4, place):
            return line.cue(at, at, (nouns.author(line, place),), lemma="lezen")
    if line.low(at + 1) in ("bij", "binnen", "uit") and (who := speaker.after(line, at + 1)):
        return line.cue(at, at, who, lemma="horen")
    if line.low(0) == "bij" and line.low(at + 1) == "dat" and (who := speaker.after(line, 0)):
        return line.cue(at, at, who, lemma="horen")
    told_so = "zo" in line.words(at - 5, at) or line.low(at + 1) in ("dat", ":")
    return line.cue(at, at, (line.nobody(),), "told") if told_so else None


def _learnt(line: Line, at: int) -> Found | None:
    """Read 'dat leert een studie van X'."""
    for place in range(at + 1, min(at + 5, len(line.items))):
        if words.is_document(line.low(place)):
            who = nouns.author(line, place)
            return line.cue(at, at, (who,), lemma="leren") if who.mention is not None else None
    return None


def _stirs(line: Line, at: int) -> Found | None:
    """Read 'het verbaast X dat', where the one who holds the view is the object."""
    if line.low(at) in ("valt", "viel") and not (
        "op" in line.words(at + 1, at + 6)
        and {"dat", "hoe"} & set(line.words(at + 1, at + 8))
    ):  # fmt: skip
        return None
    own = at + 1 if line.low(at + 1) in _OBJECTS else at - 1
    if (
        line.low(own) in _OBJECTS
        and (own == at + 1 or at == 1)
        and (own == at - 1 or line.low(at + 2) in _AFTER_OBJECT)
    ):
        item = line.items[own]
        return line.cue(at, at, (Who(_OBJECTS[item.low], item.start, item.end),), lemma="vinden")
    whom = line.kind(at - 1) == "m" and at == 1 and line.low(at + 1) == "het"
    if whom and line.low(at) in _STIR and "dat" in line.words(at + 2, at + 6):
        return line.cue(at, at, (line.items[0].who(),), lemma="vinden")
    if line.low(at - 1) not in ("het", "dat", "dit", "wat"):
        return None
    who = speaker.after(line, at)
    return line.cue(at, at, who, lemma="vinden") if who else None


def _leaves_cold(line: Line, at: int) -> Found | None:
    """Read 'dat kan hem niet deren'."""
    for place in range(max(at - 4, 1), at):
        if line.low(place - 1) in ("kan", "kon") and line.low(place) in _OBJECTS:
            own = line.items[place]
            return line.cue(at, at, (Who(_OBJECTS[own.low], own.start, own.end),), lemma="vinden")
    return None


def _office(line: Line, who: Who) -> bool:
    """Say whether somebody is an office where people speak: 'het kabinet van minister X'."""
    return any(
        line.items[at].start == who.start and set(line.low(at).split()) & _OFFICES
        for at in line.places("m")
    )


def place(line: Line) -> tuple[Who, ...]:
    """Find where it is said: 'bij X wordt bevestigd dat', 'in de krant X werd Y ... genoemd'."""
    first = line.low(0)
    verb = next((at for at in range(1, min(9, len(line.items))) if line.low(at) in words.BE), 0)
    if first not in ("in", "bij", "binnen") or not verb or line.low(verb) not in _BECOME:
        return ()
    who = phrase.phrase_from(line, 1) if first == "bij" else ()
    for at in range(1, min(5, verb)):
        one: Any = line.items[at].mention
        if one is None or who:
            continue
        if one.kind in ("organisation", "role") and (first == "bij" or one.actor == _MEDIA):
            who = phrase.together(line, at)
    return who


def last_word(line: Line, cues: Sequence[Found]) -> list[Found]:
    """Leave out whom the speaker at the end reports: 'Beleggers vrezen verlies, stelt Jan Smit'."""
    said = [cue for cue in cues if cue.sense == "speaks"]
    if len(said) < 2 or any(line.kind(at) == "q" for at in range(len(line.items))):
        return list(cues)
    last = said[-1]
    one: Any = last.who[0].mention if len(last.who) == 1 else None
    ends = one is not None and all(item.kind == "p" for item in line.items if item.start >= one.end)
    aside = last.at > 0 and line.low(last.at - 1) == "," and one is not None
    if not (ends and aside and one.kind == "person" and one.start > last.start):
        return list(cues)
    return [cue for cue in cues if cue.sense != "speaks" or cue is last]


def _mood(line: Line, at: int) -> Found | None:
    """Read 'er heerst twijfel of' and 'in techkringen klinkt waardering voor'."""
    noun = next((place for place in range(at + 1, min(at + 9, len(line.items)))
                 if line.low(place) in _MOODS), None)  # fmt: skip
    if noun is None or not set(line.words(noun + 1, noun + 4)) & _CONTENT:
        return None
    if line.low(at) in words.VERBS and line.low(at) not in ("klinkt", "klonk", "klinken"):
        return None
    if line.low(at) not in _GOES_ROUND or "geen" in line.words(at, noun):
        return None
    for place in range(max(at - 5, 0), noun):
        if line.low(place) in ("bij", "in", "binnen", "onder"):
            end = place + 1
            if line.low(end) in phrase.DETERMINERS:
                end += 1
            item = line.items[end]
            if item.kind == "m" or item.low.endswith(_CIRCLES) or persons.looks_personal(item.low):
                how = "mention" if item.mention is not None else "phrase"
                who = Who(how, item.start, item.end, item.mention)
                return line.cue(at, at, (who,), lemma="klinken")
    return line.cue(at, at, (line.nobody(),), "vague")


_GOES_ROUND: Final = listed(
    "heerst heerste heersen bestaat bestond leeft leven groeit klinkt klonk klinken rijst rijzen"
)


def unlisted(line: Line) -> list[Found]:
    """Read '"...", grijnst hij' with a verb that no list holds."""
    first = line.items[0] if line.items else None
    if first is not None and line.role in ("headline", "heading") and line.low(1) == ":" and (
        first.kind == "w" and persons.looks_personal(first.low) and len(line.items) > 4
    ):  # fmt: skip
        return [line.cue(1, 1, (Who("phrase", first.start, first.end),), lemma=":")]
    for at in line.places("q"):
        verb = at + 2 if line.low(at + 1) == "," else at + 1
        low = line.low(verb)
        if line.kind(verb) != "w" or not low.endswith(("t", "de", "te", "d")) or len(low) < 4:
            continue
        if low in words.AUXILIARIES or low in words.VERBS or low in words.SUBORDINATORS:
            continue
        if line.low(verb + 1) in phrase.PRONOUNS and line.low(at + 1) == ",":
            own = line.items[verb + 1]
            who = (Who("pronoun", own.start, own.end, own.mention),)
            return [line.cue(verb, verb, who, lemma=low)]
    return []
