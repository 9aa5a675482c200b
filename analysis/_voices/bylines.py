"""Speakers that stand beside their words without a verb: 'Altman: "..."', '"..." - Jane Doe'."""

import re
from collections.abc import Sequence
from typing import Final

from analysis._voices.line import Found, Item, Line, Who
from analysis._voices.verb import listed

__all__ = ["found"]

_DASHES: Final = frozenset("–—-―")
_SPEAKS: Final = frozenset(("person", "organisation", "role"))
_RUBRICS: Final = listed("q&a interview opinion analysis exclusive watch explainer live review "
                         "podcast comment profile factbox column")  # fmt: skip
_VERBAL: Final = re.compile(r"[^\W\d_]{2,}(?:ed|s|de|te|t|d)$")
_NO_VERB: Final = listed("is was as this its thus and dat het met niet want at not it but "
                            "what had would did could has")  # fmt: skip


_LED: Final = listed("of at for from in on by with to about over against van bij aan in uit op "
                        "voor met door over tegen naar")  # fmt: skip


def found(text: str, line: Line, cues: Sequence[Found]) -> list[Found]:
    """Find the speaker beside a quotation or a headline that no cue names."""
    if any(cue.sense == "speaks" for cue in cues):
        return []
    for rule in (
        _answer,
        _colon_before,
        _byline,
        _name_ahead,
        _name_last,
        _unknown_verb,
        _colon_after_all,
    ):
        cue = rule(text, line)
        if cue is not None:
            return [cue]
    return []


def _who(item: Item) -> tuple[Who, ...]:
    return (Who("mention", item.start, item.end, item.mention),)


def _speaks(item: Item) -> bool:
    return item.mention is not None and item.mention.kind in _SPEAKS


def _answer(text: str, line: Line) -> Found | None:
    """Read an answer of an interview: 'Altman: We did not.'."""
    apart = len(line.items) > 3 and line.low(1) == ":" and line.kind(2) != "q"
    if line.role in ("headline", "heading") or not apart or text[line.end - 1] == "?":
        return None
    first, sign = line.items[0], line.items[1]
    if first.mention is not None:
        who = _who(first) if first.mention.kind == "person" else ()
    else:
        letters = text[first.start : first.end]
        fits = letters.isupper() and (2 <= len(letters) <= 3 or letters == "A")
        who = (Who("initials", first.start, first.end),) if fits else ()
    return Found(sign.start, sign.end, 1, who, lemma="answer") if who else None


def _colon_before(text: str, line: Line) -> Found | None:
    """Read 'Altman: "..."' and 'Sam Altman, OpenAI: "..."'."""
    for at in line.places("q"):
        if line.low(at - 1) != ":" or at < 2:
            continue
        first = next((item for item in line.items[: at - 1] if item.kind == "m"), None)
        short = at <= 5 and all(item.kind in "mp" for item in line.items[: at - 1])
        if first is not None and short and _speaks(first):
            sign = line.items[at - 1]
            return Found(sign.start, sign.end, at - 1, _who(first), lemma=":")
    return None


def _byline(text: str, line: Line) -> Found | None:
    """Read '"..." - Jane Doe, Stanford' and a pull quote with its name behind."""
    places = list(line.places("q"))
    if line.role == "pullquote" and not places:
        return _dashed(line)
    for at in reversed(places):
        step = 1 if line.low(at + 1) in _DASHES or line.low(at + 1) in (",", "(", ".") else 0
        dashed = line.low(at + 1) in _DASHES
        if line.kind(at + 1 + step) == "m" and (dashed or line.role == "pullquote"):
            named = line.items[at + 1 + step]
            last = len(line.items) - 1
            if line.role == "pullquote" or at + 1 + step == last or line.low(at + 2 + step) in (
                ",", ".", "(", "/", "-"
            ):  # fmt: skip
                return Found(line.items[at].start, line.items[at].end, at, _who(named), lemma="-")
        if line.role == "pullquote":
            return _written_name(text, line, at)
    return None


def _dashed(line: Line) -> Found | None:
    """Read a pull quote without marks: 'Words – Jane Doe'."""
    for at in reversed(list(line.places("m"))):
        if line.low(at - 1) in _DASHES and _speaks(line.items[at]):
            sign = line.items[at - 1]
            return Found(sign.start, sign.end, at - 1, _who(line.items[at]), lemma="-")
    return None


def _written_name(text: str, line: Line, at: int) -> Found | None:
    """Take capitalised words behind the quotation of a pull quote as its speaker."""
    rest = [item for item in line.items[at + 1 :] if item.kind in "wm"]
    if not rest or not text[rest[0].start].isupper():
        return None
    end = rest[0].end
    for item in rest[1:]:
        if text[end : item.start].strip():
            break
        end = item.end
    item = line.items[at]
    return Found(item.start, item.end, at, (Who("phrase", rest[0].start, end),), lemma="-")


def _name_ahead(text: str, line: Line) -> Found | None:
    """Read the headline 'OpenAI: DeepSeek stole data'."""
    if line.role not in ("headline", "heading") or len(line.items) < 5 or line.low(1) != ":":
        return None
    first = line.items[0]
    if not _speaks(first) or first.low in _RUBRICS:
        return None
    sign = line.items[1]
    return Found(sign.start, sign.end, 1, _who(first), lemma=":")


def _name_last(text: str, line: Line) -> Found | None:
    """Read the headline 'DeepSeek stole data: OpenAI' or '... - OpenAI'."""
    if line.role not in ("headline", "heading") or len(line.items) < 5:
        return None
    last, sign = line.items[-1], line.items[-2]
    if not _speaks(last) or sign.low not in (":", "–", "—"):
        return None
    return Found(sign.start, sign.end, len(line.items) - 2, _who(last), lemma=":")


def _unknown_verb(text: str, line: Line) -> Found | None:
    """Read '"...", beams Altman' with a verb that no list holds."""
    for at in line.places("q"):
        verb = at + 2 if line.low(at + 1) == "," else at + 1
        low = line.low(verb)
        if line.kind(verb) != "w" or low in _NO_VERB or not _VERBAL.match(low):
            continue
        inside = text[line.items[at].end - 2 : line.items[at].end]
        apart = line.low(at + 1) == "," or any(sign in inside for sign in ",!?")
        if apart and line.kind(verb + 1) == "m" and _speaks(line.items[verb + 1]):
            item = line.items[verb]
            return Found(item.start, item.end, verb, _who(line.items[verb + 1]), lemma=low)
    return None


def _colon_after_all(text: str, line: Line) -> Found | None:
    """Read 'Altman was not amused: "..."'."""
    for at in line.places("q"):
        if line.low(at - 1) != ":":
            continue
        for item in line.items[: at - 1]:
            if item.mention is None or item.mention.kind not in ("person", "role", "pronoun"):
                continue
            before = line.items[line.items.index(item) - 1].low if item.start > line.start else ""
            if before not in _LED:
                sign = line.items[at - 1]
                return Found(sign.start, sign.end, at - 1, _who(item), lemma=":")
    return None
