"""Articles come from anywhere: what they hold is shown, and never run, obeyed or unpacked."""

import csv
import io
import os
import shutil
import tracemalloc
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from invented_exports import archives, nexis, tables
from lxml import etree, html

from analysis import cli, landing

TEMPLATE = Path(__file__).resolve().parents[1] / "analysis/templates/framewaves/study"
NOTEBOOKS = TEMPLATE.parents[3] / "notebooks"
SOUND = "The harbour was calm.\n\nThe tram will cost 240 million euros, the town said on Tuesday.\n"


def starter(folder):
    """The starter study without its articles and their metadata."""
    shutil.copytree(TEMPLATE, folder / "my-study")
    for path in [*(folder / "my-study" / "articles").iterdir(), folder / "my-study/metadata.csv"]:
        path.unlink()
    plan = folder / "my-study" / "study.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("metadata: metadata.csv", ""), encoding="utf-8")


@pytest.fixture
def begun(tmp_path, monkeypatch):
    """The starter study in a folder of its own, and a sound article among the exports."""
    work = tmp_path / "work"
    starter(work)
    (work / "exports").mkdir()
    (work / "exports" / "sound.txt").write_text(SOUND, encoding="utf-8")
    monkeypatch.chdir(work)
    return work


def ingest(capsys, expected=0):
    """Read the exports; gives the documents, the rows of files in the receipt, and the output."""
    code = cli.main(["ingest", "exports", "--study", "my-study", "--out", "corpus.parquet"])
    said = capsys.readouterr()
    assert code == expected, said.err
    receipt = pd.read_csv("corpus.receipt.csv")
    whole = receipt[receipt["position_in_file"].isna()].set_index("source_file")
    assert whole["expected"].sum() == whole["n_read"].sum() + whole["n_rejected"].sum()
    return pd.read_parquet("corpus.parquet"), whole, said.out + said.err


def everything_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


# Archives and XML ------------------------------------------------------------------------


