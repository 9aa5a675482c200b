"""Learn to tell labels apart: ridge regression in its dual form, or a linear support vector.

Up to `_features.SMALL` texts, one factorisation of the texts' similarities serves all labels,
and gives exactly what models without each inner fold would have said. Beyond, scikit-learn's
LinearSVC is fitted label by label.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy import linalg
from sklearn.svm import LinearSVC

from analysis._classification.features import SMALL

__all__ = ["PENALTY", "Margins", "fit", "gram", "inner_folds", "scores"]

Floats = NDArray[Any]

PENALTY: Final = 0.25
"""Ridge penalty for texts of length 1; measured on corpora of 150 to 3,000 texts."""

_COST: Final = 0.5 / PENALTY
_INNER: Final = 5
_WIDTH: Final = 2_048
_FREQUENT: Final = 16  # a feature in more than one of so many texts is multiplied densely


class Margins(NamedTuple):
    """A linear score per label.

    `coefficients` (sparse features by labels), `dense` (embedding by labels), `intercept`
    (labels); `inner` holds for each training text the score of a model that did not see its
    inner fold, or is None where none was computed.
    """

    coefficients: Floats
    dense: Floats
    intercept: Floats
    inner: Floats | None


def fit(
    sparse: Any, dense: Floats, targets: Floats, *, balanced: bool, inner: Floats, seed: int,
    say: Callable[[str], None] | None = None,
) -> Margins:  # fmt: skip
    """Learn a score for each label.

    Parameters
    ----------
    sparse : sparse matrix, shape (n, F)
    dense : ndarray, shape (n, E)
        Further features, such as embeddings; E may be 0.
    targets : ndarray, shape (n, L)
        1 where the text carries the label, 0 where not, nan where that is not known.
    balanced : bool
        Whether texts of a rare class weigh more (one label per text).
    inner : ndarray, shape (n,)
        Inner fold of each text.
    seed : int
    """
    n, n_labels = targets.shape
    made = Margins(
        np.zeros((sparse.shape[1], n_labels), np.float32),
        np.zeros((dense.shape[1], n_labels), np.float32),
        np.full(n_labels, -1.0),
        np.full((n, n_labels), np.nan) if n <= SMALL else None,
    )
    for columns in _patterns(targets):
        rows = np.flatnonzero(~np.isnan(targets[:, columns[0]]))
        if not len(rows):
            continue
        part = Part(sparse[rows], dense[rows], targets[np.ix_(rows, columns)], inner[rows])
        if n <= SMALL:
            _ridge(part, rows, columns, made, balanced=balanced)
        else:
            _support(part, columns, made, balanced=balanced, seed=seed, say=say)
    return made


class Part(NamedTuple):
    """The texts of which it is known whether they carry some labels."""

    sparse: Any
    dense: Floats
    targets: Floats
    inner: Floats


def scores(margins: Margins, sparse: Any, dense: Floats) -> Floats:
    """Score texts: above 0 leans to yes; shape (texts, labels)."""
    found: Floats = np.asarray(sparse @ margins.coefficients, float) + margins.intercept
    return found + dense @ margins.dense if dense.shape[1] else found


def inner_folds(groups: Floats, *, seed: int) -> Floats:
    """Deal groups of texts to five inner folds at random, a group whole."""
    _, codes = np.unique(groups, return_inverse=True)
    n_groups = int(codes.max(initial=-1)) + 1
    dealt = np.random.default_rng(seed).permutation(n_groups) % _INNER
    return dealt[codes] if n_groups else codes


def gram(matrix: Any) -> Floats:
    """Multiply a sparse matrix with its transpose: frequent columns densely, in parts."""
    columns = matrix.tocsc()
    frequency = np.diff(columns.indptr)
    often = np.flatnonzero(frequency > matrix.shape[0] // _FREQUENT)
    rare = columns[:, frequency <= matrix.shape[0] // _FREQUENT].tocsr()
    product: Floats = np.asarray((rare @ rare.T).toarray(), float)
    for first in range(0, len(often), _WIDTH):
        block = columns[:, often[first : first + _WIDTH]].toarray()
        product += block @ block.T
    return product


def _patterns(targets: Floats) -> list[Floats]:
    """Group the labels that are known of the same texts."""
    unknown = np.isnan(targets)
    if not unknown.any():
        return [np.arange(targets.shape[1])]
    _, codes = np.unique(unknown, axis=1, return_inverse=True)
    return [np.flatnonzero(codes.ravel() == code) for code in range(int(codes.max()) + 1)]


def _weights(targets: Floats, *, balanced: bool) -> Floats:
    """Weight of each text, 1 on average."""
    if not balanced:
        return np.ones(len(targets))
    sizes = targets.sum(axis=0)
    weights: Floats = (1 / np.maximum(sizes, 1))[targets.argmax(axis=1)]
    evened: Floats = weights / weights.mean()
    return evened


def _ridge(part: Part, rows: Floats, columns: Floats, made: Margins, *, balanced: bool) -> None:
    """Solve for all labels at once, and work out what the models without each fold say."""
    similar = gram(part.sparse)
    if part.dense.shape[1]:
        similar += part.dense @ part.dense.T
    signs, own = 2 * part.targets - 1, similar.diagonal()
    penalty = PENALTY * max(float(own.mean()), 0.1)  # embeddings make the texts longer
    similar += 1.0  # the intercept
    similar[np.diag_indices_from(similar)] += penalty / _weights(part.targets, balanced=balanced)
    inverse = linalg.cho_solve(linalg.cho_factor(similar, lower=True), np.eye(len(similar)))
    dual = inverse @ signs
    made.coefficients[:, columns] = part.sparse.T @ dual
    made.dense[:, columns] = part.dense.T @ dual
    made.intercept[columns] = dual.sum(axis=0)
    if made.inner is not None:
        made.inner[np.ix_(rows, columns)] = _left_out(inverse, dual, signs, part.inner)


def _left_out(inverse: Floats, dual: Floats, signs: Floats, folds: Floats) -> Floats:
    """Scores of models that are trained without the text's fold, in closed form."""
    left = np.zeros_like(signs)
    for fold in np.unique(folds):
        held = np.flatnonzero(folds == fold)
        left[held] = signs[held] - linalg.solve(
            inverse[np.ix_(held, held)], dual[held], assume_a="pos"
        )
    return left


def _support(
    part: Part, columns: Floats, made: Margins, *, balanced: bool, seed: int,
    say: Callable[[str], None] | None,
) -> None:  # fmt: skip
    """Fit a linear support vector classifier for each label."""
    matrix = part.sparse
    cost = _COST
    if part.dense.shape[1]:
        cost /= 1 + float(np.square(part.dense).sum(axis=1).mean())
        matrix = sp.hstack([matrix, sp.csr_matrix(part.dense)], format="csr", dtype=np.float32)
    matrix = matrix.astype(np.float64)
    width = part.sparse.shape[1]
    for place, column in enumerate(columns):
        target = part.targets[:, place].astype(int)
        if say is not None:
            say(f"label {column + 1} of {made.intercept.size}")
        if target.min(initial=1) == target.max(initial=0):
            made.intercept[column] = 1.0 if target.any() else -1.0
            continue
        model = LinearSVC(C=cost, class_weight="balanced" if balanced else None, tol=0.1,
                          random_state=seed, dual=True).fit(matrix, target)  # fmt: skip
        made.coefficients[:, column] = model.coef_[0, :width]
        made.dense[:, column] = model.coef_[0, width:]
        made.intercept[column] = float(model.intercept_[0])
