"""Write a figure as the bytes of one format, the same on each run.

PDF, SVG and EPS keep lines as lines and text as text; PNG and TIFF are pictures. No format
holds a date, the name of a program or a place on a machine.
"""

import io
import re
from typing import Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure
from PIL import Image

from analysis import style
from analysis._figure_checks.drawn import drawing
from analysis.contracts import InputError, did_you_mean, first_five

__all__ = ["ENDINGS", "rendered"]

ENDINGS: Final = ("pdf", "svg", "png", "eps", "tiff")
"""Formats that can be written."""

_NO_STAMP: Final = {
    "pdf": {"Creator": None, "Producer": None, "CreationDate": None, "ModDate": None},
    "svg": {"Creator": None, "Date": None, "Format": None, "Type": None},
    "png": {"Software": None},
}
_DESCRIPTION: Final = {"pdf": "Subject", "svg": "Description", "png": "Description"}
_STAMP: Final = re.compile(rb"^%%(?:Title|Creator|CreationDate):.*\n", re.MULTILINE)
_UNPRINTED: Final = re.compile(r"[^ -~]+")
_TIFF_NAME: Final = 269
_TIFF_DESCRIPTION: Final = 270


def rendered(figure: Figure, ending: str, *, name: str, alt: str, dpi: int = 300) -> bytes:
    r"""Draw a figure into bytes of one format, at its own size.

    Parameters
    ----------
    figure : Figure
        Drawn in a style of `analysis.style`, or in one that holds `style.EXPORT`.
    ending : {'pdf', 'svg', 'png', 'eps', 'tiff'}
        The format. PDF and EPS embed fonts as TrueType (type 42), SVG keeps text as text. TIFF
        is flattened on white to RGB without alpha, and packed with LZW.
    name, alt : str
        Kept in the file as its title and description; an EPS holds only the name.
    dpi : int
        Dots per inch of a picture, and of pictures inside a PDF, SVG or EPS.

    Returns
    -------
    bytes
        Equal for an equal figure.

    Raises
    ------
    InputError
        If the ending is not known, or an EPS is asked of a figure that is partly transparent.

    Examples
    --------
    >>> rendered(Figure(figsize=(1, 1)), "tiff", name="empty", alt="Nothing.")[:4]
    b'II*\x00'
    """
    if ending not in ENDINGS:
        message = (f"A figure cannot be written as {ending!r}. "
                   f"{did_you_mean(ending, ENDINGS)}")  # fmt: skip
        raise InputError(message)
    settings: Any = style.EXPORT
    with mpl.rc_context(settings):
        if ending == "eps":
            return _eps(figure, name, dpi)
        if ending == "tiff":
            return _tiff(figure, name, alt, dpi)
        about = {**_NO_STAMP[ending], "Title": name, _DESCRIPTION[ending]: alt}
        return _saved(figure, ending, dpi, metadata=about)


def _saved(figure: Figure, ending: str, dpi: int, **options: Any) -> bytes:
    """Let matplotlib write one of its own formats."""
    target = io.BytesIO()
    figure.savefig(target, format=ending, dpi=dpi, **options)
    return target.getvalue()


def _eps(figure: Figure, name: str, dpi: int) -> bytes:
    """Write EPS under the name of the figure, and without the date that matplotlib puts in."""
    _need_opaque(figure, name)
    content = _STAMP.sub(b"", _saved(figure, "eps", dpi))
    first, rest = content.split(b"\n", 1)
    title = _UNPRINTED.sub("?", name).encode("ascii")
    return b"%s\n%%%%Title: %s\n%s" % (first, title, rest)


def _need_opaque(figure: Figure, name: str) -> None:
    """Raise if a figure has what an EPS would show as opaque, or lose."""
    if kinds := drawing(figure).transparent:
        message = (f"Figure {name!r} is partly transparent ({first_five(kinds)}), which an EPS "
                   f"cannot hold. Use lighter colours (style.tint) in place of alpha, or write a "
                   f"PDF.")  # fmt: skip
        raise InputError(message)


def _tiff(figure: Figure, name: str, alt: str, dpi: int) -> bytes:
    """Write TIFF: flattened on white, without alpha, packed without loss."""
    with Image.open(io.BytesIO(_saved(figure, "png", dpi))) as picture:
        flat = Image.new("RGB", picture.size, "white")
        flat.paste(picture, mask=picture.getchannel("A"))
    target = io.BytesIO()
    # Pillow writes "?" for what is not ASCII; given as bytes, the text is kept (UTF-8).
    about: dict[int, Any] = {_TIFF_NAME: name.encode(), _TIFF_DESCRIPTION: alt.encode()}
    flat.save(target, format="TIFF", compression="tiff_lzw", dpi=(dpi, dpi), tiffinfo=about)
    return target.getvalue()
