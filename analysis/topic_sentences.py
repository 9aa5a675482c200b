"""Say what topics are, how far these can be trusted, and what cannot be said of them.

Every sentence is computed from the table it speaks of. Languages are told one after the
other: their topics come from different models and are not compared.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis._intervals import MIN_DOCUMENTS
from analysis._language_names import language_name
from analysis._topics import verdicts
from analysis.contracts import each_row
from analysis.wording import (
    Sentence,
    coefficient,
    counted,
    listing,
    percent,
    safe,
)

__all__ = [
    "Told", "about", "by_article", "captions", "coherent", "each", "frames", "intrusion", "made",
    "no_frames", "outliers", "over_time", "stable", "telling", "units",
]  # fmt: skip

_ONE: Final = 0.75  # share of a topic in one article from which it is that article
_MORE: Final = 0.25  # and by how much that exceeds the share of the article in all units
_BACK: Final = 0.8  # share of the seeds with which a topic comes back
_SEEDS: Final = 10
_OUT: Final = 1.5  # lift from which a frame stands out in a topic
_LEAST: Final = 3  # units that must carry it
_NO_MODEL: Final = "No language has a topic model, so there is nothing to say here."


class Told(Sentence):
    """What is said of one language after the other; `of` gives what is said of one."""

    parts: Mapping[str, str]

    def of(self, language: str) -> str:
        """Give what is said of a language, for an alt text; all if nothing is said of it."""
        return self.parts.get(language, self)


def _told(parts: Mapping[str, str], sign: str, nothing: str) -> Told:
    """Put what is said of each language below each other."""
    named = [f"**{language_name(language)}**{sign} {said}" for language, said in parts.items()]
    text = Told("\n\n".join(named) or nothing)
    text.parts = dict(parts)
    return text


def no_frames() -> Sentence:
    """Say that topics are not frames, in plain words."""
    return Sentence(
        "**Topics are not frames.** A topic is a group of passages that share words: it says "
        "*what* a passage is about. A frame says *how* the passage presents it: as theft, as "
        "hypocrisy, as a danger, as a matter of money. Two articles on one topic may frame it in "
        "opposite ways, and one frame runs through many topics. So nothing on this page measures "
        "framing, and no topic may be reported as a frame. Topics are for exploration: to find "
        "what the codebook does not ask about, and passages worth reading."
    )


def units(counts: pd.DataFrame, *, unit: str, n_docs: int) -> Sentence:
    """Say how many units of each language there are, and how many are too short.

    Parameters
    ----------
    counts : DataFrame
        language, n_units, n_short.
    unit : str
        In the singular.
    n_docs : int
        Articles that they come from.
    """
    if counts.empty:
        return Sentence("No article has a unit that counts, so there is nothing to model.")
    parts = [
        f"{language_name(row.language)} {counted(row.n_units, unit)}"
        + (f", {row.n_short:,} of them too short" if row.n_short else "")
        for row in each_row(counts)
    ]
    apart = " Each language is modelled apart." if len(parts) > 1 else ""
    return Sentence(f"From {counted(n_docs, 'article')}: {'; '.join(parts)}.{apart}")


def made(models: Mapping[str, Any], *, settings: Sequence[str] = ()) -> Sentence:
    """Say what each model was made of and what it found, or why there is none.

    Parameters
    ----------
    models : mapping
        Language to its model, with `n_topics`, `said` and `reason`.
    settings : sequence of str
        What else is to be said of how they were made; each a sentence.
    """
    if not models:
        return Sentence("No unit has a known language, so there is no topic model.")
    said = []
    for language, model in models.items():
        found = model.reason or f"{counted(model.n_topics, 'topic')}."
        said.append(f"**{language_name(language)}**: {safe(found)} {safe(model.said)}".strip())
    rest = " ".join(settings)
    return Sentence("\n\n".join([*said, rest] if rest else said))


def each(parts: Mapping[str, str], *, nothing: str = _NO_MODEL) -> Told:
    r"""Tell of one language after the other, such as what `sentences.shares` says of each.

    Examples
    --------
    >>> each({"en": "**May**: 5 %.", "nl": "**May**: 2 %."})
    '**English**. **May**: 5 %.\n\n**Dutch**. **May**: 2 %.'
    """
    return _told(parts, ".", nothing)


def _each(
    table: pd.DataFrame, write: Callable[[pd.DataFrame], str], nothing: str = _NO_MODEL
) -> Told:
    """Write a paragraph for each language of a table."""
    groups = table.groupby("language", sort=True)
    return _told({str(language): write(part) for language, part in groups}, ":", nothing)


def about(sizes: pd.DataFrame, words: pd.DataFrame, *, unit: str, top: int = 5) -> Told:
    """Say what the topics of each language are about: first words and size.

    Parameters
    ----------
    sizes : DataFrame
        language, topic, n_units, n_docs, share.
    words : DataFrame
        language, topic, rank, word.
    unit : str
        In the singular.
    top : int
        Words of each topic.
    """
    ordered = words.sort_values(["language", "topic", "rank"])
    lists = {
        key: listing(safe(word) for word in part["word"].head(top))
        for key, part in ordered.groupby(["language", "topic"])
    }

    def write(part: pd.DataFrame) -> str:
        told = [
            f"topic {row.topic} ({counted(row.n_units, unit)} of {counted(row.n_docs, 'article')}, "
            f"{percent(row.share)}) {lists.get((row.language, row.topic), 'no word')}"
            for row in each_row(part[part["topic"] >= 0].sort_values("topic"))
        ]
        return "; ".join(told) + "." if told else "no topic."

    return _each(sizes, write)


def outliers(sizes: pd.DataFrame, *, unit: str) -> Told:
    """Say what share of the units is in no topic; they stay in every denominator."""

    def write(part: pd.DataFrame) -> str:
        n, total = int(part.loc[part["topic"] < 0, "n_units"].sum()), int(part["n_units"].sum())
        many = " That is so many that the topics describe a part of the coverage only."
        return (
            f"{n:,} of {counted(total, unit)} ({percent(n / total)}) "
            f"{'is' if n == 1 else 'are'} in no topic."
            f"{many if n > 0.3 * total else ''}"
        )

    return _each(sizes, write)


def stable(summary: pd.DataFrame, topics: pd.DataFrame) -> Told:
    """Say whether other seeds find the same topics, and which topics come back.

    Parameters
    ----------
    summary, topics : DataFrame
        From `topic_quality.stability`.
    """

    def write(part: pd.DataFrame) -> str:
        row: Any = next(each_row(part))
        own = topics[topics["language"] == row.language]
        back = [str(one.topic) for one in each_row(own) if one.share >= _BACK]
        few = f" Fewer than {_SEEDS} seeds are a hint only." if row.n_seeds < _SEEDS else ""
        return (
            f"over {counted(row.n_pairs, 'pair')} of {row.n_seeds} seeds the median of the "
            f"adjusted Rand index of the assignments is {_range(row, 'ari')} where 1 is the same "
            f"and 0 as by chance; matched topics have {_range(row, 'jaccard', percent)} "
            f"of their first ten words in common. {verdicts.by_seeds(row.ari)} "
            f"{_back(back, len(own))}{few}"
        )

    return _each(summary, write, "There is no topic model to make again with other seeds.")


def _range(row: Any, name: str, write: Callable[[Any], str] = coefficient) -> str:
    """Write the median with the lowest and highest value."""
    low, high = getattr(row, f"{name}_low"), getattr(row, f"{name}_high")
    return f"{write(getattr(row, name))}, from {write(low)} to {write(high)},"


def _back(back: Sequence[str], n: int) -> str:
    """Say which topics come back with most seeds."""
    if not back:
        return "No topic comes back (half of its words) with four of five seeds."
    if len(back) == n:
        return f"All {n} topics come back (half of their words) with four of five seeds."
    verb = "comes" if len(back) == 1 else "come"
    noun = "Topic" if len(back) == 1 else "Topics"
    return f"{noun} {listing(back)} of {n} {verb} back (half of the words) with four of five seeds."


def captions(
    sizes: pd.DataFrame, summary: pd.DataFrame, npmi: pd.DataFrame, *, unit: str,
    assigned: pd.DataFrame,
) -> dict[str, str]:  # fmt: skip
    """Write what every caption of topics says: of how many units, how good, and no frames.

    Parameters
    ----------
    sizes : DataFrame
        language, topic, n_units.
    summary, npmi : DataFrame
        From `topic_quality.stability` and `topic_quality.npmi`.
    unit : str
        In the singular.
    assigned : DataFrame
        The units with language and doc_id: their articles are counted.

    Returns
    -------
    dict
        Language to its sentences.
    """
    seeds = {
        row.language: f" Over {row.n_seeds} seeds the median adjusted Rand index of these topics "
        f"is {coefficient(row.ari)}: {verdicts.in_short(row.ari)}."
        for row in each_row(summary)
    }
    means = {
        row.language: f" Mean NPMI of their first {row.top} words is {coefficient(row.npmi)}."
        for row in each_row(npmi)
        if pd.isna(row.topic)
    }
    said: dict[str, str] = {}
    for language, part in sizes.groupby("language", sort=True):
        outside = int(part.loc[part["topic"] < 0, "n_units"].sum())
        tag, n = str(language), int(part["n_units"].sum())
        docs = assigned.loc[assigned["language"] == language, "doc_id"].nunique()
        said[tag] = (
            f"{language_name(tag)}, {counted(docs, 'article')}, {counted(n, unit)}, {outside:,} of "
            f"them in no topic."
            f"{seeds.get(tag, '')}{means.get(tag, '')} Topics are not frames."
        )
    return said


def coherent(npmi: pd.DataFrame) -> Sentence:
    """Say how coherent the topics are by NPMI, in which window, and what that is worth.

    Parameters
    ----------
    npmi : DataFrame
        From `topic_quality.npmi`.
    """

    def write(part: pd.DataFrame) -> str:
        mean: Any = next(each_row(part[part["topic"].isna()]))
        own = part[part["topic"].notna() & part["npmi"].notna()]
        window = (
            f"the same unit ({counted(mean.n_windows, 'unit')})"
            if mean.window == "unit"
            else f"{mean.window} running words ({counted(mean.n_windows, 'window')})"
        )
        unseen = (
            f" {counted(mean.n_unseen, 'word')} that the texts do not hold as such "
            f"{'was' if mean.n_unseen == 1 else 'were'} skipped."
            if mean.n_unseen
            else ""
        )
        ends = own.sort_values(["npmi", "topic"])
        spread = (
            f", from {coefficient(ends['npmi'].iloc[0])} (topic {ends['topic'].iloc[0]}) to "
            f"{coefficient(ends['npmi'].iloc[-1])} (topic {ends['topic'].iloc[-1]})"
            if len(own) > 1
            else ""
        )
        return (
            f"mean NPMI of the first {mean.top} words is {coefficient(mean.npmi)}{spread}; words "
            f"count as together in {window}.{unseen} {verdicts.by_words(mean.npmi)}".rstrip()
        )

    told = _each(npmi, write)
    if not told.parts:
        return told
    return Sentence(
        f"{told}\n\nNPMI runs from -1 (the words never meet) over 0 (as by chance) to 1. "
        f"A high value is no proof of meaning: automatic coherence declares winners that people "
        f"do not see (Hoyle et al. 2021). Read the words and the passages, and try the intrusion "
        f"test below, before a topic is given a name."
    )


def by_article(apart: pd.DataFrame, spread: pd.DataFrame) -> Told:
    """Say whether the topics are more than the articles, or the outlets, they come from.

    Parameters
    ----------
    apart, spread : DataFrame
        From `topic_quality.tells_articles_apart` and `spread`.
    """

    def write(part: pd.DataFrame) -> str:
        told = {row.of: row for row in each_row(part)}
        article: Any = told["article"]
        own = spread[(spread["language"] == article.language) & (spread["topic"] >= 0)]
        single = [
            str(row.topic)
            for row in each_row(own)
            if row.top_share >= _ONE and row.top_share - row.top_base >= _MORE
        ]
        if math.isnan(article.ami):
            first = "one article or one topic cannot show whether topics follow articles."
        else:
            outlet: Any = told["outlet"]
            also = "" if math.isnan(outlet.ami) else f", with outlet {coefficient(outlet.ami)}"
            first = (
                f"adjusted mutual information of topic with article is "
                f"{coefficient(article.ami)}{also} (0: as by chance, 1: the same). "
                f"{verdicts.by_articles(article.ami)}"
            )
        if not single:
            return f"{first} No topic is the subject of one article alone."
        noun, verb = ("Topic", "comes") if len(single) == 1 else ("Topics", "come")
        return (
            f"{first} {noun} {listing(single)} {verb} to three quarters or more from one article, "
            f"far more than its length explains: read {'it' if len(single) == 1 else 'them'} as "
            f"the subject of that article."
        )

    return _each(apart, write)


def over_time(shares: pd.DataFrame, *, bins: str, unit: str) -> Told:
    """Say how many bins of time there are, how full they are, and what is in none.

    Parameters
    ----------
    shares : DataFrame
        From `topic_quality.over_time`.
    bins : str
        'wave', 'month' or 'week'.
    unit : str
        In the singular.
    """

    def write(part: pd.DataFrame) -> str:
        sizes = part.drop_duplicates("bin")
        inside, lost = sizes[sizes["bin"].notna()], sizes[sizes["bin"].isna()]
        left = "".join(
            f" {counted(row.n_docs, 'article')} ({counted(row.n_units, unit)}) "
            f"{'belongs' if row.n_docs == 1 else 'belong'} to no single {bins} and "
            f"{'is' if row.n_docs == 1 else 'are'} not in the chart."
            for row in each_row(lost)
        )
        full = inside[inside["n_units"] > 0]
        if full.empty:
            return f"no article can be placed in a {bins}.{left}"
        low, high = int(full["n_units"].min()), int(full["n_units"].max())
        empty = len(inside) - len(full)
        holes = f" {counted(empty, bins)} without any article." if empty else ""
        return (
            f"{counted(len(full), bins)} with {low:,} to {high:,} {unit}s each, cut before the "
            f"topics were counted and not smoothed.{holes}{left}"
        )

    return _each(shares, write)


def frames(
    crossed: pd.DataFrame, *, topics: Mapping[str, Mapping[str, str]], labels: Mapping[str, str],
    unit: str,
) -> Told:  # fmt: skip
    """Say which frame stands out in which topic, and that this makes the topic no frame.

    Parameters
    ----------
    crossed : DataFrame
        From `topic_quality.crossed`.
    topics, labels : mapping
        Language to a mapping of topic to its name; frame to its name.
    unit : str
        In the singular.
    """

    def write(part: pd.DataFrame) -> str:
        own = topics.get(str(part["language"].iloc[0]), {})
        known = part[part["topic"].astype("str").isin(list(own)) & part["frame"].isin(list(labels))]
        out = known[(known["n_positive"] >= _LEAST) & (known["lift"] >= _OUT)]
        ordered = out.sort_values(["log_odds", "topic", "frame"], ascending=[False, True, True])
        told = [
            f"{labels[row.frame]} in topic {row.topic} ({row.n_positive:,} of "
            f"{counted(row.n_units, unit)}, {percent(row.share)}, against "
            f"{percent(row.share_rest)} elsewhere)"
            for row in each_row(ordered.head(4))
        ]
        more = f", and {len(ordered) - 4} more pairs" if len(ordered) > 4 else ""
        few = (known["n_docs"] < MIN_DOCUMENTS).any()
        size = " So few articles allow a description only." if few else ""
        if not told:
            return f"no frame stands out in a topic (half as much again as overall).{size}"
        return f"{listing(told)}{more}.{size}"

    return _each(crossed, write)


def intrusion(items: pd.DataFrame, *, top: int = 5) -> Sentence:
    """Say how the intrusion test is taken and read."""
    if items.empty:
        return Sentence("A word intrusion test takes two topics of a language; there are none.")
    return Sentence(
        f"{counted(len(items), 'item')}. In each, {top} words belong to one topic and one word "
        f"comes from another. Let two people who do not know the topics mark the odd one. "
        f"Guessing finds {percent(1 / (top + 1))}: a topic whose intruder is found no more often "
        f"than that has no meaning that readers see."
    )


def telling(models: Mapping[str, Any], *, least: int) -> Sentence:
    """Say what can be shown without a model, and what a model would take.

    Parameters
    ----------
    models : mapping
        Language to its model, with `reason`.
    least : int
        Units that a model needs.
    """
    without = [language_name(language) for language, model in models.items() if model.reason]
    if not without:
        named = listing(language_name(language) for language in models) or "No language"
        return Sentence(f"{named} {'has' if len(models) < 2 else 'have'} a topic model, so this "
                        f"is not needed.")  # fmt: skip
    return Sentence(
        f"{listing(without)} {'has' if len(without) == 1 else 'have'} no topic model. A model "
        f"takes {least} units of a language at least, and some hundred units from dozens of "
        f"articles before its topics hold with another seed: add articles, or take sentences "
        f'(`unit = "sentence"`) instead of paragraphs. Until then these are the words that are '
        f"frequent in one wave or article and absent from another (TF-IDF)."
    )
