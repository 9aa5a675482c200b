"""The labels that annotators choose from, and what a label in an export means."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from analysis.codebook import Codebook
from analysis.contracts import InputError, did_you_mean

__all__ = ["CANNOT_TELL", "FRAMES", "NONE", "Labels", "Meaning", "names", "words"]

FRAMES: Final = "frames"
"""Name of the question 'which frames'; in exports, what chose a label."""

CANNOT_TELL: Final = "cannot_tell"
"""Name of the question 'of which frames can you not tell'."""

NONE: Final = "-none-"
"""Stands for 'no frame' in exports; no id of a frame can hold a hyphen."""

_ENGLISH: Final = {
    "frames": "Which frames does the text carry?",
    "passages": "Mark the passages that carry a frame.",
    "none": "None of these",
    "doubt": "Cannot tell",
    "doubts": "Of which frames can you not tell? (You looked, and the text leaves it open.)",
    "before": "Before it:",
    "after": "After it:",
    "note": "Note",
}
_DUTCH: Final = {
    "frames": "Welke frames bevat de tekst?",
    "passages": "Markeer de passages die een frame bevatten.",
    "none": "Geen van deze",
    "doubt": "Niet te zeggen",
    "doubts": "Van welke frames is het niet te zeggen? (U hebt gekeken en de tekst laat het open.)",
    "before": "Ervoor:",
    "after": "Erna:",
    "note": "Opmerking",
}
_NOTHING: Final = (NONE, "none", "no frame", "geen", "geen frame")
_DOUBT: Final = (CANNOT_TELL, "cannot tell", "unclear", "onduidelijk", "?")


class Meaning(NamedTuple):
    """What a label says: `kind` is frame, doubt, none or unknown; no `frame` means all."""

    kind: str
    frame: str | None = None


def words(language: str) -> Mapping[str, str]:
    """Give the fixed words: Dutch for Dutch, English for all others.

    Examples
    --------
    >>> words("nl-BE")["none"], words("fr")["none"]
    ('Geen van deze', 'None of these')
    """
    return _DUTCH if language.lower().split("-")[0] == "nl" else _ENGLISH


def names(book: Codebook, language: str) -> dict[str, str]:
    """Give the name of each frame as annotators see it, all of them different.

    Raises
    ------
    InputError
        If no frame has a label in `language`, or two have the same one.
    """
    found = book.labels(language)
    plain: dict[str, str] = {}
    for frame, label in found.items():
        if (other := plain.setdefault(_plain(label), frame)) != frame:
            message = (f"The frames {other!r} and {frame!r} of codebook {book.name} have the same "
                       f"label {label!r} in {language!r}. Coders could not tell them apart: change "
                       f"one.")  # fmt: skip
            raise InputError(message)
    return found


class Labels:
    """What the labels of an export mean, by the codebook of today.

    Ids of frames and their labels in every language are known, in any case, and `renamed`
    gives labels of an older codebook their frame.

    Raises
    ------
    InputError
        If `renamed` names a frame that the codebook lacks.
    """

    def __init__(self, book: Codebook, renamed: Mapping[str, str] | None = None) -> None:
        self._book = book
        self._known: dict[str, str | None] = {}
        for frame in book.frames:
            for name in frame.label.values():
                before = self._known.setdefault(_plain(name), frame.id)
                if before != frame.id:
                    self._known[_plain(name)] = None  # two frames in two languages
        self._known |= {_plain(frame): frame for frame in book.frame_ids}
        for label, meant in (renamed or {}).items():
            if meant not in book.frame_ids:
                message = f"labels: {meant!r} is no frame. {did_you_mean(meant, book.frame_ids)}"
                raise InputError(message)
            self._known[_plain(label)] = meant
        both = (_ENGLISH, _DUTCH)
        self._nothing = {*_NOTHING, *(_plain(table["none"]) for table in both)} - set(self._known)
        self._doubt = {*_DOUBT, *(_plain(table["doubt"]) for table in both)} - set(self._known)

    def meaning(self, label: str) -> Meaning:
        """Say what a label means.

        Examples
        --------
        >>> from analysis import codebook
        >>> labels = Labels(codebook.load("seeds/codebook.yaml"))
        >>> labels.meaning("IP-diefstal"), labels.meaning("Cannot tell: hypocrisy")
        (Meaning(kind='frame', frame='ip_theft'), Meaning(kind='doubt', frame='hypocrisy'))
        >>> labels.meaning("geen van deze").kind, labels.meaning("Sport").kind
        ('none', 'unknown')
        """
        plain = _plain(label)
        if frame := self._known.get(plain):
            return Meaning("frame", frame)
        if plain in self._nothing:
            return Meaning("none")
        if plain in self._doubt:
            return Meaning("doubt")
        before, colon, after = plain.partition(":")
        if colon and before.strip() in self._doubt and (frame := self._known.get(after.strip())):
            return Meaning("doubt", frame)
        return Meaning("unknown")

    def unknown(self, label: str) -> str:
        """Say that a label is not in the codebook, and which one may be meant."""
        every = {*self._book.frame_ids, *(name for frame in self._book.frames
                                          for name in frame.label.values())}  # fmt: skip
        return (f"label {label[:60]!r} is not in the codebook {self._book.reference}. "
                f"{did_you_mean(label[:200], every)} If it was renamed, use labels=")  # fmt: skip


def _plain(label: str) -> str:
    """Fold case and blanks of a label."""
    return " ".join(label.casefold().split())
