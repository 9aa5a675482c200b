"""Save a figure for a paper: PDF, SVG and PNG with its numbers, caption and alt text.

The same figure and table give the same bytes: no dates, no names of programs or
machines, fixed element ids in the SVG, rounded numbers in the CSV.
"""

import base64
import hashlib
import html
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from matplotlib.figure import Figure

from analysis import _figure_formats, _formulas, _recipes, figure, style, wording
from analysis.contracts import InputError

__all__ = [
    "FORMATS",
    "MOST_ROWS",
    "Exported",
    "Recipe",
    "described",
    "draw",
    "json_text",
    "recipe",
    "save",
    "save_table",
    "table_text",
]

KINDS: Final = {
    "heatmap": "Heatmap of articles by frames",
    "intervals": "Dot chart with intervals, frames by news wave",
    "difference": "Dot chart of differences between news waves",
    "timeline": "Bar chart of articles per day, by frame",
    "cooccurrence": "Matrix of pairs of frames",
    "corrected": "Dot chart of raw and corrected shares and differences",
    "specification": "Specification chart of differences",
    "agreement": "Dot chart of agreement, by frame",
    "coders": "Heatmap of agreement, pairs of coders by frames",
    "errors": "Dot chart of prevalence errors, by frame and news wave",
    "topic_words": "Bar charts of the words of topics",
    "topic_frames": "Heatmap of topics by frames",
    "topic_times": "Bar charts of topics over time",
    "keyness": "Bar chart of terms, two-sided",
    "dispersion": "Dispersion plot, articles by terms",
    "voices": "Dot chart with intervals, voices by frame and news wave",
}
"""How the alt text calls each figure."""

FORMATS: Final = ("pdf", "svg", "png")

MOST_ROWS: Final = 200_000
"""Rows of a table up to which it is saved as CSV."""

_WORDS: Final = ("caption", "alt", "said", "width", "codebook", "headline")
_UNKNOWN: Final = {"function": "", "options": {}, "width": "page", "said": "", "codebook": "",
                   "headline": False}  # fmt: skip
_RETURN: Final = re.compile(r"\r\n?")


@dataclass(frozen=True)
class Exported:
    """A saved figure; shows itself in a notebook with caption and alt text."""

    name: str
    caption: str
    alt: str
    files: tuple[str, ...]
    png: bytes

    def __repr__(self) -> str:
        """Give the caption and the files as plain text."""
        return f"{self.name}: {self.caption} [{', '.join(self.files)}]"

    def _repr_html_(self) -> str:
        """Give the picture, its caption and the names of its files."""
        picture = base64.b64encode(self.png).decode("ascii")
        files = ", ".join(f"<code>{html.escape(file)}</code>" for file in self.files)
        return (
            f'<figure class="fw-figure" id="figure-{html.escape(self.name)}">'
            f'<img alt="{html.escape(self.alt, quote=True)}" '
            f'src="data:image/png;base64,{picture}">'
            f"<figcaption>{html.escape(self.caption)} "
            f'<span class="fw-files">Files: {files}.</span></figcaption></figure>'
        )


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """All that a saved figure was drawn from; `function` takes `data` and `options`.

    `width` is 'column', 'page' or millimetres; `said` is what the figure shows, in words;
    `codebook` is the reference of the codebook that coded (empty if none did); `headline`
    marks the figure that a report opens with.
    """

    name: str
    caption: str
    alt: str
    said: str
    function: Callable[..., Any]
    data: pd.DataFrame
    options: Mapping[str, Any] = field(default_factory=dict)
    width: Literal["column", "page"] | float = "page"
    codebook: str = ""
    headline: bool = False


