"""Whether the texts of a drawn figure can be read: whole, apart, of the asked size."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.transforms import Bbox

from analysis._figure_checks.drawn import Drawing, Line, Shape, Words

__all__ = ["COLUMNS", "findings"]

COLUMNS: Final = ("check", "what", "wanted", "found", "passed")

_SLACK: Final = 1 / 3  # points: less cannot be seen in print
_LINE_SLACK: Final = 1.0  # points: the end of a line may touch the edge of the page
_NEAR: Final = 0.14  # of the text size: less than half a space between words
_LIGHT: Final = 0.75  # lightness (white is 1) from which a line behind a text does not disturb
_LIGHTNESS: Final = (0.2126, 0.7152, 0.0722)  # parts of red, green and blue
_SIZE_SLACK: Final = 0.01  # points: sizes in a style are decimal numbers

Finding = tuple[str, str]
"""What is wrong, and what was found of it."""


def findings(
    drawn: Drawing, *, smallest: float | None, largest: float | None, smallest_script: float | None
) -> pd.DataFrame:
    """Give a row for each check, and for each text or shape that fails one."""
    least = "" if smallest is None else f"at least {smallest:g} pt"
    most = "" if largest is None else f"at most {largest:g} pt"
    number = len(drawn.words)
    tight = [("axes", "collapsed: the texts leave no room")] if drawn.crowded else []
    boxes = [(f"sign {sign}", "a box in its place") for sign in drawn.lacking]
    checks: list[tuple[str, str, list[Finding]]] = [
        ("texts lie on the page", "no text is cut", list(_cut(drawn))),
        ("texts are apart", "no two overlap or touch", list(_overlaps(drawn))),
        ("texts are uncovered", "nothing is drawn over a text", list(_covered(drawn))),
        ("no line runs through a text", "only light lines", list(_crossed(drawn))),
        ("text size", ", ".join(filter(None, (least, most))) or "any",
         list(_sizes(drawn, smallest, largest, smallest_script))),
        ("every sign can be set", "a font has it", boxes),
        ("axes have room", "more than nothing", tight),
        ("all lies on the page", "no line or area is cut", list(_outside(drawn))),
    ]  # fmt: skip
    rows = []
    for check, wanted, wrong in checks:
        whole = (
            f"{len(drawn.shapes)} shapes" if check == "all lies on the page" else f"{number} texts"
        )
        good = _found_sizes(drawn) if check == "text size" else "none wrong"
        rows += [(check, what, wanted, found, False) for what, found in wrong]
        rows += [] if wrong else [(check, whole, wanted, good, True)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _found_sizes(drawn: Drawing) -> str:
    """Say from which size to which the texts are."""
    sizes = sorted({round(line.size, 2) for words in drawn.words for line in words.lines})
    if not sizes:
        return "no text"
    return f"{sizes[0]:g} to {sizes[-1]:g} pt" if len(sizes) > 1 else f"{sizes[0]:g} pt"


# Cut


def _cut(drawn: Drawing) -> Iterator[Finding]:
    """Find texts of which a part falls off the page or is hidden by the edge of their axes."""
    for words in drawn.words:
        if _out_of_view(words):
            continue
        corners = _corners(words)
        off = _beyond(corners, drawn.page) / drawn.point
        hidden = 0.0 if words.clip is None else _beyond(corners, words.clip) / drawn.point
        if off > _SLACK:
            yield _quoted(words), f"{off:.1f} pt off the page"
        elif hidden > _SLACK:
            yield _quoted(words), f"{hidden:.1f} pt cut by the edge of its axes"


def _beyond(corners: np.ndarray, box: Bbox) -> float:
    """How far the corners reach beyond a box."""
    low, high = box.min - corners.min(axis=0), corners.max(axis=0) - box.max
    return float(max(*low, *high))


def _all_hidden(corners: np.ndarray, clip: Bbox) -> bool:
    """Tell whether a text lies wholly where its axes do not show: out of view, not cut."""
    low, high = corners.min(axis=0), corners.max(axis=0)
    return bool((high <= clip.min).any() or (low >= clip.max).any())


def _outside(drawn: Drawing) -> Iterator[Finding]:
    """Find lines, areas and images that leave the page."""
    for shape in drawn.shapes:
        box = shape.extents()
        if box is None:
            continue
        off = _beyond(box.get_points(), drawn.page) / drawn.point
        if off > (_SLACK if shape.filled else _LINE_SLACK):
            yield shape.kind, f"{off:.1f} pt off the page"


# Overlap


def _overlaps(drawn: Drawing) -> Iterator[Finding]:
    """Find pairs of texts whose lines lie on each other, turned ones included."""
    shown = [words for words in drawn.words if not _out_of_view(words)]
    for one, other in _neighbours(shown, drawn.point):
        deepest = max(_depth(a, b) for a in one.lines for b in other.lines) / drawn.point
        if deepest > _SLACK:
            yield f"{_quoted(one)} and {_quoted(other)}", f"overlap by {deepest:.1f} pt"
        elif any(_run_together(a, b, drawn.point) for a in one.lines for b in other.lines):
            yield f"{_quoted(one)} and {_quoted(other)}", f"only {abs(deepest):.1f} pt apart"


def _neighbours(shown: Sequence[Words], point: float) -> Iterator[tuple[Words, Words]]:
    """Give the pairs of texts whose surroundings meet, in the order of drawing."""
    boxes = np.array([[*c.min(0), *c.max(0)] for c in map(_corners, shown)]).reshape(-1, 4)
    margin = point * np.array([_NEAR * max(line.size for line in words.lines) for words in shown])
    for place, box in enumerate(boxes):
        after = boxes[place + 1 :]
        reach = np.maximum(margin[place], margin[place + 1 :])[:, None]
        near = (after[:, :2] - box[2:] < reach) & (box[:2] - after[:, 2:] < reach)
        for other in np.flatnonzero(near.all(axis=1)):
            yield shown[place], shown[place + 1 + int(other)]


def _corners(words: Words) -> np.ndarray:
    """Corners of all lines of a text, in pixels."""
    return np.vstack([line.corners() for line in words.lines])


def _out_of_view(words: Words) -> bool:
    """Tell whether nothing of a text shows."""
    return words.clip is not None and _all_hidden(_corners(words), words.clip)


def _depth(one: Line, other: Line) -> float:
    """How far two turned boxes lie in each other: along the side where it is least."""
    a, b = one.corners(), other.corners()
    radians = np.radians([one.angle, one.angle + 90, other.angle, other.angle + 90])
    sides = np.column_stack([np.cos(radians), np.sin(radians)])
    first, second = a @ sides.T, b @ sides.T
    shared = np.minimum(first.max(0), second.max(0)) - np.maximum(first.min(0), second.min(0))
    return float(shared.min())


def _run_together(one: Line, other: Line, point: float) -> bool:
    """Tell whether two texts on one line are so near that they read as one word."""
    if abs(one.angle - other.angle) > 1:
        return False
    a, b = (one.upright().transform(line.corners()) for line in (one, other))
    gap = max(a[:, 0].min() - b[:, 0].max(), b[:, 0].min() - a[:, 0].max()) / point
    on_one_line = abs(one.upright().transform((other.x, other.y))[1]) < point
    return bool(on_one_line and gap < _NEAR * min(one.size, other.size))


# Lines and areas on texts


def _covered(drawn: Drawing) -> Iterator[Finding]:
    """Find texts over which a line, marker or area was drawn later."""
    for words, shapes in _meetings(drawn):
        later = (shape for shape in shapes if shape.place > words.place)
        over = next((s for s in later if _meets(s, words, drawn.point, filled=s.filled)), None)
        if over is not None:
            yield _quoted(words), f"covered by {over.kind}"


def _crossed(drawn: Drawing) -> Iterator[Finding]:
    """Find texts through which a line runs that is dark enough to disturb."""
    for words, shapes in _meetings(drawn):
        for shape in reversed([shape for shape in shapes if shape.place < words.place]):
            if shape.filled and bool(shape.path.contains_points(_corners(words)).all()):
                break  # what was drawn before does not show behind the text
            if _is_dark(shape) and _meets(shape, words, drawn.point, filled=False):
                yield _quoted(words), f"crossed by {shape.kind}"
                break


def _meetings(drawn: Drawing) -> Iterator[tuple[Words, list[Shape]]]:
    """Give each text that shows, with the shapes whose boxes meet its box."""
    seen = [(shape, box) for shape in drawn.shapes if (box := shape.extents()) is not None]
    boxes = np.array([box.extents for _, box in seen]).reshape(-1, 4)
    for words in drawn.words:
        if not _out_of_view(words):
            low, high = _corners(words).min(axis=0), _corners(words).max(axis=0)
            meets = ((boxes[:, :2] <= high) & (boxes[:, 2:] >= low)).all(axis=1)
            yield words, [seen[place][0] for place in np.flatnonzero(meets)]


def _is_dark(shape: Shape) -> bool:
    """Tell whether the line of a shape stands out from white paper."""
    return shape.thick > 0 and float(np.dot(shape.line, _LIGHTNESS)) < _LIGHT


def _meets(shape: Shape, words: Words, point: float, *, filled: bool) -> bool:
    """Tell whether what shows of a shape, or of its line alone, reaches into a text."""
    for line in words.lines:
        upright = line.upright()
        inner = line.box.padded(-_SLACK * point)
        if shape.clip is not None:
            inner = Bbox.intersection(inner, shape.clip.transformed(upright)) or Bbox.null()
        inner = inner.padded(shape.thick / 2)  # so the middle of the line tells
        path = shape.path.transformed(upright)
        if inner.width > 0 < inner.height and path.intersects_bbox(inner, filled):
            return True
    return False


# Size


def _sizes(
    drawn: Drawing, smallest: float | None, largest: float | None, script: float | None
) -> Iterator[Finding]:
    """Find texts outside the allowed sizes; a raised or lowered sign has a limit of its own."""
    for words in drawn.words:
        sizes = [line.size for line in words.lines]
        least = min(line.script for line in words.lines)
        if smallest is not None and min(sizes) < smallest - _SIZE_SLACK:
            yield _quoted(words), f"{min(sizes):g} pt"
        elif largest is not None and max(sizes) > largest + _SIZE_SLACK:
            yield _quoted(words), f"{max(sizes):g} pt"
        elif script is not None and least < script - _SIZE_SLACK:
            yield _quoted(words), f"raised or lowered sign of {least:g} pt"


def _quoted(words: Words) -> str:
    """Give a text in quotes, shortened."""
    text = str(words)
    return f"‘{text if len(text) <= 60 else text[:59] + '…'}’"
