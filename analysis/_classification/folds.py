"""Deal texts to folds so that every label is spread evenly and no group is torn apart."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analysis import _near_copies, _shingles
from analysis._classification.features import plain
from analysis._spill import Spill
from analysis.contracts import InputError

__all__ = ["FOLDS", "across", "copies", "deal", "keep_together"]

Numbers = NDArray[Any]

FOLDS: Final = 5
_ALIKE: Final = 0.8
_MOST: Final = 50_000
_CUT: Final = 20_000


def deal(targets: Numbers, groups: Numbers, *, n_folds: int, seed: int) -> Numbers:
    """Give every text a fold from 0, group by group, the rarest label first.

    Sechidis, K., Tsoumakas, G. and Vlahavas, I. (2011). On the stratification of multi-label
    data. ECML PKDD. doi:10.1007/978-3-642-23808-6_10

    Parameters
    ----------
    targets : ndarray, shape (n, L)
        0 and 1; nan counts as 0.
    groups : ndarray, shape (n,)
        Texts of one group come into one fold.
    n_folds, seed : int

    Returns
    -------
    ndarray of int, shape (n,)

    Examples
    --------
    >>> targets = np.array([[1, 0], [1, 0], [0, 1], [0, 1]])
    >>> folds = deal(targets, np.arange(4), n_folds=2, seed=1)
    >>> folds[0] != folds[1], folds[2] != folds[3]
    (np.True_, np.True_)
    """
    _, codes = np.unique(groups, return_inverse=True)
    n_groups = int(codes.max(initial=-1)) + 1
    if n_groups < 2:
        message = "All texts are one group (or there is one text), so nothing can be left out."
        raise InputError(message)
    n_folds = min(n_folds, n_groups)
    labels = np.nan_to_num(np.asarray(targets, float))
    sums = np.zeros((n_groups, labels.shape[1]))
    np.add.at(sums, codes, labels)
    sizes = np.bincount(codes).astype(float)
    dealt = _dealt(sums, sizes, n_folds, np.random.default_rng(seed))
    return dealt[codes]


def _dealt(sums: Numbers, sizes: Numbers, n_folds: int, rng: np.random.Generator) -> Numbers:
    """Deal groups: those with the rarest label first, each to the fold that lacks it most."""
    n_groups, n_labels = sums.shape
    totals = sums.sum(axis=0)
    rarity = np.where(sums > 0, np.where(totals > 0, totals, np.inf), np.inf)
    rarest = rarity.argmin(axis=1) if n_labels else np.zeros(n_groups, int)
    bare = np.asarray(~(sums > 0).any(axis=1))
    first = np.where(bare, np.inf, rarity.min(axis=1)) if n_labels else np.full(n_groups, np.inf)
    order = np.lexsort((rng.permutation(n_groups), -sizes, rarest, first))
    lacking, room = np.tile(totals / n_folds, (n_folds, 1)), np.full(n_folds, sizes.sum() / n_folds)
    luck = rng.permutation(n_folds)
    fold_of = np.zeros(n_groups, np.int64)
    for group in order:
        need = room if bare[group] else lacking[:, rarest[group]]
        fold = int(np.lexsort((luck, -room, -need))[0])
        fold_of[group] = fold
        lacking[fold] -= sums[group]
        room[fold] -= sizes[group]
    return fold_of


def copies(texts: Sequence[str]) -> Numbers:
    """Name the text that each is a copy of: itself, or one with four fifths of its words in order.

    With very many texts, only those with the same words in the same order.
    """
    made = _shingles.shingles([plain(text[:_CUT]) for text in texts])
    if len(texts) > _MOST:
        _, first, same = np.unique(made.wholes, return_index=True, return_inverse=True)
        return np.where(made.words > 0, first[same.ravel()], np.arange(len(texts)))
    zeros = np.zeros(len(texts), np.int64)
    with Spill(made.hashes.dtype, None) as hashes:
        hashes.add(made.hashes)
        articles = _near_copies.Articles(
            hashes=hashes, counts=made.counts, wholes=made.wholes, words=made.words,
            rank=np.arange(len(texts)), first=zeros, last=zeros, outlet=zeros - 1,
        )  # fmt: skip
        return _near_copies.join(articles, similarity=_ALIKE, within_days=0, seed=1).lead


def keep_together(leads: Numbers, groups: Numbers) -> Numbers:
    """Join the groups that hold copies of the same text.

    Copies that would make up more than a tenth of all texts are taken for a form of writing, and
    stay apart.

    Examples
    --------
    >>> keep_together(np.array([0, 1, 2, 0]), np.array([5, 6, 7, 6])).tolist()
    [0, 0, 2, 0]
    """
    _, codes = np.unique(groups, return_inverse=True)
    parent = list(range(int(codes.max(initial=-1)) + 1))

    def top(code: int) -> int:
        while parent[code] != code:
            parent[code] = parent[parent[code]]
            code = parent[code]
        return code

    sizes = np.bincount(leads, minlength=len(leads))
    for lead, code in zip(leads.tolist(), codes.tolist(), strict=True):
        if sizes[lead] <= max(2, len(leads) // 10):
            one, other = top(int(codes[lead])), top(code)
            parent[max(one, other)] = min(one, other)
    return np.array([top(code) for code in codes.tolist()], dtype=np.int64)


def across(leads: Numbers, folds: Numbers) -> int:
    """Count the texts of which a copy is in another fold."""
    _, number = np.unique(folds, return_inverse=True)
    lowest = np.full(len(leads), np.iinfo(np.int64).max)
    highest = np.full(len(leads), -1)
    np.minimum.at(lowest, leads, number)
    np.maximum.at(highest, leads, number)
    return int((lowest[leads] != highest[leads]).sum())
