"""Ask an edited codebook of a corpus that was read before, and show what the edit moved.

The words of the articles are kept as numbers (`words` of tables, `kept` of a coded corpus on
disk). `Words.code` asks a codebook of them: nothing is split or read again, and the codes are
those of `coding`. What an edit of the codebook moved is told by `edits`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis import _compiled, _recoding, contracts
from analysis._coded import corpus_file, layout
from analysis._coding.asked import Ready, ready
from analysis._coding.many import judged
from analysis._dictionary.kernel import MOST_WORDS
from analysis._tokens.types import Types
from analysis.codebook import Codebook
from analysis.coded import Coded
from analysis.contracts import COUNTED_ROLES, InputError, TableError, first_five

__all__ = ["Recoded", "Texts", "Words", "kept", "words"]

Ints = npt.NDArray[np.int64]

_LAYOUT: Final = "words-1"


@dataclass(frozen=True)
class Words:
    """The words of a corpus as numbers, and its units.

    `made_of` names the corpus; `texts` gives the texts of articles by id.
    """

    shares: Sequence[_recoding.Share]
    types: Types
    made_of: str
    unit: str
    source: "Texts"

    @property
    def n_documents(self) -> int:
        """Articles."""
        return sum(share.documents.num_rows for share in self.shares)

    @property
    def n_units(self) -> int:
        """Units of coding."""
        return sum(share.units.num_rows for share in self.shares)

    @cached_property
    def first_units(self) -> Ints:
        """Number of the first unit of each share, and behind them that of all units."""
        return np.cumsum([0, *(share.units.num_rows for share in self.shares)])

    def place(self, number: int) -> tuple[str, int, int]:
        """Give article, start and end of a unit, by its number over all shares."""
        share = int(np.searchsorted(self.first_units, number, side="right")) - 1
        found, row = self.shares[share], int(number - self.first_units[share])
        unit = {name: found.units[name][row].as_py() for name in ("document", "start", "end")}
        return found.documents["doc_id"][unit["document"]].as_py(), unit["start"], unit["end"]

    def has_role(self, roles: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Say of each unit whether its role is one of these."""
        wanted = pa.array(list(roles), pa.string())
        found = [
            pc.is_in(share.units["role"], value_set=wanted).to_numpy() for share in self.shares
        ]
        return np.concatenate([np.zeros(0, np.bool_), *found]).astype(np.bool_)

    def code(self, book: Codebook) -> "Recoded":
        """Ask a codebook of all units.

        Parameters
        ----------
        book : Codebook
            Of the same unit of coding.

        Raises
        ------
        InputError
            If the codebook codes another unit.
        """
        if self.unit and book.unit != self.unit:
            message = (f"The codebook {book.name} codes the unit {book.unit!r}, but these words "
                       f"are of {self.unit!r} units. Code the corpus anew.")  # fmt: skip
            raise InputError(message)
        asked = ready(book)
        found = [
            self._coded(share, number, asked, book) for number, share in enumerate(self.shares)
        ]
        columns = [np.concatenate([part[at] for part in found] or [np.zeros(0, np.int64)])
                   for at in range(len(_Found._fields))]  # fmt: skip
        return Recoded(self, book, _Found(*columns))

    def _coded(self, share: _recoding.Share, number: int, asked: Ready, book: Codebook) -> "_Found":
        """Code one share."""
        tokens = share.tokens()
        tags = sorted(share.units["language"].drop_null().unique().to_pylist())
        parts = []
        for language, units in share.spoken([book.spoken(tag) for tag in tags], tags).items():
            at = list(asked.dictionaries).index(language)
            hits = judged(tokens, self.types, units, asked.dictionaries[language])
            parts.append(_Found(
                np.full(len(hits.row), number), hits.row, hits.use + asked.names.first_use[at],
                hits.first, hits.last, hits.status.astype(np.int64),
                np.where(hits.because < 0, -1, hits.because + asked.names.first_pattern[at]),
            ))  # fmt: skip
        empty = np.zeros(0, dtype=np.int64)
        parts.append(_Found(*[empty] * len(_Found._fields)))
        return _Found(*(np.concatenate(column) for column in zip(*parts, strict=True)))


