"""What a study is about: its news waves, its languages, its dated events and its files.

A study is one YAML file, `study.yaml`, beside the articles. It is checked when it is
read; each complaint names the file and the line.
"""

import contextlib
import hashlib
import itertools
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from analysis import _yaml, patterns
from analysis.contracts import InputError, did_you_mean

__all__ = [
    "ANY",
    "Event",
    "Study",
    "Wave",
    "base",
    "cue_parts",
    "files",
    "hashes",
    "load",
    "safe_name",
]

ANY: Final = "any"
"""Key of the cues that count in an article of any language."""

_KEYS: Final = (
    "title", "question", "languages", "timezone", "waves", "reference_wave", "events",
    "articles", "metadata", "codebook", "gold", "coding",
)  # fmt: skip
_WAVE_KEYS: Final = ("name", "start", "end", "label", "query", "sources", "retrieved_on")
_EVENT_KEYS: Final = ("name", "date", "cues")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_AND: Final = re.compile(r"\s+AND\s+")


@dataclass(frozen=True)
class Wave:
    """A news wave: `start` and `end` are days and both belong to it.

    `query`, `sources` and `retrieved_on` say how its articles were collected.
    """

    name: str
    start: date
    end: date
    label: str | None = None
    query: str | None = None
    sources: tuple[str, ...] = ()
    retrieved_on: date | None = None


@dataclass(frozen=True)
class Event:
    """A dated event, and the cues by language (or `any`) that show an article knows it."""

    name: str
    date: date
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Study:
    """A study as read and checked by `load`; paths are ready to be opened.

    `reference_wave` is the wave that differences are taken from. `gold` and `coding`
    are None when the study names none.
    """

    file: Path
    title: str
    languages: tuple[str, ...]
    waves: tuple[Wave, ...]
    reference_wave: str
    articles: Path
    metadata: Path | None
    codebook: Path
    events: tuple[Event, ...] = ()
    question: str | None = None
    timezone: str | None = None
    gold: Path | None = None
    coding: Path | None = None

    def waves_table(self) -> pd.DataFrame:
        """Give the waves as a table with the columns wave, start and end, in order of time.

        Returns
        -------
        DataFrame
            `start` and `end` are days (datetime64); the end belongs to the wave.
        """
        table = pd.DataFrame(
            {
                "wave": [wave.name for wave in self.waves],
                "start": [wave.start for wave in self.waves],
                "end": [wave.end for wave in self.waves],
            }
        )
        return table.astype({"wave": "str", "start": "datetime64[s]", "end": "datetime64[s]"})


def base(path: Path | str) -> Path:
    """Find the folder, here or above, from which a relative path leads to a file.

    A notebook is started in its own folder by JupyterLab and in the project's folder by
    papermill; from both, ``base(path) / path`` is the file.

    Returns
    -------
    Path
        The folder, relative to the working folder; the working folder itself if the
        file is nowhere.

    Examples
    --------
    >>> base("seeds/study.yaml").resolve() == Path.cwd()
    True
    """
    above = [Path()] + [Path(*[".."] * n) for n in range(1, len(Path.cwd().parts))]
    return next((folder for folder in above if (folder / path).exists()), Path())


def files(study: Study) -> dict[str, Path]:
    """Files that decide the result beside the articles: study, codebook, metadata."""
    named = {"study": study.file, "codebook": study.codebook, "metadata": study.metadata}
    return {name: path for name, path in named.items() if path is not None}


def safe_name(path: Path, folder: Path) -> str:
    r"""Name of a file in its folder, the same on every system and fit to be written.

    Bytes that are not UTF-8 are shown as ``\xff``, accents are composed (NFC).

    Examples
    --------
    >>> safe_name(Path("articles", "sub", "a.txt"), Path("articles"))
    'sub/a.txt'
    """
    raw = os.fsencode(path.relative_to(folder).as_posix())
    return unicodedata.normalize("NFC", raw.decode("utf-8", "backslashreplace"))


