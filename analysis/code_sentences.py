"""Say whose codes there are: of which units, by whom, drawn how, and how near to each other."""

from collections.abc import Mapping

import pandas as pd

from analysis.wording import Sentence, coefficient, counted, listing, safe

__all__ = ["about_codes", "about_figure", "about_pairs"]

_DESIGNS = {
    "census": "every unit was coded",
    "simple": "drawn at random within waves",
    "stratified": "drawn at random from strata with known probabilities",
}


def about_codes(
    human: pd.DataFrame, gold: pd.DataFrame, sample: pd.DataFrame | None, *, why: str
) -> Sentence:
    """Say which codes of people the study has, and how their units were chosen.

    Parameters
    ----------
    human, gold : DataFrame
        Contract ``codings``: of the people who coded, and the adjudicated ones.
    sample : DataFrame, optional
        Contract ``samples``: how the units with gold codes were chosen; None if nobody knows.
    why : str
        Why there is no sample.
    """
    people = human.groupby("coder")["segment_id"].nunique()
    named = listing(f"{safe(str(name))} ({counted(int(n), 'unit')})" for name, n in people.items())
    text = f"Coded by {named}." if len(people) else "No person has coded units of this study."
    if gold.empty:
        return Sentence(f"{text} {safe(why)}".strip())
    n_gold = gold["segment_id"].nunique()
    text = f"{text} Gold codes: {counted(n_gold, 'unit')} in {counted(_articles(gold), 'article')}"
    if sample is None or sample.empty:
        return Sentence(f"{text}. {safe(why)}".strip())
    parts = sample["part"].value_counts()
    told = [f"{int(parts.get(part, 0)):,} for {part}" for part in ("development", "test")]
    designs = listing(_DESIGNS[str(design)] for design in sorted(sample["design"].unique()))
    return Sentence(f"{text}; {designs} ({listing(told)}).")


_KINDS = {
    "human-human": "people with people",
    "human-machine": "people with machines",
    "machine-machine": "machines with machines",
    "human-gold": "people with gold",
    "machine-gold": "machines with gold",
}


def about_pairs(pairs: pd.DataFrame, *, labels: Mapping[str, str]) -> Sentence:
    """Say between which values alpha lies for each kind of pair, and for which frame it is lowest.

    Parameters
    ----------
    pairs : DataFrame
        From `agreement.pairs`.
    labels : mapping of str to str
        Frame to its name.
    """
    alpha = pairs[(pairs["measure"] == "alpha") & pairs["estimate"].notna()]
    if alpha.empty:
        return Sentence("No two coders have coded the same units with codes that vary.")
    told = []
    for kind, words in _KINDS.items():
        rows = alpha[alpha["kind"] == kind]
        if len(rows):
            lowest = rows.sort_values(["estimate", "frame", "coder", "other_coder"]).iloc[0]
            told.append(f"{words} {coefficient(rows['estimate'].min())} to "
                        f"{coefficient(rows['estimate'].max())} (lowest: "
                        f"{labels.get(str(lowest['frame']), str(lowest['frame']))})")  # fmt: skip
    text = "; ".join(told)
    return Sentence(f"Krippendorff’s alpha: {text}.")


def _articles(codings: pd.DataFrame) -> int:
    """Count the articles that codes are of."""
    return int(codings["doc_id"].nunique())


def about_figure(
    about: str,
    codings: pd.DataFrame,
    *,
    codebook: str,
    gold: pd.DataFrame | None = None,
    rest: pd.DataFrame | None = None,
) -> str:
    """Write the caption of a figure of codes: what it shows, by how many coders, of what.

    Parameters
    ----------
    about : str
        One sentence: what the figure shows.
    codings : DataFrame
        Contract ``codings``: what is compared.
    codebook : str
        Reference of the present codebook. Codes made with another one are named.
    gold : DataFrame, optional
        Contract ``codings``: the gold codes that there are; their units are counted.
    rest : DataFrame, optional
        Contract ``tallies``: articles that were coded as well, and are only counted.
    """
    names = sorted(codings["coder"].unique())
    who = f"{counted(len(names), 'coder')} ({listing(names)})" if names else counted(0, "coder")
    checked = 0 if gold is None else int(gold["segment_id"].nunique())
    golden = f"Gold codes: {counted(checked, 'unit')}." if checked else "No gold codes."
    shared = int(codings.groupby("segment_id")["coder"].nunique().gt(1).sum())
    other = sorted(set(codings["codebook"]) - {codebook})
    older = f" Codes made with {listing(other)} are among them." if other else ""
    further = pd.Series(dtype="int64") if rest is None else rest.groupby("doc_id")["n_units"].max()
    units = counted(int(codings["segment_id"].nunique() + further.sum()), "unit")
    both = f", {shared:,} of them coded by more than one" if len(names) > 1 else ""
    return (
        f"{about} {who}, {units} in "
        f"{counted(_articles(codings) + len(further), 'article')}{both}. "
        f"{golden} Codebook {codebook}.{older}"
    )
