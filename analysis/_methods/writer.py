"""Fill the sentences of a language with the numbers of a study."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd
import yaml

from analysis import wording
from analysis._key_numbers import printed
from analysis._key_numbers.names import Parts, camel, parts
from analysis._methods import marks
from analysis.codebook import Codebook
from analysis.contracts import InputError, TableError, did_you_mean, each_row
from analysis.study import Study, Wave

__all__ = ["Put", "Writer", "references", "templates"]

_FOLDER: Final = Path(__file__).parent.parent / "templates" / "methods"
_UNIT: Final = re.compile(r"\{(unit|units|the_unit|every_unit|scale)\}")
_PLACE: Final = re.compile(r"\{(@?\w+)(?::([^{}|]*)\|([^{}|]*))?\}")


@cache
def templates(language: str) -> Mapping[str, Mapping[str, Any]]:
    """Read the sentences of a language: section, then name, to a text.

    Raises
    ------
    InputError
        If there are none in this language.
    """
    if language not in printed.LANGUAGES:
        message = (f"There is no methods text in {language!r}. "
                   f"{did_you_mean(language, printed.LANGUAGES)}")  # fmt: skip
        raise InputError(message)
    read: Mapping[str, Mapping[str, Any]] = _read(f"{language}.yaml")
    return read


@cache
def references() -> Mapping[str, Mapping[str, str]]:
    """Read the works that can be cited: key to 'cite' and 'entry'."""
    read: Mapping[str, Mapping[str, str]] = _read("references.yaml")
    return read


def _read(name: str) -> Any:
    """Read a data file of the package."""
    return yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))


class Put(NamedTuple):
    """What is put into a sentence: a text with marks, and its number where it chooses words."""

    text: str
    number: float | None = None


class Writer:
    """Writes sentences from the templates of one language; remembers which works it cited.

    `numbers` is the table of `key_numbers.collect`.
    """

    def __init__(
        self, numbers: pd.DataFrame, *, plan: Study, book: Codebook, language: str
    ) -> None:
        self.plan, self.book, self.language = plan, book, language
        self.parts: Parts = parts(plan, book)
        self.cited: set[str] = set()
        self._templates = templates(language)
        column = f"text_{language}"
        if absent := {"name", "value", column} - set(numbers.columns):
            message = f"The table of numbers lacks {sorted(absent)}; take that of key_numbers."
            raise TableError(message)
        rows = list(each_row(numbers))
        self._values = {row.name: row.value for row in rows}
        self.printed = {row.name: self._printed(row.value, getattr(row, column)) for row in rows}

    def _printed(self, value: object, text: str) -> marks.Printed:
        """Give both forms of a number."""
        if not isinstance(value, int):
            return marks.Printed(text, text)
        return marks.Printed(text, printed.in_words(value, self.language))

    # Facts ----------------------------------------------------------------------------

    def has(self, *names: str) -> bool:
        """Whether all of these numbers are known."""
        return all(name in self._values for name in names)

    def value(self, name: str) -> Any:
        """Value of a number; None if it is not known."""
        return self._values.get(name)

    def some(self, name: str) -> bool:
        """Whether a count is known and above zero."""
        return bool(self._values.get(name))

    def wave(self, wave: Wave) -> Put:
        """Name of a wave."""
        return self.figure(f"wave.{self.parts.waves[wave.name]}.name")

    def per_wave(self, key: str) -> list[tuple[Wave, str]]:
        """Waves for which a number is known, with its name; `key` holds '{}' for the wave."""
        named = [(wave, key.format(self.parts.waves[wave.name])) for wave in self.plan.waves]
        return [(wave, name) for wave, name in named if self.has(name)]

    def per_frame(self, key: str) -> list[tuple[str, str]]:
        """Frames for which a number is known, with its name; `key` holds '{}' for the frame."""
        named = [(frame, key.format(part)) for frame, part in self.parts.frames.items()]
        return [(frame, name) for frame, name in named if self.has(name)]

    def frame(self, frame: str) -> str:
        """Label of a frame, marked as a name."""
        label = next(one.label for one in self.book.frames if one.id == frame)
        return marks.name(label.get(self.language) or next(iter(label.values())))

    def tongue(self, tag: str) -> str:
        """Name of a language."""
        names = self._templates["words"].get("languages", {})
        return str(names.get(tag.split("-")[0].lower()) or wording.language_name(tag))

    def coder(self, name: str) -> str:
        """Name of the machine of a number, as it is called in a text."""
        coder = str(self.value(name) or "dictionary")
        return str(self._templates["words"]["coder"].get(coder) or marks.name(coder))

    # Sentences ------------------------------------------------------------------------

    def figure(self, name: str) -> Put:
        """Put a number as it is printed."""
        return Put(marks.number(name), _number(self._values[name]))

    def count(self, name: str) -> Put:
        """Put a count, in words where it is small."""
        return Put(marks.words(name), _number(self._values[name]))

    def say(self, key: str, **filled: Put | str | float) -> str:
        """Fill a template, named by section and sentence such as 'corpus.total'."""
        section, name = key.split(".")
        template = _UNIT.sub(self._unit, self._templates[section][name])
        return _PLACE.sub(lambda found: self._put(found, filled), template)

    def gap(self, key: str, **filled: Put | str | float) -> str:
        """Say what the author has to add."""
        return marks.gap(self.say(f"gaps.{key}", **filled))

    def absent(self, key: str, notebook: str) -> str:
        """Say what the author has to add since a notebook did not run."""
        return self.gap(key, notebook=marks.name(notebook))

    def _unit(self, found: re.Match[str]) -> str:
        """Name the unit of coding, or the level of measurement."""
        own = self.book.level if found[1] == "scale" else self.book.unit
        return str(self._templates["words"][found[1]][own])

    def _put(self, found: re.Match[str], filled: Mapping[str, Put | str | float]) -> str:
        """Fill one place."""
        name, one, many = found.groups()
        if name.startswith("@"):
            self.cited.add(name[1:])
            return str(references()[name[1:]]["cite"])
        put = filled[name]
        if one is not None:
            number = put.number if isinstance(put, Put) else float(put)
            return str(one if number == 1 else many)
        return put.text if isinstance(put, Put) else str(put)

    def listing(self, items: Sequence[str], *, long: bool = False) -> str:
        """Join items as in a sentence; long ones, which hold commas, with semicolons."""
        words, many = self._templates["words"], len(items)
        if many < 2:
            return "".join(items)
        if long:
            return str(words["last_long"]).join(["; ".join(items[:-1]), items[-1]])
        between = words["two"] if many == 2 else words["last"]
        return str(between).join([", ".join(items[:-1]), items[-1]])

    def clauses(self, items: Sequence[str]) -> str:
        """Join clauses: with semicolons if one holds a comma, so that they stay apart."""
        if any(", " in item for item in items):
            return self.listing(items, long=True)
        last = str(self._templates["words"]["last_clause"])
        return last.join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)

    def frames(self, frames: Sequence[str]) -> str:
        """List the labels of frames."""
        return self.listing([self.frame(frame) for frame in frames])

    def in_waves(self, key: str, names: Sequence[tuple[Wave, str]]) -> str:
        """List counts per wave in brackets, behind a sum; nothing for a single wave."""
        if len(names) < 2:
            return ""
        parts = [self.say(key, n=self.count(name), wave=self.wave(wave)) for wave, name in names]
        return f" ({self.listing(parts)})"

    def camel(self, tag: str) -> str:
        """Part of a key that stands for a language."""
        return camel(tag)


def _number(value: object) -> float | None:
    """Give a value as a number; None if it is a text."""
    return float(value) if isinstance(value, (int, float)) else None
