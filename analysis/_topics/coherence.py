"""How often the words of a topic stand together: normalised pointwise mutual information."""

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis import contracts

__all__ = [
    "Together",
    "Window",
    "check_window",
    "coherence",
    "counted",
    "first_words",
    "pair",
]

Window = Literal["unit"] | int
"""The whole unit, or so many running words in a row."""


class Together(NamedTuple):
    """In how many windows each word occurs, and each two words together.

    `both[i, j]` are the windows with the words i and j of `vocabulary` (word to its place),
    `both[i, i]` those with word i, `n` all windows.
    """

    vocabulary: Mapping[str, int]
    both: NDArray[np.int64]
    n: int


def pair(n_both: int, n_first: int, n_second: int, n: int) -> float:
    """Normalised pointwise mutual information of two words, from numbers of windows.

    ln(p_ij / (p_i p_j)) / -ln p_ij, where p is a share of windows: -1 if the words never
    meet, 0 if they meet as often as by chance, 1 if neither comes without the other.

    Parameters
    ----------
    n_both, n_first, n_second, n : int
        Windows with both words, with each, and all.

    Returns
    -------
    float
        nan if one of the words does not occur.

    References
    ----------
    Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction.
    Proceedings of GSCL 2009, 31-40.

    Examples
    --------
    >>> round(pair(2, 3, 3, 6), 4), pair(0, 3, 3, 6), pair(6, 6, 6, 6)
    (0.2619, -1.0, 1.0)
    """
    if not (n_first and n_second):
        return math.nan
    if not n_both:
        return -1.0
    if n_both == n:
        return 1.0
    return math.log(n_both * n / (n_first * n_second)) / -math.log(n_both / n)


def counted(split: Iterable[Sequence[str]], words: Iterable[str], *, window: Window) -> Together:
    """Count the windows in which these words occur, alone and together.

    Parameters
    ----------
    split : iterable of sequence of str
        The running words of each unit.
    words : iterable of str
        Words, or phrases of words with a blank between them.
    window : 'unit' or int
        A window is a unit, or so many running words of it; the window moves by one word, and
        a unit that is shorter is one window.
    """
    vocabulary = {word: place for place, word in enumerate(sorted(set(words)))}
    lengths = sorted({word.count(" ") + 1 for word in vocabulary})
    rows: list[NDArray[np.int64]] = []
    columns: list[NDArray[np.int64]] = []
    n = 0
    for unit in split:
        n_windows = 1 if window == "unit" else max(1, len(unit) - window + 1)
        for length, place in itertools.product(lengths, range(len(unit))):
            word = vocabulary.get(" ".join(unit[place : place + length]))
            if word is None or place + length > len(unit):
                continue
            first = 0 if window == "unit" else max(0, place + length - window)
            last = min(place, n_windows - 1)
            if first <= last:
                rows.append(np.arange(n + first, n + last + 1))
                columns.append(np.full(len(rows[-1]), word))
        n += n_windows
    places: tuple[Any, Any] = (np.concatenate(rows), np.concatenate(columns)) if rows else ([], [])
    shape = (n, len(vocabulary))
    seen = sparse.csr_matrix((np.ones(len(places[0]), np.int64), places), shape=shape)
    seen.data[:] = 1  # twice in a window is once
    return Together(vocabulary, (seen.T @ seen).toarray().astype(np.int64), n)


def coherence(words: Sequence[str], together: Together) -> tuple[float, int, int]:
    """Mean of `pair` over all pairs of words that occur.

    Returns
    -------
    npmi : float
        nan if there is no pair.
    n_pairs, n_unseen : int
        Pairs that enter, and words that do not occur.
    """
    places = [together.vocabulary[word] for word in dict.fromkeys(words)]
    seen = [place for place in places if together.both[place, place] > 0]
    both = together.both
    values = [
        pair(int(both[i, j]), int(both[i, i]), int(both[j, j]), together.n)
        for i, j in itertools.combinations(seen, 2)
    ]
    mean = math.fsum(values) / len(values) if values else math.nan
    return mean, len(values), len(places) - len(seen)


def check_window(window: Any) -> Window:
    """Return a window as it is, or say that it is none.

    Raises
    ------
    contracts.InputError
    """
    if window == "unit":
        return "unit"
    if isinstance(window, int) and not isinstance(window, bool) and window >= 2:
        return window
    message = f"window is 'unit' or a number of running words from 2 on; found {window!r}."
    raise contracts.InputError(message)


def first_words(words: pd.DataFrame, top: int) -> pd.DataFrame:
    """Keep the `top` first words of each topic, in order."""
    if isinstance(top, bool) or not isinstance(top, int) or top < 2:
        message = f"top is a number of words from 2 on; found {top!r}."
        raise contracts.InputError(message)
    ordered = words.sort_values([*({"seed"} & set(words)), "language", "topic", "rank"])
    groups = [name for name in ("seed", "language", "topic") if name in words]
    return ordered[ordered.groupby(groups).cumcount() < top]
