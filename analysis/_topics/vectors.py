"""Turn units into vectors: TF-IDF and singular values of one language, or an embedding model."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis._topics import kept

__all__ = [
    "DIMENSIONS",
    "LEAST_UNITS_OF_A_WORD",
    "Latent",
    "latent",
    "scaled",
    "vocabulary",
    "weighed",
]

Floats = NDArray[Any]

DIMENSIONS: Final = 100
"""Singular vectors that are kept; with no more words than this the words themselves are taken."""

LEAST_UNITS_OF_A_WORD: Final = 2
"""A word of a single unit joins it to no other, and is left out."""

_SWEEPS: Final = 7


class Latent(NamedTuple):
    """What turns words into vectors: a vocabulary, the weight of its words, and directions.

    `directions` has a row for each dimension and a column for each word; none with few words.
    """

    words: tuple[str, ...]
    idf: Floats
    directions: Floats | None

    def vectors(self, units: Sequence[Sequence[str]]) -> Floats:
        """Give units vectors of length 1, float32; zeros without a known word."""
        matrix = weighed(units, self.words, self.idf)
        found = matrix.toarray() if self.directions is None else matrix @ self.directions.T
        return scaled(np.asarray(found, np.float32))


def latent(units: Sequence[Sequence[str]], folder: Path | None = None) -> Latent:
    """Learn vectors from the words of units.

    Parameters
    ----------
    units : sequence of sequences of str
        Words of each unit, in a fixed order.
    folder : Path, optional
        Where directions are kept by the content of the units.

    Returns
    -------
    Latent
        Without any word if none is in two units.
    """
    words, idf = vocabulary(units)
    if len(words) <= DIMENSIONS:
        return Latent(words, idf, None)
    matrix = weighed(units, words, idf)
    key = _key(units)
    return Latent(
        words, idf, kept.array(folder, f"topics-tfidf-{key}", lambda: _directions(matrix))
    )


def weighed(units: Sequence[Sequence[str]], words: Sequence[str], idf: Floats) -> Any:
    """Weigh the words of units (1 + log count, times idf), each row of length 1."""
    import scipy.sparse as sp

    place = {word: at for at, word in enumerate(words)}
    rows, columns = [], []
    for row, unit in enumerate(units):
        known = [place[word] for word in unit if word in place]
        rows += [row] * len(known)
        columns += known
    ones = np.ones(len(rows), np.float64)
    matrix = sp.coo_matrix((ones, (rows, columns)), shape=(len(units), len(words))).tocsr()
    matrix.sum_duplicates()
    matrix.data = (1 + np.log(matrix.data)) * idf[matrix.indices]
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix.data /= np.repeat(np.maximum(lengths, 1e-12), np.diff(matrix.indptr))
    return matrix.astype(np.float32)


def scaled(vectors: Floats) -> Floats:
    """Give each vector length 1; one without length stays zero.

    Examples
    --------
    >>> scaled(np.array([[3.0, 4.0], [0.0, 0.0]])).round(1).tolist()
    [[0.6, 0.8], [0.0, 0.0]]
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    found: Floats = np.where(lengths > 1e-9, vectors / np.maximum(lengths, 1e-9), 0)
    return found.astype(vectors.dtype)


def vocabulary(units: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], Floats]:
    """Words of two units or more, sorted, and their inverse document frequencies."""
    counts: dict[str, int] = {}
    for unit in units:
        for word in set(unit):
            counts[word] = counts.get(word, 0) + 1
    words = tuple(sorted(word for word, n in counts.items() if n >= LEAST_UNITS_OF_A_WORD))
    frequency = np.array([counts[word] for word in words], float)
    return words, np.log((1 + len(units)) / (1 + frequency)) + 1


def _directions(matrix: Any) -> Floats:
    """First singular vectors; the largest number in each is positive, so that signs are fixed."""
    from sklearn.decomposition import TruncatedSVD

    wanted = min(DIMENSIONS, min(matrix.shape) - 1)
    found = TruncatedSVD(wanted, n_iter=_SWEEPS, random_state=0).fit(matrix).components_
    largest = np.abs(found).argmax(axis=1)
    signs = np.sign(found[np.arange(len(found)), largest])
    fixed: Floats = (found * np.where(signs == 0, 1, signs)[:, None]).astype(np.float32)
    return fixed


def _key(units: Sequence[Sequence[str]]) -> str:
    """Fingerprint of the words and of all settings that vectors depend on."""
    digest = hashlib.sha256(json.dumps([DIMENSIONS, LEAST_UNITS_OF_A_WORD, _SWEEPS, 1]).encode())
    for unit in units:
        digest.update("\x1f".join(unit).encode("utf-8", "surrogatepass") + b"\x1e")
    return digest.hexdigest()[:32]
