"""What a study is about: its news waves, its languages, its dated events and its files.

A study is one YAML file, `study.yaml`, beside the articles. It is checked when it is
read; each complaint names the file and the line.
"""

import contextlib
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from analysis import _study_files, _yaml, patterns
from analysis._study_files import safe_name
from analysis._study_reading import (
    Author,
    Copies,
    Paper,
    Reading,
    authors,
    copies,
    licence,
    paper,
    reading,
)
from analysis._study_source import StudySource
from analysis.contracts import InputError, did_you_mean

__all__ = [
    "ANY",
    "Author",
    "Copies",
    "Event",
    "Paper",
    "Reading",
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
    "title", "question", "languages", "timezone", "waves", "reference_wave", "events", "copies",
    "articles", "metadata", "codebook", "voices", "gold", "coding", "sample", "model", "reading",
    "authors", "paper", "licence",
)  # fmt: skip
_WAVE_KEYS: Final = ("name", "start", "end", "label", "query", "sources", "retrieved_on")
_EVENT_KEYS: Final = ("name", "date", "cues")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_AND: Final = re.compile(r"\s+AND\s+")


@dataclass(frozen=True)
class Wave:
    """A news wave: `start` and `end` are days and both belong to it.

    `query`, `sources` and `retrieved_on` say how its articles were collected; `timezone` is
    the study's: there its days begin and end.
    """

    name: str
    start: date
    end: date
    label: str | None = None
    query: str | None = None
    sources: tuple[str, ...] = ()
    retrieved_on: date | None = None
    timezone: str | None = None


@dataclass(frozen=True)
class Event:
    """A dated event, and the cues by language (or `any`) that show an article knows it."""

    name: str
    date: date
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Study:
    """A study as read and checked by `load`; paths are ready to be opened.

    `reference_wave` is the wave that differences are taken from. `articles` is a folder, or one
    file (an export, a zip, a corpus of `framewaves ingest`). `voices` (the list of actors), `gold`
    (the adjudicated codes), `sample` (the units that `framewaves sample` drew), `coding` (the
    coders' files) and `model` (a classifier) are None when the study names none.
    `gold_seen` says whether those who wrote the codebook had seen the gold codes, None where
    the study does not say; `copies` is None when copies are not looked for. `authors`, `paper`
    and `licence` (of what is shared) are for `framewaves share`.
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
    voices: Path | None = None
    gold: Path | None = None
    gold_seen: bool | None = None
    coding: Path | None = None
    sample: Path | None = None
    model: Path | None = None
    reading: Reading = field(default_factory=Reading)
    copies: Copies | None = None
    authors: tuple[Author, ...] = ()
    paper: Paper | None = None
    licence: str | None = None

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
    """Files that decide the result beside the articles and the coders' files."""
    named = {"study": study.file, "codebook": study.codebook, "metadata": study.metadata,
             "voices": study.voices, "gold": study.gold, "sample": study.sample,
             "model": study.model}  # fmt: skip
    return {name: path for name, path in named.items() if path is not None}


def hashes(study: Study) -> dict[str, str]:
    """SHA-256 of each file of a study, by its name, sorted.

    Names are relative to the study's folder. A file elsewhere has the name of its kind
    before its own, an article elsewhere begins with ``articles/``, a coder's file with
    ``coding/``, so that no name tells where the project lives. A file that cannot be read has
    the value ``unreadable``; pipes and the like are left out.
    """
    named = {_input_name(study, path, f"{kind} {path.name}"): path
             for kind, path in files(study).items()}  # fmt: skip
    for kind, place in (("articles", study.articles), ("coding", study.coding)):
        if place is not None:
            folder = place if place.is_dir() else place.parent
            for path in sorted(_study_files.below(place)):
                elsewhere = f"{kind}/{safe_name(path, folder)}"
                named.setdefault(_input_name(study, path, elsewhere), path)
    return {name: _study_files.digest(path) for name, path in sorted(named.items())}


def _input_name(study: Study, path: Path, elsewhere: str) -> str:
    """Name of a file of the study, or the other name if it is not in the study's folder."""
    return _study_files.name_within(path, study.file.parent, elsewhere)


def cue_parts(cue: str) -> tuple[str, ...]:
    """Split a cue into the patterns that must all stand in one paragraph.

    Examples
    --------
    >>> cue_parts("OpenAI AND memo* NEAR/8 Reuters")
    ('OpenAI', 'memo* NEAR/8 Reuters')
    """
    return tuple(_AND.split(cue.strip()))


