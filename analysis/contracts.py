"""The tables that the stages exchange, and the errors they raise.

Every table is a pandas DataFrame with fixed columns, written here once as a pyarrow
schema. The schema gives the empty table, the types after reading a file, and the
check that each stage makes of what it takes and of what it returns. Extra columns are
carried along and never required; the index has no meaning.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

__all__ = [
    "COUNTED_ROLES",
    "ROLES",
    "SCHEMAS",
    "UNITS",
    "FramewavesError",
    "InputError",
    "TableError",
    "check",
    "conform",
    "did_you_mean",
    "each_row",
    "empty",
    "first_five",
]

UNITS: Final = ("sentence", "paragraph", "document")
"""Units that `segment.split` can make."""

ROLES: Final = ("headline", "heading", "lead", "body", "pullquote", "chrome", "repeat")
"""What a stretch of an article is; `chrome` is furniture of the web page."""

COUNTED_ROLES: Final = ("headline", "heading", "lead", "body")
"""Roles that enter the estimates: no furniture, and nothing that is said twice."""

_STRING, _INT, _FLOAT, _DATE = pa.string(), pa.int64(), pa.float64(), pa.date32()


class FramewavesError(ValueError):
    """Something in the input that the researcher can mend; the text says how."""


class InputError(FramewavesError):
    """A file, study, codebook or parameter that cannot be used as it is."""


class TableError(FramewavesError):
    """A table whose columns, types or values are not what its contract asks."""


def _schema(required: str, **columns: pa.DataType) -> pa.Schema:
    """Make a schema from `name=type`; names in `required` (comma-separated) may not be null."""
    needed = {name.strip() for name in required.split(",")}
    return pa.schema(
        [pa.field(name, kind, nullable=name not in needed) for name, kind in columns.items()]
    )


SCHEMAS: Final[Mapping[str, pa.Schema]] = {
    "documents": _schema(
        "doc_id, source_file, source_format, position_in_file, text, date_source, words, "
        "text_sha256",
        doc_id=_STRING,
        source_file=_STRING,
        source_format=_STRING,
        position_in_file=_INT,
        outlet=_STRING,
        language=_STRING,
        title=_STRING,
        text=_STRING,
        url=_STRING,
        author=_STRING,
        section=_STRING,
        published_from=_DATE,
        published_to=_DATE,
        date_source=_STRING,
        date_evidence=_STRING,
        wave=_STRING,
        wave_source=_STRING,
        words=_INT,
        text_sha256=_STRING,
        cluster_id=_STRING,
        cluster_role=_STRING,
        raw_metadata=_STRING,
    ),
    "receipt": _schema(
        "source_file, status",
        source_file=_STRING,
        position_in_file=_INT,
        status=_STRING,
        reason=_STRING,
        source_format=_STRING,
        expected=_INT,
        expected_by=_STRING,
        n_read=_INT,
        n_rejected=_INT,
        n_without_text=_INT,
        n_without_date=_INT,
        n_duplicates=_INT,
        n_word_mismatch=_INT,
        query=_STRING,
        n_bytes=_INT,
        encoding=_STRING,
    ),
    "blocks": _schema(
        "doc_id, position, start, end, role",
        doc_id=_STRING,
        position=_INT,
        start=_INT,
        end=_INT,
        role=_STRING,
        reason=_STRING,
    ),
    "segments": _schema(
        "segment_id, doc_id, unit, position, start, end, role",
        segment_id=_STRING,
        doc_id=_STRING,
        unit=_STRING,
        position=_INT,
        start=_INT,
        end=_INT,
        role=_STRING,
        language=_STRING,
    ),
    "hits": _schema(
        "segment_id, doc_id, frame, indicator, pattern, start, end, matched, status",
        segment_id=_STRING,
        doc_id=_STRING,
        frame=_STRING,
        indicator=_STRING,
        pattern=_STRING,
        start=_INT,
        end=_INT,
        matched=_STRING,
        status=_STRING,
    ),
    "codings": _schema(
        "segment_id, doc_id, frame, coder, coder_kind, codebook",
        segment_id=_STRING,
        doc_id=_STRING,
        frame=_STRING,
        coder=_STRING,
        coder_kind=_STRING,
        value=_INT,
        score=_FLOAT,
        codebook=_STRING,
        round=_INT,
    ),
    "voices": _schema(
        "segment_id, doc_id, position, form, status, cue_start, cue_end",
        segment_id=_STRING,
        doc_id=_STRING,
        position=_INT,
        speaker=_STRING,
        actor=_STRING,
        form=_STRING,
        status=_STRING,
        mention=_STRING,
        mention_start=_INT,
        mention_end=_INT,
        cue=_STRING,
        cue_start=_INT,
        cue_end=_INT,
    ),
    "samples": _schema(
        "unit_id, doc_id, unit, source_file, start, end, stratum, stratum_size, inclusion_prob, "
        "design, part, seed",
        unit_id=_STRING,
        doc_id=_STRING,
        unit=_STRING,
        source_file=_STRING,
        start=_INT,
        end=_INT,
        stratum=_STRING,
        stratum_size=_INT,
        inclusion_prob=_FLOAT,
        design=_STRING,
        part=_STRING,
        seed=_INT,
        wave=_STRING,
        language=_STRING,
        cluster_id=_STRING,
    ),
    "tallies": _schema(
        "doc_id, frame, n_units, n_positive, weight",
        doc_id=_STRING,
        frame=_STRING,
        n_units=_INT,
        n_positive=_INT,
        weight=_FLOAT,
        cluster_id=_STRING,
    ),
    "estimates": _schema(
        "measure, method, n_units, n_docs",
        measure=_STRING,
        frame=_STRING,
        contrast=_STRING,
        method=_STRING,
        estimate=_FLOAT,
        std_error=_FLOAT,
        ci_low=_FLOAT,
        ci_high=_FLOAT,
        ci_level=_FLOAT,
        n_units=_INT,
        n_docs=_INT,
        n_clusters=_INT,
        p_value=_FLOAT,
        p_adjusted=_FLOAT,
        note=_STRING,
    ),
}
"""Name of a table to its columns. Dates are calendar days; `start` and `end` are character offsets
`[start, end)` into `documents.text`; `value` is 0, 1 or null (undecided; no row: not asked). A
`receipt` row without `position_in_file` is a file, and its `expected` is `n_read` + `n_rejected`;
with it, it is an article, rejected or remarked on. A `samples` row is a unit drawn to be coded:
`unit_id` is the `segment_id` of its codings, `stratum_size` the number of units in its stratum,
and `inclusion_prob` (above 0, up to 1) the probability with which it came into its `part`. A
`voices` row is one speaker of one unit, `position` counting them from 0: `speaker` is the fullest
name that the article gives (null: nobody named), `actor` the type (null: not in the list),
`mention` the words that name them (without offsets: in an earlier unit) and `cue` what shows that
they speak. A `blocks` row is a stretch of an article with one role, and `reason` says which rule
gave it."""

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "documents": ("doc_id",),
    "receipt": (),
    "blocks": ("doc_id", "position"),
    "segments": ("segment_id",),
    "hits": ("segment_id", "frame", "indicator", "pattern", "start"),
    "codings": ("segment_id", "frame", "coder"),
    "voices": ("segment_id", "position"),
    "samples": ("unit_id",),
    "tallies": (),  # (doc_id, by..., frame): the by columns vary, measure.tally sees to it
    "estimates": (),  # (measure, frame, by..., contrast, method)
}

ALLOWED: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("documents", "date_source"): ("header", "metadata", "event", "none"),
    ("documents", "wave_source"): ("header", "metadata", "event"),
    ("documents", "cluster_role"): ("lead", "copy", "edited"),
    ("receipt", "status"): ("read", "rejected", "skipped", "missing", "remark"),
    ("blocks", "role"): ROLES,
    ("segments", "role"): ROLES,
    ("segments", "unit"): UNITS,
    ("hits", "status"): ("hit", "negated", "excluded"),
    ("voices", "form"): ("direct", "reported", "continued", "pullquote", "hearsay"),
    ("voices", "status"): ("speaks", "relays"),
    ("samples", "unit"): UNITS,
    ("samples", "design"): ("census", "simple", "stratified"),
    ("samples", "part"): ("development", "test"),
    ("codings", "coder_kind"): ("human", "dictionary", "classifier", "embedding", "llm"),
}


def first_five(values: Iterable[object]) -> str:
    """Write the first five values for an error text, and how many more there are.

    Examples
    --------
    >>> first_five(["a", "b"])
    "'a', 'b'"
    >>> first_five(range(7))
    '0, 1, 2, 3, 4 and 2 more'
    """
    listed = list(values)
    more = f" and {len(listed) - 5:,} more" if len(listed) > 5 else ""
    return ", ".join(repr(value) for value in listed[:5]) + more


def did_you_mean(name: str, options: Iterable[str]) -> str:
    """Suggest the nearest known name, or list all of them.

    Examples
    --------
    >>> did_you_mean("sede", ["seed", "waves"])
    "Did you mean 'seed'?"
    >>> did_you_mean("xyz", ["seed", "waves"])
    "Known: 'seed', 'waves'."
    """
    known = sorted(options)
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean {near[0]!r}?"
    return f"Known: {', '.join(map(repr, known))}."


def _pandas_type(kind: pa.DataType, *, nullable: bool) -> str:
    """Type of a column in pandas; days are `datetime64[s]` at midnight."""
    if kind == _INT:
        return "Int64" if nullable else "int64"
    return {_STRING: "str", _FLOAT: "float64", _DATE: "datetime64[s]"}[kind]


def empty(name: str) -> pd.DataFrame:
    """Make the table `name` with no rows, with the right column types.

    Examples
    --------
    >>> empty("tallies").dtypes["n_units"]
    dtype('int64')
    """
    return pd.DataFrame(
        {
            field.name: pd.Series(dtype=_pandas_type(field.type, nullable=field.nullable))
            for field in SCHEMAS[name]
        }
    )


def each_row(table: pd.DataFrame) -> Iterator[Any]:
    """Go through the rows of a table as named tuples, typed as anything.

    Examples
    --------
    >>> [row.frame for row in each_row(pd.DataFrame({"frame": ["a", "b"]}))]
    ['a', 'b']
    """
    yield from table.itertuples(index=False)


def conform(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Give `table` the columns, order and types of the contract `name`, and check it.

    Columns that may be empty and are absent are added as empty; extra columns stay,
    behind the fixed ones. The rows and their order stay; the index becomes 0, 1, 2, ...

    Parameters
    ----------
    table : DataFrame
        Left untouched.
    name : str
        A key of `SCHEMAS`.

    Returns
    -------
    DataFrame

    Raises
    ------
    TableError
        If a required column is absent or a value does not fit the contract.
    """
    schema = SCHEMAS[name]
    _need_columns(table, name)
    if _conforms(table, name):  # most often: a stage before returned it
        return check(table.copy(deep=False), name)
    columns: dict[str, pd.Series] = {}
    for field in schema:
        kind = _pandas_type(field.type, nullable=field.nullable)
        if field.name in table.columns:
            column = table[field.name].reset_index(drop=True)
            columns[field.name] = _typed(column, kind, f"{name}.{field.name}")
        else:
            columns[field.name] = pd.Series(None, index=range(len(table)), dtype=kind)
    extra = {
        str(column): table[column].reset_index(drop=True)
        for column in table.columns
        if column not in schema.names
    }
    return check(pd.DataFrame({**columns, **extra}), name)


