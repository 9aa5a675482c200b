"""Who is meant by 'the company', 'de minister' and 'its spokesman': those named before."""

from functools import cached_property
from typing import Final, NamedTuple

from analysis._voices import vocabulary as words
from analysis._voices.deeds import BUSINESS, CHAIRS, STANDS_FOR
from analysis._voices.naming import Named, Names
from analysis.actors import Actors

__all__ = ["Referents"]

_FAR: Final = 6  # units back: further away, 'the company' is anybody's guess
_NEAR: Final = 2
_CLUBS: Final = ("organisatie", "organisation", "organization", "charity", "vereniging")
_AGES: Final = ("-jarige", "-year-old", "‑year‑old")
_OF_NO_NAME: Final = frozenset((
    "police", "army", "embassy", "parliament", "court", "government", "administration", "council",
    "politie", "leger", "ambassade", "parlement", "rechtbank", "regering", "overheid", "kabinet",
    "gemeente", "raad", "gerecht", "parket",
))  # fmt: skip
"""Nouns of which a country has several: they are not whoever of that type was named before."""
_OWN: Final = words.COMPANY - {"rival", "competitor", "concurrent", "rivaal"}
_BUSINESS_IS_NO: Final = (
    "newspaper", "ministry", "government", "university", "krant", "ministerie", "overheid",
    "universiteit",
)  # fmt: skip


class _Body(NamedTuple):
    """An organisation that was named: where, and whether it acts there."""

    unit: int
    name: str
    actor: str | None
    acts: bool
    quoted: bool = False


