"""Tell the text of an article from the furniture of its web page, and label its parts.

Nothing is deleted or rewritten: every stretch of text gets a role and the reason for it,
and later stages choose by role. `blocks` labels lines and paragraphs, `mark_repeats`
labels units that say again what was said before.
"""

import numpy as np
import pandas as pd

from analysis import contracts
from analysis._lines import articles
from analysis._repeats import said_before
from analysis._roles import label
from analysis.contracts import InputError, TableError, first_five

__all__ = ["blocks", "mark_repeats"]


def blocks(documents: pd.DataFrame) -> pd.DataFrame:
    r"""Cut articles into lines and paragraphs and give each a role.

    Parameters
    ----------
    documents : DataFrame
        Contract ``documents``; `text` is read, and `title` where there is one.

    Returns
    -------
    DataFrame
        Contract ``blocks``, sorted by `doc_id` and `position`, which counts from 0 in
        each article. `start` and `end` are character offsets `[start, end)` into `text`,
        without white space around them; blocks do not overlap, and every character that
        is not white space lies in exactly one. `role` is one of

        ========= ======================================================================
        headline  the title of the article, at its top
        heading   a short line without a full stop between paragraphs
        lead      the first paragraph
        body      any other text of the article
        pullquote a quotation set apart with its speaker, or repeated from the text
        chrome    furniture of the web page: dates, bylines, view counts, links, adverts
        ========= ======================================================================

        and `reason` says which rule gave it. A text without a letter gives only chrome,
        an empty text no rows.

    Examples
    --------
    >>> article = contracts.empty("documents").drop(columns="text")
    >>> article.loc[0, ["doc_id", "text"]] = ["a", "Nieuw model\nDoor Jan Smit\nHet is er nu."]
    >>> filled = article.fillna({"source_file": "a.txt", "source_format": "txt", "words": 8,
    ...     "position_in_file": 0, "date_source": "none", "text_sha256": ""})
    >>> blocks(filled)[["start", "end", "role", "reason"]]
       start  end      role           reason
    0      0   11  headline       first line
    1     12   25    chrome           byline
    2     26   39      lead  first paragraph
    """
    known = contracts.conform(documents, "documents")
    if not known["doc_id"].is_monotonic_increasing:
        known = known.sort_values("doc_id", ignore_index=True)
    starts: list[int] = []
    ends: list[int] = []
    roles: list[str] = []
    reasons: list[str] = []
    counts: list[int] = []
    titles = known["title"].fillna("").tolist()
    for lines, title in zip(articles(known["text"].tolist()), titles, strict=True):
        label(lines, title)
        counts.append(len(lines))
        starts += [line.start for line in lines]
        ends += [line.end for line in lines]
        roles += [line.role for line in lines]
        reasons += [line.reason for line in lines]
    owner = np.repeat(np.arange(len(known)), counts)
    first = np.repeat(np.cumsum(counts) - counts, counts)
    table = {
        "doc_id": known["doc_id"].take(owner).reset_index(drop=True),
        "position": np.arange(len(owner)) - first,
        **{"start": starts, "end": ends, "role": roles, "reason": reasons},
    }
    return contracts.conform(pd.DataFrame(table), "blocks")


def mark_repeats(
    segments: pd.DataFrame, documents: pd.DataFrame, *, min_words: int = 5
) -> pd.DataFrame:
    """Relabel units that repeat an earlier unit of the same article.

    A headline that comes back above the text, a summary that is copied from it and a
    pull quote would otherwise count twice.

    Parameters
    ----------
    segments : DataFrame
        Contract ``segments``, of any unit.
    documents : DataFrame
        With `doc_id` and `text`.
    min_words : int
        Shorter units are never called a repeat; at least 1.

    Returns
    -------
    DataFrame
        The same rows in the same order with another `role` where it applies. ``repeat``:
        the words of the unit (case, punctuation and spaces folded) are those of an
        earlier unit or lie within it. ``pullquote``: a heading that is one quotation,
        and whose words are also in the lead or body, before or behind it. Furniture and
        pull quotes keep their role, and what a pull quote said first is no repeat.

    Raises
    ------
    InputError
        If `min_words` is below 1.
    TableError
        If a unit belongs to a document that is not there.
    """
    if min_words < 1:
        message = f"min_words is {min_words}; give 1 or more (5 is the default)."
        raise InputError(message)
    table = contracts.conform(segments, "segments")
    text_of = dict(zip(documents["doc_id"].tolist(), documents["text"].tolist(), strict=True))
    owner, owners = pd.factorize(table["doc_id"])
    strange = [doc_id for doc_id in owners if doc_id not in text_of]
    if strange:
        message = (
            f"Table segments has units of documents that are not in the table documents "
            f"({first_five(strange)}). Give the documents it was made from."
        )
        raise TableError(message)
    texts = [text_of[doc_id] for doc_id in owners]
    spans = table["start"].to_numpy(), table["end"].to_numpy()
    repeats, quotes = said_before(texts, owner, spans, table["role"], min_words)
    roles = table["role"].mask(repeats, "repeat").mask(quotes, "pullquote")
    return table.assign(role=roles)