def with_part(content, name, change):
    """An office file with one part changed."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            body = old.read(part)
            new.writestr(part, change(body) if part.endswith(name) else body)
    return made.getvalue()


def office_files():
    """A Word file and a workbook, each with the part that holds the text."""
    piece = nexis.Piece(title="A tide", paragraphs=("Water goes.",), length=None)
    sheet = tables.workbook({"Sheet": [tables.HEADER, *tables.ROWS]})
    return {
        "a.docx": (nexis.docx([piece]), "word/document.xml"),
        "b.xlsx": (sheet, "sheet1.xml"),
    }


def test_bombs_are_refused_before_they_unpack(begun, capsys):
    ingest(capsys)  # the model of languages is in memory from now on
    n_bytes = 100_000_000
    for name, content in (("zip.zip", archives.bomb(n_bytes)),
                          ("lying.zip", archives.understated(n_bytes))):  # fmt: skip
        (begun / "exports" / name).write_bytes(content)
    for name, (content, part) in office_files().items():
        blown = with_part(content, part, lambda body: body + b" " * n_bytes)
        (begun / "exports" / name).write_bytes(blown)
    tracemalloc.start()
    documents, receipt, _ = ingest(capsys)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < n_bytes / 4
    assert documents["source_file"].tolist() == ["sound.txt"]
    assert receipt["status"].to_dict() == {
        "a.docx": "rejected", "b.xlsx": "rejected", "lying.zip/bomb.txt": "rejected",
        "sound.txt": "read", "zip.zip/bomb.txt": "rejected",
    }  # fmt: skip


LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)


@pytest.mark.parametrize("file", ["a.docx", "b.xlsx"])
@pytest.mark.parametrize("kind", ["laughs", "outside"])
def test_entities_are_never_expanded(begun, capsys, file, kind):
    secret = begun.parent / "secret.txt"
    secret.write_text("TOPSECRET", encoding="utf-8")
    outside = f'<!DOCTYPE x [<!ENTITY a9 SYSTEM "{secret.as_uri()}">]>'
    content, part = office_files()[file]
    declared = (LAUGHS if kind == "laughs" else outside).encode()

    def bomb(body):
        head, tag, rest = body.partition(b"?>") if body.startswith(b"<?xml") else (b"", b"", body)
        return head + tag + declared + rest.replace(b"Water goes.", b"&a9;")

    changed = with_part(content, part, bomb)
    if file == "b.xlsx":  # its texts are in a part of their own, or in the sheet
        changed = with_part(changed, "sharedStrings.xml", bomb)
    (begun / "exports" / file).write_bytes(changed)
    documents, receipt, said = ingest(capsys)
    assert receipt.loc[file, "status"] == "rejected"
    assert documents["source_file"].tolist() == ["sound.txt"]
    written = Path("corpus.receipt.csv").read_text(encoding="utf-8") + said
    assert "TOPSECRET" not in written
    assert "haha" not in written


CLIMBING = ("../climbed.txt", "a/../../climbed.txt", "/climbed.txt", "..\\climbed.txt",
            "C:\\climbed.txt", "C:/climbed.txt")  # fmt: skip


def test_a_path_that_climbs_out_of_an_archive_is_refused(begun, capsys):
    members = {**dict.fromkeys(CLIMBING, SOUND.replace("240", "1")), "link": "../../secret.txt"}
    packed = archives.zipped({**members, "inside.txt": SOUND}, links=("link",))
    (begun / "exports" / "climb.zip").write_bytes(packed)
    (begun.parent / "secret.txt").write_text("TOPSECRET is kept here.", encoding="utf-8")
    before = everything_in(begun.parent)
    documents, receipt, _ = ingest(capsys)
    assert set(documents["source_file"]) == {"climb.zip/inside.txt", "sound.txt"}
    refused = receipt[receipt["status"].ne("read")]
    assert len(refused) == len(CLIMBING) + 1
    after = set(everything_in(begun.parent)) - set(before)
    assert after == {"work/corpus.parquet", "work/corpus.receipt.csv"}
    assert "TOPSECRET" not in documents["text"].str.cat()


# Spreadsheets ------------------------------------------------------------------------------


FORMULAS = ('=HYPERLINK("http://x.invalid","free")', "@SUM(1+1)*cmd|' /C calc'!A0", "+1+1", "-1+1",
            "\t=1+1", "News\r=1+1")  # fmt: skip


def dangerous(text):
    """Cells of a CSV that a spreadsheet may run; numbers are none."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert "\r" not in text
    return [
        cell
        for row in rows
        for cell in row
        if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝")) and not is_number(cell)
    ]


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_formulas_are_defused_in_the_receipt_and_kept_as_they_are_in_the_corpus(begun, capsys):
    header = ("title", "text", "date", "outlet", "author", "url", "section", *FORMULAS[:2])
    rows = [(word, f"{word} and a tram of {number} euros.", "2024-03-12", word, word, word, word,
             word, word) for number, word in enumerate(FORMULAS)]  # fmt: skip
    (begun / "exports" / "=a.csv").write_bytes(
        tables.delimited(rows, header, quoting=csv.QUOTE_ALL)
    )
    columns = {name: [row[number] for row in rows] for number, name in enumerate(header)}
    columns["text"] = [f"Another paper: {text}" for text in columns["text"]]
    (begun / "exports" / "@b.parquet").write_bytes(tables.parquet(columns))
    (begun / "exports" / "+wrong.csv").write_bytes(tables.delimited([("a", "b")] * 3, FORMULAS[:2]))
    pieces = [nexis.Piece(title=FORMULAS[0], paragraphs=("Water goes.",), length=9_000)]
    searched = nexis.docx(pieces, terms=FORMULAS[0], count=3)
    (begun / "exports" / "-c.docx").write_bytes(searched)
    documents, _, _ = ingest(capsys)
    text = Path("corpus.receipt.csv").read_text(encoding="utf-8")
    assert dangerous(text) == []
    assert "'=HYPERLINK" in text  # the query of the Nexis file
    kept = documents[documents["source_file"].isin(["=a.csv", "@b.parquet"])]
    assert len(kept) == 2 * len(FORMULAS)
    assert FORMULAS[0] in set(kept["outlet"])


# Terminals ---------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_names_and_texts_cannot_command_the_terminal(begun, capsys):
    evil = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egpj"
    (begun / "exports" / f"{evil}.txt").write_bytes(b"\x00\x01")
    (begun / "exports" / "e.zip").write_bytes(archives.zipped({f"{evil}.txt": b"\x00\x01"}))
    row = (evil, f"{evil} costs euros.", f"{evil}", evil)
    (begun / "exports" / "t.csv").write_bytes(tables.delimited([row] * 2))
    (begun / "exports" / "wrong.csv").write_bytes(tables.delimited([("a", "b")], (evil, "x")))
    piece = nexis.Piece(title="A tide", paragraphs=("Water goes.",), length=None)
    (begun / "exports" / "q.docx").write_bytes(nexis.docx([piece], terms=f"t {evil}"))
    _, _, said = ingest(capsys)
    shutil.move("exports", "my-study/articles/exports")
    cli.main(["check", "my-study"])
    said += "".join(capsys.readouterr())
    assert "t.csv" in said
    assert {char for char in said if not char.isprintable()} <= {"\n"}


