"""Mark what was found in a stretch of an article, for pages: escaped, in the colours of the charts.

A hit shows its frame by name and by line as well as by colour; what was negated or excluded is
shown as such.
"""

import html
import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd

from analysis import style
from analysis.contracts import each_row

__all__ = ["CSS", "Look", "by_unit", "looks", "marked"]

CSS: Final = """
mark{color:#111;padding:.05em .15em;border-radius:2px}
mark.fw-off{background:none!important;color:inherit;text-decoration:line-through;
 text-decoration-style:dotted}
mark b{font-size:.68em;font-weight:650;margin-left:.35em;white-space:nowrap;
 text-decoration:none;display:inline-block}
"""
"""The look of marks, for a page of its own."""

_UNDERLINES: Final = ("solid", "double", "dashed", "dotted")
_STATUS: Final = {"hit": "", "negated": "negated: ", "excluded": "excluded: "}


class Look(NamedTuple):
    """How a frame is shown in text."""

    label: str
    colour: str
    tint: str
    line: str


def looks(labels: Mapping[str, str]) -> dict[str, Look]:
    """Choose tint and line of each frame, in the colours of the charts."""
    styles = style.frames(tuple(labels))
    return {
        frame: Look(
            label,
            styles[frame].colour,
            style.tint_code(styles[frame].colour, 0.22),
            _UNDERLINES[number % len(_UNDERLINES)],
        )
        for number, (frame, label) in enumerate(labels.items())
    }


def by_unit(hits: pd.DataFrame) -> dict[str, list[Any]]:
    """Gather the hits of each unit, in the order of the text."""
    gathered: dict[str, list[Any]] = defaultdict(list)
    for row in each_row(hits.sort_values(["segment_id", "start", "end", "frame"])):
        gathered[row.segment_id].append(row)
    return gathered


def marked(text: str, start: int, end: int, hits: Sequence[Any], looks: Mapping[str, Look]) -> str:
    """Escape a stretch of an article and mark its hits, overlapping ones too."""
    inside = [hit for hit in hits if hit.frame in looks]
    edges = sorted({start, end, *(edge for hit in inside for edge in (hit.start, hit.end))})
    pieces = []
    for low, high in itertools.pairwise(edges):
        active = [hit for hit in inside if hit.start <= low and hit.end >= high]
        piece = html.escape(text[low:high])
        pieces.append(_mark(piece, active, high, looks) if active else piece)
    return "".join(pieces)


def _mark(piece: str, active: Sequence[Any], high: int, looks: Mapping[str, Look]) -> str:
    """Wrap one marked stretch; the frames whose hit ends at `high` are named behind it."""
    that_count = [hit for hit in active if hit.status == "hit"]
    frames = list(dict.fromkeys(hit.frame for hit in that_count or active))
    first = looks[frames[0]]
    second = f";box-shadow:inset 0 -3px 0 {looks[frames[1]].colour}" if frames[1:] else ""
    css = f"background:{first.tint};border-bottom:3px {first.line} {first.colour}{second}"
    why = "; ".join(dict.fromkeys(_why(hit, looks) for hit in active))
    going_on = {(hit.frame, hit.status) for hit in active if hit.end > high}
    names = dict.fromkeys(
        _STATUS[hit.status] + looks[hit.frame].label
        for hit in active
        if hit.end == high and (hit.frame, hit.status) not in going_on
    )
    tags = "".join(f"<b>{html.escape(name)}</b>" for name in names)
    off = "" if that_count else ' class="fw-off"'
    return f'<mark{off} style="{css}" title="{html.escape(why, quote=True)}">{piece}{tags}</mark>'


def _why(row: Any, looks: Mapping[str, Look]) -> str:
    """Say which pattern of which indicator was found, and whether it counts."""
    label = looks[row.frame].label
    text = f"{label} · {row.indicator} · pattern “{row.pattern}” · {row.status}"
    because = getattr(row, "because", "")
    return f"{text} by “{because}”" if because else text
