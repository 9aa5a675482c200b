"""Say whether a conclusion stands: without copies, and with the outlets weighted alike.

Part of `sentences`: every sentence is computed from the tables it speaks of.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis._intervals import TINY
from analysis.contracts import InputError
from analysis.wording import Sentence, clusters, counted, listing, percent, points, rate, safe

__all__ = ["ALONE", "composition", "copies", "outlets", "rates", "visibility_and_content"]

ALONE: Final = "There is only one group, so nothing to compare it with."

_Sides = tuple[str, str]
"""What the first and the second of two tables of differences counted."""


def copies(documents: pd.DataFrame) -> Sentence:
    """Say how many articles are copies, and how large the largest cluster of them is.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``; `cluster_id` is empty where copies were not looked for.
    """
    looked = documents["cluster_id"].notna()
    if len(documents) and not looked.any():
        return Sentence("Copies were not looked for.")
    own = clusters(documents)
    sizes = own.value_counts()
    extra = len(documents) - len(sizes)
    total = counted(len(documents), "article")
    rest = (
        ""
        if looked.all()
        else f" They were looked for among {int(looked.sum()):,} of the articles."
    )
    if not extra:
        return Sentence(f"No copies among the {total}.{rest}")
    across = documents.groupby(own)["wave"].nunique()
    waves = int((across > 1).sum())
    many = f" {counted(waves, 'cluster')} lie{'s' if waves == 1 else ''} in more than one wave."
    edits = (documents["cluster_role"] == "edited").groupby(own).sum()
    edited = int(np.minimum(edits, sizes.loc[edits.index] - 1).sum())  # the lead may be elsewhere
    changed = f" ({edited:,} of them edited)" if edited else ""
    top = min(sizes.index[sizes == sizes.max()])
    n_outlets = documents.loc[own == top, "outlet"].nunique()
    where = counted(n_outlets, "outlet") if n_outlets else "unknown outlets"
    return Sentence(
        f"{extra:,} of {total} {'is a copy' if extra == 1 else 'are copies'} of another{changed}, "
        f"in {counted(int((sizes > 1).sum()), 'cluster')}. The largest has "
        f"{counted(int(sizes.max()), 'article')} of {where}.{many if waves else ''}{rest}"
    )


def visibility_and_content(
    visibility: pd.DataFrame,
    content: pd.DataFrame,
    *,
    labels: Mapping[str, str],
    across: str = "wave",
    order: Sequence[str] | None = None,
) -> Sentence:
    """Say whether it makes a difference that every copy counts.

    Parameters
    ----------
    visibility, content : DataFrame
        Contract ``estimates`` of one measure: with every copy, and with one article per
        cluster. Both differences (with `contrast`), or both shares by `across`.
    labels : mapping of str to str
        Frame to its name.
    across : str
        Column that tells the groups of shares apart.
    order : sequence of str, optional
        Groups in the order in which they are told.
    """
    if visibility.empty or content.empty:
        return Sentence(ALONE)
    if visibility["contrast"].notna().any():
        return _differences(visibility, content, labels=labels)
    said = []
    for group in order or list(dict.fromkeys(visibility[across])):
        sides = [
            table[table[across] == group].set_index("frame").reindex(list(labels))
            for table in (visibility, content)
        ]
        if any(side["estimate"].isna().all() for side in sides):
            said.append(f"**{safe(str(group))}**: no article was counted.")
            continue
        first, second = (_leader(side, labels) for side in sides)
        leads = (
            f"{first} either way"
            if first == second
            else f"{first} with every copy, {second} with one article per cluster"
        )
        moved = (sides[1]["estimate"] - sides[0]["estimate"]).abs()
        top = str(moved.fillna(0).idxmax())
        ends = " to ".join(percent(side.loc[top, "estimate"]) for side in sides)
        most = f"; the largest shift is {labels[top]}, {ends}" if moved[top] > 0 else ""
        said.append(f"**{safe(str(group))}**{_sizes(*sides)}: {leads}{most}.")
    return Sentence("\n\n".join(said))


def composition(
    standardised: pd.DataFrame, plain: pd.DataFrame, *, labels: Mapping[str, str]
) -> Sentence:
    """Say whether a difference stands once the outlets are weighted alike.

    Parameters
    ----------
    standardised, plain : DataFrame
        From `composition.standardised` and `compare.difference`, of one measure.
    labels : mapping of str to str
        Frame to its name.
    """
    if standardised.empty:
        return Sentence(ALONE)
    said = []
    for contrast, rows in standardised.groupby("contrast", sort=False):
        one = _of(standardised, contrast, labels)
        other = _of(plain, contrast, labels)
        moved = "; ".join(
            f"{label} {points(one.loc[frame, 'estimate'])} instead of "
            f"{points(other.loc[frame, 'estimate'])}"
            for frame, label in labels.items()
            if one["estimate"].notna()[frame]
        )
        told = (
            f", percentage points with the outlets weighted alike: {moved}. "
            f"{_verdict(one, other, labels, sides=('weighted alike', 'as they are'))}"
            if moved
            else ": nothing can be compared with the outlets weighted alike."
        )
        said.append(f"**{safe(str(contrast))}**{told} {_notes(rows)}".strip())
    return Sentence("\n\n".join(said))


def outlets(table: pd.DataFrame) -> Sentence:
    """Say how many outlets there are, and how many of them are in every wave.

    Parameters
    ----------
    table : DataFrame
        From `composition.outlets`.
    """
    named = table[table["outlet"].notna()]
    if named.empty:
        return Sentence(
            "No article in a wave has an outlet, so the waves cannot be compared within outlets."
        )
    n_waves, n_docs = named["wave"].nunique(), int(named["n_docs"].sum())
    in_all = named[named["in_all"]]
    n_outlets, n_shared = named["outlet"].nunique(), in_all["outlet"].nunique()
    unnamed = int(table.loc[table["outlet"].isna(), "n_docs"].sum())
    without = f" {counted(unnamed, 'article')} without an outlet." if unnamed else ""
    if n_waves < 2:
        return Sentence(f"{counted(n_outlets, 'outlet')}, in one wave.{without}")
    verb = "is" if 1 in (n_shared, n_outlets) else "are"
    return Sentence(
        f"{n_shared:,} of {counted(n_outlets, 'outlet')} {verb} in every wave, with "
        f"{int(in_all['n_docs'].sum()):,} of {counted(n_docs, 'article')}.{without}"
    )


def rates(table: pd.DataFrame, *, labels: Mapping[str, str], order: Sequence[str]) -> Sentence:
    """Say how many articles a day each wave has, and which frame is in most of them.

    Parameters
    ----------
    table : DataFrame
        From `timeline.rates`.
    labels : mapping of str to str
        Frame to its name.
    order : sequence of str
        News waves in the order in which they are told.
    """
    said = []
    for wave in order:
        rows = table[table["wave"] == wave]
        (whole,) = rows[rows["frame"].isna()].to_dict("records")
        days = counted(int(whole["n_days"]), "day")
        sizes = f"{counted(int(whole['n_docs']), 'article')} in {days}"
        text = f"**{safe(wave)}**: {rate(whole['estimate'])} a day ({sizes})"
        per_frame = rows[rows["frame"].isin(list(labels))].set_index("frame")["estimate"]
        most = per_frame.max() if len(per_frame) else 0
        if most > 0:
            top = [label for frame, label in labels.items() if per_frame.get(frame) == most]
            text += f"; {listing(top)} in {rate(most)} a day"
        said.append(text)
    return Sentence(". ".join(said) + ".")


def _differences(
    visibility: pd.DataFrame, content: pd.DataFrame, *, labels: Mapping[str, str]
) -> Sentence:
    """Compare differences with every copy and with one article per cluster."""
    said = []
    for contrast in visibility["contrast"].dropna().unique():
        first, second = (_of(table, contrast, labels) for table in (visibility, content))
        verdict = (
            _verdict(first, second, labels, sides=("with every copy", "without copies"))
            if first["estimate"].notna().any() and second["estimate"].notna().any()
            else f"There is nothing to compare. {_notes(first)}".strip()
        )
        said.append(f"**{safe(str(contrast))}**{_sizes(first, second)}: {verdict}")
    return Sentence("\n\n".join(said))


def _notes(rows: pd.DataFrame) -> str:
    """Write the notes of some rows, each once."""
    return " ".join(safe(note) for note in rows["note"].dropna().unique() if note)


def _of(table: pd.DataFrame, contrast: Any, labels: Mapping[str, str]) -> pd.DataFrame:
    """Rows of one contrast, by frame, in the order of the labels."""
    rows = table[table["contrast"] == contrast]
    if rows["frame"].duplicated().any():
        message = "These differences are of several measures or groups; give one at a time."
        raise InputError(message)
    ordered: pd.DataFrame = rows.set_index("frame").reindex(list(labels))
    return ordered


def _sizes(first: pd.DataFrame, second: pd.DataFrame) -> str:
    """Write how many articles both sides have."""
    sizes = [side["n_docs"].max() for side in (first, second)]
    if any(pd.isna(size) for size in sizes):
        return ""
    return f" ({int(sizes[0]):,} articles with every copy, {int(sizes[1]):,} without)"


def _leader(rows: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Say which frame or frames have the largest share."""
    most = rows["estimate"].max()
    if not most > 0:
        return "no frame leads"
    top = [label for frame, label in labels.items() if rows.loc[frame, "estimate"] == most]
    return f"{listing(top)} lead{'s' if len(top) == 1 else ''}"


