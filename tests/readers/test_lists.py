"""Lists of Media Cloud and GDELT: titles and links, no texts, and days that are no dates."""

import pytest
from invented_exports import tables

from analysis.readers import Options, Rejected, Remark, Source, csv_table, gdelt, media_cloud


def read(reader, content):
    source = Source.of_bytes("a.csv", content)
    assert reader.recognises(source)
    items = list(reader.read(source, Options(columns={"text": "not in a list"})))
    rows = [item for item in items if not isinstance(item, Remark)]
    return rows, [item.text for item in items if isinstance(item, Remark)]


def test_media_cloud():
    rows, remarks = read(media_cloud.READER, tables.MEDIA_CLOUD)
    assert [(row.text, row.has_body, row.date, row.outlet, row.language) for row in rows] == [
        ("The tide turns", False, "2025-01-20", "bulletin.example", "en"),
        ("Eb, zegt men", False, "2025-01-21", "bode.example", "nl"),
    ]
    assert rows[0].raw == {"indexed_date": "2025-01-23 04:05:06.789",
                           "media_url": "bulletin.example"}  # fmt: skip
    assert (rows[0].identity, rows[0].url) == ("f3a1b2c4d5e6", "https://bulletin.example/tide")
    assert [row.remarks for row in rows] == [(), ()]
    assert len(remarks) == 1
    assert remarks[0].startswith("a list of Media Cloud, which gives no texts")


def test_gdelt_gives_no_date():
    rows, remarks = read(gdelt.READER, tables.GDELT)
    assert (rows[0].text, rows[0].date, rows[0].outlet) == (
        "The tide turns",
        None,
        "bulletin.example",
    )
    assert rows[0].language == "en"
    assert rows[0].raw == {"seen_date": "20250120T091500Z", "sourcecountry": "United Kingdom",
                           "language_as_written": "English"}  # fmt: skip
    assert rows[1] == Rejected(2, "line 3: neither a text nor a title", "https://bode.example/eb")
    assert len(remarks) == 1


@pytest.mark.parametrize("reader", [media_cloud.READER, gdelt.READER])
def test_list_to_which_texts_were_added_is_a_table(reader):
    for content in (tables.MEDIA_CLOUD, tables.GDELT):
        head, row = content.decode().split("\n")[:2]
        source = Source.of_bytes(
            "a.csv", f"{head},text\n{row},Water leaves the harbour.\n".encode()
        )
        assert not reader.recognises(source)
        (article,) = (item for item in csv_table.READER.read(source, Options())
                      if not isinstance(item, Remark))  # fmt: skip
        assert article.text == "The tide turns\n\nWater leaves the harbour."
        assert article.date in {"2025-01-20", None}


@pytest.mark.parametrize("reader", [media_cloud.READER, gdelt.READER])
@pytest.mark.parametrize("content", [b"title,text,url\nA,B,C\n", b"", b"\x00\x01", b"<html>"])
def test_other_files_are_no_lists(reader, content):
    assert not reader.recognises(Source.of_bytes("a.csv", content))
