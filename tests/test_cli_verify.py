"""A run is made again and compared; what is stale, edited or not repeatable is named."""

import json
import shutil
import tempfile
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis import cli, report, rerun, run_record
from analysis._run_record import changes
from analysis.contracts import InputError

TEMPLATE = Path(__file__).resolve().parents[1] / "analysis/templates/framewaves/study"
PARAMETERS = """\
study_file: str = "study.yaml"  # study
tables_folder: str = "lab"  # tables
figures_folder: str = "lab"  # figures
seed: int = 1  # seed"""
LINES = """\
from pathlib import Path
Path(tables_folder).mkdir(parents=True, exist_ok=True)
book = Path(study_file).with_name("codebook.yaml").read_text(encoding="utf-8")
table = Path(tables_folder) / "lines.csv"
table.write_text(f"file,n\\ncodebook,{len(book.splitlines())}\\nseed,{seed}\\n")
print("written to", table)"""
FIGURE = """\
import json
from pathlib import Path
Path(figures_folder).mkdir(parents=True, exist_ok=True)
said = (Path(tables_folder) / "lines.csv").read_text().split()[1]
described = {"name": "20-1", "caption": said, "alt": "Lines"}
(Path(figures_folder) / "20-1.json").write_text(json.dumps(described))"""
RANDOM = """\
import time
from pathlib import Path
(Path(tables_folder)).mkdir(parents=True, exist_ok=True)
(Path(tables_folder) / "random.csv").write_text(f"name,n\\nnow,{time.time_ns()}\\n")"""
NOTEBOOKS = {"10_lines": LINES, "20_figure": FIGURE}


def write(folder, **codes):
    folder.mkdir(exist_ok=True)
    for name, code in codes.items():
        cells = [
            new_markdown_cell(f"# {name.strip('_')}\n\nHow many?"),
            new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
            new_code_cell(code),
        ]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        made = new_notebook(cells=cells, metadata={"kernelspec": kernel})
        nbformat.write(made, folder / f"{name}.ipynb")


@pytest.fixture(scope="module", autouse=True)
def _same_kit():
    """The kit may be edited while its tests run."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (changes, run_record):
            patch.setattr(module, "kit_hash", lambda: "0" * 64)
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A study with two notebooks, and its run; not to be changed."""
    base = tmp_path_factory.mktemp("project")
    shutil.copytree(TEMPLATE, base / "trams")
    write(base / "trams" / "notebooks", **NOTEBOOKS)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(base)
        assert cli.main(["report", "--study", "trams", "--set", "seed=7"]) == 0
    return base


@pytest.fixture
def project(made, tmp_path, monkeypatch):
    """A copy of the project, as the working folder; a place for what is temporary."""
    shutil.copytree(made, tmp_path / "p", symlinks=True)
    (tmp_path / "temporary").mkdir()
    monkeypatch.chdir(tmp_path / "p")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path / "p"


