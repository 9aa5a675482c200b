"""Save and load a trained classifier: a zip of JSON and number arrays, nothing that can run.

Every part is looked at before it is unpacked: its name, its size, the shape and type of its
numbers. The same model gives the same bytes.
"""

import io
import json
import math
import zipfile
import zlib
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analysis._classification.card import markdown
from analysis._classification.features import Block, Features
from analysis._classification.margins import Margins
from analysis._classification.model import Classifier, Seen
from analysis._classification.thresholds import Calibration
from analysis.contracts import InputError

__all__ = ["is_model", "load", "save"]

Floats = NDArray[Any]

_FORMAT: Final = "framewaves classifier 1"
_TEXTS: Final = ("model.json", "words.json", "seen.json", "card.md")
_ARRAYS: Final = {
    "coefficients": "<f4", "dense": "<f4", "intercept": "<f8", "slope": "<f8", "rival": "<f8",
    "shift": "<f8",
    "threshold": "<f8", "idf": "<f4", "seen_probabilities": "<f4", "seen_values": "|i1",
}  # fmt: skip
_MOST_BYTES: Final = 4_000_000_000
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_KEYS: Final = frozenset(
    ("format", "labels", "blocks", "single", "kind", "codebook", "languages", "embedding", "card")
)


def save(model: Classifier, path: Path | str) -> Path:
    """Write a model to a file.

    Raises
    ------
    contracts.InputError
        If the file cannot be written.
    """
    target = Path(path)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in _parts(model).items():
            item = zipfile.ZipInfo(name, _STAMP)
            item.external_attr = 0o644 << 16
            archive.writestr(item, data, zipfile.ZIP_DEFLATED, 6)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.getvalue())
    except OSError as cause:
        message = f"{target}: the model cannot be written ({cause.strerror})."
        raise InputError(message) from cause
    return target


def load(path: Path | str) -> Classifier:
    """Read a model that `save` wrote.

    Raises
    ------
    contracts.InputError
        If the file is damaged, is another kind of file, or holds anything unexpected.
    """
    source = Path(path)
    try:
        with zipfile.ZipFile(source) as archive:
            _check_names(archive)
            return _model(archive)
    except OSError as cause:
        message = f"{source}: the model cannot be read ({cause.strerror}). Check the path."
        raise InputError(message) from cause
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, AttributeError, EOFError,
            NotImplementedError, RuntimeError, RecursionError, zlib.error) as cause:  # fmt: skip
        message = (f"{source.name} is not a model of framewaves, or it is damaged ({cause}). "
                   f"Copy it again, or train it anew with 'framewaves train'.")  # fmt: skip
        raise InputError(message) from cause


def is_model(path: Path) -> bool:
    """Whether a file looks like one that `save` wrote."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "model.json" in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def _parts(model: Classifier) -> dict[str, bytes]:
    """Make the parts of the file, in their fixed order."""
    described = {
        "format": _FORMAT, "labels": model.labels, "single": model.single, "kind": model.kind,
        "blocks": [block._asdict() for block in model.features.blocks],
        "codebook": model.codebook, "languages": model.languages, "embedding": model.embedding,
        "card": model.card,
    }  # fmt: skip
    seen = {"ids": model.seen.ids, "fingerprints": model.seen.fingerprints,
            "folds": model.seen.folds}  # fmt: skip
    arrays = {
        "coefficients": model.margins.coefficients, "dense": model.margins.dense,
        "intercept": model.margins.intercept, "slope": model.calibration.slope,
        "rival": model.calibration.rival, "shift": model.calibration.shift,
        "threshold": model.calibration.threshold,
        "idf": np.concatenate([*model.features.idf, np.zeros(0, np.float32)]),
        "seen_probabilities": model.seen.probabilities, "seen_values": model.seen.codes,
    }  # fmt: skip
    texts = (described, model.features.vocabularies, seen)
    parts = {name: _json(one) for name, one in zip(_TEXTS, texts, strict=False)}
    parts["card.md"] = markdown(model.card).encode()
    for name, kind in _ARRAYS.items():
        parts[f"{name}.npy"] = _bytes(np.ascontiguousarray(arrays[name], dtype=kind))
    return parts


def _json(content: Any) -> bytes:
    """Write JSON in one form."""
    return json.dumps(content, ensure_ascii=True, sort_keys=True, allow_nan=False).encode()


def _bytes(array: Floats) -> bytes:
    """Write an array in numpy's format, without pickle."""
    target = io.BytesIO()
    np.lib.format.write_array(target, array, version=(1, 0), allow_pickle=False)
    return target.getvalue()