class _Found(NamedTuple):
    """Hits as numbers: share, row of the unit, use in the codebook, words, status, why not."""

    share: Ints
    row: Ints
    use: Ints
    first: Ints
    last: Ints
    status: Ints
    because: Ints


class Texts:
    """Texts of articles by their ids, from a table or from a corpus file."""

    def __init__(self, source: Mapping[str, str] | Path) -> None:
        self._source = source

    def of(self, doc_ids: Iterable[str]) -> dict[str, str]:
        """Give the texts of some articles."""
        wanted = set(doc_ids)
        if not isinstance(self._source, Path):
            return {doc_id: self._source[doc_id] for doc_id in wanted}
        return corpus_file.texts(self._source, wanted)


def words(documents: pd.DataFrame, segments: pd.DataFrame) -> Words:
    """Keep the words of articles that are in memory.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``.
    segments : DataFrame
        Contract ``segments``, of one kind of unit, as `coding.hits` takes them.

    Raises
    ------
    TableError
        If units are of several kinds, belong to no document, or are too long (two million words).
    """
    _compiled.need("Keeping the words of a corpus")
    units = sorted(segments["unit"].unique())
    if len(units) > 1:
        message = f"Units of several kinds ({first_five(units)}); give those of one kind."
        raise TableError(message)
    types = Types()
    share = _checked(_recoding.of_tables(documents, segments, types))
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    return Words([share], types, "tables", units[0] if units else "", Texts(texts))


def kept(opened: Coded, corpus: Path) -> Words:
    """Keep the words of a coded corpus beside its folder, or take them from there.

    The folder bears the name of that of the codes with ``.words`` behind it; it takes about three
    times the room of the texts and can be removed at any time. It is read without being loaded.

    Parameters
    ----------
    opened : Coded
        From `coded.open`.
    corpus : Path
        The corpus file that was coded.

    Raises
    ------
    InputError
        If the corpus is not the one that was coded.
    """
    _compiled.need("Keeping the words of a corpus")
    made = opened.made_of
    if not corpus.is_file() or corpus.stat().st_size != made.corpus_bytes:
        message = (f"{corpus}: this is not the corpus that {opened.folder} was coded from. Name "
                   f"that one, or code this one.")  # fmt: skip
        raise InputError(message)
    folder = opened.folder.with_name(opened.folder.name + ".words")
    told = f"{_LAYOUT} {made.corpus_sha256} {made.unit} {' '.join(made.languages)} {made.kit}"
    shelf = _recoding.Shelf(folder, told)
    if not shelf.is_whole():
        types = Types()
        shelf.fill(_shares(opened, corpus, types), types)
    return Words(list(shelf.shares()), shelf.types(), told, made.unit, Texts(corpus))


def _shares(opened: Coded, corpus: Path, types: Types) -> Iterator[_recoding.Share]:
    """Turn corpus and units into words, batch by batch."""
    names = ["doc_id", "position", "start", "end", "role", "language"]
    for number in range(len(opened.made_of.rows)):
        batches = layout.read(opened.folder, number, {"units": names})
        for texts, batch in zip(corpus_file.batches(corpus, number), batches, strict=True):
            documents = texts.select(["doc_id", "text"]).to_pandas()
            yield _checked(_recoding.of_tables(documents, batch["units"].to_pandas(), types))


def _checked(share: _recoding.Share) -> _recoding.Share:
    """Raise if a unit is too long for the compiled way."""
    sizes = share.column("units", "high") - share.column("units", "low")
    if len(sizes) and sizes.max() >= MOST_WORDS:
        document = share.column("units", "document")[sizes.argmax()]
        name = share.documents["doc_id"][int(document)].as_py()
        message = (f"A unit of document {name!r} has {sizes.max():,} words, more than can be kept "
                   f"({MOST_WORDS:,}). Leave it out, or code smaller units.")  # fmt: skip
        raise TableError(message)
    return share