def draw(
    function: Callable[..., Any],
    data: pd.DataFrame,
    *,
    name: str,
    caption: str,
    said: str,
    folder: Path | str,
    width: Literal["column", "page"] | float = "page",
    codebook: str = "",
    headline: bool = False,
    **options: Any,
) -> Exported:
    """Draw a figure in the style for print, save it, and close it.

    It is drawn from the numbers as its CSV has them, rounded to six digits: the picture shows
    no more than the file beside it, and can be drawn again from there (`recipe`).

    Parameters
    ----------
    function : callable
        From `analysis.figure`; takes `data` and `options`, gives Axes.
    data : DataFrame
        What is plotted; also saved as CSV.
    name, caption, folder
        As in `save`.
    said : str
        What the figure shows, in words; becomes the alt text, after the kind of chart.
    width : {'column', 'page'} or float
        Printed width: 89 mm, 183 mm or a number of millimetres.
    codebook : str
        Reference of the codebook that the numbers rest on, ``name@version+hash``.
    headline : bool
        Whether a report opens with this figure.
    **options : object
        Passed to `function`: texts, numbers, days, lists, mappings and tables.

    Returns
    -------
    Exported
        Displays the figure in a notebook.
    """
    settings: Any = style.paper(width=width)
    alt = wording.alt(KINDS.get(function.__name__, "Figure"), said)
    beside: dict[str, str] = {}

    def keep(option: str, table: pd.DataFrame) -> str:
        beside[f"{name}.{option}.csv"] = table_text(table)
        return f"{name}.{option}.csv"

    ours = _is_ours(function)
    written = _recipes.encoded(options, save=keep) if ours else {}
    about = {
        "function": function.__name__ if ours else "",
        "options": written,
        "width": width,
        "said": said,
        "codebook": codebook,
        "headline": headline,
    }
    with mpl.rc_context(settings):
        if ours:
            data = _recipes.table(table_text(data), _recipes.columns(data))
            options = _recipes.decoded(written, read=beside.__getitem__)
        drawn = function(data, **options)
        canvas = np.ravel(np.asarray(drawn, dtype=object))[0].get_figure(root=True)
        try:
            return save(canvas, name, data=data, caption=caption, alt=alt, folder=folder,
                        about=about, beside=beside)  # fmt: skip
        finally:
            plt.close(canvas)


def _is_ours(function: Callable[..., Any]) -> bool:
    """Whether a figure is one of the kit's, which anyone can draw again."""
    return getattr(figure, function.__name__, None) is function


