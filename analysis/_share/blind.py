"""Names of authors: the forms in which they may stand, and taking them out of comments."""

import contextlib
import getpass
import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from analysis._share import person_names
from analysis._share.person_names import plain as _plain
from analysis._study_reading import Author
from analysis.contracts import InputError

__all__ = ["Names", "cleaned_notebook", "cleaned_yaml", "coders_named", "of_machine",
           "refuse_coders"]  # fmt: skip

REMOVED: Final = "[name removed for review]"
_NOBODY: Final = {
    "root", "user", "users", "admin", "administrator", "ubuntu", "debian", "runner", "jovyan",
    "guest", "home", "student", "test", "docker", "nobody", "vagrant", "codespace", "unknown",
    "your name", "you", "me", "name", "author", "authors",
}  # fmt: skip
"""Names of users that are nobody's."""

_LEAST: Final = 3


@dataclass(frozen=True)
class Names:
    """Names that must not stand in an archive.

    `wholes` are full names; `parts` single words (family names, user names); `allowed` are
    words or names that somebody else is called as well: those alone are no finding, longer names
    that hold them are.
    """

    wholes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()
    allowed: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(
        cls, authors: Sequence[Author], others: Iterable[str] = (), allowed: Iterable[str] = ()
    ) -> "Names":
        """Make the forms of names of authors, and of other names such as that of the user."""
        free = frozenset(person_names.spoken(word) for word in allowed)
        wholes = [author.name for author in authors]
        parts = [_family(author.name) for author in authors]
        for name in others:
            (wholes if len(name.split()) > 1 else parts).append(name)
            if len(name.split()) > 1:
                parts.append(_family(name))
        identities = [author.orcid for author in authors if author.orcid]
        kept = sorted({_plain(word) for word in parts} - _NOBODY)
        return cls(
            tuple(sorted(name for name in set(wholes) if _plain(name) not in _NOBODY)),
            tuple(
                word
                for word in kept
                if len(word) >= _LEAST and person_names.spoken(word) not in free
            ),
            tuple(identities),
            free,
        )

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Make one pattern of all names, for text without accents; None if there is no name."""
        forms: set[str] = set(map(re.escape, self.identities))
        for name in self.wholes:
            forms |= person_names.forms(name, self.allowed)
        forms |= {re.escape(part) for part in self.parts}
        if not forms:
            return None
        longest_first = sorted(forms, key=lambda form: (-len(form), form))
        joined = "|".join(longest_first)
        return re.compile(rf"(?<![^\W_])(?:{joined})(?![^\W_])", re.IGNORECASE)

    def found(self, text: str) -> str | None:
        """Give the first name in a text, as it is written there; None if there is none.

        Examples
        --------
        >>> names = Names.of([Author("Ann van Öst")], allowed=["Lee"])
        >>> names.found("Thanks to A. van Ost"), names.found("Lee and the cost")
        ('A. van Ost', None)
        """
        pattern = self.pattern
        if pattern is None or not pattern.search(_plain(text)):
            return None
        plain, places = _plain_with_places(text)
        for seen in self._meant(pattern, plain):
            return text[places[seen.start()] : places[seen.end()]]
        return None

    def _meant(self, pattern: re.Pattern[str], plain: str) -> Iterator[re.Match[str]]:
        """Give what is found, without what is allowed."""
        for seen in pattern.finditer(plain):
            if person_names.spoken(seen[0]) not in self.allowed:
                yield seen

    def removed(self, text: str) -> str:
        """Put words that say so in the place of full names; other text stays as it is.

        Examples
        --------
        >>> Names.of([Author("Ann Lee")]).removed("# by Ann Lee, 2031")
        '# by [name removed for review], 2031'
        """
        pattern = self.pattern
        if pattern is None or not pattern.search(_plain(text)):
            return text
        plain, places = _plain_with_places(text)
        made, at = "", 0
        for seen in self._meant(pattern, plain):
            made += text[at : places[seen.start()]] + REMOVED
            at = places[seen.end()]
        return made + text[at:]


def _plain_with_places(text: str) -> tuple[str, list[int]]:
    """Text without accents and capitals, and for each of its characters the place in `text`."""
    made: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        plain = _plain(char)
        made.append(plain)
        places += [at] * len(plain)
    return "".join(made), [*places, len(text)]


def _family(name: str) -> str:
    """Last word of a name."""
    words = name.partition(",")[0].split()
    return words[-1] if words else name


def of_machine() -> list[str]:
    """Names that this machine knows its user by: the user name, and what git writes."""
    found = []
    with contextlib.suppress(OSError, KeyError, ImportError):
        found.append(getpass.getuser())
    git = shutil.which("git")
    if git is not None:
        done = subprocess.run(  # noqa: S603 - no word of it comes from outside
            [git, "config", "user.name"], capture_output=True, text=True, check=False, timeout=10
        )
        found.append(done.stdout.strip())
    return [name for name in found if name and name.casefold() not in _NOBODY]


def coders_named(coders: Iterable[str], names: Names, authors: Sequence[Author]) -> list[str]:
    """Give the coders who are called like an author, by any part of the name.

    Examples
    --------
    >>> coders_named(["anna", "coder_b"], Names(), [Author("Anna Lee")])
    ['anna']
    """
    parts = {_plain(word) for author in authors for word in author.name.split()}
    known = {word for word in parts if len(word) >= _LEAST} | set(names.parts)
    known -= names.allowed
    return [coder for coder in sorted(set(coders))
            if set(re.split(r"[\W_\d]+", _plain(coder))) & known or names.found(coder)]  # fmt: skip


def cleaned_yaml(text: str, names: Names) -> str:
    """Take names out of the comments of a YAML file.

    Examples
    --------
    >>> cleaned_yaml("a: 'Ann Lee'  # Ann Lee says so", Names.of([Author("Ann Lee")]))
    "a: 'Ann Lee'  # [name removed for review] says so"
    """
    lines = []
    for line in text.split("\n"):
        start = re.search(r"(?:^|\s)#", line)
        cut = len(line) if start is None else start.start()
        lines.append(line[:cut] + names.removed(line[cut:]))
    return "\n".join(lines)


def cleaned_notebook(content: dict[str, Any], names: Names) -> dict[str, Any]:
    """Take names out of a notebook: its metadata, its texts, the comments in its code."""
    about = {key: value for key, value in content.get("metadata", {}).items() if key != "authors"}
    made: dict[str, Any] = json.loads(json.dumps({**content, "metadata": about}))
    for cell in made.get("cells", []):
        source = cell.get("source", "")
        text = "".join(source) if isinstance(source, list) else source
        clean = names.removed if cell.get("cell_type") == "markdown" else _comments(names)
        cell["source"] = clean(text)
    return made


def _comments(names: Names) -> Any:
    """Make what takes names out of the comments of code."""
    return lambda text: cleaned_yaml(text, names)


def refuse_coders(coders: Iterable[str], names: Names, authors: Sequence[Author]) -> None:
    """Raise if a coder is called like an author."""
    found = coders_named(coders, names, authors)
    if found:
        listed = ", ".join(map(repr, found))
        message = (
            f"--blind: the coders {listed} are called like authors. Rename their files and the "
            f"column 'coder' in coding/ to letters, such as coder_a, make the run again, and share "
            f"that."
        )
        raise InputError(message)
