"""Show the sentences behind the numbers: articles and passages with their hits marked.

The output is plain HTML without scripts. Article text is escaped, since it comes from
anywhere. A hit shows its frame by name and by line as well as by colour; what was
negated or excluded is shown as such.
"""

import html
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis import _folds, _marks, wording
from analysis._folds import above, fold
from analysis._marks import marked
from analysis.contracts import COUNTED_ROLES, each_row
from analysis.wording import Html, counted, not_shown

__all__ = ["articles", "matrix", "passages"]

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
.fw-ev :target{outline:2px solid #0b57b0;outline-offset:2px}
"""


def _shown(markup: str, plain: str) -> Html:
    """Join markup and style sheet."""
    return Html(f'<style>{_CSS}</style><div class="fw-ev">{markup}</div>', plain)


def articles(
    documents: pd.DataFrame,
    segments: pd.DataFrame,
    hits: pd.DataFrame,
    *,
    labels: Mapping[str, str],
    said: str = "",
) -> Html:
    """Show whole articles with their evidence.

    Parameters
    ----------
    documents, segments, hits : DataFrame
        Contracts of those names.
    labels : mapping of str to str
        Frame to its name.
    said : str
        Which articles these are, if they are some of many; written above them.

    Returns
    -------
    Html
        One fold per article: every unit with its role, hits marked with frame, pattern
        and status. What does not count (furniture, repeats) is grey.
    """
    looks = _marks.looks(labels)
    names = wording.article_labels(documents)
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    shown = wording.in_order(documents)
    by_unit = _marks.by_unit(hits[hits["doc_id"].isin(shown)])
    bodies = dict.fromkeys(shown, "")
    for row in each_row(segments[segments["doc_id"].isin(shown)].sort_values("start")):
        found = by_unit.get(row.segment_id, ())
        bodies[row.doc_id] += _unit(row, texts[row.doc_id], found, looks)
    parts = [fold(f"article-{doc_id}", names[doc_id], body) for doc_id, body in bodies.items()]
    plain = f"{len(shown)} articles with {len(hits):,} hits marked"
    return _shown(above(said) + "".join(parts), plain)


def _unit(row: Any, text: str, hits: Sequence[Any], looks: Mapping[str, _marks.Look]) -> str:
    """Write one unit of an article as a paragraph with its role."""
    inside = marked(text, row.start, row.end, hits, looks)
    named = "" if row.role == "body" else f'<span class="fw-role">{row.role}</span>'
    grey = "" if row.role in COUNTED_ROLES else ' class="fw-chrome"'
    return f"<p{grey}>{named}{_spoken(inside, row)}</p>"


def _spoken(inside: str, unit: Any) -> str:
    """Say in which language the words of a unit are, for who hears them read."""
    if pd.isna(unit.language):
        return inside
    return f'<span lang="{html.escape(unit.language, quote=True)}">{inside}</span>'


def passages(
    documents: pd.DataFrame,
    segments: pd.DataFrame,
    hits: pd.DataFrame,
    *,
    labels: Mapping[str, str],
    roles: Sequence[str] = COUNTED_ROLES,
    most: int = 25,
    most_articles: int = 50,
    said: str = "",
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
    most_articles : int
        Articles shown per frame and wave at the most.
    said : str
        As in `articles`.

    Returns
    -------
    Html
        Folds with the addresses that `matrix` links to.
    """
    looks = _marks.looks(labels)
    shown = _first(documents, most_articles)
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    names = wording.article_labels(documents)
    by_unit = _marks.by_unit(hits[hits["status"] == "hit"])
    carriers: dict[str, dict[str, list[Any]]] = {frame: defaultdict(list) for frame in looks}
    for unit in each_row(segments[segments["role"].isin(roles)].sort_values("start")):
        for frame in {hit.frame for hit in by_unit.get(unit.segment_id, ())} & set(looks):
            carriers[frame][unit.doc_id].append(unit)
    parts = []
    for frame, look in looks.items():
        waves = ""
        for wave, (first, rest) in shown.items():
            folds = [
                _passage_fold(
                    f"passages-{frame}-{doc_id}",
                    names[doc_id],
                    texts[doc_id],
                    carriers[frame][doc_id],
                    by_unit,
                    {frame: look},
                    most,
                )
                for doc_id in first
                if doc_id in carriers[frame]
            ]
            if folds:
                left = sum(doc_id in carriers[frame] for doc_id in rest)
                waves += fold(
                    f"passages-{frame}-{wording.slug(wave)}",
                    f"{wave} ({counted(len(folds) + left, 'article')})",
                    "".join(folds) + not_shown(left, "articles"),
                )
        parts.append(
            fold(f"passages-{frame}", look.label, waves or "<p>No unit carries this frame.</p>")
        )
    plain = f"{len(by_unit):,} units with evidence, by frame and wave"
    return _shown(above(said) + "".join(parts), plain)


def _first(documents: pd.DataFrame, most: int) -> dict[str, tuple[list[str], list[str]]]:
    """For each wave, in order: the articles that are shown, and the others."""
    by_wave = _folds.by_wave(documents)
    return {wave: (ids[:most], ids[most:]) for wave, ids in by_wave.items()}


def _passage_fold(
    address: str, name: str, text: str, found: Sequence[Any],
    by_unit: Mapping[str, Sequence[Any]], looks: Mapping[str, _marks.Look], most: int,
) -> str:  # fmt: skip
    """Write the units of one article that carry a frame."""
    units = (
        (unit, marked(text, unit.start, unit.end, by_unit[unit.segment_id], looks))
        for unit in found[:most]
    )
    lines = "".join(f"<p>{_spoken(inside, unit)}</p>" for unit, inside in units)
    return fold(address, f"{name} ({len(found)})", lines + not_shown(len(found) - most, "units"))


def matrix(
    tallies: pd.DataFrame, documents: pd.DataFrame, *, labels: Mapping[str, str], most: int = 50,
    said: str = "",
) -> Html:  # fmt: skip
    """Show articles by frames as a table whose cells lead to the sentences.

    Parameters
    ----------
    tallies : DataFrame
        Contract ``tallies``, one row per article and frame, of these articles or more.
    documents : DataFrame
        Contract ``documents``: the articles that are shown.
    labels : mapping of str to str
        Frame to its name; the order of the columns.
    most : int
        Articles shown per wave at the most; the same ones as in `passages`.
    said : str
        As in `articles`.

    Returns
    -------
    Html
        Each cell is 'positive units/all units' and links to the fold of `passages`.
    """
    own = tallies[tallies["doc_id"].isin(documents["doc_id"])]
    counts = {(row.doc_id, row.frame): (row.n_positive, row.n_units) for row in each_row(own)}
    used = documents[documents["doc_id"].isin(tallies["doc_id"])]
    table, more = _folds.matrix(used, labels, counts, prefix="passages", most=most)
    markup = f"{above(said)}{table}{more}"
    return _shown(markup, f"{len(used)} articles by {len(labels)} frames")
