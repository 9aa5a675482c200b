"""A folder of damaged exports reconciles to the article, and no file stops the others."""

import dataclasses
import io
import json
import zipfile

import pytest
from invented_exports import europresse, factiva, nexis, proquest

from analysis import corpus, receipts, study

STUDY = """\
title: Dikes
languages: [en, nl]
waves:
  - {name: all, start: 2000-01-01, end: 2030-12-31}
codebook: codebook.yaml
articles: exports
"""
GOOD = nexis.Piece(title="Dike holds", urn="7AAA-0001")


def pieces(*changes):
    """Nexis articles with numbers of their own, so that none is another one again."""
    return [
        dataclasses.replace(
            GOOD,
            **{
                "title": f"Dike {number} holds", "urn": f"7BBB-{number:04}", "length": None,
                "paragraphs": (f"Dike number {number} held.", f"Nobody saw it but {number}."),
                **change,
            },
        )
        for number, change in enumerate(changes, start=1)
    ]  # fmt: skip


def zipped(**members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, raw in members.items():
            archive.writestr(name.replace("__", "."), raw)
    return content.getvalue()


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Documents and receipt of a folder in which most files are damaged."""
    base = tmp_path_factory.mktemp("study")
    folder = base / "exports"
    folder.mkdir()
    (base / "study.yaml").write_text(STUDY)
    (base / "codebook.yaml").write_text("{}")
    renumbered = [dataclasses.replace(p, urn=f"7CCC-{p.urn}", paragraphs=(*p.paragraphs, "Zip."))
                  for p in pieces({}, {})]  # fmt: skip
    single = dataclasses.replace(GOOD, title="A dike alone", paragraphs=("It was alone.",))
    files = {
        "no-body.docx": nexis.docx(pieces({}, {"body": False, "length": None}, {})[:3]),
        "error.docx": nexis.docx([*pieces({}, {})[1:], nexis.Piece(error=nexis.ERROR)]),
        "single.docx": nexis.docx([single], with_cover=False),
        "cut.docx": nexis.docx(
            [dataclasses.replace(p, urn=f"7DDD-{p.urn}", paragraphs=(f"Cut {p.title}.",))
             for p in pieces({}, {"end": False})]
        ),
        "announced.docx": nexis.docx(
            [dataclasses.replace(GOOD, urn="7EEE", paragraphs=("Announced.",))], count=3,
            listed=False,
        ),
        "~$cut.docx": b"\x05owner",
        "pack.zip": zipped(
            inner__docx=nexis.docx(renumbered[:1]),
            more__zip=zipped(deeper__docx=nexis.docx(renumbered[1:]), deepest__zip=zipped(a=b"x")),
            empty__txt=b"",
        ),
        "empty.txt": b"",
        "encoding.txt": "De dijk bezweek na ‘café’-overleg, zei de burgemeester.".encode("cp1252"),
        "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "paper.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "factiva.html": factiva.html(factiva.articles(3)),
        "unindexed.html": factiva.page(factiva.html_unindexed(factiva.Item(number=9))),
        "proquest.txt": proquest.text(proquest.documents(2)),
        "europresse.html": europresse.html(europresse.articles(2)),
        "again.html": europresse.html(europresse.articles(2)),
    }  # fmt: skip
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    with (folder / "one-line.txt").open("wb") as long:
        long.truncate(1_000_000_000)  # a sparse file: a line of 1 GB
    return corpus.read(study.load(base / "study.yaml"))


def of(receipt, name):
    rows = receipt[(receipt["source_file"] == name) & receipt["position_in_file"].isna()]
    return rows.iloc[0]


def counts(receipt, name):
    row = of(receipt, name)
    return row["status"], row["expected"], row["n_read"], row["n_rejected"]


def test_every_file_is_there_and_every_sum_balances(read):
    documents, receipt = read
    assert corpus.unbalanced(receipt).empty
    sums = receipts.totals(receipt)
    assert sums["expected"] == sums["read"] + sums["rejected"]
    assert sums["read"] == len(documents)
    refused = receipt[receipt["position_in_file"].notna() & (receipt["status"] == "rejected")]
    assert refused["reason"].notna().all()
    assert len(set(receipt["source_file"])) >= 17


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("no-body.docx", ("read", 3, 2, 1)),
        ("error.docx", ("read", 2, 1, 1)),
        ("single.docx", ("read", 1, 1, 0)),
        ("cut.docx", ("read", 2, 2, 0)),
        ("announced.docx", ("read", 3, 1, 2)),
        ("pack.zip/inner.docx", ("read", 1, 1, 0)),
        ("pack.zip/more.zip/deeper.docx", ("read", 1, 1, 0)),
        ("encoding.txt", ("read", 1, 1, 0)),
        ("factiva.html", ("read", 3, 3, 0)),
        ("unindexed.html", ("rejected", 1, 0, 1)),
        ("proquest.txt", ("read", 2, 2, 0)),
        ("europresse.html", ("read", 2, 0, 2)),
        ("again.html", ("read", 2, 2, 0)),
    ],
)
def test_a_damaged_export_reconciles_to_the_article(read, name, found):
    if name == "europresse.html":
        found = ("rejected", 2, 0, 2)  # again.html comes first: the same two articles
    assert counts(read[1], name) == found


@pytest.mark.parametrize(
    ("name", "status", "why"),
    [
        ("~$cut.docx", "skipped", "lock file"),
        ("empty.txt", "rejected", "empty"),
        ("picture.txt", "skipped", "image"),
        ("paper.pdf", "rejected", "DOCX"),
        ("one-line.txt", "rejected", "200 MB"),
        ("pack.zip/empty.txt", "rejected", "empty"),
        ("pack.zip/more.zip/deepest.zip", "rejected", ""),
    ],
)
def test_what_is_no_article_says_why(read, name, status, why):
    row = of(read[1], name)
    assert row["status"] == status
    assert why in row["reason"]


def test_the_words_on_refusals_name_the_remedy(read):
    _, receipt = read
    reasons = receipt.set_index("source_file")["reason"].dropna()
    assert "Indexing" in " ".join(reasons.get("unindexed.html") for _ in [0])
    assert "exported twice" in " ".join(reasons[reasons.index == "europresse.html"])


def test_the_query_on_the_cover_is_kept(read):
    documents, receipt = read
    assert "invented AND plan" in of(receipt, "error.docx")["query"]
    raw = documents.set_index("source_file").loc["error.docx", "raw_metadata"]
    assert "invented AND plan" in json.loads(raw)["query"]
