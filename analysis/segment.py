"""Split articles into units of coding: sentences, paragraphs or whole documents.

Offsets are exact: a unit is the slice `[start:end)` of the article as read. Sentences
come from `boundaries`, a function of one string and nothing else: one regular expression
proposes ends of sentences, and a few rules with a list of abbreviations decide about each.
Much text at once takes the compiled way to the same sentences, where it is installed.
"""

import itertools
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis import contracts
from analysis._codepoints import joined
from analysis._compiled import worth
from analysis._stops import plain
from analysis.contracts import UNITS, InputError, TableError, did_you_mean, first_five

__all__ = ["boundaries", "spans", "split", "texts"]

Ints = npt.NDArray[np.int64]

_PORTION: Final = 100_000
"""Characters whose code points are made at a time: little enough to stay in the cache."""


def boundaries(text: str) -> list[tuple[int, int]]:
    """Find the sentences of a text.

    Parameters
    ----------
    text : str
        A paragraph, or several with blank lines between; a blank line and a list bullet
        at the start of a line always end a sentence, a single line break never does.

    Returns
    -------
    list of (int, int)
        `[start, end)` of each sentence in order, without white space around it. Every
        character that is not white space lies in exactly one of them. Closing quotation
        marks and brackets stay with the sentence they close. A piece without a letter or
        digit stays with the sentence before it.

    Examples
    --------
    >>> text = "“Dat is niet waar.” Dr. J. Smit (o.a. KPN) zei 5,6 mln. euro."
    >>> [text[start:end] for start, end in boundaries(text)]
    ['“Dat is niet waar.”', 'Dr. J. Smit (o.a. KPN) zei 5,6 mln. euro.']
    """
    if not worth(len(text)):
        return plain.sentences(text)
    whole = np.array([0]), np.array([0]), np.array([len(text)])
    _, start, end = spans([text], *whole)
    return list(zip(start.tolist(), end.tolist(), strict=True))


def spans(texts: Sequence[str], of: Ints, starts: Ints, ends: Ints) -> tuple[Ints, Ints, Ints]:
    r"""Find the sentences of many stretches of text, as `boundaries` of each stretch.

    Parameters
    ----------
    texts : sequence of str
        Whole articles.
    of, starts, ends : array of int64
        Stretches: the number of the article and `[start, end)` in it.

    Returns
    -------
    stretch, start, end : arrays of int64
        Of each sentence, in the order of the stretches: the number of its stretch, and
        `[start, end)` in the article.

    Raises
    ------
    InputError
        If a stretch does not lie within its article.

    Examples
    --------
    >>> of, starts, ends = np.array([0, 0]), np.array([0, 9]), np.array([8, 12])
    >>> stretch, start, end = spans(["Nee. Ja.\nKop"], of, starts, ends)
    >>> stretch.tolist(), start.tolist(), end.tolist()
    ([0, 0, 1], [0, 5, 9], [4, 8, 12])
    """
    length = np.array([len(text) for text in texts], dtype=np.int64)
    if ((starts < 0) | (ends < starts) | (ends > length[of])).any():
        raise InputError("Stretches must lie within their text: 0 <= start <= end <= its length.")
    if worth(int((ends - starts).sum())):
        return _compiled_spans(texts, of, starts, ends)
    stretches: list[int] = []
    found: list[tuple[int, int]] = []
    rows = zip(of.tolist(), starts.tolist(), ends.tolist(), strict=True)
    for number, (row, start, end) in enumerate(rows):
        sentences = plain.sentences(texts[row][start:end])
        found += sentences
        stretches += [number] * len(sentences)
    stretch = np.array(stretches, dtype=np.int64)
    table = np.array(found, dtype=np.int64).reshape(-1, 2) + starts[stretch, None]
    return stretch, table[:, 0], table[:, 1]


