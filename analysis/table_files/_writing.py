"""Write tables for papers into a folder."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from analysis.contracts import InputError, did_you_mean, first_five
from analysis.table_files import _html, _latex, _plain, _word
from analysis.table_files._form import PaperTable

__all__ = ["FORMATS", "write", "write_all"]

_WRITERS: Final[dict[str, Callable[[PaperTable], str | bytes]]] = {
    "docx": lambda table: _word.document([table]),
    "tex": _latex.document,
    "md": _plain.markdown,
    "html": lambda table: f"{_html.text(table)}\n",
    "csv": _plain.csv,
}

_PREFIX: Final = "table-"
"""How the names of our tables begin."""

FORMATS: Final = tuple(_WRITERS)
"""Endings of the files: Word, LaTeX, Markdown, HTML, CSV."""


def write(
    table: PaperTable, folder: Path | str, formats: Sequence[str] = FORMATS
) -> list[Path]:  # fmt: skip
    r"""Write one table, in each format as a file.

    Parameters
    ----------
    table : PaperTable
    folder : Path or str
        Made if absent.
    formats : sequence of str
        From `FORMATS`.

    Returns
    -------
    list of Path
        In the order of `formats`. The LaTeX file is for ``\input``; it needs the packages that
        ``example.tex`` of `write_all` loads.

    Raises
    ------
    InputError
        If a format is not known.
    """
    _check_formats(formats)
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    paths = []
    for ending in formats:
        paths.append(target / f"{table.name}.{ending}")
        _put(paths[-1], _WRITERS[ending](table))
    return paths


def write_all(
    tables: Sequence[PaperTable], folder: Path | str, formats: Sequence[str] = FORMATS
) -> list[Path]:  # fmt: skip
    """Write several tables, each by itself, and those of Word and LaTeX also together.

    Files that an earlier call left for a table that is not among these are removed.

    Parameters
    ----------
    tables : sequence of PaperTable
    folder, formats
        As in `write`.

    Returns
    -------
    list of Path
        The files of each table; then ``tables.docx`` (all of them, a page each),
        ``tables.tex`` (inputs all) and ``example.tex`` (a document that shows all), as far as
        the formats go and there are tables.

    Raises
    ------
    InputError
        If a format is not known, or two tables have one name.
    """
    _check_formats(formats)
    names = [table.name for table in tables]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        message = f"Tables with the same name: {first_five(twice)}. Give each its own."
        raise InputError(message)
    paths = [path for table in tables for path in write(table, folder, formats)]
    for left in set(Path(folder).glob(f"{_PREFIX}*")) - set(paths):
        if left.suffix[1:] in FORMATS:
            left.unlink()
    together: dict[str, str | bytes] = {}
    if tables and "docx" in formats:
        together["tables.docx"] = _word.document(tables)
    if tables and "tex" in formats:
        together["tables.tex"] = "\\clearpage\n".join(f"\\input{{{name}}}\n" for name in names)
        together["example.tex"] = _latex.EXAMPLE
    for name, content in together.items():
        paths.append(Path(folder) / name)
        _put(paths[-1], content)
    return paths


def _check_formats(formats: Sequence[str]) -> None:
    """Raise if a format is not known."""
    for ending in formats:
        if ending not in _WRITERS:
            message = f"There is no format {ending!r} for tables. {did_you_mean(ending, FORMATS)}"
            raise InputError(message)


def _put(path: Path, content: str | bytes) -> None:
    """Write a file, with the same line ends on every machine."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
