"""Show what an edit of the codebook moved: a sentence, tables, and the passages themselves.

The tables come from `edits`. The output is plain HTML without scripts; article text is escaped.
What was found is underlined, and struck through where it counts no more, so that colour is not
needed to read it.
"""

import html
import itertools
from collections.abc import Iterable, Mapping
from typing import Any, Final

import pandas as pd

from analysis import style, wording
from analysis.contracts import each_row
from analysis.matching import Matcher
from analysis.wording import Html, Sentence, counted, safe

__all__ = ["frames", "most_moved", "passages", "patterns", "summary"]

_SAME: Final = "same"
_CSS: Final = """
.fw-edit{font-size:.95em;line-height:1.75}
.fw-edit p{margin:.45em 0;max-width:46rem;overflow-wrap:anywhere}
.fw-edit .fw-passage{border-left:3px solid #8884;padding-left:.9em}
.fw-edit .fw-place{color:#767676;font-size:.8em;display:block;line-height:1.4}
.fw-edit mark{color:#111;padding:.05em .15em;border-radius:2px}
.fw-edit mark.fw-off{background:none!important;color:inherit;text-decoration:line-through}
.fw-edit mark b{font-size:.72em;font-weight:650;margin-left:.35em;display:inline-block;
 text-decoration:none}
"""


def summary(
    frames_table: pd.DataFrame,
    patterns_table: pd.DataFrame,
    labels: Mapping[str, str],
    n_docs: int,
    *,
    unit: str = "sentence",
) -> Sentence:
    """Say which frames an edit moved and by how much, and how many patterns it changed.

    Parameters
    ----------
    frames_table, patterns_table : DataFrame
        From `edits.frames` and `edits.patterns`.
    labels : mapping of str to str
        Frame to its name, of both codebooks; a frame without one is called by its id.
    n_docs : int
        Articles in all.
    unit : str
        Unit of coding.

    Returns
    -------
    Sentence
        Begins with 'Nothing moved' where both codebooks find the same by the same patterns.

    Examples
    --------
    >>> counts = {f"n_{of}_{when}": [0] for of in ("docs", "units")
    ...           for when in ("before", "after", "gained", "lost")}
    >>> moved = pd.DataFrame({"frame": ["costs"], "change": ["moved"], **counts})
    >>> moved = moved.assign(n_docs_before=2, n_docs_after=2, n_units_after=3, n_units_gained=3)
    >>> pattern = pd.DataFrame({"change": ["added"], **counts}).assign(n_units_after=3)
    >>> print(summary(moved, pattern, {"costs": "Costs"}, 5))
    1 of 1 frame moved (5 articles in all). **Costs**: 3 sentences instead of 0 (3 gained, 0 \
lost), 2 articles as before. Patterns: 1 added, 0 removed, 0 others moved.
    """
    of = counted(n_docs, "article")
    changed = frames_table[frames_table["change"] != _SAME]
    edited = _patterns_said(patterns_table)
    if changed.empty and not edited:
        return Sentence(f"Nothing moved: both codebooks find the same in {of}.")
    if changed.empty:
        return Sentence(f"No frame moved: each is in the same {unit}s of {of} as before. {edited}")
    told = " ".join(_frame_said(row, labels, unit) for row in each_row(changed))
    begin = f"{len(changed):,} of {counted(len(frames_table), 'frame')} moved ({of} in all)."
    return Sentence(f"{begin} {told} {edited}".strip())


def _frame_said(row: Any, labels: Mapping[str, str], unit: str) -> str:
    """Say what became of one frame."""
    name = f"**{safe(labels.get(row.frame, row.frame))}**"
    if row.change == "added":
        units, docs = counted(row.n_units_after, unit), counted(row.n_docs_after, "article")
        return f"{name} is new: {units} in {docs}."
    if row.change == "removed":
        units, docs = counted(row.n_units_before, unit), counted(row.n_docs_before, "article")
        return f"{name} is gone: it was in {units} of {docs}."
    return f"{name}: {_moved(row, 'units', unit)}, {_moved(row, 'docs', 'article')}."


