"""From the coders' files of a study to tables that meet, and to what they are worth."""

from dataclasses import replace

import invented_corpus
import pandas as pd
import pytest

from analysis import (
    adjudication,
    agreement,
    appraisal,
    choices,
    clean,
    code_sentences,
    codebook,
    coders,
    contracts,
    corpus,
    dating,
    duplicates,
    language,
    measure,
    sample,
    segment,
    sheets,
    specification,
    study,
)
from analysis._sheets.cells import unit_letters
from analysis.contracts import InputError

MAIN = {"coder": "dictionary", "measure": "salience", "min_units": 1, "counting": "visibility",
        "inferred": True}  # fmt: skip


def read_study(path):
    plan = study.load(path)
    book = codebook.load(plan.codebook)
    documents = duplicates.mark(dating.date(corpus.read(plan)[0], plan), plan)
    split = segment.split(documents, clean.blocks(documents), unit=book.unit)
    units = clean.mark_repeats(split, documents)
    segments = language.sentences(units, documents, languages=plan.languages)
    return plan, book, documents, segments


@pytest.fixture(scope="module")
def seeds():
    plan, book, documents, segments = read_study("seeds/study.yaml")
    return plan, book, documents, segments, coders.read(plan, book, documents, segments)


def test_the_seeds_have_two_coders_and_a_census_that_was_seen(seeds):
    codes = seeds[-1]
    assert sorted(codes.human["coder"].unique()) == ["coder_a", "coder_b"]
    assert codes.human.groupby("coder")["segment_id"].nunique().tolist() == [179, 179]
    assert set(codes.sample["design"]) == {"census"}
    assert codes.gold["segment_id"].nunique() == 167, "furniture and repeats do not count"
    assert codes.seen is True
    read = codes.receipt["status"] == "read"
    assert codes.receipt.loc[read, "file"].tolist() == ["coder_a.csv", "coder_b.csv"]
    assert codes.receipt.loc[~read, "file"].str.startswith("voices").all()
    said = str(code_sentences.about_codes(codes.human, codes.gold, codes.sample, why=codes.why))
    assert "coder\\_a (179 units)" in said
    assert "167 units in 5 articles; every unit was coded" in said


def test_alpha_of_the_seeds_is_what_their_readme_says(seeds):
    _, book, documents, _, codes = seeds
    found = appraisal.agreements(codes, documents, book, level=0.95, seed=1)
    alpha = found[found["measure"] == "alpha"].set_index("frame")["estimate"].round(2)
    assert alpha[list(book.frame_ids)].tolist() == [0.94, 1.0, 0.94, 0.85]


def test_a_census_gives_the_gold_codes_themselves_and_no_interval_with_five_articles(seeds):
    plan, book, documents, segments, codes = seeds
    machine = coders.machines(plan, book, documents, segments, codes.units, min_units=1)
    waves = [wave.name for wave in plan.waves]
    shares, differences = appraisal.corrected(
        machine["dictionary"], codes, documents, waves=waves, reference=waves[0], level=0.95, seed=1
    )
    best = shares[shares["recommended"]].set_index(["wave", "frame"])["estimate"]
    value = codes.gold.merge(documents[["doc_id", "wave"]], on="doc_id")
    expected = value.groupby(["wave", "frame"])["value"].mean().astype(float)
    pd.testing.assert_series_equal(best.sort_index(), expected, check_names=False)
    assert differences["ci_low"].isna().all()
    assert differences["p_value"].isna().all()
    scores = appraisal.scores(machine["dictionary"], codes, documents, level=0.95, seed=1)
    assert set(scores["purpose"]) == {"description"}


def test_the_dictionary_is_not_asked_twice(seeds, monkeypatch):
    plan, book, documents, segments, codes = seeds
    first = coders.machines(plan, book, documents, segments, codes.units, min_units=1)
    monkeypatch.setattr(coders.coding, "hits", lambda *_: pytest.fail("coded anew"))
    whole = pd.concat([first["dictionary"], _uncounted(segments, book)])
    again = coders.machines(plan, book, documents, segments, codes.units, min_units=1,
                            dictionary=whole)  # fmt: skip
    keys = ["segment_id", "frame"]
    pd.testing.assert_frame_equal(
        again["dictionary"].sort_values(keys, ignore_index=True),
        first["dictionary"].sort_values(keys, ignore_index=True),
    )


