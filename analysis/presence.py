"""Codes of sentences or paragraphs lifted to documents: whether the article carries the frame.

The rule is that of `measure.prevalence`: at least `min_units` units that carry it. It works for
every coder, so codes of people and machine can be compared for documents, which are what a claim
about coverage counts.
"""

import pandas as pd

from analysis import _counts, contracts
from analysis.contracts import InputError, TableError, first_five

__all__ = ["of_documents"]


def of_documents(
    codings: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame, *, min_units: int
) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Lift codes of units to their documents.

    Parameters
    ----------
    codings : DataFrame
        Contract `codings`, of any coders and rounds.
    segments : DataFrame
        Contract `segments`, of one kind: all units of these articles, coded or not.
    documents : DataFrame
        Contract `documents`.
    min_units : int
        Units with a counted role (`contracts.COUNTED_ROLES`) that must carry the frame. State it
        wherever the codes are used.

    Returns
    -------
    segments : DataFrame
        Contract `segments`, unit 'document', of the documents that have a code below, with the
        id and span that ``segment.split(..., unit="document")`` gives them; role 'body', language
        of the article.
    codings : DataFrame
        Contract `codings`, a row for each document, frame and coder who coded one of its counted
        units. value is 1 where at least `min_units` units have 1; 0 where fewer
        have, and would even if every unit without a code (null, or no row) had 1; else null. score
        is empty; codebook names all versions, round is the last, where they differ between the
        units. Both tables are sorted by document.

    Raises
    ------
    contracts.InputError
        If `min_units` is not a whole number from 1 on.
    contracts.TableError
        If codings are of unknown segments, segments of unknown documents or of several kinds,
        or a value is not 0, 1 or null.

    Examples
    --------
    >>> segments = pd.DataFrame({"segment_id": ["d:0", "d:1"], "doc_id": "d", "unit": "sentence",
    ...     "position": [0, 1], "start": [0, 5], "end": [4, 8], "role": "body"})
    >>> codings = pd.DataFrame({"segment_id": ["d:0", "d:1"], "doc_id": "d", "frame": "conflict",
    ...     "coder": "gold", "coder_kind": "human", "codebook": "story@1", "value": [1, None]})
    >>> documents = pd.DataFrame({"doc_id": ["d"], "source_file": ["a.txt"],
    ...     "source_format": "text", "position_in_file": 0, "text": ["Nee. Ja."], "words": 2,
    ...     "date_source": "none", "text_sha256": "0"})
    >>> _, lifted = of_documents(codings, segments, documents, min_units=1)
    >>> lifted[["segment_id", "value"]]
             segment_id  value
    0  d:document:00000      1
    """
    if isinstance(min_units, bool) or not isinstance(min_units, int) or min_units < 1:
        message = f"min_units must be a whole number from 1 on; got {min_units!r}."
        raise InputError(message)
    codes = contracts.conform(codings, "codings")
    units = contracts.conform(segments, "segments")
    known = contracts.conform(documents, "documents")
    _check(codes, units, known)
    counted = units[units["role"].isin(contracts.COUNTED_ROLES)]
    sums = _sums(codes[codes["segment_id"].isin(counted["segment_id"])])
    size = sums["doc_id"].map(counted.groupby("doc_id").size()).astype("int64")
    most = sums["n_yes"] + size - sums["n_decided"]
    value = pd.Series(pd.NA, index=sums.index, dtype="Int64")
    value = value.mask(most < min_units, 0).mask(sums["n_yes"] >= min_units, 1)
    lifted = sums.assign(segment_id=sums["doc_id"].astype("str") + ":document:00000", value=value)
    made = contracts.conform(lifted.drop(columns=["n_yes", "n_decided"]), "codings")
    return _wholes(units[units["doc_id"].isin(made["doc_id"])], known), made


def _check(codes: pd.DataFrame, units: pd.DataFrame, documents: pd.DataFrame) -> None:
    """Raise where lifting would lose codes or mix units."""
    for table, column, known, name in (
        (codes, "segment_id", units, "codings"), (units, "doc_id", documents, "segments"),
    ):  # fmt: skip
        lost = table.loc[~table[column].isin(known[column]), column].unique()
        if len(lost):
            message = (f"Table {name} has {len(lost):,} unknown values in {column} "
                       f"({first_five(lost)}). Do both tables come from the same "
                       f"run?")  # fmt: skip
            raise TableError(message)
    if len(kinds := sorted(units["unit"].unique())) > 1:
        message = (f"Table segments holds units of several kinds ({first_five(kinds)}), so the "
                   f"same words would count twice. Choose one.")  # fmt: skip
        raise TableError(message)
    _counts.check_binary(codes, "codings")


def _sums(codes: pd.DataFrame) -> pd.DataFrame:
    """Count the units with value 1, and with a value, by document, frame and coder; sorted."""
    keys = ["doc_id", "frame", "coder", "coder_kind"]
    counts = codes.assign(
        n_yes=codes["value"].eq(1).fillna(False), n_decided=codes["value"].notna()
    )
    grouped = counts.groupby(keys, as_index=False)
    sums = grouped.agg(
        codebook=("codebook", "first"), round=("round", "max"),
        n_yes=("n_yes", "sum"), n_decided=("n_decided", "sum"),
    )  # fmt: skip
    pairs = codes[[*keys, "codebook"]].drop_duplicates()
    if len(pairs) > len(sums):
        joined = pairs.sort_values("codebook").groupby(keys, as_index=False)["codebook"]
        sums["codebook"] = joined.agg("; ".join)["codebook"]
    return sums


def _wholes(units: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Make a segment of each document: from the first to the last unit that is no furniture."""
    spans = units[units["role"] != "chrome"].groupby("doc_id", as_index=False).agg(
        start=("start", "min"), end=("end", "max")
    )  # fmt: skip
    made = spans.merge(documents[["doc_id", "language"]], on="doc_id")
    ids = made["doc_id"].astype("str") + ":document:00000"
    wholes = made.assign(segment_id=ids, unit="document", position=0, role="body")
    return contracts.conform(wholes, "segments")
