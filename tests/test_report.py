"""The runner: parameters are checked first, failures leave what they made."""

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis import report, run_record
from analysis.contracts import InputError

PARAMETERS = """\
study_file: str = "s.yaml"  # study
seed: int = 1  # seed
level: float = 0.5
loud: bool = False"""
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def write(folder, name, *code, parameters=PARAMETERS):
    cells = [new_markdown_cell(f"# {name}\n\nWhy {name}?"), new_code_cell(parameters)]
    cells[1].metadata["tags"] = ["parameters"]
    cells += [new_code_cell(source) for source in code]
    path = folder / f"{name}.ipynb"
    nbformat.write(
        new_notebook(
            cells=cells,
            metadata={"kernelspec": KERNEL},
        ),
        path,
    )
    return path


def run(folder, notebooks, **parameters):
    return report.Run(
        study="A study",
        question="Why?",
        notebooks=notebooks,
        parameters=parameters,
        inputs={"s.yaml": "0" * 64},
        folder=folder / "run",
        figures=folder / "figures",
    )


@pytest.mark.parametrize(
    ("parameters", "complaint"),
    [
        ({"sede": 7}, "Unknown parameter 'sede'. Did you mean 'seed'?"),
        ({"seed": "many"}, "Parameter 'seed' must be int; got 'many'"),
        ({"seed": True}, "Parameter 'seed' must be int; got True"),
        ({"loud": 1}, "Parameter 'loud' must be bool; got 1"),
        ({"level": "0.95"}, "Parameter 'level' must be float"),
    ],
)
def test_a_wrong_parameter_stops_before_anything_runs(tmp_path, parameters, complaint):
    path = write(tmp_path, "10_x", "raise SystemError")
    with pytest.raises(InputError, match=complaint):
        report.execute(run(tmp_path, [path], **parameters))
    assert not (tmp_path / "run").exists()


def test_parameters_go_to_the_notebooks_that_declare_them(tmp_path):
    one = write(tmp_path, "10_x")
    two = write(tmp_path, "20_y", parameters="depth: int = 3")
    assert report.check_parameters([one, two], {"seed": 7, "depth": 2, "level": 1}) == {
        one: {"seed": 7, "level": 1},
        two: {"depth": 2},
    }


def test_parameters_are_listed_once_with_their_notebooks(tmp_path):
    one = write(tmp_path, "10_x")
    two = write(tmp_path, "20_y", parameters="seed: int = 1  # seed")
    listed = report.parameters([one, two]).set_index("parameter")
    assert listed.loc["seed"].to_dict() == {
        "type": "int",
        "default": "1",
        "meaning": "seed",
        "notebooks": "10 20",
    }
    assert listed.index.tolist() == ["level", "loud", "seed", "study_file"]


def test_a_notebook_without_parameters_cell_is_refused(tmp_path):
    path = tmp_path / "10_x.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("1")]), path)
    with pytest.raises(InputError, match=r"10_x\.ipynb: no cell is tagged 'parameters'"):
        report.check_parameters([path], {})


def test_select_by_number_or_name_and_says_what_there_is(tmp_path):
    for name in ("10_corpus", "20_coding"):
        write(tmp_path, name)
    assert [path.stem for path in report.select(tmp_path)] == ["10_corpus", "20_coding"]
    assert [path.stem for path in report.select(tmp_path, ["20"])] == ["20_coding"]
    assert [path.stem for path in report.select(tmp_path, ["10_corpus"])] == ["10_corpus"]
    with pytest.raises(InputError, match=r"--only 20_codin: .* Did you mean '20_coding'"):
        report.select(tmp_path, ["20_codin"])
    with pytest.raises(InputError, match="no notebooks here"):
        report.select(tmp_path / "run")


