"""`framewaves classify`: label further texts with a model that `framewaves train` saved."""

import argparse
import csv
import io
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analysis import classify
from analysis._classification import labelled
from analysis._classification.model import Classifier, fingerprint
from analysis.cli import _shared, _train
from analysis.contracts import InputError

__all__ = ["ABOUT", "EPILOG", "act", "options"]

ABOUT: Final = """\
Label the texts of a table (CSV, TSV or XLSX) with a trained model, and write a CSV: id, the
labels, and the calibrated probability of each. A text that the model was trained on gets what
was said of it when it was left out, and the column 'seen' says so. With --card, only say what
the model is."""
EPILOG: Final = """\
examples:
  framewaves classify topic.model articles.csv --text text --out labelled.csv
  framewaves classify topic.model --card
"""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `framewaves classify`."""
    add = parser.add_argument
    add("model", metavar="MODEL", type=Path, help="a model that 'framewaves train' saved")
    add("data", metavar="DATA", type=Path, nargs="?", help="table of texts: CSV, TSV or XLSX")
    add("--text", metavar="COL", help="column with the text, or several: title,body")
    add("--id", metavar="COL", help="column with the id of the text (its row)")
    add("--out", metavar="FILE", type=Path, help="the CSV to be written")
    add("--embeddings", metavar="MODEL", help="the model of embeddings it was trained with")
    add("--cache", metavar="FOLDER", type=Path, help="folder that keeps embeddings")
    add("--card", action="store_true", help="print the model card")


def act(chosen: argparse.Namespace) -> int:
    """Label texts, or print the model card."""
    model = classify.load(chosen.model)
    if chosen.card:
        print(*map(_shared.plain, classify.card_text(model).splitlines()), sep="\n")
        return 0
    for option, value in (("DATA", chosen.data), ("--text", chosen.text), ("--out", chosen.out)):
        if value is None:
            raise InputError(f"{option} is missing; 'framewaves classify --help' shows how.")
    _shared.check_place(chosen.out, "--out", folder=False)
    if chosen.out.exists() and chosen.out.resolve() in (chosen.data.resolve(),
                                                        chosen.model.resolve()):  # fmt: skip
        raise InputError(f"--out {chosen.out}: this is what is read; name another file.")
    found = labelled.table(chosen.data)
    texts, ids = labelled.texts_of(found, chosen.text), labelled.ids_of(found, chosen.id)
    model = _ready(model, chosen)
    seen, shares = _shares(model, texts)
    codes = np.where((seen >= 0)[:, None], _seen_codes(model, seen), model.codes(shares))
    _write(model, ids, codes, shares, seen >= 0, chosen.out)
    for line in (*found.remarks, *_summary(model, codes, seen)):
        print(_shared.plain(line))
    return 0


def _ready(model: Classifier, chosen: argparse.Namespace) -> Classifier:
    """Give the model its embeddings, if it has any."""
    embeds = _train.embedder(chosen.embeddings)
    return model if embeds is None else model.with_embedder(embeds, chosen.cache)


def _shares(model: Classifier, texts: list[str]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Place of each text among those trained on (-1: none), and the probabilities."""
    place = {key: at for at, key in reversed([*enumerate(model.seen.fingerprints)])}
    seen = np.array([place.get(fingerprint(text), -1) for text in texts], dtype=np.int64)
    shares = model.probabilities(texts)
    shares[seen >= 0] = model.seen.probabilities[seen[seen >= 0]]
    return seen, shares


def _seen_codes(model: Classifier, seen: NDArray[Any]) -> NDArray[Any]:
    """Codes that were given to the texts unseen."""
    if not len(model.seen.codes):
        return np.zeros((len(seen), len(model.labels)), np.int8)
    found: NDArray[Any] = model.seen.codes[np.maximum(seen, 0)]
    return found


def _write(
    model: Classifier, ids: list[str], codes: NDArray[Any], shares: NDArray[Any],
    seen: NDArray[Any], path: Path,
) -> None:  # fmt: skip
    """Write the CSV; nothing in it runs in a spreadsheet."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(map(_safe, ["id", "labels", "seen", *(f"p {one}" for one in model.labels)]))
    for at, name in enumerate(ids):
        told = [one for one, code in zip(model.labels, codes[at], strict=True) if code]
        row = [_safe(name), _safe(";".join(told)), int(seen[at])]
        writer.writerow([*row, *(f"{share:.4f}" for share in shares[at])])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(target.getvalue(), encoding="utf-8", newline="")
    except OSError as cause:
        message = f"--out {path}: the labels cannot be written ({cause.strerror})."
        raise InputError(message) from cause


def _safe(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _summary(model: Classifier, codes: NDArray[Any], seen: NDArray[Any]) -> list[str]:
    """Say what was labelled."""
    shares = sorted(zip(-codes.mean(axis=0), model.labels, strict=True))
    listed = ", ".join(f"{label} {-share:.1%}" for share, label in shares[:10])
    return [
        f"labelled {len(codes):,} texts: {listed}",
        f"of them the model had been trained on {int((seen >= 0).sum()):,}: they got what was "
        f"said of them when they were left out",
        "these shares hold the model's errors; correct them with a gold sample.",
    ]