def _moved(row: Any, kind: str, noun: str) -> str:
    """Say how many units or articles carry a frame, and how many did before."""
    before, after, gained, lost = (
        getattr(row, f"n_{kind}_{when}") for when in ("before", "after", "gained", "lost")
    )
    flow = f" ({gained:,} gained, {lost:,} lost)" if gained or lost else ""
    if before != after:
        return f"{counted(after, noun)} instead of {before:,}{flow}"
    return f"{counted(after, noun)} as before{', but not the same' if flow else ''}{flow}"


def _patterns_said(table: pd.DataFrame) -> str:
    """Say how many patterns an edit changed, and how many of these find nothing."""
    changed = table[table["change"] != _SAME]
    if changed.empty:
        return ""
    sizes = changed["change"].value_counts()
    added, removed, moved = (int(sizes.get(name, 0)) for name in ("added", "removed", "moved"))
    idle = int((changed["n_units_before"] + changed["n_units_after"] == 0).sum())
    rest = f"; {idle:,} of these found nothing, before or after" if idle else ""
    return f"Patterns: {added:,} added, {removed:,} removed, {moved:,} others moved{rest}."


def most_moved(table: pd.DataFrame) -> str:
    """Give the id of the frame that gained and lost most units; the first one if none moved.

    Parameters
    ----------
    table : DataFrame
        From `edits.frames`; at least one frame.

    Examples
    --------
    >>> most_moved(pd.DataFrame({"frame": ["costs", "safety"], "n_units_gained": [0, 2],
    ...                          "n_units_lost": [1, 0]}))
    'safety'
    """
    most = table["n_units_gained"] + table["n_units_lost"]
    return str(table["frame"].iloc[int(most.argmax())])


def frames(
    table: pd.DataFrame, labels: Mapping[str, str], *, unit: str = "sentence"
) -> pd.DataFrame:
    """Write for reading what became of each frame.

    Parameters
    ----------
    table : DataFrame
        From `edits.frames`.
    labels : mapping of str to str
        Frame to its name.
    unit : str
        Unit of coding.

    Returns
    -------
    DataFrame
        frame, change, then of units ('sentences') and of articles: how many carry the frame
        ('63 → 73' is before and after), gained and lost. For `tables.show`.
    """
    return pd.DataFrame(
        {
            "frame": _named(table, labels),
            "change": table["change"],
            **_flow(table, "units", f"{unit}s"),
            **_flow(table, "docs", "articles"),
        }
    )


def patterns(
    table: pd.DataFrame, labels: Mapping[str, str], *, unit: str = "sentence"
) -> pd.DataFrame:
    """Write for reading which patterns an edit changed; those that stayed the same are left out.

    Parameters
    ----------
    table : DataFrame
        From `edits.patterns`.
    labels : mapping of str to str
        Frame to its name.
    unit : str
        Unit of coding.

    Returns
    -------
    DataFrame
        pattern, frame, indicator, change, and the counts as in `frames`; what moved most units
        first. For `tables.show`, which says how many are left out if there are many.
    """
    changed = table[table["change"] != _SAME]
    return pd.DataFrame(
        {
            "pattern": changed["pattern"],
            "frame": _named(changed, labels),
            "indicator": changed["indicator"],
            "change": changed["change"],
            **_flow(changed, "units", f"{unit}s"),
            "articles": _before_after(changed, "docs"),
        }
    ).reset_index(drop=True)


def _named(table: pd.DataFrame, labels: Mapping[str, str]) -> pd.Series:
    """Name the frames."""
    return table["frame"].map(lambda frame: labels.get(frame, frame))


def _flow(table: pd.DataFrame, kind: str, noun: str) -> dict[str, pd.Series]:
    """Columns that say how many there are, gained and lost."""
    return {
        noun: _before_after(table, kind),
        f"{noun} gained": table[f"n_{kind}_gained"],
        f"{noun} lost": table[f"n_{kind}_lost"],
    }


