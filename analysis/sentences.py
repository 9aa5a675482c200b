"""Say in sentences what the tables hold.

Every sentence is computed from the table it speaks of, so that text and numbers never
disagree.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis._intervals import MIN_DOCUMENTS
from analysis._robustness import (
    ALONE,
    composition,
    copies,
    outlets,
    rates,
    visibility_and_content,
)
from analysis.codebook import Codebook
from analysis.wording import (
    NO_WAVE,
    Sentence,
    clusters,
    counted,
    day,
    in_order,
    interval,
    language_name,
    listing,
    percent,
    points,
    safe,
    wave_name,
)

__all__ = [
    "audit",
    "composition",
    "cooccurrence",
    "copies",
    "coverage",
    "dating",
    "difference",
    "entered",
    "evidence",
    "frames",
    "heatmap",
    "leading",
    "limits",
    "outlets",
    "rates",
    "roles",
    "shares",
    "timeline",
    "visibility_and_content",
]


def dating(documents: pd.DataFrame) -> Sentence:
    """Say how many articles each wave has and how sure their dates are."""
    ordered = documents.set_index("doc_id").loc[in_order(documents)]
    named = ordered.assign(wave=ordered["wave"].map(wave_name, na_action=None))
    parts = []
    for wave, group in named.groupby("wave", sort=False):
        inferred = int((group["wave_source"] == "event").sum())
        how = f" ({inferred:,} of them inferred from events)" if inferred else ""
        parts.append(
            f"{counted(len(group), 'article')} {'' if wave == NO_WAVE else 'in '}"
            f"{safe(str(wave))}{how}"
        )
    exact = int((documents["published_from"] == documents["published_to"]).sum())
    return Sentence(
        f"{listing(parts)}. {exact:,} of {len(documents):,} articles are dated to the day."
    )


def frames(book: Codebook, *, language: str) -> Sentence:
    """Give the definition of each frame, as the codebook has it."""
    labels = book.labels(language)
    return Sentence(
        "\n".join(
            f"- **{safe(labels[frame.id])}**: {safe(frame.definition)}" for frame in book.frames
        )
    )


def coverage(
    *, n_units: int, n_docs: int, n_framed: int, n_not_asked: int, n_docs_not_asked: int
) -> Sentence:
    """Say how many units were coded, how many carry a frame, and what was not asked."""
    rest = (
        f" {counted(n_not_asked, 'unit')} of {counted(n_docs_not_asked, 'article')} were not "
        f"coded: the codebook lacks their language."
        if n_not_asked
        else ""
    )
    return Sentence(
        f"{counted(n_units, 'unit')} of {counted(n_docs, 'article')} were "
        f"coded; {n_framed:,} of them carry at least one frame.{rest}"
    )


def evidence(found: pd.DataFrame, labels: Mapping[str, str]) -> Sentence:
    """Say how many hits each frame rests on, and how many were set aside.

    Parameters
    ----------
    found : DataFrame
        From `tables.found`.
    labels : mapping of str to str
        Frame to its name.
    """
    whole = found[found["pattern"].isna()].set_index("frame")
    named = listing(
        f"{label} {int(whole['n_hit'].get(frame, 0)):,}" for frame, label in labels.items()
    )
    negated, excluded = (int(whole[name].sum()) for name in ("n_negated", "n_excluded"))
    return Sentence(
        f"Hits that count, by frame: {named}. Set aside: {negated:,} negated and "
        f"{excluded:,} in an excluding context."
    )


def _groups(estimates: pd.DataFrame, across: str, order: Sequence[str] | None) -> list[str]:
    """List the groups of an estimates table, in the order given or as they come."""
    there = list(dict.fromkeys(estimates[across]))
    return list(order) if order else there


def shares(
    estimates: pd.DataFrame,
    *,
    labels: Mapping[str, str],
    across: str,
    noun: str,
    order: Sequence[str] | None = None,
) -> Sentence:
    """Say for each group which frame leads and what share each frame has.

    Parameters
    ----------
    estimates : DataFrame
        Contract ``estimates`` of one measure, with `n_positive`.
    labels : mapping of str to str
        Frame to its name.
    across : str
        Column that tells the groups apart, such as 'wave'.
    noun : str
        What is counted: 'article' or 'unit'.
    order : sequence of str, optional
        Groups in the order in which they are told.
    """
    said = []
    for group in _groups(estimates, across, order):
        rows = estimates[estimates[across] == group].set_index("frame").reindex(list(labels))
        if rows["n_docs"].isna().all():
            said.append(f"**{safe(str(group))}**: no article was counted.")
            continue
        total = rows["n_docs"] if noun == "article" else rows["n_units"]
        parts = []
        for frame, row in rows.sort_values("estimate", ascending=False, kind="stable").iterrows():
            of = counted(int(total[str(frame)]), noun)
            counts = f"{int(row['n_positive']):,} of {of}"
            within = interval(row)
            parts.append(
                f"{labels[str(frame)]} {percent(row['estimate'])} ({counts}"
                f"{'; ' + within if within else '; no interval'})"
            )
        sample = rows["n_clusters"].fillna(rows["n_docs"])  # copies are no sample of their own
        few = sample.between(1, MIN_DOCUMENTS - 1).any()
        different = "different " if (sample < rows["n_docs"]).any() else ""
        only = f" So few {different}articles allow a description only." if few else ""
        said.append(f"**{safe(str(group))}**: {'; '.join(parts)}.{only}")
    return Sentence("\n\n".join(said))


def difference(estimates: pd.DataFrame, *, labels: Mapping[str, str], noun: str) -> Sentence:
    """Say what changed between two groups, and what may be concluded from it."""
    if estimates.empty:
        return Sentence(ALONE)
    said = []
    for contrast, rows in estimates.groupby("contrast", sort=False):
        rows = rows.set_index("frame").reindex(list(labels))
        moved = "; ".join(_change(labels[str(frame)], row) for frame, row in rows.iterrows())
        tested = rows["p_value"].notna().any()
        notes = [_verdict(rows, labels)] if tested else []
        notes += [safe(note) for note in rows["note"].dropna().unique() if note]
        verdict = " ".join(notes)
        said.append(
            f"**{safe(str(contrast))}**, share of {noun}s in percentage points: {moved}. {verdict}"
        )
    return Sentence("\n\n".join(said))


def _change(label: str, row: Any) -> str:
    """Say by how much one frame changed."""
    if pd.isna(row["estimate"]):
        return f"{label} undefined"
    if pd.isna(row["ci_low"]):
        return f"{label} {points(row['estimate'])}"
    low, high = points(row["ci_low"]), points(row["ci_high"])
    return (
        f"{label} {points(row['estimate'])} ({100 * row['ci_level']:g} % interval {low} to {high})"
    )


def _verdict(rows: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Say which differences stand after adjusting for the number of frames."""
    level = 1 - float(rows["ci_level"].dropna().iloc[0])
    firm = [labels[str(frame)] for frame, p in rows["p_adjusted"].items() if p < level]
    if not firm:
        return f"No difference has an adjusted p (Holm) below {level:.2g}."
    return f"Adjusted p (Holm) is below {level:.2g} for {listing(firm)}."


