"""Sentence embeddings as features: any model of sentence-transformers, kept in a cache.

Needs the extra `embeddings`. Nothing is downloaded: the model is a folder, or is already in
the computer's cache. Weights are read from safetensors files alone, never from a pickle.
"""

import contextlib
import hashlib
import io
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from analysis.contracts import InputError

__all__ = ["Embedder", "SentenceEmbedder", "embed", "load"]

Floats = NDArray[Any]

_WORDS: Final = 150
"""Words in a piece of a long text: with most models it fits in what they read at once."""

_MOST_PIECES: Final = 40
_BATCH: Final = 512
_UNSPACED: Final = re.compile(
    "([\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])"
)


class Embedder(Protocol):
    """Something that turns short texts into vectors."""

    @property
    def name(self) -> str:
        """What the model is called, as the model card repeats it."""

    @property
    def digest(self) -> str:
        """Fingerprint of the model; vectors of another one are never mixed in."""

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Embed texts: shape (texts, dimensions)."""


class SentenceEmbedder:
    """A model of sentence-transformers in a folder or in the computer's cache."""

    def __init__(self, model: Any, name: str, digest: str) -> None:
        self._model, self.name, self.digest = model, name, digest

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Embed texts: shape (texts, dimensions), float32."""
        found = self._model.encode(
            list(texts), batch_size=32, show_progress_bar=False, convert_to_numpy=True
        )
        return np.asarray(found, np.float32)


def load(name_or_path: str) -> SentenceEmbedder:
    """Open a model of sentence-transformers, without network.

    Raises
    ------
    contracts.InputError
        If sentence-transformers is not installed, or the model is not on this computer.
    """
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as cause:
        message = (f"Embeddings need the extra: pip install 'framewaves[embeddings]' "
                   f"({cause}).")  # fmt: skip
        raise InputError(message) from cause
    folder = Path(name_or_path)
    try:
        model = SentenceTransformer(
            name_or_path, device="cpu", local_files_only=True, trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )  # fmt: skip
    except Exception as cause:
        message = (f"Embeddings {name_or_path}: no model of sentence-transformers can be opened "
                   f"there ({_first_line(cause)}). Give the folder of a model with "
                   f"'model.safetensors', or a name that was downloaded before.")  # fmt: skip
        raise InputError(message) from cause
    local = folder.is_dir()
    digest = _folder_digest(folder) if local else hashlib.sha256(name_or_path.encode()).hexdigest()
    return SentenceEmbedder(model, folder.name if local else name_or_path, digest[:16])


def embed(texts: Sequence[str], embedder: Embedder, folder: Path | None = None) -> Floats:
    """Embed texts of any length: pieces of 150 words, averaged; every vector has length 1.

    Parameters
    ----------
    texts : sequence of str
    embedder : Embedder
    folder : Path, optional
        Where vectors are kept by the text's content, one file for each model.

    Returns
    -------
    ndarray, shape (texts, dimensions)
        float32; zeros for a text without words.
    """
    keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
            for text in texts]  # fmt: skip
    known = _read(folder, embedder) if folder is not None else {}
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        made = _embedded(list(missing.values()), embedder)
        known |= dict(zip(missing, made, strict=True))
        if folder is not None:
            _write(folder, embedder, known)
    if not keys:
        return np.zeros((0, 0), np.float32)
    return np.stack([known[key] for key in keys])


def pieces(text: str) -> list[str]:
    """Cut a text into pieces of 150 words; of scripts without blanks, of as many letters.

    Examples
    --------
    >>> [len(piece.split()) for piece in pieces("word " * 310)]
    [150, 150, 10]
    """
    words = _UNSPACED.sub(r"\1 ", text).split(" ")
    words = [word for word in words if word.strip()]
    joiner = "" if _UNSPACED.search(text) and " " not in text.strip() else " "
    cut = [joiner.join(words[first : first + _WORDS]) for first in range(0, len(words), _WORDS)]
    return cut[:_MOST_PIECES]


def _embedded(texts: Sequence[str], embedder: Embedder) -> Floats:
    """Embed texts, their pieces weighed by length."""
    cut = [pieces(text) for text in texts]
    flat = [piece for parts in cut for piece in parts]
    found = [embedder.vectors(flat[first : first + _BATCH])
             for first in range(0, len(flat), _BATCH)]  # fmt: skip
    every = np.concatenate(found) if found else np.asarray(embedder.vectors(["-"]))[:0]
    if not np.isfinite(every).all():
        message = f"The embedding model {embedder.name} gave numbers that are none (nan)."
        raise InputError(message)
    lengths = np.array([len(piece) for piece in flat], float)
    made = np.zeros((len(texts), every.shape[1]), np.float32)
    owner = np.repeat(np.arange(len(texts)), [len(parts) for parts in cut])
    unit = every / np.maximum(np.linalg.norm(every, axis=1, keepdims=True), 1e-12)
    np.add.at(made, owner, unit * lengths[:, None])
    scaled: Floats = made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-12)
    return scaled


def _place(folder: Path, embedder: Embedder) -> Path:
    """File of the cache for a model."""
    return folder / f"embeddings-{embedder.digest}.npz"


def _read(folder: Path, embedder: Embedder) -> dict[str, Floats]:
    """Vectors that were made before; a damaged cache is told, not used."""
    path = _place(folder, embedder)
    if not path.exists():
        return {}
    try:
        with np.load(path, allow_pickle=False) as stored:
            keys, vectors = stored["keys"], stored["vectors"]
        if keys.dtype.kind != "U" or vectors.ndim != 2 or len(keys) != len(vectors):
            raise ValueError("it does not hold keys and vectors")  # noqa: TRY301
    except Exception as cause:
        message = (f"The cache of embeddings {path} cannot be read ({_first_line(cause)}). "
                   f"Remove it; it will be made anew.")  # fmt: skip
        raise InputError(message) from cause
    return dict(zip(keys.tolist(), vectors.astype(np.float32), strict=True))


def _write(folder: Path, embedder: Embedder, known: dict[str, Floats]) -> None:
    """Keep vectors, sorted by key."""
    target = io.BytesIO()
    keys = sorted(known)
    np.savez(target, keys=np.array(keys), vectors=np.stack([known[key] for key in keys]))
    place = _place(folder, embedder)
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(target.getvalue())
        beside.replace(place)  # a reader never sees half a file
    except OSError as cause:
        with contextlib.suppress(OSError):
            beside.unlink()
        message = f"The cache of embeddings cannot be written to {folder} ({cause.strerror})."
        raise InputError(message) from cause


def _folder_digest(folder: Path) -> str:
    """SHA-256 over the names and contents of a model's files."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix in {".json", ".safetensors", ".txt", ".model"}:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _first_line(cause: BaseException) -> str:
    """First line of an error, short."""
    return (str(cause).strip().splitlines() or [type(cause).__name__])[0][:160]
