"""Which words of a unit are one name, one role or one pronoun.

A name is a run of words with a capital. Lower-case words join it only as particles ('Mark van
der Meer') or, once a word such as 'University' shows an organisation, as 'of the' and the like.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from analysis._voices import vocabulary as words
from analysis._voices.marks import (
    LOWER,
    MARK,
    UPPER,
    Unit,
    bare,
    camel,
    genitive,
    is_name,
    is_occupation,
)

__all__ = ["Core", "Seen", "cores"]

_OPENING: Final = frozenset("“\"‘'«„:•–—-?!.")
_TELLING: Final = (
    words.NAMELIKE
    | words.PERSONAL
    | {f"{noun}{ending}" for noun in words.NAMELIKE for ending in ("'s", "’s")}.union(
        *words.PRONOUNS.values()
    )
)
_SAID: Final = words.SPEECH - words.FUNCTION
_NEXT: Final = frozenset(("het", "de", "een", "er", "dat", "dit", "ze", "zij", "hij", "we", "men"))
_OF_FIELDS: Final = frozenset(("internet", "web", "ai", "ip", "covid", "r&d"))
_ENDS: Final = ("autoriteit", "inspectie", "agentschap", "inspectorate")
_PLACES: Final = words.CITIES | words.ADJECTIVES
_REGIONS: Final = words.CITIES | words.PROVINCES
_WHOSE: Final = frozenset((
    "king", "queen", "people", "children", "women", "men", "lloyd", "moody", "farmers", "workers",
    "teachers", "nurses", "writers", "consumers",
))  # fmt: skip
_SECOND: Final = frozenset((
    "jan", "peter", "pieter", "marie", "maria", "willem", "hendrik", "kees", "piet", "paul",
    "johan", "hans", "karel", "anne", "louise", "elisabeth",
))  # fmt: skip


class Core(NamedTuple):
    """Words `first` to `last` that are one name, one role or a pronoun.

    `what` is ``person``, ``organisation``, ``unknown`` (a name of either), ``role`` or
    ``pronoun``. `speaks` and `prefix` are as in `Mark`; `own` is the type that a role inside
    the name of an organisation shows ('university').
    """

    first: int
    last: int
    what: str
    actor: str | None = None
    speaks: bool = False
    prefix: str = ""
    own: str | None = None


class Seen(NamedTuple):
    """What the rest of the article tells about a word with a capital.

    `lower` are the words it has in lower case, `listed` the one-word names of the list that
    stand in it, `names` other names by their first word: what can be told where every word
    has a capital.
    """

    lower: frozenset[str]
    listed: Mapping[str, tuple[str, str | None]]
    names: Mapping[str, tuple[tuple[str, ...], ...]]


def cores(unit: Unit, language: str, seen: Seen) -> list[Core]:
    """Find the names, roles and pronouns of a unit, from left to right; they do not overlap."""
    return list(_Reader(unit, language, seen).cores())


class _Reader:
    """Reads one unit."""

    def __init__(self, unit: Unit, language: str, seen: Seen) -> None:
        self.tokens, self.names, self.roles, _, self.titled = unit
        self.pronouns = words.PRONOUNS.get(language, {})
        self.dutch = language == "nl"
        self.seen = seen

    def cores(self) -> Iterator[Core]:
        """Give what begins at each word that is not yet part of something."""
        place = 0
        tokens, listed = self.tokens, self.names.keys() | self.roles.keys()
        while place < len(tokens):
            token = tokens[place]
            plain = token.sort == MARK or (token.sort == LOWER and token.low not in _TELLING)
            core = None if plain and place not in listed else self.core(place)
            if core is not None:
                yield core
            place = place + 1 if core is None else core.last + 1

    def core(self, place: int) -> Core | None:
        """Give what begins at a word."""
        token = self.tokens[place]
        if token.sort == MARK:
            return None
        name, role = self.names.get(place), self.roles.get(place)
        if name is not None and (role is None or role.last <= name.last):
            return self.run(place)
        if role is not None and not self.proper(place, role.last):
            if self.suspended(role.last):
                return None
            return Core(place, role.last, "role", role.actor, role.speaks, role.prefix)
        if token.low in self.pronouns and self.stands_alone(place):
            return Core(place, place, "pronoun")
        if token.sort == UPPER:
            return self.in_title(place) if self.titled else self.capital(place)
        if token.low in words.PERSONAL and not self.suspended(place):
            return Core(place, place, "role")
        if bare(token.low) in words.NAMELIKE and (self.dutch or token.low != "concern"):
            return None if self.suspended(place) else Core(place, place, "role")
        return None

    def capital(self, place: int) -> Core | None:
        """Give the name that begins at a word with a capital that is not of the list."""
        token = self.tokens[place]
        if self.portfolio(place):
            return None
        if words.of_place(token.text) and self.before_noun(place):
            return None
        listed = self.seen.listed.get(token.low[:-1]) if token.low.endswith("s") else None
        if listed is not None:  # the Dutch genitive: 'DeepSeeks model'
            return Core(place, place, *listed, prefix="s")
        if is_name(token) or self.surname(place) or self.given(place):
            return self.run(place)
        return None

    def before_noun(self, place: int) -> bool:
        """Whether a noun follows, so that 'Gentse' says where it is from."""
        after = place + 1
        if after >= len(self.tokens) or self.tokens[after].sort != LOWER:
            return False
        led = place > 0 and self.tokens[place - 1].low in words.LEADING
        verb = self.tokens[after].low in _SAID or self.tokens[after].low in words.FUNCTION
        return (led or self.initial(place)) and not verb

    def portfolio(self, place: int) -> bool:
        """Whether a word is what a minister is the minister of: 'schepen van Haven Jan Peeters'."""
        if place < 2 or place + 2 >= len(self.tokens) or not is_name(self.tokens[place + 1]):
            return False
        before = self.tokens[place - 2].low
        return (
            self.tokens[place - 1].low in {"van", "of", "for", "voor"} and before in words.MINISTERS
        )

    def given(self, place: int) -> bool:
        """Whether a function word with a capital is a first name: 'Dan Ives'."""
        after = place + 1
        named = after < len(self.tokens) and is_name(self.tokens[after])
        low = self.tokens[place].low
        first = low in words.GIVEN or (low in words.INSIDE_GIVEN and not self.initial(place))
        return first and named and after not in self.names

    def suspended(self, place: int) -> bool:
        """Whether a word is a first half: 'bron- en objectcode'."""
        after = place + 1
        return (
            after + 2 < len(self.tokens)
            and self.tokens[after].text in {"-", "‑"}
            and self.tokens[after].start == self.tokens[place].end
        )

    def stands_alone(self, place: int) -> bool:
        """Whether 'her' or 'haar' is somebody, and not whose something is."""
        token = self.tokens[place]
        if token.low not in {"her", "haar"}:
            return True
        after = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
        if after is None or after.sort == MARK or after.low in words.FUNCTION | words.SPEECH:
            return True
        said = place and self.tokens[place - 1].low == "volgens"  # 'volgens haar draait het'
        return bool(said) and place + 2 < len(self.tokens) and self.tokens[place + 2].low in _NEXT

    def proper(self, first: int, last: int) -> bool:
        """Whether a role with a capital begins the name of an organisation."""
        token = self.tokens[first]
        ends = self.tokens[last].low in words.ORGANISATIONS
        if self.titled or token.sort != UPPER or token.low not in words.ORGANISATIONS or not ends:
            return False
        after = last + 1
        if self.joined(after) is not None:
            return True
        return (
            after < len(self.tokens)
            and is_name(self.tokens[after])
            and (after not in self.roles and after not in self.names)
        )

    def joined(self, place: int) -> int | None:
        """Place of the word after 'of the' and the like that goes on with an organisation."""
        for at in range(place, min(place + 3, len(self.tokens))):
            token = self.tokens[at]
            field = token.sort == UPPER and token.low in _OF_FIELDS
            if at > place and (field or is_name(token)):
                link = self.tokens[place].low
                if link in {"and", "en", "und"} and at > place + 1:
                    return None
                if link in {"and", "en", "&", "und"} and at in self.names:
                    return None
                return at
            if token.low not in words.CONNECTED:
                return None
        return None

    def surname(self, place: int) -> bool:
        """Whether a particle with a capital begins a surname: 'De Wever', 'Van den Berg'."""
        token = self.tokens[place]
        if token.sort != UPPER or token.low not in words.PARTICLES:
            return False
        after = self.particle(place)
        if after is None:
            return False
        if not self.initial(place):
            return True
        lows = [bare(one.low) for one in self.tokens[place : after + 1]]
        known = (*self.seen.names.get(token.text, ()), *self.seen.names.get(token.low, ()))
        return any([part.lower() for part in parts] == lows for parts in known)

    def particle(self, place: int) -> int | None:
        """Place of the surname after 'van der' and the like."""
        for at in range(place, min(place + 4, len(self.tokens))):
            token = self.tokens[at]
            if at > place and is_name(token):
                free = at not in self.names and at not in self.roles
                low = bare(token.low)
                plain = (
                    not token.text.isupper()
                    and not camel(token.text)
                    and (low not in words.ORGANISATIONS and low not in words.PORTFOLIOS)
                )
                return at if free and plain and low not in _PLACES else None
            if token.low not in words.PARTICLES:
                return None
        return None

    def initial(self, place: int) -> bool:
        """Whether a word has its capital because a sentence begins there."""
        return place == 0 or self.tokens[place - 1].text in _OPENING

    def goes_on(self, place: int, organisation: bool) -> bool:
        """Whether a word goes on with the name before it."""
        token, before = self.tokens[place], self.tokens[place - 1]
        if token.text == "&":
            return place + 1 < len(self.tokens) and is_name(self.tokens[place + 1])
        if not is_name(token) or (
            token.low in words.PORTFOLIOS - {before.low}
            and (not organisation and before.low not in words.PORTFOLIOS)
            and not self.institution(place + 1)
        ):
            return False
        if before.low in words.PORTFOLIOS and not organisation:
            return token.low in words.PORTFOLIOS or token.low in words.ORGANISATIONS
        role = self.roles.get(place)
        if role is None or token.low in words.ORGANISATIONS:
            return True
        ending = self.tokens[role.last]  # 'Civil Aviation Board'
        return role.last > place and ending.sort == UPPER and ending.low in words.ORGANISATIONS

    def institution(self, place: int) -> bool:
        """Whether a word with a capital is one for an organisation: 'University', 'Bank'."""
        if place >= len(self.tokens) or self.tokens[place].sort != UPPER:
            return False
        return bare(self.tokens[place].low) in words.ORGANISATIONS

    def run(self, first: int) -> Core | None:
        """Give the name that begins at a word, or None if these words name nobody."""
        mark = self.names.get(first)
        if mark is not None and self.titled:
            return Core(first, mark.last, mark.what, mark.actor)
        last = first if mark is None else mark.last
        if mark is None and first in self.roles:
            last = self.roles[first].last
        organisation, linked = self.keyword(first, last), False
        if mark is None and not organisation:
            organisation = self.conjoined(first)
        while last + 1 < len(self.tokens) and (
            not genitive(self.tokens[last])
            or (bare(self.tokens[last].low) in _WHOSE and self.institution(last + 1))
        ):
            step = self.step(last + 1, organisation, mark is not None or linked)
            if step is None:
                break
            linked = linked or self.tokens[last + 1].low in words.PARTICLES
            last = step
            organisation = organisation or self.keyword(first, last)
        return self.named(first, last, organisation)

    def conjoined(self, first: int) -> bool:
        """Whether 'the X and Y Authority' begins at a word."""
        tokens, link = self.tokens, first + 1
        before = tokens[first - 1].low if first else ""
        while link < len(tokens) and is_name(tokens[link]):
            link += 1
        if (
            before not in words.LEADING
            or link >= len(tokens)
            or tokens[link].low not in {"and", "en", "&"}
        ):
            return False
        if tokens[first].low in _PLACES or link + 1 in self.names:
            return False
        end = link + 1
        while end < len(tokens) and is_name(tokens[end]):
            end += 1
        return end > link + 2 and tokens[end - 1].low in words.ORGANISATIONS

    def step(self, place: int, organisation: bool, listed: bool) -> int | None:
        """Last word by which a name goes on, or None if it ends."""
        if self.goes_on(place, organisation):
            inner = self.names.get(place)
            if inner is not None and listed and not organisation:
                return None
            return place if inner is None else inner.last
        if self.suspended(place - 1) and is_name(self.tokens[place + 2]):
            return place + 2  # 'Voedsel- en Warenautoriteit'
        if organisation:
            return self.joined(place)
        if self.tokens[place].sort == UPPER and self.tokens[place].low in words.PARTICLES:
            return self.particle(place)
        after = None if listed else self.particle(place)
        if after == place + 1 and self.works_for(place):
            return None
        member = after == place + 1 < len(self.tokens) - 1 and place > 1
        if member and self.tokens[place - 2].sort == UPPER and is_name(self.tokens[place + 2]):
            return None  # 'Jan Boon van Schone Lucht'
        return after

    def works_for(self, place: int) -> bool:
        """Whether 'van' after a first and a last name leads to a firm: 'Jan Boon van Acme'."""
        before = self.tokens[place - 1]
        return (
            place > 1
            and self.tokens[place].low == "van"
            and before.low not in _SECOND
            and before.sort == UPPER
            and len(before.text) > 2
            and self.tokens[place - 2].sort == UPPER
            and is_name(self.tokens[place - 2])
            and self.tokens[place - 2].low not in words.PARTICLES
            and place - 2 not in self.roles
        )

    def keyword(self, first: int, last: int) -> bool:
        """Whether a word shows that the name is an organisation's."""
        lows = [bare(token.low) for token in self.tokens[first : last + 1]]
        return any(
            low in words.ORGANISATIONS or low == "&" or low.endswith(_ENDS) for low in lows
        ) or (
            len(lows) > 1
            and lows[-1] in words.WEAK
            and any(low not in _PLACES and low not in words.WEAK for low in lows)
        )

    def named(self, first: int, last: int, organisation: bool) -> Core | None:
        """Give the core of the words of a name, without what only stands before it."""
        listed = self.names.get(first)
        if listed is not None and listed.last == last:
            return Core(first, last, listed.what, listed.actor)
        if listed is None:
            first = self.without_start(first, last, organisation)
            listed = self.names.get(first)
        inner = [mark for at, mark in self.names.items() if first <= at <= last]
        if not inner:
            return self.unlisted(first, last, organisation)
        one = max(inner, key=lambda mark: (mark.last - mark.first, -mark.first))
        if organisation and (one.first, one.last) != (first, last):
            return Core(first, last, "organisation", one.actor, own=self.own(first, last))
        if one.what == "person" and one.last == last:
            return Core(first, last, "person", one.actor)
        rest = self.tokens[one.last + 1 : last + 1]
        if one.what == "organisation" and all(bare(token.low) in _REGIONS for token in rest):
            return Core(one.first, last, one.what, one.actor)  # 'Voka Limburg'
        return Core(one.first, one.last, one.what, one.actor)

    def without_start(self, first: int, last: int, organisation: bool) -> int:
        """Place at which the name begins, after an adjective or the first word of a sentence."""
        tokens = self.tokens
        while (
            first < last
            and not organisation
            and (
                tokens[first].low in _PLACES
                or (words.of_place(tokens[first].text) and tokens[first - 1].low in {"de", "het"})
            )
        ):
            first += 1
        low = tokens[first].low
        adverb = low in self.seen.lower or (low.endswith("ly") and len(low) > len("emily"))
        body = words.is_body(low) and low not in words.NAMELIKE  # 'Uitgeversgroep Mediahuis'
        if last > first and self.initial(first) and body:
            return first + 1
        if last - first > 1 and self.initial(first) and is_occupation(low):
            return first + 1  # 'Buurtbewoonster Lies Maes'
        if first < last and self.initial(first) and adverb and low not in words.PARTICLES:
            return first + 1
        return first

    def own(self, first: int, last: int) -> str | None:
        """Type that a role inside the name of an organisation shows."""
        inside = [role for at, role in self.roles.items() if first <= at and role.last <= last]
        return next((role.actor for role in sorted(inside) if role.actor), None)

    def unlisted(self, first: int, last: int, organisation: bool) -> Core | None:
        """Give the core of a name that the list does not have."""
        run = self.tokens[first : last + 1]
        lows = [bare(token.low) for token in run]
        if all(low in _PLACES or low in words.CONNECTED or low in words.WEAK for low in lows):
            return None
        if all(low in words.PORTFOLIOS or low in words.CONNECTED for low in lows):
            return None
        if first == last:
            return None if lows[0] in words.ORGANISATIONS else self.single(first)
        if organisation:
            return Core(first, last, "organisation", own=self.own(first, last))
        if any(low in _PLACES for low in lows):
            return self.branch(first, last, lows)
        before = self.tokens[first - 1].low if first else ""
        strange = any(camel(bare(token.text)) for token in run)
        lower = first > 0 and self.tokens[first - 1].sort == LOWER
        strange = strange or before in words.LEADING or (lower and words.is_body(before))
        return Core(first, last, "organisation" if strange else "person")

    def branch(self, first: int, last: int, lows: Sequence[str]) -> Core | None:
        """Give an organisation that is named with its place: 'Fertilizers Europe'."""
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        speaks = after is not None and (after.text == "," or after.low in _SAID)
        if last - first > 1 and lows[0] not in _PLACES and lows[-1] not in _PLACES:
            return Core(first, last, "organisation")  # 'Marlow Valley Water'
        if any(low in _PLACES for low in lows[:-1]) or (self.initial(first) and not speaks):
            return None
        return Core(first, last, "organisation")

    def single(self, place: int) -> Core | None:
        """Give the core of a one-word name, if its capital is not only that of a sentence."""
        token = self.tokens[place]
        name = bare(token.text)
        if name.lower() in self.seen.lower or len(name) < 2:
            return None
        if self.initial(place) and not camel(name) and (name,) not in self.seen.names.get(name, ()):
            after = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
            if after is None or after.low not in _SAID:
                return None
        return Core(place, place, "organisation" if camel(name) else "unknown")

    def in_title(self, place: int) -> Core | None:
        """Give the name that begins at a word of a headline with capitals everywhere."""
        tokens = self.tokens
        listed = self.seen.listed.get(tokens[place].low[:-1])
        if listed is not None and tokens[place].low.endswith("s"):
            return Core(place, place, *listed, prefix="s")
        for parts in self.seen.names.get(bare(tokens[place].text), ()):
            last = place + len(parts) - 1
            here = [token.text for token in tokens[place : last + 1]]
            if here and (*here[:-1], bare(here[-1])) == parts:
                return Core(place, last, "unknown" if len(parts) == 1 else "person")
        return None
