"""From whom a cue points to, to a speaker with a name and a type."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from analysis._voices import dutch_verbs, english_verbs
from analysis._voices import speaker_words as told
from analysis._voices.line import Who
from analysis._voices.mentions import Mention, resolve
from analysis._voices.speaker_words import Speaker
from analysis.actors import Actors

__all__ = ["Speaker", "Speakers"]


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
        self._authors: dict[str, Speaker] = {}
        self._topic: Speaker | None = None
        self._next_topic: Speaker | None = None
        self._idle = 0
        self._unit = 0
        self._said: list[tuple[int, Speaker]] = []
        self._gender = {one.name: one.gender for one in mentions if one.name and one.gender}
        self._recent: list[Speaker] = []
        self._units = [0, 0]
        self._now: list[Speaker] = []

    def of(self, who: Who, language: str) -> Speaker | None:
        """Give the speaker a cue points to; None if it is nobody who can speak."""
        found = self._of(who, language)
        if found is not None and found.name is not None:
            self._now.append(found)
            self._said.append((self._unit, found))
            topic = self._topic
            if topic is not None and topic.key == found.key and self._next_topic is None:
                self._next_topic = topic  # 'It urges. It goes on to warn.'
        return found

    def both(self, who: Who, found: Speaker) -> list[Speaker]:
        """Give the two who are meant by 'the two senators': the persons named last."""
        lead = self._text[max(who.start - 4, 0) : who.end]
        person = who.mention is not None and who.mention.kind == "person"
        if person or not told.TWO.match(lead):
            return [found]
        at = bisect_left(self._starts, who.start)
        near = [one for one in self._mentions[max(at - told.NEAR, 0) : at]
                if one.kind == "person" and one.name is not None]  # fmt: skip
        pair = {one.name: self._named(one) for one in reversed(near)}
        if len(pair) < 2 or near[0].start < self._units[0] - told.LATE * told.NEAR_START:
            return [found]
        return [one._replace(start=who.start, end=who.end)
                for one in reversed(list(pair.values())[:2])]  # fmt: skip

    def next_unit(self, start: int) -> None:
        """Go on to the next unit: who spoke in the last one is whom a pronoun means first."""
        if self._now:
            self._recent = self._now
        self._idle = 0 if self._now else self._idle + 1
        self._now = []
        self._unit += 1
        self._units = [self._units[-1], start]
        self._topic, self._next_topic = self._next_topic, None

    def wrote(self, noun: str, who: Who, language: str) -> None:
        """Remember who wrote a text that is mentioned."""
        author = self._author_of(who, language)
        if author is not None and author.name is not None:
            self._authors.setdefault(told.kin(noun), author)

    def about(self, noun: str) -> None:
        """Remember that the unit is about a text: 'it' means the text in the next one."""
        self._next_topic = self._authors.get(told.kin(noun), self._author)

    def known(self, who: Speaker) -> Speaker:
        """Give the author of a text that is named later in the article; else the speaker."""
        if who.kind != "nobody" or who.start == who.end:
            return who
        author = self._authors.get(told.kin(self._text[who.start : who.end]))
        return who if author is None else author._replace(start=who.start, end=who.end)

    def _of(self, who: Who, language: str) -> Speaker | None:
        if who.how == "nobody":
            return Speaker(None, None, "nobody", who.start, who.end)
        if who.how in ("document", "author", "owned"):
            return self._author_of(who, language)
        if who.how == "this":  # 'Het wijst erop dat', where an organisation spoke
            return self._spoke(who, "het", None)
        if who.how == "it":
            return self._body_meant(who)
        if who.how == "latest":
            at = bisect_left(self._starts, who.start)
            last = next((one for one in reversed(self._mentions[max(at - 4, 0) : at])
                         if one.name is not None), None)  # fmt: skip
            return (
                None if last is None else self._named(last)._replace(start=who.start, end=who.end)
            )
        if who.how in ("he", "she", "they"):
            return self._meant(who)
        if who.how == "initials":
            return self._of_initials(who)
        mention: Any = who.mention
        if who.how == "mention" and mention is not None:
            return self.of_mention(mention)
        words = self._text[who.start : who.end]
        if who.how == "pronoun" and words.lower() == "it" and self._topic is not None:
            return self._topic._replace(start=who.start, end=who.end)
        if who.how == "pronoun":
            return self._spoke(who, words, None) or Speaker(None, None, "pronoun", *who[1:3])
        if (
            mention is None
            and told.OUTLET.match(words)
            and (spoke := self._spoke(who, words, None))
        ):
            return spoke  # 'the website'
        bare = mention is None and told.BARE.match(words) is not None
        at = bisect_left(self._starts, who.start)
        if bare and (body := self._so_named(words, at)):
            return body._replace(start=who.start, end=who.end)  # 'the chamber'
        actor = mention.actor if mention is not None else self._actors.of_role(words, language)
        low = words.lower().split()
        if low[0] in ("the", "de", "het") and low[-1] in told.EPITHETS:
            person = self._person_before(who)
            if person is not None:
                return person._replace(start=who.start, end=who.end)  # 'the tech tycoon'
        many = low[0] in told.SEVERAL or (
            low[0] not in told.ONE and low[0].endswith(("s", "people", "en"))
        )
        return Speaker(words, actor, "phrase", who.start, who.end, many)

    def of_mention(self, mention: Mention) -> Speaker:
        """Give the speaker a mention names, or stands for."""
        at = bisect_left(self._starts, mention.start)
        words = self._text[mention.start : mention.end]
        who = Who("pronoun", mention.start, mention.end)
        if words.lower() == "it" and self._topic is not None:
            return self._topic._replace(start=mention.start, end=mention.end)
        bare = mention.kind == "definite" and told.BARE.match(words) is not None
        bare = bare or (mention.kind == "role" and told.OUTLET.match(words) is not None)
        if mention.kind == "pronoun" and self._idle and (just := self._just_named(mention, words)):
            return just
        beside = mention.kind == "pronoun" and told.ASIDE.match(
            self._text, max(mention.start - 2, 0)
        )
        spoke = self._spoke(who, words, mention.gender, late=bool(beside))
        if bare and self._idle and mention.name is not None:
            spoke = None  # who was named since is nearer than who spoke before
        if spoke is not None and (bare or mention.kind == "pronoun"):
            return spoke
        if mention.kind == "role" and (person := self._same_person(mention, words)):
            return person
        if beside and at and self._mentions[at - 1].end == mention.start - 2:
            at -= 1  # 'DeepSeek, it alleges, is' is not what DeepSeek alleges
        begins = beside or mention.start == self._units[-1]
        if words.lower() == "it" and begins and (subject := self._subject_before(body=True)):
            return subject._replace(start=mention.start, end=mention.end)
        if mention.name is None and (own := self._so_named(words, at)):
            return own._replace(start=mention.start, end=mention.end)
        meant = resolve(mention, self._mentions[:at]) if mention.name is None else mention
        name, actor = meant.name, meant.actor
        if (
            words.lower() in told.HE_OR_SHE
            and told.is_body(name or "")
            and (who_said := self._person(at))
        ):
            return who_said._replace(start=mention.start, end=mention.end)
        if name is None and words.lower() == "it" and (body := self._body_before(at)):
            return body._replace(start=mention.start, end=mention.end)
        if name is None and mention.kind == "pronoun":
            return Speaker(None, None, "pronoun", mention.start, mention.end)
        kind = meant.kind
        if mention.name is None:  # whom a pronoun means is known by the pronoun alone
            kind = "person" if words.lower() in told.PERSONAL else "organisation"
        kind = "organisation" if kind == "definite" else kind
        return Speaker(name or words, actor, kind, mention.start, mention.end, meant.plural)

    def _meant(self, who: Who) -> Speaker:
        """Give whom 'volgens haar' or 'ze zeggen' means, whose number and gender are known.

        That is the last speaker who fits, or who was named after them in a sentence of its own.
        """
        gender = {"he": "m", "she": "f"}.get(who.how)
        begins = self._begins(who.start)
        said = [one for unit, one in self._said[-told.MEMORY:]
                if self._unit - unit <= told.MEMORY and self._can_be(one, gender)]  # fmt: skip
        at = bisect_left(self._starts, begins)
        named = [self._named(one) for one in self._mentions[max(at - told.MEMORY, 0) : at]
                 if one.name is not None
                 and (one.kind == "person" or (one.kind == "role" and gender is None)
                      or (one.kind == "role" and one.name[:1].isupper()
                          and one.name.split()[-1][0].isupper()
                          and not one.name.startswith(("De ", "Het ", "Een ")))
                      or (one.kind == "role" and one.name.startswith(("een ", "Een "))
                          and not one.plural and not told.is_body(one.name))
                      or (one.kind == "organisation" and gender and one.actor is None
                          and " " in one.name and not one.name.isupper()
                          and not one.name.startswith(("De ", "Het "))))]  # fmt: skip
        persons = [one for one in named if self._can_be(one, gender)]
        named = persons or [one for one in named[-1:] if one.kind == "organisation"]
        found = said[-1] if said else None
        if named and (found is None or found.start < self._begins(named[-1].start)):
            found = named[-1]
        if found is None and who.how == "she" and self._recent:
            found = self._recent[-1]  # 'de commissie', 'de ambassade'
        if found is None:
            return Speaker(None, None, "pronoun", who.start, who.end)
        if gender is not None and found.name is not None and found.kind == "person":
            self._gender.setdefault(found.name, gender)
        return found._replace(start=who.start, end=who.end)

    def _body_meant(self, who: Who) -> Speaker:
        """Give the organisation that spoke, or was named, last: 'benadrukt het'."""
        if spoke := self._spoke(who, "het", None):
            return spoke
        at = bisect_left(self._starts, who.start)
        for one in reversed(self._mentions[max(at - told.MEMORY, 0) : at]):
            if one.kind == "organisation" and one.name is not None:
                return self._named(one)._replace(start=who.start, end=who.end)
        return Speaker(None, None, "pronoun", who.start, who.end)

    def _begins(self, place: int) -> int:
        """Give about where the sentence of a place begins."""
        return max(
            self._text.rfind(sign, 0, place) for sign in (". ", "? ", "! ", "\n", ".” ", "’ ")
        )

    def _can_be(self, one: Speaker, gender: str | None) -> bool:
        """Say whether a speaker is one of a gender, or, without one, several."""
        words = (one.name or "").split(" van ")[0].split()[:3]
        several = one.plural or (
            one.kind in ("phrase", "role")
            and any(word.endswith(told.SEVERAL_ENDS) for word in words)
        )
        if gender is None:
            return several
        known = self._gender.get(one.name or "")
        return one.kind in ("person", "role", "phrase") and not several and known in (None, gender)

    @staticmethod
    def _named(one: Mention) -> Speaker:
        return Speaker(one.name, one.actor, one.kind, one.start, one.end, one.plural)

    def _same_person(self, mention: Mention, words: str) -> Speaker | None:
        """Give the person who spoke just before, if 'de onderzoekster' can mean them."""
        if mention.name != words or not told.CALLED.match(words):
            return None
        heard = self._now or (self._recent if self._idle < told.STALE else [])
        persons = [one for one in heard if one.kind == "person"]
        if len(persons) != 1 or mention.actor not in (None, persons[0].actor):
            return None
        woman = words.endswith(("ster", "vrouw", "rice", "logue", "e hoogleraar"))
        known = self._gender.get(persons[0].name or "")
        if known is not None and woman and known != "f":
            return None
        return persons[0]._replace(start=mention.start, end=mention.end)

    def _of_initials(self, who: Who) -> Speaker | None:
        """Give the person whose initials stand before an answer; 'A' is who was named last."""
        letters = self._text[who.start : who.end]
        at = bisect_left(self._starts, who.start)
        persons = [one for one in self._mentions if one.kind == "person" and one.name]
        for one in persons:
            if "".join(part[0] for part in str(one.name).split()) == letters:
                return Speaker(one.name, one.actor, "person", who.start, who.end)
        before = [one for one in persons if one.start < who.start]
        if letters != "A" or not before or not at:
            return None
        heard = [one for one in self._recent if one.kind == "person"]
        return heard[-1] if heard else Speaker(
            before[0].name, before[0].actor, "person", who.start, who.end
        )  # fmt: skip

    def _owner_of(self, who: Who) -> Speaker:
        """Give whose text is meant by 'its complaint': the subject of the sentence before."""
        words = self._text[who.start : who.end]
        spoke = self._spoke(who, words, None)
        meant = spoke or self._subject_before(body=words.lower() == "its")
        if meant is None:
            return Speaker(None, None, "nobody", who.start, who.end)
        self._author = meant._replace(start=who.start, end=who.end)
        return self._author

    def _subject_before(self, *, body: bool) -> Speaker | None:
        """Give the first who is named in the sentence before, a body or persons."""
        before, now = self._units[-2:]
        first = bisect_left(self._starts, before)
        for one in self._mentions[first : bisect_left(self._starts, now)]:
            fits = (one.kind == "organisation") == body or one.kind == "role"
            if one.name is not None and one.kind != "pronoun" and fits:
                return Speaker(one.name, one.actor, one.kind, one.start, one.end, one.plural)
            if one.start > before + told.NEAR_START:
                break
        return None

    def _just_named(self, mention: Mention, words: str) -> Speaker | None:
        """Give the subject of the sentence before, where nobody spoke: 'X was unmoved. He said'."""
        low = words.lower()
        now, at = self._units[-1], bisect_left(self._starts, mention.start)
        others = any(one.kind == "person" for one in self._mentions[max(at - told.NEAR, 0) : at]
                     if one.start >= now)  # fmt: skip
        behind = self._text[max(mention.start - 2, 0) : mention.start].endswith((", ", '" ', "” "))
        begins = mention.start == now or (behind and not others)
        if not begins or low not in ("it", "he", "she"):
            return None
        one = self._subject_before(body=low == "it")
        if one is None or one.start > self._units[-2] + 4 or self._text[one.end] not in " ,":
            return None
        kind = "organisation" if low == "it" else "person"
        known = self._gender.get(one.name or "")
        fits = one.kind == kind and (
            mention.gender in (None, "n") or known in (None, mention.gender)
        )
        acts = kind == "person" or told.ACTS.match(self._text, one.end) is not None
        return one._replace(start=mention.start, end=mention.end) if fits and acts else None

    def _person_before(self, who: Who) -> Speaker | None:
        """Give the person named last."""
        return self._person(bisect_left(self._starts, who.start))

    def _person(self, at: int) -> Speaker | None:
        """Give the person of the last mentions before one."""
        for one in reversed(self._mentions[max(at - told.NEAR, 0) : at]):
            if one.kind == "person" and one.name is not None:
                return Speaker(one.name, one.actor, "person", one.start, one.end)
        return None

    def _so_named(self, words: str, at: int) -> Speaker | None:
        """Give the body whose name holds the noun: 'the airline' after 'SkyNorth Airlines'."""
        noun = words.casefold().rpartition(" ")[2]
        for one in reversed(self._mentions[:at]) if len(noun) > 4 else ():
            named = one.name is not None and (
                one.kind == "organisation"
                or (one.kind == "role" and f" {noun.capitalize()}" in one.name)
            )
            if named and noun in str(one.name).casefold():
                return Speaker(one.name, one.actor, one.kind, one.start, one.end)
        return None

    def _body_before(self, at: int) -> Speaker | None:
        """Give the last mention that is a ministry, a union or the like."""
        for one in reversed(self._mentions[max(at - 6, 0) : at]):
            if one.kind == "role" and not one.plural and told.BODY.search(one.name or ""):
                return Speaker(one.name, one.actor, "role", one.start, one.end)
        return None

    def _spoke(
        self, who: Who, words: str, gender: str | None, *, late: bool = False
    ) -> Speaker | None:
        """Give the speaker just before, if the word can stand for them."""
        low = words.lower()
        stale = told.LATE if late else told.STALE
        heard = self._now or (self._recent if self._idle < stale else [])
        latest = list(reversed(heard[-told.HEARD :]))
        for last in sorted(latest, key=lambda one: one.kind != "person"):
            if low in told.PERSONAL or told.AGED.search(low):
                fits = last.kind in ("person", "role", "phrase") and not last.plural
                fits = fits and not (low in told.HE_OR_SHE and told.is_body(last.name or ""))
            elif low in told.MANY:
                fits = last.kind != "person" or low in ("zij", "ze")
            else:
                fits = last.kind in ("organisation", "phrase") or (
                    last.kind == "role" and told.BODY.search(last.name or "") is not None
                )
            known = self._gender.get(last.name or "")
            if fits and (gender is None or known is None or gender == known):
                return last._replace(start=who.start, end=who.end)
        return None

    def _author_of(self, who: Who, language: str) -> Speaker | None:
        """Give who wrote a text: as named with it, or the author named before."""
        mention: Any = who.mention
        if who.how == "author":
            self._author = self._of(who._replace(how="phrase"), language)
            return self._author
        if mention is not None:
            self._author = self.of_mention(mention)
            return self._author
        if who.how == "owned":
            return self._owner_of(who)
        noun = self._text[who.start : who.end].lower()
        known = noun in english_verbs.DOCUMENTS | dutch_verbs.DOCUMENTS
        if known and self._author is not None:
            return self._author._replace(start=who.start, end=who.end)
        heard = self._recent[-1] if self._recent and self._idle < told.LATE else None
        if heard is not None and noun in english_verbs.KINDRED and heard.kind != "phrase":
            return heard._replace(start=who.start, end=who.end)  # 'the memo' of who spoke
        return Speaker(None, None, "nobody", who.start, who.end)
