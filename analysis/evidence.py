"""Show the sentences behind the numbers: articles and passages with their hits marked.

The output is plain HTML without scripts. Article text is escaped, since it comes from
anywhere. A hit shows its frame by name and by line as well as by colour; what was
negated or excluded is shown as such.
"""

import html
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd

from analysis import style, wording
from analysis.contracts import COUNTED_ROLES, each_row
from analysis.wording import Html

__all__ = ["articles", "matrix", "passages"]

_UNDERLINES: Final = ("solid", "double", "dashed", "dotted")
_STATUS: Final = {"hit": "", "negated": "negated: ", "excluded": "excluded: "}
_CSS: Final = """
.fw-ev{font-size:.95em;line-height:1.75}
.fw-ev details{margin:.5em 0;border-left:3px solid #8884;padding-left:.9em}
.fw-ev summary{cursor:pointer;font-weight:600}
.fw-ev p{margin:.45em 0;max-width:46rem}
.fw-ev mark{color:#111;padding:.05em .15em;border-radius:2px}
.fw-ev mark.fw-off{background:none!important;color:inherit;text-decoration:line-through;
 text-decoration-style:dotted}
.fw-ev mark b{font-size:.68em;font-weight:650;margin-left:.35em;white-space:nowrap;
 text-decoration:none;display:inline-block}
.fw-ev .fw-role{color:#767676;font-size:.8em;margin-right:.5em}
.fw-ev .fw-chrome{color:#767676}
.fw-ev table{border-collapse:collapse}
.fw-ev td,.fw-ev th{padding:.25em .8em .25em 0;text-align:left}
.fw-ev td a{font-variant-numeric:tabular-nums}
.fw-ev :target>summary,.fw-ev :target{outline:2px solid #0b57b0;outline-offset:2px}
"""


def _shown(markup: str, plain: str) -> Html:
    """Join markup and style sheet."""
    return Html(f'<style>{_CSS}</style><div class="fw-ev">{markup}</div>', plain)


class _Look(NamedTuple):
    """How a frame is shown in text."""

    label: str
    colour: str
    tint: str
    line: str


def _looks(labels: Mapping[str, str]) -> dict[str, _Look]:
    """Choose tint and line of each frame, in the colours of the charts."""
    styles = style.frames(tuple(labels))
    return {
        frame: _Look(
            label,
            styles[frame].colour,
            _tint(styles[frame].colour),
            _UNDERLINES[number % len(_UNDERLINES)],
        )
        for number, (frame, label) in enumerate(labels.items())
    }


def _tint(colour: str) -> str:
    """Mix a colour with white, so that black text reads well on it."""
    parts = [int(colour.lstrip("#")[at : at + 2], 16) for at in (0, 2, 4)]
    return "#" + "".join(f"{round(part * 0.22 + 255 * 0.78):02x}" for part in parts)


