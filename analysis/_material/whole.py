"""The material of a study in memory: every article with its text, units, hits and codes."""

from collections.abc import Iterable, Iterator
from functools import cached_property

import pandas as pd

from analysis import (
    coded,
    coding,
    contracts,
    cooccurrence,
    corpus,
    dating,
    duplicates,
    language,
    measure,
    pattern_tables,
    receipts,
)
from analysis._material.source import Tables, Units
from analysis.codebook import Codebook
from analysis.study import Study

__all__ = ["Whole", "classified", "counted"]


class Whole:
    """All tables of a study; each is made when it is asked for."""

    in_parts = False

    def __init__(self, plan: Study, book: Codebook) -> None:
        self._plan, self._book = plan, book
        found, read = corpus.read(plan)
        self.documents = duplicates.mark(dating.date(found, plan), plan)
        self.receipt = receipts.beside(plan.articles, read)

    @cached_property
    def segments(self) -> pd.DataFrame:
        """All units of coding, with role and language."""
        return coded.segments(self.documents, languages=self._plan.languages, unit=self._book.unit)

    @cached_property
    def hits(self) -> pd.DataFrame:
        """All hits of the codebook."""
        return coding.hits(self.documents, self.segments, self._book)

    @cached_property
    def codings(self) -> pd.DataFrame:
        """All codes of the dictionary."""
        return coding.codings(self.hits, self.segments, self._book)

    def units(self) -> Units:
        """Count the units."""
        return counted(self.segments, self.codings, self._book)

    def found(self) -> pd.DataFrame:
        """Count what each pattern found."""
        return pattern_tables.found(self.hits)

    @cached_property
    def _by_role(self) -> pd.DataFrame:
        """Tallies of all articles by role."""
        return measure.tally(self.codings, self.segments, self.documents, by=["role"])

    @cached_property
    def _plain(self) -> pd.DataFrame:
        """Tallies of all articles."""
        return measure.combine(self._by_role.drop(columns="role"))

    def base(self, *, roles: bool) -> pd.DataFrame:
        """Give tallies of all articles, by role if asked for."""
        return self._by_role if roles else self._plain

    def pair_counts(self) -> Iterator[pd.DataFrame]:
        """Count units with two frames in each article."""
        yield cooccurrence.counts(self.codings, self.segments, self.documents, unit="segment")

    def classified(self) -> pd.DataFrame:
        """Give tallies of all articles by the classifier of the study."""
        return classified(self._plan, self.documents, self.segments)

    def some(self, doc_ids: Iterable[str]) -> Tables:
        """Give these articles in full."""
        wanted = set(doc_ids)
        return Tables(*(table[table["doc_id"].isin(wanted)].reset_index(drop=True) for table in
                        (self.documents, self.segments, self.hits, self.codings)))  # fmt: skip

    def each(self) -> Iterator[Tables]:
        """Go through all articles in full: they are here already."""
        yield Tables(self.documents, self.segments, self.hits, self.codings)

    def saved(self) -> dict[str, pd.DataFrame]:
        """Give hits and codings."""
        return {"hits": self.hits, "codings": self.codings}


def classified(plan: Study, documents: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Tallies of some articles by the classifier of the study; none if it has no classifier."""
    if plan.model is None:
        return contracts.empty("tallies")
    from analysis import classify  # takes seconds to load, and few studies have a model

    model = classify.load(plan.model)
    codings = classify.codings(model, segments, documents, coder="classifier")
    return measure.tally(codings, segments, documents)


def counted(segments: pd.DataFrame, codings: pd.DataFrame, book: Codebook) -> Units:
    """Count the units of some articles."""
    left = coding.not_asked(segments, book)
    framed = codings.groupby("segment_id")["value"].max()
    coverage = {
        "n_units": len(framed),
        "n_docs": codings["doc_id"].nunique(),
        "n_framed": int(framed.sum()),
        "n_not_asked": int(left["n_units"].sum()),
        "n_docs_not_asked": len(left),
    }
    roles = {str(role): int(n) for role, n in segments["role"].value_counts().items()}
    return Units(roles, language.summary(segments), coverage)
