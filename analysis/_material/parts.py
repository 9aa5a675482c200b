"""The material of a large corpus: coded part by part into a folder, counted from there.

Texts stay in the corpus file and are read for the articles that are shown or that people coded.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis import coded, contracts, language, partition, pattern_tables, receipts
from analysis import coding as coding_stage
from analysis._coded import corpus_file
from analysis._material.source import Tables, Units
from analysis._material.whole import classified
from analysis.codebook import Codebook
from analysis.contracts import SCHEMAS, InputError
from analysis.study import Study

__all__ = ["Parts", "coding", "folder", "n_articles"]

_NEEDED: Final = (
    "doc_id", "source_file", "source_format", "position_in_file", "outlet", "language", "title",
    "published_from", "published_to", "date_source", "date_evidence", "wave", "wave_source",
    "words", "text_sha256", "cluster_id", "cluster_role",
)  # fmt: skip
_SIMILARITY: Final = "cluster_similarity"
_INGEST: Final = "Run 'framewaves ingest' again with this study, so that the corpus has them."
_ROWS: Final = 500


def n_articles(path: Path) -> int:
    """Count the articles of a corpus that `framewaves ingest` wrote; 0 if it is something else.

    Examples
    --------
    >>> n_articles(Path("seeds/articles"))
    0
    """
    try:
        with path.open("rb") as content:
            if content.read(4) != b"PAR1":
                return 0
        metadata = pq.read_metadata(path)
    except (OSError, pa.ArrowException):
        return 0
    whole = set(metadata.schema.to_arrow_schema().names) >= set(SCHEMAS["documents"].names)
    return int(metadata.num_rows) if whole else 0


def folder(plan: Study) -> Path:
    """Say where the codes of a large corpus lie: beside it."""
    return plan.articles.with_name(f"{plan.articles.stem}.codes")


def coding(plan: Study, book: Codebook) -> Iterator[tuple[int, int]]:
    """Code the parts of a corpus that are not coded yet.

    Codes that lie there and were made otherwise (another corpus, codebook or version) are
    replaced.

    Yields
    ------
    done, total : int
        Articles; first of what was done before.

    Raises
    ------
    InputError
        If waves or copies in the corpus are not those of the study.
    """
    _as_planned(plan)
    try:
        begun = coded.begin(plan.articles, plan, book, folder(plan))
    except InputError:  # or what is wrong is told now
        begun = coded.begin(plan.articles, plan, book, folder(plan), again=True)
    done = begun.before.articles
    yield done, begun.n_articles
    with closing(partition.run(coded.work, begun.jobs)) as running:
        for _, record in running:
            done += int(record["articles"])
            yield done, begun.n_articles


def _as_planned(plan: Study) -> None:
    """Raise if the corpus was dated or searched for copies otherwise than the study says."""
    name, said = plan.articles.name, coded.wave_remarks(plan.articles, plan)
    if said:
        raise InputError(f"{name}: {' '.join(said)} {_INGEST}")
    if plan.copies is None:
        return
    has = _SIMILARITY in pq.read_schema(plan.articles).names
    least = _least(plan.articles) if has else None
    if least is None:
        raise InputError(f"{name}: copies were not looked for, but the study asks for them. "
                         f"{_INGEST}")  # fmt: skip
    if least < plan.copies.similarity:
        raise InputError(f"{name}: copies were looked for with another similarity "
                         f"(there are some at {least:.2f}). {_INGEST}")  # fmt: skip


def _least(path: Path) -> float | None:
    """Least similarity of a copy to its lead in a corpus; None if no article has one."""
    with pq.ParquetFile(path) as file:
        found = [pc.min(batch.column(0)).as_py()
                 for batch in file.iter_batches(100_000, columns=[_SIMILARITY])]  # fmt: skip
    return min((one for one in found if one is not None), default=None)


class Parts:
    """A coded corpus; of its tables only what is asked for is in memory."""

    in_parts = True

    def __init__(self, plan: Study, book: Codebook) -> None:
        for _ in coding(plan, book):
            pass
        self._plan, self._book = plan, book
        self._coded = coded.open(folder(plan))
        there = [*_NEEDED, _SIMILARITY] if plan.copies else [*_NEEDED]
        self.documents = contracts.conform(
            self._coded.documents(there).assign(text=""), "documents"
        )
        self.receipt = receipts.beside(plan.articles, self._read())

    def _read(self) -> pd.DataFrame:
        """Give the receipt of the corpus file."""
        n = len(self.documents)
        row = {"source_file": self._plan.articles.name, "status": "read", "n_read": n,
               "source_format": "corpus", "expected": n, "n_rejected": 0,
               "n_bytes": self._plan.articles.stat().st_size}  # fmt: skip
        return contracts.conform(pd.DataFrame([row]), "receipt")

    @cached_property
    def _units(self) -> Units:
        """Counts of the units."""
        return _summed(
            [_counted(part.units, self._codes, self._book) for part in self._coded.parts()]
        )

    @property
    def _codes(self) -> list[str]:
        """Columns of the codes in the table of units."""
        return [f"code:{frame}" for frame in self._coded.frames]

    def units(self) -> Units:
        """Count the units."""
        return self._units

    def found(self) -> pd.DataFrame:
        """Count what each pattern found."""
        parts = []
        for part in self._coded.parts():
            unit = part.hits.groupby(["doc_id", "position"], sort=False).ngroup()
            parts.append(pattern_tables.found(part.hits.assign(segment_id=unit)))
        return pattern_tables.found(*parts)

    @cached_property
    def _plain(self) -> pd.DataFrame:
        """Tallies of all articles."""
        return self._coded.tallies()

    def base(self, *, roles: bool) -> pd.DataFrame:
        """Give tallies of all articles, by role if asked for."""
        return self._coded.tallies(by=["role"]) if roles else self._plain

    def pair_counts(self) -> Iterator[pd.DataFrame]:
        """Count units with two frames in each article: a table for each pair.

        The dictionary was asked for all frames of a unit or for none, so that the units coded for
        both are those of either.
        """
        both = self._coded.both()
        frames = {str(frame): part.set_index("doc_id")
                  for frame, part in self._plain.groupby("frame")}  # fmt: skip
        for a, b in itertools.combinations(sorted(frames, key=str), 2):
            own = both[(both["frame"] == a) & (both["frame_b"] == b)].set_index("doc_id")["n_both"]
            first = frames[a]
            yield pd.DataFrame(
                {
                    "frame": a,
                    "frame_b": b,
                    "n_units": first["n_units"],
                    "n_positive": first["n_positive"],
                    "n_positive_b": frames[b]["n_positive"],
                    "n_both": own.reindex(first.index).fillna(0).astype("int64"),
                }
            ).reset_index()

    @cached_property
    def _classified(self) -> pd.DataFrame:
        """Tallies of all articles by the classifier, a part at a time."""
        found = [contracts.empty("tallies")]
        for documents in _batches(self._plan.articles):
            segments = self._coded.some(documents["doc_id"]).segments
            found.append(classified(self._plan, documents, segments))
        return contracts.conform(pd.concat(found, ignore_index=True), "tallies")

    def classified(self) -> pd.DataFrame:
        """Give tallies of all articles by the classifier of the study."""
        return self._classified

    def some(self, doc_ids: Iterable[str]) -> Tables:
        """Give these articles in full."""
        found = self._coded.some(doc_ids)
        texts = corpus_file.texts(self._plan.articles, found.documents["doc_id"])
        whole = found.documents.assign(text=found.documents["doc_id"].map(texts).astype("str"))
        return Tables(whole, found.segments, found.hits, found.codings)

    def each(self) -> Iterator[Tables]:
        """Go through all articles in full, some at a time."""
        for batch in _batches(self._plan.articles):
            found = self._coded.some(batch["doc_id"])
            texts = found.documents["doc_id"].map(batch.set_index("doc_id")["text"])
            whole = found.documents.assign(text=texts.astype("str"))
            yield Tables(whole, found.segments, found.hits, found.codings)

    def saved(self) -> dict[str, pd.DataFrame]:
        """Say where the codes lie, and how many there are."""
        sums = self._coded.totals
        row = {"folder": self._coded.folder.name, "codebook": self._book.reference,
               "articles": sums.articles, "units": sums.units,
               "hits": sum(sums.hits.values())}  # fmt: skip
        return {"codes": pd.DataFrame([row])}


def _batches(path: Path) -> Iterator[pd.DataFrame]:
    """Go through a corpus with its texts, some articles at a time."""
    with pq.ParquetFile(path, pre_buffer=False) as file:
        for batch in file.iter_batches(4 * _ROWS):
            yield contracts.conform(batch.to_pandas(), "documents")


# Counts of units ------------------------------------------------------------------


def _counted(units: pd.DataFrame, codes: list[str], book: Codebook) -> Units:
    """Count the units of some articles."""
    number = pd.Series(range(len(units)), index=units.index).astype("str")
    segments = units.drop(columns=codes).assign(segment_id=number, unit=book.unit)
    asked, left = units[codes[0]].notna(), coding_stage.not_asked(segments, book)
    framed = units.loc[asked, codes].to_numpy(float, na_value=0.0).any(axis=1)
    coverage = {
        "n_units": int(asked.sum()),
        "n_docs": int(units.loc[asked, "doc_id"].nunique()),
        "n_framed": int(framed.sum()),
        "n_not_asked": int(left["n_units"].sum()),
        "n_docs_not_asked": len(left),
    }
    roles = {str(role): int(n) for role, n in units["role"].value_counts().items()}
    return Units(roles, language.summary(segments), coverage)


def _summed(parts: list[Units]) -> Units:
    """Add the counts of parts up."""
    roles, coverage = Counter[str](), Counter[str]()
    for part in parts:
        roles.update(part.roles)
        coverage.update(part.coverage)
    table = pd.concat([part.languages for part in parts], ignore_index=True)
    sums = table.groupby("language", dropna=False, sort=True).sum().reset_index()
    sums["share"] = sums["n_units"] / max(int(sums["n_units"].sum()), 1)
    ordered = sums.sort_values("n_units", ascending=False, kind="stable", ignore_index=True)
    return Units(dict(roles), ordered[list(table.columns)], dict(coverage))
