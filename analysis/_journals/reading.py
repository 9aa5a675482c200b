"""Read the preset of a journal from its YAML file."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from analysis import _yaml
from analysis._journals.preset import CERTAINTY, FORMATS, Preset, Source
from analysis._study_source import StudySource
from analysis.contracts import did_you_mean

__all__ = ["read"]

_KEYS: Final = ("title", "venues", "certainty", "widths_mm", "max_height_mm", "fonts", "stand_ins",
                "text_pt", "line_pt", "dpi", "formats", "colour", "hatch", "gridlines",
                "transparency", "file_name", "unconfirmed", "rules", "sources")  # fmt: skip
_SIZES: Final = ("body", "second", "smallest", "largest")
_LINES: Final = ("axes", "least", "most")
_NARROWEST, _WIDEST = 30, 1000
_FILE_NAME: Final = re.compile(r"[\w{} .-]+")


def read(path: Path) -> Preset:
    """Read a preset; its key is the name of the file.

    Parameters
    ----------
    path : Path
        A YAML file such as those in ``analysis/templates/journals``.

    Returns
    -------
    Preset

    Raises
    ------
    InputError
        If a key is missing or unknown, or a value cannot be used; with file, line and remedy.
    """
    content, lines = _yaml.load(path)
    source = StudySource(path, lines)
    source.only_keys(content, _KEYS)
    sizes, strokes = _sizes(source, content), _lines(source, content)
    return Preset(
        key=path.stem,
        title=source.need(content, "title"),
        venues=source.texts(content, "venues"),
        certainty=source.choice(content, "certainty", CERTAINTY),
        widths=_widths(source, content),
        max_height=source.number(content, "max_height_mm", least=_NARROWEST, most=_WIDEST),
        fonts=source.texts(content, "fonts"),
        stand_ins=source.texts(content, "stand_ins"),
        body=sizes["body"],
        second=sizes["second"],
        smallest=sizes["smallest"],
        largest=sizes["largest"],
        line=strokes["axes"],
        least_line=strokes["least"],
        most_line=strokes["most"],
        dpi=round(source.number(content, "dpi", least=72, most=1200)),
        formats=_formats(source, content),
        colour=_yes_or_no(source, content, "colour"),
        hatch=_yes_or_no(source, content, "hatch"),
        gridlines=_yes_or_no(source, content, "gridlines"),
        transparency=_yes_or_no(source, content, "transparency"),
        file_name=_file_name(source, content),
        unconfirmed=_unconfirmed(source, content),
        rules=source.texts(content, "rules"),
        sources=_sources(source, content),
    )


def _widths(source: StudySource, content: Mapping[str, Any]) -> dict[str, float]:
    """Column classes and their millimetres, from narrow to wide."""
    part = content.get("widths_mm")
    if not isinstance(part, Mapping) or not part:
        message = "'widths_mm' must name widths, such as {column: 89, page: 183}."
        source.fail(message, "widths_mm")
    widths = {
        name: float(source.number(part, name, "widths_mm", least=_NARROWEST, most=_WIDEST))
        for name in part
    }
    values = list(widths.values())
    if values != sorted(set(values)):
        message = f"'widths_mm' must go from narrow to wide, each once; found {dict(part)}."
        source.fail(message, "widths_mm")
    if len(widths) > 1 and not {"column", "page"} <= set(widths):
        message = "'widths_mm' must hold 'column' and 'page', for figures of one and two columns."
        source.fail(message, "widths_mm")
    return widths


def _sizes(source: StudySource, content: Mapping[str, Any]) -> dict[str, float]:
    """Sizes of text, which must be in order."""
    part = content.get("text_pt", {})
    source.only_keys(part, _SIZES, "text_pt")
    sizes = {key: float(source.number(part, key, "text_pt", least=4, most=200)) for key in _SIZES}
    if not sizes["smallest"] <= sizes["second"] <= sizes["body"] <= sizes["largest"]:
        message = "'text_pt' must keep smallest <= second <= body <= largest; change one of them."
        source.fail(message, "text_pt")
    return sizes


def _lines(source: StudySource, content: Mapping[str, Any]) -> dict[str, float]:
    """Widths of lines; a limit that is left out is none."""
    part = content.get("line_pt", {})
    source.only_keys(part, _LINES, "line_pt")
    given = {key: float(source.number(part, key, "line_pt", least=0, most=100))
             for key in _LINES if key in part or key == "axes"}  # fmt: skip
    found = {"least": 0.0, "most": 100.0, **given}
    if found["axes"] <= 0 or not found["least"] <= found["axes"] <= found["most"]:
        message = "'line_pt' must keep least <= axes <= most, with axes above 0."
        source.fail(message, "line_pt")
    return found


def _yes_or_no(source: StudySource, content: Mapping[str, Any], key: str) -> bool:
    """Give a yes or no that must be there."""
    found = content.get(key)
    if not isinstance(found, bool):
        source.fail(f"{key!r} must be true or false; found {found!r}.", key)
    return found


def _formats(source: StudySource, content: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the formats to write, one at least."""
    formats = source.texts(content, "formats")
    if not formats:
        source.fail(f"'formats' is empty; name some of {', '.join(FORMATS)}.", "formats")
    for index, name in enumerate(formats):
        if name not in FORMATS:
            message = f"'formats' has {name!r}. {did_you_mean(name, FORMATS)}"
            source.fail(message, "formats", index)
    source.distinct("format", formats, "formats")
    return formats


def _file_name(source: StudySource, content: Mapping[str, Any]) -> str:
    """Give the pattern of the names of files; that of the figure itself when left out."""
    pattern = source.text(content, "file_name") or "{name}"
    plain = pattern.replace("{number}", "1").replace("{name}", "a")
    if pattern == plain or "{" in plain or "}" in plain or not _FILE_NAME.fullmatch(pattern):
        message = (
            f"'file_name' is {pattern!r}; it must hold {{number}} or {{name}}, and else "
            f"letters, digits, spaces, '_', '-' and '.'. Usual is 'Figure_{{number}}'."
        )
        source.fail(message, "file_name")
    return pattern


def _unconfirmed(source: StudySource, content: Mapping[str, Any]) -> tuple[str, ...]:
    """Keys of this file, or of a part of it after a dot."""
    named = source.texts(content, "unconfirmed")
    for index, name in enumerate(named):
        key, _, inner = name.partition(".")
        part = content.get(key)
        if key not in content or (inner and not (isinstance(part, Mapping) and inner in part)):
            message = f"'unconfirmed' has {name!r}. {did_you_mean(name, content)}"
            source.fail(message, "unconfirmed", index)
    return named


def _sources(source: StudySource, content: Mapping[str, Any]) -> tuple[Source, ...]:
    """Where each was read, and when."""
    found = []
    for index, part in enumerate(source.listed(content, "sources")):
        place = ("sources", index)
        source.only_keys(part, ("url", "checked", "says"), *place)
        checked = source.day(part, "checked", *place).isoformat()
        said = source.text(part, "says", *place) or ""
        found.append(Source(source.need(part, "url", *place), checked, said))
    return tuple(found)
