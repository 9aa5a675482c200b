"""The notebook of the edit loop: edit, save, run one cell again, and read what moved."""

import html
import os
import re
import shutil
from pathlib import Path

import pytest
from nbclient import NotebookClient
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from analysis import cli, codebook, material, report, segment, study

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "notebooks" / "lab" / "edit_codebook.ipynb"
HOSTILE = 'The harbour <script>alert("x")</script> & <img src=x onerror=alert(1)> stayed quiet.'
GONE, NEW = "eigen deeg", "harbour*"

pytest.importorskip("numba")
pytestmark = pytest.mark.notebooks


@pytest.fixture
def base(tmp_path):
    """A copy of seeds/ with a hostile sentence at the end of an English article."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (article,) = (tmp_path / "seeds" / "articles").glob("002_*.txt")
    article.write_text(f"{article.read_text(encoding='utf-8')}\n\n{HOSTILE}\n", encoding="utf-8")
    return tmp_path


def edit(file, target):
    """Take one pattern out of a codebook, which finds sentences, and put one in."""
    text = file.read_text(encoding="utf-8")
    assert text.count(f"{GONE},\n") == text.count("en: [boomerang*,") == 1
    text = text.replace(f"{GONE},\n", "\n").replace("en: [boomerang*,", f"en: [boomerang*, {NEW},")
    target.write_text(text, encoding="utf-8")


def sentences_with(base, words):
    """The sentences of the articles that hold these words, as the stages split them."""
    plan = study.load(base / "seeds" / "study.yaml")
    whole = material.read(plan, codebook.load(plan.codebook))
    some = whole.shown(whole.documents, seed=1)
    texts = segment.texts(some.segments, some.documents)
    return [text for text in texts if words in text]


class Loop:
    """The notebook in a kernel of its own, as it is open in JupyterLab."""

    def __init__(self, folder, **parameters):
        made = load_notebook_node(str(NOTEBOOK))
        self.book = parameterize_notebook(made, parameters)
        os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")
        self.client = NotebookClient(
            self.book, kernel_name="python3", resources={"metadata": {"path": str(folder)}},
            extra_arguments=["--IPKernelApp.log_level=ERROR"],
        )  # fmt: skip
        cells = enumerate(self.book.cells)
        (self.number,) = (number for number, cell in cells if "edits.frames" in cell.source)

    def again(self):
        """Run the one cell again; gives sentence and HTML."""
        self.client.execute_cell(self.book.cells[self.number], self.number)
        return self.shown()

    def shown(self):
        """What the one cell shows: sentence and HTML."""
        data = [output.data for output in self.book.cells[self.number].outputs]
        said = "".join(one.get("text/markdown", "") for one in data)
        return said, "".join(one.get("text/html", "") for one in data)


def check(base, said, page):
    """The page names what the edit gained and lost, and runs nothing."""
    lost = sentences_with(base, GONE)
    assert len(lost) == 3  # one of them is a pull quote, which the estimates leave out
    assert "**Hypocrisy**: 6 sentences instead of 7 (1 gained, 2 lost)" in said
    assert "Patterns: 1 added, 1 removed, 0 others moved." in said
    gained, _, rest = page.partition("Hypocrisy lost 2 sentences: 1 of 2 shown, drawn with seed 9.")
    bare = [html.unescape(re.sub(r"<b>.*?</b>|<[^>]*>", "", part)) for part in (gained, rest)]
    assert "Hypocrisy gained 1 sentence: 1 of 1 shown." in gained
    assert HOSTILE in bare[0]
    assert sum(sentence in bare[1] for sentence in lost) == 1
    assert "<script" not in page
    assert "<img" not in page
    assert f"harbour<b>{NEW}</b></mark>" in page


def test_a_saved_edit_shows_when_the_cell_is_run_again(base):
    own = base / "seeds" / "codebook.yaml"
    loop = Loop(base, shown=1, seed=9)
    with loop.client.setup_kernel():
        for number, cell in enumerate(loop.book.cells):
            loop.client.execute_cell(cell, number)
        said, page = loop.again()
        assert said == "Nothing moved: both codebooks find the same in 5 articles."
        assert "Nothing to list." in page
        assert "gained no sentence." in page
        before = own.read_bytes()
        edit(own, own)
        check(base, *loop.again())
        own.write_bytes(before)
        assert loop.again()[0].startswith("Nothing moved")
    assert sorted(path.name for path in base.iterdir()) == ["seeds"]


def test_a_large_corpus_is_asked_by_its_folder_of_codes(base, monkeypatch):
    monkeypatch.chdir(base)
    seeds = base / "seeds"
    corpus, codes = seeds / "corpus.parquet", seeds / "codings"
    assert cli.main(["ingest", "--study", str(seeds), "--out", str(corpus)]) == 0
    plan = seeds / "study.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("articles: articles", "articles: corpus.parquet"), "utf-8")
    arguments = ["code", str(corpus), "--study", str(seeds), "--out", str(codes), "--workers", "1"]
    assert cli.main(arguments) == 0
    edit(seeds / "codebook.yaml", seeds / "edited.yaml")
    loop = Loop(base, codes_folder="seeds/codings", edited_codebook="seeds/edited.yaml", shown=1,
                seed=9)  # fmt: skip
    loop.client.execute()
    check(base, *loop.shown())
    assert (seeds / "codings.words").is_dir()


def test_the_report_leaves_the_notebook_alone():
    chosen = report.select(ROOT / "notebooks")
    assert len(chosen) > 3
    assert NOTEBOOK not in chosen
