"""What stands around a Dutch verb of saying: whether it is speech at all."""

from typing import Final

from analysis._voices import dutch_phrases as phrase
from analysis._voices import dutch_verbs as words
from analysis._voices.dutch_expressions import BY_LEMMA
from analysis._voices.line import Line
from analysis._voices.verb import Verb, listed

__all__ = ["admits", "clause_ends", "complete", "modal_before", "silent", "whole"]

_ASK_FIRST: Final = listed(
    "wat waarom hoe wanneer waar wie welk welke is zijn was waren heeft hebben had kan kunnen zal "
    "zullen moet moeten mag gaat doet deed zegt beweert"
)

_ADMITTED: Final = listed(
    "toegeven erkennen bekennen benadrukken beklemtonen onderstrepen bevestigen vaststellen "
    "constateren concluderen begrijpen"
) | {"vinden zich+in"}

_MODALS: Final = listed("moet moeten moest moesten wil willen wilde wilden kan kunnen kon konden")

_WITH_CONTENT: Final = listed("relativeren nuanceren waarschuwen klagen mopperen sakkeren")

_IF: Final = listed("als indien mocht mits of tenzij")


def silent(line: Line, at: int, verb: Verb, first: int, last: int) -> bool:
    """Say whether somebody did, could or may not say it, so that there is no speech."""
    beside = line.quotation_beside(at, reach=14)
    near = {line.low(place) for place in range(max(first, at - 5), at)}
    behind = set()
    for place in range(at + 1, min(at + 6, last)):
        if line.kind(place) in "pq" or line.low(place) in words.SUBORDINATORS | verb.with_:
            break
        behind.add(line.low(place))
    negated = near & words.NEGATIONS or (
        behind & (words.NEGATIONS - {"zonder"}) and not _of_infinitive(line, at)
    )
    if negated and verb.lemma not in words.BELIEFS and not beside:
        return True
    if not beside and verb.lemma not in words.BELIEFS and _no_comment(line, at):
        return True
    if beside:
        return False
    opens = int(line.low(0) in ("en", "maar", "dus"))
    low = line.low(opens) if line.kind(opens) == "w" else ""
    if line.items[-1].low == "?" and (low in _ASK_FIRST or at == 0):
        return True
    opener = next(
        (line.low(place) for place in range(at - 1, max(at - 8, -1), -1)
         if line.low(place) in _IF | {","} or line.low(place) in words.SUBORDINATORS), ""
    )  # fmt: skip
    return opener in ("als", "indien", "mocht", "tenzij") and "als" not in line.words(at, at + 9)


def _of_infinitive(line: Line, at: int) -> bool:
    """Say whether a negation belongs to what is said: 'zegt niets te weten'."""
    for place in range(at + 1, min(at + 8, len(line.items))):
        if line.kind(place) in "pq" or line.low(place) in words.SUBORDINATORS:
            break
        if line.low(place) == "te" and place > at + 1:
            return bool(words.NEGATIONS & set(line.words(at + 1, place)))
    return False


def _judged(line: Line, at: int) -> bool:
    """Say whether somebody finds something so or so: 'vond het vooral langdradig'."""
    behind = line.words(at + 1, at + 9)
    if line.low(at + 1) == "het" and set(behind[1:4]) & _DEGREES:
        return True
    return any(word.endswith(_JUDGING) and len(word) > 4 for word in behind[:7])


_DEGREES: Final = listed(
    "een te zo erg heel niet wel geen vooral ronduit tijd jammer goed slecht raar vreemd gek "
    "knap straf prima onzin logisch fout terecht onterecht belangrijk normaal moeilijk dat"
)
_JUDGING: Final = (
    "lijk",
    "lijke",
    "end",
    "loos",
    "isch",
    "achtig",
    "zaam",
    "baar",
    "eerd",
    "wekkend",
)


