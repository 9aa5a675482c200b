"""`framewaves train` and `framewaves classify`, and how tables of labels are read and scored."""

import argparse
import csv
import json
import math

import numpy as np
import openpyxl
import pandas as pd
import pytest
from sklearn import metrics

from analysis import classify
from analysis._classification import labelled
from analysis._classification import scores as classifier_scores
from analysis._classification.scores import Outcome
from analysis.cli import _classify, _train
from analysis.contracts import InputError

ROWS = [(f"{word} again {n}", f"{label}{';both' if n % 4 == 0 else ''}", str(n % 3))
        for n in range(12) for word, label in (("tax", "economy"), ("theft", "crime"))]  # fmt: skip


def table(path, rows=ROWS, header=("title", "codes", "fold"), separator=",", encoding="utf-8"):
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=separator).writerows([header, *rows])
    return path


def run(module, *arguments):
    parser = argparse.ArgumentParser()
    module.options(parser)
    return module.act(parser.parse_args([str(argument) for argument in arguments]))


def read(path, **options):
    given = {"text": "title", "labels": "codes", "single": False, **options}
    return labelled.read(path, **given)


# The commands


def test_a_table_is_learned_scored_and_kept(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = table(tmp_path / "data.csv")
    code = run(_train, data, "--text", "title", "--labels", "codes", "--folds", "fold",
               "--json", "scores.json")  # fmt: skip
    said = capsys.readouterr().out
    assert code == 0
    assert "24 texts (median 3 words), 3 labels, 1.25 per text" in said
    assert "Texts left out in 3 folds, 95% intervals" in said
    assert "model    data.model (trained on all 24 texts)" in said
    scores = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
    assert {row["fold"] for row in scores["by_fold"]} == {"0", "1", "2"}
    assert scores["macro_f1"] == pytest.approx(
        np.mean([row["estimate"] for row in scores["scores"] if row["measure"] == "f1"]), abs=1e-5
    )
    assert len(scores["out_of_fold"]) == 24
    assert classify.load(tmp_path / "data.model").labels == ("both", "crime", "economy")


def test_the_same_command_gives_the_same_files(tmp_path, capsys):
    data = table(tmp_path / "data.csv")
    for name in ("a", "b"):
        run(_train, data, "--text", "title", "--labels", "codes", "--json",
            tmp_path / f"{name}.json", "--out", tmp_path / f"{name}.model")  # fmt: skip
    out = capsys.readouterr().out
    assert "5 folds were made, stratified by label" in out
    for ending in ("json", "model"):
        assert len({(tmp_path / f"{name}.{ending}").read_bytes() for name in "ab"}) == 1


def test_the_scores_are_those_of_the_predictions_written(tmp_path, capsys):
    data = table(tmp_path / "data.csv", [(t, c.split(";")[0], f) for t, c, f in ROWS])
    run(_train, data, "--text", "title", "--labels", "codes", "--single", "--json",
        tmp_path / "s.json", "--out", tmp_path / "m")  # fmt: skip
    assert "micro F1" in capsys.readouterr().out
    scores = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    gold, told = ([row[key][0] for row in scores["out_of_fold"]] for key in ("labels", "predicted"))
    assert scores["accuracy"] == pytest.approx(metrics.accuracy_score(gold, told))
    assert scores["macro_f1"] == pytest.approx(metrics.f1_score(gold, told, average="macro"))


def test_new_texts_are_labelled_and_old_ones_get_what_was_said_unseen(tmp_path, capsys):
    data = table(tmp_path / "data.csv")
    run(_train, data, "--text", "title", "--labels", "codes", "--json", tmp_path / "s.json",
        "--out", tmp_path / "m")  # fmt: skip
    new = table(tmp_path / "new.csv", [("theft at the bank", "=1+1"), (ROWS[0][0], "b")],
                ("title", "name"))  # fmt: skip
    assert run(_classify, tmp_path / "m", new, "--text", "title", "--id", "name", "--out",
               tmp_path / "o.csv") == 0  # fmt: skip
    capsys.readouterr()
    found = pd.read_csv(tmp_path / "o.csv").set_index("id")
    assert found.index.tolist() == ["'=1+1", "b"]
    assert found.loc["'=1+1", "labels"] == "crime"
    assert found["seen"].tolist() == [0, 1]
    unseen = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["out_of_fold"][0]
    for label, share in unseen["probabilities"].items():
        assert found.loc["b", f"p {label}"] == pytest.approx(share, abs=1e-4)


def test_the_card_is_printed(tmp_path, capsys):
    run(_train, table(tmp_path / "data.csv"), "--text", "title", "--labels", "codes", "--out",
        tmp_path / "m")  # fmt: skip
    capsys.readouterr()
    assert run(_classify, tmp_path / "m", "--card") == 0
    assert capsys.readouterr().out.startswith("# Model card: data\n")


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (
            ["--labels", "code"],
            "--labels 'code': data.csv has no such column. Did you mean",
        ),
        (["--labels", "codes", "--folds", "f"], "--folds 'f'"),
        (["--labels", "codes", "--single"], r"several labels in rows 2, 3, 10.* give --first"),
        (["--labels", "codes", "--first"], "--first goes with --single"),
        (["--labels", "codes", "--features", "both"], "needs --embeddings"),
        (["--labels", "codes", "--seed", "-1"], "--seed must be"),
        (["--labels", "codes", "--level", "95"], "--level must lie between"),
        (["--labels", "codes", "--out", "data.csv"], "is there and is no model"),
        (["--labels", "codes", "--id", "fold"], "column fold: empty or there more than once"),
    ],
)
def test_mistakes_are_told_with_the_remedy(tmp_path, monkeypatch, arguments, text):
    monkeypatch.chdir(tmp_path)
    table(tmp_path / "data.csv")
    with pytest.raises(InputError, match=text):
        run(_train, "data.csv", "--text", "title", *arguments)
    assert [path.name for path in tmp_path.iterdir()] == ["data.csv"]


