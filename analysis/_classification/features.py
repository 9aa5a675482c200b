"""Turn texts of any language and length into numbers: words, pairs of words, pieces of words.

All is counted once; which features are kept and how they weigh is learned from chosen rows,
so that a fold that is scored has no part in it. `docs/classifier.md` says what was measured.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer

__all__ = [
    "BLOCKS",
    "SMALL",
    "Block",
    "Counts",
    "Features",
    "Weighing",
    "count",
    "design",
    "features",
    "plain",
    "plan",
    "weigh",
]

Floats = NDArray[Any]

SMALL: Final = 5_000
"""Up to this number of texts all is read in full width, and the exact solver is used."""

_TOKEN: Final = r"(?u)\w+"  # noqa: S105 - what a word is, no password
_CHUNK: Final = 1_000
_CHARACTERS: Final = 8_000_000  # of all texts together, for pieces and runs
_PAIRED: Final = 40_000_000  # the same, for pairs of words
_LONGEST: Final = 200_000  # characters of one text
_MOST_CELLS: Final = 20_000_000  # features times labels of a saved model
_UNSPACED: Final = re.compile(  # scripts without blanks: kana, Han, Thai, Lao, Burmese, Khmer
    "([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])"
)
_MARKS: Final = re.compile(
    "[\u064b-\u065f\u0640\u0591-\u05c7]"
)  # Arabic, Hebrew: not written often
_BLANKS: Final = re.compile(r"\s+")


class Block(NamedTuple):
    """One kind of feature.

    `analyzer`, `low` and `high` are those of scikit-learn's CountVectorizer, `weight` the
    block's share in the similarity of two texts, `reach` how many characters of a text are
    read, `least` in how many texts a feature must be, `share` its part of all features kept.
    """

    name: str
    analyzer: str
    low: int
    high: int
    weight: float
    reach: int
    least: int
    share: float


BLOCKS: Final = (
    Block("words", "word", 1, 1, 1.0, _LONGEST, 1, 0.3),
    Block("pairs", "word", 2, 2, 0.5, 20_000, 1, 0.25),
    Block("pieces", "char_wb", 2, 5, 2.0, 4_000, 2, 0.3),
    Block("runs", "char", 6, 6, 1.0, 4_000, 2, 0.15),
)
"""Words, pairs of words, pieces of words, and runs of characters across words."""


class Counts(NamedTuple):
    """How often each feature is in each text, one sparse matrix and vocabulary per block."""

    blocks: tuple[Block, ...]
    matrices: tuple[Any, ...]
    vocabularies: tuple[Floats, ...]


class Weighing(NamedTuple):
    """Columns that are kept and their inverse document frequencies, per block."""

    kept: tuple[Floats, ...]
    idf: tuple[Floats, ...]


@dataclass(frozen=True)
class Features:
    """What turns a new text into the features of a trained model; see `transform`."""

    blocks: tuple[Block, ...]
    vocabularies: tuple[tuple[str, ...], ...]
    idf: tuple[Floats, ...]

    def transform(self, texts: Sequence[str]) -> Any:
        """Make a sparse matrix (texts by features), float32, each block of length 1."""
        parts = [
            _counted(texts, block, CountVectorizer(vocabulary=list(words), **_options(block)))
            for block, words in zip(self.blocks, self.vocabularies, strict=True)
            if words
        ]
        full = [words != () for words in self.vocabularies]
        blocks = [block for block, some in zip(self.blocks, full, strict=True) if some]
        idf = [values for values, some in zip(self.idf, full, strict=True) if some]
        total = sum(block.weight for block in self.blocks)
        return _joined(parts, blocks, idf, total, len(texts))


def plain(text: str) -> str:
    r"""Write a text in one form: composed, small letters, without marks that few write.

    Examples
    --------
    >>> plain("Ｔhe  CAFE\u0301")
    'the café'
    """
    return _BLANKS.sub(" ", _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())).strip()


def plan(n_texts: int) -> tuple[Block, ...]:
    """Choose how much of each text is read, by the number of texts alone.

    Examples
    --------
    >>> [block.reach for block in plan(1000)], [block.reach for block in plan(20000)]
    ([200000, 20000, 4000, 4000], [200000, 2000, 400])
    """
    size = max(n_texts, 1)
    pieces = max(300, min(4_000, _CHARACTERS // size))
    reach = {"pairs": max(300, min(20_000, _PAIRED // size)), "pieces": pieces, "runs": pieces}
    blocks = tuple(block._replace(reach=reach.get(block.name, block.reach)) for block in BLOCKS)
    if n_texts <= SMALL:
        return blocks
    return tuple(block._replace(least=2, low=max(block.low, 3 if block.name == "pieces" else 1))
                 for block in blocks[:3])  # fmt: skip


def count(texts: Sequence[str], blocks: Iterable[Block]) -> Counts:
    """Count the features of texts."""
    chosen, matrices, vocabularies = tuple(blocks), [], []
    for block in chosen:
        counter = CountVectorizer(**_options(block))
        try:
            matrix = counter.fit_transform(_prepared(texts, block)).astype(np.float32)
            words = counter.get_feature_names_out()
        except ValueError:  # no text has any: scikit-learn takes that as a mistake
            matrix, words = sp.csr_matrix((len(texts), 0), dtype=np.float32), np.array([], object)
        matrices.append(matrix.tocsr())
        vocabularies.append(words)
    return Counts(chosen, tuple(matrices), tuple(vocabularies))


def weigh(counts: Counts, rows: Floats, *, n_labels: int) -> Weighing:
    """Learn from some rows which features are kept, and their weights.

    A feature is kept if enough of these texts have it; of very many, the most frequent.
    """
    kept, idf = [], []
    most = int(np.clip(_MOST_CELLS // max(n_labels, 1), 30_000, 400_000))
    for block, matrix in zip(counts.blocks, counts.matrices, strict=True):
        chosen = matrix[rows]
        frequency = np.bincount(chosen.indices, minlength=matrix.shape[1])
        columns = np.flatnonzero(frequency >= min(block.least, max(1, len(rows) // 2)))
        limit = int(most * block.share)
        if len(columns) > limit:
            order = np.lexsort((columns, -frequency[columns]))
            columns = np.sort(columns[order[:limit]])
        kept.append(columns)
        shares = (1 + len(rows)) / (1 + frequency[columns])
        idf.append((np.log(shares) + 1).astype(np.float32))
    return Weighing(tuple(kept), tuple(idf))


def design(counts: Counts, rows: Floats, weighing: Weighing) -> Any:
    """Make the sparse matrix of the features of some rows, as `Features.transform` does."""
    parts = [matrix[rows][:, columns]
             for matrix, columns in zip(counts.matrices, weighing.kept, strict=True)]  # fmt: skip
    total = sum(block.weight for block in counts.blocks)
    return _joined(parts, counts.blocks, weighing.idf, total, len(rows))


def features(counts: Counts, weighing: Weighing) -> Features:
    """Keep what a trained model needs to read new texts."""
    words = tuple(
        tuple(str(word) for word in vocabulary[columns])
        for vocabulary, columns in zip(counts.vocabularies, weighing.kept, strict=True)
    )
    return Features(counts.blocks, words, weighing.idf)


def _options(block: Block) -> dict[str, Any]:
    """Options of scikit-learn for a block."""
    pattern = {"token_pattern": _TOKEN} if block.analyzer == "word" else {}
    return {"analyzer": block.analyzer, "ngram_range": (block.low, block.high),
            "lowercase": False, **pattern}  # fmt: skip


def _prepared(texts: Iterable[str], block: Block) -> Iterable[str]:
    """Texts as a block reads them: cut, in one form, unspaced scripts with blanks for words."""
    for text in texts:
        short = plain(text[: block.reach])
        yield _UNSPACED.sub(r" \1 ", short) if block.analyzer == "word" else short


def _counted(texts: Sequence[str], block: Block, counter: Any) -> Any:
    """Count known features, in parts."""
    if not len(texts):
        return sp.csr_matrix((0, len(counter.vocabulary)), dtype=np.float32)
    parts = [
        counter.transform(_prepared(texts[first : first + _CHUNK], block)).astype(np.float32)
        for first in range(0, len(texts), _CHUNK)
    ]
    return sp.vstack(parts, format="csr")


def _joined(
    parts: Sequence[Any], blocks: Sequence[Block], idf: Sequence[Floats], total: float, n: int
) -> Any:
    """Weigh counts (1 + log, times idf), give each block length 1, and put them side by side."""
    done = []
    for part, block, values in zip(parts, blocks, idf, strict=True):
        matrix = part.tocsr().copy()
        matrix.data = (1 + np.log(matrix.data)) * values[matrix.indices]
        lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
        scale = np.where(lengths > 0, np.sqrt(block.weight / total) / np.maximum(lengths, 1e-9), 0)
        matrix.data *= np.repeat(scale, np.diff(matrix.indptr)).astype(np.float32)
        done.append(matrix.astype(np.float32))
    return sp.hstack(done, format="csr", dtype=np.float32) if done else sp.csr_matrix((n, 0))
