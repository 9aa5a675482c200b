"""Numbers of the corpus: what was collected and read, the waves, dates, outlets and copies."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

import pandas as pd

from analysis import receipts, wording
from analysis._key_numbers import number, printed
from analysis._key_numbers.names import Parts, camel
from analysis._key_numbers.number import Number
from analysis._key_numbers.tables import Cells, Tables
from analysis.study import Study, Wave

__all__ = ["articles", "copies", "outlets", "receipt", "waves"]

_DAY: Final = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")
"""How `wording.date_labels` writes a date that is known to the day."""


def waves(plan: Study, parts: Parts) -> Iterator[Number]:
    """Give the news waves as the study has them: days, query, sources, day of retrieval."""
    file = plan.file.name
    yield number.count("waves.total", len(plan.waves), "News waves.", f"{file}: waves")
    for wave in plan.waves:
        yield from _wave(wave, f"wave.{parts.waves[wave.name]}", f"{file}: waves, {wave.name}")
    reference = next(wave for wave in plan.waves if wave.name == plan.reference_wave)
    yield _name("waves.reference", reference, "Wave that differences are taken from.",
                f"{file}: reference_wave")  # fmt: skip
    if plan.events:
        yield number.count("events.total", len(plan.events),
                           "Dated events from which a wave can be inferred.",
                           f"{file}: events")  # fmt: skip


def _wave(wave: Wave, key: str, source: str) -> Iterator[Number]:
    """Give one wave."""
    yield _name(f"{key}.name", wave, "Name of the news wave.", source)
    yield number.day(f"{key}.start", wave.start, f"First day of {wave.name}.", source)
    yield number.day(f"{key}.end", wave.end, f"Last day of {wave.name}.", source)
    yield number.count(f"{key}.days", (wave.end - wave.start).days + 1,
                       f"Days of {wave.name}.", source)  # fmt: skip
    en, nl = (printed.period(wave.start, wave.end, language) for language in printed.LANGUAGES)
    yield Number(f"{key}.period", f"{wave.start:%Y-%m-%d}/{wave.end:%Y-%m-%d}", en, nl,
                 f"First to last day of {wave.name}.", source)  # fmt: skip
    if wave.query:
        yield number.text(f"{key}.query", wave.query, f"Search query of {wave.name}.", source)
    if wave.sources:
        en, nl = (printed.listing(wave.sources, language) for language in printed.LANGUAGES)
        yield number.text(f"{key}.sources", en, f"Databases or outlets searched for {wave.name}.",
                          source, nl=nl)  # fmt: skip
    if isinstance(wave.retrieved_on, date):
        yield number.day(f"{key}.retrieved", wave.retrieved_on,
                         f"Day of retrieval of the articles of {wave.name}.",
                         source)  # fmt: skip


def _name(key: str, wave: Wave, meaning: str, source: str) -> Number:
    """Give the name of a wave as it is printed."""
    own = " ".join((wave.label or wave.name).split())
    en, nl = (printed.wave_name(own, language) for language in printed.LANGUAGES)
    return Number(key, wave.name, en, nl, meaning, source)


def receipt(tables: Tables) -> Iterator[Number]:
    """Give what was read, rejected and skipped, and the queries on the covers of exports."""
    found = tables.read("receipt", ["source_file", "status"])
    if found is None:
        return
    sums = receipts.totals(found.rows)
    names = {
        "files": ("files.total", "Files found."),
        "files_read": ("files.read", "Files read."),
        "files_rejected": ("files.rejected", "Files rejected."),
        "files_skipped": ("files.skipped", "Files skipped."),
        "expected": ("articles.expected", "Articles that the files hold: read and rejected."),
        "read": ("articles.read", "Articles read from the files."),
        "rejected": ("articles.rejected", "Articles rejected, each with a reason."),
        "without_text": ("articles.withoutText", "Articles without a text of their own."),
        "without_date": ("articles.withoutDate", "Articles without a date in the file."),
        "duplicates": ("articles.seenBefore", "Articles seen before in the same reading."),
    }
    for key, (name, meaning) in names.items():
        yield number.count(name, sums[key], meaning, f"{found.source}: rows of files")
    queries = list(dict.fromkeys(receipts.queries(found.rows)["query"]))
    if queries:
        yield number.text("query.onCovers", "; ".join(queries),
                          "Queries on the cover pages of the exports.",
                          f"{found.source}: column query")  # fmt: skip


def articles(tables: Tables, plan: Study, parts: Parts) -> Iterator[Number]:
    """Give the articles: how many, per wave and language, and how they were dated."""
    found = tables.read("articles", ["outlet", "language", "date", "wave", "wave from"], ["words"])
    if found is None:
        return
    rows, file = found.rows, found.source
    yield number.count("articles.total", len(rows), "Articles in the corpus.", f"{file}: all rows")
    yield number.count("articles.words", int(rows["words"].sum()), "Words in the corpus.",
                       f"{file}: column words")  # fmt: skip
    yield from _named(rows["outlet"], "outlets.total", "Outlets in the corpus.", file)
    for tag, n in rows["language"].value_counts().sort_index().items():
        yield number.count(f"articles.language.{camel(str(tag))}", int(n),
                           f"Articles in {wording.language_name(str(tag))}.",
                           f"{file}: language={tag}")  # fmt: skip
    yield from _dated(found)
    for wave in plan.waves:
        own = found.where(wave=wave.name)
        key = f"articles.wave.{parts.waves[wave.name]}"
        yield number.count(key, len(own.rows), f"Articles of {wave.name}.", own.source)
        inferred = own.where(**{"wave from": "event"})
        yield number.count(f"{key}.inferred", len(inferred.rows),
                           f"Articles of {wave.name} whose wave is inferred from events.",
                           inferred.source)  # fmt: skip
        yield number.count(f"{key}.toTheDay", int(_exact(own.rows).sum()),
                           f"Articles of {wave.name} dated to the day.",
                           f"{own.source}, column date")  # fmt: skip


def _dated(found: Cells) -> Iterator[Number]:
    """Give how the articles of the corpus were dated."""
    rows, file = found.rows, found.source
    outside = int(rows["wave"].isna().sum() + rows["wave"].eq(wording.NO_WAVE).sum())
    yield number.count("articles.noWave", outside, "Articles in no news wave.",
                       f"{file}: wave={wording.NO_WAVE}")  # fmt: skip
    inferred = found.where(**{"wave from": "event"})
    yield number.count("articles.inferred", len(inferred.rows),
                       "Articles whose wave is inferred from events.", inferred.source)  # fmt: skip
    if len(rows):
        yield number.one("articles.inferredShare", len(inferred.rows) / len(rows), "share",
                         "Share of articles whose wave is inferred from events.",
                         f"{inferred.source}, of all rows")  # fmt: skip
    yield number.count("articles.toTheDay", int(_exact(rows).sum()),
                       "Articles dated to the day.", f"{file}: column date")  # fmt: skip
    near = rows[rows["wave from"].isin(["header", "metadata"])]
    yield number.count("articles.toAnInterval", int((~_exact(near)).sum()),
                       "Articles dated to an interval of days within a wave.",
                       f"{file}: wave from=header or metadata, column date")  # fmt: skip
    undated = int(rows["date"].eq("undated").sum())
    yield number.count("articles.undated", undated, "Articles without any date.",
                       f"{file}: date=undated")  # fmt: skip


def _exact(rows: pd.DataFrame) -> pd.Series:
    """Say which articles are dated to the day."""
    return rows["date"].fillna("").str.fullmatch(_DAY)


def _named(column: pd.Series, key: str, meaning: str, file: str) -> Iterator[Number]:
    """Count different names, where there are any."""
    if column.notna().any():
        names = column.str.replace(r"\s+", " ", regex=True).str.strip()
        yield number.count(key, int(names.nunique()), meaning, f"{file}: column {column.name}")


def outlets(tables: Tables, plan: Study, parts: Parts) -> Iterator[Number]:
    """Give the outlets of each wave, and those that are in every wave."""
    found = tables.read("outlets", ["outlet", "wave", "in_all"], ["n_docs"])
    if found is None or found.rows["outlet"].isna().all():
        return
    rows = found.rows[found.rows["outlet"].notna() & (found.rows["n_docs"] > 0)]
    known = Cells(rows, found.source)
    for wave in plan.waves:
        own = known.where(wave=wave.name)
        yield number.count(f"outlets.wave.{parts.waves[wave.name]}", own.rows["outlet"].nunique(),
                           f"Outlets in {wave.name}.", own.source)  # fmt: skip
    if len(plan.waves) > 1:
        every = known.where(in_all="True")
        yield number.count("outlets.inEveryWave", every.rows["outlet"].nunique(),
                           "Outlets that are in every wave.", every.source)  # fmt: skip


def copies(tables: Tables, plan: Study) -> Iterator[Number]:
    """Give the rule for copies and, as far as the tables tell, how many there are."""
    if plan.copies is None:
        return
    rule = f"{plan.file.name}: copies"
    yield number.level("copies.similarity", plan.copies.similarity,
                       "Least share of runs of four words that copies have in common.",
                       rule)  # fmt: skip
    yield number.count("copies.withinDays", plan.copies.within_days,
                       "Most days between copies of one article.", rule)  # fmt: skip
    found = tables.read("copies", ["cluster_id"], ["n_docs"])
    if found is not None:
        clusters = len(found.rows)
        yield number.count("copies.clusters", clusters, "Clusters of copies.",
                           f"{found.source}: all rows")  # fmt: skip
        yield number.count("copies.total", int(found.rows["n_docs"].sum()) - clusters,
                           "Articles that are copies of another.",
                           f"{found.source}: column n_docs, less one for each row")  # fmt: skip
    yield from _left_out(tables)


def _left_out(tables: Tables) -> Iterator[Number]:
    """Give how many articles repeat another of their wave, from the two ways of counting."""
    found = tables.read("robustness", ["rule", "contrast", "frame"], ["n_docs"])
    if found is None:
        return
    sizes = []
    for rule in ("every copy", "one article per cluster"):
        rows = found.where(rule=rule).rows
        sizes.append(rows.loc[rows["contrast"].notna(), "n_docs"])
    if len(sizes[0]) and len(sizes[0]) == len(sizes[1]):
        n = int((sizes[0].to_numpy() - sizes[1].to_numpy()).max())
        yield number.count("copies.leftOut", n, "Articles that repeat another of their wave.",
                           f"{found.source}: n_docs with every copy, less n_docs with one article "
                           f"per cluster")  # fmt: skip
