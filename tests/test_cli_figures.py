"""`framewaves figures`: what it prints, writes and refuses."""

import json
import shutil

import matplotlib as mpl

mpl.use("Agg")

import pandas as pd
import pytest

from analysis import codebook, export, figure, journals
from analysis.cli import main

SHARES = pd.DataFrame({
    "doc_id": ["a"], "outlet": ["paper.nl"], "date_label": ["3 May 2025"], "wave": ["May"],
    "wave_inferred": [False], "frame": ["conflict"], "n_units": [20],
    "n_positive": [5]})  # fmt: skip
OLD = "deepseek-distillation@0.9.0+00000000"


@pytest.fixture(scope="module")
def drawn_once(tmp_path_factory):
    """Draw one figure, of an earlier state of the shipped codebook."""
    folder = tmp_path_factory.mktemp("drawn")
    export.draw(
        figure.heatmap, SHARES, name="40-1-articles", caption="Articles.", said="25 %.",
        folder=folder, width="column", codebook=OLD, labels={"conflict": "Conflict"},
        unit="sentences",
    )  # fmt: skip
    return folder


@pytest.fixture
def figures(drawn_once, tmp_path):
    """Give a folder with one figure, and a preset that is written fast."""
    text = (journals._FOLDER / "slide.yaml").read_text(encoding="utf-8")
    fast = text.replace("[png, svg, pdf]", "[svg]").replace("title: Slide (16:9)", "title: Mine")
    (tmp_path / "mine.yaml").write_text(fast, encoding="utf-8")
    return shutil.copytree(drawn_once, tmp_path / "figures")


def figures_of(folder, *more):
    """Run the command on a folder of figures with the fast preset."""
    return main(["figures", "--journal", str(folder.parent / "mine.yaml"), "--figures", str(folder),
                 "--out", str(folder.parent / "out"), *more])  # fmt: skip


def test_the_list_has_every_preset_with_its_sources(capsys):
    assert main(["figures", "--list"]) == 0
    said = capsys.readouterr().out
    for key in journals.known():
        assert f"\n{key:<15} " in f"\n{said}"
        for source in journals.load(key).sources:
            assert f"{source.checked}  {source.url}" in said
    assert "not confirmed: widths, greatest height" in said


def test_a_line_for_each_figure_and_where_the_files_are(figures, capsys):
    assert figures_of(figures) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert lines[0].split()[:4] == ["40-1-articles", "150", "mm", "(column)"]
    assert lines[0].endswith("checks passed")
    assert "svg" in lines[0]
    assert lines[-2].startswith("Mine: 1 figure passes all its checks")
    assert lines[-1] == f"figures  {figures.parent / 'out'}"
    assert (figures.parent / "out" / "40-1-articles.svg").exists()
    assert said.err == ""  # no progress where nobody watches


def test_a_failed_check_is_told_and_the_exit_code_is_1(figures, capsys):
    low = (figures.parent / "mine.yaml").read_text().replace("max_height_mm: 180",
                                                             "max_height_mm: 30")  # fmt: skip
    (figures.parent / "mine.yaml").write_text(low)
    assert figures_of(figures) == 1
    said = capsys.readouterr().out
    assert "  height: " in said
    assert "wanted at most 30 mm" in said
    assert "1 figure failed one or more: 40-1-articles." in said


def test_grey_and_typeface_are_passed_on(figures):
    assert figures_of(figures, "--grey", "--font", "DejaVu Serif", "--only", "40-1") == 0
    said = json.loads((figures.parent / "out" / "40-1-articles.json").read_text(encoding="utf-8"))
    assert (said["colour"], said["typeface"]) == (False, "DejaVu Serif")


def test_figures_of_an_earlier_codebook_are_named(figures, capsys):
    assert figures_of(figures, "--study", "seeds/study.yaml") == 0
    said = capsys.readouterr().out
    assert f"the codebook is now {codebook.load('seeds/codebook.yaml').reference}" in said
    assert any(line.split() == ["40-1-articles", OLD] for line in said.splitlines())


def test_a_folder_of_figures_without_a_study_is_not_held_against_the_shipped_one(figures, capsys):
    assert figures_of(figures) == 0
    assert "codebook" not in capsys.readouterr().out


def test_a_run_is_named_and_its_figures_go_beside_it(figures, capsys):
    run = figures.parent
    record = {"format": 2, "study": "A", "question": "", "study_file": "absent.yaml",
              "notebook_folder": "notebooks", "figures_folder": "", "parameters": {},
              "versions": {}, "inputs": {}, "notebooks": []}  # fmt: skip
    (run / "run.json").write_text(json.dumps(record))
    assert main(["figures", "--journal", str(run / "mine.yaml"), "--run", str(run)]) == 0
    assert (run / "paper" / "figures" / "mine" / "40-1-articles.svg").exists()
    assert "codebook" not in capsys.readouterr().out  # the study of the run is not here


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Name a journal with --journal: apa, elsevier"),
        (["--journal", "natrue"], "no preset 'natrue'. Did you mean 'nature'?"),
        (["--journal", "nature", "--figures", "absent"], "here are no figures to draw again"),
        (["--journal", "nature", "--run", "absent"], "there is no such folder"),
        (["--journal", "nature", "--run", "a", "--figures", "b"], "give one of them"),
        (["--journal", "sage", "--journal-font", "--figures", "absent"],
         "of the typefaces that SAGE names, none is installed here (none)"),
        (["--journal", "nature", "--figures", "absent", "--study", "absent.yaml"],
         "there is no such file"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_with_exit_code_2(arguments, said, tmp_path, capsys):
    assert main(["figures", *arguments, "--out", str(tmp_path / "out")]) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "out").exists()
