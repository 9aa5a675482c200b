"""What an archive must not hold is found, wherever it stands and in whatever form."""

import io
import json
import zipfile

import docx
import matplotlib.pyplot as plt
import nbformat
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from analysis._share import passages, scan, secrets
from analysis._share.blind import Names, coders_named
from analysis._share.passages import Article, Piece
from analysis.contracts import InputError
from analysis.study import Author

SENTENCE = (
    "The mayor's tram will run from the old harbour to the café at the station, and nobody in the "
    'town has asked what the "cheap" line will cost those who never ride it.'
)
ARTICLE = f"Tram comes\n\nIt rained on Monday. {SENTENCE} The council meets again in May."
WORDS = SENTENCE.split()
LIMIT = 10


def articles():
    return [[Article("0a", ARTICLE)], [Article("0b", "Something else. " * 30)]]


def as_csv(text):
    return pd.DataFrame({"n": [1, 2], "x": ["-", text]}).to_csv(index=False).encode()


def as_rows(text):
    words = text.split()
    cells = [" ".join(words[at : at + 4]) for at in range(0, len(words), 4)]
    return pd.DataFrame({"n": range(len(cells)), "x": cells, "y": 7}).to_csv(index=False).encode()


def as_kwic(text):
    words = text.split()
    row = {"left": [" ".join(words[:9])], "word": [words[9]], "right": [" ".join(words[10:])]}
    return pd.DataFrame(row).to_csv(index=False).encode()


def as_json(text):
    return json.dumps({"a": [{"caption": text.replace(" ", "\n")}]}, ensure_ascii=True).encode()


def as_notebook(text):
    lines = "\n# ".join(text.split())
    made = new_notebook(cells=[new_markdown_cell("# Title"), new_code_cell(f"a = 1\n# {lines}")])
    return nbformat.writes(made).encode()


def as_yaml(text):
    words = text.replace('"', '\\"').split()
    folded = "\n    ".join(" ".join(words[at : at + 3]) for at in range(0, len(words), 3))
    return f'title: A\nnotes:\n  - "{folded}"\n'.encode()


def as_html(text):
    return ("<p>" + text.replace(" tram ", " tr<b>am</b> ").replace("é", "&eacute;")
            .replace(" ", "\n<span class='a b'>").replace("\n", " ") + "</p>").encode()  # fmt: skip


def as_docx(text):
    made, target = docx.Document(), io.BytesIO()
    paragraph = made.add_paragraph()
    for at in range(0, len(text), 7):  # Word parts words over runs
        paragraph.add_run(text[at : at + 7]).bold = at % 2 == 0
    made.save(target)
    return target.getvalue()


def as_xlsx(text):
    made, target = openpyxl.Workbook(), io.BytesIO()
    made.active["B7"] = text
    made.save(target)
    return target.getvalue()


def as_zip(text):
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("deep/notes.md", text)
    with zipfile.ZipFile(outer, "w") as made:
        made.writestr("in.zip", inner.getvalue())
    return outer.getvalue()


def as_picture(form, text):
    canvas, axes = plt.subplots(figsize=(8, 2))
    axes.text(0, 0.6, text[:80])
    axes.text(0, 0.3, text[80:])
    target = io.BytesIO()
    with plt.rc_context({"svg.fonttype": "none", "pdf.fonttype": 42}):
        canvas.savefig(target, format=form)
    plt.close(canvas)
    return target.getvalue()


def as_png(text):
    target, about = io.BytesIO(), PngInfo()
    about.add_itxt("Description", text, zip=True)
    Image.new("RGB", (2, 2)).save(target, "png", pnginfo=about)
    return target.getvalue()


def as_parquet(text):
    target = io.BytesIO()
    pd.DataFrame({"n": [1, 2], "x": [text, "none at all"]}).to_parquet(target)
    return target.getvalue()


FORMS = {
    "a.csv": as_csv,
    "rows.csv": as_rows,
    "kwic.csv": as_kwic,
    "a.json": as_json,
    "a.ipynb": as_notebook,
    "a.md": lambda text: ("> " + text.replace(" ", "\n> *") + "*").encode(),
    "a.yaml": as_yaml,
    "a.tex": lambda text: text.replace(" tram", " \\textbf{tram}").encode(),
    "a.html": as_html,
    "a.docx": as_docx,
    "a.xlsx": as_xlsx,
    "a.zip": as_zip,
    "a.svg": lambda text: as_picture("svg", text),
    "a.pdf": lambda text: as_picture("pdf", text),
    "a.png": as_png,
    "a.parquet": as_parquet,
    "a.bin": lambda text: b"\0\1\2" + text.replace("é", "e").encode("latin-1") + b"\0",
    "LICENSE": lambda text: text.upper().encode(),
    "windows.txt": lambda text: text.encode("utf-16"),
    "unmarked.txt": lambda text: text.replace("é", "e").encode("utf-16-le"),
}


