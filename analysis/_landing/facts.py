"""What a reader wants to know of a run at once, read from its tables: how much, when, by whom.

A table that is not there leaves its facts out: not every run executes every notebook.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis import wording
from analysis.contracts import SCHEMAS, each_row

__all__ = ["Fact", "codebook", "facts", "receipt"]

_CODES: Final = ("segment_id", "coder", "coder_kind", "codebook")


_RECEIPT: Final = {
    field.name: "Int64" if pa.types.is_integer(field.type) else "str"
    for field in SCHEMAS["receipt"]
}


class Fact(NamedTuple):
    """A name, a value, and what there is to say of it."""

    name: str
    value: str
    more: str = ""


def _table(folder: Path, name: str, columns: Sequence[str]) -> pd.DataFrame:
    """Read columns of a result table; no rows where the table or a column is not there."""
    path = folder / "tables" / name
    try:
        if path.with_suffix(".csv").is_file():
            return pd.read_csv(path.with_suffix(".csv"), usecols=list(columns), low_memory=False,
                               keep_default_na=False, na_values=[""])  # fmt: skip
        if path.with_suffix(".parquet").is_file():
            table = pq.read_table(path.with_suffix(".parquet"), columns=list(columns))
            return pd.DataFrame(table.to_pandas())
    except (OSError, ValueError, KeyError, pa.ArrowException):
        pass  # the list of tables says which cannot be read
    return pd.DataFrame(columns=list(columns))


def receipt(folder: Path) -> pd.DataFrame | None:
    """Read the receipt of the reading, or nothing if there is none that can be read."""
    path = folder / "tables" / "receipt.csv"
    try:
        return pd.read_csv(path, dtype=_RECEIPT)
    except (OSError, ValueError):
        return None


def codebook(folder: Path, inputs: Mapping[str, Any], references: Sequence[str]) -> str:
    """Find the reference of the codebook that the run used.

    Parameters
    ----------
    folder : Path
        Of the run: its codes name their codebook.
    inputs : mapping
        Names of the run's input files to their SHA-256.
    references : sequence of str
        Codebooks that figures name: the one whose hash is that of an input, if no code tells.

    Returns
    -------
    str
        ``name@version+hash``, or '' where nothing tells.
    """
    codes = _table(folder, "codings", _CODES)
    named = codes.loc[codes["coder_kind"] != "human", "codebook"].dropna().unique()
    if len(named):
        return str(named[0])
    hashes = tuple(str(value) for value in inputs.values())
    fits = [
        one
        for one in references
        if (end := one.rpartition("+")[2]) and any(value.startswith(end) for value in hashes)
    ]
    return sorted(fits)[0] if fits else ""


def facts(folder: Path, reference: str) -> list[Fact]:
    """Gather the facts of a run.

    Parameters
    ----------
    folder : Path
        Of the run.
    reference : str
        Of its codebook, if known.
    """
    name, _, version = reference.partition("@")
    number, _, digest = version.partition("+")
    waves = _spans(folder)
    book = [Fact("Codebook", f"{name} {number}".strip(), f"hash {digest}" if digest else "")]
    return [
        *_articles(folder),
        *_waves(folder, waves),
        *_units(folder, list(waves.index)),
        *_coders(folder),
        *(book if reference else []),
        *_gold(folder, list(waves.index)),
        *_reliability(folder),
    ]


def _articles(folder: Path) -> list[Fact]:
    """How many articles, in which languages, of how many outlets."""
    table = _table(folder, "articles", ["outlet", "language", "wave"])
    if table.empty:
        return []
    counts = table["language"].value_counts().sort_index()
    spoken = wording.listing(
        f"{n:,} in {wording.language_name(str(tag))}" for tag, n in counts.items()
    )
    outlets = wording.counted(int(table["outlet"].nunique()), "outlet")
    more = "; ".join(part for part in (spoken, outlets) if part)
    return [Fact("Articles read", f"{len(table):,}", more)]


def _spans(folder: Path) -> pd.DataFrame:
    """First and last day of each news wave, in order of time; no days where nothing tells."""
    days = _table(folder, "days", ["wave", "day"]).dropna()
    days["day"] = pd.to_datetime(days["day"], errors="coerce")
    spans = days.groupby("wave")["day"].agg(["min", "max"]).sort_values(["min", "max"])
    if len(spans):
        return spans
    named = _table(folder, "articles", ["wave"])["wave"].dropna().unique()
    known = [str(wave) for wave in named if wave != wording.NO_WAVE]
    return pd.DataFrame({"min": pd.NaT, "max": pd.NaT}, index=known)


def _waves(folder: Path, spans: pd.DataFrame) -> list[Fact]:
    """News waves with their days and their articles."""
    articles = _table(folder, "articles", ["wave"])["wave"].dropna()
    counts = articles.value_counts()
    found = []
    for wave, first, last in spans.itertuples(name=None):
        when = "" if pd.isna(first) else f"{wording.day(first)} to {wording.day(last)}"
        number = wording.counted(int(counts.get(wave, 0)), "article")
        found.append(Fact(f"News wave {wave}", *((number, when) if len(articles) else (when, ""))))
    left = int(counts.get(wording.NO_WAVE, 0))
    if left:
        found.append(Fact("In no wave", wording.counted(left, "article"), "not in the estimates"))
    return found


def _units(folder: Path, order: Sequence[str]) -> list[Fact]:
    """Units of coding that entered the estimates."""
    table = _table(folder, "estimates", ["measure", "contrast", "wave", "n_units"])
    rows = table[
        (table["measure"] == "salience") & table["contrast"].isna() & table["wave"].notna()
    ]
    per_wave = rows.groupby("wave", sort=False)["n_units"].max().astype("int64")
    if per_wave.empty:
        return []
    ids = _table(folder, "codings", ["segment_id"])["segment_id"].dropna()
    kind = str(ids.iloc[0]).split(":")[1:2] if len(ids) else []
    noun = kind[0] if kind and kind[0] in {"sentence", "paragraph", "document"} else "unit"
    return [
        Fact(
            "Units of coding",
            wording.counted(int(per_wave.sum()), noun),
            _per_wave(per_wave, order),
        )
    ]


def _per_wave(counts: pd.Series, order: Sequence[str]) -> str:
    """Write counts by wave, in order of time."""
    waves = [*order, *sorted(set(counts.index) - set(order))]
    return wording.listing(f"{int(counts[wave]):,} in {wave}" for wave in waves if wave in counts)


def _coders(folder: Path) -> list[Fact]:
    """Who coded what the estimates rest on."""
    codes = _table(folder, "codings", _CODES).drop_duplicates(["coder", "coder_kind"])
    named = [
        str(row.coder) if row.coder == row.coder_kind else f"{row.coder} ({row.coder_kind})"
        for row in each_row(codes.sort_values(["coder_kind", "coder"]))
    ]
    return [Fact("Coder" if len(named) == 1 else "Coders", wording.listing(named))] if named else []


def _gold(folder: Path, order: Sequence[str]) -> list[Fact]:
    """Gold codes that the errors of the machine were measured with."""
    tables = [folder / "tables" / f"{name}.csv" for name in ("corrected", "validity")]
    if not any(path.is_file() for path in tables):
        return []
    table = _table(folder, "corrected", ["contrast", "wave", "n_gold"])
    rows = table[table["contrast"].isna() & table["wave"].notna()]
    per_wave = rows.groupby("wave")["n_gold"].max().dropna()
    if len(per_wave) and per_wave.sum():
        number = wording.counted(int(per_wave.sum()), "unit")
        return [Fact("Gold standard", number, _per_wave(per_wave, order))]
    scores = _table(folder, "validity", ["n_gold"])["n_gold"].dropna()
    if len(scores) and scores.max():
        return [Fact("Gold standard", wording.counted(int(scores.max()), "unit"))]
    return [Fact("Gold standard", "none", "no estimate is corrected for coding error")]


def _reliability(folder: Path) -> list[Fact]:
    """Krippendorff's alpha over the frames, from the lowest to the highest."""
    table = _table(folder, "reliability", ["measure", "estimate", "wave", "language"])
    rows = table[(table["measure"] == "alpha") & table["wave"].isna() & table["language"].isna()]
    if rows.empty:
        return []
    known = rows["estimate"].dropna()
    undefined = len(rows) - len(known)
    left = f"; undefined for {undefined}" if undefined else ""
    if known.empty:
        return [Fact("Intercoder reliability", "undefined", wording.counted(len(rows), "frame"))]
    low, high = (wording.coefficient(value) for value in (known.min(), known.max()))
    return [Fact("Intercoder reliability", f"α {low}" if low == high else f"α {low} to {high}",
                 f"{wording.counted(len(rows), 'frame')}{left}")]  # fmt: skip
