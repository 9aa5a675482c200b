"""Say in words how intervals, tests and corrections were made, from the names in the results."""

import re
from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from analysis._paper_tables.numbers import count

__all__ = ["methods"]

_WAYS: Final = (
    (r"exact binomial", "exact binomial bound where no codes differ",
     "exacte binomiale grens waar geen codes verschillen"),
    (r"bootstrap.*n=(\d+)", "bootstrap, {0} draws", "bootstrap, {0} trekkingen"),
    (r"mean of intervals", "mean of the intervals of the frames",
     "gemiddelde van de intervallen van de frames"),
    (r"wilson on jaccard", "F1: Wilson by way of the Jaccard index",
     "F1: Wilson via de Jaccard-index"),
    (r"^wilson", "Wilson", "Wilson"),
    (r"^bonett-price", "Bonett–Price", "Bonett–Price"),
    (r"^newcombe", "Newcombe", "Newcombe"),
    (r"^fisher exact", "Fisher’s exact test", "exacte toets van Fisher"),
    (r"permutation, n=(\d+)", "permutation test, {0} draws", "permutatietoets, {0} trekkingen"),
    (r"permutation", "permutation test", "permutatietoets"),
    (r"^ratio, t", "ratio estimator with t", "ratioschatter met t"),
    (r"^gold only$", "gold codes alone", "alleen gouden codes"),
    (r"^post-stratified$", "post-stratification", "poststratificatie"),
    (r"^ppi\+\+$", "PPI++", "PPI++"),
    (r"^dsl$", "DSL", "DSL"),
)  # fmt: skip
_SAMPLES: Final = (
    (r"clusters of copies|copy cluster|^cluster ", "clusters of copies as the sample",
     "clusters van kopieën als steekproef"),
    (r"documents? as clusters|^document |, document ", "articles as the sample",
     "artikelen als steekproef"),
)  # fmt: skip
_NONE: Final = ("no interval", "description only", "none")


def methods(names: Iterable[Any], language: str) -> str:
    """Say how estimates were made, each way once; a way without words is named as it is.

    Examples
    --------
    >>> methods(["wilson", "wilson", "ratio, t, documents as clusters"], "nl")
    'Wilson; ratioschatter met t; artikelen als steekproef'
    """
    parts = [part for name in names if pd.notna(name) for part in str(name).split("; ")]
    told = dict.fromkeys(_told(part, language) for part in parts if part not in _NONE)
    samples = list(dict.fromkeys(sample for _, sample in told if sample))
    if len(samples) == 1:
        return "; ".join([*dict.fromkeys(text for text, _ in told), *samples])
    return "; ".join(f"{text}, {sample}" if sample else text for text, sample in told)


def _told(part: str, language: str) -> tuple[str, str]:
    """Say one way, and what it takes as the sample."""
    found = next((texts for pattern, *texts in _WAYS if re.search(pattern, part)), None)
    if found is None:
        return part, ""
    draws = (count(n, language) for n in re.findall(r"n=(\d+)", part))
    sample = next((texts[language == "nl"] for pattern, *texts in _SAMPLES
                   if re.search(pattern, part)), "")  # fmt: skip
    return found[language == "nl"].format(*draws), sample
