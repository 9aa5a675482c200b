"""Whose speech an English word of saying reports: its subject, agent or the name behind it."""

from typing import Final

from analysis._voices import english_persons as persons
from analysis._voices import english_verbs as words
from analysis._voices.english_behind import (
    FILED,
    PARTICLES,
    after,
    agent,
    behind,
)
from analysis._voices.english_phrase import (
    DETERMINERS,
    JOINS,
    PREPOSITIONS,
    PRONOUNS,
    begin,
    document,
    heads,
    is_personal,
    led,
    light,
    owner,
    phrase,
    plurals,
    possessive,
    together,
)
from analysis._voices.line import Line, Who
from analysis._voices.verb import listed

__all__ = [
    "PARTICLES",
    "PREPOSITIONS",
    "after",
    "agent",
    "anyone",
    "authored",
    "before_aside",
    "behind",
    "carried",
    "is_personal",
    "light",
    "main",
    "owner",
    "phrase",
    "possessive",
    "sends",
    "subject",
    "together",
]
_BOTS: Final = listed("chatbot bot assistant app")
_RELATIVE: Final = listed("who which that")
_BEGINS_CLAUSE: Final = listed("after before since until than")
_ISSUES: Final = listed(
    "sent sends send wrote published publishes released releases issued issues submitted "
    "introduced introduces tabled proposed submits filed files drafted circulated penned signed "
    "brought lodged"
)


_TURNS: Final = listed("but although though while and")
_SHOWN_BY: Final = listed("cited seen reviewed obtained viewed published quoted")


def subject(line: Line, verb: int) -> tuple[Who, ...]:
    """Find the subject on the left of a verb; empty if there is none that speaks."""
    at = line.back(verb - 1, light)
    if at < 0:
        return ()
    kind, low = line.kind(at), line.low(at)
    if kind == "m" and line.items[at].low in words.DOCUMENTS:
        return (document(line, at),)
    if low in ("service", "use") and line.words(at - 2, at) == ["terms", "of"]:
        return (document(line, at - 2),)
    if kind == "m":
        return _mentioned(line, at)
    if kind == "w" and low in PRONOUNS:
        item = line.items[at]
        return (Who("pronoun", item.start, item.end),)
    if kind == "w" and low in _RELATIVE:
        return _antecedent(line, at)
    if kind == "w" and low in JOINS:
        aside = line.low(at - 1) == line.low(at - 4) == "," and line.kind(at - 3) == "m"
        if aside and line.low(at - 2) in words.VERBS:
            return (line.items[at - 3].who(),)  # ', he said, and expects'
        return main(line, at)
    if kind == "p" and low in {",", ")", "–", "—", "-"}:
        return before_aside(line, at)
    if low in _BOTS and any(item.kind == "q" for item in line.items):
        return _bot(line, at)
    if kind == "w":
        return _with_others(line, phrase(line, at) or _far(line, at))
    return ()


def _bot(line: Line, at: int) -> tuple[Who, ...]:
    """Take a chatbot whose answer is quoted, with the type of its maker if that is named."""
    first = begin(line, at)
    if line.low(first - 1) == "'s" and line.kind(first - 2) == "m":
        owner_ = line.items[first - 2]
        return (Who("phrase", owner_.start, line.items[at].end, owner_.mention),)
    return (Who("phrase", line.items[first].start, line.items[at].end),)


