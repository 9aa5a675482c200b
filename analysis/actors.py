"""Who may speak in the news: types of actors, with the names and roles that show them.

A study names the list with `voices:`. It is one YAML file that the researcher edits, checked
when it is read; each complaint names the file and the line. `docs/voices.md` explains it.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from analysis import _yaml, patterns
from analysis._study_source import StudySource
from analysis.contracts import InputError, did_you_mean
from analysis.matching import Matcher

__all__ = ["ANY", "Actor", "Actors", "Known", "load"]

ANY: Final = "any"
"""Key of the roles that count in every language."""

_KEYS: Final = ("name", "version", "languages", "types", "speaks_for")
_TYPE_KEYS: Final = ("key", "label", "people", "names", "words", "roles")
_MOST_REMEMBERED: Final = 50_000
_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LINK: Final = re.compile(r"\s(?:of|for|on|van|voor|des|der|für)\s")
_KEY: Final = re.compile(r"[a-z][a-z0-9_]*")
_RESERVED: Final = frozenset(("any", "journalist", "none", "unattributed", "unlisted"))


class Known(NamedTuple):
    """Something of the list found at characters ``[start, end)`` of a text.

    `what` is ``person``, ``organisation``, ``role`` or ``speaks_for``; `actor` the key of its
    type, None for a role that takes the type of whom it speaks for.
    """

    start: int
    end: int
    what: str
    actor: str | None


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A type of actor; `roles` maps a language (or `ANY`) to patterns.

    `words` stand in names that the list does not have: 'Securities' in 'Acme Securities'.
    """

    key: str
    label: Mapping[str, str]
    people: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, eq=False)