# Report ------------------------------------------------------------------------------------


RUN = "document.title='OWNED'"
MARKUP = (
    f"<script>{RUN}</script>",
    f'<img src=x onerror="{RUN}">',
    f"</style></details></div></td></table><script>{RUN}</script>",
    f'" autofocus onfocus="{RUN}" x="',
    f"[news](javascript:{RUN}) ![pic](x' onerror='{RUN}) <javascript:{RUN}>",
    f'<a href="javascript:{RUN}">more</a> <iframe srcdoc="<script>parent.{RUN}</script>">',
    f"<svg onload={RUN}> <style>*{{display:none}}</style> <base href='//x.invalid'>",
    f"\n\n# Head\n\n<script>{RUN}</script>\n\n- item\n\n`code` **bold** $\\frac{{$ {{{{7*7}}}}",
)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The report on articles that hold markup in every field."""
    top = tmp_path_factory.mktemp("hostile")
    starter(top)
    header = ("title", "text", "date", "outlet", "author", "section", "url", "language")
    rows = []
    for number, evil in enumerate(MARKUP):
        day = f"2024-{'03' if number % 2 else '10'}-{number + 10}"
        text = (f"The tram {evil} will cost {number} million euros. Nobody {evil} was asked, "
                f"residents say.\n\nThe council met for {number} hours. {evil}")  # fmt: skip
        rows.append((evil, text, day, evil, evil, evil, f"javascript:{RUN}//{evil}", "en"))
    rows.append((*rows[0][:3], "Another paper", *rows[0][4:]))  # a copy, for the comparison
    rows.append(
        (MARKUP[0], "The tram costs a lot of euros.", MARKUP[1], MARKUP[0], "", "", "", "en")
    )
    rows.append((MARKUP[0], "De tram kost veel geld.", "2024-03-12", "", "", "", "", MARKUP[1]))
    folder = top / "my-study" / "articles"
    (folder / "hostile.csv").write_bytes(tables.delimited(rows, header))
    (folder / "<img src=x onerror=alert(1)>.txt").write_text(SOUND, encoding="utf-8")
    packed = archives.zipped({f"<svg onload={RUN}>.txt": SOUND.replace("240", "99"),
                              "<b>.txt": b"\x00\x01"})  # fmt: skip
    (folder / "a'b.zip").write_bytes(packed)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(top)
        chosen = [word for name in ("10", "20", "40") for word in ("--only", name)]
        command = ["report", "--study", "my-study", "--notebooks", str(NOTEBOOKS), *chosen]
        assert cli.main(command) == 0
    (run,) = (top / "reports").iterdir()
    return run


@pytest.mark.notebooks
def test_nothing_in_an_article_becomes_part_of_a_page(report):
    pages = [report / "index.html", *sorted((report / "pages").glob("*.html"))]
    shown = ""
    for path in pages:
        text = path.read_text(encoding="utf-8")
        tree = html.document_fromstring(text)
        banned = ["script", "iframe", "object", "embed", "form", "base", "link", "svg"]
        ours = [landing.SCRIPT.strip()] if path.name == "index.html" else []
        assert [el.text.strip() for el in tree.iter(*banned)] == ours, path.name
        for element in tree.iter(etree.Element):
            for name, value in element.attrib.items():
                assert not name.lower().startswith("on"), (path.name, name, value[:80])
                if name in {"href", "src", "action", "formaction", "srcdoc", "xlink:href"}:
                    near = ("#", "data:image/png;base64,", "figures/", "pages/", "tables/",
                            "paper/", "../index.html")  # fmt: skip
                    safe = value.startswith(near) or "/" not in value
                    assert safe, (path.name, name, value[:80])
                    assert "javascript" not in value.lower(), (path.name, name, value[:80])
        assert not [el for el in tree.iter("style") if "display:none" in (el.text or "")]
        shown += tree.text_content()
    for evil in (f"<script>{RUN}</script>", f'<img src=x onerror="{RUN}">', "</details></div>"):
        assert evil in shown  # it is there to be read


@pytest.mark.notebooks
def test_pictures_hold_no_scripts_and_tables_no_formulas(report):
    pictures = sorted((report / "figures").glob("*.svg"))
    assert len(pictures) > 3
    for path in pictures:
        tree = etree.parse(path)
        assert not tree.xpath("//*[local-name()='script'] | //@*[starts-with(name(), 'on')]")
    for path in [*(report / "tables").glob("*.csv"), *(report / "figures").glob("*.csv")]:
        assert dangerous(path.read_text(encoding="utf-8")) == [], path.name
