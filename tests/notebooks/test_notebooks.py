"""The notebooks run on seeds/, leave what they promise, and say what the tables say."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from analysis import cli

ROOT = Path(__file__).resolve().parents[2]
FIGURES = (
    "30-1-agreement",
    "30-2-coders",
    "30-3-errors",
    "30-4-corrected",
    "40-0-raw-and-corrected",
    "40-1-frames-by-article",
    "40-2-prevalence-by-wave",
    "40-3-salience-by-wave",
    "40-4-difference-between-waves",
    "40-5-frames-by-day",
    "40-6-frames-together",
    "45-1-specifications",
    "50-1-voices-by-frame",
    "50-2-voices-by-language",
    "60-1-keyness-nl",
    "60-2-keyness-by-frame-en",
    "60-2-keyness-by-frame-nl",
    "60-3-dispersion-en",
    "60-3-dispersion-nl",
    "70-1-words-en",
    "70-1-words-nl",
    "70-2-topics-by-wave-en",
    "70-2-topics-by-wave-nl",
    "70-3-topics-over-time-nl",
    "70-4-topics-and-frames-en",
    "70-4-topics-and-frames-nl",
)

pytestmark = pytest.mark.notebooks


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """One report on a copy of seeds/, made as a user would; the folder of the run."""
    base = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "seeds", base / "seeds")
    shutil.copytree(ROOT / "notebooks", base / "notebooks")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(base)
        assert cli.main(["report"]) == 0
    (run,) = (base / "reports").iterdir()
    return run


def text_of(run, name):
    notebook = nbformat.read(run / "notebooks" / f"{name}.ipynb", as_version=4)
    return "\n".join(
        str(output.get("data", {}).get("text/markdown", ""))
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )


def test_the_run_leaves_what_it_promises(report):
    record = json.loads((report / "run.json").read_text())
    assert [entry["status"] for entry in record["notebooks"]] == ["passed"] * 9
    assert (report / "index.html").exists()
    for name in (entry["name"] for entry in record["notebooks"]):
        assert (report / "pages" / f"{name}.html").exists()
    tables = {path.stem for path in (report / "tables").glob("*.csv")}
    assert {"articles", "receipt", "hits", "codings", "patterns", "estimates", "days"} <= tables
    assert {"reliability", "coders", "validity", "corrected", "specifications"} <= tables
    assert {"voices", "speakers", "voice-scores", "sentences-by-voice"} <= tables
    assert {"topics", "topic-sizes", "topic-stability", "topic-coherence"} <= tables
    assert {"copies", "parameters", "outlets"} <= tables
    paper = report / "paper"
    assert {path.name for path in paper.iterdir()} == {
        "figures", "methods.en.md", "methods.en.tex", "methods.nl.md", "methods.nl.tex",
        "numbers.json", "numbers.tex", "tables",
    }  # fmt: skip
    assert (paper / "tables" / "table-reliability.docx").exists()
    assert (report / "evidence.html").exists()
    assert 'href="evidence.html"' in (report / "index.html").read_text(encoding="utf-8")


def test_the_figures_are_those_in_git(report):
    made = report.parents[1] / "figures"
    for name in FIGURES:
        for ending in ("pdf", "svg", "png", "csv", "json"):
            file = f"{name}.{ending}"
            assert (made / file).read_bytes() == (ROOT / "figures" / file).read_bytes(), file
    assert {path.name for path in made.iterdir()} == {
        path.name for path in (ROOT / "figures").iterdir()
    }


def test_other_names_of_files_change_no_number(report, tmp_path, monkeypatch):
    """The same articles under other names have other ids, in another order."""
    base = tmp_path / "renamed"
    shutil.copytree(ROOT / "seeds", base / "seeds")
    shutil.copytree(ROOT / "notebooks", base / "notebooks")
    files = sorted((base / "seeds" / "articles").iterdir())
    renamed = {file.name: f"z{9 - at}.txt" for at, file in enumerate(files)}
    for file in files:
        file.rename(file.with_name(renamed[file.name]))
    for table in [base / "seeds" / "metadata.csv", *(base / "seeds" / "coding").glob("*.csv")]:
        text = table.read_text(encoding="utf-8")
        for old, new in renamed.items():
            text = text.replace(old, new)
        table.write_text(text, encoding="utf-8")
    monkeypatch.chdir(base)
    assert cli.main(["report", "--only", "50", "--only", "60", "--only", "70"]) == 0
    for made in sorted((base / "figures").glob("*.csv")):
        tables = [pd.read_csv(file).drop(columns="doc_id", errors="ignore")
                  for file in (made, ROOT / "figures" / made.name)]  # fmt: skip
        pd.testing.assert_frame_equal(*tables, obj=made.name)


def test_waves_are_found_with_their_evidence(report):
    articles = pd.read_csv(report / "tables" / "articles.csv")
    waves = dict(zip(articles["file"].str[:3], articles["wave"], strict=True))
    assert waves == {
        "000": "February 2026",
        "001": "January 2025",
        "002": "February 2026",
        "003": "January 2025",
        "004": "February 2026",
    }
    assert articles["evidence"].str.len().min() > 20


def test_hypocrisy_is_in_january_2025_only_and_text_and_table_agree(report):
    estimates = pd.read_csv(report / "tables" / "estimates.csv")
    salience = estimates[(estimates["measure"] == "salience") & estimates["contrast"].isna()]
    found = salience.set_index(["wave", "frame"])["n_positive"]
    assert found["January 2025", "hypocrisy"] > 0
    assert found["February 2026", "hypocrisy"] == 0
    said = text_of(report, "40_framing_waves")
    positive, units = (
        int(salience.set_index(["wave", "frame"]).loc[("January 2025", "hypocrisy"), name])
        for name in ("n_positive", "n_units")
    )
    assert f"({positive} of {units} sentences" in said
    assert "2 and 3 documents: description only" in said


def test_raw_and_corrected_are_told_as_the_table_has_them_and_nothing_is_claimed(report):
    table = pd.read_csv(report / "tables" / "corrected.csv")
    changes = table[table["contrast"].notna()].set_index(["frame", "method"])
    raw, corrected = (
        100 * changes.loc[("market_impact", method), "estimate"]
        for method in ("naive", "post-stratified")
    )
    told = f"Market impact raw {raw:+.0f}, corrected {corrected:+.0f}".replace("-", "−")
    for name in ("30_validation", "40_framing_waves"):
        said = text_of(report, name)
        assert told in said, name
        assert "description only" in said
    assert changes["ci_low"].isna().all()
    assert changes["p_value"].isna().all()
    said = text_of(report, "30_validation")
    assert "were seen while the codebook was written" in said
    assert "Every unit has a gold code" in said
    assert "not robust" in text_of(report, "45_robustness")


def test_a_cell_leads_to_its_sentences(report):
    page = (report / "pages" / "40_framing_waves.html").read_text(encoding="utf-8")
    hits = pd.read_csv(report / "tables" / "hits.csv")
    doc_id = hits.loc[hits["frame"] == "hypocrisy", "doc_id"].iloc[0]
    assert f'href="#passages-hypocrisy-{doc_id}"' in page
    assert f'id="passages-hypocrisy-{doc_id}"' in page


def test_the_pages_need_no_network_and_name_no_folder_of_this_machine(report):
    pages = [report / "index.html", *(report / "pages").glob("*.html")]
    for path in [*pages, *(report / "notebooks").glob("*.ipynb")]:
        text = path.read_text(encoding="utf-8")
        assert "cdn" not in text.lower() or "<script" not in text
        assert 'src="http' not in text, path.name  # a link to a DOI is none that loads
        assert "<link" not in text, path.name
        assert str(report.parents[1]) not in text, path.name
        assert str(ROOT) not in text, path.name
    for file in (report / "tables").glob("*.csv"):
        assert str(report.parents[1]) not in file.read_text(encoding="utf-8")


def test_a_second_run_in_fresh_kernels_gives_the_same_bytes(report, capsys):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(report.parents[1])
        assert cli.main(["verify", str(report)]) == 0
    assert "differs" not in capsys.readouterr().out


def test_the_paper_is_made_of_the_numbers_of_the_run(report):
    numbers = json.loads((report / "paper" / "numbers.json").read_text(encoding="utf-8"))
    estimates = pd.read_csv(report / "tables" / "estimates.csv")
    salience = estimates[(estimates["measure"] == "salience") & estimates["contrast"].isna()]
    own = salience.set_index(["frame", "wave"])["estimate"]["ip_theft", "January 2025"]
    assert numbers["salience.ipTheft.january2025"]["value"] == pytest.approx(own, abs=1e-6)
    printed = numbers["salience.ipTheft.january2025"]["text"].rstrip("%")
    table = (report / "paper" / "tables" / "table-shares.md").read_text(encoding="utf-8")
    assert f" {printed} " in table
    said = (report / "paper" / "methods.en.md").read_text(encoding="utf-8")
    assert f"({numbers['articles.words']['text']} words)" in said


def test_every_figure_for_the_journal_passes_its_checks(report):
    made = sorted((report / "paper" / "figures" / "apa").glob("*.json"))
    assert len(made) == len(FIGURES)
    for path in made:
        checks = json.loads(path.read_text(encoding="utf-8"))["checks"]
        assert checks, path.name
        assert all(check["passed"] for check in checks), path.name


def test_papermill_alone_runs_a_notebook_from_its_own_folder(report, tmp_path):
    """As users do who know papermill and not this kit: no command of ours, any folder."""
    out = tmp_path / "out.ipynb"
    done = subprocess.run(
        [
            sys.executable, "-m", "papermill", "40_framing_waves.ipynb", str(out),
            "-p", "min_units", "2", "-p", "figures_folder", str(tmp_path / "f"),
            "-p", "tables_folder", str(tmp_path / "t"), "--no-progress-bar",
        ],
        cwd=report.parents[1] / "notebooks", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    shares = pd.read_csv(tmp_path / "t" / "parameters.csv").set_index("name")["value"]
    assert shares["min_units"] == "2"
    assert "at least 2 sentences" in (tmp_path / "f" / "40-2-prevalence-by-wave.json").read_text()
    assert out.exists()


def test_another_study_runs_and_leaves_inferred_articles_out_on_request(report, tmp_path):
    base = report.parents[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(base)
        code = cli.main(
            [
                "report",
                "--study",
                "seeds/study.yaml",
                "--only",
                "40",
                "--reports",
                str(tmp_path / "r"),
                "--figures",
                str(tmp_path / "f"),
                "--set",
                "include_inferred=False",
                "--set",
                "label_language=nl",
            ]
        )
    assert code == 0
    (run,) = (tmp_path / "r").iterdir()
    said = text_of(run, "40_framing_waves")
    assert "2 of 5 articles entered the estimates" in said
    assert "Nationale veiligheid" in said
