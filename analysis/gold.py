"""Codes of people that lie in files of spans: a gold standard, or the sheets of coders.

Such a file has a row for each coded span `[start, end)` of an article and a column of 0 and 1
for each frame, so it fits any way of splitting articles. `units` and `codings` turn its rows into
the tables that the other stages take; `covers` says whether people coded everything, which alone
makes hand-made spans a sample that can be estimated from (`as_sample`).
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from analysis import contracts
from analysis._gold import census, files
from analysis._gold import spans as gold_spans
from analysis._gold import units as gold_units
from analysis.codebook import Codebook
from analysis.contracts import InputError, first_five

__all__ = [
    "as_sample", "codings", "covers", "documents_said", "folder", "is_spans", "read", "units",
]  # fmt: skip

SEPARATELY: Final = {
    ".xlsx": "a coding sheet: sheets.read reads it",
    ".csv": "no columns article, start and end: not a file of spans",
}
OF_VOICES: Final = "codes of voices (it has the columns speaker and form), not of frames"
ADJUDICATED: Final = "adjudicated codes (it has a column decided_by), not those of a coder"


_OF_VOICES: Final = {"speaker", "form"}


def read(path: str | Path, frames: Iterable[str]) -> pd.DataFrame:
    """Read coded spans from a CSV file, separated by commas, semicolons or tabs.

    Parameters
    ----------
    path : str or Path
        Columns article (name of the article's file), start and end (offsets [start, end)
        into its text), one column of 0 and 1 for each frame; role, text, unit_id, part,
        decided_by and note if you like. An empty cell of a frame is no code: not coded, or
        undecided. UTF-8, with or without byte order mark.
    frames : iterable of str
        Frames of the codebook. The file may lack some; other columns are not read, but one
        that holds only 0, 1 and empty cells, or whose name is nearly that of a frame, is
        refused.

    Returns
    -------
    DataFrame
        article, start, end, the frames in the order of the file (whole numbers, null where
        the cell is empty), and of role, text, unit_id, part, decided_by and note those that
        are there; rows in the order of the file.

    Raises
    ------
    contracts.InputError
        If the file is not such a table or holds no code at all. Rows are numbered as a
        spreadsheet shows them: the header is row 1.

    Examples
    --------
    >>> frames = ["ip_theft", "hypocrisy", "national_security", "market_impact"]
    >>> len(read("seeds/coding/gold.csv", frames))
    179
    """
    return files.read(Path(path), sorted(frames))


def is_spans(path: Path) -> bool:
    """Tell whether a CSV file holds spans coded for frames, by its columns.

    Examples
    --------
    >>> is_spans(Path("seeds/coding/gold.csv"))
    True
    """
    if path.suffix.lower() != ".csv" or path.name.startswith((".", "~$")):
        return False
    columns = set(files.sheet(path).columns)
    return columns >= set(files.SPAN) and not columns >= _OF_VOICES


def documents_said(spans: pd.DataFrame) -> pd.Series:
    """Give the doc_id that the column unit_id of each span names; empty where it does not.

    Parameters
    ----------
    spans : DataFrame
        From `read`.

    Examples
    --------
    >>> documents_said(pd.DataFrame({"unit_id": ["a1b2:sentence:00003", None]})).tolist()
    ['a1b2', '']
    """
    return gold_spans.said(spans)


def units(
    spans: pd.DataFrame, documents: pd.DataFrame, *, codebook: Codebook,
    segments: pd.DataFrame | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Turn coded spans into units of coding.

    Parameters
    ----------
    spans : DataFrame
        From `read`.
    documents : DataFrame
        Contract `documents`; `article` is the file that a document was read from.
    codebook : Codebook
        Its unit is the unit of the spans, where no segments are given.
    segments : DataFrame, optional
        Contract `segments`, of one kind. A span that is one of them becomes that segment, with
        its id, role and language, so that codes of people and machine meet.

    Returns
    -------
    DataFrame
        Contract `segments`, in the order of the text; `position` counts the units of each
        article. Any other span has the id of its column unit_id or else
        '<doc_id>:span:<start>-<end>'; its role is that of its column role or else of the
        segment with which it has most characters in common, or 'body'; its language that of
        the article.

    Raises
    ------
    contracts.InputError
        If a span does not fit the articles (`read` cannot know them), its unit_id is that of
        another segment, or its role is none.

    Examples
    --------
    >>> from analysis import codebook
    >>> book = codebook.load("seeds/codebook.yaml")
    >>> spans = pd.DataFrame({"article": ["a.txt"], "start": [0], "end": [4], "hypocrisy": [1]})
    >>> documents = pd.DataFrame({"doc_id": ["d"], "source_file": ["a.txt"],
    ...     "source_format": "text", "position_in_file": 0, "text": ["Nee. Ja."], "words": 2,
    ...     "date_source": "none", "text_sha256": "0", "language": "nl"})
    >>> units(spans, documents, codebook=book)[["segment_id", "role", "language"]]
       segment_id  role language
    0  d:span:0-4  body       nl
    """
    found = gold_units.identified(spans, documents, codebook, segments)
    columns = ["segment_id", "doc_id", "unit", "start", "end", "role", "language"]
    made = found[columns].sort_values(["doc_id", "start", "end"], ignore_index=True)
    return contracts.conform(made.assign(position=made.groupby("doc_id").cumcount()), "segments")


