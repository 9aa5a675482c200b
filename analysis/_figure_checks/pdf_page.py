"""What a PDF page paints: how large its letters come out, and how fine its pictures.

The operators are followed as a viewer does (ISO 32000-1, 8.4, 8.10 and 9.4), as far as size
asks for it; forms are entered.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject

__all__ = ["Paint", "painted"]

Matrix = tuple[float, float, float, float, float, float]

_UNIT: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST: Final = 12  # forms within forms; a form that holds itself has no end
_HIDDEN: Final = (3, 7)  # text rendering modes that paint nothing


@dataclass
class Paint:
    """Sizes in points of the letters, and dots per inch of the pictures, as they come out."""

    sizes: set[float] = field(default_factory=set)
    dpi: list[float] = field(default_factory=list)


@dataclass
class _State:
    """What the operators set before they paint."""

    matrix: Matrix
    size: float = 0.0
    mode: int = 0

    def copy(self) -> "_State":
        return _State(self.matrix, self.size, self.mode)


def painted(page: PageObject, reader: PdfReader) -> Paint:
    """Follow the content of a page."""
    paint = Paint()
    content = page.get_contents()
    if content is not None:
        _Painter(reader, paint, 0).follow(content, _object(page.get("/Resources")), _UNIT)
    return paint


def _object(thing: Any) -> DictionaryObject:
    """Give the dictionary behind a reference, empty if there is none."""
    found = thing.get_object() if thing is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _times(one: Matrix, other: Matrix) -> Matrix:
    """Apply `one`, then `other`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
            e * p + f * r + t, e * q + f * s + u)  # fmt: skip


def _matrix(operands: Any) -> Matrix:
    """Read the six numbers of a matrix."""
    a, b, c, d, e, f = (float(number) for number in operands)
    return (a, b, c, d, e, f)


class _Painter:
    """Follow one content stream."""

    def __init__(self, reader: PdfReader, paint: Paint, depth: int) -> None:
        self._reader, self._paint, self._depth = reader, paint, depth
        self._resources = DictionaryObject()
        self._state, self._kept = _State(_UNIT), list[_State]()
        self._text = _UNIT
        self._acts: dict[bytes, Callable[[Any], None]] = {
            b"q": lambda _: self._kept.append(self._state.copy()),
            b"Q": lambda _: self._restore(),
            b"cm": self._turn,
            b"BT": lambda _: self._set_text(_UNIT),
            b"Tm": lambda operands: self._set_text(_matrix(operands)),
            b"Tf": self._font,
            b"Tr": self._show_how,
            b"gs": self._graphics,
            b"Do": self._enter,
            b"INLINE IMAGE": self._inline,
        } | dict.fromkeys((b"Tj", b"TJ", b"'", b'"'), self._letters)

    def follow(self, content: Any, resources: DictionaryObject, matrix: Matrix) -> None:
        """Carry out the operators of a stream, starting from a matrix."""
        self._resources, self._state = resources, _State(matrix)
        for operands, operator in ContentStream(content, self._reader).operations:
            if act := self._acts.get(operator):
                act(operands)

    def _restore(self) -> None:
        if self._kept:
            self._state = self._kept.pop()

    def _turn(self, operands: Any) -> None:
        self._state.matrix = _times(_matrix(operands), self._state.matrix)

    def _set_text(self, matrix: Matrix) -> None:
        self._text = matrix

    def _font(self, operands: Any) -> None:
        self._state.size = float(operands[1])

    def _show_how(self, operands: Any) -> None:
        self._state.mode = int(operands[0])

    def _graphics(self, operands: Any) -> None:
        """Take the font that a graphics state may name."""
        named = _object(_object(self._resources.get("/ExtGState")).get(operands[0])).get("/Font")
        if named is not None:
            font: Any = named.get_object()
            self._state.size = float(font[1])

    def _letters(self, operands: Any) -> None:
        """Note how high the letters come out; a line of spaces shows none."""
        parts = operands[-1] if isinstance(operands[-1], list) else [operands[-1]]
        shown = any(len(part) for part in parts if isinstance(part, str | bytes))
        if shown and self._state.mode not in _HIDDEN:
            _, _, c, d, _, _ = _times(self._text, self._state.matrix)
            self._paint.sizes.add(abs(self._state.size) * math.hypot(c, d))

    def _enter(self, operands: Any) -> None:
        """Note how fine a picture is, or enter a form."""
        thing: Any = _object(_object(self._resources.get("/XObject")).get(operands[0]))
        if thing.get("/Subtype") == "/Image":
            self._picture(float(thing["/Width"]), float(thing["/Height"]))
        elif thing.get("/Subtype") == "/Form" and self._depth < _DEEPEST:
            own = _matrix(thing["/Matrix"]) if "/Matrix" in thing else _UNIT
            resources = _object(thing.get("/Resources")) or self._resources
            inner = _Painter(self._reader, self._paint, self._depth + 1)
            inner.follow(thing, resources, _times(own, self._state.matrix))

    def _inline(self, operands: Any) -> None:
        settings = operands["settings"]
        wide = settings.get("/W", settings.get("/Width", 0))
        high = settings.get("/H", settings.get("/Height", 0))
        self._picture(float(wide), float(high))

    def _picture(self, wide: float, high: float) -> None:
        """Note the pixels per inch of a picture, along the side where they are fewer."""
        a, b, c, d, _, _ = self._state.matrix
        sides = ((wide, math.hypot(a, b)), (high, math.hypot(c, d)))
        dots = [pixels / points * 72 for pixels, points in sides if points > 0]
        if dots:
            self._paint.dpi.append(min(dots))
