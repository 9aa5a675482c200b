"""Check an EPS: bounding box, fonts, text sizes, transparency, and what is told beside.

The text of the file is read; no PostScript is run. So sizes are those that the file names, and
a font counts as embedded if the file defines it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from analysis._figure_checks.asked import (
    Asked,
    Row,
    absent,
    page_rows,
    resolution,
    text_size,
    typeface,
)

__all__ = ["check"]

_BOX: Final = r"^%%{}:\s*([-\d.]+)\s+([-\d.]+)\s+([-\d.]+)\s+([-\d.]+)\s*$"
_NAMED: Final = re.compile(r"/FontName\s+/(\S+)\s+def")
_TYPE: Final = re.compile(r"/FontType\s+(\d+)\s+def")
_USED: Final = re.compile(r"/(\S+)\s+([\d.]+)\s+selectfont")
_FOUND: Final = re.compile(r"/(\S+)\s+findfont(?:\s+([\d.]+)\s+scalefont)?")
_PICTURE: Final = re.compile(
    r"\[([^\]]*)\] concat\s+([-\d.e]+) ([-\d.e]+) scale\s+/DataString \d+ string def\s+"
    r"(\d+) (\d+) 8"
)
_TRANSPARENT: Final = re.compile(
    r"\.set(?:opacity|shape|fillconstant|strokeconstant)alpha|\.begintransparency\w*|/SMask\b|"
    r"/(?:ca|CA)\s+0?\.\d+|\.setblendmode"
)
_STAMP: Final = re.compile(r"^%%(Creator|CreationDate|For|Author|Routing):", re.MULTILINE)
_PLACE: Final = re.compile(r"/(?:home|Users)/\w+|\b[A-Z]:\\\w+")
_RUNS: Final = re.compile(r"\b(?:deletefile|renamefile|run|file)\b(?=\s)")
_HEAD: Final = b"\xc5\xd0\xd3\xc6"
_ROUNDED: Final = 0.36  # mm: a box in whole points


def check(path: Path, asked: Asked) -> list[Row]:
    """Look at an EPS as text."""
    content = path.read_bytes()
    start = content.find(b"%!PS") if content.startswith(_HEAD) else 0
    text = content[max(start, 0) :].decode("latin-1")
    first = text.split("\n", 1)[0].strip()
    if not first.startswith("%!PS-Adobe") or "EPSF" not in first:
        return [Row("format", "EPS", first[:30] or "empty", False, "is no encapsulated PostScript")]
    ended = [] if text.rstrip().endswith(("showpage", "%%EOF", "end")) else ["its end"]
    drawn = text.split("%%EndProlog", 1)[-1]
    return [
        Row("format", "EPS", "EPS", True), absent("missing parts", ended), *_page(asked, text),
        *_fonts(asked, text, drawn), resolution(asked, list(_pictures(drawn))),
        absent("transparency", [] if asked.transparency else _TRANSPARENT.findall(text)),
        absent("scripts and addresses", _RUNS.findall(drawn) + _PLACE.findall(text)),
        absent("dates, authors, programs", _STAMP.findall(text)),
    ]  # fmt: skip


def _page(asked: Asked, text: str) -> list[Row]:
    """Compare the exact bounding box with what was asked, or the one in whole points."""
    for name, slack in (("HiResBoundingBox", 0.1), ("BoundingBox", _ROUNDED)):
        if found := re.search(_BOX.format(name), text, re.MULTILINE):
            left, low, right, high = map(float, found.groups())
            return page_rows(asked, right - left, high - low, slack=slack)
    return [Row("width", f"{asked.width_mm:g} mm", "no bounding box", False)]


def _fonts(asked: Asked, text: str, drawn: str) -> Iterator[Row]:
    """Look at the fonts: no Type 3, each in the file as type 42, of the asked typeface."""
    # Type before name or after it: both orders are in use, so fonts are split at `begin`.
    kinds: dict[str, str] = {}
    for part in re.split(r"\bFontInfo\b|%!PS-TrueTypeFont|\bdict\s+(?:dup\s+)?begin\b", text):
        names, types = _NAMED.findall(part), _TYPE.findall(part)
        kinds |= dict.fromkeys(names, types[0]) if types else {}
    third = _TYPE.findall(text).count("3")
    yield Row("Type 3 fonts", "none", f"{third} fonts" if third else "none", not third)
    set_in = [*_USED.findall(drawn), *_FOUND.findall(drawn)]
    used = sorted({name for name, _ in set_in})
    bad = [f"{name} ({_lacking(kinds.get(name))})" for name in used if kinds.get(name) != "42"]
    found = ", ".join(bad or used) or "no fonts"
    yield Row("fonts embedded as TrueType", "all", found, not bad)
    yield text_size(asked, [float(size) for _, size in set_in if size])
    yield typeface(asked, used)


def _lacking(kind: str | None) -> str:
    """Say what keeps a font from being embedded TrueType."""
    return "not embedded" if kind is None else f"of type {kind}"


def _pictures(drawn: str) -> Iterator[float]:
    """Pixels per inch of each picture, as large as it is shown."""
    for matrix, across, _, pixels, _ in _PICTURE.findall(drawn):
        a, b = (float(number) for number in matrix.split()[:2])
        points = (a * a + b * b) ** 0.5 * float(across)
        if points > 0:
            yield float(pixels) / points * 72
