"""The commands share and rehydrate: what they print, and how they end."""

import shutil

import invented_run
import pytest

from analysis import cli


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A run and its study."""
    return invented_run.make(tmp_path_factory.mktemp("made"), about="licence: CC0-1.0\n")


def run(capsys, *arguments):
    code = cli.main([*map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_there_and_back(made, tmp_path, capsys):
    folder, plan = made
    archive = tmp_path / "new" / "a.zip"
    code, out, err = run(capsys, "share", folder, "--out", archive, "--study", plan.file)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith(f"archive  {archive}: ")
    assert lines[0].endswith(" MB, 6 articles without their texts")
    assert "not stated, since the study file does not say it: authors, paper: title" in out
    shown = [line.strip() for line in lines[lines.index("to state it, add to the study file:") :]]
    assert shown[1:4] == [
        "authors:",
        "- {name: Ann Lee, orcid: 0000-0002-1825-0097, affiliation: A university}",
        "paper:",
    ]
    target = tmp_path / "again"
    code, out, err = run(capsys, "rehydrate", archive, "--articles", plan.articles, "--out",
                         target, "--no-run")  # fmt: skip
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "found 6 of 6 articles (by file, byte for byte)",
        f"study    {target}; to run it: framewaves report --study {target}",
    ]
    code, out, _ = run(capsys, "check", target)
    assert code == 0


def test_what_must_not_be_shared_ends_with_2_and_leaves_the_old_archive(made, tmp_path, capsys):
    folder, plan = made
    copied = tmp_path / "run"
    shutil.copytree(folder, copied)
    text = (plan.articles / "article_00001.txt").read_text("utf-8")
    invented_run.edited(
        copied / "figures" / "10-1-counts.json",
        lambda content: content.update(caption=" ".join(text.split()[:40])),
    )
    invented_run.record(copied, plan)
    target = tmp_path / "a.zip"
    target.write_text("old")
    code, out, err = run(capsys, "share", copied, "--out", target, "--study", plan.file)
    assert (code, out) == (2, "")
    assert err.startswith("framewaves: Nothing was written: the archive would hold")
    assert "figures/10-1-counts.json, line 1: 40 words in a row of article" in err
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--out", "a.tar"], "give the archive the ending .zip"),
        (["--out", "a.zip", "--quote-limit", "3"], "The quote limit is 3; give 5 words or more"),
        (["--out", "a.zip", "--study", "none.yaml"], "none.yaml: there is no such file"),
    ],
)
def test_wrong_options_are_told(made, tmp_path, monkeypatch, capsys, arguments, complaint):
    monkeypatch.chdir(tmp_path)
    folder, plan = made
    more = [] if "--study" in arguments else ["--study", plan.file]
    code, _, err = run(capsys, "share", folder, *arguments, *more)
    assert code == 2
    assert complaint in err
    assert list(tmp_path.iterdir()) == []


def test_the_study_of_a_run_is_found_or_asked_for(made, tmp_path, monkeypatch, capsys):
    folder, plan = made
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "share", folder, "--out", "a.zip")
    assert code == 2
    assert "The study file 'study.yaml' of this run is not here. Name it with --study." in err
    monkeypatch.chdir(plan.file.parent)
    assert run(capsys, "share", folder, "--out", tmp_path / "a.zip")[0] == 0


def test_a_run_that_is_not_whole_is_told(made, tmp_path, capsys):
    folder, plan = made
    shutil.copytree(folder, tmp_path / "run")

    def fail(content):
        content["notebooks"][0].update(status="failed", cause="KeyError: 'a'")

    invented_run.edited(tmp_path / "run" / "run.json", fail)
    code, out, _ = run(capsys, "share", tmp_path / "run", "--out", tmp_path / "a.zip", "--study",
                       plan.file)  # fmt: skip
    assert code == 0
    assert "this run is not whole: 10_counts failed in it" in out