def test_nothing_that_is_read_is_overwritten(tmp_path, capsys):
    data = table(tmp_path / "data.csv")
    run(_train, data, "--text", "title", "--labels", "codes", "--out", tmp_path / "m")
    capsys.readouterr()
    for target in (data, tmp_path / "m"):
        with pytest.raises(InputError, match="this is what is read"):
            run(_classify, tmp_path / "m", data, "--text", "title", "--out", target)
    with pytest.raises(InputError, match="DATA is missing"):
        run(_classify, tmp_path / "m")


@pytest.mark.parametrize("n_labels", [2, 150])
def test_thirty_rows_and_many_labels_are_no_trouble(tmp_path, capsys, n_labels):
    rows = [(f"word{n % 30} of text {n}", f"l{n % n_labels}", "") for n in range(max(30, n_labels))]
    data = table(tmp_path / "d.csv", rows)
    assert run(_train, data, "--text", "title", "--labels", "codes", "--single", "--out",
               tmp_path / "m") == 0  # fmt: skip
    said = capsys.readouterr().out
    assert ("150 labels are in one fold only" in said) == (n_labels == 150)
    assert ("... and 110 more labels" in said) == (n_labels == 150)


# Tables


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_however_it_was_saved(tmp_path, separator, encoding):
    rows = [("één „titel”, met; tekens\nen een regel", "a"), ("tweede “titel” – café", "b")]
    path = table(tmp_path / "d.csv", rows, ("title", "codes"), separator, encoding)
    found = read(path)
    assert found.texts == [title for title, _ in rows]
    assert found.ids == ["row 2", "row 4"] or found.ids == ["row 2", "row 3"]
    assert any("1252" in remark for remark in found.remarks) == (encoding == "cp1252")


def test_excels_own_separator_line_is_not_a_header(tmp_path):
    (tmp_path / "d.csv").write_text('sep=;\n"title";"codes"\n"x, y";a\nz;b\n')
    assert read(tmp_path / "d.csv").texts == ["x, y", "z"]


