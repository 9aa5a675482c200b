"""Who is meant by 'the company', 'de minister' and 'its spokesman': those named before."""

from functools import cached_property
from typing import Final, NamedTuple

from analysis._voices import vocabulary as words
from analysis._voices.naming import Named, Names
from analysis.actors import Actors

__all__ = ["Referents"]

_FAR: Final = 6  # units back: further away, 'the company' is anybody's guess
_NEAR: Final = 2
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


class Referents:
    """Those named so far in one article, in the order in which `who` is asked."""

    def __init__(self, names: Names, actors: Actors, language: str) -> None:
        self._names, self._actors, self._language = names, actors, language
        self._bodies: list[_Body] = []
        self._people: list[tuple[int, str | None]] = []
        self._by_noun: dict[str, tuple[str, str | None]] = {}
        self._origin: dict[str, set[str]] = {}
        self._genders: dict[str, str] = {}

    @cached_property
    def _no_business(self) -> frozenset[str]:
        """Types of the list that hold newspapers, ministries or universities."""
        return frozenset(
            found
            for noun in _BUSINESS_IS_NO
            if (found := self._actors.of_role(noun, self._language)) is not None
        )

    def gender(self, name: str | None) -> str | None:
        """Gender that the article has shown of somebody so far."""
        return None if name is None else self._genders.get(name)

    def hint(self, one: Named) -> None:
        """Note an organisation of which only a thing was named: 'het Nvidia-aandeel'."""
        self._bodies.append(_Body(one.unit, one.name, one.phrase.actor, acts=True))

    def who(self, one: Named, written: str) -> tuple[str, str | None, str | None]:
        """Kind, name and type of a phrase; `written` is the phrase as it stands."""
        phrase = one.phrase
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
            generic = one.name.split()[0].islower() and one.name.split()[0] not in {
                "de",
                "het",
                "the",
            }
            if kind == "organisation" and generic and phrase.actor is not None:
                kind, name = "definite", self._same(phrase.actor) or name
        self._remember(one, kind, name, actor)
        return kind, name, actor

    def _role(self, one: Named, written: str) -> tuple[str, str | None, str | None]:
        """Kind, name and type of a role without a name."""
        phrase = one.phrase
        actor = phrase.role_actor
        if phrase.owner is not None:
            owned = self._owner(one)
            if phrase.noun in _OWN and owned and self._names.is_person(phrase.owner.name):
                return "definite", self._same(owned) or written, owned  # 'Altman's company'
            return "role", written, owned or actor
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
        return "role", written, actor

    def _owner(self, one: Named) -> str | None:
        """Type of whom a role belongs to, who may be one named before."""
        owner = one.phrase.owner
        if owner is None:
            return None
        if owner.noun == "near":
            near = {body.name: body.actor for body in self._bodies
                    if one.unit - body.unit < _NEAR and body.acts}  # fmt: skip
            return next(iter(near.values())) if len(near) == 1 else None
        if owner.noun in words.WHOSE:
            return self._whose(one, owner.noun)
        if words.is_body(owner.noun):
            body = self._body(one, owner.noun, (), owner.actor)
            return owner.actor if body is None else body.actor
        return self._names.owned_by(owner)

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
            and (kind == "person" or phrase.owner is not None)
        ):
            self._by_noun[phrase.noun] = (name, actor)
        if kind == "person":
            self._people.append((one.unit, actor))
        if kind in {"organisation", "definite"}:
            acts = not phrase.owned and not phrase.oblique
            self._bodies.append(_Body(one.unit, name, actor, acts))
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
        if noun in words.RIVALS:
            return None
        if words.is_company(noun) or noun == "its":
            fit = [body for body in near if body.actor not in self._no_business]
            known = [body for body in fit if body.actor is not None]
            fit = known or fit
        else:
            fit = [body for body in near if noun in body.name.lower().split()] or [
                body for body in near if actor is not None and body.actor == actor
            ]
        origin = {low for low in before if low in words.ADJECTIVES}
        if origin:
            same = [body for body in fit if origin & self._origin.get(body.name, set())]
            fit = same or [
                body for body in fit
                if not self._origin.get(body.name) and body.unit < one.unit
            ]  # fmt: skip
        if not fit:
            return None
        last = [body for body in fit if body.unit == max(body.unit for body in fit)]
        return next((body for body in last if body.acts), last[0])
