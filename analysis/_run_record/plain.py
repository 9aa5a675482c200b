"""Values, texts and JSON files in a plain form, for sentences and for comparing."""

import json
from pathlib import Path
from typing import Any

__all__ = ["as_text", "parsed", "quoted"]


def as_text(value: object) -> str:
    """Write a value as one text.

    Examples
    --------
    >>> as_text("a"), as_text([1, None])
    ('a', '[1, null]')
    """
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def quoted(text: str, longest: int) -> str:
    """Quote a text on one line, cut where it is longer than so many letters.

    Examples
    --------
    >>> quoted("one  two", 9), quoted("one two", 4)
    ("'one two'", "'one…'")
    """
    one = " ".join(text.split())
    return f"'{one[: longest - 1]}…'" if len(one) > longest else f"'{one}'"


def parsed(path: Path) -> Any:
    """Read a JSON file; None if it is absent or damaged.

    Examples
    --------
    >>> parsed(Path("no-such-file.json")) is None
    True
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
