"""The runner: parameters are checked first, failures leave what they made."""

import json

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis import report
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
    assert "failed: ValueError: no luck" in (tmp_path / "run/index.html").read_text()
    record = json.loads((tmp_path / "run/run.json").read_text())
    assert record["parameters"] == {"seed": 21}
    assert [entry["status"] for entry in record["notebooks"]] == ["failed", "passed"]
    assert record["inputs"] == {"s.yaml": "0" * 64}
    assert record["versions"]["framewaves"]


def test_hashes_are_named_relative_and_sorted(tmp_path):
    (tmp_path / "b").write_text("x")
    (tmp_path / "a").write_text("x")
    found = report.hashes([tmp_path / "b", tmp_path / "a"], root=tmp_path)
    assert list(found) == ["a", "b"]
    assert found["a"] == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"


def test_provenance_changes_with_a_text_and_not_with_the_order(tmp_path):
    (tmp_path / "f").write_text("x")
    documents = pd.DataFrame({"text_sha256": ["1", "2"]})
    one = report.provenance({"study": tmp_path / "f"}, documents, seed=1)
    two = report.provenance({"study": tmp_path / "f"}, documents.iloc[::-1], seed=1)
    other = report.provenance({"study": tmp_path / "f"}, documents.assign(text_sha256="3"), seed=1)
    pd.testing.assert_frame_equal(one, two)
    assert not one.equals(other)
    assert str(tmp_path) not in one.to_string()