def hashes(study: Study) -> dict[str, str]:
    """SHA-256 of each file of a study, by its name, sorted.

    Names are relative to the study's folder. A file elsewhere has the name of its kind
    before its own, an article elsewhere begins with ``articles/``, so that no name tells
    where the project lives. A file that cannot be read has the value ``unreadable``;
    pipes and the like are left out.
    """
    named = {_input_name(study, path, f"{kind} {path.name}"): path
             for kind, path in files(study).items()}  # fmt: skip
    for path in sorted(_below(study.articles)):
        below = f"articles/{safe_name(path, study.articles)}"
        named.setdefault(_input_name(study, path, below), path)
    return {name: _digest(path) for name, path in sorted(named.items())}


def _input_name(study: Study, path: Path, elsewhere: str) -> str:
    """Name of a file of the study, or the other name if it is not in the study's folder."""
    folder, file = (Path(os.path.abspath(place)) for place in (study.file.parent, path))  # noqa: PTH100 - links stay
    name = safe_name(file, folder) if file.is_relative_to(folder) else elsewhere
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _below(folder: Path) -> Iterator[Path]:
    """Regular files below a folder, and those of which nothing can be known."""
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            try:
                regular = stat.S_ISREG(path.stat().st_mode)
            except OSError:
                regular = True
            if regular:
                yield path


