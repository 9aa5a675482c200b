"""What is asked of a file, and a row for each thing that was looked at."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

__all__ = ["MM_SLACK", "Asked", "Row", "absent", "page_rows", "resolution", "text_size", "typeface"]

_MM_PER_POINT: Final = 25.4 / 72
MM_SLACK: Final = 0.1
"""Millimetres that a side may differ: less than anyone sees, more than rounding makes."""

_SIZE_SLACK: Final = 0.05  # points
_DPI_SLACK: Final = 0.99  # an image is placed on whole pixels
_NO_LETTER: Final = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a file must be: millimetres, dots per inch, points."""

    width_mm: float
    height_mm: float | None
    dpi: float
    transparency: bool
    fonts: Sequence[str]
    smallest: float | None
    largest: float | None


class Row(NamedTuple):
    """One check of one file."""

    check: str
    wanted: str
    found: str
    passed: bool
    note: str = ""


def page_rows(asked: Asked, wide: float, high: float, *, slack: float = MM_SLACK) -> list[Row]:
    """Compare the size of a page in points with what was asked in millimetres."""
    sides = (("width", asked.width_mm, wide), ("height", asked.height_mm, high))
    rows = []
    for check, wanted, points in sides:
        found = points * _MM_PER_POINT
        passed = wanted is None or abs(found - wanted) <= slack
        text = "any" if wanted is None else f"{wanted:g} mm"
        rows.append(Row(check, text, f"{found:.2f} mm", passed))
    return rows


def text_size(asked: Asked, sizes: Iterable[float], note: str = "") -> Row:
    """Compare the sizes of texts, in points, with the least and the most that is allowed."""
    found = sorted({round(size, 2) for size in sizes})
    limits = [f"at least {asked.smallest:g} pt" if asked.smallest is not None else "",
              f"at most {asked.largest:g} pt" if asked.largest is not None else ""]  # fmt: skip
    wanted = ", ".join(filter(None, limits)) or "any"
    if not found:
        return Row("text size", wanted, "no text", True, note)
    small = asked.smallest is not None and found[0] < asked.smallest - _SIZE_SLACK
    large = asked.largest is not None and found[-1] > asked.largest + _SIZE_SLACK
    text = f"{found[0]:g} to {found[-1]:g} pt" if len(found) > 1 else f"{found[0]:g} pt"
    return Row("text size", wanted, text, not (small or large), note)


def typeface(asked: Asked, names: Iterable[str]) -> Row:
    """Look for the typefaces that were asked for, and name the others.

    One sign that a typeface lacks is set from another one, so others may be there as well.
    """
    found = sorted(set(names))
    wanted = [_plain(name) for name in asked.fonts]
    others = [name for name in found if not _plain(name).startswith(tuple(wanted))]
    passed = not wanted or not found or len(others) < len(found)
    note = f"signs that it lacks are set in {', '.join(others)}" if wanted and others else ""
    return Row("typeface", " or ".join(asked.fonts) or "any", ", ".join(found) or "no text",
               passed, note if passed else "")  # fmt: skip


def _plain(name: str) -> str:
    """Give the name of a font without its subset, spaces and signs."""
    return _NO_LETTER.sub("", name.split("+")[-1].lower())


def absent(check: str, found: Iterable[str], note: str = "") -> Row:
    """Pass if nothing was found."""
    names = sorted(set(found))
    return Row(check, "none", ", ".join(names) or "none", not names, note)


def resolution(asked: Asked, found: Sequence[float]) -> Row:
    """Compare the pixels per inch of pictures inside a file with what was asked."""
    wanted = f"at least {asked.dpi:g} dpi"
    if not found:
        return Row("pictures inside", wanted, "no pictures", True)
    least = min(found)
    passed = least >= asked.dpi * _DPI_SLACK
    return Row("pictures inside", wanted, f"{least:.0f} dpi", passed, f"{len(found)} pictures")