def codings(
    spans: pd.DataFrame, documents: pd.DataFrame, *, coder: str, codebook: Codebook,
    segments: pd.DataFrame | None = None, coder_kind: str = "human", round: int = 1,  # noqa: A002
) -> pd.DataFrame:  # fmt: skip
    """Turn coded spans into codings.

    Parameters
    ----------
    spans, documents, codebook, segments
        As in `units`; segment_id is the same as there.
    coder : str
        Who coded; 'gold' for adjudicated codes.
    coder_kind : str
        Kind of coder, see `contracts`.
    round : int
        Round of coding.

    Returns
    -------
    DataFrame
        Contract `codings`, in the order of the text. A span without any code was not coded and
        has no row. Where a span has codes for other frames (or its column decided_by is filled),
        an empty cell is a null value: looked at, and not decided.

    Raises
    ------
    contracts.InputError
        As `units` does.

    Examples
    --------
    >>> from analysis import codebook
    >>> book = codebook.load("seeds/codebook.yaml")
    >>> documents = pd.DataFrame({"doc_id": ["d"], "source_file": ["a.txt"],
    ...     "source_format": "text", "position_in_file": 0, "text": ["Nee. Ja."], "words": 2,
    ...     "date_source": "none", "text_sha256": "0", "language": "nl"})
    >>> spans = pd.DataFrame({"article": ["a.txt"], "start": [0], "end": [4], "hypocrisy": [1]})
    >>> made = codings(spans, documents, coder="gold", codebook=book)
    >>> made[["segment_id", "frame", "coder", "value"]].to_numpy().tolist()
    [['d:span:0-4', 'hypocrisy', 'gold', 1]]
    """
    frames = gold_spans.frames(spans)
    found = gold_units.identified(spans, documents, codebook, segments)
    looked = found[frames].notna().any(axis=1)
    if "decided_by" in found.columns:
        looked |= found["decided_by"].fillna("") != ""
    found = found[looked].sort_values(["doc_id", "start", "end"])
    every = found.melt(["segment_id", "doc_id"], frames, "frame", "value", ignore_index=False)
    order = np.argsort(np.tile(np.arange(len(found)), len(frames)), kind="stable")
    made = every.iloc[order].assign(
        coder=coder, coder_kind=coder_kind, codebook=codebook.reference, round=round
    )
    return contracts.conform(made, "codings")


