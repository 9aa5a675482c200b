"""From tables to arrays: the universe with its machine codes, the gold codes with their weights."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from analysis import _counts, contracts
from analysis._correction import checks
from analysis._correction.dsl import Units, scaled
from analysis._correction.groups import Codes, Floats, Gold, Group

__all__ = ["Frame", "Material", "assemble"]

LEVELS: Final = 6
"""Waves or languages that are told apart when gold codes are predicted; the most frequent."""


class Frame(NamedTuple):
    """One frame: its groups, in the order of `Material.keys`; None where it has no unit."""

    name: str
    groups: list[Group | None]
    units: Units
    remarks: tuple[str, ...]


class Material(NamedTuple):
    """All that a correction is made from.

    `keys` are the values of the grouping columns of each group, sorted.
    """

    keys: list[tuple[Any, ...]]
    frames: list[Frame]
    coder: str
    measure: str


class _Places(NamedTuple):
    """Where documents lie: clusters within groups, and the group of each cluster.

    `cluster` is -1 for documents in no group. `known` and `crossed` are as in `Units`.
    """

    documents: pd.Index
    cluster: Codes
    home: Codes
    keys: list[tuple[Any, ...]]
    known: Floats
    crossed: Any


class _Drawn(NamedTuple):
    """Units that were to get a gold code, each with its weight and stratum."""

    units: pd.Index
    weight: Floats
    stratum: Codes


class _Part(NamedTuple):
    """Codes of one frame by unit; `row` is where each drawn unit is, -1 if it is nowhere.

    A row stands for `n` units of its document.
    """

    name: str
    doc: Codes
    row: Codes
    code: Floats
    score: Floats
    n: Floats

    def with_rest(self, doc: Codes, positive: Floats, n: Floats) -> "_Part":
        """Add documents that are only counted: a row for their ones and one for their zeros."""
        added = np.concatenate([positive, n - positive])
        there = added > 0
        code = np.repeat([1.0, 0.0], len(doc))[there]
        return self._replace(
            doc=np.concatenate([self.doc, np.tile(doc, 2)[there]]),
            code=np.concatenate([self.code, code]),
            score=np.full(len(self.score) + len(code), np.nan),  # not known of all: of none
            n=np.concatenate([self.n, added[there]]),
        )


def assemble(
    machine: pd.DataFrame, gold: pd.DataFrame, sample: pd.DataFrame | None,
    documents: pd.DataFrame, *, keys: Sequence[str], crossed: Sequence[str], seen: bool | None,
    rest: pd.DataFrame | None = None,
) -> Material:  # fmt: skip
    """Check the tables and bring them together.

    Parameters
    ----------
    machine, gold, sample, documents, rest : DataFrame
        As in `correct.shares`.
    keys : sequence of str
        Columns of the documents that make the groups.
    crossed : sequence of str
        Those in which the machine is expected to err differently.
    seen : bool or None
        For the remarks.
    """
    codes = checks.machine_codes(machine)
    golden = checks.gold_codes(gold)
    others = checks.counted_rest(rest, codes, sample)
    drawn = _drawn(codes, golden, sample)
    _known_frames(codes, golden)
    places = _places(documents, keys, crossed)
    parts = list(_by_frame(codes, places, drawn.units, others))
    shared = (*_checked(parts, drawn, golden, sample), *_versions(codes, golden),
              *_unsaid(drawn, seen))  # fmt: skip
    unit = str(sample["unit"].iloc[0]) if sample is not None and len(sample) else _unit(codes)
    frames = [
        _frame(part, golden[golden["frame"] == part.name], drawn, places, shared,
               copies=unit == "document")
        for part in parts
    ]  # fmt: skip
    coder = str(codes["coder"].iloc[0]) if len(codes) else ""
    measure = "prevalence" if unit == "document" else "salience"
    return Material(places.keys, frames, coder, measure)


def _checked(
    parts: Sequence[_Part], drawn: _Drawn, gold: pd.DataFrame, sample: pd.DataFrame | None
) -> Iterator[str]:
    """Check the sample against the universe; remark on what it leaves out."""
    if sample is None or not parts:
        return
    coded = np.any([part.row >= 0 for part in parts], axis=0)
    checks.all_machine_coded(drawn.units[~coded])
    n_units = max(int(part.n.sum()) for part in parts)
    checks.not_the_sample_alone(sample, n_units)
    development = sample.loc[sample["part"] == "development", "unit_id"]
    if n := gold.loc[gold["segment_id"].isin(development), "segment_id"].nunique():
        yield f"{n:,} gold units of the part 'development' not used."
    test = sample[sample["part"] == "test"].drop_duplicates("stratum")
    if len(test) and (n := n_units - int(test["stratum_size"].sum())) > 0:
        yield (f"{n:,} units lie in strata from which no unit was drawn; the machine is taken to "
               f"err in them as in the others.")  # fmt: skip


def _known_frames(machine: pd.DataFrame, gold: pd.DataFrame) -> None:
    """Raise if people coded a frame that the machine did not."""
    known = sorted(machine["frame"].unique())
    for name in sorted(gold["frame"].unique()):
        if name not in known:
            message = (f"The gold codes have the frame {name!r}, which the machine did not code. "
                       f"{contracts.did_you_mean(name, known)}")  # fmt: skip
            raise contracts.TableError(message)


def _versions(machine: pd.DataFrame, gold: pd.DataFrame) -> Iterator[str]:
    """Remark on codes that were made with other codebooks."""
    of_gold, of_machine = (sorted(codes["codebook"].unique()) for codes in (gold, machine))
    if len(gold) and of_gold != of_machine:
        yield (f"Gold codes were made with codebook {', '.join(of_gold)}, the machine's with "
               f"{', '.join(of_machine)}.")  # fmt: skip


def _unsaid(drawn: _Drawn, seen: bool | None) -> Iterator[str]:
    """Remark on gold codes that may have been seen."""
    if seen is None and (drawn.weight > 1).any():
        yield ("Not stated whether those who wrote the codebook had seen the gold codes; if they "
               "had, the correction is too small.")  # fmt: skip


def _unit(machine: pd.DataFrame) -> str:
    """Kind of the units, from their ids ('<doc_id>:<unit>:<position>'), or one per document."""
    if len(machine):
        named = str(machine["segment_id"].iloc[0]).rsplit(":", 2)
        if len(named) == 3 and named[1] in contracts.UNITS:
            return named[1]
    pairs = machine[["segment_id", "doc_id"]].drop_duplicates()
    return "sentence" if pairs["doc_id"].duplicated().any() else "document"


def _drawn(machine: pd.DataFrame, gold: pd.DataFrame, sample: pd.DataFrame | None) -> _Drawn:
    """Which units were to get a gold code."""
    if sample is None:
        checks.all_drawn(gold, machine)
        units = pd.Index(np.sort(gold["segment_id"].unique()))
        return _Drawn(units, np.ones(len(units)), np.zeros(len(units), np.intp))
    every = checks.drawn_sample(sample)
    checks.from_probability_sample(gold, every)
    test = every[every["part"] == "test"].sort_values("unit_id")
    stratum = pd.factorize(test["stratum"], sort=True)[0]
    return _Drawn(pd.Index(test["unit_id"]), 1 / test["inclusion_prob"].to_numpy(float), stratum)


def _places(
    documents: pd.DataFrame, keys: Sequence[str], crossed: Sequence[str]
) -> _Places:  # fmt: skip
    """Sort documents into groups and clusters."""
    table = contracts.conform(documents, "documents").sort_values("doc_id", ignore_index=True)
    names = _counts.group_columns(keys, table.columns, table="documents")
    if names:
        group = table.groupby(names, sort=True).ngroup().fillna(-1).to_numpy(int)
        every = table[names].dropna().drop_duplicates().sort_values(names)
        found = list(every.itertuples(index=False, name=None))
    else:
        group, found = np.zeros(len(table), int), [()]
    cluster, known = pd.factorize(_counts.clusters(table))
    pair = np.where(group >= 0, group * max(len(known), 1) + cluster, -1)
    used, codes = np.unique(pair[pair >= 0], return_inverse=True)
    of_doc = np.full(len(table), -1, np.intp)
    of_doc[pair >= 0] = codes
    features, differ = _features(table, crossed)
    home = (used // max(len(known), 1)).astype(np.intp)
    return _Places(pd.Index(table["doc_id"]), of_doc, home, found, features, differ)


def _features(documents: pd.DataFrame, crossed: Sequence[str]) -> tuple[Floats, Any]:
    """Give what is known of a document and may tell how the machine errs there."""
    outlets = documents["outlet"].fillna("")
    columns = [np.log(outlets.map(outlets.value_counts()).to_numpy(float)) * outlets.ne("")]
    differ = [False]
    for name in dict.fromkeys([*crossed, "wave", "language"]):
        values = documents[name].astype("str").fillna("")
        frequent = values.value_counts().sort_index().nlargest(LEVELS).index
        for level in sorted(frequent)[1:]:
            columns.append((values == level).to_numpy(float))
            differ.append(name in crossed)
    return np.column_stack(columns), np.array(differ)


def _by_frame(
    machine: pd.DataFrame, places: _Places, units: pd.Index, rest: pd.DataFrame
) -> Iterator[_Part]:
    """Give the codes of each frame. Frames mostly have the same units, looked up once."""
    needed = machine[["segment_id", "doc_id", "frame", "value", "score"]]
    ids, doc, at = pd.Series(dtype="str"), np.zeros(0, np.intp), np.full(len(units), -1, np.intp)
    for name, part in needed.groupby("frame", sort=True):
        own = part["segment_id"].reset_index(drop=True)
        if not own.equals(ids):
            ids, doc, at = own, _documents(part, places), _at(own, units)
        value, score = part["value"].to_numpy(float), part["score"].to_numpy(float)
        whole = _Part(str(name), doc, at, value, score, np.ones(len(value)))
        others = rest[rest["frame"] == name]
        yield whole.with_rest(
            _documents(others, places), others["n_positive"].to_numpy(float),
            others["n_units"].to_numpy(float),
        ) if len(others) else whole  # fmt: skip


def _documents(part: pd.DataFrame, places: _Places) -> Codes:
    """Look up the documents of units."""
    doc: Codes = places.documents.get_indexer(pd.Index(part["doc_id"]))
    if (lost := doc < 0).any():
        unknown = contracts.first_five(part.loc[lost, "doc_id"].unique())
        message = (f"Table machine has {int(lost.sum()):,} rows whose doc_id is unknown "
                   f"({unknown}). Do both tables come from the same run?")  # fmt: skip
        raise contracts.TableError(message)
    return doc


def _frame(
    part: _Part, gold: pd.DataFrame, drawn: _Drawn, places: _Places, shared: Sequence[str], *,
    copies: bool,
) -> Frame:  # fmt: skip
    """Bring the codes of one frame together."""
    inside = np.flatnonzero(places.cluster[part.doc] >= 0)
    asked = drawn.units.isin(gold["segment_id"])
    _coded_by_both(drawn.units[asked & (part.row < 0)], part.name)
    order = np.full(len(part.doc) + 1, -1, np.intp)  # the last for units that are not there
    order[inside] = np.arange(len(inside))
    use = order[part.row] >= 0
    found = gold.set_index("segment_id")["value"].reindex(drawn.units)
    value, row = found.to_numpy(float, na_value=np.nan)[use], order[part.row[use]]
    doc, code, known = part.doc[inside], part.code[inside], ~np.isnan(value)
    cluster = places.cluster[doc]
    weight = _answered(drawn.weight[use], known, places.home[cluster[row]], code[row])
    units = Units(
        code, scaled(part.score[inside]), cluster, places.home, doc, part.n[inside], row[known],
        value[known], weight[known], places.known, places.crossed,
    )  # fmt: skip
    census = _asked(units, row, drawn.weight[use], asked[use], len(places.keys))
    groups = _groups(units, drawn.stratum[use][known], census, len(places.keys), copies=copies)
    outside = int(part.n.sum() - units.n.sum())
    remarks = [*shared, *_unanswered(known, asked[use]), *_ungrouped(outside)]
    return Frame(part.name, groups, units, tuple(remarks))


def _at(ids: pd.Series, units: pd.Index) -> Codes:
    """Row of each of `units` among `ids`; -1 where it is not there."""
    place = units.get_indexer(pd.Index(ids))
    at = np.full(len(units), -1, np.intp)
    rows = np.flatnonzero(place >= 0)
    at[place[rows]] = rows
    return at


def _coded_by_both(lost: pd.Index, frame: str) -> None:
    """Raise if people coded a frame in units where the machine was not asked."""
    if len(lost):
        message = (f"The machine has no code of frame {frame!r} for {len(lost):,} units with a "
                   f"gold code ({contracts.first_five(lost)}). Give its codes of all "
                   f"units.")  # fmt: skip
        raise contracts.TableError(message)


def _answered(weight: Floats, known: Any, group: Codes, code: Floats) -> Floats:
    """Let units with a gold code stand for those without, in their group and machine code."""
    if known.all():
        return weight
    cell = group * 2 + code.astype(np.intp)
    n = int(cell.max(initial=0)) + 1
    every, some = np.bincount(cell, weight, n), np.bincount(cell[known], weight[known], n)
    return np.asarray(weight * (every / np.where(some > 0, some, 1.0))[cell], float)


def _unanswered(known: Any, asked: Any) -> Iterator[str]:
    """Remark on units without a gold code."""
    undecided, uncoded = int((~known & asked).sum()), int((~asked).sum())
    if undecided:
        yield (f"{undecided:,} units that could not be decided ('cannot tell', or an empty cell) "
               f"are taken to be like the others of their machine code.")  # fmt: skip
    if uncoded:
        yield (f"{uncoded:,} of {len(known):,} drawn units have no gold code yet and are taken to "
               f"be like the others of their machine code.")  # fmt: skip


def _ungrouped(n: int) -> Iterator[str]:
    """Remark on units that lie in no group."""
    if n:
        yield f"{n:,} units of documents in no group left out."


def _asked(units: Units, row: Codes, weight: Floats, asked: Any, n_groups: int) -> Any:
    """Whether every unit of each group was given to the gold coders."""
    home = units.home[units.cluster]
    total = np.bincount(home, units.n, n_groups)
    given = np.bincount(home[row[asked & (weight == 1)]], minlength=n_groups)
    return (given == total) & (total > 0)


def _groups(
    units: Units, stratum: Codes, census: Any, n_groups: int, *, copies: bool
) -> list[Group | None]:  # fmt: skip
    """Count the universe of each group by cluster, and pick its gold units."""
    n_clusters = len(units.home)
    size = np.bincount(units.cluster, units.n, n_clusters).astype(float)
    ones = np.bincount(units.cluster, units.code * units.n, n_clusters)
    docs = np.zeros(len(units.known), bool)
    docs[units.doc] = True
    first = np.zeros(len(units.known), np.intp)
    first[units.doc] = units.cluster
    n_docs = np.bincount(units.home[first[docs]], minlength=n_groups)
    filled = np.concatenate([[0], np.cumsum(size > 0)])
    of_gold = units.cluster[units.gold]
    starts = np.searchsorted(units.home, np.arange(n_groups + 1))
    groups: list[Group | None] = []
    for group in range(n_groups):
        part = slice(starts[group], starts[group + 1])
        there = size[part] > 0
        if not there.any():
            groups.append(None)
            continue
        mine = np.flatnonzero(units.home[of_gold] == group)
        gold = Gold(
            units.value[mine], units.code[units.gold[mine]].astype(np.intp), units.weight[mine],
            filled[of_gold[mine]] - filled[starts[group]], stratum[mine],
        )  # fmt: skip
        coded, whole = ones[part][there].astype(float), size[part][there].astype(float)
        groups.append(Group(coded, whole, int(n_docs[group]), gold, bool(census[group]), copies))
    return groups