class Actors:
    """A checked list of actor types, in the order of the file.

    `speaks_for` are the roles that take the type of whom they are named with: the CEO of a
    bank speaks for the bank. `digest` is the first characters of the file's SHA-256.
    """

    name: str
    version: str
    languages: tuple[str, ...]
    types: tuple[Actor, ...]
    speaks_for: Mapping[str, tuple[str, ...]]
    digest: str

    @property
    def reference(self) -> str:
        """Name, version and hash, as it stands beside every result: ``name@version+hash``."""
        return f"{self.name}@{self.version}+{self.digest}"

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the types, in the order of the file."""
        return tuple(actor.key for actor in self.types)

    def labels(self, language: str) -> dict[str, str]:
        """Name of each type for charts; an InputError if the list has no such language."""
        spoken = self.spoken(language)
        if spoken is None:
            known = did_you_mean(language, self.languages)
            raise InputError(f"The actors {self.name} have no labels in {language!r}. {known}")
        return {actor.key: actor.label[spoken] for actor in self.types}

    def spoken(self, language: object) -> str | None:
        """Give the list's language for a tag: itself, or its base (``nl-BE`` is ``nl``)."""
        tag = str(language).lower()
        by_name = {name.lower(): name for name in self.languages}
        return by_name.get(tag) or by_name.get(tag.split("-")[0])

    def of_name(self, text: str) -> str | None:
        """Type of the longest name of the list that stands in a text; of the first if equal.

        Examples
        --------
        >>> actors = load("seeds/voices.yaml")
        >>> actors.of_name("Sam Altman"), actors.of_name("Jane Doe") is None
        ('accuser', True)
        """
        named = [known for known in self.find(text, None, ANY) if known.what in _NAMED]
        return max(named, key=lambda known: known.end - known.start).actor if named else None

    def of_role(self, text: str, language: str) -> str | None:
        """Type of the first role of the list that stands in a text.

        Of roles that overlap the longest counts. A role that speaks for another has none.

        Examples
        --------
        >>> actors = load("seeds/voices.yaml")
        >>> actors.of_role("hoogleraar aan de KU Leuven", "nl")
        'experts'
        >>> actors.of_role("een woordvoerder", "nl") is None
        True
        """
        asked = (text, self.spoken(language))
        if asked not in self._asked:
            if len(self._asked) > _MOST_REMEMBERED:
                self._asked.clear()
            found = (one.actor for one in self.find(text, None, language) if one.what == "role")
            self._asked[asked] = next(found, None)
        return self._asked[asked]

    def of_words(self, name: str) -> str | None:
        """Type that the words of an organisation's name show: of the last, or before 'of'.

        Examples
        --------
        >>> actors = load("seeds/voices.yaml")
        >>> [actors.of_words(name) for name in ("Acme Securities", "Bank of Acme University")]
        ['investors', 'investors']
        """
        if name not in self._asked_words:
            if len(self._asked_words) > _MOST_REMEMBERED:
                self._asked_words.clear()
            matcher, meanings = self._words
            best = _longest([
                (match.start, match.end, *meaning)
                for match in matcher.find(name)
                for meaning in meanings[match.pattern]
            ])  # fmt: skip
            link = _LINK.search(name)
            head = [one for one in best if link is not None and one[0] < link.start()] or best
            self._asked_words[name] = max(head)[4] if head else None
        return self._asked_words[name]

    def find(
        self, text: str, bounds: Sequence[tuple[int, int]] | None, language: str
    ) -> list[Known]:
        """Find the names and roles of the list in a text, from left to right.

        Of names that overlap the longest counts, and so of roles; a role may lie in a name.
        Each find lies within one of the `bounds`.
        """
        spoken = self.spoken(language)
        matcher, meanings = self._books[spoken or ANY]
        best: dict[bool, list[tuple[int, int, int, str, str | None]]] = {True: [], False: []}
        for match in matcher.find(text, bounds):
            plain = sum(char not in "*?" for char in match.pattern)
            for rank, what, actor in meanings[match.pattern]:
                # of equal finds the one of which more is written out: 'beursanalist', '*analist'
                order = rank if actor is None else rank - plain * len(self.types)
                best[what in _NAMED].append((match.start, match.end, order, what, actor))
        found = [Known(start, end, what, actor)
                 for kind in (True, False)
                 for start, end, _, what, actor in _longest(best[kind])]  # fmt: skip
        return sorted(found, key=lambda known: (known.start, -known.end, known.what))

    @cached_property
    def _asked(self) -> dict[tuple[str, str | None], str | None]:
        """Answers of `of_role`, since the same few nouns are asked for in every article."""
        return {}

    @cached_property
    def _asked_words(self) -> dict[str, str | None]:
        """Answers of `of_words`."""
        return {}

    @cached_property
    def _words(self) -> "_Book":
        """Matcher for the words of names, with what they mean."""
        meanings: dict[str, list[tuple[int, str, str | None]]] = {}
        for rank, actor in enumerate(self.types):
            for text in actor.words:
                meanings.setdefault(text, []).append((rank, "word", actor.key))
        return Matcher(list(meanings)), meanings

    @cached_property
    def _books(self) -> dict[str, "_Book"]:
        """Matcher for each language, with what its patterns mean."""
        return {language: self._book(language) for language in (*self.languages, ANY)}

    def _book(self, language: str) -> "_Book":
        """Names of any language and roles of one, ready to be found."""
        meanings: dict[str, list[tuple[int, str, str | None]]] = {}
        for rank, actor in enumerate(self.types):
            for what, listed in (("person", actor.people), ("organisation", actor.names)):
                for text in listed:
                    meanings.setdefault(text, []).append((rank, what, actor.key))
            for text in dict.fromkeys((*actor.roles.get(language, ()), *actor.roles.get(ANY, ()))):
                meanings.setdefault(text, []).append((rank, "role", actor.key))
        last = len(self.types)
        both = (*self.speaks_for.get(language, ()), *self.speaks_for.get(ANY, ()))
        for text in dict.fromkeys(both):
            meanings.setdefault(text, []).append((last, "speaks_for", None))
        return Matcher(list(meanings)), meanings


_Book = tuple[Matcher, dict[str, list[tuple[int, str, str | None]]]]
_NAMED: Final = frozenset(("person", "organisation"))


def _longest(
    found: list[tuple[int, int, int, str, str | None]],
) -> list[tuple[int, int, int, str, str | None]]:
    """Keep the longest of finds that overlap; of equal ones the first type, and speaks_for."""
    kept: list[tuple[int, int, int, str, str | None]] = []
    for one in sorted(found, key=lambda item: (item[0] - item[1], item[0], item[2], item[3])):
        same = [other for other in kept if other[0] < one[1] and one[0] < other[1]]
        twin = [other for other in same if other[:2] == one[:2] and other[3] != one[3]]
        if not same or (len(same) == len(twin) == 1 and one[3] == "speaks_for"):
            kept.append(one)
    return kept


def load(path: Path | str) -> Actors:
    """Read and check a list of actors.

    Parameters
    ----------
    path : Path or str
        A YAML file; see `docs/voices.md` for its keys.

    Returns
    -------
    Actors

    Raises
    ------
    InputError
        Naming file and line: an unknown or missing key, a wrong kind of value, a pattern that
        cannot be read or is a name of two types, a language that is not declared.

    Examples
    --------
    >>> load("seeds/voices.yaml").keys[:3]
    ('accuser', 'accused', 'government')
    """
    file = Path(path)
    content, lines = _yaml.load(file)
    digest = hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:8]
    return _Reader(StudySource(file, lines)).actors(content, digest)


