"""Check a PDF: page, fonts, transparency, text sizes, pictures, and what is told beside.

All objects that can be reached are looked at, not only the page: a font or a transparent state
may lie in a form within a form.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from analysis._figure_checks.asked import (
    Asked,
    Row,
    absent,
    page_rows,
    resolution,
    text_size,
    typeface,
)
from analysis._figure_checks.pdf_page import painted

__all__ = ["check"]

_STAMPS: Final = ("/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate")
_RUNS: Final = ("/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch", "/EmbeddedFiles", "/URI")
_ACTIONS: Final = ("/JavaScript", "/Launch", "/URI", "/GoToR", "/SubmitForm", "/ImportData")
_PLAIN_BLEND: Final = ("/Normal", "/Compatible", "None")


def check(path: Path, asked: Asked) -> list[Row]:
    """Look at a PDF, all of its objects included."""
    if b"%%EOF" not in path.read_bytes()[-1024:]:
        return [Row("format", "PDF", "PDF without its end", False, "the file is damaged")]
    # Strict: a viewer may mend a damaged file by guessing, a printer may not.
    with PdfReader(path, strict=True) as reader:
        if reader.is_encrypted:
            return [Row("format", "PDF", "PDF, locked with a password", False)]
        pages = list(reader.pages)
        rows = [
            Row("format", "PDF", "PDF", True),
            Row("pages", "1", str(len(pages)), len(pages) == 1),
        ]
        if not pages:
            return rows
        things = list(_things(reader.trailer["/Root"]))
        unit = float(pages[0].get("/UserUnit", 1))
        box = pages[0].mediabox
        paint = painted(pages[0], reader)
        return [
            *rows, *page_rows(asked, float(box.width) * unit, float(box.height) * unit),
            _shown(pages[0]), *_fonts(asked, things),
            text_size(asked, [size * unit for size in paint.sizes]),
            resolution(asked, [dots / unit for dots in paint.dpi]),
            absent("transparency", [] if asked.transparency else _transparent(things)),
            absent("scripts and addresses", _active(things)),
            absent("dates, authors, programs", _stamps(reader)),
        ]  # fmt: skip


def _things(root: Any) -> Iterator[DictionaryObject]:
    """Give every dictionary and stream that can be reached, once."""
    waiting, seen = [root], set()
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            if (thing.idnum, thing.generation) in seen:
                continue
            seen.add((thing.idnum, thing.generation))
            thing = thing.get_object()
        if isinstance(thing, DictionaryObject):
            yield thing
            waiting += [dict.__getitem__(thing, key) for key in sorted(thing, key=str)]
        elif isinstance(thing, ArrayObject):
            waiting += list(list.__iter__(thing))


def _shown(page: Any) -> Row:
    """Look whether a viewer shows the whole page, upright."""
    media, crop = page.mediabox, page.cropbox
    cut = max(abs(float(a) - float(b)) for a, b in zip(media, crop, strict=True))
    turned = int(page.get("/Rotate", 0)) % 360
    said = [f"cropped by {cut:.1f} pt" * (cut > 0.1), f"turned by {turned} degrees" * bool(turned)]
    found = ", ".join(filter(None, said))
    return Row("whole page is shown", "yes", found or "yes", not found)


# Fonts


def _fonts(asked: Asked, things: list[DictionaryObject]) -> Iterator[Row]:
    """Look at the fonts: no Type 3, each embedded as TrueType, of the asked typeface."""
    fonts = [thing for thing in things if _is_font(thing)]
    third = [_font_name(font) for font in fonts if font.get("/Subtype") == "/Type3"]
    yield absent("Type 3 fonts", third)
    others = [font for font in fonts if font.get("/Subtype") not in ("/Type3", "/Type0")]
    bad = [f"{_font_name(font)} ({what})" for font in others if (what := _lacking(font))]
    names = [_font_name(font) for font in others]
    found = ", ".join(sorted(set(bad))) or (", ".join(sorted(set(names))) or "no fonts")
    yield Row("fonts embedded as TrueType", "all", found, not bad)
    yield typeface(asked, [*names, *third])


def _is_font(thing: DictionaryObject) -> bool:
    """Tell a font from other objects, also one that does not say its type."""
    kinds = (
        "/Type0",
        "/Type1",
        "/MMType1",
        "/Type3",
        "/TrueType",
        "/CIDFontType0",
        "/CIDFontType2",
    )
    font = thing.get("/Type", "/Font") == "/Font"
    return bool(font and thing.get("/Subtype") in kinds)


def _font_name(font: DictionaryObject) -> str:
    """Name of a font without the mark of a subset."""
    return str(font.get("/BaseFont", font.get("/Name", "unnamed"))).strip("/").split("+")[-1]


def _lacking(font: DictionaryObject) -> str:
    """Say what keeps a font from being embedded TrueType; nothing if it is."""
    described = font.get("/FontDescriptor")
    described = described.get_object() if described is not None else DictionaryObject()
    if described.get("/FontFile2") is not None:
        return "" if font.get("/Subtype") in ("/TrueType", "/CIDFontType2") else "of another type"
    other = described.get("/FontFile3") or described.get("/FontFile")
    return "embedded, but not TrueType" if other is not None else "not embedded"


# What is in it beside


def _transparent(things: list[DictionaryObject]) -> Iterator[str]:
    """Name what lets the background through, or could."""
    for thing in things:
        kind = thing.get("/Subtype") == "/Image"
        for key, name in (("/ca", "fill"), ("/CA", "line")):
            share = thing.get(key)
            if isinstance(share, int | float) and share < 1 and thing.get("/Subtype") is None:
                yield f"{name} at {float(share):g}"
        mask = thing.get("/SMask")
        if mask is not None and str(mask) != "/None":
            yield "picture with alpha" if kind else "soft mask"
        if str(_blend(thing)) not in _PLAIN_BLEND:
            yield "blend mode"


def _blend(thing: DictionaryObject) -> Any:
    """Blend mode of a graphics state; the first, if there are several."""
    mode = thing.get("/BM")
    return mode[0] if isinstance(mode, ArrayObject) and mode else mode


def _active(things: list[DictionaryObject]) -> Iterator[str]:
    """Name what would run, or lead elsewhere, when the file is opened."""
    for thing in things:
        for key in _RUNS:
            if key in thing:
                yield key.strip("/")
        if str(thing.get("/S")) in _ACTIONS:
            yield str(thing["/S"]).strip("/")


def _stamps(reader: PdfReader) -> Iterator[str]:
    """Name dates, authors and programs in the description of the file."""
    info: dict[str, Any] = dict(reader.metadata or {})
    for key in _STAMPS:
        if info.get(key):
            yield key.strip("/")
    root: Any = reader.trailer["/Root"]
    if root.get_object().get("/Metadata") is not None:
        yield "XMP metadata"
