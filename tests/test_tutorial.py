"""docs/tutorial.md shows what the commands print, and not what they printed once."""

import re
from pathlib import Path

import pytest
from invented_exports import tram

from analysis import cli

DOC = Path(__file__).resolve().parents[1] / "docs" / "tutorial.md"


def shown(command):
    """Lines that the tutorial shows below a command."""
    block = re.search(rf"```\n\$ {re.escape(command)}\n(.*?)\n```", DOC.read_text("utf-8"), re.S)
    return block[1].splitlines()


def printed(capsys, command):
    assert cli.main(command.split()[1:]) == 0
    return [line.rstrip() for line in capsys.readouterr().out.rstrip("\n").splitlines()]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with the downloads of the tutorial."""
    monkeypatch.chdir(tmp_path)
    tram.write(Path("Downloads"))
    return tmp_path


def test_the_tutorial_shows_what_is_printed(folder, capsys):
    init = "framewaves init my-study"
    ingest = "framewaves ingest Downloads --study my-study --out my-study/corpus.parquet"
    check = "framewaves check my-study"
    assert printed(capsys, init) == shown(init)
    study = Path("my-study/study.yaml")
    text = study.read_text(encoding="utf-8")
    text = text.replace("articles: articles", "articles: corpus.parquet", 1)
    study.write_text(text.replace("metadata: metadata.csv", "# metadata: metadata.csv"), "utf-8")
    Path("my-study/metadata.csv").unlink()
    assert printed(capsys, ingest) == shown(ingest)
    assert printed(capsys, check) == shown(check)
