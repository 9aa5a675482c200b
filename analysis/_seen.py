"""Know an article again that was exported twice, in the same file or in another.

Only hashes are kept, in flat arrays: about 130 bytes for each article, however long it is.
"""

import hashlib
from array import array
from typing import Final, NamedTuple

__all__ = ["Copy", "Seen"]

_LEAST_WORDS: Final = 5  # shorter texts are alike by chance, such as a caption
_SIZE: Final = 12  # bytes of a hash


class Copy(NamedTuple):
    """What is known of an article that came before.

    `exported_twice` says that it is the same article; else the text alone is the same, or
    (`same_text` is False) the identity alone.
    """

    exported_twice: bool
    same_text: bool
    place: str


class _ByHash:
    """A number for each hash, as a dictionary would keep it in eight times the room.

    The entries lie in the order in which they came; `_slots` says which entry has a hash, at a
    place that follows from the hash, or behind it where that is taken.
    """

    def __init__(self) -> None:
        self._hashes = bytearray()
        self._numbers = array("q")
        self._slots = array("i", [-1]) * 1024

    def get(self, key: bytes | None) -> int | None:
        """Give the number that belongs to a hash, if there is one."""
        entry = self._slots[self._slot(key)] if key else -1
        return None if entry < 0 else self._numbers[entry]

    def add(self, key: bytes | None, number: int) -> bool:
        """Keep a number with a hash, if there is one; say if it is new. The first one stays."""
        slot = self._slot(key) if key else -1
        if key is None or self._slots[slot] >= 0:
            return False
        self._slots[slot] = len(self._numbers)
        self._hashes += key
        self._numbers.append(number)
        if len(self._numbers) * 3 > len(self._slots) * 2:
            self._widen()
        return True

    def _slot(self, key: bytes) -> int:
        """Slot of the entry with a hash, or the empty one where it is to go."""
        slots, hashes, most = self._slots, self._hashes, len(self._slots) - 1
        slot = int.from_bytes(key[:8], "little") & most
        while (entry := slots[slot]) >= 0:
            if hashes[entry * _SIZE : (entry + 1) * _SIZE] == key:
                break
            slot = (slot + 1) & most
        return slot

    def _widen(self) -> None:
        """Double the slots."""
        self._slots = array("i", [-1]) * (2 * len(self._slots))
        for entry in range(len(self._numbers)):
            key = self._hashes[entry * _SIZE : (entry + 1) * _SIZE]
            self._slots[self._slot(bytes(key))] = entry


class Seen:
    """The articles read so far, by hashes of their identity and of their text.

    Examples
    --------
    >>> seen, text = Seen(), "A storm blew over the coast last night."
    >>> seen.look("a.txt", 1, text=text, title=None, identity="AN 7", outlet=None, date=None)
    >>> seen.look("b.txt", 3, text=text, title=None, identity="AN 7", outlet=None, date=None)
    Copy(exported_twice=True, same_text=True, place='a.txt, article 1')
    """

    def __init__(self) -> None:
        self._names: list[str] = []  # of the files
        self._file, self._position, self._known = array("i"), array("q"), bytearray()
        self._by_identity, self._by_text, self._by_place = _ByHash(), _ByHash(), _ByHash()
        self._told = bytearray()  # hashes of text and title, of each identity
        self._owner = array("q")  # article with this identity

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
        if not self._names or self._names[-1] != file:
            self._names.append(file)
        own = _hash(text)
        long = len(text.split(maxsplit=_LEAST_WORDS)) >= _LEAST_WORDS
        keys = _Keys(
            _hash(identity) if identity else None,
            own + _hash(title),
            own if long else None,
            _hash(outlet, date, start=own) if long and outlet and date else None,
        )
        found = self._of_identity(keys) or self._of_text(keys)
        if found is None or not found.exported_twice:
            self._remember(keys, position)
        return found

    def _of_identity(self, keys: "_Keys") -> Copy | None:
        """Find an article with the same identity."""
        entry = self._by_identity.get(keys.identity)
        if entry is None:
            return None
        told = bytes(self._told[2 * _SIZE * entry : 2 * _SIZE * (entry + 1)])
        same_text = told[:_SIZE] == keys.told[:_SIZE]
        same = same_text or (told[_SIZE:] == keys.told[_SIZE:] != _NOTHING)
        return Copy(same, same_text, self._named(self._owner[entry]))

    def _of_text(self, keys: "_Keys") -> Copy | None:
        """Find an article with the same text; the same one if outlet and date agree too."""
        before = self._by_place.get(keys.place)
        if before is not None and not (self._known[before] and keys.identity):
            return Copy(exported_twice=True, same_text=True, place=self._named(before))
        before = self._by_text.get(keys.text)
        if before is None:
            return None
        return Copy(exported_twice=False, same_text=True, place=self._named(before))

    def _remember(self, keys: "_Keys", position: int) -> None:
        """Keep the hashes of an article; the first with a hash stays."""
        number = len(self._file)
        self._file.append(len(self._names) - 1)
        self._position.append(position)
        self._known.append(keys.identity is not None)
        if self._by_identity.add(keys.identity, len(self._owner)):
            self._owner.append(number)
            self._told += keys.told
        self._by_text.add(keys.text, number)
        self._by_place.add(keys.place, number)

    def _named(self, number: int) -> str:
        """Name the place of an article."""
        return f"{self._names[self._file[number]]}, article {self._position[number]:,}"


class _Keys(NamedTuple):
    """Hashes of one article; none where it has nothing by which it can be known.

    `told` are those of text and title; `place` is that of text, outlet and date.
    """

    identity: bytes | None
    told: bytes
    text: bytes | None
    place: bytes | None


def _hash(*parts: str | None, start: bytes = b"") -> bytes:
    """Hash texts; white space and case do not count."""
    spelled = "\0".join([" ".join((part or "").casefold().split()) for part in parts])
    known = start + spelled.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(known, digest_size=_SIZE).digest()


_NOTHING: Final = _hash(None)
