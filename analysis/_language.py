"""Tell the language of a text, with a confidence.

The model comes with the package py3langid, so nothing is fetched. It is limited to the
languages that news comes in and those of the study, which makes it surer on short texts.
"""

import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from analysis import _compiled

__all__ = ["LEAST_CONFIDENCE", "NEWS_LANGUAGES", "Guess", "classifier", "classify", "detector"]

NEWS_LANGUAGES: Final = (
    "ar", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it",
    "ja", "ko", "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "vi", "zh",
)  # fmt: skip
"""Languages that news comes in. Afrikaans is left out unless the study names it: with it,
one in a hundred short Dutch passages (8 words) is called Afrikaans; without it, none."""

LEAST_CONFIDENCE: Final = 0.5
"""Below this confidence a language is not named."""

Guess = tuple[str, float]
"""A language, and how sure it is: 0 to 1."""

_CHARACTERS: Final = 2_000
_PIECES, _PIECE = 8, 80
_SURE: Final = 0.99
_AT_ONCE: Final = 50_000  # texts whose scores are held at a time
_LANES: Final = 8

Floats = npt.NDArray[np.float64]


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


def classifier(languages: tuple[str, ...]) -> Callable[[str], Guess]:
    """Give the function that names the likeliest language of a text, and its confidence.

    Examples
    --------
    >>> classifier(("en",))("The company says that its models have been copied.")[0]
    'en'
    """
    detect = detector(languages)
    return lambda text: detect([text], False)[0]


def detector(languages: tuple[str, ...]) -> Callable[[Sequence[str], bool], list[Guess]]:
    """Give the function that does so for many texts, compiled or in plain Python.

    Scores are added up in double precision and in the order of the text, so that both ways
    give the same numbers.

    Examples
    --------
    >>> detector(("en",))(["The company says that its models have been copied."], False)[0][0]
    'en'
    """
    model = _load(_wanted(languages))

    def detect(texts: Sequence[str], compiled: bool) -> list[Guess]:
        found: list[Guess] = []
        for first in range(0, len(texts), _AT_ONCE):
            written = [_bytes(text) for text in texts[first : first + _AT_ONCE]]
            found += _likeliest(written, (_fast if compiled else _slow)(written, model), model)
        return found

    return detect


