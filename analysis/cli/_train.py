"""`framewaves train`: learn labels from a table of texts, score what was learned, save it."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis import classify
from analysis._classification import embeddings, files, labelled
from analysis._classification.labelled import Labelled
from analysis._classification.model import FEATURES
from analysis.classify import Fitted
from analysis.cli import _shared
from analysis.contracts import InputError, each_row

__all__ = ["ABOUT", "EPILOG", "act", "embedder", "options"]

ABOUT: Final = """\
Learn labels from any table of texts and labels (CSV, TSV or XLSX), in any language and of any
length. Every text is scored by a model that was trained without its fold; the numbers are over
all texts, with intervals. The model that is saved is trained on all of them."""
EPILOG: Final = """\
examples:
  framewaves train coded.csv --text headline --labels labels --folds fold
  framewaves train coded.xlsx --text title,body --labels conflict,economy,moral --json scores.json
  framewaves train coded.csv --text text --labels topic --single --group story --out topic.model
"""
_HEAD: Final = {
    "accuracy": "accuracy", "subset_accuracy": "all labels right", "macro_f1": "macro F1",
    "micro_f1": "micro F1", "hamming_loss": "wrong cells", "log_loss": "log loss",
    "brier": "Brier score", "calibration_error": "calibration error",
}  # fmt: skip
_SHOWN: Final = 40


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves train`."""
    add = parser.add_argument
    add("data", metavar="DATA", type=Path, help="table of texts and labels: CSV, TSV or XLSX")
    add("--text", required=True, metavar="COL", help="column with the text, or several: title,body")
    add("--labels", required=True, metavar="COL",
        help="column with the labels, or several 0/1 columns: a,b,c")  # fmt: skip
    add("--folds", metavar="COL", help="column with the fold (five are made, stratified)")
    add("--group", metavar="COL", help="column of what must stay in one fold: event, copies")
    add("--id", metavar="COL", help="column with the id of the text (its row)")
    add("--single", action="store_true", help="every text has exactly one label")
    add("--first", action="store_true", help="with --single: take the first of several labels")
    add("--separator", metavar="MARK", help="what stands between labels (told from the cells)")
    add("--json", metavar="FILE", type=Path, help="also write all scores and predictions")
    add("--out", metavar="FILE", type=Path, help="the model (DATA.model in this folder)")
    add("--embeddings", metavar="MODEL", help="a model of sentence-transformers: folder or name")
    add("--features", choices=FEATURES, help="what to learn from (both, if embeddings)")
    add("--cache", metavar="FOLDER", type=Path, help="folder that keeps embeddings")
    add("--level", type=float, default=0.95, help="confidence level (0.95)")
    add("--seed", type=int, default=2025, help="seed of folds and bootstrap (2025)")


def act(chosen: argparse.Namespace) -> int:
    """Learn, score, save."""
    target = chosen.out or Path(f"{chosen.data.stem}.model")
    _check_places(chosen, target)
    found = labelled.read(
        chosen.data, text=chosen.text, labels=chosen.labels, single=chosen.single,
        folds=chosen.folds, group=chosen.group, id_column=chosen.id, separator=chosen.separator,
        first=chosen.first,
    )  # fmt: skip
    for line in _read_lines(found):
        print(_shared.plain(line), flush=True)
    embeds = embedder(chosen.embeddings)
    fitted = classify.fit(
        found.texts, found.targets, found.labels, single=found.single, seed=chosen.seed,
        ids=found.ids, folds=found.folds, groups=found.groups, level=chosen.level,
        name=chosen.data.stem, features=chosen.features or ("both" if embeds else "sparse"),
        embedder=embeds, cache=chosen.cache, say=_teller(),
    )  # fmt: skip
    for line in _result_lines(fitted, chosen.level):
        print(_shared.plain(line))
    if chosen.json is not None:
        _write_json(_content(found, fitted), chosen.json)
    path = classify.save(fitted.model, target)
    print(_shared.plain(f"model    {path.as_posix()} (trained on all {len(found.texts):,} texts)"))
    return 0


def embedder(name: str | None) -> embeddings.Embedder | None:
    """Open the model of embeddings that an option names."""
    return None if name is None else embeddings.load(name)


def _check_places(chosen: argparse.Namespace, target: Path) -> None:
    """Raise before the work if something cannot be written, or would be lost."""
    if chosen.seed < 0:
        raise InputError(f"--seed must be a whole number from 0; found {chosen.seed}.")
    if not 0 < chosen.level < 1:
        message = f"--level must lie between 0 and 1, such as 0.95; found {chosen.level}."
        raise InputError(message)
    if chosen.features not in (None, "sparse") and chosen.embeddings is None:
        raise InputError(f"--features {chosen.features} needs --embeddings MODEL.")
    if chosen.first and not chosen.single:
        raise InputError("--first goes with --single.")
    for path, option in ((chosen.json, "--json"), (target, "--out")):
        if path is not None:
            _shared.check_place(path, option, folder=False)
    if target.exists() and not files.is_model(target):
        message = f"--out {target}: this file is there and is no model; name another."
        raise InputError(message)


