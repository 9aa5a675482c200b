"""Invented corpora of two news waves whose machine errs differently, and samples drawn of them.

Each corpus knows the truth of every unit; people see it for the sampled units alone. Numbers
and ids only, no texts.
"""

import functools
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from analysis import contracts, sample

WAVES = ("A", "B")
N_DOCUMENTS = 2500
"""Documents of each wave, where nothing else is said."""


class Errors(NamedTuple):
    """Prevalence, sensitivity and specificity in waves A and B."""

    share: tuple[float, float]
    sensitivity: tuple[float, float]
    specificity: tuple[float, float]


SCENARIOS = {
    "S0 no change, same errors": Errors((0.30, 0.30), (0.80, 0.80), (0.92, 0.92)),
    "S1 no change, other errors": Errors((0.30, 0.30), (0.85, 0.85), (0.95, 0.85)),
    "S2 change +.10, other errors": Errors((0.30, 0.40), (0.85, 0.70), (0.95, 0.95)),
    "S3 rare, change -.02": Errors((0.05, 0.03), (0.70, 0.60), (0.98, 0.96)),
    "S4 strong machine, +.05": Errors((0.20, 0.25), (0.95, 0.92), (0.98, 0.97)),
}

FRAMES = {
    "common": Errors((0.30, 0.40), (0.85, 0.70), (0.95, 0.95)),
    "medium": Errors((0.15, 0.10), (0.80, 0.70), (0.95, 0.92)),
    "rare": Errors((0.05, 0.03), (0.70, 0.60), (0.98, 0.96)),
    "very rare": Errors((0.02, 0.02), (0.60, 0.60), (0.99, 0.97)),
}
"""Four frames that are sampled together."""

N_CLUSTERED = 500
"""Documents of each wave where their sentences are coded; 5 to 25 sentences in each."""

ICC = 0.1
"""Intraclass correlation of the truth within documents."""


class Corpus(NamedTuple):
    """Tables of one invented corpus; `truth` is 0 or 1 by frame, a row for each segment."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    machine: pd.DataFrame
    truth: pd.DataFrame


def coded(rng: np.random.Generator, truth: np.ndarray, se: float, sp: float) -> np.ndarray:
    """Scores of a machine: above 0 is a 1, with this sensitivity and specificity."""
    middle = np.where(truth == 1, stats.norm.ppf(se), -stats.norm.ppf(sp))
    return rng.standard_normal(len(truth)) + middle


def documents_of(
    rng: np.random.Generator, frames: dict[str, Errors], n: int = N_DOCUMENTS
) -> Corpus:  # fmt: skip
    """Documents as units, each its own story."""
    wave = np.repeat(WAVES, n)
    return _corpus(rng, wave, np.arange(2 * n), frames, lambda p, size: rng.random(size) < p)


def copies_of(rng: np.random.Generator, frames: dict[str, Errors], n: int = 1500) -> Corpus:
    """Documents as units; 15 % of the stories are printed four times, coded alike each time."""
    times = np.where(rng.random(2 * n) < 0.15, 4, 1)
    stories = _corpus(rng, np.repeat(WAVES, n), np.arange(2 * n), frames,
                      lambda p, size: rng.random(size) < p)  # fmt: skip
    story = np.repeat(np.arange(2 * n), times)
    ids = _ids(len(story))
    documents = stories.documents.iloc[story].assign(
        doc_id=ids, cluster_id="c" + stories.documents["doc_id"].to_numpy()[story]
    )
    segments = _segments(ids, np.zeros(len(ids), int), "document")
    truth = stories.truth.iloc[story].reset_index(drop=True)
    machine = pd.concat([
        part.iloc[story].assign(segment_id=segments["segment_id"].to_numpy(), doc_id=ids)
        for _, part in stories.machine.groupby("frame")
    ])  # fmt: skip
    return Corpus(contracts.conform(documents, "documents"), segments,
                  contracts.conform(machine, "codings"), truth)  # fmt: skip


def sentences_of(rng: np.random.Generator, frames: dict[str, Errors]) -> Corpus:
    """Sentences as units, clustered in documents."""
    sizes = rng.integers(5, 26, 2 * N_CLUSTERED)
    doc = np.repeat(np.arange(len(sizes)), sizes)
    wave = np.repeat(WAVES, N_CLUSTERED)[doc]

    def drawn(p: np.ndarray, size: int) -> np.ndarray:
        known = 1 / ICC - 1
        own = rng.beta(p * known, (1 - p) * known)[np.searchsorted(doc, doc)]
        return rng.random(size) < own

    return _corpus(rng, wave, doc, frames, drawn)


def _ids(n: int) -> np.ndarray:
    """Ids of documents."""
    return np.array([f"d{number:05}" for number in range(n)])


def _segments(doc_id: np.ndarray, position: np.ndarray, unit: str) -> pd.DataFrame:
    """Table of segments."""
    ids = [f"{doc}:{unit}:{place:05}" for doc, place in zip(doc_id, position, strict=True)]
    return contracts.conform(
        pd.DataFrame({"segment_id": ids, "doc_id": doc_id, "unit": unit, "position": position,
                      "start": position, "end": position + 1, "role": "body"}), "segments"
    )  # fmt: skip


@functools.lru_cache(maxsize=2)
def _frames_of(wave: bytes, doc: bytes) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables of documents and segments; the same in all runs with documents as units."""
    waves, docs = np.frombuffer(wave, "<U1"), np.frombuffer(doc, np.int64)
    first = np.unique(docs, return_index=True)[1]
    ids = _ids(len(first))
    documents = pd.DataFrame({
        "doc_id": ids, "source_file": ids, "source_format": "txt", "position_in_file": 0,
        "text": "-", "date_source": "none", "words": 1, "text_sha256": "-", "wave": waves[first],
    })  # fmt: skip
    unit = "document" if len(first) == len(docs) else "sentence"
    segments = _segments(ids[docs], np.arange(len(docs)) - first[docs], unit)
    return contracts.conform(documents, "documents"), segments