def _uncounted(segments, book):
    other = segments[~segments["role"].isin(contracts.COUNTED_ROLES)]
    rows = [{"segment_id": row.segment_id, "doc_id": row.doc_id, "frame": frame, "value": 0,
             "coder": "dictionary", "coder_kind": "dictionary", "codebook": book.reference}
            for row in other.itertuples() for frame in book.frame_ids]  # fmt: skip
    return contracts.conform(pd.DataFrame(rows), "codings")


def test_a_machine_that_is_not_there_is_told():
    with pytest.raises(InputError, match=r"no machine 'classifer'.*'classifier'"):
        coders.chosen({"classifier": contracts.empty("codings")}, "classifer")


@pytest.fixture(scope="module")
def sampled(tmp_path_factory):
    """A study of 240 articles, of which 150 sentences were drawn and coded on sheets."""
    folder = tmp_path_factory.mktemp("study")
    made = invented_corpus.make(
        seed=5, n_articles=120, prevalence={"costs": 0.3, "nature": 0.2}, copies=6,
        sensitivity=0.85, specificity=(0.97, 0.8),
    )  # fmt: skip
    file = invented_corpus.write(made, folder)
    (folder / "gold.csv").unlink()
    text = "\n".join(line for line in file.read_text().splitlines() if not line.startswith("gold"))
    file.write_text(text + "\n")
    plan, book, documents, segments = read_study(file)
    codings = coders.machines(plan, book, documents, segments, segments, min_units=1)["dictionary"]
    drawn = sample.draw(segments, codings, documents, n=300, development=0.2, seed=3)
    coding = folder / "coding"
    coding.mkdir()
    sample.write(drawn, coding / "sample.csv")
    assigned = sheets.assign(drawn, coders=["anna", "bram"], overlap=0.3, seed=3)
    sheets.write(drawn, assigned, documents, segments, book, folder=coding, form="csv")
    truth = made.truth.pivot_table(index="segment_id", columns="frame", values="value").astype(int)
    _fill(coding, truth, drawn)
    file.write_text(text + "\ncoding: coding\nsample: coding/sample.csv\n")
    return file, made


def _fill(folder, truth, drawn):
    """Code the sheets with the truth, in the order in which they stand."""
    letters = {unit_letters(unit): unit for unit in drawn["unit_id"]}
    for path in sorted(folder.glob("coding_*.csv")):
        table = pd.read_csv(path, sep=";", dtype="str", keep_default_na=False)
        unit = table[table.columns[0]].str.replace("-", "").str[:12].map(letters)
        for frame in truth.columns:
            (column,) = [name for name in table.columns if f"[{frame}]" in name or name == frame]
            known = unit.notna()
            table.loc[known, column] = truth.loc[unit[known], frame].astype("str").to_numpy()
        table.to_csv(path, sep=";", index=False, encoding="utf-8-sig")


def test_sheets_come_back_as_codes_of_their_coders(sampled):
    file, made = sampled
    plan, book, documents, segments = read_study(file)
    codes = coders.read(plan, book, documents, segments)
    assert sorted(codes.human["coder"].unique()) == ["anna", "bram"]
    assert set(codes.human["segment_id"]) == set(codes.sample["unit_id"])
    truth = made.truth.set_index(["segment_id", "frame"])["value"]
    coded = codes.human.set_index(["segment_id", "frame"])["value"]
    assert (coded == truth.reindex(coded.index)).all()
    assert codes.gold.empty
    assert codes.why == "The study names no gold codes."
    machine = coders.machines(plan, book, documents, segments, codes.units, min_units=1)
    waves = list(made.waves)
    for table in appraisal.corrected(machine["dictionary"], codes, documents, waves=waves,
                                     reference=waves[0], level=0.95, seed=1):  # fmt: skip
        assert table.empty
    assert appraisal.scores(machine["dictionary"], codes, documents, level=0.95, seed=1).empty