def folder(
    path: str | Path, frames: Iterable[str], documents: pd.DataFrame, *, codebook: Codebook,
    segments: pd.DataFrame | None = None, round: int = 1,  # noqa: A002
) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    r"""Read every file of spans in a folder; a coder has the name of the file.

    Parameters
    ----------
    path : str or Path
        A folder with files such as coder_a.csv, coder_b.csv and gold.csv.
    frames : iterable of str
        As in `read`.
    documents, codebook, segments, round
        As in `codings`.

    Returns
    -------
    codings : DataFrame
        Contract `codings` of all coders, by the name of the coder.
    receipt : DataFrame
        Contract `receipt`: a row for each file, 'read' or 'skipped' with the reason, as gold
        codes are that `adjudication` wrote. n_read are
        coded spans, expected all spans; the extra columns are coder, n_codes (0 and 1) and
        n_empty (cells without a code).

    Raises
    ------
    contracts.InputError
        If the folder cannot be read, a file of spans is damaged (its codes would be lost), or
        two files are of one coder.

    Examples
    --------
    >>> from analysis import codebook
    >>> book = codebook.load("seeds/codebook.yaml")
    >>> documents = pd.DataFrame({"doc_id": ["d"], "source_file": ["a.txt"],
    ...     "source_format": "text", "position_in_file": 0, "text": ["Nee. Ja."], "words": 2,
    ...     "date_source": "none", "text_sha256": "0", "language": "nl"})
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     _ = Path(place, "anna.csv").write_text("article,start,end,hypocrisy\na.txt,0,4,1\n")
    ...     coded, receipt = folder(place, book.frame_ids, documents, codebook=book)
    >>> coded["coder"].tolist(), receipt[["source_file", "status"]].to_numpy().tolist()
    (['anna'], [['anna.csv', 'read']])
    """
    place, names = Path(path), sorted(frames)
    found = [contracts.empty("codings")]
    rows: list[dict[str, object]] = []
    for file in _files(place):
        reason = _reason(file)
        if reason:
            rows.append({"source_file": file.name, "status": "skipped", "reason": reason})
            continue
        spans = read(file, names)
        coded = codings(spans, documents, coder=file.stem, codebook=codebook,
                        segments=segments, round=round)  # fmt: skip
        found.append(coded)
        rows.append(_received(file, spans, coded))
    _one_file_each(rows)
    receipt = pd.DataFrame(rows, columns=["source_file", "status", *_RECEIVED])
    whole = pd.concat(found, ignore_index=True)
    counts = dict.fromkeys(["n_codes", "n_empty"], "Int64")
    return (contracts.conform(whole, "codings"),
            contracts.conform(receipt.astype(counts), "receipt"))  # fmt: skip


_RECEIVED: Final = (
    "reason", "source_format", "expected", "n_read", "n_rejected", "coder", "n_codes", "n_empty",
)  # fmt: skip


def _files(place: Path) -> list[Path]:
    """All that lies in a folder, sorted by name."""
    try:
        return sorted(place.iterdir(), key=lambda file: file.name)
    except OSError as cause:
        message = f"The folder of codes {place.name} cannot be read ({cause.strerror})."
        raise InputError(message) from cause


def _reason(file: Path) -> str:
    """Why a file is not read; empty if it is a file of spans."""
    if file.is_dir():
        return "a folder"
    if file.name.startswith((".", "~$")):
        return "hidden, or a lock file"
    if file.suffix.lower() != ".csv":
        return SEPARATELY.get(file.suffix.lower(), "not a CSV file")
    columns = set(files.sheet(file).columns)
    if not set(files.SPAN) <= columns:
        return SEPARATELY[".csv"]
    if columns >= _OF_VOICES:
        return OF_VOICES
    return ADJUDICATED if "decided_by" in columns else ""


def _received(file: Path, spans: pd.DataFrame, coded: pd.DataFrame) -> dict[str, object]:
    """Row of the receipt for a file that was read."""
    n_coded, n_codes = coded["segment_id"].nunique(), int(coded["value"].notna().sum())
    return {
        "source_file": file.name, "status": "read", "source_format": "spans",
        "expected": len(spans), "n_read": n_coded, "n_rejected": len(spans) - n_coded,
        "reason": None if n_coded == len(spans) else "spans without any code were not coded",
        "coder": file.stem, "n_codes": n_codes,
        "n_empty": len(spans) * len(gold_spans.frames(spans)) - n_codes,
    }  # fmt: skip