def _corpus(
    rng: np.random.Generator, wave: np.ndarray, doc: np.ndarray, frames: dict[str, Errors],
    drawn: Callable[[np.ndarray, int], np.ndarray],
) -> Corpus:  # fmt: skip
    """Tables of units with these waves and documents; `drawn` draws the truth."""
    documents, segments = _frames_of(wave.tobytes(), doc.tobytes())
    second = (wave == WAVES[1]).astype(int)
    truth, machine = {}, []
    for frame, errors in frames.items():
        truth[frame] = drawn(np.array(errors.share)[second], len(doc)).astype(int)
        score = coded(rng, truth[frame], np.array(errors.sensitivity)[second],
                      np.array(errors.specificity)[second])  # fmt: skip
        machine.append(pd.DataFrame({
            "segment_id": segments["segment_id"], "doc_id": segments["doc_id"], "frame": frame,
            "coder": "machine", "coder_kind": "classifier", "value": (score > 0).astype(int),
            "score": score, "codebook": "invented@1",
        }))  # fmt: skip
    codes = contracts.conform(pd.concat(machine), "codings")
    return Corpus(documents, segments, codes, pd.DataFrame(truth))


def gold_of(corpus: Corpus, drawn: pd.DataFrame) -> pd.DataFrame:
    """Gold codes of a sample: the truth."""
    places = pd.Index(corpus.segments["segment_id"]).get_indexer(pd.Index(drawn["unit_id"]))
    return contracts.conform(pd.concat([
        pd.DataFrame({"segment_id": drawn["unit_id"], "doc_id": drawn["doc_id"], "frame": frame,
                      "coder": "gold", "coder_kind": "human", "codebook": "invented@1",
                      "value": corpus.truth[frame].to_numpy()[places]})
        for frame in corpus.truth
    ]), "codings")  # fmt: skip


def rogan_gladen(coded: float, sensitivity: float, specificity: float) -> float:
    """Share that would be coded so often with these rates of error."""
    return (coded + specificity - 1) / (sensitivity + specificity - 1)


def simple(corpus: Corpus, n: int, seed: int) -> pd.DataFrame:
    """Draw `n` units of each wave at random."""
    return sample.draw(corpus.segments, corpus.machine, corpus.documents, n=2 * n, by=["wave"],
                       development=0.0, seed=seed, allocation="simple")  # fmt: skip


def by_code(corpus: Corpus, n: int, seed: int) -> pd.DataFrame:
    """Draw half of the `n` units of each wave from the machine's yes, half from its no."""
    return sample.draw(corpus.segments, corpus.machine, corpus.documents, n=2 * n, by=["wave"],
                       development=0.0, seed=seed, allocation="equal")  # fmt: skip


def balanced(corpus: Corpus, n: int, seed: int) -> pd.DataFrame:
    """Draw `n` units of each wave as the kit does by default."""
    return sample.draw(corpus.segments, corpus.machine, corpus.documents, n=2 * n, by=["wave"],
                       development=0.0, seed=seed)  # fmt: skip


def whole_documents(corpus: Corpus, n: int, seed: int) -> pd.DataFrame:
    """Draw `n` documents of each wave and take all of their sentences."""
    return _within(corpus, n, seed, one=False)


def one_each(corpus: Corpus, n: int, seed: int) -> pd.DataFrame:
    """Draw `n` documents of each wave and one sentence of each."""
    return _within(corpus, n, seed, one=True)


def _within(corpus: Corpus, n: int, seed: int, *, one: bool) -> pd.DataFrame:
    """Draw documents of each wave, and of each all sentences or one."""
    rng = np.random.default_rng(seed)
    units = corpus.segments.merge(corpus.documents[["doc_id", "wave"]], on="doc_id")
    sizes = units.groupby("wave")["segment_id"].transform("size")
    within = units.groupby("doc_id")["segment_id"].transform("size")
    documents = corpus.documents.groupby("wave")["doc_id"]
    taken = np.concatenate([rng.choice(ids.to_numpy(), n, replace=False) for _, ids in documents])
    drawn = units["doc_id"].isin(taken)
    if one:
        shuffled = units.assign(chance=rng.random(len(units))).sort_values("chance")
        first = shuffled.drop_duplicates("doc_id")["segment_id"]
        drawn &= units["segment_id"].isin(first)
    chance = n / units["wave"].map(documents.size()) / (within if one else 1)
    made = units.assign(unit_id=units["segment_id"], source_file=units["doc_id"],
                        stratum=units["wave"], stratum_size=sizes, inclusion_prob=chance,
                        design="simple", part="test", seed=seed)[drawn]  # fmt: skip
    names = contracts.SCHEMAS["samples"].names
    return contracts.conform(made[[name for name in names if name in made]], "samples")