def test_from_sheets_to_a_corrected_difference(sampled, tmp_path):
    file, made = sampled
    plan, book, documents, segments = read_study(file)
    codes = coders.read(plan, book, documents, segments)
    disputes = agreement.disagreements(
        codes.human, codes.units, documents, labels=book.labels("en")
    )
    assert disputes.empty, "both coders know the truth"
    gold = adjudication.gold(codes.human, adjudication_none(), rule="single codes count")
    table = adjudication.gold_table(gold, codes.units, documents, samples=codes.sample)
    table.to_csv(file.parent / "coding" / "gold.csv", index=False)
    file.write_text(file.read_text() + "gold: {file: coding/gold.csv, seen: false}\n")
    plan, book, documents, segments = read_study(file)
    codes = coders.read(plan, book, documents, segments)
    assert sorted(codes.human["coder"].unique()) == ["anna", "bram"], "gold is no coder"
    (file.parent / "coding" / "gold.csv").rename(file.parent / "coding" / "earlier.csv")
    other = replace(plan, gold=None)
    again = coders.read(other, book, documents, segments)
    assert sorted(again.human["coder"].unique()) == ["anna", "bram"], "gold of before is no coder"
    told = again.receipt.set_index("file")["status"]
    assert told["earlier.csv"] == "skipped"
    (file.parent / "coding" / "earlier.csv").rename(file.parent / "coding" / "gold.csv")
    machine = coders.machines(plan, book, documents, segments, codes.units, min_units=1)
    scores = appraisal.scores(machine["dictionary"], codes, documents, level=0.95, seed=1)
    assert set(scores["purpose"]) == {"test"}
    waves = list(made.waves)
    _, found = appraisal.corrected(machine["dictionary"], codes, documents, waves=waves,
                                   reference=waves[0], level=0.95, seed=1)  # fmt: skip
    truth = made.truth.merge(documents[["doc_id", "wave"]], on="doc_id")
    shares = truth.groupby(["wave", "frame"])["value"].mean().astype(float)
    true = shares[waves[1]] - shares[waves[0]]
    best, naive = (found[mask].set_index("frame") for mask in
                   (found["recommended"], found["method"] == "naive"))  # fmt: skip
    for frame in true.index:
        assert best.loc[frame, "ci_low"] < true[frame] < best.loc[frame, "ci_high"]
        assert not naive.loc[frame, "ci_low"] < true[frame] < naive.loc[frame, "ci_high"]


def adjudication_none():
    """No decision was needed."""
    columns = ["segment_id", "frame", "decision", "status", "codes_id"]
    return pd.DataFrame(columns=columns)


def test_only_who_coded_everything_stands_in_for_the_machine(seeds):
    plan, book, documents, segments, codes = seeds
    machine = coders.machines(plan, book, documents, segments, codes.units, min_units=1)
    half = codes.human[codes.human["coder"] == "coder_a"].iloc[:200].assign(coder="half")
    every = pd.concat([*machine.values(), codes.human, half, codes.gold])
    every = every[every["segment_id"].isin(segments["segment_id"])]
    tallies = {
        name: measure.tally(every[every["coder"] == name], segments, documents, by=["wave"])
        for name in every["coder"].unique()
    }
    found = choices.complete(tallies)
    assert list(found) == ["dictionary", "coder_a", "coder_b", "gold"]


def test_every_choice_is_made_once_and_the_verdict_is_about_the_sign(seeds):
    plan, book, documents, segments, codes = seeds
    machine = coders.machines(plan, book, documents, segments, codes.units, min_units=1)
    machine = {name: measure.tally(codings, segments, documents, by=["wave"])
               for name, codings in machine.items()}  # fmt: skip
    waves = [wave.name for wave in plan.waves]
    table = choices.under_each(
        machine, documents, main=MAIN, min_units=[1, 2], reference=waves[0],
        waves=waves, level=0.95, seed=1, crossed=False,
    )  # fmt: skip
    mine = table[table["frame"] == "ip_theft"]
    assert mine["specification"].tolist() == [
        "main specification", "share of articles", "one article per cluster of copies",
        "stated dates only", "prevalence, 2+ units",
    ]  # fmt: skip
    verdicts = specification.verdict(table, within=0.05).set_index("frame")
    assert verdicts.loc["ip_theft", "verdict"] == "not robust", "all articles carry the frame"
    crossed = choices.under_each(
        machine, documents, main=MAIN, min_units=[1, 2], reference=waves[0],
        waves=waves, level=0.95, seed=1, crossed=True,
    )  # fmt: skip
    assert crossed["number"].max() == 12, "min_units changes the prevalence alone"
    with pytest.raises(InputError, match=r"'gold' of the main specification has not coded every"):
        choices.under_each(machine, documents, main={**MAIN, "coder": "gold"},
                           min_units=[1], reference=waves[0], waves=waves, level=0.95, seed=1,
                           crossed=False)  # fmt: skip
