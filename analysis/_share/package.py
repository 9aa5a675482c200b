"""Describe the tables of an archive: `datapackage.json`, a Frictionless data package."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from analysis import contracts
from analysis._share.meanings import MEANINGS, OF_TABLE

__all__ = ["described"]

_KINDS: Final = (
    ("integer", re.compile(r"[-+]?\d{1,15}")),
    ("number", re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|NaN|-?INF")),
    ("boolean", re.compile(r"True|False")),
    ("date", re.compile(r"\d{4}-\d{2}-\d{2}")),
)
_STRINGS: Final = {
    field.name for schema in contracts.SCHEMAS.values() for field in schema
    if pa.types.is_string(field.type)
}  # fmt: skip
_ARROW: Final = (
    (pa.types.is_boolean, "boolean"),
    (pa.types.is_integer, "integer"),
    (pa.types.is_floating, "number"),
    (pa.types.is_date, "date"),
    (pa.types.is_timestamp, "datetime"),
)


def described(
    tables: Mapping[str, bytes], *, title: str, about: Mapping[str, Any],
    frames: Mapping[str, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    r"""Describe tables, each with its columns: name, type and meaning.

    Parameters
    ----------
    tables : mapping of str to bytes
        Path in the archive to the content, CSV or Parquet.
    title : str
    about : mapping of str to Any
        Further properties of the package, such as `licenses`.
    frames : mapping of str to str, optional
        Id of a frame, which is a column in files of coders, to its name.

    Returns
    -------
    dict of str to Any
        For `datapackage.json`. A column that is not known is described by its type alone.

    Examples
    --------
    >>> made = described({"data/a.csv": b"doc_id,n_units\n00,3\n"}, title="T", about={})
    >>> [(field["name"], field["type"]) for field in made["resources"][0]["schema"]["fields"]]
    [('doc_id', 'string'), ('n_units', 'integer')]
    """
    resources = [_resource(path, content) for path, content in sorted(tables.items())]
    fields = [field for resource in resources for field in resource["schema"]["fields"]]
    for field in fields:
        if field["name"] in (frames or {}) and "description" not in field:
            frame = (frames or {})[field["name"]]
            field["description"] = f"code of the frame {frame}: 1 it is there, 0 it is not"
    return {"name": _slug(title), "title": title, **about, "resources": resources}


def _slug(text: str) -> str:
    """Name as data packages allow it."""
    return re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-._")[:60] or "package"


def _resource(path: str, content: bytes) -> dict[str, Any]:
    """Describe one table."""
    place = PurePosixPath(path)
    large = place.suffix == ".parquet"
    made: dict[str, Any] = {
        "name": _slug("-".join(place.parts)),
        "path": path,
        "format": "parquet" if large else "csv",
        "mediatype": "application/vnd.apache.parquet" if large else "text/csv",
        "bytes": len(content),
        "schema": {"fields": _of_parquet(content) if large else _of_csv(content)},
    }
    if not large:
        made |= {"encoding": "utf-8", "dialect": {"delimiter": _separator(content)}}
        made["schema"]["missingValues"] = [""]
    if meaning := OF_TABLE.get(place.stem):
        made["description"] = meaning
    return made


def _field(name: str, kind: str) -> dict[str, str]:
    """Describe a column."""
    made = {"name": name, "type": kind}
    if meaning := MEANINGS.get(name):
        made["description"] = meaning
    return made


def _of_parquet(content: bytes) -> list[dict[str, str]]:
    """Columns of a Parquet file."""
    schema = pq.read_schema(io.BytesIO(content))
    return [_field(one.name, next((kind for is_kind, kind in _ARROW if is_kind(one.type)),
                                  "string")) for one in schema]  # fmt: skip


def _separator(content: bytes) -> str:
    """Sign between the cells."""
    first = content.split(b"\n", 1)[0].decode("utf-8-sig", "replace")
    return max(",;\t", key=first.count)


def _of_csv(content: bytes) -> list[dict[str, str]]:
    """Columns of a CSV file; the type is what fits all cells that hold something."""
    text = content.decode("utf-8-sig", "replace")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(content))
    header = next(rows, [])
    open_: list[list[str]] = [[kind for kind, _ in _KINDS] for _ in header]
    filled = [False] * len(header)
    patterns = dict(_KINDS)
    for row in rows:
        for at, cell in enumerate(row[: len(header)]):
            if cell and open_[at]:
                filled[at] = True
                open_[at] = [kind for kind in open_[at] if patterns[kind].fullmatch(cell)]
    return [_field(name, _kind(name, open_[at] if filled[at] else []))
            for at, name in enumerate(header)]  # fmt: skip


def _kind(name: str, fits: Sequence[str]) -> str:
    """Choose the type of a column: that of the contract if it is a text there."""
    return "string" if name in _STRINGS or not fits else fits[0]
