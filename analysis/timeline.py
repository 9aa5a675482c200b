"""Articles day by day: how many appeared, and how many carried each frame.

Every day of every news wave is there, with zeros; an article that is not dated to a single
day cannot be placed and is listed.
"""

import pandas as pd

from analysis import _counts, contracts

__all__ = ["daily", "undated"]


def daily(
    tallies: pd.DataFrame, documents: pd.DataFrame, days: pd.DataFrame, *, min_units: int = 1
) -> pd.DataFrame:  # fmt: skip
    """Count documents, and documents with each frame, on every day of every news wave.

    Only documents of the wave that are dated to a single day within it can be placed;
    `undated` lists the others.

    Parameters
    ----------
    tallies, documents : DataFrame
        Contracts `tallies` and `documents`.
    days : DataFrame
        One row per news wave: wave, start, end (both days belong to the wave).
    min_units : int
        A document carries the frame with at least this many units.

    Returns
    -------
    DataFrame
        wave, day, frame, n_docs (documents of that day coded for the frame), n_positive
        (those that carry it), share (null on a day without documents). Every day of every
        wave is there for every frame, with zeros.

    Examples
    --------
    >>> days = pd.DataFrame({"wave": ["May"], "start": ["2031-05-01"], "end": ["2031-05-04"]})
    >>> daily(contracts.empty("tallies"), contracts.empty("documents"), days).columns.tolist()
    ['wave', 'day', 'frame', 'n_docs', 'n_positive', 'share']
    """
    counts = _counts.per_document(tallies, ())
    placed = _placed(documents, days)
    dated = counts.merge(placed[placed["reason"].isna()], on="doc_id")
    keys = ["wave", "day", "frame"]
    found = dated.assign(n_docs=1, n_positive=_counts.carries(dated, min_units))
    sums = found.groupby(keys, as_index=False)[["n_docs", "n_positive"]].sum()
    waves = _waves(days)
    calendar = pd.concat([waves.head(0).rename(columns={"start": "day"})[["wave", "day"]],
                          *(pd.DataFrame({"wave": wave, "day": pd.date_range(start, end, unit="s")})
                            for wave, start, end in waves.itertuples(index=False))])  # fmt: skip
    grid = calendar.merge(counts[["frame"]].drop_duplicates(), how="cross")
    rows = grid.merge(sums, on=keys, how="left").fillna({"n_docs": 0, "n_positive": 0})
    rows = rows.astype({"n_docs": "int64", "n_positive": "int64"})
    share = rows["n_positive"] / rows["n_docs"].where(rows["n_docs"] > 0)
    return rows.assign(share=share).sort_values(["day", "wave", "frame"], ignore_index=True)


def undated(tallies: pd.DataFrame, documents: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """List the counted documents that `daily` cannot place on a day, and why.

    Parameters
    ----------
    tallies, documents, days
        As in `daily`.

    Returns
    -------
    DataFrame
        doc_id, wave, reason; sorted by doc_id.

    Examples
    --------
    >>> days = pd.DataFrame({"wave": ["May"], "start": ["2031-05-01"], "end": ["2031-05-04"]})
    >>> len(undated(contracts.empty("tallies"), contracts.empty("documents"), days))
    0
    """
    counted = contracts.conform(tallies, "tallies")["doc_id"]
    placed = _placed(documents, days)
    lost = placed[placed["doc_id"].isin(counted) & placed["reason"].notna()]
    return lost[["doc_id", "wave", "reason"]].sort_values("doc_id", ignore_index=True)


def _placed(documents: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Rows doc_id, wave, day, reason; the reason is null where the day is known."""
    known = contracts.conform(documents, "documents").rename(columns={"published_from": "day"})
    known = known[["doc_id", "wave", "day", "published_to"]]
    dates = known.merge(_waves(days), on="wave", how="left")
    reasons = {
        "no date": dates["day"].isna() & dates["published_to"].isna(),
        "dated to a period, not to a day": dates["day"] != dates["published_to"],
        "in no wave": dates["wave"].isna(),
        "its wave has no row in days": dates["start"].isna(),
        "its day lies outside its wave": (dates["day"] < dates["start"])
        | (dates["day"] > dates["end"]),
    }
    reason = pd.Series(None, index=dates.index, dtype="str")
    for text, holds in reasons.items():
        reason = reason.mask(reason.isna() & holds, text)
    return dates[["doc_id", "wave", "day"]].assign(reason=reason)


def _waves(days: pd.DataFrame) -> pd.DataFrame:
    """Rows wave, start, end of `days` as days, checked."""
    if absent := [name for name in ("wave", "start", "end") if name not in days.columns]:
        message = f"Table days lacks {contracts.first_five(absent)}; it needs wave, start, end."
        raise contracts.TableError(message)
    waves = days[["wave", "start", "end"]].reset_index(drop=True).astype({"wave": "str"})
    waves = waves.assign(**{name: pd.to_datetime(waves[name]).astype("datetime64[s]")
                            for name in ("start", "end")})  # fmt: skip
    wrong = waves["wave"].duplicated() | waves.isna().any(axis=1) | (waves["end"] < waves["start"])
    if wrong.any():
        message = (f"Table days has waves that come twice, lack a day or end before they start: "
                   f"{contracts.first_five(waves.loc[wrong, 'wave'])}.")  # fmt: skip
        raise contracts.TableError(message)
    return waves
