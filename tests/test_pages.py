"""Pages: the same bytes twice, nothing from outside, and in order for who hears them read."""

import base64
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


def page_of(*cells, **about):
    made = new_notebook(cells=list(cells))
    return pages.page(pages.normalise(made), study="S", others=about.pop("others", {}), **about)


def shown(markup):
    output = new_output("display_data", data={"text/html": markup, "text/plain": ""})
    return new_code_cell("x", outputs=[output])


def test_headings_have_one_top_and_no_gap_whatever_the_notebook_has():
    text = page_of(
        new_markdown_cell("# One\n\nWhat?"),
        new_markdown_cell("#### Deep\n\n# Two\n\n### Three"),
        shown("<h5>Four</h5><h1>Five</h1>"),
    )
    found = re.findall(r"<h(\d)[^>]*>(\w+)[^/]*</h(\d)>", text.replace("¶</a>", ""))
    levels = [(level, name) for level, name, _ in found if name != "On"]
    assert levels == [("1", "One"), ("2", "Deep"), ("2", "Two"), ("3", "Three"), ("4", "Four"),
                      ("2", "Five")]  # fmt: skip
    assert all(first == last for first, _, last in found)


def test_a_notebook_without_a_heading_has_a_title_all_the_same():
    text = page_of(new_code_cell("1"), file="10_x.html", others={"10_x.html": "10_x"})
    assert "<h1>10_x</h1>" in text
    assert "<title>10_x – S</title>" in text


def test_a_table_has_a_name_and_a_part_of_its_own_that_keys_reach():
    plain = "<table><tr><th></th><th scope='col'>a</th></tr></table>"
    named = "<table class='x'><caption>Own</caption><tr><td>1</td></tr></table>"
    text = page_of(new_markdown_cell("# T\n\n## Do they agree?"), shown(plain + named))
    first = ('<div class="fw-scroll" role="group" tabindex="0" '
             'aria-label="Table 1: Do they agree?"><table>'
             '<caption class="fw-hidden">Table 1: Do they agree?</caption>')  # fmt: skip
    assert first in text
    assert 'aria-label="Table 2: Do they agree?"><table class="x"><caption>Own' in text
    assert text.count("</table></div>") == 2
    assert "<th></th>" not in text


def test_a_long_page_has_a_table_of_contents_and_a_short_one_has_none():
    heads = [new_markdown_cell(f"## Part {n} & *more*") for n in range(3)]
    text = page_of(new_markdown_cell("# T\n\nWhat?"), *heads)
    contents = text.split('class="fw-toc"')[1].split("</nav>")[0]
    assert re.findall(r">(Part \d &amp; more)</a>", contents) == [
        f"Part {n} &amp; more" for n in range(3)
    ]
    assert text.index("<h1") < text.index('class="fw-toc"') < text.index('<h2 id="Part')
    assert "fw-toc" not in page_of(new_markdown_cell("# T"), *heads[:2]).split("</style>")[1]


def test_an_address_is_given_once():
    text = page_of(new_markdown_cell("# T"), *[new_markdown_cell("## Same") for _ in range(3)])
    assert text.count('id="Same"') == 1


def test_a_figure_is_not_blown_up():
    dots = (1300).to_bytes(4, "big")
    png = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + dots + dots + b"\x08\x02"
    picture = base64.b64encode(png).decode()
    figure = (
        f'<figure class="fw-figure"><img alt="A" src="data:image/png;base64,{picture}"></figure>'
    )
    text = page_of(new_markdown_cell("# T"), shown(figure))
    assert f'base64,{picture}" width="563">' in text


def test_links_lead_to_the_report_and_to_the_notebooks_before_and_after():
    others = {"1.html": "One <1>", "2.html": "T", "3.html": "T"}
    text = page_of(new_markdown_cell("# T"), file="3.html", others=others)
    assert '<a class="fw-home" href="../index.html">S</a>' in text
    assert text.count('aria-current="page"') == 1
    assert '<a href="3.html" aria-current="page">T</a>' in text
    near = text.split('aria-label="Notebooks before and after"')[1].split("</nav>")[0]
    assert near == '><a rel="prev" href="2.html"><span>Before</span> T</a>'
    assert "&lt;1&gt;" in text
