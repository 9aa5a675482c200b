"""Choose articles to show: some of every wave and language, by chance that hangs on a seed."""

import hashlib

import pandas as pd
from pandas.util import hash_array

__all__ = ["picked"]


def picked(documents: pd.DataFrame, most: int, seed: int) -> pd.DataFrame:
    """Give the articles that are shown, in their order: all of them, or `most`.

    Chance is bound to the id of an article and the seed, not to its place in the table. Waves and
    languages take turns, so that a small one is shown as well; within one it is a simple draw.
    """
    if len(documents) <= most:
        return documents
    key = hashlib.sha256(f"shown {seed}".encode()).hexdigest()[:16]
    chance = hash_array(documents["doc_id"].to_numpy(dtype=object), hash_key=key, categorize=False)
    table = documents[["wave", "language"]].fillna("").assign(chance=chance)
    turn = table.groupby(["wave", "language"])["chance"].rank(method="first")
    order = table.assign(turn=turn).sort_values(["turn", "chance"])
    return documents.loc[order.index[:most].sort_values()].reset_index(drop=True)
