"""Make terms of words: as they are, as lemmas, or as stems.

All is decided for each different word once, since a corpus repeats its words.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from analysis import patterns
from analysis._keyness.stop_words import primary, stop_words

__all__ = ["FORMS", "LIBRARY", "Term", "has_forms", "make", "stemmed_languages", "word"]

FORMS: Final = ("word", "lemma", "stem")
LIBRARY: Final = "library"

_TYPOGRAPHIC: Final = str.maketrans("’‘ʼʹ′＇‐‑", "''''''--")
_POSSESSIVE: Final = re.compile(r"(?<=\w)'[sS]$")
_ACRONYM: Final = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_CONTRACTED: Final = ("n't", "'re", "'ve", "'ll", "'d", "'m")
_AS_THEY_ARE: Final = ("ai", "data", "media")
"""Simplemma would make them *be*, *datum* and *medium*."""

_STEMMERS: Final = {
    "ar": "arabic", "da": "danish", "nl": "dutch", "en": "english", "fi": "finnish",
    "fr": "french", "de": "german", "hu": "hungarian", "it": "italian", "nb": "norwegian",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "es": "spanish",
    "sv": "swedish",
}  # fmt: skip


_COMPOUNDING: Final = ("nl", "de")
_LEAST_HEAD, _LEAST_PART = 3, 5  # letters of the first and the last part of a compound


class Term(NamedTuple):
    """What a word counts as: the word in lower case, and its term, or None."""

    word: str
    term: str | None


def word(written: str) -> str:
    """Give a word in lower case, in one spelling of apostrophes, hyphens and acronyms.

    An ending *'s* falls off (OpenAI's, foto's), and so do the stops of an acronym.

    Examples
    --------
    >>> [word(written) for written in ("OpenAI’s", "U.S", "open‑source", "Don’t", "'s")]
    ['openai', 'us', 'open-source', "don't", "'s"]
    """
    folded = patterns.fold(written).translate(_TYPOGRAPHIC)
    if "'" in folded:
        folded = _POSSESSIVE.sub("", folded)
    if "." in folded and _ACRONYM.fullmatch(folded):
        folded = folded.replace(".", "")
    return folded


def has_forms(language: str, form: str) -> bool:
    """Say whether a library can make these forms of words of the language.

    Examples
    --------
    >>> has_forms("nl", "lemma"), has_forms("tlh", "stem")
    (True, False)
    """
    if form == "word":
        return True
    return (_lemmas if form == "lemma" else _stems)(primary(language)) is not None


def stemmed_languages() -> list[str]:
    """List the languages that have a stemmer."""
    return sorted(_STEMMERS)


def make(
    written: str, *, language: str, form: str, listed: Sequence[str] | None,
    is_name: bool, shouted: bool,
) -> Term:  # fmt: skip
    """Give word and term of one word as it is written.

    Parameters
    ----------
    written : str
    language : str
        Tag; without a library for it, lemma and stem are the word.
    form : {'word', 'lemma', 'stem'}
    listed : sequence of str or None
        Words that get no term; 'library' among them stands for the list of the language.
    is_name : bool
        Whether the article writes it with a capital within sentences.
    shouted : bool
        Whether all around it is in capitals.
    """
    own, tag = word(written), primary(language)
    if not any(map(str.isalpha, own)) or len(own) < 2:
        return Term(own, None)
    grammar = stop_words(tag)
    if own in grammar and _is_acronym(written) and not shouted:
        return Term(own, own.upper())  # US, IT, WHO are no pronouns
    term = _formed(written, own, tag, form, is_name=is_name, grammar=grammar)
    return Term(own, None if listed and _is_stop({own, term}, tag, listed, grammar) else term)


def _is_acronym(written: str) -> bool:
    """Whether a word is written in capitals alone."""
    return written.isupper() and sum(map(str.isalpha, written)) > 1 and "'" not in written


def _formed(
    written: str, own: str, tag: str, form: str, *, is_name: bool, grammar: frozenset[str]
) -> str:  # fmt: skip
    """Give the form that is asked for; a name keeps its own."""
    if form == "word":
        return own
    if form == "stem":
        stem = _stems(tag)
        return own if is_name or stem is None else stem(own)
    lemma = _lemmas(tag)
    if lemma is None or own in _AS_THEY_ARE:
        return own
    if own in grammar:
        return lemma(own)
    made = lemma(own if written.islower() else _bare(written))
    small = made.lower()
    if is_name:  # a capital that stays is that of Americans or Chinezen
        return own if made == small else small
    return _compound(own, tag, lemma) if small == own else small


def _bare(written: str) -> str:
    """Give a word as it is written, without an ending 's and the stops of an acronym."""
    bare = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", written).translate(_TYPOGRAPHIC))
    return bare.replace(".", "") if _ACRONYM.fullmatch(bare) else bare


def _compound(own: str, tag: str, lemma: Callable[[str], str]) -> str:
    """Lemmatise the last part of a compound that the library does not have."""
    head, hyphen, tail = own.rpartition("-")
    if hyphen:
        return f"{head}-{lemma(tail)}"
    if tag not in _COMPOUNDING or len(own) < 2 * _LEAST_PART or _knows(own, tag):
        return own
    for start in range(_LEAST_HEAD, len(own) - _LEAST_PART + 1):
        if _knows(own[start:], tag):
            return own[:start] + lemma(own[start:])
    return own


def _knows(one: str, tag: str) -> bool:
    """Whether simplemma has a word."""
    import simplemma

    return bool(simplemma.is_known(one, lang=tag))


def _is_stop(
    forms: set[str], tag: str, listed: Sequence[str], grammar: frozenset[str]
) -> bool:  # fmt: skip
    """Whether a word or its term is on the list."""
    asked = set(listed)
    if forms & asked:
        return True
    if LIBRARY not in asked:
        return False
    contracted = tag == "en" and any(one.endswith(_CONTRACTED) for one in forms)
    return contracted or bool(forms & grammar)


@lru_cache(maxsize=64)
def _lemmas(tag: str) -> Callable[[str], str] | None:
    """Give what lemmatises a language, if simplemma has it."""
    import simplemma

    try:
        simplemma.lemmatize("a", lang=tag)
    except ValueError:
        return None
    return lambda one: str(simplemma.lemmatize(one, lang=tag)).replace("_", "")


@lru_cache(maxsize=64)
def _stems(tag: str) -> Callable[[str], str] | None:
    """Give what stems a language, if nltk's Snowball has it."""
    if tag not in _STEMMERS:
        return None
    from nltk.stem.snowball import SnowballStemmer

    stemmer: Any = SnowballStemmer(_STEMMERS[tag])
    return lambda one: str(stemmer.stem(one))