def test_a_workbook_is_read_without_running_its_formulas(tmp_path):
    book = openpyxl.Workbook()
    for row in (("title", "a", "b"), ("one", 1, 0), ("two", 0.0, True), ("=1+1", 1, None)):
        book.active.append(row)
    book.save(tmp_path / "d.xlsx")
    with pytest.raises(InputError, match="no text in rows 4"):
        read(tmp_path / "d.xlsx", labels="a,b")
    book.active["A4"] = "three"
    book.save(tmp_path / "d.xlsx")
    found = read(tmp_path / "d.xlsx", labels="a,b")
    assert found.labels == ["a", "b"]
    assert found.targets.tolist() == [[1, 0], [0, 1], [1, 0]]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["a;b", "b", ""], [["a", "b"], ["b"], []]),
        (["a|b", "b", "a"], [["a", "b"], ["b"], ["a"]]),
        (["a, b", "b", "a"], [["a", "b"], ["b"], ["a"]]),
        (["crime, law", "health", "crime, law"], [["crime, law"], ["health"], ["crime, law"]]),
        (['["a", "b"]', "['b']", "[]"], [["a", "b"], ["b"], []]),
        ([" a ; a;b ;", "b", "c"], [["a", "b"], ["b"], ["c"]]),
        (["1", "2", "1"], [["1"], ["2"], ["1"]]),
    ],
)
def test_labels_are_taken_apart_as_they_were_written(tmp_path, cells, expected):
    path = table(tmp_path / "d.csv", [(f"t{n}", cell) for n, cell in enumerate(cells)],
                 ("title", "codes"))  # fmt: skip
    found = read(path)
    carried = [[label for label, one in zip(found.labels, row, strict=True) if one]
               for row in found.targets]  # fmt: skip
    assert carried == expected
    assert any("empty cell" in remark for remark in found.remarks) == ("" in cells)


def test_the_separator_can_be_named_and_the_first_taken(tmp_path):
    path = table(tmp_path / "d.csv", [("x", "a/b"), ("y", "c")], ("title", "codes"))
    assert read(path, separator="/").labels == ["a", "b", "c"]
    assert read(path, separator="/", single=True, first=True).labels == ["a", "c"]