@dataclass(frozen=True)
class Recoded:
    """What a codebook found in kept words."""

    words: Words
    book: Codebook
    found: _Found

    @cached_property
    def uses(self) -> pd.DataFrame:
        """What the codebook asks: frame, indicator and pattern, a row for each use."""
        names = ready(self.book).names
        columns = {"frame": names.frame, "indicator": names.indicator, "pattern": names.pattern}
        return pd.DataFrame(columns)

    def counted(self, *, roles: Sequence[str] | None = COUNTED_ROLES) -> pd.DataFrame:
        """Give the hits that count.

        Parameters
        ----------
        roles : sequence of str, optional
            Only in units of these roles; None for all.

        Returns
        -------
        DataFrame
            frame, indicator, pattern as categories, `document` and `unit` as numbers over all
            articles and units.
        """
        unit = self.words.first_units[self.found.share] + self.found.row
        counts = self.found.status == 0
        if roles is not None:
            counts &= self.words.has_role(roles)[unit]
        at = np.flatnonzero(counts)
        kinds = {name: self.uses[name].astype("category").cat for name in self.uses}
        own = {
            name: pd.Categorical.from_codes(
                kind.codes.to_numpy()[self.found.use[at]], kind.categories
            )
            for name, kind in kinds.items()
        }
        return pd.DataFrame(
            {**own, "document": self.documents_of_units[unit[at]], "unit": unit[at]}
        )

    @cached_property
    def documents_of_units(self) -> Ints:
        """Number of the article of each unit."""
        shares = self.words.shares
        first = np.cumsum([0, *(share.documents.num_rows for share in shares)])
        found = [share.column("units", "document") + first[at] for at, share in enumerate(shares)]
        return np.concatenate(found or [np.zeros(0, dtype=np.int64)])

    def tallies(self, *, roles: Sequence[str] = COUNTED_ROLES) -> pd.DataFrame:
        """Count coded units, and units that carry the frame, in each article.

        Returns
        -------
        DataFrame
            What ``measure.tally(codings, segments, documents, roles=roles)`` gives, without
            clusters: join `doc_id` with the documents to count by their columns.
        """
        frames = self.book.frame_ids
        asked, carries = self._units(roles)
        document = self.documents_of_units[asked]
        n_docs = self.words.n_documents
        n_units = np.bincount(document, minlength=n_docs)
        there = np.flatnonzero(n_units)
        ids = pa.chunked_array([share.documents["doc_id"].combine_chunks()
                                for share in self.words.shares], pa.string())  # fmt: skip
        doc_id = ids.take(there).to_pandas().astype("str")
        parts = []
        for at, frame in enumerate(frames):
            positive = np.bincount(document[carries[asked, at]], minlength=n_docs)
            parts.append(pd.DataFrame({"doc_id": doc_id, "frame": frame, "n_units": n_units[there],
                                       "n_positive": positive[there], "weight": 1.0}))  # fmt: skip
        whole = pd.concat(parts or [contracts.empty("tallies")], ignore_index=True)
        return contracts.conform(whole.sort_values(["doc_id", "frame"]), "tallies")

    def _units(self, roles: Sequence[str]) -> tuple[Ints, npt.NDArray[np.bool_]]:
        """Units that are asked and counted, and whether each unit carries each frame."""
        asked = []
        for share in self.words.shares:
            tags = share.units["language"].to_pandas()
            known = {tag: self.book.spoken(tag) is not None for tag in tags.unique()}
            asked.append(tags.map(known).to_numpy(bool))
        counted = np.concatenate(asked or [np.zeros(0, np.bool_)]) & self.words.has_role(roles)
        hits = self.counted(roles=roles)
        carries = np.zeros((self.words.n_units, len(self.book.frame_ids)), dtype=np.bool_)
        place = {frame: at for at, frame in enumerate(self.book.frame_ids)}
        codes = np.array([place[name] for name in hits["frame"].cat.categories], dtype=np.int64)
        carries[hits["unit"], codes[hits["frame"].cat.codes]] = True
        return np.flatnonzero(counted), carries
