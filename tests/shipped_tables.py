"""The result tables of the shipped study, as notebooks 10 to 45 save them, without a kernel.

    import shipped_tables

    tables = shipped_tables.tables()         # name to DataFrame
    folder = shipped_tables.save(tables, tmp_path)

Tests make tables of other studies of them: without codes, with one wave, with eight frames.
"""

from functools import cache, partial
from pathlib import Path

import pandas as pd

from analysis import (
    appraisal,
    codebook,
    coders,
    compare,
    composition,
    duplicates,
    export,
    material,
    measure,
    pattern_tables,
    study,
)
from analysis import tables as shown

STUDY = Path(__file__).parent.parent / "seeds" / "study.yaml"
LEVEL, SEED = 0.95, 2025


@cache
def plan():
    return study.load(STUDY)


@cache
def book():
    return codebook.load(plan().codebook)


def tables():
    """Tables of the shipped study."""
    return {name: table.copy() for name, table in _made().items()}


@cache
def _made():
    whole = material.read(plan(), book())
    documents, waves = whole.documents, [wave.name for wave in plan().waves]
    return {
        "articles": shown.articles(documents), "receipt": whole.receipt,
        "outlets": composition.outlets(documents, groups=waves), "hits": whole.saved()["hits"],
        "patterns": pattern_tables.audit(whole.found(), labels=book().labels("en")),
        **_appraised(whole, documents, waves), **_estimated(whole, documents, waves),
    }  # fmt: skip


def _appraised(whole, documents, waves):
    """Notebook 30."""
    codes = whole.codes().within(documents)
    machine = coders.chosen(whole.machines(codes, documents, min_units=1), "dictionary")
    agree = partial(appraisal.agreements, codes, documents, book(), level=LEVEL, seed=SEED)
    score = partial(appraisal.scores, machine, codes, documents, level=LEVEL, seed=SEED)
    return {
        "reliability": pd.concat([agree(), agree(by=["wave", "language"])]),
        "validity": pd.concat([score(), score(by=["wave"])]),
        "corrected": pd.concat(appraisal.corrected(
            machine, codes, documents, waves=waves, level=LEVEL, seed=SEED,
            reference=plan().reference_wave)),
    }  # fmt: skip


def _estimated(whole, documents, waves):
    """Notebooks 40 and 45."""
    tallies = whole.tallies(documents, by=["wave"])
    once = tallies[tallies["doc_id"].isin(duplicates.content(documents)["doc_id"])]
    change = partial(compare.difference, across="wave", reference=plan().reference_wave,
                     level=LEVEL, seed=SEED, groups=waves)  # fmt: skip
    shares = [make(tallies, level=LEVEL, by=["wave"])
              for make in (measure.prevalence, measure.salience, measure.dominance)]  # fmt: skip
    prominence = measure.prominence(whole.tallies(documents, by=["wave", "role"]), level=LEVEL,
                                    by=["wave"])  # fmt: skip
    changes = [change(tallies, measure=name) for name in ("salience", "prevalence")]
    compared = {"every copy": changes[0],
                "one article per cluster": change(once, measure="salience")}  # fmt: skip
    return {
        "articles-by-frame": shown.article_shares(tallies, documents),
        "estimates": pd.concat([*shares, prominence, *changes]),
        "robustness": pd.concat(compared, names=["rule"]).reset_index("rule"),
        "specifications": pd.DataFrame({"main": [True, False], "min_units": [1, 2]}),
    }


def save(made, folder):
    """Save tables as a run does."""
    for name, table in made.items():
        export.save_table(table, name, folder=folder)
    return folder


def nothing_of(made, *names):
    """Leave these tables without a row, as a study without codes of people has them."""
    return made | {name: made[name].head(0) for name in names}