def test_several_columns_make_one_text(tmp_path):
    path = table(tmp_path / "d.csv", [("x", "a", "body"), ("", "c", "more")])
    assert read(path, text="title,fold").texts == ["x\n\nbody", "more"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("", "cannot be read: empty"),
        ("title,codes\n", "a header and no rows"),
        ("title,codes\nx,a\ny,b,c\n", "rows 3 have more cells than the header"),
        ('title,codes\nx,"a\ny,b\n', "line 2: the row cannot be read"),
        ("title,codes\nx,a\n ,b\n", "column title: no text in rows 3"),
        ("title,title\nx,a\n", "more than one column 'title'"),
        ("title,codes\nx,a\ny,a\n", "less than 2"),
        ("title,codes\nx,\ny,a\n", "column codes: no label in rows 2"),
        ('title,codes\nx,"[1"\ny,[]\n', "no JSON list of labels in rows 2"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_its_rows(tmp_path, content, text):
    (tmp_path / "d.csv").write_text(content)
    with pytest.raises(InputError, match=text):
        read(tmp_path / "d.csv", single=True)


def test_columns_of_codes_hold_nothing_but_0_and_1(tmp_path):
    path = table(tmp_path / "d.csv", [("x", "1", "0"), ("y", "2", "1")])
    with pytest.raises(InputError, match="column codes: neither 0 nor 1 in rows 3"):
        read(path, labels="codes,fold")


def test_files_that_are_none_are_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.csv")
    (tmp_path / "d.xlsx").write_bytes(b"PK\x03\x04rest")
    with pytest.raises(InputError, match="not a workbook"):
        read(tmp_path / "d.xlsx")
    (tmp_path / "d.csv").write_bytes(b"\x00\x01\x02")
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "d.csv")


# Scores


def outcome(*, single, n=200, groups=None, seed=1):
    chance = np.random.default_rng(seed)
    if single:
        gold, found = (np.eye(4)[chance.choice(4, n, p=[0.4, 0.3, 0.2, 0.1])] for _ in range(2))
        found = np.where(chance.random((n, 1)) < 0.6, gold, found)
        shares = chance.dirichlet(np.ones(4), n)
    else:
        gold = (chance.random((n, 4)) < 0.3).astype(float)
        found = np.where(chance.random((n, 4)) < 0.8, gold, 1 - gold)
        shares = chance.random((n, 4))
    return Outcome(gold, found, shares, np.arange(n) if groups is None else groups, single)


def scored(given, **options):
    return classifier_scores.scores(given, list("abcd"), level=0.95, seed=1, **options)


@pytest.mark.parametrize("single", [True, False])
def test_scores_agree_with_scikit_learn(single):
    given = outcome(single=single)
    table = scored(given)
    overall = table[table["label"].isna()].set_index("measure")["estimate"]
    for average in ("macro", "micro"):
        expected = metrics.f1_score(given.gold, given.found, average=average)
        assert overall[f"{average}_f1"] == pytest.approx(expected)
    exact = "accuracy" if single else "subset_accuracy"
    assert overall[exact] == pytest.approx(metrics.accuracy_score(given.gold, given.found))
    by_label = metrics.precision_recall_fscore_support(given.gold, given.found)
    for measure, values in zip(("precision", "recall", "f1"), by_label, strict=False):
        rows = table[table["measure"] == measure]
        assert rows["estimate"].tolist() == pytest.approx(values.tolist())
    if single:
        loss = metrics.log_loss(given.gold, given.probabilities)
        brier = metrics.brier_score_loss(given.gold, given.probabilities, scale_by_half=False)
    else:
        loss = np.mean([metrics.log_loss(given.gold[:, at], given.probabilities[:, at])
                        for at in range(4)])  # fmt: skip
        brier = np.mean([metrics.brier_score_loss(given.gold[:, at], given.probabilities[:, at])
                         for at in range(4)])  # fmt: skip
        assert overall["hamming_loss"] == pytest.approx(
            metrics.hamming_loss(given.gold, given.found)
        )
    assert overall["log_loss"] == pytest.approx(loss)
    assert overall["brier"] == pytest.approx(brier)


def test_cells_that_are_not_known_count_nowhere():
    given = outcome(single=False)
    gold = given.gold.copy()
    gold[::2, 1] = np.nan
    table = scored(given._replace(gold=gold))
    row = table[(table["label"] == "b") & (table["measure"] == "f1")].iloc[0]
    assert row["estimate"] == pytest.approx(
        metrics.f1_score(given.gold[1::2, 1], given.found[1::2, 1])
    )


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    hits = 0
    for seed in range(100):
        table = scored(outcome(single=True, n=150, seed=seed), n_boot=200)
        row = table.set_index("measure").loc["accuracy"]
        truth = 0.6 + 0.4 * sum(share**2 for share in (0.4, 0.3, 0.2, 0.1))
        hits += row["ci_low"] <= truth <= row["ci_high"]
    assert 88 <= hits <= 100


def test_grouped_texts_give_wider_intervals():
    one = outcome(single=True, n=40)
    many = Outcome(*(np.repeat(part, 5, axis=0) for part in one[:4]), True)
    alone = many._replace(groups=np.arange(200))

    def width(given, measure, label):
        table = scored(given)
        rows = table[
            (table["measure"] == measure) & (table["label"].isna() | (table["label"] == label))
        ]
        return float((rows["ci_high"] - rows["ci_low"]).iloc[0])

    for measure in ("accuracy", "precision"):
        assert width(many, measure, "a") > 1.6 * width(alone, measure, "a")


def test_a_label_never_found_has_no_precision_and_says_why():
    given = outcome(single=False)
    found = given.found.copy()
    found[:, 2] = 0
    table = scored(given._replace(found=found))
    row = table[(table["label"] == "c") & (table["measure"] == "precision")].iloc[0]
    assert math.isnan(row["estimate"])
    assert row["note"] == "never found"


def test_a_paired_difference_is_zero_with_oneself_and_sees_a_better_coder():
    one = outcome(single=False)
    same = classifier_scores.differences(one, one, level=0.95, seed=1)
    assert (same[["estimate", "ci_low", "ci_high"]] == 0).all(axis=None)
    right = one._replace(found=one.gold)
    better = classifier_scores.differences(right, one, level=0.95, seed=1).set_index("measure")
    assert set(better.index) == {"subset_accuracy", "macro_f1", "micro_f1"}
    assert (better["ci_low"] > 0).all()
    expected = 1 - metrics.f1_score(one.gold, one.found, average="macro")
    assert better.loc["macro_f1", "estimate"] == pytest.approx(expected)
