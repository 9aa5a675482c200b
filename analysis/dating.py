"""Say when each article appeared, on what evidence, and in which news wave.

Three kinds of evidence are used, in this order: a date that the article states in its
first lines (``header``), a date in the metadata (``metadata``), and events: an article
that mentions an event cannot be older than it (``event``). A date is an interval of
days; the words it rests on are quoted. The days on which an article was updated, stored,
fetched, first seen or indexed are never its date; where nothing else is known, it appeared
no later than the earliest of them.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import pandas as pd

from analysis import _dates, _waves
from analysis._events import Mention, finder
from analysis.contracts import InputError, TableError, conform
from analysis.study import Study, Wave

__all__ = ["date", "in_waves", "outside", "waves"]

_WHOLE_TEXTS: Final = frozenset(["text", "markdown", "docx", "rtf"])
"""Formats without fields of their own: the first lines of the text may say the date."""

_REFUSED: Final = re.compile(
    r"(?:^|; )(?:header|metadata): '(.*?)' is not taken, "
    r"(its precision .*? is none of day, month, year|[^;]+)"
)


class _Stated(NamedTuple):
    """What is stated: the days if they are known, the evidence, and the day it was there by."""

    days: _dates.Days | None
    source: str
    evidence: tuple[str, ...]
    by: dt.date | None = None


def date(documents: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Give each article an interval of days, its evidence, and a wave.

    A date in the first lines of the article and one in the metadata that agree are taken
    together, and the narrower counts; where they contradict each other the metadata
    counts. A first line that is the title counts only if there is nothing else, and the
    first lines of an article from an export (any `source_format` but text, markdown, docx
    and rtf) only if the export gives no date. An event that the article mentions raises
    the first day within the stated interval. Without a stated date the first day is that
    of the latest event mentioned, and the last day is the earliest of `load_date`,
    `update_date`, `crawl_date`, `seen_date` and `indexed_date` in the metadata, if there
    is one: these bound the day of publication and are never taken for it. With such a
    bound alone `published_from` is empty and `date_source` is ``none``.

    A stated interval belongs to the wave that it touches, if it touches one only and
    lies in it or is no longer than a month. An article dated by events alone belongs to
    the wave that holds the latest event it mentions, or to the next wave if that begins
    within a month and not after the article was stored: this is inferred, and marked by
    the `wave_source` ``event``.

    In 02/03/2025 the language of the article says which number is the day: the first in
    Dutch, German, French and the like and in en-GB, en-IE, en-AU, en-NZ, en-ZA and en-IN,
    the second in en-US. With plain ``en`` or no language it is not taken, and `outside`
    lists it. Numbers with dots (02.03.2025) begin with the day. A year of two digits is
    not taken. A time with a zone becomes a day in the time zone of the study.

    Parameters
    ----------
    documents : DataFrame
        The table `documents`. Of the metadata, `date`, `date_precision` and the days named
        above are used, as the words that the file has.
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
    find = finder(study.events)
    names = ("doc_id", "source_format", "title", "text", "language", "raw_metadata")
    rows = []
    for doc_id, form, title, text, language, raw in zip(
        *(documents[name].tolist() for name in names), strict=True
    ):
        known = language if isinstance(language, str) else None
        own = _Article(text, title if isinstance(title, str) else None, form in _WHOLE_TEXTS)
        stated = _stated(own, _metadata(raw, doc_id), known, study.timezone)
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


class _Article(NamedTuple):
    """What an article shows by itself: its text, its title, and whether it has no fields."""

    text: str
    title: str | None
    is_whole_text: bool


def _stated(
    own: _Article, cells: Mapping[str, object], language: str | None, timezone: str | None
) -> _Stated:
    """Weigh the date in the first lines against those in the metadata."""
    given = _dates.given(cells, language, timezone)
    if given is not None and not own.is_whole_text:
        header = None
    else:
        header = _dates.header(own.text, language, timezone, skip=own.title)
        if header is None and own.title and not isinstance(given, _dates.Days):
            header = _dates.header(own.text, language, timezone)
    chosen = _chosen(header, given)
    if _dates.OTHER_DAYS.keys().isdisjoint(cells):
        return chosen
    return _beside(chosen, _dates.others(cells, language, timezone))


def _chosen(header: _dates.Reading | None, given: _dates.Reading | None) -> _Stated:
    """Choose between what the first lines and the metadata say."""
    if isinstance(header, _dates.Days) and isinstance(given, _dates.Days):
        return _weighed(header, given)
    found = {"header": header, "metadata": given}
    troubles = tuple(f"{source}: '{reading.words}' is not taken, {reading.problem}"
                     for source, reading in found.items()
                     if isinstance(reading, _dates.Refused))  # fmt: skip
    for source, reading in found.items():
        if isinstance(reading, _dates.Days):
            return _Stated(reading, source, (f"{source}: {_quoted(reading)}", *troubles))
    return _Stated(None, "none", troubles)


def _quoted(days: _dates.Days) -> str:
    """Quote the words of a date, with the remark on them."""
    return f"'{days.words}'" + (f", {days.remark}" if days.remark else "")


def _beside(stated: _Stated, others: Sequence[_dates.Other]) -> _Stated:
    """Set the days of storing and the like beside what is stated: they bound it."""
    read = [(other.reading.end, other.key, other.reading)
            for other in others if isinstance(other.reading, _dates.Days)]  # fmt: skip
    if stated.days is not None:
        late = [f"later than the {key} '{reading.words}': check"
                for end, key, reading in sorted(read) if stated.days.start > end]  # fmt: skip
        return stated._replace(evidence=(*stated.evidence, *late[:1]))
    notes = [f"{key}: {_quoted(reading)} is the day it was {_dates.OTHER_DAYS[key]}, "
             f"not the day it appeared" for _, key, reading in sorted(read)]  # fmt: skip
    notes += [f"{other.key}: '{other.reading.words}' cannot be read, {other.reading.problem}"
              for other in others if isinstance(other.reading, _dates.Refused)]  # fmt: skip
    by = min(read)[0] if read else None
    return stated._replace(evidence=(*stated.evidence, *notes), by=by)


def _weighed(header: _dates.Days, given: _dates.Days) -> _Stated:
    """Choose between two dates: the narrower if they agree, else the metadata."""
    start, end = max(header.start, given.start), min(header.end, given.end)
    if start > end:
        said = f"metadata: {_quoted(given)}, although the header says {_quoted(header)}"
        return _Stated(given, "metadata", (said,))
    if (start, end) == (header.start, header.end):
        return _Stated(header, "header", (f"header: {_quoted(header)}, as in the metadata",))
    said = f"metadata: {_quoted(given)}, within the header's '{header.words}'"
    return _Stated(_dates.Days(given.words, start, end), "metadata", (said,))


# What follows ---------------------------------------------------------------------


_Row = tuple[dt.date | None, dt.date | None, str, str, str | None, str | None]


def _placed(stated: _Stated, mentions: Sequence[Mention], waves: Sequence[Wave]) -> _Row:
    """Put together what is stated and what is mentioned: one row of dates and wave."""
    if stated.days is None:
        return _bounded(stated, mentions, waves)
    start, end = stated.days.start, stated.days.end
    notes = list(stated.evidence)
    fitting = [mention for mention in mentions if mention.event.date <= end]
    if fitting and fitting[-1].event.date > start:
        start = fitting[-1].event.date
        notes.append(_latest(fitting))
    if len(fitting) < len(mentions):
        notes.append(f"{_latest(mentions)}, which is later; the stated date is kept")
    wave, why = _waves.holding(start, end, waves)
    as_stated, _ = _waves.holding(stated.days.start, end, waves)
    source = None if wave is None else stated.source if wave == as_stated else "event"
    return start, end, stated.source, "; ".join([*notes, *why]), wave, source


def _bounded(stated: _Stated, mentions: Sequence[Mention], waves: Sequence[Wave]) -> _Row:
    """Date an article by the latest event it mentions, and by the day it was stored."""
    by, notes = stated.by, list(stated.evidence)
    fitting = [mention for mention in mentions if by is None or mention.event.date <= by]
    if fitting:
        notes.append(_latest(fitting))
    if len(fitting) < len(mentions):
        notes.append(f"{_latest(mentions)}, which is later than it was there; not counted")
    if not fitting:
        notes.append("no date found" if by is None else f"no date found; it appeared by {by}")
        return None, by, "none", "; ".join(notes), None, None
    day = fitting[-1].event.date
    wave, why = _inferred(day, by, waves)
    return day, by, "event", "; ".join([*notes, why]), wave, wave and "event"


def _inferred(day: dt.date, by: dt.date | None, waves: Sequence[Wave]) -> tuple[str | None, str]:
    """Infer the wave of an article from the latest event it mentions; or None, and why."""
    following = next((wave for wave in waves if wave.end >= day), None)
    if following is None:
        return None, "later than every wave"
    if (following.start - day).days > _waves.MONTH_DAYS:
        return None, f"more than a month before {following.name}"
    if by is not None and by < following.start:
        return None, f"it was there before {following.name} began"
    return following.name, "wave inferred"


def _latest(mentions: Sequence[Mention]) -> str:
    """Name the events of the latest day mentioned, with the words that show them."""
    day = mentions[-1].event.date
    return "mentions " + " and ".join(str(one) for one in mentions if one.event.date == day)


# What a researcher looks at ---------------------------------------------------------


def waves(documents: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Show each news wave: its days, how its articles were collected, and how many there are.

    Parameters
    ----------
    documents : DataFrame
        As returned by `date`.
    study : Study

    Returns
    -------
    DataFrame
        A row for each wave of the study, in order of time, and a last row without a `wave`
        for the articles in none. `wave`, `label` (to show), `start`, `end` (days, both
        belong to the wave), `n_days`, `timezone` (in which a time becomes a day), `query`,
        `sources`, `retrieved_on` (null where the study does not say); `n_docs`, `n_all`
        (all articles: the denominator), `share` (n_docs / n_all; null without articles),
        `n_inferred` (the wave rests on events), `n_to_the_day` (dated to a single day),
        `n_outlets`, `n_without_outlet`, `languages` (with the number of articles).

    Examples
    --------
    >>> from analysis import corpus, study
    >>> story = study.load("seeds/study.yaml")
    >>> table = waves(date(corpus.read(story)[0], story), story)
    >>> table[["n_days", "n_docs", "n_all", "n_inferred"]].to_numpy().tolist()
    [[40, 2, 5, 1], [43, 3, 5, 2], [<NA>, 0, 5, 0]]
    """
    return _waves.overview(conform(documents, "documents"), study)


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
        the last day of a wave, where a time zone may decide. The reason quotes a date that
        could not be taken, such as 02/03/2025 in an article that may be American. Articles
        whose wave is inferred from events are listed only for that: they have no last day.

    Examples
    --------
    >>> from analysis import corpus, study
    >>> story = study.load("seeds/study.yaml")
    >>> outside(date(corpus.read(story)[0], story), story)["reason"].tolist()
    []
    """
    documents = conform(documents, "documents")
    names = ["published_from", "published_to", "date_source", "wave", "date_evidence"]
    facts = documents[names].astype("object").where(documents[names].notna(), None)
    reasons = [_reason(start and start.date(), end and end.date(), source, wave, said, study.waves)
               for start, end, source, wave, said in facts.itertuples(index=False)]  # fmt: skip
    columns = ["doc_id", "source_file", "published_from", "published_to", "wave"]
    listed = documents[columns].assign(reason=pd.Series(reasons, dtype="str"))
    listed = listed[listed["reason"].notna()]
    return listed.sort_values(["source_file", "doc_id"], ignore_index=True)


def _reason(
    start: dt.date | None, end: dt.date | None, source: str, wave: str | None,
    evidence: str | None, waves: Sequence[Wave],
) -> str | None:  # fmt: skip
    """Say why an article is listed by `outside`, or None if it is not."""
    refused = _refused(evidence) if source in {"none", "event"} else None
    if start is None:
        there = f"; it appeared by {end}" if end else ""
        return (refused or "no date") + there
    if source == "event":
        missing = None if wave else "the latest event it mentions is in no wave"
        unclear = refused if refused and refused.startswith(_dates.AMBIGUOUS) else None
        return "; ".join(reason for reason in (unclear, missing) if reason) or None
    end = end or start
    near = [f"within a day of the {edge} of {other.name}" for other in waves
            for edge, day in (("start", other.start), ("end", other.end))
            if abs((start - day).days) <= 1 or abs((end - day).days) <= 1]  # fmt: skip
    if wave is None:
        return "; ".join([*_waves.holding(start, end, waves)[1], *near]) or "no wave"
    own = next((other for other in waves if other.name == wave), None)
    if own is None:
        return "its wave is not in the study"
    if start < own.start or end > own.end:
        return f"may lie outside {wave}, which is {own.start} to {own.end}"
    return near[0] if near else None


def _refused(evidence: str | None) -> str | None:
    """Give the date that was not taken and why, from the evidence; None if there is none."""
    found = _REFUSED.search(evidence or "")
    return f"{found[2]}: '{found[1]}'" if found else None


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
