"""The units that a sample is drawn from, and the stratum of each.

Private to `sample`. A stratum is a cell of the `by` columns (such as a news wave and a
language) and, within it, the rarest machine frame that the unit carries, so that the strata
partition the universe and one sample serves every frame.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import _counts, contracts
from analysis.contracts import TableError, first_five

__all__ = ["ANY", "NONE", "SEPARATOR", "Universe", "name", "universe"]

NONE: Final = "none"
"""Class of the units in which the machine sees no frame."""

ANY: Final = "any"
"""Class of all units where the sample is not stratified by machine code."""

SEPARATOR: Final = " | "
_SPAN: Final = ["unit_id", "doc_id", "unit", "start", "end"]
_OF_DOCUMENT: Final = ["source_file", "wave", "language", "cluster_id"]


class Universe(NamedTuple):
    """The units that can be drawn, and those that cannot, with the reason.

    `units` has a row for each unit, sorted by `unit_id`: unit_id, doc_id, unit, start, end,
    source_file, wave, language, cluster_id, the other `by` columns, machine_class, stratum,
    stratum_size, machine (who coded it with what) and drawn_by. `left_out` has unit_id, doc_id
    and reason.
    """

    units: pd.DataFrame
    left_out: pd.DataFrame


def universe(
    segments: pd.DataFrame, codings: pd.DataFrame, documents: pd.DataFrame, *,
    by: Sequence[str], by_code: bool,
) -> Universe:  # fmt: skip
    """Put every unit that can be drawn into one stratum.

    Parameters
    ----------
    segments, codings, documents : DataFrame
        The contracts of these names; units of one kind, codes of one machine coder.
    by : sequence of str
        Columns of documents, or of segments where documents lack them.
    by_code : bool
        Whether the machine's codes tell strata apart.

    Raises
    ------
    TableError
        If the units are of several kinds, the codes of several coders or of a person, or
        nothing is left to draw from.
    """
    segments = contracts.conform(segments, "segments")
    codings = contracts.conform(codings, "codings")
    documents = contracts.conform(documents, "documents")
    known = {*documents.columns, *segments.columns}
    names = _counts.group_columns(by, known, table="documents or segments")
    machine = _check(segments, codings)
    units = _units(segments, documents, names)
    places = _counts._places(codings, segments, "segment_id", "codings")
    reasons = _reasons(units, segments["role"], places, names)
    kept = reasons.isna().to_numpy()
    if not kept.any():
        found = first_five(reasons.value_counts().index) or "there are no segments"
        message = f"No unit is left to draw a sample from: {found}."
        raise TableError(message)
    left_out = units.loc[~kept, ["unit_id", "doc_id"]].assign(reason=reasons[~kept])
    drawable = _classed(units, codings, places, kept, names, by_code=by_code)
    drawable = drawable.assign(machine=machine, drawn_by=SEPARATOR.join(names))
    return Universe(
        drawable.sort_values("unit_id", ignore_index=True),
        left_out.sort_values("unit_id", ignore_index=True),
    )


def _check(segments: pd.DataFrame, codings: pd.DataFrame) -> str:
    """Name the one machine coder and its codebook, or say why the tables cannot be used."""
    if len(kinds := sorted(segments["unit"].unique())) > 1:
        message = (f"Table segments holds units of several kinds ({first_five(kinds)}), so the "
                   f"same words could be drawn twice. Choose one kind.")  # fmt: skip
        raise TableError(message)
    if (codings["coder_kind"] == "human").any():
        people = first_five(sorted(codings.loc[codings["coder_kind"] == "human", "coder"].unique()))
        message = (f"Table codings holds codes of people ({people}). The strata are made of the "
                   f"codes of one machine, which every unit has; give those.")  # fmt: skip
        raise TableError(message)
    who = codings[["coder", "codebook"]].drop_duplicates().sort_values(["coder", "codebook"])
    if len(who) > 1:
        listed = first_five(f"{row.coder} {row.codebook}" for row in contracts.each_row(who))
        message = (f"Table codings holds the codes of {len(who)} coders or codebooks ({listed}). "
                   f"Choose one: a unit can lie in one stratum only.")  # fmt: skip
        raise TableError(message)
    return "" if who.empty else f"{who['coder'].iloc[0]} {who['codebook'].iloc[0]}"


def _units(segments: pd.DataFrame, documents: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Units with what is known of their documents."""
    at = _counts._places(segments, documents, "doc_id", "segments")
    units = segments.rename(columns={"segment_id": "unit_id"})[_SPAN].copy()
    for column in dict.fromkeys([*_OF_DOCUMENT, *by]):
        whole = documents[column].iloc[at] if column in documents.columns else segments[column]
        units[column] = whole.to_numpy()
    return units.astype(dict.fromkeys(_OF_DOCUMENT, "str"))


