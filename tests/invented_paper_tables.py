"""Result tables of invented studies, made by the functions that the notebooks call.

    run = invented_paper_tables.write(tmp_path, labels={"costs": ("Costs", "Kosten")})
    paper_tables.make(run.tables, plan=run.plan, book=run.book)

Frames beyond the three of `invented_corpus` are copies of these under other names.
"""

import json
from typing import NamedTuple

import invented_corpus
import pandas as pd

from analysis import (
    agreement,
    codebook,
    compare,
    composition,
    cooccurrence,
    correct,
    export,
    measure,
    study,
    tables,
    validation,
)

LABELS = {"costs": ("Costs", "Kosten"), "safety": ("Safety", "Veiligheid"),
          "nature": ("Nature", "Natuur")}  # fmt: skip
HOSTILE = {
    "a": ("=1+1", "=1+1"), "b": ("<script>alert(1)</script>", "<b>vet</b>"),
    "c": (r"\input{/etc/passwd} 100% & $x_1$ ^^41 ~", r"\input{/etc/passwd}"),
    "d": ("a | b [c] *d* `e` \"f\" 'g' -- ,, « ‘’", "a | b"),
    "e": ("Ἀθήνα 中文 Łódź İ ß ﬁ 😀", "reëel café geïnd"),
}  # fmt: skip
LONG = {f"frame_{n}": (f"Frame {n}", label) for n, label in enumerate((
    "Arbeidsongeschiktheidsverzekeringsmaatschappij en andere verzekeraars",
    "Verantwoordelijkheid van de gemeenteraad voor de begroting",
    "Geïnstitutionaliseerd wantrouwen tegenover overheid en bestuur",
    "Reële gevolgen voor de leefomgeving van omwonenden",
    "Verkeersveiligheid van fietsers en voetgangers bij kruisingen",
    "Werkgelegenheid", "Milieueffectrapportages & natuurbescherming", "Overig",
))}  # fmt: skip


class Run(NamedTuple):
    """The result tables of a study, with what `paper_tables.make` asks beside them."""

    tables: object
    plan: study.Study
    book: codebook.Codebook


def write(
    folder, *, labels=LABELS, n_articles=8, waves=("May 2031", "May 2032"), languages=("en", "nl"),
    gold=True, coders=True, copies=0.25, unit="sentence",
) -> Run:  # fmt: skip
    """Write study, codebook and result tables; without articles there are empty tables."""
    made = invented_corpus.make(
        3, n_articles=max(n_articles, 1), waves=waves, copies=copies, languages=languages,
        unit=unit, prevalence={"costs": 0.4, "safety": 0.2, "nature": 0.04},
    )  # fmt: skip
    plan, book = _study(folder, labels, waves, languages, unit)
    found = _results(made, waves, gold=gold, coders=coders)
    for name, table in found.items():
        kept = table if n_articles else table.head(0)
        if "frame" in kept:
            kept = _framed(kept, list(labels))
        export.save_table(kept, name, folder=folder / "tables")
    return Run(folder / "tables", plan, book)


def _study(folder, labels, waves, languages, unit):
    (folder / "articles").mkdir(parents=True)
    text = [f"name: tram\nversion: 1.0.0\nlevel: nominal\nunit: {unit}\n"
            f"languages: [{', '.join(languages)}]\nframes:"]  # fmt: skip
    for frame, names in labels.items():
        named = {tag: name for tag, name in zip(("en", "nl"), names, strict=True)
                 if tag in languages}  # fmt: skip
        text.append(
            f"  - id: {frame}\n    label: {_quoted(named)}\n    short: Short.\n"
            f"    definition: {_quoted(f'What the tram means: {names[0]}.')}\n"
            f"    indicators:\n      - id: asked\n"
            f"        question: {_quoted(f'Is it about {names[0]}?')}\n"
            f"        patterns: {{{languages[0]}: [bill*, (tram|trams) NEAR/6 (late|slow), rails]}}"
        )  # fmt: skip
    (folder / "codebook.yaml").write_text("\n".join(text) + "\n", encoding="utf-8")
    listed = "\n".join(
        f"  - {{name: {_quoted(wave)}, start: {2031 + k}-05-01, end: {2031 + k}-05-31}}"
        for k, wave in enumerate(waves)
    )
    (folder / "study.yaml").write_text(
        f"title: A tram\nlanguages: [{', '.join(languages)}]\nwaves:\n{listed}\n"
        "copies: {similarity: 0.7, within_days: 7}\n", encoding="utf-8")  # fmt: skip
    plan = study.load(folder)
    return plan, codebook.load(plan.codebook)


def _quoted(text):
    """A text or mapping as YAML takes it; one without need for escapes is also JSON."""
    return json.dumps(text, ensure_ascii=False)


def _results(made, waves, *, gold, coders):
    """The tables as 10_corpus, 30_validation and 40_framing_waves save them."""
    documents, segments = made.documents, made.segments
    tallies = measure.tally(made.machine, segments, documents, by=["wave"])
    settings = {"level": 0.95, "seed": 1}
    change = {"across": "wave", "reference": waves[0], "groups": list(waves), **settings}
    estimates = [measure.prevalence(tallies, level=0.95, by=["wave"]),
                 measure.salience(tallies, level=0.95, by=["wave"]),
                 *(compare.difference(tallies, measure=name, n_permutations=99, **change)
                   for name in ("salience", "prevalence")),
                 cooccurrence.pairs(made.machine, segments, documents, level=0.95,
                                    unit="segment")]  # fmt: skip
    return {
        "articles": tables.articles(documents),
        "outlets": composition.outlets(documents, groups=waves),
        "articles-by-frame": tables.article_shares(tallies, documents),
        "estimates": pd.concat(estimates),
        **_checked(made, waves, gold=gold, coders=coders, settings=settings, change=change),
    }


def _checked(made, waves, *, gold, coders, settings, change):
    documents = made.documents
    human = made.truth.assign(coder="coder_a")
    other = human.assign(coder="coder_b")
    other["value"] = other["value"].where(other.index % 11 != 0, 1 - other["value"])
    reliability = agreement.coefficients(pd.concat([human, other], ignore_index=True), documents,
                                         values=(0, 1), measurement="nominal", n_boot=99,
                                         **settings)  # fmt: skip
    sample = invented_corpus.census(made)
    scored = {"seen": False, "purpose": "test", "n_boot": 99, **settings}
    validity = [validation.validity(made.machine, made.truth, sample, documents, by=by, **scored)
                for by in ([], ["wave"])]  # fmt: skip
    draws = {"n_draws": 1_000, "seen": False}
    corrected = [correct.shares(made.machine, made.truth, None, documents, by=["wave"], **draws,
                                **settings)]  # fmt: skip
    if len(waves) > 1:
        corrected.append(correct.differences(made.machine, made.truth, None, documents,
                                             **draws, **change))  # fmt: skip
        validity.append(validation.difference_of_error(
            made.machine, made.truth, sample, documents, across="wave", reference=waves[0],
            **scored))  # fmt: skip
    kept = {
        "reliability": (reliability.assign(wave=None, language=None), coders),
        "validity": (pd.concat(validity), gold),
        "corrected": (pd.concat(corrected), gold),
    }
    return {name: table if there else table.head(0) for name, (table, there) in kept.items()}


def _framed(table, frames):
    """The rows of the invented frames under the names of others, as many as asked for."""
    base = list(LABELS)
    parts = [table[table["frame"].isna()]]
    for place, frame in enumerate(frames):
        parts.append(table[table["frame"] == base[place % len(base)]].assign(frame=frame))
    return pd.concat(parts, ignore_index=True)
