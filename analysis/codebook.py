"""Read the codebook: frames, their indicators, and the patterns per language.

One YAML file holds all that a coder - human or machine - goes by. It is checked when it
is read, and each complaint names the file and the line. `docs/codebook.md` explains the
keys to a researcher.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from analysis import _yaml, patterns
from analysis.contracts import UNITS, InputError, did_you_mean

__all__ = ["ANY", "Codebook", "Example", "Exclusion", "Frame", "Indicator", "Negation", "load"]

ANY: Final = "any"
"""Key of the patterns that count in every language, such as names."""

LEVELS: Final = ("nominal", "ordinal", "interval", "ratio")
_SCOPES: Final = ("match", "unit")
_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_RESERVED: Final = frozenset(
    (
        "article",
        "decided_by",
        "doc",
        "doc_id",
        "end",
        "frame",
        "language",
        "note",
        "outlet",
        "part",
        "position",
        "role",
        "segment_id",
        "start",
        "text",
        "unit",
        "unit_id",
        "wave",
    )
)


class Exclusion(NamedTuple):
    """A context in which a hit does not count.

    With scope ``match`` the context must overlap the hit; with scope ``unit`` it is
    enough that it stands in the same unit of coding.
    """

    pattern: str
    scope: str = "match"


class Example(NamedTuple):
    """A passage with the code it should get, and why."""

    text: str
    value: int
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Negation:
    """Words that turn a hit into a negated one, and how many words away they may stand."""

    words: tuple[str, ...] = ()
    before: int = 3
    after: int = 0
    but_not: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A yes/no question that counts toward a frame, and the patterns that answer yes.

    `patterns` and `exclude` map a language (or `ANY`) to patterns. With
    `counts_negated` a negated hit counts all the same ('denies stealing').
    """

    id: str
    question: str
    patterns: Mapping[str, tuple[str, ...]]
    exclude: Mapping[str, tuple[Exclusion, ...]] = field(default_factory=dict)
    counts_negated: bool = False


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A way of presenting the story, as the codebook defines it."""

    id: str
    label: Mapping[str, str]
    short: str
    definition: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Codebook:
    """A checked codebook.

    `level` is the level of measurement that reliability takes; `unit` the unit of
    coding; `digest` the first characters of the file's SHA-256.
    """

    name: str
    version: str
    level: str
    unit: str
    languages: tuple[str, ...]
    negation: Mapping[str, Negation]
    frames: tuple[Frame, ...]
    digest: str

    @property
    def reference(self) -> str:
        """Name, version and hash, as it stands beside every code: ``name@version+hash``."""
        return f"{self.name}@{self.version}+{self.digest}"

    @property
    def frame_ids(self) -> tuple[str, ...]:
        """Ids of the frames, in the order of the file."""
        return tuple(frame.id for frame in self.frames)

    def labels(self, language: str) -> dict[str, str]:
        """Name of each frame for charts; an InputError if no frame has `language`."""
        spoken = self.spoken(language)
        if spoken is None or not any(spoken in frame.label for frame in self.frames):
            known = did_you_mean(language, {key for frame in self.frames for key in frame.label})
            message = f"The codebook {self.name} has no labels in {language!r}. {known}"
            raise InputError(message)
        return {
            frame.id: frame.label.get(spoken, next(iter(frame.label.values())))
            for frame in self.frames
        }

    def spoken(self, language: object) -> str | None:
        """Give the codebook's language for a language tag: itself, or its base language.

        ``nl-BE`` is coded with the patterns of ``nl`` unless the codebook has its own.
        """
        tag = str(language).lower()
        by_name = {name.lower(): name for name in self.languages}
        return by_name.get(tag) or by_name.get(tag.split("-")[0])

    def indicators(self) -> Iterator[tuple[Frame, Indicator]]:
        """All indicators with their frames, in the order of the file."""
        for frame in self.frames:
            for indicator in frame.indicators:
                yield frame, indicator


def load(path: Path | str) -> Codebook:
    """Read and check a codebook.

    Parameters
    ----------
    path : Path or str
        A YAML file; see `docs/codebook.md` for its keys.

    Returns
    -------
    Codebook

    Raises
    ------
    InputError
        Naming file and line: unknown or missing keys, a wrong kind of value, a pattern
        that cannot be read, a language that is not declared, an id used twice.

    Examples
    --------
    >>> book = load("seeds/codebook.yaml")
    >>> book.frame_ids
    ('ip_theft', 'hypocrisy', 'national_security', 'market_impact')
    """
    file = Path(path)
    content, lines = _yaml.load(file)
    digest = hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:8]
    return _Reader(file, lines).codebook(content, digest)


class _Reader:
    """Turns the content of one file into a codebook; knows file and lines for errors."""

    def __init__(self, path: Path, lines: _yaml.Lines) -> None:
        self._path = path
        self._lines = lines
        self._languages: tuple[str, ...] = ()

    def fail(self, where: tuple[str | int, ...], message: str) -> InputError:
        """Make an error that names the line of `where`."""
        return _yaml.fail(self._path, self._lines.at(*where), message)

    def keys(
        self, mapping: Any, where: tuple[str | int, ...], needed: str, optional: str = ""
    ) -> dict[str, Any]:
        """Check that a value is a mapping with the needed and no unknown keys."""
        if not isinstance(mapping, dict):
            raise self.fail(where, f"must be 'key: value' lines with the keys {needed}.")
        _yaml.only_keys(
            mapping, (needed + " " + optional).split(), where, path=self._path, lines=self._lines
        )
        for key in needed.split():
            if mapping.get(key) in (None, "", [], {}):
                raise self.fail(where, f"{key!r} is missing or empty; write it.")
        return mapping

    def text(self, value: Any, where: tuple[str | int, ...]) -> str:
        """Check that a value is one text; a number is taken as it is written."""
        written = self._lines.text(*where)
        if isinstance(value, (dict, list)) or written is None:
            raise self.fail(where, f"{where[-1]!r} must be one text.")
        return " ".join(written.split())

    def texts(self, value: Any, where: tuple[str | int, ...]) -> tuple[str, ...]:
        """Check that a value is a list of texts."""
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.fail(where, f"{where[-1]!r} must be a list: one '- text' per line.")
        return tuple(self.text(item, (*where, number)) for number, item in enumerate(value))

    def number(self, value: Any, where: tuple[str | int, ...], most: int) -> int:
        """Check that a value is a whole number from 0 to `most`."""
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            raise self.fail(where, f"{where[-1]!r} must be a whole number from 0 to {most}.")
        return value

    def choice(self, value: Any, where: tuple[str | int, ...], allowed: tuple[str, ...]) -> str:
        """Check that a value is one of the allowed ones."""
        if value not in allowed:
            raise self.fail(
                where, f"{where[-1]!r} is {value!r}; it must be {' or '.join(allowed)}."
            )
        return str(value)

    def codebook(self, content: dict[str, Any], digest: str) -> Codebook:
        """Read the whole file."""
        self.keys(content, (), "name version level unit languages frames", "negation")
        self._languages = self.texts(content["languages"], ("languages",))
        for number, tag in enumerate(self._languages):
            if not _TAG.fullmatch(tag) or tag in self._languages[:number]:
                message = f"{tag!r} must be a language code such as en or nl-BE, and stand once."
                raise self.fail(("languages", number), message)
        frames = self.many(content["frames"], ("frames",), self.frame)
        negation = content.get("negation") or {}
        self.known_languages(negation, ("negation",), any_too=False)
        return Codebook(
            name=self.text(content["name"], ("name",)),
            version=self.text(content["version"], ("version",)),
            level=self.choice(content["level"], ("level",), LEVELS),
            unit=self.choice(content["unit"], ("unit",), UNITS),
            languages=self._languages,
            negation={
                language: self.negation(value, ("negation", language))
                for language, value in negation.items()
            },
            frames=frames,
            digest=digest,
        )

    def many(self, items: Any, where: tuple[str | int, ...], read: Any) -> tuple[Any, ...]:
        """Read a list of things with an id each, the ids being different."""
        if not isinstance(items, list):
            raise self.fail(where, f"{where[-1]!r} must be a list: '- id: ...' for each.")
        found: dict[str, Any] = {}
        for number, item in enumerate(items):
            thing = read(item, (*where, number))
            if thing.id in found:
                raise self.fail((*where, number), f"the id {thing.id!r} is used twice.")
            if not thing.id.replace("_", "").isalnum() or not thing.id.isascii():
                raise self.fail(
                    (*where, number), f"the id {thing.id!r} may hold letters, digits and _ only."
                )
            found[thing.id] = thing
        return tuple(found.values())

    def frame(self, item: Any, where: tuple[str | int, ...]) -> Frame:
        """Read one frame."""
        self.keys(item, where, "id label short definition indicators", "include exclude examples")
        label = item["label"]
        if not isinstance(label, dict):
            raise self.fail((*where, "label"), "'label' must name each language: 'en: ...'.")
        self.known_languages(label, (*where, "label"), any_too=False)
        for language, text in label.items():
            if text is None or not str(text).strip():
                raise self.fail((*where, "label", language), "the label is empty; write it.")
        if item["id"] in _RESERVED:
            message = f"the id {item['id']!r} is the name of a column; choose another one."
            raise self.fail((*where, "id"), message)
        examples = item.get("examples") or []
        if not isinstance(examples, list):
            raise self.fail((*where, "examples"), "'examples' must be a list.")
        return Frame(
            id=self.text(item["id"], (*where, "id")),
            label={
                language: self.text(text, (*where, "label", language))
                for language, text in label.items()
            },
            short=self.text(item["short"], (*where, "short")),
            definition=self.text(item["definition"], (*where, "definition")),
            include=self.texts(item.get("include"), (*where, "include")),
            exclude=self.texts(item.get("exclude"), (*where, "exclude")),
            examples=tuple(
                self.example(example, (*where, "examples", number))
                for number, example in enumerate(examples)
            ),
            indicators=self.many(item["indicators"], (*where, "indicators"), self.indicator),
        )

    def example(self, item: Any, where: tuple[str | int, ...]) -> Example:
        """Read one example."""
        self.keys(item, where, "text", "value why")
        return Example(
            self.text(item["text"], (*where, "text")),
            self.number(item.get("value", 1), (*where, "value"), 1),
            self.text(item["why"], (*where, "why")) if item.get("why") else "",
        )

    def indicator(self, item: Any, where: tuple[str | int, ...]) -> Indicator:
        """Read one indicator with its patterns."""
        self.keys(item, where, "id question patterns", "exclude counts_negated")
        by_language = item["patterns"]
        self.known_languages(by_language, (*where, "patterns"))
        exclusions = item.get("exclude") or {}
        self.known_languages(exclusions, (*where, "exclude"))
        counts_negated = item.get("counts_negated", False)
        if not isinstance(counts_negated, bool):
            raise self.fail((*where, "counts_negated"), "'counts_negated' must be true or false.")
        return Indicator(
            id=self.text(item["id"], (*where, "id")),
            question=self.text(item["question"], (*where, "question")),
            patterns={
                language: self.patterns(listed, (*where, "patterns", language))
                for language, listed in by_language.items()
            },
            exclude={
                language: self.exclusions(listed, (*where, "exclude", language))
                for language, listed in exclusions.items()
            },
            counts_negated=counts_negated,
        )

    def negation(self, item: Any, where: tuple[str | int, ...]) -> Negation:
        """Read the negation words of one language."""
        self.keys(item, where, "words", "before after but_not")
        return Negation(
            words=self.patterns(item["words"], (*where, "words")),
            before=self.number(item.get("before", 3), (*where, "before"), 20),
            after=self.number(item.get("after", 0), (*where, "after"), 20),
            but_not=self.patterns(item.get("but_not"), (*where, "but_not")),
        )

    def known_languages(
        self, mapping: Any, where: tuple[str | int, ...], *, any_too: bool = True
    ) -> None:
        """Check that the keys are languages of this codebook."""
        if not isinstance(mapping, dict):
            raise self.fail(where, f"{where[-1]!r} must name each language: 'en:' and a list.")
        allowed = (*self._languages, ANY) if any_too else self._languages
        _yaml.only_keys(mapping, allowed, where, path=self._path, lines=self._lines)

    def patterns(self, listed: Any, where: tuple[str | int, ...]) -> tuple[str, ...]:
        """Read a list of patterns, each of which must parse and stand there once."""
        found = self.texts(listed, where)
        for number, text in enumerate(found):
            self.parse(text, (*where, number))
            if text in found[:number]:
                raise self.fail((*where, number), f"pattern {text!r} is listed twice.")
        return found

    def exclusions(self, listed: Any, where: tuple[str | int, ...]) -> tuple[Exclusion, ...]:
        """Read a list of excluding contexts: a pattern, or a pattern with its scope."""
        if not isinstance(listed, list):
            raise self.fail(where, f"{where[-1]!r} must be a list: one '- pattern' per line.")
        found = []
        for number, item in enumerate(listed):
            place: tuple[str | int, ...] = (*where, number)
            scope = "match"
            if isinstance(item, dict):
                self.keys(item, place, "pattern", "scope")
                scope = self.choice(item.get("scope", "match"), (*place, "scope"), _SCOPES)
                place, item = (*place, "pattern"), item["pattern"]
            text = self.text(item, place)
            self.parse(text, place)
            found.append(Exclusion(text, scope))
        return tuple(found)

    def parse(self, text: str, where: tuple[str | int, ...]) -> None:
        """Check that a pattern can be read."""
        try:
            patterns.parse(text)
        except InputError as cause:
            raise self.fail(where, str(cause)) from cause
