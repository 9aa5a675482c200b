"""Check a PNG or TIFF: pixels, resolution, colour mode, packing, and what is told beside."""

import warnings
from pathlib import Path
from typing import Any, Final

from PIL import ExifTags, Image

from analysis._figure_checks.asked import MM_SLACK, Asked, Row, absent

__all__ = ["check"]

_FORMATS: Final = {".png": "PNG", ".tif": "TIFF", ".tiff": "TIFF"}
_OPAQUE: Final = ("RGB", "L", "1")
_STAMPS: Final = {
    ExifTags.Base.DateTime: "date",
    ExifTags.Base.Artist: "author",
    ExifTags.Base.HostComputer: "name of a machine",
    ExifTags.Base.Software: "program",
}
_KEYS: Final = ("author", "software", "creation time", "date", "source")


def check(path: Path, asked: Asked) -> list[Row]:
    """Look at a picture, all of its pixels included."""
    with warnings.catch_warnings():
        # A page of line art at 1200 dpi is larger than what Pillow expects of a picture.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(path) as picture:
            wanted = _FORMATS[path.suffix.lower()]
            if picture.format != wanted:
                return [Row("format", wanted, str(picture.format), False,
                            "its ending says another format than it is")]  # fmt: skip
            picture.load()
            return [Row("format", wanted, wanted, True), *_rows(picture, asked)]


def _rows(picture: Any, asked: Asked) -> list[Row]:
    """Make the rows of a picture whose pixels could be read."""
    rows = [_side("width", asked.width_mm, picture.width, asked.dpi),
            _side("height", asked.height_mm, picture.height, asked.dpi),
            _resolution(picture, asked.dpi), _mode(picture, asked)]  # fmt: skip
    if picture.format == "TIFF":
        packed = str(picture.info.get("compression", "none"))
        rows.append(Row("packing", "LZW", packed.replace("tiff_lzw", "LZW"), packed == "tiff_lzw"))
        pages = int(picture.n_frames)
        rows.append(Row("pages", "1", str(pages), pages == 1))
        tags = dict(picture.tag_v2)
        stamps = [name for tag, name in _STAMPS.items() if tag in tags]
    else:
        keys = [str(key) for key in getattr(picture, "text", {})]
        stamps = [key for key in keys if key.lower() in _KEYS]
    return [*rows, absent("dates, authors, programs", stamps)]


def _side(check: str, wanted: float | None, pixels: int, dpi: float) -> Row:
    """Compare a side in pixels with millimetres at a resolution."""
    if wanted is None:
        return Row(check, "any", f"{pixels} px", True)
    exact = wanted / 25.4 * dpi
    text = f"{exact:.0f} px ({wanted:g} mm at {dpi:g} dpi)"
    return Row(check, text, f"{pixels} px", abs(pixels - exact) <= max(1.0, MM_SLACK / 25.4 * dpi))


def _resolution(picture: Any, dpi: float) -> Row:
    """Compare the resolution that the file states with what was asked."""
    stated = picture.info.get("dpi")
    if not stated:
        return Row("resolution", f"{dpi:g} dpi", "not stated", False)
    across, down = (float(value) for value in stated)
    passed = max(abs(across - dpi), abs(down - dpi)) <= 0.5
    found = f"{across:.0f} dpi" if round(across) == round(down) else f"{across:.0f} x {down:.0f}"
    return Row("resolution", f"{dpi:g} dpi", found, passed)


def _mode(picture: Any, asked: Asked) -> Row:
    """Look whether one can see through the picture, by its pixels if it has alpha."""
    mode = str(picture.mode)
    alpha = mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    if not alpha:
        return Row("colours", "RGB or grey, opaque", mode, mode in _OPAQUE)
    least = picture.convert("RGBA").getchannel("A").getextrema()[0]
    opaque = least == 255
    if picture.format == "TIFF":
        return Row("colours", "RGB or grey, opaque", mode, asked.transparency,
                   "has an alpha channel; write it flattened to RGB")  # fmt: skip
    note = "has an alpha channel, but every pixel is opaque" if opaque else ""
    found = mode if opaque else f"{mode}, partly transparent"
    return Row("colours", "RGB or grey, opaque", found, opaque or asked.transparency, note)
