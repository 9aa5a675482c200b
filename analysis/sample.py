"""Draw the units that people code, so that what they find can be carried to the whole corpus.

A probability sample: every unit of the universe (all counted units that the machine coded) has
a known chance above zero, written beside each unit drawn. Its inverse is the weight with which
the unit's gold code stands for those that nobody coded.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.util import hash_array

from analysis import contracts
from analysis._sampling import allocation as sampling_allocation
from analysis._sampling import strata as sampling_strata
from analysis._sampling.files import read, write
from analysis.contracts import COUNTED_ROLES, InputError, first_five

__all__ = ["check", "design", "draw", "left_out", "read", "strata", "write"]

MOST_DEVELOPMENT: Final = 0.9
_BY: Final = ("wave", "language")
_EXTRA: Final = ["machine_class", "stratum_drawn", "drawn_by", "machine"]

Floats = NDArray[np.float64]


def draw(
    segments: pd.DataFrame, codings: pd.DataFrame, documents: pd.DataFrame, *, n: int,
    development: float, seed: int, by: Sequence[str] = _BY, allocation: str = "balanced",
) -> pd.DataFrame:  # fmt: skip
    """Draw a probability sample of units, stratified by the machine's codes.

    The universe is every segment with a counted role that the machine coded and that has a
    value in each `by` column; `left_out` lists the rest. A stratum is a cell of `by` and, within
    it, the rarest machine frame that the unit carries, or 'none'; so each frame has units on the
    machine-yes and on the machine-no side. Within a stratum the draw is simple random.

    Parameters
    ----------
    segments : DataFrame
        Contract `segments`, units of one kind. For documents, those of
        ``segment.split(..., unit="document")``.
    codings : DataFrame
        Contract `codings`: the codes of one machine coder, at these segments. A code that is
        null counts as 'frame not seen'.
    documents : DataFrame
        Contract `documents`. Copies that were found (`cluster_id`) go to the same part.
    n : int
        Units to draw. With as many units or fewer in the universe all are taken.
    development : float
        Share from 0 to 0.9 on which the coder may be tuned. It is split off at random by whole
        clusters of copies (or documents); the rest, 'test', must not be looked at before.
    seed : int
        From 0. With the same seed, a larger `n` keeps the units of the smaller one, in the same
        parts, so that a sample can be extended after coding has begun.
    by : sequence of str
        Columns of documents (or segments) to stratify by.
    allocation : {'balanced', 'proportional', 'equal', 'simple'}
        balanced: the same number for each news wave; within it, 5 units for each stratum (all of
        a smaller one), the rest in proportion to (size of the stratum) to the power 0.75, so
        that rare frames have more than their share. proportional: in proportion to size, with
        2 for each stratum. equal: the same number for each stratum. simple: the machine's codes
        do not matter; the same number for each wave, within it in proportion to the cells of
        `by` (simple random within wave: ``by=("wave",)``).

    Returns
    -------
    DataFrame
        Contract `samples`, sorted by unit_id. `inclusion_prob` is the chance to be drawn and to
        come into the unit's `part`: units drawn / units in the stratum, times `development` or
        1 - `development`. `design` is 'census' where every unit is drawn and none set apart.
        Beside the contract: machine_class (null for 'simple'), stratum_drawn (units drawn from
        the stratum, both parts), drawn_by (the `by` columns), machine (coder and codebook that
        made the strata), and the other `by` columns.

    Raises
    ------
    contracts.InputError
        If an option is out of bounds, or `n` is smaller than the number of strata.
    contracts.TableError
        If units are of several kinds, codes are of several coders or of a person, or a table
        breaks its contract.

    Notes
    -----
    Power and minimum were chosen in a simulation of two waves of 2,500 units with four frames
    (prevalence .30 to .02 and .10 to .005), 100 and 200 units per wave: width of the interval of
    the post-stratified wave difference, mean over the frames, relative to a simple random
    sample. Power 1: .99-1.02; 0.75: .98-1.02; 0.5: 1.00-1.14; 0.25: 1.08-1.44; equal numbers:
    1.24-2.12. So strata guarantee what a simple sample leaves to chance; they narrow little.

    Random numbers are bound to the unit's id and the seed, not to its place in the table
    (permanent random numbers; Ohlsson, E. (1995). Coordination of samples using permanent random
    numbers. In Business Survey Methods, Wiley. doi:10.1002/9781118150504.ch9).

    Examples
    --------
    >>> row = {"unit": "sentence", "position": 0, "start": 0, "end": 9, "role": "body"}
    >>> segments = pd.DataFrame([{"segment_id": f"d{k}:s", "doc_id": f"d{k}", **row}
    ...                          for k in range(40)])
    >>> codings = segments[["segment_id", "doc_id"]].assign(
    ...     frame="conflict", coder="dictionary", coder_kind="dictionary", codebook="b@1+0",
    ...     value=[1, 0, 0, 0] * 10)
    >>> documents = segments[["doc_id"]].assign(
    ...     source_file="a.txt", source_format="text", position_in_file=0, text="Nine char",
    ...     date_source="none", words=2, text_sha256="0", wave=["A", "B"] * 20)
    >>> drawn = draw(segments, codings, documents, n=20, by=["wave"], development=0.5, seed=1)
    >>> design(drawn)[["stratum", "stratum_size", "n_drawn", "n_development", "n_test"]]
            stratum  stratum_size  n_drawn  n_development  n_test
    0  A | conflict            10        5              2       3
    1      A | none            10        5              3       2
    2      B | none            20       10              5       5
    """
    _check_options(n, development, seed)
    by_code = allocation != "simple"
    sampling_allocation.rule_named(allocation)
    units = sampling_strata.universe(segments, codings, documents, by=by, by_code=by_code).units
    codes, names, sizes = _numbered(units)
    taken = sampling_allocation.numbers(
        sizes, _waves(units, codes, by), names, n=n, allocation=allocation
    )
    drawn, apart = _chosen(units, codes, taken, development, seed)
    census = bool((taken == sizes).all()) and not development
    made = units[drawn].assign(
        inclusion_prob=(taken / sizes)[codes[drawn]]
        * np.where(apart, development, 1 - development),
        design="census" if census else "stratified" if by_code else "simple",
        part=np.where(apart, "development", "test"),
        seed=seed,
        stratum_drawn=taken[codes[drawn]],
    )
    return _conformed(made)


def _conformed(made: pd.DataFrame) -> pd.DataFrame:
    """Put the columns of a sample in order."""
    own = contracts.SCHEMAS["samples"].names
    extra = [name for name in made.columns if name not in (*own, *_EXTRA)]
    return contracts.conform(made[[*own, *_EXTRA, *extra]], "samples")


def _check_options(n: int, development: float, seed: int) -> None:
    """Raise if an option of a draw is out of bounds."""
    for option, value, least in (("n", n, 1), ("seed", seed, 0)):
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            message = f"{option} must be a whole number from {least}; found {value!r}."
            raise InputError(message)
    if not 0 <= development <= MOST_DEVELOPMENT:
        message = (f"development is the share set apart for tuning, from 0 to {MOST_DEVELOPMENT}; "
                   f"found {development!r}. The rest is what validity is tested on.")  # fmt: skip
        raise InputError(message)


def _numbered(units: pd.DataFrame) -> tuple[NDArray[np.intp], list[str], NDArray[np.int_]]:
    """Give the number of the stratum of each unit, the names of the strata, and their sizes."""
    codes, names = pd.factorize(units["stratum"], sort=True)
    return codes, list(names), np.bincount(codes, minlength=len(names))


def _waves(units: pd.DataFrame, codes: NDArray[np.intp], by: Sequence[str]) -> NDArray[np.intp]:
    """Give the number of the wave of each stratum; 0 where strata do not tell waves apart."""
    _, first = np.unique(codes, return_index=True)
    if "wave" not in by:
        return np.zeros(len(first), np.intp)
    waves: NDArray[np.intp] = pd.factorize(units["wave"].iloc[first], sort=True)[0]
    return waves


def _uniforms(ids: pd.Series, purpose: str) -> Floats:
    """Random numbers from 0 to 1 that hang on the id and the purpose alone."""
    key = hashlib.sha256(purpose.encode()).hexdigest()[:16]
    hashes = hash_array(ids.to_numpy(dtype=object), hash_key=key, categorize=False)
    return np.asarray((hashes >> np.uint64(11)) * 2.0**-53, np.float64)


def _ranks(chances: Floats, codes: NDArray[np.intp]) -> NDArray[np.int_]:
    """Place 0, 1, ... of each number among those with its code, the smallest first."""
    order = np.lexsort((chances, codes))
    sizes = np.bincount(codes)
    starts = np.cumsum(sizes) - sizes
    ranks = np.empty(len(codes), int)
    ranks[order] = np.arange(len(codes)) - starts[codes[order]]
    return ranks


def _chosen(
    units: pd.DataFrame, codes: NDArray[np.intp], taken: NDArray[np.int_], share: float, seed: int
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:  # fmt: skip
    """Draw the units with the smallest random numbers of each stratum.

    Returns which units are drawn, and which of these are for development.
    """
    chances = _uniforms(units["unit_id"], f"unit {seed}")
    drawn: NDArray[np.bool_] = _ranks(chances, codes) < taken[codes]
    return drawn, _set_apart(units, codes, chances, share, seed)[drawn]


def _set_apart(
    units: pd.DataFrame, codes: NDArray[np.intp], chances: Floats, share: float, seed: int
) -> NDArray[np.bool_]:  # fmt: skip
    """Which units are for development: whole clusters, each with chance `share`.

    A cluster is placed by its unit with the smallest random number. Within a stratum, clusters
    in the order of that number are taken at regular steps from a random start (systematic
    sampling), so that the share holds in each stratum, whatever number is drawn.
    """
    clusters = pd.factorize(units["cluster_id"].fillna(units["doc_id"]))[0]
    order = np.lexsort((chances, clusters))
    lead = order[np.unique(clusters[order], return_index=True)[1]]
    ranks = _ranks(chances[lead], codes[lead])
    start = float(_uniforms(pd.Series(["start"]), f"part {seed}")[0])
    starts = (start + codes[lead] * share) % 1
    apart = np.floor(starts + (ranks + 1) * share) > np.floor(starts + ranks * share)
    return np.asarray(apart[clusters], bool)


def strata(
    segments: pd.DataFrame, codings: pd.DataFrame, documents: pd.DataFrame, *,
    by: Sequence[str] = _BY,
) -> pd.DataFrame:  # fmt: skip
    """Show the strata of a corpus before anything is drawn.

    Parameters
    ----------
    segments, codings, documents, by
        As in `draw`.

    Returns
    -------
    DataFrame
        stratum, the `by` columns, machine_class, stratum_size (units); sorted by stratum.

    Raises
    ------
    contracts.TableError
        As `draw` does.
    """
    units = sampling_strata.universe(segments, codings, documents, by=by, by_code=True).units
    columns = ["stratum", *by, "machine_class", "stratum_size"]
    return units[columns].drop_duplicates("stratum").sort_values("stratum", ignore_index=True)


def left_out(
    segments: pd.DataFrame, codings: pd.DataFrame, documents: pd.DataFrame, *,
    by: Sequence[str] = _BY,
) -> pd.DataFrame:  # fmt: skip
    """List the units that `draw` cannot draw, with the reason.

    Parameters
    ----------
    segments, codings, documents, by
        As in `draw`.

    Returns
    -------
    DataFrame
        unit_id, doc_id, reason: 'not counted: ' and the role (furniture and repeats), 'not coded
        by the machine' (a language the codebook lacks), 'no wave' or another `by` column that is
        empty. The first reason that holds; sorted by unit_id.

    Raises
    ------
    contracts.TableError
        As `draw` does.
    """
    return sampling_strata.universe(segments, codings, documents, by=by, by_code=True).left_out


def design(samples: pd.DataFrame) -> pd.DataFrame:
    """Sum a sample up by stratum.

    Parameters
    ----------
    samples : DataFrame
        Contract `samples`.

    Returns
    -------
    DataFrame
        stratum, wave, language (null where a stratum holds several), stratum_size (units in the
        corpus), n_drawn, n_development, n_test, share (n_drawn / stratum_size, the chance of a
        unit to be drawn at all), prob_development and prob_test (the chances to be drawn and to
        come into that part; null where nothing came into it). Sorted by stratum.

    Examples
    --------
    >>> design(contracts.empty("samples")).columns[:4].tolist()
    ['stratum', 'wave', 'language', 'stratum_size']
    """
    table = contracts.conform(samples, "samples")
    in_test = table["part"] == "test"
    table = table.assign(
        n_development=(~in_test).astype(int),
        n_test=in_test.astype(int),
        prob_development=table["inclusion_prob"].mask(in_test),
        prob_test=table["inclusion_prob"].where(in_test),
    )
    grouped = table.groupby("stratum", sort=True)
    made = grouped.agg(
        stratum_size=("stratum_size", "first"),
        n_drawn=("unit_id", "size"),
        n_development=("n_development", "sum"),
        n_test=("n_test", "sum"),
        prob_development=("prob_development", "first"),
        prob_test=("prob_test", "first"),
    )
    made.insert(4, "share", made["n_drawn"] / made["stratum_size"])
    for place, name in enumerate(_BY):
        kinds = grouped[name].nunique(dropna=False)
        made.insert(place, name, grouped[name].first().where(kinds < 2))
    return made.reset_index()


def check(samples: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Return a sample if its units are still where they were when it was drawn.

    Parameters
    ----------
    samples : DataFrame
        Contract `samples`.
    segments : DataFrame
        Contract `segments`: all units of the corpus, as they are split now.

    Returns
    -------
    DataFrame
        `samples`, as it is.

    Raises
    ------
    contracts.InputError
        If units are gone, have moved, or have a role that is not counted any more: the articles
        or the way they are split changed. The text says which.
    """
    drawn, now = contracts.conform(samples, "samples"), contracts.conform(segments, "segments")
    places = pd.Index(now["segment_id"]).get_indexer(pd.Index(drawn["unit_id"]))
    gone = drawn[places < 0]
    unknown = ~gone["doc_id"].isin(now["doc_id"].unique())
    _refuse(gone[unknown], "are of articles that are not there any more, or were changed",
            "Put the articles back as they were when the sample was drawn")  # fmt: skip
    kinds = first_five(sorted(now["unit"].unique()))
    _refuse(gone[~unknown], f"are not among the units of their articles ({kinds})",
            "Give units of the kind that was drawn, split as they were then")  # fmt: skip
    found = now.iloc[places].reset_index(drop=True)
    moved = (found[["doc_id", "start", "end"]] != drawn[["doc_id", "start", "end"]]).any(axis=1)
    _refuse(drawn[moved], "lie elsewhere in their articles now",
            "Split the articles as they were split when the sample was drawn")  # fmt: skip
    left = ~found["role"].isin(COUNTED_ROLES)
    _refuse(drawn[left], "are not counted any more (furniture or a repeat)",
            "Clean the articles as they were cleaned when the sample was drawn")  # fmt: skip
    return samples


def _refuse(wrong: pd.DataFrame, what: str, remedy: str) -> None:
    """Raise if there are units of a sample that cannot be used any more."""
    if len(wrong):
        message = (f"{len(wrong):,} units of the sample {what} ({first_five(wrong['unit_id'])}). "
                   f"{remedy}; to leave units out would make the sample a hand-picked one. Or "
                   f"draw a new sample, and code it.")  # fmt: skip
        raise InputError(message)
