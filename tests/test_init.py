"""A new study: it is there at once, it runs, and nothing is ever overwritten."""

import json
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from analysis import cli, codebook, corpus, dating, study
from analysis.cli import _init

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def begun(tmp_path, monkeypatch, capsys):
    """A new study, made in an empty working folder."""
    monkeypatch.chdir(tmp_path)
    assert cli.main(["init", "my-study"]) == 0
    capsys.readouterr()
    return tmp_path / "my-study"


def test_what_is_made_is_named_with_the_next_commands(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["init", "my-study"]) == 0
    out = capsys.readouterr().out
    made = [line.removeprefix("made  ") for line in out.splitlines() if line.startswith("made")]
    assert all((tmp_path / name).exists() for name in made)
    assert {path.name for path in (tmp_path / "my-study").iterdir()} == {
        Path(name).name for name in made
    }
    assert "framewaves check my-study" in out
    assert "framewaves report --study my-study" in out


def test_the_study_has_two_waves_each_with_an_article_of_its_language(begun):
    plan = study.load(begun)
    documents = dating.date(corpus.read(plan)[0], plan)
    assert documents[["language", "wave"]].to_numpy().tolist() == [["en", "Plan"], ["nl", "Vote"]]
    assert set(documents["date_source"]) <= {"header", "metadata"}


def test_the_codebook_finds_every_frame_in_both_articles(begun, capsys):
    book = codebook.load(begun / "codebook.yaml")
    assert set(book.languages) == {"en", "nl"}
    assert cli.main(["check", str(begun)]) == 0
    assert "nothing was found of" not in capsys.readouterr().out
    assert 2 <= len(book.frames) <= 3


def test_the_notebooks_are_the_projects_and_show_this_study_when_opened_by_hand(begun):
    source, made = ROOT / "notebooks", begun / "notebooks"
    names = {path.relative_to(source).as_posix() for path in source.rglob("*.ipynb")}
    assert {path.relative_to(made).as_posix() for path in made.rglob("*.*")} == names
    assert any(name.startswith("lab/") for name in names)
    for name in sorted(names):
        text = (begun / "notebooks" / name).read_text(encoding="utf-8")
        assert "seeds/study.yaml" not in text
        assert 'study_file: str = "study.yaml"' in "".join(
            line for cell in json.loads(text)["cells"] for line in cell["source"]
        )


@pytest.mark.parametrize("content", ["file", "folder"])
def test_nothing_is_overwritten(tmp_path, capsys, content):
    target = tmp_path / "my-study"
    if content == "file":
        target.write_text("mine")
    else:
        target.mkdir()
        (target / "notes.txt").write_text("mine")
    assert cli.main(["init", str(target)]) == 2
    assert "framewaves: " in capsys.readouterr().err
    assert (target if content == "file" else target / "notes.txt").read_text() == "mine"
    assert content == "file" or len(list(target.iterdir())) == 1


def test_an_empty_folder_may_be_used(tmp_path, capsys):
    assert cli.main(["init", str(tmp_path)]) == 0
    assert (tmp_path / "study.yaml").exists()


def test_the_commands_can_be_pasted_whatever_the_name(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["init", "my tram's study"]) == 0
    out = capsys.readouterr().out
    (command,) = re.findall(r"^  framewaves (check .*)$", out, re.MULTILINE)
    assert cli.main(shlex.split(command)) == 0


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_place_that_cannot_be_written_is_told_in_a_line(tmp_path, capsys):
    (tmp_path / "dangling").symlink_to("nowhere")
    for place in (tmp_path / "dangling", tmp_path / ("a" * 300)):
        assert cli.main(["init", str(place)]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


def test_missing_notebooks_are_told_before_anything_is_made(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(_init, "_project", lambda: tmp_path / "site-packages")
    assert cli.main(["init", str(tmp_path / "my-study")]) == 2
    assert "the notebooks are not in 'notebooks' beside the package" in capsys.readouterr().err
    assert not (tmp_path / "my-study").exists()


def test_the_notebooks_beside_a_study_are_run_unless_others_are_named(begun, capsys):
    for path in (begun / "notebooks").glob("*.ipynb"):
        path.unlink()
    shutil.copy(ROOT / "notebooks" / "10_corpus.ipynb", begun / "notebooks" / "99_mine.ipynb")
    assert cli.main(["report", "--study", str(begun), "--parameters"]) == 0
    assert "99" in capsys.readouterr().out
    other = ["--notebooks", str(ROOT / "notebooks")]
    assert cli.main(["report", "--study", str(begun), "--parameters", *other]) == 0
    assert "99" not in capsys.readouterr().out


@pytest.mark.notebooks
def test_the_new_study_runs_and_its_figures_stay_with_the_run(begun):
    assert cli.main(["report", "--study", "my-study/study.yaml"]) == 0
    (run,) = (begun.parent / "reports").iterdir()
    record = json.loads((run / "run.json").read_text())
    assert {entry["status"] for entry in record["notebooks"]} == {"passed"}
    assert len(record["notebooks"]) == len(list((begun / "notebooks").glob("*.ipynb")))
    assert list((run / "figures").glob("*.pdf"))
    assert not (begun.parent / "figures").exists()