def _digest(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return "unreadable"


def cue_parts(cue: str) -> tuple[str, ...]:
    """Split a cue into the patterns that must all stand in one paragraph.

    Examples
    --------
    >>> cue_parts("OpenAI AND memo* NEAR/8 Reuters")
    ('OpenAI', 'memo* NEAR/8 Reuters')
    """
    return tuple(_AND.split(cue.strip()))


def load(path: Path | str) -> Study:
    """Read and check a study.

    Parameters
    ----------
    path : Path or str
        The study file, or the folder that holds `study.yaml`. Files named in it are
        looked for beside it.

    Returns
    -------
    Study

    Raises
    ------
    InputError
        With file, line and remedy: an unknown key, no title, language or wave, a wave that
        ends before it starts, overlaps another or stands out of order, a name used
        twice, a day or cue that cannot be read, a folder or file that is not there.

    Examples
    --------
    >>> study = load("seeds/study.yaml")
    >>> [wave.name for wave in study.waves], study.reference_wave
    (['January 2025', 'February 2026'], 'January 2025')
    """
    file = Path(path)
    with contextlib.suppress(OSError):  # told when it is read
        file = file / "study.yaml" if file.is_dir() else file
    content, lines = _yaml.load(file)
    source = _Source(file, lines)
    source.only_keys(content, _KEYS)
    languages = _languages(source, content)
    waves = _waves(source, content)
    return Study(
        file=file,
        title=source.need(content, "title"),
        question=source.text(content, "question"),
        languages=languages,
        timezone=_timezone(source, content),
        waves=waves,
        reference_wave=_reference_wave(source, content, waves),
        events=_events(source, content, languages),
        articles=_articles(source, content),
        metadata=source.file(content, "metadata", default="metadata.csv"),
        codebook=source.beside(source.text(content, "codebook") or "codebook.yaml", "codebook"),
        gold=source.file(content, "gold"),
        coding=source.file(content, "coding"),
    )


class _Source(NamedTuple):
    """The study file under check; `where` are the keys that lead to a part of it."""

    path: Path
    lines: _yaml.Lines

    def fail(self, message: str, *where: str | int) -> NoReturn:
        """Raise an error that names file and line."""
        raise _yaml.fail(self.path, self.lines.at(*where), message)

    def only_keys(self, part: object, allowed: Sequence[str], *where: str | int) -> None:
        """Raise unless `part` is a mapping with no other keys than `allowed`."""
        if not isinstance(part, Mapping):
            keys = ", ".join(allowed[:3])
            self.fail(f"expected 'key: value' lines ({keys}, ...), found {part!r}.", *where)
        _yaml.only_keys(part, allowed, where, path=self.path, lines=self.lines)

    def text(self, part: Mapping[str, Any], key: str, *where: str | int) -> str | None:
        """Give the text under a key as it is written, or None if it is absent or empty."""
        if part.get(key) is None:
            return None
        if isinstance(part[key], (list, Mapping)):
            self.fail(f"{key!r} must be a single text, not a list.", *where, key)
        written = (self.lines.text(*where, key) or "").strip()
        return written or None

    def need(self, part: Mapping[str, Any], key: str, *where: str | int) -> str:
        """Give the text under a key that must be there."""
        found = self.text(part, key, *where)
        if found is None:
            owner = f" of {part.get('name') or where[0]!r}" if where else ""
            self.fail(f"{key!r}{owner} is missing. Add the line '{key}: ...'.", *where)
        return found

    def day(self, part: Mapping[str, Any], key: str, *where: str | int) -> date:
        """Give the day under a key that must be there."""
        written = self.need(part, key, *where)
        try:
            return datetime.strptime(written, "%Y-%m-%d").date()
        except ValueError:
            message = f"{key!r} must be a day such as 2025-01-20; found {written!r}."
            self.fail(message, *where, key)

    def listed(self, part: Mapping[str, Any], key: str, *where: str | int) -> list[Any]:
        """Give the list under a key, empty if it is absent."""
        found = part.get(key)
        if found is None:
            return []
        if not isinstance(found, list):
            self.fail(f"{key!r} must be a list, one item per line after '- '.", *where, key)
        return found

    def texts(self, part: Mapping[str, Any], key: str, *where: str | int) -> tuple[str, ...]:
        """Give the list of texts under a key, each as it is written."""
        found = []
        for index in range(len(self.listed(part, key, *where))):
            written = self.lines.text(*where, key, index)
            if not written or not written.strip():
                self.fail(f"an item of {key!r} is not a text.", *where, key, index)
            found.append(written.strip())
        return tuple(found)

    def beside(self, named: str, key: str) -> Path:
        """Give the path of a name; it need not exist, but must be one that can be opened."""
        path = self.path.parent / named
        try:
            path.exists()
        except (OSError, ValueError) as cause:
            why = getattr(cause, "strerror", None) or cause
            shown = named if len(named) <= 40 else f"{named[:40]}..."
            self.fail(f"{key!r} names {shown!r}, which cannot be opened ({why}).", key)
        return path

    def file(self, part: Mapping[str, Any], key: str, default: str | None = None) -> Path | None:
        """Give the path under a key; it must exist if it is named, the default need not."""
        named = self.text(part, key)
        if named is None:
            usual = self.path.parent / default if default else None
            return usual if usual is not None and usual.exists() else None
        if not self.beside(named, key).exists():
            self.fail(f"{key!r} names {named!r}, which is not beside the study file.", key)
        return self.path.parent / named


def _languages(source: _Source, content: Mapping[str, Any]) -> tuple[str, ...]:
    """Languages of the study, checked."""
    if isinstance(content.get("languages"), str):
        source.fail("'languages' must be a list, such as [en, nl].", "languages")
    languages = source.texts(content, "languages")
    if not languages:
        source.fail("the study names no languages. Add 'languages: [en]'.", "languages")
    for index, language in enumerate(languages):
        if not _LANGUAGE.fullmatch(language):
            message = f"{language!r} is not a language tag; write en, nl, de, nl-BE ..."
            source.fail(message, "languages", index)
    _no_twins(source, "language", languages, "languages")
    return languages


def _timezone(source: _Source, content: Mapping[str, Any]) -> str | None:
    """Time zone in which a time of day becomes a day, checked."""
    name = source.text(content, "timezone")
    if name is not None:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            message = f"time zone {name!r} is not known; write one such as Europe/Amsterdam."
            source.fail(message, "timezone")
    return name


def _waves(source: _Source, content: Mapping[str, Any]) -> tuple[Wave, ...]:
    """Waves of the study, checked one by one and against each other."""
    listed = source.listed(content, "waves")
    waves = [_wave(source, part, index) for index, part in enumerate(listed)]
    if not waves:
        message = "the study has no waves. Add 'waves:' with a name, a start and an end for each."
        source.fail(message, "waves")
    _no_twins(source, "wave", [wave.name for wave in waves], "waves")
    for one, other in itertools.combinations(range(len(waves)), 2):
        first, second = waves[one], waves[other]
        if first.start <= second.end and second.start <= first.end:
            days = f"{max(first.start, second.start)} to {min(first.end, second.end)}"
            message = (f"waves {first.name!r} and {second.name!r} overlap ({days}). "
                       f"Change a start or an end: a day is in one wave at most.")  # fmt: skip
            source.fail(message, "waves", other, "start")
        if second.start < first.start:
            message = (f"wave {second.name!r} comes before {first.name!r} in time. "
                       f"List the waves in order of time.")  # fmt: skip
            source.fail(message, "waves", other, "start")
    return tuple(waves)


def _wave(source: _Source, part: Any, index: int) -> Wave:
    """Read one wave."""
    where = ("waves", index)
    source.only_keys(part, _WAVE_KEYS, *where)
    name = source.need(part, "name", *where)
    start, end = source.day(part, "start", *where), source.day(part, "end", *where)
    if end < start:
        source.fail(f"wave {name!r} ends on {end}, before it starts on {start}.", *where, "end")
    retrieved = "retrieved_on" in part and part["retrieved_on"] is not None
    return Wave(
        name=name,
        start=start,
        end=end,
        label=source.text(part, "label", *where),
        query=source.text(part, "query", *where),
        sources=source.texts(part, "sources", *where),
        retrieved_on=source.day(part, "retrieved_on", *where) if retrieved else None,
    )


def _reference_wave(source: _Source, content: Mapping[str, Any], waves: Sequence[Wave]) -> str:
    """Name of the wave that differences are taken from: the first if none is named."""
    named = source.text(content, "reference_wave")
    names = [wave.name for wave in waves]
    if named is not None and named not in names:
        message = f"'reference_wave' {named!r} is none of the waves. {did_you_mean(named, names)}"
        source.fail(message, "reference_wave")
    return named or names[0]


def _events(
    source: _Source, content: Mapping[str, Any], languages: Sequence[str]
) -> tuple[Event, ...]:
    """Events of the study, by date and then by name."""
    events = [_event(source, part, index, languages)
              for index, part in enumerate(source.listed(content, "events"))]  # fmt: skip
    _no_twins(source, "event", [event.name for event in events], "events")
    return tuple(sorted(events, key=lambda event: (event.date, event.name)))


def _event(source: _Source, part: Any, index: int, languages: Sequence[str]) -> Event:
    """Read one event, its cues included."""
    where = ("events", index)
    source.only_keys(part, _EVENT_KEYS, *where)
    name, day = source.need(part, "name", *where), source.day(part, "date", *where)
    by_language = part.get("cues")
    if not by_language:
        source.fail(f"event {name!r} has no cues, so no article can show it.", *where)
    source.only_keys(by_language, (*languages, ANY), *where, "cues")
    cues = {}
    for language in by_language:
        cues[language] = source.texts(by_language, language, *where, "cues")
        for number, cue in enumerate(cues[language]):
            _check_cue(source, cue, *where, "cues", language, number)
    return Event(name, day, cues)


def _check_cue(source: _Source, cue: str, *where: str | int) -> None:
    """Raise if one of the patterns of a cue cannot be read."""
    for part in cue_parts(cue):
        if re.search(r"\bAND\b", part):
            source.fail(f"cue {cue!r}: AND stands between two patterns.", *where)
        try:
            patterns.parse(part)
        except InputError as cause:
            raise _yaml.fail(source.path, source.lines.at(*where), str(cause)) from cause


def _articles(source: _Source, content: Mapping[str, Any]) -> Path:
    """Folder with the articles; it must be there."""
    folder = source.beside(source.text(content, "articles") or "articles", "articles")
    if not folder.is_dir():
        message = (f"there is no folder {folder.name!r} with the articles beside the study file. "
                   f"Make it, or name another one with 'articles:'.")  # fmt: skip
        source.fail(message, "articles")
    return folder


def _no_twins(source: _Source, kind: str, names: Sequence[str], key: str) -> None:
    """Raise if a name is used twice in the list under `key`."""
    for index, name in enumerate(names):
        if name in names[:index]:
            source.fail(f"{kind} {name!r} is listed twice; names must differ.", key, index)
