"""Tables of words made for reading: scores with their counts, and rows of figures."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from analysis import wording
from analysis._intervals import p_text
from analysis._language_names import language_name
from analysis.contracts import each_row

__all__ = ["collocations", "dispersion", "dispersion_rows", "in_order", "keyness"]

_KEYNESS: Final = (
    "language", "more in", "than in", "term", "uses there", "uses elsewhere",
    "per 10,000 words there", "elsewhere", "times as often", "z", "G2", "adjusted p",
)  # fmt: skip
_TENTHS: Final = 10
_OTHERS: Final = "other outlets"
_MOST_ARTICLES: Final = 40
_MOST_GROUPS: Final = 24


def dispersion_rows(
    positions: pd.DataFrame, documents: pd.DataFrame, *, most: int = _MOST_ARTICLES,
    most_rows: int = _MOST_GROUPS,
) -> pd.DataFrame:  # fmt: skip
    """Join positions with what a figure writes beside each article; many articles are pooled.

    Parameters
    ----------
    positions : DataFrame
        From `dispersion.positions`, of one language.
    documents : DataFrame
        Contract `documents`.
    most : int
        Articles up to which each has a row of its own.
    most_rows : int
        Rows of all waves together where articles are pooled: the outlets with the most articles
        of each wave, and all its other outlets.

    Returns
    -------
    DataFrame
        doc_id, outlet, date_label, wave, term, place; in order of wave, date and outlet. Where
        there are more than `most` articles doc_id names outlet and wave, `n_docs` counts the
        articles, place is the middle of a tenth of the article, and `per_article` the mean
        number of occurrences in it, with zeros.
    """
    used = documents[documents["doc_id"].isin(positions["doc_id"])]
    order = {doc_id: number for number, doc_id in enumerate(wording.in_order(used))}
    about = pd.DataFrame({
        "doc_id": used["doc_id"], "outlet": wording.outlets(used),
        "date_label": used["doc_id"].map(wording.date_labels(used)), "wave": used["wave"],
    })  # fmt: skip
    joined = positions[["doc_id", "term", "place"]].merge(about, on="doc_id")
    joined = joined.assign(rank=joined["doc_id"].map(order))
    joined = joined.sort_values(["rank", "place"], na_position="first", ignore_index=True)
    columns = ["doc_id", "outlet", "date_label", "wave", "term", "place"]
    if len(used) <= most:
        return joined[columns]
    return _pooled(joined, about, most_rows)[[*columns, "n_docs", "per_article"]]


def _pooled(joined: pd.DataFrame, about: pd.DataFrame, most_rows: int) -> pd.DataFrame:
    """Add up the articles of an outlet in a wave, tenth by tenth."""
    named = about.assign(wave=about["wave"].map(wording.wave_name, na_action=None))
    named = named.assign(outlet=_few_outlets(named, most_rows))
    sizes = named.groupby(["wave", "outlet"])["doc_id"].size().rename("n_docs").reset_index()
    ranks = joined.assign(wave=joined["wave"].map(wording.wave_name, na_action=None))
    waves = list(dict.fromkeys(ranks["wave"]))
    own = joined.dropna(subset="term")[["doc_id", "term", "place"]]
    own = own.merge(named[["doc_id", "wave", "outlet"]], on="doc_id")
    own = own.assign(tenth=np.minimum((own["place"] * _TENTHS).astype("int64"), _TENTHS - 1))
    counts = own.groupby(["wave", "outlet", "term", "tenth"]).size().rename("n").reset_index()
    cells = pd.DataFrame(
        list(itertools.product(dict.fromkeys(joined["term"].dropna()), range(_TENTHS))),
        columns=["term", "tenth"],
    )
    grid = sizes.merge(cells, how="cross").merge(counts, how="left")
    made = grid.assign(
        doc_id=grid["wave"] + " | " + grid["outlet"],
        date_label=[wording.counted(int(n), "article") for n in grid["n_docs"]],
        place=(grid["tenth"] + 0.5) / _TENTHS,
        per_article=grid["n"].fillna(0) / grid["n_docs"],
        rank=grid["wave"].map(waves.index), last=grid["outlet"] == _OTHERS, size=-grid["n_docs"],
    )  # fmt: skip
    made = made.sort_values(["rank", "last", "size", "outlet", "tenth"], kind="stable")
    made["wave"] = made["wave"].where(made["wave"] != wording.NO_WAVE, None)
    return made.reset_index(drop=True)


def _few_outlets(named: pd.DataFrame, most_rows: int) -> pd.Series:
    """Name the outlets of each wave that have few articles as one."""
    sizes = named.groupby(["wave", "outlet"])["doc_id"].size().rename("n").reset_index()
    sizes = sizes.sort_values(["wave", "n", "outlet"], ascending=[True, False, True])
    room = max(most_rows // max(sizes["wave"].nunique(), 1), 1)
    small = sizes.groupby("wave").cumcount() >= room - 1
    small &= sizes.groupby("wave")["outlet"].transform("size") > room
    pairs = pd.MultiIndex.from_frame(named[["wave", "outlet"]])
    return named["outlet"].mask(
        pairs.isin(pd.MultiIndex.from_frame(sizes.loc[small, ["wave", "outlet"]])), _OTHERS
    )


def dispersion(measured: pd.DataFrame, *, terms: Sequence[str] = ()) -> pd.DataFrame:
    """Write `dispersion.measures` for reading; `terms` keeps those, in their order.

    Returns
    -------
    DataFrame
        language, term, uses, articles ('3 of 5'), DP, DPnorm, Juilland's D, Carroll's D2, KLD
        (bits), note.
    """
    table = measured
    if terms:
        place = {term: number for number, term in enumerate(terms)}
        table = table[table["term"].isin(place)]
        rank = table["term"].map(place)
        table = table.assign(rank=rank).sort_values(["language", "rank"], kind="stable")
    articles = [f"{row.n_with:,} of {row.n_docs:,}" for row in each_row(table)]
    scores = {"DP": "dp", "DPnorm": "dp_norm", "Juilland’s D": "juilland_d",
              "Carroll’s D2": "carroll_d2", "KLD (bits)": "kld"}  # fmt: skip
    shown = {
        "language": table["language"].map(language_name), "term": table["term"],
        "uses": table["n"],
        "articles": articles,
        **{name: table[column].map(_two_places) for name, column in scores.items()},
        "note": table["note"],
    }  # fmt: skip
    return pd.DataFrame(shown).reset_index(drop=True)


def collocations(scored: pd.DataFrame, *, most: int = 25) -> pd.DataFrame:
    """Write `collocations.scores` or `collocations.triples` for reading, the first of each group.

    Parameters
    ----------
    scored : DataFrame
    most : int
        Rows of each language and group.

    Returns
    -------
    DataFrame
        language, groups, words, near (for pairs: 'word and neighbour' in two columns), times,
        articles, times expected, and the scores.
    """
    names = {"first": "word", "second": "neighbour", "third": "third word", "n": "times",
             "n_docs": "articles", "expected": "times by chance", "n_first": "uses of word",
             "n_second": "uses of neighbour", "log_dice": "logDice", "pmi": "PMI (bits)",
             "likelihood_ratio": "G2", "student_t": "t", "chi_sq": "chi2"}  # fmt: skip
    known = [*scored.columns]
    groups = known[: known.index("first")]
    top = scored.groupby(groups, dropna=False, sort=False).head(most).drop(columns="n_words")
    for name in known[known.index("n_words") + 1 :]:
        top[name] = top[name].map(_two_places)
    top["language"] = top["language"].map(language_name)
    return top.rename(columns=names).reset_index(drop=True)


def _two_places(value: float) -> str:
    """Write a score with two decimals, or a dash."""
    return "–" if pd.isna(value) else f"{value:,.2f}".replace("-", "−")


def in_order(table: pd.DataFrame, names: Sequence[str] | Mapping[str, str]) -> pd.DataFrame:
    """Put contrasts into the order of their groups, such as that of the frames of a codebook.

    Parameters
    ----------
    table : DataFrame
        With language and target, such as `keyness.compare` and `keyness.sizes` give.
    names : sequence or mapping of str
        Groups in their order; others come behind.

    Returns
    -------
    DataFrame
        The same rows; those of a contrast stay in their order.

    Examples
    --------
    >>> table = pd.DataFrame({"language": "en", "target": ["a", "b"]})
    >>> in_order(table, ["b", "a"])["target"].tolist()
    ['b', 'a']
    """
    places = {name: place for place, name in enumerate(names)}
    place = table["target"].map(places).fillna(len(places))
    ordered = table.assign(place=place).sort_values(["language", "place"], kind="stable")
    return ordered.drop(columns="place").reset_index(drop=True)


def keyness(
    scored: pd.DataFrame, *, most: int = 10, names: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Write `keyness.compare` for reading: the first terms of each side, counts beside scores.

    Parameters
    ----------
    scored : DataFrame
    most : int
        Terms on each side of each language and contrast.
    names : mapping, optional
        How targets and references are called, such as the labels of frames.

    Returns
    -------
    DataFrame
        language, more in, than in, term, uses there and elsewhere (with the articles that use
        it), both per 10,000 words, times as often (with its interval), z, G2, adjusted p.
        Sorted by z within each side.
    """
    called, rows = names or {}, []
    groups = scored.groupby(["language", "target", "reference"], sort=False)
    for (language, *sides), own in groups:
        plain = language_name if ", " in str(language) else str
        label = [called.get(str(side), plain(str(side))) for side in sides]
        above = own[own["z"] > 0].sort_values(["z", "term"], ascending=[False, True])
        below = own[own["z"] < 0].sort_values(["z", "term"])
        for part, there, other, first in ((above, "target", "reference", 0),
                                          (below, "reference", "target", 1)):  # fmt: skip
            rows += [
                {"language": language_name(str(language)), "more in": label[first],
                 "than in": label[1 - first], "term": row["term"],
                 "uses there": _uses(row, there), "uses elsewhere": _uses(row, other),
                 "per 10,000 words there": f"{row[f'per_10k_{there}']:,.1f}",
                 "elsewhere": f"{row[f'per_10k_{other}']:,.1f}",
                 "times as often": _times(row, turned=bool(first)),
                 "z": _two_places(row["z"]), "G2": _two_places(row["g2"]),
                 "adjusted p": "–" if pd.isna(row["p_adjusted"]) else p_text(row["p_adjusted"])}
                for _, row in part.head(most).iterrows()
            ]  # fmt: skip
    return pd.DataFrame(rows, columns=_KEYNESS)


def _uses(row: pd.Series, side: str) -> str:
    """Write how often a term is used on a side, and in how many of its articles."""
    return (
        f"{int(row[f'n_{side}']):,} ({int(row[f'n_docs_with_{side}']):,} of "
        f"{int(row[f'n_docs_{side}']):,})"
    )


def _times(row: pd.Series, *, turned: bool) -> str:
    """Write a log ratio as a number of times, with its interval; only there, if so."""
    if not min(row["n_target"], row["n_reference"]):
        return "only there"
    values = [2 ** (-row[name] if turned else row[name])
              for name in ("log_ratio", "ci_low", "ci_high")]  # fmt: skip
    told = f"{values[0]:,.1f}"
    if pd.isna(values[1]):
        return told
    return f"{told} ({min(values[1:]):,.1f} to {max(values[1:]):,.1f})"
