"""What the notebooks count and show, from any number of articles.

A small study is held in memory: its articles, units, hits and codes. A large corpus is coded part
by part into a folder, and only counts of it come into memory, with some articles to be shown. The
notebooks ask the same of both and get the same numbers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import pandas as pd

from analysis import coders, contracts, cooccurrence, measure
from analysis._material import parts
from analysis._material.parts import Parts
from analysis._material.picked import picked
from analysis._material.source import Source, Tables, tallied
from analysis._material.whole import Whole
from analysis.codebook import Codebook
from analysis.coders import Codes
from analysis.study import Study
from analysis.wording import Sentence

__all__ = ["LARGE", "SHOWN", "Material", "Shown", "coding", "is_large", "read"]

LARGE: Final = 20_000
"""Articles of a corpus above which it is coded part by part."""

SHOWN: Final = 60
"""Articles that a page shows with their evidence, at the most."""


class Shown(NamedTuple):
    """Articles that are shown, in full, and a sentence that says which they are."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    hits: pd.DataFrame
    codings: pd.DataFrame
    said: Sentence


@dataclass(frozen=True)
class Material:
    """Articles and codes of a study. Make it with `read`."""

    plan: Study
    book: Codebook
    source: Source

    @property
    def documents(self) -> pd.DataFrame:
        """All articles, dated, with their clusters of copies; texts are there if all fit in."""
        return self.source.documents

    @property
    def receipt(self) -> pd.DataFrame:
        """What was read, rejected and skipped."""
        return self.source.receipt

    def roles(self) -> Mapping[str, int]:
        """Count the units of each role."""
        return self.source.units().roles

    def languages(self) -> pd.DataFrame:
        """Count articles and units by language, as `language.summary`."""
        return self.source.units().languages

    def coverage(self) -> Mapping[str, int]:
        """Count units that were coded, that carry a frame, and that were not asked."""
        return self.source.units().coverage

    def found(self) -> pd.DataFrame:
        """Count what each pattern found, as `pattern_tables.found`."""
        return self.source.found()

    def tallies(self, documents: pd.DataFrame, *, by: Sequence[str] = ()) -> pd.DataFrame:
        """Count the codes of the dictionary in these articles.

        Parameters
        ----------
        documents : DataFrame
            Some of `documents`.
        by : sequence of str
            Columns of the documents, or 'role'.

        Returns
        -------
        DataFrame
            As `measure.tally`.

        Raises
        ------
        contracts.TableError
            If there is no such column.
        """
        return tallied(self.source.base(roles="role" in by), documents, by)

    def pairs(self, documents: pd.DataFrame, *, level: float) -> pd.DataFrame:
        """Estimate how often two frames meet in one unit, as `cooccurrence.pairs`."""
        known = documents["doc_id"]
        found = [
            cooccurrence.estimated(counts[counts["doc_id"].isin(known)], documents, level=level,
                                   unit="segment")
            for counts in self.source.pair_counts()
        ]  # fmt: skip
        return pd.concat(found, ignore_index=True) if found else cooccurrence.estimated(
            cooccurrence.counts(*(contracts.empty(name) for name in
                                  ("codings", "segments", "documents"))), documents, level=level
        )  # fmt: skip

    def shown(self, documents: pd.DataFrame, *, seed: int, most: int = SHOWN) -> Shown:
        """Give some articles in full, to be shown with their evidence.

        Parameters
        ----------
        documents : DataFrame
            Those to choose from.
        seed : int
            Of the choice; waves and languages take turns.
        most : int
            Articles at the most.

        Returns
        -------
        Shown
            All of `documents` if they are no more than `most`; `said` is then empty.
        """
        chosen = picked(documents, most, seed)
        some = self.source.some(chosen["doc_id"])
        whole = _with_texts(chosen, some.documents)
        said = (
            f"{len(chosen):,} of {len(documents):,} articles are shown, drawn with seed {seed} "
            f"from every wave and language in turn; the numbers are of all."
            if len(chosen) < len(documents)
            else ""
        )
        return Shown(whole, some.segments, some.hits, some.codings, Sentence(said))

    def each(self, documents: pd.DataFrame) -> Iterator[Tables]:
        """Go through articles in full, some at a time, so that texts need not all fit in.

        Parameters
        ----------
        documents : DataFrame
            Those wanted, with the columns that they are to have.

        Yields
        ------
        Tables
            Documents with their texts, segments, hits and codings; each article once.
        """
        for tables in self.source.each():
            own = documents[documents["doc_id"].isin(tables.documents["doc_id"])]
            if len(own):
                kept = (table[table["doc_id"].isin(own["doc_id"])].reset_index(drop=True)
                        for table in tables[1:])  # fmt: skip
                yield Tables(_with_texts(own, tables.documents).reset_index(drop=True), *kept)

    def copied(self) -> pd.DataFrame:
        """Give the articles of the largest cluster of copies with their texts, if there is one."""
        sizes = self.documents["cluster_id"].value_counts()
        if not len(sizes) or sizes.iloc[0] < 2:
            return self.documents
        largest = min(sizes.index[sizes == sizes.iloc[0]])
        members = self.documents[self.documents["cluster_id"].eq(largest).fillna(False)]
        return _with_texts(members, self.source.some(members["doc_id"]).documents)

    def saved(self) -> dict[str, pd.DataFrame]:
        """Give the tables of codes that are worth keeping, by name."""
        return self.source.saved()

    def codes(self) -> Codes:
        """Read the codes of people, as `coders.read`."""
        near, elsewhere = self._near(self.documents), 0
        if self.source.in_parts:
            roles = near.segments["role"].value_counts()
            elsewhere = sum(n - int(roles.get(role, 0)) for role, n in self.roles().items()
                            if role in contracts.COUNTED_ROLES)  # fmt: skip
        return coders.read(self.plan, self.book, near.documents, near.segments, elsewhere=elsewhere)

    def machines(
        self, codes: Codes, documents: pd.DataFrame, *, min_units: int
    ) -> dict[str, pd.DataFrame]:
        """Code the units that people coded, or were to, with the machines of the study.

        Parameters
        ----------
        codes : Codes
            Of these documents.
        documents : DataFrame
        min_units : int
            As in `coders.machines`.

        Returns
        -------
        dict of str to DataFrame
            Name of the machine to contract `codings`: of all units; of a large corpus those of
            articles of which people coded units, and `rest` counts the others.
        """
        near = self._near(documents)
        return coders.machines(
            self.plan, self.book, near.documents, near.segments, codes.units,
            min_units=min_units, dictionary=near.codings,
        )  # fmt: skip

    def rest(
        self, codes: Codes, documents: pd.DataFrame, *, min_units: int, machine: str = "dictionary"
    ) -> pd.DataFrame | None:
        """Count the codes of a machine in the articles that `machines` leaves out.

        Parameters
        ----------
        codes, documents, min_units
            As in `machines`.
        machine : str
            Its name. A classifier then goes through the whole corpus.

        Returns
        -------
        DataFrame or None
            Contract `tallies`, of documents where the units are documents; None if none is left
            out.
        """
        if not self.source.in_parts:
            return None
        others = documents[~documents["doc_id"].isin(self._coded_by_people)]
        counts = tallied(self._base(machine), others, ())
        if not (codes.units["unit"] == "document").any() or self.book.unit == "document":
            return counts
        carries = (counts["n_positive"] >= min_units).astype("int64")
        return counts.assign(n_units=1, n_positive=carries)

    def coders(
        self, codes: Codes, machines: Mapping[str, pd.DataFrame], documents: pd.DataFrame
    ) -> dict[str, pd.DataFrame]:
        """Count the codes of every coder by wave: the dictionary first, then others, then gold.

        Returns
        -------
        dict of str to DataFrame
            Name of the coder to contract `tallies`; of people, of what they coded.
        """
        near = self._near(documents)
        whole = machines if self.source.in_parts else {"dictionary": None}
        made = {name: tallied(self._base(name), documents, ["wave"]) for name in whole}
        others = [codings for name, codings in machines.items() if name not in made]
        for table in [*others, codes.human, codes.gold]:
            for name, part in table.groupby("coder", sort=True):
                own = part[part["segment_id"].isin(near.segments["segment_id"])]
                made[str(name)] = measure.tally(own, near.segments, near.documents, by=["wave"])
        return made

    def _base(self, machine: str) -> pd.DataFrame:
        """Tallies of all articles by one machine."""
        if machine == "dictionary":
            return self.source.base(roles=False)
        return self.source.classified()

    def _near(self, documents: pd.DataFrame) -> Tables:
        """Articles in full whose units are compared with those of people."""
        own = documents
        if self.source.in_parts:
            own = documents[documents["doc_id"].isin(self._coded_by_people)]
        some = self.source.some(own["doc_id"])
        return some._replace(documents=_with_texts(own, some.documents).reset_index(drop=True))

    @cached_property
    def _coded_by_people(self) -> set[str]:
        """Articles of which people coded units, or were to."""
        return coders.articles(self.plan, self.book, self.documents)