def verify(capsys, *arguments):
    (run,) = Path("reports").iterdir()
    code = cli.main(["verify", str(run), *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def rubbish(project):
    return [path for path in (project.parent / "temporary").iterdir()
            if path.name.startswith("framewaves-")]  # fmt: skip


@pytest.mark.notebooks
def test_the_record_says_what_each_notebook_made(made):
    (run,) = (made / "reports").iterdir()
    record = run_record.read(run)
    assert (record["study_file"], record["notebook_folder"], record["figures_folder"]) == (
        "trams/study.yaml", "trams/notebooks", "")  # fmt: skip
    outputs = {entry["name"]: sorted(entry["outputs"]) for entry in record["notebooks"]}
    assert outputs == {
        "10_lines": ["notebooks/10_lines.ipynb", "pages/10_lines.html", "tables/lines.csv"],
        "20_figure": ["figures/20-1.json", "notebooks/20_figure.ipynb", "pages/20_figure.html"],
    }
    assert sorted(path.name for path in (run / "inputs").iterdir()) == [
        "captions.json", "codebook.yaml", "study.yaml", "voices.yaml",
    ]  # fmt: skip
    assert not rerun.on_disk(run, record)
    for entry in record["notebooks"]:
        executed = run / "notebooks" / f"{entry['name']}.ipynb"
        assert run_record.source_hash(executed) == entry["source"]
        assert "reports" not in executed.read_text(encoding="utf-8")


@pytest.mark.notebooks
def test_a_second_run_is_equal_and_leaves_everything_as_it_was(project, capsys):
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    code, out, _ = verify(capsys)
    assert (code, out.splitlines()[-1]) == (0, "8 outputs compared: 8 equal")
    assert "10_lines" in out
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before
    assert not rubbish(project)


@pytest.mark.notebooks
def test_a_number_that_is_not_repeatable_is_told_with_its_row_and_column(project, capsys):
    shutil.rmtree("reports")
    write(project / "trams" / "notebooks", **{"30_random": RANDOM})
    assert cli.main(["report", "--study", "trams", "--only", "30"]) == 0
    code, out, _ = verify(capsys)
    assert code == 1
    assert "differs   tables/random.csv: row 1, column 'n': '" in out
    assert "4 outputs compared: 3 equal, 1 differs" in out


def test_after_an_edit_of_the_codebook_the_outputs_are_stale_and_nothing_runs(
    project, capsys, monkeypatch
):
    monkeypatch.setattr(report, "execute", None)
    with (project / "trams" / "codebook.yaml").open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    code, out, _ = verify(capsys)
    assert code == 1
    assert "Since the run: codebook.yaml changed. These outputs are stale:" in out
    assert "10_lines             tables lines; pages 10_lines" in out
    assert "20_figure            figures 20-1; pages 20_figure" in out
    assert "--anyway" in out


@pytest.mark.notebooks
def test_a_stale_run_is_made_again_on_request(project, capsys):
    with (project / "trams" / "codebook.yaml").open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    code, out, _ = verify(capsys, "--anyway", "--only", "10", "--keep", "kept")
    assert code == 1
    assert "differs   tables/lines.csv: row 1, column 'n': " in out
    assert "20_figure.ipynb" not in out
    (kept,) = Path("kept").rglob("run.json")
    assert f"kept      {kept.parent}" in out
    assert (kept.parent / "figures" / "20-1.json").exists()  # copied: the notebook may read it


def test_other_code_in_a_notebook_makes_its_outputs_stale_alone(project, capsys, monkeypatch):
    monkeypatch.setattr(report, "execute", None)
    write(project / "trams" / "notebooks", **{"20_figure": FIGURE.replace("Lines", "Line")})
    code, out, _ = verify(capsys)
    assert code == 1
    assert "Since the run: code of 20_figure changed." in out
    assert "tables lines" not in out
    (project / "trams" / "notebooks" / "20_figure.ipynb").unlink()
    assert "code of 20_figure removed" in verify(capsys)[1]


@pytest.mark.notebooks
def test_files_that_were_edited_removed_or_added_by_hand_are_named(project, capsys):
    (run,) = Path("reports").iterdir()
    (run / "tables" / "lines.csv").write_text("file,n\ncodebook,5\nseed,7\n")
    (run / "figures" / "20-1.json").unlink()
    (run / "tables" / "mine.csv").write_text("n\n1\n")
    code, out, _ = verify(capsys, "--only", "10")
    assert code == 1
    assert "edited    tables/lines.csv is not as this run left it" in out
    assert "gone      figures/20-1.json is no longer there" in out
    assert "files that no notebook of this run wrote: tables/mine.csv" in out
    assert out.splitlines()[-1] == "4 outputs compared: 4 equal"


def test_a_run_that_is_stopped_leaves_no_rubbish(project, capsys, monkeypatch):
    def stop(run, **_):
        (run.folder / "tables").mkdir(parents=True)
        raise KeyboardInterrupt

    monkeypatch.setattr(report, "execute", stop)
    code, _, err = verify(capsys)
    assert (code, err) == (130, "framewaves: stopped.\n")
    assert not rubbish(project)


def test_what_cannot_be_verified_is_told_with_what_to_do(project, capsys):
    code, _, err = verify(capsys, "--only", "30")
    assert code == 2
    assert "--only 30: this run has no such notebook. Known: '10_lines', '20_figure'." in err
    assert verify(capsys, "--keep", "trams")[0] == 2
    shutil.move("trams", "trolleys")
    code, _, err = verify(capsys)
    assert code == 2
    assert "made from 'trams/study.yaml', which is not here. Name it with --study." in err
    assert cli.main(["verify", "trolleys"]) == 2


@pytest.mark.notebooks
def test_a_study_that_was_moved_is_verified_all_the_same(project, capsys):
    shutil.move("trams", "trolleys")
    arguments = ("--study", "trolleys", "--notebooks", "trolleys/notebooks", "--only", "10")
    code, out, _ = verify(capsys, *arguments)
    assert (code, out.splitlines()[-1]) == (0, "4 outputs compared: 4 equal")


def test_a_notebook_that_ended_otherwise_is_a_difference(project):
    (run,) = Path("reports").iterdir()
    record = run_record.read(run)
    shutil.copytree(run, "again")
    content = json.loads(Path("again/run.json").read_text())
    content["notebooks"][0] |= {"status": "failed", "cause": "ValueError: no"}
    del content["notebooks"][1]
    Path("again/run.json").write_text(json.dumps(content))
    found = rerun.compared(run, record, Path("again"), ["10_lines", "20_figure"])
    endings = found[found["output"].str.startswith("(")].set_index("notebook")
    assert endings["verdict"].to_dict() == {"10_lines": "differs", "20_figure": "missing"}
    assert endings.loc["10_lines", "note"] == "then passed; now failed ValueError: no"
    missing = found.loc[found["verdict"] == "missing", "output"]
    assert "figures/20-1.json" in missing.tolist()


def test_a_record_of_before_is_refused(project, capsys):
    (run,) = Path("reports").iterdir()
    (run / "run.json").write_text('{"study": "x", "notebooks": []}')
    with pytest.raises(InputError, match="an older framewaves"):
        run_record.read(run)
    assert "an older framewaves" in verify(capsys)[2]
