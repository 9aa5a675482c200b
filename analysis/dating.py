"""Say when each article appeared, on what evidence, and in which news wave.

Three kinds of evidence are used, in this order: a date that the article states in its
first lines (``header``), a date in the metadata (``metadata``), and events: an article
that mentions an event cannot be older than it (``event``). A date is an interval of
days; the words it rests on are quoted.
"""

import datetime as dt
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import pandas as pd

from analysis import _dates
from analysis.contracts import InputError, TableError, conform
from analysis.matching import Matcher
from analysis.study import ANY, Event, Study, Wave, cue_parts

__all__ = ["date", "in_waves", "outside"]

_MONTH_DAYS: Final = 31


class _Stated(NamedTuple):
    """What article and metadata state: the days if they are known, and the evidence."""

    days: _dates.Days | None
    source: str
    evidence: tuple[str, ...]


class _Mention(NamedTuple):
    """An event that an article mentions, and the words that show it."""

    event: Event
    quote: str

    def __str__(self) -> str:
        return f"{self.event.name} ({self.event.date}): {self.quote}"


def date(documents: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Give each article an interval of days, its evidence, and a wave.

    A date in the first lines of the article and one in the metadata that agree are taken
    together, and the narrower counts; where they contradict each other the metadata
    counts. An event that the article mentions raises the first day within the stated
    interval. Without a stated date the first day is that of the latest event mentioned
    and the last day is not known.

    A stated interval belongs to the wave that it touches, if it touches one only and
    lies in it or is no longer than a month. An article dated by events alone belongs to
    the wave that holds the latest event it mentions, or to the next wave if that begins
    within a month: this is inferred, and marked by the `wave_source` ``event``.

    Parameters
    ----------
    documents : DataFrame
        The table `documents`. Of the metadata, `date` and `date_precision` are used.
    study : Study

    Returns
    -------
    DataFrame
        The same rows in the same order with `published_from`, `published_to` (days, both
        belong to the interval; empty if not known), `date_source`, `date_evidence`,
        `wave` and `wave_source` filled.

    Raises
    ------
    TableError
        If `documents` does not keep its contract or its `raw_metadata` is not JSON.

    Examples
    --------
    >>> from analysis import corpus, study
    >>> story = study.load("seeds/study.yaml")
    >>> dated = date(corpus.read(story)[0], story)
    >>> dated["wave"].value_counts().sort_index().to_dict()
    {'February 2026': 3, 'January 2025': 2}
    """
    documents = conform(documents, "documents")
    find = _finder(study.events)
    rows = []
    for doc_id, text, language, raw in zip(
        *(documents[name] for name in ("doc_id", "text", "language", "raw_metadata")), strict=True
    ):
        known = None if pd.isna(language) else str(language)
        stated = _stated(text, _metadata(raw, doc_id), known, study.timezone)
        rows.append(_placed(stated, find(text, known), study.waves))
    columns = ["published_from", "published_to", "date_source", "date_evidence", "wave",
               "wave_source"]  # fmt: skip
    dated = pd.DataFrame(rows, columns=columns)
    return conform(documents.assign(**{name: dated[name] for name in columns}), "documents")


# What is stated -------------------------------------------------------------------


def _metadata(raw: object, doc_id: str) -> Mapping[str, object]:
    """Cells of the metadata; none if there is no row."""
    if not isinstance(raw, str):
        return {}
    try:
        cells = json.loads(raw)
    except json.JSONDecodeError as cause:
        message = f"documents.raw_metadata of {doc_id!r} is not JSON. Was it changed by hand?"
        raise TableError(message) from cause
    return cells if isinstance(cells, dict) else {}


def _stated(
    text: str, cells: Mapping[str, object], language: str | None, timezone: str | None
) -> _Stated:
    """Weigh the date in the first lines against the one in the metadata."""
    header, given = _dates.header(text, language, timezone), _dates.given(cells, language, timezone)
    if isinstance(header, _dates.Days) and isinstance(given, _dates.Days):
        return _weighed(header, given)
    found = {"header": header, "metadata": given}
    troubles = tuple(f"{source}: '{reading.words}' is not taken, {reading.problem}"
                     for source, reading in found.items()
                     if isinstance(reading, _dates.Refused))  # fmt: skip
    for source, reading in found.items():
        if isinstance(reading, _dates.Days):
            return _Stated(reading, source, (f"{source}: '{reading.words}'", *troubles))
    return _Stated(None, "none", troubles)


def _weighed(header: _dates.Days, given: _dates.Days) -> _Stated:
    """Choose between two dates: the narrower if they agree, else the metadata."""
    start, end = max(header.start, given.start), min(header.end, given.end)
    if start > end:
        said = f"metadata: '{given.words}', although the header says '{header.words}'"
        return _Stated(given, "metadata", (said,))
    if (start, end) == (header.start, header.end):
        return _Stated(header, "header", (f"header: '{header.words}', as in the metadata",))
    said = f"metadata: '{given.words}', within the header's '{header.words}'"
    return _Stated(_dates.Days(given.words, start, end), "metadata", (said,))


# What is mentioned ----------------------------------------------------------------


def _finder(events: Sequence[Event]) -> Callable[[str, str | None], list[_Mention]]:
    """Make the function that finds the events an article mentions, by date."""
    parts = {part for event in events for cues in event.cues.values()
             for cue in cues for part in cue_parts(cue)}  # fmt: skip
    matcher = Matcher(sorted(parts))
    in_order = sorted(events, key=lambda event: (event.date, event.name))

    def find(text: str, language: str | None) -> list[_Mention]:
        lines = _lines(text)
        starts = [start for start, _ in lines]
        places: dict[int, dict[str, tuple[int, int]]] = {}
        for match in matcher.find(text, lines):
            line = bisect_right(starts, match.start) - 1
            places.setdefault(line, {}).setdefault(match.pattern, (match.start, match.end))
        quotes = ((event, _quote(text, places, _cues(event, language))) for event in in_order)
        return [_Mention(event, quote) for event, quote in quotes if quote]

    return find


def _lines(text: str) -> list[tuple[int, int]]:
    """Spans of the lines of a text: a cue is looked for within one of them."""
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        spans.append((start, start + len(line)))
        start += len(line)
    return spans


def _cues(event: Event, language: str | None) -> list[str]:
    """Cues of an event that count in a language; all of them if it is not known."""
    wanted = {ANY, language, (language or "").split("-")[0]}
    return [cue for key, cues in event.cues.items() if language is None or key in wanted
            for cue in cues]  # fmt: skip


def _quote(
    text: str, places: Mapping[int, Mapping[str, tuple[int, int]]], cues: Iterable[str]
) -> str:
    """Quote the first words that show an event; empty if nothing shows it."""
    parsed = [cue_parts(cue) for cue in cues]
    for line in sorted(places):
        for parts in parsed:
            if all(part in places[line] for part in parts):
                spans = sorted({places[line][part] for part in parts})
                return " … ".join(f"'{text[start:end]}'" for start, end in spans)
    return ""


# What follows ---------------------------------------------------------------------


_Row = tuple[dt.date | None, dt.date | None, str, str, str | None, str | None]


def _placed(stated: _Stated, mentions: Sequence[_Mention], waves: Sequence[Wave]) -> _Row:
    """Put together what is stated and what is mentioned: one row of dates and wave."""
    if stated.days is None:
        if not mentions:
            return None, None, "none", "; ".join((*stated.evidence, "no date found")), None, None
        return _bounded(stated, mentions, waves)
    _, start, end = stated.days
    notes = list(stated.evidence)
    fitting = [mention for mention in mentions if mention.event.date <= end]
    if fitting and fitting[-1].event.date > start:
        start = fitting[-1].event.date
        notes.append(_latest(fitting))
    if len(fitting) < len(mentions):
        notes.append(f"{_latest(mentions)}, which is later; the stated date is kept")
    wave, why = _wave(start, end, waves)
    as_stated, _ = _wave(stated.days.start, end, waves)
    source = None if wave is None else stated.source if wave == as_stated else "event"
    return start, end, stated.source, "; ".join([*notes, *why]), wave, source


def _bounded(stated: _Stated, mentions: Sequence[_Mention], waves: Sequence[Wave]) -> _Row:
    """Date an article by the latest event it mentions: not before that day."""
    day = mentions[-1].event.date
    notes = [*stated.evidence, _latest(mentions)]
    following = next((wave for wave in waves if wave.end >= day), None)
    if following is None:
        return day, None, "event", "; ".join([*notes, "later than every wave"]), None, None
    if (following.start - day).days > _MONTH_DAYS:
        notes.append(f"more than a month before {following.name}")
        return day, None, "event", "; ".join(notes), None, None
    return day, None, "event", "; ".join([*notes, "wave inferred"]), following.name, "event"


def _latest(mentions: Sequence[_Mention]) -> str:
    """Name the events of the latest day mentioned, with the words that show them."""
    day = mentions[-1].event.date
    return "mentions " + " and ".join(str(one) for one in mentions if one.event.date == day)


def _wave(
    start: dt.date, end: dt.date, waves: Sequence[Wave]
) -> tuple[str | None, tuple[str, ...]]:
    """Wave of an interval; or None, and why."""
    touched = [wave for wave in waves if start <= wave.end and end >= wave.start]
    if not touched:
        return None, ("outside every wave",)
    if len(touched) > 1:
        return None, (f"could be in {' or '.join(wave.name for wave in touched)}",)
    wave = touched[0]
    if (end - start).days >= _MONTH_DAYS and not (wave.start <= start and end <= wave.end):
        return None, (f"too wide an interval to be sure of {wave.name}",)
    return wave.name, ()


def outside(documents: pd.DataFrame, study: Study) -> pd.DataFrame:
    """List the articles whose wave is missing or hangs on a day.

    Parameters
    ----------
    documents : DataFrame
        As returned by `date`.
    study : Study

    Returns
    -------
    DataFrame
        `doc_id`, `source_file`, `published_from`, `published_to`, `wave`, `reason`; by
        `source_file`. Listed are articles without a wave, articles of which a day of the
        interval lies outside their wave, and articles dated within a day of the first or
        the last day of a wave, where a time zone may decide. Articles whose wave is
        inferred from events are not listed: they have no last day.

    Examples
    --------
    >>> from analysis import corpus, study
    >>> story = study.load("seeds/study.yaml")
    >>> outside(date(corpus.read(story)[0], story), story)["reason"].tolist()
    []
    """
    documents = conform(documents, "documents")
    names = ["published_from", "published_to", "date_source", "wave"]
    facts = documents[names].astype("object").where(documents[names].notna(), None)
    reasons = [_reason(start and start.date(), end and end.date(), source, wave, study.waves)
               for start, end, source, wave in facts.itertuples(index=False)]  # fmt: skip
    columns = ["doc_id", "source_file", "published_from", "published_to", "wave"]
    listed = documents[columns].assign(reason=pd.Series(reasons, dtype="str"))
    listed = listed[listed["reason"].notna()]
    return listed.sort_values(["source_file", "doc_id"], ignore_index=True)


def _reason(
    start: dt.date | None, end: dt.date | None, source: str, wave: str | None, waves: Sequence[Wave]
) -> str | None:
    """Say why an article is listed by `outside`, or None if it is not."""
    if start is None:
        return "no date"
    if source == "event":
        return None if wave else "the latest event it mentions is in no wave"
    end = end or start
    near = [f"within a day of the {edge} of {other.name}" for other in waves
            for edge, day in (("start", other.start), ("end", other.end))
            if abs((start - day).days) <= 1 or abs((end - day).days) <= 1]  # fmt: skip
    if wave is None:
        return "; ".join([*_wave(start, end, waves)[1], *near]) or "no wave"
    own = next((other for other in waves if other.name == wave), None)
    if own is None:
        return "its wave is not in the study"
    if start < own.start or end > own.end:
        return f"may lie outside {wave}, which is {own.start} to {own.end}"
    return near[0] if near else None


def in_waves(documents: pd.DataFrame, *, include_inferred: bool) -> pd.DataFrame:
    """Keep the articles that lie in a news wave.

    Parameters
    ----------
    documents : DataFrame
        The table `documents`, dated.
    include_inferred : bool
        False leaves out the articles whose wave is inferred from the events they mention.

    Returns
    -------
    DataFrame
        The table `documents`, in the order given.

    Raises
    ------
    InputError
        If no article is left, since there is then nothing to estimate.

    Examples
    --------
    >>> from analysis import corpus, study
    >>> plan = study.load("seeds/study.yaml")
    >>> dated = date(corpus.read(plan)[0], plan)
    >>> len(in_waves(dated, include_inferred=True)), len(in_waves(dated, include_inferred=False))
    (5, 2)
    """
    known = documents["wave"].notna()
    kept = known if include_inferred else known & documents["wave_source"].ne("event")
    if not kept.any():
        message = (
            f"None of {len(documents):,} articles is in a news wave ({int(known.sum()):,} are only "
            f"inferred to be). Look at their dates in notebook 10_corpus, and at the waves in "
            f"study.yaml."
        )
        raise InputError(message)
    return documents[kept].reset_index(drop=True)
