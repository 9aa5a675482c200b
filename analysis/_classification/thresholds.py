"""From scores to probabilities and codes: calibration and a threshold for each label.

Learned from scores of models that had not seen the text; never from the fold that is scored.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import expit, log_softmax, logit, softmax

__all__ = [
    "Calibration",
    "best_cut",
    "calibrate_many",
    "calibrate_one",
    "coded",
    "probabilities",
    "rivals",
]

Floats = NDArray[Any]

_HELD: Final = 10.0
"""A label with so many positive texts takes half of its threshold from all labels together."""

_SMOOTH: Final = 0.5
_EDGE: Final = 1e-4
_RIVAL: Final = 10.0
"""How strongly the weight of the other labels is held to 0."""

_STEPS: Final = 50


class Calibration(NamedTuple):
    """How scores become probabilities, and where a probability becomes a yes.

    With one label per text, the probabilities are softmax(slope * scores) and the label is the
    most probable one; else each is 1 / (1 + exp(-slope * score - rival * other - shift)), cut at
    `threshold`, where `other` is the highest score of the other labels.
    """

    slope: Floats
    rival: Floats
    shift: Floats
    threshold: Floats
    single: bool


def calibrate_one(scores: Floats, targets: Floats) -> Calibration:
    """Learn the one slope that makes the probabilities of classes likeliest.

    Guo, C., Pleiss, G., Sun, Y. and Weinberger, K. Q. (2017). On calibration of modern neural
    networks. ICML. arXiv:1706.04599
    """
    n_labels = scores.shape[1]
    truth = targets.argmax(axis=1)

    def loss(log_slope: float) -> float:
        probable = log_softmax(np.exp(log_slope) * scores, axis=1)
        return float(-probable[np.arange(len(truth)), truth].mean())

    found = minimize_scalar(loss, bounds=(-3.0, 5.0), method="bounded") if len(truth) else None
    slope = float(np.exp(found.x)) if found is not None else 1.0
    none = np.zeros(n_labels)
    return Calibration(np.full(n_labels, slope), none, none, none, True)


def calibrate_many(scores: Floats, targets: Floats) -> Calibration:
    """Learn slope, shift and threshold for each label; nan in a column is left out.

    The slope and shift are Platt's, with his smoothed targets. The threshold is where F1 is
    highest in what had not been seen, the hits half counted and half expected; for a label with
    few positives it is drawn towards the one that suits all labels.

    Platt, J. C. (1999). Probabilistic outputs for support vector machines. In Advances in large
    margin classifiers, MIT Press.
    """
    known = ~(np.isnan(scores) | np.isnan(targets))
    others = rivals(scores)
    fits = [_platt(scores[known[:, i], i], others[known[:, i], i], targets[known[:, i], i])
            for i in range(scores.shape[1])]  # fmt: skip
    slope, rival, shift = np.array(fits).T
    probable = expit(slope * scores + rival * others + shift)
    overall = best_cut(probable[known], targets[known], smooth=0.0)
    own = np.array([best_cut(probable[known[:, i], i], targets[known[:, i], i], smooth=_SMOOTH)
                    for i in range(scores.shape[1])])  # fmt: skip
    positives = np.nansum(np.where(known, targets, 0), axis=0)
    drawn = (positives * _odds(own) + _HELD * _odds(overall)) / (positives + _HELD)
    return Calibration(slope, rival, shift, expit(drawn), False)


def probabilities(scores: Floats, calibration: Calibration) -> Floats:
    """Turn scores into probabilities; shape (texts, labels)."""
    scaled = calibration.slope * scores + calibration.shift
    if calibration.single:
        shares: Floats = softmax(scaled, axis=1)
        return shares
    found: Floats = expit(scaled + calibration.rival * rivals(scores))
    return found


def rivals(scores: Floats) -> Floats:
    """Highest score among the other labels; 0 where there is none."""
    if scores.shape[1] < 2 or not len(scores):
        return np.zeros_like(scores)
    filled = np.where(np.isnan(scores), -np.inf, scores)
    two = np.sort(filled, axis=1)[:, -2:]
    found = np.where(filled == two[:, 1:], two[:, :1], two[:, 1:])
    return np.where(np.isfinite(found), found, 0.0)


def coded(probable: Floats, calibration: Calibration) -> Floats:
    """Turn probabilities into 0 and 1; ties between classes go to the first."""
    if not calibration.single:
        return (probable >= calibration.threshold).astype(np.int8)
    codes = np.zeros(probable.shape, np.int8)
    if probable.size:
        codes[np.arange(len(probable)), probable.argmax(axis=1)] = 1
    return codes


def best_cut(probable: Floats, targets: Floats, *, smooth: float) -> float:
    """Threshold with the highest F1; `smooth` of the hits are expected instead of counted.

    Examples
    --------
    >>> round(best_cut(np.array([0.9, 0.6, 0.2]), np.array([1, 1, 0]), smooth=0.0), 2)
    0.4
    """
    if not len(probable):
        return 0.5
    order = np.argsort(-probable, kind="stable")
    sorted_p = probable[order]
    hits = np.cumsum((1 - smooth) * targets[order] + smooth * sorted_p)
    f1 = 2 * hits / (np.arange(1, len(hits) + 1) + max(float(hits[-1]), 1e-12))
    ends = np.flatnonzero(np.append(np.diff(sorted_p) != 0, True))  # equal ones go together
    at = int(ends[f1[ends].argmax()])
    below = float(sorted_p[at + 1]) if at + 1 < len(sorted_p) else 0.0
    return (float(sorted_p[at]) + below) / 2


def _odds(share: Floats | float) -> Floats:
    """Log odds, away from 0 and 1."""
    found: Floats = logit(np.clip(share, _EDGE, 1 - _EDGE))
    return found


def _platt(scores: Floats, others: Floats, targets: Floats) -> tuple[float, float, float]:
    """Slope, rival and shift of a logistic curve, by Newton's method, held to 0."""
    positives, n = float(targets.sum()), len(targets)
    if not positives or positives == n:
        return 0.0, 0.0, float(logit((positives + 1) / (n + 2)))
    wanted = np.where(targets == 1, (positives + 1) / (positives + 2), 1 / (n - positives + 2))
    given = np.stack([scores, others], axis=1)
    middle, spread = given.mean(axis=0), given.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    columns = np.hstack([(given - middle) / spread, np.ones((n, 1))])
    held = np.array([0.01, _RIVAL, 1e-6])
    beta = np.array([1.0, 0.0, float(logit(positives / n))])
    for _ in range(_STEPS):
        fitted = expit(columns @ beta)
        slope = columns.T @ (fitted - wanted) + held * beta
        curve = columns.T * (fitted * (1 - fitted) + 1e-9) @ columns + np.diag(held)
        step = np.clip(np.linalg.solve(curve, slope), -2, 2)
        beta = beta - step
        if np.abs(step).max() < 1e-10:
            break
    slopes = beta[:2] / spread
    return float(slopes[0]), float(slopes[1]), float(beta[2] - slopes @ middle)
