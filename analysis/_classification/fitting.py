"""Learn labels from texts, score what was learned on texts left out, and keep the model."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from analysis import _intervals
from analysis._classification import card, crossfit
from analysis._classification import features as classifier_features
from analysis._classification import folds as classifier_folds
from analysis._classification import scores as classifier_scores
from analysis._classification.crossfit import Crossed, Material
from analysis._classification.embeddings import Embedder
from analysis._classification.model import (
    FEATURES,
    UNKNOWN,
    Classifier,
    Seen,
    dense_part,
    fingerprint,
)
from analysis._classification.scores import Outcome
from analysis.contracts import InputError

__all__ = ["Fitted", "fit"]

Floats = NDArray[Any]

_MOST_FOLDS: Final = 100

_MOST_SEEN: Final = 5_000_000
"""Texts times labels up to which a model keeps what was said of them unseen."""


class Fitted(NamedTuple):
    """What was learned and how well.

    `model` is trained on all texts. `crossed` holds scores, probabilities and codes of every
    text from models that had not seen its fold; `folds` are those folds. `scores` are over all
    texts (columns of `classifier_scores.COLUMNS`), `by_fold` the same per `fold`. `remarks` say
    what a reader should know.
    """

    model: Classifier
    crossed: Crossed
    folds: list[str]
    scores: pd.DataFrame
    by_fold: pd.DataFrame
    remarks: tuple[str, ...]


def fit(
    texts: Sequence[str], targets: Floats, labels: Sequence[str], *, single: bool, seed: int,
    ids: Sequence[str] | None = None, folds: Sequence[str] | None = None,
    groups: Sequence[str] | None = None, level: float = 0.95, name: str = "classifier",
    languages: Sequence[str] | None = None, part: str = "all texts", codebook: str = "",
    features: str = "sparse", embedder: Embedder | None = None, cache: Path | None = None,
    say: Callable[[str], None] | None = None,
) -> Fitted:  # fmt: skip
    """Learn labels from texts, and score them on texts that were left out.

    Parameters
    ----------
    texts : sequence of str
        In any language and of any length.
    targets : ndarray, shape (texts, labels)
        1 where the text carries the label, 0 where not, nan where that is not known.
    labels : sequence of str
    single : bool
        Whether every text has exactly one label.
    seed : int
    ids, folds, groups, languages : sequence of str, optional
        Of each text: its name, its fold, what must stay in one fold (an event, a cluster of
        copies), its language. Without folds, five are made, stratified by label, and equal
        texts stay together.
    level : float
        Confidence level.
    name, part, codebook : str
        For the model card.
    features : {'sparse', 'embeddings', 'both'}
        With embeddings, `embedder` gives them, and `cache` is a folder that keeps them.
    say : callable, optional
        Told how far it is.

    Returns
    -------
    Fitted

    Raises
    ------
    contracts.InputError
        If there are fewer than two folds or labels to learn from.

    References
    ----------
    Rifkin, R. M. and Lippert, R. A. (2007). Notes on regularized least squares. MIT CSAIL
    Technical Report 2007-025 (scores left out in closed form).

    Examples
    --------
    >>> texts = [f"{word} rises {n}" for n in range(6) for word in ("tax", "crime")]
    >>> targets = np.tile(np.eye(2), (6, 1))
    >>> done = fit(texts, targets, ["economy", "safety"], single=True, seed=1)
    >>> float(done.scores.loc[done.scores["measure"] == "accuracy", "estimate"].iloc[0])
    1.0
    >>> done.model.probabilities(["crime again"]).argmax().item()
    1
    """
    _intervals.check_level(level)
    _check(texts, targets, labels, features, embedder, single=single)
    names = [*(ids if ids is not None else (f"text {n + 1}" for n in range(len(texts))))]
    together = np.asarray([*groups] if groups is not None else range(len(texts)))
    dealt, remarks = _dealt(texts, targets, together, folds, seed=seed)
    kind = features if embedder is not None else "sparse"
    dense = dense_part(texts, embedder, kind, cache)
    blocks = () if kind == "embeddings" else classifier_features.plan(len(texts))
    counts = classifier_features.count(texts, blocks)
    material = Material(counts, dense, np.asarray(targets, float), together, single, seed)
    _, number = np.unique(dealt, return_inverse=True)
    with threadpool_limits(1):  # sums in one order: the same bytes however many threads
        crossed = crossfit.crossfit(material, number, say)
        if say is not None:
            say("all texts")
        trained, calibration = crossfit.finished(material, crossed, say)
    scores, by_fold = _scored(material, crossed, dealt, labels, level=level, seed=seed)
    spoken = [language or UNKNOWN for language in languages or [UNKNOWN] * len(texts)]
    embedding = None if embedder is None else (embedder.name, embedder.digest)
    kept = len(texts) * len(labels) <= _MOST_SEEN
    weighed = classifier_features.features(material.counts, trained.weighing)
    model = Classifier(
        tuple(labels), weighed, trained.margins,
        calibration, kind,
        _seen(names, texts, dealt, crossed, kept=kept), codebook, tuple(sorted(set(spoken))),
        embedding,
        card.card(
            name=name, labels=labels, targets=material.targets, texts=texts, languages=spoken,
            folds=dealt, part=part, codebook=codebook, kind=kind, embedding=embedding, seed=seed,
            scores=scores, level=level,
        ), embedder, cache,
    )  # fmt: skip
    return Fitted(model, crossed, dealt, scores, by_fold, tuple(remarks))


def _check(
    texts: Sequence[str], targets: Floats, labels: Sequence[str], features: str,
    embedder: Embedder | None, *, single: bool,
) -> None:  # fmt: skip
    """Raise on what nothing can be learned from."""
    if features not in FEATURES:
        message = f"features must be one of {', '.join(FEATURES)}; found {features!r}."
        raise InputError(message)
    if features != "sparse" and embedder is None:
        message = f"features={features!r} needs a model of embeddings."
        raise InputError(message)
    if np.shape(targets) != (len(texts), len(labels)):
        message = (f"targets must be texts by labels ({len(texts)}, {len(labels)}); found "
                   f"{np.shape(targets)}.")  # fmt: skip
        raise InputError(message)
    if len(texts) < 2 or len(labels) < (2 if single else 1):
        message = f"{len(texts)} texts with {len(labels)} labels: nothing can be learned."
        raise InputError(message)
    if single and not (np.asarray(targets).sum(axis=1) == 1).all():
        message = "With one label per text, every row of targets must hold exactly one 1."
        raise InputError(message)


def _dealt(
    texts: Sequence[str], targets: Floats, together: Floats, folds: Sequence[str] | None, *,
    seed: int,
) -> tuple[list[str], list[str]]:  # fmt: skip
    """Give the fold of each text, and what to say of the folds."""
    leads, remarks = classifier_folds.copies(texts), []
    if folds is not None:
        dealt = [*folds]
    else:
        joined = classifier_folds.keep_together(leads, together)
        made = classifier_folds.deal(targets, joined, n_folds=classifier_folds.FOLDS, seed=seed)
        dealt = [str(fold) for fold in made]
        remarks.append(f"{len(set(dealt))} folds were made, stratified by label; copies of a text "
                       f"stay in one.")  # fmt: skip
    if len(set(dealt)) < 2:
        message = f"There is only the fold {dealt[0]!r}; nothing is left to score. Give two."
        raise InputError(message)
    if len(set(dealt)) > _MOST_FOLDS:
        message = (f"There are {len(set(dealt)):,} folds, each to be left out in turn; at most "
                   f"{_MOST_FOLDS} are. Is this the column of folds?")  # fmt: skip
        raise InputError(message)
    torn = Counter(name for name, _ in set(zip(together.tolist(), dealt, strict=True)))
    if n_torn := sum(times > 1 for times in torn.values()):
        remarks.append(f"{n_torn:,} groups lie in several folds: scores may be too high.")
    if near := classifier_folds.across(leads, np.asarray(dealt)):
        remarks.append(f"{near:,} texts have a near copy in another fold, so scores may be too "
                       f"high; without given folds, copies stay together.")  # fmt: skip
    return dealt, remarks + _lone(np.asarray(targets, float), dealt)


def _lone(targets: Floats, dealt: Sequence[str]) -> list[str]:
    """Remark on labels that are in one fold only: they cannot be learned when it is scored."""
    table = pd.DataFrame(np.nan_to_num(targets)).groupby(np.asarray(dealt)).sum()
    lone = int(((table > 0).sum() == 1).sum())
    return [f"{lone:,} labels are in one fold only, so they cannot be found there."] if lone else []


def _scored(
    material: Material, crossed: Crossed, dealt: Sequence[str], labels: Sequence[str], *,
    level: float, seed: int,
) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Scores over all texts, and per fold."""

    def outcome(rows: Floats) -> Outcome:
        return Outcome(material.targets[rows], crossed.codes[rows], crossed.probabilities[rows],
                       material.groups[rows], material.single)  # fmt: skip

    overall = classifier_scores.scores(
        outcome(np.arange(len(dealt))), labels, level=level, seed=seed
    )
    parts = [
        classifier_scores.scores(outcome(np.flatnonzero(np.asarray(dealt) == fold)), labels,
                             level=level, seed=seed).assign(fold=fold)
        for fold in sorted(set(dealt))
    ]  # fmt: skip
    return overall, pd.concat(parts, ignore_index=True)


def _seen(
    ids: Sequence[str], texts: Sequence[str], dealt: Sequence[str], crossed: Crossed, *, kept: bool
) -> Seen:
    """Keep what was said of the training texts; of very many, nothing."""
    n_labels = crossed.codes.shape[1]
    if not kept:
        return Seen(
            (), (), (), np.zeros((0, n_labels), np.float32), np.zeros((0, n_labels), np.int8)
        )
    return Seen(tuple(ids), tuple(map(fingerprint, texts)), tuple(dealt),
                crossed.probabilities.astype(np.float32),
                crossed.codes.astype(np.int8))  # fmt: skip
