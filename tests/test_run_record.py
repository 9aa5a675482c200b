"""The record of a run: whole or refused, the same names wherever the run lies."""

import json
import os
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, writes

from analysis import pages, run_record
from analysis.contracts import InputError
from analysis.run_record import Change

ENTRY = {"name": "10_x", "status": "passed", "cause": "", "seconds": 1.5, "source": "a" * 64,
         "outputs": {"tables/x.csv": "b" * 64}}  # fmt: skip
RECORD = {
    "format": 2, "study": "Trams", "question": "", "study_file": "s/study.yaml",
    "notebook_folder": "notebooks", "figures_folder": "", "parameters": {"seed": 1},
    "versions": {"python": "3.11"}, "inputs": {"codebook.yaml": "c" * 64}, "notebooks": [ENTRY],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "run").mkdir()
    return tmp_path / "run"


def put(folder, content):
    (folder / "run.json").write_text(json.dumps(content), encoding="utf-8")


def test_what_is_written_is_read_and_the_form_is_fixed(folder):
    run_record.write(folder, RECORD)
    assert run_record.read(folder) == RECORD
    text = (folder / "run.json").read_text(encoding="utf-8")
    run_record.write(folder, dict(reversed(RECORD.items())))
    assert (folder / "run.json").read_text(encoding="utf-8") == text
    assert [path.name for path in folder.iterdir()] == ["run.json"]


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        ({"format": None}, "an older framewaves has written this record"),
        ({"format": 3}, "a newer framewaves has written this record"),
        ({"study": 5}, "damaged at 'study'"),
        ({"inputs": {"a": 5}}, "damaged at 'inputs'"),
        ({"versions": []}, "damaged at 'versions'"),
        ({"notebooks": {}}, "damaged at 'notebooks'"),
        ({"notebooks": [ENTRY | {"status": "fine"}]}, "damaged at 'notebooks'"),
        ({"notebooks": [ENTRY | {"name": "../../x"}]}, "damaged at 'notebooks'"),
        ({"notebooks": [ENTRY | {"outputs": {"tables/../../x": ""}}]}, "outside of the run"),
        ({"notebooks": [ENTRY | {"outputs": {"/etc/passwd": ""}}]}, "outside of the run"),
        ({"notebooks": [ENTRY | {"outputs": {"..\\x": ""}}]}, "outside of the run"),
        ({"notebooks": [ENTRY | {"outputs": {"C:x": ""}}]}, "outside of the run"),
        ({"notebooks": [ENTRY | {"outputs": {".": ""}}]}, "outside of the run"),
    ],
)
def test_a_record_that_cannot_be_used_is_refused_with_the_file(folder, damage, complaint):
    put(folder, RECORD | damage)
    with pytest.raises(InputError, match=complaint) as told:
        run_record.read(folder)
    assert "run.json" in str(told.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "5", "\udcff".encode("utf-8", "surrogateescape")])