class _Reader:
    """Turns the content of one file into a list of actors."""

    def __init__(self, source: StudySource) -> None:
        self._source = source
        self._languages: tuple[str, ...] = ()

    def actors(self, content: Mapping[str, Any], digest: str) -> Actors:
        """Read the whole file."""
        source = self._source
        source.only_keys(content, _KEYS)
        name, version = source.need(content, "name"), source.need(content, "version")
        self._languages = self._tags(content)
        listed = source.listed(content, "types")
        if not listed:
            source.fail("the list has no types. Add 'types:' with '- key: ...' for each.", "types")
        types = tuple(self._actor(part, number) for number, part in enumerate(listed))
        source.distinct("type", [actor.key for actor in types], "types")
        self._names_differ(types)
        return Actors(
            name=name,
            version=version,
            languages=self._languages,
            types=types,
            speaks_for=self._by_language(content, "speaks_for"),
            digest=digest,
        )

    def _tags(self, content: Mapping[str, Any]) -> tuple[str, ...]:
        """Languages of the list, checked."""
        tags = self._source.texts(content, "languages")
        if not tags:
            self._source.fail("no languages are named. Add 'languages: [en, nl]'.", "languages")
        for number, tag in enumerate(tags):
            if not _TAG.fullmatch(tag):
                message = f"{tag!r} is not a language tag; write en, nl, de, nl-BE ..."
                self._source.fail(message, "languages", number)
        self._source.distinct("language", tags, "languages")
        return tags

    def _actor(self, part: Any, number: int) -> Actor:
        """Read one type."""
        source, where = self._source, ("types", number)
        source.only_keys(part, _TYPE_KEYS, *where)
        key = source.need(part, "key", *where)
        if not _KEY.fullmatch(key) or key in _RESERVED:
            message = (f"the key {key!r} must be lower-case letters, digits and _, begin with a "
                       f"letter, and be none of {', '.join(sorted(_RESERVED))}.")  # fmt: skip
            source.fail(message, *where, "key")
        return Actor(
            key=key,
            label=self._label(part, key, where),
            people=self._patterns(part, "people", *where),
            names=self._patterns(part, "names", *where),
            words=self._patterns(part, "words", *where),
            roles=self._by_language(part, "roles", *where),
        )

    def _label(
        self, part: Mapping[str, Any], key: str, where: tuple[str | int, ...]
    ) -> dict[str, str]:
        """Name of a type in each language, all of which must be there."""
        label = part.get("label")
        if not isinstance(label, Mapping):
            message = f"the label of {key!r} must name each language: 'en: ...'."
            self._source.fail(message, *where, "label")
        self._source.only_keys(label, self._languages, *where, "label")
        return {tag: self._source.need(label, tag, *where, "label") for tag in self._languages}

    def _by_language(
        self, part: Mapping[str, Any], key: str, *where: str | int
    ) -> dict[str, tuple[str, ...]]:
        """Patterns by language; all of it may be left out."""
        found = part.get(key)
        if found is None:
            return {}
        self._source.only_keys(found, (*self._languages, ANY), *where, key)
        return {tag: self._patterns(found, tag, *where, key) for tag in found}

    def _patterns(self, part: Mapping[str, Any], key: str, *where: str | int) -> tuple[str, ...]:
        """Read a list of patterns, each of which must parse and stand there once."""
        source = self._source
        found = source.texts(part, key, *where)
        for number, text in enumerate(found):
            place = (*where, key, number)
            try:
                parsed = patterns.parse(text)
            except InputError as cause:
                raise _yaml.fail(source.path, source.lines.at(*place), str(cause)) from cause
            if parsed.operator:
                message = (f"pattern {text!r}: {parsed.operator} reaches over several names; "
                           f"write the words that stand together.")  # fmt: skip
                source.fail(message, *place)
            if text in found[:number]:
                source.fail(f"pattern {text!r} is listed twice.", *place)
        return found

    def _names_differ(self, types: Sequence[Actor]) -> None:
        """Raise if a name belongs to two types: which of them spoke could not be told."""
        first: dict[str, str] = {}
        for number, actor in enumerate(types):
            for key, listed in (("people", actor.people), ("names", actor.names)):
                for place, text in enumerate(listed):
                    if text in first:
                        message = (f"{text!r} is a name of {first[text]!r} already; "
                                   f"keep one of them.")  # fmt: skip
                        self._source.fail(message, "types", number, key, place)
                    first[text] = actor.key
