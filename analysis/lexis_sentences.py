"""Say in sentences what the tables of words hold; every sentence is computed from its table."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis._language_names import language_name
from analysis.contracts import each_row
from analysis.wording import NO_WAVE, Sentence, coefficient, counted, listing, safe, wave_name

__all__ = ["collocations", "concordance", "dispersion", "keyness", "keyness_rule", "of", "read"]


def concordance(
    lines: pd.DataFrame, *, labels: Mapping[str, str], query: Sequence[str],
    order: Sequence[str] = (),
) -> Sentence:  # fmt: skip
    """Say how often a query was found, in how many articles, and in what frames.

    Parameters
    ----------
    lines : DataFrame
        From `concordance.lines`: all hits.
    labels : mapping of str to str
        Frame to its name.
    query : sequence of str
        What was asked for.
    order : sequence of str
        News waves in the order in which they are told.
    """
    asked = listing(f"*{safe(one)}*" for one in query)
    if lines.empty:
        return Sentence(f"{asked} was not found in any counted sentence.")
    said = []
    for language, own in lines.groupby("language", sort=True):
        waves = own["wave"].map(wave_name, na_action=None)
        known = [*order, *sorted(set(waves) - set(order))]
        by_wave = listing(
            f"{int((waves == wave).sum()):,} in {safe(str(wave))}".replace(f"in {NO_WAVE}", NO_WAVE)
            for wave in known if (waves == wave).any()
        )  # fmt: skip
        units = own.drop_duplicates("segment_id")
        coded = units["frames"].dropna()
        carriers = Counter(frame for text in coded for frame in text.split())
        carried = [(carriers[frame], label) for frame, label in labels.items()]
        ranked = sorted((pair for pair in carried if pair[0]), key=lambda pair: -pair[0])
        framed = int(coded.ne("").sum())
        frames = (
            f"; of the {counted(len(coded), 'coded sentence')} with it "
            f"{f'{framed:,} carry a frame' if framed != 1 else '1 carries a frame'}"
            + (f" ({listing(f'{label} {n:,}' for n, label in ranked)})" if ranked else "")
            if len(coded)
            else ""
        )
        said.append(
            f"**{_language(language)}**: {counted(len(own), 'hit')} of {asked} in "
            f"{counted(own['doc_id'].nunique(), 'article')} ({by_wave}){frames}."
        )
    return Sentence("\n\n".join(said))


def collocations(scored: pd.DataFrame, *, measure: str, most: int = 5) -> Sentence:
    """Say which neighbours score highest, with their counts; of each language and group.

    Parameters
    ----------
    scored : DataFrame
        From `collocations.scores`, sorted by `measure`.
    measure : str
        The column that ranks.
    most : int
        Pairs that are named.
    """
    called = {"log_dice": "logDice", "likelihood_ratio": "G2", "pmi": "PMI"}.get(measure, measure)
    groups = [*scored.columns[: list(scored.columns).index("first")]]
    known = scored.dropna(subset=[measure])
    if known.empty:
        return Sentence("No two words stand together often enough to be scored.")
    said = []
    for key, own in known.groupby(groups, dropna=False, sort=True):
        named = listing(
            f"*{safe(row['first'])} {safe(row['second'])}* ({row[measure]:,.1f}; "
            f"{counted(int(row['n']), 'time')} in {counted(int(row['n_docs']), 'article')})"
            for _, row in own.head(most).iterrows()
        )
        of = ", ".join(
            [safe(language_name(str(key[0]))), *(safe(wave_name(one)) for one in key[1:])]
        )
        alone = int((own["n_docs"] == 1).sum())
        stand = "stands" if alone == 1 else "stand"
        few = f" {alone:,} of the {len(own):,} pairs {stand} in one article only." if alone else ""
        if alone == len(own):
            few = f" {'It stands' if alone == 1 else 'All of them stand'} in one article only."
        said.append(f"**{of}**, highest by {called}: {named}.{few}")
    return Sentence("\n\n".join(said))


def dispersion(measured: pd.DataFrame, *, terms: Sequence[str] = ()) -> Sentence:
    """Say which term is spread most evenly over the articles, and which least.

    Parameters
    ----------
    measured : DataFrame
        From `dispersion.measures`.
    terms : sequence of str
        Terms that are told of; all when left out.
    """
    table = measured[measured["term"].isin(terms)] if terms else measured
    if table.empty:
        return Sentence("None of the terms occurs in these articles.")
    said = []
    for language, own in table.groupby("language", sort=True):
        n_docs = int(own["n_docs"].iloc[0])
        known = own.dropna(subset=["dp_norm"]).sort_values(["dp_norm", "term"])
        note = f" {safe(own['note'].iloc[0])}" if own["note"].iloc[0] else ""
        if known.empty:
            said.append(f"**{_language(language)}**:{note}")
            continue
        first, last = known.iloc[0], known.iloc[-1]
        even = f"*{safe(first['term'])}* {_spread(first, n_docs)}"
        if len(known) == 1:
            said.append(f"**{_language(language)}**: {even}.{note}")
            continue
        said.append(
            f"**{_language(language)}**: of {len(known):,} terms {even} is spread most evenly, "
            f"*{safe(last['term'])}* {_spread(last, n_docs)} least.{note}"
        )
    return Sentence("\n\n".join(said))


def _language(tag: object) -> str:
    """Name a language, harmless in Markdown."""
    return safe(language_name(str(tag)))


def _spread(row: pd.Series, n_docs: int) -> str:
    """Write how evenly a term is spread."""
    return (
        f"(DPnorm {coefficient(row['dp_norm'])}, in {int(row['n_with']):,} of "
        f"{counted(n_docs, 'article')})"
    )


def read(counts: pd.DataFrame, documents: pd.DataFrame, *, form: str, stop: object) -> Sentence:
    """Say how many words were read of how many articles, and what counts as a word.

    Parameters
    ----------
    counts : DataFrame
        From `words.counts`, of these articles.
    documents : DataFrame
        Contract `documents`.
    form, stop
        As of `words.read`.
    """
    spoken = documents.set_index("doc_id")["language"]
    own = counts[counts["doc_id"].astype("str").map(spoken) == counts["language"].astype("str")]
    foreign = int(counts["n"].sum() - own["n"].sum())
    parts = []
    for tag, rows in own.groupby(own["language"].astype("str"), sort=True):
        terms = rows.dropna(subset="term")
        parts.append(
            f"{counted(rows['doc_id'].nunique(), 'article')} in {_language(tag)} with "
            f"{int(rows['n'].sum()):,} words, of which {int(terms['n'].sum()):,} are terms "
            f"({terms['term'].nunique():,} different ones)"
        )
    named = {"word": "the word as it is", "lemma": "its dictionary form", "stem": "its stem"}
    content = "words without content left out" if stop != "none" else "no word left out"
    rest = (
        f" {counted(foreign, 'word')} in another language than that of the article do not enter "
        f"keyness, collocations and dispersion."
        if foreign
        else ""
    )
    return Sentence(
        f"{listing(parts) or 'No words were read'}. A term is {named.get(form, form)}; "
        f"{content}.{rest}"
    )


def keyness(
    scored: pd.DataFrame, sizes: pd.DataFrame, *, names: Mapping[str, str] | None = None,
    most: int = 5,
) -> Sentence:  # fmt: skip
    """Say which words set the two sides apart, in how many articles, and what that shows.

    Parameters
    ----------
    scored : DataFrame
        From `keyness.compare`.
    sizes : DataFrame
        From `keyness.sizes`, of the same comparison: tells also what could not be compared.
    names : mapping, optional
        How targets and references are called, such as the labels of frames.
    most : int
        Terms that are named for each side.
    """
    if sizes.empty:
        return Sentence("There is nothing to compare: no word was counted in any group.")
    said = []
    for _, size in sizes.iterrows():
        same = scored["language"] == size["language"]
        own = scored[same & (scored["contrast"] == size["contrast"])]
        called = language_name if size["across"] == "language" else str
        sides = [safe((names or {}).get(size[side], called(size[side]))) for side in _SIDES]
        told = _told(own, size, sides, most)
        said.append(f"**{safe(language_name(size['language']))}**, {told}")
    across = set(sizes["across"])
    if "frame" in across and len(scored):
        said.append(_BY_FRAME)
    if "language" in across:
        said.append(_BY_LANGUAGE)
    return Sentence("\n\n".join(said))


_SIDES = ("target", "reference")
_BY_FRAME = (
    "The codes come from words: a pattern of the codebook is key to its frame by construction, so "
    "look for the words that no pattern asks for."
)
_BY_LANGUAGE = (
    "Two languages are no ranking of words: only words that both use are compared, mostly names "
    "and loan words, and a word may mean something else in each."
)


def _told(own: pd.DataFrame, size: pd.Series, sides: Sequence[str], most: int) -> str:
    """Say of one comparison what it found."""
    docs = [int(size[f"n_docs_{side}"]) for side in _SIDES]
    if not all(docs):
        empty = listing(name for name, n in zip(sides, docs, strict=True) if not n)
        rest = [f"{counted(n, 'article')} in {name}"
                for name, n in zip(sides, docs, strict=True) if n]  # fmt: skip
        only = f" ({listing(rest)})" if rest else ""
        return f"{sides[0]} against {sides[1]}: no article in {empty}, so nothing to compare{only}."
    head = (
        f"{sides[0]} ({counted(docs[0], 'article')}, {int(size['words_target']):,} words) against "
        f"{sides[1]} ({counted(docs[1], 'article')}, {int(size['words_reference']):,} words)"
    )
    if own.empty:
        return f"{head}: no term is used often enough to be compared."
    above = own[own["z"] > 0].sort_values(["z", "term"], ascending=[False, True])
    below = own[own["z"] < 0].sort_values(["z", "term"])
    parts = []
    for part, name, there, other in (
        (above, sides[0], *_SIDES), (below, sides[1], *_SIDES[::-1]),
    ):  # fmt: skip
        terms = [_key(row, there, other) for _, row in part.head(most).iterrows()]
        parts += [f"more in {name}: {', '.join(terms)}"] if terms else []
    listed = "; ".join(parts) or "both use all terms alike"
    return f"{head}; rates are per 10,000 words. {listed[:1].upper()}{listed[1:]}. {_proven(own)}"


def _key(row: pd.Series, there: str, other: str) -> str:
    """Write a term with its counts."""
    uses, docs = int(row[f"n_{there}"]), int(row[f"n_docs_with_{there}"])
    rates = [_rate(row[f"per_10k_{side}"]) for side in (there, other)]
    return (
        f"*{safe(row['term'])}* ({counted(uses, 'use')} in {counted(docs, 'article')}, "
        f"{rates[0]} against {rates[1]})"
    )


def _rate(value: float) -> str:
    """Write a frequency in 10,000 words, a small one with a decimal."""
    return f"{value:,.{1 if 0 < value < 9.95 else 0}f}"


def _proven(own: pd.DataFrame) -> str:
    """Say what a test over articles bears out, or that there are too few for one."""
    tested = own[own["p_adjusted"].notna()]
    if tested.empty:
        return (
            f"{counted(len(own), 'term')} compared. So few articles allow no test: the ranking "
            f"describes these articles and nothing beyond them."
        )
    level = 1 - float(own["ci_level"].iloc[0])
    firm = tested[tested["p_adjusted"] < level].sort_values(["p_adjusted", "term"])
    how = tested["method"].iloc[0].replace("; ", ", adjusted after ")
    named = ", ".join(f"*{safe(term)}*" for term in firm["term"].head(10))
    more = f" and {len(firm) - 10:,} more" if len(firm) > 10 else ""
    passed = f"{len(firm):,} of" if len(firm) else "none of"
    list_ = f": {named}{more}" if named else ""
    return (
        f"The ranking is description. With articles as the sample {passed} "
        f"{counted(len(tested), 'term')} {'pass' if len(firm) != 1 else 'passes'} (p below "
        f"{level:.2g}; {how}){list_}."
    )


def of(sizes: pd.DataFrame, language: str, *, names: Mapping[str, str] | None = None) -> str:
    """Say for a caption how much is compared: articles and words on each side.

    Parameters
    ----------
    sizes : DataFrame
        From `keyness.sizes`.
    language : str
        Tag; only its rows are told.
    names : mapping of str to str, optional
        Names of the groups that are compared; those without one keep theirs.

    Examples
    --------
    >>> of(pd.DataFrame({"language": ["nl"], "target": ["June"], "reference": ["May"],
    ...     "n_docs_target": [2], "words_target": [900], "n_docs_reference": [1],
    ...     "words_reference": [400]}), "nl")
    'Dutch: June (2 articles, 900 words) against May (1 article, 400 words).'
    """
    said, known = [], dict(names or {})
    for row in each_row(sizes[sizes["language"] == language]):
        sides = [
            f"{known.get(side, side)} ({counted(docs, 'article')}, {counted(words, 'word')})"
            for side, docs, words in (
                (row.target, row.n_docs_target, row.words_target),
                (row.reference, row.n_docs_reference, row.words_reference),
            )
        ]
        said.append(" against ".join(sides))
    return f"{language_name(language)}: {'; '.join(said)}." if said else ""


def keyness_rule(
    *, form: str, stop: object, least: int, prior: str = "background", prior_size: float = 500
) -> str:  # fmt: skip
    """Say for a caption how terms were counted and scored.

    Examples
    --------
    >>> keyness_rule(form="lemma", stop="library", least=5)[:50]
    'Terms: lemmas without stop words, at least 5 uses.'
    """
    without = "" if stop == "none" else " without stop words"
    spread = "as in all articles of the language" if prior == "background" else "spread evenly"
    return (
        f"Terms: {form}s{without}, at least {counted(least, 'use')}. z: weighted log-odds with a "
        f"prior of {prior_size:,.0f} words {spread}."
    )
