"""What lies in a run's folder: figures with their files, tables with their sizes, the paper."""

import csv
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

from analysis import export, wording

__all__ = [
    "Figure",
    "Table",
    "address",
    "by_name",
    "figures",
    "headline",
    "outputs",
    "size",
    "tables",
]

_ENDINGS: Final = ("pdf", "svg", "png", "csv", "json")
_FIRST: Final = ("40-0-", "40-4-")
"""The figures to open with, if none says that it is the headline."""
_PLAIN: Final = {
    "articles": "The articles, with the evidence for each date",
    "articles-by-frame": "Units that carry each frame, article by article",
    "coders": "Agreement of every pair of coders",
    "codings": "Every code: unit, frame and coder",
    "collocations": "Words that stand near the node",
    "collocations-by-group": "Words that stand near the node, by group",
    "concordance": "Every place of the query, without the text",
    "corrected": "Shares and differences, corrected for coding error",
    "days": "Articles per day and frame, with zeros",
    "dispersion": "How evenly words are spread over articles",
    "estimates": "Shares and differences, with intervals",
    "hits": "Every match of a pattern, with its place",
    "keyness": "Words that set the groups apart",
    "keyness-by-frame": "Words that set the frames apart",
    "outlets": "Articles per outlet and wave",
    "pairs": "Pairs of words next to each other",
    "patterns": "What every pattern of the codebook found",
    "receipt": "The receipt of the reading, file by file",
    "reliability": "Agreement of the coders",
    "robustness": "The difference under other rules of counting",
    "sentences-by-voice": "Every unit with its speakers, without the text",
    "speakers": "Who speaks, and how often",
    "specifications": "The difference under every specification",
    "topic-coherence": "Whether the words of a topic belong together",
    "topic-differences": "Topics: difference between the waves",
    "topic-seeds": "Topics under other seeds, run by run",
    "topic-shares": "Share of each topic in a wave",
    "topic-sizes": "Size of each topic",
    "topic-stability": "Whether topics come back under other seeds",
    "topic-units": "The topic of every unit",
    "topics": "The words of the topics",
    "topics-by-frame": "Topics and the frames that go with them",
    "topics-over-time": "Topics over time",
    "validity": "The machine against the gold codes",
    "voice-scores": "Voices found, against the codes of people",
    "voices": "Shares and differences of voices",
    "waves": "The news waves",
}


class Figure(NamedTuple):
    """A figure of the run; `files` are pairs of a short name and an address."""

    name: str
    caption: str
    alt: str
    said: str
    codebook: str
    headline: bool
    notebook: str
    files: tuple[tuple[str, str], ...]

    @property
    def picture(self) -> str:
        """Address of the PNG, or nothing."""
        return dict(self.files).get("PNG", "")


class Table(NamedTuple):
    """A result table; rows and columns are empty where the file cannot be read."""

    name: str
    what: str
    href: str
    rows: int | None
    columns: int | None
    size: str
    notebook: str


def address(path: Path, folder: Path) -> str:
    """Give the address of a file as seen from a page in a folder.

    Examples
    --------
    >>> address(Path("run/tables/a b.csv"), Path("run"))
    'tables/a%20b.csv'
    """
    try:
        return quote(os.path.relpath(path, folder).replace(os.sep, "/"))
    except ValueError:  # another drive
        return path.resolve().as_uri()


def outputs(record: Mapping[str, Any]) -> dict[str, str]:
    """Give the notebook that made each output of a run."""
    return {output: entry["name"] for entry in record["notebooks"] for output in entry["outputs"]}


def figures(folder: Path, drawn: Path, made: Mapping[str, str]) -> list[Figure]:
    """Describe the figures of a folder from the files beside them; other JSON is no figure.

    Parameters
    ----------
    folder, drawn : Path
        Of the run, and of the figures.
    made : mapping of str to str
        From `outputs`.

    Returns
    -------
    list of Figure
        By name. The notebook is '' for a figure that the run did not make.
    """
    found = []
    for path in sorted(drawn.glob("*.json")):
        told = export.described(path)
        if not all(isinstance(told.get(key), str) for key in ("caption", "alt")):
            continue
        found.append(
            Figure(
                name=path.stem,
                caption=told["caption"],
                alt=told["alt"],
                said=_text(told, "said") or told["alt"].partition(". ")[2],
                codebook=_text(told, "codebook"),
                headline=told.get("headline") is True,
                notebook=made.get(f"figures/{path.name}", ""),
                files=_files(path, folder),
            )
        )
    return found


def _text(told: Mapping[str, Any], key: str) -> str:
    """Text of an entry that may be absent or something else."""
    value = told.get(key)
    return value if isinstance(value, str) else ""


def _files(path: Path, folder: Path) -> tuple[tuple[str, str], ...]:
    """List the files of a figure, and the tables it was drawn with besides its own."""
    known = [(ending.upper(), path.with_suffix(f".{ending}")) for ending in _ENDINGS]
    more = [
        (f"CSV of {file.name.removeprefix(f'{path.stem}.').removesuffix('.csv')}", file)
        for file in sorted(path.parent.glob(f"{path.stem}.*.csv"))
    ]
    return tuple((name, address(file, folder)) for name, file in [*known, *more] if file.is_file())


def headline(found: Sequence[Figure]) -> Figure | None:
    """Choose the figure that the page opens with: the one marked so, else a known one."""
    ranked = [one for one in found if one.headline]
    ranked += [one for start in _FIRST for one in found if one.name.startswith(start)]
    return next(iter([*ranked, *found]), None)


def tables(folder: Path, made: Mapping[str, str]) -> list[Table]:
    """List the result tables of a run, by name.

    Parameters
    ----------
    folder : Path
        Of the run; tables lie in `tables`, as CSV or Parquet.
    made : mapping of str to str
        From `outputs`.
    """
    files = [path for path in sorted((folder / "tables").glob("*"))
             if path.suffix in {".csv", ".parquet"}]  # fmt: skip
    found = []
    for path in files:
        rows, columns = _shape(path)
        plain = path.stem.replace("-", " ").replace("_", " ").capitalize()
        found.append(
            Table(path.name, _PLAIN.get(path.stem, plain), address(path, folder), rows, columns,
                  size(path.stat().st_size), made.get(f"tables/{path.name}", ""))
        )  # fmt: skip
    return found


def _shape(path: Path) -> tuple[int | None, int | None]:
    """Count rows and columns, without the line of names."""
    try:
        if path.suffix == ".parquet":
            about = pq.read_metadata(path)
            return about.num_rows, about.num_columns
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file)
            columns = len(next(lines, []))
            return sum(1 for _ in lines), columns
    except (OSError, ValueError, csv.Error, pa.ArrowException):
        return None, None


def size(n_bytes: int) -> str:
    """Write the size of a file.

    Examples
    --------
    >>> size(12), size(2048), size(5_400_000)
    ('12 B', '2 kB', '5.4 MB')
    """
    if n_bytes < 1000:
        return f"{n_bytes} B"
    return f"{n_bytes / 1e3:.0f} kB" if n_bytes < 1e6 else f"{n_bytes / 1e6:.1f} MB"


def by_name(folder: Path) -> dict[str, list[Path]]:
    """Gather the files of a folder by their name up to the first dot; 2 comes before 10."""
    gathered: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("*"), key=lambda path: wording.number_order(path.name)):
        if path.is_file() and not path.name.startswith("."):
            gathered.setdefault(path.name.partition(".")[0], []).append(path)
    return gathered
