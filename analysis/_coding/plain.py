"""Hits of one article, found and judged in plain Python."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from analysis import matching, patterns
from analysis._coding.asked import Dictionary, Use
from analysis.codebook import Negation

__all__ = ["rows_of_one"]

_CLAUSE_END: Final = re.compile(r"[,;:!?()]|\s[-–—]\s|—")


def rows_of_one(
    text: str, bounds: list[tuple[int, int]], ready: Dictionary
) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Yield the unit's number and the hit's columns from `frame` on, for one article."""
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


def _negations(matches: list[matching.Match], ready: Dictionary) -> list[matching.Match]:
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
    use: Use,
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
        return between_sides(negator.pattern, match.pattern)
    if 0 < match.first - negator.last <= negation.before:
        return _CLAUSE_END.search(text, negator.end, match.start) is None
    if 0 < negator.first - match.last <= negation.after:
        return _CLAUSE_END.search(text, match.end, negator.start) is None
    return False


def between_sides(negator: str, pattern: str) -> bool:
    """Whether a negation word negates a pattern between the sides of which it stands."""
    joined = patterns.parse(pattern).operator
    return bool(joined) and not set(negator.split()) & set(pattern.split())
