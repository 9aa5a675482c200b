"""What an edit of the codebook moved: articles gained and lost, with the sentences.

Two codebooks are asked of the same words (`recode`), and the hits that count are compared: by
frame, by pattern, and sentence by sentence.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from analysis.contracts import InputError, did_you_mean
from analysis.recode import Recoded

__all__ = ["frames", "passages", "patterns"]

USE: Final = ("frame", "indicator", "pattern")
_COUNTS: Final = (
    "n_docs_before", "n_docs_after", "n_docs_gained", "n_docs_lost",
    "n_units_before", "n_units_after", "n_units_gained", "n_units_lost",
)  # fmt: skip


def frames(before: Recoded, after: Recoded) -> pd.DataFrame:
    """Say for each frame how many articles and units carry it before and after an edit.

    Parameters
    ----------
    before, after : Recoded
        The same words, asked by two codebooks.

    Returns
    -------
    DataFrame
        frame, change ('added' or 'removed' where only one codebook has the frame, 'moved',
        'same'), and of articles (`n_docs_...`) and units (`n_units_...`) those that carry the
        frame `before` and `after`, and those `gained` and `lost`; in the order of the new codebook,
        frames that are gone behind.

    Raises
    ------
    InputError
        If the two are not of the same words.
    """
    order = dict.fromkeys([*after.book.frame_ids, *before.book.frame_ids])
    table = _moved(before, after, ["frame"])
    table["frame"] = pd.Categorical(table["frame"], list(order))
    have = {name: [name in book.frame_ids for book in (before.book, after.book)] for name in order}
    missing = pd.DataFrame({"frame": [name for name in order if name not in set(table["frame"])]})
    missing["frame"] = pd.Categorical(missing["frame"], list(order))
    whole = pd.concat([table, missing]).sort_values("frame", ignore_index=True)
    whole = whole.fillna(dict.fromkeys(_COUNTS, 0)).astype({**dict.fromkeys(_COUNTS, "int64")})
    whole["frame"] = whole["frame"].astype("str")
    moved = whole["n_units_gained"] + whole["n_units_lost"] > 0
    whole["change"] = [_change(*have[name], moved=bool(any_moved))
                       for name, any_moved in zip(whole["frame"], moved, strict=True)]  # fmt: skip
    return whole


def patterns(before: Recoded, after: Recoded) -> pd.DataFrame:
    """Say for each pattern what it gained and lost.

    Returns
    -------
    DataFrame
        frame, indicator, pattern, and the columns of `frames`, where a hit of the pattern counts;
        `change` is 'moved' where the pattern stands in both codebooks and its hits count elsewhere
        (because of an exclusion or a negation). What moved most units comes first, and patterns
        that stayed the same last.
    """
    table = _moved(before, after, list(USE))
    own = [set(map(tuple, book.uses.to_numpy().tolist())) for book in (before, after)]
    every = pd.DataFrame(sorted(own[0] | own[1]), columns=list(USE), dtype="str")
    whole = every.merge(table, on=list(USE), how="left")
    whole = whole.fillna(dict.fromkeys(_COUNTS, 0)).astype(dict.fromkeys(_COUNTS, "int64"))
    uses = map(tuple, whole[list(USE)].to_numpy().tolist())
    most = whole["n_units_gained"] + whole["n_units_lost"]
    whole["change"] = [_change(use in own[0], use in own[1], moved=bool(any_moved))
                       for use, any_moved in zip(uses, most > 0, strict=True)]  # fmt: skip
    calm = whole["change"].eq("same")
    order = np.lexsort((np.arange(len(whole)), -most, calm))
    return whole.iloc[order].reset_index(drop=True)[[*USE, "change", *_COUNTS]]


def _change(before: bool, after: bool, *, moved: bool) -> str:
    """Name what happened to a frame or pattern."""
    if before and after:
        return "moved" if moved else "same"
    return "added" if after else "removed"


def _moved(before: Recoded, after: Recoded, keys: list[str]) -> pd.DataFrame:
    """Count by keys the articles and units with a counted hit, in both, and in one alone."""
    if before.words is not after.words:
        message = "These are codes of different words; ask both codebooks of the same ones."
        raise InputError(message)
    names = [pd.MultiIndex.from_frame(one.uses[keys].astype("str")) for one in (before, after)]
    every = names[0].union(names[1]).unique()
    table = every.to_frame(index=False)
    hits = [one.counted() for one in (before, after)]
    for kind in ("docs", "units"):
        column = {"docs": "document", "units": "unit"}[kind]
        size = max(before.words.n_units, 1)
        pairs = [_pairs(own, keys, column, every, size) for own in hits]
        both = np.intersect1d(pairs[0], pairs[1], assume_unique=True)
        counts = [np.bincount(found // size, minlength=len(every)) for found in (*pairs, both)]
        table[f"n_{kind}_before"], table[f"n_{kind}_after"] = counts[0], counts[1]
        table[f"n_{kind}_gained"] = counts[1] - counts[2]
        table[f"n_{kind}_lost"] = counts[0] - counts[2]
    return table


def _pairs(
    hits: pd.DataFrame, keys: list[str], column: str, every: pd.MultiIndex, size: int
) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Give each pair of key and article (or unit) with a counted hit once, as one number."""
    codes = np.zeros(len(hits), dtype=np.int64)
    for key in keys:
        codes = codes * len(hits[key].cat.categories) + hits[key].cat.codes.to_numpy(np.int64)
    known, first, place = np.unique(codes, return_index=True, return_inverse=True)
    told = pd.MultiIndex.from_frame(hits[keys].iloc[first].astype("str"))
    number = every.get_indexer(told)[place] if len(known) else codes
    return np.unique(number.astype(np.int64) * size + hits[column].to_numpy(np.int64))


