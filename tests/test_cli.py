"""The command: bad input is told in one line with exit code 2, good input is scored."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis import cli

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


@pytest.fixture
def study(tmp_path):
    """A copy of the shipped study, to be damaged."""
    shutil.copytree(SEEDS, tmp_path / "my-study")
    return tmp_path / "my-study"


def run(capsys, *arguments):
    code = cli.main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_score_reaches_the_aim_and_writes_the_table(study, capsys):
    target = study / "out" / "scores.json"
    code, out, _ = run(
        capsys,
        "score",
        "--study",
        study / "study.yaml",
        "--gold",
        study / "coding" / "gold.csv",
        "--json",
        target,
    )
    assert code == 0
    records = pd.DataFrame(json.loads(target.read_text()))
    assert set(records["measure"]) == {"precision", "recall", "f1", "macro_f1"}
    overall = records[records["wave"].isna() & records["language"].isna()]
    (macro,) = overall.loc[overall["measure"] == "macro_f1", "estimate"]
    assert macro >= 0.80
    assert f"macro F1 {macro:.3f}" in out
    assert set(records["wave"].dropna()) == {"January 2025", "February 2026"}
    assert set(records["language"].dropna()) == {"en", "nl"}
    f1 = overall[overall["measure"] == "f1"].set_index("frame")
    assert (f1["ci_low"] < f1["estimate"]).all()
    again = study / "out" / "again.json"
    run(
        capsys,
        "score",
        "--study",
        study / "study.yaml",
        "--gold",
        study / "coding" / "gold.csv",
        "--json",
        again,
    )
    assert again.read_bytes() == target.read_bytes()


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("codebook.yaml", "level: nominal", "levl: nominal", "unknown key 'levl'. Did you mean"),
        ("study.yaml", "waves:", "wave:", "unknown key 'wave'. Did you mean 'waves'"),
        ("study.yaml", "2025-02-28", "2026-02-28", "overlap"),
        ("study.yaml", "2025-02-28", "2025-02-31", "2025-02-31"),
    ],
)
def test_a_mistake_in_the_study_comes_before_anything_runs(
    study, capsys, file, old, new, complaint
):
    path = study / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    code, _, err = run(
        capsys, "report", "--study", study / "study.yaml", "--reports", study / "reports"
    )
    assert code == 2
    assert err.startswith(f"framewaves: my-study/{file}, line ")
    assert complaint in err
    assert len(err.splitlines()) == 1
    assert not (study / "reports").exists()


def test_an_unknown_parameter_is_told_with_the_nearest_name(study, capsys):
    code, _, err = run(
        capsys,
        "report",
        "--study",
        study / "study.yaml",
        "--set",
        "min_unit=2",
        "--notebooks",
        SEEDS.parent / "notebooks",
        "--reports",
        study / "r",
    )
    assert (code, err) == (
        2,
        "framewaves: Unknown parameter 'min_unit'. Did you mean 'min_units'?\n",
    )
    code, _, err = run(
        capsys,
        "report",
        "--study",
        study / "study.yaml",
        "--set",
        "oops",
        "--notebooks",
        SEEDS.parent / "notebooks",
    )
    assert (code, err) == (
        2,
        "framewaves: --set oops: write it as NAME=VALUE, such as --set seed=7.\n",
    )


def test_no_articles_is_an_error_and_says_what_is_expected(study, capsys):
    shutil.rmtree(study / "articles")
    (study / "articles").mkdir()
    code, _, err = run(
        capsys, "score", "--study", study / "study.yaml", "--gold", study / "coding" / "gold.csv"
    )
    assert code == 2
    assert ".txt" in err


def test_the_seeds_that_are_not_here_are_missed_in_plain_words(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "report")
    assert code == 2
    assert "seeds/study.yaml is not in this folder" in err


@pytest.mark.parametrize("command", [["--help"], ["report", "--help"], ["score", "--help"]])
def test_help_explains_itself(capsys, command):
    with pytest.raises(SystemExit) as stopped:
        cli.main(command)
    assert stopped.value.code == 0
    assert "framewaves" in capsys.readouterr().out
