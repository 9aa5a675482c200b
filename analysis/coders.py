"""The codes of a study: those of people, the gold standard, and a machine's, for the same units.

The chain from the coders' files to tables that meet: `read` takes the files that the study
names, finds their units among those of the articles, and says why there is no sample to
estimate from, where there is none; `machines` codes these units with the dictionary and, where
the study names one, with its classifier.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from analysis import clean, coding, contracts, gold, presence, sample, segment, sheets
from analysis.codebook import Codebook
from analysis.contracts import InputError, did_you_mean, first_five
from analysis.study import Study

__all__ = ["Codes", "articles", "chosen", "machines", "read", "universe"]

GOLD: Final = "gold"
"""Name of the coder whose codes are the gold standard."""

RECEIPT: Final = (
    "file", "coder", "status", "n_units", "n_codes", "n_undecided", "n_empty", "reason",
)  # fmt: skip
WITHOUT_SAMPLE: Final = "no file of spans; to read coding sheets, name their sample in the study"
SHEETS: Final = (".xlsx", ".csv", ".tsv", ".txt")


class Codes(NamedTuple):
    """Codes of a study.

    `human` are codings of people, `gold` those that were adjudicated; both are empty where the
    study has none. `units` are the units that a machine codes to be compared with them: all
    that were drawn from, or that people coded. `sample` says how the units with gold codes came
    to be coded, and is None where that is not known; `why` then says the reason. `seen` is
    whether those who wrote the codebook had seen the gold codes, None if nobody says.
    `receipt` has a row for each file.
    """

    human: pd.DataFrame
    gold: pd.DataFrame
    units: pd.DataFrame
    sample: pd.DataFrame | None
    why: str
    seen: bool | None
    receipt: pd.DataFrame

    def within(self, documents: pd.DataFrame) -> "Codes":
        """Keep what belongs to these documents."""
        known = documents["doc_id"]
        human, gold_codes, units = (table[table["doc_id"].isin(known)].reset_index(drop=True)
                                    for table in (self.human, self.gold, self.units))  # fmt: skip
        drawn = self.sample
        if drawn is not None:
            drawn = drawn[drawn["doc_id"].isin(known)].reset_index(drop=True)
        return self._replace(human=human, gold=gold_codes, units=units, sample=drawn)


def articles(plan: Study, book: Codebook, documents: pd.DataFrame) -> set[str]:
    """Name the articles of which people coded units, or were to, as far as the files tell.

    Parameters
    ----------
    plan, book
        As in `read`.
    documents : DataFrame
        All articles; their texts are not needed.

    Returns
    -------
    set of str
        Their doc_id. An article that a file names and that is not there is left for `read` to
        tell.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from analysis import codebook, study
    >>> plan = replace(study.load("seeds/study.yaml"), gold=None, coding=None)
    >>> articles(plan, codebook.load(plan.codebook), contracts.empty("documents"))
    set()
    """
    there = set(documents["doc_id"])
    found = set() if plan.sample is None else set(sample.read(plan.sample)["doc_id"])
    files = [] if plan.gold is None else [plan.gold]
    if plan.coding is not None:
        files += [path for path in sorted(plan.coding.glob("*.csv")) if gold.is_spans(path)]
    paths = documents["source_file"]
    names = paths.str.rsplit("/", n=1).str[-1]
    for path in dict.fromkeys(files):
        spans = gold.read(path, book.frame_ids)
        said = gold.documents_said(spans)
        found |= set(said)
        rest = spans.loc[~said.isin(there), "article"]
        found |= set(documents.loc[paths.isin(rest) | names.isin(rest), "doc_id"])
    return found & there


def read(
    plan: Study, book: Codebook, documents: pd.DataFrame, segments: pd.DataFrame, *,
    elsewhere: int = 0,
) -> Codes:  # fmt: skip
    """Read the coders' files that a study names.

    Parameters
    ----------
    plan : Study
        Its `coding` is the folder with the coders' files: coding sheets (XLSX, CSV) and files of
        spans; `sample` the units that were drawn, `gold` the adjudicated codes.
    book : Codebook
    documents, segments : DataFrame
        All articles of the study and their units of coding, whatever wave they are in; or those
        of `articles` alone.
    elsewhere : int
        Units that count in the articles that are not given.

    Returns
    -------
    Codes
        The receipt has the columns file, coder, status ('read' or 'skipped'), n_units, n_codes
        (0 and 1), n_undecided ('cannot tell'; null for files of spans, which cannot say it),
        n_empty (cells without a code) and reason.

    Raises
    ------
    InputError
        If a file is damaged or does not fit the articles, or the sample is not of these units.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from analysis import codebook, study
    >>> book = codebook.load("seeds/codebook.yaml")
    >>> empty = contracts.empty("documents"), contracts.empty("segments")
    >>> plan = replace(study.load("seeds/study.yaml"), gold=None, coding=None)
    >>> read(plan, book, *empty).why
    'The study names no gold codes.'
    """
    drawn = None if plan.sample is None else sample.read(plan.sample)
    units = universe(drawn, documents, segments)
    if drawn is not None:
        drawn = sample.check(drawn, units)
    spans = [] if plan.gold is None else [gold.read(plan.gold, book.frame_ids)]
    human, others, receipt = _human(plan, book, documents, units, drawn)
    whole = _with_spans(units, [*spans, *others], documents, book)
    if not spans:
        told = "The study names no gold codes."
        return Codes(human, contracts.empty("codings"), whole, drawn, told, None, receipt)
    codes = gold.codings(spans[0], documents, coder=GOLD, codebook=book, segments=units)
    if drawn is not None:
        return Codes(human, codes, whole, drawn, "", plan.gold_seen, receipt)
    if elsewhere:
        why = (f"These gold codes are no census: {elsewhere:,} units that count lie in articles "
               f"without any. Units that were hand-picked, not drawn, have no known probability, "
               f"so what they show cannot be carried to the rest. Draw a sample ('framewaves "
               f"sample') and have it coded.")  # fmt: skip
        return Codes(human, codes, whole, None, why, plan.gold_seen, receipt)
    whole, drawn, why = _census(units, whole, codes, documents, seen=plan.gold_seen)
    if drawn is not None:  # furniture and repeats were coded as well, but do not count
        codes = codes[codes["segment_id"].isin(drawn["unit_id"])].reset_index(drop=True)
    return Codes(human, codes, whole, drawn, why, plan.gold_seen, receipt)


def universe(
    drawn: pd.DataFrame | None, documents: pd.DataFrame, segments: pd.DataFrame
) -> pd.DataFrame:
    """Give all units of the kind that was drawn; those of the codebook where nothing was.

    Raises
    ------
    InputError
        If the sample is of another kind of unit than the codebook codes, documents apart.
    """
    kinds = [] if drawn is None else sorted(drawn["unit"].unique())
    own = sorted(segments["unit"].unique())
    if not kinds or kinds == own:
        return segments
    if kinds == ["document"]:
        return segment.split(documents, clean.blocks(documents), unit="document")
    message = (f"The sample is of {first_five(kinds)}, the codebook codes {first_five(own)}. "
               f"Draw it again, or give the codebook the unit of the sample.")  # fmt: skip
    raise InputError(message)


def _human(
    plan: Study, book: Codebook, documents: pd.DataFrame, units: pd.DataFrame,
    drawn: pd.DataFrame | None,
) -> tuple[pd.DataFrame, list[pd.DataFrame], pd.DataFrame]:  # fmt: skip
    """Codings of the people, the spans that they are of, and a row for each file."""
    if plan.coding is None:
        return contracts.empty("codings"), [], pd.DataFrame(columns=RECEIPT)
    apart = {path.resolve() for path in (plan.gold, plan.sample) if path is not None}
    codes, told = gold.folder(plan.coding, book.frame_ids, documents, codebook=book,
                              segments=units)  # fmt: skip
    others = {path.stem for path in apart if path.parent == plan.coding.resolve()} | {GOLD}
    codes, told = codes[~codes["coder"].isin(others)], told[~told["coder"].isin(others)]
    known = [path.name for path in apart if path.parent == plan.coding.resolve()]
    told = told.loc[~told["source_file"].isin(known)]
    spans = [gold.read(plan.coding / name, book.frame_ids)
             for name in told.loc[told["status"] == "read", "source_file"]]  # fmt: skip
    first = told.assign(file=told["source_file"], n_units=told["n_read"], n_undecided=None)
    if drawn is None:
        unread = first["reason"].isin(list(gold.SEPARATELY.values()))
        reasons = first["reason"].mask(unread, WITHOUT_SAMPLE)
        return codes, spans, first.assign(reason=reasons)[list(RECEIPT)].reset_index(drop=True)
    said_why = first["reason"].isin([gold.ADJUDICATED, gold.OF_VOICES])
    no_sheets = first["status"].eq("read") | said_why
    sheeted, second = _sheets(plan.coding, apart, set(first["file"][no_sheets]),
                              _texts(drawn, documents), book)  # fmt: skip
    left = first[(first["status"] == "read") | ~first["file"].isin(second["file"])]
    parts = [part for part in (codes, sheeted) if len(part)] or [codes]
    receipt = pd.concat([left[list(RECEIPT)], second[list(RECEIPT)]], ignore_index=True)
    return pd.concat(parts, ignore_index=True), spans, receipt


def _sheets(
    folder: Path, apart: set[Path], spans: set[str], units: pd.DataFrame, book: Codebook
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Codings from the coding sheets of a folder, and a row for each."""
    files = [path for path in sorted(folder.iterdir())
             if path.suffix.lower() in SHEETS and path.name not in spans
             and path.resolve() not in apart and not path.name.startswith((".", "~$"))]  # fmt: skip
    if not files:
        return contracts.empty("codings"), pd.DataFrame(columns=RECEIPT)
    codes, told = sheets.read(files, units, book)
    receipt = told.assign(n_codes=told["n_coded"], n_undecided=told["n_cannot_tell"],
                          n_empty=told["n_blank"])  # fmt: skip
    return codes, receipt