def _teller() -> Callable[[str], None] | None:
    """Tell a person who watches how far it is; quiet in logs."""
    if not _shared.watched():
        return None

    def say(what: str) -> None:
        width = 40
        print(f"\r{_shared.plain(what)[:width]:<{width}}", end="\r", file=sys.stderr, flush=True)

    return say


def _read_lines(found: Labelled) -> Iterator[str]:
    """Say what was read."""
    sizes = [len(text.split()) for text in found.texts]
    per_text = found.targets.sum(axis=1)
    yield (f"read     {found.name}: {len(found.texts):,} texts (median {np.median(sizes):,.0f} "
           f"words), {len(found.labels):,} labels, {per_text.mean():.2f} per text")  # fmt: skip
    yield from (f"note     {remark}" for remark in found.remarks)


def _result_lines(fitted: Fitted, level: float) -> Iterator[str]:
    """Write the scores for reading."""
    yield from (f"note     {remark}" for remark in fitted.remarks)
    n_folds = len(set(fitted.folds))
    yield ""
    yield f"Texts left out in {n_folds} folds, {level:.0%} intervals"
    for row in each_row(fitted.scores[fitted.scores["label"].isna()]):
        between = "" if pd.isna(row.ci_low) else f"  ({row.ci_low:.3f} to {row.ci_high:.3f})"
        yield f"  {_HEAD[row.measure]:<20}{row.estimate:.3f}{between}"
    yield ""
    yield from _label_lines(fitted.scores)


def _label_lines(scores: pd.DataFrame) -> Iterator[str]:
    """Write precision, recall and F1 of each label, the frequent ones first."""
    rows = scores[scores["label"].notna()]
    first = rows[rows["measure"] == "f1"].assign(gold=lambda one: one["tp"] + one["fn"])
    order = first.sort_values(["gold", "label"], ascending=[False, True])["label"].tolist()
    width = max(5, min(40, max((len(label) for label in order), default=5)))
    yield f"  {'label':<{width}}  {'texts':>6}  {'precision':<19}{'recall':<19}F1"
    by = {(row.label, row.measure): row for row in each_row(rows)}
    for label in order[:_SHOWN]:
        cells = [_cell(by[label, measure]) for measure in ("precision", "recall", "f1")]
        gold = int(by[label, "f1"].tp + by[label, "f1"].fn)
        yield f"  {label[:width]:<{width}}  {gold:>6,}  {cells[0]:<19}{cells[1]:<19}{cells[2]}"
    if len(order) > _SHOWN:
        yield f"  ... and {len(order) - _SHOWN:,} more labels; --json writes all."
    yield ""


def _cell(row: Any) -> str:
    """Write an estimate and its interval."""
    if pd.isna(row.estimate):
        return "-"
    if pd.isna(row.ci_low):
        return f"{row.estimate:.2f}"
    return f"{row.estimate:.2f} ({row.ci_low:.2f}-{row.ci_high:.2f})"


def _content(found: Labelled, fitted: Fitted) -> dict[str, Any]:
    """Gather all that is known for the JSON file."""
    overall = fitted.scores[fitted.scores["label"].isna()].set_index("measure")["estimate"]
    rows = []
    for at, name in enumerate(found.ids):
        carried = [label for label, one in zip(found.labels, found.targets[at], strict=True) if one]
        codes = zip(found.labels, fitted.crossed.codes[at], strict=True)
        told = [label for label, one in codes if one]
        shares = {label: round(float(share), 4) for label, share in
                  zip(found.labels, fitted.crossed.probabilities[at], strict=True)
                  if share >= 0.05 or label in told}  # fmt: skip
        rows.append({"id": name, "fold": fitted.folds[at], "labels": carried, "predicted": told,
                     "probabilities": shares})  # fmt: skip
    return {
        **{str(name): round(float(value), 6) for name, value in overall.items()},
        "n_texts": len(found.texts), "n_folds": len(set(fitted.folds)), "single": found.single,
        "labels": found.labels, "remarks": [*found.remarks, *fitted.remarks],
        "scores": _records(fitted.scores), "by_fold": _records(fitted.by_fold),
        "model_card": fitted.model.card, "out_of_fold": rows,
    }  # fmt: skip


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table, empty cells as null."""
    found: list[dict[str, Any]] = json.loads(table.to_json(orient="records", double_precision=6))
    return found


def _write_json(content: dict[str, Any], path: Path) -> None:
    """Write the JSON file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as cause:
        message = f"--json {path}: the scores cannot be written ({cause.strerror})."
        raise InputError(message) from cause
