"""Know an article again that was exported twice, in the same file or in another.

Only hashes are kept, so that memory stays small however long the articles are.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Final, NamedTuple

__all__ = ["Copy", "Seen"]

_LEAST_WORDS: Final = 5  # shorter texts are alike by chance, such as a caption


class Copy(NamedTuple):
    """What is known of an article that came before.

    `exported_twice` says that it is the same article; else the text alone is the same, or
    (`same_text` is False) the identity alone.
    """

    exported_twice: bool
    same_text: bool
    place: str


class _Place(NamedTuple):
    """Where an article stands, with hashes of its text and title and whether it is known."""

    file: int
    position: int
    text: bytes
    title: bytes
    known: bool


@dataclass
class Seen:
    """The articles read so far, by hashes of their identity and of their text.

    Examples
    --------
    >>> seen, text = Seen(), "A storm blew over the coast last night."
    >>> seen.look("a.txt", 1, text=text, title=None, identity="AN 7", outlet=None, date=None)
    >>> seen.look("b.txt", 3, text=text, title=None, identity="AN 7", outlet=None, date=None)
    Copy(exported_twice=True, same_text=True, place='a.txt, article 1')
    """

    _files: list[str] = field(default_factory=list)
    _by_identity: dict[bytes, _Place] = field(default_factory=dict)
    _by_text: dict[bytes, _Place] = field(default_factory=dict)
    _by_place: dict[bytes, _Place] = field(default_factory=dict)

    def look(
        self,
        file: str,
        position: int,
        *,
        text: str,
        title: str | None,
        identity: str | None,
        outlet: str | None,
        date: str | None,
    ) -> Copy | None:
        """Look whether an article came before; if not, remember it.

        The same article is one of the same identity (and of the same text or title, since
        some numbers are counted anew in each file), or without identity one of the same
        text, outlet and date.
        """
        if not self._files or self._files[-1] != file:
            self._files.append(file)
        place = _Place(len(self._files) - 1, position, _hash(text), _hash(title), bool(identity))
        long = len(text.split(maxsplit=_LEAST_WORDS)) >= _LEAST_WORDS
        key = place.text if long else None
        whole = _hash(text, outlet, date) if long and outlet and date else None
        found = self._of_identity(identity, place) or self._of_text(key, whole, place)
        if found is None or not found.exported_twice:
            self._remember(identity, key, whole, place)
        return found

    def _of_identity(self, identity: str | None, place: _Place) -> Copy | None:
        """Find an article with the same identity."""
        before = self._by_identity.get(_hash(identity)) if identity else None
        if before is None:
            return None
        same_text = before.text == place.text
        same = same_text or (before.title == place.title != _hash(None))
        return Copy(same, same_text, self._named(before))

    def _of_text(self, key: bytes | None, whole: bytes | None, place: _Place) -> Copy | None:
        """Find an article with the same text; the same one if outlet and date agree too."""
        before = self._by_place.get(whole) if whole else None
        if before is not None and not (before.known and place.known):
            return Copy(exported_twice=True, same_text=True, place=self._named(before))
        before = self._by_text.get(key) if key else None
        if before is None:
            return None
        return Copy(exported_twice=False, same_text=True, place=self._named(before))

    def _remember(
        self, identity: str | None, key: bytes | None, whole: bytes | None, place: _Place
    ) -> None:
        """Keep the hashes of an article; the first with a hash stays."""
        if identity:
            self._by_identity.setdefault(_hash(identity), place)
        if key:
            self._by_text.setdefault(key, place)
        if whole:
            self._by_place.setdefault(whole, place)

    def _named(self, place: _Place) -> str:
        """Name the place of an article."""
        return f"{self._files[place.file]}, article {place.position:,}"


def _hash(*parts: str | None) -> bytes:
    """Hash texts; white space and case do not count."""
    spelled = "\0".join(" ".join((part or "").casefold().split()) for part in parts)
    return hashlib.blake2b(spelled.encode("utf-8", "surrogatepass"), digest_size=12).digest()
