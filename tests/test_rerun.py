"""What is stale after an edit is named, and where two states of a file first differ."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis import checkup, cli, codebook, rerun, run_record, study
from analysis._run_record import changes
from analysis._run_record.first_difference import first_difference
from analysis.contracts import InputError

TEMPLATE = Path(__file__).resolve().parents[1] / "analysis/templates/framewaves/study"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A study with a run of what is there now, and one figure of its codebook."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TEMPLATE, "trams")
    plan = study.load("trams")
    write_run("trams-1", plan)
    return tmp_path


def write_run(name, plan, **changed):
    run = Path("reports", name)
    (run / "figures").mkdir(parents=True)
    reference = codebook.load(plan.codebook).reference
    described = {"name": "40-1", "caption": "Shares.", "codebook": reference}
    (run / "figures" / "40-1.json").write_text(json.dumps(described))
    names = run_record.listing(run, run / "figures")
    entry = {"name": "40_x", "status": "passed", "cause": "", "seconds": 1.0, "source": "1",
             "outputs": run_record.hashed(names, run, run / "figures")}  # fmt: skip
    record = {
        "study": plan.title, "question": "", "study_file": "trams/study.yaml",
        "notebook_folder": "notebooks", "figures_folder": "", "parameters": {}, "versions": {},
        "inputs": study.hashes(plan), "notebooks": [entry],
    }  # fmt: skip
    run_record.write(run, record | changed)
    return run


def edit_codebook(line="# a remark\n"):
    with Path("trams/codebook.yaml").open("a", encoding="utf-8") as file:
        file.write(line)


def stale(**options):
    found = checkup.examine(Path("trams"), reports=Path("reports"), **options).findings
    return [one.text for one in found if one.topic in {"run", "figures"}]


def test_check_names_the_stale_run_and_its_figures_after_an_edit(project, capsys):
    assert stale() == []
    edit_codebook()
    run, figures = stale()
    assert run == (
        "reports/trams-1: since this run codebook.yaml changed: its tables, figures and pages "
        "are stale."
    )
    assert figures == ("reports/trams-1/figures: made with another state of the codebook: '40-1'.")
    assert stale(most=1) == [figures]
    assert cli.main(["check", "trams"]) == 0
    out = capsys.readouterr().out
    assert "[run] reports/trams-1: since this run codebook.yaml changed" in out
    assert "`framewaves report` makes all anew" in out


def test_old_runs_are_history_once_there_is_a_run_of_what_is_there_now(project):
    edit_codebook()
    write_run("trams-2", study.load("trams"))
    assert stale() == []


def test_runs_of_other_studies_and_of_older_versions_are_passed_over(project):
    edit_codebook()
    shutil.rmtree("reports")
    other = write_run("trolleys-1", study.load("trams"), study="Trolleys", study_file="study.yaml")
    (other / "figures" / "40-1.json").write_text('{"codebook": "trolleys@1+00000000"}')
    edit_codebook()
    assert stale() == []
    Path("reports/old").mkdir()
    Path("reports/old/run.json").write_text("{}")
    assert stale() == []


def test_figures_beside_the_runs_are_looked_at_when_asked(project):
    shutil.copytree("reports/trams-1/figures", "figures")
    shutil.rmtree("reports")
    edit_codebook()
    (text,) = stale(figures=Path("figures"))
    assert text.startswith("figures: made with another state of the codebook")


def test_drift_names_inputs_code_and_versions(project):
    plan = study.load("trams")
    record = run_record.read(Path("reports/trams-1"))
    found = {(one.kind, one.name): one.how for one in rerun.drift(record, plan, Path("nowhere"))}
    assert found["notebook", "40_x"] == "removed"
    assert found["version", "framewaves"] == "added"
    assert not any(kind == "input" for kind, _ in found)
    edit_codebook()
    Path("trams/articles/new.txt").write_text("A tram.")
    found = [one for one in rerun.drift(record, plan, Path("nowhere")) if one.kind == "input"]
    assert [(one.name, one.how) for one in found] == [
        ("articles/new.txt", "added"), ("codebook.yaml", "changed"),
    ]  # fmt: skip


def test_an_edit_of_the_kit_makes_stale_what_it_had_made(project, monkeypatch):
    """The version stays the same while someone adds a measure."""
    entries = [{"name": "10_a", "kit": "1", "outputs": {"tables/a.csv": ""}},
               {"name": "20_b", "kit": "2", "outputs": {"tables/b.csv": ""}},
               {"name": "30_c", "outputs": {"tables/c.csv": ""}}]  # fmt: skip
    monkeypatch.setattr(changes, "kit_hash", lambda: "2")
    found = run_record.of_kit({"notebooks": entries})
    assert rerun.by_notebook({"notebooks": entries}, found) == {"10_a": ["tables/a.csv"]}
    assert run_record.named(found) == "the code of framewaves itself changed"


def test_figures_lie_from_the_new_run_as_from_the_old_one(project):
    plan = study.load("trams")
    Path("figures").mkdir()
    run = write_run("trams-2", plan, figures_folder="figures")
    record = run_record.read(run)
    again = rerun.planned(run, record, plan, source=Path("notebooks"), into=Path("again"))
    assert again.folder.name == "trams-2"
    assert (again.folder / "../../figures").resolve() == again.figures.resolve()
    assert again.figures.resolve().is_relative_to(Path("again").resolve())


def test_a_notebook_is_chosen_by_number_or_name():
    record = {"notebooks": [{"name": "10_corpus"}, {"name": "40_framing_waves"}]}
    assert rerun.notebooks(record) == ["10_corpus", "40_framing_waves"]
    for name in ("40", "40_framing_waves", "40_framing_waves.ipynb"):
        assert rerun.notebooks(record, [name]) == ["40_framing_waves"]
    with pytest.raises(InputError, match="Did you mean '10_corpus'"):
        rerun.notebooks(record, ["10_corpse"])


def cells(*sources, outputs=()):
    return json.dumps({"cells": [{"cell_type": "code", "source": source, "outputs": list(outputs)}
                                 for source in sources]})  # fmt: skip


@pytest.mark.parametrize(
    ("ending", "before", "after", "said"),
    [
        ("csv", "a,b\n1,2\n", "a,b\n1,3\n", "row 1, column 'b': '2' then, '3' now"),
        ("csv", "a\n1\n", "a\n1\n2\n", "1 rows then, 2 rows now"),
        ("csv", "a,b\n1,2\n", "a,c\n1,2\n", "columns: 'a, b' then, 'a, c' now"),
        ("csv", "", "a\n1\n", "columns: '' then, 'a' now"),
        ("csv", 'a\n"1,\n2"\n', 'a\n"1,\n3"\n', "row 1, column 'a': '1, 2' then, '1, 3' now"),
        ("csv", "a\n1\n", 'a\n"1"\n', "only in its form"),
        (
            "csv",
            f"a,b\n{'x' * 200_000},1\n",
            f"a,b\n{'x' * 200_000},2\n",
            "row 1, column 'b': '1' then, '2' now",
        ),
        ("json", '{\n"n": 1\n}', '{\n"n": 2\n}', "line 2: '\"n\": 1' then, '\"n\": 2' now"),
        ("html", "<p>x", "<p>x\n<p>y", "line 2: '' then, '<p>y' now"),
        ("pdf", "12345", "123", "5 bytes then, 3 bytes now"),
        ("ipynb", cells("1", "2"), cells("1", "3"), "cell 2: the code is another one"),
        ("ipynb", cells("1"), cells("1", "3"), "1 cells then, 2 cells now"),
        ("ipynb", "{", cells("1"), "one of the two cannot be read"),
    ],
)
def test_the_first_difference_of_two_files(tmp_path, ending, before, after, said):
    paths = tmp_path / f"1.{ending}", tmp_path / f"2.{ending}"
    for path, text in zip(paths, (before, after), strict=True):
        path.write_text(text, encoding="utf-8", newline="")
    assert first_difference(*paths) == said


def test_the_first_difference_of_outputs_and_of_a_long_line(tmp_path):
    one, two = tmp_path / "1.ipynb", tmp_path / "2.ipynb"
    for path, number in ((one, 1), (two, 2)):
        path.write_text(cells("x", outputs=[{"text": "a" * 300 + f"n = {number}"}]))
    said = first_difference(one, two)
    assert said.startswith("cell 1: line 3: 'aaaa")
    assert "n = 1" in said
    assert len(said) < 120


def test_the_first_difference_of_two_parquet_tables(tmp_path):
    one, two = tmp_path / "1.parquet", tmp_path / "2.parquet"
    pd.DataFrame({"share": [0.5, 1 / 3]}).to_parquet(one)
    pd.DataFrame({"share": [0.5, 2 / 3]}).to_parquet(two)
    assert first_difference(one, two) == "row 2, column 'share': '0.333333' then, '0.666667' now"