def scanned(tmp_path, files, **options):
    paths = {}
    for name, content in files.items():
        paths[name] = tmp_path / name
        paths[name].parent.mkdir(parents=True, exist_ok=True)
        paths[name].write_bytes(content)
    return scan.scan(paths, articles, **{"limit": LIMIT, **options})


@pytest.mark.parametrize("name", FORMS)
def test_a_sentence_of_an_article_is_found_in_every_form(tmp_path, name):
    found = scanned(tmp_path, {name: FORMS[name](SENTENCE), "b.md": b"Nothing of it."})
    assert {one.file for one in found} == {name}
    assert {one.kind for one in found} == {scan.QUOTE}
    assert "words in a row of article 0a" in found[0].what


@pytest.mark.parametrize("name", FORMS)
def test_words_of_ones_own_are_no_finding_in_any_form(tmp_path, name):
    own = " ".join(f"{word} and" if number % 5 == 4 else word for number, word in enumerate(WORDS))
    assert scanned(tmp_path, {name: FORMS[name](own)}) == []


@given(st.integers(1, 20), st.integers(0, len(WORDS)), st.integers(0, len(WORDS)))
@settings(max_examples=60, deadline=None)
def test_exactly_the_runs_above_the_limit_are_found(limit, one, other):
    start, end = sorted((one, other))
    text = "Xx yy " + " ".join(WORDS[start:end]) + " zz xx."
    groups = {"a": [[Piece("line 1", text)]]}
    found = passages.quoted(groups, articles(), limit=limit)
    n_words = len([word for word in WORDS[start:end] if any(map(str.isalpha, word))])
    assert [run.n_words for run in found.runs] == ([n_words] if n_words > limit else [])


def test_lines_and_the_place_are_told(tmp_path):
    text = "One.\n\nTwo: " + " ".join(WORDS[:12]) + "\n" + " ".join(WORDS[12:])
    (found,) = scanned(tmp_path, {"notes/a.md": text.encode()})
    assert (found.file, found.place) == ("notes/a.md", "line 3")
    assert found.what == f"{len(WORDS)} words in a row of article 0a"


def test_many_short_quotations_of_one_article_are_found_in_all(tmp_path):
    words = [f"w{number}x" for number in range(300)]
    texts = [[Article("long", " ".join(words))]]
    lines = "\n".join(" ".join([*words[at : at + 9], "and", "so"]) for at in range(0, 300, 9))
    (tmp_path / "a.md").write_text(lines)
    (found,) = scan.scan({"a.md": tmp_path / "a.md"}, lambda: texts, limit=25)
    assert found.place == "in all"
    assert "in short runs, of article long" in found.what
    (tmp_path / "a.md").write_text("\n".join(lines.split("\n")[:10]))
    assert scan.scan({"a.md": tmp_path / "a.md"}, lambda: texts, limit=25) == []


def test_an_example_of_the_codebook_is_named(tmp_path):
    text = f"""\
name: tram
frames:
  - id: costs
    examples:
      - text: Short.
      - text: >-
          {" ".join(WORDS[:9])}
          {" ".join(WORDS[9:])}
"""
    found = scanned(
        tmp_path, {"study/codebook.yaml": text.encode()}, codebook="study/codebook.yaml"
    )
    assert all("in example 2 of frame 'costs'" in one.what for one in found)
    assert found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("-----BEGIN RSA PRIVATE KEY-----", secrets.SECRET),
        ("key = 'sk-" + "a1B2" * 8 + "'", secrets.SECRET),
        ("AKIA" + "ABCDEFGH12345678", secrets.SECRET),
        ("ghp_" + "a1" * 18, secrets.SECRET),
        ("OPENAI_API_KEY=" + "q9w8" * 6, secrets.SECRET),
        ('"password": "tr4mline-2031"', secrets.SECRET),
        ("https://ann:tr4m@example.org/x", secrets.SECRET),
        ("https://example.org/x?a=1&token=0123456789abcdef", secrets.SECRET),
        ("read('/home/ann/study.csv')", secrets.PATH),
        ("at /Users/ann/Desktop", secrets.PATH),
        (r"C:\Users\ann\study.csv", secrets.PATH),
        (json.dumps(r"C:\Users\ann\study.csv"), secrets.PATH),
        (r"\\server\share\ann", secrets.PATH),
        ("file:///etc/x", secrets.PATH),
    ],
)
def test_secrets_and_paths_are_found_by_line(tmp_path, text, kind):
    found = scanned(tmp_path, {"a.txt": f"one\n{text}\n".encode()})
    assert {(one.place, one.kind) for one in found} == {("line 2", kind)}
    if kind == secrets.SECRET:
        assert all(len(one.what) <= 9 for one in found), "a complaint must not spread it"


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/home/ann/news and https://example.org/tmp/a",
        "seeds/articles/home/a.txt, reports/tmp/x, ../home/x",
        "deepseek-distillation@1.0.0+7ba36fa4 with --hash=sha256:" + "ab12" * 16,
        "token: a word; the secret of the tram; password protected",
        "10:30 and A:B and and/or 1/2",
        "tokenizers==0.22.1",
    ],
)
def test_what_only_looks_like_it_is_no_finding(tmp_path, text):
    assert scanned(tmp_path, {"a.txt": text.encode()}, names=Names()) == []


