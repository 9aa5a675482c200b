"""Noun phrases around a name or a role: the role with its name, the name with what follows it."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from analysis._voices import deeds
from analysis._voices import vocabulary as words
from analysis._voices.marks import LOWER, MARK, UPPER, Token
from analysis._voices.names import Core
from analysis._voices.surroundings import Left, Owner, Surroundings, is_plural

__all__ = ["Phrase", "phrases"]

_CLOSING: Final = frozenset(",;:.!?)]–—\"”’»'…")
_BODY: Final = frozenset(("organisation", "unknown"))
_RELATIVE: Final = frozenset(
    (
        "who",
        "which",
        "that",
        "whose",
        "based",
        "headquartered",
        "die",
        "dat",
        "wiens",
        "gevestigd",
        "verbonden",
        "werkzaam",
        "gespecialiseerd",
        "at",
        "bij",
    )
)
_ENDING: Final = words.FUNCTION - words.DETERMINERS - words.MODIFIERS
_ARTICLES: Final = frozenset(("de", "het", "the"))
_MOST: Final = 6


class Phrase(NamedTuple):
    """A noun phrase, words `first` to `last` of a unit, around the words of its head.

    `what` is as in `Core`; `actor` the type of a listed name, `role_actor` that of the role
    beside it or in it, `owner` whom the role belongs to, `noun` the word of the role and
    `before` the words that lead to it. `owned` tells a genitive, `oblique` a name that follows
    a preposition. `shown` is what they do, a key of `deeds.SHOWN`.
    """

    first: int
    last: int
    head_first: int
    head_last: int
    what: str
    actor: str | None = None
    role_actor: str | None = None
    owner: Owner | None = None
    noun: str = ""
    plural: bool = False
    gender: str | None = None
    definite: bool = False
    before: tuple[str, ...] = ()
    owned: bool = False
    oblique: bool = False
    shown: str = ""


def phrases(tokens: Sequence[Token], found: Sequence[Core]) -> list[Phrase]:
    """Build the noun phrase around each core; a core inside another's phrase has none."""
    return list(_Reader(tokens, found).phrases())


