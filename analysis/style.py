"""How figures look: sizes, type and lines as plain dicts, one look per frame.

The caller applies a style and draws and saves inside it; nothing is set for good::

    with matplotlib.rc_context(style.paper(width="column")):
        ax = figure.heatmap(shares, labels=labels)
        ax.figure.savefig("figure.pdf", metadata={"CreationDate": None})

The file has the exact width asked for (never a tight box), text that can be selected,
embedded TrueType fonts and no transparency, and the same bytes on a second run: the
default typeface comes with matplotlib, and text is not fitted to the pixels of a screen.

Colours are from Paul Tol, *Colour Schemes*, technical note SRON/EPS/TN/09-002, issue 3.2
(2021), https://sronpersonalpages.nl/~pault/: seven of the 'muted' scheme and black. The
first four also differ in lightness, so that they stay apart in a grey print.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final, Literal, NamedTuple

import matplotlib as mpl
from matplotlib.colors import to_hex, to_rgb
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.textpath import text_to_path

from analysis.contracts import InputError, first_five

__all__ = [
    "EXPORT", "INK", "MILLIMETRE", "MUTED", "PALE", "RULE", "WIDTHS", "FrameStyle", "frames",
    "has_font", "hatched", "height_is_free", "in_colour", "ink_on", "millimetres", "paper",
    "screen", "small", "text_width", "tint", "tint_code", "wrap",
]  # fmt: skip

WIDTHS: Final = {"column": 89.0, "page": 183.0}
"""Millimetres: one and two columns of Nature; near to PNAS, IEEE and Elsevier."""

MILLIMETRE: Final = 1 / 25.4
"""One millimetre in inches."""

INK: Final = "#1A1A1A"
"""Text and axes."""

MUTED: Final = "#595959"
"""Second-rank text; contrast with white is 7 to 1."""

RULE: Final = "#D4D4D4"
"""Light lines of reference."""

PALE: Final = "#CFCFCF"
"""Areas that stand behind the data, such as all articles of a day."""

# Order matters: each colour is as far as it can be from the ones before it, also for
# readers with red-green colour blindness (tests/test_style.py measures it).
_COLOURS: Final = (
    "#332288",  # indigo
    "#44AA99",  # teal
    "#882255",  # wine
    "#117733",  # green
    "#CC6677",  # rose
    "#AA4499",  # purple
    "#999933",  # olive
    "#000000",  # black
)
_GREYS: Final = ("#000000", "#8C8C8C", "#3D3D3D", "#696969")
# Where hatches are not allowed, tones alone must tell eight bars apart.
_EIGHT_GREYS: Final = ("#000000", "#969696", "#4C4C4C", "#707070", "#262626", "#838383",
                       "#393939", "#5E5E5E")  # fmt: skip
_MARKERS: Final = ("o", "s", "^", "D", "v", "P", "X", "p")
_HATCHES: Final = ("", "////", "....", "\\\\\\\\", "xxxx", "----", "++++", "||||")
_LINES: Final = ("-", "--", ":", "-.")
_MOST_FRAMES: Final = 24
_SOFT_HYPHEN: Final = "\u00ad"
_FREE_RATIO: Final = 0.6180339887


class FrameStyle(NamedTuple):
    """The look of one frame in every figure.

    `colour` is a hex string, `marker` and `linestyle` are matplotlib's codes, and
    `hatch` is empty unless the style is without colour.
    """

    colour: str
    marker: str
    hatch: str
    linestyle: str


def paper(
    *,
    width: Literal["column", "page"] | float = "column",
    height: float | None = None,
    colour: bool = True,
    font: str = "DejaVu Sans",
    size: float = 7.0,
    small: float | None = None,
    line: float = 0.5,
    hatch: bool = True,
) -> dict[str, Any]:
    """Return settings for a figure in print: 7 point text, thin lines, exact size.

    `analysis.journals` has the widths and sizes that journals ask for.

    Parameters
    ----------
    width : {'column', 'page'} or float
        89 mm, 183 mm, or a number of millimetres.
    height : float, optional
        Millimetres. When left out, each figure is as tall as its rows need.
    colour : bool
        False for a journal that prints in grey: grey tones, line styles and hatches.
    font : str
        Typeface. Only the default is there on every machine; with another one, such as
        'Arial' where a journal insists, the bytes are those of your machine.
    size, small : float
        Points of normal and of second-rank text; `small` is a point less when left out.
    line : float
        Points of the lines of axes; all other lines, marks and ticks keep in proportion.
    hatch : bool
        False for a journal that forbids patterns: without colour, more tones of grey.

    Returns
    -------
    dict
        rcParams for `matplotlib.rc_context` or `matplotlib.style.use`.

    Raises
    ------
    InputError
        If a size is no length on paper, or the typeface is not installed.

    Examples
    --------
    >>> [round(inches * 25.4) for inches in paper(width="page", height=120)["figure.figsize"]]
    [183, 120]
    """
    across = _width(width)
    _need_font(font)
    if height is not None and not 10 <= height <= 1000:
        message = f"height={height!r} is not a height in millimetres; give 10 to 1000, or None."
        raise InputError(message)
    settings = _settings(across, height, size=size, colour=colour, font=font, small=small,
                         scale=line / _LINE)  # fmt: skip
    return settings | {"figure.dpi": 144} | ({} if hatch else {"hatch.linewidth": 0.0})


def screen(*, width: float = 165.0, colour: bool = True) -> dict[str, Any]:
    """Return settings for a notebook: the look of `paper`, larger.

    Parameters
    ----------
    width : float
        Millimetres.
    colour : bool
        False for grey tones.

    Returns
    -------
    dict
        rcParams.

    Examples
    --------
    >>> screen()["font.size"]
    9.0
    """
    return _settings(_width(width), None, size=9.0, colour=colour, font="DejaVu Sans") | {
        "figure.dpi": 110
    }


def _width(width: str | float) -> float:
    """Width in millimetres, or say which ones there are."""
    known = WIDTHS.get(width) if isinstance(width, str) else width
    if known is None or not 30 <= known <= 1000:
        message = (f"width={width!r} is not a width; give 'column' (89 mm), 'page' (183 mm) or "
                   f"a number of millimetres from 30 to 1000.")  # fmt: skip
        raise InputError(message)
    return float(known)


def has_font(font: str) -> bool:
    """Tell whether a typeface is installed, so that matplotlib would not take another one.

    Examples
    --------
    >>> has_font("DejaVu Sans"), has_font("No Such Sans")
    (True, False)
    """
    try:
        findfont(FontProperties(family=[font]), fallback_to_default=False)
    except ValueError:
        return False
    return True


def _need_font(font: str) -> None:
    """Raise if matplotlib would quietly take another typeface."""
    if not has_font(font):
        message = (f"font={font!r} is not installed, and another would be taken instead. "
                   f"Install it, or keep 'DejaVu Sans', which comes with matplotlib.")  # fmt: skip
        raise InputError(message)


def _settings(
    width: float, height: float | None, *, size: float, colour: bool, font: str,
    small: float | None = None, scale: float = 1.0,
) -> dict[str, Any]:  # fmt: skip
    """Everything that decides what is drawn, and what is written to a file."""
    tall = width * _FREE_RATIO if height is None else height
    return {
        "figure.figsize": (width * MILLIMETRE, tall * MILLIMETRE),
        "image.cmap": "Blues" if colour else "Greys",
        "font.family": [font, "sans-serif"],
        "font.size": size,
        **dict.fromkeys(("axes.labelsize", "axes.titlesize", "xtick.labelsize",
                         "ytick.labelsize", "legend.fontsize", "legend.title_fontsize",
                         "figure.labelsize"), size),
        # No figure has a title, so that the size for one can keep that of second-rank text.
        "figure.titlesize": size - 1 if small is None else small,
        **_LAYOUT, **_LOOK, **EXPORT,
        **{key: _LOOK[key] * scale for key in _SCALED},
    }  # fmt: skip


_LAYOUT: Final[dict[str, Any]] = {
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.5 * MILLIMETRE,
    "figure.constrained_layout.w_pad": 0.5 * MILLIMETRE,
    "figure.constrained_layout.hspace": 0.02,
    "figure.constrained_layout.wspace": 0.02,
    "axes.labelpad": 3.0,
    "axes.titlepad": 3.0,
}

_LOOK: Final[dict[str, Any]] = {
    "text.usetex": False,
    "text.parse_math": False,  # a label such as '$5 or $6' is a label, not a formula
    "text.color": INK,
    "mathtext.fontset": "dejavusans",
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.titleweight": "normal",
    "axes.linewidth": 0.5,
    "axes.grid": False,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "lines.linewidth": 1.0,
    "lines.markersize": 4.0,
    "lines.markeredgewidth": 0.8,
    "patch.linewidth": 0.5,
    "hatch.linewidth": 0.5,
    **{f"{axis}.{key}": value for axis in ("xtick", "ytick")
       for key, value in {"color": INK, "labelcolor": "inherit", "direction": "out",
                          "major.size": 2.0, "major.width": 0.5, "major.pad": 2.0,
                          "minor.visible": False}.items()},
    "legend.frameon": False,
    "legend.framealpha": 1.0,
    "legend.handlelength": 1.0,
    "legend.handletextpad": 0.5,
    "legend.columnspacing": 1.5,
    "legend.labelspacing": 0.3,
    "legend.borderpad": 0.0,
    "legend.borderaxespad": 0.0,
}  # fmt: skip

_LINE: Final = _LOOK["axes.linewidth"]
_SCALED: Final = tuple(
    key for key in _LOOK if key.endswith(("linewidth", "markersize", "edgewidth", "major.size",
                                          "major.width", "major.pad"))
)  # fmt: skip

EXPORT: Final[dict[str, Any]] = {
    "savefig.dpi": 300,
    "savefig.bbox": None,  # a tight box would change the width
    "savefig.pad_inches": 0.0,
    "savefig.facecolor": "white",
    "savefig.transparent": False,
    "pdf.fonttype": 42,  # TrueType: journals refuse the default, Type 3
    "ps.fonttype": 42,
    "pdf.compression": 0,  # the bytes of zlib differ between machines
    "svg.fonttype": "none",  # text stays text: searched, read aloud, edited, and small
    "svg.hashsalt": "framewaves",
    # An SVG is set by whoever shows it; Verdana has the widths of DejaVu Sans.
    "font.sans-serif": ["DejaVu Sans", "Verdana"],
    "text.hinting": "none",  # widths do not depend on the resolution, so nor does the layout
}
"""What must hold when a figure is saved; part of every style."""


def frames(frame_ids: Iterable[str], *, colour: bool | None = None) -> dict[str, FrameStyle]:
    """Give each frame its colour, marker, hatch and line style.

    The look depends on the place of the frame alone. Pass all frames of the codebook, in
    its order, and a frame looks the same in every figure, also where others are absent.

    Parameters
    ----------
    frame_ids : iterable of str
        In the order of the codebook; a set has no order and is sorted.
    colour : bool, optional
        False for grey tones, with hatches unless the style that is applied has none. When
        left out, as in the style that is applied.

    Returns
    -------
    dict
        Frame to `FrameStyle`. Up to eight frames have their own colour and their own
        marker; up to 24, their own pair of colour and marker.

    Raises
    ------
    InputError
        If a frame is named twice or there are more than 24.

    Examples
    --------
    >>> frames(["ip_theft", "hypocrisy"], colour=True)["hypocrisy"]
    FrameStyle(colour='#44AA99', marker='s', hatch='', linestyle='--')
    """
    ids = sorted(frame_ids) if isinstance(frame_ids, set | frozenset) else list(frame_ids)
    if twice := sorted({frame for frame in ids if ids.count(frame) > 1}):
        message = f"Frames named twice: {first_five(twice)}. Name each frame once."
        raise InputError(message)
    if len(ids) > _MOST_FRAMES:
        message = (f"{len(ids)} frames cannot be told apart in one figure; {_MOST_FRAMES} can. "
                   f"Draw groups of frames, or merge some.")  # fmt: skip
        raise InputError(message)
    coloured, hatch = in_colour() if colour is None else colour, hatched()
    tones = _COLOURS if coloured else _GREYS if hatch else _EIGHT_GREYS
    return {
        frame: _frame_style(place, tones, hatch=hatch and not coloured)
        for place, frame in enumerate(ids)
    }


def _frame_style(place: int, tones: tuple[str, ...], *, hatch: bool) -> FrameStyle:
    """Look of the frame at `place`; each turn of the colours shifts the markers by one."""
    turn = place // len(_COLOURS)
    return FrameStyle(
        colour=tones[place % len(tones)],
        marker=_MARKERS[(place + turn) % len(_MARKERS)],
        hatch=_HATCHES[(place + turn) % len(_HATCHES)] if hatch else "",
        linestyle=_LINES[(place + turn) % len(_LINES)],
    )


def in_colour() -> bool:
    """Tell whether the style that is applied has colours."""
    return bool(mpl.rcParams["image.cmap"] != "Greys")


def hatched() -> bool:
    """Tell whether the style that is applied allows patterns."""
    return bool(mpl.rcParams["hatch.linewidth"] > 0)


def height_is_free() -> bool:
    """Tell whether the style that is applied leaves the height to the figure."""
    across, tall = mpl.rcParams["figure.figsize"]
    return bool(abs(tall / across - _FREE_RATIO) < 1e-9)


def small() -> float:
    """Size in points of second-rank text in the style that is applied."""
    size = mpl.rcParams["figure.titlesize"]
    return float(mpl.rcParams["font.size"]) - 1 if isinstance(size, str) else float(size)


def millimetres(inches: float) -> float:
    """Convert inches to millimetres."""
    return float(inches) / MILLIMETRE


def ink_on(colour: Any) -> str:
    """Black or white, whichever is easier to read on `colour`.

    Decided by the contrast ratio of WCAG 2.2 (success criterion 1.4.3); with pure black it
    never falls below the 4.5 that is asked for.

    Examples
    --------
    >>> ink_on("#FFFFFF"), ink_on("#08306B")
    ('#000000', '#FFFFFF')
    """
    return max(("#000000", "#FFFFFF"), key=lambda ink: _contrast(ink, colour))


def _contrast(one: Any, other: Any) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Any) -> float:
    """Relative luminance of an sRGB colour, 0 (black) to 1 (white)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def tint(colour: str, strength: float) -> tuple[float, float, float]:
    """Mix `colour` with white: 1 is the colour, 0 is white. Never transparency.

    Examples
    --------
    >>> tint("#000000", 0.0)
    (1.0, 1.0, 1.0)
    """
    red, green, blue = to_rgb(colour)
    return (1 + (red - 1) * strength, 1 + (green - 1) * strength, 1 + (blue - 1) * strength)


