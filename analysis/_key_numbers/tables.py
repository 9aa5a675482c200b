"""Read the result tables of a run as they were saved, and say where a number stands in them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis._formulas import plain
from analysis.contracts import InputError, TableError, each_row, first_five

__all__ = ["Cells", "Tables"]

"""How texts begin that were kept from running as formulas (`export.table_text`)."""


class Cells(NamedTuple):
    """Rows of one table, and where they stand: file and conditions."""

    rows: pd.DataFrame
    source: str

    def where(self, **conditions: str | None) -> "Cells":
        """Keep the rows with these values; None asks for an empty cell.

        A column that the table does not have is empty in every row.
        """
        kept = pd.Series(True, index=self.rows.index)
        for column, value in conditions.items():
            if column in self.rows:
                cells = self.rows[column]
                kept &= cells.isna() if value is None else cells.eq(value).fillna(False)
            elif value is not None:
                kept &= False
        return Cells(self.rows[kept], self._place(conditions))

    def _place(self, conditions: Mapping[str, str | None]) -> str:
        """Write where rows with these values stand."""
        told = ", ".join(f"{name}={value}" for name, value in conditions.items() if value)
        return (
            f"{self.source}{', ' if ': ' in self.source else ': '}{told}" if told else self.source
        )

    def each(self, *columns: str) -> Iterator[tuple[Any, "Cells"]]:
        """Go through the rows one by one, each with its place by these columns."""
        for row in each_row(self.rows):
            named = {name: value for name in columns
                     if pd.notna(value := getattr(row, name, None))}  # fmt: skip
            yield row, Cells(self.rows.head(0), self._place(named))


class Tables:
    """The tables of a run, by name: CSV, or Parquet where they are long."""

    def __init__(self, folder: Path | str) -> None:
        self._folder = Path(folder)
        if not self._folder.is_dir():
            message = (f"There is no folder {self._folder.name!r} with result tables. Run "
                       f"`framewaves report` first.")  # fmt: skip
            raise InputError(message)

    def read(
        self, name: str, texts: Sequence[str], numbers: Sequence[str] = (),
        optional: Sequence[str] = (),
    ) -> Cells | None:  # fmt: skip
        """Read a table; None if the run did not save it.

        Parameters
        ----------
        name : str
            File name without ending.
        texts, numbers : sequence of str
            Columns that it must have.
        optional : sequence of str
            Further columns of numbers, which it may have.

        Raises
        ------
        InputError
            If the file cannot be read.
        TableError
            If a column is absent, or holds something else than numbers.
        """
        file = next((path for ending in ("csv", "parquet")
                     if (path := self._folder / f"{name}.{ending}").is_file()), None)  # fmt: skip
        if file is None:
            return None
        table = _as_texts(file)
        if absent := [column for column in (*texts, *numbers) if column not in table]:
            message = (f"{file.name} lacks the columns {first_five(absent)}. Is it from another "
                       f"version? Run `framewaves report` anew.")  # fmt: skip
            raise TableError(message)
        wanted = [*numbers, *(column for column in optional if column in table)]
        typed = {column: _numbers(table[column], file.name) for column in wanted}
        return Cells(table.assign(**typed), file.name)


def _as_texts(file: Path) -> pd.DataFrame:
    """Read a file with every cell a text, or null where it is empty."""
    try:
        if file.suffix == ".parquet":
            table = pd.read_parquet(file)
            return table.astype("str").where(table.notna(), None)
        table = pd.read_csv(file, dtype="str", keep_default_na=False, na_values=[""])
    except pd.errors.EmptyDataError:
        return pd.DataFrame()
    except (OSError, ValueError) as cause:
        message = f"{file.name} cannot be read ({cause}). Run `framewaves report` anew."
        raise InputError(message) from cause
    return table.rename(columns=plain).map(plain, na_action="ignore").astype("str")


def _numbers(column: pd.Series, file: str) -> pd.Series:
    """Turn texts into numbers."""
    try:
        return pd.to_numeric(column).astype("float64")
    except (ValueError, TypeError) as cause:
        strange = first_five(column.dropna().unique())
        message = f"Column {column.name} of {file} must hold numbers; found {strange}."
        raise TableError(message) from cause
