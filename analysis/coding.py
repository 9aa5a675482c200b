"""Code the units of the articles with the codebook: hits with evidence, then codes.

`hits` says where which pattern was found and whether it counts; `codings` says for
every unit and frame 1 or 0. No row means that the unit was not asked: its language is
not one of the codebook's.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

import pandas as pd

from analysis import contracts, matching, patterns
from analysis.codebook import ANY, Codebook, Exclusion, Indicator, Negation
from analysis.contracts import TableError, first_five

__all__ = ["codings", "hits", "not_asked"]

CODER: Final = "dictionary"
_CLAUSE_END: Final = re.compile(r"[,;:!?()]|\s[-–—]\s|—")


class _Use(NamedTuple):
    """One place where the codebook uses a pattern."""

    frame: str
    indicator: Indicator
    exclusions: tuple[Exclusion, ...]


@dataclass(frozen=True)
class _Dictionary:
    """What the codebook asks of texts in one language, made ready once."""

    matcher: matching.Matcher
    uses: dict[str, list[_Use]]
    negators: frozenset[str]
    negation: Negation


def _dictionary(book: Codebook, language: str) -> _Dictionary:
    """Gather the patterns of one language and of every language."""
    uses: dict[str, list[_Use]] = defaultdict(list)
    wanted: set[str] = set()
    for frame, indicator in book.indicators():
        exclusions = tuple(
            item for key in (language, ANY) for item in indicator.exclude.get(key, ())
        )
        wanted.update(item.pattern for item in exclusions)
        for key in (language, ANY):
            for pattern in indicator.patterns.get(key, ()):
                uses[pattern].append(_Use(frame.id, indicator, exclusions))
    negation = book.negation.get(language, Negation())
    wanted.update(uses, negation.words, negation.but_not)
    return _Dictionary(matching.Matcher(sorted(wanted)), uses, frozenset(negation.words), negation)


def hits(documents: pd.DataFrame, segments: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """Find the patterns of the codebook in the units of coding.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``; `text` is searched.
    segments : DataFrame
        Contract ``segments``; units of one kind that do not overlap. A hit lies within
        one unit. `language` chooses the patterns.
    book : Codebook

    Returns
    -------
    DataFrame
        Contract ``hits``: offsets `[start, end)` into the article, and a status: ``hit``
        counts, ``negated`` stands near a negation, ``excluded`` in an excluding context.
        The extra column `because` names the pattern that negated or excluded it.

    Raises
    ------
    TableError
        If a unit belongs to no document or units overlap.
    """
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    strange = segments.loc[~segments["doc_id"].isin(list(texts)), "doc_id"]
    if len(strange):
        message = f"Units belong to documents that are not there: {first_five(strange.unique())}."
        raise TableError(message)
    rows: list[tuple[object, ...]] = []
    ready = {language: _dictionary(book, language) for language in book.languages}
    asked = segments.assign(language=_spoken(segments, book)).dropna(subset=["language"])
    for (doc_id, language), units in asked.groupby(["doc_id", "language"], sort=True):
        ordered = units.sort_values("start")
        bounds = list(zip(ordered["start"], ordered["end"], strict=True))
        _check_apart(bounds, str(doc_id))
        text, ids = texts[str(doc_id)], ordered["segment_id"].tolist()
        for number, found in _statuses(text, bounds, ready[str(language)]):
            rows.append((ids[number], doc_id, *found))
    names = [*contracts.SCHEMAS["hits"].names, "because"]
    table = (
        pd.DataFrame(rows, columns=names) if rows else contracts.empty("hits").assign(because="")
    )
    order = ["doc_id", "start", "end", "frame", "indicator", "pattern"]
    return contracts.conform(table.sort_values(order, ignore_index=True), "hits").assign(
        because=lambda made: made["because"].astype("str")
    )


def _spoken(segments: pd.DataFrame, book: Codebook) -> pd.Series:
    """Language of the codebook that each unit is coded in; null where there is none."""
    tags = {tag: book.spoken(tag) for tag in segments["language"].dropna().unique()}
    return segments["language"].map(tags).astype("str")


def _check_apart(bounds: list[tuple[int, int]], doc_id: str) -> None:
    """Raise if units overlap, since a hit would then be counted in two."""
    for (_, end), (start, _) in itertools.pairwise(bounds):
        if start < end:
            message = (
                f"Units of document {doc_id!r} overlap at character {start}; code one kind "
                f"of unit at a time."
            )
            raise TableError(message)


def _statuses(
    text: str, bounds: list[tuple[int, int]], ready: _Dictionary
) -> Iterable[tuple[int, tuple[object, ...]]]:
    """Yield the unit's number and the hit's columns for one article."""
    by_unit: dict[int, list[matching.Match]] = defaultdict(list)
    number = 0
    for match in ready.matcher.find(text, bounds):
        while bounds[number][1] <= match.start:
            number += 1
        by_unit[number].append(match)
    for unit, matches in by_unit.items():
        negations = _negations(matches, ready)
        for match in matches:
            for use in ready.uses.get(match.pattern, ()):
                status, because = _status(match, use, matches, negations, ready.negation, text)
                yield (
                    unit,
                    (
                        use.frame,
                        use.indicator.id,
                        match.pattern,
                        match.start,
                        match.end,
                        text[match.start : match.end],
                        status,
                        because,
                    ),
                )


def _negations(matches: list[matching.Match], ready: _Dictionary) -> list[matching.Match]:
    """Negation words of a unit, without those that are part of 'not only' and the like."""
    spared = [match for match in matches if match.pattern in ready.negation.but_not]
    return [
        match
        for match in matches
        if match.pattern in ready.negators
        and not any(other.first <= match.first <= other.last for other in spared)
    ]


def _status(
    match: matching.Match,
    use: _Use,
    matches: list[matching.Match],
    negations: list[matching.Match],
    negation: Negation,
    text: str,
) -> tuple[str, str]:
    """Say whether a match counts, and which pattern took its count away."""
    scopes = {item.pattern: item.scope for item in use.exclusions}
    for other in matches:
        scope = scopes.get(other.pattern)
        if scope == "unit" or (scope and other.first <= match.last and match.first <= other.last):
            return "excluded", other.pattern
    if not use.indicator.counts_negated:
        for other in negations:
            if _negates(other, match, negation, text):
                return "negated", other.pattern
    return "hit", ""


def _negates(negator: matching.Match, match: matching.Match, negation: Negation, text: str) -> bool:
    """Whether a negation word negates a match: near it in one clause, or between its sides."""
    if match.first < negator.first and negator.last < match.last:
        joined = patterns.parse(match.pattern).operator
        return bool(joined) and not set(negator.pattern.split()) & set(match.pattern.split())
    if 0 < match.first - negator.last <= negation.before:
        return _CLAUSE_END.search(text, negator.end, match.start) is None
    if 0 < negator.first - match.last <= negation.after:
        return _CLAUSE_END.search(text, match.end, negator.start) is None
    return False


def codings(hits: pd.DataFrame, segments: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """Turn hits into a code for every unit and frame, zeros written out.

    Parameters
    ----------
    hits : DataFrame
        Contract ``hits``; only the status ``hit`` counts.
    segments : DataFrame
        Contract ``segments``: the units that were searched.
    book : Codebook

    Returns
    -------
    DataFrame
        Contract ``codings``: `value` 1 where the unit has at least one counted hit of
        the frame, else 0; `score` is empty (a dictionary has no confidence). Units in a
        language that the codebook lacks have no row; `not_asked` lists them.
    """
    asked = segments.loc[_spoken(segments, book).notna(), ["segment_id", "doc_id"]]
    frames = pd.DataFrame({"frame": pd.Series(book.frame_ids, dtype="str")})
    every = asked.merge(frames, how="cross")
    counted = hits.loc[hits["status"] == "hit", ["segment_id", "frame"]].drop_duplicates()
    joined = every.merge(counted, on=["segment_id", "frame"], how="left", indicator=True)
    coded = every.assign(
        coder=CODER,
        coder_kind="dictionary",
        value=(joined["_merge"] == "both").astype("int64").to_numpy(),
        codebook=book.reference,
    )
    return contracts.conform(
        coded.sort_values(["doc_id", "segment_id"], kind="stable", ignore_index=True), "codings"
    )


def not_asked(segments: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """List the documents whose language the codebook lacks, so that none is lost unseen.

    Returns
    -------
    DataFrame
        Columns `doc_id`, `language` and `n_units`, sorted by `doc_id`.
    """
    left = segments[_spoken(segments, book).isna()]
    counted = left.groupby(["doc_id", "language"], dropna=False, sort=True).size()
    return counted.rename("n_units").reset_index()