def tint_code(colour: str, strength: float) -> str:
    """Write `tint` as a hex code, for pages.

    Examples
    --------
    >>> tint_code("#000000", 0.2)
    '#cccccc'
    """
    return to_hex(tint(colour, strength))


def text_width(text: str, *, size: float | None = None, weight: str = "normal") -> float:
    """Width in millimetres of `text` as it will be set, its longest line counting.

    Parameters
    ----------
    text : str
        May hold line breaks.
    size : float, optional
        Points; that of the style when left out.
    weight : str
        'normal' or 'bold'.

    Returns
    -------
    float

    Examples
    --------
    >>> text_width("wide") > text_width("will")
    True
    """
    points = float(mpl.rcParams["font.size"]) if size is None else size
    face = FontProperties(family=mpl.rcParams["font.family"], size=points, weight=weight)
    widths = [text_to_path.get_text_width_height_descent(line, face, False)[0]
              for line in text.split("\n") if line]  # fmt: skip
    return max(widths, default=0.0) / 72 / MILLIMETRE


def wrap(text: str, *, width: float, size: float | None = None, weight: str = "normal") -> str:
    r"""Break `text` into lines no wider than `width` millimetres, between words.

    A no-break space joins. A word that is wider is broken where it holds a soft hyphen
    (U+00AD), and else stays whole: nothing is cut.

    Examples
    --------
    >>> wrap("Theft of intellectual property", width=20, size=7)
    'Theft of\nintellectual\nproperty'
    """

    def fits(line: str) -> bool:
        return text_width(line, size=size, weight=weight) <= width

    lines: list[str] = []
    for word in filter(None, text.replace("\n", " ").split(" ")):
        whole = word.replace(_SOFT_HYPHEN, "")
        if lines and fits(f"{lines[-1]} {whole}"):
            lines[-1] = f"{lines[-1]} {whole}"
        elif fits(whole):
            lines.append(whole)
        else:
            lines += _broken(word, fits)
    return "\n".join(lines)


def _broken(word: str, fits: Callable[[str], bool]) -> list[str]:
    """Break a word where it holds soft hyphens, as seldom as fits."""
    lines = [""]
    *before, last = word.split(_SOFT_HYPHEN)
    for piece, tail in (*((piece, "-") for piece in before), (last, "")):
        if lines[-1] and not fits(lines[-1] + piece + tail):
            lines[-1] += "-"
            lines.append(piece)
        else:
            lines[-1] += piece
    return lines
