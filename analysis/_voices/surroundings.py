"""What stands around a role in a unit: its article and owner, its field, 'of the ministry'."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from analysis._voices import vocabulary as words
from analysis._voices.marks import LOWER, MARK, UPPER, Token, bare
from analysis._voices.names import Core

__all__ = ["Left", "Owner", "Surroundings", "is_plural"]

_FORMER: Final = frozenset(("former", "voormalig", "voormalige", "oud", "ex", "then", "toenmalige"))
_FAMILIAR: Final = frozenset(("familiar", "close", "briefed", "vertrouwd", "bekend"))
_CHIEF: Final = frozenset(("chief", "head", "lead"))
_CLOSE: Final = frozenset(("close",))
_COMMAS: Final = frozenset(",(–—")
_EMERITUS: Final = frozenset(("emeritus", "emerita"))
_THAT: Final = frozenset(("Die", "Dat", "That"))  # with a capital they are no pronouns
_STOPS: Final = words.PREPOSITIONS | words.SPEECH
_NO_PLACE: Final = words.INITIAL | words.FUNCTION | words.WEAK
_VERBS: Final = words.FUNCTION | words.SPEECH
_HEADS: Final = frozenset(("hoofd", "chef", "directeur", "manager", "coördinator", "redacteur"))
_FIELDS: Final = 4
_MOST: Final = 6


class Owner(NamedTuple):
    """Whom a role belongs to: a name and its type, or the noun of one named before."""

    name: str
    actor: str | None = None
    noun: str = ""


class Left(NamedTuple):
    """What stands before a role."""

    first: int
    owner: Owner | None
    former: bool
    definite: bool
    before: tuple[str, ...]


class Surroundings:
    """The words of one unit with its names and roles."""

    def __init__(self, tokens: Sequence[Token], found: Sequence[Core]) -> None:
        self.tokens = tokens
        self.cores = found
        self.at = {core.first: core for core in found}
        self.ending = {core.last: core for core in found}

    def text(self, place: int) -> str:
        """Word or mark at a place, empty beyond the end."""
        return self.tokens[place].text if 0 <= place < len(self.tokens) else ""

    def low(self, place: int) -> str:
        """Word at a place in lower case, empty beyond the end."""
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""

    def owned(self, core: Core) -> bool:
        """Whether a core ends in a genitive."""
        token = self.tokens[core.last]
        return (
            bare(token.text) != token.text
            or core.prefix == "s"
            or (
                self.text(core.last + 1) in {"’", "'"}
                and token.low.endswith("s")
                and self.tokens[core.last + 1].start == token.end
                and core.last + 2 < len(self.tokens)
                and self.tokens[core.last + 2].sort != MARK
            )
        )

    def owner(self, core: Core) -> Owner:
        """Give a core as the owner of a role."""
        parts = self.tokens[core.first : core.last + 1]
        name = " ".join((*(token.text for token in parts[:-1]), self.bare(core)))
        if core.what == "role":
            return Owner(name, core.actor, bare(parts[-1].low))
        return Owner(name, core.actor or core.own)

    def bare(self, core: Core) -> str:
        """Last word of a core without its genitive."""
        text = self.tokens[core.last].text
        return text[:-1] if core.prefix == "s" else bare(text)

    def noun(self, core: Core) -> str:
        """Noun of a role in lower case: 'member' of 'member of parliament'."""
        for at in range(core.first + 1, core.last):
            if self.low(at) in words.PREPOSITIONS or self.low(at) == "des":
                return bare(self.low(at - 1))
        noun = bare(self.low(core.last))
        return noun.rpartition("-")[2] if core.prefix[:1].isupper() else noun

    def left(self, core: Core) -> Left:
        """Read what stands before a role, back to its article."""
        first, at, owner, former, unknown = core.first, core.first - 1, None, False, 0
        lows: list[str] = []
        while at >= 0 and core.first - at <= _MOST and self.tokens[at].sort != MARK:
            token, before = self.tokens[at], self.ending.get(at)
            if token.text in _THAT:
                return Left(at, owner, former, True, tuple(reversed(lows)))
            if token.low in words.DETERMINERS and (before is None or before.what == "role"):
                if token.low == "zijn" and is_plural(self.low(core.last)):
                    break
                if owner is None and token.low in words.WHOSE:
                    owner = Owner("", noun=token.low)
                definite = token.low in words.DEFINITE
                return Left(at, owner, former, definite, tuple(reversed(lows)))
            if before is not None:
                titled = at == first - 1 and (  # 'President Trump's adviser', 'bank analysts'
                    owner is not None or self.qualifies(before, core)
                )
                if unknown and not self.owned(before):
                    break
                if before.what == "pronoun" or (
                    before.what == "role" and not (self.owned(before) or titled)
                ):
                    break
                if (
                    before.what == "person"
                    and not self.owned(before)
                    and owner is None
                    and (at != core.first - 1)
                ):
                    break
                if before.what != "role" or self.owned(before) or before.actor is not None:
                    owner = owner or self.owner(before)
                at = first = before.first
            elif (
                token.low in words.MODIFIERS
                or token.low in words.CITIES
                or "-" in token.low
                or token.low in words.ADJECTIVES
                or words.of_place(token.text)
                or (token.sort == UPPER and token.low in words.PORTFOLIOS)
                or (bare(token.text) != token.text)
            ):
                former = former or token.low in _FORMER
                owns = token.low in words.ADJECTIVES or bare(token.text) != token.text
                first = at if not unknown or owns else first
            elif _adjective(token) and not unknown:
                unknown += 1
            else:
                break
            lows.append(token.low)
            at -= 1
        return Left(first, owner, former, False, tuple(reversed(lows)))

    def right(self, core: Core) -> tuple[int, Owner | None]:
        """Where a role's phrase ends, and whom it belongs to by 'of' and the like."""
        owner: Owner | None = None
        nouns = {bare(self.low(core.last))}
        last = self.field(core.last)
        for _ in range(4):
            if self.low(last + 1) in {"and", "en", "&"} and self.joint(core, last + 2):
                last = self.at[last + 2].last
                nouns.add(self.low(last))
                last = self.field(last)
                continue
            if self.low(last + 1) in _EMERITUS:
                last += 1
            if self.low(last + 1) in _FAMILIAR or self.low(last) in _FAMILIAR:
                close = last + (self.low(last) not in _FAMILIAR)
                if self.low(close) in _CLOSE:
                    step = self.belonging(close + 1, {"aide"})
                    if step is None:
                        break
                    last, found = step
                    owner = owner or found
                    continue
                last = self.familiar(last)
            step = self.belonging(last + 1, nouns)
            if step is None:
                break
            last, found = step
            owner = owner or found
        return last, owner

    def qualifies(self, core: Core, after: Core) -> bool:
        """Whether a role only says more of the next one: 'bank analysts', 'chief AI scientist'."""
        between = self.tokens[core.last + 1 : after.first]
        if all(token.low in words.WEAK for token in between) and self.low(core.last) in _CHIEF:
            return True
        noun = self.low(core.last)
        return not between and words.is_body(noun) and not is_plural(noun)

    def joint(self, core: Core, place: int) -> bool:
        """Whether 'and' joins a second role of the same person: 'CEO and founder'."""
        other = self.at.get(place)
        return (
            other is not None
            and other.what == "role"
            and not is_plural(self.low(core.last))
            and not is_plural(self.low(other.last))
            and not words.is_body(bare(self.low(core.last)))
        )

    def familiar(self, last: int) -> int:
        """Last word of 'familiar with the matter'."""
        at = last + 1 + (self.low(last + 1) in _FAMILIAR)
        begin = at
        while self.low(at) in {"with", "to", "on", "by", "the", "met", "de", "het"}:
            at += 1
        return at if self.low(at) and self.tokens[at].sort == LOWER and at > begin else last

    def field(self, last: int) -> int:
        """Last word of the field of a Dutch academic: 'hoogleraar intellectuele eigendom'."""
        bare_title = self.low(self.first_of(last) - 1) not in words.DETERMINERS
        bare_title = bare_title and self.low(self.first_of(last)) not in words.DETERMINERS
        if not (
            self.low(last).endswith(words.ACADEMIC) or (bare_title and self.low(last) in _HEADS)
        ):
            return last
        at = last + 1
        while at <= last + _FIELDS and self.is_noun(at):
            at += 1
        if at == last + 1:
            return last
        inside = self.text(self.first_of(last) - 1) in _COMMAS
        ends = at >= len(self.tokens) or self.tokens[at].sort == MARK
        stops = at in self.at or self.low(at) in _STOPS
        if (ends and not inside and self.text(at) != ",") or not (ends or stops):
            return last
        return last if _verb(self.low(at - 1)) else at - 1

    def first_of(self, last: int) -> int:
        """First word of a role with its article."""
        core = self.ending.get(last)
        first = last if core is None else core.first
        return first - 1 if self.low(first - 1) in words.DETERMINERS else first

    def is_noun(self, place: int) -> bool:
        """Whether a word may be a noun or adjective that names a field."""
        if place >= len(self.tokens) or self.tokens[place].sort == MARK or place in self.at:
            return False
        low = self.low(place)
        return low not in _VERBS and (
            self.tokens[place].sort == LOWER
            or low in words.INITIAL
            or low in words.WEAK
            or "-" in low
            or low in words.PORTFOLIOS
        )

    def belonging(self, place: int, nouns: set[str]) -> tuple[int, Owner | None] | None:
        """Last word and owner of 'of OpenAI', 'at the ministry', 'van president Trump'."""
        low = self.low(place)
        if low not in words.PREPOSITIONS or self.tokens[place].sort != LOWER:
            return None
        if not _leads(low, nouns):
            return None
        at = place + 1
        articles = 0
        while (
            at not in self.at
            and at < len(self.tokens)
            and (
                self.low(at) in words.DETERMINERS
                or self.low(at) in words.ADJECTIVES
                or self.low(at) in words.MODIFIERS
                or self.low(at).endswith("-based")
                or (bare(self.low(at)) in words.CITIES and bare(self.low(at)) != self.low(at))
                or words.of_place(self.text(at))
                or ("-" in self.low(at) and self.tokens[at].sort == LOWER and at + 1 in self.at)
            )
        ):
            articles += self.low(at) in {"a", "an", "een"}
            at += 1
        core = self.at.get(at)
        if core is not None and core.what != "pronoun":
            return self.owning(core, low)
        if low in {"in", "on", "to", "aan"} and articles:
            return None
        at = place + 1 + (self.low(place + 1) in words.DETERMINERS)
        while self.low(at) in words.ADJECTIVES and self.is_noun(at + 1):
            at += 1
        named = self.described(at, nouns)
        if named is not None:
            return self.owning(named, low)
        end = self.places(at)
        academic = any(noun.endswith(words.ACADEMIC) for noun in nouns)
        if (
            end is None
            and low in {"of", "for", "van", "voor", "in", "on"}
            and not any(map(words.is_body, nouns))
            and (
                academic
                or (low in {"of", "van"} and not any(map(is_plural, nouns)))
                or (low in {"for", "voor"} and self.low(place + 1) in words.DEFINITE)
            )
        ):
            end = self.subject(at)
        return None if end is None else (end, None)

    def described(self, at: int, nouns: set[str]) -> Core | None:
        """Organisation behind a noun that is not of the list: 'the chip designer Volantis'."""
        end = at
        while end < at + 3 and self.is_noun(end) and self.low(end) not in words.PORTFOLIOS:
            end += 1
        core = self.at.get(end)
        body = core is not None and core.what == "role" and words.is_body(self.low(core.last))
        if end == at or core is None or not (body or core.what in {"organisation", "unknown"}):
            return None
        return None if any(noun.endswith(words.ACADEMIC) for noun in nouns) else core

    def owning(self, core: Core, preposition: str) -> tuple[int, Owner | None] | None:
        """Last word and owner where a name or role follows a preposition."""
        if core.what == "role" and preposition in {"in", "on"}:
            return None
        owner = self.owner(core) if preposition in words.AFFILIATION else None
        after = self.at.get(core.last + 1)
        if after is not None and core.what == after.what == "role" and self.qualifies(core, after):
            return after.last, self.owner(after) if owner else None  # 'at a rival school'
        if after is None or (after.what == "role") == (core.what == "role"):
            branch = core.what == "organisation" and self.low(core.last + 1) in words.CITIES
            return core.last + branch, owner  # 'of Microsoft Germany'
        if core.what == "role":  # 'of president Trump'
            found = self.owner(after)
            if not found.actor:  # 'of the hedge fund Acme'
                found = found._replace(actor=core.actor)
            return after.last, found if owner else None
        if self.owned(core):
            return None if owner is None else (core.first - 1, owner)
        return core.last, owner

    def places(self, at: int) -> int | None:
        """Last of the words with a capital that name a place or a portfolio."""
        end = at
        while (
            end < len(self.tokens)
            and end not in self.at
            and self.tokens[end].sort == UPPER
            and self.low(end) not in _NO_PLACE
        ):
            end += 1
            if self.low(end) in {"en", "and"} and self.low(end + 1) in words.PORTFOLIOS:
                end += 1
        return end - 1 if end > at else None

    def subject(self, at: int) -> int | None:
        """Last of the lower-case words of 'professor of computer science'."""
        end = at
        while end < at + _FIELDS and self.is_noun(end):
            end += 1
            if self.low(end) in {"and", "en"} and self.is_noun(end + 1):
                end += 1
        if end == at:
            return None
        open_end = end < len(self.tokens) and self.is_noun(end)
        return at if open_end else end - 1


