"""docs/tutorial.md shows what the commands print, and not what they printed once."""

import re
from pathlib import Path

import pytest
from invented_exports import tram
from PIL import Image

from analysis import cli, codebook, coding, dating, duplicates, measure, study, wording
from analysis.cli import _score

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


def change_study():
    """Do to study.yaml what the tutorial says."""
    plan = Path("my-study/study.yaml")
    text = plan.read_text(encoding="utf-8")
    text = text.replace("articles: articles", "articles: corpus.parquet", 1)
    plan.write_text(text.replace("metadata: metadata.csv", "# metadata: metadata.csv"), "utf-8")
    Path("my-study/metadata.csv").unlink()


def test_the_tutorial_shows_what_is_printed(folder, capsys):
    init = "framewaves init my-study"
    ingest = "framewaves ingest Downloads --study my-study --out my-study/corpus.parquet"
    check = "framewaves check my-study"
    assert printed(capsys, init) == shown(init)
    change_study()
    assert printed(capsys, ingest) == shown(ingest)
    assert printed(capsys, check) == shown(check)


def test_the_picture_and_its_numbers_are_those_of_the_study(folder, capsys):
    cli.main(["init", "my-study"])
    change_study()
    cli.main(["ingest", "Downloads", "--study", "my-study", "--out", "my-study/corpus.parquet"])
    plan = study.load("my-study")
    book = codebook.load(plan.codebook)
    coded = _score.coded(plan, book)
    marked = duplicates.mark(coded.documents, plan)
    used = dating.in_waves(marked, include_inferred=True)
    units = coded.segments[coded.segments["doc_id"].isin(used["doc_id"])]
    hits = coded.hits[coded.hits["doc_id"].isin(used["doc_id"])]
    tallies = measure.tally(coding.codings(hits, units, book), units, used, by=["wave"])
    found = measure.salience(tallies, level=0.95, by=["wave"]).set_index(["wave", "frame"])
    drawn = Image.open(DOC.with_name("tutorial-salience.png")).text["Description"]
    labels = book.labels("en")
    for (_, frame), row in found.iterrows():
        written = (f"{labels[frame]} {wording.percent(row['estimate'])} ({row['n_positive']} of "
                   f"{row['n_units']} sentences; {wording.interval(row)})")  # fmt: skip
        assert written in drawn
    page = " ".join(DOC.read_text("utf-8").split())
    plan_costs, vote_costs = (found.loc[(wave, "costs")] for wave in ("Plan", "Vote"))
    counts = [f"{row['n_positive']} of {row['n_units']}" for row in (plan_costs, vote_costs)]
    said = "Costs are in {} sentences of the first wave and in {} of the second."
    assert said.format(*counts) in page
    n_units = plan_costs["n_units"] + vote_costs["n_units"]
    assert f"{len(used)} articles, {n_units} sentences in headline" in page
    low_high = [wording.percent(row[end]).removesuffix(" %") for row in (plan_costs, vote_costs)
                for end in ("ci_low", "ci_high")]  # fmt: skip
    assert "{} to {} % and {} to {} %, overlap".format(*low_high) in page