def _no_comment(line: Line, at: int) -> bool:
    """Say whether what is said is that nothing is said: 'laat weten niet te reageren'."""
    end = next((place for place in range(at + 1, at + 13) if line.low(place) == ","
                and line.low(place + 1) in ("maar", "en")), at + 13)  # fmt: skip
    behind = line.words(at + 1, end)
    none = {"geen", "niet", "niets", "weinig"}
    if set(behind) & {"commentaar", "reactie", "mededelingen", "uitspraken"}:
        return "geen" in behind or "zonder" in behind
    return bool(none & set(behind)) and bool(
        {"reageren", "reageert", "ingaan", "becommentariëren"} & set(behind)
        or {"in", "gaan"} <= set(behind[-4:])
    )


def whole(line: Line, at: int, verb: Verb, first: int, last: int) -> bool:
    """Say whether all words of an expression stand in its clause, and what must follow."""
    one = BY_LEMMA[verb.lemma]
    near = {line.low(place) for place in range(max(first, at - 9), min(last + 1, at + 16))}
    if any(near.isdisjoint(choice) for choice in one.also):
        return False
    if one.infinitive == "hebben" and "het" in near:  # 'had het in een brief over'
        it = next((place for place in range(at + 1, at + 4) if line.low(place) == "het"), -1)
        return it > 0 and (
            line.kind(it + 1) in ("m", "q")
            or phrase.light(line.low(it + 1))
            or line.low(it + 1) in phrase.PREPOSITIONS
        ) if "over" in one.needs else True  # fmt: skip
    if one.infinitive == "hebben" and "over" in one.needs:
        return False
    if one.follows:
        return _begins(line, at, one.follows)
    return True


def _begins(line: Line, at: int, opening: frozenset[str]) -> bool:
    """Say whether one of some words follows before the clause ends."""
    for place in range(at + 1, min(at + 12, len(line.items))):
        if line.low(place) in opening:
            return True
        if line.low(place) in (";", ".", ":") or line.kind(place) == "q":
            break
        if line.low(place) == "," and line.low(place + 1) not in opening:
            break
    return False


def admits(line: Line, at: int, verb: Verb, first: int) -> int | None:
    """Give the modal of 'moet toegeven dat', which says it all the same."""
    if verb.lemma not in _ADMITTED or line.low(at - 1) == "te":
        return None
    modals = [place for place in range(first, at) if line.low(place) in _MODALS]
    return modals[-1] if modals else None


def modal_before(line: Line, at: int, first: int) -> bool:
    """Say whether a modal verb makes a plural form an infinitive."""
    return any(line.low(place) in words.MODALS for place in range(first, at)) or (
        line.low(at + 1) in words.MODALS
    )


def complete(line: Line, at: int, verb: Verb, part: int | None) -> bool:
    """Say whether what stands around the verb makes it speech."""
    kinds = verb.kinds
    beside = line.quotation_beside(at, reach=14)
    if beside and kinds & {"quote", "clause", "speech"}:
        return True
    if verb.lemma == "uitsluiten" and words.NEGATIONS & set(line.words(at + 1, at + 8)):
        return True
    if "speech" in kinds:
        return not _bare(line, at, verb)
    if verb.lemma == "zien" and line.role in ("headline", "heading") and at <= 2:
        return len(line.items) <= 6 and not line.items[-1].low.endswith("en")
    if "quote" in kinds and verb.lemma != "weten" and line.low(at - 1) == "," and _aside(line, at):
        return True
    if verb.lemma == "vinden" and _judged(line, at):
        return True
    if "clause" in kinds and (_clause_follows(line, part or at) or _clause_follows(line, at)
                              or _aside(line, at)):  # fmt: skip
        return True
    if "clause" in kinds and set(line.words(at - 3, at + 4)) & words.SAYINGS:
        return verb.lemma != "herhalen" or not _said_again(line, at)
    if verb.lemma == "weten":
        return line.low(at) in ("weet", "weten") and at > 1 and _aside(line, at)
    if verb.lemma == "herhalen" and _said_again(line, at):
        return False
    if verb.lemma in words.PLAIN_OBJECT and line.kind(at + 1) in ("m", "w", "q"):
        return line.low(at + 1) not in phrase.PREPOSITIONS - {"meer", "om", "van"}
    if "object" not in kinds:
        return False
    following = [line.low(place) for place in range(at + 1, min(at + 14, len(line.items)))]
    before = line.words(at - 8, at)
    if verb.lemma == "zien":
        sight = following[:1] in (["geen"], ["weinig"], ["vooral"]) or (
            following[:1] == ["een"] and line.kind(at - 1) == "m" and at <= 2
        )
        return (
            sight
            or "anders" in following[:3]
            or "als" in following
            or "als" in before
            or _aside(line, at)
        )
    if verb.lemma in ("omschrijven", "beschrijven", "bestempelen", "kwalificeren", "typeren",
                      "beschouwen", "ervaren"):  # fmt: skip
        told = "hoe" in following[:3] and verb.lemma in ("beschrijven", "omschrijven")
        return beside or told or "als" in following or "als" in before
    if verb.lemma == "vergelijken":
        return "met" in following
    if verb.lemma == "achten":
        return line.kind(at + 1) == "m" or line.low(at + 1) in phrase.DETERMINERS | {"dat"}
    if verb.lemma == "noemen":
        return beside or line.kind(at + 1) in ("m", "w")
    return True