def timeline(daily: pd.DataFrame, undated: pd.DataFrame) -> Sentence:
    """Say how many articles could be placed on a day, and which day had the most."""
    per_day = daily.drop_duplicates(["wave", "day"])
    placed = int(per_day["n_docs"].sum())
    left = len(undated)
    rest = f" {counted(left, 'article')} could not be placed on a single day." if left else ""
    if not placed:
        return Sentence(f"No article is dated to a single day within its wave.{rest}")
    top = per_day.sort_values(["n_docs", "day"], ascending=[False, True]).iloc[0]
    days = counted(int((per_day["n_docs"] > 0).sum()), "day")
    return Sentence(
        f"{counted(placed, 'article')} placed on {days}; the most on {day(top['day'])} "
        f"({int(top['n_docs']):,}). Days without articles are zeros, not gaps.{rest}"
    )


def cooccurrence(pairs: pd.DataFrame, *, labels: Mapping[str, str], noun: str) -> Sentence:
    """Say which two frames are most often found together."""
    defined = pairs.dropna(subset=["estimate"])
    defined = defined[defined["n_both"] > 0]
    if defined.empty:
        return Sentence(f"No two frames occur together in one {noun}.")
    top = defined.sort_values(
        ["n_both", "estimate", "frame", "frame_b"], ascending=[False, False, True, True]
    ).iloc[0]
    return Sentence(
        f"{labels[top['frame']]} and {labels[top['frame_b']]} meet most often: in "
        f"{counted(int(top['n_both']), noun)}, {percent(top['estimate'])} of the "
        f"{int(top['n_either']):,} with either of them."
    )