def _check_names(archive: zipfile.ZipFile) -> None:
    """Raise unless the archive holds the parts of a model, each once, of sensible size."""
    wanted = sorted([*_TEXTS, *(f"{name}.npy" for name in _ARRAYS)])
    if sorted(archive.namelist()) != wanted:
        raise ValueError("its parts are not those of a model")
    if sum(item.file_size for item in archive.infolist()) > _MOST_BYTES:
        raise ValueError("it unpacks to more than 4 GB")


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """Unpack one part, no more than it says it holds."""
    size = archive.getinfo(name).file_size
    with archive.open(name) as part:
        data = part.read(size + 1)
    if len(data) != size:
        raise ValueError(f"{name} has another size than it says")
    return data


def _array(archive: zipfile.ZipFile, name: str, n_dimensions: int) -> Floats:
    """Read an array after its header was checked; a false shape claims no memory."""
    data = io.BytesIO(_read(archive, f"{name}.npy"))
    if np.lib.format.read_magic(data) != (1, 0):
        raise ValueError(f"{name} is of another version")
    shape, by_column, kind = np.lib.format.read_array_header_1_0(data)
    rest = len(data.getbuffer()) - data.tell()
    if kind.str != _ARRAYS[name] or by_column or len(shape) != n_dimensions:
        raise ValueError(f"{name} holds {kind.str} in {len(shape)} dimensions")
    if math.prod(shape) * kind.itemsize != rest:
        raise ValueError(f"{name} does not hold what its header says")
    found: Floats = np.frombuffer(data.read(), dtype=kind).reshape(shape)
    if not np.isfinite(found).all() and name != "seen_probabilities":
        raise ValueError(f"{name} holds numbers that are none")
    return found.astype(kind.newbyteorder("="))


def _model(archive: zipfile.ZipFile) -> Classifier:
    """Put a model together from its parts."""
    described = json.loads(_read(archive, "model.json"))
    if not isinstance(described, dict) or described.get("format") != _FORMAT:
        raise ValueError(f"it is not of the form {_FORMAT!r}")
    if set(described) != _KEYS or not isinstance(described["card"], dict):
        raise ValueError("its description is not that of a model")
    labels = _words(described["labels"])
    features = _features(archive, described["blocks"])
    margins = Margins(_array(archive, "coefficients", 2), _array(archive, "dense", 2),
                      _array(archive, "intercept", 1), None)  # fmt: skip
    parts = {name: _array(archive, name, 1) for name in ("slope", "rival", "shift", "threshold")}
    calibration = Calibration(**parts, single=bool(described["single"]))
    width = sum(len(words) for words in features.vocabularies)
    by_label = (margins.intercept, *parts.values())
    fits = [margins.coefficients.shape == (width, len(labels)),
            margins.dense.shape[1] == len(labels),
            *(part.shape == (len(labels),) for part in by_label)]  # fmt: skip
    if not all(fits):
        raise ValueError("its parts do not fit each other")
    embedding = described["embedding"]
    return Classifier(
        labels, features, margins, calibration, str(described["kind"]),
        _seen(archive, len(labels)), str(described["codebook"]), _words(described["languages"]),
        (str(embedding[0]), str(embedding[1])) if embedding else None, described["card"],
    )  # fmt: skip


def _words(found: Any) -> tuple[str, ...]:
    """Take a list of words, or raise."""
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise ValueError("a list of words is none")
    return tuple(found)


def _features(archive: zipfile.ZipFile, described: Any) -> Features:
    """Read what turns texts into numbers."""
    blocks = tuple(Block(**one) for one in described)
    for block in blocks:
        if (
            block.analyzer not in ("word", "char", "char_wb")
            or not 1 <= block.low <= block.high < 9
        ):
            raise ValueError("its features are of an unknown kind")
    words = json.loads(_read(archive, "words.json"))
    vocabularies = tuple(_words(one) for one in words)
    if len(vocabularies) != len(blocks) or any(len(set(one)) < len(one) for one in vocabularies):
        raise ValueError("its words do not fit")
    idf = _array(archive, "idf", 1)
    ends = np.cumsum([len(one) for one in vocabularies])
    if len(idf) != (int(ends[-1]) if len(ends) else 0):
        raise ValueError("its words have no weights")
    return Features(blocks, vocabularies, tuple(np.split(idf, ends[:-1])))


def _seen(archive: zipfile.ZipFile, n_labels: int) -> Seen:
    """Read what is known of the training texts."""
    stored = json.loads(_read(archive, "seen.json"))
    ids, fingerprints, folds = (_words(stored[name]) for name in ("ids", "fingerprints", "folds"))
    probabilities, values = (
        _array(archive, "seen_probabilities", 2),
        _array(archive, "seen_values", 2),
    )
    sizes = {len(ids), len(fingerprints), len(folds), len(probabilities), len(values)}
    if len(sizes) != 1 or {probabilities.shape[1], values.shape[1]} != {n_labels}:
        raise ValueError("what it says of its training texts does not fit")
    return Seen(ids, fingerprints, folds, probabilities, values)