def passages(
    before: Recoded, after: Recoded, *, frame: str, pattern: str | None = None, most: int = 20,
    seed: int,
) -> pd.DataFrame:  # fmt: skip
    """Give sentences that gained or lost a frame, drawn at random.

    Parameters
    ----------
    before, after : Recoded
    frame : str
        Its id, in either codebook.
    pattern : str, optional
        Only units where hits of this pattern came or went.
    most : int
        Units shown of those gained, and of those lost.
    seed : int
        Of the draw.

    Returns
    -------
    DataFrame
        change ('gained' or 'lost'), doc_id, start and end of the unit, `text` of the unit, and
        `patterns` (what was found in it, after the edit for 'gained', before it for 'lost'; joined
        by '; '); by change, doc_id and start. `n` is how many units there were to draw from.

    Raises
    ------
    InputError
        If neither codebook has the frame, or the pattern.
    """
    known = {*before.book.frame_ids, *after.book.frame_ids}
    if frame not in known:
        message = f"Neither codebook has the frame {frame!r}. {did_you_mean(frame, known)}"
        raise InputError(message)
    asked = set(before.uses["pattern"]) | set(after.uses["pattern"])
    if pattern is not None and pattern not in asked:
        message = f"Neither codebook has the pattern {pattern!r}. {did_you_mean(pattern, asked)}"
        raise InputError(message)
    hits = [_of(one, frame, pattern) for one in (before, after)]
    chance = np.random.default_rng(seed)
    parts = []
    for change, here, there in (("gained", hits[1], hits[0]), ("lost", hits[0], hits[1])):
        units = np.setdiff1d(here["unit"].to_numpy(), there["unit"].to_numpy())
        drawn = np.sort(chance.permutation(units)[:most])
        found = here[here["unit"].isin(drawn)].groupby("unit")["pattern"]
        told = found.agg(lambda values: "; ".join(dict.fromkeys(map(str, values))))
        parts.append(_places(after, drawn).assign(
            change=change, patterns=told.reindex(drawn).to_numpy(), n=len(units)))  # fmt: skip
    columns = ["change", "doc_id", "start", "end", "text", "patterns", "n"]
    return pd.concat(parts).sort_values(columns[:3], ignore_index=True)[columns]


def _of(one: Recoded, frame: str, pattern: str | None) -> pd.DataFrame:
    """Hits that count of one frame, and of one pattern where it is named."""
    hits = one.counted()
    hits = hits[hits["frame"] == frame]
    return hits if pattern is None else hits[hits["pattern"] == pattern]


def _places(one: Recoded, units: Sequence[int] | np.ndarray) -> pd.DataFrame:
    """Say where units stand, with their text."""
    rows = [one.words.place(int(unit)) for unit in units]
    table = pd.DataFrame(rows, columns=["doc_id", "start", "end"])
    texts = one.words.source.of(table["doc_id"])
    table["text"] = [texts[doc_id][start:end] for doc_id, start, end in
                     zip(table["doc_id"], table["start"], table["end"], strict=True)]  # fmt: skip
    return table
