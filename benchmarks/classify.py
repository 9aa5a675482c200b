"""Compare `framewaves train` with plain scikit-learn, on tables that you name.

    python benchmarks/classify.py CSV --text headline --labels labels --folds fold [--single]

Each coder labels the same texts in the same folds; the difference to ours has a paired
bootstrap interval (1,000 draws of texts). Nothing is kept or copied.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.base import clone
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import TunedThresholdClassifierCV
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import ComplementNB, MultinomialNB
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

from analysis import classify
from analysis._classification import labelled, scores
from analysis._classification.scores import Outcome

SEED = 2025
MEASURES = {True: ("accuracy", "macro_f1"), False: ("macro_f1", "micro_f1", "subset_accuracy")}


def baselines(*, single: bool) -> Iterator[tuple[str, object]]:
    """Name plain pipelines: words, and words with pieces of words."""
    words = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2))
    pieces = TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(3, 5), min_df=2)
    svc = LinearSVC(class_weight="balanced", random_state=SEED)
    regression = LogisticRegression(C=10, class_weight="balanced", max_iter=1000)
    bayes = ComplementNB() if single else MultinomialNB(alpha=0.1)
    for name, features, model in (
        ("TF-IDF words, LinearSVC", words, svc),
        ("TF-IDF words and pieces, LinearSVC", make_union(words, pieces), svc),
        ("TF-IDF words, logistic regression", words, regression),
        ("TF-IDF words, naive Bayes", words, bayes),
    ):
        yield name, make_pipeline(features, model if single else OneVsRestClassifier(model))
    if not single:
        tuned = TunedThresholdClassifierCV(regression, scoring="f1", cv=3)
        both = make_union(words, pieces)
        yield "words and pieces, logistic, tuned", make_pipeline(both, OneVsRestClassifier(tuned))


def predicted(pipeline: object, found: labelled.Labelled, folds: list[str]) -> np.ndarray:
    """Codes of texts left out, by a plain pipeline."""
    codes = np.zeros(found.targets.shape, np.int8)
    texts, dealt = np.array(found.texts, object), np.array(folds)
    for fold in sorted(set(folds)):
        train, held = dealt != fold, dealt == fold
        wanted = found.targets[train].argmax(axis=1) if found.single else found.targets[train]
        told = clone(pipeline).fit(texts[train], wanted).predict(texts[held])
        codes[held] = np.eye(len(found.labels))[told] if found.single else told
    return codes


def lines(path: Path, chosen: argparse.Namespace) -> Iterator[str]:
    """Score one table, ours first."""
    found = labelled.read(
        path, text=chosen.text, labels=chosen.labels, single=chosen.single, folds=chosen.folds,
        separator=chosen.separator,
    )  # fmt: skip
    started = time.process_time()
    fitted = classify.fit(found.texts, found.targets, found.labels, single=found.single,
                          folds=found.folds, seed=SEED)  # fmt: skip
    spent = time.process_time() - started
    groups = np.arange(len(found.texts))

    def outcome(codes: np.ndarray) -> Outcome:
        return Outcome(found.targets, codes, np.full(codes.shape, np.nan), groups, found.single)

    ours = outcome(fitted.crossed.codes)
    yield (f"\n{found.name}: {len(found.texts):,} texts, {len(found.labels):,} labels, "
           f"{len(set(fitted.folds))} folds")  # fmt: skip
    shown = fitted.scores[fitted.scores["label"].isna()].set_index("measure")["estimate"]
    listed = "  ".join(f"{name} {shown[name]:.3f}" for name in MEASURES[found.single])
    yield f"  {'framewaves train':<36}{listed}  {spent:.1f} CPU s (with the model that is kept)"
    for name, pipeline in baselines(single=found.single):
        started = time.process_time()
        theirs = outcome(predicted(pipeline, found, fitted.folds))
        spent = time.process_time() - started
        table = scores.differences(ours, theirs, level=0.95, seed=SEED)
        rows = table.set_index("measure").loc[list(MEASURES[found.single])]
        told = "  ".join(f"{measure} {row['estimate']:+.3f} ({row['ci_low']:+.3f} to "
                         f"{row['ci_high']:+.3f})" for measure, row in rows.iterrows())  # fmt: skip
        yield f"  ours less {name:<36}{told}  {spent:.1f} CPU s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--text", default="text")
    parser.add_argument("--labels", default="labels")
    parser.add_argument("--folds")
    parser.add_argument("--separator")
    parser.add_argument("--single", action="store_true")
    chosen = parser.parse_args()
    for path in chosen.paths:
        for line in lines(path, chosen):
            print(line, flush=True)


if __name__ == "__main__":
    main()
