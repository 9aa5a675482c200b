"""A trained classifier, as it is kept and applied: plain arrays and words, no live objects."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analysis._classification import embeddings, thresholds
from analysis._classification import margins as classifier_margins
from analysis._classification.embeddings import Embedder
from analysis._classification.features import Features
from analysis._classification.margins import Margins
from analysis._classification.thresholds import Calibration
from analysis.contracts import InputError

__all__ = ["FEATURES", "UNKNOWN", "Classifier", "Seen", "dense_part", "fingerprint"]

Floats = NDArray[Any]

FEATURES: Final = ("sparse", "embeddings", "both")
"""Words and pieces of words, embeddings, or both."""

UNKNOWN: Final = "unknown"
"""Language of texts of which it is not known."""

EMBEDDING_SHARE: Final = 1.0
"""Weight of the similarity of embeddings beside that of words, which is 1."""

_CHUNK: Final = 2_000


@dataclass(frozen=True)
class Seen:
    """The texts a model was trained on, by fingerprint, and what it said of them unseen.

    `probabilities` and `codes` (texts by labels) come from models that were trained without
    the text's fold.
    """

    ids: tuple[str, ...]
    fingerprints: tuple[str, ...]
    folds: tuple[str, ...]
    probabilities: Floats
    codes: Floats


@dataclass(frozen=True)
class Classifier:
    """A trained model.

    `labels` are the frames; `card` is what the model card says; `codebook` the reference of the
    codebook the gold codes were made with (empty without one); `languages` those of the
    training texts, base tags; `embedding` name and digest of the embedding model, if any.
    """

    labels: tuple[str, ...]
    features: Features
    margins: Margins
    calibration: Calibration
    kind: str
    seen: Seen
    codebook: str
    languages: tuple[str, ...]
    embedding: tuple[str, str] | None
    card: dict[str, Any]
    embedder: Embedder | None = None
    cache: Path | None = None

    @property
    def single(self) -> bool:
        """Whether a text gets exactly one label."""
        return self.calibration.single

    def with_embedder(self, embedder: Embedder, cache: Path | None = None) -> "Classifier":
        """Give the model what embeds texts; an InputError if it was trained with another."""
        if self.embedding is None:
            return self
        if embedder.digest != self.embedding[1]:
            message = (f"The model was trained with embeddings of {self.embedding[0]} "
                       f"({self.embedding[1]}), not of {embedder.name} "
                       f"({embedder.digest}).")  # fmt: skip
            raise InputError(message)
        return replace(self, embedder=embedder, cache=cache)

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """Calibrated probability of each label: shape (texts, labels).

        Texts that the model was trained on are scored like any other; `Seen` holds what was
        said of them unseen.
        """
        found = [self._some(texts[first : first + _CHUNK])
                 for first in range(0, len(texts), _CHUNK)]  # fmt: skip
        return np.concatenate(found) if found else np.zeros((0, len(self.labels)))

    def codes(self, probabilities: Floats) -> Floats:
        """Codes 0 and 1 for probabilities: shape (texts, labels)."""
        return thresholds.coded(probabilities, self.calibration)

    def _some(self, texts: Sequence[str]) -> Floats:
        """Probabilities for a part of the texts."""
        if self.embedding is not None and self.embedder is None:
            message = (f"The model needs the embeddings of {self.embedding[0]}; name the model "
                       f"with --embeddings.")  # fmt: skip
            raise InputError(message)
        dense = dense_part(texts, self.embedder, self.kind, self.cache)
        sparse = self.features.transform(texts)
        scores = classifier_margins.scores(self.margins, sparse, dense)
        return thresholds.probabilities(scores, self.calibration)


def dense_part(
    texts: Sequence[str], embedder: Embedder | None, kind: str, cache: Path | None
) -> Floats:
    """Embeddings, scaled by their share; no columns for a model without."""
    if kind == "sparse" or embedder is None:
        return np.zeros((len(texts), 0), np.float32)
    share = EMBEDDING_SHARE if kind == "both" else 1.0
    return embeddings.embed(texts, embedder, cache) * np.float32(np.sqrt(share))


def fingerprint(text: str) -> str:
    """Name a text by its content."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
