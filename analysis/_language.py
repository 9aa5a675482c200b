"""Tell the language of a text, with a confidence.

The model comes with the package py3langid, so nothing is fetched. It is limited to the
languages that news comes in and those of the study, which makes it surer on short texts.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

import numpy as np

__all__ = ["LEAST_CONFIDENCE", "NEWS_LANGUAGES", "classifier", "classify"]

NEWS_LANGUAGES: Final = (
    "ar", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it",
    "ja", "ko", "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "vi", "zh",
)  # fmt: skip
"""Languages that news comes in. Afrikaans is left out unless the study names it: with it,
one in a hundred short Dutch passages (8 words) is called Afrikaans; without it, none."""

LEAST_CONFIDENCE: Final = 0.5
"""Below this confidence a language is not named."""

_CHARACTERS: Final = 2_000
_PIECES, _PIECE = 8, 80
_SURE: Final = 0.99


def classify(text: str, languages: tuple[str, ...]) -> tuple[str | None, float]:
    """Detect the language of the first 2,000 characters of a text.

    Eight pieces of them are looked at; where these leave a doubt, all. So a quotation in
    another language at the begin decides no more than its share.

    Parameters
    ----------
    text : str
    languages : tuple of str
        Tags of the study's languages; the languages of news are always looked for too.

    Returns
    -------
    language : str or None
        None if the confidence is below 0.5.
    confidence : float
        Between 0 and 1; higher is surer.

    Examples
    --------
    >>> classify("Het bedrijf zegt dat zijn modellen zijn gekopieerd.", ("nl", "en"))[0]
    'nl'
    """
    detect, begin = classifier(languages), text[:_CHARACTERS]
    language, confidence = detect(_pieces(begin))
    if confidence < _SURE and len(begin) > _PIECES * _PIECE:
        language, confidence = detect(begin)
    return (language if confidence >= LEAST_CONFIDENCE else None), confidence


def _pieces(text: str) -> str:
    """Give pieces from all over a text, which take a third of the time of the whole."""
    if len(text) <= _PIECES * _PIECE:
        return text
    starts = [number * (len(text) - _PIECE) // (_PIECES - 1) for number in range(_PIECES)]
    return " ".join(text[start : start + _PIECE] for start in starts)


def classifier(languages: tuple[str, ...]) -> Callable[[str], tuple[str, float]]:
    """Give the function that names the likeliest language of a text, and its confidence.

    Examples
    --------
    >>> classifier(("en",))("The company says that its models have been copied.")[0]
    'en'
    """
    ours = {language.split("-")[0].lower() for language in languages}
    return _load(tuple(sorted(ours | set(NEWS_LANGUAGES))))


@lru_cache(maxsize=4)
def _load(languages: tuple[str, ...]) -> Callable[[str], tuple[str, float]]:
    """Load the language model: half a second, so it is imported only when it is needed."""
    from py3langid.langid import LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)
    identifier.set_languages(set(languages) & set(identifier.labels))
    identifier.nb_ptc = np.ascontiguousarray(identifier.nb_ptc)  # read by rows: saves a tenth
    model: Callable[[str], tuple[str, float]] = identifier.classify
    return lambda text: _plain(model(text))


def _plain(found: tuple[str, float]) -> tuple[str, float]:
    """Give Python's own types instead of numpy's."""
    return str(found[0]), float(found[1])