@pytest.mark.notebooks
def test_a_failure_leaves_partial_output_cause_and_the_other_notebooks(tmp_path):
    bad = write(
        tmp_path,
        "10_bad",
        "print('before', seed)",
        "raise ValueError('no luck\\nat all')",
        "print('after')",
    )
    good = write(tmp_path, "20_good", "seed * 2")
    lines = []
    outcomes = report.execute(run(tmp_path, [bad, good], seed=21), say=lines.append)
    assert [(outcome.status, outcome.cause) for outcome in outcomes] == [
        ("failed", "ValueError: no luck"),
        ("passed", ""),
    ]
    assert "10_bad" in lines[0]
    assert "failed" in lines[0]
    assert lines[0].endswith("ValueError: no luck")
    partial = nbformat.read(tmp_path / "run/notebooks/10_bad.ipynb", as_version=4)
    printed = "".join(
        output.get("text", "")
        for cell in partial.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )
    assert "before 21" in printed
    assert "after" not in printed
    assert "42" in (tmp_path / "run/pages/20_good.html").read_text()
    assert "ValueError: no luck" in (tmp_path / "run/index.html").read_text()
    record = json.loads((tmp_path / "run/run.json").read_text())
    assert record["parameters"] == {"seed": 21}
    assert [entry["status"] for entry in record["notebooks"]] == ["failed", "passed"]
    assert record["inputs"] == {"s.yaml": "0" * 64}
    assert record["versions"]["framewaves"]


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"cells": 3, "nbformat": 4}', None])
def test_what_is_no_notebook_is_named(tmp_path, content):
    path = tmp_path / "10_x.ipynb"
    path.mkdir() if content is None else path.write_text(content)
    for use in (report.kinds, report.parameters, lambda paths: report.check_parameters(paths, {})):
        with pytest.raises(InputError, match=r"^10_x\.ipynb"):
            use([path])


def test_a_wrong_type_is_told_with_how_to_write_it(tmp_path):
    path = write(tmp_path, "10_x")
    with pytest.raises(InputError, match=r"must be str; got 5\. Write it as --set study_file=nl"):
        report.check_parameters([path], {"study_file": 5})


ENTRY = {"name": "05_old", "status": "passed", "cause": "", "seconds": 1.0, "source": "0" * 64,
         "outputs": {"tables/old.csv": "1" * 64, "tables/x.csv": "2" * 64}}  # fmt: skip


@pytest.fixture
def no_kernel(monkeypatch):
    """Notebooks that only write a table, at once; the pages are not made."""

    def execute_one(path, _, *, run, bar):
        (run.folder / "tables").mkdir(exist_ok=True)
        (run.folder / "tables" / "x.csv").write_text("n\n1\n")
        return report.Outcome(name=path.stem, status="passed", seconds=1.0)

    monkeypatch.setattr(report, "_execute_one", execute_one)
    monkeypatch.setattr(report, "_write_pages", lambda run: None)


def earlier_record(one, **changed):
    record = {
        "format": 2, "study": one.study, "question": "", "study_file": "s.yaml",
        "notebook_folder": "notebooks", "figures_folder": "", "parameters": dict(one.parameters),
        "versions": dict(one.versions), "inputs": dict(one.inputs), "notebooks": [ENTRY],
    }  # fmt: skip
    (one.folder).mkdir(exist_ok=True)
    (one.folder / "run.json").write_text(json.dumps(record | changed))


def record_of(one):
    return json.loads((one.folder / "run.json").read_text())


@pytest.mark.parametrize(
    "damaged",
    [
        {"format": None},
        {"notebooks": 5},
        {"notebooks": ["05_old"]},
        {"notebooks": [{"name": "05_old"}]},
        {"notebooks": [ENTRY | {"name": 5}]},
        {"notebooks": [ENTRY | {"outputs": {"../../x": "0"}}]},
        {"inputs": {"s.yaml": "1" * 64}},
        {"versions": {"python": "2.7"}},
        {"parameters": {"seed": 7}},
    ],
)
def test_a_damaged_record_or_one_of_other_input_counts_as_no_earlier_run(
    tmp_path, no_kernel, damaged
):
    one = run(tmp_path, [write(tmp_path, "10_x")])
    earlier_record(one, **damaged)
    report.execute(one, say=lambda line: None)
    assert [entry["name"] for entry in record_of(one)["notebooks"]] == ["10_x"]
    assert not list((tmp_path / "run").glob("*.part"))


def test_a_record_that_is_no_json_counts_as_no_earlier_run(tmp_path, no_kernel):
    one = run(tmp_path, [write(tmp_path, "10_x")])
    one.folder.mkdir()
    for text in ("", "{", "[]", "\ufeff{"):
        (one.folder / "run.json").write_text(text)
        report.execute(one, say=lambda line: None)
        assert [entry["name"] for entry in record_of(one)["notebooks"]] == ["10_x"]


