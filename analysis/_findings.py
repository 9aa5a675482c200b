"""What in a study is worth a word before a long run: rules over tables, each with its remedy."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

import pandas as pd

from analysis import receipts
from analysis._dates import AMBIGUOUS
from analysis.codebook import ANY, Codebook
from analysis.contracts import each_row
from analysis.study import Study
from analysis.wording import counted, listing

__all__ = [
    "FACTS",
    "Finding",
    "of_articles",
    "of_copies",
    "of_events",
    "of_files",
    "of_gold",
    "of_languages",
    "of_outlets",
    "of_patterns",
    "of_waves",
]

FACTS: Final = (
    "doc_id", "source_file", "outlet", "language", "published_from", "date_source", "wave",
    "wave_source",
)  # fmt: skip
"""Columns of the documents table that the rules need; never the text.

Beside them `n_characters` of the text, and `why` from `dating.outside` (empty if not listed).
"""

FEW: Final = 4
"""Articles per wave below which no difference between two waves can be tested."""

ENOUGH: Final = 20
"""Articles of a language that are needed before it says something that a pattern is absent."""

_NAMED: Final = 5
_OF_NO_ACCOUNT: Final = ("hidden", "lock file", "a file of the study", "file of the operating")
_NOT_READ: Final = {
    "rejected": ("could not be read", "Mend or export them again; the run goes on without them."),
    "skipped": ("skipped", "If they hold articles, save them in another form."),
    "missing": ("in the metadata, but not there", "Add the files, or take the rows out."),
}
_COUNTED: Final = (
    ("no text but the title", "Only the title is coded. Export the full text."),
    ("exported twice", "Only the first of each is read; nothing to do."),
    ("another length than the file states", "Look whether the export cut them off."),
)
_REMARKS: Final = (
    (r"no row in .*", None, "Add rows with outlet, language and date, if the files do not say it."),
    (r"same text as .*", "same text as another article",
     "Both are kept; notebook 10_corpus names them. Say in the paper how copies count."),
    (r"same number .*", "same number as another article, but another text",
     "Both are kept; notebook 10_corpus names them. Look whether one is a newer edition."),
    (r"columns told by their names.*", None,
     "If one is wrong, name the columns under 'reading' in study.yaml."),
    (r"language not certain", None, "Give it in the metadata, or in a column of your table."),
    (r"language '.*", None, "Add it to 'languages' in study.yaml, or correct it in the metadata."),
    (r".*Windows-1252.*", None, "Look at a few accents; if they are wrong, give 'encoding' under "
                                "'reading' in study.yaml."),
    (r"the file states .*|write it in the metadata|check the accents", "", ""),
)  # fmt: skip
"""Remarks of the readers; how they are called here (empty: said elsewhere); what to do."""

_ELSE: Final = "Notebook 10_corpus shows where."


class Finding(NamedTuple):
    """Something to mend (`must`: the run would stop or say nothing) or to know, and the remedy."""

    must: bool
    topic: str
    text: str
    remedy: str


def _some(names: Collection[str]) -> str:
    """Name the first five, and say how many more there are."""
    shown = sorted(names)
    more = f" and {len(shown) - _NAMED:,} more" if len(shown) > _NAMED else ""
    return ", ".join(shown[:_NAMED]) + more


def of_files(receipt: pd.DataFrame) -> Iterator[Finding]:
    """Files and articles that were not read, and what was remarked on."""
    whole = receipt[receipt["position_in_file"].isna()]
    inside = receipt[receipt["position_in_file"].notna() & (receipt["status"] == "rejected")]
    yield from _files(whole)
    n_lost = int(whole.loc[whole["status"] == "read", "n_rejected"].fillna(0).sum())
    lost = inside[~_twice(inside)]
    n_lost -= int(_twice(inside).sum())
    if n_lost > 0:
        places = [f"{row.source_file}, article {row.position_in_file} ({row.reason})"
                  for row in each_row(lost)]  # fmt: skip
        text = f"could not be read: {counted(n_lost, 'article')} in files that could: "
        yield Finding(False, "files", f"{text}{_some(places)}.", "Look at them, or export again.")
    yield from _remarks(receipt)
    yield from _counts(receipt)


def _files(whole: pd.DataFrame) -> Iterator[Finding]:
    """Files that were not read, those of the metadata that are not there included."""
    for status, (what, remedy) in _NOT_READ.items():
        rows = whole[whole["status"].eq(status) & ~_twice(whole)]
        named = [f"{row.source_file} ({row.reason})" for row in each_row(rows)
                 if not str(row.reason).startswith(_OF_NO_ACCOUNT)]  # fmt: skip
        if named:
            text = f"{what}: {counted(len(named), 'file')}: {_some(named)}."
            yield Finding(False, "files", text, remedy)


def _twice(rows: pd.DataFrame) -> pd.Series:
    """Whether a row of the receipt is an article that came before."""
    return rows["reason"].fillna("").str.startswith("exported twice")


def _remarks(receipt: pd.DataFrame) -> Iterator[Finding]:
    """Remarks of the readers, each once with the number of places."""
    noted = receipt["status"].eq("remark") | receipt["status"].eq("read")
    said = receipt.loc[noted, "reason"].dropna()
    times = Counter(_remark(part) for reason in said for part in reason.split("; "))
    del times["", ""]
    ordered = sorted(times.items(), key=lambda item: (-item[1], item[0]))
    for (text, remedy), number in ordered[:_NAMED]:
        shown = f"{text} ({number:,} times)." if number > 1 else f"{text}."
        yield Finding(False, "files", shown, remedy)
    if len(ordered) > _NAMED:
        rest = sum(number for _, number in ordered[_NAMED:])
        yield Finding(False, "files", f"{counted(rest, 'more remark')}.", _ELSE)


def _remark(said: str) -> tuple[str, str]:
    """Give a remark as it is called here, and its remedy; empty if it is said elsewhere."""
    for pattern, text, remedy in _REMARKS:
        if re.fullmatch(pattern, said, re.DOTALL):
            return said if text is None else text, remedy
    return said, _ELSE


def _counts(receipt: pd.DataFrame) -> Iterator[Finding]:
    """Articles without text, exported twice, or of another length than the file says."""
    sums = receipts.totals(receipt)
    numbers = (sums["without_text"], int(_twice(receipt).sum()), sums["word_mismatch"])
    for number, (what, remedy) in zip(numbers, _COUNTED, strict=True):
        if number:
            yield Finding(False, "files", f"{what}: {counted(number, 'article')}.", remedy)


def of_articles(facts: pd.DataFrame) -> Iterator[Finding]:
    """Articles of which a date, wave, outlet or language is not known."""
    outside = facts["wave"].isna() & facts["published_from"].notna()
    inferred = facts["wave_source"] == "event"
    edges = facts["why"].fillna("").str.startswith("within a day").sum()
    every = f"of {counted(len(facts), 'article')}"
    yield from _undated(facts, every)
    if outside.any():
        remedy = "They enter no estimate. Check the days of the waves."
        yield Finding(False, "dates", f"outside every wave: {outside.sum():,} {every}.", remedy)
    if inferred.any():
        text = f"wave inferred from events: {inferred.sum():,} {every}."
        yield Finding(False, "dates", text, "include_inferred=False leaves them out.")
    if edges:
        text = f"within a day of the edge of a wave: {counted(int(edges), 'article')}."
        yield Finding(False, "dates", text, "Notebook 10_corpus lists them; check their dates.")
    for column, remedy in (
        ("outlet", "Add a column 'outlet' to the metadata; comparisons of outlets need it."),
        ("language", "Add a column 'language' to the metadata; without it they are not coded."),
    ):
        if (empty := facts[column].isna()).any():
            yield Finding(False, f"{column}s", f"no {column}: {empty.sum():,} {every}.", remedy)


def _undated(facts: pd.DataFrame, every: str) -> Iterator[Finding]:
    """Articles without a date, and those with one that could not be taken."""
    why = facts["why"].fillna("")
    none = facts["published_from"].isna() & why.str.startswith("no date")
    refused = (facts["published_from"].isna() & ~none) | why.str.startswith(AMBIGUOUS)
    if refused.any():
        reasons = why[refused].str.split("; it appeared by").str[0]
        files = facts.loc[refused, "source_file"]
        named = {f"{file} ({said})" for file, said in zip(files, reasons, strict=True)}
        text = f"a date that cannot be taken: {refused.sum():,} {every}: {_some(named)}."
        remedy = ("Write days as 2025-03-02; or, if only their order is in doubt, give the "
                  "language of the articles as en-GB or en-US.")  # fmt: skip
        yield Finding(False, "dates", text, remedy)
    if none.any():
        names = list(facts.loc[none, "source_file"].unique())
        remedy = ("Add a column 'date' to the metadata, name that of your table under 'reading', "
                  "or add dated events to study.yaml.")  # fmt: skip
        yield Finding(False, "dates", f"no date: {none.sum():,} {every}: {_some(names)}.", remedy)


def of_waves(facts: pd.DataFrame, plan: Study) -> Iterator[Finding]:
    """Waves without articles, or with too few."""
    counts = {wave.name: int((facts["wave"] == wave.name).sum()) for wave in plan.waves}
    if not any(counts.values()):
        remedy = "Check the days of the waves in study.yaml, and the dates of the articles."
        yield Finding(True, "waves", "no article is in any news wave.", remedy)
        return
    for wave in plan.waves:
        if not counts[wave.name]:
            text = f"the wave {wave.name!r} ({wave.start} to {wave.end}) has no articles."
            yield Finding(True, "waves", text, "Check its days, add articles, or take it out.")
    few = [f"{name} ({number})" for name, number in counts.items() if 0 < number < FEW]
    if few:
        text = f"fewer than {FEW} articles in {listing(few)}."
        remedy = "Description only: no test could find a difference with so few."
        yield Finding(False, "waves", text, remedy)


def of_languages(facts: pd.DataFrame, plan: Study, book: Codebook) -> Iterator[Finding]:
    """Languages that the codebook lacks."""
    lacking = [tag for tag in plan.languages if book.spoken(tag) is None]
    if lacking:
        text = f"the study names {listing(lacking)}, which the codebook lacks."
        yield Finding(True, "languages", text, "Add patterns to codebook.yaml, or take it out.")
    counts = facts["language"].dropna().value_counts().sort_index()
    other = {str(tag): int(n) for tag, n in counts.items() if book.spoken(tag) is None}
    if other and sum(other.values()) == len(facts):
        text = f"no article is in a language of the codebook ({listing(book.languages)})."
        yield Finding(True, "languages", text, "Check the languages, or add patterns.")
    elif other:
        named = _some([f"{tag} ({number:,})" for tag, number in other.items()])
        text = f"in languages that the codebook lacks: {named}."
        yield Finding(False, "languages", text, "They are not coded. Add patterns or leave it so.")


def of_outlets(facts: pd.DataFrame) -> Iterator[Finding]:
    """Outlets that are in one wave only, although there are several."""
    known = facts.dropna(subset=["outlet", "wave"])
    if known["wave"].nunique() < 2:
        return
    waves = known.groupby("outlet")["wave"].nunique()
    single = waves[waves == 1].index
    if len(single):
        n_articles = int(known["outlet"].isin(single).sum())
        text = (f"{len(single):,} of {counted(len(waves), 'outlet')} "
                f"{'is' if len(single) == 1 else 'are'} in one wave only, with {n_articles:,} "
                f"of {counted(len(known), 'article')}: {_some(single)}.")  # fmt: skip
        remedy = ("A difference between waves may be one between outlets: look at the same-outlet "
                  "comparison too.")  # fmt: skip
        yield Finding(False, "outlets", text, remedy)


def of_patterns(sample: pd.DataFrame, hits: pd.DataFrame, book: Codebook) -> Iterator[Finding]:
    """Frames and patterns that are found in none of the articles looked at."""
    found = set(zip(hits["frame"], hits["indicator"], hits["pattern"], strict=True))
    spoken = sample["language"].map(book.spoken, na_action="ignore").value_counts()
    silent = [frame.id for frame in book.frames if frame.id not in set(hits["frame"])]
    if silent and spoken.sum():
        text = f"nothing was found of {listing(silent)} in {counted(int(spoken.sum()), 'article')}."
        yield Finding(False, "patterns", text, "Check its patterns against a few articles.")
    for language in book.languages:
        number = int(spoken.get(language, 0))
        if number < ENOUGH:
            continue
        asked = [(frame.id, indicator.id, pattern) for frame, indicator in book.indicators()
                 for pattern in indicator.patterns.get(language, ())]  # fmt: skip
        idle = [use for use in asked if use not in found and use[0] not in silent]
        if idle:
            named = _some(
                [f"{frame}/{indicator} {pattern!r}" for frame, indicator, pattern in idle]
            )
            text = (f"{len(idle):,} of {counted(len(asked), 'pattern')} in {language!r} match "
                    f"nothing in {counted(number, 'article')}: {named}.")  # fmt: skip
            yield Finding(False, "patterns", text, "Look for slips of the pen; else leave them.")


def of_copies(plan: Study, n_copies: int, n_clusters: int) -> Iterator[Finding]:
    """Name the copies, or say that they are not looked for."""
    if plan.copies is None:
        remedy = "Add 'copies: {similarity: 0.7, within_days: 7}' to study.yaml."
        yield Finding(False, "copies", "copies of articles are not looked for.", remedy)
    elif n_copies:
        clusters = counted(n_clusters, "cluster")
        text = f"copies of another article: {counted(n_copies, 'article')} in {clusters}."
        remedy = "They are kept. Say in the paper whether you count visibility or content."
        yield Finding(False, "copies", text, remedy)


def of_gold(gold: pd.DataFrame, facts: pd.DataFrame, *, whole: bool) -> Iterator[Finding]:
    """Gold units whose article is not in the corpus, stands there twice, or is shorter."""
    lengths = _lengths(facts)
    named = list(dict.fromkeys(gold["article"]))
    absent = [name for name in named if name not in lengths]
    if absent and whole:
        text = (
            f"in the gold file, but not read: {counted(len(absent), 'article')}: {_some(absent)}."
        )
        yield Finding(True, "gold", text, "Correct the names, or take 'gold:' out of study.yaml.")
    double = [name for name in _unresolved(gold, facts) if len(lengths.get(name, ())) > 1]
    if double:
        text = f"in the gold file, but the name of several articles: {_some(double)}."
        yield Finding(True, "gold", text, "Write the path of the file in the gold file.")
    beyond = [
        f"{name} [{start:,}:{end:,})"
        for name, start, end in zip(gold["article"], gold["start"], gold["end"], strict=True)
        if len(lengths.get(name, ())) == 1 and end > lengths[name][0]
    ]
    if beyond:
        text = f"gold units that end behind the text of their article: {_some(beyond)}."
        remedy = "Was the article changed after it was coded? Put the old one back, or code anew."
        yield Finding(True, "gold", text, remedy)


def _unresolved(gold: pd.DataFrame, facts: pd.DataFrame) -> list[str]:
    """Articles of a gold file by name, but those that the id of a unit leads to."""
    if "unit_id" not in gold:
        return list(dict.fromkeys(gold["article"]))
    led = gold["unit_id"].fillna("").str.rsplit(":", n=2).str[0].isin(facts["doc_id"])
    return list(dict.fromkeys(gold.loc[~led, "article"]))


def _lengths(facts: pd.DataFrame) -> dict[str, Sequence[int]]:
    """Characters of the articles by the path and by the name of their file."""
    lengths: dict[str, list[int]] = defaultdict(list)
    paths = set(facts["source_file"])
    for path, number in zip(facts["source_file"], facts["n_characters"], strict=True):
        short = path.rsplit("/", 1)[-1]
        for name in {path} if short in paths else {path, short}:
            lengths[name].append(int(number))
    return dict(lengths)


def of_events(plan: Study) -> Iterator[Finding]:
    """Events that an article in one of the study's languages cannot show."""
    for event in plan.events:
        if ANY in event.cues:
            continue
        mute = [tag for tag in plan.languages if not {tag, tag.split("-")[0]} & set(event.cues)]
        if mute:
            text = f"the event {event.name!r} has no cues in {listing(mute)}."
            yield Finding(False, "events", text, "Add cues, or under 'any' for all languages.")
