"""Say in words how intervals, tests and corrections were made, from the names in the results."""

import re
from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from analysis._paper_tables.numbers import count

__all__ = ["methods", "tests"]

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
    (r"permutation, exact", "exact permutation test", "exacte permutatietoets"),
    (r"permutation, normal", "permutation test, normal approximation",
     "permutatietoets, normale benadering"),
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
_COPIES: Final = _SAMPLES[0][1:]
_SOME_COPIES: Final = (
    "clusters of copies as the sample where there are copies, articles elsewhere",
    "clusters van kopieën als steekproef waar kopieën zijn, elders artikelen",
)
_NONE: Final = ("no interval", "description only", "none")
_TEST: Final = re.compile(r"permutation|^fisher")


def methods(names: Iterable[Any], language: str) -> str:
    """Say how estimates and intervals were made, each way once; tests are left to `tests`.

    A way without words is named as it is.

    Examples
    --------
    >>> methods(["wilson", "wilson", "ratio, t, documents as clusters"], "nl")
    'Wilson; ratioschatter met t; artikelen als steekproef'
    >>> methods(["wilson, clusters of copies", "wilson", "fisher exact"], "en")
    'Wilson; clusters of copies as the sample where there are copies, articles elsewhere'
    """
    parts = [part for part in _parts(names) if not _TEST.search(part)]
    told = list(dict.fromkeys(_told(part, language) for part in parts))
    texts = dict.fromkeys(text for text, _ in told)
    samples = list(dict.fromkeys(sample for _, sample in told if sample))
    copied = [text for text, sample in told if sample == _COPIES[language == "nl"]]
    if any(text in copied for text, sample in told if sample != _COPIES[language == "nl"]):
        samples = [_SOME_COPIES[language == "nl"]]
    if len(samples) == 1:
        return "; ".join([*texts, *samples])
    return "; ".join(f"{text}, {sample}" if sample else text for text, sample in told)


def tests(names: Iterable[Any], language: str) -> str:
    """Say with which tests p was found, each once; what they sample, `methods` says.

    Examples
    --------
    >>> tests(["newcombe; fisher exact", "newcombe, clusters of copies; cluster permutation, exact",
    ...        "ratio, t, documents as clusters; document permutation, exact"], "en")
    'Fisher’s exact test; exact permutation test'
    """
    parts = [part for part in _parts(names) if _TEST.search(part)]
    return "; ".join(dict.fromkeys(_told(part, language)[0] for part in parts))


def _parts(names: Iterable[Any]) -> list[str]:
    """Take names apart: 'newcombe; fisher exact' are two ways."""
    parts = [part for name in names if pd.notna(name) for part in str(name).split("; ")]
    return [part for part in parts if part not in _NONE]


def _told(part: str, language: str) -> tuple[str, str]:
    """Say one way, and what it takes as the sample."""
    found = next((texts for pattern, *texts in _WAYS if re.search(pattern, part)), None)
    if found is None:
        return part, ""
    draws = (count(n, language) for n in re.findall(r"n=(\d+)", part))
    sample = next((texts[language == "nl"] for pattern, *texts in _SAMPLES
                   if re.search(pattern, part)), "")  # fmt: skip
    return found[language == "nl"].format(*draws), sample
