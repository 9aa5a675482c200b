"""The command: bad input is told in one line with exit code 2, good input is scored."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis import cli, report
from analysis.cli import _report, _score
from analysis.contracts import InputError

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


def test_an_error_cannot_command_the_terminal(capsys):
    code, _, err = run(capsys, "check", "no\x1b[2Jstudy\x9b1m")
    assert code == 2
    assert "no\ufffd[2Jstudy\ufffd1m" in err


def test_a_command_loads_only_what_it_needs():
    code = ("import sys; from analysis import cli; cli.main(['init', 'seeds']); "
            "print(sorted({'nbconvert', 'matplotlib', 'scipy'} & set(sys.modules)))")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], cwd=SEEDS.parent, capture_output=True,
                          text=True, check=True)  # fmt: skip
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("command", ["", "init", "check", "ingest", "report", "score"])
def test_help_explains_itself(capsys, command):
    with pytest.raises(SystemExit) as stopped:
        cli.main([*command.split(), "--help"])
    assert stopped.value.code == 0
    assert f"framewaves {command}".strip() in capsys.readouterr().out


def test_a_study_may_be_named_by_its_folder(study, capsys):
    gold = study / "coding" / "gold.csv"
    by_file = run(capsys, "score", "--study", study / "study.yaml", "--gold", gold)
    by_folder = run(capsys, "score", "--study", study, "--gold", gold)
    assert by_file[0] == 0
    assert by_folder == by_file


def score(capsys, study, *more):
    gold = study / "coding" / "gold.csv"
    return run(capsys, "score", "--study", study / "study.yaml", "--gold", gold, *more)


def cut(study, *, keep):
    """Leave only some of the articles, and their gold units."""
    for path in (study / "articles").iterdir():
        if not path.name.startswith(keep):
            path.unlink()
    gold = pd.read_csv(study / "coding" / "gold.csv", dtype=str, keep_default_na=False)
    gold = gold[gold["article"].str.startswith(keep)]
    gold.to_csv(study / "coding" / "gold.csv", index=False)
    return gold


def test_articles_without_a_wave_are_scored_and_said(study, capsys):
    waves = "waves: [{name: long ago, start: 1990-01-01, end: 1990-02-01}]"
    (study / "study.yaml").write_text(f"title: t\nlanguages: [en, nl]\n{waves}\n")
    cut(study, keep=("000", "001"))
    code, out, _ = score(capsys, study, "--json", study / "s.json")
    assert code == 0
    assert "Per wave: no scored article has a wave." in out
    assert "Per language\n" in out
    records = pd.DataFrame(json.loads((study / "s.json").read_text()))
    assert records["wave"].isna().all()
    assert (records["measure"] == "macro_f1").sum() == 2  # all articles; Dutch


def test_articles_without_a_language_are_scored_and_said(study, capsys):
    gold = cut(study, keep=("000",))
    (study / "metadata.csv").unlink()
    study_file = study / "study.yaml"
    lines = study_file.read_text(encoding="utf-8").splitlines(keepends=True)
    study_file.write_text("".join(line for line in lines if not line.startswith("metadata:")))
    name = gold["article"].iloc[0]
    (study / "articles" / name).write_text("12 345 67.\n")
    sheet = gold.head(1).assign(start="0", end="6", text="")
    sheet.to_csv(study / "coding" / "gold.csv", index=False)
    code, out, _ = score(capsys, study)
    assert code == 0
    assert "Per language: no scored article has a language." in out
    assert "Note: not asked, since the codebook lacks the language (not known): " in out
    assert "in 1 articles." in out


def test_the_last_line_counts_the_frames_that_entered(study, capsys):
    gold = cut(study, keep=("000", "001"))
    gold.assign(hypocrisy="0").to_csv(study / "coding" / "gold.csv", index=False)
    _, out, _ = score(capsys, study)
    frames = [name for name in ("ip_theft", "national_security", "market_impact")
              if (gold[name] == "1").any()]  # fmt: skip
    assert f" over {len(frames)} frames, {len(gold)} gold units" in out.splitlines()[-1]
    for name in frames:
        gold[name] = "0"
    gold.assign(hypocrisy="0").to_csv(study / "coding" / "gold.csv", index=False)
    code, out, _ = score(capsys, study)
    assert code == 0
    assert out.splitlines()[-1].startswith("macro F1 undefined over 0 frames")


def test_articles_left_out_of_a_group_are_in_the_notes_once():
    whole = "3 documents: rough. 2 documents without wave left out."
    parts = {
        (): pd.DataFrame({"note": ["All. Of it.", None]}),
        ("wave",): pd.DataFrame({"note": [whole, "1 document: none.", None]}),
    }
    assert list(_score.notes(parts)) == ["All. Of it.", "2 documents without wave left out."]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--seed", "-1"], "--seed must be a whole number from 0; found -1."),
        (["--level", "2"], "level must lie between 0 and 1"),
        (["--level", "nan"], "level must lie between 0 and 1"),
        (["--json", "."], "this is a folder; name a file"),
        (["--json", ""], "this is a folder; name a file"),
        (["--json", "/dev/null/x"], "nothing can be written"),
        (["--json", "a" * 5000], "nothing can be written"),
    ],
)
def test_score_checks_its_options_before_the_work(study, capsys, monkeypatch, options, complaint):
    monkeypatch.setattr(_score, "coded", lambda plan, book: pytest.fail("the work has begun"))
    code, _, err = score(capsys, study, *options)
    assert code == 2
    assert complaint in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("option", ["--reports", "--figures"])
def test_a_folder_for_results_that_is_a_file_is_told(study, capsys, option):
    target = study / "metadata.csv"
    options = [option, target, "--notebooks", SEEDS.parent / "notebooks"]
    code, _, err = run(capsys, "report", "--study", study / "study.yaml", *options)
    assert (code, err) == (2, f"framewaves: {option} {target}: this is a file; name a folder.\n")


KINDS = {"label": "str", "seed": "int", "frames": "list[str]"}


@pytest.mark.parametrize(
    ("pair", "value"),
    [
        ("label=5", "5"),
        ("label=True", "True"),
        ("label= nl ", "nl"),
        ("label='nl'", "nl"),
        ("label=it's", "it's"),
        ("label=", ""),
        ("seed=5", 5),
        ("seed=five", "five"),  # refused by its type
        ("frames=['a', 'b']", ["a", "b"]),
        (f"seed={'(' * 5000}", "(" * 5000),
        ("unknown=0.5", 0.5),
    ],
)
def test_a_setting_is_read_by_the_type_of_its_parameter(pair, value):
    (found,) = _report.read_settings([pair], KINDS).values()
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("pair", ['name="\\ud800"', "seed='\\ud800'", "seed={1}", "label=\udcff"])
def test_a_setting_that_cannot_be_written_is_refused(pair):
    with pytest.raises(InputError, match="the value must be a text, a number"):
        _report.read_settings([pair], KINDS)


@pytest.mark.parametrize(
    ("study_file", "more", "figures"),
    [
        ("seeds/study.yaml", [], "figures"),
        ("./seeds/study.yaml", [], "figures"),
        ("seeds", [], "figures"),
        (str(SEEDS / "study.yaml"), [], "figures"),
        ("seeds/study.yaml", ["--set", "min_units=2"], "in the run's folder"),
        ("seeds/study.yaml", ["--set", "min_units=2", "--figures", "mine"], "mine"),
    ],
)
def test_only_the_unchanged_study_of_the_project_draws_into_figures(
    monkeypatch, capsys, tmp_path, study_file, more, figures
):
    runs = []
    monkeypatch.chdir(SEEDS.parent)
    monkeypatch.setattr(report, "execute", lambda run, **_: runs.append(run) or [])
    code, out, _ = run(capsys, "report", "--study", study_file, "--reports", tmp_path, *more)
    assert (code, out) == (0, "")  # nothing was made, so nothing is named
    (planned,) = runs
    expected = planned.folder / "figures" if "folder" in figures else Path(figures)
    assert planned.figures == expected


def test_another_study_draws_into_its_own_folder(study, monkeypatch, capsys, tmp_path):
    runs = []

    def draw(planned, **_):
        runs.append(planned)
        planned.figures.mkdir(parents=True)
        (planned.figures / "bars.png").touch()
        return []

    monkeypatch.chdir(SEEDS.parent)
    monkeypatch.setattr(report, "execute", draw)
    _, out, _ = run(capsys, "report", "--study", study / "study.yaml", "--reports", tmp_path)
    assert runs[0].figures == runs[0].folder / "figures"
    assert out == f"figures  {runs[0].figures}\n"


@pytest.mark.skipif(os.name == "nt", reason="pipes break in another way")
def test_a_reader_that_leaves_early_is_no_error():
    command = [sys.executable, "-m", "analysis", "report", "--parameters"]
    with subprocess.Popen(
        command, cwd=SEEDS.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
