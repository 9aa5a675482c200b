"""Take values out of a study file, each of them checked, with the line in every complaint."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from analysis import _yaml

__all__ = ["StudySource"]


class StudySource(NamedTuple):
    """The study file under check; `where` are the keys that lead to a part of it."""

    path: Path
    lines: _yaml.Lines

    def fail(self, message: str, *where: str | int) -> NoReturn:
        """Raise an error that names file and line."""
        raise _yaml.fail(self.path, self.lines.at(*where), message)

    def only_keys(self, part: object, allowed: Sequence[str], *where: str | int) -> None:
        """Raise unless `part` is a mapping with no other keys than `allowed`."""
        if not isinstance(part, Mapping):
            keys = ", ".join(allowed[:3])
            self.fail(f"expected 'key: value' lines ({keys}, ...), found {part!r}.", *where)
        _yaml.only_keys(part, allowed, where, path=self.path, lines=self.lines)

    def text(self, part: Mapping[str, Any], key: str, *where: str | int) -> str | None:
        """Give the text under a key as it is written, or None if it is absent or empty."""
        if part.get(key) is None:
            return None
        if isinstance(part[key], (list, Mapping)):
            self.fail(f"{key!r} must be a single text, not a list.", *where, key)
        written = (self.lines.text(*where, key) or "").strip()
        return written or None

    def need(self, part: Mapping[str, Any], key: str, *where: str | int) -> str:
        """Give the text under a key that must be there."""
        found = self.text(part, key, *where)
        if found is None:
            owner = f" of {part.get('name') or where[0]!r}" if where else ""
            self.fail(f"{key!r}{owner} is missing. Add the line '{key}: ...'.", *where)
        return found

    def choice(
        self, part: Mapping[str, Any], key: str, allowed: Sequence[str], *where: str | int
    ) -> str:
        """Give the text under a key that must be one of a few; the first if it is absent."""
        found = self.text(part, key, *where) or allowed[0]
        if found not in allowed:
            self.fail(f"{key!r} is {found!r}; it must be {' or '.join(allowed)}.", *where, key)
        return found

    def number(
        self, part: Mapping[str, Any], key: str, *where: str | int, least: float, most: float
    ) -> float:
        """Give the number under a key that must be there, between two bounds."""
        written = self.need(part, key, *where)
        found = part[key]
        if isinstance(found, bool) or not isinstance(found, int | float):
            self.fail(f"{key!r} must be a number; found {written!r}.", *where, key)
        if not least <= found <= most:
            message = f"{key!r} must lie between {least:g} and {most:g}; found {written}."
            self.fail(message, *where, key)
        return found

    def day(self, part: Mapping[str, Any], key: str, *where: str | int) -> date:
        """Give the day under a key that must be there."""
        written = self.need(part, key, *where)
        try:
            return datetime.strptime(written, "%Y-%m-%d").date()
        except ValueError:
            message = f"{key!r} must be a day such as 2025-01-20; found {written!r}."
            self.fail(message, *where, key)

    def listed(self, part: Mapping[str, Any], key: str, *where: str | int) -> list[Any]:
        """Give the list under a key, empty if it is absent."""
        found = part.get(key)
        if found is None:
            return []
        if not isinstance(found, list):
            self.fail(f"{key!r} must be a list, one item per line after '- '.", *where, key)
        return found

    def texts(self, part: Mapping[str, Any], key: str, *where: str | int) -> tuple[str, ...]:
        """Give the list of texts under a key, each as it is written."""
        found = []
        for index in range(len(self.listed(part, key, *where))):
            written = self.lines.text(*where, key, index)
            if not written or not written.strip():
                self.fail(f"an item of {key!r} is not a text.", *where, key, index)
            found.append(written.strip())
        return tuple(found)

    def distinct(self, kind: str, names: Sequence[str], key: str) -> None:
        """Raise if a name is used twice in the list under `key`."""
        for index, name in enumerate(names):
            if name in names[:index]:
                self.fail(f"{kind} {name!r} is listed twice; names must differ.", key, index)

    def beside(self, named: str, key: str) -> Path:
        """Give the path of a name; it need not exist, but must be one that can be opened."""
        path = self.path.parent / named
        try:
            path.exists()
        except (OSError, ValueError) as cause:
            why = getattr(cause, "strerror", None) or cause
            shown = named if len(named) <= 40 else f"{named[:40]}..."
            self.fail(f"{key!r} names {shown!r}, which cannot be opened ({why}).", key)
        return path

    def file(self, part: Mapping[str, Any], key: str, default: str | None = None) -> Path | None:
        """Give the path under a key; it must exist if it is named, the default need not."""
        named = self.text(part, key)
        if named is None:
            usual = self.path.parent / default if default else None
            return usual if usual is not None and usual.exists() else None
        if not self.beside(named, key).exists():
            self.fail(f"{key!r} names {named!r}, which is not beside the study file.", key)
        return self.path.parent / named