def _wanted(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Name the languages that are looked for."""
    ours = {language.split("-")[0].lower() for language in languages}
    return tuple(sorted(ours | set(NEWS_LANGUAGES)))


@lru_cache(maxsize=4)
def _load(languages: tuple[str, ...]) -> Any:
    """Load the language model: half a second, so it is imported only when it is needed."""
    from py3langid.langid import LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)
    identifier.set_languages(set(languages) & set(identifier.labels))
    identifier.nb_ptc = np.ascontiguousarray(identifier.nb_ptc)  # read by rows: saves a tenth
    return identifier


def _bytes(text: str) -> bytes:
    """Write a text as the model reads it."""
    begin = text.lower() if text.isupper() else text
    return unicodedata.normalize("NFC", begin).encode("utf-8", errors="surrogatepass")


def _likeliest(written: Sequence[bytes], scores: Floats, model: Any) -> list[Guess]:
    """Turn scores into the likeliest language and its share; long texts weigh by their root."""
    roots = np.array([math.sqrt(len(one) or 1) for one in written]).reshape(-1, 1)
    scaled = scores / roots
    shares = np.exp(scaled - scaled.max(axis=1, keepdims=True, initial=-np.inf))
    shares /= shares.sum(axis=1, keepdims=True)
    for first, again in model._alias_pairs:  # a language in two scripts
        shares[:, first] += shares[:, again]
        shares[:, again] = 0.0
    best, labels = shares.argmax(axis=1), [str(label) for label in model.nb_classes]
    sure = shares[np.arange(len(best)), best].tolist()
    return list(zip((labels[at] for at in best.tolist()), sure, strict=True))


@lru_cache(maxsize=1)
def _logs() -> Floats:
    """Weights of features by how often they were seen."""
    logs: Floats = np.log1p(np.arange(4 * _CHARACTERS + 1, dtype=np.float64))
    return logs


def _slow(written: Sequence[bytes], model: Any) -> Floats:
    """Score texts in plain Python: a row for each, a column for each language."""
    moves, outputs, logs = model.tk_nextmove, model.tk_output, _logs()
    rows = model._rowbase
    scores = np.zeros((len(written), len(model.nb_classes)))
    for number, text in enumerate(written):
        state, seen = 0, []
        for byte in text:
            state = moves[rows[state] + byte]
            if (feature := outputs[state]) >= 0:
                seen.append(feature)
        if counts := Counter(seen):
            often = np.minimum(np.array(list(counts.values())), len(logs) - 1)
            added = logs[often][:, None] * model.nb_ptc[list(counts)].astype(np.float64)
            scores[number] = np.cumsum(np.vstack([model.nb_pc, added]), axis=0)[-1]
    return scores


def _fast(written: Sequence[bytes], model: Any) -> Floats:
    """Score texts with the compiled kernel."""
    bounds = np.cumsum([0, *map(len, written)])
    scores = np.zeros((len(written), len(model.nb_classes)))
    if not bounds[-1]:
        return scores
    data = np.frombuffer(b"".join(written), dtype=np.uint8)
    moves, states, weights, begin = _arrays(model)
    _walked(data, bounds, moves, states, weights, begin, _logs(), scores)
    return scores


@lru_cache(maxsize=4)
def _arrays(model: Any) -> tuple[Any, ...]:
    """Give the model as arrays, small and close together, since memory is what takes the time.

    They are: the moves; for each state where its moves start, and its feature; the weights of
    each feature; where the scores start.
    """
    states = np.array([model._rowbase, model.tk_output], dtype=np.int32).T.copy()
    moves = np.frombuffer(model.tk_nextmove, dtype=np.uint32)
    return moves, states, model.nb_ptc.astype(np.float32), model.nb_pc.astype(np.float64)


@_compiled.jit
def _walked(
    data: npt.NDArray[np.uint8], bounds: npt.NDArray[np.int64], moves: npt.NDArray[np.uint32],
    states: npt.NDArray[np.int32], weights: npt.NDArray[np.float32], begin: Floats, logs: Floats,
    scores: Floats,
) -> None:  # fmt: skip
    """Score all texts; the same as `_slow`. Several are walked at once: a step waits for memory."""
    counts = np.zeros(len(weights), np.int32)
    state, n_texts = np.zeros(_LANES, np.int64), len(bounds) - 1
    seen = np.zeros(len(data), np.int32)
    for first in range(0, n_texts, _LANES):
        last, step, going = min(first + _LANES, n_texts), 0, True
        for lane in range(_LANES):
            state[lane] = 0
        while going:
            going = False
            for text in range(first, last):
                at, lane = bounds[text] + step, text - first
                if at < bounds[text + 1]:
                    state[lane] = moves[states[state[lane], 0] + data[at]]
                    seen[at] = states[state[lane], 1]
                    going = True
            step += 1
        for text in range(first, last):
            _added(seen, bounds[text], bounds[text + 1], counts, weights, begin, logs, scores, text)


@_compiled.jit
def _added(
    seen: npt.NDArray[np.int32], start: int, end: int, counts: npt.NDArray[np.int32],
    weights: npt.NDArray[np.float32], begin: Floats, logs: Floats, scores: Floats, text: int,
) -> None:  # fmt: skip
    """Add up the weights of the features of one text, in the order in which they come."""
    some = False
    for at in range(start, end):
        if seen[at] >= 0:
            counts[seen[at]] += 1
            some = True
    for language in range(len(begin)):
        scores[text, language] = begin[language] if some else 0.0
    for at in range(start, end):
        feature = seen[at]
        if feature >= 0 and counts[feature]:
            weight = logs[min(counts[feature], len(logs) - 1)]
            counts[feature] = 0
            for language in range(len(begin)):
                scores[text, language] += weight * weights[feature, language]
