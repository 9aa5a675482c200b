"""Codes and voices to tallies: who speaks in the units that carry a frame.

A tally here has a row for each actor beside document and frame: of `n_units` units of the
document that carry the frame, this actor speaks in `n_positive`. `measure.salience` makes of
them the share of the units with a frame that is spoken by whom, `compare.difference` its
change. Tallies and counts are additive, so a large corpus can be counted in pieces
(`combine`).

Beside the actors of the study's list there are three more (`APART`), so that nothing is left
out: a speaker whom the list does not have, speech of nobody who is named, and no speech at all,
which is the journalist's own words. A unit in which two actors speak counts for both, so shares
may add up to more than 1; they never add up to less.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from analysis import _counts, contracts

__all__ = [
    "ANY",
    "APART",
    "Counted",
    "combine",
    "count",
    "sentences",
    "speakers",
    "spoken",
    "tally",
]

UNLISTED: Final = "unlisted"
UNATTRIBUTED: Final = "unattributed"
JOURNALIST: Final = "journalist"

APART: Final = (UNLISTED, UNATTRIBUTED, JOURNALIST)
"""Actors beside those of the list: of no type in it, not named, no voice at all."""

ANY: Final = "any"
"""Stands for a frame: all units that were coded, whatever they carry."""

_FORMS: Final = ("direct", "pullquote")
_TABLES: Final = ("voices", "codings", "segments", "documents")


class Counted(NamedTuple):
    """What is kept of some articles: the tallies, and who was heard."""

    tallies: pd.DataFrame
    spoken: pd.DataFrame


def tally(
    voices: pd.DataFrame, codings: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame,
    *, actors: Sequence[str], by: Sequence[str] = (),
    roles: Sequence[str] = contracts.COUNTED_ROLES,
) -> pd.DataFrame:  # fmt: skip
    """Count in each document the units with a frame, and those in which each actor speaks.

    Parameters
    ----------
    voices : DataFrame
        Contract `voices`, of these segments. Who only relays what another says is no speaker;
        a unit in which somebody relays and nobody speaks is unattributed.
    codings, segments, documents, by, roles
        As in `measure.tally`: one coder, one unit of coding.
    actors : sequence of str
        Keys of the actor types, all of them: each gets its row, zeros included.

    Returns
    -------
    DataFrame
        Contract `tallies` with the `by` columns and `actor`: a row for each document x `by` x
        frame that occurs in it x actor (`actors` and `APART`), and as the frame `ANY` all units
        that were coded. n_units: units that carry the frame; n_positive: those in which the
        actor speaks.

    Raises
    ------
    contracts.TableError
        As `measure.tally`; if voices are of unknown segments, hold an actor that is not in
        `actors`, or a name of `APART` or `ANY` is taken.

    Examples
    --------
    >>> nothing = [contracts.empty(name) for name in _TABLES]
    >>> tally(*nothing, actors=["government"], by=["wave"]).columns.tolist()
    ['doc_id', 'frame', 'n_units', 'n_positive', 'weight', 'cluster_id', 'wave', 'actor']
    """
    voices = contracts.conform(voices, "voices")
    every = _all_actors(actors, voices)
    units = _counts.counted_units(codings, segments, documents, by=by, roles=roles)
    _check_voices(voices, segments)
    if (units["frame"] == ANY).any():
        message = f"Table codings has a frame {ANY!r}, which stands for all units; rename it."
        raise contracts.TableError(message)
    keys = ["doc_id", *by, "frame"]
    whole = units.drop_duplicates("segment_id").assign(frame=ANY)
    carrying = pd.concat([units[units["value"] == 1], whole])[["segment_id", *keys]]
    carrying["frame"] = carrying["frame"].astype("str")
    totals = carrying.groupby(keys, dropna=False, as_index=False).agg(
        n_units=("segment_id", "size")
    )
    heard = carrying.merge(_speaking(voices), on="segment_id", how="left")
    heard["actor"] = heard["actor"].fillna(JOURNALIST)
    found = heard.groupby([*keys, "actor"], dropna=False, as_index=False).agg(
        n_positive=("segment_id", "size")
    )
    grid = totals.merge(pd.DataFrame({"actor": pd.Series(every, dtype="str")}), how="cross")
    table = grid.merge(found, on=[*keys, "actor"], how="left")
    counts = table.assign(
        n_positive=table["n_positive"].fillna(0).astype("int64"), weight=1.0,
        cluster_id=_counts.clusters_of(documents, table["doc_id"]),
    )  # fmt: skip
    columns = [*contracts.SCHEMAS["tallies"].names, *by, "actor"]
    return _sorted(contracts.conform(counts[columns], "tallies"), [*keys, "actor"], every)


def _sorted(table: pd.DataFrame, keys: list[str], actors: Sequence[str]) -> pd.DataFrame:
    """Sort tallies by their keys, actors in the order given."""
    place = table["actor"].map({actor: place for place, actor in enumerate(actors)})
    by = [*keys[:-1], "_place"]
    return table.assign(_place=place).sort_values(by, ignore_index=True).drop(columns="_place")


def _all_actors(actors: Sequence[str], voices: pd.DataFrame) -> list[str]:
    """Give the actors and those apart, after checking that all that occur are among them."""
    names = list(actors)
    taken = [name for name in names if name in APART or names.count(name) > 1]
    if taken:
        message = (f"actors holds {contracts.first_five(dict.fromkeys(taken))} twice, or a name "
                   f"that stands for something else; {', '.join(APART)} are added by themselves. "
                   f"Rename it in the list of actors.")  # fmt: skip
        raise contracts.TableError(message)
    seen = set(voices["actor"].dropna().unique())
    if strange := sorted(seen - set(names)):
        message = (f"Column voices.actor holds {contracts.first_five(strange)}, which the list of "
                   f"actors lacks. {contracts.did_you_mean(strange[0], names)} Were the voices "
                   f"found with this list?")  # fmt: skip
        raise contracts.TableError(message)
    return [*names, *APART]


def _check_voices(voices: pd.DataFrame, segments: pd.DataFrame) -> None:
    """Raise if voices are of segments that are not there."""
    known = _counts.among(voices["segment_id"], segments["segment_id"])
    if not known.all():
        ids = contracts.first_five(voices.loc[~known, "segment_id"].unique())
        message = (f"Table voices has {int((~known).sum()):,} rows whose segment_id is unknown "
                   f"({ids}). Do both tables come from the same run?")  # fmt: skip
        raise contracts.TableError(message)


def _speaking(voices: pd.DataFrame) -> pd.DataFrame:
    """Rows segment_id, actor: each actor once in each unit in which it speaks."""
    speaks = voices[voices["status"] == "speaks"]
    actor = _named_actor(speaks)
    rows = pd.DataFrame({"segment_id": speaks["segment_id"], "actor": actor})
    relayed = voices.loc[~_counts.among(voices["segment_id"], speaks["segment_id"]), "segment_id"]
    unsaid = pd.DataFrame({"segment_id": relayed, "actor": UNATTRIBUTED}).astype("str")
    return pd.concat([rows.astype("str"), unsaid]).drop_duplicates(ignore_index=True)


def _named_actor(voices: pd.DataFrame) -> pd.Series:
    """Type of each speaker; of no type in the list, or not named at all."""
    without = np.where(voices["speaker"].notna(), UNLISTED, UNATTRIBUTED)
    return voices["actor"].where(voices["actor"].notna(), pd.Series(without, index=voices.index))


def spoken(
    voices: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame, *,
    by: Sequence[str] = ("wave", "language"), roles: Sequence[str] = contracts.COUNTED_ROLES,
) -> pd.DataFrame:  # fmt: skip
    """Count the units of each document in which each speaker speaks.

    Parameters
    ----------
    voices, segments, documents
        Contracts of those names.
    by, roles : sequence of str
        Columns of `documents`, and roles of segments that count.

    Returns
    -------
    DataFrame
        doc_id, the `by` columns, speaker (null: not named), actor (of the list or of `APART`),
        n_units, n_direct (those in which the words stand in quotation marks); sorted. Additive:
        counts of parts of a corpus, put together, are those of the whole.

    Raises
    ------
    contracts.TableError
        If voices are of unknown segments, or there is no such column.

    Examples
    --------
    >>> nothing = [contracts.empty(name) for name in ("voices", "segments", "documents")]
    >>> spoken(*nothing).columns.tolist()
    ['doc_id', 'wave', 'language', 'speaker', 'actor', 'n_units', 'n_direct']
    """
    voices = contracts.conform(voices, "voices")
    segments = contracts.conform(segments, "segments")
    documents = contracts.conform(documents, "documents")
    names = _counts.group_columns(by, set(documents.columns) - {"doc_id"}, table="documents")
    _check_voices(voices, segments)
    counts = segments.loc[segments["role"].isin(list(roles)), "segment_id"]
    rows = voices[(voices["status"] == "speaks").to_numpy()
                  & _counts.among(voices["segment_id"], counts)]  # fmt: skip
    rows = rows.assign(actor=_named_actor(rows).astype("str"), direct=rows["form"].isin(_FORMS))
    once = rows.groupby(["doc_id", "segment_id", "speaker", "actor"], dropna=False, as_index=False)
    keys = ["doc_id", "speaker", "actor"]
    found = once["direct"].max().groupby(keys, dropna=False, as_index=False)["direct"]
    table = found.agg(n_units="size", n_direct="sum").merge(documents[["doc_id", *names]],
                                                           on="doc_id")  # fmt: skip
    whole: pd.DataFrame = table.astype({"n_units": "int64", "n_direct": "int64", "speaker": "str"})
    columns = ["doc_id", *names, "speaker", "actor", "n_units", "n_direct"]
    return whole[columns].sort_values(keys, ignore_index=True)


def speakers(
    counted: pd.DataFrame, *, by: Sequence[str] = ("wave", "language")
) -> pd.DataFrame:  # fmt: skip
    """List who is quoted, the most often first.

    Parameters
    ----------
    counted : DataFrame
        From `spoken`, of all parts.
    by : sequence of str
        Columns of it, in whose groups the speakers are listed apart.

    Returns
    -------
    DataFrame
        The `by` columns, speaker, actor, n_units, n_direct, n_docs (documents in which they
        speak). A speaker without a name is one row ('unattributed'). Rows with an empty `by`
        value are left out. A name that articles write in two ways is two speakers.

    Examples
    --------
    >>> counted = pd.DataFrame({"doc_id": ["a", "b"], "wave": "May", "speaker": "Ann Lee",
    ...                         "actor": "experts", "n_units": [2, 1], "n_direct": [1, 0]})
    >>> speakers(counted, by=["wave"])[["speaker", "n_units", "n_docs"]].to_numpy().tolist()
    [['Ann Lee', 3, 2]]
    """
    names = _counts.group_columns(by, counted.columns, table="the counts of speakers")
    known = counted.dropna(subset=names)
    groups = known.groupby([*names, "speaker", "actor"], dropna=False, as_index=False)
    table = groups.agg(n_units=("n_units", "sum"), n_direct=("n_direct", "sum"),
                       n_docs=("doc_id", "nunique"))  # fmt: skip
    order = [*names, "n_units", "n_docs", "speaker", "actor"]
    return table.sort_values(order, ascending=[*[True] * len(names), False, False, True, True],
                             ignore_index=True)  # fmt: skip


def sentences(
    voices: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame,
    codings: pd.DataFrame | None = None, *, roles: Sequence[str] = contracts.COUNTED_ROLES,
) -> pd.DataFrame:  # fmt: skip
    """List every unit with who speaks in it, which frames it carries, and where it stands.

    Parameters
    ----------
    voices, segments, documents : DataFrame
        Contracts of those names; documents with their texts.
    codings : DataFrame, optional
        Contract `codings` of one coder; without it there is no column `frames`.
    roles : sequence of str
        Roles of units that are listed.

    Returns
    -------
    DataFrame
        source_file, position_in_file, doc_id, segment_id, outlet, language (of the unit), wave,
        role, start, end (characters of the article), actors (as the tallies count them), speakers
        (empty where nobody is named), forms, cues, relayed_by, frames, text. Several of one unit
        are joined by '; ', each speaker with their form and cue in the same place, each actor
        once. Sorted by file, article and start.

    Raises
    ------
    contracts.TableError
        If voices are of unknown segments.

    Examples
    --------
    >>> nothing = [contracts.empty(name) for name in ("voices", "segments", "documents")]
    >>> sentences(*nothing).columns[-6:].tolist()
    ['actors', 'speakers', 'forms', 'cues', 'relayed_by', 'text']
    """
    voices, segments, documents = (
        contracts.conform(table, name)
        for table, name in ((voices, "voices"), (segments, "segments"), (documents, "documents"))
    )
    _check_voices(voices, segments)
    ordered = voices.sort_values(["segment_id", "position"])
    cells = ordered.assign(**{name: ordered[name].fillna("").str.split().str.join(" ")
                              for name in ("speaker", "cue")})  # fmt: skip
    speaks, relays = (cells[cells["status"] == status] for status in ("speaks", "relays"))
    joined = {
        "actors": _joined(_speaking(ordered), "actor"), "speakers": _joined(speaks, "speaker"),
        "forms": _joined(speaks, "form"), "cues": _joined(speaks, "cue"),
        "relayed_by": _joined(relays, "speaker"),
    }  # fmt: skip
    if codings is not None:
        carried = codings[codings["value"].eq(1).fillna(False)].sort_values("frame")
        joined["frames"] = _joined(carried, "frame")
    own = segments.loc[segments["role"].isin(list(roles)), ["doc_id", "segment_id", "language",
                                                            "role", "start", "end"]]  # fmt: skip
    of_article = ["doc_id", "source_file", "position_in_file", "outlet", "wave", "text"]
    table = own.merge(documents[of_article], on="doc_id")
    made = table.assign(
        **{name: pd.Series([cell.get(unit, "") for unit in table["segment_id"]], dtype="str")
           for name, cell in joined.items()},
        text=pd.Series([row.text[row.start : row.end] for row in contracts.each_row(table)],
                       dtype="str"),
    )  # fmt: skip
    made["actors"] = made["actors"].where(made["actors"] != "", JOURNALIST)
    columns = ["source_file", "position_in_file", "doc_id", "segment_id", "outlet", "language",
               "wave", "role", "start", "end", *joined, "text"]  # fmt: skip
    order = ["source_file", "position_in_file", "doc_id", "start"]
    return made[columns].sort_values(order, ignore_index=True)


def _joined(rows: pd.DataFrame, column: str) -> dict[str, str]:
    """Join the cells of a column by unit."""
    cells: dict[str, list[str]] = {}
    for unit, cell in zip(rows["segment_id"], rows[column], strict=True):
        cells.setdefault(unit, []).append(cell)
    return {unit: "; ".join(texts) for unit, texts in cells.items()}


def count(
    voices: pd.DataFrame, codings: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame,
    *, actors: Sequence[str], by: Sequence[str] = ("wave", "language"),
) -> Counted:  # fmt: skip
    """Count some articles: the tallies, and the speakers; what a large corpus keeps of a part.

    Parameters
    ----------
    voices, codings, segments, documents, actors, by
        As in `tally`; `by` are columns of `documents`.

    Returns
    -------
    Counted

    Examples
    --------
    >>> nothing = [contracts.empty(name) for name in _TABLES]
    >>> [len(table) for table in count(*nothing, actors=[])]
    [0, 0]
    """
    found = tally(voices, codings, segments, documents, actors=actors, by=by)
    return Counted(found, spoken(voices, segments, documents, by=by))


def combine(
    parts: Iterable[Counted], *, actors: Sequence[str], by: Sequence[str] = ("wave", "language")
) -> Counted:
    """Put the counts of parts of a corpus together; every document is in one part.

    Parameters
    ----------
    parts : iterable of Counted
        From `count`, one after the other; none gives empty tables.
    actors, by
        As the parts were counted.

    Returns
    -------
    Counted

    Raises
    ------
    contracts.TableError
        If a document is in two parts.

    Examples
    --------
    >>> [len(table) for table in combine([], actors=["government"])]
    [0, 0]
    """
    listed = list(parts)
    seen = pd.Series([doc_id for part in listed for doc_id in part.tallies["doc_id"].unique()],
                     dtype="str")  # fmt: skip
    if (twice := seen.duplicated()).any():
        ids = contracts.first_five(sorted(seen[twice].unique()))
        raise contracts.TableError(f"Documents lie in two of the parts to be combined ({ids}).")
    every = _all_actors(actors, contracts.empty("voices"))
    kept = [part for part in listed if len(part.tallies)]
    if not kept:
        return count(*map(contracts.empty, _TABLES), actors=actors, by=by)
    tallies = pd.concat([part.tallies for part in kept], ignore_index=True)
    heard = pd.concat([part.spoken for part in kept], ignore_index=True)
    keys = ["doc_id", *by, "frame", "actor"]
    return Counted(
        _sorted(tallies, keys, every),
        heard.sort_values(["doc_id", "speaker", "actor"], ignore_index=True),
    )
