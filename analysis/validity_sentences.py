"""Say in sentences how far the codes can be trusted, and what is left once they are corrected.

As in `sentences`, every sentence is computed from the table it speaks of.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis._correction_sentences import corrected, gold_used, shown, within
from analysis._intervals import MIN_DOCUMENTS
from analysis.wording import Sentence, coefficient, counted, listing, points, safe

__all__ = [
    "corrected", "error_difference", "gold_used", "no_gold", "reliability", "robust", "seen",
    "validity",
]  # fmt: skip

FIRM: Final = 0.80
TENTATIVE: Final = 0.667
NOT_RELIABLE: Final = "not reliable"


def reliability(
    estimates: pd.DataFrame, *, labels: Mapping[str, str], across: str | None = None,
    order: Sequence[str] | None = None,
) -> Sentence:  # fmt: skip
    """Say for each frame how far coders agree, and what that allows.

    Parameters
    ----------
    estimates : DataFrame
        From `agreement.coefficients`.
    labels : mapping of str to str
        Frame to its name.
    across : str, optional
        Column whose groups are told apart, such as 'wave' or 'language'.
    order : sequence of str, optional
        Groups in the order in which they are told.
    """
    alpha = estimates[(estimates["measure"] == "alpha") & estimates["frame"].notna()]
    if alpha.empty:
        return Sentence("No two coders coded the same units, so reliability is not known.")
    if across is None:
        return Sentence(f"{_agreed(alpha, labels)} {_END}")
    groups = order or list(dict.fromkeys(alpha[across]))
    said = [f"**{safe(str(group))}**: {_agreed(alpha[alpha[across] == group], labels)}"
            for group in groups]  # fmt: skip
    return Sentence("\n\n".join([*said, _END]))


_END: Final = (
    "Agreement of coders with each other is reliability; whether the machine is right is another "
    "question (validity)."
)


def _agreed(alpha: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Tell alpha of each frame, and sort the frames by what the lower end allows."""
    rows = alpha.set_index("frame").reindex(list(labels))
    told, sorts = [], dict[str, list[str]]()
    for frame, row in rows.iterrows():
        name = safe(labels[str(frame)])
        text, sort = _alpha(row)
        told.append(f"{name} {text}")
        sorts.setdefault(sort, []).append(name)
    verdicts = {
        "firm": "the lower end reaches .80 (firm)",
        "tentative": "the lower end lies between .667 and .80 (tentative conclusions only)",
        NOT_RELIABLE: "the lower end is below .667 (not reliable enough)",
        "no interval": "there is no interval, so no verdict",
        "undefined": "alpha is undefined",
    }
    judged = "; ".join(f"for {listing(sorts[key])} {verdicts[key]}" for key in verdicts
                       if key in sorts)  # fmt: skip
    sizes = _sizes(rows)
    return f"Krippendorff’s alpha{sizes}: {'; '.join(told)}. By frame: {judged}."


def _sizes(rows: pd.DataFrame) -> str:
    """Say how many coders and units alpha rests on."""
    known = rows[rows["n_units"].notna()]
    if known.empty:
        return ""
    units = sorted({int(n) for n in known["n_units"]})
    few = f"{units[0]:,} to " if len(units) > 1 else ""
    most = counted(units[-1], "unit")
    if "n_coders" not in known or known["n_coders"].isna().all():
        return f" ({few}{most})"
    return f" ({counted(int(known['n_coders'].max()), 'coder')}, {few}{most})"


def _alpha(row: Any) -> tuple[str, str]:
    """Write alpha with its interval, and what it allows."""
    if pd.isna(row["estimate"]):
        note = row["note"] if pd.notna(row["note"]) else ""
        why = str(note).removeprefix("undefined").strip(" :").rstrip(".")
        return f"undefined{' ' if why.startswith('(') else ': ' if why else ''}{safe(why)}", (
            "undefined"
        )
    if pd.isna(row["ci_low"]):
        return coefficient(row["estimate"]), "no interval"
    low = row["ci_low"]
    sort = "firm" if low >= FIRM else "tentative" if low >= TENTATIVE else NOT_RELIABLE
    return f"{coefficient(row['estimate'])} ({_ends(row)})", sort


def _ends(row: Any) -> str:
    """Write an interval of coefficients."""
    low, high = coefficient(row["ci_low"]), coefficient(row["ci_high"])
    return f"{100 * row['ci_level']:g} % interval {low} to {high}"