def _compiled_spans(
    texts: Sequence[str], of: Ints, starts: Ints, ends: Ints
) -> tuple[Ints, Ints, Ints]:
    """Find the sentences in the code points of some articles at a time."""
    from analysis._stops import compiled  # not before it is needed: it loads numba

    def text_of(stretch: int) -> str:
        text: str = texts[of[stretch]]
        return text[starts[stretch] : ends[stretch]]

    found: list[tuple[Ints, ...]] = [(np.empty(0, dtype=np.int64),) * 3]
    for first, last in itertools.pairwise(_portions(of, ends - starts)):
        rows, row = np.unique(of[first:last], return_inverse=True)
        codes, begins = joined([texts[at] for at in rows.tolist()])
        shift = begins[row]
        begin, finish = starts[first:last] + shift, ends[first:last] + shift
        at, start, end = compiled.sentences(codes, begin, finish, lambda n: text_of(first + n))  # noqa: B023
        found.append((at + first, start - shift[at], end - shift[at]))
    stretch, start, end = map(np.concatenate, zip(*found, strict=True))
    return stretch, start, end


def _portions(of: Ints, sizes: Ints) -> list[int]:
    """Cut stretches into portions of some articles, so that their code points fit the cache."""
    if not len(of):
        return []
    portion = np.cumsum(sizes) // _PORTION
    article = np.cumsum(np.diff(of, prepend=of[0]) != 0)
    portion = portion[np.flatnonzero(np.diff(article, prepend=-1))][article]
    return [*np.flatnonzero(np.diff(portion, prepend=-1)).tolist(), len(of)]


def split(documents: pd.DataFrame, blocks: pd.DataFrame, *, unit: str) -> pd.DataFrame:
    """Split the blocks of articles into units.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``; `text` is split, `language` is handed on.
    blocks : DataFrame
        Contract ``blocks``, from `clean.blocks`. Blocks of documents that are not in
        `documents` are an error; documents without blocks give no units.
    unit : str
        ``sentence`` (within a block, never across two), ``paragraph`` (a block) or
        ``document`` (from the first to the last character that is not furniture of the
        page; one unit, none if all is furniture).

    Returns
    -------
    DataFrame
        Contract ``segments``, sorted by `doc_id` and `position`, which counts from 0 in
        each article. A sentence or paragraph has the role of its block, a document the
        role ``body``. `start` and `end` are character offsets `[start, end)`.

    Raises
    ------
    InputError
        If `unit` is not one of `contracts.UNITS`.
    TableError
        If blocks do not fit the texts: unknown document, outside of it, or overlapping.
    """
    if unit not in UNITS:
        message = f"Unit {unit!r} is not one of {', '.join(UNITS)}. {did_you_mean(unit, UNITS)}"
        raise InputError(message)
    known = contracts.conform(documents, "documents")
    ordered = contracts.conform(blocks, "blocks").sort_values(
        ["doc_id", "position"], ignore_index=True
    )
    written = known["text"].tolist()
    of = _rows(ordered["doc_id"], known["doc_id"], "blocks")
    _check_blocks(ordered, of, written)
    block, start, end = _units(written, of, ordered, unit)
    table = _table(known, of[block], start, end, unit)
    table["role"] = "body" if unit == "document" else ordered["role"].array.take(block)
    return contracts.conform(table, "segments")


def _units(texts: list[str], of: Ints, blocks: pd.DataFrame, unit: str) -> tuple[Ints, Ints, Ints]:
    """Give for each unit a block that it lies in, its start and its end."""
    start, end = blocks["start"].to_numpy(), blocks["end"].to_numpy()
    if unit == "sentence":
        return spans(texts, of, start, end)
    if unit == "paragraph":
        return np.arange(len(blocks)), start, end
    kept = np.flatnonzero(blocks["role"].to_numpy() != "chrome")
    begins = np.diff(of[kept], prepend=-1) != 0
    finishes = np.diff(of[kept], append=-1) != 0
    return kept[begins], start[kept[begins]], end[kept[finishes]]