class Referents:
    """Those named so far in one article, in the order in which `who` is asked."""

    def __init__(self, names: Names, actors: Actors, language: str) -> None:
        self._names, self._actors, self._language = names, actors, language
        self._inside = False
        self._bodies: list[_Body] = []
        self._people: list[tuple[int, str | None]] = []
        self._everyone: list[tuple[str, str | None, str | None]] = []
        self._by_noun: dict[str, tuple[str, str | None]] = {}
        self._origin: dict[str, set[str]] = {}
        self._genders: dict[str, str] = {}

    @cached_property
    def _no_business(self) -> frozenset[str]:
        """Types of the list that hold newspapers, ministries or universities."""
        return self._of_roles(_BUSINESS_IS_NO)

    @cached_property
    def _papers(self) -> frozenset[str]:
        """Types of the list that hold newspapers."""
        return self._of_roles(("newspaper", "krant"))

    def _of_roles(self, nouns: tuple[str, ...]) -> frozenset[str]:
        """Types of the list that hold these roles."""
        return frozenset(
            found
            for noun in nouns
            if (found := self._actors.of_role(noun, self._language)) is not None
        )

    def gender(self, name: str | None) -> str | None:
        """Gender that the article has shown of somebody so far."""
        return None if name is None else self._genders.get(name)

    def hint(self, one: Named) -> None:
        """Note an organisation of which only a thing was named: 'het Nvidia-aandeel'."""
        self._bodies.append(_Body(one.unit, one.name, one.phrase.actor, acts=True))

    def who(
        self, one: Named, written: str, *, quoted: bool = False
    ) -> tuple[str, str | None, str | None]:
        """Kind, name and type of a phrase; `written` is the phrase as it stands.

        What a quotation names is not who is meant outside it, if that may be another.
        """
        phrase = one.phrase
        self._inside = quoted
        if phrase.what == "pronoun":
            return "pronoun", None, None
        if phrase.what == "role":
            kind, name, actor = self._role(one, written)
        else:
            kind, name = self._names.kind(one), self._names.of(one)
            actor = self._names.actor(name)
            if actor is None and phrase.owner is not None and phrase.owner.noun:
                actor = self._owner(one)
                if actor is not None:
                    self._names.tell(name, actor)
            parts = one.name.split()
            generic = parts[0].islower() and parts[0] not in {"de", "het", "the"}
            generic = generic or (len(parts) > 1 and parts[-1] in words.COMPANY)
            if kind == "organisation" and generic and phrase.actor is not None:
                kind, name = "definite", self._same(phrase.actor) or name
        self._remember(one, kind, name, actor)
        if actor is None and kind == "organisation" and name is not None:
            actor = self._names.made(name)  # a chatbot speaks for its maker
        return kind, name, actor

    def _role(self, one: Named, written: str) -> tuple[str, str | None, str | None]:
        """Kind, name and type of a role without a name."""
        phrase = one.phrase
        actor = self._names.described(phrase._replace(owner=None))
        if phrase.noun in STANDS_FOR:  # 'the EU's executive arm'
            body = self._body(one, STANDS_FOR[phrase.noun], (), None)
            if body is not None:
                return "definite", body.name, body.actor
        if phrase.owner is not None:
            owned = self._owner(one)
            chief = self._chief(one, owned)
            if chief is not None:
                return "role", chief, owned
            if phrase.noun in _OWN and owned and self._names.is_person(phrase.owner.name):
                return "definite", self._same(owned) or written, owned  # 'Altman's company'
            return "role", written, owned or self._names.described(phrase)
        if phrase.plural or not phrase.definite:
            return "role", written, actor
        if words.is_body(phrase.noun):
            body = self._body(one, phrase.noun, phrase.before, actor)
            if body is not None:
                return "definite", body.name, body.actor
            if words.is_company(phrase.noun) and phrase.last == phrase.head_last:
                return "definite", None, None
            return "role", written, actor
        known = self._by_noun.get(phrase.noun)
        if known is not None and phrase.last == phrase.head_last:
            return "role", known[0], known[1]
        again = self._aged(one) or self._only_scholar(one, actor)
        return ("role", *again) if again is not None else ("role", written, actor)

    def _chief(self, one: Named, owned: str | None) -> str | None:
        """Name of the head of an organisation, whom the article named: 'OpenAI's CEO'."""
        phrase, owner = one.phrase, one.phrase.owner
        if owner is None or not owner.name or phrase.plural or phrase.noun not in BUSINESS:
            return None
        if phrase.before[:1] in {("a",), ("an",), ("een",)} or owned is None:
            return None
        bodies = {body.name for body in self._bodies if body.actor == owned} | {owner.name}
        people = {name for name, actor, _ in self._everyone if actor == owned}
        listed = [name for name in people if self._actors.of_name(name) == owned]
        return listed[0] if len(listed) == len(people) == 1 and len(bodies) < _NEAR else None

    def _aged(self, one: Named) -> tuple[str, str | None] | None:
        """Who is meant by 'the 62-year-old doctor': the person named last."""
        told = any(low.endswith(_AGES) for low in one.phrase.before)
        fits = [who for who in self._everyone if who[2] in (None, one.phrase.gender)
                or one.phrase.gender is None]  # fmt: skip
        return fits[-1][:2] if told and fits else None

    def _only_scholar(self, one: Named, actor: str | None) -> tuple[str, str | None] | None:
        """Who is meant by 'the researcher': the last of that type, if no other was near."""
        phrase = one.phrase
        if actor is None or phrase.last != phrase.head_last or phrase.owned:
            return None
        if phrase.before or not phrase.noun.endswith(words.ACADEMIC):
            return None
        same = [name for name, known, gender in self._everyone if known == actor
                and (gender is None or phrase.gender in (None, gender))]  # fmt: skip
        return (same[-1], actor) if len(set(same)) == 1 else None

    def _owner(self, one: Named) -> str | None:
        """Type of whom a role belongs to, who may be one named before."""
        owner = one.phrase.owner
        if owner is None:
            return None
        if owner.noun == "near":
            return self._near(one)
        if owner.noun == "last":
            return self._bodies[-1].actor if self._bodies else None
        if owner.noun in words.WHOSE:
            return self._whose(one, owner.noun)
        if words.is_body(owner.noun):
            body = self._body(one, owner.noun, (), owner.actor)
            return owner.actor if body is None else body.actor
        return self._names.owned_by(owner)

    def _near(self, one: Named) -> str | None:
        """Type of the one organisation that acts nearby, for a role that names none."""
        noun = one.phrase.noun
        barred = self._no_business if noun in BUSINESS else self._papers if noun in CHAIRS else None
        far = _NEAR if barred is None else 2 * _NEAR
        found = [body for body in self._bodies
                 if one.unit - body.unit < far and body.acts
                 and (barred is None or body.actor not in barred)]  # fmt: skip
        if barred is not None:
            found = [body for body in found if body.unit == found[-1].unit]
        near = {body.name: body.actor for body in found}
        return next(iter(near.values())) if len(near) == 1 else None

    def _whose(self, one: Named, word: str) -> str | None:
        """Type of whom 'its' or 'zijn' points back to."""
        near = [body for body in self._bodies if one.unit - body.unit < _NEAR]
        if word in {"its", "their", "hun"} or not self._people:
            body = self._body(one, "its", (), None)
            return None if body is None else body.actor
        unit, actor = self._people[-1]
        if word in {"zijn", "haar"} and near and near[-1].unit > unit:
            return near[-1].actor
        return actor if one.unit - unit < _NEAR else None

    def _remember(self, one: Named, kind: str, name: str | None, actor: str | None) -> None:
        """Keep what later phrases may point back to."""
        phrase = one.phrase
        if name is None:
            return
        if phrase.gender is not None:
            self._genders.setdefault(name, phrase.gender)
        if (
            phrase.noun
            and not phrase.plural
            and not words.is_body(phrase.noun)
            and (
                kind == "person"
                or phrase.owner is not None
                or (not phrase.definite and phrase.noun in words.PERSONAL)
            )
        ):
            self._by_noun[phrase.noun.removeprefix("ex-")] = (name, actor)
        if kind == "person":
            self._people.append((one.unit, actor))
            self._everyone.append((name, actor, self._genders.get(name)))
        if kind in {"organisation", "definite"}:
            acts = not phrase.owned and not phrase.oblique
            self._bodies.append(_Body(one.unit, name, actor, acts, self._inside))
            origin = {low for low in phrase.before if low in words.ADJECTIVES}
            self._origin.setdefault(name, set()).update(origin)
        elif phrase.owner is not None and not phrase.owner.noun and actor is not None:
            self._bodies.append(_Body(one.unit, phrase.owner.name, actor, acts=False))

    def _same(self, actor: str) -> str | None:
        """Name of the organisation of a type that the article named last."""
        found = [body.name for body in self._bodies if body.actor == actor]
        return found[-1] if found else None

    def _body(
        self, one: Named, noun: str, before: tuple[str, ...], actor: str | None
    ) -> _Body | None:
        """Organisation that a noun such as 'company' points back to, if that is safe."""
        near = [body for body in self._bodies if one.unit - body.unit <= _FAR]
        if not self._inside:
            near = [body for body in near if not body.quoted] or near
        if noun in words.RIVALS:
            return None
        if words.is_company(noun) or noun == "its":
            fit = [body for body in near if body.actor not in self._no_business]
            known = [body for body in fit if body.actor is not None]
            fit = known or fit
        elif actor is None and noun.endswith(_CLUBS):
            fit = [body for body in near
                   if body.acts and body.actor not in self._no_business
                   and one.unit - body.unit <= _FAR // 2]  # fmt: skip
        else:
            fit = [body for body in near if noun in body.name.lower().split()] or [
                body for body in near
                if actor is not None and body.actor == actor and noun not in _OF_NO_NAME
            ]  # fmt: skip
        origin = {low for low in before if low in words.ADJECTIVES}
        if origin:
            same = [body for body in fit if origin & self._origin.get(body.name, set())]
            here = {body.name for body in near if body.unit == one.unit}
            fit = same or [
                body for body in fit
                if not self._origin.get(body.name) and body.name not in here
            ]  # fmt: skip
        if not fit:
            return None
        last = [body for body in fit if body.unit == max(body.unit for body in fit)]
        return next((body for body in last if body.acts), last[0])
