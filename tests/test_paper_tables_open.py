"""Tables for papers opened by the programs of their readers: LibreOffice and LaTeX."""

import re
import shutil
import subprocess
from pathlib import Path

import docx
import invented_paper_tables as invented
import pypdf
import pytest

from analysis import paper_tables, table_files

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PDFLATEX = shutil.which("pdflatex")
STUDIES = {
    "plain": {},
    "hostile": {"labels": invented.HOSTILE},
    "long": {"labels": invented.LONG, "waves": ("May 2031", "May 2032", "2033")},
    "few": {"n_articles": 1, "gold": False, "coders": False},
}


@pytest.fixture(scope="module", params=STUDIES)
def written(request, tmp_path_factory):
    """The tables of a study, written in Dutch where its labels are long; and their folder."""
    folder = tmp_path_factory.mktemp(request.param)
    run = invented.write(folder, **STUDIES[request.param])
    language = "nl" if request.param == "long" else "en"
    tables, _ = paper_tables.make(run.tables, plan=run.plan, book=run.book, label_language=language)
    table_files.write_all(tables, folder / "paper")
    return tables, folder / "paper"


def text_of(pdf: Path) -> str:
    """The text of a PDF without white, since lines are broken anywhere."""
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages))


def needed(tables) -> set[str]:
    """What must stand in a PDF: numbers, titles, heads, cells of numbers."""
    found = set()
    for table in tables:
        found |= {table.label, table.title, *table.heads}
        found |= {cell for row in table.rows for cell, side in zip(row, table.align, strict=True)
                  if side == "r"}  # fmt: skip
    return {re.sub(r"\s+", "", text) for text in found}


def converted(file: Path, home: Path) -> Path:
    """Make a PDF of a document by LibreOffice; skip where it has no Writer."""
    done = subprocess.run(
        [SOFFICE, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(home), str(file)],
        capture_output=True, text=True, timeout=180, check=False)  # fmt: skip
    made = home / f"{file.stem}.pdf"
    if not made.exists() and "could not be loaded" in done.stdout + done.stderr:
        pytest.skip("this LibreOffice has no Writer")
    assert made.exists(), done.stderr
    return made


@pytest.fixture(scope="module")
def writer(tmp_path_factory):
    """A place for LibreOffice, once it has opened a plain document."""
    if SOFFICE is None:
        pytest.skip("needs LibreOffice")
    home = tmp_path_factory.mktemp("office")
    plain = docx.Document()
    plain.add_paragraph("Plain.")
    plain.save(home / "plain.docx")
    assert "Plain." in text_of(converted(home / "plain.docx", home))
    return home


def test_word_opens_with_all_that_was_written(written, writer):
    tables, folder = written
    pdf = converted(folder / "tables.docx", writer)
    said = text_of(pdf)
    assert not {text for text in needed(tables) if text not in said}
    for table in tables:
        assert re.sub(r"\s+", "", table.note[:60]) in said


@pytest.mark.skipif(PDFLATEX is None, reason="needs pdflatex")
def test_latex_builds_without_a_line_that_is_too_wide(written):
    tables, folder = written
    for _ in range(3):  # longtable needs to know its widths
        done = subprocess.run([PDFLATEX, "-interaction=nonstopmode", "-halt-on-error",
                               "-no-shell-escape", "example.tex"], cwd=folder, check=False,
                              capture_output=True, timeout=300)  # fmt: skip
        assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    log = (folder / "example.log").read_text(encoding="latin-1")
    wide = [float(points) for points in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log)]
    assert not [points for points in wide if points > 3]
    assert "undefined" not in log
    assert "too large" not in log
    assert "root:" not in text_of(folder / "example.pdf")
    reader = pypdf.PdfReader(folder / "example.pdf")
    assert len(reader.pages) >= len(tables)
    said = text_of(folder / "example.pdf")
    for table in tables:
        assert table.label.replace(" ", "") in said
        numbers = {cell for row in table.rows for cell, side in zip(row, table.align, strict=True)
                   if side == "r" and cell.isdigit()}  # fmt: skip
        assert all(number in said for number in numbers)
