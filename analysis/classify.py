"""A supervised coder: learn labels from coded texts, and code further texts.

`fit` learns from any texts with labels and says how well it does on texts it had not seen;
`train` learns the frames of a codebook from gold codes; `codings` codes units with what was
learned; `save` and `load` keep it in a file without anything that can run.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import contracts
from analysis._classification import card, files
from analysis._classification import units as classifier_units
from analysis._classification.embeddings import Embedder
from analysis._classification.fitting import Fitted, fit
from analysis._classification.model import UNKNOWN, Classifier, fingerprint
from analysis._classification.units import MIN_POSITIVES
from analysis.codebook import Codebook

__all__ = [
    "MIN_POSITIVES",
    "Classifier",
    "Fitted",
    "card_text",
    "codings",
    "fit",
    "load",
    "not_asked",
    "save",
    "train",
]


def train(
    gold: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame, book: Codebook, *,
    samples: pd.DataFrame | None, seed: int, part: str | None = "development",
    coder: str = "gold", level: float = 0.95, features: str = "sparse",
    embedder: Embedder | None = None, cache: Path | None = None,
    say: Callable[[str], None] | None = None,
) -> Fitted:  # fmt: skip
    """Learn the frames of a codebook from coded units.

    Units of one document, and of one cluster of copies, stay in one fold.

    Parameters
    ----------
    gold : DataFrame
        Contract ``codings``; the rows of `coder` are learned from. An empty value ('cannot
        tell') and a frame without a row are not known, and not learned from.
    segments, documents : DataFrame
        Contracts; must hold the coded units.
    book : Codebook
    samples : DataFrame or None
        Contract ``samples``. With a `part`, only its units are learned from, so that the other
        part can test the model. None: every coded unit, and the model card says so.
    seed : int
    part : {'development', 'test', None}
        None: both parts.
    coder : str
    level, features, embedder, cache, say
        As in `fit`.

    Returns
    -------
    Fitted
        Its model codes the frames with at least `MIN_POSITIVES` units that carry them and as
        many that do not; the others are named in the remarks, and are not asked.

    Raises
    ------
    contracts.InputError
        If no frame has enough units, or units were coded with another codebook.
    contracts.TableError
        If coded units are not among the segments.
    """
    rows = classifier_units.chosen(gold, segments, samples, book, part=part, coder=coder)
    known = contracts.conform(segments, "segments").set_index("segment_id")
    units = known.loc[sorted(rows["segment_id"].unique())].reset_index()
    codes = rows.pivot_table(index="segment_id", columns="frame", values="value", aggfunc="first")
    codes = codes.reindex(index=units["segment_id"], columns=list(book.frame_ids)).astype(float)
    frames, remarks = classifier_units.enough(codes)
    texts = classifier_units.texts(units, documents)
    languages = [classifier_units.base(tag) for tag in units["language"]]
    where = "all coded units" if samples is None or part is None else f"part {part} of the sample"
    fitted = fit(
        texts, codes[frames].to_numpy(), frames, single=False, seed=seed,
        ids=units["segment_id"].tolist(), groups=classifier_units.clusters(units, documents),
        level=level,
        name=f"{book.name} {book.version}", languages=languages, part=where,
        codebook=book.reference, features=features, embedder=embedder, cache=cache, say=say,
    )  # fmt: skip
    told = [f"trained on {len(texts):,} units ({where}).", *remarks]
    return fitted._replace(remarks=(*told, *fitted.remarks))


def codings(
    model: Classifier, segments: pd.DataFrame, documents: pd.DataFrame, *,
    coder: str = "classifier",
) -> pd.DataFrame:  # fmt: skip
    """Code units with a trained model.

    A unit that the model was trained on gets what was said of it unseen (out of fold), so that
    scoring the model on it is honest. Units in a language without training units have no row;
    `not_asked` lists them.

    Parameters
    ----------
    model : Classifier
    segments, documents : DataFrame
        Contracts.
    coder : str
        Name of the coder in the table.

    Returns
    -------
    DataFrame
        Contract ``codings``: `score` is the calibrated probability (0 to 1, higher: more likely
        to carry the frame), `value` 1 where it reaches the frame's threshold; coder_kind
        'classifier', or 'embedding' for a model of embeddings alone. The extra column `seen`
        says whether the unit was trained on.
    """
    units = contracts.conform(segments, "segments")
    units = units[_asked(model, units)].reset_index(drop=True)
    texts = classifier_units.texts(units, documents)
    probabilities = model.probabilities(texts)
    values = model.codes(probabilities)
    place = {pair: at for at, pair in enumerate(zip(model.seen.ids, model.seen.fingerprints,
                                                    strict=True))}  # fmt: skip
    pairs = zip(units["segment_id"].tolist(), map(fingerprint, texts), strict=True)
    at = np.array([place.get(pair, -1) for pair in pairs], dtype=np.int64)
    probabilities[at >= 0] = model.seen.probabilities[at[at >= 0]]
    values[at >= 0] = model.seen.codes[at[at >= 0]]
    n_labels = len(model.labels)
    table = pd.DataFrame({
        "segment_id": units["segment_id"].repeat(n_labels).to_numpy(),
        "doc_id": units["doc_id"].repeat(n_labels).to_numpy(),
        "frame": list(model.labels) * len(units),
        "value": values.ravel().astype("int64"),
        "score": probabilities.ravel().astype("float64"),
        "seen": np.repeat(at >= 0, n_labels),
    }).assign(
        coder=coder, coder_kind="embedding" if model.kind == "embeddings" else "classifier",
        codebook=model.codebook or "none",
    )  # fmt: skip
    ordered = table.sort_values(["doc_id", "segment_id"], kind="stable", ignore_index=True)
    return contracts.conform(ordered, "codings")


def not_asked(model: Classifier, segments: pd.DataFrame) -> pd.DataFrame:
    """List the documents with units in a language the model was not trained on.

    Returns
    -------
    DataFrame
        Columns `doc_id`, `language` and `n_units`, sorted by `doc_id`.
    """
    left = segments[~_asked(model, segments)]
    counted = left.groupby(["doc_id", "language"], dropna=False, sort=True).size()
    return counted.rename("n_units").reset_index()


def save(model: Classifier, path: Path | str) -> Path:
    """Write a model to a file; the same model gives the same bytes.

    Raises
    ------
    contracts.InputError
        If the file cannot be written.
    """
    return files.save(model, path)


def load(path: Path | str) -> Classifier:
    """Read a model; nothing in the file is run.

    Raises
    ------
    contracts.InputError
        If the file is damaged or is no such model.
    """
    return files.load(path)


def _asked(model: Classifier, segments: pd.DataFrame) -> pd.Series:
    """Whether the model was trained on the language of each unit; without any known, on all."""
    if set(model.languages) <= {UNKNOWN}:
        return pd.Series(np.ones(len(segments), bool), index=segments.index)
    bases = {
        tag: classifier_units.base(tag) in model.languages for tag in segments["language"].unique()
    }
    return segments["language"].map(bases).astype(bool)


def card_text(model: Classifier) -> str:
    """Write the model card as a Markdown page: what it was trained on, how well it does."""
    return card.markdown(model.card)