def _reasons(
    units: pd.DataFrame, roles: pd.Series, coded: NDArray[np.intp], by: Sequence[str]
) -> pd.Series:
    """Why each unit cannot be drawn; null where it can."""
    reasons = pd.Series(None, index=units.index, dtype="str")
    for column in reversed(by):
        reasons = reasons.mask(units[column].isna(), f"no {column}")
    asked = np.zeros(len(units), bool)
    asked[coded] = True
    reasons = reasons.mask(~asked, "not coded by the machine")
    uncounted = ~roles.isin(contracts.COUNTED_ROLES)
    return reasons.mask(uncounted, "not counted: " + roles)


def _classed(
    units: pd.DataFrame, codings: pd.DataFrame, places: NDArray[np.intp],
    kept: NDArray[np.bool_], by: Sequence[str], *, by_code: bool,
) -> pd.DataFrame:  # fmt: skip
    """Units that can be drawn, with class, stratum and its size."""
    cells, cell_names = _cells(units[kept], by)
    if by_code:
        yes = codings["value"].eq(1).fillna(False).to_numpy(bool) & kept[places]
        at = (np.cumsum(kept) - 1)[places[yes]]
        frames, ids = pd.factorize(codings.loc[yes, "frame"], sort=True)
        chosen = _rarest(at, frames, cells, shape=(len(cell_names), len(ids)))
        classes = np.array([*ids, NONE], dtype=object)
    else:
        chosen, classes = np.zeros(len(cells), int), np.array([ANY], dtype=object)
    strata = cells * len(classes) + chosen
    present, inverse, sizes = np.unique(strata, return_inverse=True, return_counts=True)
    titles = [
        name([*cell_names[code // len(classes)], classes[code % len(classes)]]) for code in present
    ]
    return units[kept].assign(
        machine_class=pd.Series(classes[chosen], index=units.index[kept], dtype="str"),
        stratum=pd.Series(
            np.array(titles, dtype=object)[inverse], index=units.index[kept], dtype="str"
        ),
        stratum_size=sizes[inverse],
    )


def _cells(units: pd.DataFrame, by: Sequence[str]) -> tuple[NDArray[np.intp], list[list[str]]]:
    """Give the number of the `by` cell of each unit, and the values each cell stands for."""
    if not by:
        return np.zeros(len(units), np.intp), [[]]
    codes = np.asarray(units.groupby(list(by), sort=True).ngroup(), np.intp)
    _, first = np.unique(codes, return_index=True)
    rows = units[list(by)].iloc[first].to_numpy(dtype=object)
    return codes, [[str(value) for value in row] for row in rows]


def _rarest(
    at: NDArray[np.intp], frames: NDArray[np.intp], cells: NDArray[np.intp], *,
    shape: tuple[int, int],
) -> NDArray[np.intp]:  # fmt: skip
    """Find the number of the rarest frame of each unit in its cell; the last number is none.

    `at` and `frames` are unit and frame of each machine yes. Of two frames that are equally
    rare, the one whose name comes first is taken.
    """
    n_frames = shape[1]
    counts = np.bincount(cells[at] * n_frames + frames, minlength=shape[0] * n_frames)
    order = np.argsort(counts.reshape(shape), axis=1, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(n_frames)[None, :], axis=1)
    best = np.full(len(cells), n_frames)
    np.minimum.at(best, at, ranks[cells[at], frames])
    with_none = np.hstack([order, np.full((shape[0], 1), n_frames)])
    chosen: NDArray[np.intp] = with_none[cells, best]
    return chosen


def name(values: Sequence[str]) -> str:
    r"""Name of a stratum: its values with a bar between; a bar in a value is escaped.

    Examples
    --------
    >>> name(["January 2025", "nl", "conflict"])
    'January 2025 | nl | conflict'
    >>> print(name(["a|b", "none"]))
    a\|b | none
    """
    return SEPARATOR.join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)
