"""Tell the language of each sentence, where it can be told surely.

An article has one language, but a Dutch article may quote a sentence in English, and
looking for Dutch patterns in it would count as having looked. Names make short
sentences look foreign, so a sentence keeps the language of its article unless the
detector is sure, with its names and without.
"""

from collections.abc import Callable
from typing import Final

import pandas as pd

from analysis import contracts
from analysis._language import classifier
from analysis.contracts import TableError, each_row, first_five

__all__ = ["LEAST_CHARACTERS", "SURE", "sentences", "summary"]

LEAST_CHARACTERS: Final = 40
"""Shorter sentences keep the language of their article."""

SURE: Final = 0.95
"""Confidence from which a language is believed."""

_LEAST_PLAIN: Final = 30  # characters in words without a capital
_MOST: Final = 500  # characters that are looked at


def sentences(
    segments: pd.DataFrame, documents: pd.DataFrame, *, languages: tuple[str, ...]
) -> pd.DataFrame:
    """Set the language of each sentence where it is sure, else that of its article.

    A sentence gets another language than its article only if it has at least 40
    characters, the words in it without a capital letter make at least 30, and both the
    sentence and these words alone are of that language with a confidence of at least
    0.95. The language may be one that the study does not have; `coding` then does not ask.

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
        article nor the detector has one) and the extra columns `language_source`
        (``detected``, also where the detector agrees with the article, or ``article``)
        and `language_confidence` (of the detector in its own guess, 0 to 1; null where
        the sentence is too short to ask). A tag such as ``nl-BE`` stays as it is.

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
    ['detected', 'article']
    """
    known = contracts.conform(segments, "segments")
    articles = {row.doc_id: (row.text, row.language) for row in each_row(documents)}
    strange = known.loc[~known["doc_id"].isin(list(articles)), "doc_id"]
    if len(strange):
        message = f"Units belong to documents that are not there: {first_five(strange.unique())}."
        raise TableError(message)
    detect = classifier(languages)
    rows = []
    for row in each_row(known):
        text, own = articles[row.doc_id]
        rows.append(_language(text[row.start : row.end], own if own == own else None, detect))
    columns = ["language", "language_source", "language_confidence"]
    found = pd.DataFrame(rows, columns=columns)
    found = found.astype({"language_source": "str", "language_confidence": "float64"})
    told = known.assign(**{name: found[name] for name in columns})
    return contracts.conform(told, "segments")


def _language(
    text: str, own: str | None, detect: Callable[[str], tuple[str, float]]
) -> tuple[str | None, str, float | None]:
    """Language of one sentence, what says so, and the confidence of the detector."""
    if len(text) < LEAST_CHARACTERS:
        return own, "article", None
    language, confidence = detect(text[:_MOST])
    if own is not None and language == own.split("-")[0].lower():
        return own, "detected" if confidence >= SURE else "article", confidence
    if confidence >= SURE and _also_without_names(text[:_MOST], language, detect):
        return language, "detected", confidence
    return own, "article", confidence


def _also_without_names(
    text: str, language: str, detect: Callable[[str], tuple[str, float]]
) -> bool:
    """Say whether the words without a capital are of the language too, and enough of them."""
    plain = " ".join(word for word in text.split() if word == word.lower())
    if len(plain) < _LEAST_PLAIN:
        return False
    again, confidence = detect(plain)
    return again == language and confidence >= SURE


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
        `share` (of all units) and `n_detected` (units in which the detector was
        sure). The language with the most units first.

    Raises
    ------
    TableError
        If the languages of the sentences were not told yet.

    Examples
    --------
    >>> units = contracts.empty("segments").assign(language_source="", language_confidence=0.0)
    >>> summary(units).columns.tolist()
    ['language', 'n_docs', 'n_units', 'share', 'n_detected']
    """
    known = contracts.conform(segments, "segments")
    if "language_source" not in known:
        message = "Table segments lacks 'language_source'; run language.sentences on it first."
        raise TableError(message)
    counted = known.assign(sure=known["language_source"].eq("detected"))
    groups = counted.groupby("language", dropna=False, sort=True)
    table = groups.agg(
        n_docs=("doc_id", "nunique"), n_units=("doc_id", "size"), n_detected=("sure", "sum")
    ).reset_index()
    table.insert(3, "share", table["n_units"] / max(len(known), 1))
    kinds = {"n_docs": "int64", "n_units": "int64", "share": "float64", "n_detected": "int64"}
    table = table.astype(kinds)
    return table.sort_values("n_units", ascending=False, kind="stable", ignore_index=True)
