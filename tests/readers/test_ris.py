"""RIS: references with titles and abstracts, record by record."""

import pytest
from invented_exports import tables

from analysis.readers import Claim, Options, Rejected, Remark, Source
from analysis.readers.ris import READER


def read(content):
    content = content if isinstance(content, bytes) else content.encode()
    items = list(READER.read(Source.of_bytes("a.ris", content), Options()))
    rows = [item for item in items if not isinstance(item, Remark | Claim)]
    assert [item.position for item in rows] == list(range(1, len(rows) + 1))
    return rows, {item.by: item.expected for item in items if isinstance(item, Claim)}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_fields_of_a_record(end, encoding):
    content = tables.RIS.replace("harbour", "harboür").replace("\n", end).encode(encoding)
    assert READER.recognises(Source.of_bytes("a.txt", content))
    (first, second), claims = read(content)
    assert first.text == "The tide turns\n\nWater leaves the harboür."
    assert (first.title, first.outlet, first.author) == (
        "The tide turns", "The Bulletin", "Zand, Anna; Slib, Bram")  # fmt: skip
    assert (first.date, first.language, first.identity) == ("2025/01/20", "en", "BUL0001")
    assert first.url == "https://bulletin.example/tide;v=1"
    assert first.raw == {"type_of_reference": "NEWS", "keywords": ["sea", "boats"],
                         "notes": ["a note"]}  # fmt: skip
    assert not first.has_body
    assert (second.text, second.outlet, second.date, second.language) == (
        "Eb in de haven", "De Bode", "2025", "nl")  # fmt: skip
    assert claims == {"records begun (TY)": 2, "records ended (ER)": 2}


def test_record_without_an_end_is_read_with_a_remark_and_the_next_is_not_lost():
    rows, claims = read(tables.RIS.replace("AN  - BUL0001\nER  - \n", "AN  - BUL0001\n"))
    assert [row.title for row in rows] == ["The tide turns", "Eb in de haven"]
    assert rows[0].remarks == ("line 1: the record has no end (ER); it may be cut off",)
    assert claims == {"records begun (TY)": 2, "records ended (ER)": 1}


def test_end_without_a_beginning_is_a_claim_for_one_more():
    rows, claims = read(tables.RIS + "TI  - Lost beginning\nER  - \n")
    assert (len(rows), claims["records ended (ER)"]) == (2, 3)


@pytest.mark.parametrize(
    "record", ["TY  - NEWS\nER  - \n", "TY  - NEWS\nwords without a tag\nER  - \n"]
)
def test_record_without_a_title_is_refused_and_the_others_are_read(record):
    rows, _ = read(record + tables.RIS)
    assert isinstance(rows[0], Rejected)
    assert rows[0].reason == "line 1: a record without a title"
    assert [row.title for row in rows[1:]] == ["The tide turns", "Eb in de haven"]


def test_tags_with_one_space_are_read():
    (article,), _ = read("TY - NEWS\nTI - Tides\nJF - The Bulletin\nY1 - 2025/01/20\nER -\n")
    assert (article.title, article.outlet, article.date) == ("Tides", "The Bulletin", "2025/01/20")


def test_unknown_tags_and_more_links_are_kept():
    (article,), _ = read("TY  - NEWS\nTI  - Tides\nX9  - odd\nUR  - https://a.example\n"
                         "UR  - https://b.example\nY2  - 2025/03/01\nER  - \n")  # fmt: skip
    assert article.url == "https://a.example"
    assert article.raw["urls"] == ["https://a.example", "https://b.example"]
    assert article.raw["x9"] == ["odd"]
    assert article.date is None


@pytest.mark.parametrize("content", [b"TYPE - not RIS", b"A text\nTY  - NEWS\n", b"", b"\x00"])
def test_other_files_are_not_ris(content):
    assert not READER.recognises(Source.of_bytes("a.ris", content))
