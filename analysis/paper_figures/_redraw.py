"""Draw figures for a journal: choose the width, write the files, say what was checked."""

import hashlib
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from tqdm import tqdm

from analysis import _figure_formats, export, journals, style
from analysis.contracts import InputError
from analysis.export import Recipe
from analysis.journals import Journal
from analysis.paper_figures._findings import COLUMNS, WIDTH, checked, findings, gridlines, row
from analysis.paper_figures._selection import selected

__all__ = ["redraw"]

_DRAWN: Final = "drawn"


@dataclass(frozen=True)
class _Order:
    """One figure that is to be drawn: from where, for whom, and how."""

    manifest: Path
    journal: Journal
    folder: Path
    number: int
    colour: bool
    font: str

    @property
    def name(self) -> str:
        return self.manifest.stem

    @property
    def stem(self) -> str:
        return self.journal.file_name.format(number=self.number, name=self.name)


def redraw(
    source: Path | str,
    *,
    journal: Journal | Path | str,
    folder: Path | str,
    only: Sequence[str] = (),
    colour: bool | None = None,
    font: str | None = None,
    bar: bool = False,
) -> pd.DataFrame:
    """Draw the figures of a folder for a journal, and check what was written.

    Parameters
    ----------
    source : Path or str
        Folder of figures that `export.draw` saved.
    journal : Journal, Path or str
        A preset, or its name or file.
    folder : Path or str
        Where the files go; made if absent. What an earlier call left there and this one does
        not write again is removed, unless someone changed it since.
    only : sequence of str
        Names of figures, or their beginnings such as '40-2'; in this order they are numbered.
        All figures, in the order of their names, when left out.
    colour : bool, optional
        False for grey; as the journal prints them when left out.
    font : str, optional
        A typeface that is installed; DejaVu Sans when left out.
    bar : bool
        Show progress.

    Returns
    -------
    DataFrame
        `COLUMNS`: figure (its name), file (empty for the drawing itself), check, wanted, found,
        passed (bool) and note. A figure that cannot be drawn has one row, which says why.

    Raises
    ------
    InputError
        If the folder has no figures, a name fits none of them, the preset cannot be used, or
        the typeface is not installed.
    """
    preset = journal if isinstance(journal, Journal) else journals.load(journal)
    preset.settings(font=font or journals.FONT)  # a typeface that is absent is told first
    target = Path(folder)
    orders = [
        _Order(manifest, preset, target, number, preset.colour if colour is None else colour,
               font or journals.FONT)
        for number, manifest in enumerate(selected(source, only), start=1)
    ]  # fmt: skip
    target.mkdir(parents=True, exist_ok=True)
    earlier = _left_by_an_earlier_call(target)
    rows: list[dict[str, Any]] = []
    for order in tqdm(orders, unit=" figures", leave=False, disable=not bar):
        found, written = _made(order)
        earlier -= written
        rows += [{"figure": order.name, **row} for row in found]
    for file in earlier:
        file.unlink(missing_ok=True)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"passed": bool})


# One figure


class _Drawn(NamedTuple):
    """A figure as it was drawn at one width of the journal, and what was found in it."""

    width: str
    figure: Figure
    findings: list[dict[str, Any]]

    def failures(self) -> int:
        """Count the checks that do not hold."""
        return sum(not one["passed"] for one in self.findings)


def _made(order: _Order) -> tuple[list[dict[str, Any]], set[Path]]:
    """Draw one figure, write and check it; give what was found, and what was written."""
    try:
        recipe = export.recipe(order.manifest)
        with _fitting(order, recipe) as drawn:
            width, high = drawn.width, drawn.figure.get_figheight() / style.MILLIMETRE
            rows = [_width(order, recipe, width), *drawn.findings]
            pictures, refused = _rendered(order, recipe, drawn)
    except InputError as problem:
        return [row(_DRAWN, "yes", "no", passed=False, note=str(problem))], set()
    for file, content in pictures.items():
        (order.folder / file).write_bytes(content)
    rows += refused + checked(
        [order.folder / file for file in pictures], order.journal,
        wide=order.journal.widths[width], high=high, font=order.font,
    )  # fmt: skip
    written = pictures | _beside(order, recipe)
    written[f"{order.stem}.json"] = _manifest(order, recipe, rows, width, high, written)
    for file in written.keys() - pictures.keys():
        (order.folder / file).write_bytes(written[file])
    return rows, {order.folder / file for file in written}


def _settings(order: _Order, width: str) -> dict[str, Any]:
    """Give the settings of the journal at one of its widths."""
    return order.journal.settings(width, colour=order.colour, font=order.font)


