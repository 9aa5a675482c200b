"""Tables for papers as Word, LaTeX, Markdown, HTML and CSV."""

import io
import re
import zipfile

import docx
import pandas as pd
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from analysis import contracts, export, table_files
from analysis.table_files import PaperTable
from analysis.table_files._latex import escape

HEADS = pd.MultiIndex.from_tuples(
    [("", "Frame"), ("", "n"), ("Precision", "Score"), ("Precision", "95% CI")]
)

OURS = {
    "textbackslash", "textasciicircum", "textasciitilde", "textless", "textgreater",
    "textbar", "allowbreak", "textquotedbl", "textquotesingle", "textasciigrave",
    "ensuremath", "geq", "leq", "times", "pm", "alpha", "rightarrow", "texteuro",
    "textdegree", "textperiodcentered", "textmu", "textendash", "textemdash", "ldots",
    "framewavesletter",
}  # fmt: skip


def made(**changes):
    rows = [["=1+1", "7", ".97", "[.84, .99]"], ["<b>|x|</b> & \\input{a}", "12", "1.00", "–"]]
    parts = {
        "name": "table-x", "number": "1", "title": "Scores & Co", "note": "n = 2, 100% <invented>.",
        "frame": pd.DataFrame(rows, columns=HEADS), "align": "lrrr",
        "sections": ((0, "May 2031"), (1, "June 2031")),
    }  # fmt: skip
    return PaperTable(**parts | changes)


def wide(columns):
    heads = [f"{n}" for n in range(columns)]
    return made(frame=pd.DataFrame([["[−100.0, 100.0]"] * columns], columns=heads),
                align="r" * columns, sections=())  # fmt: skip


def opened(path):
    return docx.Document(io.BytesIO(path.read_bytes()))


def test_every_format_is_written_and_twice_the_same_bytes(tmp_path):
    first = table_files.write(made(), tmp_path / "a")
    second = table_files.write(made(), tmp_path / "b")
    assert [path.suffix[1:] for path in first] == list(table_files.FORMATS)
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_only_the_formats_asked_for(tmp_path):
    table_files.write(made(), tmp_path, formats=["csv"])
    assert [path.name for path in tmp_path.iterdir()] == ["table-x.csv"]
    with pytest.raises(contracts.InputError, match="no format 'doc' for tables"):
        table_files.write(made(), tmp_path, formats=["doc"])


def test_several_tables_come_together_as_well(tmp_path):
    other = made(name="table-y", number="A1", language="nl")
    paths = table_files.write_all([made(), other], tmp_path)
    assert [path.name for path in paths[-3:]] == ["tables.docx", "tables.tex", "example.tex"]
    assert re.findall(r"\\input\{(.+?)\}", (tmp_path / "tables.tex").read_text()) == [
        "table-x", "table-y"]  # fmt: skip
    assert len(opened(tmp_path / "tables.docx").tables) == 2
    with pytest.raises(contracts.InputError, match="same name: 'table-x'"):
        table_files.write_all([made(), made()], tmp_path)
    assert table_files.write_all([], tmp_path / "none") == []


def test_a_table_that_is_not_made_any_more_leaves_no_files(tmp_path):
    table_files.write_all([made(), made(name="table-y")], tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "table-y.xlsx").write_text("mine too")
    table_files.write_all([made()], tmp_path)
    assert {path.name for path in tmp_path.glob("*y*")} == {"table-y.xlsx"}
    assert (tmp_path / "notes.txt").exists()
    assert (tmp_path / "table-x.docx").exists()


def test_word_holds_a_table_that_can_be_edited(tmp_path):
    (path,) = table_files.write(made(), tmp_path, ["docx"])
    document = opened(path)
    assert [(p.text, p.style.name) for p in document.paragraphs] == [
        ("Table 1", "Table Number"),
        ("Scores & Co", "Table Title"),
        ("Note. n = 2, 100% <invented>.", "Table Note"),
    ]
    assert document.styles["Table Title"].base_style.name == "Caption"
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells == [
        ["", "", "Precision", "Precision"],
        ["Frame", "n", "Score", "95% CI"],
        ["May 2031"] * 4,
        ["=1+1", "7", ".97", "[.84, .99]"],
        ["June 2031"] * 4,
        ["<b>|x|</b> & \\input{a}", "12", "1.00", "–"],
    ]


