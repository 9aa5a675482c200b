"""What a word may be as a verb of saying, and how lists of words are written."""

from typing import NamedTuple

__all__ = ["Verb", "listed", "row"]


class Verb(NamedTuple):
    """A verb of saying in one of its forms.

    `kinds` say what must stand beside it: ``speech`` a speaker is enough, ``clause`` a clause
    or a quotation, ``quote`` a quotation, ``object`` that it names its object something.
    `forms` are ``base``, ``third``, ``past``, ``participle``, ``gerund`` and, in Dutch,
    ``finite``, ``infinitive`` and ``participle``; `with_` is the separated part it needs.
    """

    lemma: str
    kinds: frozenset[str]
    forms: frozenset[str]
    with_: frozenset[str] = frozenset()


def row(text: str) -> tuple[str, ...]:
    """Take the words of a text in their order."""
    return tuple(text.split())


def listed(text: str) -> frozenset[str]:
    """Take the words of a text as a set."""
    return frozenset(text.split())
