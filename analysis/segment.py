"""Split articles into units of coding: sentences, paragraphs or whole documents.

Offsets are exact: a unit is the slice `[start:end)` of the article as read. Sentences
come from `boundaries`, a function of one string and nothing else, so that a faster
engine can take its place: one regular expression proposes ends of sentences, and a few
rules with a list of abbreviations decide about each.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Final

import pandas as pd

from analysis import contracts
from analysis._abbreviations import (
    BRANDS,
    CAPITAL,
    CLOSING,
    MAYBE,
    MONTHS,
    NEVER,
    NUMBER,
    PLACES,
    STARTERS,
    WEEKDAYS,
)
from analysis.contracts import UNITS, InputError, TableError, did_you_mean, first_five

__all__ = ["boundaries", "split", "texts"]

_STOP: Final = re.compile(
    r"""(?<![.!?…])([.!?…]++)                    # the stop, from its first character
    ((?:["'”’»›)\]}`]|“(?=\s|$))*+(?:\[\d{1,3}\])*+)  # marks that close behind it
    (?:\s++(?=[^\sa-z]|[a-z]{1,2}[A-Z]|[a-z]\d)    # then space and no lower case,
      |(?=["“‘„(]?[A-Z][a-z’' ]))                  # or a capital with the space forgotten""",
    re.VERBOSE,
)
_START: Final = re.compile(
    r"""(?:[-–—•*·▪►▶‣◦⬤→]+\s*)?([“‘„"'’«‹(\[{¡¿`]*)[$€£#@~+±<]*(\.{2,}|…)?
    ([^\W_](?:[\w’'-]*\w)?)?""",
    re.VERBOSE,
)
_LETTER: Final = re.compile(r"[^\W_]")
_DOTTED: Final = re.compile(r"[^\W\d_](?:\.-?[^\W\d_]){1,5}|[A-Z][a-z]?(?:\.[A-Z][a-z]{0,2})+")
_LOWER: Final = re.compile(r"[a-z]{1,2}[A-Z]|[a-z]\d")
_CLIPPED: Final = frozenset(("s", "t", "k", "n", "m"))
_OPENING: Final = "“‘„\"'«‹([{-–—/"
_ENUMERATOR: Final = re.compile(r"\d{1,3}|[A-Za-z]|[ivx]{1,4}")
_NUMERAL: Final = re.compile(r"\d.*|[IVXLC]{2,}|[B-HJ-Z]")
_BREAK: Final = re.compile(r"\n\s*\n\s*|\n\s*(?=[-–—•*·▪►▶‣◦⬤]\s)")
_AGENCY: Final = re.compile(r"\([A-Z][\w.&/-]*(?: [A-Z][\w.&/-]*)?\)\.?")
_SURNAME: Final = re.compile(
    r"(?:De|Van|Den|Der|Ten|Ter|Te|La|Le|Du|El|Al|Von|Da|Di)\b"
    r"(?:\s+(?:de|den|der|het|ten|ter|la|’t|'t))*\s+[A-ZÀ-ÖØ-Þ]"
)
_ME: Final = re.compile(r".*\b[a-z]+ I")
_ADDRESS: Final = re.compile(r"[@/_=&\\]|\w[.:]\w")
_SPEAKER: Final = re.compile(
    r"""(?:[A-Z][\w.’'-]*\s+){1,4}(?:asks?|asked|wonder(?:s|ed)|exclaim(?:s|ed)|joke[sd]|quipped
    |(?:said|says|wrote|writes|added|adds|told|tweeted|posted|replied)
     (?=[.,;:]|\s+(?:in|on|at|during|to|when|after|as|while|before|last|this|with|about)\b))\b""",
    re.VERBOSE,
)
_DOMAINS: Final = frozenset(("Com", "Nl", "Org", "Net", "Ai", "Io", "Js", "Eu", "Uk", "Co"))
_SHORTENED: Final = NEVER | NUMBER | MAYBE
_DAY: Final = re.compile(r"(?:.*\D)?\d{1,2}\.\s?\d{1,2}")


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
    spans: list[tuple[int, int]] = []
    for first, last in _pieces(text):
        spans.extend(_joined(text, _sentences(text, first, last)))
    return spans


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut at blank lines and at bullets, where every sentence ends."""
    size = len(text.rstrip())
    first = len(text) - len(text.lstrip())
    if "\n" in text:
        for gap in _BREAK.finditer(text, first, size):
            yield first, first + len(text[first : gap.start()].rstrip())
            first = gap.end()
    if size > first:
        yield first, size


def _sentences(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut one piece at the stops that end a sentence."""
    start = first
    for stop in _STOP.finditer(text, first, last):
        if stop.end() < last and _ends(text, start, stop):
            yield start, stop.end(2)
            start = stop.end()
    yield start, last


def _joined(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join pieces that say nothing alone: signs without letters, the agency's name at the end."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if kept and end - start < 30 and not _stands(text, start, end):
            kept[-1] = (kept[-1][0], end)
        elif len(kept) == 1 and not _LETTER.search(text, *kept[0]):
            kept[0] = (kept[0][0], end)
        else:
            kept.append((start, end))
    return kept


def _stands(text: str, start: int, end: int) -> bool:
    """Say whether a short piece can be a sentence of its own."""
    if text[start] == "(" and _AGENCY.fullmatch(text, start, end):
        return False
    return _LETTER.search(text, start, end) is not None


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Decide whether a stop ends the sentence that began at `start`."""
    at = stop.start()
    begin = _START.match(text, stop.end())
    if at == start or text[at - 1] in "([{" or begin is None:
        return False
    word = begin.group(3) or ""
    if word and not _can_begin(begin, word):
        return False
    if not word and text[stop.end()] in ".…!?":
        return False
    if stop.end() == stop.end(2):
        return _glued(text, start, stop, word)
    if text[at - 1].isspace():
        return _LETTER.search(text, start, at) is not None
    if stop.group(1) == ".":
        return _full_stop_ends(text, start, at, begin)
    return not _goes_on(text, at, stop, word)


def _can_begin(begin: re.Match[str], word: str) -> bool:
    """Say whether a word can be the first of a sentence: no lower case, but iPhone, o3 and 's."""
    if not word[0].islower():
        return True
    if begin.group(2):  # three dots before it: a sentence that was broken off
        return True
    if begin.group(1)[-1:] in ("'", "’", "‘", "`") and word[:2].rstrip("-") in _CLIPPED:
        return True
    return _LOWER.match(word) is not None


def _goes_on(text: str, at: int, stop: re.Match[str], word: str) -> bool:
    """Say whether a sentence goes on behind a question or exclamation mark or an ellipsis."""
    if stop.group(1) == "!" and not stop.group(2):
        return _last_word(text, 0, at).lower() in BRANDS and word not in STARTERS
    if stop.group(2) and stop.group(1)[-1] in "?!":
        return _SPEAKER.match(text, stop.end()) is not None
    return False


def _last_word(text: str, start: int, at: int) -> str:
    """Give the word before a stop, without the marks that open before it."""
    words = text[max(start, at - 30) : at].split()
    return words[-1].lstrip(_OPENING) if words else ""


def _full_stop_ends(text: str, start: int, at: int, begin: re.Match[str]) -> bool:
    """Decide about a single full stop from the word before and the word after it."""
    left = _last_word(text, start, at)
    word: str = begin.group(3) or ""
    if len(left) > 7 and "." not in left:
        return True
    if _ENUMERATOR.fullmatch(left) and not _LETTER.search(text, start, at - len(left)):
        return False
    if left in CAPITAL or (left in WEEKDAYS and word in MONTHS):
        return False
    if len(left) > 1 and left.isalpha() and left.isupper():
        return True  # an acronym such as VS or AI, not an abbreviation
    if word.isupper() and len(word) == 1 and text.startswith(".", begin.end(3)):
        return False  # initials
    if left.isdigit():
        return not _date_goes_on(text, start, at, begin.start())
    if (len(left) == 1 and left.isupper()) or _DOTTED.fullmatch(left):
        return _letters_end(text, at, left.lower(), begin)
    return _abbreviation_ends(left, word, et_al=text[at - 5 : at].lower() == "et al")


def _abbreviation_ends(left: str, word: str, *, et_al: bool) -> bool:
    """Decide about a word with a full stop from the lists of abbreviations."""
    key = left.lower()
    if key in NEVER or ("." in key and NEVER.issuperset(key.split("."))):  # prof.dr.
        return False
    if key in CLOSING:
        return True
    if key in NUMBER:
        return not _NUMERAL.fullmatch(word)
    if key in MAYBE or et_al or left.rpartition("-")[2] in PLACES:
        return word in STARTERS
    return True


def _letters_end(text: str, at: int, key: str, begin: re.Match[str]) -> bool:
    """Decide about letters with stops: `J. Smit` goes on, `plan B. De rest` does not."""
    word: str = begin.group(3) or ""
    if key in CLOSING:
        return True
    if key in NEVER:
        return False
    if key not in MAYBE and word and _SURNAME.match(text, begin.start(3)):
        return False
    if key == "i" and _ME.fullmatch(text[max(0, at - 30) : at]):
        return True
    return word in STARTERS or (word[:1].isdigit() and key not in MAYBE)


def _date_goes_on(text: str, start: int, at: int, after: int) -> bool:
    """Say whether a number with a stop is the day or month of a date with spaces."""
    if re.match(r"\d{1,2}\.\s?\d", text[after : after + 6]):
        return text[max(start, at - 2) : at].strip().isdigit() and not text[at - 3 : at].isdigit()
    return _DAY.fullmatch(text, max(start, at - 8), at) is not None and bool(
        re.match(r"(?:19|20)\d\d\b", text[after : after + 5])
    )


def _glued(text: str, start: int, stop: re.Match[str], word: str) -> bool:
    """Decide about a stop with the space forgotten (`zegt hij.Het bedrijf`), not an address."""
    at = stop.start()
    left = _last_word(text, start, at)
    if len(left) < 2 or not left[-2:].isalpha() or left.lower() in _SHORTENED:
        return False
    after = text[stop.end() : at + 60].split(maxsplit=1)[0]
    if word in _DOMAINS or _ADDRESS.search(left) or _ADDRESS.search(after):
        return False
    return left[-2:].islower() or word in STARTERS


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
    text_of = dict(zip(known["doc_id"], known["text"], strict=True))
    _check_blocks(ordered, text_of)
    columns = _columns(ordered, text_of, unit)
    language_of = dict(zip(known["doc_id"], known["language"], strict=True))
    table = pd.DataFrame(columns)
    table["unit"] = unit
    table["language"] = table["doc_id"].map(language_of)
    return contracts.conform(table, "segments")


def _columns(blocks: pd.DataFrame, text_of: dict[str, str], unit: str) -> dict[str, list[object]]:
    """Split article by article and gather the columns of all units."""
    names = ("segment_id", "doc_id", "position", "start", "end", "role")
    columns: dict[str, list[object]] = {name: [] for name in names}
    rows = zip(*(blocks[name].tolist() for name in ("doc_id", "start", "end", "role")), strict=True)
    for doc_id, group in itertools.groupby(rows, key=lambda row: str(row[0])):
        found = list(_units(text_of[doc_id], [row[1:] for row in group], unit))
        columns["segment_id"] += [f"{doc_id}:{unit}:{number:05d}" for number in range(len(found))]
        columns["doc_id"] += [doc_id] * len(found)
        columns["position"] += range(len(found))
        for name, at in (("start", 0), ("end", 1), ("role", 2)):
            columns[name] += [values[at] for values in found]
    return columns


def _units(
    text: str, blocks: list[tuple[int, int, str]], unit: str
) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and role of the units of one article."""
    if unit == "document":
        kept = [(start, end) for start, end, role in blocks if role != "chrome"]
        if kept:
            yield kept[0][0], kept[-1][1], "body"
    elif unit == "paragraph":
        yield from blocks
    else:
        for start, end, role in blocks:
            for first, last in boundaries(text[start:end]):
                yield start + first, start + last, role


def _check_blocks(blocks: pd.DataFrame, text_of: dict[str, str]) -> None:
    """Raise if a block belongs to no document, lies outside of it or overlaps another."""
    _check_known(blocks["doc_id"], text_of, "blocks")
    length = [len(text_of[doc_id]) for doc_id in blocks["doc_id"].tolist()]
    same = blocks["doc_id"] == blocks["doc_id"].shift()
    wrong = (blocks["end"] > length) | (same & (blocks["start"] < blocks["end"].shift()))
    if wrong.any():
        message = (
            f"Table blocks has {int(wrong.sum()):,} blocks that overlap the one before or end "
            f"behind the text ({first_five(blocks.loc[wrong, 'doc_id'].unique())}). Were they "
            f"made from these articles? Run clean.blocks again."
        )
        raise TableError(message)


def _check_known(doc_ids: pd.Series, text_of: dict[str, str], name: str) -> None:
    """Raise if a table speaks of documents that are not there."""
    strange = doc_ids[~doc_ids.isin(list(text_of))]
    if len(strange):
        message = (
            f"Table {name} has rows of {strange.nunique():,} documents that are not in the table "
            f"documents ({first_five(strange.unique())}). Give the documents it was made from."
        )
        raise TableError(message)


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
    text_of = dict(zip(documents["doc_id"], documents["text"], strict=True))
    _check_known(segments["doc_id"], text_of, "segments")
    behind = segments["end"] > [len(text_of[doc_id]) for doc_id in segments["doc_id"].tolist()]
    if behind.any():
        message = (
            f"{int(behind.sum()):,} units end behind the text of their document "
            f"({first_five(segments.loc[behind, 'doc_id'].unique())}). Did the articles change "
            f"after they were split? Split them again."
        )
        raise TableError(message)
    spans = zip(*(segments[name].tolist() for name in ("doc_id", "start", "end")), strict=True)
    found = [text_of[doc_id][start:end] for doc_id, start, end in spans]
    return pd.Series(found, index=segments.index, name="text", dtype="str")