def _conforms(table: pd.DataFrame, name: str) -> bool:
    """Say whether the columns, their order and types and the index need no change."""
    index, columns = table.index, table.columns
    kinds = _pandas_types(name)
    return (
        isinstance(index, pd.RangeIndex)
        and (index.start, index.step, index.name) == (0, 1, None)
        and columns.dtype == "str"
        and columns.name is None
        and columns.is_unique
        and not table.attrs
        and columns[: len(kinds)].tolist() == SCHEMAS[name].names
        and all(kind == wanted for kind, wanted in zip(table.dtypes, kinds, strict=False))
    )


@cache
def _pandas_types(name: str) -> tuple[str, ...]:
    """Give the types of the columns of a contract, as pandas calls them."""
    return tuple(_pandas_type(field.type, nullable=field.nullable) for field in SCHEMAS[name])


def _typed(column: pd.Series, kind: str, where: str) -> pd.Series:
    """Convert one column, or say which values do not fit."""
    if column.dtype == kind:
        return column
    wanted: Any = kind  # pandas accepts the name of any type
    try:
        if kind.startswith("datetime"):
            return pd.to_datetime(column).astype("datetime64[s]")
        if kind == "str":
            return column.astype("str").where(column.notna(), None).astype("str")
        if kind == "int64" and column.isna().any():
            raise ValueError("missing")  # noqa: TRY301 - told below, with the column's name
        through: Any = "Float64" if kind == "Int64" else wanted
        return pd.Series(column.astype(through).astype(wanted))
    except (TypeError, ValueError) as cause:
        seen = first_five(column.dropna().unique()[:5]) or "only missing values"
        message = f"Column {where} must be {kind}; found {seen}. Convert or correct it first."
        raise TableError(message) from cause


