"""The command voices: a row for each sentence, counts that balance, refusals in one line."""

import shutil
from pathlib import Path

import invented_corpus
import pandas as pd
import pytest

from analysis import cli, study
from analysis.cli import _shared

ROOT = Path(__file__).resolve().parents[1]
ACTORS = """\
name: tram-voices
version: "1"
languages: [en, nl]
types:
  - key: council
    label: {en: The council, nl: De raad}
    people: [Ann Lee]
    names: [Town Council]
    roles: {en: [mayor], nl: [burgemeester]}
  - key: riders
    label: {en: Riders, nl: Reizigers}
    names: [Riders Union]
speaks_for:
  en: [spokesperson]
"""
ARTICLE = """\
Tram will come

"The tram will come," said Ann Lee. The rails lie in the street.

According to the Riders Union, the bill is too high. =Nobody knows why it was built.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An invented study with a list of actors, and an article of its own beside it."""
    place = tmp_path_factory.mktemp("tram")
    invented_corpus.write(invented_corpus.make(3, n_articles=4, sentences=5), place)
    (place / "voices.yaml").write_text(ACTORS, encoding="utf-8")
    (place / "other").mkdir()
    (place / "other" / "tram.txt").write_text(ARTICLE, encoding="utf-8")
    return place


def run(capsys, *arguments):
    code = cli.main(["voices", *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_every_sentence_is_there_with_its_voice_and_its_place(folder, tmp_path, capsys):
    target = tmp_path / "made" / "voices.csv"
    code, out, err = run(capsys, folder / "other", "--study", folder, "--out", target)
    assert (code, err) == (0, "")
    found = pd.read_csv(target, keep_default_na=False)
    text = (folder / "other" / "tram.txt").read_text(encoding="utf-8")
    assert found["source_file"].unique().tolist() == ["tram.txt"]
    for row in found.itertuples():
        assert row.text.removeprefix("'") == text[row.start : row.end]
    by_text = found.set_index(found["text"].str[:14])
    said = by_text.loc['"The tram will']
    assert (said["actors"], said["speakers"], said["forms"]) == ("council", "Ann Lee", "direct")
    assert by_text.loc["According to t", "actors"] == "riders"
    assert by_text.loc["According to t", "frames"] == "costs"
    assert by_text.loc["The rails lie ", "actors"] == "journalist"
    assert found["text"].str.startswith("'=").any(), "no cell may run in a spreadsheet"
    first, counts, listed, place = out.splitlines()
    n_own = int((found["actors"] == "journalist").sum())
    assert first == (f"{len(found)} sentences of 1 article = {n_own} the journalist's own words + "
                     f"{len(found) - n_own} with a voice")  # fmt: skip
    assert counts.startswith("with a voice: 1 council, 1 riders, 0 unlisted, 0 unattributed")
    assert "tram-voices@1+" in listed
    assert place.endswith(target.as_posix())


def test_the_articles_of_the_study_are_read_and_a_second_run_gives_the_same_bytes(
    folder, tmp_path, capsys
):
    target = tmp_path / "voices.csv"
    assert run(capsys, "--study", folder, "--out", target)[0] == 0
    before = target.read_bytes()
    found = pd.read_csv(target)
    assert found["doc_id"].nunique() == 8
    assert found["text"].notna().all()
    assert run(capsys, "--study", folder, "--out", target, "--no-text")[0] == 0
    assert "text" not in pd.read_csv(target).columns
    assert run(capsys, "--study", folder, "--out", target)[0] == 0
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["voices.csv"], "no drafts are left"


def test_a_person_sees_how_far_it_is(folder, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(_shared, "watched", lambda: True)
    code, _, err = run(capsys, "--study", folder, "--out", tmp_path / "voices.csv")
    assert code == 0
    assert "articles" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["none", "--out", "v.csv"], "no such file or folder"),
     (["--out", "v.txt"], "let its name end in .csv"),
     (["other", "--out", "other/v.csv"], "this lies in what is read"),
     (["--out", "study.yaml/v.csv"], "nothing can be written there"),
     (["empty", "--out", "v.csv"], "is empty")],
)  # fmt: skip
def test_input_that_cannot_be_used_is_told_in_one_line(
    folder, tmp_path, monkeypatch, capsys, arguments, told
):
    shutil.copytree(folder, tmp_path / "study")
    monkeypatch.chdir(tmp_path / "study")
    Path("empty").mkdir()
    code, out, err = run(capsys, *arguments, "--study", "study.yaml")
    assert (code, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1
    assert not Path("v.csv").exists()


def test_a_study_without_a_list_of_actors_says_how_to_add_it(folder, tmp_path, capsys):
    shutil.copytree(folder, tmp_path / "study")
    (tmp_path / "study" / "voices.yaml").unlink()
    assert study.load(tmp_path / "study").voices is None
    code, _, err = run(capsys, "--study", tmp_path / "study", "--out", tmp_path / "v.csv")
    assert code == 2
    assert "add the line 'voices: voices.yaml'" in err
