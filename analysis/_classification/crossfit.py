"""Score every text by a model that has not seen it, and train the model that is kept."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis._classification import features, thresholds
from analysis._classification import margins as classifier_margins
from analysis._classification.features import Counts, Weighing
from analysis._classification.margins import Margins
from analysis._classification.thresholds import Calibration

__all__ = ["Crossed", "Material", "Trained", "crossfit", "finished", "train"]

Floats = NDArray[Any]
Say = Callable[[str], None]


class Material(NamedTuple):
    """Texts made ready to learn from.

    `dense` holds embeddings, scaled (texts by 0 if there are none); `targets` 0, 1 and nan
    (not known), texts by labels; `groups` belong together; `single` means one label per text.
    """

    counts: Counts
    dense: Floats
    targets: Floats
    groups: Floats
    single: bool
    seed: int


class Trained(NamedTuple):
    """A model: which features, their coefficients, and how scores become codes."""

    weighing: Weighing
    margins: Margins
    calibration: Calibration | None


class Crossed(NamedTuple):
    """What models said of texts that they had not seen; each is texts by labels."""

    scores: Floats
    probabilities: Floats
    codes: Floats


def train(material: Material, rows: Floats, say: Say | None = None) -> Trained:
    """Train on some rows; with few texts, calibration and thresholds come from inner folds."""
    n_labels = material.targets.shape[1]
    weighing = features.weigh(material.counts, rows, n_labels=n_labels)
    inner = classifier_margins.inner_folds(material.groups[rows], seed=material.seed)
    margins = classifier_margins.fit(
        features.design(material.counts, rows, weighing), material.dense[rows],
        material.targets[rows], balanced=material.single, inner=inner, seed=material.seed, say=say,
    )  # fmt: skip
    if margins.inner is None:
        return Trained(weighing, margins, None)
    return Trained(weighing, margins, _calibrated(margins.inner, material, rows))


def crossfit(material: Material, folds: Floats, say: Say | None = None) -> Crossed:
    """Leave out each fold in turn.

    With many texts there are no inner folds: calibration and thresholds of a fold then come
    from what was said, out of their own fold, of the texts of the other folds.
    """
    shape = material.targets.shape
    found = Crossed(np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape, np.int8))
    calibrations: dict[int, Calibration | None] = {}
    for fold in np.unique(folds).tolist():
        if say is not None:
            say(f"fold {fold}")
        trained = train(material, np.flatnonzero(folds != fold), say)
        held = np.flatnonzero(folds == fold)
        held_features = features.design(material.counts, held, trained.weighing)
        found.scores[held] = classifier_margins.scores(
            trained.margins, held_features, material.dense[held]
        )
        calibrations[fold] = trained.calibration
    for fold, own in calibrations.items():
        others, held = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        chosen = own or _calibrated(found.scores[others], material, others)
        found.probabilities[held] = thresholds.probabilities(found.scores[held], chosen)
        found.codes[held] = thresholds.coded(found.probabilities[held], chosen)
    return found


def finished(
    material: Material, crossed: Crossed, say: Say | None = None
) -> tuple[Trained, Calibration]:
    """Train on all rows the model that is kept; its calibration comes last."""
    rows = np.arange(len(material.targets))
    trained = train(material, rows, say)
    return trained, trained.calibration or _calibrated(crossed.scores, material, rows)


def _calibrated(unseen: Floats, material: Material, rows: Floats) -> Calibration:
    """Calibrate on scores of texts that were not seen."""
    targets = material.targets[rows]
    if material.single:
        return thresholds.calibrate_one(unseen, targets)
    return thresholds.calibrate_many(unseen, targets)
