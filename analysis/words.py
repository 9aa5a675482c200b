"""Words of the counted units of articles, and how often each is used.

A word is a run of letters and digits, with the hyphens, apostrophes and ampersands inside it:
*open-source*, *AI-model* and *don't* are one word each, *OpenAI's* is *openai*, and *U.S.* is
*us*. Every word has a place; those that carry content have a `term`, in which they are counted:
the word, its lemma or its stem. Numbers, single letters and stop words have none.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import contracts
from analysis._codepoints import joined
from analysis._keyness import counting, spans, terms
from analysis._keyness.stop_words import stop_words
from analysis.contracts import InputError, TableError, did_you_mean, first_five

__all__ = ["FORMS", "combine", "counts", "lacking", "read", "stop_words"]

FORMS: Final = terms.FORMS
"""Forms in which words are counted: 'word', 'lemma' or 'stem'."""

COLUMNS: Final = ("doc_id", "segment_id", "language", "position", "start", "end", "word", "term")

_AT_ONCE: Final = 4_000_000  # characters
_MOST: Final = 0.6  # share of the words of a unit with capitals that makes it a title or a cry
_ENOUGH: Final = 3  # words that it must have to be one

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class _Found(NamedTuple):
    """Words as they are written: number of the unit, place in it, number of the type."""

    unit: Ints
    first: Ints
    last: Ints
    kind: Ints
    quoted: Flags


def read(
    documents: pd.DataFrame, segments: pd.DataFrame, *, form: str, stop: str | Sequence[str],
    roles: Sequence[str] = contracts.COUNTED_ROLES,
) -> pd.DataFrame:  # fmt: skip
    """List every word of the counted units, with its place and the term it counts as.

    Parameters
    ----------
    documents, segments : DataFrame
        Contracts `documents` (with texts) and `segments` of one unit; some of the articles or
        all of them.
    form : {'word', 'lemma', 'stem'}
        'lemma': the dictionary form (simplemma). 'stem': without endings (Snowball, of nltk). A
        name keeps its form: a word that the article writes with a capital within sentences, and
        nowhere without; in both, capitals of a headline in title case do not make it a name. In
        a language for which there is no library, the form is the word (`lacking` says so).
    stop : {'library', 'none'} or sequence of str
        Words that get no term. 'library': words without content, from scikit-learn (English)
        and stop-words (Dutch and others), as `stop_words` gives them. A list of words is taken
        as it stands, for all languages; 'library' in it stands for those of the library. A
        word is left out if it, or its lemma, is listed.
    roles : sequence of str
        Roles of segments whose words are read.

    Returns
    -------
    DataFrame
        doc_id, segment_id, language (of the unit, else of the article, else 'und'), position (of
        the word in the article, from 0), start and end (``text[start:end]`` of the article is the
        word as it is written), word (in lower case), term (null: a stop word, number or single
        letter). The capitals of *US*, *IT* or *WHO* stay in the term, where small letters would
        make it a stop word. Sorted by doc_id and position; strings are categorical.

    Raises
    ------
    InputError
        If `form`, `stop` or a role is none that there is.
    TableError
        If a segment belongs to no document, or there are units of several kinds.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["OpenAI’s models were copied."],
    ...     "language": ["en"]})
    >>> segments = pd.DataFrame({"segment_id": ["a:0"], "doc_id": "a", "unit": "sentence",
    ...     "position": 0, "start": 0, "end": 28, "role": "body", "language": "en"})
    >>> read(documents, segments, form="lemma", stop="library")[["position", "word", "term"]]
       position    word    term
    0         0  openai  openai
    1         1  models   model
    2         2    were     NaN
    3         3  copied    copy
    """
    listed = _listed(stop)
    _check(form, FORMS, "form")
    units = _units(documents, segments, roles)
    written: dict[str, int] = {}
    found = _words(documents, units, written)
    types = np.array([*written, ""], dtype=object)[:-1]
    doc = units["doc"].to_numpy()[found.unit] if len(units) else found.unit
    named, shouted = _names(found, types, doc)
    language, languages = pd.factorize(units["language"], use_na_sentinel=True)
    made = _terms(
        found.kind, language[found.unit], named, shouted, types, [*languages], form, listed
    )
    begins = units["start"].to_numpy(np.int64)[found.unit]
    return pd.DataFrame({
        "doc_id": _categories(units["doc_id"], found.unit),
        "segment_id": _categories(units["segment_id"], found.unit),
        "language": _categories(units["language"], found.unit),
        "position": _numbered(doc),
        "start": begins + found.first,
        "end": begins + found.last,
        "word": made[0],
        "term": made[1],
    })  # fmt: skip


def _listed(stop: str | Sequence[str]) -> list[str] | None:
    """Give the words that are to get no term, 'library' for those of the library."""
    if isinstance(stop, str):
        _check(stop, (terms.LIBRARY, "none"), "stop")
        return [terms.LIBRARY] if stop == terms.LIBRARY else None
    listed = list(stop)
    if odd := [one for one in listed if not isinstance(one, str)]:
        message = f"stop lists {first_five(odd)}; write words, in quotation marks."
        raise InputError(message)
    return [terms.word(one.strip()) for one in listed]


def _check(value: object, options: Sequence[str], name: str) -> None:
    """Raise if an option is none that there is."""
    if value not in options:
        message = f"There is no {name} {value!r}. {did_you_mean(str(value), options)}"
        raise InputError(message)


def _units(documents: pd.DataFrame, segments: pd.DataFrame, roles: Sequence[str]) -> pd.DataFrame:
    """Give the units whose words are read, in order: with `doc`, the row of their document."""
    for role in (asked := [roles] if isinstance(roles, str) else list(roles)):
        _check(role, contracts.ROLES, "role")
    segments = contracts.conform(segments, "segments")
    place = pd.Index(documents["doc_id"]).get_indexer(pd.Index(segments["doc_id"]))
    if (lost := place < 0).any():
        ids = first_five(segments.loc[lost, "doc_id"].unique())
        message = (f"Table segments has {int(lost.sum()):,} rows whose doc_id is unknown ({ids}). "
                   f"Do both tables come from the same run?")  # fmt: skip
        raise TableError(message)
    own = documents["language"].take(place).reset_index(drop=True)
    units = segments.assign(doc=place, language=segments["language"].fillna(own).fillna("und"))
    units = units[units["role"].isin(asked)]
    if len(kinds := sorted(units["unit"].unique())) > 1:
        message = (f"The segments are of several units ({first_five(kinds)}), so the same words "
                   f"would count twice. Choose one unit.")  # fmt: skip
        raise TableError(message)
    return units.sort_values(["doc_id", "start", "segment_id"], ignore_index=True)


def _words(documents: pd.DataFrame, units: pd.DataFrame, written: dict[str, int]) -> _Found:
    """Find the words of all units, some at a time; new types get the next number in `written`."""
    texts = documents["text"].tolist()
    rows = zip(*(units[name].tolist() for name in ("doc", "start", "end")), strict=True)
    pieces = [texts[doc][start:end] for doc, start, end in rows]
    sizes = np.cumsum([len(piece) for piece in pieces])
    parts, done = [_words_of([], 0, written)], 0
    while done < len(pieces):
        before = int(sizes[done - 1]) if done else 0
        upto = max(done + 1, int(np.searchsorted(sizes, before + _AT_ONCE)))
        parts.append(_words_of(pieces[done:upto], done, written))
        done = upto
    return _Found(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _words_of(pieces: Sequence[str], number: int, written: dict[str, int]) -> _Found:
    """Find the words of some units, the first of which has this number."""
    apart = [f"{piece}\n" for piece in pieces]
    codes, starts = joined(apart)
    first, last = spans.find(codes)
    text = "".join(apart)
    slices = [text[start:end] for start, end in zip(first.tolist(), last.tolist(), strict=True)]
    codes_of, types = pd.factorize(np.array([*slices, ""], dtype=object)[:-1])
    numbers = np.array([written.setdefault(one, len(written)) for one in types], dtype=np.int64)
    unit = np.searchsorted(starts, first, side="right") - 1
    before = codes[np.maximum(first - 1, 0)]
    quoted = np.isin(before, [ord(char) for char in "\"'“”‘„«‚("]) & (first > 0)
    base = starts[unit]
    return _Found(unit + number, first - base, last - base, numbers[codes_of], quoted)


def _names(found: _Found, types: npt.NDArray[Any], doc: Ints) -> tuple[Flags, Flags]:
    """Say of each word whether it is a name in its article, and whether its unit is in capitals."""
    capital = np.array([one[:1].isupper() or not one.islower() for one in types], bool)
    shouts = np.array([one.isupper() for one in types], bool)
    letters = np.array([len(one) * one.isalpha() for one in types], np.int64)[found.kind]
    n_units = int(found.unit[-1]) + 1 if len(found.unit) else 0

    def most(flags: Flags, shortest: int) -> Flags:
        """Whether most words of the unit of each word, of so many letters, are so."""
        there = letters >= shortest
        n = np.bincount(found.unit, there, n_units)
        those = np.bincount(found.unit, there & flags[found.kind], n_units)
        return np.asarray(((those >= _MOST * n) & (n >= _ENOUGH))[found.unit])

    titled, loud = most(capital, 4), most(shouts, 2)
    first = np.diff(found.unit, prepend=-1) != 0
    inside = capital[found.kind] & ~first & ~found.quoted & ~titled
    folded = pd.factorize(np.array([*map(terms.word, types), ""], dtype=object)[:-1])[0]
    group = pd.factorize(doc * (len(types) + 1) + folded[found.kind])[0]
    named = np.bincount(group, inside, len(group)) > 0
    small = np.bincount(group, ~capital[found.kind], len(group)) > 0
    return (named & ~small)[group], loud


def _terms(
    kind: Ints, language: Ints, named: Flags, shouted: Flags, types: npt.NDArray[Any],
    languages: Sequence[str], form: str, listed: Sequence[str] | None,
) -> tuple[pd.Categorical, pd.Categorical]:  # fmt: skip
    """Give word and term of every word: decided once for each that is alike."""
    key = ((kind * max(len(languages), 1) + language) * 2 + named) * 2 + shouted
    codes, unique = pd.factorize(key)
    rows = [divmod(one, 4) for one in unique.tolist()]
    made = [
        terms.make(types[row // len(languages)], language=languages[row % len(languages)],
                   form=form, listed=listed, is_name=bits >= 2, shouted=bits % 2 == 1)
        for row, bits in rows
    ]  # fmt: skip
    words, forms = [one.word for one in made], [one.term for one in made]
    return _labelled(words, codes), _labelled(forms, codes)


def _labelled(values: Sequence[str | None], codes: Ints) -> pd.Categorical:
    """Make a sorted categorical of values that many rows share."""
    there = sorted({value for value in values if value is not None})
    place = {value: at for at, value in enumerate(there)}
    own = np.array([-1 if value is None else place[value] for value in values], dtype=np.int64)
    return pd.Categorical.from_codes(own[codes], pd.Index(there, dtype="str"))


def _categories(values: pd.Series, rows: Ints) -> pd.Categorical:
    """Repeat values of units for each of their words, as sorted categories."""
    return _labelled(values.tolist(), rows)


def _numbered(doc: Ints) -> Ints:
    """Give each word its number in its document, from 0."""
    first = np.diff(doc, prepend=-1) != 0
    at = np.arange(len(doc))
    begins: Ints = np.maximum.accumulate(np.where(first, at, 0)) if len(doc) else at
    return at - begins


def counts(tokens: pd.DataFrame, groups: Sequence[str] = ()) -> pd.DataFrame:
    """Count how often each document uses each term.

    Parameters
    ----------
    tokens : DataFrame
        From `read`, with any column of groups that you have added.
    groups : sequence of str
        Columns of `tokens` to count by, such as 'segment_id'.

    Returns
    -------
    DataFrame
        doc_id, language, the `groups`, term, n; sorted. A row whose term is null counts the
        words that are no term, so that the sum of n is the number of running words. Counts of
        parts add up to those of the whole (`combine`).

    Raises
    ------
    TableError
        If there is no such column.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "language": "en",
    ...                        "term": ["model", None, "copy", "model"]})
    >>> counts(tokens)
      doc_id language   term  n
    0      a       en   copy  1
    1      a       en  model  2
    2      a       en    NaN  1
    """
    keys = ["doc_id", "language", *groups]
    if absent := [name for name in (*keys, "term") if name not in tokens.columns]:
        message = (f"Table tokens has no column {first_five(absent)}; it has "
                   f"{', '.join(map(str, tokens.columns))}.")  # fmt: skip
        raise TableError(message)
    return counting.counted(tokens, keys)


def combine(*parts: pd.DataFrame) -> pd.DataFrame:
    """Add counts of parts of a corpus up to those of the whole.

    Parameters
    ----------
    *parts : DataFrame
        From `counts`, by the same groups.

    Examples
    --------
    >>> part = pd.DataFrame({"doc_id": ["a"], "language": "en", "term": "copy", "n": 1})
    >>> combine(part, part)["n"].tolist()
    [2]
    """
    return counting.added(parts)


def lacking(languages: Sequence[str], *, form: str, stop: str | Sequence[str]) -> list[str]:
    """Say what no library has for the languages of a corpus.

    Parameters
    ----------
    languages : sequence of str
        Tags.
    form, stop
        As of `read`.

    Returns
    -------
    list of str
        Sentences; none where all is there.

    Examples
    --------
    >>> lacking(["nl", "tlh"], form="word", stop="library")
    ['No stop words for tlh: small words count as terms.']
    """
    _check(form, FORMS, "form")
    said, spoken = [], sorted(set(languages))
    if terms.LIBRARY in (_listed(stop) or []):
        bare = [tag for tag in spoken if not stop_words(tag)]
        said += [f"No stop words for {tag}: small words count as terms." for tag in bare]
    bare = [tag for tag in spoken if not terms.has_forms(tag, form)]
    return said + [f"No {form}s for {tag}: words count as they are." for tag in bare]
