"""Pages: the same bytes twice, nothing from outside, and what the index says."""

import re

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis import pages


def notebook(*, duration=1.0, address="0x7f"):
    output = new_output(
        "execute_result",
        data={"text/plain": f"<object at {address}>", "text/html": "<b>two</b>"},
        execution_count=1,
    )
    cells = [
        new_markdown_cell("# A title\n\nWhat is asked?\n\nMore."),
        new_code_cell(
            "1 + 1",
            execution_count=1,
            outputs=[
                new_output("stream", name="stderr", text=f"{duration} it/s"),
                output,
                new_output("display_data", data={"text/markdown": "**Said** in $x$."}),
            ],
        ),
    ]
    cells[1].metadata["papermill"] = {"duration": duration}
    return new_notebook(cells=cells, metadata={"papermill": {"duration": duration}})


def test_two_runs_give_the_same_notebook_and_page():
    one = pages.normalise(notebook(duration=1.0, address="0x7f1"))
    two = pages.normalise(notebook(duration=2.0, address="0x9a2"))
    assert nbformat.writes(one) == nbformat.writes(two)
    assert pages.page(one, study="S", others={}) == pages.page(two, study="S", others={})


def test_normalise_leaves_its_input_alone():
    given = notebook()
    before = nbformat.writes(given)
    pages.normalise(given)
    assert nbformat.writes(given) == before


def test_paths_of_the_machine_leave_the_injected_cell_and_the_outputs_only():
    given = notebook()
    given.cells.append(new_code_cell('study = "/home/me/work/s.yaml"'))
    given.cells.append(new_code_cell('study = "/home/me/work/s.yaml"'))
    given.cells[2].metadata["tags"] = ["injected-parameters"]
    error = new_output(
        "error",
        ename="E",
        evalue="no '/home/me/x'",
        traceback=["File \x1b[32m/home/me/work/a.py:3\x1b[0m", "https://x.org/home/me/work/"],
    )
    given.cells[3].outputs = [error]
    places = {"/home/me/work/": "", "/home/me/": "~/"}
    clean = pages.normalise(given, places=places)
    assert clean.cells[2].source == 'study = "s.yaml"'
    assert clean.cells[3].source == 'study = "/home/me/work/s.yaml"'  # as its author wrote it
    (said,) = clean.cells[3].outputs
    assert said["evalue"] == "no '~/x'"
    assert said["traceback"] == ["File \x1b[32ma.py:3\x1b[0m", "https://x.org/home/me/work/"]


def test_machine_paths_are_relative_below_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    inside, outside = tmp_path / "in" / "s.yaml", tmp_path.parent / "else" / "t.yaml"
    found = pages.machine_paths([str(inside), str(outside), "seeds/study.yaml", "nl"])
    assert (found[str(inside)], found[str(outside)]) == ("in/s.yaml", "t.yaml")
    assert pages.without_places(f"'{tmp_path}/in/b.csv'", found) == "'b.csv'"
    assert "nl" not in found
    assert "/" not in found


def test_a_page_loads_nothing_from_outside():
    text = pages.page(pages.normalise(notebook()), study="S & T", others={"a.html": "A title"})
    assert re.findall(r"(?:src|href)\s*=\s*[\"'](?:https?:)?//", text) == []
    assert "<script" not in text
    assert "@import" not in text
    assert "<b>two</b>" in text
    assert "<strong>Said</strong>" in text
    assert "S &amp; T" in text
    assert "it/s" not in text


def test_title_and_question_come_from_the_first_cell():
    assert pages.title(notebook()) == ("A title", "What is asked?")
    assert pages.title(new_notebook(cells=[])) == ("", "")


def test_the_index_names_notebooks_failures_and_figures():
    text = pages.index(
        study="<Study>",
        question="Why?",
        notebooks=[pages.NotebookCard("10_x", "Ten", "Who?", "failed", "InputError: <no>")],
        figures=[pages.FigureCard("bars", "Cap", 'Al"t', ["f/bars.pdf", "f/bars.png"])],
        provenance={"python": "3.x"},
    )
    assert "&lt;Study&gt;" in text
    assert 'href="pages/10_x.html"' in text
    assert "failed: InputError: &lt;no&gt;" in text
    assert 'src="f/bars.png" alt="Al&quot;t"' in text
    assert 'href="f/bars.pdf"' in text


def test_the_index_leads_to_the_evidence_if_there_is_some():
    about = {"study": "S", "question": "?", "notebooks": [], "figures": [], "provenance": {}}
    assert 'href="evidence.html"' in pages.index(**about, evidence="evidence.html")
    assert "evidence" not in pages.index(**about)
