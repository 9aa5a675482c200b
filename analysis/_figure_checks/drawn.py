"""What a figure draws: each text, line, patch and image where it really falls.

A renderer that paints nothing and writes down what it is asked to paint. So only what is shown
is seen: no ticks out of view, no hidden labels, no empty strings; and texts of tables, legends
and annotations need no cases of their own.
"""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, cast

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox, Transform

__all__ = ["Drawing", "Line", "Shape", "Words", "drawing"]


_GLYPH: Final = re.compile(r"Glyph (\d+) .*missing from")


@dataclass(frozen=True)
class Line:
    """One line of a text: its ink lies in a box that starts at `x`, `y` and turns by `angle`."""

    text: str
    x: float
    y: float
    angle: float
    box: Bbox
    size: float
    script: float

    def upright(self) -> Transform:
        """Turn the page so that this line runs from left to right, and begins at zero."""
        return Affine2D().translate(-self.x, -self.y).rotate_deg(-self.angle)

    def corners(self) -> np.ndarray:
        """Four corners on the page, in pixels."""
        return np.asarray(self.upright().inverted().transform(self.box.corners()[[0, 1, 3, 2]]))


@dataclass
class Words:
    """A text, all its lines; `clip` is the part of the page on which it may show."""

    place: int
    clip: Bbox | None
    lines: list[Line] = field(default_factory=list)

    def __str__(self) -> str:
        """Give the text on one line."""
        return " ".join(" ".join(line.text for line in self.lines).split())


@dataclass(frozen=True)
class Shape:
    """A line, patch, marker or image, in pixels; `kind` is how matplotlib calls its artist.

    `thick` and `line` are the width and colour of its line; a width of zero is no line.
    """

    place: int
    kind: str
    path: Path
    clip: Bbox | None
    filled: bool
    thick: float
    line: tuple[float, float, float]

    def extents(self) -> Bbox | None:
        """Give the box of what shows of it, None if nothing does."""
        if not np.isfinite(self.path.vertices).any():
            return None
        path = self.path
        if not np.isfinite(path.vertices).all():
            path = path.cleaned(remove_nans=True)
        box = path.get_extents().padded(self.thick / 2)
        return box if self.clip is None else Bbox.intersection(box, self.clip)


@dataclass(frozen=True)
class Drawing:
    """All that a figure draws, in the order of drawing.

    `point` is a point in pixels; `transparent` names the kinds of what is partly transparent,
    `lacking` the signs that no font has, and `crowded` tells that texts leave no room for axes.
    """

    page: Bbox
    point: float
    words: tuple[Words, ...]
    shapes: tuple[Shape, ...]
    transparent: tuple[str, ...]
    lacking: tuple[str, ...]
    crowded: bool


def drawing(figure: Figure) -> Drawing:
    """Draw a figure at its resolution, tell what it drew, and leave it as it was."""
    witness = _Witness(figure)
    with _layout_kept(figure), warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        figure.draw(witness)
    crowded, lacking = False, set()
    for one in said:
        text = str(one.message)
        if found := _GLYPH.search(text):
            lacking.add(f"{chr(int(found[1]))} (U+{int(found[1]):04X})")
        elif "collapsed to zero" in text:
            crowded = True
        else:
            warnings.warn_explicit(one.message, one.category, one.filename, one.lineno)
    page = Bbox.from_bounds(0, 0, *figure.bbox.size)
    shown = [words for words in witness.words if words.lines]
    return Drawing(
        page=page, point=figure.dpi / 72, words=tuple(shown), shapes=tuple(witness.shapes),
        transparent=tuple(sorted(witness.transparent)), lacking=tuple(sorted(lacking)),
        crowded=crowded,
    )  # fmt: skip


@contextmanager
def _layout_kept(figure: Figure) -> Iterator[None]:
    """Put the axes back afterwards: laid out once more, they end a hair's breadth elsewhere.

    A file that is written next would else have other bytes than without the look at it.
    """
    kept = [(ax, ax.get_in_layout(), ax.get_position(True).frozen(), ax.get_position().frozen())
            for ax in figure.axes]  # fmt: skip
    try:
        yield
    finally:
        for ax, in_layout, original, active in kept:
            ax.set_position(original, which="original")
            ax.set_position(active, which="active")
            ax.set_in_layout(in_layout)


