"""What the patterns of a codebook found: an audit, from counts that add up over parts of a corpus.

A pattern that decides many units alone is where a codebook is most easily wrong.
"""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from analysis import wording

__all__ = ["audit", "found"]

_KEYS: Final = ["frame", "indicator", "pattern"]
_N: Final = ("n_hit", "n_negated", "n_excluded", "n_docs", "n_units", "n_alone")


def found(*hits: pd.DataFrame) -> pd.DataFrame:
    """Count what each pattern found, in parts of a corpus or in the whole.

    Parameters
    ----------
    *hits : DataFrame
        Contract ``hits``, or what this function made of them; no article is in two.

    Returns
    -------
    DataFrame
        A row for each frame, indicator and pattern, and one for each frame (indicator and
        pattern null): n_hit (hits that count), n_negated, n_excluded, n_docs (articles with a hit
        that counts), n_units (units with one) and n_alone (of these, units in which no other
        pattern of the frame counts). Sorted; a frame's own row comes last.

    Examples
    --------
    >>> hits = pd.DataFrame({"segment_id": ["u1", "u1", "u2"], "doc_id": "a", "frame": "costs",
    ...     "indicator": "named", "pattern": ["bill*", "tax*", "tax*"], "status": "hit"})
    >>> found(hits)[["pattern", "n_hit", "n_units", "n_alone"]].values.tolist()
    [['bill*', 1, 1, 0], ['tax*', 2, 2, 1], [nan, 3, 2, 1]]
    """
    parts = [part if "n_alone" in part else _found(part) for part in hits]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[*_KEYS, *_N])
    sums = table.astype(dict.fromkeys(_N, "int64")).groupby(_KEYS, dropna=False, sort=True)
    return sums[list(_N)].sum().reset_index()


def audit(counts: pd.DataFrame, *, labels: Mapping[str, str]) -> pd.DataFrame:
    """Audit the codebook: what each pattern found, in how many articles, and what was set aside.

    Parameters
    ----------
    counts : DataFrame
        From `found`.
    labels : mapping of str to str
        Frame to its name.

    Returns
    -------
    DataFrame
        One row per frame, indicator and pattern with counted hits, articles, hits set
        aside, and the share of the frame's coded units that this pattern decides alone.

    Examples
    --------
    >>> hits = pd.DataFrame({"segment_id": ["u1", "u1", "u2"], "doc_id": "a", "frame": "costs",
    ...     "indicator": "named", "pattern": ["bill*", "tax*", "tax*"], "status": "hit"})
    >>> audit(found(hits), labels={"costs": "Costs"})[["pattern", "decides alone"]].values.tolist()
    [['tax*', '50 %'], ['bill*', '']]
    """
    table = counts[counts["pattern"].notna()]
    units = counts[counts["pattern"].isna()].set_index("frame")["n_units"]
    share = table["n_alone"] / table["frame"].map(units.to_dict()).astype("float64")
    shown = pd.DataFrame(
        {
            "frame": table["frame"].map(lambda frame: labels.get(frame, frame)),
            "indicator": table["indicator"],
            "pattern": table["pattern"],
            "hits": table["n_hit"],
            "articles": table["n_docs"],
            "set aside": table["n_negated"] + table["n_excluded"],
            "decides alone": [wording.percent(one) if one > 0 else "" for one in share],
        }
    )
    return shown.sort_values(
        ["frame", "hits", "pattern"], ascending=[True, False, True], ignore_index=True
    )


def _found(hits: pd.DataFrame) -> pd.DataFrame:
    """Count what each pattern, and each frame, found in one part."""
    counted = hits[hits["status"] == "hit"]
    per_unit = counted.drop_duplicates(["segment_id", "frame", "pattern"])
    sole = per_unit[~per_unit.duplicated(["segment_id", "frame"], keep=False)]
    kinds = {f"n_{kind}": hits[hits["status"] == kind] for kind in ("hit", "negated", "excluded")}
    rows = []
    for keys, units in (
        (_KEYS, per_unit),
        (["frame"], per_unit.drop_duplicates(["segment_id", "frame"])),
    ):
        sizes = {name: part.groupby(keys).size() for name, part in kinds.items()}
        sizes["n_docs"] = counted.groupby(keys)["doc_id"].nunique()
        sizes["n_units"], sizes["n_alone"] = units.groupby(keys).size(), sole.groupby(keys).size()
        rows.append(pd.DataFrame(sizes).fillna(0).rename_axis(keys).reset_index())
    return pd.concat(rows, ignore_index=True).reindex(columns=[*_KEYS, *_N])
