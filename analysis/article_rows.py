"""Rows of a chart of articles: one for each or, where there are many, one for each outlet."""

from typing import Final

import pandas as pd

from analysis import wording

__all__ = ["MOST", "MOST_ROWS", "OTHERS", "noun", "rows"]

MOST: Final = 60
"""Articles that have a row each, at the most."""

MOST_ROWS: Final = 36
"""Rows of groups, at the most: they still carry text."""

OTHERS: Final = "other outlets"

_FACTS: Final = ["doc_id", "outlet", "wave", "wave_inferred"]


def rows(shares: pd.DataFrame, *, most: int = MOST, most_rows: int = MOST_ROWS) -> pd.DataFrame:
    """Give the rows of the heatmap: articles, or outlets of each wave where there are many.

    Parameters
    ----------
    shares : DataFrame
        From `tables.article_shares`.
    most : int
        Articles up to which each has a row of its own.
    most_rows : int
        Rows of all waves together, if the rows are outlets. The outlets with the fewest articles
        of a wave are one row then.

    Returns
    -------
    DataFrame
        `shares` as it is, or the columns of it for each outlet and wave, the largest first:
        `doc_id` names the two, `date_label` says how many articles there are, counts are added up
        over them; and `n_docs`, their number.

    Examples
    --------
    >>> shares = pd.DataFrame({
    ...     "doc_id": ["a", "b", "c"], "outlet": ["Daily", "Daily", "Herald"], "wave": "May",
    ...     "date_label": "3 May 2031", "wave_inferred": False, "frame": "conflict",
    ...     "n_units": 10, "n_positive": [1, 2, 0]})
    >>> rows(shares, most=2)[["outlet", "date_label", "n_units", "n_positive"]].values.tolist()
    [['Daily', '2 articles', 20, 3], ['Herald', '1 article', 10, 0]]
    """
    articles = shares[_FACTS].drop_duplicates("doc_id")
    if len(articles) <= most:
        return shares
    wave = articles["wave"].map(wording.wave_name, na_action=None)
    outlet = _pooled(articles["outlet"], wave, most_rows // max(wave.nunique(), 1))
    named = articles.assign(outlet=outlet, group=wave + " | " + outlet)
    groups = named.groupby("group", sort=False).agg(
        outlet=("outlet", "first"), wave=("wave", "first"), n_docs=("doc_id", "size"),
        n_inferred=("wave_inferred", "sum"),
    ).reset_index()  # fmt: skip
    counts = shares[["doc_id", "frame", "n_units", "n_positive"]].merge(
        named[["doc_id", "group"]], on="doc_id"
    )
    sums = counts.groupby(["group", "frame"], as_index=False)[["n_units", "n_positive"]].sum()
    labels = [
        wording.counted(n, "article") + (f", {inferred:,} inferred" if inferred else "")
        for n, inferred in zip(groups["n_docs"], groups["n_inferred"], strict=True)
    ]
    known = groups.assign(date_label=labels, wave_inferred=False, last=groups["outlet"] == OTHERS)
    known = known.sort_values(
        ["last", "n_docs", "group"], ascending=[True, False, True]
    ).drop(columns=["last", "n_inferred"])  # fmt: skip
    made = known.merge(sums, on="group").rename(columns={"group": "doc_id"})
    return made[[*shares.columns, "n_docs"]].reset_index(drop=True)


def noun(rows: pd.DataFrame) -> str:
    """Say what a row is: an article, or an outlet.

    Examples
    --------
    >>> noun(pd.DataFrame({"doc_id": ["a"]})), noun(pd.DataFrame({"n_docs": [7]}))
    ('article', 'outlet')
    """
    return "outlet" if "n_docs" in rows else "article"


def _pooled(outlets: pd.Series, waves: pd.Series, most: int) -> pd.Series:
    """Name the outlets with the fewest articles of a wave as one."""
    sizes = outlets.groupby([waves, outlets]).size().rename("n").reset_index()
    sizes.columns = pd.Index(["wave", "outlet", "n"])
    ranked = sizes.sort_values(["wave", "n", "outlet"], ascending=[True, False, True])
    place = ranked.groupby("wave").cumcount()
    several = ranked.groupby("wave")["n"].transform("size") > most
    small = ranked[several & (place >= most - 1)]
    pairs = pd.MultiIndex.from_arrays([waves, outlets])
    return outlets.mask(pairs.isin(pd.MultiIndex.from_frame(small[["wave", "outlet"]])), OTHERS)