def _bare(line: Line, at: int, verb: Verb) -> bool:
    """Say whether somebody speaks, but nothing is told of what: 'Jan Smit relativeert.'."""
    ends = all(line.kind(place) == "p" for place in range(at + 1, len(line.items)))
    return ends and verb.lemma in _WITH_CONTENT and not any(
        line.low(place) in words.SUBORDINATORS or line.kind(place) == "q"
        or line.low(place) in (",", ":", "–", "daarvoor", "ervoor", "hiervoor", "daarover")
        for place in range(at)
    )  # fmt: skip


def _said_again(line: Line, at: int) -> bool:
    """Say whether only a saying is repeated: 'herhaalt haar waarschuwing van vorig jaar'."""
    noun = next((place for place in range(at + 1, at + 5) if line.low(place) in words.SAYINGS), -1)
    return noun > 0 and not _clause_follows(line, at) and line.low(noun + 1) not in (
        "om", "aan", "voor", "tegen", "over"
    )  # fmt: skip


def _clause_follows(line: Line, at: int) -> bool:
    """Say whether 'dat', a question word, a colon or 'te' with a verb follows."""
    for place in range(at + 1, min(at + 14, len(line.items))):
        low = line.low(place)
        if low in ("dat", "hoe", "waarom", ":", "of") and line.low(place - 1) != "alles":
            return True
        if low == "te" and place > at + 1:
            return True
        if low in (",", ";", ".", "–", "—", "("):
            return low == "," and line.low(place + 1) in ("dat", "waarom", "hoe")
    return False


def _aside(line: Line, at: int) -> bool:
    """Say whether the verb begins the clause with its speaker behind: '..., stelt X'."""
    before = line.low(at - 1)
    if at == 1 and before in ("dat", "dit", "zo"):
        return True
    if at == 0 or not (before in (",", "–", "—") or line.kind(at - 1) == "q" or before == "zo"):
        return False
    follows = line.on(at + 1, lambda word: phrase.light(word))
    return line.kind(follows) == "m" or line.low(follows) in words.PERSONAL or (
        line.low(follows) in ("een", "de", "het", "twee", "drie", "enkele", "meerdere", "diverse")
        or line.kind(follows + 1) == "m"
    )  # fmt: skip


def clause_ends(line: Line, at: int) -> tuple[int, int]:
    """Find the stretch of items to which a verb's particle and auxiliary belong."""
    first = at
    while first > 0 and line.low(first - 1) not in (";", ":") and line.kind(first - 1) != "q":
        if line.low(first - 1) in words.SUBORDINATORS - {"als", "waar", "nu", "hoe", "die"}:
            break
        if line.low(first - 1) == "," and at - first < 3:
            break
        first -= 1
    last = at + 1
    while last < len(line.items) and line.low(last) not in (";", ":"):
        if line.kind(last) == "q":
            break
        if (
            line.low(last) in words.SUBORDINATORS - {"als", "nu", "hoe", "of"}
            and last > at + 1
            and line.low(last - 1) not in phrase.PREPOSITIONS
        ):
            break
        last += 1
    return first, last
