"""A large corpus, coded part by part, gives what the tables in memory give."""

import shutil
from dataclasses import replace
from pathlib import Path

import invented_corpus
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis import (
    appraisal,
    choices,
    cli,
    codebook,
    coders,
    contracts,
    cooccurrence,
    correct,
    dating,
    duplicates,
    ingest,
    language,
    material,
    measure,
    partition,
    pattern_tables,
    report,
    sample,
    study,
)
from analysis._material.picked import picked
from analysis.cli import _report
from analysis.contracts import InputError

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"

equal = pd.testing.assert_frame_equal
LEVEL = {"level": 0.95}


@pytest.fixture(autouse=True)
def one_process(monkeypatch):
    """Do all in this process: what a worker does is tested elsewhere."""
    monkeypatch.setattr(partition, "cores", lambda: 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A study of some 600 articles with copies, ingested in several parts, and a sample."""
    place = tmp_path_factory.mktemp("study")
    made = invented_corpus.make(seed=11, n_articles=270, copies=0.1, clustering=0.2)
    file = invented_corpus.write(made, place)
    plan = study.load(file)
    ingest.ingest(plan, [], place / "whole.parquet")
    corpus = pq.read_table(place / "whole.parquet")
    pq.write_table(corpus, place / "corpus.parquet", row_group_size=150, compression="zstd")
    text = file.read_text().replace("articles: articles.csv", "articles: corpus.parquet")
    bare = "\n".join(line for line in text.splitlines() if not line.startswith("gold:")) + "\n"
    drawn = sample.draw(made.segments, made.machine, made.documents, n=240, seed=4,
                        development=0.3)  # fmt: skip
    sample.write(drawn, place / "sample.csv")
    gold = pd.read_csv(place / "gold.csv", dtype="str")
    gold[gold["unit_id"].isin(drawn["unit_id"])].to_csv(place / "drawn.csv", index=False)
    some = gold["doc_id"].drop_duplicates().head(4)
    gold[gold["doc_id"].isin(some)].to_csv(place / "picked.csv", index=False)
    (place / "study.yaml").write_text(bare)
    (place / "census.yaml").write_text(text)
    (place / "sampled.yaml").write_text(
        f"{bare}gold: {{file: drawn.csv, seen: false}}\nsample: sample.csv\n"
    )
    (place / "picked.yaml").write_text(f"{bare}gold: {{file: picked.csv, seen: false}}\n")
    return place


def both(folder, name="study"):
    plan = study.load(folder / f"{name}.yaml")
    book = codebook.load(plan.codebook)
    return material.read(plan, book), material.read(plan, book, large=100)


@pytest.fixture(scope="module")
def ways(folder):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partition, "cores", lambda: 1)
        return both(folder)


def test_a_large_corpus_is_coded_beside_it_and_its_texts_stay_there(ways, folder):
    small, large = ways
    assert not small.source.in_parts
    assert large.source.in_parts
    assert (folder / "corpus.codes" / "coded.json").is_file()
    assert len(list((folder / "corpus.codes" / "done").iterdir())) > 3
    assert set(large.documents["text"]) == {""}
    names = ["doc_id", "outlet", "language", "published_from", "wave", "wave_source", "words",
             "text_sha256", "cluster_id", "cluster_role", "date_evidence"]  # fmt: skip
    equal(small.documents[names], large.documents[names])
    assert large.receipt["n_read"].sum() == len(large.documents)


@pytest.mark.parametrize("by", [[], ["wave"], ["wave", "outlet"], ["role"], ["wave", "role"]])
def test_tallies_are_those_of_measure_either_way(ways, by):
    small, large = ways
    source, documents = small.source, dating.in_waves(small.documents, include_inferred=True)
    own = documents.iloc[::2]
    inside = [table[table["doc_id"].isin(own["doc_id"])]
              for table in (source.codings, source.segments)]  # fmt: skip
    expected = measure.tally(*inside, own, by=by)
    for way in ways:
        equal(way.tallies(own, by=by), expected)
    with pytest.raises(contracts.TableError, match="no column 'waves'"):
        large.tallies(own, by=["waves"])


def test_counts_of_units_patterns_and_pairs_are_the_same(ways):
    small, large = ways
    source = small.source
    assert large.roles() == small.roles()
    assert large.coverage() == small.coverage()
    equal(large.languages(), language.summary(source.segments))
    equal(large.found(), pattern_tables.found(source.hits))
    expected = cooccurrence.pairs(source.codings, source.segments, small.documents, **LEVEL,
                                  unit="segment")  # fmt: skip
    for way in ways:
        equal(way.pairs(small.documents, **LEVEL), expected)


def test_the_same_articles_are_shown_with_their_texts_and_evidence(ways):
    small, large = ways
    one, two = (way.shown(small.documents, seed=7, most=20) for way in ways)
    assert one.said == two.said
    assert one.said.startswith(f"20 of {len(small.documents):,} articles are shown, drawn with "
                               f"seed 7")  # fmt: skip
    equal(one.documents[["doc_id", "text"]], two.documents[["doc_id", "text"]])
    assert two.documents["text"].str.len().min() > 100
    for name, key in (("segments", ["segment_id"]), ("codings", ["segment_id", "frame"]),
                      ("hits", ["segment_id", "frame", "pattern", "start"])):  # fmt: skip
        first, second = (getattr(shown, name).sort_values(key, ignore_index=True)
                         for shown in (one, two))  # fmt: skip
        equal(first[contracts.SCHEMAS[name].names], second[contracts.SCHEMAS[name].names])
    everything = large.shown(small.documents.head(5), seed=7, most=20)
    assert everything.said == ""
    assert len(everything.documents) == 5


def test_who_is_shown_hangs_on_seed_and_id_alone_and_small_groups_have_their_turn():
    documents = pd.DataFrame(
        {"doc_id": [f"d{k}" for k in range(400)], "wave": ["May"] * 390 + ["June"] * 9 + [None],
         "language": ["nl", "en"] * 200}
    )  # fmt: skip
    chosen = picked(documents, 12, 3)
    again = picked(documents.sample(frac=1, random_state=2), 12, 3)
    assert set(chosen["doc_id"]) == set(again["doc_id"])
    assert chosen["doc_id"].tolist() == [name for name in documents["doc_id"]
                                         if name in set(chosen["doc_id"])]  # fmt: skip
    assert set(picked(documents, 12, 4)["doc_id"]) != set(chosen["doc_id"])
    assert (chosen["wave"] == "June").sum() >= 4
    assert chosen["wave"].isna().sum() == 1


@pytest.mark.parametrize("name", ["sampled", "census", "study"])
def test_corrected_estimates_and_coders_are_the_same(folder, name):
    small, large = both(folder, name)
    documents = dating.in_waves(small.documents, include_inferred=True)
    waves = [wave.name for wave in small.plan.waves]
    found = []
    for way in (small, large):
        codes = way.codes().within(documents)
        machines = way.machines(codes, documents, min_units=1)
        rest = way.rest(codes, documents, min_units=1)
        corrected = appraisal.corrected(machines["dictionary"], codes, documents, waves=waves,
                                        reference=waves[0], **LEVEL, seed=1, rest=rest)  # fmt: skip
        scores = appraisal.scores(machines["dictionary"], codes, documents, **LEVEL, seed=1)
        by_coder = choices.complete(way.coders(codes, machines, documents))
        found.append((codes, *corrected, scores, by_coder))
    first, second = found
    assert first[0].why == second[0].why
    for one, two in zip(first[1:4], second[1:4], strict=True):
        equal(one, two, check_exact=False, rtol=1e-12)
    assert len(first[1]) == (0 if name == "study" else 2 * 3 * 5)
    assert list(first[4]) == list(second[4])
    for coder in first[4]:
        equal(first[4][coder], second[4][coder])
    if name == "sampled":
        assert len(second[0].units) < len(first[0].units) / 2, "only articles that were drawn"


def test_gold_codes_of_a_few_articles_are_no_census_of_a_large_corpus(folder):
    _, large = both(folder, "picked")
    codes = large.codes()
    assert codes.sample is None
    assert "are no census" in codes.why
    assert len(codes.gold) == 4 * 10 * 3


def test_a_rest_that_is_counted_gives_what_all_units_give(ways):
    """The universe may be given one by one or counted; only drawn units must be there."""
    small, _ = ways
    source, documents = small.source, small.documents
    codings = source.codings
    drawn = sample.draw(source.segments, codings, documents, n=200, seed=9, development=0.0)
    truth = np.random.default_rng(5)
    gold = codings[codings["segment_id"].isin(drawn["unit_id"])]
    turned = (gold["value"].to_numpy() + (truth.random(len(gold)) < 0.2)) % 2
    gold = gold.assign(value=turned, coder="gold", coder_kind="human")
    near = codings[codings["doc_id"].isin(drawn["doc_id"])]
    far = documents[~documents["doc_id"].isin(drawn["doc_id"])]
    options = {"by": ["wave"], **LEVEL, "seed": 2, "seen": False}
    whole = correct.shares(codings, gold, drawn, documents, **options)
    counted = correct.shares(near, gold, drawn, documents, rest=small.tallies(far), **options)
    equal(whole, counted, check_exact=False, rtol=1e-12)
    with pytest.raises(InputError, match="they are no census"):
        correct.shares(near, near.assign(coder="gold", coder_kind="human"), None, documents,
                       rest=small.tallies(far), **options)  # fmt: skip
    with pytest.raises(contracts.TableError, match="in both machine and rest"):
        correct.shares(codings, gold, drawn, documents, rest=small.tallies(far), **options)


def test_the_next_run_codes_nothing_anew_and_another_codebook_everything(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "s")
    plan = study.load(tmp_path / "s" / "study.yaml")
    book = codebook.load(plan.codebook)
    first = list(material.coding(plan, book))
    assert first[-1][0] == first[-1][1] == len(material.read(plan, book).documents)
    assert len(list(material.coding(plan, book))) == 1, "all of it was done before"
    plan.codebook.write_text(plan.codebook.read_text().replace("accident*", "accidents"))
    changed = codebook.load(plan.codebook)
    assert len(list(material.coding(plan, changed))) > 1
    one, two = (material.read(plan, changed, large=large) for large in (100, 10_000))
    equal(one.tallies(two.documents), two.tallies(two.documents))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("start: 2031-05-01", "start: 2031-05-10", r"articles of the corpus not in the wave"),
        ("name: May 2031", "name: Spring 2031", r"in the wave 'May 2031', which the study"),
    ],
)
def test_a_corpus_that_was_read_for_another_study_is_refused(folder, tmp_path, old, new, complaint):
    shutil.copytree(folder, tmp_path / "s", ignore=shutil.ignore_patterns("*.codes"))
    file = tmp_path / "s" / "study.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new).replace("reference_wave: May 2031", ""))
    plan = study.load(file)
    with pytest.raises(InputError, match=rf"corpus\.parquet: .*{complaint}.*framewaves ingest"):
        material.read(plan, codebook.load(plan.codebook), large=100)


def test_copies_that_were_not_looked_for_are_told(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "s", ignore=shutil.ignore_patterns("*.codes"))
    plan = study.load(tmp_path / "s" / "study.yaml")
    table = pq.read_table(plan.articles)
    book = codebook.load(plan.codebook)
    close = table.column("cluster_similarity").to_pandas().where(lambda value: value == 1, 0.6)
    first = pa.array(close.mask(close.index == 0, 0.6))
    for made, complaint in (
        (table.drop_columns("cluster_similarity"), "copies were not looked for, but the study"),
        (table.set_column(table.num_columns - 1, "cluster_similarity", first), "some at 0.60"),
    ):
        pq.write_table(made, plan.articles)
        with pytest.raises(InputError, match=complaint):
            material.read(plan, book, large=100)
    asks_not = replace(plan, copies=None)
    assert len(material.read(asks_not, book, large=100).documents) == table.num_rows


def test_only_a_corpus_is_large(folder):
    plan = study.load(folder / "study.yaml")
    n = len(pd.read_parquet(plan.articles, columns=["doc_id"]))
    assert material.is_large(plan, large=n - 1)
    assert not material.is_large(plan, large=n)
    assert not material.is_large(replace(plan, articles=folder / "articles.csv"), large=1)
    assert not material.is_large(replace(plan, articles=folder / "nothing"), large=0)


def test_the_articles_of_the_largest_cluster_of_copies_have_their_texts(ways):
    small, large = ways
    sizes = small.documents["cluster_id"].value_counts()
    for way in (small, large):
        members = way.copied()
        assert members["cluster_id"].unique().tolist() == [min(sizes.index[sizes == sizes.max()])]
        assert members["text"].str.len().min() > 100
    assert len(duplicates.clusters(small.documents)) == len(duplicates.clusters(large.documents))


def test_articles_that_people_coded_are_found_without_their_texts(folder):
    plan = study.load(folder / "picked.yaml")
    book = codebook.load(plan.codebook)
    bare = pd.read_parquet(plan.articles).assign(text="")
    named = set(pd.read_csv(folder / "picked.csv", dtype="str")["doc_id"])
    assert coders.articles(plan, book, bare) == named
    sampled = study.load(folder / "sampled.yaml")
    drawn = set(pd.read_csv(folder / "sample.csv", dtype="str")["doc_id"])
    assert coders.articles(sampled, book, bare) == drawn
    assert coders.articles(sampled, book, bare.head(0)) == set()


def test_the_report_codes_a_large_corpus_before_the_notebooks_run(folder, tmp_path, capsys):
    shutil.copytree(folder, tmp_path / "s", ignore=shutil.ignore_patterns("*.codes"))
    plan = study.load(tmp_path / "s" / "study.yaml")
    run = report.Run(study="s", question="", notebooks=[NOTEBOOKS / "20_coding.ipynb"],
                     parameters={}, inputs={}, folder=tmp_path, figures=tmp_path)  # fmt: skip
    _report.code_first(plan, run)
    assert not capsys.readouterr().out
    assert not (tmp_path / "s" / "corpus.codes").exists()
    _report.code_first(plan, replace(run, parameters={"large": 100}))
    n = pq.read_metadata(plan.articles).num_rows
    assert capsys.readouterr().out.split(maxsplit=1) == ["coded", f"{n:,} articles, part by part\n"]
    assert (tmp_path / "s" / "corpus.codes" / "coded.json").exists()


@pytest.mark.notebooks
def test_the_notebooks_leave_the_same_tables_and_figures_either_way(folder, tmp_path):
    for name, large in (("small", 100_000), ("large", 100)):
        code = cli.main([
            "report", "--study", str(folder / "sampled.yaml"), "--only", "20", "--only", "40",
            "--notebooks", str(NOTEBOOKS), "--reports", str(tmp_path / name),
            "--figures", str(tmp_path / name / "figures"), "--set", f"large={large}",
        ])  # fmt: skip
        assert code == 0
    small, large = ({path.name: path.read_bytes() for path in (tmp_path / name).rglob("*")
                     if path.is_file() and path.parent.name in ("tables", "figures")}
                    for name in ("small", "large"))  # fmt: skip
    assert {"hits.csv", "codings.csv"} == set(small) - set(large)
    assert {"codes.csv"} == set(large) - set(small)
    assert [name for name in sorted(set(small) & set(large)) if small[name] != large[name]] == []
    (page,) = (tmp_path / "large").rglob("40_framing_waves.html")
    shown = page.read_text(encoding="utf-8")
    assert "articles are shown, drawn with seed 2025 from every wave and language" in shown
    assert "are too many for a row each" in shown