def _one_file_each(rows: Sequence[dict[str, object]]) -> None:
    """Raise if two files would be codes of one coder."""
    names = pd.Series([row["source_file"] for row in rows if row["status"] == "read"], dtype="str")
    stems = names.str.rsplit(".", n=1).str[0].str.lower()
    if (twice := stems.duplicated(keep=False)).any():
        message = (f"Files {first_five(names[twice])} have the name of one coder. Give each coder "
                   f"one file.")  # fmt: skip
        raise InputError(message)


def covers(
    codings: pd.DataFrame, segments: pd.DataFrame, documents: pd.DataFrame, *,
    units: pd.DataFrame | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Say for every document and frame how much of what counts has a gold code.

    Parameters
    ----------
    codings : DataFrame
        Contract `codings` of one coder, such as gold. A null value (could not decide) was
        looked at: it is covered.
    segments : DataFrame
        Contract `segments`: all units of the corpus. Those with a counted role must be covered.
    documents : DataFrame
        Contract `documents`, whose texts tell blanks from words.
    units : DataFrame, optional
        From `units`: where the coded spans lie that are no segments.

    Returns
    -------
    DataFrame
        doc_id, frame, n_units (with a counted role), n_coded (all their characters but blanks
        lie in units coded for the frame), n_null (of these, own code null), and covered: whether
        they are all of them. Sorted; a document without a counted unit has no row. The codes
        are a census if `covered` holds in every row (and there is one).

    Raises
    ------
    contracts.TableError
        If codings are of several coders, or of units that are neither segments nor `units`.

    Examples
    --------
    >>> nothing = [contracts.empty(name) for name in ("codings", "segments", "documents")]
    >>> covers(*nothing).columns.tolist()
    ['doc_id', 'frame', 'n_units', 'n_coded', 'n_null', 'covered']
    """
    return census.cover(codings, segments, documents, units)


def as_sample(
    segments: pd.DataFrame, codings: pd.DataFrame, documents: pd.DataFrame, *,
    seen: bool | None, units: pd.DataFrame | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Make a sample of gold codes that are a census: every unit was taken, each with certainty.

    Parameters
    ----------
    segments, codings, documents, units
        As in `covers`.
    seen : bool
        Whether those who wrote the codebook (or trained the machine) had seen these codes. If
        they had, the part is 'development', on which no validity can be tested; None: the study
        does not say.

    Returns
    -------
    DataFrame
        Contract `samples`: a row for each segment with a counted role (with `units`: for each
        of those), stratum 'all', inclusion_prob 1, design 'census', seed 0 (nothing was drawn).

    Raises
    ------
    contracts.InputError
        If the codes are no census: units that were picked by hand are no sample.

    Examples
    --------
    >>> as_sample(*(contracts.empty(name) for name in ("segments", "codings", "documents")),
    ...           seen=True)
    Traceback (most recent call last):
    analysis.contracts.InputError: There is no gold code of a unit that counts, ...
    """
    census.refuse_unless_census(covers(codings, segments, documents, units=units))
    known = contracts.conform(segments if units is None else units, "segments")
    taken = known[known["role"].isin(contracts.COUNTED_ROLES)].drop(columns="language")
    columns = ["doc_id", "source_file", "wave", "language", "cluster_id"]
    made = taken.merge(contracts.conform(documents, "documents")[columns], on="doc_id")
    made = made.assign(
        unit_id=made["segment_id"], stratum="all", stratum_size=len(made), inclusion_prob=1.0,
        design="census", part="development" if seen else "test", seed=0,
    ).sort_values(["doc_id", "start"])  # fmt: skip
    return contracts.conform(made[contracts.SCHEMAS["samples"].names], "samples")
