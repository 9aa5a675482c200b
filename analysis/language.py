"""Tell the language of each sentence, where it can be told surely.

An article has one language, but a Dutch article may quote a sentence in English, and
looking for Dutch patterns in it would count as having looked. Most sentences are told by
their small words (the, of, had; het, zijn, niet); only where these leave a doubt is a
detector asked. Names make short sentences look foreign, so a sentence keeps the language of
its article unless the detector is sure, with its names and without.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import _compiled, _function_words, contracts
from analysis._language import detector
from analysis.contracts import TableError, first_five

__all__ = ["LEAST_CHARACTERS", "SURE", "sentences", "summary"]

LEAST_CHARACTERS: Final = 40
"""Shorter sentences keep the language of their article."""

SURE: Final = 0.95
"""Confidence from which a language is believed."""

_LEAST_PLAIN: Final = 30  # characters in words without a capital
_MOST: Final = 500  # characters that are looked at
_LEAST_SMALL, _TIMES, _ONE_IN = 2, 3, 8  # function words that tell a sentence: see `sentences`

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]


def sentences(
    segments: pd.DataFrame, documents: pd.DataFrame, *, languages: tuple[str, ...]
) -> pd.DataFrame:
    """Set the language of each sentence where it is sure, else that of its article.

    A sentence has the language of its article if its function words say so, for articles in
    English, Dutch, German and French: at least two different ones of that language stand in
    it, three times as many as of any other, and one for every eight words. (Words that are
    the same in two languages count for neither; those of other languages, and the words to
    compare with, count without a capital letter only.)

    Of the other sentences, the detector is asked. A sentence gets another language than its
    article only if it has at least 40 characters, the words in it without a capital letter
    make at least 30, and both the sentence and these words alone are of that language with a
    confidence of at least 0.95. The language may be one that the study does not have; `coding`
    then does not ask.

    Parameters
    ----------
    segments : DataFrame
        Contract ``segments``, of any unit.
    documents : DataFrame
        Contract ``documents``; `text` and `language` are read.
    languages : tuple of str
        Tags of the languages of the study, such as ``("en", "nl")``.

    Returns
    -------
    DataFrame
        The segments in their order, with `language` set (null only where neither the
        article nor the detector has one) and the extra columns `language_source` and
        `language_confidence` (of the detector in its own guess, 0 to 1; null where it was
        not asked). The source is ``words`` where function words told that the sentence is in
        the language of its article, ``detected`` where the detector was sure of the
        language (also where it agrees with the article), and ``article`` where the sentence
        is too short or the detector not sure. A tag such as ``nl-BE`` stays as it is.

    Raises
    ------
    TableError
        If a segment belongs to no document.

    Examples
    --------
    >>> from analysis import clean, corpus, segment, study
    >>> story = study.load("seeds/study.yaml")
    >>> documents = corpus.read(story)[0]
    >>> units = segment.split(documents, clean.blocks(documents), unit="sentence")
    >>> told = sentences(units, documents, languages=story.languages)
    >>> told["language_source"].unique().tolist()
    ['words', 'article', 'detected']
    """
    known = contracts.conform(segments, "segments")
    which, texts, owns = _articles(known, documents)
    starts, ends = (known[name].to_numpy(np.int64) for name in ("start", "end"))
    stops = np.minimum(ends, starts + _MOST)
    small = _function_words.count(texts, which, starts, stops)
    by_words = _by_words(small, np.array([_list(own) for own in owns], np.int64)[which])
    open_ = (ends - starts >= LEAST_CHARACTERS) & (small.plain >= _LEAST_PLAIN) & ~by_words
    asked = np.flatnonzero(open_)
    pieces = [texts[which[row]][starts[row] : stops[row]] for row in asked]
    compiled = _compiled.worth(int((stops - starts).sum()))
    guesses = _guesses(pieces, [owns[place] for place in which[asked]], languages, compiled)
    tags = np.array(owns, dtype=object)[which]
    sources = np.array(["article", "words"], dtype=object)[by_words.astype(int)]
    confidences = np.full(len(known), np.nan)
    for row, (tag, sure, confidence) in zip(asked, guesses, strict=True):
        confidences[row] = confidence
        if sure:
            tags[row], sources[row] = tag, "detected"
    return known.assign(
        language=pd.array(tags, dtype="str"), language_source=pd.array(sources, dtype="str"),
        language_confidence=confidences,
    )  # fmt: skip


def _articles(
    known: pd.DataFrame, documents: pd.DataFrame
) -> tuple[Places, list[str], list[str | None]]:
    """Give the article of each segment, and the texts and languages of the articles."""
    which, unique = pd.factorize(known["doc_id"])
    ids = unique.tolist()
    rows = {doc_id: row for row, doc_id in enumerate(documents["doc_id"].tolist())}
    if strange := [doc_id for doc_id in ids if doc_id not in rows]:
        message = f"Units belong to documents that are not there: {first_five(strange)}."
        raise TableError(message)
    own = documents[["text", "language"]].iloc[[rows[doc_id] for doc_id in ids]]
    tags = own["language"].astype("object").where(own["language"].notna(), None).tolist()
    return which.astype(np.int64), own["text"].tolist(), tags


def _base(tag: str | None) -> str | None:
    """Language of a tag, without its region."""
    return None if tag is None else tag.split("-")[0].lower()


def _list(tag: str | None) -> int:
    """Position of the list of function words of a language; -1 if there is none."""
    base = _base(tag)
    return _function_words.LANGUAGES.index(base) if base in _function_words.LISTED else -1


def _by_words(counts: _function_words.Counts, places: Places) -> Flags:
    """Say which sentences are told to be in the language of their article by function words."""
    rows = np.arange(len(places))
    others = counts.small.copy()
    others[rows, places] = 0
    own = counts.known[rows, places]
    enough = (own >= _LEAST_SMALL) & (own * _ONE_IN >= counts.words)
    clear: Flags = own >= _TIMES * others.max(axis=1)
    return (places >= 0) & enough & clear


def _guesses(
    texts: Sequence[str], owns: Sequence[str | None], languages: tuple[str, ...], compiled: bool
) -> list[tuple[str | None, bool, float]]:
    """Ask the detector: the language of each sentence, whether it is sure, and how sure."""
    if not texts:
        return []
    detect = detector(languages)
    found = [
        (own if language == _base(own) else language, confidence >= SURE, confidence)
        for own, (language, confidence) in zip(owns, detect(texts, compiled), strict=True)
    ]
    foreign = [row for row, (tag, sure, _) in enumerate(found) if sure and tag != owns[row]]
    again = detect([_without_names(texts[row]) for row in foreign], compiled)
    for row, (language, confidence) in zip(foreign, again, strict=True):
        tag, _, first = found[row]
        found[row] = (tag, language == tag and confidence >= SURE, first)
    return found


def _without_names(text: str) -> str:
    """Keep the words without a capital letter."""
    return " ".join(word for word in text.split() if word == word.lower())


def summary(segments: pd.DataFrame) -> pd.DataFrame:
    """Count articles and sentences per language.

    Parameters
    ----------
    segments : DataFrame
        As returned by `sentences`.

    Returns
    -------
    DataFrame
        `language` (null if not known), `n_docs` (articles with such a sentence), `n_units`,
        `share` (of all units), `n_by_words` (units told by their function words) and
        `n_detected` (units in which the detector was asked and sure); the others have the
        language of their article. The language with the most units first.

    Raises
    ------
    TableError
        If the languages of the sentences were not told yet.

    Examples
    --------
    >>> units = contracts.empty("segments").assign(language_source="", language_confidence=0.0)
    >>> summary(units).columns.tolist()
    ['language', 'n_docs', 'n_units', 'share', 'n_by_words', 'n_detected']
    """
    known = contracts.conform(segments, "segments")
    if "language_source" not in known:
        message = "Table segments lacks 'language_source'; run language.sentences on it first."
        raise TableError(message)
    counted = known.assign(
        by_words=known["language_source"].eq("words"), sure=known["language_source"].eq("detected")
    )
    groups = counted.groupby("language", dropna=False, sort=True)
    table = groups.agg(
        n_docs=("doc_id", "nunique"), n_units=("doc_id", "size"),
        n_by_words=("by_words", "sum"), n_detected=("sure", "sum"),
    ).reset_index()  # fmt: skip
    table.insert(3, "share", table["n_units"] / max(len(known), 1))
    whole = ("n_docs", "n_units", "n_by_words", "n_detected")
    table = table.astype({**dict.fromkeys(whole, "int64"), "share": "float64"})
    return table.sort_values("n_units", ascending=False, kind="stable", ignore_index=True)
