"""Say whether a conclusion stands: without copies, and with the outlets weighted alike.

Part of `sentences`: every sentence is computed from the tables it speaks of.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.contracts import InputError
from analysis.wording import Sentence, clusters, counted, listing, percent, points, safe

__all__ = ["composition", "copies", "outlets", "rates", "visibility_and_content"]


def copies(documents: pd.DataFrame, found: pd.DataFrame) -> Sentence:
    """Say how many articles are copies, and how large the largest cluster of them is.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``, clustered.
    found : DataFrame
        From `duplicates.clusters`: the clusters that have copies, the largest first.
    """
    looked = documents["cluster_id"].notna()
    if len(documents) and not looked.any():
        return Sentence("Copies were not looked for.")
    own = clusters(documents)
    extra = len(documents) - own.nunique()
    total = counted(len(documents), "article")
    rest = (
        ""
        if looked.all()
        else f" They were looked for among {int(looked.sum()):,} of the articles."
    )
    if not extra or found.empty:
        return Sentence(f"No copies among the {total}.{rest}")
    top = found.sort_values(["n_docs", "cluster_id"], ascending=[False, True]).iloc[0]
    across = documents.groupby(own)["wave"].nunique()
    waves = int((across > 1).sum())
    many = f" {counted(waves, 'cluster')} lie{'s' if waves == 1 else ''} in more than one wave."
    edited = int(found["n_edited"].sum())
    where = counted(int(top["n_outlets"]), "outlet") if top["n_outlets"] else "unknown outlets"
    return Sentence(
        f"{extra:,} of {total} {'is a copy' if extra == 1 else 'are copies'} of another "
        f"({edited:,} of them edited), in {counted(len(found), 'cluster')}. The largest has "
        f"{counted(int(top['n_docs']), 'article')} of {where}.{many if waves else ''}{rest}"
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
        return Sentence("There is nothing to compare.")
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
        return Sentence("There is only one group, so nothing to compare it with.")
    said = []
    for contrast, rows in standardised.groupby("contrast", sort=True):
        one = _of(standardised, contrast, labels)
        other = _of(plain, contrast, labels)
        moved = "; ".join(
            f"{label} {points(one.loc[frame, 'estimate'])} instead of "
            f"{points(other.loc[frame, 'estimate'])}"
            for frame, label in labels.items()
            if one["estimate"].notna()[frame]
        )
        notes = " ".join(safe(note) for note in rows["note"].dropna().unique() if note)
        told = (
            f"percentage points with the outlets weighted alike: {moved}. "
            f"{_verdict(one, other, labels)}"
            if moved
            else "no outlet is in both."
        )
        said.append(f"**{safe(str(contrast))}**, {told} {notes}".strip())
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
        return Sentence("No article in a wave has an outlet, so the waves cannot be compared.")
    n_waves, n_docs = named["wave"].nunique(), int(named["n_docs"].sum())
    in_all = named[named["in_all"]]
    n_outlets, n_shared = named["outlet"].nunique(), in_all["outlet"].nunique()
    unnamed = int(table.loc[table["outlet"].isna(), "n_docs"].sum())
    without = f" {counted(unnamed, 'article')} without an outlet." if unnamed else ""
    if n_waves < 2:
        return Sentence(f"{counted(n_outlets, 'outlet')}, in one wave.{without}")
    verb = "is" if n_shared == 1 else "are"
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
        sizes = f"{counted(int(whole['n_docs']), 'article')} in {whole['n_days']:,} days"
        text = f"**{safe(wave)}**: {whole['estimate']:.2g} a day ({sizes})"
        per_frame = rows[rows["frame"].isin(list(labels))].set_index("frame")["estimate"]
        most = per_frame.max() if len(per_frame) else 0
        if most > 0:
            top = [label for frame, label in labels.items() if per_frame.get(frame) == most]
            text += f"; {listing(top)} in {most:.2g} a day"
        said.append(text)
    return Sentence(". ".join(said) + ".")


def _differences(
    visibility: pd.DataFrame, content: pd.DataFrame, *, labels: Mapping[str, str]
) -> Sentence:
    """Compare differences with every copy and with one article per cluster."""
    said = []
    for contrast in sorted(visibility["contrast"].dropna().unique()):
        first, second = (_of(table, contrast, labels) for table in (visibility, content))
        verdict = _verdict(first, second, labels)
        said.append(f"**{safe(str(contrast))}**{_sizes(first, second)}: {verdict}")
    return Sentence("\n\n".join(said))


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


def _verdict(first: pd.DataFrame, second: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Say for which frames two tables of differences lead to another conclusion."""
    pairs = {
        label: (_concludes(first.loc[frame]), _concludes(second.loc[frame]))
        for frame, label in labels.items()
    }
    apart = [f"{label} ({one}, not {two})" for label, (one, two) in pairs.items() if one != two]
    if apart:
        return f"The conclusion differs for {listing(apart)}."
    if all("description" in one or one == "undefined" for one, _ in pairs.values()):
        return "The direction is the same for every frame; description only."
    return "The conclusion is the same for every frame."


def _concludes(row: Any) -> str:
    """Say what a difference allows to conclude."""
    if pd.isna(row["estimate"]):
        return "undefined"
    direction = "more" if row["estimate"] > 0 else "less" if row["estimate"] < 0 else "no change"
    if pd.isna(row["p_adjusted"]):
        return f"{direction}, description only"
    return direction if row["p_adjusted"] < 1 - row["ci_level"] else "no difference shown"
