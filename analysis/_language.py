"""Tell the language of a text, with a confidence.

The model comes with the package py3langid, so nothing is fetched. It is limited to the
languages that news comes in and those of the study, which makes it surer on short texts.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

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


def classify(text: str, languages: tuple[str, ...]) -> tuple[str | None, float]:
    """Detect the language of the first 2,000 characters of a text.

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
    language, confidence = classifier(languages)(text[:_CHARACTERS])
    return (language if confidence >= LEAST_CONFIDENCE else None), confidence


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
    model: Callable[[str], tuple[str, float]] = identifier.classify
    return lambda text: _plain(model(text))


def _plain(found: tuple[str, float]) -> tuple[str, float]:
    """Give Python's own types instead of numpy's."""
    return str(found[0]), float(found[1])