class _Witness(RendererBase):
    """Take down texts and shapes; paint nothing."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self.words: list[Words] = []
        self.shapes: list[Shape] = []
        self.transparent: set[str] = set()
        self._dpi = figure.dpi
        self._size = tuple(figure.bbox.size)
        self._groups: list[str] = []
        self._place = 0

    # What matplotlib asks of every renderer

    def flipy(self) -> bool:
        return False

    def get_canvas_width_height(self) -> tuple[float, float]:
        return float(self._size[0]), float(self._size[1])

    def points_to_pixels(self, points: Any) -> Any:
        return points * self._dpi / 72

    def option_image_nocomposite(self) -> bool:
        return True

    def open_group(self, s: str, gid: str | None = None) -> None:
        self._groups.append(s)
        if s == "text":
            self.words.append(Words(self._place, None))

    def close_group(self, s: str) -> None:
        # A text at no place (NaN) opens its group and never closes it.
        while self._groups and self._groups.pop() != s:
            pass

    # Texts

    def draw_text(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: Any, angle: float,
        ismath: Any = False, mtext: Any = None,
    ) -> None:  # fmt: skip
        if not s.strip() or not self._shows(gc.get_rgb(), gc, "text") or not self.words:
            return
        wide, high, drop = self.get_text_width_height_descent(s.strip(), prop, ismath)
        whole, _, _ = self.get_text_width_height_descent(s.lstrip(), prop, ismath)
        lead = self.get_text_width_height_descent(s, prop, ismath)[0] - whole
        box = Bbox.from_bounds(lead, -drop, wide, high)
        size = float(prop.get_size_in_points())
        script = self._smallest_glyph(s, prop, size) if ismath is True else size
        text = self.words[-1]
        self._place += 1  # after its own background
        text.place, text.clip = self._place, _clip(gc)
        text.lines.append(Line(s.strip(), float(x), float(y), float(angle), box, size, script))

    def draw_tex(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: Any, angle: float,
        *, mtext: Any = None,
    ) -> None:  # fmt: skip
        self.draw_text(gc, x, y, s, prop, angle, ismath="TeX", mtext=mtext)

    def _smallest_glyph(self, s: str, prop: Any, size: float) -> float:
        """Size in points of the smallest sign of a formula."""
        glyphs = self._text2path.mathtext_parser.parse(s, 72, prop).glyphs
        return min((float(glyph[1]) for glyph in glyphs), default=size)

    # Everything else

    def draw_path(
        self, gc: GraphicsContextBase, path: Path, transform: Transform, face: Any = None
    ) -> None:
        shape, kind = path.transformed(transform), self._kind()
        if self._is_paper(shape):
            return
        thick = float(self.points_to_pixels(gc.get_linewidth()))
        stroked = thick > 0 and self._shows(gc.get_rgb(), gc, kind)
        filled = (face is not None and self._shows(face, gc, kind)) or bool(gc.get_hatch())
        if not (stroked or filled):
            return
        self._place += 1
        colour = to_rgb(gc.get_rgb()[:3])
        width = thick if stroked else 0.0
        self.shapes.append(Shape(self._place, kind, shape, _clip(gc), filled, width, colour))

    def draw_image(
        self, gc: GraphicsContextBase, x: float, y: float, im: Any, transform: Any = None
    ) -> None:
        high, wide = im.shape[:2]
        box = Path.unit_rectangle().transformed(Affine2D().scale(wide, high).translate(x, y))
        if transform is not None:
            box = Path.unit_rectangle().transformed(Affine2D(transform.get_matrix()))
        if (im[..., 3:] < 255).any():
            self.transparent.add("image")
        self._place += 1
        self.shapes.append(Shape(self._place, "image", box, _clip(gc), True, 0.0, (1.0, 1.0, 1.0)))

    def draw_gouraud_triangles(
        self, gc: GraphicsContextBase, triangles_array: Any, colors_array: Any, transform: Any
    ) -> None:
        for triangle in triangles_array:
            self.draw_path(gc, Path(triangle, closed=False), transform, (0.0, 0.0, 0.0))

    def _shows(self, colour: Any, gc: GraphicsContextBase, kind: str) -> bool:
        """Tell whether a colour shows, and take down whether one sees through it."""
        alpha = gc.get_alpha() if gc.get_forced_alpha() or len(colour) < 4 else colour[3]
        if alpha is not None and 0 < alpha < 1:
            self.transparent.add(kind)
        return alpha is None or alpha > 0

    def _kind(self) -> str:
        """How matplotlib calls the artist that is being drawn."""
        return next((name for name in reversed(self._groups) if name), "")

    def _is_paper(self, shape: Path) -> bool:
        """Tell whether a shape is the background of the page: the first, and as large."""
        wide, high = self._size
        box = shape.get_extents()
        return not self._place and box.x0 <= 0 >= box.y0 and box.x1 >= wide and box.y1 >= high


def _clip(gc: GraphicsContextBase) -> Bbox | None:
    """Give the part of the page that may show, by rectangle and by the box of a path."""
    rectangle = gc.get_clip_rectangle()
    path, transform = cast("tuple[Any, Any]", gc.get_clip_path())
    box = None if rectangle is None else rectangle.frozen()
    if path is None:
        return box
    outline = path.get_extents(transform)
    return outline if box is None else Bbox.intersection(box, outline) or Bbox.null()