def _need_columns(table: pd.DataFrame, name: str) -> None:
    """Raise if a column that may not be null is absent."""
    absent = [
        field.name
        for field in SCHEMAS[name]
        if not field.nullable and field.name not in table.columns
    ]
    if absent:
        message = (
            f"Table {name} lacks {first_five(absent)}; it has "
            f"{', '.join(map(str, table.columns)) or 'no columns'}. "
            f"Is this the table that the stage before returned?"
        )
        raise TableError(message)


def check(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return `table` if it keeps the contract `name`, else say what is wrong with it.

    Looked at: required columns, no nulls where none may be, allowed values, a unique
    key, and for spans `0 <= start < end`.

    Raises
    ------
    TableError
        Naming table, column, the first five ids and the remedy.
    """
    _need_columns(table, name)
    ids = table[KEYS[name][0]] if KEYS[name] else table.index.to_series()
    for field in SCHEMAS[name]:
        if not field.nullable and (holes := table[field.name].isna()).any():
            message = (
                f"Column {name}.{field.name} has {int(holes.sum()):,} empty values "
                f"({first_five(ids[holes])}). Fill them or leave the rows out."
            )
            raise TableError(message)
    for (owner, column), allowed in ALLOWED.items():
        if owner == name and column in table.columns:
            _check_values(table, f"{name}.{column}", column, allowed)
    _check_spans(table, name, ids)
    _check_key(table, name)
    return table


def _check_values(table: pd.DataFrame, where: str, column: str, allowed: tuple[str, ...]) -> None:
    """Raise if a column holds a value outside the allowed ones."""
    strange = table[column].dropna()
    strange = strange[~strange.isin(allowed)]
    if len(strange):
        message = (
            f"Column {where} holds {first_five(strange.unique())}; "
            f"allowed are {', '.join(allowed)}."
        )
        raise TableError(message)


def _check_spans(table: pd.DataFrame, name: str, ids: pd.Series) -> None:
    """Raise if a span is empty, negative or turned round."""
    if {"start", "end"} <= set(SCHEMAS[name].names):
        wrong = (table["start"] < 0) | (table["end"] <= table["start"])
        if wrong.any():
            message = (f"Table {name} has {int(wrong.sum()):,} spans that are empty or turned "
                       f"round ({first_five(ids[wrong])}); offsets are [start, end).")  # fmt: skip
            raise TableError(message)


def _check_key(table: pd.DataFrame, name: str) -> None:
    """Raise if two rows share a key."""
    key = list(KEYS[name])
    if key and not _rises(table, key) and (twice := table.duplicated(subset=key)).any():
        message = (
            f"Table {name} has {int(twice.sum()):,} rows whose key {tuple(key)} came "
            f"before ({first_five(table.loc[twice, key[0]])}). Was it joined twice?"
        )
        raise TableError(message)


def _rises(table: pd.DataFrame, key: list[str]) -> bool:
    """Say at little cost whether each row has a higher key than the one before."""
    if any(table[name].dtype not in ("str", "int64") for name in key):
        return False
    above, equal = pa.scalar(False), pa.scalar(True)
    for name in key:
        values = pa.array(table[name])
        before, after = values.slice(0, max(len(values) - 1, 0)), values.slice(1)
        above = pc.or_(above, pc.and_(equal, pc.greater(after, before)))
        equal = pc.and_(equal, pc.equal(after, before))
    return pc.all(above, skip_nulls=False, min_count=0).as_py() is True
