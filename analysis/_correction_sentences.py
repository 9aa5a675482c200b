"""Say in sentences what a correction for coding error changes.

Part of `validity_sentences`: every sentence is computed from the tables it speaks of.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis._intervals import TINY
from analysis.wording import Sentence, counted, listing, percent, points, safe

__all__ = ["corrected", "gold_used", "shown", "within"]

RAW: Final = "naive"
GOLD_ONLY: Final = "gold only"


def gold_used(shares: pd.DataFrame, *, order: Sequence[str] | None = None) -> str:
    """Say for a caption with how many gold codes the shares are corrected, and how.

    Parameters
    ----------
    shares : DataFrame
        From `correct.shares` by wave.
    order : sequence of str, optional
        Waves in the order in which they are told.

    Returns
    -------
    str
        Empty where nothing is corrected.
    """
    best = _best(shares)
    if best.empty:
        return ""
    waves = order or list(dict.fromkeys(best["wave"]))
    told = []
    for wave in waves:
        counts = best.loc[best["wave"] == wave, "n_gold"].dropna().astype("int64")
        span = dict.fromkeys([counts.min(), counts.max()]) if len(counts) else [0]
        told.append(f"{'–'.join(f'{n:,}' for n in span)} in {wave}")
    level = 100 * float(best["ci_level"].iloc[0])
    how = listing(dict.fromkeys(best["method"]))
    if how == GOLD_ONLY:
        return f"beside it gold codes alone ({', '.join(told)}; intervals of {level:g} %)"
    return f"corrected with gold codes ({', '.join(told)}; {how}; intervals of {level:g} %)"


def _best(table: pd.DataFrame) -> pd.DataFrame:
    """Rows that are recommended, the naive ones left out."""
    return table[table["recommended"].astype("bool") & (table["method"] != RAW)]


def corrected(
    shares: pd.DataFrame, differences: pd.DataFrame, *, labels: Mapping[str, str],
    order: Sequence[str] | None = None,
) -> Sentence:  # fmt: skip
    """Say what the correction for coding error changes: shares, differences, conclusions.

    Parameters
    ----------
    shares, differences : DataFrame
        From `correct.shares` by wave and `correct.differences` across waves, of one measure.
    labels : mapping of str to str
        Frame to its name.
    order : sequence of str, optional
        Waves in the order in which they are told.
    """
    if shares.empty:
        return Sentence("There is nothing to correct: no unit was coded.")
    waves = order or list(dict.fromkeys(shares["wave"]))
    said = [f"**{safe(str(wave))}**{_gold_of(shares, wave)}: "
            f"{'; '.join(_share(shares, frame, name, wave) for frame, name in labels.items())}."
            for wave in waves]  # fmt: skip
    if differences.empty:
        return Sentence("\n\n".join(said))
    for contrast, rows in differences.groupby("contrast", sort=False):
        moved = [_change(rows, frame, label) for frame, label in labels.items()]
        said.append(f"**{safe(str(contrast))}**, percentage points: {'; '.join(moved)}. "
                    f"{_adjusted(rows, labels)}{_limits(rows, labels)}".strip())  # fmt: skip
    return Sentence("\n\n".join(said))


def _gold_of(shares: pd.DataFrame, wave: object) -> str:
    """Say how many gold codes a wave has."""
    best = _best(shares[shares["wave"] == wave])
    if best.empty or "n_gold" not in best:
        return ""
    counts = best["n_gold"].astype("int64")
    few = f"{counts.min():,} to " if counts.min() < counts.max() else ""
    return f" ({few}{counted(int(counts.max()), 'gold code')})"


def _share(shares: pd.DataFrame, frame: str, label: str, wave: object) -> str:
    """Tell the raw and the corrected share of a frame in a wave."""
    rows = shares[(shares["frame"] == frame) & (shares["wave"] == wave)]
    raw, best = _sides(rows)
    if raw is None and best is None:
        return f"{safe(label)} not coded"
    first = percent(raw["estimate"]) if raw is not None else "undefined"
    if best is None or pd.isna(best["estimate"]):
        return f"{safe(label)} {first} raw, {_why_not(rows)}"
    ends = "no interval"
    if pd.notna(best["ci_low"]):
        ends = f"{percent(best['ci_low'])} to {percent(best['ci_high'])}"
    how = "from gold codes alone" if best["method"] == GOLD_ONLY else "corrected"
    return f"{safe(label)} {first} raw, {percent(best['estimate'])} {how} ({ends})"


def _sides(rows: pd.DataFrame) -> tuple[Any | None, Any | None]:
    """Give the raw and the recommended row, None where there is none."""
    raw, best = rows[rows["method"] == RAW], _best(rows)
    return (raw.iloc[0] if len(raw) else None, best.iloc[0] if len(best) else None)


def _why_not(rows: pd.DataFrame) -> str:
    """Say why there is no corrected number."""
    given = rows[rows["method"] != RAW]
    gates = given["gate"].dropna() if "gate" in given else pd.Series(dtype="str")
    return f"not corrected ({safe(str(gates.iloc[0]))})" if len(gates) else "not corrected"


def _change(rows: pd.DataFrame, frame: str, label: str) -> str:
    """Tell the raw and the corrected difference of a frame, and what that does to the claim."""
    here = rows[rows["frame"] == frame]
    raw, best = _sides(here)
    if raw is None and best is None:
        return f"{safe(label)} not coded"
    first = points(raw["estimate"]) if raw is not None else "undefined"
    if best is None or pd.isna(best["estimate"]):
        return f"{safe(label)} raw {first}, {_why_not(here)}"
    how = "gold codes alone" if best["method"] == GOLD_ONLY else "corrected"
    numbers = f"{safe(label)} raw {first}, {how} {points(best['estimate'])}"
    return f"{numbers}{within(best)}: {_conclusion(raw, best)}"


def _conclusion(raw: Any | None, best: Any) -> str:
    """Say what is left of a change once it is corrected."""
    turned = raw is not None and _sign(raw) * _sign(best) < 0
    if pd.isna(best["ci_low"]):
        return f"description only{', and the sign turns' if turned else ''}"
    before, after = (shown(raw) if raw is not None else 0), shown(best)
    if after and before == after:
        return "the change stands"
    if after and before:
        return "the sign is reversed"
    if after:
        return "the change shows only once corrected" + (", with the other sign" if turned else "")
    if before:
        return "the change is not shown" + (", and its sign turns" if turned else "")
    return "no change is shown either way"


def _sign(row: Any) -> int:
    """Sign of a difference; 0 where it is undefined."""
    value = row["estimate"]
    if pd.isna(value) or abs(value) < TINY:
        return 0
    return 1 if value > 0 else -1


def _adjusted(rows: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Say which corrected differences stand after adjusting for the number of frames."""
    best = _best(rows)
    tested = best[best["p_adjusted"].notna()]
    if tested.empty:
        return ""
    level = 1 - float(tested["ci_level"].iloc[0])
    firm = set(tested.loc[tested["p_adjusted"] < level, "frame"])
    named = [safe(label) for frame, label in labels.items() if frame in firm]
    if not named:
        return f"No corrected difference has an adjusted p (Holm) below {level:.2g}. "
    return (
        f"Adjusted p (Holm) of the corrected difference is below {level:.2g} for {listing(named)}. "
    )