NAMES = Names.of([Author("Ines Verbrugge", "0000-0002-1825-0097"), Author("Tom van der Aa")],
                 ["iverbr"])  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["by INES VERBRUGGE", "Verbrugge, I.", "verbrugge_final", "(Vérbrugge 2031)", "T. van der Aa",
     "tom_van_der_aa", "van der Aa, Tom", "iverbr", "https://orcid.org/0000-0002-1825-0097",
     "ann@example.org"],
)  # fmt: skip
def test_names_are_found_for_a_blind_review(tmp_path, text):
    assert scanned(tmp_path, {"a.txt": text.encode()}, names=NAMES)
    assert scanned(tmp_path, {f"{text.replace('/', '-')}.txt": b"x"}, names=NAMES)
    assert scanned(tmp_path, {"a.txt": text.encode()}) == []


def test_a_name_of_somebody_else_can_be_allowed(tmp_path):
    allowed = Names.of([Author("Kim Lee")], allowed=["Lee"])
    assert scanned(tmp_path, {"a.txt": b"the actor Bruce Lee"}, names=allowed) == []
    assert scanned(tmp_path, {"a.txt": b"by Kim Lee"}, names=allowed)


@pytest.mark.parametrize(
    "text",
    ["prof. Van der Aa", "VAN DER AA", "van der Aa (2024)", "Aa, S. van der", "Aa, van der",
     "Aa, Sietske van der", "S. v.d. Aa", "Aa, S."],
)  # fmt: skip
def test_a_short_family_name_is_found_with_its_small_words(text):
    names = Names.of([Author("Sietske van der Aa")])
    assert names.found(text)
    assert names.found("Aa Aachen, van der Aarde") is None


@pytest.mark.parametrize(
    "text",
    ["J.-W. 't Hart", "J.W. 't Hart", "'t Hart, J.-W.", "Jan-Willem ’t Hart", "J.-W. Hart",
     "Hart, J.W.", "Hart, J.-W. 't", "'t Hart"],
)  # fmt: skip
def test_an_allowed_word_does_not_allow_longer_names(text):
    names = Names.of([Author("Jan-Willem 't Hart")], allowed=["Hart"])
    assert names.found(text)
    assert names.found("Hart van Nederland, Hart's") is None
    both = Names.of([Author("Jan-Willem 't Hart")], allowed=["Hart", "'t Hart"])
    assert both.found("in 't hart") is None
    assert both.found("J.-W. 't Hart")


def test_a_path_in_a_notebook_is_told_once_by_its_cell(tmp_path):
    made = new_notebook(cells=[new_code_cell("a = 1\nopen('C:\\\\Users\\\\ann\\\\a.csv')")])
    (found,) = scanned(tmp_path, {"a.ipynb": nbformat.writes(made).encode()})
    assert (found.place, found.kind) == ("cell 1", secrets.PATH)


def test_coders_called_like_authors():
    authors = [Author("Ines Verbrugge"), Author("Tom van der Aa")]
    names = Names.of(authors)
    coders = ["ines", "coder_a", "tom2", "verbrugge", "customer", "b"]
    assert coders_named(coders, names, authors) == ["ines", "tom2", "verbrugge"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.4 broken"),
        ("a.png", b"\x89PNG\r\n\x1a\n broken"),
        ("a.docx", b"PK\3\4 broken"),
        ("a.parquet", b"PAR1 broken"),
    ],
)
def test_a_file_that_cannot_be_looked_into_is_refused_by_name(tmp_path, name, content):
    with pytest.raises(InputError, match=name.replace(".", r"\.")):
        scanned(tmp_path, {name: content})


def test_the_complaint_names_the_first_five_of_each_kind():
    found = [scan.Finding("a.md", f"line {n}", scan.QUOTE, "30 words") for n in range(7)]
    said = scan.complaint([*found, scan.Finding("b", "line 1", secrets.PATH, "/home/ann")])
    assert said.count("30 words") == 5
    assert "and 2 more" in said
    assert "1 path of a machine: write a path that begins in the study's folder." in said
    paths = [scan.Finding("b", f"line {n}", secrets.PATH, "/home/ann") for n in range(3)]
    said = scan.complaint([*paths, scan.Finding("b", "line 1", scan.QUOTE, "30 words")])
    assert "3 paths of a machine: " in said
    assert "1 text of an article: " in said
