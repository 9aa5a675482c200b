"""Units counted by topic: for each article, for each frame, and over time."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal

import numpy as np
import pandas as pd

from analysis import _counts, _intervals, contracts
from analysis._topics.checking import need, typed

__all__ = ["BINS", "crossed", "over_time", "tallies"]

BINS: Final = ("wave", "month", "week")
"""What `over_time` can cut time into."""

_CODE: Final = "code:"
_TOPICS: Final = ("language", "doc_id", "topic")


def tallies(
    assigned: pd.DataFrame, documents: pd.DataFrame, *, by: Sequence[str] = ()
) -> pd.DataFrame:
    """Count the units of each article, and of them those of each topic.

    Parameters
    ----------
    assigned : DataFrame
        language, doc_id, unit_id, topic.
    documents : DataFrame
        Contract `documents`.
    by : sequence of str
        Columns of `documents`, such as 'wave' or 'outlet'.

    Returns
    -------
    DataFrame
        Contract `tallies` with `frame` the topic as text ('-1': in no topic), the `by`
        columns and language: a row for each article and each topic of the language, zeros
        included. n_units are all units of the article in that language, so that the shares
        of all topics and '-1' add up to 1. `measure.salience` makes shares of them with
        articles as the sample; give it one language at a time. Count all units at once: a
        part of them does not know of the topics of the others.

    Raises
    ------
    contracts.TableError
        If a column is absent, a unit comes twice or an article is unknown.

    Examples
    --------
    >>> articles = contracts.empty("documents")
    >>> nothing = pd.DataFrame(columns=["language", "doc_id", "unit_id", "topic"])
    >>> tallies(nothing, articles, by=["wave"]).columns.tolist()[-2:]
    ['wave', 'language']
    """
    need(assigned, "assigned", (*_TOPICS, "unit_id"))
    known = contracts.conform(documents, "documents")
    names = _counts.group_columns(
        [name for name in by if name != "language"], known.columns, table="documents"
    )
    _check_units(assigned, known)
    grid = _grid(assigned)
    about = known[["doc_id", *names]]
    ordered = grid.merge(about, on="doc_id").sort_values(["language", "doc_id", "topic"])
    table = pd.DataFrame({
        "doc_id": ordered["doc_id"], "frame": ordered["topic"].astype("str"),
        "n_units": ordered["n_units"], "n_positive": ordered["n_positive"], "weight": 1.0,
        "cluster_id": _counts.clusters_of(documents, ordered["doc_id"]),
        **{name: ordered[name] for name in names}, "language": ordered["language"],
    })  # fmt: skip
    return contracts.conform(table, "tallies")


def _grid(assigned: pd.DataFrame) -> pd.DataFrame:
    """Count units by language, article and every topic of that language."""
    keys = ["language", "doc_id"]
    sizes = assigned.groupby(keys, as_index=False).agg(n_units=("unit_id", "size"))
    found = assigned.groupby([*keys, "topic"], as_index=False).agg(n_positive=("unit_id", "size"))
    topics = assigned[["language", "topic"]].drop_duplicates()
    every = sizes.merge(topics, on="language").merge(found, how="left", on=[*keys, "topic"])
    kinds: Any = {"n_positive": "int64", "topic": "int64", "doc_id": "str", "language": "str"}
    return every.fillna({"n_positive": 0}).astype(kinds)


def _check_units(assigned: pd.DataFrame, documents: pd.DataFrame) -> None:
    """Raise if a unit comes twice or lies in an unknown article."""
    if (twice := assigned.duplicated(["language", "unit_id"])).any():
        ids = contracts.first_five(assigned.loc[twice, "unit_id"])
        message = f"Table assigned has units twice ({ids}); give one topic to each."
        raise contracts.TableError(message)
    strange = assigned.loc[~assigned["doc_id"].isin(documents["doc_id"]), "doc_id"].unique()
    if len(strange):
        message = (f"Table assigned has units of {len(strange):,} articles that are not in "
                   f"documents ({contracts.first_five(strange)}). Do both come from the same "
                   f"run?")  # fmt: skip
        raise contracts.TableError(message)


def crossed(assigned: pd.DataFrame, units: pd.DataFrame, *, level: float) -> pd.DataFrame:
    """Count which frames the units of each topic carry.

    Parameters
    ----------
    assigned : DataFrame
        language, unit_id, doc_id, topic.
    units : DataFrame
        unit_id and a column `code:<frame>` for each frame: 1 if the unit carries it, 0 if
        not, null if it could not be decided (the unit then does not count for that frame).
    level : float
        Confidence level, such as 0.95.

    Returns
    -------
    DataFrame
        A row for each language, topic and frame, zeros included: n_units and n_positive in
        the topic, n_docs, share, ci_low and ci_high (articles as clusters, Student's t),
        n_rest and n_rest_positive (all other units of the language), share_rest, lift
        (share in the topic / share in all units of the language), log_odds (ln of the odds
        ratio of the topic against the rest, 0.5 added to each of the four counts), note.
        There is no p-value: the topics were found in the same units.

    Raises
    ------
    contracts.TableError
        If a column is absent or no frame was coded.

    Examples
    --------
    >>> assigned = pd.DataFrame({"language": "en", "unit_id": list("abcd"), "topic": [0, 0, 1, 1],
    ...                          "doc_id": ["x", "y", "x", "y"]})
    >>> units = pd.DataFrame({"unit_id": list("abcd"), "code:theft": [1, 1, 1, 0]})
    >>> table = crossed(assigned, units, level=0.95)
    >>> table[["topic", "n_positive", "n_units", "lift"]].round(2).to_numpy().tolist()
    [[0.0, 2.0, 2.0, 1.33], [1.0, 1.0, 2.0, 0.67]]
    """
    need(assigned, "assigned", (*_TOPICS, "unit_id"))
    need(units, "units", ("unit_id",))
    _intervals.check_level(level)
    frames = [str(name) for name in units.columns if str(name).startswith(_CODE)]
    if not frames:
        message = "Table units has no column code:<frame>; make it with topics.units(codings=...)."
        raise contracts.TableError(message)
    joined = assigned[[*_TOPICS, "unit_id"]].merge(units[["unit_id", *frames]], on="unit_id")
    rows = [
        {"language": language, "topic": topic, "frame": frame.removeprefix(_CODE),
         **_one_cell(part[part[frame].notna()], int(topic), frame, level=level)}
        for language, part in joined.groupby("language", sort=True)
        for topic in sorted(part["topic"].unique())
        for frame in frames
    ]  # fmt: skip
    return typed(
        rows, language="str", topic="int64", frame="str", n_units="int64", n_positive="int64",
        n_docs="int64", share="float64", ci_low="float64", ci_high="float64",
        n_rest="int64", n_rest_positive="int64", share_rest="float64", lift="float64",
        log_odds="float64", note="str",
    )  # fmt: skip


def _one_cell(part: pd.DataFrame, topic: int, frame: str, *, level: float) -> dict[str, Any]:
    """Count the units of one topic and frame, and those outside of it."""
    inside = part["topic"] == topic
    own = part[inside]
    k, n = int(own[frame].sum()), len(own)
    k_rest, n_rest = int(part.loc[~inside, frame].sum()), len(part) - n
    of_docs = own.groupby("doc_id")[frame].agg(["sum", "size"])
    fit = _intervals.ratio(of_docs["sum"], of_docs["size"])
    low, high = _intervals.t_interval(
        fit.share, fit.std_error, df=fit.n_clusters - 1, level=level, low=0.0, high=1.0
    )
    overall = (k + k_rest) / len(part) if len(part) else math.nan
    odds = (k + 0.5) * (n_rest - k_rest + 0.5) / ((n - k + 0.5) * (k_rest + 0.5))
    few = fit.n_clusters < _intervals.MIN_DOCUMENTS
    return {
        "n_units": n, "n_positive": k, "n_docs": fit.n_clusters, "share": fit.share,
        "ci_low": low, "ci_high": high, "n_rest": n_rest, "n_rest_positive": k_rest,
        "share_rest": k_rest / n_rest if n_rest else math.nan,
        "lift": fit.share / overall if overall else math.nan, "log_odds": math.log(odds),
        "note": f"{_intervals.counted(fit.n_clusters, 'article')}: description only." if few
        else None,
    }  # fmt: skip


def over_time(
    assigned: pd.DataFrame, documents: pd.DataFrame, *, bins: Literal["wave", "month", "week"],
    order: Sequence[str] = (),
) -> pd.DataFrame:  # fmt: skip
    """Count the units of each topic in bins of time that are made first, without smoothing.

    Parameters
    ----------
    assigned : DataFrame
        language, doc_id, unit_id, topic.
    documents : DataFrame
        Contract `documents`.
    bins : {'wave', 'month', 'week'}
        News waves; calendar months ('2026-02'); weeks from Monday, named by it
        ('2026-02-09'). An article belongs to a month or week if its whole date interval lies
        in it.
    order : sequence of str
        The news waves in order; by their first article when left out.

    Returns
    -------
    DataFrame
        language, bin, topic, n_units (all units of the bin), n_positive (those of the topic),
        n_docs, share (null in a bin without units), in order. Months and weeks without an
        article have rows with zeros. A null bin holds the articles that belong to none.

    Raises
    ------
    contracts.InputError
        If `bins` is none of the three, or `order` lacks a wave.
    contracts.TableError
        As `tallies`.
    """
    if bins not in BINS:
        message = f"bins={bins!r} is none. {contracts.did_you_mean(str(bins), BINS)}"
        raise contracts.InputError(message)
    counts = tallies(assigned, documents)
    known = contracts.conform(documents, "documents").set_index("doc_id")
    places = _bins(known.loc[known.index.isin(counts["doc_id"])], bins)
    rows: list[dict[str, object]] = []
    for language, part in counts.groupby("language", sort=True):
        own = part.assign(bin=part["doc_id"].map(places))
        topics = sorted(map(int, own["frame"].unique()))
        for name in _each_bin(own["bin"], known, bins, order):
            inside = own[own["bin"] == name] if name is not None else own[own["bin"].isna()]
            if name is None and inside.empty:
                continue
            rows += _of_bin(inside, topics, {"language": language, "bin": name})
    return typed(rows, language="str", bin="str", topic="int64", n_units="int64",
                 n_positive="int64", n_docs="int64", share="float64")  # fmt: skip


def _bins(documents: pd.DataFrame, bins: str) -> pd.Series:
    """Name the bin of each article, by doc_id; null where it belongs to none."""
    if bins == "wave":
        return documents["wave"]
    first, last = (_named(documents[name], bins) for name in ("published_from", "published_to"))
    return first.where(first == last)


def _named(days: pd.Series, bins: str) -> pd.Series:
    """Name the month or the week of days."""
    if bins == "week":
        days = days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    return pd.Series(days.dt.strftime("%Y-%m" if bins == "month" else "%Y-%m-%d"))


def _each_bin(
    there: pd.Series, documents: pd.DataFrame, bins: str, order: Sequence[str]
) -> list[str | None]:
    """List the bins in order, those without an article too, and last the articles of none."""
    names = sorted(there.dropna().unique())
    if bins == "wave":
        first = documents.groupby("wave")["published_from"].min()
        named = list(order) or sorted(names, key=lambda name: (pd.isna(first[name]), first[name]))
        if lacking := [name for name in names if name not in named]:
            message = f"order lacks the waves {contracts.first_five(lacking)}; name all of them."
            raise contracts.InputError(message)
        return [*named, None]
    if not names:
        return [None]
    step = "MS" if bins == "month" else "W-MON"
    days = pd.date_range(names[0], names[-1], freq=step)
    return [*days.strftime("%Y-%m" if bins == "month" else "%Y-%m-%d"), None]


def _of_bin(
    inside: pd.DataFrame, topics: Iterable[int], about: Mapping[str, object]
) -> list[dict[str, object]]:
    """Count the topics of one bin."""
    n_docs = inside["doc_id"].nunique()
    n_units = int(inside.drop_duplicates("doc_id")["n_units"].sum())
    found = inside.groupby("frame")["n_positive"].sum()
    return [
        {**about, "topic": topic, "n_units": n_units, "n_docs": n_docs, "n_positive": k,
         "share": k / n_units if n_units else np.nan}
        for topic in topics
        for k in [int(found.get(str(topic), 0))]
    ]  # fmt: skip