def _table(known: pd.DataFrame, of: Ints, start: Ints, end: Ints, unit: str) -> pd.DataFrame:
    """Make the table of units from the row of their documents, in the order of the units."""
    first = np.flatnonzero(np.diff(of, prepend=-1))
    position = np.arange(len(of)) - np.repeat(first, np.diff(first, append=len(of)))
    doc_id = known["doc_id"].array.take(of)
    number = pc.utf8_lpad(pc.cast(pa.array(position), pa.large_string()), 5, "0")
    between = pa.scalar(f":{unit}:", pa.large_string())
    joint = pc.binary_join_element_wise(_strings(pd.Series(doc_id)), number, between)
    columns: dict[str, Any] = {
        "segment_id": pd.array(joint, dtype="str"),
        "doc_id": doc_id,
        "unit": unit,
        "position": position,
        "start": start,
        "end": end,
        "language": known["language"].array.take(of),
    }
    return pd.DataFrame(columns)


def _check_blocks(blocks: pd.DataFrame, of: Ints, texts: list[str]) -> None:
    """Raise if a block lies outside of its document or overlaps another."""
    length = np.array([len(text) for text in texts], dtype=np.int64)[of]
    start, end = blocks["start"].to_numpy(), blocks["end"].to_numpy()
    wrong = end > length
    wrong[1:] |= (of[1:] == of[:-1]) & (start[1:] < end[:-1])
    if wrong.any():
        message = (
            f"Table blocks has {int(wrong.sum()):,} blocks that overlap the one before or end "
            f"behind the text ({first_five(blocks.loc[wrong, 'doc_id'].unique())}). Were they "
            f"made from these articles? Run clean.blocks again."
        )
        raise TableError(message)


def _strings(column: pd.Series) -> Any:
    """Give a column of strings as an Arrow array."""
    return pa.array(column.astype("str"), pa.large_string())


def _rows(doc_ids: pd.Series, known: pd.Series, name: str) -> Ints:
    """Give the row of each document among the known ones; raise if one is not there."""
    found = pc.index_in(_strings(doc_ids), value_set=_strings(known))
    rows = np.asarray(pc.fill_null(found, -1), dtype=np.int64)
    strange = doc_ids[rows < 0]
    if len(strange):
        message = (
            f"Table {name} has rows of {strange.nunique():,} documents that are not in the table "
            f"documents ({first_five(strange.unique())}). Give the documents it was made from."
        )
        raise TableError(message)
    return rows


def texts(segments: pd.DataFrame, documents: pd.DataFrame) -> pd.Series:
    """Give the text of each unit.

    Parameters
    ----------
    segments : DataFrame
        Any table with `doc_id`, `start` and `end`, such as segments, blocks or hits.
    documents : DataFrame
        With `doc_id` and `text`; must hold every `doc_id` of `segments`.

    Returns
    -------
    Series
        Name `text`, with the index of `segments`.

    Raises
    ------
    TableError
        If a document is not there or a unit ends behind its text.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["Nee. Ja."]})
    >>> segments = pd.DataFrame({"doc_id": ["a", "a"], "start": [0, 5], "end": [4, 8]})
    >>> texts(segments, documents).tolist()
    ['Nee.', 'Ja.']
    """
    of = _rows(segments["doc_id"], documents["doc_id"], "segments")
    written = documents["text"].tolist()
    length = np.array([len(text) for text in written], dtype=np.int64)
    behind = segments["end"].to_numpy() > length[of]
    if behind.any():
        message = (
            f"{int(behind.sum()):,} units end behind the text of their document "
            f"({first_five(segments.loc[behind, 'doc_id'].unique())}). Did the articles change "
            f"after they were split? Split them again."
        )
        raise TableError(message)
    places = zip(of.tolist(), segments["start"].tolist(), segments["end"].tolist(), strict=True)
    found = pa.array([written[row][start:end] for row, start, end in places], pa.large_string())
    return pd.Series(pd.array(found, dtype="str"), index=segments.index, name="text")
