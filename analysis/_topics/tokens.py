"""Words of units for topics: in small letters, without stop words and numbers."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import stop_words
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from analysis import _function_words
from analysis.contracts import InputError

__all__ = ["chosen", "stops", "tokens"]

_WORD: Final = re.compile(r"[^\W\d_][\w&]*(?:'\w+)*")
_ENDING: Final = re.compile(r"'s?$")
_OLD_QUOTES: Final = str.maketrans("’‘ʼ`´", "'''''")


def tokens(text: str, stop: frozenset[str] = frozenset()) -> list[str]:
    """Give the words of a text that begin with a letter and have two signs or more.

    Examples
    --------
    >>> tokens("OpenAI’s R1-model kostte $6 miljoen, don't ask.", frozenset({"ask"}))
    ['openai', 'r1', 'model', 'kostte', 'miljoen', "don't"]
    """
    plain = unicodedata.normalize("NFKC", text).translate(_OLD_QUOTES).lower()
    found = (_ENDING.sub("", word) for word in _WORD.findall(plain))
    return [word for word in found if len(word) > 1 and word not in stop]


@lru_cache(maxsize=8)
def stops(language: str) -> frozenset[str]:
    """Give the stop words of a language; none for one that has no list.

    Those of the package `stop-words` and the function words of the kit. Its English list holds
    words of substance ('research', 'million', 'copy'), so there only words count that
    scikit-learn lists, too.

    Examples
    --------
    >>> "the" in stops("en"), "million" in stops("en"), "volgens" in stops("nl"), stops("xx")
    (True, False, True, frozenset())
    """
    try:
        listed = set(stop_words.get_stop_words(language))
    except stop_words.StopWordError:
        listed = set()
    if language == "en":
        listed = {word for word in listed if word in ENGLISH_STOP_WORDS or "'" in word}
        listed -= {"system", "interest", "bill", "computer", "fire"}
    listed |= set(_function_words.LISTS.get(language, "").split()) if language != "other" else set()
    return frozenset(listed)


def chosen(stop: bool | Iterable[str], languages: Iterable[str | None]) -> frozenset[str]:
    """Give the stop words that are left out: those of the languages, own ones, or none.

    Raises
    ------
    contracts.InputError
        If `stop` is neither yes or no nor a list of words.
    """
    if isinstance(stop, bool):
        known = [stops(language) for language in languages if language] if stop else []
        return frozenset().union(*known)
    if isinstance(stop, str):
        message = f"stop must be True, False or a list of words; found the text {stop!r}."
        raise InputError(message)
    return frozenset(word for entry in stop for word in tokens(str(entry)))
