"""Rules of the project that no linter knows: checked on the files themselves."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from analysis import report

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "analysis").rglob("*.py"))
REPORTED = sorted((ROOT / "notebooks").glob("*.ipynb"))
LAB = sorted((ROOT / "notebooks" / "lab").glob("*.ipynb"))
NOTEBOOKS = [*REPORTED, *LAB]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "notebooks" / "README.md",
         *sorted((ROOT / "docs").glob("*.md"))]  # fmt: skip


def test_there_is_something_to_check():
    assert len(MODULES) > 20
    assert [path.stem for path in REPORTED] == [
        "10_corpus",
        "20_coding",
        "30_validation",
        "40_framing_waves",
        "45_robustness",
        "50_voices",
        "60_language",
        "70_topics",
        "90_paper_figures",
    ]
    assert [path.stem for path in LAB] == ["edit_codebook"]
    assert len(PAGES) > 4


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_is_documented_short_and_does_not_assert(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module says what it is for"
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    assert len(text.splitlines()) <= 500


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_public_names_exist_and_are_documented(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__"
    ]
    defined = {
        node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    for name in public[0] if public else []:
        if name in defined:
            assert ast.get_docstring(defined[name]), name
    own = {name for name in defined if not name.startswith("_")}
    assert not own or path.stem in {"_yaml"} or own & set(public[0] if public else own)


def cells(path, kind):
    return [
        cell
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == kind
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_thin_stripped_and_parameterised(path):
    code = cells(path, "code")
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)
    tagged = [cell for cell in code if "parameters" in cell["metadata"].get("tags", [])]
    assert tagged == code[:1], "the first code cell, and only it, holds the parameters"
    for line in "".join(tagged[0]["source"]).splitlines():
        assert re.fullmatch(r"\w+: (str|int|float|bool|list\[str\]) = [^=]+  # .+", line), line
    source = "\n".join("".join(cell["source"]) for cell in code[1:])
    body = ast.parse(source).body
    statements = [node for node in body if not isinstance(node, ast.Import | ast.ImportFrom)]
    assert len(statements) <= 65
    thick = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda)
    assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, thick)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_code_cell_with_a_result_stands_under_a_sentence(path):
    every = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert every[0]["cell_type"] == "markdown"
    assert "".join(every[0]["source"]).startswith("# ")
    assert sum("".join(cell["source"]).startswith("# ") for cell in cells(path, "markdown")) == 1
    assert "provenance" in "".join(every[-1]["source"])


def test_every_parameter_is_explained_where_the_notebooks_are():
    page = (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")
    listed = 0
    for path in REPORTED:
        for row in report.parameters([path]).itertuples():
            listed += 1
            line = f"| `{row.parameter}` | {row.type} | `{row.default}` | {row.meaning} | "
            said = re.search(re.escape(line) + r"([\d, ]+) \|\n", page)
            assert said, (path.name, row.parameter)
            assert row.notebooks in said[1].split(", "), (path.name, row.parameter)
    assert sum(len(one.split(", ")) for one in re.findall(r"\| ([\d, ]+) \|\n", page)) == listed


def test_binder_builds_what_is_locked():
    script = (ROOT / "binder" / "postBuild").read_text(encoding="utf-8")
    assert "run.py setup" in script
    assert "ipykernel install" in script
    for name in ("postBuild", "start"):
        assert os.access(ROOT / "binder" / name, os.X_OK), name
    wanted = yaml.safe_load((ROOT / "binder" / "environment.yml").read_text(encoding="utf-8"))
    assert wanted["dependencies"] == ["python=3.11"]


def test_notebooks_pass_nbstripout():
    done = subprocess.run(
        [sys.executable, "-m", "nbstripout", "--verify", *map(str, NOTEBOOKS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path):
    text = path.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    missing = [target for target in targets if not (path.parent / target).exists()]
    assert not missing


def test_the_lock_is_hashed_without_addresses_and_without_torch():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    names = re.findall(r"^([a-z0-9][a-z0-9._-]*)==", lock, re.MULTILINE)
    wanted = {"jupyterlab", "pandas", "matplotlib", "bertopic", "nltk", "papermill", "pytest"}
    assert wanted <= set(names)
    assert not {"torch", "sentence-transformers", "umap-learn", "plotly"} & set(names)
    assert "://" not in lock
    assert lock.count("--hash=sha256:") > len(names)


def test_the_codebook_of_the_study_says_it_is_no_trained_coders_work():
    text = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    assert "AI assistant" in text
    assert "not**\nthe work of trained human coders" in text


def test_citation_names_the_version_of_the_package():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"', project, re.MULTILINE)[1]
    assert cited["version"] == version
    assert f'__version__ = "{version}"' in (ROOT / "analysis/__init__.py").read_text()
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text()
