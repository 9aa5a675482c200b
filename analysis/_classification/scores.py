"""How well labels were found: accuracy, precision, recall, F1 and calibration, with intervals.

Rows that were drawn together (groups) are drawn together in the bootstrap too.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
import scipy.sparse as sp
from numpy.typing import NDArray

from analysis import _intervals

__all__ = ["COLUMNS", "Outcome", "differences", "scores"]

Floats = NDArray[Any]

COLUMNS: Final = (
    "measure",
    "label",
    "estimate",
    "ci_low",
    "ci_high",
    "n",
    "tp",
    "fp",
    "fn",
    "note",
)
N_BOOT: Final = 1_000
_CELLS: Final = 4_000_000
_BINS: Final = 10


class Outcome(NamedTuple):
    """Gold labels, found labels and probabilities of some texts, each texts by labels.

    `gold` may hold nan (not known): such a cell counts nowhere.
    """

    gold: Floats
    found: Floats
    probabilities: Floats
    groups: Floats
    single: bool


def scores(
    outcome: Outcome, labels: Sequence[str], *, level: float, seed: int, n_boot: int = N_BOOT
) -> pd.DataFrame:
    """Score found labels against gold.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`. With one label per text `accuracy`, else `subset_accuracy` (all
        labels of the text right) and `hamming_loss` (share of wrong cells; lower is better);
        `macro_f1` (mean over the labels in gold or found), `micro_f1` (over all cells);
        `log_loss`, `brier` and `calibration_error` (lower is better; the last is the mean
        distance between probability and share in ten bins); and per label `precision`,
        `recall` and `f1`. Intervals: Wilson for precision, recall and (mapped) F1 unless texts
        are grouped; else, and for the others, percentile bootstrap of groups.
    """
    cells = _cells(outcome)
    drawn = _drawn(cells, outcome, n_boot=n_boot, seed=seed)
    tail = (1 - level) / 2
    rows = [
        {"measure": name, "estimate": float(value), "n": len(outcome.gold),
         **_between(drawn.get(name), tail)}
        for name, value in (_overall(cells.sum(axis=0)) | _probable(outcome)).items()
        if name not in _hidden(single=outcome.single)
    ]  # fmt: skip
    grouped = len(np.unique(outcome.groups)) < len(outcome.groups)
    by_label = drawn["cells"] if grouped else None
    for place, label in enumerate(labels):
        rows += _label_rows(cells, place, label, by_label, level=level)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def differences(
    one: Outcome, other: Outcome, *, level: float, seed: int, n_boot: int = N_BOOT
) -> pd.DataFrame:
    """Compare two coders on the same texts: paired bootstrap of `one` less `other`.

    Returns
    -------
    DataFrame
        measure, estimate (above 0: `one` is better), ci_low, ci_high.
    """
    first, second = (_drawn(_cells(each), each, n_boot=n_boot, seed=seed) for each in (one, other))
    whole = [_overall(_cells(each).sum(axis=0)) for each in (one, other)]
    hidden = {*_hidden(single=one.single), "hamming_loss"}
    rows = [
        {"measure": name, "estimate": float(whole[0][name] - whole[1][name]),
         **_between(first[name] - second[name], (1 - level) / 2)}
        for name in whole[0] if name not in hidden
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["measure", "estimate", "ci_low", "ci_high"])


def _hidden(*, single: bool) -> tuple[str, ...]:
    """Measures that say nothing more for this kind of labels."""
    return ("subset_accuracy", "hamming_loss") if single else ("accuracy",)


def _cells(outcome: Outcome) -> Floats:
    """Per text: tp, fp and fn of each label (L columns each), whether all is right, cells."""
    known = ~np.isnan(outcome.gold)
    gold, found = (outcome.gold == 1) & known, (outcome.found == 1) & known
    right = (gold == found).all(axis=1)
    return np.hstack([gold & found, ~gold & found, gold & ~found,
                      right[:, None], known.sum(axis=1)[:, None],
                      np.ones((len(gold), 1))]).astype(float)  # fmt: skip


def _overall(sums: Floats) -> dict[str, Any]:
    """Measures over all labels, from sums of `_cells`; works along the last axis."""
    n_labels = (sums.shape[-1] - 3) // 3
    tp, fp, fn = (sums[..., part * n_labels : (part + 1) * n_labels] for part in range(3))
    right, cells, texts = (sums[..., -place] for place in (3, 2, 1))
    wrong = fp + fn
    seen = 2 * tp + wrong
    with np.errstate(invalid="ignore", divide="ignore"):
        f1 = np.where(seen > 0, 2 * tp / seen, np.nan)
        n_seen = (seen > 0).sum(axis=-1)
        exact = right / texts
        return {
            "accuracy": exact,
            "subset_accuracy": exact,
            "macro_f1": np.where(n_seen > 0, np.nansum(f1, axis=-1) / n_seen, np.nan),
            "micro_f1": 2 * tp.sum(axis=-1) / seen.sum(axis=-1),
            "hamming_loss": wrong.sum(axis=-1) / cells,
        }


def _drawn(cells: Floats, outcome: Outcome, *, n_boot: int, seed: int) -> dict[str, Floats]:
    """Draw groups of texts with replacement; the measures of each draw, and the sums."""
    _, codes = np.unique(outcome.groups, return_inverse=True)
    n_groups = int(codes.max(initial=-1)) + 1
    member = sp.csr_matrix((np.ones(len(codes)), (codes, np.arange(len(codes)))),
                           shape=(n_groups, len(codes)))  # fmt: skip
    sums = sp.csr_matrix(member @ sp.csr_matrix(cells))
    rng, parts = np.random.default_rng(seed), []
    step = max(1, _CELLS // max(n_groups, 1))
    for first in range(0, n_boot, step):
        size = min(step, n_boot - first)
        times = rng.multinomial(n_groups, np.full(n_groups, 1 / n_groups), size=size)
        parts.append(np.asarray((sums.T @ times.T).T, float))
    every = np.concatenate(parts)
    return {**_overall(every), "cells": every}


def _between(draws: Floats | None, tail: float) -> dict[str, float]:
    """Percentile interval of draws; none where nothing was drawn."""
    if draws is None or np.isnan(draws).all():
        return {"ci_low": np.nan, "ci_high": np.nan}
    low, high = np.nanquantile(draws, [tail, 1 - tail])
    return {"ci_low": float(low), "ci_high": float(high)}


def _label_rows(
    cells: Floats, place: int, label: str, drawn: Floats | None, *, level: float
) -> list[dict[str, Any]]:
    """Precision, recall and F1 of one label."""
    n_labels = (cells.shape[1] - 3) // 3
    columns = [place + part * n_labels for part in range(3)]
    tp, fp, fn = (int(cells[:, column].sum()) for column in columns)
    notes = [text for text, applies in (
        ("not in gold", tp + fn == 0), ("never found", tp + fp == 0),
        (f"{tp + fn} gold texts: too few to say much", 0 < tp + fn < 10)) if applies]  # fmt: skip
    shares = {"precision": (tp, tp + fp), "recall": (tp, tp + fn), "f1": (2 * tp, 2 * tp + fp + fn)}
    rows, low, high = [], np.nan, np.nan
    for measure, (hits, of) in shares.items():
        if drawn is not None:
            low, high = _by_draws(drawn[:, columns], measure, (1 - level) / 2)
        elif measure == "f1":
            low, high = map(float, _intervals.f1_wilson(tp, fp + fn, level=level))
        else:
            low, high = map(float, _intervals.wilson(hits, of, level=level))
        rows.append({
            "measure": measure, "label": label, "estimate": hits / of if of else np.nan,
            "ci_low": low, "ci_high": high, "n": len(cells),
            "tp": tp, "fp": fp, "fn": fn, "note": "; ".join(notes) or None,
        })  # fmt: skip
    return rows


def _by_draws(drawn: Floats, measure: str, tail: float) -> tuple[float, float]:
    """Percentile interval of one label's measure."""
    tp, fp, fn = drawn.T
    hits, of = {"precision": (tp, tp + fp), "recall": (tp, tp + fn),
                "f1": (2 * tp, 2 * tp + fp + fn)}[measure]  # fmt: skip
    found = _between(np.divide(hits, of, out=np.full(len(of), np.nan), where=of > 0), tail)
    return found["ci_low"], found["ci_high"]


def _probable(outcome: Outcome) -> dict[str, float]:
    """Log loss, Brier score and calibration error of the probabilities, where known."""
    known = ~(np.isnan(outcome.gold) | np.isnan(outcome.probabilities))
    if not known.any():
        return {}
    gold, probable = outcome.gold[known], np.clip(outcome.probabilities[known], 1e-9, 1 - 1e-9)
    if outcome.single:
        texts = len(outcome.gold)
        loss = -float(np.log(probable[gold == 1]).sum()) / texts
        brier = float(((probable - gold) ** 2).sum()) / texts
        top = outcome.probabilities.argmax(axis=1)
        rows = np.arange(texts)
        probable, gold = outcome.probabilities[rows, top], outcome.gold[rows, top]
    else:
        loss = -float(np.log(np.where(gold == 1, probable, 1 - probable)).mean())
        brier = float(((probable - gold) ** 2).mean())
    bins = np.minimum((probable * _BINS).astype(int), _BINS - 1)
    size = np.maximum(np.bincount(bins, minlength=_BINS), 1)
    gap = np.bincount(bins, probable, _BINS) / size - np.bincount(bins, gold, _BINS) / size
    weight = np.bincount(bins, minlength=_BINS) / len(bins)
    return {"log_loss": loss, "brier": brier,
            "calibration_error": float((np.abs(gap) * weight).sum())}  # fmt: skip
