"""What stands around a Dutch verb of saying: whether it is speech at all."""

from typing import Final

from analysis._voices import dutch_speaker as speaker
from analysis._voices import dutch_verbs as words
from analysis._voices.line import Line
from analysis._voices.verb import Verb, listed

__all__ = ["clause_ends", "complete", "modal_before", "silent"]

_ASK_FIRST: Final = listed(
    "wat waarom hoe wanneer waar wie welk welke is zijn was waren heeft hebben had kan kunnen zal "
    "zullen moet moeten mag gaat doet deed zegt beweert"
)

_IF: Final = listed("als indien mocht mits of tenzij")


def silent(line: Line, at: int, verb: Verb, first: int, last: int) -> bool:
    """Say whether somebody did, could or may not say it, so that there is no speech."""
    beside = _quotation_beside(line, at)
    near = {line.low(place) for place in range(max(first, at - 5), at)}
    behind = set()
    for place in range(at + 1, min(at + 6, last)):
        if line.kind(place) in "pq" or line.low(place) in words.SUBORDINATORS | verb.with_:
            break
        behind.add(line.low(place))
    negated = near & words.NEGATIONS or behind & (words.NEGATIONS - {"zonder"})
    if negated and verb.lemma not in words.BELIEFS and not beside:
        return True
    if beside:
        return False
    low = line.low(0) if line.kind(0) == "w" else ""
    if line.items[-1].low == "?" and (low in _ASK_FIRST or at == 0):
        return True
    opener = next(
        (line.low(place) for place in range(at - 1, max(at - 8, -1), -1)
         if line.low(place) in _IF | {","} or line.low(place) in words.SUBORDINATORS), ""
    )  # fmt: skip
    return opener in ("als", "indien", "mocht", "tenzij") and "als" not in line.words(at, at + 9)


def modal_before(line: Line, at: int, first: int) -> bool:
    """Say whether a modal verb makes a plural form an infinitive."""
    return any(line.low(place) in words.MODALS for place in range(first, at)) or (
        line.low(at + 1) in words.MODALS
    )


def _quotation_beside(line: Line, at: int) -> bool:
    """Say whether a quotation stands beside the verb, or with its speaker between."""
    for place in range(at + 1, min(at + 14, len(line.items))):
        if line.kind(place) == "q":
            return True
        if line.low(place) in (";", "."):
            break
    for place in range(at - 1, max(at - 7, -1), -1):
        if line.kind(place) == "q":
            return True
        if line.low(place) in (";", ".", ":"):
            break
    return False


def complete(line: Line, at: int, verb: Verb, part: int | None) -> bool:
    """Say whether what stands around the verb makes it speech."""
    kinds = verb.kinds
    beside = _quotation_beside(line, at)
    if beside and kinds & {"quote", "clause", "speech"}:
        return True
    if "speech" in kinds:
        return True
    if "clause" in kinds and (_clause_follows(line, part or at) or _clause_follows(line, at)
                              or _aside(line, at)):  # fmt: skip
        return True
    if "clause" in kinds and set(line.words(at - 3, at + 4)) & words.SAYINGS:
        return True
    if verb.lemma == "weten":
        return line.low(at) in ("weet", "weten") and at > 1 and _aside(line, at)
    if verb.lemma in words.PLAIN_OBJECT and line.kind(at + 1) in ("m", "w", "q"):
        return line.low(at + 1) not in speaker.PREPOSITIONS - {"meer", "om", "van"}
    if "object" not in kinds:
        return False
    following = [line.low(place) for place in range(at + 1, min(at + 14, len(line.items)))]
    before = line.words(at - 8, at)
    if verb.lemma == "zien":
        sight = following[:1] in (["geen"], ["weinig"]) or (
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
        return beside or "als" in following or "als" in before
    if verb.lemma == "vergelijken":
        return "met" in following
    if verb.lemma == "noemen":
        return beside or line.kind(at + 1) in ("m", "w")
    return True


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
    follows = line.on(at + 1, lambda word: speaker.light(word))
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
        if line.low(last) in words.SUBORDINATORS - {"als", "nu", "hoe", "of"} and last > at + 1:
            break
        last += 1
    return first, last