def test_word_repeats_the_heads_and_keeps_rows_whole(tmp_path):
    (path,) = table_files.write(made(), tmp_path, ["docx"])
    rows = opened(path).tables[0]._tbl.tr_lst
    heads = [row.trPr.find(qn("w:tblHeader")) is not None for row in rows]
    assert heads == [True, True, False, False, False, False]
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_word_draws_no_vertical_rule(tmp_path):
    (path,) = table_files.write(made(), tmp_path, ["docx"])
    edges = {edge.tag.split("}")[1] for borders in
             opened(path).element.iter(qn("w:tcBorders"), qn("w:tblBorders"), qn("w:pBdr"))
             for edge in borders}  # fmt: skip
    assert edges == {"top", "bottom"}


def test_word_tells_of_no_person_program_or_time(tmp_path):
    (path,) = table_files.write(made(), tmp_path, ["docx"])
    with zipfile.ZipFile(path) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = packed.read("docProps/core.xml").decode()
        everything = b"".join(packed.read(name) for name in packed.namelist())
        names = packed.namelist()
    assert not re.sub(r"<\?.*?\?>|</?cp:coreProperties[^>]*>", "", core).strip()
    for trace in (b"python", b"Macintosh", b"w:rsid", b"2013-"):
        assert trace not in everything
    assert not [name for name in names if "thumbnail" in name or "app.xml" in name]


@pytest.mark.parametrize(("language", "tag", "word"), [("en", "en-GB", "Table 1"),
                                                       ("nl", "nl-NL", "Tabel 1")])  # fmt: skip
def test_the_language_is_marked(tmp_path, language, tag, word):
    (path,) = table_files.write(made(language=language), tmp_path, ["docx"])
    document = opened(path)
    found = {element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))}
    assert found == {tag}
    assert document.paragraphs[0].text == word
    assert f'lang="{language}"' in made(language=language)._repr_html_()


def test_a_wide_table_lies_on_a_page_that_is_turned(tmp_path):
    narrow, broad = made(), wide(9)
    for table, turned in ((narrow, False), (broad, True)):
        docx_path, tex = table_files.write(table, tmp_path, ["docx", "tex"])
        section = opened(docx_path).sections[0]
        assert (section.page_width > section.page_height) is turned
        assert (r"\begin{landscape}" in tex.read_text(encoding="utf-8")) is turned


def test_columns_fill_the_page_and_no_more(tmp_path):
    for columns in (1, 3, 9, 14):
        (path,) = table_files.write(wide(columns), tmp_path, ["docx"])
        document = opened(path)
        section = document.sections[0]
        room = section.page_width - section.left_margin - section.right_margin
        assert sum(column.width for column in document.tables[0].columns) <= room * 1.01


def test_html_says_what_each_head_is_for():
    page = lxml_html.fromstring(made()._repr_html_())
    assert page.xpath("//caption//text()") == ["Table 1", " ", "Scores & Co"]
    assert page.xpath("//thead//th[@scope='colgroup' and @colspan='2']/text()") == ["Precision"]
    assert page.xpath("//thead//th[@rowspan='2']/text() | //thead//th[@rowspan='2']/i/text()") == [
        "Frame", "n"]  # fmt: skip
    assert page.xpath("//th[@scope='rowgroup']/text()") == ["May 2031", "June 2031"]
    assert page.xpath("//tbody//th[@scope='row']/text()") == ["=1+1", "<b>|x|</b> & \\input{a}"]
    assert not page.xpath("//b[.='|x|']")
    assert page.xpath("//thead//i/text()") == ["n"]


def test_html_names_no_colour_so_that_it_can_be_read_on_dark_pages():
    css = re.search(r"<style>(.*?)</style>", made()._repr_html_(), re.DOTALL)[1]
    assert not re.search(r"#[0-9a-f]{3}|rgb|: ?(white|black)", css)