def _slug(text: str) -> str:
    """Make a text into an address within the page."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _marked(text: str, start: int, end: int, hits: pd.DataFrame, looks: Mapping[str, _Look]) -> str:
    """Escape a stretch of an article and mark its hits, overlapping ones too."""
    if hits.empty:
        return html.escape(text[start:end])
    edges = sorted({start, end, *hits["start"].clip(start, end), *hits["end"].clip(start, end)})
    pieces = []
    for low, high in itertools.pairwise(edges):
        active = hits[(hits["start"] <= low) & (hits["end"] >= high)]
        piece = html.escape(text[low:high])
        if len(active):
            piece = _mark(piece, active, active[active["end"] == high], looks)
        pieces.append(piece)
    return "".join(pieces)


def _mark(
    piece: str, active: pd.DataFrame, ending: pd.DataFrame, looks: Mapping[str, _Look]
) -> str:
    """Wrap one marked stretch; the frames whose hit ends here are named behind it."""
    counted = active[active["status"] == "hit"]
    frames = list(dict.fromkeys(counted["frame"] if len(counted) else active["frame"]))
    first = looks[frames[0]]
    lines = "".join(
        f";box-shadow:inset 0 -{3 * number + 3}px 0 -{3 * number}px {looks[frame].colour}"
        for number, frame in enumerate(frames[1:2])
    )
    css = f"background:{first.tint};border-bottom:3px {first.line} {first.colour}{lines}"
    why = "; ".join(dict.fromkeys(_why(row, looks) for row in each_row(active)))
    names = dict.fromkeys(
        _STATUS[row.status] + looks[row.frame].label
        for row in each_row(ending.sort_values("frame"))
    )
    tags = "".join(f"<b>{html.escape(name)}</b>" for name in names)
    off = "" if len(counted) else ' class="fw-off"'
    return f'<mark{off} style="{css}" title="{html.escape(why, quote=True)}">{piece}{tags}</mark>'


def _why(row: Any, looks: Mapping[str, _Look]) -> str:
    """Say which pattern of which indicator was found, and whether it counts."""
    label = looks[row.frame].label
    text = f"{label} · {row.indicator} · pattern “{row.pattern}” · {row.status}"
    because = getattr(row, "because", "")
    return f"{text} by “{because}”" if because else text


def articles(
    documents: pd.DataFrame,
    segments: pd.DataFrame,
    hits: pd.DataFrame,
    *,
    labels: Mapping[str, str],
    most: int = 50,
) -> Html:
    """Show whole articles with their evidence.

    Parameters
    ----------
    documents, segments, hits : DataFrame
        Contracts of those names.
    labels : mapping of str to str
        Frame to its name.
    most : int
        Articles shown at the most; how many are left out is said.

    Returns
    -------
    Html
        One fold per article: every unit with its role, hits marked with frame, pattern
        and status. What does not count (furniture, repeats) is grey.
    """
    looks = _looks(labels)
    by_unit = {str(key): group for key, group in hits.groupby("segment_id")}
    names = wording.article_labels(documents)
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    shown = wording.in_order(documents)[:most]
    parts = []
    for doc_id in shown:
        units = segments[segments["doc_id"] == doc_id].sort_values("start")
        body = "".join(
            _unit(row, texts[doc_id], by_unit.get(row.segment_id), looks) for row in each_row(units)
        )
        parts.append(
            f'<details id="article-{doc_id}"><summary>{html.escape(names[doc_id])}'
            f"</summary>{body}</details>"
        )
    left = len(names) - len(shown)
    more = f"<p>{left:,} more articles are not shown here.</p>" if left else ""
    plain = f"{len(shown)} articles with {len(hits):,} hits marked"
    return _shown("".join(parts) + more, plain)


def _unit(row: Any, text: str, hits: pd.DataFrame | None, looks: Mapping[str, _Look]) -> str:
    """Write one unit of an article as a paragraph with its role."""
    start, end, role = row.start, row.end, row.role
    found = hits if hits is not None else pd.DataFrame(columns=["start", "end"])
    inside = _marked(text, start, end, found, looks)
    named = "" if role == "body" else f'<span class="fw-role">{role}</span>'
    grey = "" if role in COUNTED_ROLES else ' class="fw-chrome"'
    return f"<p{grey}>{named}{inside}</p>"


def passages(
    documents: pd.DataFrame,
    segments: pd.DataFrame,
    hits: pd.DataFrame,
    *,
    labels: Mapping[str, str],
    roles: Sequence[str] = COUNTED_ROLES,
    most: int = 25,
) -> Html:
    """List the units behind each number: by frame, wave and article.

    Parameters
    ----------
    documents, segments, hits : DataFrame
        Contracts of those names; only counted hits in units of `roles` are listed.
    labels : mapping of str to str
        Frame to its name.
    roles : sequence of str
        Roles that entered the numbers.
    most : int
        Units shown per article and frame at the most; the rest is counted.

    Returns
    -------
    Html
        Folds with the addresses that `matrix` links to.
    """
    looks = _looks(labels)
    waves = dict(zip(documents["doc_id"], documents["wave"], strict=True))
    names = wording.article_labels(documents)
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    columns = segments.loc[segments["role"].isin(roles), ["segment_id", "start", "end"]]
    units = hits[hits["status"] == "hit"].merge(
        columns.rename(columns={"start": "unit_start", "end": "unit_end"}), on="segment_id"
    )
    order = list(
        dict.fromkeys(wording.wave_name(waves[key]) for key in wording.in_order(documents))
    )
    parts = []
    for frame, look in looks.items():
        folds: dict[str, list[str]] = defaultdict(list)
        for doc_id, found in units[units["frame"] == frame].groupby("doc_id"):
            lines = _lines(found, texts[str(doc_id)], looks, most)
            name = html.escape(names[str(doc_id)])
            folds[wording.wave_name(waves[doc_id])].append(
                f'<details id="passages-{frame}-{doc_id}"><summary>{name} '
                f"({found['segment_id'].nunique()})</summary>{lines}</details>"
            )
        inside = "".join(
            f'<details id="passages-{frame}-{_slug(wave)}"><summary>{html.escape(wave)}'
            f"</summary>{''.join(folds[wave])}</details>"
            for wave in order
            if wave in folds
        )
        parts.append(
            f'<details id="passages-{frame}"><summary>{html.escape(look.label)}</summary>'
            f"{inside or '<p>No unit carries this frame.</p>'}</details>"
        )
    plain = f"{units['segment_id'].nunique():,} units with evidence, by frame, wave and article"
    return _shown("".join(parts), plain)


def _lines(found: pd.DataFrame, text: str, looks: Mapping[str, _Look], most: int) -> str:
    """Write the units of one article that carry a frame."""
    groups = [rows for _, rows in found.groupby(["unit_start", "unit_end"], sort=True)]
    spans = [(int(rows["unit_start"].iloc[0]), int(rows["unit_end"].iloc[0])) for rows in groups]
    lines = [
        f"<p>{_marked(text, *span, rows, looks)}</p>"
        for span, rows in zip(spans[:most], groups, strict=False)
    ]
    left = len(groups) - most
    return "".join(lines) + (f"<p>{left:,} more units are not shown here.</p>" if left > 0 else "")


def matrix(
    tallies: pd.DataFrame, documents: pd.DataFrame, *, labels: Mapping[str, str], most: int = 200
) -> Html:
    """Show articles by frames as a table whose cells lead to the sentences.

    Parameters
    ----------
    tallies : DataFrame
        Contract ``tallies``, one row per article and frame.
    documents : DataFrame
        Contract ``documents``.
    labels : mapping of str to str
        Frame to its name; the order of the columns.
    most : int
        Rows shown at the most.

    Returns
    -------
    Html
        Each cell is 'positive units/all units' and links to the fold of `passages`.
    """
    names = wording.article_labels(documents)
    waves = {
        doc_id: wording.wave_name(wave)
        for doc_id, wave in zip(documents["doc_id"], documents["wave"], strict=True)
    }
    counts = {(row.doc_id, row.frame): (row.n_positive, row.n_units) for row in each_row(tallies)}
    used = set(tallies["doc_id"])
    shown = [doc_id for doc_id in wording.in_order(documents) if doc_id in used]
    head = "".join(
        f'<th scope="col"><a href="#passages-{frame}">{html.escape(label)}</a></th>'
        for frame, label in labels.items()
    )
    rows = "".join(
        f'<tr><td>{html.escape(waves[doc_id])}</td><th scope="row">'
        f'<a href="#article-{doc_id}">{html.escape(names[doc_id])}</a></th>'
        f"{''.join(_cell(doc_id, frame, counts) for frame in labels)}</tr>"
        for doc_id in shown[:most]
    )
    left = len(shown) - most
    more = f"<p>{left:,} more articles are not shown here.</p>" if left > 0 else ""
    markup = (
        f'<table><thead><tr><th scope="col">Wave</th><th scope="col">Article</th>{head}</tr>'
        f"</thead><tbody>{rows}</tbody></table>{more}"
    )
    return _shown(markup, f"{len(shown)} articles by {len(labels)} frames")


def _cell(doc_id: str, frame: str, counts: Mapping[tuple[str, str], Iterable[int]]) -> str:
    """Write one cell: how many units, and the way to them."""
    positive, units = counts.get((doc_id, frame), (0, 0))
    text = f"{positive}/{units}"
    link = f'<a href="#passages-{frame}-{doc_id}">{text}</a>' if positive else text
    return f"<td>{link}</td>"