def _before_after(table: pd.DataFrame, kind: str) -> pd.Series:
    """Write numbers before and after as '63 → 73'."""
    pairs = zip(table[f"n_{kind}_before"], table[f"n_{kind}_after"], strict=True)
    return pd.Series([f"{old:,} → {new:,}" for old, new in pairs], index=table.index, dtype="str")


def passages(
    table: pd.DataFrame,
    labels: Mapping[str, str],
    *,
    frame: str,
    seed: int,
    unit: str = "sentence",
    documents: pd.DataFrame | None = None,
) -> Html:
    """Show the passages that gained or lost a frame, with what was found in them marked.

    Parameters
    ----------
    table : DataFrame
        From `edits.passages`.
    labels : mapping of str to str
        Frame to its name, of both codebooks, in their order: the colour goes by it.
    frame : str
        The frame that `table` is about.
    seed : int
        Of the draw.
    unit : str
        Unit of coding.
    documents : DataFrame, optional
        Contract ``documents`` of these articles and others, by which they are named (without
        texts); they are named by their ids alone without it.

    Returns
    -------
    Html
        First what was gained, found by the edited codebook; then what was lost, found before and
        struck through. Each mark ends with its pattern. A pattern is marked wherever it stands in
        a passage, also at a second place that a negation or an exclusion sets aside.
    """
    own = labels if frame in labels else {**labels, frame: frame}
    colour = style.frames(tuple(own))[frame].colour
    names = {}
    if documents is not None:
        names = wording.article_labels(documents[documents["doc_id"].isin(table["doc_id"])])
    parts, plain = [], []
    for change in ("gained", "lost"):
        rows = table[table["change"] == change]
        said = _drawn(rows, own[frame], change, seed, unit)
        parts.append(f"<p><b>{html.escape(said)}</b></p>")
        parts += [_passage(row, names, colour) for row in each_row(rows)]
        plain.append(said)
    markup = f'<style>{_CSS}</style><div class="fw-edit">{"".join(parts)}</div>'
    return Html(markup, " ".join(plain))


def _drawn(rows: pd.DataFrame, label: str, change: str, seed: int, unit: str) -> str:
    """Say how many passages there are and how many of them are shown."""
    if rows.empty:
        return f"{label} {change} no {unit}."
    whole = int(rows["n"].iloc[0])
    drawn = f", drawn with seed {seed}" if len(rows) < whole else ""
    return f"{label} {change} {counted(whole, unit)}: {len(rows):,} of {whole:,} shown{drawn}."


def _passage(row: Any, names: Mapping[str, str], colour: str) -> str:
    """Write one passage with its place."""
    place = f"{names[row.doc_id]} · {row.doc_id}" if row.doc_id in names else str(row.doc_id)
    inside = _marked(row.text, row.patterns.split("; "), colour, off=row.change == "lost")
    return f'<p class="fw-passage"><span class="fw-place">{html.escape(place)}</span>{inside}</p>'


def _marked(text: str, patterns: Iterable[str], colour: str, *, off: bool) -> str:
    """Escape a passage and mark where the patterns are, overlapping ones too."""
    finds = Matcher(list(patterns)).find(text)
    edges = sorted({0, len(text), *(edge for find in finds for edge in (find.start, find.end))})
    css = f"background:{style.tint_code(colour, 0.22)};border-bottom:3px solid {colour}"
    kind = ' class="fw-off"' if off else ""
    pieces = []
    for low, high in itertools.pairwise(edges):
        piece = html.escape(text[low:high])
        active = [find for find in finds if find.start <= low and find.end >= high]
        ended = dict.fromkeys(find.pattern for find in active if find.end == high)
        tags = "".join(f"<b>{html.escape(pattern)}</b>" for pattern in ended)
        pieces.append(f'<mark{kind} style="{css}">{piece}{tags}</mark>' if active else piece)
    return "".join(pieces)