def _with_others(line: Line, found: tuple[Who, ...]) -> tuple[Who, ...]:
    """Add those that words are joined with: 'Authors, newspapers and illustrators'."""
    if len(found) != 1 or found[0].how != "phrase":
        return found
    at = next(place for place, item in enumerate(line.items) if item.start >= found[0].start)
    if line.low(at - 1) != "and" or line.kind(at - 2) != "m" or line.low(at - 3) not in ("", ","):
        return found
    return (*plurals(line, at - 2), line.items[at - 2].who(), *found)


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
        place = line.back(top - 1, lambda word: word in DETERMINERS)
        noun = line.low(place - 1)
        if line.kind(place - 1) == "m" and line.low(place) == "on":
            return together(line, place - 1)
        if line.low(place) in _BEGINS_CLAUSE and top == at:
            return together(line, top)
        if line.low(place) == "by" and noun in _SHOWN_BY and line.kind(place - 2) == "w":
            return (document(line, place - 2),)
        if line.low(place) == "to" and noun in words.SAYINGS | words.DOCUMENTS:
            return (document(line, place - 1),)
        if line.low(place) in ("of", "at", "for", "from", "by", "with", "within", "in", "inside",
                               "on"):  # fmt: skip
            return _phrase_with(line, place, top)
        return before_aside(line, place)
    return together(line, top)


def _phrase_with(line: Line, preposition: int, at: int) -> tuple[Who, ...]:
    """Read 'a memo from OpenAI' and 'a lawyer for OpenAI' before a verb."""
    noun = line.low(preposition - 1)
    first = begin(line, preposition - 1)
    item = line.items[at]
    start = line.items[max(first, 0)].start
    if noun in words.DOCUMENTS or noun in words.SAYINGS:
        return (Who("document", item.start, item.end, item.mention),)
    if noun in persons.NO_SPEAKERS or line.kind(preposition - 1) != "w" or noun.endswith("ing"):
        return ()
    if noun in ("people", "sources", "lawyers", "lawyer", "officials", "source", "employees"):
        return (Who("phrase", start, item.end, item.mention),)
    return (Who("phrase", start, item.end),) if persons.looks_personal(noun) else ()


def _antecedent(line: Line, at: int) -> tuple[Who, ...]:
    """Find whom a relative pronoun stands for."""
    before = at - 1 if line.low(at - 1) != "," else at - 2
    if line.low(before) in ("of", "to", "by"):
        before -= 1
    if (
        line.words(before - 1, before + 1) == ["among", "those"]
        and line.low(before - 2) in words.BE
    ):
        return subject(line, before - 2)  # 'X is among those who believe'
    if line.kind(before) == "m":
        top = heads(line, before)
        return () if led(line, top) and line.low(at) == "that" else together(line, top)
    return phrase(line, before) if line.kind(before) == "w" else ()


_COUNTS: Final = listed("one two three four five six both several some of")
_ASIDES: Final = listed("who which a an the whose backed based led owned founded known part")


def before_aside(line: Line, at: int) -> tuple[Who, ...]:
    """Step over what stands between commas: 'Lena Zhang, a professor of law, said'."""
    opened = {")": "(", "–": "–", "—": "—", "-": "-"}.get(line.low(at), ",")
    best = -1
    if line.kind(at - 1) == "m" and "," in line.items[at - 1].low and not led(line, at - 1):
        return together(line, at - 1)
    first = line.low(0) if line.kind(0) == "w" else ""
    if first in ("others", "some", "many") and line.low(1) == "," and line.low(3) == "as":
        return together(line, 4) if line.kind(4) == "m" else ()  # 'Others, such as Jane Doe,'
    if line.low(at) == "," and (who := _before_relative(line, at)):
        return who
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
        apart = line.low(best + 1) == "," and (
            line.low(best - 2) in _COUNTS or _apposed(line, best, best + 2)
        )
        return together(line, best + 2 if apart and line.kind(best + 2) == "m" else best)
    comma = next((place for place, item in enumerate(line.items[:at]) if item.low == ","), 0)
    if not 0 < comma <= 5 or line.kind(comma - 1) != "w":
        return ()
    if line.low(comma - 1) in words.DOCUMENTS:
        text = document(line, comma - 1)
        return (behind(line, comma - 1) if text.mention is None and text.how != "owned" else text,)
    if line.low(comma + 1) in _ASIDES or line.low(comma + 1).endswith("ed"):
        return phrase(line, comma - 1)
    return ()