def validity(
    estimates: pd.DataFrame, *, labels: Mapping[str, str], across: str | None = None,
    order: Sequence[str] | None = None,
) -> Sentence:  # fmt: skip
    """Say for each group how right the machine is, and where it says too much or too little.

    Parameters
    ----------
    estimates : DataFrame
        From `validation.validity`: precision, recall and prevalence_error per frame.
    labels : mapping of str to str
        Frame to its name.
    across : str, optional
        Column whose groups are told apart, such as 'wave'.
    order : sequence of str, optional
        Groups in the order in which they are told.
    """
    own = estimates[estimates["frame"].notna()]
    if "contrast" in own:
        own = own[own["contrast"].isna()]
    if own.empty:
        return Sentence("No unit has both a code of the machine and a gold code.")
    if across is None:
        return Sentence(_right(own, labels))
    groups = order or list(dict.fromkeys(own[across]))
    return Sentence("\n\n".join(
        f"**{safe(str(group))}**: {_right(own[own[across] == group], labels)}" for group in groups
    ))  # fmt: skip


def _right(rows: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Tell precision, recall and prevalence error of each frame."""
    if rows.empty:
        return "no unit has a gold code."
    said = []
    for frame, label in labels.items():
        found = {row["measure"]: row for _, row in rows[rows["frame"] == frame].iterrows()}
        parts = [f"{name} {_score(found[name])}" for name in ("precision", "recall")
                 if name in found]  # fmt: skip
        if "prevalence_error" in found:
            parts.append(_error(found["prevalence_error"]))
        said.append(f"{safe(label)}: {', '.join(parts) or 'no gold code'}")
    gold = counted(int(rows["n_units"].max()), "gold unit")
    return f"{gold}. {'; '.join(said)}."


def _score(row: Any) -> str:
    """Write a score with its interval."""
    if pd.isna(row["estimate"]) or pd.isna(row["ci_low"]):
        return coefficient(row["estimate"])
    return f"{coefficient(row['estimate'])} ({_ends(row)})"


def _error(row: Any) -> str:
    """Say whether the machine finds too much or too little."""
    if pd.isna(row["estimate"]):
        return "prevalence error undefined"
    far = f"{points(row['estimate'])} points{within(row)}"
    way = shown(row)
    does = {1: "finds too much", -1: "finds too little"}
    return f"prevalence error {far}{f': the machine {does[way]}' if way else ''}"


def error_difference(estimates: pd.DataFrame, *, labels: Mapping[str, str]) -> Sentence:
    """Say by how much the machine errs otherwise in the other wave: the bias of the difference.

    Parameters
    ----------
    estimates : DataFrame
        From `validation.difference_of_error`; rows of another measure are left out.
    labels : mapping of str to str
        Frame to its name.
    """
    rows = estimates[(estimates["measure"] == "prevalence_error_difference")
                     & estimates["contrast"].notna() & estimates["frame"].notna()]  # fmt: skip
    if rows.empty:
        return Sentence("Gold codes of one group only: whether the machine errs otherwise in "
                        "another is not known.")  # fmt: skip
    said = []
    for contrast, part in rows.groupby("contrast", sort=False):
        known = part.set_index("frame").reindex(list(labels))
        told = "; ".join(f"{safe(labels[str(frame)])} {_points_of(row)}"
                         for frame, row in known.iterrows())  # fmt: skip
        wrong = {way: [safe(labels[str(frame)]) for frame, row in known.iterrows()
                       if shown(row) == way] for way in (1, -1)}  # fmt: skip
        ends = [f"too {much} for {listing(wrong[way])}"
                for way, much in ((1, "high"), (-1, "low")) if wrong[way]]  # fmt: skip
        verdict = (
            f"The raw difference is {listing(ends)}."
            if ends
            else "No frame shows a difference in error, which does not mean that there is none: "
            "so many gold codes can miss one, and so each wave is corrected by itself."
        )
        said.append(f"**{safe(str(contrast))}**, bias of the raw difference in percentage points "
                    f"(difference of prevalence error): {told}. {verdict}")  # fmt: skip
    return Sentence("\n\n".join(said))


def _points_of(row: Any) -> str:
    """Write a difference with its interval."""
    if pd.isna(row["estimate"]):
        return "undefined"
    return f"{points(row['estimate'])}{within(row) or ' (no interval)'}"


def robust(verdicts: pd.DataFrame, *, labels: Mapping[str, str]) -> Sentence:
    """Say for each frame whether the difference holds under every specification.

    Parameters
    ----------
    verdicts : DataFrame
        From `specification.verdict`.
    labels : mapping of str to str
        Frame to its name.
    """
    if verdicts.empty:
        return Sentence("There is only one group, so nothing to compare under other choices.")
    said = []
    for contrast, rows in verdicts.groupby("contrast", sort=False):
        named = rows.set_index("frame").reindex(list(labels))
        told = [_held(safe(labels[str(frame)]), row) for frame, row in named.iterrows()]
        said.append(f"**{safe(str(contrast))}**: {'. '.join(told)}.")
    return Sentence("\n\n".join(said))


def _held(label: str, row: Any) -> str:
    """Say whether the difference of one frame holds."""
    if pd.isna(row["verdict"]):
        return f"{label}: not coded"
    if row["verdict"] == "undefined":
        return f"{label}: the main specification estimates nothing"
    n = int(row["n"])
    if n < 2:
        return f"{label} {points(row['estimate'])}: no other specification to compare with"
    same = f"{int(row['n_same']):,} of {n:,} specifications have its sign"
    span = f"{points(row['smallest'])} to {points(row['largest'])}"
    reason = f": {safe(str(row['reason']))}" if row["reason"] else ""
    against = (
        f"; {int(row['n_against']):,} show the opposite"
        if row["sign"] != 0 and row["n_against"] > 0
        else ""
    )
    verdict = _VERDICTS[row["verdict"]]
    return f"{label} {points(row['estimate'])}: {verdict}{reason} ({same}{against}; {span} points)"


_VERDICTS: Final = {
    "robust": "robust",
    "not robust": "not robust",
    "direction only": "the direction holds, the difference is not always shown",
    "size varies": "the direction holds, the size varies",
    "not shown": "no difference to claim",
    "description only": "description only, although the direction is the same throughout",
}


def no_gold(*, waves: Sequence[str], n_per_wave: int = 100) -> Sentence:
    """Say what cannot be said without gold codes, and what to do next.

    Parameters
    ----------
    waves : sequence of str
        News waves that are compared.
    n_per_wave : int
        Gold units per wave to begin with.
    """
    named = listing(safe(wave) for wave in waves)
    return Sentence(
        f"There are no gold codes, so how the machine errs in {named} is not known. If it errs "
        f"otherwise in one wave than in another, a difference between them may be made by the "
        f"machine alone. To know: ask `framewaves plan` how many units are needed (to begin with, "
        f"about {n_per_wave:,} in each wave), draw them with `framewaves sample`, let two people "
        f"code them without seeing wave or machine code, settle where they differ, and name the "
        f"result under `gold` and the sample under `sample` in study.yaml."
    )


def seen(
    gold: pd.DataFrame, documents: pd.DataFrame, *, gold_seen: bool | None,
    waves: Sequence[str],
) -> Sentence:  # fmt: skip
    """Say what cannot be claimed with these gold codes: seen before, too few articles.

    Parameters
    ----------
    gold : DataFrame
        Contract ``codings`` of the gold coder.
    documents : DataFrame
        Contract ``documents``.
    gold_seen : bool, optional
        Whether those who wrote the codebook had seen the codes; None where it is not said.
    waves : sequence of str
        News waves that are compared.
    """
    coded = documents[documents["doc_id"].isin(gold["doc_id"])]
    sizes = coded["wave"].value_counts().reindex(list(waves)).fillna(0).astype("int64")
    told = listing(f"{n:,} in {safe(str(wave))}" for wave, n in sizes.items())
    units = counted(gold["segment_id"].nunique(), "unit")
    parts = [f"The gold codes are of {units} in {counted(len(coded), 'article')} ({told})."]
    if gold_seen:
        parts.append("They were seen while the codebook was written, so the machine errs less on "
                     "them than on other articles: precision and recall here are too good, and "
                     "nothing follows from them for articles that were not seen.")  # fmt: skip
    elif gold_seen is None:
        parts.append("The study does not say whether those who wrote the codebook had seen them; "
                     "if so, the machine errs less on them than on other articles. Say it with "
                     "`gold_seen` in study.yaml.")  # fmt: skip
    if len(sizes) and sizes.min() < MIN_DOCUMENTS:
        parts.append("So few articles allow a description of these articles only: no interval for "
                     "the difference between waves, no test, no claim about other "
                     "articles.")  # fmt: skip
    return Sentence(" ".join(parts))