def test_other_notebooks_keep_their_record_and_a_file_has_one_maker(tmp_path, no_kernel):
    one = run(tmp_path, [write(tmp_path, "10_x")])
    earlier_record(one)
    report.execute(one, say=lambda line: None)
    outputs = {entry["name"]: list(entry["outputs"]) for entry in record_of(one)["notebooks"]}
    assert outputs == {"05_old": ["tables/old.csv"], "10_x": ["tables/x.csv"]}


@pytest.mark.notebooks
def test_no_artefact_holds_a_path_of_the_machine(tmp_path):
    code = "print(study_file, seed)\nopen(study_file.replace('s.yaml', 'no.csv'))"
    path = write(tmp_path, "10_x", code)
    place = str(tmp_path / "my-study" / "s.yaml")
    one = dataclasses.replace(run(tmp_path, [path]), places={"study_file": place})
    (outcome,) = report.execute(one, say=lambda line: None)
    assert outcome.cause.startswith("FileNotFoundError")
    made = [file for file in (tmp_path / "run").rglob("*") if file.is_file()]
    assert {file.name for file in made} == {
        "10_x.ipynb", "10_x.html", "index.html", "run.json", "captions.json",
    }  # fmt: skip
    for file in made:
        assert str(tmp_path) not in file.read_text()
        assert str(Path.cwd()) not in file.read_text()
    executed = nbformat.read(tmp_path / "run/notebooks/10_x.ipynb", as_version=4)
    injected, last = (
        next(cell for cell in executed.cells if wanted(cell))
        for wanted in (
            lambda cell: "injected-parameters" in cell.metadata.get("tags", []),
            lambda cell: cell.source.startswith("print"),
        )
    )
    assert 'study_file = "s.yaml"' in injected.source
    assert last.outputs[0]["text"] == "s.yaml 1\n"


@pytest.mark.notebooks
def test_two_runs_in_two_places_leave_the_same_bytes_but_for_the_seconds(tmp_path, monkeypatch):
    """One is given by a relative path inside the working folder, the other lies elsewhere."""
    code = (
        "from pathlib import Path\nfolder = Path(tables_folder)\nfolder.mkdir(exist_ok=True)\n"
        "(folder / 'x.csv').write_text('n\\n1\\n')\nprint(folder / 'x.csv', site_folder)"
    )
    places = 'study_file: str = "s"\ntables_folder: str = ""\nsite_folder: str = ""'
    path = write(tmp_path, "10_x", code, parameters=places)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    runs = []
    for folder in (Path("reports") / "run", tmp_path / "elsewhere" / "run"):
        one = report.Run(
            study="A study", question="", notebooks=[path], parameters={}, inputs={},
            folder=folder, figures=folder / "figures",
            places=run_record.places(Path("s.yaml"), folder, folder / "figures"),
        )  # fmt: skip
        for _ in range(2):  # the same bytes are written again, and are the notebook's all the same
            report.execute(one, say=lambda line: None)
        files = {file.relative_to(folder).as_posix(): file.read_bytes()
                 for file in sorted(folder.rglob("*")) if file.is_file()}  # fmt: skip
        record = json.loads(files.pop("run.json"))
        assert "tables/x.csv" in record["notebooks"][0]["outputs"]
        del record["notebooks"][0]["seconds"]
        runs.append((files, record))
    assert runs[0] == runs[1]
    assert "tables/x.csv ." in runs[0][0]["notebooks/10_x.ipynb"].decode()


def test_a_notebook_that_states_its_provenance_loads_no_runner():
    """Loading papermill and nbconvert takes a kernel seconds."""
    code = "import sys, analysis.report; print({'papermill', 'nbconvert'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_provenance_changes_with_a_text_and_not_with_the_order(tmp_path):
    (tmp_path / "f").write_text("x")
    documents = pd.DataFrame({"text_sha256": ["1", "2"]})
    one = report.provenance({"study": tmp_path / "f"}, documents, seed=1)
    two = report.provenance({"study": tmp_path / "f"}, documents.iloc[::-1], seed=1)
    other = report.provenance({"study": tmp_path / "f"}, documents.assign(text_sha256="3"), seed=1)
    pd.testing.assert_frame_equal(one, two)
    assert not one.equals(other)
    assert str(tmp_path) not in one.to_string()
