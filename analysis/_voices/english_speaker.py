"""Whose speech an English word of saying reports: its subject, agent or the name behind it."""

from typing import Final

from analysis._voices import english_persons as persons
from analysis._voices import english_verbs as words
from analysis._voices.line import Item, Line, Who
from analysis._voices.verb import listed

__all__ = ["NOBODY", "after", "agent", "behind", "main", "owner", "phrase", "subject", "together"]

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
_PRONOUNS: Final = listed("he she they it")
_RELATIVE: Final = listed("who which that")
_JOINS: Final = listed("and but or then yet")
_DETERMINERS: Final = listed(
    "a an the one some many several most two three four five six few other another both various "
    "no former senior top leading each any every his her their its our my these those "
    "critics"
)
_BREAKS: Final = frozenset(";:()[]–—|•.!?…-")


def light(word: str) -> bool:
    """Say whether a word may stand between a subject and its verb."""
    return word in _LIGHT_WORDS or (word.endswith("ly") and len(word) > 4)


def possessive(line: Line, at: int) -> bool:
    """Say whether a mention is the owner of what follows: 'OpenAI's memo'."""
    item = line.items[at]
    return item.low.endswith(("'s", "s'")) or line.low(at + 1) in ("'s", "'")


def of_mention(item: Item) -> Who:
    """Take a mention as the speaker."""
    return Who("mention", item.start, item.end, item.mention)


def NOBODY(line: Line) -> Who:  # noqa: N802 - reads as a constant
    """Say that no speaker is named."""
    return Who("nobody", line.start, line.start)


def together(line: Line, at: int) -> tuple[Who, ...]:
    """Give a mention and those that are joined with it: 'OpenAI and Microsoft'."""
    first = last = at
    while line.low(first - 1) in ("and", "or", "&") and line.kind(first - 2) == "m":
        first -= 2
        while line.low(first - 1) == "," and line.kind(first - 2) == "m":
            first -= 2
    while line.low(last + 1) in ("and", "or", "&") and line.kind(last + 2) == "m":
        if _verb_follows(line, last + 3) or possessive(line, last + 2):
            break
        last += 2
    found = [line.items[place] for place in range(first, last + 1) if line.kind(place) == "m"]
    return tuple(of_mention(item) for item in found)


_SHOWN_BY: Final = listed("cited seen reviewed obtained viewed published quoted")
_ASKING: Final = listed("whether if how why what when where that who which because")


def _verb_follows(line: Line, at: int) -> bool:
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
    place = line.back(at - 1, lambda word: word in _DETERMINERS)
    return line.kind(place) == "w" and line.low(place) in PREPOSITIONS


def subject(line: Line, verb: int) -> tuple[Who, ...]:
    """Find the subject on the left of a verb; empty if there is none that speaks."""
    at = line.back(verb - 1, light)
    if at < 0:
        return ()
    kind, low = line.kind(at), line.low(at)
    if kind == "m":
        return _mentioned(line, at)
    if kind == "w" and low in _PRONOUNS:
        item = line.items[at]
        return (Who("pronoun", item.start, item.end),)
    if kind == "w" and low in _RELATIVE:
        return _antecedent(line, at)
    if kind == "w" and low in _JOINS:
        return main(line, at)
    if kind == "p" and low in {",", ")", "–", "—", "-"}:
        return before_aside(line, at)
    if kind == "w":
        return phrase(line, at) or _far(line, at)
    return ()


def _far(line: Line, at: int) -> tuple[Who, ...]:
    """Take the mention that begins the clause, if words alone stand between: 'Sources close to'."""
    for place in range(at, max(at - 7, -1), -1):
        if line.kind(place) == "m":
            fits = _starts_clause(line, place) and not possessive(line, place)
            item, last = line.items[place], line.items[at]
            return (Who("phrase", item.start, last.end, item.mention),) if fits else ()
        if line.kind(place) != "w" or line.low(place) in words.FINITE | words.VERBS.keys():
            break
    return ()


def _mentioned(line: Line, at: int) -> tuple[Who, ...]:
    """Take the mention beside the verb, or the one it belongs to."""
    top = heads(line, at)
    if possessive(line, top) and top == at:
        return ()
    if led(line, top):
        place = line.back(top - 1, lambda word: word in _DETERMINERS)
        noun = line.low(place - 1)
        if line.kind(place - 1) == "m" and line.low(place) == "on":
            return together(line, place - 1)
        if line.low(place) == "by" and noun in _SHOWN_BY and line.kind(place - 2) == "w":
            return (_document(line, place - 2),)
        if line.low(place) == "to" and noun in words.SAYINGS | words.DOCUMENTS:
            return (_document(line, place - 1),)
        if line.low(place) in ("of", "at", "for", "from", "by", "with", "within", "in", "inside",
                               "on"):  # fmt: skip
            return _phrase_with(line, place, top)
        return before_aside(line, place)
    return together(line, top)