def _limits(rows: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Say what limits the correction: too little gold, gold that was seen, a census."""
    if "gate" not in rows:
        return ""
    said = []
    for reason, text in _GATES.items():
        frames = set(rows.loc[rows["gate"] == reason, "frame"])
        named = [safe(label) for frame, label in labels.items() if frame in frames]
        if named:
            every = "every frame" if len(named) == len(labels) else listing(named)
            said.append(text.format(frames=every))
    bare = _best(rows)
    if len(bare) and bare["estimate"].notna().any() and bare["ci_low"].isna().all():
        said.append("So few articles with gold codes allow a description only.")
    return " ".join(said)


_GATES: Final = {
    "no gold codes": "Without gold codes in both waves nothing can be corrected for {frames}.",
    "gold codes seen": "Those who wrote the codebook had seen the gold codes, so the machine "
    "cannot be corrected with them ({frames}).",
    "gold sample too small": "The gold sample is too small for the sharper estimates (PPI++, DSL) "
    "of {frames}; more gold codes would narrow the interval.",
    "census": "Every unit has a gold code for {frames}: the corrected numbers are those of the "
    "gold codes themselves.",
}  # fmt: skip


def within(row: Any) -> str:
    """Write the interval of a difference in brackets, or nothing."""
    if pd.isna(row["ci_low"]) or pd.isna(row["ci_high"]):
        return ""
    return f" ({points(row['ci_low'])} to {points(row['ci_high'])})"


def shown(row: Any) -> int:
    """Direction of a difference whose interval excludes zero; 0 otherwise."""
    if pd.isna(row["estimate"]) or pd.isna(row["ci_low"]) or pd.isna(row["ci_high"]):
        return 0
    return int(row["ci_low"] > TINY) - int(row["ci_high"] < -TINY)
