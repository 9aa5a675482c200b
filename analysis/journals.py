"""What journals ask of a figure: widths, fonts, sizes, formats, and where each was read.

The presets are YAML files in ``templates/journals``, each with its sources and the day on which
they were read; a file of your own in the same form works as well::

    journal = journals.load("sage")
    with matplotlib.rc_context(journal.settings("page")):
        ...

A figure is set in DejaVu Sans unless another typeface is asked for: it comes with matplotlib, so
that the same input gives the same bytes on every machine. It is on the list of no journal;
`installed` gives the typeface of a journal's list, or one that looks alike, that this machine
has.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from analysis import style
from analysis._journals import Preset, Source, read
from analysis.contracts import InputError, did_you_mean

__all__ = ["FONT", "Journal", "Source", "known", "load", "table"]

FONT: Final = "DejaVu Sans"
"""The typeface that every machine has."""

_FOLDER: Final = Path(__file__).parent / "templates" / "journals"
_WORDS: Final = {
    "widths_mm": "widths",
    "max_height_mm": "greatest height",
    "text_pt": "sizes of text",
    "line_pt": "lines",
    "dpi": "resolution",
    "file_name": "names of files",
}
_ENDINGS: Final = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, kw_only=True)
class Journal(Preset):
    """A preset that can be applied; its fields are those of `Preset`."""

    def width(self, wanted: str | float) -> tuple[str, float]:
        """Name and millimetres of the journal's width for a figure.

        Parameters
        ----------
        wanted : str or float
            One of the journal's widths, 'column' or 'page' (the narrowest and the widest of
            any journal), or millimetres: the narrowest width that holds them is taken.

        Raises
        ------
        InputError
            If the journal has no width of this name.

        Examples
        --------
        >>> load("pnas").width("page"), load("pnas").width(100)
        (('page', 178.0), ('one-and-a-half', 114.0))
        """
        if isinstance(wanted, str):
            ends = {"column": next(iter(self.widths)), "page": list(self.widths)[-1]}
            name = wanted if wanted in self.widths else ends.get(wanted)
            if name is None:
                message = (f"{self.title} has no width {wanted!r}. "
                           f"{did_you_mean(wanted, self.widths)}")  # fmt: skip
                raise InputError(message)
            return name, self.widths[name]
        enough = [name for name, width in self.widths.items() if width >= wanted]
        name = enough[0] if enough else list(self.widths)[-1]
        return name, self.widths[name]

    def settings(
        self,
        width: str | float = "column",
        *,
        height: float | None = None,
        colour: bool | None = None,
        font: str = FONT,
    ) -> dict[str, Any]:
        """Return the settings for a figure in this journal.

        Parameters
        ----------
        width : str or float
            One of the journal's widths, or millimetres, which are taken as they are.
        height : float, optional
            Millimetres; free when left out.
        colour : bool, optional
            False for grey; when left out, colour where the journal prints it.
        font : str
            A typeface that is installed.

        Returns
        -------
        dict
            rcParams for `matplotlib.rc_context`.

        Raises
        ------
        InputError
            If the width is none of the journal's, or the typeface is not installed.

        Examples
        --------
        >>> settings = load("ieee").settings("column")
        >>> settings["font.size"], round(settings["figure.figsize"][0] * 25.4, 1)
        (8.0, 88.9)
        """
        return style.paper(
            width=self.width(width)[1] if isinstance(width, str) else width,
            height=height,
            colour=self.colour if colour is None else colour,
            font=font,
            size=self.body,
            small=self.second,
            line=self.line,
            hatch=self.hatch,
        )

    def installed(self) -> str | None:
        """First typeface of the journal's list, or of those alike, that this machine has.

        Examples
        --------
        >>> load("sage").installed() is None  # it names none
        True
        """
        return next((font for font in (*self.fonts, *self.stand_ins) if style.has_font(font)), None)

    def doubts(self) -> tuple[str, ...]:
        """Name in words what the journal does not say, or not where it was read.

        Examples
        --------
        >>> load("elsevier").doubts()
        ('one-and-a-half width', 'greatest height', 'names of files')
        """
        return tuple(
            f"{inner} {_WORDS.get(key, key).removesuffix('s')}" if inner else _WORDS.get(key, key)
            for key, _, inner in (name.partition(".") for name in self.unconfirmed)
        )


def known() -> tuple[str, ...]:
    """Keys of the presets that the project ships, sorted.

    Examples
    --------
    >>> known()[:3]
    ('apa', 'elsevier', 'ieee')
    """
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.yaml")))


def load(name: str | Path) -> Journal:
    """Give the preset of a journal.

    Parameters
    ----------
    name : str or Path
        A key of `known`, a name such as 'Political Communication' or 'ICA', or the path of a
        YAML file in the form of those in ``analysis/templates/journals``.

    Returns
    -------
    Journal

    Raises
    ------
    InputError
        If there is no such preset, or a file is not in this form.

    Examples
    --------
    >>> load("Journal of Communication").key
    'apa'
    >>> load("natrue")
    Traceback (most recent call last):
        ...
    analysis.contracts.InputError: There is no preset 'natrue'. Did you mean 'nature'? ...
    """
    if isinstance(name, Path) or Path(name).suffix.casefold() in _ENDINGS:
        return _journal(Path(name))
    wanted = _plain(name)
    for key in known():
        if wanted == _plain(key):
            return _journal(_FOLDER / f"{key}.yaml")
    names = {key: _journal(_FOLDER / f"{key}.yaml") for key in known()}
    called = {_plain(venue): preset for preset in names.values()
              for venue in (preset.title, *preset.venues)}  # fmt: skip
    if wanted in called:
        return called[wanted]
    message = (
        f"There is no preset {name!r}. {_near(wanted, names, called)} "
        f"`framewaves figures --list` names them all; a YAML file of yours works, too."
    )
    raise InputError(message)


def _journal(path: Path) -> Journal:
    """Read one preset."""
    return Journal(**vars(read(path)))


def _near(wanted: str, keys: Iterable[str], called: Iterable[str]) -> str:
    """Suggest the nearest name, or list the keys alone: there are many names."""
    suggested = did_you_mean(wanted, {*keys, *called})
    return suggested if suggested.startswith("Did") else did_you_mean(wanted, keys)


def _plain(name: str) -> str:
    """Write a name so that capitals, hyphens and 'and' make no difference."""
    words = name.casefold().replace("&", " and ").replace("-", " ").replace("_", " ").split()
    return " ".join(word for word in words if word not in {"the", "and"})


def table() -> pd.DataFrame:
    """List the presets, one row for each.

    Returns
    -------
    DataFrame
        `preset`, `title`, `widths` (millimetres), `text` (points), `formats`, `dpi`, `hatch`,
        `transparency`, `certainty`, `unconfirmed`, `checked` (ISO day) and `source`.

    Examples
    --------
    >>> table().set_index("preset").loc["nature", "widths"]
    'column 89, page 183'
    """
    return pd.DataFrame([_row(load(key)) for key in known()])


def _row(journal: Journal) -> dict[str, object]:
    """Say of one preset what the list says."""
    sizes = (f"{size:g}" for size in (journal.smallest, journal.largest))
    return {
        "preset": journal.key,
        "title": journal.title,
        "widths": ", ".join(f"{name} {width:g}" for name, width in journal.widths.items()),
        "text": "–".join(dict.fromkeys(sizes)),
        "formats": ", ".join(journal.formats),
        "dpi": journal.dpi,
        "hatch": journal.hatch,
        "transparency": journal.transparency,
        "certainty": journal.certainty,
        "unconfirmed": ", ".join(journal.doubts()),
        "checked": max((source.checked for source in journal.sources), default=""),
        "source": " ".join(source.url for source in journal.sources),
    }