class _Reader(Surroundings):
    """Reads one unit."""

    def phrases(self) -> Iterator[Phrase]:
        """Give the noun phrases from left to right; they do not overlap."""
        done = -1
        for number, core in enumerate(self.cores):
            if core.first <= done or self.modifies(number):
                continue
            if core.what == "pronoun":
                phrase = self.pronoun(core)
            else:
                phrase = self.role(core) if core.what == "role" else self.name(core)
            first = max(phrase.first, done + 1)
            oblique = self.low(first - 1) in words.OBLIQUE and self.low(first - 2) != "according"
            yield phrase._replace(first=first, oblique=oblique)
            done = phrase.last

    def pronoun(self, core: Core) -> Phrase:
        """Phrase of a pronoun; of 'zij' and 'ze' the verb beside it tells the number."""
        low = self.low(core.first)
        forms = words.PRONOUNS["en"] | words.PRONOUNS["nl"]
        plural, gender = forms[low]
        if plural is None:
            beside = [verb for verb in (self.low(core.first + 1), self.low(core.first - 1))
                      if verb in words.SPEECH]  # fmt: skip
            plural = not beside or beside[0].endswith("en") or beside[0] == "zijn"
            gender = None if plural else gender
        return Phrase(core.first, core.first, core.first, core.first, "pronoun",
                      plural=plural, gender=gender)  # fmt: skip

    def modifies(self, number: int) -> bool:
        """Whether somebody stands before a role as its owner: 'OpenAI CEO', 'its maker's CEO'."""
        core = self.cores[number]
        if number + 1 == len(self.cores) or core.what == "pronoun":
            return False
        after = self.cores[number + 1]
        owned = self.owned(core)
        if after.what == "person" and owned and core.what != "role":
            return core.last + 1 == after.first
        if after.what != "role" or after.prefix:
            return False
        if core.what == "role" and not owned:
            return self.qualifies(core, after)
        between = self.tokens[core.last + 1 : after.first]
        fits = len(between) < 4 and all(
            token.low in words.MODIFIERS or token.low in words.ADJECTIVES for token in between
        )
        return fits and (core.what != "person" or owned or not between)

    def role(self, core: Core) -> Phrase:
        """Phrase around a role, with the name that follows it."""
        left, (last, right) = self.left(core), self.right(core)
        noun = self.noun(core)
        owner = self.holder(left, right, noun)
        if core.prefix and owner is None and core.prefix[:1].isupper():
            owner = Owner(core.prefix)
        unowned = owner is None and core.speaks and core.actor is None
        if unowned and not words.is_body(noun) and noun not in words.ANONYMOUS | deeds.PRESIDENTS:
            owner = Owner("", noun="near")
        if left.former and owner is None and noun in deeds.STAFF:
            owner = Owner("", noun="last")
        cut = left.former and noun not in deeds.STAFF
        owner = None if cut or not (core.speaks or words.is_body(noun)) else owner
        client = deeds.is_client(self, core.last, noun)
        own = None if client or (noun in deeds.PARTNERS and owner is None) else core.actor
        gender = words.gender(token.low for token in self.tokens[left.first : last + 1])
        phrase = Phrase(
            left.first, last, core.first, core.last, "role", role_actor=own, owner=owner,
            noun=noun, plural=is_plural(noun), gender=gender, definite=left.definite,
            before=left.before, owned=self.owned(core), shown=self.shown(core, noun, owner),
        )  # fmt: skip
        head = self.head(core, last, noun)
        if head is None:
            after = self.at.get(last + 1)
            if (
                after is not None
                and not phrase.owned
                and after.what not in {"role", "pronoun"}
                and (
                    not phrase.plural or (after.what == "organisation" and not words.is_body(noun))
                )
                and not (words.is_body(noun) and after.what == "unknown")
            ):
                return phrase._replace(
                    last=after.last, owner=owner or (self.owner(after) if core.speaks else None)
                )
            return phrase
        return self.headed(phrase, head, core)

    def holder(self, left: Left, right: Owner | None, noun: str) -> Owner | None:
        """Whom a role belongs to by what stands before or behind it."""
        return right if noun in deeds.PARTNERS else left.owner or right

    def shown(self, core: Core, noun: str, owner: Owner | None) -> str:
        """Tell what a role shows beside its noun: a partner at a firm, an analyst's target."""
        if noun in deeds.PARTNERS and owner is not None and owner.name:
            return "partner"
        named = owner is not None and owner.name != ""
        title = self.low(core.first) in deeds.DIRECTS and core.first < core.last
        if (title or noun in deeds.BUSINESS) and (named or self.low(core.last + 1) in deeds.OF):
            return "owner"  # a firm is a firm, whatever it is called
        return deeds.of_analyst(self, noun) if owner is None or owner.name else ""

    def head(self, core: Core, last: int, noun: str) -> Core | None:
        """Name that a role leads to: 'minister Jansen', 'its chief executive, Sam Altman,'."""
        if self.owned(core):
            return None
        person = not words.is_body(noun)
        after = self.at.get(last + 1)
        if after is not None and after.what in {"person", "organisation", "unknown"}:
            if is_plural(noun) and after.what != "person" and person:
                return None
            paper = not person and self.low(after.first) in _ARTICLES  # 'de krant De Tijding'
            fits = after.what == "unknown" or (after.what == "person") == person or paper
            led = not person and self.low(core.first - 1) in _ARTICLES
            if led and after.actor is None and after.what == "person":
                return after._replace(what="organisation")  # 'the group Clean River'
            return after if fits else None
        title = last + 1
        while self.low(title) in words.TITLES or (
            self.text(title) == "." and self.low(title - 1) in words.TITLES | words.ABBREVIATED
        ):
            title += 1
        after = self.at.get(title)
        if title > last + 1 and after is not None and after.what in {"person", "unknown"}:
            return after
        after = self.at.get(self.beyond(last + 2) if person else last + 2)
        if not person and after is not None and self.text(last + 1) in {"The", "Het"}:
            return after._replace(first=last + 1, what="organisation")  # 'the paper The Ledger'
        if self.text(last + 1) != "," or after is None or is_plural(noun):
            return None
        if after.what == "role" and person:  # 'zijn promotor, professor Jan Boon'
            after = self.at.get(after.last + 1, after)._replace(own=after.actor)
        if after.what != ("person" if person else "organisation") or self.owned(after):
            return None
        closed = self.text(after.last + 1) in _CLOSING or after.last + 1 == len(self.tokens)
        more = self.text(after.last + 1) == "," and self.at.get(after.last + 2) is not None
        return after if closed and not more and (person or last > core.last) else None

    def beyond(self, place: int) -> int:
        """Place after an article or plain words that stand before a name: 'retired teacher'."""
        at = place + (self.low(place) in _ARTICLES)
        while at < place + 3 and at not in self.at and self.low(at) not in words.FUNCTION:
            if at >= len(self.tokens) or self.tokens[at].sort != LOWER:
                break
            at += 1
        return at

    def headed(self, phrase: Phrase, head: Core, core: Core) -> Phrase:
        """Phrase of a name with the role before it."""
        named = self.name(head)
        what = head.what
        near = phrase.owner is not None and phrase.owner.noun == "near"
        if what == "unknown" or self.low(head.first) in _ARTICLES:
            what = "organisation" if words.is_body(phrase.noun) else "person"
        return named._replace(
            first=phrase.first,
            what=what,
            role_actor=phrase.role_actor or named.role_actor,
            owner=named.owner if near and named.owner else phrase.owner or named.owner,
            shown=phrase.shown or named.shown,
            noun=phrase.noun,
            gender=phrase.gender or named.gender,
            before=phrase.before,
        )

    def name(self, core: Core) -> Phrase:
        """Phrase around a name: its article and titles before it, its apposition behind it."""
        first, titles = core.first, []
        at = first - 1
        while self.low(at) in words.TITLES or (
            self.text(at) == "." and self.low(at - 1) in words.TITLES
        ):
            titles.append(self.low(at))
            at -= 1
        first = at + 1
        before: tuple[str, ...] = ()
        if core.what != "person":
            first, before = self.article(first)
        holder, owner = self.ending.get(first - 1), None
        if core.what != "person" and core.actor is None and self.low(first) in words.WHOSE:
            owner = Owner("", noun=self.low(first))  # 'its Threat Intelligence Group'
        if core.what == "person" and holder and holder.what != "role" and self.owned(holder):
            first, owner = holder.first, self.owner(holder)  # 'Hugging Face's Lewis Tunstall'
        phrase = Phrase(
            first, core.last, core.first, core.last,
            "person" if titles and core.what == "unknown" else core.what,
            actor=core.actor, role_actor=core.own, owner=owner, gender=words.gender(titles),
            before=before, owned=self.owned(core),
        )  # fmt: skip
        return phrase if phrase.owned else self.followed(phrase)

    def article(self, first: int) -> tuple[int, tuple[str, ...]]:
        """Place of the article before an organisation, and the adjectives between."""
        at = first - 1
        while (
            self.low(at) in words.ADJECTIVES
            or self.low(at) in words.MODIFIERS
            or (
                "-" in self.low(at) and self.low(at) not in words.FUNCTION and at not in self.ending
            )
        ):
            at -= 1
        lows = tuple(self.low(place) for place in range(at + 1, first))
        if self.low(at) in words.LEADING:
            return at, lows
        start = first
        while start - 1 > at and self.low(start - 1) in words.ADJECTIVES:
            start -= 1
        return start, lows

    def followed(self, phrase: Phrase) -> Phrase:
        """Add what follows a name: its organisation, its role between commas."""
        if phrase.what != "organisation":
            phrase = self.belongs(phrase)
        after = phrase.last + 1
        if self.text(after) == "(":
            inner = self.at.get(after + 1)
            close = after + 2 if inner is None else inner.last + 1
            known = self.text(after + 1).isdigit() or inner is not None
            party = inner if self.text(close) == "," and phrase.what == "person" else None
            if party is not None and party.what == "organisation" and party.actor is not None:
                inner = party  # '(VVD, Utrecht)'
                phrase = phrase._replace(owner=phrase.owner or self.owner(inner))
            if known and self.text(close) == ")":
                owner = phrase.owner
                if inner is not None and phrase.what == "organisation":  # 'Civil Board (CB)'
                    phrase = phrase._replace(role_actor=phrase.role_actor or inner.actor)
                if inner is not None and inner.what in _BODY and phrase.what == "person":
                    owner = owner or self.owner(inner)
                phrase = phrase._replace(last=close, owner=owner)
        return self.active(self.apposition(phrase))

    def active(self, phrase: Phrase) -> Phrase:
        """Add what a clause behind a person tells: 'Jane Doe, who heads the ministry'."""
        if phrase.what == "organisation" or phrase.role_actor or phrase.owner:
            return phrase
        if phrase.what == "unknown" and self.text(phrase.last + 1) not in {",", "("}:
            return phrase
        owner, verb = deeds.shown(self, phrase.last)
        if owner is None and not verb:
            return phrase
        return phrase._replace(what="person", owner=owner, shown=verb)

    def belongs(self, phrase: Phrase) -> Phrase:
        """Add 'of Stanford University' to a person."""
        at = phrase.last + 2
        if self.low(at - 1) not in {"of", "from", "at", "van", "bij"}:
            return phrase
        while (
            self.low(at) in words.LEADING
            or self.low(at) in words.ADJECTIVES
            or self.low(at).endswith("-based")
            or words.of_place(self.text(at))
        ):
            at += 1
        core = self.at.get(at)
        if core is None and self.low(at) in words.PORTFOLIOS and self.tokens[at].sort == UPPER:
            return phrase._replace(last=self.places(at) or at, what="person")
        if core is None or core.what in {"person", "pronoun"} or self.owned(core):
            return phrase
        after = self.at.get(core.last + 1)
        firm = after is not None and after.what in _BODY
        if core.what == "role" and not (firm or words.is_body(self.low(core.last))):
            return phrase
        if core.what == "unknown" and phrase.what == "unknown":
            return phrase
        last, owner = self.owning(core, "of") or (core.last, None)
        more = self.at.get(last + 2)
        if core.what == "unknown" and self.low(last + 1) == "of" and more is not None:
            last = more.last if more.what == "unknown" else last  # 'van Bits of Freedom'
        return phrase._replace(last=last, owner=owner or self.owner(core), what="person")

    def apposition(self, phrase: Phrase) -> Phrase:
        """Add the role that stands behind a name: 'Jane Doe, a professor at Ghent University'."""
        comma = phrase.last + 1
        while comma <= phrase.last + 2 and self.low(comma) and self.tokens[comma].sort == LOWER:
            comma += 1
        if self.low(phrase.last + 1) in {"is", "was"}:
            comma = phrase.last + 1
        elif self.text(comma) not in {",", "(", "–", "—"}:
            return phrase
        core = self.role_at(comma + 1)
        if core is None:
            return self.byline(phrase, comma)
        noun = self.noun(core)
        if noun in words.PERSONAL:
            return phrase
        holder = phrase.owner
        if holder is not None and holder.name and not holder.actor and words.is_body(noun):
            return phrase._replace(owner=holder._replace(actor=core.actor))  # of Acme, a fund
        if is_plural(noun) or (
            phrase.what != "unknown" and (words.is_body(noun)) != (phrase.what == "organisation")
        ):
            return phrase
        left, (end, right) = self.left(core), self.right(core)
        closed = (
            end + 1 >= len(self.tokens)
            or self.text(end + 1) in _CLOSING
            or (self.text(end + 1) == "(" and end > core.last)
            or self.low(end + 1) in _RELATIVE
            or self.low(end + 1) in words.PREPOSITIONS
            or self.low(end + 1).endswith(("ed", "ing"))
            or (end > core.last and "-" in self.low(end + 1))  # 'aan de Thomas More-hogeschool'
        )
        linked = self.text(comma) not in {",", "(", "–", "—"}
        if left.first > comma + 1 or not (closed or linked):
            return phrase
        cut = left.former and noun not in deeds.STAFF
        owner = None if cut or not core.speaks else self.holder(left, right, noun)
        client = deeds.is_client(self, core.last, noun)
        what = phrase.what
        if what == "unknown":
            what = "organisation" if words.is_body(noun) else "person"
        adjoins = comma == phrase.last + 1 and not linked
        return phrase._replace(
            last=end + (self.text(comma) == "(" and self.text(end + 1) == ")") if adjoins
            else phrase.last,
            what=what, role_actor=None if client else core.actor or phrase.role_actor,
            owner=owner or phrase.owner, shown=self.shown(core, noun, owner), noun=noun,
            before=phrase.before + left.before,
            gender=phrase.gender
            or words.gender(token.low for token in self.tokens[comma : end + 1]),
        )  # fmt: skip

    def role_at(self, place: int) -> Core | None:
        """Role that begins at a place, after its article, adjectives and owner."""
        at = place
        while at < len(self.tokens) and at - place <= _MOST and self.tokens[at].sort != MARK:
            core = self.at.get(at)
            after = None if core is None else self.at.get(core.last + 1)
            chief = core is not None and after is not None and after.what == core.what == "role"
            if chief and core is not None and after is not None and self.qualifies(core, after):
                at = after.first  # 'chief market strategist'
                continue
            if (
                core is not None
                and core.what == "role"
                and not self.owned(core)
                and (after is None or not self.owned(after))
            ):
                return core
            if core is None and self.low(at) in _ENDING:
                return None
            at = at + 1 if core is None else core.last + 1
        return None

    def byline(self, phrase: Phrase, comma: int) -> Phrase:
        """Add the organisation behind a person at the end of a unit: 'Jan Peeters, KU Leuven'."""
        core = self.at.get(comma + 1)
        if core is None or phrase.what != "person" or core.what != "organisation":
            return phrase
        if core.last + 1 != len(self.tokens) or comma != phrase.last + 1:
            return phrase
        return phrase._replace(last=core.last, owner=phrase.owner or self.owner(core))