def roles(of: Mapping[str, int]) -> Sentence:
    """Say how many units count and how many are furniture, pull quotes or repeats.

    `of` counts the units of each role.
    """
    aside = {"chrome": "furniture of the page", "pullquote": "pull quotes", "repeat": "repeated"}
    named = listing(f"{of.get(role, 0):,} {name}" for role, name in aside.items())
    total = sum(of.values())
    count = total - sum(of.get(role, 0) for role in aside)
    return Sentence(
        f"Of {counted(total, 'unit')}, {count:,} count (headline, headings, lead, body); "
        f"left out: {named}."
    )


def entered(dated: pd.DataFrame, documents: pd.DataFrame, tallies: pd.DataFrame) -> Sentence:
    """Say which articles entered the estimates, and name the first of those that did not."""
    used = set(tallies["doc_id"])
    out = dated[~dated["doc_id"].isin(used)]
    if out.empty:
        return Sentence(f"All {counted(len(dated), 'article')} entered the estimates.")
    reasons = {
        "in no wave": out["wave"].isna(),
        "wave only inferred": out["wave"].notna() & ~out["doc_id"].isin(documents["doc_id"]),
    }
    uncoded = ~(reasons["in no wave"] | reasons["wave only inferred"])
    reasons["without a coded unit"] = uncoded
    named = listing(f"{int(rows.sum()):,} {why}" for why, rows in reasons.items() if rows.any())
    files = ", ".join(safe(str(name)) for name in out["source_file"].head(5))
    more = f" and {len(out) - 5:,} more" if len(out) > 5 else ""
    return Sentence(
        f"{len(used):,} of {counted(len(dated), 'article')} entered the estimates. Left out: "
        f"{named} ({files}{more})."
    )


def audit(patterns: pd.DataFrame) -> Sentence:
    """Say how many patterns found something, and which one decides the most units alone."""
    working = patterns[patterns["hits"] > 0]
    if working.empty:
        return Sentence("No pattern of the codebook was found in these articles.")
    alone = working[working["decides alone"] != ""]
    shares = alone["decides alone"].str.removesuffix(" %").astype("float64")
    text = f"{counted(len(working), 'pattern')} of the codebook found something that counts."
    if len(alone):
        top = alone.iloc[int(shares.to_numpy().argmax())]
        text += (
            f" The one that decides most alone: `{top['pattern']}`, the only evidence for "
            f"{top['decides alone']} of the units of {safe(top['frame'])}."
        )
    return Sentence(text)


