"""Check an SVG: size, text as text, opacity, and nothing that runs or is loaded."""

import base64
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from lxml import etree
from PIL import Image

from analysis._figure_checks.asked import (
    Asked,
    Row,
    absent,
    page_rows,
    resolution,
    text_size,
    typeface,
)  # fmt: skip

__all__ = ["check"]

_POINTS: Final = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "px": 0.75, "": 0.75}
_LENGTH: Final = re.compile(r"\s*([\d.eE+-]+)\s*(pt|mm|cm|in|px|)\s*")
_STEP: Final = re.compile(r"(\w+)\s*\(([^)]*)\)")
_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_FONT: Final = re.compile(r"(?:^|\s)([\d.]+)(pt|px|mm|)(?:/\S+)?\s+(.+)$")
_OPACITIES: Final = ("opacity", "fill-opacity", "stroke-opacity", "stop-opacity")
_SEEN_THROUGH: Final = ("mask", "filter", "feblend")
_RUNS: Final = ("script", "foreignobject", "iframe", "animate", "set", "handler")
_ADDRESS: Final = re.compile(r"url\(\s*['\"]?(?!#|data:)|@import", re.IGNORECASE)
_PICTURE: Final = re.compile(r"data:image/\w+;base64,(.*)", re.DOTALL)


