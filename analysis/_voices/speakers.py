"""From whom a cue points to, to a speaker with a name and a type."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from analysis._voices import dutch_verbs, english_verbs
from analysis._voices.line import Who
from analysis._voices.mentions import Mention, resolve
from analysis._voices.verb import listed
from analysis.actors import Actors

__all__ = ["Speaker", "Speakers"]

_PERSONAL: Final = frozenset(("he", "she", "hij", "him", "her", "his", "hem", "haar", "zijn"))
_MANY: Final = frozenset(("they", "them", "their", "hun", "zij", "ze", "hen"))
_BARE: Final = re.compile(r"(?:the|het|de) \w+$", re.IGNORECASE)
_OUTLET: Final = re.compile(
    r"(?:the|de|het) (?:website|site|newspaper|paper|magazine|outlet|agency|broadcaster|journal"
    r"|blog|krant|zender|dienst|persbureau|weekblad|blad|nieuwssite)$",
    re.IGNORECASE,
)
_SEVERAL: Final = listed(
    "two three four five several many some twee drie vier vijf enkele meerdere veel sommige"
)
_AGED: Final = re.compile(r"\d-(?:year-olds?|jarigen?)$")
_STALE: Final = 2
"""Units without a speaker after which a pronoun no longer means the last one."""


class Speaker(NamedTuple):
    """A speaker: the fullest name, the type of actor, and the words ``[start, end)``.

    `kind` is that of the mention, ``phrase`` for other words, or ``nobody``.
    """

    name: str | None
    actor: str | None
    kind: str
    start: int
    end: int
    plural: bool = False

    @property
    def key(self) -> str:
        """By what a speaker is known."""
        return (self.name or "").casefold()


class Speakers:
    """The speakers of one article, in the order in which they are asked for."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], language: str, actors: Actors
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._language = language
        self._actors = actors
        self._starts = [mention.start for mention in mentions]
        self._author: Speaker | None = None
        self._idle = 0
        self._gender = {one.name: one.gender for one in mentions if one.name and one.gender}
        self._recent: list[Speaker] = []
        self._now: list[Speaker] = []

    def of(self, who: Who, language: str) -> Speaker | None:
        """Give the speaker a cue points to; None if it is nobody who can speak."""
        found = self._of(who, language)
        if found is not None and found.name is not None:
            self._now.append(found)
        return found

    def next_unit(self) -> None:
        """Go on to the next unit: who spoke in the last one is whom a pronoun means first."""
        if self._now:
            self._recent = self._now
        self._idle = 0 if self._now else self._idle + 1
        self._now = []

    def _of(self, who: Who, language: str) -> Speaker | None:
        if who.how == "nobody":
            return Speaker(None, None, "nobody", who.start, who.end)
        if who.how == "document":
            return self._author_of(who)
        mention: Any = who.mention
        if who.how == "mention" and mention is not None:
            return self.of_mention(mention)
        words = self._text[who.start : who.end]
        if who.how == "pronoun":
            return self._spoke(who, words, None) or Speaker(None, None, "pronoun", *who[1:3])
        if mention is None and _OUTLET.match(words) and (spoke := self._spoke(who, words, None)):
            return spoke  # 'the website'
        actor = mention.actor if mention is not None else self._actors.of_role(words, language)
        many = words.lower().split()[0] in _SEVERAL
        return Speaker(words, actor, "phrase", who.start, who.end, many)

    def of_mention(self, mention: Mention) -> Speaker:
        """Give the speaker a mention names, or stands for."""
        at = bisect_left(self._starts, mention.start)
        words = self._text[mention.start : mention.end]
        who = Who("pronoun", mention.start, mention.end)
        bare = mention.kind == "definite" and _BARE.match(words) is not None
        spoke = self._spoke(who, words, mention.gender)
        if spoke is not None and (bare or mention.kind == "pronoun"):
            return spoke
        meant = resolve(mention, self._mentions[:at]) if mention.name is None else mention
        name, actor = meant.name, meant.actor
        if name is None and mention.kind == "pronoun":
            return Speaker(None, None, "pronoun", mention.start, mention.end)
        return Speaker(name or words, actor, meant.kind, mention.start, mention.end, meant.plural)

    def _spoke(self, who: Who, words: str, gender: str | None) -> Speaker | None:
        """Give the speaker just before, if the word can stand for them."""
        low = words.lower()
        heard = self._now or (self._recent if self._idle < _STALE else [])
        latest = list(reversed(heard))
        for last in sorted(latest, key=lambda one: one.kind != "person"):
            if low in _PERSONAL or _AGED.search(low):
                fits = last.kind in ("person", "role", "phrase") and not last.plural
            elif low in _MANY:
                fits = True
            else:
                fits = last.kind in ("organisation", "phrase")
            known = self._gender.get(last.name or "")
            if fits and (gender is None or known is None or gender == known):
                return last._replace(start=who.start, end=who.end)
        return None

    def _author_of(self, who: Who) -> Speaker | None:
        """Give who wrote a text: as named with it, or the author named before."""
        mention: Any = who.mention
        if mention is not None:
            self._author = self.of_mention(mention)
            return self._author
        noun = self._text[who.start : who.end].lower()
        known = noun in english_verbs.DOCUMENTS | dutch_verbs.DOCUMENTS
        if known and self._author is not None:
            return self._author._replace(start=who.start, end=who.end)
        return Speaker(None, None, "nobody", who.start, who.end)