def _leads(preposition: str, nouns: set[str]) -> bool:
    """Whether a preposition may say whose a role is: 'aan' of a professor, 'to' of an adviser."""
    if preposition == "aan":
        return any(noun.endswith(words.ACADEMIC) for noun in nouns)
    if preposition == "rond":
        return not nouns.isdisjoint({"bron", "bronnen", "ingewijden"})
    if preposition == "on":
        return any(noun.endswith(words.ACADEMIC) for noun in nouns) or bool(nouns & words.ADVISERS)
    if preposition == "to":
        return not nouns.isdisjoint(words.ADVISERS)
    if preposition in {"with", "for", "voor", "bij", "namens"}:
        return nouns.isdisjoint(words.COMPANY)
    return True


def _verb(low: str) -> bool:
    """Whether a word ends as verbs do: 'zwijgt', 'disagreed'."""
    return low.endswith(("gt", "rt", "lt", "kt", "ft", "dt", "mt", "pt", "ed", "eert"))


def _adjective(token: Token) -> bool:
    """Whether a word may be an adjective, though none that is known."""
    low = token.low
    if token.sort != LOWER or low in words.FUNCTION or low in words.SPEECH:
        return False
    if "-" in low:
        return True
    return not low.endswith(("s", "ed", "tte", "dde", "en")) or low.endswith(("ous", "less"))


def is_plural(noun: str) -> bool:
    """Whether a noun of Dutch or English is a plural.

    Examples
    --------
    >>> [is_plural(noun) for noun in ("experts", "boss", "beleggers", "kamerlid", "leden")]
    [True, False, True, False, True]
    """
    if noun in {"people", "media", "politici", "academici", "historici", "toplui"}:
        return True
    if noun in {"ceos", "mps", "meps"}:
        return True
    if noun.endswith(("ss", "us", "is", "gegevens", "bonden")) or len(noun) < 5:
        return False
    return noun.endswith(("s", "en", "lui", "men"))