def described(path: Path) -> dict[str, Any]:
    """Read what the JSON file of a figure says; nothing if it is absent, damaged or no mapping."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def recipe(path: Path | str) -> Recipe:
    """Read back what a saved figure was drawn from.

    Parameters
    ----------
    path : Path or str
        The JSON file beside the figure.

    Returns
    -------
    Recipe
        Drawn in the same style, it gives the same bytes.

    Raises
    ------
    InputError
        If a file is absent or damaged, or the figure was drawn by a function that is not of
        this kit and so cannot be drawn again.
    """
    file = Path(path)

    def read(name: str) -> str:
        return (file.parent / Path(name).name).read_text(encoding="utf-8")

    try:
        content = json.loads(read(file.name))
        named = content["function"]
        data = _recipes.table(read(content["data"]), content["columns"])
        options = _recipes.decoded(content["options"], read=read)
        known = {key: content[key] for key in ("name", *_WORDS)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as cause:
        message = (f"{file}: this figure cannot be drawn again: its files are absent, damaged or "
                   f"from an older version ({cause}). Run `framewaves report` anew.")  # fmt: skip
        raise InputError(message) from cause
    if named not in figure.__all__:
        message = (f"{file}: this figure was drawn by a function that is not of this kit. Draw it "
                   f"with `analysis.export.draw` in the style of the journal.")  # fmt: skip
        raise InputError(message)
    return Recipe(function=getattr(figure, named), data=data, options=options, **known)


def save_table(
    table: pd.DataFrame, name: str, *, folder: Path | str, most: int = MOST_ROWS
) -> Path:
    """Write a result table into a folder, in one fixed form.

    Parameters
    ----------
    table : DataFrame
    name : str
        File name without ending.
    folder : Path or str
        Made if absent.
    most : int
        Rows up to which the table is CSV; a longer one is Parquet, which a spreadsheet could not
        open anyway. The other of the two is removed if an earlier run left it.

    Returns
    -------
    Path
    """
    long = len(table) > most
    endings = ("parquet", "csv") if long else ("csv", "parquet")
    target, other = (Path(folder) / f"{name}.{ending}" for ending in endings)
    target.parent.mkdir(parents=True, exist_ok=True)
    if long:
        whole = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
        pq.write_table(whole, target, compression="zstd")
    else:
        target.write_text(table_text(table), encoding="utf-8", newline="")
    other.unlink(missing_ok=True)
    return target


def save(
    figure: Figure,
    name: str,
    *,
    data: pd.DataFrame,
    caption: str,
    alt: str,
    folder: Path | str,
    about: Mapping[str, Any] | None = None,
    beside: Mapping[str, str] | None = None,
) -> Exported:
    """Write a figure with all that a paper needs beside it.

    Parameters
    ----------
    figure : Figure
        Drawn at its printed size; it is saved at that size, never cropped.
    name : str
        File name without ending: small letters, digits, `-` and `_`.
    data : DataFrame
        The plotted numbers, saved as CSV in full.
    caption, alt : str
        The text below the figure; what the figure shows, for who cannot see it.
    folder : Path or str
        Made if absent.
    about : mapping, optional
        What else the JSON file beside the figure says of it.
    beside : mapping of str to str, optional
        Further files of the figure: name to text.

    Returns
    -------
    Exported
        Displays the figure in a notebook.

    Raises
    ------
    InputError
        If `name` is no plain file name, or caption or alt text is empty.
    """
    if not name.replace("-", "").replace("_", "").isalnum() or name != name.lower():
        message = f"Figure name {name!r}: use small letters, digits, '-' and '_' only."
        raise InputError(message)
    if not caption.strip() or not alt.strip():
        message = f"Figure {name!r} needs a caption and an alt text; write both."
        raise InputError(message)
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    contents = {
        f"{name}.{ending}": _figure_formats.rendered(figure, ending, name=name, alt=alt)
        for ending in FORMATS
    }
    contents[f"{name}.csv"] = table_text(data).encode()
    contents |= {file: text.encode() for file, text in (beside or {}).items()}
    record = {
        **_UNKNOWN,
        **(about or {}),
        "name": name,
        "caption": caption,
        "alt": alt,
        "data": f"{name}.csv",
        "columns": _recipes.columns(data),
        "files": {file: hashlib.sha256(content).hexdigest() for file, content in contents.items()},
        "width_mm": round(figure.get_figwidth() * 25.4, 1),
        "height_mm": round(figure.get_figheight() * 25.4, 1),
    }
    contents[f"{name}.json"] = json_text(record).encode()
    for file, content in contents.items():
        (target / file).write_bytes(content)
    return Exported(name, caption, alt, tuple(sorted(contents)), contents[f"{name}.png"])


def json_text(content: object) -> str:
    """Write JSON in one fixed form."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def table_text(table: pd.DataFrame) -> str:
    """Write a table as CSV in one fixed form: six significant digits, ISO days.

    A text or a column name that a spreadsheet would run as a formula gets an apostrophe in
    front, and a carriage return, at which some begin a new row, is written as a line break.

    Examples
    --------
    >>> print(table_text(pd.DataFrame({"outlet": ["=1+1"], "share": [1 / 3]})), end="")
    outlet,share
    '=1+1,0.333333
    """
    safe: dict[int, pd.Series] = {}
    for number in range(table.shape[1]):
        column = table.iloc[:, number]
        if pd.api.types.is_datetime64_any_dtype(column):
            column = column.dt.strftime("%Y-%m-%d")
        elif not pd.api.types.is_numeric_dtype(column):
            column = column.astype("object").map(_defused, na_action="ignore")
        safe[number] = column
    names = [str(_defused(str(name))) for name in table.columns]
    written = pd.DataFrame(safe, index=table.index)
    return written.to_csv(index=False, header=names, float_format="%.6g", lineterminator="\n")


def _defused(value: object) -> object:
    """Keep a spreadsheet from running a text as a formula."""
    if not isinstance(value, str):
        return value
    return _formulas.defused(_RETURN.sub("\n", value))