def _phrase_with(line: Line, preposition: int, at: int) -> tuple[Who, ...]:
    """Read 'a memo from OpenAI' and 'a lawyer for OpenAI' before a verb."""
    noun = line.low(preposition - 1)
    first = _begin(line, preposition - 1)
    item = line.items[at]
    start = line.items[max(first, 0)].start
    if noun in words.DOCUMENTS or noun in words.SAYINGS:
        return (Who("document", item.start, item.end, item.mention),)
    if noun in persons.NO_SPEAKERS or line.kind(preposition - 1) != "w" or noun.endswith("ing"):
        return ()
    if noun in ("people", "sources", "lawyers", "lawyer", "officials", "source", "employees"):
        return (Who("phrase", start, item.end, item.mention),)
    return (Who("phrase", start, item.end),) if persons.looks_personal(noun) else ()


def is_personal(line: Line, who: Who) -> bool:
    """Say whether words that are no mention can only mean persons."""
    said = [item.low for item in line.items if who.start <= item.start < who.end]
    return bool(persons.PERSONS.intersection(said))


def phrase(line: Line, at: int) -> tuple[Who, ...]:
    """Take words that are no mention as the speaker, if they look like persons."""
    noun = line.low(at)
    item = line.items[at]
    if noun.endswith(("-year-old", "-year-olds")):
        return (Who("pronoun", line.items[_begin(line, at)].start, item.end),)
    if noun in words.DOCUMENTS or noun in words.SAYINGS:
        return (_document(line, at),)
    if not persons.looks_personal(noun):
        return ()
    first = _begin(line, at)
    if first < at and line.low(first - 1) in PREPOSITIONS:
        return ()
    return (Who("phrase", line.items[first].start, item.end),)


def _begin(line: Line, at: int) -> int:
    """Go left from a noun to where its phrase begins, four words at most."""
    first = at
    for place in range(at, max(at - 5, -1), -1):
        if line.kind(place) != "w" or line.low(place) in PREPOSITIONS | _JOINS | words.FINITE:
            break
        first = place
        if line.low(place) in _DETERMINERS:
            break
    return first


def _document(line: Line, at: int) -> Who:
    """Take a text as the speaker: its owner if one is named before it."""
    before = line.back(at - 1, lambda word: word not in PREPOSITIONS | words.FINITE - {"'s"})
    item = line.items[at]
    if line.kind(before) == "m" and possessive(line, before):
        owned = line.items[before]
        return Who("document", owned.start, owned.end, owned.mention)
    if line.low(at - 1) in ("'s",) and line.kind(at - 2) == "m":
        owned = line.items[at - 2]
        return Who("document", owned.start, owned.end, owned.mention)
    return Who("document", item.start, item.end)


def _antecedent(line: Line, at: int) -> tuple[Who, ...]:
    """Find whom a relative pronoun stands for."""
    before = at - 1 if line.low(at - 1) != "," else at - 2
    if line.low(before) in ("of", "to", "by"):
        before -= 1
    if line.kind(before) == "m":
        top = heads(line, before)
        return () if led(line, top) and line.low(at) == "that" else together(line, top)
    return phrase(line, before) if line.kind(before) == "w" else ()


def before_aside(line: Line, at: int) -> tuple[Who, ...]:
    """Step over what stands between commas: 'Lena Zhang, a professor of law, said'."""
    opened = {")": "(", "–": "–", "—": "—", "-": "-"}.get(line.low(at), ",")
    best = -1
    if line.kind(at - 1) == "m" and "," in line.items[at - 1].low and not led(line, at - 1):
        return together(line, at - 1)
    for place in range(at - 1, -1, -1):
        if line.kind(place) == "q" or line.low(place) in (";", ":"):
            break
        if line.kind(place) != "m" or possessive(line, place):
            continue
        if line.low(place + 1) in (opened, "who", "which", "that", "whose") or "," in line.low(
            place
        ):
            top = heads(line, place)
            if led(line, top):
                continue
            best = top
            if _starts_clause(line, top):
                break
    if best >= 0:
        return together(line, best)
    comma = next((place for place, item in enumerate(line.items[:at]) if item.low == ","), 0)
    if 0 < comma <= 4 and line.low(comma + 1) in ("who", "which", "a", "an", "the", "whose"):
        return phrase(line, comma - 1)
    return ()


