"""Under which name an article introduces somebody, and as what type of actor.

What is said of a person once holds for the whole article, and so does the fullest form of a
name. Nothing is carried from one article to another.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from analysis._voices.deeds import BUSINESS, PRESIDENTS, SHOWN
from analysis._voices.marks import compact
from analysis._voices.phrases import Phrase
from analysis._voices.surroundings import Owner
from analysis._voices.vocabulary import ORGANISATIONS, is_body
from analysis.actors import Actors

__all__ = ["Named", "Names"]

_ARTICLES: Final = ("de", "het", "the")
_INITIALS: Final = 2
_MADE_BY: Final = ("maker of", "maker van")
_HIS: Final = frozenset(("his", "her", "zijn", "haar"))
_OWN: Final = frozenset(
    ("own", "small", "young", "new", "little", "eigen", "kleine", "jonge", "nieuwe")
)
_FIRM: Final = frozenset((
    "company", "firm", "business", "startup", "start-up", "bedrijf", "onderneming", "zaak",
    "softwarebedrijf", "techbedrijf", "webwinkel",
))  # fmt: skip
_HEADS: Final = frozenset(("person", "organisation", "unknown"))


class Named(NamedTuple):
    """A phrase of the article with the name of its head as it is written there."""

    unit: int
    phrase: Phrase
    name: str


class Names:
    """The names of one article.

    Parameters
    ----------
    text : str
        The article, in which spellings are counted.
    found : iterable of Named
        All phrases of it in order.
    actors : Actors
    """

    def __init__(self, text: str, found: Iterable[Named], actors: Actors) -> None:
        self._text, self._list = text, actors
        self._full: dict[str, str] = {}
        self._short: dict[str, list[str]] = {}
        self._organisations: dict[str, str] = {}
        self._actors: dict[str, str] = {}
        found = list(found)
        named = [one._replace(phrase=one.phrase._replace(what="organisation"))
                 if self._paper(one) else one
                 for one in found if one.phrase.what in _HEADS]  # fmt: skip
        self._listed_people = {one.name for one in named if one.phrase.what == "person"}
        self._people(named)
        self._bodies(named)
        self._nouns = self._shared(found)
        self._describe(named)
        self._owners_of_firms(found)

    def _paper(self, one: Named) -> bool:
        """Whether a name with an article is an organisation's: 'De Tijding', but 'De Wever'."""
        article, _, rest = one.name.partition(" ")
        if article.lower() not in _ARTICLES or one.phrase.actor is not None:
            return False
        return " " not in rest and self._list.of_words(rest) is not None

    def _people(self, named: list[Named]) -> None:
        """Learn the full names of persons, and the parts by which they are named later."""
        variants: dict[str, Counter[str]] = {}
        for one in named:
            if one.phrase.what == "person" and " " in one.name:
                variants.setdefault(_person_key(one.name), Counter())[one.name] += 1
        for key, spelled in variants.items():
            self._full[key] = max(
                spelled, key=lambda name: (self._text.count(name.split(" ", 1)[1]), len(name), name)
            )
        tails = {compact("".join(name.split(" ")[start:])): name
                 for name in self._full.values()
                 for start in range(1, name.count(" ") + 1)}  # fmt: skip
        self._full = {key: name for key, name in self._full.items() if key not in tails}
        for name in self._full.values():  # 'Van Herpe' is a surname, if somebody has it
            parts = name.split(" ")
            for start in range(1, len(parts)):
                self._add_short(compact("".join(parts[start:])), name)
            self._add_short(compact(parts[0]), name)

    def _add_short(self, key: str, name: str) -> None:
        """Note a part of a name by which a person may be named."""
        listed = self._short.setdefault(key, [])
        if name not in listed:
            listed.append(name)

    def _bodies(self, named: list[Named]) -> None:
        """Learn the spellings of organisations, and what their letters stand for."""
        variants: dict[str, Counter[str]] = {}
        for one in named:
            if one.phrase.what == "organisation":
                variants.setdefault(compact(one.name), Counter())[one.name] += 1
        for key, spelled in variants.items():
            best = max(spelled.values())
            self._organisations[key] = next(name for name, n in spelled.items() if n == best)
        letters = {_letters(name): name for name in reversed(list(self._organisations.values()))}
        for key, name in list(self._organisations.items()):
            short = name.removeprefix("The ").removeprefix("De ")
            if " " not in short and short.lower() in ORGANISATIONS:
                longer = [other for other in self._organisations.values()
                          if other != name and other.endswith(f" {short}")]  # fmt: skip
                if len(longer) == 1:  # 'The Times' of the New York Times
                    self._organisations[key] = longer[0]
            if name.isupper() and " " not in name and letters.get(name, name) != name:
                self._organisations[key] = letters[name]

    def _shared(self, found: Iterable[Named]) -> dict[str, str]:
        """Types of nouns that have one only with another word: 'association', 'committee'."""
        types: dict[str, set[str]] = {}
        for one in found:
            if one.phrase.role_actor is not None and is_body(one.phrase.noun):
                types.setdefault(one.phrase.noun, set()).add(one.phrase.role_actor)
        return {noun: actors.pop() for noun, actors in types.items() if len(actors) == 1}

    def _describe(self, named: list[Named]) -> None:
        """Learn the type of each name: of the list, or of what is said of it first."""
        for one in named:
            if one.phrase.actor is not None:
                self._actors.setdefault(self.of(one), one.phrase.actor)
        for kind in ("organisation", "person"):
            for one in named:
                if (one.phrase.what == "organisation") == (kind == "organisation"):
                    alone = one.phrase.what == "organisation" and not one.phrase.noun
                    actor = self._by_words(one.name) if alone and not one.phrase.owner else None
                    actor = actor or self.described(one.phrase)
                    if actor is None and one.phrase.what != "person":
                        actor = self._by_words(one.name)
                    if actor is not None:
                        self._actors.setdefault(self.of(one), actor)

    def _owners_of_firms(self, found: Iterable[Named]) -> None:
        """Learn that who has a firm speaks for it: 'Roe's company', and 'Roe ... her company'."""
        business = self._business
        people: list[tuple[int, str]] = []
        for one in found if business is not None else ():
            phrase, owner = one.phrase, one.phrase.owner
            if phrase.what in _HEADS and self.kind(one) == "person":
                people.append((one.unit, self.of(one)))
            led = {low for low in phrase.before if owner is not None and not owner.name}
            own = phrase.noun in _FIRM and _OWN.issuperset(led)
            if phrase.what != "role" or owner is None or not own:
                continue
            near = {name for unit, name in people if one.unit - unit < _INITIALS}
            known = self._person(owner.name) if owner.name else None
            if known is None and owner.noun in _HIS and len(near) == 1:
                known = near.pop()
            if known is not None and business is not None:
                self._actors.setdefault(known, business)

    @property
    def _business(self) -> str | None:
        """Type of any company, if the list has one."""
        return self._by_role("company") or self._by_role("bedrijf")

    def _by_words(self, name: str) -> str | None:
        """Type that the words of a name show, or a role in it in any language of the list."""
        word = self._list.of_words(name)
        return word or (self._by_role(name) if " " in name else None)

    def _by_role(self, name: str) -> str | None:
        """Type of a role, in any language of the list."""
        found = (self._list.of_role(name, language) for language in self._list.languages)
        return next((actor for actor in found if actor is not None), None)

    def tell(self, name: str, actor: str) -> None:
        """Learn the type of a name for what follows in the article."""
        self._actors.setdefault(name, actor)

    def described(self, phrase: Phrase) -> str | None:
        """Type that the words beside a name or role show: of the owner, or of the role."""
        owner = phrase.owner
        owned = None if owner is None else self.owned_by(owner)
        if (
            owner is not None
            and phrase.noun in PRESIDENTS
            and (" " in owner.name or is_body(owner.noun))
        ):
            return owned  # of a club; that of a state has no owner
        told = self._by_role(SHOWN[phrase.shown]) if phrase.shown in SHOWN else None
        if told is None and owner is not None and owner.name and phrase.noun in BUSINESS:
            told = self._business
        return owned or told or phrase.role_actor or self._nouns.get(phrase.noun)

    def owned_by(self, owner: Owner) -> str | None:
        """Type of the owner of a role."""
        if owner.actor is not None or owner.noun:
            return owner.actor
        name = owner.name
        listed = self._list.of_name(name)
        if listed is not None:
            return listed
        known = self._person(name) or self._organisations.get(compact(name), name)
        return self._actors.get(known) or self._by_words(name) or self.made(name)

    def made(self, product: str) -> str | None:
        """Type of whom the list knows as the maker of something: of ChatGPT."""
        found = (self._list.of_name(f"{made} {product}") for made in _MADE_BY)
        return next((actor for actor in found if actor is not None), None)

    def actor(self, name: str) -> str | None:
        """Type of a full name, if the article or the list tells it."""
        return self._actors.get(name)

    def of(self, one: Named) -> str:
        """Fullest name that the article has for somebody."""
        if one.phrase.what != "organisation" and not self._titled(one):
            person = self._person(one.name)
            if person is not None:
                return person
        key = compact(one.name)
        name = self._organisations.get(key, one.name)
        for article in _ARTICLES if name == one.name and " " not in name else ():
            name = self._organisations.get(f"{article}{key}", name)  # 'De Tijding'
        return name

    def _titled(self, one: Named) -> bool:
        """Whether a name with an article is known to be a paper's and no surname."""
        article = one.name.split(" ", 1)[0].lower() in _ARTICLES
        return article and compact(one.name) in self._organisations

    def kind(self, one: Named) -> str:
        """Whether a name is a person's or an organisation's."""
        if self._titled(one):
            return "organisation"
        if one.phrase.what != "unknown":
            return one.phrase.what
        if compact(one.name) in self._organisations:
            return "organisation"
        return "person" if self._person(one.name) is not None else "organisation"

    def is_person(self, name: str) -> bool:
        """Whether a name is that of a person of the article or of the list."""
        return self._person(name) is not None or name in self._listed_people

    def _person(self, name: str) -> str | None:
        """Full name of a person; None if nobody of that name was introduced."""
        full = self._full.get(_person_key(name)) if " " in name else None
        if full is not None:
            return full
        parts = name.split(" ")
        listed = self._short.get(compact(name)) or (
            self._short.get(compact(parts[-1])) if len(parts[0]) == _INITIALS else None
        )
        return None if listed is None else listed[0]


def _person_key(name: str) -> str:
    """First and last part of a name, without initials: how spellings of one are joined."""
    parts = [part for part in name.split(" ") if not (len(part) == _INITIALS and part[1] == ".")]
    return compact("".join(parts)) if parts else compact(name)


def _letters(name: str) -> str:
    """First letters of the words with a capital: FT of Financial Times."""
    parts = name.replace("-", " ").split()
    return "".join(part[0] for part in parts if part[0].isupper()) if len(parts) > 1 else ""