@contextmanager
def _fitting(order: _Order, recipe: Recipe) -> Iterator[_Drawn]:
    """Draw at the width at which most holds, the first of equals; close all at the end."""
    before = set(plt.get_fignums())
    try:
        with warnings.catch_warnings():  # too narrow: the checks say what does not fit
            warnings.filterwarnings("ignore", "constrained_layout not applied", UserWarning)
            yield min(_tries(order, recipe), key=_Drawn.failures)
    finally:
        for number in set(plt.get_fignums()) - before:
            plt.close(number)


def _tries(order: _Order, recipe: Recipe) -> list[_Drawn]:
    """Draw at the width for figures of its kind, and at wider ones until all holds."""
    first = order.journal.width(recipe.width)[1]
    tries: list[_Drawn] = []
    problem: InputError | None = None
    for name in (name for name, width in order.journal.widths.items() if width >= first):
        try:
            tries.append(_drawn(order, recipe, name))
        except InputError as cause:  # no room for its texts
            problem = cause
            continue
        if not tries[-1].failures():
            break
    if not tries and problem is not None:
        raise problem
    return tries


def _drawn(order: _Order, recipe: Recipe, width: str) -> _Drawn:
    """Draw a figure in the style of the journal at one width, and look at it."""
    settings: Any = _settings(order, width)
    with mpl.rc_context(settings):
        axes = recipe.function(recipe.data, **recipe.options)
        figure: Figure = np.ravel(np.asarray(axes, dtype=object))[0].get_figure(root=True)
        if not order.journal.gridlines:
            for line in gridlines(figure):
                line.remove()
        return _Drawn(width, figure, _checks(order, figure))


def _checks(order: _Order, figure: Figure) -> list[dict[str, Any]]:
    """Check a drawn figure against what the journal asks of it."""
    return findings(figure, order.journal, colour=order.colour, font=order.font)


def _width(order: _Order, recipe: Recipe, taken: str) -> dict[str, Any]:
    """Say which width was taken, and why if it is not that for figures of this kind."""
    journal = order.journal
    first, narrow = journal.width(recipe.width)
    note = f"not all fits at {first} ({narrow:g} mm)" if taken != first else ""
    found = f"{journal.widths[taken]:g} mm ({taken})"
    return row(WIDTH, f"a width of {journal.title}", found, passed=True, note=note)


def _rendered(
    order: _Order, recipe: Recipe, drawn: _Drawn
) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """Write the figure in every format of the journal; say which cannot be had, and why."""
    contents, refused = {}, []
    settings: Any = _settings(order, drawn.width)
    for ending in order.journal.formats:
        file = f"{order.stem}.{ending}"
        try:
            with mpl.rc_context(settings):
                contents[file] = _figure_formats.rendered(
                    drawn.figure, ending, name=recipe.name, alt=recipe.alt, dpi=order.journal.dpi
                )
        except InputError as problem:
            refused.append(row("written", "yes", "no", passed=False, note=str(problem), file=file))
    return contents, refused


def _beside(order: _Order, recipe: Recipe) -> dict[str, bytes]:
    """Files that go with the figure: numbers, caption and alt text."""
    numbered = "{number}" in order.journal.file_name
    caption = f"Figure {order.number}. {recipe.caption}" if numbered else recipe.caption
    texts = {
        f"{order.stem}.csv": export.table_text(recipe.data),
        f"{order.stem}.caption.txt": f"{caption}\n",
        f"{order.stem}.alt.txt": f"{recipe.alt}\n",
    }
    return {file: text.encode() for file, text in texts.items()}


def _manifest(
    order: _Order, recipe: Recipe, rows: Sequence[Mapping[str, Any]], width: str, high: float,
    written: Mapping[str, bytes],
) -> bytes:  # fmt: skip
    """Say in JSON what was drawn, how, and what was checked."""
    content = {
        "name": recipe.name,
        "number": order.number,
        "journal": {"preset": order.journal.key, "title": order.journal.title},
        "width": width,
        "width_mm": order.journal.widths[width],
        "height_mm": round(high, 1),
        "typeface": order.font,
        "colour": order.colour,
        "caption": recipe.caption,
        "alt": recipe.alt,
        "said": recipe.said,
        "codebook": recipe.codebook,
        "data": f"{order.stem}.csv",
        "drawn_from": order.manifest.name,
        "files": {file: hashlib.sha256(made).hexdigest() for file, made in written.items()},
        "checks": list(rows),
    }
    return export.json_text(content).encode()


def _left_by_an_earlier_call(folder: Path) -> set[Path]:
    """Find files of figures that were drawn here before, as they were left."""
    found: set[Path] = set()
    for manifest in folder.glob("*.json"):
        content = export.described(manifest)
        files = content.get("files")
        if "journal" not in content or not isinstance(files, dict):
            continue
        whole = {folder / Path(name).name: digest for name, digest in files.items()}
        found |= {file for file, digest in whole.items() if file.is_file()
                  and hashlib.sha256(file.read_bytes()).hexdigest() == digest}  # fmt: skip
        found.add(manifest)
    return found