def check(path: Path, asked: Asked) -> list[Row]:
    """Look at an SVG without loading or running anything that it names."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False,
                             huge_tree=False, remove_comments=True, remove_pis=False)  # fmt: skip
    content = path.read_bytes()
    root = etree.fromstring(content, parser)
    if _name(root) != "svg":
        return [Row("format", "SVG", f"XML of <{_name(root)}>", False)]
    wide, high, unit = _size(root)
    if wide is None or high is None:
        sides = f"{root.get('width')} x {root.get('height')}"
        return [Row("format", "SVG", "SVG", True),
                Row("width", f"{asked.width_mm:g} mm", sides, False,
                    "width and height must be stated in mm or pt")]  # fmt: skip
    texts = list(_texts(root, unit))
    sizes = [size for size, _ in texts if size is not None]
    unsized = len(texts) - len(sizes)
    note = f"{unsized} texts do not state their size" if unsized else ""
    through = [] if asked.transparency else list(_transparent(root))
    return [
        Row("format", "SVG", "SVG", True), *page_rows(asked, wide, high),
        _text_as_text(root, len(texts)), text_size(asked, sizes, note),
        typeface(asked, [family for _, family in texts if family]),
        resolution(asked, list(_pictures(root, unit))),
        absent("transparency", through),
        absent("scripts and addresses", _active(root, content)),
        absent("dates, authors, programs", _stamps(root)),
    ]  # fmt: skip


def _name(element: Any) -> str:
    """Name of an element without its namespace; of what is no element, nothing."""
    return str(etree.QName(element).localname).lower() if isinstance(element.tag, str) else ""


def _style(element: Any) -> dict[str, str]:
    """Read the style of an element: attributes, and above them what `style` says."""
    pairs = (part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
    own = {key.strip().lower(): value.strip() for key, value in pairs}
    return {str(key).lower(): str(value) for key, value in element.attrib.items()} | own


def _size(root: Any) -> tuple[float | None, float | None, float]:
    """Width and height in points, and how many points a unit of the drawing is."""
    sides = [_points(root.get(side, "")) for side in ("width", "height")]
    box = [float(number) for number in _NUMBER.findall(root.get("viewBox", ""))]
    unit = 0.75
    if sides[0] is not None and len(box) == 4 and box[2] > 0:
        unit = sides[0] / box[2]
    return sides[0], sides[1], unit


def _points(length: str) -> float | None:
    """Read a length, in points; a part of the window is none."""
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _POINTS[found[2]] if found else None


# Texts


def _texts(root: Any, unit: float) -> Iterator[tuple[float | None, str]]:
    """Give size in points and typeface of each run of text."""
    for text in root.iter("{*}text"):
        for part in (text, *text.iter("{*}tspan")):
            if (part.text or "").strip():
                size, family = _font(part)
                scale = float(np.hypot(*_matrix_of(part)[:, 1])) * unit
                yield (None if size is None else size * scale), family


def _font(element: Any) -> tuple[float | None, str]:
    """Size in units of the drawing, and typeface, as stated nearest above a text."""
    size, family = None, ""
    for above in (element, *element.iterancestors()):
        style = _style(above)
        whole = _FONT.search(style.get("font", ""))
        own = style.get("font-size", f"{whole[1]}{whole[2]}" if whole else "")
        if size is None and (found := _LENGTH.fullmatch(own)):
            size = float(found[1]) * (1.0 if found[2] in ("px", "") else _POINTS[found[2]] / 0.75)
        family = family or style.get("font-family", whole[3] if whole else "")
    return size, family.split(",")[0].strip(" '\"")


def _matrix_of(element: Any) -> np.ndarray:
    """Multiply the transformations on an element and above it."""
    whole = np.eye(2)
    for above in (element, *element.iterancestors()):
        whole = _matrix(above.get("transform", "")) @ whole
    return whole


def _matrix(transform: str) -> np.ndarray:
    """Read the turning and scaling of a transformation; moves change no size."""
    whole = np.eye(2)
    for name, inside in _STEP.findall(transform):
        numbers = [float(number) for number in _NUMBER.findall(inside)]
        if name == "scale" and numbers:
            whole = whole @ np.diag([numbers[0], numbers[-1] if len(numbers) > 1 else numbers[0]])
        elif name == "matrix" and len(numbers) == 6:
            whole = whole @ np.array([[numbers[0], numbers[2]], [numbers[1], numbers[3]]])
    return whole


def _text_as_text(root: Any, number: int) -> Row:
    """Look for texts that were written as outlines of letters."""
    groups = (group for group in root.iter("{*}g") if group.get("id", "").startswith("text_"))
    outlined = sum(1 for group in groups if group.find(".//{*}text") is None and len(group))
    found = f"{number} texts, {outlined} as outlines" if outlined else f"{number} texts"
    return Row("text as text", "all", found, not outlined)


# What is in it beside


def _pictures(root: Any, unit: float) -> Iterator[float]:
    """Pixels per inch of each picture, as large as it is shown."""
    for image in root.iter("{*}image"):
        href = next((value for key, value in image.attrib.items() if key.endswith("href")), "")
        data, wide = _PICTURE.match(href), _NUMBER.search(image.get("width", ""))
        if data and wide:
            with Image.open(io.BytesIO(base64.b64decode(data[1]))) as picture:
                turned = _matrix_of(image)
                inches = float(wide[0]) * float(np.hypot(*turned[:, 0])) * unit / 72
                yield picture.width / inches if inches else 0.0


def _transparent(root: Any) -> Iterator[str]:
    """Name what lets the background through."""
    for element in root.iter():
        if (name := _name(element)) in _SEEN_THROUGH:
            yield f"<{name}>"
        style = _style(element) if name else {}
        for key in _OPACITIES:
            number = _NUMBER.match(style.get(key, "").strip())
            share = float(number[0]) / (100 if style[key].endswith("%") else 1) if number else 1.0
            if share < 1:
                yield f"{key} {share:g}"
        if name == "style" and "opacity" in (element.text or ""):
            yield "opacity in a style"
        if any("rgba(" in value or "hsla(" in value for value in style.values()):
            yield "colour with alpha"


def _active(root: Any, content: bytes) -> Iterator[str]:
    """Name what would run, or be loaded from elsewhere, when the file is opened."""
    if b"<!ENTITY" in content:
        yield "entity"
    for element in root.iter():
        name = _name(element)
        if name in _RUNS:
            yield f"<{name}>"
        if name == "style" and _ADDRESS.search(element.text or ""):
            yield "address in a style"
        for key, value in element.attrib.items() if name else ():
            plain = str(etree.QName(key).localname).lower()
            if plain in ("href", "src") and not str(value).startswith(("#", "data:image/")):
                yield f"{plain} {str(value)[:40]}"
            elif plain.startswith("on"):
                yield plain
            elif _ADDRESS.search(str(value)):
                yield f"address in {plain}"


def _stamps(root: Any) -> Iterator[str]:
    """Name dates, authors and programs in the description of the file."""
    names = {"{http://purl.org/dc/elements/1.1/}" + name: name for name in ("date", "creator")}
    for tag, name in names.items():
        if next(root.iter(tag), None) is not None:
            yield name