def heatmap(
    shares: pd.DataFrame, *, labels: Mapping[str, str], rows: pd.DataFrame | None = None
) -> Sentence:
    """Say for each wave in how many articles each frame occurs, and where it never does.

    `rows`, from `article_rows.rows`, are what the figure shows of the articles.
    """
    said = []
    for wave, part in shares.groupby("wave", sort=False):
        n_docs = part["doc_id"].nunique()
        there = part[part["n_positive"] > 0].groupby("frame")["doc_id"].nunique()
        parts = [
            f"{label} in {int(there[frame]):,}" for frame, label in labels.items() if frame in there
        ]
        never = [label for frame, label in labels.items() if frame not in there]
        absent = f"; {listing(never)} in none" if never else ""
        said.append(
            f"**{safe(str(wave))}** ({counted(n_docs, 'article')}): "
            f"{', '.join(parts) or 'no frame'}{absent}."
        )
    if rows is not None and "n_docs" in rows:
        said.append(
            f"{counted(shares['doc_id'].nunique(), 'article')} are too many for a row each: a row "
            f"is an outlet in a wave, all its articles added up; those with few are one row. "
            f"The table `articles-by-frame` has every article."
        )
    return Sentence("\n\n".join(said))


def limits(
    documents: pd.DataFrame, reference: str, waves: Sequence[str], *, corrected: bool = False
) -> Sentence:
    """Say what so many articles, so dated, coded by a dictionary, allow to claim.

    `corrected`: whether the first figure takes the errors of the dictionary out.
    """
    sizes = documents["wave"].value_counts().reindex(list(waves)).fillna(0).astype("int64")
    named = listing(f"{size:,} in {safe(str(wave))}" for wave, size in sizes.items())
    own = clusters(documents)
    sample = own.groupby(documents["wave"]).nunique().reindex(list(waves)).fillna(0)
    few, copied = sample.min() < MIN_DOCUMENTS, own.nunique() < len(documents)
    size = (
        f"These are too few{' different articles' if copied else ''} for any claim about change: "
        f"the charts describe these articles and nothing beyond them."
        if few
        else (
            f"Differences are taken from {safe(reference)}; intervals take "
            f"{'clusters of copies' if copied else 'articles'} as the sample."
        )
    )
    inferred = int((documents["wave_source"] == "event").sum())
    dates = (
        f" The wave of {counted(inferred, 'article')} is inferred from the events mentioned; run "
        f"again with `include_inferred=False` to see what rests on stated dates alone."
        if inferred
        else ""
    )
    spoken = sorted(documents["language"].dropna().unique())
    tongues = listing(safe(language_name(tag)) for tag in spoken)
    apart = (
        f" The patterns of {tongues} are {len(spoken)} "
        f"instruments: compare change within a language, not levels across."
        if len(spoken) > 1
        else ""
    )
    errors = (
        "; only the headline is corrected for its errors, and all other figures show what it "
        "counted. Its errors may differ between waves and languages."
        if corrected
        else " and are not corrected for its errors, which may differ between waves and languages."
    )
    return Sentence(
        f"The estimates rest on {counted(len(documents), 'article')}: {named}. {size}{dates} The "
        f"codes come from a dictionary{errors}{apart}"
    )


def leading(
    prominence: pd.DataFrame,
    dominance: pd.DataFrame,
    *,
    labels: Mapping[str, str],
    order: Sequence[str] | None = None,
) -> Sentence:
    """Say which frame is most often in headline or lead, and which most often dominates."""
    said = []
    for group in _groups(prominence, "wave", order):
        if not (prominence["wave"] == group).any():
            said.append(f"**{safe(str(group))}**: no article was counted.")
            continue
        parts = []
        for table, does in ((prominence, "in headline or lead"), (dominance, "dominant")):
            rows = table[(table["wave"] == group) & (table["n_positive"] > 0)]
            most = rows["n_positive"].max()
            named = [
                label
                for frame, label in labels.items()
                if (rows.loc[rows["frame"] == frame, "n_positive"] == most).any()
            ]
            if not named:
                parts.append(f"no frame is {does}")
                continue
            total = int(rows["n_docs"].max())
            parts.append(
                f"most often {does}: {listing(named)} ({int(most)} of {counted(total, 'article')}"
                f"{' each' if len(named) > 1 else ''})"
            )
        said.append(f"**{safe(str(group))}**: {'; '.join(parts)}.")
    return Sentence("\n\n".join(said))