def _before_relative(line: Line, at: int) -> tuple[Who, ...]:
    """Step over 'X, who reviewed the paper,' and 'My neighbour, a retired engineer,'."""
    for place in range(at - 2, 0, -1):
        if line.kind(place) == "q" or line.low(place) in (";", ":"):
            break
        if line.low(place) != ",":
            continue
        follows = line.low(place + 1)
        if follows in ("who", "which", "whose"):
            named = line.kind(place - 1) == "m" and not possessive(line, place - 1)
            top = heads(line, place - 1) if named else -1
            return together(line, top) if named and not led(line, top) else ()
        described = follows.startswith(("a ", "an ")) or follows in ("a", "an")
        whole = begin(line, place - 1) == 0 and line.kind(place - 1) == "w"
        if described and whole:
            return phrase(line, place - 1)
    return ()


def _apposed(line: Line, role: int, name: int) -> bool:
    """Say whether a role is followed by its name: 'The judge, Mr Justice Coyle, said'."""
    one = line.items[role].mention
    two = line.items[name].mention if line.kind(name) == "m" else None
    return (
        one is not None and two is not None and one.kind == "role" and two.kind == "person"
        and line.low(role).startswith(("the ", "its ", "their ")) and line.low(name + 1) == ","
    )  # fmt: skip


def anyone(line: Line, verb: int) -> tuple[Who, ...]:
    """Take whatever noun stands before a verb that only somebody can be the subject of."""
    at = line.back(verb - 1, light)
    noun = line.low(at)
    no_noun = noun in persons.NO_SPEAKERS or noun in PREPOSITIONS or noun.endswith("ing")
    if line.kind(at) != "w" or no_noun:
        return ()
    first = begin(line, at)
    if line.low(first) not in DETERMINERS or line.low(first - 1) in PREPOSITIONS or first == at:
        return ()
    return (Who("phrase", line.items[first].start, line.items[at].end),)


def _starts_clause(line: Line, at: int) -> bool:
    """Say whether a clause begins with this mention."""
    before = line.low(at - 1)
    return at == 0 or line.kind(at - 1) == "q" or before in JOINS or before in (
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


def authored(line: Line, noun: int) -> tuple[Who, ...]:
    """Find who wrote a text that is mentioned: 'OpenAI's letter', 'X sent a letter'."""
    who = document(line, noun)
    if who.mention is None:
        who = behind(line, noun)
    if who.mention is not None or who.how == "author":
        return (who,)
    for verb in range(noun - 1, max(noun - 6, 0), -1):
        if line.kind(verb) != "w" or line.low(verb) in PREPOSITIONS:
            return ()
        if line.low(verb) in _ISSUES:
            found = subject(line, verb)
            return found if found and found[0].how == "mention" else ()
    after = line.words(noun + 1, noun + 4)
    if set(after) & (_ISSUES | FILED) and set(after) & words.BE:
        return agent(line, noun + 2)
    return ()


def sends(line: Line, noun: int) -> bool:
    """Say whether somebody sends or files a text here, so that 'it' may mean it next."""
    return any(
        line.low(verb) in _ISSUES and not set(line.words(verb - 2, verb)) & words.BE
        for verb in range(noun - 1, max(noun - 6, 0), -1)
    )


def carried(line: Line, who: tuple[Who, ...]) -> tuple[Who, ...]:
    """Take the subject of the sentence for 'it': 'X did not say who, although it pointed to'."""
    if len(who) != 1 or line.kind(0) != "m":
        return who
    at = next((place for place, item in enumerate(line.items) if item.start == who[0].start), 0)
    first = line.items[0].mention
    joined = line.low(at - 1) in _TURNS and line.low(at - 2) == ","
    if line.low(at) != "it" or not joined or first is None or possessive(line, 0):
        return who
    single = first.kind in ("organisation", "definite", "role")
    verb = line.on(1, light)
    begins = line.low(1) in words.FINITE or line.low(verb) in words.VERBS
    return (line.items[0].who(),) if single and begins else who