def load(path: Path | str, *, articles_needed: bool = True) -> Study:
    """Read and check a study.

    Parameters
    ----------
    path : Path or str
        The study file, or the folder that holds `study.yaml`. Files named in it are
        looked for beside it.
    articles_needed : bool
        False if the articles need not be there, since others are about to be read.

    Returns
    -------
    Study

    Raises
    ------
    InputError
        With file, line and remedy: an unknown key, no title, language or wave, a wave that
        ends before it starts, overlaps another or stands out of order, a name used
        twice, a day or cue that cannot be read, a folder or file that is not there, an
        encoding that does not exist, a number out of its bounds.

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
    source = StudySource(file, lines)
    source.only_keys(content, _KEYS)
    languages, timezone = _languages(source, content), _timezone(source, content)
    waves = _waves(source, content, timezone)
    return Study(
        file=file,
        title=source.need(content, "title"),
        question=source.text(content, "question"),
        languages=languages,
        timezone=timezone,
        waves=waves,
        reference_wave=_reference_wave(source, content, waves),
        events=_events(source, content, languages),
        articles=_articles(source, content, needed=articles_needed),
        metadata=source.file(content, "metadata", default="metadata.csv"),
        codebook=source.beside(source.text(content, "codebook") or "codebook.yaml", "codebook"),
        voices=source.file(content, "voices", default="voices.yaml"),
        gold=_gold(source, content),
        gold_seen=_gold_seen(source, content),
        coding=source.file(content, "coding"),
        sample=source.file(content, "sample"),
        model=source.file(content, "model"),
        reading=reading(source, content),
        copies=copies(source, content),
        authors=authors(source, content),
        paper=paper(source, content),
        licence=licence(source, content),
    )


def _gold(source: StudySource, content: Mapping[str, Any]) -> Path | None:
    """Path of the gold codes: 'gold: FILE', or a mapping with 'file' and 'seen'."""
    part = content.get("gold")
    if not isinstance(part, Mapping):
        return source.file(content, "gold")
    source.only_keys(part, ("file", "seen"), "gold")
    named = source.need(part, "file", "gold")
    if not source.beside(named, "gold").exists():
        source.fail(f"'gold' names {named!r}, which is not beside the study file.", "gold", "file")
    return source.path.parent / named


def _gold_seen(source: StudySource, content: Mapping[str, Any]) -> bool | None:
    """Whether those who wrote the codebook had seen the gold codes; None if it is not said."""
    part = content.get("gold")
    seen = part.get("seen") if isinstance(part, Mapping) else None
    if seen is not None and not isinstance(seen, bool):
        source.fail(f"'seen' must be true or false; found {seen!r}.", "gold", "seen")
    return seen


def _languages(source: StudySource, content: Mapping[str, Any]) -> tuple[str, ...]:
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
    source.distinct("language", languages, "languages")
    return languages


def _timezone(source: StudySource, content: Mapping[str, Any]) -> str | None:
    """Time zone in which a time of day becomes a day, checked."""
    name = source.text(content, "timezone")
    if name is not None:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            message = f"time zone {name!r} is not known; write one such as Europe/Amsterdam."
            source.fail(message, "timezone")
    return name


def _waves(
    source: StudySource, content: Mapping[str, Any], timezone: str | None
) -> tuple[Wave, ...]:
    """Waves of the study, checked one by one and against each other."""
    listed = source.listed(content, "waves")
    waves = [_wave(source, part, index, timezone) for index, part in enumerate(listed)]
    if not waves:
        message = "the study has no waves. Add 'waves:' with a name, a start and an end for each."
        source.fail(message, "waves")
    source.distinct("wave", [wave.name for wave in waves], "waves")
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


def _wave(source: StudySource, part: Any, index: int, timezone: str | None) -> Wave:
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
        timezone=timezone,
    )


def _reference_wave(source: StudySource, content: Mapping[str, Any], waves: Sequence[Wave]) -> str:
    """Name of the wave that differences are taken from: the first if none is named."""
    named = source.text(content, "reference_wave")
    names = [wave.name for wave in waves]
    if named is not None and named not in names:
        message = f"'reference_wave' {named!r} is none of the waves. {did_you_mean(named, names)}"
        source.fail(message, "reference_wave")
    return named or names[0]


def _events(
    source: StudySource, content: Mapping[str, Any], languages: Sequence[str]
) -> tuple[Event, ...]:
    """Events of the study, by date and then by name."""
    events = [_event(source, part, index, languages)
              for index, part in enumerate(source.listed(content, "events"))]  # fmt: skip
    source.distinct("event", [event.name for event in events], "events")
    return tuple(sorted(events, key=lambda event: (event.date, event.name)))


def _event(source: StudySource, part: Any, index: int, languages: Sequence[str]) -> Event:
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


def _check_cue(source: StudySource, cue: str, *where: str | int) -> None:
    """Raise if one of the patterns of a cue cannot be read."""
    for part in cue_parts(cue):
        if re.search(r"\bAND\b", part):
            source.fail(f"cue {cue!r}: AND stands between two patterns.", *where)
        try:
            patterns.parse(part)
        except InputError as cause:
            raise _yaml.fail(source.path, source.lines.at(*where), str(cause)) from cause


def _articles(source: StudySource, content: Mapping[str, Any], *, needed: bool) -> Path:
    """Folder with the articles, or the file that holds them."""
    place = source.beside(source.text(content, "articles") or "articles", "articles")
    if needed and not place.is_dir() and not place.is_file():
        message = (f"there is no folder {place.name!r} with the articles beside the study file, "
                   f"and no such file. Make it, or name another one with 'articles:'.")  # fmt: skip
        source.fail(message, "articles")
    return place