def _texts(drawn: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Give the units drawn, with the text of each."""
    texts = documents.set_index("doc_id")["text"]
    known = drawn[drawn["doc_id"].isin(texts.index)]
    places = zip(known["doc_id"], known["start"], known["end"], strict=True)
    return known.assign(text=[texts[doc_id][start:end] for doc_id, start, end in places])


def _with_spans(
    units: pd.DataFrame, spans: Sequence[pd.DataFrame], documents: pd.DataFrame, book: Codebook
) -> pd.DataFrame:
    """Units, and behind them the coded spans that are none of them."""
    found = [gold.units(one, documents, codebook=book, segments=units) for one in spans]
    every = pd.concat([units, *found], ignore_index=True).drop_duplicates("segment_id")
    return contracts.conform(every, "segments")


def _census(
    units: pd.DataFrame, whole: pd.DataFrame, codes: pd.DataFrame, documents: pd.DataFrame,
    *, seen: bool | None,
) -> tuple[pd.DataFrame, pd.DataFrame | None, str]:  # fmt: skip
    """Give the units that a machine is to code, and the sample if all have a gold code."""
    own = whole[whole["segment_id"].isin(codes["segment_id"])]
    strange = not own["segment_id"].isin(units["segment_id"]).all()
    try:
        drawn = gold.as_sample(units, codes, documents, seen=seen, units=own if strange else None)
    except InputError as reason:
        return whole, None, str(reason)
    return own.reset_index(drop=True) if strange else units, drawn, ""


def machines(
    plan: Study, book: Codebook, documents: pd.DataFrame, segments: pd.DataFrame,
    units: pd.DataFrame, *, min_units: int, dictionary: pd.DataFrame | None = None,
) -> dict[str, pd.DataFrame]:  # fmt: skip
    """Code units with the machines of a study: its dictionary, and its classifier if it has one.

    Parameters
    ----------
    plan, book, documents
        As in `read`.
    segments : DataFrame
        Units of coding of the codebook, from which whole documents are coded.
    units : DataFrame
        What is to be coded, such as `Codes.units`.
    min_units : int
        Units of coding with the frame that make a document carry it.
    dictionary : DataFrame, optional
        Codes of the dictionary that there are already; they are made anew where they lack a
        unit.

    Returns
    -------
    dict of str to DataFrame
        Name of the coder to contract `codings`, only of units with a counted role.
    """
    lifted = bool((units["unit"] == "document").any()) and not units.equals(segments)
    asked = segments if lifted else units
    made = dictionary if dictionary is not None else contracts.empty("codings")
    if not asked["segment_id"].isin(made["segment_id"]).all():
        made = coding.codings(coding.hits(documents, asked, book), asked, book)
    codes = {"dictionary": made}
    if plan.model is not None:
        from analysis import classify  # takes seconds to load, and few studies have a model

        model = classify.load(plan.model)
        codes["classifier"] = classify.codings(model, asked, documents, coder="classifier")
    if lifted:
        codes = {name: presence.of_documents(made, asked, documents, min_units=min_units)[1]
                 for name, made in codes.items()}  # fmt: skip
    counted = units.loc[units["role"].isin(contracts.COUNTED_ROLES), "segment_id"]
    return {name: made[made["segment_id"].isin(counted)].reset_index(drop=True)
            for name, made in codes.items()}  # fmt: skip


def chosen(codings: Mapping[str, pd.DataFrame], name: str) -> pd.DataFrame:
    """Give the codes of one machine.

    Raises
    ------
    InputError
        If there is no such machine.

    Examples
    --------
    >>> chosen({"dictionary": contracts.empty("codings")}, "dictionary").empty
    True
    """
    if name not in codings:
        message = f"There is no machine {name!r} in this study. {did_you_mean(name, codings)}"
        raise InputError(message)
    return codings[name]