def anyone(line: Line, verb: int) -> tuple[Who, ...]:
    """Take whatever noun stands before a verb that only somebody can be the subject of."""
    at = line.back(verb - 1, light)
    noun = line.low(at)
    no_noun = noun in persons.NO_SPEAKERS or noun in PREPOSITIONS or noun.endswith("ing")
    if line.kind(at) != "w" or no_noun:
        return ()
    first = _begin(line, at)
    if line.low(first) not in _DETERMINERS or line.low(first - 1) in PREPOSITIONS or first == at:
        return ()
    return (Who("phrase", line.items[first].start, line.items[at].end),)


def _starts_clause(line: Line, at: int) -> bool:
    """Say whether a clause begins with this mention."""
    before = line.low(at - 1)
    return at == 0 or line.kind(at - 1) == "q" or before in _JOINS or before in (
        "that", "because", "while", "as", "when", "if", "although", "though", ";", ":", "-"
    )  # fmt: skip


def main(line: Line, before: int) -> tuple[Who, ...]:
    """Find the subject of the main clause: the first mention that is nobody's object."""
    for at in line.places("m"):
        if at >= before:
            break
        if possessive(line, at) or led(line, at):
            continue
        return together(line, at)
    return ()


def after(line: Line, verb: int) -> tuple[Who, ...]:
    """Find the speaker behind a verb: 'said Jane Doe'."""
    at = line.on(verb + 1, lambda word: light(word) and word not in words.AUXILIARIES)
    while line.kind(at) == line.kind(at + 1) == "m" and not possessive(line, at):
        at += 1  # 'Republican' and 'Senator Josh Malloy'
    if line.kind(at) == "m":
        if possessive(line, at):
            return _of_owned(line, at)
        return together(line, at)
    if line.kind(at) == "w" and line.low(at) in _PRONOUNS:
        return (Who("pronoun", line.items[at].start, line.items[at].end),)
    return _phrase_after(line, at)


def _of_owned(line: Line, at: int) -> tuple[Who, ...]:
    """Read 'OpenAI's memo' or 'OpenAI's chief lawyer' behind a word."""
    end = line.on(at + 1, lambda word: word not in PREPOSITIONS and word not in words.FINITE)
    nouns = line.words(at + 1, end)
    item = line.items[at]
    if nouns and (set(nouns) & (words.DOCUMENTS | words.SAYINGS)):
        return (Who("document", item.start, item.end, item.mention),)
    last = line.items[max(end - 1, at)]
    return (Who("phrase", item.start, last.end, item.mention),)


def _phrase_after(line: Line, at: int) -> tuple[Who, ...]:
    """Take the noun phrase that begins here, up to a sign, a verb or a preposition."""
    end = at
    while end < len(line.items) and end - at < 7:
        low = line.low(end)
        if line.kind(end) != "w" or low in PREPOSITIONS | words.FINITE | _ASKING:
            break
        if end > at and low in words.VERBS and "finite" not in low:
            break
        end += 1
    if end == at:
        return ()
    noun = line.low(end - 1)
    text = noun in words.DOCUMENTS or noun in words.SAYINGS
    if text:
        return (behind(line, end - 1),)
    if line.kind(end) == "m" and end - at <= 3:
        return together(line, end)
    if not persons.looks_personal(noun):
        return ()
    return (Who("phrase", line.items[at].start, line.items[end - 1].end),)


def behind(line: Line, noun: int) -> Who:
    """Find the author named behind a text: 'a report by X', 'documents seen by X' has none."""
    at = noun + 1
    for place in range(at, min(at + 9, len(line.items))):
        if line.kind(place) == "p" and line.low(place) != ",":
            break
        if line.kind(place) != "m":
            continue
        before = line.words(at, place)
        if set(before) & {"seen", "reviewed", "viewed", "obtained", "cited", "reported", "to"}:
            break
        if set(before) & {"by", "from", "of", "in", "released", "published", "sent", "which"}:
            item = line.items[place]
            return Who("document", item.start, item.end, item.mention)
        break
    return Who("document", line.items[noun].start, line.items[noun].end)


def agent(line: Line, verb: int) -> tuple[Who, ...]:
    """Find who does what is said in the passive: 'described by OpenAI'."""
    for at in range(verb + 1, min(verb + 14, len(line.items))):
        if line.kind(at) == "p" or line.low(at) in ("that", "who", "which", "and"):
            return ()
        if line.low(at) == "by":
            return after(line, at)
        if line.low(at) in words.VERBS and at > verb + 6:
            return ()
    return ()


def owner(line: Line, noun: int) -> tuple[Who, ...]:
    """Find whose saying a noun names: 'OpenAI's claim'."""
    who = _document(line, noun)
    return (who._replace(how="mention"),) if who.mention is not None else ()