def _verdict(
    first: pd.DataFrame, second: pd.DataFrame, labels: Mapping[str, str], *, sides: _Sides
) -> str:
    """Say for which frames two tables of differences lead to another conclusion."""
    rows = {label: (first.loc[frame], second.loc[frame]) for frame, label in labels.items()}
    tested = any(pd.notna(row["p_adjusted"]) for pair in rows.values() for row in pair)
    concludes = _concludes if tested else _direction
    pairs = {label: [concludes(row) for row in pair] for label, pair in rows.items()}
    apart = [
        f"{label} ({one} {sides[0]}, {two} {sides[1]})"
        for label, (one, two) in pairs.items()
        if one != two
    ]
    what = f"The {'conclusion' if tested else 'direction'}"
    end = "" if tested else "; description only"
    if apart:
        return f"{what} differs for {listing(apart)}{end}."
    return f"{what} is the same for every frame{end}."


def _direction(row: Any) -> str:
    """Say in which direction a frame moved."""
    if pd.isna(row["estimate"]):
        return "undefined"
    if abs(row["estimate"]) < TINY:
        return "no change"
    return "more" if row["estimate"] > 0 else "less"


def _concludes(row: Any) -> str:
    """Say what a difference allows to conclude."""
    direction = _direction(row)
    if pd.isna(row["p_adjusted"]):
        return direction if direction == "undefined" else f"{direction} as a description only"
    return direction if row["p_adjusted"] < 1 - row["ci_level"] else "no difference shown"
