"""Who is mentioned in an article, under which name, and what type of actor they are.

No model and no list of names but the study's own: capitals, titles, roles and a few hundred
small words of Dutch and English tell names from other words.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis._voices import marks
from analysis._voices.names import Seen, cores
from analysis._voices.naming import Named, Names
from analysis._voices.phrases import Phrase, phrases
from analysis._voices.reference import Referents
from analysis._voices.vocabulary import FUNCTION, PARTICLES
from analysis.actors import Actors

__all__ = ["Mention", "mentions", "resolve"]


class Mention(NamedTuple):
    """Somebody who is mentioned at characters ``[start, end)`` of an article.

    `start` and `end` hold the whole noun phrase, `head_start` and `head_end` the name or the
    noun in it. `kind` is ``person``, ``organisation``, ``role`` ('a spokesperson for OpenAI'),
    ``definite`` ('the company') or ``pronoun``. `name` is the fullest name the article gives;
    for a role without a name the phrase as it stands; None where it is not known who is meant.
    `gender` is ``m`` or ``f`` where the text shows it, ``n`` for 'it'.
    """

    start: int
    end: int
    name: str | None
    kind: str
    actor: str | None
    head_start: int
    head_end: int
    plural: bool
    gender: str | None = None


def mentions(
    text: str, spans: Sequence[tuple[int, int]], language: str, actors: Actors
) -> list[Mention]:
    """Find who is mentioned in one article.

    Parameters
    ----------
    text : str
    spans : sequence of (start, end)
        The units of the article in order; a mention lies within one of them.
    language : str
        Tag of the article's language. Roles of another language are not looked for.
    actors : Actors

    Returns
    -------
    list of Mention
        Sorted by `start`; they do not overlap.

    Examples
    --------
    >>> from analysis import actors
    >>> text = "Sam Altman, the CEO of OpenAI, said so. Altman was angry."
    >>> found = mentions(text, [(0, 39), (40, 57)], "en", actors.load("seeds/voices.yaml"))
    >>> [(text[one.start : one.end], one.name, one.actor)
    ...  for one in found]  # doctest: +NORMALIZE_WHITESPACE
    [('Sam Altman, the CEO of OpenAI', 'Sam Altman', 'accuser'),
     ('Altman', 'Sam Altman', 'accuser')]
    """
    units = marks.read(text, spans, actors.find(text, spans, language))
    named = _phrases(text, units, str(language).split("-")[0].lower())
    names = Names(text, named, actors)
    referents = Referents(names, actors, language)
    found = []
    for one in named:
        if one.phrase.what == "hint":
            referents.hint(one)
        else:
            found.append(_mention(text, units[one.unit], one, names, referents))
    return found


def _phrases(text: str, units: Sequence[marks.Unit], language: str) -> list[Named]:
    """Read all units: those whose words all have a capital last, by the names of the others."""
    lower = frozenset(token.low for unit in units for token in unit.tokens
                      if token.sort == marks.LOWER)  # fmt: skip
    listed = {unit.tokens[mark.first].low: (mark.what, mark.actor)
              for unit in units for mark in unit.names.values()
              if mark.first == mark.last}  # fmt: skip
    seen = Seen(lower, listed, {})
    read: dict[int, list[Named]] = {}
    again = [unit.titled or _may_begin_with_surname(unit) for unit in units]
    for number, unit in enumerate(units):
        if not unit.titled:
            read[number] = _named(text, number, unit, language, seen)
    seen = seen._replace(names=_by_first(read.values()))
    for number, unit in enumerate(units):
        if again[number]:
            read[number] = _named(text, number, unit, language, seen)
    return [one for number in sorted(read) for one in read[number]]


def _may_begin_with_surname(unit: marks.Unit) -> bool:
    """Whether a sentence begins with a word that may be a surname or a part of one."""
    at = next((at for at, token in enumerate(unit.tokens) if token.sort != marks.MARK), None)
    if at is None or unit.tokens[at].sort != marks.UPPER or at in unit.names or at in unit.roles:
        return False
    low = unit.tokens[at].low
    return low in PARTICLES or low not in FUNCTION


def _named(text: str, number: int, unit: marks.Unit, language: str, seen: Seen) -> list[Named]:
    """Noun phrases of one unit with the names of their heads."""
    found = phrases(unit.tokens, cores(unit, language, seen))
    named = [Named(number, phrase, _head(text, unit, phrase)) for phrase in found]
    held = {place for phrase in found for place in range(phrase.first, phrase.last + 1)}
    hints = [Named(number, Phrase(at, at, at, at, "hint", actor=mark.actor), mark.prefix)
             for at, mark in unit.hints.items() if at not in held]  # fmt: skip
    return sorted(named + hints, key=lambda one: one.phrase.first) if hints else named


def _head(text: str, unit: marks.Unit, phrase: Phrase) -> str:
    """Words of the head without a genitive."""
    start, end = unit.tokens[phrase.head_first].start, unit.tokens[phrase.head_last].end
    written = text[start:end]
    if phrase.owned and marks.bare(written) == written and written.endswith("s"):
        return written[:-1] if phrase.actor is not None else written
    return marks.bare(written)


def _by_first(read: Iterable[list[Named]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Names of persons and of one word, by their first word, the longest first."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for one in (one for listed in read for one in listed):
        parts = tuple(one.name.split())
        forms: tuple[tuple[str, ...], ...]
        if one.phrase.what == "person" and len(parts) > 1:
            forms = (parts, parts[1:], parts[:1])
        else:
            forms = (parts,) if one.phrase.what in {"person", "unknown"} else ()
        for form in forms:
            found[form[0]].add(form)
    return {first: tuple(sorted(listed, key=len, reverse=True)) for first, listed in found.items()}


def _mention(
    text: str, unit: marks.Unit, one: Named, names: Names, referents: Referents
) -> Mention:
    """Say who one phrase is, and remember it for those that point back to it."""
    phrase = one.phrase
    start, head = unit.tokens[phrase.first].start, unit.tokens[phrase.head_first].start
    head_end = head + len(one.name)
    end = head_end if phrase.last == phrase.head_last else unit.tokens[phrase.last].end
    end = end if phrase.what != "role" else start + len(marks.bare(text[start:end]))
    inside = _quoted(text[unit.tokens[0].start : head])
    kind, name, actor = referents.who(one, " ".join(text[start:end].split()), quoted=inside)
    return Mention(
        start, end, name, kind, actor, head, head_end, phrase.plural,
        referents.gender(name) if phrase.gender is None else phrase.gender,
    )  # fmt: skip


def _quoted(before: str) -> bool:
    """Whether a quotation that began in the unit is still open after these words."""
    return before.count('"') % 2 == 1 or before.rfind("“") > before.rfind("”")


def resolve(mention: Mention, earlier: Sequence[Mention]) -> Mention:
    """Give who is meant by a pronoun or by 'the company'.

    Parameters
    ----------
    mention : Mention
    earlier : sequence of Mention
        Those before it who may be meant, such as the speakers of the sentences before; the
        last is the likeliest.

    Returns
    -------
    Mention
        With the name and type of the last that fits in number, gender and in being a person;
        the mention itself if none does or if its name is known.
    """
    if mention.name is not None or mention.kind not in {"pronoun", "definite"}:
        return mention
    for one in reversed(earlier):
        if one.name is not None and one.kind != "pronoun" and _fits(mention, one):
            return mention._replace(name=one.name, actor=one.actor)
    return mention


def _fits(mention: Mention, one: Mention) -> bool:
    """Whether a mention can be what a pronoun stands for."""
    body = one.kind in {"organisation", "definite"}
    if mention.kind == "definite" or mention.gender == "n":
        return body
    if mention.gender is not None:
        return not body and not one.plural and one.gender in {None, mention.gender}
    return not mention.plural or one.plural or body or one.kind == "role"