def _with_texts(documents: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Give articles the texts that are known of them."""
    texts = known.set_index("doc_id")["text"]
    return documents.assign(text=documents["doc_id"].map(texts).astype("str"))


def is_large(plan: Study, *, large: int = LARGE) -> bool:
    """Tell whether the articles are a corpus of more than so many, which is coded in parts.

    Examples
    --------
    >>> from analysis import study
    >>> is_large(study.load("seeds/study.yaml"))
    False
    """
    return parts.n_articles(plan.articles) > large


def coding(plan: Study, book: Codebook) -> Iterator[tuple[int, int]]:
    """Code a large corpus into the folder beside it, and tell how far it is; `read` does so, too.

    Yields
    ------
    done, total : int
        Articles coded, those of an earlier run among them, and all articles.

    Raises
    ------
    contracts.InputError
        If the corpus was read with other waves or copies than the study says.
    """
    yield from parts.coding(plan, book)


def read(plan: Study, book: Codebook, *, large: int = LARGE) -> Material:
    """Read, date, split and code the articles of a study.

    Parameters
    ----------
    plan : Study
    book : Codebook
    large : int
        A corpus that `framewaves ingest` wrote, with more articles than this, is coded part by
        part into a folder beside it (`<corpus>.codes`), which the next run goes on with.

    Returns
    -------
    Material

    Raises
    ------
    contracts.InputError
        If the articles cannot be read, or a large corpus was read with other waves or copies
        than the study says.

    Examples
    --------
    >>> from analysis import codebook, study
    >>> plan = study.load("seeds/study.yaml")
    >>> stuff = read(plan, codebook.load(plan.codebook))
    >>> len(stuff.documents), stuff.tallies(stuff.documents)["doc_id"].nunique()
    (5, 5)
    """
    made = Parts(plan, book) if is_large(plan, large=large) else Whole(plan, book)
    return Material(plan, book, made)
