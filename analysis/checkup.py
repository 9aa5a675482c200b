"""Look a study over before a long run: what must be mended, and what one should know.

Chains the stages, a part of the corpus at a time, and keeps only what the rules in
`_findings` need: facts about each article, and the texts of a sample.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pandas as pd

from analysis import (
    _findings,
    _yaml,
    actors,
    clean,
    codebook,
    coding,
    contracts,
    corpus,
    dating,
    duplicates,
    gold,
    receipts,
    run_record,
    segment,
    study,
)
from analysis._findings import Finding
from analysis.codebook import Codebook
from analysis.contracts import InputError
from analysis.study import Study
from analysis.wording import listing

__all__ = ["Checkup", "Finding", "examine", "n_bytes"]

SAMPLE: Final = 200
"""Articles of each language in which the patterns are looked for."""

_AGAIN: Final = "Mend it and check again: the articles are looked at once the study can be read."
_CODEBOOK: Final = "Mend it and check again: it may not be the only mistake."
_ANEW: Final = "`framewaves report` makes all anew, and `framewaves diff` tells what moved."
_GOLD: Final = "Mend the file, or take 'gold:' out of study.yaml."

Say = Callable[[str, int], None]


@dataclass
class Checkup:
    """What was found: lines about the study, and findings, those to mend first."""

    title: str
    facts: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def n_mend(self) -> int:
        """Number of things that must be mended."""
        return sum(finding.must for finding in self.findings)


@dataclass
class _Seen:
    """What is kept of the corpus."""

    facts: pd.DataFrame
    receipt: pd.DataFrame
    sample: pd.DataFrame
    whole: bool
    n_copies: int = 0
    n_clusters: int = 0


def n_bytes(path: Path) -> int:
    """Count the bytes that `examine` will read; 0 if the study cannot be used as it is.

    Examples
    --------
    >>> n_bytes(Path("seeds")) > 10_000, n_bytes(Path("nowhere"))
    (True, 0)
    """
    try:
        return corpus.n_bytes(study.load(path))
    except InputError:
        return 0


def examine(
    path: Path,
    *,
    most: int | None = None,
    say: Say | None = None,
    reports: Path | None = None,
    figures: Path | None = None,
) -> Checkup:
    """Look a study over.

    Parameters
    ----------
    path : Path
        The study file or its folder.
    most : int or None
        Stop reading after this many files, at the end of a part; None reads all of them.
    say : callable, optional
        Is told the name of a file and the number of bytes read since the last call.
    reports : Path, optional
        Folder of runs: is the latest one of this study made from what is there now? All
        articles are hashed for it, so that with `most` only its figures are looked at.
    figures : Path, optional
        Folder of figures to look at beside those of that run.

    Returns
    -------
    Checkup

    Raises
    ------
    InputError
        If there is no study file.

    Examples
    --------
    >>> found = examine(Path("seeds"))
    >>> found.n_mend
    0
    """
    file = path / "study.yaml" if path.is_dir() else path
    if not file.is_file():
        study.load(file)  # tells why
    found = Checkup(f"{file.as_posix()}")
    plan, book = _documents(file, found)
    if plan is not None:
        found.title = f"{file.as_posix()}: {plan.title}"
        seen = _seen(plan, most, say, found)
        stale = _stale(plan, book, reports, figures, hashed=most is None)
        gathered = [*found.findings, *_all(plan, book, seen), *stale]
        found.findings = sorted(gathered, key=lambda finding: not finding.must)
        found.facts += _about(plan, book, seen)
    return found


def _documents(file: Path, found: Checkup) -> tuple[Study | None, Codebook | None]:
    """Read the study and the codebook, each with its first mistake."""
    plan, book, place = None, None, file.parent / "codebook.yaml"
    try:
        plan = study.load(file)
        place = plan.codebook
    except InputError as problem:
        found.findings.append(Finding(True, "study", str(problem), _AGAIN))
        place = _codebook_of(file) or place
    try:
        book = codebook.load(place)
    except InputError as problem:
        found.findings.append(Finding(True, "codebook", str(problem), _CODEBOOK))
    try:
        if plan is not None and plan.voices is not None:
            actors.load(plan.voices)
    except InputError as problem:
        found.findings.append(Finding(True, "voices", str(problem), _CODEBOOK))
    return plan, book


def _codebook_of(file: Path) -> Path | None:
    """Codebook that a study with a mistake names all the same."""
    try:
        named = _yaml.load(file)[0].get("codebook")
    except InputError:
        return None
    return file.parent / named if isinstance(named, str) else None


def _seen(plan: Study, most: int | None, say: Say | None, found: Checkup) -> _Seen | None:
    """Go through the corpus; None if nothing could be read of it."""
    try:
        return _gathered(plan, most, say)
    except InputError as problem:
        remedy = "Without articles there is nothing to look at."
        found.findings.append(Finding(True, "articles", str(problem), remedy))
        return None


def _gathered(plan: Study, most: int | None, say: Say | None) -> _Seen:
    """Go through the corpus in parts, keeping facts, the receipt and a sample."""
    clusterer = duplicates.planned(plan)
    facts: list[pd.DataFrame] = []
    told: list[pd.DataFrame] = []
    sample, n_files, whole = contracts.empty("documents"), 0, True
    for documents, receipt in corpus.parts(plan, say=say):
        told.append(receipt)
        n_files += int(receipt["position_in_file"].isna().sum())
        if documents.empty:
            continue
        dated = dating.date(documents, plan)
        if clusterer is not None:
            clusterer.add(dated)
        facts.append(_facts(dated, plan))
        sample = _sampled(sample, dated)
        if most is not None and n_files >= most:
            whole = False
            break
    return _Seen(
        pd.concat(facts or [_facts(contracts.empty("documents"), plan)], ignore_index=True),
        contracts.conform(pd.concat(told or [contracts.empty("receipt")]), "receipt"),
        sample,
        whole,
        *_copies(clusterer if facts else None),
    )


def _facts(dated: pd.DataFrame, plan: Study) -> pd.DataFrame:
    """Keep what the rules need of some articles."""
    listed = dating.outside(dated, plan)
    why = dict(zip(listed["doc_id"], listed["reason"], strict=True))
    facts = dated[list(_findings.FACTS)]
    return facts.assign(
        n_characters=dated["text"].str.len(), why=dated["doc_id"].map(why).astype("str")
    )


def _copies(clusterer: duplicates.Clusterer | None) -> tuple[int, int]:
    """Give the number of copies, and of the stories that they are copies of."""
    if clusterer is None:
        return 0, 0
    table = clusterer.clusters()
    copies = table[table["cluster_role"] != "lead"]
    return len(copies), int(copies["cluster_id"].nunique())


def _sampled(sample: pd.DataFrame, part: pd.DataFrame) -> pd.DataFrame:
    """Keep of each language the articles with the lowest ids, which are as good as drawn."""
    both = pd.concat([sample, part], ignore_index=True) if len(sample) else part
    ranked = both.sort_values("doc_id").groupby("language", dropna=False, sort=False)
    return ranked.head(SAMPLE).reset_index(drop=True)


def _all(plan: Study, book: Codebook | None, seen: _Seen | None) -> Iterator[Finding]:
    """Apply every rule that can be applied, in a fixed order."""
    yield from _findings.of_events(plan)
    if seen is not None:
        yield from _findings.of_files(seen.receipt)
        if seen.facts.empty:
            remedy = f"Put some in {plan.articles.name!r}, or name another place with 'articles:'."
            yield Finding(True, "articles", "there is no article that can be read.", remedy)
            return
        yield from _findings.of_articles(seen.facts)
        yield from _findings.of_waves(seen.facts, plan)
        yield from _findings.of_outlets(seen.facts)
        yield from _findings.of_copies(plan, seen.n_copies, seen.n_clusters)
    if book is not None:
        yield from _of_codebook(plan, book, seen)


def _of_codebook(plan: Study, book: Codebook, seen: _Seen | None) -> Iterator[Finding]:
    """Apply the rules that need a codebook."""
    if seen is not None:
        yield from _findings.of_languages(seen.facts, plan, book)
        if len(seen.sample):
            yield from _findings.of_patterns(seen.sample, _hits(seen.sample, book), book)
    if plan.gold is not None:
        try:
            spans = gold.read(plan.gold, book.frame_ids)
        except InputError as problem:
            yield Finding(True, "gold", str(problem), _GOLD)
            return
        if seen is not None:
            yield from _findings.of_gold(spans, seen.facts, whole=seen.whole)


def _hits(sample: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """Search the sample with the codebook; what is negated or excluded was found as well."""
    units = segment.split(sample, clean.blocks(sample), unit=book.unit)
    return coding.hits(sample, units, book)


def _stale(
    plan: Study, book: Codebook | None, reports: Path | None, figures: Path | None, *, hashed: bool
) -> Iterator[Finding]:
    """Name the latest run, and figures, if what they were made from has changed since."""
    runs = _runs(plan, reports) if reports is not None else []
    if runs and hashed:
        now = study.hashes(plan)
        changes = [run_record.of_inputs(record, now) for _, record in runs]
        if all(changes):
            text = (f"{runs[0][0].as_posix()}: since this run {run_record.named(changes[0])}: its "
                    f"tables, figures and pages are stale.")  # fmt: skip
            yield Finding(False, "run", text, _ANEW)
    folders = [figures, *(run_record.folder_of_figures(*run) for run in runs[:1])]
    for folder in dict.fromkeys(folder for folder in folders if folder is not None):
        old = run_record.stale_figures(folder, book.reference) if book is not None else {}
        if old:
            text = (f"{folder.as_posix()}: made with another state of the codebook: "
                    f"{contracts.first_five(old)}.")  # fmt: skip
            yield Finding(False, "figures", text, _ANEW)


def _runs(plan: Study, reports: Path) -> list[tuple[Path, Mapping[str, Any]]]:
    """Find the runs of a study with their records, the latest first."""
    found = []
    for file in reports.glob(f"*/{run_record.FILE}"):
        try:
            record = run_record.read(file.parent)
        except InputError:  # of an older version; its inputs say nothing
            continue
        same_file = "/" in (told := run_record.told(plan.file)) and told == record["study_file"]
        if same_file or plan.title == record["study"]:
            found.append((file.stat().st_mtime_ns, file.parent, record))
    return [(folder, record) for _, folder, record in sorted(found, key=lambda one: -one[0])]


def _about(plan: Study, book: Codebook | None, seen: _Seen | None) -> Iterator[str]:
    """Say what the study is and what was looked at."""
    if book is not None:
        yield (f"codebook     {book.name} {book.version}: {listing(book.frame_ids)}, in "
               f"{listing(book.languages)}")  # fmt: skip
    if seen is None:
        return
    sums = receipts.totals(seen.receipt)
    stopped = "" if seen.whole else "; stopped there, as --most asks"
    outcomes = (f"{sums[f'files_{name}']:,} {name}" for name in ("read", "rejected", "skipped"))
    yield f"files        {sums['files']:,}: {', '.join(outcomes)}{stopped}"
    forms = seen.receipt.loc[seen.receipt["position_in_file"].isna(), "source_format"]
    named = forms.dropna().value_counts().sort_index()
    if len(named):
        yield f"forms        {', '.join(f'{number:,} {form}' for form, number in named.items())}"
    yield f"articles     {len(seen.facts):,}"
    waves = seen.facts["wave"]
    counts = [f"{int((waves == wave.name).sum()):,} {wave.name}" for wave in plan.waves]
    yield f"by wave      {', '.join([*counts, f'{int(waves.isna().sum()):,} in none'])}"
    languages = seen.facts["language"].fillna("not known").value_counts().sort_index()
    listed = itertools.islice((f"{number:,} {tag}" for tag, number in languages.items()), 10)
    yield f"by language  {', '.join(listed)}"