def test_a_damaged_file_is_refused(folder, text):
    (folder / "run.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError, match="damaged"):
        run_record.read(folder)


def test_the_folder_of_a_run_is_found_by_itself_or_by_its_record(folder):
    put(folder, RECORD)
    assert run_record.folder_of(folder) == folder
    assert run_record.folder_of(folder / "run.json") == folder
    with pytest.raises(InputError, match=r"this holds several runs\. Name one: '.*run'"):
        run_record.folder_of(folder.parent)
    with pytest.raises(InputError, match="no such folder"):
        run_record.folder_of(folder / "nowhere")
    (folder / "tables").mkdir()
    with pytest.raises(InputError, match=r"no run\.json here"):
        run_record.folder_of(folder / "tables")


def test_figures_are_found_inside_beside_and_above_the_run(tmp_path, monkeypatch):
    run = tmp_path / "project" / "reports" / "run"
    figures = tmp_path / "project" / "figures"
    for place in (run / "figures", figures, tmp_path / "figures"):
        place.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    name = "figures/a.pdf"
    assert run_record.resolve(run, {"figures_folder": ""}, name) == run / "figures" / "a.pdf"
    beside = run_record.resolve(run, {"figures_folder": "../../figures"}, name)
    assert beside.resolve() == figures / "a.pdf"
    assert run_record.resolve(run, {"figures_folder": ""}, "tables/x.csv") == run / "tables/x.csv"


def test_of_two_folders_of_figures_that_of_the_run_counts(tmp_path, monkeypatch):
    """Another project's figures lie in the working folder."""
    run = tmp_path / "project" / "reports" / "run"
    mine, other = tmp_path / "project" / "figures", tmp_path / "figures"
    for place, text in ((run, ""), (mine, "mine"), (other, "other")):
        place.mkdir(parents=True)
        (place / "a.pdf").write_text(text)
    monkeypatch.chdir(tmp_path)
    made = ENTRY | {"outputs": {"figures/a.pdf": run_record.digest(mine / "a.pdf")}}
    record = {"figures_folder": "figures", "notebooks": [made]}
    assert run_record.resolve(run, record, "figures/a.pdf").resolve() == mine / "a.pdf"


def test_places_are_told_without_a_word_of_the_machine(tmp_path, monkeypatch):
    here = tmp_path / "home" / "anna" / "project"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    run = tmp_path / "out" / "runs" / "r"
    assert run_record.told(here / "figures", run) == "figures"
    assert run_record.told(run.parent / "figures", run) == "../figures"
    assert run_record.told(run.parent.parent / "figures", run) == "../../figures"
    assert run_record.told(tmp_path / "home" / "bram" / "figures", run) == "figures"


def test_files_that_were_written_are_known_though_their_bytes_are_the_same(folder):
    figures = folder.parent / "figures"
    for place in (folder / "tables", folder / "cache", folder / "pages", figures):
        place.mkdir()
        (place / "x.csv").write_text("1")
    (folder / "evidence.html").write_text("")
    (folder / "tables" / ".hidden").write_text("")
    put(folder, RECORD)
    before = run_record.listing(folder, figures)
    assert list(before) == ["evidence.html", "figures/x.csv", "tables/x.csv"]
    (folder / "tables" / "x.csv").write_text("1")
    os.utime(folder / "tables" / "x.csv", ns=(1, 1))
    (folder / "tables" / "y.csv").write_text("2")
    after = run_record.listing(folder, figures)
    assert run_record.written(before, after) == ["tables/x.csv", "tables/y.csv"]
    assert run_record.hashed(["figures/x.csv"], folder, figures) == {
        "figures/x.csv": run_record.digest(figures / "x.csv")
    }


def test_figures_inside_the_run_have_the_same_names(folder):
    (folder / "figures").mkdir()
    (folder / "figures" / "x.csv").write_text("1")
    assert list(run_record.listing(folder, folder / "figures")) == ["figures/x.csv"]


def notebook(path, *cells):
    path.write_text(writes(new_notebook(cells=list(cells))), encoding="utf-8")
    return run_record.source_hash(path)


def test_the_hash_of_a_notebook_is_that_of_its_code(tmp_path):
    first = notebook(tmp_path / "1.ipynb", new_markdown_cell("# A"), new_code_cell("1 + 1"))
    text = notebook(tmp_path / "2.ipynb", new_markdown_cell("# B"), new_code_cell("1 + 1"))
    code = notebook(tmp_path / "3.ipynb", new_markdown_cell("# A"), new_code_cell("1 + 2"))
    injected = new_code_cell("seed = 2", metadata={"tags": ["injected-parameters"]})
    run = notebook(tmp_path / "4.ipynb", new_code_cell("1 + 1", execution_count=3), injected)
    assert first == text == run != code
    (tmp_path / "5.ipynb").write_text("[]")
    assert run_record.source_hash(tmp_path / "5.ipynb") == "unreadable"


def test_changes_are_named_by_what_they_are():
    found = [
        *run_record.of_inputs(RECORD, {"codebook.yaml": "d" * 64, "voices.yaml": "e" * 64}),
        *run_record.of_mapping("version", RECORD["versions"], {}),
    ]
    assert [one.how for one in found] == ["changed", "added", "removed"]
    assert run_record.named(found) == (
        "codebook.yaml changed, voices.yaml added, version of python removed"
    )
    many = [Change("input", f"articles/{n}.txt", "", "1") for n in range(9)]
    assert run_record.named(many).endswith("articles/5.txt added and 3 more")


def test_a_notebook_that_is_not_there_any_more_is_a_change(tmp_path):
    assert run_record.of_notebooks(RECORD, tmp_path) == [Change("notebook", "10_x", "a" * 64, "")]


@pytest.mark.parametrize(
    ("made", "stale"),
    [
        ("trams@1.0+11111111", False),
        ("trams@1.0+22222222", True),
        ("trams@0.9+11111111", True),
        ("buses@1.0+22222222", False),
        ("", False),
        (5, False),
    ],
)
def test_a_figure_of_another_state_of_the_codebook_is_stale(tmp_path, made, stale):
    (tmp_path / "a.json").write_text(json.dumps({"name": "a", "codebook": made}))
    (tmp_path / "cut.json").write_text("{")
    (tmp_path / "list.json").write_text("[]")
    found = run_record.stale_figures(tmp_path, "trams@1.0+11111111")
    assert found == ({"a": made} if stale else {})


def test_places_do_not_show_in_what_a_notebook_prints(tmp_path):
    run = tmp_path / "reports" / "trams-1a2b"
    given = run_record.places(Path("s/study.yaml"), run, tmp_path / "figures")
    hidden = run_record.hidden(given, [], run, tmp_path / "figures", "")
    for text, said in (
        (f"saved {run}/tables/x.csv", "saved tables/x.csv"),
        (f"in {run.as_posix()}.", "in .."),
        (f"'{tmp_path}/figures/a.pdf'", "'figures/a.pdf'"),
        ("read s/study.yaml", "read s/study.yaml"),
    ):
        assert pages.without_places(text, hidden) == said
