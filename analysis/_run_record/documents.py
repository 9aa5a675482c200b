"""Say what changed inside of a codebook, a study or a list of actors, between two copies."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from analysis import _yaml
from analysis._run_record.plain import as_text
from analysis.contracts import InputError

__all__ = ["KEPT", "THERE", "changed", "flat"]

KEPT: Final = ("codebook.yaml", "study.yaml", "voices.yaml")
"""Files of which a run keeps a copy."""

_NAMES: Final = ("id", "name")
THERE: Final = "(is there)"
"""Value of a part of a list that has a name, such as a frame."""


def changed(before: Path, after: Path) -> list[tuple[str, str, str]]:
    """Compare two copies of a YAML file, entry by entry.

    Parameters
    ----------
    before, after : Path

    Returns
    -------
    list of tuple
        Where (such as ``frames > ip_theft > patterns > en``), what was there and what is there;
        an entry of a list that is new or gone has '' on the other side. Empty if one of the
        files is not there or cannot be read.
    """
    try:
        old, new = (flat(_yaml.load(path)[0]) for path in (before, after))
    except InputError:
        return []
    found: list[tuple[str, str, str]] = []
    whole: list[str] = []  # places that are new or gone with all that is below them
    for place in dict.fromkeys((*old, *new)):
        was, now = old.get(place, []), new.get(place, [])
        if any(place.startswith(f"{above} > ") for above in whole):
            continue
        if was != now and THERE in (*was, *now):
            whole.append(place)
        gone, come = ([one for one in side if one not in other]
                      for side, other in ((was, now), (now, was)))  # fmt: skip
        if len(gone) == len(come) == 1:
            found.append((place, gone[0], come[0]))
        else:
            found += [*((place, one, "") for one in gone), *((place, "", one) for one in come)]
    return found


def flat(content: Any) -> dict[str, list[str]]:
    """Write a document as places and the values that stand at each.

    A part of a list is named after its id or name, so that moving it changes nothing; texts and
    numbers of a list stand at one place.

    Examples
    --------
    >>> flat({"frames": [{"id": "a", "words": ["x", "y"]}], "level": 2})
    {'frames > a': ['(is there)'], 'frames > a > words': ['x', 'y'], 'level': ['2']}
    """
    found: dict[str, list[str]] = {}
    for place, value in _walk(content, ()):
        found.setdefault(" > ".join(place), []).append(value)
    return found


def _walk(content: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Go through all values with their places."""
    if isinstance(content, Mapping):
        for key, value in content.items():
            yield from _walk(value, (*place, str(key)))
    elif isinstance(content, list):
        for part in content:
            name = _name(part)
            if name is not None:
                yield (*place, name[1]), THERE
                rest = {key: value for key, value in part.items() if key != name[0]}
                yield from _walk(rest, (*place, name[1]))
            else:
                yield place, as_text(part)
    elif content is not None:
        yield place, as_text(content)


def _name(part: Any) -> tuple[str, str] | None:
    """Give the key and the value that name a part of a list, if it has a name."""
    if not isinstance(part, Mapping):
        return None
    return next(((key, str(part[key])) for key in _NAMES if key in part), None)
