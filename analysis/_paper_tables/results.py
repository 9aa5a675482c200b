"""Read the result tables of a run, and say which is not there and what makes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from analysis._formulas import defused
from analysis.codebook import Codebook
from analysis.contracts import InputError, TableError, first_five
from analysis.study import Study

__all__ = ["NotMadeError", "Results", "open_results"]

_MADE_BY: Final = {
    "articles": "10_corpus", "outlets": "10_corpus", "reliability": "30_validation",
    "validity": "30_validation", "corrected": "30_validation", "estimates": "40_framing_waves",
    "articles-by-frame": "40_framing_waves",
}  # fmt: skip
_NUMBERS: Final = (
    "estimate", "ci_low", "ci_high", "ci_level", "n_units", "n_docs", "n_clusters", "p_value",
    "p_adjusted", "n_positive", "share_other", "share_reference", "n_docs_other",
    "n_docs_reference", "n_units_other", "n_units_reference", "n_coders", "prevalence", "n_gold",
    "tp", "fn", "words", "recommended",
)  # fmt: skip


class NotMadeError(Exception):
    """Why a table cannot be made from these results; not an error of the researcher."""


@dataclass(frozen=True)
class Results:
    """Result tables of a run, with the study, the codebook and the language of the tables.

    `labels` names the frames in the order of the codebook; `language` is that of heads and
    notes, en or nl.
    """

    folder: Path
    plan: Study
    book: Codebook
    labels: Mapping[str, str]
    language: str

    @property
    def min_units(self) -> int | None:
        """Units that make a frame present in an article; None where the run does not say."""
        try:
            given = self.read("parameters", ("name", "value")).set_index("name")["value"]
        except NotMadeError:
            return None
        return int(given["min_units"]) if "min_units" in given else None

    @property
    def waves(self) -> list[str]:
        """Names of the news waves, in order of time."""
        return [wave.name for wave in self.plan.waves]

    def wave_label(self, wave: str) -> str:
        """Name of a wave as it is printed."""
        return next((one.label or one.name for one in self.plan.waves if one.name == wave), wave)

    def contrasts(self) -> dict[str, tuple[str, str]]:
        """Contrasts as the tables write them, with the other wave and the reference."""
        reference = self.plan.reference_wave
        return {f"{wave} - {reference}": (wave, reference)
                for wave in self.waves if wave != reference}  # fmt: skip

    def read(self, name: str, needed: Sequence[str]) -> pd.DataFrame:
        """Read a result table.

        Raises
        ------
        NotMadeError
            If it is not there.
        TableError
            If it has rows and a needed column is missing.
        """
        table = self._as_written(name)
        missing = [column for column in needed if column not in table]
        if missing and len(table):
            message = (f"Result table {name!r} has no column {first_five(missing)}. Run the "
                       f"notebook {_MADE_BY.get(name, '')} again with this version.")  # fmt: skip
            raise TableError(message)
        for column in missing:
            table[column] = pd.NA
        return self._with_own_names(table)

    def _as_written(self, name: str) -> pd.DataFrame:
        """Read the file of a table, whichever of its two forms there is."""
        wide = self.folder / f"{name}.parquet"
        if wide.exists():
            return pd.read_parquet(wide)
        file = self.folder / f"{name}.csv"
        if not file.exists():
            message = (f"There is no table {name}.csv in the results; run the notebook "
                       f"{_MADE_BY.get(name, '')} first.")  # fmt: skip
            raise NotMadeError(message)
        if not file.read_text(encoding="utf-8").strip():
            return pd.DataFrame()
        # Names such as '2025' or 'NA' stay texts.
        heads = pd.read_csv(file, nrows=0).columns
        kinds: dict[Any, Any] = {head: "str" for head in heads if head not in _NUMBERS}
        return pd.read_csv(file, dtype=kinds, keep_default_na=False, na_values=[""])

    def _with_own_names(self, table: pd.DataFrame) -> pd.DataFrame:
        """Give waves and contrasts their names back: the CSV has an apostrophe before '=1+1'."""
        own = [*self.waves, *self.contrasts()]
        back = {written: name for name in own if (written := defused(name)) != name}
        for column in ("wave", "contrast"):
            if column in table and back:
                table[column] = table[column].replace(back)
        return table


def open_results(
    folder: Path | str, *, plan: Study, book: Codebook, label_language: str
) -> Results:
    """Say where the result tables are, and in which language tables are made of them.

    Raises
    ------
    InputError
        If there is no such folder, or the codebook has no labels in the language.
    """
    place = Path(folder)
    if not place.is_dir():
        message = (f"There is no folder {place.name!r} with result tables. Run "
                   f"'framewaves report' first, or name the folder 'tables' of a run.")  # fmt: skip
        raise InputError(message)
    language = label_language.split("-")[0].lower()
    return Results(
        place, plan, book, book.labels(label_language), language if language == "nl" else "en"
    )