def test_csv_has_the_rules_of_all_tables(tmp_path):
    (path,) = table_files.write(made(), tmp_path, ["csv"])
    frame = pd.DataFrame({
        "Part": ["May 2031", "June 2031"], "Frame": ["=1+1", "<b>|x|</b> & \\input{a}"],
        "n": ["7", "12"], "Precision: Score": [".97", "1.00"],
        "Precision: 95% CI": ["[.84, .99]", "–"]})  # fmt: skip
    assert path.read_text(encoding="utf-8") == export.table_text(frame)
    assert "'=1+1" in path.read_text(encoding="utf-8")


def test_markdown_has_as_many_cells_in_every_line(tmp_path):
    (path,) = table_files.write(made(), tmp_path, ["md"])
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[0] == "**Table 1**"
    assert lines[2] == "*Scores &amp; Co*"
    cells = {len(re.findall(r"(?<!\\)\|", line)) for line in lines if line.startswith("|")}
    assert cells == {5}
    assert "<b>" not in "\n".join(lines)


def test_latex_is_booktabs_with_rules_below_heads_that_span(tmp_path):
    (path,) = table_files.write(made(), tmp_path, ["tex"])
    text = path.read_text(encoding="utf-8")
    assert [text.count(rf"\{rule}") for rule in ("toprule", "midrule", "bottomrule")] == [1, 1, 1]
    assert r"\cmidrule(lr){3-4}" in text
    assert "|" not in text.split(r"\begin{tabular}")[1].split("\n")[0]
    assert r"\textit{Scores \& Co}" in text
    assert r"\input" not in text


def test_latex_goes_on_over_pages_when_a_table_is_long(tmp_path):
    rows = pd.DataFrame({"A": ["x"] * 60, "B": ["1"] * 60})
    (path,) = table_files.write(made(frame=rows, align="lr", sections=()), tmp_path, ["tex"])
    assert r"\begin{longtable}" in path.read_text(encoding="utf-8")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_latex_runs_nothing_of_a_text(text):
    escaped = escape(text)
    # Whatever is left as a command is one of ours.
    assert set(re.findall(r"\\([A-Za-z]+)", escaped)) <= OURS
    assert not re.search(r"(?<!\\)[$&%#_]", escaped)
    assert escaped.replace(r"\{", "").count("{") == escaped.replace(r"\}", "").count("}")


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_can_be_printed_in_every_format(tmp_path_factory, cell, note):
    table = made(frame=pd.DataFrame({"A": [cell]}), align="l", sections=(), note=note)
    folder = tmp_path_factory.mktemp("any")
    paths = table_files.write(table, folder)
    assert opened(paths[0]).tables[0].rows[1].cells[0].text == table.rows[0][0]


def test_letters_that_turn_or_break_a_line_are_taken_out():
    table = made(frame=pd.DataFrame({"A": ["a\u202eb\r\nc\x00\tkos\u00adten"]}), align="l",
                 sections=())  # fmt: skip
    assert table.rows == [("ab c kosten",)]


def test_an_empty_table_has_its_heads(tmp_path):
    table = made(frame=pd.DataFrame(columns=HEADS, dtype="str"), sections=())
    paths = table_files.write(table, tmp_path)
    assert [len(opened(paths[0]).tables[0].rows), repr(table)] == [
        2, "Table 1. Scores & Co (0 rows)"]  # fmt: skip
    assert paths[-1].read_text() == "Frame,n,Precision: Score,Precision: 95% CI\n"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "../x"}, "small letters"),
        ({"number": "one"}, "number='one'"),
        ({"title": " "}, "needs a title"),
        ({"align": "lr"}, "4 letters l or r"),
        ({"align": "lrrc"}, "4 letters l or r"),
        ({"stub": 0}, "stub=0"),
        ({"language": "de"}, "language='de'"),
        ({"sections": ((3, "x"),)}, "sections begin at rows"),
        ({"sections": ((1, "x"), (0, "y"))}, "sections begin at rows"),
        ({"frame": pd.DataFrame({"A": [1]}), "align": "r", "sections": ()}, "must be texts"),
    ],
)
def test_what_does_not_fit_is_told(changes, message):
    with pytest.raises(contracts.TableError, match=message):
        made(**changes)
